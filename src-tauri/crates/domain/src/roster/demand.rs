//! What is wanted of the roster (S-01, S-72, S-74, S-75): lines of demand from
//! fixed posts and from meetings, and how far who is there covers them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{DAY_MINUTES, FixedPost};
use crate::ids::{FixedPostId, MeetingId, Number, RosterNeedId, SkillId, StaffId};
use crate::meeting::{Meeting, Refreshment};
use crate::names::Name;
use crate::plan::Department;
use crate::record::Record;
use crate::room::Class;
use crate::secrecy::Level;
use crate::staff::StaffMember;

/// What meetings of a kind ask of the roster 会议用人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RosterNeed {
    /// Which.
    pub id: RosterNeedId,
    /// What they do.
    pub name: Name,
    /// Whose they are.
    pub department: Department,
    /// What one must be able to do.
    #[serde(default)]
    pub skill: Option<SkillId>,
    /// How many; for each so many guests where [`RosterNeed::per_guests`] says.
    pub count: u32,
    /// Guests for whom `count` suffice; for the meeting as a whole when 0.
    #[serde(default)]
    pub per_guests: u32,
    /// In rooms of these classes; in any when empty.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// Only where a leader attends.
    #[serde(default)]
    pub leader: bool,
    /// Only where something is served.
    #[serde(default)]
    pub served: bool,
    /// Minutes before the start from which they are there.
    #[serde(default)]
    pub before: u32,
    /// Minutes after the end until which.
    #[serde(default)]
    pub after: u32,
    /// Place in lists.
    #[serde(default)]
    pub place: u32,
    /// No longer asked for.
    #[serde(default)]
    pub retired: bool,
}

impl Record for RosterNeed {
    const KIND: &'static str = "roster_need";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl RosterNeed {
    /// How many a meeting in a room of a class needs.
    #[must_use]
    pub fn heads(&self, meeting: &Meeting, class: Option<Class>) -> u32 {
        let fits = !self.retired
            && (!self.leader || meeting.leader)
            && (!self.served || meeting.service != Refreshment::None)
            && (self.classes.is_empty() || class.is_some_and(|one| self.classes.contains(&one)));
        match (fits, self.per_guests) {
            (false, _) => 0,
            (true, 0) => self.count,
            (true, per) => {
                let guests = meeting.headcount.unwrap_or(0);
                guests.div_ceil(per).saturating_mul(self.count)
            }
        }
    }
}

/// People who are wanted on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DemandLine {
    /// The day on which it begins.
    pub day: NaiveDate,
    /// Minute of that day from which; below 0 on the evening before.
    pub from: i32,
    /// Minute until which; past 1,440 on the next day.
    pub to: i32,
    /// Whose they are.
    pub department: Department,
    /// What one must be able to do.
    pub skill: Option<SkillId>,
    /// What one must be cleared for.
    pub level: Level,
    /// How many.
    pub count: u32,
    /// What for.
    pub why: DemandWhy,
}

/// What people are wanted for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum DemandWhy {
    /// A fixed post.
    Post {
        /// Which.
        post: FixedPostId,
        /// What it is called.
        name: Name,
    },
    /// A meeting.
    Meeting {
        /// Which.
        meeting: MeetingId,
        /// Its number.
        number: Number,
        /// What they do there.
        need: Name,
    },
}

impl DemandLine {
    /// Whether somebody may stand there.
    #[must_use]
    pub fn takes(&self, person: &StaffMember) -> bool {
        person.departments.contains(&self.department)
            && self
                .skill
                .is_none_or(|skill| person.can(skill, 1, self.day))
            && person.may_serve(self.level, self.day)
    }

    fn post(&self) -> Option<FixedPostId> {
        match &self.why {
            DemandWhy::Post { post, .. } => Some(*post),
            DemandWhy::Meeting { .. } => None,
        }
    }
}

/// What a fixed post wants on a day.
pub fn of_post(post: &FixedPost, day: NaiveDate) -> impl Iterator<Item = DemandLine> {
    let minute = |minute: u32| i32::try_from(minute).unwrap_or(i32::MAX);
    post.on(day).map(move |time| DemandLine {
        day,
        from: minute(time.from),
        to: minute(time.to),
        department: post.department,
        skill: post.skill,
        level: post.level,
        count: time.count,
        why: DemandWhy::Post {
            post: post.id,
            name: post.name.clone(),
        },
    })
}

