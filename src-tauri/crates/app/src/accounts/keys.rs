//! What opens an account: passwords, PINs, recovery codes.

use steward_domain::account::{Account, KeyKind, Lock, RENEWED, Renewed};
use steward_domain::ids::AccountId;

use super::account_of;
use crate::Desk;
use crate::facts::say;
use crate::locks::{self, Seed};
use crate::session::{as_caller, refused, rules};
use crate::views::{AccountMade, Key, Refusal, Secret};

/// Most characters of a password.
const LONGEST: usize = 200;
/// Most digits of a PIN.
const LONGEST_PIN: usize = 12;

/// Locks that are made together.
pub(super) struct NewLocks {
    pub(super) password: Option<Lock>,
    pub(super) recovery: Option<Lock>,
}

impl Desk {
    /// Gives whoever is at the desk another password.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] for a wrong or a short one.
    pub fn change_password(&self, old: &Key, new: &Secret) -> Result<(), Refusal> {
        let (account, seed, with) = self.open_own(old)?;
        let lock = self.password_lock(account.id, &seed, new)?;
        self.renew(account.id, KeyKind::Password, with, move |account| {
            account.password = Some(lock);
            account.renew = false;
        })
    }

    /// Gives whoever is at the desk a PIN, or takes it away.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] for a wrong key, or a PIN that is too short or easy
    /// to guess.
    pub fn set_pin(&self, key: &Key, pin: Option<&Secret>) -> Result<(), Refusal> {
        let (account, seed, with) = self.open_own(key)?;
        let lock = pin.map(|pin| {
            let least = self.read(rules)?.pin_least;
            fit_pin(&pin.0, least)?;
            self.lock(account.id, KeyKind::Pin, &seed, &pin.0)
        });
        let lock = lock.transpose()?;
        self.renew(account.id, KeyKind::Pin, with, move |account| {
            account.pin = lock;
        })
    }

    /// Makes a new recovery code for whoever is at the desk; the old one is
    /// worth nothing then.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] for a wrong key.
    pub fn new_recovery(&self, key: &Key) -> Result<AccountMade, Refusal> {
        let (account, seed, with) = self.open_own(key)?;
        let code = locks::code(&self.store.one_time_key());
        let lock = self.lock(account.id, KeyKind::Recovery, &seed, &code)?;
        self.renew(account.id, KeyKind::Recovery, with, move |account| {
            account.recovery = Some(lock);
        })?;
        Ok(AccountMade {
            account: account.id,
            code: Secret(code.to_string()),
        })
    }

    /// Lets somebody in by the printed code, with a new password; the code is
    /// used up and another comes back. They are at the window then.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] for a wrong code or a short password.
    pub fn recover(
        &self,
        who: &str,
        code: &Secret,
        password: &Secret,
    ) -> Result<AccountMade, Refusal> {
        self.fits(password)?;
        let account = self.account_called(who)?;
        let key = Key {
            kind: Some(KeyKind::Recovery),
            secret: code.clone(),
        };
        let (seed, with) = self.open_account(&account, &key)?;
        let (locks, code) = self.new_locks(account.id, &seed, password)?;
        let session = self.begin_with(account.id, &seed)?;
        as_caller(Some(session.clone()), || {
            self.renew(account.id, KeyKind::Password, with, move |account| {
                account.password = locks.password;
                account.recovery = locks.recovery;
                account.renew = false;
            })
        })?;
        self.take_seat_unless_called(session)?;
        Ok(AccountMade {
            account: account.id,
            code,
        })
    }

    pub(super) fn fits(&self, password: &Secret) -> Result<(), Refusal> {
        let least = self.read(rules)?.password_least;
        let count = password.0.chars().count();
        if count < usize::try_from(least).unwrap_or(usize::MAX) {
            return Err(refused("short_password", least));
        }
        if count > LONGEST {
            return Err(Refusal::TooLong {
                field: "password".to_owned(),
                most: u32::try_from(LONGEST).unwrap_or(u32::MAX),
            });
        }
        Ok(())
    }

    fn password_lock(
        &self,
        id: AccountId,
        seed: &Seed,
        password: &Secret,
    ) -> Result<Lock, Refusal> {
        self.fits(password)?;
        self.lock(id, KeyKind::Password, seed, &password.0)
    }

    pub(super) fn new_locks(
        &self,
        id: AccountId,
        seed: &Seed,
        password: &Secret,
    ) -> Result<(NewLocks, Secret), Refusal> {
        let code = locks::code(&self.store.one_time_key());
        let locks = NewLocks {
            password: Some(self.password_lock(id, seed, password)?),
            recovery: Some(self.lock(id, KeyKind::Recovery, seed, &code)?),
        };
        Ok((locks, Secret(code.to_string())))
    }

    fn lock(
        &self,
        id: AccountId,
        kind: KeyKind,
        seed: &Seed,
        secret: &str,
    ) -> Result<Lock, Refusal> {
        let chance = [self.store.one_time_key(), self.store.one_time_key()];
        let lock = locks::seal(seed, secret, (id, kind), self.cost, chance);
        lock.ok_or_else(|| refused("other", 0))
    }

    fn open_own(&self, key: &Key) -> Result<(Account, Seed, KeyKind), Refusal> {
        let session = self.current_session().ok_or(Refusal::SignInNeeded)?;
        let account = self.read(|r| Ok(self.stands(r, &session)?.0))?;
        let (seed, with) = self.open_account(&account, key)?;
        Ok((account, seed, with))
    }

    fn renew(
        &self,
        id: AccountId,
        what: KeyKind,
        with: KeyKind,
        change: impl FnOnce(&mut Account),
    ) -> Result<(), Refusal> {
        let now = self.now();
        let intent = match what {
            KeyKind::Password => "change_password",
            KeyKind::Pin => "set_pin",
            KeyKind::Recovery => "new_recovery",
        };
        self.act(intent, |w, _| {
            let mut account = account_of(w, id)?;
            change(&mut account);
            w.save(&account)?;
            let said = Renewed {
                what,
                with: Some(with),
                at: now,
            };
            say(w, RENEWED, id.0, &said);
            Ok(())
        })
    }
}

/// Refuses a PIN that is short, is no number, or is the first to be guessed.
fn fit_pin(pin: &str, least: u32) -> Result<(), Refusal> {
    let digits: Vec<u32> = pin.chars().filter_map(|c| c.to_digit(10)).collect();
    let count = pin.chars().count();
    if digits.len() != count
        || count < usize::try_from(least).unwrap_or(usize::MAX)
        || count > LONGEST_PIN
    {
        return Err(refused("short_pin", least));
    }
    let steps = digits.iter().zip(digits.iter().skip(1));
    let mut steps = steps.map(|(one, next)| i64::from(*next) - i64::from(*one));
    let first = steps.next();
    if first.is_some_and(|first| first.abs() <= 1) && steps.all(|step| Some(step) == first) {
        return Err(refused("easy_pin", least));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_that_is_guessed_first_is_refused() {
        for easy in ["000000", "123456", "987654"] {
            assert_eq!(fit_pin(easy, 6), Err(refused("easy_pin", 6)), "{easy}");
        }
        for short in ["1379", "13795a", "1379517951795"] {
            assert_eq!(fit_pin(short, 6), Err(refused("short_pin", 6)), "{short}");
        }
        assert_eq!(fit_pin("137951", 6), Ok(()));
    }
}
