//! What [`crate::row`] must know of one person in one window: which cells are
//! worth looking at on each day, what has been used up outside of the window,
//! and what its end leads to.
#![allow(
    clippy::indexing_slicing,
    reason = "indexes are places in tables made from the same problem"
)]

use crate::check::{hours, weekends};
use crate::model::{Person, Range, Weight};
use crate::row::{Window, priced, step_price};
use crate::table::{Table, plain};

/// Something more that is counted along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dim {
    /// Shifts of this kind.
    Kind(usize),
    /// Nights.
    Nights,
    /// Minutes of the week, in units.
    Week,
}

/// Cells of a day that lead to the same, by their cheapest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    pub(crate) cell: u8,
    /// 0 for off, else the class and one.
    pub(crate) column: usize,
    /// In units, where minutes over the horizon are counted, else 0.
    pub(crate) minutes: usize,
    /// In units.
    units: usize,
    pub(crate) price: f32,
    /// Never to be worked.
    pub(crate) closed: bool,
}

pub(crate) struct Plan<'t, 'p> {
    pub(crate) table: &'t Table<'p>,
    pub(crate) person: usize,
    pub(crate) who: &'t Person,
    pub(crate) days: usize,
    pub(crate) from: usize,
    groups: Vec<Vec<Group>>,
    /// Limits of what is within reach: the person's, or, while a row is laid
    /// out from its beginning, their share of the days so far.
    minutes: Range,
    most_weekends: u32,
    /// Minutes of one unit.
    unit: usize,
    /// Minutes and weekends outside of the window.
    used_minutes: i64,
    used_weekends: u32,
    /// Most units a day can bring.
    longest: usize,
    weekends_inside: usize,
    counts_minutes: bool,
    counts_weekends: bool,
    pub(crate) begin_state: usize,
    pub(crate) begin_extra: usize,
    after: Vec<(i64, i64)>,
    dims: Vec<(Dim, usize, u32)>,
    pub(crate) row: &'t [u8],
}

impl<'t, 'p> Plan<'t, 'p> {
    pub(crate) fn new(
        table: &'t Table<'p>,
        person: usize,
        window: Window,
        row: &'t [u8],
        price: &[f32],
        (dims, paced): (&[Dim], bool),
    ) -> Self {
        let problem = table.problem;
        let who = &problem.people[person];
        let contract = table.contract(person);
        let days = window.to - window.from;
        let mut begin_state = table.start[person];
        for cell in &row[..window.from] {
            begin_state = contract.step(begin_state, *cell).to;
        }
        let outside = |day: usize| day < window.from || day >= window.to;
        let mut used_minutes = 0;
        for (day, cell) in row.iter().enumerate() {
            if outside(day)
                && let Some(shift) = plain(*cell)
            {
                used_minutes += i64::from(problem.shifts[shift].minutes);
            }
        }
        let mut plan = Self {
            table,
            person,
            who,
            days,
            from: window.from,
            groups: Vec::with_capacity(days),
            minutes: who.minutes,
            most_weekends: who.most_weekends,
            unit: 1,
            used_minutes,
            used_weekends: 0,
            longest: 0,
            weekends_inside: 0,
            counts_minutes: who.minutes.least > 0 || who.minutes.most < u32::MAX,
            counts_weekends: who.most_weekends < u32::MAX && problem.rules.weekends != Weight::Off,
            begin_state,
            begin_extra: 0,
            after: Vec::new(),
            dims: Vec::new(),
            row,
        };
        if paced {
            plan.pace(window.to, table.days);
        }
        plan.count_weekends(window);
        plan.choose_unit(dims.contains(&Dim::Week));
        plan.make_dims(dims, window);
        plan.make_groups(price);
        plan.look_after(window);
        plan
    }

    fn pace(&mut self, so_far: usize, days: usize) {
        let share = |all: u32| {
            if all == u32::MAX {
                return all;
            }
            let share = u64::from(all) * so_far as u64 / days.max(1) as u64;
            u32::try_from(share).unwrap_or(all)
        };
        self.minutes.most = share(self.minutes.most);
        self.minutes.least = share(self.minutes.least);
        self.most_weekends = share(self.most_weekends);
    }

