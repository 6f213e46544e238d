//! One peer, as this side knows it.

use steward_domain::ids::StationId;
use steward_domain::log::{Digest32, Dot, Heads};

use crate::{Frame, MAX_CHAINS, PeerState, SessionId};

/// Most that a peer is asked again for between two moves: a fork is found in
/// fewer.
const MAX_AGAIN: usize = 64;

/// For what a peer was asked again.
#[derive(Debug, Default)]
struct Asked {
    /// Each with how often its log had moved then.
    before: Vec<(Heads, u64)>,
    /// How often its log had moved when it was last asked, and how often it
    /// was since.
    heard: u64,
    times: usize,
}

/// What a load in flight is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The answer to a want.
    Answer,
    /// A push of what this station wrote up to here.
    Push(Dot),
}

/// A want that was not answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) bytes: u32,
    pub(crate) resume: bool,
    pub(crate) again: Heads,
}

/// How a peer's log stands to ours. Looked at anew when either moves or
/// somebody comes or goes, and not at each input: with fifty peers that is
/// most of the work.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stand {
    /// The exchange's turn that it was looked at.
    pub(crate) turn: u64,
    /// [`Session::heard`] when it was looked at.
    pub(crate) heard: u64,
    /// Commits that it has and we lack.
    pub(crate) not_here: u64,
    /// Commits that we have and it lacks.
    pub(crate) not_there: u64,
    /// What it has and we lack was all written by stations in sight, none of
    /// it by itself.
    pub(crate) awaits_authors: bool,
}

impl Stand {
    /// Whether both have the same log.
    pub(crate) fn is_level(self) -> bool {
        (self.not_here, self.not_there) == (0, 0)
    }
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
    /// How often its log moved, as far as it told.
    pub(crate) heard: u64,
    /// How it stands; holds for [`Stand::turn`] and [`Stand::heard`] alone.
    pub(crate) stand: Stand,
    /// The count of our moves at which it was told all.
    pub(crate) told_all: Option<u64>,
    /// Since when it was not told of what others wrote, monotonic milliseconds.
    pub(crate) untold_since: Option<u64>,
    /// Among equals the one with the greatest lot is asked.
    pub(crate) lot: Digest32,
    /// How often we and it had moved when it was asked and that brought
    /// nothing: it is not asked again before either moves.
    pub(crate) stalled: Option<(u64, u64)>,
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
    /// It was asked and has not answered yet, whether or not that is still
    /// awaited.
    pub(crate) owes: bool,
    /// Heads for which our digest was sent.
    pub(crate) digest_sent: Option<Digest32>,
    /// For which heads it sent a digest, the hash of its tips, the digest.
    pub(crate) digest_got: Option<(Digest32, Digest32, Digest32)>,
    /// It is to be asked again for what lies behind these places.
    pub(crate) again: Heads,
    asked: Asked,
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
            heard: 0,
            stand: Stand::default(),
            told_all: None,
            untold_since: None,
            lot: [0; 32],
            stalled: None,
            ahead_since: None,
            rest_until: 0,
            preview_asked: None,
            preview_until: None,
            makes_preview: false,
            makes_parts: 0,
            is_without_copy: false,
            owes: false,
            digest_sent: None,
            digest_got: None,
            again: Heads::new(),
            asked: Asked::default(),
            compared: None,
            equal_at_ms: None,
            sent: 0,
            received: 0,
        }
    }

    /// Whether what moved since the peer was told was written by others and
    /// is not told yet: more may come that is told with it.
    pub(crate) fn gathers(
        &mut self,
        mine: &Heads,
        me: StationId,
        now_ms: u64,
        gathered_for: u64,
    ) -> bool {
        let mut untold = mine.beyond(&self.told).peekable();
        let is_others = untold.peek().is_some() && untold.all(|(dot, _)| dot.chain.station != me);
        let since = is_others.then(|| self.untold_since.unwrap_or(now_ms));
        self.untold_since = since.filter(|since| now_ms < since + gathered_for);
        self.untold_since.is_some()
    }

    /// What moved since the peer was told, as a frame; `None` when nothing.
    /// The peer is told by this.
    pub(crate) fn news(&mut self, mine: &Heads) -> Option<Frame> {
        let moved: Heads = mine.beyond(&self.told).map(|(dot, _)| dot).collect();
        for dot in moved.iter() {
            self.told.see(dot);
        }
        self.untold_since = None;
        (moved != Heads::new()).then_some(Frame::Have(moved))
    }

    /// Takes note of how far its log goes; `false` when it names more chains
    /// than there can be.
    pub(crate) fn hears(&mut self, dots: impl IntoIterator<Item = Dot>) -> bool {
        for dot in dots {
            if !self.theirs.covers(dot) {
                self.theirs.see(dot);
                self.heard += 1;
            }
        }
        self.theirs.len() <= MAX_CHAINS
    }

    /// It is to be asked again for what lies behind some places; whether it is.
    /// For the same only when its log has moved as often again since: what
    /// waits here for good must not cost more with every word of it.
    pub(crate) fn ask_again(&mut self, again: Heads) -> bool {
        let heard = self.heard;
        if self.asked.heard != heard {
            (self.asked.heard, self.asked.times) = (heard, 0);
        }
        let before = self.asked.before.iter().position(|(was, _)| *was == again);
        let was_at = before.and_then(|place| self.asked.before.get(place));
        let is_too_soon = was_at.is_some_and(|(_, at)| heard <= *at || heard / 2 < *at);
        if is_too_soon || self.asked.times == MAX_AGAIN {
            return false;
        }
        if let Some(place) = before.or((self.asked.before.len() == MAX_AGAIN).then_some(0)) {
            self.asked.before.remove(place);
        }
        self.asked.times += 1;
        self.asked.before.push((again.clone(), heard));
        self.again = again;
        true
    }

    /// How it is, given the hash of our heads.
    pub(crate) fn state(&self, hash: Digest32) -> Option<PeerState> {
        Some(PeerState {
            session: self.id,
            station: self.station?,
            name: self.name.clone(),
            not_there: self.stand.not_there,
            not_here: self.stand.not_here,
            in_step: self.stand.is_level()
                && self.compared == Some(hash)
                && self.equal_at_ms.is_some(),
            equal_at_ms: self.equal_at_ms,
            clock_ahead_ms: self.clock_ahead_ms,
            sent: self.sent,
            received: self.received,
        })
    }
}
