//! The session in the README, typed as it stands there.

use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, Ran, ran};

/// The fenced block with these words in it.
fn session(words: &str) -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../README.md");
    let text = std::fs::read_to_string(readme).unwrap();
    let blocks = text
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("\n```"));
    let session: Vec<&str> = blocks
        .map(|(block, _)| block)
        .filter(|block| block.contains(words))
        .collect();
    assert_eq!(session.len(), 1, "one block of the README has {words}");
    session[0].to_owned()
}

/// Types a session; each line is followed by its number and its exit status.
#[cfg(unix)]
fn typed(desk: &Desk, session: &str) -> Ran {
    let program = Path::new(env!("CARGO_BIN_EXE_stewardctl"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let script: String = session
        .lines()
        .enumerate()
        .map(|(n, line)| format!("{line}\necho \"== {n} $?\"\n"))
        .collect();
    let mut shell = Command::new("bash");
    shell
        .current_dir(desk.dir.path())
        .env("TMPDIR", desk.dir.path())
        .env("PATH", path)
        .env("LANG", "en_GB.UTF-8")
        .env_remove("LC_ALL");
    ran(shell.arg("-c").arg(script).output().unwrap())
}

#[cfg(unix)]
#[test]
fn every_line_does_what_the_readme_says() {
    let session = session("ctl init --sample");
    assert_eq!(session.lines().count(), 10, "{session}");
    // The second is typed into the same shell.
    let session = format!("{session}\n{}", self::session("ctl fee write"));
    let desk = Desk::empty();
    let ran = typed(&desk, &session);
    if ran.err.contains("fonts for documents are missing") {
        eprintln!("skipped: no fonts for documents on this machine");
        return;
    }
    for (n, line) in session.lines().enumerate() {
        // A line that is there to be refused says so beside it.
        let status = i32::from(line.contains("refused"));
        assert!(
            ran.out.contains(&format!("== {n} {status}\n")),
            "{line}: {ran:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_two_stations_of_the_readme_agree() {
    let session = session("front.log");
    assert!(session.lines().count() < 10, "{session}");
    let ran = typed(&Desk::empty(), &session);
    for n in 0..session.lines().count() {
        assert!(ran.out.contains(&format!("== {n} 0\n")), "{n}: {ran:?}");
    }
    let digests: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.len() == 64 && line.chars().all(|c| c.is_ascii_hexdigit()))
        .collect();
    assert_eq!(digests.len(), 2, "{ran:?}");
    assert_eq!(digests[0], digests[1], "{ran:?}");
}
