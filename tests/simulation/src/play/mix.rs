//! What happens in a world, and how often.
//!
//! A world in which everything may happen is long before it is deep: most of
//! it is repair. One that draws a few kinds of faults and has them often gets
//! to what they do to each other within a dozen steps; over many seeds every
//! few of them meet.

use crate::Chance;

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Write,
    WriteMany,
    Dial,
    DialAll,
    Lose,
    Hold,
    Release,
    Part,
    PartOneWay,
    Flap,
    Crash,
    CrashAtWork,
    SetClock,
    BackUp,
    Restore,
    Damage,
    SpoilDisk,
    FillDisk,
    Hang,
    Slow,
    ChangeVersion,
    Poison,
    Bundle,
    PutOut,
    Clone,
    Join,
    Wait,
}

/// All of them, as often as in a world that has everything.
const USUAL: [(Deed, u64); 27] = [
    (Deed::Write, 38),
    (Deed::WriteMany, 3),
    (Deed::Dial, 24),
    (Deed::DialAll, 3),
    (Deed::Lose, 6),
    (Deed::Hold, 4),
    (Deed::Release, 2),
    (Deed::Part, 4),
    (Deed::PartOneWay, 1),
    (Deed::Flap, 1),
    (Deed::Crash, 4),
    (Deed::CrashAtWork, 2),
    (Deed::SetClock, 4),
    (Deed::BackUp, 3),
    (Deed::Restore, 2),
    (Deed::Damage, 3),
    (Deed::SpoilDisk, 2),
    (Deed::FillDisk, 1),
    (Deed::Hang, 2),
    (Deed::Slow, 1),
    (Deed::ChangeVersion, 2),
    (Deed::Poison, 2),
    (Deed::Bundle, 4),
    (Deed::PutOut, 2),
    (Deed::Clone, 1),
    (Deed::Join, 1),
    (Deed::Wait, 1),
];
/// What every world has: how many of the first of them, and how often.
const ALWAYS: [(Deed, u64); 3] = [(Deed::Write, 36), (Deed::Dial, 18), (Deed::DialAll, 6)];
/// How often what a world drew for itself happens beside that, together.
const DRAWN: u64 = 60;
/// Kinds that a world draws, at least, and how many more it may.
const LEAST_DRAWN: u64 = 2;
const MORE_DRAWN: u64 = 4;

/// Kinds that are worth having together more often than by chance.
const THEMES: [&[Deed]; 6] = [
    &[Deed::PutOut, Deed::Bundle, Deed::Slow],
    &[Deed::PutOut, Deed::Hold, Deed::Part],
    &[Deed::Bundle, Deed::WriteMany, Deed::CrashAtWork],
    &[Deed::Bundle, Deed::Poison, Deed::Damage],
    &[Deed::Clone, Deed::Restore, Deed::CrashAtWork],
    &[Deed::Hang, Deed::Slow, Deed::Hold],
];

/// What happens in a world: each as often as its number against the sum.
#[derive(Clone, Debug)]
pub(super) struct Mix(Vec<(Deed, u64)>);

impl Mix {
    /// Everything.
    pub(super) fn usual() -> Self {
        Self(USUAL.to_vec())
    }

    /// A few kinds, often.
    pub(super) fn drawn(chance: &mut Chance) -> Self {
        let mut drawn: Vec<Deed> = Vec::new();
        if chance.one_in(3) {
            drawn.extend(THEMES[chance.place(THEMES.len())]);
        }
        let mut left: Vec<Deed> = USUAL.iter().map(|(deed, _)| *deed).collect();
        left.retain(|deed| ALWAYS.iter().all(|(always, _)| always != deed));
        left.retain(|deed| !drawn.contains(deed));
        for _ in 0..LEAST_DRAWN + chance.below(MORE_DRAWN) {
            drawn.push(left.swap_remove(chance.place(left.len())));
        }
        // What is of no use alone brings the other with it.
        if drawn.contains(&Deed::Restore) && !drawn.contains(&Deed::BackUp) {
            drawn.push(Deed::BackUp);
        }
        let often = DRAWN / u64::try_from(drawn.len()).unwrap_or(DRAWN);
        let drawn = drawn.into_iter().map(|deed| (deed, often));
        Self(ALWAYS.into_iter().chain(drawn).collect())
    }

    /// Whether something may happen.
    pub(super) fn has(&self, deed: Deed) -> bool {
        self.0.iter().any(|(there, _)| *there == deed)
    }

    /// What happens next.
    pub(super) fn next(&self, chance: &mut Chance) -> Deed {
        let mut place = chance.below(self.0.iter().map(|(_, often)| often).sum());
        for (deed, often) in &self.0 {
            match place.checked_sub(*often) {
                Some(rest) => place = rest,
                None => return *deed,
            }
        }
        Deed::Write
    }
}
