//! Who is at the desk: signing in and out, at the window and for a call from a
//! terminal, and whether they may do what they ask.

mod entering;

use std::cell::RefCell;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::account::{Account, AccountRules};
use steward_domain::authority::{self, Asked};
use steward_domain::ids::{AccountId, StationId};
use steward_domain::right::{Right, Rights};
use steward_domain::role::Role;
use steward_domain::secrecy::Level;
use steward_domain::staff::StaffMember;
use steward_domain::venue::Venue;
use steward_store::Reader;
use uuid::Uuid;

use crate::Desk;
use crate::views::{PersonView, Refusal, SessionView};

/// How many who may do something are named.
const MOST_NAMED: usize = 5;
thread_local! {
    /// For whom a call is done on this thread; the window's person when none.
    static CALLER: RefCell<Option<Option<Session>>> = const { RefCell::new(None) };
}

/// Somebody signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// Its name, which commits carry.
    pub(crate) id: Uuid,
    /// With which account.
    pub(crate) account: AccountId,
    /// Under which name.
    pub(crate) name: String,
    /// At which station.
    pub(crate) station: StationId,
    /// With which key of the account, hexadecimal.
    pub(crate) key: String,
    /// Until when at most.
    pub(crate) until: DateTime<Utc>,
}

/// Restores who called before.
struct Before(Option<Option<Session>>);

impl Drop for Before {
    fn drop(&mut self) {
        CALLER.with(|caller| *caller.borrow_mut() = self.0.take());
    }
}

/// A refusal of signing in.
pub(crate) fn refused(code: &str, number: u32) -> Refusal {
    Refusal::SignIn {
        code: code.to_owned(),
        number,
    }
}

impl Desk {
    /// Whether somebody has an account, so that everybody needs one.
    pub(crate) fn is_governed(&self) -> bool {
        if self.governed.load(Ordering::Relaxed) {
            return true;
        }
        if self.free.load(Ordering::Acquire) {
            return false;
        }
        // Said before it is asked: an account that is written meanwhile makes
        // it be asked again.
        self.free.store(true, Ordering::Release);
        let found: Result<bool, Refusal> = self.store.read(|r| Ok(!r.all::<Account>()?.is_empty()));
        if found.is_err() {
            self.free.store(false, Ordering::Release);
        }
        let is = found.unwrap_or(false);
        self.governed.store(is, Ordering::Relaxed);
        is
    }

