//! Organisations, tools and practices; topics, documents and speakers.

use std::collections::BTreeMap;

use crate::decode::ClosedWord;
use crate::decode::word::INVALID_VALUE;
use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::parse::{CardFile, DocumentEntry, LinkEntry, Name, RelationEntry, RelationRow, SpeakerEntry, TopicEntry};
use crate::prose::Prose;
use crate::study::{
    Card, Document, DocumentKind, Evidence, Id, Kin, Kind, Localised, Organisation, Practice, Relation, Speaker,
    Status, Target, Today, Tool, Topic, WebLink,
};

use super::desk::{Desk, value};
use super::links::Links;
use super::names::Names;

/// The files of one entity: its original and its translations, each with its path.
pub type Files<'a, T> = Vec<(&'a SourcePath, &'a T)>;

/// Groups files by entity; entities without an original are left out (they are reported when names are gathered).
pub fn by_entity<'a, T>(
    files: impl Iterator<Item = (&'a SourcePath, &'a T)>,
    key: impl Fn(&T) -> (Kind, &str, Option<&str>),
) -> BTreeMap<(Kind, String), Files<'a, T>> {
    let mut groups: BTreeMap<(Kind, String), Files<'a, T>> = BTreeMap::new();
    for (path, file) in files {
        let (kind, id, _) = key(file);
        groups.entry((kind, id.to_owned())).or_default().push((path, file));
    }
    for group in groups.values_mut() {
        // The original first; a second original is a duplicate and was reported as one.
        group.sort_by_key(|(_, file)| key(file).2.is_some());
    }
    groups.retain(|_, group| group.first().is_some_and(|(_, file)| key(file).2.is_none()));
    groups
}

/// The organisations, tools and practices of a study, and their texts' links.
pub struct Cards {
    /// Organisations.
    pub organisations: BTreeMap<Id<Organisation>, Organisation>,
    /// Tools.
    pub tools: BTreeMap<Id<Tool>, Tool>,
    /// Practices.
    pub practices: BTreeMap<Id<Practice>, Practice>,
}

/// Resolves every organisation, tool and practice.
pub fn cards<'a>(
    names: &Names,
    files: impl Iterator<Item = (&'a SourcePath, &'a CardFile)>,
    links: &Links<'_>,
    out: &mut Vec<Diagnostic>,
) -> Cards {
    let mut cards = Cards { organisations: BTreeMap::new(), tools: BTreeMap::new(), practices: BTreeMap::new() };
    for ((kind, id), group) in by_entity(files, |file| (file.kind, &file.file.id, file.file.language.as_deref())) {
        let Some(&(path, original)) = group.first() else { continue };
        let card = card(names, &id, &group, links, out);
        let mut desk = Desk::new(names, path, None, out);
        let now =
            original.now.as_ref().map(|(name, since)| Today { name: value(name), since: since.as_ref().map(value) });
        match kind {
            Kind::Organisation => {
                let tools = relations(&mut desk, Kind::Tool, &original.tools);
                let practices = relations(&mut desk, Kind::Practice, &original.practices);
                let id = Id::new(&id);
                cards.organisations.insert(id.clone(), Organisation { id, card, now, tools, practices });
            }
            Kind::Tool => {
                let practices = relations(&mut desk, Kind::Practice, &original.practices);
                let tools = kin(&mut desk, original);
                let id = Id::new(&id);
                cards.tools.insert(id.clone(), Tool { id, card, now, practices, tools });
            }
            _ => {
                let id = Id::new(&id);
                cards.practices.insert(id.clone(), Practice { id, card });
            }
        }
    }
    cards
}

