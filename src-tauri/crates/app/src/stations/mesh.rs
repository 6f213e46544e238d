//! What this station knows of its peers right now. Kept in memory: it is true
//! only while it is looked at.

use std::collections::BTreeMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use steward_domain::clash::Severity;
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Dot, Heads, Place};
use steward_store::{Contact, Reader};
use steward_sync::{Bye, Network, PeerState, Report};

use super::preview::Shown;
use crate::Desk;
use crate::clashes::open_from;
use crate::views::{Refusal, WhileAway};

/// The contact that says that all was compared and equal.
pub(super) const EQUAL: &str = "equal";

/// How often it is written down at most that a station is still equal. That is
/// found anew after each change, with each of the others.
const STILL_EQUAL: TimeDelta = TimeDelta::minutes(1);

type Listener = Arc<dyn Fn() + Send + Sync>;

/// The peers and what came of them.
#[derive(Default)]
pub(crate) struct Mesh {
    network: Option<Arc<dyn Network>>,
    listeners: Vec<Listener>,
    pub(super) peers: Vec<PeerState>,
    /// Alone since then, and what was known by then.
    alone: Option<(DateTime<Utc>, Heads)>,
    pub(super) away: Option<WhileAway>,
    pub(super) preview: Option<Shown>,
    /// Who was found equal since it was met.
    equal: BTreeMap<StationId, Equality>,
    /// From whom much lacks, and the most that did.
    pub(super) behind: Option<(StationId, u64)>,
}

/// That a station was found equal.
struct Equality {
    /// When that was last written down.
    kept_at: DateTime<Utc>,
    /// Found equal once more since: when, and what it had then.
    unkept: Option<(DateTime<Utc>, Heads)>,
}

/// A mesh as it is at one moment.
pub(super) struct MeshState {
    pub(super) on_network: bool,
    pub(super) peers: Vec<PeerState>,
    pub(super) alone_since: Option<DateTime<Utc>>,
    pub(super) away: Option<WhileAway>,
}

impl Mesh {
    pub(super) fn plug(&mut self, network: Arc<dyn Network>, now: DateTime<Utc>, heads: Heads) {
        self.network = Some(network);
        self.alone = Some((now, heads));
    }

    pub(super) fn listen(&mut self, listener: Box<dyn Fn() + Send + Sync>) {
        self.listeners.push(Arc::from(listener));
    }

    pub(super) fn network(&self) -> Option<Arc<dyn Network>> {
        self.network.clone()
    }

    pub(super) fn sees_nobody(&self) -> bool {
        self.peers.is_empty()
    }

    pub(super) fn clone_of_state(&self) -> MeshState {
        let alone = self.alone.as_ref().filter(|_| self.sees_nobody());
        MeshState {
            on_network: self.network.is_some(),
            peers: self.peers.clone(),
            alone_since: alone.map(|(since, _)| *since),
            away: self.away.clone(),
        }
    }
}

impl Desk {
    pub(super) fn mesh(&self) -> MutexGuard<'_, Mesh> {
        self.mesh.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of what a carrier reports.
    pub(super) fn reported(
        &self,
        report: Option<Report>,
        peers: Vec<PeerState>,
    ) -> Result<(), Refusal> {
        let was_alone = {
            let mut mesh = self.mesh();
            let was_alone = mesh.sees_nobody();
            mesh.peers = peers;
            mesh.look_how_far_behind();
            was_alone
        };
        if let Some(report) = &report {
            self.note(report)?;
            self.keep_account(report, was_alone)?;
        }
        self.mesh_changed();
        Ok(())
    }

    /// Tells whoever shows the mesh.
    pub(super) fn mesh_changed(&self) {
        let listeners = self.mesh().listeners.clone();
        for listener in listeners {
            listener();
        }
    }

    fn note(&self, report: &Report) -> Result<(), Refusal> {
        let (station, what): (StationId, &str) = match report {
            Report::Met { station, .. } => (*station, "met"),
            Report::Parted {
                station: Some(station),
                why,
            } => (*station, why.map_or("parted", bye_word)),
            Report::Parted { station: None, .. } => return Ok(()),
            Report::Equal { station } => return self.note_equal(*station),
            Report::Unequal { station } => (*station, "unequal"),
            Report::Stuck { station } => (*station, "stuck"),
        };
        if matches!(report, Report::Parted { .. }) {
            let equality = self.mesh().equal.remove(&station);
            if let Some((at, heads)) = equality.and_then(|equality| equality.unkept) {
                self.keep_equal(station, at, &heads)?;
            }
        }
        self.store.note_contact(&Contact {
            station,
            at_ms: self.now().timestamp_millis(),
            what: what.to_owned(),
        })?;
        Ok(())
    }

    /// Equal: written down at once when it is news, else now and then, and
    /// when the station parts.
    fn note_equal(&self, station: StationId) -> Result<(), Refusal> {
        let (now, heads) = (self.now(), self.store.heads()?);
        {
            let mut mesh = self.mesh();
            if let Some(equality) = mesh.equal.get_mut(&station)
                && (now - equality.kept_at).abs() < STILL_EQUAL
            {
                equality.unkept = Some((now, heads));
                return Ok(());
            }
            let equality = Equality {
                kept_at: now,
                unkept: None,
            };
            mesh.equal.insert(station, equality);
        }
        self.keep_equal(station, now, &heads)
    }

