//! While meetings run: a call kept with one line, a grave incident on the
//! board, a round that finds something, the shift read and signed.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::window::Window;

/// What stands within something else, by their test ids.
fn within(outer: &str, inner: &str) -> String {
    format!("[data-testid='{outer}'] [data-testid='{inner}']")
}

async fn press(window: &Window, outer: &str, inner: &str) {
    let css = within(outer, inner);
    let found = window.wait(Locator::Css(&css)).await;
    found.click().await.expect("it is pressed");
}

async fn write(window: &Window, outer: &str, inner: &str, text: &str) {
    let css = within(outer, inner);
    let found = window.wait(Locator::Css(&css)).await;
    found.send_keys(text).await.expect("it is typed");
}

#[tokio::test]
async fn a_call_is_kept_with_one_line_and_handed_on() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("duty").await;
    let line = "张主任 13800000000 报告厅要加 20 把椅子";
    window.fill("call-line", line).await;
    window.press("call-line", Key::Enter).await;
    window
        .find_with("call-H1123-A03", "data-state", "open")
        .await;
    press(&window, "call-H1123-A03", "call-act-assign").await;
    press(&window, "call-H1123-A03", "call-do").await;
    window
        .find_with("call-H1123-A03", "data-state", "handed")
        .await;
    window.close_messages().await;
    window.picture("hotline-zh-light").await;
    press(&window, "call-H1123-A03", "call-act-finish").await;
    write(&window, "call-H1123-A03", "call-field-by", "陈洁").await;
    press(&window, "call-H1123-A03", "call-do").await;
    window.gone("call-H1123-A03").await;

    // A call becomes a booking: the form knows who calls.
    press(&window, "call-H1123-A01", "call-act-book").await;
    window.find("booking-form").await;
    window.picture("hotline-book-zh-light").await;
    window.close().await;
}

#[tokio::test]
async fn a_grave_incident_stands_on_the_board_until_it_is_closed() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("duty").await;
    window.click("duty-tab-incidents").await;
    window.fill("incident-what", "主会场东侧停电").await;
    window.click("incident-grave").await;
    window.fill("incident-by", "老王").await;
    window.click_enabled("incident-add").await;
    window
        .find_with("incident-of-I1123-A02", "data-state", "to_report")
        .await;
    window.close_messages().await;
    window.picture("incidents-zh-light").await;
    window.go("today").await;
    window
        .find_with("decision-1", "data-kind", "incident")
        .await;
    window.close().await;
}

#[tokio::test]
async fn a_round_finds_something_and_it_becomes_an_incident() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("duty").await;
    window.click("duty-tab-patrol").await;
    window.click("patrol-walk-1").await;
    window.click("patrol-point-garage").await;
    window.fill("patrol-wrong-garage", "B1 照明坏一组").await;
    window.fill("patrol-by", "老王").await;
    window.click_enabled("patrol-save").await;
    window.click_enabled("patrol-incident-garage").await;
    window.gone("patrol-incident-garage").await;
    window.close_messages().await;
    window.picture("patrol-zh-light").await;
    window.close().await;
}

#[tokio::test]
async fn a_shift_is_given_read_and_signed() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("duty").await;
    window.click("duty-tab-shift").await;
    window.fill("shift-giver", "周敏").await;
    window.fill("shift-to", "林晓").await;
    window.fill("shift-note", "明早 7:30 开主会场空调").await;
    window.click_enabled("shift-give").await;
    window
        .find_with("shift-sheet-J1123-A01", "data-signed", "0")
        .await;
    window.close_messages().await;
    press(&window, "shift-sheet-J1123-A01", "shift-read").await;
    window.click("shift-have-read").await;
    window.fill("shift-by", "林晓").await;
    window.picture("shift-zh-light").await;
    window.click_enabled("shift-sign").await;
    window
        .find_with("shift-sheet-J1123-A01", "data-signed", "1")
        .await;
    window.close().await;
}
