//! Who is let in, and who is not.

use steward_sync::Report;

use super::house::{MemoryHouse, station};
use crate::{Multicast, Reach, Step};

fn reaches(steps: &[Step]) -> Vec<&Reach> {
    let reach = |step: &Step| matches!(step, Step::Station { .. });
    let stations = steps.iter().filter(|step| reach(step));
    stations
        .filter_map(|step| match step {
            Step::Station { reach, .. } => Some(reach),
            _ => None,
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_gets_nothing_and_is_told_so() {
    let (host, stranger) = (MemoryHouse::new(1, &[2]), MemoryHouse::new(9, &[1]));
    host.write(100);
    let at_host = host.start(&[]).await;
    stranger.knows(&[1], &at_host.addresses());
    let at_stranger = stranger.start(&at_host.addresses()).await;
    let steps = at_stranger.self_test().await.unwrap();
    assert_eq!(reaches(&steps), [&Reach::Refused]);
    assert!(steps.contains(&Step::Multicast(Multicast::Off)));
    assert!(stranger.inside().log.is_empty());
    assert!(stranger.inside().met_at.is_empty());
    assert!(at_host.peers().is_empty() && at_host.connections().is_empty());
    assert!(host.inside().reports.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_admitted_counts_at_once_and_who_is_revoked_is_cut() {
    let (a, b) = (MemoryHouse::new(1, &[]), MemoryHouse::new(2, &[1]));
    let at_a = a.start(&[]).await;
    let at_b = b.start(&at_a.addresses()).await;
    let steps = at_b.self_test().await.unwrap();
    assert_eq!(reaches(&steps), [&Reach::Refused]);

    a.knows(&[2], &[]);
    a.until_in_step(2).await;
    b.until_in_step(1).await;
    let steps = at_b.self_test().await.unwrap();
    assert!(matches!(reaches(&steps)[..], [Reach::Connected { .. }]));

    a.knows(&[], &[]);
    let parted = |number| Report::Parted {
        station: Some(station(number)),
        why: None,
    };
    a.until("2 is cut", |inside| inside.reports.contains(&parted(2)))
        .await;
    b.until("1 cut it", |inside| inside.reports.contains(&parted(1)))
        .await;
    a.write(100);
    let steps = at_b.self_test().await.unwrap();
    assert_eq!(reaches(&steps), [&Reach::Refused]);
    assert!(b.inside().log.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_self_test_tells_the_unknown_from_the_silent() {
    let a = MemoryHouse::new(1, &[2]);
    let at_a = a.start(&[]).await;
    let steps = at_a.self_test().await.unwrap();
    assert_eq!(reaches(&steps), [&Reach::NoAddress]);
    assert!(matches!(&steps[0], Step::Bound { addresses } if addresses.len() == 1));

    // A socket that takes all and says nothing.
    let deaf = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let tried = vec![deaf.local_addr().unwrap()];
    a.knows(&[2], &tried);
    let steps = at_a.self_test().await.unwrap();
    assert_eq!(reaches(&steps), [&Reach::Silent { tried }]);
}
