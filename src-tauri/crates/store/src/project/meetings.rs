//! What follows from meetings, rooms and duties: times, occupied rooms, clashes,
//! words to search by. Every rule is the domain's; this only keeps its answers.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde::Deserialize;
use steward_domain::clash::{self, Occupancy};
use steward_domain::ended;
use steward_domain::ids::RoomId;
use steward_domain::meeting::{Meeting, State};
use steward_domain::record::{Record, from_document};
use steward_domain::room::{Room, Rooms};
use uuid::Uuid;

use super::duties;
use crate::digest::Tally;
use crate::table::{clash as clashes, duty, meeting as meetings, occupancy, record, search};
use crate::{Fault, conflict, kept};

/// What a projection changed that other tables follow from.
#[derive(Default)]
pub(super) struct Changed {
    pub(super) meetings: BTreeSet<Uuid>,
    pub(super) rooms: BTreeSet<Uuid>,
    pub(super) duties: BTreeSet<Uuid>,
    /// Meetings about which something else changed that people put there.
    pub(super) about: BTreeSet<Uuid>,
    pub(super) venue: bool,
}

/// Brings the tables up to date after these records changed. A changed room
/// also changes the meetings in it, and in rooms made of it; a meeting the
/// duties at it. `false` when it was interrupted.
pub(super) fn refresh(
    connection: &Connection,
    tally: &mut Tally,
    changed: Changed,
    is_interrupted: &dyn Fn() -> bool,
) -> Result<bool, Fault> {
    let Changed {
        meetings: mut changed,
        rooms: changed_rooms,
        mut duties,
        mut about,
        venue,
    } = changed;
    let meets_no_other = changed.is_empty() && changed_rooms.is_empty() && duties.is_empty();
    if meets_no_other && !venue {
        conflict::recount(connection, tally, &about)?;
        return Ok(true);
    }
    let rooms = load_rooms(connection)?;
    if !changed_rooms.is_empty() {
        for room in rooms_touched(&rooms, &changed_rooms) {
            changed.extend(meetings::in_room(connection, room)?);
        }
    }
    let mut known = Occupancies {
        connection,
        rooms: Rooms::new(rooms),
        found: BTreeMap::new(),
    };
    for id in &changed {
        if is_interrupted() {
            return Ok(false);
        }
        let meeting = read::<Meeting>(connection, *id)?;
        let taken = meeting
            .as_ref()
            .and_then(|meeting| Occupancy::of(meeting, &known.rooms));
        match &meeting {
            Some(meeting) => {
                meetings::set(connection, meeting, taken.as_ref())?;
                search::set(connection, meeting)?;
            }
            None => {
                meetings::remove(connection, *id)?;
                search::remove(connection, *id)?;
            }
        }
        let may_have_ended = meeting.is_none_or(|it| it.standing.state == State::Cancelled);
        if may_have_ended {
            about.insert(*id);
        }
        occupancy::set(connection, *id, taken.as_ref())?;
        clashes::forget_rooms(connection, tally, *id)?;
        duties.extend(duty::at(connection, *id)?);
        known.found.insert(*id, taken);
    }
    // Only now does the table say for every meeting where it is.
    let beside = |taken: &_, rooms: &_| occupancy::beside(connection, taken, rooms);
    if !find_clashes(tally, &changed, &mut known, beside, is_interrupted)? {
        return Ok(false);
    }
    if venue {
        duties.extend(duty::all(connection)?);
    }
    duties::refresh(connection, tally, &duties, &known.rooms)?;
    conflict::recount(connection, tally, &about)?;
    Ok(true)
}

/// The clashes of meetings that have none yet, with all others, of which
/// `beside` names those that meet one in any of some rooms. `false` when it was
/// interrupted.
pub(super) fn find_clashes(
    tally: &mut Tally,
    changed: &BTreeSet<Uuid>,
    known: &mut Occupancies<'_>,
    beside: impl Fn(&Occupancy, &BTreeSet<RoomId>) -> Result<BTreeSet<Uuid>, Fault>,
    is_interrupted: &dyn Fn() -> bool,
) -> Result<bool, Fault> {
    for id in changed {
        if is_interrupted() {
            return Ok(false);
        }
        let Some(taken) = known.get(*id)? else {
            continue;
        };
        let mut near = taken.atoms.clone();
        near.extend(&taken.companions);
        near.extend(known.rooms.halls_of(&taken.atoms));
        for other in beside(&taken, &near)? {
            // A pair that changed on both sides is met from its smaller side.
            if other < *id && changed.contains(&other) {
                continue;
            }
            let Some(other) = known.get(other)? else {
                continue;
            };
            for found in [
                clash::between(&taken, &other),
                clash::over_companion(&taken, &other),
            ]
            .into_iter()
            .flatten()
            {
                clashes::set(known.connection, tally, &found)?;
            }
        }
    }
    Ok(true)
}

/// What meetings take up, each looked up once.
pub(super) struct Occupancies<'c> {
    pub(super) connection: &'c Connection,
    pub(super) rooms: Rooms,
    pub(super) found: BTreeMap<Uuid, Option<Occupancy>>,
}

impl Occupancies<'_> {
    fn get(&mut self, id: Uuid) -> Result<Option<Occupancy>, Fault> {
        if let Some(known) = self.found.get(&id) {
            return Ok(known.clone());
        }
        let taken = read::<Meeting>(self.connection, id)?
            .and_then(|meeting| Occupancy::of(&meeting, &self.rooms));
        self.found.insert(id, taken.clone());
        Ok(taken)
    }
}

fn load_rooms(connection: &Connection) -> Result<Vec<Room>, Fault> {
    let docs = record::of_kind(connection, Room::KIND)?;
    Ok(docs
        .into_iter()
        .filter_map(|(id, doc)| kept::read(id, doc).ok())
        .collect())
}

/// The given rooms, all that are made of them, directly or not, and the halls
/// that open with one of these. A room that this version cannot read is passed
/// over.
fn rooms_touched(rooms: &[Room], changed: &BTreeSet<Uuid>) -> BTreeSet<RoomId> {
    let mut found: BTreeSet<RoomId> = changed.iter().map(|id| RoomId(*id)).collect();
    loop {
        let before = found.len();
        for room in rooms {
            if room.parts.iter().any(|part| found.contains(part)) {
                found.insert(room.id);
            }
        }
        if found.len() == before {
            break;
        }
    }
    let opens_with = |room: &&Room| room.companions.iter().any(|one| found.contains(one));
    let halls: Vec<RoomId> = rooms
        .iter()
        .filter(opens_with)
        .map(|room| room.id)
        .collect();
    found.extend(halls);
    found
}

/// The meeting that a record is about which counts as an edit of it; duties
/// have a table of their own.
pub(super) fn named_by(kind: &str, doc: &str) -> Option<Uuid> {
    #[derive(Deserialize)]
    struct Named {
        meeting: Uuid,
    }
    if kind == ended::DUTY || !ended::ABOUT.contains(&kind) {
        return None;
    }
    let named: Option<Named> = serde_json::from_str(doc).ok();
    named.map(|named| named.meeting)
}

/// A record as this version reads it; `None` when there is none or it cannot.
pub(crate) fn read<R: Record>(connection: &Connection, id: Uuid) -> Result<Option<R>, Fault> {
    Ok(record::doc(connection, R::KIND, id)?.and_then(|doc| parse(id, &doc)))
}

pub(super) fn parse<R: Record>(id: Uuid, doc: &str) -> Option<R> {
    from_document(id, doc).ok()
}
