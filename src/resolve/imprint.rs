//! `study.yaml` to the study's imprint.

use std::collections::{BTreeMap, BTreeSet};

use crate::decode::read::UNKNOWN_LANGUAGE;
use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::language::LanguageCode;
use crate::parse::{AuthorEntry, KindEntry, Name, StudyFile};
use crate::study::{Author, ConsentPolicy, Hosting, Imprint, Kind, KindNames, Licence, Localised, Pardon, Period};

use super::desk::{Desk, value};
use super::names::Names;

/// The languages that `study.yaml` lists; French, the language of the first study, where it lists none that is right
/// (which is then reported as a missing key).
pub fn languages(path: &SourcePath, file: &StudyFile, out: &mut Vec<Diagnostic>) -> Vec<LanguageCode> {
    let mut languages: Vec<LanguageCode> = Vec::new();
    for name in &file.languages {
        match LanguageCode::parse(&name.value) {
            Some(code) if !languages.contains(&code) => languages.push(code),
            Some(_) => {}
            None => out.push(
                UNKNOWN_LANGUAGE
                    .at(Place::new(path, name.span), format!("`{}` is no code of a language", name.value))
                    .help("write two or three small letters, as in `fr` or `en`"),
            ),
        }
    }
    if languages.is_empty() {
        languages.extend(LanguageCode::parse("fr"));
    }
    languages
}

/// The ids of the study's own statuses, in their order.
pub fn statuses(file: &StudyFile) -> Vec<String> {
    let ids: BTreeSet<String> = file.statuses.iter().map(|(id, _)| value(id)).collect();
    ids.into_iter().collect()
}

/// What `study.yaml` says of the study.
pub fn imprint(names: &Names, path: &SourcePath, file: &StudyFile, out: &mut Vec<Diagnostic>) -> Imprint {
    let mut desk = Desk::new(names, path, None, out);
    let first = names.first_language().clone();
    let title = desk.some_words(file.title.as_ref());
    Imprint {
        place: Place::file(path),
        title: title.unwrap_or_else(|| Localised::of(first, String::new())),
        answer: desk.some_words(file.answer.as_ref()),
        genre: desk.some_words(file.genre.as_ref()),
        caveat: desk.some_words(file.caveat.as_ref()),
        authors: file.authors.iter().map(author).collect(),
        commissioned_by: text(&file.commissioned_by),
        fieldwork: file.fieldwork.as_ref().map(|(from, to)| Period { from: from.value, to: to.value }),
        languages: names.languages.clone(),
        consent: file.consent.as_ref().map_or(ConsentPolicy::EachQuote, value),
        published: file.published.as_ref().map(value),
        updated: file.updated.as_ref().map(value),
        address: file.address.as_ref().map(|address| with_slash(&address.value)),
        licence: Licence {
            text: stated(&file.licence_text),
            quotes: stated(&file.licence_quotes),
            data: stated(&file.licence_data),
        },
        theme: text(&file.theme).unwrap_or_else(|| "folio".to_owned()),
        keywords: keywords(&mut desk, file),
        version: text(&file.version),
        edition: desk.some_words(file.edition.as_ref()),
        publisher: text(&file.publisher),
        contact: text(&file.contact),
        funding: desk.some_words(file.funding.as_ref()),
        doi: text(&file.doi),
        isbn: text(&file.isbn),
        pdf: text(&file.pdf),
        hosting: file.hosting.as_ref().map_or(Hosting::None, value),
        kinds: file.kinds.iter().filter_map(|entry| kind_names(&mut desk, entry)).collect(),
        relations: localised_map(&mut desk, &file.relations),
        statuses: localised_map(&mut desk, &file.statuses),
        checks: file
            .checks
            .iter()
            .map(|entry| {
                let pardon = Pardon {
                    place: Place::new(path, entry.code.span),
                    level: entry.level,
                    except: entry.except.iter().map(value).collect(),
                    reason: text(&entry.reason).unwrap_or_default(),
                };
                (value(&entry.code), pardon)
            })
            .collect(),
    }
}

fn text(name: &Option<Name>) -> Option<String> {
    name.as_ref().map(value)
}

/// `none-stated` is what an author writes to say that the source states no licence.
fn stated(name: &Option<Name>) -> Option<String> {
    text(name).filter(|licence| licence != "none-stated")
}

/// An address is joined with routes, so it ends in a slash.
fn with_slash(address: &str) -> String {
    format!("{}/", address.trim_end_matches('/'))
}

fn author(entry: &AuthorEntry) -> Author {
    Author {
        name: value(&entry.name),
        role: text(&entry.role),
        orcid: text(&entry.orcid),
        affiliation: text(&entry.affiliation),
        organisation: entry.organisation,
    }
}

fn keywords(desk: &mut Desk<'_>, file: &StudyFile) -> Localised<Vec<String>> {
    let mut lists = Vec::new();
    for (language, words) in &file.keywords {
        if let Some(code) = desk.language_of(language) {
            lists.push((code, words.iter().map(value).collect()));
        }
    }
    let first = desk.language.clone();
    Localised::from_pairs(lists).unwrap_or_else(|| Localised::of(first, Vec::new()))
}

fn kind_names(desk: &mut Desk<'_>, entry: &KindEntry) -> Option<(Kind, KindNames)> {
    let kind = Kind::from_word(&entry.kind.value)?;
    let singular = desk.words(entry.singular.as_ref()?)?;
    let plural = desk.words(entry.plural.as_ref()?)?;
    Some((kind, KindNames { singular, plural, schema_type: text(&entry.schema_type) }))
}

fn localised_map(
    desk: &mut Desk<'_>,
    entries: &[(Name, crate::decode::Localised)],
) -> BTreeMap<String, Localised<String>> {
    let mut map = BTreeMap::new();
    for (name, words) in entries {
        if let Some(words) = desk.words(words) {
            map.insert(value(name), words);
        }
    }
    map
}
