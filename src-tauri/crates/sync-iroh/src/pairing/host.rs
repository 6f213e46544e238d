//! The side that shows the code.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use ed25519_dalek::{Signature, VerifyingKey};
use rand::Rng;
use rand::rngs::OsRng;
use steward_sync::{Card, House, HouseFault, Offer, Welcome};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep_until, timeout};

use super::channel::{Channel, STEP, Shared, Side, signed_part};
use super::{Done, Entered};
use crate::{CarrierFault, PairFault};

/// How long an offer stands.
const STANDS: Duration = Duration::from_secs(5 * 60);
/// How many wrong codes it bears.
const TRIES: u32 = 3;
/// How many guests may be at the door at a time.
const AT_ONCE: usize = 8;
/// How long a guest may take to make its store, and nothing else: keys are
/// stretched and a disk may be slow.
const ENTERING: Duration = Duration::from_secs(60);
/// The wait after a guest could not be heard for want of sockets.
const PAUSE: Duration = Duration::from_millis(100);

/// An offer that stands. It ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Offering {
    task: AbortHandle,
}

impl Drop for Offering {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Says that guests are taken, until it is dropped.
struct Announced {
    door: watch::Sender<Option<u16>>,
    port: u16,
}

impl Drop for Announced {
    fn drop(&mut self) {
        // The next offer may have taken its place already.
        self.door.send_if_modified(|door| {
            let is_mine = *door == Some(self.port);
            if is_mine {
                *door = None;
            }
            is_mine
        });
    }
}

/// What each guest at the door is held against.
struct Door {
    house: Arc<dyn House>,
    digits: String,
    tries_left: AtomicU32,
    /// Held by the guest that proved the code: there is one letter to give.
    welcomes: Mutex<bool>,
    addresses: Vec<SocketAddr>,
    admitted: mpsc::Sender<()>,
    /// The last try was wrong.
    spent: mpsc::Sender<()>,
}

impl Offering {
    /// Opens the door. `addresses` are where the guest will connect to later,
    /// `on_admitted` is called when it was let in.
    pub(crate) async fn open(
        house: Arc<dyn House>,
        listen: SocketAddr,
        own: Vec<SocketAddr>,
        announced: watch::Sender<Option<u16>>,
        on_admitted: impl FnOnce() + Send + 'static,
    ) -> Result<(Self, Offer), CarrierFault> {
        let listener = TcpListener::bind(listen).await?;
        let bound = listener.local_addr()?;
        let number: u32 = OsRng.gen_range(0..1_000_000);
        let digits = format!("{number:06}");
        let (first, last) = digits.split_at(3);
        let offer = Offer {
            code: format!("{first} {last}"),
            addresses: reached_at(bound, &own),
            until_ms: house
                .wall_ms()
                .saturating_add(i64::try_from(STANDS.as_millis()).unwrap_or(i64::MAX)),
        };
        let (admitted, mut is_admitted) = mpsc::channel(1);
        let (spent, mut is_spent) = mpsc::channel(1);
        let door = Arc::new(Door {
            house,
            digits,
            tries_left: AtomicU32::new(TRIES),
            welcomes: Mutex::new(true),
            addresses: own,
            admitted,
            spent,
        });
        announced.send_replace(Some(bound.port()));
        let announced = Announced {
            door: announced,
            port: bound.port(),
        };
        let task = tokio::spawn(async move {
            let _announced = announced;
            let ends = async {
                tokio::select! {
                    () = stand(listener, door) => {}
                    _ = is_spent.recv() => tracing::warn!("an offer was tried too often"),
                    Some(()) = is_admitted.recv() => on_admitted(),
                }
            };
            let _ = timeout(STANDS, ends).await;
        });
        let task = task.abort_handle();
        Ok((Self { task }, offer))
    }

