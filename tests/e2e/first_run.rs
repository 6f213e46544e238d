//! The first start: a venue to look at, with a day's work in it.

use fantoccini::Locator;

use crate::window::{Folders, Window};

#[tokio::test]
async fn the_sample_complex_opens_with_the_meetings_of_today() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;
    window.says("clock", "08:00").await;
    window.find_with("board", "data-date", "2026-11-23").await;
    // Drawn in their rooms.
    window
        .wait(Locator::Css(
            "[data-testid='board'] [data-testid^='lane-'] [data-testid^='block-1123-A']",
        ))
        .await;
    window.find_first("confirm-1123-A").await;
    window.close().await;
}

#[tokio::test]
async fn what_was_there_is_there_at_the_next_start() {
    let Some(window) = Window::open_on(Folders::new(), "2026-11-23T08:00:00+08:00").await else {
        return;
    };
    window.find("screen-today").await;
    let folders = window.close().await;
    // A later day: the sample is not laid out again, its meetings are past.
    let Some(window) = Window::open_on(folders, "2026-11-30T08:00:00+08:00").await else {
        return;
    };
    window.find_with("board", "data-date", "2026-11-30").await;
    window.click("nav-bookings").await;
    window.find("screen-bookings").await;
    window.go("today").await;
    window.script("location.hash = '#/today/2026-11-23'").await;
    window.find_first("block-1123-A").await;
    window.close().await;
}

#[tokio::test]
async fn a_window_nobody_touches_asks_for_nothing() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find_first("confirm-1123-A").await;
    // Every question passes the gate's frame; each looks it up twice. The clock
    // and the minute's refresh are all there may be in two seconds.
    let count = "const frame = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow'); let asked = 0; \
                 Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { get() { asked += 1; return frame.get.call(this) } }); \
                 return new Promise((done) => setTimeout(() => done(asked), 2000))";
    let asked = window.script(count).await;
    assert!(
        asked.as_u64().is_some_and(|asked| asked < 20),
        "{asked} questions in two quiet seconds"
    );
    window.close().await;
}
