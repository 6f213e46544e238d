//! What setting an act back comes to: what can be, and what cannot and why.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use serde_json::{Value, json};
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Dot, Op};
use steward_domain::meeting::{Standing, State};
use steward_domain::names::Name;
use steward_domain::station::Station;
use steward_domain::undo::{
    self, BOOKED_IN_ERROR, GONE, NoUndo, UNDONE, Unmade, WITHDRAWN, Withdrawn, bars_act, bars_fact,
    bars_record, builds_on,
};
use steward_store::{Deed, FactRow, FieldWrite, Mend, Reader, Uses};
use uuid::Uuid;

use super::{Link, Me};
use crate::house::House;
use crate::inbox::version_name;
use crate::meetings::told;
use crate::views::{Refusal, UndoPart, UndoRefused};

/// What undoing an act, or doing it again, comes to.
pub(crate) struct Plan {
    pub(crate) root: Deed,
    /// It is done again.
    pub(crate) again: bool,
    /// What fields go back to: kind, record, field, value.
    fields: Vec<(String, Uuid, String, Value)>,
    /// Records that were made, and how each ends.
    unmade: Vec<(String, Uuid, Unmade)>,
    /// What is taken back, or stands again: each with what it is about.
    pub(crate) words: Vec<(Uuid, Withdrawn)>,
    /// What cannot be.
    pub(crate) parts: Vec<UndoPart>,
}

impl Plan {
    /// Thinks it through.
    pub(crate) fn of(
        r: &Reader<'_>,
        house: &House,
        link: &Link,
        again: bool,
    ) -> Result<Self, Refusal> {
        let mend = r.mend(link.last.dot)?;
        let uses = r.uses(&mend.made())?;
        Self::by(r, house, link, again, (mend, &uses))
    }

    /// The same, with what the last commit of it wrote, and who refers to what
    /// that made.
    pub(super) fn by(
        r: &Reader<'_>,
        house: &House,
        link: &Link,
        again: bool,
        (mend, uses): (Mend, &Uses),
    ) -> Result<Self, Refusal> {
        let mut plan = Self {
            root: link.root.clone(),
            again,
            fields: Vec::new(),
            unmade: Vec::new(),
            words: Vec::new(),
            parts: Vec::new(),
        };
        let bar = match (again, link.is_undone()) {
            (false, true) => Some(NoUndo::Already),
            (true, false) => Some(NoUndo::NotUndone),
            _ => bars_act(&link.root.intent),
        };
        if let Some(why) = bar {
            plan.parts.push(no(why));
            return Ok(plan);
        }
        if mend.is_newer {
            plan.parts.push(no(NoUndo::Newer));
        }
        plan.take_fields(r, house, link, (mend.fields, uses))?;
        for said in mend.said {
            plan.take_fact(r, house, &said)?;
        }
        Ok(plan)
    }

    /// How many fields, records and words it sets back.
    pub(crate) fn size(&self) -> usize {
        self.fields.len() + self.unmade.len() + self.words.len()
    }

    /// Refuses where nothing can be set back, or not all of it and nobody asked
    /// for the rest alone.
    pub(crate) fn must_go(&self, rest: bool) -> Result<(), Refusal> {
        let size = self.size();
        match self.parts.first() {
            None if size > 0 => Ok(()),
            Some(_) if rest && size > 0 => Ok(()),
            first => Err(Refusal::NoUndo(Box::new(UndoRefused {
                why: first.map_or(NoUndo::Changed, |part| part.why),
                id: version_name(self.root.dot),
                intent: self.root.intent.clone(),
                parts: self.parts.clone(),
                rest: u32::try_from(size).unwrap_or(u32::MAX),
            }))),
        }
    }

    /// The writes; `by` is who undoes it.
    pub(crate) fn puts(&self, by: &str) -> Vec<Op> {
        let put = |kind: &str, id: Uuid, field: &str, value: Value| Op::Put {
            kind: kind.to_owned(),
            id,
            field: field.to_owned(),
            value,
        };
        let fields = self.fields.iter();
        let fields = fields.map(|(kind, id, field, value)| put(kind, *id, field, value.clone()));
        let ends = self.unmade.iter().filter_map(|(kind, id, how)| {
            let (field, value) = match how {
                Unmade::Cancelled => {
                    let cancelled = Standing {
                        state: State::Cancelled,
                        by: by.to_owned(),
                        why: BOOKED_IN_ERROR.to_owned(),
                    };
                    ("standing", serde_json::to_value(cancelled).ok()?)
                }
                Unmade::TakenOff => ("off", json!({ "by": by, "why": BOOKED_IN_ERROR })),
                Unmade::Retired => ("retired", Value::Bool(true)),
                Unmade::Gone => (GONE, Value::Bool(true)),
                Unmade::Never(_) => return None,
            };
            Some(put(kind, *id, field, value))
        });
        fields.chain(ends).collect()
    }

