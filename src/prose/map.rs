//! The same text with other targets: how `resolve` turns names into ids.
//!
//! It recurses, which is safe: `parse` bounds the depth of a tree.

use super::{Block, BlockKind, Definition, Heading, Inline, InlineKind, List, Note, Prose, Role, Table};
use crate::diagnostic::Spanned;

type Change<'a, T, U> = dyn FnMut(&Spanned<T>, Role) -> U + 'a;

impl<T> Prose<T> {
    /// The same text, each target replaced by what `change` makes of it. Targets come in the order of the text, those
    /// of footnotes after the others; what cannot be found is a value of `U`, so that all mistakes are collected.
    pub fn map_targets<U>(&self, mut change: impl FnMut(&Spanned<T>, Role) -> U) -> Prose<U> {
        let change: &mut Change<'_, T, U> = &mut change;
        let blocks = map_blocks(&self.blocks, change);
        let notes = self
            .notes
            .iter()
            .map(|note| Note { label: note.label.clone(), span: note.span, blocks: map_blocks(&note.blocks, change) })
            .collect();
        Prose { blocks, notes }
    }
}

impl<T> Heading<T> {
    /// The same heading with other targets, for a title that was split off.
    pub fn map_targets<U>(&self, mut change: impl FnMut(&Spanned<T>, Role) -> U) -> Heading<U> {
        map_heading(self, &mut change)
    }
}

fn map_blocks<T, U>(blocks: &[Block<T>], change: &mut Change<'_, T, U>) -> Vec<Block<U>> {
    blocks.iter().map(|block| Block { span: block.span, kind: map_block(&block.kind, change) }).collect()
}

fn map_block<T, U>(kind: &BlockKind<T>, change: &mut Change<'_, T, U>) -> BlockKind<U> {
    match kind {
        BlockKind::Heading(heading) => BlockKind::Heading(map_heading(heading, change)),
        BlockKind::Paragraph(inlines) => BlockKind::Paragraph(map_inlines(inlines, change)),
        BlockKind::List(list) => BlockKind::List(List {
            start: list.start,
            tight: list.tight,
            items: list.items.iter().map(|item| map_blocks(item, change)).collect(),
        }),
        BlockKind::BlockQuote(blocks) => BlockKind::BlockQuote(map_blocks(blocks, change)),
        BlockKind::Alert { kind, blocks } => BlockKind::Alert { kind: *kind, blocks: map_blocks(blocks, change) },
        BlockKind::CodeBlock { language, code } => {
            BlockKind::CodeBlock { language: language.clone(), code: code.clone() }
        }
        BlockKind::Table(table) => BlockKind::Table(map_table(table, change)),
        BlockKind::DefinitionList { tight, entries } => BlockKind::DefinitionList {
            tight: *tight,
            entries: entries.iter().map(|entry| map_definition(entry, change)).collect(),
        },
        BlockKind::Rule => BlockKind::Rule,
        BlockKind::Embed { target } => {
            BlockKind::Embed { target: Spanned::new(change(target, Role::Embed), target.span) }
        }
        BlockKind::MathBlock(formula) => BlockKind::MathBlock(formula.clone()),
    }
}

fn map_heading<T, U>(heading: &Heading<T>, change: &mut Change<'_, T, U>) -> Heading<U> {
    Heading { level: heading.level, id: heading.id.clone(), inlines: map_inlines(&heading.inlines, change) }
}

fn map_table<T, U>(table: &Table<T>, change: &mut Change<'_, T, U>) -> Table<U> {
    let head = table.head.iter().map(|cell| map_inlines(cell, change)).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| map_inlines(cell, change)).collect()).collect();
    Table { alignments: table.alignments.clone(), head, rows }
}

fn map_definition<T, U>(entry: &Definition<T>, change: &mut Change<'_, T, U>) -> Definition<U> {
    let term = map_inlines(&entry.term, change);
    let meanings = entry.meanings.iter().map(|meaning| map_blocks(meaning, change)).collect();
    Definition { term, meanings }
}

fn map_inlines<T, U>(inlines: &[Inline<T>], change: &mut Change<'_, T, U>) -> Vec<Inline<U>> {
    inlines.iter().map(|inline| Inline { span: inline.span, kind: map_inline(&inline.kind, change) }).collect()
}

fn map_inline<T, U>(kind: &InlineKind<T>, change: &mut Change<'_, T, U>) -> InlineKind<U> {
    match kind {
        InlineKind::Text(text) => InlineKind::Text(text.clone()),
        InlineKind::Emphasis(words) => InlineKind::Emphasis(map_inlines(words, change)),
        InlineKind::Strong(words) => InlineKind::Strong(map_inlines(words, change)),
        InlineKind::Strikethrough(words) => InlineKind::Strikethrough(map_inlines(words, change)),
        InlineKind::Code(code) => InlineKind::Code(code.clone()),
        InlineKind::Math(formula) => InlineKind::Math(formula.clone()),
        InlineKind::Link { target, words, anchor } => {
            let role = if words.is_some() { Role::Link } else { Role::OwnName };
            let target = Spanned::new(change(target, role), target.span);
            let words = words.as_ref().map(|words| map_inlines(words, change));
            InlineKind::Link { target, words, anchor: anchor.clone() }
        }
        InlineKind::Anchor { id, words } => InlineKind::Anchor { id: id.clone(), words: map_inlines(words, change) },
        InlineKind::External { url, words } => {
            InlineKind::External { url: url.clone(), words: words.as_ref().map(|words| map_inlines(words, change)) }
        }
        InlineKind::Image { source, alternative, title } => InlineKind::Image {
            source: source.clone(),
            alternative: map_inlines(alternative, change),
            title: title.clone(),
        },
        InlineKind::NoteCall { label } => InlineKind::NoteCall { label: label.clone() },
        InlineKind::SoftBreak => InlineKind::SoftBreak,
        InlineKind::HardBreak => InlineKind::HardBreak,
    }
}
