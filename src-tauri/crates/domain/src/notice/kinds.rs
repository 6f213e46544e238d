//! Kinds of requirements, as data: who has to do with one, what is asked about
//! it, and what is proposed for a meeting before anybody asked. A supervisor
//! edits them and adds new ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Answer, Figure, Line, LineState};
use crate::goods::Basis;
use crate::ids::KindId;
use crate::meeting::{Meeting, Refreshment};
use crate::names::Name;
use crate::plan::Department;
use crate::quick::fold;
use crate::record::Record;
use crate::room::{Class, Layout};

/// Longest answer in one line, characters.
const LONGEST_LINE: usize = 300;
/// Longest answer of several lines, characters.
const LONGEST_TEXT: usize = 4_000;
/// Greatest count.
const MOST: u32 = 100_000;

/// A kind of requirement 服务项目.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Kind {
    /// Which.
    pub id: KindId,
    /// Its name.
    pub name: Name,
    /// Who has to do with it, in the order of papers.
    pub departments: Vec<Department>,
    /// What is asked when it is needed.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// What is proposed; the first that fits counts.
    #[serde(default)]
    pub presets: Vec<Preset>,
    /// The client approves it before anybody builds or buys (S-12).
    #[serde(default)]
    pub approval: bool,
    /// Its place on paper, growing.
    #[serde(default)]
    pub place: u32,
    /// No longer asked about.
    #[serde(default)]
    pub retired: bool,
}

impl Record for Kind {
    const KIND: &'static str = "requirement_kind";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Something asked about a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Field {
    /// Its name within the kind, never changed: `wireless`.
    pub key: String,
    /// What people call it.
    pub name: Name,
    /// What can be answered.
    pub shape: Shape,
    /// Counted in; empty for none.
    #[serde(default)]
    pub unit: Name,
    /// How a count follows from the people expected, unless told otherwise.
    #[serde(default)]
    pub reckoned: Option<Reckoned>,
}

/// What can be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shape {
    /// How many.
    Count,
    /// A few words.
    Line,
    /// Several lines: wording, a list of names.
    Text,
    /// One of these.
    Choice {
        /// In the order they are offered.
        choices: Vec<Possible>,
    },
    /// Yes or no.
    YesNo,
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Possible {
    /// Its name within the field, never changed.
    pub code: String,
    /// What people call it.
    pub name: Name,
}

/// How a count follows from the people expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Reckoned {
    /// Of whom.
    pub basis: Basis,
    /// For every hundred of them, rounded up.
    pub per_hundred: u32,
    /// On top.
    #[serde(default)]
    pub spare: u32,
}

/// What is proposed for meetings of some sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Preset {
    /// In rooms of these classes; empty for any.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// In these layouts; empty for any.
    #[serde(default)]
    pub layouts: Vec<Layout>,
    /// With these services; empty for any.
    #[serde(default)]
    pub services: Vec<Refreshment>,
    /// Only where a leader comes, or where none does.
    #[serde(default)]
    pub leader: Option<bool>,
    /// What is proposed.
    pub answer: Answer,
}

/// A meeting as presets look at it.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'m> {
    /// The meeting.
    pub meeting: &'m Meeting,
    /// Its room's class, where it has a room.
    pub class: Option<Class>,
    /// How the room is set.
    pub layout: Option<Layout>,
    /// People on the podium.
    pub podium: u32,
}

/// Why an answer is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldFault {
    /// Not a count from 0 to this.
    NotACount {
        /// The greatest that can be.
        most: u32,
    },
    /// Longer than so many characters.
    TooLong {
        /// The longest that can be.
        most: usize,
    },
    /// None of the choices.
    NoSuchChoice,
}

/// Answers of [`Shape::YesNo`].
const YES: &str = "yes";
const NO: &str = "no";

