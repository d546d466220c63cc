//! The index of the search: what the script of the search page loads, shard by shard, as a reader types.
//!
//! Each file is a classic script that calls one function with its data, since pages opened from a disk may load scripts
//! but nothing else. `docs/search.md` describes the files; `themes/folio/assets/search.js` is their reader.

pub(super) mod encode;
mod index;
mod records;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{File, Material, count_forms, kind_names, version, words_of};
use crate::language::{Folding, Language, LanguageCode};
use crate::page::FileFacts;
use crate::page::routes::{Folder, search_script};
use crate::site::{Output, Route};
use crate::study::{Evidence, Id, Kind, Organisation, Topic};
use index::Index;
use records::Record;

/// The kinds that are found, in the order in which filters name them.
const KINDS: [Kind; 11] = [
    Kind::Quote,
    Kind::Finding,
    Kind::Chapter,
    Kind::Organisation,
    Kind::Tool,
    Kind::Practice,
    Kind::Topic,
    Kind::Chart,
    Kind::Metric,
    Kind::Page,
    Kind::Document,
];

/// The levels of evidence, likewise.
const EVIDENCE: [Evidence; 3] = [Evidence::Explicit, Evidence::External, Evidence::Inferred];

/// The index of every language.
pub(super) fn files(material: &Material<'_>) -> Vec<File> {
    material.languages.iter().flat_map(|language| of_language(material, language)).collect()
}

fn of_language(material: &Material<'_>, language: &Language) -> Vec<File> {
    let records = records::records(material, language);
    let folding = Folding::of(language, material.languages);
    let index = Index::of(&records, &folding);
    let script = search_script(&Folder::of(language.code(), material.study));
    let mut files = Vec::new();
    let mut shard = |room: &str, number: usize, data: Value| {
        let route = Route::tidy(format!("{}/{room}/{number}.js", script.folder()));
        files.push(file(route, format!("florilege.search.shard(\"{room}\",{number},{data});\n")));
    };
    index.words.iter().enumerate().for_each(|(number, words)| shard("words", number, json!(words.forms)));
    index.postings.iter().enumerate().for_each(|(number, (_, terms))| shard("postings", number, json!(terms)));
    index.records.iter().enumerate().for_each(|(number, (_, block))| shard("records", number, json!(block)));
    let version = version(files.iter().map(|file| &file.output));
    let columns = Columns::of(material, language, &records);
    let head = json!({
        "version": version,
        "records": records.len(),
        "stemmer": folding.stemmer(),
        "strings": strings(language),
        "elisions": folding.elisions().collect::<Vec<_>>(),
        "kinds": columns.kinds,
        "values": columns.values,
        "sets": columns.sets,
        "columns": columns.columns,
        "words": index.words.iter().map(|words| json!([words.first, words.term])).collect::<Vec<_>>(),
        "postings": index.postings.iter().map(|(first, _)| first).collect::<Vec<_>>(),
        "blocks": index.records.iter().map(|(first, _)| first).collect::<Vec<_>>(),
    });
    files.push(file(script, format!("florilege.search.open({head});\n")));
    files
}

/// The words of the page that hold places to fill, or that the script puts there.
fn strings(language: &Language) -> Value {
    const KEYS: [(&str, &str); 12] = [
        ("kind", "search.kind"),
        ("evidence", "evidence.title"),
        ("language", "site.language"),
        ("everything", "search.everything"),
        ("filters", "search.filters"),
        ("loading", "search.loading"),
        ("help", "search.none-help"),
        ("near", "search.near"),
        ("partial", "search.partial"),
        ("failed", "search.failed"),
        ("more", "search.more"),
        ("quoted", "quote.quoted"),
    ];
    let mut strings = words_of(language, KEYS);
    strings.extend(count_forms(language, "search.results"));
    json!(strings)
}

fn file(route: Route, script: String) -> File {
    let facts = FileFacts { bytes: Some(script.len() as u64), ..FileFacts::default() };
    File { output: Output::new(route, script), facts }
}

/// What every record is filtered by, as columns over all records.
#[derive(Default)]
struct Columns {
    /// Each kind that there is: its word, its names, and what stands around an id in its addresses.
    kinds: Vec<Value>,
    /// The choices of each other filter, with their names.
    values: BTreeMap<&'static str, Vec<(String, String)>>,
    /// The sets of topics that records have; the first is empty.
    sets: Vec<Vec<usize>>,
    /// For each filter the place of each record's choice, from 1; 0 is none.
    columns: BTreeMap<&'static str, String>,
}

