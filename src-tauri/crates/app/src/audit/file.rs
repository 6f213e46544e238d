//! The audit as a file that proves itself: what stands in it is hashed (BLAKE3),
//! and the hash is signed with the station's key (Ed25519). Its head says how far
//! the log went, so that what it leaves out can be told as well.
//!
//! ```text
//! #steward-audit {"version":1,"hash":"blake3","signature":"ed25519",…}
//! one line an entry, JSON or CSV
//! #signed {"hash":"…","signature":"…"}
//! ```

use std::fmt::Write as _;
use std::path::Path;

use chrono::{DateTime, Utc};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{Chain, Dot};
use steward_domain::secrecy::audit::Left;
use uuid::Uuid;

use super::left;
use crate::Desk;
use crate::files::read_bounded;
use crate::views::{AuditAsked, AuditEntry, AuditFile, AuditProof, AuditVerdict, Refusal};

const HEAD: &str = "#steward-audit ";
const TAIL: &str = "#signed ";
/// What is signed begins with this, so that it is taken for nothing else.
const MESSAGE: &[u8] = b"steward audit file 1\0";
const VERSION: u32 = 1;
/// Largest file that is looked at, bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Head {
    version: u32,
    hash: String,
    signature: String,
    venue: VenueId,
    station: StationId,
    name: String,
    key: String,
    made_at: DateTime<Utc>,
    #[serde(default)]
    by: String,
    asked: AuditAsked,
    entries: u32,
    /// How far the log went: station, epoch, place.
    heads: Vec<(Uuid, u32, u64)>,
}

#[derive(Serialize, Deserialize)]
struct Tail {
    hash: String,
    signature: String,
}

/// An entry in a file: numbers of meetings, not what they are about.
#[derive(Serialize)]
struct Row<'a> {
    at: DateTime<Utc>,
    by: &'a str,
    station: &'a str,
    offline: bool,
    deed: &'static str,
    intent: &'a str,
    meetings: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<&'a Left>,
    wrote: &'a [String],
}

impl Desk {
    /// Writes the audit that is asked for to a file, signed: CSV where its name
    /// ends so, else a JSON object a line. That it was written stands in the
    /// audit from then on.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be written.
    pub fn audit_export(&self, path: &str, asked: &AuditAsked) -> Result<AuditFile, Refusal> {
        self.may_read("audit_export")?;
        let is_csv = Path::new(path)
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("csv"));
        let page = self.audit_lines(asked)?;
        let count = u32::try_from(page.entries.len()).unwrap_or(u32::MAX);
        let head = self.read(|r| {
            let heads = r.heads()?;
            Ok(Head {
                version: VERSION,
                hash: "blake3".to_owned(),
                signature: "ed25519".to_owned(),
                venue: self.identity.venue,
                station: self.identity.station,
                name: r.station_name(self.identity.station)?,
                key: hex(&self.store.public_key()),
                made_at: self.now(),
                by: self.operator(),
                asked: asked.clone(),
                entries: count,
                heads: heads
                    .iter()
                    .map(|dot| (dot.chain.station.0, dot.chain.epoch, dot.seq))
                    .collect(),
            })
        })?;
        let mut text = format!("{HEAD}{}\n", json(&head));
        if is_csv {
            text.push_str("at,by,station,offline,deed,intent,meetings,left,wrote\n");
        }
        for entry in &page.entries {
            let row = row(entry);
            text.push_str(&if is_csv { csv(&row) } else { json(&row) });
            text.push('\n');
        }
        let hash = *blake3::hash(text.as_bytes()).as_bytes();
        let tail = Tail {
            hash: hex(&hash),
            signature: hex(&self.store.sign(&message(&hash))),
        };
        let _ = writeln!(text, "{TAIL}{}", json(&tail));
        let form = if is_csv { "csv" } else { "jsonl" };
        let gone = Left {
            pages: count,
            ..left("audit", form, "", asked.from)
        };
        self.take_out(path, text.as_bytes(), gone)?;
        Ok(AuditFile {
            entries: count,
            hash: tail.hash,
        })
    }

    /// Looks whether a file of the audit is whole, and whose it is.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be read.
    pub fn audit_verify(&self, path: &str) -> Result<AuditProof, Refusal> {
        let bytes = read_bounded(Path::new(path), LARGEST)?;
        let nothing = AuditProof {
            verdict: AuditVerdict::NotOne,
            station: String::new(),
            made_at: None,
            by: String::new(),
            entries: 0,
            log_here: false,
        };
        let Some((head, body, tail)) = parts(&bytes) else {
            return Ok(nothing);
        };
        let hash = *blake3::hash(body).as_bytes();
        let key = bytes_of::<32>(&head.key);
        let is_signed = hex(&hash) == tail.hash
            && key.is_some_and(|key| is_signed(&key, &hash, &tail.signature))
            && entries_in(body) == usize::try_from(head.entries).ok();
        self.read(|r| {
            let keys = r.station_keys()?;
            let signer = keys.iter().find(|(id, _, public)| {
                *id == head.station && key.is_some_and(|key| key == *public)
            });
            let is_own = key == Some(self.store.public_key());
            let verdict = match (is_signed, signer.is_some() || is_own) {
                (false, _) => AuditVerdict::Changed,
                (true, true) if head.venue == self.identity.venue => AuditVerdict::Genuine,
                (true, _) => AuditVerdict::UnknownKey,
            };
            let here = r.heads()?;
            let has = |(station, epoch, seq): &(Uuid, u32, u64)| {
                here.covers(Dot {
                    chain: Chain {
                        station: StationId(*station),
                        epoch: *epoch,
                    },
                    seq: *seq,
                })
            };
            Ok(AuditProof {
                verdict,
                station: head.name.clone(),
                made_at: Some(head.made_at),
                by: head.by.clone(),
                entries: head.entries,
                log_here: head.heads.iter().all(has),
            })
        })
    }
}

