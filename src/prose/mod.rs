//! The typed tree of an author's text: blocks and inlines, each with its span, generic over what its links lead to.
//!
//! Ours because links, values, languages and relative addresses are known late: `parse` builds `Prose<RawTarget>`,
//! `resolve` turns the targets into ids with [`Prose::map_targets`], `page` writes it for one route and one language
//! with [`html`]. It knows neither Markdown's syntax nor the study: what it must be told, it asks of a
//! [`html::Destination`].

pub mod html;
mod line;
mod map;
pub mod math;
pub mod text;
mod walk;
pub mod words;

pub use line::{AsTyped, Run, Typography};
pub use walk::{HeadingUse, ImageUse, LinkUse, LinkWay, Node, TargetUse};
pub use words::Words;

use crate::diagnostic::{Span, Spanned};

/// An author's text: its blocks, and its footnotes in the order in which they were defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose<T> {
    /// What is read, from top to bottom.
    pub blocks: Vec<Block<T>>,
    /// The footnotes, numbered only when they are written: by their first call.
    pub notes: Vec<Note<T>>,
}

impl<T> Default for Prose<T> {
    fn default() -> Self {
        Self { blocks: Vec::new(), notes: Vec::new() }
    }
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<T> {
    /// What the author calls it: `1` in `[^1]`.
    pub label: String,
    /// Where it is defined.
    pub span: Span,
    /// What it says.
    pub blocks: Vec<Block<T>>,
}

/// One block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<T> {
    /// Its bytes in the file.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind<T>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind<T> {
    /// A heading.
    Heading(Heading<T>),
    /// A paragraph.
    Paragraph(Vec<Inline<T>>),
    /// A list, numbered or not.
    List(List<T>),
    /// Words of somebody else, marked `>`.
    BlockQuote(Vec<Block<T>>),
    /// A block quote that opens with `[!NOTE]` or another of the five words.
    Alert {
        /// Which of the five.
        kind: AlertKind,
        /// What it says.
        blocks: Vec<Block<T>>,
    },
    /// Code, shown as it was typed.
    CodeBlock {
        /// The first word after the fence.
        language: Option<String>,
        /// The code, with its last line break.
        code: String,
    },
    /// A table.
    Table(Table<T>),
    /// Terms, each with what it means.
    DefinitionList {
        /// Whether no blank line parts the definitions; then they are written without paragraphs.
        tight: bool,
        /// The terms, in order.
        entries: Vec<Definition<T>>,
    },
    /// A line across the page.
    Rule,
    /// A quote, chart or finding that stands alone in its paragraph, and is shown whole in its place.
    Embed {
        /// What is shown.
        target: Spanned<T>,
    },
    /// A formula in TeX on a line of its own.
    MathBlock(String),
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading<T> {
    /// From 1 to 6, as typed.
    pub level: u8,
    /// The anchor: typed as `{#id}`, or made from the words. Unique in its prose.
    pub id: String,
    /// The words.
    pub inlines: Vec<Inline<T>>,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// The first number, of a numbered list.
    pub start: Option<u64>,
    /// Whether no blank line parts the items; then they are written without paragraphs.
    pub tight: bool,
    /// The items, in order.
    pub items: Vec<Vec<Block<T>>>,
}

/// The five kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlertKind {
    /// Worth knowing even when skimming.
    Note,
    /// Advice.
    Tip,
    /// Needed to understand the rest.
    Important,
    /// Needs attention at once.
    Warning,
    /// What may go wrong.
    Caution,
}

impl AlertKind {
    /// The word that marks it, in lower case: its class in HTML and its key among the strings of a language.
    pub fn name(self) -> &'static str {
        match self {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        }
    }
}

/// A table. Each row has as many cells as the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    /// One for each column.
    pub alignments: Vec<Alignment>,
    /// The cells of the head.
    pub head: Vec<Vec<Inline<T>>>,
    /// The rows, each a list of cells.
    pub rows: Vec<Vec<Vec<Inline<T>>>>,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the theme likes.
    Unstated,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition<T> {
    /// The term.
    pub term: Vec<Inline<T>>,
    /// Its meanings, each a list of blocks.
    pub meanings: Vec<Vec<Block<T>>>,
}

/// A piece of a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline<T> {
    /// Its bytes in the file.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind<T>,
}

/// What an inline is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind<T> {
    /// Letters, as typed; typography comes when they are written.
    Text(String),
    /// Emphasis, `*…*`.
    Emphasis(Vec<Inline<T>>),
    /// Strong emphasis, `**…**`.
    Strong(Vec<Inline<T>>),
    /// Words struck out, `~~…~~`.
    Strikethrough(Vec<Inline<T>>),
    /// Code, shown as it was typed.
    Code(String),
    /// A formula in TeX.
    Math(String),
    /// A link to something of the study.
    Link {
        /// What it leads to.
        target: Spanned<T>,
        /// The words of the link; `None` stands for the target's own name.
        words: Option<Vec<Inline<T>>>,
        /// The heading that it leads to on the target's page.
        anchor: Option<String>,
    },
    /// A link to a heading of the same text, `[words](#id)`.
    Anchor {
        /// The heading's id.
        id: String,
        /// The words of the link.
        words: Vec<Inline<T>>,
    },
    /// A link to somewhere else: `http`, `https` or `mailto`.
    External {
        /// The whole address.
        url: String,
        /// The words of the link; `None` where the address itself is shown.
        words: Option<Vec<Inline<T>>>,
    },
    /// An image.
    Image {
        /// The file, as typed: relative to the file of the text.
        source: String,
        /// The words that stand for it. They hold no footnote and no image.
        alternative: Vec<Inline<T>>,
        /// The words under it, where there are any.
        title: Option<String>,
    },
    /// The call of a footnote.
    NoteCall {
        /// The footnote's label.
        label: String,
    },
    /// The end of a line that is only a space.
    SoftBreak,
    /// The end of a line that the reader sees.
    HardBreak,
}

/// How a target is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A link with words of the author's.
    Link,
    /// A link that writes the target's own name, title or value.
    OwnName,
    /// Shown whole, alone in its paragraph.
    Embed,
}

impl<T> Prose<T> {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Takes the title, the first heading `#` that stands in no list or quotation, out of the text.
    pub fn split_title(mut self) -> (Option<Heading<T>>, Prose<T>) {
        let is_title = |block: &Block<T>| matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1);
        let title = self.blocks.iter().position(is_title).map(|place| self.blocks.remove(place));
        match title {
            Some(Block { kind: BlockKind::Heading(heading), .. }) => (Some(heading), self),
            _ => (None, self),
        }
    }

    /// The footnote of that label.
    pub fn note(&self, label: &str) -> Option<&Note<T>> {
        self.notes.iter().find(|note| note.label == label)
    }
}
