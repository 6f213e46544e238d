//! Incidents (S-50): written down, reported up in time, solved, closed; those
//! that are grave stand on every station's board until they are.

use chrono::{DateTime, Duration, Utc};
use steward_domain::ids::{IncidentId, MeetingId};
use steward_domain::incident::{
    self, Gravity, Incident, IncidentDone, IncidentRule, IncidentState, IncidentStep, STEP,
    Standing,
};
use steward_domain::meeting::Meeting;
use steward_domain::names::Name;
use steward_store::Reader;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::{of_kind, say};
use crate::house::House;
use crate::texts::{LINE, TEXT, in_range, line, text};
use crate::views::{IncidentAct, IncidentDraft, IncidentOpen, IncidentView, Refusal};

/// How long incidents are looked back at, days.
pub(crate) const SINCE_DAYS: i64 = 180;
/// Most minutes until something is reported up.
const MOST_MINUTES: u32 = 7 * 1440;

impl Desk {
    /// Writes an incident down; its number follows from the day and this
    /// station's letter.
    ///
    /// # Errors
    /// [`Refusal::NotSuch`] when it is not said what happened;
    /// [`Refusal::NameNeeded`] when nobody reported it and nobody is at the
    /// desk; [`Refusal::Unknown`].
    pub fn add_incident(&self, draft: &IncidentDraft) -> Result<IncidentId, Refusal> {
        let now = self.now();
        let what = said("what", &draft.what)?;
        let reported_by = self.somebody("by", &draft.reported_by)?;
        let place = line("place", &draft.place, LINE)?;
        self.act("add_incident", |w, house| {
            let meeting = draft.meeting.map(|id| meeting_of(w, id)).transpose()?;
            if let Some(room) = draft.room
                && house.rooms.get(room).is_none()
            {
                return Err(Refusal::Unknown(room.to_string()));
            }
            // Where nobody says where, it is where the meeting is.
            let of_meeting = meeting.and_then(|meeting| meeting.slot.room);
            let room = draft.room.or(of_meeting.filter(|_| place.is_empty()));
            let recent = w.since::<Incident>(days_ago(now, 2))?;
            let incident = Incident {
                id: IncidentId(w.new_id()),
                number: self.nth_number("I", house, recent.iter().map(|one| &one.number)),
                what,
                place,
                room,
                meeting: draft.meeting,
                gravity: draft.gravity,
                reported_by,
                by: self.operator(),
                at: now,
                happened: self.happened(house, draft.happened)?,
                found: draft.found.clone(),
            };
            w.save(&incident)?;
            Ok(incident.id)
        })
    }

    /// When a minute of the day last was: what is entered late happened before
    /// now, last night perhaps.
    pub(crate) fn happened(
        &self,
        house: &House,
        minute: Option<u32>,
    ) -> Result<Option<DateTime<Utc>>, Refusal> {
        let Some(minute) = minute else {
            return Ok(None);
        };
        in_range("happened", minute, 0, 1_439)?;
        let (today, minute) = (self.today(house), i32::try_from(minute).unwrap_or(0));
        let at = house.instant(today, minute);
        Ok(Some(match at > self.now() {
            true => house.instant(today - Duration::days(1), minute),
            false => at,
        }))
    }

    /// Writes down what was done about an incident.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NameNeeded`]; [`Refusal::NotSuch`] for a
    /// measure or a result of no words; [`Refusal::ReasonNeeded`] for what is
    /// opened again without one; [`Refusal::MovedOn`] when it is closed already,
    /// or open.
    pub fn do_about_incident(&self, id: IncidentId, act: &IncidentAct) -> Result<(), Refusal> {
        let now = self.now();
        if let IncidentAct::Grade { gravity } = act {
            return self.act("grade_incident", |w, _| {
                let incident = incident_of(w, id)?;
                if incident.gravity == *gravity {
                    return Err(Refusal::NothingChanged);
                }
                let gravity = *gravity;
                Ok(w.save(&Incident {
                    gravity,
                    ..incident
                })?)
            });
        }
        self.act("step_incident", |w, house| {
            let incident = incident_of(w, id)?;
            let closed = Case::read(w, house, incident.clone(), now)?.standing.closed;
            let (done, by) = self.incident_step(house, &incident, act)?;
            let fits = match done {
                IncidentDone::Told { .. } => true,
                IncidentDone::Reopened { .. } => closed,
                IncidentDone::Measure { .. } | IncidentDone::Closed { .. } => !closed,
            };
            if !fits {
                return Err(Refusal::MovedOn);
            }
            say(w, STEP, id.0, &IncidentStep { done, by, at: now });
            Ok(())
        })
    }

