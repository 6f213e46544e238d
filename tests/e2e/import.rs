//! A foreign schedule becomes today's work.

use std::path::{Path, PathBuf};

use fantoccini::Locator;

use crate::window::Window;

/// An invented programme: an overlap, a talk over midnight, two days.
fn invented() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/fixtures/evening.xml")
}

/// A real one, where it was laid beside the checkout.
fn real(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("STEWARD_DATA").map_or(beside, PathBuf::from);
    let file = folder.join(name);
    if !file.is_file() {
        println!("skipped: {} is not here", file.display());
        return None;
    }
    Some(file)
}

/// Reads a file on the import screen and lays its first day on today.
async fn read_on_today(window: &Window, file: &Path) {
    window
        .fill("import-path", &file.display().to_string())
        .await;
    window.click_enabled("import-read").await;
    window.click_enabled("import-shift-today").await;
    window
        .wait(Locator::XPath(
            "//*[@data-testid='import-shift-keep'][not(@disabled)]",
        ))
        .await;
    window.click_enabled("import-to-preview").await;
}

async fn sum(window: &Window, of: &str) -> u32 {
    let count = window
        .attribute(&format!("import-sum-{of}"), "data-count")
        .await;
    count.parse().expect("a figure")
}

#[tokio::test]
async fn a_programme_comes_in_whole_and_the_same_file_twice_changes_nothing() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("import").await;
    read_on_today(&window, &invented()).await;
    assert_eq!(
        (sum(&window, "all").await, sum(&window, "added").await),
        (4, 4)
    );
    window.click_enabled("import-apply").await;
    window.find_with("import-result", "data-added", "4").await;
    window.click("import-show-day").await;
    window.find_with("board", "data-date", "2026-11-23").await;
    window.fill("quick-input", "Opening of the harbour").await;
    window.find_first("quick-found-").await;
    window.script("document.activeElement.blur()").await;

    window.go("import").await;
    window.click("import-another").await;
    read_on_today(&window, &invented()).await;
    assert_eq!(
        (sum(&window, "added").await, sum(&window, "same").await),
        (0, 4)
    );
    window
        .wait(Locator::Css("[data-testid='import-apply']:disabled"))
        .await;
    window.close().await;
}

#[tokio::test]
async fn a_real_congress_laid_on_today_is_todays_work() {
    let Some(file) = real("conference/39c3.xml") else {
        return;
    };
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("import").await;
    read_on_today(&window, &file).await;
    let (all, clashing) = (sum(&window, "all").await, sum(&window, "clashing").await);
    assert!(all > 100, "{all}");
    window.click_enabled("import-apply").await;
    let result = window.find("import-result").await;
    let added = result
        .attr("data-added")
        .await
        .expect("the page answers")
        .unwrap_or_default();
    assert!(
        added.parse::<u32>().is_ok_and(|added| added > 100),
        "{added}"
    );
    // Overlaps come in as clashes that need a decision.
    let now_clashing = result
        .attr("data-clashing")
        .await
        .expect("the page answers")
        .unwrap_or_default();
    assert_eq!(now_clashing, clashing.to_string());
    window.picture("import-done").await;
    window.click("import-show-day").await;
    window.find_with("board", "data-date", "2026-11-23").await;
    window
        .wait(Locator::Css("[data-testid='board'] [data-clash='blocks']"))
        .await;
    window.find("decision-1").await;
    window.picture("today-with-a-congress").await;
    window.close().await;
}
