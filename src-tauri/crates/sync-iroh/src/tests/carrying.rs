//! What one writes, all have.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::time::Instant;

use steward_sync::{Bye, Report};

use super::house::{Inside, MemoryHouse, station};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_stations_become_equal_and_know_it() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    for _ in 0..20 {
        a.write(100);
        b.write(100);
    }
    let at_b = b.start(&[]).await;
    let began = Instant::now();
    let at_a = a.start(&at_b.addresses()).await;
    a.until_in_step(2).await;
    b.until_in_step(1).await;
    println!("equal after {:?}", began.elapsed());
    assert_eq!(a.inside().heads, b.inside().heads);

    let began = Instant::now();
    b.write(100);
    a.until_it_has(41).await;
    println!("a commit came over after {:?}", began.elapsed());
    a.until_in_step(2).await;
    a.until("it knows where it met 2", |inside| {
        inside.met_at == [(station(2), at_b.addresses()[0])]
    })
    .await;
    assert_eq!(at_a.peers()[0].station, station(2));
    assert!(at_a.connections()[0].is_met && at_a.connections()[0].rtt.is_some());
}

/// Nobody else writes, and no connection breaks: what it lost comes all the
/// same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_station_lost_that_was_brought_back_comes_without_waiting() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    for _ in 0..10 {
        a.write(100);
        b.write(100);
    }
    let at_b = b.start(&[]).await;
    let _at_a = a.start(&at_b.addresses()).await;
    a.until_in_step(2).await;
    b.until_in_step(1).await;
    for (house, other, kept) in [(&a, 2, 5), (&b, 1, 0)] {
        house.goes_back_to(kept);
        let began = Instant::now();
        house.until_it_has(20).await;
        println!("what was lost came back after {:?}", began.elapsed());
        house.until_in_step(other).await;
    }
    assert_eq!(a.inside().heads, b.inside().heads);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chain_of_three_passes_on() {
    let a = MemoryHouse::new(1, &[2]);
    let b = MemoryHouse::new(2, &[1, 3]);
    let c = MemoryHouse::new(3, &[2]);
    a.write(100);
    c.write(100);
    let at_b = b.start(&[]).await;
    let _at_a = a.start(&at_b.addresses()).await;
    let _at_c = c.start(&at_b.addresses()).await;
    a.until_it_has(2).await;
    c.until_it_has(2).await;
    a.write(100);
    c.until_it_has(3).await;
    b.until_in_step(1).await;
    b.until_in_step(3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn much_goes_both_ways_at_once() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    for _ in 0..20 {
        a.write(1024 * 1024);
        b.write(1024 * 1024);
    }
    let at_b = b.start(&[]).await;
    let began = Instant::now();
    let _at_a = a.start(&at_b.addresses()).await;
    a.until_it_has(40).await;
    b.until_it_has(40).await;
    println!("20 MiB each way took {:?}", began.elapsed());
    // And what is written meanwhile is pushed, faster than it is taken.
    let began = Instant::now();
    for _ in 0..300 {
        a.write(20 * 1024);
        b.write(20 * 1024);
    }
    a.until_it_has(640).await;
    b.until_it_has(640).await;
    println!("300 pushes each way took {:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_that_dial_each_other_keep_one_connection() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    let at_b = b.start(&[]).await;
    let to_b = at_b.addresses();
    at_b.close().await;
    let at_a = a.start(&to_b).await;
    let to_a = at_a.addresses();
    let mut options = super::house::options(&to_a);
    options.listen = to_b;
    let at_b = crate::Carrier::start(b.clone(), options).await.unwrap();
    a.until_in_step(2).await;
    b.until_in_step(1).await;
    a.write(100);
    b.until_it_has(1).await;
    a.until_in_step(2).await;
    assert_eq!((at_a.connections().len(), at_b.connections().len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_elsewhere_is_found_again() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    let at_a = a.start(&[]).await;
    let at_b = b.start(&at_a.addresses()).await;
    a.until_in_step(2).await;
    let was_at = at_b.addresses();
    at_b.close().await;
    let goodbye = Report::Parted {
        station: Some(station(2)),
        why: Some(Bye::Closing),
    };
    a.until("2 says goodbye", |inside| inside.reports.contains(&goodbye))
        .await;
    a.write(100);
    b.write(100);

    // It dials by an explicit address.
    let at_b = b.start(&at_a.addresses()).await;
    assert_ne!(at_b.addresses(), was_at);
    a.until_it_has(2).await;
    b.until_it_has(2).await;
    a.until_in_step(2).await;
    at_b.close().await;

    // It says nothing, and whoever knows the address dials, the lower or the
    // higher of the two.
    a.until("2 is gone", |inside| inside.peers.is_empty()).await;
    b.write(100);
    let at_b = b.start(&[]).await;
    let mut addresses = was_at;
    addresses.extend(at_b.addresses());
    a.knows(&[2], &addresses);
    a.until_it_has(3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_that_moves_lets_go_of_what_hangs_and_dials() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    let at_a = a.start(&[]).await;
    let at_b = b.start(&[]).await;
    // Only one of the two knows where the other is: the one that moves,
    // whether its id is the lower or the higher.
    let elsewhere = BTreeSet::from([IpAddr::from([127, 0, 0, 1])]);
    let another_net = BTreeSet::from([IpAddr::from([10, 77, 0, 1])]);
    let meetings = |inside: &Inside| {
        let met = |report: &&Report| matches!(report, Report::Met { .. });
        inside.reports.iter().filter(met).count()
    };
    b.knows(&[1], &at_a.addresses());
    b.until("it met 1", |inside| meetings(inside) == 1).await;
    at_b.roll.network_changed(&another_net);
    b.write(100);
    b.until_in_step(1).await;
    assert_eq!(meetings(&b.inside()), 1, "what carries on is left alone");
    at_b.roll.network_changed(&elsewhere);
    b.until("it met 1 again", |inside| meetings(inside) == 2)
        .await;
    b.write(100);
    a.until_it_has(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn addresses_without_a_name_are_tried_with_every_name() {
    let a = MemoryHouse::new(1, &[2, 3, 4]);
    let (b, c) = (MemoryHouse::new(2, &[1]), MemoryHouse::new(3, &[1]));
    b.write(100);
    c.write(100);
    let (at_b, at_c) = (b.start(&[]).await, c.start(&[]).await);
    let mut peers = at_b.addresses();
    peers.extend(at_c.addresses());
    let began = Instant::now();
    let _at_a = a.start(&peers).await;
    a.until_it_has(2).await;
    println!("both found after {:?}", began.elapsed());
    a.until("both are met", |inside| inside.peers.len() == 2)
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_that_wake_at_once_all_meet_all() {
    let numbers: Vec<u8> = (1..=10).collect();
    let mut houses = Vec::new();
    let mut carriers = Vec::new();
    for number in &numbers {
        let house = MemoryHouse::new(*number, &[]);
        house.write(1000);
        carriers.push(house.start(&[]).await);
        houses.push(house);
    }
    let began = Instant::now();
    for (at, house) in houses.iter().enumerate() {
        let others = numbers.iter().enumerate().filter(|(other, _)| *other != at);
        let others = others.map(|(other, number)| (*number, carriers[other].addresses()));
        house.knows_at(others.collect());
    }
    for house in &houses {
        house.until_it_has(10).await;
    }
    println!("all ten have all after {:?}", began.elapsed());
    for house in &houses {
        house
            .until("it is in step with nine", |inside| {
                inside.peers.iter().filter(|peer| peer.in_step).count() == 9
            })
            .await;
    }
    println!("and know it after {:?}", began.elapsed());
    let met = |house: &std::sync::Arc<MemoryHouse>| house.inside().met_at.len();
    let meetings: usize = houses.iter().map(met).sum();
    println!("with {meetings} meetings, 90 at least");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_fails_for_a_while_costs_nothing() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    a.write(100);
    a.inside().failures = 2;
    let at_a = a.start(&[]).await;
    let _at_b = b.start(&at_a.addresses()).await;
    b.until_it_has(1).await;
    b.until_in_step(1).await;
    a.inside().failures = 1;
    b.write(100);
    a.until_it_has(2).await;
}
