//! The figures of a week, and the meetings behind one.

use crate::window::Window;

#[tokio::test]
async fn a_figure_opens_on_its_meetings() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("figures").await;
    window.find_with("figures", "data-from", "2026-11-23").await;
    window.picture("figures-zh-light").await;
    window.click("figure-tile-meetings").await;
    window.find("figure-behind").await;
    window.click("figure-close").await;
    window.gone("figure-behind").await;
    window.click("figures-last_week").await;
    window.find_with("figures", "data-from", "2026-11-16").await;
    window.close().await;
}
