//! Diagnostics for editors and programs: one JSON object a line.
//!
//! ```json
//! {"code":"unknown-organisation","severity":"error","message":"no organisation has the id `inedd`",
//!  "path":"content/quotes/delay.md","start":{"line":2,"column":15,"byte":18},"end":{"line":2,"column":20,"byte":23},
//!  "further":[{"path":"…","start":{…},"end":{…},"words":"first declared here"}],
//!  "help":["did you mean `ined`?"],"subject":"quote:delay",
//!  "fix":{"certainty":"certain","edits":[{"path":"…","start":{…},"end":{…},"text":"ined"}]}}
//! ```
//!
//! (one line each; parted here to be read). All keys are always there, in this order.
//!
//! * `code` is stable and can be given to `florilege explain`; `severity` is `error` or `warning`.
//! * `path` is relative to the study's folder and parted by `/` on every system.
//! * `line` and `column` begin at 1, and columns count Unicode scalar values; `byte` begins at 0 and counts bytes after
//!   a byte order mark. `end` is the point after the last character. `start` and `end` are `null` where the diagnostic
//!   is about the file as a whole, or where the file is no text.
//! * `further` are other places that matter; `help` says what to do, a sentence each.
//! * `subject` is the entity that it is about, as `kind:id`, or `null`.
//! * `fix` is the change that does what `help` says, or `null`: ranges and what is to stand there, all or none. A
//!   `certain` one is what `florilege check --fix` makes; a `likely` one is for a person to decide.
//!
//! `docs/diagnostics.schema.json` is the same as a JSON Schema.

use serde::Serialize;

use super::lines::{Position, Positions};
use crate::diagnostic::{Diagnostic, Fix, Place, Texts};

/// Writes diagnostics in the order in which they are given; each line ends in `\n`.
pub fn lines(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let mut positions = Positions::new(texts);
    let mut report = String::new();
    for diagnostic in diagnostics {
        // A record has string keys and no failing writer, so it can always be written.
        report.push_str(&serde_json::to_string(&Record::of(diagnostic, &mut positions)).unwrap_or_default());
        report.push('\n');
    }
    report
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Range<'a>,
    further: Vec<Further<'a>>,
    help: &'a [String],
    subject: Option<&'a str>,
    fix: Option<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    certainty: &'a str,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    place: Range<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Range<'a> {
    path: &'a str,
    start: Option<Point>,
    end: Option<Point>,
}

#[derive(Serialize)]
struct Further<'a> {
    #[serde(flatten)]
    place: Range<'a>,
    words: &'a str,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: usize,
}

impl<'a> Record<'a> {
    fn of(diagnostic: &'a Diagnostic, positions: &mut Positions<'_>) -> Self {
        let further = diagnostic.further.iter();
        Self {
            code: diagnostic.code.name(),
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            place: Range::of(&diagnostic.place, positions),
            further: further.map(|(place, words)| Further { place: Range::of(place, positions), words }).collect(),
            help: &diagnostic.help,
            subject: diagnostic.subject.as_deref(),
            fix: diagnostic.fix.as_ref().map(|fix| Change::of(fix, positions)),
        }
    }
}

impl<'a> Change<'a> {
    fn of(fix: &'a Fix, positions: &mut Positions<'_>) -> Self {
        let edits = fix.edits.iter();
        let edits = edits.map(|edit| Replacement { place: Range::exact(&edit.place, positions), text: &edit.text });
        Self { certainty: fix.certainty.word(), edits: edits.collect() }
    }
}

impl<'a> Range<'a> {
    /// The place of an edit: an empty range at 0 is the beginning of the file, and not the file as a whole.
    fn exact(place: &'a Place, positions: &mut Positions<'_>) -> Self {
        let points = positions
            .lines(&place.path)
            .map(|lines| (lines.position(place.span.start), lines.position(place.span.end.max(place.span.start))));
        let (start, end) = points.unzip();
        Self { path: place.path.as_str(), start: start.map(Point::from), end: end.map(Point::from) }
    }

    fn of(place: &'a Place, positions: &mut Positions<'_>) -> Self {
        let (start, end) = positions.of(place).unzip();
        Self { path: place.path.as_str(), start: start.map(Point::from), end: end.map(Point::from) }
    }
}

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column, byte: position.byte }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::{Files, rule};
    use super::*;
    use crate::diagnostic::{Certainty, SourcePath, Span};

    #[test]
    fn each_diagnostic_is_one_object_a_line() {
        let files = Files::of(&[("a.md", "---\nétat: inedd\n")]);
        let path = SourcePath::new("a.md");
        let found = [
            rule()
                .at(Place::new(&path, Span::new(11, 16)), "no \"x\"")
                .help("do")
                .about("quote:a")
                .replace(Certainty::Likely, "ined"),
            rule().at(Place::file(&path), "y").also(Place::new(&SourcePath::new("b.png"), Span::new(1, 2)), "here"),
        ];
        let expected = concat!(
            r#"{"code":"unknown-organisation","severity":"error","message":"no \"x\"","path":"a.md","#,
            r#""start":{"line":2,"column":7,"byte":11},"end":{"line":2,"column":12,"byte":16},"#,
            r#""further":[],"help":["do"],"subject":"quote:a","fix":{"certainty":"likely","edits":[{"path":"a.md","#,
            r#""start":{"line":2,"column":7,"byte":11},"end":{"line":2,"column":12,"byte":16},"text":"ined"}]}}"#,
            "\n",
            r#"{"code":"unknown-organisation","severity":"error","message":"y","path":"a.md","start":null,"end":null,"#,
            r#""further":[{"path":"b.png","start":null,"end":null,"words":"here"}],"help":[],"subject":null,"fix":null}"#,
            "\n",
        );
        assert_eq!(lines(&found, &files), expected);
    }
}
