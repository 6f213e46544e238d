//! The Today board, and several days at once.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use steward_domain::clash::{Clash, ClashKey, Severity, SharedKind};
use steward_domain::ids::MeetingId;
use steward_domain::meeting::{FollowUp, Meeting, State};
use steward_domain::plan::{self, Confirmation, Progress, Task, Work};
use steward_domain::record::Record as _;
use steward_store::Reader;

use crate::Desk;
use crate::approvals;
use crate::buying;
use crate::clashes::{bare_clash, open_clashes, undecided};
use crate::client_reports;
use crate::during;
use crate::house::{House, confirmations};
use crate::keeping::hold_view;
use crate::notice::Paper;
use crate::posts;
use crate::ready;
use crate::views::{
    ApprovalAwaited, Board, BoardMeeting, CheckMark, ClashView, Counts, Decision, MeetingBrief,
    Period, Refusal,
};
use crate::waiting;

/// Most days that are drawn at once.
const MOST_DAYS: i64 = 400;
/// Clashes on a board that come with what is free instead.
const WITH_OFFERS: usize = 6;
/// Item of a template that counts cups, by its Chinese name.
const CUPS: &str = "茶杯";

impl Desk {
    /// One day: rooms by time, and what needs a person. Today when no date.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn board(&self, date: Option<NaiveDate>) -> Result<Board, Refusal> {
        self.house(|r, house| {
            let date = date.unwrap_or_else(|| self.today(house));
            // Looking for free rooms costs; a board shows a handful of cards,
            // the rest say what clashes and look when they are opened.
            board_of(r, house, date, self.now(), |at, clash| {
                if at < WITH_OFFERS {
                    self.clash_view(r, house, clash, None)
                } else {
                    bare_clash(r, house, clash)
                }
            })
        })
    }

    /// The meetings of several days, both ends included.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn period(&self, from: NaiveDate, to: NaiveDate) -> Result<Period, Refusal> {
        let last = from
            .checked_add_days(Days::new(MOST_DAYS.unsigned_abs()))
            .unwrap_or(from);
        let to = to.clamp(from, last);
        self.house(|r, house| {
            let (start, _) = house.venue.day(from);
            let (_, end) = house.venue.day(to);
            let mut meetings =
                r.meetings_within(start.timestamp_millis(), end.timestamp_millis())?;
            meetings.retain(|m| m.slot.start < end && m.slot.end > start);
            dedupe(&mut meetings);
            let done = confirmations(r, &meetings)?;
            let severities = severities(r, &meetings, house.now)?;
            let mut drawn = draw(house, None, self.now(), &meetings, &done, &severities);
            mark_offline(r, &mut drawn)?;
            Ok(Period {
                from,
                to,
                rooms: house.room_rows(),
                meetings: drawn,
            })
        })
    }
}

/// One day as it follows from what `r` reads, at `now`; `card` tells of the
/// nth clash.
pub(crate) fn board_of(
    r: &Reader<'_>,
    house: &House,
    date: NaiveDate,
    now: DateTime<Utc>,
    card: impl Fn(usize, &Clash) -> Result<ClashView, Refusal>,
) -> Result<Board, Refusal> {
    let (from, to) = house.venue.day(date);
    let mut meetings = r.meetings_within(from.timestamp_millis(), to.timestamp_millis())?;
    meetings
        .retain(|m| m.standing.state != State::Cancelled && m.slot.start < to && m.slot.end > from);
    dedupe(&mut meetings);
    let done = confirmations(r, &meetings)?;
    let severities = severities(r, &meetings, now)?;
    let mut drawn = draw(house, Some(date), now, &meetings, &done, &severities);
    mark_offline(r, &mut drawn)?;
    mark_posts(r, &meetings, &mut drawn)?;
    Ok(Board {
        date,
        from_minute: first_minute(house, &drawn),
        to_minute: last_minute(house, &drawn),
        rooms: house.room_rows(),
        decisions: decisions(r, house, date, now, card)?,
        counts: counts_of(house, now, &meetings, &done),
        meetings: drawn,
    })
}

