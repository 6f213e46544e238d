//! The desk while meetings run: what every station's board shows of it, what
//! one meeting's page and history say of it.

use chrono::{DateTime, Utc};
use steward_domain::hotline::{self, CallDone, CallStep, Heard};
use steward_domain::ids::MeetingId;
use steward_domain::incident::{self, Incident, IncidentDone, IncidentStep};
use steward_domain::log::Dot;
use steward_domain::meeting::Meeting;
use steward_store::{Change, FactRow, Reader};
use uuid::Uuid;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::house::House;
use crate::refusals::code_of;
use crate::texts::{count, dotted};
use crate::views::{ChangeView, Decision, DutyOpen, MeetingDuring, Refusal};
use crate::{hotline as calls, incidents, patrols, shifts};

impl Desk {
    /// What came up at a meeting, and what was asked for in it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn during(&self, meeting: MeetingId) -> Result<MeetingDuring, Refusal> {
        self.opens(meeting)?;
        let now = self.now();
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            Ok(MeetingDuring {
                incidents: incidents::at_meeting(r, house, meeting.id, now)?,
                calls: calls::at_meeting(r, house, &meeting, now)?,
                request_minutes: house.venue.hotline.request,
            })
        })
    }

    /// How much is open at the desk.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn duty_open(&self) -> Result<DutyOpen, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let calls = calls::open(r, house, now)?;
            let late_calls = calls.iter().filter(|case| case.standing(house, now).late);
            let mut open = incidents::recent(r, house, now)?;
            open.retain(incidents::Case::is_open);
            let late_incidents = open.iter().filter(|case| case.standing.late).count();
            let rounds = patrols::late(r, house, now)?.len();
            Ok(DutyOpen {
                late: count(late_calls.count() + late_incidents + rounds),
                calls: count(calls.len()),
                incidents: count(open.len()),
                rounds: count(rounds),
                sheets: count(shifts::unsigned(r, now)?.len()),
            })
        })
    }
}

/// What the board of every station shows now: grave matters first, then what
/// is past its time, then a shift that nobody took over.
pub(crate) fn decisions(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<Decision>, Refusal> {
    let mut found = Vec::new();
    for incident in incidents::everybody_s(r, house, now)? {
        found.push(Decision::Incident { incident });
    }
    for call in calls::late(r, house, now)? {
        found.push(Decision::Call { call });
    }
    for sheet in shifts::unsigned(r, now)? {
        found.push(Decision::Shift { sheet });
    }
    Ok(found)
}

/// What was written about a meeting's incidents, calls and requests, for its
/// history: one line when each was taken down, one for all that came of it.
pub(crate) fn during_told(
    r: &Reader<'_>,
    meeting: MeetingId,
    wanted: &impl Fn(Dot) -> bool,
) -> Result<Vec<ChangeView>, Refusal> {
    let mut told = Vec::new();
    let Some(meeting) = r.get::<Meeting>(meeting.0)? else {
        return Ok(told);
    };
    for one in r.all::<Incident>()? {
        if one.meeting != Some(meeting.id) {
            continue;
        }
        let what = dotted([one.number.clone(), gravity_code(one.gravity), one.what]);
        told.extend(taken(r, one.id.0, "incident", what, wanted)?);
        for fact in r.facts_about(&[one.id.0])? {
            if fact.kind == incident::STEP && wanted(fact.dot) {
                let said = serde_json::from_value(fact.body.clone()).ok();
                let said = said.map(|step| incident_step(&one.number, &step));
                told.push(step_told(r, &fact, "step_incident", said)?);
            }
        }
    }
    for one in calls::about(r, &meeting)? {
        let (field, number) = (field_of(one.heard), one.number);
        let what = dotted([number.as_str(), &one.caller, &one.said]);
        told.extend(taken(r, one.id.0, field, what, wanted)?);
        for fact in r.facts_about(&[one.id.0])? {
            if fact.kind == hotline::STEP && wanted(fact.dot) {
                let said = serde_json::from_value(fact.body.clone()).ok();
                let said = said.map(|step| call_step(&number, &step));
                told.push(step_told(r, &fact, "step_call", said)?);
            }
        }
    }
    Ok(told)
}

fn field_of(heard: Heard) -> &'static str {
    match heard {
        Heard::Hotline => "hotline_call",
        Heard::Room => "request",
    }
}

fn gravity_code(gravity: incident::Gravity) -> String {
    format!("gravity_{}", code_of(&gravity))
}

/// When a record was taken down: all of its first act is one line.
fn taken(
    r: &Reader<'_>,
    id: Uuid,
    field: &str,
    what: String,
    wanted: &impl Fn(Dot) -> bool,
) -> Result<Vec<ChangeView>, Refusal> {
    let mut lines = Vec::new();
    let changes = r.history(id)?;
    let told = |one: &Change, before: Option<String>, after: String| ChangeView {
        at: DateTime::from_timestamp_millis(one.wall_ms).unwrap_or_default(),
        by: one.actor.clone(),
        station: one.station_name.clone(),
        offline: one.offline,
        intent: one.intent.clone(),
        field: field.to_owned(),
        before,
        after,
    };
    if let Some(first) = changes.first().filter(|one| wanted(one.dot)) {
        lines.push(told(first, None, what.clone()));
    }
    // An incident that became graver says so.
    let graded = changes.iter().filter(|one| one.field == "gravity");
    for one in graded.filter(|one| one.before.is_some() && wanted(one.dot)) {
        let code = |value: &serde_json::Value| {
            let code = value.as_str().unwrap_or_default();
            format!("gravity_{code}")
        };
        let before = one.before.as_ref().map(code);
        lines.push(told(one, before, code(&one.after)));
    }
    Ok(lines)
}

fn step_told(
    r: &Reader<'_>,
    fact: &FactRow,
    intent: &str,
    said: Option<String>,
) -> Result<ChangeView, Refusal> {
    Ok(ChangeView {
        at: DateTime::from_timestamp_millis(fact.wall_ms).unwrap_or_default(),
        by: fact.actor.clone(),
        station: r.station_name(fact.dot.chain.station)?,
        offline: fact.offline,
        intent: intent.to_owned(),
        field: fact.kind.clone(),
        before: None,
        // Of a newer version's shape its name is all there is.
        after: said.unwrap_or_default(),
    })
}

/// `I1122-A01 · incident_told · to whom · who`: the codes are the client's.
fn incident_step(number: &str, step: &IncidentStep) -> String {
    let (code, words) = match &step.done {
        IncidentDone::Told { to, note, .. } => ("incident_told", [to.as_str(), note]),
        IncidentDone::Measure { what } => ("incident_measure", [what.as_str(), ""]),
        IncidentDone::Closed { result } => ("incident_closed", [result.as_str(), ""]),
        IncidentDone::Reopened { why } => ("incident_reopened", [why.as_str(), ""]),
    };
    let [first, second] = words;
    dotted([number, code, first, second, &step.by])
}

fn call_step(number: &str, step: &CallStep) -> String {
    let (code, words) = match &step.done {
        CallDone::Answered { what } => ("call_answered", what.clone()),
        CallDone::Booked { .. } => ("call_booked", String::new()),
        CallDone::Changed { .. } => ("call_changed", String::new()),
        CallDone::Handed {
            department, what, ..
        } => ("call_handed", dotted([department.code(), what])),
        CallDone::Finished { note } => ("call_finished", note.clone()),
        CallDone::Reopened { why } => ("call_reopened", why.clone()),
    };
    dotted([number, code, &words, &step.by])
}
