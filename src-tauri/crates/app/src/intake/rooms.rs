//! Rows of a list as rooms, with the buildings they stand in.

use std::collections::BTreeMap;

use steward_domain::ids::{BuildingId, RoomId};
use steward_domain::intake::{
    IntakeCells, IntakeColumn as C, IntakeKind, class, count, hours, layout, parts, plain,
};
use steward_domain::names::Name;
use steward_domain::quick::DayParts;
use steward_domain::room::{Building, Class, Layout, Opening, Room, Rooms, Setting};
use steward_store::Reader;
use uuid::Uuid;

use super::names::RoomNames;
use super::plan::passed_over;
use super::{Plan, Planned, Writes};
use crate::house::House;
use crate::rooms::checked_room;
use crate::views::{IntakeFate, IntakeOddity as Odd, IntakeOptions, Refusal};
use crate::words;

/// What each layout's column is.
const LAYOUTS: [(C, Layout); 7] = [
    (C::Theatre, Layout::Theatre),
    (C::Classroom, Layout::Classroom),
    (C::UShape, Layout::UShape),
    (C::HollowSquare, Layout::HollowSquare),
    (C::Board, Layout::Board),
    (C::Directional, Layout::Directional),
    (C::Rounds, Layout::Rounds),
];
/// Minutes to set up and to clear of a new room of which nothing is said: what
/// the editor of rooms begins with.
const TURNOVER: (u32, u32) = (15, 10);
/// Seats up to which a room of which no class is said is of class A, and of B
/// (section 2 of the standard); a guess that the report shows.
const SEATS_OF_CLASS: (u32, u32) = (40, 150);

/// What the rows of a list do.
pub(super) fn plan(
    r: &Reader<'_>,
    house: &House,
    cells: &[IntakeCells],
    options: &IntakeOptions,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<Plan, Refusal> {
    let mut work = Work {
        house,
        options,
        buildings: r.all::<Building>()?,
        made: Vec::new(),
        last_rank: house
            .rooms
            .ranked()
            .iter()
            .map(|one| one.rank)
            .max()
            .unwrap_or(0),
        drafted: Vec::new(),
    };
    let mut rows = Vec::new();
    for cells in cells {
        let row = work.row(cells, ids);
        rows.push(row);
    }
    work.link(cells, &mut rows);
    work.settle(&mut rows);
    Ok(Plan {
        rows,
        rooms: Vec::new(),
        buildings: work.made,
    })
}

/// A list of rooms on its way.
struct Work<'a> {
    house: &'a House,
    options: &'a IntakeOptions,
    buildings: Vec<Building>,
    /// Buildings that the list names and nobody knew, or that were taken back.
    made: Vec<(Option<Building>, Building)>,
    last_rank: u32,
    /// Rooms as the list has them.
    drafted: Vec<Room>,
}

