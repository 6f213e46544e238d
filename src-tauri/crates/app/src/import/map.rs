//! The file's rooms on the venue's rooms.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::ids::RoomId;
use steward_domain::meeting::Meeting;
use steward_domain::room::Room;
use steward_exchange::Incoming;

use crate::house::House;
use crate::views::{ImportOptions, RoomGuess};

/// Between the names of several rooms of one entry, as the export writes them.
const AND: char = '、';

/// Where an entry takes place here.
pub(crate) struct Places {
    pub(crate) room: Option<RoomId>,
    pub(crate) also: Vec<RoomId>,
}

/// Which room stands for which of the file's names.
pub(crate) struct RoomMap {
    guesses: BTreeMap<String, RoomGuess>,
    also: BTreeMap<String, Vec<RoomId>>,
}

impl RoomMap {
    /// What people said, else the room of that name, else, for a schedule laid
    /// on another venue, the biggest room still free for the busiest name.
    /// A guess is marked as one.
    pub(crate) fn of(
        file: &Incoming,
        options: &ImportOptions,
        house: &House,
        known: &[Meeting],
    ) -> Self {
        let mut entries: BTreeMap<String, u32> = BTreeMap::new();
        for event in &file.events {
            *entries
                .entry(event.room.clone().unwrap_or_default())
                .or_insert(0) += 1;
        }
        let mut taken: BTreeSet<RoomId> = options.rooms.values().flatten().copied().collect();
        let mut guesses: BTreeMap<String, RoomGuess> = BTreeMap::new();
        let mut also: BTreeMap<String, Vec<RoomId>> = BTreeMap::new();
        for (name, count) in entries {
            let said = options.rooms.get(&name).copied();
            let mut named = said.is_none().then(|| by_name(&name, house)).flatten();
            if said.is_none() && named.is_none() {
                let several = several_by_name(&name, house);
                named = several.first().copied();
                also.insert(name.clone(), several.into_iter().skip(1).collect());
            }
            taken.extend(named);
            let guess = RoomGuess {
                skipped: options.skip.contains(&name),
                entries: count,
                room: said.unwrap_or(named),
                guessed: said.is_none(),
                name: name.clone(),
            };
            guesses.insert(name, guess);
        }
        if options.shift_to.is_some() {
            remember(&mut guesses, &mut taken, file, house, known);
            lay_out(&mut guesses, &taken, house);
        }
        Self { guesses, also }
    }

    pub(crate) fn places(&self, name: Option<&str>) -> Places {
        let name = name.unwrap_or_default();
        Places {
            room: self.guesses.get(name).and_then(|g| g.room),
            also: self.also.get(name).cloned().unwrap_or_default(),
        }
    }

    pub(crate) fn is_skipped(&self, name: Option<&str>) -> bool {
        self.guesses
            .get(name.unwrap_or_default())
            .is_some_and(|g| g.skipped)
    }

    /// Busiest first.
    pub(crate) fn guesses(&self) -> Vec<RoomGuess> {
        let mut all: Vec<RoomGuess> = self.guesses.values().cloned().collect();
        all.sort_by(|a, b| {
            (std::cmp::Reverse(a.entries), &a.name).cmp(&(std::cmp::Reverse(b.entries), &b.name))
        });
        all
    }
}

/// Names the file for later updates: its kind and its own title.
pub(crate) fn origin(file: &Incoming) -> String {
    let kind = crate::refusals::code_of(&file.kind);
    format!("{kind}:{}", file.title.trim().to_lowercase())
}

fn by_name(name: &str, house: &House) -> Option<RoomId> {
    let wanted = plain(name);
    if wanted.is_empty() {
        return None;
    }
    let answers = |room: &Room| {
        let names = [room.name.zh.as_str(), room.name.en.as_str()];
        let names = names
            .into_iter()
            .chain(room.number.as_deref())
            .chain(room.aliases.iter().map(String::as_str));
        names.map(plain).any(|n| n == wanted)
    };
    house
        .rooms
        .ranked()
        .into_iter()
        .find(|room| !room.retired && answers(room))
        .map(|room| room.id)
}

/// The rooms of a list of names, if every one of them is known.
fn several_by_name(names: &str, house: &House) -> Vec<RoomId> {
    let all: Option<Vec<RoomId>> = names.split(AND).map(|name| by_name(name, house)).collect();
    all.unwrap_or_default()
}

/// A name that was laid on a room before keeps it: a newer file with a few
/// more entries must not make its rooms change places.
fn remember(
    guesses: &mut BTreeMap<String, RoomGuess>,
    taken: &mut BTreeSet<RoomId>,
    file: &Incoming,
    house: &House,
    known: &[Meeting],
) {
    let places: BTreeMap<&str, &str> = known
        .iter()
        .filter_map(|m| m.source.as_ref())
        .filter_map(|s| Some((s.key.as_str(), s.digest.slot.split('-').nth(super::PLACE)?)))
        .collect();
    let rooms: BTreeMap<String, RoomId> = house
        .rooms
        .ranked()
        .into_iter()
        .map(|room| (super::digest(&[&room.id.to_string()]), room.id))
        .collect();
    for event in &file.events {
        let Some(guess) = guesses.get_mut(event.room.as_deref().unwrap_or_default()) else {
            continue;
        };
        if guess.room.is_some() || !guess.guessed {
            continue;
        }
        guess.room = places
            .get(event.key.as_str())
            .and_then(|place| rooms.get(*place))
            .copied();
        taken.extend(guess.room);
    }
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Gives names without a room the free rooms by size. Rooms that are made of
/// others, or part of one that is taken, stay out: laying a foreign schedule
/// out must not make clashes that the schedule does not have.
fn lay_out(guesses: &mut BTreeMap<String, RoomGuess>, taken: &BTreeSet<RoomId>, house: &House) {
    let mut used: BTreeSet<RoomId> = taken
        .iter()
        .flat_map(|id| house.rooms.footprint(*id))
        .collect();
    let mut free: Vec<&Room> = house
        .rooms
        .ranked()
        .into_iter()
        .filter(|r| !r.retired)
        .collect();
    free.sort_by_key(|r| std::cmp::Reverse(r.capacity()));
    let mut names: Vec<(u32, String)> = guesses
        .values()
        .filter(|g| g.room.is_none() && g.guessed && !g.skipped && !g.name.is_empty())
        .map(|g| (g.entries, g.name.clone()))
        .collect();
    names.sort_by(|a, b| (std::cmp::Reverse(a.0), &a.1).cmp(&(std::cmp::Reverse(b.0), &b.1)));
    for (_, name) in names {
        let next = free
            .iter()
            .find(|room| house.rooms.footprint(room.id).is_disjoint(&used));
        let Some(room) = next else { break };
        used.extend(house.rooms.footprint(room.id));
        if let Some(guess) = guesses.get_mut(&name) {
            guess.room = Some(room.id);
        }
    }
}
