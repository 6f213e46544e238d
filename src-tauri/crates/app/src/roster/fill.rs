//! Filling the roster in: the engine looks for the best on a thread of its
//! own, without holding the store; what it found is taken as one act, or not.

mod problem;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use steward_domain::ids::StaffId;
use steward_domain::roster::CellWork;
use steward_domain::roster::check::Cells;
use steward_domain::roster::version::RosterChange;
use steward_domain::staff::Days;
use steward_roster::{Control, Cost, Limit, Options, Outcome, Progress, Roster, solve};

use super::{Book, put};
use crate::Desk;
use crate::texts::in_range;
use crate::views::{FillOrder, FillPoint, Refusal, RosterFillView};
use problem::Asked;

/// Most days that are filled at once.
const MOST_DAYS: u32 = 93;
/// Longest time that it looks for better, seconds.
const LONGEST: u32 = 3_600;

/// A roster that is being filled in, or waits to be taken.
pub(crate) struct Filling {
    order: FillOrder,
    asked: Arc<Asked>,
    /// What stood when it began.
    before: Cells,
    shared: Arc<Shared>,
    began: Instant,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    best: Option<(Roster, Cost)>,
    bound: Option<i64>,
    falling: Vec<FillPoint>,
    outcome: Option<Outcome>,
    ended: Option<Duration>,
    failed: Option<String>,
}

impl Drop for Filling {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
    }
}

impl Desk {
    /// Begins to fill in. What was found before is let go.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`] for days or a time that cannot be;
    /// [`Refusal::ChoiceNeeded`] when nobody is there to be put anywhere.
    pub fn start_fill(&self, order: &FillOrder) -> Result<(), Refusal> {
        self.may_read("start_fill")?;
        self.fill_from(order, None)
    }

    /// Looks on from what was found, for so many seconds more.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] when nothing was found yet.
    pub fn resume_fill(&self, seconds: u32) -> Result<(), Refusal> {
        self.may_read("resume_fill")?;
        let (order, from) = {
            let filling = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
            let filling = filling.as_ref().ok_or(Refusal::NothingIssued)?;
            let found = filling.found();
            let best = found.best.as_ref().ok_or(Refusal::NothingIssued)?;
            (filling.order.clone(), best.0.clone())
        };
        self.fill_from(&FillOrder { seconds, ..order }, Some(from))
    }

    fn fill_from(&self, order: &FillOrder, from: Option<Roster>) -> Result<(), Refusal> {
        in_range("seconds", order.seconds, 1, LONGEST)?;
        let days = u32::try_from((order.to - order.from).num_days()).unwrap_or(u32::MAX);
        in_range("days", days.saturating_add(1), 1, MOST_DAYS)?;
        let (asked, before) = self.house(|r, house| {
            let days = Days {
                from: order.from,
                to: order.to,
            };
            let book = Book::read(r, self.now(), days)?;
            let lines = book.demand(r, house)?;
            Ok((problem::ask(r, &book, &lines, order)?, book.cells))
        })?;
        if asked.people.is_empty() {
            return Err(Refusal::ChoiceNeeded);
        }
        let shared = Arc::new(Shared::default());
        let asked = Arc::new(asked);
        let (theirs, work) = (Arc::clone(&shared), Arc::clone(&asked));
        let most = Duration::from_secs(order.seconds.into());
        let began = Instant::now();
        let thread = std::thread::Builder::new().name("roster".to_owned());
        let started = thread.spawn(move || {
            give_way();
            run(&work, &theirs, from, began, most);
        });
        if let Err(error) = started {
            return Err(Refusal::io(std::path::Path::new("roster"), &error));
        }
        let mut filling = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
        *filling = Some(Filling {
            order: order.clone(),
            asked,
            before,
            shared,
            began,
        });
        Ok(())
    }

