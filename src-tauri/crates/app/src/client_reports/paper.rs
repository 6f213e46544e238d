//! A report to the client as PDF, as a workbook, and as text for a mail.

use chrono::NaiveDate;
use steward_documents::{Cell, Form, Part, Sheet, in_words};
use steward_domain::client_report::Line;
use steward_domain::ids::ClientReportId;
use steward_domain::names::Language;

use super::{Told, is_on};
use crate::Desk;
use crate::audit::left;
use crate::bulletin::printed_language;
use crate::forms::{Leaving, Letter};
use crate::views::{PaperInfo, Refusal};
use crate::words;
use crate::words::terms::{self, Term};

/// Columns of the list with their shares of a page and their widths in a
/// workbook, characters.
const COLUMNS: [(Term, u32, u32); 9] = [
    (terms::NUMBER, 5, 12),
    (terms::TIME, 6, 24),
    (terms::ROOMS, 6, 22),
    (terms::CLASS, 2, 8),
    (terms::TITLE, 10, 44),
    (terms::HEADCOUNT, 3, 8),
    (terms::ORGANISER, 7, 28),
    (terms::CONTACT, 6, 24),
    (terms::STATE, 4, 12),
];

impl Desk {
    /// Lays a report out; a supplement says only what changed.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Document`].
    pub fn client_report_paper(
        &self,
        report: ClientReportId,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("client_report_paper")?;
        let (form, date) = self.house(|r, house| {
            let told = Told::read(r, house, self.today(house), report)?;
            let letter = self.letter(house, language);
            let date = told.report.days.first().copied().unwrap_or_default();
            Ok((form(&letter, &told), date))
        })?;
        self.lay_out_as("client_report", &form, date)
    }

    /// Saves a report as a workbook.
    ///
    /// # Errors
    /// [`Refusal::File`] when the file cannot be written.
    pub fn client_report_workbook(
        &self,
        report: ClientReportId,
        language: Language,
        path: &str,
    ) -> Result<(), Refusal> {
        self.may_read("client_report_workbook")?;
        self.save_workbook(language, path, |r, letter| {
            let told = Told::read(r, letter.house, self.today(letter.house), report)?;
            let number = &told.report.number;
            let day = told.report.days.first().copied();
            Ok(Leaving {
                title: letter.say(title(&told)),
                sheets: vec![sheet(letter, &told)],
                made: told.report.at,
                left: left("client_report", "xlsx", number, day),
            })
        })
    }

    /// A report as text for a mail.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn client_report_text(
        &self,
        report: ClientReportId,
        language: Language,
    ) -> Result<String, Refusal> {
        self.may_read("client_report_text")?;
        self.house(|r, house| {
            let told = Told::read(r, house, self.today(house), report)?;
            let text = text(&self.letter(house, language), &told);
            Ok(in_words(&text, printed_language(language)))
        })
    }
}

fn title(told: &Told) -> Term {
    match told.before {
        Some(_) => terms::SUPPLEMENT,
        None => terms::CLIENT_REPORT,
    }
}

fn form(letter: &Letter<'_>, told: &Told) -> Form {
    let mut form = letter.form(
        title(told),
        &told.report.number,
        &days(letter, &told.report.days),
    );
    form.to.clone_from(&letter.house.venue.report.to);
    form.made_at = letter.house.venue.local(told.report.at);
    if let Some(before) = &told.before {
        form.facts = letter.facts(vec![(terms::SUPPLEMENTS, before.number.clone())]);
    }
    let columns = COLUMNS.map(|(name, share, _)| (name, share));
    match told.changes(letter.house) {
        Some(changes) => {
            let all: Vec<(Term, u32)> =
                std::iter::once((terms::CHANGE, 3)).chain(columns).collect();
            form.parts.push(Part::Table {
                heading: letter.say(terms::CHANGED),
                columns: letter.columns(&all),
                rows: changes
                    .iter()
                    .map(|one| change_cells(letter, one))
                    .collect(),
                sums: Vec::new(),
                none: letter.say(terms::NO_MEETINGS),
            });
        }
        None => {
            for day in &told.report.days {
                form.parts.push(Part::Table {
                    heading: day_told(letter, *day),
                    columns: letter.columns(&columns),
                    rows: of_day(letter, &told.report.lines, *day)
                        .map(|line| cells(letter, line, false))
                        .collect(),
                    sums: Vec::new(),
                    none: letter.say(terms::NO_MEETINGS),
                });
            }
        }
    }
    form.signs = letter.signs(&[terms::SIGN_CENTRE, terms::SIGN_CLIENT]);
    form
}

