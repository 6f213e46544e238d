//! Holds what is generated from the commands equal to the commands: the
//! TypeScript the page is written against, and the list the gate lets pass.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;

use specta_typescript::Typescript;

use super::bindings;

const TYPESCRIPT: &str = "../ui/src/ipc/bindings.ts";
const GATE: &str = "isolation/commands.js";
const HEADER: &str = "/* eslint-disable */\n// Generated from the Rust commands; do not edit.\n\
                      // To renew: UPDATE_BINDINGS=1 cargo test -p steward bindings\n";

/// What the page may call beside our own commands: hearing events.
const EVENTS: [&str; 2] = ["plugin:event|listen", "plugin:event|unlisten"];

#[test]
fn the_committed_bindings_are_those_of_the_commands() {
    hold_equal(TYPESCRIPT, &typescript());
}

#[test]
fn the_gate_lets_pass_our_commands_and_no_others() {
    let typescript = typescript();
    let mut names: Vec<&str> = typescript
        .split("__TAURI_INVOKE(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(
        names.contains(&"board"),
        "the commands were not found: {names:?}"
    );
    names.extend(EVENTS);
    names.sort_unstable();
    let list: String = names.iter().map(|name| format!("  '{name}',\n")).collect();
    let text = format!(
        "// Generated from the Rust commands; do not edit. To renew:\n// UPDATE_BINDINGS=1 cargo test -p steward bindings\nwindow.STEWARD_COMMANDS = new Set([\n{list}])\n"
    );
    hold_equal(GATE, &text);
}

/// Fails unless a committed file says what is generated now; writes it when
/// asked to.
fn hold_equal(file: &str, fresh: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_BINDINGS").is_some_and(|set| set == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, fresh).unwrap();
    }
    let found = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let same = found
        .lines()
        .zip(fresh.lines())
        .take_while(|(a, b)| a == b)
        .count();
    assert!(
        found == fresh,
        "{file} is not current from line {}: run UPDATE_BINDINGS=1 cargo test -p steward bindings",
        same + 1,
    );
}

/// The TypeScript, the same on every system and without blanks at line ends.
fn typescript() -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bindings.ts");
    bindings()
        .export(Typescript::default().header(HEADER), &file)
        .unwrap();
    let text = fs::read_to_string(file).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n").trim_end())
}
