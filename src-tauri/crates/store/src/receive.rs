//! Taking in what others wrote, a transaction at a time.
//!
//! A batch is taken in one transaction, which is fastest, unless somebody at
//! this station wants to write meanwhile: then that transaction is given up,
//! they write, and the batch goes on in small ones, each of which ends where a
//! station could have stopped. Where somebody wrote during one batch the next
//! begins with small ones.

use crate::accept::{self, Opened, Outcome, Pace};
use crate::desk::Desk;
use crate::store::{Store, begin, changed, lock};
use crate::table::parked;
use crate::{Accepted, Changed, Fault, Incoming, folding, open};

/// So many small transactions leave about as much in the write-ahead log as
/// one may.
const FOLD_IN_AFTER: usize = 3;

/// So many commits are looked at for a small transaction: a few runs of those
/// that one signature proves, and far less than a batch.
const LOOKED_AT: usize = 128;

impl Store {
    /// Takes commits from outside: those that can be applied are, those that
    /// build on others wait, bad ones are kept aside and named. A long batch
    /// lets local acts in between.
    ///
    /// # Errors
    /// When the database fails; what was taken before stays.
    pub fn accept(&self, batch: Vec<Incoming>, wall_ms: i64) -> Result<Accepted, Fault> {
        self.accept_unless(batch, wall_ms, &|| self.turn.someone_waits())
    }

    /// The same; `is_wanted` says whether somebody waits for the writer.
    pub(crate) fn accept_unless(
        &self,
        batch: Vec<Incoming>,
        wall_ms: i64,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<Accepted, Fault> {
        // Reading commits needs no writer.
        let mut rest = Opened::all(batch);
        let mut total = Accepted::default();
        let (mut pace, mut most) = if self.turn.someone_came() {
            (Pace::Little { follows: false }, LOOKED_AT)
        } else {
            (Pace::Whole(is_wanted), usize::MAX)
        };
        for turn in 1_usize.. {
            let later = rest.split_off(most.min(rest.len()));
            if let Pace::Little { follows } = &mut pace {
                *follows = !later.is_empty();
            }
            let taken = self.take(wall_ms, pace, |_| Ok(rest.clone()))?;
            let Some(outcome) = taken else {
                (pace, most) = (Pace::Little { follows: false }, LOOKED_AT);
                continue;
            };
            total.applied += outcome.accepted.applied;
            total.already += outcome.accepted.already;
            total.waiting += outcome.accepted.waiting;
            total.dropped += outcome.accepted.dropped;
            total.quarantined.extend(outcome.accepted.quarantined);
            total.lacking = outcome.accepted.lacking;
            if !outcome.has_more || turn.is_multiple_of(FOLD_IN_AFTER) {
                // Beside whoever writes now.
                folding::fold_in(&self.reads, &self.place, &self.key);
            }
            if !outcome.has_more {
                return Ok(total);
            }
            if outcome.accepted.applied == 0 {
                // What proves these is farther behind.
                most = most.saturating_mul(4);
            }
            rest = outcome.rest;
            rest.extend(later);
        }
        Ok(total)
    }

    /// Commits that an older version could not read may be readable now.
    pub(crate) fn retry_newer(&self, wall_ms: i64) -> Result<(), Fault> {
        let newer = |connection: &_| {
            let released = parked::release_newer(connection)?;
            Ok(Opened::all(released))
        };
        self.take(wall_ms, Pace::Whole(&|| false), newer).map(drop)
    }

    /// One transaction; `None` when it was given up.
    fn take(
        &self,
        wall_ms: i64,
        pace: Pace<'_>,
        batch: impl FnOnce(&rusqlite::Connection) -> Result<Vec<Opened>, Fault>,
    ) -> Result<Option<Outcome>, Fault> {
        self.turn.after_others();
        let mut desk = lock(&self.desk);
        // A row's commit is looked for in the log at each row otherwise, which
        // is a good part of the time; it was appended a moment before.
        open::check_references(&desk.connection, false)?;
        open::folds_in(&desk.connection, false)?;
        let taken = self.take_with(&mut desk, wall_ms, pace, batch);
        open::check_references(&desk.connection, true)?;
        open::folds_in(&desk.connection, true)?;
        drop(desk);
        let Some((outcome, changed)) = taken? else {
            return Ok(None);
        };
        if !changed.ids.is_empty() || outcome.accepted.applied > 0 {
            self.feed.tell(&changed);
        }
        Ok(Some(outcome))
    }

    fn take_with(
        &self,
        desk: &mut Desk,
        wall_ms: i64,
        pace: Pace<'_>,
        batch: impl FnOnce(&rusqlite::Connection) -> Result<Vec<Opened>, Fault>,
    ) -> Result<Option<(Outcome, Changed)>, Fault> {
        let venue = desk.identity.venue;
        let transaction = begin(&mut desk.connection)?;
        let batch = batch(&transaction)?;
        let Some(mut outcome) = accept::accept(&transaction, venue, batch, wall_ms, pace)? else {
            return Ok(None);
        };
        // A station that one of them lets in may have said something already.
        // Or there is another way beside what was taken.
        while outcome.has_new_key || outcome.has_left {
            let pace = Pace::Whole(&|| false);
            match accept::accept(&transaction, venue, Vec::new(), wall_ms, pace)? {
                Some(more) => outcome.add(more),
                None => break,
            }
        }
        let changed = changed(std::mem::take(&mut outcome.touched), &transaction)?;
        transaction.commit()?;
        desk.clock.merge(outcome.newest);
        desk.renew_if_used_elsewhere(&changed.heads)?;
        Ok(Some((outcome, changed)))
    }
}

#[cfg(test)]
mod tests;
