//! Looking through a text: its targets, links, headings and images, in the order in which they are read.
//!
//! Checks and resolution ask these; nothing here changes the tree.

use super::{Block, BlockKind, Heading, Inline, InlineKind, Prose, Role};
use crate::diagnostic::Span;

/// A block or an inline of a text.
#[derive(Debug)]
pub enum Node<'a, T> {
    /// A block, seen before what it holds.
    Block(&'a Block<T>),
    /// An inline, seen before what it holds.
    Inline(&'a Inline<T>),
}

/// One use of a target.
#[derive(Debug, PartialEq, Eq)]
pub struct TargetUse<'a, T> {
    /// What is meant.
    pub target: &'a T,
    /// Where it is written: the bytes of `kind:id`.
    pub span: Span,
    /// How it is used.
    pub role: Role,
    /// The heading that it leads to.
    pub anchor: Option<&'a str>,
}

/// A heading as a table of contents needs it.
#[derive(Debug, PartialEq, Eq)]
pub struct HeadingUse<'a, T> {
    /// Level, anchor and words.
    pub heading: &'a Heading<T>,
    /// The bytes of the whole heading.
    pub span: Span,
}

/// One link.
#[derive(Debug, PartialEq, Eq)]
pub struct LinkUse<'a, T> {
    /// Where it leads.
    pub way: LinkWay<'a, T>,
    /// The bytes of the whole link.
    pub span: Span,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub enum LinkWay<'a, T> {
    /// To something of the study, perhaps to one of its headings.
    Target(&'a T, Option<&'a str>),
    /// To a heading of the same text.
    Anchor(&'a str),
    /// Out of the study.
    External(&'a str),
}

/// One image.
#[derive(Debug, PartialEq, Eq)]
pub struct ImageUse<'a, T> {
    /// The file, as typed.
    pub source: &'a str,
    /// The words that stand for it.
    pub alternative: &'a [Inline<T>],
    /// The bytes of the whole image.
    pub span: Span,
}

impl<T> Prose<T> {
    /// Shows every block and inline, in the order in which they are read; footnotes come last, as they were defined.
    pub fn visit<'a>(&'a self, mut see: impl FnMut(Node<'a, T>)) {
        visit_blocks(&self.blocks, &mut see);
        for note in &self.notes {
            visit_blocks(&note.blocks, &mut see);
        }
    }

    /// Every use of a target.
    pub fn targets(&self) -> Vec<TargetUse<'_, T>> {
        self.gather(|node| match node {
            Node::Block(Block { kind: BlockKind::Embed { target }, .. }) => {
                Some(TargetUse { target: &target.value, span: target.span, role: Role::Embed, anchor: None })
            }
            Node::Inline(Inline { kind: InlineKind::Link { target, words, anchor }, .. }) => Some(TargetUse {
                target: &target.value,
                span: target.span,
                role: if words.is_some() { Role::Link } else { Role::OwnName },
                anchor: anchor.as_deref(),
            }),
            _ => None,
        })
    }

    /// Every heading.
    pub fn headings(&self) -> Vec<HeadingUse<'_, T>> {
        self.gather(|node| match node {
            Node::Block(Block { kind: BlockKind::Heading(heading), span }) => Some(HeadingUse { heading, span: *span }),
            _ => None,
        })
    }

    /// Whether a heading has that anchor.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.headings().iter().any(|each| each.heading.id == id)
    }

    /// Every link, whatever it leads to.
    pub fn links(&self) -> Vec<LinkUse<'_, T>> {
        self.gather(|node| {
            let Node::Inline(inline) = node else { return None };
            let way = match &inline.kind {
                InlineKind::Link { target, anchor, .. } => LinkWay::Target(&target.value, anchor.as_deref()),
                InlineKind::Anchor { id, .. } => LinkWay::Anchor(id),
                InlineKind::External { url, .. } => LinkWay::External(url),
                _ => return None,
            };
            Some(LinkUse { way, span: inline.span })
        })
    }

    /// Every image.
    pub fn images(&self) -> Vec<ImageUse<'_, T>> {
        self.gather(|node| match node {
            Node::Inline(Inline { kind: InlineKind::Image { source, alternative, .. }, span }) => {
                Some(ImageUse { source, alternative, span: *span })
            }
            _ => None,
        })
    }

    fn gather<'a, R>(&'a self, mut pick: impl FnMut(Node<'a, T>) -> Option<R>) -> Vec<R> {
        let mut found = Vec::new();
        self.visit(|node| found.extend(pick(node)));
        found
    }
}

/// Shows some blocks, and what they hold.
pub(super) fn visit_blocks<'a, T>(blocks: &'a [Block<T>], see: &mut dyn FnMut(Node<'a, T>)) {
    for block in blocks {
        see(Node::Block(block));
        match &block.kind {
            BlockKind::Heading(heading) => visit_inlines(&heading.inlines, see),
            BlockKind::Paragraph(inlines) => visit_inlines(inlines, see),
            BlockKind::List(list) => list.items.iter().for_each(|item| visit_blocks(item, see)),
            BlockKind::BlockQuote(inner) | BlockKind::Alert { blocks: inner, .. } => visit_blocks(inner, see),
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| visit_inlines(cell, see));
            }
            BlockKind::DefinitionList { entries, .. } => {
                for entry in entries {
                    visit_inlines(&entry.term, see);
                    entry.meanings.iter().for_each(|meaning| visit_blocks(meaning, see));
                }
            }
            BlockKind::CodeBlock { .. } | BlockKind::Rule | BlockKind::Embed { .. } | BlockKind::MathBlock(_) => {}
        }
    }
}

fn visit_inlines<'a, T>(inlines: &'a [Inline<T>], see: &mut dyn FnMut(Node<'a, T>)) {
    for inline in inlines {
        see(Node::Inline(inline));
        match &inline.kind {
            InlineKind::Emphasis(words)
            | InlineKind::Strong(words)
            | InlineKind::Strikethrough(words)
            | InlineKind::Anchor { words, .. }
            | InlineKind::Link { words: Some(words), .. }
            | InlineKind::External { words: Some(words), .. }
            | InlineKind::Image { alternative: words, .. } => visit_inlines(words, see),
            _ => {}
        }
    }
}
