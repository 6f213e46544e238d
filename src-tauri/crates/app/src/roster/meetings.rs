//! Duties at meetings as the roster looks at them (S-76): posts on the plan of
//! a hall, and any other.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use steward_domain::duty::{Holder, HolderKind};
use steward_domain::ids::StaffId;
use steward_domain::roster::check::MeetingDuty;
use steward_domain::staff::{Days, StaffMember};
use steward_store::Reader;

use crate::duties::engagements;
use crate::house::House;
use crate::views::Refusal;

/// Duties of some people on some days, the days before and after among them:
/// rest reaches over the border.
pub(super) fn read(
    r: &Reader<'_>,
    now: DateTime<Utc>,
    days: Days,
    people: &[StaffMember],
) -> Result<Vec<MeetingDuty>, Refusal> {
    // Two of one name cannot be told apart by it.
    let mut by_name: BTreeMap<String, Option<StaffId>> = BTreeMap::new();
    for person in people {
        let key = Holder::named(HolderKind::Person, &person.name).key();
        let slot = by_name.entry(key).or_insert(Some(person.id));
        *slot = slot.filter(|id| *id == person.id);
    }
    let house = House::read(r, now)?;
    let (from, _) = house.venue.day(days.from - Duration::days(1));
    let (_, to) = house.venue.day(days.to + Duration::days(1));
    let mut found = Vec::new();
    for (_, meeting, engaged) in engagements(r, &house, from, to)? {
        let named = || by_name.get(&engaged.name).copied().flatten();
        let staff = match engaged.kind {
            HolderKind::Person => engaged.staff.or_else(named),
            HolderKind::Vehicle => None,
        };
        let Some(staff) = staff.filter(|_| !engaged.tentative) else {
            continue;
        };
        let day = house.venue.local(engaged.start).date();
        let minute = |at| u32::try_from(house.minute(day, at)).unwrap_or(0);
        found.push(MeetingDuty {
            staff,
            day,
            from: minute(engaged.start),
            to: minute(engaged.end),
            building: engaged.building,
            number: meeting.number,
        });
    }
    found.sort_by_key(|one| (one.staff, one.day, one.from));
    Ok(found)
}
