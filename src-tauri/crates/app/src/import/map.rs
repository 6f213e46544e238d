//! The file's rooms on the venue's rooms.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::ids::RoomId;
use steward_domain::room::Room;
use steward_exchange::Incoming;

use crate::house::House;
use crate::views::{ImportOptions, RoomGuess};

/// Which room stands for which of the file's names.
pub(crate) struct RoomMap {
    guesses: BTreeMap<String, RoomGuess>,
}

impl RoomMap {
    /// What people said, else the room of that name, else, for a schedule laid
    /// on another venue, the biggest room still free for the busiest name.
    /// A guess is marked as one.
    pub(crate) fn of(file: &Incoming, options: &ImportOptions, house: &House) -> Self {
        let mut entries: BTreeMap<String, u32> = BTreeMap::new();
        for event in &file.events {
            *entries
                .entry(event.room.clone().unwrap_or_default())
                .or_insert(0) += 1;
        }
        let mut taken: BTreeSet<RoomId> = options.rooms.values().flatten().copied().collect();
        let mut guesses: BTreeMap<String, RoomGuess> = BTreeMap::new();
        for (name, count) in entries {
            let said = options.rooms.get(&name).copied();
            let named = said.is_none().then(|| by_name(&name, house)).flatten();
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
            lay_out(&mut guesses, &taken, house);
        }
        Self { guesses }
    }

    pub(crate) fn target(&self, name: Option<&str>) -> Option<RoomId> {
        self.guesses
            .get(name.unwrap_or_default())
            .and_then(|g| g.room)
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
