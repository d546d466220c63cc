//! Where the bytes of a site go as soon as they are made.
//!
//! A store takes files in any order and from any thread. It decides nothing about the site: whether two files share an
//! address is [`Site`](super::Site)'s question, and when the public sees them is `publish`'s.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Route;

/// Takes the files of a site.
pub trait Store: Sync {
    /// Takes one file; a second file of the same route replaces the first.
    ///
    /// Fails where the machine does: a full disk, a folder without permission.
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), StoreError>;

    /// Takes one file whose bytes are shared with others; a store that keeps bytes need not copy these.
    fn put_shared(&self, route: &Route, bytes: &Arc<[u8]>) -> Result<(), StoreError> {
        self.put(route, bytes)
    }
}

/// The machine could not keep a file.
#[derive(Debug)]
pub struct StoreError {
    /// The file, as the machine names it.
    pub path: String,
    /// What the machine said.
    pub cause: io::Error,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write `{}`: {}", self.path, self.cause)
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// Keeps every file in memory, for `serve` and for tests.
#[derive(Debug, Default)]
pub struct MemoryStore {
    files: Mutex<BTreeMap<Route, Arc<[u8]>>>,
}

impl MemoryStore {
    /// The bytes of a file.
    pub fn get(&self, route: &Route) -> Option<Arc<[u8]>> {
        self.lock().get(route).cloned()
    }

    /// Forgets a file that is no longer part of the site.
    pub fn remove(&self, route: &Route) {
        self.lock().remove(route);
    }

    /// Every file, in the order of addresses.
    pub fn files(&self) -> BTreeMap<Route, Arc<[u8]>> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Route, Arc<[u8]>>> {
        // A map of whole files is in order even if another thread panicked.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), StoreError> {
        self.put_shared(route, &bytes.into())
    }

    fn put_shared(&self, route: &Route, bytes: &Arc<[u8]>) -> Result<(), StoreError> {
        self.lock().insert(route.clone(), Arc::clone(bytes));
        Ok(())
    }
}

/// Keeps nothing, for `check`.
#[derive(Clone, Copy, Debug, Default)]
pub struct NullStore;

impl Store for NullStore {
    fn put(&self, _route: &Route, _bytes: &[u8]) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_gives_back_the_last_bytes_of_a_route() {
        let store = MemoryStore::default();
        let route = Route::new("index.html").unwrap();
        store.put(&route, b"one").unwrap();
        store.put(&route, b"two").unwrap();
        assert_eq!(store.get(&route).as_deref(), Some(b"two".as_slice()));
        store.remove(&route);
        assert_eq!(store.get(&route), None);
    }
}
