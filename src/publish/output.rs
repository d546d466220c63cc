//! The site's folder, changed by difference from one whole site to the next.
//!
//! [`Staging::open`] looks at what is there and ends a move that was broken off. While the site is made, new bytes go
//! to a staging folder; a file that stands there already with the same bytes is left alone and keeps its time. So a
//! full disk, or a check that fails, comes before anything that readers see. [`Staging::publish`] writes a journal and
//! carries it out; [`Staging::abandon`], or dropping, leaves the old site as it was.
//!
//! Files that `manifest.json` does not name are never touched, and a folder that holds such files and no manifest of
//! ours is refused. Whether what is made *should* be published is not decided here.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Problem, PublishError, failed};
use super::journal::{self, Journal, check_folders, staged, staging};
use super::lock::Lock;
use super::manifest::{self, Item, Manifest};
use crate::site::{Route, Store, StoreError};

/// How far what stands in the folder is taken to be what the manifest says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// If its length is right.
    Length,
    /// If its hash is right (`--rehash`).
    Hash,
}

/// What publishing did. The manifest is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that are new or replaced.
    pub written: usize,
    /// Files that were left alone.
    pub unchanged: usize,
    /// Files that were removed.
    pub deleted: usize,
    /// The bytes of the written files.
    pub bytes: u64,
}

/// A site on its way into its folder.
#[derive(Debug)]
pub struct Staging {
    public: Utf8PathBuf,
    trust: Trust,
    disk: Disk,
    before: Manifest,
    made: Mutex<BTreeMap<Route, Made>>,
    /// Whether the staging folder goes when this is dropped: not once there is a journal.
    clears: bool,
    /// Whether the site's folder was made by this build.
    made_folder: bool,
    _lock: Lock,
}

#[derive(Clone, Debug)]
struct Made {
    item: Item,
    is_staged: bool,
}

impl Staging {
    /// Prepares a folder for a site, with the study's lock held.
    ///
    /// Ends a broken move first. Fails where the folder is foreign ([`Problem::Foreign`]), a link ([`Problem::Link`]),
    /// or of a newer program ([`Problem::Newer`]).
    pub fn open(public: &Utf8Path, trust: Trust, lock: Lock) -> Result<Self, PublishError> {
        Self::on(Disk::default(), public, trust, lock)
    }

    pub(super) fn on(disk: Disk, public: &Utf8Path, trust: Trust, lock: Lock) -> Result<Self, PublishError> {
        let found = disk.kind(public).map_err(failed("read", public))?;
        match found {
            Kind::Link => return Err(PublishError::new(public, Problem::Link)),
            Kind::Nothing => disk.create_folders(public).map_err(failed("create", public))?,
            Kind::Folder => journal::recover(&disk, public)?,
            Kind::File { .. } | Kind::Other => return Err(PublishError::new(public, Problem::NotOurs)),
        }
        let before = match Manifest::read(&disk, public)? {
            Some(manifest) => manifest,
            None => refuse_foreign(&disk, public).map(|()| Manifest::default())?,
        };
        Ok(Self {
            public: public.to_owned(),
            trust,
            disk,
            before,
            made: Mutex::default(),
            clears: true,
            made_folder: found == Kind::Nothing,
            _lock: lock,
        })
    }

    /// Brings the site that was put here into its folder.
    ///
    /// Fails before anything is touched where a file that is not ours is in the way, or where the machine refuses. An
    /// error after that leaves a journal, and the next build ends the move.
    pub fn publish(mut self) -> Result<Counts, PublishError> {
        let made = std::mem::take(&mut *self.made());
        let mut journal = self.plan(&made)?;
        self.check_way(&journal)?;
        self.stage_manifest(&made, &mut journal)?;
        let counts = count(&journal, made.len());
        if journal.is_empty() {
            return self.abandon().map(|()| counts);
        }
        journal.write(&self.disk, &self.public)?;
        self.clears = false;
        journal.carry_out(&self.disk, &self.public)?;
        Ok(counts)
    }

