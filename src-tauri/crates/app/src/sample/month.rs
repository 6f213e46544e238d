//! A month of meetings for the sample complex, invented: thirty days back and a
//! week on, with what was issued, acknowledged, checked, used up and charged,
//! so that figures have something to show. The same every time for a day.

mod chance;
mod desk;
mod done;
mod titles;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use steward_domain::ids::{MeetingId, Number, RoomId};
use steward_domain::meeting::{Meeting, Refreshment, Slot, Standing, State, Taken};
use steward_domain::notice::kinds::Kind;
use steward_domain::plan;
use steward_domain::room::{Class, Room, Rooms};
use steward_store::Writer;

use super::approvals;
use super::meetings::Day;
use crate::bookings::blank;
use crate::views::Refusal;
use chance::Chance;

/// Days before the sample's own day.
const BACK: u64 = 30;
/// Days after it; its own day and the three next have the meetings of the
/// sample of a day.
const AHEAD: std::ops::RangeInclusive<u64> = 4..=7;
/// Meetings of a working day, at least and at most.
const A_DAY: (u32, u32) = (21, 28);
/// Working days back on which the station saw no other for a morning.
const OUTAGES: [usize; 2] = [5, 13];

/// The days that get meetings, oldest first.
pub(super) fn days(today: NaiveDate) -> Vec<NaiveDate> {
    let back = (1..=BACK)
        .rev()
        .filter_map(|n| today.checked_sub_days(Days::new(n)));
    let ahead = AHEAD.filter_map(|n| today.checked_add_days(Days::new(n)));
    let works = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    back.chain(ahead).filter(works).collect()
}

/// What the month is laid from, and how far its numbers have counted.
pub(super) struct Month<'a> {
    day: Day<'a>,
    kinds: &'a [Kind],
    rooms: Rooms,
    chance: Chance,
    taken: BTreeMap<NaiveDate, u32>,
    /// Rooms that are taken in a part of the day that is being laid.
    held: BTreeSet<(RoomId, u32)>,
    outages: Vec<NaiveDate>,
}

impl<'a> Month<'a> {
    pub(super) fn new(day: Day<'a>, kinds: &'a [Kind]) -> Self {
        let mut past = days(day.date);
        past.retain(|one| *one < day.date);
        let back = |n: &usize| past.iter().rev().nth(*n).copied();
        let outages = OUTAGES.iter().filter_map(back).collect();
        let seed = u64::from(day.date.num_days_from_ce().unsigned_abs());
        Self {
            rooms: Rooms::new(day.rooms.iter().cloned()),
            chance: Chance::new(seed),
            taken: BTreeMap::new(),
            held: BTreeSet::new(),
            outages,
            day,
            kinds,
        }
    }

    /// How many meetings a day gets, at most.
    pub(super) fn wanted(&mut self) -> u32 {
        self.held.clear();
        self.chance.between(A_DAY.0, A_DAY.1)
    }

    /// Lays one meeting of a day; none where no room is left.
    pub(super) fn save(&mut self, w: &mut Writer<'_>, date: NaiveDate) -> Result<(), Refusal> {
        let Some((room, part)) = self.place() else {
            return Ok(());
        };
        let meeting = self.meeting(MeetingId(w.new_id()), date, &room, part);
        w.save(&meeting)?;
        approvals::save(w, &self.day, &meeting);
        self.lay_out(w, &meeting, &room)
    }

    /// When what is laid of a day was written down: in the evening, but for an
    /// outage, when each meeting was written down alone in the morning.
    pub(super) fn written(&self, date: NaiveDate, nth: u32) -> (DateTime<Utc>, bool) {
        let outage = self.outages.contains(&date);
        let minute = if outage { 9 * 60 + nth * 7 } else { 18 * 60 };
        (self.at(date, minute).min(self.day.now), outage)
    }

