//! The first start: a venue to look at, with a day's work in it.

use fantoccini::Locator;

use crate::window::Window;

#[tokio::test]
async fn the_sample_complex_opens_with_the_meetings_of_today() {
    let Some(window) = Window::open().await else { return };
    window.find("screen-today").await;
    window.says("clock", "08:00").await;
    // Drawn in their rooms.
    window.wait(Locator::Css("[data-testid='board'] [data-testid^='lane-'] [data-testid^='block-1123-']")).await;
    window.find_first("confirm-1123-").await;
    window.close().await;
}