impl Work<'_> {
    fn row(&mut self, cells: &IntakeCells, ids: &mut dyn FnMut() -> Uuid) -> Planned {
        let mut planned = Planned::new(cells.row, cells.get(C::Name));
        cells.get(C::Building).clone_into(&mut planned.place);
        if let Some(why) = passed_over(cells, IntakeKind::Rooms, self.options) {
            return planned.skipped(why);
        }
        if planned.what.is_empty() {
            planned.unclear(Odd::NoName, "");
        }
        let building = self.building(cells.get(C::Building), &mut planned, ids);
        let Some(building) = building.filter(|_| planned.fate != IntakeFate::Unclear) else {
            return planned;
        };
        let name = plain(cells.get(C::Name));
        let named = |room: &&Room| {
            room.building == building
                && (plain(&room.name.zh) == name || (plain(&room.name.en) == name))
        };
        if self.drafted.iter().any(|room| named(&room)) {
            return planned.skipped(Odd::Twice);
        }
        let ranked = self.house.rooms.ranked();
        let kept = |room: &&&Room| !room.retired;
        let known = ranked.iter().filter(kept).find(|room| named(room));
        let known = known.or_else(|| ranked.iter().find(|room| named(room)));
        let before = known.map(|room| (*room).clone());
        let mut room = match &before {
            Some(there) if !there.retired => there.clone(),
            // One that is no longer let comes back as a new one: what it had
            // is nothing that the list says, and would be assumed unseen.
            Some(gone) => Room {
                id: gone.id,
                building,
                name: gone.name.clone(),
                rank: gone.rank,
                ..none()
            },
            None => {
                self.last_rank = self.last_rank.saturating_add(1);
                Room {
                    id: RoomId(ids()),
                    building,
                    rank: self.last_rank,
                    ..none()
                }
            }
        };
        fill(&mut room, cells, &mut planned, &self.house.venue.day_parts);
        planned.place = self.building_name(building);
        planned.fate = match &before {
            Some(before) if !before.retired => IntakeFate::Changed,
            _ => IntakeFate::Added,
        };
        if room.settings.is_empty() {
            planned.unclear(Odd::NoSeats, "");
        }
        planned.writes = Writes::Room(before.map(Box::new), Box::new(room.clone()));
        self.drafted.push(room);
        planned
    }

    /// The building of a row; the only one where none is said.
    fn building(
        &mut self,
        word: &str,
        planned: &mut Planned,
        ids: &mut dyn FnMut() -> Uuid,
    ) -> Option<BuildingId> {
        let wanted = plain(word);
        let is = |one: &&Building| {
            [&one.name.zh, &one.name.en]
                .map(|n| plain(n))
                .contains(&wanted)
        };
        let mut kept = self.buildings.iter().filter(|one| !one.retired);
        let mut made = self.made.iter().map(|(_, one)| one);
        if wanted.is_empty() {
            let all: Vec<BuildingId> = kept.chain(made).map(|one| one.id).collect();
            if let [only] = all.as_slice() {
                return Some(*only);
            }
            planned.unclear(Odd::NoBuilding, "");
            return None;
        }
        if let Some(known) = kept.find(is) {
            return Some(known.id);
        }
        planned.remark(Odd::BuildingNew, word);
        if let Some(made) = made.find(is) {
            return Some(made.id);
        }
        let back = self.buildings.iter().find(is).cloned();
        let last = self.known().map(|one| one.rank).max();
        let building = match &back {
            None => Building {
                id: BuildingId(ids()),
                name: name_of(word, ""),
                rank: last.unwrap_or(0).saturating_add(1),
                retired: false,
            },
            Some(back) => Building {
                retired: false,
                ..back.clone()
            },
        };
        let id = building.id;
        self.made.push((back, building));
        Some(id)
    }

    /// All buildings, those of the list last.
    fn known(&self) -> impl Iterator<Item = &Building> {
        let made = self.made.iter().map(|(_, one)| one);
        self.buildings.iter().chain(made)
    }

    fn building_name(&self, id: BuildingId) -> String {
        let found = self.known().filter(|one| one.id == id).last();
        let name = found.map(|one| one.name.clone()).unwrap_or_default();
        name.in_language(self.options.language).to_owned()
    }

    /// Rooms that are made of others, or open with them, once all are known.
    fn link(&mut self, cells: &[IntakeCells], rows: &mut [Planned]) {
        let all = self.all();
        let buildings: Vec<Building> = self.known().cloned().collect();
        let names = RoomNames::of(all.ranked(), &buildings);
        for (cells, planned) in cells.iter().zip(rows) {
            let Writes::Room(_, room) = &mut planned.writes else {
                continue;
            };
            let mut odd = Vec::new();
            let mut find = |column: C, had: &[RoomId]| {
                let text = cells.get(column);
                if text.is_empty() {
                    return had.to_vec();
                }
                let mut found = Vec::new();
                for word in parts(text) {
                    let called = names.called(&word);
                    // Of several of that name, the one in the same building.
                    let here = called.iter().filter(|id| {
                        all.get(**id)
                            .is_some_and(|one| one.building == room.building)
                    });
                    let here: Vec<RoomId> = here.copied().collect();
                    match (called.as_slice(), here.as_slice()) {
                        ([one], _) | (_, [one]) => found.push(*one),
                        ([], _) => odd.push((Odd::RoomUnknown, word)),
                        _ => odd.push((Odd::RoomSeveral, word)),
                    }
                }
                found
            };
            let parts = find(C::Parts, &room.parts);
            let companions = find(C::Companions, &room.companions);
            room.parts = parts;
            room.companions = companions;
            for (code, word) in odd {
                planned.unclear(code, &word);
            }
        }
    }

    /// Says what becomes of each row, now that all of it is known.
    fn settle(&self, rows: &mut [Planned]) {
        let all = Rooms::new(self.all().ranked().into_iter().cloned().chain(
            rows.iter().filter_map(|row| match &row.writes {
                Writes::Room(_, room) => Some((**room).clone()),
                _ => None,
            }),
        ));
        for planned in rows {
            let Writes::Room(before, room) =
                std::mem::replace(&mut planned.writes, Writes::Nothing)
            else {
                continue;
            };
            if planned.fate == IntakeFate::Unclear {
                continue;
            }
            match checked_room(*room, &all) {
                Ok(room) => {
                    if let Some(before) = before.as_deref().filter(|one| !one.retired) {
                        self.tell(planned, before, &room, &all);
                        if *before == room {
                            planned.fate = IntakeFate::Same;
                            continue;
                        }
                    }
                    planned.writes = Writes::Room(before, Box::new(room));
                }
                Err(refusal) => planned.refused(&refusal),
            }
        }
    }

    /// All rooms with those of the list among them.
    fn all(&self) -> Rooms {
        let here = self.house.rooms.ranked().into_iter().cloned();
        Rooms::new(here.chain(self.drafted.iter().cloned()))
    }

    fn tell(&self, planned: &mut Planned, before: &Room, after: &Room, all: &Rooms) {
        let language = self.options.language;
        let say = |name: &Name| name.in_language(language).to_owned();
        let comma = words::comma(language);
        let rooms = |ids: &[RoomId]| {
            let names = ids.iter().filter_map(|id| all.get(*id));
            names
                .map(|one| say(&one.name))
                .collect::<Vec<_>>()
                .join(comma)
        };
        let told = |room: &Room| -> Vec<(C, String)> {
            let first = room.settings.first();
            let seats = room.settings.iter().map(|one| {
                let layout = words::layout(one.layout);
                format!("{} {}", layout.in_language(language), one.seats)
            });
            let minutes = |of: fn(&Setting) -> u32| {
                let each = room.settings.iter().map(|one| of(one).to_string());
                each.collect::<Vec<_>>().join("/")
            };
            vec![
                (C::Name, room.name.zh.clone()),
                (C::NameEn, room.name.en.clone()),
                (C::Number, room.number.clone().unwrap_or_default()),
                (C::Aliases, room.aliases.join(comma)),
                (C::Class, format!("{:?}", room.class)),
                (
                    C::Layout,
                    first
                        .map(|one| say(&words::layout(one.layout)))
                        .unwrap_or_default(),
                ),
                (C::Seats, seats.collect::<Vec<_>>().join(comma)),
                (C::SetUp, minutes(|one| one.set_up)),
                (C::Clear, minutes(|one| one.clear)),
                (C::Opening, opening_told(&room.opening)),
                (C::Parts, rooms(&room.parts)),
                (C::Companions, rooms(&room.companions)),
            ]
        };
        planned.tell(told(before), told(after));
    }
}

