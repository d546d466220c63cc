//! Tables of a spreadsheet that stand for files: `content/organisations.csv` and the like, one entity a row.
//!
//! A row becomes the same node of keys and values as a file's YAML, each value with the place of its cell, and is then read
//! by the same table of keys: what is checked of a file is checked of a row, and nothing is decoded twice. Here is only
//! which tables there are; `header` knows which columns one may have, and `rows` makes nodes of its lines.

mod header;
mod rows;

use super::columns::MOST_DIAGNOSTICS;
use super::entity::declared_id;
use super::{
    CardFile, FileName, Item, Name, ObservationEntry, OwnerEntry, QuoteTranslationEntry, RelationRow, Unread, card,
    catalogues, metrics, observations, quotes,
};
use crate::decode::{Context, Entry, Form, Key, Node, NodeKind, Style, Table, id, read, sheet, word::INVALID_VALUE};
use crate::diagnostic::{self, Diagnosed, Span, Spanned};
use crate::study::Kind;

use header::Header;
use rows::Row;

/// The most rows that a table is read to: what a study of files may have as well.
const MOST_ROWS: usize = 100_000;

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// Organisations, tools or practices.
    Cards(Kind),
    /// Quotes, with their words.
    Quotes,
    /// Relations between organisations, tools and practices.
    Relations,
    /// Values of metrics.
    Observations,
    /// Topics.
    Topics,
    /// Documents.
    Documents,
    /// Speakers.
    Speakers,
    /// Metrics.
    Metrics,
}

/// A table that stands for files.
#[derive(Debug)]
pub struct Catalogue {
    /// The name of its file in `content/`, without ending.
    pub stem: &'static str,
    /// What its rows are.
    pub(super) rows: Rows,
    /// Columns that say what a file says by its name, its place or its text.
    pub own: &'static Table,
    /// The keys of a file or an entry, which are its other columns.
    pub keys: &'static Table,
}

const fn id_of(kind: &'static str) -> Key {
    Key::new("id", Form::Id(kind), "its id, which is part of its address and never changed").required().french(&[
        "identifiant",
        "code",
        "cle",
    ])
}

const WORDS: Key = Key::new("words", Form::Localised, "the words, to the letter; `words.en` is a translation")
    .required()
    .french(&["citation", "verbatim", "texte", "text", "quote"]);

const OWNER: Key = Key::new(
    "owner",
    Form::Either(&[Form::Id("organisation"), Form::Reference]),
    "whose value it is: the id of an organisation, a tool or a practice, or `study`; the study's where no such column is",
)
.french(&["proprietaire", "organisme", "organisation"]);

const METRIC: Key =
    Key::new("metric", Form::Id("metric"), "of which metric").required().french(&["mesure", "indicateur", "metrique"]);

/// The two ends of a relation.
const ENDS: [Key; 3] = [
    Key::new("organisation", Form::Id("organisation"), "the organisation").french(&["organisme", "structure"]),
    Key::new("tool", Form::Id("tool"), "the tool").french(&["outil"]),
    Key::new("practice", Form::Id("practice"), "the practice").french(&["pratique"]),
];

