//! Duties: people and vehicles put on meetings, and taken off (S-35, S-73,
//! S-76).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize as _;
use serde_json::{Map, Value};
use steward_domain::clash::{Clash, Severity};
use steward_domain::duty::{self, Duty, DutyTime, Engagement, Holder, HolderKind, TakenOff};
use steward_domain::ids::{DutyId, MeetingId};
use steward_domain::log::Dot;
use steward_domain::meeting::{Meeting, SlotFault};
use steward_domain::secrecy::is_hidden;
use steward_store::{KnownHolder, Reader, Writer};

use crate::Desk;
use crate::bookings::{bounded_minute, meeting_of};
use crate::clashes::undecided;
use crate::house::House;
use crate::texts::{LINE, TEXT, dotted, line, text};
use crate::views::{ChangeView, DraftTime, DutyDraft, DutyView, EngagedWith, HolderView, Refusal};

/// Names offered in place of somebody who is engaged.
const FREE: usize = 4;

impl Desk {
    /// Puts a person or a vehicle on a meeting.
    ///
    /// # Errors
    /// [`Refusal::Engaged`] when they are elsewhere at that time, with who is
    /// free; [`Refusal::NameNeeded`]; [`Refusal::Slot`].
    pub fn add_duty(&self, meeting: MeetingId, draft: &DutyDraft) -> Result<DutyId, Refusal> {
        self.act("duty", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            let duty = filled(
                Duty {
                    id: DutyId(w.new_id()),
                    meeting: meeting.id,
                    holder: Holder::named(draft.kind, ""),
                    task: String::new(),
                    time: None,
                    note: String::new(),
                    post: None,
                    off: None,
                },
                draft,
                house,
            )?;
            is_free(w, house, &duty, &meeting)?;
            w.save(&duty)?;
            Ok(duty.id)
        })
    }

    /// Changes a duty: whatever differs in the draft.
    ///
    /// # Errors
    /// As [`Desk::add_duty`].
    pub fn change_duty(&self, id: DutyId, draft: &DutyDraft) -> Result<(), Refusal> {
        self.act("duty_change", |w, house| {
            let before = duty_of(w, id)?;
            let meeting = meeting_of(w, before.meeting)?;
            let mut duty = filled(before.clone(), draft, house)?;
            // What was not shown comes back as it was.
            if is_hidden(&duty.note) {
                duty.note.clone_from(&before.note);
            }
            let asks = |duty: &Duty| (duty.holder.kind, duty.holder.key(), duty.time);
            if asks(&duty) != asks(&before) {
                is_free(w, house, &duty, &meeting)?;
            }
            Ok(w.save(&duty)?)
        })
    }

    /// Takes somebody off a meeting. The record of it stays.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn take_off(&self, id: DutyId, why: &str) -> Result<(), Refusal> {
        self.act("duty_off", |w, _| {
            let duty = duty_of(w, id)?;
            if duty.off.is_some() {
                return Ok(());
            }
            let off = Some(TakenOff {
                by: self.operator(),
                why: text("why", why, TEXT)?,
            });
            Ok(w.save(&Duty { off, ..duty })?)
        })
    }

    /// Who is on a meeting, in the order they were put on it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn duties(&self, meeting: MeetingId) -> Result<Vec<DutyView>, Refusal> {
        self.house(|r, house| duties_of(r, house, &meeting_of(r, meeting)?))
    }

    /// Who had a duty before, by name, with what for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known_holders(&self) -> Result<Vec<HolderView>, Refusal> {
        self.read(|r| {
            let mut found: BTreeMap<(HolderKind, String), HolderView> = BTreeMap::new();
            let mut known = r.known_holders()?;
            known.sort_by_key(|one| std::cmp::Reverse(one.times));
            for one in known {
                let view = found
                    .entry((one.kind, one.key))
                    .or_insert_with(|| HolderView {
                        kind: one.kind,
                        name: one.name,
                        tasks: Vec::new(),
                    });
                if !one.task.is_empty() {
                    view.tasks.push(one.task);
                }
            }
            Ok(found.into_values().collect())
        })
    }
}

impl Desk {
    /// The duty at a meeting that a name or an id means.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`] with what each is for.
    pub fn find_duty(&self, meeting: MeetingId, who: &str) -> Result<DutyId, Refusal> {
        let all = self.duties(meeting)?;
        let key = |kind, name: &str| Holder::named(kind, name).key();
        let found: Vec<&DutyView> = all
            .iter()
            .filter(|duty| {
                duty.id.to_string() == who || key(duty.kind, &duty.name) == key(duty.kind, who)
            })
            .collect();
        match found.as_slice() {
            [] => Err(Refusal::Unknown(who.to_owned())),
            [one] => Ok(one.id),
            several => Err(Refusal::Several {
                word: who.to_owned(),
                found: several
                    .iter()
                    .map(|duty| format!("{} {} {}", duty.id, duty.name, duty.task))
                    .collect(),
            }),
        }
    }
}

