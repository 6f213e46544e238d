//! What works here and what does not, for whoever must find out why two
//! stations do not see each other.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use iroh::{Endpoint, EndpointId};
use steward_domain::ids::StationId;
use steward_sync::Known;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::CarrierFault;
use crate::carrier::addresses;
use crate::dialler::connect;
use crate::discovery::{Standing, Status, lock};
use crate::driver::Event;
use crate::roll::Roll;

/// How long a connection that stands may take until both said hello.
const HELLO: Duration = Duration::from_secs(1);

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Where connections are taken.
    Bound {
        /// As the LAN sees it; none when the machine is in no network.
        addresses: Vec<SocketAddr>,
    },
    /// Discovery.
    Multicast(Multicast),
    /// A known station.
    Station {
        /// Which.
        station: StationId,
        /// What people call it.
        name: String,
        /// How far it is reached.
        reach: Reach,
    },
}

/// How discovery stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Multicast {
    /// It is switched off.
    Off,
    /// The sockets are open.
    Open {
        /// How many known stations it sees now. With others running and none
        /// seen, the network holds multicast back.
        sees: usize,
    },
    /// The sockets could not be opened.
    Failed(String),
}

/// How far a station is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Connected, and both said hello.
    Connected {
        /// Where it is.
        address: Option<SocketAddr>,
        /// The time there and back.
        rtt: Option<Duration>,
    },
    /// Nobody knows where it is.
    NoAddress,
    /// Nobody answered under its name.
    Silent {
        /// Where it was tried.
        tried: Vec<SocketAddr>,
    },
    /// It does not let this station in.
    Refused,
}

/// Looks at everything.
pub(crate) async fn run(
    endpoint: &Endpoint,
    roll: &Arc<Roll>,
    events: &mpsc::Sender<Event>,
    discovery: &Status,
) -> Result<Vec<Step>, CarrierFault> {
    roll.refresh().await?;
    let multicast = match lock(discovery).clone() {
        Standing::Off => Multicast::Off,
        Standing::Open => Multicast::Open {
            sees: roll.count_sighted(),
        },
        Standing::Failed(why) => Multicast::Failed(why),
    };
    let addresses = addresses(endpoint);
    let mut steps = vec![Step::Bound { addresses }, Step::Multicast(multicast)];
    let mut trying = JoinSet::new();
    for (id, known) in roll.known() {
        let (endpoint, roll, events) = (endpoint.clone(), Arc::clone(roll), events.clone());
        trying.spawn(async move { look_at(&endpoint, &roll, &events, id, known).await });
    }
    let mut stations = trying.join_all().await;
    stations.sort_by_key(|(station, _)| *station);
    steps.extend(stations.into_iter().map(|(_, step)| step));
    Ok(steps)
}

async fn look_at(
    endpoint: &Endpoint,
    roll: &Roll,
    events: &mpsc::Sender<Event>,
    id: EndpointId,
    known: Known,
) -> (StationId, Step) {
    let mut tried: BTreeSet<SocketAddr> = known.addresses.iter().copied().collect();
    tried.extend(roll.sightings(id));
    tried.extend(roll.explicit().iter());
    let tried = Vec::from_iter(tried);
    let mut reach = connected(roll, id);
    if reach.is_none() && !tried.is_empty() {
        if !roll.is_linked(id) {
            connect(endpoint, roll, events, id, &tried).await;
        }
        // That it stands says little: the other may still refuse.
        let settled = async {
            let mut changes = roll.changes();
            while connected(roll, id).is_none() && !roll.is_refused(id) {
                if changes.changed().await.is_err() {
                    return;
                }
            }
        };
        let _ = timeout(HELLO, settled).await;
        reach = connected(roll, id);
    }
    let reach = reach.unwrap_or_else(|| {
        if roll.is_refused(id) {
            Reach::Refused
        } else if tried.is_empty() {
            Reach::NoAddress
        } else {
            Reach::Silent { tried }
        }
    });
    let step = Step::Station {
        station: known.card.station,
        name: known.card.name,
        reach,
    };
    (known.card.station, step)
}

fn connected(roll: &Roll, id: EndpointId) -> Option<Reach> {
    let connections = roll.connections().into_iter();
    let mut met = connections.filter(|(other, state)| *other == id && state.is_met);
    met.next().map(|(_, state)| Reach::Connected {
        address: state.address,
        rtt: state.rtt,
    })
}
