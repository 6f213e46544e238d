//! The people who work here, as posts look at them: what they can do, when
//! they are away, what takes their time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use steward_domain::duty::{self, Duty, Engagement};
use steward_domain::ids::{DutyId, MeetingId, StaffId};
use steward_domain::meeting::Meeting;
use steward_domain::plan::Department;
use steward_domain::post::Post;
use steward_domain::post::fit::{Ask, PostBar, Worker};
use steward_domain::roster::{CellWork, Kinds, RosterCell};
use steward_domain::secrecy::Level;
use steward_domain::staff::{Leave, StaffMember};
use steward_store::Reader;
use uuid::Uuid;

use crate::duties::engagements;
use crate::house::House;
use crate::views::Refusal;

/// The people who work here, and when they are away.
#[derive(Default)]
pub(super) struct Crew {
    pub(super) members: BTreeMap<StaffId, StaffMember>,
    away: Vec<Leave>,
    rota: Rota,
}

/// The shifts around a day, as far as posts look at them.
#[derive(Default)]
struct Rota {
    cells: BTreeMap<(StaffId, NaiveDate), CellWork>,
    /// Days on which somebody of a department has a shift: where nobody has,
    /// there is no roster yet, and nobody knows.
    days: BTreeSet<(Option<Department>, NaiveDate)>,
    kinds: Kinds,
}

impl Rota {
    /// How many days before a shift may begin that reaches into the first.
    const REACH: i64 = 2;

    fn read(
        r: &Reader<'_>,
        day: NaiveDate,
        members: &BTreeMap<StaffId, StaffMember>,
    ) -> Result<Self, Refusal> {
        let from = day - Duration::days(Self::REACH);
        let cells = r.since::<RosterCell>(RosterCell::since(from))?;
        let cells: BTreeMap<_, _> = cells
            .into_iter()
            .map(|cell| ((cell.staff, cell.day), cell.work))
            .collect();
        let works = cells.iter().filter(|(_, work)| !work.turns().is_empty());
        Ok(Self {
            days: works
                .map(|((who, day), _)| (members.get(who).and_then(first), *day))
                .collect(),
            kinds: crate::roster::kinds(r)?,
            cells,
        })
    }

    /// Whether somebody's shifts cover a span, minutes of a day.
    fn covers(&self, who: &StaffMember, day: NaiveDate, from: i32, until: i32) -> Option<bool> {
        let parts = self.parts(who, day)?.into_iter();
        let reached = parts.fold(from, |reached, (begins, ends)| {
            if begins <= reached {
                reached.max(ends)
            } else {
                reached
            }
        });
        Some(reached >= until)
    }

    /// When somebody is on, minutes of a day, by their beginnings; none where
    /// there is no roster.
    fn parts(&self, who: &StaffMember, day: NaiveDate) -> Option<Vec<(i32, i32)>> {
        if !self.days.contains(&(first(who), day)) {
            return None;
        }
        let mut parts = Vec::new();
        for back in 0..=Self::REACH {
            let began = day - Duration::days(back);
            let shift = i32::try_from(back * 1440).unwrap_or(i32::MAX);
            let turns = self
                .cells
                .get(&(who.id, began))
                .map_or(&[][..], |work| work.turns());
            let kinds = turns.iter().filter_map(|turn| self.kinds.get(&turn.code));
            parts.extend(kinds.flat_map(|kind| &kind.parts).map(|part| {
                let minute = |minute: u32| i32::try_from(minute).unwrap_or(i32::MAX);
                (minute(part.from) - shift, minute(part.to) - shift)
            }));
        }
        parts.sort_unstable();
        Some(parts)
    }
}

impl Crew {
    /// Everybody, with their shifts around a day.
    pub(super) fn read(r: &Reader<'_>, day: NaiveDate) -> Result<Self, Refusal> {
        let mut away = r.all::<Leave>()?;
        away.retain(|one| !one.withdrawn);
        let members = r.all::<StaffMember>()?.into_iter();
        let members = members
            .filter(|one| !one.retired)
            .map(|one| (one.id, one))
            .collect();
        Ok(Self {
            away,
            rota: Rota::read(r, day, &members)?,
            members,
        })
    }

