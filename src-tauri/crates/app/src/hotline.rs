//! The hotline log, and what is asked for while a meeting runs: every call
//! becomes an answer, a booking, a change or a task, and nothing is forgotten.

use chrono::{DateTime, Duration, Utc};
use steward_domain::hotline::{
    self, CallDone, CallState, CallStep, Heard, HotlineCall, STEP, Standing,
};
use steward_domain::ids::{CallId, Number};
use steward_domain::meeting::Meeting;
use steward_store::Reader;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::{of_kind, say};
use crate::house::House;
use crate::incidents::{days_ago, said};
use crate::texts::{LINE, TEXT, in_range, line, text};
use crate::views::{CallAct, CallDraft, CallOpen, CallView, Refusal};

/// How long calls are looked back at for what is open, days.
pub(crate) const SINCE_DAYS: i64 = 31;
/// Most minutes that a task may take.
pub(crate) const MOST_MINUTES: u32 = 7 * 1440;
/// What is late stays on every board for so many days.
const BOARD_DAYS: i64 = 7;
/// Calls that are listed when all are asked for.
const LISTED: usize = 500;

impl Desk {
    /// Takes a call, or what is asked for in a room, from one line; a task at
    /// once where its department is known.
    ///
    /// # Errors
    /// [`Refusal::NotSuch`] for a line that says nothing;
    /// [`Refusal::ChoiceNeeded`] for a request at no meeting;
    /// [`Refusal::OutOfRange`]; [`Refusal::Unknown`].
    pub fn take_call(&self, draft: &CallDraft) -> Result<CallId, Refusal> {
        let now = self.now();
        let whole = said("said", &draft.line)?;
        let read = match draft.heard {
            Heard::Hotline => hotline::read(&whole),
            // What is asked for in a room has no telephone in front.
            Heard::Room => hotline::Line {
                said: whole.clone(),
                ..hotline::Line::default()
            },
        };
        let or_read = |field, given: &str, read: &str| {
            let given = line(field, given, LINE)?;
            Ok::<_, Refusal>(if given.is_empty() {
                read.to_owned()
            } else {
                given
            })
        };
        let caller = or_read("caller", &draft.caller, &read.caller)?;
        let phone = or_read("phone", &draft.phone, &read.phone)?;
        let words = match read.said.is_empty() {
            true => whole,
            false => read.said,
        };
        if draft.heard == Heard::Room && draft.meeting.is_none() {
            return Err(Refusal::ChoiceNeeded);
        }
        self.act("take_call", |w, house| {
            let named = match read.meeting.is_empty() {
                true => None,
                // A number that is none here is only a word.
                false => w.meeting_by_number(&Number(read.meeting.clone()))?,
            };
            let meeting = match draft.meeting {
                Some(id) => Some(meeting_of(w, id)?.id),
                None => named.map(|meeting| meeting.id),
            };
            let recent = w.since::<HotlineCall>(days_ago(now, 2))?;
            let kind = match draft.heard {
                Heard::Hotline => "H",
                Heard::Room => "R",
            };
            let call = HotlineCall {
                id: CallId(w.new_id()),
                number: self.nth_number(kind, house, recent.iter().map(|one| &one.number)),
                heard: draft.heard,
                caller,
                phone,
                said: words,
                meeting,
                by: self.operator(),
                at: now,
                happened: self.happened(house, draft.happened)?,
            };
            w.save(&call)?;
            if let Some(department) = draft.department {
                let due = due(house, call.heard, draft.minutes, now)?;
                let done = CallDone::Handed {
                    department,
                    due,
                    what: String::new(),
                };
                let by = self.operator();
                say(w, STEP, call.id.0, &CallStep { done, by, at: now });
            }
            Ok(call.id)
        })
    }

