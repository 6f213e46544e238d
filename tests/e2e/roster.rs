//! The roster in the window: a code typed into a cell, filling in, publishing,
//! somebody who does not come.

use fantoccini::key::Key;

use crate::window::Window;

#[tokio::test]
async fn a_month_is_filled_published_and_survives_a_call_off() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("roster").await;
    window.find("roster-grid").await;
    window
        .find_with("roster-cell-韩雪-2026-11-23", "data-text", "N1")
        .await;
    window.click("roster-cell-韩雪-2026-11-23").await;
    window.click("roster-code-D1").await;
    window
        .find_with("roster-cell-韩雪-2026-11-23", "data-text", "D1")
        .await;
    window.click("roster-next").await;
    window.click_enabled("roster-fill").await;
    window.click_enabled("fill-start").await;
    window
        .find_with("fill-state", "data-running", "false")
        .await;
    window.picture("fill-zh-light").await;
    window.click_enabled("fill-take").await;
    window.gone("fill").await;
    window.click_enabled("roster-publish").await;
    window.click_enabled("publish-go").await;
    window.find("roster-published").await;
    window.press("publish", Key::Escape).await;
    window.gone("publish").await;
    window.click("roster-cell-韩雪-2026-12-02").await;
    window.picture("roster-zh-light").await;
    window.close().await;
}
