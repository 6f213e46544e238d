//! Taking a list back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value};
use steward_domain::ids::{BuildingId, IntakeId, MovementId, RoomId, StockItemId};
use steward_domain::intake::{Intake, IntakeBack, IntakeChange, TAKEN_BACK, change};
use steward_domain::meeting::{Meeting, Standing, State};
use steward_domain::names::Name;
use steward_domain::record::{Record, fields, from_fields};
use steward_domain::room::{Building, Room};
use steward_domain::stock::{MOVED, Movement, StockItem, VOIDED, Void};
use steward_store::{Reader, Writer};
use uuid::Uuid;

use super::{right_of, taken};
use crate::Desk;
use crate::facts::{of_kinds, say, to_take_back};
use crate::house::House;
use crate::views::{IntakeUndone, Refusal};

/// How far ahead a room that a list brought is looked for in bookings, days.
const AHEAD_DAYS: i64 = 2 * 366;
/// Names the thing that a count is of.
const ITEM: &str = "item";

impl Desk {
    /// Takes a list back as one act; the last that counts when none is named.
    /// Meetings that it brought are cancelled, rooms and things are no longer
    /// kept, counts do not count, what it changed is as before. What was worked
    /// on since stays, and so does a room that meetings to come are in: which
    /// ones those are is said.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when it was taken back
    /// before; [`Refusal::NotAllowed`] as for taking it in.
    pub fn undo_intake(&self, intake: Option<IntakeId>) -> Result<IntakeUndone, Refusal> {
        let found = self.house(|r, house| named(r, house, intake))?;
        self.must(right_of(found.kind))?;
        self.act("undo_list", |w, house| {
            let one = named(w, house, Some(found.id))?;
            let done = self.take_list_back(w, house, &one)?;
            let said = IntakeBack {
                intake: one.id,
                by: self.operator(),
                at: self.now(),
            };
            say(w, TAKEN_BACK, house.venue.id.0, &said);
            Ok(done)
        })
    }

    fn take_list_back(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        one: &Intake,
    ) -> Result<IntakeUndone, Refusal> {
        let mut done = IntakeUndone::default();
        let mut here = InUse {
            booked: self.booked(w, house)?,
            standing: w
                .all::<Room>()?
                .into_iter()
                .filter(|room| !room.retired)
                .map(|room| (room.id, room.building))
                .collect(),
            since: one.at,
        };
        // Rooms before the buildings they stand in.
        for brought in one.added.iter().rev() {
            let id = brought.id;
            let in_use = here.has(w, id)?;
            let stays = in_use || !is_untouched(w, id)?;
            let removed = match brought.kind.as_str() {
                MOVED => self.void_count(w, brought, &one.file)?,
                _ if stays => false,
                Meeting::KIND => self.remove_meeting(w, house, id, &one.file)?,
                Room::KIND => remove(w, id, |room: Room| Room {
                    retired: true,
                    ..room
                })?,
                Building::KIND => remove(w, id, |building: Building| Building {
                    retired: true,
                    ..building
                })?,
                StockItem::KIND => remove(w, id, |item: StockItem| StockItem {
                    retired: true,
                    ..item
                })?,
                _ => false,
            };
            match removed {
                true => {
                    here.standing.remove(&RoomId(id));
                    done.removed += 1;
                }
                false => {
                    done.kept += 1;
                    done.booked.extend(here.booked_name(house, id));
                }
            }
        }
        for change in one.changed.iter().rev() {
            // What it brought back and is in use by now is not let go again.
            let goes = change.before.get("retired") == Some(&Value::Bool(true));
            if goes && here.has(w, change.id)? {
                done.kept += 1;
                done.booked.extend(here.booked_name(house, change.id));
                continue;
            }
            done += match change.kind.as_str() {
                Meeting::KIND => restore::<Meeting>(w, change)?,
                Room::KIND => restore::<Room>(w, change)?,
                Building::KIND => restore::<Building>(w, change)?,
                StockItem::KIND => restore::<StockItem>(w, change)?,
                _ => IntakeUndone::default(),
            };
            if goes {
                here.standing.remove(&RoomId(change.id));
            }
        }
        Ok(done)
    }

    /// Says of a count that it was entered in error; whether it stood.
    fn void_count(
        &self,
        w: &mut Writer<'_>,
        brought: &IntakeChange,
        file: &str,
    ) -> Result<bool, Refusal> {
        let item = brought.after.get(ITEM).cloned().unwrap_or_default();
        let Ok(item) = serde_json::from_value::<StockItemId>(item) else {
            return Ok(false);
        };
        let movement = MovementId(brought.id);
        let counts = |one: &Movement| one.id == movement;
        if !standing(w, item)?.iter().any(counts) {
            return Ok(false);
        }
        let void = Void {
            movement,
            why: file.to_owned(),
            by: self.operator(),
            at: self.now(),
        };
        say(w, VOIDED, item.0, &void);
        Ok(true)
    }

