//! Where the threads of a search tell each other what they found.
//!
//! With a budget of steps the same must come out whichever thread is the
//! faster: each keeps a clock of its own steps, and sees of the others only
//! what they had found some steps before that; for one that is further behind
//! it waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::outcome::Limit;

/// How far behind its own clock a thread looks at the others, steps.
const BEHIND: u64 = 1500;

#[derive(Default)]
struct Kept {
    /// What was found, in the order it came: when by the finder's clock, by
    /// which thread, at what cost.
    posts: Vec<(u64, usize, i64, Vec<u8>)>,
    /// Each thread's steps, and whether it is done.
    clocks: Vec<(u64, bool)>,
    bound: Option<i64>,
    /// When it was found that no better is to be had.
    proven: Option<u64>,
}

pub(crate) struct Board<'l> {
    kept: Mutex<Kept>,
    news: Condvar,
    stop: AtomicBool,
    limit: Limit<'l>,
    began: Duration,
    threads: usize,
}

impl<'l> Board<'l> {
    pub(crate) fn new(limit: Limit<'l>, threads: usize) -> Self {
        let began = match limit {
            Limit::Time { clock, .. } => clock(),
            Limit::Steps(_) => Duration::ZERO,
        };
        let kept = Kept {
            clocks: vec![(0, false); threads],
            ..Kept::default()
        };
        Self {
            kept: Mutex::new(kept),
            news: Condvar::new(),
            stop: AtomicBool::new(false),
            limit,
            began,
            threads,
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
        self.news.notify_all();
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Seconds left; `None` with a budget of steps.
    fn seconds_left(&self) -> Option<f64> {
        match self.limit {
            Limit::Steps(_) => None,
            Limit::Time { clock, most } => {
                let gone = clock().saturating_sub(self.began);
                Some(most.saturating_sub(gone).as_secs_f64())
            }
        }
    }

    /// The best of all, with its cost.
    pub(crate) fn best(&self) -> Option<(i64, Vec<u8>)> {
        let kept = self.kept();
        let best = kept
            .posts
            .iter()
            .min_by_key(|post| (post.2, post.1, post.0));
        best.map(|post| (post.2, post.3.clone()))
    }

    pub(crate) fn bound(&self) -> Option<i64> {
        self.kept().bound
    }

    pub(crate) fn steps(&self) -> u64 {
        self.kept().clocks.iter().map(|clock| clock.0).sum()
    }

    /// Waits until something was found, all are done or a while has gone by.
    /// Whether all are done.
    pub(crate) fn wait(&self, seen: &mut usize) -> bool {
        let kept = self.kept();
        let (kept, _) = self
            .news
            .wait_timeout_while(kept, Duration::from_millis(100), |kept| {
                kept.posts.len() == *seen && kept.clocks.iter().any(|clock| !clock.1)
            })
            .unwrap_or_else(PoisonError::into_inner);
        *seen = kept.posts.len();
        kept.clocks.iter().all(|clock| clock.1)
    }
}

/// One thread's place at the board.
pub(crate) struct Seat<'b, 'l> {
    board: &'b Board<'l>,
    number: usize,
    steps: u64,
    /// What the best that it has said or taken costs.
    pub(crate) own_best: i64,
    /// It knows that no better is to be had.
    ended: bool,
}

impl<'b, 'l> Seat<'b, 'l> {
    pub(crate) fn new(board: &'b Board<'l>, number: usize) -> Self {
        Self {
            board,
            number,
            steps: 0,
            own_best: i64::MAX,
            ended: false,
        }
    }

    /// Whether to end.
    pub(crate) fn over(&self) -> bool {
        if self.board.stopped() || self.ended {
            return true;
        }
        match self.board.limit {
            Limit::Steps(most) => self.steps >= most / self.board.threads.max(1) as u64,
            Limit::Time { .. } => self.seconds_left().is_some_and(|left| left <= 0.0),
        }
    }

    pub(crate) fn seconds_left(&self) -> Option<f64> {
        self.board.seconds_left()
    }

    /// Says that so many steps were taken in all.
    pub(crate) fn tick(&mut self, steps: u64) {
        if steps > self.steps {
            self.steps = steps;
            let mut kept = self.board.kept();
            if let Some(clock) = kept.clocks.get_mut(self.number) {
                clock.0 = steps;
            }
            drop(kept);
            if matches!(self.board.limit, Limit::Steps(_)) {
                self.board.news.notify_all();
            }
        }
    }

    /// Says what was found, when it is better than this thread's best.
    pub(crate) fn post(&mut self, cost: i64, rows: &[u8]) {
        if cost >= self.own_best {
            return;
        }
        self.own_best = cost;
        let mut kept = self.board.kept();
        // Only the best can still be asked for, and with steps what others
        // may see later.
        if matches!(self.board.limit, Limit::Time { .. }) {
            kept.posts.retain(|post| post.2 < cost);
        }
        kept.posts
            .push((self.steps, self.number, cost, rows.to_vec()));
        drop(kept);
        self.board.news.notify_all();
    }

    /// Says that no better is to be had: everyone stops.
    pub(crate) fn proven(&self) {
        if matches!(self.board.limit, Limit::Time { .. }) {
            self.board.stop();
        }
        self.board.kept().proven = Some(self.steps);
    }

    pub(crate) fn bound(&self, bound: i64) {
        let mut kept = self.board.kept();
        kept.bound = Some(kept.bound.map_or(bound, |b| b.max(bound)));
    }

    /// The best that this thread may know of.
    pub(crate) fn best(&mut self) -> Option<(i64, Vec<u8>)> {
        if matches!(self.board.limit, Limit::Time { .. }) {
            return self.board.best();
        }
        let until = self.steps.saturating_sub(BEHIND);
        let kept = self.board.kept();
        let waits = |kept: &mut Kept| {
            let others = kept.clocks.iter().enumerate();
            !self.board.stopped()
                && others
                    .filter(|(n, _)| *n != self.number)
                    .any(|(_, (steps, done))| *steps < until && !done)
        };
        let kept = self
            .board
            .news
            .wait_while(kept, waits)
            .unwrap_or_else(PoisonError::into_inner);
        self.ended = kept.proven.is_some_and(|at| at < until);
        let seen = |post: &&(u64, usize, i64, Vec<u8>)| post.1 == self.number || post.0 < until;
        let best = kept.posts.iter().filter(seen);
        let best = best.min_by_key(|post| (post.2, post.1, post.0));
        best.map(|post| (post.2, post.3.clone()))
    }

    /// Says that this thread is done.
    pub(crate) fn done(&mut self) {
        let mut kept = self.board.kept();
        if let Some(clock) = kept.clocks.get_mut(self.number) {
            clock.1 = true;
        }
        drop(kept);
        self.board.news.notify_all();
    }
}
