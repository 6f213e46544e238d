//! Undoing and doing again, of every act, by person, across restarts: nothing is
//! kept for it, it is read from the log. An undoing is an act like any other.

mod plan;
mod recent;

use std::collections::BTreeMap;

use serde_json::Value;
use steward_domain::authority;
use steward_domain::ids::{MeetingId, StationId};
use steward_domain::log::{Dot, Op};
use steward_domain::meeting::{Meeting, State};
use steward_domain::record::Record as _;
use steward_domain::undo::{NoUndo, UNDONE, Undone, WITHDRAWN, is_trace};
use steward_store::{Deed, Reader, Writer};
use uuid::Uuid;

use crate::Desk;
use crate::bookings::{asks_for_more, in_the_way_beside};
use crate::facts::say;
use crate::house::House;
use crate::keeping::may_go;
use crate::views::{Refusal, UndoDone, UndoRefused};
use plan::{Plan, dot_coded, dot_of};
use recent::told_act;

/// Acts of the log that are looked through for one.
const FAR: usize = 50_000;

impl Desk {
    /// Undoes an act: by its name or code, or what whoever asks did last. With
    /// `rest`, what can be is undone where not all of it can.
    ///
    /// # Errors
    /// [`Refusal::NoUndo`] with why, and with what of it could; a clash where a
    /// room that is wanted back is taken; as the act itself for lack of a right.
    pub fn undo(&self, act: Option<&str>, rest: bool) -> Result<UndoDone, Refusal> {
        self.turn("undo", act, false, rest)
    }

    /// Does again what was undone: by its name or code, or what whoever asks
    /// undid last, unless they did something since.
    ///
    /// # Errors
    /// As [`Desk::undo`].
    pub fn redo(&self, act: Option<&str>, rest: bool) -> Result<UndoDone, Refusal> {
        self.turn("redo", act, true, rest)
    }

    /// A hash over what is shown, whoever wrote it and when: equal before an act
    /// and after it was undone, but for what undoing it ended.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shown(&self) -> Result<String, Refusal> {
        self.read(|r| Ok(r.shown()?))
    }

    fn turn(
        &self,
        intent: &'static str,
        act: Option<&str>,
        again: bool,
        rest: bool,
    ) -> Result<UndoDone, Refusal> {
        let me = self.me();
        let (done, stayed) = self.act(intent, |w, house| {
            let link = match (act, again) {
                (Some(name), _) => link_named(w, &me, name)?,
                (None, false) => last_done(w, &me)?,
                (None, true) => last_undone(w, &me)?,
            };
            self.may(w, authority::of_intent(&link.root.intent))?;
            let plan = Plan::of(w, house, &link, again)?;
            plan.must_go(rest)?;
            self.write_plan(w, house, &plan)?;
            Ok((link.root.dot, plan.parts))
        })?;
        let act = self.house(|r, house| {
            let link = link_of(r, done)?.ok_or_else(|| nothing(NoUndo::Nothing))?;
            told_act(r, house, &me, &link)
        })?;
        Ok(UndoDone {
            act,
            stayed: self.viewer().veiled(&stayed),
        })
    }

    /// Writes what a plan sets back, with what a change of a meeting brings.
    fn write_plan(&self, w: &mut Writer<'_>, house: &House, plan: &Plan) -> Result<(), Refusal> {
        let mut meetings: BTreeMap<Uuid, Vec<(String, Value)>> = BTreeMap::new();
        for op in plan.puts(&self.operator()) {
            if let Op::Put {
                kind,
                id,
                field,
                value,
            } = &op
                && kind == Meeting::KIND
            {
                let fields = meetings.entry(*id).or_default();
                fields.push((field.clone(), value.clone()));
            }
            w.op(op);
        }
        let mut after = Vec::new();
        for (id, fields) in &meetings {
            // Nobody sets back what they may not read.
            self.must_know(w, MeetingId(*id))?;
            after.extend(w.with_fields::<Meeting>(*id, fields)?);
        }
        for meeting in &after {
            let Some(before) = w.get::<Meeting>(meeting.id.0)? else {
                continue;
            };
            if meeting.lock == before.lock {
                may_go(house, &before, &meeting.slot)?;
            }
            if asks_for_more(&before, meeting, house.now)
                && let Some(refusal) = in_the_way_beside(w, house, meeting, &after, self.now())?
            {
                return Err(refusal);
            }
            if before.standing.state != State::Cancelled {
                self.withdraw_if_cancelled(w, house, meeting)?;
            }
        }
        for (about, word) in &plan.words {
            say(w, WITHDRAWN, *about, word);
        }
        let undone = Undone::of(plan.root.dot, &plan.root.intent, !plan.again);
        say(w, UNDONE, plan.root.dot.chain.station.0, &undone);
        Ok(())
    }

    /// Whoever is at the desk. Comes before an act: one that is being written
    /// must not ask the store who it is.
    fn me(&self) -> Me {
        Me {
            name: self.operator(),
            anywhere: self.is_governed(),
            station: self.identity.station,
            letter: self.identity.letter.clone(),
        }
    }
}

