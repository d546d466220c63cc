//! The cases of `tests/cases/**`: each text file holds a whole small study and what is expected of it.
//!
//! A section begins with a line `-- NAME --` and is one of:
//!
//! - `PATH`: a file of the study;
//! - `edit: PATH`: the file's new text from here on; `delete: PATH` removes it;
//! - `expect: diagnostics`: the short report, to the letter;
//! - `expect: files`: every route of the site but the theme's own, sorted;
//! - `expect: page ROUTE`: the page's `<main>`, one element a line; `expect: file ROUTE`: a file's text;
//! - `expect: fixed`: what `check --fix` would change, as a unified diff, and what it would say then; each fix is also
//!   made alone, and what it is for must be gone;
//! - `expect: rebuild`: what the build after an edit did, such as `parsed 1 · drew 0`; counts that are not written are
//!   not compared.
//!
//! Before the first section a sentence says what the case is about. A case without `study.yaml` gets a small one. After
//! each edit the site is compared, byte for byte, with one built from nothing.
//!
//! `FLORILEGE_UPDATE=1 cargo test --release --test cases` rewrites what is expected; the diff is what a reviewer reads.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail, and look at the disk"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use florilege::diagnostic::report::{diff, text};
use florilege::diagnostic::{Certainty, Diagnostic, Texts, fix};
use florilege::pipeline::{self, Built, Memos, Options, Size};
use florilege::site::{MemoryStore, Route};
use florilege::source::Sources;
use rayon::prelude::*;

const STUDY: &str = "title: \"Cas\"\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n";

#[test]
fn every_case_is_as_expected() {
    let update = std::env::var_os("FLORILEGE_UPDATE").is_some();
    let mut paths = Vec::new();
    find(Path::new("tests/cases"), &mut paths);
    assert!(paths.len() > 40, "only {} cases were found", paths.len());
    let failures: Vec<String> = paths.par_iter().filter_map(|path| run(path, update)).collect();
    assert!(failures.is_empty(), "{} cases differ\n\n{}", failures.len(), failures.join("\n"));
}

fn find(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            find(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            paths.push(path);
        }
    }
}

/// Runs one case; what differs, if anything does.
fn run(path: &Path, update: bool) -> Option<String> {
    let text = fs::read_to_string(path).unwrap();
    let case = Case::read(&text);
    let found = case.play();
    if found.written == text {
        return None;
    }
    if update {
        fs::write(path, &found.written).unwrap();
        return None;
    }
    Some(format!("==> {}\n{}", path.display(), difference(&text, &found.written)))
}

struct Case {
    about: String,
    sections: Vec<Section>,
}

struct Section {
    name: String,
    body: String,
}

/// What a case says when it is played: the same file with what was found in place of what was expected.
struct Played {
    written: String,
}

impl Case {
    fn read(text: &str) -> Case {
        let mut about = String::new();
        let mut sections: Vec<Section> = Vec::new();
        for line in text.split_inclusive('\n') {
            let name = line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --"));
            match (name, sections.last_mut()) {
                (Some(name), _) => sections.push(Section { name: name.to_owned(), body: String::new() }),
                (None, Some(section)) => section.body.push_str(line),
                (None, None) => about.push_str(line),
            }
        }
        Case { about, sections }
    }

    fn play(&self) -> Played {
        let mut written = self.about.clone();
        let mut sources = Sources::in_memory(Vec::<(String, String)>::new());
        if !self.sections.iter().any(|section| section.name == "study.yaml") {
            sources = sources.with("study.yaml", STUDY);
        }
        let memos = Memos::default();
        let mut state: Option<State> = None;
        let mut builds = 0;
        for section in &self.sections {
            let found = match section.name.split_once(": ") {
                Some(("edit", path)) => {
                    // A build of what stood before, so that there is something to reuse.
                    if builds == 0 {
                        build(&sources, &memos);
                        builds += 1;
                    }
                    sources = sources.with(path, section.body.as_str());
                    state = None;
                    section.body.clone()
                }
                Some(("delete", path)) => {
                    if builds == 0 {
                        build(&sources, &memos);
                        builds += 1;
                    }
                    sources = sources.without(path);
                    state = None;
                    section.body.clone()
                }
                Some(("expect", what)) => {
                    let state = state.get_or_insert_with(|| {
                        builds += 1;
                        let state = build(&sources, &memos);
                        if builds > 1 {
                            state.equals(&build(&sources, &Memos::default()));
                        }
                        state
                    });
                    state.found(what, &section.body, &sources)
                }
                _ => {
                    sources = sources.with(&section.name, section.body.as_str());
                    section.body.clone()
                }
            };
            let _ = write!(written, "-- {} --\n{found}", section.name);
        }
        Played { written }
    }
}

struct State {
    built: Built,
    store: MemoryStore,
}

fn build(sources: &Sources, memos: &Memos) -> State {
    let store = MemoryStore::default();
    let built = pipeline::build(sources, &options(), memos, &store).unwrap();
    State { built, store }
}

fn options() -> Options {
    Options { size: Size::AsWritten, ..Options::default() }
}

