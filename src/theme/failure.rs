//! A failure of tera as diagnostics: at its place in the template as it was written.
//!
//! Tera gives some failures with a span, and the unknown names that it finds when templates are added only as a printed
//! report; both become the same kind of diagnostic here.

use tera::{Error, ErrorKind, ReportError};

use super::bounded::LARGEST_PAGE_IN_WORDS;
use super::files::Files;
use super::{TEMPLATE_ERROR, components};
use crate::diagnostic::{Diagnostic, Place, SourcePath, Span};

/// What is wrong with the templates of a theme.
pub(super) fn of_theme(files: &Files, error: &Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![at_report(files, report)],
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("no template is called `{parent}`");
            vec![advised(files, TEMPLATE_ERROR.at(whole(files, current), message))]
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

/// What is wrong with one page; `strings` are the keys of the words that it may name.
pub(super) fn of_page<'a>(
    files: &Files,
    template: &str,
    error: &Error,
    origin: &Place,
    strings: impl Iterator<Item = &'a str>,
) -> Diagnostic {
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
    let diagnostic = match string_key(files, &diagnostic) {
        Some(key) => {
            let place = diagnostic.place;
            let found = TEMPLATE_ERROR.at(place, format!("no language has the words `{key}`")).suggest(&key, strings);
            found.help("words of a theme's own stand under `theme` in its language files")
        }
        None => diagnostic,
    };
    diagnostic.also(origin.clone(), "on the page made from this")
}

/// The key of `strings['site.skip']`, where that is what is not there.
fn string_key(files: &Files, diagnostic: &Diagnostic) -> Option<String> {
    let text = files.text(&diagnostic.place.path)?;
    let code = diagnostic.place.span.of(text).trim_start();
    let key = code.strip_prefix("strings[")?.trim_start_matches(['"', '\'']);
    let key = key.split(['"', '\'']).next()?.to_owned();
    diagnostic.message.contains("undefined").then_some(key)
}

fn at_report(files: &Files, report: &ReportError) -> Diagnostic {
    let place = match files.template(report.filename()) {
        Some((path, _)) => Place::new(path, Span::new(report.span().range.start, report.span().range.end)),
        None => whole(files, report.filename()),
    };
    advised(files, TEMPLATE_ERROR.at(place, lower_first(report.message())))
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
    let place = place.or_else(|| named(files, &message));
    let diagnostic = TEMPLATE_ERROR.at(place.unwrap_or_else(|| Place::file(&SourcePath::new("themes"))), message);
    advised(files, diagnostic)
}

/// The first template that a message names; rather one of the study's own, which is more likely to be wrong.
fn named(files: &Files, message: &str) -> Option<Place> {
    let names = message.split('`').skip(1).step_by(2).filter_map(|name| Some(files.template(name)?.0));
    let paths: Vec<&SourcePath> = names.collect();
    let own = paths.iter().find(|path| !super::is_embedded(path));
    own.or(paths.first()).map(|path| Place::file(path))
}

/// What to do about a failure that tera only names.
fn advised(files: &Files, diagnostic: Diagnostic) -> Diagnostic {
    let message = diagnostic.message.clone();
    let typed = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("unknown component") {
        let names = components::names(files);
        diagnostic.suggest(typed, names.iter().map(String::as_str))
    } else if message.starts_with("unknown template") || message.starts_with("no template") {
        let names: Vec<&str> = files.templates().map(|(name, _, _)| name).collect();
        diagnostic.suggest(typed, names)
    } else if message == "unknown tag" {
        diagnostic.help("what begins last is ended first: `if`, `for`, `block`, `component`")
    } else if message.contains("is defined in both") {
        diagnostic.help("to change a component, replace the file that defines it: a file of the same name, with all of its components")
    } else {
        diagnostic
    }
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
