//! A supervisor edits a service template: tries it on a meeting, saves it, has
//! one planned meeting take it, takes that back, goes back to the first version;
//! has another for a kind of meeting, and goes back to older rules of the house.

use fantoccini::Locator;

use crate::window::Window;

#[tokio::test]
async fn a_template_is_tried_saved_taken_and_brought_back() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("rooms").await;
    window.click("rooms-tab-templates").await;
    open_rooms_template(&window).await;
    check_at_another_time(&window).await;
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

#[tokio::test]
async fn a_template_for_a_kind_of_meeting_is_taken_and_rules_are_gone_back_from() {
    let Some(window) = Window::open().await else {
        return;
    };
    let title = "外宾茶叙";
    let line = format!("明天 19:30-20:30 204 12人 {title}");
    window.fill("quick-input", &line).await;
    window.click_enabled("quick-save").await;
    window.gone("quick-panel").await;
    window.go("rooms").await;
    window.click("rooms-tab-templates").await;
    open_rooms_template(&window).await;

    // One from this, for foreign guests.
    window.click_enabled("template-field-copy").await;
    window.fill("template-field-name-zh", "外事讨论厅").await;
    let kind = "[data-testid='template-field-kinds'] [data-value='foreign']";
    let kind = window.wait(Locator::Css(kind)).await;
    kind.click().await.expect("the kind is ticked");
    check_at_another_time(&window).await;
    window.picture("template-kind-zh-light").await;
    window.click_enabled("template-field-try").await;
    window.fill("template-field-try-find", title).await;
    let found = window.find_first("template-try-on-1123-A").await;
    found.click().await.expect("the meeting is chosen");
    window.find("template-preview-check-1").await;
    escape(&window, "template-try").await;
    window.click_enabled("template-save").await;
    window.close_messages().await;

    // The meeting becomes one of that kind, and has that template.
    window.fill("quick-input", title).await;
    let row = window.find_first("quick-found-1123-A").await;
    row.click().await.expect("the row opens");
    window.click("meeting-edit").await;
    window.choose("form-kind", "外事活动").await;
    window.picture("booking-kind-zh-light").await;
    window.click_enabled("form-save").await;
    window
        .wait(Locator::XPath("//h3[contains(., '外事讨论厅')]"))
        .await;

    // The house's rules: changed with why, and gone back from.
    window.go("rooms").await;
    window.click("rooms-tab-venue").await;
    window.fill("venue-field-lead-A", "525600").await;
    window.fill("venue-field-why", "会务部要求").await;
    window.click_enabled("venue-save").await;
    window.find("rules-effect").await;
    window.picture("rules-effect-zh-light").await;
    window.click_enabled("rules-effect-save").await;
    window.gone("rules-effect").await;
    window.click_enabled("venue-field-versions").await;
    window.says("rules-version-2", "会务部要求").await;
    window.picture("rules-versions-zh-light").await;
    window.click_enabled("rules-restore-1").await;
    window.gone("rules-versions").await;
    window.click_enabled("venue-field-versions").await;
    window.says("rules-version-3", "恢复自第 1 版").await;
    window.close().await;
}

/// Opens the template of the discussion rooms, where meetings are planned.
async fn open_rooms_template(window: &Window) {
    let row = window
        .wait(Locator::XPath(
            "//button[starts-with(@data-testid, 'template-')][contains(., '讨论厅与贵宾室')]",
        ))
        .await;
    row.click().await.expect("the template opens");
}

/// The first check is an hour and forty minutes before.
async fn check_at_another_time(window: &Window) {
    let item = window.find("template-item-check-1").await;
    let edit = item
        .find(Locator::Css("button"))
        .await
        .expect("the task has a button");
    edit.click().await.expect("the task opens");
    window.fill("template-field-minutes", "-100").await;
    window.click("template-field-item-done").await;
    window.gone("template-field-item-done").await;
}

/// Closes a dialog with Escape.
async fn escape(window: &Window, testid: &str) {
    window.press(testid, fantoccini::key::Key::Escape).await;
    window.gone(testid).await;
}