/// Adds the relations of tables to what their first ends declare, in the order of the rows.
pub fn relate<'a>(
    cards: &mut Cards,
    names: &Names,
    rows: impl Iterator<Item = (&'a SourcePath, &'a RelationRow)>,
    out: &mut Vec<Diagnostic>,
) {
    for (path, row) in rows {
        let mut desk = Desk::new(names, path, None, out);
        let entry = std::slice::from_ref(&row.entry);
        match (row.from_kind, row.to_kind) {
            (Kind::Organisation, Kind::Tool) => {
                let (id, tools) = (desk.id(row.from_kind, &row.from), relations(&mut desk, Kind::Tool, entry));
                cards.organisations.entry(id).and_modify(|from| from.tools.extend(tools));
            }
            (Kind::Organisation, _) => {
                let (id, practices) = (desk.id(row.from_kind, &row.from), relations(&mut desk, Kind::Practice, entry));
                cards.organisations.entry(id).and_modify(|from| from.practices.extend(practices));
            }
            _ => {
                let (id, practices) = (desk.id(row.from_kind, &row.from), relations(&mut desk, Kind::Practice, entry));
                cards.tools.entry(id).and_modify(|from| from.practices.extend(practices));
            }
        }
    }
}

fn card(names: &Names, id: &str, files: &Files<'_, CardFile>, links: &Links<'_>, out: &mut Vec<Diagnostic>) -> Card {
    let first = names.first_language().clone();
    let mut name: Option<Localised<String>> = None;
    let mut summary: Option<Localised<String>> = None;
    let mut also_called: Option<Localised<Vec<String>>> = None;
    let mut words: Option<Localised<Prose<Target>>> = None;
    for &(path, file) in files {
        let mut desk = Desk::new(names, path, file.file.language.as_deref(), out);
        let language = desk.language.clone();
        add(&mut name, desk.some_words(file.name.as_ref()));
        add(&mut summary, desk.some_words(file.summary.as_ref()));
        if !file.also_called.is_empty() {
            let list = file.also_called.iter().map(value).collect();
            add(&mut also_called, Some(Localised::of(language.clone(), list)));
        }
        if !file.body.is_empty() {
            add(&mut words, Some(Localised::of(language, links.resolve(&mut desk, &file.body))));
        }
    }
    let Some(&(path, original)) = files.first() else {
        unreachable!("an entity without files is no entity");
    };
    let mut desk = Desk::new(names, path, None, out);
    Card {
        place: Place::new(path, original.span),
        // A missing name was reported by the table of keys.
        name: name.unwrap_or_else(|| Localised::of(first.clone(), id.to_owned())),
        also_called: also_called.unwrap_or_else(|| Localised::of(first, Vec::new())),
        summary,
        words,
        topics: desk.ids(Kind::Topic, &original.topics),
        links: original.links.iter().map(|entry| web_link(&mut desk, entry)).collect(),
        identifiers: original.identifiers.iter().map(|(scheme, id)| (value(scheme), value(id))).collect(),
        source: desk.source(original.source.as_ref()),
        old_addresses: original.old_addresses.iter().map(value).collect(),
    }
}

/// Adds what another file says; what is there already stays.
pub fn add<T: Clone>(to: &mut Option<Localised<T>>, more: Option<Localised<T>>) {
    let Some(more) = more else { return };
    match to {
        None => *to = Some(more),
        Some(there) => {
            for (language, value) in more.iter() {
                there.add(language.clone(), value.clone());
            }
        }
    }
}

fn web_link(desk: &mut Desk<'_>, entry: &LinkEntry) -> WebLink {
    let label = desk.some_words(entry.label.as_ref());
    let language = desk.language.clone();
    WebLink { url: value(&entry.url), label: label.unwrap_or_else(|| Localised::of(language, value(&entry.url))) }
}

fn relations<T>(desk: &mut Desk<'_>, kind: Kind, entries: &[RelationEntry]) -> Vec<Relation<T>> {
    entries
        .iter()
        .map(|entry| Relation {
            to: desk.id(kind, &entry.id),
            evidence: entry.evidence.as_ref().map_or(Evidence::Explicit, value),
            status: entry.status.as_ref().map_or(Status::Documented, |status| self::status(desk, status)),
            source: desk.source(entry.source.as_ref()),
            note: desk.some_words(entry.note.as_ref()),
            place: desk.place(entry.span),
        })
        .collect()
}

