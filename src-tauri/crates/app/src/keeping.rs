//! Keeping a meeting in its place, or without one: parked 待定会场, held until a
//! time 暂留, locked 锁定 (S-10, S-11).

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::Value;
use steward_domain::ids::MeetingId;
use steward_domain::keep::{Hold, Lock, Waits};
use steward_domain::meeting::{Meeting, Slot, Standing, State};
use steward_domain::names::Language;

use crate::Desk;
use crate::bookings::{asks_for_more, bounded_minute, in_the_way, meeting_of};
use crate::house::House;
use crate::steps::step;
use crate::texts::{LINE, dotted, line};
use crate::views::{Draft, HoldView, KeepingView, Refusal};
use crate::waiting;

/// The longest hold, days: a year's booking is confirmed or given up.
const LONGEST_HOLD: i64 = 366;

impl Desk {
    /// How a meeting is kept in its place.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn keeping(&self, id: MeetingId) -> Result<KeepingView, Refusal> {
        self.house(|r, house| {
            let meeting = meeting_of(r, id)?;
            let state = meeting.standing.state;
            Ok(KeepingView {
                parked: meeting.is_parked(),
                hold: hold_view(house, &meeting, house.now),
                lock: meeting.lock.clone(),
                waiting: waiting::of(r, house, &meeting, house.now)?,
                holdable: state == State::Held || step(state, State::Held, "").is_ok(),
                rule: house.venue.keep,
                meeting: house.brief(&meeting),
            })
        })
    }

    /// Parks a meeting: it gives its rooms up and keeps its time, or takes
    /// another; it waits in the lane of those without a room.
    ///
    /// # Errors
    /// [`Refusal::Over`]; [`Refusal::Locked`]; [`Refusal::Slot`].
    pub fn park_meeting(
        &self,
        id: MeetingId,
        date: NaiveDate,
        start_minute: i32,
        end_minute: i32,
    ) -> Result<(), Refusal> {
        self.act("park", |w, house| {
            let before = meeting_of(w, id)?;
            still_on(&before)?;
            let meeting = Meeting {
                slot: Slot {
                    room: None,
                    also: Vec::new(),
                    start: house.instant(date, bounded_minute(start_minute)?),
                    end: house.instant(date, bounded_minute(end_minute)?),
                    all_day: false,
                    ..before.slot.clone()
                },
                ..before.clone()
            };
            self.put_in_place(w, house, &before, meeting)
        })
    }

    /// Parks a meeting at the time it has.
    ///
    /// # Errors
    /// As [`Desk::park_meeting`]; [`Refusal::NothingChanged`] when it has no
    /// room.
    pub fn park_as_it_is(&self, id: MeetingId) -> Result<(), Refusal> {
        self.act("park", |w, house| {
            let before = meeting_of(w, id)?;
            still_on(&before)?;
            if before.slot.room.is_none() {
                return Err(Refusal::NothingChanged);
            }
            let meeting = Meeting {
                slot: Slot {
                    room: None,
                    also: Vec::new(),
                    ..before.slot.clone()
                },
                ..before.clone()
            };
            self.put_in_place(w, house, &before, meeting)
        })
    }

    /// Holds a meeting's room until a time, the venue's usual one when none; a
    /// hold that runs is prolonged, one that lapsed is taken up again.
    ///
    /// # Errors
    /// [`Refusal::State`] for what is fixed or over; [`Refusal::NotSuch`] for a
    /// time that is past or too far; [`Refusal::Clash`] when the room was given
    /// away meanwhile.
    pub fn hold_meeting(
        &self,
        id: MeetingId,
        until: Option<DateTime<Utc>>,
    ) -> Result<DateTime<Utc>, Refusal> {
        let now = self.now();
        self.act("hold", |w, house| {
            let before = meeting_of(w, id)?;
            let from = before.standing.state;
            if from != State::Held {
                step(from, State::Held, "")?;
            }
            let usual = || house.venue.keep.until(now, before.slot.start);
            let until = until.unwrap_or_else(usual);
            may_last(until, now)?;
            let mut meeting = before.clone();
            meeting.hold = Some(Hold {
                until,
                by: self.operator(),
            });
            if from != State::Held {
                meeting.standing = Standing {
                    state: State::Held,
                    by: self.operator(),
                    why: String::new(),
                };
            }
            if asks_for_more(&before, &meeting, now)
                && let Some(refusal) = in_the_way(w, house, &meeting, now)?
            {
                return Err(refusal);
            }
            w.save(&meeting)?;
            Ok(until)
        })
    }

    /// Locks a meeting's time, its room or both; with neither, the lock is
    /// taken off.
    ///
    /// # Errors
    /// [`Refusal::Over`]; [`Refusal::NothingChanged`].
    pub fn lock_meeting(
        &self,
        id: MeetingId,
        time: bool,
        room: bool,
        why: &str,
    ) -> Result<(), Refusal> {
        let why = line("why", why, LINE)?;
        let intent = if time || room { "lock" } else { "unlock" };
        self.act(intent, |w, _| {
            let before = meeting_of(w, id)?;
            let lock = (time || room).then(|| Lock {
                time,
                room,
                by: self.operator(),
                why,
            });
            if lock.is_some() {
                still_on(&before)?;
            }
            if lock == before.lock {
                return Err(Refusal::NothingChanged);
            }
            Ok(w.save(&Meeting { lock, ..before })?)
        })
    }

    /// What a new booking's draft says of how it is kept.
    pub(crate) fn keep_as_drafted(
        &self,
        draft: &Draft,
        meeting: &mut Meeting,
    ) -> Result<(), Refusal> {
        let now = self.now();
        if let Some(until) = draft.hold_until {
            may_last(until, now)?;
            meeting.standing.state = State::Held;
            meeting.hold = Some(Hold {
                until,
                by: self.operator(),
            });
        }
        if draft.waits {
            meeting.waits = Some(Waits {
                room: meeting.slot.room.take(),
                since: now,
                by: self.operator(),
            });
            meeting.slot.also.clear();
        }
        Ok(())
    }
}

