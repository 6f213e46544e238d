//! Finds stations on the LAN by multicast (mDNS), on every network the
//! machine is in and without a default route. That it does not work is no
//! fault: many networks hold multicast back, and addresses can be given.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use iroh::{Endpoint, EndpointId, Watcher};
use rand::Rng;
use rand::rngs::OsRng;
use swarm_discovery::{Discoverer, DropGuard, Peer};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use crate::CarrierFault;
use crate::endpoint::own_addresses;
use crate::roll::Roll;

/// The name stations are found under.
const NAME: &str = "steward";
/// What is announced beside an address while guests are taken: their port.
const DOOR: &str = "door";
/// Most offers that are looked at.
const MAX_OFFERS: usize = 64;
/// How often the network is asked.
const CADENCE: Duration = Duration::from_secs(2);
/// How many answers a second are given, by all together.
const ANSWERS: f32 = 2.0;

/// How discovery stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Not wanted.
    Off,
    /// The sockets are open.
    Open,
    /// They could not be opened.
    Failed(String),
}

/// Where guests that pair are taken, if they are: the port.
pub(crate) type Door = watch::Sender<Option<u16>>;

/// An offer that somebody on the LAN makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundOffer {
    /// The host's key; who it is, it says to nobody who does not know the
    /// code.
    pub host: [u8; 32],
    /// Where it takes guests.
    pub addresses: Vec<SocketAddr>,
}

/// How discovery stands, for whoever asks.
pub(crate) type Status = Arc<Mutex<Standing>>;

/// Announces this station and looks for others until the endpoint is closed;
/// and says when the machine's own addresses change.
pub(crate) async fn watch(
    endpoint: Endpoint,
    roll: Arc<Roll>,
    status: Status,
    mut door: watch::Receiver<Option<u16>>,
) {
    let is_wanted = *lock(&status) != Standing::Off;
    let mut addresses = endpoint.watch_addr();
    let mut now = addresses.get();
    let mut open = None;
    loop {
        let own: BTreeSet<SocketAddr> = now.ip_addrs().copied().collect();
        if is_wanted {
            // Interfaces came or went: everything is opened anew.
            drop(open.take());
            match announce(&endpoint, &roll, &own) {
                Ok(guard) => {
                    tell_of(&guard, *door.borrow_and_update());
                    *lock(&status) = Standing::Open;
                    open = Some(guard);
                }
                Err(fault) => {
                    tracing::warn!(%fault, "no discovery on this network");
                    *lock(&status) = Standing::Failed(fault);
                }
            }
        }
        let gone: BTreeSet<IpAddr> = loop {
            let next = tokio::select! {
                next = addresses.updated() => next,
                changed = door.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    if let Some(guard) = &open {
                        tell_of(guard, *door.borrow_and_update());
                    }
                    continue;
                }
                () = endpoint.closed() => return,
            };
            let Ok(next) = next else { return };
            let then: BTreeSet<SocketAddr> = next.ip_addrs().copied().collect();
            now = next;
            if then != own {
                break own.difference(&then).map(SocketAddr::ip).collect();
            }
        };
        roll.network_changed(&gone);
    }
}

fn announce(
    endpoint: &Endpoint,
    roll: &Arc<Roll>,
    own: &BTreeSet<SocketAddr>,
) -> Result<DropGuard, String> {
    let heard = Arc::clone(roll);
    let mut discoverer = Discoverer::new(NAME.to_owned(), endpoint.id().to_z32())
        .with_cadence(CADENCE)
        .with_response_rate(ANSWERS)
        .with_callback(move |name, peer| hear(&heard, name, peer));
    for address in own.iter().filter(|address| is_of_use(address.ip())) {
        discoverer = discoverer.with_addrs(address.port(), [address.ip()]);
    }
    discoverer
        .with_multicast_interfaces_v4(networks(own))
        .spawn(&Handle::current())
        .map_err(|fault| fault.to_string())
}

/// The networks to speak on; left to itself, only the default route's is.
fn networks<'a>(own: impl IntoIterator<Item = &'a SocketAddr>) -> Vec<Ipv4Addr> {
    let network = |address: &SocketAddr| match address.ip() {
        IpAddr::V4(ip) if is_of_use(address.ip()) => Some(ip),
        _ => None,
    };
    let networks: BTreeSet<Ipv4Addr> = own.into_iter().filter_map(network).collect();
    networks.into_iter().collect()
}

/// Announces, or no longer, that guests are taken.
fn tell_of(guard: &DropGuard, door: Option<u16>) {
    match door {
        Some(port) => {
            if let Err(fault) = guard.set_txt_attribute(DOOR.to_owned(), Some(port.to_string())) {
                tracing::warn!(%fault, "an offer is not announced");
            }
        }
        None => guard.remove_txt_attribute(DOOR.to_owned()),
    }
}

/// Looks for offers on the LAN, for so long.
///
/// # Errors
/// [`CarrierFault::Bind`], [`CarrierFault::Multicast`].
pub async fn find_offers(within: Duration) -> Result<Vec<FoundOffer>, CarrierFault> {
    let own = own_addresses().await?;
    let (found, mut heard) = mpsc::unbounded_channel();
    let nobody: u64 = OsRng.r#gen();
    let guard = Discoverer::new_interactive(NAME.to_owned(), format!("guest-{nobody:016x}"))
        .with_callback(move |name, peer| {
            let _ = found.send((name.to_owned(), peer.clone()));
        })
        .with_multicast_interfaces_v4(networks(&own))
        .spawn(&Handle::current())
        .map_err(|fault| CarrierFault::Multicast(fault.to_string()))?;
    let mut offers = BTreeMap::new();
    let listen = async {
        while let Some((name, peer)) = heard.recv().await {
            let offer = EndpointId::from_z32(&name)
                .ok()
                .and_then(|id| offer_of(id, &peer));
            match offer {
                Some(offer) if offers.len() < MAX_OFFERS => offers.insert(name, offer),
                _ => offers.remove(&name),
            };
        }
    };
    let _ = timeout(within, listen).await;
    drop(guard);
    Ok(offers.into_values().collect())
}

fn offer_of(id: EndpointId, peer: &Peer) -> Option<FoundOffer> {
    let port: u16 = peer.txt_attribute(DOOR)??.parse().ok()?;
    let ips: BTreeSet<IpAddr> = peer.addrs().iter().map(|(ip, _)| *ip).collect();
    let of_use = ips.into_iter().filter(|ip| is_of_use(*ip));
    Some(FoundOffer {
        host: *id.as_bytes(),
        addresses: of_use.map(|ip| SocketAddr::new(ip, port)).collect(),
    })
}

fn hear(roll: &Roll, name: &str, peer: &Peer) {
    let Ok(id) = EndpointId::from_z32(name) else {
        return;
    };
    if id == roll.me() {
        return;
    }
    let of_use = peer.addrs().iter().filter(|(ip, _)| is_of_use(*ip));
    let addresses = of_use.map(|(ip, port)| SocketAddr::new(*ip, *port));
    roll.sighted(id, addresses.collect());
}

/// A link-local IPv6 address means nothing without the interface it is on,
/// which is not announced.
fn is_of_use(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !ip.is_unspecified(),
        IpAddr::V6(ip) => !ip.is_unspecified() && !ip.is_unicast_link_local(),
    }
}

/// Reads or sets how discovery stands.
pub(crate) fn lock(status: &Status) -> std::sync::MutexGuard<'_, Standing> {
    status.lock().unwrap_or_else(PoisonError::into_inner)
}
