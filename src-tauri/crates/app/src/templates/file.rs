//! A set of templates as a file: saved whole, and taken in whole or not at all,
//! after a look at what it would change.

use std::path::Path;

use steward_domain::house_rules::{HouseRules, RulesSaved};
use steward_domain::meeting_kind::{self, MeetingKind};
use steward_domain::plan::Template;
use steward_domain::secrecy::audit::Left;
use steward_domain::template::{self, Saved, SetFault, TemplateInSet, TemplateSet};
use steward_domain::venue::Venue;

use super::check::check_template;
use super::keep;
use super::rules::rules_told;
use crate::Desk;
use crate::audit::left;
use crate::files::read_bounded;
use crate::house::House;
use crate::rooms::{checked_venue, keep_venue};
use crate::texts::{LINE, line};
use crate::views::{Refusal, TemplateFate, TemplateSetLine, TemplateSetPreview};

/// Largest file of templates, bytes.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
/// Most templates in a file.
const MOST_TEMPLATES: usize = 200;

/// A template of a file, set beside the one in use.
struct Beside<'a> {
    told: &'a TemplateInSet,
    /// As it would be kept; none where it is only for rooms that are not here.
    here: Option<Template>,
    before: Option<&'a Template>,
}

impl Desk {
    /// Saves the templates in use and the house's rules as a file; says how many
    /// templates.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be written.
    pub fn export_templates(&self, path: &str) -> Result<u32, Refusal> {
        self.may_read("export_templates")?;
        let set = self.house(|_, house| {
            let present = template::present(&house.templates);
            let rooms = house.rooms.ranked();
            Ok(TemplateSet::of(&house.venue, &present, &rooms))
        })?;
        let mut text = serde_json::to_string_pretty(&set)
            .map_err(|error| Refusal::Unknown(error.to_string()))?;
        text.push('\n');
        let count = u32::try_from(set.templates.len()).unwrap_or(u32::MAX);
        let gone = Left {
            pages: count,
            ..left("templates", "json", "", None)
        };
        self.take_out(path, text.as_bytes(), gone)?;
        Ok(count)
    }

    /// What a file of templates would change here. Nothing is written.
    ///
    /// # Errors
    /// [`Refusal::File`] with `bad_templates` or `newer_templates`; what is
    /// wrong with a template of it.
    pub fn preview_templates(&self, path: &str) -> Result<TemplateSetPreview, Refusal> {
        self.may_read("preview_templates")?;
        self.set_told(path, &read_set(path)?)
    }

    fn set_told(&self, path: &str, set: &TemplateSet) -> Result<TemplateSetPreview, Refusal> {
        self.house(|_, house| {
            let beside = set_beside(house, set)?;
            let is_met = |one: &&Template| {
                let mut met = beside.iter().filter_map(|line| line.before);
                !met.any(|before| before.id == one.id)
            };
            let present = template::present(&house.templates);
            let (_, new_kinds) = set.kinds_in(&house.venue);
            let rules = match set.rules {
                None => None,
                Some(_) => {
                    let after = venue_after(house, set, true);
                    let kinds = after.meeting_kinds.clone();
                    let after = HouseRules::of(&checked_venue(house, &after, kinds)?);
                    let before = HouseRules::of(&house.venue);
                    Some(rules_told(&house.venue, &before, &after))
                }
            };
            Ok(TemplateSetPreview {
                rules,
                new_kinds: new_kinds.into_iter().map(|kind| kind.name).collect(),
                file: file_name(path),
                venue: set.venue.clone(),
                stay: present
                    .into_iter()
                    .filter(is_met)
                    .map(|one| one.name.clone())
                    .collect(),
                lines: beside.iter().map(|line| line.told(house)).collect(),
            })
        })
    }

    /// Takes a file of templates in: each that is otherwise than here becomes a
    /// new version, each that is not here a new template. Meetings that are
    /// planned keep the versions they have. Kinds of meetings that they are for
    /// come with them; the file's other rules only with `rules`, since they hold
    /// for all meetings at once.
    ///
    /// # Errors
    /// As [`Desk::preview_templates`]; then nothing is taken in.
    pub fn import_templates(
        &self,
        path: &str,
        why: &str,
        rules: bool,
    ) -> Result<TemplateSetPreview, Refusal> {
        self.may_read("preview_templates")?;
        let set = read_set(path)?;
        let told = self.set_told(path, &set)?;
        let said = Saved {
            why: line("why", why, LINE)?,
            file: file_name(path),
            ..Saved::default()
        };
        self.back_up_before_import()?;
        self.act("template", |w, house| {
            for line in set_beside(house, &set)? {
                if let (TemplateFate::New | TemplateFate::Changed, Some(here)) =
                    (line.fate(), line.here)
                {
                    keep(w, house, here, &said)?;
                }
            }
            let venue = venue_after(house, &set, rules);
            if venue != house.venue {
                let said = RulesSaved {
                    why: said.why.clone(),
                    file: said.file.clone(),
                    ..RulesSaved::default()
                };
                keep_venue(w, house, &venue, &said)?;
            }
            Ok(())
        })?;
        Ok(told)
    }
}

