//! A meeting, from enquiry to closed (S-10, S-11).

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{MeetingId, Number, RoomId, SeriesId, TemplateId};
use crate::keep::{Hold, Lock, Waits};
use crate::record::Record;
use crate::room::{Layout, Room};
use crate::secrecy::Level;
use crate::venue::Venue;

/// The longest meeting that is taken, days: a week's fair is one meeting, a
/// mistyped year is not.
pub const LONGEST_DAYS: i64 = 31;

/// A booked meeting. Each field is a register of its own in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Meeting {
    /// Which.
    pub id: MeetingId,
    /// What people call it by.
    pub number: Number,
    /// Wording of the banner 会标.
    #[serde(default)]
    pub title: String,
    /// Where and when.
    pub slot: Slot,
    /// Expected people.
    #[serde(default)]
    pub headcount: Option<u32>,
    /// Who holds it 主办单位.
    #[serde(default)]
    pub organiser: String,
    /// Whom to call.
    #[serde(default)]
    pub contact: String,
    /// Their number.
    #[serde(default)]
    pub phone: String,
    /// What is served (S-40).
    #[serde(default)]
    pub service: Refreshment,
    /// A leader comes: shown as such, served in the order of S-43.
    #[serde(default)]
    pub leader: bool,
    /// Special needs, in the caller's words.
    #[serde(default)]
    pub needs: String,
    /// How far it is.
    #[serde(default)]
    pub standing: Standing,
    /// What kind of meeting it is: the code of one of the house's kinds, empty
    /// for none.
    #[serde(default)]
    pub meeting_kind: String,
    /// The template its tasks come from.
    #[serde(default)]
    pub template: Option<TemplateId>,
    /// The programme it is part of: meetings of one series share a set-up.
    #[serde(default)]
    pub series: Option<SeriesId>,
    /// The file entry it came from.
    #[serde(default)]
    pub source: Option<Source>,
    /// Who heard of it and when (S-02).
    pub taken: Taken,
    /// How far it may be known what it is about (S-03).
    #[serde(default)]
    pub level: Level,
    /// Until when its room is kept while it is only held 暂留.
    #[serde(default)]
    pub hold: Option<Hold>,
    /// What of it nobody moves.
    #[serde(default)]
    pub lock: Option<Lock>,
    /// Its place on the waiting list.
    #[serde(default)]
    pub waits: Option<Waits>,
}

impl Record for Meeting {
    const KIND: &'static str = "meeting";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Where and when: one register, so that a merge never mixes one person's
/// room with another's hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Slot {
    /// The room; none while only a kind of room is known.
    #[serde(default)]
    pub room: Option<RoomId>,
    /// Companion rooms taken with it.
    #[serde(default)]
    pub also: Vec<RoomId>,
    /// How the room is set.
    #[serde(default)]
    pub layout: Option<Layout>,
    /// Begins.
    pub start: DateTime<Utc>,
    /// Ends, after the start.
    pub end: DateTime<Utc>,
    /// Taken for whole days.
    #[serde(default)]
    pub all_day: bool,
}

impl Slot {
    /// Why these times cannot be a meeting's, if so.
    #[must_use]
    pub fn fault(&self) -> Option<SlotFault> {
        if self.end <= self.start {
            Some(SlotFault::EndBeforeStart)
        } else if self.end - self.start > Duration::days(LONGEST_DAYS) {
            Some(SlotFault::TooLong)
        } else if self.start < year_2000() || self.end > year_2200() {
            Some(SlotFault::YearOutOfRange)
        } else {
            None
        }
    }

    /// Every room it takes.
    pub fn rooms(&self) -> impl Iterator<Item = RoomId> + '_ {
        self.room.into_iter().chain(self.also.iter().copied())
    }
}

/// Why a slot cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum SlotFault {
    /// The end is not after the start.
    EndBeforeStart,
    /// Longer than [`LONGEST_DAYS`].
    TooLong,
    /// Outside the years 2000 to 2199.
    YearOutOfRange,
}

/// What is served at the seats (S-40).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Refreshment {
    /// Tea for everybody.
    #[default]
    Tea,
    /// Tea on the podium, bottled water at the seats.
    PodiumTea,
    /// Bottled water only.
    Water,
    /// Nothing.
    None,
}

/// How far a meeting is, as people set it.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Asked about, nothing promised 咨询.
    Enquiry,
    /// Kept for somebody 预留.
    #[default]
    Held,
    /// The client must approve 待批准.
    AwaitingApproval,
    /// Fixed 已确认.
    Confirmed,
    /// Being prepared 准备中.
    InPreparation,
    /// Running 进行中.
    InSession,
    /// Over, being cleared and searched 清场中.
    Clearing,
    /// Done 已结束.
    Closed,
    /// Will not be held 已取消.
    Cancelled,
}

impl State {
    /// Whether it is to be held and has not ended, by what people set.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        matches!(
            self,
            Self::Confirmed | Self::InPreparation | Self::InSession
        )
    }

    /// Whether the room is free again.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled)
    }
}

/// A state with who set it and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Standing {
    /// The state.
    pub state: State,
    /// Who set it.
    #[serde(default)]
    pub by: String,
    /// Why; asked for when cancelling.
    #[serde(default)]
    pub why: String,
}

