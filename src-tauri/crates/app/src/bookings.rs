//! Taking, changing, moving and ending bookings (S-10, S-11).

mod free;

use chrono::{DateTime, NaiveDate, Utc};
use steward_domain::ids::{MeetingId, Number, RoomId};
use steward_domain::meeting::{Meeting, Slot, Standing, State, Taken};
use steward_domain::secrecy::Level;
use steward_store::{Reader, Writer};

use crate::Desk;
use crate::approvals::must_be_approved;
use crate::house::House;
use crate::keeping::{may_go, placed, renew};
use crate::steps::step;
use crate::texts::{LINE, MOST_CODE, TEXT, line, text};
use crate::views::{Draft, DraftField, Refusal};
pub(crate) use free::{Near, in_the_way, in_the_way_beside, offer_view, offers_for};

/// Most people a booking may name: more than any hall, less than a slip of
/// the finger over a phone number.
pub(crate) const MOST_HEADS: i32 = 100_000;
/// Minutes a draft may lie before or after its day.
const MOST_MINUTES: i32 = 45 * 1440;

impl Desk {
    /// Takes a booking. Short notice, too many people and closed hours are
    /// taken and marked (S-10); a taken room is not (S-11).
    ///
    /// # Errors
    /// [`Refusal::Clash`] with alternatives, or what the draft lacks.
    pub fn book(&self, draft: &Draft) -> Result<MeetingId, Refusal> {
        let now = self.now();
        self.act("book", |w, house| {
            let id = MeetingId(w.new_id());
            let meeting = self.drafted(draft, house, id, self.next_number(w, house, 0)?)?;
            if let Some(refusal) = in_the_way(w, house, &meeting, now)? {
                return Err(refusal);
            }
            // Nobody books what they could not read back.
            self.viewer().must_know(&meeting)?;
            w.save(&meeting)?;
            Ok(id)
        })
    }

    /// A new meeting as a draft says it.
    pub(crate) fn drafted(
        &self,
        draft: &Draft,
        house: &House,
        id: MeetingId,
        number: Number,
    ) -> Result<Meeting, Refusal> {
        let taken = Taken {
            by: self.operator(),
            at: self.now(),
        };
        let mut meeting = blank(id, number, taken, slot_of(draft, house)?);
        fill(&mut meeting, draft)?;
        meeting.standing = Standing {
            state: first_state(draft, &meeting.slot, house),
            by: self.operator(),
            why: String::new(),
        };
        self.keep_as_drafted(draft, &mut meeting)?;
        meeting.template = house.chosen_template(&meeting.slot, &meeting.meeting_kind);
        Ok(meeting)
    }

