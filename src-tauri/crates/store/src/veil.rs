//! Need to know (S-03), where everything is read: a reader with a veil gives
//! records, facts, their history and what a search finds without what people
//! wrote about meetings that the one who looks may not know. No use case can
//! forget it.
//!
//! The level of a meeting is the one that holds now, of whatever moment the
//! reading is. Two people who set it apart: the narrower counts until somebody
//! decides.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;
use serde_json::{Map, Value};
use steward_domain::hotline::HotlineCall;
use steward_domain::meeting::Meeting;
use steward_domain::record::Record as _;
use steward_domain::secrecy::{self, Level};
use uuid::Uuid;

use crate::table::{fact, record, row};
use crate::{Change, Conflict, EndedApart, FactRow, Fault, conflict};

/// What somebody may know, and what was found about it on one snapshot.
#[derive(Clone, Debug)]
pub(crate) struct Veil {
    clearance: Level,
    /// The levels of meetings, as they count.
    meetings: RefCell<HashMap<Uuid, Level>>,
    /// Whether all of a record, of whatever kind, is.
    records: RefCell<HashMap<Uuid, bool>>,
}

impl Veil {
    /// The veil before who has a clearance; none where they may know all.
    pub(crate) fn before(clearance: Level) -> Option<Self> {
        (clearance < Level::Confidential).then(|| Self {
            clearance,
            ..Self::of_all()
        })
    }

    /// The veil before who may know all: it only tells levels.
    pub(crate) fn of_all() -> Self {
        Self {
            clearance: Level::Confidential,
            meetings: RefCell::default(),
            records: RefCell::default(),
        }
    }

    /// The same veil before a store of another moment, with the levels that
    /// hold in this one.
    pub(crate) fn over(&self, now: &Connection, then: &Connection) -> Result<Self, Fault> {
        let other = Self {
            clearance: self.clearance,
            ..Self::of_all()
        };
        for (id, _) in record::of_kind(then, Meeting::KIND)? {
            let level = self.level(now, id)?;
            other.meetings.borrow_mut().insert(id, level);
        }
        Ok(other)
    }

    /// Whether a meeting is secret to them.
    pub(crate) fn is_secret(&self, connection: &Connection, meeting: Uuid) -> Result<bool, Fault> {
        Ok(self.level(connection, meeting)? > self.clearance)
    }

