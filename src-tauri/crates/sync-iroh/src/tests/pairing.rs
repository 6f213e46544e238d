//! A code and an address make a station known, and nothing else does.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::house::{MemoryGuest, MemoryHouse, VENUE_NAME, card, guest};
use crate::wire::{read_frame, write_frame};
use crate::{PairFault, join};

/// Another code than this.
fn wrong(code: &str) -> String {
    let digits = code.chars().filter(char::is_ascii_digit);
    let other = digits.map(|digit| if digit == '9' { '0' } else { '9' });
    other.collect()
}

/// Lets one connection through and keeps all bytes that went either way.
async fn tapped(to: SocketAddr) -> (SocketAddr, Arc<Mutex<Vec<u8>>>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    let task = tokio::spawn(async move {
        let (near, _) = listener.accept().await.unwrap();
        let far = TcpStream::connect(to).await.unwrap();
        let (near_in, near_out) = near.into_split();
        let (far_in, far_out) = far.into_split();
        let there = pass(near_in, far_out, Arc::clone(&ear));
        let back = pass(far_in, near_out, ear);
        tokio::join!(there, back);
    });
    (at, heard, task)
}

async fn pass(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    ear: Arc<Mutex<Vec<u8>>>,
) {
    let mut part = [0; 4096];
    while let Ok(got) = from.read(&mut part).await {
        ear.lock().unwrap().extend_from_slice(&part[..got]);
        if got == 0 || to.write_all(&part[..got]).await.is_err() {
            break;
        }
    }
}

