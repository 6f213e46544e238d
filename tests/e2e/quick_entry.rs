//! From a phone call to a block on the board.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::screens::look;
use crate::window::Window;

#[tokio::test]
async fn a_typed_line_becomes_chips_and_a_block_on_the_day_it_names() {
    let Some(window) = Window::open().await else {
        return;
    };
    window
        .fill(
            "quick-input",
            "周三下午 报告厅 180人 市教育局 骨干培训 张主任 13800000000",
        )
        .await;
    window.find_with("quick-panel", "data-stale", "false").await;
    for kind in [
        "date",
        "time",
        "room",
        "headcount",
        "organiser",
        "title",
        "contact",
        "phone",
    ] {
        window.find_with("chip", "data-kind", kind).await;
    }
    let unread = window
        .client
        .find_all(Locator::Css("[data-testid='chip'][data-kind='unread']"))
        .await;
    assert!(
        unread.expect("the page answers").is_empty(),
        "all of it was read"
    );
    window.click_enabled("quick-save").await;
    window.find_with("board", "data-date", "2026-11-25").await;
    let block = "//*[@data-testid='board']//*[starts-with(@data-testid, 'block-')][contains(., '骨干培训')]";
    let block = window.wait(Locator::XPath(block)).await;
    let said = block
        .attr("aria-label")
        .await
        .expect("the page answers")
        .unwrap_or_default();
    assert!(said.contains("报告厅"), "{said}");
    window.close().await;
}

#[tokio::test]
async fn a_clash_names_what_is_in_the_way_and_an_alternative_is_taken() {
    let Some(window) = Window::open().await else {
        return;
    };
    window
        .fill(
            "quick-input",
            "今天 10:00-11:30 新闻发布厅 40人 市交通局 公交线网座谈会 王科长 13900000000",
        )
        .await;
    window
        .says("quick-refusal", "三季度经济运行新闻通气会")
        .await;
    window.find("offer-1").await;
    assert!(
        window
            .client
            .find_all(Locator::Css("[data-testid='quick-save']:not(:disabled)"))
            .await
            .expect("the page answers")
            .is_empty(),
        "a clash is not saved"
    );
    window.click("offer-1").await;
    window.gone("quick-refusal").await;
    window.click_enabled("quick-save").await;
    // Once it is saved the field is free for the next call; the message at the
    // edge is gone by itself after a while, too soon to be waited for.
    window.gone("quick-panel").await;
    // It is in the store now, and clashes with nothing.
    window.fill("quick-input", "公交线网座谈会").await;
    window
        .find_first("quick-found-1123-A")
        .await
        .click()
        .await
        .expect("the row opens");
    window.says("meeting", "公交线网座谈会").await;
    window.close().await;
}

#[tokio::test]
async fn enter_saves_and_escape_forgets() {
    let Some(window) = Window::open().await else {
        return;
    };
    window
        .fill("quick-input", "明天9点半到11点 203 28人 市文旅局 座谈会")
        .await;
    window.find_with("quick-panel", "data-stale", "false").await;
    window.press("quick-input", Key::Escape).await;
    assert_eq!(
        window
            .find("quick-input")
            .await
            .prop("value")
            .await
            .expect("the page answers")
            .as_deref(),
        Some("")
    );
    window
        .fill("quick-input", "明天9点半到11点 203 28人 市文旅局 座谈会")
        .await;
    window
        .wait(Locator::Css("[data-testid='quick-save']:not(:disabled)"))
        .await;
    window.press("quick-input", Key::Enter).await;
    window.find_with("board", "data-date", "2026-11-24").await;
    window.close().await;
}

#[tokio::test]
async fn what_has_no_room_is_booked_by_a_key_and_nothing_typed_is_lost() {
    let Some(window) = Window::open().await else {
        return;
    };
    // No room is named: the key that is shown books it without one.
    window
        .fill("quick-input", "今天 19:30-20:30 20人 云杉项目沟通会")
        .await;
    window.says("quick-park", "Ctrl Enter").await;
    look(&window, "quick-park-zh-light").await;
    chord(&window, &[Key::Control, Key::Enter]).await;
    window.gone("quick-panel").await;
    window.go("today").await;
    window.says("lane-unplaced", "云杉项目沟通会").await;
    // The room is taken: another key waits for it.
    let taken = "今天 10:00-11:30 新闻发布厅 40人 云杉项目通气会";
    window.fill("quick-input", taken).await;
    window.says("quick-wait", "Ctrl Shift Enter").await;
    chord(&window, &[Key::Control, Key::Shift, Key::Enter]).await;
    window.gone("quick-panel").await;
    window.find("waiting-open").await;
    // What is forgotten comes back by the arrow, whole.
    let line = "明天 204 云杉项目碰头会";
    window.fill("quick-input", line).await;
    window.find_with("quick-panel", "data-stale", "false").await;
    window.press("quick-input", Key::Escape).await;
    window.says("quick-recall", line).await;
    window.press("quick-input", Key::Up).await;
    assert_eq!(typed(&window).await, line);
    // It does not say when: Enter goes on in the form and keeps the line.
    window.says("quick-fill", "Enter").await;
    window.press("quick-input", Key::Enter).await;
    window.find("booking-form").await;
    assert_eq!(typed(&window).await, line);
    window.close().await;
}

/// Presses keys together in the command bar.
async fn chord(window: &Window, keys: &[Key]) {
    let keys: String = keys.iter().map(|key| char::from(*key)).collect();
    let field = window.find("quick-input").await;
    field.send_keys(&keys).await.expect("the field takes keys");
}

/// What stands in the command bar.
async fn typed(window: &Window) -> String {
    let field = window.find("quick-input").await;
    let said = field.prop("value").await.expect("the page answers");
    said.unwrap_or_default()
}
