//! Documents of one shape: what stands at the head of each, and those about
//! one booking.

use chrono::{DateTime, NaiveDate, Utc};
use steward_documents::{self as documents, Column, Form, MapHead, Part, Sheet, workbook};
use steward_domain::approval::{self, Application, Why};
use steward_domain::ids::{ApplicationId, MeetingId};
use steward_domain::meeting::Meeting;
use steward_domain::names::{Language, Name};
use steward_domain::notice::LineState;
use steward_domain::room::Layout;
use steward_domain::secrecy::audit::Left;
use steward_store::Reader;

use crate::Desk;
use crate::approvals::Case;
use crate::bookings::meeting_of;
use crate::bulletin::printed_language;
use crate::editions::Title;
use crate::house::House;
use crate::notice::requirement;
use crate::views::{PaperInfo, Refusal, When};
use crate::words::terms::{self, Term};
use crate::words::{self, notice as say};

/// What a form of the house begins with.
pub(crate) struct Letter<'a> {
    pub(crate) house: &'a House,
    pub(crate) language: Language,
    pub(crate) station: String,
    pub(crate) now: DateTime<Utc>,
}

/// A workbook on its way out.
pub(crate) struct Leaving {
    /// In the file's properties.
    pub(crate) title: String,
    pub(crate) sheets: Vec<Sheet>,
    /// When it was made.
    pub(crate) made: DateTime<Utc>,
    /// What the audit says of it.
    pub(crate) left: Left,
}

impl Letter<'_> {
    /// A workbook that is made now.
    pub(crate) fn leaving(&self, title: String, sheets: Vec<Sheet>, left: Left) -> Leaving {
        Leaving {
            title,
            sheets,
            made: self.now,
            left,
        }
    }

    /// A form with nothing in it yet.
    pub(crate) fn form(&self, title: Term, number: &str, subject: &str) -> Form {
        Form {
            title: self.say(title),
            subject: words::title(subject, self.language),
            to: String::new(),
            notice: String::new(),
            number: number.to_owned(),
            issuer: self.name(&self.house.venue.issuer),
            venue: self.name(&self.house.venue.name),
            station: self.station.clone(),
            made_at: self.house.venue.local(self.now),
            language: printed_language(self.language),
            facts: Vec::new(),
            parts: Vec::new(),
            signs: Vec::new(),
        }
    }

    /// What stands around the plan of a map.
    pub(crate) fn map_head(
        &self,
        title: Term,
        subject: &str,
        facts: String,
        number: String,
    ) -> MapHead {
        MapHead {
            title: self.say(title),
            subject: subject.to_owned(),
            facts,
            number,
            issuer: self.name(&self.house.venue.issuer),
            station: self.station.clone(),
            made_at: self.house.venue.local(self.now),
            language: printed_language(self.language),
        }
    }

    pub(crate) fn say(&self, term: Term) -> String {
        term.say(self.language).to_owned()
    }

    pub(crate) fn name(&self, name: &Name) -> String {
        name.in_language(self.language).to_owned()
    }

    pub(crate) fn names(&self, names: &[Name]) -> String {
        let said: Vec<String> = names.iter().map(|name| self.name(name)).collect();
        said.join(words::comma(self.language))
    }

    pub(crate) fn facts(&self, facts: Vec<(Term, String)>) -> Vec<(String, String)> {
        let said = facts.into_iter();
        said.map(|(label, value)| (self.say(label), value))
            .collect()
    }

    pub(crate) fn columns(&self, columns: &[(Term, u32)]) -> Vec<Column> {
        let said = columns.iter();
        said.map(|(name, share)| Column::words(name.say(self.language), *share))
            .collect()
    }

    pub(crate) fn signs(&self, who: &[Term]) -> Vec<String> {
        who.iter().map(|term| self.say(*term)).collect()
    }

    /// `2026-11-25 14:00`.
    pub(crate) fn moment(&self, at: DateTime<Utc>) -> String {
        let local = self.house.venue.local(at);
        local.format("%Y-%m-%d %H:%M").to_string()
    }

    /// `2026-11-25 14:00–16:30`.
    pub(crate) fn span(&self, when: &When) -> String {
        format!("{}-{}", when.date.format("%Y"), say::when(when))
    }

    pub(crate) fn layout(&self, layout: Option<Layout>) -> String {
        layout
            .map(|one| self.name(&words::layout(one)))
            .unwrap_or_default()
    }

    pub(crate) fn yes_no(&self, yes: bool) -> String {
        self.say(if yes { terms::YES } else { terms::NO })
    }
}