impl Field {
    /// Reads an answer into the form in which it is kept; `None` when nothing
    /// was said. Choices are taken by code or by name, yes and no in both
    /// languages.
    ///
    /// # Errors
    /// See [`FieldFault`].
    pub fn read(&self, said: &str) -> Result<Option<String>, FieldFault> {
        let said = said.trim();
        if said.is_empty() {
            return Ok(None);
        }
        let folded = || said.chars().map(fold).collect::<String>();
        let within = |most: usize| match said.chars().count() > most {
            true => Err(FieldFault::TooLong { most }),
            false => Ok(said.to_owned()),
        };
        let read = match &self.shape {
            Shape::Count => folded()
                .parse::<u32>()
                .ok()
                .filter(|count| *count <= MOST)
                .map(|count| count.to_string())
                .ok_or(FieldFault::NotACount { most: MOST })?,
            Shape::Line => within(LONGEST_LINE)?.replace(['\n', '\r'], " "),
            Shape::Text => within(LONGEST_TEXT)?,
            Shape::Choice { choices } => choices
                .iter()
                .find(|choice| {
                    [&choice.code, &choice.name.zh, &choice.name.en]
                        .into_iter()
                        .any(|name| name.chars().map(fold).eq(folded().chars()))
                })
                .map(|choice| choice.code.clone())
                .ok_or(FieldFault::NoSuchChoice)?,
            Shape::YesNo => match folded().as_str() {
                "yes" | "y" | "true" | "是" | "要" | "有" => YES.to_owned(),
                "no" | "n" | "false" | "否" | "不要" | "无" => NO.to_owned(),
                _ => return Err(FieldFault::NoSuchChoice),
            },
        };
        Ok(Some(read))
    }

    /// What a kept answer says to people.
    #[must_use]
    pub fn told(&self, kept: &str) -> Name {
        match &self.shape {
            Shape::Choice { choices } => choices
                .iter()
                .find(|choice| choice.code == kept)
                .map_or_else(|| Name::new(kept, ""), |choice| choice.name.clone()),
            Shape::YesNo if kept == YES => Name::new("是", "yes"),
            Shape::YesNo if kept == NO => Name::new("否", "no"),
            _ => Name::new(kept, ""),
        }
    }
}

impl Kind {
    /// What is proposed for a meeting before anybody asked: what the first
    /// preset that fits says, with the counts that follow from the people
    /// expected. Not asked where none fits.
    #[must_use]
    pub fn proposed(&self, occasion: Occasion<'_>) -> Answer {
        let fits = self.presets.iter().find(|preset| preset.fits(occasion));
        match fits.map(|preset| preset.answer.clone()) {
            Some(Answer::Needed { figures, note }) => Answer::Needed {
                figures: self.reckoned(occasion).into_iter().chain(figures).collect(),
                note,
            },
            Some(answer) => answer,
            None => Answer::NotAsked,
        }
    }

    /// The counts that follow from the people expected, by field.
    #[must_use]
    pub fn reckoned(&self, occasion: Occasion<'_>) -> BTreeMap<String, String> {
        let heads = occasion.meeting.headcount.unwrap_or(0);
        let count = |field: &Field| {
            let rule = field.reckoned?;
            let count = rule
                .basis
                .pieces(heads, occasion.podium, rule.per_hundred, rule.spare);
            (count > 0).then(|| (field.key.clone(), count.min(MOST).to_string()))
        };
        self.fields.iter().filter_map(count).collect()
    }

    /// A requirement of this kind as a notice says it.
    #[must_use]
    pub fn line(&self, answer: &Answer) -> Line {
        let (state, figures, note) = match answer {
            Answer::NotAsked => (LineState::NotAsked, Vec::new(), String::new()),
            Answer::NotNeeded => (LineState::NotNeeded, Vec::new(), String::new()),
            Answer::Needed { figures, note } => {
                let figure = |field: &Field| {
                    figures.get(&field.key).map(|kept| Figure {
                        key: field.key.clone(),
                        name: field.name.clone(),
                        value: field.told(kept),
                        unit: field.unit.clone(),
                    })
                };
                let figures = self.fields.iter().filter_map(figure).collect();
                (LineState::Needed, figures, note.clone())
            }
        };
        Line {
            kind: self.id,
            name: self.name.clone(),
            departments: self.departments.clone(),
            state,
            figures,
            note,
        }
    }
}

impl Preset {
    fn fits(&self, occasion: Occasion<'_>) -> bool {
        let one_of_class = occasion
            .class
            .is_some_and(|one| self.classes.contains(&one));
        let one_of_layout = occasion
            .layout
            .is_some_and(|one| self.layouts.contains(&one));
        (self.classes.is_empty() || one_of_class)
            && (self.layouts.is_empty() || one_of_layout)
            && (self.services.is_empty() || self.services.contains(&occasion.meeting.service))
            && self
                .leader
                .is_none_or(|leader| leader == occasion.meeting.leader)
    }
}
