//! Opening the store.

use steward_app::views::Refusal;
use tauri::AppHandle;

/// Opens a copied store with its recovery code and seats the desk.
///
/// # Errors
/// When the code has a slip or is another store's.
pub(crate) async fn with_code(_app: AppHandle, _code: String) -> Result<(), Refusal> {
    Err(Refusal::ReasonNeeded)
}
