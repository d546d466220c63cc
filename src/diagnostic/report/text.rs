//! Diagnostics for people: [`short`] without excerpts, [`long`] with them, and the [`summary`] under both.
//!
//! The only user of annotate-snippets. That crate draws and expects sound input; so what it is given here is an excerpt
//! of a few whole lines, none of them very long, with every range inside it and on a letter's edge.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::renderer::{DecorStyle, Renderer};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};

use super::lines::{Lines, Position, Positions};
use crate::diagnostic::{Certainty, Code, Diagnostic, Place, Severity, Span, Texts};

/// A range over more lines than this is shown by its first line.
const MOST_LINES: usize = 4;
/// Places of one file that are at most this many lines apart are shown in one excerpt.
const NEAR: usize = 40;
/// The longest line in bytes that is drawn; of one wider than the terminal the part around the place is.
const LONG_LINE: usize = 4000;
/// How many diagnostics of one code are shown with excerpts: whoever has seen twenty knows what to do about the rest.
const MOST_OF_A_CODE: usize = 20;
/// How many bytes of a longer line are quoted before the place, and how many from its start on.
const AROUND: (usize, usize) = (60, 100);

/// How a report looks; `cli` decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether escape sequences colour it.
    pub colour: Colour,
    /// How many columns an excerpt may take.
    pub width: usize,
}

/// Whether a report is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Letters only.
    Plain,
    /// Letters and escape sequences of a terminal.
    Ansi,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: Colour::Plain, width: 120 }
    }
}

/// Writes diagnostics without excerpts, in the order in which they are given:
///
/// ```text
/// error[unknown-organisation]: no organisation has the id `inedd`
///  --> content/quotes/delay.md:2:15
///   = note: first named here: content/organisations/ird.md:4:3
///   = help: did you mean `ined`?
/// ```
///
/// Lines and columns begin at 1, and columns count Unicode scalar values. A place that is a whole file, or in a file
/// that is no text, is its path alone.
pub fn short(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let mut positions = Positions::new(texts);
    let mut report = String::new();
    for diagnostic in diagnostics {
        write_short(&mut report, diagnostic, &mut positions);
    }
    report
}

/// Writes diagnostics with excerpts of the lines they are about, a blank line after each; of many with one code the first
/// ones, and at the end how many more there are.
pub fn long(diagnostics: &[Diagnostic], texts: &dyn Texts, look: Look) -> String {
    let renderer = match look.colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(look.width.max(40));
    let mut positions = Positions::new(texts);
    let mut report = String::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            report.push_str(&renderer.render(&[group(diagnostic, &mut positions)]));
            report.push_str("\n\n");
        }
    }
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > MOST_OF_A_CODE) {
        // Writing to a string cannot fail.
        let more = count - MOST_OF_A_CODE;
        let _ = writeln!(report, "... and {more} more of `{}`; `--format json` gives all {count}\n", code.name());
    }
    report
}

/// A place as reports name it: `path:line:column`, or the path alone.
pub fn place(place: &Place, texts: &dyn Texts) -> String {
    named(place, &mut Positions::new(texts))
}

/// How many errors and warnings there are: "3 errors, 1 warning"; "no errors" where there is nothing.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    let counts = [(errors, "error"), (diagnostics.len() - errors, "warning")];
    let parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() { "no errors".to_owned() } else { parts.join(", ") }
}

/// How many of them the program can mend by itself; nothing where there is none.
pub fn mendable(diagnostics: &[Diagnostic]) -> Option<String> {
    let certain = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.certainty == Certainty::Certain);
    let what = match diagnostics.iter().filter(certain).count() {
        0 => return None,
        1 => "one of them is mended by".to_owned(),
        count => format!("{count} of them are mended by"),
    };
    Some(format!("{what} `florilege check --fix`; add `--diff` to look first"))
}

fn write_short(report: &mut String, diagnostic: &Diagnostic, positions: &mut Positions<'_>) {
    let head = format!("{}[{}]", diagnostic.severity.word(), diagnostic.code.name());
    // Writing to a string cannot fail.
    let _ = writeln!(report, "{head}: {}", one_line(&diagnostic.message));
    let _ = writeln!(report, " --> {}", named(&diagnostic.place, positions));
    for (place, words) in &diagnostic.further {
        let _ = writeln!(report, "  = note: {}: {}", one_line(words), named(place, positions));
    }
    for help in &diagnostic.help {
        let _ = writeln!(report, "  = help: {}", one_line(help));
    }
}

