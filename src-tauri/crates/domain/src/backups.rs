//! Keeping the data safe: which backups stay, and when a disk is called full.
//! Every figure is a default that a supervisor edits at the workstation.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, Duration, Months, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// How often backups are made, which stay, and when the disk is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct BackupRule {
    /// A backup is made after so many minutes, where something changed.
    pub every_minutes: u32,
    /// All of the last so many hours stay.
    pub all_hours: u32,
    /// Of each of the last so many days the newest stays.
    pub daily_days: u32,
    /// Of each of the last so many months the newest stays.
    pub monthly_months: u32,
    /// The newest so many stay, however old: a clock that jumps ahead makes
    /// none of them go.
    pub newest: u32,
    /// With less room than this the disk is almost full, MiB.
    pub low_mib: u32,
    /// The same, percent of the disk; whichever comes first.
    pub low_percent: u32,
    /// With less than this it is all but full, and no backup is made any more
    /// on its own, MiB.
    pub critical_mib: u32,
}

impl Default for BackupRule {
    fn default() -> Self {
        Self {
            every_minutes: 60,
            all_hours: 24,
            daily_days: 31,
            monthly_months: 12,
            newest: 5,
            low_mib: 1024,
            low_percent: 5,
            critical_mib: 200,
        }
    }
}

impl BackupRule {
    /// Whether a backup is due, by when the others were made. One that bears a
    /// time to come was made by a clock that was wrong, and does not count.
    #[must_use]
    pub fn is_due(&self, made: &[DateTime<Utc>], now: DateTime<Utc>) -> bool {
        let every = Duration::minutes(i64::from(self.every_minutes.max(1)));
        !made.iter().any(|at| *at <= now && now - *at < every)
    }

    /// Which backups need not be kept any longer, as places in `made`; days and
    /// months are those of a zone.
    #[must_use]
    pub fn surplus(&self, made: &[DateTime<Utc>], now: DateTime<Utc>, zone: Tz) -> Vec<usize> {
        let mut order: Vec<(usize, DateTime<Utc>)> = made.iter().copied().enumerate().collect();
        // The newest first; of two of one moment the later in the list.
        order.sort_by_key(|(place, at)| std::cmp::Reverse((*at, *place)));
        let all = now - Duration::hours(i64::from(self.all_hours));
        let today = now.with_timezone(&zone).date_naive();
        let first_day = today - Duration::days(i64::from(self.daily_days));
        let month = today.with_day(1).unwrap_or(today);
        let first_month = month
            .checked_sub_months(Months::new(self.monthly_months))
            .unwrap_or(month);
        let (mut days, mut months) = (BTreeSet::new(), BTreeSet::new());
        let mut surplus = Vec::new();
        for (rank, (place, at)) in order.into_iter().enumerate() {
            let day = at.with_timezone(&zone).date_naive();
            let is_of_day = days.insert(day) && day > first_day;
            let is_of_month = months.insert((day.year(), day.month())) && day >= first_month;
            let is_new = u32::try_from(rank).unwrap_or(u32::MAX) < self.newest.max(1);
            if !(is_new || at > all || is_of_day || is_of_month) {
                surplus.push(place);
            }
        }
        surplus.sort_unstable();
        surplus
    }

    /// How full a disk is.
    #[must_use]
    pub fn room(&self, free: u64, total: u64) -> DiskRoom {
        let mib = |count: u32| u64::from(count) * 1024 * 1024;
        let share = total / 100 * u64::from(self.low_percent);
        // On a small disk, such as a stick, a share of it is what counts.
        if free < mib(self.critical_mib).min(total / 4) {
            DiskRoom::Critical
        } else if free < mib(self.low_mib).min(total / 2) || free < share {
            DiskRoom::Low
        } else {
            DiskRoom::Enough
        }
    }
}

/// How full a disk is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum DiskRoom {
    /// There is room.
    #[default]
    Enough,
    /// Almost full: somebody should make room.
    Low,
    /// All but full: soon nothing is saved any more.
    Critical,
}

impl DiskRoom {
    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Enough => "enough",
            Self::Low => "low",
            Self::Critical => "critical",
        }
    }
}

/// Kind of the fact that a station's store was brought back, about the station;
/// its body is a [`BroughtBack`].
pub const BROUGHT_BACK: &str = "store_restored";

/// A store was brought back from a backup, or from what could be read of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BroughtBack {
    /// Who did it; empty where nobody could sign in.
    pub by: String,
    /// When the backup was made; none where there was none.
    pub backup: Option<DateTime<Utc>>,
    /// It was damaged, and what could be read of it was taken over.
    pub damaged: bool,
    /// How many entries that were known of are not in it.
    pub missing: u64,
}

#[cfg(test)]
mod tests;
