//! One shape for the documents of facts, tables, texts and lines to sign on: the application form, the report to the
//! client, the record sheet, slips and confirmations. What they say is handed over in words.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::bulletin::Language;
use crate::fonts::Families;
use crate::text::{LABEL, NAME, REMARK, TITLE, line};
use crate::view::{self, Moment, moment};
use crate::{Fault, Fonts, Rendered, render};

/// Facts longer than this take a row of their own; columns, an ideograph is two.
const SHORT: usize = 26;
/// Most lines of one cell or text.
const MOST_LINES: usize = 200;

/// All that stands on one document. All times are local to the venue.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// What it is, for example 租用会议室申请表.
    pub title: String,
    /// Under the title: the days, the meeting; may be empty.
    pub subject: String,
    /// To whom it goes; may be empty.
    pub to: String,
    /// What the reader must not miss, in a frame; may be empty.
    pub notice: String,
    /// Its own number.
    pub number: String,
    /// Who issues it.
    pub issuer: String,
    /// The venue, printed as the head of the first page.
    pub venue: String,
    /// The station (workstation) it was made on.
    pub station: String,
    /// When it was made; the PDF's date.
    pub made_at: NaiveDateTime,
    /// The language of what this crate adds: page numbers and the like.
    pub language: Language,
    /// Label and value, in order; what has no value is left out.
    pub facts: Vec<(String, String)>,
    /// What follows, in order.
    pub parts: Vec<Part>,
    /// Who signs.
    pub signs: Vec<String>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Rows under headed columns.
    Table {
        /// Over it; may be empty.
        heading: String,
        /// From left to right.
        columns: Vec<Column>,
        /// Each as many cells as there are columns.
        rows: Vec<Vec<String>>,
        /// Under the last column, each with its label.
        sums: Vec<(String, String)>,
        /// What stands there instead of no rows.
        none: String,
    },
    /// Several lines in a frame.
    Text {
        /// Over it; may be empty.
        heading: String,
        /// The text.
        text: String,
    },
    /// Room to write in by hand.
    Blank {
        /// Over it.
        heading: String,
        /// How many lines.
        lines: u32,
    },
    /// Points, ticked or not.
    Ticks {
        /// Over them; may be empty.
        heading: String,
        /// Each with whether it is ticked.
        points: Vec<(bool, String)>,
    },
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// Its share of the width.
    pub share: u32,
    /// Whether it holds figures, which stand at the right.
    pub figures: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(name: &str, share: u32) -> Self {
        Self {
            name: name.to_owned(),
            share,
            figures: false,
        }
    }

    /// A column of figures.
    #[must_use]
    pub fn figures(name: &str, share: u32) -> Self {
        Self {
            figures: true,
            ..Self::words(name, share)
        }
    }
}

#[derive(Serialize)]
struct View {
    language: &'static str,
    fonts: Families,
    title: String,
    subject: String,
    to: String,
    notice: Vec<String>,
    number: String,
    issuer: String,
    venue: String,
    station: String,
    made_at: Moment,
    facts: Vec<Fact>,
    parts: Vec<PartView>,
    signs: Vec<String>,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    value: Vec<String>,
    wide: bool,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum PartView {
    Table {
        heading: String,
        columns: Vec<ColumnView>,
        rows: Vec<Vec<Vec<String>>>,
        sums: Vec<Fact>,
        none: String,
    },
    Text {
        heading: String,
        text: Vec<String>,
    },
    Blank {
        heading: String,
        lines: u32,
    },
    Ticks {
        heading: String,
        points: Vec<Point>,
    },
}

#[derive(Serialize)]
struct ColumnView {
    name: String,
    share: u32,
    figures: bool,
}

#[derive(Serialize)]
struct Point {
    done: bool,
    text: String,
}

/// Sets a form.
///
/// # Errors
/// [`Fault::Template`] when the template does not compile.
pub fn form(data: &Form, fonts: &Fonts) -> Result<Rendered, Fault> {
    render::render("form.typ", &view(data, fonts), fonts)
}

fn view(data: &Form, fonts: &Fonts) -> View {
    View {
        language: view::language(data.language),
        fonts: fonts.families(),
        title: line(&data.title, LABEL),
        subject: line(&data.subject, TITLE),
        to: line(&data.to, NAME),
        notice: lines(&data.notice),
        number: line(&data.number, LABEL),
        issuer: line(&data.issuer, NAME),
        venue: line(&data.venue, NAME),
        station: line(&data.station, LABEL),
        made_at: moment(data.made_at, data.made_at.date()),
        facts: facts(&data.facts),
        parts: data.parts.iter().map(part).collect(),
        signs: data.signs.iter().map(|one| line(one, LABEL)).collect(),
    }
}

fn part(part: &Part) -> PartView {
    match part {
        Part::Table {
            heading,
            columns,
            rows,
            sums,
            none,
        } => PartView::Table {
            heading: line(heading, NAME),
            columns: columns
                .iter()
                .map(|one| ColumnView {
                    name: line(&one.name, LABEL),
                    share: one.share.max(1),
                    figures: one.figures,
                })
                .collect(),
            rows: rows.iter().map(|row| cells(row, columns.len())).collect(),
            sums: facts(sums),
            none: line(none, NAME),
        },
        Part::Text { heading, text } => PartView::Text {
            heading: line(heading, NAME),
            text: lines(text),
        },
        Part::Blank { heading, lines } => PartView::Blank {
            heading: line(heading, NAME),
            lines: (*lines).clamp(1, 25),
        },
        Part::Ticks { heading, points } => PartView::Ticks {
            heading: line(heading, NAME),
            points: points
                .iter()
                .map(|(done, text)| Point {
                    done: *done,
                    text: line(text, REMARK),
                })
                .collect(),
        },
    }
}

/// A row of exactly as many cells as there are columns.
fn cells(row: &[String], columns: usize) -> Vec<Vec<String>> {
    let given = row.iter().map(|cell| lines(cell));
    given
        .chain(std::iter::repeat(Vec::new()))
        .take(columns)
        .collect()
}

fn facts(all: &[(String, String)]) -> Vec<Fact> {
    all.iter()
        .map(|(label, value)| {
            let value = lines(value);
            let columns = |text: &String| -> usize {
                text.chars()
                    .map(|c| if c < '\u{2000}' { 1 } else { 2 })
                    .sum()
            };
            Fact {
                label: line(label, LABEL),
                wide: value.len() > 1 || value.iter().any(|one| columns(one) > SHORT),
                value,
            }
        })
        .filter(|fact| !fact.value.is_empty())
        .collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|part| line(part, TITLE))
        .filter(|part| !part.is_empty())
        .take(MOST_LINES)
        .collect()
}
