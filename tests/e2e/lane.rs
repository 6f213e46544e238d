//! A meeting without a room, from quick entry into the parking lane, to a room
//! that is suggested; held, locked; and one that waits for a room until it is
//! free.

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
    window.gone("toast").await;
    window.click_enabled("keep-hold").await;
    window.find("keep-confirm").await;
    window.gone("toast").await;
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
