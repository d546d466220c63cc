//! CSV files to the charts that show them: each is found beside its definition, and one that no chart shows is said.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Place, SourcePath, Spanned, nearest};
use crate::parse::{ChartFile, DataForm, SheetFile};
use crate::source::UNEXPECTED_FILE;

use super::desk::Desk;
use super::rules::MISSING_DATA_FILE;

/// The CSV files of a study, by their path.
pub type Sheets<'a> = BTreeMap<SourcePath, &'a SheetFile>;

/// The file that a definition names, and where it is; reported where there is none.
pub fn find<'a>(
    desk: &mut Desk<'_>,
    sheets: &Sheets<'a>,
    file: &Spanned<String>,
) -> Option<(SourcePath, &'a SheetFile)> {
    let path = desk.path.beside(&file.value);
    if let Some((path, sheet)) = path.as_ref().and_then(|path| sheets.get_key_value(path)) {
        return Some((path.clone(), sheet));
    }
    let diagnostic = missing(file, path.as_ref(), sheets, desk.place(file.span));
    desk.out.push(diagnostic);
    None
}

fn missing(file: &Spanned<String>, path: Option<&SourcePath>, sheets: &Sheets<'_>, place: Place) -> Diagnostic {
    const FOLDER: &str = "charts/";
    let typed = &file.value;
    let Some(path) = path.filter(|path| path.as_str().starts_with(FOLDER)) else {
        let message = format!("`{typed}` is no file of `{FOLDER}`, where the data of charts stand");
        let help = "copy it beside the definition, and write its name alone: `csv: NAME.csv`";
        return MISSING_DATA_FILE.at(place, message).help(help);
    };
    let diagnostic = MISSING_DATA_FILE.at(place, format!("there is no file `{path}`"));
    let ending = path.file_name().rsplit_once('.').map_or("", |(_, ending)| ending);
    if !ending.eq_ignore_ascii_case("csv") {
        return diagnostic.help("save the table as CSV, in a file whose name ends in `.csv`");
    }
    let beside = |other: &SourcePath| other.as_str().strip_prefix(FOLDER).unwrap_or(other.as_str()).to_owned();
    let known: Vec<String> = sheets.keys().map(beside).collect();
    match nearest(typed, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("copy it beside the definition, or correct its name"),
    }
}

/// Says which CSV files no chart shows. Nothing is said while the data of a chart cannot be read, since it may be theirs.
pub fn unused<'a>(
    sheets: &Sheets<'_>,
    charts: impl Iterator<Item = (&'a SourcePath, &'a ChartFile)>,
    out: &mut Vec<Diagnostic>,
) {
    let mut used = BTreeSet::new();
    for (path, chart) in charts {
        match chart.data.as_ref().map(|data| &data.form) {
            Some(DataForm::Csv(entry)) => used.extend(path.beside(&entry.file.value)),
            Some(_) => {}
            None => return,
        }
    }
    for path in sheets.keys().filter(|path| !used.contains(*path)) {
        let name = path.as_str().strip_prefix("charts/").unwrap_or(path.as_str());
        out.push(UNEXPECTED_FILE.at(Place::file(path), format!("no chart shows `{path}`")).help(format!(
            "name it in a chart's `data: {{csv: {name}, label: …, value: …}}`, or move it out of `charts/`"
        )));
    }
}