/// A status: one of the closed words, or one of the study's own.
fn status(desk: &mut Desk<'_>, typed: &Name) -> Status {
    if let Some((_, status)) = Status::WORDS.iter().find(|(word, _)| *word == typed.value) {
        return *status;
    }
    let own = desk.names.statuses.iter().position(|own| *own == typed.value).and_then(|place| u8::try_from(place).ok());
    if let Some(place) = own {
        return Status::Own(place);
    }
    let known: Vec<&str> =
        Status::WORDS.iter().map(|(word, _)| *word).chain(desk.names.statuses.iter().map(String::as_str)).collect();
    let diagnostic = INVALID_VALUE
        .at(desk.place(typed.span), format!("`{}` is no status", typed.value))
        .suggest(&typed.value, known.iter().copied())
        .help(format!("it is one of `{}`; others are declared under `statuses` in `study.yaml`", known.join("`, `")));
    desk.out.push(diagnostic);
    Status::Documented
}

fn kin(desk: &mut Desk<'_>, file: &CardFile) -> Vec<Kin> {
    file.kin.iter().map(|(id, kinship)| Kin { to: desk.id(Kind::Tool, id), kinship: value(kinship) }).collect()
}

/// Resolves the topics.
pub fn topics<'a>(
    names: &Names,
    entries: impl Iterator<Item = (&'a SourcePath, &'a TopicEntry)>,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<Id<Topic>, Topic> {
    let mut topics = BTreeMap::new();
    for (position, (path, entry)) in entries.enumerate() {
        let mut desk = Desk::new(names, path, None, out);
        let id = Id::new(&entry.id.value);
        let label = desk.some_words(entry.label.as_ref());
        let topic = Topic {
            id: id.clone(),
            place: desk.place(entry.id.span),
            label: label.unwrap_or_else(|| Localised::of(names.first_language().clone(), value(&entry.id))),
            summary: desk.some_words(entry.summary.as_ref()),
            order: entry.order.unwrap_or_else(|| i64::try_from(position).unwrap_or(i64::MAX)),
            parent: entry.parent.as_ref().map(|parent| desk.id(Kind::Topic, parent)),
        };
        topics.entry(id).or_insert(topic);
    }
    topics
}

/// Resolves the documents.
pub fn documents<'a>(
    names: &Names,
    entries: impl Iterator<Item = (&'a SourcePath, &'a DocumentEntry)>,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<Id<Document>, Document> {
    let mut documents = BTreeMap::new();
    for (path, entry) in entries {
        let mut desk = Desk::new(names, path, None, out);
        let id = Id::new(&entry.id.value);
        let title = desk.some_words(entry.title.as_ref());
        let document = Document {
            id: id.clone(),
            place: desk.place(entry.id.span),
            title: title.unwrap_or_else(|| Localised::of(names.first_language().clone(), value(&entry.id))),
            kind: entry.kind.as_ref().map_or(DocumentKind::Reference, value),
            date: entry.date.as_ref().map(value),
            url: entry.url.as_ref().map(value),
            licence: entry.licence.as_ref().map(value),
            holder: entry.holder.as_ref().map(value),
            retrieved: entry.retrieved.as_ref().map(value),
            note: desk.some_words(entry.note.as_ref()),
        };
        documents.entry(id).or_insert(document);
    }
    documents
}

/// Resolves the speakers.
pub fn speakers<'a>(
    names: &Names,
    entries: impl Iterator<Item = (&'a SourcePath, &'a SpeakerEntry)>,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<Id<Speaker>, Speaker> {
    let mut speakers = BTreeMap::new();
    for (path, entry) in entries {
        let mut desk = Desk::new(names, path, None, out);
        let id = Id::new(&entry.id.value);
        let speaker = Speaker {
            id: id.clone(),
            role: desk.some_words(entry.role.as_ref()),
            organisation: entry.organisation.as_ref().map(|name| desk.id(Kind::Organisation, name)),
            name: entry.name.as_ref().map(value),
        };
        speakers.entry(id).or_insert(speaker);
    }
    speakers
}
