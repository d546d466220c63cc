//! The first line of a table: which column says what. `name.en` is a translation, `source.document` a key of a key,
//! `identifiers.wikidata` a key that the author chooses; `document` and `locator` alone are those of the source.
//!
//! Which columns there may be follows from the forms of the keys, so that a new key of a file is a column at once.

use super::Catalogue;
use crate::decode::read::{self, UNKNOWN_KEY};
use crate::decode::sheet::{Cell, INVALID_CSV};
use crate::decode::{Context, Form, Key, Sheet, Table};
use crate::diagnostic::{Diagnostic, Span};
use crate::language::LanguageCode;

/// Columns that are written shorter than the path of their keys.
const SHORT: [(&str, &str); 2] = [("document", "source.document"), ("locator", "source.locator")];

/// The columns of a table that are understood.
pub(super) struct Header {
    pub(super) catalogue: &'static Catalogue,
    pub(super) columns: Vec<Column>,
    /// Keys that a row needs and no column gives, which is said, or which a column gives whose name is spelt wrong.
    pub(super) lacking: Vec<&'static str>,
    /// What parts the cells of the file.
    pub(super) separator: char,
    /// Columns without a name.
    pub(super) nameless: Vec<usize>,
}

/// A column that is understood.
pub(super) struct Column {
    /// Which cell of a row.
    pub(super) index: usize,
    /// Its name.
    pub(super) head: Cell,
    /// The key of the row.
    pub(super) key: &'static Key,
    /// The keys below it; a text in the first language ends with an empty one.
    pub(super) path: Vec<String>,
    /// What its cells hold.
    pub(super) leaf: Leaf,
    /// Whether each part of a cell belongs to an entry of its own: `links.url`, `tools.evidence`.
    pub(super) each: bool,
    /// The language of a list that a translation holds: `also_called.en`.
    pub(super) translation: Option<String>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    /// A text, an id, a date, a word.
    One,
    /// A text in a language.
    Words,
    /// A number, perhaps with a unit: its decimals may stand behind a comma, where commas part no cells.
    Number,
    /// Several, parted by `|`.
    Several,
}

/// What a name in a header leads to.
struct Path {
    key: &'static Key,
    path: Vec<String>,
    leaf: Leaf,
    each: bool,
    translation: Option<String>,
}

impl Header {
    /// Reads a header; columns that mean nothing are noted.
    pub(super) fn of(catalogue: &'static Catalogue, sheet: &Sheet, context: &mut Context) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let mut meant: Vec<&'static str> = Vec::new();
        let mut nameless = Vec::new();
        for (index, head) in sheet.header.iter().enumerate() {
            if head.value.is_empty() {
                nameless.push(index);
                continue;
            }
            let Some(found) = resolve(catalogue, &head.value) else {
                let (diagnostic, key) = unknown(catalogue, head, context);
                context.report(diagnostic);
                meant.extend(key);
                continue;
            };
            let Path { key, path, leaf, each, translation } = found;
            let same =
                |other: &&Column| other.key.name == key.name && other.path == path && other.translation == translation;
            if let Some(first) = columns.iter().find(same) {
                // Two columns of one name were noted when the file was read.
                if first.head.value == head.value {
                    continue;
                }
                let message = format!("`{}` and `{}` are the same column", first.head.value, head.value);
                let diagnostic = INVALID_CSV.at(context.place(head.span), message);
                context.report(diagnostic.also(context.place(first.head.span), "the first of them").help("keep one"));
                continue;
            }
            columns.push(Column { index, head: head.clone(), key, path, leaf, each, translation });
        }
        let given =
            |key: &Key| columns.iter().any(|column| column.key.name == key.name && column.translation.is_none());
        let absent: Vec<&'static Key> = catalogue.keys().filter(|key| key.required && !given(key)).collect();
        let first = sheet.header.first().map_or_else(Span::default, |head| head.span);
        for key in absent.iter().filter(|key| !meant.contains(&key.name)) {
            let message = format!("a table of {} needs the column `{}`", catalogue.stem, key.name);
            let diagnostic = read::MISSING_KEY.at(context.place(first), message);
            context.report(diagnostic.help(format!("add a column `{}`: {}", key.name, key.meaning)));
        }
        let lacking = absent.iter().map(|key| key.name).chain(meant).collect();
        Self { catalogue, columns, lacking, separator: sheet.separator, nameless }
    }
}

/// What the name of a column leads to.
fn resolve(catalogue: &Catalogue, name: &str) -> Option<Path> {
    let long = || SHORT.iter().find(|(short, _)| *short == name).map(|(_, long)| *long);
    at(catalogue, name).or_else(|| at(catalogue, long()?))
}

