//! The way to the system's printers: `lpstat` and `lp`, run directly and never through a shell.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::Fault;

/// A printer the system knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// Its name, as [`print`] takes it.
    pub name: String,
    /// Whether jobs go there when no printer is named.
    pub is_default: bool,
}

/// The printing commands of a machine.
#[derive(Debug, Clone)]
pub struct PrintSystem {
    lp: PathBuf,
    lpstat: PathBuf,
}

/// Prints a PDF on A4, double-sided along the long edge where the printer can, on `printer` or the default one.
///
/// # Errors
/// [`Fault::NoPrintingSystem`], [`Fault::NoPrinter`], [`Fault::UnknownPrinter`], [`Fault::PrintRefused`],
/// [`Fault::PrintIo`].
pub fn print(pdf: &[u8], printer: Option<&str>) -> Result<(), Fault> {
    PrintSystem::default().print(pdf, printer)
}

/// The system's printers, the default one first; empty when none is set up.
///
/// # Errors
/// [`Fault::NoPrintingSystem`], [`Fault::PrintIo`].
pub fn printers() -> Result<Vec<Printer>, Fault> {
    PrintSystem::default().printers()
}

impl Default for PrintSystem {
    fn default() -> Self {
        Self {
            lp: "lp".into(),
            lpstat: "lpstat".into(),
        }
    }
}

impl PrintSystem {
    /// The commands in `dir` instead of those on the search path.
    #[must_use]
    pub fn at(dir: &Path) -> Self {
        Self {
            lp: dir.join("lp"),
            lpstat: dir.join("lpstat"),
        }
    }

    /// See [`print`].
    ///
    /// # Errors
    /// As there.
    pub fn print(&self, pdf: &[u8], printer: Option<&str>) -> Result<(), Fault> {
        let known = self.printers()?;
        let target = match (printer, known.as_slice()) {
            (Some(name), _) => known
                .iter()
                .find(|p| p.name == name)
                .ok_or_else(|| Fault::UnknownPrinter(name.into()))?,
            (None, [only]) => only,
            (None, _) => known
                .iter()
                .find(|p| p.is_default)
                .ok_or(Fault::NoPrinter)?,
        };
        let job = [
            "-t",
            "Steward",
            "-o",
            "media=A4",
            "-o",
            "sides=two-sided-long-edge",
        ];
        let output = run(
            Command::new(&self.lp).arg("-d").arg(&target.name).args(job),
            pdf,
        )?;
        if output.status.success() {
            Ok(())
        } else {
            Err(Fault::PrintRefused(first_line(&output.stderr)))
        }
    }

    /// See [`printers`].
    ///
    /// # Errors
    /// As there.
    pub fn printers(&self) -> Result<Vec<Printer>, Fault> {
        // -e lists names one a line; with none it fails, and so it does when the scheduler is down: -r tells which.
        let names = run(Command::new(&self.lpstat).arg("-e"), &[])?;
        if !names.status.success() && !self.scheduler_runs()? {
            return Err(Fault::NoPrintingSystem);
        }
        let default = run(Command::new(&self.lpstat).arg("-d"), &[])?;
        let default = String::from_utf8_lossy(&default.stdout).into_owned();
        let default = default.rsplit_once(": ").map(|(_, name)| name.trim());
        let mut printers: Vec<Printer> = String::from_utf8_lossy(&names.stdout)
            .lines()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| Printer {
                name: name.to_owned(),
                is_default: Some(name) == default,
            })
            .collect();
        printers.sort_by_key(|p| !p.is_default);
        Ok(printers)
    }

    fn scheduler_runs(&self) -> Result<bool, Fault> {
        let answer = run(Command::new(&self.lpstat).arg("-r"), &[])?;
        Ok(String::from_utf8_lossy(&answer.stdout).contains("is running"))
    }
}

/// Runs to the end with `input` on standard input, speaking plain English whatever the desktop's language.
fn run(command: &mut Command, input: &[u8]) -> Result<Output, Fault> {
    let pipes = command
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = pipes.spawn().map_err(|e| match e.kind() {
        ErrorKind::NotFound => Fault::NoPrintingSystem,
        _ => Fault::PrintIo(e),
    })?;
    if let Some(mut stdin) = child.stdin.take() {
        match stdin.write_all(input) {
            Err(e) if e.kind() != ErrorKind::BrokenPipe => return Err(Fault::PrintIo(e)),
            _ => {} // a command that refuses stops reading: its own words say why
        }
    }
    child.wait_with_output().map_err(Fault::PrintIo)
}

fn first_line(words: &[u8]) -> String {
    let words = String::from_utf8_lossy(words);
    let line = words
        .lines()
        .map(str::trim)
        .find(|l| !l.is_empty())
        .unwrap_or_default();
    line.strip_prefix("lp: ").unwrap_or(line).to_owned()
}
