//! A meeting's service notice in the real window: filled in, issued, changed,
//! confirmed by who is touched.

use fantoccini::key::Key;

use crate::window::Window;

#[tokio::test]
async fn a_notice_is_issued_changed_and_confirmed() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.fill("quick-input", "1123-A01").await;
    let row = window.find_first("quick-found-1123-A01").await;
    row.click().await.expect("the row opens");
    window.click_enabled("notice-propose").await;
    window
        .find_with("requirement-microphones", "data-state", "needed")
        .await;
    // What was done is said over the page for a moment.
    window.close_messages().await;
    window.click("notice-fruit-and-snacks-not_needed").await;
    window
        .find_with("requirement-fruit-and-snacks", "data-state", "not_needed")
        .await;
    // The meeting of the sample is today: issuing needs a reason.
    window.fill("notice-reason", "样例当日补发").await;
    window.click_enabled("notice-issue").await;
    window.find_with("notice", "data-versions", "1").await;
    window.close_messages().await;
    window.fill("notice-by", "老王").await;
    window.click_enabled("notice-has-technical").await;
    window
        .find_with("department-technical", "data-state", "has")
        .await;
    window.close_messages().await;

    window.fill("notice-microphones-fixed", "9").await;
    window.press("notice-microphones-fixed", Key::Enter).await;
    window.says("notice", "→9").await;
    window.fill("notice-reason", "主席台加座").await;
    window.click_enabled("notice-issue").await;
    window.find_with("notice", "data-versions", "2").await;
    // Technical hears of it again, with what is new to them.
    window
        .find_with("department-technical", "data-state", "owes")
        .await;
    window.says("department-technical", "→9").await;
    window.picture("notice-zh-light").await;
    window.close().await;
}
