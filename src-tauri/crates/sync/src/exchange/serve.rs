//! Giving: answers to wants, and pushes of what this station writes.

use steward_domain::log::{Batch, Dot, Heads};

use super::{Exchange, Output, PUSH_BYTES, SessionId, WANT_BYTES};
use crate::Frame;
use crate::session::{Purpose, Wanted};

impl Exchange {
    /// A peer asks. One answer at a time; a second want before the first is
    /// answered takes its place.
    pub(super) fn want(&mut self, id: SessionId, bytes: u32, resume: bool, again: Heads) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.wanted = Some(Wanted {
                bytes: bytes.min(WANT_BYTES),
                resume,
                again,
            });
        }
        self.load_next(id);
    }

    /// Whether what this station wrote should go to a peer unasked: the peer
    /// has all before it, as far as it told or was sent.
    pub(super) fn consider_push(&mut self, id: SessionId) {
        let me = self.me.station;
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        if session.station.is_none() || session.to_push.is_some() {
            return;
        }
        let moved: Vec<Dot> = self
            .mine
            .iter()
            .filter(|dot| dot.chain.station == me && session.told.of(dot.chain) < dot.seq)
            .collect();
        let &[last] = moved.as_slice() else {
            return;
        };
        let pushed = session
            .pushed
            .filter(|dot| dot.chain == last.chain)
            .map_or(0, |dot| dot.seq);
        let has = session.theirs.of(last.chain).max(pushed);
        // Before anything is known of the peer, news come first.
        if has == 0 && last.seq > 1 || has != session.told.of(last.chain) {
            return;
        }
        session.to_push = Some(last);
        self.load_next(id);
    }

    /// Starts the next load of a session, if one is due and none runs.
    fn load_next(&mut self, id: SessionId) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        if session.loading.is_some() {
            return;
        }
        let mut again = Heads::new();
        let (after, bytes) = if let Some(last) = session.to_push.take() {
            session.loading = Some(Purpose::Push(last));
            let has = session.told.of(last.chain);
            let others = self.mine.iter().filter(|dot| dot.chain != last.chain);
            let own = (has > 0).then_some(Dot {
                chain: last.chain,
                seq: has,
            });
            (others.chain(own).collect::<Heads>(), PUSH_BYTES)
        } else if let Some(wanted) = session.wanted.take() {
            session.loading = Some(Purpose::Answer);
            // Served may be less than it has: it asked for some of it again.
            let after = if wanted.resume {
                session.served.clone()
            } else {
                session.theirs.clone()
            };
            again = wanted.again;
            (after, wanted.bytes)
        } else {
            return;
        };
        self.outputs.push_back(Output::Load {
            session: id,
            after,
            again,
            bytes,
        });
    }

    /// The store gave what was asked for.
    pub(super) fn loaded(&mut self, id: SessionId, batch: Batch) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        let frame = match session.loading.take() {
            None => return,
            Some(Purpose::Answer) => {
                session.served = batch.reached;
                Some(Frame::Commits {
                    commits: batch.commits,
                    more: batch.more,
                })
            }
            // What is too much for a push is told as news, and asked for.
            Some(Purpose::Push(_)) if batch.more || batch.commits.is_empty() => None,
            Some(Purpose::Push(last)) => {
                let last = Dot {
                    seq: batch.reached.of(last.chain),
                    ..last
                };
                session.told.see(last);
                session.pushed = Some(last);
                Some(Frame::Push {
                    last,
                    commits: batch.commits,
                })
            }
        };
        match frame {
            Some(frame) => self.send_commits(id, frame),
            None => self.tell(id),
        }
        self.load_next(id);
    }
}