impl Desk {
    /// Saves what `said` gives as a workbook, and says in the audit that it was.
    pub(crate) fn save_workbook(
        &self,
        language: Language,
        path: &str,
        said: impl FnOnce(&Reader<'_>, &Letter<'_>) -> Result<Leaving, Refusal>,
    ) -> Result<(), Refusal> {
        let (bytes, left) = self.house(|r, house| {
            let letter = self.letter(house, language);
            let leaving = said(r, &letter)?;
            let printed = printed_language(language);
            let sheets = leaving.sheets.iter();
            let sheets: Vec<Sheet> = sheets.map(|one| one.in_words(printed)).collect();
            let title = documents::in_words(&leaving.title, printed);
            let made = house.venue.local(leaving.made);
            Ok((workbook(&title, made, &sheets)?, leaving.left))
        })?;
        self.take_out(path, &bytes, left)
    }

    /// Lays out a document of the house that has its number already.
    pub(crate) fn lay_out_form(&self, form: &Form, date: NaiveDate) -> Result<PaperInfo, Refusal> {
        self.lay_out_as("form", form, date)
    }

    /// The same, under the name that the audit has for it.
    pub(crate) fn lay_out_as(
        &self,
        kind: &'static str,
        form: &Form,
        date: NaiveDate,
    ) -> Result<PaperInfo, Refusal> {
        let title = Title {
            kind,
            intent: "form",
            date,
            number: form.number.clone(),
        };
        let paper = documents::form(form, self.fonts()?)?;
        Ok(self.keep_copy(title, paper))
    }

