//! One time of day as written: `9点半`, `下午3点`, `14:30`, `2pm`, `noon`.

use super::entry::DayPart;
use super::numerals::{Number, arabic, english, number};
use super::scan::Line;

/// A time of day as written; not yet known to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) part: Option<DayPart>,
    pub(super) half: Option<Half>,
    pub(super) form: Form,
    /// Nothing but a number: whether it is an hour, its neighbours tell.
    pub(super) bare: bool,
}

/// am or pm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
}

/// How it is written, which decides how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A bare number.
    Bare,
    /// `9点`, `9 o'clock`.
    Hour,
    /// `9:30`.
    Colon,
    /// In twenty-four hours beyond doubt: `09:30`, `14点`, `noon`.
    Exact,
}

impl Clock {
    /// A time of day; 0 and 13 to 24 leave no doubt about the half of the day.
    pub(super) fn new(hour: u32, minute: u32, form: Form) -> Self {
        let bare = form == Form::Bare;
        let form = if hour == 0 || hour > 12 {
            Form::Exact
        } else {
            form
        };
        Self {
            hour,
            minute,
            part: None,
            half: None,
            form,
            bare,
        }
    }

    /// Whether it says itself which half of the day is meant.
    pub(super) fn is_fixed(&self) -> bool {
        self.half.is_some() || self.part.is_some() || self.form == Form::Exact
    }

    /// Whether anything but a bare number stands there.
    pub(super) fn is_marked(&self) -> bool {
        self.half.is_some() || self.part.is_some() || !self.bare
    }
}

const PARTS: &[(&str, DayPart)] = &[
    ("凌晨", DayPart::SmallHours),
    ("清晨", DayPart::Morning),
    ("清早", DayPart::Morning),
    ("早晨", DayPart::Morning),
    ("早上", DayPart::Morning),
    ("上午", DayPart::Morning),
    ("中午", DayPart::Noon),
    ("正午", DayPart::Noon),
    ("午间", DayPart::Noon),
    ("午后", DayPart::Afternoon),
    ("下午", DayPart::Afternoon),
    ("傍晚", DayPart::Dusk),
    ("晚上", DayPart::Evening),
    ("晚间", DayPart::Evening),
    ("夜里", DayPart::Evening),
    ("夜间", DayPart::Evening),
    ("深夜", DayPart::Evening),
    ("morning", DayPart::Morning),
    ("noon", DayPart::Noon),
    ("midday", DayPart::Noon),
    ("afternoon", DayPart::Afternoon),
    ("evening", DayPart::Evening),
    ("night", DayPart::Evening),
];

/// The part of a day named at `i`, with "in the" and 的 around it.
pub(super) fn part(line: &Line, i: usize) -> Option<(DayPart, usize)> {
    let at = line.ends(i, &["in the ", "at ", "the "]).unwrap_or(i);
    let found = PARTS
        .iter()
        .find_map(|&(word, part)| line.word(at, word).map(|end| (part, end)));
    if let Some((part, end)) = found {
        let tea = matches!(line.at(end), '茶' | '餐' | '饭')
            || line.word(line.skip(end), "tea").is_some();
        return (!tea).then_some((part, end));
    }
    let short = match line.at(i) {
        '早' => DayPart::Morning,
        '晚' => DayPart::Evening,
        _ => return None,
    };
    let hour = number(line, i + 1)?;
    matches!(line.at(hour.end), '点' | ':' | '时').then_some((short, i + 1))
}

