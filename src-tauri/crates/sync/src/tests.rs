//! Stations in one process: what one writes, all have; equal ones say little.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may stop where it stands"
)]

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{
    Chain, Commit, Dot, FORMAT, Heads, Incoming, Marks, SUITE, Sealed, Stamp,
};
use uuid::Uuid;

use crate::*;

mod again;
mod crowd;
mod far;
mod slow;

const VENUE: VenueId = VenueId(Uuid::from_u128(7));

/// A station with the smallest log that keeps the order of causes.
struct Station {
    id: StationId,
    log: Vec<(Dot, Heads, Incoming)>,
    heads: Heads,
    exchange: Exchange,
    links: BTreeMap<SessionId, (usize, SessionId)>,
    reports: Vec<Report>,
    accepts: usize,
    far: far::Side,
}

impl Station {
    fn new(number: u128) -> Self {
        let id = StationId(Uuid::from_u128(number));
        let me = Me {
            venue: VENUE,
            station: id,
            epoch: 1,
            name: format!("station {number}"),
        };
        Self {
            id,
            log: Vec::new(),
            heads: Heads::new(),
            exchange: Exchange::new(me, Heads::new()),
            links: BTreeMap::new(),
            reports: Vec::new(),
            accepts: 0,
            far: far::Side::default(),
        }
    }

    fn write(&mut self, size: usize) {
        let chain = Chain {
            station: self.id,
            epoch: 1,
        };
        let commit = Commit {
            format: FORMAT,
            suite: SUITE,
            venue: VENUE,
            chain,
            seq: self.heads.of(chain) + 1,
            previous: [0; 32],
            seen: self.heads.clone(),
            marks: Marks::default(),
            stamp: Stamp::at(0),
            wall_ms: 0,
            actor: "x".repeat(size),
            session: None,
            offline: false,
            intent: "test".into(),
            ops: Vec::new(),
        };
        let bytes = commit.seal().unwrap().bytes;
        self.take(&[Incoming {
            bytes,
            signature: None,
        }]);
    }

    fn take(&mut self, commits: &[Incoming]) {
        for incoming in commits {
            let commit = Sealed::from_bytes(incoming.bytes.clone()).open().unwrap();
            if self.heads.includes(&commit.seen) && !self.heads.covers(commit.dot()) {
                self.heads.see(commit.dot());
                self.log.push((commit.dot(), commit.seen, incoming.clone()));
            }
        }
    }

    fn batch(&self, after: &Heads, bytes: u32) -> Batch {
        let mut batch = Batch {
            reached: after.clone(),
            ..Batch::default()
        };
        let mut room = i64::from(bytes);
        for (dot, _, incoming) in &self.log {
            if after.covers(*dot) {
                continue;
            }
            if room <= 0 {
                batch.more = true;
                break;
            }
            room -= incoming.bytes.len() as i64;
            batch.reached.see(*dot);
            batch.commits.push(incoming.clone());
        }
        batch
    }
}

/// Stations and the frames between them.
struct World {
    stations: Vec<Station>,
    wire: VecDeque<(usize, SessionId, Vec<u8>)>,
    bytes: usize,
    frames: usize,
    clock: u64,
    next: SessionId,
}

impl World {
    fn new(count: u128) -> Self {
        Self {
            stations: (1..=count).map(Station::new).collect(),
            wire: VecDeque::new(),
            bytes: 0,
            frames: 0,
            clock: 0,
            next: 0,
        }
    }

    fn now(&self) -> Now {
        Now {
            mono_ms: self.clock,
            wall_ms: i64::try_from(self.clock).unwrap(),
        }
    }

    fn connect(&mut self, a: usize, b: usize) {
        let (here, there) = (self.next, self.next + 1);
        self.next += 2;
        self.stations[a].links.insert(here, (b, there));
        self.stations[b].links.insert(there, (a, here));
        for (at, session, other) in [(a, here, b), (b, there, a)] {
            let station = Some(self.stations[other].id);
            self.give(at, Input::Opened { session, station });
        }
    }

    fn write(&mut self, at: usize, size: usize) {
        self.stations[at].write(size);
        let heads = self.stations[at].heads.clone();
        self.give(at, Input::Moved { heads });
    }

