//! Days, hours and counts as people and spreadsheets write them.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::quick::{DayParts, Window};
use crate::seats::list::squeezed;

/// Days before today that a day without a year may lie: later ones are next
/// year's.
const PAST_DAYS: i64 = 60;
/// Minutes of a day.
const DAY: u32 = 1440;
/// Largest count that a cell may say.
const MOST: u32 = 1_000_000;

/// From when to when, in minutes after the midnight of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Begins.
    pub from: u32,
    /// Ends, where that is said; past 1440 over midnight.
    pub to: Option<u32>,
    /// The whole day.
    pub all_day: bool,
}

/// A day: `2026-11-30`, `2026/11/30 周一`, `2026年11月30日`, `20261130`,
/// `30.11.2026`, `Nov 30, 2026`, `11月30日`, `11/30`, the count of days since
/// 1899-12-30. Without a year it is the one around today.
#[must_use]
pub fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = narrow(text);
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if let Some(month) = named_month(text) {
        let figures = figures(text);
        let year = figures.iter().find(|one| one.len() == 4);
        let day = figures.iter().find(|one| one.len() < 3)?.parse().ok()?;
        return match year {
            Some(year) => NaiveDate::from_ymd_opt(year.parse().ok()?, month, day),
            None => around(today, month, day),
        };
    }
    // What stands after the day is the hour, or the day of the week.
    let dated = text.split(['T', '(', ' ']).next().unwrap_or_default();
    let dated = dated.split(['周', '星']).next().unwrap_or_default();
    let all = figures(dated);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    match all.as_slice() {
        [year, month, day] if year.len() == 4 => whole(year, month, day),
        [day, month, year] if year.len() == 4 && dated.contains('.') => whole(year, month, day),
        [first, second, year] if year.len() == 4 => {
            let (one, two): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
            // Of two that may both be the month nobody can tell which is.
            match (one > 12, two > 12) {
                (true, false) => whole(year, second, first),
                (false, true) => whole(year, first, second),
                _ if one == two => whole(year, first, second),
                _ => None,
            }
        }
        [month, day] if month.len() < 3 && day.len() < 3 && !dated.contains(':') => {
            around(today, month.parse().ok()?, day.parse().ok()?)
        }
        [one] if one.len() == 8 && one.len() == dated.len() => {
            NaiveDate::parse_from_str(one, "%Y%m%d").ok()
        }
        [one, ..] if one.len() == 5 && dated.starts_with(one) && serial(dated) => {
            let since: u64 = one.parse().ok()?;
            NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(since))
        }
        _ => None,
    }
}

fn serial(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn whole(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The day of a month that is next, a little of the past included.
fn around(today: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    let this = NaiveDate::from_ymd_opt(today.year(), month, day);
    match this {
        Some(this) if (today - this).num_days() > PAST_DAYS => {
            NaiveDate::from_ymd_opt(today.year().checked_add(1)?, month, day)
        }
        // In January, December is the one that was just now.
        Some(this)
            if this
                .checked_sub_months(Months::new(11))
                .is_some_and(|d| d >= today) =>
        {
            NaiveDate::from_ymd_opt(today.year().checked_sub(1)?, month, day)
        }
        this => this,
    }
}

fn named_month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphabetic());
    let mut named = words.filter(|word| word.len() >= 3);
    let is = |word: &str| (1..).zip(MONTHS).find(|(_, month)| word.starts_with(month));
    named.find_map(is).map(|(month, _)| month)
}

/// An hour as minutes after midnight: `9:00`, `09:30:00`, `9点半`, `0930`,
/// `下午2:00`, `2 pm`, `次日1:00`, or the share of a day such as `0.375`.
#[must_use]
pub fn hour(text: &str) -> Option<u32> {
    let text = squeezed(&narrow(text));
    // A day may stand before the hour.
    let text = match text.rsplit_once('t') {
        Some((day, hour)) if day.len() >= 8 && day.contains('-') => hour,
        _ => &text,
    };
    if let Ok(share) = text.parse::<f64>()
        && text.contains('.')
        && (0.0..1.0).contains(&share)
    {
        return share_of_day(share);
    }
    let next = ["次日", "翌日", "第二天", "nextday"];
    let over = next.iter().find(|word| text.starts_with(**word));
    let text = over.map_or(text, |word| text.trim_start_matches(word));
    let late = ["下午", "午后", "晚上", "晚", "傍晚", "pm"];
    let early = ["上午", "早上", "早", "凌晨", "am"];
    let noon = ["中午", "正午"];
    let said = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let (is_late, is_early, is_noon) = (said(&late), said(&early), said(&noon));
    let mut bare = text.to_owned();
    for word in late.iter().chain(&early).chain(&noon) {
        bare = bare.replace(word, "");
    }
    let bare = bare.trim_end_matches("uhr").trim_end_matches("整");
    let bare = bare.replace("点半", ":30").replace("时半", ":30");
    let bare = bare.replace(['点', '时', '時', 'h'], ":");
    let bare = bare.trim_end_matches(['分', ':']).trim_end_matches('.');
    let all = figures(bare);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let clean = bare
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let (hours, minutes) = match all.as_slice() {
        _ if !clean => return None,
        [one] if one.len() <= 2 => (one.parse().ok()?, 0),
        [one] if one.len() == 4 => {
            let (hours, minutes) = one.split_at(2);
            (hours.parse().ok()?, minutes.parse().ok()?)
        }
        [hours, minutes] | [hours, minutes, _] if minutes.len() == 2 && hours.len() <= 2 => {
            (hours.parse::<u32>().ok()?, minutes.parse().ok()?)
        }
        _ => return None,
    };
    if hours > 24 || minutes > 59 || (hours == 24 && minutes > 0) {
        return None;
    }
    let hours = match hours {
        1..=11 if is_late || (is_noon && hours < 3) => hours + 12,
        12 if is_early => 0,
        hours => hours,
    };
    let next = if over.is_some() { DAY } else { 0 };
    Some(hours * 60 + minutes + next)
}

