//! A supervisor edits a service template: tries it on a meeting, saves it, has
//! one planned meeting take it, takes that back, goes back to the first version.

use fantoccini::Locator;

use crate::window::Window;

#[tokio::test]
async fn a_template_is_tried_saved_taken_and_brought_back() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("rooms").await;
    window.click("rooms-tab-templates").await;
    // The one of the discussion rooms, where meetings are planned.
    let row = window
        .wait(Locator::XPath(
            "//button[starts-with(@data-testid, 'template-')][contains(., '讨论厅与贵宾室')]",
        ))
        .await;
    row.click().await.expect("the template opens");
    let item = window.find("template-item-check-1").await;
    let edit = item
        .find(Locator::Css("button"))
        .await
        .expect("the task has a button");
    edit.click().await.expect("the task opens");
    window.fill("template-field-minutes", "-100").await;
    window.click("template-field-item-done").await;

    window.gone("template-field-item-done").await;
    window.click_enabled("template-field-try").await;
    window.find("template-try").await;
    let first = window.find_first("template-try-on-1123-A").await;
    first.click().await.expect("the meeting is chosen");
    window.find("template-preview-check-1").await;
    window.picture("template-try-zh-light").await;
    window
        .client
        .active_element()
        .await
        .expect("something has the focus");
    escape(&window, "template-try").await;

    window.fill("template-field-why", "会前检查提前").await;
    window.click_enabled("template-save").await;
    window.find("template-effect").await;
    window.picture("template-effect-zh-light").await;
    window.click("template-tick-all").await;
    let tick = window.find_first("template-tick-1123-A").await;
    tick.click().await.expect("it is ticked");
    window.click_enabled("template-take").await;
    window.says("template-took", "1").await;
    window.click_enabled("template-take-back").await;
    window
        .find("template-take-none")
        .await
        .click()
        .await
        .expect("it closes");
    window.gone("template-effect").await;

    window.click("template-field-versions").await;
    window.says("template-version-2", "会前检查提前").await;
    window.picture("template-versions-zh-light").await;
    window.click_enabled("template-restore-1").await;
    window.gone("template-versions").await;
    window.click("template-field-versions").await;
    window.says("template-version-3", "恢复自第 1 版").await;
    window.close().await;
}

/// Closes a dialog with Escape.
async fn escape(window: &Window, testid: &str) {
    window.press(testid, fantoccini::key::Key::Escape).await;
    window.gone(testid).await;
}
