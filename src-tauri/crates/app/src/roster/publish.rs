//! Publishing the roster of a month as a version, what is different in it, and
//! who has seen it.

use chrono::{Datelike, NaiveDate};
use steward_domain::ids::{RosterVersionId, StaffId};
use steward_domain::plan::Department;
use steward_domain::roster::version::{
    ACKNOWLEDGED, FrozenRow, PUBLISHED, RosterChange, RosterSeen, RosterVersion, differences,
    holding,
};
use steward_domain::roster::{month_name, month_of};
use steward_domain::staff::Days;

use super::{Book, Said, is_of, told};
use crate::Desk;
use crate::facts::say;
use crate::texts::{TEXT, text};
use crate::views::{Refusal, RosterPublished};

impl Desk {
    /// What is different between what was published and what stands, of some
    /// departments or all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn roster_changes(
        &self,
        month: NaiveDate,
        departments: &[Department],
    ) -> Result<Vec<RosterChange>, Refusal> {
        self.may_read("roster_changes")?;
        let days = month_of(month);
        self.read(|r| {
            let book = Book::read(r, self.now(), days)?;
            let said = Said::read(r, days.from)?;
            let before = holding(&said.versions);
            let after = told(&book, days, departments);
            Ok(differences(days.from, &before, &after, |id| {
                book.called(id)
            }))
        })
    }

    /// Publishes the roster of a month, of some departments or all, as it
    /// stands.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when it says what was published already;
    /// [`Refusal::Unknown`] when nobody is on it; [`Refusal::TooLong`].
    pub fn publish_roster(
        &self,
        month: NaiveDate,
        departments: &[Department],
        note: &str,
    ) -> Result<RosterVersionId, Refusal> {
        let now = self.now();
        let days = month_of(month);
        let note = text("note", note, TEXT)?;
        let by = self.whoever()?;
        self.act("publish_roster", |w, _| {
            let book = Book::read(w, self.now(), days)?;
            let said = Said::read(w, days.from)?;
            let after = told(&book, days, departments);
            let before = holding(&said.versions);
            let changes = differences(days.from, &before, &after, |id| book.called(id));
            if changes.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            let stem = format!(
                "R{:02}{:02}-{}",
                days.from.year().rem_euclid(100),
                days.from.month(),
                self.identity.letter
            );
            let counted = |one: &RosterVersion| one.number.strip_prefix(&stem)?.parse::<u32>().ok();
            let last = said.versions.iter().filter_map(counted).max().unwrap_or(0);
            let version = RosterVersion {
                id: RosterVersionId(w.new_id()),
                number: format!("{stem}{:02}", last.saturating_add(1)),
                month: days.from,
                departments: departments.to_vec(),
                rows: rows(&book, days, departments),
                note,
                by,
                at: now,
            };
            say(w, PUBLISHED, month_name(days.from), &version);
            Ok(version.id)
        })
    }

    /// Every version of a month, the last one first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn roster_versions(&self, month: NaiveDate) -> Result<Vec<RosterPublished>, Refusal> {
        self.read(|r| {
            let said = Said::read(r, month_of(month).from)?;
            let mut all = Vec::new();
            for (nth, version) in (1_u32..).zip(&said.versions) {
                all.push(RosterPublished {
                    version: version.id,
                    number: version.number.clone(),
                    departments: version.departments.clone(),
                    by: version.by.clone(),
                    at: version.at,
                    note: version.note.clone(),
                    versions: nth,
                    unseen: Vec::new(),
                });
            }
            all.reverse();
            Ok(all)
        })
    }

    /// What a version changed against what held before it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn roster_version_changes(
        &self,
        month: NaiveDate,
        version: RosterVersionId,
    ) -> Result<Vec<RosterChange>, Refusal> {
        let days = month_of(month);
        self.read(|r| {
            let said = Said::read(r, days.from)?;
            let at = said.versions.iter().position(|one| one.id == version);
            let at = at.ok_or_else(|| Refusal::Unknown(version.to_string()))?;
            let (before, from) = said.versions.split_at(at);
            let this: Vec<RosterVersion> = from.iter().take(1).cloned().collect();
            let names: Vec<(StaffId, String)> = this
                .iter()
                .flat_map(|one| &one.rows)
                .map(|row| (row.staff, row.name.clone()))
                .collect();
            let name = |id| {
                let found = names.iter().find(|(staff, _)| *staff == id);
                found.map(|(_, name)| name.clone()).unwrap_or_default()
            };
            Ok(differences(
                days.from,
                &holding(before),
                &holding(&this),
                name,
            ))
        })
    }

    /// Writes down that people have seen what is published of theirs; of
    /// everybody who has not when none are named.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] before it was published;
    /// [`Refusal::NothingChanged`] when they have seen it.
    pub fn acknowledge_roster(&self, month: NaiveDate, staff: &[StaffId]) -> Result<(), Refusal> {
        let now = self.now();
        let by = self.whoever()?;
        let month = month_of(month).from;
        self.act("acknowledge_roster", |w, _| {
            let said = Said::read(w, month)?;
            let open = steward_domain::roster::version::unseen(&said.versions, &said.seen);
            let last = said.versions.last().ok_or(Refusal::NothingIssued)?;
            let theirs: Vec<StaffId> = open
                .into_iter()
                .filter(|one| staff.is_empty() || staff.contains(one))
                .collect();
            if theirs.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            for staff in theirs {
                let seen = RosterSeen {
                    version: last.id,
                    staff,
                    by: by.clone(),
                    at: now,
                };
                say(w, ACKNOWLEDGED, month_name(month), &seen);
            }
            Ok(())
        })
    }
}

fn rows(book: &Book, days: Days, departments: &[Department]) -> Vec<FrozenRow> {
    let mut told = told(book, days, departments);
    let people = book.people.iter().filter(|one| is_of(one, departments));
    people
        .map(|person| FrozenRow {
            staff: person.id,
            name: person.name.clone(),
            days: told.remove(&person.id).unwrap_or_default(),
        })
        .collect()
}
