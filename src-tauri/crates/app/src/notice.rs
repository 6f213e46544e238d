//! A meeting's service notice 会议服务通知单 (S-20 … S-23): asked about kind by
//! kind, issued as versions, acknowledged by each department it touches.

mod answers;
mod history;
mod paper;
mod plates;
mod told;

use chrono::{DateTime, Duration, Utc};
use steward_domain::authority::Asked;
use steward_domain::ids::{KindId, MeetingId, VersionId};
use steward_domain::meeting::{Meeting, State};
use steward_domain::notice::{
    ACKNOWLEDGED, Acknowledgement, Answer, Awaited, ISSUED, Requirement, Urgency, Version, in_force,
};
use steward_domain::plan::Department;
use steward_domain::right::Right;
use steward_store::{FactRow, Reader, Writer};

use answers::{answer_of, earlier};
pub(crate) use answers::{moved, requirement, save};
pub(crate) use history::{answer_told, requirements_told, version_told};
pub(crate) use paper::Paper;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::{of_kind, say};
use crate::house::House;
use crate::texts::{TEXT, name, text};
use crate::views::{AnswerDraft, NoticeAwaited, NoticeOpen, NoticeView, Refusal};

/// How far ahead notices are watched, days.
const AHEAD_DAYS: i64 = 14;