impl State {
    fn found(&self, what: &str, expected: &str, sources: &Sources) -> String {
        match what.split_once(' ') {
            None if what == "diagnostics" => text::short(&self.built.diagnostics, &self.built.texts(sources)),
            None if what == "files" => self.files(),
            None if what == "rebuild" => self.counts(expected),
            None if what == "fixed" => self.fixed(sources),
            Some(("page", route)) => self.text(route).map_or_else(absent, |html| lines(main_of(&html))),
            Some(("file", route)) => self.text(route).map_or_else(absent, |text| ended(&text)),
            _ => panic!("nothing can be expected of `{what}`"),
        }
    }

    /// What is mended, and what is left to say.
    fn fixed(&self, sources: &Sources) -> String {
        let mended = pipeline::mend(sources, &options(), &Memos::default()).unwrap();
        let mut found = String::new();
        for after in mended.sources.iter() {
            let text = |sources: &Sources| sources.text(&after.path).unwrap_or_default().to_owned();
            found.push_str(&diff::unified(&after.path, &text(sources), &text(&mended.sources)));
        }
        self.cures(sources);
        found + &text::short(&mended.built.diagnostics, &mended.built.texts(&mended.sources))
    }

    /// Each certain fix cures what it is for: made alone, there is one less of its code, and nothing else is new but what
    /// the mistake hid.
    fn cures(&self, sources: &Sources) {
        for found in &self.built.diagnostics {
            let Some(fix) = found.fix.as_ref().filter(|fix| fix.certainty == Certainty::Certain) else { continue };
            let mut mended = sources.clone();
            for (path, edits) in fix::by_file([fix]) {
                let text = sources.text(path).unwrap();
                mended = mended.with(path.as_str(), fix::edited(text, &edits).unwrap());
            }
            let count = |diagnostics: &[Diagnostic]| {
                diagnostics.iter().filter(|other| other.code == found.code && other.message == found.message).count()
            };
            let after = build(&mended, &Memos::default()).built.diagnostics;
            assert!(count(&after) < count(&self.built.diagnostics), "the fix of `{}` cures nothing", found.message);
        }
    }

    fn files(&self) -> String {
        let routes = self.built.site.iter().map(|(route, _)| route.as_str().to_owned());
        routes.filter(|route| !route.starts_with("assets/")).fold(String::new(), |list, route| list + &route + "\n")
    }

    /// The counts that the case writes, as they are.
    fn counts(&self, expected: &str) -> String {
        let counts = self.built.counts;
        let found: Vec<String> = expected
            .trim()
            .split(" · ")
            .map(|part| match part.split(' ').next().unwrap_or_default() {
                "parsed" => format!("parsed {}", counts.parsed.made),
                "drew" => format!("drew {}", counts.drew.made),
                "rendered" => format!("rendered {}", counts.rendered.made),
                other => panic!("`{other}` is not counted"),
            })
            .collect();
        found.join(" · ") + "\n"
    }

    fn text(&self, route: &str) -> Option<String> {
        let bytes = self.store.get(&Route::new(route).unwrap())?;
        Some(String::from_utf8(bytes.to_vec()).unwrap())
    }

    fn equals(&self, clean: &State) {
        assert_eq!(self.built.diagnostics, clean.built.diagnostics, "diagnostics differ from a clean build");
        let routes = |state: &State| state.built.site.iter().map(|(route, _)| route.clone()).collect::<Vec<_>>();
        assert_eq!(routes(self), routes(clean), "the files differ from a clean build");
        for route in routes(self) {
            assert!(self.store.get(&route) == clean.store.get(&route), "`{route:?}` differs from a clean build");
        }
    }
}

fn absent() -> String {
    "(there is no such file)\n".to_owned()
}

fn ended(text: &str) -> String {
    if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn main_of(html: &str) -> &str {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").map_or(html.len(), |end| end + "</main>".len());
    html.get(start..end).unwrap_or(html)
}

/// HTML with each block element on a line of its own, so that a diff says what changed.
fn lines(html: &str) -> String {
    const BLOCKS: [&str; 24] = [
        "<main",
        "<section",
        "<article",
        "<header",
        "<footer",
        "<aside",
        "<nav",
        "<div",
        "<p",
        "<ul",
        "<ol",
        "<li",
        "<dl",
        "<dt",
        "<dd",
        "<h1",
        "<h2",
        "<h3",
        "<figure",
        "<figcaption",
        "<blockquote",
        "<table",
        "<tr",
        "<svg",
    ];
    let mut out = String::new();
    let mut rest = html.split_whitespace().collect::<Vec<_>>().join(" ");
    while let Some(next) = rest.get(1..).and_then(|tail| {
        let starts = BLOCKS.iter().filter_map(|block| tail.find(block).map(|at| at + 1));
        starts.filter(|at| rest[at + 1..].starts_with(|letter: char| letter.is_ascii_lowercase())).min()
    }) {
        out.push_str(rest[..next].trim_end());
        out.push('\n');
        rest = rest[next..].to_owned();
    }
    out.push_str(rest.trim_end());
    out.push('\n');
    out
}

/// The lines that differ, with those around them.
fn difference(expected: &str, found: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[same..].iter().rev().zip(b[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut out = String::new();
    for line in &a[same.saturating_sub(2)..same] {
        let _ = writeln!(out, "  {line}");
    }
    for line in a[same..a.len() - tail].iter().take(40) {
        let _ = writeln!(out, "- {line}");
    }
    for line in b[same..b.len() - tail].iter().take(40) {
        let _ = writeln!(out, "+ {line}");
    }
    out
}
