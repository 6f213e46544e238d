//! The client's approval of halls and special builds (section 2 of the service
//! standard, S-12): applied for, answered, watched until it is there.

use chrono::{DateTime, Duration, Utc};
use steward_domain::approval::{
    self, ANSWERED, APPLIED, Answer, Application, Asks, Standing as Stands, Why,
};
use steward_domain::ids::{ApplicationId, MeetingId};
use steward_domain::meeting::{Meeting, Standing, State};
use steward_domain::names::Language;
use steward_domain::notice::LineState;
use steward_store::Reader;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::{of_kinds, say};
use crate::house::House;
use crate::notice::requirement;
use crate::texts::{LINE, TEXT, dotted, line, name, text};
use crate::views::{
    AnswerView, ApplicationView, ApprovalAwaited, ApprovalStanding, ApprovalView, Refusal,
};

/// How far ahead approvals are watched, days.
const AHEAD_DAYS: i64 = 14;

impl Desk {
    /// How a meeting stands to the client.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn approval(&self, meeting: MeetingId) -> Result<ApprovalView, Refusal> {
        self.opens(meeting)?;
        let now = self.now();
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            Ok(Case::read(r, house, &meeting)?.told(house, &meeting, now))
        })
    }

    /// Notes that the client was asked, for what is booked now. A booking that
    /// was only kept now awaits approval.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when nothing asks for approval, or what was
    /// applied for covers it; [`Refusal::Over`].
    pub fn apply_for_approval(
        &self,
        meeting: MeetingId,
        to: &str,
        note: &str,
    ) -> Result<ApplicationId, Refusal> {
        let now = self.now();
        let (to, note) = (line("to", to, LINE)?, text("note", note, TEXT)?);
        self.act("apply_for_approval", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            if meeting.standing.state.is_over() {
                return Err(Refusal::Over(meeting.standing.state));
            }
            let case = Case::read(w, house, &meeting)?;
            if case.standing(&meeting).is_settled()
                || matches!(case.standing(&meeting), Stands::Waiting(_))
            {
                return Err(Refusal::NothingChanged);
            }
            let id = ApplicationId(w.new_id());
            // Counted under this station's letter, so that two stations that
            // apply apart never share a number.
            let letter = &self.identity.letter;
            let before = case.applications.len() + 1;
            let application = Application {
                id,
                number: format!("{}-P{letter}{before}", meeting.number),
                asks: asks(house, &meeting, case.builds.clone()),
                to,
                note,
                by: self.operator(),
                at: now,
            };
            say(w, APPLIED, meeting.id.0, &application);
            if matches!(meeting.standing.state, State::Enquiry | State::Held) {
                let standing = Standing {
                    state: State::AwaitingApproval,
                    by: self.operator(),
                    why: application.number,
                };
                w.save(&Meeting {
                    standing,
                    ..meeting
                })?;
            }
            Ok(id)
        })
    }

    /// Writes down what the client answered. A booking that awaited it is
    /// confirmed when all of it is approved.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::ReasonNeeded`] for a refusal without
    /// one; [`Refusal::Unknown`].
    pub fn answer_application(
        &self,
        meeting: MeetingId,
        application: ApplicationId,
        approved: bool,
        answer: &AnswerView,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let decided_by = name("decided_by", &answer.decided_by)?;
        let conditions = text("conditions", &answer.conditions, TEXT)?;
        if !approved && conditions.is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        let paper = line("paper", &answer.paper, LINE)?;
        self.act("answer_application", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            let mut case = Case::read(w, house, &meeting)?;
            if case.applications.iter().all(|one| one.id != application) {
                return Err(Refusal::Unknown(application.to_string()));
            }
            let answer = Answer {
                application,
                approved,
                decided_by,
                paper,
                conditions,
                by: self.operator(),
                at: now,
            };
            say(w, ANSWERED, meeting.id.0, &answer);
            case.answers.push(answer.clone());
            let awaited = meeting.standing.state == State::AwaitingApproval;
            if awaited && case.standing(&meeting).is_settled() {
                let standing = Standing {
                    state: State::Confirmed,
                    by: answer.decided_by,
                    why: dotted([answer.paper, answer.conditions]),
                };
                w.save(&Meeting {
                    standing,
                    ..meeting
                })?;
            }
            Ok(())
        })
    }

    /// The meetings of the next days that the client has not approved, by
    /// deadline.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn approvals_awaited(&self) -> Result<Vec<ApprovalAwaited>, Refusal> {
        let now = self.now();
        self.house(|r, house| awaited(r, house, now))
    }
}

/// How far ahead approvals are watched.
pub(crate) fn ahead() -> Duration {
    Duration::days(AHEAD_DAYS)
}

