//! A real keyring on a session bus of its own: the key goes there, no file
//! holds it, and without the keyring the store stays shut.

use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_stewardctl");

/// Runs a script at home in `home`, on a session bus where a keyring answers.
fn with_keyring(home: &Path, script: &str) -> Output {
    let script = format!(
        "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; {script}"
    );
    at_home(Command::new("dbus-run-session").arg("--"), home)
        .args(["sh", "-c", &script, PROGRAM])
        .output()
        .unwrap()
}

fn at_home<'a>(command: &'a mut Command, home: &Path) -> &'a mut Command {
    command
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("share"))
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("XDG_RUNTIME_DIR")
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output();
    found.is_ok_and(|output| output.status.success())
}

#[test]
fn where_a_keyring_answers_it_keeps_the_key() {
    if !is_there("gnome-keyring-daemon") || !is_there("dbus-run-session") {
        println!("skipped: no gnome-keyring or no dbus-run-session here");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("desk");
    let data = data.to_str().unwrap();

    let made = with_keyring(
        home.path(),
        &format!(
            "\"$0\" --data '{data}' init --sample >/dev/null && \"$0\" --data '{data}' recovery-code"
        ),
    );
    assert!(made.status.success(), "{made:?}");
    let code = String::from_utf8(made.stdout).unwrap();

    let again = with_keyring(home.path(), &format!("\"$0\" --data '{data}' verify"));
    assert!(again.status.success(), "{again:?}");

    // The file beside the configuration says where the key is, not what it is.
    let first_group = code.trim().split('-').next().unwrap().to_owned();
    let config = Command::new("grep")
        .args(["-r", "-c", "", home.path().join("config").to_str().unwrap()])
        .output()
        .unwrap();
    assert!(
        !config.stdout.is_empty(),
        "there is a note of where the key is"
    );
    let leaked = Command::new("grep")
        .args([
            "-r",
            "-i",
            &first_group,
            home.path().join("config").to_str().unwrap(),
        ])
        .output()
        .unwrap();
    assert!(leaked.stdout.is_empty(), "{leaked:?}");

    let shut = at_home(&mut Command::new(PROGRAM), home.path())
        .args(["--lang", "en", "--data", data, "day"])
        .output()
        .unwrap();
    assert_eq!(shut.status.code(), Some(2), "{shut:?}");
    let said = String::from_utf8(shut.stderr).unwrap();
    assert!(said.contains("key of this store is missing"), "{said}");
}
