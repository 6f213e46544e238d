//! Stock 库存 (S-40): what is kept, where, how much of it there is. How much is
//! never written down as a number: it is the sum of what was said about a thing,
//! so that two stations that are apart never lose what the other took.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{DeliveryId, MeetingId, MovementId, PurchaseId, StockItemId};
use crate::names::Name;
use crate::record::Record;

/// Kind of the fact that stock moved, about the item; its body is a
/// [`Movement`].
pub const MOVED: &str = "stock_moved";
/// Kind of the fact that a movement was entered in error, about the item; its
/// body is a [`Void`].
pub const VOIDED: &str = "stock_voided";
/// Kind of the fact that a meeting's goods were taken, about the meeting; its
/// body is a [`Carried`].
pub const TAKEN: &str = "goods_taken";
/// Kind of the fact that a meeting's goods came back, about the meeting; its
/// body is a [`Carried`].
pub const RETURNED: &str = "goods_returned";

/// A thing that is kept in stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StockItem {
    /// Which.
    pub id: StockItemId,
    /// What it is called; templates and prices name it by the Chinese name.
    pub name: Name,
    /// Counted in.
    #[serde(default)]
    pub unit: Name,
    /// Where it lies 存放处.
    #[serde(default)]
    pub location: String,
    /// Bought again when fewer are free.
    #[serde(default)]
    pub minimum: u32,
    /// It comes back after a meeting, such as cups; what does not is used up.
    #[serde(default)]
    pub returns: bool,
    /// No longer kept.
    #[serde(default)]
    pub retired: bool,
}

impl Record for StockItem {
    const KIND: &'static str = "stock_item";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// What moved.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Came in 入库.
    In,
    /// Taken for a meeting or a day 领出.
    Taken,
    /// Came back 归还.
    Returned,
    /// Used up 耗用: of what was taken for the meeting that is named, else from
    /// where it lies.
    Used,
    /// Broken or lost 报损: of what was taken for the meeting that is named,
    /// else from where it lies.
    Broken,
    /// Counted 盘点: there are this many now.
    Counted,
}

/// One movement of stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Movement {
    /// Which.
    pub id: MovementId,
    /// What moved.
    pub what: Move,
    /// How many.
    pub count: u32,
    /// For which meeting.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// Bought with which notice.
    #[serde(default)]
    pub purchase: Option<PurchaseId>,
    /// In which delivery.
    #[serde(default)]
    pub delivery: Option<DeliveryId>,
    /// Of a count: what the station that wrote it reckoned with.
    #[serde(default)]
    #[specta(type = Option<i32>)]
    pub expected: Option<i64>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who moved or counted it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A movement that was entered in error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Void {
    /// Which.
    pub movement: MovementId,
    /// Why.
    pub why: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Goods carried to or from a meeting, in words, for its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Carried {
    /// What and how many.
    pub lines: Vec<CarriedLine>,
    /// Who carried.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One thing that was carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CarriedLine {
    /// The thing.
    pub stock: StockItemId,
    /// As it was called then.
    pub item: String,
    /// How many.
    pub count: u32,
}

/// What went to a meeting and what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Out {
    /// Taken.
    pub taken: i64,
    /// Came back.
    pub back: i64,
    /// Used up, broken or lost there.
    pub gone: i64,
    /// How many times it was taken.
    pub times: u32,
}

impl Out {
    /// What nobody said anything about yet.
    #[must_use]
    pub fn open(self) -> i64 {
        (self.taken - self.back - self.gone).max(0)
    }
}

/// A count that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stocktake {
    /// How many there were.
    pub counted: u32,
    /// How many there should have been by all that the log says before it.
    pub reckoned: i64,
    /// The station that counted reckoned with something else: movements or
    /// another count were written apart from this one.
    pub apart: bool,
    /// Who counted.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Stocktake {
    /// How many more were there than should have been.
    #[must_use]
    pub fn difference(&self) -> i64 {
        i64::from(self.counted) - self.reckoned
    }
}

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Where it lies. Below nothing when more was taken than is known to have
    /// come in: it is shown as short, never hidden.
    pub on_hand: i64,
    /// What went out, by meeting; under none what went out for no meeting.
    pub out: BTreeMap<Option<MeetingId>, Out>,
    /// The count that it rests on.
    pub count: Option<Stocktake>,
}

impl Level {
    /// By how much it is below nothing.
    #[must_use]
    pub fn short(&self) -> i64 {
        (-self.on_hand).max(0)
    }

    /// What went to a meeting.
    #[must_use]
    pub fn of(&self, meeting: MeetingId) -> Out {
        self.out.get(&Some(meeting)).copied().unwrap_or_default()
    }

    /// All that is out and nobody said anything about.
    #[must_use]
    pub fn open(&self) -> i64 {
        self.out.values().map(|out| out.open()).sum()
    }
}

/// A movement in the item's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The movement.
    pub movement: &'a Movement,
    /// How many there were after it.
    pub after: i64,
    /// Of a count, how many more there were than there should have been.
    pub difference: Option<i64>,
    /// It does not count, and why.
    pub voided: Option<&'a Void>,
}