    fn take_fields(
        &mut self,
        r: &Reader<'_>,
        house: &House,
        link: &Link,
        (writes, uses): (Vec<FieldWrite>, &Uses),
    ) -> Result<(), Refusal> {
        let mut made: BTreeMap<(String, Uuid), Vec<FieldWrite>> = BTreeMap::new();
        for one in writes {
            if let Some(why) = bars_record(&one.kind) {
                self.stays(r, house, &one, why)?;
            } else if one.made {
                let key = (one.kind.clone(), one.record);
                made.entry(key).or_default().push(one);
            } else if !one.stands {
                self.stays(r, house, &one, NoUndo::Changed)?;
            } else if one.before != one.after {
                self.fields
                    .push((one.kind, one.record, one.field, one.before));
            }
        }
        let ids: BTreeSet<Uuid> = made.keys().map(|(_, id)| *id).collect();
        let in_use = uses.of(&ids, link.last.dot);
        for ((kind, id), writes) in made {
            let how = undo::unmade(&kind);
            let changed = writes.iter().find(|one| !one.stands || !one.alone);
            let ends = matches!(how, Unmade::Cancelled | Unmade::Gone);
            // Where the standard's own comes back, whoever refers to it goes on.
            let used = in_use
                .get(&id)
                .filter(|_| ends && !undo::is_of_the_standard(&kind, id));
            let name = label(r, &kind, id)?;
            let part = |why| UndoPart {
                name: name.clone(),
                kind: kind.clone(),
                ..no(why)
            };
            match (how, changed, used) {
                (Unmade::Never(why), ..) => self.parts.push(part(why)),
                (_, Some(one), _) => {
                    let by = one.last.as_ref().or(one.now.as_ref());
                    self.parts.push(UndoPart {
                        by: by.map(|by| by.actor.clone()).unwrap_or_default(),
                        at: by.and_then(|by| DateTime::from_timestamp_millis(by.wall_ms)),
                        ..part(NoUndo::Changed)
                    });
                }
                (_, None, Some((user, record))) => self.parts.push(UndoPart {
                    field: user.clone(),
                    now: label(r, user, *record)?.zh,
                    ..part(NoUndo::InUse)
                }),
                (how, None, None) => self.unmade.push((kind, id, how)),
            }
        }
        Ok(())
    }

    fn stays(
        &mut self,
        r: &Reader<'_>,
        house: &House,
        one: &FieldWrite,
        why: NoUndo,
    ) -> Result<(), Refusal> {
        let now = one.now.as_ref().filter(|_| why == NoUndo::Changed);
        self.parts.push(UndoPart {
            name: label(r, &one.kind, one.record)?,
            kind: one.kind.clone(),
            field: one.field.clone(),
            by: now.map(|now| now.actor.clone()).unwrap_or_default(),
            at: now.and_then(|now| DateTime::from_timestamp_millis(now.wall_ms)),
            now: now
                .map(|now| told(&one.field, &now.value, house))
                .unwrap_or_default(),
            why,
        });
        Ok(())
    }

