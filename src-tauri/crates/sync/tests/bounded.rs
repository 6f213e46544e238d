//! What a peer that lies about lengths, counts, clocks and heads costs in
//! memory: as much as it sends, never as much as it claims. Measured by an
//! allocator that counts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may stop where it stands"
)]

use std::sync::{Mutex, MutexGuard, PoisonError};

use peak_alloc::PeakAlloc;
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{Batch, Chain, Dot, Heads, Incoming};
use steward_sync::{
    Bye, Exchange, Frame, Hello, Input, MAX_CHAINS, MAX_FRAME, MAX_NAME, Me, Now, Output,
    PartReader, Reading, Report, SessionId, VERSION, heads_hash,
};
use uuid::Uuid;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One measures at a time.
static ALONE: Mutex<()> = Mutex::new(());

const MIB: usize = 1024 * 1024;
const VENUE: VenueId = VenueId(Uuid::from_u128(7));

/// The most that was held while something was done, beyond what was before.
fn peak_of(act: impl FnOnce()) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    act();
    MEMORY.peak_usage().saturating_sub(before)
}

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn station(number: u128) -> StationId {
    StationId(Uuid::from_u128(number))
}

fn dot(number: u128, seq: u64) -> Dot {
    let chain = Chain {
        station: station(number),
        epoch: 1,
    };
    Dot { chain, seq }
}

/// A frame of hand-made bytes, its body packed.
fn packed(tag: u8, body: &[u8]) -> Vec<u8> {
    let mut frame = vec![VERSION, tag];
    frame.extend(zstd::bulk::compress(body, 3).unwrap());
    frame
}

fn plain(tag: u8, body: &[u8]) -> Vec<u8> {
    [&[VERSION, tag], body].concat()
}

/// An exchange with one peer that said hello.
struct Met {
    exchange: Exchange,
    now: Now,
}

const PEER: SessionId = 1;

impl Met {
    fn new() -> Self {
        let me = Me {
            venue: VENUE,
            station: station(1),
            epoch: 1,
            name: String::new(),
        };
        let mut met = Self {
            exchange: Exchange::new(me, Heads::new()),
            now: Now {
                mono_ms: 0,
                wall_ms: 0,
            },
        };
        met.give(Input::Opened {
            session: PEER,
            station: Some(station(2)),
        });
        met.says(&Frame::Hello(Hello {
            venue: VENUE,
            station: station(2),
            epoch: 1,
            name: String::new(),
            heads: heads_hash(&Heads::new()),
            wall_ms: i64::MIN,
        }));
        met
    }

    /// What the exchange wants done for an input.
    fn give(&mut self, input: Input) -> Vec<Output> {
        self.exchange.handle(self.now, input);
        std::iter::from_fn(|| self.exchange.poll()).collect()
    }

    fn says(&mut self, frame: &Frame) -> Vec<Output> {
        let frame = frame.encode().unwrap();
        self.give(Input::Received {
            session: PEER,
            frame,
        })
    }
}

#[test]
fn lengths_and_counts_that_are_only_claimed_cost_nothing() {
    let _alone = alone();
    // Heads, a text, a byte string, an array: each says it is near 2^64 long.
    let huge = [0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe];
    for major in [0x40, 0x60, 0x80, 0xa0] {
        let mut claim = huge.to_vec();
        claim[0] |= major;
        for tag in 0..8 {
            let within = [&[0x82][..], &claim].concat();
            for frame in [
                plain(tag, &claim),
                packed(tag, &claim),
                packed(tag, &within),
            ] {
                let peak = peak_of(|| assert!(Frame::decode(&frame).is_err()));
                assert!(peak < 2 * MIB, "{peak} for tag {tag}, major {major:#x}");
            }
        }
    }
    // Columns that claim to be long.
    let claims = packed(4, &[&[0x82, 0xf4, 0x49][..], &[0xff; 9]].concat());
    let peak = peak_of(|| assert!(Frame::decode(&claims).is_err()));
    assert!(peak < 2 * MIB, "{peak}");
}

#[test]
fn a_bomb_costs_one_frame_at_most() {
    let _alone = alone();
    let bomb = packed(4, &vec![0; 20 * MAX_FRAME]);
    assert!(bomb.len() < MIB, "{}", bomb.len());
    let peak = peak_of(|| assert!(Frame::decode(&bomb).is_err()));
    // A growing buffer holds its old and its new room for a moment.
    assert!(peak <= 3 * MAX_FRAME + MIB, "{peak}");
    // Bytes that say they point 1 GiB back.
    let mut window = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0];
    window.extend([0x01, 0x00, 0x00]);
    let frame = plain(4, &window);
    let peak = peak_of(|| assert!(Frame::decode(&frame).is_err()));
    assert!(peak < MIB, "{peak}");
}

#[test]
fn small_frames_are_small() {
    let _alone = alone();
    let name = "名".repeat(MAX_NAME);
    let hello = Frame::Hello(Hello {
        venue: VENUE,
        station: station(2),
        epoch: 1,
        name,
        heads: [0; 32],
        wall_ms: 0,
    });
    assert!(Frame::decode(&hello.encode().unwrap()).is_err());
    for tag in [1, 3, 6, 7] {
        assert!(Frame::decode(&plain(tag, &vec![0xf6; MIB])).is_err());
    }
    // More chains than there can be, within what a frame could hold.
    let place = [&[0x83, 0x50][..], &[7; 16], &[1, 1]].concat();
    let count = u32::try_from(MAX_CHAINS * 8).unwrap().to_be_bytes();
    let heads = [&[0x9a][..], &count, &place.repeat(MAX_CHAINS * 8)].concat();
    let frame = plain(2, &heads);
    let peak = peak_of(|| assert!(Frame::decode(&frame).is_err()));
    assert!(peak < MIB, "{peak}");
}

