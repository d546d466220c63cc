//! A table of the data package: what its columns are and mean, and its rows.
//!
//! A table is planned column by column, each with how a cell of it is made; the same plan gives the CSV file, its
//! schema, the records in JSON and, through a test, the tables of `docs/data.md`. Words stand as their author typed them.
//! A column of words has one column for each language: the study's first under the plain name, the others with their
//! code, `name.en`, as in the tables that an author may write.

use serde_json::{Map, Value, json};

use crate::chart::values::{Field, Values};
use crate::language::LanguageCode;
use crate::study::{Date, Id, Localised};

use super::super::csv::csv;

/// What parts the items of a list in one cell.
const PARTED: &str = "|";

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Whole(i64),
    Flag(bool),
    List(Vec<String>),
}

impl Cell {
    /// A text, or nothing.
    pub(super) fn text(text: Option<impl ToString>) -> Cell {
        text.map_or(Cell::Empty, |text| Cell::Text(text.to_string()))
    }

    /// Ids as a list.
    pub(super) fn ids<T>(ids: &[Id<T>]) -> Cell {
        Cell::List(ids.iter().map(|id| id.as_str().to_owned()).collect())
    }

    fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.is_empty(),
            Cell::List(items) => items.is_empty(),
            Cell::Number(_) | Cell::Whole(_) | Cell::Flag(_) => false,
        }
    }

    fn field(&self) -> Field {
        match self {
            Cell::Empty => Field::Empty,
            Cell::Text(text) => Field::Text(text.clone()),
            Cell::Number(number) => Field::Number(*number),
            Cell::Whole(number) => Field::Number(*number as f64),
            Cell::Flag(flag) => Field::Text(flag.to_string()),
            Cell::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.replace(PARTED, "\\|")).collect();
                Field::Text(items.join(PARTED))
            }
        }
    }

    fn json(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Text(text) => json!(text),
            // `2` is written without a point, as in the table.
            Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => json!(*number as i64),
            Cell::Number(number) => json!(number),
            Cell::Whole(number) => json!(number),
            Cell::Flag(flag) => json!(flag),
            Cell::List(items) => json!(items),
        }
    }
}

impl From<Option<Date>> for Cell {
    fn from(date: Option<Date>) -> Cell {
        Cell::text(date)
    }
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// Words.
    Text,
    /// Several, parted by `|`.
    List,
    /// An id of the table's own kind.
    Id,
    /// The id of a row of another table.
    Row(&'static str),
    /// An entity of any kind, `kind:id`.
    Entity,
    /// One of these words.
    Word(Vec<String>),
    /// A year, a month or a day.
    Date,
    /// A number.
    Number,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Flag,
    /// An address.
    Address,
}

impl Form {
    /// One of some words that the program knows.
    pub(super) fn word<'w>(words: impl IntoIterator<Item = &'w str>) -> Form {
        Form::Word(words.into_iter().map(str::to_owned).collect())
    }
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// What it is called in every language.
    pub(super) name: &'static str,
    /// The language of its words, where it has one for each.
    pub(super) language: Option<LanguageCode>,
    /// What stands in the head of the table.
    pub(super) heading: String,
    pub(super) form: Form,
    /// What it says, in a sentence.
    pub(super) about: &'static str,
    /// Whether it tells the rows apart, alone or with other such columns.
    pub(super) key: bool,
    /// Whether no cell of it is empty.
    pub(super) filled: bool,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The name of its file, without extension.
    pub(super) name: &'static str,
    /// What a row is, in a sentence.
    pub(super) about: &'static str,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The whole file.
    pub(super) fn csv(&self) -> String {
        csv(&Values {
            head: self.columns.iter().map(|column| column.heading.clone()).collect(),
            lines: self.rows.iter().map(|row| row.iter().map(Cell::field).collect()).collect(),
        })
    }

    /// A row as an object: words by language, lists as lists, nothing for an empty cell.
    pub(super) fn record(&self, row: usize) -> Map<String, Value> {
        let mut record = Map::new();
        let cells = self.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        for (column, cell) in self.columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            match &column.language {
                None => _ = record.insert(column.name.to_owned(), cell.json()),
                Some(code) => {
                    let words = record.entry(column.name).or_insert_with(|| json!({}));
                    if let Some(words) = words.as_object_mut() {
                        words.insert(code.as_str().to_owned(), cell.json());
                    }
                }
            }
        }
        record
    }
}

/// How a cell is made of what a row is about.
type Make<'a, T> = Box<dyn Fn(&T) -> Cell + 'a>;

/// A table under way.
pub(super) struct Plan<'a, T> {
    name: &'static str,
    about: &'static str,
    languages: &'a [LanguageCode],
    columns: Vec<Column>,
    cells: Vec<Make<'a, T>>,
}