    fn incident_step(
        &self,
        house: &House,
        incident: &Incident,
        act: &IncidentAct,
    ) -> Result<(IncidentDone, String), Refusal> {
        Ok(match act {
            IncidentAct::Report { to, note, by } => {
                let mut to = line("to", to, LINE)?;
                if to.is_empty() {
                    to = house.venue.incident.grade(incident.gravity).to;
                }
                let done = IncidentDone::Told {
                    to: crate::texts::name("to", &to)?,
                    note: text("note", note, TEXT)?,
                    gravity: incident.gravity,
                };
                (done, self.somebody("by", by)?)
            }
            IncidentAct::Measure { what, by } => {
                let what = said("measure", what)?;
                (IncidentDone::Measure { what }, self.somebody("by", by)?)
            }
            IncidentAct::Close { result, by } => {
                let result = said("result", result)?;
                (IncidentDone::Closed { result }, self.somebody("by", by)?)
            }
            IncidentAct::Reopen { why, by } => {
                let why = text("why", why, TEXT)?;
                if why.is_empty() {
                    return Err(Refusal::ReasonNeeded);
                }
                (IncidentDone::Reopened { why }, self.somebody("by", by)?)
            }
            IncidentAct::Grade { .. } => return Err(Refusal::NothingChanged),
        })
    }

    /// Incidents, what is open first, graver ones before, then newest first:
    /// those that are not closed, or all of the last half year.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn incidents(&self, all: bool) -> Result<Vec<IncidentView>, Refusal> {
        self.may_read("incidents")?;
        let now = self.now();
        self.house(|r, house| {
            let mut cases = recent(r, house, now)?;
            cases.retain(|case| all || case.is_open());
            sort(&mut cases);
            cases.into_iter().map(|case| case.told(r, house)).collect()
        })
    }

    /// One incident.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn incident(&self, id: IncidentId) -> Result<IncidentView, Refusal> {
        self.may_read("incident")?;
        let now = self.now();
        self.house(|r, house| Case::read(r, house, incident_of(r, id)?, now)?.told(r, house))
    }

    /// The incident that a number names; the newest, should there be two.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_incident(&self, number: &str) -> Result<IncidentId, Refusal> {
        let all = self.read(|r| Ok(r.all::<Incident>()?))?;
        let named = |one: &&Incident| one.number.eq_ignore_ascii_case(number.trim());
        let found = all.iter().rfind(named);
        found
            .map(|one| one.id)
            .ok_or_else(|| Refusal::Unknown(number.to_owned()))
    }

    /// Who is at the desk; the station where nobody said.
    pub(crate) fn whoever(&self) -> Result<String, Refusal> {
        match self.operator() {
            name if name.is_empty() => self.read(|r| Ok(r.station_name(self.identity.station)?)),
            name => Ok(name),
        }
    }

    /// Somebody by name; who is at the desk where none is given.
    pub(crate) fn somebody(&self, field: &str, name: &str) -> Result<String, Refusal> {
        match line(field, name, LINE)? {
            name if name.is_empty() => crate::texts::name(field, &self.operator()),
            name => Ok(name),
        }
    }
}

/// Refuses figures of the rule that cannot be; the rule with its texts bounded.
pub(crate) fn checked_rule(rule: &IncidentRule) -> Result<IncidentRule, Refusal> {
    let mut grades = Vec::new();
    for grade in &rule.grades {
        in_range("report_minutes", grade.minutes, 0, MOST_MINUTES)?;
        let to = line("to", &grade.to, LINE)?;
        grades.push(incident::Grade {
            to,
            ..grade.clone()
        });
    }
    grades.truncate(Gravity::ALL.len());
    Ok(IncidentRule { grades })
}

/// Milliseconds since 1970 of so many days before a moment.
pub(crate) fn days_ago(now: DateTime<Utc>, days: i64) -> i64 {
    (now - Duration::days(days)).timestamp_millis()
}

/// An incident with what was done about it, and how it stands.
pub(crate) struct Case {
    pub(crate) incident: Incident,
    pub(crate) steps: Vec<IncidentStep>,
    pub(crate) standing: Standing,
}