fn share_of_day(share: f64) -> Option<u32> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1440"
    )]
    let minutes = (share * f64::from(DAY)).round() as u32;
    (minutes <= DAY).then_some(minutes)
}

/// From when to when: `9:00-11:00`, `9:00 至 11:00`, `下午2点到4点`, `上午`,
/// `全天`, or an hour alone. What a word stands for is the venue's to say.
#[must_use]
pub fn hours(text: &str, parts: &DayParts) -> Option<Hours> {
    let text = squeezed(&narrow(text));
    if let Some((window, all_day)) = part(&text, parts) {
        let minute = |time: chrono::NaiveTime| {
            chrono::Timelike::hour(&time) * 60 + chrono::Timelike::minute(&time)
        };
        return Some(Hours {
            from: minute(window.from),
            to: Some(minute(window.to)),
            all_day,
        });
    }
    let text = text
        .replace("至", "-")
        .replace("到", "-")
        .replace("to", "-")
        .replace("bis", "-");
    let text = text.replace(['–', '—', '―', '~', '〜', '−'], "-");
    let ends: Vec<&str> = text.split('-').filter(|one| !one.is_empty()).collect();
    match ends.as_slice() {
        [from] => Some(Hours {
            from: hour(from)?,
            to: None,
            all_day: false,
        }),
        [from, to] => {
            let begins = hour(from)?;
            let mut ends = hour(to)?;
            // 下午2:00-4:00; 22:00-1:00.
            if ends <= begins && ends + DAY / 2 > begins && ends < DAY / 2 && begins < 22 * 60 {
                ends += DAY / 2;
            } else if ends <= begins {
                ends += DAY;
            }
            Some(Hours {
                from: begins,
                to: Some(ends),
                all_day: false,
            })
        }
        _ => None,
    }
}

fn part(text: &str, parts: &DayParts) -> Option<(Window, bool)> {
    Some(match text {
        "上午" | "早上" | "am" | "morning" => (parts.morning, false),
        "中午" | "noon" => (parts.noon, false),
        "下午" | "pm" | "afternoon" => (parts.afternoon, false),
        "晚上" | "晚" | "evening" => (parts.evening, false),
        "全天" | "整天" | "一天" | "allday" | "wholeday" | "fullday" => (parts.all_day, true),
        _ => return None,
    })
}

/// A count: `120`, `120.0`, `约120人`, `1,200`.
#[must_use]
pub fn count(text: &str) -> Option<u32> {
    let text = squeezed(&narrow(text)).replace(',', "");
    let text = text.trim_start_matches(['约', '共', '~']);
    let text = text
        .trim_end_matches(|c: char| !c.is_ascii_digit())
        .trim_end_matches(".0");
    // 60-80 people are 80.
    let text = text.rsplit(['-', '~', '至']).next().unwrap_or_default();
    let all_figures = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let count: u32 = text.parse().ok().filter(|_| all_figures)?;
    (count <= MOST).then_some(count)
}

/// Yes or no.
#[must_use]
pub fn yes(text: &str) -> Option<bool> {
    Some(match squeezed(text).as_str() {
        "是" | "有" | "要" | "需" | "需要" | "√" | "✓" | "yes" | "y" | "true" | "1" => {
            true
        }
        "否" | "无" | "不" | "没有" | "不要" | "不需" | "不需要" | "×" | "-" | "no" | "n"
        | "false" | "0" => false,
        _ => return None,
    })
}

/// The runs of figures in a text.
fn figures(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| !run.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Figures and signs of the Chinese keyboard as plain ones.
fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    text.trim().chars().map(narrow).collect()
}
