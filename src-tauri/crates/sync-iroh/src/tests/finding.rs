//! Discovery, where the network carries multicast.

use std::time::Duration;

use super::house::{MemoryHouse, card, guest};
use crate::{Carrier, Multicast, Options, Step, find_offers, join};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a network that carries multicast"]
async fn stations_find_each_other() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    let at_a = Carrier::start(a.clone(), Options::default()).await.unwrap();
    let at_b = Carrier::start(b.clone(), Options::default()).await.unwrap();
    println!("{:?} {:?}", at_a.addresses(), at_b.addresses());
    let began = std::time::Instant::now();
    a.until_in_step(2).await;
    println!("found and equal after {:?}", began.elapsed());
    let steps = at_a.self_test().await.unwrap();
    println!("{steps:?}");
    assert!(steps.contains(&Step::Multicast(Multicast::Open { sees: 1 })));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a network that carries multicast"]
async fn an_offer_is_found_and_gone_when_withdrawn() {
    let house = MemoryHouse::new(5, &[]);
    let carrier = Carrier::start(house, Options::default()).await.unwrap();
    let offer = carrier.offer().await.unwrap();
    let found = find_offers(Duration::from_secs(6)).await.unwrap();
    println!("{offer:?} {found:?}");
    let host = card(5).key;
    let mine = found.iter().find(|found| found.host == host).unwrap();
    assert!(offer.addresses.iter().all(|at| mine.addresses.contains(at)));
    let joined = join(mine.addresses[0], &offer.code, guest(6)).await;
    assert!(joined.is_ok(), "{joined:?}");
    let found = find_offers(Duration::from_secs(6)).await.unwrap();
    assert!(found.iter().all(|found| found.host != host), "{found:?}");
}
