//! Reads on one snapshot.

use rusqlite::Connection;
use serde_json::Value;
use steward_domain::clash::Clash;
use steward_domain::ids::{Number, RoomId};
use steward_domain::meeting::Meeting;
use steward_domain::record::Record;
use uuid::Uuid;

use crate::{Change, Conflict, Counts, FactRow, Fault, Hit};

/// One snapshot of the store.
pub struct Reader<'a> {
    pub(crate) connection: &'a Connection,
}

#[allow(unused_variables, missing_docs)]
impl Reader<'_> {
    pub fn get<R: Record>(&self, id: Uuid) -> Result<Option<R>, Fault> { todo!() }
    pub fn all<R: Record>(&self) -> Result<Vec<R>, Fault> { todo!() }
    pub fn meeting_by_number(&self, number: &Number) -> Result<Option<Meeting>, Fault> { todo!() }
    pub fn meetings_between(&self, from_ms: i64, to_ms: i64) -> Result<Vec<Meeting>, Fault> { todo!() }
    pub fn meetings_without_room(&self) -> Result<Vec<Meeting>, Fault> { todo!() }
    pub fn meetings_by_source(&self, origin: &str) -> Result<Vec<Meeting>, Fault> { todo!() }
    pub fn meeting_by_source(&self, origin: &str, key: &str) -> Result<Option<Meeting>, Fault> { todo!() }
    pub fn facts_about(&self, ids: &[Uuid]) -> Result<Vec<FactRow>, Fault> { todo!() }
    pub fn clashes(&self) -> Result<Vec<Clash>, Fault> { todo!() }
    pub fn clashes_between(&self, from_ms: i64, to_ms: i64) -> Result<Vec<Clash>, Fault> { todo!() }
    pub fn history(&self, id: Uuid) -> Result<Vec<Change>, Fault> { todo!() }
    pub fn conflicts(&self) -> Result<Vec<Conflict>, Fault> { todo!() }
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, Fault> { todo!() }
    pub fn numbers_taken(&self, prefix: &str) -> Result<u32, Fault> { todo!() }
    pub fn setting(&self, key: &str) -> Result<Option<Value>, Fault> { todo!() }
    pub fn counts(&self) -> Result<Counts, Fault> { todo!() }
}
