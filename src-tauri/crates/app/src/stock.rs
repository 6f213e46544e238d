//! Stock 库存 (S-40): what is kept, what moved, what meetings to come need of it.

mod book;
mod paper;
mod pick;

use std::collections::BTreeMap;

use steward_domain::buying::Purchase;
use steward_domain::ids::{MeetingId, MovementId, StockItemId};
use steward_domain::meeting::Meeting;
use steward_domain::names::Name;
use steward_domain::record::Record as _;
use steward_domain::stock::{self, MOVED, Move, Movement, StockItem, VOIDED, Void};
use steward_store::{Reader, Writer};

pub(crate) use book::{Book, Bound, bound, bound_ahead, named, small};
pub(crate) use pick::used_up;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::buying::Orders;
use crate::facts::{of_kind, say};
use crate::house::House;
use crate::texts::{self, LINE, TEXT, in_range, line, name, text};
use crate::views::{
    MoveDraft, MovementView, NotKept, Refusal, StockHistory, StockRow, StockView, StocktakeView,
};

/// How far ahead needs of meetings are looked for, days.
pub(crate) const AHEAD_DAYS: u32 = 60;
/// Most of a thing that moves at once.
pub(crate) const MOST: u32 = 1_000_000;

impl Desk {
    /// What is kept, how much of it, and what meetings to come need of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stock(&self) -> Result<StockView, Refusal> {
        self.may_read("stock")?;
        let now = self.now();
        self.house(|r, house| {
            let book = Book::read(r)?;
            let ahead = bound_ahead(r, house, now)?;
            let orders = Orders::read(r)?;
            let rows = book.items.iter();
            let mut items = rows
                .map(|item| row(r, house, &book, &ahead, &orders, item))
                .collect::<Result<Vec<_>, _>>()?;
            items.sort_by(|a, b| {
                let key = |row: &StockRow| (row.item.retired, row.item.location.clone());
                (key(a), &a.item.name).cmp(&(key(b), &b.item.name))
            });
            Ok(StockView {
                items,
                not_kept: not_kept(house, &book, &ahead),
                days: AHEAD_DAYS,
            })
        })
    }

    /// An item with all that moved, newest first.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn stock_history(&self, item: StockItemId) -> Result<StockHistory, Refusal> {
        self.may_read("stock_history")?;
        let now = self.now();
        self.house(|r, house| {
            let item = item_of(r, item)?;
            let book = Book::of(r, vec![item.clone()])?;
            let ahead = bound_ahead(r, house, now)?;
            Ok(StockHistory {
                row: row(r, house, &book, &ahead, &Orders::read(r)?, &item)?,
                movements: movements(r, house, &item)?,
            })
        })
    }

    /// Keeps an item; one with a nil id is new.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::Several`] when another one that is
    /// kept is called the same; [`Refusal::OutOfRange`], [`Refusal::TooLong`].
    pub fn save_stock_item(&self, item: StockItem) -> Result<StockItemId, Refusal> {
        self.act("stock_item", |w, _| {
            in_range("minimum", item.minimum, 0, MOST)?;
            let id = match item.id.0.is_nil() {
                true => StockItemId(w.new_id()),
                false => item_of(w, item.id)?.id,
            };
            let item = StockItem {
                id,
                name: texts::named(&item.name)?,
                unit: Name {
                    zh: line("unit", &item.unit.zh, 40)?,
                    en: line("unit", &item.unit.en, 40)?,
                },
                location: line("location", &item.location, LINE)?,
                ..item
            };
            let others = w.all::<StockItem>()?;
            let same = |other: &&StockItem| {
                other.id != id && !other.retired && book::called(other, &item.name)
            };
            if let (false, Some(other)) = (item.retired, others.iter().find(same)) {
                return Err(Refusal::Several {
                    word: item.name.zh.clone(),
                    found: vec![other.name.zh.clone(), other.location.clone()],
                });
            }
            w.save(&item)?;
            Ok(id)
        })
    }

    /// Writes down that stock moved or was counted.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NameNeeded`]; [`Refusal::OutOfRange`].
    pub fn move_stock(&self, item: StockItemId, draft: &MoveDraft) -> Result<MovementId, Refusal> {
        let now = self.now();
        let by = name("by", &draft.by)?;
        let note = text("note", &draft.note, TEXT)?;
        let least = u32::from(draft.what != Move::Counted);
        in_range("count", draft.count, least, MOST)?;
        self.act("move_stock", |w, _| {
            let item = item_of(w, item)?;
            let meeting = draft.meeting.map(|id| meeting_of(w, id)).transpose()?;
            let meeting = meeting.map(|meeting| meeting.id);
            let book = Book::of(w, vec![item.clone()])?;
            let counted = draft.what == Move::Counted;
            let movement = Movement {
                expected: counted.then(|| book.level(item.id).on_hand),
                note,
                ..moved(w, draft.what, draft.count, meeting, &by, now)
            };
            say(w, MOVED, item.id.0, &movement);
            Ok(movement.id)
        })
    }

    /// Says that a movement was entered in error; with it the delivery it came
    /// in.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::ReasonNeeded`];
    /// [`Refusal::NothingChanged`] when somebody said so before.
    pub fn void_movement(
        &self,
        item: StockItemId,
        movement: MovementId,
        why: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let why = text("why", why, TEXT)?;
        if why.is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        let found = self.read(|r| {
            let facts = r.facts_about(&[item.0])?;
            let all: Vec<Movement> = of_kind(&facts, MOVED);
            let found = all.into_iter().find(|one| one.id == movement);
            found.ok_or_else(|| Refusal::Unknown(movement.to_string()))
        })?;
        if let (Some(purchase), Some(delivery)) = (found.purchase, found.delivery) {
            return self.void_delivery(purchase, delivery, &why);
        }
        self.act("void_movement", |w, _| {
            let facts = w.facts_about(&[item.0])?;
            let before: Vec<Void> = of_kind(&facts, VOIDED);
            if before.iter().any(|void| void.movement == movement) {
                return Err(Refusal::NothingChanged);
            }
            let void = Void {
                movement,
                why,
                by: self.operator(),
                at: now,
            };
            say(w, VOIDED, item.0, &void);
            Ok(())
        })
    }

    /// The item that a name or an id names.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`].
    pub fn find_stock_item(&self, word: &str) -> Result<StockItemId, Refusal> {
        let word = word.trim();
        let all = self.read(|r| Ok(r.all::<StockItem>()?))?;
        let is_it = |item: &&StockItem| item.name.is_called(word) || item.id.to_string() == word;
        let kept = |item: &&StockItem| !item.retired;
        if let Some(item) = all
            .iter()
            .filter(kept)
            .find(is_it)
            .or(all.iter().find(is_it))
        {
            return Ok(item.id);
        }
        let has = |item: &&StockItem| !word.is_empty() && item.name.zh.contains(word);
        let found: Vec<&StockItem> = all.iter().filter(kept).filter(has).collect();
        match found.as_slice() {
            [] => Err(Refusal::Unknown(word.to_owned())),
            [only] => Ok(only.id),
            several => Err(Refusal::Several {
                word: word.to_owned(),
                found: several.iter().map(|item| item.name.zh.clone()).collect(),
            }),
        }
    }
}

