//! Days and hours as people write them.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use steward_app::views::When;

use crate::arguments::Tongue;

/// `2026-11-25 周三`, `2026-11-25 Wed`.
pub(crate) fn day(date: NaiveDate, tongue: Tongue) -> String {
    format!("{date} {}", weekday(date.weekday(), tongue))
}

/// `14:00–16:30`, `22:00–01:00+1`.
pub(crate) fn clock(when: &When) -> String {
    format!("{}–{}", minute(when.start_minute), minute(when.end_minute))
}

/// `2026-11-25 周三 14:00–16:30`.
pub(crate) fn day_and_clock(when: &When, tongue: Tongue) -> String {
    format!("{} {}", day(when.date, tongue), clock(when))
}

/// `14:00`; of another day, with how many days off: `01:00+1`.
pub(crate) fn minute(minute: i32) -> String {
    let days = minute.div_euclid(1440);
    let of_day = minute.rem_euclid(1440);
    let over = if days == 0 {
        String::new()
    } else {
        format!("{days:+}")
    };
    format!("{:02}:{:02}{over}", of_day / 60, of_day % 60)
}

/// `11-25 14:00`, a moment in the venue's zone.
pub(crate) fn stamp(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%m-%d %H:%M").to_string()
}

/// A length of time: `45 分`, `2 小时 5 分`, `3 天`.
pub(crate) fn length(minutes: i32, tongue: Tongue) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    let units = tongue.pick(["天", "小时", "分"], ["d", "h", "min"]);
    let parts = [days, hours, rest]
        .into_iter()
        .zip(units)
        .filter(|(n, _)| *n != 0);
    let parts: Vec<String> = parts.map(|(n, unit)| format!("{n} {unit}")).collect();
    if parts.is_empty() {
        tongue.pick("0 分", "0 min").to_owned()
    } else {
        parts.join(" ")
    }
}

fn weekday(day: Weekday, tongue: Tongue) -> &'static str {
    match day {
        Weekday::Mon => tongue.pick("周一", "Mon"),
        Weekday::Tue => tongue.pick("周二", "Tue"),
        Weekday::Wed => tongue.pick("周三", "Wed"),
        Weekday::Thu => tongue.pick("周四", "Thu"),
        Weekday::Fri => tongue.pick("周五", "Fri"),
        Weekday::Sat => tongue.pick("周六", "Sat"),
        Weekday::Sun => tongue.pick("周日", "Sun"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_outside_the_day_say_so() {
        assert_eq!(minute(870), "14:30");
        assert_eq!(minute(1500), "01:00+1");
        assert_eq!(minute(-30), "23:30-1");
    }

    #[test]
    fn lengths_leave_out_what_is_nought() {
        assert_eq!(length(45, Tongue::En), "45 min");
        assert_eq!(length(1440, Tongue::Zh), "1 天");
        assert_eq!(length(1565, Tongue::Zh), "1 天 2 小时 5 分");
        assert_eq!(length(0, Tongue::En), "0 min");
    }
}
