//! A line of a table as the node that a file's YAML would be: each value a scalar with the place of its cell, or of its part
//! of the cell. An empty cell is a key that is not there.

use super::super::value;
use super::header::{Column, Header, Leaf};
use crate::decode::sheet::{Cell, INVALID_CSV};
use crate::decode::{Context, Entry, Node, NodeKind, Style, read, word::INVALID_VALUE};
use crate::diagnostic::{Place, Span, Spanned};

/// A row and what its columns mean.
pub(super) struct Row<'h> {
    header: &'h Header,
    entries: Vec<Entry>,
    translations: Vec<(Spanned<String>, Vec<Node>)>,
    /// The empty cells of keys that have a column, by key.
    empty: Vec<(&'static str, Span)>,
    /// Where the row begins.
    span: Span,
    /// Whether everything that a row needs is there.
    whole: bool,
}

impl<'h> Row<'h> {
    /// Reads a row; what its cells cannot hold is noted.
    pub(super) fn of(header: &'h Header, cells: &[Cell], text: &str, context: &mut Context) -> Self {
        let filled = cells.iter().find(|cell| !cell.value.is_empty());
        let mut row = Self {
            header,
            entries: Vec::new(),
            translations: Vec::new(),
            empty: Vec::new(),
            span: filled.map_or_else(Span::default, |cell| cell.span),
            whole: header.lacking.is_empty(),
        };
        nameless(header, cells, context);
        let mut seen: Vec<&'static str> = Vec::new();
        for column in &header.columns {
            let key = column.key.name;
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let columns: Vec<(&Column, &Cell)> = header
                .columns
                .iter()
                .filter(|other| other.key.name == key)
                .filter_map(|column| Some((column, cells.get(column.index)?)))
                .collect();
            row.read(key, &columns, text, context);
        }
        row.needs(context);
        row
    }

    /// Reads what the columns of one key say.
    fn read(&mut self, key: &'static str, columns: &[(&Column, &Cell)], text: &str, context: &mut Context) {
        let reading = Reading { separator: self.header.separator, text };
        let is_filled = |(_, cell): &&(&Column, &Cell)| !cell.value.is_empty();
        let mut filled: Vec<(&Column, &Cell)> = Vec::new();
        for (column, cell) in columns.iter().filter(is_filled) {
            match no_formula(key, cell, context) {
                true => filled.push((column, cell)),
                false => self.whole = false,
            }
        }
        for (column, cell) in filled.iter().filter(|(column, _)| column.translation.is_some()) {
            let language = Spanned::new(column.translation.clone().unwrap_or_default(), column.head.span);
            self.translations.push((language, reading.several(cell)));
        }
        filled.retain(|(column, _)| column.translation.is_none());
        let Some((first, cell)) = filled.first() else {
            // A formula is not what was meant, but a cell that holds one is not empty either.
            let is_empty = columns.iter().all(|(column, cell)| column.translation.is_some() || cell.value.is_empty());
            let empty = columns.iter().find(|(column, _)| is_empty && column.translation.is_none());
            self.empty.extend(empty.map(|(_, cell)| (key, cell.span)));
            return;
        };
        let value = match first.each {
            true => reading.each(key, &filled, context),
            false => reading.one(&filled, context),
        };
        self.entries.extend(value.map(|value| Entry { key: Spanned::new(key.to_owned(), cell.span), value }));
    }

    /// Notes the keys that a row needs and whose cells are empty. An id that is missing is proposed elsewhere.
    fn needs(&mut self, context: &mut Context) {
        for key in self.header.catalogue.keys().filter(|key| key.required && key.name != "id") {
            if let Some((_, span)) = self.empty.iter().find(|(empty, _)| *empty == key.name) {
                let message = format!("this {} has no `{}`", self.noun(), key.name);
                let diagnostic = read::MISSING_KEY.at(context.place(*span), message);
                context.report(diagnostic.help(format!("fill the cell: {}", key.meaning)));
                self.whole = false;
            }
        }
    }

    /// What it is.
    pub(super) fn noun(&self) -> &'static str {
        self.header.catalogue.keys.name
    }

    /// Where it begins.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The place of a key's cell where there is such a column and its cell is empty.
    pub(super) fn empty(&self, key: &str, context: &Context) -> Option<Place> {
        self.empty.iter().find(|(empty, _)| *empty == key).map(|(_, span)| context.place(*span))
    }

    /// The text of a key; of one in several languages, in the first that is given.
    pub(super) fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.localised(key).into_iter().next().map(|(_, text)| text)
    }

    /// The texts of a key, each with its language; an empty one for the study's own.
    pub(super) fn localised(&self, key: &str) -> Vec<(String, Spanned<String>)> {
        let Some(value) = self.entries.iter().find(|entry| entry.key.value == key).map(|entry| &entry.value) else {
            return Vec::new();
        };
        let text = |node: &Node| node.text().map(|text| Spanned::new(text.to_owned(), node.span));
        match &value.kind {
            NodeKind::Map(entries) => {
                entries.iter().filter_map(|entry| Some((entry.key.value.clone(), text(&entry.value)?))).collect()
            }
            _ => text(value).map(|text| (String::new(), text)).into_iter().collect(),
        }
    }

    /// Lists that a translation holds, each with its language.
    pub(super) fn translations(&self) -> &[(Spanned<String>, Vec<Node>)] {
        &self.translations
    }

    /// The row as keys and values, without those that are read elsewhere.
    pub(super) fn node(&self, without: &[&str]) -> Node {
        let entries = self.entries.iter().filter(|entry| !without.contains(&entry.key.value.as_str()));
        Node { whole: self.whole, ..Node::new(self.span, NodeKind::Map(entries.cloned().collect())) }
    }
}

