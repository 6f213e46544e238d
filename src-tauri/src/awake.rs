//! Keeps the machine from sleeping and the screen from going dark.

use std::process::{Child, Command, Stdio};

/// As long as it lives, the machine stays awake. It is a program of the system
/// that asks for that; it ends with ours, however ours ends.
pub(crate) struct Awake(Child);

impl Awake {
    /// Keeps the machine awake; none where the system has no means for it, which
    /// is noted and does no harm.
    pub(crate) fn keep() -> Option<Self> {
        let mut program = program()?;
        let started = program
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match started {
            Ok(child) => Some(Self(child)),
            Err(fault) => {
                tracing::info!(%fault, "the screen may go dark by itself");
                None
            }
        }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn program() -> Option<Command> {
    let own = std::process::id().to_string();
    if cfg!(target_os = "linux") {
        let mut inhibit = Command::new("systemd-inhibit");
        inhibit.args([
            "--what=idle:sleep",
            "--who=Steward",
            "--why=wall board",
            "--mode=block",
            "tail",
            &format!("--pid={own}"),
            "-f",
            "/dev/null",
        ]);
        Some(inhibit)
    } else if cfg!(target_os = "macos") {
        let mut caffeinate = Command::new("caffeinate");
        caffeinate.args(["-d", "-i", "-w", &own]);
        Some(caffeinate)
    } else {
        tracing::info!("set this system so that the screen does not go dark");
        None
    }
}
