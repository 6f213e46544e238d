//! Quick entry, read by a table of phrases that a clerk agrees with, and by
//! whatever characters there are.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use proptest::prelude::*;
use steward_domain::quick::{
    Assumption, Chip, ChipKind, Context, DayParts, Entry, Problem, READ_AT_MOST, RoomName, parse,
};
use uuid::Uuid;

const TABLE: &str = include_str!("quick_phrases.txt");

fn rooms() -> Vec<RoomName> {
    let named = [
        ("主会场", "Main hall"),
        ("报告厅", "Lecture hall"),
        ("主席团会议厅", "Presidium hall"),
        ("新闻发布厅", "Press hall"),
        ("贵宾室一", "VIP room 1"),
        ("贵宾室二", "VIP room 2"),
        ("贵宾室三", "VIP room 3"),
        ("接见室 A", "Reception room A"),
        ("接见室 B", "Reception room B"),
    ]
    .map(|(name, english)| (name.to_owned(), None, vec![english.to_owned()]));
    let numbered = (201..=212).map(|n| {
        let english = vec![format!("Discussion room {n}"), format!("Room {n}")];
        (format!("分组讨论厅 {n}"), Some(n.to_string()), english)
    });
    let rooms = named.into_iter().chain(numbered);
    let room = |(id, (name, number, aliases))| RoomName {
        id: Uuid::from_u128(id),
        name,
        number,
        aliases,
    };
    (1_u128..).zip(rooms).map(room).collect()
}

fn read(line: &str, now: NaiveDateTime, rooms: &[RoomName]) -> Entry {
    let day_parts = DayParts::default();
    parse(
        line,
        &Context {
            now,
            rooms,
            day_parts,
        },
    )
}

/// A value as it is serialized: `today`, `usual_length:120`.
fn code(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value).unwrap() {
        serde_json::Value::String(code) => code,
        tagged => {
            let kind = tagged["kind"].as_str().unwrap().to_owned();
            let detail = |detail: &serde_json::Value| format!("{kind}:{detail}").replace('"', "");
            tagged.get("detail").map_or(kind.clone(), detail)
        }
    }
}

/// `2026-11-25 14:00-17:30 @报告厅 n=180 org=… title=… who=… tel=…
/// ?unread(problem) !read(problem) ~assumption`.
fn compact(entry: &Entry) -> String {
    let mut parts = Vec::new();
    parts.extend(entry.date.map(|date| date.to_string()));
    if let (Some(start), Some(end)) = (entry.start, entry.end) {
        let at = |time: NaiveDateTime| {
            let days = (time.date() - entry.date.unwrap()).num_days();
            let later = if days == 0 {
                String::new()
            } else {
                format!("+{days}")
            };
            format!("{}{later}", time.format("%H:%M"))
        };
        parts.push(format!("{}-{}", at(start), at(end)));
    }
    if entry.all_day {
        parts.push("all-day".to_owned());
    }
    let rooms: Vec<String> = entry
        .rooms
        .iter()
        .map(|r| r.name.replace(' ', ""))
        .collect();
    match rooms.as_slice() {
        [] => {}
        [room] => parts.push(format!("@{}", room.replace("分组讨论厅", ""))),
        [first, .., last] => parts.push(format!("@[{first}..{last}]x{}", rooms.len())),
    }
    parts.extend(entry.headcount.map(|n| format!("n={n}")));
    let texts = [
        ("org", &entry.organiser),
        ("title", &entry.title),
        ("who", &entry.contact),
        ("tel", &entry.phone),
    ];
    for (label, value) in texts {
        parts.extend(value.as_ref().map(|value| format!("{label}={value}")));
    }
    for chip in &entry.chips {
        let problem = chip
            .problem
            .map(|p| format!("({})", code(&p)))
            .unwrap_or_default();
        if chip.kind == ChipKind::Unread {
            parts.push(format!("?{}{problem}", chip.text));
        } else if chip.problem.is_some() {
            parts.push(format!("!{}{problem}", chip.text));
        }
    }
    parts.extend(
        entry
            .assumptions
            .iter()
            .map(|assumption| format!("~{}", code(assumption))),
    );
    parts.join(" ")
}

struct Row {
    number: usize,
    now: NaiveDateTime,
    phrase: &'static str,
    expected: &'static str,
}

fn table() -> Vec<Row> {
    let mut now = NaiveDateTime::default();
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(TABLE.lines()) {
        if let Some(moment) = line.strip_prefix("@now ") {
            now = moment.trim().parse().unwrap();
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            let halves = line.split_once(" => ");
            let (phrase, expected) = halves.unwrap_or_else(|| panic!("line {number}: no arrow"));
            rows.push(Row {
                number,
                now,
                phrase: phrase.trim_end(),
                expected: expected.trim(),
            });
        }
    }
    rows
}

