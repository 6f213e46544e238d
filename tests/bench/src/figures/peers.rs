//! The same changes taken in by Automerge, Loro and PouchDB, each a program
//! of its own, where they can be had; ours beside each.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::apply;
use crate::changes::{CHANGES, Changes, draw};
use crate::{Figure, Row, Target};

pub(super) fn measure() -> Vec<Row> {
    let changes = draw(5);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("changes.json");
    let rows: Vec<_> = changes
        .plain
        .iter()
        .map(|c| {
            json!({"act": c.act, "station": c.station, "record": c.record,
                   "field": c.field, "value": c.value})
        })
        .collect();
    let text = serde_json::to_vec(&rows).expect("JSON");
    std::fs::write(&file, text).expect("a file");
    ["automerge", "loro", "pouchdb"]
        .into_iter()
        .map(|name| beside(name, &changes, &file, folder.path()))
        .collect()
}

fn beside(name: &str, changes: &Changes, file: &Path, folder: &Path) -> Row {
    let ours = apply::best(changes);
    let theirs = command(name).and_then(|mut command| {
        let said = command.arg(file).arg(folder).output();
        let said = said.map_err(|e| format!("{name}: {e}"))?;
        let text = String::from_utf8_lossy(&said.stdout);
        let seconds = text.trim().parse();
        seconds.map_err(|_| format!("{name} failed, see `tests/bench/peers`"))
    });
    Row {
        name: format!("take in {CHANGES} changes of four stations"),
        ours: Figure::Seconds(ours),
        ratio: theirs.as_ref().ok().map(|theirs| theirs / ours),
        theirs: theirs.map(|seconds| (name.to_owned(), Figure::Seconds(seconds))),
        target: Target::None,
    }
}

/// How a library is measured; why it cannot be.
fn command(name: &str) -> Result<Command, String> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers");
    if name == "pouchdb" {
        if !here.join("node_modules/pouchdb").exists() {
            return Err("pouchdb: `npm install` in tests/bench/peers".to_owned());
        }
        let mut node = Command::new("node");
        node.arg(here.join("pouch.mjs"));
        return Ok(node);
    }
    let Some(program) = std::env::var_os("BENCH_PEERS") else {
        return Err(format!("{name}: run by `cargo xtask bench`"));
    };
    let mut program = Command::new(program);
    program.arg(name);
    Ok(program)
}