/// A movement that was made now.
pub(crate) fn moved(
    w: &Writer<'_>,
    what: Move,
    count: u32,
    meeting: Option<MeetingId>,
    by: &str,
    at: chrono::DateTime<chrono::Utc>,
) -> Movement {
    Movement {
        id: MovementId(w.new_id()),
        what,
        count,
        meeting,
        purchase: None,
        delivery: None,
        expected: None,
        note: String::new(),
        by: by.to_owned(),
        at,
    }
}

pub(crate) fn item_of(r: &Reader<'_>, id: StockItemId) -> Result<StockItem, Refusal> {
    r.get::<StockItem>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

fn row(
    r: &Reader<'_>,
    house: &House,
    book: &Book,
    ahead: &[Bound],
    orders: &Orders,
    item: &StockItem,
) -> Result<StockRow, Refusal> {
    let level = book.level(item.id);
    let free = book.free(item, ahead);
    let brief = |id: &MeetingId| ahead.iter().find(|one| one.meeting.id == *id);
    let counted = level.count.as_ref().map(|count| StocktakeView {
        counted: count.counted,
        difference: small(count.difference()),
        apart: count.apart,
        by: count.by.clone(),
        at: count.at,
    });
    Ok(StockRow {
        on_hand: small(level.on_hand),
        out: if item.returns { small(level.open()) } else { 0 },
        reserved: small(free.reserved),
        free: small(free.free),
        on_way: orders.on_way(item.id),
        below: !item.retired && free.free < i64::from(item.minimum),
        endangered: free
            .endangered
            .iter()
            .filter_map(brief)
            .map(|one| house.brief(&one.meeting))
            .collect(),
        counted,
        in_conflict: !r.conflicts_of(StockItem::KIND, item.id.0)?.is_empty(),
        item: item.clone(),
    })
}

/// What meetings to come need and nobody keeps, by item.
fn not_kept(house: &House, book: &Book, ahead: &[Bound]) -> Vec<NotKept> {
    let mut found: Vec<NotKept> = Vec::new();
    for one in ahead {
        for line in one
            .goods
            .iter()
            .filter(|line| book.named(&line.item).is_none())
        {
            let brief = house.brief(&one.meeting);
            let known = found
                .iter_mut()
                .find(|known| known.item == line.item && known.unit == line.unit);
            match known {
                Some(known) => {
                    known.count = known.count.saturating_add(line.quantity);
                    known.meetings.push(brief);
                }
                None => found.push(NotKept {
                    item: line.item.clone(),
                    unit: line.unit.clone(),
                    count: line.quantity,
                    meetings: vec![brief],
                }),
            }
        }
    }
    found
}

fn movements(
    r: &Reader<'_>,
    house: &House,
    item: &StockItem,
) -> Result<Vec<MovementView>, Refusal> {
    let facts = r.facts_about(&[item.id.0])?;
    let voids: Vec<Void> = of_kind(&facts, VOIDED);
    let mut written = BTreeMap::new();
    let mut all: Vec<Movement> = Vec::new();
    for fact in facts.iter().filter(|fact| fact.kind == MOVED) {
        if let Ok(movement) = serde_json::from_value::<Movement>(fact.body.clone()) {
            let station = r.station_name(fact.dot.chain.station)?;
            written.insert(movement.id, (station, fact.offline));
            all.push(movement);
        }
    }
    let mut told = Vec::new();
    for entry in stock::entries(&all, &voids) {
        let one = entry.movement;
        let meeting = one.meeting.map(|id| r.get::<Meeting>(id.0)).transpose()?;
        let purchase = one.purchase.map(|id| r.get::<Purchase>(id.0)).transpose()?;
        let (station, offline) = written.get(&one.id).cloned().unwrap_or_default();
        told.push(MovementView {
            id: one.id,
            what: one.what,
            count: one.count,
            after: small(entry.after),
            difference: entry.difference.map(small),
            meeting: meeting.flatten().map(|meeting| house.brief(&meeting)),
            purchase: purchase.flatten().map(|purchase| purchase.number),
            note: one.note.clone(),
            by: one.by.clone(),
            at: one.at,
            station,
            offline,
            voided: entry.voided.cloned(),
        });
    }
    told.reverse();
    Ok(told)
}
