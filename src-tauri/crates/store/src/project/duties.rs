//! What follows from duties: whose time they take, clashes of people and
//! vehicles (S-73, S-76), and that somebody wanted a meeting to be that was
//! cancelled elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use steward_domain::duty::{self, Duty, Engagement};
use steward_domain::ids::StaffId;
use steward_domain::meeting::Meeting;
use steward_domain::record::Record;
use steward_domain::room::Rooms;
use steward_domain::venue::{Margins, Venue};
use uuid::Uuid;

use super::meetings::read;
use crate::digest::Tally;
use crate::table::{clash as clashes, duty as duties, record};
use crate::{Fault, conflict};

/// So many duties at once are a copy or a rebuild.
const MANY: usize = 50;

/// Brings the tables up to date after these duties changed, or their meetings
/// did.
pub(super) fn refresh(
    connection: &Connection,
    tally: &mut Tally,
    changed: &BTreeSet<Uuid>,
    rooms: &Rooms,
) -> Result<(), Fault> {
    if changed.is_empty() {
        return Ok(());
    }
    let mut known = Engagements {
        connection,
        rooms,
        margins: margins(connection)?,
        found: BTreeMap::new(),
    };
    let mut meetings = BTreeSet::new();
    for id in changed {
        // Two versions of where somebody is wanted: it may leave a meeting.
        meetings.extend(duties::meeting_of(connection, *id)?);
        match read::<Duty>(connection, *id)? {
            Some(duty) => {
                meetings.insert(duty.meeting.0);
                duties::set(connection, &duty, known.get(*id)?.as_ref())?;
            }
            None => duties::remove(connection, *id)?,
        }
        clashes::forget_duty(connection, tally, *id)?;
    }
    conflict::recount(connection, tally, &meetings)?;
    // Only now does the table say of every duty when it is.
    let mut spellings = Spellings {
        many: changed.len() > MANY,
        found: None,
    };
    for id in changed {
        let Some(engaged) = known.get(*id)? else {
            continue;
        };
        let mut others = duties::beside(connection, &engaged)?;
        if let Some(staff) = engaged.staff {
            others.extend(spellings.of(connection, &engaged, staff)?);
        }
        for other in others {
            // A pair that changed on both sides is met from its smaller side.
            if other < *id && changed.contains(&other) {
                continue;
            }
            let found = known
                .get(other)?
                .and_then(|other| duty::between(&engaged, &other));
            if let Some(found) = found {
                clashes::set(connection, tally, &found)?;
            }
        }
    }
    Ok(())
}

/// Somebody's duties under other spellings of their name. There is no column
/// for who it is: a few are looked for one by one, many in a list that is read
/// once.
struct Spellings {
    many: bool,
    found: Option<BTreeMap<String, Vec<duties::Staffed>>>,
}

impl Spellings {
    fn of(
        &mut self,
        connection: &Connection,
        engaged: &Engagement,
        staff: StaffId,
    ) -> Result<Vec<Uuid>, Fault> {
        if !self.many {
            return duties::otherwise_spelt(connection, engaged, staff);
        }
        if self.found.is_none() {
            let mut found: BTreeMap<String, Vec<duties::Staffed>> = BTreeMap::new();
            for (who, one) in duties::staffed(connection)? {
                found.entry(who).or_default().push(one);
            }
            self.found = Some(found);
        }
        let theirs = self
            .found
            .as_ref()
            .and_then(|all| all.get(&staff.to_string()));
        let (start, until) = (
            engaged.start.timestamp_millis(),
            engaged.until.timestamp_millis(),
        );
        let meets = |one: &&duties::Staffed| {
            one.name != engaged.name
                && one.duty != engaged.duty.0
                && one.until_ms > start
                && one.from_ms < until
        };
        let theirs = theirs.into_iter().flatten().filter(meets);
        Ok(theirs.map(|one| one.duty).collect())
    }
}

/// What duties take of people's time, each looked up once.
struct Engagements<'a> {
    connection: &'a Connection,
    rooms: &'a Rooms,
    margins: Margins,
    found: BTreeMap<Uuid, Option<Engagement>>,
}

impl Engagements<'_> {
    fn get(&mut self, id: Uuid) -> Result<Option<Engagement>, Fault> {
        if let Some(known) = self.found.get(&id) {
            return Ok(known.clone());
        }
        let engaged = match read::<Duty>(self.connection, id)? {
            Some(duty) => read::<Meeting>(self.connection, duty.meeting.0)?
                .and_then(|meeting| Engagement::of(&duty, &meeting, self.rooms, self.margins)),
            None => None,
        };
        self.found.insert(id, engaged.clone());
        Ok(engaged)
    }
}

/// The venue's; its defaults where there is no venue yet.
fn margins(connection: &Connection) -> Result<Margins, Fault> {
    let venues = record::of_kind(connection, Venue::KIND)?;
    let venue = venues
        .into_iter()
        .find_map(|(id, doc)| crate::kept::read::<Venue>(id, doc).ok());
    Ok(venue.map(|venue| venue.margins).unwrap_or_default())
}
