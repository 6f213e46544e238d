//! A desk on the network, for as long as a command runs.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use steward_app::told;
use steward_app::views::{Refusal, StationsView};
use steward_app::{Desk, StationHouse};
use steward_sync_iroh::{Options, RunningNetwork};
use tokio::runtime::Runtime;

/// How long news are gathered before they are looked at.
const GATHER: Duration = Duration::from_millis(100);

/// Where to listen and whom to look for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    pub(crate) listen: Vec<SocketAddr>,
    pub(crate) peers: Vec<SocketAddr>,
    pub(crate) discover: bool,
}

/// A desk with its connections.
pub(crate) struct Online {
    pub(crate) desk: Arc<Desk>,
    network: Arc<RunningNetwork>,
    pub(crate) runtime: Runtime,
    wake: Sender<()>,
    news: Receiver<()>,
}

impl Online {
    /// Puts a desk on the network.
    pub(crate) fn start(desk: Desk, reach: Reach) -> Result<Self, Refusal> {
        let runtime = runtime()?;
        let desk = Arc::new(desk);
        let (wake, news) = channel();
        let tell = wake.clone();
        desk.on_mesh(Box::new(move || {
            let _ = tell.send(());
        }));
        let options = Options {
            listen: reach.listen,
            peers: reach.peers,
            fixed: desk.fixed_addresses()?,
            discover: reach.discover,
            ..Options::default()
        };
        let house = Arc::new(StationHouse(Arc::clone(&desk)));
        let network = runtime
            .block_on(RunningNetwork::start(house, options))
            .map_err(|fault| Refusal::NoNetwork(told(&fault)))?;
        desk.plug(Arc::clone(&network) as Arc<_>);
        Ok(Self {
            desk,
            network,
            runtime,
            wake,
            news,
        })
    }

    /// Makes [`Online::until`] look once more.
    pub(crate) fn waker(&self) -> impl Fn() + Send + 'static {
        let wake = self.wake.clone();
        move || {
            let _ = wake.send(());
        }
    }

    /// Where connections are taken.
    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        self.network.addresses()
    }

    /// Looks at the stations now and after each change, until `is_so` or the
    /// time is up; how they stand then.
    pub(crate) fn until(
        &self,
        limit: Duration,
        mut is_so: impl FnMut(&StationsView) -> bool,
    ) -> Result<(StationsView, bool), Refusal> {
        let end = Instant::now() + limit;
        loop {
            let view = self.desk.stations()?;
            if is_so(&view) {
                return Ok((view, true));
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.news.recv_timeout(left) {
                // Several at about the same time are looked at once: with many
                // stations on the network, looking is what costs.
                Ok(()) => self.gather(),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return Ok((view, false));
                }
            }
        }
    }

    fn gather(&self) {
        let end = Instant::now() + GATHER;
        let left = || end.saturating_duration_since(Instant::now());
        while self.news.recv_timeout(left()).is_ok() {}
    }

    /// Says goodbye to all.
    pub(crate) fn close(self) {
        self.runtime.block_on(self.network.close());
    }
}

/// Threads for the network.
pub(crate) fn runtime() -> Result<Runtime, Refusal> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|fault| Refusal::NoNetwork(fault.to_string()))
}
