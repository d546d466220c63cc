//! A paragraph under way: glyphs still to read, glyphs already written.
//!
//! A rule looks back at what is written and ahead at what is still as typed. Since every rule reads what it sees ahead
//! only as a class (space, letter, closing mark…) that no rule changes, setting a text again changes nothing.

use std::ops::Range;

use super::{Run, untouched};

/// A letter, mark or space, with the run that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) character: char,
    pub(super) run: usize,
    /// Must stay as it is.
    pub(super) kept: bool,
    /// Stands above the line.
    pub(super) raised: bool,
}

/// What a rule sees.
#[derive(Debug)]
pub(super) struct Line {
    glyphs: Vec<Glyph>,
    next: usize,
    written: Vec<Glyph>,
    /// The quotation marks that are open, outermost first.
    pub(super) quotes: Vec<char>,
}

impl Line {
    /// The glyphs of a paragraph's runs.
    pub(super) fn read(runs: &[Run]) -> Line {
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(runs.iter().map(|run| run.text.len()).sum());
        for (place, run) in runs.iter().enumerate() {
            let glyph = |character| Glyph { character, run: place, kept: run.protected, raised: false };
            glyphs.extend(run.text.chars().map(glyph));
        }
        untouched::mark(&mut glyphs);
        let written = Vec::with_capacity(glyphs.len() + 8);
        Line { glyphs, next: 0, written, quotes: Vec::new() }
    }

    /// Puts what is written back into the runs.
    pub(super) fn write(self, runs: &mut [Run]) {
        let mut glyphs = self.written.iter().peekable();
        for (place, run) in runs.iter_mut().enumerate() {
            run.superscripts.clear();
            if run.protected {
                while glyphs.next_if(|glyph| glyph.run <= place).is_some() {}
                continue;
            }
            run.text.clear();
            while let Some(glyph) = glyphs.next_if(|glyph| glyph.run <= place) {
                let start = run.text.len();
                run.text.push(glyph.character);
                if glyph.raised {
                    raise(&mut run.superscripts, start..run.text.len());
                }
            }
        }
    }

    /// The glyph to read now; one that must stay is passed over.
    pub(super) fn current(&mut self) -> Option<char> {
        while let Some(glyph) = self.glyphs.get(self.next) {
            if !glyph.kept {
                return Some(glyph.character);
            }
            self.written.push(*glyph);
            self.next += 1;
        }
        None
    }

    /// The character so many places after the current one, as typed.
    pub(super) fn ahead(&self, places: usize) -> Option<char> {
        self.glyphs.get(self.next.saturating_add(places)).map(|glyph| glyph.character)
    }

    /// The character that was written last.
    pub(super) fn before(&self) -> Option<char> {
        self.back(1)
    }

    /// The character that was written so many places ago; 1 is the last.
    pub(super) fn back(&self, places: usize) -> Option<char> {
        self.written.len().checked_sub(places).and_then(|place| self.written.get(place)).map(|glyph| glyph.character)
    }

    /// Writes the current glyph as it is.
    pub(super) fn copy(&mut self) {
        self.written.extend(self.glyphs.get(self.next));
        self.next += 1;
    }

    /// Writes another character for as many glyphs as are read.
    pub(super) fn replace(&mut self, read: usize, character: char) {
        self.put(character);
        self.next += read;
    }

    /// Writes a character after the glyph that was written last, in the same run.
    pub(super) fn put_after(&mut self, character: char) {
        let run = self.written.last().map_or(0, |glyph| glyph.run);
        self.written.push(Glyph { character, run, kept: false, raised: false });
    }

    /// Writes a character before the current glyph, in the same run.
    pub(super) fn put(&mut self, character: char) {
        let run = self.glyphs.get(self.next).or_else(|| self.written.last()).map_or(0, |glyph| glyph.run);
        self.written.push(Glyph { character, run, kept: false, raised: false });
    }

    /// Takes back the spaces that were written last, if they may change; says whether there were any.
    pub(super) fn take_spaces(&mut self) -> bool {
        let length = self.written.len();
        while self.written.last().is_some_and(|glyph| !glyph.kept && glyph.character.is_whitespace()) {
            self.written.pop();
        }
        self.written.len() < length
    }

    /// How many spaces that may change stand ahead, from so many places after the current glyph.
    pub(super) fn spaces_ahead(&self, from: usize) -> usize {
        let ahead = self.glyphs.get(self.next.saturating_add(from)..).unwrap_or_default();
        ahead.iter().take_while(|glyph| !glyph.kept && glyph.character.is_whitespace()).count()
    }

    /// Whether exactly so many of a character stand here, no more.
    pub(super) fn exactly(&self, count: usize, character: char) -> bool {
        let glyphs = self.glyphs.get(self.next..).unwrap_or_default();
        let same = |glyph: &&Glyph| glyph.character == character && !glyph.kept;
        glyphs.iter().take(count + 1).take_while(same).count() == count
            && self.before() != Some(character)
            && self.ahead(count) != Some(character)
    }

    /// Whether a quote may open here: no word stands right before it, and something stands right after it.
    pub(super) fn may_open(&self) -> bool {
        let after = self.ahead(1).filter(|after| !after.is_whitespace());
        let word = after.is_some_and(char::is_alphanumeric);
        let free = |before: char| before.is_whitespace() || is_opening(before) || joins(before) && word;
        after.is_some() && self.before().is_none_or(free)
    }

    /// Whether a quote may close here: something that did not just open stands right before it.
    pub(super) fn may_close(&self) -> bool {
        self.before().is_some_and(|before| !before.is_whitespace() && !is_opening(before))
    }

    /// The glyphs that are written, for rules that look at whole words at the end.
    pub(super) fn written(&mut self) -> &mut [Glyph] {
        &mut self.written
    }

    /// What all languages share: `...` and `--`. Says whether it was one of them.
    pub(super) fn ellipsis_or_dash(&mut self) -> bool {
        if self.exactly(3, '.') {
            self.replace(3, '…');
        } else if self.exactly(3, '-') {
            self.replace(3, '—');
        } else if self.exactly(2, '-') && !self.is_option() {
            self.replace(2, '–');
        } else {
            return false;
        }
        true
    }

    /// Whether two hyphens begin an option of a command, as in `--quiet`.
    fn is_option(&self) -> bool {
        self.before().is_none_or(char::is_whitespace) && self.ahead(2).is_some_and(char::is_alphanumeric)
    }
}

/// Adds a range, joined to the last where they touch.
fn raise(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ => ranges.push(range),
    }
}

/// Whether a mark opens something: a bracket or a quotation.
pub(super) fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '«' | '“' | '‘' | '„' | '‹' | '¿' | '¡')
}

/// Whether a mark may stand between a word and a quote that opens.
fn joins(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '/')
}
