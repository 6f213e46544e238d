//! What the log tells of stations that saw no other, and what that cost. Only
//! what it truly tells: when nobody did anything nobody knows how long a
//! station was alone, so hours are told as at least so many.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::clash::Severity;
use steward_domain::figures::{Marks, Span};
use steward_domain::log::Chain;
use steward_domain::meeting::Meeting;
use steward_domain::record::Record as _;
use steward_store::{ActRow, Reader};
use uuid::Uuid;

use crate::clashes::open_clashes;
use crate::house::House;
use crate::views::Refusal;

/// Use cases by which somebody decides between what was done apart.
const DECIDING: [&str; 3] = ["settle", "resolve", "tolerate"];

/// A period as far as stations were alone in it.
#[derive(Default)]
pub(super) struct Alone {
    /// Acts written with no other in sight.
    pub(super) acts: u32,
    /// Runs of such acts at one station.
    pub(super) stretches: u32,
    /// From the first to the last act of each run together, minutes.
    pub(super) minutes: u32,
    /// Clashes that are open, of which a side was written alone.
    pub(super) clashes: Marks,
    /// Fields of the period's meetings that were written apart and are not
    /// decided.
    pub(super) conflicts: Marks,
    /// How often somebody decided.
    pub(super) decided: u32,
}

impl Alone {
    /// Reads a period with its meetings.
    pub(super) fn read(
        r: &Reader<'_>,
        house: &House,
        span: Span,
        meetings: &[Meeting],
    ) -> Result<Self, Refusal> {
        let (from, to) = (house.venue.day(span.from).0, house.venue.day(span.to).1);
        let acts = r.acts_between(from.timestamp_millis(), to.timestamp_millis())?;
        let mut alone = Self::of(&acts);
        let within = |one: &&Meeting| one.slot.start >= from && one.slot.start < to;
        let mine: BTreeMap<Uuid, &Meeting> = meetings
            .iter()
            .filter(within)
            .map(|one| (one.id.0, one))
            .collect();
        let ids: Vec<Uuid> = mine.keys().copied().collect();
        let offline: BTreeSet<Uuid> = r.written_offline::<Meeting>(&ids)?;
        for clash in open_clashes(r, from, to, house.now)? {
            let sides = [clash.first, clash.second];
            let apart = sides.iter().any(|id| offline.contains(&id.0));
            if apart && clash.severity > Severity::Information {
                alone.clashes.count += 1;
                let known = sides.iter().filter(|id| mine.contains_key(&id.0));
                alone.clashes.meetings.extend(known);
            }
        }
        let written = r.conflicts()?.into_iter().map(|one| (one.kind, one.id));
        let ended = r.ended_apart()?.into_iter().map(|one| (one.kind, one.id));
        for (_, id) in written.chain(ended).filter(|one| one.0 == Meeting::KIND) {
            if let Some(meeting) = mine.get(&id) {
                alone.conflicts.add(meeting.id);
            }
        }
        Ok(alone)
    }

    fn of(acts: &[ActRow]) -> Self {
        let mut alone = Self::default();
        // Where the run that is open began.
        let mut run: Option<(Chain, i64)> = None;
        for act in acts {
            alone.decided += u32::from(DECIDING.contains(&act.intent.as_str()));
            if !act.offline {
                run = None;
                continue;
            }
            alone.acts += 1;
            match run {
                Some((chain, last)) if chain == act.chain => {
                    let minutes = (act.wall_ms - last).max(0) / 60_000;
                    alone.minutes += u32::try_from(minutes).unwrap_or(0);
                }
                _ => alone.stretches += 1,
            }
            run = Some((act.chain, act.wall_ms));
        }
        alone
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use steward_domain::ids::StationId;

    fn act(station: u128, minute: i64, offline: bool, intent: &str) -> ActRow {
        ActRow {
            chain: Chain {
                station: StationId(Uuid::from_u128(station)),
                epoch: 0,
            },
            wall_ms: minute * 60_000,
            intent: intent.to_owned(),
            offline,
        }
    }

    #[test]
    fn a_run_alone_ends_where_a_station_sees_another_again() {
        let acts = [
            act(1, 0, false, "book"),
            act(1, 10, true, "book"),
            act(1, 40, true, "confirm"),
            act(1, 50, false, "settle"),
            act(1, 60, true, "confirm"),
            act(2, 60, true, "book"),
        ];
        let alone = Alone::of(&acts);
        assert_eq!((alone.acts, alone.stretches, alone.minutes), (4, 3, 30));
        assert_eq!(alone.decided, 1);
    }
}
