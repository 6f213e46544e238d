//! Work that is split over the processor's cores.

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
    fn the_order_stays_however_it_is_split() {
        for length in [0, 1, 9, 10, 11, 20, 21, 1_000] {
            let items: Vec<usize> = (0..length).collect();
            let doubled: Vec<usize> = (0..length).map(|n| 2 * n).collect();
            assert_eq!(map(items, 10, |n| 2 * n), doubled);
        }
    }
}
