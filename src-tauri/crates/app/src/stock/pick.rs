//! The pick-list of a day 领料单 (S-40): what is carried to which room when, who
//! took it, what came back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use steward_domain::after::UsedLine;
use steward_domain::ids::{MeetingId, StockItemId};
use steward_domain::meeting::{Meeting, State};
use steward_domain::stock::{Carried, CarriedLine, MOVED, Move, RETURNED, StockItem, TAKEN};
use steward_store::{Reader, Writer};

use super::book::{Book, Bound, bound, carried, named};
use super::{MOST, item_of, moved, small};
use crate::Desk;
use crate::bookings::meeting_of;
use crate::buying::Orders;
use crate::facts::{of_kind, of_kinds, say};
use crate::house::House;
use crate::texts::{in_range, name};
use crate::views::{
    CarriedView, DoneBy, MeetingGoods, PickLine, PickList, PickMeeting, PickTotal, Refusal,
    ReturnDraft, ReturnLine, TakeDraft,
};

impl Desk {
    /// The pick-list of a day; today's when none is named.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn pick_list(&self, date: Option<NaiveDate>) -> Result<PickList, Refusal> {
        self.may_read("pick_list")?;
        self.house(|r, house| {
            let date = date.unwrap_or_else(|| self.today(house));
            pick_list(r, house, date)
        })
    }

    /// A meeting's goods: what it needs, what was carried, what is bought.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn meeting_goods(&self, meeting: MeetingId) -> Result<MeetingGoods, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let one = carried(house, meeting_of(r, meeting)?, None);
            let goods = told(r, house, &of_meeting(r, &one)?, one)?;
            let buying = Orders::read(r)?.of_meeting(meeting, now);
            Ok(MeetingGoods { goods, buying })
        })
    }

    /// Writes down that goods were taken: of a meeting, or of all meetings of a
    /// day that have nothing yet. Each thing leaves the stock.
    ///
    /// # Errors
    /// [`Refusal::DoneBefore`] when it was taken before, unless it is taken once
    /// more; [`Refusal::NothingChanged`] when nothing that is kept is needed;
    /// [`Refusal::NameNeeded`], [`Refusal::OutOfRange`], [`Refusal::Unknown`].
    pub fn take_goods(&self, date: NaiveDate, draft: &TakeDraft) -> Result<(), Refusal> {
        let by = name("by", &draft.by)?;
        for line in &draft.lines {
            in_range("count", line.count, 0, MOST)?;
        }
        self.act("take_goods", |w, house| {
            let listed = match draft.meeting {
                None => pick_list(w, house, date)?.meetings,
                Some(id) => {
                    let one = carried(house, meeting_of(w, id)?, None);
                    vec![told(w, house, &of_meeting(w, &one)?, one)?]
                }
            };
            let open = |one: &&PickMeeting| draft.once_more || one.taken.is_empty();
            if !listed.is_empty() && !listed.iter().any(|one| open(&one)) {
                let done = listed.iter().flat_map(|one| &one.taken);
                return Err(Refusal::DoneBefore(
                    done.map(|taken| done_by(house, taken)).collect(),
                ));
            }
            let mut anything = false;
            for one in listed.iter().filter(open) {
                let mut counts: BTreeMap<StockItemId, u32> = BTreeMap::new();
                for line in &one.lines {
                    counts.extend(line.stock.map(|id| (id, line.count)));
                }
                let mine = draft
                    .lines
                    .iter()
                    .filter(|line| line.meeting == one.meeting.id);
                counts.extend(mine.map(|line| (line.stock, line.count)));
                counts.retain(|_, count| *count > 0);
                anything |= !counts.is_empty();
                let counts = counts
                    .into_iter()
                    .map(|(id, count)| (id, count, Move::Taken));
                self.carry(w, one.meeting.id, TAKEN, counts.collect(), &by)?;
            }
            match anything {
                true => Ok(()),
                false => Err(Refusal::NothingChanged),
            }
        })
    }

    /// Writes down what came back from a meeting, and what was broken or lost
    /// there; all that returns and is out when nothing is named.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when nothing is out;
    /// [`Refusal::NameNeeded`], [`Refusal::OutOfRange`], [`Refusal::Unknown`].
    pub fn return_goods(&self, meeting: MeetingId, draft: &ReturnDraft) -> Result<(), Refusal> {
        let by = name("by", &draft.by)?;
        for line in &draft.lines {
            in_range("count", line.back, 0, MOST)?;
            in_range("count", line.gone, 0, MOST)?;
        }
        self.act("return_goods", |w, house| {
            let one = carried(house, meeting_of(w, meeting)?, None);
            let lines = match draft.lines.is_empty() {
                false => draft.lines.clone(),
                true => {
                    let goods = told(w, house, &of_meeting(w, &one)?, one)?;
                    all_back(&goods)
                }
            };
            let mut counts = Vec::new();
            for line in lines {
                let gone = match item_of(w, line.stock)?.returns {
                    true => Move::Broken,
                    false => Move::Used,
                };
                let both = [(line.back, Move::Returned), (line.gone, gone)];
                let said = both.into_iter().filter(|(count, _)| *count > 0);
                counts.extend(said.map(|(count, what)| (line.stock, count, what)));
            }
            if counts.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            self.carry(w, meeting, RETURNED, counts, &by)
        })
    }

    /// Moves each thing, and says it in one word about the meeting.
    fn carry(
        &self,
        w: &mut Writer<'_>,
        meeting: MeetingId,
        kind: &str,
        counts: Vec<(StockItemId, u32, Move)>,
        by: &str,
    ) -> Result<(), Refusal> {
        let at = self.now();
        let mut lines = Vec::new();
        for (stock, count, what) in counts {
            let item = item_of(w, stock)?;
            say(
                w,
                MOVED,
                stock.0,
                &moved(w, what, count, Some(meeting), by, at),
            );
            if what != Move::Broken && what != Move::Used {
                lines.push(CarriedLine {
                    stock,
                    item: item.name.zh,
                    count,
                });
            }
        }
        if !lines.is_empty() {
            let by = by.to_owned();
            say(w, kind, meeting.0, &Carried { lines, by, at });
        }
        Ok(())
    }
}

