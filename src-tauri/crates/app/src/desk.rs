//! The desk: a station's store and clock, opened. Each feature adds its use
//! cases in a file of its own.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use chrono::{DateTime, NaiveDate, Utc};
use steward_documents::Fonts;
use steward_domain::account::{Account, Cost};
use steward_domain::authority::{self, Asked};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::record::Record as _;
use steward_domain::secrecy::{HIDDEN, Level};
use steward_domain::venue::Venue;
use steward_store::{Act, Changed, Founding, Identity, Place, Reader, Store, Writer};
use uuid::Uuid;

use crate::Clock;
use crate::editions::Editions;
use crate::house::House;
use crate::session::Session;
use crate::stations::{self, Copies, Mesh};
use crate::viewer::Viewer;
use crate::views::{Refusal, Settings};

/// A station's desk.
pub struct Desk {
    /// Before the store, which one that is given reads.
    pub(crate) copies: Mutex<Copies>,
    pub(crate) store: Store,
    /// Kept here since an act that is being written must not ask the store
    /// who it is.
    pub(crate) identity: Identity,
    pub(crate) clock: Clock,
    pub(crate) place: Place,
    pub(crate) fonts: OnceLock<Fonts>,
    pub(crate) editions: Mutex<Editions>,
    pub(crate) settings: Mutex<Settings>,
    pub(crate) mesh: Mutex<Mesh>,
    /// A roster that is being filled in, or waits to be taken.
    pub(crate) filling: Mutex<Option<crate::roster::Filling>>,
    /// Who signed in at the window.
    pub(crate) session: Mutex<Option<Session>>,
    /// Keys are tried one after another, so that guesses are counted.
    pub(crate) trying: Mutex<()>,
    /// Somebody has an account; once so, always so.
    pub(crate) governed: AtomicBool,
    /// What is known of how safe the data are.
    pub(crate) keeper: Mutex<crate::safety::Keeper>,
    /// Nobody had an account when that was asked last, and no account was
    /// written since.
    pub(crate) free: Arc<AtomicBool>,
    /// What a new lock costs.
    pub(crate) cost: Cost,
    /// Who looks, where nobody has an account.
    pub(crate) viewer: Mutex<Viewer>,
}

/// How to open a desk.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// The data folder; the user's own when none.
    pub data: Option<PathBuf>,
    /// A folder for the key file instead of the user's configuration folder;
    /// the system's keyring is then not asked.
    pub config: Option<PathBuf>,
    /// Fixes the clock, for tests and drills.
    pub now: Option<DateTime<Utc>>,
    /// A clock to go by instead of the system's, unless `now` fixes it.
    pub clock: Option<Clock>,
    /// What to do where no store is.
    pub absent: Absent,
    /// The recovery code of a copied store.
    pub recovery_code: Option<String>,
    /// What a new lock on an account costs, for tests; the standard's when none.
    pub cost: Option<Cost>,
}

impl OpenOptions {
    /// The clock to go by.
    pub(crate) fn clock(&self) -> Clock {
        match (self.now, &self.clock) {
            (Some(now), _) => Clock::fixed(now),
            (None, Some(clock)) => clock.clone(),
            (None, None) => Clock::system(),
        }
    }
}

/// What to do where no store is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Absent {
    /// Say so.
    #[default]
    Refuse,
    /// Found a venue.
    Found(FirstVenue),
}

/// A venue to be founded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstVenue {
    /// Name of this station; the front desk's when none.
    pub station: Option<String>,
    /// Lay out the sample office complex with meetings of a day.
    pub sample: bool,
    /// With a month of meetings around that day, so that figures have something
    /// to show.
    pub month: bool,
    /// With nobody in the register of people yet.
    pub unstaffed: bool,
    /// That day; today when none.
    pub date: Option<NaiveDate>,
}

impl Desk {
    /// Opens the store of a folder and everything that belongs to it.
    ///
    /// # Errors
    /// [`Refusal::Store`] with the reason's code.
    pub fn open(options: &OpenOptions) -> Result<Self, Refusal> {
        let place = place_of(options)?;
        let clock = options.clock();
        let now = clock.now().timestamp_millis();
        let (store, founded) = match (
            &options.recovery_code,
            Store::exists(&place),
            &options.absent,
        ) {
            (Some(code), true, _) => (Store::open_with_recovery_code(&place, code, now)?, None),
            (_, false, Absent::Found(venue)) => (
                Store::found(&place, &founding(venue), now)?,
                Some(venue.clone()),
            ),
            _ => (Store::open(&place, now)?, None),
        };
        let desk = Self {
            identity: store.identity(),
            store,
            clock,
            place,
            fonts: OnceLock::new(),
            editions: Mutex::default(),
            settings: Mutex::default(),
            mesh: Mutex::default(),
            copies: Mutex::default(),
            filling: Mutex::default(),
            session: Mutex::default(),
            trying: Mutex::default(),
            governed: AtomicBool::default(),
            keeper: Mutex::default(),
            free: Arc::default(),
            cost: options.cost.unwrap_or_default(),
            viewer: Mutex::default(),
        };
        let free = Arc::clone(&desk.free);
        desk.subscribe(Box::new(move |changed| {
            if changed.kinds.contains(Account::KIND) {
                free.store(false, Ordering::Release);
            }
        }));
        desk.load_settings()?;
        // A founding that was cut short is finished at the next opening.
        // One that joined a venue gets everything from the others.
        let unfinished = desk
            .read(|r| Ok(r.all::<Venue>()?.is_empty() && r.setting(stations::JOINED)?.is_none()))?;
        if founded.is_some() || unfinished {
            desk.lay_out(&founded.unwrap_or_default())?;
        }
        desk.say_if_cut()?;
        Ok(desk)
    }