/// Notes what stands in a column without a name.
fn nameless(header: &Header, cells: &[Cell], context: &mut Context) {
    let lost = header.nameless.iter().filter_map(|index| cells.get(*index)).find(|cell| !cell.value.is_empty());
    if let Some(cell) = lost {
        let diagnostic = INVALID_CSV.at(context.place(cell.span), "the column of this cell has no name");
        context.report(diagnostic.help("name the column in the first line, or empty its cells"));
    }
}

/// What programs of spreadsheets write in place of a number that they could not reckon.
const FAILURES: [&str; 12] = [
    "#REF!", "#N/A", "#N/D", "#NAME?", "#NOM?", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NULL!", "#NUL!", "#NUM!",
    "#NOMBRE!",
];

/// Whether a cell holds words and no formula, nor what became of one; words that were said may look like anything.
fn no_formula(key: &str, cell: &Cell, context: &mut Context) -> bool {
    if key == "words" {
        return true;
    }
    let text = cell.value.as_str();
    let is_formula = text
        .strip_prefix('=')
        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_alphanumeric() || "(\"+-$'".contains(sign)));
    let message = if is_formula {
        format!("`{}` is a formula, and not what comes of it", read::short(text))
    } else if FAILURES.contains(&text) || text.strip_prefix("Err:").is_some_and(|rest| rest.parse::<u16>().is_ok()) {
        format!("`{text}` is what a spreadsheet writes where a formula fails")
    } else {
        return true;
    };
    let diagnostic = INVALID_VALUE.at(context.place(cell.span), message);
    context.report(diagnostic.help("save the table with the values of its cells, not with their formulas"));
    false
}

/// What reading the cells of a row needs.
struct Reading<'t> {
    separator: char,
    text: &'t str,
}

impl Reading<'_> {
    /// The value of a key of which several columns may say a part.
    fn one(&self, filled: &[(&Column, &Cell)], context: &mut Context) -> Option<Node> {
        let mut whole: Option<Node> = None;
        let mut first: Option<&Column> = None;
        for (column, cell) in filled {
            let keys: Vec<&str> = column.path.iter().map(String::as_str).collect();
            let value = self.leaf(column, cell);
            let placed = match &mut whole {
                None => {
                    whole = Some(nested(&keys, value, column, cell));
                    true
                }
                Some(whole) => put(whole, &keys, value, column, cell),
            };
            if let (false, Some(first)) = (placed, first) {
                let message = format!("this row fills both `{}` and `{}`", first.head.value, column.head.value);
                let diagnostic = INVALID_VALUE.at(context.place(cell.span), message);
                context.report(diagnostic.help("leave one of the two cells empty"));
            }
            first = first.or(Some(column));
        }
        whole.map(plain)
    }

    /// The entries of a key that has several, of which each column says a part.
    fn each(&self, key: &str, filled: &[(&Column, &Cell)], context: &mut Context) -> Option<Node> {
        let (_, first) = filled.first()?;
        let parts: Vec<(&Column, &Cell, Vec<Spanned<String>>)> =
            filled.iter().map(|(column, cell)| (*column, *cell, parts(cell, self.text))).collect();
        let most = parts.iter().map(|(_, _, parts)| parts.len()).max().unwrap_or_default();
        if let Some((column, cell, fewer)) = parts.iter().find(|(_, _, parts)| parts.len() != most) {
            let message =
                format!("`{key}` has {most} entries here, and `{}` says {} of them", column.head.value, fewer.len());
            let diagnostic = INVALID_VALUE.at(context.place(cell.span), message);
            context.report(diagnostic.help("write as many parts as the other columns have; one may be empty: `a||c`"));
            return None;
        }
        let mut items = Vec::new();
        for index in 0..most {
            let mut item: Option<Node> = None;
            for (column, _, parts) in &parts {
                let Some(part) = parts.get(index).filter(|part| !part.value.is_empty()) else { continue };
                let keys: Vec<&str> = column.path.iter().map(String::as_str).collect();
                match &mut item {
                    None => item = Some(nested(&keys, scalar(part.clone()), column, part)),
                    Some(item) => {
                        put(item, &keys, scalar(part.clone()), column, part);
                    }
                }
            }
            items.extend(item.map(plain));
        }
        Some(Node::new(first.span, NodeKind::List(items)))
    }

    fn leaf(&self, column: &Column, cell: &Cell) -> Node {
        match column.leaf {
            Leaf::Several => Node::new(cell.span, NodeKind::List(self.several(cell))),
            Leaf::One | Leaf::Words => scalar(cell.clone()),
            // Where a spreadsheet's language has decimals behind a comma, it parts cells by something else.
            Leaf::Number if self.separator != ',' => {
                scalar(cell.clone().map(|typed| value::with_point(&typed).unwrap_or(typed)))
            }
            Leaf::Number => scalar(cell.clone()),
        }
    }

    fn several(&self, cell: &Cell) -> Vec<Node> {
        parts(cell, self.text).into_iter().filter(|part| !part.value.is_empty()).map(scalar).collect()
    }
}

