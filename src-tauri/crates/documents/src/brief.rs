//! The brief 业务简报: the figures of a period on A4, with pictures.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::bulletin::Language;
use crate::chart::Chart;
use crate::fonts::Families;
use crate::form::Column;
use crate::text::{LABEL, NAME, REMARK, TITLE, line};
use crate::view::{self, Moment, moment};
use crate::{Fault, Fonts, Rendered, render};

/// All that stands on a brief. All times are local to the venue.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// What it is: 周业务简报, 月业务简报.
    pub title: String,
    /// Under the title: the days.
    pub subject: String,
    /// Its number, such as `2026-W48`.
    pub number: String,
    /// Who issues it.
    pub issuer: String,
    /// The venue, printed as the head of the first page.
    pub venue: String,
    /// The station (workstation) it was made on.
    pub station: String,
    /// When it was made; the PDF's date.
    pub made_at: NaiveDateTime,
    /// The language of what this crate adds.
    pub language: Language,
    /// The period in a few sentences.
    pub summary: Vec<String>,
    /// The figures that come first.
    pub tiles: Vec<BriefTile>,
    /// What follows, in order.
    pub sections: Vec<BriefSection>,
}

/// A figure of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BriefTile {
    /// What.
    pub name: String,
    /// How much.
    pub value: String,
    /// Against the period before; may be empty.
    pub change: String,
}

/// A picture and a table under one heading; either may be missing.
#[derive(Debug, Clone, PartialEq)]
pub struct BriefSection {
    /// Over it.
    pub heading: String,
    /// What there is to know about it; may be empty.
    pub about: String,
    /// The picture.
    pub chart: Option<Chart>,
    /// Columns of the table; none for no table.
    pub columns: Vec<Column>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<String>>,
    /// What stands there instead of no rows.
    pub none: String,
}

#[derive(Serialize)]
struct View<'a> {
    language: &'static str,
    fonts: Families,
    title: String,
    subject: String,
    number: String,
    issuer: String,
    venue: String,
    station: String,
    made_at: Moment,
    summary: Vec<String>,
    tiles: &'a [BriefTile],
    sections: Vec<SectionView>,
}

#[derive(Serialize)]
struct SectionView {
    heading: String,
    about: String,
    chart: Option<String>,
    columns: Vec<ColumnView>,
    rows: Vec<Vec<String>>,
    none: String,
}

#[derive(Serialize)]
struct ColumnView {
    name: String,
    share: u32,
    figures: bool,
}

/// Sets a brief.
///
/// # Errors
/// [`Fault::Template`] when the template does not compile or a picture cannot be drawn.
pub fn brief(data: &Brief, fonts: &Fonts) -> Result<Rendered, Fault> {
    let families = fonts.families();
    let sections = data
        .sections
        .iter()
        .map(|one| section(one, families.sans()))
        .collect::<Result<_, _>>()?;
    let view = View {
        language: view::language(data.language),
        title: line(&data.title, LABEL),
        subject: line(&data.subject, TITLE),
        number: line(&data.number, LABEL),
        issuer: line(&data.issuer, NAME),
        venue: line(&data.venue, NAME),
        station: line(&data.station, LABEL),
        made_at: moment(data.made_at, data.made_at.date()),
        summary: data.summary.iter().map(|one| line(one, TITLE)).collect(),
        tiles: &data.tiles,
        sections,
        fonts: families,
    };
    render::render("brief.typ", &view, fonts)
}

fn section(one: &BriefSection, family: &str) -> Result<SectionView, Fault> {
    let drawn = one.chart.as_ref().filter(|chart| !chart.is_empty());
    let cells = |row: &Vec<String>| {
        let given = row.iter().map(|cell| line(cell, REMARK));
        given
            .chain(std::iter::repeat(String::new()))
            .take(one.columns.len())
            .collect()
    };
    Ok(SectionView {
        heading: line(&one.heading, NAME),
        about: line(&one.about, TITLE),
        chart: drawn.map(|chart| chart.svg(family)).transpose()?,
        columns: one
            .columns
            .iter()
            .map(|column| ColumnView {
                name: line(&column.name, LABEL),
                share: column.share.max(1),
                figures: column.figures,
            })
            .collect(),
        rows: one.rows.iter().map(cells).collect(),
        none: line(&one.none, NAME),
    })
}
