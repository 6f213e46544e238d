//! The desk as the window knows it: open, or refused with the reason.

use std::sync::{Arc, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use steward_app::Desk;
use steward_app::views::Refusal;

/// Whether the store is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StoreOpening {
    /// It is.
    Ready,
    /// It is, and waits for the venue it joined: nothing of it is here yet.
    Arriving,
    /// It is not: the window shows why and what can be done.
    Refused {
        /// What is wrong, such as `key_missing` or `newer`.
        code: String,
        /// More, as the system said it.
        detail: String,
    },
}

/// The desk behind the window. Commands reach it through [`Front::ask`] only.
pub struct Front(RwLock<Result<Arc<Desk>, Refusal>>);

impl Front {
    /// A front before this desk, or before the reason why there is none.
    #[must_use]
    pub fn new(desk: Result<Arc<Desk>, Refusal>) -> Self {
        Self(RwLock::new(desk))
    }

    /// Whether the store is open.
    #[must_use]
    pub fn opening(&self) -> StoreOpening {
        match self.desk() {
            Ok(desk) if desk.knows_venue() => StoreOpening::Ready,
            Ok(_) => StoreOpening::Arriving,
            Err(Refusal::Store { code, detail }) => StoreOpening::Refused { code, detail },
            Err(other) => StoreOpening::Refused {
                code: "other".to_owned(),
                detail: other.to_string(),
            },
        }
    }

    /// The desk.
    ///
    /// # Errors
    /// Why it is not open.
    pub fn desk(&self) -> Result<Arc<Desk>, Refusal> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Puts a desk that was opened later in place.
    pub fn seat(&self, desk: Arc<Desk>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Ok(desk);
    }

    /// Puts a question to the desk on a thread that may wait.
    ///
    /// # Errors
    /// What the desk refuses, or why it is not open. A question that panics
    /// is refused too: the window goes on.
    pub async fn ask<T, Q>(&self, question: Q) -> Result<T, Refusal>
    where
        T: Send + 'static,
        Q: FnOnce(&Desk) -> Result<T, Refusal> + Send + 'static,
    {
        let desk = self.desk()?;
        off_the_loop(move || question(&desk)).await
    }
}

/// Runs what may wait on a thread of its own; a panic in it becomes a refusal.
///
/// # Errors
/// What the work refuses.
pub(crate) async fn off_the_loop<T, W>(work: W) -> Result<T, Refusal>
where
    T: Send + 'static,
    W: FnOnce() -> Result<T, Refusal> + Send + 'static,
{
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|fault| {
            Err(Refusal::Store {
                code: "other".to_owned(),
                detail: fault.to_string(),
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused() -> Front {
        Front::new(Err(Refusal::Store {
            code: "newer".to_owned(),
            detail: "9".to_owned(),
        }))
    }

    #[test]
    fn a_front_without_a_desk_says_why_and_asks_nobody() {
        let front = refused();
        assert_eq!(
            front.opening(),
            StoreOpening::Refused {
                code: "newer".to_owned(),
                detail: "9".to_owned()
            }
        );
        let answer = tauri::async_runtime::block_on(front.ask(|_| Ok(())));
        assert!(matches!(answer, Err(Refusal::Store { code, .. }) if code == "newer"));
    }

    #[test]
    fn work_that_panics_is_a_refusal() {
        let answer: Result<(), _> =
            tauri::async_runtime::block_on(off_the_loop(|| panic!("on purpose")));
        assert!(matches!(answer, Err(Refusal::Store { code, .. }) if code == "other"));
    }
}