/// The level of an item, of all that was said about it in the order of the log.
/// A count sets it, what follows adds to it; of counts written apart the last by
/// the log stands.
#[must_use]
pub fn level(movements: &[Movement], voids: &[Void]) -> Level {
    let mut level = Level::default();
    let wrong: BTreeSet<MovementId> = voids.iter().map(|void| void.movement).collect();
    for movement in movements.iter().filter(|one| !wrong.contains(&one.id)) {
        apply(&mut level, movement);
    }
    level
}

/// The item's history, oldest first, with the level after each movement.
#[must_use]
pub fn entries<'a>(movements: &'a [Movement], voids: &'a [Void]) -> Vec<Entry<'a>> {
    let mut level = Level::default();
    let mut found = Vec::new();
    for movement in movements {
        let voided = voids.iter().find(|void| void.movement == movement.id);
        if voided.is_none() {
            apply(&mut level, movement);
        }
        let counted = voided.is_none() && movement.what == Move::Counted;
        let count = level.count.as_ref().filter(|_| counted);
        found.push(Entry {
            movement,
            after: level.on_hand,
            difference: count.map(Stocktake::difference),
            voided,
        });
    }
    found
}

fn apply(level: &mut Level, movement: &Movement) {
    let count = i64::from(movement.count);
    let out = |level: &mut Level, change: fn(&mut Out, i64)| {
        change(level.out.entry(movement.meeting).or_default(), count);
    };
    match movement.what {
        Move::In => level.on_hand += count,
        Move::Taken => {
            level.on_hand -= count;
            out(level, |out, count| {
                out.taken += count;
                out.times += 1;
            });
        }
        Move::Returned => {
            level.on_hand += count;
            out(level, |out, count| out.back += count);
        }
        Move::Used | Move::Broken => match movement.meeting {
            Some(_) => out(level, |out, count| out.gone += count),
            None => level.on_hand -= count,
        },
        Move::Counted => {
            level.count = Some(Stocktake {
                counted: movement.count,
                reckoned: level.on_hand,
                apart: movement
                    .expected
                    .is_some_and(|expected| expected != level.on_hand),
                by: movement.by.clone(),
                at: movement.at,
            });
            level.on_hand = count;
        }
    }
}

/// What a meeting needs of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Carried there.
    pub from: DateTime<Utc>,
    /// Carried back.
    pub to: DateTime<Utc>,
    /// How many.
    pub count: u32,
}

/// What is left of an item when every meeting to come has what it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Free {
    /// Reserved: of what is used up, the sum of what was not taken yet; of what
    /// comes back, the most that is needed at one time.
    pub reserved: i64,
    /// What is left; below nothing when it does not suffice.
    pub free: i64,
    /// When it does not suffice first.
    pub lacking_from: Option<DateTime<Utc>>,
    /// The meetings it does not suffice for, by time.
    pub endangered: Vec<MeetingId>,
}

/// What is left of an item. What was taken for a meeting is reserved for it no
/// longer; what is out from meetings that are over counts again once it is
/// back.
#[must_use]
pub fn free(returns: bool, level: &Level, needs: &[Need]) -> Free {
    let mut needs = needs.to_vec();
    needs.sort_by_key(|need| (need.from, need.meeting));
    match returns {
        true => free_of_returning(level, &needs),
        false => free_of_used_up(level, &needs),
    }
}

fn free_of_used_up(level: &Level, needs: &[Need]) -> Free {
    let mut found = Free {
        free: level.on_hand,
        ..Free::default()
    };
    for need in needs
        .iter()
        .filter(|need| level.of(need.meeting).taken == 0)
    {
        found.reserved += i64::from(need.count);
        found.free -= i64::from(need.count);
        if found.free < 0 {
            found.lacking_from.get_or_insert(need.from);
            found.endangered.push(need.meeting);
        }
    }
    found
}

fn free_of_returning(level: &Level, needs: &[Need]) -> Free {
    let taken = |need: &Need| level.of(need.meeting).taken > 0;
    let count = |need: &Need| match taken(need) {
        true => level.of(need.meeting).open(),
        false => i64::from(need.count),
    };
    let there = level.on_hand
        + needs
            .iter()
            .filter(|need| taken(need))
            .map(count)
            .sum::<i64>();
    let mut found = Free {
        free: there,
        ..Free::default()
    };
    let mut endangered = BTreeSet::new();
    for at in needs.iter().map(|need| need.from) {
        // What was taken early is away from then on.
        let away = |need: &&Need| taken(need) || need.from <= at;
        let held = || needs.iter().filter(away).filter(|need| at < need.to);
        let load: i64 = held().map(count).sum();
        found.reserved = found.reserved.max(load);
        if load > there {
            found.lacking_from.get_or_insert(at);
            endangered.extend(held().filter(|need| !taken(need)).map(|need| need.meeting));
        }
    }
    found.free = there - found.reserved;
    let mut lacking = needs.iter().map(|need| need.meeting).collect::<Vec<_>>();
    lacking.retain(|meeting| endangered.contains(meeting));
    found.endangered = lacking;
    found
}

#[cfg(test)]
mod tests;