fn row(entry: &AuditEntry) -> Row<'_> {
    Row {
        at: entry.at,
        by: &entry.by,
        station: &entry.station,
        offline: entry.offline,
        deed: entry.deed.code(),
        intent: &entry.intent,
        meetings: entry
            .meetings
            .iter()
            .map(|meeting| meeting.number.0.as_str())
            .collect(),
        left: entry.left.as_ref(),
        wrote: &entry.wrote,
    }
}

fn csv(row: &Row<'_>) -> String {
    let left = row.left.map(|left| {
        format!(
            "{} {} {} {}",
            left.kind, left.form, left.number, left.meetings
        )
    });
    let cells = [
        row.at.to_rfc3339(),
        row.by.to_owned(),
        row.station.to_owned(),
        row.offline.to_string(),
        row.deed.to_owned(),
        row.intent.to_owned(),
        row.meetings.join(" "),
        left.unwrap_or_default(),
        row.wrote.join(" "),
    ];
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    cells.join(",")
}

/// A cell that no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// The head, all that is hashed, and the signature.
fn parts(bytes: &[u8]) -> Option<(Head, &[u8], Tail)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let at = text.rfind(TAIL)?;
    let (body, tail) = (text.get(..at)?, text.get(at + TAIL.len()..)?);
    let head = body.lines().next()?.strip_prefix(HEAD)?;
    Some((
        serde_json::from_str(head).ok()?,
        body.as_bytes(),
        serde_json::from_str(tail.trim_end()).ok()?,
    ))
}

/// How many entries a body has.
fn entries_in(body: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(body).ok()?;
    let mut lines = text.lines().skip(1).peekable();
    let named = usize::from(lines.peek().is_some_and(|line| line.starts_with("at,")));
    Some(lines.count() - named)
}

fn message(hash: &[u8; 32]) -> Vec<u8> {
    [MESSAGE, hash].concat()
}

fn is_signed(key: &[u8; 32], hash: &[u8; 32], signature: &str) -> bool {
    let Some(signature) = bytes_of::<64>(signature) else {
        return false;
    };
    VerifyingKey::from_bytes(key).is_ok_and(|key| {
        key.verify_strict(&message(hash), &Signature::from_bytes(&signature))
            .is_ok()
    })
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes_of<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N * 2 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_no_two_cells() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("王\"三\",四"), "\"王\"\"三\"\",四\"");
    }

    #[test]
    fn digits_come_back_as_bytes() {
        let bytes = [0, 1, 0x7f, 0xff];
        assert_eq!(bytes_of::<4>(&hex(&bytes)), Some(bytes));
        assert_eq!(bytes_of::<4>("00"), None);
    }
}
