//! Procurement notices 会议采购通知单 (S-23): proposed from shortages and from
//! what service notices ask, sent, ordered, delivered into stock, late.

mod orders;
mod paper;
mod propose;

use chrono::{DateTime, Utc};
use steward_domain::buying::{
    BuyLine, CANCELLED, Cancelled, DELIVERED, DeliveredLine, Delivery, DeliveryVoid, ORDERED,
    Ordered, Purchase, SENT, Said, Sent, UNDELIVERED,
};
use steward_domain::ids::{DeliveryId, PurchaseId};
use steward_domain::meeting::Meeting;
use steward_domain::names::Name;
use steward_domain::stock::{MOVED, Move, Movement, StockItem, VOIDED, Void};
use steward_store::{Reader, Writer};

pub(crate) use orders::{Orders, late};

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::{of_kind, say};
use crate::house::House;
use crate::stock::{MOST, bound, moved, named};
use crate::texts::{LINE, TEXT, in_range, line, name, text};
use crate::views::{
    BuyLineDraft, BuyLineView, BuyingView, DeliveryDraft, DeliveryView, OrderDraft, PurchaseDraft,
    PurchaseView, Refusal,
};

/// Most lines of a notice.
const MOST_LINES: usize = 200;

impl Desk {
    /// What should be bought, and the notices that were made, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn buying(&self) -> Result<BuyingView, Refusal> {
        self.may_read("buying")?;
        let now = self.now();
        self.house(|r, house| {
            let orders = Orders::read(r)?;
            let purchases = orders.all.iter().rev();
            Ok(BuyingView {
                proposed: propose::proposed(r, house, &orders, now)?,
                purchases: purchases
                    .map(|(purchase, said)| view(r, house, purchase, said, now))
                    .collect::<Result<_, _>>()?,
            })
        })
    }

    /// One notice.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn purchase(&self, id: PurchaseId) -> Result<PurchaseView, Refusal> {
        self.may_read("purchase")?;
        let now = self.now();
        self.house(|r, house| {
            let purchase = purchase_of(r, id)?;
            let said = said_of(r, id)?;
            view(r, house, &purchase, &said, now)
        })
    }

    /// Makes a notice; its number follows from the day and this station's
    /// letter.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] for one of no lines;
    /// [`Refusal::NameNeeded`] for a line that does not say what;
    /// [`Refusal::OutOfRange`], [`Refusal::TooLong`], [`Refusal::Unknown`].
    pub fn make_purchase(&self, draft: &PurchaseDraft) -> Result<PurchaseId, Refusal> {
        let now = self.now();
        let note = text("note", &draft.note, TEXT)?;
        if draft.lines.is_empty() {
            return Err(Refusal::NothingChanged);
        }
        if draft.lines.len() > MOST_LINES {
            return Err(Refusal::TooLong {
                field: "lines".to_owned(),
                most: u32::try_from(MOST_LINES).unwrap_or(u32::MAX),
            });
        }
        self.act("make_purchase", |w, house| {
            let items = w.all::<StockItem>()?;
            let lines = draft.lines.iter();
            let lines = lines
                .map(|draft| line_of(w, house, &items, draft))
                .collect::<Result<Vec<_>, _>>()?;
            let all = w.all::<Purchase>()?;
            let purchase = Purchase {
                id: PurchaseId(w.new_id()),
                number: self.nth_number("B", house, all.iter().map(|one| &one.number)),
                lines,
                note,
                by: self.operator(),
                at: now,
            };
            w.save(&purchase)?;
            Ok(purchase.id)
        })
    }

    /// Notes that a notice went to procurement.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::MovedOn`] when nothing of it is open;
    /// [`Refusal::NameNeeded`].
    pub fn send_purchase(&self, id: PurchaseId, to: &str, how: &str) -> Result<(), Refusal> {
        let (to, how) = (name("to", to)?, line("how", how, LINE)?);
        let (by, at) = (self.operator(), self.now());
        self.act("send_purchase", |w, _| {
            open_purchase(w, id)?;
            say(w, SENT, id.0, &Sent { to, how, by, at });
            Ok(())
        })
    }

    /// Writes down what procurement ordered, and when it comes; said again when
    /// that changes.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::MovedOn`] when nothing of it is open;
    /// [`Refusal::NameNeeded`]; [`Refusal::OutOfRange`].
    pub fn order_purchase(&self, id: PurchaseId, draft: &OrderDraft) -> Result<(), Refusal> {
        let at = self.now();
        let by = name("by", &draft.by)?;
        let supplier = line("supplier", &draft.supplier, LINE)?;
        let note = text("note", &draft.note, TEXT)?;
        let minute = u32::try_from(draft.minute).unwrap_or(u32::MAX);
        in_range("time", minute, 0, 1440)?;
        self.act("order_purchase", |w, house| {
            open_purchase(w, id)?;
            let ordered = Ordered {
                supplier,
                expected: house.instant(draft.date, draft.minute),
                note,
                by,
                at,
            };
            say(w, ORDERED, id.0, &ordered);
            Ok(())
        })
    }

    /// Writes down what came: all that is open where nothing is named. What is
    /// kept comes into stock.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when nothing came; [`Refusal::Unknown`] for
    /// a line that the notice does not have; [`Refusal::NameNeeded`],
    /// [`Refusal::OutOfRange`].
    pub fn deliver_purchase(
        &self,
        id: PurchaseId,
        draft: &DeliveryDraft,
    ) -> Result<DeliveryId, Refusal> {
        let at = self.now();
        let by = name("by", &draft.by)?;
        let slip = line("slip", &draft.slip, LINE)?;
        for one in &draft.lines {
            in_range("count", one.count, 0, MOST)?;
        }
        self.act("deliver_purchase", |w, _| {
            let (purchase, said) = (purchase_of(w, id)?, said_of(w, id)?);
            let mut lines = match draft.lines.is_empty() {
                false => draft.lines.clone(),
                true => all_open(&purchase, &said),
            };
            lines.retain(|one| one.count > 0);
            if lines.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            let delivery = Delivery {
                id: DeliveryId(w.new_id()),
                lines,
                slip: slip.clone(),
                by: by.clone(),
                at,
            };
            for one in &delivery.lines {
                let at_line = usize::try_from(one.line).unwrap_or(usize::MAX);
                let line = purchase.lines.get(at_line);
                let line = line.ok_or_else(|| Refusal::Unknown(one.line.to_string()))?;
                if let Some(stock) = line.stock {
                    let movement = Movement {
                        purchase: Some(id),
                        delivery: Some(delivery.id),
                        note: slip.clone(),
                        ..moved(w, Move::In, one.count, None, &by, at)
                    };
                    say(w, MOVED, stock.0, &movement);
                }
            }
            say(w, DELIVERED, id.0, &delivery);
            Ok(delivery.id)
        })
    }

    /// Says that a delivery was entered in error; what it brought into stock
    /// counts no longer.
    ///
    /// # Errors
    /// [`Refusal::ReasonNeeded`]; [`Refusal::Unknown`];
    /// [`Refusal::NothingChanged`] when somebody said so before.
    pub fn void_delivery(
        &self,
        id: PurchaseId,
        delivery: DeliveryId,
        why: &str,
    ) -> Result<(), Refusal> {
        let (by, at) = (self.operator(), self.now());
        let why = text("why", why, TEXT)?;
        if why.is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        self.act("void_delivery", |w, _| {
            let (purchase, said) = (purchase_of(w, id)?, said_of(w, id)?);
            let known = said.deliveries.iter().find(|one| one.id == delivery);
            let known = known.ok_or_else(|| Refusal::Unknown(delivery.to_string()))?;
            if !said.counts(known) {
                return Err(Refusal::NothingChanged);
            }
            for stock in purchase.lines.iter().filter_map(|line| line.stock) {
                let facts = w.facts_about(&[stock.0])?;
                let voids: Vec<Void> = of_kind(&facts, VOIDED);
                let moved: Vec<Movement> = of_kind(&facts, MOVED);
                let mine = moved.iter().filter(|one| one.delivery == Some(delivery));
                for movement in mine.map(|one| one.id) {
                    if voids.iter().any(|void| void.movement == movement) {
                        continue;
                    }
                    let (why, by) = (why.clone(), by.clone());
                    say(
                        w,
                        VOIDED,
                        stock.0,
                        &Void {
                            movement,
                            why,
                            by,
                            at,
                        },
                    );
                }
            }
            let (why, by) = (why.clone(), by.clone());
            let void = DeliveryVoid {
                delivery,
                why,
                by,
                at,
            };
            say(w, UNDELIVERED, id.0, &void);
            Ok(())
        })
    }

    /// What is open is bought no longer.
    ///
    /// # Errors
    /// [`Refusal::ReasonNeeded`]; [`Refusal::Unknown`]; [`Refusal::MovedOn`]
    /// when nothing of it is open.
    pub fn cancel_purchase(&self, id: PurchaseId, why: &str) -> Result<(), Refusal> {
        let (by, at) = (self.operator(), self.now());
        let why = text("why", why, TEXT)?;
        if why.is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        self.act("cancel_purchase", |w, _| {
            open_purchase(w, id)?;
            say(w, CANCELLED, id.0, &Cancelled { why, by, at });
            Ok(())
        })
    }

    /// The notice that a number names.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_purchase(&self, number: &str) -> Result<PurchaseId, Refusal> {
        let all = self.read(|r| Ok(r.all::<Purchase>()?))?;
        let found = all
            .iter()
            .find(|one| one.number.eq_ignore_ascii_case(number.trim()));
        found
            .map(|one| one.id)
            .ok_or_else(|| Refusal::Unknown(number.to_owned()))
    }
}

