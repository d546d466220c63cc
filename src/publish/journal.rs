//! The journal of a move: what must still be done so that the new site stands whole in its folder.
//!
//! It is written when every new byte is already on the disk and before the first file of the site is touched. While it
//! is there, the move goes on; the program may be killed at any point, and the next build ends it. Each step can be
//! done twice. The order keeps every link alive at every moment: new files come in, changed ones are replaced, stale
//! ones go last.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};

use super::disk::{Disk, Kind};
use super::error::{Problem, PublishError, failed};
use super::manifest::{self, Item, Manifest};
use crate::site::Route;

/// Where new bytes wait, inside the site's folder so that a move within one disk is certain.
const STAGING: &str = ".florilege-staging";
/// The journal's name in the site's folder.
const JOURNAL: &str = ".florilege-journal";
/// The version of the format.
const FORMAT: u32 = 1;

/// What a move does, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    format: u32,
    /// Stale files that stand where a folder is needed, or in a folder that stands where a file is.
    pub(super) in_the_way: Vec<Route>,
    /// Files that were not there.
    pub(super) new: BTreeMap<Route, Item>,
    /// Files that are replaced.
    pub(super) changed: BTreeMap<Route, Item>,
    /// The manifest, if it is replaced.
    pub(super) manifest: Option<Item>,
    /// Files that go. A twin is a file that stays whose name differs only in capitals: on some disks it is the same.
    pub(super) stale: Vec<(Route, Option<Route>)>,
}

/// Where a file waits.
pub(super) fn staged(public: &Utf8Path, name: &str) -> Utf8PathBuf {
    staging(public).join("files").join(name)
}

/// The folder in which files wait.
pub(super) fn staging(public: &Utf8Path) -> Utf8PathBuf {
    public.join(STAGING)
}

/// Ends a move that was broken off, if there is one, and clears what an earlier build left.
pub(super) fn recover(disk: &Disk, public: &Utf8Path) -> Result<(), PublishError> {
    if let Some(journal) = Journal::read(disk, public)? {
        if journal.is_whole(disk, public)? {
            return journal.carry_out(disk, public);
        }
        journal.give_up(disk, public)?;
    }
    let staging = staging(public);
    disk.remove_tree(&staging).map_err(failed("remove", &staging))
}

