//! Looking at bundles, and taking them in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use steward_domain::log::{Heads, Incoming};
use steward_domain::venue::Venue;
use steward_store::{Accepted, Reader};
use steward_sync::{Manifest, Part, missing};

use super::open::Opened;
use super::{AT_ONCE, id_text, no};
use crate::Desk;
use crate::views::{BundleFile, BundleGap, BundleReport, BundleTaken, BundleView, Refusal};

/// The setting that says which parts came in of bundles that are not whole
/// yet.
const PARTS: &str = "bundle_parts";
/// Bundles that are remembered so.
const REMEMBERED: usize = 64;

/// Parts that came in, by bundle.
type Came = BTreeMap<String, BTreeSet<u32>>;

/// The parts of one bundle that were given, by number, with their files.
type Parts = BTreeMap<u32, (String, Part)>;

impl Desk {
    /// Says what is in the files; nothing is taken in. What is wrong with a
    /// file is said beside it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn bundle_inspect(&self, paths: &[String]) -> Result<BundleReport, Refusal> {
        let opened: Vec<Opened> = paths.iter().map(|path| self.open_bundle(path)).collect();
        let came = self.parts_that_came()?;
        self.read(|r| self.report(r, &opened, &came, false))
    }

    /// Takes in what is in the files, which may be parts of one bundle or of
    /// several, in any order.
    ///
    /// # Errors
    /// [`Refusal::Bundle`] or [`Refusal::File`] when any of the files is not
    /// as it should be: then nothing of any was taken.
    pub fn bundle_import(&self, paths: &[String]) -> Result<BundleReport, Refusal> {
        if paths.is_empty() {
            return Err(no("no_files"));
        }
        let opened: Vec<Opened> = paths.iter().map(|path| self.open_bundle(path)).collect();
        for file in &opened {
            file.part.clone()?;
        }
        self.back_up_before_import()?;
        let (before, waited) = self.read(|r| Ok((r.heads()?, r.counts_not_applied()?.0)))?;
        let bundles = sorted(&opened);
        let mut sum = Accepted::default();
        let mut came = self.parts_that_came()?;
        for (id, parts) in &bundles {
            for (number, (path, _)) in parts {
                let dropped = sum.dropped;
                self.take_part(path, &mut sum)?;
                // What could not be kept until the rest is here did not come.
                if sum.dropped == dropped {
                    came.entry(id.clone()).or_default().insert(*number);
                }
            }
        }
        let (heads, waits) = self.read(|r| Ok((r.heads()?, r.counts_not_applied()?.0)))?;
        let since = bundles.first().and_then(|(_, parts)| made(parts));
        let what = self.came_in(since.unwrap_or_else(|| self.now()), &before)?;
        for (id, parts) in &bundles {
            let Some(manifest) = manifest_of(parts) else {
                continue;
            };
            self.remember_that_it_has(manifest.station, &manifest.reached)?;
            if heads.includes(&manifest.reached) {
                came.remove(id);
            }
        }
        self.remember_parts(&came)?;
        let mut report = self.read(|r| self.report(r, &opened, &came, true))?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        report.taken = Some(BundleTaken {
            changes: count(sum.applied),
            already: count(sum.already),
            waiting: u32::try_from(waits.saturating_sub(waited)).unwrap_or(u32::MAX),
            set_aside: count(sum.quarantined.len()),
            what,
        });
        Ok(report)
    }

    /// Gives the commits of a file to the store, some at once. The file is
    /// read a second time, and proven a second time.
    fn take_part(&self, path: &str, sum: &mut Accepted) -> Result<(), Refusal> {
        let mut held: Vec<Incoming> = Vec::new();
        let mut bytes = 0;
        let mut give = |held: &mut Vec<Incoming>| -> Result<(), Refusal> {
            let accepted = self.take_in(std::mem::take(held))?;
            sum.applied += accepted.applied;
            sum.already += accepted.already;
            sum.dropped += accepted.dropped;
            sum.quarantined.extend(accepted.quarantined);
            Ok(())
        };
        self.read_bundle(path, &mut None, |commits| {
            bytes += commits.iter().map(|c| c.bytes.len()).sum::<usize>();
            held.extend(commits);
            if bytes >= AT_ONCE {
                bytes = 0;
                give(&mut held)?;
            }
            Ok(())
        })?;
        give(&mut held)
    }

    fn report(
        &self,
        r: &Reader<'_>,
        opened: &[Opened],
        came: &Came,
        is_done: bool,
    ) -> Result<BundleReport, Refusal> {
        let heads = r.heads()?;
        let venue = r.all::<Venue>()?.into_iter().next();
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let files = opened.iter().map(|file| BundleFile {
            path: file.path.clone(),
            bytes: count(file.bytes),
            bundle: file
                .head
                .as_ref()
                .map_or_else(String::new, |head| id_text(head.bundle)),
            part: file.head.as_ref().map_or(0, |head| head.part),
            parts: file.head.as_ref().map_or(0, |head| head.parts),
            fault: file.part.as_ref().err().cloned(),
        });
        let mut bundles = Vec::new();
        for (id, parts) in sorted(opened) {
            let (Some(manifest), Some((_, first))) = (manifest_of(&parts), parts.values().next())
            else {
                continue;
            };
            let here: Heads = heads.iter().chain(manifest.base.iter()).collect();
            let new = missing(&here, &manifest.reached);
            let known = came.get(&id);
            let is_lacking = |number: &u32| {
                let is_given = !is_done && parts.contains_key(number);
                !is_given && !known.is_some_and(|known| known.contains(number))
            };
            bundles.push(BundleView {
                station: r.station_name(manifest.station)?,
                made: DateTime::from_timestamp_millis(manifest.made_ms).unwrap_or_default(),
                addressee: manifest
                    .addressee
                    .map(|id| r.station_name(id))
                    .transpose()?,
                changes: count(manifest.commits()),
                new: count(new),
                parts: first.head.parts,
                lacking: if new == 0 {
                    Vec::new()
                } else {
                    (1..=first.head.parts).filter(is_lacking).collect()
                },
                needs: gaps(r, &heads, &manifest.base)?,
                id,
            });
        }
        Ok(BundleReport {
            now: self.now(),
            zone: venue.map_or("UTC", |venue| venue.zone.name()).to_owned(),
            files: files.collect(),
            bundles,
            taken: None,
        })
    }

    fn parts_that_came(&self) -> Result<Came, Refusal> {
        let kept = self.read(|r| Ok(r.setting(PARTS)?))?;
        Ok(kept
            .and_then(|kept| serde_json::from_value(kept).ok())
            .unwrap_or_default())
    }

    fn remember_parts(&self, came: &Came) -> Result<(), Refusal> {
        // Of bundles that never become whole, not all are remembered: then
        // their parts are asked for again.
        let kept: Came = came
            .iter()
            .skip(came.len().saturating_sub(REMEMBERED))
            .map(|(id, parts)| (id.clone(), parts.clone()))
            .collect();
        Ok(self.store.set_setting(PARTS, &serde_json::json!(kept))?)
    }
}