fn may_last(until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Refusal> {
    if until > now && until - now <= Duration::days(LONGEST_HOLD) {
        return Ok(());
    }
    Err(Refusal::NotSuch {
        field: "hold".to_owned(),
        text: until.format("%Y-%m-%d %H:%M").to_string(),
    })
}

pub(crate) fn still_on(meeting: &Meeting) -> Result<(), Refusal> {
    let state = meeting.standing.state;
    if state.is_over() {
        return Err(Refusal::Over(state));
    }
    Ok(())
}

/// Whether a meeting's lock lets it go there.
pub(crate) fn may_go(house: &House, before: &Meeting, to: &Slot) -> Result<(), Refusal> {
    match &before.lock {
        Some(lock) if !lock.allows(&before.slot, to) => {
            let mut lock = lock.clone();
            // Why is what people wrote: not for who may not know the meeting.
            if !house.viewer.may_know(before.level) {
                lock.why.clear();
            }
            Err(Refusal::Locked { lock })
        }
        _ => Ok(()),
    }
}

/// A meeting whose hold lapsed is held anew when it is put somewhere.
pub(crate) fn renew(house: &House, before: &Meeting, meeting: &mut Meeting) {
    if before.has_lapsed(house.now)
        && meeting.slot.room.is_some()
        && let Some(hold) = &mut meeting.hold
    {
        hold.until = house.venue.keep.until(house.now, meeting.slot.start);
    }
}

/// A meeting that got another room waits no more.
pub(crate) fn placed(before: &Meeting, meeting: &mut Meeting) {
    if meeting.slot.room.is_some() && meeting.slot.room != before.slot.room {
        meeting.waits = None;
    }
}

/// Until when a meeting is held, while it is only held.
pub(crate) fn hold_view(house: &House, meeting: &Meeting, now: DateTime<Utc>) -> Option<HoldView> {
    let until = meeting.held_until()?;
    let when = house.when_of(until, until, false);
    let remind = Duration::minutes(i64::from(house.venue.keep.hold_remind));
    Some(HoldView {
        until,
        date: when.date,
        minute: when.start_minute,
        lapsed: until <= now,
        soon: until > now && until - now <= remind,
    })
}

/// A hold, a lock or a place on the waiting list as the history tells it, codes
/// for the clients' words.
pub(crate) fn told(field: &str, value: &Value, house: &House) -> String {
    let at = |at: DateTime<Utc>| house.venue.local(at).format("%Y-%m-%d %H:%M").to_string();
    let told = match field {
        "hold" => serde_json::from_value::<Hold>(value.clone())
            .map(|hold| at(hold.until))
            .ok(),
        "lock" => serde_json::from_value::<Lock>(value.clone())
            .map(|lock| {
                let code = |is: bool, code: &str| if is { code.to_owned() } else { String::new() };
                dotted([
                    code(lock.time, "lock_time"),
                    code(lock.room, "lock_room"),
                    lock.why,
                ])
            })
            .ok(),
        _ => serde_json::from_value::<Waits>(value.clone())
            .map(|waits| match waits.room {
                Some(room) => house.room_name(room).in_language(Language::Zh).to_owned(),
                None => "any_room".to_owned(),
            })
            .ok(),
    };
    told.unwrap_or_default()
}
