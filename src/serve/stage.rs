//! What browsers are shown: the last good site, and before it what was already made of the next one.
//!
//! A page that the build under way has not made yet is waited for, so that nobody who was told of an edit is given the
//! page from before it. A build with errors leaves the last good site as it was, with a report over it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::diagnostic::report::text;
use crate::diagnostic::{Place, SourcePath, Texts};
use crate::fingerprint::Fingerprint;
use crate::pipeline::Built;
use crate::site::{Entry, Facts, MemoryStore, Route, Site, Target};
use crate::source::Sources;

use super::report::Report;

/// At most so many pages are made ahead of the rest; the others wait for it.
const MOST_AHEAD: usize = 24;

/// A file of the site, with its bytes.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What stands there.
    pub(super) bytes: Arc<[u8]>,
    /// The key of the bytes.
    pub(super) fingerprint: Fingerprint,
    /// What a page holds.
    pub(super) facts: Option<Arc<Facts>>,
    origin: Option<Place>,
}

/// What is at an address now.
#[derive(Debug)]
pub(super) enum Found {
    /// This file.
    File(Shown),
    /// No file.
    Nothing,
    /// It is being made anew.
    Soon,
}

/// What is shown, to all threads.
#[derive(Debug)]
pub(super) struct Stage {
    scene: Mutex<Scene>,
    /// The pages that somebody looks at or waits for, with how many do.
    watched: Mutex<BTreeMap<Route, usize>>,
    turns: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Scene {
    whole: BTreeMap<Route, Shown>,
    ahead: BTreeMap<Route, Shown>,
    /// Whether a build is under way that has not shown all yet.
    is_behind: bool,
    report: Option<Arc<Report>>,
    /// The texts that the origins of `whole` are places in.
    sources: Arc<Sources>,
    /// The newest texts, which a report is about, and the build that knows the theme's.
    newest: Arc<Sources>,
    built: Option<Arc<Built>>,
}

impl Stage {
    /// An empty stage, on which a first site will be shown.
    pub(super) fn new() -> Self {
        Self {
            scene: Mutex::new(Scene { is_behind: true, ..Scene::default() }),
            watched: Mutex::default(),
            turns: watch::Sender::new(0),
        }
    }

    // ---- what the build says ----

    /// A build of these sources begins.
    pub(super) fn begin(&self, sources: &Arc<Sources>) {
        let mut scene = self.scene();
        scene.is_behind = true;
        scene.newest = Arc::clone(sources);
        // Nobody is told: there is nothing new to see yet.
    }

    /// What browsers look at is there already.
    pub(super) fn show_ahead(&self, entries: Vec<(Route, Entry)>, store: &MemoryStore) {
        self.scene().ahead = shown(entries.iter().map(|(route, entry)| (route, entry)), store);
        self.turn();
    }

    /// A build has come to its end without an error: its site is the one that is shown.
    pub(super) fn show(&self, built: Arc<Built>, sources: &Arc<Sources>, store: &MemoryStore) {
        let whole = shown(built.site.iter(), store);
        let mut scene = self.scene();
        scene.whole = whole;
        scene.ahead.clear();
        scene.is_behind = false;
        scene.report = None;
        scene.sources = Arc::clone(sources);
        scene.newest = Arc::clone(sources);
        scene.built = Some(built);
        drop(scene);
        self.turn();
    }

    /// A build has come to its end with errors: the last good site is shown again, with a report.
    pub(super) fn refuse(&self, report: Report, built: Option<Arc<Built>>) {
        let mut scene = self.scene();
        scene.ahead.clear();
        scene.is_behind = false;
        scene.report = Some(Arc::new(report));
        scene.built = built.or(scene.built.take());
        drop(scene);
        self.turn();
    }

    /// The pages that are looked at or waited for.
    pub(super) fn watched(&self) -> BTreeSet<Route> {
        self.lock_watched().keys().take(MOST_AHEAD).cloned().collect()
    }

    // ---- what browsers ask ----