/// An act by its name in the log or by its code; of one that undoes another,
/// that other.
fn link_named(r: &Reader<'_>, me: &Me, name: &str) -> Result<Link, Refusal> {
    let unknown = || Refusal::Unknown(name.to_owned());
    let dot = match name.trim() {
        name if name.contains('/') => dot_of(name),
        code => dot_coded(r, code, me)?,
    };
    let deed = r.deed(dot.ok_or_else(unknown)?)?.ok_or_else(unknown)?;
    let dot = deed.undone.map_or(deed.dot, |word| word.act());
    link_of(r, dot)?.ok_or_else(unknown)
}

/// Whoever asks.
pub(crate) struct Me {
    name: String,
    /// Signed in: their acts at other stations are theirs too.
    anywhere: bool,
    station: StationId,
    /// In the codes of this station's acts.
    letter: String,
}

impl Me {
    fn did(&self, deed: &Deed) -> bool {
        let at_home = self.anywhere || deed.dot.chain.station == self.station;
        at_home && deed.actor == self.name
    }
}

/// What whoever asks did last and is not undone.
fn last_done(r: &Reader<'_>, me: &Me) -> Result<Link, Refusal> {
    let mut words = Words::default();
    let mut found = None;
    r.deeds(
        |deed| me.did(deed),
        |deed| {
            if !words.take(&deed) && !is_trace(&deed.intent) && !words.is_undone(deed.dot) {
                found = Some(words.link(deed));
            }
            Ok::<_, Refusal>(found.is_none() && words.goes_on())
        },
    )?;
    found.ok_or_else(|| nothing(NoUndo::Nothing))
}

/// What whoever asks undid last, if they did nothing since.
fn last_undone(r: &Reader<'_>, me: &Me) -> Result<Link, Refusal> {
    let mut words = Words::default();
    let mut found: Option<Undone> = None;
    r.deeds(
        |deed| me.did(deed),
        |deed| {
            let Some(word) = deed.undone.clone() else {
                let is_new = !is_trace(&deed.intent) && !words.is_undone(deed.dot);
                return Ok::<_, Refusal>(!is_new && words.goes_on());
            };
            if !words.has(word.act()) && word.gone && me.did(&deed) {
                found = Some(word);
            }
            words.take(&deed);
            Ok(found.is_none() && words.goes_on())
        },
    )?;
    let link = found.map(|word| link_of(r, word.act())).transpose()?;
    link.flatten().ok_or_else(|| nothing(NoUndo::NothingAgain))
}

/// An act and the last that was said of its being undone.
pub(crate) struct Link {
    /// The act.
    pub(crate) root: Deed,
    /// The commit by which it stands or is undone: its own, or the last that
    /// undid it or did it again.
    pub(crate) last: Deed,
}

impl Link {
    /// Whether the act is undone.
    pub(crate) fn is_undone(&self) -> bool {
        self.last.undone.as_ref().is_some_and(|word| word.gone)
    }
}

/// What was said of acts being undone, read from the newest on.
#[derive(Default)]
pub(crate) struct Words {
    last: BTreeMap<Dot, Deed>,
    seen: usize,
}

impl Words {
    /// Takes note of a deed if it undoes another; whether it does.
    pub(crate) fn take(&mut self, deed: &Deed) -> bool {
        self.seen += 1;
        let Some(word) = &deed.undone else {
            return false;
        };
        self.last.entry(word.act()).or_insert_with(|| deed.clone());
        true
    }

    fn has(&self, act: Dot) -> bool {
        self.last.contains_key(&act)
    }

    fn is_undone(&self, act: Dot) -> bool {
        let word = self.last.get(&act).and_then(|deed| deed.undone.as_ref());
        word.is_some_and(|word| word.gone)
    }

    /// How an act stands by what was read so far.
    pub(crate) fn link(&self, root: Deed) -> Link {
        let last = self.last.get(&root.dot).unwrap_or(&root).clone();
        Link { root, last }
    }

    /// Nobody undoes what lies so far back.
    pub(crate) fn goes_on(&self) -> bool {
        self.seen < FAR
    }
}

/// How an act stands; `None` when it is not here.
pub(crate) fn link_of(r: &Reader<'_>, act: Dot) -> Result<Option<Link>, Refusal> {
    let Some(root) = r.deed(act)? else {
        return Ok(None);
    };
    let mut words = Words::default();
    r.deeds(
        |deed| deed.dot == act,
        |deed| {
            let is_undoing = words.take(&deed);
            // Whatever undid it came after it.
            Ok::<_, Refusal>((is_undoing || deed.dot != act) && !words.has(act))
        },
    )?;
    Ok(Some(words.link(root)))
}

pub(crate) fn nothing(why: NoUndo) -> Refusal {
    Refusal::NoUndo(Box::new(UndoRefused {
        why,
        id: String::new(),
        intent: String::new(),
        parts: Vec::new(),
        rest: 0,
    }))
}

#[cfg(test)]
mod tests;
