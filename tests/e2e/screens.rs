//! Every screen, by day and by night, in both languages: it opens, nothing is
//! wider than the window, and a picture of it is kept to be looked at.

use fantoccini::Locator;
use serde_json::json;

use crate::window::Window;

/// Each screen with what shows that it is all there.
pub(crate) const SCREENS: [(&str, &str); 15] = [
    ("today", "[data-testid^='block-1123-A']"),
    ("bookings", "[data-testid='week']"),
    ("checks", "[data-testid^='confirm-1123-A']"),
    ("duty", "[data-testid='call-line']"),
    ("inbox", "[data-testid='screen-inbox']"),
    ("stock", "[data-testid='stock-row-茶杯']"),
    ("roster", "[data-testid='roster-grid']"),
    ("people", "[data-testid='people-row-1042']"),
    ("after", "[data-testid='after-tab-settling']"),
    ("figures", "[data-testid='figures']"),
    ("import", "[data-testid='import-pick']"),
    (
        "bulletin",
        "[data-testid='bulletin-page-1'][data-state='here']",
    ),
    ("rooms", "[data-testid^='room-']"),
    ("stations", "[data-testid='station-总台']"),
    ("settings", "[data-testid='recovery-show']"),
];

/// What lies behind a tab of a screen, with what shows that it is there.
pub(crate) const TABS: [(&str, &str, &str); 19] = [
    ("duty", "duty-tab-incidents", "incident-what"),
    ("duty", "duty-tab-patrol", "patrol-walk-1"),
    ("duty", "duty-tab-shift", "shift-give"),
    ("stock", "stock-tab-pick", "pick-list"),
    ("stock", "stock-tab-buy", "buying"),
    ("roster", "roster-tab-day", "roster-date"),
    ("roster", "roster-tab-swaps", "swaps"),
    ("roster", "roster-tab-hours", "hours"),
    ("roster", "roster-tab-setup", "roster-items"),
    ("people", "people-tab-leave", "people-filter-leave-from"),
    ("people", "people-tab-skills", "skill-add"),
    ("after", "after-tab-lost", "lost"),
    ("after", "after-tab-fees", "after-tab-fees"),
    ("after", "after-tab-prices", "prices"),
    ("bulletin", "paper-kind-report", "report"),
    ("rooms", "rooms-tab-templates", "rooms-tab-templates"),
    ("rooms", "rooms-tab-kinds", "kind-add"),
    ("rooms", "rooms-tab-lists", "list-save"),
    ("rooms", "rooms-tab-venue", "venue-save"),
];

/// Writes down what the content security policy refuses from now on.
const WATCH: &str = "window.refused = []; document.addEventListener('securitypolicyviolation', \
                     (e) => window.refused.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))";

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
    window.script(WATCH).await;
    set(&window, language, theme).await;
    for (screen, whole) in SCREENS {
        window.go(screen).await;
        window.wait(Locator::Css(whole)).await;
        look(&window, &format!("{screen}-{language}-{theme}-{width}")).await;
    }
    for (screen, tab, there) in TABS {
        window.go(screen).await;
        window.click(tab).await;
        window.find(there).await;
        look(&window, &format!("{tab}-{language}-{theme}-{width}")).await;
    }
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
    window.click("meeting-seats").await;
    window.find("seats").await;
    look(&window, &format!("seats-{language}-{theme}-{width}")).await;
    assert_eq!(
        window.script("return window.refused").await,
        json!([]),
        "the policy refuses parts of our own page"
    );
    window.close().await;
}

/// Sets the language and the theme, where people do.
pub(crate) async fn set(window: &Window, language: &str, theme: &str) {
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
    window.close_messages().await;
}

/// Keeps a picture, of a page that is no wider than the window.
pub(crate) async fn look(window: &Window, name: &str) {
    window.picture(name).await;
    let wide = "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
    assert_eq!(
        window.script(wide).await,
        0,
        "{name} is wider than the window"
    );
    let found = barriers(window).await;
    assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
}

/// What the rules of WCAG 2.2 A and AA find wrong on the page, as axe reads
/// them: rule, then where. Not looked at are the shell's own hidden frame, and a
/// rule that is an experiment: it wants every word within a block in its label.
async fn barriers(window: &Window) -> Vec<String> {
    let axe = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../ui/node_modules/axe-core/axe.min.js"
    );
    let axe = std::fs::read_to_string(axe).expect("the UI's packages are there");
    if window.script("return typeof window.axe").await == "undefined" {
        window.script(&axe).await;
    }
    let run = "const [done] = arguments; const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']; \
               const rules = { 'label-content-name-mismatch': { enabled: false } }; \
               axe.run({ exclude: ['#__tauri_isolation__'] }, { runOnly, rules, resultTypes: ['violations'] }).then( \
               (found) => done(found.violations.flatMap((one) => one.nodes.map((node) => `${one.id} ${node.target.join(' ')} ${node.any.concat(node.all, node.none).map((why) => why.message).join('; ').slice(0, 160)}`))), \
               (fault) => done([String(fault)]))";
    let found = window
        .client
        .execute_async(run, Vec::new())
        .await
        .expect("axe answers");
    serde_json::from_value(found).expect("a list of words")
}
