//! Versions of the house's rules: who changed which figure, when and why, and
//! the way back. They are read from the log of the venue itself, so that rules
//! that were changed before anybody asked for versions have them too.

use std::mem::discriminant;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value};
use steward_domain::house_rules::{HouseRules, RULES_SAVED, RulesSaved, rule_changes};
use steward_domain::meeting::FollowUp;
use steward_domain::meeting_kind::MeetingKind;
use steward_domain::record::from_fields;
use steward_domain::venue::Venue;
use steward_store::Reader;

use super::effect::{AHEAD, is_planned};
use crate::Desk;
use crate::house::House;
use crate::rooms::{checked_venue, keep_venue};
use crate::texts::{LINE, count, line};
use crate::views::{
    HouseRuleChange, HouseRulesEffect, HouseRulesTouched, HouseRulesVersion, Refusal,
};
use crate::words::rules_terms;

/// The rules as they were since an act.
struct Version {
    id: String,
    at: DateTime<Utc>,
    by: String,
    said: RulesSaved,
    rules: HouseRules,
}

impl Desk {
    /// The versions of the house's rules, the newest first, with what each
    /// changed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn rules_versions(&self) -> Result<Vec<HouseRulesVersion>, Refusal> {
        self.house(|r, house| {
            let all = versions(r, house)?;
            let number_of = |id: &str| {
                let at = all.iter().position(|one| one.id == id)?;
                Some(count(at + 1))
            };
            let before = std::iter::once(None).chain(all.iter().map(Some));
            let mut told: Vec<HouseRulesVersion> = all
                .iter()
                .zip(before)
                .map(|(version, before)| HouseRulesVersion {
                    id: version.id.clone(),
                    number: number_of(&version.id).unwrap_or_default(),
                    current: false,
                    at: version.at,
                    by: version.by.clone(),
                    why: version.said.why.clone(),
                    again: number_of(&version.said.again),
                    file: version.said.file.clone(),
                    changes: before.map_or_else(Vec::new, |old| {
                        rules_told(&house.venue, &old.rules, &version.rules)
                    }),
                })
                .collect();
            if let Some(newest) = told.last_mut() {
                newest.current = true;
            }
            told.reverse();
            Ok(told)
        })
    }

    /// What rules as they are being edited would do to meetings that are
    /// planned: rules hold for all of them at once, so it is told before.
    ///
    /// # Errors
    /// As [`Desk::save_venue`].
    pub fn rules_effect(&self, draft: &Venue) -> Result<HouseRulesEffect, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let kinds = draft.meeting_kinds.clone();
            let draft = checked_venue(house, draft, kinds)?;
            let until = now + Duration::days(AHEAD);
            let found = r.meetings_between(now.timestamp_millis(), until.timestamp_millis())?;
            let planned = found.iter().filter(|one| is_planned(house, one, now));
            let mut touched: Vec<_> = planned
                .filter_map(|meeting| {
                    let room = house.room_of(meeting);
                    let was = meeting.follow_ups(room, &house.venue);
                    let is = meeting.follow_ups(room, &draft);
                    let added = without(&is, &was);
                    let gone = without(&was, &is);
                    let same = added.is_empty() && gone.is_empty();
                    (!same).then(|| HouseRulesTouched {
                        meeting: house.brief(meeting),
                        added,
                        gone,
                    })
                })
                .collect();
            touched.sort_by_key(|one| (one.meeting.when.start, one.meeting.id));
            Ok(HouseRulesEffect {
                changes: rules_told(
                    &house.venue,
                    &HouseRules::of(&house.venue),
                    &HouseRules::of(&draft),
                ),
                meetings: touched,
            })
        })
    }

    /// Goes back to older rules: they hold again from now on.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when they hold already.
    pub fn restore_rules(&self, id: &str, why: &str) -> Result<(), Refusal> {
        self.act("venue", |w, house| {
            let all = versions(w, house)?;
            let old = all.into_iter().find(|one| one.id == id);
            let old = old.ok_or_else(|| Refusal::Unknown(id.to_owned()))?;
            let venue = old.rules.onto(&house.venue);
            if venue == house.venue {
                return Err(Refusal::NothingChanged);
            }
            let said = RulesSaved {
                why: line("why", why, LINE)?,
                again: id.to_owned(),
                ..RulesSaved::default()
            };
            keep_venue(w, house, &venue, &said)
        })
    }
}

/// What is open by one list and not at all by another.
fn without(all: &[FollowUp], others: &[FollowUp]) -> Vec<FollowUp> {
    let is_there = |one: &&FollowUp| {
        let mut kinds = others.iter().map(discriminant);
        !kinds.any(|kind| kind == discriminant(*one))
    };
    all.iter().filter(is_there).cloned().collect()
}

/// What rules have otherwise than others, in words.
pub(super) fn rules_told(
    venue: &Venue,
    before: &HouseRules,
    after: &HouseRules,
) -> Vec<HouseRuleChange> {
    let kinds: Vec<MeetingKind> = [
        &after.meeting_kinds,
        &before.meeting_kinds,
        &venue.meeting_kinds,
    ]
    .into_iter()
    .flatten()
    .cloned()
    .collect();
    // That a new kind is offered goes without saying.
    let is_told = |value: &Option<Value>| !matches!(value, None | Some(Value::Bool(false)));
    rule_changes(before, after)
        .into_iter()
        .filter(|one| is_told(&one.before) || is_told(&one.after))
        .map(|change| HouseRuleChange {
            rule: change.path.join("."),
            what: rules_terms::place(&change.path, &kinds),
            before: rules_terms::figure(&change, change.before.as_ref()),
            after: rules_terms::figure(&change, change.after.as_ref()),
        })
        .collect()
}

/// The rules as each act that changed them left them, oldest first.
fn versions(r: &Reader<'_>, house: &House) -> Result<Vec<Version>, Refusal> {
    let id = house.venue.id.0;
    let facts = r.facts_about(&[id])?;
    let changes = r.history(id)?;
    let mut fields = Map::new();
    let mut found: Vec<Version> = Vec::new();
    for act in changes.chunk_by(|one, next| one.dot == next.dot) {
        for change in act {
            match change.after {
                Value::Null => fields.remove(&change.field),
                ref value => fields.insert(change.field.clone(), value.clone()),
            };
        }
        // What a newer version wrote is no version that one could go back to.
        let Ok(venue) = from_fields::<Venue>(id, fields.clone()) else {
            continue;
        };
        let rules = HouseRules::of(&venue);
        let Some(first) = act.first() else { continue };
        if found.last().is_some_and(|last| last.rules == rules) {
            continue;
        }
        let mut said = facts
            .iter()
            .filter(|fact| fact.kind == RULES_SAVED && fact.dot == first.dot)
            .filter_map(|fact| serde_json::from_value(fact.body.clone()).ok());
        let (chain, seq) = (first.dot.chain, first.dot.seq);
        found.push(Version {
            id: format!("{}.{}.{seq}", chain.station, chain.epoch),
            at: DateTime::from_timestamp_millis(first.wall_ms).unwrap_or_default(),
            by: first.actor.clone(),
            said: said.next().unwrap_or_default(),
            rules,
        });
    }
    Ok(found)
}
