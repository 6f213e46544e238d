//! The same commits in any order, any batching, any number of times give the
//! same store: the same values, the same conflicts, the same digest.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;
use steward_domain::clash::Clash;
use steward_domain::log::Op;
use steward_domain::meeting::Meeting;
use steward_store::{Conflict, EndedApart, Fault, Incoming, Reader};
use uuid::Uuid;

use crate::store_support::{Desk, NOW, meeting, room, venue};

/// One step of three stations' day.
#[derive(Clone, Debug)]
enum Step {
    /// A station writes some fields of a record, its wall clock off by so much.
    Write {
        who: usize,
        record: u8,
        fields: Vec<(u8, u8)>,
        clock: i64,
    },
    /// A station moves a meeting.
    Book {
        who: usize,
        meeting: u8,
        room: u8,
        hour: u8,
    },
    /// A station says something; the same thing may be said elsewhere.
    Say { who: usize, fact: u8, about: u8 },
    /// A station changes what a combined room is made of.
    Build { who: usize, parts: u8 },
    /// A station cancels a meeting, or takes it up again.
    End {
        who: usize,
        meeting: u8,
        cancel: bool,
    },
    /// A station puts somebody on a meeting, or takes them off.
    Put {
        who: usize,
        duty: u8,
        meeting: u8,
        name: u8,
        off: bool,
    },
    /// A station takes all that another has.
    Pull { who: usize, from: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = 0..3_usize;
    let step = prop_oneof![
        4 => (who.clone(), 0..3_u8, prop::collection::vec((0..3_u8, 0..4_u8), 1..4), -3_000_000..3_000_000_i64)
            .prop_map(|(who, record, fields, clock)| Step::Write { who, record, fields, clock }),
        3 => (who.clone(), 0..5_u8, 0..4_u8, 0..12_u8)
            .prop_map(|(who, meeting, room, hour)| Step::Book { who, meeting, room, hour }),
        2 => (who.clone(), 0..4_u8, 0..3_u8).prop_map(|(who, fact, about)| Step::Say { who, fact, about }),
        1 => (who.clone(), 0..4_u8).prop_map(|(who, parts)| Step::Build { who, parts }),
        2 => (who.clone(), 0..5_u8, any::<bool>())
            .prop_map(|(who, meeting, cancel)| Step::End { who, meeting, cancel }),
        3 => (who.clone(), 0..4_u8, 0..5_u8, 0..2_u8, prop::bool::weighted(0.2))
            .prop_map(|(who, duty, meeting, name, off)| Step::Put { who, duty, meeting, name, off }),
        2 => (who.clone(), who).prop_map(|(who, from)| Step::Pull { who, from }),
    ];
    prop::collection::vec(step, 1..25)
}

fn play(desks: &[Desk], steps: &[Step]) {
    for (n, step) in steps.iter().enumerate() {
        let now = NOW + n as i64 * 1_000;
        match step {
            Step::Write {
                who,
                record,
                fields,
                clock,
            } => {
                let id = Uuid::from_u128(u128::from(*record) + 100);
                let put = |(field, value): &(u8, u8)| Op::Put {
                    kind: "note".into(),
                    id,
                    field: format!("f{field}"),
                    value: if *value == 0 {
                        json!(null)
                    } else {
                        json!({"b": value, "a": [null, "甲\u{0}"]})
                    },
                };
                desks[*who].write(now + clock, fields.iter().map(put).collect());
            }
            Step::Book {
                who,
                meeting: m,
                room,
                hour,
            } => {
                let hour = i64::from(*hour);
                desks[*who].save(&meeting(
                    u128::from(*m) + 200,
                    Some(u128::from(*room) + 300),
                    hour,
                    hour + 2,
                ));
            }
            Step::Say { who, fact, about } => {
                let fact = Op::Fact {
                    id: Uuid::from_u128(u128::from(*fact) + 400),
                    kind: "confirmed".into(),
                    about: Uuid::from_u128(u128::from(*about) + 100),
                    body: json!({"by": who}),
                };
                desks[*who].write(now, vec![fact]);
            }
            Step::Build { who, parts } => {
                let mut hall = room(300, "大厅");
                hall.parts = (0..*parts)
                    .map(|n| room(301 + u128::from(n), "").id)
                    .collect();
                hall.companions = vec![room(303, "").id];
                desks[*who].save_room(&hall);
            }
            Step::End {
                who,
                meeting,
                cancel,
            } => {
                let state = if *cancel { "cancelled" } else { "held" };
                let id = u128::from(*meeting) + 200;
                let known = |r: &Reader<'_>| r.get::<Meeting>(Uuid::from_u128(id));
                if desks[*who].store.read(known).unwrap().is_none() {
                    continue;
                }
                desks[*who].put(now, "meeting", id, "standing", json!({ "state": state }));
            }
            Step::Put {
                who,
                duty,
                meeting,
                name,
                off,
            } => {
                let id = u128::from(*duty) + 500;
                let holder = json!({ "kind": "person", "name": format!("人{name}") });
                let at = Uuid::from_u128(u128::from(*meeting) + 200);
                desks[*who].put(now, "duty", id, "holder", holder);
                desks[*who].put(now, "duty", id, "meeting", json!(at));
                let gone = if *off {
                    json!({ "by": "周敏" })
                } else {
                    json!(null)
                };
                desks[*who].put(now, "duty", id, "off", gone);
            }
            Step::Pull { who, from } if who != from => drop(desks[*who].pull(&desks[*from])),
            Step::Pull { .. } => {}
        }
    }
}

/// What a store shows of its conflicts, comparably.
fn conflicts(desk: &Desk) -> Vec<Conflict> {
    desk.store.read(|r| r.conflicts()).unwrap()
}

/// What it shows of ends made apart from edits, and of clashes; the count of
/// what is open says the same.
fn rest(desk: &Desk) -> (Vec<EndedApart>, Vec<Clash>) {
    let found = desk
        .store
        .read(|r| Ok::<_, Fault>((r.ended_apart()?, r.clashes()?, r.counts()?)));
    let (ended, clashes, counts) = found.unwrap();
    let open = conflicts(desk).len() + ended.len();
    assert_eq!(counts.conflicts, open as u64);
    (ended, clashes)
}

fn signed_only_at_the_end_of_each_run(commits: &mut [Incoming]) {
    let mut last = BTreeMap::new();
    for (at, commit) in commits.iter().enumerate() {
        let sealed = steward_domain::log::Sealed::from_bytes(commit.bytes.clone());
        last.insert(sealed.open().unwrap().chain, at);
    }
    for (at, commit) in commits.iter_mut().enumerate() {
        if !last.values().any(|kept| *kept == at) {
            commit.signature = None;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_any_batching_any_repetition_gives_the_same_store(
        steps in steps(),
        shuffle in prop::collection::vec(any::<Index>(), 60),
        cuts in prop::collection::vec(any::<Index>(), 0..6),
        repeats in prop::collection::vec(any::<Index>(), 0..10),
    ) {
        let desks = venue(3);
        play(&desks, &steps);
        // Everybody gets everything, each over another way.
        desks[0].pull(&desks[1]);
        desks[0].pull(&desks[2]);
        desks[1].pull(&desks[2]);
        desks[1].pull(&desks[0]);
        desks[2].pull(&desks[0]);

        // A fourth gets it in pieces, out of order, some of it twice.
        let fourth = Desk::new(9);
        desks.iter().for_each(|desk| fourth.trust(desk));
        let mut commits = desks[0].store.commits_after(&Default::default()).unwrap();
        let all = commits.len();
        signed_only_at_the_end_of_each_run(&mut commits);
        for repeat in repeats.iter().filter(|_| all > 0) {
            commits.push(repeat.get(&commits[..all]).clone());
        }
        for (at, with) in shuffle.iter().enumerate().take(commits.len()) {
            let with = with.index(commits.len());
            commits.swap(at, with);
        }
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(commits.len() + 1)).collect();
        cuts.sort_unstable();
        cuts.push(commits.len());
        let mut left = commits.as_slice();
        let mut done = 0;
        let mut applied = 0;
        for cut in cuts {
            let (batch, after) = left.split_at(cut - done);
            applied += fourth.store.accept(batch.to_vec(), NOW).unwrap().applied;
            (left, done) = (after, cut);
        }
        prop_assert_eq!(applied, all);
        prop_assert_eq!(fourth.store.read(|r| r.counts()).unwrap().waiting, 0);

        let digest = desks[0].store.digest().unwrap();
        let wanted = conflicts(&desks[0]);
        let others = rest(&desks[0]);
        for desk in desks.iter().chain([&fourth]) {
            prop_assert_eq!(desk.store.digest().unwrap(), digest);
            prop_assert_eq!(&conflicts(desk), &wanted);
            prop_assert_eq!(&rest(desk), &others);
        }
        prop_assert_eq!(fourth.store.verify().unwrap(), vec![]);
        fourth.store.rebuild().unwrap();
        prop_assert_eq!(fourth.store.digest().unwrap(), digest);
        prop_assert_eq!(&conflicts(&fourth), &wanted);
    }
}

#[test]
fn fields_written_apart_are_both_kept_and_the_later_is_shown() {
    let desks = venue(2);
    desks[0].put(NOW, "note", 1, "title", json!("前"));
    desks[1].pull(&desks[0]);
    desks[0].put(NOW + 1_000, "note", 1, "title", json!("甲"));
    desks[1].put(NOW + 2_000, "note", 1, "title", json!("乙"));
    desks[1].put(NOW + 2_000, "note", 1, "other", json!("不争"));
    desks[0].pull(&desks[1]);
    desks[1].pull(&desks[0]);
    for desk in &desks {
        let found = conflicts(desk);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].field, "title");
        let values: Vec<_> = found[0]
            .versions
            .iter()
            .map(|v| (v.value.clone(), v.wall_ms))
            .collect();
        assert_eq!(
            values,
            vec![(json!("乙"), NOW + 2_000), (json!("甲"), NOW + 1_000)]
        );
    }
    // A person settles it, though the value that is shown stays.
    desks[0].put(NOW + 3_000, "note", 1, "title", json!("乙"));
    desks[1].pull(&desks[0]);
    assert_eq!(conflicts(&desks[0]), vec![]);
    assert_eq!(conflicts(&desks[1]), vec![]);
    assert_eq!(
        desks[0].store.digest().unwrap(),
        desks[1].store.digest().unwrap()
    );
}

