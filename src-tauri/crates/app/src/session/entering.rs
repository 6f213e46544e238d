//! Signing in and out: who is asked, what opens an account, what wrong guesses
//! cost.

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use chrono::{DateTime, Duration, Utc};
use ed25519_dalek::{Signer as _, SigningKey};
use serde::{Deserialize, Serialize};
use serde_json::json;
use steward_domain::account::{
    Account, Ended, KeyKind, LOCKED_OUT, LockedOut, SIGNED_IN, SIGNED_OUT, SignedIn,
};
use steward_domain::ids::AccountId;
use steward_domain::log::Op;
use steward_domain::quick;
use steward_store::{Act, Reader};
use zeroize::Zeroizing;

use super::{CALLER, Session, as_caller, refused, rules};
use crate::Desk;
use crate::facts::say;
use crate::locks::{self, Seed};
use crate::views::{Key, Refusal, SessionView, SignInName};

/// The setting that counts wrong guesses at this station.
const GUESSES: &str = "guesses";
/// The setting that says who signed in here, the newest first.
const HERE: &str = "signed_in_here";
/// How many of them are kept.
const MOST_HERE: usize = 12;
/// What a terminal's pass is sealed for.
const PASS: &str = "steward terminal pass 1";

/// Wrong guesses in a row.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Guesses {
    count: u32,
    until_ms: i64,
}

