//! Deciding what was written apart: one of the versions, a third, many at
//! once; a record that ended and was edited stays ended or comes back. Every
//! decision is an act like any other; what was not taken stays in the history.

use serde_json::Value;
use steward_domain::duty::Duty;
use steward_domain::ids::{DutyId, MeetingId};
use steward_domain::log::Op;
use steward_domain::meeting::{Meeting, Slot, Standing, State};
use steward_domain::record::Record;
use steward_store::{Conflict, EndedApart, Version, Writer};
use uuid::Uuid;

use crate::Desk;
use crate::bookings::{MOST_HEADS, in_the_way, meeting_of, slot_of};
use crate::duties::{duty_of, is_free};
use crate::house::House;
use crate::inbox::{version_name, writable};
use crate::keeping::may_go;
use crate::quick::read_line;
use crate::texts::{LINE, TEXT, line, text};
use crate::views::{Choice, FieldName, Refusal, Rule, Writable};

impl Desk {
    /// Decides a field that was written apart.
    ///
    /// # Errors
    /// [`Refusal::MovedOn`] when it is not in conflict any more or has no such
    /// version; [`Refusal::Locked`] when it would move a meeting against its
    /// lock; what a third value is refused for.
    pub fn decide(&self, record: Uuid, field: &str, choice: &Choice) -> Result<(), Refusal> {
        self.act("settle", |w, house| {
            let conflict = w
                .conflicts()?
                .into_iter()
                .find(|c| c.id == record && c.field == field)
                .ok_or(Refusal::MovedOn)?;
            // Nobody decides between words that they may not read.
            if let Some(meeting) = conflict.kind.eq(Meeting::KIND).then_some(MeetingId(record))
                && !matches!(
                    field,
                    "slot" | "headcount" | "service" | "standing" | "template"
                )
            {
                self.must_know(w, meeting)?;
            }
            let value = match choice {
                Choice::Version { name } => conflict
                    .versions
                    .iter()
                    .find(|version| version_name(version.dot) == *name)
                    .map(|version| version.value.clone())
                    .ok_or(Refusal::MovedOn)?,
                Choice::Write { text } => self.written(w, house, &conflict, text)?,
            };
            may_be_put(w, house, &conflict, &value)?;
            w.op(put(&conflict, value));
            Ok(())
        })
    }

    /// Decides many fields by one rule: those of `which`, or all when it is
    /// empty. Fields that the rule says nothing about stay open, and so do
    /// meetings that it would move against their lock. How many were decided
    /// comes back.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn decide_many(&self, rule: &Rule, which: &[FieldName]) -> Result<u32, Refusal> {
        self.act("settle", |w, house| {
            let mut decided = 0;
            for conflict in w.conflicts()? {
                let name = FieldName {
                    id: conflict.id,
                    field: conflict.field.clone(),
                };
                if !which.is_empty() && !which.contains(&name) {
                    continue;
                }
                let Some(version) = by_rule(&conflict.versions, rule) else {
                    continue;
                };
                match may_be_put(w, house, &conflict, &version.value) {
                    Err(Refusal::Locked { .. }) => continue,
                    other => other?,
                }
                w.op(put(&conflict, version.value.clone()));
                decided += 1;
            }
            Ok(decided)
        })
    }

    /// Decides about a record that ended at one station and was edited at
    /// another: it stays ended, or it comes back with the edits.
    ///
    /// # Errors
    /// [`Refusal::MovedOn`] when somebody decided it meanwhile; a clash when
    /// it comes back and its room, or somebody on it, is taken.
    pub fn decide_ended(&self, kind: &str, record: Uuid, keep: bool) -> Result<(), Refusal> {
        let now = self.now();
        self.act("settle", |w, house| {
            let ended = w.ended_apart_of(kind, record)?.ok_or(Refusal::MovedOn)?;
            let value = if keep {
                ended.end.value.clone()
            } else {
                self.back(w, house, &ended, now)?
            };
            w.op(Op::Put {
                kind: ended.kind,
                id: ended.id,
                field: ended.field,
                value,
            });
            Ok(())
        })
    }

    /// What the ending field becomes when the record comes back.
    fn back(
        &self,
        w: &Writer<'_>,
        house: &House,
        ended: &EndedApart,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<Value, Refusal> {
        match ended.kind.as_str() {
            Meeting::KIND => {
                let meeting = Meeting {
                    standing: Standing {
                        state: state_before(w, ended)?,
                        by: self.operator(),
                        why: String::new(),
                    },
                    ..meeting_of(w, MeetingId(ended.id))?
                };
                if let Some(refusal) = in_the_way(w, house, &meeting, now)? {
                    return Err(refusal);
                }
                Ok(serde_json::to_value(&meeting.standing).unwrap_or_default())
            }
            Duty::KIND => {
                let duty = Duty {
                    off: None,
                    ..duty_of(w, DutyId(ended.id))?
                };
                is_free(w, house, &duty, &meeting_of(w, duty.meeting)?)?;
                Ok(Value::Null)
            }
            // A room is let again.
            _ => Ok(Value::Bool(false)),
        }
    }

    /// A third value, as a person writes it.
    fn written(
        &self,
        w: &Writer<'_>,
        house: &House,
        conflict: &Conflict,
        said: &str,
    ) -> Result<Value, Refusal> {
        let unreadable = || Refusal::NotSuch {
            field: conflict.field.clone(),
            text: said.trim().to_owned(),
        };
        Ok(match writable(conflict) {
            Writable::Line => Value::String(line(&conflict.field, said, LINE)?),
            Writable::Text => Value::String(text(&conflict.field, said, TEXT)?),
            Writable::Number if said.trim().is_empty() => Value::Null,
            Writable::Number => {
                let figure: i32 = said.trim().parse().map_err(|_| unreadable())?;
                if !(1..=MOST_HEADS).contains(&figure) {
                    return Err(Refusal::OutOfRange {
                        field: conflict.field.clone(),
                        least: 1,
                        most: MOST_HEADS,
                    });
                }
                Value::from(figure)
            }
            Writable::Slot => {
                let before = meeting_of(w, MeetingId(conflict.id))?;
                let when = house.when(&before.slot);
                let mut draft = read_line(house, self.now(), said).1;
                if draft.date.is_none() && draft.start_minute.is_none() && draft.room.is_none() {
                    return Err(unreadable());
                }
                // What the line leaves out stays as it is shown.
                draft.room = draft.room.or(before.slot.room);
                draft.date = draft.date.or(Some(when.date));
                if draft.start_minute.is_none() {
                    draft.start_minute = Some(when.start_minute);
                    draft.end_minute = Some(when.end_minute);
                }
                let meeting = Meeting {
                    slot: slot_of(&draft, house)?,
                    ..before
                };
                if let Some(refusal) = in_the_way(w, house, &meeting, self.now())? {
                    return Err(refusal);
                }
                serde_json::to_value(&meeting.slot).unwrap_or_default()
            }
            Writable::Form => return Err(unreadable()),
        })
    }
}

