//! All that there is about one meeting's notice, at a moment: what was asked,
//! what was issued, who said they have it, and what follows.

use chrono::{DateTime, Duration, Utc};
use steward_domain::ids::VersionId;
use steward_domain::meeting::Meeting;
use steward_domain::notice::difference::{Difference, differences};
use steward_domain::notice::kinds::Kind;
use steward_domain::notice::{
    self, ACKNOWLEDGED, Acknowledgement, Answer, Awaited, Facts, ISSUED, Urgency, Version,
};
use steward_domain::plan::{Department, Progress};
use steward_store::{FactRow, Reader};
use uuid::Uuid;

use super::answers::requirement;
use crate::facts::of_kind;
use crate::house::House;
use crate::views::{NoticeOpen, Refusal};

/// All that there is about one meeting's notice, at a moment.
pub(crate) struct Paper<'a> {
    pub(super) house: &'a House,
    pub(super) meeting: &'a Meeting,
    now: DateTime<Utc>,
    /// In the order of papers; a kind that is no longer asked about only where
    /// it is needed.
    pub(super) asked: Vec<(&'a Kind, Answer)>,
    pub(super) versions: Vec<Version>,
    said: Vec<Acknowledgement>,
}

impl<'a> Paper<'a> {
    pub(crate) fn read(
        r: &Reader<'_>,
        house: &'a House,
        meeting: &'a Meeting,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let facts = r.facts_about(&[meeting.id.0])?;
        Self::of(r, house, meeting, now, &facts)
    }

    /// The same where one was issued; to the others nobody answers yet.
    pub(crate) fn read_issued(
        r: &Reader<'_>,
        house: &'a House,
        meeting: &'a Meeting,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, Refusal> {
        let facts = r.facts_about(&[meeting.id.0])?;
        if facts.iter().all(|fact| fact.kind != ISSUED) {
            return Ok(None);
        }
        Self::of(r, house, meeting, now, &facts).map(Some)
    }

    fn of(
        r: &Reader<'_>,
        house: &'a House,
        meeting: &'a Meeting,
        now: DateTime<Utc>,
        facts: &[FactRow],
    ) -> Result<Self, Refusal> {
        let mut asked = Vec::new();
        for kind in house.kinds.iter() {
            let known = requirement(r, meeting, kind.id)?;
            let answer = known.map(|known| known.answer).unwrap_or_default();
            if !kind.retired || answer.is_needed() {
                asked.push((kind, answer));
            }
        }
        let mut versions: Vec<Version> = of_kind(facts, ISSUED);
        versions.sort_by_key(|version| (version.number, version.at, version.id));
        Ok(Self {
            house,
            meeting,
            now,
            asked,
            versions,
            said: of_kind(facts, ACKNOWLEDGED),
        })
    }

    pub(crate) fn in_force(&self) -> Vec<&Version> {
        notice::in_force(&self.versions)
    }

    pub(super) fn awaited<'s>(&'s self, department: Department, version: &Version) -> Awaited<'s> {
        notice::awaited(department, version, &self.versions, &self.said)
    }

    /// How late it would be if it were issued now.
    pub(super) fn urgency(&self) -> Urgency {
        let day = |at| self.house.venue.local(at).date();
        let held = day(self.meeting.slot.start);
        self.house.venue.notice.urgency(day(self.now), held)
    }

    /// The end of the last day on which it is issued in time.
    pub(super) fn due(&self) -> DateTime<Utc> {
        let venue = &self.house.venue;
        let lead = Duration::days(i64::from(venue.notice.lead_days));
        venue
            .day(venue.local(self.meeting.slot.start).date() - lead)
            .1
    }

    /// What would be issued now.
    pub(super) fn next(&self, id: Uuid, by: String) -> Version {
        let meeting = self.meeting;
        let rooms = meeting.slot.rooms();
        Version {
            id: VersionId(id),
            number: notice::next_number(&self.versions),
            replaces: self.in_force().iter().map(|version| version.id).collect(),
            facts: Facts {
                title: meeting.title.clone(),
                start: meeting.slot.start,
                end: meeting.slot.end,
                rooms: rooms.map(|room| self.house.room_name(room)).collect(),
                layout: self.house.layout(&meeting.slot),
                headcount: meeting.headcount,
                organiser: meeting.organiser.clone(),
                contact: meeting.contact.clone(),
                phone: meeting.phone.clone(),
                service: meeting.service,
                leader: meeting.leader,
                needs: meeting.needs.clone(),
            },
            lines: self
                .asked
                .iter()
                .map(|(kind, answer)| kind.line(answer))
                .collect(),
            withdrawn: None,
            urgency: self.urgency(),
            reason: String::new(),
            by,
            at: self.now,
        }
    }

    /// What issuing now would say otherwise than one that stands.
    pub(super) fn pending(&self, stands: &Version) -> Vec<(Difference, Vec<Department>)> {
        differences(stands, &self.next(Uuid::nil(), String::new()))
    }

    /// Whether issuing would say something that what is in force does not.
    pub(super) fn can_issue(&self) -> bool {
        match self.in_force().as_slice() {
            [] => self
                .asked
                .iter()
                .any(|(_, answer)| *answer != Answer::NotAsked),
            [one] => !self.pending(one).is_empty(),
            _ => true,
        }
    }

    /// What it waits for, the gravest of it.
    pub(crate) fn open(&self) -> Option<NoticeOpen> {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let stands = self.in_force();
        let last = match stands.as_slice() {
            [] => return self.not_issued(),
            [one] => *one,
            several => {
                let versions = count(several.len());
                return Some(NoticeOpen::Apart { versions });
            }
        };
        let owes = |one: &Department| matches!(self.awaited(*one, last), Awaited::Owes(_));
        let owed: Vec<Department> = Department::ALL.into_iter().filter(owes).collect();
        let number = last.number;
        if !owed.is_empty() {
            return Some(NoticeOpen::Owed {
                number,
                departments: owed,
                progress: self.progress(last),
            });
        }
        if last.withdrawn.is_some() || self.meeting.standing.state.is_over() {
            return None;
        }
        let changes = count(self.pending(last).len());
        (changes > 0).then_some(NoticeOpen::Changed { number, changes })
    }

    /// A confirmed meeting, from a day before its notice is due.
    fn not_issued(&self) -> Option<NoticeOpen> {
        let is_fixed = self.meeting.standing.state.is_fixed();
        let is_time = self.now + Duration::days(1) >= self.due();
        (is_fixed && is_time).then(|| NoticeOpen::NotIssued {
            urgency: self.urgency(),
        })
    }

    /// How late an acknowledgement of a version is.
    pub(super) fn progress(&self, version: &Version) -> Progress {
        let (remind, escalate) = self.house.venue.notice.times(version);
        if self.now >= escalate {
            Progress::Escalated
        } else if self.now >= remind {
            Progress::Reminded
        } else {
            Progress::Open
        }
    }
}
