//! Keeping the data safe: backups by the clock and before what changes much,
//! the disk's room, bringing a store back.

mod closed;
mod diagnostics;
mod loss;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Instant;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use steward_domain::backups::{BROUGHT_BACK, BackupRule, BroughtBack, DiskRoom};
use steward_domain::log::Heads;
use steward_domain::right::Right;
use steward_domain::venue::Venue;
use steward_store::{Backup, Mended, Reader, backups_in, space};

use crate::Desk;
use crate::facts::say;
use crate::texts::{self, count};
use crate::views::{
    AsideView, BackupChecked, BackupHolds, BackupKeeping, BackupRow, DiskView, Refusal,
    RestorePreview, Restored, SafetyView, SecondPlace,
};

pub use closed::Closed;

/// The setting of this workstation that says what is kept.
const KEEPING: &str = "backups";
/// Why backups are made, as their names say.
const BY_THE_CLOCK: &str = "hour";
const BY_HAND: &str = "hand";
const BEFORE_IMPORT: &str = "import";

/// What is known since the program began.
#[derive(Default)]
pub(crate) struct Keeper {
    /// How far the log went when it was last kept.
    kept: Option<Heads>,
    fault: Option<Refusal>,
    second_fault: Option<Refusal>,
    took_ms: Option<u64>,
    damaged: bool,
    /// How often the store refused, by code.
    faults: BTreeMap<&'static str, u32>,
}

impl Desk {
    /// How safe the data are. Whoever is at the desk may know that.
    ///
    /// # Errors
    /// None where the store cannot be read: that is what it says.
    pub fn safety(&self) -> Result<SafetyView, Refusal> {
        let keeping = self.keeping_place();
        let backups = self.place.backups_in(None);
        let heads = self.store.heads().ok();
        let second = self.second_place(&keeping);
        let cut = self.store.short_log();
        let may = self.must(&[Right::Maintain]).is_ok();
        let keeper = self.keeper();
        Ok(SafetyView {
            now: self.now(),
            last_good: backups.first().and_then(|backup| at(backup.made_ms)),
            up_to_date: heads.is_some() && keeper.kept == heads,
            count: count(backups.len()),
            bytes: backups.iter().map(|backup| backup.bytes).sum(),
            fault: keeper.fault.clone(),
            second: second.map(|place| SecondPlace {
                fault: keeper.second_fault.clone(),
                ..place
            }),
            disk: disk(&keeping.rule, &self.place.dir),
            rule: keeping.rule,
            damaged: keeper.damaged,
            cut: cut.map_or(0, |cut| small(cut.written.saturating_sub(cut.kept))),
            aside: aside(&self.place.set_aside()),
            may,
        })
    }

    /// What is kept, and where else.
    fn keeping_place(&self) -> BackupKeeping {
        let kept = self.read(|r| Ok(r.setting(KEEPING)?));
        let kept = kept.ok().flatten();
        kept.and_then(|value| serde_json::from_value(value).ok())
            .unwrap_or_default()
    }

    /// Sets what is kept, and where else.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::File`] for a second place that is no
    /// folder; [`Refusal::Store`] for one within the data folder.
    pub fn save_backup_rule(&self, keeping: &BackupKeeping) -> Result<SafetyView, Refusal> {
        self.may_read("save_backup_rule")?;
        let second = texts::line("second_place", &keeping.second, 1_000)?;
        if !second.is_empty() {
            let folder = Path::new(&second);
            let there = folder
                .canonicalize()
                .map_err(|error| Refusal::io(folder, &error))?;
            let own = self.place.dir.canonicalize().unwrap_or_default();
            if !there.is_dir() || there.starts_with(&own) {
                return Err(Refusal::NotSuch {
                    field: "second_place".to_owned(),
                    text: second,
                });
            }
        }
        let rule = BackupRule {
            every_minutes: keeping.rule.every_minutes.clamp(5, 7 * 24 * 60),
            newest: keeping.rule.newest.clamp(1, 1_000),
            ..keeping.rule
        };
        let value = serde_json::to_value(BackupKeeping { rule, second }).unwrap_or_default();
        self.store.set_setting(KEEPING, &value)?;
        self.keeper().second_fault = None;
        self.safety()
    }

