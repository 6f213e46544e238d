//! Rows of a list as meetings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use steward_domain::clash::{self, Occupancy, Severity};
use steward_domain::ids::{MeetingId, Number, RoomId};
use steward_domain::intake::{IntakeCells, IntakeColumn as C, IntakeKind, plain};
use steward_domain::meeting::{Meeting, Source, SourceDigest, Standing, State};
use steward_store::Reader;
use uuid::Uuid;

use super::names::{RoomNames, told};
use super::plan::passed_over;
use super::{Plan, Planned, Writes};
use crate::Desk;
use crate::approvals::must_be_approved;
use crate::bookings::{amended, asks_for_more, draft_of, fill, fit_template, slot_of};
use crate::house::House;
use crate::import::digest;
use crate::keeping::{may_go, placed, renew};
use crate::steps::step;
use crate::views::{IntakeFate, IntakeOddity as Odd, IntakeOptions, Refusal};
use crate::words;

mod said;

use said::Said;

/// Names the origin of meetings that came from a list.
const ORIGIN: &str = "list";

/// What the rows of a list do.
pub(super) fn plan(
    desk: &Desk,
    r: &Reader<'_>,
    house: &House,
    (cells, said): (&[IntakeCells], &BTreeMap<String, Option<RoomId>>),
    options: &IntakeOptions,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<Plan, Refusal> {
    let names = RoomNames::of(house.rooms.ranked(), house.buildings.values());
    let today = desk.today(house);
    let rows: Vec<Said> = cells
        .iter()
        .map(|cells| Said::read(cells, said, &names, house, today))
        .collect();
    let mut here = Here::read(r, house, &rows)?;
    let mut plan = Plan {
        rooms: told(cells.iter().map(|one| one.get(C::Room)), said, &names),
        ..Plan::default()
    };
    let mut seen = BTreeSet::new();
    for (cells, row) in cells.iter().zip(rows) {
        let mut planned = Planned::new(cells.row, &row.draft.title);
        planned.place = row.place(house, options.language);
        planned.when = row.when(house);
        let key = row.key();
        if let Some(why) = passed_over(cells, IntakeKind::Meetings, options) {
            plan.rows.push(planned.skipped(why));
            continue;
        }
        planned.remarks.clone_from(&row.remarks);
        if !row.unclear.is_empty() {
            planned.fate = IntakeFate::Unclear;
            planned.remarks.extend(row.unclear.iter().cloned());
        } else if !seen.insert(key.clone()) {
            planned = planned.skipped(Odd::Twice);
        } else {
            let before = here.find(r, &row, &key)?;
            becomes(
                desk,
                r,
                house,
                (&row, key),
                before,
                &mut planned,
                options,
                ids,
            )?;
        }
        plan.rows.push(planned);
    }
    clashes(&mut plan.rows, house, &here.near);
    Ok(plan)
}

/// What a row becomes beside what is here.
#[allow(
    clippy::too_many_arguments,
    reason = "a row, where it goes and who asks"
)]
fn becomes(
    desk: &Desk,
    r: &Reader<'_>,
    house: &House,
    (row, key): (&Said, String),
    before: Option<Meeting>,
    planned: &mut Planned,
    options: &IntakeOptions,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<(), Refusal> {
    let source = Source {
        origin: ORIGIN.to_owned(),
        key,
        likeness: row.likeness(),
        digest: row.digest(),
    };
    let Some(before) = before else {
        if row.draft.state.is_some_and(State::is_over) {
            // What was called off or is over is no news.
            *planned = std::mem::replace(planned, Planned::new(0, "")).skipped(Odd::StateUnclear);
            return Ok(());
        }
        let draft = row.draft.clone();
        let made = desk.drafted(&draft, house, MeetingId(ids()), Number(String::new()));
        let made = made.and_then(|made| desk.viewer().must_know(&made).map(|()| made));
        match made {
            Ok(mut made) => {
                made.source = Some(source);
                planned.when = Some(house.when(&made.slot));
                planned.writes = Writes::Meeting(None, Box::new(made));
            }
            Err(refusal) => planned.refused(&refusal),
        }
        return Ok(());
    };
    if !desk.viewer().may_know(before.level) {
        planned.unclear(Odd::NeedToKnow, "");
        return Ok(());
    }
    match after(desk, r, house, row, &before) {
        Ok(mut after) => {
            planned.when = Some(house.when(&after.slot));
            tell(planned, house, options, &before, &after);
            if planned.changes.is_empty() {
                planned.fate = IntakeFate::Same;
                return Ok(());
            }
            planned.fate = IntakeFate::Changed;
            after.source = Some(source);
            planned.writes = Writes::Meeting(Some(Box::new(before)), Box::new(after));
        }
        Err(refusal) => planned.refused(&refusal),
    }
    Ok(())
}

/// The meeting with those parts taken from the row that the list changed; what
/// people changed here and the list did not stays.
fn after(
    desk: &Desk,
    r: &Reader<'_>,
    house: &House,
    row: &Said,
    before: &Meeting,
) -> Result<Meeting, Refusal> {
    let was = before
        .source
        .as_ref()
        .filter(|source| source.origin == ORIGIN)
        .map(|source| source.digest.rest.clone())
        .unwrap_or_default();
    let mut draft = draft_of(before.clone(), house);
    row.put_on(&mut draft, &was);
    let mut after = before.clone();
    after.slot = amended(&before.slot, slot_of(&draft, house)?, house);
    // What somebody locked no list moves.
    may_go(house, before, &after.slot)?;
    fill(&mut after, &draft)?;
    let state = draft.state.unwrap_or(before.standing.state);
    if state != before.standing.state {
        // Only a state that is called off needs a reason: the list is it.
        step(before.standing.state, state, ORIGIN)?;
        after.standing = Standing {
            state,
            by: desk.operator(),
            why: match state {
                State::Cancelled => ORIGIN.to_owned(),
                _ => String::new(),
            },
        };
        must_be_approved(r, house, before.standing.state, &after)?;
    }
    desk.viewer().must_know(&after)?;
    renew(house, before, &mut after);
    placed(before, &mut after);
    fit_template(house, before, &mut after);
    Ok(after)
}

/// Says what gets another value, in words.
fn tell(
    planned: &mut Planned,
    house: &House,
    options: &IntakeOptions,
    before: &Meeting,
    after: &Meeting,
) {
    let language = options.language;
    let say = |name: steward_domain::names::Name| name.in_language(language).to_owned();
    let all = |m: &Meeting| -> Vec<(C, String)> {
        let heads = m.headcount.map(|n| n.to_string());
        let rooms: Vec<String> = m.slot.rooms().map(|id| say(house.room_name(id))).collect();
        let yes = match m.leader {
            true => words::terms::YES,
            false => words::terms::NO,
        };
        vec![
            (C::Title, m.title.clone()),
            (C::Time, words::notice::when(&house.when(&m.slot))),
            (C::Room, rooms.join(words::comma(language))),
            (
                C::Layout,
                m.slot
                    .layout
                    .map(|one| say(words::layout(one)))
                    .unwrap_or_default(),
            ),
            (C::Headcount, heads.unwrap_or_default()),
            (C::Organiser, m.organiser.clone()),
            (C::Contact, m.contact.clone()),
            (C::Phone, m.phone.clone()),
            (C::Service, say(words::service(m.service))),
            (C::Leader, yes.say(language).to_owned()),
            (C::Needs, m.needs.clone()),
            (
                C::State,
                words::state(m.standing.state).say(language).to_owned(),
            ),
            (
                C::Level,
                words::staff_terms::level(m.level).say(language).to_owned(),
            ),
        ]
    };
    planned.tell(all(before), all(after));
}

/// The meetings that rows may be of, and those they may clash with.
struct Here {
    /// Of former lists, by their key there.
    listed: BTreeMap<String, Meeting>,
    /// Keys that this list has.
    present: BTreeSet<String>,
    /// Around the days of the list.
    near: Vec<Meeting>,
    by_start: BTreeMap<(String, DateTime<Utc>), Vec<usize>>,
    claimed: BTreeSet<MeetingId>,
}

impl Here {
    fn read(r: &Reader<'_>, house: &House, rows: &[Said]) -> Result<Self, Refusal> {
        let days: Vec<NaiveDate> = rows.iter().filter_map(|row| row.draft.date).collect();
        let mut near = match (days.iter().min(), days.iter().max()) {
            (Some(first), Some(last)) => {
                let (from, to) = (house.venue.day(*first).0, house.venue.day(*last).1);
                let around = Duration::days(2);
                r.meetings_between(
                    (from - around).timestamp_millis(),
                    (to + around).timestamp_millis(),
                )?
            }
            _ => Vec::new(),
        };
        let mut there: BTreeSet<MeetingId> = near.iter().map(|one| one.id).collect();
        let roomless = r.meetings_without_room()?;
        near.extend(roomless.into_iter().filter(|one| there.insert(one.id)));
        let mut by_start: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, one) in near.iter().enumerate() {
            if !one.standing.state.is_over() {
                let key = (plain(&one.title), one.slot.start);
                by_start.entry(key).or_default().push(at);
            }
        }
        let listed = r.meetings_by_source(ORIGIN)?;
        Ok(Self {
            listed: listed
                .into_iter()
                .filter_map(|one| Some((one.source.as_ref()?.key.clone(), one)))
                .collect(),
            present: rows.iter().map(Said::key).collect(),
            near,
            by_start,
            claimed: BTreeSet::new(),
        })
    }

    /// The meeting that a row is of; each is one row's.
    fn find(&mut self, r: &Reader<'_>, row: &Said, key: &str) -> Result<Option<Meeting>, Refusal> {
        let found = match row.number.is_empty() {
            true => None,
            false => r.meeting_by_number(&Number(row.number.to_uppercase()))?,
        };
        let free = |one: &&Meeting| !self.claimed.contains(&one.id);
        let found = found
            .filter(|one| free(&one))
            .or_else(|| self.listed.get(key).filter(free).cloned())
            .or_else(|| self.alike(row).filter(free).cloned())
            .or_else(|| self.same_start(row).cloned());
        self.claimed.extend(found.as_ref().map(|one| one.id));
        Ok(found)
    }

    /// Of a former list, called the same on the same day, whose row is gone.
    fn alike(&self, row: &Said) -> Option<&Meeting> {
        let likeness = row.likeness();
        let mut alike = self.listed.values().filter(|one| {
            one.source.as_ref().is_some_and(|source| {
                source.likeness == likeness && !self.present.contains(&source.key)
            })
        });
        match (alike.next(), alike.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }

    /// Called the same and begins at the same time, in the room that is said.
    fn same_start(&self, row: &Said) -> Option<&Meeting> {
        let start = row.start?;
        let at = self.by_start.get(&(plain(&row.draft.title), start))?;
        let all = at.iter().filter_map(|at| self.near.get(*at));
        let mut fitting = all.filter(|one| {
            let elsewhere = row.draft.room.is_some()
                && one.slot.room.is_some()
                && row.draft.room != one.slot.room;
            !elsewhere && !self.claimed.contains(&one.id)
        });
        fitting.next()
    }
}

/// Marks the rows whose meetings would be in the way of others.
fn clashes(rows: &mut [Planned], house: &House, near: &[Meeting]) {
    let coming: BTreeMap<MeetingId, (usize, &Meeting)> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| match &row.writes {
            Writes::Meeting(_, after) => Some((after.id, (at, &**after))),
            _ => None,
        })
        .collect();
    let here = near.iter().filter(|one| !coming.contains_key(&one.id));
    let all: Vec<&Meeting> = here.chain(coming.values().map(|(_, one)| *one)).collect();
    let occupancies: Vec<Occupancy> = house.occupancies(all.iter().copied());
    let title_of = |id: MeetingId| {
        let one = all.iter().find(|one| one.id == id);
        one.map(|one| house.shown_title(one).to_owned())
    };
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for clash in clash::among(&occupancies) {
        if clash.severity <= Severity::Information {
            continue;
        }
        for (one, other) in [(clash.first, clash.second), (clash.second, clash.first)] {
            if let (Some((at, _)), Some(title)) = (coming.get(&one), title_of(other)) {
                found.entry(*at).or_default().push(title);
            }
        }
    }
    for (at, titles) in found {
        let Some(row) = rows.get_mut(at) else {
            continue;
        };
        let takes_more = match &row.writes {
            Writes::Meeting(Some(before), after) => asks_for_more(before, after, house.now),
            _ => true,
        };
        row.clashes = titles;
        if takes_more {
            row.fate = IntakeFate::Clash;
        }
    }
}

/// All parts of a row as digests, in one text.
fn parts_of(parts: &[Option<String>]) -> SourceDigest {
    let told = parts.iter().map(|part| match part {
        Some(text) => digest(&[text]),
        None => String::new(),
    });
    let rest = told.collect::<Vec<_>>().join("-");
    SourceDigest {
        title: String::new(),
        slot: String::new(),
        rest,
    }
}

/// Whether a draft's value is left alone.
fn is_as_before(was: &str, is: &str, part: usize) -> bool {
    let of = |text: &str| text.split('-').nth(part).unwrap_or_default().to_owned();
    let said = of(is);
    said.is_empty() || said == of(was)
}

/// Keeps the fields of a draft that a list says nothing new of.
fn put<T: Clone>(to: &mut T, from: &T, keeps: bool) {
    if !keeps {
        to.clone_from(from);
    }
}