#[test]
fn heads_without_end_are_broken_off() {
    let _alone = alone();
    let mut met = Met::new();
    let mut number = 1_000;
    let mut ended = false;
    let peak = peak_of(|| {
        for _ in 0..40 {
            let heads: Heads = (0..8_192).map(|n| dot(number + n, u64::MAX)).collect();
            number += 8_192;
            ended |= met.says(&Frame::Have(heads)).iter().any(|output| {
                matches!(
                    output,
                    Output::Close {
                        why: Bye::Broken,
                        ..
                    }
                )
            });
        }
    });
    assert!(ended, "it named {} chains", 40 * 8_192);
    assert!(peak < 32 * MIB, "{peak}");
    assert!(met.exchange.peers().is_empty());
}

#[test]
fn pushes_without_end_are_left_to_be_asked_for() {
    let _alone = alone();
    let mut met = Met::new();
    let push = |seq: u64| Frame::Push {
        last: dot(2, seq),
        commits: vec![Incoming {
            bytes: vec![u8::try_from(seq % 251).unwrap(); 3 * MIB],
            signature: None,
        }],
    };
    // The store does not answer; what is pushed follows what is here.
    let mut accepts = 0;
    let peak = peak_of(|| {
        for _ in 0..200 {
            let outputs = met.says(&push(1));
            accepts += outputs
                .iter()
                .filter(|o| matches!(o, Output::Accept { .. }))
                .count();
        }
    });
    assert_eq!(accepts, 1, "one batch is at the store");
    assert!(peak < 40 * MIB, "{peak}");
    // Numbers near the end of all numbers are no harm either.
    for seq in [u64::MAX, u64::MAX - 1, 0] {
        met.says(&push(seq));
    }
    assert_eq!(met.exchange.peers()[0].not_here, u64::MAX);
}

#[test]
fn wants_in_a_flood_are_answered_one_at_a_time() {
    let _alone = alone();
    let mut met = Met::new();
    met.give(Input::Moved {
        heads: [dot(1, 500)].into_iter().collect(),
    });
    let want = Frame::Want {
        bytes: u32::MAX,
        resume: true,
        again: Heads::new(),
    };
    let (mut loads, mut asked) = (0, 0);
    let peak = peak_of(|| {
        for _ in 0..10_000 {
            for output in met.says(&want) {
                if let Output::Load { bytes, .. } = output {
                    loads += 1;
                    asked = bytes;
                }
            }
        }
    });
    assert_eq!(loads, 1, "the next is read when this one was answered");
    assert!(usize::try_from(asked).unwrap() <= 4 * MIB, "{asked}");
    assert!(peak < MIB, "{peak}");
    let batch = Batch::default();
    let next = met.give(Input::Loaded {
        session: PEER,
        batch,
    });
    assert!(
        next.iter()
            .any(|output| matches!(output, Output::Load { .. }))
    );
}

#[test]
fn answers_nobody_asked_for_are_thrown_away() {
    let _alone = alone();
    let mut met = Met::new();
    let commits = vec![Incoming {
        bytes: vec![1; MIB],
        signature: None,
    }];
    let frame = Frame::Commits {
        commits,
        more: true,
    };
    let peak = peak_of(|| {
        for _ in 0..100 {
            let outputs = met.says(&frame);
            assert!(!outputs.iter().any(|o| matches!(o, Output::Accept { .. })));
        }
    });
    assert!(peak < 16 * MIB, "{peak}");
}

#[test]
fn a_peer_that_claims_ever_more_and_brings_nothing_is_reported_once() {
    let _alone = alone();
    let mut met = Met::new();
    let mut stuck = 0;
    let mut count = |outputs: &[Output]| {
        stuck += outputs
            .iter()
            .filter(|o| matches!(o, Output::Report(Report::Stuck { .. })))
            .count();
    };
    for seq in 1..100 {
        let heads: Heads = [dot(2, seq)].into_iter().collect();
        count(&met.says(&Frame::Have(heads)));
        count(&met.says(&Frame::Commits {
            commits: Vec::new(),
            more: false,
        }));
    }
    assert_eq!(stuck, 1);
}

#[test]
fn clocks_from_the_ends_of_time_are_only_shown() {
    let _alone = alone();
    let met = Met::new();
    let peers = met.exchange.peers();
    assert_eq!(peers[0].clock_ahead_ms, i64::MIN);
}

#[test]
fn a_bundle_that_claims_much_costs_what_it_is() {
    let _alone = alone();
    let reading = || Reading {
        venue: VENUE,
        secret: zeroize::Zeroizing::new([3; 32]),
    };
    let mut head = b"\x8dSBN\r\n\x1a\n\x02\x01".to_vec();
    head.extend([0; 16]);
    head.extend([0, 0, 0, 1, 0, 0, 0, 1]);
    head.extend([0; 48]);
    for slots in [0_u16, 4_096, 4_097, u16::MAX] {
        let bytes = [head.as_slice(), &slots.to_be_bytes()].concat();
        let peak = peak_of(|| {
            let mut reader = PartReader::new(reading());
            let needs = reader.needs().unwrap();
            assert_eq!(needs, bytes.len());
            let given = reader.give(&bytes);
            assert_eq!(given.is_ok(), slots <= 4_096);
            // What follows is asked for; nothing is set aside for it.
            assert!(reader.needs().unwrap() <= 4_096 * 48);
        });
        assert!(peak < 64 * 1024, "{peak}");
    }
}
