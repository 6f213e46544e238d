//! The commit feed: told after COMMIT, never before.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

use steward_domain::log::Heads;
use uuid::Uuid;

/// What a transaction changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Kinds of the records and facts it touched.
    pub kinds: BTreeSet<String>,
    /// The records it touched or said something about.
    pub ids: Vec<Uuid>,
    /// What the store has now.
    pub heads: Heads,
}

type Listener = Box<dyn Fn(&Changed) + Send + Sync>;

/// Those who want to know.
#[derive(Default)]
pub(crate) struct Feed(RwLock<Vec<Listener>>);

impl Feed {
    pub(crate) fn subscribe(&self, listener: Listener) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .push(listener);
    }

    pub(crate) fn tell(&self, changed: &Changed) {
        for listener in self.0.read().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(changed);
        }
    }
}
