//! The loop of `serve`: a change comes, the study is read again, and what browsers show is built first, then the rest.
//!
//! It runs on a thread of its own. A build that a newer edit overtakes is given up; its results stay in the memos. What
//! looks like a file half saved is given a moment to become whole before anybody is told of errors.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;

use crate::diagnostic::{SourcePath, any_error};
use crate::pipeline::{self, Audience, Built, Memos};
use crate::site::{Entry, MemoryStore, Route, StoreError};
use crate::source::read::{self, Reading};

use super::report::Report;
use super::stage::{self, Stage};
use super::watch::{Changes, Inbox, Watch};
use super::{Narrator, Settings};

/// Errors are told when nothing came for so long: until then a file may be half saved.
const PATIENCE: Duration = Duration::from_millis(80);
/// So many changed files are named in a line.
const MOST_NAMED: usize = 3;

/// What the loop works with.
pub(super) struct Workshop {
    pub(super) study: Utf8PathBuf,
    pub(super) settings: Settings,
    pub(super) stage: Arc<Stage>,
    pub(super) inbox: Arc<Inbox>,
    pub(super) narrator: Arc<dyn Narrator>,
}

/// How a build went.
enum Outcome {
    Built(Box<Built>),
    Overtaken,
    Failed(StoreError),
}

impl Workshop {
    /// Builds, and builds again after each change, until the end comes.
    pub(super) fn run(&self) {
        let memos = Memos::default();
        let store = MemoryStore::default();
        // Watched before it is read: what changes in between is then seen.
        let (mut watch, problem) = Watch::open(&self.study, Arc::clone(&self.inbox));
        if let Some(problem) = problem {
            self.narrator.say(&format!(
                "the system cannot tell of changes ({problem}), so the folder is looked at every second"
            ));
        }
        let mut reading = Reading::default();
        // What changed since the last build that came to its end.
        let mut changed = BTreeSet::new();
        let mut is_owed = true;
        let mut changes = Changes::default();
        loop {
            let started = now();
            match self.read(&reading, &changes, &mut watch) {
                None => return,
                Some((next, was_gone)) => {
                    // To begin with everything is new, which nobody need be told.
                    let is_first = reading.sources.is_empty();
                    let now = if is_first { Vec::new() } else { next.changed_since(&reading) };
                    let looks_half_saved = is_half_saved(&reading, &next, &now);
                    reading = next;
                    is_owed |= !now.is_empty() || was_gone || is_first;
                    changed.extend(now);
                    if !(looks_half_saved && self.inbox.wait(PATIENCE)) && is_owed {
                        let names: Vec<SourcePath> = changed.iter().cloned().collect();
                        is_owed = !self.build(&reading, &names, &memos, &store, started);
                        if !is_owed {
                            changed.clear();
                        }
                    }
                }
            }
            match watch.next() {
                None => return,
                Some(next) => changes = next,
            }
        }
    }

    /// Reads the study again, and tells whether its folder was gone, for which it waits. None where the end came.
    fn read(&self, before: &Reading, changes: &Changes, watch: &mut Watch) -> Option<(Reading, bool)> {
        let alone = changes.files_alone().and_then(|paths| read::files_anew(&self.study, before, paths));
        if let Some(reading) = alone {
            return Some((reading, false));
        }
        let mut is_told = false;
        loop {
            match read::again(&self.study, before, &|path| changes.doubts(path)) {
                Ok(reading) => {
                    if is_told {
                        self.narrator.say(&format!("the folder `{}` is back", self.study));
                    }
                    return Some((reading, is_told));
                }
                Err(error) if !is_told => {
                    let words = format!("the folder `{}` cannot be read: {error}; waiting for it", self.study);
                    self.narrator.say(&words);
                    self.stage.refuse(Report::of_machine(&words), None);
                    is_told = true;
                }
                Err(_) => {
                    self.inbox.wait(PATIENCE);
                }
            }
            if !watch.wait_for_folder() {
                return None;
            }
        }
    }

