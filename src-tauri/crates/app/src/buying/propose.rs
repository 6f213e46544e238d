//! What should be bought: what does not suffice for the meetings to come, what
//! is below its minimum, what nobody keeps, what service notices ask of
//! procurement. What is on its way is not bought twice.

use chrono::{DateTime, Utc};
use steward_domain::buying::Stage;
use steward_domain::ids::{MeetingId, StockItemId};
use steward_domain::names::Name;
use steward_domain::notice::LineState;
use steward_domain::plan::Department;
use steward_store::Reader;

use super::Orders;
use crate::house::House;
use crate::stock::{Book, Bound, bound_ahead};
use crate::texts::dotted;
use crate::views::{BuyLineView, BuyWhy, MeetingBrief, Refusal};

/// See [`crate::Desk::buying`].
pub(super) fn proposed(
    r: &Reader<'_>,
    house: &House,
    orders: &Orders,
    now: DateTime<Utc>,
) -> Result<Vec<BuyLineView>, Refusal> {
    let book = Book::read(r)?;
    let ahead = bound_ahead(r, house, now)?;
    let mut lines = lacking(house, &book, &ahead, orders);
    lines.extend(not_kept(house, &book, &ahead, orders));
    lines.extend(asked(house, &ahead, orders));
    lines.sort_by_key(|line| (line.needed.is_none(), line.needed));
    Ok(lines)
}

/// Of what is kept: so many that the minimum is free again.
fn lacking(house: &House, book: &Book, ahead: &[Bound], orders: &Orders) -> Vec<BuyLineView> {
    let mut found = Vec::new();
    for item in book.items.iter().filter(|item| !item.retired) {
        let free = book.free(item, ahead);
        let missing = i64::from(item.minimum) - free.free - i64::from(orders.on_way(item.id));
        let Some(count) = u32::try_from(missing).ok().filter(|count| *count > 0) else {
            continue;
        };
        let endangered = |one: &&Bound| free.endangered.contains(&one.meeting.id);
        let meetings: Vec<MeetingBrief> = ahead
            .iter()
            .filter(endangered)
            .map(|one| house.brief(&one.meeting))
            .collect();
        found.push(BuyLineView {
            stock: Some(item.id),
            needed: free.lacking_from,
            why: Some(match meetings.is_empty() {
                true => BuyWhy::BelowMinimum,
                false => BuyWhy::Lacking,
            }),
            meetings,
            ..blank(item.name.clone(), item.unit.clone(), count)
        });
    }
    found
}

/// Goods that templates name and nobody keeps, by item.
fn not_kept(house: &House, book: &Book, ahead: &[Bound], orders: &Orders) -> Vec<BuyLineView> {
    let mut found: Vec<BuyLineView> = Vec::new();
    for one in ahead {
        for goods in one
            .goods
            .iter()
            .filter(|goods| book.named(&goods.item).is_none())
        {
            if is_bought(orders, &goods.item, one.meeting.id) {
                continue;
            }
            let brief = house.brief(&one.meeting);
            let same = |line: &&mut BuyLineView| line.item == goods.item && line.unit == goods.unit;
            match found.iter_mut().find(same) {
                Some(line) => {
                    line.count = line.count.saturating_add(goods.quantity);
                    line.needed = line.needed.min(Some(one.carry));
                    line.meetings.push(brief);
                }
                None => found.push(BuyLineView {
                    needed: Some(one.carry),
                    meetings: vec![brief],
                    why: Some(BuyWhy::NotKept),
                    ..blank(goods.item.clone(), goods.unit.clone(), goods.quantity)
                }),
            }
        }
    }
    found
}

/// What notices in force ask of procurement, meeting by meeting.
fn asked(house: &House, ahead: &[Bound], orders: &Orders) -> Vec<BuyLineView> {
    let mut found = Vec::new();
    for one in ahead {
        let lines = one.notice.iter().flat_map(|notice| &notice.lines);
        for line in lines {
            let wanted = line.state == LineState::Needed
                && line.departments.contains(&Department::Procurement)
                && !is_bought(orders, &line.name, one.meeting.id);
            if !wanted {
                continue;
            }
            // The first figure that is a count says how many.
            let counted = line.figures.iter().find_map(|figure| {
                let count = figure
                    .value
                    .zh
                    .parse::<u32>()
                    .ok()
                    .filter(|count| *count > 0)?;
                Some((figure.key.clone(), count, figure.unit.clone()))
            });
            let (key, count, unit) =
                counted.unwrap_or_else(|| (String::new(), 1, Name::new("项", "")));
            let others = line.figures.iter().filter(|figure| figure.key != key);
            let said = others.map(|figure| format!("{} {}", figure.name.zh, figure.value.zh));
            let note = dotted(said.chain([line.note.clone()]));
            found.push(BuyLineView {
                needed: Some(one.carry),
                meetings: vec![house.brief(&one.meeting)],
                note,
                why: Some(BuyWhy::Asked),
                ..blank(line.name.clone(), unit, count)
            });
        }
    }
    found
}

/// Whether something was put on a notice for a meeting that is not cancelled.
fn is_bought(orders: &Orders, item: &Name, meeting: MeetingId) -> bool {
    orders.all.iter().any(|(purchase, said)| {
        said.stage(purchase) != Stage::Cancelled
            && purchase
                .lines
                .iter()
                .any(|line| line.item.zh == item.zh && line.meetings.contains(&meeting))
    })
}

fn blank(item: Name, unit: Name, count: u32) -> BuyLineView {
    BuyLineView {
        item,
        unit,
        count,
        stock: None::<StockItemId>,
        meetings: Vec::new(),
        needed: None,
        note: String::new(),
        why: None,
        delivered: 0,
        open: 0,
        over: 0,
        late: None,
    }
}