/// A time of day at `i`, even a bare number of an hour.
pub(super) fn operand(line: &Line, i: usize) -> Option<(Clock, usize)> {
    if let Some(word) = named(line, i) {
        return Some(word);
    }
    let (before, at) = match part(line, i) {
        Some((part, end)) => {
            let end = line.skip(end);
            (Some(part), line.word(end, "的").unwrap_or(end))
        }
        None => (None, i),
    };
    let (mut clock, mut end) = written(line, at)?;
    clock.part = before;
    if let Some((half, behind)) = half(line, end) {
        (clock.half, end) = (Some(half), behind);
    } else if before.is_none()
        && let Some(behind) = line.ends(line.skip(end), &["in the", "at night"])
    {
        let start = line.skip(end);
        let named = if line.word(start, "in the").is_some() {
            part(line, start)
        } else {
            Some((DayPart::Evening, behind))
        };
        if let Some((part, behind)) = named {
            (clock.part, end) = (Some(part), behind);
        }
    }
    Some((clock, end))
}

/// Four digits at `i` that can be a time: `1430`.
pub(super) fn four_digits(line: &Line, i: usize) -> Option<(Clock, usize)> {
    let digits = arabic(line, i).filter(|n| n.digits == 4 && !counts(line, n.end))?;
    let (hour, minute) = (digits.value / 100, digits.value % 100);
    let clock = Clock::new(hour, minute, Form::Exact);
    (hour < 24 && minute < 60).then_some((
        clock,
        line.ends(digits.end, &["hrs", "h"]).unwrap_or(digits.end),
    ))
}

/// `9.30`, which only stands for a time beside another one.
pub(super) fn dotted(line: &Line, i: usize) -> Option<(Clock, usize)> {
    let hour =
        arabic(line, i).filter(|n| n.digits <= 2 && n.value < 24 && line.at(n.end) == '.')?;
    let minute = arabic(line, hour.end + 1).filter(|n| n.digits == 2 && n.value < 60)?;
    Some((
        Clock::new(hour.value, minute.value, Form::Colon),
        minute.end,
    ))
}

/// Whether what stands at `i` makes the number before it a count, a day or
/// the like, and no hour.
pub(super) fn counts(line: &Line, i: usize) -> bool {
    const WORDS: &[&str] = &[
        "people",
        "persons",
        "person",
        "ppl",
        "pax",
        "guests",
        "attendees",
        "participants",
        "delegates",
        "seats",
        "heads",
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "min",
        "mins",
        "minutes",
        "minute",
        "days",
        "weeks",
    ];
    matches!(
        line.at(i),
        '人' | '位'
            | '名'
            | '个'
            | '月'
            | '日'
            | '号'
            | '年'
            | '天'
            | '周'
            | '楼'
            | '室'
            | '厅'
            | '层'
            | '房'
            | '间'
            | '小'
            | '分'
            | '多'
            | '余'
            | '来'
            | '%'
            | '+'
            | '/'
            | '.'
            | ':'
            | '点'
            | '时'
            | '场'
            | '期'
            | '届'
            | '次'
    ) || line.ends(line.skip(i), WORDS).is_some()
        || (matches!(line.at(line.skip(i)), '人' | '位' | '名')
            && line.word(line.skip(i), "人数").is_none())
}

fn named(line: &Line, i: usize) -> Option<(Clock, usize)> {
    let at = line.ends(i, &["at ", "12 "]).unwrap_or(i);
    if let Some(end) = line.ends(at, &["noon", "midday"]) {
        return Some((Clock::new(12, 0, Form::Exact), end));
    }
    if let Some(end) = line.ends(at, &["midnight", "午夜"]) {
        return Some((Clock::new(24, 0, Form::Exact), end));
    }
    for (words, minute, back) in [
        ("half past ", 30, false),
        ("quarter past ", 15, false),
        ("quarter to ", 45, true),
    ] {
        let hour = line
            .word(i, words)
            .and_then(|end| arabic(line, end).or_else(|| english(line, end)))
            .filter(|n| n.value > 0 && n.value <= 12);
        if let Some(hour) = hour {
            let at = if !back {
                hour.value
            } else if hour.value == 1 {
                12
            } else {
                hour.value - 1
            };
            let (half, end) =
                half(line, hour.end).map_or((None, hour.end), |(half, end)| (Some(half), end));
            return Some((
                Clock {
                    half,
                    ..Clock::new(at, minute, Form::Hour)
                },
                end,
            ));
        }
    }
    None
}

