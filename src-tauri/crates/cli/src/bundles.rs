//! Commands for bundles: changes in files that somebody carries.

use std::path::PathBuf;

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use steward_app::call::{BundleCall, Call};
use steward_app::clock::moment;
use steward_app::domain::venue::instant_in;
use steward_app::views::{BundleMade, BundleReport, Refusal, Status};

use crate::arguments::BundleAct;
use crate::front::Front;
use crate::print::Printed;
use crate::run::{Said, date_of, whole_path};

/// Writes, looks at or takes in bundles.
pub(crate) fn bundle(front: &Front, act: &BundleAct, say: Printed) -> Result<Said, Refusal> {
    match act {
        BundleAct::Export {
            addressee,
            since,
            part_size,
            output,
        } => {
            let since = since.as_deref().map(|t| since_when(front, t)).transpose()?;
            let made: BundleMade = front.call(Call::Bundle {
                act: BundleCall::Export {
                    addressee: addressee.clone(),
                    since,
                    part_size: *part_size,
                    path: whole_path(output),
                },
            })?;
            Ok(say.bundle_made(&made).into())
        }
        BundleAct::Import { files } => {
            let report = read(front, files, false)?;
            Ok(say.bundles(&report).into())
        }
        BundleAct::Inspect { files } => {
            let report = read(front, files, true)?;
            Ok(Said {
                wanting: report.files.iter().any(|file| file.fault.is_some()),
                text: say.bundles(&report),
            })
        }
    }
}

fn read(front: &Front, files: &[PathBuf], dry_run: bool) -> Result<BundleReport, Refusal> {
    front.call(Call::Bundle {
        act: BundleCall::Import {
            paths: files.iter().map(|file| whole_path(file)).collect(),
            dry_run,
        },
    })
}

/// A moment, or the beginning of a day as quick entry reads it.
fn since_when(front: &Front, text: &str) -> Result<DateTime<Utc>, Refusal> {
    if let Some(moment) = moment(text) {
        return Ok(moment);
    }
    let day = date_of(front, text)?;
    let zone: Tz = front
        .call::<Status>(Call::Status)?
        .zone
        .parse()
        .unwrap_or(Tz::UTC);
    Ok(instant_in(zone, day.and_time(NaiveTime::MIN)))
}