#[test]
fn what_two_wrote_and_a_third_ended_is_listed_alike_in_every_order_of_arrival() {
    let desks = venue(3);
    desks[0].save(&meeting(1, Some(10), 9, 11));
    desks[1].pull(&desks[0]);
    desks[2].pull(&desks[0]);
    let cancelled = json!({ "state": "cancelled" });
    desks[0].put(NOW + 1_000, "meeting", 1, "standing", cancelled);
    desks[1].put(NOW + 2_000, "meeting", 1, "title", json!("甲"));
    desks[2].put(NOW + 3_000, "meeting", 1, "title", json!("乙"));
    desks[0].pull(&desks[1]);
    desks[0].pull(&desks[2]);
    desks[1].pull(&desks[2]);
    desks[1].pull(&desks[0]);
    desks[2].pull(&desks[0]);
    for desk in &desks {
        let (ended, _) = rest(desk);
        let edits = ended[0].edits.iter();
        let titles: Vec<_> = edits.map(|(_, version)| version.value.clone()).collect();
        // The one that is shown comes first.
        assert_eq!(titles, [json!("乙"), json!("甲")]);
    }
}

#[test]
fn the_same_written_apart_is_no_conflict() {
    let desks = venue(2);
    desks[0].put(NOW, "note", 1, "title", json!({"a": 1, "b": 2}));
    desks[1].put(NOW, "note", 1, "title", json!({"b": 2, "a": 1}));
    desks[0].pull(&desks[1]);
    assert_eq!(conflicts(&desks[0]), vec![]);
}

#[test]
fn two_bookings_made_apart_both_live_and_both_stations_show_the_clash() {
    let desks = venue(2);
    desks[0].save_room(&room(10, "203"));
    desks[1].pull(&desks[0]);
    desks[0].save(&meeting(1, Some(10), 9, 11));
    desks[1].save(&meeting(2, Some(10), 10, 12));
    desks[0].pull(&desks[1]);
    desks[1].pull(&desks[0]);
    for desk in &desks {
        let clashes = desk.store.read(|r| r.clashes()).unwrap();
        assert_eq!(clashes.len(), 1);
        assert_eq!(
            (clashes[0].first, clashes[0].second),
            (meeting(1, None, 0, 1).id, meeting(2, None, 0, 1).id)
        );
        assert_eq!(
            (clashes[0].from, clashes[0].until),
            (
                crate::store_support::hour(10),
                crate::store_support::hour(11)
            )
        );
    }
    // Moved away, the clash is gone on both.
    desks[1].save(&meeting(2, Some(10), 14, 15));
    desks[0].pull(&desks[1]);
    for desk in &desks {
        assert_eq!(desk.store.read(|r| r.clashes()).unwrap(), vec![]);
    }
}
