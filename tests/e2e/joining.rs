//! The first start: founding a venue, and joining one by the code that another
//! station shows.

use std::path::PathBuf;
use std::process::Command;

use fantoccini::Locator;

use crate::window::{Folders, Group, Window, program, start_and_hear};

/// The window's moment, for both.
const NOW: &str = "2026-11-23T08:00";

/// A headless station with the sample complex, on the network.
struct Host {
    folders: Folders,
    _serves: Group,
}

impl Host {
    fn new() -> Self {
        let folders = Folders::new();
        let done = control(&folders, &["init", "--sample", "--date", "2026-11-23"]).status();
        assert!(done.expect("it ran").success());
        let (serves, mut lines) = start_and_hear(&mut control(&folders, &["serve"]));
        let mut line = String::new();
        std::io::BufRead::read_line(&mut lines, &mut line).expect("it says where it listens");
        // Whoever is not read any more stops at its next word.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Self {
            folders,
            _serves: serves,
        }
    }

    /// The code and the address it shows; none where this machine is in no
    /// network.
    async fn offers(&self) -> Option<(String, String)> {
        let said = self.says(&["pair", "--offer"]).await;
        let after = |word: &str| {
            let rest = said.split(word).nth(1)?;
            Some(rest.split_whitespace().next()?.to_owned())
        };
        Some((after("--code ")?, after("--to ")?))
    }

    async fn says(&self, words: &[&str]) -> String {
        let mut command = control(&self.folders, words);
        let output = tokio::task::spawn_blocking(move || command.output())
            .await
            .expect("it ran")
            .expect("it started");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

fn control(folders: &Folders, words: &[&str]) -> Command {
    let binary: PathBuf = program("STEWARD_CTL", "stewardctl");
    let mut command = folders.command(&binary);
    command.args(folders.arguments()).args(["--now", NOW]);
    command.args(["--lang", "zh"]).args(words);
    command
}

#[tokio::test]
async fn a_window_joins_the_venue_of_another_station() {
    let Some(window) = Window::open_first().await else {
        return;
    };
    let host = Host::new();
    window.find("first").await;
    window.picture("first").await;
    window.click("first-join").await;
    let Some((code, to)) = host.offers().await else {
        println!("skipped: this machine is in no network");
        return;
    };
    window.fill("join-name", "东楼前台").await;
    window.fill("join-address", "front.example").await;
    window.fill("join-code", "12").await;
    // Not yet: a code has six digits.
    window
        .wait(Locator::Css("[data-testid='join-go']:disabled"))
        .await;
    window.fill("join-code", "000 000").await;
    window.click_enabled("join-go").await;
    window.says("join-fault", "不是地址").await;
    window.fill("join-address", &to).await;
    // A wrong code is said so, and what was typed stays.
    let wrong = if code == "000000" { "111111" } else { "000000" };
    window.fill("join-code", wrong).await;
    window.click_enabled("join-go").await;
    window.says("join-fault", "配对码不对").await;
    window.picture("join-wrong-code").await;
    window.fill("join-code", &code).await;
    window.click_enabled("join-go").await;

    // Both screens name what they pair with.
    window.says("join-done", "东楼前台").await;
    window.says("join-done", "总台").await;
    window.picture("join-done").await;
    let at_host = host.says(&["peers"]).await;
    assert!(at_host.contains("东楼前台"), "{at_host}");
    window.click("join-start").await;
    window.find("screen-today").await;
    window.find_first("block-1123-A").await;
    window.go("stations").await;
    window.find("station-总台").await;
    window
        .wait(Locator::Css(
            "[data-testid='status-pill'][data-kind='in_step']",
        ))
        .await;

    // An address is kept and taken away without a restart.
    window
        .script("document.querySelector(\"[data-testid='fixed']\").open = true")
        .await;
    window.fill("fixed-input", "nowhere").await;
    window.click_enabled("fixed-add").await;
    window.says("fixed", "不是工作站的地址").await;
    window.fill("fixed-input", "10.255.0.1").await;
    window.click_enabled("fixed-add").await;
    window.find("fixed-remove-10.255.0.1:47810").await;
    window.picture("stations-fixed").await;
    window.click("fixed-remove-10.255.0.1:47810").await;
    window.gone("fixed-remove-10.255.0.1:47810").await;
    let folders = window.close().await;

    // What came is there at the next start, and no question is asked again.
    let Some(window) = Window::open_on(folders, "2026-11-23T08:00:00+08:00").await else {
        return;
    };
    window.find("screen-today").await;
    window.find_first("block-1123-A").await;
    window.close().await;
}

#[tokio::test]
async fn a_venue_is_founded_from_the_first_screen() {
    let Some(window) = Window::open_first().await else {
        return;
    };
    window.click("first-found").await;
    window.click("first-go").await;
    // The first steps are shown, and can be left for later.
    window.find("guide").await;
    window.go("today").await;
    window.find("screen-today").await;
    window.close().await;
}
