//! The audit 审计: who did, saw, printed and took away what, from the log. What is
//! not written down anyway is said here as a fact, before it is shown or leaves.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use steward_domain::ids::{MeetingId, Number, StationId};
use steward_domain::meeting::Meeting;
use steward_domain::record::Record as _;
use steward_domain::secrecy::Level;
use steward_domain::secrecy::audit::{CUT, Cut, Deed, EXPORTED, Left, OPENED, Opened, PRINTED};
use steward_domain::station::Station;
use steward_store::{AuditRow, Reader};
use uuid::Uuid;

use crate::Desk;
use crate::facts::{of_kind, say};
use crate::files::write_whole;
use crate::house::House;
use crate::views::{AuditAsked, AuditEntry, AuditPage, CutLog, Refusal};

mod file;

/// Entries of a page, and the most of an export.
pub(crate) const PAGE: usize = 100;
const MOST: usize = 100_000;
/// Meetings that an entry names.
const NAMED: usize = 4;

impl Desk {
    /// Says that the operator opens a meeting, where it is confidential and they
    /// did not open it just now. Comes before anything of it is shown: what
    /// cannot be noted is not shown.
    pub(crate) fn opens(&self, id: MeetingId) -> Result<(), Refusal> {
        if !self.house(|r, house| self.opens_anew(r, house, id))? {
            return Ok(());
        }
        self.act("open_meeting", |w, house| {
            // A page asks several things of a meeting at once.
            if self.opens_anew(w, house, id)? {
                say(
                    w,
                    OPENED,
                    id.0,
                    &Opened {
                        by: self.operator(),
                    },
                );
            }
            Ok(())
        })
    }

    fn opens_anew(&self, r: &Reader<'_>, house: &House, id: MeetingId) -> Result<bool, Refusal> {
        // Who may not know it sees nothing of it that would be worth noting.
        let level = r.level_of(id)?;
        if level < Level::Confidential || !self.viewer().may_know(level) {
            return Ok(false);
        }
        let (now, by) = (self.now(), self.operator());
        let since = now - Duration::minutes(i64::from(house.venue.audit.again));
        let span = since.timestamp_millis() + 1..=now.timestamp_millis();
        let me = self.identity.station;
        Ok(!r.facts_about(&[id.0])?.iter().any(|fact| {
            fact.kind == OPENED
                && fact.actor == by
                && fact.dot.chain.station == me
                && span.contains(&fact.wall_ms)
        }))
    }

    /// Says that something was printed.
    pub(crate) fn was_printed(&self, left: Left) -> Result<(), Refusal> {
        self.left("print", PRINTED, left)
    }

    /// Saves a file that somebody takes away, and says so: the one way out of
    /// the house, so that nothing leaves unsaid.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be written; what stood there before
    /// then still stands.
    pub(crate) fn take_out(&self, path: &str, bytes: &[u8], left: Left) -> Result<(), Refusal> {
        write_whole(Path::new(path), bytes)?;
        self.was_exported(left)
    }

    /// Says that something was saved as a file.
    pub(crate) fn was_exported(&self, left: Left) -> Result<(), Refusal> {
        self.left("export", EXPORTED, left)
    }

    fn left(&self, intent: &'static str, kind: &str, left: Left) -> Result<(), Refusal> {
        let by = self.operator();
        self.act(intent, |w, house| {
            let about = meeting_numbered(w, &left.number)?.unwrap_or(house.venue.id.0);
            say(w, kind, about, &Left { by, ..left });
            Ok(())
        })
    }

    /// Says that this station's store was shorter at its opening than its own
    /// mark said, once.
    pub(crate) fn say_if_cut(&self) -> Result<(), Refusal> {
        let Some(short) = self.store.short_log() else {
            return Ok(());
        };
        let cut = Cut {
            epoch: short.epoch,
            kept: short.kept,
            written: short.written,
        };
        self.store.write(self.act_of("note_cut_log"), |w| {
            say(w, CUT, short.station.0, &cut);
            Ok::<_, Refusal>(())
        })
    }

