//! Lists of meetings, rooms, goods and counts from spreadsheets: looked at row by
//! row, taken in as one act, taken back as one act.

use std::collections::BTreeMap;

use steward_domain::ids::{IntakeId, RoomId};
use steward_domain::intake::{
    Intake, IntakeBack, IntakeChange, IntakeKind, IntakeMapping, IntakeTable, TAKEN_BACK, TAKEN_IN,
    change, shape, table,
};
use steward_domain::record::{Record, fields};
use steward_domain::right::Right;
use steward_domain::stock::MOVED;
use steward_exchange::{Table, TableAsk};
use steward_store::{Reader, Writer};
use uuid::Uuid;

use crate::Desk;
use crate::facts::{of_kind, say};
use crate::files::read_table_as_at;
use crate::house::House;
use crate::import::apply::Numbers;
use crate::texts::count;
use crate::views::{
    IntakeFate, IntakeOddity, IntakeOptions, IntakeReport, IntakeRow, IntakeUndone, IntakeView,
    Refusal,
};

mod back;
mod counts;
mod goods;
mod meetings;
mod names;
mod plan;
mod rooms;
pub(crate) mod template;

use plan::{Plan, Planned, Writes};
pub(crate) use rooms::opening_told;

/// How many lists that were taken in are shown.
const SHOWN: usize = 30;

impl Desk {
    /// What a list would do. Nothing is written.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be read at all; [`Refusal::Unknown`]
    /// for a calendar, which is no table.
    pub fn intake_preview(
        &self,
        kind: IntakeKind,
        path: &str,
        options: &IntakeOptions,
    ) -> Result<IntakeReport, Refusal> {
        self.may_read("intake_preview")?;
        self.must(right_of(kind))?;
        let file = File::read(path, options)?;
        self.house(|r, house| {
            let list = List::read(r, house, kind, file, options)?;
            let plan = list.plan(self, r, house, options, &mut drafted_ids())?;
            Ok(list.report(plan, options, None))
        })
    }

    /// Takes a list in as one act: what is new and what it changes. What is
    /// unclear stays out, and what clashes unless that is let in. What is here is
    /// backed up before.
    ///
    /// # Errors
    /// As [`Desk::intake_preview`]; [`Refusal::NothingChanged`] when nothing on
    /// it is new.
    pub fn intake_apply(
        &self,
        kind: IntakeKind,
        path: &str,
        options: &IntakeOptions,
    ) -> Result<IntakeReport, Refusal> {
        self.must(right_of(kind))?;
        let file = File::read(path, options)?;
        self.back_up_before_import()?;
        self.act(intent_of(kind), |w, house| {
            let list = List::read(w, house, kind, file, options)?;
            // Ids come from the writer, and are as good as written.
            let mut ids = || w.new_id();
            let plan = list.plan(self, w, house, options, &mut ids)?;
            let mut done = Intake {
                id: IntakeId(w.new_id()),
                kind,
                file: list.file.name.clone(),
                shape: shape(&list.table.heads),
                columns: list.said.clone().into_iter().collect(),
                rooms: options.rooms.clone(),
                added: Vec::new(),
                changed: Vec::new(),
                by: self.operator(),
                at: self.now(),
            };
            let mut numbers = Numbers::from(&self.next_number(w, house, 0)?);
            for (before, building) in &plan.buildings {
                write(w, &mut done, before.as_ref(), building)?;
            }
            for row in plan.rows.iter().filter(|row| row.is_taken(options)) {
                match &row.writes {
                    Writes::Nothing => {}
                    Writes::Meeting(before, after) => {
                        let mut after = (**after).clone();
                        if before.is_none() {
                            after.number = numbers.next();
                        }
                        self.withdraw_if_cancelled(w, house, &after)?;
                        write(w, &mut done, before.as_deref(), &after)?;
                    }
                    Writes::Room(before, after) => {
                        write(w, &mut done, before.as_deref(), &**after)?
                    }
                    Writes::Goods(before, after) => {
                        write(w, &mut done, before.as_deref(), &**after)?;
                    }
                    Writes::Count(item, movement) => {
                        say(w, MOVED, item.0, &**movement);
                        done.added.push(back::counted(*item, movement));
                    }
                }
            }
            if done.added.is_empty() && done.changed.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            say(w, TAKEN_IN, house.venue.id.0, &done);
            Ok(list.report(plan, options, Some(done.id)))
        })
    }

