//! The connections that read, and how many of them are at work.

use std::sync::{Arc, Condvar, Mutex};

use rusqlite::Connection;

use crate::store::lock;

/// How many idle connections are kept.
const IDLE: usize = 4;

/// What reads of an open store.
#[derive(Default)]
pub(crate) struct Reads {
    pub(crate) readers: Mutex<Readers>,
    /// Told when a read is done.
    pub(crate) calm: Condvar,
}

/// The connections that read.
#[derive(Default)]
pub(crate) struct Readers {
    pub(crate) idle: Vec<Connection>,
    pub(crate) busy: usize,
}

/// A read on its way: counted until it is done, come what may.
pub(crate) struct Reading(Arc<Reads>);

impl Reading {
    /// Begins one, with a connection that is at hand.
    pub(crate) fn begin(reads: &Arc<Reads>) -> (Self, Option<Connection>) {
        let mut readers = lock(&reads.readers);
        readers.busy += 1;
        (Self(Arc::clone(reads)), readers.idle.pop())
    }

    /// Keeps the connection for the next.
    pub(crate) fn end(self, connection: Connection) {
        let mut readers = lock(&self.0.readers);
        if readers.idle.len() < IDLE {
            readers.idle.push(connection);
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        lock(&self.0.readers).busy -= 1;
        self.0.calm.notify_all();
    }
}
