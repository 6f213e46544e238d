//! Becoming a station of somebody's venue: a store of one's own, empty, that
//! takes everything from the others.

use steward_domain::ids::StationId;
use steward_domain::log::Heads;
use steward_store::{Founding, Store};
use steward_sync::{Card, Guest, HouseFault, Welcome};
use uuid::Uuid;

use super::{JOINED, NAME};
use crate::OpenOptions;
use crate::desk::place_of;
use crate::texts::line;
use crate::views::Refusal;

/// A data folder that is to become a station.
#[derive(Debug)]
pub struct Newcomer {
    options: OpenOptions,
    name: String,
    store: Option<Store>,
}

impl Newcomer {
    /// A folder without a store, and what people are to call the station.
    ///
    /// # Errors
    /// [`Refusal::Store`] with `exists` where a store is; text faults of the
    /// name.
    pub fn new(options: OpenOptions, name: &str) -> Result<Self, Refusal> {
        let name = line("name", name, NAME)?;
        if name.is_empty() {
            return Err(Refusal::NameNeeded);
        }
        let place = place_of(&options)?;
        if Store::exists(&place) {
            return Err(Refusal::Store {
                code: "exists".to_owned(),
                detail: place.dir.display().to_string(),
            });
        }
        Ok(Self {
            options,
            name,
            store: None,
        })
    }
}

impl Newcomer {
    /// Takes away what a joining left that came to nothing: a store that has
    /// not taken a single commit. Any other is left alone.
    ///
    /// # Errors
    /// When the folder cannot be cleared.
    pub fn clear_away(options: &OpenOptions) -> Result<(), Refusal> {
        let place = place_of(options)?;
        if !Store::exists(&place) {
            return Ok(());
        }
        let now = options.clock().now().timestamp_millis();
        let is_empty = Store::open(&place, now)?.heads()? == Heads::new();
        if is_empty {
            Store::unmake(&place)?;
        }
        Ok(())
    }
}

impl Guest for Newcomer {
    #[allow(
        clippy::disallowed_methods,
        reason = "a new station is named by chance, once"
    )]
    fn enter(&mut self, welcome: &Welcome) -> Result<Card, HouseFault> {
        let fault = |fault: Refusal| HouseFault(fault.to_string());
        let clock = self.options.clock();
        let place = place_of(&self.options).map_err(fault)?;
        let founding = Founding {
            venue: welcome.venue,
            station: StationId(Uuid::now_v7()),
            station_name: self.name.clone(),
            letter: welcome.letter.clone(),
        };
        let store = Store::found(&place, &founding, clock.now().timestamp_millis())
            .map_err(|e| fault(e.into()))?;
        store
            .set_setting(JOINED, &serde_json::json!(welcome.host.station))
            .map_err(|e| fault(e.into()))?;
        for card in &welcome.stations {
            store
                .trust_station(card.station, card.key, &card.name)
                .map_err(|e| fault(e.into()))?;
        }
        let card = Card {
            station: founding.station,
            name: founding.station_name,
            letter: founding.letter,
            key: store.public_key(),
        };
        self.store = Some(store);
        Ok(card)
    }

    fn sign(&mut self, message: &[u8]) -> Result<[u8; 64], HouseFault> {
        let store = self.store.as_ref();
        let store = store.ok_or_else(|| HouseFault("there is no store yet".to_owned()))?;
        Ok(store.sign(message))
    }
}
