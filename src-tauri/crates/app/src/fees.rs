//! The fee of a meeting 会议费用确认单 (S-62): proposed, written down, signed,
//! invoiced, paid; and the price list behind it.

mod paper;

use chrono::{DateTime, NaiveDate, Utc};
use steward_domain::after::{USED, Used};
use steward_domain::fee::{
    self, Basis, Done, FeeLine, FeeStage, FeeStep, Price, STEP, Sheet, Standing, WRITTEN,
};
use steward_domain::ids::{FeeId, MeetingId, PriceId, RoomId};
use steward_domain::meeting::{Meeting, State};
use steward_domain::money::{Fen, MOST};
use steward_domain::names::Name;
use steward_domain::room::Class;
use steward_store::{FactRow, Reader};

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::{of_kind, say};
use crate::house::House;
use crate::notice::in_force_of;
use crate::texts::{LINE, TEXT, in_range, line, name, named, text};
use crate::views::{FeeDraft, FeeLineView, FeeOpen, FeeSheetView, FeeStepDraft, FeeView, Refusal};

/// How far back unpaid fees are looked for, days.
const BACK_DAYS: i64 = 400;
/// Most lines of one fee.
const MOST_LINES: usize = 300;

impl Desk {
    /// A meeting's fee: what is proposed, what was written down and done.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn fee(&self, meeting: MeetingId) -> Result<FeeView, Refusal> {
        self.may_read("fee")?;
        self.opens(meeting)?;
        let now = self.now();
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let account = Account::of(&r.facts_about(&[meeting.id.0])?);
            let stands = account.standing();
            let due = fee::due(stands.stage, ended(house, &meeting), &house.venue.fee);
            Ok(FeeView {
                meeting: house.brief(&meeting),
                proposed: proposed(r, house, &meeting)?
                    .iter()
                    .map(line_told)
                    .collect(),
                prices: hand_prices(house, &meeting),
                sheets: account
                    .sheets
                    .iter()
                    .rev()
                    .map(|one| sheet_told(one, &stands))
                    .collect(),
                steps: stands.steps.iter().map(|step| (*step).clone()).collect(),
                stage: stands.stage,
                total: stands.stands.last().map(|one| one.total()),
                paid: stands.paid,
                late: due.is_some_and(|due| house.venue.local(now).date() > due),
                due,
                tax: house.venue.fee.tax,
                tax_included: house.venue.fee.tax_included,
            })
        })
    }

    /// Writes a fee down; it replaces what was written before.
    ///
    /// # Errors
    /// [`Refusal::NotSuch`] for an amount that is none; [`Refusal::ReasonNeeded`]
    /// for a discount without one, [`Refusal::OutOfRange`] for one larger than
    /// the fee; [`Refusal::Over`] for a meeting that was not held.
    pub fn write_fee(&self, meeting: MeetingId, draft: &FeeDraft) -> Result<FeeId, Refusal> {
        let now = self.now();
        self.act("write_fee", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            self.must_know(w, meeting.id)?;
            if meeting.standing.state == State::Cancelled && draft.lines.is_empty() {
                return Err(Refusal::Over(State::Cancelled));
            }
            let account = Account::of(&w.facts_about(&[meeting.id.0])?);
            let lines = lines_of(draft)?;
            let discount = amount("discount", &draft.discount)?;
            let discount_why = line("discount_why", &draft.discount_why, LINE)?;
            let subtotal: Fen = lines.iter().map(FeeLine::amount).sum();
            if discount > subtotal || discount < Fen(0) {
                return Err(Refusal::OutOfRange {
                    field: "discount".to_owned(),
                    least: 0,
                    most: i32::try_from(subtotal.0 / 100).unwrap_or(i32::MAX),
                });
            }
            if discount > Fen(0) && discount_why.is_empty() {
                return Err(Refusal::ReasonNeeded);
            }
            let nth = account.sheets.len() + 1;
            let id = FeeId(w.new_id());
            let sheet = Sheet {
                id,
                number: format!("{}-F{}{nth}", meeting.number, self.identity.letter),
                replaces: account.standing().stands.iter().map(|one| one.id).collect(),
                lines,
                discount,
                discount_why,
                tax: house.venue.fee.tax,
                tax_included: house.venue.fee.tax_included,
                by: self.operator(),
                at: now,
            };
            let said = |one: &Sheet| (one.lines.clone(), one.discount, one.discount_why.clone());
            if let [last] = account.standing().stands.as_slice()
                && said(last) == said(&sheet)
            {
                return Err(Refusal::NothingChanged);
            }
            say(w, WRITTEN, meeting.id.0, &sheet);
            Ok(id)
        })
    }

    /// Writes down that a fee was signed, invoiced or paid.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] before it was written down;
    /// [`Refusal::MovedOn`] while two stand that were written apart;
    /// [`Refusal::NothingChanged`] for a step that was done;
    /// [`Refusal::NameNeeded`] when it is not said who signed.
    pub fn step_fee(&self, meeting: MeetingId, draft: &FeeStepDraft) -> Result<(), Refusal> {
        let now = self.now();
        let (done, by, note) = match draft {
            FeeStepDraft::Signed { by, note } => (Done::Signed, name("by", by)?, note),
            FeeStepDraft::Invoiced { number } => (Done::Invoiced, self.operator(), number),
            FeeStepDraft::Paid { amount: said, how } => {
                let fen = amount("amount", said)?;
                if fen == Fen(0) {
                    return Err(not_an_amount("amount", said));
                }
                (Done::Paid { fen }, self.operator(), how)
            }
        };
        let note = text("note", note, TEXT)?;
        self.act("step_fee", |w, _| {
            let meeting = meeting_of(w, meeting)?;
            let account = Account::of(&w.facts_about(&[meeting.id.0])?);
            let stands = account.standing();
            let sheet = match stands.stands.as_slice() {
                [] => return Err(Refusal::NothingIssued),
                [one] => one.id,
                _ => return Err(Refusal::MovedOn),
            };
            let once = !matches!(done, Done::Paid { .. });
            if once && stands.steps.iter().any(|step| step.done == done) {
                return Err(Refusal::NothingChanged);
            }
            let step = FeeStep {
                sheet,
                done,
                by,
                at: now,
                note,
            };
            say(w, STEP, meeting.id.0, &step);
            Ok(())
        })
    }

    /// The fees of meetings that are over and not paid, by when they are due.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn fees_open(&self) -> Result<Vec<FeeOpen>, Refusal> {
        self.may_read("fees_open")?;
        let now = self.now();
        let from = now - chrono::Duration::days(BACK_DAYS);
        self.house(|r, house| open(r, house, from, now))
    }

    /// The price list, by head and name; lines that no longer hold too.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn prices(&self) -> Result<Vec<Price>, Refusal> {
        self.may_read("prices")?;
        self.house(|_, house| {
            let mut prices = house.prices.clone();
            prices.sort_by(|a, b| {
                (a.retired, a.group, &a.name, a.from, a.id)
                    .cmp(&(b.retired, b.group, &b.name, b.from, b.id))
            });
            Ok(prices)
        })
    }

    /// Keeps a line of the price list; one with a nil id is new. Fees that were
    /// written down stay as they were.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`], [`Refusal::OutOfRange`]; [`Refusal::NotSuch`]
    /// when it ends before it begins.
    pub fn save_price(&self, price: Price) -> Result<PriceId, Refusal> {
        self.act("price", |w, house| {
            let id = match price.id.0.is_nil() {
                true => PriceId(w.new_id()),
                false => price.id,
            };
            if !(0..=MOST).contains(&price.fen.0) {
                return Err(not_an_amount("price", &price.fen.told()));
            }
            if let Some(until) = price.until.filter(|until| *until < price.from) {
                return Err(Refusal::NotSuch {
                    field: "until".to_owned(),
                    text: until.to_string(),
                });
            }
            if let fee::Charge::Asked { kind, .. } = &price.charge {
                house.kind(*kind)?;
            }
            let name = named(&price.name)?;
            w.save(&Price { id, name, ..price })?;
            Ok(id)
        })
    }
}

