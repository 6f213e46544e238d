//! What stations say to each other: frames, their bytes and their bounds.
//!
//! A frame is a version byte, a tag byte and CBOR; commits travel packed by
//! columns and compressed (zstd). Nothing is allocated for a length that only was claimed.

use serde::{Deserialize, Serialize};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{ByteString, Digest32, Dot, Heads, Incoming, Place};

use crate::packing::{
    commits_of, compressed, garbled, heads_of, packed, places, read, read_packed,
    read_packed_within,
};

/// The protocol's version; peers with another do not talk.
pub const VERSION: u8 = 3;
/// Longest frame, bytes, as sent and as unpacked. A commit must fit.
pub const MAX_FRAME: usize = 64 * 1024 * 1024;
/// Most chains in one vector of heads.
pub const MAX_CHAINS: usize = 65_536;
/// Longest name of a station in a hello, bytes.
pub const MAX_NAME: usize = 256;
/// Longest frame that holds nothing but heads, bytes; one that holds less than
/// that is shorter still.
const MAX_HEADS: usize = 64 * MAX_CHAINS;
const MAX_SMALL: usize = 4 * 1024;
/// Most commits in one frame.
pub const MAX_COMMITS: usize = 65_536;
/// Longest preview, bytes, as unpacked.
pub const MAX_PREVIEW: usize = 4 * 1024 * 1024;
/// Longest part of a copy, bytes.
pub const MAX_PART: usize = 8 * 1024 * 1024;
/// Longest ask for a part of a copy, bytes.
const MAX_ASK: usize = 1024;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// The first of each side.
    Hello(Hello),
    /// How far the sender's log goes, in the chains that moved since it was
    /// last told.
    Have(Heads),
    /// Send what I lack, as far as you know, about this many bytes of it.
    Want {
        /// Bytes, before compression.
        bytes: u32,
        /// Go on behind what the last answer carried, which is still being
        /// taken in.
        resume: bool,
        /// Send once more what lies behind these places, whatever my heads
        /// say: I know of another way on from there.
        again: Heads,
    },
    /// The answer to a want.
    Commits {
        /// Each after what it builds on.
        commits: Vec<Incoming>,
        /// There is more.
        more: bool,
    },
    /// Commits the sender has just written.
    Push {
        /// The newest of them; the others are right before it in its chain.
        last: Dot,
        /// In order.
        commits: Vec<Incoming>,
    },
    /// The digest of all that the sender's tables show, at these heads.
    Digest {
        /// [`heads_hash`] of the heads it holds for.
        heads: Digest32,
        /// [`tips_hash`] of the newest commits.
        tips: Digest32,
        /// The digest.
        digest: Digest32,
    },
    /// Say what matters today: I am far behind.
    AskPreview,
    /// What matters today, in the houses' own words; empty for none.
    Preview(Vec<u8>),
    /// Give me a part of a whole copy, in the houses' own words.
    AskCopy(Vec<u8>),
    /// A part of a whole copy; empty when none is given.
    Copy(Vec<u8>),
    /// The last one.
    Bye(Bye),
}

/// Who speaks, and how far its log goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The venue; stations of another are strangers.
    pub venue: VenueId,
    /// The sender.
    pub station: StationId,
    /// Which life of its store it writes in, growing.
    pub epoch: u32,
    /// What people call it.
    pub name: String,
    /// [`heads_hash`] of its heads: when equal to the other's, nothing more
    /// is said.
    pub heads: Digest32,
    /// Its wall clock, milliseconds since 1970.
    pub wall_ms: i64,
}

/// Why a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bye {
    /// The other speaks another version.
    Version,
    /// The other belongs to another venue.
    OtherVenue,
    /// The other says it is someone the connection does not prove.
    NotYou,
    /// The other is this very station: a copy is at work elsewhere.
    Myself,
    /// The other broke the protocol.
    Broken,
    /// The sender stops.
    Closing,
}

/// Why bytes are no frame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Another version's.
    #[error("a frame of version {0}")]
    Version(u8),
    /// Longer than [`MAX_FRAME`].
    #[error("a frame is too long")]
    TooLong,
    /// Cut, garbled or of an unknown kind.
    #[error("a frame cannot be read: {0}")]
    Garbled(String),
}

const HELLO: u8 = 1;
const HAVE: u8 = 2;
const WANT: u8 = 3;
const COMMITS: u8 = 4;
const PUSH: u8 = 5;
const DIGEST: u8 = 6;
const BYE: u8 = 7;
const ASK_PREVIEW: u8 = 8;
const PREVIEW: u8 = 9;
const ASK_COPY: u8 = 10;
const COPY: u8 = 11;