    fn give(&mut self, at: usize, input: Input) {
        let now = self.now();
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            let station = &mut self.stations[at];
            station.exchange.handle(now, input);
            while let Some(output) = station.exchange.poll() {
                match output {
                    Output::Send { session, frame } => {
                        if let Some((other, there)) = station.links.get(&session) {
                            self.bytes += frame.len();
                            self.frames += 1;
                            self.wire.push_back((*other, *there, frame));
                        }
                    }
                    Output::Load {
                        session,
                        after,
                        bytes,
                        ..
                    } => inputs.push_back(Input::Loaded {
                        session,
                        batch: station.batch(&after, bytes),
                    }),
                    Output::Accept { commits } => {
                        station.accepts += 1;
                        station.take(&commits);
                        inputs.push_back(Input::Accepted {
                            taken: Some(Taken {
                                heads: station.heads.clone(),
                                lacking: Heads::new(),
                            }),
                        });
                    }
                    Output::Digest => inputs.push_back(Input::Digested(Digested {
                        heads: station.heads.clone(),
                        tips: heads_hash(&station.heads),
                        digest: heads_hash(&station.heads),
                    })),
                    Output::Close { session, .. } => {
                        station.links.remove(&session);
                    }
                    Output::Report(report) => station.reports.push(report),
                    other => inputs.extend(station.far_answer(other)),
                }
            }
        }
    }

    /// Carries frames and lets time pass until nothing is left to do.
    fn settle(&mut self) {
        for _ in 0..100_000 {
            if let Some((at, session, frame)) = self.wire.pop_front() {
                self.give(at, Input::Received { session, frame });
                continue;
            }
            let wake = |station: &Station| station.exchange.wake_at();
            let Some(next) = self.stations.iter().filter_map(wake).min() else {
                return;
            };
            self.clock = self.clock.max(next);
            for at in 0..self.stations.len() {
                if self.stations[at]
                    .exchange
                    .wake_at()
                    .is_some_and(|t| t <= self.clock)
                {
                    self.give(at, Input::Woken);
                }
            }
        }
        panic!("the stations never come to rest");
    }

    fn are_equal(&self) -> bool {
        self.stations
            .windows(2)
            .all(|pair| pair[0].heads == pair[1].heads)
    }
}

#[test]
fn two_stations_come_to_have_the_same_and_know_it() {
    let mut world = World::new(2);
    for n in 0..50 {
        world.write(n % 2, 100);
    }
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    for station in &world.stations {
        let peers = station.exchange.peers();
        assert!(peers[0].in_step, "{peers:?}");
        assert_eq!((peers[0].not_here, peers[0].not_there), (0, 0));
    }
}

#[test]
fn two_equal_stores_exchange_less_than_a_kilobyte() {
    let mut world = World::new(2);
    for n in 0..200 {
        world.write(n % 2, 50);
    }
    world.connect(0, 1);
    world.settle();
    let links = world.next;
    world.bytes = 0;
    world.connect(0, 1);
    world.settle();
    assert!(world.next > links && world.bytes < 1_000, "{}", world.bytes);
    assert!(world.stations[0].exchange.peers()[0].in_step);
}

#[test]
fn what_is_written_while_connected_arrives_at_once() {
    let mut world = World::new(3);
    world.connect(0, 1);
    world.connect(1, 2);
    world.connect(0, 2);
    world.settle();
    world.bytes = 0;
    world.write(0, 10);
    let clock = world.clock;
    while let Some((at, session, frame)) = world.wire.pop_front() {
        world.give(at, Input::Received { session, frame });
    }
    assert!(world.are_equal());
    assert_eq!(world.clock, clock, "no timer was needed");
    assert_eq!(world.stations[1].accepts + world.stations[2].accepts, 2);
}

#[test]
fn nobody_is_in_step_before_the_digests_of_these_very_heads_were_compared() {
    let mut world = World::new(2);
    world.connect(0, 1);
    world.settle();
    assert!(world.stations[0].exchange.peers()[0].in_step);
    world.write(0, 10);
    while let Some((at, session, frame)) = world.wire.pop_front() {
        world.give(at, Input::Received { session, frame });
    }
    assert!(world.are_equal());
    for station in &world.stations {
        assert!(!station.exchange.peers()[0].in_step, "no digest was made");
    }
    world.settle();
    for station in &world.stations {
        assert!(station.exchange.peers()[0].in_step);
    }
}

#[test]
fn an_answer_of_the_store_that_was_overtaken_takes_nothing_back() {
    let mut world = World::new(2);
    world.write(0, 10);
    let before = world.stations[0].heads.clone();
    world.write(0, 10);
    world.give(0, Input::Moved { heads: before });
    assert_eq!(world.stations[0].exchange.heads(), &world.stations[0].heads);
    world.connect(0, 1);
    world.settle();
    assert!(world.stations[0].exchange.peers()[0].in_step);
}

