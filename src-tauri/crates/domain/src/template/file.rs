//! A set of templates as a file: one JSON object that says what it is and in
//! which version, so that another house, or a later version of the program,
//! knows whether it can read it.
//!
//! ```json
//! { "format": "steward.templates", "version": 2, "venue": "…",
//!   "templates": [ { "id": "…", "name": {"zh": "…", "en": "…"}, "classes": ["A"],
//!                    "layouts": [], "meeting_kinds": ["foreign"],
//!                    "rooms": ["主席团会议厅"], "podium": 12,
//!                    "items": [ … ], "goods": [ … ], "retired": false } ],
//!   "meeting_kinds": [ { "code": "foreign", "name": {…} } ],
//!   "rules": { "booking_rules": [ … ], "margins": { … }, … } }
//! ```
//!
//! Rooms stand by their names: another house has other rooms under other ids.
//! Kinds of meetings stand by their codes, with what people call them. The first
//! version of the file had neither kinds nor rules.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::goods::GoodsRule;
use crate::house_rules::HouseRules;
use crate::ids::TemplateId;
use crate::meeting_kind::{self, MeetingKind};
use crate::names::Name;
use crate::plan::{Item, Template};
use crate::room::{Class, Layout, Room};
use crate::venue::Venue;

/// What the file says it is.
pub const FORMAT: &str = "steward.templates";
/// The newest version of the file that is understood.
pub const VERSION: u32 = 2;

/// A set of templates in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateSet {
    /// [`FORMAT`].
    pub format: String,
    /// At most [`VERSION`].
    pub version: u32,
    /// The house it comes from, for people.
    #[serde(default)]
    pub venue: String,
    /// The templates.
    pub templates: Vec<TemplateInSet>,
    /// The kinds of meetings that templates are for.
    #[serde(default)]
    pub meeting_kinds: Vec<MeetingKind>,
    /// The house's rules; none in a file of templates alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<HouseRules>,
}

/// A template in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateInSet {
    /// Which version it was; the house it comes from knows it again.
    #[serde(default)]
    pub id: Option<TemplateId>,
    /// Its name.
    pub name: Name,
    /// For rooms of these classes.
    pub classes: Vec<Class>,
    /// For these layouts; empty for any.
    #[serde(default)]
    pub layouts: Vec<Layout>,
    /// For these kinds of meetings, by their codes; empty for any.
    #[serde(default)]
    pub meeting_kinds: Vec<String>,
    /// Only for these rooms, by their names; empty for any.
    #[serde(default)]
    pub rooms: Vec<String>,
    /// People on the podium.
    #[serde(default)]
    pub podium: u32,
    /// Its tasks.
    pub items: Vec<Item>,
    /// Tea and goods.
    #[serde(default)]
    pub goods: Vec<GoodsRule>,
    /// No longer chosen for new meetings.
    #[serde(default)]
    pub retired: bool,
}

/// Why a file is no set of templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetFault {
    /// It is something else, or spoilt; what was found.
    NotASet(String),
    /// It is of a newer version.
    Newer(u32),
}

impl TemplateSet {
    /// The set of these templates of a house, and its rules.
    #[must_use]
    pub fn of(venue: &Venue, templates: &[&Template], rooms: &[&Room]) -> Self {
        let name = |id| {
            let room = rooms.iter().find(|room| room.id == id);
            room.map(|room| room.name.zh.clone())
        };
        let told = templates.iter().map(|one| TemplateInSet {
            id: Some(one.id),
            name: one.name.clone(),
            classes: one.classes.clone(),
            layouts: one.layouts.clone(),
            meeting_kinds: one.meeting_kinds.clone(),
            rooms: one.rooms.iter().filter_map(|id| name(*id)).collect(),
            podium: one.podium,
            items: one.items.clone(),
            goods: one.goods.clone(),
            retired: one.retired,
        });
        let is_used = |kind: &&MeetingKind| {
            let mut used = templates.iter().flat_map(|one| &one.meeting_kinds);
            used.any(|code| *code == kind.code)
        };
        let kinds = venue.meeting_kinds.iter().filter(is_used);
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            venue: venue.name.zh.clone(),
            templates: told.collect(),
            meeting_kinds: kinds.cloned().collect(),
            rules: Some(HouseRules::of(venue)),
        }
    }

    /// What its kinds of meetings are in a house: the codes of the file with
    /// those there, and the kinds that are not there yet.
    #[must_use]
    pub fn kinds_in(&self, venue: &Venue) -> (Vec<(String, String)>, Vec<MeetingKind>) {
        meeting_kind::joined(&venue.meeting_kinds, &self.meeting_kinds)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`SetFault`].
    pub fn read(bytes: &[u8]) -> Result<Self, SetFault> {
        let not = |error: serde_json::Error| SetFault::NotASet(error.to_string());
        // What it is comes first: a newer version may look any way.
        let value: Value = serde_json::from_slice(bytes).map_err(not)?;
        match value.get("format").and_then(Value::as_str) {
            Some(FORMAT) => {}
            other => return Err(SetFault::NotASet(format!("format: {other:?}"))),
        }
        let version = value.get("version").and_then(Value::as_u64).unwrap_or(0);
        if version > u64::from(VERSION) {
            return Err(SetFault::Newer(u32::try_from(version).unwrap_or(u32::MAX)));
        }
        let set: Self = serde_json::from_value(value).map_err(not)?;
        match set.templates.is_empty() && set.rules.is_none() {
            true => Err(SetFault::NotASet("templates: []".to_owned())),
            false => Ok(set),
        }
    }
}

impl TemplateInSet {
    /// The template in a house with these rooms, with the nil id; `None` where
    /// it is only for rooms that the house does not have. `kinds` says what the
    /// file's kinds of meetings are there.
    #[must_use]
    pub fn in_house(&self, rooms: &[&Room], kinds: &[(String, String)]) -> Option<Template> {
        let called = |word: &String| rooms.iter().find(|room| room.name.is_called(word));
        let found: Vec<_> = self
            .rooms
            .iter()
            .filter_map(called)
            .map(|room| room.id)
            .collect();
        if found.is_empty() && !self.rooms.is_empty() {
            return None;
        }
        let here = |code: &String| {
            let found = kinds.iter().find(|(there, _)| there == code);
            found.map_or_else(|| code.clone(), |(_, here)| here.clone())
        };
        Some(Template {
            id: TemplateId(uuid::Uuid::nil()),
            name: self.name.clone(),
            classes: self.classes.clone(),
            layouts: self.layouts.clone(),
            meeting_kinds: self.meeting_kinds.iter().map(here).collect(),
            rooms: found,
            podium: self.podium,
            items: self.items.clone(),
            goods: self.goods.clone(),
            replaces: None,
            retired: self.retired,
        })
    }
}
