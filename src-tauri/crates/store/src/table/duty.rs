//! `duty`: who is on what, as clashes and suggestions ask for it.

use rusqlite::Connection;
use steward_domain::duty::{Duty, Engagement, HolderKind};
use steward_domain::ids::StaffId;
use uuid::Uuid;

use super::{row, rows, run, unsigned, within};
use crate::{Fault, KnownHolder};

/// Sets a duty's row; without an engagement it takes nobody's time. What is so
/// already is not written.
pub(crate) fn set(
    connection: &Connection,
    duty: &Duty,
    engaged: Option<&Engagement>,
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT INTO duty (id, meeting, kind, name, spelt, task, from_ms, until_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET
             meeting = excluded.meeting, kind = excluded.kind, name = excluded.name,
             spelt = excluded.spelt, task = excluded.task,
             from_ms = excluded.from_ms, until_ms = excluded.until_ms
         WHERE (meeting, kind, name, spelt, task, from_ms, until_ms) IS NOT
             (excluded.meeting, excluded.kind, excluded.name, excluded.spelt, excluded.task,
              excluded.from_ms, excluded.until_ms)",
        (
            duty.id.0,
            duty.meeting.0,
            code(duty.holder.kind),
            duty.holder.key(),
            &duty.holder.name,
            &duty.task,
            engaged.map(|e| e.start.timestamp_millis()),
            engaged.map(|e| e.until.timestamp_millis()),
        ),
    )?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, id: Uuid) -> Result<(), Fault> {
    run(connection, "DELETE FROM duty WHERE id = ?1", [id])?;
    Ok(())
}

/// Takes out what is no duty any more.
pub(crate) fn remove_others(connection: &Connection) -> Result<(), Fault> {
    let sql = "DELETE FROM duty WHERE id NOT IN (SELECT id FROM record WHERE kind = 'duty')";
    run(connection, sql, [])?;
    Ok(())
}

/// The meeting that a duty is at, as the table has it.
pub(crate) fn meeting_of(connection: &Connection, id: Uuid) -> Result<Option<Uuid>, Fault> {
    let sql = "SELECT meeting FROM duty WHERE id = ?1";
    Ok(row(connection, sql, [id], |row| row.get(0))?)
}

/// The duties at a meeting.
pub(crate) fn at(connection: &Connection, meeting: Uuid) -> Result<Vec<Uuid>, Fault> {
    let sql = "SELECT id FROM duty WHERE meeting = ?1";
    Ok(rows(connection, sql, [meeting], |row| row.get(0))?)
}

/// Every duty.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Uuid>, Fault> {
    Ok(rows(connection, "SELECT id FROM duty", [], |row| {
        row.get(0)
    })?)
}

/// The other duties of one name that meet this one, the way to the next
/// included.
pub(crate) fn beside(connection: &Connection, engaged: &Engagement) -> Result<Vec<Uuid>, Fault> {
    let sql = "SELECT id FROM duty
               WHERE kind = ?1 AND name = ?2 AND until_ms > ?3 AND from_ms < ?4 AND id <> ?5";
    let params = (
        code(engaged.kind),
        &engaged.name,
        engaged.start.timestamp_millis(),
        engaged.until.timestamp_millis(),
        engaged.duty.0,
    );
    Ok(rows(connection, sql, params, |row| row.get(0))?)
}

/// The duties of the same person of the register that meet this one, where
/// the name was spelt otherwise.
pub(crate) fn otherwise_spelt(
    connection: &Connection,
    engaged: &Engagement,
    staff: StaffId,
) -> Result<Vec<Uuid>, Fault> {
    let sql = format!(
        "SELECT d.id FROM duty d CROSS JOIN record r ON r.kind = 'duty' AND r.id = d.id
         WHERE d.id IN ({}) AND d.kind = 'person' AND d.name <> ?3
           AND d.id <> ?4 AND json_extract(r.doc, '$.holder.staff') = ?5",
        within("duty")
    );
    let params = (
        engaged.start.timestamp_millis(),
        engaged.until.timestamp_millis(),
        &engaged.name,
        engaged.duty.0,
        staff.to_string(),
    );
    Ok(rows(connection, &sql, params, |row| row.get(0))?)
}

/// Every duty of somebody of the register that takes their time: who, which,
/// from when until when.
pub(crate) fn staffed(connection: &Connection) -> Result<Vec<(String, Staffed)>, Fault> {
    let sql = "SELECT json_extract(r.doc, '$.holder.staff'), d.id, d.name, d.from_ms, d.until_ms
               FROM duty d CROSS JOIN record r ON r.kind = 'duty' AND r.id = d.id
               WHERE d.kind = 'person' AND d.from_ms IS NOT NULL
                 AND json_extract(r.doc, '$.holder.staff') IS NOT NULL";
    Ok(rows(connection, sql, [], |row| {
        let one = Staffed {
            duty: row.get(1)?,
            name: row.get(2)?,
            from_ms: row.get(3)?,
            until_ms: row.get(4)?,
        };
        Ok((row.get(0)?, one))
    })?)
}

/// A duty of somebody of the register of people.
pub(crate) struct Staffed {
    pub(crate) duty: Uuid,
    /// The name as it is compared.
    pub(crate) name: String,
    pub(crate) from_ms: i64,
    pub(crate) until_ms: i64,
}

/// Documents of the duties at a meeting, in the order they were made.
pub(crate) fn documents_at(
    connection: &Connection,
    meeting: Uuid,
) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(connection, "d.meeting = ?1", [meeting])
}

/// Documents of the duties that take somebody's time within a half-open span.
pub(crate) fn documents_between(
    connection: &Connection,
    from_ms: i64,
    to_ms: i64,
) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(
        connection,
        &format!("d.id IN ({})", within("duty")),
        (from_ms, to_ms),
    )
}

/// Who ever had a duty, and how often for what; the last spelling counts.
pub(crate) fn known(connection: &Connection) -> Result<Vec<KnownHolder>, Fault> {
    // With max() the bare columns are those of the row it is found in.
    let sql = "SELECT kind, name, spelt, task, count(*), max(id) FROM duty
               WHERE name <> '' GROUP BY kind, name, task ORDER BY kind, name, task";
    Ok(rows(connection, sql, [], |row| {
        let kind: String = row.get(0)?;
        Ok(KnownHolder {
            kind: kind_of(&kind),
            key: row.get(1)?,
            name: row.get(2)?,
            task: row.get(3)?,
            times: unsigned(row.get(4)?),
        })
    })?)
}

fn documents(
    connection: &Connection,
    which: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<(Uuid, String)>, Fault> {
    let sql = format!(
        "SELECT d.id, r.doc FROM duty d CROSS JOIN record r ON r.kind = 'duty' AND r.id = d.id
         WHERE {which} ORDER BY d.id"
    );
    Ok(rows(connection, &sql, params, |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}

fn code(kind: HolderKind) -> &'static str {
    match kind {
        HolderKind::Person => "person",
        HolderKind::Vehicle => "vehicle",
    }
}

fn kind_of(code: &str) -> HolderKind {
    match code {
        "vehicle" => HolderKind::Vehicle,
        _ => HolderKind::Person,
    }
}
