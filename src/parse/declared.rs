//! The names that files give to things, found when a file is parsed, so that a build gathers them without reading every
//! entry of every file again.

use std::sync::Arc;

use super::Item;
use crate::diagnostic::Span;
use crate::study::Kind;

/// A name that a file declares.
#[derive(Clone, Debug)]
pub struct Declared {
    /// What is named.
    pub what: Named,
    /// Its id.
    pub id: Arc<str>,
    /// Where it stands; empty at the start of the file where the file's name is the id.
    pub span: Span,
    /// Whether it is not to be published yet.
    pub draft: bool,
}

/// What a name is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// An entity.
    Entity(Kind),
    /// A speaker.
    Speaker,
}

/// The name that an item declares; translations, values and relations declare none.
pub(super) fn by(item: &Item) -> Option<Declared> {
    let (kind, id, span, draft) = match item {
        Item::Card(card) if card.file.language.is_none() => (card.kind, &card.file.id, card.span, card.draft),
        Item::Text(text) if text.file.language.is_none() => (text.kind, &text.file.id, Span::default(), text.draft),
        Item::Chart(chart) => (Kind::Chart, &chart.file.id, Span::default(), chart.draft),
        Item::Quote(quote) => (Kind::Quote, &quote.id.value, quote.id.span, quote.draft),
        Item::Topic(topic) => (Kind::Topic, &topic.id.value, topic.id.span, false),
        Item::Document(document) => (Kind::Document, &document.id.value, document.id.span, false),
        Item::Metric(metric) => (Kind::Metric, &metric.id.value, metric.id.span, false),
        Item::Speaker(speaker) => {
            let id = &speaker.id;
            return Some(Declared { what: Named::Speaker, id: id.value.as_str().into(), span: id.span, draft: false });
        }
        Item::Study(_)
        | Item::Card(_)
        | Item::Text(_)
        | Item::QuoteTranslation(_)
        | Item::Observation(_)
        | Item::Relation(_)
        | Item::Sheet(_)
        | Item::Unread(_) => return None,
    };
    Some(Declared { what: Named::Entity(kind), id: id.as_str().into(), span, draft })
}
