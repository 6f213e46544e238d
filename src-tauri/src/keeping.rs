//! Keeping the data safe from the window: backups by the clock, and what can be
//! done while the store does not open.

use std::time::Duration;

use steward_app::views::{Diagnostics, Refusal, Restored};
use steward_app::{Closed, Desk, OpenOptions};
use tauri::{AppHandle, Manager};
use tokio::time::{MissedTickBehavior, interval};

use crate::front::{Front, off_the_loop};
use crate::{network, opening};

/// How often it is looked whether a backup is due.
const EVERY: Duration = Duration::from_secs(60);

/// Looks now and then, as long as the window lives. After the machine slept it
/// looks once, not once for each time missed.
pub(crate) fn watch(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // The first comes at once, while the window is still being drawn.
        ticks.tick().await;
        loop {
            ticks.tick().await;
            let kept = app.state::<Front>().ask(|desk| desk.keep_safe()).await;
            if let Err(refusal) = kept {
                tracing::debug!(%refusal, "no backup");
            }
        }
    });
}

/// Asks the desk; where the store does not open, its files.
///
/// # Errors
/// What either refuses.
pub(crate) async fn either<T, O, C>(app: &AppHandle, open: O, closed: C) -> Result<T, Refusal>
where
    T: Send + 'static,
    O: FnOnce(&Desk) -> Result<T, Refusal> + Send + 'static,
    C: FnOnce(&Closed) -> Result<T, Refusal> + Send + 'static,
{
    let (desk, options) = (
        app.state::<Front>().desk(),
        app.state::<OpenOptions>().inner().clone(),
    );
    off_the_loop(move || match desk {
        Ok(desk) => open(&desk),
        Err(_) => closed(&Closed::at(&options)?),
    })
    .await
}

/// Brings the store back to a backup. One that did not open is opened then.
///
/// # Errors
/// Why it was not done.
pub(crate) async fn restore(
    app: AppHandle,
    file: String,
    code: Option<String>,
) -> Result<Restored, Refusal> {
    let there = file.clone();
    let restored = either(
        &app,
        move |desk| desk.restore(&there),
        move |closed| closed.restore(&file, code.as_deref()),
    )
    .await?;
    reopen(app).await?;
    Ok(restored)
}

/// Makes the store anew from what can be read of it and the newest good backup.
///
/// # Errors
/// Why it was not done.
pub(crate) async fn mend(app: AppHandle) -> Result<Restored, Refusal> {
    let restored = either(&app, Desk::mend, Closed::mend).await?;
    reopen(app).await?;
    Ok(restored)
}

/// What technicians are told; saved where a path is named.
///
/// # Errors
/// When it may not be told, or cannot be written.
pub(crate) async fn diagnostics(
    app: AppHandle,
    path: Option<String>,
) -> Result<Diagnostics, Refusal> {
    let fault = match app.state::<Front>().desk() {
        Err(Refusal::Store { code, .. }) => code,
        _ => String::new(),
    };
    let there = path.clone();
    either(
        &app,
        move |desk| match there {
            Some(path) => desk.save_diagnostics(&path),
            None => desk.diagnostics(),
        },
        move |closed| closed.save_diagnostics(&fault, path.as_deref()),
    )
    .await
}

async fn reopen(app: AppHandle) -> Result<(), Refusal> {
    if let Err(refusal) = network::again(&app).await {
        tracing::warn!(%refusal, "the station works without the others");
    }
    let options = app.state::<OpenOptions>().inner().clone();
    opening::seat(app, options).await
}
