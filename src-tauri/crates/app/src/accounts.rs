//! Accounts and roles: making, changing, blocking.

mod keys;
mod view;

pub(crate) use view::forbidden_view;

use ed25519_dalek::SigningKey;
use steward_domain::account::{Account, AccountRules, KeyKind, RENEWED, Renewed};
use steward_domain::ids::{AccountId, RoleId};
use steward_domain::names::Name;
use steward_domain::right::{Right, Rights};
use steward_domain::role::{self, Role};
use steward_domain::secrecy::Level;
use steward_store::{Reader, Writer};

use crate::Desk;
use crate::facts::say;
use crate::locks::{self, Seed};
use crate::session::{refused, rights_of, rules};
use crate::texts::{in_range, line, name, named};
use crate::views::{AccountDraft, AccountMade, Refusal, Secret};

/// Most characters of a name, a login, a number.
const NAME: usize = 60;

impl Desk {
    /// Makes the first account: from now on everybody needs one. It may do all
    /// but audit until others exist, and is signed in at once.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] where somebody has one already;
    /// [`Refusal::NameNeeded`]; [`Refusal::SignIn`] for a short password.
    pub fn first_account(
        &self,
        draft: &AccountDraft,
        password: &Secret,
    ) -> Result<AccountMade, Refusal> {
        if self.is_governed() {
            return Err(self.who_may(Refusal::NotAllowed {
                right: Right::Accounts,
                who: Vec::new(),
            }));
        }
        let roles = ["supervisor", "security", "administrator"];
        let (account, seed, code) = self.made(draft, password)?;
        let account = Account {
            roles: roles.map(role::standard_id).to_vec(),
            clearance: Level::Confidential,
            ..account
        };
        self.act("first_account", |w, _| {
            if !w.all::<Account>()?.is_empty() {
                return Err(Refusal::MovedOn);
            }
            save_standard(w)?;
            Ok(w.save(&account)?)
        })?;
        let session = self.begin_with(account.id, &seed)?;
        self.take_seat_unless_called(session)?;
        Ok(AccountMade {
            account: account.id,
            code,
        })
    }

    /// Makes an account. Whoever signs in with it must choose another password.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::SignIn`] for a short password or a
    /// login that is taken.
    pub fn add_account(
        &self,
        draft: &AccountDraft,
        password: &Secret,
    ) -> Result<AccountMade, Refusal> {
        self.must(&[Right::Accounts])?;
        let (account, _, code) = self.made(draft, password)?;
        let account = Account {
            renew: true,
            ..account
        };
        self.act("add_account", |w, _| {
            is_free(w, &account)?;
            Ok(w.save(&account)?)
        })?;
        Ok(AccountMade {
            account: account.id,
            code,
        })
    }

    /// Gives an account another name, login or number, or ties it to somebody
    /// in the register of people. Whoever is signed in with it signs in anew.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::Unknown`]; [`Refusal::SignIn`] for
    /// a login that is taken.
    pub fn edit_account(&self, id: AccountId, draft: &AccountDraft) -> Result<(), Refusal> {
        let named = self.described(id, draft)?;
        self.act("edit_account", |w, _| {
            let account = Account {
                name: named.name.clone(),
                login: named.login.clone(),
                number: named.number.clone(),
                staff: named.staff,
                ..account_of(w, id)?
            };
            is_free(w, &account)?;
            Ok(w.save(&account)?)
        })
    }

    /// Keeps an account from signing in, or lets it again. What it did stands.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::SignIn`] for the last who may make
    /// accounts or give roles.
    pub fn block_account(&self, id: AccountId, blocked: bool) -> Result<(), Refusal> {
        self.act("block_account", |w, _| {
            let account = Account {
                blocked,
                ..account_of(w, id)?
            };
            if blocked {
                leaves_somebody(w, &|one| (one.id == id).then(Rights::default), None)?;
            }
            Ok(w.save(&account)?)
        })
    }