/// `07:00–22:00`.
pub(crate) fn opening_told(opening: &Opening) -> String {
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}–{}", clock(opening.from), clock(opening.to))
}

/// A name as the list has it: in Chinese unless it has no ideograph.
fn name_of(word: &str, english: &str) -> Name {
    match word.is_ascii() && english.is_empty() {
        true => Name::new("", word),
        false => Name::new(word, english),
    }
}

fn none() -> Room {
    Room {
        id: RoomId(Uuid::nil()),
        building: BuildingId(Uuid::nil()),
        name: Name::default(),
        number: None,
        aliases: Vec::new(),
        class: Class::A,
        settings: Vec::new(),
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Opening::default(),
        rank: 0,
        retired: false,
    }
}

/// Puts what a row says on a room; what it says nothing of stays.
fn fill(room: &mut Room, cells: &IntakeCells, planned: &mut Planned, day: &DayParts) {
    let is_new = room.settings.is_empty();
    let (name, english) = (cells.get(C::Name), cells.get(C::NameEn));
    let same = [&room.name.zh, &room.name.en]
        .map(|n| plain(n))
        .contains(&plain(name));
    if !same {
        room.name = name_of(name, english);
    } else if !english.is_empty() {
        english.clone_into(&mut room.name.en);
    }
    let number = cells.get(C::Number);
    if !number.is_empty() {
        room.number = Some(number.strip_suffix(".0").unwrap_or(number).to_owned());
    }
    if !cells.get(C::Aliases).is_empty() {
        room.aliases = parts(cells.get(C::Aliases));
    }
    seats(room, cells, planned);
    match (class(cells.get(C::Class)), cells.get(C::Class)) {
        (Some(said), _) => room.class = said,
        (None, "") if is_new => {
            room.class = usual_class(room.capacity());
            planned.remark(Odd::ClassAssumed, &format!("{:?}", room.class));
        }
        (None, "") => {}
        (None, text) => planned.unclear(Odd::ClassUnclear, text),
    }
    let opening = cells.get(C::Opening);
    if !opening.is_empty() {
        match hours(opening, day).and_then(|read| Some((read.from, read.to?))) {
            Some((from, to)) => {
                room.opening.from = from;
                room.opening.to = to;
            }
            None => planned.remark(Odd::OpeningUnclear, opening),
        }
    }
}

