//! Bytes to lines and columns, as people and editors count them.
//!
//! Lines end at `\n` (a `\r` before it belongs to the line's end), and columns count Unicode scalar values; both begin
//! at 1. Each file is indexed once for a whole report, so that ten thousand mistakes in one file stay cheap.

use std::collections::BTreeMap;

use crate::diagnostic::{Place, SourcePath, Span, Texts};

/// Scalar values are counted ahead at every multiple of this many bytes.
const BLOCK: usize = 512;

/// A point in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in Unicode scalar values.
    pub(super) column: usize,
    /// From 0, in bytes of the text after a byte order mark.
    pub(super) byte: usize,
}

/// The texts of a report, with an index of each that was asked for.
pub(super) struct Positions<'a> {
    texts: &'a dyn Texts,
    indexed: BTreeMap<SourcePath, Option<Lines<'a>>>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(texts: &'a dyn Texts) -> Self {
        Self { texts, indexed: BTreeMap::new() }
    }

    /// Start and end of a place; nothing for a file as a whole, or for one that has no text.
    pub(super) fn of(&mut self, place: &Place) -> Option<(Position, Position)> {
        if place.span == Span::default() {
            return None;
        }
        let lines = self.lines(&place.path)?;
        let end = place.span.end.max(place.span.start);
        Some((lines.position(place.span.start), lines.position(end)))
    }

    /// The index of a file that has a text.
    pub(super) fn lines(&mut self, path: &SourcePath) -> Option<&Lines<'a>> {
        let texts = self.texts;
        self.indexed.entry(path.clone()).or_insert_with(|| texts.text(path).map(Lines::new)).as_ref()
    }
}

/// A text and where its lines begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// The first byte of each line; the first is 0.
    starts: Vec<usize>,
    /// How many scalar values begin before each block.
    before_block: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let counts = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let here = *before;
            *before += scalars(block);
            Some(here)
        });
        Self { text, starts: std::iter::once(0).chain(ends).collect(), before_block: counts.collect() }
    }

    /// Where a byte stands; one beyond the text stands at its end, one inside a letter at that letter.
    pub(super) fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        // The first line starts at 0, so one start at least is not after the byte.
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.scalars_before(byte).saturating_sub(self.scalars_before(start)) + 1;
        Position { line, column, byte }
    }

    /// The column of a position in UTF-16 code units, from 1, as programs of the web count.
    pub(super) fn column_in_units(&self, position: Position) -> usize {
        let before = self.text.get(self.range(position.line).start..position.byte).unwrap_or_default();
        before.chars().map(char::len_utf16).sum::<usize>() + 1
    }

    /// The bytes of a line, from 1, without its end.
    pub(super) fn range(&self, line: usize) -> Span {
        let start = line.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(self.text.len());
        let next = self.starts.get(line).copied().unwrap_or(self.text.len());
        let whole = self.text.get(start..next).unwrap_or("");
        let content = whole.strip_suffix('\n').unwrap_or(whole);
        let content = content.strip_suffix('\r').unwrap_or(content);
        Span::new(start, start + content.len())
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    fn scalars_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        let before = self.before_block.get(block).copied();
        // At the very end of a text of whole blocks there is no block to look up.
        let (block, before) = match before {
            Some(before) => (block, before),
            None => (block.saturating_sub(1), self.before_block.last().copied().unwrap_or(0)),
        };
        before + self.text.as_bytes().get(block * BLOCK..byte).map_or(0, scalars)
    }
}

/// How many scalar values begin in these bytes of UTF-8.
fn scalars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The slow and obvious count.
    fn expected(text: &str, byte: usize) -> (usize, usize) {
        let before = text.get(..byte).unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        (line, column)
    }

    #[test]
    fn columns_count_letters_and_not_bytes() {
        let lines = Lines::new("a: été\r\nnom: 日本\r\n");
        let at = |byte| (lines.position(byte).line, lines.position(byte).column);
        assert_eq!(at(5), (1, 5));
        assert_eq!(at("a: été\r\nnom: 日".len()), (2, 7));
        assert_eq!(at(1000), (3, 1));
        assert_eq!(lines.range(2).of(lines.text()), "nom: 日本");
        assert_eq!(lines.range(9).of(lines.text()), "");
    }

    #[test]
    fn letters_beyond_the_first_plane_are_two_units() {
        let text = "a\né𝄞日x";
        let lines = Lines::new(text);
        let x = lines.position(text.len() - 1);
        assert_eq!((x.column, lines.column_in_units(x)), (4, 5));
    }

    proptest! {
        #[test]
        fn any_byte_of_any_text_is_counted_right(pieces in prop::collection::vec("[aé日\n\r]{0,40}", 0..60), at in any::<prop::sample::Index>()) {
            let text = pieces.concat();
            let byte = text.floor_char_boundary(at.index(text.len() + 1));
            let found = Lines::new(&text).position(byte);
            prop_assert_eq!((found.line, found.column), expected(&text, byte));
        }
    }
}