fn purchase_of(r: &Reader<'_>, id: PurchaseId) -> Result<Purchase, Refusal> {
    r.get::<Purchase>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

/// A notice of which something is open.
fn open_purchase(r: &Reader<'_>, id: PurchaseId) -> Result<(), Refusal> {
    let purchase = purchase_of(r, id)?;
    match said_of(r, id)?.stage(&purchase).is_open() {
        true => Ok(()),
        false => Err(Refusal::MovedOn),
    }
}

fn said_of(r: &Reader<'_>, id: PurchaseId) -> Result<Said, Refusal> {
    let facts = r.facts_about(&[id.0])?;
    Ok(Said {
        sent: of_kind(&facts, SENT),
        ordered: of_kind(&facts, ORDERED),
        deliveries: of_kind(&facts, DELIVERED),
        voids: of_kind(&facts, UNDELIVERED),
        cancelled: of_kind(&facts, CANCELLED),
    })
}

fn all_open(purchase: &Purchase, said: &Said) -> Vec<DeliveredLine> {
    let lines = (0..).zip(0..purchase.lines.len());
    lines
        .map(|(line, at)| DeliveredLine {
            line,
            count: said.open(purchase, at),
        })
        .collect()
}

/// A line as it is kept: of the stock's item where one is called like that,
/// needed when the first of its meetings has its goods carried.
fn line_of(
    w: &Writer<'_>,
    house: &House,
    items: &[StockItem],
    draft: &BuyLineDraft,
) -> Result<BuyLine, Refusal> {
    in_range("count", draft.count, 1, MOST)?;
    let item = crate::texts::named(&draft.item)?;
    let mut first = None;
    for id in &draft.meetings {
        let meeting = meeting_of(w, *id)?;
        let start = meeting.slot.start;
        let carry = bound(w, house, meeting)?.map_or(start, |one| one.carry);
        first = Some(first.map_or(carry, |first: DateTime<Utc>| first.min(carry)));
    }
    let known = named(items, &item).filter(|known| !known.retired);
    let unit = Name {
        zh: line("unit", &draft.unit.zh, 40)?,
        en: line("unit", &draft.unit.en, 40)?,
    };
    Ok(BuyLine {
        unit: known.map_or(unit, |known| known.unit.clone()),
        stock: known.map(|known| known.id),
        item,
        count: draft.count,
        meetings: draft.meetings.clone(),
        needed: draft.needed.or(first),
        note: text("note", &draft.note, TEXT)?,
    })
}

fn view(
    r: &Reader<'_>,
    house: &House,
    purchase: &Purchase,
    said: &Said,
    now: DateTime<Utc>,
) -> Result<PurchaseView, Refusal> {
    let mut lines = Vec::new();
    for (at, line) in purchase.lines.iter().enumerate() {
        let mut meetings = Vec::new();
        for id in &line.meetings {
            meetings.extend(r.get::<Meeting>(id.0)?.map(|one| house.brief(&one)));
        }
        lines.push(BuyLineView {
            item: line.item.clone(),
            unit: line.unit.clone(),
            count: line.count,
            stock: line.stock,
            meetings,
            needed: line.needed,
            note: line.note.clone(),
            why: None,
            delivered: said.delivered(at),
            open: said.open(purchase, at),
            over: said.over(purchase, at),
            late: said.late(purchase, at, now),
        });
    }
    let deliveries = said.deliveries.iter().map(|one| DeliveryView {
        id: one.id,
        lines: one.lines.clone(),
        slip: one.slip.clone(),
        by: one.by.clone(),
        at: one.at,
        voided: said
            .voids
            .iter()
            .find(|void| void.delivery == one.id)
            .map(|void| void.why.clone()),
    });
    Ok(PurchaseView {
        id: purchase.id,
        number: purchase.number.clone(),
        stage: said.stage(purchase),
        late: lines.iter().any(|line| line.late.is_some()),
        lines,
        note: purchase.note.clone(),
        by: purchase.by.clone(),
        at: purchase.at,
        sent: said.sent.last().cloned(),
        ordered: said.ordered.last().cloned(),
        deliveries: deliveries.collect(),
        cancelled: said.cancelled.last().cloned(),
    })
}