    /// A page of the audit, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn audit(&self, asked: &AuditAsked) -> Result<AuditPage, Refusal> {
        self.may_read("audit")?;
        self.house(|r, house| self.audit_of(r, house, asked, PAGE))
    }

    fn audit_of(
        &self,
        r: &Reader<'_>,
        house: &House,
        asked: &AuditAsked,
        most: usize,
    ) -> Result<AuditPage, Refusal> {
        let kept_since = self.now() - Duration::days(i64::from(house.venue.audit.days));
        let kept_since = house.venue.local(kept_since).date();
        let from = asked.from.map_or(kept_since, |from| from.max(kept_since));
        let start = house.venue.day(from).0.timestamp_millis();
        let end = match asked.to {
            Some(to) => house.venue.day(to).1.timestamp_millis(),
            None => i64::MAX,
        };
        let behind = asked.behind.as_deref().and_then(place_of);
        let actor = Some(asked.by.trim()).filter(|by| !by.is_empty());
        let meeting = match asked.meeting.trim() {
            "" => None,
            word => Some(found_meeting(r, word)?),
        };
        let mut page = AuditPage {
            entries: Vec::new(),
            more: None,
            people: r.actors()?.into_iter().collect(),
            cuts: cuts(r)?,
            kept_since,
        };
        r.audit((start, end), behind, actor, |row| {
            let deed = Deed::of(row.said.iter().map(|fact| fact.kind.as_str()));
            let wanted = asked.deed.is_none_or(|wanted| wanted == deed)
                && match meeting {
                    Some(meeting) => concerns(r, &row, meeting)?,
                    None => true,
                };
            if !wanted {
                return Ok::<_, Refusal>(true);
            }
            if page.entries.len() == most {
                page.more = page
                    .entries
                    .last()
                    .map(|last: &AuditEntry| last.place.clone());
                return Ok(false);
            }
            page.entries.push(entry(r, house, row, deed)?);
            Ok(true)
        })?;
        Ok(page)
    }

    /// Lines of the whole audit that is asked for, for a file.
    pub(crate) fn audit_lines(&self, asked: &AuditAsked) -> Result<AuditPage, Refusal> {
        self.house(|r, house| self.audit_of(r, house, asked, MOST))
    }
}

/// What an entry says.
fn entry(r: &Reader<'_>, house: &House, row: AuditRow, deed: Deed) -> Result<AuditEntry, Refusal> {
    let mut meetings = Vec::new();
    for id in about(r, &row)? {
        if meetings.len() < NAMED
            && let Some(meeting) = r.get::<Meeting>(id)?
        {
            meetings.push(house.brief(&meeting));
        }
    }
    let left = of_kind::<Left>(&row.said, PRINTED)
        .into_iter()
        .chain(of_kind(&row.said, EXPORTED))
        .next();
    let mut wrote: Vec<String> = row
        .wrote
        .iter()
        .flat_map(|(kind, _, fields)| fields.iter().map(move |field| format!("{kind}.{field}")))
        .chain(row.said.iter().map(|fact| fact.kind.clone()))
        .collect();
    wrote.sort();
    wrote.dedup();
    Ok(AuditEntry {
        place: format!("{}-{}", row.wall_ms, row.place),
        at: DateTime::<Utc>::from_timestamp_millis(row.wall_ms).unwrap_or_default(),
        by: row.actor,
        station: r.station_name(row.dot.chain.station)?,
        offline: row.offline,
        deed,
        intent: row.intent,
        meetings,
        left,
        wrote,
    })
}

