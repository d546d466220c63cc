//! Notices that something in a study's folders has changed; what, is for a new reading to find out.
//!
//! Saving looks different in each editor: bytes written over the old ones, a temporary file renamed, a file emptied and
//! filled. So an event is taken as a reason to look and as doubt about the files that it names, never as the truth.
//! The only user of notify.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::SourcePath;
use crate::source::read::{FOLDERS, is_part};

/// An editor's single save is over when nothing came for so long.
const QUIET: Duration = Duration::from_millis(1);
/// Of many changes at once, a checkout or a copied folder, the end is waited for longer.
const QUIET_OF_MANY: Duration = Duration::from_millis(40);
/// From so many files on changes are many.
const MANY: usize = 20;
/// Changes that go on and on are taken in parts.
const LONGEST: Duration = Duration::from_millis(500);
/// More names than this are not kept one by one: then every file is doubtful.
const MOST_NAMES: usize = 2_000;
/// Where the system cannot tell of changes, the folders are looked at so often.
const LOOK: Duration = Duration::from_secs(1);
/// What was put into a new folder before the system watched it, or what the system did not tell of, is found by a second
/// look after so long.
const SECOND_LOOK: Duration = Duration::from_millis(150);

/// What may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    named: BTreeSet<SourcePath>,
    is_everything: bool,
    has_new_folder: bool,
    is_top: bool,
}

impl Changes {
    /// Whether the disk's word that a file stayed the same is not enough.
    pub(super) fn doubts(&self, path: &SourcePath) -> bool {
        self.is_everything || self.named.contains(path)
    }

    /// The files that may have changed, where nothing else may have.
    pub(super) fn files_alone(&self) -> Option<&BTreeSet<SourcePath>> {
        let others = self.is_everything || self.has_new_folder || self.is_top;
        (!others && !self.named.is_empty()).then_some(&self.named)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, other: Changes) {
        self.named.extend(other.named);
        self.is_everything |= other.is_everything;
        self.has_new_folder |= other.has_new_folder;
        self.is_top |= other.is_top;
        if self.named.len() > MOST_NAMES {
            self.named.clear();
            self.is_everything = true;
        }
    }
}

/// Where changes come in, from the system's thread, and where the end is told.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    content: Mutex<Content>,
    came: Condvar,
}

#[derive(Debug, Default)]
struct Content {
    changes: Changes,
    arrivals: usize,
    is_closed: bool,
}

impl Inbox {
    /// Whether there is something that nobody has taken yet, the end among it.
    pub(super) fn has_news(&self) -> bool {
        let content = self.lock();
        content.is_closed || !content.changes.is_empty()
    }