    /// What is to be done now and then: a backup where one is due and something
    /// changed. How safe the data are then.
    ///
    /// # Errors
    /// None; what went wrong is said in the answer.
    pub fn keep_safe(&self) -> Result<SafetyView, Refusal> {
        let keeping = self.keeping_place();
        let made: Vec<DateTime<Utc>> = self
            .place
            .backups_in(None)
            .iter()
            .filter_map(|backup| at(backup.made_ms))
            .collect();
        let is_full = disk(&keeping.rule, &self.place.dir)
            .is_some_and(|disk| disk.room == DiskRoom::Critical);
        if self.knows_venue() && keeping.rule.is_due(&made, self.now()) && self.has_news() {
            if is_full {
                self.keeper().fault = Some(store_refusal("no_space"));
            } else {
                drop(self.make_backup(BY_THE_CLOCK, &keeping));
            }
        }
        self.safety()
    }

    /// Whether anything changed since it was last kept.
    fn has_news(&self) -> bool {
        let Ok(heads) = self.store.heads() else {
            return true;
        };
        let known = self.keeper().kept.clone();
        let known = known.or_else(|| {
            let newest = self.place.backups_in(None).into_iter().next()?;
            Some(self.store.look_at(&newest.path).ok()?.heads)
        });
        let has_news = known.as_ref() != Some(&heads);
        if !has_news {
            self.keeper().kept = known;
        }
        has_news
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; why it could not be made.
    pub fn back_up(&self) -> Result<BackupRow, Refusal> {
        self.may_read("back_up")?;
        let made = self.make_backup(BY_HAND, &self.keeping_place())?;
        Ok(self.backup_row(&made, false))
    }

    /// Keeps what is here before much of it may change.
    ///
    /// # Errors
    /// Why it could not be kept: then nothing is to be changed.
    pub(crate) fn back_up_before_import(&self) -> Result<(), Refusal> {
        if self.has_news() {
            self.make_backup(BEFORE_IMPORT, &self.keeping_place())?;
        }
        Ok(())
    }

    /// Makes one, takes it to the second place where that is there, and lets
    /// those go that are too old.
    fn make_backup(&self, why: &str, keeping: &BackupKeeping) -> Result<Backup, Refusal> {
        let started = Instant::now();
        let heads = self.store.heads()?;
        let made = self.store.back_up(why, self.now().timestamp_millis());
        let made = self.noticed(made.map_err(Refusal::from));
        {
            let mut keeper = self.keeper();
            keeper.fault = made.as_ref().err().cloned();
            if made.is_ok() {
                keeper.kept = Some(heads);
                keeper.took_ms = Some(u64::try_from(started.elapsed().as_millis()).unwrap_or(0));
            }
        }
        let made = made?;
        self.let_go(keeping, None);
        if !keeping.second.is_empty() {
            let folder = Path::new(&keeping.second);
            let carried = match folder.is_dir() {
                true => self.store.carry(&made.path, folder).map_err(Refusal::from),
                false => Err(Refusal::File {
                    code: "not_found".to_owned(),
                    detail: keeping.second.clone(),
                }),
            };
            if carried.is_ok() {
                self.let_go(keeping, Some(&folder.join(self.store.folder_elsewhere())));
            }
            self.keeper().second_fault = carried.err();
        }
        Ok(made)
    }

    /// Removes what is too old. Copies made before upgrades are the store's.
    fn let_go(&self, keeping: &BackupKeeping, dir: Option<&Path>) {
        let backups = self.place.backups_in(dir);
        let ours: Vec<(DateTime<Utc>, PathBuf)> = backups
            .into_iter()
            .filter(|backup| backup.why != "upgrade")
            .filter_map(|backup| Some((at(backup.made_ms)?, backup.path)))
            .collect();
        let made: Vec<DateTime<Utc>> = ours.iter().map(|(at, _)| *at).collect();
        for place in keeping.rule.surplus(&made, self.now(), self.zone()) {
            if let Some((_, path)) = ours.get(place) {
                // One that cannot be removed only takes room.
                let _ = std::fs::remove_file(path);
            }
        }
    }

    pub(crate) fn zone(&self) -> Tz {
        let venue = self.read(|r| Ok(r.all::<Venue>()?.into_iter().next()));
        venue.ok().flatten().map_or(Tz::Asia__Shanghai, |v| v.zone)
    }

    /// Every backup, here and at the second place, newest first.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`].
    pub fn backups(&self) -> Result<Vec<BackupRow>, Refusal> {
        self.may_read("backups")?;
        let mut rows: Vec<BackupRow> = self
            .place
            .backups_in(None)
            .iter()
            .map(|backup| self.backup_row(backup, false))
            .collect();
        if let Some(dir) = self.second_dir(&self.keeping_place()) {
            let there = self.place.backups_in(Some(&dir));
            rows.extend(there.iter().map(|backup| self.backup_row(backup, true)));
        }
        rows.sort_by_key(|row| (std::cmp::Reverse(row.at), row.second));
        Ok(rows)
    }

    /// The backups in another folder, such as a stick, newest first.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`].
    pub fn backups_at(&self, folder: &str) -> Result<Vec<BackupRow>, Refusal> {
        self.may_read("backups_at")?;
        let dirs = closed::folders(folder);
        let found = dirs.iter().flat_map(|dir| backups_in(dir));
        Ok(found.map(|backup| self.backup_row(&backup, true)).collect())
    }

    /// Looks a whole backup over.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; when it cannot be opened.
    pub fn check_backup(&self, file: &str) -> Result<BackupChecked, Refusal> {
        self.may_read("check_backup")?;
        let findings = self.store.verify_backup(Path::new(file))?;
        Ok(BackupChecked {
            file: file.to_owned(),
            sound: findings.is_empty(),
            findings: count(findings.len()),
        })
    }

    /// What would be lost by going back to a backup, and what of it the others
    /// have.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; when the backup cannot be opened.
    pub fn restore_preview(&self, file: &str) -> Result<RestorePreview, Refusal> {
        self.may_read("restore_preview")?;
        let path = Path::new(file);
        let behind = self.store.behind(path)?;
        let backup = self.backup_row_of(path)?;
        let me = self.identity.station;
        let seen: Vec<Heads> = self.read(|r| self.had_elsewhere(r)).unwrap_or_default();
        let zone = self.zone();
        let account = loss::account(&behind.commits, me, &seen, zone);
        self.read(|r| Ok(loss::preview(backup, zone, &behind, account, Some(r))))
    }

    /// What each of the other stations has, as far as is known here.
    fn had_elsewhere(&self, r: &Reader<'_>) -> Result<Vec<Heads>, Refusal> {
        let (heads, seen) = (r.heads()?, r.seen_at_heads()?);
        let mut had = Vec::new();
        for station in self.all_stations(r)? {
            if station.id != self.identity.station {
                had.push(self.has_at_least(r, station.id, &heads, &seen)?);
            }
        }
        Ok(had)
    }

    /// Brings the store back to a backup, while the program goes on. What was
    /// there is set aside; what the other stations have comes back from them.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; why it was not done: then all is as it was.
    pub fn restore(&self, file: &str) -> Result<Restored, Refusal> {
        self.must(&[Right::Maintain])?;
        let by = self.operator();
        let mended = self
            .store
            .restore(Path::new(file), self.now().timestamp_millis())?;
        self.go_on(by, mended, false)
    }

    /// Makes the store anew from what can be read of it and the newest good
    /// backup, while the program goes on.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; why it was not done: then all is as it was.
    pub fn mend(&self) -> Result<Restored, Refusal> {
        // A store that cannot say who may is mended by whoever is there.
        match self.must(&[Right::Maintain]) {
            Err(Refusal::Store { code, .. }) if code == "damaged" => {}
            may => may?,
        }
        let by = self.operator();
        let mended = self.store.mend(self.now().timestamp_millis())?;
        self.go_on(by, mended, true)
    }

    /// Goes on with a store that was brought back, and writes that down in it.
    fn go_on(&self, by: String, mended: Mended, damaged: bool) -> Result<Restored, Refusal> {
        *self.keeper() = Keeper::default();
        self.governed.store(false, Ordering::Relaxed);
        self.forget_editions();
        self.load_settings()?;
        let restored = restored(&mended);
        let said = brought_back(by, &restored, damaged);
        let about = self.identity.station.0;
        self.store.write(self.act_of("restore_store"), |w| {
            say(w, BROUGHT_BACK, about, &said);
            Ok::<_, Refusal>(())
        })?;
        Ok(restored)
    }

    /// Notes what the store refused.
    pub(crate) fn noticed<T>(&self, asked: Result<T, Refusal>) -> Result<T, Refusal> {
        if let Err(Refusal::Store { code, .. }) = &asked {
            let mut keeper = self.keeper();
            keeper.damaged |= code == "damaged";
            *keeper.faults.entry(diagnostics::known(code)).or_default() += 1;
        }
        asked
    }

    fn keeper(&self) -> std::sync::MutexGuard<'_, Keeper> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn second_dir(&self, keeping: &BackupKeeping) -> Option<PathBuf> {
        let named = Some(&keeping.second).filter(|folder| !folder.is_empty())?;
        Some(Path::new(named).join(self.store.folder_elsewhere()))
    }

