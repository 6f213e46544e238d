//! What is done about a station.

use serde::{Deserialize, Serialize};
use steward_domain::ids::StationId;

use crate::Desk;
use crate::views::Refusal;

/// What is done about a station, see [`super::Call::Station`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum StationAct {
    /// [`Desk::rename_station`].
    Rename {
        /// Its new name.
        name: String,
    },
    /// [`Desk::retire_station`].
    Retire {
        /// Why.
        why: String,
    },
    /// [`Desk::revoke_station`].
    Revoke {
        /// Why.
        why: String,
    },
    /// [`Desk::note_refused`].
    Noted {
        /// What there is to say about it.
        #[serde(default)]
        note: String,
    },
    /// [`Desk::replace_station`].
    Replace {
        /// The one that takes its place, by name, letter or id.
        by: String,
        /// Why.
        why: String,
    },
}

impl Desk {
    pub(super) fn do_about(&self, station: StationId, act: &StationAct) -> Result<(), Refusal> {
        match act {
            StationAct::Rename { name } => self.rename_station(station, name),
            StationAct::Retire { why } => self.retire_station(station, why),
            StationAct::Revoke { why } => self.revoke_station(station, why),
            StationAct::Noted { note } => self.note_refused(station, note),
            StationAct::Replace { by, why } => {
                self.replace_station(station, self.find_station(by)?, why)
            }
        }
    }
}
