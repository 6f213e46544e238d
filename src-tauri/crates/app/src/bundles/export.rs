//! Taking changes along.

use std::fs;
use std::path::{Path, PathBuf};

use steward_domain::ids::StationId;
use steward_domain::log::Heads;
use steward_domain::station::StationState;
use steward_store::Reader;
use steward_sync::{Bundler, Chance, Manifest, PartWriter, missing};

use super::{CHUNK, keys_of, no, refused};
use crate::Desk;
use crate::audit::left;
use crate::files::Draft;
use crate::views::{BundleMade, BundleOrder, Refusal};

/// Smallest file that may be asked for, bytes.
const LEAST_PART: u32 = 16_000;

/// A part that lies beside its place until all are written.
struct Written {
    writer: PartWriter,
    draft: Draft,
    /// What a taker has after it.
    to: Heads,
    bytes: u64,
}

impl Desk {
    /// Writes what a station lacks, what is new since a moment, or all to a
    /// file, or to several when a file may only be so large: those are named
    /// `name-1of3.steward` and so on.
    ///
    /// # Errors
    /// [`Refusal::Bundle`] when there is nothing to take along or nobody to
    /// take it to; [`Refusal::File`] when it cannot be written: then nothing
    /// was.
    pub fn bundle_export(&self, order: &BundleOrder, path: &str) -> Result<BundleMade, Refusal> {
        self.may_read("bundle_export")?;
        let least = i32::try_from(LEAST_PART).unwrap_or(i32::MAX);
        if order.part_size.is_some_and(|size| size < LEAST_PART) {
            return Err(Refusal::OutOfRange {
                field: "part_size".to_owned(),
                least,
                most: i32::MAX,
            });
        }
        // Whoever reads it must know whose hand signed it.
        self.introduce()?;
        let path = Path::new(path);
        let addressee = self.read(|r| {
            if self.manifest(r, order)?.commits() == 0 {
                return Err(no("nothing"));
            }
            let name = order.addressee.map(|id| r.station_name(id));
            Ok(name.transpose()?.unwrap_or_default())
        })?;
        // Said before it is written: the word goes along in the bundle.
        self.was_exported(left("bundle", "steward", &addressee, None))?;
        self.read(|r| {
            let manifest = self.manifest(r, order)?;
            let changes = manifest.commits();
            let addressee = manifest.addressee;
            let parts = self.write_parts(r, order, manifest, path)?;
            let files = self.put_parts(parts, path)?;
            let sizes = files.iter().filter_map(|file| fs::metadata(file).ok());
            let bytes: u64 = sizes.map(|file| file.len()).sum();
            Ok(BundleMade {
                files,
                changes: u32::try_from(changes).unwrap_or(u32::MAX),
                bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
                addressee: addressee.map(|id| r.station_name(id)).transpose()?,
            })
        })
    }

    fn manifest(&self, r: &Reader<'_>, order: &BundleOrder) -> Result<Manifest, Refusal> {
        let heads = r.heads()?;
        let mut base = match order.addressee {
            Some(station) => {
                self.may_be_taken_to(r, station)?;
                self.has_at_least(r, station, &heads, &r.seen_at_heads()?)?
            }
            None => Heads::new(),
        };
        if let Some(since) = order.since {
            for dot in r.heads_before(since.timestamp_millis())?.iter() {
                base.see(dot);
            }
        }
        // It may have more than is here; it is not asked for that.
        let base = heads
            .iter()
            .map(|mut dot| {
                dot.seq = dot.seq.min(base.of(dot.chain));
                dot
            })
            .filter(|dot| dot.seq > 0)
            .collect();
        Ok(Manifest {
            station: self.identity.station,
            made_ms: self.now().timestamp_millis(),
            addressee: order.addressee,
            base,
            reached: heads,
        })
    }

    fn may_be_taken_to(&self, r: &Reader<'_>, station: StationId) -> Result<(), Refusal> {
        if station == self.identity.station {
            return Err(no("for_myself"));
        }
        match keys_of(r, station)? {
            (_, keys) if keys.is_empty() => Err(Refusal::Unknown(station.to_string())),
            (StationState::Active, _) => Ok(()),
            _ => Err(no("not_at_work")),
        }
    }