impl Journal {
    pub(super) fn new() -> Self {
        Self { format: FORMAT, ..Self::default() }
    }

    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        let nothing_comes = self.new.is_empty() && self.changed.is_empty() && self.manifest.is_none();
        nothing_comes && self.stale.is_empty() && self.in_the_way.is_empty()
    }

    /// Files that come in, in order.
    pub(super) fn incoming(&self) -> impl Iterator<Item = (&Route, &Item)> {
        self.new.iter().chain(&self.changed)
    }

    /// Files that go, in order.
    pub(super) fn outgoing(&self) -> impl Iterator<Item = &Route> {
        self.in_the_way.iter().chain(self.stale.iter().map(|(route, _)| route))
    }

    /// Writes the journal: from here on the move will be ended.
    pub(super) fn write(&self, disk: &Disk, public: &Utf8Path) -> Result<(), PublishError> {
        let (draft, path) = (staging(public).join("journal"), public.join(JOURNAL));
        // A journal has string keys and no failing writer, so it can always be written.
        let text = serde_json::to_vec(self).unwrap_or_default();
        disk.write_through(&draft, &text).map_err(failed("write", &draft))?;
        disk.rename(&draft, &path).map_err(failed("write", &path))
    }

    /// Does everything that is not done yet, and removes journal and staging folder.
    pub(super) fn carry_out(&self, disk: &Disk, public: &Utf8Path) -> Result<(), PublishError> {
        for route in &self.in_the_way {
            remove(disk, public, route)?;
        }
        for (route, _) in self.incoming() {
            bring_in(disk, public, route.as_str())?;
        }
        if self.manifest.is_some() {
            bring_in(disk, public, manifest::NAME)?;
        }
        for (route, twin) in &self.stale {
            let is_twin = |twin: &Route| disk.is_same_file(&public.join(route.as_str()), &public.join(twin.as_str()));
            if !twin.as_ref().is_some_and(is_twin) {
                remove(disk, public, route)?;
            }
        }
        let journal = public.join(JOURNAL);
        disk.remove_file(&journal).map_err(failed("remove", &journal))?;
        let staging = staging(public);
        disk.remove_tree(&staging).map_err(failed("remove", &staging))
    }

    fn read(disk: &Disk, public: &Utf8Path) -> Result<Option<Self>, PublishError> {
        let path = public.join(JOURNAL);
        let Some(bytes) = disk.read(&path).map_err(failed("read", &path))? else { return Ok(None) };
        match serde_json::from_slice::<Journal>(&bytes) {
            Ok(journal) if journal.format <= FORMAT => Ok(Some(journal)),
            Ok(_) => Err(PublishError::new(path, Problem::Newer)),
            // It was on the disk before it had its name, so this one was never ours.
            Err(_) => Err(PublishError::new(path, Problem::NotOurs)),
        }
    }

    /// Whether each file that comes in is whole, waiting or in its place.
    ///
    /// A killed program leaves only whole ones; a machine that lost power may not.
    fn is_whole(&self, disk: &Disk, public: &Utf8Path) -> Result<bool, PublishError> {
        let manifest = self.manifest.iter().map(|item| (manifest::NAME, item));
        for (name, item) in self.incoming().map(|(route, item)| (route.as_str(), item)).chain(manifest) {
            let waiting = staged(public, name);
            check_folders(disk, public, &waiting)?;
            if !has(disk, &waiting, item)? && !has(disk, &public.join(name), item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Keeps only the knowledge of which files are ours: the next site is written as if none could be trusted.
    fn give_up(&self, disk: &Disk, public: &Utf8Path) -> Result<(), PublishError> {
        let mut manifest = Manifest::read(disk, public)?.unwrap_or_default();
        let ours = self.incoming().map(|(route, _)| route).chain(self.outgoing());
        manifest.files.extend(ours.map(|route| (route.clone(), Item::unknown())));
        let (draft, path) = (staging(public).join("manifest"), public.join(manifest::NAME));
        disk.write_through(&draft, manifest.text().as_bytes()).map_err(failed("write", &draft))?;
        disk.rename(&draft, &path).map_err(failed("write", &path))?;
        let journal = public.join(JOURNAL);
        disk.remove_file(&journal).map_err(failed("remove", &journal))
    }
}

/// Moves a waiting file to its place; one that does not wait has been moved.
fn bring_in(disk: &Disk, public: &Utf8Path, name: &str) -> Result<(), PublishError> {
    let (from, to) = (staged(public, name), public.join(name));
    check_folders(disk, public, &from)?;
    check_folders(disk, public, &to)?;
    if !matches!(disk.kind(&from).map_err(failed("read", &from))?, Kind::File { .. }) {
        return Ok(());
    }
    if let Some(folder) = to.parent()
        && disk.kind(folder).map_err(failed("read", folder))? == Kind::Nothing
    {
        disk.create_folders(folder).map_err(failed("create", folder))?;
    }
    disk.rename(&from, &to).map_err(failed("write", &to))
}

/// Removes a file, and the folders that are empty without it.
fn remove(disk: &Disk, public: &Utf8Path, route: &Route) -> Result<(), PublishError> {
    let path = public.join(route.as_str());
    check_folders(disk, public, &path)?;
    // A folder of that name was made by somebody else.
    if matches!(disk.kind(&path).map_err(failed("read", &path))?, Kind::File { .. } | Kind::Link) {
        disk.remove_file(&path).map_err(failed("remove", &path))?;
    }
    let folders = path.ancestors().skip(1).take_while(|folder| *folder != public);
    for folder in folders {
        let is_folder = disk.kind(folder).map_err(failed("read", folder))? == Kind::Folder;
        if is_folder && !disk.remove_if_empty(folder).map_err(failed("remove", folder))? {
            break;
        }
    }
    Ok(())
}

/// Refuses a path through a link: what is written or removed there would be outside of the site.
pub(super) fn check_folders(disk: &Disk, public: &Utf8Path, path: &Utf8Path) -> Result<(), PublishError> {
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != public) {
        if disk.kind(folder).map_err(failed("read", folder))? == Kind::Link {
            return Err(PublishError::new(folder, Problem::Link));
        }
    }
    Ok(())
}

fn has(disk: &Disk, path: &Utf8Path, item: &Item) -> Result<bool, PublishError> {
    let bytes = disk.read(path).map_err(failed("read", path))?;
    Ok(bytes.is_some_and(|bytes| Item::of(&bytes) == *item))
}
