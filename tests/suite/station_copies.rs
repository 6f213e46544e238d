//! A machine brought back whole, from an image of its disk, that works before
//! it meets anybody gives names a second time. Nobody loses anything, and all
//! come to agree.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::collections::VecDeque;

use serde_json::json;
use steward_domain::log::{Chain, Heads};
use steward_domain::station::StationState;
use steward_store::{Comparable, Store};
use steward_sync::{
    Digested, Exchange, Input, Me, Now, Output, Report, Taken, heads_hash, tips_hash,
};

use crate::store_support::{Desk, NOW, VENUE, let_in, place, put_in_place, venue};

/// A station at its end of one connection.
struct End<'d> {
    desk: &'d Desk,
    exchange: Exchange,
    told: VecDeque<Input>,
    reports: Vec<Report>,
}

impl<'d> End<'d> {
    fn new(desk: &'d Desk) -> Self {
        let identity = desk.store.identity();
        let me = Me {
            venue: VENUE,
            station: identity.station,
            epoch: identity.epoch,
            name: identity.name,
        };
        Self {
            exchange: Exchange::new(me, desk.store.heads().unwrap()),
            desk,
            told: VecDeque::from([Input::Opened {
                session: 1,
                station: None,
            }]),
            reports: Vec::new(),
        }
    }

    /// Does what its exchange asks for; the frames it sends.
    fn work(&mut self, clock: u64) -> Vec<Vec<u8>> {
        let now = Now {
            mono_ms: clock,
            wall_ms: NOW,
        };
        let mut sent = Vec::new();
        while let Some(input) = self.told.pop_front() {
            self.exchange.handle(now, input);
            while let Some(output) = self.exchange.poll() {
                match output {
                    Output::Send { frame, .. } => sent.push(frame),
                    Output::Report(report) => self.reports.push(report),
                    other => self.told.extend(self.answer(other)),
                }
            }
        }
        sent
    }

    fn answer(&self, output: Output) -> Option<Input> {
        let store = &self.desk.store;
        Some(match output {
            Output::Load {
                session,
                after,
                again,
                ..
            } => Input::Loaded {
                session,
                batch: store.load_again(&after, &again, 4_000).unwrap(),
            },
            Output::Accept { commits } => {
                let lacking = store.accept(commits, NOW).unwrap().lacking;
                let heads = store.heads().unwrap();
                Input::Accepted {
                    taken: Some(Taken { heads, lacking }),
                }
            }
            Output::Digest => {
                let Comparable {
                    heads,
                    tips,
                    digest,
                } = store.comparable().unwrap();
                Input::Digested(Digested {
                    heads,
                    tips: tips_hash(tips),
                    digest: digest.0,
                })
            }
            _ => return None,
        })
    }
}

/// Lets two stations talk until they have nothing more to say; how many frames
/// it took.
fn meet(a: &Desk, b: &Desk) -> usize {
    let mut ends = [End::new(a), End::new(b)];
    let (mut clock, mut frames) = (0, 0);
    loop {
        for at in 0..2 {
            for frame in ends[at].work(clock) {
                frames += 1;
                ends[1 - at]
                    .told
                    .push_back(Input::Received { session: 1, frame });
            }
        }
        if ends.iter().any(|end| !end.told.is_empty()) {
            continue;
        }
        let next = ends.iter().filter_map(|end| end.exchange.wake_at()).min();
        let Some(next) = next.filter(|at| *at < 60_000) else {
            break;
        };
        clock = clock.max(next);
        ends.iter_mut()
            .for_each(|end| end.told.push_back(Input::Woken));
        assert!(frames < 200, "they never stop talking");
    }
    for end in &ends {
        let last = end.reports.last();
        assert!(
            matches!(last, Some(Report::Equal { .. })),
            "{:?}",
            end.reports
        );
        let unequal = |report: &Report| matches!(report, Report::Unequal { .. });
        assert!(
            !end.reports.iter().any(unequal),
            "nobody's tables are damaged"
        );
    }
    assert_eq!(a.store.digest().unwrap(), b.store.digest().unwrap());
    assert_eq!(
        heads_hash(&a.store.heads().unwrap()),
        heads_hash(&b.store.heads().unwrap())
    );
    frames
}