/// What was found and the first thing to do about it, on one line and without its place.
pub fn in_a_line(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.first().map_or(String::new(), |help| format!(" ({help})"));
    one_line(&format!("{}: {}{help}", diagnostic.code.name(), diagnostic.message))
}

/// `path:line:column`, or the path alone.
fn named(place: &Place, positions: &mut Positions<'_>) -> String {
    let path = one_line(place.path.as_str());
    match positions.of(place) {
        Some((start, _)) => format!("{path}:{}:{}", start.line, start.column),
        None => path,
    }
}

/// A text that cannot forge a line of the report, nor move a terminal's cursor.
pub fn one_line(text: &str) -> String {
    let controls = |letter: char| {
        // Marks that turn the direction of writing make a line read otherwise than it is.
        letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown = |letter: char| match letter {
        '\n' | '\r' | '\t' => ' ',
        other if controls(other) => char::REPLACEMENT_CHARACTER,
        other => other,
    };
    text.chars().map(shown).collect()
}

fn group<'a>(diagnostic: &'a Diagnostic, positions: &mut Positions<'_>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code.name()));
    let (near, far) = near_and_far(diagnostic, positions);
    group = with_excerpt(group, &diagnostic.place, None, &near, positions);
    for (place, words) in far {
        group = with_excerpt(group, place, Some(words), &[], positions);
    }
    let helps = diagnostic.help.iter().map(|help| Level::HELP.message(one_line(help)));
    group.elements(helps)
}

/// A further place with its words.
type Further<'a> = (&'a Place, &'a str);

/// Further places that fit in the excerpt of the first, and the others.
fn near_and_far<'a>(diagnostic: &'a Diagnostic, positions: &mut Positions<'_>) -> (Vec<Further<'a>>, Vec<Further<'a>>) {
    let further = diagnostic.further.iter().map(|(place, words)| (place, words.as_str()));
    further.partition(|(place, _)| are_near(&diagnostic.place, place, positions).unwrap_or(false))
}

fn are_near(one: &Place, other: &Place, positions: &mut Positions<'_>) -> Option<bool> {
    if one.path != other.path {
        return Some(false);
    }
    let (first, _) = positions.of(one)?;
    let (second, _) = positions.of(other)?;
    let lines = positions.lines(&one.path)?;
    let (from, to) = (first.line.min(second.line), first.line.max(second.line));
    Some(to - from <= NEAR && (from..=to).all(|line| is_short(lines, line)))
}

/// Adds where a place is, and the lines that it and its near ones are on.
fn with_excerpt<'a>(
    group: Group<'a>,
    place: &'a Place,
    words: Option<&'a str>,
    near: &[Further<'a>],
    positions: &mut Positions<'_>,
) -> Group<'a> {
    let path = one_line(place.path.as_str());
    let words = words.map(one_line);
    let (Some((start, end)), Some(lines)) = (positions.of(place), positions.lines(&place.path)) else {
        return with_note(group.element(Origin::path(path)), words);
    };
    let Some(mut excerpt) = Excerpt::around(lines, start, end) else {
        let origin = Origin::path(path).line(start.line).char_column(start.column);
        let cut = format!("here: `{}`", one_line(&cut(lines, start)));
        return with_note(with_note(group.element(origin), words), Some(cut));
    };
    for (place, _) in near {
        excerpt.widen(lines, lines.position(place.span.start));
    }
    let kind = if words.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
    let first = kind.span(excerpt.locate(Span::new(start.byte, end.byte))).label(words);
    let others = near
        .iter()
        .map(|(place, words)| AnnotationKind::Context.span(excerpt.locate(place.span)).label(one_line(words)));
    let marks: Vec<_> = std::iter::once(first).chain(others).collect();
    group.element(Snippet::source(excerpt.text).path(path).line_start(excerpt.first_line).annotations(marks))
}

