//! Stores of their own for the store's tests, with invented content.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use chrono::{DateTime, Duration, TimeZone, Utc};
use serde_json::{Value, json};
use steward_domain::ids::{BuildingId, MeetingId, Number, RoomId, StationId, VenueId};
use steward_domain::log::Op;
use steward_domain::meeting::{Meeting, Slot, Taken};
use steward_domain::names::Name;
use steward_domain::room::{Class, Layout, Room, Setting};
use steward_domain::station::{KEY, Station, StationKey, StationState};
use steward_store::{Accepted, Act, Fault, Founding, Place, Store};
use tempfile::TempDir;
use uuid::Uuid;

/// A Sunday in Shanghai, 14:00.
pub(crate) const NOW: i64 = 1_795_327_200_000;
pub(crate) const VENUE: VenueId = VenueId(Uuid::from_u128(0xE0));

/// A store in a folder that goes when the test ends.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) place: Place,
    pub(crate) dir: TempDir,
}

impl Desk {
    /// The `n`-th station of the venue.
    pub(crate) fn new(n: u128) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let place = place(&dir);
        let store = Store::found(&place, &founding(n), NOW).unwrap();
        Self { store, place, dir }
    }

    /// Closes the store and opens it again.
    pub(crate) fn reopened(self) -> Self {
        let Self { store, place, dir } = self;
        drop(store);
        Self {
            store: Store::open(&place, NOW).unwrap(),
            place,
            dir,
        }
    }

    pub(crate) fn put(&self, wall_ms: i64, kind: &str, id: u128, field: &str, value: Value) {
        let op = Op::Put {
            kind: kind.into(),
            id: Uuid::from_u128(id),
            field: field.into(),
            value,
        };
        self.write(wall_ms, vec![op]);
    }

    pub(crate) fn write(&self, wall_ms: i64, ops: Vec<Op>) {
        let written = self.store.write(act(wall_ms), |w| {
            ops.into_iter().for_each(|op| w.op(op));
            Ok::<_, Fault>(())
        });
        written.unwrap();
    }

    pub(crate) fn save_room(&self, room: &Room) {
        self.store.write(act(NOW), |w| w.save(room)).unwrap();
    }

    pub(crate) fn save(&self, meeting: &Meeting) {
        self.store.write(act(NOW), |w| w.save(meeting)).unwrap();
    }

    /// Takes everything the other has.
    pub(crate) fn pull(&self, other: &Self) -> Accepted {
        let mine = self.store.heads().unwrap();
        self.store
            .accept(other.store.commits_after(&mine).unwrap(), NOW)
            .unwrap()
    }

    pub(crate) fn trust(&self, other: &Self) {
        let identity = other.store.identity();
        self.store
            .trust_station(identity.station, other.store.public_key(), &identity.name)
            .unwrap();
    }
}

/// Stations that know each other.
pub(crate) fn venue(size: u128) -> Vec<Desk> {
    let desks: Vec<Desk> = (1..=size).map(Desk::new).collect();
    for a in &desks {
        desks
            .iter()
            .filter(|b| !std::ptr::eq(a, *b))
            .for_each(|b| a.trust(b));
    }
    desks
}

pub(crate) fn place(dir: &TempDir) -> Place {
    Place {
        dir: dir.path().join("data"),
        config_dir: dir.path().join("config"),
        keyring: false,
    }
}

pub(crate) fn founding(n: u128) -> Founding {
    Founding {
        venue: VENUE,
        station: StationId(Uuid::from_u128(n)),
        station_name: format!("第{n}台"),
        letter: char::from_u32(64 + n as u32).unwrap().to_string(),
    }
}

pub(crate) fn act(wall_ms: i64) -> Act {
    Act {
        actor: "林晓".into(),
        session: None,
        intent: "test",
        wall_ms,
        offline: false,
    }
}

/// The given hour of the test's day, UTC.
pub(crate) fn hour(hour: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 0, 0, 0).unwrap() + Duration::hours(hour)
}

/// A discussion room of 28 seats, half an hour to set up and to clear.
pub(crate) fn room(id: u128, name: &str) -> Room {
    Room {
        id: RoomId(Uuid::from_u128(id)),
        building: BuildingId(Uuid::from_u128(0xB0)),
        name: Name::new(name, ""),
        number: None,
        aliases: Vec::new(),
        class: Class::A,
        settings: vec![Setting {
            layout: Layout::Board,
            seats: 28,
            set_up: 30,
            clear: 30,
        }],
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Default::default(),
        rank: 0,
        retired: false,
    }
}

/// A meeting in a room for some hours of the test's day.
pub(crate) fn meeting(id: u128, room: Option<u128>, from: i64, to: i64) -> Meeting {
    Meeting {
        id: MeetingId(Uuid::from_u128(id)),
        number: Number::new(11, 22, "A", id as u32),
        title: "骨干培训".into(),
        slot: Slot {
            room: room.map(|id| RoomId(Uuid::from_u128(id))),
            also: Vec::new(),
            layout: None,
            start: hour(from),
            end: hour(to),
            all_day: false,
        },
        headcount: Some(28),
        organiser: "市教育局".into(),
        contact: "张主任".into(),
        phone: "13800000000".into(),
        service: Default::default(),
        leader: false,
        needs: String::new(),
        meeting_kind: String::new(),
        standing: Default::default(),
        template: None,
        series: None,
        source: None,
        level: Default::default(),
        hold: None,
        lock: None,
        waits: None,
        taken: Taken {
            by: "林晓".into(),
            at: hour(0),
        },
    }
}

/// `host` tells the log of `station`, with its key.
pub(crate) fn let_in(host: &Desk, station: &Desk, state: StationState) {
    let identity = station.store.identity();
    let record = Station {
        id: identity.station,
        name: identity.name,
        letter: identity.letter,
        state,
        why: String::new(),
    };
    let key = StationKey::of(&station.store.public_key());
    let written = host.store.write(act(NOW), |w| {
        w.save(&record)?;
        w.fact(KEY, record.id.0, json!(key));
        Ok::<_, Fault>(())
    });
    written.unwrap();
}

/// The files of one folder, in place of what is in another.
pub(crate) fn put_in_place(from: &std::path::Path, to: &std::path::Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}
