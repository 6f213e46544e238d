//! A store that was brought back to a backup under peers in sight.

use super::*;

/// Two that know the same, connected, and the first brought back to its first
/// commits; it goes on in another life, as far as it says so.
fn brought_back(kept: usize, epoch: u32) -> World {
    let mut world = World::new(2);
    for n in 0..20 {
        world.write(n % 2, 100);
    }
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    let station = &mut world.stations[0];
    let log: Vec<_> = station.log.drain(..).take(kept).collect();
    station.heads = log.iter().map(|(dot, ..)| *dot).collect();
    station.log = log;
    station.exchange.rename(Me {
        venue: VENUE,
        station: station.id,
        epoch,
        name: "station 1".into(),
    });
    let heads = station.heads.clone();
    world.give(0, Input::Moved { heads });
    world
}

#[test]
fn what_a_store_lost_that_was_brought_back_comes_from_who_has_it() {
    let mut world = brought_back(5, 2);
    // It parts from all: only a new beginning tells them what it lacks.
    world.settle();
    for station in &world.stations {
        assert!(station.exchange.peers().is_empty());
    }
    world.connect(0, 1);
    world.settle();
    assert!(world.are_equal());
    assert_eq!(world.stations[0].log.len(), 20);
    for station in &world.stations {
        assert!(station.exchange.peers()[0].in_step);
    }
}

#[test]
fn an_older_answer_in_the_same_life_is_no_reason_to_part() {
    let world = brought_back(5, 1);
    assert_eq!(world.stations[0].exchange.peers().len(), 1);
}

#[test]
fn a_new_life_that_lacks_nothing_is_no_reason_to_part() {
    let world = brought_back(20, 2);
    assert_eq!(world.stations[0].exchange.peers().len(), 1);
}

/// The store was asked before it was brought back, and answers after.
#[test]
fn what_the_store_said_before_it_was_brought_back_does_not_count() {
    let mut world = brought_back(20, 1);
    let mut other = Station::new(2);
    other.heads = world.stations[1].heads.clone();
    other.write(100);
    let pushed = other.log.remove(0);
    let station = &mut world.stations[0];
    let now = Now {
        mono_ms: world.clock,
        wall_ms: 0,
    };
    let frame = Frame::Push {
        last: pushed.0,
        commits: vec![pushed.2],
    };
    let session = *station.links.keys().next().unwrap();
    let frame = frame.encode().unwrap();
    station
        .exchange
        .handle(now, Input::Received { session, frame });
    let asked = std::iter::from_fn(|| station.exchange.poll());
    assert!(
        asked
            .into_iter()
            .any(|output| matches!(output, Output::Accept { .. }))
    );
    let before = station.heads.clone();
    station.exchange.rename(Me {
        venue: VENUE,
        station: station.id,
        epoch: 2,
        name: String::new(),
    });
    let kept: Heads = station.log.iter().take(3).map(|(dot, ..)| *dot).collect();
    let moved = Input::Moved {
        heads: kept.clone(),
    };
    station.exchange.handle(now, moved);
    let taken = Some(Taken {
        heads: before,
        lacking: Heads::new(),
    });
    station.exchange.handle(now, Input::Accepted { taken });
    assert_eq!(*station.exchange.heads(), kept);
}