fn with_note(group: Group<'_>, words: Option<String>) -> Group<'_> {
    match words {
        Some(words) => group.element(Level::NOTE.message(words)),
        None => group,
    }
}

/// What stands around a place in a very long line.
fn cut(lines: &Lines<'_>, start: Position) -> String {
    let (text, line) = (lines.text(), lines.range(start.line));
    let from = text.ceil_char_boundary(start.byte.saturating_sub(AROUND.0)).max(line.start);
    let to = text.floor_char_boundary(start.byte.saturating_add(AROUND.1)).min(line.end).max(from);
    let before = if from > line.start { "…" } else { "" };
    let after = if to < line.end { "…" } else { "" };
    format!("{before}{}{after}", Span::new(from, to).of(text))
}

/// Some whole lines of a text, none of them very long.
struct Excerpt {
    text: String,
    first_line: usize,
    last_line: usize,
    /// The byte of the whole text that the excerpt begins with.
    begin: usize,
}

impl Excerpt {
    /// The lines of a range, or its first where they are many or long; nothing where that one is long too.
    fn around(lines: &Lines<'_>, start: Position, end: Position) -> Option<Self> {
        // A range that ends before the first letter of a line does not show that line.
        let end_line = if end.column == 1 && end.line > start.line { end.line - 1 } else { end.line };
        let last = if end_line - start.line < MOST_LINES { end_line } else { start.line };
        let is_short = |line| is_short(lines, line);
        if (start.line..=last).all(is_short) {
            return Some(Self::of(lines, start.line, last));
        }
        is_short(start.line).then(|| Self::of(lines, start.line, start.line))
    }

    fn of(lines: &Lines<'_>, first_line: usize, last_line: usize) -> Self {
        let range = lines.range(first_line).to(lines.range(last_line));
        Self { text: range.of(lines.text()).to_owned(), first_line, last_line, begin: range.start }
    }

    /// Takes in the line of a near place.
    fn widen(&mut self, lines: &Lines<'_>, position: Position) {
        *self = Self::of(lines, self.first_line.min(position.line), self.last_line.max(position.line));
    }

    /// A range of the whole text, as one of the excerpt: inside it and on letters' edges.
    fn locate(&self, span: Span) -> std::ops::Range<usize> {
        let inside = |byte: usize| byte.saturating_sub(self.begin).min(self.text.len());
        let start = self.text.floor_char_boundary(inside(span.start));
        let end = self.text.ceil_char_boundary(inside(span.end)).max(start);
        // The end of the last line is not marked.
        let marked = self.text.get(start..end).unwrap_or("");
        start..start + marked.trim_end_matches(['\n', '\r']).len()
    }
}

fn is_short(lines: &Lines<'_>, line: usize) -> bool {
    let range = lines.range(line);
    range.end - range.start <= LONG_LINE
}

#[cfg(test)]
pub(in crate::diagnostic) mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{Code, Rule, SourcePath};

    pub(in crate::diagnostic) struct Files(BTreeMap<SourcePath, String>);

    impl Files {
        pub(in crate::diagnostic) fn of(files: &[(&str, &str)]) -> Self {
            Self(files.iter().map(|(path, text)| (SourcePath::new(path), (*text).to_owned())).collect())
        }

        /// The place where a text stands in a file.
        fn find(&self, path: &str, text: &str) -> Place {
            let path = SourcePath::new(path);
            let start = self.0[&path].find(text).unwrap();
            Place::new(&path, Span::new(start, start + text.len()))
        }
    }

    impl Texts for Files {
        fn text(&self, path: &SourcePath) -> Option<&str> {
            self.0.get(path).map(String::as_str)
        }
    }

    pub(in crate::diagnostic) fn rule() -> &'static Rule {
        &Rule { code: Code::UnknownOrganisation, severity: Severity::Error, summary: "", explanation: "", example: "" }
    }

    fn plain(diagnostic: Diagnostic, files: &Files) -> String {
        long(&[diagnostic], files, Look::default())
    }

    #[test]
    fn the_short_form_is_that_of_the_cases() {
        let files = Files::of(&[("content/quotes/delay.md", "---\norganisation: inedd\n---\n")]);
        let place = files.find("content/quotes/delay.md", "inedd");
        let found = rule()
            .at(place.clone(), "no organisation has the id `inedd`")
            .help("did you mean `ined`?")
            .also(Place::file(&SourcePath::new("study.yaml")), "the study")
            .also(place, "again");
        let expected = "\
error[unknown-organisation]: no organisation has the id `inedd`
 --> content/quotes/delay.md:2:15
  = note: the study: study.yaml
  = note: again: content/quotes/delay.md:2:15
  = help: did you mean `ined`?
";
        assert_eq!(short(&[found], &files), expected);
    }

    #[test]
    fn hostile_words_cannot_forge_a_line() {
        let found = rule().at(Place::file(&SourcePath::new("a\n\u{1b}[2J.md")), "no `x\nerror: y\u{202e}`");
        assert_eq!(
            short(&[found], &Files::of(&[])),
            "error[unknown-organisation]: no `x error: y\u{fffd}`\n --> a \u{fffd}[2J.md\n"
        );
    }

    #[test]
    fn an_excerpt_points_under_accents_tabs_and_wide_letters() {
        let files = Files::of(&[("a.md", "---\r\n\té日本: inedd # x\r\n")]);
        let found = rule().at(files.find("a.md", "inedd"), "no organisation has the id `inedd`").help("do");
        let expected = "\
error[unknown-organisation]: no organisation has the id `inedd`
 --> a.md:2:7
  |
2 |     é日本: inedd # x
  |            ^^^^^
  |
  = help: do

";
        assert_eq!(plain(found, &files), expected);
    }

    #[test]
    fn near_places_share_an_excerpt_and_far_ones_have_their_own() {
        let files = Files::of(&[("a.md", "id: x\n\n\n\nid: x # again\n"), ("b.md", "\nx: y\n")]);
        let found = rule()
            .at(files.find("a.md", "x # again"), "two quotes have the id `x`")
            .also(files.find("a.md", "x"), "first declared here")
            .also(files.find("b.md", "y"), "named here")
            .also(Place::file(&SourcePath::new("c.png")), "and this");
        let expected = "\
error[unknown-organisation]: two quotes have the id `x`
 --> a.md:5:5
  |
1 | id: x
  |     - first declared here
...
5 | id: x # again
  |     ^^^^^^^^^
  |
 ::: b.md:2:4
  |
2 | x: y
  |    - named here
 ::: c.png
  = note: and this

";
        assert_eq!(plain(found, &files), expected);
    }

    #[test]
    fn a_line_wider_than_the_terminal_is_cut_around_its_place() {
        let files = Files::of(&[("a.md", &format!("{}inedd{}\n", "é ".repeat(500), " à".repeat(500)))]);
        let report = plain(rule().at(files.find("a.md", "inedd"), "x"), &files);
        let [_, place, _, line, mark, ..] = report.lines().collect::<Vec<_>>()[..] else { panic!("{report}") };
        assert_eq!(place, " --> a.md:1:1001");
        assert!(line.starts_with("1 | ...") && line.ends_with("...") && line.chars().count() < 130, "{line}");
        let column = line.split_once("inedd").unwrap().0.chars().count();
        assert_eq!(mark, format!("  |{}^^^^^", " ".repeat(column - 3)));
    }

    #[test]
    fn a_very_long_line_is_only_quoted_around_its_place() {
        let files = Files::of(&[("a.md", &format!("{}inedd{}\n", "é ".repeat(5000), " à".repeat(5000)))]);
        let report = plain(rule().at(files.find("a.md", "inedd"), "x"), &files);
        let [_, place, note, ""] = report.lines().collect::<Vec<_>>()[..] else { panic!("{report}") };
        assert_eq!(place, "--> a.md:1:10001");
        assert!(note.starts_with(" = note: here: `…") && note.ends_with("…`") && note.contains(" inedd "), "{note}");
        assert!(note.chars().count() < 150, "{note}");
    }

    #[test]
    fn a_range_of_many_lines_is_shown_by_its_first() {
        let files = Files::of(&[("a.md", &"line\n".repeat(9))]);
        let place = Place::new(&SourcePath::new("a.md"), Span::new(5, 40));
        let expected = "\
error[unknown-organisation]: x
 --> a.md:2:1
  |
2 | line
  | ^^^^
";
        assert_eq!(plain(rule().at(place, "x"), &files).trim_end(), expected.trim_end());
    }

    #[test]
    fn a_whole_file_has_no_excerpt() {
        let found = rule().at(Place::file(&SourcePath::new("a.md")), "x").help("do");
        let expected = "error[unknown-organisation]: x\n--> a.md\n = help: do\n\n";
        assert_eq!(plain(found, &Files::of(&[("a.md", "text")])), expected);
    }

    #[test]
    fn colours_are_there_only_when_asked_for() {
        let files = Files::of(&[("a.md", "inedd")]);
        let found = [rule().at(files.find("a.md", "edd"), "x")];
        assert!(!long(&found, &files, Look::default()).contains('\u{1b}'));
        assert!(long(&found, &files, Look { colour: Colour::Ansi, width: 80 }).contains("\u{1b}["));
    }

    #[test]
    fn of_ten_thousand_with_one_code_the_first_are_shown() {
        let files = Files::of(&[("a.md", &"inedd\n".repeat(10_000))]);
        let path = SourcePath::new("a.md");
        let mut found: Vec<Diagnostic> =
            (0..10_000).map(|at| rule().at(Place::new(&path, Span::new(at * 6, at * 6 + 5)), "x")).collect();
        found.push(Diagnostic { code: Code::UnknownTool, ..rule().at(Place::file(&path), "last") });
        let report = long(&found, &files, Look::default());
        assert_eq!(report.matches("]: x\n").count(), MOST_OF_A_CODE);
        assert!(report.contains("]: last\n"));
        let end = "... and 9980 more of `unknown-organisation`; `--format json` gives all 10000\n\n";
        assert!(report.ends_with(end), "{}", &report[report.len() - 200..]);
        assert_eq!(crate::diagnostic::report::json::lines(&found, &files).lines().count(), 10_001);
    }

    #[test]
    fn a_line_of_a_million_bytes_is_quoted_around_its_place() {
        let files = Files::of(&[("a.md", &format!("{}inedd{}", "日\t".repeat(250_000), "x".repeat(500_000)))]);
        let report = plain(rule().at(files.find("a.md", "inedd"), "x"), &files);
        assert!(report.contains("--> a.md:1:500001") && report.len() < 400, "{report}");
    }

    #[test]
    fn what_can_be_mended_is_counted() {
        let found = rule().at(Place::file(&SourcePath::new("a")), "x");
        let certain = found.clone().replace(Certainty::Certain, "y");
        let likely = found.clone().replace(Certainty::Likely, "y");
        let said = |found: &[Diagnostic]| mendable(found).unwrap_or_default();
        assert_eq!(said(&[found, likely]), "");
        let behind = "mended by `florilege check --fix`; add `--diff` to look first";
        assert_eq!(said(std::slice::from_ref(&certain)), format!("one of them is {behind}"));
        assert_eq!(said(&[certain.clone(), certain]), format!("2 of them are {behind}"));
    }

    #[test]
    fn the_summary_counts() {
        let error = rule().at(Place::file(&SourcePath::new("a")), "x");
        let warning = Diagnostic { severity: Severity::Warning, ..error.clone() };
        assert_eq!(summary(&[error.clone(), warning.clone(), error.clone()]), "2 errors, 1 warning");
        assert_eq!(summary(&[warning.clone(), warning]), "2 warnings");
        assert_eq!(summary(&[]), "no errors");
    }

    proptest! {
        #[test]
        fn no_text_and_no_range_makes_a_report_panic(
            text in "[a é日\t\n\r\u{301}\u{200d}\u{0}]{0,60}|[aé]{2000,4100}",
            spans in prop::collection::vec((0..400_usize, 0..400_usize), 1..4),
        ) {
            let files = Files::of(&[("a.md", &text)]);
            let path = SourcePath::new("a.md");
            let place = |(start, end): (usize, usize)| Place::new(&path, Span { start, end });
            let further = spans[1..].iter().map(|span| (place(*span), "here\n".to_owned())).collect();
            let found = [Diagnostic { further, ..rule().at(place(spans[0]), "x") }];
            short(&found, &files);
            long(&found, &files, Look { colour: Colour::Ansi, width: 0 });
            crate::diagnostic::report::json::lines(&found, &files);
            crate::diagnostic::report::sarif::log(&found, &files, &[rule()], &Default::default());
            crate::diagnostic::report::github::commands(&found, &files, &Default::default());
        }
    }
}