fn at(catalogue: &Catalogue, name: &str) -> Option<Path> {
    let parts: Vec<&str> = name.split('.').collect();
    let (first, rest) = parts.split_first()?;
    let key = catalogue.keys().find(|key| key.name == *first)?;
    if let (Form::List(_), true, [language]) = (key.form, key.translatable, rest) {
        let language = LanguageCode::parse(language)?.as_str().to_owned();
        return Some(Path { key, path: Vec::new(), leaf: Leaf::Several, each: false, translation: Some(language) });
    }
    let (form, rest, each): (&Form, Vec<&str>, bool) = match (&key.form, rest) {
        // An id alone is the whole of an entry.
        (Form::List(Form::Table(table)), []) => (&table.key("id")?.form, Vec::new(), true),
        (Form::List(entry @ Form::Table(_)), rest) => (entry, rest.to_vec(), true),
        (form, rest) => (form, rest.to_vec(), false),
    };
    let (mut path, leaf) = below(form, &rest)?;
    if each && rest.is_empty() {
        path.insert(0, "id".to_owned());
    }
    Some(Path { key, path, leaf, each, translation: None })
}

/// The keys below a form that a path leads along, and what stands at its end.
fn below(form: &Form, rest: &[&str]) -> Option<(Vec<String>, Leaf)> {
    let prefixed = |name: &str, (mut path, leaf): (Vec<String>, Leaf)| {
        path.insert(0, name.to_owned());
        (path, leaf)
    };
    match (form, rest) {
        (Form::Localised, []) => Some((vec![String::new()], Leaf::Words)),
        (Form::Localised, [language]) => {
            LanguageCode::parse(language).map(|code| (vec![code.as_str().to_owned()], Leaf::Words))
        }
        (Form::Table(table), [key, rest @ ..]) => Some(prefixed(key, below(&table.key(key)?.form, rest)?)),
        (Form::MapOf(form), [name, rest @ ..]) if !name.is_empty() => Some(prefixed(name, below(form, rest)?)),
        (Form::Either(forms), _) => forms.iter().find_map(|form| below(form, rest)),
        (Form::Any, _) => Some((rest.iter().map(|part| (*part).to_owned()).collect(), Leaf::One)),
        (Form::List(Form::List(_) | Form::MapOf(_) | Form::Table(_)), _) => None,
        (Form::List(_), []) => Some((Vec::new(), Leaf::Several)),
        (Form::Value | Form::Number, []) => Some((Vec::new(), Leaf::Number)),
        (Form::Text | Form::Id(_) | Form::Reference | Form::Date | Form::Flag | Form::Integer | Form::OneOf(_), []) => {
            Some((Vec::new(), Leaf::One))
        }
        _ => None,
    }
}

/// What to say about a column that means nothing, and the key that was meant.
fn unknown(catalogue: &Catalogue, head: &Cell, context: &Context) -> (Diagnostic, Option<&'static str>) {
    let typed = &head.value;
    let message = format!("a table of {} has no column `{}`", catalogue.stem, read::short(typed));
    let diagnostic = UNKNOWN_KEY.at(context.place(head.span), message);
    if let Some(right) = mended(catalogue, typed) {
        let key = right.split('.').next().unwrap_or_default();
        let key = resolve(catalogue, &right).map(|path| path.key.name).filter(|name| *name == key);
        return (diagnostic.help(format!("did you mean `{right}`?")), key);
    }
    // A key that has keys of its own is known, but is no column.
    let written: Vec<String> = catalogue
        .keys()
        .filter(|key| key.name == typed.as_str())
        .flat_map(|key| columns(catalogue, key))
        .map(|column| format!("`{column}`"))
        .collect();
    if !written.is_empty() {
        let key = catalogue.keys().find(|key| key.name == typed.as_str()).map(|key| key.name);
        return (diagnostic.help(format!("write it in columns of its own: {}", written.join(", "))), key);
    }
    let known: Vec<String> = catalogue.keys().map(|key| format!("`{}`", key.name)).collect();
    let diagnostic = diagnostic.help(format!("its columns are named by the keys {}", known.join(", ")));
    let is_free = catalogue.keys().any(|key| key.name == "extra");
    (if is_free { diagnostic.help("what is yours alone goes into a column `extra.NAME`") } else { diagnostic }, None)
}