impl Beside<'_> {
    fn fate(&self) -> TemplateFate {
        match (&self.here, self.before) {
            (None, _) => TemplateFate::LeftOut,
            (Some(_), None) => TemplateFate::New,
            (Some(here), Some(before)) if template::says_the_same(before, here) => {
                TemplateFate::Same
            }
            _ => TemplateFate::Changed,
        }
    }

    fn told(&self, house: &House) -> TemplateSetLine {
        let rooms = house.rooms.ranked();
        let unknown = |word: &&String| !rooms.iter().any(|room| room.name.is_called(word));
        TemplateSetLine {
            name: self.told.name.clone(),
            fate: self.fate(),
            changes: match (self.before, &self.here) {
                (Some(before), Some(here)) => template::changes(before, here),
                _ => Vec::new(),
            },
            items: u32::try_from(self.told.items.len()).unwrap_or(u32::MAX),
            unknown_rooms: self.told.rooms.iter().filter(unknown).cloned().collect(),
        }
    }
}

fn read_set(path: &str) -> Result<TemplateSet, Refusal> {
    let bytes = read_bounded(Path::new(path), MOST_BYTES)?;
    let bad = |code: &str, detail: String| Refusal::File {
        code: code.to_owned(),
        detail,
    };
    let set = TemplateSet::read(&bytes).map_err(|fault| match fault {
        SetFault::NotASet(detail) => bad("bad_templates", detail),
        SetFault::Newer(version) => bad("newer_templates", version.to_string()),
    })?;
    match set.templates.len() > MOST_TEMPLATES {
        true => Err(bad("too_large", path.to_owned())),
        false => Ok(set),
    }
}

/// The venue with what a file brings: the kinds of meetings that its templates
/// are for, and its rules where they are wanted.
fn venue_after(house: &House, set: &TemplateSet, rules: bool) -> Venue {
    let here = &house.venue.meeting_kinds;
    let mut venue = match set.rules.clone().filter(|_| rules) {
        Some(mut rules) => {
            // A kind that is here under another code is that kind.
            let (codes, _) = meeting_kind::joined(here, &rules.meeting_kinds);
            for (kind, (_, code)) in rules.meeting_kinds.iter_mut().zip(codes) {
                kind.code = code;
            }
            rules.onto(&house.venue)
        }
        None => house.venue.clone(),
    };
    let (_, new) = set.kinds_in(&venue);
    let new = new.into_iter().map(|kind| MeetingKind {
        retired: false,
        ..kind
    });
    venue.meeting_kinds.extend(new);
    venue
}

/// Each template of a file with the one in use that it is: the one it was made
/// from, or else the one of its name.
fn set_beside<'a>(house: &'a House, set: &'a TemplateSet) -> Result<Vec<Beside<'a>>, Refusal> {
    let present = template::present(&house.templates);
    let rooms = house.rooms.ranked();
    let (kinds, _) = set.kinds_in(&house.venue);
    let mut taken = Vec::new();
    let mut found = Vec::new();
    for told in &set.templates {
        let is_its = |one: &&&Template| {
            let line = template::line_of(&house.templates, one.id);
            line.iter().any(|version| Some(version.id) == told.id)
        };
        let is_called = |one: &&&Template| one.name == told.name || one.name.zh == told.name.zh;
        let before = present.iter().find(is_its);
        let before = before.or_else(|| present.iter().find(is_called)).copied();
        // Two of a file that are the same one here would each undo the other.
        if let Some(before) = before {
            if taken.contains(&before.id) {
                return Err(Refusal::Several {
                    word: told.name.zh.clone(),
                    found: vec![told.name.zh.clone(); 2],
                });
            }
            taken.push(before.id);
        }
        let mut here = told.in_house(&rooms, &kinds);
        if let Some(here) = &mut here {
            if let Some(before) = before {
                here.id = before.id;
                here.replaces = before.replaces;
            }
            check_template(here)?;
        }
        found.push(Beside { told, here, before });
    }
    Ok(found)
}

fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
