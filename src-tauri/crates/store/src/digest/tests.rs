//! The running sums against a walk over the tables, whatever happened.

use proptest::prelude::*;
use serde_json::json;
use steward_domain::ids::{MeetingId, Number, RoomId};
use steward_domain::log::Op;
use steward_domain::meeting::{Meeting, Slot, Taken};
use steward_domain::names::Name;
use steward_domain::room::{Class, Layout, Room, Setting};
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::Store;
use crate::trial::{self, NOW};

struct Station {
    store: Store,
    _dir: TempDir,
}

impl Station {
    fn new(n: u128) -> Self {
        let (store, dir) = trial::station(n);
        Self { store, _dir: dir }
    }

    fn trust(&self, other: &Self) {
        trial::trust(&self.store, &other.store);
    }

    fn write(&self, ops: Vec<Op>) {
        trial::write(&self.store, ops);
    }

    /// Takes some of what the other has more.
    fn pull(&self, other: &Self, bytes: usize) {
        let batch = other
            .store
            .load(&self.store.heads().unwrap(), bytes)
            .unwrap();
        self.store.accept(batch.commits, NOW).unwrap();
    }

    #[track_caller]
    fn assert_counted(&self) {
        let sums = self.store.read(|reader| {
            let kept = stored(reader.connection)?.unwrap_or_default();
            Ok::<_, Fault>((kept, walk(reader.connection)?))
        });
        let (kept, walked) = sums.unwrap();
        assert_eq!(kept, walked);
    }
}

#[derive(Clone, Debug)]
enum Step {
    Field(u128, u8, u8),
    Clear(u128, u8),
    Fact(u128, u128, u8),
    Book(u128, u8),
    Room(u8),
    Pull(usize),
    Rebuild,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..3_u128, 0..3_u8, 0..3_u8).prop_map(|(r, f, v)| Step::Field(r, f, v)),
        (0..3_u128, 0..3_u8).prop_map(|(r, f)| Step::Clear(r, f)),
        (0..3_u128, 0..3_u128, 0..3_u8).prop_map(|(id, about, v)| Step::Fact(id, about, v)),
        (0..4_u128, 0..4_u8).prop_map(|(id, hour)| Step::Book(id, hour)),
        (0..3_u8).prop_map(Step::Room),
        prop_oneof![Just(1), Just(2_000), Just(usize::MAX)].prop_map(Step::Pull),
        Just(Step::Rebuild),
    ]
}

fn take(step: &Step, here: &Station, other: &Station) {
    let put = |id, field: String, value| Op::Put {
        kind: "thing".into(),
        id: Uuid::from_u128(id),
        field,
        value,
    };
    match *step {
        Step::Field(r, f, v) => here.write(vec![
            put(r, format!("f{f}"), json!(v)),
            put(r, format!("f{f}"), json!([v])),
        ]),
        Step::Clear(r, f) => here.write(vec![put(r, format!("f{f}"), json!(null))]),
        Step::Fact(id, about, v) => here.write(vec![Op::Fact {
            id: Uuid::from_u128(0xF0 + id),
            kind: "said".into(),
            about: Uuid::from_u128(about),
            body: json!(v),
        }]),
        Step::Book(id, hour) => here.write(steward_domain::record::changes(
            None,
            &meeting(0x100 + id, i64::from(hour)),
        )),
        Step::Room(set_up) => here.write(steward_domain::record::changes(
            None,
            &room(u32::from(set_up) * 30),
        )),
        Step::Pull(bytes) => here.pull(other, bytes),
        Step::Rebuild => here.store.rebuild().unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_or_taken_in_the_sums_are_those_of_a_walk(
        steps in proptest::collection::vec((any::<bool>(), step()), 1..24)
    ) {
        let (a, b) = (Station::new(1), Station::new(2));
        a.trust(&b);
        b.trust(&a);
        for (first, step) in &steps {
            let (here, other) = if *first { (&a, &b) } else { (&b, &a) };
            take(step, here, other);
            here.assert_counted();
        }
        a.pull(&b, usize::MAX);
        b.pull(&a, usize::MAX);
        a.assert_counted();
        prop_assert_eq!(a.store.digest().unwrap(), b.store.digest().unwrap());
        a.store.rebuild().unwrap();
        prop_assert_eq!(a.store.digest().unwrap(), b.store.digest().unwrap());
    }
}

/// As a store of an older version is after its upgrade.
#[test]
fn a_store_without_sums_is_counted_once_and_goes_on_from_there() {
    let station = Station::new(1);
    take(&Step::Book(1, 1), &station, &station);
    let digest = station.store.digest().unwrap();
    let desk = station.store.desk();
    sums::clear(&desk.connection).unwrap();
    drop(desk);
    assert_eq!(station.store.digest().unwrap(), digest);
    take(&Step::Book(2, 1), &station, &station);
    station.assert_counted();
    let desk = station.store.desk();
    sums::clear(&desk.connection).unwrap();
    settle(&desk.connection).unwrap();
    drop(desk);
    station.assert_counted();
}

#[test]
fn a_sum_that_is_wrong_is_found_by_name() {
    let station = Station::new(1);
    take(&Step::Book(1, 1), &station, &station);
    assert_eq!(station.store.verify().unwrap(), []);
    let desk = station.store.desk();
    sums::set(&desk.connection, "record", [7; 32]).unwrap();
    drop(desk);
    let found = crate::Finding::Projection {
        table: "sum".into(),
        row: "record".into(),
    };
    assert_eq!(station.store.verify().unwrap(), [found]);
    station.store.rebuild().unwrap();
    assert_eq!(station.store.verify().unwrap(), []);
}

fn room(set_up: u32) -> Room {
    Room {
        id: RoomId(Uuid::from_u128(0xA0)),
        building: steward_domain::ids::BuildingId(Uuid::from_u128(0xB0)),
        name: Name::new("201", ""),
        number: None,
        aliases: Vec::new(),
        class: Class::A,
        settings: vec![Setting {
            layout: Layout::Board,
            seats: 28,
            set_up,
            clear: 0,
        }],
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Default::default(),
        rank: 0,
        retired: false,
    }
}

fn meeting(id: u128, hour: i64) -> Meeting {
    let at = |hour: i64| {
        chrono::DateTime::from_timestamp_millis(NOW + hour * 3_600_000).unwrap_or_default()
    };
    Meeting {
        id: MeetingId(Uuid::from_u128(id)),
        number: Number::new(11, 22, "A", 1),
        title: "骨干培训".into(),
        slot: Slot {
            room: Some(RoomId(Uuid::from_u128(0xA0))),
            also: Vec::new(),
            layout: None,
            start: at(hour),
            end: at(hour + 2),
            all_day: false,
        },
        headcount: Some(28),
        organiser: String::new(),
        contact: String::new(),
        phone: String::new(),
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
            by: String::new(),
            at: at(0),
        },
    }
}