/// The bundles among the files that can be read, oldest first.
fn sorted(opened: &[Opened]) -> Vec<(String, Parts)> {
    let mut found: BTreeMap<(i64, String), Parts> = BTreeMap::new();
    for file in opened {
        let Ok(part) = &file.part else { continue };
        let key = (part.manifest.made_ms, id_text(part.head.bundle));
        let parts = found.entry(key).or_default();
        parts.insert(part.head.part, (file.path.clone(), part.clone()));
    }
    found
        .into_iter()
        .map(|((_, id), parts)| (id, parts))
        .collect()
}

fn manifest_of(parts: &Parts) -> Option<&Manifest> {
    parts.values().next().map(|(_, part)| &part.manifest)
}

fn made(parts: &Parts) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(manifest_of(parts)?.made_ms)
}

/// What of `base` is not here, by station.
fn gaps(r: &Reader<'_>, heads: &Heads, base: &Heads) -> Result<Vec<BundleGap>, Refusal> {
    let mut found: BTreeMap<_, u64> = BTreeMap::new();
    for dot in base.iter() {
        let lacks = dot.seq.saturating_sub(heads.of(dot.chain));
        if lacks > 0 {
            *found.entry(dot.chain.station).or_insert(0) += lacks;
        }
    }
    found
        .into_iter()
        .map(|(station, changes)| {
            Ok(BundleGap {
                station: r.station_name(station)?,
                changes: u32::try_from(changes).unwrap_or(u32::MAX),
            })
        })
        .collect()
}
