//! Killed at any moment: what was acknowledged is there, the rest is not half
//! there. The victim is this program itself, started again.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::json;
use steward_store::{Fault, Place, Store};
use uuid::Uuid;

use crate::store_support::{Desk, NOW, act, meeting, place, room};

const VICTIM: &str = "STEWARD_TEST_VICTIM";

/// The victim's part: books and confirms without end, and says what is done.
/// Does nothing in an ordinary run.
#[test]
fn victim() {
    let Some(dir) = std::env::var_os(VICTIM).map(PathBuf::from) else {
        return;
    };
    let place = Place {
        dir: dir.join("data"),
        config_dir: dir.join("config"),
        keyring: false,
    };
    let store = Store::open(&place, NOW).unwrap();
    let mut out = std::io::stdout().lock();
    loop {
        let id = store.new_id(NOW);
        let hour = i64::from(id.as_bytes()[15] % 20);
        let booked = store.write(act(NOW), |w| {
            w.save(&meeting(id.as_u128(), Some(10), hour, hour + 1))?;
            w.fact(
                "confirmed",
                id,
                json!({"note": "已办".repeat(usize::from(id.as_bytes()[14]))}),
            );
            Ok::<_, Fault>(())
        });
        booked.unwrap();
        writeln!(out, "done {id}").unwrap();
        out.flush().unwrap();
    }
}

fn start(desk: &std::path::Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store_killed::victim",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(VICTIM, desk)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Numbers from a seed, so that a failure can be played again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Every id in complete lines; the last may have been cut off by the kill.
fn acknowledged(lines: &mut BufReader<std::process::ChildStdout>, most: u64) -> Vec<Uuid> {
    let mut found = Vec::new();
    let mut line = String::new();
    while (found.len() as u64) < most && lines.read_line(&mut line).unwrap_or(0) > 0 {
        // The test harness writes its own words before the first.
        if let Some((_, id)) = line
            .strip_suffix('\n')
            .and_then(|line| line.split_once("done "))
        {
            found.push(id.parse().unwrap());
        }
        line.clear();
    }
    found
}

#[test]
fn every_acknowledged_change_survives_a_kill() {
    let kills: u64 = std::env::var("STEWARD_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(200);
    let desk = Desk::new(1);
    desk.save_room(&room(10, "203"));
    let Desk { store, place, dir } = desk;
    drop(store);
    let mut chance = Chance(11_22);
    let mut done: Vec<Uuid> = Vec::new();
    for round in 0..kills {
        let mut child = start(dir.path());
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        // Now and then while it is still opening, else amid its work.
        let before = chance.below(6);
        let mut new = acknowledged(&mut lines, before);
        (0..chance.below(300_000)).for_each(|_| std::hint::spin_loop());
        child.kill().unwrap();
        child.wait().unwrap();
        new.extend(acknowledged(&mut lines, u64::MAX));
        done.extend(&new);
        if round % 20 == 19 || round + 1 == kills {
            let store = Store::open(&place, NOW).unwrap();
            assert_eq!(store.verify().unwrap(), vec![], "after kill {round}");
            let found = store.read(|r| r.facts_about(&done)).unwrap();
            assert_eq!(found.len(), done.len(), "after kill {round}");
            let meetings = store.read(|r| r.counts()).unwrap().meetings;
            assert_eq!(
                meetings,
                store.read(|r| r.counts()).unwrap().facts,
                "both halves of an act or neither"
            );
        }
    }
    assert!(
        done.len() as u64 > kills,
        "the victim worked: {} changes",
        done.len()
    );
}

#[test]
fn a_second_process_is_refused_and_told_who_is_first() {
    let desk = Desk::new(1);
    let Desk {
        store,
        place: _,
        dir,
    } = desk;
    drop(store);
    let mut child = start(dir.path());
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    assert_eq!(acknowledged(&mut lines, 1).len(), 1);
    let refused = Store::open(&place(&dir), NOW);
    child.kill().unwrap();
    let pid = child.id();
    child.wait().unwrap();
    let Err(Fault::InUse { by, .. }) = refused else {
        panic!("opened twice: {refused:?}")
    };
    assert_eq!(by.pid, Some(pid));
    // Its death gives the store free.
    Store::open(&place(&dir), NOW).unwrap();
}
