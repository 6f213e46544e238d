//! Files that nobody here wrote, where they are at hand: exact counts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use steward_exchange::{Context, Effect, Incoming, IncomingEvent, Kind, RemarkCode, Window, read};

fn load(file: &str, context: &Context) -> Option<Incoming> {
    let folder = std::env::var_os("STEWARD_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data"),
        PathBuf::from,
    );
    match std::fs::read(folder.join(file)) {
        Ok(bytes) => Some(read(&bytes, file, context).unwrap()),
        Err(_) => {
            println!("skipped: {file} is not here");
            None
        }
    }
}

fn venue(venue_zone: Tz) -> Context {
    Context {
        venue_zone,
        ..Context::default()
    }
}

fn rooms(incoming: &Incoming) -> BTreeSet<&str> {
    let rooms = incoming
        .events
        .iter()
        .filter_map(|event| event.room.as_deref());
    rooms.collect()
}

fn keys(incoming: &Incoming) -> BTreeSet<&str> {
    incoming
        .events
        .iter()
        .map(|event| event.key.as_str())
        .collect()
}

fn codes(incoming: &Incoming) -> BTreeMap<RemarkCode, usize> {
    let mut codes = BTreeMap::new();
    for remark in &incoming.remarks {
        *codes.entry(remark.code).or_default() += 1;
    }
    codes
}

fn overlaps(incoming: &Incoming) -> Vec<(&str, &str)> {
    let mut by_room: BTreeMap<&str, Vec<&IncomingEvent>> = BTreeMap::new();
    for event in &incoming.events {
        by_room
            .entry(event.room.as_deref().unwrap())
            .or_default()
            .push(event);
    }
    let mut found = Vec::new();
    for events in by_room.values() {
        for (at, first) in events.iter().enumerate() {
            for second in &events[at + 1..] {
                if first.start < second.end && second.start < first.end {
                    found.push((first.key.as_str(), second.key.as_str()));
                }
            }
        }
    }
    found
}