/// A duty by its id.
pub(crate) fn duty_of(r: &Reader<'_>, id: DutyId) -> Result<Duty, Refusal> {
    r.get::<Duty>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

/// Who is on a meeting, those taken off left out.
pub(crate) fn duties_of(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
) -> Result<Vec<DutyView>, Refusal> {
    let clashes = undecided(r, r.clashes_of(meeting.id)?, house.now)?;
    Ok(r.duties_at(meeting.id)?
        .iter()
        .filter(|duty| duty.off.is_none())
        .map(|duty| duty_view(house, meeting, duty, &clashes))
        .collect())
}

pub(crate) fn duty_view(
    house: &House,
    meeting: &Meeting,
    duty: &Duty,
    clashes: &[Clash],
) -> DutyView {
    let span = duty.span(meeting, &house.rooms);
    let (from, until) = meeting.kept(house.room_of(meeting));
    let mine = |clash: &&Clash| {
        let pair = clash.shared.duties();
        pair.is_some_and(|pair| pair.first == duty.id || pair.second == duty.id)
    };
    DutyView {
        id: duty.id,
        kind: duty.holder.kind,
        name: duty.holder.name.clone(),
        task: duty.task.clone(),
        note: duty.note.clone(),
        when: house.when_of(span.start, span.end, false),
        own_time: duty.time.is_some(),
        beside_meeting: span.end <= from || span.start >= until,
        clash: clashes.iter().filter(mine).map(|c| c.severity).max(),
    }
}

/// What was done about the duties at a meeting, for its history: one line for
/// each, in the words it was put in.
pub(crate) fn duties_told(
    r: &Reader<'_>,
    house: &House,
    meeting: MeetingId,
    wanted: &impl Fn(Dot) -> bool,
) -> Result<Vec<ChangeView>, Refusal> {
    let mut told = Vec::new();
    for duty in r.duties_at(meeting)? {
        let mut standing: Map<String, Value> = Map::new();
        let changes = r.history(duty.id.0)?;
        // What one act wrote stands together.
        for act in changes.chunk_by(|a, b| a.dot == b.dot) {
            let Some(one) = act.first() else { continue };
            let before = duty_told(&standing, house);
            for change in act {
                standing.insert(change.field.clone(), change.after.clone());
            }
            if !wanted(one.dot) {
                continue;
            }
            let off = standing.get("off").filter(|off| !off.is_null());
            let why = off.and_then(|off| off.get("why")?.as_str().map(str::to_owned));
            let after = match off {
                Some(_) => why.unwrap_or_default(),
                None => duty_told(&standing, house),
            };
            told.push(ChangeView {
                at: DateTime::from_timestamp_millis(one.wall_ms).unwrap_or_default(),
                by: one.actor.clone(),
                station: one.station_name.clone(),
                offline: one.offline,
                intent: one.intent.clone(),
                field: "duty".to_owned(),
                before: Some(before).filter(|before| !before.is_empty()),
                after,
            });
        }
    }
    Ok(told)
}

/// `林晓 · 茶水 · 11-25 09:00–11:00 · note`, whatever is empty left out.
fn duty_told(fields: &Map<String, Value>, house: &House) -> String {
    let text = |field: &str| {
        fields
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let name = fields
        .get("holder")
        .and_then(|holder| holder.get("name")?.as_str());
    let time = fields
        .get("time")
        .and_then(|time| DutyTime::deserialize(time).ok())
        .map(|time| duty_time_told(&time, house))
        .unwrap_or_default();
    dotted([name.unwrap_or_default(), text("task"), &time, text("note")])
}

/// `11-25 09:00–11:00`.
pub(crate) fn duty_time_told(time: &DutyTime, house: &House) -> String {
    let (start, end) = (house.venue.local(time.start), house.venue.local(time.end));
    format!("{}–{}", start.format("%m-%d %H:%M"), end.format("%H:%M"))
}

fn filled(duty: Duty, draft: &DutyDraft, house: &House) -> Result<Duty, Refusal> {
    let named = Holder::named(draft.kind, &line("name", &draft.name, LINE)?);
    // Who it is stays known while the name does.
    let holder = match named.key() == duty.holder.key() {
        true => Holder {
            staff: duty.holder.staff,
            ..named
        },
        false => named,
    };
    if holder.key().is_empty() {
        return Err(Refusal::NameNeeded);
    }
    let time = draft.time.map(|time| time_of(time, house)).transpose()?;
    Ok(Duty {
        holder,
        task: line("task", &draft.task, LINE)?,
        time,
        note: text("note", &draft.note, TEXT)?,
        ..duty
    })
}

fn time_of(draft: DraftTime, house: &House) -> Result<DutyTime, Refusal> {
    let at = |minute| bounded_minute(minute).map(|minute| house.instant(draft.date, minute));
    let time = DutyTime {
        start: at(draft.start_minute)?,
        end: at(draft.end_minute)?,
    };
    if time.is_sound() {
        return Ok(time);
    }
    Err(Refusal::Slot(if time.end <= time.start {
        SlotFault::EndBeforeStart
    } else {
        SlotFault::TooLong
    }))
}

/// Refuses a duty whose holder is elsewhere at that time, here as far as is
/// known. What is only close is taken, and shown.
pub(crate) fn is_free(
    w: &Writer<'_>,
    house: &House,
    duty: &Duty,
    meeting: &Meeting,
) -> Result<(), Refusal> {
    is_free_but(w, house, duty, meeting, &[])
}

/// The same, where these duties end with it: they keep nobody.
pub(crate) fn is_free_but(
    w: &Writer<'_>,
    house: &House,
    duty: &Duty,
    meeting: &Meeting,
    ending: &[DutyId],
) -> Result<(), Refusal> {
    let margins = house.venue.margins;
    let Some(wanted) = Engagement::of(duty, meeting, &house.rooms, margins) else {
        return Ok(());
    };
    let mut others = engagements(w, house, wanted.start, wanted.until)?;
    others.retain(|(other, _, _)| !ending.contains(&other.id));
    let blocks = |other: &&(Duty, Meeting, Engagement)| {
        let clash = duty::between(&wanted, &other.2);
        clash.is_some_and(|clash| clash.severity == Severity::Blocks)
    };
    let with: Vec<EngagedWith> = others
        .iter()
        .filter(blocks)
        .map(|(other, meeting, _)| EngagedWith {
            meeting: house.brief(meeting),
            task: other.task.clone(),
            when: duty_view(house, meeting, other, &[]).when,
        })
        .collect();
    if with.is_empty() {
        return Ok(());
    }
    let taken: Vec<Engagement> = others.into_iter().map(|(_, _, engaged)| engaged).collect();
    Err(Refusal::Engaged {
        name: duty.holder.name.clone(),
        with,
        free: free_in_place_of(w.known_holders()?, &wanted, &duty.task, &taken)
            .into_iter()
            .take(FREE)
            .map(|holder| holder.name)
            .collect(),
    })
}

/// The known names that are free at the time of an engagement: those who did
/// the same task first, then by how often they had a duty at all.
pub(crate) fn free_in_place_of(
    known: Vec<KnownHolder>,
    wanted: &Engagement,
    task: &str,
    taken: &[Engagement],
) -> Vec<KnownHolder> {
    let mut by_key: BTreeMap<String, (bool, u64, KnownHolder)> = BTreeMap::new();
    for one in known {
        if one.kind != wanted.kind || one.key == wanted.name {
            continue;
        }
        let same = !task.is_empty() && one.task == task;
        let entry = by_key
            .entry(one.key.clone())
            .or_insert((false, 0, one.clone()));
        entry.0 |= same;
        entry.1 += one.times;
    }
    let mut free: Vec<(bool, u64, KnownHolder)> = by_key
        .into_values()
        .filter(|(_, _, one)| {
            let trial = Engagement {
                name: one.key.clone(),
                staff: None,
                ..wanted.clone()
            };
            taken
                .iter()
                .all(|other| duty::between(&trial, other).is_none())
        })
        .collect();
    free.sort_by(|a, b| (b.0, b.1, &a.2.name).cmp(&(a.0, a.1, &b.2.name)));
    free.into_iter().map(|(_, _, one)| one).collect()
}

/// Whose time is taken within a span, with what for.
pub(crate) fn engagements(
    r: &Reader<'_>,
    house: &House,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(Duty, Meeting, Engagement)>, Refusal> {
    let mut found = Vec::new();
    for duty in r.duties_between(from.timestamp_millis(), until.timestamp_millis())? {
        let Some(meeting) = r.get::<Meeting>(duty.meeting.0)? else {
            continue;
        };
        let engaged = Engagement::of(&duty, &meeting, &house.rooms, house.venue.margins);
        found.extend(engaged.map(|engaged| (duty, meeting, engaged)));
    }
    Ok(found)
}
