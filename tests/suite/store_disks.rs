//! Disks that are full or can only be read. They are small file systems in
//! memory, which only an administrator can make; others skip these tests.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::path::Path;
use std::process::Command;

use serde_json::json;
use steward_store::{Act, Fault, Place, Store};
use uuid::Uuid;

use crate::store_support::{NOW, founding};

/// A file system in memory, gone when dropped.
struct Disk {
    dir: tempfile::TempDir,
}

impl Disk {
    /// `None`, with a word, where nobody may make one.
    fn new(size: &str) -> Option<Self> {
        let disk = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        let made = disk.mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "steward-test"]);
        if !made {
            eprintln!("skipped: only an administrator can make a small disk");
        }
        made.then_some(disk)
    }

    fn mount(&self, arguments: &[&str]) -> bool {
        let run = Command::new("mount")
            .args(arguments)
            .arg(self.dir.path())
            .output();
        run.is_ok_and(|output| output.status.success())
    }

    fn place(&self, keys: &tempfile::TempDir) -> Place {
        Place {
            dir: self.dir.path().join("data"),
            config_dir: keys.path().join("keys"),
            keyring: false,
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .arg("-l")
            .arg(self.dir.path())
            .output();
    }
}

fn put(store: &Store, n: u128) -> Result<(), Fault> {
    let act = Act {
        actor: "林晓".into(),
        session: None,
        intent: "test",
        wall_ms: NOW,
        offline: false,
    };
    store.write(act, |w| {
        w.fact(
            "note",
            Uuid::from_u128(n),
            json!({"text": "满".repeat(3_000)}),
        );
        Ok(())
    })
}

fn is_there(store: &Store, n: u128) -> bool {
    store
        .read(|r| r.facts_about(&[Uuid::from_u128(n)]))
        .unwrap()
        .len()
        == 1
}

fn names(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_full_disk_takes_no_change_and_loses_none() {
    let Some(disk) = Disk::new("2m") else { return };
    let keys = tempfile::tempdir().unwrap();
    let place = disk.place(&keys);
    let store = Store::found(&place, &founding(1), NOW).unwrap();
    // Folding the write-ahead log in can make a little room after a refusal:
    // it is full when it refuses three times in a row.
    let (mut kept, mut full, mut refusals) = (Vec::new(), 0, 0);
    while refusals < 3 {
        match put(&store, full) {
            Ok(()) => {
                kept.push(full);
                refusals = 0;
            }
            Err(refused) => {
                assert!(matches!(refused, Fault::NoSpace), "{refused:?}");
                assert!(!is_there(&store, full));
                refusals += 1;
            }
        }
        full += 1;
    }
    assert!(kept.len() > 5, "the disk held {}", kept.len());
    assert!(kept.iter().all(|n| is_there(&store, *n)));
    let backup = store.backup_to(&disk.dir.path().join("copy.db"));
    assert!(matches!(backup, Err(Fault::NoSpace)), "{backup:?}");
    assert!(!disk.dir.path().join("copy.db").exists());
    drop(store);

    // With room made, the same store goes on.
    assert!(disk.mount(&["-o", "remount,size=8m"]));
    let store = Store::open(&place, NOW).unwrap();
    put(&store, full).unwrap();
    kept.push(full);
    assert!(kept.iter().all(|n| is_there(&store, *n)));
    assert_eq!(store.verify().unwrap(), vec![]);
}

#[test]
fn a_full_disk_is_no_place_to_begin_and_nothing_is_left_on_it() {
    let Some(disk) = Disk::new("100k") else {
        return;
    };
    let keys = tempfile::tempdir().unwrap();
    let place = disk.place(&keys);
    let refused = Store::found(&place, &founding(1), NOW);
    assert!(matches!(refused, Err(Fault::NoSpace)), "{refused:?}");
    assert!(!Store::exists(&place));
    let left: Vec<_> = names(&place.dir)
        .into_iter()
        .filter(|n| n != "steward.lock" && n != "steward.owner")
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(disk.mount(&["-o", "remount,size=8m"]));
    Store::found(&place, &founding(1), NOW).unwrap();
}

#[test]
fn a_read_only_disk_is_named() {
    let Some(disk) = Disk::new("8m") else { return };
    let keys = tempfile::tempdir().unwrap();
    let place = disk.place(&keys);
    let store = Store::found(&place, &founding(1), NOW).unwrap();
    put(&store, 1).unwrap();
    drop(store);
    assert!(disk.mount(&["-o", "remount,ro"]));
    let refused = Store::open(&place, NOW);
    assert!(matches!(refused, Err(Fault::ReadOnly)), "{refused:?}");
    let elsewhere = Place {
        dir: disk.dir.path().join("other"),
        ..place.clone()
    };
    let refused = Store::found(&elsewhere, &founding(1), NOW);
    assert!(matches!(refused, Err(Fault::ReadOnly)), "{refused:?}");
    assert!(disk.mount(&["-o", "remount,rw"]));
    assert!(is_there(&Store::open(&place, NOW).unwrap(), 1));
}
