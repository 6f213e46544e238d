//! The meetings of a span, where a meeting without a room is of every span.

use std::collections::BTreeSet;

use steward_domain::meeting::Meeting;

use super::Reader;
use crate::Fault;

impl Reader<'_> {
    /// The meetings whose time meets a span, as of
    /// [`meetings_between`](Self::meetings_between), and those that still need a
    /// room, whenever they are: each once, by start.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meetings_within(&self, from_ms: i64, to_ms: i64) -> Result<Vec<Meeting>, Fault> {
        let mut found = self.meetings_between(from_ms, to_ms)?;
        let mut there: BTreeSet<_> = found.iter().map(|one| one.id).collect();
        let roomless = self.meetings_without_room()?.into_iter();
        found.extend(roomless.filter(|one| there.insert(one.id)));
        found.sort_by_cached_key(|one| (one.slot.start, one.number.clone(), one.id));
        Ok(found)
    }
}
