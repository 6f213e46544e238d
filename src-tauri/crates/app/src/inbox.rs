//! What two people decided differently, wherever it is: shown with who and
//! when, decided by a person, the decision kept.

use serde_json::Value;
use steward_domain::log::Op;
use steward_domain::meeting::Meeting;
use steward_domain::names::Language;
use steward_domain::record::Record;
use steward_domain::room::Room;
use steward_domain::station::Station;
use steward_store::{Conflict, Reader};
use uuid::Uuid;

use crate::Desk;
use crate::meetings::versions_told;
use crate::views::{InboxEntry, Refusal};

impl Desk {
    /// Every field that was written apart in different ways, meetings first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn inbox(&self) -> Result<Vec<InboxEntry>, Refusal> {
        self.house(|r, house| {
            let mut found = Vec::new();
            for conflict in r.conflicts()? {
                found.push(InboxEntry {
                    title: title(r, &conflict)?,
                    versions: versions_told(r, house, &conflict),
                    kind: conflict.kind,
                    id: conflict.id,
                    field: conflict.field,
                });
            }
            found.sort_by_key(|entry| (entry.kind != Meeting::KIND, entry.title.clone()));
            Ok(found)
        })
    }

    /// Takes one of several values; version 0 is the one that is shown.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] when the field has no such version.
    pub fn decide(&self, record: Uuid, field: &str, version: u32) -> Result<(), Refusal> {
        self.act("settle", |w, _| {
            let unknown = || Refusal::Unknown(format!("{record} {field}"));
            let conflict = w
                .conflicts()?
                .into_iter()
                .find(|c| c.id == record && c.field == field)
                .ok_or_else(unknown)?;
            let version = usize::try_from(version).unwrap_or(usize::MAX);
            let value = conflict
                .versions
                .get(version)
                .map(|v| v.value.clone())
                .ok_or_else(unknown)?;
            w.op(put(&conflict, value));
            Ok(())
        })
    }

    /// Leaves everything that is open as it is shown. How many that were
    /// comes back.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn decide_all_as_shown(&self) -> Result<u32, Refusal> {
        self.act("settle", |w, _| {
            let conflicts = w.conflicts()?;
            for conflict in &conflicts {
                if let Some(shown) = conflict.versions.first() {
                    w.op(put(conflict, shown.value.clone()));
                }
            }
            Ok(u32::try_from(conflicts.len()).unwrap_or(u32::MAX))
        })
    }
}

fn put(conflict: &Conflict, value: Value) -> Op {
    Op::Put {
        kind: conflict.kind.clone(),
        id: conflict.id,
        field: conflict.field.clone(),
        value,
    }
}

fn title(r: &Reader<'_>, conflict: &Conflict) -> Result<String, Refusal> {
    Ok(match conflict.kind.as_str() {
        Meeting::KIND => r
            .get::<Meeting>(conflict.id)?
            .map(|m| format!("{} {}", m.number, m.title)),
        Room::KIND => r
            .get::<Room>(conflict.id)?
            .map(|room| room.name.in_language(Language::Zh).to_owned()),
        Station::KIND => r.get::<Station>(conflict.id)?.map(|s| s.name),
        _ => None,
    }
    .unwrap_or_default())
}
