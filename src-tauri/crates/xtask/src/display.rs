//! A screen where there is none: an X server in memory and a session bus.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::process::{Failure, Outcome, end};

/// The size of the virtual screen, which the window fills: pixels.
const SIZE: &str = "1440x900x24";

/// A virtual display with a session bus of its own; both end with it.
#[derive(Debug)]
pub(crate) struct VirtualDisplay {
    server: Child,
    bus: Child,
    display: String,
    bus_address: String,
}

impl VirtualDisplay {
    /// Starts both.
    ///
    /// # Errors
    /// When one of them is not installed or does not start.
    pub(crate) fn start() -> Outcome<Self> {
        // The server itself looks for a number that is free, and says it when
        // it is ready.
        let (mut server, number) = start_and_read(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"])
                .stderr(Stdio::null()),
        )?;
        let bus = start_and_read(
            Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address=1"])
                // It tells of every program that comes and goes.
                .stderr(Stdio::null()),
        );
        match bus {
            Ok((bus, bus_address)) => Ok(Self {
                server,
                bus,
                display: format!(":{number}"),
                bus_address,
            }),
            Err(failure) => {
                end(&mut server, 10);
                Err(failure)
            }
        }
    }

    /// Has a program use this display and this bus.
    pub(crate) fn show<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        end(&mut self.bus, 20);
        end(&mut self.server, 20);
    }
}

/// Whether there is a screen to open a window on.
pub(crate) fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Starts a program that stays, and gives the first line it prints.
fn start_and_read(command: &mut Command) -> Outcome<(Child, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| Failure::new(format!("`{name}` did not start: {e}")))?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        // A program that fails closes its end, so that this never hangs.
        let _ = BufReader::new(out).read_line(&mut line);
    }
    let line = line.trim().to_owned();
    if line.is_empty() {
        end(&mut child, 0);
        return Err(Failure::new(format!(
            "`{name}` ended as soon as it was started"
        )));
    }
    Ok((child, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_a_program_that_stays_is_read() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo 77; exec tail -f /dev/null"]);
        let (mut child, line) = start_and_read(&mut command).unwrap();
        assert_eq!(line, "77");
        assert!(child.try_wait().unwrap().is_none());
        end(&mut child, 20);
    }

    #[test]
    fn a_program_that_says_nothing_and_ends_is_a_failure() {
        assert!(start_and_read(&mut Command::new("true")).is_err());
    }
}
