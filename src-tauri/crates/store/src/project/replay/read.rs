//! The log, read and judged on this core, opened on others, and gathered on
//! one more.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rusqlite::Connection;
use steward_domain::log::{Commit, Dot, Heads, Stamp};
use steward_domain::station;
use uuid::Uuid;

use super::super::records::{Records, Taken};
use super::super::{Content, Said, learn_key};
use super::AT_ONCE;
use crate::fork::Forks;
use crate::judge::{Case, Judge};
use crate::table::log;
use crate::{Fault, cores};

/// So many parts lie before the core that gathers them.
const AHEAD: usize = 4;

/// A commit that was read.
struct Opened {
    id: i64,
    name: Dot,
    /// Without its ops, which are in the content.
    commit: Commit,
    content: Content,
    /// What its author had seen, where this log has other names for it.
    seen: Option<Heads>,
}

/// A fact with its rank.
pub(super) struct Told {
    pub(super) rank: (Stamp, Dot),
    pub(super) kind: String,
    pub(super) about: Uuid,
    pub(super) body: String,
    pub(super) log: i64,
}

/// What the log says.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) records: Records,
    pub(super) facts: BTreeMap<Uuid, Told>,
}

/// Reads the log.
pub(super) fn read(connection: &Connection) -> Result<Gathered, Fault> {
    let forks = Forks::load(connection)?;
    let mut judge = Judge::default();
    let (give, given) = sync_channel(AHEAD);
    thread::scope(|scope| {
        let gathering = scope.spawn(|| Gathered::of(given));
        let in_parts = |give: &mut dyn FnMut(Vec<log::Unread>) -> Result<(), Fault>| {
            let mut part = Vec::with_capacity(AT_ONCE);
            log::each_sealed(connection, |unread| {
                part.push(unread);
                if part.len() < AT_ONCE {
                    return Ok(());
                }
                give(std::mem::replace(&mut part, Vec::with_capacity(AT_ONCE)))
            })?;
            give(part)
        };
        let judged = |part: Result<Vec<Opened>, Fault>| {
            let mut part = part?;
            for one in &mut part {
                one.judge(connection, &forks, &mut judge)?;
            }
            // Whoever gathers is only gone when it panicked, which is told below.
            let _ = give.send(part);
            Ok(())
        };
        let read = cores::beside(in_parts, open, judged);
        drop(give);
        let gathered = gathering.join();
        read?;
        gathered.map_or_else(|panic| resume_unwind(panic), Ok)
    })
}

fn open(part: Vec<log::Unread>) -> Result<Vec<Opened>, Fault> {
    let opened = part.into_iter().map(|unread| {
        let mut commit = unread.sealed.open()?;
        let content = Content::of(&commit);
        commit.ops = Vec::new();
        Ok(Opened {
            id: unread.id,
            name: unread.dot,
            commit,
            content,
            seen: None,
        })
    });
    opened.collect()
}

impl Opened {
    /// Leaves out what its author might not say.
    fn judge(
        &mut self,
        connection: &Connection,
        forks: &Forks,
        judge: &mut Judge,
    ) -> Result<(), Fault> {
        let seen = forks.seen_in_log(connection, self.name, &self.commit)?;
        let case = Case {
            id: self.id,
            name: self.name,
            seen: &seen,
            commit: &self.commit,
        };
        let judged = judge.judge(connection, &case, &self.content)?;
        let other = matches!(seen, Cow::Owned(_)).then(|| seen.into_owned());
        self.seen = other;
        if let Some(left) = judged {
            self.content = left.content;
        }
        for said in &self.content.facts {
            if said.kind == station::KEY {
                learn_key(connection, said.about, &said.body)?;
            }
        }
        Ok(())
    }
}

impl Gathered {
    fn of(given: Receiver<Vec<Opened>>) -> Self {
        let mut gathered = Self::default();
        for opened in given.into_iter().flatten() {
            gathered.take(opened);
        }
        gathered
    }

    fn take(&mut self, opened: Opened) {
        let Content { writes, facts } = opened.content;
        let nothing = Content::default();
        let taken = Taken {
            id: opened.id,
            name: opened.name,
            seen: opened.seen.as_ref().unwrap_or(&opened.commit.seen),
            commit: &opened.commit,
            content: &nothing,
        };
        self.records.take_anew(&taken, writes);
        let rank = (opened.commit.stamp, opened.name);
        for Said {
            id,
            kind,
            about,
            body,
        } in facts
        {
            // Said twice under one id, see [`fact::add`].
            let is_told = self.facts.get(&id).is_some_and(|there| there.rank <= rank);
            if !is_told {
                let log = opened.id;
                let told = Told {
                    rank,
                    kind,
                    about,
                    body,
                    log,
                };
                self.facts.insert(id, told);
            }
        }
    }
}
