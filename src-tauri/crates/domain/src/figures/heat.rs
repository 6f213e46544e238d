//! How rooms are used by hour: minutes taken of minutes open.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::{Held, Span};
use crate::ids::{MeetingId, RoomId};
use crate::room::Opening;

/// Hours of a day.
const HOURS: usize = 24;

/// An undivided room with its opening hours.
#[derive(Clone, Debug)]
pub struct OpenRoom {
    /// Which.
    pub id: RoomId,
    /// When it is open.
    pub opening: Opening,
}

/// The use of one hour of the day over a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Room-minutes taken by meetings.
    pub used: u64,
    /// Room-minutes open.
    pub open: u64,
    /// The meetings.
    pub meetings: Vec<MeetingId>,
}

/// The use of each hour of the day.
pub type HeatRow = [Use; HOURS];

/// How rooms are used by hour. Minutes that a meeting takes count with the
/// meeting, those after the period's last midnight too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// By room; every room that is let, and those that were used all the same.
    pub rooms: BTreeMap<RoomId, HeatRow>,
    /// By day of the week, 1 is Monday; of all rooms together.
    pub weekdays: BTreeMap<u32, HeatRow>,
}

impl Heat {
    /// The use of rooms over some days.
    #[must_use]
    pub fn of(held: &[&Held], rooms: &[OpenRoom], span: Span) -> Self {
        let mut heat = Self::default();
        for room in rooms {
            let row = heat.rooms.entry(room.id).or_default();
            for day in span.days().filter(|day| room.opening.is_on(*day)) {
                let weekday = heat
                    .weekdays
                    .entry(day.weekday().number_from_monday())
                    .or_default();
                for (hour, minutes) in open_minutes(&room.opening) {
                    for row in [&mut *row, &mut *weekday] {
                        if let Some(cell) = row.get_mut(hour) {
                            cell.open += minutes;
                        }
                    }
                }
            }
        }
        for meeting in held {
            for (day, hour, minutes) in pieces(meeting.start, meeting.end) {
                for room in &meeting.rooms {
                    let row = heat.rooms.entry(*room).or_default();
                    take(row, hour, minutes, meeting.meeting);
                    let row = heat.weekdays.entry(day.weekday().number_from_monday());
                    take(row.or_default(), hour, minutes, meeting.meeting);
                }
            }
        }
        heat
    }

    /// The first and the last hour in which something is used; usual working
    /// hours are among them.
    #[must_use]
    pub fn hours(&self) -> (usize, usize) {
        let used = |hour: &usize| {
            let mut rows = self.rooms.values();
            rows.any(|row| row.get(*hour).is_some_and(|cell| cell.used > 0))
        };
        let first = (0..HOURS).find(used).unwrap_or(8);
        let last = (0..HOURS).rev().find(used).unwrap_or(17);
        (first.min(8), last.max(17))
    }
}

fn take(row: &mut HeatRow, hour: usize, minutes: u64, meeting: MeetingId) {
    if let Some(cell) = row.get_mut(hour) {
        cell.used += minutes;
        if cell.meetings.last() != Some(&meeting) {
            cell.meetings.push(meeting);
        }
    }
}

/// How many minutes of each hour a room is open on a day that it opens on;
/// what is past midnight is of the early hours.
fn open_minutes(opening: &Opening) -> impl Iterator<Item = (usize, u64)> + use<> {
    let (from, to) = (u64::from(opening.from), u64::from(opening.to));
    (0..2 * HOURS).filter_map(move |hour| {
        let begins = u64::try_from(hour).unwrap_or(0) * 60;
        let open = to.min(begins + 60).saturating_sub(from.max(begins));
        (open > 0).then_some((hour % HOURS, open))
    })
}

/// A meeting cut at the full hours: day, hour, minutes.
fn pieces(
    start: NaiveDateTime,
    end: NaiveDateTime,
) -> impl Iterator<Item = (NaiveDate, usize, u64)> {
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let (day, hour) = (at.date(), at.time().hour());
        let full = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        let next = (day.and_time(full) + Duration::hours(1)).min(end);
        let minutes = u64::try_from((next - at).num_minutes()).unwrap_or(0);
        at = next;
        Some((day, usize::try_from(hour).unwrap_or(0), minutes))
    })
}
