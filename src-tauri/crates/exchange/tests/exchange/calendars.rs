//! Small invented calendars: what comes in, and what is said about it.

use chrono::NaiveDate;
use steward_exchange::{Effect, Fault, RemarkCode, Status, limits, read};

use crate::common::{at, berlin, calendar, event, has, remarks, times};

#[test]
fn a_full_event_is_read_field_by_field() {
    let incoming = calendar(
        "X-WR-CALNAME:Week\\, all rooms\n\
         BEGIN:VEVENT\nUID:1@example\nDTSTART:20251122T010000Z\nDTEND:20251122T023000Z\n\
         SUMMARY;LANGUAGE=zh-CN:骨干培训\\; 第一\\n场\nLOCATION:Hall 1\\, east\n\
         ORGANIZER;CN=\"Education: bureau\":mailto:edu@example.org\n\
         ATTENDEE;CN=Zhang:mailto:z@example.org\nATTENDEE:mailto:li@example.org\n\
         ATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:h@example.org\n\
         CATEGORIES:Training,Tea\\, hot\nURL:https://example.org/a;b\\c\n\
         DESCRIPTION:One\\nTwo \\\\ three\nSEQUENCE:4\nSTATUS:TENTATIVE\n\
         BEGIN:VALARM\nDESCRIPTION:not this\nDTSTART:20200101\nEND:VALARM\nEND:VEVENT",
    );
    assert_eq!(incoming.title, "Week, all rooms");
    let [event] = incoming.events.as_slice() else {
        panic!("{incoming:?}")
    };
    assert_eq!(event.key, "1@example");
    assert_eq!(
        event.changed_uid_key,
        "骨干培训; 第一 场|20251122T010000Z|hall 1, east"
    );
    assert_eq!((event.line, event.sequence), (4, 4));
    assert_eq!(
        (event.start, event.end),
        (at("2025-11-22T01:00"), at("2025-11-22T02:30"))
    );
    assert_eq!(event.title, "骨干培训; 第一 场");
    assert_eq!(event.room.as_deref(), Some("Hall 1, east"));
    assert_eq!(event.organiser.as_deref(), Some("Education: bureau"));
    assert_eq!(event.people, ["Zhang", "li@example.org"]);
    assert_eq!(event.track.as_deref(), Some("Training, Tea, hot"));
    assert_eq!(event.url.as_deref(), Some("https://example.org/a;b\\c"));
    assert_eq!(event.description, "One\nTwo \\ three");
    assert_eq!(event.status, Status::Tentative);
    assert_eq!(event.language.as_deref(), Some("zh-CN"));
    assert_eq!(remarks(&incoming), []);
}

#[test]
fn lines_unfold_in_the_middle_of_a_character_and_with_any_line_end() {
    let title = "会议室二楼";
    let bytes = title.as_bytes();
    for ending in ["\r\n", "\n", "\r", "\r\r\n"] {
        let mut file = format!("BEGIN:VCALENDAR{ending}BEGIN:VEVENT{ending}UID:1{ending}SUMMARY:")
            .into_bytes();
        file.extend(&bytes[..4]);
        file.extend(format!("{ending} ").as_bytes());
        file.extend(&bytes[4..]);
        file.extend(format!("{ending}DTSTART:20250101T100000Z{ending}DTEND:20250101T110000Z{ending}END:VEVENT{ending}END:VCALENDAR").as_bytes());
        let incoming = read(&file, "a.ics", &berlin()).unwrap();
        assert_eq!(incoming.events[0].title, title, "{ending:?}");
        assert_eq!(remarks(&incoming), [], "{ending:?}");
    }
}

