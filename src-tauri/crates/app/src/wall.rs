//! The wall board: now and next by room, for a big screen that nobody touches.
//! Whoever is signed in beside it, it shows what everybody may know who stands
//! before it: nothing confidential ever, and in a public place only what may
//! stand on a door sign (S-03).

use chrono::{Days, NaiveDate};
use steward_domain::holidays::{HolidayYear, Holidays};
use steward_domain::meeting::State;
use steward_domain::secrecy::Level;
use steward_store::Reader;

use crate::Desk;
use crate::board::board_of;
use crate::calendar::{holiday_of, lunar_of};
use crate::clashes::bare_clash;
use crate::house::House;
use crate::incidents;
use crate::viewer::Viewer;
use crate::views::{
    Board, BoardMeeting, CheckMark, Refusal, WallBuilding, WallCounts, WallMeeting, WallView,
};

/// Minutes of a day.
const DAY: i32 = 1440;

impl Desk {
    /// The wall board now; in a public place when `public`. Nobody need be
    /// signed in; whoever is, nothing confidential is shown. Where people have
    /// accounts and nobody is signed in, it is as in a public place.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn wall(&self, public: bool) -> Result<WallView, Refusal> {
        // Where people have accounts, a wall beside which nobody is signed in
        // knows what nobody knows.
        let alone = self.is_governed() && self.current_session().is_none();
        let viewer = Viewer {
            clearance: match public || alone {
                true => Level::Public,
                false => Level::Internal,
            },
        };
        let now = self.now();
        self.house_as(viewer, |r, house| {
            let today = self.today(house);
            let board = self.day_for_wall(r, house, today)?;
            let mut meetings: Vec<WallMeeting> = board
                .meetings
                .iter()
                .filter(|one| is_left(one))
                .map(|one| told(house, one, 0))
                .collect();
            if meetings.is_empty()
                && let Some(next) = today.checked_add_days(Days::new(1))
            {
                let board = self.day_for_wall(r, house, next)?;
                let coming = board.meetings.iter().filter(|one| is_left(one));
                meetings.extend(coming.map(|one| told(house, one, DAY)));
            }
            let incidents = incidents::everybody_s(r, house, now)?.len();
            let holidays = Holidays::new(r.all::<HolidayYear>()?);
            Ok(WallView {
                venue: house.venue.name.clone(),
                date: today,
                lunar: lunar_of(today),
                holiday: holiday_of(&holidays, today),
                now,
                minute: house.minute(today, now),
                buildings: buildings(house, &meetings),
                counts: counts(&board, u32::try_from(incidents).unwrap_or(u32::MAX)),
                meetings,
            })
        })
    }

    fn day_for_wall(
        &self,
        r: &Reader<'_>,
        house: &House,
        date: NaiveDate,
    ) -> Result<Board, Refusal> {
        board_of(r, house, date, self.now(), |_, clash| {
            bare_clash(r, house, clash)
        })
    }
}

/// Whether somebody who walks by wants to know of it: neither over nor a mere
/// question.
fn is_left(meeting: &BoardMeeting) -> bool {
    !matches!(
        meeting.state,
        State::Enquiry | State::Closed | State::Cancelled
    )
}

fn late_checks(meeting: &BoardMeeting) -> u32 {
    let late = meeting.checks.iter().filter(|one| **one == CheckMark::Late);
    u32::try_from(late.count()).unwrap_or(u32::MAX)
}

fn told(house: &House, meeting: &BoardMeeting, shift: i32) -> WallMeeting {
    let room = meeting.room.and_then(|id| house.rooms.get(id));
    WallMeeting {
        id: meeting.id,
        number: meeting.number.clone(),
        title: meeting.title.clone(),
        room: room.map(|room| room.name.clone()),
        building: room.map(|room| room.building),
        from_minute: meeting.from_minute.saturating_add(shift),
        to_minute: meeting.to_minute.saturating_add(shift),
        state: meeting.state,
        headcount: meeting.headcount,
        late: late_checks(meeting),
        gaps: meeting.posts_open,
    }
}

fn buildings(house: &House, meetings: &[WallMeeting]) -> Vec<WallBuilding> {
    let mut with_rooms: Vec<_> = house
        .buildings
        .values()
        .filter(|building| {
            let rooms = house.rooms.ranked();
            rooms
                .iter()
                .any(|room| room.building == building.id && !room.retired)
        })
        .collect();
    with_rooms.sort_by(|a, b| (a.rank, &a.name).cmp(&(b.rank, &b.name)));
    let count = |id| {
        let here = meetings.iter().filter(|one| one.building == Some(id));
        u32::try_from(here.count()).unwrap_or(u32::MAX)
    };
    with_rooms
        .into_iter()
        .map(|building| WallBuilding {
            id: building.id,
            name: building.name.clone(),
            meetings: count(building.id),
        })
        .collect()
}

fn counts(board: &Board, incidents: u32) -> WallCounts {
    let sum = |of: fn(&BoardMeeting) -> u32| {
        let each = board.meetings.iter().map(of);
        each.fold(0, u32::saturating_add)
    };
    WallCounts {
        meetings: board.counts.meetings,
        people: board.counts.people,
        running: board.counts.running,
        late: sum(|one| if is_left(one) { late_checks(one) } else { 0 }),
        incidents,
        gaps: sum(|one| one.posts_open),
    }
}
