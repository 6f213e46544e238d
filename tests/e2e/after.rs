//! After a meeting, in the window: settled point by point, its fee, lost
//! property.

use fantoccini::Locator;

use crate::window::{Folders, Window};

/// When most of the day's meetings are over.
const EVENING: &str = "2026-11-23T17:30:00+08:00";

async fn unfold(window: &Window, point: &str) {
    let head = format!("[data-testid='after-point-{point}'] button");
    window
        .wait(Locator::Css(&head))
        .await
        .click()
        .await
        .expect("the point unfolds");
}

#[tokio::test]
async fn a_meeting_is_searched_charged_and_paid() {
    let Some(window) = Window::open_on(Folders::new(), EVENING).await else {
        return;
    };
    window.go("after").await;
    window.picture("settling-zh-light").await;
    let row = window.find_first("settling-row-").await;
    row.click().await.expect("the meeting opens");
    window.find_with("after", "data-settled", "false").await;

    unfold(&window, "searched").await;
    window.fill("after-by", "林晓").await;
    window.click_enabled("after-nothing").await;
    window
        .find_with("after-point-searched", "data-state", "done")
        .await;
    window.close_messages().await;
    unfold(&window, "rated").await;
    window.fill("after-rated-by", "张主任").await;
    window.click("after-star-4").await;
    window.click_enabled("after-rate").await;
    window
        .find_with("after-point-rated", "data-state", "done")
        .await;
    window.close_messages().await;
    unfold(&window, "reviewed").await;
    window.click("after-waive").await;
    window.fill("after-why", "例会").await;
    window.click_enabled("after-waive-do").await;
    window
        .find_with("after-point-reviewed", "data-state", "waived")
        .await;
    window.close_messages().await;
    unfold(&window, "used").await;
    window.picture("after-zh-light").await;

    unfold(&window, "fee").await;
    window.click("after-go-fee").await;
    window.find_with("fee", "data-stage", "not_written").await;
    window.click("fee-by-hand").await;
    window.picture("fee-form-zh-light").await;
    // The line put on by hand is the last; it has no name yet.
    let name = window
        .wait(Locator::XPath(
            "(//tbody//input[@maxlength='300' and starts-with(@data-testid,'fee-line-')])[last()]",
        ))
        .await;
    name.send_keys("加班服务").await.expect("it is typed");
    window.click_enabled("fee-write").await;
    window.find_with("fee", "data-stage", "to_sign").await;
    window.close_messages().await;
    window.fill("fee-signed-by", "张主任").await;
    window.click_enabled("fee-sign").await;
    window.find_with("fee", "data-stage", "to_invoice").await;
    window.close_messages().await;
    window.click_enabled("fee-pay").await;
    window.find_with("fee", "data-stage", "paid").await;
    window.picture("fee-zh-light").await;

    // The form is looked at before it is printed.
    window.close_messages().await;
    window.click("fee-print").await;
    let page = "[data-testid='preview'] [data-testid='bulletin-page-1'][data-state='here']";
    window.wait(Locator::Css(page)).await;
    window.picture("preview-zh-light").await;
    window.close().await;
}

#[tokio::test]
async fn lost_property_is_entered_and_handed_back() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("after").await;
    window.click("after-tab-lost").await;
    window.fill("lost-what", "黑色折叠伞").await;
    window.fill("lost-place", "报告厅 8 排").await;
    window.fill("lost-by", "林晓").await;
    window.click_enabled("lost-add").await;
    window.find("lost-row-L1123-A01").await;
    window.close_messages().await;
    // The bar finds it by what it is, from any screen.
    window.go("today").await;
    window.fill("quick-input", "折叠伞").await;
    window.click("quick-entry-L1123-A01").await;
    window.click("lost-return-L1123-A01").await;
    window.fill("lost-end-first", "刘洋").await;
    window.picture("lost-zh-light").await;
    window.click_enabled("lost-end").await;
    window.gone("lost-row-L1123-A01").await;
    window.click("lost-all").await;
    window
        .find_with("lost-row-L1123-A01", "data-ended", "true")
        .await;
    window.close_messages().await;
    window.click("after-tab-prices").await;
    window.click("price-add").await;
    window.fill("price-name", "同声传译").await;
    window.fill("price-amount", "1,800").await;
    window.click_enabled("price-save").await;
    let kept = Locator::XPath("//table//b[text()='同声传译']");
    window.wait(kept).await;
    window.close_messages().await;
    window.picture("prices-zh-light").await;
    window.close().await;
}
