//! Whether what a commit says may be said by who said it.
//!
//! A commit is judged by the accounts, roles and sessions that its author had
//! seen: that is the same at every station, in whatever order commits come.
//! What it may not say is left out of the tables and named; the rest stands.
//! Where its author knew of no account, everything stands, unless its station
//! was let in by one that did: then it has seen what it says it has not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use steward_domain::account::{Account, AccountRules, SIGNED_IN, SignedIn};
use steward_domain::authority::{self, Asked, Forbidden};
use steward_domain::ids::AccountId;
use steward_domain::log::{Commit, Dot, Heads};
use steward_domain::record::{Record, from_fields};
use steward_domain::right::Rights;
use steward_domain::role::Role;
use steward_domain::undo::{WITHDRAWN, Withdrawn};
use uuid::Uuid;

use crate::project::{Content, Said, Write};
use crate::table::authority::{self as table, Flag, Row};
use crate::{Fault, sign};

mod late;
#[cfg(test)]
mod tests;

/// The field under which sessions are kept.
const SESSION: &str = "session";

/// Judges commits, each after all that its author had seen.
#[derive(Default)]
pub(crate) struct Judge {
    /// The commits that made accounts, once they were looked up.
    accounts: Option<Vec<Dot>>,
    /// What is known of accounts, roles and sessions.
    known: BTreeMap<Uuid, Arc<Vec<Row>>>,
    /// Who acts in a session, where all that is known was seen: what must have
    /// been seen for that.
    people: BTreeMap<Uuid, (Heads, Arc<Person>)>,
}

/// A commit with its place here and what its author had seen.
pub(crate) struct Case<'a> {
    pub(crate) id: i64,
    pub(crate) name: Dot,
    pub(crate) seen: &'a Heads,
    pub(crate) commit: &'a Commit,
}

/// What became of a commit.
pub(crate) struct Verdict {
    /// What stands of it.
    pub(crate) content: Content,
    /// Why the first of what does not stand does not.
    pub(crate) why: Forbidden,
    /// The right that is lacking for it; empty where that is not why.
    pub(crate) lacking: &'static str,
}

/// A session as it is kept.
#[derive(Serialize, Deserialize)]
struct Session {
    account: Uuid,
    station: Uuid,
    name: String,
    until_ms: i64,
    /// The account's key that signed it.
    key: String,
}

/// Who acted.
struct Person {
    account: Uuid,
    session: Session,
    rights: Rights,
    /// Neither blocked nor under another key since.
    stands: bool,
}

/// What stands of commits, each after all that its author had seen; `None`
/// where all of it does.
pub(crate) fn all<'a>(
    connection: &Connection,
    cases: impl Iterator<Item = (Case<'a>, &'a Content)>,
) -> Result<Vec<Option<Content>>, Fault> {
    let mut judge = Judge::default();
    let judged = cases.map(|(case, content)| {
        let verdict = judge.judge(connection, &case, content)?;
        Ok(verdict.map(|no| no.content))
    });
    judged.collect()
}

impl Case<'_> {
    fn covers(&self, dot: Dot) -> bool {
        self.seen.covers(dot)
    }
}

