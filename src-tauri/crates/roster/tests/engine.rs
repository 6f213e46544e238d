//! The engine as its callers see it: what it gives is what the judge says, it
//! keeps what it must keep, and it says what it could not do.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    missing_docs,
    unreachable_pub,
    reason = "a test says what it expects by failing"
)]

mod made;

use std::path::PathBuf;

use made::Dice;
use proptest::prelude::*;
use steward_roster::format::{Instance, read};
use steward_roster::{
    Away, Control, Demand, Fairness, Limit, Options, Outcome, Pair, Person, Pin, Problem, Range,
    Reason, Request, Roster, Share, Shift, Standing, Weight, Wish, check, solve,
};

fn steps(problem: &Problem, seed: u64, threads: usize, steps: u64) -> Outcome {
    let options = Options {
        seed,
        threads,
        limit: Limit::Steps(steps),
        from: None,
    };
    solve(problem, options, &mut |_| Control::Go)
}

/// A small problem with a bit of everything. Everyone off breaks nothing
/// hard.
fn small(seed: u64, people: usize, days: usize) -> Problem {
    let mut dice = Dice(seed);
    let shift = |from, to, night| Shift {
        minutes: to - from,
        from,
        to,
        night,
        not_before: Vec::new(),
    };
    let mut problem = Problem {
        days,
        first_weekday: u8::try_from(dice.below(7)).unwrap(),
        holidays: vec![dice.index(days)],
        shifts: vec![shift(480, 960, false), shift(1320, 1800, true)],
        ..Problem::default()
    };
    for _ in 0..people {
        let mut person = Person::anything(vec![u32::try_from(dice.below(2)).unwrap()]);
        let mut number = |n: u64| u32::try_from(dice.below(n)).unwrap();
        person.run = Range {
            least: 1 + number(2),
            most: 2 + number(3),
        };
        person.least_off = 1 + number(2);
        person.least_rest = 600;
        person.most_weekends = 1 + number(2);
        person.most_nights_in_row = 1 + number(2);
        person.most_nights = 1 + number(3);
        person.off_after_nights = number(2);
        person.minutes.most = 480 * (2 + number(5));
        person.week_minutes.most = 480 * (2 + number(3));
        person.most_of = vec![1 + number(4), u32::MAX];
        person.before = match number(3) {
            0 => Vec::new(),
            1 => vec![Some(0), Some(0)],
            _ => vec![Some(0), None],
        };
        if dice.one_in(2) {
            person.away.push(Away {
                day: dice.index(days),
                shift: None,
            });
        }
        problem.people.push(person);
    }
    for day in 0..days {
        for kind in 0..2 {
            problem.demand.push(Demand {
                cells: vec![(day, kind)],
                group: if dice.one_in(3) { Some(1) } else { None },
                wanted: u32::try_from(dice.below(3)).unwrap(),
                least: 0,
                under: 10,
                over: 2,
            });
        }
    }
    for _ in 0..people {
        problem.requests.push(Request {
            person: dice.index(people),
            day: dice.index(days),
            wish: [Wish::On(0), Wish::Not(1), Wish::Off, Wish::Work][dice.index(4)],
            price: 1 + i64::try_from(dice.below(4)).unwrap(),
        });
    }
    if dice.one_in(2) {
        problem.fairness.push(Fairness {
            of: [
                Share::Nights,
                Share::Weekends,
                Share::Holidays,
                Share::Hours,
            ][dice.index(4)],
            among: (0..people).map(|p| (p, 0)).collect(),
            price: 1,
        });
    }
    if people > 1 && dice.one_in(2) {
        problem.pairs.push(Pair {
            one: 0,
            other: 1,
            together: dice.one_in(2),
            weight: Weight::Costs(3),
        });
    }
    if dice.one_in(3) {
        problem.rules.run_most = Weight::Costs(4);
        problem.rules.weekends = Weight::Costs(5);
    }
    problem
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_the_judge_says(seed in 0_u64..5000) {
        let problem = small(seed, 5, 14);
        let outcome = steps(&problem, seed, 1, 40);
        let (cost, broken) = check(&problem, &outcome.roster);
        prop_assert_eq!(cost, outcome.cost);
        prop_assert_eq!(&broken, &outcome.broken);
        prop_assert_eq!(cost.hard, 0, "{:?}", broken);
        if let Some(bound) = outcome.bound {
            prop_assert!(bound <= cost.total(), "{} {}", bound, cost.total());
        }
    }

    #[test]
    fn pins_are_kept_even_against_rules(seed in 0_u64..5000) {
        let mut problem = small(seed, 4, 14);
        let mut dice = Dice(seed + 9);
        for person in 0..4 {
            let cell = [None, Some(0), Some(1)][dice.index(3)];
            problem.pins.push(Pin { person, day: dice.index(14), cell });
        }
        let outcome = steps(&problem, seed, 1, 30);
        for pin in &problem.pins {
            prop_assert_eq!(outcome.roster.get(pin.person, pin.day), pin.cell);
        }
    }
}

