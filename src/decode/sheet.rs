//! CSV text to a [`Sheet`]: a header, and rows of cells, each with its range in the file. The one door of `csv_core`.
//!
//! It is told whether commas, semicolons or tabs part the cells, since spreadsheets write all three. What is wrong with
//! the shape of a file (a quote that stays open, a row with a cell too many) is said here; what its cells mean is not known.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::diagnostic::{Code, Diagnosed, Diagnostic, Place, Rule, Severity, SourcePath, Span, Spanned};

/// A table that has not the shape of one.
pub static INVALID_CSV: Rule = Rule {
    code: Code::InvalidCsv,
    severity: Severity::Error,
    summary: "a CSV file is no table",
    explanation: "The first line of a CSV file names its columns, each by a name of its own, and each further line has one \
                  cell for each of them. Commas, semicolons or tabs part the cells, the same in the whole file. A cell that \
                  holds one of them, or a line break, stands in double quotes, and a double quote in it is written twice. \
                  What a spreadsheet saves as CSV is always so; what is edited by hand may not be.",
    example: "Ville,Part\nParis, Lyon,3\n→\nVille,Part\n\"Paris, Lyon\",3",
};

/// The most columns that are read.
const MOST_COLUMNS: usize = 1_000;

/// The bytes of the longest cell that is read; what is longer is most often a quote that stays open.
const LONGEST_CELL: usize = 64 * 1024;

/// The signs that may part cells, the likelier first where a file might use either.
const SEPARATORS: [char; 3] = ['\t', ';', ','];

/// A cell: its text without the quotes around it, and its bytes in the file with them.
pub type Cell = Spanned<String>;

/// A table of a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The names of its columns.
    pub header: Vec<Cell>,
    /// Its rows, each with as many cells as the header; those that are empty or have another number are left out.
    pub rows: Vec<Vec<Cell>>,
    /// What parts its cells: a comma, a semicolon or a tab.
    pub separator: char,
    /// Where there are more rows than were to be read: how many there are, and where the first of the surplus begins.
    pub surplus: Option<Spanned<usize>>,
}

impl Sheet {
    /// Which column has a name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|head| head.value == name)
    }
}

/// Reads a table of at most so many rows. `None` where there is no header, which is then noted.
pub fn read(path: &SourcePath, text: &str, most_rows: usize) -> Diagnosed<Option<Sheet>> {
    let (separator, offset) = separator(text);
    let mut records = Records::new(text, offset, separator);
    let mut out = Vec::new();
    let Some(header) = records.next(path, &mut out).filter(|header| header.cells.iter().any(is_filled)) else {
        if out.is_empty() {
            out.push(
                INVALID_CSV
                    .at(Place::file(path), "the file is empty: it has not even a header")
                    .help("write the names of its columns in the first line"),
            );
        }
        return Diagnosed { value: None, diagnostics: out };
    };
    if !header_fits(path, &header, &mut out) {
        return Diagnosed { value: None, diagnostics: out };
    }
    let header = header.cells;
    let mut rows = Vec::new();
    // What is wrong counts as well, so that no file makes more to say than it may have rows.
    let mut found = 0;
    while found < most_rows
        && let Some(record) = records.next(path, &mut out)
    {
        if record.cells.iter().any(is_filled) {
            found += 1;
            rows.extend(fitting(path, &header, record, &mut out));
        }
    }
    let surplus = if found == most_rows { records.surplus() } else { None };
    let surplus = surplus.map(|surplus| surplus.map(|more| most_rows.saturating_add(more)));
    Diagnosed { value: Some(Sheet { header, rows, separator, surplus }), diagnostics: out }
}

fn is_filled(cell: &Cell) -> bool {
    !cell.value.is_empty()
}