fn usual_class(seats: u32) -> Class {
    match () {
        () if seats <= SEATS_OF_CLASS.0 => Class::A,
        () if seats <= SEATS_OF_CLASS.1 => Class::B,
        () => Class::C,
    }
}

/// Seats by layout, and how long a room takes to set up and clear.
fn seats(room: &mut Room, cells: &IntakeCells, planned: &mut Planned) {
    let like = room.settings.first().map(|one| (one.set_up, one.clear));
    let like = like.unwrap_or(TURNOVER);
    let mut said: BTreeMap<Layout, u32> = BTreeMap::new();
    for (column, layout) in LAYOUTS {
        let text = cells.get(column);
        match count(text) {
            Some(0) => {}
            Some(seats) => {
                said.insert(layout, seats);
            }
            None if text.is_empty() => {}
            None => planned.remark(Odd::CountUnclear, text),
        }
    }
    let usual = cells.get(C::Layout);
    let known = layout(usual);
    if known.is_none() && !usual.is_empty() {
        planned.remark(Odd::LayoutUnclear, usual);
    }
    let all = cells.get(C::Seats);
    match count(all).filter(|seats| *seats > 0) {
        Some(seats) => {
            let first = room.settings.first().map(|one| one.layout);
            let of = known.or(first).or_else(|| said.keys().next().copied());
            let of = of.unwrap_or_else(|| {
                let assumed = Layout::Classroom;
                let told = words::layout(assumed);
                planned.remark(Odd::LayoutAssumed, &told.zh);
                assumed
            });
            said.entry(of).or_insert(seats);
        }
        None if all.is_empty() => {}
        None => planned.remark(Odd::CountUnclear, all),
    }
    for (layout, seats) in said {
        match room.settings.iter_mut().find(|one| one.layout == layout) {
            Some(had) => had.seats = seats,
            None => room.settings.push(Setting {
                layout,
                seats,
                set_up: like.0,
                clear: like.1,
            }),
        }
    }
    if let Some(known) = known {
        // The usual layout stands first.
        room.settings.sort_by_key(|one| one.layout != known);
    }
    for (column, set) in [
        (C::SetUp, (|one, n| one.set_up = n) as fn(&mut Setting, u32)),
        (C::Clear, |one, n| one.clear = n),
    ] {
        let text = cells.get(column);
        match count(text) {
            Some(minutes) => room.settings.iter_mut().for_each(|one| set(one, minutes)),
            None if text.is_empty() => {}
            None => planned.remark(Odd::CountUnclear, text),
        }
    }
}
