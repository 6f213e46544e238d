//! Figures of a period, ready to be drawn: a screen, a paper and a workbook
//! show the same tables.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use steward_domain::ids::{MeetingId, Number};
use steward_domain::meeting::State;
use steward_domain::money::Fen;
use steward_domain::names::Name;

use super::When;

/// All figures of a period. Whatever was counted from meetings names them by
/// their places in `meetings`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct FiguresView {
    /// What the period is called in a number: `2026-W48`.
    pub code: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// First day of the period that it is compared with.
    pub before_from: NaiveDate,
    /// Last day of that.
    pub before_to: NaiveDate,
    /// The figures that come first.
    pub tiles: Vec<FigureTile>,
    /// Use of rooms by hour.
    pub heats: Vec<FigureHeat>,
    /// Everything else, in the order of the brief.
    pub tables: Vec<FigureTable>,
    /// Every meeting behind a figure, by start.
    pub meetings: Vec<FigureMeeting>,
}

/// A meeting behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureMeeting {
    /// Which.
    pub id: MeetingId,
    /// Its number.
    pub number: Number,
    /// Its title.
    pub title: String,
    /// When.
    pub when: When,
    /// Where; none for no room yet.
    pub room: Option<Name>,
    /// Who holds it.
    pub organiser: String,
    /// Expected people.
    pub headcount: Option<u32>,
    /// How far it is.
    pub state: State,
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FigureValue {
    /// Nothing to tell.
    None,
    /// So many.
    Count {
        /// How many.
        n: i32,
    },
    /// So many of so many.
    Share {
        /// How many.
        part: u32,
        /// Of how many; none for a share of nothing.
        of: u32,
    },
    /// So many for each of so many.
    Each {
        /// How many.
        part: u32,
        /// Of how many.
        of: u32,
    },
    /// So long, told in hours.
    Hours {
        /// Minutes.
        minutes: u32,
    },
    /// So long before, told in days, hours and minutes.
    Length {
        /// Minutes.
        minutes: i32,
    },
    /// So much money.
    Money {
        /// Fen.
        fen: Fen,
    },
}

/// A figure of its own, with that of the period before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureTile {
    /// Its name in the code: `meetings`.
    pub code: String,
    /// What.
    pub name: Name,
    /// How much.
    pub value: FigureValue,
    /// How much it was in the period before.
    pub before: FigureValue,
    /// The meetings behind it.
    pub meetings: Vec<u32>,
}

/// Figures under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureTable {
    /// Its name in the code: `organisers`.
    pub code: String,
    /// Over it.
    pub name: Name,
    /// What there is to know about it; empty for nothing.
    pub about: Name,
    /// Over the names of the rows.
    pub head: Name,
    /// Over the cells.
    pub columns: Vec<FigureColumn>,
    /// The rows.
    pub rows: Vec<FigureRow>,
    /// How it is drawn, and by which column.
    pub plot: Option<FigurePlot>,
}

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureColumn {
    /// Over it.
    pub name: Name,
}

/// How a table is drawn; always by its first column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum FigurePlot {
    /// Columns side by side, in order.
    Columns,
    /// Bars one below the other.
    Bars,
}

/// A row of figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureRow {
    /// Of what.
    pub name: Name,
    /// It is part of a row above and adds nothing to a sum.
    pub within: bool,
    /// One for each column.
    pub cells: Vec<FigureCell>,
    /// The meetings behind the row.
    pub meetings: Vec<u32>,
}

/// A figure in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureCell {
    /// How much.
    pub value: FigureValue,
    /// The meetings behind it, where they are not those of the row.
    pub meetings: Option<Vec<u32>>,
}

/// Use of rooms by hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureHeat {
    /// Its name in the code: `heat_rooms`.
    pub code: String,
    /// Over it.
    pub name: Name,
    /// The hours from left to right.
    pub hours: Vec<u32>,
    /// The rows.
    pub rows: Vec<FigureHeatRow>,
}

/// A row of hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureHeatRow {
    /// Of what.
    pub name: Name,
    /// One for each hour.
    pub cells: Vec<FigureHeatCell>,
}

/// The use of an hour of the day over the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FigureHeatCell {
    /// Room-minutes taken.
    pub used: u32,
    /// Room-minutes open.
    pub open: u32,
    /// The meetings.
    pub meetings: Vec<u32>,
}
