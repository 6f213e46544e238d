//! Templates as supervisors keep them: versions, what a change does, files.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{MeetingId, TemplateId};
use steward_domain::meeting::FollowUp;
use steward_domain::names::Name;
use steward_domain::plan::{Department, Template};
use steward_domain::template::TemplateChange;

use super::MeetingBrief;

/// A version of a template.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplateVersion {
    /// The version itself.
    pub template: Template,
    /// Counted from 1 for the first.
    pub number: u32,
    /// It is the one in use.
    pub current: bool,
    /// When it was saved.
    pub at: DateTime<Utc>,
    /// By whom; empty for the station itself.
    pub by: String,
    /// Why, in their words.
    pub why: String,
    /// The number of the older version that it is again.
    pub again: Option<u32>,
    /// The file it came from; empty for none.
    pub file: String,
    /// What it has otherwise than the one before; nothing for the first.
    pub changes: Vec<TemplateChange>,
    /// Meetings that were planned already and took it, and did not go back.
    pub taken: u32,
}

/// The house's rules as an act left them.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct HouseRulesVersion {
    /// Names it among the others.
    pub id: String,
    /// Counted from 1 for the first.
    pub number: u32,
    /// They are those that hold.
    pub current: bool,
    /// When they were saved.
    pub at: DateTime<Utc>,
    /// By whom; empty for the station itself.
    pub by: String,
    /// Why, in their words.
    pub why: String,
    /// The number of the older version that they are again.
    pub again: Option<u32>,
    /// The file they came from; empty for none.
    pub file: String,
    /// What they have otherwise than those before; nothing for the first.
    pub changes: Vec<HouseRuleChange>,
}

/// What other rules of the house do to meetings that are planned.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct HouseRulesEffect {
    /// What they have otherwise than those that hold.
    pub changes: Vec<HouseRuleChange>,
    /// The meetings to come that would be marked otherwise, soonest first.
    pub meetings: Vec<HouseRulesTouched>,
}

/// A planned meeting that other rules would mark otherwise.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct HouseRulesTouched {
    /// Which.
    pub meeting: MeetingBrief,
    /// What would be open about it.
    pub added: Vec<FollowUp>,
    /// What would not be open any more.
    pub gone: Vec<FollowUp>,
}

/// One figure of the house's rules that is otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HouseRuleChange {
    /// Which, such as `booking_rules.A.lead_minutes`.
    pub rule: String,
    /// The same in words.
    pub what: Name,
    /// What it was; empty for nothing.
    pub before: Name,
    /// What it is; empty for nothing.
    pub after: Name,
}

/// What another version does to meetings that are planned.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplateEffect {
    /// What it has otherwise than the version in use.
    pub changes: Vec<TemplateChange>,
    /// The meetings it would change, soonest first. Those that have begun are
    /// never among them.
    pub meetings: Vec<TemplateTouched>,
    /// Meetings that have the version in use and for which nothing changes.
    pub untouched: u32,
}

/// A planned meeting that another version would change.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplateTouched {
    /// Which.
    pub meeting: MeetingBrief,
    /// Tasks more.
    pub added: u32,
    /// Tasks less.
    pub removed: u32,
    /// Tasks at another time or otherwise.
    pub changed: u32,
    /// Tasks that were confirmed already and must be looked at again, or fall
    /// away.
    pub confirmed: u32,
    /// Lines of goods of which there is another number.
    pub goods: u32,
}

/// A meeting's plan by the version it has and by another, side by side.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplatePreview {
    /// Which meeting.
    pub meeting: MeetingBrief,
    /// Its tasks, in order of time.
    pub tasks: Vec<TemplatePreviewTask>,
    /// Its goods.
    pub goods: Vec<TemplatePreviewGoods>,
}

/// A task by the version that the meeting has and by another.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplatePreviewTask {
    /// Its short key, such as `check-1`.
    pub key: String,
    /// What to do.
    pub text: Name,
    /// Whose.
    pub department: Department,
    /// When by the version it has, such as `11-23 13:30`; empty for not at all.
    pub before: String,
    /// When by the other.
    pub after: String,
    /// Something is otherwise.
    pub differs: bool,
}

/// Goods by the version that the meeting has and by another.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplatePreviewGoods {
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// How many by the version it has.
    pub before: u32,
    /// How many by the other.
    pub after: u32,
}

/// A file of templates, before it is taken in.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplateSetPreview {
    /// The file's name.
    pub file: String,
    /// The house it comes from.
    pub venue: String,
    /// Its templates, in its order.
    pub lines: Vec<TemplateSetLine>,
    /// Templates in use that the file does not have: they stay.
    pub stay: Vec<Name>,
    /// Kinds of meetings that come with its templates, since the house does not
    /// have them.
    pub new_kinds: Vec<Name>,
    /// What its rules have otherwise than those of the house; none where it has
    /// no rules.
    pub rules: Option<Vec<HouseRuleChange>>,
}

/// One template of a file.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplateSetLine {
    /// Its name.
    pub name: Name,
    /// What becomes of it.
    pub fate: TemplateFate,
    /// What it has otherwise than the version in use.
    pub changes: Vec<TemplateChange>,
    /// Its number of tasks.
    pub items: u32,
    /// Rooms that it is for and that are not here.
    pub unknown_rooms: Vec<String>,
}

/// What becomes of a template in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum TemplateFate {
    /// It is a template that is not here yet.
    New,
    /// It becomes a new version of one that is here.
    Changed,
    /// It says what the version in use says.
    Same,
    /// It is only for rooms that are not here.
    LeftOut,
}

/// Meetings that took a version of a template.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct TemplateTaken {
    /// The version.
    pub template: TemplateId,
    /// Which meetings.
    pub meetings: Vec<MeetingId>,
}
