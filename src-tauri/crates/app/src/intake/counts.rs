//! Rows of a list as counts of what is kept 盘点 (S-40): each is written down as
//! counted, and how much there is follows from it. A count that stands already
//! is the same, however often its list is taken in.

use std::collections::BTreeSet;

use steward_domain::ids::{MovementId, StockItemId};
use steward_domain::intake::{IntakeCells, IntakeColumn as C, IntakeKind, count, plain};
use steward_domain::stock::{Level, Move, Movement, StockItem};
use steward_store::Reader;
use uuid::Uuid;

use super::plan::passed_over;
use super::{Plan, Planned, Writes};
use crate::Desk;
use crate::stock::{Book, MOST};
use crate::texts::{TEXT, text};
use crate::views::{IntakeFate, IntakeField, IntakeOddity as Odd, IntakeOptions, Refusal};

/// What the rows of a list do.
pub(super) fn plan(
    desk: &Desk,
    r: &Reader<'_>,
    cells: &[IntakeCells],
    options: &IntakeOptions,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<Plan, Refusal> {
    let mut work = Work {
        desk,
        book: Book::read(r)?,
        options,
        seen: BTreeSet::new(),
    };
    let rows = cells.iter().map(|cells| work.row(cells, ids));
    Ok(Plan {
        rows: rows.collect(),
        ..Plan::default()
    })
}

/// A list of counts on its way.
struct Work<'a> {
    desk: &'a Desk,
    book: Book,
    options: &'a IntakeOptions,
    seen: BTreeSet<StockItemId>,
}

impl Work<'_> {
    fn row(&mut self, cells: &IntakeCells, ids: &mut dyn FnMut() -> Uuid) -> Planned {
        let mut planned = Planned::new(cells.row, cells.get(C::Name));
        cells.get(C::Location).clone_into(&mut planned.place);
        if let Some(why) = passed_over(cells, IntakeKind::Counts, self.options) {
            return planned.skipped(why);
        }
        if plain(&planned.what).is_empty() {
            planned.unclear(Odd::NoName, "");
            return planned;
        }
        let Some(item) = self.called(&planned.what).cloned() else {
            planned.unclear(Odd::NotKept, "");
            return planned;
        };
        item.location.clone_into(&mut planned.place);
        let said = cells.get(C::Counted);
        if said.is_empty() {
            return planned.skipped(Odd::NotCounted);
        }
        if !self.seen.insert(item.id) {
            // What lies in two places is one count: which of two is meant, or
            // whether they are to be added, no program knows.
            planned.unclear(Odd::Twice, "");
            return planned;
        }
        let Some(counted) = exactly(said).filter(|count| *count <= MOST) else {
            planned.unclear(Odd::CountUnclear, said);
            return planned;
        };
        let level = self.book.level(item.id);
        if stands(&level, counted) {
            planned.fate = IntakeFate::Same;
            return planned;
        }
        if level.on_hand != i64::from(counted) {
            planned.changes.push(IntakeField {
                column: C::Counted,
                before: level.on_hand.to_string(),
                after: counted.to_string(),
            });
        }
        match text("note", cells.get(C::Note), TEXT) {
            Ok(note) => {
                let movement = Movement {
                    id: MovementId(ids()),
                    what: Move::Counted,
                    count: counted,
                    meeting: None,
                    purchase: None,
                    delivery: None,
                    expected: Some(level.on_hand),
                    note,
                    by: self.desk.operator(),
                    at: self.desk.now(),
                };
                planned.writes = Writes::Count(item.id, Box::new(movement));
            }
            Err(refusal) => planned.refused(&refusal),
        }
        planned
    }

    /// What is kept under a name.
    fn called(&self, word: &str) -> Option<&StockItem> {
        let name = plain(word);
        let mut kept = self.book.items.iter().filter(|one| !one.retired);
        kept.find(|one| plain(&one.name.zh) == name || plain(&one.name.en) == name)
    }
}

/// A count to the piece: neither about so many, nor from so many to so many,
/// nor below nothing.
fn exactly(said: &str) -> Option<u32> {
    let inexact = |c: char| matches!(c, '-' | '–' | '—' | '－' | '~' | '～' | '约' | '至');
    count(said).filter(|_| !said.contains(inexact))
}

/// Whether a count is the one that the level rests on, and nothing moved since.
fn stands(level: &Level, counted: u32) -> bool {
    level.on_hand == i64::from(counted)
        && level
            .count
            .as_ref()
            .is_some_and(|last| last.counted == counted)
}
