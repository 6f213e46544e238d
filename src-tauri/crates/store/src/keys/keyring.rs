//! The system's keyring, asked in a thread of its own: one that does not
//! answer, or waits for a password nobody will type, must not hold up the
//! start.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use keyring::Entry;
use zeroize::Zeroizing;

const SERVICE: &str = "steward";
/// A new key does not wait long: there is the file.
const FOR_A_NEW_KEY: Duration = Duration::from_secs(3);
/// A key that lies in the keyring is waited for, as somebody may have to
/// unlock it.
const FOR_THE_KEY: Duration = Duration::from_secs(30);

/// The entry's text; `None` when there is none or nobody answers.
pub(super) fn get(entry: &str) -> Option<Zeroizing<String>> {
    ask(entry, FOR_THE_KEY, |entry| {
        entry.get_password().ok().map(Zeroizing::new)
    })
    .flatten()
}

/// Whether the keyring took the text and gives it back.
pub(super) fn set(entry: &str, text: &str) -> bool {
    let text = Zeroizing::new(text.to_owned());
    ask(entry, FOR_A_NEW_KEY, move |entry| {
        entry.set_password(&text).is_ok()
            && entry
                .get_password()
                .is_ok_and(|back| *Zeroizing::new(back) == *text)
    })
    .unwrap_or(false)
}

/// Takes the entry away.
pub(super) fn remove(entry: &str) {
    let _ = ask(entry, FOR_A_NEW_KEY, |entry| {
        entry.delete_credential().is_ok()
    });
}

fn ask<T: Send + 'static>(
    entry: &str,
    patience: Duration,
    question: impl FnOnce(&Entry) -> T + Send + 'static,
) -> Option<T> {
    if !can_answer() {
        return None;
    }
    let entry = entry.to_owned();
    let (answer, wait) = mpsc::channel();
    std::thread::Builder::new()
        .name("keyring".to_owned())
        .spawn(move || {
            if let Ok(entry) = Entry::new(SERVICE, &entry) {
                let _ = answer.send(question(&entry));
            }
        })
        .ok()?;
    wait.recv_timeout(patience).ok()
}

/// Without a session bus the secret service cannot be there.
fn can_answer() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty())
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|dir| Path::new(&dir).join("bus").exists())
}