    /// Everybody at work, this station too: whoever carries it may look.
    fn readers(&self, r: &Reader<'_>) -> Result<Vec<[u8; 32]>, Refusal> {
        let me = self.identity.station;
        let keys = r.station_keys()?;
        let at_work = |(_, state, _): &&(_, StationState, _)| *state == StationState::Active;
        if !keys.iter().filter(at_work).any(|(id, ..)| *id != me) {
            return Err(no("alone"));
        }
        Ok(keys.iter().filter(at_work).map(|(.., key)| *key).collect())
    }

    fn write_parts(
        &self,
        r: &Reader<'_>,
        order: &BundleOrder,
        manifest: Manifest,
        path: &Path,
    ) -> Result<Vec<Written>, Refusal> {
        let name = path.display().to_string();
        let fault = |fault| refused(&fault, &name);
        let readers = self.readers(r)?;
        let chance = Chance {
            bundle: std::array::from_fn({
                let drawn = self.store.one_time_key();
                move |at| drawn.get(at).copied().unwrap_or_default()
            }),
            content: *self.store.one_time_key(),
            one_time: *self.store.one_time_key(),
        };
        let mut has = manifest.base.clone();
        let mut bundler =
            Bundler::new(self.identity.venue, manifest, &readers, chance).map_err(fault)?;
        let room = vec![0; bundler.head_len()];
        let most = order.part_size.map_or(u64::MAX, u64::from);
        let chunk = usize::try_from(most / 4).unwrap_or(CHUNK).min(CHUNK);
        let mut parts: Vec<Written> = Vec::new();
        loop {
            let batch = r.load(&has, chunk)?;
            if batch.commits.is_empty() {
                break;
            }
            // As large as the commits are, packing makes them smaller; the
            // part's ends are small beside a chunk.
            let size: usize = batch.commits.iter().map(|c| c.bytes.len() + 80).sum();
            let size = u64::try_from(size).unwrap_or(u64::MAX);
            let is_full = |part: &Written| part.bytes.saturating_add(size) > most - most / 8;
            if parts.last().is_none_or(is_full) {
                let (writer, first) = bundler.next_part(&has).map_err(fault)?;
                let number = parts.len() + 1;
                let mut draft = Draft::begin(&numbered(path, &number.to_string()))?;
                draft.write(&room)?;
                draft.write(&first)?;
                parts.push(Written {
                    writer,
                    draft,
                    to: has.clone(),
                    bytes: length(&room) + length(&first),
                });
            }
            has = batch.reached;
            if let Some(part) = parts.last_mut() {
                let bytes = part.writer.commits(&batch.commits).map_err(fault)?;
                part.draft.write(&bytes)?;
                part.bytes += length(&bytes);
                part.to.clone_from(&has);
            }
            if !batch.more {
                break;
            }
        }
        debug_assert_eq!(missing(&has, &r.heads()?), 0, "all of it was written");
        Ok(parts)
    }

    /// Ends every part and puts it in its place.
    fn put_parts(&self, parts: Vec<Written>, path: &Path) -> Result<Vec<String>, Refusal> {
        let count = parts.len();
        let of = u32::try_from(count).unwrap_or(u32::MAX);
        let mut ended = Vec::new();
        for part in parts {
            let Written {
                writer,
                mut draft,
                to,
                ..
            } = part;
            let ends = writer.finish(of, &to, |message| self.store.sign(message));
            let ends = ends.map_err(|fault| refused(&fault, &path.display().to_string()))?;
            draft.write(&ends.last)?;
            draft.write_over_start(&ends.head)?;
            ended.push(draft);
        }
        let mut files = Vec::new();
        for (at, draft) in ended.into_iter().enumerate() {
            let place = if count == 1 {
                path.to_owned()
            } else {
                numbered(path, &format!("{}of{count}", at + 1))
            };
            draft.put(&place)?;
            files.push(place.display().to_string());
        }
        Ok(files)
    }
}

/// `east.steward` as `east-1of3.steward`.
fn numbered(path: &Path, number: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
