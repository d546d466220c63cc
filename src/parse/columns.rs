//! A CSV file as a chart's rows: the definition says which column is the label and which the value, and each line of the
//! file is then read as a row of the definition's own would be, with the places of its cells.

use super::chart::{self, LIMIT, MOST_ROWS, ROW, SORT, UNIT};
use super::rules::UNKNOWN_COLUMN;
use super::{ColumnEntry, CsvEntry, DataForm, Name, RowEntry, SheetFile, value};
use crate::decode::sheet::{self, Cell};
use crate::decode::word::INVALID_VALUE;
use crate::decode::{Context, Entry, Fields, Form, Key, Node, NodeKind, Sheet, Style, Table, read};
use crate::diagnostic::{self, Diagnosed, Diagnostic, Place, SourcePath, Span, Spanned};

/// Data of a file beside the definition.
pub(super) static CSV: Table = Table {
    name: "set of rows of a CSV file",
    keys: &[
        Key::new("csv", Form::Text, "the file, beside the definition").required().french(&["fichier"]),
        Key::new("label", Form::Localised, "the column of labels, or one for each language; dates need none")
            .french(&["libelle", "nom"]),
        Key::new("value", Form::Text, "the column of values").french(&["valeur"]),
        Key::new("unknown", Form::Localised, "the column of reasons why there is no value")
            .french(&["inconnu", "inconnue"]),
        Key::new("from", Form::Text, "the column of the dates when periods begin").french(&["de", "debut"]),
        Key::new("to", Form::Text, "the column of the dates when they end").french(&["a", "fin"]),
        Key::new("date", Form::Text, "the column of dates"),
        Key::new("series", Form::Localised, "the column of names of series").french(&["serie"]),
        Key::new("group", Form::Localised, "the column of groups, in a strip or a scatter").french(&["groupe"]),
        Key::new("evidence", Form::Text, "the column of evidence").french(&["preuve", "niveau_de_preuve"]),
        Key::new("base", Form::Text, "the column of what shares are shares of"),
        Key::new("link", Form::Text, "the column of what stands behind each row, as `kind:id`").french(&["lien"]),
        Key::new("note", Form::Localised, "the column of remarks").french(&["remarque"]),
        UNIT,
        SORT,
        LIMIT,
    ],
};

/// The most that is said about one file; the first few mistakes of a table are those of all its rows.
pub const MOST_DIAGNOSTICS: usize = 20;

/// What a row may show.
const SHOWN: [&str; 5] = ["value", "unknown", "date", "from", "to"];

/// Reads which columns a definition takes.
pub(super) fn read(fields: &Fields<'_>, context: &mut Context) -> Option<DataForm> {
    let file = fields.text("csv", context)?;
    let keys = ROW.keys.iter().filter(|key| CSV.key(key.name).is_some());
    let columns: Vec<ColumnEntry> = keys.filter_map(|key| column(fields, key, context)).collect();
    let has = |key: &str| fields.node(key).is_some();
    let missing = if !SHOWN.into_iter().any(has) {
        Some(("of its values, or of its dates", "write `value: COLUMN`, `date: COLUMN`, or `from` and `to`"))
    } else if !has("label") && !has("date") {
        Some(("of its labels, or of the dates of its values", "write `label: COLUMN`, or `date: COLUMN`"))
    } else {
        None
    };
    if let Some((column, help)) = missing {
        // A key that is spelt wrong was noted, and may be the one that is missed.
        if fields.entries().iter().all(|entry| CSV.key(&entry.key.value).is_some()) {
            let message = format!("a chart of a CSV file needs the column {column}");
            context.report(read::MISSING_KEY.at(context.place(file.span), message).help(help));
        }
        return None;
    }
    for (key, other) in [("from", "to"), ("to", "from")] {
        if let (Some(span), false) = (fields.key_span(key), has(other)) {
            let message = format!("a column of `{key}` needs one of `{other}`");
            let diagnostic = read::MISSING_KEY.at(context.place(span), message);
            context.report(diagnostic.help("name both, or `date` for single dates"));
            return None;
        }
    }
    Some(DataForm::Csv(CsvEntry { file, columns }))
}

fn column(fields: &Fields<'_>, key: &'static Key, context: &mut Context) -> Option<ColumnEntry> {
    let names = match key.form {
        Form::Localised => fields.localised(key.name, context)?.texts,
        _ => {
            let name = fields.text(key.name, context)?;
            vec![(Name::new(String::new(), name.span), name)]
        }
    };
    Some(ColumnEntry { key: key.name, names })
}

