//! Dates in figures and month names: `11月27日`, `2026-11-27`, `Nov 27`, `27号`.

use crate::quick::clock::counts;
use crate::quick::numerals::{Number, arabic, number};
use crate::quick::scan::Line;

use super::{Day, Found};

const MONTHS: &[(&str, &str)] = &[
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may", "may"),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
];

/// The date in figures or with a month's name at `i`.
pub(super) fn figures(line: &Line, i: usize) -> Option<Found> {
    let found = if line.at(i).is_alphabetic() && line.at(i).is_ascii() {
        month_first(line, i).or_else(|| ordinal(line, i))
    } else {
        full(line, i)
            .or_else(|| compact(line, i))
            .or_else(|| year_word(line, i))
            .or_else(|| {
                chinese_month(line, i)
                    .map(|(month, day, end)| (Day::InMonth(month, day, false), end))
            })
            .or_else(|| slashes(line, i))
            .or_else(|| day_first(line, i))
            .or_else(|| ordinal(line, i))
            .or_else(|| day_of_month(line, i))
    };
    found.map(|(day, end)| Found {
        day,
        part: None,
        end,
    })
}

/// A month and a day without a year, if some year has them.
pub(in crate::quick) fn month_and_day(month: u32, day: u32) -> Option<Day> {
    let exists = chrono::NaiveDate::from_ymd_opt(2_000, month, day).is_some();
    exists.then_some(Day::InMonth(month, day, false))
}

/// Behind a date, the end of "-29日", "、28日", "-29" that names further days.
pub(super) fn further_days(line: &Line, i: usize) -> Option<usize> {
    let mut at = line.skip(i);
    at = match line.at(at) {
        '-' | '~' | '到' | '至' | '、' | '和' => at + 1,
        _ => line.ends(at, &["to", "and"])?,
    };
    let day = number(line, line.skip(at)).filter(|n| two(n) && (1..=31).contains(&n.value))?;
    if matches!(line.at(day.end), '日' | '号') {
        return Some(day.end + 1);
    }
    // Nov 27-29, but not Nov 27 9-11 nor 27日-9点.
    let month_before = i > 0
        && line
            .folded(i - 1, i)
            .ends_with(|c: char| c.is_ascii_digit())
        && line.before(at) == '-'
        && line.skip(i) == i;
    let hours = counts(line, day.end) || line.ends(line.skip(day.end), &["am", "pm"]).is_some();
    (month_before && !hours && line.at(day.end) != '-').then_some(day.end)
}

fn two(n: &Number) -> bool {
    n.chinese || n.digits <= 2
}

fn is_year(n: &Number) -> bool {
    n.digits == 4 && (1_900..=9_999).contains(&n.value)
}

/// `2026-11-27`, `2026年11月27日`, `26年11月27日`, `11/27/2026`.
fn full(line: &Line, i: usize) -> Option<(Day, usize)> {
    let first = number(line, i)?;
    let by = line.at(first.end);
    if by == '年' {
        let year = if is_year(&first) {
            first.value
        } else {
            2_000 + first.value
        };
        if !is_year(&first) && (first.chinese || first.digits != 2) {
            return None;
        }
        let (month, day, end) = chinese_month(line, line.skip(first.end + 1))?;
        return Some((Day::Full(year, month, day), end));
    }
    if !matches!(by, '-' | '/' | '.') || first.chinese {
        return None;
    }
    let second = arabic(line, first.end + 1).filter(|n| two(n) && line.at(n.end) == by)?;
    let third = arabic(line, second.end + 1)?;
    if is_year(&first) && two(&third) {
        let end = if line.at(third.end) == '日' {
            third.end + 1
        } else {
            third.end
        };
        return Some((Day::Full(first.value, second.value, third.value), end));
    }
    if two(&first) && is_year(&third) {
        let (month, day) = if first.value > 12 {
            (second.value, first.value)
        } else {
            (first.value, second.value)
        };
        return Some((Day::Full(third.value, month, day), third.end));
    }
    None
}

/// `20261127`.
fn compact(line: &Line, i: usize) -> Option<(Day, usize)> {
    let all =
        arabic(line, i).filter(|n| n.digits == 8 && (20_000_000..21_000_000).contains(&n.value))?;
    let (year, month, day) = (all.value / 10_000, all.value / 100 % 100, all.value % 100);
    ((1..=12).contains(&month) && (1..=31).contains(&day))
        .then_some((Day::Full(year, month, day), all.end))
}

/// `明年1月5日`.
fn year_word(line: &Line, i: usize) -> Option<(Day, usize)> {
    let (years, end) = line.any(i, &["今年", "明年", "后年"])?;
    let at = line.word(end, "的").unwrap_or(end);
    let (month, day, end) = chinese_month(line, line.skip(at))?;
    Some((Day::YearFrom(i32::try_from(years).ok()?, month, day), end))
}

/// `11月27日`, `11月27号`, `11月27`.
fn chinese_month(line: &Line, i: usize) -> Option<(u32, u32, usize)> {
    let month = number(line, i).filter(two)?;
    let at = line.ends(month.end, &["月份", "月"])?;
    let day = number(line, line.skip(at)).filter(two)?;
    match line.at(day.end) {
        '日' | '号' => Some((month.value, day.value, day.end + 1)),
        _ if counts(line, day.end) => None,
        _ => Some((month.value, day.value, day.end)),
    }
}

