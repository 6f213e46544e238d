//! Far behind: today first, then a whole copy, and a pull where none is given.

use super::*;

/// What a station shows and gives to those far behind.
#[derive(Default)]
pub(super) struct Side {
    today: Vec<u8>,
    /// What it was shown, and what it had by then.
    shown: Vec<(StationId, Vec<u8>, Heads)>,
    gives_no_copy: bool,
    /// Nothing comes of these asks.
    is_deaf: bool,
    parts_given: usize,
    copied: Vec<Incoming>,
    copies_taken: usize,
}

/// Commits in a part.
const PART: usize = 16;

impl Station {
    /// An ask names a place in the log; a part says where it goes on, 0 for
    /// nowhere, and carries a frame of commits.
    fn part(&mut self, ask: &[u8]) -> Vec<u8> {
        if self.far.gives_no_copy {
            return Vec::new();
        }
        self.far.parts_given += 1;
        let from = usize::from(u16::from_be_bytes([ask[0], ask[1]]));
        let log = self.log.iter().skip(from);
        let commits: Vec<Incoming> = log.take(PART).map(|(_, _, c)| c.clone()).collect();
        let next = from + commits.len();
        let next = if next < self.log.len() { next } else { 0 };
        let mut part = u16::try_from(next).unwrap().to_be_bytes().to_vec();
        let more = false;
        part.extend(Frame::Commits { commits, more }.encode().unwrap());
        part
    }

    fn take_part(&mut self, part: Option<Vec<u8>>) -> CopyTaken {
        let ask = |place: usize| vec![u16::try_from(place).unwrap().to_be_bytes().to_vec()];
        let Some(part) = part else {
            return CopyTaken {
                asks: ask(self.far.copied.len()),
                ..CopyTaken::default()
            };
        };
        if part.is_empty() {
            return CopyTaken {
                is_over: true,
                ..CopyTaken::default()
            };
        }
        let Ok(Frame::Commits { commits, .. }) = Frame::decode(&part[2..]) else {
            panic!("no part of a copy");
        };
        self.far.copied.extend(commits);
        let next = usize::from(u16::from_be_bytes([part[0], part[1]]));
        if next > 0 {
            return CopyTaken {
                asks: ask(next),
                ..CopyTaken::default()
            };
        }
        let copied = std::mem::take(&mut self.far.copied);
        self.take(&copied);
        self.far.copies_taken += 1;
        CopyTaken {
            is_over: true,
            heads: Some(self.heads.clone()),
            ..CopyTaken::default()
        }
    }

    pub(super) fn far_answer(&mut self, output: Output) -> Option<Input> {
        match output {
            Output::Preview { session } => Some(Input::Previewed {
                session,
                bytes: self.far.today.clone(),
            }),
            Output::Show { station, bytes } => {
                let had = self.heads.clone();
                self.far.shown.push((station, bytes, had));
                None
            }
            Output::GiveCopy { session, ask, .. } if !self.far.is_deaf => {
                let part = self.part(&ask);
                Some(Input::CopyGiven { session, part })
            }
            Output::TakeCopy { session, part, .. } => {
                let taken = self.take_part(part);
                Some(Input::CopyTaken { session, taken })
            }
            _ => None,
        }
    }
}

/// A host with so many commits of a size, and a newcomer.
fn two(commits: usize, size: usize, far: FarBehind) -> World {
    let mut world = World::new(2);
    for _ in 0..commits {
        world.write(0, size);
    }
    world.stations[0].far.today = b"today at the host".to_vec();
    for station in &mut world.stations {
        let me = Me {
            venue: VENUE,
            station: station.id,
            epoch: 1,
            name: String::new(),
        };
        station.exchange = Exchange::new(me, station.heads.clone()).with_far(far);
    }
    world
}

const FAR: FarBehind = FarBehind {
    preview: 20,
    copy: 1_000_000,
};
const COPY: FarBehind = FarBehind {
    preview: 20,
    copy: 100,
};

