//! Reading a bundle's file: proving it, and handing its commits on.

use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::Path;

use steward_domain::log::Incoming;
use steward_domain::station::StationState;
use steward_sync::{Head, Part, PartReader, Piece, Reading};
use zeroize::Zeroizing;

use super::{about, keys_of, refused};
use crate::Desk;
use crate::views::Refusal;

/// What a file turned out to be.
pub(super) struct Opened {
    pub(super) path: String,
    pub(super) bytes: u64,
    /// What it says in clear, if it is a bundle.
    pub(super) head: Option<Head>,
    /// What it is, proven, or why it is refused.
    pub(super) part: Result<Part, Refusal>,
}

impl Desk {
    /// Reads a file to its end and proves it; its commits are not kept.
    pub(super) fn open_bundle(&self, path: &str) -> Opened {
        let mut head = None;
        let part = self.read_bundle(path, &mut head, |_| Ok(()));
        Opened {
            path: path.to_owned(),
            bytes: std::fs::metadata(path).map_or(0, |there| there.len()),
            head,
            part,
        }
    }

    /// Reads a file to its end, hands its commits on as they come, and proves
    /// it.
    pub(super) fn read_bundle(
        &self,
        path: &str,
        head: &mut Option<Head>,
        mut take: impl FnMut(Vec<Incoming>) -> Result<(), Refusal>,
    ) -> Result<Part, Refusal> {
        let unread = |error: io::Error| Refusal::io(Path::new(path), &error);
        let fault = |fault| refused(&fault, path);
        let mut file = BufReader::new(File::open(path).map_err(unread)?);
        let mut reader = PartReader::new(Reading {
            venue: self.identity.venue,
            secret: Zeroizing::new(*self.store.secret_key()),
        });
        let mut keys = Vec::new();
        while let Some(count) = reader.needs() {
            let bytes = up_to(&mut file, count).map_err(unread)?;
            let piece = reader.give(&bytes);
            *head = reader.head().cloned();
            match piece.map_err(fault)? {
                None => {}
                Some(Piece::Commits(commits)) => take(commits)?,
                Some(Piece::Manifest(manifest, _)) => {
                    let (state, known) = self.read(|r| keys_of(r, manifest.station))?;
                    if state == StationState::Revoked {
                        return Err(about("revoked_maker", path));
                    }
                    if known.is_empty() {
                        return Err(about("unknown_maker", path));
                    }
                    keys = known;
                }
            }
        }
        let more = !up_to(&mut file, 1).map_err(unread)?.is_empty();
        reader.finish(more, &keys).map_err(fault)
    }
}

/// So many bytes, or what is left. No more room is taken than there are bytes.
fn up_to(file: &mut impl io::Read, count: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(count).unwrap_or(u64::MAX);
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
