//! Opening the store: when the program starts, or later with the recovery
//! code; and what an open desk is connected to.

use std::sync::Arc;
use std::time::Duration;

use steward_app::call::Call;
use steward_app::door::{self, Visitor};
use steward_app::views::{Refusal, WallAsk};
use steward_app::{Absent, Desk, FirstVenue, OpenOptions};
use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use tokio::time::{Instant, interval};

use crate::events::{Changed, Mesh};
use crate::front::{Front, off_the_loop};
use crate::{network, walls, window};

/// How long a folder may be held by a process that does not answer: one that
/// is just starting or just ending.
const HELD: Duration = Duration::from_secs(3);
const AGAIN: Duration = Duration::from_millis(100);

/// What came of opening a folder.
pub(crate) enum Opened {
    /// The desk is ours, or is not to be had.
    Here(Result<Arc<Desk>, Refusal>),
    /// Another window has it and came to the front.
    Elsewhere,
}

/// Opens the folder's desk, or has the window that has it open come to the
/// front.
pub(crate) async fn open(options: &OpenOptions, wall: Option<&WallAsk>) -> Opened {
    let until = Instant::now() + HELD;
    let mut ticks = interval(AGAIN);
    loop {
        ticks.tick().await;
        match Desk::open(options) {
            Err(refusal) if is_in_use(&refusal) => {
                if came_to_the_front(options, wall) {
                    return Opened::Elsewhere;
                }
                if Instant::now() >= until {
                    return Opened::Here(Err(refusal));
                }
            }
            opened => return Opened::Here(opened.map(Arc::new)),
        }
    }
}

fn is_in_use(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Store { code, .. } if code == "in_use")
}

/// Asks the process behind the folder's door. One without a window, such as a
/// headless station, says that it has none.
fn came_to_the_front(options: &OpenOptions, wall: Option<&WallAsk>) -> bool {
    let Ok(folder) = Desk::folder(options) else {
        return false;
    };
    let Ok(mut visitor) = Visitor::knock(&folder) else {
        return false;
    };
    let call = wall.map_or(Call::Show, |ask| Call::Wall(ask.clone()));
    visitor.call(&call).is_ok_and(|shown| shown == true)
}

/// Connects an open desk to the window: what it commits is told, and who
/// knocks at its door is answered.
pub(crate) fn connect(app: &AppHandle, desk: &Arc<Desk>) {
    let here = app.clone();
    desk.subscribe(Box::new(move |changed| {
        let kinds = changed.kinds.iter().cloned().collect();
        let ids = changed.ids.iter().map(ToString::to_string).collect();
        if let Err(fault) = (Changed { kinds, ids }).emit(&here) {
            tracing::warn!(%fault, "the page was not told of a change");
        }
    }));
    let here = app.clone();
    desk.on_mesh(Box::new(move || {
        if let Err(fault) = (Mesh {}).emit(&here) {
            tracing::warn!(%fault, "the page was not told of the stations");
        }
    }));
    let here = app.clone();
    let show = move |wall: Option<WallAsk>| match wall {
        Some(ask) => walls::hang(&here, &ask),
        None => window::to_front(&here),
    };
    match door::open(desk, show) {
        Ok(door) => {
            app.manage(door);
        }
        // The window works without; the terminal is then refused.
        Err(fault) => tracing::warn!(%fault, "no door for other programs"),
    }
    network::join_others(app, desk);
}

/// Opens a copied store with its recovery code and seats the desk.
///
/// # Errors
/// When the code has a slip or is another store's.
pub(crate) async fn with_code(app: AppHandle, code: String) -> Result<(), Refusal> {
    let options = OpenOptions {
        recovery_code: Some(code),
        ..app.state::<OpenOptions>().inner().clone()
    };
    seat(app, options).await
}

/// Founds a venue in a folder that is still empty and seats the desk.
///
/// # Errors
/// When the folder refuses.
pub(crate) async fn found(app: AppHandle, venue: FirstVenue) -> Result<(), Refusal> {
    let options = OpenOptions {
        absent: Absent::Found(venue),
        ..app.state::<OpenOptions>().inner().clone()
    };
    seat(app, options).await
}

/// Opens a desk and puts it before the window.
pub(crate) async fn seat(app: AppHandle, options: OpenOptions) -> Result<(), Refusal> {
    off_the_loop(move || {
        let front = app.state::<Front>();
        // Twice in a row, as by a double click, opens once.
        if front.desk().is_ok() {
            return Ok(());
        }
        let desk = Arc::new(Desk::open(&options)?);
        front.seat(Arc::clone(&desk));
        connect(&app, &desk);
        Ok(())
    })
    .await
}