    /// How far it is; none when nothing was begun.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn fill_progress(&self) -> Result<Option<RosterFillView>, Refusal> {
        self.may_read("fill_progress")?;
        let filling = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(filling) = filling.as_ref() else {
            return Ok(None);
        };
        self.read(|r| {
            let days = Days {
                from: filling.order.from,
                to: filling.order.to,
            };
            let book = Book::read(r, self.now(), days)?;
            Ok(Some(filling.view(&book)))
        })
    }

    /// Stops looking; what was found so far stays to be taken.
    ///
    /// # Errors
    /// Never; what comes from a window is a result.
    pub fn stop_fill(&self) -> Result<(), Refusal> {
        self.may_read("stop_fill")?;
        let filling = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(filling) = filling.as_ref() {
            filling.shared.stop.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Lets go of what was found.
    ///
    /// # Errors
    /// Never; what comes from a window is a result.
    pub fn discard_fill(&self) -> Result<(), Refusal> {
        self.may_read("discard_fill")?;
        let mut filling = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
        *filling = None;
        Ok(())
    }

    /// Takes what was found as one act. A cell that somebody wrote meanwhile
    /// stays as they wrote it.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] when nothing was found;
    /// [`Refusal::NothingChanged`] when it says what stands already.
    pub fn take_fill(&self) -> Result<(), Refusal> {
        let mut kept = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
        let filling = kept.as_ref().ok_or(Refusal::NothingIssued)?;
        let cells = {
            let found = filling.found();
            let (best, _) = found.best.as_ref().ok_or(Refusal::NothingIssued)?;
            filling.asked.cells(best)
        };
        filling.shared.stop.store(true, Ordering::Relaxed);
        self.act("fill_roster", |w, _| {
            let mut changed = false;
            for ((staff, day), work) in cells {
                let stood = filling
                    .before
                    .get(&(staff, day))
                    .cloned()
                    .unwrap_or_default();
                let cell = super::cell_of(w, staff, day)?;
                if cell.work == stood && !cell.pinned {
                    changed |= put(w, staff, day, work)?;
                }
            }
            match changed {
                true => Ok(()),
                false => Err(Refusal::NothingChanged),
            }
        })?;
        *kept = None;
        Ok(())
    }

    /// Fills in and waits for it: for the terminal, which has nothing else to
    /// do. It stays to be taken.
    ///
    /// # Errors
    /// As [`Desk::start_fill`].
    pub fn fill_and_wait(&self, order: &FillOrder) -> Result<Option<RosterFillView>, Refusal> {
        self.may_read("fill_and_wait")?;
        self.start_fill(order)?;
        let shared = {
            let filling = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
            filling.as_ref().map(|filling| Arc::clone(&filling.shared))
        };
        while let Some(shared) = &shared {
            let found = shared.found.lock().unwrap_or_else(PoisonError::into_inner);
            if found.ended.is_some() {
                break;
            }
            drop(found);
            std::thread::park_timeout(Duration::from_millis(50));
        }
        self.fill_progress()
    }
}

/// Lets whoever works in the window go first: the engine takes what is left of
/// the machine. Where that cannot be had it looks on as before.
#[cfg(target_os = "linux")]
fn give_way() {
    // On Linux this is of the calling thread alone.
    let _ = rustix::process::nice(10);
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

fn run(asked: &Asked, shared: &Shared, from: Option<Roster>, began: Instant, most: Duration) {
    let clock = move || began.elapsed();
    let options = Options {
        seed: 1,
        threads: 1,
        limit: Limit::Time {
            clock: &clock,
            most,
        },
        from: from.or_else(|| {
            asked
                .problem
                .standing
                .as_ref()
                .map(|one| one.roster.clone())
        }),
    };
    let mut shown = |progress: Progress<'_>| {
        let mut found = shared.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.keep(progress.best, progress.cost, began.elapsed());
        found.bound = progress.bound;
        match shared.stop.load(Ordering::Relaxed) {
            true => Control::Stop,
            false => Control::Go,
        }
    };
    // A fault of the engine must not leave the window waiting.
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        solve(&asked.problem, options, &mut shown)
    }));
    let mut found = shared.found.lock().unwrap_or_else(PoisonError::into_inner);
    match outcome {
        Ok(outcome) => {
            found.keep(&outcome.roster, outcome.cost, began.elapsed());
            found.bound = outcome.bound;
            found.outcome = Some(outcome);
        }
        Err(_) => found.failed = Some("engine".to_owned()),
    }
    found.ended = Some(began.elapsed());
}

impl Found {
    fn keep(&mut self, roster: &Roster, cost: Cost, after: Duration) {
        let better = self
            .best
            .as_ref()
            .is_none_or(|(_, had)| cost.rank() < had.rank());
        if better {
            self.falling.push(FillPoint {
                tenths: u32::try_from(after.as_millis() / 100).unwrap_or(u32::MAX),
                hard: figure(cost.hard),
                cost: figure(cost.total()),
            });
            self.best = Some((roster.clone(), cost));
        }
    }
}

impl Filling {
    fn found(&self) -> std::sync::MutexGuard<'_, Found> {
        self.shared
            .found
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn view(&self, book: &Book) -> RosterFillView {
        let found = self.found();
        let lasted = found.ended.unwrap_or_else(|| self.began.elapsed());
        let cost = found
            .best
            .as_ref()
            .map(|(_, cost)| *cost)
            .unwrap_or_default();
        let cells = found.best.as_ref().map(|(best, _)| self.asked.cells(best));
        let cells = cells.unwrap_or_default();
        let stood = |staff: StaffId, day: NaiveDate| -> CellWork {
            book.cells.get(&(staff, day)).cloned().unwrap_or_default()
        };
        let stale = cells.keys().any(|(staff, day)| {
            let then = self
                .before
                .get(&(*staff, *day))
                .cloned()
                .unwrap_or_default();
            then != stood(*staff, *day)
        });
        let changes = cells.iter().filter_map(|((staff, day), work)| {
            let before = stood(*staff, *day);
            (before != *work).then(|| RosterChange {
                staff: *staff,
                name: book.called(*staff),
                day: *day,
                before: before.told(),
                after: work.told(),
            })
        });
        RosterFillView {
            order: self.order.clone(),
            running: found.ended.is_none(),
            seconds: u32::try_from(lasted.as_secs()).unwrap_or(u32::MAX),
            hard: figure(cost.hard),
            cost: figure(cost.total()),
            bound: found.bound.map(figure),
            falling: found.falling.clone(),
            changes: changes.collect(),
            unmet: found
                .outcome
                .as_ref()
                .map(|outcome| self.asked.unmet(outcome))
                .unwrap_or_default(),
            stale,
            failed: found.failed.clone(),
        }
    }
}

fn figure(n: i64) -> u32 {
    u32::try_from(n.max(0)).unwrap_or(u32::MAX)
}