/// Every table, in the order of the reference.
pub static CATALOGUES: [Catalogue; 10] = [
    Catalogue {
        stem: "organisations",
        rows: Rows::Cards(Kind::Organisation),
        own: &Table { name: "organisation", keys: &[id_of("organisation")] },
        keys: &card::ORGANISATION,
    },
    Catalogue {
        stem: "tools",
        rows: Rows::Cards(Kind::Tool),
        own: &Table { name: "tool", keys: &[id_of("tool")] },
        keys: &card::TOOL,
    },
    Catalogue {
        stem: "practices",
        rows: Rows::Cards(Kind::Practice),
        own: &Table { name: "practice", keys: &[id_of("practice")] },
        keys: &card::PRACTICE,
    },
    Catalogue {
        stem: "quotes",
        rows: Rows::Quotes,
        own: &Table { name: "quote", keys: &[id_of("quote"), WORDS] },
        keys: &quotes::QUOTE,
    },
    Catalogue {
        stem: "relations",
        rows: Rows::Relations,
        own: &Table { name: "relation", keys: &ENDS },
        keys: &card::RELATION,
    },
    Catalogue {
        stem: "observations",
        rows: Rows::Observations,
        own: &Table { name: "observation", keys: &[OWNER, METRIC] },
        keys: &observations::OBSERVATION,
    },
    Catalogue {
        stem: "topics",
        rows: Rows::Topics,
        own: &Table { name: "topic", keys: &[id_of("topic")] },
        keys: &catalogues::TOPIC,
    },
    Catalogue {
        stem: "documents",
        rows: Rows::Documents,
        own: &Table { name: "document", keys: &[id_of("document")] },
        keys: &catalogues::DOCUMENT,
    },
    Catalogue {
        stem: "speakers",
        rows: Rows::Speakers,
        own: &Table { name: "speaker", keys: &[id_of("speaker")] },
        keys: &catalogues::SPEAKER,
    },
    Catalogue {
        stem: "metrics",
        rows: Rows::Metrics,
        own: &Table { name: "metric", keys: &[id_of("metric")] },
        keys: &metrics::METRIC,
    },
];

impl Catalogue {
    /// The keys that its columns are named by, its own first.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> + Clone + use<> {
        let own = self.own;
        let is_own = |key: &Key| own.key(key.name).is_some();
        // The other end of a relation has a column of its own.
        let is_end = self.rows == Rows::Relations;
        own.keys.iter().chain(self.keys.keys.iter().filter(move |key| !(is_own(key) || is_end && key.name == "id")))
    }

    /// Each column that it may have, as its header is written, and what it says. A name in capitals is the author's.
    pub fn columns(&self) -> Vec<(String, &'static Key)> {
        self.keys().flat_map(|key| header::columns(self, key).into_iter().map(move |column| (column, key))).collect()
    }
}

impl Rows {
    /// The rows of the table of that name.
    pub(super) fn of(stem: &str) -> Option<Self> {
        CATALOGUES.iter().find(|catalogue| catalogue.stem == stem).map(|catalogue| catalogue.rows)
    }

    fn catalogue(self) -> &'static Catalogue {
        match CATALOGUES.iter().find(|catalogue| catalogue.rows == self) {
            Some(catalogue) => catalogue,
            None => unreachable!("each sort of rows has its table"),
        }
    }

    /// What cannot be known of while the table cannot be read.
    pub(super) fn unread(self) -> Option<Unread> {
        Some(match self {
            Rows::Cards(kind) => Unread::Kind(kind),
            Rows::Quotes => Unread::Kind(Kind::Quote),
            Rows::Topics => Unread::Kind(Kind::Topic),
            Rows::Documents => Unread::Kind(Kind::Document),
            Rows::Metrics => Unread::Kind(Kind::Metric),
            Rows::Speakers => Unread::Speakers,
            Rows::Observations => Unread::Observations,
            Rows::Relations => return None,
        })
    }
}

/// Reads a table: what each of its rows declares.
pub(super) fn read(rows: Rows, text: &str, context: &mut Context) -> Vec<Item> {
    let catalogue = rows.catalogue();
    let noted = context.diagnostics.len();
    let Diagnosed { value: sheet, diagnostics } = sheet::read(&context.path, text, MOST_ROWS);
    // A row that could not be read may be the one that something else names.
    let is_unread = sheet.is_none() || !diagnostics.is_empty();
    context.diagnostics.extend(diagnostics);
    let mut items = Vec::new();
    if let Some(sheet) = &sheet {
        if let Some(surplus) = &sheet.surplus {
            let place = context.place(Span::new(surplus.span.start, surplus.span.start));
            let message = format!("this table has {} rows, and {MOST_ROWS} are read at most", surplus.value);
            context.report(sheet::INVALID_CSV.at(place, message).help("keep the rows that the study speaks of"));
        }
        let header = Header::of(catalogue, sheet, context);
        for cells in &sheet.rows {
            let row = Row::of(&header, cells, text, context);
            items.extend(declared(catalogue, &row, context));
        }
    }
    if is_unread {
        items.extend(rows.unread().map(Item::Unread));
    }
    let of_table = context.diagnostics.split_off(noted);
    context.diagnostics.extend(diagnostic::first(of_table, MOST_DIAGNOSTICS));
    items
}

