//! What the changes weigh on the way, as frames of the protocol, beside the
//! same changes as compressed JSON.

use serde_json::json;
use steward_domain::log::Heads;
use steward_sync::Frame;

use crate::changes::{CHANGES, Changes, draw};
use crate::{Figure, Row, Target};

/// About what stations ask each other for at a time, bytes.
const WANTED: usize = 4 << 20;
/// The level at which frames are compressed, too.
const LEVEL: i32 = 3;

pub(super) fn measure() -> Vec<Row> {
    let mut rows = Vec::new();
    for (fields, target) in [(5, Target::RatioAtMost(0.6)), (1, Target::None)] {
        let changes = draw(fields);
        let (ours, theirs) = (frames(&changes), json(&changes));
        rows.push(Row {
            name: format!("{CHANGES} changes on the wire, {fields} an act"),
            ours: Figure::Bytes(ours),
            theirs: Ok(("JSON, zstd".to_owned(), Figure::Bytes(theirs))),
            ratio: Some(ours / theirs),
            target,
        });
    }
    rows
}

/// As a station that has them answers one that has none.
fn frames(changes: &Changes) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let store = changes.receiver(folder.path());
    let taken = store.accept(changes.commits.clone(), 0).expect("taken");
    assert_eq!(taken.applied, changes.commits.len());
    let mut has = Heads::new();
    let mut bytes = 0.0;
    loop {
        let batch = store.load(&has, WANTED).expect("a batch");
        has = batch.reached;
        let frame = Frame::Commits {
            commits: batch.commits,
            more: batch.more,
        };
        bytes += frame.encode().expect("a frame").len() as f64;
        if !batch.more {
            return bytes;
        }
    }
}

fn json(changes: &Changes) -> f64 {
    let text = plain_text(changes);
    zstd::bulk::compress(&text, LEVEL).expect("zstd").len() as f64
}

/// Every act with who, when and what, and nothing to prove it by, as JSON.
pub(super) fn plain_text(changes: &Changes) -> Vec<u8> {
    let stations: Vec<_> = changes.authors.iter().map(|a| a.station()).collect();
    let acts: Vec<_> = changes
        .plain
        .chunk_by(|a, b| a.act == b.act)
        .filter_map(|act| {
            let first = act.first()?;
            let written: Vec<_> = act
                .iter()
                .map(|c| json!({"id": c.record, "field": c.field, "value": c.value}))
                .collect();
            Some(json!({
                "station": stations.get(first.station)?,
                "wall_ms": first.wall_ms,
                "actor": first.actor,
                "intent": "amend",
                "kind": "card",
                "changes": written,
            }))
        })
        .collect();
    serde_json::to_vec(&acts).expect("JSON")
}