    /// Lists that were taken in, newest first; of a kind, or all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn intakes(&self, kind: Option<IntakeKind>) -> Result<Vec<IntakeView>, Refusal> {
        self.may_read("intakes")?;
        self.house(|r, house| {
            let (all, undone) = taken(r, house)?;
            let wanted = all
                .iter()
                .rev()
                .filter(|one| kind.is_none_or(|kind| one.kind == kind));
            let told = wanted.take(SHOWN).map(|one| IntakeView {
                id: one.id,
                kind: one.kind,
                file: one.file.clone(),
                added: count(one.added.len()),
                changed: count(one.changed.len()),
                by: one.by.clone(),
                at: one.at,
                undone: undone.iter().any(|back| back.intake == one.id),
            });
            Ok(told.collect())
        })
    }
}

/// What is asked of who takes a list in or back.
pub(crate) fn right_of(kind: IntakeKind) -> &'static [Right] {
    match kind {
        IntakeKind::Meetings | IntakeKind::Calendar => &[Right::Import],
        IntakeKind::Rooms => &[Right::Rooms],
        IntakeKind::Goods | IntakeKind::Counts => &[Right::Stock],
    }
}

fn intent_of(kind: IntakeKind) -> &'static str {
    match kind {
        IntakeKind::Meetings | IntakeKind::Calendar => "take_meetings",
        IntakeKind::Rooms => "take_rooms",
        IntakeKind::Goods => "take_goods_list",
        IntakeKind::Counts => "take_counts",
    }
}

/// Lists that were taken in, in the log's order, which tells two of one moment
/// apart, and those that were taken back.
fn taken(r: &Reader<'_>, house: &House) -> Result<(Vec<Intake>, Vec<IntakeBack>), Refusal> {
    let facts = r.facts_about(&[house.venue.id.0])?;
    Ok((of_kind(&facts, TAKEN_IN), of_kind(&facts, TAKEN_BACK)))
}

/// Says that a calendar came in, so that it can be taken back as a list can.
pub(crate) fn calendar_taken(
    desk: &Desk,
    w: &mut Writer<'_>,
    house: &House,
    file: &str,
    (added, changed): (Vec<IntakeChange>, Vec<IntakeChange>),
) {
    if added.is_empty() && changed.is_empty() {
        return;
    }
    let done = Intake {
        id: IntakeId(w.new_id()),
        kind: IntakeKind::Calendar,
        file: file.to_owned(),
        shape: String::new(),
        columns: Vec::new(),
        rooms: BTreeMap::new(),
        added,
        changed,
        by: desk.operator(),
        at: desk.now(),
    };
    say(w, TAKEN_IN, house.venue.id.0, &done);
}

/// What a list brought: which record, without its fields.
pub(crate) fn brought<R: Record>(record: &R) -> IntakeChange {
    change(
        R::KIND,
        record.uuid(),
        Default::default(),
        Default::default(),
    )
}

/// What a list changed of a record.
pub(crate) fn changed<R: Record>(before: &R, after: &R) -> IntakeChange {
    change(R::KIND, after.uuid(), fields(before), fields(after))
}

fn write<R: Record>(
    w: &mut Writer<'_>,
    done: &mut Intake,
    before: Option<&R>,
    after: &R,
) -> Result<(), Refusal> {
    w.save(after)?;
    match before {
        None => done.added.push(brought(after)),
        Some(before) => done.changed.push(changed(before, after)),
    }
    Ok(())
}

/// Ids of what is only looked at: no record has them.
fn drafted_ids() -> impl FnMut() -> Uuid {
    let mut last = 0_u128;
    move || {
        last = last.saturating_add(1);
        Uuid::from_u128(last)
    }
}

/// A file as a table.
struct File {
    name: String,
    table: Table,
}

impl File {
    fn read(path: &str, options: &IntakeOptions) -> Result<Self, Refusal> {
        let ask = TableAsk {
            sheet: options.sheet.as_deref(),
            days: true,
        };
        let (table, name) = read_table_as_at(path, ask)?;
        Ok(Self { name, table })
    }
}

/// A list with its columns known.
struct List {
    kind: IntakeKind,
    file: File,
    table: IntakeTable,
    said: IntakeMapping,
    rooms: BTreeMap<String, Option<RoomId>>,
}