    /// Ends the waiting for good.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.came.notify_all();
    }

    fn put(&self, changes: Changes) {
        if changes.is_empty() {
            return;
        }
        let mut content = self.lock();
        content.changes.add(changes);
        content.arrivals = content.arrivals.wrapping_add(1);
        drop(content);
        self.came.notify_all();
    }

    /// Waits for something to come, at most so long; whether it did.
    pub(super) fn wait(&self, most: Duration) -> bool {
        let is_quiet = |content: &mut Content| !content.is_closed && content.changes.is_empty();
        let waited = self.came.wait_timeout_while(self.lock(), most, is_quiet);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Waits until what comes in pauses.
    fn settle(&self) {
        let started = now();
        loop {
            let (arrivals, quiet) = {
                let content = self.lock();
                let is_many = content.changes.is_everything || content.changes.named.len() >= MANY;
                (content.arrivals, if is_many { QUIET_OF_MANY } else { QUIET })
            };
            let none_came = |content: &mut Content| !content.is_closed && content.arrivals == arrivals;
            let waited = self.came.wait_timeout_while(self.lock(), quiet, none_came);
            let paused = waited.unwrap_or_else(PoisonError::into_inner).1.timed_out();
            if paused || self.lock().is_closed || started.elapsed() > LONGEST {
                return;
            }
        }
    }

    fn take(&self) -> Changes {
        std::mem::take(&mut self.lock().changes)
    }

    fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    fn lock(&self) -> MutexGuard<'_, Content> {
        // Nothing here is changed in two steps that must not be seen apart.
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The folders of a study, watched.
pub(super) struct Watch {
    study: Utf8PathBuf,
    inbox: Arc<Inbox>,
    /// None where the system cannot tell of changes.
    watcher: Option<RecommendedWatcher>,
    owes_second_look: bool,
}

impl Watch {
    /// Watches a study, whose path has no link in it. Where the system cannot, its words come with it, and the folders
    /// are looked at every second.
    pub(super) fn open(study: &Utf8Path, inbox: Arc<Inbox>) -> (Self, Option<String>) {
        let sink = (study.to_owned(), Arc::clone(&inbox));
        let handler = move |event: notify::Result<Event>| sink.1.put(changes(&sink.0, event));
        // Links to folders are not followed by the reader either.
        let watcher = RecommendedWatcher::new(handler, Config::default().with_follow_symlinks(false));
        let (watcher, mut problem) = match watcher {
            Ok(watcher) => (Some(watcher), None),
            Err(error) => (None, Some(error.to_string())),
        };
        let mut watch = Self { study: study.to_owned(), inbox, watcher, owes_second_look: false };
        problem = problem.or_else(|| watch.attach());
        (watch, problem)
    }

    /// The next changes, when they pause; none where the end came. Where the system is silent it is empty once a second.
    pub(super) fn next(&mut self) -> Option<Changes> {
        let came = match (&self.watcher, self.owes_second_look) {
            (_, true) => self.inbox.wait(SECOND_LOOK),
            (Some(_), false) => self.inbox.wait(Duration::MAX),
            (None, false) => self.inbox.wait(LOOK),
        };
        if came {
            self.inbox.settle();
        }
        if self.inbox.is_closed() {
            return None;
        }
        let changes = self.inbox.take();
        // A look at a few files alone is followed by one at all of them.
        self.owes_second_look = changes.has_new_folder || changes.is_top || changes.files_alone().is_some();
        if changes.is_top {
            // A folder that came back under its name is another one to the system.
            self.attach();
        }
        Some(changes)
    }

    /// The study's folder is gone: looks for it from time to time. Whether to go on.
    pub(super) fn wait_for_folder(&mut self) -> bool {
        while !self.study.is_dir() {
            self.inbox.take();
            if self.inbox.wait(LOOK / 2) && self.inbox.is_closed() {
                return false;
            }
        }
        self.attach();
        !self.inbox.is_closed()
    }

    /// Watches the study's own folder for `study.yaml` and for folders that come and go, and those whole.
    fn attach(&mut self) -> Option<String> {
        let watcher = self.watcher.as_mut()?;
        let tops = std::iter::once((self.study.clone(), RecursiveMode::NonRecursive));
        let folders = FOLDERS.iter().map(|name| (self.study.join(name), RecursiveMode::Recursive));
        let mut problem = None;
        for (path, mode) in tops.chain(folders) {
            // What is not watched yet cannot be left: that is no problem.
            let _ = watcher.unwatch(path.as_std_path());
            let is_folder = path.is_dir() && !path.is_symlink();
            if let Some(error) = is_folder.then(|| watcher.watch(path.as_std_path(), mode).err()).flatten() {
                problem = path.is_dir().then(|| error.to_string()).or(problem);
            }
        }
        if problem.is_some() {
            self.watcher = None;
        }
        problem
    }
}

/// What an event of the system may mean for the study.
fn changes(study: &Utf8Path, event: notify::Result<Event>) -> Changes {
    // An overflow of the system's queue, or a folder that it lost: anything may have changed.
    let everything = Changes { is_everything: true, has_new_folder: true, ..Changes::default() };
    let Ok(event) = event else { return everything };
    if event.need_rescan() {
        return everything;
    }
    let is_reading = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    if is_reading {
        return Changes::default();
    }
    let comes_by_name = matches!(
        event.kind,
        EventKind::Create(CreateKind::Folder | CreateKind::Any) | EventKind::Modify(ModifyKind::Name(_))
    );
    let mut changes = Changes::default();
    for path in &event.paths {
        changes.add(change(study, path, comes_by_name));
    }
    changes
}

fn change(study: &Utf8Path, path: &Path, comes_by_name: bool) -> Changes {
    let Ok(inside) = path.strip_prefix(study) else { return Changes::default() };
    let is_study = inside.as_os_str().is_empty();
    if !is_study && !is_part(inside) {
        return Changes::default();
    }
    let name = inside.to_str().map(|name| SourcePath::new(name.replace('\\', "/")));
    Changes {
        is_everything: name.is_none(),
        named: name.into_iter().filter(|_| !is_study).collect(),
        has_new_folder: comes_by_name && path.is_dir(),
        is_top: is_study || FOLDERS.iter().any(|folder| inside == Path::new(folder)),
    }
}

fn now() -> Instant {
    #[allow(clippy::disallowed_methods, reason = "how long changes go on, which decides when to look and nothing else")]
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RemoveKind, RenameMode};

    fn found(kind: EventKind, paths: &[&str]) -> Changes {
        let event = paths.iter().fold(Event::new(kind), |event, path| event.add_path(path.into()));
        changes(Utf8Path::new("/study"), Ok(event))
    }

    #[test]
    fn a_write_is_doubt_about_its_file() {
        let changes = found(EventKind::Modify(ModifyKind::Data(DataChange::Any)), &["/study/content/a.md"]);
        assert!(changes.doubts(&SourcePath::new("content/a.md")));
        assert!(!changes.doubts(&SourcePath::new("content/b.md")));
    }

    #[test]
    fn a_write_leaves_the_other_files_alone_and_a_new_folder_does_not() {
        let mut changes = found(EventKind::Modify(ModifyKind::Data(DataChange::Any)), &["/study/content/a.md"]);
        assert_eq!(changes.files_alone(), Some(&BTreeSet::from([SourcePath::new("content/a.md")])));
        changes.add(found(EventKind::Remove(RemoveKind::Folder), &["/study/content"]));
        assert_eq!(changes.files_alone(), None);
        assert_eq!(Changes::default().files_alone(), None);
    }

    #[test]
    fn reading_and_what_is_no_part_of_the_study_are_nothing() {
        assert!(found(EventKind::Access(AccessKind::Open(AccessMode::Any)), &["/study/content/a.md"]).is_empty());
        let write = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert!(found(write, &["/study/public/index.html", "/study/content/.a.md.swp", "/other/a.md"]).is_empty());
    }

    #[test]
    fn folders_at_the_top_that_come_or_go_are_watched_anew() {
        assert!(found(EventKind::Remove(RemoveKind::Folder), &["/study/content"]).is_top);
        assert!(found(EventKind::Modify(ModifyKind::Name(RenameMode::From)), &["/study"]).is_top);
        assert!(!found(EventKind::Remove(RemoveKind::File), &["/study/content/a.md"]).is_top);
    }

    #[test]
    fn when_the_system_loses_count_every_file_is_doubtful() {
        let lost = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert!(changes(Utf8Path::new("/study"), Ok(lost)).doubts(&SourcePath::new("content/a.md")));
        let inbox = Inbox::default();
        let name = |number: usize| SourcePath::new(format!("content/{number}.md"));
        for number in 0..10_000 {
            inbox.put(Changes { named: BTreeSet::from([name(number)]), ..Changes::default() });
        }
        let changes = inbox.take();
        assert!(changes.named.len() <= MOST_NAMES);
        assert!((0..10_000).all(|number| changes.doubts(&name(number))));
    }

    #[test]
    fn the_end_wakes_who_waits() {
        let inbox = Arc::new(Inbox::default());
        let (mut watch, problem) = Watch::open(Utf8Path::new("/nowhere/at/all"), Arc::clone(&inbox));
        assert_eq!(problem, None);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| watch.next());
            inbox.close();
            assert_eq!(waiting.join().unwrap(), None);
        });
    }
}