#[test]
fn zones_known_described_foreign_and_unknown() {
    let described = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16010101T030000\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n\
        BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n\
        TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n\
        BEGIN:VTIMEZONE\nTZID:Dates\nBEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:+0800\n\
        TZOFFSETTO:+0800\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20250401T000000\nRDATE:20250601T000000\n\
        TZOFFSETFROM:+0800\nTZOFFSETTO:+0900\nEND:DAYLIGHT\nEND:VTIMEZONE\n\
        BEGIN:VTIMEZONE\nTZID:Office\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE\n";
    let table = [
        (":20250115T120000Z", "2025-01-15T12:00"),
        (";TZID=Europe/London:20250715T120000", "2025-07-15T11:00"),
        (
            ";TZID=\"Europe/London\":20250715T120000",
            "2025-07-15T11:00",
        ),
        (
            ";TZID=/maker.example/2025/Europe/London:20250715T120000",
            "2025-07-15T11:00",
        ),
        (
            ";TZID=China Standard Time:20250715T120000",
            "2025-07-15T04:00",
        ),
        (";TZID=GMT+0530:20250715T120000", "2025-07-15T06:30"),
        (";TZID=Ours:20250115T120000", "2025-01-15T11:00"),
        (";TZID=Ours:20250715T120000", "2025-07-15T10:00"),
        (";TZID=Dates:20250115T120000", "2025-01-15T04:00"),
        (";TZID=Dates:20250615T120000", "2025-06-15T03:00"),
        (";TZID=Office:20250615T120000", "2025-06-15T03:00"),
        // The clocks go forward at 02:00 and back at 03:00, in either kind of zone.
        (";TZID=Europe/Berlin:20250330T023000", "2025-03-30T01:30"),
        (";TZID=Ours:20250330T023000", "2025-03-30T01:30"),
        (";TZID=Europe/Berlin:20251026T023000", "2025-10-26T00:30"),
        (";TZID=Ours:20251026T023000", "2025-10-26T00:30"),
    ];
    for (start, utc) in table {
        let incoming = calendar(&format!(
            "{described}BEGIN:VEVENT\nUID:u\nSUMMARY:t\nDTSTART{start}\nDURATION:PT1H\nEND:VEVENT"
        ));
        assert_eq!(times(&incoming), [format!("{utc}/60 u")], "{start}");
        let codes: Vec<_> = incoming.remarks.iter().map(|r| r.code).collect();
        match start {
            s if s.contains("0330") => assert_eq!(codes, [RemarkCode::LocalTimeSkipped]),
            s if s.contains("1026") => assert_eq!(codes, [RemarkCode::LocalTimeTwice]),
            _ => assert_eq!(codes, [], "{start}"),
        }
    }
    let unknown = event(
        "SUMMARY:t\nDTSTART;TZID=Moon/Sea:20250715T120000\nDTEND;TZID=Moon/Sea:20250715T130000",
    );
    assert_eq!(times(&unknown), ["2025-07-15T10:00/60 u"]);
    assert_eq!(
        remarks(&unknown),
        [(RemarkCode::UnknownZone, Effect::Changed, 6)]
    );
    assert_eq!(unknown.remarks[0].detail, "Moon/Sea");
}

#[test]
fn a_time_without_a_zone_is_in_the_calendars_else_the_venues() {
    let own = "BEGIN:VEVENT\nUID:u\nSUMMARY:t\nDTSTART:20250715T120000\nDTEND:20250715T130000\nEND:VEVENT";
    let named = calendar(&format!("X-WR-TIMEZONE:Asia/Shanghai\n{own}"));
    assert_eq!(times(&named), ["2025-07-15T04:00/60 u"]);
    assert_eq!(named.zone.as_deref(), Some("Asia/Shanghai"));
    let not_named = calendar(own);
    assert_eq!(times(&not_named), ["2025-07-15T10:00/60 u"]);
    assert!(has(&not_named, RemarkCode::ZoneAssumed, Effect::Noted));
}

