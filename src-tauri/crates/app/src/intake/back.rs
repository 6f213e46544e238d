//! Taking a list back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use steward_domain::ids::{BuildingId, IntakeId, RoomId};
use steward_domain::intake::{Intake, IntakeBack, IntakeChange, TAKEN_BACK};
use steward_domain::meeting::{Meeting, Standing, State};
use steward_domain::record::{Record, fields, from_fields};
use steward_domain::room::{Building, Room};
use steward_domain::stock::StockItem;
use steward_store::Writer;
use uuid::Uuid;

use super::{right_of, taken};
use crate::Desk;
use crate::facts::say;
use crate::house::House;
use crate::views::{IntakeUndone, Refusal};

/// How far ahead a room that a list brought is looked for in bookings, days.
const AHEAD_DAYS: i64 = 2 * 366;

impl Desk {
    /// Takes a list back as one act; the last that counts when none is named.
    /// Meetings that it brought are cancelled, rooms and things are no longer
    /// kept, what it changed is as before. What was worked on since stays.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when it was taken back
    /// before; [`Refusal::NotAllowed`] as for taking it in.
    pub fn undo_intake(&self, intake: Option<IntakeId>) -> Result<IntakeUndone, Refusal> {
        let found = self.house(|r, house| {
            let (all, undone) = taken(r, house)?;
            let is_back = |one: &Intake| undone.iter().any(|back| back.intake == one.id);
            let one = match intake {
                Some(id) => all.iter().find(|one| one.id == id),
                None => all.iter().rfind(|one| !is_back(one)),
            };
            let one = one.ok_or_else(|| match intake {
                Some(id) => Refusal::Unknown(id.to_string()),
                None => Refusal::NothingChanged,
            })?;
            match is_back(one) {
                true => Err(Refusal::NothingChanged),
                false => Ok(one.clone()),
            }
        })?;
        self.must(right_of(found.kind))?;
        self.act("undo_list", |w, house| {
            let (all, undone) = taken(w, house)?;
            let one = all.iter().find(|one| one.id == found.id);
            let one = one.ok_or_else(|| Refusal::Unknown(found.id.to_string()))?;
            if undone.iter().any(|back| back.intake == one.id) {
                return Err(Refusal::NothingChanged);
            }
            let done = self.take_list_back(w, house, one)?;
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
        let booked = self.booked(w)?;
        let mut standing: BTreeMap<RoomId, BuildingId> = w
            .all::<Room>()?
            .into_iter()
            .filter(|room| !room.retired)
            .map(|room| (room.id, room.building))
            .collect();
        // Rooms before the buildings they stand in.
        for brought in one.added.iter().rev() {
            let id = brought.id;
            let stays = !is_untouched(w, id)?
                || booked.contains(&RoomId(id))
                || standing.values().any(|building| building.0 == id);
            let removed = match brought.kind.as_str() {
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
                    standing.remove(&RoomId(id));
                    done.removed += 1;
                }
                false => done.kept += 1,
            }
        }
        for change in &one.changed {
            done += match change.kind.as_str() {
                Meeting::KIND => restore::<Meeting>(w, change)?,
                Room::KIND => restore::<Room>(w, change)?,
                Building::KIND => restore::<Building>(w, change)?,
                StockItem::KIND => restore::<StockItem>(w, change)?,
                _ => IntakeUndone::default(),
            };
        }
        Ok(done)
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

    /// Rooms that meetings to come are in.
    fn booked(&self, w: &Writer<'_>) -> Result<BTreeSet<RoomId>, Refusal> {
        let now = self.now();
        let until = now + Duration::days(AHEAD_DAYS);
        let meetings = w.meetings_between(now.timestamp_millis(), until.timestamp_millis())?;
        let held = meetings.iter().filter(|one| !one.standing.state.is_over());
        Ok(held.flat_map(|one| one.slot.rooms()).collect())
    }
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
