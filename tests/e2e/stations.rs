//! A second station is let in from the window, by the code it shows.

use crate::window::{Folders, Window, program};

/// The window's moment, for both.
const NOW: &str = "2026-11-23T08:00";

/// Lets a new station in by the code that the window shows: the station, and
/// where it meets the window. `None` on a machine in no network.
pub(crate) async fn let_in(window: &Window) -> Option<(Folders, String)> {
    window.go("stations").await;
    window.find("station-总台").await;
    window.click("entry-open").await;
    let code = window.attribute("entry-code", "data-code").await;
    let line = "const said = document.querySelector(\"[data-testid='entry-dialog']\").textContent.match(/--to ([0-9.:]+[0-9])/); return said && said[1]";
    let Some(to) = window.script(line).await.as_str().map(str::to_owned) else {
        println!("skipped: this machine is in no network");
        return None;
    };
    let guest = Folders::new();
    let words = ["pair", "--code", &code, "--to", &to, "--station", "东楼"];
    ran(&guest, &words).await;
    // The dialog is done, and the station is there.
    window.gone("entry-dialog").await;
    window.find("station-东楼").await;
    Some((guest, to))
}

/// Runs `stewardctl` on a station's folders; it must go well. What it printed.
pub(crate) async fn ran(folders: &Folders, words: &[&str]) -> String {
    let mut command = folders.command(&program("STEWARD_CTL", "stewardctl"));
    command.args(folders.arguments()).args(["--now", NOW]);
    command.args(words);
    let output = tokio::task::spawn_blocking(move || command.output())
        .await
        .expect("it ran")
        .expect("it started");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{words:?}: {text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

#[tokio::test]
async fn a_station_is_let_in_by_the_code_on_the_screen() {
    let Some(window) = Window::open().await else {
        return;
    };
    if let_in(&window).await.is_none() {
        return;
    }
    window.find("mesh-picture").await;
    window.picture("stations-paired").await;
    // This computer takes the place and the name of that one.
    window.click("station-replace").await;
    let by = window.find("station-by").await;
    by.select_by_index(1).await.expect("a choice");
    window.fill("station-text", "旧机坏了").await;
    window.picture("stations-replace").await;
    window.click_enabled("station-do").await;
    window.gone("station-dialog").await;
    window.gone("station-总台").await;
    window.says("stations", "旧机坏了").await;
    window.picture("stations-replaced").await;
    window.close().await;
}
