//! What is to be filled: days, shifts, people, what is wanted and what each
//! thing costs. Everything is named by its place in a list (a person is its
//! place in [`Problem::people`]), so that the engine copies no names.

/// One thing to be solved.
///
/// Costs are whole numbers without a unit of their own; only how they compare
/// matters. A hard rule weighs more than any sum of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// How many days, from day 0.
    pub days: usize,
    /// The weekday of day 0: 0 is Monday, 6 Sunday.
    pub first_weekday: u8,
    /// Days that are holidays (for [`Fairness`]).
    pub holidays: Vec<usize>,
    /// The kinds of shift there are. One a person a day: a split or stand-by
    /// shift is a kind of its own.
    pub shifts: Vec<Shift>,
    /// Who may be asked.
    pub people: Vec<Person>,
    /// What is wanted.
    pub demand: Vec<Demand>,
    /// What single people wish.
    pub requests: Vec<Request>,
    /// What is to be shared out evenly.
    pub fairness: Vec<Fairness>,
    /// Who is to work with whom, or not.
    pub pairs: Vec<Pair>,
    /// Cells that are not to be changed.
    pub pins: Vec<Pin>,
    /// The roster that already stands, when one is to be changed as little as
    /// may be.
    pub standing: Option<Standing>,
    /// How much each rule about a person weighs.
    pub rules: Rules,
}

/// A kind of shift.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shift {
    /// Minutes that count as worked.
    pub minutes: u32,
    /// When it begins, in minutes after the midnight its day begins with.
    pub from: u32,
    /// When it ends, counted the same way: past 1440 it ends on the next day.
    pub to: u32,
    /// Whether it counts as a night.
    pub night: bool,
    /// Shifts that may not be worked the day after, beside those that
    /// [`Person::least_rest`] leaves too little time before.
    pub not_before: Vec<usize>,
}

/// Someone who works, and within what.
///
/// [`Person::anything`] is one without limits, to begin from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What the person is or can do: departments, skills with their levels,
    /// clearances, as the caller numbers them.
    pub groups: Vec<u32>,
    /// For each kind of shift the most of it over the horizon; 0 for one that
    /// the person does not work. Kinds past its end are not limited.
    pub most_of: Vec<u32>,
    /// Minutes worked over the horizon.
    pub minutes: Range,
    /// Minutes worked in each week from Monday to Sunday. A week that the
    /// horizon cuts at its end is held to the most only; at its beginning
    /// [`Person::before`] counts in.
    pub week_minutes: Range,
    /// Working days in a row.
    pub run: Range,
    /// Fewest days off in a row.
    pub least_off: u32,
    /// Fewest minutes from the end of a shift to the beginning of the next.
    pub least_rest: u32,
    /// Most weekends with work on Saturday or Sunday.
    pub most_weekends: u32,
    /// Most nights in a row.
    pub most_nights_in_row: u32,
    /// Most nights over the horizon.
    pub most_nights: u32,
    /// Days off that must follow a run of nights.
    pub off_after_nights: u32,
    /// When the person is not there.
    pub away: Vec<Away>,
    /// What was worked on the days before day 0; the last one is the day
    /// before it. Where it ends, runs count as long enough.
    pub before: Vec<Option<usize>>,
}

/// From the fewest to the most, both allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The fewest.
    pub least: u32,
    /// The most.
    pub most: u32,
}

/// A day, or one kind of shift on it, for which a person is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// The day.
    pub day: usize,
    /// Only this kind of shift, or the whole day.
    pub shift: Option<usize>,
}

/// How many people are wanted at a time.
///
/// Everyone of the group who works one of its cells counts, also when another
/// line counts them too: a line about a skill is one "of whom".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// Days and kinds of shift that meet it. Usually one, or some kinds of one
    /// day; a night of the day before may count too.
    pub cells: Vec<(usize, usize)>,
    /// Of which group; `None` for anyone.
    pub group: Option<u32>,
    /// How many are wanted.
    pub wanted: u32,
    /// How many there must be: below this a hard rule is broken, once for
    /// each who lacks.
    pub least: u32,
    /// Price of each one too few.
    pub under: i64,
    /// Price of each one too many.
    pub over: i64,
}

/// What a person wishes for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Whose wish.
    pub person: usize,
    /// For which day.
    pub day: usize,
    /// What of.
    pub wish: Wish,
    /// Price of not following it.
    pub price: i64,
}

/// What can be wished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To work this kind of shift.
    On(usize),
    /// Not to work this kind of shift.
    Not(usize),
    /// To work, whatever it is.
    Work,
    /// To have the day off.
    Off,
}

/// Something that each of some people is to have an even share of.
///
/// Each costs `price` times the square of the distance to the mean of all of
/// them, rounded down over all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fairness {
    /// What is shared out.
    pub of: Share,
    /// Among whom: people with their balance from before, that is how many
    /// more (or with a minus fewer) than their share they already had.
    pub among: Vec<(usize, i64)>,
    /// Price of one away from the share; two away cost four times it.
    pub price: i64,
}

