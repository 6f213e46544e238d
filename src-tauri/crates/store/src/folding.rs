//! Bringing the write-ahead log into the file beside the acts: no act waits
//! for what those before it left there.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use zeroize::Zeroizing;

use crate::reads::{Reading, Reads};
use crate::store::lock;
use crate::{Place, open};

/// Acts between two times; one leaves some dozens of pages.
const ACTS: u32 = 16;

/// Counts acts, and folds in after some of them.
#[derive(Default)]
pub(crate) struct Folding {
    acts: AtomicU32,
    /// The thread at it. It ends before the store is given back.
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Folding {
    /// After an act: folds in, if it is time and nobody is at it.
    pub(crate) fn after_act(&self, reads: &Arc<Reads>, place: &Place, key: &Zeroizing<[u8; 32]>) {
        let acts = self.acts.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        if !acts.is_multiple_of(ACTS) {
            return;
        }
        let mut thread = lock(&self.thread);
        if thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let (reads, place, key) = (Arc::clone(reads), place.clone(), key.clone());
        let begun = thread::Builder::new()
            .name("fold-in".to_owned())
            .spawn(move || fold_in(&reads, &place, &key));
        // Without a thread the writer does it, as soon as there is much.
        *thread = begun.ok();
    }
}

impl Drop for Folding {
    fn drop(&mut self) {
        if let Some(thread) = lock(&self.thread).take() {
            drop(thread.join());
        }
    }
}

/// Brings what was written into the file itself, while others read and
/// write. Where it cannot be done now, it is later.
pub(crate) fn fold_in(reads: &Arc<Reads>, place: &Place, key: &[u8; 32]) {
    let (reading, idle) = Reading::begin(reads);
    let connection = idle.map_or_else(|| open::reader(&place.database(), key), Ok);
    if let Ok(connection) = connection {
        drop(open::fold_in(&connection));
        reading.end(connection);
    }
}
