//! The whole of it: a first roster, then local search and column generation
//! side by side, each going on from what the other found.

use std::thread;

use crate::board::{Board, Seat};
use crate::chance::Chance;
use crate::check::check;
use crate::explain::explain;
use crate::local::Local;
use crate::model::Problem;
use crate::outcome::{Control, Options, Outcome, Progress};
use crate::polish::Polisher;
use crate::row::RowFinder;
use crate::table::Table;

/// Looks for the cheapest roster until the limit, or until `shown` says stop
/// or the best is proven.
///
/// `shown` is called with the best so far whenever there is a better one, and
/// otherwise some times a second, on the thread that called.
pub fn solve(
    problem: &Problem,
    options: Options<'_>,
    shown: &mut dyn FnMut(Progress<'_>) -> Control,
) -> Outcome {
    let table = Table::new(problem);
    let threads = options.threads.clamp(1, 64);
    let board = Board::new(options.limit, threads);
    let mut first = match &options.from {
        Some(roster) => table.rows_of(roster),
        None => match &problem.standing {
            Some(standing) => table.rows_of(&standing.roster),
            None => vec![0; table.people * table.days],
        },
    };
    table.pin(&mut first);
    thread::scope(|scope| {
        let (table, board, first, seed) = (&table, &board, &first, options.seed);
        for number in 0..threads {
            scope.spawn(move || {
                let mut seat = Seat::new(board, number);
                work(table, &mut seat, first, seed, (number, threads));
                seat.done();
            });
        }
        watch(problem, table, board, shown);
    });
    let rows = board.best().map_or(first, |best| best.1);
    let roster = table.roster_of(&rows);
    let (cost, broken) = check(problem, &roster);
    let unmet = explain(problem, &roster);
    Outcome {
        roster,
        cost,
        bound: board.bound(),
        broken,
        unmet,
        steps: board.steps(),
    }
}

/// Shows the best so far until all threads are done.
fn watch(
    problem: &Problem,
    table: &Table<'_>,
    board: &Board<'_>,
    shown: &mut dyn FnMut(Progress<'_>) -> Control,
) {
    let mut seen = 0;
    loop {
        let done = board.wait(&mut seen);
        if let Some((_, rows)) = board.best() {
            let best = table.roster_of(&rows);
            let (cost, _) = check(problem, &best);
            let progress = Progress {
                steps: board.steps(),
                best: &best,
                cost,
                bound: board.bound(),
            };
            if shown(progress) == Control::Stop {
                board.stop();
            }
        }
        if done {
            break;
        }
    }
}

/// One thread: the first polishes, the others search.
fn work(
    table: &Table<'_>,
    seat: &mut Seat<'_, '_>,
    first: &[u8],
    seed: u64,
    (number, threads): (usize, usize),
) {
    if table.people == 0 || table.days == 0 {
        return;
    }
    let lane = seed.wrapping_add((number as u64).wrapping_mul(0x9E37_79B9));
    let mut local = Local::new(table, first.to_vec(), lane);
    seat.post(local.best_cost, &local.best);
    let mut order: Vec<usize> = (0..table.people).collect();
    local.chance.shuffle(&mut order);
    local.round(&order, &mut || !seat.over());
    seat.tick(local.steps());
    seat.post(local.best_cost, &local.best);
    if number == 0 {
        let best = (local.best_cost, local.best.clone());
        let mut polisher = Polisher {
            table,
            chance: Chance::new(lane ^ 0x5EED),
            finder: RowFinder::default(),
            extra: local.steps(),
            beside: (threads == 1).then_some(local),
            best,
            bound: f64::MIN,
            iterations: 0,
            slowest: 0.0,
            seat,
        };
        polisher.run();
        if polisher.proven() {
            seat.proven();
        }
        return;
    }
    let mut next = 400;
    while !seat.over() {
        local.step();
        seat.tick(local.steps());
        seat.post(local.best_cost, &local.best);
        if local.steps() > next {
            next = local.steps() + 400;
            if let Some((cost, rows)) = seat.best()
                && cost < local.best_cost
            {
                local.take(&rows);
                seat.own_best = cost;
            }
        }
    }
}
