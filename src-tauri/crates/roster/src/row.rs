//! The best row for one person against given prices, by dynamic programming
//! over days: exact for all rules of a person, in about a millisecond.
//!
//! What must be known of the days before is the state of the person's
//! [`Contract`] and what has been used up: minutes, weekends and, only when
//! the row without them broke one, counts of single kinds, nights and the
//! minutes of the week. All of it lies in one flat array a day, minutes
//! innermost, so that a step is one sweep over it.
#![allow(
    clippy::indexing_slicing,
    reason = "the innermost loop of the search: indexes are made from the array's own dimensions"
)]

use crate::contract::Contract;
use crate::model::Weight;
use crate::row_plan::{Dim, Group, Plan};
use crate::table::Table;

/// Not reached.
pub(crate) const NEVER: f32 = 3.0e38;

/// Days from the first to before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// A row that was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) price: f32,
    /// The window's cells.
    pub(crate) cells: Vec<u8>,
}

/// The arrays, kept between rows.
#[derive(Default)]
pub(crate) struct RowFinder {
    layers: Vec<f32>,
    /// By day and state, whether it can be come to.
    reached: Vec<bool>,
    /// Whether limits of the whole horizon are shared out over its days: while
    /// rows are laid out from their beginning.
    pub(crate) paced: bool,
    /// Cells of arrays swept, a measure of work that is the same everywhere.
    pub(crate) work: u64,
}

/// What the arrays of a row look like. A strip is what has one count of
/// everything but minutes; behind its minutes lies a margin that is never
/// reached, so that strips can be swept many at once.
struct Shape {
    /// Minutes that are told apart, and those with their margin.
    minutes: usize,
    stride: usize,
    weekends: usize,
    strips: usize,
    states: usize,
    /// Whether other counts than weekends are left out.
    flat: bool,
    /// Whether hard rules may be broken, at their price.
    hard: bool,
}

impl Shape {
    fn state(&self) -> usize {
        self.strips * self.stride
    }

    fn layer(&self) -> usize {
        self.states * self.state()
    }
}

/// Neighbouring strips that a cell leads to neighbouring strips.
#[derive(Debug, Clone, Copy)]
struct Segment {
    from: usize,
    to: usize,
    len: usize,
    extra: f32,
}

/// For each day and group the segments, without and with a new weekend.
struct Routes {
    known: Vec<((usize, bool), Vec<Segment>)>,
    at: Vec<Vec<[usize; 2]>>,
}

/// Rows whose arrays would be larger than this leave their extra dimensions
/// out.
const MOST_CELLS: usize = 12_000_000;

impl RowFinder {
    /// The cheapest rows of a person in a window, best first, at most `most`
    /// of them; the days outside of it stay as in `row`. `price` has for each
    /// day of the window the price of each cell (0 off).
    pub(crate) fn best(
        &mut self,
        table: &Table<'_>,
        person: usize,
        window: Window,
        row: &[u8],
        price: &[f32],
        most: usize,
    ) -> Vec<Found> {
        let mut dims: Vec<Dim> = Vec::new();
        let mut found = Vec::new();
        for _ in 0..4 {
            let plan = Plan::new(table, person, window, row, price, (&dims, self.paced));
            found = self.by(table, &plan, most, false);
            if found.is_empty() {
                found = self.by(table, &plan, most, true);
            }
            let Some(best) = found.first() else { break };
            let mut missed = plan.missed(&best.cells);
            missed.retain(|dim| !dims.contains(dim));
            if missed.is_empty() {
                break;
            }
            dims.append(&mut missed);
        }
        found
    }