/// Reads a file of which charts show the rows.
pub(super) fn sheet(text: &str, context: &mut Context) -> SheetFile {
    let Diagnosed { value: sheet, mut diagnostics } = sheet::read(&context.path, text, MOST_ROWS);
    diagnostics = diagnostic::first(diagnostics, MOST_DIAGNOSTICS);
    context.diagnostics.append(&mut diagnostics);
    if let Some(surplus) = sheet.as_ref().and_then(|sheet| sheet.surplus.as_ref()) {
        let place = context.place(Span::new(surplus.span.start, surplus.span.start));
        context.report(chart::too_many_rows(surplus.value, place));
    }
    SheetFile { sheet }
}

/// The rows of a table as a definition takes them; nothing where it names a column that the table has not.
///
/// What is wrong with a column is said in the definition, and what is wrong with a cell in the table.
pub fn rows(entry: &CsvEntry, definition: &SourcePath, sheet: &Sheet, path: &SourcePath) -> Diagnosed<Vec<RowEntry>> {
    let mut out = Vec::new();
    let mut columns: Vec<Column<'_>> = Vec::new();
    for wanted in &entry.columns {
        let mut found = Vec::new();
        for (language, name) in &wanted.names {
            match sheet.column(&name.value) {
                Some(index) => found.push((language, index)),
                None => out.push(unknown_column(name, definition, sheet, path)),
            }
        }
        columns.push(Column { key: wanted.key, cells: found });
    }
    if !out.is_empty() {
        return Diagnosed { value: Vec::new(), diagnostics: out };
    }
    let mut context = Context::new(path, &[]);
    let rows = sheet.rows.iter().filter_map(|cells| row(cells, &columns, sheet, &mut context)).collect();
    Diagnosed { value: rows, diagnostics: diagnostic::first(context.diagnostics, MOST_DIAGNOSTICS) }
}

/// The columns of one key of a row, by language.
struct Column<'e> {
    key: &'static str,
    cells: Vec<(&'e Name, usize)>,
}

fn unknown_column(name: &Name, definition: &SourcePath, sheet: &Sheet, path: &SourcePath) -> Diagnostic {
    const LISTED: usize = 12;
    let names = sheet.header.iter().map(|head| head.value.as_str()).filter(|name| !name.is_empty());
    let mut listed: Vec<String> = names.clone().take(LISTED).map(|name| format!("`{}`", read::short(name))).collect();
    listed.extend(names.clone().nth(LISTED).map(|_| "…".to_owned()));
    let message = format!("`{path}` has no column `{}`", name.value);
    UNKNOWN_COLUMN
        .at(Place::new(definition, name.span), message)
        .suggest(&name.value, names)
        .help(format!("its columns are {}", listed.join(", ")))
}

