//! Buildings and rooms: class, layouts, what a room opens with, what it is
//! made of (S-11, S-13, section 2 of the service standard).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{BuildingId, RoomId};
use crate::names::Name;
use crate::record::Record;

/// A building 楼栋.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Building {
    /// Which.
    pub id: BuildingId,
    /// Its name.
    pub name: Name,
    /// Place in lists.
    #[serde(default)]
    pub rank: u32,
    /// Taken back again with the list that it came with.
    #[serde(default)]
    pub retired: bool,
}

impl Record for Building {
    const KIND: &'static str = "building";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// The booking class: how far ahead a booking must come and who approves it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
pub enum Class {
    /// Reception, discussion and VIP rooms, up to about 40 seats.
    A,
    /// Classroom-style rooms and the press hall, up to about 150 seats.
    B,
    /// Theatre-style halls; the client approves in writing.
    C,
}

/// How a room is set.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Rows of seats towards a stage 剧院式.
    Theatre,
    /// Rows of tables 课堂式.
    Classroom,
    /// Armchairs or tables in a U U 型.
    UShape,
    /// Tables in a closed square 回字型.
    HollowSquare,
    /// One table 董事会式.
    Board,
    /// Fixed seats that face a podium 定向.
    Directional,
    /// Round tables 圆桌式.
    Rounds,
}

/// What a layout seats and how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Setting {
    /// Which layout.
    pub layout: Layout,
    /// Seats.
    pub seats: u32,
    /// Minutes to set up before a meeting (S-11).
    pub set_up: u32,
    /// Minutes to clear after it.
    pub clear: u32,
}

/// Opening hours as minutes of the local day, the same for each listed
/// weekday. `to` may be past 1440 for a room open after midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Opening {
    /// Opens, minutes after midnight.
    pub from: u32,
    /// Closes, minutes after midnight.
    pub to: u32,
    /// Weekdays, 1 is Monday, 7 Sunday.
    pub days: Vec<u8>,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            from: 7 * 60,
            to: 22 * 60,
            days: (1..=7).collect(),
        }
    }
}

impl Opening {
    /// Whether the room is open at all on a day.
    #[must_use]
    pub fn is_on(&self, date: chrono::NaiveDate) -> bool {
        let weekday = chrono::Datelike::weekday(&date).number_from_monday();
        self.days.iter().any(|day| u32::from(*day) == weekday)
    }
}

/// A room, hall or lounge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// Where it is.
    pub building: BuildingId,
    /// Its name.
    pub name: Name,
    /// The number on the door, where it has one.
    #[serde(default)]
    pub number: Option<String>,
    /// Other words people use for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Booking class.
    pub class: Class,
    /// Layouts it can be set in; the first is the usual one.
    pub settings: Vec<Setting>,
    /// Rooms that open with it 配套 (S-13).
    #[serde(default)]
    pub companions: Vec<RoomId>,
    /// The rooms it is made of, for a combined or divisible room.
    #[serde(default)]
    pub parts: Vec<RoomId>,
    /// When it is open.
    #[serde(default)]
    pub opening: Opening,
    /// Place in lists.
    #[serde(default)]
    pub rank: u32,
    /// No longer let; kept for history.
    #[serde(default)]
    pub retired: bool,
}

impl Record for Room {
    const KIND: &'static str = "room";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl Room {
    /// The most people it seats in any layout.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        self.settings.iter().map(|s| s.seats).max().unwrap_or(0)
    }

    /// The setting for a layout; the usual one for none or an unknown one.
    #[must_use]
    pub fn setting(&self, layout: Option<Layout>) -> Option<&Setting> {
        self.settings
            .iter()
            .find(|s| Some(s.layout) == layout)
            .or_else(|| self.settings.first())
    }
}

/// All rooms of a venue, with what they are made of.
#[derive(Clone, Debug, Default)]
pub struct Rooms {
    rooms: BTreeMap<RoomId, Room>,
    /// For each undivided room the rooms it is taken up by, by their places
    /// among the ranked; made when somebody asks.
    over: OnceLock<BTreeMap<RoomId, Vec<(usize, RoomId)>>>,
}

impl Rooms {
    /// The rooms.
    #[must_use]
    pub fn new(rooms: impl IntoIterator<Item = Room>) -> Self {
        Self {
            rooms: rooms.into_iter().map(|room| (room.id, room)).collect(),
            over: OnceLock::new(),
        }
    }

    /// One room.
    #[must_use]
    pub fn get(&self, id: RoomId) -> Option<&Room> {
        self.rooms.get(&id)
    }

    /// All of them, by rank, then name.
    #[must_use]
    pub fn ranked(&self) -> Vec<&Room> {
        let mut rooms: Vec<&Room> = self.rooms.values().collect();
        rooms.sort_by(|a, b| (a.rank, &a.name, a.id).cmp(&(b.rank, &b.name, b.id)));
        rooms
    }

    /// The undivided rooms that open with `id` (S-13).
    #[must_use]
    pub fn companions(&self, id: RoomId) -> BTreeSet<RoomId> {
        let companions = self.get(id).map(|room| room.companions.as_slice());
        companions
            .unwrap_or_default()
            .iter()
            .flat_map(|companion| self.footprint(*companion))
            .collect()
    }

    /// The undivided rooms of every hall that one of `atoms` opens with.
    #[must_use]
    pub fn halls_of(&self, atoms: &BTreeSet<RoomId>) -> BTreeSet<RoomId> {
        let halls = self.rooms.values();
        halls
            .filter(|hall| !hall.companions.is_empty())
            .filter(|hall| !self.companions(hall.id).is_disjoint(atoms))
            .flat_map(|hall| self.footprint(hall.id))
            .collect()
    }

    /// The rooms that exclude any of `ids`, themselves included, by rank.
    #[must_use]
    pub fn excluded_by(&self, ids: impl IntoIterator<Item = RoomId>) -> Vec<RoomId> {
        let over = self.over.get_or_init(|| {
            let mut over: BTreeMap<RoomId, Vec<(usize, RoomId)>> = BTreeMap::new();
            for (place, room) in self.ranked().into_iter().enumerate() {
                for atom in self.footprint(room.id) {
                    over.entry(atom).or_default().push((place, room.id));
                }
            }
            over
        });
        let atoms = ids.into_iter().flat_map(|id| self.footprint(id));
        let found: BTreeSet<(usize, RoomId)> = atoms
            .filter_map(|atom| over.get(&atom))
            .flatten()
            .copied()
            .collect();
        found.into_iter().map(|(_, room)| room).collect()
    }

    /// The undivided rooms that booking `id` takes up: its parts, their
    /// parts, else itself. Two rooms exclude each other when these meet.
    #[must_use]
    pub fn footprint(&self, id: RoomId) -> BTreeSet<RoomId> {
        let mut atoms = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            // A room that was made part of itself must not keep us here.
            if !seen.insert(next) {
                continue;
            }
            match self.get(next).map(|room| room.parts.as_slice()) {
                Some(parts) if !parts.is_empty() => open.extend_from_slice(parts),
                _ => {
                    atoms.insert(next);
                }
            }
        }
        atoms
    }
}