/// An image of a station's whole disk. The store is closed meanwhile.
fn imaged(desk: Desk) -> (Desk, tempfile::TempDir) {
    let Desk { store, place, dir } = desk;
    drop(store);
    let image = tempfile::tempdir().unwrap();
    put_in_place(&place.dir, &image.path().join("data"));
    put_in_place(&place.config_dir, &image.path().join("config"));
    let store = Store::open(&place, NOW).unwrap();
    (Desk { store, place, dir }, image)
}

/// The disk as it was, in place of what is there.
fn brought_back(desk: Desk, image: &tempfile::TempDir) -> Desk {
    let Desk { store, place, dir } = desk;
    drop(store);
    let from = self::place(image);
    put_in_place(&from.dir, &place.dir);
    put_in_place(&from.config_dir, &place.config_dir);
    let store = Store::open(&place, NOW).unwrap();
    Desk { store, place, dir }
}

fn chain(desk: &Desk) -> Chain {
    let identity = desk.store.identity();
    Chain {
        station: identity.station,
        epoch: identity.epoch,
    }
}

fn versions(desk: &Desk) -> Vec<String> {
    let conflicts = desk.store.read(|r| r.conflicts()).unwrap();
    assert!(conflicts.len() < 2, "each pair once");
    let versions = conflicts.into_iter().flat_map(|conflict| conflict.versions);
    let mut texts: Vec<String> = versions.map(|v| v.value.to_string()).collect();
    texts.sort();
    texts
}

fn put(desk: &Desk, text: &str) {
    desk.put(NOW, "note", 1, "text", json!(text));
}

fn all_is_well(desks: &[&Desk]) {
    for desk in desks {
        assert_eq!(desk.store.verify().unwrap(), vec![]);
        let before = desk.store.digest().unwrap();
        assert_eq!(before, desks[0].store.digest().unwrap());
        desk.store.rebuild().unwrap();
        assert_eq!(desk.store.digest().unwrap(), before);
    }
}

/// After `theirs` writes that a peer heard of, the machine is brought back and
/// does `mine` before it meets that peer.
fn forked(theirs: usize, mine: usize) {
    let mut desks = venue(2);
    let (peer, front) = (desks.pop().unwrap(), desks.pop().unwrap());
    put(&front, "甲");
    meet(&front, &peer);
    let (front, image) = imaged(front);
    for n in 0..theirs {
        put(&front, &format!("先{n}"));
    }
    meet(&front, &peer);
    let before = chain(&front);
    let front = brought_back(front, &image);
    assert_eq!(chain(&front), before, "nothing here tells");
    for n in 0..mine {
        put(&front, &format!("后{n}"));
    }
    let frames = meet(&front, &peer);
    assert!(frames < 30, "{theirs}/{mine}: {frames} frames");
    let both = [
        format!("\"先{}\"", theirs - 1),
        format!("\"后{}\"", mine - 1),
    ];
    let mut both = both.to_vec();
    both.sort();
    assert_eq!(versions(&front), both, "{theirs}/{mine}");
    all_is_well(&[&front, &peer]);
    assert!(
        chain(&front).epoch > before.epoch,
        "it goes on in a new epoch"
    );
    put(&front, "定");
    meet(&front, &peer);
    assert_eq!(versions(&peer), Vec::<String>::new());
    all_is_well(&[&front.reopened(), &peer]);
}

#[test]
fn a_machine_brought_back_whole_that_wrote_before_it_met_anybody_heals() {
    for (theirs, mine) in [(1, 1), (3, 3), (1, 4), (4, 1), (9, 30), (30, 9)] {
        forked(theirs, mine);
    }
}

