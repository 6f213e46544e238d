//! What technicians are told. Each line is a name of this file and a figure or a
//! code of the program: nothing that anybody typed can stand in it, and nothing
//! is sent anywhere.

use std::fmt::Display;
use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, SecondsFormat, Utc};
use steward_domain::station::StationState;
use steward_store::{Place, Store, space};

use super::closed::Closed;
use crate::Desk;
use crate::audit::left;
use crate::files::write_whole;
use crate::views::{ClockNote, Diagnostics, Refusal};

/// The codes that the store's faults have.
const CODES: &[&str] = &[
    "absent",
    "exists",
    "in_use",
    "network_folder",
    "key_beside_data",
    "key_missing",
    "key_damaged",
    "key_wrong",
    "recovery_code",
    "damaged",
    "newer",
    "no_space",
    "read_only",
    "no_permission",
    "path_too_long",
    "no_folder",
    "upgrade",
    "other",
];
/// Peers that are listed.
const PEERS: usize = 50;

/// A code as it is known here; `other` for any else.
pub(super) fn known(code: &str) -> &'static str {
    let found = CODES.iter().find(|known| **known == code);
    found.copied().unwrap_or("other")
}

/// Lines in the making.
struct Lines(Vec<String>);

impl Lines {
    /// Figures, moments and words of the program.
    fn say(&mut self, name: &str, value: impl Told) {
        self.0.push(format!("{name} = {}", value.told()));
    }
}

/// What may stand in a line.
trait Told {
    fn told(&self) -> String;
}

macro_rules! told {
    ($($kind:ty),+) => {$(
        impl Told for $kind {
            fn told(&self) -> String {
                shown(self)
            }
        }
    )+};
}

told!(u32, u64, i64, bool);

fn shown(value: &impl Display) -> String {
    value.to_string()
}

/// A word of the program itself: no text that was read has this life.
impl Told for &'static str {
    fn told(&self) -> String {
        (*self).to_owned()
    }
}

impl Told for DateTime<Utc> {
    fn told(&self) -> String {
        self.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

impl<T: Told> Told for Option<T> {
    fn told(&self) -> String {
        self.as_ref().map_or_else(|| "-".to_owned(), Told::told)
    }
}

/// A station's letter: one or two Latin letters, or it is not shown.
struct Letter<'a>(&'a str);

impl Told for Letter<'_> {
    fn told(&self) -> String {
        let is_letter =
            (1..=2).contains(&self.0.len()) && self.0.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_letter { self.0 } else { "?" }.to_owned()
    }
}

impl Desk {
    /// What technicians are told, line by line, as it would be saved.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`].
    pub fn diagnostics(&self) -> Result<Diagnostics, Refusal> {
        self.may_read("diagnostics")?;
        let mut lines = begun(self.now(), &self.place);
        lines.say("clock.fixed", self.clock.is_fixed());
        lines.say("key.in_keyring", self.store.is_key_in_keyring());
        self.about_station(&mut lines);
        self.about_content(&mut lines);
        self.about_peers(&mut lines);
        self.about_safety(&mut lines)?;
        Ok(Diagnostics { lines: lines.0 })
    }

    /// Saves what technicians are told; that it was taken is written down.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::File`] when it cannot be written.
    pub fn save_diagnostics(&self, path: &str) -> Result<Diagnostics, Refusal> {
        let told = self.diagnostics()?;
        let mut taken = left("diagnostics", "text", "", None);
        taken.pages = super::count(told.lines.len());
        self.was_exported(taken)?;
        save(&told, path)?;
        Ok(told)
    }

    fn about_station(&self, lines: &mut Lines) {
        let identity = self.store.identity();
        lines.say("station.letter", Letter(&identity.letter));
        lines.say("station.epoch", identity.epoch);
        let settings = self.settings().unwrap_or_default();
        lines.say("settings.notify", settings.notify);
    }

    fn about_content(&self, lines: &mut Lines) {
        let started = Instant::now();
        let counts = self.read(|r| Ok(r.counts()?)).ok();
        lines.say("count.entries", counts.as_ref().map(|c| c.commits));
        lines.say("count.waiting", counts.as_ref().map(|c| c.waiting));
        lines.say("count.set_aside", counts.as_ref().map(|c| c.quarantined));
        lines.say("count.records", counts.as_ref().map(|c| c.records));
        lines.say("count.meetings", counts.as_ref().map(|c| c.meetings));
        lines.say("count.facts", counts.as_ref().map(|c| c.facts));
        lines.say("count.conflicts", counts.as_ref().map(|c| c.conflicts));
        lines.say("count.clashes", counts.as_ref().map(|c| c.clashes));
        lines.say("time.counts_ms", elapsed(started));
        let started = Instant::now();
        lines.say("read.heads", self.store.heads().is_ok());
        lines.say("time.heads_ms", elapsed(started));
        let started = Instant::now();
        lines.say("read.day", self.board(None).is_ok());
        lines.say("time.day_ms", elapsed(started));
    }

