//! Work that is split over the processor's cores.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Cores that are used at most: others at this workstation want some, too.
const MOST: usize = 4;

/// What `each` makes of every item, in the same order. Fewer than about
/// `worth` items are done here: a thread costs more than it saves.
pub(crate) fn map<T: Send, U: Send>(
    mut items: Vec<T>,
    worth: usize,
    each: impl Fn(T) -> U + Sync,
) -> Vec<U> {
    let share = items.len().div_ceil(count()).max(worth);
    if items.len() <= share {
        return items.into_iter().map(each).collect();
    }
    let each = &each;
    thread::scope(|scope| {
        let mut others = Vec::new();
        while items.len() > share {
            let part = items.split_off(items.len() - share);
            others.push(scope.spawn(move || part.into_iter().map(each).collect::<Vec<U>>()));
        }
        let mut done: Vec<U> = items.into_iter().map(each).collect();
        for other in others.into_iter().rev() {
            match other.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}

/// Lets other cores work on what `source` gives while it goes on giving, and
/// hands what comes of it to `take`, in the same order. No more is held than
/// the cores have before them.
pub(crate) fn beside<T: Send, U: Send, E>(
    source: impl FnOnce(&mut dyn FnMut(T) -> Result<(), E>) -> Result<(), E>,
    each: impl Fn(T) -> U + Sync,
    mut take: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    let each = &each;
    thread::scope(|scope| {
        let lane = |_| {
            let (give, given) = sync_channel(AHEAD);
            let (made, get) = sync_channel(AHEAD);
            scope.spawn(move || given.into_iter().try_for_each(|item| made.send(each(item))));
            Lane { give, get }
        };
        let lanes: Vec<Lane<T, U>> = (0..count()).map(lane).collect();
        let (mut given, mut taken) = (lanes.iter().cycle(), lanes.iter().cycle());
        let mut at_work = 0;
        // A lane that is gone panicked, and so does the scope at its end.
        let mut next = || match taken.next().map(|lane| lane.get.recv()) {
            Some(Ok(made)) => take(made),
            _ => Ok(()),
        };
        source(&mut |item| {
            if at_work == AHEAD * lanes.len() {
                next()?;
                at_work -= 1;
            }
            at_work += 1;
            given.next().map(|lane| lane.give.send(item));
            Ok(())
        })?;
        (0..at_work).try_for_each(|_| next())
    })
}

/// How many items one core has before it.
const AHEAD: usize = 2;

/// One core's way in and out.
struct Lane<T, U> {
    give: SyncSender<T>,
    get: Receiver<U>,
}

/// How many there are to use.
pub(crate) fn count() -> usize {
    thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worked_on_beside_comes_back_in_order() {
        for length in [0, 1, 7, 1_000] {
            let mut doubled = Vec::new();
            let source = |give: &mut dyn FnMut(usize) -> Result<(), usize>| {
                (0..length).try_for_each(&mut *give)
            };
            let take = |n| {
                doubled.push(n);
                Ok(())
            };
            let done = beside(source, |n| 2 * n, take);
            assert_eq!(done, Ok(()));
            assert_eq!(doubled, (0..length).map(|n| 2 * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn whoever_takes_may_stop_it() {
        let source =
            |give: &mut dyn FnMut(usize) -> Result<(), usize>| (0..).try_for_each(&mut *give);
        let stop = |n| if n == 100 { Err(n) } else { Ok(()) };
        assert_eq!(beside(source, |n| n, stop), Err(100));
    }

    #[test]
    fn the_order_stays_however_it_is_split() {
        for length in [0, 1, 9, 10, 11, 20, 21, 1_000] {
            let items: Vec<usize> = (0..length).collect();
            let doubled: Vec<usize> = (0..length).map(|n| 2 * n).collect();
            assert_eq!(map(items, 10, |n| 2 * n), doubled);
        }
    }
}