    fn count_weekends(&mut self, window: Window) {
        if !self.counts_weekends {
            return;
        }
        let problem = self.table.problem;
        let saturday = self.who.before.last().is_some_and(Option::is_some);
        let mut outer: Vec<Option<usize>> = self.row.iter().map(|c| plain(*c)).collect();
        outer[window.from..window.to].fill(None);
        // What a Saturday inside leaves to a Sunday after the window is
        // counted inside: windows end with Sundays.
        self.used_weekends = weekends(problem, &outer, saturday);
        let mut seen = 0;
        for day in window.from..window.to {
            let starts = problem.weekday(day) == 5;
            seen += usize::from(starts || (problem.weekday(day) == 6 && day == window.from));
        }
        self.weekends_inside = seen;
    }

    fn choose_unit(&mut self, week: bool) {
        let problem = self.table.problem;
        let mut unit = 0;
        let mut longest = 0;
        for (shift, kind) in problem.shifts.iter().enumerate() {
            if self.who.most_of(shift) > 0 || !self.table.pins[self.person].is_empty() {
                unit = gcd(unit, kind.minutes as usize);
                longest = longest.max(kind.minutes as usize);
            }
        }
        let mut unit = unit.max(1);
        // More than this many units are not worth their time: the row is then
        // found with rounded minutes and judged with the true ones.
        let most = if week { 120 } else { 480 };
        while longest * self.days / unit > most {
            unit *= 2;
        }
        self.unit = unit;
        if self.counts_minutes || week {
            self.longest = (longest + unit / 2) / unit;
        }
    }

    fn make_dims(&mut self, dims: &[Dim], window: Window) {
        let problem = self.table.problem;
        for dim in dims {
            let outside = self.row.iter().enumerate();
            let outside = outside.filter(|(day, _)| *day < window.from || *day >= window.to);
            let cells = outside.filter_map(|(_, cell)| plain(*cell));
            let (most, used) = match dim {
                Dim::Kind(kind) => (self.who.most_of(*kind), cells.filter(|s| s == kind).count()),
                Dim::Nights => (
                    self.who.most_nights,
                    cells.filter(|s| problem.shifts[*s].night).count(),
                ),
                Dim::Week => (self.longest as u32 * 7, 0),
            };
            let left = (most as usize)
                .saturating_sub(used)
                .min(self.days.max(self.longest * 7));
            self.dims.push((*dim, left + 1, used as u32));
        }
        let mut stride = 1;
        let begins = self.week_before();
        for (dim, size, _) in &self.dims {
            if *dim == Dim::Week {
                self.begin_extra += stride * begins.min(size - 1);
            }
            stride *= size;
        }
    }

    /// Units already worked in the week the window begins in.
    fn week_before(&self) -> usize {
        let problem = self.table.problem;
        let weekday = problem.weekday(self.from);
        let mut minutes = 0;
        for back in 1..=weekday {
            let cell = match self.from.checked_sub(back) {
                Some(day) => plain(self.row[day]),
                None => {
                    let before = &self.who.before;
                    let at = (before.len() + self.from).checked_sub(back);
                    at.and_then(|i| before.get(i)).copied().flatten()
                }
            };
            minutes += cell.map_or(0, |s| problem.shifts[s].minutes as usize);
        }
        (minutes + self.unit / 2) / self.unit
    }