    /// Who is at the desk, and what belongs to signing in.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn session(&self) -> Result<SessionView, Refusal> {
        let governed = self.is_governed();
        let session = self.current_session();
        let clearance = self.viewer().clearance;
        self.read(|r| {
            let rules = rules(r)?;
            let person = session.and_then(|session| {
                let (account, rights) = self.stands(r, &session).ok()?;
                Some((session, account, rights))
            });
            let sees = |rights: &Rights| Right::APART.iter().any(|right| rights.has(*right));
            let forbidden = match &person {
                Some((_, _, rights)) if sees(rights) => r.count_forbidden()?,
                _ => 0,
            };
            let person = person
                .map(|(session, account, rights)| {
                    Ok::<_, Refusal>(PersonView {
                        account: account.id,
                        roles: roles_of(r, &account)?
                            .into_iter()
                            .map(|role| role.name)
                            .collect(),
                        rights: rights.iter().collect(),
                        clearance,
                        renew: account.renew,
                        has_pin: account.pin.is_some(),
                        until: session.until,
                        name: account.name,
                    })
                })
                .transpose()?;
            Ok(SessionView {
                governed,
                person,
                idle_minutes: rules.idle_minutes,
                password_least: rules.password_least,
                pin_least: rules.pin_least,
                forbidden: u32::try_from(forbidden).unwrap_or(u32::MAX),
            })
        })
    }

    /// Does something for whom a pass names, or for nobody.
    pub(crate) fn on_behalf<T>(&self, pass: Option<&str>, act: impl FnOnce() -> T) -> T {
        let session = pass.and_then(|pass| self.read_pass(pass));
        as_caller(session, act)
    }

    /// Who is at the desk: whoever a call is done for, else whoever signed in
    /// at the window.
    pub(crate) fn current_session(&self) -> Option<Session> {
        let caller = CALLER.with(|caller| caller.borrow().clone());
        let session = caller.unwrap_or_else(|| {
            let seat = self.session.lock();
            seat.unwrap_or_else(PoisonError::into_inner).clone()
        });
        session.filter(|session| self.now() < session.until)
    }

    /// The session an act is done in; none where the station does it itself.
    pub(crate) fn session_for(&self, intent: &str) -> Option<Session> {
        let is_own = authority::of_intent(intent) == Asked::Nobody;
        self.current_session().filter(|_| !is_own)
    }

    /// The name an act bears.
    pub(crate) fn actor_for(&self, intent: &str, session: Option<&Session>) -> String {
        let is_own = authority::of_intent(intent) == Asked::Nobody;
        match session {
            Some(session) => session.name.clone(),
            None if is_own && self.is_governed() => String::new(),
            None => self.operator(),
        }
    }

    /// Refuses what whoever is at the desk may not do.
    pub(crate) fn may(&self, r: &Reader<'_>, asked: Asked) -> Result<(), Refusal> {
        let governed = self.governed.load(Ordering::Relaxed) || !r.all::<Account>()?.is_empty();
        if asked == Asked::Nobody || !governed {
            return Ok(());
        }
        let session = self.current_session().ok_or(Refusal::SignInNeeded)?;
        let (_, rights) = self.stands(r, &session)?;
        // Whether it is their own is looked at when it is written.
        if asked.admits(&rights, true) {
            return Ok(());
        }
        Err(asked
            .right()
            .map_or(Refusal::SignInNeeded, |right| Refusal::NotAllowed {
                right,
                who: Vec::new(),
            }))
    }

    /// Refuses what whoever is at the desk may not read, by the name it has in
    /// the table of reads: the one place where that is asked.
    pub(crate) fn may_read(&self, read: &str) -> Result<(), Refusal> {
        let asked = authority::of_read(read);
        let allowed = self.read(|r| self.may(r, asked));
        allowed.map_err(|refusal| self.who_may(refusal))
    }

    /// Refuses who has none of these rights, before an act writes.
    pub(crate) fn must(&self, rights: &'static [Right]) -> Result<(), Refusal> {
        let allowed = self.read(|r| self.may(r, Asked::One(rights)));
        allowed.map_err(|refusal| self.who_may(refusal))
    }

    /// Adds to a refusal who may.
    pub(crate) fn who_may(&self, refusal: Refusal) -> Refusal {
        match refusal {
            Refusal::NotAllowed { right, who } if who.is_empty() => {
                let who = self.read(|r| holders(r, right)).unwrap_or_default();
                Refusal::NotAllowed { right, who }
            }
            other => other,
        }
    }

    /// What whoever is at the desk may know.
    pub(crate) fn clearance(&self) -> Level {
        let Some(session) = self.current_session() else {
            return Level::Public;
        };
        // Past what is hidden: it is this that says what is.
        let known: Result<Level, Refusal> = self.store.read(|r| {
            let (account, _) = self.stands(r, &session)?;
            self.clearance_of(r, &account)
        });
        known.unwrap_or(Level::Public)
    }

    /// What an account's person may know today: as the register of people
    /// says, where they are in it.
    pub(crate) fn clearance_of(&self, r: &Reader<'_>, account: &Account) -> Result<Level, Refusal> {
        let staff = account.staff.map(|id| r.get::<StaffMember>(id.0));
        let Some(staff) = staff.transpose()?.flatten() else {
            return Ok(account.clearance);
        };
        let venue = r.all::<Venue>()?.into_iter().next();
        let today = venue.map_or_else(
            || self.now().date_naive(),
            |venue| venue.local(self.now()).date(),
        );
        Ok(staff.cleared(today))
    }

    /// The account of a session and what it may, while the session holds.
    pub(crate) fn stands(
        &self,
        r: &Reader<'_>,
        session: &Session,
    ) -> Result<(Account, Rights), Refusal> {
        let account = r.get::<Account>(session.account.0)?;
        let account = account.ok_or(Refusal::SignInNeeded)?;
        if account.blocked {
            return Err(refused("blocked", 0));
        }
        if account.key != session.key || account.name != session.name {
            return Err(Refusal::SignInNeeded);
        }
        let rights = rights_of(r, &account)?;
        Ok((account, rights))
    }
}

/// Does something for somebody, or for nobody, on this thread.
pub(crate) fn as_caller<T>(session: Option<Session>, act: impl FnOnce() -> T) -> T {
    let before = CALLER.with(|caller| caller.borrow_mut().replace(session));
    let _before = Before(before);
    act()
}

/// How signing in is handled here.
pub(crate) fn rules(r: &Reader<'_>) -> Result<AccountRules, Refusal> {
    let edited = r.get::<AccountRules>(AccountRules::the_id())?;
    Ok(edited.unwrap_or_default())
}

/// The roles of an account.
pub(crate) fn roles_of(r: &Reader<'_>, account: &Account) -> Result<Vec<Role>, Refusal> {
    let mut found = Vec::new();
    for id in &account.roles {
        found.extend(r.get::<Role>(id.0)?);
    }
    Ok(found)
}

/// What an account may.
pub(crate) fn rights_of(r: &Reader<'_>, account: &Account) -> Result<Rights, Refusal> {
    let mut rights = Rights::default();
    for role in roles_of(r, account)? {
        rights.merge(&role.rights);
    }
    Ok(rights)
}

/// Names of those who have a right, by account, a few.
fn holders(r: &Reader<'_>, right: Right) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    for account in r.all::<Account>()? {
        if !account.blocked && rights_of(r, &account)?.has(right) {
            found.push(account.name);
        }
    }
    found.sort();
    found.truncate(MOST_NAMED);
    Ok(found)
}
