//! The calendar by month and year: how many meetings a day has, how much of the
//! house they take up, which day it is by the lunar calendar and whether it is
//! a holiday.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use steward_domain::holidays::{HolidayYear, Holidays};
use steward_domain::ids::RoomId;
use steward_domain::lunar::{LunarDay, term_of};
use steward_domain::meeting::{Meeting, State};

use crate::Desk;
use crate::house::House;
use crate::texts::count;
use crate::views::{CalendarDay, CalendarSpan, HolidayMark, LunarText, Refusal};

/// Most days at once: a leap year and what is needed to fill its weeks.
const MOST_DAYS: i64 = 380;
/// Of so many days the first meetings are named.
const NAMED_DAYS: i64 = 62;
/// Meetings named of one day.
const NAMED: usize = 4;

/// What is in one day.
#[derive(Default)]
struct Full<'m> {
    meetings: Vec<&'m Meeting>,
    rooms: BTreeSet<RoomId>,
}

impl Desk {
    /// The days of a calendar, both ends included. More than a year is cut.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calendar(&self, from: NaiveDate, to: NaiveDate) -> Result<CalendarSpan, Refusal> {
        let last = from
            .checked_add_signed(Duration::days(MOST_DAYS))
            .unwrap_or(from);
        let to = to.clamp(from, last);
        let names = (to - from).num_days() < NAMED_DAYS;
        self.house(|r, house| {
            let (start, _) = house.venue.day(from);
            let (_, end) = house.venue.day(to);
            let mut meetings =
                r.meetings_within(start.timestamp_millis(), end.timestamp_millis())?;
            meetings.retain(|one| {
                one.standing.state != State::Cancelled
                    && one.slot.start < end
                    && one.slot.end > start
            });
            let holidays = Holidays::new(r.all::<HolidayYear>()?);
            let mut days = by_day(house, &meetings, from, to);
            let rooms = bookable(house);
            let days = from.iter_days().take_while(|date| *date <= to).map(|date| {
                let full = days.remove(&date).unwrap_or_default();
                let used = full.rooms.intersection(&rooms).count();
                CalendarDay {
                    date,
                    meetings: count(full.meetings.len()),
                    share: share(used, rooms.len()),
                    lunar: lunar_of(date),
                    holiday: holiday_of(&holidays, date),
                    first: match names {
                        true => first(house, full.meetings),
                        false => Vec::new(),
                    },
                }
            });
            Ok(CalendarSpan {
                from,
                to,
                rooms: count(rooms.len()),
                days: days.collect(),
            })
        })
    }
}

/// What is in each day that has something, by the venue's clock.
fn by_day<'m>(
    house: &House,
    meetings: &'m [Meeting],
    from: NaiveDate,
    to: NaiveDate,
) -> BTreeMap<NaiveDate, Full<'m>> {
    let mut days: BTreeMap<NaiveDate, Full<'m>> = BTreeMap::new();
    let local = |at: DateTime<Utc>| house.venue.local(at).date();
    for meeting in meetings {
        // One that ends at midnight is not of the day that begins then.
        let ends = meeting.slot.end - Duration::milliseconds(1);
        let last = local(ends.max(meeting.slot.start)).min(to);
        let first = local(meeting.slot.start).max(from);
        let named = meeting.slot.room.iter().chain(&meeting.slot.also);
        let rooms: BTreeSet<RoomId> = named
            .flat_map(|room| house.rooms.footprint(*room))
            .collect();
        for date in first.iter_days().take_while(|date| *date <= last) {
            let full = days.entry(date).or_default();
            full.meetings.push(meeting);
            full.rooms.extend(&rooms);
        }
    }
    days
}

/// The undivided rooms that can be booked: a hall of two parts counts as two.
fn bookable(house: &House) -> BTreeSet<RoomId> {
    let rooms = house.rooms.ranked().into_iter();
    let rooms = rooms.filter(|room| !room.retired);
    rooms
        .flat_map(|room| house.rooms.footprint(room.id))
        .collect()
}

fn first(house: &House, mut meetings: Vec<&Meeting>) -> Vec<crate::views::MeetingBrief> {
    meetings.sort_by_key(|one| {
        let heads = std::cmp::Reverse(one.headcount.unwrap_or(0));
        (!one.leader, heads, one.slot.start, one.id)
    });
    let named = meetings.into_iter().take(NAMED);
    named.map(|one| house.brief(one)).collect()
}

/// A day by the lunar calendar; none outside its table.
pub(crate) fn lunar_of(date: NaiveDate) -> Option<LunarText> {
    LunarDay::of(date).map(|day| lunar_text(day, date))
}

/// Which holiday a day is off for, or made up for; none for any other day.
pub(crate) fn holiday_of(holidays: &Holidays, date: NaiveDate) -> Option<HolidayMark> {
    holidays.day(date).map(|day| HolidayMark {
        name: day.name.clone(),
        off: day.off,
    })
}

fn lunar_text(day: LunarDay, date: NaiveDate) -> LunarText {
    let term = term_of(date);
    // A feast is what a day is called, then its solar term.
    let short = match (day.feast(), term) {
        (None, Some(term)) => term.to_owned(),
        _ => day.short(),
    };
    LunarText {
        short,
        full: day.full(),
        month: day.month,
        leap: day.leap,
        day: day.day,
        marked: day.day == 1 || day.feast().is_some() || term.is_some(),
    }
}

fn share(used: usize, all: usize) -> u32 {
    match all {
        0 => 0,
        all => count((used * 100).div_ceil(all)),
    }
}
