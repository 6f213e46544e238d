//! The roll: who is let in, where each was seen, and who is connected. Read
//! by all tasks; each changes its own part.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use iroh::EndpointId;
use iroh::endpoint::{Connection, LocalTransportAddr};
use steward_domain::ids::StationId;
use steward_sync::{House, HouseFault, Known, PeerState};
use tokio::sync::watch;

use crate::endpoint::ENDED;

/// Most stations that discovery may name: strangers on the LAN cannot fill
/// the memory.
const MAX_SIGHTED: usize = 1024;

/// A standing connection to a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionState {
    /// Which station.
    pub station: StationId,
    /// Where it is now; `None` while the path changes.
    pub address: Option<SocketAddr>,
    /// The time there and back, if it was measured.
    pub rtt: Option<Duration>,
    /// This side opened it.
    pub is_dialled: bool,
    /// Both said hello and found no trouble.
    pub is_met: bool,
}

/// A connection, as the roll knows it.
#[derive(Clone, Debug)]
struct Linked {
    connection: Connection,
    station: StationId,
    is_dialled: bool,
    is_met: bool,
    since: Instant,
}

/// Where discovery sees a station.
#[derive(Clone, Debug)]
struct Sighting {
    addresses: BTreeSet<SocketAddr>,
    /// When it was last heard.
    heard: Instant,
}

/// What the roll holds.
#[derive(Debug, Default)]
struct Lists {
    known: Arc<Vec<Known>>,
    /// Addresses that were given, without saying whose.
    explicit: Arc<Vec<SocketAddr>>,
    sighted: BTreeMap<EndpointId, Sighting>,
    linked: BTreeMap<EndpointId, Linked>,
    refused: BTreeSet<EndpointId>,
    /// Whoever is to be dialled without the wait that failures earned it.
    fresh: BTreeSet<EndpointId>,
    are_all_fresh: bool,
    peers: Vec<PeerState>,
}

/// See the module's page.
pub(crate) struct Roll {
    house: Arc<dyn House>,
    me: EndpointId,
    /// Addresses that stand as long as this runs.
    given: Vec<SocketAddr>,
    lists: Mutex<Lists>,
    changes: watch::Sender<u64>,
}

/// A connection that held this long was no accident.
const LASTED: Duration = Duration::from_secs(5);
/// Whoever is heard after being silent for so long was away, or the network
/// was: it is dialled at once.
const SILENCE: Duration = Duration::from_secs(5);

impl Roll {
    pub(crate) fn new(
        house: Arc<dyn House>,
        me: EndpointId,
        given: Vec<SocketAddr>,
        fixed: Vec<SocketAddr>,
    ) -> Self {
        let explicit = [given.as_slice(), &fixed].concat();
        Self {
            house,
            me,
            given,
            lists: Mutex::new(Lists {
                explicit: Arc::new(explicit),
                ..Lists::default()
            }),
            changes: watch::Sender::new(0),
        }
    }

    /// This station's own id.
    pub(crate) fn me(&self) -> EndpointId {
        self.me
    }

    /// Addresses that were given, without saying whose.
    pub(crate) fn explicit(&self) -> Arc<Vec<SocketAddr>> {
        Arc::clone(&self.lists().explicit)
    }

    /// Other addresses were given: all who are apart are tried anew.
    pub(crate) fn set_fixed(&self, addresses: Vec<SocketAddr>) {
        let mut lists = self.lists();
        lists.explicit = Arc::new([self.given.as_slice(), &addresses].concat());
        lists.are_all_fresh = true;
        drop(lists);
        self.changed();
    }

    /// Asks the house who is let in, as of now.
    pub(crate) async fn refresh(&self) -> Result<Arc<Vec<Known>>, HouseFault> {
        let house = Arc::clone(&self.house);
        let known = tokio::task::spawn_blocking(move || house.known())
            .await
            .map_err(|gone| HouseFault(gone.to_string()))??;
        Ok(self.set_known(known))
    }

