//! The people of a plan: entered, changed, seated, and what they like (S-44).

use serde_json::json;
use steward_domain::ids::{AttendeeId, MeetingId};
use steward_domain::log::Op;
use steward_domain::record::Record as _;
use steward_domain::seats::{Attendee, LISTED, Listed, SEATED, SEEN, Seated, Seen};
use steward_domain::secrecy::Level;
use steward_store::{Reader, Writer};

use super::{Hall, open_meeting, people_of};
use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::say;
use crate::texts::{LINE, TEXT, in_range, line, name, text};
use crate::views::{AttendeeDraft, Preference, Refusal};

/// Most people of one meeting.
pub(super) const MOST: usize = 5_000;
/// Lowest rank there is.
const LOWEST: u32 = 9_999;

impl Desk {
    /// Enters a person.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::Over`]; [`Refusal::OutOfRange`].
    pub fn add_attendee(
        &self,
        meeting: MeetingId,
        draft: &AttendeeDraft,
    ) -> Result<AttendeeId, Refusal> {
        self.act("list_people", |w, _| {
            let meeting = open_meeting(w, meeting)?;
            self.must_know(w, meeting.id)?;
            let all = people_of(w, meeting.id)?;
            must_fit(all.len() + 1)?;
            let id = free_id(w, meeting.id, &draft.name, &draft.unit, &[])?;
            let mut one = blank(id, meeting.id);
            fill(&mut one, draft)?;
            w.save(&one)?;
            let listed = Listed {
                ids: vec![one.id],
                file: String::new(),
                name: one.name.clone(),
            };
            say(w, LISTED, meeting.id.0, &listed);
            Ok(one.id)
        })
    }

    /// Changes a person: whatever differs in the draft.
    ///
    /// # Errors
    /// As [`Desk::add_attendee`]; [`Refusal::Unknown`].
    pub fn change_attendee(&self, id: AttendeeId, draft: &AttendeeDraft) -> Result<(), Refusal> {
        self.act("change_attendee", |w, _| {
            let mut one = attendee_of(w, id)?;
            open_meeting(w, one.meeting)?;
            self.must_know(w, one.meeting)?;
            fill(&mut one, draft)?;
            Ok(w.save(&one)?)
        })
    }

    /// Takes a person off the list; the record of them stays.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Over`].
    pub fn remove_attendee(&self, id: AttendeeId) -> Result<(), Refusal> {
        self.act("remove_attendee", |w, _| {
            let one = attendee_of(w, id)?;
            open_meeting(w, one.meeting)?;
            self.must_know(w, one.meeting)?;
            let gone = Attendee {
                gone: true,
                seat: None,
                ..one
            };
            Ok(w.save(&gone)?)
        })
    }

    /// Puts a person on a seat, or lets them stand for none. Who sat there
    /// takes the seat that the person comes from.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a seat that the plan has not; [`Refusal::Over`].
    pub fn put_attendee(&self, id: AttendeeId, seat: Option<&str>) -> Result<(), Refusal> {
        let now = self.now();
        let by = self.operator();
        self.act("put_attendee", |w, house| {
            let one = attendee_of(w, id)?;
            let meeting = open_meeting(w, one.meeting)?;
            let hall = Hall::read(w, house, &meeting)?;
            let mut said = Seated {
                id,
                name: one.name.clone(),
                from: one.seat.clone().unwrap_or_default(),
                seat: String::new(),
                with: String::new(),
                by,
                at: now,
            };
            let Some(key) = seat else {
                if one.seat.is_some() {
                    say(w, SEATED, meeting.id.0, &said);
                }
                return sit(w, &one, None);
            };
            let key = key.trim();
            let known = hall.drawing.seats.iter();
            let seat = known
                .clone()
                .find(|seat| seat.key.eq_ignore_ascii_case(key))
                .ok_or_else(|| Refusal::Unknown(key.to_owned()))?;
            let there = |other: &&Attendee| {
                other.id != id && other.seat.as_deref() == Some(seat.key.as_str())
            };
            let from = one.seat.clone().filter(|from| *from != seat.key);
            let from = from.filter(|from| hall.drawing.seat(from).is_some());
            for (nth, other) in hall.people.iter().filter(there).enumerate() {
                // One can take the seat that is left; any more stand.
                sit(w, other, from.clone().filter(|_| nth == 0))?;
                said.with.clone_from(&other.name);
            }
            said.seat.clone_from(&seat.key);
            if said.from != said.seat {
                say(w, SEATED, meeting.id.0, &said);
            }
            sit(w, &one, Some(seat.key.clone()))
        })
    }

