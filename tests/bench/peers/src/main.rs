//! Others' libraries on the same changes: `peers automerge|loro CHANGES
//! FOLDER`. A fifth document receives what four wrote apart and is put on the
//! disk; prints the seconds of that.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// One change as the file has it.
struct Change {
    act: u64,
    station: usize,
    record: String,
    field: String,
    value: Value,
}

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [library, file, folder] = args.as_slice() else {
        return Err("peers automerge|loro CHANGES FOLDER".into());
    };
    let changes = read(file)?;
    let seconds = match library.as_str() {
        "automerge" => automerge(&changes, Path::new(folder))?,
        "loro" => loro(&changes, Path::new(folder))?,
        other => return Err(format!("{other} is not known here").into()),
    };
    println!("{seconds}");
    Ok(())
}

fn read(file: &str) -> Outcome<Vec<Change>> {
    let rows: Vec<Value> = serde_json::from_slice(&std::fs::read(file)?)?;
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let number = |row: &Value, name: &str| row[name].as_u64().unwrap_or_default();
    Ok(rows
        .iter()
        .map(|row| Change {
            act: number(row, "act"),
            station: number(row, "station") as usize,
            record: text(row, "record"),
            field: text(row, "field"),
            value: row["value"].clone(),
        })
        .collect())
}

fn automerge(changes: &[Change], folder: &Path) -> Outcome<f64> {
    use automerge::transaction::Transactable;
    use automerge::{AutoCommit, ObjType, ROOT};
    let mut base = AutoCommit::new();
    let mut records = BTreeMap::new();
    for change in changes {
        if !records.contains_key(&change.record) {
            let id = base.put_object(ROOT, change.record.as_str(), ObjType::Map)?;
            records.insert(change.record.clone(), id);
        }
    }
    base.commit();
    let heads = base.get_heads();
    let mut parts = Vec::new();
    for station in 0..4 {
        let mut document = base.fork();
        let theirs: Vec<&Change> = changes.iter().filter(|c| c.station == station).collect();
        for act in theirs.chunk_by(|a, b| a.act == b.act) {
            for change in act {
                let record = &records[&change.record];
                match change.value.as_i64() {
                    Some(number) => document.put(record, change.field.as_str(), number)?,
                    None => {
                        let text = change.value.as_str().unwrap_or_default();
                        document.put(record, change.field.as_str(), text)?;
                    }
                }
            }
            document.commit();
        }
        parts.push(document.save_after(&heads));
    }
    let mut here = base.fork();
    let began = Instant::now();
    for part in &parts {
        here.load_incremental(part)?;
    }
    keep(folder, &here.save())?;
    Ok(began.elapsed().as_secs_f64())
}

fn loro(changes: &[Change], folder: &Path) -> Outcome<f64> {
    use loro::{ExportMode, LoroDoc};
    let mut parts = Vec::new();
    for station in 0..4 {
        let document = LoroDoc::new();
        document.set_peer_id(station as u64 + 1)?;
        let theirs: Vec<&Change> = changes.iter().filter(|c| c.station == station).collect();
        for act in theirs.chunk_by(|a, b| a.act == b.act) {
            for change in act {
                let record = document.get_map(change.record.as_str());
                match change.value.as_i64() {
                    Some(number) => record.insert(&change.field, number)?,
                    None => {
                        let text = change.value.as_str().unwrap_or_default();
                        record.insert(&change.field, text)?;
                    }
                }
            }
            document.commit();
        }
        parts.push(document.export(ExportMode::all_updates())?);
    }
    let here = LoroDoc::new();
    let began = Instant::now();
    for part in &parts {
        here.import(part)?;
    }
    keep(folder, &here.export(ExportMode::Snapshot)?)?;
    Ok(began.elapsed().as_secs_f64())
}

/// Writes a file that outlives a crash.
fn keep(folder: &Path, bytes: &[u8]) -> Outcome<()> {
    let mut file = File::create(folder.join("document"))?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}
