//! Tells the house what happened, in order, where its disk holds nobody up.

use std::net::SocketAddr;
use std::sync::Arc;

use steward_domain::ids::StationId;
use steward_sync::{House, PeerState, Report};
use tokio::sync::mpsc;

/// Something to tell.
#[derive(Debug)]
pub(crate) enum News {
    /// See [`House::report`].
    Peers(Option<Report>, Vec<PeerState>),
    /// See [`House::met_at`].
    MetAt(StationId, SocketAddr),
    /// See [`House::show`].
    Preview(StationId, Vec<u8>),
}

/// Tells until nobody is left who could have news.
pub(crate) async fn tell(house: Arc<dyn House>, mut news: mpsc::UnboundedReceiver<News>) {
    while let Some(one) = news.recv().await {
        let house = Arc::clone(&house);
        let told = tokio::task::spawn_blocking(move || match one {
            News::Peers(report, peers) => house.report(report, peers),
            News::MetAt(station, address) => house.met_at(station, address),
            News::Preview(station, bytes) => house.show(station, bytes),
        });
        if told.await.is_err() {
            tracing::warn!("the house failed when it was told something");
        }
    }
}
