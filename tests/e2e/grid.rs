//! The roster's grid in the window with three hundred people: what is drawn,
//! copied and pasted by keys; leave that is changed; a fixed post's days of the
//! week; a post by the clock.

use fantoccini::key::Key;

use crate::window::Window;

/// Ctrl with a letter, as the grid hears it.
async fn control(window: &Window, letter: char) {
    let keys = format!(
        "{}{letter}{}",
        char::from(Key::Control),
        char::from(Key::Null)
    );
    let grid = window.find("roster-grid").await;
    grid.send_keys(&keys).await.expect("the grid takes keys");
}

/// Chooses or types as a hand does: a date field and a list take no keys alike.
async fn set(window: &Window, testid: &str, value: &str) {
    window.find(testid).await;
    let line = format!(
        "const one = document.querySelector(\"[data-testid='{testid}']\"); one.value = '{value}'; \
         one.dispatchEvent(new Event('input', {{ bubbles: true }})); \
         one.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    window.script(&line).await;
}

#[tokio::test]
async fn three_hundred_people_are_rostered_by_keys_and_only_what_is_seen_is_drawn() {
    let Some(window) = Window::open().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("名册.csv");
    let rows: Vec<String> = (0..240)
        .map(|n| format!("{},志愿者{n:03},会务部", 7000 + n))
        .collect();
    std::fs::write(&file, format!("工号,姓名,部门\n{}\n", rows.join("\n"))).unwrap();
    window.go("people").await;
    window.click("people-import").await;
    window
        .fill("staff-import-path", &file.display().to_string())
        .await;
    window.click_enabled("staff-import-read").await;
    window.click_enabled("staff-import-apply").await;
    window.gone("staff-import").await;
    window.go("roster").await;
    window.find("roster-grid").await;
    let drawn = "return [document.querySelector(\"[data-testid='roster-grid']\").getAttribute('aria-rowcount'), \
                 document.querySelectorAll(\"[data-testid^='roster-cell-']\").length].join(' ');";
    let told = window.script(drawn).await;
    let told = told.as_str().unwrap_or_default().to_owned();
    let (all, cells) = told.split_once(' ').unwrap();
    assert!(all.parse::<u32>().unwrap() >= 300, "{told}");
    // A window's height of rows, a day a column.
    assert!(cells.parse::<u32>().unwrap() <= 60 * 30, "{told}");

    window.click("roster-cell-韩雪-2026-11-24").await;
    window.click("roster-code-D1").await;
    window
        .find_with("roster-cell-韩雪-2026-11-24", "data-text", "D1")
        .await;
    control(&window, 'c').await;
    window.press("roster-grid", Key::Right).await;
    control(&window, 'v').await;
    window
        .find_with("roster-cell-韩雪-2026-11-25", "data-text", "D1")
        .await;
    control(&window, 'z').await;
    window.picture("grid-300-zh-light").await;

    window.click("roster-tab-setup").await;
    window.click("roster-setup-posts").await;
    window.find("roster-items").await;
    window.click("roster-item-add").await;
    window.fill("roster-field-name-zh", "贵宾通道").await;
    window.fill("roster-field-time-1", "07:30-11:30").await;
    window
        .wait(fantoccini::Locator::Css(
            "[data-testid='roster-field-weekdays-1'] [data-value='1']",
        ))
        .await
        .click()
        .await
        .expect("a day is ticked");
    window.picture("grid-post-zh-light").await;
    window.click_enabled("roster-item-save").await;
    window.gone("roster-item-dialog").await;
    window.find("roster-item-贵宾通道").await;
    window.close().await;
}

#[tokio::test]
async fn leave_is_changed_and_a_post_stands_by_the_clock() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("people").await;
    window.fill("people-find", "linxiao").await;
    window.click("people-row-1042").await;
    set(&window, "leave-from", "2026-12-10").await;
    set(&window, "leave-to", "2026-12-11").await;
    window.click_enabled("leave-add").await;
    window
        .find_with("leave-row-林晓", "data-days", "2026-12-10/2026-12-11")
        .await;
    window.close_messages().await;
    window.click("leave-change").await;
    set(&window, "leave-to", "2026-12-14").await;
    window.picture("grid-leave-zh-light").await;
    window.click_enabled("leave-add").await;
    window
        .find_with("leave-row-林晓", "data-days", "2026-12-10/2026-12-14")
        .await;

    window.fill("quick-input", "智慧城市论坛开幕式").await;
    let row = window.find_first("quick-found-1123-A").await;
    row.click().await.expect("the row opens");
    window.click("meeting-posts").await;
    window.click("post-row-22").await;
    set(&window, "post-field-by", "clock").await;
    set(&window, "post-field-start", "07:45").await;
    set(&window, "post-field-end", "09:15").await;
    window.click_enabled("post-save").await;
    window.says("post-row-22", "07:45").await;
    window.picture("grid-clock-zh-light").await;
    window.close().await;
}
