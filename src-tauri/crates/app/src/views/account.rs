//! Accounts, roles and who is at the desk, as the window shows them.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::account::{AccountRules, KeyKind};
use steward_domain::authority::Forbidden;
use steward_domain::ids::{AccountId, RoleId, StaffId, StationId};
use steward_domain::names::Name;
use steward_domain::right::Right;
use steward_domain::secrecy::Level;
use uuid::Uuid;

/// A password, PIN or code on its way to where it is tried. Never written, and
/// not shown where a message is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Who is at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SessionView {
    /// Somebody has an account, so that everybody needs one.
    pub governed: bool,
    /// Who signed in.
    pub person: Option<PersonView>,
    /// The window locks after so many minutes without a key or a click.
    pub idle_minutes: u32,
    /// Fewest characters of a password.
    pub password_least: u32,
    /// Fewest digits of a PIN.
    pub pin_least: u32,
    /// How many writes do not stand, since whoever made them might not; only
    /// for those who may look into it.
    pub forbidden: u32,
}

/// Whoever signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PersonView {
    /// Their account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// What they are.
    pub roles: Vec<Name>,
    /// What they may do.
    pub rights: Vec<Right>,
    /// What they may know.
    pub clearance: Level,
    /// They must choose another password.
    pub renew: bool,
    /// They have a PIN.
    pub has_pin: bool,
    /// Until when at most.
    pub until: DateTime<Utc>,
}

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SignInName {
    /// Their account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// What they type.
    pub login: String,
    /// The number on the badge.
    pub number: String,
    /// They have a PIN.
    pub has_pin: bool,
    /// They signed in at this station before; the newest first.
    pub here_before: bool,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AccountRow {
    /// Which.
    pub id: AccountId,
    /// The name that what they do is signed with.
    pub name: String,
    /// What they type.
    pub login: String,
    /// The number on the badge.
    pub number: String,
    /// Their entry in the register of people.
    pub staff: Option<StaffId>,
    /// What they are.
    pub roles: Vec<RoleId>,
    /// What they may know.
    pub clearance: Level,
    /// May not sign in.
    pub blocked: bool,
    /// They have a PIN.
    pub has_pin: bool,
    /// They must choose another password.
    pub renew: bool,
    /// They hold two rights that are to be held apart.
    pub mixed: bool,
    /// When they last signed in, anywhere.
    pub last_seen: Option<DateTime<Utc>>,
    /// Nothing is tried at this station until then: too many wrong guesses.
    pub locked_until: Option<DateTime<Utc>>,
}

/// One role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RoleView {
    /// Which.
    pub id: RoleId,
    /// What it is called.
    pub name: Name,
    /// What it may.
    pub rights: Vec<Right>,
    /// How many accounts have it.
    pub holders: u32,
}

/// A right with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RightView {
    /// Which.
    pub right: Right,
    /// What it is called.
    pub name: Name,
}

/// A right with the roles that have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RightHolders {
    /// Which.
    pub right: Right,
    /// What the roles are called, in their order; none where no role has it.
    pub roles: Vec<Name>,
}

/// A write that does not stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ForbiddenView {
    /// At which station.
    pub station: StationId,
    /// What people call it.
    pub station_name: String,
    /// The name it bears.
    pub actor: String,
    /// When, by that station's clock.
    pub at: DateTime<Utc>,
    /// The use case it says it is.
    pub intent: String,
    /// Kind of record, or of fact.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// What the record is called, where that is known.
    pub about: String,
    /// The field; empty for a fact.
    pub field: String,
    /// Why.
    pub why: Option<Forbidden>,
    /// The right that is lacking.
    pub lacking: Option<Right>,
}

/// Accounts, roles and rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AccountsView {
    /// Every account, by name.
    pub accounts: Vec<AccountRow>,
    /// Every role.
    pub roles: Vec<RoleView>,
    /// Every right.
    pub rights: Vec<RightView>,
    /// How signing in is handled.
    pub rules: AccountRules,
    /// What does not stand, newest first.
    pub forbidden: Vec<ForbiddenView>,
    /// How much of it there is.
    pub forbidden_count: u32,
    /// Whether whoever looks may make and reset accounts.
    pub may_accounts: bool,
    /// Whether they may give roles.
    pub may_roles: bool,
}

/// What is known of an account when it is made or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AccountDraft {
    /// The name that what they do is signed with.
    pub name: String,
    /// What they type; the name when empty.
    #[serde(default)]
    pub login: String,
    /// The number on the badge; may be empty.
    #[serde(default)]
    pub number: String,
    /// Their entry in the register of people.
    #[serde(default)]
    pub staff: Option<StaffId>,
}

/// An account that was made or opened anew: what is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AccountMade {
    /// Which.
    pub account: AccountId,
    /// The recovery code.
    pub code: Secret,
}

/// What a person opens an account with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Key {
    /// What it is; tried as what it looks like when none.
    pub kind: Option<KeyKind>,
    /// The secret.
    pub secret: Secret,
}