impl List {
    fn read(
        r: &Reader<'_>,
        house: &House,
        kind: IntakeKind,
        file: File,
        options: &IntakeOptions,
    ) -> Result<Self, Refusal> {
        if kind == IntakeKind::Calendar {
            return Err(Refusal::Unknown(file.name));
        }
        let mut said: IntakeMapping = options
            .columns
            .iter()
            .map(|one| (one.at, one.column))
            .collect();
        let mut rooms = options.rooms.clone();
        let rows = &file.table.rows;
        let mut found = table(kind, rows, &said);
        // What was said of the last list of this shape counts again.
        let (all, _) = taken(r, house)?;
        let of_shape = shape(&found.heads);
        let before = all
            .iter()
            .rev()
            .find(|one| one.kind == kind && one.shape == of_shape);
        if let Some(before) = before {
            if said.is_empty() {
                said = before.columns.iter().copied().collect();
                found = table(kind, rows, &said);
            }
            for (word, room) in &before.rooms {
                rooms.entry(word.clone()).or_insert(*room);
            }
        }
        Ok(Self {
            kind,
            table: found,
            file,
            said,
            rooms,
        })
    }

    fn plan(
        &self,
        desk: &Desk,
        r: &Reader<'_>,
        house: &House,
        options: &IntakeOptions,
        ids: &mut dyn FnMut() -> Uuid,
    ) -> Result<Plan, Refusal> {
        let cells = &self.table.rows;
        let mut plan = match self.kind {
            IntakeKind::Meetings => {
                meetings::plan(desk, r, house, (cells, &self.rooms), options, ids)?
            }
            IntakeKind::Rooms => rooms::plan(r, house, cells, options, ids)?,
            IntakeKind::Goods => goods::plan(r, house, cells, options, ids)?,
            IntakeKind::Counts => counts::plan(desk, r, cells, options, ids)?,
            IntakeKind::Calendar => Plan::default(),
        };
        for (row, cells) in plan.rows.iter_mut().zip(cells) {
            if cells.cut {
                row.remark(IntakeOddity::Cut, "");
            }
        }
        Ok(plan)
    }

    fn report(
        &self,
        plan: Plan,
        options: &IntakeOptions,
        import: Option<IntakeId>,
    ) -> IntakeReport {
        let fates = |fate| count(plan.rows.iter().filter(|row| row.fate == fate).count());
        let taken = |fate| {
            let rows = plan.rows.iter().filter(|row| row.is_taken(options));
            count(rows.filter(|row| row.counts_as() == Some(fate)).count())
        };
        IntakeReport {
            kind: self.kind,
            file: self.file.name.clone(),
            sheet: self.file.table.sheet.clone(),
            sheets: self.file.table.sheets.clone(),
            heads: self.table.heads.clone(),
            added: taken(IntakeFate::Added),
            changed: taken(IntakeFate::Changed),
            same: fates(IntakeFate::Same),
            unclear: fates(IntakeFate::Unclear),
            clashing: fates(IntakeFate::Clash),
            skipped: fates(IntakeFate::Skipped),
            cut: self.file.table.cut,
            import,
            rooms: plan.rooms,
            rows: plan
                .rows
                .into_iter()
                .map(|row| IntakeRow {
                    row: row.row,
                    what: row.what,
                    when: row.when,
                    place: row.place,
                    fate: row.fate,
                    changes: row.changes,
                    remarks: row.remarks,
                    clashes: row.clashes,
                })
                .collect(),
        }
    }
}

/// A refusal as a remark on a row.
fn impossible(refusal: &Refusal) -> (IntakeOddity, String) {
    match refusal {
        Refusal::Locked { .. } => (IntakeOddity::Locked, String::new()),
        Refusal::ApprovalOpen => (IntakeOddity::ApprovalOpen, String::new()),
        Refusal::NeedToKnow => (IntakeOddity::NeedToKnow, String::new()),
        Refusal::NameNeeded => (IntakeOddity::NoName, String::new()),
        Refusal::State { .. } | Refusal::ReasonNeeded => {
            (IntakeOddity::StateUnclear, String::new())
        }
        Refusal::Slot(_) => (IntakeOddity::SlotUnclear, String::new()),
        Refusal::OutOfRange { field, .. } | Refusal::TooLong { field, .. } => {
            (IntakeOddity::Impossible, field.clone())
        }
        Refusal::Unknown(what) => (IntakeOddity::RoomUnknown, what.clone()),
        _ => (IntakeOddity::Impossible, String::new()),
    }
}

/// What came of taking a list back, added up.
impl std::ops::AddAssign for IntakeUndone {
    fn add_assign(&mut self, mut other: Self) {
        self.booked.append(&mut other.booked);
        self.removed = self.removed.saturating_add(other.removed);
        self.restored = self.restored.saturating_add(other.restored);
        self.kept = self.kept.saturating_add(other.kept);
    }
}
