//! Meetings that are only held, and those of one organiser.

use steward_domain::meeting::Meeting;

use super::Reader;
use crate::Fault;
use crate::table::{meeting, search};

impl Reader<'_> {
    /// The meetings that are only held and end after a moment, by start.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meetings_only_held(&self, after_ms: i64) -> Result<Vec<Meeting>, Fault> {
        self.readable(meeting::only_held(self.connection, after_ms)?)
    }

    /// The meetings that one organiser holds from a moment on, newest first, at
    /// most so many. Nobody holds none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meetings_held_by(
        &self,
        organiser: &str,
        since_ms: i64,
        limit: u32,
    ) -> Result<Vec<Meeting>, Fault> {
        if organiser.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for id in search::held_by(self.connection, organiser, since_ms, limit)? {
            found.extend(self.get::<Meeting>(id)?);
        }
        // Who may not know a meeting does not know that it was theirs.
        found.retain(|one| one.organiser == organiser);
        Ok(found)
    }
}
