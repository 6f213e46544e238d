//! Commits that were read once, for every machine of a world: a commit's
//! bytes never change.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rustc_hash::FxBuildHasher;
use serde_json::Value;
use steward_domain::log::{Commit, Digest32, Dot, Op, Sealed};
use uuid::Uuid;

use crate::Field;

/// A commit as it was read.
#[derive(Debug)]
pub struct Opened {
    /// Its bytes and their hash.
    pub sealed: Sealed,
    /// What it says.
    pub commit: Commit,
    /// Its changes, as far as they are known here.
    pub changes: Vec<Change>,
}

impl Opened {
    /// Its name.
    #[must_use]
    pub fn dot(&self) -> Dot {
        self.commit.dot()
    }
}

/// One change.
#[derive(Debug)]
pub enum Change {
    /// A field was written.
    Put {
        /// Which.
        field: Field,
        /// What it says now.
        value: Value,
    },
    /// A fact was added.
    Fact {
        /// Its id.
        id: Uuid,
        /// Kind, what it is about, what is said.
        said: (String, Uuid, Value),
    },
}

/// What was read so far; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Library(Rc<RefCell<Shelf>>);

type Shelf = HashMap<Rc<[u8]>, Result<Rc<Opened>, Digest32>, FxBuildHasher>;

impl Library {
    /// Reads a commit.
    ///
    /// # Errors
    /// The hash of bytes that are none.
    pub fn open(&self, bytes: &[u8]) -> Result<Rc<Opened>, Digest32> {
        let mut shelf = self.0.borrow_mut();
        if let Some(known) = shelf.get(bytes) {
            return known.clone();
        }
        let sealed = Sealed::from_bytes(bytes.to_vec());
        let opened = match sealed.open() {
            Ok(commit) => Ok(Rc::new(Opened {
                changes: commit.known_ops().map(change).collect(),
                sealed,
                commit,
            })),
            Err(_) => Err(sealed.hash),
        };
        shelf.insert(bytes.into(), opened.clone());
        opened
    }
}

fn change(op: Op) -> Change {
    match op {
        Op::Put {
            kind,
            id,
            field,
            value,
        } => Change::Put {
            field: (kind, id, field),
            value,
        },
        Op::Fact {
            id,
            kind,
            about,
            body,
        } => Change::Fact {
            id,
            said: (kind, about, body),
        },
    }
}
