//! Days, months and codes as sheets write them.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::FEWEST_DAYS;

/// What heads a column of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayHead {
    /// `1`, `1日`: a day of a month that is said elsewhere.
    Number(u32),
    /// `11-01`, `11月1日`: of a year that is said elsewhere.
    OfMonth(u32, u32),
    /// A whole date.
    Date(NaiveDate),
}

impl DayHead {
    pub(super) fn number(self) -> Option<u32> {
        match self {
            Self::Number(day) => Some(day),
            Self::OfMonth(..) | Self::Date(_) => None,
        }
    }

    pub(super) fn needs_month(self) -> bool {
        !matches!(self, Self::Date(_))
    }

    /// The day, in or about a month; a sheet of December may reach into January.
    pub(super) fn day(self, month: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Number(day) => NaiveDate::from_ymd_opt(month.year(), month.month(), day),
            Self::Date(day) => Some(day),
            Self::OfMonth(of, day) => {
                let years = [month.year(), month.year() - 1, month.year() + 1];
                let days = years
                    .into_iter()
                    .filter_map(|year| NaiveDate::from_ymd_opt(year, of, day));
                days.min_by_key(|day| (*day - month).num_days().abs())
            }
        }
    }

    pub(super) fn told(self) -> String {
        match self {
            Self::Number(day) => day.to_string(),
            Self::OfMonth(month, day) => format!("{month}-{day}"),
            Self::Date(day) => day.to_string(),
        }
    }
}

/// The columns that days head, if this is the row of days: numbers that count
/// up, over the end of a month at most once, or dates.
pub(super) fn heads(cells: &[String]) -> Option<BTreeMap<usize, DayHead>> {
    let found: BTreeMap<usize, DayHead> = cells
        .iter()
        .enumerate()
        .filter_map(|(column, cell)| Some((column, head(cell)?)))
        .collect();
    let all: Vec<DayHead> = found.values().copied().collect();
    let follows = |two: &&[DayHead]| match two {
        [DayHead::Number(one), DayHead::Number(next)] => {
            *next == one + 1 || (*next == 1 && *one >= 28)
        }
        [one, next] => std::mem::discriminant(one) == std::mem::discriminant(next) && one != next,
        _ => false,
    };
    let pairs = all.windows(2);
    let good = pairs.clone().filter(follows).count();
    if all.len() < FEWEST_DAYS || good + 1 < all.len() {
        // A lone figure before the days, such as a number of the row, is none.
        let kept: BTreeMap<usize, DayHead> = found.into_iter().skip(1).collect();
        let rest: Vec<DayHead> = kept.values().copied().collect();
        let good = rest.windows(2).filter(follows).count();
        return (rest.len() >= FEWEST_DAYS && good + 1 == rest.len()).then_some(kept);
    }
    Some(found)
}

fn head(cell: &str) -> Option<DayHead> {
    let text = code(cell);
    let text = text.strip_suffix(".0").unwrap_or(&text);
    // A weekday may stand with the day: `1 一`, `1(一)`, `11-01 周日`.
    let text = text
        .split(['(', ' ', '\n', '周', '星'])
        .next()
        .unwrap_or_default();
    let parts: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let spelled = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '号'));
    if !spelled {
        return None;
    }
    match parts.as_slice() {
        [day @ 1..=31] => Some(DayHead::Number(*day)),
        // Days since 1899-12-30, as a spreadsheet keeps a date.
        [serial @ 20_000..=80_000] => {
            let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            first
                .checked_add_days(Days::new(u64::from(*serial)))
                .map(DayHead::Date)
        }
        [month @ 1..=12, day @ 1..=31] => Some(DayHead::OfMonth(*month, *day)),
        [year @ 1900..=2999, month, day] => {
            let year = i32::try_from(*year).ok()?;
            NaiveDate::from_ymd_opt(year, *month, *day).map(DayHead::Date)
        }
        _ => None,
    }
}

/// The month that a title, a tab or a file's name says: `2026年11月`,
/// `2026-11`, `11月`; by its first day.
pub(super) fn month_of(texts: &[&str], year: i32) -> Option<NaiveDate> {
    let found = |whole: bool| texts.iter().find_map(|text| month_in(text, year, whole));
    found(true).or_else(|| found(false))
}

fn month_in(text: &str, usual: i32, whole: bool) -> Option<NaiveDate> {
    let text = code(text);
    let mut numbers: Vec<(u32, usize, char)> = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !digits.is_empty() {
            if let Ok(number) = digits.parse() {
                numbers.push((number, digits.len(), c));
            }
            digits.clear();
        }
    }
    if whole {
        return numbers.windows(2).find_map(|two| match two {
            [(year, 4, '年' | '-' | '.' | '/' | '_'), (month, 1 | 2, _)] => {
                let year = i32::try_from(*year).ok()?;
                (1900..3000).contains(&year).then_some(())?;
                NaiveDate::from_ymd_opt(year, *month, 1)
            }
            _ => None,
        });
    }
    numbers.iter().find_map(|one| match one {
        (month, 1 | 2, '月') => NaiveDate::from_ymd_opt(usual, *month, 1),
        _ => None,
    })
}

/// The day of the week that a cell names.
pub(super) fn weekday(cell: &str) -> Option<Weekday> {
    let text = code(cell).to_lowercase();
    let text = text.trim_start_matches("星期");
    let text = text.trim_start_matches(['周', '礼', '拜']);
    Some(match text {
        "一" | "mon" | "monday" | "mo" => Weekday::Mon,
        "二" | "tue" | "tuesday" | "tu" => Weekday::Tue,
        "三" | "wed" | "wednesday" | "we" => Weekday::Wed,
        "四" | "thu" | "thursday" | "th" => Weekday::Thu,
        "五" | "fri" | "friday" | "fr" => Weekday::Fri,
        "六" | "sat" | "saturday" | "sa" => Weekday::Sat,
        "日" | "天" | "sun" | "sunday" | "su" => Weekday::Sun,
        _ => return None,
    })
}

/// A code without blanks around it, in the letters of a plain keyboard and
/// without what cannot be seen.
pub(super) fn code(cell: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    };
    let unseen = |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let text: String = cell.chars().filter(unseen).map(narrow).collect();
    text.trim().to_owned()
}

/// Whether a cell heads a row of sums.
pub(super) fn is_sum(cell: &str) -> bool {
    let word: String = code(cell).split_whitespace().collect();
    let word = word.to_lowercase();
    const SUMS: [&str; 9] = [
        "合计",
        "小计",
        "总计",
        "在岗人数",
        "出勤人数",
        "人数合计",
        "total",
        "sum",
        "subtotal",
    ];
    SUMS.iter()
        .any(|sum| word == *sum || word.starts_with(&format!("{sum}:")))
}

/// Whether a cell without codes beside it is of the legend or the foot.
pub(super) fn is_legend(cell: &str) -> bool {
    let word = code(cell);
    const BEGIN: [&str; 11] = [
        "注",
        "说明",
        "备注",
        "图例",
        "班次",
        "制表",
        "审核",
        "制表人",
        "审批",
        "legend",
        "note",
    ];
    let lower = word.to_lowercase();
    word.contains([':', '=']) || BEGIN.iter().any(|begin| lower.starts_with(begin))
}
