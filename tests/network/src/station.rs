//! A station: a real `stewardctl serve` on a machine of its own.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::fault::{Fault, Outcome};
use crate::lan::Socket;
use crate::tools::{attempt, finish, run, text};
use crate::wait::until;

/// A station's folder, machine and process.
#[derive(Debug)]
pub(crate) struct Station {
    pub(crate) name: String,
    pub(crate) socket: Socket,
    folder: PathBuf,
    serving: Option<Child>,
    /// How far its clock is from the machine's, as `faketime` reads it.
    pub(crate) clock: Option<String>,
    /// What it is told beside `serve`.
    pub(crate) arguments: Vec<String>,
}

impl Station {
    /// A machine without a store.
    pub(crate) fn bare(name: &str, socket: Socket, folder: &Path) -> Self {
        Self {
            name: name.to_owned(),
            folder: folder.join(socket.machine()),
            socket,
            serving: None,
            clock: None,
            arguments: Vec::new(),
        }
    }

    /// The command line on this machine, with what it answers in JSON.
    pub(crate) fn command(&self, words: &[&str]) -> Outcome<Command> {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.socket.machine()]);
        if let Some(offset) = &self.clock {
            // The program `faketime` would stay in between and keep signals
            // to itself.
            let library = run("faketime -m -f +0 printenv LD_PRELOAD")?;
            command.arg("env").args([
                format!("LD_PRELOAD={library}"),
                format!("FAKETIME={offset}"),
                // Only the clock on the wall is wrong.
                "FAKETIME_DONT_FAKE_MONOTONIC=1".to_owned(),
            ]);
        }
        command
            .arg(program()?)
            .arg("--data")
            .arg(self.folder.join("data"))
            .arg("--config")
            .arg(self.folder.join("key"))
            .args(["--lang", "en", "--json"])
            .args(words);
        Ok(command)
    }

    /// Has a command done; what it answered.
    ///
    /// # Errors
    /// When it is refused, or answers what is no JSON.
    pub(crate) fn ask(&self, words: &[&str]) -> Outcome<Value> {
        let output = finish(&mut self.command(words)?)?;
        read(&text(&output.stdout))
    }

    /// Has a command done that may be refused: its status, and what it said.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn try_ask(&self, words: &[&str]) -> Outcome<(bool, Value)> {
        let output = attempt(&mut self.command(words)?)?;
        let said = text(&output.stdout);
        Ok((output.status.success(), read(&said).unwrap_or(Value::Null)))
    }

    /// Goes to work; returns when its door is open.
    ///
    /// # Errors
    /// When it ends at once, or never opens.
    pub(crate) fn serve(&mut self) -> Outcome<()> {
        std::fs::create_dir_all(&self.folder)?;
        let log = self.folder.join("log");
        let mut words = vec!["serve"];
        words.extend(self.arguments.iter().map(String::as_str));
        let mut command = self.command(&words)?;
        command
            .stdin(Stdio::null())
            .stdout(File::create(&log)?)
            .stderr(File::create(self.folder.join("complaints"))?);
        self.serving = Some(command.spawn()?);
        let name = self.name.clone();
        until(&format!("{name} is at work"), || {
            if let Some(child) = &mut self.serving
                && let Some(status) = child.try_wait()?
            {
                let last_words = read_file(&log) + &read_file(&self.folder.join("complaints"));
                return Err(Fault::new(format!("{name} ended: {status} {last_words}")));
            }
            Ok(if read_file(&log).contains("listening") {
                Ok(())
            } else {
                Err("it says nothing".to_owned())
            })
        })
        .map(drop)
    }

    /// Ends in good order.
    ///
    /// # Errors
    /// When it cannot be told.
    pub(crate) fn stop(&mut self) -> Outcome<()> {
        self.signal("TERM")?;
        self.reap()
    }

    /// Ends as with the power gone: the process at least.
    ///
    /// # Errors
    /// When it cannot be told.
    pub(crate) fn kill(&mut self) -> Outcome<()> {
        self.signal("KILL")?;
        self.reap()
    }

    /// Sleeps as a closed laptop does: `STOP`, and `CONT` to wake it.
    ///
    /// # Errors
    /// When it is not at work.
    pub(crate) fn signal(&self, signal: &str) -> Outcome<()> {
        let child = self.serving.as_ref();
        let id = child.ok_or_else(|| Fault::new(format!("{} is not at work", self.name)))?;
        run(&format!("kill -{signal} {}", id.id())).map(drop)
    }

    fn reap(&mut self) -> Outcome<()> {
        if let Some(mut child) = self.serving.take() {
            child.wait()?;
        }
        Ok(())
    }

    /// How all stations stand, seen from here.
    ///
    /// # Errors
    /// When it does not answer.
    pub(crate) fn peers(&self) -> Outcome<Value> {
        self.ask(&["peers"])
    }

    /// What another station's row here says.
    ///
    /// # Errors
    /// When it does not answer, or knows nobody of that name.
    pub(crate) fn row(&self, other: &str) -> Outcome<Value> {
        let peers = self.peers()?;
        let rows = peers.get("stations").and_then(Value::as_array);
        rows.and_then(|rows| rows.iter().find(|row| said(row, "name") == other))
            .cloned()
            .ok_or_else(|| Fault::new(format!("{} knows no {other}: {peers}", self.name)))
    }

    /// The digest of its tables.
    ///
    /// # Errors
    /// When it does not answer.
    pub(crate) fn digest(&self) -> Outcome<String> {
        let answer = self.ask(&["digest"])?;
        Ok(answer
            .as_str()
            .map_or_else(|| answer.to_string(), str::to_owned))
    }

    /// What it wrote for whoever looks for faults.
    pub(crate) fn complaints(&self) -> String {
        read_file(&self.folder.join("complaints"))
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        if let Some(child) = &mut self.serving {
            // One that sleeps dies as well.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A text in an answer; empty when it is not there.
pub(crate) fn said<'a>(answer: &'a Value, what: &str) -> &'a str {
    answer.get(what).and_then(Value::as_str).unwrap_or_default()
}

/// Whether an answer says that something is so.
pub(crate) fn is(answer: &Value, what: &str) -> bool {
    answer.get(what).and_then(Value::as_bool).unwrap_or(false)
}

/// A figure in an answer.
pub(crate) fn figure(answer: &Value, what: &str) -> i64 {
    answer.get(what).and_then(Value::as_i64).unwrap_or_default()
}

fn read(answer: &str) -> Outcome<Value> {
    serde_json::from_str(answer).map_err(|e| Fault::new(format!("{e}: {answer}")))
}

fn read_file(path: &Path) -> String {
    let mut all = Vec::new();
    let read = File::open(path).and_then(|mut file| file.read_to_end(&mut all));
    read.map(|_| text(&all)).unwrap_or_default()
}

/// The program under test: beside this one, unless named.
fn program() -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("STEWARD_CTL") {
        return Ok(named.into());
    }
    let beside = std::env::current_exe()?.with_file_name("stewardctl");
    Fault::unless(beside.is_file(), || {
        format!(
            "{} is not there: `cargo build --package stewardctl` first",
            beside.display()
        )
    })?;
    Ok(beside)
}
