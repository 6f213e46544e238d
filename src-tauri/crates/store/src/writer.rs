//! One act: what it changes, gathered before anything is written.

use std::ops::Deref;

use serde_json::Value;
use steward_domain::log::Op;
use steward_domain::record::Record;
use uuid::Uuid;

use crate::{Fault, Reader};

/// Gathers an act's changes; reads see the store as it was before them.
pub struct Writer<'a> {
    pub(crate) reader: Reader<'a>,
    pub(crate) wall_ms: i64,
    pub(crate) ops: Vec<Op>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

#[allow(unused_variables, missing_docs)]
impl Writer<'_> {
    pub fn save<R: Record>(&mut self, record: &R) -> Result<(), Fault> { todo!() }
    pub fn op(&mut self, op: Op) { todo!() }
    /// Returns the fact's id.
    pub fn fact(&mut self, kind: &str, about: Uuid, body: Value) -> Uuid { todo!() }
    pub fn new_id(&mut self) -> Uuid { todo!() }
}
