//! Lists on their way out: as a workbook, a text with commas, paper, and a
//! calendar where they have times. What is hidden from who takes them is
//! hidden there too.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use steward_documents::{Cell, Column, Part, Sheet, csv};
use steward_domain::right::Right;
use steward_domain::secrecy::audit::Left;
use steward_exchange::{Method, Outgoing, OutgoingEvent, write_ics};

use crate::Desk;
use crate::audit::left;
use crate::bulletin::printed_language;
use crate::forms::Letter;
use crate::house::House;
use crate::refusals::code_of;
use crate::texts::count;
use crate::views::{ListAsk, ListForm, ListOf, PaperInfo, Refusal};
use crate::words::outputs_terms as say;
use crate::words::terms::Term;

mod during;
mod house;
mod meetings;

/// Most days of one list.
const MOST_DAYS: i64 = 3 * 366;

impl Desk {
    /// Saves a list as a file; how many rows it has.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`] for more days than a list may be of;
    /// [`Refusal::Unknown`] for a calendar of what has no times;
    /// [`Refusal::File`] when it cannot be written.
    pub fn list_file(&self, ask: &ListAsk, form: ListForm, path: &str) -> Result<u32, Refusal> {
        self.must(&[Right::Export])?;
        self.save_list(ask, form, path)
    }

    /// The same, for who asked for the right to what the list is of.
    pub(crate) fn save_list(
        &self,
        ask: &ListAsk,
        form: ListForm,
        path: &str,
    ) -> Result<u32, Refusal> {
        if form == ListForm::Pdf {
            let (info, rows) = self.list_set(ask)?;
            self.paper_save(info.edition, path)?;
            return Ok(rows);
        }
        let list = self.listed(ask)?;
        let rows = count(match form {
            ListForm::Ics => list.rows.iter().filter(|row| row.event.is_some()).count(),
            _ => list.rows.len(),
        });
        let gone = Left {
            pages: rows,
            meetings: if ask.of == ListOf::Meetings { rows } else { 0 },
            ..left(list_code(ask.of), &code_of(&form), "", ask.from)
        };
        if form == ListForm::Xlsx {
            self.save_workbook(ask.language, path, |_, letter| {
                let sheets = vec![list.sheet(letter, ask)];
                Ok(letter.leaving(letter.say(say::list(ask.of)), sheets, gone))
            })?;
            return Ok(rows);
        }
        let bytes = self.house(|_, house| {
            let letter = self.letter(house, ask.language);
            if form == ListForm::Ics {
                return list.calendar(&letter, ask);
            }
            let sheet = list.sheet(&letter, ask);
            Ok(csv(&sheet.in_words(printed_language(ask.language))))
        })?;
        self.take_out(path, &bytes, gone)?;
        Ok(rows)
    }

    /// Lays a list out for paper.
    ///
    /// # Errors
    /// As [`Desk::list_file`]; [`Refusal::Document`].
    pub fn list_paper(&self, ask: &ListAsk) -> Result<PaperInfo, Refusal> {
        self.may_read("list_paper")?;
        Ok(self.list_set(ask)?.0)
    }

    fn list_set(&self, ask: &ListAsk) -> Result<(PaperInfo, u32), Refusal> {
        let list = self.listed(ask)?;
        let (form, date) = self.house(|_, house| {
            let letter = self.letter(house, ask.language);
            // A list has no number of its own: when it was made tells copies apart.
            let number = house.venue.local(letter.now).format("L%Y%m%d-%H%M");
            let days = list.days_told();
            let mut form = letter.form(say::list(ask.of), &number.to_string(), &days);
            let kept = list.on_paper();
            let columns = list.columns.iter().zip(&kept).filter(|(_, kept)| **kept);
            form.parts.push(Part::Table {
                heading: String::new(),
                columns: columns
                    .map(|(one, _)| Column {
                        name: letter.say(one.head),
                        share: one.width,
                        figures: one.figures,
                    })
                    .collect(),
                rows: list
                    .rows
                    .iter()
                    .map(|row| {
                        let cells = row.cells.iter().zip(&kept).filter(|(_, kept)| **kept);
                        cells.map(|(cell, _)| words_of(cell)).collect()
                    })
                    .collect(),
                sums: Vec::new(),
                none: letter.say(say::NOTHING),
            });
            Ok((form, ask.from.unwrap_or_else(|| self.today(house))))
        })?;
        let rows = count(list.rows.len());
        Ok((self.lay_out_as(list_code(ask.of), &form, date)?, rows))
    }

