//! Rooms, buildings, the venue: the data that supervisors keep.

use steward_domain::client_report::ReportRule;
use steward_domain::house_rules::{HouseRules, RULES_SAVED, RulesSaved};
use steward_domain::ids::{BuildingId, RoomId};
use steward_domain::meeting_kind::{self, MeetingKind};
use steward_domain::room::{Building, Room, Rooms};
use steward_domain::secrecy::audit::LEAST_DAYS;
use steward_domain::venue::Venue;
use steward_store::Writer;

use crate::Desk;
use crate::facts::say;
use crate::hotline::MOST_MINUTES;
use crate::house::House;
use crate::incidents::checked_rule;
use crate::texts::{LINE, MOST_CODE, count, in_range, line, named};
use crate::views::Refusal;

/// Most minutes that setting up or clearing may take: two days.
const MOST_TURNOVER: u32 = 2 * 1440;
/// Most kinds of meetings of a house, those that are no longer offered included.
const MOST_KINDS: u32 = 200;
/// The farthest that the audit goes back, days.
const MOST_DAYS: u32 = 10 * 366;

impl Desk {
    /// All rooms, retired ones too, in the venue's order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn rooms(&self) -> Result<Vec<Room>, Refusal> {
        self.house(|_, house| Ok(house.rooms.ranked().into_iter().cloned().collect()))
    }

    /// All buildings, by rank.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn buildings(&self) -> Result<Vec<Building>, Refusal> {
        let mut buildings = self.read(|r| Ok(r.all::<Building>()?))?;
        buildings.retain(|building| !building.retired);
        buildings.sort_by(|a, b| (a.rank, &a.name).cmp(&(b.rank, &b.name)));
        Ok(buildings)
    }

    /// The venue.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn venue(&self) -> Result<Venue, Refusal> {
        self.house(|_, house| Ok(house.venue.clone()))
    }

    /// Keeps a room; one with a nil id is new.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`], [`Refusal::TooLong`], [`Refusal::Unknown`] for
    /// a part or companion that is not there or would contain the room.
    pub fn save_room(&self, room: Room) -> Result<RoomId, Refusal> {
        self.act("room", |w, house| {
            let id = if room.id.0.is_nil() {
                RoomId(w.new_id())
            } else {
                room.id
            };
            let room = checked_room(Room { id, ..room }, &house.rooms)?;
            w.save(&room)?;
            Ok(id)
        })
    }

    /// Keeps a building; one with a nil id is new.
    ///
    /// # Errors
    /// [`Refusal::TooLong`].
    pub fn save_building(&self, building: Building) -> Result<BuildingId, Refusal> {
        self.act("building", |w, _| {
            let id = if building.id.0.is_nil() {
                BuildingId(w.new_id())
            } else {
                building.id
            };
            w.save(&Building {
                id,
                name: named(&building.name)?,
                ..building
            })?;
            Ok(id)
        })
    }

    /// Keeps the venue, with why its rules are otherwise.
    ///
    /// # Errors
    /// [`Refusal::TooLong`], [`Refusal::OutOfRange`]; [`Refusal::Several`] for
    /// two kinds of meetings of one name.
    pub fn save_venue(&self, venue: Venue, why: &str) -> Result<(), Refusal> {
        self.act("venue", |w, house| {
            let said = RulesSaved {
                why: line("why", why, LINE)?,
                ..RulesSaved::default()
            };
            keep_venue(w, house, &venue, &said)
        })
    }
}

/// Keeps the venue in an act. What is said about its rules is said only where
/// they are otherwise.
///
/// # Errors
/// As [`Desk::save_venue`].
pub(crate) fn keep_venue(
    w: &mut Writer<'_>,
    house: &House,
    venue: &Venue,
    said: &RulesSaved,
) -> Result<(), Refusal> {
    let meeting_kinds = kept_kinds(w, house, &venue.meeting_kinds)?;
    let venue = checked_venue(house, venue, meeting_kinds)?;
    w.save(&venue)?;
    let changed = HouseRules::of(&venue) != HouseRules::of(&house.venue);
    if changed && *said != RulesSaved::default() {
        say(w, RULES_SAVED, venue.id.0, said);
    }
    Ok(())
}

/// The kinds of meetings as they may be kept: a new one gets a code, and none
/// goes, since meetings and templates may have it.
fn kept_kinds(
    w: &Writer<'_>,
    house: &House,
    kinds: &[MeetingKind],
) -> Result<Vec<MeetingKind>, Refusal> {
    in_range("meeting_kinds", count(kinds.len()), 0, MOST_KINDS)?;
    let mut kept: Vec<MeetingKind> = Vec::new();
    for kind in kinds {
        let code = match line("meeting_kind", &kind.code, MOST_CODE)? {
            code if code.is_empty() => w.new_id().to_string(),
            code => code,
        };
        let kind = MeetingKind {
            code,
            name: named(&kind.name)?,
            retired: kind.retired,
        };
        let is_same = |one: &MeetingKind| {
            let offered = !one.retired && !kind.retired;
            one.code == kind.code || (offered && one.name == kind.name)
        };
        if kept.iter().any(is_same) {
            let word = kind.name.zh.clone();
            return Err(Refusal::Several {
                found: vec![word.clone(); 2],
                word,
            });
        }
        kept.push(kind);
    }
    for known in &house.venue.meeting_kinds {
        if meeting_kind::of_code(&kept, &known.code).is_none() {
            kept.push(MeetingKind {
                retired: true,
                ..known.clone()
            });
        }
    }
    Ok(kept)
}

