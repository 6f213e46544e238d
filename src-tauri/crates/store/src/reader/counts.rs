//! How much there is.

use super::Reader;
use crate::table::{row, unsigned};
use crate::{Counts, Fault};

impl Reader<'_> {
    /// How many commits are kept that are not applied: those that wait, and
    /// those that are kept aside.
    ///
    /// # Errors
    /// When the database fails.
    pub fn counts_not_applied(&self) -> Result<(u64, u64), Fault> {
        Ok((
            self.count("count(*) FROM waiting")?,
            self.count("count(*) FROM quarantine")?,
        ))
    }

    /// How much is in the store.
    ///
    /// # Errors
    /// When the database fails.
    pub fn counts(&self) -> Result<Counts, Fault> {
        let count = |what: &str| self.count(what);
        let (waiting, quarantined) = self.counts_not_applied()?;
        Ok(Counts {
            commits: count("count(*) FROM log")?,
            waiting,
            quarantined,
            records: count("count(*) FROM record")?,
            meetings: count("count(*) FROM meeting")?,
            facts: count("count(*) FROM fact")?,
            conflicts: count("coalesce(sum(conflicts), 0) FROM record WHERE conflicts > 0")?,
            clashes: count("count(*) FROM clash")?,
        })
    }

    fn count(&self, what: &str) -> Result<u64, Fault> {
        let found = row(self.connection, &format!("SELECT {what}"), [], |row| {
            row.get(0)
        })?;
        Ok(unsigned(found.unwrap_or(0)))
    }
}