/// The file entry a meeting came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Source {
    /// Names the file's origin, such as `ics` or `schedule:39c3`.
    pub origin: String,
    /// The entry's own identity in it.
    pub key: String,
    /// Title, start and room in plain form, for files whose identities change
    /// with every export.
    #[serde(default)]
    pub likeness: String,
    /// Digests of what the entry said, part by part, to see what changed.
    pub digest: SourceDigest,
}

/// What a file entry said, each part as a short digest: only the parts that
/// the file changed are taken from it again, so that what people changed here
/// stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SourceDigest {
    /// Of the title.
    pub title: String,
    /// Of time and room.
    pub slot: String,
    /// Of all else.
    pub rest: String,
}

/// Who heard of a booking, where and when (S-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Taken {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Meeting {
    /// From when it is set up until when its room is clear (S-11).
    #[must_use]
    pub fn kept(&self, room: Option<&Room>) -> (DateTime<Utc>, DateTime<Utc>) {
        let setting = room.and_then(|room| room.setting(self.slot.layout));
        let minutes = |n: Option<u32>| Duration::minutes(i64::from(n.unwrap_or(0)));
        (
            self.slot.start - minutes(setting.map(|s| s.set_up)),
            self.slot.end + minutes(setting.map(|s| s.clear)),
        )
    }

    /// The state at a moment: a confirmed meeting moves on with the clock
    /// unless a person already set it further. Nothing closes by itself.
    #[must_use]
    pub fn state_at(&self, now: DateTime<Utc>, room: Option<&Room>) -> State {
        let set = self.standing.state;
        if !set.is_fixed() {
            return set;
        }
        let set_up = room
            .and_then(|r| r.setting(self.slot.layout))
            .map_or(0, |s| s.set_up)
            .max(120);
        let by_clock = if now >= self.slot.end {
            State::Clearing
        } else if now >= self.slot.start {
            State::InSession
        } else if now >= self.slot.start - Duration::minutes(i64::from(set_up)) {
            State::InPreparation
        } else {
            State::Confirmed
        };
        by_clock.max(set)
    }

    /// What is still open about the booking itself (S-10): it was taken all
    /// the same, nobody is turned away on the phone.
    #[must_use]
    pub fn follow_ups(&self, room: Option<&Room>, venue: &Venue) -> Vec<FollowUp> {
        let mut found = Vec::new();
        if self.standing.state.is_over() {
            return found;
        }
        if self.standing.state == State::AwaitingApproval {
            found.push(FollowUp::Approval);
        }
        if self.slot.room.is_none() {
            found.push(FollowUp::NoRoom);
        }
        if let Some(room) = room {
            if room.retired {
                found.push(FollowUp::NoRoom);
            }
            let seats = room.setting(self.slot.layout).map_or(0, |s| s.seats);
            if let Some(heads) = self.headcount.filter(|heads| *heads > seats) {
                found.push(FollowUp::TooMany { heads, seats });
            }
            let lead = Duration::minutes(i64::from(venue.rule(room.class).lead_minutes));
            if self.slot.start - self.taken.at < lead {
                found.push(FollowUp::ShortNotice {
                    lead_minutes: venue.rule(room.class).lead_minutes,
                });
            }
            if is_closed(room, &self.slot, venue) {
                found.push(FollowUp::OutsideOpening);
            }
        }
        let missing: Vec<Missing> = [
            (self.title.trim().is_empty(), Missing::Title),
            (self.headcount.is_none(), Missing::Headcount),
            (self.organiser.trim().is_empty(), Missing::Organiser),
            (
                self.contact.trim().is_empty() && self.phone.trim().is_empty(),
                Missing::Contact,
            ),
        ]
        .into_iter()
        .filter_map(|(lacks, what)| lacks.then_some(what))
        .collect();
        // A programme's entries have no contact of their own.
        if !missing.is_empty() && self.source.is_none() {
            found.push(FollowUp::Incomplete { missing });
        }
        found
    }
}

/// What must still be done about a booking that was taken (S-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FollowUp {
    /// The client must approve it.
    Approval,
    /// It has no room, or one that is no longer let.
    NoRoom,
    /// More people than seats.
    TooMany {
        /// Expected people.
        heads: u32,
        /// Seats in this layout.
        seats: u32,
    },
    /// It came later than the class asks.
    ShortNotice {
        /// What the class asks, minutes.
        lead_minutes: u32,
    },
    /// The room is closed then.
    OutsideOpening,
    /// Something was not said.
    Incomplete {
        /// What.
        missing: Vec<Missing>,
    },
}

/// What a booking should name (S-10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The wording of the banner.
    Title,
    /// How many people.
    Headcount,
    /// Who holds it.
    Organiser,
    /// Whom to call.
    Contact,
}

pub(crate) fn is_closed(room: &Room, slot: &Slot, venue: &Venue) -> bool {
    if slot.all_day {
        return false;
    }
    let (start, end) = (venue.local(slot.start), venue.local(slot.end));
    let midnight = start.date().and_time(chrono::NaiveTime::MIN);
    let minutes = |t: chrono::NaiveDateTime| (t - midnight).num_minutes();
    !room.opening.is_on(start.date())
        || minutes(start) < i64::from(room.opening.from)
        || minutes(end) > i64::from(room.opening.to)
}

fn year_2000() -> DateTime<Utc> {
    DateTime::from_timestamp(946_684_800, 0).unwrap_or_default()
}

fn year_2200() -> DateTime<Utc> {
    DateTime::from_timestamp(7_258_118_400, 0).unwrap_or_default()
}