fn says(heard: &[u8], name: &str) -> bool {
    heard
        .windows(name.len())
        .any(|part| part == name.as_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_lets_a_station_in_and_it_connects() {
    let host = MemoryHouse::new(1, &[]);
    host.write(100);
    let at_host = host.start(&[]).await;
    let offer = at_host.offer().await.unwrap();
    assert_eq!(offer.code.len(), 7);
    assert!(at_host.is_offering());
    let (at, heard, tap) = tapped(offer.addresses[0]).await;
    let joined = join(at, &offer.code, guest(2)).await.unwrap();
    assert_eq!(joined.welcome.venue_name, VENUE_NAME);
    assert_eq!(joined.card, card(2));
    tap.await.unwrap();
    let heard = heard.lock().unwrap().clone();
    assert!(!says(&heard, VENUE_NAME) && !says(&heard, &card(2).name));

    // One success ends it.
    let again = join(offer.addresses[0], &offer.code, guest(3)).await;
    assert!(
        matches!(again, Err(PairFault::Unreachable(_) | PairFault::Broken)),
        "{again:?}"
    );
    assert!(!at_host.is_offering());

    // Without discovery, by what it was told.
    let new = MemoryHouse::new(2, &[]);
    new.knows(&[1], &joined.host_addresses);
    let _at_new = new.start(&joined.host_addresses).await;
    new.until_it_has(1).await;
    host.until_in_step(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_code_learns_nothing_and_three_end_the_offer() {
    let host = MemoryHouse::new(1, &[]);
    let at_host = host.start(&[]).await;
    let offer = at_host.offer().await.unwrap();
    let to = offer.addresses[0];
    for _ in 0..3 {
        let (at, heard, tap) = tapped(to).await;
        let joined = join(at, &wrong(&offer.code), guest(2)).await;
        assert!(matches!(joined, Err(PairFault::WrongCode)), "{joined:?}");
        tap.await.unwrap();
        let heard = heard.lock().unwrap().clone();
        assert!(heard.len() > 64, "both sides spoke");
        for name in [VENUE_NAME, &card(1).name, &card(2).name] {
            assert!(!says(&heard, name));
        }
    }
    let joined = join(to, &offer.code, guest(2)).await;
    let is_over = matches!(
        joined,
        Err(PairFault::Unreachable(_) | PairFault::OfferClosed | PairFault::Broken)
    );
    assert!(is_over, "{joined:?}");
    assert!(host.inside().known.is_empty());

    // A new one has a new code and new tries; a slip is forgiven.
    let offer = at_host.offer().await.unwrap();
    let to = offer.addresses[0];
    let slip = join(to, &wrong(&offer.code), guest(2)).await;
    assert!(matches!(slip, Err(PairFault::WrongCode)), "{slip:?}");
    join(to, &offer.code, guest(2)).await.unwrap();
    assert_eq!(host.inside().known.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_guesses_at_once_are_no_more_than_three() {
    let host = MemoryHouse::new(1, &[]);
    let at_host = host.start(&[]).await;
    let offer = at_host.offer().await.unwrap();
    let to = offer.addresses[0];
    let guesses = (0..20).map(|_| {
        let code = wrong(&offer.code);
        tokio::spawn(async move { join(to, &code, guest(2)).await })
    });
    let mut heard_no = 0;
    for guess in guesses.collect::<Vec<_>>() {
        if matches!(guess.await.unwrap(), Err(PairFault::WrongCode)) {
            heard_no += 1;
        }
    }
    assert!(heard_no <= 3, "{heard_no}");
    assert!(!at_host.is_offering());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawn_offer_is_gone_with_whoever_stood_at_the_door() {
    let host = MemoryHouse::new(1, &[]);
    let at_host = host.start(&[]).await;
    let offer = at_host.offer().await.unwrap();
    let mut waits = TcpStream::connect(offer.addresses[0]).await.unwrap();
    at_host.withdraw_offer();
    assert!(!matches!(waits.read(&mut [0]).await, Ok(1..)));
    let joined = join(offer.addresses[0], &offer.code, guest(2)).await;
    assert!(joined.is_err());
    assert!(host.inside().known.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_with_somebody_else_s_key_is_not_admitted() {
    let host = MemoryHouse::new(1, &[]);
    let at_host = host.start(&[]).await;
    let offer = at_host.offer().await.unwrap();
    let thief = MemoryGuest {
        number: 2,
        signs: 3,
    };
    let joined = join(offer.addresses[0], &offer.code, Box::new(thief)).await;
    assert!(matches!(joined, Err(PairFault::Broken)), "{joined:?}");
    assert!(host.inside().known.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_cannot_admit_says_so() {
    let host = MemoryHouse::new(1, &[]);
    host.inside().refuses_guests = true;
    let at_host = host.start(&[]).await;
    let offer = at_host.offer().await.unwrap();
    let joined = join(offer.addresses[0], &offer.code, guest(2)).await;
    assert!(matches!(joined, Err(PairFault::Refused)), "{joined:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_version_is_named() {
    let host = MemoryHouse::new(1, &[]);
    let at_host = host.start(&[]).await;
    let offer = at_host.offer().await.unwrap();
    let mut newer = TcpStream::connect(offer.addresses[0]).await.unwrap();
    write_frame(&mut newer, &[2, 1, 0, 0]).await.unwrap();
    let answer = read_frame(&mut newer, 1000).await.unwrap().unwrap();
    assert_eq!(answer, [1, 4, 3]);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let newer = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_frame(&mut stream, 1000).await.unwrap();
        write_frame(&mut stream, &[2, 4, 3]).await.unwrap();
    });
    let joined = join(at, "123 456", guest(2)).await;
    assert!(
        matches!(joined, Err(PairFault::OtherVersion(2))),
        "{joined:?}"
    );
    newer.await.unwrap();
}

#[tokio::test]
async fn a_code_is_six_digits_however_they_are_typed() {
    for typed in ["482193", "482 193", "４８２　１９３", " 482-193 "] {
        assert_eq!(crate::pairing::digits(typed).as_deref(), Some("482193"));
    }
    let nowhere = SocketAddr::from(([127, 0, 0, 1], 1));
    let joined = join(nowhere, "12345", guest(2)).await;
    assert!(matches!(joined, Err(PairFault::NotACode)));
    let joined = join(nowhere, "123456", guest(2)).await;
    assert!(matches!(joined, Err(PairFault::Unreachable(_))));
}
