//! A list thought through: each row with what becomes of it.

use steward_domain::ids::StockItemId;
use steward_domain::intake::{IntakeCells, IntakeColumn, IntakeKind};
use steward_domain::meeting::Meeting;
use steward_domain::room::{Building, Room};
use steward_domain::stock::{Movement, StockItem};

use super::impossible;
use crate::views::{
    IntakeFate, IntakeField, IntakeOddity, IntakeOptions, IntakeRemark, IntakeRoom, Refusal, When,
};

/// Why a row is passed over unread: it is the example, or whoever takes the list
/// in leaves it out.
pub(super) fn passed_over(
    cells: &IntakeCells,
    kind: IntakeKind,
    options: &IntakeOptions,
) -> Option<IntakeOddity> {
    match () {
        () if cells.is_example(kind) => Some(IntakeOddity::Example),
        () if options.skip.contains(&cells.row) => Some(IntakeOddity::LeftOut),
        () => None,
    }
}

/// A list thought through.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) rows: Vec<Planned>,
    pub(super) rooms: Vec<IntakeRoom>,
    /// Buildings that it names anew, as they were where they were known once.
    pub(super) buildings: Vec<(Option<Building>, Building)>,
}

/// A row and what becomes of it.
pub(super) struct Planned {
    pub(super) row: u32,
    pub(super) what: String,
    pub(super) when: Option<When>,
    pub(super) place: String,
    pub(super) fate: IntakeFate,
    pub(super) changes: Vec<IntakeField>,
    pub(super) remarks: Vec<IntakeRemark>,
    pub(super) clashes: Vec<String>,
    pub(super) writes: Writes,
}

/// What a row writes: as it is here, where it is, and as the list has it.
pub(super) enum Writes {
    Nothing,
    Meeting(Option<Box<Meeting>>, Box<Meeting>),
    Room(Option<Box<Room>>, Box<Room>),
    Goods(Option<Box<StockItem>>, Box<StockItem>),
    /// A count, of which thing.
    Count(StockItemId, Box<Movement>),
}

impl Planned {
    pub(super) fn new(row: u32, what: &str) -> Self {
        Self {
            row,
            what: what.to_owned(),
            when: None,
            place: String::new(),
            fate: IntakeFate::Added,
            changes: Vec::new(),
            remarks: Vec::new(),
            clashes: Vec::new(),
            writes: Writes::Nothing,
        }
    }

    pub(super) fn remark(&mut self, code: IntakeOddity, detail: &str) {
        self.remarks.push(IntakeRemark {
            code,
            detail: detail.to_owned(),
        });
    }

    /// Stays out until something is said or mended.
    pub(super) fn unclear(&mut self, code: IntakeOddity, detail: &str) {
        self.fate = IntakeFate::Unclear;
        self.remark(code, detail);
    }

    /// Stays out for what it would be refused for.
    pub(super) fn refused(&mut self, refusal: &Refusal) {
        let (code, detail) = impossible(refusal);
        self.unclear(code, &detail);
    }

    pub(super) fn skipped(mut self, code: IntakeOddity) -> Self {
        self.fate = IntakeFate::Skipped;
        self.remark(code, "");
        self
    }

    pub(super) fn is_taken(&self, options: &IntakeOptions) -> bool {
        match self.fate {
            IntakeFate::Added | IntakeFate::Changed => true,
            IntakeFate::Clash => options.with_clashes,
            IntakeFate::Same | IntakeFate::Unclear | IntakeFate::Skipped => false,
        }
    }

    /// What it is where it is taken: a clash is new or changed as well.
    pub(super) fn counts_as(&self) -> Option<IntakeFate> {
        match (&self.fate, &self.writes) {
            (IntakeFate::Clash, Writes::Meeting(None, _)) => Some(IntakeFate::Added),
            (IntakeFate::Clash, _) => Some(IntakeFate::Changed),
            (fate, _) => Some(*fate),
        }
    }

    /// Says what gets another value: the same columns before and after.
    pub(super) fn tell(
        &mut self,
        before: impl IntoIterator<Item = (IntakeColumn, String)>,
        after: impl IntoIterator<Item = (IntakeColumn, String)>,
    ) {
        for ((column, before), (_, after)) in before.into_iter().zip(after) {
            if before != after {
                self.changes.push(IntakeField {
                    column,
                    before,
                    after,
                });
            }
        }
    }
}