/// What a row declares.
fn declared(catalogue: &'static Catalogue, row: &Row<'_>, context: &mut Context) -> Vec<Item> {
    match catalogue.rows {
        Rows::Cards(kind) => cards(kind, row, context),
        Rows::Quotes => quote(row, context),
        Rows::Relations => relation(row, context).into_iter().collect(),
        Rows::Observations => observation(row, context).into_iter().collect(),
        Rows::Topics => {
            entry(row, context, |id, node, context| Item::Topic(Box::new(catalogues::topic(id, node, context))))
        }
        Rows::Documents => {
            entry(row, context, |id, node, context| Item::Document(Box::new(catalogues::document(id, node, context))))
        }
        Rows::Speakers => {
            entry(row, context, |id, node, context| Item::Speaker(Box::new(catalogues::speaker(id, node, context))))
        }
        Rows::Metrics => {
            entry(row, context, |id, node, context| Item::Metric(Box::new(metrics::metric(id, node, context))))
        }
    }
}

/// What a row with an id declares; nothing where it has none and none can be made of its words.
fn entry(row: &Row<'_>, context: &mut Context, item: impl Fn(Name, &Node, &mut Context) -> Item) -> Vec<Item> {
    let node = row.node(&["id"]);
    id_in(row, context).map(|id| item(id, &node, context)).into_iter().collect()
}

/// The id of a row. One that is missing is noted, and one is proposed that is made of its name.
fn id_in(row: &Row<'_>, context: &mut Context) -> Option<Name> {
    if let Some(typed) = row.text("id") {
        return Some(declared_id(typed, context));
    }
    let words = ["name", "label", "title", "words"].into_iter().find_map(|key| row.text(key));
    let first = |words: &str| words.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    let proposed = words.and_then(|words| id::spell(&first(&words.value)));
    if let Some(place) = row.empty("id", context) {
        let message = format!("this {} has no id", row.noun());
        let diagnostic = read::MISSING_KEY.at(place, message);
        context.report(match &proposed {
            Some(proposed) => diagnostic.help(format!("write `{proposed}`, or another id, and never change it")),
            None => diagnostic.help("give it an id of small letters, digits and hyphens, and never change it"),
        });
    }
    proposed.map(|id| Name::new(id, row.span()))
}

/// An organisation, a tool or a practice, and its other names in other languages.
fn cards(kind: Kind, row: &Row<'_>, context: &mut Context) -> Vec<Item> {
    let Some(id) = id_in(row, context) else { return Vec::new() };
    if kind == Kind::Organisation && id.value == "study" {
        let message = "`study` is no id of an organisation: `metric:study/ID` is a value of the study itself";
        context.report(id::RESERVED_ID.at(context.place(id.span), message).help("give it an id of its own"));
        return Vec::new();
    }
    let node = row.node(&["id"]);
    let file =
        |language: Option<&str>| FileName { id: id.value.clone(), language: language.map(str::to_owned), number: None };
    let card = CardFile { span: id.span, ..card::of_keys(kind, file(None), &node, context) };
    let mut items = vec![Item::Card(Box::new(card))];
    for (language, names) in row.translations() {
        let also_called = names.iter().filter_map(|name| read::text(name, context)).collect();
        items.push(Item::Card(Box::new(CardFile {
            span: id.span,
            also_called,
            ..CardFile::named(kind, file(Some(&language.value)))
        })));
    }
    items
}