/// The digits of a time, and what belongs to them on the right.
fn written(line: &Line, i: usize) -> Option<(Clock, usize)> {
    let hour = number(line, i).filter(|n| {
        if n.chinese {
            n.value <= 99
        } else {
            n.digits <= 2
        }
    })?;
    if line.before(i).is_ascii_alphabetic()
        || matches!(line.before(i), '第' | '.' | ':' | '$' | '#')
    {
        return None;
    }
    match line.at(hour.end) {
        ':' if !hour.chinese => {
            let minute = arabic(line, hour.end + 1).filter(|n| n.digits == 2)?;
            let end = match line.at(minute.end) {
                ':' => arabic(line, minute.end + 1)
                    .filter(|n| n.digits == 2)
                    .map_or(minute.end, |n| n.end),
                _ => minute.end,
            };
            let form = if hour.digits == 2 && hour.value < 10 {
                Form::Exact
            } else {
                Form::Colon
            };
            Some((Clock::new(hour.value, minute.value, form), end))
        }
        '.' if !hour.chinese => {
            let (clock, end) = dotted(line, i)?;
            half(line, end).is_some().then_some((clock, end))
        }
        '点' if !matches!(
            line.at(hour.end + 1),
            '评' | '击' | '名' | '心' | '对' | '将' | '阅' | '位' | '点' | '赞' | '意' | '建'
        ) =>
        {
            Some(minutes(line, hour))
        }
        '时' if !matches!(
            line.at(hour.end + 1),
            '间' | '代' | '尚' | '候' | '长' | '段' | '装' | '政'
        ) =>
        {
            Some(minutes(line, hour))
        }
        _ if hour.chinese => None,
        _ => {
            if let Some(end) = line.ends(line.skip(hour.end), &["o'clock", "oclock"]) {
                return Some((Clock::new(hour.value, 0, Form::Hour), end));
            }
            // 03 is as exact as 03:00; a number that counts something is no hour.
            let counted = half(line, hour.end).is_none() && counts(line, hour.end);
            let whole = !line.at(hour.end).is_ascii_alphabetic() || half(line, hour.end).is_some();
            (!counted && whole && hour.value <= 24)
                .then(|| (Clock::new(hour.value, 0, Form::Bare), hour.end))
        }
    }
}

/// What follows 点 or 时: 半, 一刻, 三刻, 整, minutes.
fn minutes(line: &Line, hour: Number) -> (Clock, usize) {
    let at = hour.end + 1;
    let form = if hour.digits == 2 && hour.value < 10 && !hour.chinese {
        Form::Exact
    } else {
        Form::Hour
    };
    let clock = |minute| Clock::new(hour.value, minute, form);
    for (word, minute) in [
        ("半钟", 30),
        ("半", 30),
        ("一刻", 15),
        ("1刻", 15),
        ("三刻", 45),
        ("3刻", 45),
        ("整", 0),
        ("钟", 0),
    ] {
        if let Some(end) = line.word(at, word) {
            return (clock(minute), end);
        }
    }
    if let Some(minute) = number(line, at).filter(|n| n.value < 100 && (n.chinese || n.digits == 2))
    {
        if line.at(minute.end) == '分' && line.at(minute.end + 1) != '钟' {
            return (clock(minute.value), minute.end + 1);
        }
        let two = !minute.chinese || minute.value >= 10 || line.at(at) == '零';
        if two && !counts(line, minute.end) {
            return (clock(minute.value), minute.end);
        }
    }
    (clock(0), at)
}

/// am or pm at `i`, a blank before it or not.
fn half(line: &Line, i: usize) -> Option<(Half, usize)> {
    let at = line.skip(i);
    let (which, end) = line.any(at, &["am", "a.m.", "a.m", "pm", "p.m.", "p.m"])?;
    Some((if which < 3 { Half::Am } else { Half::Pm }, end))
}
