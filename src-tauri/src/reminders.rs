//! Desktop notifications of what is due. The desk says which; here they are
//! posted, and a click brings the window to the list.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use steward_app::{Reminder, ReminderTone, Told};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;
use tauri_specta::Event;
use tokio::time::{MissedTickBehavior, interval};

use crate::events::{Go, Rang};
use crate::front::Front;
use crate::tray::{Says, Tray};
use crate::window;

/// How often the desk is asked.
const EVERY: Duration = Duration::from_secs(20);

/// Asks now and then, as long as the window lives. After the machine slept it
/// asks once, not once for each time missed.
pub(crate) fn watch(app: &AppHandle) {
    let here = app.clone();
    let listening = app.notification().on_action(move |_| {
        window::to_front(&here);
        let _ = Go {
            screen: "checks".to_owned(),
            meeting: None,
        }
        .emit(&here);
    });
    if let Err(fault) = listening {
        tracing::warn!(%fault, "clicks on notifications are not heard");
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let told = Arc::new(Mutex::new(Told::default()));
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            tell(&app, Arc::clone(&told)).await;
        }
    });
}

async fn tell(app: &AppHandle, told: Arc<Mutex<Told>>) {
    let here = app.clone();
    let front = app.state::<Front>();
    let asked = front.ask(move |desk| {
        let tray = here.state::<Tray>();
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        told.hush(tray.is_quiet());
        let fresh = desk.reminders(&mut told)?;
        for reminder in &fresh {
            post(&here, reminder);
        }
        if let Some(tone) = fresh.iter().map(Reminder::tone).max() {
            ring(&here, tone);
        }
        if tray.is_shown() {
            tray.say(Says {
                late: desk.board(None)?.counts.late,
                language: desk.settings()?.language,
            });
        }
        Ok(fresh.len())
    });
    match asked.await {
        Ok(0) => {}
        Ok(posted) => tracing::debug!(posted, "reminders"),
        Err(refusal) => tracing::debug!(%refusal, "no reminders"),
    }
}

/// One sound for all that was posted together. The page makes it, where sounds
/// are wanted.
fn ring(app: &AppHandle, tone: ReminderTone) {
    if let Err(fault) = (Rang { tone }).emit(app) {
        tracing::warn!(%fault, "the page was not told to ring");
    }
}

/// Posts one. Without a notification service nothing is shown: the list in the
/// window says the same.
fn post(app: &AppHandle, reminder: &Reminder) {
    let notification = app
        .notification()
        .builder()
        .title(&reminder.title)
        .body(&reminder.body);
    if let Err(fault) = notification.show() {
        tracing::warn!(%fault, "a notification was not posted");
    }
}
