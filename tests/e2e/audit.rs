//! A meeting is made confidential in the window, opened, and found in the audit.

use fantoccini::Locator;

use crate::window::Window;

#[tokio::test]
async fn a_confidential_meeting_is_marked_and_its_opening_recorded() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.fill("quick-input", "干部大会").await;
    let row = window.find_first("quick-found-1123-A").await;
    row.click().await.expect("the row opens");
    window.click("meeting-edit").await;
    window.click("form-level-confidential").await;
    window.picture("booking-level-zh-light").await;
    window.click_enabled("form-save").await;
    window.find("meeting-level").await;
    window.close_messages().await;

    window.go("settings").await;
    window.click("audit-open").await;
    window.click("audit-kind-saw").await;
    let seen = "[data-testid='audit'] tr[data-deed='saw']";
    window.wait(Locator::Css(seen)).await;
    window.click("audit-kind-all").await;
    let changed = "[data-testid='audit'] tr[data-intent='amend']";
    window.wait(Locator::Css(changed)).await;
    window.picture("audit-zh-light").await;
    window.close().await;
}
