//! Every screen, by day and by night, in both languages: it opens, nothing is
//! wider than the window, and a picture of it is kept to be looked at.

use fantoccini::Locator;

use crate::window::Window;

const SCREENS: [&str; 7] = [
    "today", "bookings", "checks", "import", "bulletin", "rooms", "settings",
];

#[tokio::test]
async fn every_screen_in_chinese_by_day() {
    tour("zh", "light", (1440, 900)).await;
}

#[tokio::test]
async fn every_screen_in_english_by_night() {
    tour("en", "dark", (1440, 900)).await;
}

#[tokio::test]
async fn every_screen_in_a_small_window() {
    tour("en", "light", (1280, 720)).await;
}

async fn tour(language: &str, theme: &str, (width, height): (u32, u32)) {
    let Some(window) = Window::open().await else {
        return;
    };
    window
        .client
        .set_window_size(width, height)
        .await
        .expect("the window takes a size");
    window.find("screen-today").await;
    window.go("settings").await;
    window.click(&format!("settings-language-{language}")).await;
    let spoken = if language == "zh" { "zh-CN" } else { "en-GB" };
    window
        .wait(Locator::Css(&format!("html[lang='{spoken}']")))
        .await;
    window.click(&format!("settings-theme-{theme}")).await;
    window
        .wait(Locator::Css(&format!("html[data-theme='{theme}']")))
        .await;
    for screen in SCREENS {
        window.go(screen).await;
        let settled =
            format!("//*[@data-testid='screen-{screen}'][not(descendant::*[@aria-busy='true'])]");
        window.wait(Locator::XPath(&settled)).await;
        look(&window, &format!("{screen}-{language}-{theme}-{width}")).await;
    }
    window.go("today").await;
    window.find_first("block-1123-A").await;
    window.go("bookings").await;
    window.click("view-week").await;
    window.find("week").await;
    look(&window, &format!("week-{language}-{theme}-{width}")).await;
    window.click("view-list").await;
    window.find("list").await;
    look(&window, &format!("list-{language}-{theme}-{width}")).await;
    window.fill("quick-input", "1123-A01").await;
    window
        .find_first("quick-found-1123-A01")
        .await
        .click()
        .await
        .expect("the row opens");
    window.find("meeting").await;
    look(&window, &format!("meeting-{language}-{theme}-{width}")).await;
    window.close().await;
}

async fn look(window: &Window, name: &str) {
    window.picture(name).await;
    let wide = "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
    assert_eq!(
        window.script(wide).await,
        0,
        "{name} is wider than the window"
    );
}