    /// Whether it still stands.
    pub(crate) fn stands(&self) -> bool {
        !self.task.is_finished()
    }
}

/// Where a listener is reached from the LAN.
fn reached_at(bound: SocketAddr, own: &[SocketAddr]) -> Vec<SocketAddr> {
    if !bound.ip().is_unspecified() {
        return vec![bound];
    }
    let ips = own.iter().map(SocketAddr::ip);
    let mut ips: Vec<_> = ips.filter(|ip| ip.is_ipv4() == bound.is_ipv4()).collect();
    ips.sort_unstable();
    ips.dedup();
    let addresses = ips.into_iter().map(|ip| SocketAddr::new(ip, bound.port()));
    addresses.collect()
}

async fn stand(listener: TcpListener, door: Arc<Door>) {
    // Dropped with the offer, and with it whoever is at the door.
    let mut guests = JoinSet::new();
    loop {
        if guests.len() >= AT_ONCE {
            guests.join_next().await;
            continue;
        }
        tokio::select! {
            Some(_) = guests.join_next() => {}
            came = listener.accept() => match came {
                Ok((stream, from)) => {
                    let door = Arc::clone(&door);
                    guests.spawn(async move {
                        match door.answer(stream).await {
                            Ok(()) => tracing::info!(%from, "a station joined"),
                            Err(fault) => tracing::info!(%from, %fault, "no station joined"),
                        }
                    });
                }
                // Out of sockets, say: it does not get better by asking fast.
                Err(_) => sleep_until(Instant::now() + PAUSE).await,
            }
        }
    }
}

impl Door {
    async fn answer(&self, stream: TcpStream) -> Result<(), PairFault> {
        let shared = Shared::agree(stream, Side::Host, &self.digits).await?;
        let proven = shared.prove_as_host(|| self.take_try()).await;
        let mut channel = match proven {
            Ok(channel) => channel,
            Err(fault) => {
                if self.tries_left.load(Ordering::SeqCst) == 0 {
                    // Ends the offer, and this task with it.
                    let _ = self.spent.try_send(());
                }
                return Err(fault);
            }
        };
        self.tries_left.fetch_add(1, Ordering::SeqCst);
        let mut is_free = self.welcomes.lock().await;
        if !*is_free {
            return Err(PairFault::OfferClosed);
        }
        self.let_in(&mut channel).await?;
        *is_free = false;
        let _ = self.admitted.try_send(());
        Ok(())
    }

    /// A try is taken before a proof is looked at, so that many at once get
    /// no more of them than one after another.
    fn take_try(&self) -> bool {
        self.tries_left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            })
            .is_ok()
    }

    async fn let_in(&self, channel: &mut Channel) -> Result<(), PairFault> {
        let house = Arc::clone(&self.house);
        let welcome: Welcome = blocking(move || house.welcome()).await?;
        channel.send(&welcome).await?;
        let said = channel.said();
        let Entered { card, signature } = channel.receive(ENTERING).await?;
        if !is_signed(&card, &signed_part(&said, &card.key), &signature) {
            return Err(PairFault::Broken);
        }
        let house = Arc::clone(&self.house);
        let admitted = blocking(move || house.admit(card)).await;
        let done = Done {
            is_admitted: admitted.is_ok(),
            addresses: self.addresses.clone(),
        };
        // Who is admitted is so even if it did not hear it.
        let told = timeout(STEP, channel.send(&done)).await;
        admitted?;
        if !matches!(told, Ok(Ok(()))) {
            tracing::warn!("a station was let in and may not know it");
        }
        Ok(())
    }
}

fn is_signed(card: &Card, message: &[u8], signature: &[u8]) -> bool {
    let key = VerifyingKey::from_bytes(&card.key);
    let signature = Signature::from_slice(signature);
    key.and_then(|key| key.verify_strict(message, &signature?))
        .is_ok()
}

async fn blocking<T: Send + 'static>(
    call: impl FnOnce() -> Result<T, HouseFault> + Send + 'static,
) -> Result<T, PairFault> {
    tokio::task::spawn_blocking(call)
        .await
        .map_err(|gone| PairFault::House(HouseFault(gone.to_string())))?
        .map_err(PairFault::House)
}
