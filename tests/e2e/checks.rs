//! Ticking off the day's work: by whom, and out of turn only with a reason.

use fantoccini::Locator;

use crate::window::Window;

#[tokio::test]
async fn a_due_task_is_confirmed_by_name_and_leaves_the_list() {
    let Some(window) = Window::open().await else {
        return;
    };
    let card = window
        .wait(Locator::Css("[data-testid^='confirm-1123-A']"))
        .await;
    let confirm = card
        .attr("data-testid")
        .await
        .expect("the page answers")
        .expect("it was found by it");
    window.click(&confirm).await;
    window.find("confirm-dialog").await;
    window.fill("confirm-by", "陈洁").await;
    window.fill("confirm-note", "已到位").await;
    window.click_enabled("confirm").await;
    window.gone("confirm-dialog").await;
    window.gone(&confirm).await;
    window.close().await;
}

#[tokio::test]
async fn a_level_before_its_turn_asks_for_a_reason_and_keeps_it() {
    let Some(window) = Window::open().await else {
        return;
    };
    // The third level of the nine o'clock meeting, the second being open.
    let third = "confirm-1123-A01/check-3";
    window.go("checks").await;
    window.click(third).await;
    window.fill("confirm-by", "周敏").await;
    window.find("confirm-reason").await;
    let button = Locator::Css("[data-testid='confirm']:disabled");
    window.wait(button).await;
    window
        .fill("confirm-reason", "二级人员在门口已当面确认")
        .await;
    window.click_enabled("confirm").await;
    window.gone("confirm-dialog").await;
    window.gone(third).await;
    window.close().await;
}