    /// A list with its rows, those that are asked for.
    fn listed(&self, ask: &ListAsk) -> Result<List, Refusal> {
        let (from, to) = self.house(|_, house| {
            let from = ask.from.unwrap_or_else(|| self.today(house));
            Ok((from, ask.to.unwrap_or(from).max(from)))
        })?;
        if (to - from).num_days() > MOST_DAYS {
            return Err(Refusal::OutOfRange {
                field: "days".to_owned(),
                least: 1,
                most: i32::try_from(MOST_DAYS).unwrap_or(i32::MAX),
            });
        }
        let language = ask.language;
        let mut list = match ask.of {
            ListOf::Meetings => self.meetings_list((from, to), language)?,
            ListOf::Tasks => self.tasks_list((from, to), language)?,
            ListOf::Fees => self.fees_list(language)?,
            ListOf::Notices => self.notices_list(language)?,
            ListOf::Inbox => self.inbox_list(language)?,
            ListOf::Rooms => self.rooms_list(language)?,
            ListOf::Staff => self.staff_list(language)?,
            ListOf::Stock => self.stock_list(language)?,
            ListOf::Lost => self.lost_list(language)?,
            ListOf::Incidents => self.incidents_list(language)?,
            ListOf::Calls => self.calls_list(language)?,
        };
        if let Some(only) = &ask.only {
            let place: BTreeMap<&str, usize> = only
                .iter()
                .enumerate()
                .map(|(at, key)| (key.as_str(), at))
                .collect();
            list.rows.retain(|row| place.contains_key(row.key.as_str()));
            list.rows
                .sort_by_key(|row| place.get(row.key.as_str()).copied());
        }
        if matches!(ask.of, ListOf::Meetings | ListOf::Tasks) {
            list.days = Some((from, to));
        }
        Ok(list)
    }
}

/// The name of a list in the audit.
const fn list_code(of: ListOf) -> &'static str {
    match of {
        ListOf::Meetings => "list_meetings",
        ListOf::Rooms => "list_rooms",
        ListOf::Tasks => "list_tasks",
        ListOf::Staff => "list_staff",
        ListOf::Stock => "list_stock",
        ListOf::Lost => "list_lost",
        ListOf::Incidents => "list_incidents",
        ListOf::Calls => "list_calls",
        ListOf::Fees => "list_fees",
        ListOf::Notices => "list_notices",
        ListOf::Inbox => "list_inbox",
    }
}

/// A column of a list.
struct Head {
    head: Term,
    /// In characters.
    width: u32,
    figures: bool,
    /// A sheet of paper has room for it.
    paper: bool,
}

/// A row of a list.
struct Row {
    /// What it is asked for by.
    key: String,
    cells: Vec<Cell>,
    event: Option<OutgoingEvent>,
}

/// A list.
struct List {
    columns: Vec<Head>,
    rows: Vec<Row>,
    days: Option<(NaiveDate, NaiveDate)>,
}

impl List {
    fn of(columns: &[(Term, u32)]) -> Self {
        let head = |(head, width): &(Term, u32)| Head {
            head: *head,
            width: *width,
            figures: false,
            paper: true,
        };
        Self {
            columns: columns.iter().map(head).collect(),
            rows: Vec::new(),
            days: None,
        }
    }

    /// Columns from one on, so many, hold figures.
    fn figures(mut self, from: usize, many: usize) -> Self {
        for head in self.columns.iter_mut().skip(from).take(many) {
            head.figures = true;
        }
        self
    }

    /// Leaves columns out on paper, by their places.
    fn not_on_paper(mut self, places: &[usize]) -> Self {
        for at in places {
            if let Some(head) = self.columns.get_mut(*at) {
                head.paper = false;
            }
        }
        self
    }

    /// Which columns stand on paper: those that say anything.
    fn on_paper(&self) -> Vec<bool> {
        let heads = self.columns.iter().enumerate();
        heads
            .map(|(at, head)| {
                let says = |row: &Row| !matches!(row.cells.get(at), None | Some(Cell::Empty));
                head.paper && (self.rows.is_empty() || self.rows.iter().any(says))
            })
            .collect()
    }

    fn push(&mut self, key: &impl ToString, cells: Vec<Cell>) {
        self.rows.push(Row {
            key: key.to_string(),
            cells,
            event: None,
        });
    }

    fn days_told(&self) -> String {
        match self.days {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from} – {to}"),
            None => String::new(),
        }
    }

    fn sheet(&self, letter: &Letter<'_>, ask: &ListAsk) -> Sheet {
        let columns = self.columns.iter();
        let title = [
            letter.name(&letter.house.venue.name),
            letter.say(say::list(ask.of)),
            self.days_told(),
        ];
        Sheet {
            name: letter.say(say::list(ask.of)),
            title: crate::texts::dotted(title),
            columns: columns
                .map(|one| (letter.say(one.head), one.width))
                .collect(),
            rows: self.rows.iter().map(|row| row.cells.clone()).collect(),
        }
    }

    fn calendar(&self, letter: &Letter<'_>, ask: &ListAsk) -> Result<Vec<u8>, Refusal> {
        if !matches!(ask.of, ListOf::Meetings | ListOf::Tasks) {
            return Err(Refusal::Unknown("ics".to_owned()));
        }
        let venue = &letter.house.venue;
        Ok(write_ics(&Outgoing {
            title: letter.name(&venue.name),
            zone: Some(venue.zone),
            stamp: letter.now,
            events: self
                .rows
                .iter()
                .filter_map(|row| row.event.clone())
                .collect(),
            method: Method::Publish,
        }))
    }
}

/// A cell in words, for paper.
fn words_of(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Money(hundredths) => steward_domain::money::Fen(*hundredths).told(),
        Cell::Share(part) => format!("{:.1}%", part * 100.0),
        Cell::Time(at) => at.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// Words, or nothing.
fn text(text: impl Into<String>) -> Cell {
    let text = text.into();
    match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Text(text),
    }
}

/// A count, where there is one.
fn figure(count: Option<impl Into<i64>>) -> Cell {
    count.map_or(Cell::Empty, |count| Cell::Count(count.into()))
}

/// A moment in the venue's time.
fn time(house: &House, at: DateTime<Utc>) -> Cell {
    Cell::Time(house.venue.local(at))
}