#[test]
fn every_phrase_of_the_table_is_read_as_a_clerk_reads_it() {
    let rooms = rooms();
    let mut wrong = Vec::new();
    for Row {
        number,
        now,
        phrase,
        expected,
    } in table()
    {
        let entry = read(phrase, now, &rooms);
        check_cover(phrase, &entry);
        check_sense(&entry);
        let got = compact(&entry);
        if got != expected {
            wrong.push(format!(
                "{number}: {phrase}\n  expected {expected}\n  got => {got}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} phrases read otherwise:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_table_is_long_enough_and_a_third_of_it_is_english() {
    let rows = table();
    let english = rows.iter().filter(|row| row.phrase.is_ascii()).count();
    assert!(rows.len() >= 240, "{} phrases", rows.len());
    assert!(
        english * 3 >= rows.len(),
        "{english} of {} are English",
        rows.len()
    );
}

/// Spans are in the line, in order, apart; they say their text; what is in
/// none is blank or separating punctuation.
fn check_cover(line: &str, entry: &Entry) {
    const SEPARATORS: &str = "，,、;；。.|｜·•：:-–—―‐‑‒−－~～〜∼/／()（）[]［］【】!！…．";
    let chars: Vec<char> = line.chars().collect();
    let mut covered = vec![false; chars.len()];
    let mut last = 0;
    for Chip {
        span: (from, to),
        text,
        ..
    } in &entry.chips
    {
        let (from, to) = (*from as usize, *to as usize);
        assert!(
            last <= from && from < to && to <= chars.len(),
            "{from}..{to} behind {last}"
        );
        assert_eq!(*text, chars[from..to].iter().collect::<String>());
        covered[from..to].fill(true);
        last = to;
    }
    for (at, c) in chars.iter().enumerate().filter(|(at, _)| !covered[*at]) {
        let separates = c.is_whitespace() || SEPARATORS.contains(*c);
        assert!(
            separates,
            "{c:?} at {at} of {line:?} is in no chip: {:?}",
            entry.chips
        );
    }
    let unread = entry.chips.iter().filter(|c| c.kind == ChipKind::Unread);
    assert_eq!(
        unread.map(|c| c.text.as_str()).collect::<Vec<_>>(),
        entry.rest
    );
    let assumed: Vec<&Assumption> = entry.chips.iter().flat_map(|c| &c.assumed).collect();
    assert_eq!(assumed, entry.assumptions.iter().collect::<Vec<_>>());
}

/// The fields and the chips tell the same story.
fn check_sense(entry: &Entry) {
    if let (Some(start), Some(end)) = (entry.start, entry.end) {
        assert!(start < end, "{entry:?}");
        assert!(entry.date.is_some());
    }
    let has = |kind| entry.chips.iter().any(|c| c.kind == kind);
    assert_eq!(entry.start.is_some(), entry.end.is_some());
    assert_eq!(entry.title.is_some(), has(ChipKind::Title), "{entry:?}");
    assert_eq!(entry.headcount.is_some(), has(ChipKind::Headcount));
    assert_eq!(entry.phone.is_some(), has(ChipKind::Phone));
    assert_eq!(entry.contact.is_some(), has(ChipKind::Contact));
    assert_eq!(entry.organiser.is_some(), has(ChipKind::Organiser));
    assert_eq!(!entry.rooms.is_empty(), has(ChipKind::Room));
    assert_eq!(
        entry.rooms.len() > 1,
        entry.chips.iter().any(|c| c.ambiguous)
    );
}

/// Pieces that phrases are made of, to be glued in any order.
fn pieces() -> impl Strategy<Value = String> {
    const WORDS: &str = "明天|周三|下周一|11月27日|2月30日|9点|9点半|到|至|-|11点|下午|晚上|全天|203|报告厅|\
        贵宾室|bgt|一百八十|180|人|位|市教育局|骨干培训|张主任|13800000000|分机|8801|《|》|\"|主题：|：|\
        tomorrow| at |2pm|next |Wed|Nov |27|for |2h|people|in the |lecture hall|noon|24:00|25:99|,|，|\
        \0|\u{202e}|\u{200b}|　|１|点|半|月|号|年|99999999999999999999|0571-88888888|次日|每|周末|开|的|\
        两个半小时|🙂|e\u{301}|İ|.|/| | | ";
    let words: Vec<&'static str> = WORDS.split('|').collect();
    prop::collection::vec(prop::sample::select(words), 0..14).prop_map(|words| words.concat())
}

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    let years = prop_oneof![1 => -262_000_i32..262_000, 4 => 1_990_i32..2_100];
    (years, 1_u32..=366, 0_u32..86_400).prop_filter_map("a day", |(year, day, second)| {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0)?;
        Some(NaiveDate::from_yo_opt(year, day)?.and_time(time))
    })
}

proptest! {
    #[test]
    fn any_characters_are_covered_and_nothing_panics(line in any::<String>(), now in moment()) {
        let entry = read(&line, now, &rooms());
        check_cover(&line, &entry);
        check_sense(&entry);
    }

    #[test]
    fn any_mixture_of_words_is_covered_and_makes_sense(line in pieces(), now in moment()) {
        let entry = read(&line, now, &rooms());
        check_cover(&line, &entry);
        check_sense(&entry);
        prop_assert_eq!(&read(&line, now, &rooms()), &entry);
    }

    #[test]
    fn rooms_may_be_called_anything(
        name in any::<String>(),
        number in any::<Option<String>>(),
        line in pieces(),
    ) {
        let aliases = vec![name.clone(), line.clone()];
        let odd = vec![RoomName { id: Uuid::nil(), name: name.clone(), number, aliases }];
        let now = "2026-11-22T13:36:00".parse().unwrap();
        for line in [&line, &name, &format!("{name}{line}")] {
            check_cover(line, &read(line, now, &odd));
        }
    }
}

#[test]
fn only_the_first_thousand_characters_are_read() {
    let now = "2026-11-22T13:36:00".parse().unwrap();
    let line = format!("明天9点到11点 203 {}28人 张主任", "啊".repeat(READ_AT_MOST));
    let entry = read(&line, now, &rooms());
    check_cover(&line, &entry);
    assert_eq!(entry.headcount, None);
    assert_eq!(entry.rooms.len(), 1);
    let last = entry.chips.last().unwrap();
    assert_eq!(
        (last.kind, last.problem),
        (ChipKind::Unread, Some(Problem::TooLong))
    );
    assert!(last.text.ends_with("28人 张主任"));
}

#[test]
fn an_entry_survives_its_journey_as_json() {
    for row in table() {
        let entry = read(row.phrase, row.now, &rooms());
        let json = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry);
    }
}
