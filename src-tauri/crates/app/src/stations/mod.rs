//! The stations of the venue: who is at work, who is in sight, what is where;
//! letting in, naming, retiring, revoking (architecture of the log, §3).

mod acts;
mod addresses;
mod copies;
mod house;
mod joining;
mod mesh;
mod preview;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use steward_domain::ids::StationId;
use steward_domain::log::{Heads, Incoming};
use steward_domain::names::Name;
use steward_domain::station::{KEY, Station, StationKey, StationState, WITNESSED, unvouched};
use steward_domain::venue::Venue;
use steward_store::{Accepted, Reader};
use steward_sync::{Network, PeerState, missing};
use uuid::Uuid;

use crate::Desk;
use crate::refusals::code_of;
use crate::views::{
    ClockNote, ContactView, OfferOfEntry, Refusal, SelfTestStep, StationRow, StationsView,
};

pub(crate) use copies::Copies;
pub use house::StationHouse;
pub use joining::Newcomer;
pub(crate) use mesh::Mesh;
pub(crate) use preview::seen_in_the_way;

/// The setting that says that this store was made to join a venue.
pub(crate) const JOINED: &str = "joined";
/// Most characters of a station's name.
const NAME: usize = 40;
/// Contacts shown of one station.
const CONTACTS: u32 = 30;
/// Clocks farther apart than this are shown, milliseconds.
const CLOCK_OFF_MS: u64 = 2 * 60_000;
/// And than this, somebody must set one.
const CLOCK_ALARM_MS: u64 = 10 * 60_000;