fn sheet(letter: &Letter<'_>, told: &Told) -> Sheet {
    let columns = COLUMNS.map(|(name, _, width)| (letter.say(name), width));
    let said = |cells: Vec<String>| cells.iter().map(|cell| Cell::text(cell)).collect();
    let mut sheet = Sheet {
        name: letter.say(terms::MEETINGS),
        title: format!("{} {}", letter.say(title(told)), told.report.number),
        columns: columns.to_vec(),
        rows: Vec::new(),
    };
    match told.changes(letter.house) {
        Some(changes) => {
            sheet.columns.insert(0, (letter.say(terms::CHANGE), 10));
            sheet.rows = changes
                .iter()
                .map(|one| said(change_cells(letter, one)))
                .collect();
        }
        None => {
            let lines = told.report.lines.iter();
            sheet.rows = lines.map(|line| said(cells(letter, line, true))).collect();
        }
    }
    sheet
}

fn text(letter: &Letter<'_>, told: &Told) -> String {
    let house = letter.house;
    let mut text = format!(
        "{} {}\n{}\n",
        letter.say(title(told)),
        told.report.number,
        days(letter, &told.report.days)
    );
    match told.changes(house) {
        Some(changes) => {
            for one in &changes {
                let cells = change_cells(letter, one);
                let said: Vec<String> = cells.iter().map(|cell| cell.replace('\n', "; ")).collect();
                text.push_str(&format!("\n· {}", joined(said)));
            }
            text.push('\n');
        }
        None => {
            for day in &told.report.days {
                text.push_str(&format!("\n{}\n", day_told(letter, *day)));
                let mut lines = of_day(letter, &told.report.lines, *day).peekable();
                if lines.peek().is_none() {
                    text.push_str(terms::NO_MEETINGS.say(letter.language));
                    text.push('\n');
                }
                for line in lines {
                    text.push_str(&format!("· {}\n", joined(cells(letter, line, false))));
                }
            }
        }
    }
    text.push_str(&format!("\n{}\n", letter.name(&house.venue.issuer)));
    text
}

fn joined(cells: Vec<String>) -> String {
    let said: Vec<String> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    said.join(" | ")
}

/// What stands in the columns; the day with the time where it is not headed by
/// its day.
fn cells(letter: &Letter<'_>, line: &Line, with_day: bool) -> Vec<String> {
    let when = letter.house.when_of(line.start, line.end, false);
    let span = words::notice::when(&when);
    let clock = span
        .split_once(' ')
        .map_or(span.as_str(), |(_, clock)| clock);
    vec![
        line.number.0.clone(),
        if with_day {
            letter.span(&when)
        } else {
            clock.to_owned()
        },
        match line.rooms.is_empty() {
            true => letter.say(terms::ROOM_OPEN),
            false => letter.names(&line.rooms),
        },
        line.class
            .map(|class| format!("{class:?}"))
            .unwrap_or_default(),
        line.title.clone(),
        line.headcount.map(|n| n.to_string()).unwrap_or_default(),
        line.organiser.clone(),
        [line.contact.as_str(), line.phone.as_str()]
            .join(" ")
            .trim()
            .to_owned(),
        letter.say(words::state(line.state)),
    ]
}

/// The columns with what changed in front; what differs says what it was.
fn change_cells(
    letter: &Letter<'_>,
    (line, before, dropped): &(Line, Option<Line>, bool),
) -> Vec<String> {
    let kind = match (before, dropped) {
        (_, true) => terms::DROPPED,
        (Some(_), _) => terms::ALTERED,
        (None, _) => terms::ADDED,
    };
    let mut said = cells(letter, line, true);
    if let Some(before) = before {
        let was = terms::BEFORE.say(letter.language);
        for (now, then) in said.iter_mut().zip(cells(letter, before, true)) {
            if *now != then && !then.is_empty() {
                *now = format!("{now}\n({was} {then})");
            }
        }
    }
    said.insert(0, letter.say(kind));
    said
}

fn of_day<'a>(
    letter: &'a Letter<'_>,
    lines: &'a [Line],
    day: NaiveDate,
) -> impl Iterator<Item = &'a Line> {
    lines
        .iter()
        .filter(move |line| is_on(letter.house, &[day], line.start, line.end))
}

fn days(letter: &Letter<'_>, days: &[NaiveDate]) -> String {
    let said: Vec<String> = days.iter().map(|day| day_told(letter, *day)).collect();
    said.join(words::comma(letter.language))
}

/// `2026-11-25 周三`.
fn day_told(letter: &Letter<'_>, day: NaiveDate) -> String {
    format!("{day} {}", letter.say(words::weekday(day)))
}