    /// Gives an account a new key, password and recovery code: for somebody who
    /// has lost all three. Its sessions end, its PIN goes.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::SignIn`] for a short password.
    pub fn reset_account(&self, id: AccountId, password: &Secret) -> Result<AccountMade, Refusal> {
        self.must(&[Right::Accounts])?;
        let seed = self.store.one_time_key();
        let (locks, code) = self.new_locks(id, &seed, password)?;
        let now = self.now();
        self.act("reset_account", |w, _| {
            let account = Account {
                key: public(&seed),
                password: locks.password.clone(),
                recovery: locks.recovery.clone(),
                pin: None,
                renew: true,
                ..account_of(w, id)?
            };
            w.save(&account)?;
            let said = Renewed {
                what: KeyKind::Password,
                with: None,
                at: now,
            };
            say(w, RENEWED, id.0, &said);
            Ok(())
        })?;
        self.forget_guesses(id)?;
        Ok(AccountMade { account: id, code })
    }

    /// Says what an account may do and know.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::SignIn`] where rights that are to
    /// be held apart would come together, or nobody would be left who may give
    /// roles or make accounts.
    pub fn give_roles(
        &self,
        id: AccountId,
        roles: &[RoleId],
        clearance: Level,
    ) -> Result<(), Refusal> {
        self.act("give_roles", |w, _| {
            let before = account_of(w, id)?;
            let mut given = roles.to_vec();
            given.sort_unstable();
            given.dedup();
            let account = Account {
                roles: given,
                clearance,
                ..before.clone()
            };
            let rights = rights_of(w, &account)?;
            let more = rights.held_apart() > rights_of(w, &before)?.held_apart();
            if rules(w)?.apart && more && rights.held_apart() > 1 {
                return Err(refused("apart", 0));
            }
            leaves_somebody(w, &|one| (one.id == id).then(|| rights.clone()), None)?;
            Ok(w.save(&account)?)
        })
    }

    /// Makes a role, or says what one may.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::NameNeeded`]; [`Refusal::SignIn`]
    /// where nobody would be left who may give roles or make accounts.
    pub fn edit_role(
        &self,
        id: Option<RoleId>,
        role_name: &Name,
        rights: &[Right],
    ) -> Result<RoleId, Refusal> {
        let role_name = named(role_name)?;
        let new = self.store.new_id(self.now().timestamp_millis());
        let id = id.unwrap_or(RoleId(new));
        self.act("edit_role", |w, _| {
            let known = w.get::<Role>(id.0)?;
            let places = w.all::<Role>()?.into_iter().map(|role| role.place);
            let last = places.max().unwrap_or(0).saturating_add(1);
            let role = Role {
                id,
                name: role_name,
                place: known.as_ref().map_or(last, |role| role.place),
                rights: known
                    .map(|role| role.rights)
                    .unwrap_or_default()
                    .with(rights),
            };
            if rules(w)?.apart && role.rights.held_apart() > 1 {
                return Err(refused("apart", 0));
            }
            leaves_somebody(w, &|_| None, Some(&role))?;
            Ok(w.save(&role)?)
        })?;
        Ok(id)
    }

    /// Says how signing in is handled.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`]; [`Refusal::OutOfRange`].
    pub fn save_account_rules(&self, rules: &AccountRules) -> Result<(), Refusal> {
        in_range("idle_minutes", rules.idle_minutes, 1, 480)?;
        in_range("session_hours", rules.session_hours, 1, 168)?;
        in_range("free_guesses", rules.free_guesses, 1, 20)?;
        in_range("first_wait", rules.first_wait, 5, 3600)?;
        in_range("longest_wait", rules.longest_wait, rules.first_wait, 86_400)?;
        in_range("password_least", rules.password_least, 6, 64)?;
        in_range("pin_least", rules.pin_least, 6, 12)?;
        let rules = AccountRules {
            id: AccountRules::the_id(),
            ..rules.clone()
        };
        self.act("account_rules", |w, _| Ok(w.save(&rules)?))
    }

