//! The calendar, the list of bookings and its filters.

use chrono::{Months, NaiveDate};
use steward_app::call::{CalendarAct, Call};
use steward_app::domain::room::Room;
use steward_app::views::{CalendarSpan, Period, Refusal, SavedFilter, Status};

use crate::arguments::{CalendarCommand, FilterCommand, FilterOf};
use crate::front::Front;
use crate::print::Printed;
use crate::run::date_of;

pub(crate) fn calendar(
    front: &Front,
    act: &CalendarCommand,
    say: Printed,
) -> Result<String, Refusal> {
    match act {
        CalendarCommand::Calendar { of } => {
            let (from, to) = span(front, of.as_deref())?;
            let act = CalendarAct::Days { from, to };
            Ok(say.calendar(&front.call::<CalendarSpan>(Call::Calendar(act))?))
        }
        CalendarCommand::Bookings { from, to, filter } => {
            let day = |day: &Option<String>| {
                let day = day.as_deref();
                day.map(|day| date_of(front, day)).transpose()
            };
            let act = CalendarAct::Bookings {
                from: day(from)?,
                to: day(to)?,
                filter: filter.clone(),
            };
            Ok(say.bookings(&front.call::<Period>(Call::Calendar(act))?))
        }
        CalendarCommand::Filter { act } => {
            let act = filter_act(front, act)?;
            let kept: Vec<SavedFilter> = front.call(Call::Calendar(act))?;
            let rooms: Vec<Room> = front.call(Call::Rooms)?;
            Ok(say.filters(&kept, &rooms))
        }
    }
}

/// The days of `2026-11` or `2026`; this month when nothing is said.
fn span(front: &Front, of: Option<&str>) -> Result<(NaiveDate, NaiveDate), Refusal> {
    let unknown = || Refusal::Unknown(of.unwrap_or_default().to_owned());
    let (first, months) = match of {
        None => {
            let today = front.call::<Status>(Call::Status)?.today.to_string();
            (format!("{}-01", today.get(..7).unwrap_or_default()), 1)
        }
        Some(year) if year.len() == 4 => (format!("{year}-01-01"), 12),
        Some(month) => (format!("{month}-01"), 1),
    };
    let first: NaiveDate = first.parse().map_err(|_| unknown())?;
    let after = first.checked_add_months(Months::new(months));
    let last = after.and_then(|after| after.pred_opt());
    Ok((first, last.ok_or_else(unknown)?))
}

fn filter_act(front: &Front, act: &FilterCommand) -> Result<CalendarAct, Refusal> {
    Ok(match act {
        FilterCommand::List => CalendarAct::Filters,
        FilterCommand::Save { name, filter } => CalendarAct::SaveFilter {
            filter: filter_of(front, name, filter)?,
            before: None,
        },
        FilterCommand::Rename { name, new } => {
            let kept: Vec<SavedFilter> = front.call(Call::Calendar(CalendarAct::Filters))?;
            let known = kept.into_iter().find(|one| one.name == *name);
            let known = known.ok_or_else(|| Refusal::Unknown(name.clone()))?;
            CalendarAct::SaveFilter {
                filter: SavedFilter {
                    name: new.clone(),
                    ..known
                },
                before: Some(name.clone()),
            }
        }
        FilterCommand::Drop { name } => CalendarAct::DropFilter { name: name.clone() },
    })
}

fn filter_of(front: &Front, name: &str, of: &FilterOf) -> Result<SavedFilter, Refusal> {
    let rooms: Vec<Room> = front.call(Call::Rooms)?;
    let room = of.room.as_deref().map(|word| {
        let is = |room: &&Room| {
            room.name.zh == word || room.name.en == word || room.number.as_deref() == Some(word)
        };
        let found = rooms.iter().find(is).map(|room| room.id);
        found.ok_or_else(|| Refusal::Unknown(word.to_owned()))
    });
    Ok(SavedFilter {
        name: name.to_owned(),
        room: room.transpose()?,
        state: of.state,
        words: of.words.clone(),
        follow_ups: of.follow_ups,
        clashes: of.clashes,
        from_days: of.from_days,
        to_days: of.to_days,
    })
}
