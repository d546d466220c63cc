//! Every name that the files declare, found before any name is looked up: a file with mistakes still declares its id, so
//! that nothing which refers to it is reported as unknown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, SourcePath, Span};
use crate::language::LanguageCode;
use crate::parse::{Declared, Item, Named, ParsedFile, Unread};
use crate::study::{EntityRef, Kind};

use super::rules::{DUPLICATE_ID, TRANSLATION_WITHOUT_ORIGINAL};

/// The declared names of a study, each with its place.
#[derive(Clone, Debug)]
pub struct Names {
    /// The study's languages; the first is its own.
    pub languages: Vec<LanguageCode>,
    entities: BTreeMap<Kind, BTreeMap<Arc<str>, Place>>,
    speakers: BTreeMap<Arc<str>, Place>,
    /// The study's own statuses, in the order of their ids.
    pub statuses: Vec<String>,
    /// Entities marked `draft: true`.
    pub drafts: BTreeSet<EntityRef>,
    unread: Vec<Unread>,
}

impl Names {
    /// The study's own language.
    pub fn first_language(&self) -> &LanguageCode {
        match self.languages.first() {
            Some(first) => first,
            None => unreachable!("a study without languages is given one when names are gathered"),
        }
    }

    /// Whether an entity of that kind is declared, or may be in a file that could not be read.
    pub fn has(&self, kind: Kind, id: &str) -> bool {
        self.find(kind, id).is_some() || self.unread.contains(&Unread::Kind(kind))
    }

    /// The id of an entity of that kind, with the letters that all its users share.
    pub fn shared(&self, kind: Kind, id: &str) -> Option<&Arc<str>> {
        self.find(kind, id).map(|(id, _)| id)
    }

    fn find(&self, kind: Kind, id: &str) -> Option<(&Arc<str>, &Place)> {
        self.entities.get(&kind)?.get_key_value(id)
    }

    /// Whether values of metrics may stand in a file that could not be read.
    pub fn may_observe_more(&self) -> bool {
        self.unread.contains(&Unread::Observations)
    }

    /// Where an entity is declared.
    pub fn place(&self, entity: &EntityRef) -> Option<&Place> {
        self.find(entity.kind, &entity.id).map(|(_, place)| place)
    }

    /// The ids of a kind, in order.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.entities.get(&kind).into_iter().flat_map(|entities| entities.keys()).map(|id| &**id)
    }

    /// Whether a speaker is declared.
    pub fn has_speaker(&self, id: &str) -> bool {
        self.speakers.contains_key(id) || self.unread.contains(&Unread::Speakers)
    }

    /// The ids of speakers, in order.
    pub fn speakers(&self) -> impl Iterator<Item = &str> {
        self.speakers.keys().map(AsRef::as_ref)
    }
}

/// Gathers the names that all files declare; reports each that is declared twice, and translations of nothing.
pub fn gather<'a>(
    files: impl IntoIterator<Item = &'a ParsedFile> + Clone,
    languages: Vec<LanguageCode>,
    out: &mut Vec<Diagnostic>,
) -> Names {
    let mut names = Names {
        languages,
        entities: BTreeMap::new(),
        speakers: BTreeMap::new(),
        statuses: Vec::new(),
        drafts: BTreeSet::new(),
        unread: Vec::new(),
    };
    for file in files.clone() {
        for declared in &file.names {
            declare(&mut names, &file.path, declared, out);
        }
        names.unread.extend(file.items.iter().filter_map(|item| match item {
            Item::Unread(unread) => Some(*unread),
            _ => None,
        }));
    }
    for file in files {
        for item in &file.items {
            translation_has_original(&names, &file.path, item, out);
        }
    }
    names
}

fn declare(names: &mut Names, path: &SourcePath, declared: &Declared, out: &mut Vec<Diagnostic>) {
    let (id, place) = (&declared.id, Place::new(path, declared.span));
    let Named::Entity(kind) = declared.what else {
        match names.speakers.get(id) {
            Some(first) => out.push(taken(id, "speaker", place, first)),
            None => {
                names.speakers.insert(Arc::clone(id), place);
            }
        }
        return;
    };
    let entity = || EntityRef { kind, id: Arc::clone(id) };
    if let Some((_, first)) = names.find(kind, id) {
        out.push(taken(id, kind.word(), place, first).about(entity().to_string()));
        return;
    }
    if declared.draft {
        names.drafts.insert(entity());
    }
    names.entities.entry(kind).or_default().insert(Arc::clone(id), place);
}

fn taken(id: &str, what: &str, place: Place, first: &Place) -> Diagnostic {
    let diagnostic = DUPLICATE_ID.at(place, format!("the id `{id}` is already taken by another {what}"));
    diagnostic.also(first.clone(), "first declared here").help("give one of the two another id")
}

fn translation_has_original(names: &Names, path: &SourcePath, item: &Item, out: &mut Vec<Diagnostic>) {
    let (kind, id, span) = match item {
        Item::Card(card) if card.file.language.is_some() => (card.kind, &card.file.id, card.span),
        Item::Text(text) if text.file.language.is_some() => (text.kind, &text.file.id, Span::default()),
        Item::QuoteTranslation(entry) => (Kind::Quote, &entry.id.value, entry.id.span),
        _ => return,
    };
    if names.has(kind, id) {
        return;
    }
    let message = format!("this translates the {} `{id}`, which does not exist", kind.word());
    out.push(
        TRANSLATION_WITHOUT_ORIGINAL.at(Place::new(path, span), message).suggest(id, names.of(kind)).help(format!(
            "write the original first, in the study's own language ({})",
            names.first_language().as_str()
        )),
    );
}
