//! The one error: a sentence that says what did not go as it must.

use std::fmt;
use std::io;

/// What did not go as it must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault(String);

/// What everything here gives.
pub(crate) type Outcome<T> = Result<T, Fault>;

impl Fault {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Fails with a sentence unless it is so.
    pub(crate) fn unless(is_so: bool, sentence: impl FnOnce() -> String) -> Outcome<()> {
        if is_so { Ok(()) } else { Err(Self(sentence())) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}
