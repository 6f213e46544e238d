//! Patrol rounds (S-50, S-51): routes, rounds, what a round found.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use steward_domain::ids::{PatrolRoundId, PatrolRouteId};
use steward_domain::incident::Incident;
use steward_domain::patrol::{
    PatrolPoint, PatrolRound, PatrolRoute, PatrolSeen, PatrolTimes, WALKED, day_of, standard,
};
use steward_store::Reader;

use crate::Desk;
use crate::facts::{of_kind, say};
use crate::house::House;
use crate::incidents::days_ago;
use crate::texts::{LINE, TEXT, in_range, line, named, text};
use crate::views::{PatrolIncident, PatrolRoundDraft, PatrolRoundView, PatrolView, Refusal};

/// Most points of a route.
const MOST_POINTS: u32 = 60;

impl Desk {
    /// Every route that is walked, with its rounds of today and the day before.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn patrols(&self) -> Result<Vec<PatrolView>, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let found = r.since::<Incident>(days_ago(now, 3))?;
            let mut views = Vec::new();
            for route in routes(r)?.into_iter().filter(|route| !route.retired) {
                views.push(view(r, house, route, &found, now)?);
            }
            Ok(views)
        })
    }

    /// Every route, those that are no longer walked too.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn patrol_routes(&self) -> Result<Vec<PatrolRoute>, Refusal> {
        self.read(routes)
    }

    /// Keeps a route; one with a nil id is new. Rounds that were walked stay as
    /// they were.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`], [`Refusal::TooLong`], [`Refusal::OutOfRange`];
    /// [`Refusal::Several`] for two points of one key.
    pub fn save_patrol_route(&self, route: PatrolRoute) -> Result<PatrolRouteId, Refusal> {
        self.act("patrol_route", |w, _| {
            let id = match route.id.0.is_nil() {
                true => PatrolRouteId(w.new_id()),
                false => route.id,
            };
            in_range("grace", route.grace, 0, 1440)?;
            in_range("place", route.place, 0, 100_000)?;
            check_points(&route.points)?;
            check_times(&route.times)?;
            w.save(&PatrolRoute {
                id,
                name: named(&route.name)?,
                ..route
            })?;
            Ok(id)
        })
    }

    /// Writes down a round: every point that is not named was in order.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a point that is not on the route;
    /// [`Refusal::NameNeeded`]; [`Refusal::ReasonNeeded`] for a point that is
    /// not in order and nobody says why.
    pub fn walk_round(
        &self,
        route: PatrolRouteId,
        draft: &PatrolRoundDraft,
    ) -> Result<PatrolRoundId, Refusal> {
        let now = self.now();
        let by = self.somebody("by", &draft.by)?;
        let note = text("note", &draft.note, TEXT)?;
        self.act("walk_round", |w, house| {
            let route = route_of(w, route)?;
            let known: BTreeSet<&str> = route.points.iter().map(|one| one.key.as_str()).collect();
            if let Some(stray) = draft.wrong.iter().find(|one| !known.contains(&*one.key)) {
                return Err(Refusal::Unknown(stray.key.clone()));
            }
            let mut points = Vec::new();
            for point in &route.points {
                let wrong = draft.wrong.iter().find(|one| one.key == point.key);
                let said = wrong.map(|one| line("note", &one.note, LINE)).transpose()?;
                if said.as_ref().is_some_and(String::is_empty) {
                    return Err(Refusal::ReasonNeeded);
                }
                points.push(PatrolSeen {
                    key: point.key.clone(),
                    text: point.text.clone(),
                    ok: wrong.is_none(),
                    note: said.unwrap_or_default(),
                });
            }
            let round = PatrolRound {
                id: PatrolRoundId(w.new_id()),
                points,
                note,
                by,
                at: now,
            };
            say(w, WALKED, day_of(route.id, self.today(house)), &round);
            Ok(round.id)
        })
    }

    /// The route that a name, a key of the standard or an id names.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_route(&self, word: &str) -> Result<PatrolRouteId, Refusal> {
        let word = word.trim();
        let all = self.patrol_routes()?;
        let is_called = |route: &&PatrolRoute| {
            route.name.is_called(word)
                || route.id == standard::id(word)
                || route.id.to_string() == word
        };
        let found = all.iter().find(is_called);
        found
            .map(|route| route.id)
            .ok_or_else(|| Refusal::Unknown(word.to_owned()))
    }
}

