//! The calendar, the list of bookings, kept filters and finding, at the terminal.

use crate::desk::Desk;

#[test]
fn a_month_and_a_year_are_told() {
    let desk = Desk::sample();
    let month = desk.ok(&["calendar", "2026-11"]);
    assert_eq!(month.lines().count(), 30, "{month}");
    assert!(month.contains("十五"), "{month}");
    let year = desk.ok(&["calendar", "2026"]);
    assert_eq!(year.lines().count(), 12, "{year}");
    assert!(year.contains("fullest 2026-11-"), "{year}");
    let days = desk.json(&["calendar", "2026-02"]);
    assert_eq!(days["days"][16]["lunar"]["full"], "正月初一");
    desk.refused(&["calendar", "2026-13"], 1, "2026-13", "2026-13");
}

#[test]
fn a_filter_is_kept_named_anew_used_and_given_up() {
    let desk = Desk::sample();
    assert_eq!(desk.ok(&["filter", "list"]), "No filter is kept.\n");
    let kept = desk.ok(&[
        "filter",
        "save",
        "教育口",
        "--words",
        "教育",
        "--from-days",
        "-7",
        "--to-days",
        "30",
    ]);
    assert!(kept.contains("教育口") && kept.contains("-7"), "{kept}");
    let all = desk.json(&["bookings"])["meetings"]
        .as_array()
        .unwrap()
        .len();
    let some = desk.json(&["bookings", "--filter", "教育口"]);
    let some = some["meetings"].as_array().unwrap();
    assert!(
        !some.is_empty() && some.len() < all,
        "{} of {all}",
        some.len()
    );
    // What the filter lets through is what is saved.
    let saved = desk.path("教育口.csv");
    let take = [
        "list",
        "export",
        "meetings",
        "--filter",
        "教育口",
        "-o",
        &saved,
    ];
    assert_eq!(desk.json(&take), some.len());
    let unknown = [
        "list",
        "export",
        "stock",
        "--filter",
        "教育口",
        "-o",
        &saved,
    ];
    desk.refused(&unknown, 1, "教育口", "教育口");
    let told = desk.ok(&["bookings", "--filter", "教育口"]);
    assert!(told.contains("教育"), "{told}");
    let kept = desk.ok(&["filter", "rename", "教育口", "教育系统"]);
    assert!(
        kept.contains("教育系统") && !kept.contains("教育口"),
        "{kept}"
    );
    desk.refused(&["bookings", "--filter", "教育口"], 1, "教育口", "教育口");
    assert_eq!(
        desk.ok(&["filter", "drop", "教育系统"]),
        "No filter is kept.\n"
    );
}

#[test]
fn a_slip_is_forgiven_and_said() {
    let desk = Desk::sample();
    let found = desk.ok(&["search", "骨千培训"]);
    assert!(found.starts_with("Nothing fits as typed"), "{found}");
    assert!(found.contains("骨干"), "{found}");
    assert_eq!(desk.json(&["search", "骨千培训"])["nearly"], true);
    assert_eq!(desk.json(&["search", "骨干"])["nearly"], false);
}
