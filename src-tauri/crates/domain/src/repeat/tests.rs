//! The dates that rules give.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;

use super::*;
use crate::holidays::{Holiday, HolidayYear};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 1 to 7 October off, 27 September and 10 October worked.
fn october() -> Holidays {
    let off = (1..=7).map(|day| (format!("2026-10-{day:02}"), true));
    let days = off.chain([
        ("2026-09-27".to_owned(), false),
        ("2026-10-10".to_owned(), false),
    ]);
    let day = |(at, off): (String, bool)| Holiday {
        date: date(&at),
        name: "国庆节".into(),
        off,
    };
    Holidays::new([HolidayYear::new(2026, days.map(day))])
}

fn rule(every: Every, interval: u32, ends: Ends) -> Repeat {
    Repeat {
        every,
        interval,
        ends,
        except: Vec::new(),
        on_holiday: OnHoliday::Skip,
    }
}

fn held(repeat: &Repeat, from: &str) -> Vec<String> {
    let turns = repeat.turns(date(from), &october()).turns;
    turns
        .into_iter()
        .filter_map(|turn| turn.date)
        .map(|date| date.format("%m-%d").to_string())
        .collect()
}

#[test]
fn weekly_on_days_skips_the_holiday_and_counts_what_is_held() {
    let repeat = rule(Every::Week { days: vec![3, 5] }, 1, Ends::Count(4));
    assert_eq!(
        held(&repeat, "2026-09-25"),
        ["09-25", "09-30", "10-09", "10-14"]
    );
    let turns = repeat.turns(date("2026-09-25"), &october()).turns;
    assert_eq!(turns[2].planned, date("2026-10-02"));
    assert_eq!(turns[2].holiday.as_deref(), Some("国庆节"));
}

#[test]
fn a_date_on_a_holiday_may_move_to_a_working_day_or_stay() {
    let weekly = |on_holiday| Repeat {
        on_holiday,
        ..rule(
            Every::Week { days: vec![5] },
            1,
            Ends::Until(date("2026-10-09")),
        )
    };
    assert_eq!(
        held(&weekly(OnHoliday::Keep), "2026-10-02"),
        ["10-02", "10-09"]
    );
    assert_eq!(
        held(&weekly(OnHoliday::After), "2026-10-02"),
        ["10-08", "10-09"]
    );
    assert_eq!(
        held(&weekly(OnHoliday::Before), "2026-10-02"),
        ["09-30", "10-09"]
    );
}

#[test]
fn working_days_follow_the_days_that_make_up() {
    let repeat = rule(Every::WorkingDay, 1, Ends::Until(date("2026-10-12")));
    assert_eq!(
        held(&repeat, "2026-09-26"),
        [
            "09-27", "09-28", "09-29", "09-30", "10-08", "10-09", "10-10", "10-12"
        ]
    );
    let other = rule(Every::WorkingDay, 2, Ends::Count(3));
    assert_eq!(held(&other, "2026-09-29"), ["09-29", "10-08", "10-10"]);
}

#[test]
fn months_have_the_last_day_they_have_and_the_last_weekday() {
    let last = rule(Every::MonthDay { day: 31 }, 1, Ends::Count(3));
    assert_eq!(held(&last, "2026-01-31"), ["01-31", "02-28", "03-31"]);
    let friday = Every::MonthWeekday {
        week: 5,
        weekday: 5,
    };
    assert_eq!(
        held(&rule(friday, 2, Ends::Count(2)), "2026-11-01"),
        ["11-27", "01-29"]
    );
}

#[test]
fn exceptions_fall_out_and_years_nobody_announced_are_named() {
    let repeat = Repeat {
        except: vec![date("2026-12-30")],
        ..rule(
            Every::Week { days: vec![] },
            1,
            Ends::Until(date("2027-01-06")),
        )
    };
    let turns = repeat.turns(date("2026-12-23"), &october());
    assert_eq!(held(&repeat, "2026-12-23"), ["12-23", "01-06"]);
    assert_eq!(turns.unannounced, [2027]);
}

#[test]
fn a_rule_that_cannot_be_gives_nothing() {
    let from = date("2026-11-23");
    let faults = [
        (rule(Every::Day, 0, Ends::Count(1)), RepeatFault::Interval),
        (
            rule(Every::Week { days: vec![8] }, 1, Ends::Count(1)),
            RepeatFault::Day,
        ),
        (rule(Every::Day, 1, Ends::Count(0)), RepeatFault::Count),
        (
            rule(Every::Day, 1, Ends::Until(date("2026-11-22"))),
            RepeatFault::Until,
        ),
    ];
    for (repeat, fault) in faults {
        assert_eq!(repeat.fault(from), Some(fault));
        assert!(repeat.turns(from, &october()).turns.is_empty());
    }
}

fn any_rule() -> impl Strategy<Value = Repeat> {
    let every = prop_oneof![
        Just(Every::Day),
        Just(Every::WorkingDay),
        proptest::collection::vec(1u8..=7, 0..4).prop_map(|days| Every::Week { days }),
        (1u8..=31).prop_map(|day| Every::MonthDay { day }),
        (1u8..=5, 1u8..=7).prop_map(|(week, weekday)| Every::MonthWeekday { week, weekday }),
    ];
    let on = prop_oneof![
        Just(OnHoliday::Skip),
        Just(OnHoliday::After),
        Just(OnHoliday::Before),
        Just(OnHoliday::Keep)
    ];
    (every, 1u32..5, 1u32..60, on).prop_map(|(every, interval, count, on_holiday)| Repeat {
        every,
        interval,
        ends: Ends::Count(count),
        except: vec![date("2026-10-12")],
        on_holiday,
    })
}

proptest! {
    #[test]
    fn dates_are_each_once_never_an_exception_and_no_more_than_asked(
        repeat in any_rule(), day in 0u64..400,
    ) {
        let from = date("2026-01-01").checked_add_days(Days::new(day)).unwrap();
        let turns = repeat.turns(from, &october()).turns;
        let held: Vec<NaiveDate> = turns.iter().filter_map(|turn| turn.date).collect();
        let each: BTreeSet<NaiveDate> = held.iter().copied().collect();
        prop_assert_eq!(each.len(), held.len());
        prop_assert!(!each.contains(&date("2026-10-12")));
        let Ends::Count(count) = repeat.ends else { return Ok(()) };
        prop_assert!(held.len() <= usize::try_from(count).unwrap());
        prop_assert!(turns.windows(2).all(|two| two[0].planned < two[1].planned));
        if repeat.on_holiday == OnHoliday::Skip {
            prop_assert!(held.iter().all(|date| !matches!(october().kind(*date), DayKind::Holiday(_))));
        }
    }
}
