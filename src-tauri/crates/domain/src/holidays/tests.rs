//! What kind of day a date is.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn day(at: &str, off: bool) -> Holiday {
    Holiday {
        date: date(at),
        name: "国庆节".into(),
        off,
    }
}

#[test]
fn a_holiday_is_no_working_day_and_the_sunday_for_it_is_one() {
    let year = HolidayYear::new(2026, [day("2026-10-01", true), day("2026-09-20", false)]);
    let known = Holidays::new([year]);
    assert_eq!(
        known.kind(date("2026-10-01")),
        DayKind::Holiday("国庆节".into())
    );
    assert!(known.kind(date("2026-09-20")).is_worked());
    assert_eq!(known.kind(date("2026-09-19")), DayKind::Weekend);
    assert!(known.kind(date("2026-09-21")).is_worked());
    assert!(known.knows(2026) && !known.knows(2027));
}

#[test]
fn a_year_keeps_its_own_days_in_order_and_the_last_word_on_each() {
    let days = [
        day("2026-10-02", true),
        day("2027-01-01", true),
        day("2026-10-01", true),
        day("2026-10-02", false),
    ];
    let year = HolidayYear::new(2026, days);
    let said: Vec<_> = year.days.iter().map(|one| (one.date, one.off)).collect();
    assert_eq!(
        said,
        [(date("2026-10-01"), true), (date("2026-10-02"), false)]
    );
}
