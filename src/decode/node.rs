//! The tree that YAML text becomes: every key and value with its range in the file, every scalar as it was typed.
//!
//! `1.10`, `048`, `no` and `~` are texts here; a key's table says later what is meant.

use crate::diagnostic::{Span, Spanned};

/// A value of a YAML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its bytes in the file. A list or map in lines ends with its last child; one in brackets, with its bracket.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
    /// False where lines that could not be read may have belonged to it: then nothing is said about missing keys.
    pub whole: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// One text, number, date, word: nobody knows yet.
    Scalar {
        /// The text as it was typed; escapes and line breaks of quoted, folded and block texts are resolved.
        text: String,
        /// How it was written.
        style: Style,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and their values, in the order in which they were typed; no key stands twice.
    Map(Vec<Entry>),
    /// Nothing after the colon or the dash.
    Null,
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// As lines below `|` or `>`.
    Block,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// A value of that kind, whole.
    pub fn new(span: Span, kind: NodeKind) -> Self {
        Self { span, kind, whole: true }
    }

    /// Nothing, at a place: what an empty file or an empty front matter holds.
    pub fn nothing(span: Span) -> Self {
        Self::new(span, NodeKind::Null)
    }

    /// What it is, with its article, for messages: `a text`, `a list`, `keys with values`, `nothing`.
    pub fn noun(&self) -> &'static str {
        match self.kind {
            NodeKind::Scalar { .. } => "a text",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "keys with values",
            NodeKind::Null => "nothing",
        }
    }

    /// Whether nothing was written.
    pub fn is_nothing(&self) -> bool {
        matches!(self.kind, NodeKind::Null)
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.kind {
            NodeKind::List(items) => Some(items),
            _ => None,
        }
    }

    /// The keys and values of a map.
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.kind {
            NodeKind::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()?.iter().find(|entry| entry.key.value == key).map(|entry| &entry.value)
    }
}