impl Judge {
    /// Judges a commit and keeps what it says of accounts, roles and sessions.
    /// `None` when all of it stands.
    pub(crate) fn judge(
        &mut self,
        connection: &Connection,
        case: &Case<'_>,
        content: &Content,
    ) -> Result<Option<Verdict>, Fault> {
        if self.accounts.is_none() {
            self.accounts = Some(table::accounts(connection)?);
        }
        let mut accounts = self.accounts.iter().flatten();
        let is_governed = accounts.any(|dot| case.covers(*dot));
        let concerns = |write: &Write| concerns(&write.record.0);
        let signs_in = |said: &Said| said.kind == SIGNED_IN;
        let is_about_authority =
            content.writes.iter().any(concerns) || content.facts.iter().any(signs_in);
        let is_late = !is_governed && self.came_late(connection, case)?;
        self.let_in(connection, case, content, is_governed || is_late)?;
        if !is_governed && !is_late {
            if is_about_authority {
                self.keep(connection, case, &content.writes)?;
            }
            return self.unproven(connection, case, content, is_about_authority);
        }
        let mut flags = Flags::default();
        // Signing in comes first: what a commit does it may do by it.
        let mut false_sessions = Vec::new();
        for (at, said) in content.facts.iter().enumerate() {
            if signs_in(said) && !self.sign_in(connection, case, said, false)? {
                false_sessions.push(at);
            }
        }
        let person = match self.person(connection, case)? {
            // It says of itself who it is before it hears of an account.
            Err(Forbidden::NotSignedIn) if is_late => Ok(None),
            person => person,
        };
        let nobody = Rights::default();
        let (rights, own) = match &person {
            Ok(Some(person)) => (&person.rights, Some(person.account)),
            _ => (&nobody, None),
        };
        let refuse = |asked: Asked, about: Uuid| match &person {
            Err(why) => Some((*why, "")),
            Ok(None) => (asked != Asked::Nobody).then_some((Forbidden::NotSignedIn, "")),
            Ok(Some(_)) if asked.admits(rights, own == Some(about)) => None,
            Ok(Some(_)) => {
                let lacking = asked.right().map_or("", |right| right.code());
                Some((Forbidden::NoRight, lacking))
            }
        };
        let station = case.commit.chain.station.0;
        let (mut fields, mut facts) = (BTreeSet::new(), BTreeSet::new());
        for (at, write) in content.writes.iter().enumerate() {
            let (kind, id) = (write.record.0.as_str(), write.record.1);
            for (nth, (field, text)) in write.fields.iter().enumerate() {
                let asked = authority::of_put(kind, id, field, &value_of(field, text), station);
                if let Some(no) = refuse(asked, id) {
                    flags.add(kind, id, field, no);
                    fields.insert((at, nth));
                }
            }
        }
        for (at, said) in content.facts.iter().enumerate() {
            let no = if false_sessions.contains(&at) {
                Some((Forbidden::NoSuchSession, ""))
            } else {
                refuse(asked_of(said), said.about)
            };
            if let Some(no) = no {
                flags.add(&said.kind, said.about, "", no);
                facts.insert(at);
            }
        }
        // Of most commits all stands.
        if flags.0.is_empty() {
            if is_about_authority {
                self.keep(connection, case, &content.writes)?;
            }
            return Ok(None);
        }
        let left = content.without(&fields, &facts);
        if left.writes.iter().any(concerns) {
            self.keep(connection, case, &left.writes)?;
        }
        flags.into_verdict(connection, case.id, left)
    }

    /// A commit whose author knew of no account: only a session that nobody
    /// signed does not stand.
    fn unproven(
        &mut self,
        connection: &Connection,
        case: &Case<'_>,
        content: &Content,
        is_about_authority: bool,
    ) -> Result<Option<Verdict>, Fault> {
        if !is_about_authority {
            return Ok(None);
        }
        let mut flags = Flags::default();
        let mut left = Content::default();
        for said in &content.facts {
            if said.kind == SIGNED_IN && !self.sign_in(connection, case, said, true)? {
                let no = (Forbidden::NoSuchSession, "");
                flags.add(&said.kind, said.about, "", no);
            } else {
                left.facts.push(said.clone());
            }
        }
        left.writes.extend(content.writes.iter().cloned());
        flags.into_verdict(connection, case.id, left)
    }

