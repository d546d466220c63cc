//! Quotation marks without a partner, at their place in the file.
//!
//! A quotation may go on from paragraph to paragraph of one sequence of blocks, and nowhere else: not over a heading, not out
//! of an item of a list, not from cell to cell.

use super::RawTarget;
use crate::decode::quotation;
use crate::diagnostic::{Diagnostic, Place, SourcePath, Span};
use crate::prose::{Block, BlockKind, Inline, InlineKind, Prose};

/// Tells of every mark without a partner.
pub(super) fn report(
    prose: &Prose<RawTarget>,
    path: &SourcePath,
    source: &str,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut look = Look { path, source, offset, diagnostics };
    look.blocks(&prose.blocks);
    prose.notes.iter().for_each(|note| look.blocks(&note.blocks));
}

struct Look<'a> {
    path: &'a SourcePath,
    source: &'a str,
    offset: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// The letters of a line, and where in the file each stretch of them stands.
#[derive(Default)]
struct Line {
    text: String,
    /// Where a stretch begins in `text`, and what it is in the file.
    stretches: Vec<(usize, Span)>,
}

impl Look<'_> {
    fn blocks(&mut self, blocks: &[Block<RawTarget>]) {
        let mut sequence: Vec<Line> = Vec::new();
        for block in blocks {
            if let BlockKind::Paragraph(inlines) = &block.kind {
                sequence.push(Line::of(inlines));
                continue;
            }
            self.judge(&std::mem::take(&mut sequence));
            match &block.kind {
                BlockKind::Heading(heading) => self.judge(&[Line::of(&heading.inlines)]),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(item)),
                BlockKind::BlockQuote(inner) | BlockKind::Alert { blocks: inner, .. } => self.blocks(inner),
                BlockKind::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| self.judge(&[Line::of(cell)]));
                }
                BlockKind::DefinitionList { entries, .. } => {
                    for entry in entries {
                        self.judge(&[Line::of(&entry.term)]);
                        entry.meanings.iter().for_each(|meaning| self.blocks(meaning));
                    }
                }
                _ => {}
            }
        }
        self.judge(&sequence);
    }

    fn judge(&mut self, sequence: &[Line]) {
        let texts: Vec<&str> = sequence.iter().map(|line| line.text.as_str()).collect();
        for unpaired in quotation::unpaired(&texts) {
            let Some(line) = sequence.get(unpaired.paragraph) else { continue };
            let span = self.span(line, unpaired.at, unpaired.mark);
            self.diagnostics.push(unpaired.diagnostic(Place::new(self.path, span)));
        }
    }

    /// The bytes of a mark in the file. Where escapes or entities make text and file differ, the whole stretch.
    fn span(&self, line: &Line, at: usize, mark: char) -> Span {
        let stretch = line.stretches.iter().rev().find(|(begins, _)| *begins <= at);
        let Some((begins, span)) = stretch else { return Span::default() };
        let start = span.start + (at - begins);
        let exact = Span::new(start, start + mark.len_utf8());
        let local = Span::new(exact.start.saturating_sub(self.offset), exact.end.saturating_sub(self.offset));
        if local.of(self.source).starts_with(mark) { exact } else { *span }
    }
}

impl Line {
    fn of(inlines: &[Inline<RawTarget>]) -> Self {
        let mut line = Line::default();
        line.add(inlines);
        line
    }

    fn add(&mut self, inlines: &[Inline<RawTarget>]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => {
                    self.stretches.push((self.text.len(), inline.span));
                    self.text.push_str(text);
                }
                InlineKind::Emphasis(words)
                | InlineKind::Strong(words)
                | InlineKind::Strikethrough(words)
                | InlineKind::Anchor { words, .. }
                | InlineKind::Link { words: Some(words), .. }
                | InlineKind::External { words: Some(words), .. } => self.add(words),
                InlineKind::SoftBreak | InlineKind::HardBreak => self.text.push(' '),
                // Something that is shown and holds no marks of the author's: no paragraph begins anew behind it.
                _ => self.text.push('\u{fffc}'),
            }
        }
    }
}