/// The gravest undecided clash of each meeting.
pub(crate) fn severities(
    r: &Reader<'_>,
    meetings: &[Meeting],
    now: DateTime<Utc>,
) -> Result<BTreeMap<MeetingId, Severity>, Refusal> {
    // Each meeting's own: they may lie years apart.
    let mut clashes: BTreeMap<ClashKey, Clash> = BTreeMap::new();
    for meeting in meetings {
        let theirs = r.clashes_of(meeting.id)?;
        clashes.extend(theirs.into_iter().map(|clash| (clash.key(), clash)));
    }
    let mut gravest: BTreeMap<MeetingId, Severity> = BTreeMap::new();
    for clash in undecided(r, clashes.into_values().collect(), now)? {
        // A lounge that nobody asked for is no mark on a meeting.
        let kind = clash.shared.kind();
        if kind == SharedKind::Companion && clash.severity == Severity::Information {
            continue;
        }
        for id in [clash.first, clash.second] {
            let severity = gravest.entry(id).or_insert(clash.severity);
            *severity = (*severity).max(clash.severity);
        }
    }
    Ok(gravest)
}

/// Puts the mark on those of which something was written offline.
fn mark_offline(r: &Reader<'_>, drawn: &mut [BoardMeeting]) -> Result<(), Refusal> {
    let ids: Vec<_> = drawn.iter().map(|m| m.id.0).collect();
    let offline = r.written_offline::<Meeting>(&ids)?;
    for meeting in drawn {
        meeting.offline = offline.contains(&meeting.id.0);
    }
    Ok(())
}

/// Puts the number of open posts on those that are to come or running (S-35).
fn mark_posts(
    r: &Reader<'_>,
    meetings: &[Meeting],
    drawn: &mut [BoardMeeting],
) -> Result<(), Refusal> {
    let open = meetings.iter().filter(|m| !m.standing.state.is_over());
    let counts = posts::counts_of(r, open)?;
    for meeting in drawn {
        let open = counts.get(&meeting.id).map_or(0, |count| count.open);
        meeting.posts_open = match meeting.state {
            State::Clearing | State::Closed => 0,
            _ => open,
        };
    }
    Ok(())
}

fn draw(
    house: &House,
    date: Option<NaiveDate>,
    now: DateTime<Utc>,
    meetings: &[Meeting],
    done: &BTreeMap<MeetingId, Vec<Confirmation>>,
    severities: &BTreeMap<MeetingId, Severity>,
) -> Vec<BoardMeeting> {
    let nothing = Vec::new();
    let mut drawn: Vec<BoardMeeting> = meetings
        .iter()
        .map(|m| {
            let when = house.when(&m.slot);
            let date = date.unwrap_or(when.date);
            let room = house.room_of(m);
            let setting = room.and_then(|r| r.setting(m.slot.layout));
            let minutes = |n: Option<u32>| Duration::minutes(i64::from(n.unwrap_or(0)));
            let tasks = house.tasks(m);
            let confirmed = done.get(&m.id).unwrap_or(&nothing);
            let progress = |task: &Task| plan::progress(task, &tasks, confirmed, now);
            let over = m.standing.state.is_over() || m.has_lapsed(now);
            BoardMeeting {
                id: m.id,
                number: m.number.clone(),
                title: m.title.clone(),
                level: m.level,
                room: m.slot.room,
                also: m.slot.also.clone(),
                blocks: if m.has_lapsed(now) {
                    Vec::new()
                } else {
                    house.blocked_rows(&m.slot)
                },
                from_minute: house.minute(date, m.slot.start),
                to_minute: house.minute(date, m.slot.end),
                set_up_minute: house
                    .minute(date, m.slot.start - minutes(setting.map(|s| s.set_up))),
                clear_minute: house.minute(date, m.slot.end + minutes(setting.map(|s| s.clear))),
                when,
                headcount: m.headcount,
                organiser: m.organiser.clone(),
                layout: setting.map(|s| s.layout),
                state: m.state_at(now, room),
                leader: m.leader,
                checks: tasks
                    .iter()
                    .filter(|t| t.work == Work::Check)
                    .map(|t| mark(progress(t)))
                    .collect(),
                late_tasks: if over {
                    0
                } else {
                    count(tasks.iter().filter(|t| progress(t).is_late()))
                },
                clash: severities.get(&m.id).copied(),
                follow_ups: m.follow_ups(room, &house.venue),
                imported: m.source.is_some(),
                conflicts: 0,
                offline: false,
                posts_open: 0,
                hold: hold_view(house, m, now),
                lock: m.lock.clone(),
                waits: m.waits.is_some(),
            }
        })
        .collect();
    drawn.sort_by(|a, b| (a.when.start, &a.number, a.id).cmp(&(b.when.start, &b.number, b.id)));
    drawn
}

