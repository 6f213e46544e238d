//! What would be lost by going back to a backup, in words people understand:
//! meetings, and ticks by day and person.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use steward_domain::ids::{MeetingId, StationId};
use steward_domain::log::{Commit, Heads, Op};
use steward_domain::meeting::Meeting;
use steward_domain::plan::CONFIRMED;
use steward_domain::record::Record as _;
use steward_store::{Behind, Reader};
use uuid::Uuid;

use super::{count, small};
use crate::views::{BackupRow, LostDay, LostMeeting, RestorePreview};

/// Lines of days and people, and meetings, that are named.
const DAYS: usize = 60;
const MEETINGS: usize = 30;

/// What commits did.
pub(super) struct Account {
    lost: usize,
    elsewhere: usize,
    days: BTreeMap<(Reverse<NaiveDate>, String), (u32, u32)>,
    meetings: BTreeMap<Uuid, Touched>,
}

/// What was done to a meeting.
#[derive(Default)]
struct Touched {
    entries: u32,
    is_new: bool,
    number: String,
}

/// What commits did that a backup does not hold; which of them others have is
/// seen by who wrote them and by what the others had seen.
pub(super) fn account(commits: &[Commit], me: StationId, seen: &[Heads], zone: Tz) -> Account {
    let others = |commit: &&Commit| commit.chain.station != me;
    let told: Vec<&Heads> = commits.iter().filter(others).map(|c| &c.seen).collect();
    let is_elsewhere = |commit: &Commit| {
        let dot = commit.dot();
        commit.chain.station != me
            || seen.iter().any(|heads| heads.covers(dot))
            || told.iter().any(|heads| heads.covers(dot))
    };
    let mut account = Account {
        lost: commits.len(),
        elsewhere: commits.iter().filter(|commit| is_elsewhere(commit)).count(),
        days: BTreeMap::new(),
        meetings: BTreeMap::new(),
    };
    for commit in commits {
        account.add(commit, zone);
    }
    account
}

impl Account {
    fn add(&mut self, commit: &Commit, zone: Tz) {
        let at = DateTime::from_timestamp_millis(commit.wall_ms).unwrap_or_default();
        let day = at.with_timezone(&zone).date_naive();
        let line = self
            .days
            .entry((Reverse(day), commit.actor.clone()))
            .or_default();
        let (mut ticks, mut about) = (0, BTreeMap::<Uuid, Touched>::new());
        for op in commit.known_ops() {
            match op {
                Op::Fact {
                    kind, about: id, ..
                } => {
                    if kind == CONFIRMED {
                        ticks += 1;
                        about.entry(id).or_default();
                    }
                }
                Op::Put {
                    kind,
                    id,
                    field,
                    value,
                } if kind == Meeting::KIND => {
                    let touched = about.entry(id).or_default();
                    if field == "number" {
                        touched.is_new = true;
                        touched.number = value.as_str().unwrap_or_default().to_owned();
                    }
                }
                Op::Put { .. } => {}
            }
        }
        line.0 += ticks;
        line.1 += u32::from(ticks == 0);
        for (id, touched) in about {
            let known = self.meetings.entry(id).or_default();
            known.entries += 1;
            known.is_new |= touched.is_new;
            if !touched.number.is_empty() {
                known.number = touched.number;
            }
        }
    }
}

/// The account as it is shown. With a reader, as whoever looks may know it.
pub(super) fn preview(
    backup: BackupRow,
    zone: Tz,
    behind: &Behind,
    account: Account,
    r: Option<&Reader<'_>>,
) -> RestorePreview {
    let many = account.meetings.len();
    let mut meetings: Vec<(Uuid, Touched)> = account.meetings.into_iter().collect();
    meetings.sort_by_key(|(id, touched)| (Reverse(touched.entries), *id));
    let named = |(id, touched): (Uuid, Touched)| {
        let meeting = r.and_then(|r| r.get::<Meeting>(id).ok().flatten());
        let (number, title) = meeting.map_or_else(
            || (touched.number, String::new()),
            |meeting| (meeting.number.0, meeting.title),
        );
        LostMeeting {
            id: MeetingId(id),
            number,
            title,
            is_new: touched.is_new,
            entries: touched.entries,
        }
    };
    let day = |((Reverse(day), by), (ticks, changes))| LostDay {
        day,
        by,
        ticks,
        changes,
    };
    RestorePreview {
        backup,
        zone: zone.name().to_owned(),
        readable: !behind.is_damaged,
        lost: count(account.lost),
        elsewhere: count(account.elsewhere),
        days: account.days.into_iter().take(DAYS).map(day).collect(),
        meetings: meetings.into_iter().take(MEETINGS).map(named).collect(),
        more: small(u64::try_from(many.saturating_sub(MEETINGS)).unwrap_or(u64::MAX)),
    }
}
