//! What was done last, told so that people know their own act again.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use steward_domain::meeting::Meeting;
use steward_domain::record::Record as _;
use steward_domain::station::Station;
use steward_domain::undo::{GONE, NoUndo, is_aside, is_trace};
use steward_store::{Deed, Mend, Reader, Uses};
use uuid::Uuid;

use super::plan::{Plan, code_of, label};
use super::{Link, Me, Words};
use crate::Desk;
use crate::house::House;
use crate::inbox::version_name;
use crate::meetings::told;
use crate::views::{ActLine, ActThing, ActsOf, MeetingBrief, RecentAct, Refusal, UndoneBy};

/// Most acts that are shown at once.
const MOST: u32 = 200;
/// Records of an act that are told.
const NAMED: usize = 3;
/// Lines of an act that are told.
const LINES: usize = 6;

/// Fields that people never see.
const UNSEEN: &[&str] = &["source", "series", "taken", "number", "id", GONE];

impl Desk {
    /// What was done last, newest first, each with whether it can be undone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn recent(&self, of: ActsOf, limit: u32) -> Result<Vec<RecentAct>, Refusal> {
        let most = usize::try_from(limit.clamp(1, MOST)).unwrap_or(1);
        let me = self.me();
        self.house(|r, house| {
            let mut words = Words::default();
            let mut links: Vec<Link> = Vec::new();
            let wanted = |deed: &Deed| match of {
                ActsOf::Mine => me.did(deed),
                ActsOf::Station => deed.dot.chain.station == me.station,
                ActsOf::All => true,
            };
            r.deeds(wanted, |deed| {
                if !words.take(&deed) && !is_trace(&deed.intent) {
                    links.push(words.link(deed));
                }
                Ok::<_, Refusal>(links.len() < most && words.goes_on())
            })?;
            // Who refers to what they made is looked for once for all.
            let wrote: Vec<Wrote> = links
                .iter()
                .map(|link| Wrote::by(r, link))
                .collect::<Result<_, Refusal>>()?;
            let made: BTreeSet<Uuid> = wrote.iter().flat_map(|one| one.last.made()).collect();
            let uses = r.uses(&made)?;
            let acts = links.iter().zip(wrote);
            acts.map(|(link, wrote)| told_with(r, house, &me, (link, wrote, &uses)))
                .collect()
        })
    }
}

/// An act as it is shown.
pub(super) fn told_act(
    r: &Reader<'_>,
    house: &House,
    me: &Me,
    link: &Link,
) -> Result<RecentAct, Refusal> {
    let wrote = Wrote::by(r, link)?;
    let uses = r.uses(&wrote.last.made())?;
    told_with(r, house, me, (link, wrote, &uses))
}

/// What an act wrote, and the last commit of it: the same, where nobody undid
/// it.
struct Wrote {
    root: Mend,
    last: Mend,
}

impl Wrote {
    fn by(r: &Reader<'_>, link: &Link) -> Result<Self, Refusal> {
        let root = r.mend(link.root.dot)?;
        let last = match link.last.dot == link.root.dot {
            true => root.clone(),
            false => r.mend(link.last.dot)?,
        };
        Ok(Self { root, last })
    }
}

fn told_with(
    r: &Reader<'_>,
    house: &House,
    me: &Me,
    (link, wrote, uses): (&Link, Wrote, &Uses),
) -> Result<RecentAct, Refusal> {
    let Link { root, last } = link;
    let mend = wrote.root;
    let plan = Plan::by(r, house, link, link.is_undone(), (wrote.last, uses))?;
    let (meetings, things) = subjects(r, house, &mend)?;
    let (lines, more) = lines(r, house, root, &mend)?;
    let station = root.dot.chain.station;
    let letter = match station == me.station {
        true => Some(me.letter.clone()),
        false => r.get::<Station>(station.0)?.map(|known| known.letter),
    };
    let moment = |ms| DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default();
    Ok(RecentAct {
        id: version_name(root.dot),
        code: code_of(
            letter.as_deref().unwrap_or("?"),
            root.dot.chain.epoch,
            root.dot.seq,
        ),
        at: moment(root.wall_ms),
        by: root.actor.clone(),
        station: r.station_name(station)?,
        mine: me.did(root),
        offline: root.offline,
        intent: root.intent.clone(),
        meetings,
        things,
        lines,
        more,
        undone: link.is_undone().then(|| UndoneBy {
            by: last.actor.clone(),
            at: moment(last.wall_ms),
        }),
        no_undo: match (plan.size(), plan.parts.first()) {
            (0, Some(part)) => Some(part.why),
            (0, None) => Some(NoUndo::Changed),
            _ => None,
        },
        parts: plan.parts,
    })
}

