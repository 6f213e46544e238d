//! The order of pouring (S-43). The case follows from who sits where; a person
//! may say another one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::geometry::{Drawing, Path, SeatZone};
use super::{Attendee, SeatSide};
use crate::ids::AttendeeId;

/// The cases of S-43.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum PouringCase {
    /// Internal, the leaders sit together: the highest first, then clockwise
    /// and anticlockwise outwards, by two.
    LeadersTogether,
    /// Internal, no clear boundary: from the highest, one way round.
    LeadersSpread,
    /// Visitors who sit apart from their hosts: the guests first.
    GuestsFirst,
    /// Visitors and hosts mixed: from the highest guest.
    FromHighestGuest,
    /// Contractors who sit apart: party A first.
    PartyAFirst,
    /// Mixed: from party A's highest.
    FromHighestOfPartyA,
}

/// A person who is served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Pour {
    /// Who.
    pub person: AttendeeId,
    /// On which seat.
    pub seat: String,
    /// The how-manieth, from 1, of all.
    pub nth: u32,
    /// By which of the servers, 1 or 2.
    pub server: u32,
}

impl PouringCase {
    /// All of them, in the order of the rule.
    pub const ALL: [Self; 6] = [
        Self::LeadersTogether,
        Self::LeadersSpread,
        Self::GuestsFirst,
        Self::FromHighestGuest,
        Self::PartyAFirst,
        Self::FromHighestOfPartyA,
    ];

    /// Whether two pour, one each way.
    #[must_use]
    pub fn by_two(self) -> bool {
        matches!(
            self,
            Self::LeadersTogether | Self::GuestsFirst | Self::PartyAFirst
        )
    }

    /// Whether one side is served whole before the other.
    fn apart(self) -> bool {
        matches!(self, Self::GuestsFirst | Self::PartyAFirst)
    }
}

/// Which case holds.
#[must_use]
pub fn case_of(drawing: &Drawing, people: &[Attendee]) -> PouringCase {
    let table = Table::of(drawing, people);
    let has = |side: SeatSide| table.all().any(|one| one.side == side);
    let mixed = table.lines.iter().any(|line| line.is_mixed());
    if has(SeatSide::Guest) {
        return match mixed {
            true => PouringCase::FromHighestGuest,
            false => PouringCase::GuestsFirst,
        };
    }
    if has(SeatSide::PartyA) || has(SeatSide::PartyB) {
        return match mixed {
            true => PouringCase::FromHighestOfPartyA,
            false => PouringCase::PartyAFirst,
        };
    }
    match table.leaders_sit_together() {
        true => PouringCase::LeadersTogether,
        false => PouringCase::LeadersSpread,
    }
}

/// Who is served when, and by whom.
#[must_use]
pub fn pour(drawing: &Drawing, people: &[Attendee], case: PouringCase) -> Vec<Pour> {
    let table = Table::of(drawing, people);
    let mut order: Vec<Pour> = Vec::new();
    if case.apart() {
        let first = |one: &Attendee| one.side.is_first();
        table.serve(case, &first, &mut order);
        table.serve(case, &|one| !first(one), &mut order);
    } else {
        table.serve(case, &|_| true, &mut order);
    }
    order
}

/// Everybody who sits, line by line.
struct Table<'a> {
    lines: Vec<Line<'a>>,
}

/// People beside each other, empty seats left out.
struct Line<'a> {
    people: Vec<(&'a Attendee, &'a str)>,
    closed: bool,
    podium: bool,
}

