//! Two truths in the real window: what a second station did apart comes in
//! over the network, and a person settles it with a key.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::stations::{let_in, ran};
use crate::window::{Folders, Window};

/// Both see each other once.
pub(crate) async fn meet(east: &Folders, to: &str) {
    let words = ["sync", "--once", "--no-discovery", "--peer", to];
    let _ = ran(east, &words).await;
}

/// A second station that was let in and worked apart: a room, a person and a
/// name were given twice. The station, and where to meet the window; none on a
/// machine in no network.
pub(crate) async fn worked_apart(window: &Window) -> Option<(Folders, String)> {
    let (east, to) = let_in(window).await?;
    let tea = ["--task", "茶水"];
    let (here, there) = (&window.folders, &east);
    for (folders, title, name) in [
        (here, "全市办公室主任例会", "东厅"),
        (there, "文旅项目对接会", "东门"),
    ] {
        let line = format!("11月25日 9:00-11:00 203 20人 市办公室 {title} 张主任 13800000000");
        let _ = ran(folders, &["book", &line]).await;
        let line = format!("11月26日 9:00-11:00 204 20人 市办公室 {title}二 张主任 13800000000");
        let room = if name == "东厅" {
            line
        } else {
            line.replace("204", "205")
        };
        let _ = ran(folders, &["book", &room]).await;
        let words = ["duty", "add", &format!("{title}二"), "林晓"];
        let _ = ran(folders, &[&words[..], &tea].concat()).await;
        let _ = ran(folders, &["station", "rename", "B", name]).await;
    }
    meet(&east, &to).await;
    Some((east, to))
}

#[tokio::test]
async fn a_clash_made_apart_is_settled_by_a_key_and_the_decision_travels() {
    let Some(window) = Window::open().await else {
        return;
    };
    let Some((east, to)) = worked_apart(&window).await else {
        return;
    };
    window.go("inbox").await;
    window
        .find_with("inbox-entry-1", "data-kind", "clash")
        .await;
    window.find("inbox-take-1-1").await;
    window.picture("inbox-zh-light").await;
    // A digit names the way, Enter takes it. The sample's shared lounge stays.
    let entry = window.find("inbox-entry-1").await;
    entry.send_keys("1").await.expect("it takes keys");
    window.press("inbox-entry-1", Key::Enter).await;
    window
        .wait(Locator::XPath(
            "//*[@data-testid='inbox'][count(li[@data-kind='clash']) = 2]",
        ))
        .await;
    meet(&east, &to).await;
    let left = ran(&east, &["conflicts"]).await;
    assert!(!left.contains("203"), "the decision travelled: {left}");

    // The person on two duties: by the terminal, and gone from the window.
    let said = ran(&east, &["conflicts", "--resolve", "1", "--take", "1"]).await;
    meet(&east, &to).await;
    window
        .wait(Locator::XPath(
            "//*[@data-testid='inbox'][count(li[@data-kind='clash']) = 1]",
        ))
        .await;
    assert!(!said.contains("林晓"), "{said}");

    assert_eq!(
        ran(&east, &["digest"]).await,
        ran(&window.folders, &["digest"]).await,
        "two winners"
    );
    window.close().await;
}

#[tokio::test]
async fn people_and_vehicles_are_put_on_a_meeting_with_the_keys_alone() {
    let Some(window) = Window::open().await else {
        return;
    };
    let booked = ran(
        &window.folders,
        &[
            "book",
            "11月25日 9:00-11:00 203 20人 市办公室 派工的会 张主任 13800000000",
        ],
    )
    .await;
    assert!(booked.contains("派工的会"), "{booked}");
    window.fill("quick-input", "派工的会").await;
    window
        .find_first("quick-found-1123-A")
        .await
        .click()
        .await
        .expect("the row opens");
    window.find("meeting").await;
    window.fill("duty-name", "林晓").await;
    window.fill("duty-task", "茶水").await;
    window.press("duty-task", Key::Enter).await;
    window.says("duties", "林晓").await;
    window.click("duty-vehicle").await;
    window.fill("duty-name", "浙A·12345").await;
    window.fill("duty-from", "8:00").await;
    window.fill("duty-to", "8:30").await;
    window.press("duty-to", Key::Enter).await;
    window.says("duties", "08:00").await;
    window.picture("duties-zh-light").await;
    window.click("duty-off-林晓").await;
    window.gone("duty-off-林晓").await;
    window.says("history", "茶水").await;
    window.close().await;
}
