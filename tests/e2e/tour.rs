//! What people see after an outage, in both languages, by day and by night:
//! two truths and a third, the stations, what was carried, what was written on
//! paper, what was known when.

use std::fs;

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::outage::lay_out;
use crate::screens::{look, set};
use crate::stations::ran;
use crate::truths::{meet, worked_apart};
use crate::window::{Folders, Window};

#[tokio::test]
async fn after_an_outage_in_chinese_by_day() {
    after_an_outage("zh", "light").await;
}

#[tokio::test]
async fn after_an_outage_in_english_by_night() {
    after_an_outage("en", "dark").await;
}

async fn after_an_outage(language: &str, theme: &str) {
    let Some(window) = Window::open().await else {
        return;
    };
    let Some((east, to)) = worked_apart(&window).await else {
        return;
    };
    set(&window, language, theme).await;
    let named = |what: &str| format!("{what}-{language}-{theme}");
    two_truths_and_a_third(&window, &east, &to, &named).await;
    carried(&window, &east, &named).await;

    window.go("stations").await;
    window.click("self-test-open").await;
    window.find("self-test-step-1").await;
    look(&window, &named("self-test")).await;
    window.press("self-test", Key::Escape).await;
    window.gone("self-test").await;
    lay_out(&window).await;
    look(&window, &named("outage")).await;

    window.go("checks").await;
    window.click("ticks-open").await;
    window.fill("tick-code", "A01·11").await;
    window.press("tick-code", Key::Enter).await;
    window.find("tick-entry").await;
    look(&window, &named("paper")).await;

    window.go("today").await;
    window.click("past-open").await;
    window.fill("past-moment", "0759").await;
    window.click("past-show").await;
    window
        .wait(Locator::Css("[data-testid^='past-unknown-1123-A']"))
        .await;
    look(&window, &named("past")).await;
    window.close().await;
}

/// The inbox; neither of two names is taken, but a third.
async fn two_truths_and_a_third(
    window: &Window,
    east: &Folders,
    to: &str,
    named: &impl Fn(&str) -> String,
) {
    window.go("inbox").await;
    window.find("inbox-take-1-1").await;
    look(window, &named("two-truths")).await;
    let line = "return document.querySelector(\"[data-kind='field'] input:not([type='checkbox'])\").dataset.testid";
    let third = window.script(line).await;
    let third = third.as_str().expect("a name was given twice");
    window.fill(third, "东一厅").await;
    look(window, &named("third")).await;
    window.press(third, Key::Enter).await;
    window.gone(third).await;
    // The name that nobody had given is the one, there too.
    meet(east, to).await;
    let there = ran(east, &["station", "show"]).await;
    assert!(there.contains("东一厅"), "{there}");
    window.go("stations").await;
    window.click("station-东一厅").await;
    look(window, &named("station")).await;
}

/// A stick that was spoilt, and one to take along.
async fn carried(window: &Window, east: &Folders, named: &impl Fn(&str) -> String) {
    let _ = ran(east, &["book", "11月27日 14:00-15:00 203 20人 乙会"]).await;
    let stick = east.path("east.steward");
    let path = stick.display().to_string();
    let _ = ran(east, &["bundle", "export", "-o", &path]).await;
    let spoilt = east.path("spoilt.steward");
    let mut bytes = fs::read(&stick).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&spoilt, bytes).unwrap();

    window.click("bring-open").await;
    for file in [spoilt.display().to_string(), path] {
        window.fill("bring-path", &file).await;
        window.click_enabled("bring-add").await;
    }
    window.find_with("bring-file", "data-good", "true").await;
    window.find_with("bring-file", "data-good", "false").await;
    look(window, &named("bring")).await;
    // What is spoilt is taken off the list; nothing of it came in.
    window
        .script("document.querySelector(\"[data-testid='bring-file'][data-good='false'] button\").click()")
        .await;
    window.click_enabled("bring-do").await;
    window.find("bring-done").await;
    look(window, &named("brought")).await;
    window.press("bring-dialog", Key::Escape).await;
    window.gone("bring-dialog").await;
    window.click("along-open").await;
    window.find("along-path").await;
    look(window, &named("along")).await;
    window.press("along-dialog", Key::Escape).await;
    window.gone("along-dialog").await;
}