    /// What a draft would be refused for, if anything. `moving` is the meeting
    /// it would change.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn check(
        &self,
        draft: &Draft,
        moving: Option<MeetingId>,
    ) -> Result<Option<Refusal>, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let slot = match slot_of(draft, house) {
                Ok(slot) => slot,
                Err(refusal) => return Ok(Some(refusal)),
            };
            let known = moving.map(|id| meeting_of(r, id)).transpose()?;
            let state = match &known {
                Some(meeting) => draft.state.unwrap_or(meeting.standing.state),
                None => first_state(draft, &slot, house),
            };
            let id = moving.unwrap_or(MeetingId(uuid::Uuid::nil()));
            let taken = Taken {
                by: String::new(),
                at: now,
            };
            let mut trial =
                known.unwrap_or_else(|| blank(id, Number(String::new()), taken, slot.clone()));
            let before = moving.map(|_| trial.clone());
            trial.slot = slot;
            trial.standing.state = state;
            if let Some(before) = before {
                if let Err(refusal) = may_go(house, &before, &trial.slot) {
                    return Ok(Some(refusal));
                }
                renew(house, &before, &mut trial);
            }
            if let Err(refusal) = fill(&mut trial, draft) {
                return Ok(Some(refusal));
            }
            in_the_way(r, house, &trial, now)
        })
    }

    /// Changes a booking: whatever differs in the draft.
    ///
    /// # Errors
    /// As [`Desk::book`].
    pub fn amend(&self, id: MeetingId, draft: &Draft) -> Result<(), Refusal> {
        self.act("amend", |w, house| {
            let before = meeting_of(w, id)?;
            let mut meeting = before.clone();
            meeting.slot = amended(&before.slot, slot_of(draft, house)?, house);
            fill(&mut meeting, draft)?;
            self.keep_what_is_hidden(w, &before, &mut meeting)?;
            if let Some(state) = draft.state.filter(|s| *s != before.standing.state) {
                // The form has no place for a reason.
                step(before.standing.state, state, "")?;
                meeting.standing = Standing {
                    state,
                    by: self.operator(),
                    why: String::new(),
                };
                must_be_approved(w, house, before.standing.state, &meeting)?;
            }
            self.put_in_place(w, house, &before, meeting)
        })
    }

    /// Moves a booking to another room or time.
    ///
    /// # Errors
    /// As [`Desk::book`].
    pub fn move_meeting(
        &self,
        id: MeetingId,
        room: Option<RoomId>,
        date: NaiveDate,
        start_minute: i32,
        end_minute: i32,
    ) -> Result<(), Refusal> {
        self.act("move", |w, house| {
            let before = meeting_of(w, id)?;
            let mut meeting = before.clone();
            let room = room.or(before.slot.room);
            let same_room = room == before.slot.room;
            meeting.slot = Slot {
                room,
                // Companions belong to the room that was left.
                also: if same_room {
                    before.slot.also.clone()
                } else {
                    Vec::new()
                },
                layout: layout_in(room, before.slot.layout, house),
                start: house.instant(date, bounded_minute(start_minute)?),
                end: house.instant(date, bounded_minute(end_minute)?),
                all_day: false,
            };
            self.put_in_place(w, house, &before, meeting)
        })
    }

    /// Sets how far a meeting is. Cancelling needs a reason.
    ///
    /// # Errors
    /// [`Refusal::State`] for a step that makes no sense, [`Refusal::ReasonNeeded`];
    /// a clash when a cancelled one is taken up again and its room is gone.
    pub fn set_state(&self, id: MeetingId, state: State, why: &str) -> Result<(), Refusal> {
        let now = self.now();
        self.act("state", |w, house| {
            let before = meeting_of(w, id)?;
            let why = text("why", why, TEXT)?;
            step(before.standing.state, state, &why)?;

            let meeting = Meeting {
                standing: Standing {
                    state,
                    by: self.operator(),
                    why,
                },
                ..before.clone()
            };
            if asks_for_more(&before, &meeting, now)
                && let Some(refusal) = in_the_way(w, house, &meeting, now)?
            {
                return Err(refusal);
            }
            // A hold belongs to the state that it was made in.
            let hold = before.hold.clone().filter(|_| state == State::Cancelled);
            let meeting = Meeting { hold, ..meeting };
            must_be_approved(w, house, before.standing.state, &meeting)?;
            self.withdraw_if_cancelled(w, house, &meeting)?;
            Ok(w.save(&meeting)?)
        })
    }

    /// A booking as the form holds it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn draft_of(&self, id: MeetingId) -> Result<Draft, Refusal> {
        self.opens(id)?;
        self.house(|r, house| Ok(draft_of(meeting_of(r, id)?, house)))
    }

    /// Saves a meeting whose slot may have changed: refuses what its lock
    /// forbids and a clash that the change would make, and takes the template
    /// that fits the new place.
    pub(crate) fn put_in_place(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        before: &Meeting,
        meeting: Meeting,
    ) -> Result<(), Refusal> {
        self.put_in_place_beside(w, house, before, meeting, &[])
    }

    /// The same, where the act moves others `beside` it.
    pub(crate) fn put_in_place_beside(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        before: &Meeting,
        mut meeting: Meeting,
        beside: &[Meeting],
    ) -> Result<(), Refusal> {
        let now = house.now;
        if let Some(fault) = meeting.slot.fault() {
            return Err(Refusal::Slot(fault));
        }
        may_go(house, before, &meeting.slot)?;
        renew(house, before, &mut meeting);
        if asks_for_more(before, &meeting, now)
            && let Some(refusal) = in_the_way_beside(w, house, &meeting, beside, now)?
        {
            return Err(refusal);
        }
        fit_template(house, before, &mut meeting);
        placed(before, &mut meeting);
        Ok(w.save(&meeting)?)
    }

    /// The next number under this station's letter, for today, after so many
    /// that the same act gave.
    pub(crate) fn next_number(
        &self,
        from: &Reader<'_>,
        house: &House,
        given: u32,
    ) -> Result<Number, Refusal> {
        use chrono::Datelike as _;
        let today = self.today(house);
        let letter = self.identity.letter.clone();
        let prefix = format!("{:02}{:02}-{letter}", today.month(), today.day());
        Ok(Number::new(
            today.month(),
            today.day(),
            &letter,
            from.numbers_taken(&prefix)? + given + 1,
        ))
    }
}

