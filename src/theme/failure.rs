//! A failure of tera as diagnostics: at its place in the template as it was written.
//!
//! Tera gives some failures with a span, and the unknown names that it finds when templates are added only as a printed
//! report; both become the same kind of diagnostic here.

use tera::{Error, ErrorKind, ReportError};

use super::TEMPLATE_ERROR;
use super::bounded::LARGEST_PAGE_IN_WORDS;
use super::files::Files;
use crate::diagnostic::{Diagnostic, Place, SourcePath, Span};

/// What is wrong with the templates of a theme.
pub(super) fn of_theme(files: &Files, error: &Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![at_report(files, report)],
        ErrorKind::MissingParent { current, parent } => {
            vec![TEMPLATE_ERROR.at(whole(files, current), format!("no template is called `{parent}`"))]
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            vec![TEMPLATE_ERROR.at(whole(files, tpl), "this template extends itself, by way of others or at once")]
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            vec![TEMPLATE_ERROR.at(whole(files, tpl), "this template includes itself, by way of others or at once")]
        }
        _ => printed(files, &error.to_string()),
    }
}

/// What is wrong with one page.
pub(super) fn of_page(files: &Files, template: &str, error: &Error, origin: &Place) -> Diagnostic {
    let diagnostic = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => at_report(files, report),
        ErrorKind::Io(_) => {
            let message = format!("this template makes a page of more than {LARGEST_PAGE_IN_WORDS}");
            TEMPLATE_ERROR
                .at(whole(files, template), message)
                .help("a loop of it, or of what it includes, repeats too much")
        }
        other => TEMPLATE_ERROR.at(whole(files, template), lower_first(&other.to_string())),
    };
    diagnostic.also(origin.clone(), "on the page made from this")
}

fn at_report(files: &Files, report: &ReportError) -> Diagnostic {
    let place = match files.template(report.filename()) {
        Some((path, _)) => Place::new(path, Span::new(report.span().range.start, report.span().range.end)),
        None => whole(files, report.filename()),
    };
    TEMPLATE_ERROR.at(place, lower_first(report.message()))
}

/// Reads the reports back: `error: MESSAGE`, then `--> TEMPLATE:LINE:COLUMN`.
fn printed(files: &Files, text: &str) -> Vec<Diagnostic> {
    let reports = text.split("error: ").map(str::trim).filter(|report| !report.is_empty());
    reports.map(|report| one_printed(files, report)).collect()
}

fn one_printed(files: &Files, report: &str) -> Diagnostic {
    let message = lower_first(report.lines().next().unwrap_or(report));
    let at = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
    let place = at.and_then(|at| {
        let mut parts = at.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let (path, text) = files.template(parts.next()?)?;
        let start = offset(text, line, column)?;
        Some(Place::new(path, Span::new(start, start.saturating_add(1).min(text.len()))))
    });
    TEMPLATE_ERROR.at(place.unwrap_or_else(|| Place::file(&SourcePath::new("themes"))), message)
}

/// The byte at a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(start..)?;
    let (within, _) = rest.char_indices().nth(column.checked_sub(1)?)?;
    start.checked_add(within)
}

fn whole(files: &Files, template: &str) -> Place {
    match files.template(template) {
        Some((path, _)) => Place::file(path),
        None => Place::file(&SourcePath::new(format!("themes/folio/templates/{template}"))),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
