//! A folder has one window: the second program brings it to the front.

use crate::window::{Window, program};

#[tokio::test]
async fn a_second_window_on_the_same_folder_ends_at_once_and_well() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;
    let mut second = window
        .folders
        .command(&program("STEWARD_BINARY", "steward"));
    second
        .args(window.folders.arguments())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
    // Without a display it could open nothing: it ends well only when the
    // first one took the message.
    let ended = tokio::task::spawn_blocking(move || second.status())
        .await
        .expect("it ran")
        .expect("it started");
    assert!(ended.success(), "{ended}");
    window.go("bookings").await;
    window.close().await;
}
