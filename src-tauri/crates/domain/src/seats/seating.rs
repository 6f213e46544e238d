//! Seating by rank and side: the podium first, then the floor from its best
//! seats outwards. Nobody gets two seats and no seat gets two people.

use std::collections::BTreeSet;

use super::geometry::{Drawing, Seat, SeatZone};
use super::order::{SeatOrder, outward};
use super::{Attendee, SeatDoor};
use crate::ids::AttendeeId;

/// What people are seated by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Which hand is the higher.
    pub order: SeatOrder,
    /// Where the door is.
    pub door: SeatDoor,
}

/// Where each person goes whose seat changes. `afresh` seats everybody anew;
/// otherwise who sits on a seat of the plan stays, and of two on one seat the
/// higher stays.
///
/// Those with a rank take the podium; where nobody has one, the list is the
/// order. At a square or a board table with two sides, guests or party A face
/// the door and the others sit opposite; at a U they take the halves, the
/// guests at the right hand of the hosts. Round tables fill one after another,
/// clockwise by rank.
#[must_use]
pub fn seat(
    drawing: &Drawing,
    rules: Rules,
    people: &[Attendee],
    afresh: bool,
) -> Vec<(AttendeeId, Option<String>)> {
    let mut sorted: Vec<&Attendee> = people.iter().filter(|one| !one.gone).collect();
    sorted.sort_by_key(|one| one.precedence());
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<&Attendee> = Vec::new();
    for one in sorted {
        let seat = one.seat.as_deref().and_then(|key| drawing.seat(key));
        match seat.filter(|_| !afresh) {
            Some(seat) if taken.insert(&seat.key) => {}
            _ => waiting.push(one),
        }
    }
    let mut hall = Hall {
        taken,
        given: Vec::new(),
    };
    let waiting = hall.podium(drawing, rules, waiting, people);
    let waiting = hall.floor(drawing, rules, waiting);
    let mut moved: Vec<(AttendeeId, Option<String>)> = hall
        .given
        .into_iter()
        .filter(|(one, key)| one.seat.as_deref() != Some(key))
        .map(|(one, key)| (one.id, Some(key.to_owned())))
        .collect();
    // Nobody keeps a seat that another one was given.
    let nowhere = waiting.into_iter().filter(|one| one.seat.is_some());
    moved.extend(nowhere.map(|one| (one.id, None)));
    moved
}

struct Hall<'a> {
    taken: BTreeSet<&'a str>,
    given: Vec<(&'a Attendee, &'a str)>,
}

impl<'a> Hall<'a> {
    /// Fills seats in their order with people in theirs; who is left.
    fn fill(
        &mut self,
        seats: impl IntoIterator<Item = &'a Seat>,
        people: Vec<&'a Attendee>,
    ) -> Vec<&'a Attendee> {
        let mut people = people.into_iter();
        for seat in seats {
            if self.taken.contains(seat.key.as_str()) {
                continue;
            }
            let Some(one) = people.next() else { break };
            self.taken.insert(&seat.key);
            self.given.push((one, &seat.key));
        }
        people.collect()
    }

    fn podium(
        &mut self,
        drawing: &'a Drawing,
        rules: Rules,
        waiting: Vec<&'a Attendee>,
        all: &[Attendee],
    ) -> Vec<&'a Attendee> {
        let on_podium = of_zone(drawing, SeatZone::Podium);
        let floor = drawing.seats.len() > on_podium.len();
        // A list without ranks is an order of itself.
        let ranks = floor && all.iter().any(|one| one.rank.is_some());
        let (high, low) = waiting
            .into_iter()
            .partition(|one| !ranks || one.rank.is_some());
        let mut left = self.fill(rows(&on_podium, rules.order), high);
        left.extend::<Vec<_>>(low);
        left
    }

    fn floor(
        &mut self,
        drawing: &'a Drawing,
        rules: Rules,
        waiting: Vec<&'a Attendee>,
    ) -> Vec<&'a Attendee> {
        let left = self.fill(rows(&of_zone(drawing, SeatZone::Row), rules.order), waiting);
        let left = self.fill(of_zone(drawing, SeatZone::Table), left);
        let sides = Sides::of(drawing, rules);
        let two = left.iter().any(|one| one.side.is_first())
            && left.iter().any(|one| one.side.is_second());
        if !two {
            return self.fill(sides.together(), left);
        }
        let (first, others): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|one| one.side.is_first());
        let (second, none): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|one| one.side.is_second());
        let mut rest = self.fill(sides.first(), first);
        rest.extend(self.fill(sides.second(), second));
        rest.extend(none);
        rest.sort_by_key(|one| one.precedence());
        self.fill(sides.together(), rest)
    }
}

