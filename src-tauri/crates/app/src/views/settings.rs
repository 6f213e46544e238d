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
    /// At which of the first steps whoever sets the venue up is, from 1; none
    /// when they are done or were not begun.
    pub guide: Option<u32>,
    /// When only grave matters are told.
    pub quiet: QuietHours,
    /// Sounds that go with what is told.
    pub sounds: Sounds,
    /// What closing the window means.
    pub closing: Closing,
    /// How walls look that hang on this workstation.
    pub wall: WallSettings,
    /// How large everything in the window is, percent; 0 as it comes.
    pub zoom: u32,
}

/// Hours in which only grave matters are told: incidents, and what is
/// escalated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct QuietHours {
    /// Whether there are such hours.
    pub on: bool,
    /// From, minute of the day.
    pub from: u32,
    /// Until, minute of the day; of the next one when it is not later.
    pub to: u32,
}

impl Default for QuietHours {
    fn default() -> Self {
        Self {
            on: false,
            from: 22 * 60,
            to: 7 * 60,
        }
    }
}

impl QuietHours {
    /// Whether a minute of the day is among them.
    #[must_use]
    pub fn holds(&self, minute: u32) -> bool {
        self.on && is_within(self.from, self.to, minute)
    }
}

/// Sounds that go with what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct Sounds {
    /// Whether there are any.
    pub on: bool,
    /// How loud, of a hundred.
    pub volume: u32,
}

impl Default for Sounds {
    fn default() -> Self {
        Self {
            on: true,
            volume: 60,
        }
    }
}

/// What closing the window means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Asked each time, until somebody says.
    #[default]
    Ask,
    /// The program goes on in the tray.
    Keep,
    /// The program ends.
    End,
}

/// How walls look that hang on this workstation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct WallSettings {
    /// They hang where the public walks by: only what may stand on a door sign
    /// is shown (S-03).
    pub public: bool,
    /// Light or dark.
    pub theme: WallTheme,
    /// Dark from, minute of the day.
    pub dark_from: u32,
    /// Dark until, minute of the day.
    pub dark_to: u32,
    /// Seconds that a page stays.
    pub page_seconds: u32,
}

impl Default for WallSettings {
    fn default() -> Self {
        Self {
            public: false,
            theme: WallTheme::Window,
            dark_from: 18 * 60,
            dark_to: 7 * 60,
            page_seconds: 15,
        }
    }
}

/// Light or dark, of a wall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum WallTheme {
    /// As the window.
    #[default]
    Window,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Dark between two hours.
    Clock,
}

/// Whether a minute of the day lies between two, over midnight where the second
/// is not later.
fn is_within(from: u32, to: u32, minute: u32) -> bool {
    if from < to {
        (from..to).contains(&minute)
    } else {
        minute >= from || minute < to
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_go_over_midnight_and_are_off_unless_wanted() {
        let mut quiet = QuietHours::default();
        assert!(!quiet.holds(23 * 60));
        quiet.on = true;
        assert!(quiet.holds(23 * 60) && quiet.holds(6 * 60 + 59) && quiet.holds(22 * 60));
        assert!(!quiet.holds(7 * 60) && !quiet.holds(12 * 60));
        let noon = QuietHours {
            on: true,
            from: 12 * 60,
            to: 13 * 60,
        };
        assert!(noon.holds(12 * 60) && !noon.holds(13 * 60) && !noon.holds(0));
    }

    #[test]
    fn settings_of_an_older_version_are_read() {
        let old = r#"{"operator":"周敏","language":"zh","theme":"dark","notify":false}"#;
        let read: Settings = serde_json::from_str(old).unwrap_or_default();
        assert_eq!(read.operator, "周敏");
        assert_eq!(read.sounds, Sounds::default());
        assert_eq!(read.closing, Closing::Ask);
    }
}
