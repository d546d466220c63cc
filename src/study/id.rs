//! Names of entities: a typed [`Id`] where the kind is known, an [`EntityRef`] where any kind may stand.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::Serialize;

/// The id of an entity of kind `T`: the name of its file, unique within its kind.
pub struct Id<T> {
    text: Arc<str>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Takes a text that `decode` has found to be an id.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self { text: text.as_ref().into(), kind: PhantomData }
    }

    /// The same, of letters that others have too.
    pub fn sharing(text: &Arc<str>) -> Self {
        Self { text: Arc::clone(text), kind: PhantomData }
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

// Written out, since derived ones would ask the same of `T`.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), kind: PhantomData }
    }
}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Lets a map keyed by `Id<T>` be asked with a plain text.
impl<T> std::borrow::Borrow<str> for Id<T> {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// The kinds of entities that links and evidence can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A chapter of the narrative.
    Chapter,
    /// A page of front or back matter.
    Page,
    /// A claim with its evidence.
    Finding,
    /// An organisation that was studied.
    Organisation,
    /// A tool that organisations use.
    Tool,
    /// A practice that organisations have.
    Practice,
    /// A topic of the analysis.
    Topic,
    /// A quote.
    Quote,
    /// The definition of a metric.
    Metric,
    /// A chart of its own.
    Chart,
    /// Where things come from.
    Document,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 11] = [
        Kind::Chapter,
        Kind::Page,
        Kind::Finding,
        Kind::Organisation,
        Kind::Tool,
        Kind::Practice,
        Kind::Topic,
        Kind::Quote,
        Kind::Metric,
        Kind::Chart,
        Kind::Document,
    ];

    /// The scheme of links: `organisation`.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Chapter => "chapter",
            Kind::Page => "page",
            Kind::Finding => "finding",
            Kind::Organisation => "organisation",
            Kind::Tool => "tool",
            Kind::Practice => "practice",
            Kind::Topic => "topic",
            Kind::Quote => "quote",
            Kind::Metric => "metric",
            Kind::Chart => "chart",
            Kind::Document => "document",
        }
    }

    /// The folder of pages, in every language: `organisations`.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Chapter => "chapters",
            Kind::Page => "pages",
            Kind::Finding => "findings",
            Kind::Organisation => "organisations",
            Kind::Tool => "tools",
            Kind::Practice => "practices",
            Kind::Topic => "topics",
            Kind::Quote => "quotes",
            Kind::Metric => "metrics",
            Kind::Chart => "charts",
            Kind::Document => "documents",
        }
    }

    /// The kind with that scheme.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// An entity of any kind, written `kind:id`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntityRef {
    /// Its kind.
    pub kind: Kind,
    /// Its id within the kind.
    pub id: Arc<str>,
}

impl EntityRef {
    /// An entity by kind and id.
    pub fn new(kind: Kind, id: impl AsRef<str>) -> Self {
        Self { kind, id: id.as_ref().into() }
    }

    /// The entity of a kind that an id is of; shares the letters of the id.
    pub fn of<T>(kind: Kind, id: &Id<T>) -> Self {
        Self { kind, id: Arc::clone(&id.text) }
    }
}

impl fmt::Display for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.word(), self.id)
    }
}

impl fmt::Debug for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
