//! Starting other programs, and the one error of this tool.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A sentence for the person at the terminal: what failed and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What every step gives.
pub(crate) type Outcome<T> = Result<T, Failure>;

/// Runs a program with this terminal as its own.
///
/// # Errors
/// When it cannot be started or does not end with status 0.
pub(crate) fn run(command: &mut Command) -> Outcome<()> {
    let status = command
        .status()
        .map_err(|e| Failure::new(format!("`{}` did not start: {e}", shown(command))))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "`{}` ended with {status}",
        shown(command)
    )))
}

/// What a program prints, without the blank at its ends; `None` when it is not
/// there or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Whether a program runs and ends with status 0, in silence.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    output(command).is_some()
}

/// Where a program lies on the search path.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

/// Asks a program to end, as a terminal's Ctrl-C would, and makes it end if it
/// has not within `patience` looks a tenth of a second apart.
pub(crate) fn end(child: &mut Child, patience: u32) {
    if cfg!(unix) {
        // There is no asking in std; `kill` is built into every shell.
        let _ = succeeds(Command::new("sh").args(["-c", &format!("kill -TERM {}", child.id())]));
        for _ in 0..patience {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            pause();
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// A tenth of a second between two looks at something that sends no word when
/// it happens: another program's window, another program's end.
pub(crate) fn pause() {
    #[allow(
        clippy::disallowed_methods,
        reason = "other programs' windows can only be looked for again and again"
    )]
    std::thread::sleep(std::time::Duration::from_millis(100));
}

/// Puts folders before all others on a command's search path.
pub(crate) fn search_first(command: &mut Command, folders: &[PathBuf]) {
    if folders.is_empty() {
        return;
    }
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&old));
    if let Ok(path) = std::env::join_paths(all) {
        command.env("PATH", path);
    }
}

/// A command as one would type it.
fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_its_arguments_and_status() {
        let failure = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "`sh -c exit 3` ended with exit status: 3"
        );
    }

    #[test]
    fn a_missing_program_is_a_sentence_and_not_a_panic() {
        assert!(run(&mut Command::new("no-such-program-here")).is_err());
        assert_eq!(output(&mut Command::new("no-such-program-here")), None);
        assert_eq!(on_path("no-such-program-here"), None);
    }

    #[test]
    fn a_program_that_does_not_listen_is_made_to_end() {
        let mut deaf = Command::new("sh")
            .args(["-c", "trap '' TERM; while :; do sleep 1; done"])
            .spawn()
            .unwrap();
        end(&mut deaf, 1);
        assert!(deaf.try_wait().unwrap().is_some());
    }
}
