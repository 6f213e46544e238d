//! What was said about the meetings of a period, read in one go and resolved
//! for counting.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use steward_domain::after::{LostEnd, LostItem, RATED, Rating, USED, Used};
use steward_domain::fee::FeeStage;
use steward_domain::figures::{
    Asked, FeeOf, Held, Issued, Lost, LostHow, Span, What, acknowledgements,
};
use steward_domain::meeting::{Meeting, State};
use steward_domain::notice::{ACKNOWLEDGED, Acknowledgement, ISSUED, Version};
use steward_domain::plan::{self, Confirmation, Work};
use steward_store::{FactRow, Reader};
use uuid::Uuid;

use crate::facts::of_kind;
use crate::fees::Account;
use crate::house::House;
use crate::views::Refusal;

/// The meetings that begin within some days, by start; cancelled ones too,
/// enquiries not.
pub(super) fn meetings(r: &Reader<'_>, house: &House, span: Span) -> Result<Vec<Meeting>, Refusal> {
    let (from, to) = (house.venue.day(span.from).0, house.venue.day(span.to).1);
    let mut found = r.meetings_within(from.timestamp_millis(), to.timestamp_millis())?;
    found.retain(|one| {
        one.standing.state != State::Enquiry
            && !one.has_lapsed(house.now)
            && one.slot.start >= from
            && one.slot.start < to
    });
    found.sort_by_key(|one| (one.slot.start, one.id));
    Ok(found)
}

/// Meetings with what was said about them.
pub(super) fn held(
    r: &Reader<'_>,
    house: &House,
    meetings: &[Meeting],
) -> Result<Vec<Held>, Refusal> {
    let ids: Vec<Uuid> = meetings.iter().map(|one| one.id.0).collect();
    let mut said: BTreeMap<Uuid, Vec<FactRow>> = BTreeMap::new();
    for fact in r.facts_about(&ids)? {
        said.entry(fact.about).or_default().push(fact);
    }
    let written_offline = r.written_offline::<Meeting>(&ids)?;
    let held = meetings.iter().map(|meeting| {
        let facts = said.remove(&meeting.id.0).unwrap_or_default();
        let mut held = resolved(house, meeting, &facts);
        held.offline += u32::from(written_offline.contains(&meeting.id.0));
        held
    });
    Ok(held.collect())
}

fn resolved(house: &House, meeting: &Meeting, facts: &[FactRow]) -> Held {
    let room = house.room_of(meeting);
    let class = room.map(|room| room.class);
    let rule = class.map(|class| house.venue.rule(class));
    let mut rooms: Vec<_> = meeting
        .slot
        .rooms()
        .flat_map(|id| house.rooms.footprint(id))
        .collect();
    rooms.sort_unstable();
    rooms.dedup();
    let cancelled = meeting.standing.state == State::Cancelled;
    let versions: Vec<Version> = of_kind(facts, ISSUED);
    let acknowledged: Vec<(Acknowledgement, bool)> = with_offline(facts, ACKNOWLEDGED);
    let mut asked = match cancelled {
        true => Vec::new(),
        false => acknowledgements(&versions, &acknowledged, &house.venue.notice),
    };
    asked.extend(tasks(house, meeting, facts));
    let laid_out = match cancelled {
        true => Vec::new(),
        false => house.goods(meeting),
    };
    let used = of_kind::<Used>(facts, USED).pop();
    let used = used.map(|used| used.lines).unwrap_or_default();
    Held {
        meeting: meeting.id,
        start: house.venue.local(meeting.slot.start),
        end: house.venue.local(meeting.slot.end),
        rooms,
        class,
        organiser: meeting.organiser.clone(),
        template: meeting.template,
        people: meeting.headcount,
        lead: minutes_between(meeting.taken.at, meeting.slot.start),
        lead_asked: rule.map_or(0, |rule| i64::from(rule.lead_minutes)),
        cancelled,
        notice: issued(&versions),
        asked,
        laid_out: laid_out
            .into_iter()
            .map(|line| (line.item.zh, line.unit.zh, line.quantity))
            .collect(),
        used: used
            .into_iter()
            .map(|line| (line.item, line.unit, line.count))
            .collect(),
        fee: fee(facts),
        stars: of_kind::<Rating>(facts, RATED).pop().map(|last| last.stars),
        offline: whole(facts.iter().filter(|fact| fact.offline).count()),
    }
}

fn issued(versions: &[Version]) -> Option<Issued> {
    let first = versions.iter().min_by_key(|one| (one.number, one.at))?;
    // What withdraws a notice changes nothing that anybody prepares.
    let stands = versions.iter().filter(|one| one.withdrawn.is_none());
    Some(Issued {
        changes: whole(stands.count()).saturating_sub(1),
        urgency: first.urgency,
    })
}

/// The tasks of a meeting with when each was first confirmed for its time.
fn tasks(house: &House, meeting: &Meeting, facts: &[FactRow]) -> Vec<Asked> {
    let confirmed: Vec<(Confirmation, bool)> = with_offline(facts, plan::CONFIRMED);
    let mut level = 0;
    let tasks = house.tasks(meeting).into_iter();
    tasks
        .map(|task| {
            let what = if task.work == Work::Check {
                level += 1;
                What::Check { level }
            } else {
                What::Task
            };
            let short = task.key.short();
            let mine = confirmed
                .iter()
                .filter(|(one, _)| one.task == short && one.due == task.due);
            let first = mine.min_by_key(|(one, _)| one.at);
            Asked {
                what,
                department: task.department,
                due: task.due,
                escalate: task.escalate_at,
                done: first.map(|(one, _)| one.at),
                offline: first.is_some_and(|(_, offline)| *offline),
            }
        })
        .collect()
}

fn fee(facts: &[FactRow]) -> Option<FeeOf> {
    let account = Account::of(facts);
    let stands = account.standing();
    let last = stands.stands.last()?;
    (stands.stage != FeeStage::NotWritten).then(|| FeeOf {
        total: last.total(),
        paid: stands.paid,
        stage: stands.stage,
    })
}

/// What was found, whenever.
pub(super) fn lost(r: &Reader<'_>, house: &House) -> Result<Vec<Lost>, Refusal> {
    let items = r.all::<LostItem>()?.into_iter();
    let told = items.map(|item| Lost {
        found: house.venue.local(item.found_at).date(),
        meeting: item.meeting,
        how: match item.outcome {
            None => LostHow::Kept,
            Some(LostEnd::Returned { .. }) => LostHow::Returned,
            Some(LostEnd::Disposed { .. }) => LostHow::Disposed,
        },
    });
    Ok(told.collect())
}

/// Facts of a kind, each with whether it was said with no other in sight.
fn with_offline<T: serde::de::DeserializeOwned>(facts: &[FactRow], kind: &str) -> Vec<(T, bool)> {
    let mine = facts.iter().filter(|fact| fact.kind == kind);
    mine.filter_map(|fact| {
        let body = serde_json::from_value(fact.body.clone()).ok()?;
        Some((body, fact.offline))
    })
    .collect()
}

fn minutes_between(from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    (to - from).num_minutes()
}

fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
