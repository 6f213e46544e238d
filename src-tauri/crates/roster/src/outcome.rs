//! How [`crate::solve`] is asked, what it shows on the way and what it gives.

use std::time::Duration;

use crate::model::Roster;

/// How to search.
pub struct Options<'a> {
    /// Where chance begins: another seed, another roster of like cost.
    pub seed: u64,
    /// How many threads, at least one.
    pub threads: usize,
    /// When to stop.
    pub limit: Limit<'a>,
    /// Where to begin, when not from nothing: a roster that was found before
    /// (to go on) or one made by hand.
    pub from: Option<Roster>,
}

/// When to stop. Either way it stops earlier when the best is proven.
#[derive(Clone, Copy)]
pub enum Limit<'a> {
    /// After so many steps (one step is about a millisecond of one thread on
    /// an office machine of a few years ago). Repeatable.
    Steps(u64),
    /// When the clock, which counts from any moment, has gone on so far from
    /// what it said at the start.
    Time {
        /// The clock.
        clock: &'a (dyn Fn() -> Duration + Sync),
        /// For how long.
        most: Duration,
    },
}

/// What is shown on the way.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// Steps taken by all threads together.
    pub steps: u64,
    /// The best so far.
    pub best: &'a Roster,
    /// What it costs.
    pub cost: Cost,
    /// No roster costs less than this, when that is known.
    pub bound: Option<i64>,
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Look for better.
    Go,
    /// Give what there is.
    Stop,
}

/// What a roster costs, by what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Times a hard rule is broken: people's rules, lines below their least,
    /// hard pairs. A roster with fewer is always better.
    pub hard: i64,
    /// Too few.
    pub under: i64,
    /// Too many.
    pub over: i64,
    /// Wishes not followed.
    pub requests: i64,
    /// Rules that are priced.
    pub rules: i64,
    /// Uneven shares.
    pub fairness: i64,
    /// Priced pairs.
    pub pairs: i64,
    /// Changes from the standing roster.
    pub changes: i64,
}

impl Cost {
    /// All prices together; hard rules are not in it.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.under
            + self.over
            + self.requests
            + self.rules
            + self.fairness
            + self.pairs
            + self.changes
    }

    /// What decides which of two is better: hard rules first.
    #[must_use]
    pub fn rank(&self) -> (i64, i64) {
        (self.hard, self.total())
    }
}

/// A rule about a person, or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A kind of shift the person does not work, or a day they are away.
    Away,
    /// What may not follow what, and rest.
    Rest,
    /// Most working days in a row.
    RunMost,
    /// Fewest working days in a row.
    RunLeast,
    /// Fewest days off in a row.
    OffLeast,
    /// Most nights in a row.
    NightsInRow,
    /// Days off after nights.
    OffAfterNights,
    /// Most weekends.
    Weekends,
    /// Most nights.
    Nights,
    /// Most minutes.
    MinutesMost,
    /// Fewest minutes.
    MinutesLeast,
    /// Most minutes a week.
    WeekMost,
    /// Fewest minutes a week.
    WeekLeast,
    /// Most of a kind.
    MostOf,
    /// Together or apart.
    Pair,
    /// A pinned cell holds something else.
    Pin,
}

/// A rule that a roster breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// Whose.
    pub person: usize,
    /// On which day; for a rule about the whole horizon the last one.
    pub day: usize,
    /// Which rule.
    pub rule: Rule,
    /// How often, or hours begun for minutes.
    pub times: i64,
    /// Whether it is hard.
    pub hard: bool,
}

/// Why someone does not stand where someone lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Is not of the group.
    NotOfGroup,
    /// Does not work this kind of shift.
    NotThisKind,
    /// Is away.
    Away,
    /// The cell is pinned.
    Pinned,
    /// Stands at another line that would then lack one.
    Elsewhere,
    /// This rule would be broken.
    Rule(Rule),
    /// Could, but it would cost more than it brings (wishes, shares, changes).
    Dearer,
}

/// What would let one more stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Help {
    /// This rule, let go for one of so many people.
    LetGo(Rule, usize),
    /// One more of the group (trained or borrowed) among so many who could
    /// otherwise stand there.
    Train(usize),
    /// One of so many who are away.
    CallIn(usize),
    /// Unpin one of so many cells.
    Unpin(usize),
}

/// A line of demand that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// Its place in [`crate::Problem::demand`].
    pub demand: usize,
    /// How many are there.
    pub there: u32,
    /// How many are wanted.
    pub wanted: u32,
    /// Why the others are not there, each person counted once by the first
    /// reason that holds; most first.
    pub reasons: Vec<(Reason, usize)>,
    /// What would help, most people first. Empty where nobody is left at all.
    pub helps: Vec<Help>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The best roster.
    pub roster: Roster,
    /// What it costs.
    pub cost: Cost,
    /// No roster costs less, when that is known; equal to the cost: proven the
    /// best.
    pub bound: Option<i64>,
    /// Rules it breaks, hard ones first.
    pub broken: Vec<Broken>,
    /// What it does not meet.
    pub unmet: Vec<Unmet>,
    /// Steps taken.
    pub steps: u64,
}
