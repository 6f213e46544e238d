//! Folders of a test's own, and the program run on them.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A Sunday, in the midst of the sample's day.
pub(crate) const NOW: &str = "2026-11-22T13:36";

/// A data folder and a folder for its key, gone when dropped.
pub(crate) struct Desk {
    pub(crate) dir: TempDir,
    pub(crate) data: PathBuf,
    pub(crate) config: PathBuf,
}

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// Folders with nothing in them.
    pub(crate) fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (data, config) = (dir.path().join("data"), dir.path().join("key"));
        Self { dir, data, config }
    }

    /// The sample complex with its day.
    pub(crate) fn sample() -> Self {
        let desk = Self::empty();
        desk.ok(&["init", "--sample", "--date", "2026-11-22"]);
        desk
    }

    /// The program with these folders and the test's moment, ready to run.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stewardctl"));
        for name in ["STEWARD_NOW", "LC_ALL", "LC_MESSAGES", "STEWARD_LOG"] {
            command.env_remove(name);
        }
        command.env("LANG", "en_GB.UTF-8");
        command
            .arg("--data")
            .arg(&self.data)
            .arg("--config")
            .arg(&self.config);
        command.args(["--now", NOW]).args(words);
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        ran(self.command(words).output().unwrap())
    }

    /// What a run that must go well prints.
    #[track_caller]
    pub(crate) fn ok(&self, words: &[&str]) -> String {
        let ran = self.run(words);
        assert_eq!(ran.status, 0, "{words:?}: {ran:?}");
        ran.out
    }

    /// The same as JSON.
    #[track_caller]
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = [&["--json"], words].concat();
        serde_json::from_str(&self.ok(&words)).unwrap()
    }

    /// A run that must be refused with this status, in both languages: what
    /// it says holds these words.
    #[track_caller]
    pub(crate) fn refused(&self, words: &[&str], status: i32, zh: &str, en: &str) {
        for (lang, wanted) in [("zh", zh), ("en", en)] {
            let ran = self.run(&[&["--lang", lang], words].concat());
            assert_eq!(ran.status, status, "{words:?}: {ran:?}");
            assert!(
                ran.err.contains(wanted),
                "{words:?}, wanted {wanted}: {ran:?}"
            );
            assert_eq!(ran.out, "", "{words:?}");
        }
    }

    /// A file of the test's own beside the folders.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    /// How many meetings an export has: all but the sample's one enquiry.
    #[track_caller]
    pub(crate) fn meetings(&self) -> u64 {
        let calendar = self.path("count.ics");
        self.json(&["export", "-o", &calendar])["meetings"]
            .as_u64()
            .unwrap()
    }

    /// Nothing is wrong with the store.
    #[track_caller]
    pub(crate) fn is_sound(&self) {
        let verdict = self.json(&["verify"]);
        assert_eq!(verdict["sound"], true, "{verdict}");
    }
}

pub(crate) fn ran(output: Output) -> Ran {
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A calendar of `count` meetings of an hour on the days from 1 December on,
/// each in one of two rooms.
pub(crate) fn calendar(name: &str, count: usize) -> String {
    let mut text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:{name}\r\n");
    for n in 0..count {
        let (day, hour, room) = (1 + n / 16 % 28, n / 2 % 8, 203 + n % 2);
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:{name}-{n}\r\nDTSTART:202612{day:02}T{hour:02}0000Z\r\n\
             DTEND:202612{day:02}T{hour:02}4500Z\r\nSUMMARY:{name} {n}\r\nLOCATION:{room}\r\nEND:VEVENT\r\n"
        ));
    }
    text + "END:VCALENDAR\r\n"
}
