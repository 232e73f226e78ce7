//! The same work on many things, on as many threads as the machine gives, with the results in the order of the things.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does `work` on each of `things`. Whichever thread is free takes the next; a thread that panics takes all down with it.
pub(super) fn each<T: Sync, R: Send>(things: &[T], work: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(things.len());
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(things.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(thing) = things.get(index) else { break };
                    let result = work(thing);
                    results.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_the_order_of_the_things() {
        let things: Vec<u32> = (0..500).collect();
        let slow = |thing: &u32| {
            // The first are the slowest, so that they finish last.
            (0..(500 - thing) * 20).fold(0_u32, |sum, number| std::hint::black_box(sum.wrapping_add(number)));
            thing * 2
        };
        let doubled: Vec<u32> = things.iter().map(|thing| thing * 2).collect();
        assert_eq!(super::each(&things, &slow), doubled);
        assert_eq!(super::each(&[], &slow), [0; 0]);
    }
}
