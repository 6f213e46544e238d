//! The lost-property register 拾遗物品登记表 (S-60): found, kept, handed back
//! against a signature, or disposed of.

use steward_documents::{Form, Part};
use steward_domain::after::{LostEnd, LostItem};
use steward_domain::ids::LostItemId;
use steward_domain::meeting::Meeting;
use steward_domain::names::Language;
use steward_domain::record::Record as _;
use steward_store::Reader;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::forms::Letter;
use crate::house::House;
use crate::texts::{LINE, TEXT, line, name, text};
use crate::views::{LostDraft, LostEndDraft, LostView, PaperInfo, Refusal};
use crate::words::terms;

impl Desk {
    /// Enters something that was found; its number follows from the day and
    /// this station's letter.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`] when it is not said what it is, or who found it.
    pub fn enter_lost(&self, draft: &LostDraft) -> Result<LostItemId, Refusal> {
        let now = self.now();
        let found_by = name("found_by", &draft.found_by)?;
        let what = name("what", &draft.what)?;
        self.act("lost_item", |w, house| {
            let meeting = draft.meeting.map(|id| meeting_of(w, id)).transpose()?;
            let mut place = line("place", &draft.place, LINE)?;
            if place.is_empty() {
                let room = meeting.as_ref().and_then(|meeting| house.room_of(meeting));
                place = room
                    .map(|room| room.name.in_language(Language::Zh).to_owned())
                    .unwrap_or_default();
            }
            let all = w.all::<LostItem>()?;
            let item = LostItem {
                id: LostItemId(w.new_id()),
                number: self.nth_number("L", house, all.iter().map(|item| &item.number)),
                what,
                found_in: place,
                meeting: draft.meeting,
                found_by,
                found_at: now,
                kept: line("kept", &draft.kept, LINE)?,
                note: text("note", &draft.note, TEXT)?,
                outcome: None,
            };
            w.save(&item)?;
            Ok(item.id)
        })
    }

    /// Writes down what became of something.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::MovedOn`] when it is gone already;
    /// [`Refusal::NameNeeded`] when it is not said to whom, or who allowed it.
    pub fn end_lost(&self, id: LostItemId, draft: &LostEndDraft) -> Result<(), Refusal> {
        let (by, at) = (self.operator(), self.now());
        let end = match draft {
            LostEndDraft::Returned { to, proof } => LostEnd::Returned {
                to: name("to", to)?,
                proof: line("proof", proof, LINE)?,
                by,
                at,
            },
            LostEndDraft::Disposed { how, allowed } => LostEnd::Disposed {
                how: name("how", how)?,
                allowed: name("allowed", allowed)?,
                by,
                at,
            },
        };
        self.act("end_lost", |w, _| {
            let item = item_of(w, id)?;
            if item.outcome.is_some() {
                return Err(Refusal::MovedOn);
            }
            let outcome = Some(end);
            Ok(w.save(&LostItem { outcome, ..item })?)
        })
    }

    /// The register, newest first: what is kept, or all of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn lost_items(&self, all: bool) -> Result<Vec<LostView>, Refusal> {
        self.may_read("lost_items")?;
        self.house(|r, house| {
            let mut items = r.all::<LostItem>()?;
            items.retain(|item| all || item.outcome.is_none());
            items.sort_by(|a, b| (b.found_at, &b.number).cmp(&(a.found_at, &a.number)));
            items.into_iter().map(|item| view(r, house, item)).collect()
        })
    }

    /// The item that a number names.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_lost(&self, number: &str) -> Result<LostItemId, Refusal> {
        let all = self.read(|r| Ok(r.all::<LostItem>()?))?;
        let found = all
            .iter()
            .find(|item| item.number.eq_ignore_ascii_case(number.trim()));
        found
            .map(|item| item.id)
            .ok_or_else(|| Refusal::Unknown(number.to_owned()))
    }

    /// Lays out the slip that is signed when something is handed back.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Document`].
    pub fn lost_slip(&self, id: LostItemId, language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("lost_slip")?;
        let (form, date) = self.house(|r, house| {
            let item = item_of(r, id)?;
            let meeting = item.meeting.map(|id| meeting_of(r, id)).transpose()?;
            let date = house.venue.local(item.found_at).date();
            Ok((
                slip(&self.letter(house, language), &item, meeting.as_ref()),
                date,
            ))
        })?;
        self.lay_out_form(&form, date)
    }
}

fn item_of(r: &Reader<'_>, id: LostItemId) -> Result<LostItem, Refusal> {
    r.get::<LostItem>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

fn view(r: &Reader<'_>, house: &House, item: LostItem) -> Result<LostView, Refusal> {
    let meeting = item.meeting.map(|id| r.get::<Meeting>(id.0)).transpose()?;
    Ok(LostView {
        meeting: meeting.flatten().map(|meeting| house.brief(&meeting)),
        in_conflict: !r.conflicts_of(LostItem::KIND, item.id.0)?.is_empty(),
        id: item.id,
        number: item.number,
        what: item.what,
        place: item.found_in,
        found_by: item.found_by,
        found_at: item.found_at,
        kept: item.kept,
        note: item.note,
        end: item.outcome,
    })
}

fn slip(letter: &Letter<'_>, item: &LostItem, meeting: Option<&Meeting>) -> Form {
    let mut form = letter.form(terms::LOST_SLIP, &item.number, &item.what);
    form.facts = letter.facts(vec![
        (terms::WHAT_THING, item.what.clone()),
        (terms::PLACE, item.found_in.clone()),
        (terms::FOUND_BY, item.found_by.clone()),
        (terms::FOUND_AT, letter.moment(item.found_at)),
        (terms::KEPT_AT, item.kept.clone()),
        (
            terms::TITLE,
            meeting
                .map(|one| format!("{} {}", one.number, one.title))
                .unwrap_or_default(),
        ),
        (
            terms::ORGANISER,
            meeting.map(|one| one.organiser.clone()).unwrap_or_default(),
        ),
        (terms::REMARK, item.note.clone()),
    ]);
    match &item.outcome {
        None => form.parts.push(Part::Blank {
            heading: letter.say(terms::HANDED_BACK),
            lines: 3,
        }),
        Some(LostEnd::Returned { to, proof, by, at }) => {
            form.parts.push(ended(
                letter,
                terms::HANDED_BACK,
                &[
                    (terms::HANDED_TO, to.clone()),
                    (terms::PROOF, proof.clone()),
                    (terms::HANDED_BY, by.clone()),
                    (terms::HANDED_AT, letter.moment(*at)),
                ],
            ));
        }
        Some(LostEnd::Disposed {
            how,
            allowed,
            by,
            at,
        }) => {
            form.parts.push(ended(
                letter,
                terms::DISPOSED,
                &[
                    (terms::HOW, how.clone()),
                    (terms::ALLOWED_BY, allowed.clone()),
                    (terms::HANDED_BY, by.clone()),
                    (terms::HANDED_AT, letter.moment(*at)),
                ],
            ));
        }
    }
    form.signs = letter.signs(&[terms::SIGN_TAKER, terms::SIGN_GIVER]);
    form
}

fn ended(letter: &Letter<'_>, heading: terms::Term, lines: &[(terms::Term, String)]) -> Part {
    let said = lines.iter().filter(|(_, value)| !value.is_empty());
    let said: Vec<String> = said
        .map(|(label, value)| format!("{}: {value}", letter.say(*label)))
        .collect();
    Part::Text {
        heading: letter.say(heading),
        text: said.join("\n"),
    }
}