    fn second_place(&self, keeping: &BackupKeeping) -> Option<SecondPlace> {
        let dir = self.second_dir(keeping)?;
        let newest = self.place.backups_in(Some(&dir)).into_iter().next();
        Some(SecondPlace {
            reachable: Path::new(&keeping.second).is_dir(),
            folder: keeping.second.clone(),
            last: newest.and_then(|backup| at(backup.made_ms)),
            fault: None,
        })
    }

    fn backup_row(&self, backup: &Backup, second: bool) -> BackupRow {
        row(
            backup,
            second,
            self.store.look_at(&backup.path).ok().as_ref(),
        )
    }

    /// The row of a backup by its path; one that bears another name is of the
    /// time of its newest entry.
    fn backup_row_of(&self, path: &Path) -> Result<BackupRow, Refusal> {
        Ok(row_of(path, &self.store.look_at(path)?))
    }
}

fn row_of(path: &Path, holds: &steward_store::Holding) -> BackupRow {
    let dir = path.parent().unwrap_or_else(|| Path::new("."));
    let listed = backups_in(dir);
    let found = listed.into_iter().find(|backup| backup.path == path);
    let backup = found.unwrap_or_else(|| Backup {
        path: path.to_path_buf(),
        made_ms: holds.last_ms.unwrap_or(0),
        why: "other".to_owned(),
        bytes: std::fs::metadata(path).map_or(0, |meta| meta.len()),
    });
    row(&backup, false, Some(holds))
}

