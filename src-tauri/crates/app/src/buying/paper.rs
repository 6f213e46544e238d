//! The procurement notice 会议采购通知单 as PDF, with lines to sign.

use steward_documents::{Column, Form, Part};
use steward_domain::buying::{Purchase, Said};
use steward_domain::ids::PurchaseId;
use steward_domain::meeting::Meeting;
use steward_domain::names::Language;
use steward_store::Reader;

use super::{purchase_of, said_of};
use crate::Desk;
use crate::forms::Letter;
use crate::texts::dotted;
use crate::views::{PaperInfo, Refusal};
use crate::words;
use crate::words::stock_terms as terms;
use crate::words::terms::Term;

/// The columns with their shares of the page, and whether they hold figures.
const COLUMNS: [(Term, u32, bool); 7] = [
    (terms::ITEM, 6, false),
    (terms::WHAT_EXACTLY, 5, false),
    (terms::UNIT, 2, false),
    (words::terms::COUNT, 3, true),
    (terms::NEEDED_BY, 5, false),
    (terms::FOR_MEETINGS, 7, false),
    (terms::CAME, 2, true),
];

/// Meetings that a line names; the others are counted.
const NAMED: usize = 8;

impl Desk {
    /// Lays out a procurement notice.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Document`].
    pub fn purchase_paper(&self, id: PurchaseId, language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("purchase_paper")?;
        let (form, date) = self.house(|r, house| {
            let (purchase, said) = (purchase_of(r, id)?, said_of(r, id)?);
            let form = form(r, &self.letter(house, language), &purchase, &said)?;
            Ok((form, house.venue.local(purchase.at).date()))
        })?;
        self.lay_out_form(&form, date)
    }
}

fn form(
    r: &Reader<'_>,
    letter: &Letter<'_>,
    purchase: &Purchase,
    said: &Said,
) -> Result<Form, Refusal> {
    let mut form = letter.form(terms::PURCHASE, &purchase.number, "");
    form.to = match said.sent.last() {
        Some(sent) => sent.to.clone(),
        None => letter.name(&words::department(
            steward_domain::plan::Department::Procurement,
        )),
    };
    let ordered = said.ordered.last();
    let cancelled = said.cancelled.last();
    form.facts = letter.facts(vec![
        (terms::MADE_BY, purchase.by.clone()),
        (terms::MADE_AT, letter.moment(purchase.at)),
        (
            terms::SUPPLIER,
            ordered.map(|one| one.supplier.clone()).unwrap_or_default(),
        ),
        (
            terms::EXPECTED,
            ordered
                .map(|one| letter.moment(one.expected))
                .unwrap_or_default(),
        ),
        (
            terms::ORDERED_BY,
            ordered.map(|one| one.by.clone()).unwrap_or_default(),
        ),
        (words::terms::REMARK, purchase.note.clone()),
        (
            terms::CANCELLED_WHY,
            cancelled.map(|one| one.why.clone()).unwrap_or_default(),
        ),
    ]);
    let mut rows = Vec::new();
    for (at, line) in purchase.lines.iter().enumerate() {
        let mut meetings = Vec::new();
        for id in line.meetings.iter().take(NAMED) {
            let meeting = r.get::<Meeting>(id.0)?;
            meetings.extend(meeting.map(|one| dotted([one.number.0, one.title])));
        }
        let more = line.meetings.len().saturating_sub(NAMED);
        if more > 0 {
            meetings.push(format!("{} {more}", letter.say(terms::MORE_MEETINGS)));
        }
        let came = said.delivered(at);
        rows.push(vec![
            letter.name(&line.item),
            line.note.clone(),
            letter.name(&line.unit),
            line.count.to_string(),
            line.needed.map(|at| letter.moment(at)).unwrap_or_default(),
            meetings.join("\n"),
            if came > 0 {
                came.to_string()
            } else {
                String::new()
            },
        ]);
    }
    let columns = COLUMNS.map(|(name, share, figures)| {
        let name = name.say(letter.language);
        match figures {
            true => Column::figures(name, share),
            false => Column::words(name, share),
        }
    });
    form.parts.push(Part::Table {
        heading: letter.say(terms::TO_BUY),
        columns: columns.to_vec(),
        rows,
        sums: Vec::new(),
        none: String::new(),
    });
    let came = said.deliveries.iter().filter(|one| said.counts(one));
    let came: Vec<String> = came
        .map(|one| dotted([letter.moment(one.at), one.by.clone(), one.slip.clone()]))
        .collect();
    form.parts.push(match came.is_empty() {
        true => Part::Blank {
            heading: letter.say(terms::DELIVERIES),
            lines: 3,
        },
        false => Part::Text {
            heading: letter.say(terms::DELIVERIES),
            text: came.join("\n"),
        },
    });
    form.signs = letter.signs(&[
        terms::SIGN_CENTRE,
        terms::SIGN_PROCUREMENT,
        terms::SIGN_RECEIVER,
    ]);
    Ok(form)
}