    /// Leaves the folder as it was.
    pub fn abandon(mut self) -> Result<(), PublishError> {
        self.clear()
    }

    fn clear(&mut self) -> Result<(), PublishError> {
        self.clears = false;
        let staging = staging(&self.public);
        self.disk.remove_tree(&staging).map_err(failed("remove", &staging))?;
        if self.made_folder {
            self.disk.remove_if_empty(&self.public).map_err(failed("remove", &self.public))?;
        }
        Ok(())
    }

    /// What must come in and what must go.
    fn plan(&self, made: &BTreeMap<Route, Made>) -> Result<Journal, PublishError> {
        let mut journal = Journal::new();
        for (route, made) in made.iter().filter(|(_, made)| made.is_staged) {
            let is_ours = self.before.files.contains_key(route);
            if !is_ours && self.is_there(route.as_str(), &made.item, Trust::Hash)? {
                // Somebody put the very file there that we would: it becomes ours as it is.
                continue;
            }
            let incoming = if is_ours { &mut journal.changed } else { &mut journal.new };
            incoming.insert(route.clone(), made.item.clone());
        }
        let kept: BTreeMap<String, &Route> = made.keys().map(|route| (route.as_str().to_lowercase(), route)).collect();
        for route in self.before.files.keys().filter(|route| !made.contains_key(*route)) {
            if is_in_the_way(route, made) {
                journal.in_the_way.push(route.clone());
            } else {
                let twin = kept.get(&route.as_str().to_lowercase()).map(|twin| (*twin).clone());
                journal.stale.push((route.clone(), twin));
            }
        }
        Ok(journal)
    }

