//! Seats in the window: the sample's podium, a list that is pasted, people
//! seated by rule and by keys, and what is confidential.

use fantoccini::key::Key;

use crate::window::Window;

#[tokio::test]
async fn people_are_pasted_seated_and_moved_by_keys() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.fill("quick-input", "重点工程专题会").await;
    let row = window.find_first("quick-found-1123-A").await;
    row.click().await.expect("the row opens");
    window.click("meeting-seats").await;
    window.find_with("seat-P1-4", "data-name", "陈建国").await;
    window
        .find_with("pouring", "data-case", "leaders_together")
        .await;
    window.picture("seats-zh-light").await;

    window.click("seat-import").await;
    // As a paste does: tabs and line ends, which a driver's keys would not type.
    window.find("seat-paste").await;
    window
        .script(
            "const field = document.querySelector(\"[data-testid='seat-paste']\"); \
             field.value = '姓名\\t职务\\t单位\\n林一\\t处长\\t发改委\\n\\t科长\\t发改委'; \
             field.dispatchEvent(new Event('input', { bubbles: true }))",
        )
        .await;
    window.click_enabled("seat-preview").await;
    window.click_enabled("seat-apply").await;
    window.click("seat-person-林一").await;
    window.press("seat-P1-7", Key::Enter).await;
    window.find_with("seat-P1-7", "data-name", "林一").await;
    // Who sat there stands, and takes the place by rule.
    window.close_messages().await;
    window.press("seat-P1-7", Key::Delete).await;
    window.click_enabled("seat-auto").await;
    window.find_with("seat-P1-7", "data-name", "周文博").await;

    window.close_messages().await;
    window.find("seat-reveal").await;
    window
        .script("document.querySelector(\"[data-testid='seat-reveal']\").scrollIntoView({ block: 'center' })")
        .await;
    window.click_enabled("seat-reveal").await;
    window.says("toast", "已记录").await;
    window.close().await;
}
