//! Shift hand-over (S-75): what is open as a sheet, given, read, signed.

use chrono::{DateTime, Duration, Utc};
use steward_documents::{Column, Form, Part};
use steward_domain::ids::ShiftSheetId;
use steward_domain::incident::IncidentState;
use steward_domain::meeting::State;
use steward_domain::names::{Language, Name};
use steward_domain::shift::{SIGNED, ShiftItem, ShiftSection, ShiftSheet, ShiftSigned};
use steward_store::Reader;

use crate::Desk;
use crate::board;
use crate::clashes::bare_clash;
use crate::facts::{of_kind, say};
use crate::forms::Letter;
use crate::house::House;
use crate::incidents::days_ago;
use crate::texts::{LINE, TEXT, dotted, line, text};
use crate::views::{
    Decision, DueTask, MeetingBrief, PaperInfo, Refusal, ShiftOpen, ShiftSheetView, ShiftView,
};
use crate::words::during::{both, decision, gravity, incident_state, shift_section};
use crate::words::{self, during_terms as terms};
use crate::{hotline, incidents, patrols};

/// How far ahead a sheet names meetings, hours.
const AHEAD_HOURS: i64 = 12;
/// Sheets of so many days are listed, and asked to be signed.
const SINCE_DAYS: i64 = 14;
/// Most lines under one heading.
const MOST_LINES: usize = 100;

impl Desk {
    /// What is open now, and the sheets of the last days.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shift(&self) -> Result<ShiftView, Refusal> {
        self.may_read("shift")?;
        let now = self.now();
        let items = self.open_now()?;
        self.read(|r| {
            let mut sheets = Vec::new();
            for sheet in recent(r, now)?.into_iter().rev() {
                sheets.push(view(r, sheet)?);
            }
            Ok(ShiftView { items, sheets })
        })
    }

    /// Hands the shift over: what is open now stands on a sheet of its own.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`] when nobody is at the desk and nobody is named.
    pub fn give_shift(&self, by: &str, to: &str, note: &str) -> Result<ShiftSheetId, Refusal> {
        let now = self.now();
        let by = self.somebody("by", by)?;
        let to = line("to", to, LINE)?;
        let note = text("note", note, TEXT)?;
        let items = self.open_now()?;
        self.act("give_shift", |w, house| {
            let recent = w.since::<ShiftSheet>(days_ago(now, 2))?;
            let sheet = ShiftSheet {
                id: ShiftSheetId(w.new_id()),
                number: self.nth_number("J", house, recent.iter().map(|one| &one.number)),
                by,
                to,
                at: now,
                items,
                note,
            };
            w.save(&sheet)?;
            Ok(sheet.id)
        })
    }

    /// Signs a sheet that was read.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NameNeeded`]; [`Refusal::NothingChanged`]
    /// when the same person signed it before.
    pub fn sign_shift(&self, id: ShiftSheetId, by: &str, note: &str) -> Result<(), Refusal> {
        let now = self.now();
        let by = self.somebody("by", by)?;
        let note = text("note", note, TEXT)?;
        self.act("sign_shift", |w, _| {
            let sheet = sheet_of(w, id)?;
            if signatures(w, &sheet)?.iter().any(|one| one.by == by) {
                return Err(Refusal::NothingChanged);
            }
            say(w, SIGNED, id.0, &ShiftSigned { by, at: now, note });
            Ok(())
        })
    }

    /// The sheet that a number names; the newest, should there be two.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_shift(&self, number: &str) -> Result<ShiftSheetId, Refusal> {
        let all = self.read(|r| Ok(r.all::<ShiftSheet>()?))?;
        let named = |one: &&ShiftSheet| one.number.eq_ignore_ascii_case(number.trim());
        let found = all.iter().rfind(named);
        found
            .map(|one| one.id)
            .ok_or_else(|| Refusal::Unknown(number.to_owned()))
    }

    /// One sheet; the newest when none is named.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingIssued`] before the first.
    pub fn shift_sheet(&self, id: Option<ShiftSheetId>) -> Result<ShiftSheetView, Refusal> {
        self.may_read("shift_sheet")?;
        self.read(|r| view(r, newest_or(r, id)?))
    }

    /// Lays a sheet out, with lines to sign on; the newest when none is named.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingIssued`]; [`Refusal::Document`].
    pub fn shift_paper(
        &self,
        id: Option<ShiftSheetId>,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("shift_paper")?;
        let (form, date) = self.house(|r, house| {
            let sheet = newest_or(r, id)?;
            let signed = signatures(r, &sheet)?;
            let date = house.venue.local(sheet.at).date();
            Ok((form(&self.letter(house, language), &sheet, &signed), date))
        })?;
        self.lay_out_form(&form, date)
    }

    /// What is open now, by heading.
    fn open_now(&self) -> Result<Vec<ShiftItem>, Refusal> {
        let now = self.now();
        let late = self.next_up(None, 1_000)?;
        let late = late.into_iter().filter(|task| task.progress.is_late());
        let late: Vec<DueTask> = late.take(MOST_LINES).collect();
        self.house(|r, house| {
            let mut items = incidents_open(r, house, now)?;
            items.append(&mut calls_open(r, house, now)?);
            items.extend(late.iter().map(late_task));
            items.append(&mut rounds_late(r, house, now)?);
            items.append(&mut meetings_near(r, house, now)?);
            let date = house.venue.local(now).date();
            let open =
                board::decisions(r, house, date, now, |_, clash| bare_clash(r, house, clash))?;
            items.extend(open.iter().filter_map(to_decide).take(MOST_LINES));
            Ok(items)
        })
    }
}

