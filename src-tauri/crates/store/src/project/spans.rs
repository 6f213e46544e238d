//! What meetings take up, room by room in the order of time: for looking
//! through all of them at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Duration, Utc};
use steward_domain::clash::Occupancy;
use steward_domain::ids::RoomId;
use uuid::Uuid;

/// One room's.
#[derive(Default)]
struct Row {
    /// From when until when, and which meeting; by their beginning.
    spans: Vec<(DateTime<Utc>, DateTime<Utc>, Uuid)>,
    /// Nothing that began longer before a moment lasts until then.
    longest: Duration,
}

/// Every undivided room's.
pub(super) struct Spans(HashMap<RoomId, Row>);

impl Spans {
    pub(super) fn of(found: &BTreeMap<Uuid, Option<Occupancy>>) -> Self {
        let mut rows: HashMap<RoomId, Row> = HashMap::new();
        for taken in found.values().flatten() {
            for atom in &taken.atoms {
                let row = rows.entry(*atom).or_default();
                row.spans.push((taken.from, taken.until, taken.meeting.0));
                row.longest = row.longest.max(taken.until - taken.from);
            }
        }
        for row in rows.values_mut() {
            row.spans.sort_unstable();
        }
        Self(rows)
    }

    /// See [`crate::table::occupancy::beside`].
    pub(super) fn beside(&self, taken: &Occupancy, atoms: &BTreeSet<RoomId>) -> BTreeSet<Uuid> {
        let mut found = BTreeSet::new();
        for row in atoms.iter().filter_map(|atom| self.0.get(atom)) {
            let first = taken.from - row.longest;
            let first = row.spans.partition_point(|(from, ..)| *from < first);
            let near = row.spans.iter().skip(first);
            let near = near.take_while(|(from, ..)| *from < taken.until);
            let meets = near.filter(|(_, until, id)| *until > taken.from && *id != taken.meeting.0);
            found.extend(meets.map(|(.., id)| *id));
        }
        found
    }
}
