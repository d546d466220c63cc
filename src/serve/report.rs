//! The report of a build with errors, as the script in the browser lays it over the page: the terminal's own text, and
//! where the places that it names are opened.

use camino::Utf8Path;
use serde::Serialize;

use crate::diagnostic::report::text::{self, Look};
use crate::diagnostic::{Diagnostic, Texts};

use super::editor::Editor;

/// A page shows so many diagnostics; the terminal has them all.
const MOST: usize = 100;

/// What lies over the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    /// How many errors and warnings: `2 errors, 1 warning`.
    pub(super) summary: String,
    diagnostics: Vec<Entry>,
    /// How many are not shown.
    more: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Entry {
    severity: &'static str,
    /// As the terminal shows it.
    text: String,
    places: Vec<Named>,
}

/// A place as the text names it, and the link that opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Named {
    name: String,
    link: String,
}

impl Report {
    /// The report of these diagnostics, errors first.
    pub(super) fn of(diagnostics: &[Diagnostic], texts: &dyn Texts, study: &Utf8Path, editor: &Editor) -> Self {
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.severity);
        let entry = |diagnostic: &&Diagnostic| {
            let places = std::iter::once(&diagnostic.place).chain(diagnostic.further.iter().map(|(place, _)| place));
            let named = places.map(|place| text::place(place, texts)).map(|name| {
                let link = editor.link(study, &name);
                Named { name, link }
            });
            Entry {
                severity: diagnostic.severity.word(),
                text: text::long(std::slice::from_ref(*diagnostic), texts, Look::default()).trim_end().to_owned(),
                places: named.collect(),
            }
        };
        Self {
            summary: text::summary(diagnostics),
            diagnostics: sorted.iter().take(MOST).map(entry).collect(),
            more: diagnostics.len().saturating_sub(MOST),
        }
    }

    /// The report of something that is wrong with the machine.
    pub(super) fn of_machine(words: &str) -> Self {
        let entry = Entry { severity: "error", text: words.to_owned(), places: Vec::new() };
        Self { summary: "the site cannot be built".to_owned(), diagnostics: vec![entry], more: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place, Rule, Severity, SourcePath, Span};
    use crate::source::Sources;

    static RULE: Rule =
        Rule { code: Code::UnknownOrganisation, severity: Severity::Error, summary: "", explanation: "", example: "" };

    #[test]
    fn a_report_is_the_terminals_with_a_link_for_each_place() {
        let sources = Sources::in_memory([("content/a.md", "---\norganisation: <b>inedd\n---\n")]);
        let path = SourcePath::new("content/a.md");
        let other = Place::file(&SourcePath::new("content/b.md"));
        let diagnostic = RULE.at(Place::new(&path, Span::new(18, 26)), "no `<b>inedd`").also(other, "see here");
        let report =
            Report::of(std::slice::from_ref(&diagnostic), &sources, Utf8Path::new("/study"), &Editor::default());
        let [entry] = report.diagnostics.as_slice() else { panic!("one entry: {report:?}") };
        assert_eq!(entry.text, text::long(&[diagnostic], &sources, Look::default()).trim_end());
        let names: Vec<&str> = entry.places.iter().map(|place| place.name.as_str()).collect();
        assert_eq!(names, ["content/a.md:2:15", "content/b.md"]);
        assert!(names.iter().all(|name| entry.text.contains(name)), "{}", entry.text);
        assert_eq!(entry.places[0].link, "/.florilege/source/content/a.md#L2");
        // An event of the stream is one line.
        assert!(!serde_json::to_string(&report).unwrap().contains('\n'));
    }

    #[test]
    fn a_thousand_errors_are_cut_and_counted() {
        let place = Place::file(&SourcePath::new("content/a.md"));
        let diagnostics: Vec<Diagnostic> = (0..1000).map(|number| RULE.at(place.clone(), number.to_string())).collect();
        let report = Report::of(&diagnostics, &Sources::default(), Utf8Path::new("/study"), &Editor::default());
        assert_eq!((report.diagnostics.len(), report.more), (MOST, 900));
        assert_eq!(report.summary, "1000 errors");
    }
}