    /// What the people of a meeting like (S-44). That somebody looked is
    /// written down.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NeedToKnow`] without the clearance.
    pub fn seat_preferences(&self, meeting: MeetingId) -> Result<Vec<Preference>, Refusal> {
        self.may_read("seat_preferences")?;
        self.seen(meeting, "screen")?;
        self.read(|r| {
            let people = people_of(r, meeting)?;
            let known = people
                .into_iter()
                .filter(|one| !one.drink.is_empty() || !one.wishes.is_empty());
            Ok(known
                .map(|one| Preference {
                    id: one.id,
                    drink: one.drink,
                    wishes: one.wishes,
                })
                .collect())
        })
    }

    /// Writes down that preferences were looked at, and for what.
    pub(super) fn seen(&self, meeting: MeetingId, on: &str) -> Result<(), Refusal> {
        self.act("see_preferences", |w, _| {
            let meeting = meeting_of(w, meeting)?;
            // Confidential whatever the meeting is (S-44).
            if !self.viewer().may_know(Level::Confidential) {
                return Err(Refusal::NeedToKnow);
            }
            let seen = Seen {
                by: self.operator(),
                on: on.to_owned(),
            };
            say(w, SEEN, meeting.id.0, &seen);
            Ok(())
        })
    }

    /// The person of a meeting that a name or an id means.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`].
    pub fn find_attendee(&self, meeting: MeetingId, word: &str) -> Result<AttendeeId, Refusal> {
        let people = self.read(|r| people_of(r, meeting))?;
        let bare = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
        let called =
            |one: &&Attendee| one.id.to_string() == word.trim() || bare(&one.name) == bare(word);
        let found: Vec<&Attendee> = people.iter().filter(called).collect();
        match found.as_slice() {
            [] => Err(Refusal::Unknown(word.to_owned())),
            [one] => Ok(one.id),
            several => Err(Refusal::Several {
                word: word.to_owned(),
                found: several
                    .iter()
                    .map(|one| format!("{} {} {}", one.id, one.name, one.unit))
                    .collect(),
            }),
        }
    }
}

/// Writes where somebody sits. Where two stations seated them apart, this
/// settles it, also in favour of what is shown.
pub(super) fn sit(w: &mut Writer<'_>, one: &Attendee, seat: Option<String>) -> Result<(), Refusal> {
    let conflicts = w.conflicts_of(Attendee::KIND, one.id.0)?;
    if conflicts.iter().any(|conflict| conflict.field == "seat") {
        w.op(Op::Put {
            kind: Attendee::KIND.to_owned(),
            id: one.id.0,
            field: "seat".to_owned(),
            value: json!(seat),
        });
        return Ok(());
    }
    Ok(w.save(&Attendee {
        seat,
        ..one.clone()
    })?)
}

/// The id of a new person: the one that their name and unit give, unless
/// somebody has it who is still coming, or who was entered in this act.
pub(super) fn free_id(
    w: &Writer<'_>,
    meeting: MeetingId,
    name: &str,
    unit: &str,
    entered: &[AttendeeId],
) -> Result<AttendeeId, Refusal> {
    let id = Attendee::id_of(meeting, name, unit);
    let there = w.get::<Attendee>(id.0)?.is_some_and(|one| !one.gone);
    Ok(match there || entered.contains(&id) {
        true => AttendeeId(w.new_id()),
        false => id,
    })
}

/// A person of whom nothing is known yet.
pub(super) fn blank(id: AttendeeId, meeting: MeetingId) -> Attendee {
    Attendee {
        id,
        meeting,
        name: String::new(),
        title: String::new(),
        unit: String::new(),
        rank: None,
        listed: 0,
        side: Default::default(),
        drink: String::new(),
        wishes: String::new(),
        seat: None,
        gone: false,
    }
}

/// Refuses more people than a plan can hold.
pub(super) fn must_fit(people: usize) -> Result<(), Refusal> {
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    in_range("people", u32::try_from(people).unwrap_or(u32::MAX), 0, most)
}

fn attendee_of(r: &Reader<'_>, id: AttendeeId) -> Result<Attendee, Refusal> {
    r.get::<Attendee>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

fn fill(one: &mut Attendee, draft: &AttendeeDraft) -> Result<(), Refusal> {
    one.name = name("name", &draft.name)?;
    one.title = line("position", &draft.title, LINE)?;
    one.unit = line("unit", &draft.unit, LINE)?;
    if let Some(rank) = draft.rank {
        in_range("precedence", rank, 1, LOWEST)?;
    }
    one.rank = draft.rank;
    one.side = draft.side;
    if let Some(drink) = &draft.drink {
        one.drink = line("drink", drink, LINE)?;
    }
    if let Some(wishes) = &draft.wishes {
        one.wishes = text("wishes", wishes, TEXT)?;
    }
    Ok(())
}
