//! The site that a build makes: every [`Route`] with the fingerprint, length and facts of what stands there.
//!
//! Bytes do not stay here. They go to a [`Store`] as soon as they are made: a staging folder for `build`, memory for
//! `serve` and tests, nowhere for `check`. What remains is enough to compare two builds and to check every link.

mod facts;
mod route;
mod store;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnosed, Diagnostic, Place, Rule, Severity, SourcePath};
use crate::fingerprint::{self, Fingerprint};

pub use facts::Facts;
pub use route::{InvalidRoute, Route, Target};
pub use store::{MemoryStore, NullStore, Store, StoreError};

/// The rules of this room.
pub static RULES: &[&Rule] = &[&DUPLICATE_ROUTE];

/// Two outputs that want one address.
pub static DUPLICATE_ROUTE: Rule = Rule {
    code: Code::DuplicateRoute,
    severity: Severity::Error,
    summary: "two things would be written to one address of the site",
    explanation: "An address follows from kind, id and language. Where two things come to the same one, one of them \
                  would be lost, so nothing is written. Addresses that differ only in capitals count as the same, \
                  because the site must survive being copied to Windows or macOS, and so do `a` and `a/b`, because a \
                  file cannot also be a folder. Most often an `old_addresses` entry names an address that is in use, \
                  or two images of one folder differ only in capitals. Rename one of the two.",
    example: "old_addresses: [organisations/ined.html] → old_addresses: [organisations/ined-paris.html]",
};

/// One file of the site, with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its address.
    pub route: Route,
    /// What stands there.
    pub bytes: Vec<u8>,
    /// What it was made from, where one place can be named: diagnostics about the output point there.
    pub origin: Option<Place>,
}

impl Output {
    /// A file with no single origin.
    pub fn new(route: Route, bytes: impl Into<Vec<u8>>) -> Self {
        Self { route, bytes: bytes.into(), origin: None }
    }

    /// The same file, made from that place.
    pub fn from_place(self, origin: Place) -> Self {
        Self { origin: Some(origin), ..self }
    }

    /// What the site remembers of it; the facts of a page are taken here.
    pub fn entry(&self) -> Entry {
        let html = self.route.is_page().then(|| std::str::from_utf8(&self.bytes).ok()).flatten();
        Entry {
            fingerprint: fingerprint::of_bytes(&self.bytes),
            length: self.bytes.len() as u64,
            facts: html.map(|html| Arc::new(Facts::of_html(&self.route, html))),
            origin: self.origin.clone(),
        }
    }
}

/// What the site remembers of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key of its bytes.
    pub fingerprint: Fingerprint,
    /// How many bytes.
    pub length: u64,
    /// What a page holds; nothing for other files.
    pub facts: Option<Arc<Facts>>,
    /// What it was made from, where one place can be named.
    pub origin: Option<Place>,
}

/// Every file of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    entries: BTreeMap<Route, Entry>,
}

impl Site {
    /// A site of these files; of two with one address the first stays and the second is reported.
    pub fn of(files: impl IntoIterator<Item = (Route, Entry)>) -> Diagnosed<Site> {
        let mut site = Site::default();
        let mut folded = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for (route, entry) in files {
            match folded.get(&route.folded()) {
                Some(first) => diagnostics.push(site.duplicate(&route, &entry, first)),
                None => {
                    folded.insert(route.folded(), route.clone());
                    site.entries.insert(route, entry);
                }
            }
        }
        diagnostics.extend(site.files_that_are_folders(&folded));
        Diagnosed { value: site, diagnostics }
    }

    /// What stands at an address.
    pub fn get(&self, route: &Route) -> Option<&Entry> {
        self.entries.get(route)
    }

    /// Every file, in the order of addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Entry)> {
        self.entries.iter()
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What changed since an earlier build.
    pub fn diff(&self, before: &Site) -> Difference {
        let mut difference = Difference::default();
        for (route, entry) in &self.entries {
            match before.entries.get(route) {
                None => difference.new.push(route.clone()),
                Some(old) if old.fingerprint != entry.fingerprint => difference.changed.push(route.clone()),
                Some(_) => difference.unchanged += 1,
            }
        }
        difference.gone = before.entries.keys().filter(|route| !self.entries.contains_key(route)).cloned().collect();
        difference
    }

