//! Meetings that come again: their dates, what stands in the way of each,
//! changing and cancelling from one on; public holidays from a file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::meeting::State;
use steward_app::domain::repeat::{Ends, Every, OnHoliday, Repeat};
use steward_app::views::{Draft, Refusal, SeriesChoice, SeriesScope, SeriesTaking};
use steward_tests::{Station, date};

const NOW: &str = "2026-11-20 09:00";

fn weekly(count: u32) -> Repeat {
    Repeat {
        every: Every::Week { days: Vec::new() },
        interval: 1,
        ends: Ends::Count(count),
        except: Vec::new(),
        on_holiday: OnHoliday::Skip,
    }
}

/// Wednesdays from the 25th on, 203, 14:00 to 15:30.
fn draft(station: &Station) -> Draft {
    let id = station
        .draft("203")
        .on("2026-11-25")
        .from(14, 0)
        .to(15, 30)
        .called("周例会")
        .heads(20)
        .book();
    let draft = station.draft_of(id).unwrap();
    station.set_state(id, State::Cancelled, "改为系列").unwrap();
    Draft {
        state: None,
        ..draft
    }
}

#[test]
fn every_date_is_looked_at_and_each_that_is_taken_has_a_way_out() {
    let station = Station::quiet(NOW);
    let draft = draft(&station);
    let _ = station
        .draft("203")
        .on("2026-12-02")
        .from(14, 0)
        .to(16, 0)
        .book();
    let preview = station.series_preview(&draft, &weekly(3)).unwrap();
    let taken: Vec<bool> = preview
        .dates
        .iter()
        .map(|one| one.refusal.is_some())
        .collect();
    assert_eq!(taken, [false, true, false]);
    assert_eq!(preview.unannounced, [2026]);
    assert_eq!(preview.told.zh, "每周三，共 3 次");
    let refused = station.book_series(&draft, &weekly(3), &[]).unwrap_err();
    assert!(matches!(refused, Refusal::Clash { .. }));
    let skip = SeriesChoice {
        planned: date("2026-12-02"),
        take: SeriesTaking::Skip,
    };
    let booked = station.book_series(&draft, &weekly(3), &[skip]).unwrap();
    assert_eq!(booked.meetings.len(), 2);
    let view = station.series(booked.meetings[1]).unwrap().unwrap();
    assert_eq!(view.nth, Some(2));
    assert_eq!(view.meetings[1].meeting.when.date, date("2026-12-09"));
    assert_ne!(
        view.meetings[0].meeting.number,
        view.meetings[1].meeting.number
    );
    station.assert_sound();
}

#[test]
fn what_is_changed_of_one_is_carried_to_those_after_it_and_no_further() {
    let station = Station::quiet(NOW);
    let draft = draft(&station);
    let booked = station
        .book_series(&draft, &weekly(4), &[])
        .unwrap()
        .meetings;
    // One of them has a title of its own, which a change of the hour leaves.
    let own = Draft {
        title: "年度总结".into(),
        ..station.draft_of(booked[3]).unwrap()
    };
    station.amend(booked[3], &own).unwrap();
    let later = Draft {
        start_minute: Some(15 * 60),
        end_minute: Some(16 * 60),
        ..station.draft_of(booked[1]).unwrap()
    };
    let dates = station
        .amend_series_preview(booked[1], &later, SeriesScope::Following)
        .unwrap();
    assert_eq!(dates.len(), 3);
    assert!(dates.iter().all(|one| one.refusal.is_none()));
    let changed = station.amend_series(booked[1], &later, SeriesScope::Following, &[]);
    assert_eq!(changed, Ok(3));
    let start = |at: usize| station.draft_of(booked[at]).unwrap().start_minute;
    assert_eq!(
        [start(0), start(1), start(3)],
        [Some(840), Some(900), Some(900)]
    );
    assert_eq!(station.draft_of(booked[3]).unwrap().title, "年度总结");
    // A week later each: the next one's old place is no clash.
    let moved = Draft {
        date: Some(date("2026-12-09")),
        ..station.draft_of(booked[1]).unwrap()
    };
    let changed = station.amend_series(booked[1], &moved, SeriesScope::Following, &[]);
    assert_eq!(changed, Ok(3));
    let cancelled = station.cancel_series(booked[2], SeriesScope::Following, "项目结束");
    assert_eq!(cancelled, Ok(2));
    let states: Vec<State> = booked
        .iter()
        .map(|id| station.detail(*id).meeting.standing.state)
        .collect();
    assert_eq!(states[3], State::Cancelled);
    assert_ne!(states[1], State::Cancelled);
    station.assert_sound();
}

#[test]
fn holidays_come_from_a_file_are_edited_by_day_and_move_a_series() {
    let station = Station::quiet(NOW);
    let file = station.file(
        "2026.json",
        r#"{"year": 2026, "days": [
            {"name": "测试节", "date": "2026-12-02", "isOffDay": true},
            {"name": "测试节", "date": "2026-12-05", "isOffDay": false}]}"#,
    );
    let read = station.import_holidays(&file, true).unwrap();
    assert_eq!((read.off, read.made_up, read.changed), (1, 1, true));
    assert!(station.holidays().unwrap().is_empty(), "only looked at");
    station.import_holidays(&file, false).unwrap();
    let rule = Repeat {
        on_holiday: OnHoliday::After,
        ..weekly(2)
    };
    let preview = station.series_preview(&draft(&station), &rule).unwrap();
    assert_eq!(preview.dates[1].date, Some(date("2026-12-03")));
    assert_eq!(preview.dates[1].holiday.as_deref(), Some("测试节"));
    assert!(preview.unannounced.is_empty());
    station.set_holiday(date("2026-12-02"), None, "").unwrap();
    let again = station.set_holiday(date("2026-12-02"), None, "");
    assert_eq!(again, Err(Refusal::NothingChanged));
    let strange = station.file("x.json", "[]");
    assert!(matches!(
        station.import_holidays(&strange, false),
        Err(Refusal::NotSuch { .. })
    ));
    station.assert_sound();
}
