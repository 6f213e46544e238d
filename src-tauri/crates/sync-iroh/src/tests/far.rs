//! Far behind over real connections: today first, then a whole copy.

use std::sync::Arc;

use steward_sync::FarBehind;

use super::house::{MemoryHouse, card, station};

const FAR: FarBehind = FarBehind {
    preview: 10,
    copy: 20,
};

/// A host with much, and what matters today.
fn host(known: &[u8]) -> Arc<MemoryHouse> {
    let host = MemoryHouse::new(1, known);
    for _ in 0..120 {
        host.write(60 * 1024);
    }
    host.inside().today = b"today at 1".to_vec();
    host
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_sees_today_and_takes_a_copy() {
    let (a, b) = (host(&[2]), MemoryHouse::new(2, &[1]));
    let at_a = a.start(&[]).await;
    let at_b = b.start_far(&at_a.addresses(), FAR).await;
    b.until("it is shown today", |inside| {
        inside.shown == [(station(1), b"today at 1".to_vec())]
    })
    .await;
    b.until_it_has(120).await;
    b.until_in_step(1).await;
    assert_eq!(b.inside().copies_taken, 1);
    assert_eq!(a.inside().parts_given, 120);
    at_b.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_a_cut_line_broke_off_goes_on() {
    let (a, b) = (host(&[2]), MemoryHouse::new(2, &[1]));
    let at_a = a.start(&[]).await;
    let at_b = b.start_far(&at_a.addresses(), FAR).await;
    b.until("it has a part", |inside| inside.copied.len() > 5)
        .await;
    at_b.close().await;
    let _at_b = b.start_far(&at_a.addresses(), FAR).await;
    b.until_it_has(120).await;
    assert_eq!(b.inside().copies_taken, 1);
    // Asked for twice is at most what was on its way.
    assert!(a.inside().parts_given <= 122, "{}", a.inside().parts_given);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_copy_is_given_the_log_is_pulled() {
    let (a, b) = (host(&[2]), MemoryHouse::new(2, &[1]));
    a.inside().gives_no_copy = true;
    let at_a = a.start(&[]).await;
    let _at_b = b.start_far(&at_a.addresses(), FAR).await;
    b.until_it_has(120).await;
    b.until_in_step(1).await;
    assert_eq!(b.inside().copies_taken, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_is_shown_nothing_and_given_nothing() {
    let (a, stranger) = (host(&[2]), MemoryHouse::new(9, &[1]));
    let at_a = a.start(&[]).await;
    let at_stranger = stranger.start_far(&at_a.addresses(), FAR).await;
    at_stranger.self_test().await.unwrap();
    at_stranger.close().await;
    // One who is let in is served meanwhile.
    let b = MemoryHouse::new(2, &[1]);
    let _at_b = b.start_far(&at_a.addresses(), FAR).await;
    b.until_it_has(120).await;
    // One look at a time: a house is a lock.
    let inside = a.inside();
    assert_eq!((inside.parts_given, inside.previews_made), (120, 1));
    let inside = stranger.inside();
    assert!(inside.shown.is_empty() && inside.log.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fixed_address_is_tried_at_once_and_no_longer_when_it_is_taken_away() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    let at_a = a.start(&[]).await;
    let at_b = b.start(&[]).await;
    assert!(at_b.connections().is_empty());
    at_b.set_fixed(at_a.addresses());
    b.until_in_step(1).await;
    at_b.set_fixed(Vec::new());
    a.write(10);
    b.until_it_has(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_renamed_station_says_its_new_name_to_whoever_comes() {
    let (a, b) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(2, &[1]));
    let at_a = a.start(&[]).await;
    a.inside().name = Some("the north desk".into());
    // As a rename does, which is a commit like any other.
    a.write(10);
    let at_b = b.start(&at_a.addresses()).await;
    b.until("it is told the new name", |inside| {
        inside
            .peers
            .iter()
            .any(|peer| peer.name == "the north desk")
    })
    .await;
    assert_ne!(card(1).name, "the north desk");
    at_b.close().await;
}
