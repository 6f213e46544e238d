//! Hours (S-76): what was planned, worked, is owed.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use steward_domain::ids::StaffId;
use steward_domain::roster::facts::{WORKED, Worked};
use steward_domain::roster::hours::sum;
use steward_domain::roster::{each, month_name, month_of};

use super::Book;
use crate::Desk;
use crate::facts::{of_kind, say};
use crate::texts::{LINE, in_range, line};
use crate::views::{HoursDay, HoursRow, HoursView, Refusal};
use steward_store::Reader;

impl Desk {
    /// Hours of a month.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn roster_hours(&self, month: Option<NaiveDate>) -> Result<HoursView, Refusal> {
        self.may_read("roster_hours")?;
        self.house(|r, house| {
            let today = self.today(house);
            read(r, month.unwrap_or(today), today, self.now())
        })
    }

    /// Writes down what somebody really worked on a day; the last that was
    /// said holds.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::OutOfRange`] above 24 hours.
    pub fn enter_worked(
        &self,
        staff: StaffId,
        day: NaiveDate,
        minutes: u32,
        note: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let by = self.whoever()?;
        let note = line("note", note, LINE)?;
        in_range("minutes", minutes, 0, 1_440)?;
        self.act("enter_worked", |w, _| {
            let known = w.get::<steward_domain::staff::StaffMember>(staff.0)?;
            known.ok_or_else(|| Refusal::Unknown(staff.to_string()))?;
            let said = Worked {
                staff,
                day,
                minutes,
                note,
                by,
                at: now,
            };
            say(w, WORKED, month_name(day), &said);
            Ok(())
        })
    }
}

pub(super) fn read(
    r: &Reader<'_>,
    month: NaiveDate,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<HoursView, Refusal> {
    let days = month_of(month);
    let book = Book::read(r, now, days)?;
    let facts = r.facts_about(&[month_name(days.from)])?;
    let mut worked: BTreeMap<StaffId, BTreeMap<NaiveDate, (u32, String)>> = BTreeMap::new();
    for absence in &book.absent {
        let said = match absence.why.is_empty() {
            true => String::new(),
            false => absence.why.clone(),
        };
        let theirs = worked.entry(absence.staff).or_default();
        theirs.insert(absence.day, (0, said));
    }
    for one in of_kind::<Worked>(&facts, WORKED) {
        let theirs = worked.entry(one.staff).or_default();
        theirs.insert(one.day, (one.minutes, one.note));
    }
    let plan = book.plan();
    let nothing = BTreeMap::new();
    let rows = book.people.iter().map(|person| {
        let said = worked.get(&person.id).unwrap_or(&nothing);
        let minutes = said
            .iter()
            .map(|(day, (minutes, _))| (*day, *minutes))
            .collect();
        let planned = |day| plan.paid(person.id, day);
        let differing = each(days).filter_map(|day| {
            let (actual, note) = said.get(&day)?;
            let planned = planned(day);
            (*actual != planned).then(|| HoursDay {
                day,
                planned,
                actual: *actual,
                note: note.clone(),
            })
        });
        HoursRow {
            staff: person.id,
            number: person.number.clone(),
            name: person.name.clone(),
            department: person.departments.first().copied(),
            sum: sum(person, days, today, planned, &minutes),
            differing: differing.collect(),
        }
    });
    Ok(HoursView {
        month: days.from,
        rows: rows.collect(),
    })
}