    /// A room that is free in a part of the day; taken from now on.
    fn place(&mut self) -> Option<(Room, u32)> {
        for _ in 0..8 {
            let room = self.chance.one_of(self.day.rooms)?.clone();
            // Evenings are rare.
            let part = match self.chance.below(20) {
                0 => 2,
                n if n < 11 => 0,
                _ => 1,
            };
            // A hall and its lounges are left to one meeting.
            let mut atoms = self.rooms.footprint(room.id);
            atoms.extend(self.rooms.companions(room.id));
            if room.class != Class::C || self.chance.below(2) == 0 {
                let taken: Vec<(RoomId, u32)> = atoms.into_iter().map(|id| (id, part)).collect();
                if taken.iter().all(|one| !self.held.contains(one)) {
                    self.held.extend(taken);
                    return Some((room, part));
                }
            }
        }
        None
    }

    fn meeting(&mut self, id: MeetingId, date: NaiveDate, room: &Room, part: u32) -> Meeting {
        let chance = &mut self.chance;
        // Half past eight to half past five, with time to clear between.
        let (first, length) = match part {
            0 => (8 * 60 + 30, chance.between(4, 10) * 15),
            1 => (14 * 60, chance.between(4, 12) * 15),
            _ => (19 * 60, chance.between(4, 6) * 15),
        };
        let from = first + chance.below(3) * 15;
        let start = self.at(date, from);
        let slot = Slot {
            room: Some(room.id),
            also: Vec::new(),
            layout: room.settings.first().map(|setting| setting.layout),
            start,
            end: start + Duration::minutes(i64::from(length)),
            all_day: false,
        };
        let chance = &mut self.chance;
        // Most come days ahead, a few on the phone the hour before.
        let ahead = match chance.below(20) {
            0 => Duration::minutes(i64::from(chance.between(50, 300))),
            1..=3 => Duration::hours(i64::from(chance.between(6, 30))),
            4..=14 => Duration::hours(i64::from(chance.between(30, 140))),
            _ => Duration::hours(i64::from(chance.between(140, 480))),
        };
        let taken_at = (start - ahead).min(self.day.now);
        let taken_on = self.day.venue.local(taken_at).date();
        let count = self.taken.entry(taken_on).or_default();
        *count += 1;
        // Those of the sample of a day begin with 1 on its day.
        let nth = *count + if taken_on == self.day.date { 50 } else { 0 };
        let number = Number::new(taken_on.month(), taken_on.day(), self.day.letter, nth);
        let taken = Taken {
            by: chance.name(&["林晓", "周敏", "陈洁"]),
            at: taken_at,
        };
        let mut meeting = blank(id, number, taken, slot);
        let (organiser, contact) = titles::organiser(chance);
        meeting.title = titles::title(chance, room.class);
        meeting.organiser = organiser;
        meeting.contact = contact;
        meeting.phone = format!("0573-8100{:04}", chance.below(10_000));
        let seats = room.capacity().max(8);
        let heads = seats * chance.between(35, 95) / 100;
        meeting.headcount = (chance.below(40) > 0).then_some(heads.max(4));
        meeting.service = match room.class {
            Class::A => Refreshment::Tea,
            Class::B => Refreshment::Water,
            Class::C => Refreshment::PodiumTea,
        };
        meeting.leader = room.class == Class::C && chance.below(3) == 0;
        meeting.template =
            plan::choose(self.day.templates, room, meeting.slot.layout, "").map(|one| one.id);
        let is_over = meeting.slot.end + Duration::hours(1) < self.day.now;
        let (state, why) = match chance.below(22) {
            0 if room.class == Class::C => (State::Cancelled, "委托方不同意"),
            0 => (State::Cancelled, "主办单位改期"),
            _ if is_over => (State::Closed, ""),
            _ => (State::Confirmed, ""),
        };
        meeting.standing = Standing {
            state,
            by: "林晓".to_owned(),
            why: why.to_owned(),
        };
        meeting
    }

    fn at(&self, date: NaiveDate, minute: u32) -> DateTime<Utc> {
        let midnight = date.and_time(NaiveTime::MIN);
        self.day
            .venue
            .instant(midnight + Duration::minutes(i64::from(minute)))
    }
}
