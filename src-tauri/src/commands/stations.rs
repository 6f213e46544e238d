//! The stations of the venue.

use steward_app::domain::ids::StationId;
use steward_app::views::{OfferOfEntry, PreviewView, Refusal, SelfTestStep, StationsView};
use tauri::{AppHandle, State};

use crate::front::Front;
use crate::network;

/// The venue's stations and how this one stands with them.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn stations(front: State<'_, Front>) -> Result<StationsView, Refusal> {
    front.ask(|desk| desk.stations()).await
}

/// Gives a station another name.
///
/// # Errors
/// When the name is empty or too long.
#[tauri::command]
#[specta::specta]
pub async fn rename_station(
    front: State<'_, Front>,
    station: StationId,
    name: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.rename_station(station, &name))
        .await
}

/// Takes a station out of service in good order.
///
/// # Errors
/// Without a reason, or for this station.
#[tauri::command]
#[specta::specta]
pub async fn retire_station(
    front: State<'_, Front>,
    station: StationId,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.retire_station(station, &why))
        .await
}

/// Shuts a lost station out.
///
/// # Errors
/// Without a reason, or for this station.
#[tauri::command]
#[specta::specta]
pub async fn revoke_station(
    front: State<'_, Front>,
    station: StationId,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.revoke_station(station, &why))
        .await
}

/// Lets a station take the place and the name of another one.
///
/// # Errors
/// Without a reason, or for this station as the old one.
#[tauri::command]
#[specta::specta]
pub async fn replace_station(
    front: State<'_, Front>,
    station: StationId,
    by: StationId,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.replace_station(station, by, &why))
        .await
}

/// Lets one station in that knows the code.
///
/// # Errors
/// Without a network.
#[tauri::command]
#[specta::specta]
pub async fn offer_entry(app: AppHandle, front: State<'_, Front>) -> Result<OfferOfEntry, Refusal> {
    network::ensure(&app).await?;
    front.ask(|desk| desk.offer_entry()).await
}

/// Takes an offer back.
///
/// # Errors
/// Without a network.
#[tauri::command]
#[specta::specta]
pub async fn withdraw_offer(front: State<'_, Front>) -> Result<(), Refusal> {
    front.ask(|desk| desk.withdraw_offer()).await
}

/// Why stations are not connected, step by step.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn self_test(front: State<'_, Front>) -> Result<Vec<SelfTestStep>, Refusal> {
    front.ask(|desk| desk.self_test()).await
}

/// Today and tomorrow as another station sees them, while much is not here.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn preview(front: State<'_, Front>) -> Result<Option<PreviewView>, Refusal> {
    front.ask(|desk| desk.preview()).await
}

/// Tries an address of other stations too, from now on.
///
/// # Errors
/// For what is no address.
#[tauri::command]
#[specta::specta]
pub async fn add_address(
    front: State<'_, Front>,
    address: String,
) -> Result<StationsView, Refusal> {
    front.ask(move |desk| desk.add_address(&address)).await
}

/// Tries an address of other stations no longer.
///
/// # Errors
/// For one that was not set.
#[tauri::command]
#[specta::specta]
pub async fn remove_address(
    front: State<'_, Front>,
    address: String,
) -> Result<StationsView, Refusal> {
    front.ask(move |desk| desk.remove_address(&address)).await
}

/// Clears away the summary of a time alone: it was read.
///
/// # Errors
/// When the store is not open.
#[tauri::command]
#[specta::specta]
pub async fn read_while_away(front: State<'_, Front>) -> Result<(), Refusal> {
    front.ask(|desk| desk.read_while_away()).await
}