#[test]
fn a_third_station_s_commits_are_passed_on() {
    let mut world = World::new(4);
    for n in 0..3 {
        world.connect(n, n + 1);
    }
    world.settle();
    world.write(0, 10);
    world.write(3, 10);
    world.settle();
    assert!(world.are_equal());
}

#[test]
fn a_long_catch_up_comes_in_bounded_parts() {
    let mut world = World::new(2);
    for _ in 0..30 {
        world.write(0, 1024 * 1024);
    }
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    assert!(
        world.stations[1].accepts >= 6,
        "{}",
        world.stations[1].accepts
    );
}

#[test]
fn a_station_of_another_venue_and_a_pretender_are_turned_away() {
    let mut world = World::new(2);
    world.stations[1].exchange = Exchange::new(
        Me {
            venue: VenueId(Uuid::from_u128(8)),
            station: world.stations[1].id,
            epoch: 1,
            name: String::new(),
        },
        Heads::new(),
    );
    world.write(0, 10);
    world.connect(0, 1);
    world.settle();
    assert!(world.stations[1].log.is_empty());
    assert!(world.stations[0].exchange.peers().is_empty());
    assert!(world.stations[0].reports.contains(&Report::Parted {
        station: None,
        why: Some(Bye::OtherVenue)
    }));

    let mut exchange = Exchange::new(
        Me {
            venue: VENUE,
            station: StationId(Uuid::from_u128(1)),
            epoch: 1,
            name: String::new(),
        },
        Heads::new(),
    );
    let now = Now {
        mono_ms: 0,
        wall_ms: 0,
    };
    exchange.handle(
        now,
        Input::Opened {
            session: 1,
            station: Some(StationId(Uuid::from_u128(2))),
        },
    );
    let hello = Frame::Hello(Hello {
        venue: VENUE,
        station: StationId(Uuid::from_u128(3)),
        epoch: 1,
        name: String::new(),
        heads: [0; 32],
        wall_ms: 0,
    });
    let frame = hello.encode().unwrap();
    exchange.handle(now, Input::Received { session: 1, frame });
    let closed = std::iter::from_fn(|| exchange.poll()).any(|output| {
        output
            == Output::Close {
                session: 1,
                why: Bye::NotYou,
            }
    });
    assert!(closed);
}

#[test]
fn heads_that_were_read_earlier_take_nothing_back() {
    let mut world = World::new(2);
    world.write(0, 10);
    let earlier = world.stations[0].heads.clone();
    world.write(0, 10);
    world.give(0, Input::Moved { heads: earlier });
    world.connect(0, 1);
    world.settle();
    assert_eq!(world.stations[0].exchange.heads(), &world.stations[0].heads);
    assert!(world.stations[0].exchange.peers()[0].in_step);
}

#[test]
fn nothing_but_a_hello_comes_first() {
    let mut world = World::new(2);
    world.write(0, 10);
    let station = None;
    world.give(
        0,
        Input::Opened {
            session: 9,
            station,
        },
    );
    let frame = Frame::Want {
        bytes: 1000,
        resume: false,
        again: Heads::new(),
    };
    let frame = frame.encode().unwrap();
    world.give(0, Input::Received { session: 9, frame });
    assert!(world.stations[0].reports.contains(&Report::Parted {
        station: None,
        why: Some(Bye::Broken)
    }));
}

#[test]
fn a_small_frame_that_unpacks_to_a_huge_one_is_refused() {
    let packed = zstd::bulk::compress(&vec![0; MAX_FRAME + 1], 3).unwrap();
    let mut frame = vec![VERSION, 4];
    frame.extend_from_slice(&packed);
    assert!(frame.len() < 100_000);
    assert_eq!(Frame::decode(&frame), Err(FrameError::TooLong));
}

proptest! {
    #[test]
    fn bytes_from_anywhere_never_break_the_reader(tag in 0_u8..13, body in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut bytes = vec![VERSION, tag];
        bytes.extend(body);
        let _ = Frame::decode(&bytes);
    }

    #[test]
    fn frames_read_back_as_they_were_written(seqs in prop::collection::vec(1_u64.., 0..20), more: bool, bytes: Vec<u8>, signed: bool) {
        let heads: Heads = seqs
            .iter()
            .enumerate()
            .map(|(n, seq)| Dot {
                chain: Chain { station: StationId(Uuid::from_u128(n as u128)), epoch: 1 },
                seq: *seq,
            })
            .collect();
        let commits = vec![Incoming { bytes, signature: signed.then_some([3; 64]) }];
        for frame in [Frame::Have(heads), Frame::Commits { commits, more }, Frame::Bye(Bye::Closing)] {
            prop_assert_eq!(Frame::decode(&frame.encode().unwrap()), Ok(frame));
        }
    }
}
