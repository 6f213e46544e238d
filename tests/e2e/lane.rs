//! A meeting without a room, from quick entry into the parking lane, to a room
//! that is suggested; held, locked; and one that waits for a room until it is
//! free.

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::key::Key;

use crate::screens::look;
use crate::window::Window;

#[tokio::test]
async fn a_meeting_is_parked_finds_a_room_is_held_and_locked() {
    let Some(window) = Window::open().await else {
        return;
    };
    window
        .fill("quick-input", "今天 19:30-20:30 20人 蓝鲸计划沟通会")
        .await;
    window.click_enabled("quick-park").await;
    window.go("today").await;
    window.says("lane-unplaced", "蓝鲸计划沟通会").await;
    window.picture("lane-zh-light").await;
    window.fill("quick-input", "蓝鲸计划沟通会").await;
    let row = window.find_first("quick-found-1123-A").await;
    row.click().await.expect("the row opens");
    window.find_with("keeping", "data-parked", "true").await;
    window.click_enabled("keep-find").await;
    window.find("offer-1").await;
    window.picture("suggest-zh-light").await;
    window.click_enabled("offer-1").await;
    window.find_with("keeping", "data-parked", "false").await;
    window.close_messages().await;
    window.click_enabled("keep-hold").await;
    window.find("keep-confirm").await;
    window.close_messages().await;
    window.click_enabled("keep-lock-both").await;
    window.find("keep-lock-off").await;
    window.picture("kept-zh-light").await;
    window.go("today").await;
    window.find("board-drag-room").await;
    window.picture("held-zh-light").await;
    window.close().await;
}

#[tokio::test]
async fn who_waits_gets_the_room_once_it_is_free() {
    let Some(window) = Window::open().await else {
        return;
    };
    let book = |title: &str| format!("明天 19:30-20:30 204 12人 {title}");
    window.fill("quick-input", &book("碰头会")).await;
    window.click_enabled("quick-save").await;
    window.gone("quick-panel").await;
    window.fill("quick-input", &book("座谈会")).await;
    window.click_enabled("quick-wait").await;
    window.gone("quick-panel").await;
    window.go("today").await;
    window.click_enabled("waiting-open").await;
    window.says("waiting-list", "座谈会").await;
    window.picture("waiting-zh-light").await;
    window.close().await;
}

/// The block on the board that says this, with the focus.
async fn block(window: &Window, title: &str) -> Element {
    let path = format!("//*[@data-testid='board']//*[@data-meeting][contains(., '{title}')]");
    let block = window.wait(Locator::XPath(&path)).await;
    let focus = "const board = document.querySelector('[data-board]'); \
                 const all = [...board.querySelectorAll('[data-meeting]')];";
    window
        .script(&format!(
            "{focus} all.find((one) => one.textContent.includes('{title}')).focus()"
        ))
        .await;
    block
}

/// Its menu, by the keyboard.
async fn menu(window: &Window, title: &str) {
    window.close_messages().await;
    let keys: String = [Key::Shift, Key::F10].map(char::from).iter().collect();
    let block = block(window, title).await;
    block.send_keys(&keys).await.expect("the block takes keys");
    window.find("meeting-menu").await;
}

/// What has the focus, by its name.
async fn focused(window: &Window) -> String {
    let said = window
        .script("return document.activeElement.dataset.testid ?? ''")
        .await;
    said.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_block_has_a_menu_of_what_can_be_done_with_it() {
    let Some(window) = Window::open().await else {
        return;
    };
    let title = "紫藤计划座谈会";
    let line = format!("今天 20:00-21:00 204 12人 {title}");
    window.fill("quick-input", &line).await;
    window.click_enabled("quick-save").await;
    window.gone("quick-panel").await;
    window.go("today").await;

    // The first has the focus; arrows walk around, Esc gives the focus back.
    menu(&window, title).await;
    window
        .until("return document.activeElement.dataset.testid === 'menu-meeting.open'")
        .await;
    look(&window, "menu-zh-light").await;
    window.press("menu-meeting.open", Key::Up).await;
    assert_eq!(focused(&window).await, "menu-meeting.cancel");
    window.press("menu-meeting.cancel", Key::Down).await;
    window.press("menu-meeting.open", Key::Down).await;
    assert_eq!(focused(&window).await, "menu-meeting.edit");
    window.press("menu-meeting.edit", Key::Escape).await;
    window.gone("meeting-menu").await;
    assert!(focused(&window).await.starts_with("block-"));

    // By the right button: locked, then unlocked.
    let _ = block(&window, title).await;
    let right = "const at = document.activeElement; const box = at.getBoundingClientRect(); \
                 at.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: box.left + 8, clientY: box.top + 8 }))";
    window.script(right).await;
    window.click("menu-meeting.lock").await;
    window.says("toast", "已锁定").await;
    menu(&window, title).await;
    window.gone("menu-meeting.move").await;
    window.says("menu-meeting.lock", "解锁").await;
    window.click("menu-meeting.lock").await;
    window.says("toast", "已解锁").await;

    // Taken in hand, it goes where the arrows say.
    menu(&window, title).await;
    window.click("menu-meeting.move").await;
    let moved = block(&window, title).await;
    let keys: String = [Key::Right, Key::Enter].map(char::from).iter().collect();
    moved.send_keys(&keys).await.expect("the block takes keys");
    window.says("toast", "20:15").await;

    // Copied: what is no time is said to be none, and no copy is made of it.
    menu(&window, title).await;
    window.click("menu-meeting.copy").await;
    window.find("copy").await;
    window
        .until("return document.querySelector(\"[data-testid='copy-start']\")?.value?.length > 0")
        .await;
    window.fill("copy-start", "25:00").await;
    window.says("copy", "时间请写成 09:30").await;
    look(&window, "copy-time-zh-light").await;
    window.find_with("copy-do", "disabled", "").await;
    window.press("copy-start", Key::Escape).await;
    window.gone("copy").await;

    // Parked; its notice; cancelled, which asks why.
    menu(&window, title).await;
    window.click("menu-meeting.park").await;
    window.says("lane-unplaced", title).await;
    menu(&window, title).await;
    window.click("menu-meeting.notice").await;
    window.find("screen-meeting").await;
    window
        .until("return document.activeElement.id === 'part-notice'")
        .await;
    window.go("today").await;
    menu(&window, title).await;
    window.click("menu-meeting.cancel").await;
    window.find("cancel-why").await;
    window.close().await;
}
