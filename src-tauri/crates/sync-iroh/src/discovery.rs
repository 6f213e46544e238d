//! Finds stations on the LAN by multicast (mDNS), on every network the
//! machine is in and without a default route. That it does not work is no
//! fault: many networks hold multicast back, and addresses can be given.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use iroh::{Endpoint, EndpointId, Watcher};
use swarm_discovery::{Discoverer, DropGuard, Peer};
use tokio::runtime::Handle;

use crate::roll::Roll;

/// The name stations are found under.
const NAME: &str = "steward";
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

/// How discovery stands, for whoever asks.
pub(crate) type Status = Arc<Mutex<Standing>>;

/// Announces this station and looks for others until the endpoint is closed;
/// and says when the machine's own addresses change.
pub(crate) async fn watch(endpoint: Endpoint, roll: Arc<Roll>, status: Status) {
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
                    *lock(&status) = Standing::Open;
                    open = Some(guard);
                }
                Err(fault) => {
                    tracing::warn!(%fault, "no discovery on this network");
                    *lock(&status) = Standing::Failed(fault);
                }
            }
        }
        loop {
            let next = tokio::select! {
                next = addresses.updated() => next,
                () = endpoint.closed() => return,
            };
            let Ok(next) = next else { return };
            let has_moved = next.ip_addrs().copied().collect::<BTreeSet<_>>() != own;
            now = next;
            if has_moved {
                break;
            }
        }
        roll.network_changed();
    }
}

fn announce(
    endpoint: &Endpoint,
    roll: &Arc<Roll>,
    own: &BTreeSet<SocketAddr>,
) -> Result<DropGuard, String> {
    let me = endpoint.id();
    let heard = Arc::clone(roll);
    let mut discoverer = Discoverer::new(NAME.to_owned(), me.to_z32())
        .with_cadence(CADENCE)
        .with_response_rate(ANSWERS)
        .with_callback(move |name, peer| hear(&heard, name, peer));
    let mut networks = Vec::new();
    for address in own.iter().filter(|address| is_of_use(address.ip())) {
        discoverer = discoverer.with_addrs(address.port(), [address.ip()]);
        if let IpAddr::V4(network) = address.ip() {
            networks.push(network);
        }
    }
    networks.dedup();
    discoverer
        .with_multicast_interfaces_v4(networks)
        .spawn(&Handle::current())
        .map_err(|fault| fault.to_string())
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