/// Equally far on two ways, and nobody has both.
#[test]
fn two_peers_that_heard_of_one_way_each_heal_beside_each_other() {
    let mut desks = venue(3);
    let (west, east) = (desks.pop().unwrap(), desks.pop().unwrap());
    let front = desks.pop().unwrap();
    put(&front, "甲");
    meet(&front, &east);
    meet(&front, &west);
    let (front, image) = imaged(front);
    put(&front, "先");
    meet(&front, &east);
    // The east answers the way that it knows.
    put(&east, "东");
    let front = brought_back(front, &image);
    put(&front, "后");
    meet(&front, &west);
    west.put(NOW, "note", 2, "text", json!("西"));
    let Desk { store, place, dir } = front;
    drop(store);
    // The front is gone for now.
    meet(&east, &west);
    assert_eq!(versions(&west), ["\"东\"", "\"后\""]);
    all_is_well(&[&east, &west]);
    let front = Desk {
        store: Store::open(&place, NOW).unwrap(),
        place,
        dir,
    };
    let before = chain(&front);
    meet(&front, &west);
    assert!(chain(&front).epoch > before.epoch);
    all_is_well(&[&front, &east, &west]);
}

/// Two disks of which each is at work in its turn.
#[test]
fn a_machine_cloned_whole_and_both_go_on() {
    let mut desks = venue(3);
    let (west, east) = (desks.pop().unwrap(), desks.pop().unwrap());
    let front = desks.pop().unwrap();
    put(&front, "甲");
    meet(&front, &east);
    meet(&front, &west);
    let (front, second) = imaged(front);
    for n in 0..3 {
        put(&front, &format!("先{n}"));
    }
    meet(&front, &east);
    let (front, first) = imaged(front);
    let clone = brought_back(front, &second);
    for n in 0..3 {
        put(&clone, &format!("后{n}"));
    }
    meet(&clone, &west);
    meet(&east, &west);
    meet(&clone, &west);
    let chain_of_clone = chain(&clone);
    let (clone, second) = imaged(clone);
    let front = brought_back(clone, &first);
    meet(&front, &east);
    assert_ne!(chain(&front), chain_of_clone);
    assert_eq!(versions(&front), ["\"先2\"", "\"后2\""]);
    put(&front, "定");
    meet(&front, &east);
    let clone = brought_back(front, &second);
    clone.put(NOW, "note", 2, "text", json!("也定"));
    meet(&clone, &west);
    meet(&east, &west);
    meet(&clone, &west);
    all_is_well(&[&clone, &east, &west]);
    assert_eq!(versions(&clone), Vec::<String>::new());
}

/// Both ways of a fork on a stick.
#[test]
fn whoever_takes_all_at_once_takes_both_ways() {
    let mut desks = venue(3);
    let (west, east) = (desks.pop().unwrap(), desks.pop().unwrap());
    let front = desks.pop().unwrap();
    put(&front, "甲");
    let (front, image) = imaged(front);
    put(&front, "先");
    meet(&front, &east);
    let front = brought_back(front, &image);
    put(&front, "后");
    meet(&front, &east);
    let mut all = east.store.commits_after(&Heads::new()).unwrap();
    all.reverse();
    west.store.accept(all, NOW).unwrap();
    all_is_well(&[&west, &east, &front]);
}

/// Of the ways of a station that was revoked meanwhile stands what another
/// station had built upon, on every station and in every order of arrival.
#[test]
fn of_a_revoked_station_the_way_that_others_knew_stands() {
    for is_late_first in [true, false] {
        let mut desks = venue(3);
        let (west, east) = (desks.pop().unwrap(), desks.pop().unwrap());
        let front = desks.pop().unwrap();
        put(&front, "甲");
        meet(&front, &east);
        meet(&front, &west);
        let (front, image) = imaged(front);
        put(&front, "先");
        meet(&front, &east);
        east.put(NOW, "note", 2, "text", json!("东"));
        let front = brought_back(front, &image);
        put(&front, "后");
        let_in(&west, &front, StationState::Revoked);
        let late = front.store.commits_after(&Heads::new()).unwrap();
        if is_late_first {
            west.store.accept(late.clone(), NOW).unwrap();
        }
        meet(&east, &west);
        for desk in [&east, &west] {
            desk.store.accept(late.clone(), NOW).unwrap();
            let note = uuid::Uuid::from_u128(1);
            let history = desk.store.read(|r| r.history(note)).unwrap();
            let texts: Vec<_> = history.iter().map(|change| change.after.clone()).collect();
            assert!(
                texts.contains(&json!("先")) && !texts.contains(&json!("后")),
                "{texts:?}"
            );
            assert_eq!(versions(desk), Vec::<String>::new());
        }
        all_is_well(&[&east, &west]);
    }
}