/// The cheapest of all rosters there are.
fn cheapest(problem: &Problem) -> (i64, i64) {
    let cells = problem.people.len() * problem.days;
    let mut best = (i64::MAX, i64::MAX);
    for mut number in 0..3_usize.pow(u32::try_from(cells).unwrap()) {
        let mut roster = Roster::all_off(problem.people.len(), problem.days);
        for person in 0..problem.people.len() {
            for day in 0..problem.days {
                roster.set(person, day, (number % 3).checked_sub(1));
                number /= 3;
            }
        }
        best = best.min(check(problem, &roster).0.rank());
    }
    best
}

#[test]
fn small_problems_are_solved_as_well_as_by_trying_everything() {
    for seed in 0..16 {
        let mut problem = small(seed, 2, 4);
        // What ties rows together is not searched to its end.
        problem.pairs.clear();
        problem.fairness.clear();
        let outcome = steps(&problem, seed, 1, 120);
        let best = cheapest(&problem);
        assert_eq!(outcome.cost.rank(), best, "seed {seed}");
        if let Some(bound) = outcome.bound {
            assert!(bound <= best.1, "seed {seed}: {bound} {best:?}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_roster() {
    let problem = made::benchmark(12, 28, 3, 4);
    let one = steps(&problem, 7, 2, 4000);
    let other = steps(&problem, 7, 2, 4000);
    assert_eq!(one.roster, other.roster);
    assert_eq!(one.cost, other.cost);
    let alone = steps(&problem, 7, 1, 1500);
    assert_eq!(alone.roster, steps(&problem, 7, 1, 1500).roster);
}

#[test]
fn it_goes_on_from_a_roster_and_stops_when_asked() {
    let problem = made::house(18, 14, 2);
    let first = steps(&problem, 1, 1, 60);
    let options = Options {
        seed: 2,
        threads: 1,
        limit: Limit::Steps(60),
        from: Some(first.roster.clone()),
    };
    let next = solve(&problem, options, &mut |_| Control::Go);
    assert!(next.cost.rank() <= first.cost.rank());
    let options = Options {
        seed: 2,
        threads: 1,
        limit: Limit::Steps(u64::MAX),
        from: None,
    };
    let stopped = solve(&problem, options, &mut |_| Control::Stop);
    assert_eq!(stopped.cost, check(&problem, &stopped.roster).0);
}

#[test]
fn a_call_off_changes_little() {
    let problem = made::house(60, 31, 1);
    let month = steps(&problem, 1, 1, 500);
    assert_eq!((month.cost.hard, month.cost.under), (0, 0));
    let day = 12;
    let person = (0..60)
        .find(|p| month.roster.get(*p, day).is_some())
        .unwrap();
    let mut next = problem;
    next.people[person].away.push(Away { day, shift: None });
    next.standing = Some(Standing {
        roster: month.roster.clone(),
        price: 30,
    });
    let again = steps(&next, 1, 1, 150);
    assert_eq!((again.cost.hard, again.cost.under), (0, 0));
    assert_eq!(again.roster.get(person, day), None);
    let changes = again.roster.changes_from(&month.roster);
    assert!((1..=3).contains(&changes), "{changes} changes");
}

#[test]
fn what_is_not_met_is_explained() {
    let mut problem = Problem {
        days: 2,
        shifts: vec![Shift {
            minutes: 480,
            from: 480,
            to: 960,
            ..Shift::default()
        }],
        ..Problem::default()
    };
    for group in [1, 1, 2] {
        problem.people.push(Person::anything(vec![group]));
    }
    problem.people[0].away.push(Away {
        day: 0,
        shift: None,
    });
    problem.people[1].minutes.most = 0;
    problem.demand.push(Demand {
        cells: vec![(0, 0)],
        group: Some(1),
        wanted: 1,
        least: 0,
        under: 10,
        over: 0,
    });
    let outcome = steps(&problem, 1, 1, 20);
    let unmet = &outcome.unmet[0];
    assert_eq!((unmet.there, unmet.wanted), (0, 1));
    for reason in [
        Reason::Away,
        Reason::Rule(steward_roster::Rule::MinutesMost),
        Reason::NotOfGroup,
    ] {
        assert!(unmet.reasons.contains(&(reason, 1)), "{unmet:?}");
    }
    assert_eq!(unmet.helps.len(), 3, "{unmet:?}");
}

#[test]
fn a_year_of_many_people_gets_a_roster_that_breaks_nothing() {
    let problem = made::benchmark(24, 364, 8, 3);
    let outcome = steps(&problem, 1, 1, 300);
    assert_eq!(outcome.cost.hard, 0, "{:?}", &outcome.broken[..3]);
}

#[test]
fn nothing_at_all_is_a_problem_too() {
    let outcome = steps(&Problem::default(), 1, 2, 10);
    assert_eq!(outcome.cost.rank(), (0, 0));
    let mut problem = small(1, 3, 7);
    problem.shifts.clear();
    problem.demand.clear();
    problem.requests.clear();
    assert_eq!(steps(&problem, 1, 1, 10).cost.hard, 0);
}

#[test]
fn the_benchmarks_format_is_read_and_written() {
    let names = |n: usize, letter: char| (0..n).map(|i| format!("{letter}{i}")).collect();
    let mut problem = made::benchmark(6, 14, 3, 1);
    problem
        .requests
        .sort_by_key(|r| matches!(r.wish, Wish::Not(_)));
    let instance = Instance {
        problem,
        shifts: names(3, 's'),
        people: names(6, 'p'),
    };
    assert_eq!(read(&instance.to_text()).unwrap(), instance);
    let roster = steps(&instance.problem, 1, 1, 20).roster;
    assert_eq!(
        instance.read_roster(&instance.write(&roster)).unwrap(),
        roster
    );
    assert!(read("SECTION_HORIZON\n9\nSECTION_COVER\n12,D,1,1,1\n").is_err());
    assert!(instance.read_roster("nobody,s1\n").is_err());
}

/// Instances of the benchmark, where the shared data is.
fn instance(number: u32) -> Option<Instance> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder = std::env::var_os("STEWARD_DATA").map_or(beside, PathBuf::from);
    let path = folder.join(format!("roster/Instance{number}.txt"));
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(read(&text).unwrap()),
        Err(_) => {
            eprintln!("passed over: no real data at {}", path.display());
            None
        }
    }
}

#[test]
fn small_instances_of_the_benchmark_are_solved_to_the_best_known() {
    for (number, best) in [(1, 607), (2, 828), (3, 1001), (4, 1716)] {
        let Some(instance) = instance(number) else {
            continue;
        };
        let outcome = steps(&instance.problem, 1, 1, 3000);
        assert_eq!(outcome.cost.rank(), (0, best), "instance {number}");
        assert!(outcome.bound.unwrap() <= best, "instance {number}");
    }
}
