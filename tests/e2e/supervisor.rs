//! A supervisor's way in the window: a workbook of staff, next month filled,
//! published and printed, somebody who does not come, and an evening without
//! the other station.

use std::path::Path;

use fantoccini::Locator;
use fantoccini::key::Key;
use steward_documents::{Cell, Sheet, workbook};
use steward_tests::date;

use crate::scrolling::scrolled;
use crate::stations::{let_in, ran};
use crate::truths::meet;
use crate::window::Window;

/// The month that is planned, and the day on which somebody does not come.
const MONTH: &str = "2026-12";
const DAY: &str = "2026-12-03";
/// A person's cells may change at a call-off: who steps in, their day after
/// it, and whoever stands in there.
const MOST_CHANGED: usize = 3;

/// A list of people as another house keeps it: a column has a name that only
/// they know.
fn list_of_people(file: &Path) {
    let head = ["人事编码", "姓名", "部门", "职务", "技能", "电话"];
    let rows = [
        ["2001", "顾盼", "会务部", "服务员", "茶水2", "0573-81002001"],
        ["2002", "许言", "会务部", "服务员", "茶水1", "0573-81002002"],
        ["2003", "曹宁", "会务部", "领班", "茶水3", "0573-81002003"],
        ["2004", "丁一", "会务部", "服务员", "茶水2", "0573-81002004"],
    ];
    workbook_of(file, &head, &rows);
}

/// A workbook of one sheet.
fn workbook_of<const N: usize>(file: &Path, head: &[&str; N], rows: &[[impl AsRef<str>; N]]) {
    let sheet = Sheet {
        name: "名册".to_owned(),
        title: String::new(),
        columns: head.map(|one| (one.to_owned(), 14)).to_vec(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|text| Cell::text(text.as_ref())).collect())
            .collect(),
    };
    let at = date("2026-11-20").and_hms_opt(9, 0, 0).unwrap();
    std::fs::write(file, workbook("名册", at, &[sheet]).unwrap()).unwrap();
}

/// The name of somebody who works on a day: of the last department that is
/// drawn, the largest, where somebody can always step in.
async fn somebody_working(window: &Window, day: &str) -> String {
    let line = format!(
        "for (const cell of [...document.querySelectorAll(\"[data-testid^='roster-cell-'][data-testid$='-{day}']\")].reverse()) \
         {{ if (/^[A-Z]/.test(cell.dataset.text)) return cell.dataset.testid.slice(12, -11); }} return null;"
    );
    let said = window.script(&line).await;
    said.as_str().expect("somebody works").to_owned()
}

/// Moves the month up or down.
async fn scroll(window: &Window, to: &str) {
    let grid = "document.querySelector(\"[data-testid='roster-grid']\")";
    let line = format!("const grid = {grid}; grid.scrollTop = {to}");
    let line = line.replace("scrollHeight", "grid.scrollHeight");
    window.script(&line).await;
}

/// Fills in what is asked for, takes it; how many cells it changed.
async fn fill(window: &Window, how: &str) -> usize {
    window.click_enabled("roster-fill").await;
    window.click(&format!("fill-how-{how}")).await;
    window.fill("fill-seconds", "5").await;
    window.picture("supervisor-fill-asked").await;
    window.click_enabled("fill-start").await;
    window
        .find_with("fill-state", "data-running", "false")
        .await;
    window.find_with("fill-state", "data-hard", "0").await;
    let changes = window.find("fill-changes").await;
    let changes = changes.text().await.expect("the page answers");
    window.picture("supervisor-filled").await;
    window.click_enabled("fill-take").await;
    window.gone("fill").await;
    changes.replace([',', ' '], "").parse().expect("a figure")
}

/// Publishes the month as it stands; how many cells that changes.
async fn publish(window: &Window, picture: &str) -> usize {
    window.click_enabled("roster-publish").await;
    let count = window.attribute("publish-changes", "data-count").await;
    window.picture(picture).await;
    window.click_enabled("publish-go").await;
    window.find("roster-published").await;
    window.close_messages().await;
    window.press("publish", Key::Escape).await;
    window.gone("publish").await;
    count.parse().expect("a figure")
}