/// `11/27`, `27/11`.
fn slashes(line: &Line, i: usize) -> Option<(Day, usize)> {
    let first = arabic(line, i).filter(|n| two(n) && line.at(n.end) == '/')?;
    let second = arabic(line, first.end + 1).filter(two)?;
    if line.before(i) == '/'
        || matches!(line.at(second.end), '/' | '.' | ':')
        || counts(line, second.end)
    {
        return None;
    }
    if first.value > 12 && second.value <= 12 {
        return Some((Day::InMonth(second.value, first.value, false), second.end));
    }
    let doubt = !line.is_chinese() && second.value <= 12 && first.value != second.value;
    Some((Day::InMonth(first.value, second.value, doubt), second.end))
}

/// `Nov 27`, `November 27th, 2026`.
fn month_first(line: &Line, i: usize) -> Option<(Day, usize)> {
    let (month, end) = month_name(line, i)?;
    let end = if line.at(end) == '.' { end + 1 } else { end };
    let at = line.skip(end);
    let day = arabic(line, at).filter(two)?;
    if line.at(at.max(1) - 1) == '-'
        || line.at(day.end) == ':'
        || line.ends(line.skip(day.end), &["am", "pm"]).is_some()
    {
        return None;
    }
    let end = suffix(line, day.end).unwrap_or(day.end);
    Some(with_year(line, month, day.value, end))
}

/// `27 Nov`, `27th of November 2026`, `27-Nov-2026`.
fn day_first(line: &Line, i: usize) -> Option<(Day, usize)> {
    if line.before(i).is_ascii_alphabetic() || matches!(line.before(i), ':' | '.') {
        return None;
    }
    let day = arabic(line, i).filter(two)?;
    let end = suffix(line, day.end).unwrap_or(day.end);
    let at = if line.at(end) == '-' {
        end + 1
    } else {
        line.skip(end)
    };
    let at = line.word(at, "of ").map_or(at, |end| line.skip(end));
    let (month, end) = month_name(line, at)?;
    Some(with_year(line, month, day.value, end))
}

/// `the 27th`.
fn ordinal(line: &Line, i: usize) -> Option<(Day, usize)> {
    const COUNTED: &[&str] = &[
        "anniversary",
        "annual",
        "session",
        "congress",
        "conference",
        "meeting",
        "edition",
        "floor",
        "century",
        "plenary",
        "birthday",
        "round",
        "quarter",
        "year",
    ];
    let at = line.ends(i, &["the ", "on the "]).unwrap_or(i);
    let day = arabic(line, at).filter(|n| two(n) && (1..=31).contains(&n.value))?;
    let end = suffix(line, day.end)?;
    line.ends(line.skip(end), COUNTED)
        .is_none()
        .then_some((Day::Nth(None, day.value), end))
}

/// `27号`, `下月3日`, and the first of `27-29日`.
fn day_of_month(line: &Line, i: usize) -> Option<(Day, usize)> {
    const THINGS: &str =
        "楼厅室会馆门线桌院区机店车台文令贵接报房厂位公码通包主办仓常程志语本用产出";
    let (months, at) = match line.any(i, &["本月", "这个月", "下个月", "下月"]) {
        Some((which, end)) => (
            Some(if which < 2 { 0 } else { 1 }),
            line.skip(line.word(end, "的").unwrap_or(end)),
        ),
        None => (None, i),
    };
    if line.before(at) == '第'
        || line.before(at).is_ascii_alphabetic()
        || (at == i && matches!(line.before(at), '.' | '-' | '月'))
    {
        return None;
    }
    let day = number(line, at).filter(|n| two(n) && (1..=31).contains(&n.value))?;
    if matches!(line.at(day.end), '日' | '号') {
        let thing = THINGS.contains(line.at(day.end + 1));
        return (!thing).then_some((Day::Nth(months, day.value), day.end + 1));
    }
    let range = matches!(line.at(day.end), '-' | '~' | '到' | '至' | '、')
        && number(line, day.end + 1).is_some_and(|n| {
            two(&n) && n.value > day.value && matches!(line.at(n.end), '日' | '号')
        });
    range.then_some((Day::Nth(months, day.value), day.end))
}

fn month_name(line: &Line, i: usize) -> Option<(u32, usize)> {
    let (at, end) = MONTHS.iter().enumerate().find_map(|(at, &(short, long))| {
        line.ends(i, &[long, short])
            .or_else(|| (short == "sep").then(|| line.word(i, "sept")).flatten())
            .map(|end| (at, end))
    })?;
    Some((u32::try_from(at).ok()? + 1, end))
}

fn suffix(line: &Line, i: usize) -> Option<usize> {
    line.ends(i, &["st", "nd", "rd", "th"])
}

fn with_year(line: &Line, month: u32, day: u32, end: usize) -> (Day, usize) {
    let at = if matches!(line.at(end), ',' | '-') {
        end + 1
    } else {
        end
    };
    match arabic(line, line.skip(at)).filter(|n| is_year(n) && n.value < 2_200) {
        Some(year) => (Day::Full(year.value, month, day), year.end),
        None => (Day::InMonth(month, day, false), end),
    }
}