    /// Whether somebody has a shift in a span; none where there is no roster.
    fn on_shift(&self, house: &House, who: &StaffMember, ask: &Ask) -> Option<bool> {
        let minute = |at| house.minute(ask.day, at);
        self.rota
            .covers(who, ask.day, minute(ask.start), minute(ask.end))
    }

    /// Whether somebody has a shift at any time of a span: of posts all over a
    /// meeting nobody needs to cover all.
    pub(super) fn is_on(&self, house: &House, who: &StaffMember, ask: &Ask) -> Option<bool> {
        let minute = |at| house.minute(ask.day, at);
        let (from, until) = (minute(ask.start), minute(ask.end));
        let mut parts = self.rota.parts(who, ask.day)?.into_iter();
        Some(parts.any(|(begins, ends)| begins < until && from < ends))
    }

    pub(super) fn member(&self, id: StaffId) -> Option<&StaffMember> {
        self.members.get(&id)
    }

    fn is_away(&self, id: StaffId, day: NaiveDate) -> bool {
        let mut away = self.away.iter();
        away.any(|one| one.staff == id && one.days.contains(day))
    }

    /// Everybody, with what takes their time.
    pub(super) fn workers(&self, house: &House, ask: &Ask, busy: &Busy) -> Vec<Worker<'_>> {
        self.members
            .values()
            .map(|staff| {
                let mine = ask.engagement(staff);
                Worker {
                    staff,
                    away: self.is_away(staff.id, ask.day),
                    on_shift: self.on_shift(house, staff, ask),
                    taken: busy
                        .duties
                        .iter()
                        .filter(|(duty, _, _)| duty.id != ask.duty)
                        .filter(|(_, _, taken)| duty::same(&mine, taken))
                        .map(|(_, _, taken)| taken.clone())
                        .collect(),
                }
            })
            .collect()
    }

    /// What speaks against somebody on a post, their other duties apart: those
    /// are clashes.
    pub(super) fn bars(
        &self,
        house: &House,
        meeting: &Meeting,
        post: &Post,
        who: StaffId,
    ) -> Vec<PostBar> {
        let ask = ask_of(house, post, meeting);
        let Some(staff) = self.member(who) else {
            return Vec::new();
        };
        let worker = Worker {
            staff,
            away: self.is_away(who, ask.day),
            on_shift: self.on_shift(house, staff, &ask),
            taken: Vec::new(),
        };
        worker.bars(&ask)
    }
}

/// The department somebody belongs to.
fn first(who: &StaffMember) -> Option<Department> {
    who.departments.first().copied()
}

/// What takes people's time around a post.
pub(super) struct Busy {
    pub(super) duties: Vec<(Duty, Meeting, Engagement)>,
}

impl Busy {
    pub(super) fn read(r: &Reader<'_>, house: &House, ask: &Ask) -> Result<Self, Refusal> {
        let (from, to) = house.venue.day(ask.day);
        Ok(Self {
            duties: engagements(r, house, from.min(ask.start), to.max(ask.until))?,
        })
    }
}

/// What a post asks for.
pub(super) fn ask_of(house: &House, post: &Post, meeting: &Meeting) -> Ask {
    let span = post.time.at(meeting);
    let asked = span_asked(house, span.start, span.end);
    Ask {
        duty: post.duty(),
        meeting: meeting.id,
        building: house.room_of(meeting).map(|room| room.building),
        skill: post.skill,
        department: Some(post.kind.department()),
        level: meeting.level,
        ..asked
    }
}

/// What is asked of anybody in a span.
pub(super) fn span_asked(house: &House, start: DateTime<Utc>, end: DateTime<Utc>) -> Ask {
    let day = house.venue.local(start).date();
    Ask {
        duty: DutyId(Uuid::nil()),
        meeting: MeetingId(Uuid::nil()),
        building: None,
        start,
        end,
        until: end + Duration::minutes(i64::from(house.venue.margins.person)),
        day,
        from_minute: house.minute(day, start),
        to_minute: house.minute(day, end),
        skill: None,
        department: None,
        level: Level::Internal,
    }
}
