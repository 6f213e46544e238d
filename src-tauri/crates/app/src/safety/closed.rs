//! A store that is not open: its backups, and bringing it back. Nobody can sign
//! in to it, so that whoever is at the computer does it; it is written down.

use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use steward_domain::backups::BROUGHT_BACK;
use steward_store::{Act, Mended, Place, Store};

use super::{brought_back, loss, restored, row, row_of};
use crate::desk::place_of;
use crate::facts::say;
use crate::views::{BackupRow, Diagnostics, Refusal, RestorePreview, Restored};
use crate::{Clock, OpenOptions};

/// A folder whose store is not open.
pub struct Closed {
    pub(super) place: Place,
    pub(super) clock: Clock,
}

impl Closed {
    /// The folder that `options` mean.
    ///
    /// # Errors
    /// When the user's folders are not to be found.
    pub fn at(options: &OpenOptions) -> Result<Self, Refusal> {
        Ok(Self {
            place: place_of(options)?,
            clock: options.clock(),
        })
    }

    /// The backups beside the store, newest first; of another folder where one
    /// is named, such as a stick.
    ///
    /// # Errors
    /// None today; the signature is that of every use case.
    pub fn backups(&self, folder: Option<&str>) -> Result<Vec<BackupRow>, Refusal> {
        let mut found = self.place.backups_in(None);
        for dir in folder.map(folders).unwrap_or_default() {
            found.extend(self.place.backups_in(Some(&dir)));
        }
        let view = |backup: steward_store::Backup| {
            let holds = self.place.look_at(&backup.path).ok();
            row(&backup, false, holds.as_ref())
        };
        Ok(found.into_iter().map(view).collect())
    }

    /// What would be lost by going back to a backup, as far as the present
    /// store can be read. No title is shown: nobody signed in.
    ///
    /// # Errors
    /// When there is no key, or the backup cannot be opened.
    pub fn restore_preview(&self, file: &str) -> Result<RestorePreview, Refusal> {
        let path = Path::new(file);
        let holds = self.place.look_at(path)?;
        let behind = self.place.behind(path)?;
        let me = holds.identity.station;
        let zone = Tz::Asia__Shanghai;
        let account = loss::account(&behind.commits, me, &[], zone);
        Ok(loss::preview(
            row_of(path, &holds),
            zone,
            &behind,
            account,
            None,
        ))
    }

    /// Brings the store back to a backup. With a recovery code it may be that of
    /// another computer, and there need be none here.
    ///
    /// # Errors
    /// Why it was not done: then all is as it was.
    pub fn restore(&self, file: &str, code: Option<&str>) -> Result<Restored, Refusal> {
        let now = self.clock.now().timestamp_millis();
        let (store, mended) = Store::restore_closed(&self.place, Path::new(file), code, now)?;
        self.note(&store, &mended, false)
    }

    /// Makes the store anew from what can be read of it and the newest good
    /// backup.
    ///
    /// # Errors
    /// Why it was not done: then all is as it was.
    pub fn mend(&self) -> Result<Restored, Refusal> {
        let now = self.clock.now().timestamp_millis();
        let (store, mended) = Store::mend_closed(&self.place, now)?;
        self.note(&store, &mended, true)
    }

    /// What technicians are told of a store that does not open.
    #[must_use]
    pub fn diagnostics(&self, fault: &str) -> Diagnostics {
        super::diagnostics::of_closed(self, fault)
    }

    /// The same, saved where a path is named.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be written.
    pub fn save_diagnostics(
        &self,
        fault: &str,
        path: Option<&str>,
    ) -> Result<Diagnostics, Refusal> {
        let told = self.diagnostics(fault);
        if let Some(path) = path {
            super::diagnostics::save(&told, path)?;
        }
        Ok(told)
    }

    fn note(&self, store: &Store, mended: &Mended, damaged: bool) -> Result<Restored, Refusal> {
        let restored = restored(mended);
        let said = brought_back(String::new(), &restored, damaged);
        let act = Act {
            actor: String::new(),
            session: None,
            intent: "restore_store",
            wall_ms: self.clock.now().timestamp_millis(),
            offline: true,
        };
        let about = store.identity().station.0;
        store.write(act, |w| {
            say(w, BROUGHT_BACK, about, &said);
            Ok::<_, Refusal>(())
        })?;
        Ok(restored)
    }
}

/// A folder, and those of stations within it.
pub(super) fn folders(named: &str) -> Vec<PathBuf> {
    let own = PathBuf::from(named);
    let entries = std::fs::read_dir(&own).into_iter().flatten();
    let within = entries.filter_map(|entry| {
        let path = entry.ok()?.path();
        let name = path.file_name()?.to_str()?;
        (name.starts_with("steward-backup-") && path.is_dir()).then_some(path)
    });
    let mut found: Vec<PathBuf> = within.collect();
    found.sort();
    found.insert(0, own);
    found
}
