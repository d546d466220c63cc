//! Results of pure functions, kept from one build to the next.
//!
//! A [`Memo`] stands at the four costly seams (parse, draw, raster, render) and is used by `pipeline` alone. Its key is
//! everything that the function reads, so a result never goes stale: it is only forgotten when a whole build did not
//! ask for it. It knows nothing of files, views or diagnostics, and it keeps nothing on disk.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Results by key, shared by all threads of a build.
///
/// A build is everything between [`Memo::begin`] and [`Memo::end`]. A build that is given up simply has no `end`, and
/// then nothing is forgotten.
#[derive(Debug)]
pub struct Memo<K, V> {
    state: Mutex<State<K, V>>,
}

/// How many results a build made, and how many it found already made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Distinct keys whose function had to run.
    pub made: usize,
    /// Questions that were answered from what was there.
    pub reused: usize,
}

#[derive(Debug)]
struct State<K, V> {
    kept: BTreeMap<K, Kept<V>>,
    build: u64,
    /// Whether what is asked now is asked again by the same build.
    is_ahead: bool,
    counts: Counts,
}

#[derive(Debug)]
struct Kept<V> {
    value: V,
    last_used: u64,
    /// Whether no build that came to its end has made or reused it.
    is_new: bool,
    /// The build that counted it as made.
    counted_in: u64,
}

impl<K: Ord, V: Clone> Memo<K, V> {
    /// A memo that remembers nothing yet.
    pub fn new() -> Self {
        Self {
            state: Mutex::new(State { kept: BTreeMap::new(), build: 0, is_ahead: false, counts: Counts::default() }),
        }
    }

    /// Opens a build: counts start at zero.
    pub fn begin(&self) {
        let mut state = self.lock();
        state.build = state.build.saturating_add(1);
        state.counts = Counts::default();
        state.is_ahead = false;
    }

    /// A part of the build that is made before the rest, which asks for it again: only then it is counted.
    pub fn ahead(&self) {
        self.lock().is_ahead = true;
    }

    /// The rest of the build, after what was made ahead.
    pub fn rest(&self) {
        self.lock().is_ahead = false;
    }

    /// The result for a key: the one that is there, or else the one that `make` gives.
    ///
    /// `make` runs outside the lock, so threads do not wait for one another and it may itself run in parallel. Two
    /// threads that ask for one new key at the same time may both run it; the first result is kept and counted, the
    /// other is dropped and counts as reused, so that the counts are the same at any number of threads.
    pub fn get_or_make(&self, key: K, make: impl FnOnce() -> V) -> V {
        if let Some(value) = self.lock().reuse(&key) {
            return value;
        }
        let value = make();
        self.lock().keep(key, value)
    }

    /// Closes a build: forgets every result that it did not ask for, and says what it did.
    pub fn end(&self) -> Counts {
        let mut state = self.lock();
        let build = state.build;
        state.kept.retain(|_, kept| kept.last_used == build);
        state.kept.values_mut().for_each(|kept| kept.is_new = false);
        state.counts
    }

    /// What the build did until now.
    pub fn counts(&self) -> Counts {
        self.lock().counts
    }

    fn lock(&self) -> MutexGuard<'_, State<K, V>> {
        // A thread that panicked elsewhere left whole results here: nothing is changed in two steps.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Ord, V: Clone> Default for Memo<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Ord, V: Clone> State<K, V> {
    fn reuse(&mut self, key: &K) -> Option<V> {
        let kept = self.kept.get_mut(key)?;
        kept.last_used = self.build;
        match (self.is_ahead, kept.is_new && kept.counted_in != self.build) {
            (true, _) => {}
            (false, true) => {
                kept.counted_in = self.build;
                self.counts.made += 1;
            }
            (false, false) => self.counts.reused += 1,
        }
        Some(kept.value.clone())
    }

    fn keep(&mut self, key: K, value: V) -> V {
        if let Some(first) = self.reuse(&key) {
            return first;
        }
        let counted_in = if self.is_ahead { 0 } else { self.build };
        if !self.is_ahead {
            self.counts.made += 1;
        }
        self.kept.insert(key, Kept { value: value.clone(), last_used: self.build, is_new: true, counted_in });
        value
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn a_key_that_comes_back_is_not_made_again() {
        let memo = Memo::new();
        memo.begin();
        assert_eq!(memo.get_or_make("delay", || 2), 2);
        assert_eq!(memo.get_or_make("delay", || 3), 2);
        assert_eq!(memo.end(), Counts { made: 1, reused: 1 });
    }

    #[test]
    fn what_a_whole_build_did_not_ask_for_is_forgotten() {
        let memo = Memo::new();
        memo.begin();
        memo.get_or_make("ined", || 1);
        memo.get_or_make("ird", || 1);
        memo.end();
        memo.begin();
        memo.get_or_make("ined", || 2);
        assert_eq!(memo.end(), Counts { made: 0, reused: 1 });
        memo.begin();
        assert_eq!(memo.get_or_make("ird", || 3), 3);
        assert_eq!(memo.get_or_make("ined", || 3), 1);
    }

    #[test]
    fn a_build_that_is_given_up_forgets_nothing() {
        let memo = Memo::new();
        memo.begin();
        memo.get_or_make("ined", || 1);
        memo.end();
        memo.begin();
        memo.get_or_make("ird", || 1);
        memo.begin();
        assert_eq!(memo.get_or_make("ined", || 2), 1);
        assert_eq!(memo.get_or_make("ird", || 2), 1);
        // What was made in vain counts as made by the build that came to use it.
        assert_eq!(memo.end(), Counts { made: 1, reused: 1 });
    }

    #[test]
    fn what_is_made_ahead_is_counted_once_by_the_rest_of_the_build() {
        let memo = Memo::new();
        memo.begin();
        memo.get_or_make("ined", || 1);
        memo.end();
        memo.begin();
        memo.ahead();
        memo.get_or_make("ined", || 2);
        memo.get_or_make("ird", || 2);
        memo.rest();
        for organisation in ["ined", "ird", "brgm"] {
            memo.get_or_make(organisation, || 3);
        }
        assert_eq!(memo.end(), Counts { made: 2, reused: 1 });
    }

    #[test]
    fn counts_do_not_depend_on_who_comes_first() {
        let memo = Memo::new();
        memo.begin();
        let both_are_making = Barrier::new(2);
        let values: Vec<i32> = std::thread::scope(|scope| {
            let threads: Vec<_> = [1, 2]
                .into_iter()
                .map(|value| {
                    let (memo, both_are_making) = (&memo, &both_are_making);
                    scope.spawn(move || {
                        memo.get_or_make("delay", || {
                            both_are_making.wait();
                            value
                        })
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(values[0], values[1], "both threads are given the result that was kept");
        assert_eq!(memo.end(), Counts { made: 1, reused: 1 });
    }
}