    fn about_peers(&self, lines: &mut Lines) {
        let Ok(view) = self.stations() else { return };
        lines.say("peers.on_network", view.on_network);
        lines.say("peers.others", view.others);
        lines.say("peers.in_sight", view.in_sight);
        lines.say("peers.in_step", view.in_step);
        let others = view.stations.iter().filter(|row| !row.is_me);
        for (at, row) in others.take(PEERS).enumerate() {
            let name = |what: &str| format!("peer.{}.{what}", at + 1);
            lines.say(&name("letter"), Letter(&row.letter));
            lines.say(
                &name("state"),
                match row.state {
                    StationState::Active => "active",
                    StationState::Retired => "retired",
                    StationState::Revoked => "revoked",
                },
            );
            lines.say(&name("in_sight"), row.in_sight);
            lines.say(&name("in_step"), row.in_step);
            lines.say(&name("not_here"), row.not_here);
            lines.say(
                &name("clock"),
                match row.clock {
                    ClockNote::Alarm => "alarm",
                    ClockNote::Off => "off",
                    _ => "good",
                },
            );
        }
    }

    fn about_safety(&self, lines: &mut Lines) -> Result<(), Refusal> {
        let safety = self.safety()?;
        lines.say("backup.count", safety.count);
        lines.say("backup.bytes", safety.bytes);
        lines.say("backup.last", safety.last_good);
        lines.say("backup.up_to_date", safety.up_to_date);
        lines.say("backup.every_minutes", safety.rule.every_minutes);
        lines.say("backup.second_named", safety.second.is_some());
        lines.say("backup.second_there", safety.second.map(|s| s.reachable));
        lines.say("backup.fault", code_of(safety.fault.as_ref()));
        lines.say("disk.room", safety.disk.map(|disk| disk.room.code()));
        lines.say("store.damaged", safety.damaged);
        lines.say("store.cut", safety.cut);
        lines.say("store.aside", super::count(safety.aside.len()));
        let keeper = self.keeper();
        lines.say("time.backup_ms", keeper.took_ms);
        for (code, count) in &keeper.faults {
            lines.say(&format!("fault.{code}"), *count);
        }
        Ok(())
    }
}

/// Saves the lines as they were shown.
///
/// # Errors
/// [`Refusal::File`].
pub(super) fn save(told: &Diagnostics, path: &str) -> Result<(), Refusal> {
    let mut text = told.lines.join("\n");
    text.push('\n');
    write_whole(Path::new(path), text.as_bytes())
}

/// What can be said of a store that does not open.
pub(super) fn of_closed(closed: &Closed, fault: &str) -> Diagnostics {
    let mut lines = begun(closed.clock.now(), &closed.place);
    lines.say("opening.fault", known(fault));
    let backups = closed.place.backups_in(None);
    lines.say("backup.count", super::count(backups.len()));
    let last = backups.first().and_then(|backup| super::at(backup.made_ms));
    lines.say("backup.last", last);
    let aside = closed.place.set_aside();
    lines.say("store.aside", super::count(aside.len()));
    Diagnostics { lines: lines.0 }
}

fn begun(now: DateTime<Utc>, place: &Place) -> Lines {
    let mut lines = Lines(Vec::new());
    lines.say("steward.version", env!("CARGO_PKG_VERSION"));
    lines.say("steward.at", now);
    lines.say("system.os", std::env::consts::OS);
    lines.say("system.machine", std::env::consts::ARCH);
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    lines.say("system.cores", super::count(cores));
    lines.say("store.tables_version", Store::tables_version());
    let size = |name: &str| {
        std::fs::metadata(place.dir.join(name))
            .ok()
            .map(|m| m.len())
    };
    lines.say("store.bytes", size("steward.db"));
    lines.say("store.journal_bytes", size("steward.db-wal"));
    let space = space(&place.dir);
    lines.say("disk.free_bytes", space.map(|space| space.free));
    lines.say("disk.total_bytes", space.map(|space| space.total));
    lines
}

fn code_of(fault: Option<&Refusal>) -> Option<&'static str> {
    fault.map(|fault| match fault {
        Refusal::Store { code, .. } => known(code),
        _ => "other",
    })
}

fn elapsed(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