/// Whether a meeting's lock lets a decision put it there.
fn may_be_put(
    w: &Writer<'_>,
    house: &House,
    conflict: &Conflict,
    value: &Value,
) -> Result<(), Refusal> {
    if conflict.kind != Meeting::KIND || conflict.field != "slot" {
        return Ok(());
    }
    // One in a shape of a newer version cannot be compared.
    let Ok(to) = serde_json::from_value::<Slot>(value.clone()) else {
        return Ok(());
    };
    let meeting = meeting_of(w, MeetingId(conflict.id))?;
    let before = Meeting {
        slot: locked_at(w, conflict)?.unwrap_or_else(|| meeting.slot.clone()),
        ..meeting
    };
    may_go(house, &before, &to)
}

/// Where a meeting stood for who locked it, of the places that are in conflict;
/// none where that was another, or nobody locked it.
fn locked_at(w: &Writer<'_>, conflict: &Conflict) -> Result<Option<Slot>, Refusal> {
    let history = w.history(conflict.id)?;
    let Some(locked) = history.iter().rev().find(|change| change.field == "lock") else {
        return Ok(None);
    };
    let written_before = conflict.versions.iter().filter(|version| {
        version.dot.chain == locked.dot.chain && version.dot.seq <= locked.dot.seq
    });
    let last = written_before.max_by_key(|version| version.dot.seq);
    Ok(last.and_then(|version| serde_json::from_value(version.value.clone()).ok()))
}

/// The version that a rule takes, if it takes one.
fn by_rule<'v>(versions: &'v [Version], rule: &Rule) -> Option<&'v Version> {
    // Of several the one that stands first, which is the one that is shown.
    match rule {
        Rule::Shown => versions.first(),
        Rule::Newest => versions
            .iter()
            .enumerate()
            .max_by_key(|(at, version)| (version.wall_ms, std::cmp::Reverse(*at)))
            .map(|(_, version)| version),
        Rule::Station { station } => versions
            .iter()
            .find(|version| version.dot.chain.station == *station),
        Rule::Person { name } => versions.iter().find(|version| version.actor == *name),
    }
}

/// The state that a cancelled meeting was in; held when nothing tells.
fn state_before(w: &Writer<'_>, ended: &EndedApart) -> Result<State, Refusal> {
    let history = w.history(ended.id)?;
    let end = history
        .iter()
        .rev()
        .find(|change| change.field == ended.field && change.after == ended.end.value);
    let before = end
        .and_then(|change| change.before.clone())
        .and_then(|value| serde_json::from_value::<Standing>(value).ok())
        .map(|standing| standing.state);
    Ok(before
        .filter(|state| !state.is_over())
        .unwrap_or(State::Held))
}

fn put(conflict: &Conflict, value: Value) -> Op {
    Op::Put {
        kind: conflict.kind.clone(),
        id: conflict.id,
        field: conflict.field.clone(),
        value,
    }
}
