//! A list's words for rooms on the venue's rooms.

use std::collections::BTreeMap;

use steward_domain::ids::{BuildingId, RoomId};
use steward_domain::intake::{parts, plain};
use steward_domain::names::Name;
use steward_domain::quick::spells;
use steward_domain::room::{Building, Room};

use crate::views::IntakeRoom;

/// The rooms that words may mean.
pub(super) struct RoomNames<'a> {
    rooms: Vec<&'a Room>,
    buildings: BTreeMap<BuildingId, Name>,
}

impl<'a> RoomNames<'a> {
    /// Rooms that are let, in their order.
    pub(super) fn of(
        rooms: impl IntoIterator<Item = &'a Room>,
        buildings: impl IntoIterator<Item = &'a Building>,
    ) -> Self {
        let buildings = buildings.into_iter();
        Self {
            rooms: rooms.into_iter().filter(|room| !room.retired).collect(),
            buildings: buildings.map(|one| (one.id, one.name.clone())).collect(),
        }
    }

    /// The rooms that a word names: by name, number or another name, with or
    /// without the building before it; else by pinyin.
    pub(super) fn called(&self, word: &str) -> Vec<RoomId> {
        let wanted = plain(word);
        if wanted.is_empty() {
            return Vec::new();
        }
        let exact = self.those(|room| self.names(room).any(|name| name == wanted));
        if !exact.is_empty() {
            return exact;
        }
        let with_building = self.those(|room| {
            let Some(building) = self.buildings.get(&room.building) else {
                return false;
            };
            let before = [plain(&building.zh), plain(&building.en)];
            let rest = before
                .iter()
                .filter(|name| !name.is_empty())
                .filter_map(|name| wanted.strip_prefix(name.as_str()));
            let rest: Vec<&str> = rest.collect();
            self.names(room).any(|name| rest.contains(&name.as_str()))
        });
        if !with_building.is_empty() || !word.is_ascii() {
            return with_building;
        }
        self.those(|room| spells(word.trim(), &room.name.zh))
    }

    fn those(&self, is: impl Fn(&Room) -> bool) -> Vec<RoomId> {
        let found = self.rooms.iter().filter(|room| is(room));
        found.map(|room| room.id).collect()
    }

    fn names(&self, room: &'a Room) -> impl Iterator<Item = String> + use<'a> {
        let names = [room.name.zh.as_str(), room.name.en.as_str()];
        names
            .into_iter()
            .chain(room.number.as_deref())
            .chain(room.aliases.iter().map(String::as_str))
            .map(plain)
            .filter(|name| !name.is_empty())
    }
}

/// What a cell says of rooms.
pub(super) enum Meant {
    /// Nothing.
    Open,
    /// These, the first the meeting's own.
    Rooms(Vec<RoomId>),
    /// Nobody knows.
    Unknown,
    /// Several are called that.
    Several,
}

/// What a cell means, by what was said of it, else by its words.
pub(super) fn meant(
    cell: &str,
    said: &BTreeMap<String, Option<RoomId>>,
    names: &RoomNames<'_>,
) -> Meant {
    if cell.is_empty() {
        return Meant::Open;
    }
    if let Some(room) = said.get(cell) {
        return match room {
            Some(room) => Meant::Rooms(vec![*room]),
            None => Meant::Open,
        };
    }
    match names.called(cell).as_slice() {
        [one] => return Meant::Rooms(vec![*one]),
        [_, _, ..] => return Meant::Several,
        [] => {}
    }
    let each: Vec<String> = parts(cell);
    let found = each.iter().map(|word| names.called(word));
    let found: Option<Vec<RoomId>> = found
        .map(|rooms| match rooms.as_slice() {
            [one] => Some(*one),
            _ => None,
        })
        .collect();
    match found {
        Some(rooms) if rooms.len() > 1 => Meant::Rooms(rooms),
        _ => Meant::Unknown,
    }
}

/// The list's words for rooms with what each was taken for, busiest first.
pub(super) fn told<'a>(
    cells: impl IntoIterator<Item = &'a str>,
    said: &BTreeMap<String, Option<RoomId>>,
    names: &RoomNames<'_>,
) -> Vec<IntakeRoom> {
    let mut rows: BTreeMap<&str, u32> = BTreeMap::new();
    for cell in cells.into_iter().filter(|cell| !cell.is_empty()) {
        *rows.entry(cell).or_default() += 1;
    }
    let mut all: Vec<IntakeRoom> = rows
        .into_iter()
        .map(|(name, rows)| {
            let meant = meant(name, said, names);
            IntakeRoom {
                rows,
                room: match &meant {
                    Meant::Rooms(rooms) => rooms.first().copied(),
                    _ => None,
                },
                said: said.contains_key(name),
                found: match &meant {
                    Meant::Open => 0,
                    Meant::Rooms(_) => 1,
                    Meant::Unknown => 0,
                    Meant::Several => super::count(names.called(name).len()),
                },
                name: name.to_owned(),
            }
        })
        .collect();
    all.sort_by(|a, b| {
        let open = |one: &IntakeRoom| one.room.is_some() || one.said;
        (open(a), std::cmp::Reverse(a.rows), &a.name).cmp(&(
            open(b),
            std::cmp::Reverse(b.rows),
            &b.name,
        ))
    });
    all
}