    /// Builds and shows what came of it; whether it came to its end.
    fn build(
        &self,
        reading: &Reading,
        changed: &[SourcePath],
        memos: &Memos,
        store: &MemoryStore,
        started: Instant,
    ) -> bool {
        let sources = Arc::new(reading.sources.clone());
        self.stage.begin(&sources);
        let front = Front { workshop: self, store, started, shown_after: Mutex::default() };
        let outcome = match pipeline::build_before(&front, &sources, &self.settings.options, memos, store) {
            Ok(Some(built)) => Outcome::Built(Box::new(built)),
            Ok(None) => Outcome::Overtaken,
            Err(error) => Outcome::Failed(error),
        };
        match outcome {
            Outcome::Overtaken => false,
            Outcome::Failed(error) => {
                self.narrator.say(&error.to_string());
                self.stage.refuse(Report::of_machine(&error.to_string()), None);
                true
            }
            Outcome::Built(built) => {
                let built = Arc::new(*built);
                let is_refused = any_error(&built.diagnostics)
                    || (self.settings.warnings_are_errors && !built.diagnostics.is_empty())
                    || built.diagnostics.iter().any(|found| self.settings.denied.contains(&found.code));
                if is_refused && self.inbox.wait(PATIENCE) {
                    return false;
                }
                self.narrator.report(&built.diagnostics, &built.texts(&sources));
                let mut line = format!("{}{}", named(changed), built.counts);
                if is_refused {
                    let report =
                        Report::of(&built.diagnostics, &built.texts(&sources), &self.study, &self.settings.editor);
                    line = format!("{}{}; the last good site is still shown", named(changed), report.summary);
                    self.stage.refuse(report, Some(built));
                } else {
                    stage::tidy(store, &built.site);
                    self.stage.show(built, &sources, store);
                }
                line.push_str(&format!(" in {} ms", started.elapsed().as_millis()));
                if let Some(shown) = front.shown_after.into_inner().unwrap_or_else(PoisonError::into_inner) {
                    line.push_str(&format!(", shown after {} ms", shown.as_millis()));
                }
                self.narrator.say(&line);
                true
            }
        }
    }
}

/// The browsers, as the build sees them.
struct Front<'a> {
    workshop: &'a Workshop,
    store: &'a MemoryStore,
    started: Instant,
    shown_after: Mutex<Option<Duration>>,
}

impl Audience for Front<'_> {
    fn watches(&self) -> BTreeSet<Route> {
        self.workshop.stage.watched()
    }

    fn show(&self, ahead: Vec<(Route, Entry)>) {
        self.workshop.stage.show_ahead(ahead, self.store);
        *self.shown_after.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.started.elapsed());
    }

    fn has_moved_on(&self) -> bool {
        self.workshop.inbox.has_news()
    }
}

/// Whether a file that had words has none: an editor empties it before it writes it anew.
fn is_half_saved(before: &Reading, now: &Reading, changed: &[SourcePath]) -> bool {
    let length = |reading: &Reading, path| reading.sources.get(path).map(|file| file.bytes.len());
    changed.iter().any(|path| {
        length(now, path) == Some(0) && length(before, path).is_some_and(|length| length > 0)
            || length(now, path).is_none()
    })
}

/// `content/a.md, content/b.md and 3 others: `; nothing where nothing changed.
fn named(changed: &[SourcePath]) -> String {
    let names: Vec<&str> = changed.iter().take(MOST_NAMED).map(SourcePath::as_str).collect();
    match (names.is_empty(), changed.len() - names.len()) {
        (true, _) => String::new(),
        (false, 0) => format!("{}: ", names.join(", ")),
        (false, 1) => format!("{} and 1 other: ", names.join(", ")),
        (false, more) => format!("{} and {more} others: ", names.join(", ")),
    }
}

fn now() -> Instant {
    #[allow(clippy::disallowed_methods, reason = "how long it took is said to the user, and decides nothing")]
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_a_few_of_the_changed_files() {
        let paths: Vec<SourcePath> = ["a", "b", "c", "d", "e"].map(SourcePath::new).to_vec();
        assert_eq!(named(&[]), "");
        assert_eq!(named(&paths[..1]), "a: ");
        assert_eq!(named(&paths[..4]), "a, b, c and 1 other: ");
        assert_eq!(named(&paths), "a, b, c and 2 others: ");
    }
}