    /// A meeting's level as it counts; of what is no meeting, the widest.
    pub(crate) fn level(&self, connection: &Connection, meeting: Uuid) -> Result<Level, Fault> {
        if let Some(known) = self.meetings.borrow().get(&meeting) {
            return Ok(*known);
        }
        let sql = "SELECT doc, conflicts FROM record WHERE kind = ?1 AND id = ?2";
        let found: Option<(String, i64)> = row(connection, sql, (Meeting::KIND, meeting), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let level = match found {
            None => Level::Public,
            Some((doc, conflicts)) => {
                let shown = object(&doc).get("level").map_or(Level::default(), read);
                let apart = match conflicts {
                    0 => Vec::new(),
                    _ => conflict::of(connection, Meeting::KIND, meeting)?,
                };
                let levels = apart.iter().filter(|one| one.field == "level");
                let others = levels.flat_map(|one| one.versions.iter().map(|v| read(&v.value)));
                others.fold(shown, Level::max)
            }
        };
        self.meetings.borrow_mut().insert(meeting, level);
        Ok(level)
    }

    /// Whether all of a record is secret to them, whatever its kind.
    fn is_record(&self, connection: &Connection, id: Uuid) -> Result<bool, Fault> {
        if self.is_secret(connection, id)? {
            return Ok(true);
        }
        if let Some(known) = self.records.borrow().get(&id) {
            return Ok(*known);
        }
        let mut secret = false;
        for kind in record::kinds(connection)? {
            if let Some(doc) = record::any_doc(connection, &kind, id)? {
                secret = secret || self.is_whole(connection, &kind, id, &object(&doc))?;
            }
        }
        self.records.borrow_mut().insert(id, secret);
        Ok(secret)
    }

    /// Whether all of a record with these fields is secret to them.
    fn is_whole(
        &self,
        connection: &Connection,
        kind: &str,
        id: Uuid,
        fields: &Map<String, Value>,
    ) -> Result<bool, Fault> {
        if kind == Meeting::KIND {
            return self.is_secret(connection, id);
        }
        let own = fields.get("meeting").and_then(Value::as_str);
        if let Some(meeting) = own.and_then(|id| id.parse().ok()) {
            return self.is_secret(connection, meeting);
        }
        // A call that became a booking tells what the booking is about.
        if kind == HotlineCall::KIND {
            for said in fact::about(connection, id)? {
                if !self.secret_in(connection, &said.body)?.is_empty() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The secret meetings that a value names.
    fn secret_in(&self, connection: &Connection, value: &Value) -> Result<BTreeSet<Uuid>, Fault> {
        let mut found = BTreeSet::new();
        for id in value.as_object().map(secrecy::about).unwrap_or_default() {
            if self.is_secret(connection, id)? {
                found.insert(id);
            }
        }
        Ok(found)
    }

    /// A record's document as they may see it.
    pub(crate) fn document(
        &self,
        connection: &Connection,
        kind: &str,
        id: Uuid,
        doc: String,
    ) -> Result<String, Fault> {
        let mut fields = Value::Object(object(&doc));
        let whole = match fields.as_object() {
            Some(map) => self.is_whole(connection, kind, id, map)?,
            None => false,
        };
        if whole {
            secrecy::veil(kind, &mut fields);
            if kind == Meeting::KIND
                && let Some(map) = fields.as_object_mut()
            {
                // Where it was set apart: the one that counts.
                let level = self.level(connection, id)?;
                map.insert("level".to_owned(), level.code().into());
            }
            return Ok(fields.to_string());
        }
        let secret = self.secret_in(connection, &fields)?;
        if let Some(map) = fields.as_object_mut() {
            secrecy::veil_confidential(kind, map);
        }
        secrecy::veil_parts(kind, &mut fields, &secret);
        Ok(fields.to_string())
    }

    /// A fact as they may see it.
    pub(crate) fn fact(&self, connection: &Connection, said: &mut FactRow) -> Result<(), Fault> {
        if self.is_record(connection, said.about)? {
            secrecy::veil(&said.kind, &mut said.body);
            return Ok(());
        }
        let secret = self.secret_in(connection, &said.body)?;
        secrecy::veil_parts(&said.kind, &mut said.body, &secret);
        Ok(())
    }

    /// A record's history as they may see it.
    pub(crate) fn changes(
        &self,
        connection: &Connection,
        id: Uuid,
        changes: &mut [Change],
    ) -> Result<(), Fault> {
        let whole = self.is_record(connection, id)?;
        for change in changes {
            let values = change.before.iter_mut().chain([&mut change.after]);
            for value in values {
                self.value(connection, (&change.kind, &change.field), whole, value)?;
            }
        }
        Ok(())
    }

    /// Fields that were written apart as they may see them.
    pub(crate) fn conflicts(
        &self,
        connection: &Connection,
        found: &mut [Conflict],
    ) -> Result<(), Fault> {
        for one in found {
            let whole = self.is_record(connection, one.id)?;
            for version in &mut one.versions {
                let field = (one.kind.as_str(), one.field.as_str());
                self.value(connection, field, whole, &mut version.value)?;
            }
        }
        Ok(())
    }

    /// What ended and was edited apart as they may see it.
    pub(crate) fn ended(
        &self,
        connection: &Connection,
        found: &mut EndedApart,
    ) -> Result<(), Fault> {
        let whole = self.is_record(connection, found.id)?;
        let kind = found.kind.as_str();
        let end = (found.field.as_str(), &mut found.end);
        let edits = found.edits.iter_mut();
        let edits = edits.map(|(field, version)| (field.as_str(), version));
        for (field, version) in edits.chain([end]) {
            // Somebody on a duty is named by it: that stays as it does there.
            let kind = if steward_domain::ended::ABOUT.contains(&field) {
                field
            } else {
                kind
            };
            self.value(connection, (kind, field), whole, &mut version.value)?;
        }
        Ok(())
    }

    fn value(
        &self,
        connection: &Connection,
        (kind, field): (&str, &str),
        whole: bool,
        value: &mut Value,
    ) -> Result<(), Fault> {
        if whole || secrecy::is_confidential(kind, field) {
            secrecy::veil_field(kind, field, value);
            return Ok(());
        }
        let secret = self.secret_in(connection, value)?;
        secrecy::veil_parts(kind, value, &secret);
        Ok(())
    }
}

fn object(doc: &str) -> Map<String, Value> {
    serde_json::from_str(doc).unwrap_or_default()
}

/// A level that only a newer version knows is the narrowest.
fn read(value: &Value) -> Level {
    serde_json::from_value(value.clone()).unwrap_or(Level::Confidential)
}
