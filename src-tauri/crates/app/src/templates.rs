//! Service templates: every figure of the standard that a supervisor may edit
//! (S-30 … S-42). An edit is a new version; what it does to meetings that are
//! planned already is asked, never done by itself.

mod check;
mod effect;
mod file;
mod rules;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use steward_domain::ids::{MeetingId, TemplateId};
use steward_domain::names::Name;
use steward_domain::plan::Template;
use steward_domain::template::{self, SAVED, Saved, TAKEN, Taken, UNDONE, Undone};
use steward_store::{Reader, Writer};

use crate::Desk;
use crate::facts::{of_kind, of_kinds, say};
use crate::house::House;
use crate::texts::{LINE, line, named};
use crate::views::{Refusal, TemplateVersion};

use check::check_template;

impl Desk {
    /// The templates in use: the newest version of each, those that a
    /// supervisor retired last.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn templates(&self) -> Result<Vec<Template>, Refusal> {
        let templates = self.read(|r| Ok(r.all::<Template>()?))?;
        let mut found: Vec<Template> = template::present(&templates).into_iter().cloned().collect();
        found.sort_by(|a, b| {
            (a.retired, &a.classes, &a.name, a.id).cmp(&(b.retired, &b.classes, &b.name, b.id))
        });
        Ok(found)
    }

    /// The template in use that an id, or a part of its name, names.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`] with their names.
    pub fn find_template(&self, word: &str) -> Result<Template, Refusal> {
        let word = word.trim();
        let all = self.templates()?;
        if let Ok(id) = word.parse::<TemplateId>() {
            let by_id = self.read(|r| Ok(r.get::<Template>(id.0)?))?;
            return by_id.ok_or_else(|| Refusal::Unknown(word.to_owned()));
        }
        let called: Vec<&Template> = all.iter().filter(|one| one.name.is_called(word)).collect();
        let part = |name: &Name| {
            name.zh.contains(word) || name.en.to_lowercase().contains(&word.to_lowercase())
        };
        let found: Vec<&Template> = match called.is_empty() {
            true => all.iter().filter(|one| part(&one.name)).collect(),
            false => called,
        };
        match found.as_slice() {
            _ if word.is_empty() => Err(Refusal::Unknown(word.to_owned())),
            [] => Err(Refusal::Unknown(word.to_owned())),
            [only] => Ok((*only).clone()),
            several => Err(Refusal::Several {
                word: word.to_owned(),
                found: several.iter().map(|one| one.name.zh.clone()).collect(),
            }),
        }
    }

    /// Keeps a template, with why. An edit makes a new version and retires the
    /// old one: meetings that were planned with that keep it.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`], [`Refusal::TooLong`], [`Refusal::Unknown`] for
    /// an item that comes after one that is not there.
    pub fn save_template(&self, template: Template, why: &str) -> Result<TemplateId, Refusal> {
        self.act("template", |w, house| {
            let said = Saved {
                why: line("why", why, LINE)?,
                ..Saved::default()
            };
            keep(w, house, template, &said)
        })
    }

    /// The versions of a template, the newest first, with what each changed.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn template_versions(&self, id: TemplateId) -> Result<Vec<TemplateVersion>, Refusal> {
        self.house(|r, house| {
            let current: BTreeSet<TemplateId> = template::present(&house.templates)
                .iter()
                .map(|one| one.id)
                .collect();
            let line = template::line_of(&house.templates, id);
            if line.is_empty() {
                return Err(Refusal::Unknown(id.to_string()));
            }
            let number_of = |id: TemplateId| {
                let at = line.iter().position(|one| one.id == id)?;
                u32::try_from(line.len() - at).ok()
            };
            let versions = line.iter().enumerate().map(|(at, version)| {
                let before = line.get(at + 1);
                let (said, taken) = told_of(r, version.id)?;
                let first = r.history(version.id.0)?.into_iter().next();
                Ok(TemplateVersion {
                    number: number_of(version.id).unwrap_or_default(),
                    current: current.contains(&version.id),
                    at: first
                        .as_ref()
                        .and_then(|one| DateTime::<Utc>::from_timestamp_millis(one.wall_ms))
                        .unwrap_or_default(),
                    by: first.map(|one| one.actor).unwrap_or_default(),
                    again: said.again.and_then(number_of),
                    why: said.why,
                    file: said.file,
                    changes: before.map_or_else(Vec::new, |old| template::changes(old, version)),
                    taken: taken
                        .iter()
                        .map(|one| u32::try_from(one.meetings.len()).unwrap_or(u32::MAX))
                        .fold(0, u32::saturating_add),
                    template: (*version).clone(),
                })
            });
            versions.collect()
        })
    }

    /// Goes back to an older version: what it says becomes the newest one.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when the version in
    /// use says the same.
    pub fn restore_template(&self, id: TemplateId, why: &str) -> Result<TemplateId, Refusal> {
        self.act("template", |w, house| {
            let old = house.template(Some(id)).cloned();
            let old = old.ok_or_else(|| Refusal::Unknown(id.to_string()))?;
            // The version in use of which this is an older one.
            let newer = template::present(&house.templates).into_iter().find(|one| {
                let line = template::line_of(&house.templates, one.id);
                line.iter().any(|version| version.id == id)
            });
            let newer = newer.ok_or_else(|| Refusal::Unknown(id.to_string()))?;
            let again = Template {
                id: newer.id,
                replaces: newer.replaces,
                retired: false,
                ..old
            };
            if template::says_the_same(newer, &again) {
                return Err(Refusal::NothingChanged);
            }
            let said = Saved {
                why: line("why", why, LINE)?,
                again: Some(id),
                ..Saved::default()
            };
            keep(w, house, again, &said)
        })
    }
}

/// Saves what a template says as a new version of the one whose id it bears.
fn keep(
    w: &mut Writer<'_>,
    house: &House,
    template: Template,
    said: &Saved,
) -> Result<TemplateId, Refusal> {
    check_template(&template)?;
    let before = house.template(Some(template.id)).cloned();
    if before.as_ref() == Some(&template) {
        return Ok(template.id);
    }
    let id = TemplateId(w.new_id());
    w.save(&Template {
        id,
        name: named(&template.name)?,
        replaces: before.as_ref().map(|b| b.id),
        ..template
    })?;
    if let Some(before) = before {
        w.save(&Template {
            retired: true,
            ..before
        })?;
    }
    say(w, SAVED, id.0, said);
    Ok(id)
}

/// What was said of a version: why it was saved, and which meetings took it and
/// did not go back.
fn told_of(r: &Reader<'_>, id: TemplateId) -> Result<(Saved, Vec<Taken>), Refusal> {
    let facts = r.facts_about(&[id.0])?;
    let saved: Vec<Saved> = of_kind(&facts, SAVED);
    let (taken, undone): (Vec<Taken>, Vec<Undone>) = of_kinds(r, id.0, (TAKEN, UNDONE))?;
    let stands = |one: &Taken| !undone.iter().any(|back| back.id == one.id);
    Ok((
        saved.into_iter().next().unwrap_or_default(),
        taken.into_iter().filter(stands).collect(),
    ))
}

/// The ids of meetings without doubles, in a fixed order.
fn once(meetings: &[MeetingId]) -> Vec<MeetingId> {
    let once: BTreeSet<MeetingId> = meetings.iter().copied().collect();
    once.into_iter().collect()
}
