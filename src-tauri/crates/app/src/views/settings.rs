//! The station and its settings.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::names::{Language, Name};

/// Where things stand, for header and footer.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct Status {
    /// The venue.
    pub venue: Name,
    /// Its zone, such as `Asia/Shanghai`.
    pub zone: String,
    /// This station's name.
    pub station: String,
    /// Its letter in numbers.
    pub letter: String,
    /// Now.
    pub now: DateTime<Utc>,
    /// Local day.
    pub today: NaiveDate,
    /// Minute of the local day.
    pub minute: i32,
    /// The clock was fixed for a drill.
    pub clock_fixed: bool,
    /// When something was last written here.
    pub saved_at: Option<DateTime<Utc>>,
    /// When the store was last backed up.
    pub backed_up_at: Option<DateTime<Utc>>,
    /// Meetings in the store.
    pub meetings: u32,
    /// The folder with the data.
    pub folder: String,
    /// The program's version.
    pub version: String,
    /// Where the key is kept: `keyring` or `file`.
    pub key_place: String,
}

/// What a person sets at this workstation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct Settings {
    /// Who is at the desk: the name on every change.
    pub operator: String,
    /// Language of the window.
    pub language: Language,
    /// Light, dark, or as the system.
    pub theme: Theme,
    /// Notify about tasks.
    pub notify: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}
