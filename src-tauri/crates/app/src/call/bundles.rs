//! What is done about bundles.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::told;
use crate::Desk;
use crate::views::{BundleOrder, Refusal};

/// What is done about bundles, see [`super::Call::Bundle`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum BundleCall {
    /// [`Desk::bundle_export`].
    Export {
        /// For which station, by name, letter or id.
        addressee: Option<String>,
        /// Since when.
        since: Option<DateTime<Utc>>,
        /// Largest file, bytes.
        part_size: Option<u32>,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::bundle_import`] or [`Desk::bundle_inspect`].
    Import {
        /// The files, as absolute paths.
        paths: Vec<String>,
        /// Only look.
        dry_run: bool,
    },
}

impl Desk {
    pub(super) fn do_about_bundles(&self, act: BundleCall) -> Result<Value, Refusal> {
        match act {
            BundleCall::Export {
                addressee,
                since,
                part_size,
                path,
            } => {
                let addressee = addressee.map(|word| self.find_station(&word)).transpose()?;
                let order = BundleOrder {
                    addressee,
                    since,
                    part_size,
                };
                told(&self.bundle_export(&order, &path)?)
            }
            BundleCall::Import {
                paths,
                dry_run: true,
            } => told(&self.bundle_inspect(&paths)?),
            BundleCall::Import {
                paths,
                dry_run: false,
            } => told(&self.bundle_import(&paths)?),
        }
    }
}
