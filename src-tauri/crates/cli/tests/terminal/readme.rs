//! The session in the README, typed as it stands there.

use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, ran};

/// The fenced block that founds the sample.
fn session() -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../README.md");
    let text = std::fs::read_to_string(readme).unwrap();
    let blocks = text
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("\n```"));
    let session: Vec<&str> = blocks
        .map(|(block, _)| block)
        .filter(|block| block.contains("init --sample"))
        .collect();
    assert_eq!(
        session.len(),
        1,
        "one block of the README founds the sample"
    );
    session[0].to_owned()
}

#[cfg(unix)]
#[test]
fn every_line_does_what_the_readme_says() {
    let session = session();
    let lines: Vec<&str> = session.lines().collect();
    assert_eq!(lines.len(), 10, "{session}");
    let desk = Desk::empty();
    let program = Path::new(env!("CARGO_BIN_EXE_stewardctl"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    // Each line is followed by its number and its exit status.
    let script: String = lines
        .iter()
        .enumerate()
        .map(|(n, line)| format!("{line}\necho \"== $n{n} $?\"\n"))
        .collect();
    let mut shell = Command::new("bash");
    shell
        .current_dir(desk.dir.path())
        .env("TMPDIR", desk.dir.path())
        .env("PATH", path)
        .env("LANG", "en_GB.UTF-8")
        .env_remove("LC_ALL");
    let ran = ran(shell
        .arg("-c")
        .arg(script.replace("$n", ""))
        .output()
        .unwrap());
    if ran.err.contains("fonts for documents are missing") {
        eprintln!("skipped: no fonts for documents on this machine");
        return;
    }
    for (n, line) in lines.iter().enumerate() {
        // A line that is there to be refused says so beside it.
        let status = i32::from(line.contains("refused"));
        assert!(
            ran.out.contains(&format!("== {n} {status}\n")),
            "{line}: {ran:?}"
        );
    }
}
