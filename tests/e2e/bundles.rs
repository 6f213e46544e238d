//! Changes are taken along from the window on a stick, and others brought in.

use fantoccini::key::Key;

use crate::stations::{let_in, ran};
use crate::window::Window;

#[tokio::test]
async fn changes_go_out_on_a_stick_and_others_come_in() {
    let Some(window) = Window::open().await else {
        return;
    };
    let Some((guest, _)) = let_in(&window).await else {
        return;
    };
    // The east hall takes a booking nobody here sees, and one goes there.
    ran(&guest, &["book", "11月25日 14:00-15:00 203 20人 乙会"]).await;
    let stick = guest.path("front.steward");
    let words = ["bundle", "export", "-o", &stick.display().to_string()];
    ran(&guest, &words).await;

    window.go("stations").await;
    window.click("bring-open").await;
    window.picture("bundle-bring").await;
    window.fill("bring-path", "/nowhere.steward").await;
    window.click_enabled("bring-add").await;
    window.find_with("bring-file", "data-good", "false").await;
    window.picture("bundle-bring-bad").await;
    window
        .script("document.querySelector(\"[data-testid='bring-file'] button\").click()")
        .await;
    window
        .fill("bring-path", &stick.display().to_string())
        .await;
    window.click_enabled("bring-add").await;
    window.find_with("bring-file", "data-good", "true").await;
    window.find("bring-bundle").await;
    window.picture("bundle-bring-look").await;
    window.click_enabled("bring-do").await;
    window.find("bring-done").await;
    let came = window.attribute("bring-done", "data-changes").await;
    assert!(came.parse::<u32>().is_ok_and(|n| n >= 1), "{came}");
    window.picture("bundle-bring-done").await;
    window.press("bring-dialog", Key::Escape).await;
    window.gone("bring-dialog").await;

    // And back: what is here and not there.
    ran(
        &window.folders,
        &["book", "11月26日 14:00-15:00 203 20人 丙会"],
    )
    .await;
    let back = guest.path("east.steward");
    window.click("along-open").await;
    window.fill("along-path", &back.display().to_string()).await;
    window.picture("bundle-along").await;
    window.click_enabled("along-do").await;
    window.find("along-done").await;
    window.picture("bundle-along-done").await;
    assert!(back.is_file());
    window.close().await;
}
