//! A copied store on a computer without its key opens with the recovery code.

use crate::window::{MONDAY_EIGHT, Window};

#[tokio::test]
async fn without_its_key_a_store_asks_for_the_recovery_code_and_opens_with_it() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;
    window.go("settings").await;
    window.click("recovery-show").await;
    let code = window.attribute("recovery-code", "data-code").await;
    let folders = window.close().await;

    let Some(window) = Window::open_on(folders.without_key(), MONDAY_EIGHT).await else {
        return;
    };
    window
        .find_with("opening", "data-code", "key_missing")
        .await;
    window.picture("opening-key-missing").await;
    window.fill("opening-code", "no such code").await;
    window.click_enabled("opening-open").await;
    window.find("opening").await;
    window.fill("opening-code", &code).await;
    window.click_enabled("opening-open").await;
    window.find("screen-today").await;
    window.find_first("block-1123-A").await;
    window.close().await;
}