    fn remove_meeting(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        id: Uuid,
        file: &str,
    ) -> Result<bool, Refusal> {
        let Some(meeting) = w.get::<Meeting>(id)? else {
            return Ok(false);
        };
        let meeting = Meeting {
            standing: Standing {
                state: State::Cancelled,
                by: self.operator(),
                why: file.to_owned(),
            },
            // The list has it no more: taken in again, it comes in new.
            source: None,
            ..meeting
        };
        self.withdraw_if_cancelled(w, house, &meeting)?;
        w.save(&meeting)?;
        Ok(true)
    }

    /// Rooms that meetings to come are in, with what halls are made of.
    fn booked(&self, w: &Writer<'_>, house: &House) -> Result<BTreeSet<RoomId>, Refusal> {
        let now = self.now();
        let until = now + Duration::days(AHEAD_DAYS);
        let meetings = w.meetings_between(now.timestamp_millis(), until.timestamp_millis())?;
        let held = meetings
            .iter()
            .filter(|one| !one.standing.state.is_over() && !one.has_lapsed(now));
        let rooms: BTreeSet<RoomId> = held.flat_map(|one| one.slot.rooms()).collect();
        let parts = rooms.iter().filter_map(|id| house.rooms.get(*id));
        let parts: Vec<RoomId> = parts.flat_map(|room| room.parts.clone()).collect();
        Ok(rooms.into_iter().chain(parts).collect())
    }
}

/// What of the house is in use, so that no list takes it back.
struct InUse {
    booked: BTreeSet<RoomId>,
    /// Rooms that are let, with the buildings they stand in.
    standing: BTreeMap<RoomId, BuildingId>,
    /// When the list was taken in: what moved of a thing since.
    since: DateTime<Utc>,
}

impl InUse {
    fn has(&self, w: &Writer<'_>, id: Uuid) -> Result<bool, Refusal> {
        let moved = standing(w, StockItemId(id))?;
        Ok(self.booked.contains(&RoomId(id))
            || self.standing.values().any(|building| building.0 == id)
            || moved.iter().any(|one| one.at >= self.since))
    }

    /// The name of a room that is booked.
    fn booked_name(&self, house: &House, id: Uuid) -> Option<Name> {
        let is_booked = self.booked.contains(&RoomId(id));
        is_booked.then(|| house.room_name(RoomId(id)))
    }
}

/// What a list says of a count that it brought: which one, of which thing.
pub(super) fn counted(item: StockItemId, movement: &Movement) -> IntakeChange {
    let of = Map::from_iter([(ITEM.to_owned(), Value::String(item.to_string()))]);
    change(MOVED, movement.id.0, Map::new(), of)
}

/// The movements of a thing that count.
fn standing(r: &Reader<'_>, item: StockItemId) -> Result<Vec<Movement>, Refusal> {
    let (mut movements, voids): (Vec<Movement>, Vec<Void>) = of_kinds(r, item.0, (MOVED, VOIDED))?;
    movements.retain(|one| voids.iter().all(|void| void.movement != one.id));
    Ok(movements)
}

/// The list that is to be taken back; the last that counts when none is named.
fn named(r: &Reader<'_>, house: &House, intake: Option<IntakeId>) -> Result<Intake, Refusal> {
    let (all, undone) = taken(r, house)?;
    let is_back = |one: &Intake| undone.iter().any(|back| back.intake == one.id);
    to_take_back(&all, intake, |one| one.id, is_back).cloned()
}

/// Whether nobody wrote on a record but the act that brought it.
fn is_untouched(w: &Writer<'_>, id: Uuid) -> Result<bool, Refusal> {
    let history = w.history(id)?;
    let first = history.first().map(|change| change.dot);
    Ok(history.iter().all(|change| Some(change.dot) == first))
}

fn remove<R: Record>(
    w: &mut Writer<'_>,
    id: Uuid,
    gone: impl FnOnce(R) -> R,
) -> Result<bool, Refusal> {
    let Some(there) = w.get::<R>(id)? else {
        return Ok(false);
    };
    w.save(&gone(there))?;
    Ok(true)
}

fn restore<R: Record + PartialEq>(
    w: &mut Writer<'_>,
    change: &IntakeChange,
) -> Result<IntakeUndone, Refusal> {
    let mut done = IntakeUndone::default();
    let Some(now) = w.get::<R>(change.id)? else {
        return Ok(done);
    };
    let (back, kept) = change.undone(fields(&now));
    done.kept = kept;
    // A field in a shape of a newer version stays as it is.
    if let Ok(back) = from_fields::<R>(change.id, back)
        && back != now
    {
        w.save(&back)?;
        done.restored = 1;
    }
    Ok(done)
}