/// What was written down and done about a meeting's fee.
pub(crate) struct Account {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) steps: Vec<FeeStep>,
}

impl Account {
    pub(crate) fn of(facts: &[FactRow]) -> Self {
        Self {
            sheets: of_kind(facts, WRITTEN),
            steps: of_kind(facts, STEP),
        }
    }

    pub(crate) fn standing(&self) -> Standing<'_> {
        fee::standing(&self.sheets, &self.steps)
    }

    pub(crate) fn is_written(&self) -> bool {
        !self.sheets.is_empty()
    }

    pub(crate) fn is_paid(&self) -> bool {
        self.standing().stage == FeeStage::Paid
    }
}

/// See [`Desk::fees_open`].
pub(crate) fn open(
    r: &Reader<'_>,
    house: &House,
    from: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<FeeOpen>, Refusal> {
    let mut found = Vec::new();
    let today = house.venue.local(now).date();
    for meeting in r.meetings_between(from.timestamp_millis(), now.timestamp_millis())? {
        let account = Account::of(&r.facts_about(&[meeting.id.0])?);
        let was_held = matches!(meeting.standing.state, State::Clearing | State::Closed)
            || (matches!(
                meeting.standing.state,
                State::Confirmed | State::InPreparation | State::InSession
            ) && meeting.slot.end <= now);
        let is_charged =
            account.is_written() || (house.charges() && was_held && meeting.source.is_none());
        let stands = account.standing();
        let Some(due) = fee::due(stands.stage, ended(house, &meeting), &house.venue.fee) else {
            continue;
        };
        if is_charged && meeting.slot.end <= now {
            found.push(FeeOpen {
                meeting: house.brief(&meeting),
                organiser: meeting.organiser.clone(),
                stage: stands.stage,
                total: stands.stands.last().map(|one| one.total()),
                paid: stands.paid,
                due,
                late: today > due,
            });
        }
    }
    found.sort_by_key(|one| (one.due, one.meeting.id));
    Ok(found)
}

fn ended(house: &House, meeting: &Meeting) -> NaiveDate {
    house.venue.local(meeting.slot.end).date()
}

fn proposed(r: &Reader<'_>, house: &House, meeting: &Meeting) -> Result<Vec<FeeLine>, Refusal> {
    let facts = r.facts_about(&[meeting.id.0])?;
    let notice = in_force_of(&facts).filter(|version| version.withdrawn.is_none());
    let used: Option<Used> = of_kind(&facts, USED).pop();
    let used: Vec<(String, u32)> = used
        .map(|used| {
            used.lines
                .into_iter()
                .map(|line| (line.item, line.count))
                .collect()
        })
        .unwrap_or_default();
    let rooms: Vec<(RoomId, Class, Name)> = meeting
        .slot
        .rooms()
        .filter_map(|id| house.rooms.get(id))
        .map(|room| (room.id, room.class, room.name.clone()))
        .collect();
    let basis = Basis {
        slot: &meeting.slot,
        rooms: &rooms,
        notice: notice.as_ref(),
        used: &used,
    };
    Ok(fee::proposed(basis, &house.prices, &house.venue))
}

/// What can be put on by hand that day.
fn hand_prices(house: &House, meeting: &Meeting) -> Vec<FeeLineView> {
    let day = house.venue.local(meeting.slot.start).date();
    let holding = house.prices.iter().filter(|price| price.holds(day));
    let lines = holding.map(|price| FeeLine {
        group: price.group,
        name: price.name.clone(),
        unit: price.unit.clone(),
        quantity: 1,
        price: price.fen,
        note: String::new(),
    });
    lines.map(|one| line_told(&one)).collect()
}

fn lines_of(draft: &FeeDraft) -> Result<Vec<FeeLine>, Refusal> {
    if draft.lines.len() > MOST_LINES {
        return Err(Refusal::TooLong {
            field: "lines".to_owned(),
            most: u32::try_from(MOST_LINES).unwrap_or(u32::MAX),
        });
    }
    let mut lines = Vec::new();
    for one in &draft.lines {
        in_range("quantity", one.quantity, 0, 1_000_000)?;
        let price = amount("price", &one.price)?;
        lines.push(FeeLine {
            group: one.group,
            name: named(&one.name)?,
            unit: one.unit.clone(),
            quantity: one.quantity,
            price,
            note: line("note", &one.note, LINE)?,
        });
    }
    Ok(lines)
}

/// An amount as it was typed; nothing said is none.
fn amount(field: &str, said: &str) -> Result<Fen, Refusal> {
    if said.trim().is_empty() {
        return Ok(Fen(0));
    }
    Fen::read(said).ok_or_else(|| not_an_amount(field, said))
}

fn not_an_amount(field: &str, said: &str) -> Refusal {
    Refusal::NotSuch {
        field: field.to_owned(),
        text: said.to_owned(),
    }
}

fn line_told(line: &FeeLine) -> FeeLineView {
    FeeLineView {
        group: line.group,
        name: line.name.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        price: line.price,
        amount: line.amount(),
        note: line.note.clone(),
    }
}

fn sheet_told(sheet: &Sheet, stands: &Standing<'_>) -> FeeSheetView {
    FeeSheetView {
        id: sheet.id,
        number: sheet.number.clone(),
        stands: stands.stands.iter().any(|one| one.id == sheet.id),
        lines: sheet.lines.iter().map(line_told).collect(),
        subtotal: sheet.subtotal(),
        discount: sheet.discount,
        discount_why: sheet.discount_why.clone(),
        tax: sheet.tax,
        tax_included: sheet.tax_included,
        tax_due: sheet.tax_due(),
        total: sheet.total(),
        capital: sheet.total().capital(),
        by: sheet.by.clone(),
        at: sheet.at,
    }
}
