//! Taking: one peer is asked at a time, and one batch is at the store.

use steward_domain::ids::StationId;
use steward_domain::log::{Digest32, Dot, Heads, Incoming, Taken};

use super::{
    ANSWER_MS, Exchange, FIRST_BYTES, MAX_ACCEPTS, MAX_PUSHED, Now, Output, RELAY_MS, REST_MS,
    SessionId, WANT_BYTES,
};
use crate::session::Session;
use crate::{Bye, Frame, Report};

/// A peer being asked.
#[derive(Debug)]
pub(super) struct Pull {
    pub(super) session: SessionId,
    pub(super) asked_at: u64,
    /// An answer is outstanding.
    awaits: bool,
    /// The last answer was not the end.
    more: bool,
    /// Batches of this pull that are at the store or wait for it.
    at_store: usize,
    /// A little, before a whole copy is asked for.
    is_first: bool,
    /// How often our log had moved when it began.
    began: u64,
    /// How often the peer's log had moved when it was last asked.
    heard: u64,
    /// What is to be asked for again once the store has taken all.
    again: Heads,
    /// What it was asked for again.
    asked: Heads,
}

impl Pull {
    /// When the answer must have come, if one is awaited.
    pub(super) fn answer_due(&self) -> Option<u64> {
        self.awaits.then_some(self.asked_at + ANSWER_MS)
    }
}

/// A batch on its way to the store.
#[derive(Debug)]
pub(super) struct Accepting {
    commits: Vec<Incoming>,
    /// From the pull that runs.
    pulled: bool,
}

