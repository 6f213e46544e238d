//! What is escalated is told of outside the window, on the desktop.

use std::io::BufRead;
use std::process::Command;

use crate::window::{Folders, PATIENCE, Window, is_installed, session_bus, start_and_hear};

#[tokio::test]
async fn a_task_that_nobody_confirmed_is_a_desktop_notification() {
    if !is_installed("dbus-daemon") || !is_installed("dbus-monitor") {
        println!("skipped: dbus-daemon and dbus-monitor are not installed");
        return;
    }
    let (_bus, address) = session_bus();
    let calls = "interface='org.freedesktop.Notifications',member='Notify'";
    let (_monitor, mut lines) =
        start_and_hear(Command::new("dbus-monitor").args(["--address", &address, calls]));
    let folders = Folders::new().with("DBUS_SESSION_BUS_ADDRESS", &address);
    let Some(window) = Window::open_on(folders, "2026-11-23T08:00:00+08:00").await else {
        return;
    };
    window.find("screen-today").await;
    let folders = window.close().await;
    // An hour and a half later the second level of nine o'clock is escalated.
    let Some(window) = Window::open_on(folders, "2026-11-23T09:30:00+08:00").await else {
        return;
    };
    let heard = tokio::task::spawn_blocking(move || {
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
            if line.contains("升级") {
                return Some(line);
            }
            line.clear();
        }
        None
    });
    let heard = tokio::time::timeout(PATIENCE, heard)
        .await
        .expect("a notification")
        .expect("it was read");
    assert!(heard.is_some_and(|line| line.contains("仍未确认")));
    window.close().await;
}