fn row(backup: &Backup, second: bool, holds: Option<&steward_store::Holding>) -> BackupRow {
    BackupRow {
        file: backup.path.display().to_string(),
        at: at(backup.made_ms).unwrap_or_default(),
        why: backup.why.clone(),
        bytes: backup.bytes,
        second,
        holds: holds.map(|holds| BackupHolds {
            entries: small(holds.commits),
            meetings: small(holds.meetings),
            last: holds.last_ms.and_then(at),
        }),
    }
}

fn restored(mended: &Mended) -> Restored {
    Restored {
        backup: mended.backup_ms.and_then(at),
        entries: small(mended.commits),
        regained: small(mended.regained),
        missing: small(mended.missing),
        last: mended.last_ms.and_then(at),
        aside: mended.aside.as_ref().map(|dir| dir.display().to_string()),
    }
}

fn brought_back(by: String, restored: &Restored, damaged: bool) -> BroughtBack {
    BroughtBack {
        by,
        backup: restored.backup,
        damaged,
        missing: u64::from(restored.missing),
    }
}

/// The room on the disk that a folder lies on.
fn disk(rule: &BackupRule, dir: &Path) -> Option<DiskView> {
    let space = space(dir)?;
    Some(DiskView {
        free: space.free,
        total: space.total,
        room: rule.room(space.free, space.total),
    })
}

/// Folders of stores that were set aside, `001795327200000-damaged-1`.
fn aside(dirs: &[PathBuf]) -> Vec<AsideView> {
    let view = |dir: &PathBuf| {
        let name = dir.file_name()?.to_str()?;
        let mut parts = name.split('-');
        let made = parts.next()?.parse::<i64>().ok();
        Some(AsideView {
            at: made.and_then(at),
            why: parts.next().unwrap_or_default().to_owned(),
            folder: dir.display().to_string(),
        })
    };
    dirs.iter().rev().filter_map(view).collect()
}

fn store_refusal(code: &str) -> Refusal {
    Refusal::Store {
        code: code.to_owned(),
        detail: String::new(),
    }
}

fn at(ms: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(ms)
}

fn small(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