impl Desk {
    /// The venue's stations and how this one stands with them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stations(&self) -> Result<StationsView, Refusal> {
        let mesh = self.mesh().clone_of_state();
        let fixed = self.fixed_addresses()?;
        self.read(|r| {
            let venue = r.all::<Venue>()?.into_iter().next();
            let heads = r.heads()?;
            let seen: Vec<_> = r.seen_at_heads()?;
            let mut rows = Vec::new();
            for station in self.all_stations(r)? {
                let peer = mesh.peers.iter().find(|p| p.station == station.id);
                rows.push(self.row(r, &station, peer, &heads, &seen)?);
            }
            rows.sort_by_key(|row| {
                (
                    !row.is_me,
                    row.state != StationState::Active,
                    !row.in_sight,
                    row.name.clone(),
                    row.id,
                )
            });
            let others = rows
                .iter()
                .filter(|row| !row.is_me && row.state == StationState::Active);
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let others_count = others.clone().count();
            let (waiting, set_aside) = r.counts_not_applied()?;
            Ok(StationsView {
                zone: venue
                    .as_ref()
                    .map_or("UTC", |venue| venue.zone.name())
                    .to_owned(),
                now: self.now(),
                venue: venue.map_or_else(Name::default, |venue| venue.name),
                on_network: mesh.on_network,
                others: count(others_count),
                in_sight: count(others.clone().filter(|row| row.in_sight).count()),
                in_step: count(others.filter(|row| row.in_step).count()),
                alone_since: mesh.alone_since.filter(|_| others_count > 0),
                away: mesh.away.clone(),
                catch_up: self.catch_up(r)?,
                fixed: fixed.iter().map(ToString::to_string).collect(),
                waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
                set_aside: u32::try_from(set_aside).unwrap_or(u32::MAX),
                stations: rows,
            })
        })
    }

    /// Whether the venue is here: a station that has just joined waits for it.
    #[must_use]
    pub fn knows_venue(&self) -> bool {
        self.read(|r| Ok(!r.all::<Venue>()?.is_empty()))
            .unwrap_or(true)
    }

    /// Connects the desk to the network; until then it works for itself.
    pub fn plug(&self, network: Arc<dyn Network>) {
        let now = self.now();
        self.mesh()
            .plug(network, now, self.store.heads().unwrap_or_default());
        self.mesh_changed();
    }

    /// Calls `listener` whenever a station comes in sight or goes, or stands
    /// otherwise than before.
    pub fn on_mesh(&self, listener: Box<dyn Fn() + Send + Sync>) {
        self.mesh().listen(listener);
    }

    /// Lets one station in that knows the code.
    ///
    /// # Errors
    /// [`Refusal::NoNetwork`].
    pub fn offer_entry(&self) -> Result<OfferOfEntry, Refusal> {
        self.may_read("offer_entry")?;
        self.read(|r| self.must_have_arrived(r))?;
        self.introduce()?;
        let offer = self.network()?.offer();
        let offer = offer.map_err(|fault| Refusal::NoNetwork(fault.to_string()))?;
        Ok(OfferOfEntry {
            code: offer.code,
            addresses: offer.addresses.iter().map(ToString::to_string).collect(),
            until: DateTime::from_timestamp_millis(offer.until_ms).unwrap_or_default(),
        })
    }

    /// Takes an offer back.
    ///
    /// # Errors
    /// [`Refusal::NoNetwork`].
    pub fn withdraw_offer(&self) -> Result<(), Refusal> {
        self.network()?.withdraw_offer();
        Ok(())
    }

    /// Why stations are not connected, step by step.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn self_test(&self) -> Result<Vec<SelfTestStep>, Refusal> {
        let Ok(network) = self.network() else {
            return Ok(vec![SelfTestStep::Off]);
        };
        let steps = network.self_test();
        self.read(|r| steps.into_iter().map(|step| step_view(r, step)).collect())
    }

    /// Clears away what came in while this station was alone: it was read.
    ///
    /// # Errors
    /// None today; the signature is that of every use case.
    pub fn read_while_away(&self) -> Result<(), Refusal> {
        self.mesh().away = None;
        self.mesh_changed();
        Ok(())
    }

    /// Whether others are missed: none is in sight, and the venue has some.
    pub(crate) fn is_offline(&self) -> bool {
        let me = self.identity.station;
        let has_others = || {
            let keys = self.read(|r| Ok(r.station_keys()?)).unwrap_or_default();
            keys.iter()
                .any(|(station, state, _)| *station != me && *state == StationState::Active)
        };
        let sees_nobody = self.mesh().sees_nobody();
        sees_nobody && has_others()
    }

    /// Every station of the venue: those the log tells of, those whose key is
    /// pinned here, and this one.
    pub(crate) fn all_stations(&self, r: &Reader<'_>) -> Result<Vec<Station>, Refusal> {
        let mut found: BTreeMap<StationId, Station> = r
            .all::<Station>()?
            .into_iter()
            .map(|station| (station.id, station))
            .collect();
        for (id, state, _) in r.station_keys()? {
            if let std::collections::btree_map::Entry::Vacant(free) = found.entry(id) {
                free.insert(Station {
                    id,
                    name: r.station_name(id)?,
                    letter: String::new(),
                    state,
                    why: String::new(),
                });
            }
        }
        if let Some(me) = found.get_mut(&self.identity.station)
            && me.letter.is_empty()
        {
            me.letter.clone_from(&self.identity.letter);
        }
        Ok(found.into_values().collect())
    }

    /// What people call this station now.
    pub(crate) fn station_name(&self) -> String {
        let named = self.read(|r| Ok(r.station_name(self.identity.station)?));
        named.unwrap_or_else(|_| self.identity.name.clone())
    }

    /// Tells the log who this station is and which key it signs with, if it
    /// does not know yet: whoever it lets in depends on that.
    pub(crate) fn introduce(&self) -> Result<(), Refusal> {
        let me = self.identity.station;
        let key = StationKey::of(&self.store.public_key());
        self.store.write(self.act_of("introduce"), |w| {
            if w.get::<Station>(me.0)?.is_none() {
                w.save(&Station {
                    id: me,
                    name: self.identity.name.clone(),
                    letter: self.identity.letter.clone(),
                    state: StationState::Active,
                    why: String::new(),
                })?;
            }
            let is_known = w
                .facts_about(&[me.0])?
                .iter()
                .any(|f| f.kind == KEY && f.body == serde_json::json!(key));
            if !is_known {
                w.fact(KEY, me.0, serde_json::json!(key));
            }
            Ok::<_, Refusal>(())
        })
    }

    /// Refuses what a person does at a station that joined and has not heard yet
    /// that it was let in: it may not know of accounts that there are, and
    /// others would not take what is done without them.
    pub(crate) fn must_have_arrived(&self, r: &Reader<'_>) -> Result<(), Refusal> {
        let me = self.identity.station;
        if r.setting(JOINED)?.is_none() || r.get::<Station>(me.0)?.is_some() {
            return Ok(());
        }
        Err(Refusal::Store {
            code: "arriving".to_owned(),
            detail: String::new(),
        })
    }

    /// Takes commits from outside, by whatever way they came.
    pub(crate) fn take_in(&self, commits: Vec<Incoming>) -> Result<Accepted, Refusal> {
        let now = self.now().timestamp_millis();
        let accepted = self.store.accept(commits, now)?;
        self.vouch_if_needed()?;
        Ok(accepted)
    }

    /// Says of each revoked station that it is known to be so, and vouches for
    /// what it said and was taken here before: others take it then too, and the
    /// logs come to agree.
    fn vouch_if_needed(&self) -> Result<(), Refusal> {
        let stations = self.read(|r| {
            let revoked: BTreeSet<StationId> = r
                .all::<Station>()?
                .into_iter()
                .filter(|s| s.state == StationState::Revoked)
                .map(|s| s.id)
                .collect();
            if revoked.is_empty() {
                return Ok(revoked);
            }
            let me = self.identity.station;
            let about: Vec<Uuid> = revoked.iter().map(|station| station.0).collect();
            let facts = r.facts_about(&about)?.into_iter();
            let witnessed = facts
                .filter(|fact| fact.kind == WITNESSED && fact.dot.chain.station == me)
                .map(|fact| StationId(fact.about))
                .collect();
            let seen = r.seen_at_heads()?;
            let seen = seen.iter().map(|(chain, seen)| (*chain, seen));
            Ok(unvouched(me, &revoked, &witnessed, &r.tips()?, seen))
        })?;
        if stations.is_empty() {
            return Ok(());
        }
        self.store.write(self.act_of("witness"), |w| {
            for station in stations {
                w.fact(WITNESSED, station.0, serde_json::json!({}));
            }
            Ok::<_, Refusal>(())
        })
    }

    fn row(
        &self,
        r: &Reader<'_>,
        station: &Station,
        peer: Option<&PeerState>,
        heads: &Heads,
        seen: &[(steward_domain::log::Chain, Heads)],
    ) -> Result<StationRow, Refusal> {
        let is_me = station.id == self.identity.station;
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let had = self.has_at_least(r, station.id, heads, seen)?;
        let contacts = r.contacts_with(station.id, CONTACTS)?;
        let at = |ms: i64| DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default();
        let equal = contacts.iter().find(|c| c.what == mesh::EQUAL);
        let ahead = peer.map_or(0, |p| p.clock_ahead_ms);
        Ok(StationRow {
            id: station.id,
            name: station.name.clone(),
            letter: station.letter.clone(),
            state: station.state,
            why: station.why.clone(),
            is_me,
            in_sight: peer.is_some(),
            in_step: peer.is_some_and(|p| p.in_step),
            equal_at: peer
                .and_then(|p| p.equal_at_ms)
                .or(equal.map(|c| c.at_ms))
                .map(at),
            not_there: if is_me {
                0
            } else {
                count(peer.map_or_else(|| missing(&had, heads), |p| p.not_there))
            },
            not_here: count(peer.map_or(0, |p| p.not_here)),
            seen_at: if peer.is_some() || is_me {
                Some(self.now())
            } else {
                contacts.first().map(|c| at(c.at_ms))
            },
            clock_ahead: i32::try_from(ahead / 1000).unwrap_or(if ahead < 0 {
                i32::MIN
            } else {
                i32::MAX
            }),
            clock: match ahead.unsigned_abs() {
                off if off > CLOCK_ALARM_MS => ClockNote::Alarm,
                off if off > CLOCK_OFF_MS => ClockNote::Off,
                _ => ClockNote::Fine,
            },
            addresses: r.addresses_of(station.id)?,
            sent: count(peer.map_or(0, |p| p.sent)),
            received: count(peer.map_or(0, |p| p.received)),
            unvouched: if station.state == StationState::Revoked {
                count(r.waiting_from(station.id)?)
            } else {
                0
            },
            contacts: contacts
                .into_iter()
                .map(|c| ContactView {
                    at: at(c.at_ms),
                    what: c.what,
                })
                .collect(),
        })
    }

    pub(super) fn network(&self) -> Result<Arc<dyn Network>, Refusal> {
        self.mesh()
            .network()
            .ok_or_else(|| Refusal::NoNetwork(String::new()))
    }
}

fn step_view(r: &Reader<'_>, step: steward_sync::Step) -> Result<SelfTestStep, Refusal> {
    use steward_sync::Step;
    Ok(match step {
        Step::Listening { addresses } => SelfTestStep::Listening { addresses },
        Step::Discovery { finding } => SelfTestStep::Discovery {
            finding: code_of(&finding),
        },
        Step::Station {
            station,
            reach,
            addresses,
        } => SelfTestStep::Station {
            station,
            name: r.station_name(station)?,
            reach: code_of(&reach),
            addresses,
        },
    })
}
