//! What is written is valid and reads back the same; whatever is read, the
//! reader answers.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use steward_exchange::{
    Context, IncomingEvent, Outgoing, OutgoingEvent, Status, Window, limits, read, write_ics,
};

fn out(event: &IncomingEvent) -> OutgoingEvent {
    OutgoingEvent {
        uid: event.key.clone(),
        start: event.start,
        end: event.end,
        all_day: event.all_day,
        title: event.title.clone(),
        room: event.room.clone(),
        organiser: event.organiser.clone(),
        people: event.people.clone(),
        description: event.description.clone(),
        track: event.track.clone(),
        kind: event.kind.clone(),
        url: event.url.clone(),
        sequence: event.sequence,
        status: event.status,
        language: event.language.clone(),
    }
}

fn calendar(events: Vec<OutgoingEvent>) -> Outgoing {
    Outgoing {
        title: "Week; one, two".to_owned(),
        zone: Some(chrono_tz::Asia::Shanghai),
        stamp: DateTime::UNIX_EPOCH,
        events,
        method: steward_exchange::Method::Publish,
    }
}

fn plain(uid: &str) -> OutgoingEvent {
    OutgoingEvent {
        uid: uid.to_owned(),
        start: "2025-11-22T01:00:00Z".parse().unwrap(),
        end: "2025-11-22T02:00:00Z".parse().unwrap(),
        all_day: None,
        title: "t".to_owned(),
        room: None,
        organiser: None,
        people: Vec::new(),
        description: String::new(),
        track: None,
        kind: None,
        url: None,
        sequence: 0,
        status: Status::Confirmed,
        language: None,
    }
}

#[test]
fn a_written_calendar_looks_like_this() {
    let mut event = plain("1122-A03");
    event.title = "骨干培训, 第一场; \"new\\old\"".to_owned();
    event.description = "第一行\n第二行".to_owned();
    event.organiser = Some("市教育局".to_owned());
    event.language = Some("zh".to_owned());
    let written = String::from_utf8(write_ics(&calendar(vec![event]))).unwrap();
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Steward//Steward 1//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Week\\; one\\, two",
        "X-WR-TIMEZONE:Asia/Shanghai",
        "BEGIN:VEVENT",
        "UID:1122-A03",
        "DTSTAMP:19700101T000000Z",
        "DTSTART:20251122T010000Z",
        "DTEND:20251122T020000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY;LANGUAGE=zh:骨干培训\\, 第一场\\; \"new\\\\old\"",
        "X-STEWARD-ORGANISER:市教育局",
        "DESCRIPTION:第一行\\n第二行",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(written, expected.join("\r\n"));
}

fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\\\;,:\"\r\n\t nN^=<>&/会é😀\u{202e}\u{0}-]{0,200}",
        "(会议){0,60}",
        Just("BEGIN:VEVENT\r\nUID:evil\r\nEND:VCALENDAR".to_owned()),
        Just("</p><br>&amp;#38;".to_owned()),
    ]
}

