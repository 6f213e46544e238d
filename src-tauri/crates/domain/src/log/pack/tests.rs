//! What is packed comes back letter for letter, and bad packs cost little.

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::log::{Op, RawOp};

const ROOM: usize = 1 << 20;

fn chain(n: u8) -> Chain {
    Chain {
        station: StationId(Uuid::from_u128(u128::from(n))),
        epoch: u32::from(n),
    }
}

/// Commits of three chains, chained as stations chain them unless `odd`
/// breaks something.
fn log(steps: &[(u8, Vec<RawOp>, i64, bool, u8)]) -> Vec<Incoming> {
    let mut last: BTreeMap<Chain, (u64, Digest32, Stamp)> = BTreeMap::new();
    let mut all = Heads::new();
    let mut wall_ms = 1_795_327_200_000;
    let mut made = Vec::new();
    for (n, ops, later, signed, odd) in steps {
        let chain = chain(*n);
        let (seq, hash, stamp) = last.get(&chain).copied().unwrap_or_default();
        wall_ms += later;
        let mut seen = all.clone();
        if *odd == 1 {
            // It forgot the others.
            seen = all.iter().filter(|dot| dot.chain == chain).collect();
        }
        // Older versions wrote no marks; here and there one is wrong.
        let mark_of = |dot: Dot| last.get(&dot.chain).map_or(7, |(_, hash, _)| mark(hash));
        let mut marks: Vec<u32> = seen.iter().map(mark_of).collect();
        if *odd == 3 {
            marks.reverse();
        }
        if *n == 1 && !signed {
            marks.clear();
        }
        let commit = Commit {
            format: FORMAT + u8::from(*odd == 2),
            suite: SUITE,
            venue: VenueId(Uuid::from_u128(7)),
            chain,
            seq: seq + 1 + u64::from(*odd == 3),
            previous: hash,
            seen,
            marks: Marks(marks),
            stamp: Stamp(stamp.0 + 1).max(Stamp::at(wall_ms)),
            wall_ms,
            actor: "周敏".into(),
            session: (*odd % 2 == 0).then(|| Uuid::from_u128(u128::from(*odd))),
            offline: *signed,
            intent: "书".repeat(usize::from(*odd)),
            ops: ops.clone(),
        };
        let sealed = commit.seal().unwrap();
        all.see(commit.dot());
        last.insert(chain, (commit.seq, sealed.hash, commit.stamp));
        let mut bytes = sealed.bytes;
        if *odd == 4 {
            bytes.push(0);
        }
        made.push(Incoming {
            bytes,
            signature: signed.then_some([*n; 64]),
        });
    }
    made
}

fn op() -> impl Strategy<Value = RawOp> {
    let value = prop_oneof![
        Just(json!(null)),
        any::<i32>().prop_map(Value::from),
        "[a-z甲]{0,300}".prop_map(Value::from),
    ];
    let id = (0..4_u128).prop_map(Uuid::from_u128);
    let known = (any::<bool>(), "[a-z]{0,30}", id, value).prop_map(|(put, name, id, value)| {
        let op = if put {
            Op::Put {
                kind: "meeting".into(),
                id,
                field: name,
                value,
            }
        } else {
            Op::Fact {
                id,
                kind: name,
                about: id,
                body: value,
            }
        };
        RawOp::encode(&op).unwrap()
    });
    let unknown = (any::<u16>(), proptest::collection::vec(any::<u8>(), 0..40));
    prop_oneof![4 => known, 1 => unknown.prop_map(|(tag, body)| RawOp(tag, body))]
}

fn any_log() -> impl Strategy<Value = Vec<Incoming>> {
    let step = (
        0..3_u8,
        proptest::collection::vec(op(), 0..4),
        -5_000..100_000_i64,
        any::<bool>(),
        prop_oneof![4 => Just(0_u8), 1 => 1..5_u8],
    );
    proptest::collection::vec(step, 0..30).prop_map(|steps| log(&steps))
}

proptest! {
    #[test]
    fn what_is_packed_comes_back_letter_for_letter(
        commits in any_log(),
        junk in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        let mut commits = commits;
        commits.push(Incoming { bytes: junk, signature: None });
        let packed = pack(&commits);
        prop_assert_eq!(unpack(&packed, 31, ROOM), Some(commits.clone()));
        // Bounds are kept to the commit and to the byte.
        let bytes: usize = commits.iter().map(|c| c.bytes.len()).sum();
        prop_assert_eq!(unpack(&packed, commits.len() - 1, ROOM), None);
        prop_assert_eq!(unpack(&packed, 31, bytes), Some(commits));
        if bytes > 0 {
            prop_assert_eq!(unpack(&packed, 31, bytes - 1), None);
        }
    }

    #[test]
    fn cut_or_changed_packs_are_refused_or_read_as_something_else(
        commits in any_log(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut packed = pack(&commits);
        let at = at.index(packed.len());
        prop_assert_eq!(unpack(&packed[..at], 31, ROOM), None);
        packed[at] = byte;
        let _ = unpack(&packed, 31, ROOM);
    }
}

#[test]
fn what_follows_from_the_commit_before_is_left_out() {
    let op = |n: u64| {
        RawOp::encode(&Op::Put {
            kind: "meeting".into(),
            id: Uuid::from_u128(9),
            field: "headcount".into(),
            value: json!(n % 20),
        })
        .unwrap()
    };
    let steps: Vec<_> = (0..1_000)
        .map(|n| (1, vec![op(n)], 1_000, false, 0))
        .collect();
    let commits = log(&steps);
    let packed = pack(&commits);
    // Shape, names and numbers: no commit repeats the hash of another.
    assert!(packed.len() < 1_000 * 20, "{}", packed.len());
    assert_eq!(unpack(&packed, 1_000, ROOM), Some(commits));
}

#[test]
fn a_small_pack_cannot_unfold_into_much() {
    let long = "x".repeat(200);
    let op = RawOp::encode(&Op::Put {
        kind: long.clone(),
        id: Uuid::from_u128(9),
        field: long,
        value: json!(1),
    })
    .unwrap();
    let steps: Vec<_> = (0..1_000)
        .map(|_| (1, vec![op.clone(); 20], 1, false, 0))
        .collect();
    let packed = pack(&log(&steps));
    assert_eq!(unpack(&packed, 1_000, ROOM), None);
}