/// The venue as it may be kept, with kinds of meetings that were looked at.
///
/// # Errors
/// As [`Desk::save_venue`].
pub(crate) fn checked_venue(
    house: &House,
    venue: &Venue,
    meeting_kinds: Vec<MeetingKind>,
) -> Result<Venue, Refusal> {
    for rule in &venue.booking_rules {
        in_range("lead_minutes", rule.lead_minutes, 0, 366 * 1440)?;
    }
    in_range("margin_person", venue.margins.person, 0, 1440)?;
    in_range("margin_vehicle", venue.margins.vehicle, 0, 1440)?;
    in_range("hold_hours", venue.keep.hold_hours, 1, 366 * 24)?;
    in_range("hold_remind", venue.keep.hold_remind, 0, 7 * 1440)?;
    in_range("roomless_days", venue.keep.roomless_days, 0, 366)?;
    in_range("report_by", venue.report.minute, 0, 1439)?;
    in_range("report_proposed", venue.report.proposed, 0, 1440)?;
    in_range("report_days", venue.report.days, 1, 14)?;
    let notice = &venue.notice;
    in_range("lead_days", notice.lead_days, 0, 366)?;
    in_range("reason_days", notice.reason_days, 0, 366)?;
    for minutes in [
        notice.remind,
        notice.escalate,
        notice.urgent_remind,
        notice.urgent_escalate,
    ] {
        in_range("remind", minutes, 0, 7 * 1440)?;
    }
    in_range("fee_sign_days", venue.fee.sign_days, 0, 366)?;
    in_range("fee_pay_days", venue.fee.pay_days, 0, 366)?;
    in_range("fee_tax", venue.fee.tax, 0, 999)?;
    let report = ReportRule {
        to: line("report_to", &venue.report.to, LINE)?,
        ..venue.report.clone()
    };
    let parts = &venue.day_parts;
    in_range("default_minutes", parts.default_minutes, 5, 1440)?;
    for part in [
        parts.morning,
        parts.noon,
        parts.afternoon,
        parts.evening,
        parts.all_day,
    ] {
        if part.to <= part.from {
            return Err(Refusal::Slot(
                steward_domain::meeting::SlotFault::EndBeforeStart,
            ));
        }
    }
    let venue = Venue {
        id: house.venue.id,
        name: named(&venue.name)?,
        issuer: named(&venue.issuer)?,
        report,
        incident: checked_rule(&venue.incident)?,
        meeting_kinds,
        ..venue.clone()
    };
    in_range("audit_days", venue.audit.days, LEAST_DAYS, MOST_DAYS)?;
    in_range("audit_again", venue.audit.again, 0, 1440)?;
    in_range("request_minutes", venue.hotline.request, 0, MOST_MINUTES)?;
    in_range("task_minutes", venue.hotline.task, 0, MOST_MINUTES)?;
    in_range("answer_minutes", venue.hotline.answer, 1, MOST_MINUTES)?;
    Ok(venue)
}

/// A room as it may be kept, among all the rooms that there are then.
///
/// # Errors
/// As [`Desk::save_room`].
pub(crate) fn checked_room(room: Room, rooms: &Rooms) -> Result<Room, Refusal> {
    let mut room = Room {
        name: named(&room.name)?,
        ..room
    };
    room.number = room
        .number
        .map(|n| line("number", &n, 20))
        .transpose()?
        .filter(|n| !n.is_empty());
    room.aliases = room
        .aliases
        .iter()
        .map(|a| line("alias", a, 60))
        .collect::<Result<_, _>>()?;
    room.aliases.retain(|a| !a.is_empty());
    for setting in &room.settings {
        in_range("seats", setting.seats, 1, 100_000)?;
        in_range("set_up", setting.set_up, 0, MOST_TURNOVER)?;
        in_range("clear", setting.clear, 0, MOST_TURNOVER)?;
    }
    in_range(
        "settings",
        u32::try_from(room.settings.len()).unwrap_or(u32::MAX),
        1,
        20,
    )?;
    in_range("opening", room.opening.from, 0, 1440)?;
    in_range("opening", room.opening.to, room.opening.from + 1, 2 * 1440)?;
    for other in room.parts.iter().chain(&room.companions) {
        let known = rooms.get(*other).is_some() && *other != room.id;
        let contains_us = room.parts.contains(other) && rooms.footprint(*other).contains(&room.id);
        if !known || contains_us {
            return Err(Refusal::Unknown(other.to_string()));
        }
    }
    Ok(room)
}
