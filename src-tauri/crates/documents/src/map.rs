//! What the maps have in common: what one says above and below the plan, and when it was made.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::Fonts;
use crate::bulletin::Language;
use crate::fonts::Families;
use crate::text::{LABEL, NAME, TITLE, line};
use crate::view::{self, Moment, moment};

/// What stands around the plan of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapHead {
    /// What it is, for example 座位图 or 会务员分布图.
    pub title: String,
    /// The meeting.
    pub subject: String,
    /// When, where, by which rule; one line.
    pub facts: String,
    /// Its own number.
    pub number: String,
    /// Who issues it.
    pub issuer: String,
    /// The station (workstation) it was made on.
    pub station: String,
    /// When it was made; the PDF's date.
    pub made_at: NaiveDateTime,
    /// The language of what this crate adds.
    pub language: Language,
}

/// The same as a template reads it.
#[derive(Serialize)]
pub(crate) struct HeadView {
    language: &'static str,
    fonts: Families,
    title: String,
    subject: String,
    facts: String,
    number: String,
    issuer: String,
    station: String,
    made_at: Moment,
}

impl MapHead {
    pub(crate) fn view(&self, fonts: &Fonts) -> HeadView {
        HeadView {
            language: view::language(self.language),
            fonts: fonts.families(),
            title: line(&self.title, LABEL),
            subject: line(&self.subject, TITLE),
            facts: line(&self.facts, TITLE),
            number: line(&self.number, LABEL),
            issuer: line(&self.issuer, NAME),
            station: line(&self.station, LABEL),
            made_at: moment(self.made_at, self.made_at.date()),
        }
    }
}
