//! Badges: what people wear, ten to a sheet.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::bulletin::Language;
use crate::fonts::Families;
use crate::text::{LABEL, NAME, TITLE, line};
use crate::view::{self, Moment, moment};
use crate::{Fault, Fonts, Rendered, render};

/// Badges to be cut out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badges {
    /// The PDF's title.
    pub title: String,
    /// Over each name.
    pub venue: String,
    /// When they were made; the PDF's date.
    pub made_at: NaiveDateTime,
    /// The language of what this crate adds.
    pub language: Language,
    /// The badges.
    pub badges: Vec<Badge>,
}

/// One badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The name, as large as there is room.
    pub name: String,
    /// In Latin letters; may be empty.
    pub latin: String,
    /// Its number; may be empty.
    pub number: String,
    /// Department; may be empty.
    pub department: String,
    /// Position; may be empty.
    pub position: String,
    /// What it opens.
    pub level: BadgeLevel,
}

/// What a badge opens: a colour, and as many marks, for who tells colours badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadgeLevel {
    /// Green, one mark.
    Public,
    /// Blue, two.
    Internal,
    /// Red, three.
    Confidential,
}

#[derive(Serialize)]
struct BadgesView {
    language: &'static str,
    fonts: Families,
    title: String,
    venue: String,
    made_at: Moment,
    badges: Vec<BadgeView>,
}

#[derive(Serialize)]
struct BadgeView {
    name: String,
    ems: f64,
    pair: bool,
    latin: String,
    number: String,
    department: String,
    position: String,
    marks: u8,
}

/// Sets badges, two by five on A4, with lines to cut along.
///
/// # Errors
/// [`Fault::Template`] when the template does not compile.
pub fn badges(data: &Badges, fonts: &Fonts) -> Result<Rendered, Fault> {
    let view = BadgesView {
        language: view::language(data.language),
        fonts: fonts.families(),
        title: line(&data.title, TITLE),
        venue: line(&data.venue, NAME),
        made_at: moment(data.made_at, data.made_at.date()),
        badges: data.badges.iter().map(badge).collect(),
    };
    render::render("badges.typ", &view, fonts)
}

fn badge(one: &Badge) -> BadgeView {
    let name = line(&one.name, LABEL);
    let wide = |c: char| c >= '\u{2e80}';
    let ems = name.chars().map(|c| if wide(c) { 1.0 } else { 0.62 });
    BadgeView {
        ems: ems.sum::<f64>().max(1.0),
        pair: name.chars().count() == 2 && name.chars().all(wide),
        latin: line(&one.latin, LABEL),
        number: line(&one.number, LABEL),
        department: line(&one.department, LABEL),
        position: line(&one.position, LABEL),
        marks: match one.level {
            BadgeLevel::Public => 1,
            BadgeLevel::Internal => 2,
            BadgeLevel::Confidential => 3,
        },
        name,
    }
}