/// See [`Desk::pick_list`].
pub(super) fn pick_list(
    r: &Reader<'_>,
    house: &House,
    date: NaiveDate,
) -> Result<PickList, Refusal> {
    let book = Book::read(r)?;
    let (from, to) = house.venue.day(date);
    let mut meetings = Vec::new();
    for meeting in r.meetings_between(from.timestamp_millis(), to.timestamp_millis())? {
        let lapsed = meeting.has_lapsed(house.now);
        let starts = meeting.slot.start >= from && meeting.slot.start < to && !lapsed;
        if let Some(one) = bound(r, house, meeting)?.filter(|_| starts) {
            meetings.push(told(r, house, &book, one)?);
        }
    }
    meetings.retain(|one| !one.lines.is_empty());
    meetings.sort_by_key(|one| (one.carry, one.meeting.when.start, one.meeting.id));
    Ok(PickList {
        date,
        totals: totals(&book, &meetings),
        meetings,
    })
}

/// The book of what one meeting needs or took.
fn of_meeting(r: &Reader<'_>, one: &Bound) -> Result<Book, Refusal> {
    let taken: Vec<Carried> = of_kind(&r.facts_about(&[one.meeting.id.0])?, TAKEN);
    let was = |item: &StockItem| {
        let mut lines = taken.iter().flat_map(|said| &said.lines);
        lines.any(|line| line.stock == item.id)
    };
    let mut items = r.all::<StockItem>()?;
    let wanted: Vec<StockItemId> = one
        .goods
        .iter()
        .filter_map(|line| named(&items, &line.item).map(|item| item.id))
        .collect();
    items.retain(|item| was(item) || wanted.contains(&item.id));
    Book::of(r, items)
}