    /// Makes sure that every step of a move can be done, and touches nothing of anybody else's.
    fn check_way(&self, journal: &Journal) -> Result<(), PublishError> {
        for route in journal.outgoing() {
            check_folders(&self.disk, &self.public, &self.public.join(route.as_str()))?;
        }
        for (route, _) in journal.incoming() {
            let path = self.public.join(route.as_str());
            check_folders(&self.disk, &self.public, &path)?;
            for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.public) {
                let is_clear = matches!(self.kind(folder)?, Kind::Nothing | Kind::Folder);
                if !is_clear && !self.is_known(folder, &journal.in_the_way) {
                    return Err(PublishError::new(folder, Problem::NotOurs));
                }
            }
            self.check_place(route, &path, journal)?;
        }
        Ok(())
    }

    fn check_place(&self, route: &Route, path: &Utf8Path, journal: &Journal) -> Result<(), PublishError> {
        let is_clear = match self.kind(path)? {
            Kind::Nothing => true,
            Kind::Folder => self.holds_only(path, &journal.in_the_way)?,
            Kind::File { .. } | Kind::Link => {
                let is_twin = |(stale, twin): &(Route, Option<Route>)| {
                    twin.as_ref() == Some(route) && self.disk.is_same_file(path, &self.public.join(stale.as_str()))
                };
                self.before.files.contains_key(route) || journal.stale.iter().any(is_twin)
            }
            Kind::Other => false,
        };
        if is_clear { Ok(()) } else { Err(PublishError::new(path, Problem::NotOurs)) }
    }

    /// Whether a folder holds nothing but these files, at any depth.
    fn holds_only(&self, folder: &Utf8Path, files: &[Route]) -> Result<bool, PublishError> {
        for name in self.disk.names(folder).map_err(failed("read", folder))? {
            let path = folder.join(name);
            let is_known = match self.kind(&path)? {
                Kind::Folder => self.holds_only(&path, files)?,
                _ => self.is_known(&path, files),
            };
            if !is_known {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_known(&self, path: &Utf8Path, files: &[Route]) -> bool {
        files.iter().any(|route| self.public.join(route.as_str()) == path)
    }

    fn stage_manifest(&self, made: &BTreeMap<Route, Made>, journal: &mut Journal) -> Result<(), PublishError> {
        let files = made.iter().map(|(route, made)| (route.clone(), made.item.clone())).collect();
        let text = Manifest { files }.text();
        let item = Item::of(text.as_bytes());
        if !self.is_there(manifest::NAME, &item, Trust::Hash)? {
            let path = staged(&self.public, manifest::NAME);
            self.disk.write(&path, text.as_bytes()).map_err(failed("write", &path))?;
            journal.manifest = Some(item);
        }
        Ok(())
    }

    /// Puts a file into the staging folder, unless it stands in its place already.
    fn stage(&self, route: &Route, bytes: &[u8]) -> Result<(), PublishError> {
        if route.as_str() == manifest::NAME {
            return Err(PublishError::new(self.public.join(manifest::NAME), Problem::NotOurs));
        }
        let item = Item::of(bytes);
        // A second file of one route must replace the first, wherever that one is.
        let is_first = !self.made().contains_key(route);
        let is_unchanged = is_first
            && self.before.files.get(route) == Some(&item)
            && self.is_there(route.as_str(), &item, self.trust)?;
        if !is_unchanged {
            let path = staged(&self.public, route.as_str());
            self.disk.write(&path, bytes).map_err(failed("write", &path))?;
        }
        self.made().insert(route.clone(), Made { item, is_staged: !is_unchanged });
        Ok(())
    }

    /// Whether a file stands in its place, as far as it is to be trusted.
    fn is_there(&self, name: &str, item: &Item, trust: Trust) -> Result<bool, PublishError> {
        let path = self.public.join(name);
        if self.kind(&path)? != (Kind::File { length: item.length }) {
            return Ok(false);
        }
        if trust == Trust::Length {
            return Ok(true);
        }
        let bytes = self.disk.read(&path).map_err(failed("read", &path))?;
        Ok(bytes.is_some_and(|bytes| Item::of(&bytes) == *item))
    }

    fn kind(&self, path: &Utf8Path) -> Result<Kind, PublishError> {
        self.disk.kind(path).map_err(failed("read", path))
    }

    fn made(&self) -> MutexGuard<'_, BTreeMap<Route, Made>> {
        // An entry is made after its file is whole, so what another thread left is in order.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for Staging {
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), StoreError> {
        self.stage(route, bytes).map_err(StoreError::from)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.clears {
            // A staging folder that cannot be removed now is removed by the next build.
            let _ = self.clear();
        }
    }
}

/// A folder without a manifest may hold files whose names begin with a stop, and nothing else.
fn refuse_foreign(disk: &Disk, public: &Utf8Path) -> Result<(), PublishError> {
    let names = disk.names(public).map_err(failed("read", public))?;
    if names.iter().all(|name| name.starts_with('.')) {
        return Ok(());
    }
    Err(PublishError::new(public, Problem::Foreign))
}

/// Whether a stale file stands where a folder must be, or in a folder that stands where a file must be.
fn is_in_the_way(stale: &Route, made: &BTreeMap<Route, Made>) -> bool {
    // No name begins with a letter before `!`, so this is where the files of a folder begin in the order of routes.
    let first_inside = Route::new(format!("{stale}/!")).ok();
    let next = first_inside.and_then(|first| made.range(first..).next());
    let is_folder = next.is_some_and(|(route, _)| route.as_str().starts_with(&format!("{stale}/")));
    let mut folders = stale.as_str().match_indices('/').filter_map(|(at, _)| stale.as_str().get(..at));
    is_folder || folders.any(|folder| Route::new(folder).is_ok_and(|folder| made.contains_key(&folder)))
}

fn count(journal: &Journal, files: usize) -> Counts {
    let written = journal.incoming().count();
    Counts {
        written,
        unchanged: files - written,
        deleted: journal.outgoing().count(),
        bytes: journal.incoming().fold(0, |bytes: u64, (_, item)| bytes.saturating_add(item.length)),
    }
}
