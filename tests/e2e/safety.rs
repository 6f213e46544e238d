//! Keeping the data safe at the window: a backup, going back to it, what
//! technicians are told, and a store that does not open any more.

use crate::window::{MONDAY_EIGHT, Window};

#[tokio::test]
async fn a_backup_is_made_and_gone_back_to() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;
    window.go("settings").await;
    window.click("backups-open").await;
    window.find("screen-backups").await;
    window.click_enabled("backup-make").await;
    window.find("backup-row-0").await;
    window
        .find_with("safety-overview", "data-current", "true")
        .await;
    window.close_messages().await;
    window.picture("backups-zh-light").await;

    // A change that is not in the backup.
    window.fill("quick-input", "干部大会").await;
    window
        .find_first("quick-found-1123-A")
        .await
        .click()
        .await
        .expect("the row opens");
    window.fill("approval-by", "李处长").await;
    window.fill("approval-paper", "函〔2026〕18 号").await;
    window.click_enabled("approval-yes").await;
    window.find_with("approval", "data-state", "approved").await;
    window.close_messages().await;
    window.go("settings").await;
    window.click("backups-open").await;
    window
        .find_with("safety-overview", "data-current", "false")
        .await;
    window.click_enabled("backup-restore-0").await;
    window.find("restore-lost").await;
    window.picture("backups-restore").await;
    let lost = window.attribute("restore-lost", "data-lost").await;
    assert_eq!(lost, "1");
    window.click_enabled("restore-do").await;
    window.find("restore-done").await;
    window.click_enabled("restore-close").await;
    window.find("asides").await;
    window.fill("quick-input", "干部大会").await;
    window
        .find_first("quick-found-1123-A")
        .await
        .click()
        .await
        .expect("the row opens");
    window.find_with("approval", "data-state", "waiting").await;

    // Every line is shown before it is saved.
    window.go("settings").await;
    window.click("backups-open").await;
    window.click_enabled("diagnostics-open").await;
    window.find("diagnostics-lines").await;
    window.picture("diagnostics").await;
    let shown: usize = window
        .attribute("diagnostics-lines", "data-count")
        .await
        .parse()
        .expect("a number of lines");
    let folders = {
        let path = std::env::temp_dir().join(format!("steward-{}.txt", std::process::id()));
        let to = path.display().to_string();
        window.fill("diagnostics-path", &to).await;
        window.click_enabled("diagnostics-save").await;
        window.gone("diagnostics-dialog").await;
        let saved = std::fs::read_to_string(&path).expect("the file is there");
        let _ = std::fs::remove_file(&path);
        assert_eq!(saved.lines().count(), shown);
        window.close().await
    };
    drop(folders);
}

#[tokio::test]
async fn a_damaged_store_says_so_and_is_made_anew() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;
    window.go("settings").await;
    window.click("backups-open").await;
    window.click_enabled("backup-make").await;
    window.find("backup-row-0").await;
    let folders = window.close().await;
    let path = folders.path("data").join("steward.db");
    let mut bytes = std::fs::read(&path).expect("the store is there");
    // Each page from the second on, so that nothing of it opens.
    bytes
        .iter_mut()
        .skip(4096 + 50)
        .step_by(4096)
        .for_each(|byte| *byte ^= 1);
    std::fs::write(&path, bytes).expect("the store is harmed");

    let Some(window) = Window::open_on(folders, MONDAY_EIGHT).await else {
        return;
    };
    window.find_with("opening", "data-code", "damaged").await;
    window.find("backup-row-0").await;
    window.picture("opening-damaged").await;
    window.click_enabled("safety-mend").await;
    window.click_enabled("mend-do").await;
    window.find("mend-done").await;
    window.picture("opening-mended").await;
    window.click_enabled("mend-close").await;
    window.find("screen-today").await;
    window.find_first("block-1123-A").await;
    window.close().await;
}