#[test]
fn ends_and_lengths() {
    let changed = Effect::Changed;
    type Said = Option<(RemarkCode, Effect)>;
    let table: [(&str, i64, Said); 12] = [
        ("DTEND:20250329T140000Z", 120, None),
        ("DURATION:PT1H30M", 90, None),
        ("DURATION:P1W", 7 * 24 * 60, None),
        // A day over the change of the clocks has 23 hours.
        (
            "DTSTART;TZID=Europe/Berlin:20250329T120000\nDURATION:P1D",
            23 * 60,
            None,
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20250329T120000\nDURATION:PT24H",
            24 * 60,
            None,
        ),
        ("", 60, Some((RemarkCode::NoEnd, changed))),
        (
            "DTEND:20250329T120000Z",
            60,
            Some((RemarkCode::NoEnd, changed)),
        ),
        ("DTEND:tomorrow", 60, Some((RemarkCode::BadDate, changed))),
        (
            "DURATION:1 hour",
            60,
            Some((RemarkCode::BadDuration, changed)),
        ),
        (
            "DURATION:P99999999999999999999D",
            60,
            Some((RemarkCode::BadDuration, changed)),
        ),
        (
            "DTEND:99991231T000000Z",
            60,
            Some((RemarkCode::YearOutOfRange, changed)),
        ),
        (
            "DURATION:P9999999D",
            60,
            Some((RemarkCode::YearOutOfRange, changed)),
        ),
    ];
    for (end, minutes, remark) in table {
        let start = if end.starts_with("DTSTART") {
            ""
        } else {
            "DTSTART:20250329T120000Z\n"
        };
        let incoming = event(&format!("SUMMARY:t\n{start}{end}"));
        let length = incoming.events[0].end - incoming.events[0].start;
        assert_eq!(length.num_minutes(), minutes, "{end}");
        let first = incoming.remarks.first().map(|r| (r.code, r.effect));
        assert_eq!(first, remark, "{end}");
    }
}

#[test]
fn what_cannot_be_taken_is_named_by_line_and_the_rest_goes_on() {
    let table = [
        ("SUMMARY:t", RemarkCode::NoStart, 4),
        ("SUMMARY:t\nDTSTART:soon", RemarkCode::BadDate, 7),
        (
            "SUMMARY:t\nDTSTART:20250230T100000Z",
            RemarkCode::BadDate,
            7,
        ),
        (
            "SUMMARY:t\nDTSTART:00010101T000000Z",
            RemarkCode::YearOutOfRange,
            7,
        ),
        (
            "SUMMARY:t\nDTSTART:99991231T235959Z",
            RemarkCode::YearOutOfRange,
            7,
        ),
        (
            "SUMMARY:t\nDTSTART:20250102T100000Z\nDTEND:20250102T090000Z",
            RemarkCode::EndBeforeStart,
            8,
        ),
        (
            "SUMMARY:t\nDTSTART:20250102T100000Z\nDURATION:-PT1H",
            RemarkCode::EndBeforeStart,
            8,
        ),
        (
            "SUMMARY:t\nDTSTART;VALUE=DATE:20250102\nDTEND;VALUE=DATE:20250101",
            RemarkCode::EndBeforeStart,
            8,
        ),
    ];
    for (bad, code, line) in table {
        let incoming = calendar(&format!(
            "X-WR-CALNAME:c\nBEGIN:VEVENT\nUID:bad\n{bad}\nEND:VEVENT\nBEGIN:VEVENT\nUID:good\nSUMMARY:t\n\
             DTSTART:20250101T100000Z\nDTEND:20250101T110000Z\nEND:VEVENT"
        ));
        assert_eq!(times(&incoming), ["2025-01-01T10:00/60 good"], "{bad}");
        let skipped: Vec<_> = incoming
            .remarks
            .iter()
            .filter(|r| r.effect == Effect::Skipped)
            .collect();
        assert_eq!(skipped.len(), 1, "{bad}");
        assert_eq!(
            (skipped[0].code, skipped[0].key.as_deref()),
            (code, Some("bad")),
            "{bad}"
        );
        assert_eq!(skipped[0].line, line, "{bad}");
    }
}

#[test]
fn whole_days_are_dates_between_the_venues_midnights() {
    let day = |d| NaiveDate::from_ymd_opt(2025, 3, d).unwrap();
    let table = [
        ("DTSTART;VALUE=DATE:20250330", day(30), day(30), 23),
        ("DTSTART:20250330", day(30), day(30), 23),
        (
            "DTSTART;VALUE=DATE:20250329\nDTEND;VALUE=DATE:20250331",
            day(29),
            day(30),
            47,
        ),
        (
            "DTSTART;VALUE=DATE:20250301\nDURATION:P3D",
            day(1),
            day(3),
            72,
        ),
        (
            "DTSTART;VALUE=DATE:20250301\nDTEND:20250302T120000Z",
            day(1),
            day(2),
            48,
        ),
    ];
    for (written, first, last, hours) in table {
        let incoming = event(&format!("SUMMARY:t\n{written}"));
        let event = &incoming.events[0];
        assert_eq!(event.all_day, Some((first, last)), "{written}");
        assert_eq!((event.end - event.start).num_hours(), hours, "{written}");
        assert!(has(&incoming, RemarkCode::AllDay, Effect::Noted));
    }
}

