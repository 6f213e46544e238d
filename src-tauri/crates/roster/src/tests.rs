//! Inside: the sums that are kept while rows change are the judge's.

use crate::chance::Chance;
use crate::check::check;
use crate::row::Window;
use crate::state::State;
use crate::table::{HARD, Table};
use crate::{Pair, Problem, Share, Standing, Weight};

#[path = "../tests/made/mod.rs"]
mod made;

fn with_everything(seed: u64) -> Problem {
    let mut problem = made::house(9, 21, seed);
    for together in [true, false] {
        problem.pairs.push(Pair {
            one: usize::from(together),
            other: 4,
            together,
            weight: if together {
                Weight::Costs(3)
            } else {
                Weight::Hard
            },
        });
    }
    problem.fairness[0].of = Share::Hours;
    for line in &mut problem.demand {
        line.least = line.wanted / 2;
    }
    problem.demand[0].cells.push((1, 2));
    problem.standing = Some(Standing {
        roster: crate::Roster::all_off(9, 21),
        price: 2,
    });
    problem
}

#[test]
fn sums_kept_on_the_way_are_the_judges() {
    for seed in 0..6 {
        let problem = with_everything(seed);
        let table = Table::new(&problem);
        let mut chance = Chance::new(seed);
        let mut state = State::new(&table, vec![0; 9 * 21]);
        for _ in 0..60 {
            let person = chance.below(9);
            let from = chance.below(21);
            let window = Window {
                from,
                to: from + 1 + chance.below(21 - from),
            };
            let cells: Vec<u8> = (window.from..window.to)
                .map(|_| u8::try_from(chance.below(5)).unwrap())
                .collect();
            state.count(person, window, -1);
            state.put(person, window, &cells);
            state.settle(person);
            state.settle_pairs();
            let (cost, _) = check(&problem, &table.roster_of(&state.rows));
            assert_eq!(state.cost(), cost.hard * HARD + cost.total(), "seed {seed}");
        }
    }
}
