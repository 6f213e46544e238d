//! How long: `2小时`, `两个半小时`, `90分钟`, `1.5h`, `an hour and a half`.

use super::numerals::{arabic, english, number};
use super::scan::Line;

/// The longest that one line books, in minutes.
const LONGEST: u32 = 24 * 60;

/// A length in minutes at `i`, and the index behind it; leading 开, for and
/// the like are part of it.
pub(super) fn duration(line: &Line, i: usize) -> Option<(u32, usize)> {
    let at = lead(line, i);
    let (minutes, end) = length(line, at)?;
    let about_it = matches!(line.at(end), '前' | '内' | '一') || line.at(line.skip(end)) == '前';
    let relative = matches!(line.before(i), '前' | '每' | '隔' | '第')
        || line.ends(line.skip(end), &["before", "ago"]).is_some();
    (minutes > 0 && minutes <= LONGEST && !about_it && !relative).then_some((minutes, end))
}

fn lead(line: &Line, i: usize) -> usize {
    const WORDS: &[&str] = &[
        "时长约",
        "时长",
        "为期",
        "历时",
        "大约",
        "开",
        "共",
        "约",
        "for about",
        "for",
        "lasting",
        "about",
    ];
    let at = line.ends(i, WORDS).unwrap_or(i);
    let at = line.skip(at);
    if line.at(at) == ':' {
        line.skip(at + 1)
    } else {
        at
    }
}

fn length(line: &Line, i: usize) -> Option<(u32, usize)> {
    for (words, minutes) in [
        ("半个小时", 30),
        ("半小时", 30),
        ("半个钟头", 30),
        ("一刻钟", 15),
        ("三刻钟", 45),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("half an hour", 30),
        ("half hour", 30),
        ("an hour", 60),
    ] {
        if let Some(end) = line.word(i, words) {
            return Some((minutes, end));
        }
    }
    let (tenths, at) = amount(line, i)?;
    let at = line.skip(at);
    if let Some(end) = line.ends(at, &["个半小时", "个半钟头", "小时半"]) {
        return Some((minutes_of(tenths, 60)?.checked_add(30)?, end));
    }
    if let Some(end) = line.ends(
        at,
        &[
            "个小时",
            "小时",
            "个钟头",
            "钟头",
            "个钟",
            "hours",
            "hour",
            "hrs",
            "hr",
            "h",
        ],
    ) {
        let hours = minutes_of(tenths, 60)?;
        return Some(and_minutes(line, end).map_or((hours, end), |(more, end)| {
            (hours.saturating_add(more), end)
        }));
    }
    let end = line.ends(at, &["分钟", "minutes", "minute", "mins", "min"])?;
    Some((minutes_of(tenths, 1)?, end))
}

/// `30分`, `30 min`, `30` glued behind hours.
fn and_minutes(line: &Line, i: usize) -> Option<(u32, usize)> {
    let at = line.skip(i);
    let minutes = number(line, at).filter(|n| n.value < 60)?;
    let end = line.ends(
        line.skip(minutes.end),
        &["分钟", "分", "minutes", "mins", "min", "m"],
    )?;
    Some((minutes.value, end))
}

/// A count in tenths: `2`, `1.5`, 两, `two`.
fn amount(line: &Line, i: usize) -> Option<(u32, usize)> {
    if line.before(i).is_ascii_alphanumeric() || matches!(line.before(i), '.' | ':' | '-') {
        return None;
    }
    let whole = number(line, i)
        .or_else(|| english(line, i))
        .filter(|n| n.value <= LONGEST)?;
    if line.at(whole.end) == '.'
        && let Some(tenth) = arabic(line, whole.end + 1).filter(|n| n.digits == 1)
    {
        return Some((whole.value * 10 + tenth.value, tenth.end));
    }
    Some((whole.value * 10, whole.end))
}

fn minutes_of(tenths: u32, unit: u32) -> Option<u32> {
    tenths.checked_mul(unit).map(|n| n / 10)
}
