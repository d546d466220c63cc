//! A build before an audience: what it shows ahead is what the whole build then has, and an audience that moved on costs
//! nothing but time.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use florilege::pipeline::{self, Audience, Memos, Options, Size};
use florilege::site::{Entry, MemoryStore, Route};
use florilege::source::Sources;

/// Looks at some pages, and moves on when it was asked so many times whether it did.
struct Readers {
    routes: BTreeSet<Route>,
    patience: AtomicUsize,
    shown: Mutex<Vec<(Route, Entry)>>,
}

impl Readers {
    fn of(routes: &[&str], patience: usize) -> Self {
        let routes = routes.iter().map(|route| Route::new(route).unwrap()).collect();
        Self { routes, patience: AtomicUsize::new(patience), shown: Mutex::default() }
    }
}

impl Audience for Readers {
    fn watches(&self) -> BTreeSet<Route> {
        self.routes.clone()
    }

    fn show(&self, ahead: Vec<(Route, Entry)>) {
        *self.shown.lock().unwrap() = ahead;
    }

    fn has_moved_on(&self) -> bool {
        self.patience.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err()
    }
}

const PAGES: &[&str] = &[
    "index.html",
    "quotes/delay.html",
    "organisations/atelier.html",
    "en/organisations/atelier.html",
    "charts/who.html",
];

fn study() -> Sources {
    let quote = |of: &str, words: &str| format!("---\norganisation: {of}\n---\n{words}\n");
    let text = |text: &str| text.as_bytes().to_vec();
    Sources::in_memory([
        (
            "study.yaml",
            text("title: {fr: Essai, en: Trial}\nlanguages: [fr, en]\nconsent: public-sources\npublished: 2020\n"),
        ),
        ("content/organisations/atelier.md", text("---\nname: Atelier\n---\nUn lieu inventé.\n")),
        ("content/organisations/phare.md", text("---\nname: Phare\n---\nUn autre.\n")),
        ("content/quotes/delay.md", quote("atelier", "Le délai est de deux heures.").into_bytes()),
        ("content/quotes/light.md", quote("phare", "La lumière porte loin sur la mer.").into_bytes()),
        (
            "charts/who.yaml",
            text("kind: bar\ntitle: {fr: Citations, en: Quotes}\ndata: {count: quotes, by: organisation}\n"),
        ),
    ])
}

fn options() -> Options {
    Options { size: Size::AsWritten, ..Options::default() }
}

#[test]
fn what_is_shown_ahead_is_what_the_whole_site_has() {
    let (memos, store) = (Memos::default(), MemoryStore::default());
    let first = pipeline::build(&study(), &options(), &memos, &store).unwrap();
    assert!(!first.site.is_empty(), "{:?}", first.diagnostics);
    let edited = study().with("content/quotes/delay.md", "---\norganisation: atelier\n---\nIl est de trois heures.\n");

    let readers = Readers::of(PAGES, usize::MAX);
    let built = pipeline::build_before(&readers, &edited, &options(), &memos, &store).unwrap().unwrap();
    let shown = readers.shown.into_inner().unwrap();
    for page in PAGES {
        let route = Route::new(page).unwrap();
        let (_, ahead) = shown.iter().find(|(shown, _)| *shown == route).unwrap();
        assert_eq!(Some(ahead), built.site.get(&route), "{page}");
    }
    // Beside them only what pages load: no other page was made for it.
    assert_eq!(shown.iter().filter(|(route, _)| route.is_page()).count(), PAGES.len());

    let alone = Memos::default();
    pipeline::build(&study(), &options(), &alone, &MemoryStore::default()).unwrap();
    let rebuilt = pipeline::build(&edited, &options(), &alone, &MemoryStore::default()).unwrap();
    assert_eq!(built.counts, rebuilt.counts, "what was made ahead is counted once");
    assert_eq!(built.site, rebuilt.site);
}

#[test]
fn an_audience_may_move_on_at_any_time() {
    let (memos, store) = (Memos::default(), MemoryStore::default());
    pipeline::build(&study(), &options(), &memos, &store).unwrap();
    let edited = study().with("content/organisations/phare.md", "---\nname: Grand phare\n---\nIl est haut.\n");
    let mut given_up = 0;
    for patience in 0..200 {
        let readers = Readers::of(PAGES, patience);
        match pipeline::build_before(&readers, &edited, &options(), &memos, &store).unwrap() {
            None => given_up += 1,
            Some(built) => {
                let clean = pipeline::build(&edited, &options(), &Memos::default(), &MemoryStore::default()).unwrap();
                assert_eq!(built.site, clean.site);
                break;
            }
        }
    }
    assert!((3..200).contains(&given_up), "given up {given_up} times, and then it came to its end");
}

#[test]
fn a_study_with_errors_shows_nothing_ahead() {
    let (memos, store) = (Memos::default(), MemoryStore::default());
    for (path, text) in [
        ("content/quotes/delay.md", "---\norganisation: nobody\n---\nPerdu.\n"),
        ("charts/who.yaml", "kind: pie\ntitle: {fr: x, en: x}\ndata: {count: quotes, by: organisation}\n"),
    ] {
        let readers = Readers::of(PAGES, usize::MAX);
        let built = pipeline::build_before(&readers, &study().with(path, text), &options(), &memos, &store);
        assert!(built.unwrap().unwrap().site.is_empty(), "{path}");
        assert!(readers.shown.into_inner().unwrap().is_empty(), "{path}");
    }
}

#[test]
fn a_template_that_fails_is_said_at_each_rebuild_and_alone() {
    let memos = Memos::default();
    let broken = study().with("themes/folio/templates/quote-page.html", "{{ page.no_such_thing }}");
    let build = || pipeline::build(&broken, &options(), &memos, &MemoryStore::default()).unwrap().diagnostics;
    let first = build();
    assert!(first.iter().any(|diagnostic| diagnostic.code.name() == "template-error"));
    assert!(first.iter().all(|diagnostic| diagnostic.code.name() != "broken-link"), "{first:?}");
    assert_eq!(build(), first);
}
