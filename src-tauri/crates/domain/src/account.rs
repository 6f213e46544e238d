//! Accounts 账号: who may sign in, and how. An account has a signing key; its
//! secret half is sealed under locks that a password, a PIN or a printed code
//! opens. Locks travel with the account, so that it opens at every station
//! with the network down.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{AccountId, RoleId, StaffId, StationId, VenueId, derived};
use crate::record::Record;
use crate::secrecy::Level;

/// The fact about an account that somebody signed in with it; its body is a
/// [`SignedIn`] and its id the session that commits name.
pub const SIGNED_IN: &str = "signed_in";
/// The fact that a session ended; its body is an [`Ended`].
pub const SIGNED_OUT: &str = "signed_out";
/// The fact that somebody guessed wrongly too often; a [`LockedOut`].
pub const LOCKED_OUT: &str = "locked_out";
/// The fact that a way to sign in was replaced; a [`Renewed`].
pub const RENEWED: &str = "account_renewed";

/// Somebody's way to sign in. Each field is a register of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// The name that what they do is signed with.
    pub name: String,
    /// What they type to sign in.
    #[serde(default)]
    pub login: String,
    /// The number on the badge, which may be typed instead; may be empty.
    #[serde(default)]
    pub number: String,
    /// Their entry in the register of people.
    #[serde(default)]
    pub staff: Option<StaffId>,
    /// What they may do.
    #[serde(default)]
    pub roles: Vec<RoleId>,
    /// What they may know (S-03), where they are not in the register of people.
    #[serde(default)]
    pub clearance: Level,
    /// May not sign in.
    #[serde(default)]
    pub blocked: bool,
    /// Must choose another password when they next sign in.
    #[serde(default)]
    pub renew: bool,
    /// The public half of their signing key (Ed25519), hexadecimal.
    #[serde(default)]
    pub key: String,
    /// What the password opens.
    #[serde(default)]
    pub password: Option<Lock>,
    /// What the PIN opens.
    #[serde(default)]
    pub pin: Option<Lock>,
    /// What the printed code opens.
    #[serde(default)]
    pub recovery: Option<Lock>,
}

impl Record for Account {
    const KIND: &'static str = "account";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// A key sealed under a secret that somebody knows: XChaCha20-Poly1305 under
/// what Argon2id makes of it. All is hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// What making the key costs.
    pub cost: Cost,
    /// 16 bytes.
    pub salt: String,
    /// 24 bytes.
    pub nonce: String,
    /// The sealed key and its tag, 48 bytes.
    pub sealed: String,
}

/// What making a key of a secret costs (Argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory, KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// 64 MiB, three passes, four lanes (RFC 9106, for less memory).
    fn default() -> Self {
        Self {
            memory: 64 * 1024,
            passes: 3,
            lanes: 4,
        }
    }
}

/// What a person opened an account with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// 口令.
    Password,
    /// PIN.
    Pin,
    /// The printed recovery code 恢复码.
    Recovery,
}

impl KeyKind {
    /// Its name in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Pin => "pin",
            Self::Recovery => "recovery",
        }
    }
}

/// Somebody signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// The session's name.
    pub session: Uuid,
    /// At which station.
    pub station: StationId,
    /// The name their acts bear while it lasts.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when it lasts at most.
    pub until: DateTime<Utc>,
    /// The account's signature over all of this, hexadecimal.
    pub signature: String,
}

impl SignedIn {
    /// What the account signs.
    #[must_use]
    pub fn message(&self, venue: VenueId, account: AccountId) -> Vec<u8> {
        let mut message = b"steward session 1\0".to_vec();
        let ids = [venue.0, account.0, self.session, self.station.0];
        for id in ids {
            message.extend_from_slice(id.as_bytes());
        }
        for time in [self.at, self.until] {
            message.extend_from_slice(&time.timestamp_millis().to_be_bytes());
        }
        message.extend_from_slice(self.name.as_bytes());
        message
    }
}

/// A session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Which.
    pub session: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// Somebody guessed wrongly too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockedOut {
    /// How many wrong guesses there were since the last right one.
    pub guesses: u32,
    /// Until when nothing more is tried at this station.
    pub until: DateTime<Utc>,
}

