//! Between the notice and the meeting: a hall's approval, departments that
//! report ready, the report to the client, and a new kind of requirement.

use fantoccini::Locator;

use crate::window::Window;

#[tokio::test]
async fn a_hall_is_applied_for_approved_and_reported_ready() {
    let Some(window) = Window::open().await else {
        return;
    };
    // Tomorrow's meeting of the sample that still waits for the client.
    window.fill("quick-input", "干部大会").await;
    let row = window.find_first("quick-found-1123-A").await;
    row.click().await.expect("the row opens");
    window.find_with("approval", "data-state", "waiting").await;
    window.fill("approval-by", "李处长").await;
    window.fill("approval-paper", "函〔2026〕18 号").await;
    window.click_enabled("approval-yes").await;
    window.find_with("approval", "data-state", "approved").await;
    window.find_with("meeting", "data-state", "confirmed").await;
    window.close_messages().await;

    let head = "[data-testid='ready-technical'] button";
    window
        .wait(Locator::Css(head))
        .await
        .click()
        .await
        .expect("the list opens");
    window.click("ready-point-howling").await;
    window.fill("ready-by", "老王").await;
    window.fill("ready-note", "三号话筒啸叫").await;
    window.click_enabled("ready-report").await;
    window
        .find_with("ready-technical", "data-state", "incomplete")
        .await;
    window.close_messages().await;
    window
        .wait(Locator::Css(head))
        .await
        .click()
        .await
        .expect("the list opens");
    window.click("ready-point-howling").await;
    window.click_enabled("ready-report").await;
    window
        .find_with("ready-technical", "data-state", "reported")
        .await;
    window.picture("ready-zh-light").await;
    window.close().await;
}

#[tokio::test]
async fn the_client_is_told_of_the_next_days() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("bulletin").await;
    window.click("paper-kind-report").await;
    window.find("report").await;
    window.click_enabled("report-make").await;
    let made = window.find_first("report-made-2026-1123-A-R1").await;
    assert!(
        made.text()
            .await
            .expect("it has words")
            .contains("2026-1123-A-R1")
    );
    window.fill("report-how", "邮件").await;
    window.click_enabled("report-sent").await;
    window
        .find_with("report-made-2026-1123-A-R1", "data-sent", "true")
        .await;
    window
        .find_with("report", "data-told", "2026-1123-A-R1")
        .await;
    window.picture("report-zh-light").await;
    window.close().await;
}

#[tokio::test]
async fn a_supervisor_adds_a_kind_and_a_point() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("rooms").await;
    window.click("rooms-tab-kinds").await;
    window.click("kind-add").await;
    window.fill("kind-name-zh", "机器人引导").await;
    window.click("kind-add-field").await;
    window.fill("kind-field-zh-0", "台数").await;
    window.click_enabled("kind-save").await;
    let kept = Locator::XPath("//aside//b[text()='机器人引导']");
    window.wait(kept).await;
    window.close_messages().await;
    window.picture("kinds-zh-light").await;
    window.click("rooms-tab-lists").await;
    window.click("list-row-environment").await;
    window.click("list-add").await;
    window.fill("list-zh-3", "电梯厅保洁完成").await;
    window.click_enabled("list-save").await;
    window.find("toast").await;
    window.picture("lists-zh-light").await;
    window.close().await;
}
