//! What stations wrote and might not: who, where, what and why, station by
//! station, until somebody who answers for it looked at it or the station is
//! shut out.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use steward_domain::authority::{REFUSALS_NOTED, RefusalsNoted};
use steward_domain::ids::StationId;
use steward_domain::log::Dot;
use steward_domain::station::{Station, StationState};
use steward_store::{ForbiddenRow, Reader, Reason, UnsignedRow};

use crate::Desk;
use crate::accounts::forbidden_view;
use crate::facts::{of_kind, say};
use crate::texts::{TEXT, count, text};
use crate::views::{Refusal, RefusedView, UnsignedView};

/// Writes that are looked through.
const MOST: u32 = 10_000;
/// Of them shown of one station.
const SHOWN: usize = 12;

/// What waits of one station.
#[derive(Default)]
struct Waiting {
    writes: Vec<ForbiddenRow>,
    unsigned: Vec<UnsignedRow>,
    aside: Vec<Dot>,
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.unsigned.is_empty() && self.aside.is_empty()
    }

    /// Every commit of it.
    fn dots(&self) -> impl Iterator<Item = Dot> + '_ {
        let writes = self.writes.iter().map(|row| row.dot);
        let unsigned = self.unsigned.iter().map(|row| row.dot);
        writes.chain(unsigned).chain(self.aside.iter().copied())
    }
}

impl Desk {
    /// What stations wrote and might not and nobody looked at, by their names.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`].
    pub fn refused_writes(&self) -> Result<Vec<RefusedView>, Refusal> {
        self.may_read("refused_writes")?;
        self.read(|r| self.refused_at(r, true))
    }

    /// Notes that somebody looked at what a station wrote and might not: it
    /// waits no more. What it writes later waits again.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] where nothing waits.
    pub fn note_refused(&self, station: StationId, note: &str) -> Result<(), Refusal> {
        let note = text("note", note, TEXT)?;
        self.act("note_refused", |w, _| {
            let mut waiting = waiting(w)?;
            let found = waiting.remove(&station).ok_or(Refusal::NothingChanged)?;
            let mut noted = RefusalsNoted {
                note,
                ..RefusalsNoted::default()
            };
            found.dots().for_each(|dot| noted.add(dot));
            say(w, REFUSALS_NOTED, station.0, &noted);
            Ok(())
        })
    }

    /// The same for the list of what waits; nothing for who does not `answer`
    /// for it.
    pub(crate) fn refused_at(
        &self,
        r: &Reader<'_>,
        answers: bool,
    ) -> Result<Vec<RefusedView>, Refusal> {
        if !answers {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for (station, waiting) in waiting(r)? {
            found.push(self.refused_view(r, station, waiting)?);
        }
        found.sort_by(|a, b| (&a.station_name, a.station).cmp(&(&b.station_name, b.station)));
        Ok(found)
    }

    fn refused_view(
        &self,
        r: &Reader<'_>,
        station: StationId,
        waiting: Waiting,
    ) -> Result<RefusedView, Refusal> {
        let newest = waiting.writes.iter().map(|row| row.wall_ms);
        let newest = newest.chain(waiting.unsigned.iter().map(|row| row.wall_ms));
        let mut view = RefusedView {
            station,
            station_name: r.station_name(station)?,
            is_me: station == self.identity.station,
            writes: Vec::new(),
            count: count(waiting.writes.len()),
            unsigned: Vec::new(),
            unsigned_count: count(waiting.unsigned.len()),
            aside: count(waiting.aside.len()),
            at: newest.max().and_then(DateTime::from_timestamp_millis),
        };
        for row in waiting.writes.into_iter().take(SHOWN) {
            view.writes.push(forbidden_view(r, row)?);
        }
        let unsigned = waiting.unsigned.into_iter().rev().take(SHOWN);
        view.unsigned = unsigned
            .map(|row| UnsignedView {
                actor: row.actor,
                at: at(row.wall_ms),
                intent: row.intent,
            })
            .collect();
        Ok(view)
    }
}

/// What waits, by station. One that was shut out is dealt with.
fn waiting(r: &Reader<'_>) -> Result<BTreeMap<StationId, Waiting>, Refusal> {
    let mut found: BTreeMap<StationId, Waiting> = BTreeMap::new();
    for row in r.forbidden(MOST)? {
        let station = row.dot.chain.station;
        found.entry(station).or_default().writes.push(row);
    }
    for row in r.unsigned(usize::try_from(MOST).unwrap_or(usize::MAX))? {
        let station = row.dot.chain.station;
        found.entry(station).or_default().unsigned.push(row);
    }
    for one in r.quarantined()? {
        // What a newer version wrote is taken once this one is newer too.
        let Some(dot) = one.dot.filter(|_| one.reason != Reason::NewerLayout) else {
            continue;
        };
        found.entry(dot.chain.station).or_default().aside.push(dot);
    }
    for (station, waiting) in &mut found {
        if shut_out(r, *station)? {
            *waiting = Waiting::default();
            continue;
        }
        let facts = r.facts_about(&[station.0])?;
        let noted = of_kind::<RefusalsNoted>(&facts, REFUSALS_NOTED);
        let is_new = |dot: Dot| !noted.iter().any(|one| one.covers(dot));
        waiting.writes.retain(|row| is_new(row.dot));
        waiting.unsigned.retain(|row| is_new(row.dot));
        waiting.aside.retain(|dot| is_new(*dot));
    }
    found.retain(|_, waiting| !waiting.is_empty());
    Ok(found)
}

fn shut_out(r: &Reader<'_>, station: StationId) -> Result<bool, Refusal> {
    let known = r.get::<Station>(station.0)?;
    Ok(known.is_some_and(|station| station.state == StationState::Revoked))
}

fn at(wall_ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(wall_ms).unwrap_or_default()
}