/// See [`Desk::approvals_awaited`].
pub(crate) fn awaited(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<ApprovalAwaited>, Refusal> {
    let until = now + ahead();
    let mut found = Vec::new();
    for meeting in r.meetings_between(now.timestamp_millis(), until.timestamp_millis())? {
        let gone_on = meeting.standing.state == State::Enquiry || meeting.standing.state.is_over();
        if gone_on || meeting.slot.end <= now {
            continue;
        }
        let case = Case::read(r, house, &meeting)?;
        let stands = case.standing(&meeting);
        if !stands.is_settled() {
            let deadline = approval::deadline(&meeting, house.room_of(&meeting), &house.venue);
            found.push(ApprovalAwaited {
                meeting: house.brief(&meeting),
                standing: told(stands),
                deadline,
                late: now >= deadline,
            });
        }
    }
    found.sort_by_key(|one| (one.deadline, one.meeting.id));
    Ok(found)
}

/// Refuses to confirm a booking that the client has not approved, unless
/// somebody says why.
pub(crate) fn must_be_approved(
    r: &Reader<'_>,
    house: &House,
    before: State,
    meeting: &Meeting,
) -> Result<(), Refusal> {
    let standing = &meeting.standing;
    if before.is_fixed() || !standing.state.is_fixed() || !standing.why.is_empty() {
        return Ok(());
    }
    match Case::read(r, house, meeting)?
        .standing(meeting)
        .is_settled()
    {
        true => Ok(()),
        false => Err(Refusal::ApprovalOpen),
    }
}

/// All that was applied for and answered about a meeting.
pub(crate) struct Case {
    pub(crate) reasons: Vec<Why>,
    pub(crate) builds: Vec<String>,
    pub(crate) applications: Vec<Application>,
    pub(crate) answers: Vec<Answer>,
}

impl Case {
    pub(crate) fn read(r: &Reader<'_>, house: &House, meeting: &Meeting) -> Result<Self, Refusal> {
        let builds = builds(r, house, meeting)?;
        // A programme from a file was agreed with the client as a whole.
        let room = house.room_of(meeting).filter(|_| meeting.source.is_none());
        let reasons = approval::reasons(room, &house.venue, &builds);
        let (applications, answers) = match reasons.is_empty() {
            true => Default::default(),
            false => of_kinds(r, meeting.id.0, (APPLIED, ANSWERED))?,
        };
        Ok(Self {
            reasons,
            builds,
            applications,
            answers,
        })
    }

    pub(crate) fn standing(&self, meeting: &Meeting) -> Stands<'_> {
        let (applied, answered) = (&self.applications, &self.answers);
        approval::standing(meeting, &self.reasons, &self.builds, applied, answered)
    }

    fn told(&self, house: &House, meeting: &Meeting, now: DateTime<Utc>) -> ApprovalView {
        let stands = self.standing(meeting);
        let deadline = approval::deadline(meeting, house.room_of(meeting), &house.venue);
        ApprovalView {
            reasons: self.reasons.clone(),
            standing: told(stands),
            deadline,
            late: !stands.is_settled() && now >= deadline,
            can_apply: !stands.is_settled()
                && !matches!(stands, Stands::Waiting(_))
                && !meeting.standing.state.is_over(),
            applications: self
                .applications
                .iter()
                .rev()
                .map(|one| self.application_told(house, meeting, one))
                .collect(),
        }
    }

    fn application_told(
        &self,
        house: &House,
        meeting: &Meeting,
        one: &Application,
    ) -> ApplicationView {
        let answer = approval::answer_to(one, &self.answers);
        ApplicationView {
            id: one.id,
            number: one.number.clone(),
            when: house.when_of(one.asks.start, one.asks.end, false),
            rooms: one.asks.room_names.clone(),
            headcount: one.asks.headcount,
            builds: one.asks.builds.clone(),
            to: one.to.clone(),
            note: one.note.clone(),
            by: one.by.clone(),
            at: one.at,
            covers: one.asks.covers(meeting, &self.builds),
            approved: answer.map(|answer| answer.approved),
            answer: answer.map(|answer| AnswerView {
                decided_by: answer.decided_by.clone(),
                paper: answer.paper.clone(),
                conditions: answer.conditions.clone(),
            }),
            answered_at: answer.map(|answer| answer.at),
        }
    }
}

fn told(stands: Stands<'_>) -> ApprovalStanding {
    match stands {
        Stands::NotNeeded => ApprovalStanding::NotNeeded,
        Stands::NotApplied => ApprovalStanding::NotApplied,
        Stands::Waiting(_) => ApprovalStanding::Waiting,
        Stands::Approved(..) => ApprovalStanding::Approved,
        Stands::Refused(..) => ApprovalStanding::Refused,
        Stands::Outgrown(_) => ApprovalStanding::Outgrown,
    }
}

/// What is built for a meeting, each in words.
fn builds(r: &Reader<'_>, house: &House, meeting: &Meeting) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    for kind in house.kinds.iter().filter(|kind| kind.approval) {
        let Some(known) = requirement(r, meeting, kind.id)? else {
            continue;
        };
        let said = kind.line(&known.answer);
        if said.state == LineState::Needed {
            let figures = said.figures.iter();
            let values = figures.map(|figure| figure.value.in_language(Language::Zh));
            let name = said.name.in_language(Language::Zh);
            let parts = std::iter::once(name).chain(values);
            found.push(dotted(parts.chain([said.note.as_str()])));
        }
    }
    Ok(found)
}

fn asks(house: &House, meeting: &Meeting, builds: Vec<String>) -> Asks {
    Asks {
        title: meeting.title.clone(),
        start: meeting.slot.start,
        end: meeting.slot.end,
        rooms: meeting.slot.rooms().collect(),
        room_names: meeting
            .slot
            .rooms()
            .map(|room| house.room_name(room))
            .collect(),
        layout: house.layout(&meeting.slot),
        headcount: meeting.headcount,
        organiser: meeting.organiser.clone(),
        contact: meeting.contact.clone(),
        phone: meeting.phone.clone(),
        builds,
    }
}