    /// Takes note of who is let in.
    pub(crate) fn set_known(&self, known: Vec<Known>) -> Arc<Vec<Known>> {
        let known = Arc::new(known);
        let mut lists = self.lists();
        let is_new = *lists.known != *known;
        lists.known = Arc::clone(&known);
        drop(lists);
        if is_new {
            self.changed();
        }
        known
    }

    /// Who is let in, as was last asked, without this station.
    pub(crate) fn known(&self) -> Vec<(EndpointId, Known)> {
        let known = Arc::clone(&self.lists().known);
        let with_id = |known: &Known| Some((id_of(known)?, known.clone()));
        let mut all: Vec<_> = known.iter().filter_map(with_id).collect();
        all.retain(|(id, _)| *id != self.me);
        all
    }

    /// The station with this key, if it is let in.
    pub(crate) fn station(&self, id: EndpointId) -> Option<StationId> {
        find(&self.lists().known, id)
    }

    /// Discovery saw a station, or, with no addresses, lost it.
    pub(crate) fn sighted(&self, id: EndpointId, addresses: BTreeSet<SocketAddr>) {
        let mut lists = self.lists();
        if addresses.is_empty() {
            lists.sighted.remove(&id);
            return;
        }
        let heard = Instant::now();
        let is_full = lists.sighted.len() >= MAX_SIGHTED;
        match lists.sighted.get_mut(&id) {
            Some(sighting) => {
                let is_news = sighting.addresses != addresses
                    || heard.duration_since(sighting.heard) >= SILENCE;
                *sighting = Sighting { addresses, heard };
                if !is_news {
                    return;
                }
            }
            None if is_full => return,
            None => {
                lists.sighted.insert(id, Sighting { addresses, heard });
            }
        }
        lists.fresh.insert(id);
        drop(lists);
        self.changed();
    }

    /// Where discovery sees a station now.
    pub(crate) fn sightings(&self, id: EndpointId) -> BTreeSet<SocketAddr> {
        let lists = self.lists();
        let sighting = lists.sighted.get(&id);
        sighting
            .map(|sighting| sighting.addresses.clone())
            .unwrap_or_default()
    }

    /// How many known stations discovery sees.
    pub(crate) fn count_sighted(&self) -> usize {
        let lists = self.lists();
        let ids = lists.known.iter().filter_map(id_of);
        ids.filter(|id| lists.sighted.contains_key(id)).count()
    }

    /// The machine's own addresses changed, and these are gone: all stations
    /// are tried anew. A connection from an address that is gone is closed
    /// here and now; left alone, it may hang for a long time without ever
    /// carrying anything again.
    pub(crate) fn network_changed(&self, gone: &BTreeSet<IpAddr>) {
        let mut lists = self.lists();
        lists.are_all_fresh = true;
        let is_lost = |linked: &Linked| {
            let from = local_address_of(&linked.connection);
            from.is_some_and(|from| gone.contains(&from))
        };
        let lost: Vec<Linked> = lists
            .linked
            .extract_if(.., |_, linked| is_lost(linked))
            .map(|(_, linked)| linked)
            .collect();
        drop(lists);
        for linked in lost {
            // Its reader reports the end.
            linked.connection.close(ENDED, b"moved");
        }
        self.changed();
    }

    /// Who is to be dialled without waiting; and whether everybody is.
    pub(crate) fn take_fresh(&self) -> (BTreeSet<EndpointId>, bool) {
        let mut lists = self.lists();
        let all = std::mem::take(&mut lists.are_all_fresh);
        (std::mem::take(&mut lists.fresh), all)
    }

    /// A connection stands.
    pub(crate) fn link(&self, connection: &Connection, station: StationId, is_dialled: bool) {
        let linked = Linked {
            connection: connection.clone(),
            station,
            is_dialled,
            is_met: false,
            since: Instant::now(),
        };
        let mut lists = self.lists();
        if lists.linked.is_empty() {
            // The network is there again: the others may be, too.
            let known = Arc::clone(&lists.known);
            lists.fresh.extend(known.iter().filter_map(id_of));
        }
        lists.linked.insert(connection.remote_id(), linked);
        drop(lists);
        self.changed();
    }

