//! Reading what comes from outside, which needs no database.

use std::sync::Arc;

use steward_domain::log::{Commit, Digest32, SealError, Sealed};

use crate::project::Content;
use crate::{Incoming, Reason, cores};

/// Reading so many takes longer than starting a thread.
const WORTH_A_THREAD: usize = 64;

/// A commit from outside that was read, or why it could not be.
#[derive(Clone)]
pub(crate) enum Opened {
    /// With its signature.
    Commit(Arc<Read>, Option<[u8; 64]>),
    /// The bytes are no commit of this version.
    Bad(Reason, Digest32, Incoming),
}

/// A commit with its bytes and what they say.
pub(crate) struct Read {
    pub(super) commit: Commit,
    pub(super) sealed: Sealed,
    pub(super) content: Content,
}

impl Opened {
    /// Reads commits, on all cores where there are many.
    pub(crate) fn all(batch: Vec<Incoming>) -> Vec<Self> {
        cores::map(batch, WORTH_A_THREAD, Self::from)
    }
}

impl From<Incoming> for Opened {
    fn from(incoming: Incoming) -> Self {
        let Incoming { bytes, signature } = incoming;
        let sealed = Sealed::from_bytes(bytes);
        match sealed.open() {
            Ok(commit) => {
                let content = Content::of(&commit);
                let read = Read {
                    commit,
                    sealed,
                    content,
                };
                Self::Commit(Arc::new(read), signature)
            }
            Err(fault) => {
                let reason = match fault {
                    SealError::Newer { .. } => Reason::NewerLayout,
                    _ => Reason::Undecodable,
                };
                let bytes = sealed.bytes;
                Self::Bad(reason, sealed.hash, Incoming { bytes, signature })
            }
        }
    }
}
