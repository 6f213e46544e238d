//! Lists of people: from a workbook, a text, or what was pasted; looked at
//! with a report first, then applied as one act.

use steward_domain::ids::MeetingId;
use steward_domain::seats::list::{self, Reading, RowFate};
use steward_domain::seats::{LISTED, Listed};
use steward_exchange::{Table, limits, read_text};

use super::people::{blank, free_id, must_fit};
use super::{open_meeting, people_of};
use crate::Desk;
use crate::facts::say;
use crate::files::read_table_at;
use crate::views::{PeopleReport, PeopleSource, Refusal};

impl Desk {
    /// What a list of people would do. Nothing is written.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be read at all.
    pub fn people_preview(
        &self,
        meeting: MeetingId,
        source: &PeopleSource,
    ) -> Result<PeopleReport, Refusal> {
        self.may_read("people_preview")?;
        let (table, file) = table_of(source)?;
        self.read(|r| {
            let reading = list::read(&table.rows, &people_of(r, meeting)?);
            Ok(report(&table, file, reading, false))
        })
    }

    /// Takes a list of people in, as one act.
    ///
    /// # Errors
    /// As [`Desk::people_preview`]; [`Refusal::Over`];
    /// [`Refusal::NothingChanged`] when nobody on it is new or different.
    pub fn people_apply(
        &self,
        meeting: MeetingId,
        source: &PeopleSource,
    ) -> Result<PeopleReport, Refusal> {
        let (table, file) = table_of(source)?;
        self.back_up_before_import()?;
        self.act("list_people", |w, _| {
            let meeting = open_meeting(w, meeting)?;
            self.must_know(w, meeting.id)?;
            let known = people_of(w, meeting.id)?;
            let reading = list::read(&table.rows, &known);
            let mut ids = Vec::new();
            let mut changed = false;
            for row in &reading.rows {
                match row.fate {
                    RowFate::Added => {
                        let (name, unit) = (&row.person.name, &row.person.unit);
                        let id = free_id(w, meeting.id, name, unit, &ids)?;
                        let mut one = blank(id, meeting.id);
                        row.person.put_on(&mut one);
                        w.save(&one)?;
                        ids.push(one.id);
                    }
                    RowFate::Changed => {
                        let before = known.iter().find(|one| Some(one.id) == row.known);
                        if let Some(mut one) = before.cloned() {
                            row.person.put_on(&mut one);
                            w.save(&one)?;
                            changed = true;
                        }
                    }
                    RowFate::Same | RowFate::Twice | RowFate::NoName => {}
                }
            }
            must_fit(known.len() + ids.len())?;
            if ids.is_empty() && !changed {
                return Err(Refusal::NothingChanged);
            }
            if !ids.is_empty() {
                let said = Listed {
                    ids,
                    file: file.clone(),
                    name: String::new(),
                };
                say(w, LISTED, meeting.id.0, &said);
            }
            Ok(report(&table, file, reading, true))
        })
    }
}

/// The table with the name of its file.
fn table_of(source: &PeopleSource) -> Result<(Table, String), Refusal> {
    match source {
        PeopleSource::File { path } => read_table_at(path),
        PeopleSource::Text { text } => {
            let most = limits::TABLE_BYTES;
            if text.len() > most {
                let most = u32::try_from(most).unwrap_or(u32::MAX);
                let field = "people".to_owned();
                return Err(Refusal::TooLong { field, most });
            }
            Ok((read_text(text), String::new()))
        }
    }
}

fn report(table: &Table, file: String, reading: Reading, applied: bool) -> PeopleReport {
    let count = |fates: &[RowFate]| {
        let rows = reading.rows.iter();
        let of = rows.filter(|row| fates.contains(&row.fate)).count();
        u32::try_from(of).unwrap_or(u32::MAX)
    };
    PeopleReport {
        file,
        sheet: table.sheet.clone(),
        added: count(&[RowFate::Added]),
        changed: count(&[RowFate::Changed]),
        same: count(&[RowFate::Same]),
        passed: count(&[RowFate::Twice, RowFate::NoName]),
        cut: table.cut,
        applied,
        columns: reading.columns,
        rows: reading.rows,
    }
}