    fn by(
        &mut self,
        table: &Table<'_>,
        plan: &Plan<'_, '_>,
        most: usize,
        hard: bool,
    ) -> Vec<Found> {
        let contract = table.contract(plan.person);
        let days = plan.days;
        let (minutes, weekends) = (plan.minutes(hard), plan.weekends(hard));
        let mut shape = Shape {
            minutes,
            stride: minutes + plan.longest_step(),
            weekends,
            strips: plan.extras() * weekends,
            states: contract.states(),
            flat: false,
            hard,
        };
        if shape.layer() * (days + 1) > MOST_CELLS {
            shape.flat = true;
            shape.strips = weekends;
        }
        let layer = shape.layer();
        if self.layers.len() < layer * (days + 1) {
            self.layers.resize(layer * (days + 1), NEVER);
        }
        self.reached.clear();
        self.reached.resize(shape.states * (days + 1), false);
        self.layers[..layer].fill(NEVER);
        let extra = if shape.flat { 0 } else { plan.begin_extra };
        let begin = plan.begin_state * shape.strips + extra * shape.weekends;
        self.layers[begin * shape.stride] = 0.0;
        self.reached[plan.begin_state] = true;
        let routes = routes(plan, &shape);
        for day in 0..days {
            self.sweep(contract, plan, &shape, &routes, day);
        }
        let ends = self.ends(plan, &shape, most);
        let back = |(price, place): (f32, Place)| Found {
            price,
            cells: self.trace(contract, plan, &shape, &routes, place),
        };
        ends.into_iter().map(back).collect()
    }

    /// One day: every state and every cell that may be next.
    fn sweep(
        &mut self,
        contract: &Contract,
        plan: &Plan<'_, '_>,
        shape: &Shape,
        routes: &Routes,
        day: usize,
    ) {
        let layer = shape.layer();
        let (done, rest) = self.layers.split_at_mut((day + 1) * layer);
        let from = &done[day * layer..];
        let into = &mut rest[..layer];
        into.fill(NEVER);
        let (reached, next_reached) = self.reached.split_at_mut((day + 1) * shape.states);
        let reached = &reached[day * shape.states..];
        let mut work = 0;
        for state in (0..shape.states).filter(|s| reached[*s]) {
            let worked = contract.worked(state);
            for (number, group) in plan.groups(day).iter().enumerate() {
                let step = contract.step_of(state, group.column);
                if step.hard + i64::from(group.closed) > 0 && !shape.hard {
                    continue;
                }
                let add = plan.add(group, step.price, step.hard);
                let weekend = plan.new_weekend(day, group, worked);
                let route = routes.at[day][number][usize::from(weekend)];
                for segment in &routes.known[route].1 {
                    let add = add + segment.extra;
                    let len = segment.len * shape.stride - group.minutes;
                    let source = state * shape.state() + segment.from * shape.stride;
                    let target = step.to * shape.state() + segment.to * shape.stride;
                    let source = &from[source..source + len];
                    let target = &mut into[target + group.minutes..target + group.minutes + len];
                    for (there, here) in target.iter_mut().zip(source) {
                        let new = here + add;
                        *there = if new < *there { new } else { *there };
                    }
                    work += len + 12;
                }
                next_reached[step.to] = true;
            }
        }
        if shape.stride > shape.minutes {
            for strip in into.chunks_exact_mut(shape.stride) {
                strip[shape.minutes..].fill(NEVER);
            }
        }
        self.work += work as u64;
    }

    /// The cheapest places to end in.
    fn ends(&self, plan: &Plan<'_, '_>, shape: &Shape, most: usize) -> Vec<(f32, Place)> {
        let layer = &self.layers[plan.days * shape.layer()..];
        let mut ends: Vec<(f32, Place)> = Vec::new();
        let minutes: Vec<Option<f32>> = (0..shape.minutes)
            .map(|m| plan.end_minutes(m, shape.hard))
            .collect();
        for state in 0..shape.states {
            let Some(after) = plan.after(state, shape.hard) else {
                continue;
            };
            for strip in 0..shape.strips {
                let used = plan.end_of_strip(strip, shape.weekends, shape.flat, shape.hard);
                let Some(used) = used else { continue };
                let at = (state * shape.strips + strip) * shape.stride;
                for (m, end) in minutes.iter().enumerate() {
                    let here = layer[at + m];
                    let Some(end) = end else { continue };
                    if here >= NEVER {
                        continue;
                    }
                    let price = here + after + used + end;
                    let worst = ends.last().map_or(NEVER, |e| e.0);
                    if ends.len() < most || price < worst {
                        let place = ends.partition_point(|e| e.0 <= price);
                        ends.insert(place, (price, (state, strip, m)));
                        ends.truncate(most);
                    }
                }
            }
        }
        ends
    }

