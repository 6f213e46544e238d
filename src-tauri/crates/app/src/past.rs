//! Looking back 回看: the board as a station knew it at a moment, and what it
//! did not know then.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use steward_domain::ids::{MeetingId, StationId};
use steward_domain::log::Dot;
use steward_domain::meeting::Meeting;
use steward_domain::sheet;
use steward_domain::venue::Venue;
use steward_store::KnownBy;

use crate::Desk;
use crate::board::board_of;
use crate::clashes::bare_clash;
use crate::clock;
use crate::house::House;
use crate::meetings::changes_of;
use crate::views::{Board, Counts, HowKnown, PastBoard, Refusal, UnknownThen};

/// What is read beside the day itself: it has meetings that reach into it,
/// and the next day's cards.
const BESIDE: Duration = Duration::days(2);

impl Desk {
    /// The same for a moment as people type it: whole, `2026-11-22T13:35`, or
    /// an hour of today.
    ///
    /// # Errors
    /// [`Refusal::NoTime`]; see [`Desk::board_at`].
    pub fn board_at_typed(
        &self,
        at: &str,
        station: Option<StationId>,
        date: Option<NaiveDate>,
    ) -> Result<PastBoard, Refusal> {
        let moment = self.house(|_, house| {
            let now = house.venue.local(self.now());
            let of_today = |hour: NaiveDateTime| {
                let local = now.date().and_time(hour.time());
                house.venue.instant(local)
            };
            Ok(clock::moment_in(at, house.venue.zone)
                .or_else(|| sheet::hour_near(at, now).map(of_today)))
        })?;
        let moment = moment.ok_or_else(|| Refusal::NoTime(at.trim().to_owned()))?;
        self.board_at(moment, station, date)
    }

    /// The board of a day as a station knew it at a moment, and beside it what
    /// is known of that day now and was not known there then. The day of the
    /// moment when none is named, this station when none is.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for an unknown station; when the store cannot be
    /// read.
    pub fn board_at(
        &self,
        at: DateTime<Utc>,
        station: Option<StationId>,
        date: Option<NaiveDate>,
    ) -> Result<PastBoard, Refusal> {
        let me = self.identity.station;
        let station = station.unwrap_or(me);
        self.house(|r, house| {
            let name = r.station_name(station)?;
            let known = r.known_at(me, station, at.timestamp_millis())?;
            let date = date.unwrap_or_else(|| house.venue.local(at).date());
            let (from, to) = house.venue.day(date);
            let past = r.past(
                &known.heads,
                (from - BESIDE).timestamp_millis(),
                (to + BESIDE).timestamp_millis(),
            )?;
            let board = past.read(|then| {
                if then.all::<Venue>()?.is_empty() {
                    return Ok(nothing_known(date));
                }
                let house = House::read(then, at)?;
                board_of(then, &house, date, at, |_, clash| {
                    bare_clash(then, &house, clash)
                })
            })?;
            let now = board_of(r, house, date, self.now(), |_, clash| {
                bare_clash(r, house, clash)
            })?;
            // What was on the board then or is on it now, in the order of now.
            let mut met = BTreeSet::new();
            let ids = now.meetings.iter().chain(&board.meetings).map(|m| m.id);
            let ids: Vec<MeetingId> = ids.filter(|id| met.insert(*id)).collect();
            let unheard = |dot: Dot| !known.heads.covers(dot);
            let mut unknown = Vec::new();
            for id in ids {
                let changes = changes_of(r, house, id, unheard)?;
                let Some(meeting) = r.get::<Meeting>(id.0)?.filter(|_| !changes.is_empty()) else {
                    continue;
                };
                unknown.push(UnknownThen {
                    meeting: house.brief(&meeting),
                    booking: board.meetings.iter().all(|m| m.id != id),
                    changes,
                });
            }
            Ok(PastBoard {
                at,
                date,
                minute: house.minute(date, at),
                station,
                name,
                is_me: station == me,
                how: match known.by {
                    KnownBy::Arrival => HowKnown::Exact,
                    KnownBy::Writing(ms) => HowKnown::Written {
                        at: DateTime::from_timestamp_millis(ms).unwrap_or_default(),
                    },
                    KnownBy::Nothing => HowKnown::Nothing,
                },
                board,
                unknown,
            })
        })
    }
}

fn nothing_known(date: NaiveDate) -> Board {
    Board {
        date,
        from_minute: 8 * 60,
        to_minute: 20 * 60,
        rooms: Vec::new(),
        meetings: Vec::new(),
        decisions: Vec::new(),
        counts: Counts::default(),
    }
}
