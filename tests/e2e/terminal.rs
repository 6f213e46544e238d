//! The terminal beside the open window: through its door, and seen at once.

use fantoccini::Locator;

use crate::window::{Window, program};

/// Runs `stewardctl` on the window's folders; what it printed.
async fn stewardctl(window: &Window, words: &[&str]) -> String {
    let mut command = window
        .folders
        .command(&program("STEWARD_CTL", "stewardctl"));
    command.args(window.folders.arguments()).args(words);
    let output = tokio::task::spawn_blocking(move || command.output())
        .await
        .expect("it ran")
        .expect("it started");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{words:?}: {} {text} {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

#[tokio::test]
async fn a_booking_from_the_terminal_appears_on_the_open_board() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find_first("block-1123-A").await;
    stewardctl(
        &window,
        &[
            "book",
            "今天 13:00-14:00 贵宾室二 10人 市气象局 冬季预报会商 李工 13700000000",
        ],
    )
    .await;
    let block = "//*[@data-testid='board']//*[starts-with(@data-testid, 'block-')][contains(., '冬季预报会商')]";
    window.wait(Locator::XPath(block)).await;
    let day = stewardctl(&window, &["day", "today"]).await;
    assert!(day.contains("冬季预报会商"), "{day}");
    window.close().await;
}