#[test]
fn the_congress_comes_in_whole() {
    let Some(incoming) = load("conference/39c3.xml", &Context::default()) else {
        return;
    };
    assert_eq!(incoming.kind, Kind::Schedule);
    assert_eq!(incoming.title, "39th Chaos Communications Congress");
    assert_eq!(incoming.zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(incoming.events.len(), 215);
    assert_eq!(rooms(&incoming).len(), 14);
    assert_eq!(keys(&incoming).len(), 215);
    assert_eq!(codes(&incoming), [(RemarkCode::DescriptionCut, 14)].into());
    assert_eq!(overlaps(&incoming), []);
    let berlin = Tz::Europe__Berlin;
    let over_midnight = incoming.events.iter().filter(|event| {
        let end = event.end.with_timezone(&berlin);
        event.start.with_timezone(&berlin).date_naive() < end.date_naive()
            && end.num_seconds_from_midnight() > 0
    });
    assert_eq!(over_midnight.count(), 11);
    let first = incoming
        .events
        .iter()
        .find(|event| event.key == "a2dd3dc7-ecae-50b3-82d9-266ad02f7a40")
        .unwrap();
    assert_eq!(
        first.start,
        Utc.with_ymd_and_hms(2025, 12, 27, 15, 0, 0).unwrap()
    );
    assert_eq!(
        first.end,
        Utc.with_ymd_and_hms(2025, 12, 27, 16, 0, 0).unwrap()
    );
    assert_eq!(first.room.as_deref(), Some("One"));
    assert_eq!(first.people, ["Q Misell", "maya / 551724"]);
    assert_eq!(
        (first.track.as_deref(), first.kind.as_deref()),
        (Some("Security"), Some("Talk"))
    );
    assert_eq!((first.line, first.language.as_deref()), (24, Some("en")));
    assert!(
        incoming
            .remarks
            .iter()
            .all(|remark| remark.effect != Effect::Skipped)
    );
}

#[test]
fn fosdem_comes_in_whole() {
    let Some(incoming) = load("conference/fosdem-2023.xml", &venue(Tz::Europe__Brussels)) else {
        return;
    };
    assert_eq!(incoming.title, "FOSDEM 2023");
    assert_eq!(incoming.events.len(), 780);
    assert_eq!(rooms(&incoming).len(), 35);
    assert_eq!(keys(&incoming).len(), 780);
    let said = [
        (RemarkCode::ZoneAssumed, 1),
        (RemarkCode::DescriptionCut, 6),
    ];
    assert_eq!(codes(&incoming), said.into());
    assert_eq!(overlaps(&incoming), [("13725", "15105")]);
    let first = incoming
        .events
        .iter()
        .find(|event| event.key == "15059")
        .unwrap();
    assert_eq!(
        first.start,
        Utc.with_ymd_and_hms(2023, 2, 4, 8, 30, 0).unwrap()
    );
    assert_eq!(
        first.end,
        Utc.with_ymd_and_hms(2023, 2, 4, 8, 55, 0).unwrap()
    );
    assert_eq!(
        first.description,
        "FOSDEM welcome and opening talk.\n\nWelcome to FOSDEM 2023!"
    );
}

#[test]
fn pycon_comes_in_whole() {
    let Some(incoming) = load("calendar/pyconuk-2015.ics", &venue(Tz::Europe__London)) else {
        return;
    };
    assert_eq!(incoming.kind, Kind::Ics);
    assert_eq!(incoming.events.len(), 162);
    assert_eq!(keys(&incoming).len(), 162);
    assert_eq!(rooms(&incoming).len(), 11);
    assert_eq!(incoming.title, "PyCon UK 2015 Schedule");
    let said = [
        (RemarkCode::NoEnd, 5),
        (RemarkCode::NoTitle, 4),
        (RemarkCode::TitleCut, 1),
    ];
    assert_eq!(codes(&incoming), said.into());
    let first = &incoming.events[0];
    assert_eq!(first.title, "Registration / Breakfast");
    assert_eq!(
        first.key,
        "20150923T114946Z-87387@testing-worker-linux-docker-6248058b-3198-linux-8"
    );
    assert_eq!(first.line, 4);
}

#[test]
fn the_workshop_calendar_recurs_in_the_window() {
    let day = |year, month, day| Utc.with_ymd_and_hms(year, month, day, 0, 0, 0).unwrap();
    let window = Window {
        from: Some(day(2018, 1, 1)),
        to: Some(day(2019, 1, 1)),
    };
    let context = Context {
        window,
        ..venue(Tz::Europe__Berlin)
    };
    let Some(incoming) = load("calendar/fablab-cottbus.ics", &context) else {
        return;
    };
    assert_eq!(incoming.zone.as_deref(), Some("Europe/Berlin"));
    // 27 single events, and the first Saturday of each of twelve months.
    assert_eq!(incoming.events.len(), 27 + 12);
    assert_eq!(keys(&incoming).len(), 39);
    let monthly: Vec<_> = incoming
        .events
        .iter()
        .filter(|event| event.key.contains("#2018"))
        .collect();
    assert_eq!(monthly.len(), 12);
    // 14:00 in Berlin on each, across the change of the clocks.
    assert!(
        monthly
            .iter()
            .all(|event| event.start.with_timezone(&Tz::Europe__Berlin).hour() == 14)
    );
    assert_eq!(
        monthly[6].start,
        Utc.with_ymd_and_hms(2018, 7, 7, 12, 0, 0).unwrap()
    );
    let closed = incoming
        .events
        .iter()
        .find(|event| event.all_day.is_some())
        .unwrap();
    let date = NaiveDate::from_ymd_opt(2018, 6, 9).unwrap();
    assert_eq!(closed.all_day, Some((date, date)));
    assert_eq!(
        closed.start,
        Utc.with_ymd_and_hms(2018, 6, 8, 22, 0, 0).unwrap()
    );
    assert!(
        closed
            .description
            .contains("https://www.facebook.com/events/297637247437414/\nDie Werkstatt")
    );
    let said = [
        (RemarkCode::AllDay, 1),
        (RemarkCode::RecurrenceOutsideWindow, 1),
    ];
    assert_eq!(codes(&incoming), said.into());
}
