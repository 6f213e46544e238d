//! Days seen from today: `明天`, `下周三`, `in 3 days`, `next Monday`.

use chrono::Weekday;

use crate::quick::entry::DayPart;
use crate::quick::numerals::{english, is_numeral, number};
use crate::quick::scan::Line;

use super::{Day, Found};

/// Words, days from today, the part of the day in the same word.
const WORDS: &[(&str, i64, Option<DayPart>)] = &[
    ("大前天", -3, None),
    ("前天", -2, None),
    ("昨天", -1, None),
    ("昨日", -1, None),
    ("今天", 0, None),
    ("今日", 0, None),
    ("今早", 0, Some(DayPart::Morning)),
    ("今早上", 0, Some(DayPart::Morning)),
    ("今晚", 0, Some(DayPart::Evening)),
    ("今晚上", 0, Some(DayPart::Evening)),
    ("明天", 1, None),
    ("明日", 1, None),
    ("明早", 1, Some(DayPart::Morning)),
    ("明早上", 1, Some(DayPart::Morning)),
    ("明晨", 1, Some(DayPart::Morning)),
    ("明晚", 1, Some(DayPart::Evening)),
    ("明晚上", 1, Some(DayPart::Evening)),
    ("后天", 2, None),
    ("后日", 2, None),
    ("大后天", 3, None),
    ("yesterday", -1, None),
    ("today", 0, None),
    ("tonight", 0, Some(DayPart::Evening)),
    ("this morning", 0, Some(DayPart::Morning)),
    ("this afternoon", 0, Some(DayPart::Afternoon)),
    ("this evening", 0, Some(DayPart::Evening)),
    ("tomorrow", 1, None),
    ("tmr", 1, None),
    ("tmrw", 1, None),
    ("tmw", 1, None),
    ("the day after tomorrow", 2, None),
    ("day after tomorrow", 2, None),
];

const WEEK: &[&str] = &["星期", "礼拜", "周"];

const WEEKDAYS: &[(Weekday, &[&str])] = &[
    (Weekday::Mon, &["monday", "mon"]),
    (Weekday::Tue, &["tuesday", "tues", "tue"]),
    (Weekday::Wed, &["wednesday", "weds", "wed"]),
    (Weekday::Thu, &["thursday", "thurs", "thur", "thu"]),
    (Weekday::Fri, &["friday", "fri"]),
    (Weekday::Sat, &["saturday", "sat"]),
    (Weekday::Sun, &["sunday", "sun"]),
];

/// The relative day at `i`.
pub(super) fn relative(line: &Line, i: usize) -> Option<Found> {
    let plain = |day, end| Found {
        day,
        part: None,
        end,
    };
    let word = WORDS.iter().filter_map(|&(word, days, part)| {
        let end = line.word(i, word)?;
        Some(Found {
            day: Day::Offset(days),
            part,
            end,
        })
    });
    word.max_by_key(|found| found.end)
        .or_else(|| later(line, i).map(|(days, end)| plain(Day::Offset(days), end)))
        .or_else(|| chinese_weekday(line, i).map(|(day, end)| plain(day, end)))
        .or_else(|| english_weekday(line, i).map(|(day, end)| plain(day, end)))
}

/// The end of 每周三, `every Wednesday`, `Mondays`, `weekly`.
pub(super) fn repeated(line: &Line, i: usize) -> Option<usize> {
    if let Some(end) = line.ends(i, &["每个", "每", "逢", "单", "双", "隔"]) {
        if let Some(end) = line
            .ends(end, &["天", "日", "工作日", "个工作日"])
            .filter(|_| line.at(i) == '每')
        {
            return Some(end);
        }
        let at = line.ends(end, WEEK)?;
        return weekday_character(line, at)
            .map(|(_, end)| end)
            .or(if line.at(i) == '每' { Some(at) } else { None });
    }
    if let Some(end) = line.ends(i, &["every", "each"]) {
        let at = line.skip(end);
        let at = line
            .ends(at, &["other", "second"])
            .map_or(at, |end| line.skip(end));
        return weekday(line, at)
            .map(|(_, end)| end)
            .or_else(|| line.ends(at, &["day", "week", "weekday", "month"]));
    }
    let plural = WEEKDAYS
        .iter()
        .find_map(|(_, names)| line.word(i, &format!("{}s", names.first()?)));
    plural.or_else(|| line.ends(i, &["weekly", "daily"]))
}

/// The end of 周末, 下周, `next week`: days, but which.
pub(super) fn whole_week(line: &Line, i: usize) -> Option<usize> {
    let prefix = line.ends(i, &["下下", "下个", "下", "这个", "这", "本", "上个", "上"]);
    if let Some(end) = line.ends(prefix.unwrap_or(i), &["周末", "双休日"]) {
        return Some(end);
    }
    if let Some(end) = prefix
        && !matches!(line.before(i), '线' | '以' | '如' | '楼')
        && let Some(end) = line.ends(end, WEEK)
        && weekday_character(line, end).is_none()
        && !matches!(line.at(end), '年' | '边' | '围' | '期' | '刊' | '报')
    {
        return Some(end);
    }
    let end = line.ends(
        i,
        &[
            "the weekend",
            "weekend",
            "this weekend",
            "next weekend",
            "next week",
            "this week",
            "next month",
        ],
    )?;
    let on = line
        .ends(line.skip(end), &["on "])
        .map_or(line.skip(end), |end| line.skip(end));
    weekday(line, on).is_none().then_some(end)
}

