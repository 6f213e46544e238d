//! Connects to whoever is let in and not connected.
//!
//! Of two stations the one with the lower id dials; the other does so only
//! when it was not found for a while, for a firewall may let connections
//! through one way alone, when it was given addresses explicitly, or when its
//! own address changed.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use iroh::{Endpoint, EndpointId};
use rand::Rng;
use rand::rngs::OsRng;
use steward_sync::Known;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::driver::Event;
use crate::endpoint::{Dialled, dial};
use crate::link::Opened;
use crate::roll::Roll;

/// The first wait after a failure.
const FIRST: Duration = Duration::from_millis(500);
/// The longest: with the time an attempt takes, a station is back within ten
/// seconds even where nothing tells that the network is.
const LONGEST: Duration = Duration::from_secs(5);
/// Stations that see each other at one moment begin spread over this long.
const SPREAD: Duration = Duration::from_millis(300);
/// How long the higher id leaves the dialling to the lower. A station that
/// has just joined is at an address that the lower may not know yet.
const PATIENCE: Duration = Duration::from_secs(3);
/// How many are dialled at a time. Whoever does not answer takes a line for
/// three seconds, and those behind must not wait for long.
const AT_ONCE: usize = 32;

/// How it stands with one station.
#[derive(Debug)]
struct Attempts {
    /// Not before.
    next: Instant,
    wait: Duration,
    is_dialling: bool,
    /// This machine moved, and it may be that nobody else knows where to.
    is_ours: bool,
    /// Since when it is not connected; `None` while it is.
    apart_since: Option<Instant>,
}

impl Attempts {
    fn anew() -> Self {
        Self {
            next: Instant::now() + part_of(SPREAD),
            wait: FIRST,
            is_dialling: false,
            is_ours: false,
            apart_since: None,
        }
    }

    fn failed(&mut self) {
        self.is_dialling = false;
        // Between half of the wait and all of it: whoever failed together
        // does not try again together.
        self.next = Instant::now() + self.wait / 2 + part_of(self.wait / 2);
        self.wait = (self.wait * 2).min(LONGEST);
    }
}

/// Dials until the driver is gone.
pub(crate) async fn run(endpoint: Endpoint, roll: Arc<Roll>, events: mpsc::Sender<Event>) {
    let mut changes = roll.changes();
    let mut stations: BTreeMap<EndpointId, Attempts> = BTreeMap::new();
    let mut dialling = JoinSet::new();
    loop {
        changes.borrow_and_update();
        let next = round(&endpoint, &roll, &events, &mut stations, &mut dialling);
        tokio::select! {
            () = events.closed() => return,
            changed = changes.changed() => if changed.is_err() { return },
            Some(done) = dialling.join_next() => {
                if let Ok(id) = done && let Some(attempts) = stations.get_mut(&id) {
                    attempts.failed();
                }
            }
            () = wait_for(next) => {}
        }
    }
}

/// Starts what is due; when the next is.
fn round(
    endpoint: &Endpoint,
    roll: &Arc<Roll>,
    events: &mpsc::Sender<Event>,
    stations: &mut BTreeMap<EndpointId, Attempts>,
    dialling: &mut JoinSet<EndpointId>,
) -> Option<Instant> {
    let known: BTreeMap<EndpointId, Known> = roll.known().into_iter().collect();
    let (fresh, are_all_fresh) = roll.take_fresh();
    stations.retain(|id, attempts| known.contains_key(id) || attempts.is_dialling);
    let mut next: Option<Instant> = None;
    for (id, known) in &known {
        let attempts = stations.entry(*id).or_insert_with(Attempts::anew);
        if roll.is_linked(*id) {
            attempts.apart_since = None;
            attempts.is_ours = false;
            continue;
        }
        let apart_since = *attempts.apart_since.get_or_insert_with(Instant::now);
        if are_all_fresh || fresh.contains(id) {
            // One that is being dialled is dialled again soon if that fails.
            attempts.next = Instant::now() + part_of(SPREAD);
            attempts.wait = FIRST;
            attempts.is_ours |= are_all_fresh;
        }
        if attempts.is_dialling {
            continue;
        }
        let may_dial = roll.me() < *id || attempts.is_ours || apart_since.elapsed() >= PATIENCE;
        let due = if may_dial || !roll.explicit().is_empty() {
            attempts.next
        } else {
            attempts.next.max(apart_since + PATIENCE)
        };
        if due > Instant::now() || dialling.len() >= AT_ONCE {
            next = Some(next.map_or(due, |next| next.min(due)));
            continue;
        }
        let mut addresses: BTreeSet<SocketAddr> = roll.explicit().iter().copied().collect();
        if may_dial {
            addresses.extend(roll.sightings(*id));
            addresses.extend(&known.addresses);
        }
        if addresses.is_empty() {
            attempts.failed();
            next = Some(next.map_or(attempts.next, |next| next.min(attempts.next)));
            continue;
        }
        attempts.is_dialling = true;
        let (endpoint, events, id) = (endpoint.clone(), events.clone(), *id);
        let (roll, addresses) = (Arc::clone(roll), Vec::from_iter(addresses));
        dialling.spawn(async move {
            connect(&endpoint, &roll, &events, id, &addresses).await;
            id
        });
    }
    // With all lines busy, the end of an attempt is what is waited for.
    next.filter(|_| dialling.len() < AT_ONCE)
}

/// One attempt; when it succeeds, the driver has the connection.
pub(crate) async fn connect(
    endpoint: &Endpoint,
    roll: &Roll,
    events: &mpsc::Sender<Event>,
    id: EndpointId,
    addresses: &[SocketAddr],
) {
    match dial(endpoint, id, addresses).await {
        Dialled::Silent => {}
        Dialled::Refused => roll.refused(id),
        Dialled::Up(connection) => match connection.open_bi().await {
            Ok(streams) => {
                let opened = Opened {
                    connection,
                    streams,
                    is_dialled: true,
                };
                let _ = events.send(Event::Opened(opened)).await;
            }
            Err(reason) if crate::endpoint::is_refusal(&reason) => roll.refused(id),
            Err(_) => {}
        },
    }
}

async fn wait_for(next: Option<Instant>) {
    match next {
        Some(next) => sleep_until(next).await,
        None => std::future::pending().await,
    }
}

/// A part of a time, by chance.
fn part_of(time: Duration) -> Duration {
    time.mul_f64(OsRng.gen_range(0.0..=1.0))
}
