//! Fails when what the page may do is loosened: the configuration, the
//! capabilities and the plug-ins are held to the letter.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

fn here(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn config() -> Value {
    serde_json::from_str(&here("tauri.conf.json")).unwrap()
}

#[test]
fn the_content_security_policy_allows_our_own_files_and_the_way_to_the_commands() {
    let expected = json!({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "ipc: http://ipc.localhost",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    });
    assert_eq!(config()["app"]["security"]["csp"], expected);
}

#[test]
fn every_message_passes_the_gate_and_no_switch_weakens_it() {
    let config = config();
    let security = config["app"]["security"].as_object().unwrap();
    assert_eq!(
        security["pattern"],
        json!({ "use": "isolation", "options": { "dir": "isolation" } })
    );
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["capabilities"], json!(["window"]));
    let mut names: Vec<&str> = security.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "capabilities",
            "csp",
            "freezePrototype",
            "headers",
            "pattern"
        ],
        "a new switch needs a look"
    );
    assert_eq!(config["app"]["withGlobalTauri"], false);
    assert_eq!(config["plugins"], Value::Null);
}

#[test]
fn one_window_that_takes_no_dropped_files() {
    let config = config();
    let windows = config["app"]["windows"].as_array().unwrap();
    assert_eq!(windows.len(), 1);
    let window = &windows[0];
    // Made in code, where its navigation is held.
    assert_eq!(
        (&window["label"], &window["create"]),
        (&json!("main"), &json!(false))
    );
    assert_eq!(window["dragDropEnabled"], false);
    assert_eq!(
        (&window["minWidth"], &window["minHeight"]),
        (&json!(1024), &json!(680))
    );
}

#[test]
fn the_page_may_hear_events_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(files, ["window.json"]);
    let capability: Value = serde_json::from_str(&here("capabilities/window.json")).unwrap();
    assert_eq!(
        capability["permissions"],
        json!(["core:event:allow-listen", "core:event:allow-unlisten"])
    );
    assert_eq!(capability["windows"], json!(["main", "wall-*"]));
    assert_eq!(capability["remote"], Value::Null);
}

#[test]
fn no_plug_in_that_reaches_the_shell_the_net_or_the_files() {
    let manifest = here("Cargo.toml");
    let plugins: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("tauri-plugin-"))
        .collect();
    let names: Vec<&str> = plugins
        .iter()
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .collect();
    assert_eq!(names, ["notification", "dialog"]);
}
