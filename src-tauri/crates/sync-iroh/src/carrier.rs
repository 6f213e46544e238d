//! The carrier: what the use cases start, ask and close.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use iroh::endpoint::Incoming;
use iroh::{Endpoint, SecretKey};
use steward_sync::{FarBehind, House, HouseFault, Offer, PeerState};
use tokio::sync::{Notify, Semaphore, mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::discovery::{self, Door, Standing, Status};
use crate::driver::{Driver, Event, MAX_EVENTS};
use crate::link::Opened;
use crate::pairing::Offering;
use crate::roll::{ConnectionState, Roll};
use crate::self_test::{self, Step};
use crate::{CarrierFault, dialler, endpoint, reporter};

/// How many strangers may be shaking hands at a time.
const HANDSHAKES: usize = 64;
/// How long whoever connects may take until its stream is there.
const ARRIVAL: Duration = Duration::from_secs(10);
/// How long goodbyes may take.
const GOODBYE: Duration = Duration::from_secs(3);

/// Where a carrier listens and whom it looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where to take connections; port 0 takes any that is free. An `[::]`
    /// beside others is left out where there is no IPv6.
    pub listen: Vec<SocketAddr>,
    /// Where to take guests that pair, port 0 for any that is free.
    pub pair_at: SocketAddr,
    /// Where stations may be, whoever they are: for networks on which
    /// discovery does not work.
    pub peers: Vec<SocketAddr>,
    /// The same, as somebody set it for this station: can be changed while it
    /// runs, see [`Carrier::set_fixed`].
    pub fixed: Vec<SocketAddr>,
    /// Announce this station on the LAN and look for others.
    pub discover: bool,
    /// From where on this station is far behind another.
    pub far: FarBehind,
}

impl Default for Options {
    fn default() -> Self {
        let anywhere = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
        Self {
            listen: vec![anywhere],
            pair_at: anywhere,
            peers: Vec::new(),
            fixed: Vec::new(),
            discover: true,
            far: FarBehind::default(),
        }
    }
}

/// A station's connections to the others of its venue. See the crate's page.
///
/// Dropped without [`Carrier::close`], it ends at once; the others notice
/// after six seconds.
#[derive(Debug)]
pub struct Carrier {
    endpoint: Endpoint,
    pub(crate) roll: Arc<Roll>,
    events: mpsc::Sender<Event>,
    pairs: Pairing,
    discovery: Status,
    tasks: Mutex<JoinSet<()>>,
}

/// What pairing needs, and the offer that stands.
struct Pairing {
    house: Arc<dyn House>,
    at: SocketAddr,
    door: Door,
    standing: Mutex<Option<Offering>>,
}

impl Carrier {
    /// Opens the socket and begins to look for the other stations.
    ///
    /// # Errors
    /// [`CarrierFault::House`], [`CarrierFault::Bind`].
    pub async fn start(house: Arc<dyn House>, options: Options) -> Result<Self, CarrierFault> {
        let asked = Arc::clone(&house);
        let read = move || {
            let known = asked.known()?;
            Ok::<_, HouseFault>((asked.me(), asked.secret_key(), asked.heads()?, known))
        };
        let (me, secret, heads, known) = tokio::task::spawn_blocking(read)
            .await
            .map_err(|gone| HouseFault(gone.to_string()))??;
        let id = SecretKey::from_bytes(&secret).public();
        let roll = Arc::new(Roll::new(
            Arc::clone(&house),
            id,
            options.peers,
            options.fixed,
        ));
        roll.set_known(known);
        let endpoint = endpoint::bind(secret, &options.listen, Arc::clone(&roll)).await?;

        let (events, inbox) = mpsc::channel(MAX_EVENTS);
        let (news, to_tell) = mpsc::unbounded_channel();
        let moved = Arc::new(Notify::new());
        let wake = Arc::clone(&moved);
        house.on_moved(Box::new(move || wake.notify_one()));
        // What moved since the heads were read was told to nobody.
        moved.notify_one();
        let driver = Driver::new(
            Arc::clone(&house),
            Arc::clone(&roll),
            (me, heads),
            options.far,
            events.clone(),
            news,
        );
        let standing = if options.discover {
            Standing::Open
        } else {
            Standing::Off
        };
        let discovery = Status::new(Mutex::new(standing));
        let door = Door::default();
        let mut tasks = JoinSet::new();
        tasks.spawn(driver.run(inbox, moved));
        tasks.spawn(reporter::tell(Arc::clone(&house), to_tell));
        tasks.spawn(accept(endpoint.clone(), events.clone()));
        tasks.spawn(dialler::run(
            endpoint.clone(),
            Arc::clone(&roll),
            events.clone(),
        ));
        tasks.spawn(discovery::watch(
            endpoint.clone(),
            Arc::clone(&roll),
            Arc::clone(&discovery),
            door.subscribe(),
        ));
        Ok(Self {
            endpoint,
            roll,
            events,
            pairs: Pairing {
                house,
                at: options.pair_at,
                door,
                standing: Mutex::default(),
            },
            discovery,
            tasks: Mutex::new(tasks),
        })
    }