impl Exchange {
    /// The answer to a want came.
    pub(super) fn answered(&mut self, now: Now, id: SessionId, commits: Vec<Incoming>, more: bool) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.owes = false;
        }
        let Some(pull) = self
            .pull
            .as_mut()
            .filter(|pull| pull.session == id && pull.awaits)
        else {
            // Too late: another was asked meanwhile.
            return;
        };
        pull.awaits = false;
        pull.more = more && !commits.is_empty() && !pull.is_first;
        if !commits.is_empty() {
            pull.at_store += 1;
            self.accepts.push_back(Accepting {
                commits,
                pulled: true,
            });
        }
        self.ask_on(now);
        self.accept_next();
    }

    /// A peer sent what it has just written.
    pub(super) fn pushed(&mut self, id: SessionId, last: Dot, commits: Vec<Incoming>) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        if !session.hears([last]) {
            return self.close(id, Bye::Broken);
        }
        let count = u64::try_from(commits.len()).unwrap_or(u64::MAX);
        let has = self.mine.of(last.chain);
        let follows = last.seq > has && last.seq.saturating_sub(count) <= has;
        let size = |commits: &[Incoming]| commits.iter().map(|c| c.bytes.len()).sum::<usize>();
        let pushed = self.accepts.iter().filter(|accepting| !accepting.pulled);
        let bytes = pushed.fold(size(&commits), |sum, one| {
            sum.saturating_add(size(&one.commits))
        });
        if follows && self.accepts.len() < MAX_ACCEPTS && bytes <= MAX_PUSHED {
            self.accepts.push_back(Accepting {
                commits,
                pulled: false,
            });
            self.accept_next();
        }
    }

    /// The store took a batch, or failed to.
    pub(super) fn accepted(&mut self, now: Now, taken: Option<Taken>) {
        self.is_accepting = false;
        let was_pulled = self
            .accepts
            .pop_front()
            .is_some_and(|accepting| accepting.pulled);
        if let Some(pull) = self.pull.as_mut().filter(|_| was_pulled) {
            pull.at_store = pull.at_store.saturating_sub(1);
            pull.again = taken
                .as_ref()
                .map_or_else(Heads::new, |t| t.lacking.clone());
        }
        let is_late = std::mem::take(&mut self.late.accepted);
        match taken {
            Some(_) if is_late => {}
            Some(taken) => self.moved(now, &taken.heads),
            None => self.give_up(now),
        }
        self.ask_on(now);
        self.accept_next();
    }

    /// Asks for the next batch: it travels while the last is taken in, and no
    /// more than two are ever held. Then for what shows where another way than
    /// ours began, if some of it came.
    fn ask_on(&mut self, now: Now) {
        let is_done = |pull: &&mut Pull| !pull.more && !pull.awaits && pull.at_store == 0;
        if let Some(pull) = self.pull.as_mut().filter(is_done)
            && !pull.again.is_empty()
            && let Some(session) = self.sessions.get_mut(&pull.session)
        {
            let again = std::mem::take(&mut pull.again);
            if session.ask_again(again) {
                pull.awaits = true;
                pull.asked_at = now.mono_ms;
                let id = pull.session;
                self.ask(id, false);
            }
            return;
        }
        let is_due = |pull: &&mut Pull| pull.more && !pull.awaits && pull.at_store < 2;
        if let Some(pull) = self.pull.as_mut().filter(is_due) {
            pull.more = false;
            pull.awaits = true;
            pull.asked_at = now.mono_ms;
            let id = pull.session;
            self.ask(id, true);
        }
    }

    /// Ends a pull that is done or that nobody answers, and begins the next.
    pub(super) fn pull_on(&mut self, now: Now) {
        if let Some(pull) = &self.pull {
            if pull.answer_due().is_some_and(|due| due <= now.mono_ms) {
                self.give_up(now);
            } else if !pull.awaits && pull.at_store == 0 {
                self.finish_pull();
            }
        }
        self.end_late_copy(now);
        self.look_again(now);
        for session in self.sessions.values_mut() {
            if session.stand.not_here == 0 {
                session.ahead_since = None;
            } else if session.ahead_since.is_none() {
                session.ahead_since = Some(now.mono_ms);
            }
        }
        // What is on its way to the store is not asked for.
        if self.is_taking() {
            return;
        }
        let ready = self
            .sessions
            .values()
            .filter(|session| self.askable_at(session).is_some_and(|at| at <= now.mono_ms))
            .max_by_key(|session| promise(session))
            .map(|session| session.id);
        if let Some(id) = ready {
            if self.begins_otherwise(now, id) {
                return;
            }
            self.pull = Some(Pull {
                session: id,
                asked_at: now.mono_ms,
                awaits: true,
                more: false,
                at_store: 0,
                is_first: self.is_worth_a_copy(id),
                began: self.moves,
                heard: 0,
                again: Heads::new(),
                asked: Heads::new(),
            });
            self.ask(id, false);
        }
    }

    /// When the next pull may begin, monotonic milliseconds.
    pub(super) fn next_pull_at(&self) -> Option<u64> {
        if self.is_taking() {
            return None;
        }
        self.sessions
            .values()
            .filter_map(|session| self.askable_at(session))
            .min()
    }

    fn is_taking(&self) -> bool {
        self.pull.is_some() || self.copy.is_some() || self.is_taking_copy || self.is_accepting
    }

    /// When a peer may be asked, if it has anything we lack. What a third
    /// station wrote is first awaited from itself, if it is in sight.
    fn askable_at(&self, session: &Session) -> Option<u64> {
        session.station?;
        let rests_until = session.rest_until.max(session.preview_until.unwrap_or(0));
        if !session.again.is_empty() && !session.owes {
            return Some(rests_until);
        }
        let since = session.ahead_since?;
        // Whoever owes an answer is not asked again before it came: it would
        // be taken for the answer to what was asked later.
        if session.owes || session.stalled == Some((self.moves, session.heard)) {
            return None;
        }
        let grace = if session.stand.awaits_authors {
            RELAY_MS
        } else {
            0
        };
        Some(rests_until.max(since + grace))
    }

    fn ask(&mut self, id: SessionId, resume: bool) {
        let is_first = self.pull.as_ref().is_some_and(|pull| pull.is_first);
        let bytes = if is_first { FIRST_BYTES } else { WANT_BYTES };
        let mut again = Heads::new();
        if let Some(session) = self.sessions.get_mut(&id) {
            session.owes = true;
            if !resume {
                again = std::mem::take(&mut session.again);
            }
            if let Some(pull) = self.pull.as_mut() {
                pull.heard = session.heard;
                pull.asked = again.clone();
            }
        }
        // It answers with what it does not know to be here.
        self.tell(id);
        let want = Frame::Want {
            bytes,
            resume,
            again,
        };
        self.send(id, &want);
    }

    fn finish_pull(&mut self) {
        let Some(pull) = self.pull.take() else {
            return;
        };
        let Some(session) = self.sessions.get_mut(&pull.session) else {
            return;
        };
        if pull.began != self.moves {
            session.stalled = None;
        } else if pull.is_first {
            // The front of its log is of no use here; what is behind may be.
            session.is_without_copy = true;
        } else if session.stand.not_here > 0 {
            // Said once, until it brings something: it may claim ever more.
            let is_new = session.stalled.is_none();
            session.stalled = Some((self.moves, pull.heard));
            if let Some(station) = session.station.filter(|_| is_new) {
                self.outputs
                    .push_back(Output::Report(Report::Stuck { station }));
            }
            // It may wait for a way that is another one than ours, and of which
            // the peer has less than we have of ours.
            let both = self.mine.iter().filter_map(|dot| {
                let seq = dot.seq.min(session.theirs.of(dot.chain));
                (seq > 0).then_some(Dot { seq, ..dot })
            });
            session.ask_again(before_the_newest(&both.collect()));
        }
    }

    fn give_up(&mut self, now: Now) {
        if let Some(pull) = self.pull.take()
            && let Some(session) = self.sessions.get_mut(&pull.session)
        {
            session.rest_until = now.mono_ms + REST_MS;
            session.again = pull.asked;
        }
        // What waits for the store came from the pull that is over; it is
        // asked for again.
        let first = usize::from(self.is_accepting);
        let mut place = 0;
        self.accepts.retain(|accepting| {
            place += 1;
            place <= first || !accepting.pulled
        });
    }

    fn accept_next(&mut self) {
        if self.is_accepting {
            return;
        }
        // It stays in front, empty, until the store has answered.
        if let Some(next) = self.accepts.front_mut() {
            self.is_accepting = true;
            self.outputs.push_back(Output::Accept {
                commits: std::mem::take(&mut next.commits),
            });
        }
    }
}

/// How good it is to ask a peer: the more it has the better, and among equals
/// each station asks another one.
fn promise(session: &Session) -> (u32, Digest32) {
    let lacked = session.stand.not_here;
    (u64::BITS - lacked.leading_zeros(), session.lot)
}

/// What to ask again for to be told the newest commit of each chain, which
/// tells by which way it came so far.
pub(super) fn before_the_newest(heads: &Heads) -> Heads {
    let before = heads.iter().map(|dot| Dot {
        seq: dot.seq.saturating_sub(1),
        ..dot
    });
    before.collect()
}

/// What decides among equals: for each asker another one.
pub(super) fn lot(asker: StationId, asked: StationId) -> Digest32 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(asker.0.as_bytes()).update(asked.0.as_bytes());
    *hasher.finalize().as_bytes()
}
