//! What an import did or would do, line by line.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use steward_domain::clash::{self, Occupancy, Severity};
use steward_domain::ids::MeetingId;
use steward_domain::ids::Number;
use steward_domain::meeting::{Meeting, Standing, State, Taken};
use steward_exchange::{Effect, Incoming};
use steward_store::Reader;
use uuid::Uuid;

use super::{Entry, Fate, Plan};
use crate::bookings::blank;
use crate::house::House;
use crate::refusals::code_of;
use crate::views::{ImportLine, ImportOutcome, ImportReport, Refusal};

pub(crate) fn report(
    file: &Incoming,
    plan: &Plan<'_>,
    r: &Reader<'_>,
    house: &House,
    applied: bool,
) -> Result<ImportReport, Refusal> {
    let mut remarks: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for remark in &file.remarks {
        remarks
            .entry(remark.key.as_deref().unwrap_or_default())
            .or_default()
            .push(remark_told(remark));
    }
    let clashes = clashes(plan, r, house)?;
    let mut lines: Vec<ImportLine> = plan
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            let mut told = remarks.remove(entry.event.key.as_str()).unwrap_or_default();
            if let Fate::Skipped(why) = entry.fate {
                told.push(why.to_owned());
            }
            ImportLine {
                line: entry.event.line,
                title: entry.event.title.clone(),
                when: Some(house.when(&entry.slot)),
                room: entry.slot.room.map(|id| house.room_name(id)),
                outcome: outcome(&entry.fate),
                remarks: told,
                clashes: clashes.get(&at).cloned().unwrap_or_default(),
            }
        })
        .collect();
    // What the reader left out has no entry; its remarks stand alone.
    let left_out = file.remarks.iter().filter(|remark| {
        remark.effect == Effect::Skipped
            || remark
                .key
                .as_deref()
                .is_none_or(|key| remarks.contains_key(key))
    });
    lines.extend(left_out.map(|remark| ImportLine {
        line: remark.line,
        title: String::new(),
        when: None,
        room: None,
        outcome: match remark.effect {
            Effect::Skipped => ImportOutcome::Skipped,
            // About the file as a whole: nothing was left out.
            Effect::Noted | Effect::Changed => ImportOutcome::Same,
        },
        remarks: vec![remark_told(remark)],
        clashes: Vec::new(),
    }));
    lines.sort_by_key(|line| (line.line, line.when.as_ref().map(|w| w.start)));

    // A remark about the whole file is a line, but no entry that stayed the same.
    let is_entry =
        |line: &ImportLine| line.when.is_some() || line.outcome == ImportOutcome::Skipped;
    let count = |outcome: ImportOutcome| {
        let of_it = lines.iter().filter(|l| l.outcome == outcome && is_entry(l));
        number(of_it.count())
    };
    let dates: BTreeSet<_> = plan
        .entries
        .iter()
        .filter(|e| !matches!(e.fate, Fate::Skipped(_)))
        .flat_map(|e| [house.when(&e.slot).date])
        .collect();
    Ok(ImportReport {
        title: file.title.clone(),
        format: code_of(&file.kind),
        origin: plan.origin.clone(),
        days: dates.first().copied().zip(dates.last().copied()),
        rooms: plan.rooms.guesses(),
        added: count(ImportOutcome::Added),
        changed: count(ImportOutcome::Changed),
        same: count(ImportOutcome::Same),
        skipped: count(ImportOutcome::Skipped),
        clashing: number(lines.iter().filter(|l| !l.clashes.is_empty()).count()),
        applied,
        lines,
    })
}

/// `code: detail`; the client has the sentence for the code.
fn remark_told(remark: &steward_exchange::Remark) -> String {
    let code = code_of(&remark.code);
    if remark.detail.is_empty() {
        code
    } else {
        format!("{code}: {}", remark.detail)
    }
}

fn outcome(fate: &Fate) -> ImportOutcome {
    match fate {
        Fate::Added => ImportOutcome::Added,
        Fate::Changed(_) => ImportOutcome::Changed,
        Fate::Same(_) => ImportOutcome::Same,
        Fate::Skipped(_) => ImportOutcome::Skipped,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Titles of what each entry will clash with: other entries of the file, and
/// meetings that are here already.
fn clashes(
    plan: &Plan<'_>,
    r: &Reader<'_>,
    house: &House,
) -> Result<BTreeMap<usize, Vec<String>>, Refusal> {
    let coming: Vec<(usize, Meeting)> = plan
        .entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| Some((at, becomes(at, entry)?)))
        .collect();
    let Some(from) = coming.iter().map(|(_, m)| m.slot.start).min() else {
        return Ok(BTreeMap::new());
    };
    let until = coming.iter().map(|(_, m)| m.slot.end).max().unwrap_or(from);
    let day = Duration::days(1);
    let updated: BTreeSet<MeetingId> = coming.iter().map(|(_, m)| m.id).collect();
    let mut here = r.meetings_between(
        (from - day).timestamp_millis(),
        (until + day).timestamp_millis(),
    )?;
    here.retain(|m| !updated.contains(&m.id) && !m.has_lapsed(house.now));
    let place: BTreeMap<MeetingId, usize> = coming.iter().map(|(at, m)| (m.id, *at)).collect();
    let titles: BTreeMap<MeetingId, &str> = coming
        .iter()
        .map(|(_, m)| m)
        .chain(&here)
        .map(|m| (m.id, house.shown_title(m)))
        .collect();
    let all: Vec<Occupancy> = house.occupancies(coming.iter().map(|(_, m)| m).chain(&here));
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for clash in clash::among(&all)
        .iter()
        .filter(|c| c.severity > Severity::Information)
    {
        for (one, other) in [(clash.first, clash.second), (clash.second, clash.first)] {
            if let (Some(at), Some(title)) = (place.get(&one), titles.get(&other)) {
                found.entry(*at).or_default().push((*title).to_owned());
            }
        }
    }
    Ok(found)
}

/// The meeting that an entry becomes, as far as clashes care.
fn becomes(at: usize, entry: &Entry<'_>) -> Option<Meeting> {
    match &entry.fate {
        Fate::Skipped(_) => None,
        Fate::Same(before) => Some((**before).clone()),
        Fate::Changed(before) => Some(Meeting {
            slot: super::slot_after(before, entry),
            ..(**before).clone()
        }),
        Fate::Added => {
            // Not yet in the store: any id that no meeting has will do here.
            let id = MeetingId(Uuid::from_u128(u128::try_from(at).unwrap_or(u128::MAX) + 1));
            let taken = Taken {
                by: String::new(),
                at: entry.slot.start,
            };
            let mut meeting = blank(id, Number(String::new()), taken, entry.slot.clone());
            meeting.title = entry.event.title.clone();
            meeting.series = Some(steward_domain::ids::SeriesId(Uuid::nil()));
            meeting.standing = Standing {
                state: State::Confirmed,
                ..Standing::default()
            };
            Some(meeting)
        }
    }
}
