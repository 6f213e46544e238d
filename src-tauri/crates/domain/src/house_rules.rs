//! The house's rules 本馆规则: every default of the standard that holds for all
//! of a venue. They have versions as templates have, and travel in one file
//! with them; what the venue is called and where it lies does not.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::client_report::ReportRule;
use crate::fee::FeeRule;
use crate::hotline::HotlineRule;
use crate::incident::IncidentRule;
use crate::keep::KeepRule;
use crate::meeting_kind::{self, MeetingKind};
use crate::notice::NoticeRule;
use crate::quick::DayParts;
use crate::secrecy::audit::AuditRule;
use crate::venue::{BookingRule, Margins, Venue};

/// Kind of the fact that the rules were saved with a word about it; its body is
/// a [`RulesSaved`], said about the venue in the act that saved them.
pub const RULES_SAVED: &str = "rules_saved";

/// Why the rules were saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesSaved {
    /// Why, in the supervisor's words.
    #[serde(default)]
    pub why: String,
    /// The older version that they are again, when somebody went back.
    #[serde(default)]
    pub again: String,
    /// The file they came from.
    #[serde(default)]
    pub file: String,
}

/// The rules of a house. What a file does not say is as in the standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HouseRules {
    /// See [`Venue::day_parts`].
    pub day_parts: DayParts,
    /// See [`Venue::booking_rules`].
    pub booking_rules: Vec<BookingRule>,
    /// See [`Venue::margins`].
    pub margins: Margins,
    /// See [`Venue::notice`].
    pub notice: NoticeRule,
    /// See [`Venue::report`].
    pub report: ReportRule,
    /// See [`Venue::fee`].
    pub fee: FeeRule,
    /// See [`Venue::incident`].
    pub incident: IncidentRule,
    /// See [`Venue::hotline`].
    pub hotline: HotlineRule,
    /// See [`Venue::audit`].
    pub audit: AuditRule,
    /// See [`Venue::keep`].
    pub keep: KeepRule,
    /// See [`Venue::meeting_kinds`].
    pub meeting_kinds: Vec<MeetingKind>,
}

impl Default for HouseRules {
    fn default() -> Self {
        Self {
            day_parts: DayParts::default(),
            booking_rules: Venue::standard_rules(),
            margins: Margins::default(),
            notice: NoticeRule::default(),
            report: ReportRule::default(),
            fee: FeeRule::default(),
            incident: IncidentRule::default(),
            hotline: HotlineRule::default(),
            audit: AuditRule::default(),
            keep: KeepRule::default(),
            meeting_kinds: meeting_kind::standard(),
        }
    }
}

impl HouseRules {
    /// The rules of a venue.
    #[must_use]
    pub fn of(venue: &Venue) -> Self {
        Self {
            day_parts: venue.day_parts,
            booking_rules: venue.booking_rules.clone(),
            margins: venue.margins,
            notice: venue.notice,
            report: venue.report.clone(),
            fee: venue.fee,
            incident: venue.incident.clone(),
            hotline: venue.hotline,
            audit: venue.audit,
            keep: venue.keep,
            meeting_kinds: venue.meeting_kinds.clone(),
        }
    }

    /// A venue with these rules. Its kinds of meetings all stay, since meetings
    /// and templates may have them: those that the rules do not know are no
    /// longer offered.
    #[must_use]
    pub fn onto(self, venue: &Venue) -> Venue {
        let mut kinds = self.meeting_kinds;
        for kind in &venue.meeting_kinds {
            if meeting_kind::of_code(&kinds, &kind.code).is_none() {
                kinds.push(MeetingKind {
                    retired: true,
                    ..kind.clone()
                });
            }
        }
        Venue {
            day_parts: self.day_parts,
            booking_rules: self.booking_rules,
            margins: self.margins,
            notice: self.notice,
            report: self.report,
            fee: self.fee,
            incident: self.incident,
            hotline: self.hotline,
            audit: self.audit,
            keep: self.keep,
            meeting_kinds: kinds,
            ..venue.clone()
        }
    }
}