fn of_zone(drawing: &Drawing, zone: SeatZone) -> Vec<&Seat> {
    let seats = drawing.seats.iter();
    seats.filter(|seat| seat.zone == zone).collect()
}

/// Row after row, each from its middle outwards.
fn rows<'a>(seats: &[&'a Seat], order: SeatOrder) -> Vec<&'a Seat> {
    let mut numbers: Vec<u32> = seats.iter().map(|seat| seat.row).collect();
    numbers.dedup();
    let of_row = |number: u32| {
        let row = seats.iter().copied().filter(|seat| seat.row == number);
        from_the_middle(row.collect(), order)
    };
    numbers.into_iter().flat_map(of_row).collect()
}

/// A row of people who face the same way, from its middle outwards.
fn from_the_middle(mut row: Vec<&Seat>, order: SeatOrder) -> Vec<&Seat> {
    // Seats count from the left of the drawing or from above; for who looks
    // down or to the left that is from their right hand, as the order counts.
    if row
        .first()
        .is_some_and(|seat| matches!(seat.facing, 0 | 90))
    {
        row.reverse();
    }
    let places = outward(row.len(), order).into_iter();
    places.filter_map(|at| row.get(at).copied()).collect()
}

/// The four sides of a table, or the three of a U.
struct Sides<'a> {
    /// Faces the door.
    far: Vec<&'a Seat>,
    /// Has it behind.
    near: Vec<&'a Seat>,
    /// From the far side to the near one, on the left and on the right.
    left: Vec<&'a Seat>,
    right: Vec<&'a Seat>,
    order: SeatOrder,
}

impl<'a> Sides<'a> {
    fn of(drawing: &'a Drawing, rules: Rules) -> Self {
        let all = of_zone(drawing, SeatZone::Side);
        let side = |row: u32| -> Vec<&'a Seat> {
            all.iter().copied().filter(|seat| seat.row == row).collect()
        };
        let (mut left, mut right) = (side(4), side(2));
        let (mut far, mut near) = (side(1), side(3));
        // A U has one base, wherever the door is.
        if rules.door == SeatDoor::Above && !near.is_empty() {
            std::mem::swap(&mut far, &mut near);
            left.reverse();
            right.reverse();
        }
        Self {
            far,
            near,
            left,
            right,
            order: rules.order,
        }
    }

    fn is_u(&self) -> bool {
        self.near.is_empty()
    }

    /// One company: the side that faces the door, the one opposite, the ends.
    fn together(&self) -> Vec<&'a Seat> {
        let mut seats = from_the_middle(self.far.clone(), self.order);
        seats.extend(from_the_middle(self.near.clone(), self.order));
        // The higher hand of who sits in the middle of the far side.
        let looks_down = self.far.first().is_some_and(|seat| seat.facing == 180);
        let right_first = looks_down == (self.order == SeatOrder::LeftIsHigher);
        let (one, other) = match right_first {
            true => (&self.right, &self.left),
            false => (&self.left, &self.right),
        };
        for nth in 0..one.len().max(other.len()) {
            seats.extend(one.get(nth).into_iter().chain(other.get(nth)));
        }
        seats
    }

    /// Guests, party A.
    fn first(&self) -> Vec<&'a Seat> {
        if self.is_u() {
            let half = self.far.iter().take(self.far.len() / 2);
            return half.rev().chain(&self.left).copied().collect();
        }
        let mut seats = from_the_middle(self.far.clone(), self.order);
        seats.extend(&self.left);
        seats
    }

    /// Hosts, party B.
    fn second(&self) -> Vec<&'a Seat> {
        if self.is_u() {
            let half = self.far.iter().skip(self.far.len().div_ceil(2));
            return half.chain(&self.right).copied().collect();
        }
        let mut seats = from_the_middle(self.near.clone(), self.order);
        seats.extend(self.right.iter().rev());
        seats
    }
}