fn counts_of(
    house: &House,
    now: DateTime<Utc>,
    meetings: &[Meeting],
    done: &BTreeMap<MeetingId, Vec<Confirmation>>,
) -> Counts {
    let nothing = Vec::new();
    let mut counts = Counts::default();
    for m in meetings.iter().filter(|m| !m.has_lapsed(now)) {
        counts.meetings += 1;
        counts.roomless += u32::from(m.is_parked());
        counts.people = counts.people.saturating_add(m.headcount.unwrap_or(0));
        match m.state_at(now, house.room_of(m)) {
            State::InSession => counts.running += 1,
            State::Clearing | State::Closed => counts.over += 1,
            _ => counts.to_come += 1,
        }
        let tasks = house.tasks(m);
        let confirmed = done.get(&m.id).unwrap_or(&nothing);
        for task in &tasks {
            let progress = plan::progress(task, &tasks, confirmed, now);
            if task.work == Work::Check {
                counts.checks += 1;
                counts.checks_done += u32::from(progress.is_done());
            }
            counts.late += u32::from(progress.is_late() && !m.standing.state.is_over());
        }
        let goods = house.goods(m);
        let cups = goods
            .iter()
            .filter(|line| line.item.zh == CUPS)
            .map(|line| line.quantity);
        counts.cups = cups.fold(counts.cups, u32::saturating_add);
    }
    counts
}

