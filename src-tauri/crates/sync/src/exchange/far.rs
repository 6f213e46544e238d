//! Far behind: what matters today is asked for before all else, and where
//! nearly everything lacks, a whole copy instead of the log bit by bit.
//!
//! What a preview shows and how a copy is made is the houses' affair: both
//! are bytes here, bounded and asked for one or two at a time.

use std::collections::VecDeque;

use steward_domain::log::Heads;

use super::{Exchange, Now, Output, REST_MS, SessionId};
use crate::session::Session;
use crate::{Frame, missing};

/// How long a preview is awaited before commits are asked for.
const PREVIEW_MS: u64 = 3_000;
/// How old a preview gets before another is asked for.
const PREVIEW_AGAIN_MS: u64 = 30_000;
/// How long a peer may take for a part of a copy, milliseconds. One that is
/// still making it says so before.
const PART_MS: u64 = 30_000;
/// Most parts of a copy that are made for a peer at a time.
const PARTS_AT_ONCE: u8 = 2;

/// From where on a station is far behind a peer, in commits it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FarBehind {
    /// It asks for a preview of what matters today.
    pub preview: u64,
    /// It asks for a whole copy, if it has less than a quarter of what the
    /// peer has.
    pub copy: u64,
}

impl Default for FarBehind {
    fn default() -> Self {
        Self {
            preview: 1_000,
            copy: 10_000,
        }
    }
}

/// What the house says to a part of a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyTaken {
    /// What to ask the peer for next, in the houses' own words.
    pub asks: Vec<Vec<u8>>,
    /// It is done with, taken or not: what still lacks is pulled.
    pub is_over: bool,
    /// How far the log goes now, when it was taken.
    pub heads: Option<Heads>,
}

/// A whole copy on its way here.
#[derive(Debug)]
pub(super) struct Copying {
    pub(super) session: SessionId,
    asked_at: u64,
    outstanding: usize,
    /// Parts for the house; `None` is the beginning.
    parts: VecDeque<Option<Vec<u8>>>,
}

impl Copying {
    /// When it is given up, monotonic milliseconds; not while the house works.
    pub(super) fn ends_at(&self) -> Option<u64> {
        (self.outstanding > 0).then_some(self.asked_at + PART_MS)
    }
}

impl Exchange {
    /// Before a pull begins: whether something else comes first.
    pub(super) fn begins_otherwise(&mut self, now: Now, id: SessionId) -> bool {
        self.look_ahead(now, id) || self.copy_instead(now, id)
    }

    /// Asks the peer that gives for another preview, when the last is old.
    pub(super) fn look_again(&mut self, now: Now) {
        let pulled = self.pull.as_ref().map(|pull| pull.session);
        let copied = self.copy.as_ref().map(|copy| copy.session);
        if let Some(id) = pulled.or(copied) {
            self.look_ahead(now, id);
        }
    }

    /// Asks for a preview, if one is due; whether one is awaited.
    fn look_ahead(&mut self, now: Now, id: SessionId) -> bool {
        let Some(session) = self.sessions.get_mut(&id) else {
            return false;
        };
        if session.awaits_preview(now.mono_ms) {
            return true;
        }
        let is_old = |at: u64| at + PREVIEW_AGAIN_MS <= now.mono_ms;
        if missing(&self.mine, &session.theirs) < self.far.preview
            || !session.preview_asked.is_none_or(is_old)
        {
            return false;
        }
        session.preview_asked = Some(now.mono_ms);
        session.preview_until = Some(now.mono_ms + PREVIEW_MS);
        self.send(id, &Frame::AskPreview);
        true
    }