    fn make_groups(&mut self, price: &[f32]) {
        let table = self.table;
        let contract = table.contract(self.person);
        let width = table.kinds + 1;
        for day in 0..self.days {
            let prices = &price[day * width..(day + 1) * width];
            let at = table.at(self.person, self.from + day, 0);
            let closed = &table.closed[at..at + width];
            let only = closed.iter().filter(|c| !**c).count() == 1;
            let mut groups: Vec<Group> = Vec::new();
            for cell in 0..width {
                if closed[cell] && (only || cell > 0) {
                    continue;
                }
                let column = cell.checked_sub(1).map_or(0, |s| contract.class_of[s] + 1);
                let units = match cell.checked_sub(1) {
                    Some(s) if self.longest > 0 => {
                        (table.problem.shifts[s].minutes as usize + self.unit / 2) / self.unit
                    }
                    _ => 0,
                };
                let group = Group {
                    cell: cell as u8,
                    column,
                    minutes: if self.counts_minutes { units } else { 0 },
                    units,
                    price: prices[cell],
                    closed: closed[cell],
                };
                let counted = |c: u8| {
                    let kind = |d: &(Dim, usize, u32)| matches!(d.0, Dim::Kind(k) if k + 1 == usize::from(c));
                    self.dims.iter().position(kind)
                };
                let same = groups.iter_mut().find(|g| {
                    g.column == column
                        && g.units == units
                        && counted(g.cell) == counted(group.cell)
                        && g.cell > 0
                });
                match same {
                    Some(other) if group.price < other.price => *other = group,
                    Some(_) => {}
                    None => groups.push(group),
                }
            }
            self.groups.push(groups);
        }
    }

    /// What the days after the window cost from each state.
    fn look_after(&mut self, window: Window) {
        let contract = self.table.contract(self.person);
        let mut places: Vec<usize> = (0..contract.states()).collect();
        self.after = vec![(0, 0); places.len()];
        for cell in &self.row[window.to..] {
            for (place, sum) in places.iter_mut().zip(&mut self.after) {
                let step = contract.step(*place, *cell);
                *place = step.to;
                sum.0 += step.price;
                sum.1 += step.hard;
            }
            if places.iter().all(|p| Some(p) == places.first()) {
                break;
            }
        }
        let least = self.after.iter().map(|a| a.1).min().unwrap_or(0);
        for sum in &mut self.after {
            sum.1 -= least;
        }
    }

    pub(crate) fn groups(&self, day: usize) -> &[Group] {
        &self.groups[day]
    }

    pub(crate) fn add(&self, group: &Group, price: i64, hard: i64) -> f32 {
        step_price(group, price, hard, self.table.stiff)
    }

    /// How many units of minutes are told apart.
    pub(crate) fn minutes(&self, hard: bool) -> usize {
        if !self.counts_minutes {
            return 1;
        }
        let most = self.days * self.longest;
        let soft = self.table.problem.rules.minutes_most != Weight::Hard;
        if hard || soft || self.minutes.most == u32::MAX {
            return most + self.longest + 1;
        }
        let left = i64::from(self.minutes.most) - self.used_minutes;
        let left = usize::try_from(left).unwrap_or(0) / self.unit;
        left.min(most) + 1
    }

    pub(crate) fn weekends(&self, hard: bool) -> usize {
        if !self.counts_weekends {
            return 1;
        }
        let soft = self.table.problem.rules.weekends != Weight::Hard;
        if hard || soft {
            return self.weekends_inside + 1;
        }
        let left = self.most_weekends.saturating_sub(self.used_weekends);
        // One more than none, so that a first weekend is told from none left.
        (left as usize).min(self.weekends_inside).max(1) + 1
    }

    pub(crate) fn extras(&self) -> usize {
        self.dims.iter().map(|d| d.1).product()
    }

    /// Most units that one step can bring.
    pub(crate) fn longest_step(&self) -> usize {
        let minutes = |g: &Group| g.minutes;
        self.groups.iter().flatten().map(minutes).max().unwrap_or(0)
    }

    /// A number that is the same for steps that count the same.
    pub(crate) fn alike(&self, day: usize, group: &Group, flat: bool) -> usize {
        if flat || self.dims.is_empty() {
            return 0;
        }
        let mut number = 1;
        for (dim, _, _) in &self.dims {
            let add = match dim {
                Dim::Week => {
                    let monday = day > 0 && self.table.problem.weekday(self.from + day) == 0;
                    group.units * 2 + usize::from(monday)
                }
                _ => self.adds(*dim, group),
            };
            number = number * 4096 + add;
        }
        number
    }

