//! The open store.

use std::path::Path;

use serde_json::Value;
use steward_domain::ids::StationId;
use steward_domain::log::Heads;
use uuid::Uuid;

use crate::{Accepted, Act, Changed, Digest, Fault, Finding, Founding, Identity, Incoming, Place, Reader, Writer};

/// An open store.
pub struct Store {}

#[allow(unused_variables, missing_docs)]
impl Store {
    pub fn exists(place: &Place) -> bool { todo!() }
    pub fn found(place: &Place, founding: &Founding, wall_ms: i64) -> Result<Self, Fault> { todo!() }
    pub fn open(place: &Place, wall_ms: i64) -> Result<Self, Fault> { todo!() }
    pub fn open_with_recovery_code(place: &Place, code: &str, wall_ms: i64) -> Result<Self, Fault> { todo!() }
    pub fn recovery_code(&self) -> String { todo!() }
    pub fn identity(&self) -> Identity { todo!() }
    pub fn public_key(&self) -> [u8; 32] { todo!() }
    pub fn new_id(&self, wall_ms: i64) -> Uuid { todo!() }
    pub fn read<T, E: From<Fault>>(&self, read: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> { todo!() }
    pub fn write<T, E: From<Fault>>(&self, act: Act, write: impl FnOnce(&mut Writer<'_>) -> Result<T, E>) -> Result<T, E> { todo!() }
    /// Local, not in the log.
    pub fn set_setting(&self, key: &str, value: &Value) -> Result<(), Fault> { todo!() }
    pub fn subscribe(&self, listener: Box<dyn Fn(&Changed) + Send + Sync>) { todo!() }
    pub fn accept(&self, batch: Vec<Incoming>, wall_ms: i64) -> Result<Accepted, Fault> { todo!() }
    pub fn trust_station(&self, station: StationId, public_key: [u8; 32], name: &str) -> Result<(), Fault> { todo!() }
    pub fn heads(&self) -> Result<Heads, Fault> { todo!() }
    pub fn commits_after(&self, heads: &Heads) -> Result<Vec<Incoming>, Fault> { todo!() }
    pub fn rebuild(&self) -> Result<(), Fault> { todo!() }
    pub fn digest(&self) -> Result<Digest, Fault> { todo!() }
    pub fn verify(&self) -> Result<Vec<Finding>, Fault> { todo!() }
    pub fn backup_to(&self, path: &Path) -> Result<(), Fault> { todo!() }
}
