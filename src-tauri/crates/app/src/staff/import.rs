//! Lists of people and rosters from spreadsheets: looked at with a report,
//! taken in as one act, taken back as one act.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use steward_domain::ids::{LeaveId, StaffId, StaffImportId};
use steward_domain::record::{fields, from_fields};
use steward_domain::roster::{CellWork, Kinds, RosterCell, read_work};
use steward_domain::staff::list::{Beside, Mapping, RowChoice, StaffFate, StaffReading, read};
use steward_domain::staff::listed::{
    ListedCell, ListedChange, STAFF_LISTED, STAFF_UNLISTED, StaffListed, StaffUnlisted,
};
use steward_domain::staff::{Leave, StaffMember};
use steward_exchange::{RosterSheet, SheetHint, Table, roster_sheet};
use steward_store::{Reader, Writer};

use super::leave::withdraw;
use super::{Crew, count, is_shift, skills_of, staff_of, twin};
use crate::Desk;
use crate::facts::{of_kind, say, to_take_back};
use crate::files::read_table_at;
use crate::house::House;
use crate::intake::changed;
use crate::roster::{cell_of, kinds};
use crate::views::{
    CellClearing, LeaveFate, LeaveProposal, Refusal, RosterPart, StaffImportOptions,
    StaffImportReport, StaffImportRow, StaffImportUndone, StaffImportView,
};

mod roster;

/// Most people of one venue.
const MOST: u32 = 5_000;
/// How many lists that were taken in are shown.
const SHOWN: usize = 20;

impl Desk {
    /// What a list of people, or a roster, would do. Nothing is written.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be read at all.
    pub fn staff_import_preview(
        &self,
        path: &str,
        options: &StaffImportOptions,
    ) -> Result<StaffImportReport, Refusal> {
        self.may_read("staff_import_preview")?;
        let (table, file) = read_table_at(path)?;
        self.house(|r, house| {
            let list = List::read(self, r, house, (table, file), options)?;
            Ok(list.report(None))
        })
    }

    /// Takes a list of people, or a roster, in as one act: people that are new
    /// or changed, and the leave that its codes say. What is unclear stays out.
    ///
    /// # Errors
    /// As [`Desk::staff_import_preview`]; [`Refusal::NothingChanged`] when
    /// nothing on it is new; [`Refusal::OutOfRange`] for more people than one
    /// venue has.
    pub fn staff_import_apply(
        &self,
        path: &str,
        options: &StaffImportOptions,
    ) -> Result<StaffImportReport, Refusal> {
        let (table, file) = read_table_at(path)?;
        let now = self.now();
        self.back_up_before_import()?;
        self.act("import_staff", |w, house| {
            let list = List::read(self, w, house, (table, file), options)?;
            let mut done = StaffListed {
                id: StaffImportId(w.new_id()),
                file: list.file.clone(),
                added: Vec::new(),
                changed: Vec::new(),
                leaves: Vec::new(),
                cells: Vec::new(),
                by: self.operator(),
                at: now,
            };
            let who = list.people(w, &mut done)?;
            for (id, proposal) in list.proposals(&who) {
                if proposal.fate != LeaveFate::Added {
                    continue;
                }
                let leave = Leave {
                    id: LeaveId(w.new_id()),
                    staff: id,
                    days: proposal.days,
                    kind: proposal.kind,
                    note: String::new(),
                    withdrawn: false,
                };
                w.save(&leave)?;
                done.leaves.push(leave.id);
            }
            let mut cells = list.cells(w, &who)?;
            if options.clear {
                cells.extend(list.clearing.iter().map(|(_, cell)| cell.clone()));
            }
            for cell in cells {
                let kept = cell_of(w, cell.staff, cell.day)?;
                w.save(&RosterCell {
                    work: cell.after.clone(),
                    ..kept
                })?;
                done.cells.push(cell);
            }
            let people = done.added.is_empty() && done.changed.is_empty();
            if people && done.leaves.is_empty() && done.cells.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            let all = list.crew.all.len() + done.added.len();
            crate::texts::in_range("people", count(all), 0, MOST)?;
            say(w, STAFF_LISTED, house.venue.id.0, &done);
            Ok(list.report(Some(done.id)))
        })
    }

