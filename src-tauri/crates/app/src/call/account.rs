//! What is done about accounts, and who a call is done for.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::account::AccountRules;
use steward_domain::ids::RoleId;
use steward_domain::names::{Language, Name};
use steward_domain::right::Right;
use steward_domain::role;
use steward_domain::secrecy::Level;
use uuid::Uuid;

use super::{Call, SafetyAct, told};
use crate::Desk;
use crate::views::{AccountDraft, AccountMade, Key, Refusal, RoleView, Secret};

/// What is done about accounts, see [`super::Call::Account`]. Accounts are
/// named by their login, number, name or id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum AccountAct {
    /// [`Desk::session`].
    Who,
    /// [`Desk::sign_in_names`].
    Names,
    /// [`Desk::sign_in_for_pass`].
    SignIn {
        /// Who.
        who: String,
        /// With what.
        key: Key,
    },
    /// [`Desk::sign_out`].
    SignOut,
    /// [`Desk::accounts`].
    List,
    /// [`Desk::first_account`], [`Desk::add_account`] where somebody has one.
    Add {
        /// Who it is for.
        draft: AccountDraft,
        /// The first password.
        password: Secret,
        /// What they are, by name or code.
        roles: Vec<String>,
    },
    /// [`Desk::edit_account`].
    Edit {
        /// Which.
        who: String,
        /// What it is from then on.
        draft: AccountDraft,
    },
    /// [`Desk::block_account`].
    Block {
        /// Which.
        who: String,
        /// Blocked, or not any more.
        blocked: bool,
    },
    /// [`Desk::reset_account`].
    Reset {
        /// Which.
        who: String,
        /// The next password.
        password: Secret,
    },
    /// [`Desk::give_roles`].
    Give {
        /// To whom.
        who: String,
        /// What they are, by name or code.
        roles: Vec<String>,
        /// What they may know; as it is when none.
        clearance: Option<Level>,
    },
    /// [`Desk::change_password`].
    Password {
        /// What opens it now.
        key: Key,
        /// The new one.
        new: Secret,
    },
    /// [`Desk::set_pin`].
    Pin {
        /// What opens it now.
        key: Key,
        /// The PIN; none takes it away.
        pin: Option<Secret>,
    },
    /// [`Desk::new_recovery`].
    NewRecovery {
        /// What opens it now.
        key: Key,
    },
    /// [`Desk::recover`].
    Recover {
        /// Who.
        who: String,
        /// The printed code.
        code: Secret,
        /// The new password.
        password: Secret,
    },
    /// [`Desk::recovery_sheet`].
    Sheet {
        /// What was made.
        made: AccountMade,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::edit_role`].
    Role {
        /// Which, by name or code; a new one of that name when there is none.
        role: String,
        /// What it may, by their codes.
        rights: Vec<Right>,
    },
    /// [`Desk::save_account_rules`].
    Rules {
        /// How signing in is handled.
        rules: AccountRules,
    },
}

impl Desk {
    /// Does a call for whoever a pass names; for nobody without one.
    ///
    /// # Errors
    /// As [`Desk::call`]; [`Refusal::SignInNeeded`] where somebody has an
    /// account, and the call is not one of those that anybody may make.
    pub fn call_for(&self, pass: Option<&str>, call: Call) -> Result<Value, Refusal> {
        self.on_behalf(pass, || {
            let is_open = match &call {
                Call::Show
                | Call::Status
                | Call::Digest
                | Call::Safety {
                    act: SafetyAct::Show | SafetyAct::Verify,
                } => true,
                Call::Account { act } => matches!(
                    act,
                    AccountAct::Who
                        | AccountAct::Names
                        | AccountAct::SignIn { .. }
                        | AccountAct::SignOut
                        | AccountAct::Recover { .. }
                        // It says what whoever asks has in hand already.
                        | AccountAct::Sheet { .. }
                ),
                // It says itself for whom it is.
                Call::For { .. } => true,
                _ => false,
            };
            if !is_open && self.is_governed() && self.current_session().is_none() {
                return Err(Refusal::SignInNeeded);
            }
            self.call(call)
        })
    }

    pub(super) fn do_about_accounts(&self, act: AccountAct) -> Result<Value, Refusal> {
        match act {
            AccountAct::Who => told(&self.session()?),
            AccountAct::Names => told(&self.sign_in_names("")?),
            AccountAct::SignIn { who, key } => told(&self.sign_in_for_pass(&who, &key)?),
            AccountAct::SignOut => told(&self.sign_out()?),
            AccountAct::List => told(&self.accounts()?),
            AccountAct::Add {
                draft,
                password,
                roles,
            } => {
                // The first one may do nearly all.
                if !self.is_governed() {
                    return told(&self.first_account(&draft, &password)?);
                }
                let roles = self.roles_called(&roles)?;
                let made = self.add_account(&draft, &password)?;
                if !roles.is_empty() {
                    self.give_roles(made.account, &roles, Level::default())?;
                }
                told(&made)
            }
            AccountAct::Edit { who, draft } => {
                let account = self.account_called(&who)?;
                let or = |new: String, old: String| if new.is_empty() { old } else { new };
                let draft = AccountDraft {
                    name: or(draft.name, account.name),
                    login: or(draft.login, account.login),
                    number: or(draft.number, account.number),
                    staff: draft.staff.or(account.staff),
                };
                told(&self.edit_account(account.id, &draft)?)
            }
            AccountAct::Block { who, blocked } => {
                told(&self.block_account(self.account_called(&who)?.id, blocked)?)
            }
            AccountAct::Reset { who, password } => {
                told(&self.reset_account(self.account_called(&who)?.id, &password)?)
            }
            AccountAct::Give {
                who,
                roles,
                clearance,
            } => {
                let account = self.account_called(&who)?;
                let clearance = clearance.unwrap_or(account.clearance);
                let roles = self.roles_called(&roles)?;
                told(&self.give_roles(account.id, &roles, clearance)?)
            }
            AccountAct::Password { key, new } => told(&self.change_password(&key, &new)?),
            AccountAct::Pin { key, pin } => told(&self.set_pin(&key, pin.as_ref())?),
            AccountAct::NewRecovery { key } => told(&self.new_recovery(&key)?),
            AccountAct::Recover {
                who,
                code,
                password,
            } => told(&self.recover(&who, &code, &password)?),
            AccountAct::Sheet {
                made,
                language,
                path,
            } => {
                let info = self.recovery_sheet(made.account, &made.code, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
            AccountAct::Role { role, rights } => {
                let known = self.roles_known()?;
                let found = known.into_iter().find(|one| is_called(one, &role));
                let (id, name) = match found {
                    Some(one) => (Some(one.id), one.name),
                    None => (None, Name::new(&role, "")),
                };
                told(&self.edit_role(id, &name, &rights)?)
            }
            AccountAct::Rules { rules } => told(&self.save_account_rules(&rules)?),
        }
    }

    fn roles_called(&self, words: &[String]) -> Result<Vec<RoleId>, Refusal> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.roles_known()?;
        let found = words.iter().map(|word| {
            let one = known.iter().find(|one| is_called(one, word));
            one.map(|one| one.id)
                .ok_or_else(|| Refusal::Unknown(word.clone()))
        });
        found.collect()
    }

    fn roles_known(&self) -> Result<Vec<RoleView>, Refusal> {
        Ok(self.accounts()?.roles)
    }
}

/// Whether a word names a role: its code, its name, or its id.
fn is_called(role: &RoleView, word: &str) -> bool {
    let word = word.trim();
    role.name.is_called(word)
        || role::standard_id(word) == role.id
        || Uuid::parse_str(word).is_ok_and(|id| id == role.id.0)
}