impl<'a> Table<'a> {
    fn of(drawing: &'a Drawing, people: &'a [Attendee]) -> Self {
        let mut at: BTreeMap<&str, Vec<&Attendee>> = BTreeMap::new();
        for one in people.iter().filter(|one| !one.gone) {
            if let Some(seat) = &one.seat {
                at.entry(seat).or_default().push(one);
            }
        }
        for who in at.values_mut() {
            who.sort_by_key(|one| one.precedence());
        }
        let line = |path: Path<'a>| Line {
            podium: path.seats.iter().any(|seat| seat.zone == SeatZone::Podium),
            closed: path.closed,
            people: path
                .seats
                .iter()
                .flat_map(|seat| {
                    let who = at.get(seat.key.as_str()).into_iter().flatten();
                    who.map(|one| (*one, seat.key.as_str()))
                })
                .collect(),
        };
        let mut lines: Vec<Line<'a>> = drawing.paths().into_iter().map(line).collect();
        lines.retain(|line| !line.people.is_empty());
        Self { lines }
    }

    fn all(&self) -> impl Iterator<Item = &'a Attendee> {
        let lines = self.lines.iter();
        lines.flat_map(|line| line.people.iter().map(|(one, _)| *one))
    }

    /// Whether those who lead sit beside each other: on the podium, else those
    /// with a rank in one unbroken run.
    fn leaders_sit_together(&self) -> bool {
        if self.lines.iter().any(|line| line.podium) {
            let podium = self.lines.iter().filter(|line| line.podium);
            let highest = self.all().min_by_key(|one| one.precedence());
            let mut on_it = podium.flat_map(|line| line.people.iter());
            return on_it.any(|(one, _)| Some(one.id) == highest.map(|high| high.id));
        }
        let leads = |one: &Attendee| one.rank.is_some();
        let mut with = self
            .lines
            .iter()
            .filter(|line| line.people.iter().any(|(one, _)| leads(one)));
        match (with.next(), with.next()) {
            (Some(line), None) => line.runs(leads) <= 1,
            _ => false,
        }
    }

    /// Serves those who are wanted: the line of the highest first.
    fn serve(&self, case: PouringCase, wanted: &dyn Fn(&Attendee) -> bool, order: &mut Vec<Pour>) {
        let key = |one: &Attendee| {
            let comes_later = match case {
                PouringCase::FromHighestGuest => one.side != SeatSide::Guest,
                PouringCase::FromHighestOfPartyA => one.side != SeatSide::PartyA,
                _ => false,
            };
            (comes_later, one.precedence())
        };
        let mut lines: Vec<(Line<'a>, _)> = Vec::new();
        for line in &self.lines {
            let people = line.people.iter().filter(|(one, _)| wanted(one));
            let people: Vec<_> = people.copied().collect();
            if let Some(best) = people.iter().map(|(one, _)| key(one)).min() {
                // A ring of which some are left out is still walked round.
                let line = Line { people, ..*line };
                lines.push((line, best));
            }
        }
        lines.sort_by_key(|(_, best)| *best);
        for (line, best) in lines {
            let start = line.people.iter().position(|(one, _)| key(one) == best);
            let (on, back) = line.ways(start.unwrap_or(0));
            let mut by_key: Vec<&Attendee> = line.people.iter().map(|(one, _)| *one).collect();
            by_key.sort_by_key(|one| key(one));
            // How soon each way comes to the next highest, the one after, …
            let soon = |way: &[(&Attendee, &str)]| -> Vec<usize> {
                let place = |one: &&Attendee| way.iter().position(|(other, _)| other.id == one.id);
                let places = by_key.iter().map(place);
                places.map(|place| place.unwrap_or(usize::MAX)).collect()
            };
            let (way, other) = match soon(&on) <= soon(&back) {
                true => (on, back),
                false => (back, on),
            };
            let served = match case.by_two() {
                true => between(&way, &other, line.people.len()),
                false => {
                    let rest = other.into_iter().skip(1).filter(|_| !line.closed);
                    let all = way.into_iter().chain(rest);
                    all.map(|(one, seat)| (one, seat, 1)).collect()
                }
            };
            for (one, seat, server) in served {
                let nth = u32::try_from(order.len())
                    .unwrap_or(u32::MAX)
                    .saturating_add(1);
                order.push(Pour {
                    person: one.id,
                    seat: seat.to_owned(),
                    nth,
                    server,
                });
            }
        }
    }
}

impl<'a> Line<'a> {
    /// From a place onwards and from it backwards, both with that place. A
    /// ring is walked to the end either way.
    #[allow(clippy::type_complexity, reason = "two walks of the same people")]
    fn ways(&self, start: usize) -> (Vec<(&'a Attendee, &'a str)>, Vec<(&'a Attendee, &'a str)>) {
        let all = self.people.iter().copied();
        let mut on: Vec<_> = all.clone().skip(start).collect();
        let mut back: Vec<_> = all.take(start + 1).collect();
        back.reverse();
        if self.closed {
            let (behind, before) = (back.clone(), on.clone());
            on.extend(behind.into_iter().skip(1).rev());
            back.extend(before.into_iter().skip(1).rev());
        }
        (on, back)
    }

    /// How many unbroken runs of those there are.
    fn runs(&self, of: impl Fn(&Attendee) -> bool) -> usize {
        let mine: Vec<bool> = self.people.iter().map(|(one, _)| of(one)).collect();
        let before = match self.closed {
            true => mine.last().copied(),
            false => Some(false),
        };
        let begins = std::iter::once(before.unwrap_or(false)).chain(mine.iter().copied());
        let runs = begins
            .zip(&mine)
            .filter(|(before, now)| !before && **now)
            .count();
        // All round the table is one run that begins nowhere.
        match runs {
            0 if mine.contains(&true) => 1,
            runs => runs,
        }
    }

    /// Whether the two sides do not sit each for themselves.
    fn is_mixed(&self) -> bool {
        let two = |side: fn(SeatSide) -> bool| self.people.iter().any(|(one, _)| side(one.side));
        let both = two(SeatSide::is_first) && two(SeatSide::is_second);
        let of = |side: fn(SeatSide) -> bool| {
            let people = self.people.iter().copied();
            let people = people
                .filter(|(one, _)| one.side != SeatSide::None)
                .collect();
            Line { people, ..*self }.runs(move |one| side(one.side))
        };
        both && (of(SeatSide::is_first) > 1 || of(SeatSide::is_second) > 1)
    }
}

/// Two pour, one each way, in turns after the first; on a ring they meet.
fn between<'a>(
    way: &[(&'a Attendee, &'a str)],
    other: &[(&'a Attendee, &'a str)],
    all: usize,
) -> Vec<(&'a Attendee, &'a str, u32)> {
    let mut served = Vec::with_capacity(all);
    let (mut way, mut other) = (way.iter(), other.iter().skip(1));
    served.extend(way.next().map(|(one, seat)| (*one, *seat, 1)));
    while served.len() < all {
        let before = served.len();
        served.extend(way.next().map(|(one, seat)| (*one, *seat, 1)));
        if served.len() < all {
            served.extend(other.next().map(|(one, seat)| (*one, *seat, 2)));
        }
        if served.len() == before {
            break;
        }
    }
    served
}
