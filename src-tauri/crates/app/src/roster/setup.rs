//! What the roster goes by: shifts, posts, needs, rules, pairs, cycles, each
//! edited like a record; and a cycle laid over people.

use std::collections::BTreeSet;

use steward_domain::ids::{FixedPostId, RosterNeedId, RosterPairId, RotationId, StaffId};
use steward_domain::room::Building;
use steward_domain::roster::rules::{RosterRule, Rules};
use steward_domain::roster::{
    CellWork, FixedPost, Kinds, OFF, RosterPair, Rotation, ShiftKind, ShiftPart, each, read_work,
};
use steward_domain::staff::{Days, StaffMember};
use steward_store::Writer;

use super::{book, cell_of, put};
use crate::Desk;
use crate::texts::{in_range, line, named};
use crate::views::{Refusal, RosterItem, RosterSetup, RotationDraft};

/// Most minutes past the midnight of its day that a shift may end.
const LATEST: u32 = 3 * 1_440;
/// Most parts of a shift, times of a post.
const MOST_PARTS: usize = 24;
/// Most days of a cycle.
const MOST_CYCLE: u32 = 84;

impl Desk {
    /// Everything the roster goes by, what is no longer used too.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn roster_setup(&self) -> Result<RosterSetup, Refusal> {
        self.read(|r| {
            let mut kinds: Vec<ShiftKind> = book::kinds(r)?.into_values().collect();
            kinds.sort_by_key(|kind| (kind.retired, kind.place, kind.code.clone()));
            let mut pairs = r.all::<RosterPair>()?;
            pairs.sort_by_key(|pair| (pair.retired, pair.id));
            let mut buildings = r.all::<Building>()?;
            buildings.sort_by_key(|one| (one.rank, one.id));
            Ok(RosterSetup {
                kinds,
                posts: book::posts(r)?,
                needs: book::needs(r)?,
                rules: Rules::new(r.all::<RosterRule>()?).all(),
                pairs,
                rotations: book::rotations(r)?,
                skills: crate::staff::skills_of(r)?,
                buildings,
            })
        })
    }

    /// Keeps one of them; one with a nil id is new. Rosters that were
    /// published stay as they were.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::ChoiceNeeded`] for a shift or a post
    /// without times, a cycle without days; [`Refusal::OutOfRange`],
    /// [`Refusal::TooLong`]; [`Refusal::Unknown`] for a code or a person that
    /// there is not; [`Refusal::Several`] for a code that is taken.
    pub fn save_roster_item(&self, item: RosterItem) -> Result<(), Refusal> {
        self.act("roster_setup", |w, _| {
            match item {
                RosterItem::Kind { kind } => save_kind(w, kind)?,
                RosterItem::Post { post } => save_post(w, post)?,
                RosterItem::Need { need } => {
                    in_range("count", need.count, 1, 1_000)?;
                    in_range("per_guests", need.per_guests, 0, 10_000)?;
                    in_range("before", need.before, 0, 1_440)?;
                    in_range("after", need.after, 0, 1_440)?;
                    in_range("place", need.place, 0, 100_000)?;
                    let id = match need.id.0.is_nil() {
                        true => RosterNeedId(w.new_id()),
                        false => need.id,
                    };
                    let name = named(&need.name)?;
                    w.save(&steward_domain::roster::demand::RosterNeed { id, name, ..need })?;
                }
                RosterItem::Rule { rule } => {
                    in_range("figure", rule.figure, 0, 100_000)?;
                    in_range("price", rule.price, 0, 100_000)?;
                    let id = rule.about.id();
                    w.save(&RosterRule { id, ..rule })?;
                }
                RosterItem::Pair { pair } => save_pair(w, pair)?,
                RosterItem::Rotation { rotation } => save_rotation(w, rotation)?,
            }
            Ok(())
        })
    }

    /// Lays a cycle over days of some people; pinned cells stay, and so do
    /// days on which they are away.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::ChoiceNeeded`] when nobody is chosen;
    /// [`Refusal::NothingChanged`].
    pub fn lay_rotation(&self, draft: &RotationDraft) -> Result<(), Refusal> {
        if draft.staff.is_empty() || draft.to < draft.from {
            return Err(Refusal::ChoiceNeeded);
        }
        in_range("step", draft.step, 0, MOST_CYCLE)?;
        in_range("start", draft.start, 0, MOST_CYCLE)?;
        let days = u32::try_from((draft.to - draft.from).num_days()).unwrap_or(u32::MAX);
        in_range("days", days, 0, 366)?;
        self.act("lay_rotation", |w, _| {
            let all = book::rotations(w)?;
            let rotation = all.into_iter().find(|one| one.id == draft.rotation);
            let rotation = rotation.ok_or_else(|| Refusal::Unknown(draft.rotation.to_string()))?;
            let kinds = book::kinds(w)?;
            let leave = w.all::<steward_domain::staff::Leave>()?;
            let mut changed = false;
            let mut ahead = i64::from(draft.start);
            for staff in &draft.staff {
                if w.get::<StaffMember>(staff.0)?.is_none() {
                    return Err(Refusal::Unknown(staff.to_string()));
                }
                let began = draft.from - chrono::Duration::days(ahead);
                ahead += i64::from(draft.step);
                let days = Days {
                    from: draft.from,
                    to: draft.to,
                };
                for day in each(days) {
                    let away = leave
                        .iter()
                        .any(|one| one.staff == *staff && !one.withdrawn && one.days.contains(day));
                    if away || cell_of(w, *staff, day)?.pinned {
                        continue;
                    }
                    let code = rotation.on(began, day).unwrap_or_default();
                    let said = if code.is_empty() { OFF } else { code };
                    let work = read_work(said, &kinds).map_err(Refusal::Unknown)?;
                    changed |= put(w, *staff, day, work)?;
                }
            }
            match changed {
                true => Ok(()),
                false => Err(Refusal::NothingChanged),
            }
        })
    }
}