/// The meetings an act is about, and what else, the first few of each.
fn subjects(
    r: &Reader<'_>,
    house: &House,
    mend: &Mend,
) -> Result<(Vec<MeetingBrief>, Vec<ActThing>), Refusal> {
    let mut records: Vec<(&str, Uuid)> = Vec::new();
    for one in &mend.fields {
        let record = (one.kind.as_str(), one.record);
        if !records.contains(&record) {
            records.push(record);
        }
    }
    let (mut things, mut ids) = (Vec::new(), Vec::new());
    for (kind, id) in records {
        if kind == Meeting::KIND {
            ids.push(id);
            continue;
        }
        ids.extend(r.meetings_of(kind, id)?);
        if things.len() < NAMED {
            things.push(ActThing {
                name: label(r, kind, id)?,
                kind: kind.to_owned(),
            });
        }
    }
    ids.extend(mend.said.iter().map(|said| said.about));
    let (mut meetings, mut seen) = (Vec::new(), BTreeSet::new());
    for id in ids {
        if meetings.len() < NAMED
            && seen.insert(id)
            && let Some(meeting) = r.get::<Meeting>(id)?
        {
            meetings.push(house.brief(&meeting));
        }
    }
    Ok((meetings, things))
}

/// What an act changed, as whoever looks may know it, and how much more.
fn lines(
    r: &Reader<'_>,
    house: &House,
    root: &Deed,
    mend: &Mend,
) -> Result<(Vec<ActLine>, u32), Refusal> {
    let mut records: Vec<Uuid> = Vec::new();
    let mut changed = 0;
    // What was made is told by its name.
    let seen = |field: &str| !UNSEEN.contains(&field);
    let old = |one: &&steward_store::FieldWrite| !one.made && one.before != one.after;
    for one in mend
        .fields
        .iter()
        .filter(old)
        .filter(|one| seen(&one.field))
    {
        changed += 1;
        if records.len() < NAMED && !records.contains(&one.record) {
            records.push(one.record);
        }
    }
    let mut found = Vec::new();
    for record in records {
        for change in r.history(record)? {
            if change.dot == root.dot && seen(&change.field) {
                found.push(ActLine {
                    before: change
                        .before
                        .as_ref()
                        .map(|value| told(&change.field, value, house)),
                    after: told(&change.field, &change.after, house),
                    kind: change.kind,
                    field: change.field,
                });
            }
        }
    }
    let mut abouts: Vec<Uuid> = Vec::new();
    for said in mend.said.iter().filter(|said| !is_aside(&said.kind)) {
        changed += 1;
        if abouts.len() < NAMED && !abouts.contains(&said.about) {
            abouts.push(said.about);
        }
    }
    for about in abouts {
        for said in r.all_facts_about(&[about])? {
            if said.dot == root.dot && !is_aside(&said.kind) {
                found.push(ActLine {
                    before: None,
                    after: told(&said.kind, &said.body, house),
                    field: said.kind.clone(),
                    kind: said.kind,
                });
            }
        }
    }
    found.truncate(LINES);
    let shown = found.len();
    Ok((
        found,
        u32::try_from(changed.max(shown) - shown).unwrap_or(u32::MAX),
    ))
}