    /// Keeps what says who may do what.
    fn keep(
        &mut self,
        connection: &Connection,
        case: &Case<'_>,
        writes: &[Write],
    ) -> Result<(), Fault> {
        for write in writes.iter().filter(|write| concerns(&write.record.0)) {
            let (kind, id) = (write.record.0.as_str(), write.record.1);
            for (field, text) in &write.fields {
                let row = Row {
                    dot: case.name,
                    stamp: case.commit.stamp,
                    field: field.clone(),
                    value: text.clone(),
                };
                table::add(connection, kind, id, &row)?;
                if kind == Account::KIND && field == "key" {
                    self.accounts.get_or_insert_default().push(case.name);
                }
            }
            self.known.remove(&id);
            self.people.clear();
        }
        Ok(())
    }

    /// Takes note of a session, if it is one. `made_here`: the account may be
    /// of this very commit.
    fn sign_in(
        &mut self,
        connection: &Connection,
        case: &Case<'_>,
        said: &Said,
        made_here: bool,
    ) -> Result<bool, Fault> {
        let Ok(signed) = serde_json::from_str::<SignedIn>(&said.body) else {
            return Ok(false);
        };
        let rows = self.rows(connection, said.about)?;
        let covered = |row: &&Row| case.covers(row.dot) || made_here && row.dot == case.name;
        let Some(account) = record::<Account>(said.about, rows.iter().filter(covered)) else {
            return Ok(false);
        };
        let message = signed.message(case.commit.venue, AccountId(said.about));
        let is_so = signed.session == said.id
            && signed.station == case.commit.chain.station
            && signed.name == account.name
            && !account.blocked
            && sign::is_signed_by(&account.key, &message, &signed.signature);
        if is_so {
            let session = Session {
                account: said.about,
                station: signed.station.0,
                name: signed.name,
                until_ms: signed.until.timestamp_millis(),
                key: account.key,
            };
            let row = Row {
                dot: case.name,
                stamp: case.commit.stamp,
                field: SESSION.to_owned(),
                value: serde_json::to_string(&session).unwrap_or_default(),
            };
            table::add(connection, SESSION, said.id, &row)?;
            self.known.remove(&said.id);
            self.people.remove(&said.id);
        }
        Ok(is_so)
    }

    /// Who made a commit; nobody, where the station itself did.
    fn person(
        &mut self,
        connection: &Connection,
        case: &Case<'_>,
    ) -> Result<Result<Option<Arc<Person>>, Forbidden>, Fault> {
        let commit = case.commit;
        let Some(session) = commit.session else {
            let bears_a_name = !commit.actor.is_empty();
            return Ok(if bears_a_name {
                Err(Forbidden::NotSignedIn)
            } else {
                Ok(None)
            });
        };
        let known = self.people.get(&session);
        let known = known.filter(|(needs, _)| case.seen.includes(needs));
        let person: Arc<Person> = match known {
            Some((_, person)) => Arc::clone(person),
            None => match self.look_up(connection, case, session)? {
                Some(person) => person,
                None => return Ok(Err(Forbidden::NoSuchSession)),
            },
        };
        let it = &person.session;
        Ok(
            if it.station != commit.chain.station.0 || commit.wall_ms >= it.until_ms {
                Err(Forbidden::NoSuchSession)
            } else if it.name != commit.actor {
                Err(Forbidden::ForgedActor)
            } else if !person.stands {
                Err(Forbidden::Blocked)
            } else {
                Ok(Some(person))
            },
        )
    }