    /// Writes down what came of a call.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::MovedOn`] when it is settled already, or
    /// open; [`Refusal::NameNeeded`], [`Refusal::ReasonNeeded`],
    /// [`Refusal::OutOfRange`].
    pub fn do_about_call(&self, id: CallId, act: &CallAct) -> Result<(), Refusal> {
        let now = self.now();
        self.act("step_call", |w, house| {
            let call = call_of(w, id)?;
            let case = Case::read(w, call.clone())?;
            let state = case.state(house, now);
            let mut by = self.operator();
            let fits = match act {
                CallAct::Finish { .. } => state == CallState::Handed,
                CallAct::Answer { .. } => state.is_open(),
                CallAct::Reopen { .. } => !state.is_open(),
                // Of what was answered a booking may come all the same.
                _ => true,
            };
            if !fits {
                return Err(Refusal::MovedOn);
            }
            let done = match act {
                CallAct::Answer { what, by: who } => {
                    by = self.somebody("by", who)?;
                    CallDone::Answered {
                        what: text("what", what, TEXT)?,
                    }
                }
                CallAct::Book { meeting } => CallDone::Booked {
                    meeting: meeting_of(w, *meeting)?.id,
                },
                CallAct::Change { meeting } => CallDone::Changed {
                    meeting: meeting_of(w, *meeting)?.id,
                },
                CallAct::Assign {
                    department,
                    minutes,
                    what,
                } => CallDone::Handed {
                    department: *department,
                    due: due(house, call.heard, *minutes, now)?,
                    what: text("what", what, TEXT)?,
                },
                CallAct::Finish { by: who, note } => {
                    by = self.somebody("by", who)?;
                    CallDone::Finished {
                        note: text("note", note, TEXT)?,
                    }
                }
                CallAct::Reopen { why } => {
                    let why = text("why", why, TEXT)?;
                    if why.is_empty() {
                        return Err(Refusal::ReasonNeeded);
                    }
                    CallDone::Reopened { why }
                }
            };
            // From now on it is about that meeting.
            if let CallDone::Booked { meeting } | CallDone::Changed { meeting } = &done
                && call.meeting != Some(*meeting)
            {
                let meeting = Some(*meeting);
                w.save(&HotlineCall { meeting, ..call })?;
            }
            say(w, STEP, id.0, &CallStep { done, by, at: now });
            Ok(())
        })
    }

    /// Calls and requests: those that are open, what is due first before; or
    /// all of the last month, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls(&self, all: bool) -> Result<Vec<CallView>, Refusal> {
        self.may_read("calls")?;
        let now = self.now();
        self.house(|r, house| {
            let mut cases = recent(r, now)?;
            if all {
                cases.reverse();
                cases.truncate(LISTED);
            } else {
                cases.retain(|case| case.state(house, now).is_open());
                sort(&mut cases, house, now);
            }
            let cases = cases.into_iter();
            cases.map(|case| case.told(r, house, now)).collect()
        })
    }

    /// One call.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn hotline_call(&self, id: CallId) -> Result<CallView, Refusal> {
        self.may_read("hotline_call")?;
        let now = self.now();
        self.house(|r, house| Case::read(r, call_of(r, id)?)?.told(r, house, now))
    }

    /// The call that a number names; the newest, should there be two.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_call(&self, number: &str) -> Result<CallId, Refusal> {
        let all = self.read(|r| Ok(r.all::<HotlineCall>()?))?;
        let named = |one: &&HotlineCall| one.number.eq_ignore_ascii_case(number.trim());
        let found = all.iter().rfind(named);
        found
            .map(|one| one.id)
            .ok_or_else(|| Refusal::Unknown(number.to_owned()))
    }
}

/// A call with what came of it.
pub(crate) struct Case {
    pub(crate) call: HotlineCall,
    pub(crate) steps: Vec<CallStep>,
}

impl Case {
    pub(crate) fn read(r: &Reader<'_>, call: HotlineCall) -> Result<Self, Refusal> {
        let steps = of_kind(&r.facts_about(&[call.id.0])?, STEP);
        Ok(Self { call, steps })
    }