impl Desk {
    /// Who may sign in, those first who did here before; by a part of their
    /// name, login or number, or their name in pinyin.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sign_in_names(&self, words: &str) -> Result<Vec<SignInName>, Refusal> {
        let words = words.trim().to_lowercase();
        self.read(|r| {
            let here = here_before(r)?;
            let accounts = r.all::<Account>()?.into_iter();
            let fits = |account: &Account| {
                words.is_empty()
                    || account.name.to_lowercase().contains(&words)
                    || account.login.to_lowercase().starts_with(&words)
                    || account.number.to_lowercase().starts_with(&words)
                    || quick::spells(&words, &account.name)
            };
            let place = |id: AccountId| here.iter().position(|one| *one == id);
            let mut found: Vec<Account> = accounts.filter(|a| !a.blocked && fits(a)).collect();
            found.sort_by_key(|a| (place(a.id).unwrap_or(usize::MAX), a.name.clone(), a.id));
            Ok(found
                .into_iter()
                .map(|account| SignInName {
                    account: account.id,
                    name: account.name,
                    login: account.login,
                    number: account.number,
                    has_pin: account.pin.is_some(),
                    here_before: place(account.id).is_some(),
                })
                .collect())
        })
    }

    /// Signs somebody in at the window; whoever was at it before is signed out.
    ///
    /// # Errors
    /// [`Refusal::SignIn`].
    pub fn sign_in(&self, who: &str, key: &Key) -> Result<SessionView, Refusal> {
        let session = self.begin_session(who, key)?;
        self.take_seat(session)?;
        self.session()
    }

    /// Signs in for a terminal: a pass that its calls bring along, and that
    /// only this station reads.
    ///
    /// # Errors
    /// [`Refusal::SignIn`].
    pub fn sign_in_for_pass(&self, who: &str, key: &Key) -> Result<String, Refusal> {
        let session = self.begin_session(who, key)?;
        let words = serde_json::to_vec(&session).unwrap_or_default();
        let sealed = locks::seal_here(&self.pass_key(), &self.store.one_time_key(), &words);
        sealed.ok_or_else(|| refused("other", 0))
    }

    /// Signs out whoever is at the desk; the store goes on at work.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn sign_out(&self) -> Result<(), Refusal> {
        let Some(session) = self.current_session() else {
            return Ok(());
        };
        self.end_session(&session);
        let mut seat = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        if seat.as_ref().is_some_and(|one| one.id == session.id) {
            *seat = None;
        }
        drop(seat);
        // Papers that were laid out for who was there are not for others.
        self.forget_editions();
        Ok(())
    }

    /// The account that a word names: its id, login, number or name.
    pub(crate) fn account_called(&self, word: &str) -> Result<Account, Refusal> {
        let word = word.trim();
        let lower = word.to_lowercase();
        let is_called = |account: &Account| {
            account.id.to_string() == lower
                || account.login.to_lowercase() == lower
                || !account.number.is_empty() && account.number.to_lowercase() == lower
                || account.name == word
        };
        let found = self.read(|r| Ok(r.all::<Account>()?))?;
        let mut found: Vec<Account> = found.into_iter().filter(is_called).collect();
        match found.len() {
            0 => Err(Refusal::Unknown(word.to_owned())),
            1 => Ok(found.remove(0)),
            _ => Err(Refusal::Several {
                word: word.to_owned(),
                found: found.into_iter().map(|a| a.login).collect(),
            }),
        }
    }

    /// Opens an account's key, counting wrong guesses.
    ///
    /// # Errors
    /// [`Refusal::SignIn`].
    pub(crate) fn open_account(
        &self,
        account: &Account,
        key: &Key,
    ) -> Result<(Seed, KeyKind), Refusal> {
        let _one = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut guesses, rules) = self.read(|r| Ok((guesses(r)?, rules(r)?)))?;
        let now = self.now();
        let now_ms = now.timestamp_millis();
        let mut mine = guesses.get(&account.id).copied().unwrap_or_default();
        if now_ms < mine.until_ms {
            return Err(refused("wait", seconds(mine.until_ms - now_ms)));
        }
        if account.blocked {
            return Err(refused("blocked", 0));
        }
        if key.kind == Some(KeyKind::Pin) && account.pin.is_none() {
            return Err(refused("no_pin", 0));
        }
        for kind in kinds(key) {
            let lock = match kind {
                KeyKind::Password => &account.password,
                KeyKind::Pin => &account.pin,
                KeyKind::Recovery => &account.recovery,
            };
            let secret = match kind {
                KeyKind::Recovery => locks::read_code(&key.secret.0),
                _ => Zeroizing::new(key.secret.0.clone()),
            };
            let opened = lock
                .as_ref()
                .and_then(|lock| locks::open(lock, &secret, (account.id, kind)));
            if let Some(seed) = opened {
                if guesses.remove(&account.id).is_some() {
                    self.keep_guesses(&guesses)?;
                }
                return Ok((seed, kind));
            }
        }
        mine.count = mine.count.saturating_add(1);
        let wait = rules.wait(mine.count);
        mine.until_ms = now_ms + i64::from(wait) * 1000;
        guesses.insert(account.id, mine);
        self.keep_guesses(&guesses)?;
        if wait > 0 {
            let until = now + Duration::seconds(i64::from(wait));
            let said = LockedOut {
                guesses: mine.count,
                until,
            };
            self.store.write(self.act_of("lock_out"), |w| {
                say(w, LOCKED_OUT, account.id.0, &said);
                Ok::<_, Refusal>(())
            })?;
        }
        Err(refused("wrong", wait))
    }

    /// Until when nothing is tried here, by account.
    pub(crate) fn locked_until(
        &self,
        r: &Reader<'_>,
    ) -> Result<BTreeMap<AccountId, DateTime<Utc>>, Refusal> {
        let now = self.now().timestamp_millis();
        let guesses = guesses(r)?.into_iter();
        Ok(guesses
            .filter(|(_, mine)| now < mine.until_ms)
            .filter_map(|(id, mine)| Some((id, DateTime::from_timestamp_millis(mine.until_ms)?)))
            .collect())
    }

    /// Forgets the wrong guesses at an account here.
    pub(crate) fn forget_guesses(&self, account: AccountId) -> Result<(), Refusal> {
        let mut guesses = self.read(guesses)?;
        if guesses.remove(&account).is_some() {
            self.keep_guesses(&guesses)?;
        }
        Ok(())
    }

    fn keep_guesses(&self, guesses: &BTreeMap<AccountId, Guesses>) -> Result<(), Refusal> {
        Ok(self.store.set_setting(GUESSES, &json!(guesses))?)
    }

    fn begin_session(&self, who: &str, key: &Key) -> Result<Session, Refusal> {
        let account = self.account_called(who)?;
        let (seed, _) = self.open_account(&account, key)?;
        self.begin_with(account.id, &seed)
    }

    /// Says in the log that somebody signed in, signed with their key.
    pub(crate) fn begin_with(&self, account: AccountId, seed: &Seed) -> Result<Session, Refusal> {
        let now = self.now();
        let id = self.store.new_id(now.timestamp_millis());
        let (station, venue) = (self.identity.station, self.identity.venue);
        let signing = SigningKey::from_bytes(seed);
        let key = locks::hex(signing.verifying_key().as_bytes());
        let (name, hours) = self.read(|r| {
            let account = r.get::<Account>(account.0)?;
            let account = account.ok_or(Refusal::MovedOn)?;
            Ok((account.name, rules(r)?.session_hours))
        })?;
        let until = now + Duration::hours(i64::from(hours.clamp(1, 24 * 31)));
        let mut said = SignedIn {
            session: id,
            station,
            name: name.clone(),
            at: now,
            until,
            signature: String::new(),
        };
        let message = said.message(venue, account);
        said.signature = locks::hex(&signing.sign(&message).to_bytes());
        let act = Act {
            actor: name.clone(),
            session: Some(id),
            ..self.act_of("sign_in")
        };
        self.store.write(act, |w| {
            let known = w.get::<Account>(account.0)?.ok_or(Refusal::MovedOn)?;
            if known.blocked {
                return Err(refused("blocked", 0));
            }
            if known.name != name || known.key != key {
                return Err(Refusal::MovedOn);
            }
            w.op(Op::Fact {
                id,
                kind: SIGNED_IN.to_owned(),
                about: account.0,
                body: json!(said),
            });
            Ok(())
        })?;
        Ok(Session {
            id,
            account,
            name,
            station,
            key,
            until,
        })
    }

    /// Puts somebody at the window.
    pub(crate) fn take_seat(&self, session: Session) -> Result<(), Refusal> {
        let mut here = self.read(here_before)?;
        here.retain(|one| *one != session.account);
        here.insert(0, session.account);
        here.truncate(MOST_HERE);
        self.store.set_setting(HERE, &json!(here))?;
        self.governed.store(true, Ordering::Relaxed);
        let before = {
            let mut seat = self.session.lock().unwrap_or_else(PoisonError::into_inner);
            seat.replace(session)
        };
        self.forget_editions();
        if let Some(before) = before {
            self.end_session(&before);
        }
        Ok(())
    }

    /// The same, but for a call from a terminal, which says who it is each
    /// time.
    pub(crate) fn take_seat_unless_called(&self, session: Session) -> Result<(), Refusal> {
        if CALLER.with(|caller| caller.borrow().is_some()) {
            self.governed.store(true, Ordering::Relaxed);
            return Ok(());
        }
        self.take_seat(session)
    }

    /// Says that a session ended. One that no longer holds ends unsaid.
    fn end_session(&self, session: &Session) {
        let said = Ended {
            session: session.id,
            at: self.now(),
        };
        let act = as_caller(Some(session.clone()), || self.act_of("sign_out"));
        let written = self.store.write(act, |w| {
            say(w, SIGNED_OUT, session.account.0, &said);
            Ok::<_, Refusal>(())
        });
        if let Err(refusal) = written {
            tracing::debug!(%refusal, "the end of a session could not be said");
        }
    }

    pub(super) fn read_pass(&self, pass: &str) -> Option<Session> {
        let words = locks::open_here(&self.pass_key(), pass)?;
        let session: Session = serde_json::from_slice(&words).ok()?;
        (session.station == self.identity.station).then_some(session)
    }

    fn pass_key(&self) -> Seed {
        let secret = self.store.secret_key();
        Zeroizing::new(blake3::derive_key(PASS, secret.as_slice()))
    }
}

/// Which locks a key may open.
fn kinds(key: &Key) -> Vec<KeyKind> {
    let digits = key.secret.0.chars().all(|c| c.is_ascii_digit());
    match key.kind {
        Some(kind) => vec![kind],
        None if digits => vec![KeyKind::Pin, KeyKind::Password],
        None => vec![KeyKind::Password],
    }
}

fn seconds(ms: i64) -> u32 {
    u32::try_from(ms.saturating_add(999) / 1000).unwrap_or(u32::MAX)
}

fn guesses(r: &Reader<'_>) -> Result<BTreeMap<AccountId, Guesses>, Refusal> {
    let kept = r.setting(GUESSES)?;
    Ok(kept
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_default())
}

fn here_before(r: &Reader<'_>) -> Result<Vec<AccountId>, Refusal> {
    let kept = r.setting(HERE)?;
    Ok(kept
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_default())
}
