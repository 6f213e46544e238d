//! The rule of a series in words.

use chrono::{Datelike as _, NaiveDate};
use steward_domain::names::Name;
use steward_domain::repeat::{Ends, Every, Repeat};

const DAYS_ZH: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
const DAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const WEEKS_ZH: [&str; 5] = ["第一个", "第二个", "第三个", "第四个", "最后一个"];
const WEEKS_EN: [&str; 5] = ["first", "second", "third", "fourth", "last"];

/// The rule, from a first day on: `每周三、五，共 12 次`.
#[must_use]
pub fn repeat(repeat: &Repeat, from: NaiveDate) -> Name {
    let n = repeat.interval;
    let (zh, en) = match &repeat.every {
        Every::Day => (every_zh(n, "天"), every_en(n, "day", "days")),
        Every::WorkingDay => (
            every_zh(n, "个工作日"),
            every_en(n, "working day", "working days"),
        ),
        Every::Week { days } => {
            let own = [u8::try_from(from.weekday().number_from_monday()).unwrap_or(1)];
            let days = if days.is_empty() { &own[..] } else { days };
            (
                format!("{}{}", every_zh(n, "周"), joined(days, &DAYS_ZH, "、")),
                format!(
                    "{} on {}",
                    every_en(n, "week", "weeks"),
                    joined(days, &DAYS_EN, ", ")
                ),
            )
        }
        Every::MonthDay { day } => (
            format!("{} {day} 日", every_zh(n, "个月")),
            format!("{} on day {day}", every_en(n, "month", "months")),
        ),
        Every::MonthWeekday { week, weekday } => (
            format!(
                "{}{}周{}",
                every_zh(n, "个月"),
                nth(*week, &WEEKS_ZH),
                nth(*weekday, &DAYS_ZH)
            ),
            format!(
                "{} on the {} {}",
                every_en(n, "month", "months"),
                nth(*week, &WEEKS_EN),
                nth(*weekday, &DAYS_EN)
            ),
        ),
    };
    match repeat.ends {
        Ends::Count(count) => Name {
            zh: format!("{zh}，共 {count} 次"),
            en: format!("{en}, {count} times"),
        },
        Ends::Until(until) => Name {
            zh: format!("{zh}，至 {until}"),
            en: format!("{en}, until {until}"),
        },
    }
}

fn every_zh(n: u32, what: &str) -> String {
    let bare = what.trim_start_matches('个');
    match n {
        1 => format!("每{}", if what == "个工作日" { what } else { bare }),
        n => format!("每 {n} {what}"),
    }
}

fn every_en(n: u32, one: &str, more: &str) -> String {
    match n {
        1 => format!("every {one}"),
        n => format!("every {n} {more}"),
    }
}

fn nth<'w>(number: u8, words: &[&'w str]) -> &'w str {
    let at = usize::from(number).checked_sub(1);
    at.and_then(|at| words.get(at)).copied().unwrap_or_default()
}

fn joined(days: &[u8], words: &[&str], comma: &str) -> String {
    let days: Vec<&str> = days.iter().map(|day| nth(*day, words)).collect();
    days.join(comma)
}