#[tokio::test]
async fn a_supervisor_plans_a_month_and_survives_an_evening_apart() {
    let Some(window) = Window::open().await else {
        return;
    };
    // The other building's station sees what there is, and then nothing.
    let east = let_in(&window).await;
    if let Some((east, to)) = &east {
        meet(east, to).await;
    }

    // A workbook, with a column that nobody here knows.
    let file = window.folders.path("名册.xlsx");
    list_of_people(&file);
    window.go("people").await;
    window.click("people-import").await;
    window
        .fill("staff-import-path", &file.display().to_string())
        .await;
    window.click_enabled("staff-import-read").await;
    let column = window.find("staff-import-column-0").await;
    window.picture("supervisor-import-unknown").await;
    column
        .select_by_value("number")
        .await
        .expect("it is a column");
    window
        .find_with("staff-import-row-5", "data-fate", "added")
        .await;
    window.says("staff-import-row-5", "2004").await;
    window.picture("supervisor-import").await;
    window.click_enabled("staff-import-apply").await;
    window.gone("staff-import").await;
    window.fill("people-find", "gupan").await;
    window.find("people-row-2001").await;

    // Next month is filled, published, and looked at as it is printed.
    window.go("roster").await;
    window.click("roster-next").await;
    window
        .wait(Locator::XPath(&format!(
            "//*[@data-testid='roster-month'][normalize-space(.)='{MONTH}']"
        )))
        .await;
    window.find_first("roster-cell-").await;
    scroll(&window, "scrollHeight").await;
    window.find(&format!("roster-cell-顾盼-{DAY}")).await;
    scroll(&window, "0").await;
    assert!(fill(&window, "open").await > 20, "a month is many cells");
    let all = publish(&window, "supervisor-publish-1").await;
    assert!(all > 20, "{all}");
    window.click_enabled("roster-pdf").await;
    window
        .wait(Locator::Css("[data-testid='preview'] img"))
        .await;
    window.picture("supervisor-print").await;
    window.press("preview", Key::Escape).await;
    window.gone("preview").await;

    // Somebody does not come. Who steps in is offered, the best first.
    let who = somebody_working(&window, DAY).await;
    let cell = format!("roster-cell-{who}-{DAY}");
    window.click(&cell).await;
    window.says("roster-panel", &who).await;
    window.fill("roster-why", "发烧").await;
    window.click_enabled("roster-call-off").await;
    window.find_first("stand-in-take-").await;
    window.close_messages().await;
    window.picture("supervisor-stand-in").await;
    let best = "return document.querySelector(\"[data-testid^='stand-in-take-']\").dataset.testid";
    let best = window.script(best).await;
    window
        .click_enabled(best.as_str().expect("somebody can"))
        .await;
    window.gone("stand-ins").await;
    window.close_messages().await;
    window.picture("supervisor-called-off").await;
    let changed = publish(&window, "supervisor-publish-2").await;
    assert!((1..=MOST_CHANGED).contains(&changed), "{changed}");

    // What was done apart is at the other station once they meet.
    if let Some((east, to)) = &east {
        let apart = ran(east, &["roster", "show", MONTH]).await;
        assert!(!apart.contains("顾盼"), "nothing came over: {apart}");
        meet(east, to).await;
        for words in [
            &["roster", "show", MONTH][..],
            &["roster", "calloff"],
            &["roster", "diff", MONTH],
            &["digest"],
        ] {
            let (here, there) = (ran(&window.folders, words).await, ran(east, words).await);
            assert_eq!(here, there, "{words:?}");
        }
    }
    window.close().await;
}

/// A month of three hundred rows; how long it took is printed, not judged.
#[tokio::test]
async fn a_month_of_three_hundred_rows_is_drawn_and_scrolled() {
    let Some(window) = Window::open().await else {
        return;
    };
    let file = window.folders.path("三百人.xlsx");
    let rows: Vec<[String; 3]> = (0..240)
        .map(|n| {
            let number = (3_000 + n).to_string();
            [number, format!("增援{n:03}"), "安保部".to_owned()]
        })
        .collect();
    workbook_of(&file, &["工号", "姓名", "部门"], &rows);
    let path = file.display().to_string();
    let _ = ran(&window.folders, &["staff", "import", &path]).await;
    let before = "window.began = performance.now()";
    window.script(before).await;
    window.go("roster").await;
    window.find_first("roster-cell-").await;
    let first = window.script("return performance.now() - window.began");
    let first = first.await.as_f64().expect("a figure");
    println!("300 rows: first cell {first:.0} ms");
    let found = scrolled(&window, "roster-grid", "[data-at]").await;
    assert!(found.height > 7_000.0, "three hundred rows: {found:?}");
    assert!(found.most < 60 * 31, "of 300 rows: {found:?}");
    window.picture("roster-three-hundred").await;
    window.close().await;
}

#[tokio::test]
async fn what_a_station_did_without_sign_in_is_a_card_among_what_waits() {
    let Some(window) = Window::open().await else {
        return;
    };
    let Some((east, to)) = let_in(&window).await else {
        return;
    };
    meet(&east, &to).await;
    window.click("nav-settings").await;
    window.click("accounts-open").await;
    for (field, text) in [
        ("first-name", "周敏"),
        ("first-password", "long enough one"),
        ("first-again", "long enough one"),
    ] {
        window.fill(&format!("account-field-{field}"), text).await;
    }
    window.click_enabled("accounts-first").await;
    window.find("code-once").await;
    window.click("code-done").await;
    // Whose account it is, both ways.
    window.click("account-row-周敏").await;
    window.choose("account-field-staff", "周敏").await;
    window.click_enabled("account-act-save").await;
    window.click_enabled("account-person").await;
    window.find("person-account").await;
    window.picture("person-account").await;

    // The other station was away and knows of no account.
    let line = "11月25日 9:00-10:00 203 20人 断网时的会";
    let _ = ran(&east, &["book", line]).await;
    meet(&east, &to).await;
    window.go("inbox").await;
    window
        .wait(Locator::Css("[data-testid='inbox'] [data-kind='refused']"))
        .await;
    window.picture("inbox-refused").await;
    let place = "return [...document.querySelectorAll(\"[data-testid='inbox'] > li\")].findIndex((one) => one.dataset.kind === 'refused') + 1";
    let place = window.script(place).await;
    window
        .fill(&format!("inbox-note-{place}"), "那晚断网")
        .await;
    window.click_enabled(&format!("inbox-seen-{place}")).await;
    window
        .wait(Locator::Css(
            "body:not(:has([data-testid='inbox'] [data-kind='refused']))",
        ))
        .await;
    window.close().await;
}