impl<'a, T> Plan<'a, T> {
    /// A table without columns.
    pub(super) fn new(name: &'static str, about: &'static str, languages: &'a [LanguageCode]) -> Self {
        Self { name, about, languages, columns: Vec::new(), cells: Vec::new() }
    }

    /// A column.
    pub(super) fn column(
        mut self,
        name: &'static str,
        form: Form,
        about: &'static str,
        cell: impl Fn(&T) -> Cell + 'a,
    ) -> Self {
        let heading = name.to_owned();
        self.columns.push(Column { name, language: None, heading, form, about, key: false, filled: false });
        self.cells.push(Box::new(cell));
        self
    }

    /// A column that is in every row.
    pub(super) fn always(
        self,
        name: &'static str,
        form: Form,
        about: &'static str,
        cell: impl Fn(&T) -> Cell + 'a,
    ) -> Self {
        let mut plan = self.column(name, form, about, cell);
        if let Some(column) = plan.columns.last_mut() {
            column.filled = true;
        }
        plan
    }

    /// A column that tells rows apart.
    pub(super) fn key(
        self,
        name: &'static str,
        form: Form,
        about: &'static str,
        cell: impl Fn(&T) -> Cell + 'a,
    ) -> Self {
        let mut plan = self.always(name, form, about, cell);
        if let Some(column) = plan.columns.last_mut() {
            column.key = true;
        }
        plan
    }

    /// A text, where there is one.
    pub(super) fn text(self, name: &'static str, about: &'static str, text: impl Fn(&T) -> Option<&str> + 'a) -> Self {
        self.column(name, Form::Text, about, move |row| Cell::text(text(row)))
    }

    /// Words, a column a language.
    pub(super) fn words(
        self,
        name: &'static str,
        about: &'static str,
        words: impl Fn(&T) -> Option<&Localised<String>> + Clone + 'a,
    ) -> Self {
        let cell = move |row: &T, code: &LanguageCode| Cell::text(words(row).and_then(|words| words.get(code)));
        self.each(name, Form::Text, about, cell)
    }

    /// A column a language.
    pub(super) fn each(
        mut self,
        name: &'static str,
        form: Form,
        about: &'static str,
        cell: impl Fn(&T, &LanguageCode) -> Cell + Clone + 'a,
    ) -> Self {
        for (place, code) in self.languages.iter().enumerate() {
            let heading = if place == 0 { name.to_owned() } else { format!("{name}.{code}") };
            let language = Some(code.clone());
            let form = form.clone();
            self.columns.push(Column { name, language, heading, form, about, key: false, filled: false });
            let cell = cell.clone();
            self.cells.push(Box::new(move |row| cell(row, code)));
        }
        self
    }

    /// The table of these rows.
    pub(super) fn of<'r>(self, rows: impl IntoIterator<Item = &'r T>) -> Table
    where
        T: 'r,
    {
        let row = |row: &T| self.cells.iter().map(|cell| cell(row)).collect();
        let rows = rows.into_iter().map(row).collect();
        Table { name: self.name, about: self.about, columns: self.columns, rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::fixture::{both, code, french};

    fn table() -> Table {
        let languages = [code("fr"), code("en")];
        let rows = [("a", both("Ã\u{a0}: « un »", "One"), vec!["x|y", "z"]), ("b", french("=1+1"), vec![])];
        Plan::new("things", "A thing.", &languages)
            .key("id", Form::Id, "Its id.", |row: &(&str, Localised<String>, Vec<&str>)| Cell::text(Some(row.0)))
            .words("name", "Its name.", |row| Some(&row.1))
            .column("list", Form::List, "Some.", |row| Cell::List(row.2.iter().map(|&item| item.to_owned()).collect()))
            .column(
                "number",
                Form::Number,
                "A number.",
                |row| if row.0 == "a" { Cell::Number(2.0) } else { Cell::Empty },
            )
            .of(&rows)
    }

    #[test]
    fn a_language_has_a_column_and_the_first_the_plain_name() {
        let expected = "id,name,name.en,list,number\r\na,Ã\u{a0}: « un »,One,x\\|y|z,2\r\nb,'=1+1,,,\r\n";
        assert_eq!(table().csv(), expected);
    }

    #[test]
    fn a_record_has_the_words_to_the_letter_and_no_empty_cells() {
        let table = table();
        let first =
            json!({"id": "a", "name": {"fr": "Ã\u{a0}: « un »", "en": "One"}, "list": ["x|y", "z"], "number": 2});
        assert_eq!(Value::Object(table.record(0)), first);
        assert_eq!(Value::Object(table.record(1)), json!({"id": "b", "name": {"fr": "=1+1"}}));
    }
}