#[test]
fn one_uid_on_several_events_gives_keys_by_content_in_any_order() {
    let a = "BEGIN:VEVENT\nUID:u\nSUMMARY:a\nDTSTART:20250701T100000Z\nDURATION:PT1H\nEND:VEVENT";
    let b = "BEGIN:VEVENT\nUID:u\nSUMMARY:b\nDTSTART:20250702T100000Z\nDURATION:PT1H\nEND:VEVENT";
    let one = calendar(&format!("{a}\n{b}\n{a}"));
    let other = calendar(&format!("{b}\n{a}"));
    assert_eq!(times(&one), times(&other));
    assert_eq!(one.events.len(), 2);
    assert_ne!(one.events[0].key, one.events[1].key);
    assert!(one.events.iter().all(|e| e.key.starts_with("u~")));
    // The third is the first again.
    assert!(remarks(&one).contains(&(RemarkCode::DuplicateUid, Effect::Skipped, 15)));
}

#[test]
fn without_uid_the_content_is_the_identity() {
    let body = "BEGIN:VEVENT\nSUMMARY:a\nDTSTART:20250701T100000Z\nDURATION:PT1H\nEND:VEVENT";
    let (one, two) = (calendar(body), calendar(&format!("X-A:b\n{body}\n{body}")));
    assert!(has(&one, RemarkCode::NoUid, Effect::Changed));
    assert_eq!(one.events[0].key, two.events[0].key);
    assert_ne!(two.events[0].key, two.events[1].key);
}

#[test]
fn texts_are_cleaned_and_cut_with_a_remark() {
    let long = "长".repeat(10_000);
    let incoming = event(&format!(
        "SUMMARY:{long}\nLOCATION:a\u{202e}b\u{0}c\nDESCRIPTION:{long}\nDTSTART:20250701T100000Z\nDURATION:PT1H"
    ));
    let event = &incoming.events[0];
    assert_eq!(event.title.chars().count(), limits::TITLE);
    assert!(event.title.ends_with('…'));
    assert_eq!(event.room.as_deref(), Some("abc"));
    assert_eq!(event.description.chars().count(), limits::DESCRIPTION);
    for code in [
        RemarkCode::TitleCut,
        RemarkCode::DescriptionCut,
        RemarkCode::ControlCharactersRemoved,
    ] {
        assert!(has(&incoming, code, Effect::Changed), "{code:?}");
    }
}

#[test]
fn html_in_a_foreign_description_becomes_text() {
    let incoming = event(
        "SUMMARY:t\nDTSTART:20250701T100000Z\nDURATION:PT1H\n\
         DESCRIPTION:<p>One &amp\\; two</p><!-- <b>no</b> --><ul><li>a < b</li></ul>",
    );
    assert_eq!(incoming.events[0].description, "One & two\n\na < b");
}

#[test]
fn broken_structure_is_remarked_and_survived() {
    let good =
        "BEGIN:VEVENT\nUID:g\nSUMMARY:t\nDTSTART:20250701T100000Z\nDURATION:PT1H\nEND:VEVENT";
    let unclosed = "BEGIN:VEVENT\nUID:x\nSUMMARY:t\nDTSTART:20250702T100000Z\nDURATION:PT1H";
    // The next event begins before the last one ends.
    let incoming = calendar(&format!("{unclosed}\n{good}"));
    assert_eq!(incoming.events.len(), 2);
    assert!(has(&incoming, RemarkCode::UnclosedComponent, Effect::Noted));
    // Lines that belong to nothing, and things that are no events.
    let incoming = calendar(&format!(
        "not a line\nBEGIN:VTODO\nSUMMARY:x\nEND:VTODO\n{good}\nEND:VEVENT"
    ));
    assert_eq!(times(&incoming), ["2025-07-01T10:00/60 g"]);
    assert_eq!(
        remarks(&incoming),
        [
            (RemarkCode::StrayLine, Effect::Skipped, 3),
            (RemarkCode::OtherComponent, Effect::Skipped, 4),
            (RemarkCode::StrayLine, Effect::Skipped, 13)
        ]
    );
    // The file ends in the middle of an event.
    let file = format!("BEGIN:VCALENDAR\n{good}\n{unclosed}");
    let incoming = read(file.as_bytes(), "a.ics", &berlin()).unwrap();
    assert_eq!(incoming.events.len(), 1);
    assert_eq!(
        remarks(&incoming),
        [(RemarkCode::TruncatedFile, Effect::Skipped, 8)]
    );
    // Not UTF-8.
    let mut file = format!("BEGIN:VCALENDAR\n{good}\nEND:VCALENDAR").into_bytes();
    let at = file.windows(2).position(|w| w == b":t").unwrap();
    file[at + 1] = 0xe9;
    let incoming = read(&file, "a.ics", &berlin()).unwrap();
    assert_eq!(
        remarks(&incoming),
        [(RemarkCode::BadEncoding, Effect::Changed, 4)]
    );
}

