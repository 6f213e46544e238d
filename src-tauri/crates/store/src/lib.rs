//! The SQLite store: the signed log, its projection, keys, backup. The only
//! crate that knows SQL.
//!
//! ```text
//! write(act, |w| …) ─┐
//!                    ├▸ log row + projection, one transaction ▸ COMMIT ▸ feed
//! accept(batch) ─────┘
//! read(|r| …) ▸ one snapshot, on a connection of its own
//! ```
//! Tables are a projection of the log: [`Store::rebuild`] replays it and must
//! give the same [`Store::digest`].

mod accept;
mod audit;
mod backup;
mod canon;
mod conflict;
mod cores;
mod desk;
mod digest;
mod disk;
mod fault;
mod feed;
mod folding;
mod fork;
mod founding;
mod hex;
mod history;
mod image;
mod judge;
mod kept;
mod keys;
mod lock;
mod mend;
mod open;
mod past;
mod place;
mod project;
mod reader;
mod reads;
mod receive;
mod rows;
mod search;
mod sign;
mod space;
mod store;
mod swap;
mod table;
#[cfg(test)]
mod trial;
mod turn;
mod undo;
mod unsigned;
mod uses;
mod veil;
mod verify;
mod writer;

pub use audit::ShortLog;
pub use backup::{Backup, Holding, backups_in};
pub use fault::{CodeFault, Fault, KeyPlace, Owner};
pub use feed::Changed;
pub use image::{Arriving, Image, PAGE};
pub use mend::{Behind, Mended};
pub use past::{Known, KnownBy, Past};
pub use place::Place;
pub use reader::Reader;
pub use rows::{
    Accepted, Act, ActRow, AuditRow, Change, Conflict, Contact, Counts, CutTail, Digest,
    EndedApart, EntryHit, FactRow, Finding, ForbiddenRow, Founding, Hit, Identity, KnownHolder,
    Quarantined, Question, QuestionWord, Reason, UnsignedRow, Version,
};
pub use space::{Space, space};
pub use steward_domain::log::{Batch, Incoming, Taken};
pub use store::{Comparable, Store};
pub use undo::{Deed, FieldWrite, Mend};
pub use uses::Uses;
pub use writer::Writer;