impl Desk {
    /// A meeting's notice: what is asked, what was issued, who has it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn notice(&self, meeting: MeetingId) -> Result<NoticeView, Refusal> {
        self.opens(meeting)?;
        let now = self.now();
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let paper = Paper::read(r, house, &meeting, now)?;
            Ok(NoticeView {
                meeting: house.brief(&meeting),
                requirements: paper.requirements_told(r)?,
                in_force: paper.in_force_told(),
                versions: paper.versions_told(),
                pending: paper.pending_told(),
                departments: paper.departments_told(),
                urgency: paper.urgency(),
                due: paper.due(),
                can_issue: paper.can_issue(),
                earlier: earlier(r, house, &meeting)?,
            })
        })
    }

    /// Writes down what was answered about a kind.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a kind that is not asked about;
    /// [`Refusal::NotSuch`], [`Refusal::OutOfRange`] and [`Refusal::TooLong`]
    /// for a figure that cannot be.
    pub fn answer_requirement(
        &self,
        meeting: MeetingId,
        kind: KindId,
        draft: &AnswerDraft,
    ) -> Result<(), Refusal> {
        self.act("requirement", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            self.must_know(w, meeting.id)?;
            let kind = house.kind(kind)?;
            let answer = answer_of(kind, draft)?;
            save(w, &meeting, kind.id, answer).map(drop)
        })
    }

    /// Answers what was not asked about yet as the room's class, the layout,
    /// the service and the people expected propose. How many were answered
    /// comes back.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn propose_requirements(&self, meeting: MeetingId) -> Result<u32, Refusal> {
        self.act("propose_requirements", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            let mut answered = 0;
            for kind in house.kinds.iter() {
                let known = requirement(w, &meeting, kind.id)?;
                let proposed = kind.proposed(house.occasion(&meeting));
                if known.is_none_or(|known| known.answer == Answer::NotAsked)
                    && proposed != Answer::NotAsked
                {
                    w.save(&Requirement::new(meeting.id, kind.id, proposed))?;
                    answered += 1;
                }
            }
            Ok(answered)
        })
    }

    /// Takes the answers of an earlier meeting; counts that followed from the
    /// people expected there are reckoned anew for those expected here. How
    /// many answers changed comes back.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn copy_requirements(&self, meeting: MeetingId, from: MeetingId) -> Result<u32, Refusal> {
        self.act("copy_requirements", |w, house| {
            let (meeting, from) = (meeting_of(w, meeting)?, meeting_of(w, from)?);
            // Neither is what one asks written over unread, nor carried away.
            self.must_know(w, meeting.id)?;
            self.must_know(w, from.id)?;
            let mut changed = 0;
            for kind in house.kinds.iter() {
                let Some(there) = requirement(w, &from, kind.id)? else {
                    continue;
                };
                let answer = moved(kind, there.answer, house, &from, &meeting);
                if answer != Answer::NotAsked {
                    changed += u32::from(save(w, &meeting, kind.id, answer)?);
                }
            }
            Ok(changed)
        })
    }

    /// Issues what is asked now as the next version; it replaces all that are
    /// in force.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when it would say the same;
    /// [`Refusal::ReasonNeeded`] when it is so late that somebody must say why
    /// (S-21); [`Refusal::Over`] for a meeting that will not be held.
    pub fn issue_notice(&self, meeting: MeetingId, reason: &str) -> Result<VersionId, Refusal> {
        let now = self.now();
        self.act("issue_notice", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            if meeting.standing.state.is_over() {
                return Err(Refusal::Over(meeting.standing.state));
            }
            let paper = Paper::read(w, house, &meeting, now)?;
            if !paper.can_issue() {
                return Err(Refusal::NothingChanged);
            }
            let reason = text("reason", reason, TEXT)?;
            if paper.urgency() == Urgency::Late && reason.is_empty() {
                return Err(Refusal::ReasonNeeded);
            }
            if paper.urgency() == Urgency::Late {
                // So late it is a supervisor's to decide (S-21).
                self.may(w, Asked::One(&[Right::Decide]))?;
            }
            let version = Version {
                reason,
                ..paper.next(w.new_id(), self.operator())
            };
            Ok(publish(w, &meeting, &version))
        })
    }

    /// Withdraws what is in force: nothing of it is to be done, and everybody
    /// who had it hears of that.
    ///
    /// # Errors
    /// [`Refusal::ReasonNeeded`]; [`Refusal::NothingChanged`] when none is in
    /// force.
    pub fn withdraw_notice(&self, meeting: MeetingId, why: &str) -> Result<VersionId, Refusal> {
        self.act("withdraw_notice", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            let why = text("why", why, TEXT)?;
            if why.is_empty() {
                return Err(Refusal::ReasonNeeded);
            }
            self.write_withdrawal(w, house, &meeting, &why)?
                .ok_or(Refusal::NothingChanged)
        })
    }

    /// A meeting that is cancelled takes its notice with it.
    pub(crate) fn withdraw_if_cancelled(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        meeting: &Meeting,
    ) -> Result<(), Refusal> {
        if meeting.standing.state == State::Cancelled {
            self.write_withdrawal(w, house, meeting, &meeting.standing.why)?;
        }
        Ok(())
    }

    /// Withdraws the notice that is in force, if one is.
    fn write_withdrawal(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        meeting: &Meeting,
        why: &str,
    ) -> Result<Option<VersionId>, Refusal> {
        let now = self.now();
        let paper = Paper::read(w, house, meeting, now)?;
        let stands = paper.in_force();
        if stands.iter().all(|version| version.withdrawn.is_some()) {
            return Ok(None);
        }
        let version = Version {
            withdrawn: Some(why.to_owned()),
            ..paper.next(w.new_id(), self.operator())
        };
        Ok(Some(publish(w, meeting, &version)))
    }

    /// A department says that it has a version.
    ///
    /// # Errors
    /// [`Refusal::MovedOn`] when another one is in force: they must read that;
    /// [`Refusal::NameNeeded`]; [`Refusal::NothingChanged`] when they have it
    /// already, or nothing in it is theirs.
    pub fn acknowledge_notice(
        &self,
        meeting: MeetingId,
        version: VersionId,
        department: Department,
        by: &str,
        note: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let (by, note) = (name("by", by)?, text("note", note, TEXT)?);
        self.act("acknowledge_notice", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            let paper = Paper::read(w, house, &meeting, now)?;
            let stands = paper.in_force();
            let read = stands.iter().find(|known| known.id == version);
            let read = read.ok_or(Refusal::MovedOn)?;
            if !matches!(paper.awaited(department, read), Awaited::Owes(_)) {
                return Err(Refusal::NothingChanged);
            }
            let said = Acknowledgement {
                version,
                department,
                by,
                at: now,
                note,
            };
            say(w, ACKNOWLEDGED, meeting.id.0, &said);
            Ok(())
        })
    }

    /// The meetings of the next days whose notice waits for somebody, the
    /// soonest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn notices_awaited(&self) -> Result<Vec<NoticeAwaited>, Refusal> {
        self.awaited(|r, house, meeting, now| Ok(Paper::read(r, house, meeting, now)?.open()))
    }

    /// The same of those alone that were issued.
    pub(crate) fn notices_issued_awaited(&self) -> Result<Vec<NoticeAwaited>, Refusal> {
        self.awaited(|r, house, meeting, now| {
            let issued = Paper::read_issued(r, house, meeting, now)?;
            Ok(issued.and_then(|paper| paper.open()))
        })
    }

    fn awaited(
        &self,
        open_of: impl Fn(
            &Reader<'_>,
            &House,
            &Meeting,
            DateTime<Utc>,
        ) -> Result<Option<NoticeOpen>, Refusal>,
    ) -> Result<Vec<NoticeAwaited>, Refusal> {
        let now = self.now();
        let until = now + Duration::days(AHEAD_DAYS);
        self.house(|r, house| {
            let mut found = Vec::new();
            let mut ahead = r.meetings_between(now.timestamp_millis(), until.timestamp_millis())?;
            ahead.retain(|meeting| meeting.slot.end > now && !meeting.has_lapsed(now));
            for meeting in &ahead {
                let open = open_of(r, house, meeting, now)?;
                found.extend(open.map(|open| NoticeAwaited {
                    meeting: house.brief(meeting),
                    open,
                }));
            }
            Ok(found)
        })
    }
}

/// The version in force of what was said about a meeting; of several issued
/// apart, the newest.
pub(crate) fn in_force_of(facts: &[FactRow]) -> Option<Version> {
    let versions: Vec<Version> = of_kind(facts, ISSUED);
    in_force(&versions).last().map(|version| (*version).clone())
}

fn publish(w: &mut Writer<'_>, meeting: &Meeting, version: &Version) -> VersionId {
    say(w, ISSUED, meeting.id.0, version);
    version.id
}
