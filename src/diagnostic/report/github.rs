//! Diagnostics as commands of GitHub's workflows, which puts them beside the lines of a pull request.
//!
//! ```text
//! ::error file=study/content/quotes/delay.md,line=2,col=15,endLine=2,endColumn=19,title=unknown-organisation::no …
//! ```
//!
//! GitHub shows ten annotations of each level for a step and drops the others without a word. So errors come first, at
//! most ten of a level become commands, and the rest stands in the log, in a group that says how many there are. Columns
//! are counted in UTF-16 code units, `endColumn` is the last column, and a range over several lines has none, since
//! GitHub takes columns of one line only.

use std::fmt::Write as _;

use super::Folder;
use super::lines::Positions;
use super::text;
use crate::diagnostic::{Diagnostic, Severity, Texts};

/// How many annotations of a level GitHub shows for a step.
const MOST: usize = 10;

/// Writes diagnostics; within a level in the order in which they are given.
pub fn commands(diagnostics: &[Diagnostic], texts: &dyn Texts, folder: &Folder) -> String {
    let mut positions = Positions::new(texts);
    let mut report = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let found: Vec<&Diagnostic> = diagnostics.iter().filter(|found| found.severity == severity).collect();
        let (shown, rest) = found.split_at(found.len().min(MOST));
        for diagnostic in shown {
            write_command(&mut report, diagnostic, &mut positions, folder);
        }
        if !rest.is_empty() {
            write_rest(&mut report, rest, severity, texts);
        }
    }
    report
}

fn write_command(report: &mut String, diagnostic: &Diagnostic, positions: &mut Positions<'_>, folder: &Folder) {
    let place = &diagnostic.place;
    let _ = write!(
        report,
        "::{} file={}{}",
        diagnostic.severity.word(),
        property(&folder.0),
        property(place.path.as_str())
    );
    if let (Some((start, end)), Some(lines)) = (positions.of(place), positions.lines(&place.path)) {
        let column = lines.column_in_units(start);
        if start.line == end.line {
            let last = (lines.column_in_units(end) - 1).max(column);
            let _ = write!(report, ",line={},col={column},endLine={},endColumn={last}", start.line, end.line);
        } else {
            let _ = write!(report, ",line={},endLine={}", start.line, end.line);
        }
    }
    let _ = write!(report, ",title={}::{}", property(diagnostic.code.name()), data(&diagnostic.message));
    for (place, words) in &diagnostic.further {
        let at = positions.of(place).map_or(String::new(), |(start, _)| format!(":{}", start.line));
        let _ = write!(report, "{}", data(&format!("\nnote: {words}: {}{}{at}", folder.0, place.path)));
    }
    for help in &diagnostic.help {
        let _ = write!(report, "{}", data(&format!("\nhelp: {help}")));
    }
    report.push('\n');
}

fn write_rest(report: &mut String, rest: &[&Diagnostic], severity: Severity, texts: &dyn Texts) {
    let plural = if rest.len() == 1 { "" } else { "s" };
    let _ = writeln!(
        report,
        "::group::{} more {}{plural}, which GitHub does not show beside the lines",
        rest.len(),
        severity.word()
    );
    let rest: Vec<Diagnostic> = rest.iter().map(|found| (*found).clone()).collect();
    // The older form of commands is read anywhere in a line.
    report.push_str(&text::short(&rest, texts).replace("##[", "# #["));
    report.push_str("::endgroup::\n");
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands between a `=` and the next `,`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::{Files, rule};
    use super::*;
    use crate::diagnostic::{Place, SourcePath, Span};

    fn folder() -> Folder {
        Folder("my study/".to_owned())
    }

    #[test]
    fn what_ends_a_part_of_a_command_is_escaped() {
        let files = Files::of(&[("a,b:c.md", "---\n𝄞: 100 %\n")]);
        let path = SourcePath::new("a,b:c.md");
        let found = rule()
            .at(Place::new(&path, Span::new(10, 15)), "100 %\r\n::error::forged")
            .help("do, or: not")
            .also(Place::new(&path, Span::new(4, 5)), "here");
        assert_eq!(
            commands(&[found], &files, &folder()),
            "::error file=my study/a%2Cb%3Ac.md,line=2,col=5,endLine=2,endColumn=9,title=unknown-organisation::100 %25%0D%0A\
             ::error::forged%0Anote: here: my study/a,b:c.md:2%0Ahelp: do, or: not\n"
        );
    }

    #[test]
    fn a_range_of_several_lines_has_no_columns_and_a_file_has_no_lines() {
        let files = Files::of(&[("a.md", "one\ntwo\n")]);
        let path = SourcePath::new("a.md");
        let found = [rule().at(Place::new(&path, Span::new(1, 6)), "x"), rule().at(Place::file(&path), "y")];
        assert_eq!(
            commands(&found, &files, &Folder::default()),
            "::error file=a.md,line=1,endLine=2,title=unknown-organisation::x\n\
             ::error file=a.md,title=unknown-organisation::y\n"
        );
    }

    #[test]
    fn errors_come_first_and_what_github_would_drop_stands_in_the_log() {
        let path = SourcePath::new("a.md");
        let error = rule().at(Place::file(&path), "##[error]forged");
        let warning = Diagnostic { severity: Severity::Warning, ..error.clone() };
        let mut found = vec![warning; 12];
        found.push(error);
        let report = commands(&found, &Files::of(&[]), &Folder::default());
        let lines: Vec<&str> = report.lines().collect();
        assert!(lines[0].starts_with("::error ") && lines[1..11].iter().all(|line| line.starts_with("::warning ")));
        assert_eq!(lines[11], "::group::2 more warnings, which GitHub does not show beside the lines");
        assert_eq!(lines[12], "warning[unknown-organisation]: # #[error]forged");
        assert_eq!(lines.last(), Some(&"::endgroup::"));
        assert_eq!(lines.len(), 17);
    }
}