fn header_fits(path: &SourcePath, header: &Record, out: &mut Vec<Diagnostic>) -> bool {
    if header.is_cut {
        out.push(
            INVALID_CSV
                .at(Place::new(path, header.first()), format!("the header has more than {MOST_COLUMNS} columns"))
                .help("keep the columns that are used"),
        );
        return false;
    }
    let mut known: std::collections::BTreeMap<&str, Span> = std::collections::BTreeMap::new();
    for head in header.cells.iter().filter(|head| is_filled(head)) {
        match known.get(head.value.as_str()) {
            Some(first) => out.push(
                INVALID_CSV
                    .at(
                        Place::new(path, head.span),
                        format!("two columns are called `{}`", super::read::short(&head.value)),
                    )
                    .also(Place::new(path, *first), "the first of them")
                    .help("give each column a name of its own"),
            ),
            None => {
                known.insert(&head.value, head.span);
            }
        }
    }
    true
}

/// The cells of a row, if there are as many as the header has; cells without text behind the last are dropped.
fn fitting(path: &SourcePath, header: &[Cell], mut record: Record, out: &mut Vec<Diagnostic>) -> Option<Vec<Cell>> {
    if record.is_broken {
        return None;
    }
    let (found, expected) = (record.cells.len(), header.len());
    let surplus = record.cells.iter().skip(expected).find(|cell| is_filled(cell)).map(|cell| cell.span);
    record.cells.truncate(expected);
    if surplus.is_none() && record.cells.len() == expected {
        return Some(record.cells);
    }
    let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    let message = format!("this row has {}, and the header {}", count(found, "cell"), count(expected, "column"));
    let diagnostic = INVALID_CSV.at(Place::new(path, surplus.unwrap_or_else(|| record.first())), message);
    out.push(match surplus {
        Some(_) => diagnostic.help("put a cell that holds what parts cells in double quotes: `\"Paris, Lyon\"`"),
        None => diagnostic.help("write a cell for each column; one that says nothing is left empty"),
    });
    None
}

/// What parts the cells, and where the header begins: behind a line `sep=;`, which spreadsheets write for themselves.
///
/// Of the signs that stand in the header, the one that stands as often in most of the next lines; quotes count as quotes.
fn separator(text: &str) -> (char, usize) {
    let first = text.split(['\r', '\n']).next().unwrap_or_default();
    if let Some(sign) = first.strip_prefix("sep=").and_then(|rest| rest.chars().next())
        && SEPARATORS.contains(&sign)
        && first.len() == "sep=".len() + 1
    {
        return (sign, first.len());
    }
    const LINES: usize = 6;
    let counts: Vec<[usize; SEPARATORS.len()]> = lines(text).take(LINES).map(counted).collect();
    let Some((header, others)) = counts.split_first() else { return (',', 0) };
    let likely = |column: usize| {
        let in_header = header.get(column).copied().unwrap_or(0);
        let alike = others.iter().filter(|line| line.get(column) == Some(&in_header)).count();
        (in_header > 0).then_some((alike, in_header))
    };
    // Of equals the first wins, so the order of the list is turned round.
    let best = (0..SEPARATORS.len())
        .rev()
        .filter_map(|column| Some((likely(column)?, column)))
        .max_by_key(|(likely, _)| *likely);
    (best.and_then(|(_, column)| SEPARATORS.get(column).copied()).unwrap_or(','), 0)
}

/// The lines of a text that are not empty; a line break inside quotes ends none. No more is looked at than a cell may have.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
            at += 1;
        }
        let start = at;
        let mut is_quoted = false;
        while let Some(byte) = bytes.get(at).filter(|_| at - start <= LONGEST_CELL) {
            match byte {
                b'"' => is_quoted = !is_quoted,
                b'\r' | b'\n' if !is_quoted => break,
                _ => {}
            }
            at += 1;
        }
        text.get(start..at).filter(|line| !line.is_empty())
    })
}

/// How often each of the signs stands in a line, outside of quotes.
fn counted(line: &str) -> [usize; SEPARATORS.len()] {
    let mut counts = [0; SEPARATORS.len()];
    let mut is_quoted = false;
    for letter in line.chars() {
        is_quoted ^= letter == '"';
        if let Some(count) = SEPARATORS.iter().position(|sign| *sign == letter && !is_quoted) {
            counts.iter_mut().skip(count).take(1).for_each(|count| *count += 1);
        }
    }
    counts
}

