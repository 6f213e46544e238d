//! Papers of a seat plan: the map, the name plates, the order of pouring.

use std::collections::{BTreeMap, BTreeSet};

use steward_documents::{
    self as documents, Form, MapSeat, MapTable, Part, Plate, PlateSheet, Plates, SeatMap,
};
use steward_domain::ids::{AttendeeId, MeetingId};
use steward_domain::meeting::Meeting;
use steward_domain::names::Language;
use steward_domain::seats::pouring::Pour;
use steward_domain::seats::{Attendee, SeatDoor};

use super::Hall;
use crate::Desk;
use crate::bookings::meeting_of;
use crate::bulletin::printed_language;
use crate::editions::Title;
use crate::forms::Letter;
use crate::texts::dotted;
use crate::views::{PaperInfo, PlateSize, PlatesOrder, Refusal};
use crate::words::seats as say;
use crate::words::terms;

impl Desk {
    /// Lays out the map of who sits where, on A4 or A3; with the numbers of
    /// the order of pouring where asked.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Document`].
    pub fn seat_map(
        &self,
        meeting: MeetingId,
        large: bool,
        pouring: bool,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("seat_map")?;
        let (map, title) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let hall = Hall::read(r, house, &meeting)?;
            let letter = self.letter(house, language);
            let number = format!("{}-S", meeting.number);
            let title = title(&letter, &meeting, number.clone());
            let mut map = map(&letter, &meeting, &hall, number, pouring);
            map.large = large;
            Ok((map, title))
        })?;
        let paper = documents::seat_map(&map, self.fonts()?)?;
        Ok(self.keep_copy(title, paper))
    }

    /// Lays out name plates 席位牌, folded, with the name on both sides, by
    /// the order of the seats; those who stand come after.
    ///
    /// # Errors
    /// [`Refusal::NobodyListed`]; [`Refusal::Unknown`];
    /// [`Refusal::Document`].
    pub fn name_plates(
        &self,
        meeting: MeetingId,
        order: &PlatesOrder,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("name_plates")?;
        let (plates, title) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let hall = Hall::read(r, house, &meeting)?;
            let letter = self.letter(house, language);
            let number = format!("{}-N", meeting.number);
            let title = title(&letter, &meeting, number.clone());
            Ok((plates(&letter, &meeting, &hall, number, order), title))
        })?;
        if plates.plates.is_empty() {
            return Err(Refusal::NobodyListed);
        }
        let paper = documents::name_plates(&plates, self.fonts()?)?;
        Ok(self.keep_copy(title, paper))
    }

    /// Lays out the order of pouring; with what people like where asked, which
    /// is written down as looked at (S-44).
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Document`].
    pub fn pouring_sheet(
        &self,
        meeting: MeetingId,
        preferences: bool,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("pouring_sheet")?;
        if preferences {
            self.seen(meeting, "paper")?;
        }
        let (form, date) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let hall = Hall::read(r, house, &meeting)?;
            let letter = self.letter(house, language);
            let form = pouring_form(&letter, &meeting, &hall, preferences);
            Ok((form, house.venue.local(meeting.slot.start).date()))
        })?;
        self.lay_out_form(&form, date)
    }
}

fn title(letter: &Letter<'_>, meeting: &Meeting, number: String) -> Title {
    Title {
        kind: "form",
        intent: "form",
        date: letter.house.venue.local(meeting.slot.start).date(),
        number,
    }
}

/// Who sits on each seat, by precedence.
fn sitting(hall: &Hall) -> BTreeMap<&str, Vec<&Attendee>> {
    let mut at: BTreeMap<&str, Vec<&Attendee>> = BTreeMap::new();
    for one in &hall.people {
        if let Some(seat) = &one.seat {
            at.entry(seat).or_default().push(one);
        }
    }
    at
}

fn rooms(letter: &Letter<'_>, meeting: &Meeting) -> String {
    let rooms: Vec<_> = meeting
        .slot
        .rooms()
        .map(|room| letter.house.room_name(room))
        .collect();
    letter.names(&rooms)
}

fn map(
    letter: &Letter<'_>,
    meeting: &Meeting,
    hall: &Hall,
    number: String,
    pouring: bool,
) -> SeatMap {
    let house = letter.house;
    let at = sitting(hall);
    let order = if pouring { hall.pouring() } else { Vec::new() };
    let served: BTreeMap<AttendeeId, &Pour> = order.iter().map(|one| (one.person, one)).collect();
    let seat = |seat: &steward_domain::seats::geometry::Seat| {
        let who = at.get(seat.key.as_str()).cloned().unwrap_or_default();
        let pour = who.first().and_then(|one| served.get(&one.id));
        MapSeat {
            x: seat.x,
            y: seat.y,
            facing: seat.facing,
            label: seat.key.clone(),
            names: who.iter().map(|one| one.name.clone()).collect(),
            title: who.first().map(|one| one.title.clone()).unwrap_or_default(),
            pour: pour.map(|pour| (pour.nth, pour.server)),
        }
    };
    let table = |table: &steward_domain::seats::geometry::SeatTable| MapTable {
        x: table.x,
        y: table.y,
        width: table.width,
        height: table.height,
        round: table.round,
        number: table.number,
    };
    let standing = hall.people.iter().filter(|one| {
        let key = one.seat.as_deref();
        key.is_none_or(|key| hall.drawing.seat(key).is_none())
    });
    let names: Vec<&str> = standing.map(|one| one.name.as_str()).collect();
    let comma = crate::words::comma(letter.language);
    let rule = if pouring {
        letter.say(say::case(hall.case()))
    } else {
        letter.say(say::order(hall.rules().order))
    };
    SeatMap {
        head: letter.map_head(
            say::SEAT_MAP,
            &meeting.title,
            dotted([
                letter.span(&house.when(&meeting.slot)),
                rooms(letter, meeting),
                rule,
            ]),
            number,
        ),
        large: false,
        width: hall.drawing.width,
        height: hall.drawing.height,
        seats: hall.drawing.seats.iter().map(seat).collect(),
        tables: hall.drawing.tables.iter().map(table).collect(),
        door: letter.say(say::DOOR),
        door_above: hall.rules().door == SeatDoor::Above,
        standing: match names.is_empty() {
            true => String::new(),
            false => format!("{}: {}", letter.say(say::NOT_SEATED), names.join(comma)),
        },
    }
}

/// Who sits, by the order of the seats; those who stand after them where
/// wanted.
pub(super) fn by_seat(hall: &Hall, standing: bool) -> Vec<&Attendee> {
    let at = sitting(hall);
    let seats = hall.drawing.seats.iter();
    let mut people: Vec<&Attendee> = seats
        .flat_map(|seat| at.get(seat.key.as_str()).into_iter().flatten().copied())
        .collect();
    if standing {
        let known: BTreeSet<AttendeeId> = people.iter().map(|one| one.id).collect();
        people.extend(hall.people.iter().filter(|one| !known.contains(&one.id)));
    }
    people
}

fn plates(
    letter: &Letter<'_>,
    meeting: &Meeting,
    hall: &Hall,
    number: String,
    order: &PlatesOrder,
) -> Plates {
    let people = by_seat(hall, !order.seated);
    let said = |wanted: bool, text: &String| match wanted {
        true => text.clone(),
        false => String::new(),
    };
    Plates {
        title: meeting.title.clone(),
        number,
        made_at: letter.house.venue.local(letter.now),
        language: printed_language(letter.language),
        sheet: match order.size {
            PlateSize::Large => PlateSheet::One,
            PlateSize::Usual => PlateSheet::Two,
            PlateSize::Small => PlateSheet::Three,
        },
        plates: people
            .into_iter()
            .map(|one| Plate {
                name: one.name.clone(),
                above: said(order.unit, &one.unit),
                below: said(order.title, &one.title),
            })
            .collect(),
    }
}

fn pouring_form(letter: &Letter<'_>, meeting: &Meeting, hall: &Hall, preferences: bool) -> Form {
    let number = format!("{}-T", meeting.number);
    let mut form = letter.form(say::POURING_SHEET, &number, &meeting.title);
    form.facts = letter.facts(vec![
        (terms::TIME, letter.span(&letter.house.when(&meeting.slot))),
        (terms::ROOMS, rooms(letter, meeting)),
        (say::RULE, letter.say(say::case(hall.case()))),
    ]);
    if preferences {
        form.notice = letter.say(say::CONFIDENTIAL);
    }
    let mut columns = vec![
        (say::NTH, 2),
        (say::SERVER, 3),
        (say::SEAT, 5),
        (say::NAME, 4),
        (say::POSITION, 5),
        (say::WHERE_FROM, 5),
    ];
    if preferences {
        columns.extend([(say::DRINK, 5), (say::WISHES, 5)]);
    }
    let people: BTreeMap<AttendeeId, &Attendee> =
        hall.people.iter().map(|one| (one.id, one)).collect();
    let row = |pour: &Pour| {
        let one = people.get(&pour.person)?;
        let seat = hall.drawing.seat(&pour.seat)?;
        let label = say::label(seat.zone, seat.row, seat.nth);
        let mut cells = vec![
            pour.nth.to_string(),
            pour.server.to_string(),
            letter.name(&label),
            one.name.clone(),
            one.title.clone(),
            one.unit.clone(),
        ];
        if preferences {
            cells.extend([one.drink.clone(), one.wishes.clone()]);
        }
        Some(cells)
    };
    form.parts.push(Part::Table {
        heading: String::new(),
        columns: letter.columns(&columns),
        rows: hall.pouring().iter().filter_map(row).collect(),
        sums: Vec::new(),
        none: letter.say(say::NOBODY_SITS),
    });
    form
}
