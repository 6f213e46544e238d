//! A desk as a carrier needs it.

use std::net::SocketAddr;
use std::sync::Arc;

use steward_domain::ids::StationId;
use steward_domain::log::{Heads, Incoming};
use steward_domain::names::Language;
use steward_domain::station::{KEY, Station, StationKey, StationState, next_letter};
use steward_domain::venue::Venue;
use steward_sync::{
    Batch, Card, CopyTaken, Digested, House, HouseFault, Known, Me, PeerState, Report, Taken,
    Welcome, tips_hash,
};

use crate::Desk;
use crate::views::Refusal;

/// A desk for a carrier.
pub struct StationHouse(pub Arc<Desk>);

impl House for StationHouse {
    fn me(&self) -> Me {
        let identity = &self.0.identity;
        Me {
            venue: identity.venue,
            station: identity.station,
            epoch: self.0.store.identity().epoch,
            name: self.0.station_name(),
        }
    }

    fn secret_key(&self) -> [u8; 32] {
        *self.0.store.secret_key()
    }

    fn wall_ms(&self) -> i64 {
        self.0.now().timestamp_millis()
    }

    fn heads(&self) -> Result<Heads, HouseFault> {
        self.0.store.heads().map_err(fault)
    }

    fn load(&self, after: &Heads, again: &Heads, bytes: u32) -> Result<Batch, HouseFault> {
        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        let loaded = self.0.store.load_again(after, again, bytes);
        loaded.map_err(fault)
    }

    fn accept(&self, commits: Vec<Incoming>) -> Result<Taken, HouseFault> {
        let accepted = self.0.take_in(commits).map_err(fault)?;
        Ok(Taken {
            heads: self.0.store.heads().map_err(fault)?,
            lacking: accepted.lacking,
        })
    }

    fn digest(&self) -> Result<Digested, HouseFault> {
        let steward_store::Comparable {
            heads,
            tips,
            digest,
        } = self.0.store.comparable().map_err(fault)?;
        Ok(Digested {
            heads,
            tips: tips_hash(tips),
            digest: digest.0,
        })
    }

    fn preview(&self) -> Result<Vec<u8>, HouseFault> {
        self.0.preview_to_give().map_err(fault)
    }

    fn show(&self, station: StationId, preview: Vec<u8>) {
        self.0.show_preview(station, &preview);
    }

    fn give_copy(&self, station: StationId, ask: &[u8]) -> Result<Vec<u8>, HouseFault> {
        self.0.give_copy(station, ask)
    }

    fn take_copy(
        &self,
        station: StationId,
        part: Option<Vec<u8>>,
    ) -> Result<CopyTaken, HouseFault> {
        let taken = self.0.take_copy(station, part);
        self.0.mesh_changed();
        let taken = taken?;
        if taken.heads.is_some() {
            self.0.vouch_if_needed().map_err(fault)?;
        }
        Ok(taken)
    }

    fn on_moved(&self, moved: Box<dyn Fn() + Send + Sync>) {
        // The desk holds whoever listens to it.
        let desk = Arc::downgrade(&self.0);
        self.0.subscribe(Box::new(move |_| {
            if let Some(desk) = desk.upgrade() {
                desk.let_old_copy_go();
            }
            moved();
        }));
    }

    fn known(&self) -> Result<Vec<Known>, HouseFault> {
        let me = self.0.identity.station;
        let found = self.0.read(|r| {
            let mut found = Vec::new();
            for (station, state, key) in r.station_keys()? {
                if station == me || state != StationState::Active {
                    continue;
                }
                let letter = r
                    .get::<Station>(station.0)?
                    .map_or_else(String::new, |s| s.letter);
                let addresses = r.addresses_of(station)?;
                found.push(Known {
                    card: Card {
                        station,
                        name: r.station_name(station)?,
                        letter,
                        key,
                    },
                    addresses: addresses.iter().filter_map(|a| a.parse().ok()).collect(),
                });
            }
            Ok(found)
        });
        found.map_err(fault)
    }

    fn met_at(&self, station: StationId, address: SocketAddr) {
        if let Err(fault) = self.0.met_at(station, address) {
            tracing::warn!(%fault, "an address was not kept");
        }
    }

    fn report(&self, report: Option<Report>, peers: Vec<PeerState>) {
        if let Err(fault) = self.0.reported(report, peers) {
            tracing::warn!(%fault, "a report was not kept");
        }
    }

    fn welcome(&self) -> Result<Welcome, HouseFault> {
        self.0.introduce().map_err(fault)?;
        let identity = &self.0.identity;
        let host = Card {
            station: identity.station,
            name: self.0.station_name(),
            letter: identity.letter.clone(),
            key: self.0.store.public_key(),
        };
        let told = self.0.read(|r| {
            let known = self.0.all_stations(r)?;
            let letters: Vec<String> = known.iter().map(|s| s.letter.clone()).collect();
            let venue = r.all::<Venue>()?.into_iter().next();
            Ok(Welcome {
                venue: identity.venue,
                venue_name: venue
                    .map(|venue| venue.name.in_language(Language::Zh).to_owned())
                    .unwrap_or_default(),
                letter: next_letter(&identity.letter, &letters),
                stations: Vec::new(),
                host: host.clone(),
            })
        });
        let mut told: Welcome = told.map_err(fault)?;
        told.stations = self.known()?.into_iter().map(|known| known.card).collect();
        told.stations.push(host);
        Ok(told)
    }

    fn admit(&self, card: Card) -> Result<(), HouseFault> {
        let admitted = self.0.store.write(self.0.act_of("let_in"), |w| {
            w.save(&Station {
                id: card.station,
                name: card.name.clone(),
                letter: card.letter.clone(),
                state: StationState::Active,
                why: String::new(),
            })?;
            let key = StationKey::of(&card.key);
            w.fact(KEY, card.station.0, serde_json::json!(key));
            Ok::<_, Refusal>(())
        });
        admitted.map_err(fault)
    }
}

fn fault(fault: impl Into<Refusal>) -> HouseFault {
    HouseFault(fault.into().to_string())
}