    /// A station said hello and was let in, and so it does with us.
    pub(crate) fn met(&self, id: EndpointId) {
        let mut lists = self.lists();
        lists.refused.remove(&id);
        if let Some(linked) = lists.linked.get_mut(&id) {
            linked.is_met = true;
        }
        drop(lists);
        self.changed();
    }

    /// A connection is gone; another may have taken its place already.
    pub(crate) fn unlink(&self, connection: &Connection) {
        let id = connection.remote_id();
        let mut lists = self.lists();
        let is_it = |linked: &Linked| linked.connection.stable_id() == connection.stable_id();
        if !lists.linked.get(&id).is_some_and(is_it) {
            return;
        }
        if let Some(linked) = lists.linked.remove(&id)
            && linked.is_met
            && linked.since.elapsed() >= LASTED
        {
            lists.fresh.insert(id);
        }
        drop(lists);
        self.changed();
    }

    /// A station does not let this one in.
    pub(crate) fn refused(&self, id: EndpointId) {
        self.lists().refused.insert(id);
        self.changed();
    }

    /// Whether a station does not let this one in, as far as was seen.
    pub(crate) fn is_refused(&self, id: EndpointId) -> bool {
        self.lists().refused.contains(&id)
    }

    /// Whether a connection to a station stands.
    pub(crate) fn is_linked(&self, id: EndpointId) -> bool {
        self.lists().linked.contains_key(&id)
    }

    /// The standing connections.
    pub(crate) fn connections(&self) -> Vec<(EndpointId, ConnectionState)> {
        let linked = self.lists().linked.clone();
        let state = |linked: &Linked| {
            let (address, rtt) = path_of(&linked.connection);
            ConnectionState {
                station: linked.station,
                address,
                rtt,
                is_dialled: linked.is_dialled,
                is_met: linked.is_met,
            }
        };
        linked.iter().map(|(id, one)| (*id, state(one))).collect()
    }

    /// How the peers stand, as was last told.
    pub(crate) fn set_peers(&self, peers: Vec<PeerState>) {
        self.lists().peers = peers;
    }

    /// How the peers stand.
    pub(crate) fn peers(&self) -> Vec<PeerState> {
        self.lists().peers.clone()
    }

    /// Wakes whoever waits for changes.
    pub(crate) fn changed(&self) {
        self.changes
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// To wait for changes on.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Roll {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Roll")
            .field("me", &self.me)
            .finish_non_exhaustive()
    }
}

/// The station with this key among those that are let in.
pub(crate) fn find(known: &[Known], id: EndpointId) -> Option<StationId> {
    known
        .iter()
        .find(|known| known.card.key == *id.as_bytes())
        .map(|known| known.card.station)
}

/// Where a connection's peer is, and how far away.
pub(crate) fn path_of(connection: &Connection) -> (Option<SocketAddr>, Option<Duration>) {
    let paths = connection.paths();
    let selected = paths.iter().find(iroh::endpoint::Path::is_selected);
    let Some(path) = selected.or_else(|| paths.iter().next()) else {
        return (None, None);
    };
    let address = match path.remote_addr() {
        iroh::TransportAddr::Ip(address) => Some(*address),
        _ => None,
    };
    (address, Some(path.rtt()))
}

/// From which of this machine's addresses a connection goes out.
fn local_address_of(connection: &Connection) -> Option<IpAddr> {
    let paths = connection.paths();
    let selected = paths.iter().find(iroh::endpoint::Path::is_selected);
    let path = selected.or_else(|| paths.iter().next())?;
    match path.local_addr() {
        LocalTransportAddr::Ip(address) => *address,
        _ => None,
    }
}

/// A known station's id; `None` for a key that is none.
fn id_of(known: &Known) -> Option<EndpointId> {
    EndpointId::from_bytes(&known.card.key).ok()
}
