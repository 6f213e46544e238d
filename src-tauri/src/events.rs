//! What the window is told without asking.

use serde::{Deserialize, Serialize};
use steward_app::ReminderTone;
use steward_app::domain::ids::MeetingId;

/// Something was committed: whoever shows it asks again.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
pub struct Changed {
    /// Kinds of the records and facts it touched, such as `meeting`.
    pub kinds: Vec<String>,
    /// The records it touched or said something about.
    pub ids: Vec<String>,
}

/// A station came in sight or went, or stands otherwise than before: whoever
/// shows stations asks again.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
pub struct Mesh {}

/// Somewhere to go, such as after a click on a notification.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
pub struct Go {
    /// The screen: `today`, `meeting`, `bookings`, `checks`, `import`,
    /// `bulletin`, `rooms` or `settings`.
    pub screen: String,
    /// The meeting to show there.
    pub meeting: Option<MeetingId>,
}

/// The window is being closed, and a person must say what that means.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
pub struct CloseAsked {}

/// A reminder was posted: the sound that goes with it.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
pub struct Rang {
    /// The gravest of those that were posted together.
    pub tone: ReminderTone,
}