/// Somebody who is there for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub staff: StaffId,
    /// The day on which it begins.
    pub day: NaiveDate,
    /// Minute of that day from which.
    pub from: u32,
    /// Minute until which.
    pub to: u32,
    /// At which post only; wherever they are wanted when none.
    pub post: Option<FixedPostId>,
}

/// How a line of demand is covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The fewest that are there at any time of it.
    pub there: u32,
    /// Minutes at which they are too few, times how many lack.
    pub lacking: u32,
}

/// How each line is covered by who is there. Nobody counts for two lines at
/// one time; lines that ask the most choose first.
#[must_use]
pub fn cover(lines: &[DemandLine], there: &[Presence], people: &[StaffMember]) -> Vec<Cover> {
    let known: BTreeMap<StaffId, &StaffMember> = people.iter().map(|one| (one.id, one)).collect();
    let Some(zero) = lines.iter().map(|line| line.day).min() else {
        return Vec::new();
    };
    let spans: Vec<(i64, i64)> = lines
        .iter()
        .map(|line| {
            (
                at(zero, line.day, line.from.into()),
                at(zero, line.day, line.to.into()),
            )
        })
        .collect();
    let mut shifts: Vec<(i64, i64, &Presence, &StaffMember)> = there
        .iter()
        .filter_map(|one| {
            let person = known.get(&one.staff)?;
            let (from, to) = (
                at(zero, one.day, one.from.into()),
                at(zero, one.day, one.to.into()),
            );
            Some((from, to, one, *person))
        })
        .collect();
    shifts.sort_by_key(|(from, _, one, person)| (*from, person.skills.len(), one.staff));
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|nth| {
        let asks = lines
            .get(*nth)
            .map(|line| (line.level, line.skill.is_some()));
        (std::cmp::Reverse(asks), *nth)
    });
    let edges: BTreeSet<i64> = spans
        .iter()
        .copied()
        .chain(shifts.iter().map(|(from, to, _, _)| (*from, *to)))
        .flat_map(|(from, to)| [from, to])
        .collect();
    let edges: Vec<i64> = edges.into_iter().collect();
    let mut found: Vec<Option<Cover>> = vec![None; lines.len()];
    let longest = shifts.iter().map(|(from, to, _, _)| to - from).max();
    for (from, to) in edges.iter().zip(edges.iter().skip(1)) {
        let first = shifts.partition_point(|(start, ..)| *start < from - longest.unwrap_or(0));
        let mut free: Vec<(&Presence, &StaffMember)> = shifts
            .iter()
            .skip(first)
            .take_while(|(start, ..)| start <= from)
            .filter(|(_, end, ..)| end >= to)
            .map(|(_, _, one, person)| (*one, *person))
            .collect();
        free.sort_by_key(|(one, person)| (one.post.is_none(), person.skills.len(), one.staff));
        for nth in &order {
            let (Some(line), Some((begin, end))) = (lines.get(*nth), spans.get(*nth)) else {
                continue;
            };
            if begin > from || end < to {
                continue;
            }
            let mut count = 0;
            free.retain(|(one, person)| {
                let here = one.post.is_none_or(|post| line.post() == Some(post));
                let takes = count < line.count && here && line.takes(person);
                count += u32::from(takes);
                !takes
            });
            let minutes = u32::try_from(to - from).unwrap_or(0);
            let lacking = (line.count - count).saturating_mul(minutes);
            if let Some(slot) = found.get_mut(*nth) {
                let before = slot.unwrap_or(Cover {
                    there: u32::MAX,
                    lacking: 0,
                });
                *slot = Some(Cover {
                    there: before.there.min(count),
                    lacking: before.lacking.saturating_add(lacking),
                });
            }
        }
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

fn at(zero: NaiveDate, day: NaiveDate, minute: i64) -> i64 {
    (day - zero).num_days() * i64::from(DAY_MINUTES) + minute
}
