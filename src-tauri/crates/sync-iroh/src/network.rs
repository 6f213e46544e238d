//! A carrier as the use cases know it: asked from threads that may wait.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use steward_sync::{Finding, House, HouseFault, Network, Offer, PORT};
use tokio::runtime::Handle;

use crate::{Carrier, CarrierFault, Multicast, Options, Reach, Step};

/// A carrier that runs until [`RunningNetwork::close`].
pub struct RunningNetwork {
    carrier: Mutex<Option<Arc<Carrier>>>,
    runtime: Handle,
}

impl RunningNetwork {
    /// Starts a carrier. Without addresses to listen on it takes [`PORT`], or,
    /// where that is taken, any other.
    ///
    /// # Errors
    /// See [`Carrier::start`].
    pub async fn start(house: Arc<dyn House>, options: Options) -> Result<Arc<Self>, CarrierFault> {
        let carrier = if options.listen.is_empty() {
            let at = |port| Options {
                listen: vec![SocketAddr::from((Ipv4Addr::UNSPECIFIED, port))],
                ..options.clone()
            };
            match Carrier::start(Arc::clone(&house), at(PORT)).await {
                Err(CarrierFault::Bind(_)) => Carrier::start(house, at(0)).await?,
                started => started?,
            }
        } else {
            Carrier::start(house, options).await?
        };
        Ok(Arc::new(Self {
            carrier: Mutex::new(Some(Arc::new(carrier))),
            runtime: Handle::current(),
        }))
    }

    /// Where connections are taken, as the LAN sees it.
    #[must_use]
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.carrier()
            .map(|carrier| carrier.addresses())
            .unwrap_or_default()
    }

    /// Says goodbye to all and ends.
    pub async fn close(&self) {
        let carrier = self.lock().take();
        if let Some(carrier) = carrier.and_then(Arc::into_inner) {
            carrier.close().await;
        }
    }

    fn carrier(&self) -> Result<Arc<Carrier>, HouseFault> {
        self.lock()
            .clone()
            .ok_or_else(|| HouseFault("the carrier is closed".to_owned()))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Arc<Carrier>>> {
        self.carrier.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Network for RunningNetwork {
    fn offer(&self) -> Result<Offer, HouseFault> {
        let carrier = self.carrier()?;
        let offer = self.runtime.block_on(carrier.offer());
        offer.map_err(|fault| HouseFault(fault.to_string()))
    }

    fn withdraw_offer(&self) {
        if let Ok(carrier) = self.carrier() {
            // Its tasks end within the runtime.
            let _inside = self.runtime.enter();
            carrier.withdraw_offer();
        }
    }

    fn is_offering(&self) -> bool {
        self.carrier().is_ok_and(|carrier| carrier.is_offering())
    }

    fn self_test(&self) -> Vec<steward_sync::Step> {
        let Ok(carrier) = self.carrier() else {
            return Vec::new();
        };
        let steps = self.runtime.block_on(carrier.self_test());
        steps.unwrap_or_default().into_iter().map(step).collect()
    }

    fn set_fixed(&self, addresses: Vec<SocketAddr>) {
        if let Ok(carrier) = self.carrier() {
            carrier.set_fixed(addresses);
        }
    }
}

fn step(step: Step) -> steward_sync::Step {
    match step {
        Step::Bound { addresses } => steward_sync::Step::Listening {
            addresses: texts(&addresses),
        },
        Step::Multicast(multicast) => steward_sync::Step::Discovery {
            finding: match multicast {
                Multicast::Open { .. } => Finding::Works,
                Multicast::Off => Finding::Off,
                Multicast::Failed(_) => Finding::Blocked,
            },
        },
        Step::Station { station, reach, .. } => {
            let (reach, addresses) = match reach {
                Reach::Connected { address, .. } => (
                    steward_sync::Reach::Connected,
                    address.into_iter().collect(),
                ),
                Reach::NoAddress => (steward_sync::Reach::NoAddress, Vec::new()),
                Reach::Silent { tried } => (steward_sync::Reach::Silent, tried),
                Reach::Refused => (steward_sync::Reach::Refused, Vec::new()),
            };
            steward_sync::Step::Station {
                station,
                reach,
                addresses: texts(&addresses),
            }
        }
    }
}

fn texts(addresses: &[SocketAddr]) -> Vec<String> {
    addresses.iter().map(ToString::to_string).collect()
}
