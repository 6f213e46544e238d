//! What a person sets at this workstation, and where things stand.

use std::sync::PoisonError;

use chrono::DateTime;

use crate::Desk;
use crate::texts::in_range;
use crate::views::{Refusal, Settings, Status};

const SETTINGS: &str = "settings";
/// The smallest and the largest that the window is drawn, percent.
const LEAST_ZOOM: u32 = 50;
const MOST_ZOOM: u32 = 300;

impl Desk {
    /// Where things stand.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn status(&self) -> Result<Status, Refusal> {
        let identity = &self.identity;
        let now = self.now();
        self.house(|r, house| {
            let today = self.today(house);
            Ok(Status {
                venue: house.venue.name.clone(),
                zone: house.venue.zone.name().to_owned(),
                station: r.station_name(identity.station)?,
                letter: identity.letter.clone(),
                now,
                today,
                minute: house.minute(today, now),
                clock_fixed: self.clock.is_fixed(),
                saved_at: r.last_written()?.and_then(DateTime::from_timestamp_millis),
                backed_up_at: self
                    .store
                    .backed_up_at()
                    .and_then(DateTime::from_timestamp_millis),
                meetings: u32::try_from(r.counts()?.meetings).unwrap_or(u32::MAX),
                folder: self.place.dir.display().to_string(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                key_place: if self.store.is_key_in_keyring() {
                    "keyring"
                } else {
                    "file"
                }
                .to_owned(),
            })
        })
    }

    /// The settings of this workstation.
    ///
    /// # Errors
    /// None today; the signature is that of every use case.
    pub fn settings(&self) -> Result<Settings, Refusal> {
        Ok(self
            .settings
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone())
    }

    /// Keeps the settings of this workstation. They are no part of the log.
    ///
    /// # Errors
    /// When the store cannot be written; [`Refusal::OutOfRange`].
    pub fn save_settings(&self, settings: Settings) -> Result<(), Refusal> {
        for minute in [
            settings.quiet.from,
            settings.quiet.to,
            settings.wall.dark_from,
            settings.wall.dark_to,
        ] {
            in_range("minute", minute, 0, 1439)?;
        }
        in_range("volume", settings.sounds.volume, 0, 100)?;
        in_range("zoom", settings.zoom.max(LEAST_ZOOM), LEAST_ZOOM, MOST_ZOOM)?;
        in_range("page_seconds", settings.wall.page_seconds, 5, 600)?;
        let settings = Settings {
            operator: crate::texts::line("operator", &settings.operator, 60)?,
            ..settings
        };
        let value = serde_json::to_value(&settings).unwrap_or_default();
        self.store.set_setting(SETTINGS, &value)?;
        *self.settings.lock().unwrap_or_else(PoisonError::into_inner) = settings;
        Ok(())
    }

    /// The code that opens a copy of this store elsewhere.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`].
    pub fn recovery_code(&self) -> Result<String, Refusal> {
        self.may_read("recovery_code")?;
        Ok(self.store.recovery_code().to_string())
    }

    pub(crate) fn load_settings(&self) -> Result<(), Refusal> {
        let kept = self.read(|r| Ok(r.setting(SETTINGS)?))?;
        let settings = kept
            .and_then(|value| serde_json::from_value(value).ok())
            .unwrap_or(Settings {
                notify: true,
                ..Settings::default()
            });
        *self.settings.lock().unwrap_or_else(PoisonError::into_inner) = settings;
        Ok(())
    }

    /// Who is at the desk: whoever signed in; where nobody has an account,
    /// whoever said so. Empty when nobody did.
    pub(crate) fn operator(&self) -> String {
        if let Some(session) = self.current_session() {
            return session.name;
        }
        if self.is_governed() {
            return String::new();
        }
        self.settings
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .operator
            .clone()
    }
}
