//! The order of a row of people: who sits in the middle, who at which hand.

use serde::{Deserialize, Serialize};

/// Which hand is the higher. Hands are those of the people who sit, not of who
/// looks at them.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum SeatOrder {
    /// 左为上: the rule of Chinese official meetings.
    #[default]
    LeftIsHigher,
    /// 右为上: the international rule.
    RightIsHigher,
}

/// Where the person of a rank sits in a row of `seats`, counted from the right
/// hand of those who sit; both from 0. `None` when the row is shorter.
///
/// Left is higher: an odd row has 1 in the middle, 2 at their left hand, 3 at
/// their right hand, 4 on the left again, and so on outwards. In an even row 1
/// and 2 share the middle, 2 at the left hand of 1, 3 at the right hand of 1.
/// Seen from the hall, which the podium faces, their left hand is on the
/// right: seven sit as `7 5 3 1 2 4 6`, six as `5 3 1 2 4 6`. Right is higher
/// is the mirror image: `6 4 2 1 3 5 7` and `6 4 2 1 3 5`.
///
/// The row is as many seats as stand there: four people on seven seats leave
/// the outer ones empty and 1 stays in the middle.
#[must_use]
pub fn position(rank: usize, seats: usize, order: SeatOrder) -> Option<usize> {
    if rank >= seats {
        return None;
    }
    let middle = (seats - 1) / 2;
    let from_right = match rank % 2 {
        0 => middle - rank / 2,
        _ => middle + rank.div_ceil(2),
    };
    Some(match order {
        SeatOrder::LeftIsHigher => from_right,
        SeatOrder::RightIsHigher => seats - 1 - from_right,
    })
}

/// The positions of a row from the first rank to the last, see [`position`].
#[must_use]
pub fn outward(seats: usize, order: SeatOrder) -> Vec<usize> {
    (0..seats)
        .filter_map(|rank| position(rank, seats, order))
        .collect()
}
