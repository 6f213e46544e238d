//! The log's own small laws.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::ids::{StationId, VenueId};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

fn commit(ops: &[Op]) -> Commit {
    Commit {
        format: FORMAT,
        suite: SUITE,
        venue: VenueId(Uuid::from_u128(1)),
        chain: Chain {
            station: StationId(Uuid::from_u128(2)),
            epoch: 1,
        },
        seq: 1,
        previous: [0; 32],
        seen: Heads::new(),
        marks: Marks::default(),
        stamp: Stamp::at(1_000),
        wall_ms: 1_000,
        actor: "林晓".into(),
        session: None,
        offline: false,
        intent: "book".into(),
        ops: ops.iter().map(|op| RawOp::encode(op).unwrap()).collect(),
    }
}

#[test]
fn a_commit_reads_back_as_it_was_written() {
    let put = Op::Put {
        kind: "meeting".into(),
        id: Uuid::from_u128(9),
        field: "slot".into(),
        value: json!({"room": null, "n": -3, "list": [1, "二", true]}),
    };
    let fact = Op::Fact {
        id: Uuid::from_u128(7),
        kind: "confirmed".into(),
        about: Uuid::from_u128(9),
        body: json!({}),
    };
    let written = commit(&[put.clone(), fact.clone()]);
    let read = written.seal().unwrap().open().unwrap();
    assert_eq!(read, written);
    assert_eq!(read.known_ops().collect::<Vec<_>>(), vec![put, fact]);
}

#[test]
fn an_op_of_a_newer_version_passes_through_letter_for_letter() {
    let mut newer = commit(&[]);
    newer.ops.push(RawOp(4711, vec![0xff, 0x00, 0x01]));
    let sealed = newer.seal().unwrap();
    let read = sealed.open().unwrap();
    assert_eq!(read.known_ops().count(), 0);
    assert_eq!(read.seal().unwrap(), sealed);
}

#[test]
fn a_newer_layout_is_named_as_such() {
    let mut newer = commit(&[]);
    newer.format = FORMAT + 1;
    assert_eq!(
        newer.seal().unwrap().open(),
        Err(SealError::Newer {
            format: FORMAT + 1,
            suite: SUITE
        })
    );
}

proptest! {
    #[test]
    fn the_clock_only_goes_forward(walls in prop::collection::vec(-10_i64..5_000_000_000_000, 1..50)) {
        let mut clock = Clock::default();
        let mut last = clock.last();
        for wall in walls {
            let stamp = clock.tick(wall);
            prop_assert!(stamp > last);
            prop_assert!(stamp >= Stamp::at(wall));
            last = stamp;
        }
    }

    #[test]
    fn bytes_from_anywhere_never_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Sealed::from_bytes(bytes.clone()).open();
        let _ = RawOp(1, bytes).decode();
    }
}
