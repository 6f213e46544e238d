//! The cases: venues that things are done to, several venues at a time, each
//! on a network of its own.

mod crowd;
mod cut;
mod poor;
mod private;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::account::Account;
use crate::fault::Outcome;
use crate::venue::Venue;

/// What is wanted.
#[derive(Debug)]
pub(crate) struct Asked {
    /// A part of a case's name; empty for all.
    pub(crate) only: String,
    /// How long a machine sleeps.
    pub(crate) asleep: Duration,
    /// How many wake at once.
    pub(crate) stations: u8,
}

/// Something that is done to a venue.
type Case = fn(&mut Venue, &Asked, &Told<'_>) -> Outcome<()>;

/// Cases that are played one after another on one venue.
struct Group {
    /// At work when the cases begin; none of a venue that is yet to be
    /// founded.
    stations: &'static [&'static str],
    cases: &'static [(&'static str, Case)],
}

/// All of them at a time: they wait more than they work. The odd ones have IPv6.
const GROUPS: &[Group] = &[
    Group {
        stations: &["总台", "东楼", "西楼"],
        cases: &[
            ("cut off", cut::partition),
            ("one way only", cut::one_way),
            ("cable pulled", cut::cable),
        ],
    },
    Group {
        stations: &["总台", "东楼", "西楼"],
        cases: &[("asleep", poor::asleep), ("30 % lost", poor::loss)],
    },
    Group {
        stations: &[],
        cases: &[("nothing leaves", private::private)],
    },
    Group {
        stations: &["总台", "东楼"],
        cases: &[("many wake", crowd::waking)],
    },
    Group {
        stations: &["总台", "东楼", "西楼"],
        cases: &[
            ("address changed", cut::address),
            ("clock wrong", cut::clock),
        ],
    },
    Group {
        stations: &["总台", "东楼", "西楼"],
        cases: &[
            ("no multicast", poor::no_multicast),
            ("slow line", poor::slow),
            ("killed", poor::killed),
        ],
    },
];

/// Where a case tells what it saw.
pub(crate) struct Told<'a> {
    case: &'static str,
    account: &'a Account,
}

impl Told<'_> {
    /// Something took so long.
    pub(crate) fn took(&self, what: impl Into<String>, time: Duration) {
        self.account.took(self.case, what, time);
    }

    /// Something else that was seen.
    pub(crate) fn saw(&self, what: impl Into<String>, seen: impl Into<String>) {
        self.account.saw(self.case, what, seen);
    }
}

/// The names of all cases, a line each.
pub(crate) fn list() -> String {
    let cases = GROUPS.iter().flat_map(|group| group.cases);
    cases.map(|(name, _)| format!("{name}\n")).collect()
}

/// Plays what is asked for; how many cases failed.
pub(crate) fn play(asked: &Asked, account: &Account) -> usize {
    let failed = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for (number, group) in (1..).zip(GROUPS) {
            let failed = &failed;
            scope.spawn(move || {
                let failures = play_group(number, group, asked, account);
                failed.fetch_add(failures, Ordering::SeqCst);
            });
        }
    });
    failed.into_inner()
}

fn play_group(number: u8, group: &Group, asked: &Asked, account: &Account) -> usize {
    let wanted = group
        .cases
        .iter()
        .filter(|(name, _)| name.contains(&asked.only));
    let cases: Vec<_> = wanted.collect();
    if cases.is_empty() {
        return 0;
    }
    let venue = match group.stations {
        [] => Venue::bare(number, "总台"),
        stations => Venue::of(number, stations),
    };
    let mut venue = match venue {
        Ok(venue) => venue,
        Err(fault) => {
            println!("FAILED: a venue of {:?}: {fault}", group.stations);
            return cases.len();
        }
    };
    for (played, (name, case)) in cases.iter().enumerate() {
        let told = Told {
            case: name,
            account,
        };
        if let Err(fault) = case(&mut venue, asked, &told) {
            println!("FAILED: {name}: {fault}\n{}", venue.complaints());
            // What comes after stands on what did not hold.
            return cases.len() - played;
        }
    }
    if std::env::var_os("STEWARD_LOG").is_some() {
        println!("{}", venue.complaints());
    }
    0
}
