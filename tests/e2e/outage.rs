//! An outage in the window: the pack from one button, ticks entered from it
//! afterwards, and looking back at what was known.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::window::Window;

/// Presses the button for the pack, on the stations' screen, and waits for its
/// cover.
pub(crate) async fn lay_out(window: &Window) {
    window.click("outage-open").await;
    window
        .wait(Locator::Css(
            "[data-testid='bulletin-page-1'][data-state='here'] img",
        ))
        .await;
}

#[tokio::test]
async fn one_button_lays_out_the_outage_pack() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("stations").await;
    lay_out(&window).await;
    let pages: u32 = window
        .attribute("bulletin-page-of", "data-pages")
        .await
        .parse()
        .expect("a figure");
    assert!(
        pages > 8,
        "cover, bulletin, sheets, rosters, telephones, forms: {pages}"
    );
    window.picture("outage-pack").await;
    window.click("bulletin-print").await;
    window.find("bulletin-printers").await;
    window.close().await;
}

#[tokio::test]
async fn ticks_are_entered_from_paper_without_the_mouse() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("checks").await;
    window.click("ticks-open").await;
    window.fill("tick-code", "A01·11").await;
    window.press("tick-code", Key::Enter).await;
    // The line is open and has the focus: who and when, Enter.
    window.fill("tick-entry", "陈洁 0755").await;
    window.press("tick-entry", Key::Enter).await;
    window
        .wait(Locator::Css(
            "[data-testid='tick-line-A01·11'][data-progress='done']",
        ))
        .await;
    window.says("tick-line-A01·11", "陈洁 07:55").await;
    window.picture("ticks").await;
    // A time that has not come is asked about; nothing is saved meanwhile.
    window.fill("tick-entry", "0930").await;
    window.press("tick-entry", Key::Enter).await;
    window.find("tick-ask").await;
    window.picture("ticks-asked").await;
    window.press("tick-sure", Key::Escape).await;
    window.gone("tick-ask").await;
    window.close().await;
}

#[tokio::test]
async fn the_board_is_looked_back_at() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.click("past-open").await;
    window.fill("past-moment", "0800").await;
    window.click("past-show").await;
    window.says("past-knew", "总台").await;
    window.find("board").await;
    window.picture("looking-back").await;
    window.fill("past-moment", "0759").await;
    window.click("past-show").await;
    window
        .wait(Locator::Css("[data-testid^='past-unknown-1123-A']"))
        .await;
    window.picture("looking-back-before").await;
    window.click("past-close").await;
    window.find("new-booking").await;
    window.close().await;
}
