//! Posts in the window: the sample's forum with its gallery, somebody put on a
//! post by name, confirmed; a hall whose plan is drawn; who is free.

use fantoccini::key::Key;

use crate::window::Window;

#[tokio::test]
async fn posts_are_manned_by_keys_and_a_hall_is_drawn() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.fill("quick-input", "智慧城市论坛开幕式").await;
    let row = window.find_first("quick-found-1123-A").await;
    row.click().await.expect("the row opens");
    window.click("meeting-posts").await;
    window
        .find_with("post-row-22", "data-standing", "open")
        .await;
    window.picture("posts-zh-light").await;
    // A post is chosen, a name typed: whoever is in no register is taken as typed.
    window.click("post-row-22").await;
    window.fill("post-who", "外借的林晓").await;
    window.press("post-who", Key::Enter).await;
    window
        .find_with("post-row-22", "data-standing", "assigned")
        .await;
    window.click("post-row-22").await;
    window.click_enabled("post-confirm").await;
    window
        .find_with("post-row-22", "data-standing", "on_post")
        .await;

    window.go("rooms").await;
    window.click("rooms-tab-halls").await;
    let hall = window.find_first("hall-set-").await;
    hall.click().await.expect("a hall opens");
    window.click("hall-add-table").await;
    window.click_enabled("hall-save").await;
    window.says("toast", "平面图已保存").await;
    window.picture("hall-zh-light").await;

    window.go("duty").await;
    window.click("duty-tab-free").await;
    window.find("free").await;
    window.close().await;
}