impl Columns {
    fn of(material: &Material<'_>, language: &Language, records: &[Record]) -> Columns {
        let mut columns = Columns::default();
        let (study, code) = (material.study, language.code());

        let present: BTreeSet<Kind> = records.iter().map(|record| record.kind).collect();
        let kinds: Vec<Kind> = KINDS.into_iter().filter(|kind| present.contains(kind)).collect();
        columns.kinds = kinds.iter().map(|kind| kind_entry(material, language, *kind)).collect();
        columns.add("kind", records, |record| place(&kinds, &record.kind));

        let present: BTreeSet<&Id<Organisation>> =
            records.iter().filter_map(|record| record.organisation.as_ref()).collect();
        let mut organisations: Vec<(Vec<u8>, &Id<Organisation>, String)> = present
            .into_iter()
            .filter_map(|id| {
                let name = study.organisations.get(id)?.card.name.in_language(code).0;
                Some((language.collation_key(name), id, language.set_text(name)))
            })
            .collect();
        organisations.sort();
        let ids: Vec<&Id<Organisation>> = organisations.iter().map(|(_, id, _)| *id).collect();
        columns.add("organisation", records, |record| record.organisation.as_ref().map_or(0, |id| place(&ids, &id)));
        let named = organisations.iter().map(|(_, id, name)| (id.as_str().to_owned(), name.clone())).collect();
        columns.values.insert("organisation", named);

        let mut topics: Vec<&Topic> = study.topics.values().collect();
        topics.sort_by_key(|topic| (topic.order, &topic.id));
        let places: BTreeMap<&Id<Topic>, usize> = topics.iter().map(|topic| &topic.id).zip(0..).collect();
        let mut sets: BTreeMap<Vec<usize>, usize> = BTreeMap::from([(Vec::new(), 0)]);
        columns.sets.push(Vec::new());
        let mut of_records = Vec::with_capacity(records.len());
        for record in records {
            let mut set: Vec<usize> = record.topics.iter().filter_map(|id| places.get(id).copied()).collect();
            set.sort_unstable();
            let next = columns.sets.len();
            let number = *sets.entry(set.clone()).or_insert(next);
            if number == next {
                columns.sets.push(set);
            }
            of_records.push(number);
        }
        columns.columns.insert("topic", encode::column(of_records));
        let labelled =
            |topic: &&Topic| (topic.id.as_str().to_owned(), language.set_text(topic.label.in_language(code).0));
        columns.values.insert("topic", topics.iter().map(labelled).collect());

        let languages: BTreeSet<&LanguageCode> = records.iter().map(|record| &record.language).collect();
        let languages: Vec<&LanguageCode> = languages.into_iter().collect();
        columns.add("language", records, |record| place(&languages, &&record.language));
        let named = |code: &&LanguageCode| (code.as_str().to_owned(), language.name_of(code));
        columns.values.insert("language", languages.iter().map(named).collect());

        columns.add("evidence", records, |record| record.evidence.map_or(0, |level| place(&EVIDENCE, &level)));
        let named = |level: &Evidence| {
            (level.word().to_owned(), language.text(&format!("evidence.{}.word", level.word()), &[]))
        };
        columns.values.insert("evidence", EVIDENCE.iter().map(named).collect());
        columns
    }

    fn add(&mut self, filter: &'static str, records: &[Record], choice: impl Fn(&Record) -> usize) {
        self.columns.insert(filter, encode::column(records.iter().map(choice)));
    }
}

/// The place of a choice, from 1.
fn place<T: PartialEq>(choices: &[T], choice: &T) -> usize {
    choices.iter().position(|one| one == choice).map_or(0, |place| place + 1)
}

fn kind_entry(material: &Material<'_>, language: &Language, kind: Kind) -> Value {
    let (one, many) = kind_names(material.study, language, kind);
    let folder = kind.folder();
    let (before, after) = match kind {
        Kind::Document => (format!("{folder}/index.html#"), ""),
        _ => (format!("{folder}/"), ".html"),
    };
    json!([kind.word(), one, many, before, after])
}