    fn take_fact(&mut self, r: &Reader<'_>, house: &House, said: &FactRow) -> Result<(), Refusal> {
        if said.kind == WITHDRAWN {
            // Of one that undoes: the other way about.
            if let Ok(word) = serde_json::from_value::<Withdrawn>(said.body.clone()) {
                let gone = !word.gone;
                self.words.push((said.about, Withdrawn { gone, ..word }));
            }
            return Ok(());
        }
        if said.kind == UNDONE || undo::is_aside(&said.kind) {
            return Ok(());
        }
        let part = |why, by: Option<&FactRow>| -> Result<UndoPart, Refusal> {
            Ok(UndoPart {
                name: label_of(r, said.about)?,
                kind: said.kind.clone(),
                by: by.map(|by| by.actor.clone()).unwrap_or_default(),
                at: by.and_then(|by| DateTime::from_timestamp_millis(by.wall_ms)),
                now: by
                    .map(|by| told(&by.kind, &by.body, house))
                    .unwrap_or_default(),
                ..no(why)
            })
        };
        if let Some(why) = bars_fact(&said.kind) {
            self.parts.push(part(why, None)?);
            return Ok(());
        }
        let about = r.facts_about(&[said.about])?;
        let mut rest = about.iter().skip_while(|one| one.id != said.id);
        if rest.next().is_none() {
            // Somebody took it back already.
            return Ok(());
        }
        let later = rest.find(|one| {
            one.dot != said.dot && builds_on((&one.kind, &one.body), (&said.kind, &said.body))
        });
        if let Some(later) = later {
            self.parts.push(part(NoUndo::BuiltOn, Some(later))?);
            return Ok(());
        }
        let word = Withdrawn {
            fact: said.id,
            kind: said.kind.clone(),
            gone: true,
        };
        self.words.push((said.about, word));
        Ok(())
    }
}

/// A part that cannot be, of no record.
fn no(why: NoUndo) -> UndoPart {
    UndoPart {
        kind: String::new(),
        name: Name::default(),
        field: String::new(),
        why,
        by: String::new(),
        at: None,
        now: String::new(),
    }
}

/// What a record is called, by its own fields; empty where it has no name.
pub(crate) fn label(r: &Reader<'_>, kind: &str, id: Uuid) -> Result<Name, Refusal> {
    let fields = r.fields_of(kind, id)?;
    if kind == "duty" {
        let name = fields.get("holder").and_then(|holder| holder.get("name"));
        return Ok(name_in(name));
    }
    let named = ["title", "name", "label", "number", "code"];
    let mut found = named.iter().map(|key| name_in(fields.get(*key)));
    Ok(found.find(|name| !name.zh.is_empty()).unwrap_or_default())
}

/// The same of a meeting, or of what else a fact may be about.
fn label_of(r: &Reader<'_>, id: Uuid) -> Result<Name, Refusal> {
    for kind in [
        "meeting",
        "stock_item",
        "incident",
        "hotline_call",
        "purchase",
    ] {
        let name = label(r, kind, id)?;
        if !name.zh.is_empty() {
            return Ok(name);
        }
    }
    Ok(Name::default())
}

fn name_in(value: Option<&Value>) -> Name {
    match value {
        Some(Value::String(text)) => Name::new(text, text),
        Some(value @ Value::Object(_)) => serde_json::from_value(value.clone()).unwrap_or_default(),
        _ => Name::default(),
    }
}

/// What people call an act by: `A1-57`.
pub(crate) fn code_of(letter: &str, epoch: u32, seq: u64) -> String {
    format!("{letter}{epoch}-{seq}")
}

/// The commit of a name in the log, as [`version_name`] gives it.
pub(crate) fn dot_of(name: &str) -> Option<Dot> {
    let mut parts = name.splitn(3, '/');
    let station = StationId(parts.next()?.parse().ok()?);
    let epoch = parts.next()?.parse().ok()?;
    let seq = parts.next()?.parse().ok()?;
    let chain = Chain { station, epoch };
    Some(Dot { chain, seq })
}

/// The commit that people call by a code; of several stations of one letter,
/// this one's.
pub(crate) fn dot_coded(r: &Reader<'_>, code: &str, me: &Me) -> Result<Option<Dot>, Refusal> {
    let read = || {
        let (chain, seq) = code.trim().split_once('-')?;
        let digits = chain.find(|c: char| c.is_ascii_digit())?;
        let (letter, epoch) = chain.split_at_checked(digits)?;
        Some((letter, epoch.parse::<u32>().ok()?, seq.parse::<u64>().ok()?))
    };
    let Some((letter, epoch, seq)) = read() else {
        return Ok(None);
    };
    let mut stations: Vec<StationId> = r
        .all::<Station>()?
        .into_iter()
        .filter(|station| station.letter.eq_ignore_ascii_case(letter))
        .map(|station| station.id)
        .collect();
    // One that was never in a network has not introduced itself.
    if letter.eq_ignore_ascii_case(&me.letter) {
        stations.insert(0, me.station);
    }
    for station in stations {
        let chain = Chain { station, epoch };
        let dot = Dot { chain, seq };
        if r.deed(dot)?.is_some() {
            return Ok(Some(dot));
        }
    }
    Ok(None)
}