impl Frame {
    /// Its bytes.
    ///
    /// # Errors
    /// [`FrameError::TooLong`]; [`FrameError::Garbled`] when the encoder
    /// refuses, which names no user's fault.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        let mut out = vec![VERSION];
        match self {
            Self::Hello(hello) => write(&mut out, HELLO, hello)?,
            Self::Have(heads) => write(&mut out, HAVE, &places(heads))?,
            Self::Want {
                bytes,
                resume,
                again,
            } => write(&mut out, WANT, &(bytes, resume, places(again)))?,
            Self::Commits { commits, more } => {
                write_packed(&mut out, COMMITS, &(more, packed(commits)?))?;
            }
            Self::Push { last, commits } => {
                write_packed(&mut out, PUSH, &(Place::from(*last), packed(commits)?))?;
            }
            Self::Digest {
                heads,
                tips,
                digest,
            } => write(&mut out, DIGEST, &(heads, tips, digest))?,
            Self::Bye(bye) => write(&mut out, BYE, bye)?,
            Self::AskPreview => out.push(ASK_PREVIEW),
            Self::Preview(bytes) => {
                is_at_most(MAX_PREVIEW, bytes)?;
                write_packed(&mut out, PREVIEW, &ByteString(bytes.as_slice()))?;
            }
            Self::AskCopy(ask) => write_plain(&mut out, ASK_COPY, MAX_ASK, ask)?,
            Self::Copy(part) => write_plain(&mut out, COPY, MAX_PART, part)?,
        }
        if out.len() > MAX_FRAME {
            return Err(FrameError::TooLong);
        }
        Ok(out)
    }

    /// Reads a frame.
    ///
    /// # Errors
    /// See [`FrameError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        if bytes.len() > MAX_FRAME {
            return Err(FrameError::TooLong);
        }
        let [version, tag, body @ ..] = bytes else {
            return Err(garbled("too short"));
        };
        if *version != VERSION {
            return Err(FrameError::Version(*version));
        }
        let most = match *tag {
            COMMITS | PUSH | PREVIEW | COPY => MAX_FRAME,
            HAVE | WANT => MAX_HEADS,
            _ => MAX_SMALL,
        };
        if body.len() > most {
            return Err(FrameError::TooLong);
        }
        Ok(match *tag {
            HELLO => Self::Hello(named(read(body)?)?),
            HAVE => Self::Have(heads_of(read(body)?)?),
            WANT => {
                let (bytes, resume, again) = read(body)?;
                Self::Want {
                    bytes,
                    resume,
                    again: heads_of(again)?,
                }
            }
            COMMITS => {
                let (more, commits) = read_packed(body)?;
                Self::Commits {
                    commits: commits_of(&commits)?,
                    more,
                }
            }
            PUSH => {
                let (last, commits): (Place, _) = read_packed(body)?;
                Self::Push {
                    last: last.into(),
                    commits: commits_of(&commits)?,
                }
            }
            DIGEST => {
                let (heads, tips, digest) = read(body)?;
                Self::Digest {
                    heads,
                    tips,
                    digest,
                }
            }
            BYE => Self::Bye(read(body)?),
            ASK_PREVIEW => Self::AskPreview,
            PREVIEW => {
                let bytes: ByteString<Vec<u8>> = read_packed_within(body, MAX_PREVIEW + 16)?;
                is_at_most(MAX_PREVIEW, &bytes.0)?;
                Self::Preview(bytes.0)
            }
            ASK_COPY => Self::AskCopy(read_plain(body, MAX_ASK)?),
            COPY => Self::Copy(read_plain(body, MAX_PART)?),
            other => return Err(garbled(&format!("unknown tag {other}"))),
        })
    }
}

/// One hash for a vector of heads: equal heads, equal hash.
#[must_use]
pub fn heads_hash(heads: &Heads) -> Digest32 {
    let mut hasher = blake3::Hasher::new_derive_key("steward heads 1");
    for dot in heads.iter() {
        hasher
            .update(dot.chain.station.0.as_bytes())
            .update(&dot.chain.epoch.to_be_bytes())
            .update(&dot.seq.to_be_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// One hash for the newest commits of all chains, each way on from a fork
/// being a chain. Heads say how far a log goes; where a name was given twice,
/// two logs may go equally far and hold different commits.
#[must_use]
pub fn tips_hash(tips: impl IntoIterator<Item = (Dot, Digest32)>) -> Digest32 {
    let mut hasher = blake3::Hasher::new_derive_key("steward tips 1");
    for (dot, hash) in tips {
        hasher
            .update(dot.chain.station.0.as_bytes())
            .update(&dot.chain.epoch.to_be_bytes())
            .update(&dot.seq.to_be_bytes())
            .update(&hash);
    }
    *hasher.finalize().as_bytes()
}

fn named(hello: Hello) -> Result<Hello, FrameError> {
    if hello.name.len() > MAX_NAME {
        return Err(garbled("too long a name"));
    }
    Ok(hello)
}

fn write(out: &mut Vec<u8>, tag: u8, body: &impl Serialize) -> Result<(), FrameError> {
    out.push(tag);
    ciborium::into_writer(body, out).map_err(|e| garbled(&e.to_string()))
}

fn write_packed(out: &mut Vec<u8>, tag: u8, body: &impl Serialize) -> Result<(), FrameError> {
    out.push(tag);
    out.extend_from_slice(&compressed(body)?);
    Ok(())
}

/// Bytes that are nobody's but the houses', as they are.
fn write_plain(out: &mut Vec<u8>, tag: u8, max: usize, body: &[u8]) -> Result<(), FrameError> {
    is_at_most(max, body)?;
    out.push(tag);
    out.extend_from_slice(body);
    Ok(())
}

fn read_plain(body: &[u8], max: usize) -> Result<Vec<u8>, FrameError> {
    is_at_most(max, body)?;
    Ok(body.to_vec())
}

fn is_at_most(max: usize, bytes: &[u8]) -> Result<(), FrameError> {
    if bytes.len() > max {
        return Err(FrameError::TooLong);
    }
    Ok(())
}
