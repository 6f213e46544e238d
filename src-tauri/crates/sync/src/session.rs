//! One peer, as this side knows it.

use steward_domain::ids::StationId;
use steward_domain::log::{Digest32, Dot, Heads};

use crate::{Frame, PeerState, SessionId, missing};

/// What a load in flight is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The answer to a want.
    Answer,
    /// A push of what this station wrote up to here.
    Push(Dot),
}

/// A want that was not answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) bytes: u32,
    pub(crate) resume: bool,
}

/// A connection to a peer.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: SessionId,
    /// Whom the connection proves.
    pub(crate) proven: Option<StationId>,
    /// Who said hello.
    pub(crate) station: Option<StationId>,
    pub(crate) name: String,
    pub(crate) clock_ahead_ms: i64,
    /// Our heads when we said hello.
    pub(crate) hello: Heads,
    /// How far we told it that our log goes.
    pub(crate) told: Heads,
    /// How far it told us that its log goes.
    pub(crate) theirs: Heads,
    /// How far the answers to its wants went.
    pub(crate) served: Heads,
    /// The newest of ours that was pushed to it.
    pub(crate) pushed: Option<Dot>,
    pub(crate) loading: Option<Purpose>,
    pub(crate) wanted: Option<Wanted>,
    pub(crate) to_push: Option<Dot>,
    /// Both sides' heads when a pull from it brought nothing: it is not asked
    /// again before either moves.
    pub(crate) stalled: Option<(Digest32, Digest32)>,
    /// Since when it has something that we lack, monotonic milliseconds.
    pub(crate) ahead_since: Option<u64>,
    /// Not asked before, monotonic milliseconds: it did not answer.
    pub(crate) rest_until: u64,
    /// When a preview was last asked of it, monotonic milliseconds.
    pub(crate) preview_asked: Option<u64>,
    /// Until when that preview is awaited.
    pub(crate) preview_until: Option<u64>,
    /// The house makes a preview for it.
    pub(crate) makes_preview: bool,
    /// Parts of a copy that the house makes for it.
    pub(crate) makes_parts: u8,
    /// It gave no copy, or one that is done with.
    pub(crate) is_without_copy: bool,
    /// Heads for which our digest was sent.
    pub(crate) digest_sent: Option<Digest32>,
    /// The digest it sent, and for which heads.
    pub(crate) digest_got: Option<(Digest32, Digest32)>,
    /// Heads for which the digests were compared.
    pub(crate) compared: Option<Digest32>,
    pub(crate) equal_at_ms: Option<i64>,
    pub(crate) sent: u64,
    pub(crate) received: u64,
}

impl Session {
    pub(crate) fn new(id: SessionId, proven: Option<StationId>, mine: &Heads) -> Self {
        Self {
            id,
            proven,
            station: None,
            name: String::new(),
            clock_ahead_ms: 0,
            hello: mine.clone(),
            told: Heads::new(),
            theirs: Heads::new(),
            served: Heads::new(),
            pushed: None,
            loading: None,
            wanted: None,
            to_push: None,
            stalled: None,
            ahead_since: None,
            rest_until: 0,
            preview_asked: None,
            preview_until: None,
            makes_preview: false,
            makes_parts: 0,
            is_without_copy: false,
            digest_sent: None,
            digest_got: None,
            compared: None,
            equal_at_ms: None,
            sent: 0,
            received: 0,
        }
    }

    /// What moved since the peer was told, as a frame; `None` when nothing.
    /// The peer is told by this.
    pub(crate) fn news(&mut self, mine: &Heads) -> Option<Frame> {
        let moved: Heads = mine
            .iter()
            .filter(|dot| self.told.of(dot.chain) < dot.seq)
            .collect();
        for dot in moved.iter() {
            self.told.see(dot);
        }
        (moved != Heads::new()).then_some(Frame::Have(moved))
    }

    /// Takes note of how far its log goes.
    pub(crate) fn hears(&mut self, heads: &Heads) {
        for dot in heads.iter() {
            self.theirs.see(dot);
        }
    }

    /// How it stands, against our heads and their hash.
    pub(crate) fn state(&self, mine: &Heads, hash: Digest32) -> Option<PeerState> {
        Some(PeerState {
            session: self.id,
            station: self.station?,
            name: self.name.clone(),
            not_there: missing(&self.theirs, mine),
            not_here: missing(mine, &self.theirs),
            in_step: self.theirs == *mine
                && self.compared == Some(hash)
                && self.equal_at_ms.is_some(),
            equal_at_ms: self.equal_at_ms,
            clock_ahead_ms: self.clock_ahead_ms,
            sent: self.sent,
            received: self.received,
        })
    }
}