/// The meeting by id.
pub(crate) fn meeting_of(from: &Reader<'_>, id: MeetingId) -> Result<Meeting, Refusal> {
    from.get::<Meeting>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

/// A meeting as the form holds it.
pub(crate) fn draft_of(m: Meeting, house: &House) -> Draft {
    let when = house.when(&m.slot);
    Draft {
        title: m.title,
        room: m.slot.room,
        also: m.slot.also,
        layout: m.slot.layout,
        date: Some(when.date),
        start_minute: Some(when.start_minute),
        end_minute: Some(when.end_minute),
        all_day: m.slot.all_day,
        headcount: m.headcount,
        organiser: m.organiser,
        contact: m.contact,
        phone: m.phone,
        service: m.service,
        leader: m.leader,
        needs: m.needs,
        meeting_kind: m.meeting_kind,
        state: Some(m.standing.state),
        level: m.level,
        hold_until: None,
        waits: false,
    }
}

/// A meeting with nothing said but where and when.
pub(crate) fn blank(id: MeetingId, number: Number, taken: Taken, slot: Slot) -> Meeting {
    Meeting {
        id,
        number,
        title: String::new(),
        slot,
        headcount: None,
        organiser: String::new(),
        contact: String::new(),
        phone: String::new(),
        service: steward_domain::meeting::Refreshment::default(),
        leader: false,
        needs: String::new(),
        meeting_kind: String::new(),
        standing: Standing::default(),
        template: None,
        series: None,
        source: None,
        taken,
        level: Level::default(),
        hold: None,
        lock: None,
        waits: None,
    }
}

/// Takes the template that fits what a meeting is now, if it has another room
/// or layout than before, or is of another kind.
pub(crate) fn fit_template(house: &House, before: &Meeting, meeting: &mut Meeting) {
    let place = |slot: &Slot| (slot.room, house.layout(slot));
    if place(&meeting.slot) != place(&before.slot) || meeting.meeting_kind != before.meeting_kind {
        meeting.template = house.chosen_template(&meeting.slot, &meeting.meeting_kind);
    }
}

/// Whether a change takes what the meeting did not hold before: another slot,
/// or its own after it was only asked about, given up, or lapsed (S-11).
pub(crate) fn asks_for_more(before: &Meeting, after: &Meeting, now: DateTime<Utc>) -> bool {
    let holds = |one: &Meeting| {
        let state = one.standing.state;
        state != State::Enquiry && !state.is_over() && !one.has_lapsed(now)
    };
    after.slot != before.slot || (holds(after) && !holds(before))
}

/// The slot of an amended booking. Wall time cannot tell an hour that comes
/// twice apart: times that the draft leaves alone stay the instants they were.
pub(crate) fn amended(before: &Slot, drafted: Slot, house: &House) -> Slot {
    let local = |slot: &Slot| (house.venue.local(slot.start), house.venue.local(slot.end));
    if local(before) == local(&drafted) {
        return Slot {
            start: before.start,
            end: before.end,
            ..drafted
        };
    }
    drafted
}

/// Where and when a draft says, in full.
pub(crate) fn slot_of(draft: &Draft, house: &House) -> Result<Slot, Refusal> {
    let mut lacks = Vec::new();
    if draft.date.is_none() {
        lacks.push(DraftField::Date);
    }
    if draft.start_minute.is_none() {
        lacks.push(DraftField::Start);
    }
    if draft.end_minute.is_none() {
        lacks.push(DraftField::End);
    }
    let (Some(date), Some(start), Some(end)) = (draft.date, draft.start_minute, draft.end_minute)
    else {
        return Err(Refusal::Lacks(lacks));
    };
    for room in draft.room.iter().chain(&draft.also) {
        if house.rooms.get(*room).is_none() {
            return Err(Refusal::Unknown(room.to_string()));
        }
    }
    let slot = Slot {
        room: draft.room,
        also: draft.also.clone(),
        layout: layout_in(draft.room, draft.layout, house),
        start: house.instant(date, bounded_minute(start)?),
        end: house.instant(date, bounded_minute(end)?),
        all_day: draft.all_day,
    };
    slot.fault()
        .map_or(Ok(slot), |fault| Err(Refusal::Slot(fault)))
}

pub(crate) fn bounded_minute(minute: i32) -> Result<i32, Refusal> {
    if (-MOST_MINUTES..=MOST_MINUTES).contains(&minute) {
        return Ok(minute);
    }
    Err(Refusal::OutOfRange {
        field: "time".to_owned(),
        least: -MOST_MINUTES,
        most: MOST_MINUTES,
    })
}

/// The layout if the room knows it, else none: the room's usual one.
pub(crate) fn layout_in(
    room: Option<RoomId>,
    layout: Option<steward_domain::room::Layout>,
    house: &House,
) -> Option<steward_domain::room::Layout> {
    let room = house.rooms.get(room?)?;
    layout.filter(|l| room.settings.iter().any(|s| s.layout == *l))
}

/// Says of a meeting what a draft says, its slot and state aside.
pub(crate) fn fill(meeting: &mut Meeting, draft: &Draft) -> Result<(), Refusal> {
    if let Some(heads) = draft.headcount
        && i32::try_from(heads).map_or(true, |n| n > MOST_HEADS || n == 0)
    {
        return Err(Refusal::OutOfRange {
            field: "headcount".to_owned(),
            least: 1,
            most: MOST_HEADS,
        });
    }
    meeting.title = line("title", &draft.title, LINE)?;
    meeting.headcount = draft.headcount;
    meeting.organiser = line("organiser", &draft.organiser, LINE)?;
    meeting.contact = line("contact", &draft.contact, LINE)?;
    meeting.phone = line("phone", &draft.phone, 60)?;
    meeting.service = draft.service;
    meeting.leader = draft.leader;
    meeting.needs = text("needs", &draft.needs, TEXT)?;
    meeting.meeting_kind = line("meeting_kind", &draft.meeting_kind, MOST_CODE)?;
    meeting.level = draft.level;
    Ok(())
}

/// The state a booking starts in: what was said, else what its class asks.
fn first_state(draft: &Draft, slot: &Slot, house: &House) -> State {
    let room = slot.room.and_then(|id| house.rooms.get(id));
    let usual = if room.is_some_and(|r| house.venue.rule(r.class).approval) {
        State::AwaitingApproval
    } else {
        State::Confirmed
    };
    draft.state.filter(|s| !s.is_over()).unwrap_or(usual)
}