/// One line of the table as a row of the definition.
fn row(cells: &[Cell], columns: &[Column<'_>], sheet: &Sheet, context: &mut Context) -> Option<RowEntry> {
    let entries: Vec<Entry> = columns.iter().filter_map(|column| key_and_value(cells, column, sheet)).collect();
    let span_of = |keys: &[&str]| {
        let column = columns.iter().find(|column| keys.contains(&column.key));
        let index = column.and_then(|column| column.cells.first()).map(|(_, index)| *index);
        index.and_then(|index| cells.get(index)).map_or_else(Span::default, |cell| cell.span)
    };
    let has = |key: &str| entries.iter().any(|entry| entry.key.value == key);
    if !has("label") && !has("date") {
        let diagnostic = INVALID_VALUE.at(context.place(span_of(&["label"])), "this row has no label");
        context.report(diagnostic.help("write what it stands for, or remove the row"));
        return None;
    }
    if !SHOWN.into_iter().any(has) {
        let diagnostic =
            INVALID_VALUE.at(context.place(span_of(&SHOWN)), "this row has no value, and no reason why it has none");
        context.report(diagnostic.help(
            "write the value, or the reason into a column of reasons, which the definition names: `unknown: COLUMN`",
        ));
        return None;
    }
    let shown = entries.iter().find(|entry| SHOWN.contains(&entry.key.value.as_str()));
    let span = shown.map_or_else(Span::default, |entry| entry.value.span);
    chart::row(&Node::new(span, NodeKind::Map(entries)), context)
}

/// A key of a row and what its cells say; nothing where they are empty.
fn key_and_value(cells: &[Cell], column: &Column<'_>, sheet: &Sheet) -> Option<Entry> {
    let filled = column.cells.iter().filter_map(|(language, index)| {
        let cell = cells.get(*index).filter(|cell| !cell.value.is_empty())?;
        Some((*language, cell))
    });
    let filled: Vec<(&Name, &Cell)> = filled.collect();
    let (_, first) = filled.first()?;
    let scalar = |cell: &Cell| {
        // Where commas part decimals, semicolons or tabs part cells.
        let pointed = || value::with_point(&cell.value).filter(|_| column.key == "value" && sheet.separator != ',');
        let text = pointed().unwrap_or_else(|| cell.value.clone());
        Node::new(cell.span, NodeKind::Scalar { text, style: Style::Quoted })
    };
    let value = match filled.as_slice() {
        [(language, cell)] if language.value.is_empty() => scalar(cell),
        several => {
            let entry = |(language, cell): &(&Name, &Cell)| Entry {
                key: Spanned::new(language.value.clone(), cell.span),
                value: scalar(cell),
            };
            Node::new(first.span, NodeKind::Map(several.iter().map(entry).collect()))
        }
    };
    Some(Entry { key: Spanned::new(column.key.to_owned(), first.span), value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Item, ValueEntry};

    const TEXT: &str = "Ville;Town;Part;Raison;Source\nParis;Paris;2,5 %;;inferred\nLyon;Lyons;;non publié;\nBrest;;12,000;;\n;;3;;\nNice;;;;\n";

    fn entry(data: &str) -> CsvEntry {
        let text = format!("kind: bar\ntitle: A\ndata: {data}\n");
        let parsed = crate::parse::file(&SourcePath::new("charts/a.yaml"), Some(&text));
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        let Some(Item::Chart(chart)) = parsed.value.items.into_iter().next() else { panic!() };
        let Some(DataForm::Csv(entry)) = chart.data.map(|data| data.form) else { panic!() };
        entry
    }

    fn read_rows(data: &str, text: &str) -> Diagnosed<Vec<RowEntry>> {
        let path = SourcePath::new("charts/a.csv");
        let sheet = sheet::read(&path, text, MOST_ROWS).value.unwrap();
        rows(&entry(data), &SourcePath::new("charts/a.yaml"), &sheet, &path)
    }

    #[test]
    fn a_line_of_a_table_is_a_row_with_the_places_of_its_cells() {
        let found = read_rows(
            "{csv: a.csv, label: {fr: Ville, en: Town}, value: Part, unknown: Raison, evidence: Source}",
            TEXT,
        );
        let rows = &found.value;
        let Some(ValueEntry::Said(said)) = &rows[0].value else { panic!() };
        assert_eq!((said.value.as_str(), said.span.of(TEXT)), ("2.5 %", "2,5 %"));
        assert_eq!(rows[0].evidence.as_ref().unwrap().span.of(TEXT), "inferred");
        assert_eq!(rows[1].label.as_ref().unwrap().get("en").unwrap().value, "Lyons");
        assert!(
            matches!(&rows[1].value, Some(ValueEntry::Unknown(reason, _)) if reason.first().unwrap().value == "non publié")
        );
        let Some(ValueEntry::Said(said)) = &rows[2].value else { panic!() };
        assert_eq!(said.value, "12,000", "it may be twelve thousand, and is asked about where values are read");
        let said: Vec<(&str, &str)> =
            found.diagnostics.iter().map(|said| (said.message.as_str(), said.place.span.of(TEXT))).collect();
        assert_eq!(said, [("this row has no label", ""), ("this row has no value, and no reason why it has none", "")]);
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn where_commas_part_cells_a_decimal_comma_stays_what_it_is() {
        let found = read_rows("{csv: a.csv, label: a, value: b}", "a,b\nx,\"2,5\"\n");
        let Some(ValueEntry::Said(said)) = &found.value[0].value else { panic!() };
        assert_eq!(said.value, "2,5");
    }

    #[test]
    fn a_column_that_is_not_there_is_said_in_the_definition() {
        let found = read_rows("{csv: a.csv, label: Vile, value: Part}", TEXT);
        let [said] = found.diagnostics.as_slice() else { panic!("{:?}", found.diagnostics) };
        assert_eq!(said.place.path.as_str(), "charts/a.yaml");
        assert_eq!(said.message, "`charts/a.csv` has no column `Vile`");
        assert_eq!(said.help, ["did you mean `Ville`?", "its columns are `Ville`, `Town`, `Part`, `Raison`, `Source`"]);
    }

    #[test]
    fn the_mistakes_of_a_table_are_said_for_its_first_rows() {
        let text = format!("a,b\n{}", "x,\n".repeat(1_000));
        let found = read_rows("{csv: a.csv, label: a, value: b}", &text);
        assert_eq!(found.diagnostics.len(), MOST_DIAGNOSTICS);
        let last = found.diagnostics.last().unwrap();
        assert_eq!(last.help.last().unwrap(), "and 980 more like this in the file");
    }
}
