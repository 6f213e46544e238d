//! A long catch-up and a person who writes meanwhile.

use std::cell::{Cell, RefCell};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::json;
use tempfile::TempDir;

use super::{Opened, Pace};
use crate::trial::{self, NOW, note, station, trust};
use crate::{Incoming, Store};

fn write(store: &Store, record: u128, fields: u32, value: i64) {
    let put = |field| note(record, &format!("f{field}"), json!(value));
    trial::write(store, (0..fields).map(put).collect());
}

/// A station that wrote more than fits into one small transaction, one that
/// lacks it, and what it is sent: signed at every 32nd commit and at the end.
fn catch_up() -> (Store, Store, Vec<Incoming>, [TempDir; 2]) {
    let ((a, a_dir), (here, here_dir)) = (station(1), station(2));
    trust(&a, &here);
    trust(&here, &a);
    for n in 0..200_u32 {
        write(&a, u128::from(n % 7), 20, i64::from(n));
    }
    let batch = a.commits_after(&here.heads().unwrap()).unwrap();
    (a, here, batch, [a_dir, here_dir])
}

#[test]
fn a_person_writes_between_and_the_store_is_whole_each_time_it_tells() {
    let (a, here, batch, _dirs) = catch_up();
    let here = Arc::new(here);
    let told = Arc::new(Mutex::new(Vec::new()));
    let (tells, watched) = (Arc::clone(&told), Arc::downgrade(&here));
    here.subscribe(Box::new(move |changed| {
        let found = watched.upgrade().unwrap().verify().unwrap();
        tells.lock().unwrap().push((changed.ids.clone(), found));
    }));
    let (asked, person) = (Cell::new(0), RefCell::new(None));
    let is_wanted = || {
        asked.set(asked.get() + 1);
        if asked.get() == 20 {
            // In the middle of it somebody comes who wants to write.
            let theirs = Arc::clone(&here);
            *person.borrow_mut() = Some(thread::spawn(move || write(&theirs, 99, 1, 5)));
            while !here.turn.someone_waits() {
                thread::yield_now();
            }
        }
        here.turn.someone_waits()
    };
    let accepted = here.accept_unless(batch, NOW, &is_wanted).unwrap();
    person.take().unwrap().join().unwrap();
    assert_eq!(accepted.applied, 200);
    let mine = log_places(&here, &here);
    let theirs = log_places(&here, &a);
    assert!(mine.iter().max() < theirs.iter().max(), "it did not wait");
    let told = told.lock().unwrap();
    assert!(told.len() >= 3, "in parts: {}", told.len());
    assert!(told.iter().all(|(_, found)| found.is_empty()), "{told:?}");
}

#[test]
fn however_a_batch_is_cut_the_tables_are_the_same() {
    let (a, here, batch, _dirs) = catch_up();
    // Somebody always wants to write: nothing but small parts.
    let accepted = here.accept_unless(batch, NOW, &|| true).unwrap();
    assert_eq!((accepted.applied, accepted.waiting), (200, 0));
    assert_eq!(here.digest().unwrap(), a.digest().unwrap());
    assert_eq!(here.verify().unwrap(), []);
}

#[test]
fn what_waits_for_others_is_kept_after_small_parts_too() {
    let (a, here, mut batch, _dirs) = catch_up();
    let missing = batch.remove(150);
    let accepted = here.accept_unless(batch, NOW, &|| true).unwrap();
    assert_eq!((accepted.applied, accepted.waiting), (150, 49));
    let accepted = here.accept_unless(vec![missing], NOW, &|| true).unwrap();
    assert_eq!(accepted.applied, 50);
    assert_eq!(here.digest().unwrap(), a.digest().unwrap());
}

#[test]
fn what_is_proven_only_far_behind_is_taken_in_small_parts_too() {
    let ((a, _a_dir), (here, _here_dir)) = (station(1), station(2));
    trust(&a, &here);
    trust(&here, &a);
    for n in 0..super::LOOKED_AT + 50 {
        write(&a, n as u128 % 7, 5, n as i64);
    }
    let mut batch = a.commits_after(&here.heads().unwrap()).unwrap();
    let last = batch.len() - 1;
    batch.iter_mut().take(last).for_each(|c| c.signature = None);
    let accepted = here.accept_unless(batch, NOW, &|| true).unwrap();
    assert_eq!((accepted.applied, accepted.waiting), (last + 1, 0));
    assert_eq!(here.digest().unwrap(), a.digest().unwrap());
    assert_eq!(here.verify().unwrap(), []);
}

#[test]
fn a_catch_up_that_is_given_up_leaves_nothing() {
    let (_a, here, batch, _dirs) = catch_up();
    let before = here.digest().unwrap();
    let rest: Vec<Opened> = batch.into_iter().map(Opened::from).collect();
    let times = Cell::new(0);
    let is_wanted = || {
        times.set(times.get() + 1);
        times.get() > 203
    };
    let taken = here.take(NOW, Pace::Whole(&is_wanted), |_| Ok(rest));
    assert!(taken.unwrap().is_none());
    assert_eq!(here.digest().unwrap(), before);
    assert_eq!(here.verify().unwrap(), []);
}

/// Where the commits of `author` stand in the order of arrival.
fn log_places(store: &Store, author: &Store) -> Vec<i64> {
    let station = author.identity().station;
    let all = store.read(|r| crate::table::log::arrivals(r.connection));
    let of = all.unwrap().into_iter();
    of.filter(|row| row.dot.chain.station == station)
        .map(|row| row.id)
        .collect()
}