    /// It has all that was here then: known also when it is out of sight.
    fn keep_equal(
        &self,
        station: StationId,
        at: DateTime<Utc>,
        heads: &Heads,
    ) -> Result<(), Refusal> {
        self.store.note_contact(&Contact {
            station,
            at_ms: at.timestamp_millis(),
            what: EQUAL.to_owned(),
        })?;
        self.remember_that_it_has(station, heads)
    }

    /// Going alone and coming back are events: what was known by then is
    /// kept, and what came in since is counted when all is equal again.
    fn keep_account(&self, report: &Report, was_alone: bool) -> Result<(), Refusal> {
        match report {
            Report::Parted { .. } if !was_alone && self.mesh().sees_nobody() => {
                let heads = self.store.heads()?;
                self.mesh().alone = Some((self.now(), heads));
            }
            Report::Equal { station } => {
                self.caught_up_with(*station);
                let Some((from, heads)) = self.mesh().alone.take() else {
                    return Ok(());
                };
                let away = self.while_away(from, &heads)?;
                if away.has_news() {
                    self.mesh().away = Some(away);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// It has at least this: known also when it is out of sight.
    pub(crate) fn remember_that_it_has(
        &self,
        station: StationId,
        heads: &Heads,
    ) -> Result<(), Refusal> {
        let before = self.read(|r| had(r, station))?;
        let all: Heads = before.iter().chain(heads.iter()).collect();
        let places: Vec<Place> = all.iter().map(Place::from).collect();
        self.store
            .set_setting(&had_key(station), &serde_json::json!(places))?;
        Ok(())
    }

    /// What came in by other ways than a meeting, since these heads. While
    /// this station is alone, people are told as after a meeting, and the
    /// next meeting tells only of what comes then.
    pub(crate) fn came_in(
        &self,
        since: DateTime<Utc>,
        before: &Heads,
    ) -> Result<WhileAway, Refusal> {
        let mut away = self.while_away(since, before)?;
        let now = self.store.heads()?;
        let mut mesh = self.mesh();
        if let Some((alone_since, heads)) = mesh.alone.as_mut() {
            away.from = *alone_since;
            *heads = now;
            if away.has_news() {
                mesh.away = Some(away.clone());
            }
        }
        drop(mesh);
        self.mesh_changed();
        Ok(away)
    }

    fn while_away(&self, from: DateTime<Utc>, heads: &Heads) -> Result<WhileAway, Refusal> {
        self.read(|r| {
            let mut away = WhileAway {
                from,
                until: self.now(),
                bookings: 0,
                changes: 0,
                checks: 0,
                others: 0,
                clashes: 0,
                conflicts: 0,
            };
            for (intent, count) in r.intents_after(heads, self.identity.station)? {
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                match intent.as_str() {
                    "book" | "import" => away.bookings += count,
                    "amend" | "move" | "state" => away.changes += count,
                    "confirm" => away.checks += count,
                    "introduce" | "witness" => {}
                    _ => away.others += count,
                }
            }
            // One that is only told is no reason to look at once.
            let mut clashes = open_from(r, away.until)?;
            clashes.retain(|clash| clash.severity > Severity::Information);
            away.clashes = u32::try_from(clashes.len()).unwrap_or(u32::MAX);
            away.conflicts = u32::try_from(r.counts()?.conflicts).unwrap_or(u32::MAX);
            Ok(away)
        })
    }

    /// What a station has at least: what it had when it was last equal with
    /// this one, what it had seen when it last wrote, and what it wrote itself.
    pub(crate) fn has_at_least(
        &self,
        r: &Reader<'_>,
        station: StationId,
        heads: &Heads,
        seen: &[(Chain, Heads)],
    ) -> Result<Heads, Refusal> {
        let unkept = self
            .mesh()
            .equal
            .get(&station)
            .and_then(|equality| equality.unkept.clone())
            .map(|(_, heads)| heads)
            .unwrap_or_default();
        Ok(seen
            .iter()
            .filter(|(chain, _)| chain.station == station)
            .flat_map(|(_, seen)| seen.iter())
            .chain(had(r, station)?.iter())
            .chain(unkept.iter())
            .chain(heads.iter().filter(|dot| dot.chain.station == station))
            .collect())
    }
}

/// What a station had when it was last equal with this one.
fn had(r: &Reader<'_>, station: StationId) -> Result<Heads, Refusal> {
    let kept = r.setting(&had_key(station))?.unwrap_or_default();
    let places: Vec<Place> = serde_json::from_value(kept).unwrap_or_default();
    Ok(places.into_iter().map(Dot::from).collect())
}

fn had_key(station: StationId) -> String {
    format!("had:{station}")
}

fn bye_word(why: Bye) -> &'static str {
    match why {
        Bye::Version => "other_version",
        Bye::OtherVenue => "other_venue",
        Bye::NotYou => "not_you",
        Bye::Myself => "a_copy",
        Bye::Broken => "broken",
        Bye::Closing => "parted",
    }
}