/// The sheets of the last days that nobody signed, the newest first.
pub(crate) fn unsigned(r: &Reader<'_>, now: DateTime<Utc>) -> Result<Vec<ShiftOpen>, Refusal> {
    let mut found = Vec::new();
    for sheet in recent(r, now)?.into_iter().rev() {
        if signatures(r, &sheet)?.is_empty() {
            found.push(ShiftOpen {
                id: sheet.id,
                number: sheet.number,
                by: sheet.by,
                to: sheet.to,
                at: sheet.at,
            });
        }
    }
    Ok(found)
}

fn recent(r: &Reader<'_>, now: DateTime<Utc>) -> Result<Vec<ShiftSheet>, Refusal> {
    Ok(r.since::<ShiftSheet>(days_ago(now, SINCE_DAYS))?)
}

fn signatures(r: &Reader<'_>, sheet: &ShiftSheet) -> Result<Vec<ShiftSigned>, Refusal> {
    Ok(of_kind(&r.facts_about(&[sheet.id.0])?, SIGNED))
}

fn sheet_of(r: &Reader<'_>, id: ShiftSheetId) -> Result<ShiftSheet, Refusal> {
    r.get::<ShiftSheet>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

fn newest_or(r: &Reader<'_>, id: Option<ShiftSheetId>) -> Result<ShiftSheet, Refusal> {
    match id {
        Some(id) => sheet_of(r, id),
        None => {
            let all = r.all::<ShiftSheet>()?;
            all.into_iter().next_back().ok_or(Refusal::NothingIssued)
        }
    }
}

fn view(r: &Reader<'_>, sheet: ShiftSheet) -> Result<ShiftSheetView, Refusal> {
    Ok(ShiftSheetView {
        signed: signatures(r, &sheet)?,
        id: sheet.id,
        number: sheet.number,
        by: sheet.by,
        to: sheet.to,
        at: sheet.at,
        items: sheet.items,
        note: sheet.note,
    })
}

fn incidents_open(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<ShiftItem>, Refusal> {
    let mut open = incidents::recent(r, house, now)?;
    open.retain(incidents::Case::is_open);
    let told = open.iter().take(MOST_LINES).map(|case| {
        let one = &case.incident;
        let owed = case.standing.state == IncidentState::ToReport;
        let words = [
            both(gravity(one.gravity)),
            both(incident_state(case.standing.state)),
        ];
        let [grave, state] = words;
        let place = case.place(house);
        ShiftItem {
            section: ShiftSection::Incident,
            number: one.number.clone(),
            text: Name::new(&one.what, &one.what),
            detail: Name::new(
                &dotted([grave.zh, place.zh, state.zh]),
                &dotted([grave.en, place.en, state.en]),
            ),
            due: case.standing.due.filter(|_| owed),
            late: case.standing.late,
            meeting: one.meeting,
        }
    });
    Ok(told.collect())
}

fn calls_open(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<ShiftItem>, Refusal> {
    let open = hotline::open(r, house, now)?;
    let told = open.iter().take(MOST_LINES).map(|case| {
        let stands = case.standing(house, now);
        let what = case.what(house, now);
        let whose = stands.task.map(|task| words::department(task.department));
        let whose = whose.unwrap_or_default();
        let call = &case.call;
        let caller = dotted([&call.caller, &call.phone]);
        ShiftItem {
            section: ShiftSection::Call,
            number: call.number.clone(),
            text: Name::new(&what, &what),
            detail: Name::new(&dotted([&whose.zh, &caller]), &dotted([&whose.en, &caller])),
            due: stands.due,
            late: stands.late,
            meeting: call.meeting,
        }
    });
    Ok(told.collect())
}

fn late_task(task: &DueTask) -> ShiftItem {
    let whose = words::department(task.department);
    let where_ = where_of(&task.meeting);
    ShiftItem {
        section: ShiftSection::Late,
        number: task.handle.clone(),
        text: task.text.clone(),
        detail: Name::new(
            &dotted([whose.zh, where_.zh]),
            &dotted([whose.en, where_.en]),
        ),
        due: Some(task.due),
        late: true,
        meeting: Some(task.meeting.id),
    }
}

fn rounds_late(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<ShiftItem>, Refusal> {
    let late = patrols::late(r, house, now)?.into_iter();
    let told = late.map(|(route, due)| ShiftItem {
        section: ShiftSection::Patrol,
        number: String::new(),
        text: route.name,
        detail: words::department(route.department),
        due: Some(due),
        late: true,
        meeting: None,
    });
    Ok(told.collect())
}

fn meetings_near(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<ShiftItem>, Refusal> {
    let until = now + Duration::hours(AHEAD_HOURS);
    let mut near = r.meetings_between(now.timestamp_millis(), until.timestamp_millis())?;
    near.retain(|one| {
        let gone = matches!(one.standing.state, State::Cancelled | State::Closed);
        !gone && !one.has_lapsed(now) && one.slot.end > now && one.slot.start < until
    });
    let told = near.iter().take(MOST_LINES).map(|one| {
        let state = both(words::state(one.state_at(now, house.room_of(one))));
        let room = house.room_of(one).map(|room| room.name.clone());
        let room = room.unwrap_or_default();
        ShiftItem {
            section: ShiftSection::Meeting,
            number: one.number.0.clone(),
            text: Name::new(&one.title, &one.title),
            detail: Name::new(
                &dotted([room.in_language(Language::Zh), &state.zh]),
                &dotted([room.in_language(Language::En), &state.en]),
            ),
            due: Some(one.slot.start),
            late: false,
            meeting: Some(one.id),
        }
    });
    Ok(told.collect())
}

fn to_decide(open: &Decision) -> Option<ShiftItem> {
    let text = decision(open)?;
    let meeting = match open {
        Decision::Clash { clash } => Some(&clash.second),
        Decision::FollowUp { meeting, .. }
        | Decision::Notice { meeting, .. }
        | Decision::Posts { meeting, .. }
        | Decision::Held { meeting, .. }
        | Decision::Conflict { meeting, .. } => Some(meeting),
        Decision::Approval { awaited } => Some(&awaited.meeting),
        Decision::Waiting { waiting } => Some(&waiting.meeting),
        Decision::NotReady { late } => Some(&late.meeting),
        _ => None,
    };
    Some(ShiftItem {
        section: ShiftSection::Decision,
        number: meeting.map(|one| one.number.0.clone()).unwrap_or_default(),
        text,
        detail: meeting.map(where_of).unwrap_or_default(),
        due: None,
        late: false,
        meeting: meeting.map(|one| one.id),
    })
}

/// A meeting's title and room.
fn where_of(meeting: &MeetingBrief) -> Name {
    let room = meeting.room.clone().unwrap_or_default();
    let told = |language| dotted([meeting.title.as_str(), room.in_language(language)]);
    Name::new(&told(Language::Zh), &told(Language::En))
}

fn form(letter: &Letter<'_>, sheet: &ShiftSheet, signed: &[ShiftSigned]) -> Form {
    let mut form = letter.form(terms::SHIFT_SHEET, &sheet.number, "");
    form.facts = letter.facts(vec![
        (terms::SHIFT_GIVER, sheet.by.clone()),
        (terms::SHIFT_TAKER, sheet.to.clone()),
        (terms::SHIFT_AT, letter.moment(sheet.at)),
    ]);
    for section in ShiftSection::ALL {
        let lines = sheet.items.iter().filter(|item| item.section == section);
        form.parts.push(Part::Table {
            heading: letter.say(shift_section(section)),
            columns: columns(letter),
            rows: lines.map(|item| row(letter, item)).collect(),
            sums: Vec::new(),
            none: letter.say(terms::SHIFT_NOTHING),
        });
    }
    form.parts.push(match sheet.note.is_empty() {
        true => Part::Blank {
            heading: letter.say(terms::SHIFT_NOTE),
            lines: 3,
        },
        false => Part::Text {
            heading: letter.say(terms::SHIFT_NOTE),
            text: sheet.note.clone(),
        },
    });
    if !signed.is_empty() {
        let lines = signed
            .iter()
            .map(|one| dotted([one.by.clone(), letter.moment(one.at), one.note.clone()]));
        form.parts.push(Part::Text {
            heading: letter.say(terms::SHIFT_SIGNED),
            text: lines.collect::<Vec<_>>().join("\n"),
        });
    }
    form.signs = letter.signs(&[terms::SIGN_SHIFT_GIVER, terms::SIGN_SHIFT_TAKER]);
    form
}

fn columns(letter: &Letter<'_>) -> Vec<Column> {
    letter.columns(&[
        (words::terms::NUMBER, 3),
        (terms::SHIFT_OPEN, 7),
        (terms::SHIFT_WHERE, 6),
        (terms::SHIFT_DUE, 3),
    ])
}

fn row(letter: &Letter<'_>, item: &ShiftItem) -> Vec<String> {
    let local = |at| {
        letter
            .house
            .venue
            .local(at)
            .format("%m-%d %H:%M")
            .to_string()
    };
    let late = item.late.then(|| letter.say(terms::SHIFT_LATE));
    vec![
        item.number.clone(),
        letter.name(&item.text),
        letter.name(&item.detail),
        dotted([
            item.due.map(local).unwrap_or_default(),
            late.unwrap_or_default(),
        ]),
    ]
}
