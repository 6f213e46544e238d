//! Who changed what of a meeting, when, before and after.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::meeting::State;
use steward_app::domain::room::Layout;
use steward_tests::{Station, date, instant};

#[test]
fn every_change_says_who_what_when_before_and_after() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").called("碰头会").book();
    station.at("2026-11-20 10:00").operated_by("林晓");
    station
        .amend(id, &station.draft_from(id).called("碰头大会").draft)
        .unwrap();
    station.at("2026-11-20 11:00");
    station
        .move_meeting(id, Some(station.room("204")), date("2026-11-26"), 840, 900)
        .unwrap();
    station.at("2026-11-20 12:00").operated_by("周敏");
    station.set_state(id, State::Cancelled, "改到线上").unwrap();

    let history = station.detail(id).history;
    let told = |intent: &str| -> Vec<(String, String, String, Option<String>, String)> {
        let of = history.iter().filter(|c| c.intent == intent);
        of.map(|c| {
            (
                steward_tests::wall(c.at),
                c.by.clone(),
                c.field.clone(),
                c.before.clone(),
                c.after.clone(),
            )
        })
        .collect()
    };
    let line = |at: &str, by: &str, field: &str, before: &str, after: &str| {
        (
            at.to_owned(),
            by.to_owned(),
            field.to_owned(),
            Some(before.to_owned()),
            after.to_owned(),
        )
    };
    assert_eq!(
        told("amend"),
        [line("11-20 10:00", "林晓", "title", "碰头会", "碰头大会")]
    );
    assert_eq!(
        told("move"),
        [line(
            "11-20 11:00",
            "林晓",
            "slot",
            "2026-11-25 09:00–11:00 · 分组讨论厅 203",
            "2026-11-26 14:00–15:00 · 分组讨论厅 204"
        )]
    );
    assert_eq!(
        told("state"),
        [line(
            "11-20 12:00",
            "周敏",
            "standing",
            "confirmed",
            "cancelled · 改到线上"
        )]
    );
    let booked = told("book");
    assert!(
        booked.iter().all(|c| c.1 == "周敏" && c.3.is_none()),
        "{booked:?}"
    );
    assert!(
        history.windows(2).all(|pair| pair[0].at >= pair[1].at),
        "newest first"
    );
    assert!(history.iter().all(|c| c.station == "总台"));
}

#[test]
fn a_confirmed_task_is_in_the_history() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").book();
    station
        .at("2026-11-25 07:00")
        .done(id, "check-1", "陈洁")
        .unwrap();
    let newest = &station.detail(id).history[0];
    assert_eq!(
        (newest.intent.as_str(), newest.at),
        ("confirm", instant("2026-11-25 07:00"))
    );
    assert_eq!(newest.after, "check-1 · 陈洁");
}

#[test]
fn a_change_of_the_layout_alone_is_seen() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").book();
    let set_anew = station.draft_from(id).set_as(Layout::Classroom);
    station.amend(id, &set_anew.draft).unwrap();
    let slot = "2026-11-25 09:00–11:00 · 分组讨论厅 203";
    let history = station.detail(id).history;
    let change = history.iter().find(|c| c.intent == "amend").unwrap();
    assert_eq!(change.field, "slot");
    assert_eq!(change.before.as_deref(), Some(slot));
    assert_eq!(change.after, format!("{slot} · classroom"));
}

#[test]
fn a_look_and_a_refusal_leave_no_trace() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").book();
    let before = station.digest();
    let _ = station.board(None).unwrap();
    let _ = station.next_up(None, 10).unwrap();
    let _ = station.draft("203").refused();
    let _ = station.quick("明天9点 203").unwrap();
    assert!(station.set_state(id, State::Cancelled, "").is_err());
    assert_eq!(station.digest(), before);
    station.assert_sound();
}
