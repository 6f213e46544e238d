//! Two weeks of the information centre's roster: the hotline round the clock
//! by the four crews' cycle.

use chrono::Days as Ahead;
use steward_domain::plan::Department;
use steward_domain::roster::{CellWork, RosterCell, Turn, standard};
use steward_domain::staff::{Leave, StaffMember};
use steward_store::Writer;

use super::meetings::Day;
use super::staff::People;
use crate::views::Refusal;

/// Days before the sample's day, and in all.
const BEFORE: u64 = 2;
const DAYS: usize = 14;

pub(super) fn save(w: &mut Writer<'_>, day: &Day<'_>, people: &People) -> Result<(), Refusal> {
    let leave = &people.leave;
    let rotations = standard::rotations();
    let Some(cycle) = rotations.first() else {
        return Ok(());
    };
    let of_centre = |one: &&StaffMember| {
        one.departments.first() == Some(&Department::Centre) && !one.team.is_empty()
    };
    let people = people.all.iter().filter(of_centre);
    let first = day
        .date
        .checked_sub_days(Ahead::new(BEFORE))
        .unwrap_or(day.date);
    for (nth, person) in (0_u64..).zip(people) {
        let began = first.checked_sub_days(Ahead::new(nth * 2)).unwrap_or(first);
        for day in first.iter_days().take(DAYS) {
            let away = |one: &Leave| one.staff == person.id && one.days.contains(day);
            if leave.iter().any(away) {
                continue;
            }
            let work = match cycle.on(began, day) {
                Some("") | None => CellWork::Off,
                Some(code) => CellWork::Shifts {
                    turns: vec![Turn {
                        code: code.to_owned(),
                        post: Some(standard::post_id("hotline")),
                    }],
                },
            };
            w.save(&RosterCell {
                work,
                ..RosterCell::open(person.id, day)
            })?;
        }
    }
    Ok(())
}