fn scalar(text: Spanned<String>) -> Node {
    Node::new(text.span, NodeKind::Scalar { text: text.value, style: Style::Quoted })
}

/// A value below keys. The key of a language has the place of its column, so that a wrong one is said once.
fn nested(keys: &[&str], value: Node, column: &Column, cell: &Cell) -> Node {
    keys.iter().rev().fold(value, |value, key| {
        let is_last = value.entries().is_none();
        let span = key_span(is_last, column, cell);
        Node::new(cell.span, NodeKind::Map(vec![Entry { key: Spanned::new((*key).to_owned(), span), value }]))
    })
}

fn key_span(is_last: bool, column: &Column, cell: &Cell) -> Span {
    if is_last && column.leaf == Leaf::Words { column.head.span } else { cell.span }
}

/// Puts a further value below keys; false where something else stands there.
fn put(whole: &mut Node, keys: &[&str], value: Node, column: &Column, cell: &Cell) -> bool {
    let (Some((key, rest)), NodeKind::Map(entries)) = (keys.split_first(), &mut whole.kind) else { return false };
    match entries.iter_mut().find(|entry| entry.key.value == *key) {
        Some(entry) => put(&mut entry.value, rest, value, column, cell),
        None => {
            let value = nested(rest, value, column, cell);
            let span = key_span(rest.is_empty(), column, cell);
            entries.push(Entry { key: Spanned::new((*key).to_owned(), span), value });
            true
        }
    }
}

/// The same, with texts that are in the study's own language alone as plain texts.
fn plain(node: Node) -> Node {
    let Node { span, kind, whole } = node;
    let kind = match kind {
        NodeKind::Map(mut entries) => match entries.as_slice() {
            [Entry { key, .. }] if key.value.is_empty() => match entries.pop() {
                Some(entry) => return entry.value,
                None => NodeKind::Null,
            },
            _ => NodeKind::Map(entries.into_iter().map(|entry| Entry { value: plain(entry.value), ..entry }).collect()),
        },
        other => other,
    };
    Node { span, kind, whole }
}

/// The parts of a cell between `|`, each with its own place; an empty one where nothing stands between two.
fn parts(cell: &Cell, text: &str) -> Vec<Spanned<String>> {
    let letters = letters(cell.span.of(text), cell.span.start);
    letters.split(|(_, letter)| *letter == '|').map(|part| trimmed(part, cell.span.end)).collect()
}

fn trimmed(part: &[(Span, char)], end: usize) -> Spanned<String> {
    let is_blank = |(_, letter): &&(Span, char)| letter.is_whitespace();
    let before = part.iter().take_while(is_blank).count();
    let inside = part.get(before..).unwrap_or_default();
    let after = inside.iter().rev().take_while(is_blank).count();
    let inside = inside.get(..inside.len().saturating_sub(after)).unwrap_or_default();
    let span = match (inside.first(), inside.last()) {
        (Some((first, _)), Some((last, _))) => first.to(*last),
        _ => part.first().map_or_else(|| Span::new(end, end), |(span, _)| Span::new(span.start, span.start)),
    };
    Spanned::new(inside.iter().map(|(_, letter)| *letter).collect(), span)
}

/// The letters of a cell with their bytes in the file: without the quotes around it, and of two quotes inside one.
fn letters(raw: &str, start: usize) -> Vec<(Span, char)> {
    let quoted = raw.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    let (inside, offset) = quoted.map_or((raw, start), |inside| (inside, start.saturating_add(1)));
    let mut letters: Vec<(Span, char)> = Vec::new();
    let mut rest = inside.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        let from = offset.saturating_add(at);
        let doubled = quoted.is_some() && letter == '"' && rest.next_if(|(_, next)| *next == '"').is_some();
        let length = letter.len_utf8().saturating_add(usize::from(doubled));
        letters.push((Span::new(from, from.saturating_add(length)), letter));
    }
    letters
}