/// One line of the table.
struct Record {
    cells: Vec<Cell>,
    /// Whether one of its cells could not be read, which is noted.
    is_broken: bool,
    /// Whether it has more cells than are kept.
    is_cut: bool,
}

impl Record {
    fn first(&self) -> Span {
        self.cells.first().map_or_else(Span::default, |cell| cell.span)
    }
}

/// The records of a text, one after the other.
struct Records<'t> {
    text: &'t str,
    reader: Reader,
    /// How many bytes are read.
    at: usize,
    buffer: Vec<u8>,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, offset: usize, separator: char) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b',');
        let reader = ReaderBuilder::new().delimiter(separator).build();
        Self { text, reader, at: offset, buffer: vec![0; LONGEST_CELL] }
    }

    fn next(&mut self, path: &SourcePath, out: &mut Vec<Diagnostic>) -> Option<Record> {
        let mut record = Record { cells: Vec::new(), is_broken: false, is_cut: false };
        loop {
            let field = self.field(record.cells.is_empty() && !record.is_cut)?;
            if record.cells.len() == MOST_COLUMNS {
                record.is_cut = true;
            } else {
                let place = Place::new(path, field.span);
                let raw = field.span.of(self.text);
                if let Some(diagnostic) = broken(raw, field.length, field.is_last_of_file, place) {
                    out.push(diagnostic);
                    record.is_broken = true;
                }
                let text = self.buffer.get(..field.length).map(String::from_utf8_lossy).unwrap_or_default();
                record.cells.push(Cell::new(text.trim().to_owned(), field.span));
            }
            if field.is_last_of_record {
                return Some(record);
            }
        }
    }

    /// The next cell; its text is then in the buffer, if it is short enough.
    fn field(&mut self, begins_record: bool) -> Option<Field> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        let mut length = 0;
        let mut is_too_long = false;
        loop {
            let input = bytes.get(self.at..).unwrap_or_default();
            let output = self.buffer.get_mut(length..).unwrap_or_default();
            let (result, read, written) = self.reader.read_field(input, output);
            self.at += read;
            length += written;
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => {
                    is_too_long = true;
                    length = 0;
                }
                ReadFieldResult::End => return None,
                ReadFieldResult::Field { record_end } => {
                    // The reader takes the sign behind the cell with it, but at the end of the file there is none.
                    let is_last_of_file = input.is_empty();
                    let end = if is_last_of_file { self.at } else { self.at - 1 };
                    // Empty lines, and the second half of a line end, stand before the first cell.
                    while begins_record && start < end && matches!(bytes.get(start), Some(b'\r' | b'\n')) {
                        start += 1;
                    }
                    let length = if is_too_long { usize::MAX } else { length };
                    return Some(Field {
                        span: Span::new(start, end),
                        length,
                        is_last_of_record: record_end,
                        is_last_of_file,
                    });
                }
            }
        }
    }

    /// How many rows are left, and where the first of them begins; what is wrong with them is not looked at.
    fn surplus(&mut self) -> Option<Spanned<usize>> {
        let mut first = None;
        let mut rows: usize = 0;
        let mut begins_record = true;
        let mut is_filled = false;
        while let Some(field) = self.field(begins_record) {
            is_filled |= field.length > 0;
            begins_record = field.is_last_of_record;
            if is_filled {
                first = first.or(Some(field.span));
                rows += usize::from(begins_record);
            }
            is_filled &= !begins_record;
        }
        Some(Spanned::new(rows, first?))
    }
}

/// Where a cell stands.
struct Field {
    span: Span,
    /// The bytes of its text in the buffer; more than the buffer has where it is too long.
    length: usize,
    is_last_of_record: bool,
    is_last_of_file: bool,
}

