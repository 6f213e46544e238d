//! The window's connection to the other stations. A venue of one station
//! opens no socket until somebody is let in.

use std::sync::Arc;

use steward_app::views::Refusal;
use steward_app::{Desk, StationHouse};
use steward_sync_iroh::{Options, RunningNetwork};
use tauri::{AppHandle, Manager};
use tokio::sync::Mutex;

use crate::front::Front;

/// The network, once it was needed.
#[derive(Default)]
pub(crate) struct Line(Mutex<Option<Arc<RunningNetwork>>>);

/// Goes on the network if the venue has other stations.
pub(crate) fn join_others(app: &AppHandle, desk: &Arc<Desk>) {
    if desk.stations().is_ok_and(|view| view.others == 0) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(refusal) = ensure(&app).await {
            tracing::warn!(%refusal, "the station works without the others");
        }
    });
}

/// Goes on the network, if that did not happen yet.
///
/// # Errors
/// [`Refusal::NoNetwork`] when no socket can be opened.
pub(crate) async fn ensure(app: &AppHandle) -> Result<(), Refusal> {
    let desk = app.state::<Front>().desk()?;
    let line = app.state::<Line>();
    let mut line = line.0.lock().await;
    if line.is_some() {
        return Ok(());
    }
    let options = Options {
        listen: Vec::new(),
        fixed: desk.fixed_addresses()?,
        ..Options::default()
    };
    let house = Arc::new(StationHouse(Arc::clone(&desk)));
    let network = RunningNetwork::start(house, options)
        .await
        .map_err(|fault| Refusal::NoNetwork(fault.to_string()))?;
    desk.plug(Arc::clone(&network) as Arc<_>);
    *line = Some(network);
    Ok(())
}

/// Meets the others anew, if it met any: what they were told of this store holds
/// no longer.
///
/// # Errors
/// [`Refusal::NoNetwork`] when no socket can be opened.
pub(crate) async fn again(app: &AppHandle) -> Result<(), Refusal> {
    let old = app.state::<Line>().0.lock().await.take();
    let Some(old) = old else { return Ok(()) };
    old.close().await;
    ensure(app).await
}