/// The meetings an act is about.
fn about(r: &Reader<'_>, row: &AuditRow) -> Result<Vec<Uuid>, Refusal> {
    let mut found = BTreeSet::new();
    for (kind, id, _) in &row.wrote {
        if kind == Meeting::KIND {
            found.insert(*id);
        } else {
            found.extend(r.meetings_of(kind, *id)?);
        }
    }
    for fact in &row.said {
        found.insert(fact.about);
        found.extend(
            fact.body
                .as_object()
                .map(steward_domain::secrecy::about)
                .unwrap_or_default(),
        );
    }
    Ok(found.into_iter().collect())
}

fn concerns(r: &Reader<'_>, row: &AuditRow, meeting: Uuid) -> Result<bool, Refusal> {
    Ok(about(r, row)?.contains(&meeting))
}

fn found_meeting(r: &Reader<'_>, word: &str) -> Result<Uuid, Refusal> {
    if let Ok(id) = word.parse::<Uuid>() {
        return Ok(id);
    }
    let found = r.meeting_by_number(&Number(word.to_uppercase()))?;
    found
        .map(|meeting| meeting.id.0)
        .ok_or_else(|| Refusal::Unknown(word.to_owned()))
}

/// The meeting whose number a paper's number begins with: `1122-A03` of
/// `1122-A03-P1`.
fn meeting_numbered(r: &Reader<'_>, number: &str) -> Result<Option<Uuid>, Refusal> {
    let parts: Vec<&str> = number.splitn(3, '-').collect();
    let [day, count, ..] = parts.as_slice() else {
        return Ok(None);
    };
    let found = r.meeting_by_number(&Number(format!("{day}-{count}")))?;
    Ok(found.map(|meeting| meeting.id.0))
}

/// A page's place as it travels: the wall clock and the place in the log.
fn place_of(text: &str) -> Option<(i64, i64)> {
    let (wall, place) = text.split_once('-')?;
    Some((wall.parse().ok()?, place.parse().ok()?))
}

/// Where the end of a log was once missing from its own station's store: as the
/// log tells, and as stations said themselves.
fn cuts(r: &Reader<'_>) -> Result<Vec<CutLog>, Refusal> {
    let heads = r.heads()?;
    let mut found: Vec<CutLog> = Vec::new();
    for cut in r.cut_tails()? {
        found.push(CutLog {
            station: r.station_name(cut.station)?,
            epoch: cut.epoch,
            kept: small(cut.kept),
            written: small(cut.written),
            at: DateTime::<Utc>::from_timestamp_millis(cut.at_ms).unwrap_or_default(),
            here: true,
        });
    }
    for station in r.all::<Station>()? {
        for fact in r.facts_about(&[station.id.0])? {
            for cut in of_kind::<Cut>(std::slice::from_ref(&fact), CUT) {
                let chain = steward_domain::log::Chain {
                    station: StationId(fact.about),
                    epoch: cut.epoch,
                };
                let one = CutLog {
                    station: station.name.clone(),
                    epoch: cut.epoch,
                    kept: small(cut.kept),
                    written: small(cut.written),
                    at: DateTime::<Utc>::from_timestamp_millis(fact.wall_ms).unwrap_or_default(),
                    here: heads.of(chain) >= cut.written,
                };
                let same = |other: &&mut CutLog| {
                    other.station == one.station
                        && other.epoch == one.epoch
                        && other.kept == one.kept
                };
                match found.iter_mut().find(same) {
                    // The station knows itself how far it had come.
                    Some(known) => {
                        known.written = known.written.max(one.written);
                        known.here = heads.of(chain) >= u64::from(known.written);
                    }
                    None => found.push(one),
                }
            }
        }
    }
    found.sort_by_key(|cut| std::cmp::Reverse(cut.at));
    Ok(found)
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What leaves, where nothing else is known of it.
pub(crate) fn left(kind: &str, form: &str, number: &str, day: Option<NaiveDate>) -> Left {
    Left {
        kind: kind.to_owned(),
        number: number.to_owned(),
        form: form.to_owned(),
        day,
        pages: 0,
        meetings: 0,
        by: String::new(),
    }
}
