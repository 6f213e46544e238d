//! The venue, its buildings and rooms.

use steward_app::domain::ids::{BuildingId, RoomId};
use steward_app::domain::room::{Building, Room};
use steward_app::domain::venue::Venue;
use steward_app::views::Refusal;
use tauri::State;

use crate::front::Front;

/// All rooms, in the venue's order.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn rooms(front: State<'_, Front>) -> Result<Vec<Room>, Refusal> {
    front.ask(|desk| desk.rooms()).await
}

/// All buildings.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn buildings(front: State<'_, Front>) -> Result<Vec<Building>, Refusal> {
    front.ask(|desk| desk.buildings()).await
}

/// The venue and what holds for all of it.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn venue(front: State<'_, Front>) -> Result<Venue, Refusal> {
    front.ask(|desk| desk.venue()).await
}

/// Saves a room; one with the nil id is new.
///
/// # Errors
/// When a text or figure is out of its range.
#[tauri::command]
#[specta::specta]
pub async fn save_room(front: State<'_, Front>, room: Room) -> Result<RoomId, Refusal> {
    front.ask(move |desk| desk.save_room(room)).await
}

/// Saves a building; one with the nil id is new.
///
/// # Errors
/// When a text is out of its range.
#[tauri::command]
#[specta::specta]
pub async fn save_building(
    front: State<'_, Front>,
    building: Building,
) -> Result<BuildingId, Refusal> {
    front.ask(move |desk| desk.save_building(building)).await
}

/// Saves the venue, with why its rules are otherwise.
///
/// # Errors
/// When a text or figure is out of its range.
#[tauri::command]
#[specta::specta]
pub async fn save_venue(front: State<'_, Front>, venue: Venue, why: String) -> Result<(), Refusal> {
    front.ask(move |desk| desk.save_venue(venue, &why)).await
}