    /// What is at an address now.
    pub(super) fn find(&self, route: &Route) -> Found {
        let scene = self.scene();
        match (scene.ahead.get(route), scene.is_behind, scene.whole.get(route)) {
            (Some(file), _, _) | (None, false, Some(file)) => Found::File(file.clone()),
            (None, true, _) => Found::Soon,
            (None, false, None) => Found::Nothing,
        }
    }

    /// What was last shown at an address, however old.
    pub(super) fn last(&self, route: &Route) -> Option<Shown> {
        let scene = self.scene();
        scene.ahead.get(route).or_else(|| scene.whole.get(route)).cloned()
    }

    /// Whether there never was a site to show.
    pub(super) fn is_empty(&self) -> bool {
        let scene = self.scene();
        scene.whole.is_empty() && scene.ahead.is_empty()
    }

    /// The report that lies over every page, if there is one.
    pub(super) fn report(&self) -> Option<Arc<Report>> {
        self.scene().report.clone()
    }

    /// Where a file of the site comes from, as reports name places.
    pub(super) fn origin(&self, route: &Route) -> Option<String> {
        let scene = self.scene();
        let (file, sources) = match scene.ahead.get(route) {
            Some(file) => (file, &scene.newest),
            None => (scene.whole.get(route)?, &scene.sources),
        };
        file.origin.as_ref().map(|place| text::place(place, &**sources))
    }

    /// Where the site says that it is published.
    pub(super) fn published(&self) -> Option<String> {
        self.scene().built.as_ref().and_then(|built| built.address.clone())
    }

    /// The text of one of the study's files, or of the theme's.
    pub(super) fn text(&self, path: &SourcePath) -> Option<String> {
        let scene = self.scene();
        match &scene.built {
            Some(built) => built.texts(&scene.newest).text(path).map(str::to_owned),
            None => scene.newest.text(path).map(str::to_owned),
        }
    }

    /// The keys of what a page loads by itself: styles, scripts, images.
    pub(super) fn loads(&self, page: &Shown) -> BTreeMap<Route, Fingerprint> {
        let Some(facts) = &page.facts else { return BTreeMap::new() };
        let scene = self.scene();
        let key = |target: &Target| match target {
            Target::Inside { route, .. } => {
                let file = scene.ahead.get(route).or_else(|| scene.whole.get(route))?;
                Some((route.clone(), file.fingerprint))
            }
            _ => None,
        };
        facts.loads.iter().filter_map(key).collect()
    }

    /// Tells each time when something else is shown.
    pub(super) fn turns(&self) -> watch::Receiver<u64> {
        self.turns.subscribe()
    }

    /// Somebody looks at an address, for as long as what comes back is kept.
    pub(super) fn look_at(self: &Arc<Self>, route: &Route) -> Look {
        *self.lock_watched().entry(route.clone()).or_default() += 1;
        Look { stage: Arc::clone(self), route: route.clone() }
    }

    fn turn(&self) {
        self.turns.send_modify(|turn| *turn = turn.wrapping_add(1));
    }

    fn scene(&self) -> MutexGuard<'_, Scene> {
        // Each change leaves a scene that can be shown.
        self.scene.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_watched(&self) -> MutexGuard<'_, BTreeMap<Route, usize>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody's attention.
#[derive(Debug)]
pub(super) struct Look {
    stage: Arc<Stage>,
    route: Route,
}

impl Drop for Look {
    fn drop(&mut self) {
        let mut watched = self.stage.lock_watched();
        if let Some(count) = watched.get_mut(&self.route) {
            *count -= 1;
            if *count == 0 {
                watched.remove(&self.route);
            }
        }
    }
}

fn shown<'a>(entries: impl Iterator<Item = (&'a Route, &'a Entry)>, store: &MemoryStore) -> BTreeMap<Route, Shown> {
    let files = entries.filter_map(|(route, entry)| {
        let Entry { fingerprint, facts, origin, .. } = entry.clone();
        Some((route.clone(), Shown { bytes: store.get(route)?, fingerprint, facts, origin }))
    });
    files.collect()
}

/// Forgets the files of a store that are no part of the site.
pub(super) fn tidy(store: &MemoryStore, site: &Site) {
    for route in store.files().keys().filter(|route| site.get(route).is_none()) {
        store.remove(route);
    }
}