/// A quote, and the translations of its words.
fn quote(row: &Row<'_>, context: &mut Context) -> Vec<Item> {
    let Some(id) = id_in(row, context) else { return Vec::new() };
    let mut words = Name::new(String::new(), id.span);
    let mut items = Vec::new();
    for (language, text) in row.localised("words") {
        let text = text.map(|text| text.replace("\r\n", "\n").replace('\r', "\n"));
        if language.is_empty() {
            words = text;
        } else {
            let words = quotes::translated(&id.value, text, context);
            let translation =
                QuoteTranslationEntry { id: id.clone(), language, by: None, words, translated_from: None };
            items.push(Item::QuoteTranslation(Box::new(translation)));
        }
    }
    let node = row.node(&["id", "words"]);
    items.insert(0, Item::Quote(Box::new(quotes::of_keys(id, words, &node, context))));
    items
}

/// A relation: exactly two of its three ends are named.
fn relation(row: &Row<'_>, context: &mut Context) -> Option<Item> {
    let ends: Vec<(Kind, Name)> = [Kind::Organisation, Kind::Tool, Kind::Practice]
        .into_iter()
        .filter_map(|kind| Some((kind, row.text(kind.word())?)))
        .collect();
    let [(from_kind, from), (to_kind, to)] = ends.as_slice() else {
        let found: Vec<String> = ends.iter().map(|(kind, _)| format!("`{}`", kind.word())).collect();
        let (message, help) = match found.as_slice() {
            [] => ("this row relates nothing".to_owned(), "name two of `organisation`, `tool` and `practice`"),
            [one] => (
                format!("this row names one end of a relation, {one}, and not the other"),
                "name two of `organisation`, `tool` and `practice`",
            ),
            _ => (
                "this row names three things, and a relation has two ends".to_owned(),
                "write a row for each pair of which the source speaks",
            ),
        };
        let place = context.place(ends.last().map_or(row.span(), |(_, last)| last.span));
        context.report(INVALID_VALUE.at(place, message).help(help));
        return None;
    };
    let mut node = row.node(&["organisation", "tool", "practice"]);
    let scalar = NodeKind::Scalar { text: to.value.clone(), style: Style::Quoted };
    if let NodeKind::Map(entries) = &mut node.kind {
        let key = Spanned::new("id".to_owned(), to.span);
        entries.insert(0, Entry { key, value: Node::new(to.span, scalar) });
    }
    let entry = card::relation(&node, context)?;
    Some(Item::Relation(Box::new(RelationRow { from_kind: *from_kind, from: from.clone(), to_kind: *to_kind, entry })))
}

/// A value of a metric. Without a column of owners all are the study's.
fn observation(row: &Row<'_>, context: &mut Context) -> Option<Item> {
    let owner = match row.text("owner") {
        Some(typed) => owner(typed, context)?,
        None => {
            if let Some(place) = row.empty("owner", context) {
                let diagnostic = read::MISSING_KEY.at(place, "this row does not say whose value it is");
                context.report(
                    diagnostic.help("write the id of an organisation, a tool or a practice, or `study` for the study"),
                );
                return None;
            }
            OwnerEntry::Study
        }
    };
    let metric = row.text("metric")?;
    let node = row.node(&["owner", "metric"]);
    let entry = ObservationEntry { span: metric.span, ..observations::observation(&owner, metric, &node, context) };
    Some(Item::Observation(Box::new(entry)))
}

/// `ined`, `organisation:ined` or `study`.
fn owner(typed: Name, context: &mut Context) -> Option<OwnerEntry> {
    if typed.value == "study" {
        return Some(OwnerEntry::Study);
    }
    let Some((word, id)) = typed.value.split_once(':') else {
        return Some(OwnerEntry::Named { kind: None, id: typed });
    };
    let kind = Kind::from_word(word.trim());
    match kind {
        Some(Kind::Organisation | Kind::Tool | Kind::Practice) => {
            Some(OwnerEntry::Named { kind, id: Name::new(id.trim().to_owned(), typed.span) })
        }
        _ => {
            let message = format!("values belong to no `{}`", read::short(word));
            let diagnostic = INVALID_VALUE.at(context.place(typed.span), message);
            context.report(
                diagnostic
                    .suggest(word, ["organisation", "tool", "practice"])
                    .help("write `organisation:ID`, `tool:ID` or `practice:ID`"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests;
