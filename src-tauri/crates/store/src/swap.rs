//! A whole store taken in place of what is here, while the program goes on.

use std::panic::resume_unwind;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use steward_domain::log::Heads;

use crate::accept::{Opened, Pace};
use crate::fork::{self, Forks};
use crate::store::{begin, lock};
use crate::table::{arrival, head, log, record};
use crate::{Arriving, Changed, Fault, Store, accept, disk, image, open};

/// How long the end of a read is waited for before it is looked again.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

impl Store {
    /// The version of the tables: only an image of the same one is taken.
    #[must_use]
    pub fn tables_version() -> u32 {
        u32::try_from(open::STEPS.len()).unwrap_or(u32::MAX)
    }

    /// Takes an image that came, in place of what is here. It is proven first;
    /// who this station is, its choices, its own key and what it wrote itself
    /// stay. How far the log goes then. Whatever image is given here meanwhile
    /// is waited for.
    ///
    /// # Errors
    /// [`Fault::Damaged`] for an image that is not what it should be; see
    /// [`Fault`]. The store is then as it was, and the image gone.
    pub fn adopt(&self, image: Arriving, wall_ms: i64) -> Result<Heads, Fault> {
        let adopted = image
            .finish()
            .and_then(|path| self.take_over(&path, wall_ms));
        self.forget_image();
        adopted
    }

    fn take_over(&self, path: &Path, wall_ms: i64) -> Result<Heads, Fault> {
        let venue = self.identity().venue;
        let own = open::reader(&self.place.database(), &self.key)?;
        // What takes long is done before anybody has to wait.
        let (proven, flushed) = thread::scope(|scope| {
            let flushing = scope.spawn(|| disk::sync_file(path));
            let proven = image::prove(path, &self.key, venue, &own);
            let flushed = flushing.join();
            (proven, flushed.unwrap_or_else(|panic| resume_unwind(panic)))
        });
        proven?;
        flushed?;
        drop(own);
        let mut taken = image::open_proven(path, &self.key)?;
        let newest = log::newest_stamp(&taken)?;
        loop {
            let mut desk = lock(&self.desk);
            let mut readers = lock(&self.reads.readers);
            if readers.busy > 0 {
                // Whoever reads may want the writer before it is done.
                drop(desk);
                drop(self.reads.calm.wait_timeout(readers, LOOK_AGAIN));
                continue;
            }
            image::settle_in(&taken, &self.place, &self.key)?;
            let tips = head::tips(&desk.connection)?;
            let had = fork::in_common(&desk.connection, &taken)?;
            let own = accept::load(&desk.connection, &had, &Heads::new(), usize::MAX)?;
            let transaction = begin(&mut taken)?;
            arrival::all_came(&transaction, wall_ms)?;
            let own = own.commits.into_iter().map(Opened::from).collect();
            let whole = Pace::Whole(&|| false);
            let mut outcome = accept::accept(&transaction, venue, own, wall_ms, whole)?;
            while outcome.is_some_and(|outcome| outcome.has_left) {
                outcome = accept::accept(&transaction, venue, Vec::new(), wall_ms, whole)?;
            }
            transaction.commit()?;
            if !fork::has_all(&taken, &desk.connection, &tips)? {
                return Err(Fault::Damaged {
                    what: "the image does not bear what was written here".to_owned(),
                });
            }
            let heads = Forks::load(&taken)?.told(&head::tips(&taken)?);
            let kinds = record::kinds(&taken)?;
            taken.pragma_update(None, "journal_mode", "WAL")?;
            taken.close().map_err(|(_, e)| e)?;
            disk::sync_file(path)?;
            readers.idle.clear();
            self.change_files(path, &mut desk.connection)?;
            desk.clock.merge(newest);
            desk.renew_if_used_elsewhere(&heads)?;
            drop((readers, desk));
            self.feed.tell(&Changed {
                kinds,
                ids: Vec::new(),
                heads: heads.clone(),
            });
            return Ok(heads);
        }
    }

    /// Puts an image in the place of the file. All other connections to the
    /// file are closed.
    fn change_files(&self, image: &Path, writer: &mut Connection) -> Result<(), Fault> {
        let database = self.place.database();
        let nowhere = Connection::open_in_memory()?;
        let old = std::mem::replace(writer, nowhere);
        // Folds the write-ahead log in and takes it away: the new file must
        // not find the old one's.
        let changed = old
            .close()
            .map_err(|(_, e)| e.into())
            .and_then(|()| std::fs::rename(image, &database).map_err(|e| Fault::io(image, e)));
        if changed.is_ok() {
            disk::sync_dir(&self.place.dir);
        }
        *writer = open::again(&database, &self.key)?;
        changed
    }
}