impl Case {
    pub(crate) fn read(
        r: &Reader<'_>,
        house: &House,
        incident: Incident,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let steps: Vec<IncidentStep> = of_kind(&r.facts_about(&[incident.id.0])?, STEP);
        let standing = incident::standing(&incident, &steps, &house.venue.incident, now);
        Ok(Self {
            incident,
            steps,
            standing,
        })
    }

    pub(crate) fn is_open(&self) -> bool {
        self.standing.state != IncidentState::Closed
    }

    /// Whether every station shows it: what the rule has reported up, until it
    /// was and is closed.
    fn is_everybody_s(&self) -> bool {
        self.is_open() && self.standing.due.is_some()
    }

    /// The room, with what is said of the place.
    pub(crate) fn place(&self, house: &House) -> Name {
        let place = &self.incident.place;
        let Some(room) = self.incident.room else {
            return Name::new(place, place);
        };
        let room = house.room_name(room);
        let both = |name: &str| crate::texts::dotted([name, place]);
        Name::new(&both(&room.zh), &both(&room.en))
    }

    fn told(self, r: &Reader<'_>, house: &House) -> Result<IncidentView, Refusal> {
        let meeting = self.incident.meeting.map(|id| r.get::<Meeting>(id.0));
        let meeting = meeting.transpose()?.flatten();
        let Self {
            incident,
            steps,
            standing,
        } = self;
        Ok(IncidentView {
            room: incident.room.map(|room| house.room_name(room)),
            meeting: meeting.map(|meeting| house.brief(&meeting)),
            report_to: house.venue.incident.grade(incident.gravity).to,
            state: standing.state,
            due: standing.due,
            late: standing.late,
            closed: standing.closed,
            steps,
            id: incident.id,
            number: incident.number,
            what: incident.what,
            place: incident.place,
            gravity: incident.gravity,
            reported_by: incident.reported_by,
            by: incident.by,
            at: incident.at,
            happened: incident.happened,
            found: incident.found,
        })
    }
}

/// The incidents of the last half year.
pub(crate) fn recent(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<Case>, Refusal> {
    let known = r.since::<Incident>(days_ago(now, SINCE_DAYS))?;
    let cases = known.into_iter();
    cases
        .map(|incident| Case::read(r, house, incident, now))
        .collect()
}

/// Those of one meeting, newest first.
pub(crate) fn at_meeting(
    r: &Reader<'_>,
    house: &House,
    meeting: MeetingId,
    now: DateTime<Utc>,
) -> Result<Vec<IncidentView>, Refusal> {
    let mut known = r.all::<Incident>()?;
    known.retain(|incident| incident.meeting == Some(meeting));
    known.reverse();
    let cases = known.into_iter();
    cases
        .map(|incident| Case::read(r, house, incident, now)?.told(r, house))
        .collect()
}

/// What every station shows: late ones first, then the gravest.
pub(crate) fn everybody_s(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<IncidentOpen>, Refusal> {
    let mut cases = recent(r, house, now)?;
    cases.retain(Case::is_everybody_s);
    sort(&mut cases);
    let told = cases.iter().map(|case| IncidentOpen {
        id: case.incident.id,
        number: case.incident.number.clone(),
        what: case.incident.what.clone(),
        place: case.place(house),
        gravity: case.incident.gravity,
        state: case.standing.state,
        due: case.standing.due,
        late: case.standing.late,
    });
    Ok(told.collect())
}

/// Open ones first, of these what is late, then the gravest, then the newest.
fn sort(cases: &mut [Case]) {
    cases.sort_by_key(|case| {
        let open = case.is_open();
        (
            !open,
            !case.standing.late,
            open.then_some(std::cmp::Reverse(case.incident.gravity)),
            std::cmp::Reverse((case.incident.at, case.incident.id)),
        )
    });
}

fn incident_of(r: &Reader<'_>, id: IncidentId) -> Result<Incident, Refusal> {
    r.get::<Incident>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

/// Several lines that must say something.
pub(crate) fn said(field: &str, written: &str) -> Result<String, Refusal> {
    match text(field, written, TEXT)? {
        text if text.is_empty() => Err(Refusal::NotSuch {
            field: field.to_owned(),
            text,
        }),
        text => Ok(text),
    }
}
