//! Who is let in, and who is not.

use std::sync::Arc;

use steward_sync::{Bye, House, Report, VERSION};

use super::house::{MemoryHouse, station};
use crate::endpoint::{Dialled, bind, dial};
use crate::roll::Roll;
use crate::wire::write_frame;
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

/// A station that is let in and sends bytes of its own making.
async fn sends(bytes: &[u8], to: &crate::Carrier) {
    let broken = MemoryHouse::new(2, &[1]);
    let key = iroh::SecretKey::from_bytes(&MemoryHouse::new(1, &[]).secret_key()).public();
    let secret = broken.secret_key();
    let me = iroh::SecretKey::from_bytes(&secret).public();
    let roll = Arc::new(Roll::new(broken, me, Vec::new(), Vec::new()));
    let here = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    let endpoint = bind(secret, &[here], roll).await.unwrap();
    let Dialled::Up(connection) = dial(&endpoint, key, &to.addresses()).await else {
        panic!("no connection");
    };
    let (mut send, _receive) = connection.open_bi().await.unwrap();
    send.write_all(bytes).await.unwrap();
    // The other ends it, though this side would go on.
    connection.closed().await;
    endpoint.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_breaks_the_protocol_is_parted_from_and_nobody_else() {
    let (a, c) = (MemoryHouse::new(1, &[2, 3]), MemoryHouse::new(3, &[1]));
    let at_a = a.start(&[]).await;
    let _at_c = c.start(&at_a.addresses()).await;
    a.until_in_step(3).await;

    // A length beyond the bound, and garbage where a hello is due.
    sends(&[0xff; 5], &at_a).await;
    let mut garbage = Vec::new();
    write_frame(&mut garbage, &[VERSION, 1, 2, 3])
        .await
        .unwrap();
    sends(&garbage, &at_a).await;
    let parted = |why| Report::Parted { station: None, why };
    a.until("the broken one is parted from", |inside| {
        inside.reports.contains(&parted(None))
            && inside.reports.contains(&parted(Some(Bye::Broken)))
    })
    .await;
    c.write(100);
    a.until_it_has(1).await;
    assert_eq!(at_a.peers().len(), 1);
}