/// What needs a person on a day and the next: clashes first, then what is
/// open about bookings, soonest first.
pub(crate) fn decisions(
    r: &Reader<'_>,
    house: &House,
    date: NaiveDate,
    now: DateTime<Utc>,
    card: impl Fn(usize, &Clash) -> Result<ClashView, Refusal>,
) -> Result<Vec<Decision>, Refusal> {
    let (from, to) = house.venue.day(date);
    let mut clashes = open_clashes(r, from, to + Duration::days(1), now)?;
    clashes.sort_by_key(|c| (std::cmp::Reverse(c.severity), c.from));
    let mut found = Vec::new();
    // A grave matter goes before all else.
    if now >= from && now < to {
        found.append(&mut during::decisions(r, house, now)?);
    }
    for (at, clash) in clashes
        .iter()
        .filter(|c| c.severity > Severity::Information)
        .enumerate()
    {
        let view = card(at, clash)?;
        found.push(Decision::Clash {
            clash: Box::new(view),
        });
    }
    let until = to + Duration::days(1);
    // What is awaited is looked for among what is soon.
    let soon = approvals::ahead();
    let awaited = match until > now - soon && from < now + soon {
        true => approvals::awaited(r, house, now)?,
        false => Vec::new(),
    };
    let is_near = |deadline: DateTime<Utc>| deadline >= from && deadline < until;
    let is_today = now >= from && now < to;
    // What is late for approval is today's, whenever it is held.
    let mine = |one: &&ApprovalAwaited| is_near(one.deadline) || (is_today && one.late);
    for awaited in awaited.iter().filter(mine) {
        let awaited = awaited.clone();
        found.push(Decision::Approval { awaited });
    }
    for late in buying::late(r, house, now)? {
        let near = |one: &MeetingBrief| is_near(one.when.start);
        if is_today || late.meetings.iter().any(near) {
            found.push(Decision::Delivery { late });
        }
    }
    if is_today {
        for waiting in waiting::ready(r, house, now)? {
            let waiting = Box::new(waiting);
            found.push(Decision::Waiting { waiting });
        }
    }
    if is_today {
        for open in client_reports::open(r, house, date, now)? {
            found.push(Decision::Report { open });
        }
    }
    let mut near = r.meetings_between(from.timestamp_millis(), until.timestamp_millis())?;
    near.extend(
        r.meetings_without_room()?
            .into_iter()
            .filter(|m| m.slot.start < until && m.slot.end > from),
    );
    dedupe(&mut near);
    near.sort_by_key(|m| (m.slot.start, m.id));
    for m in near.iter().filter(|m| m.slot.end > now) {
        let hold = hold_view(house, m, now).filter(|hold| hold.lapsed || hold.soon);
        found.extend(hold.map(|hold| Decision::Held {
            meeting: house.brief(m),
            hold,
        }));
    }
    near.retain(|m| !m.has_lapsed(now));
    let posts = posts::counts_of(r, near.iter().filter(|m| !m.standing.state.is_over()))?;
    for m in near.iter().filter(|m| m.slot.end > now) {
        let mut open = m.follow_ups(house.room_of(m), &house.venue);
        // Told above, with its deadline and how it stands.
        open.retain(|one| {
            *one != FollowUp::Approval || !awaited.iter().any(|a| a.meeting.id == m.id)
        });
        found.extend(open.into_iter().map(|follow_up| Decision::FollowUp {
            meeting: house.brief(m),
            follow_up,
        }));
        let notice = Paper::read_issued(r, house, m, now)?;
        let open = notice.and_then(|notice| notice.open());
        found.extend(open.map(|open| Decision::Notice {
            meeting: house.brief(m),
            open,
        }));
        let gaps = posts.get(&m.id).filter(|count| count.open > 0);
        found.extend(gaps.map(|counts| Decision::Posts {
            meeting: house.brief(m),
            counts: *counts,
        }));
        let late = ready::late(r, house, m, now)?;
        found.extend(late.map(|late| Decision::NotReady { late }));
    }
    let ended = r
        .ended_apart()?
        .into_iter()
        .map(|e| (e.kind, e.id, e.field));
    let written = r.conflicts()?.into_iter().map(|c| (c.kind, c.id, c.field));
    for (_, id, field) in ended.chain(written).filter(|one| one.0 == Meeting::KIND) {
        if let Some(m) = r.get::<Meeting>(id)? {
            let meeting = house.brief(&m);
            found.insert(0, Decision::Conflict { meeting, field });
        }
    }
    Ok(found)
}

fn dedupe(meetings: &mut Vec<Meeting>) {
    meetings.sort_by_key(|m| m.id);
    meetings.dedup_by_key(|m| m.id);
}

fn mark(progress: Progress) -> CheckMark {
    match progress {
        Progress::Done => CheckMark::Done,
        Progress::DoneForOldTime => CheckMark::Stale,
        late if late.is_late() => CheckMark::Late,
        _ => CheckMark::Open,
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// From an hour before the first thing, at eight at the latest.
fn first_minute(house: &House, drawn: &[BoardMeeting]) -> i32 {
    let usual = house.venue.day_parts.all_day.from;
    let usual = i32::try_from(chrono::Timelike::hour(&usual)).unwrap_or(8) * 60;
    let first = drawn
        .iter()
        .map(|m| m.set_up_minute)
        .filter(|m| *m >= 0)
        .min()
        .unwrap_or(usual);
    let before_midnight = drawn.iter().any(|m| m.from_minute < 0);
    if before_midnight {
        0
    } else {
        usual.min(first).div_euclid(60) * 60
    }
}

/// To an hour after the last thing, at seven at the earliest.
fn last_minute(house: &House, drawn: &[BoardMeeting]) -> i32 {
    let usual = house.venue.day_parts.all_day.to;
    let usual = (i32::try_from(chrono::Timelike::hour(&usual)).unwrap_or(18) + 2) * 60;
    let last = drawn.iter().map(|m| m.clear_minute).max().unwrap_or(usual);
    (usual.max(last).clamp(0, 30 * 60) + 59).div_euclid(60) * 60
}
