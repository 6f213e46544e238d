//! Who can take a post, and who is free (S-03, S-35, S-76): one look that the
//! list of free people, putting somebody on a post and filling in share.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::SkillNeed;
use crate::clash::Severity;
use crate::duty::{self, Engagement, HolderKind};
use crate::ids::{BuildingId, DutyId, MeetingId};
use crate::plan::Department;
use crate::secrecy::Level;
use crate::staff::StaffMember;

/// What a post asks of whoever takes it.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The duty that it is.
    pub duty: DutyId,
    /// At which meeting.
    pub meeting: MeetingId,
    /// In which building.
    pub building: Option<BuildingId>,
    /// Begins.
    pub start: DateTime<Utc>,
    /// Ends.
    pub end: DateTime<Utc>,
    /// Free for the next, wherever that is.
    pub until: DateTime<Utc>,
    /// Its local day.
    pub day: NaiveDate,
    /// Begins, minutes after that day's midnight.
    pub from_minute: i32,
    /// Ends, the same.
    pub to_minute: i32,
    /// What they must be able to do.
    pub skill: Option<SkillNeed>,
    /// Whose people usually stand there; anybody's when none.
    pub department: Option<Department>,
    /// How secret the meeting is.
    pub level: Level,
}

/// Somebody who might take a post.
#[derive(Clone, Debug)]
pub struct Worker<'a> {
    /// Who.
    pub staff: &'a StaffMember,
    /// They are away on the day.
    pub away: bool,
    /// They have a shift then; none where nobody knows.
    pub on_shift: Option<bool>,
    /// What takes their time already, that day and around it.
    pub taken: Vec<Engagement>,
}

/// What keeps somebody from a post.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum PostBar {
    /// They are not cleared for the meeting, or their training ran out (S-03).
    NotCleared,
    /// They are away that day.
    Away,
    /// They are elsewhere then (S-76).
    Elsewhere,
    /// They have no shift then.
    OffShift,
    /// They cannot work then, by what was agreed.
    NotAvailable,
    /// They lack what the post asks for.
    NoSkill,
    /// They are of another department than usually stands there.
    OtherDepartment,
}

impl PostBar {
    /// Whether nobody may set it aside: a person can be put on a post without
    /// the skill, never without the clearance, while away or elsewhere.
    #[must_use]
    pub fn is_hard(self) -> bool {
        matches!(self, Self::NotCleared | Self::Away | Self::Elsewhere)
    }
}

impl Ask {
    /// What it takes of somebody's time.
    #[must_use]
    pub fn engagement(&self, who: &StaffMember) -> Engagement {
        Engagement {
            duty: self.duty,
            meeting: self.meeting,
            kind: HolderKind::Person,
            name: duty::Holder::named(HolderKind::Person, &who.name).key(),
            staff: Some(who.id),
            start: self.start,
            end: self.end,
            until: self.until,
            building: self.building,
            tentative: false,
        }
    }

    /// Minutes that it lasts.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        (self.end - self.start).num_minutes().max(0)
    }

    /// How gravely it meets another, were both of one person.
    #[must_use]
    pub fn meets(&self, other: &Self, who: &StaffMember) -> Option<Severity> {
        duty::between(&self.engagement(who), &other.engagement(who)).map(|clash| clash.severity)
    }
}

impl Worker<'_> {
    /// What of their time meets a post, with how gravely. A meeting that is
    /// only asked about keeps nobody.
    #[must_use]
    pub fn meets(&self, ask: &Ask) -> Option<(Severity, &Engagement)> {
        let wanted = ask.engagement(self.staff);
        let met = self
            .taken
            .iter()
            .filter_map(|taken| duty::between(&wanted, taken).map(|clash| (clash.severity, taken)));
        met.max_by_key(|(severity, taken)| (*severity, std::cmp::Reverse(taken.start)))
    }

    /// What keeps them from a post, gravest first; nobody's time is looked at
    /// twice.
    #[must_use]
    pub fn bars(&self, ask: &Ask) -> Vec<PostBar> {
        let mut bars = Vec::new();
        let mut add = |is: bool, bar| {
            if is {
                bars.push(bar);
            }
        };
        add(
            !self.staff.may_serve(ask.level, ask.day),
            PostBar::NotCleared,
        );
        add(self.away, PostBar::Away);
        let blocked = self
            .meets(ask)
            .is_some_and(|(severity, _)| severity == Severity::Blocks);
        add(blocked, PostBar::Elsewhere);
        add(self.on_shift == Some(false), PostBar::OffShift);
        add(!self.can_come(ask), PostBar::NotAvailable);
        let able = |need: SkillNeed| self.staff.can(need.skill, need.level, ask.day);
        add(!ask.skill.is_none_or(able), PostBar::NoSkill);
        let theirs = &self.staff.departments;
        let mine = |one| theirs.is_empty() || theirs.contains(&one);
        add(!ask.department.is_none_or(mine), PostBar::OtherDepartment);
        bars
    }

    /// Whether they can work then by what was agreed; any time where nothing
    /// was.
    fn can_come(&self, ask: &Ask) -> bool {
        use chrono::Datelike as _;
        let weekday = ask.day.weekday().number_from_monday();
        let minute = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        self.staff.available.is_empty()
            || self.staff.available.iter().any(|one| {
                u32::from(one.weekday) == weekday
                    && minute(one.from) <= ask.from_minute
                    && minute(one.to) >= ask.to_minute
            })
    }

    /// Minutes that are taken already.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        let taken = self.taken.iter();
        taken
            .map(|one| (one.end - one.start).num_minutes().max(0))
            .sum()
    }

    /// What it costs to put them on a post: whoever has least to do goes
    /// first, and nobody who can do what others cannot stands where anybody
    /// could.
    #[must_use]
    pub fn price(&self, ask: &Ask) -> i64 {
        let near = match self.meets(ask) {
            Some((Severity::Warns, _)) => 600,
            Some((Severity::Information, _)) => 60,
            _ => 0,
        };
        let spare = i64::try_from(self.staff.skills.len()).unwrap_or(0);
        let wasted = match ask.skill {
            Some(_) => spare.saturating_sub(1) * 4,
            None => spare * 12,
        };
        let unsure = if self.on_shift.is_none() { 5 } else { 0 };
        self.minutes() + near + wasted + unsure
    }
}
