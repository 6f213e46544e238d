//! Rows of a list as things that are kept in stock. How much of each there is
//! no list says: that is counted (S-40).

use std::collections::BTreeSet;

use steward_domain::ids::StockItemId;
use steward_domain::intake::{IntakeCells, IntakeColumn as C, IntakeKind, count, plain, yes};
use steward_domain::names::Name;
use steward_domain::stock::StockItem;
use steward_store::Reader;
use uuid::Uuid;

use super::plan::passed_over;
use super::{Plan, Planned, Writes};
use crate::house::House;
use crate::texts::{LINE, line, named};
use crate::views::{IntakeFate, IntakeOddity as Odd, IntakeOptions, Refusal};
use crate::words::terms;

/// What the rows of a list do.
pub(super) fn plan(
    r: &Reader<'_>,
    _: &House,
    cells: &[IntakeCells],
    options: &IntakeOptions,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<Plan, Refusal> {
    let known = r.all::<StockItem>()?;
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for cells in cells {
        let mut planned = Planned::new(cells.row, cells.get(C::Name));
        cells.get(C::Location).clone_into(&mut planned.place);
        let name = plain(&planned.what);
        if let Some(why) = passed_over(cells, IntakeKind::Goods, options) {
            rows.push(planned.skipped(why));
            continue;
        }
        if name.is_empty() {
            planned.unclear(Odd::NoName, "");
            rows.push(planned);
            continue;
        }
        if !seen.insert(name.clone()) {
            rows.push(planned.skipped(Odd::Twice));
            continue;
        }
        let is = |one: &&StockItem| plain(&one.name.zh) == name || plain(&one.name.en) == name;
        let mut kept = known.iter().filter(|one| !one.retired);
        let before = kept.find(is).or_else(|| known.iter().find(is));
        let item = before.cloned().unwrap_or_else(|| StockItem {
            id: StockItemId(ids()),
            name: Name::new(cells.get(C::Name), cells.get(C::NameEn)),
            unit: Name::default(),
            location: String::new(),
            minimum: 0,
            returns: false,
            retired: false,
        });
        match filled(item, cells, &mut planned) {
            Ok(after) => {
                let there = before.filter(|one| !one.retired);
                if let Some(there) = there {
                    tell(&mut planned, there, &after, options);
                    planned.fate = match *there == after {
                        true => IntakeFate::Same,
                        false => IntakeFate::Changed,
                    };
                }
                if planned.fate != IntakeFate::Same {
                    let before = before.cloned().map(Box::new);
                    planned.writes = Writes::Goods(before, Box::new(after));
                }
            }
            Err(refusal) => planned.refused(&refusal),
        }
        rows.push(planned);
    }
    Ok(Plan {
        rows,
        ..Plan::default()
    })
}

/// Puts what a row says on a thing; what it says nothing of stays.
fn filled(
    mut item: StockItem,
    cells: &IntakeCells,
    planned: &mut Planned,
) -> Result<StockItem, Refusal> {
    let put = |to: &mut String, column: C| -> Result<(), Refusal> {
        let text = cells.get(column);
        if !text.is_empty() {
            *to = line("name", text, LINE)?;
        }
        Ok(())
    };
    put(&mut item.name.en, C::NameEn)?;
    put(&mut item.unit.zh, C::Unit)?;
    put(&mut item.unit.en, C::UnitEn)?;
    put(&mut item.location, C::Location)?;
    let minimum = cells.get(C::Minimum);
    match count(minimum) {
        Some(said) => item.minimum = said,
        None if minimum.is_empty() => {}
        None => planned.remark(Odd::CountUnclear, minimum),
    }
    let returns = cells.get(C::Returns);
    match yes(returns) {
        Some(said) => item.returns = said,
        None if returns.is_empty() => {}
        None => planned.remark(Odd::YesUnclear, returns),
    }
    item.name = named(&item.name)?;
    item.retired = false;
    Ok(item)
}

fn tell(planned: &mut Planned, before: &StockItem, after: &StockItem, options: &IntakeOptions) {
    let yes = |one: &StockItem| {
        let term = match one.returns {
            true => terms::YES,
            false => terms::NO,
        };
        term.say(options.language).to_owned()
    };
    let all = |one: &StockItem| {
        [
            (C::NameEn, one.name.en.clone()),
            (C::Unit, one.unit.zh.clone()),
            (C::UnitEn, one.unit.en.clone()),
            (C::Location, one.location.clone()),
            (C::Minimum, one.minimum.to_string()),
            (C::Returns, yes(one)),
        ]
    };
    planned.tell(all(before), all(after));
}
