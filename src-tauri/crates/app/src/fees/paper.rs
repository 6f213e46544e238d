//! The fee confirmation 会议费用确认单 that the organiser signs.

use steward_documents::{Column, Form, Part};
use steward_domain::fee::{FeeLine, Group, Sheet};
use steward_domain::ids::MeetingId;
use steward_domain::meeting::Meeting;
use steward_domain::names::Language;

use super::Account;
use crate::Desk;
use crate::bookings::meeting_of;
use crate::forms::Letter;
use crate::views::{PaperInfo, Refusal};
use crate::words;
use crate::words::terms::{self, Term};

/// The columns with their shares of the page, and whether they hold figures.
const COLUMNS: [(Term, u32, bool); 6] = [
    (terms::HEAD, 3, false),
    (terms::WHAT_THING, 8, false),
    (terms::UNIT, 2, false),
    (terms::COUNT, 3, true),
    (terms::PRICE, 4, true),
    (terms::AMOUNT, 4, true),
];

impl Desk {
    /// Lays out the fee confirmation that stands.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] before it was written down;
    /// [`Refusal::Document`].
    pub fn fee_paper(&self, meeting: MeetingId, language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("fee_paper")?;
        let (form, date) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let account = Account::of(&r.facts_about(&[meeting.id.0])?);
            let stands = account.standing();
            let sheet = stands.stands.last().ok_or(Refusal::NothingIssued)?;
            let form = form(&self.letter(house, language), &meeting, sheet);
            Ok((form, house.venue.local(meeting.slot.start).date()))
        })?;
        self.lay_out_form(&form, date)
    }
}

fn form(letter: &Letter<'_>, meeting: &Meeting, sheet: &Sheet) -> Form {
    let house = letter.house;
    let mut form = letter.form(terms::FEE_CONFIRMATION, &sheet.number, &meeting.title);
    form.to.clone_from(&meeting.organiser);
    form.made_at = house.venue.local(sheet.at);
    let rooms: Vec<_> = meeting
        .slot
        .rooms()
        .map(|room| house.room_name(room))
        .collect();
    form.facts = letter.facts(vec![
        (terms::TITLE, meeting.title.clone()),
        (terms::TIME, letter.span(&house.when(&meeting.slot))),
        (terms::ROOMS, letter.names(&rooms)),
        (
            terms::HEADCOUNT,
            meeting.headcount.map(|n| n.to_string()).unwrap_or_default(),
        ),
        (terms::ORGANISER, meeting.organiser.clone()),
        (
            terms::CONTACT,
            [meeting.contact.as_str(), meeting.phone.as_str()]
                .join(" ")
                .trim()
                .to_owned(),
        ),
    ]);
    form.parts.push(Part::Table {
        heading: letter.say(terms::CHARGED),
        columns: COLUMNS
            .iter()
            .map(|(name, share, figures)| Column {
                name: letter.say(*name),
                share: *share,
                figures: *figures,
            })
            .collect(),
        rows: sheet.lines.iter().map(|line| cells(letter, line)).collect(),
        sums: sums(letter, sheet),
        none: letter.say(terms::NOTHING_CHARGED),
    });
    // Capital figures are Chinese on any paper: that is what is signed.
    form.parts.push(Part::Text {
        heading: String::new(),
        text: format!(
            "{}：{}",
            terms::CAPITAL.say(letter.language),
            sheet.total().capital()
        ),
    });
    form.signs = letter.signs(&[terms::SIGN_ORGANISER, terms::SIGN_ASSISTANT]);
    form
}

fn cells(letter: &Letter<'_>, line: &FeeLine) -> Vec<String> {
    let mut what = letter.name(&line.name);
    if !line.note.is_empty() {
        what = format!("{what}\n{}", line.note);
    }
    vec![
        letter.say(words::fee_group(line.group)),
        what,
        letter.name(&line.unit),
        line.quantity.to_string(),
        line.price.told(),
        line.amount().told(),
    ]
}

fn sums(letter: &Letter<'_>, sheet: &Sheet) -> Vec<(String, String)> {
    let mut sums = Vec::new();
    for group in [
        Group::Room,
        Group::Device,
        Group::Goods,
        Group::Labour,
        Group::Other,
    ] {
        let of_group = sheet.lines.iter().filter(|line| line.group == group);
        let amount: steward_domain::money::Fen = of_group.map(FeeLine::amount).sum();
        if amount.0 != 0 {
            sums.push((letter.say(words::fee_group(group)), amount.told()));
        }
    }
    if sheet.discount.0 != 0 {
        let why = format!("{} {}", letter.say(terms::DISCOUNT), sheet.discount_why);
        sums.push((why, format!("-{}", sheet.discount.told())));
    }
    let tax = match sheet.tax_included {
        true => terms::TAX_WITHIN,
        false => terms::TAX_ON_TOP,
    };
    let rate = format!("{} {}.{}%", letter.say(tax), sheet.tax / 10, sheet.tax % 10);
    sums.push((rate, sheet.tax_due().told()));
    sums.push((letter.say(terms::TOTAL), sheet.total().told()));
    sums
}
