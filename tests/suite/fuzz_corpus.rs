//! What the fuzzer found worth keeping is replayed, without a fuzzer. With
//! `UPDATE_CORPUS=1` the hand-made beginnings are written anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{
    Chain, Commit, Dot, FORMAT, Heads, Incoming, Marks, Op, RawOp, SUITE, Stamp, pack,
};
use steward_sync::{Bye, Frame, Hello};
use uuid::Uuid;

/// Largest file of a corpus, bytes.
const LARGEST: u64 = 16 * 1024;

fn folder(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target)
}

#[test]
fn what_was_found_once_is_found_again() {
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        write_beginnings();
    }
    type Target = fn(&[u8]);
    let all: [(&str, Target); 3] = [
        ("frames", targets::frames),
        ("bundles", targets::bundles),
        ("commits", targets::commits),
    ];
    for (name, target) in all {
        let mut count = 0;
        for entry in fs::read_dir(folder(name)).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            assert!(bytes.len() as u64 <= LARGEST, "{}", path.display());
            println!("{}", path.display());
            target(&bytes);
            count += 1;
        }
        assert!((8..=100).contains(&count), "{name}: {count}");
    }
}

/// A reader that is broken is noticed by the targets: they refuse a bundle
/// that was changed, and take the good one.
#[test]
fn the_targets_see_a_change() {
    let good = targets::good_bundle();
    targets::bundles(&[&[0], good].concat());
    targets::bundles(&[1]);
    for place in [0_u16, 9, 40, 90, 140, 300] {
        let [high, low] = place.to_be_bytes();
        targets::bundles(&[1, high, low, 1]);
        // Twice the same change is none.
        targets::bundles(&[1, high, low, 1, high, low, 1]);
    }
}

fn write_beginnings() {
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = folder(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    };
    let commits: Vec<Incoming> = (1..=3).map(commit).collect();
    let heads: Heads = [dot(1, 3), dot(2, u64::MAX)].into_iter().collect();
    let frames = [
        ("hello", Frame::Hello(hello())),
        ("have", Frame::Have(heads)),
        (
            "want",
            Frame::Want {
                bytes: u32::MAX,
                resume: true,
                again: [dot(2, 2)].into_iter().collect(),
            },
        ),
        (
            "commits",
            Frame::Commits {
                commits: commits.clone(),
                more: true,
            },
        ),
        (
            "commits-none",
            Frame::Commits {
                commits: Vec::new(),
                more: true,
            },
        ),
        (
            "push",
            Frame::Push {
                last: dot(2, 4),
                commits: commits.clone(),
            },
        ),
        (
            "digest",
            Frame::Digest {
                heads: [1; 32],
                tips: [3; 32],
                digest: [2; 32],
            },
        ),
        ("bye", Frame::Bye(Bye::Closing)),
    ];
    for (name, frame) in frames {
        let bytes = frame.encode().unwrap();
        write("frames", name, &bytes);
        write("frames", &format!("{name}-cut"), &bytes[..bytes.len() / 2]);
    }
    let good = targets::good_bundle();
    write("bundles", "whole", &[&[0], good].concat());
    for (name, until) in [
        ("head", 84),
        ("slot", 132),
        ("manifest", 200),
        ("most", good.len() - 1),
    ] {
        write(
            "bundles",
            &format!("cut-{name}"),
            &[&[0], &good[..until]].concat(),
        );
    }
    for (name, change) in [
        ("none", [0, 0, 0]),
        ("mark", [0, 40, 1]),
        ("slot", [0, 100, 128]),
        ("length", [0, 132, 128]),
    ] {
        write(
            "bundles",
            &format!("changed-{name}"),
            &[&[1], &change[..]].concat(),
        );
    }
    for (n, incoming) in commits.iter().enumerate() {
        write("commits", &format!("commit-{n}"), &incoming.bytes);
    }
    write("commits", "packed", &pack(&commits));
    write("commits", "packed-cut", &pack(&commits)[..60]);
    let put = Op::Put {
        kind: "note".into(),
        id: Uuid::from_u128(1),
        field: "text".into(),
        value: json!([1, {"a": null}]),
    };
    let fact = Op::Fact {
        id: Uuid::from_u128(2),
        kind: "confirmed".into(),
        about: Uuid::from_u128(1),
        body: json!({"by": "周敏"}),
    };
    write("commits", "put", &RawOp::encode(&put).unwrap().1);
    write("commits", "fact", &RawOp::encode(&fact).unwrap().1);
    write("commits", "deep", &[0x81; 600]);
    write(
        "commits",
        "long",
        &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    );
}

fn hello() -> Hello {
    Hello {
        venue: VenueId(Uuid::from_u128(7)),
        station: StationId(Uuid::from_u128(2)),
        epoch: 1,
        name: "东楼".to_owned(),
        heads: [0; 32],
        wall_ms: i64::MAX,
    }
}

fn dot(number: u128, seq: u64) -> Dot {
    let chain = Chain {
        station: StationId(Uuid::from_u128(number)),
        epoch: 1,
    };
    Dot { chain, seq }
}

fn commit(seq: u64) -> Incoming {
    let value = json!({ "zh": "骨干培训", "n": seq });
    let put = Op::Put {
        kind: "meeting".into(),
        id: Uuid::from_u128(9),
        field: "title".into(),
        value,
    };
    let commit = Commit {
        format: FORMAT,
        suite: SUITE,
        venue: VenueId(Uuid::from_u128(7)),
        chain: dot(2, 1).chain,
        seq,
        previous: [3; 32],
        seen: [dot(1, 3), dot(2, seq - 1)]
            .into_iter()
            .filter(|dot| dot.seq > 0)
            .collect(),
        marks: Marks::default(),
        stamp: if seq == 3 {
            Stamp(i64::MAX)
        } else {
            Stamp::at(1_000)
        },
        wall_ms: if seq == 2 { i64::MIN } else { 1_000 },
        actor: "林晓".into(),
        session: None,
        offline: seq == 1,
        intent: "book".into(),
        ops: vec![RawOp::encode(&put).unwrap(), RawOp(900, vec![0xff, 0])],
    };
    Incoming {
        bytes: commit.seal().unwrap().bytes,
        signature: (seq == 3).then_some([5; 64]),
    }
}