    /// Lists that were taken in, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn staff_imports(&self) -> Result<Vec<StaffImportView>, Refusal> {
        self.may_read("staff_imports")?;
        self.house(|r, house| {
            let (listed, undone) = listed(r, house)?;
            let told = listed.iter().rev().take(SHOWN).map(|one| StaffImportView {
                id: one.id,
                file: one.file.clone(),
                added: count(one.added.len()),
                changed: count(one.changed.len()),
                leaves: count(one.leaves.len()),
                cells: count(one.cells.len()),
                by: one.by.clone(),
                at: one.at,
                undone: undone.iter().any(|back| back.import == one.id),
            });
            Ok(told.collect())
        })
    }

    /// Takes a list back as one act; the last that counts when none is named.
    /// People that it brought are retired, what it changed is as before, its
    /// leave is withdrawn; what was changed again since stays.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when it was taken back
    /// before.
    pub fn undo_staff_import(
        &self,
        import: Option<StaffImportId>,
    ) -> Result<StaffImportUndone, Refusal> {
        let now = self.now();
        self.act("undo_staff_import", |w, house| {
            let (listed, undone) = listed(w, house)?;
            let is_back = |one: &StaffListed| undone.iter().any(|back| back.import == one.id);
            let one = to_take_back(&listed, import, |one| one.id, is_back)?;
            let done = take_back(w, one)?;
            let said = StaffUnlisted {
                import: one.id,
                by: self.operator(),
                at: now,
            };
            say(w, STAFF_UNLISTED, house.venue.id.0, &said);
            Ok(done)
        })
    }
}

fn take_back(w: &mut Writer<'_>, one: &StaffListed) -> Result<StaffImportUndone, Refusal> {
    let mut done = StaffImportUndone {
        retired: 0,
        restored: 0,
        withdrawn: 0,
        cells: 0,
        kept: 0,
    };
    for id in &one.added {
        let person = staff_of(w, *id)?;
        if !person.retired {
            w.save(&StaffMember {
                retired: true,
                ..person
            })?;
            done.retired += 1;
        }
    }
    for change in &one.changed {
        let now = staff_of(w, change.staff)?;
        let (back, kept) = change.undone(fields(&now));
        done.kept += kept;
        // A field in a shape of a newer version stays as it is.
        let Ok(back) = from_fields::<StaffMember>(change.staff.0, back) else {
            continue;
        };
        if back != now {
            w.save(&back)?;
            done.restored += 1;
        }
    }
    for id in &one.leaves {
        if let Some(leave) = w.get::<Leave>(id.0)?.filter(|leave| !leave.withdrawn) {
            withdraw(w, leave)?;
            done.withdrawn += 1;
        }
    }
    for cell in &one.cells {
        let now = cell_of(w, cell.staff, cell.day)?;
        if now.work != cell.after {
            done.kept += 1;
            continue;
        }
        w.save(&RosterCell {
            work: cell.before.clone(),
            ..now
        })?;
        done.cells += 1;
    }
    Ok(done)
}

/// Lists that were taken in, in the log's order, which tells two of one moment
/// apart, and those that were taken back.
fn listed(
    r: &Reader<'_>,
    house: &House,
) -> Result<(Vec<StaffListed>, Vec<StaffUnlisted>), Refusal> {
    let facts = r.facts_about(&[house.venue.id.0])?;
    Ok((
        of_kind(&facts, STAFF_LISTED),
        of_kind(&facts, STAFF_UNLISTED),
    ))
}