    fn duplicate(&self, route: &Route, entry: &Entry, first: &Route) -> Diagnostic {
        let message = if route == first {
            format!("two things would be written to `{route}`")
        } else {
            format!("`{route}` and `{first}` differ only in capitals")
        };
        self.clash(message, entry, first)
    }

    /// A file `a` beside a file `a/b` cannot be written to a disk.
    fn files_that_are_folders(&self, folded: &BTreeMap<String, Route>) -> Vec<Diagnostic> {
        let clashes = self.entries.iter().filter_map(|(route, entry)| {
            let lower = route.folded();
            let file = lower.match_indices('/').find_map(|(at, _)| folded.get(lower.get(..at)?))?;
            Some(self.clash(format!("`{file}` is a file, so there can be no `{route}`"), entry, file))
        });
        clashes.collect()
    }

    fn clash(&self, message: String, entry: &Entry, first: &Route) -> Diagnostic {
        // An output that comes from the study as a whole has no place of its own.
        let whole_study = || Place::file(&SourcePath::new("study.yaml"));
        let diagnostic = DUPLICATE_ROUTE
            .at(entry.origin.clone().unwrap_or_else(whole_study), message)
            .help("rename one of the two, so that each has an address of its own");
        match self.entries.get(first).and_then(|first| first.origin.clone()) {
            Some(place) => diagnostic.also(place, "the other one comes from here"),
            None => diagnostic,
        }
    }
}

/// What changed from one build to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Addresses that were not there.
    pub new: Vec<Route>,
    /// Addresses whose bytes are others.
    pub changed: Vec<Route>,
    /// Addresses that are no longer there.
    pub gone: Vec<Route>,
    /// How many stayed as they were.
    pub unchanged: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    fn output(route: &str, text: &str) -> Output {
        let origin = Place::new(&SourcePath::new(format!("content/{route}.md")), Span::new(4, 9));
        Output::new(Route::new(route).unwrap(), text).from_place(origin)
    }

    fn site(outputs: &[Output]) -> Diagnosed<Site> {
        Site::of(outputs.iter().map(|output| (output.route.clone(), output.entry())))
    }

    #[test]
    fn a_difference_tells_new_changed_and_gone() {
        let before = site(&[output("a.html", "1"), output("b.html", "1"), output("c.html", "1")]).value;
        let after = site(&[output("b.html", "2"), output("c.html", "1"), output("d.html", "1")]).value;
        let expected = Difference {
            new: vec![Route::new("d.html").unwrap()],
            changed: vec![Route::new("b.html").unwrap()],
            gone: vec![Route::new("a.html").unwrap()],
            unchanged: 1,
        };
        assert_eq!(after.diff(&before), expected);
    }

    #[test]
    fn two_outputs_of_one_route_are_an_error_at_both_places() {
        let second = output("a.html", "2").from_place(Place::file(&SourcePath::new("content/other.md")));
        let found = site(&[output("a.html", "1"), second]);
        assert_eq!(found.value.len(), 1);
        let [error] = found.diagnostics.as_slice() else { panic!("one error: {:?}", found.diagnostics) };
        assert_eq!(error.message, "two things would be written to `a.html`");
        assert_eq!(error.place.path.as_str(), "content/other.md");
        assert_eq!(error.further[0].0.path.as_str(), "content/a.html.md");
    }

    #[test]
    fn capitals_do_not_make_a_route_another() {
        let found = site(&[output("img/Carte.png", "1"), output("img/carte.png", "2")]);
        assert_eq!(found.diagnostics[0].message, "`img/carte.png` and `img/Carte.png` differ only in capitals");
    }

    #[test]
    fn a_file_cannot_also_be_a_folder() {
        let found = site(&[output("data/carte/x.csv", "1"), output("data/Carte", "2")]);
        assert_eq!(found.diagnostics[0].message, "`data/Carte` is a file, so there can be no `data/carte/x.csv`");
    }

    #[test]
    fn only_pages_have_facts() {
        assert!(output("a.html", "<p id=x>").entry().facts.is_some());
        assert!(output("a.svg", "<svg id=x>").entry().facts.is_none());
    }
}