/// A meeting's goods, with what was taken beyond them.
fn told(r: &Reader<'_>, house: &House, book: &Book, one: Bound) -> Result<PickMeeting, Refusal> {
    let id = one.meeting.id;
    let (mut taken, back): (Vec<Carried>, Vec<Carried>) = of_kinds(r, id.0, (TAKEN, RETURNED))?;
    let mut lines: Vec<PickLine> = Vec::new();
    for goods in &one.goods {
        let item = book.named(&goods.item);
        let known = lines.iter_mut().find(|line| match item {
            Some(item) => line.stock == Some(item.id),
            None => line.item == goods.item && line.unit == goods.unit,
        });
        match (known, item) {
            (Some(line), _) => line.count = line.count.saturating_add(goods.quantity),
            (None, Some(item)) => lines.push(line(book, item, id, goods.quantity)),
            (None, None) => lines.push(PickLine {
                stock: None,
                item: goods.item.clone(),
                unit: goods.unit.clone(),
                place: String::new(),
                returns: false,
                count: goods.quantity,
                taken: 0,
                back: 0,
                gone: 0,
            }),
        }
    }
    for item in &book.items {
        let more = book.level(item.id).of(id).taken > 0;
        if more && lines.iter().all(|line| line.stock != Some(item.id)) {
            lines.push(line(book, item, id, 0));
        }
    }
    // What was entered in error was not taken.
    if lines.iter().all(|line| line.taken == 0) {
        taken.clear();
    }
    let view = |said: Carried| CarriedView {
        by: said.by,
        at: said.at,
    };
    Ok(PickMeeting {
        meeting: house.brief(&one.meeting),
        carry: one.carry,
        lines,
        taken: taken.into_iter().map(view).collect(),
        back: back.into_iter().map(view).collect(),
    })
}

fn line(book: &Book, item: &StockItem, meeting: MeetingId, count: u32) -> PickLine {
    let out = book.level(item.id).of(meeting);
    PickLine {
        stock: Some(item.id),
        item: item.name.clone(),
        unit: item.unit.clone(),
        place: item.location.clone(),
        returns: item.returns,
        count,
        taken: small(out.taken),
        back: small(out.back),
        gone: small(out.gone),
    }
}

fn totals(book: &Book, meetings: &[PickMeeting]) -> Vec<PickTotal> {
    let mut sums: Vec<PickTotal> = Vec::new();
    for one in meetings {
        for line in &one.lines {
            let open = if line.taken > 0 { 0 } else { line.count };
            let known = sums.iter_mut().find(|sum| {
                sum.stock == line.stock && (line.stock.is_some() || sum.item == line.item)
            });
            match known {
                Some(sum) => {
                    sum.count = sum.count.saturating_add(line.count);
                    sum.open = sum.open.saturating_add(open);
                }
                None => sums.push(PickTotal {
                    stock: line.stock,
                    item: line.item.clone(),
                    unit: line.unit.clone(),
                    place: line.place.clone(),
                    count: line.count,
                    open,
                    on_hand: line.stock.map(|id| small(book.level(id).on_hand)),
                }),
            }
        }
    }
    // What is not kept has no place and stands last.
    sums.sort_by(|a, b| {
        let key = |sum: &PickTotal| (sum.stock.is_none(), sum.place.clone());
        key(a).cmp(&key(b))
    });
    sums
}

/// What is out of a meeting's goods and returns.
fn all_back(goods: &PickMeeting) -> Vec<ReturnLine> {
    let open = |line: &PickLine| line.taken - line.back - line.gone;
    let lines = goods.lines.iter().filter(|line| line.returns);
    lines
        .filter_map(|line| {
            Some(ReturnLine {
                stock: line.stock?,
                back: u32::try_from(open(line)).unwrap_or(0),
                gone: 0,
            })
        })
        .collect()
}

fn done_by(house: &House, taken: &CarriedView) -> DoneBy {
    let date = house.venue.local(taken.at).date();
    DoneBy {
        by: taken.by.clone(),
        date,
        minute: house.minute(date, taken.at),
        paper: false,
    }
}

/// What was used up of a meeting's goods, as a count begins (S-62): what was
/// taken and did not come back, of what does not return; of what is not kept,
/// what was laid out. `laid_out` where nothing was taken from stock.
pub(crate) fn used_up(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    laid_out: Vec<UsedLine>,
) -> Result<Vec<UsedLine>, Refusal> {
    if meeting.standing.state == State::Cancelled {
        return Ok(laid_out);
    }
    let one = carried(house, meeting.clone(), None);
    let goods = told(r, house, &of_meeting(r, &one)?, one)?;
    if goods.taken.is_empty() {
        return Ok(laid_out);
    }
    let lines = goods.lines.into_iter().filter(|line| !line.returns);
    Ok(lines
        .map(|line| UsedLine {
            count: match line.stock {
                Some(_) => u32::try_from(line.taken - line.back).unwrap_or(0),
                None => line.count,
            },
            item: line.item.zh,
            unit: line.unit.zh,
        })
        .collect())
}
