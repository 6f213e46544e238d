//! A store that was brought back to a backup while its peers were in sight: it
//! has less than they were told, and only a new beginning shows them what it
//! lacks. Its new life has another epoch.

use steward_domain::log::Heads;

use super::{Digested, Exchange, Known, Now, SessionId};
use crate::{Bye, heads_hash};

/// What the house was asked before the store was brought back: the answers say
/// how far the log went then.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Late {
    pub(super) accepted: bool,
    pub(super) copied: bool,
    digested: bool,
}

impl Exchange {
    /// The house says how far its log goes.
    pub(super) fn told(&mut self, now: Now, heads: &Heads) {
        if std::mem::take(&mut self.is_new_life) && !heads.includes(&self.mine) {
            self.begin_again(now, heads);
        } else {
            self.moved(now, heads);
        }
    }

    /// Parts from every peer. Whoever meets it again is told how far its log
    /// goes now, and asked for the rest.
    fn begin_again(&mut self, now: Now, heads: &Heads) {
        let sessions: Vec<SessionId> = self.sessions.keys().copied().collect();
        for id in sessions {
            self.close(id, Bye::Closing);
        }
        // The one that the store is at stays in front until it has answered.
        self.accepts.truncate(usize::from(self.is_accepting));
        self.late = Late {
            accepted: self.is_accepting,
            copied: self.is_taking_copy,
            digested: self.is_digesting,
        };
        self.digest = None;
        self.mine = heads.clone();
        self.hash = heads_hash(&self.mine);
        self.moves += 1;
        self.turn += 1;
        self.moved_at = now.mono_ms;
    }

    /// The house made a digest.
    pub(super) fn digested(&mut self, now: Now, made: &Digested) {
        self.is_digesting = false;
        if std::mem::take(&mut self.late.digested) {
            return;
        }
        self.moved(now, &made.heads);
        self.digest = Some(Known {
            heads: heads_hash(&made.heads),
            tips: made.tips,
            digest: made.digest,
        });
    }
}