/// The name of a column that a French or mistyped one stands for.
fn mended(catalogue: &Catalogue, typed: &str) -> Option<String> {
    let mut parts: Vec<String> = typed.split('.').map(|part| part.trim().to_owned()).collect();
    let first = parts.first()?.clone();
    let is_known = catalogue.keys().any(|key| key.name == first);
    if !is_known {
        let short = SHORT.iter().map(|(short, _)| *short).filter(|short| resolve(catalogue, short).is_some());
        // The keys of a source may be typed alone, in French too.
        let source = catalogue.keys().find(|key| key.name == "source").and_then(|key| table_of(&key.form));
        let of_source = source.and_then(|table| read::meant(&first, table));
        let meant = read::meant(&first, catalogue.own).or_else(|| {
            // The other end of a relation is no column.
            read::meant(&first, catalogue.keys).filter(|name| catalogue.keys().any(|key| key.name == *name))
        });
        let meant = match (meant, of_source.and_then(|name| short.into_iter().find(|short| *short == name))) {
            // What a word means in French, or is but for its letters, is surer than what looks like it.
            (Some(key), Some(short)) if !is_word_for(&first, catalogue.keys().find(|own| own.name == key)) => short,
            (Some(key), _) => key,
            (None, Some(short)) => short,
            (None, None) => return None,
        };
        parts.splice(..1, [meant.to_owned()]);
    }
    // `name.EN`, `label.fr_FR`, `source.page`.
    if let [key, second] = parts.as_mut_slice() {
        let form = catalogue.keys().find(|own| own.name == key.as_str()).map(|key| key.form);
        let table = form.as_ref().and_then(table_of);
        match table.filter(|table| table.key(second).is_none()).and_then(|table| read::meant(second, table)) {
            Some(right) => right.clone_into(second),
            None => *second = if table.is_none() { second.to_lowercase().replace('_', "-") } else { second.clone() },
        }
    }
    let right = parts.join(".");
    (right != typed && resolve(catalogue, &right).is_some()).then_some(right)
}

fn is_word_for(typed: &str, key: Option<&'static Key>) -> bool {
    let folded = crate::diagnostic::fold(typed).replace([' ', '-'], "_");
    key.is_some_and(|key| key.name == folded || key.french.contains(&folded.as_str()))
}

/// The table of keys that stands below a form.
fn table_of(form: &Form) -> Option<&'static Table> {
    match form {
        Form::Table(table) | Form::List(Form::Table(table)) => Some(table),
        Form::Either(forms) => forms.iter().find_map(table_of),
        _ => None,
    }
}

/// The columns that a key gives, as their header is written; a name in capitals is the author's.
pub(super) fn columns(catalogue: &Catalogue, key: &Key) -> Vec<String> {
    let mut columns = Vec::new();
    let is_shorter = |column: &String| SHORT.iter().find(|(_, long)| *long == column.as_str());
    match key.form {
        Form::List(Form::Table(table)) => {
            let has_id = table.key("id").is_some();
            columns.extend(has_id.then(|| key.name.to_owned()));
            columns.extend(
                leaves(&Form::Table(table))
                    .into_iter()
                    .filter(|leaf| !has_id || leaf != "id")
                    .map(|leaf| format!("{}.{leaf}", key.name)),
            );
        }
        Form::List(_) if key.translatable => {
            columns.extend([key.name.to_owned(), format!("{}.LANGUAGE", key.name)]);
        }
        ref form => {
            let leaves = leaves(form);
            columns.extend(leaves.into_iter().map(|leaf| match leaf.as_str() {
                "" => key.name.to_owned(),
                leaf => format!("{}.{leaf}", key.name),
            }));
        }
    }
    let own = |short: &str| catalogue.keys().any(|key| key.name == short);
    let shortened = |column: String| match is_shorter(&column) {
        Some((short, _)) if !own(short) => (*short).to_owned(),
        _ => column,
    };
    columns.into_iter().map(shortened).collect()
}

/// The paths below a form that lead to cells.
fn leaves(form: &Form) -> Vec<String> {
    let below = |name: &str, form: &Form| {
        let joined = |leaf: String| if leaf.is_empty() { name.to_owned() } else { format!("{name}.{leaf}") };
        leaves(form).into_iter().map(joined).collect::<Vec<_>>()
    };
    match form {
        Form::Localised => vec![String::new(), "LANGUAGE".to_owned()],
        Form::Table(table) => table.keys.iter().flat_map(|key| below(key.name, &key.form)).collect(),
        Form::MapOf(form) => below("NAME", form),
        Form::Either(forms) => {
            let mut all: Vec<String> = Vec::new();
            for leaf in forms.iter().flat_map(leaves) {
                if !all.contains(&leaf) {
                    all.push(leaf);
                }
            }
            all
        }
        Form::Any => vec!["NAME".to_owned()],
        Form::List(Form::Table(_) | Form::List(_) | Form::MapOf(_)) => Vec::new(),
        _ => vec![String::new()],
    }
}