    /// A preview came; one that nobody asked for is not looked at.
    pub(super) fn previewed(&mut self, id: SessionId, bytes: Vec<u8>) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        if session.preview_until.take().is_none() {
            return;
        }
        if let Some(station) = session.station.filter(|_| !bytes.is_empty()) {
            self.outputs.push_back(Output::Show { station, bytes });
        }
    }

    /// A peer asks for a preview. One is made at a time.
    pub(super) fn preview_wanted(&mut self, id: SessionId) {
        if let Some(session) = self.sessions.get_mut(&id)
            && !session.makes_preview
        {
            session.makes_preview = true;
            self.outputs.push_back(Output::Preview { session: id });
        }
    }

    /// The house made a preview, or could not: then it is empty.
    pub(super) fn preview_made(&mut self, id: SessionId, bytes: Vec<u8>) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.makes_preview = false;
            self.send(id, &Frame::Preview(bytes));
        }
    }

    /// Whether a copy of what a peer has is worth it.
    pub(super) fn is_worth_a_copy(&self, id: SessionId) -> bool {
        let Some(session) = self.sessions.get(&id) else {
            return false;
        };
        let has = missing(&Heads::new(), &self.mine);
        let lacks = missing(&self.mine, &session.theirs);
        !session.is_without_copy && lacks >= self.far.copy && has.saturating_mul(3) <= lacks
    }

    /// Begins a copy where it is worth it. Whoever has nothing of others yet
    /// first pulls a little: a log begins with what everything else builds
    /// on, and one who has that can work meanwhile.
    fn copy_instead(&mut self, now: Now, id: SessionId) -> bool {
        let me = self.me.station;
        let has_others = self.mine.iter().any(|dot| dot.chain.station != me);
        if !has_others || !self.is_worth_a_copy(id) {
            return false;
        }
        self.copy = Some(Copying {
            session: id,
            asked_at: now.mono_ms,
            outstanding: 0,
            parts: VecDeque::from([None]),
        });
        self.take_part();
        true
    }

    fn take_part(&mut self) {
        if self.is_taking_copy {
            return;
        }
        let Some(copy) = &mut self.copy else { return };
        let station = self.sessions.get(&copy.session).and_then(|s| s.station);
        if let (Some(station), Some(part)) = (station, copy.parts.pop_front()) {
            self.is_taking_copy = true;
            let session = copy.session;
            self.outputs.push_back(Output::TakeCopy {
                session,
                station,
                part,
            });
        }
    }

    /// The house looked at a part.
    pub(super) fn copy_taken(&mut self, now: Now, id: SessionId, taken: CopyTaken) {
        self.is_taking_copy = false;
        let is_late = std::mem::take(&mut self.late.copied);
        if let Some(heads) = taken.heads.as_ref().filter(|_| !is_late) {
            self.moved(now, heads);
        }
        let Some(copy) = self.copy.as_mut().filter(|copy| copy.session == id) else {
            // Its peer is gone; another may have begun meanwhile.
            return self.take_part();
        };
        if !taken.asks.is_empty() {
            copy.asked_at = now.mono_ms;
            copy.outstanding += taken.asks.len();
        }
        let is_stuck = copy.outstanding == 0 && copy.parts.is_empty();
        for ask in taken.asks {
            self.send(id, &Frame::AskCopy(ask));
        }
        if taken.is_over || is_stuck {
            self.end_copy(None);
        }
        self.take_part();
    }

    /// A part came.
    pub(super) fn copy_came(&mut self, now: Now, id: SessionId, part: Vec<u8>) {
        let copy = self.copy.as_mut().filter(|copy| copy.session == id);
        let Some(copy) = copy.filter(|copy| copy.outstanding > 0) else {
            return;
        };
        copy.outstanding -= 1;
        copy.asked_at = now.mono_ms;
        copy.parts.push_back(Some(part));
        self.take_part();
    }

    /// Ends a copy that a peer no longer gives.
    pub(super) fn end_late_copy(&mut self, now: Now) {
        let ends_at = self.copy.as_ref().and_then(Copying::ends_at);
        if ends_at.is_some_and(|at| at <= now.mono_ms) {
            self.end_copy(Some(now.mono_ms + REST_MS));
        }
    }

    /// From this peer the rest is pulled.
    fn end_copy(&mut self, rest_until: Option<u64>) {
        let copy = self.copy.take();
        if let Some(session) = copy.and_then(|copy| self.sessions.get_mut(&copy.session)) {
            session.is_without_copy = true;
            session.rest_until = rest_until.unwrap_or(session.rest_until);
        }
    }

    /// A peer asks for a part of a copy.
    pub(super) fn copy_wanted(&mut self, id: SessionId, ask: Vec<u8>) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        if let Some(station) = session.station
            && session.makes_parts < PARTS_AT_ONCE
        {
            session.makes_parts += 1;
            self.outputs.push_back(Output::GiveCopy {
                session: id,
                station,
                ask,
            });
        }
    }

    /// The house gave a part, or refused: then it is empty.
    pub(super) fn copy_given(&mut self, id: SessionId, part: Vec<u8>) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.makes_parts = session.makes_parts.saturating_sub(1);
            self.send(id, &Frame::Copy(part));
        }
    }
}

impl Session {
    fn awaits_preview(&self, now: u64) -> bool {
        self.preview_until.is_some_and(|until| now < until)
    }
}