fn save_kind(w: &mut Writer<'_>, kind: ShiftKind) -> Result<(), Refusal> {
    let code = line("code", &kind.code, 6)?.to_uppercase();
    let stops = |c: char| c.is_whitespace() || matches!(c, '+' | '/' | '＋' | '·');
    if code.is_empty() || code == OFF || code == "-" || code == "OFF" || code.contains(stops) {
        return Err(Refusal::NotSuch {
            field: "code".into(),
            text: kind.code,
        });
    }
    let id = ShiftKind::name_of(&code);
    if kind.id.0.is_nil()
        && book::kinds(w)?
            .values()
            .any(|one| one.id == id && !one.retired)
    {
        return Err(Refusal::Several {
            word: code.clone(),
            found: vec![code.clone(), code],
        });
    }
    if kind.parts.is_empty() || kind.parts.len() > MOST_PARTS {
        return Err(Refusal::ChoiceNeeded);
    }
    let mut parts = kind.parts;
    for ShiftPart { from, to } in &parts {
        in_range("from", *from, 0, 1_439)?;
        in_range("to", *to, from + 1, LATEST)?;
    }
    parts.sort_by_key(|part| part.from);
    let crossing = parts.iter().zip(parts.iter().skip(1));
    if crossing.clone().any(|(one, next)| next.from < one.to) {
        return Err(Refusal::NotSuch {
            field: "parts".into(),
            text: code,
        });
    }
    in_range("paid", kind.paid, 0, 1_440)?;
    in_range("tone", kind.tone.into(), 0, 7)?;
    in_range("place", kind.place, 0, 100_000)?;
    w.save(&ShiftKind {
        id,
        code,
        name: named(&kind.name)?,
        parts,
        ..kind
    })?;
    Ok(())
}

fn save_post(w: &mut Writer<'_>, post: FixedPost) -> Result<(), Refusal> {
    if post.times.is_empty() || post.times.len() > MOST_PARTS {
        return Err(Refusal::ChoiceNeeded);
    }
    for time in &post.times {
        in_range("from", time.from, 0, 1_439)?;
        in_range("to", time.to, time.from + 1, LATEST)?;
        in_range("count", time.count, 1, 1_000)?;
        for weekday in &time.weekdays {
            in_range("weekday", (*weekday).into(), 1, 7)?;
        }
    }
    if post.days.is_some_and(|days| days.to < days.from) {
        return Err(Refusal::NotSuch {
            field: "days".into(),
            text: post.name.zh,
        });
    }
    in_range("place", post.place, 0, 100_000)?;
    let id = match post.id.0.is_nil() {
        true => FixedPostId(w.new_id()),
        false => post.id,
    };
    let name = named(&post.name)?;
    w.save(&FixedPost { id, name, ..post })?;
    Ok(())
}

fn save_pair(w: &mut Writer<'_>, pair: RosterPair) -> Result<(), Refusal> {
    let known: BTreeSet<StaffId> = w
        .all::<StaffMember>()?
        .into_iter()
        .map(|one| one.id)
        .collect();
    for one in [pair.first, pair.second] {
        if !known.contains(&one) {
            return Err(Refusal::Unknown(one.to_string()));
        }
    }
    if pair.first == pair.second {
        return Err(Refusal::ChoiceNeeded);
    }
    let id = match pair.id.0.is_nil() {
        true => RosterPairId(w.new_id()),
        false => pair.id,
    };
    w.save(&RosterPair { id, ..pair })?;
    Ok(())
}

fn save_rotation(w: &mut Writer<'_>, rotation: Rotation) -> Result<(), Refusal> {
    let length = u32::try_from(rotation.cycle.len()).unwrap_or(u32::MAX);
    if length == 0 {
        return Err(Refusal::ChoiceNeeded);
    }
    in_range("cycle", length, 1, MOST_CYCLE)?;
    let kinds: Kinds = book::kinds(w)?;
    let mut cycle = Vec::new();
    for said in &rotation.cycle {
        let work = read_work(&line("cycle", said, 20)?, &kinds).map_err(Refusal::Unknown)?;
        cycle.push(match work {
            CellWork::Open | CellWork::Off => String::new(),
            shifts => shifts.told(),
        });
    }
    let id = match rotation.id.0.is_nil() {
        true => RotationId(w.new_id()),
        false => rotation.id,
    };
    let name = named(&rotation.name)?;
    w.save(&Rotation {
        id,
        name,
        cycle,
        ..rotation
    })?;
    Ok(())
}
