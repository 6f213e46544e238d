//! Everything twice as large: nothing is wider than the window, no control is
//! cut off, and help is at hand on every screen.

use fantoccini::Locator;

use crate::screens::{SCREENS, TABS, set};
use crate::window::Window;

/// Controls that reach over the edge of what they stand in and cannot be
/// scrolled to: what they are called.
const CUT: &str = "const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && one.getBoundingClientRect().width > 0; \
    const out = (one) => { const box = one.getBoundingClientRect(); \
      for (let at = one.parentElement; at; at = at.parentElement) { \
        const style = getComputedStyle(at), edge = at.getBoundingClientRect(); \
        if (/auto|scroll/.test(style.overflowX)) return false; \
        if (at === document.documentElement || (style.overflowX !== 'visible' && at !== document.body)) { \
          const right = at === document.documentElement ? innerWidth : edge.right; \
          if (box.right > right + 2 || box.left < (at === document.documentElement ? 0 : edge.left) - 2) return true; } } \
      return false; }; \
    return [...document.querySelectorAll('button, input, select, textarea, a[href]')].filter((one) => seen(one) && !one.closest('.hidden') && out(one)) \
      .map((one) => one.dataset.testid || one.getAttribute('aria-label') || one.textContent.trim().slice(0, 30)).slice(0, 8)";

const WIDE: &str =
    "const page = document.documentElement; return page.scrollWidth - page.clientWidth";

#[tokio::test]
async fn nothing_is_lost_when_everything_is_twice_as_large() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;
    set(&window, "en", "light").await;
    let before = window.script("return innerWidth").await.as_f64();
    window.click("settings-zoom-200").await;
    let half = before.unwrap_or(0.0) * 0.55;
    window.until(&format!("return innerWidth < {half}")).await;
    let mut faults = Vec::new();
    let mut places: Vec<(String, String, Option<&str>)> = SCREENS
        .iter()
        .map(|(screen, whole)| ((*screen).to_owned(), (*whole).to_owned(), None))
        .collect();
    places.extend(TABS.iter().map(|(screen, tab, there)| {
        let there = format!("[data-testid='{there}']");
        ((*screen).to_owned(), there, Some(*tab))
    }));
    for (screen, whole, tab) in places {
        // The driver reckons where to click as if nothing were enlarged.
        tap(&window, &format!("nav-{screen}")).await;
        window.find(&format!("screen-{screen}")).await;
        if let Some(tab) = tab {
            tap(&window, tab).await;
        }
        window.wait(Locator::Css(&whole)).await;
        let name = tab.unwrap_or(&screen).to_owned();
        window.picture(&format!("zoom-{name}")).await;
        let wide = window.script(WIDE).await;
        let cut = window.script(CUT).await;
        if wide != 0 || cut.as_array().is_some_and(|cut| !cut.is_empty()) {
            faults.push(format!("{name}: {wide} px too wide, cut off: {cut}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    window.close().await;
}

/// Presses the button of a name from within the page.
async fn tap(window: &Window, testid: &str) {
    window.find(testid).await;
    let press = format!("document.querySelector(\"[data-testid='{testid}']\").click()");
    window.script(&press).await;
}

#[tokio::test]
async fn every_screen_says_how_it_is_used() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;
    let mut said = Vec::new();
    for (screen, _) in SCREENS {
        window.go(screen).await;
        window.click("help").await;
        let help = window.find("help-text").await;
        let text = help.text().await.expect("it has words");
        assert!(text.chars().count() > 20, "{screen}: {text}");
        assert!(!said.contains(&text), "{screen} says what another says");
        said.push(text);
        if screen == "rooms" {
            window.picture("help-rooms-zh-light").await;
        }
        window
            .press("keys-help", fantoccini::key::Key::Escape)
            .await;
        window.gone("keys-help").await;
    }
    window.close().await;
}