/// A list beside the register.
struct List {
    file: String,
    name: String,
    cut: bool,
    crew: Crew,
    reading: StaffReading,
    roster: Option<RosterSheet>,
    kinds: Kinds,
    /// What its cells do, as far as who they are of is known.
    filled: Vec<ListedCell>,
    cells_same: u32,
    /// Shifts that stand where it is blank.
    clearing: Vec<(CellClearing, ListedCell)>,
}

impl List {
    fn read(
        desk: &Desk,
        r: &Reader<'_>,
        house: &House,
        (table, file): (Table, String),
        options: &StaffImportOptions,
    ) -> Result<Self, Refusal> {
        let hint = SheetHint {
            file: &file,
            month: options.month,
            usual: desk.today(house),
        };
        let roster = roster_sheet(&table, hint);
        let rows = roster.as_ref().map_or(&table.rows, |sheet| &sheet.people);
        let mapping: Mapping = options
            .columns
            .iter()
            .map(|said| (said.at, said.column))
            .collect();
        let choices: BTreeMap<u32, RowChoice> = options
            .rows
            .iter()
            .map(|said| (said.row, said.choice))
            .collect();
        let crew = Crew::read(r)?;
        let skills = skills_of(r)?;
        let beside = Beside {
            known: &crew.all,
            skills: &skills,
            mapping: &mapping,
            choices: &choices,
        };
        let reading = read(rows, beside);
        let mut list = Self {
            name: table.sheet,
            cut: table.cut,
            kinds: kinds(r)?,
            filled: Vec::new(),
            cells_same: 0,
            clearing: Vec::new(),
            file,
            crew,
            reading,
            roster,
        };
        let said = list.said(&list.known());
        let all = said.len();
        list.filled = changing(r, said)?;
        list.cells_same = count(all - list.filled.len());
        if let Some(sheet) = &list.roster {
            list.clearing = roster::clearing(r, sheet, &list.reading.rows, &list.known())?;
        }
        Ok(list)
    }

    /// What stands in the cells of some rows, as work on the roster; codes that
    /// are no shift's are passed over.
    fn said(&self, who: &BTreeMap<u32, StaffId>) -> Vec<(StaffId, NaiveDate, CellWork)> {
        let cells = self.roster.iter().flat_map(|sheet| &sheet.cells);
        let cells = cells.filter(|cell| is_shift(&cell.code));
        cells
            .filter_map(|cell| {
                let id = who.get(&cell.row)?;
                let work = read_work(&cell.code, &self.kinds).ok()?;
                Some((*id, cell.day, work))
            })
            .collect()
    }

    /// What the cells of some rows change on the roster.
    fn cells(
        &self,
        r: &Reader<'_>,
        who: &BTreeMap<u32, StaffId>,
    ) -> Result<Vec<ListedCell>, Refusal> {
        changing(r, self.said(who))
    }

    /// Writes the people down; who each row is of.
    fn people(
        &self,
        w: &mut Writer<'_>,
        done: &mut StaffListed,
    ) -> Result<BTreeMap<u32, StaffId>, Refusal> {
        let mut who = self.known();
        for row in &self.reading.rows {
            match row.fate {
                StaffFate::Added => {
                    let (number, name) = (&row.person.number, &row.person.name);
                    let id = StaffMember::id_of(number, name);
                    let there = w.get::<StaffMember>(id.0)?.is_some();
                    let id = match there || done.added.contains(&id) {
                        true => StaffId(w.new_id()),
                        false => id,
                    };
                    let mut one = StaffMember::new(id, name);
                    row.person.put_on(&mut one);
                    w.save(&one)?;
                    done.added.push(id);
                    who.insert(row.row, id);
                }
                StaffFate::Changed => {
                    let known = self.crew.all.iter().find(|one| Some(one.id) == row.known);
                    let Some(before) = known else { continue };
                    let mut after = before.clone();
                    row.person.put_on(&mut after);
                    w.save(&after)?;
                    done.changed.push(change(before, &after));
                }
                StaffFate::Same
                | StaffFate::Unclear
                | StaffFate::Twice
                | StaffFate::NoName
                | StaffFate::Skipped => {}
            }
        }
        Ok(who)
    }