    /// Who acts in a session, as far as its author had seen.
    fn look_up(
        &mut self,
        connection: &Connection,
        case: &Case<'_>,
        session: Uuid,
    ) -> Result<Option<Arc<Person>>, Fault> {
        let mut needs = Heads::new();
        let mut all_seen = true;
        let mut note = |rows: &[Row]| {
            for row in rows {
                all_seen &= case.covers(row.dot);
                needs.see(row.dot);
            }
        };
        let rows = self.rows(connection, session)?;
        note(&rows);
        let is_known = |row: &&Row| case.covers(row.dot) || row.dot == case.name;
        let found = rows.iter().find(is_known);
        let Some(session_is) =
            found.and_then(|row| serde_json::from_str::<Session>(&row.value).ok())
        else {
            return Ok(None);
        };
        let rows = self.rows(connection, session_is.account)?;
        note(&rows);
        let covered = |row: &&Row| case.covers(row.dot);
        let account = record::<Account>(session_is.account, rows.iter().filter(covered));
        let Some(account) = account else {
            return Ok(None);
        };
        let mut rights = Rights::default();
        for role in &account.roles {
            let rows = self.rows(connection, role.0)?;
            note(&rows);
            if let Some(role) = record::<Role>(role.0, rows.iter().filter(covered)) {
                rights.merge(&role.rights);
            }
        }
        let person = Arc::new(Person {
            account: session_is.account,
            rights,
            stands: !account.blocked && account.key == session_is.key,
            session: session_is,
        });
        if all_seen {
            self.people.insert(session, (needs, Arc::clone(&person)));
        }
        Ok(Some(person))
    }

    fn rows(&mut self, connection: &Connection, record: Uuid) -> Result<Arc<Vec<Row>>, Fault> {
        if let Some(rows) = self.known.get(&record) {
            return Ok(Arc::clone(rows));
        }
        let rows = Arc::new(table::of_record(connection, record)?);
        self.known.insert(record, Arc::clone(&rows));
        Ok(rows)
    }
}

/// What saying something asks for. To take something back asks for what saying
/// it does.
fn asked_of(said: &Said) -> Asked {
    if said.kind != WITHDRAWN {
        return authority::of_fact(&said.kind);
    }
    match serde_json::from_str::<Withdrawn>(&said.body) {
        Ok(word) => authority::of_fact(&word.kind),
        Err(_) => Asked::Nobody,
    }
}

/// Whether a kind of record says who may do what.
fn concerns(kind: &str) -> bool {
    matches!(kind, Account::KIND | Role::KIND | AccountRules::KIND)
}

/// The value of a field that is judged by it.
fn value_of(field: &str, text: &str) -> Value {
    match field {
        "standing" | "clearance" | "state" | "roles" => {
            serde_json::from_str(text).unwrap_or_default()
        }
        _ => Value::Null,
    }
}

/// A record as some of its writes make it: of each field the newest counts.
fn record<'r, R: Record>(id: Uuid, rows: impl Iterator<Item = &'r Row>) -> Option<R> {
    let mut fields: BTreeMap<&str, &Row> = BTreeMap::new();
    for row in rows {
        let newest = fields.entry(&row.field).or_insert(row);
        if (row.stamp, row.dot) > (newest.stamp, newest.dot) {
            *newest = row;
        }
    }
    if fields.is_empty() {
        return None;
    }
    let map: Map<String, Value> = fields
        .into_iter()
        .filter_map(|(field, row)| {
            let value: Value = serde_json::from_str(&row.value).ok()?;
            Some((field.to_owned(), value))
        })
        .filter(|(_, value)| !value.is_null())
        .collect();
    from_fields(id, map).ok()
}

/// What does not stand of a commit.
#[derive(Default)]
struct Flags(Vec<(Flag, Forbidden)>);

impl Flags {
    fn add(&mut self, kind: &str, record: Uuid, field: &str, no: (Forbidden, &'static str)) {
        let (why, lacking) = no;
        let flag = Flag {
            kind: kind.to_owned(),
            record,
            field: field.to_owned(),
            why: why.code(),
            lacking,
        };
        self.0.push((flag, why));
    }

    fn into_verdict(
        self,
        connection: &Connection,
        log: i64,
        content: Content,
    ) -> Result<Option<Verdict>, Fault> {
        for (place, (flag, _)) in self.0.iter().enumerate() {
            table::flag(connection, log, place, flag)?;
        }
        let first = self.0.into_iter().next();
        Ok(first.map(|(flag, why)| Verdict {
            content,
            why,
            lacking: flag.lacking,
        }))
    }
}
