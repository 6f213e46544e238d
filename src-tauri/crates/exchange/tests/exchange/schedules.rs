//! Small invented conference schedules: what comes in, and what is said about it.

use crate::common::{remarks, times};
use chrono_tz::Tz;
use steward_exchange::{Context, Effect, Fault, Incoming, Kind, RemarkCode, read};

fn context() -> Context {
    Context {
        venue_zone: Tz::Asia__Shanghai,
        ..Context::default()
    }
}

fn schedule(conference: &str, day: &str) -> Incoming {
    let text = format!(
        "<?xml version=\"1.0\"?>\n<schedule>\n<conference><title>Days &amp; Nights</title>{conference}</conference>\n{day}\n</schedule>"
    );
    read(text.as_bytes(), "s.xml", &context()).unwrap()
}

fn one(conference: &str, event: &str) -> Incoming {
    schedule(
        conference,
        &format!(
            "<day index=\"1\" date=\"2025-06-01\"><room name=\"Hall\">\n<event id=\"7\"><title>t</title>{event}</event></room></day>"
        ),
    )
}

const ZONE: &str = "<time_zone_name>Europe/Berlin</time_zone_name>";

#[test]
fn a_full_event_is_read_field_by_field() {
    let incoming = schedule(
        ZONE,
        "<day index=\"1\" date=\"2025-06-01\"><room name=\"Hall &lt;1&gt;\">\n\
         <event id=\"7\" guid=\"aa-bb\"><date>2025-06-01T23:30:00+02:00</date><start>23:30</start>\
         <duration>01:00</duration><room>other</room><title>Tea &amp; <![CDATA[<b>]]> &#8211; late</title>\
         <subtitle>Sub</subtitle><track>Night</track><type>talk</type><language>de</language>\
         <abstract>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three&lt;/p&gt;</abstract>\
         <description><p>Real</p><p>markup</p></description><url>https://example.org/?a=1&amp;b=2</url>\
         <persons><person id=\"1\">Zhang &amp; Li</person><person id=\"2\"> Wang </person><person/></persons>\
         <links><link href=\"x\">a link</link></links></event></room></day>",
    );
    assert_eq!(
        (incoming.kind, incoming.title.as_str()),
        (Kind::Schedule, "Days & Nights")
    );
    assert_eq!(incoming.zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(times(&incoming), ["2025-06-01T21:30/60 aa-bb"]);
    let event = &incoming.events[0];
    assert_eq!(event.line, 5);
    assert_eq!(event.title, "Tea & <b> – late");
    assert_eq!(event.room.as_deref(), Some("Hall <1>"));
    assert_eq!(event.people, ["Zhang & Li", "Wang"]);
    assert_eq!(
        (event.track.as_deref(), event.kind.as_deref()),
        (Some("Night"), Some("talk"))
    );
    assert_eq!(
        event.description,
        "Sub\n\nOne.\n\nTwo & three\n\nReal\nmarkup"
    );
    assert_eq!(event.url.as_deref(), Some("https://example.org/?a=1&b=2"));
    assert_eq!(event.language.as_deref(), Some("de"));
    assert_eq!(
        event.changed_uid_key,
        "tea & <b> – late|20250601T213000Z|hall <1>"
    );
    assert_eq!(remarks(&incoming), []);
}

#[test]
fn starts() {
    let table = [
        // The date says it all.
        (
            ZONE,
            "<date>2025-06-02T01:00:00+02:00</date><start>09:00</start>",
            "2025-06-01T23:00",
        ),
        // Local, in the conference's zone; else in the venue's.
        (ZONE, "<date>2025-06-02T01:00:00</date>", "2025-06-01T23:00"),
        (
            ZONE,
            "<date>2025-06-02</date><start>9:00</start>",
            "2025-06-02T07:00",
        ),
        (ZONE, "<start>09:30</start>", "2025-06-01T07:30"),
        ("", "<start>09:30:00</start>", "2025-06-01T01:30"),
        // Before the change of day it is the next morning.
        (
            "<time_zone_name>UTC</time_zone_name><day_change>04:00</day_change>",
            "<start>01:30</start>",
            "2025-06-02T01:30",
        ),
        (
            "<time_zone_name>UTC</time_zone_name><day_change>04:00:00</day_change>",
            "<start>04:00</start>",
            "2025-06-01T04:00",
        ),
        // A date that cannot be read: the day and the start.
        (
            ZONE,
            "<date>soon</date><start>09:30</start>",
            "2025-06-01T07:30",
        ),
    ];
    for (conference, event, start) in table {
        let incoming = one(conference, &format!("{event}<duration>00:45</duration>"));
        assert_eq!(times(&incoming), [format!("{start}/45 7")], "{event}");
        assert_eq!(
            incoming.remarks.is_empty(),
            !conference.is_empty() && !event.contains("soon"),
            "{event}"
        );
    }
}

#[test]
fn durations() {
    let changed = Effect::Changed;
    let table = [
        ("00:25", 25, None),
        ("26:00", 26 * 60, None),
        ("00:25:00", 25, None),
        ("01:30:00", 90, None),
        ("1:02:30", 26 * 60 + 30, None),
        ("2:00:00", 48 * 60, None),
        ("01:02:03:00", 26 * 60 + 3, None),
        ("", 60, Some(RemarkCode::NoEnd)),
        ("00:00", 60, Some(RemarkCode::NoEnd)),
        ("long", 60, Some(RemarkCode::BadDuration)),
        ("00:75", 60, Some(RemarkCode::BadDuration)),
        ("99999:00", 60, Some(RemarkCode::BadDuration)),
    ];
    for (duration, minutes, code) in table {
        let incoming = one(
            ZONE,
            &format!("<start>10:00</start><duration>{duration}</duration>"),
        );
        assert_eq!(
            times(&incoming),
            [format!("2025-06-01T08:00/{minutes} 7")],
            "{duration}"
        );
        let said: Vec<_> = incoming
            .remarks
            .iter()
            .map(|r| (r.code, r.effect))
            .collect();
        assert_eq!(
            said,
            code.map(|code| (code, changed))
                .into_iter()
                .collect::<Vec<_>>(),
            "{duration}"
        );
    }
}

#[test]
fn what_cannot_be_taken_is_named_by_line_and_the_rest_goes_on() {
    let table = [
        ("", RemarkCode::NoStart),
        ("<start>late</start>", RemarkCode::BadDate),
        ("<start>25:00</start>", RemarkCode::BadDate),
        (
            "<date>0001-01-01T00:00:00Z</date>",
            RemarkCode::YearOutOfRange,
        ),
        (
            "<date>9999-12-31T23:00:00Z</date>",
            RemarkCode::YearOutOfRange,
        ),
        (
            "<start>10:00</start><duration>-01:00</duration>",
            RemarkCode::EndBeforeStart,
        ),
    ];
    for (bad, code) in table {
        let incoming = schedule(
            ZONE,
            &format!(
                "<day date=\"2025-06-01\"><room name=\"A\">\n<event id=\"bad\"><title>t</title>{bad}</event>\n\
                 <event id=\"good\"><title>t</title><start>10:00</start><duration>01:00</duration></event></room></day>"
            ),
        );
        assert_eq!(times(&incoming), ["2025-06-01T08:00/60 good"], "{bad}");
        let skipped: Vec<_> = incoming
            .remarks
            .iter()
            .filter(|r| r.effect == Effect::Skipped)
            .collect();
        assert_eq!(skipped.len(), 1, "{bad}");
        assert_eq!(
            (skipped[0].code, skipped[0].line, skipped[0].key.as_deref()),
            (code, 5, Some("bad")),
            "{bad}"
        );
    }
}

#[test]
fn one_id_on_several_events_gives_keys_by_content() {
    let event = |start: &str| {
        format!(
            "<event id=\"1\"><title>t</title><start>{start}</start><duration>00:10</duration></event>"
        )
    };
    let day = |events: String| {
        schedule(
            ZONE,
            &format!("<day date=\"2025-06-01\"><room name=\"A\">{events}</room></day>"),
        )
    };
    let one = day(event("10:00") + &event("11:00"));
    let two = day(event("11:00") + &event("10:00"));
    assert_eq!(times(&one), times(&two));
    assert!(one.events.iter().all(|e| e.key.starts_with("1~")));
    assert_eq!(
        one.remarks
            .iter()
            .filter(|r| r.code == RemarkCode::DuplicateUid)
            .count(),
        2
    );
}

#[test]
fn entities_of_the_files_own_are_refused() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE schedule [\n<!ENTITY a \"aaaaaaaaaa\">\n<!ENTITY b \"&a;&a;&a;\">\n]>\n\
        <schedule><conference><title>&b;</title></conference></schedule>";
    assert!(matches!(
        read(bomb.as_bytes(), "s.xml", &context()),
        Err(Fault::Entities { .. })
    ));
    let foreign =
        "<!DOCTYPE schedule [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><schedule>&f;</schedule>";
    assert!(matches!(
        read(foreign.as_bytes(), "s.xml", &context()),
        Err(Fault::Entities { .. })
    ));
    // One that nobody declared stays as it is written.
    let incoming = one(
        ZONE,
        "<start>10:00</start><duration>00:10</duration><track>caf&eacute;</track>",
    );
    assert_eq!(incoming.events[0].track.as_deref(), Some("caf&eacute;"));
    assert_eq!(
        remarks(&incoming),
        [(RemarkCode::UnknownEntity, Effect::Noted, 5)]
    );
}

#[test]
fn broken_xml_keeps_what_came_before() {
    let good =
        "<event id=\"1\"><title>t</title><start>10:00</start><duration>00:10</duration></event>\n";
    let start = format!(
        "<schedule><conference>{ZONE}</conference><day date=\"2025-06-01\"><room name=\"A\">\n{good}"
    );
    let deep = "<x>".repeat(100_000);
    let table = [
        (
            format!("{start}<event id=\"2\"><title>half"),
            RemarkCode::TruncatedFile,
        ),
        (format!("{start}</wrong>"), RemarkCode::BadXml),
        (format!("{start}<event id=\"2\" <"), RemarkCode::BadXml),
        (format!("{start}{deep}"), RemarkCode::UnclosedComponent),
        (start.clone(), RemarkCode::TruncatedFile),
    ];
    for (file, code) in table {
        let incoming = read(file.as_bytes(), "s.xml", &context()).unwrap();
        assert_eq!(times(&incoming), ["2025-06-01T08:00/10 1"], "{code:?}");
        assert!(
            incoming.remarks.iter().any(|r| r.code == code),
            "{:?}",
            incoming.remarks
        );
    }
}

#[test]
fn texts_are_cleaned_and_cut_with_a_remark() {
    let long = "长".repeat(10_000);
    let incoming = one(
        ZONE,
        &format!(
            "<start>10:00</start><duration>00:10</duration><subtitle>a\u{202e}b</subtitle><track>{long}</track>"
        ),
    );
    assert_eq!(incoming.events[0].description, "ab");
    assert_eq!(
        incoming.events[0].track.as_deref().unwrap().chars().count(),
        200
    );
    let codes: Vec<_> = incoming.remarks.iter().map(|r| r.code).collect();
    assert_eq!(
        codes,
        [RemarkCode::ControlCharactersRemoved, RemarkCode::TextCut]
    );
}