    pub(crate) fn letter<'a>(&self, house: &'a House, language: Language) -> Letter<'a> {
        Letter {
            house,
            language,
            station: self.identity.name.clone(),
            now: self.now(),
        }
    }

    /// The application form 租用会议室申请表 of an application; the newest when
    /// none is named.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] before the first; [`Refusal::Document`].
    pub fn application_paper(
        &self,
        meeting: MeetingId,
        application: Option<ApplicationId>,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("application_paper")?;
        let (form, date) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let case = Case::read(r, house, &meeting)?;
            let mut wanted = case
                .applications
                .iter()
                .filter(|one| application.is_none_or(|id| one.id == id));
            let newest = wanted.next_back();
            let form = application_form(
                &self.letter(house, language),
                newest.ok_or(Refusal::NothingIssued)?,
                &case,
            );
            Ok((form, house.venue.local(meeting.slot.start).date()))
        })?;
        self.lay_out_form(&form, date)
    }

    /// The record sheet 会议信息记录表 of a booking (S-15).
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Document`].
    pub fn record_sheet(
        &self,
        meeting: MeetingId,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("record_sheet")?;
        let (form, date) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let form = record_form(r, &self.letter(house, language), &meeting)?;
            Ok((form, house.venue.local(meeting.slot.start).date()))
        })?;
        self.lay_out_form(&form, date)
    }
}

fn application_form(letter: &Letter<'_>, one: &Application, case: &Case) -> Form {
    let asks = &one.asks;
    let when = letter.house.when_of(asks.start, asks.end, false);
    let answer = approval::answer_to(one, &case.answers);
    let why = case.reasons.iter().filter_map(|why| match why {
        Why::Class => Some(letter.say(terms::BY_CLASS)),
        Why::Build { .. } => None,
    });
    let mut form = letter.form(terms::APPLICATION, &one.number, &asks.title);
    form.to.clone_from(&one.to);
    form.facts = letter.facts(vec![
        (terms::ORGANISER, asks.organiser.clone()),
        (terms::CONTACT, asks.contact.clone()),
        (terms::PHONE, asks.phone.clone()),
        (
            terms::HEADCOUNT,
            asks.headcount.map(|n| n.to_string()).unwrap_or_default(),
        ),
        (terms::TITLE, asks.title.clone()),
        (terms::TIME, letter.span(&when)),
        (terms::ROOMS, letter.names(&asks.room_names)),
        (terms::LAYOUT, letter.layout(asks.layout)),
        (terms::WHY_ASKED, why.collect::<Vec<_>>().join("\n")),
        (terms::BUILDS, asks.builds.join("\n")),
        (terms::REMARK, one.note.clone()),
        (terms::APPLIED_BY, one.by.clone()),
        (terms::APPLIED_AT, letter.moment(one.at)),
    ]);
    let heading = letter.say(terms::APPROVAL);
    form.parts.push(match answer {
        None => Part::Blank { heading, lines: 4 },
        Some(answer) => {
            let verdict = if answer.approved {
                terms::APPROVED
            } else {
                terms::REFUSED
            };
            let lines = [
                (terms::APPROVAL, letter.say(verdict)),
                (terms::DECIDED_BY, answer.decided_by.clone()),
                (terms::PAPER, answer.paper.clone()),
                (terms::CONDITIONS, answer.conditions.clone()),
            ];
            let said = lines.into_iter().filter(|(_, value)| !value.is_empty());
            let text = said.map(|(label, value)| format!("{}: {value}", letter.say(label)));
            Part::Text {
                heading,
                text: text.collect::<Vec<_>>().join("\n"),
            }
        }
    });
    form.signs = letter.signs(&[
        terms::SIGN_ORGANISER,
        terms::SIGN_CENTRE,
        terms::SIGN_CLIENT,
    ]);
    form
}

fn record_form(r: &Reader<'_>, letter: &Letter<'_>, meeting: &Meeting) -> Result<Form, Refusal> {
    let house = letter.house;
    let case = Case::read(r, house, meeting)?;
    let mut form = letter.form(terms::RECORD_SHEET, &meeting.number.0, &meeting.title);
    let rooms: Vec<Name> = meeting
        .slot
        .rooms()
        .map(|room| house.room_name(room))
        .collect();
    let rooms = match rooms.is_empty() {
        true => letter.say(terms::ROOM_OPEN),
        false => letter.names(&rooms),
    };
    let class = house
        .room_of(meeting)
        .map(|room| format!("{:?}", room.class));
    form.facts = letter.facts(vec![
        (terms::TITLE, meeting.title.clone()),
        (terms::TIME, letter.span(&house.when(&meeting.slot))),
        (terms::ROOMS, rooms),
        (terms::CLASS, class.unwrap_or_default()),
        (terms::LAYOUT, letter.layout(house.layout(&meeting.slot))),
        (
            terms::HEADCOUNT,
            meeting.headcount.map(|n| n.to_string()).unwrap_or_default(),
        ),
        (terms::ORGANISER, meeting.organiser.clone()),
        (terms::CONTACT, meeting.contact.clone()),
        (terms::PHONE, meeting.phone.clone()),
        (terms::LEADER, letter.yes_no(meeting.leader)),
        (terms::SERVED, letter.name(&words::service(meeting.service))),
        (terms::NEEDS, meeting.needs.clone()),
        (terms::TAKEN_BY, meeting.taken.by.clone()),
        (terms::TAKEN_AT, letter.moment(meeting.taken.at)),
        (terms::APPROVAL, approval_told(letter, meeting, &case)),
    ]);
    form.parts.push(Part::Ticks {
        heading: String::new(),
        points: vec![(false, letter.say(terms::FUNCTIONS_EXPLAINED))],
    });
    form.parts.append(&mut asked(r, letter, meeting)?);
    form.parts.push(Part::Blank {
        heading: letter.say(terms::AGREED),
        lines: 4,
    });
    form.signs = letter.signs(&[terms::SIGN_ORGANISER, terms::SIGN_ASSISTANT]);
    Ok(form)
}

/// `approved · 函〔2026〕18 号`; nothing where the client is not asked.
fn approval_told(letter: &Letter<'_>, meeting: &Meeting, case: &Case) -> String {
    match case.standing(meeting) {
        approval::Standing::NotNeeded => String::new(),
        approval::Standing::Approved(_, answer) => {
            let said = [
                letter.say(terms::APPROVED),
                answer.paper.clone(),
                answer.conditions.clone(),
            ];
            crate::texts::dotted(said)
        }
        approval::Standing::Refused(..) => letter.say(terms::REFUSED),
        _ => letter.say(terms::NOT_ANSWERED),
    }
}

/// What is asked now, with what is settled as not needed and what is open.
fn asked(r: &Reader<'_>, letter: &Letter<'_>, meeting: &Meeting) -> Result<Vec<Part>, Refusal> {
    let (mut rows, mut not_needed, mut not_asked) = (Vec::new(), Vec::new(), Vec::new());
    for kind in letter.house.kinds.iter() {
        let known = requirement(r, meeting, kind.id)?;
        let said = kind.line(&known.map(|one| one.answer).unwrap_or_default());
        match said.state {
            LineState::NotNeeded => not_needed.push(said.name),
            LineState::NotAsked if !kind.retired => not_asked.push(said.name),
            LineState::NotAsked => {}
            LineState::Needed => {
                let figures = said.figures.iter().map(|figure| {
                    let unit = figure.unit.only_in(letter.language);
                    format!(
                        "{} {}{unit}",
                        letter.name(&figure.name),
                        letter.name(&figure.value)
                    )
                });
                let mut what: Vec<String> = figures.collect();
                what.extend((!said.note.is_empty()).then_some(said.note));
                let who: Vec<Name> = said
                    .departments
                    .iter()
                    .map(|one| words::department(*one))
                    .collect();
                rows.push(vec![
                    letter.name(&said.name),
                    what.join("\n"),
                    letter.names(&who),
                ]);
            }
        }
    }
    let mut parts = vec![Part::Table {
        heading: letter.say(terms::ASKED),
        columns: letter.columns(&[(terms::KIND, 3), (terms::WHAT, 7), (terms::WHO, 4)]),
        rows,
        sums: Vec::new(),
        none: letter.say(terms::NOTHING_ASKED),
    }];
    for (heading, names) in [
        (terms::NOT_NEEDED, not_needed),
        (terms::NOT_ASKED, not_asked),
    ] {
        if !names.is_empty() {
            parts.push(Part::Text {
                heading: letter.say(heading),
                text: letter.names(&names),
            });
        }
    }
    Ok(parts)
}