    fn trace(
        &self,
        contract: &Contract,
        plan: &Plan<'_, '_>,
        shape: &Shape,
        routes: &Routes,
        mut end: Place,
    ) -> Vec<u8> {
        let mut cells = vec![0; plan.days];
        for day in (0..plan.days).rev() {
            let step = self.step_back(contract, plan, shape, routes, (day, end));
            let Some((cell, before)) = step else { break };
            cells[day] = cell;
            end = before;
        }
        cells
    }

    /// How a place was come to: found again by the same sum.
    fn step_back(
        &self,
        contract: &Contract,
        plan: &Plan<'_, '_>,
        shape: &Shape,
        routes: &Routes,
        (day, (state, strip, m)): (usize, Place),
    ) -> Option<(u8, Place)> {
        let layer = shape.layer();
        let at = |state: usize, strip: usize, m: usize| {
            (state * shape.strips + strip) * shape.stride + m
        };
        let there = self.layers[(day + 1) * layer + at(state, strip, m)];
        let from = &self.layers[day * layer..(day + 1) * layer];
        let reached = &self.reached[day * shape.states..(day + 1) * shape.states];
        for before in (0..shape.states).filter(|s| reached[*s]) {
            let worked = contract.worked(before);
            for (number, group) in plan.groups(day).iter().enumerate() {
                let step = contract.step_of(before, group.column);
                if step.to != state || (step.hard + i64::from(group.closed) > 0 && !shape.hard) {
                    continue;
                }
                let Some(minutes) = m.checked_sub(group.minutes) else {
                    continue;
                };
                let add = plan.add(group, step.price, step.hard);
                let weekend = plan.new_weekend(day, group, worked);
                let route = routes.at[day][number][usize::from(weekend)];
                for segment in &routes.known[route].1 {
                    if strip < segment.to || strip >= segment.to + segment.len {
                        continue;
                    }
                    let earlier = segment.from + strip - segment.to;
                    if from[at(before, earlier, minutes)] + (add + segment.extra) == there {
                        return Some((group.cell, (before, earlier, minutes)));
                    }
                }
            }
        }
        None
    }
}

/// State, strip, minutes.
type Place = (usize, usize, usize);

/// Where strips lead, for each day and group; found once for all that are
/// alike.
fn routes(plan: &Plan<'_, '_>, shape: &Shape) -> Routes {
    let mut routes = Routes {
        known: Vec::new(),
        at: Vec::with_capacity(plan.days),
    };
    for day in 0..plan.days {
        let mut row = Vec::new();
        for group in plan.groups(day) {
            let mut both = [0, 0];
            for (place, weekend) in both.iter_mut().zip([false, true]) {
                let key = (plan.alike(day, group, shape.flat), weekend);
                let found = routes.known.iter().position(|(known, _)| *known == key);
                *place = found.unwrap_or_else(|| {
                    let segments = segments(plan, shape, (day, group), weekend);
                    routes.known.push((key, segments));
                    routes.known.len() - 1
                });
            }
            row.push(both);
        }
        routes.at.push(row);
    }
    routes
}

fn segments(
    plan: &Plan<'_, '_>,
    shape: &Shape,
    (day, group): (usize, &Group),
    weekend: bool,
) -> Vec<Segment> {
    let weekend = usize::from(weekend && shape.weekends > 1);
    let mut segments: Vec<Segment> = Vec::new();
    for from in 0..shape.strips {
        let led = plan.strip(day, group, (from, weekend), shape.weekends, shape.flat);
        let Some((to, extra)) = led else { continue };
        match segments.last_mut() {
            Some(last)
                if last.from + last.len == from
                    && last.to + last.len == to
                    && last.extra == extra =>
            {
                last.len += 1;
            }
            _ => segments.push(Segment {
                from,
                to,
                len: 1,
                extra,
            }),
        }
    }
    segments
}

/// What a broken rule weighs among prices; `None` where it may not be broken.
pub(crate) fn priced(weight: Weight, times: i64, stiff: f32, hard: bool) -> Option<f32> {
    match weight {
        _ if times <= 0 => Some(0.0),
        Weight::Hard if hard => Some(stiff * times as f32),
        Weight::Hard => None,
        Weight::Costs(price) => Some((price * times) as f32),
        Weight::Off => Some(0.0),
    }
}

/// The price a group's step adds.
pub(crate) fn step_price(group: &Group, price: i64, hard: i64, stiff: f32) -> f32 {
    group.price + price as f32 + (hard + i64::from(group.closed)) as f32 * stiff
}
