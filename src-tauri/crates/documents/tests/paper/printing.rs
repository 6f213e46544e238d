//! Printing through commands that stand in for the system's.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use steward_documents::{Fault, PrintSystem, Printer};

const PDF: &[u8] = b"%PDF-1.7 not really";

fn command(dir: &Path, name: &str, script: &str) {
    let path = dir.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// A printing system with two printers whose `lp` writes its arguments and its input beside itself.
fn office(dir: &Path, default: &str) -> PrintSystem {
    let script = format!(
        "case $1 in -e) printf 'front_desk\\nhall-2\\n';; -d) echo '{default}';; -r) echo 'scheduler is running';; esac"
    );
    command(dir, "lpstat", &script);
    command(
        dir,
        "lp",
        "here=$(dirname \"$0\"); printf '%s\\n' \"$@\" > \"$here/arguments\"; cat > \"$here/input\"",
    );
    PrintSystem::at(dir)
}

#[test]
fn printers_come_with_the_default_first() {
    let dir = tempfile::tempdir().unwrap();
    let found = office(dir.path(), "system default destination: hall-2")
        .printers()
        .unwrap();
    let expected = [("hall-2", true), ("front_desk", false)].map(|(n, is_default)| Printer {
        name: n.into(),
        is_default,
    });
    assert_eq!(found, expected);
}

#[test]
fn a_job_goes_to_the_default_or_the_named_printer_double_sided_on_a4() {
    for (asked, target) in [(None, "hall-2"), (Some("front_desk"), "front_desk")] {
        let dir = tempfile::tempdir().unwrap();
        office(dir.path(), "system default destination: hall-2")
            .print(PDF, asked)
            .unwrap();
        let arguments = std::fs::read_to_string(dir.path().join("arguments")).unwrap();
        let arguments: Vec<&str> = arguments.lines().collect();
        assert_eq!(
            arguments,
            [
                "-d",
                target,
                "-t",
                "Steward",
                "-o",
                "media=A4",
                "-o",
                "sides=two-sided-long-edge"
            ]
        );
        assert_eq!(std::fs::read(dir.path().join("input")).unwrap(), PDF);
    }
}

#[test]
fn a_name_that_is_no_printer_never_reaches_the_command() {
    let dir = tempfile::tempdir().unwrap();
    let system = office(dir.path(), "no system default destination");
    for name in ["-o raw", "front_desk; rm", ""] {
        assert!(
            matches!(system.print(PDF, Some(name)), Err(Fault::UnknownPrinter(n)) if n == name)
        );
    }
    assert!(
        matches!(system.print(PDF, None), Err(Fault::NoPrinter)),
        "two printers, none the default"
    );
    assert!(!dir.path().join("arguments").exists());
}

#[test]
fn no_commands_no_scheduler_and_no_printer_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let system = PrintSystem::at(dir.path());
    assert!(
        matches!(system.printers(), Err(Fault::NoPrintingSystem)),
        "nothing installed"
    );
    command(
        dir.path(),
        "lpstat",
        "echo 'lpstat: No destinations' >&2; [ $1 = -r ] && echo 'scheduler is not running'; exit 1",
    );
    assert!(
        matches!(system.print(PDF, None), Err(Fault::NoPrintingSystem)),
        "not running"
    );
    command(
        dir.path(),
        "lpstat",
        "[ $1 = -r ] && echo 'scheduler is running' && exit 0; exit 1",
    );
    assert_eq!(system.printers().unwrap(), []);
    assert!(matches!(system.print(PDF, None), Err(Fault::NoPrinter)));
}

#[test]
fn what_the_system_refuses_is_passed_on() {
    let dir = tempfile::tempdir().unwrap();
    let system = office(dir.path(), "system default destination: hall-2");
    command(
        dir.path(),
        "lp",
        "echo 'lp: Unsupported document-format.' >&2; exit 1",
    );
    let big = vec![b'x'; 1 << 20]; // more than a pipe holds, and nobody reads it
    assert!(
        matches!(system.print(&big, None), Err(Fault::PrintRefused(m)) if m == "Unsupported document-format.")
    );
}