    /// The peers in sight that said hello.
    #[must_use]
    pub fn peers(&self) -> Vec<PeerState> {
        self.roll.peers()
    }

    /// The standing connections.
    #[must_use]
    pub fn connections(&self) -> Vec<ConnectionState> {
        let connections = self.roll.connections().into_iter();
        connections.map(|(_, state)| state).collect()
    }

    /// Where this station takes connections, as the LAN sees it.
    #[must_use]
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self::addresses(&self.endpoint)
    }

    /// From now on, stations may be at these addresses, whoever they are.
    pub fn set_fixed(&self, addresses: Vec<SocketAddr>) {
        self.roll.set_fixed(addresses);
    }

    /// Opens the door for one new station; an offer that stands is withdrawn.
    ///
    /// # Errors
    /// [`CarrierFault::Socket`] when no port can be opened.
    pub async fn offer(&self) -> Result<Offer, CarrierFault> {
        self.withdraw_offer();
        let roll = Arc::clone(&self.roll);
        let look_again = move || {
            tokio::spawn(async move {
                let _ = roll.refresh().await;
            });
        };
        let house = Arc::clone(&self.pairs.house);
        let own = self.addresses();
        let door = self.pairs.door.clone();
        let (offering, offer) = Offering::open(house, self.pairs.at, own, door, look_again).await?;
        *self.standing() = Some(offering);
        Ok(offer)
    }

    /// Closes the door.
    pub fn withdraw_offer(&self) {
        self.standing().take();
    }

    /// Whether an offer stands: nobody came in, its time is not up, and it
    /// was not tried too often.
    #[must_use]
    pub fn is_offering(&self) -> bool {
        self.standing().as_ref().is_some_and(Offering::stands)
    }

    /// Looks at each thing that must work, and tries whoever is not connected
    /// once more. Takes up to about four seconds.
    ///
    /// # Errors
    /// [`CarrierFault::House`] when the house cannot say who is let in.
    pub async fn self_test(&self) -> Result<Vec<Step>, CarrierFault> {
        self_test::run(&self.endpoint, &self.roll, &self.events, &self.discovery).await
    }

    /// Says goodbye to all and closes the socket.
    pub async fn close(self) {
        self.withdraw_offer();
        let (done, is_done) = oneshot::channel();
        let goodbye = async {
            if self.events.send(Event::Stop(done)).await.is_ok() {
                let _ = is_done.await;
            }
        };
        let _ = timeout(GOODBYE, goodbye).await;
        self.endpoint.close().await;
        let mut tasks =
            std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        // What was last reported is still written down.
        let all_told = async { while tasks.join_next().await.is_some() {} };
        let _ = timeout(GOODBYE, all_told).await;
    }

    fn standing(&self) -> std::sync::MutexGuard<'_, Option<Offering>> {
        let standing = &self.pairs.standing;
        standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Pairing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pairing")
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// Where an endpoint takes connections, as the LAN sees it.
pub(crate) fn addresses(endpoint: &Endpoint) -> Vec<SocketAddr> {
    let mut addresses: Vec<SocketAddr> = endpoint.addr().ip_addrs().copied().collect();
    let bound = endpoint.bound_sockets().into_iter();
    addresses.extend(bound.filter(|bound| !bound.ip().is_unspecified()));
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}

/// Takes connections until the endpoint is closed.
async fn accept(endpoint: Endpoint, events: mpsc::Sender<Event>) {
    let lines = Arc::new(Semaphore::new(HANDSHAKES));
    while let Some(incoming) = endpoint.accept().await {
        if endpoint::is_for_another(&incoming, endpoint.id()) {
            incoming.ignore();
            continue;
        }
        let Ok(line) = Arc::clone(&lines).try_acquire_owned() else {
            incoming.refuse();
            continue;
        };
        let events = events.clone();
        tokio::spawn(async move {
            if let Ok(Some(opened)) = timeout(ARRIVAL, shake_hands(incoming)).await {
                drop(line);
                let _ = events.send(Event::Opened(opened)).await;
            }
        });
    }
}

async fn shake_hands(incoming: Incoming) -> Option<Opened> {
    let connection = incoming.await.ok()?;
    let streams = connection.accept_bi().await.ok()?;
    Some(Opened {
        connection,
        streams,
        is_dialled: false,
    })
}
