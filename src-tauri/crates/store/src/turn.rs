//! Whose turn it is to write. People come before a catch-up: whoever takes
//! commits in asks here whether somebody waits, and lets them in first.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

use crate::store::lock;

/// How many wait for the writer.
#[derive(Default)]
pub(crate) struct Turn {
    waiting: Mutex<usize>,
    nobody: Condvar,
    came: AtomicBool,
}

impl Turn {
    /// Gets something that others may hold, and is known to wait meanwhile.
    pub(crate) fn wait_for<T>(&self, get: impl FnOnce() -> T) -> T {
        self.came.store(true, Ordering::Relaxed);
        *lock(&self.waiting) += 1;
        let got = get();
        let mut waiting = lock(&self.waiting);
        *waiting -= 1;
        if *waiting == 0 {
            self.nobody.notify_all();
        }
        got
    }

    /// Whether somebody came since this was asked last: whoever works here
    /// comes again soon.
    pub(crate) fn someone_came(&self) -> bool {
        self.came.swap(false, Ordering::Relaxed)
    }

    /// Whether somebody waits.
    pub(crate) fn someone_waits(&self) -> bool {
        *lock(&self.waiting) > 0
    }

    /// Returns when nobody waits.
    pub(crate) fn after_others(&self) {
        let waiting = lock(&self.waiting);
        drop(self.nobody.wait_while(waiting, |waiting| *waiting > 0));
    }
}