/// The routes of the standard, each as it was edited here if it was, and those
/// that were added.
pub(crate) fn routes(r: &Reader<'_>) -> Result<Vec<PatrolRoute>, Refusal> {
    let edited = r.all::<PatrolRoute>()?;
    let is_edited = |route: &PatrolRoute| edited.iter().any(|one| one.id == route.id);
    let mut all = standard::routes();
    all.retain(|route| !is_edited(route));
    all.extend(edited);
    all.sort_by_key(|route| (route.place, route.id));
    Ok(all)
}

/// The routes with a round that is late, with when it was due.
pub(crate) fn late(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<(PatrolRoute, DateTime<Utc>)>, Refusal> {
    let mut found = Vec::new();
    for route in routes(r)?.into_iter().filter(|route| !route.retired) {
        let walked: Vec<_> = rounds(r, house, route.id, now)?
            .iter()
            .map(|round| round.at)
            .collect();
        let stands = route.standing(&house.venue, &walked, now);
        if let Some(due) = stands.next.filter(|_| stands.late) {
            found.push((route, due));
        }
    }
    Ok(found)
}

fn view(
    r: &Reader<'_>,
    house: &House,
    route: PatrolRoute,
    incidents: &[Incident],
    now: DateTime<Utc>,
) -> Result<PatrolView, Refusal> {
    let mut rounds = rounds(r, house, route.id, now)?;
    let walked: Vec<_> = rounds.iter().map(|round| round.at).collect();
    let stands = route.standing(&house.venue, &walked, now);
    rounds.sort_by_key(|round| std::cmp::Reverse((round.at, round.id)));
    let told = |round: PatrolRound| {
        let found = incidents.iter().filter_map(|incident| {
            let found = incident
                .found
                .as_ref()
                .filter(|one| one.round == round.id)?;
            Some(PatrolIncident {
                point: found.point.clone(),
                number: incident.number.clone(),
            })
        });
        PatrolRoundView {
            incidents: found.collect(),
            id: round.id,
            points: round.points,
            note: round.note,
            by: round.by,
            at: round.at,
        }
    };
    Ok(PatrolView {
        next: stands.next,
        late: stands.late,
        missed: stands.missed,
        rounds: rounds.into_iter().map(told).collect(),
        route,
    })
}

/// The rounds of today and the day before, in the order of the log.
fn rounds(
    r: &Reader<'_>,
    house: &House,
    route: PatrolRouteId,
    now: DateTime<Utc>,
) -> Result<Vec<PatrolRound>, Refusal> {
    let today: NaiveDate = house.venue.local(now).date();
    let days = today.pred_opt().into_iter().chain([today]);
    let days: Vec<_> = days.map(|date| day_of(route, date)).collect();
    Ok(of_kind(&r.facts_about(&days)?, WALKED))
}

fn route_of(r: &Reader<'_>, id: PatrolRouteId) -> Result<PatrolRoute, Refusal> {
    let all = routes(r)?;
    let found = all.into_iter().find(|route| route.id == id);
    found.ok_or_else(|| Refusal::Unknown(id.to_string()))
}

fn check_points(points: &[PatrolPoint]) -> Result<(), Refusal> {
    let count = u32::try_from(points.len()).unwrap_or(u32::MAX);
    in_range("points", count, 1, MOST_POINTS)?;
    let mut known = BTreeSet::new();
    for point in points {
        named(&point.text)?;
        if line("key", &point.key, 40)?.is_empty() {
            return Err(Refusal::Unknown(point.key.clone()));
        }
        if !known.insert(&point.key) {
            return Err(Refusal::Several {
                word: point.key.clone(),
                found: vec![point.key.clone(); 2],
            });
        }
    }
    Ok(())
}

fn check_times(times: &PatrolTimes) -> Result<(), Refusal> {
    match times {
        PatrolTimes::Every { minutes, from, to } => {
            in_range("minutes", *minutes, 5, 1440)?;
            in_range("from", *from, 0, 1439)?;
            in_range("until", *to, *from, 1439)
        }
        PatrolTimes::At { minutes } => {
            let count = u32::try_from(minutes.len()).unwrap_or(u32::MAX);
            in_range("times", count, 1, 48)?;
            let mut all = minutes.iter();
            all.try_for_each(|minute| in_range("times", *minute, 0, 1439))
        }
        PatrolTimes::AtNeed => Ok(()),
    }
}