    /// Who rows are of, as far as they are known.
    fn known(&self) -> BTreeMap<u32, StaffId> {
        let rows = self.reading.rows.iter();
        rows.filter(|row| matches!(row.fate, StaffFate::Changed | StaffFate::Same))
            .filter_map(|row| Some((row.row, row.known?)))
            .collect()
    }

    /// Leave that the roster says of people who are known or were added.
    fn proposals(&self, who: &BTreeMap<u32, StaffId>) -> Vec<(StaffId, LeaveProposal)> {
        let Some(sheet) = &self.roster else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for row in &self.reading.rows {
            if let Some(id) = who.get(&row.row) {
                let known = self.crew.leaves.get(id).map_or(&[][..], Vec::as_slice);
                let said = roster::leaves(sheet, row, known);
                found.extend(said.into_iter().map(|one| (*id, one)));
            }
        }
        found
    }

    fn report(&self, import: Option<StaffImportId>) -> StaffImportReport {
        let fates = |wanted: &[StaffFate]| {
            let rows = self.reading.rows.iter();
            count(rows.filter(|row| wanted.contains(&row.fate)).count())
        };
        let rows = self.reading.rows.iter().map(|row| StaffImportRow {
            may_be: row
                .may_be
                .iter()
                .filter_map(|id| self.crew.all.iter().find(|one| one.id == *id))
                .map(|one| twin(one, steward_domain::staff::due::TwinBy::Name))
                .collect(),
            row: row.clone(),
        });
        StaffImportReport {
            file: self.file.clone(),
            sheet: self.name.clone(),
            heads: self.reading.heads.clone(),
            added: fates(&[StaffFate::Added]),
            changed: fates(&[StaffFate::Changed]),
            same: fates(&[StaffFate::Same]),
            unclear: fates(&[StaffFate::Unclear]),
            passed: fates(&[StaffFate::Twice, StaffFate::NoName, StaffFate::Skipped]),
            cut: self.cut,
            roster: self.roster.as_ref().map(|sheet| {
                let part = roster::part(sheet, &self.reading.rows, &self.kinds, |row| {
                    let id = row.known;
                    let known = id.and_then(|id| self.crew.leaves.get(&id));
                    known.map_or(&[][..], Vec::as_slice)
                });
                // Nothing stands yet in the cells of who is new.
                let rows = self.reading.rows.iter();
                let new = rows.filter(|row| row.fate == StaffFate::Added);
                let new = new.map(|row| (row.row, StaffId(Default::default())));
                let open = |cell: &&ListedCell| cell.before == CellWork::Open;
                let opened = count(self.filled.iter().filter(open).count());
                RosterPart {
                    cells_new: opened + count(self.said(&new.collect()).len()),
                    cells_changed: count(self.filled.len()) - opened,
                    cells_same: self.cells_same,
                    clearing: self.clearing.iter().map(|(one, _)| one.clone()).collect(),
                    ..part
                }
            }),
            rows: rows.collect(),
            import,
        }
    }
}

/// Those that say something else than what stands there; at which post is not
/// theirs to say.
fn changing(
    r: &Reader<'_>,
    said: Vec<(StaffId, NaiveDate, CellWork)>,
) -> Result<Vec<ListedCell>, Refusal> {
    let mut found = Vec::new();
    for (staff, day, after) in said {
        let before = cell_of(r, staff, day)?.work;
        if before.told() != after.told() {
            found.push(ListedCell {
                staff,
                day,
                before,
                after,
            });
        }
    }
    Ok(found)
}

fn change(before: &StaffMember, after: &StaffMember) -> ListedChange {
    let changed = changed(before, after);
    ListedChange {
        staff: before.id,
        before: changed.before,
        after: changed.after,
    }
}