/// What is wrong with a cell as it is typed.
fn broken(raw: &str, length: usize, is_last_of_file: bool, place: Place) -> Option<Diagnostic> {
    let opening = Place::new(&place.path, Span::new(place.span.start, place.span.start + 1));
    let quoted = raw.strip_prefix('"');
    let is_closed = |inner: &str| !inner.replace("\"\"", "").contains('"');
    let fits = quoted.is_none_or(|quoted| quoted.strip_suffix('"').is_some_and(is_closed));
    if !fits && is_last_of_file && !raw.matches('"').count().is_multiple_of(2) {
        let diagnostic = INVALID_CSV.at(opening, "this double quote is never closed: the rest of the file is one cell");
        return Some(diagnostic.help("close it; a double quote inside a cell in quotes is written twice: `\"\"`"));
    }
    if length == usize::MAX {
        let message = format!("this cell has {} bytes, and one may have {LONGEST_CELL}", raw.len());
        let place = Place::new(&place.path, Span::new(place.span.start, place.span.start));
        return Some(INVALID_CSV.at(place, message).help("look for a double quote that is not closed"));
    }
    if !fits {
        let diagnostic = INVALID_CSV.at(place, "this cell goes on behind its closing double quote");
        return Some(diagnostic.help("put the whole cell in quotes; a double quote inside is written twice: `\"\"`"));
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sheet(text: &str) -> Sheet {
        let found = read(&SourcePath::new("charts/a.csv"), text, 100);
        assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
        found.value.unwrap()
    }

    fn texts(sheet: &Sheet) -> Vec<Vec<&str>> {
        sheet.rows.iter().map(|row| row.iter().map(|cell| cell.value.as_str()).collect()).collect()
    }

    /// What is said about a text, and the bytes that it is said about.
    fn said(text: &str) -> Vec<(String, String)> {
        let found = read(&SourcePath::new("charts/a.csv"), text, 100);
        found.diagnostics.iter().map(|said| (said.message.clone(), said.place.span.of(text).to_owned())).collect()
    }

    #[test]
    fn what_parts_cells_is_told_by_the_header_and_what_follows() {
        for (text, separator) in [
            ("a,b\n1,2\n", ','),
            ("a;b\n1,5;2,5\n", ';'),
            ("a\tb\n1,5\t2;5\n", '\t'),
            ("Nom, prénom;Valeur\nDoe, J;3\n", ';'),
            ("\"a;b;c\",d\n1,2\n", ','),
            ("a;b,c\n1,2\n3,4\n", ','),
            ("alone\n1\n", ','),
            ("sep=;\r\na;b\r\n1;2\r\n", ';'),
        ] {
            assert_eq!(sheet(text).separator, separator, "{text}");
        }
        assert_eq!(sheet("sep=;\r\na;b\r\n1;2\r\n").header[0].value, "a");
    }

    #[test]
    fn each_cell_knows_its_bytes() {
        let text = "name,value\r\n\"Paris, \"\"Lyon\"\"\",2 h\r\n\r\n Brest ,\r\n\"two\nlines\",4";
        let sheet = sheet(text);
        assert_eq!(texts(&sheet), [["Paris, \"Lyon\"", "2 h"], ["Brest", ""], ["two\nlines", "4"]]);
        let raw: Vec<Vec<&str>> =
            sheet.rows.iter().map(|row| row.iter().map(|cell| cell.span.of(text)).collect()).collect();
        assert_eq!(raw, [["\"Paris, \"\"Lyon\"\"\"", "2 h"], [" Brest ", ""], ["\"two\nlines\"", "4"]]);
        let header: Vec<&str> = sheet.header.iter().map(|cell| cell.span.of(text)).collect();
        assert_eq!(header, ["name", "value"]);
    }

    #[test]
    fn empty_rows_and_empty_cells_at_the_end_are_passed_over() {
        assert_eq!(texts(&sheet("a,b\n1,2,,\n,,,\n\n3,4\n")), [["1", "2"], ["3", "4"]]);
        assert_eq!(texts(&sheet("a,b\n")), Vec::<Vec<&str>>::new());
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        assert_eq!(
            said("a,b\n1,2\nParis, Lyon,3\n4\n"),
            [
                ("this row has 3 cells, and the header 2 columns".to_owned(), "3".to_owned()),
                ("this row has 1 cell, and the header 2 columns".to_owned(), "4".to_owned()),
            ]
        );
    }

    #[test]
    fn quotes_that_do_not_fit_are_said_where_they_open() {
        let open = "this double quote is never closed: the rest of the file is one cell";
        assert_eq!(said("a,b\n1,\"2\n3,4\n"), [(open.to_owned(), "\"".to_owned())]);
        assert_eq!(said("a,b\n1,\"2\"\"\n3,4\n"), [(open.to_owned(), "\"".to_owned())]);
        let behind = "this cell goes on behind its closing double quote";
        assert_eq!(said("a,b\n\"1\"x,2\n"), [(behind.to_owned(), "\"1\"x".to_owned())]);
        assert_eq!(said("a,b\n1\"x\",2\n"), []);
    }

    #[test]
    fn a_header_is_needed_and_names_each_column_once() {
        let empty = "the file is empty: it has not even a header".to_owned();
        for text in ["", "\n\r\n", ",,\n1,2,3\n"] {
            assert_eq!(said(text), [(empty.clone(), String::new())], "{text:?}");
        }
        assert_eq!(said("a,b,a,,\n1,2,3,,\n"), [("two columns are called `a`".to_owned(), "a".to_owned())]);
        let wide = "c,".repeat(MOST_COLUMNS + 1);
        assert_eq!(said(&wide)[0].0, "the header has more than 1000 columns");
    }

    #[test]
    fn a_table_of_any_length_is_read_to_the_bound_and_its_rows_counted() {
        let text = format!("a,b\n{}", "Ined,12\n".repeat(100_000));
        let found = read(&SourcePath::new("charts/a.csv"), &text, 5_000);
        let sheet = found.value.unwrap();
        let first = Span::new(4 + 5_000 * 8, 4 + 5_000 * 8 + 4);
        assert_eq!((sheet.rows.len(), sheet.surplus), (5_000, Some(Spanned::new(100_000, first))));
        let found = read(&SourcePath::new("charts/a.csv"), &format!("a,b\n{}", "Ined\n".repeat(100_000)), 5_000);
        assert_eq!((found.diagnostics.len(), found.value.unwrap().surplus.unwrap().value), (5_000, 100_000));
        let text = format!("a,b\n{}\n,,\n", "Ined,12\n".repeat(5));
        assert_eq!(read(&SourcePath::new("charts/a.csv"), &text, 5).value.unwrap().surplus, None);
    }

    #[test]
    fn a_cell_of_any_length_is_read_to_the_bound() {
        let long = "x".repeat(LONGEST_CELL * 3);
        let text = format!("a,b\n{long},2\n3,4\n");
        let found = read(&SourcePath::new("charts/a.csv"), &text, 100);
        assert_eq!(texts(&found.value.unwrap()), [["3", "4"]]);
        assert_eq!(found.diagnostics[0].message, "this cell has 196608 bytes, and one may have 65536");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_each_span_is_of_the_text(text in "([a-c\u{e9}]|[,;\t\"\r\n ]){0,60}") {
            let found = read(&SourcePath::new("charts/a.csv"), &text, 3);
            if let Some(sheet) = &found.value {
                for row in &sheet.rows {
                    prop_assert_eq!(row.len(), sheet.header.len());
                }
                for cell in sheet.rows.iter().flatten().chain(&sheet.header) {
                    let raw = text.get(cell.span.start..cell.span.end);
                    prop_assert!(raw.is_some(), "{:?} of {:?}", cell, text);
                    if !raw.unwrap().contains('"') {
                        prop_assert_eq!(raw.unwrap().trim(), &cell.value);
                    }
                }
            }
            for diagnostic in &found.diagnostics {
                let span = diagnostic.place.span;
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
