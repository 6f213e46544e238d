//! The system's keyring: one that never answers holds nobody up.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]
#![cfg(target_os = "linux")]

use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::Command;

use steward_store::{Fault, KeyPlace, Place, Store};

use crate::store_support::{NOW, founding};

const DIR: &str = "STEWARD_TEST_KEYRING";

/// Makes a store where the keyring is asked. Does nothing in an ordinary run.
#[test]
fn founder() {
    let Some(dir) = std::env::var_os(DIR).map(PathBuf::from) else {
        return;
    };
    let place = Place {
        dir: dir.join("data"),
        config_dir: dir.join("config"),
        keyring: true,
    };
    drop(Store::found(&place, &founding(1), NOW).unwrap());
    drop(Store::open(&place, NOW).unwrap());
}

fn found_with(bus: Option<&str>) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut founder = Command::new(std::env::current_exe().unwrap());
    founder
        .args(["--exact", "store_keyring::founder", "--test-threads=1"])
        .env(DIR, dir.path())
        .env_remove("XDG_RUNTIME_DIR")
        .env_remove("DBUS_SESSION_BUS_ADDRESS");
    if let Some(bus) = bus {
        founder.env("DBUS_SESSION_BUS_ADDRESS", bus);
    }
    assert!(founder.output().unwrap().status.success());
    dir
}

fn key_file(dir: &tempfile::TempDir) -> String {
    std::fs::read_to_string(dir.path().join("config/steward.key")).unwrap()
}

#[test]
fn without_a_keyring_the_key_goes_into_the_file() {
    assert!(key_file(&found_with(None)).starts_with("steward key 1\n"));
    assert!(
        key_file(&found_with(Some("unix:path=/nowhere/at/all"))).starts_with("steward key 1\n")
    );
}

#[test]
fn a_keyring_that_never_answers_holds_nobody_up() {
    let dir = tempfile::tempdir().unwrap();
    let socket = dir.path().join("bus");
    let _silent = UnixListener::bind(&socket).unwrap();
    let made = found_with(Some(&format!("unix:path={}", socket.display())));
    assert!(key_file(&made).starts_with("steward key 1\n"));
}

#[test]
fn a_key_that_is_in_no_keyring_here_is_missing_there() {
    let dir = found_with(None);
    std::fs::write(dir.path().join("config/steward.key"), "in the keyring").unwrap();
    let place = Place {
        dir: dir.path().join("data"),
        config_dir: dir.path().join("config"),
        keyring: false,
    };
    assert!(matches!(
        Store::open(&place, NOW),
        Err(Fault::KeyMissing {
            place: KeyPlace::File(_)
        })
    ));
}