/// `3天后`, `两周后`, `in 3 days`, `a week from today`.
fn later(line: &Line, i: usize) -> Option<(i64, usize)> {
    const AFTER: &[&str] = &["以后", "之后", "后"];
    if let Some(count) =
        number(line, i).filter(|n| n.value <= 366 && !line.before(i).is_ascii_alphabetic())
    {
        let days = |unit: i64| i64::from(count.value) * unit;
        if let Some(end) = line
            .word(count.end, "天")
            .and_then(|at| line.ends(at, AFTER))
        {
            return Some((days(1), end));
        }
        let week = line.ends(count.end, &["周", "个星期", "星期", "个礼拜", "礼拜"]);
        if let Some(end) = week.and_then(|at| line.ends(at, AFTER)) {
            return Some((days(7), end));
        }
    }
    let at = line.word(i, "in ").map(|end| line.skip(end))?;
    if let Some(end) = line.word(at, "a week") {
        return Some((7, end));
    }
    let count = number(line, at)
        .or_else(|| english(line, at))
        .filter(|n| !n.chinese && n.value <= 366)?;
    let (which, end) = line.any(line.skip(count.end), &["days", "day", "weeks", "week"])?;
    let unit = if which < 2 { 1 } else { 7 };
    (!line.at(end).is_ascii_alphabetic()).then(|| (i64::from(count.value) * unit, end))
}

/// `周三`, `下周三`, `这个星期日`, `下下周一`.
fn chinese_weekday(line: &Line, i: usize) -> Option<(Day, usize)> {
    let prefixes = [
        ("下下个", 2),
        ("下下", 2),
        ("下个", 1),
        ("下", 1),
        ("这个", 0),
        ("这", 0),
        ("本", 0),
        ("上个", -1),
        ("上", -1),
    ];
    let prefix = prefixes
        .iter()
        .find_map(|&(word, weeks)| line.word(i, word).map(|end| (weeks, end)));
    if let Some((weeks, at)) = prefix
        && let Some(at) = line.ends(at, WEEK)
        && let Some((weekday, end)) = weekday_character(line, at)
    {
        return Some((Day::Week(Some(weeks), weekday), end));
    }
    let at = line.ends(i, WEEK)?;
    let counted = is_numeral(line.before(i))
        || line.before(i).is_ascii_digit()
        || matches!(line.before(i), '个' | '一');
    let (weekday, end) = weekday_character(line, at)?;
    (!counted).then_some((Day::Week(None, weekday), end))
}

/// The weekday's character behind 周, if it is no count (周一次).
fn weekday_character(line: &Line, i: usize) -> Option<(Weekday, usize)> {
    let weekday = match line.at(i) {
        '一' | '1' => Weekday::Mon,
        '二' | '2' => Weekday::Tue,
        '三' | '3' => Weekday::Wed,
        '四' | '4' => Weekday::Thu,
        '五' | '5' => Weekday::Fri,
        '六' | '6' => Weekday::Sat,
        '日' | '天' | '7' => Weekday::Sun,
        _ => return None,
    };
    let next = line.at(i + 1);
    let counted = matches!(next, '次' | '年' | '岁' | '个' | '届')
        || (line.at(i).is_ascii_digit() && next.is_ascii_digit());
    (!counted).then_some((weekday, i + 1))
}

/// `Wed`, `next Wednesday`, `Wed next week`, `next week Wed`.
fn english_weekday(line: &Line, i: usize) -> Option<(Day, usize)> {
    if line
        .starts(
            line.skip_back(i),
            &[
                "mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr.", "miss", "prof", "prof.",
                "contact", "contact:",
            ],
        )
        .is_some()
    {
        return None;
    }
    if let Some((which, end)) = line.any(
        i,
        &["next week ", "next week on ", "this week ", "this week on "],
    ) {
        let (weekday, end) = weekday(line, line.skip(end))?;
        return Some((Day::Week(Some(if which < 2 { 1 } else { 0 }), weekday), end));
    }
    if let Some((which, end)) = line.any(i, &["next ", "this ", "coming ", "this coming "]) {
        let (weekday, end) = weekday(line, line.skip(end))?;
        let day = match which {
            0 => Day::NextEnglish(weekday),
            1 => Day::Week(Some(0), weekday),
            _ => Day::Week(None, weekday),
        };
        return Some((day, end));
    }
    let (weekday, end) = weekday(line, i)?;
    Some(
        match line.ends(line.skip(end), &["next week", "of next week"]) {
            Some(end) => (Day::Week(Some(1), weekday), end),
            None => (Day::Week(None, weekday), end),
        },
    )
}

fn weekday(line: &Line, i: usize) -> Option<(Weekday, usize)> {
    WEEKDAYS.iter().find_map(|&(weekday, names)| {
        let end = line.ends(i, names)?;
        let dot = line.at(end) == '.';
        Some((weekday, if dot { end + 1 } else { end }))
    })
}