/// A way to sign in was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewed {
    /// Which.
    pub what: KeyKind,
    /// What opened the account for it; an administrator's reset when none.
    #[serde(default)]
    pub with: Option<KeyKind>,
    /// When.
    pub at: DateTime<Utc>,
}

/// How signing in is handled at this venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AccountRules {
    /// Always [`AccountRules::ID`].
    pub id: Uuid,
    /// Nobody holds two of what is to be held apart, see
    /// [`crate::right::Right::APART`].
    #[serde(default = "yes")]
    pub apart: bool,
    /// The window locks after so many minutes without a key or a click.
    #[serde(default = "idle")]
    pub idle_minutes: u32,
    /// A session lasts at most so many hours.
    #[serde(default = "hours")]
    pub session_hours: u32,
    /// Wrong guesses that cost no waiting.
    #[serde(default = "free")]
    pub free_guesses: u32,
    /// What the next one costs, seconds; each further one twice as much.
    #[serde(default = "first")]
    pub first_wait: u32,
    /// The longest wait, seconds.
    #[serde(default = "longest")]
    pub longest_wait: u32,
    /// Fewest characters of a password.
    #[serde(default = "letters")]
    pub password_least: u32,
    /// Fewest digits of a PIN.
    #[serde(default = "digits")]
    pub pin_least: u32,
}

fn yes() -> bool {
    true
}
fn idle() -> u32 {
    10
}
fn hours() -> u32 {
    14
}
fn free() -> u32 {
    5
}
fn first() -> u32 {
    30
}
fn longest() -> u32 {
    900
}
fn letters() -> u32 {
    8
}
fn digits() -> u32 {
    6
}

impl AccountRules {
    /// The one record of this kind: the same at every station.
    #[must_use]
    pub fn the_id() -> Uuid {
        derived(&[b"steward account rules"])
    }

    /// How long to wait after so many wrong guesses in a row, seconds.
    #[must_use]
    pub fn wait(&self, guesses: u32) -> u32 {
        let Some(over) = guesses.checked_sub(self.free_guesses.max(1)) else {
            return 0;
        };
        let doubled = self.first_wait.checked_shl(over).filter(|_| over < 31);
        let back = |wait: &u32| wait.checked_shr(over) == Some(self.first_wait);
        doubled
            .filter(back)
            .map_or(self.longest_wait, |wait| wait.min(self.longest_wait))
    }
}

impl Default for AccountRules {
    fn default() -> Self {
        Self {
            id: Self::the_id(),
            apart: yes(),
            idle_minutes: idle(),
            session_hours: hours(),
            free_guesses: free(),
            first_wait: first(),
            longest_wait: longest(),
            password_least: letters(),
            pin_least: digits(),
        }
    }
}

impl Record for AccountRules {
    const KIND: &'static str = "account_rules";
    fn uuid(&self) -> Uuid {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_the_first_to_the_longest() {
        let rules = AccountRules::default();
        let waits: Vec<u32> = (0..13).map(|guesses| rules.wait(guesses)).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(rules.wait(u32::MAX), 900);
        let strict = AccountRules {
            free_guesses: 0,
            ..rules
        };
        assert_eq!((strict.wait(0), strict.wait(1)), (0, 30));
    }

    #[test]
    fn every_part_of_a_session_is_signed() {
        let one = SignedIn {
            session: Uuid::from_u128(1),
            station: StationId(Uuid::from_u128(2)),
            name: "周敏".into(),
            at: DateTime::UNIX_EPOCH,
            until: DateTime::UNIX_EPOCH,
            signature: String::new(),
        };
        let (venue, account) = (VenueId(Uuid::nil()), AccountId(Uuid::nil()));
        let message = one.message(venue, account);
        let others = [
            SignedIn {
                session: Uuid::from_u128(9),
                ..one.clone()
            },
            SignedIn {
                station: StationId(Uuid::from_u128(9)),
                ..one.clone()
            },
            SignedIn {
                name: "周".into(),
                ..one.clone()
            },
            SignedIn {
                until: DateTime::UNIX_EPOCH + chrono::Duration::milliseconds(1),
                ..one.clone()
            },
        ];
        for other in others {
            assert_ne!(message, other.message(venue, account));
        }
        let other = AccountId(Uuid::from_u128(1));
        assert_ne!(message, one.message(venue, other));
    }
}
