//! A meeting, a room and a venue for the tests of this crate.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use chrono::{DateTime, TimeZone as _, Utc};
use uuid::Uuid;

use crate::ids::{BuildingId, MeetingId, Number, RoomId, VenueId};
use crate::meeting::{Meeting, Refreshment, Slot, Standing, State, Taken};
use crate::names::Name;
use crate::room::{Class, Layout, Opening, Room, Setting};
use crate::venue::Venue;

/// An hour of 25 November 2026, UTC.
pub(crate) fn at(hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 25, hour, 0, 0).unwrap()
}

/// A confirmed meeting of 180 people in room 1, from 6 to 9.
pub(crate) fn meeting() -> Meeting {
    Meeting {
        id: MeetingId(Uuid::from_u128(1)),
        number: Number::new(11, 22, "A", 3),
        title: "骨干培训".into(),
        slot: Slot {
            room: Some(RoomId(Uuid::from_u128(1))),
            also: Vec::new(),
            layout: None,
            start: at(6),
            end: at(9),
            all_day: false,
        },
        headcount: Some(180),
        organiser: "市教育局".into(),
        contact: "张主任".into(),
        phone: "13800000000".into(),
        service: Refreshment::Tea,
        leader: false,
        needs: String::new(),
        meeting_kind: String::new(),
        standing: Standing {
            state: State::Confirmed,
            ..Standing::default()
        },
        template: None,
        series: None,
        source: None,
        level: Default::default(),
        hold: None,
        lock: None,
        waits: None,
        taken: Taken {
            by: "周敏".into(),
            at: at(0),
        },
    }
}

/// Room 1 as a room of a class.
pub(crate) fn room(class: Class) -> Room {
    Room {
        id: RoomId(Uuid::from_u128(1)),
        building: BuildingId(Uuid::nil()),
        name: Name::new("报告厅", "Lecture hall"),
        number: None,
        aliases: Vec::new(),
        class,
        settings: vec![Setting {
            layout: Layout::Theatre,
            seats: 450,
            set_up: 60,
            clear: 30,
        }],
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Opening::default(),
        rank: 0,
        retired: false,
    }
}

/// A venue by the standard, in Shanghai.
pub(crate) fn venue() -> Venue {
    Venue {
        id: VenueId(Uuid::nil()),
        name: Name::default(),
        issuer: Name::default(),
        zone: chrono_tz::Asia::Shanghai,
        day_parts: crate::quick::DayParts::default(),
        booking_rules: Venue::standard_rules(),
        margins: crate::venue::Margins::default(),
        notice: crate::notice::NoticeRule::default(),
        report: crate::client_report::ReportRule::default(),
        fee: Default::default(),
        incident: Default::default(),
        hotline: Default::default(),
        audit: Default::default(),
        keep: Default::default(),
        meeting_kinds: crate::meeting_kind::standard(),
    }
}
