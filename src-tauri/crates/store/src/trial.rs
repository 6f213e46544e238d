//! Stations for this crate's own tests: each a founded store in a folder of
//! its own that goes with it.

use serde_json::Value;
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::Op;
use tempfile::TempDir;
use uuid::Uuid;

use crate::{Act, Fault, Founding, Place, Store};

/// When all of it happens, milliseconds since 1970.
pub(crate) const NOW: i64 = 1_795_327_200_000;

/// The venue they all are of.
pub(crate) const VENUE: VenueId = VenueId(Uuid::from_u128(0xE0));

/// A folder for a store, and where in it its files lie.
pub(crate) fn folder() -> (TempDir, Place) {
    let dir = tempfile::tempdir().unwrap();
    let place = Place {
        dir: dir.path().join("data"),
        config_dir: dir.path().join("config"),
        keyring: false,
    };
    (dir, place)
}

/// The `n`th station founds its store there.
pub(crate) fn found(place: &Place, n: u128) -> Store {
    let new = Founding {
        venue: VENUE,
        station: StationId(Uuid::from_u128(n)),
        station_name: format!("第{n}台"),
        letter: "A".into(),
    };
    Store::found(place, &new, NOW).unwrap()
}

/// The `n`th station.
pub(crate) fn station(n: u128) -> (Store, TempDir) {
    let (dir, place) = folder();
    (found(&place, n), dir)
}

/// One takes what another says.
pub(crate) fn trust(one: &Store, other: &Store) {
    let (station, key) = (other.identity().station, other.public_key());
    one.trust_station(station, key, "").unwrap();
}

/// One act.
pub(crate) fn write(store: &Store, ops: Vec<Op>) {
    let act = Act {
        actor: String::new(),
        session: None,
        intent: "test",
        wall_ms: NOW,
        offline: false,
    };
    let written = store.write(act, |w| {
        ops.into_iter().for_each(|op| w.op(op));
        Ok::<_, Fault>(())
    });
    written.unwrap();
}

/// A field of a note is to say something.
pub(crate) fn note(record: u128, field: &str, value: Value) -> Op {
    Op::Put {
        kind: "note".into(),
        id: Uuid::from_u128(record),
        field: field.into(),
        value,
    }
}