prop_compose! {
    fn an_event()(
        start in -2_000_000_000_i64..7_000_000_000,
        minutes in 1_i64..100_000,
        whole_days in proptest::option::of((0_i64..60_000, 0_i64..30)),
        texts in proptest::array::uniform8(nasty()),
        people in proptest::collection::vec(nasty(), 0..4),
        sequence in any::<u32>(),
        status in prop_oneof![Just(Status::Confirmed), Just(Status::Tentative), Just(Status::Cancelled)],
        language in proptest::option::of("[a-z]{2}(-[A-Z]{2})?"),
    ) -> OutgoingEvent {
        let [title, room, organiser, description, track, kind, url, uid] = texts;
        let start = DateTime::<Utc>::from_timestamp(start, 0).unwrap();
        let first = |days| NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + TimeDelta::days(days);
        OutgoingEvent {
            uid,
            start,
            end: start + TimeDelta::minutes(minutes),
            all_day: whole_days.map(|(from, more)| (first(from), first(from + more))),
            title,
            room: Some(room),
            organiser: Some(organiser),
            people,
            description,
            track: Some(track),
            kind: Some(kind),
            url: Some(url),
            sequence,
            status,
            language,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn written_and_read_again_is_the_same(mut events in proptest::collection::vec(an_event(), 0..5)) {
        for (number, event) in events.iter_mut().enumerate() {
            event.uid = format!("{number}{}", event.uid);
        }
        let first = calendar(events);
        let bytes = write_ics(&first);

        // Valid: CRLF only, no line over 75 octets, nothing but text.
        let text = std::str::from_utf8(&bytes).unwrap();
        prop_assert!(text.ends_with("\r\n"));
        for line in text.trim_end_matches("\r\n").split("\r\n") {
            prop_assert!(line.len() <= 75, "{line:?}");
            prop_assert!(!line.contains(char::is_control), "{line:?}");
        }

        let incoming = read(&bytes, "x.ics", &Context::default()).unwrap();
        prop_assert_eq!(incoming.events.len(), first.events.len());
        let mut again: Vec<_> = incoming.events.iter().map(out).collect();
        again.sort_by_key(|event| first.events.iter().position(|e| e.uid.get(..1) == event.uid.get(..1)));
        for (was, is) in first.events.iter().zip(&again) {
            // What has no unclean characters and is short comes back letter by letter.
            prop_assert_eq!(was.all_day, is.all_day);
            if was.all_day.is_none() {
                prop_assert_eq!((was.start, was.end), (is.start, is.end));
            }
            prop_assert_eq!((was.sequence, was.status), (is.sequence, is.status));
            prop_assert_eq!(&was.language, &is.language);
            let words: Vec<_> = was.description.split_whitespace().collect();
            let harmless = !was.description.contains(|c: char| (c.is_control() && !c.is_whitespace())
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{85}' | '\u{b}' | '\u{c}' ));
            if harmless && was.description.len() < limits::DESCRIPTION {
                prop_assert_eq!(words, is.description.split_whitespace().collect::<Vec<_>>());
            }
        }

        // And from then on nothing changes at all.
        let second = write_ics(&calendar(again.clone()));
        let mut events = read(&second, "x.ics", &Context::default()).unwrap().events;
        events.sort_by_key(|event| again.iter().position(|e| e.uid == event.key));
        prop_assert_eq!(events.iter().map(out).collect::<Vec<_>>(), again);
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read(&bytes, "x", &Context::default());
        let mut file = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n".to_vec();
        file.extend(&bytes);
        let _ = read(&file, "x", &Context::default());
        let mut file = b"<schedule><day date=\"2025-01-01\"><room name=\"a\"><event>".to_vec();
        file.extend(&bytes);
        let _ = read(&file, "x", &Context::default());
    }

    #[test]
    fn mutated_files_are_answered(
        which in 0_usize..2,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..30),
    ) {
        let mut file = [ICS, XML][which].as_bytes().to_vec();
        for (at, byte, how) in changes {
            if file.is_empty() {
                break;
            }
            let at = at.index(file.len());
            match how {
                0 => file[at] = byte,
                1 => file.insert(at, byte),
                2 => { file.remove(at); }
                _ => { file.swap(at, usize::from(byte) % 64 % at.max(1)); }
            }
        }
        let window = Window {
            from: Some("2025-01-01T00:00:00Z".parse().unwrap()),
            to: Some("2026-01-01T00:00:00Z".parse().unwrap()),
        };
        if let Ok(incoming) = read(&file, "x", &Context { window, ..Context::default() }) {
            for event in &incoming.events {
                prop_assert!(event.start < event.end);
                prop_assert!(event.title.chars().count() <= limits::TITLE);
            }
            let keys: std::collections::HashSet<_> = incoming.events.iter().map(|e| &e.key).collect();
            prop_assert_eq!(keys.len(), incoming.events.len());
        }
    }

    #[test]
    fn odd_rules_are_answered(
        frequency in prop_oneof![Just("YEARLY"), Just("MONTHLY"), Just("WEEKLY"), Just("DAILY"), Just("HOURLY")],
        parts in proptest::collection::vec(
            ("(INTERVAL|COUNT|BYDAY|BYMONTH|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYSETPOS|BYHOUR|BYMINUTE|BYSECOND|WKST)",
             "(-?[0-9]{1,3}(,-?[0-9]{1,2}){0,4}|[+-]?[0-9]{0,2}(MO|TU|SU)(,WE)?)"), 0..4),
        year in 1900_i32..2199,
    ) {
        let mut rule = format!("FREQ={frequency}");
        for (name, value) in parts {
            rule.push_str(&format!(";{name}={value}"));
        }
        let file = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:{year}0131T100000Z\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR");
        let window = Window { from: None, to: Some(format!("{}-01-01T00:00:00Z", year + 2).parse().unwrap()) };
        let incoming = read(file.as_bytes(), "x", &Context { window, ..Context::default() }).unwrap();
        prop_assert!(!incoming.events.is_empty(), "{}", rule);
        prop_assert!(incoming.events.len() <= limits::OCCURRENCES);
    }
}

const ICS: &str = "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Berlin\nBEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\n\
DTSTART:16010101T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Ours:20250701T100000\nDTEND;TZID=Ours:20250701T110000\n\
RRULE:FREQ=MONTHLY;BYDAY=1TU,-1FR;COUNT=9\nEXDATE;TZID=Ours:20250801T100000\nRDATE;VALUE=PERIOD:20250705T100000Z/PT2H\n\
SUMMARY:会议\\, one\nLOCATION:Hall\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Ours:20250829T100000\n\
DTSTART;TZID=Ours:20250829T120000\nDURATION:PT1H\nSUMMARY:moved\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\n\
DTSTART;VALUE=DATE:20250601\nDTEND;VALUE=DATE:20250603\nRRULE:FREQ=WEEKLY;UNTIL=20251001\nSUMMARY:days\nEND:VEVENT\nEND:VCALENDAR\n";

const XML: &str = "<?xml version=\"1.0\"?>\n<schedule><conference><title>t</title><day_change>04:00</day_change>\
<time_zone_name>Europe/Berlin</time_zone_name></conference>\n<day index=\"1\" date=\"2025-06-01\"><room name=\"A &amp; B\">\n\
<event id=\"1\" guid=\"g\"><date>2025-06-01T10:00:00+02:00</date><start>10:00</start><duration>01:00</duration>\
<title>x</title><abstract>&lt;p&gt;a&lt;/p&gt;</abstract><persons><person id=\"1\">p</person></persons></event>\n\
<event id=\"2\"><start>01:00</start><duration>1:00:30</duration><title>y</title></event></room></day></schedule>\n";