    /// Whether the folder holds a store.
    ///
    /// # Errors
    /// When the user's folders are not to be found.
    pub fn exists(options: &OpenOptions) -> Result<bool, Refusal> {
        Ok(Store::exists(&place_of(options)?))
    }

    /// The folder that `options` mean.
    ///
    /// # Errors
    /// When the user's folders are not to be found.
    pub fn folder(options: &OpenOptions) -> Result<PathBuf, Refusal> {
        Ok(place_of(options)?.dir)
    }

    /// Where this desk's data lies.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.place.dir
    }

    /// Calls `listener` after each commit, from this station or another.
    pub fn subscribe(&self, listener: Box<dyn Fn(&Changed) + Send + Sync>) {
        self.store.subscribe(listener);
    }

    /// Now, by the desk's clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Reads what who looks may know: the one way to read (S-03).
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&Reader<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.noticed(self.store.read_as(self.viewer().clearance, read))
    }

    pub(crate) fn house<T>(
        &self,
        read: impl FnOnce(&Reader<'_>, &House) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.house_as(self.viewer(), read)
    }

    /// The house as somebody sees it who is not at the desk, such as who stands
    /// before a wall.
    pub(crate) fn house_as<T>(
        &self,
        viewer: Viewer,
        read: impl FnOnce(&Reader<'_>, &House) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let elsewhere = self.seen_elsewhere();
        self.noticed(self.store.read_as(viewer.clearance, |r| {
            let house = House::read(r, self.now())?;
            let house = House {
                elsewhere,
                viewer,
                ..house
            };
            read(r, &house)
        }))
    }

    /// One act of the operator: all of it is written or nothing. Whether they
    /// may is asked first. It goes by the whole truth, whoever looks; what it
    /// refuses says no more than they may know.
    pub(crate) fn act<T>(
        &self,
        intent: &'static str,
        write: impl FnOnce(&mut Writer<'_>, &House) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let elsewhere = self.seen_elsewhere();
        // An act that is being written must not ask the store who looks.
        let viewer = self.viewer();
        let done = self.store.write(self.act_of(intent), |w| {
            let asked = authority::of_intent(intent);
            self.may(w, asked)?;
            if asked != Asked::Nobody {
                self.must_have_arrived(w)?;
            }
            let house = House::read(w, self.now())?;
            let house = House {
                elsewhere,
                viewer,
                ..house
            };
            let value = write(w, &house)?;
            // What is hidden from somebody never comes back as what they wrote.
            if !viewer.may_know(Level::Confidential) && w.says(HIDDEN) {
                return Err(Refusal::NeedToKnow);
            }
            Ok(value)
        });
        self.noticed(done)
            .map_err(|refusal: Refusal| self.who_may(viewer.veiled(&refusal)))
    }

    pub(crate) fn act_of(&self, intent: &'static str) -> Act {
        let session = self.session_for(intent);
        Act {
            actor: self.actor_for(intent, session.as_ref()),
            session: session.map(|session| session.id),
            intent,
            wall_ms: self.now().timestamp_millis(),
            offline: self.is_offline(),
        }
    }

    /// The local day that is today.
    pub(crate) fn today(&self, house: &House) -> NaiveDate {
        house.venue.local(self.now()).date()
    }
}

pub(crate) fn place_of(options: &OpenOptions) -> Result<Place, Refusal> {
    let place = match &options.data {
        Some(dir) => Place::at(dir)?,
        None => Place::default_for_user()?,
    };
    Ok(match &options.config {
        Some(config) => Place {
            config_dir: config.clone(),
            keyring: false,
            ..place
        },
        None => place,
    })
}

#[allow(
    clippy::disallowed_methods,
    reason = "a new venue and station are named by chance, once"
)]
fn founding(venue: &FirstVenue) -> Founding {
    Founding {
        venue: VenueId(Uuid::now_v7()),
        station: StationId(Uuid::now_v7()),
        station_name: venue.station.clone().unwrap_or_else(|| "总台".to_owned()),
        letter: "A".to_owned(),
    }
}