/// One figure of the rules that is otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// Which: names from the outside in, such as `booking_rules`, `A`,
    /// `lead_minutes`.
    pub path: Vec<String>,
    /// What it was; none where it was not there.
    pub before: Option<Value>,
    /// What it is; none where it is gone.
    pub after: Option<Value>,
}

/// What `after` has otherwise than `before`; what is gone comes last.
#[must_use]
pub fn rule_changes(before: &HouseRules, after: &HouseRules) -> Vec<RuleChange> {
    let leaves = |rules: &HouseRules| {
        let mut found = Vec::new();
        let whole = serde_json::to_value(rules).unwrap_or_default();
        gather(&whole, &mut Vec::new(), &mut found);
        found
    };
    let (was, is) = (leaves(before), leaves(after));
    let in_list = |list: &[(Vec<String>, Value)], path: &[String]| {
        let found = list.iter().find(|(one, _)| one == path);
        found.map(|(_, value)| value.clone())
    };
    let gone = was.iter().filter(|(path, _)| in_list(&is, path).is_none());
    is.iter()
        .chain(gone)
        .map(|(path, _)| RuleChange {
            path: path.clone(),
            before: in_list(&was, path),
            after: in_list(&is, path),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// The figures within a value, each with where it stands. One of a list stands
/// under its class, gravity or code; a name in two languages is one figure.
fn gather(value: &Value, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, Value)>) {
    match value {
        Value::Object(map) if !map.contains_key("zh") => {
            for (key, inner) in map {
                if KEYS.contains(&key.as_str()) {
                    continue;
                }
                path.push(key.clone());
                gather(inner, path, found);
                path.pop();
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                let key = KEYS.iter().find_map(|key| inner.get(key)?.as_str());
                path.push(key.map_or_else(|| at.to_string(), str::to_owned));
                gather(inner, path, found);
                path.pop();
            }
        }
        other => found.push((path.clone(), other.clone())),
    }
}

/// What one of a list is told apart by.
const KEYS: [&str; 3] = ["class", "gravity", "code"];

#[cfg(test)]
mod tests {
    //! Rules held against each other.
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test says what it expects by failing"
    )]

    use serde_json::json;

    use super::*;
    use crate::names::Name;
    use crate::room::Class;
    use crate::trial;

    #[test]
    fn every_figure_that_is_otherwise_is_told_where_it_stands() {
        let before = HouseRules::of(&trial::venue());
        assert!(rule_changes(&before, &before).is_empty());
        let mut after = before.clone();
        let rule = after.booking_rules.iter_mut();
        rule.filter(|one| one.class == Class::B)
            .for_each(|one| one.lead_minutes = 240);
        after.margins.vehicle = 45;
        after.meeting_kinds[0].name = Name::new("全体大会", "Assembly");
        let told: Vec<_> = rule_changes(&before, &after)
            .into_iter()
            .map(|one| (one.path.join("."), one.before.unwrap(), one.after.unwrap()))
            .collect();
        let name = |zh: &str| json!({ "zh": zh, "en": "Assembly" });
        for expected in [
            ("booking_rules.B.lead_minutes", json!(720), json!(240)),
            ("margins.vehicle", json!(30), json!(45)),
            (
                "meeting_kinds.assembly.name",
                name("大会"),
                name("全体大会"),
            ),
        ] {
            let expected = (expected.0.to_owned(), expected.1, expected.2);
            assert!(told.contains(&expected), "{told:?}");
        }
        assert_eq!(told.len(), 3, "{told:?}");
    }

    #[test]
    fn rules_go_onto_a_venue_and_come_back_and_no_kind_is_lost() {
        let mut venue = trial::venue();
        let rules = HouseRules::of(&venue);
        assert_eq!(rules.clone().onto(&venue), venue);
        venue.meeting_kinds.push(MeetingKind {
            code: "own".into(),
            name: Name::new("宣誓", ""),
            retired: false,
        });
        let back = rules.onto(&venue);
        let own = meeting_kind::of_code(&back.meeting_kinds, "own").unwrap();
        assert!(own.retired);
    }

    #[test]
    fn what_a_file_does_not_say_is_as_in_the_standard() {
        let rules: HouseRules = serde_json::from_value(json!({ "unknown": 1 })).unwrap();
        assert_eq!(rules, HouseRules::default());
    }
}