    pub(crate) fn standing(&self, house: &House, now: DateTime<Utc>) -> Standing<'_> {
        hotline::standing(&self.call, &self.steps, house.venue.hotline, now)
    }

    fn state(&self, house: &House, now: DateTime<Utc>) -> CallState {
        self.standing(house, now).state
    }

    /// What is to be done: as it was handed on, else as it was said.
    pub(crate) fn what(&self, house: &House, now: DateTime<Utc>) -> String {
        let task = self.standing(house, now).task;
        let what = task.map(|task| task.what).filter(|what| !what.is_empty());
        what.unwrap_or(&self.call.said).to_owned()
    }

    fn told(self, r: &Reader<'_>, house: &House, now: DateTime<Utc>) -> Result<CallView, Refusal> {
        let stands = self.standing(house, now);
        let about = stands.meeting.or(self.call.meeting);
        let meeting = about.map(|id| r.get::<Meeting>(id.0)).transpose()?;
        Ok(CallView {
            meeting: meeting.flatten().map(|meeting| house.brief(&meeting)),
            state: stands.state,
            department: stands.task.map(|task| task.department),
            what: stands
                .task
                .map(|task| task.what.to_owned())
                .unwrap_or_default(),
            due: stands.due,
            late: stands.late,
            id: self.call.id,
            number: self.call.number,
            heard: self.call.heard,
            caller: self.call.caller,
            phone: self.call.phone,
            said: self.call.said,
            by: self.call.by,
            at: self.call.at,
            happened: self.call.happened,
            steps: self.steps,
        })
    }
}

/// The calls of the last month, oldest first.
fn recent(r: &Reader<'_>, now: DateTime<Utc>) -> Result<Vec<Case>, Refusal> {
    let known = r.since::<HotlineCall>(days_ago(now, SINCE_DAYS))?;
    let cases = known.into_iter();
    cases.map(|call| Case::read(r, call)).collect()
}

/// What is open, what is due first before.
pub(crate) fn open(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<Case>, Refusal> {
    let mut cases = recent(r, now)?;
    cases.retain(|case| case.state(house, now).is_open());
    sort(&mut cases, house, now);
    Ok(cases)
}

/// Tasks and requests past their time.
pub(crate) fn late(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<CallOpen>, Refusal> {
    let mut found = Vec::new();
    for case in open(r, house, now)? {
        if case.call.at < now - Duration::days(BOARD_DAYS) {
            continue;
        }
        let stands = case.standing(house, now);
        if let Some(due) = stands.due.filter(|_| stands.late) {
            found.push(CallOpen {
                id: case.call.id,
                number: case.call.number.clone(),
                said: case.what(house, now),
                department: stands.task.map(|task| task.department),
                due,
            });
        }
    }
    Ok(found)
}

/// Those about one meeting: what is open first, then the newest.
pub(crate) fn at_meeting(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    now: DateTime<Utc>,
) -> Result<Vec<CallView>, Refusal> {
    let mut found = Vec::new();
    for call in about(r, meeting)? {
        found.push(Case::read(r, call)?.told(r, house, now)?);
    }
    found.reverse();
    found.sort_by_key(|one| !one.state.is_open());
    Ok(found)
}

/// Those about one meeting, oldest first: from the day before it was taken on,
/// when the call came that it was made from.
pub(crate) fn about(r: &Reader<'_>, meeting: &Meeting) -> Result<Vec<HotlineCall>, Refusal> {
    let from = days_ago(meeting.taken.at, 2);
    let mut calls = r.since::<HotlineCall>(from)?;
    calls.retain(|call| call.meeting == Some(meeting.id));
    Ok(calls)
}

fn sort(cases: &mut [Case], house: &House, now: DateTime<Utc>) {
    cases.sort_by_key(|case| (case.standing(house, now).due, case.call.at, case.call.id));
}

fn due(
    house: &House,
    heard: Heard,
    minutes: Option<u32>,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Refusal> {
    let rule = house.venue.hotline;
    let usual = match heard {
        Heard::Hotline => rule.task,
        Heard::Room => rule.request,
    };
    let minutes = minutes.unwrap_or(usual);
    in_range("minutes", minutes, 0, MOST_MINUTES)?;
    Ok(now + Duration::minutes(i64::from(minutes)))
}

fn call_of(r: &Reader<'_>, id: CallId) -> Result<HotlineCall, Refusal> {
    r.get::<HotlineCall>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}