#[test]
fn who_is_far_behind_is_shown_today_before_it_has_a_single_commit() {
    let mut world = two(50, 10, FAR);
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    let shown = &world.stations[1].far.shown;
    assert_eq!(shown.len(), 1);
    let (by, bytes, had) = &shown[0];
    assert_eq!(
        (*by, bytes.as_slice()),
        (world.stations[0].id, &b"today at the host"[..])
    );
    assert_eq!(had, &Heads::new());
    assert!(world.stations[0].far.shown.is_empty());
}

#[test]
fn who_lacks_little_asks_for_no_preview() {
    let mut world = two(19, 10, FAR);
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    assert!(world.stations[1].far.shown.is_empty());
}

#[test]
fn a_preview_that_never_comes_holds_nothing_up() {
    let mut world = two(50, 10, FAR);
    world.stations[0].far.today = Vec::new();
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    assert!(world.stations[1].far.shown.is_empty());
}

#[test]
fn a_preview_that_nobody_asked_for_is_not_shown() {
    let mut world = two(1, 10, FAR);
    world.connect(0, 1);
    world.settle();
    let frame = Frame::Preview(b"lies".to_vec()).encode().unwrap();
    world.give(1, Input::Received { session: 1, frame });
    let frame = Frame::Copy(b"lies".to_vec()).encode().unwrap();
    world.give(1, Input::Received { session: 1, frame });
    world.settle();
    assert!(world.stations[1].far.shown.is_empty());
    assert!(world.stations[1].exchange.peers()[0].in_step);
}

#[test]
fn who_has_nothing_pulls_a_little_and_takes_a_copy_of_the_rest() {
    let mut world = two(300, 20_000, COPY);
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    let newcomer = &world.stations[1];
    assert_eq!((newcomer.far.copies_taken, newcomer.accepts), (1, 1));
    assert!(newcomer.exchange.peers()[0].in_step);
}

#[test]
fn what_is_written_meanwhile_at_either_side_is_there_too() {
    let mut world = two(300, 20_000, COPY);
    world.connect(0, 1);
    world.write(1, 10);
    world.write(0, 10);
    world.settle();
    world.write(1, 10);
    world.settle();
    assert!(world.are_equal());
    assert_eq!(world.stations[1].far.copies_taken, 1);
}

#[test]
fn a_copy_that_is_refused_is_pulled_instead() {
    let mut world = two(300, 20_000, COPY);
    world.stations[0].far.gives_no_copy = true;
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    assert_eq!(world.stations[1].far.copies_taken, 0);
}

#[test]
fn a_copy_that_does_not_come_is_pulled_instead() {
    let mut world = two(300, 20_000, COPY);
    world.stations[0].far.is_deaf = true;
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    assert_eq!(world.stations[1].far.copies_taken, 0);
}

#[test]
fn a_copy_that_broke_off_goes_on_where_it_was() {
    let mut world = two(300, 20_000, COPY);
    world.connect(0, 1);
    while world.stations[1].far.copied.len() < 5 * PART {
        let (at, session, frame) = world.wire.pop_front().expect("it is under way");
        world.give(at, Input::Received { session, frame });
    }
    world.wire.clear();
    world.give(0, Input::Closed { session: 0 });
    world.give(1, Input::Closed { session: 1 });
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    assert_eq!(world.stations[1].far.copies_taken, 1);
    // One part was on its way and is asked for again.
    let parts = world.stations[0].log.len().div_ceil(PART);
    assert!(world.stations[0].far.parts_given <= parts + 2);
}

#[test]
fn asks_and_parts_beyond_their_bounds_are_refused() {
    for (tag, most) in [(9, MAX_PREVIEW), (11, MAX_PART), (10, 1024)] {
        let mut body = vec![0; most + 1];
        if tag == 9 {
            let mut plain = Vec::new();
            ciborium::into_writer(&steward_domain::log::ByteString(body), &mut plain).unwrap();
            body = zstd::bulk::compress(&plain, 3).unwrap();
        }
        let frame = [&[VERSION, tag], body.as_slice()].concat();
        assert_eq!(Frame::decode(&frame), Err(FrameError::TooLong), "{tag}");
    }
    assert!(Frame::Preview(vec![7; MAX_PREVIEW]).encode().is_ok());
}