#[test]
fn two_calendars_in_a_file_keep_their_zones() {
    let one = |zone: &str, uid: &str| {
        format!(
            "BEGIN:VCALENDAR\nX-WR-TIMEZONE:{zone}\nBEGIN:VEVENT\nUID:{uid}\nSUMMARY:t\n\
            DTSTART:20250701T120000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let file = one("Asia/Tokyo", "a") + &one("Asia/Shanghai", "b");
    let incoming = read(file.as_bytes(), "a.ics", &berlin()).unwrap();
    assert_eq!(
        times(&incoming),
        ["2025-07-01T03:00/60 a", "2025-07-01T04:00/60 b"]
    );
}

#[test]
fn a_cancelling_calendar_calls_off() {
    let incoming = calendar(
        "METHOD:CANCEL\nBEGIN:VEVENT\nUID:u\nDTSTART:20250701T100000Z\nDURATION:PT1H\nEND:VEVENT",
    );
    assert_eq!(incoming.events[0].status, Status::Cancelled);
}

#[test]
fn what_is_no_calendar_is_a_fault() {
    let large = vec![b' '; limits::FILE_BYTES + 1];
    let too_large = Fault::TooLarge {
        bytes: large.len(),
        limit: limits::FILE_BYTES,
    };
    let table: [(&[u8], Fault); 8] = [
        (b"", Fault::Empty),
        (b"\xef\xbb\xbf \r\n", Fault::Empty),
        (b"PK\x03\x04\x14\x00\x00\x00", Fault::Binary),
        (b"hello", Fault::NotACalendar),
        (
            b"<html><body>BEGIN:VCALENDAR</body></html>",
            Fault::NotACalendar,
        ),
        (b"<schedules/>", Fault::NotACalendar),
        (b"{\"schedule\": {}}", Fault::NotACalendar),
        (&large, too_large),
    ];
    for (bytes, fault) in table {
        assert_eq!(read(bytes, "x", &berlin()), Err(fault));
    }
}

#[test]
fn utf_16_is_read_and_the_name_stands_in_for_a_title() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:会议\r\nDTSTART:20250701T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR";
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let incoming = read(&bytes, "本周.ics", &berlin()).unwrap();
    assert_eq!(
        (incoming.title.as_str(), incoming.events[0].title.as_str()),
        ("本周", "会议")
    );
}

#[test]
fn codes_go_out_in_snake_case() {
    let incoming = event("SUMMARY:t");
    let written = serde_json::to_value(&incoming.remarks[0]).unwrap();
    assert_eq!(
        written,
        serde_json::json!({"line": 3, "key": "u", "code": "no_start", "effect": "skipped", "detail": "t"})
    );
}

#[test]
fn remarks_are_bounded_and_counted() {
    let file = format!(
        "BEGIN:VCALENDAR\n{}END:VCALENDAR",
        "x\n".repeat(limits::REMARKS + 5)
    );
    let incoming = read(file.as_bytes(), "a.ics", &berlin()).unwrap();
    assert_eq!(incoming.remarks.len(), limits::REMARKS + 1);
    let last = incoming.remarks.last().unwrap();
    assert_eq!(
        (last.code, last.detail.as_str()),
        (RemarkCode::TooManyRemarks, "5")
    );
}
