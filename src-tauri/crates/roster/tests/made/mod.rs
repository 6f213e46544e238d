//! Problems made from a seed, for tests and for quick runs.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::indexing_slicing,
    reason = "shared by tests that each use some of it"
)]

use steward_roster::{
    Away, Demand, Fairness, Person, Problem, Range, Request, Share, Shift, Weight, Wish,
};

/// Chance of the tests' own.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n.max(1)
    }

    pub fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap_or(0)
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// An instance in the manner of the shift scheduling benchmark.
pub fn benchmark(people: usize, days: usize, kinds: usize, seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let class = |kind: usize| kind * 4 / kinds;
    let mut problem = Problem {
        days,
        ..Problem::default()
    };
    for kind in 0..kinds {
        problem.shifts.push(Shift {
            minutes: [480, 480, 480, 600][dice.index(4)],
            not_before: (0..kinds).filter(|k| class(*k) < class(kind)).collect(),
            ..Shift::default()
        });
    }
    let weeks = u32::try_from(days / 7).unwrap_or(1);
    for at in 0..people {
        let mut person = Person::anything(Vec::new());
        let part = dice.one_in(5);
        person.most_of = (0..kinds)
            .map(|_| if dice.one_in(3) { 0 } else { u32::MAX })
            .collect();
        let first = dice.index(kinds);
        person.most_of[first] = u32::MAX;
        let most = if part { 1200 } else { 2160 } * weeks;
        person.minutes = Range {
            least: most - 270 * weeks,
            most,
        };
        person.run = Range { least: 2, most: 5 };
        person.least_off = 2;
        person.most_weekends = weeks.div_ceil(2);
        for _ in 0..weeks.div_ceil(4) {
            person.away.push(Away {
                day: dice.index(days),
                shift: None,
            });
        }
        problem.people.push(person);
        for _ in 0..weeks {
            let day = dice.index(days);
            let shift = dice.index(kinds);
            problem.requests.push(Request {
                person: at,
                day,
                wish: if dice.one_in(2) {
                    Wish::On(shift)
                } else {
                    Wish::Not(shift)
                },
                price: 1 + i64::try_from(dice.below(3)).unwrap_or(0),
            });
        }
    }
    for day in 0..days {
        for shift in 0..kinds {
            let mean = people as u64 * 4 / 7 / kinds as u64;
            let wanted = (mean + dice.below(3)).saturating_sub(1);
            problem.demand.push(Demand {
                cells: vec![(day, shift)],
                group: None,
                wanted: u32::try_from(wanted).unwrap_or(0),
                least: 0,
                under: 100,
                over: 1,
            });
        }
    }
    problem
}

/// A month of the house: early, late, night and a split shift; departments
/// and a skill; rest, weeks, nights; fair nights and weekends.
pub fn house(people: usize, days: usize, seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let shift = |minutes, from, to, night| Shift {
        minutes,
        from,
        to,
        night,
        not_before: Vec::new(),
    };
    let mut problem = Problem {
        days,
        first_weekday: 1,
        holidays: vec![0],
        shifts: vec![
            shift(480, 420, 930, false),
            shift(480, 840, 1350, false),
            shift(480, 1320, 1860, true),
            shift(420, 600, 1260, false),
        ],
        ..Problem::default()
    };
    for at in 0..people {
        let department = u32::try_from(at % 3).unwrap_or(0);
        let mut person = Person::anything(vec![department]);
        if dice.one_in(3) {
            person.groups.push(10);
        }
        let weeks = u32::try_from(days).unwrap_or(0);
        person.minutes = Range {
            least: 0,
            most: weeks * 2400 / 7,
        };
        person.week_minutes = Range {
            least: 0,
            most: 2640,
        };
        person.run = Range { least: 1, most: 6 };
        person.least_off = 1;
        person.least_rest = 660;
        person.most_nights_in_row = 3;
        person.most_nights = 8;
        person.off_after_nights = 1;
        if dice.one_in(4) {
            let from = dice.index(days);
            for day in from..(from + 3).min(days) {
                person.away.push(Away { day, shift: None });
            }
        }
        problem.people.push(person);
        if dice.one_in(2) {
            problem.requests.push(Request {
                person: at,
                day: dice.index(days),
                wish: Wish::Off,
                price: 5,
            });
        }
    }
    let each = u32::try_from(people / 15).unwrap_or(1).max(1);
    for day in 0..days {
        for (kind, wanted) in [(0, each), (1, each), (2, each.div_ceil(2))] {
            for department in 0..3 {
                problem.demand.push(Demand {
                    cells: vec![(day, kind)],
                    group: Some(department),
                    wanted,
                    least: 0,
                    under: 100,
                    over: 2,
                });
            }
            problem.demand.push(Demand {
                cells: vec![(day, kind)],
                group: Some(10),
                wanted: 1,
                least: 0,
                under: 40,
                over: 0,
            });
        }
    }
    for of in [Share::Nights, Share::Weekends] {
        problem.fairness.push(Fairness {
            of,
            among: (0..people).map(|p| (p, 0)).collect(),
            price: 1,
        });
    }
    problem.rules.off_least = Weight::Costs(3);
    problem
}

/// Many people for few days round the clock.
pub fn summit(people: usize, days: usize, seed: u64) -> Problem {
    let mut problem = house(people, days, seed);
    for person in &mut problem.people {
        person.minutes = Range::ANY;
        person.week_minutes = Range::ANY;
    }
    for line in &mut problem.demand {
        line.wanted = line.wanted * 3 / 2;
    }
    problem.fairness.clear();
    problem
}