    fn adds(&self, dim: Dim, group: &Group) -> usize {
        match dim {
            Dim::Kind(kind) => usize::from(usize::from(group.cell) == kind + 1),
            Dim::Nights => {
                let night = |s: usize| self.table.problem.shifts[s].night;
                usize::from(plain(group.cell).is_some_and(night))
            }
            Dim::Week => group.units,
        }
    }

    pub(crate) fn new_weekend(&self, day: usize, group: &Group, worked: bool) -> bool {
        group.cell > 0
            && match self.table.problem.weekday(self.from + day) {
                5 => true,
                6 => !worked,
                _ => false,
            }
    }

    /// Where a strip (weekends, and what else is counted) leads, and what a
    /// finished week adds.
    pub(crate) fn strip(
        &self,
        day: usize,
        group: &Group,
        (strip, weekend): (usize, usize),
        weekends: usize,
        flat: bool,
    ) -> Option<(usize, f32)> {
        let count = strip % weekends + weekend;
        if count >= weekends {
            return None;
        }
        if flat || self.dims.is_empty() {
            let whole = strip / weekends;
            return Some((whole * weekends + count, 0.0));
        }
        let mut rest = strip / weekends;
        let (mut to, mut stride, mut extra) = (0, 1, 0.0);
        for (dim, size, _) in &self.dims {
            let mut value = rest % size;
            rest /= size;
            if *dim == Dim::Week && day > 0 && self.table.problem.weekday(self.from + day) == 0 {
                extra += self.week_price(value, true)?;
                value = 0;
            }
            let add = self.adds(*dim, group);
            value += add;
            if value >= *size {
                return None;
            }
            to += value * stride;
            stride *= size;
        }
        Some((to * weekends + count, extra))
    }

    /// What a week with so many units costs.
    fn week_price(&self, units: usize, whole: bool) -> Option<f32> {
        let minutes = (units * self.unit) as i64;
        let rules = &self.table.problem.rules;
        let beyond = hours(minutes - i64::from(self.who.week_minutes.most));
        let lacks = hours(i64::from(self.who.week_minutes.least) - minutes);
        let over = priced(rules.week_most, beyond, self.table.stiff, false)?;
        // A week that someone is away for cannot be filled: too little is
        // dear here, never shut.
        let short = priced(rules.week_least, lacks, self.table.stiff, true)?;
        Some(over + if whole { short } else { 0.0 })
    }

    /// What the days after the window cost, from a state.
    pub(crate) fn after(&self, state: usize, hard: bool) -> Option<f32> {
        let (price, broken) = self.after[state];
        let stiff = priced(Weight::Hard, broken, self.table.stiff, hard)?;
        Some(price as f32 + stiff)
    }

    pub(crate) fn end_of_strip(
        &self,
        strip: usize,
        weekends: usize,
        flat: bool,
        hard: bool,
    ) -> Option<f32> {
        let stiff = self.table.stiff;
        let rules = &self.table.problem.rules;
        let count = (strip % weekends) as i64 + i64::from(self.used_weekends);
        let beyond = if self.counts_weekends {
            (count - i64::from(self.most_weekends)).max(0)
        } else {
            0
        };
        let mut sum = priced(rules.weekends, beyond, stiff, hard)?;
        if flat {
            return Some(sum);
        }
        let mut rest = strip / weekends;
        for (dim, size, _) in &self.dims {
            let value = rest % size;
            rest /= size;
            if *dim == Dim::Week {
                let whole = self.table.problem.weekday(self.from + self.days - 1) == 6;
                sum += self.week_price(value, whole)?;
            }
        }
        Some(sum)
    }

    pub(crate) fn end_minutes(&self, m: usize, hard: bool) -> Option<f32> {
        if !self.counts_minutes {
            return Some(0.0);
        }
        let minutes = self.used_minutes + (m * self.unit) as i64;
        let rules = &self.table.problem.rules;
        let beyond = hours(minutes - i64::from(self.minutes.most));
        let lacks = hours(i64::from(self.minutes.least) - minutes);
        let over = priced(rules.minutes_most, beyond, self.table.stiff, hard)?;
        Some(over + priced(rules.minutes_least, lacks, self.table.stiff, hard)?)
    }
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
