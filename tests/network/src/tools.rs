//! Other programs: those that make networks, and `stewardctl`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::fault::{Fault, Outcome};

/// What builds networks and makes them fail.
pub(crate) const NEEDED: [&str; 7] = ["ip", "nft", "tc", "tcpdump", "faketime", "unshare", "mount"];

/// Which of [`NEEDED`] are not there.
pub(crate) fn missing() -> Vec<&'static str> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Where a user's path leaves out what administrators use.
    let folders: Vec<PathBuf> = std::env::split_paths(&path)
        .chain(["/usr/sbin", "/sbin"].map(PathBuf::from))
        .collect();
    let is_there = |name: &str| folders.iter().any(|folder| folder.join(name).is_file());
    NEEDED.into_iter().filter(|name| !is_there(name)).collect()
}

/// Runs a line of words, split at blanks; what it printed.
///
/// # Errors
/// When it does not start or fails, with what it complained of.
pub(crate) fn run(line: &str) -> Outcome<String> {
    let mut words = line.split_whitespace();
    let program = words.next().unwrap_or_default();
    let mut command = Command::new(program);
    command.args(words);
    let output = finish(&mut command)?;
    Ok(text(&output.stdout))
}

/// Runs a line of words and gives it something to read.
///
/// # Errors
/// When it does not start or fails.
pub(crate) fn feed(line: &str, input: &str) -> Outcome<()> {
    let mut words = line.split_whitespace();
    let program = words.next().unwrap_or_default();
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| Fault::new(format!("`{line}` did not start: {e}")))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    Fault::unless(output.status.success(), || {
        format!("`{line}`: {}\n{input}", text(&output.stderr))
    })
}

/// Runs a program to its end.
///
/// # Errors
/// When it does not start or ends otherwise than well.
pub(crate) fn finish(command: &mut Command) -> Outcome<Output> {
    let output = attempt(command)?;
    Fault::unless(output.status.success(), || {
        format!(
            "`{}` ended with {}: {}{}",
            shown(command),
            output.status,
            text(&output.stdout),
            text(&output.stderr)
        )
    })?;
    Ok(output)
}

/// Runs a program to its end, however it ends.
///
/// # Errors
/// When it does not start.
pub(crate) fn attempt(command: &mut Command) -> Outcome<Output> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Fault::new(format!("`{}` did not start: {e}", shown(command))))
}

/// Bytes as text, without the blank at the ends.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