    /// A new account with a key of its own, and what opens it.
    fn made(
        &self,
        draft: &AccountDraft,
        password: &Secret,
    ) -> Result<(Account, Seed, Secret), Refusal> {
        let id = AccountId(self.store.new_id(self.now().timestamp_millis()));
        let described = self.described(id, draft)?;
        let seed = self.store.one_time_key();
        let (locks, code) = self.new_locks(id, &seed, password)?;
        let account = Account {
            key: public(&seed),
            password: locks.password,
            recovery: locks.recovery,
            ..described
        };
        Ok((account, seed, code))
    }

    /// What a draft says, cleaned; nothing that opens it yet.
    fn described(&self, id: AccountId, draft: &AccountDraft) -> Result<Account, Refusal> {
        let full = name("name", &line("name", &draft.name, NAME)?)?;
        let login = line("login", &draft.login, NAME)?;
        Ok(Account {
            id,
            login: if login.is_empty() {
                full.clone()
            } else {
                login
            },
            name: full,
            number: line("number", &draft.number, NAME)?,
            staff: draft.staff,
            roles: Vec::new(),
            clearance: Level::default(),
            blocked: false,
            renew: false,
            key: String::new(),
            password: None,
            pin: None,
            recovery: None,
        })
    }
}

/// The roles of the standard, where they are not in the log yet.
fn save_standard(w: &mut Writer<'_>) -> Result<(), Refusal> {
    for role in role::standard() {
        if w.get::<Role>(role.id.0)?.is_none() {
            w.save(&role)?;
        }
    }
    Ok(())
}

fn public(seed: &Seed) -> String {
    locks::hex(SigningKey::from_bytes(seed).verifying_key().as_bytes())
}

fn account_of(r: &Reader<'_>, id: AccountId) -> Result<Account, Refusal> {
    let found = r.get::<Account>(id.0)?;
    found.ok_or_else(|| Refusal::Unknown(id.to_string()))
}

/// Refuses a login or number that somebody else has.
fn is_free(r: &Reader<'_>, account: &Account) -> Result<(), Refusal> {
    let words = |one: &Account| [one.login.to_lowercase(), one.number.to_lowercase()];
    let mine = words(account);
    for other in r.all::<Account>()? {
        let is_taken = words(&other)
            .iter()
            .any(|word| !word.is_empty() && mine.contains(word));
        if other.id != account.id && is_taken {
            return Err(refused("taken", 0));
        }
    }
    Ok(())
}

/// Refuses a change after which nobody could give roles or make accounts any
/// more. `changed` says what an account may from then on, where that changes;
/// `role` is the role that does.
fn leaves_somebody(
    r: &Reader<'_>,
    changed: &dyn Fn(&Account) -> Option<Rights>,
    role: Option<&Role>,
) -> Result<(), Refusal> {
    let mut left = Rights::default();
    for account in r.all::<Account>()?.iter().filter(|one| !one.blocked) {
        let rights = match (changed(account), role) {
            (Some(rights), _) => rights,
            (None, Some(role)) if account.roles.contains(&role.id) => {
                let others: Vec<RoleId> = account
                    .roles
                    .iter()
                    .copied()
                    .filter(|id| *id != role.id)
                    .collect();
                let mut rights = rights_of(
                    r,
                    &Account {
                        roles: others,
                        ..account.clone()
                    },
                )?;
                rights.merge(&role.rights);
                rights
            }
            (None, _) => rights_of(r, account)?,
        };
        left.merge(&rights);
    }
    let is_left = [Right::Accounts, Right::Roles]
        .iter()
        .all(|right| left.has(*right));
    if is_left {
        Ok(())
    } else {
        Err(refused("last", 0))
    }
}
