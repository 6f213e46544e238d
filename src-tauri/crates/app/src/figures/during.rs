//! What came up while meetings ran: incidents, calls and requests, and what
//! organisers said of it afterwards.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use steward_domain::figures::{Held, Marks, Span};
use steward_domain::hotline::{CallState, Heard, HotlineCall};
use steward_domain::ids::MeetingId;
use steward_domain::incident::{Gravity, Incident, IncidentDone};
use steward_domain::names::{Language, Name};
use steward_store::Reader;

use super::Scope;
use super::say::{columns, count, same};
use super::tables::table;
use crate::house::House;
use crate::views::{FigureCell, FigureTable, FigureValue, Refusal};
use crate::words::during::gravity as gravity_word;
use crate::words::figures_terms as terms;
use crate::words::terms::Term;
use crate::{hotline, incidents};

/// What came up within some days.
#[derive(Default)]
pub(super) struct CameUp {
    incidents: BTreeMap<Gravity, Incidents>,
    calls: BTreeMap<(Kind, Came), Marks>,
    stars: BTreeMap<u32, Marks>,
}

/// Incidents of one gravity.
#[derive(Default)]
struct Incidents {
    all: Marks,
    /// Those that a rule has reported up.
    owed: u32,
    /// Those of them that were, in time.
    in_time: u32,
    open: Marks,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Hotline,
    Room,
}

/// What came of a call.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    Answered,
    Booked,
    Changed,
    Done,
    Open,
}

impl CameUp {
    pub(super) fn read(
        r: &Reader<'_>,
        house: &House,
        span: Span,
        held: &[Held],
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let mut found = Self::default();
        let from = house.venue.day(span.from).0.timestamp_millis();
        let within = |at: DateTime<Utc>| span.contains(house.venue.local(at).date());
        for incident in r.since::<Incident>(from)? {
            if within(incident.at) {
                found.incident(incidents::Case::read(r, house, incident, now)?);
            }
        }
        for call in r.since::<HotlineCall>(from)? {
            if within(call.at) {
                found.call(&hotline::Case::read(r, call)?, house, now);
            }
        }
        for one in held.iter().filter(|one| span.contains(one.start.date())) {
            if let Some(stars) = one.stars {
                found.stars.entry(stars).or_default().add(one.meeting);
            }
        }
        Ok(found)
    }

    fn incident(&mut self, case: incidents::Case) {
        let open = case.is_open();
        let (incident, standing) = (case.incident, case.standing);
        let first = case
            .steps
            .iter()
            .find(|step| matches!(step.done, IncidentDone::Told { .. }));
        let counted = self.incidents.entry(incident.gravity).or_default();
        mark(&mut counted.all, incident.meeting);
        if open {
            mark(&mut counted.open, incident.meeting);
        }
        if let Some(due) = standing.due {
            counted.owed += 1;
            counted.in_time += u32::from(first.is_some_and(|step| step.at <= due));
        }
    }

    fn call(&mut self, case: &hotline::Case, house: &House, now: DateTime<Utc>) {
        let kind = match case.call.heard {
            Heard::Hotline => Kind::Hotline,
            Heard::Room => Kind::Room,
        };
        let standing = case.standing(house, now);
        let came = match standing.state {
            CallState::Open | CallState::Handed => Came::Open,
            CallState::Answered => Came::Answered,
            CallState::Booked => Came::Booked,
            CallState::Changed => Came::Changed,
            CallState::Done => Came::Done,
        };
        let meeting = standing.meeting.or(case.call.meeting);
        mark(self.calls.entry((kind, came)).or_default(), meeting);
    }
}

/// Once more, at a meeting where it is known.
fn mark(marks: &mut Marks, meeting: Option<MeetingId>) {
    marks.count += 1;
    marks
        .meetings
        .extend(meeting.filter(|id| !marks.meetings.contains(id)));
}

/// Incidents by gravity: how many, reported up in time, still open.
pub(super) fn incidents(scope: &Scope<'_>) -> FigureTable {
    let mut made = table(
        "incidents",
        terms::INCIDENTS,
        terms::GRAVITY,
        columns(&[terms::TIMES, terms::REPORTED_IN_TIME, terms::STILL_OPEN]),
    );
    made.rows = scope
        .came_up
        .incidents
        .iter()
        .rev()
        .map(|(gravity, one)| {
            let mut row = scope.marked(gravity_word(*gravity).name(), &one.all);
            row.cells.push(FigureCell {
                value: FigureValue::Share {
                    part: one.in_time,
                    of: one.owed,
                },
                meetings: None,
            });
            row.cells.push(scope.marks(&one.open));
            row
        })
        .collect();
    made
}

/// Calls and requests by what came of them.
pub(super) fn calls(scope: &Scope<'_>) -> FigureTable {
    let mut made = table(
        "calls",
        terms::CALLS,
        terms::CAME_OF_IT,
        columns(&[terms::TIMES]),
    );
    let name = |kind: Kind, came: Came| {
        let heard = match kind {
            Kind::Hotline => terms::HOTLINE,
            Kind::Room => terms::IN_ROOM,
        };
        let came = match came {
            Came::Answered => terms::ANSWERED,
            Came::Booked => terms::BOOKED,
            Came::Changed => terms::CHANGED_BOOKING,
            Came::Done => terms::TASK_DONE,
            Came::Open => terms::STILL_OPEN,
        };
        joined(heard, came)
    };
    made.rows = scope
        .came_up
        .calls
        .iter()
        .map(|((kind, came), marks)| scope.marked(name(*kind, *came), marks))
        .collect();
    made
}

/// What organisers said, best first.
pub(super) fn satisfaction(scope: &Scope<'_>) -> FigureTable {
    let mut made = table(
        "satisfaction",
        terms::SATISFACTION,
        terms::STARS,
        columns(&[terms::MEETINGS]),
    );
    made.rows = scope
        .came_up
        .stars
        .iter()
        .rev()
        .map(|(stars, marks)| {
            let drawn = "★".repeat(usize::try_from(*stars).unwrap_or(0).min(5));
            scope.marked(same(&drawn), marks)
        })
        .collect();
    made
}

/// All incidents of the period.
pub(super) fn all_incidents(came_up: &CameUp) -> (FigureValue, Vec<MeetingId>) {
    let all = came_up.incidents.values();
    let sum: u32 = all.clone().map(|one| one.all.count).sum();
    let mut behind: Vec<MeetingId> = all.flat_map(|one| one.all.meetings.clone()).collect();
    behind.sort_unstable();
    behind.dedup();
    (count(sum), behind)
}

fn joined(a: Term, b: Term) -> Name {
    let both = |language| format!("{} · {}", a.say(language), b.say(language));
    Name::new(&both(Language::Zh), &both(Language::En))
}