/// What can be shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Nights.
    Nights,
    /// Weekends with work.
    Weekends,
    /// Holidays worked.
    Holidays,
    /// Hours worked (minutes divided by 60).
    Hours,
}

/// Two people who are to be together, or apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// One.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Together: a day on which one works a shift and the other not the same
    /// counts. Apart: a day on which both work the same shift counts.
    pub together: bool,
    /// What each such day weighs.
    pub weight: Weight,
}

/// A cell that is not to be changed. It is kept also where it breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin {
    /// Whose.
    pub person: usize,
    /// Which day.
    pub day: usize,
    /// What it holds: a kind of shift, or off.
    pub cell: Option<usize>,
}

/// A roster that stands, and what it costs to change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The roster.
    pub roster: Roster,
    /// Price of each cell that differs from it.
    pub price: i64,
}

/// How much a rule weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// Never to be broken.
    #[default]
    Hard,
    /// Each time (each day, minute rule: each hour begun) costs this much.
    Costs(i64),
    /// Not looked at.
    Off,
}

/// What the rules about a person weigh. All are hard unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// What may not follow what, and rest between shifts.
    pub rest: Weight,
    /// Most working days in a row.
    pub run_most: Weight,
    /// Fewest working days in a row.
    pub run_least: Weight,
    /// Fewest days off in a row.
    pub off_least: Weight,
    /// Most nights in a row.
    pub nights_in_row: Weight,
    /// Days off after nights.
    pub off_after_nights: Weight,
    /// Most weekends.
    pub weekends: Weight,
    /// Most nights.
    pub nights: Weight,
    /// Most minutes over the horizon.
    pub minutes_most: Weight,
    /// Fewest minutes over the horizon.
    pub minutes_least: Weight,
    /// Most minutes a week.
    pub week_most: Weight,
    /// Fewest minutes a week.
    pub week_least: Weight,
    /// Most of a kind of shift, where it is not 0 (0 is always hard).
    pub most_of: Weight,
}

/// Who works what: for each person and day a kind of shift, or off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    days: usize,
    cells: Vec<Option<usize>>,
}

impl Range {
    /// No limit at all.
    pub const ANY: Self = Self {
        least: 0,
        most: u32::MAX,
    };
}

impl Person {
    /// Someone of these groups who may work anything at any time.
    #[must_use]
    pub fn anything(groups: Vec<u32>) -> Self {
        Self {
            groups,
            most_of: Vec::new(),
            minutes: Range::ANY,
            week_minutes: Range::ANY,
            run: Range::ANY,
            least_off: 0,
            least_rest: 0,
            most_weekends: u32::MAX,
            most_nights_in_row: u32::MAX,
            most_nights: u32::MAX,
            off_after_nights: 0,
            away: Vec::new(),
            before: Vec::new(),
        }
    }

    /// The most of a kind of shift.
    #[must_use]
    pub fn most_of(&self, shift: usize) -> u32 {
        self.most_of.get(shift).copied().unwrap_or(u32::MAX)
    }
}

impl Problem {
    /// Weekday of a day: 0 is Monday.
    #[must_use]
    pub fn weekday(&self, day: usize) -> usize {
        (usize::from(self.first_weekday) + day) % 7
    }

    /// Whether a kind of shift may not be worked by a person the day after
    /// another: it is named so, or there is too little rest between.
    #[must_use]
    pub fn too_near(&self, person: &Person, first: usize, next: usize) -> bool {
        let (Some(a), Some(b)) = (self.shifts.get(first), self.shifts.get(next)) else {
            return false;
        };
        a.not_before.contains(&next)
            || i64::from(b.from) + 1440 - i64::from(a.to) < i64::from(person.least_rest)
    }
}

impl Roster {
    /// Everyone off on every day.
    #[must_use]
    pub fn all_off(people: usize, days: usize) -> Self {
        Self {
            days,
            cells: vec![None; people * days],
        }
    }

    /// What a person works on a day; off outside of the roster.
    #[must_use]
    pub fn get(&self, person: usize, day: usize) -> Option<usize> {
        self.row(person).get(day).copied().flatten()
    }

    /// Sets a cell; outside of the roster nothing happens.
    pub fn set(&mut self, person: usize, day: usize, cell: Option<usize>) {
        if day < self.days
            && let Some(there) = self.cells.get_mut(person * self.days + day)
        {
            *there = cell;
        }
    }

    /// A person's days.
    #[must_use]
    pub fn row(&self, person: usize) -> &[Option<usize>] {
        let from = person * self.days;
        self.cells.get(from..from + self.days).unwrap_or(&[])
    }

    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> usize {
        self.days
    }

    /// How many people it has.
    #[must_use]
    pub fn people(&self) -> usize {
        self.cells.len().checked_div(self.days).unwrap_or(0)
    }

    /// How many cells differ from another of the same size.
    #[must_use]
    pub fn changes_from(&self, other: &Self) -> usize {
        let pairs = self.cells.iter().zip(&other.cells);
        pairs.filter(|(a, b)| a != b).count()
    }
}
