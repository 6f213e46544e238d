//! What the days of a roster say: leave by its codes, shifts by theirs.

use std::collections::BTreeMap;

use chrono::{Days as Ahead, NaiveDate};
use steward_domain::ids::StaffId;
use steward_domain::roster::{CellWork, Kinds, read_work};
use steward_domain::staff::list::{StaffFate, StaffRow, leave_code};
use steward_domain::staff::listed::ListedCell;
use steward_domain::staff::{Days, Leave, LeaveKind};
use steward_exchange::{RosterSheet, SheetRemark};
use steward_store::Reader;

use crate::roster::cell_of;
use crate::staff::is_shift;
use crate::views::{
    CellClearing, CodeCount, LeaveFate, LeaveProposal, Refusal, RosterPart, SheetNote,
};

/// Leave that a roster says of a row's person, beside what is known: days in a
/// row with one code are one leave.
pub(super) fn leaves(sheet: &RosterSheet, row: &StaffRow, known: &[Leave]) -> Vec<LeaveProposal> {
    let mut runs: Vec<(Days, LeaveKind)> = Vec::new();
    let cells = sheet.cells.iter().filter(|cell| cell.row == row.row);
    let mut said: Vec<(NaiveDate, LeaveKind)> = cells
        .filter_map(|cell| Some((cell.day, leave_code(&cell.code)?)))
        .collect();
    said.sort_by_key(|(day, _)| *day);
    let holds = |kind: LeaveKind, day: NaiveDate| {
        let mut counts = known.iter().filter(|one| !one.withdrawn);
        counts.any(|one| one.kind == kind && one.days.contains(day))
    };
    // What is known splits from what is new, so that leave that was made
    // longer is entered for the days that are new.
    let mut last_known = None;
    for (day, kind) in said {
        let is_known = holds(kind, day);
        match runs.last_mut() {
            Some((days, of))
                if *of == kind
                    && last_known == Some(is_known)
                    && days.to.checked_add_days(Ahead::new(1)) == Some(day) =>
            {
                days.to = day;
            }
            _ => runs.push((Days { from: day, to: day }, kind)),
        }
        last_known = Some(is_known);
    }
    let proposal = |(days, kind): (Days, LeaveKind)| {
        let mut other = known.iter().filter(|one| !one.withdrawn);
        let fate = match () {
            () if holds(kind, days.from) => LeaveFate::Same,
            () if other.any(|one| one.days.meet(&days)) => LeaveFate::Overlaps,
            () => LeaveFate::Added,
        };
        LeaveProposal {
            row: row.row,
            name: row.person.name.clone(),
            days,
            kind,
            fate,
        }
    };
    runs.into_iter().map(proposal).collect()
}

/// Shifts that stand where the sheet is blank, or says leave; pinned ones stay.
pub(super) fn clearing(
    r: &Reader<'_>,
    sheet: &RosterSheet,
    rows: &[StaffRow],
    who: &BTreeMap<u32, StaffId>,
) -> Result<Vec<(CellClearing, ListedCell)>, Refusal> {
    let leave = sheet
        .cells
        .iter()
        .filter(|cell| leave_code(&cell.code).is_some());
    let leave = leave.map(|cell| (cell.row, cell.day, true));
    let blank = sheet.blanks.iter().map(|(row, day)| (*row, *day, false));
    let mut found = Vec::new();
    for (row, day, leave) in blank.chain(leave) {
        let Some(staff) = who.get(&row).copied() else {
            continue;
        };
        let kept = cell_of(r, staff, day)?;
        if kept.pinned || kept.work.turns().is_empty() {
            continue;
        }
        let named = rows.iter().find(|one| one.row == row);
        let told = CellClearing {
            row,
            name: named.map(|one| one.person.name.clone()).unwrap_or_default(),
            day,
            work: kept.work.told(),
            leave,
        };
        let cell = ListedCell {
            staff,
            day,
            before: kept.work,
            after: CellWork::Open,
        };
        found.push((told, cell));
    }
    found.sort_by_key(|(one, _)| (one.row, one.day));
    Ok(found)
}

/// The days of a roster as a report tells them.
pub(super) fn part<'k>(
    sheet: &RosterSheet,
    rows: &[StaffRow],
    kinds: &Kinds,
    known: impl Fn(&StaffRow) -> &'k [Leave],
) -> RosterPart {
    let mut proposals = Vec::new();
    for row in rows {
        let unclear = match row.fate {
            StaffFate::Added | StaffFate::Changed | StaffFate::Same => false,
            StaffFate::Unclear => true,
            StaffFate::Twice | StaffFate::NoName | StaffFate::Skipped => continue,
        };
        for mut one in leaves(sheet, row, known(row)) {
            if unclear {
                one.fate = LeaveFate::Unclear;
            }
            proposals.push(one);
        }
    }
    let mut codes: BTreeMap<&str, u32> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| is_shift(&cell.code)) {
        *codes.entry(&cell.code).or_default() += 1;
    }
    let codes = codes.into_iter().map(|(code, count)| CodeCount {
        known: read_work(code, kinds).is_ok(),
        code: code.to_owned(),
        count,
    });
    let (first, last) = (sheet.days.iter().min(), sheet.days.iter().max());
    RosterPart {
        days: first.zip(last).map(|(from, to)| Days {
            from: *from,
            to: *to,
        }),
        month_assumed: sheet.month_assumed,
        leaves: proposals,
        codes: codes.collect(),
        cells_new: 0,
        cells_changed: 0,
        cells_same: 0,
        clearing: Vec::new(),
        remarks: sheet.remarks.iter().map(note).collect(),
    }
}

fn note(remark: &SheetRemark) -> SheetNote {
    match remark {
        SheetRemark::WeekdayDiffers { day } => SheetNote::WeekdayDiffers { day: *day },
        SheetRemark::NoSuchDay { head } => SheetNote::NoSuchDay { head: head.clone() },
        SheetRemark::PassedOver { row, text } => SheetNote::PassedOver {
            row: *row,
            text: text.clone(),
        },
        SheetRemark::LongCode { row, day } => SheetNote::LongCode {
            row: *row,
            day: *day,
        },
    }
}
