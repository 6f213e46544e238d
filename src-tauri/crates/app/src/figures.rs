//! Figures of a period, with the meetings behind each: on the screen, and as
//! the weekly brief 周业务简报.

mod alone;
mod during;
mod paper;
mod read;
mod say;
mod tables;
mod tiles;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use steward_domain::figures::{Figures, Heat, HeatRow, LostFigures, OpenRoom, Span, lost_figures};
use steward_domain::ids::MeetingId;
use steward_domain::meeting::Meeting;
use steward_domain::names::Name;
use steward_store::Reader;

use crate::Desk;
use crate::house::House;
use crate::views::{
    FigureHeat, FigureHeatCell, FigureHeatRow, FigureMeeting, FiguresView, Refusal,
};
use crate::words;
use crate::words::figures_terms as terms;
use alone::Alone;
use during::CameUp;
pub(crate) use say::told;

/// Most days that figures are of.
const MOST_DAYS: u32 = 400;

impl Desk {
    /// The figures of some days, both included; of the week of today when none
    /// are named.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`] for more than 400 days.
    pub fn figures(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Result<FiguresView, Refusal> {
        self.may_read("figures")?;
        let now = self.now();
        self.house(|r, house| {
            let span = span_of(self.today(house), from, to)?;
            Ok(Scope::read(r, house, span, now)?.told())
        })
    }
}

/// The days that are meant: of one alone its week.
fn span_of(
    today: NaiveDate,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Span, Refusal> {
    let span = match (from, to) {
        (None, None) => Span::week_of(today),
        (Some(one), None) | (None, Some(one)) => Span::week_of(one),
        (Some(from), Some(to)) => Span::new(from, to),
    };
    if span.len() > MOST_DAYS {
        return Err(Refusal::OutOfRange {
            field: "days".to_owned(),
            least: 1,
            most: i32::try_from(MOST_DAYS).unwrap_or(i32::MAX),
        });
    }
    Ok(span)
}

/// What the tables of a period are made from. A further section of the brief
/// is one more function over this, in the list of `tables`.
struct Scope<'h> {
    house: &'h House,
    now: DateTime<Utc>,
    span: Span,
    figures: Figures,
    lost: LostFigures,
    alone: Alone,
    came_up: CameUp,
    /// The same of the period before.
    before: Figures,
    lost_before: LostFigures,
    alone_before: Alone,
    came_up_before: CameUp,
    /// The meetings of the period, by start, and their places.
    meetings: Vec<Meeting>,
    places: BTreeMap<MeetingId, u32>,
}

impl<'h> Scope<'h> {
    fn read(
        r: &Reader<'_>,
        house: &'h House,
        span: Span,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let before = span.before();
        let all = read::meetings(r, house, Span::new(before.from, span.to))?;
        let held = read::held(r, house, &all)?;
        let lost = read::lost(r, house)?;
        let rooms = open_rooms(house);
        let figures = |span| Figures::of(&held, &rooms, span, now);
        let mut meetings = all;
        let figured = figures(span);
        let figured_before = figures(before);
        let alone_before = Alone::read(r, house, before, &meetings)?;
        let came_up_before = CameUp::read(r, house, before, &held, now)?;
        meetings.retain(|one| span.contains(house.venue.local(one.slot.start).date()));
        let places = meetings.iter().map(|one| one.id).zip(0..).collect();
        Ok(Self {
            house,
            now,
            span,
            alone: Alone::read(r, house, span, &meetings)?,
            alone_before,
            came_up: CameUp::read(r, house, span, &held, now)?,
            came_up_before,
            lost: lost_figures(&lost, span),
            lost_before: lost_figures(&lost, before),
            figures: figured,
            before: figured_before,
            meetings,
            places,
        })
    }

    fn told(&self) -> FiguresView {
        let before = self.span.before();
        FiguresView {
            code: self.span.code(),
            from: self.span.from,
            to: self.span.to,
            before_from: before.from,
            before_to: before.to,
            tiles: tiles::all(self),
            heats: self.heats(),
            tables: tables::all(self),
            meetings: self.meetings.iter().map(|one| self.meeting(one)).collect(),
        }
    }

    fn meeting(&self, meeting: &Meeting) -> FigureMeeting {
        let room = self.house.room_of(meeting);
        FigureMeeting {
            id: meeting.id,
            number: meeting.number.clone(),
            title: meeting.title.clone(),
            when: self.house.when(&meeting.slot),
            room: room.map(|room| room.name.clone()),
            organiser: meeting.organiser.clone(),
            headcount: meeting.headcount,
            state: meeting.state_at(self.now, room),
        }
    }

    /// Where meetings stand in the list; one of another period is not there.
    fn at(&self, meetings: &[MeetingId]) -> Vec<u32> {
        let known = meetings.iter().filter_map(|id| self.places.get(id));
        known.copied().collect()
    }

    fn heats(&self) -> Vec<FigureHeat> {
        let heat = &self.figures.heat;
        let (first, last) = heat.hours();
        let hours: Vec<usize> = (first..=last).collect();
        let row = |name: Name, row: &HeatRow| FigureHeatRow {
            name,
            cells: hours
                .iter()
                .filter_map(|hour| row.get(*hour))
                .map(|cell| FigureHeatCell {
                    used: say::whole(cell.used),
                    open: say::whole(cell.open),
                    meetings: self.at(&cell.meetings),
                })
                .collect(),
        };
        let table = |code: &str, name: words::terms::Term, rows| FigureHeat {
            code: code.to_owned(),
            name: name.name(),
            hours: hours
                .iter()
                .filter_map(|hour| u32::try_from(*hour).ok())
                .collect(),
            rows,
        };
        let days = weekdays(heat)
            .map(|(day, hours)| row(words::weekday(day).name(), hours))
            .collect();
        let rooms = self.house.rooms.ranked();
        let rooms = rooms
            .into_iter()
            .filter_map(|room| Some(row(room.name.clone(), heat.rooms.get(&room.id)?)))
            .collect();
        vec![
            table("heat_days", terms::BY_WEEKDAY_AND_HOUR, days),
            table("heat_rooms", terms::BY_ROOM_AND_HOUR, rooms),
        ]
    }
}

/// The days of a week that something is known of, each by one of its dates.
fn weekdays(heat: &Heat) -> impl Iterator<Item = (NaiveDate, &HeatRow)> {
    let monday = Span::week_of(NaiveDate::default()).from;
    monday
        .iter_days()
        .zip(1..=7)
        .filter_map(|(day, nth)| Some((day, heat.weekdays.get(&nth)?)))
}

/// The undivided rooms that are let.
fn open_rooms(house: &House) -> Vec<OpenRoom> {
    let rooms = house.rooms.ranked().into_iter();
    rooms
        .filter(|room| !room.retired && room.parts.is_empty())
        .map(|room| OpenRoom {
            id: room.id,
            opening: room.opening.clone(),
        })
        .collect()
}
