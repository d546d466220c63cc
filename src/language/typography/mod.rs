//! Spaces, quotation marks, apostrophes, dashes and raised letters, as a language's printers set them.
//!
//! Authors type plain spaces and straight quotes. A paragraph comes as *runs*, the stretches of letters between its
//! pieces of markup, and is read across them: in French a narrow space stands before the `?` that follows a link, and
//! the two guillemets of a sentence may stand on two sides of an emphasis.
//!
//! Setting a text twice is setting it once. No letter and no digit is ever added, dropped or changed; what is protected
//! (code, another language) and what is an address stays as it was typed. Numbers are not grouped here: `2012` may be a
//! year.

mod english;
mod french;
mod french_words;
mod line;
mod neutral;
mod untouched;

use std::ops::Range;

use super::rules::INVALID_STRINGS;
use super::strings::Gathered;
use crate::diagnostic::Diagnostic;
use line::Line;

/// A stretch of letters between two pieces of markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Whether they must stay as they are (code, addresses, words of another language). Neighbours may look at them. A
    /// line break that the author asked for is a protected run of its own, `"\n"`.
    pub protected: bool,
    /// Bytes of `text` that are raised, as the `er` of `1er`; in order, apart, on borders of letters. Written by `set`.
    pub superscripts: Vec<Range<usize>>,
}

impl Run {
    /// Letters that typography may change.
    pub fn new(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    /// Letters that stay as they are.
    pub fn protected(text: impl Into<String>) -> Run {
        Run { text: text.into(), protected: true, superscripts: Vec::new() }
    }

    /// The letters in order, on the line or above it.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut done = 0;
        for raised in &self.superscripts {
            let (Some(before), Some(letters)) = (self.text.get(done..raised.start), self.text.get(raised.clone()))
            else {
                continue;
            };
            pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
            pieces.push(Piece::Superscript(letters));
            done = raised.end;
        }
        let rest = self.text.get(done..).unwrap_or_default();
        pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
        pieces
    }
}

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Letters on the line.
    Text(&'a str),
    /// Raised letters.
    Superscript(&'a str),
}

/// What printers of a language do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typography {
    /// The rules of French, with the space that stands inside `« »`.
    French {
        /// U+202F or U+00A0.
        guillemet_space: char,
    },
    /// The rules of English.
    English,
    /// Only what all languages share: ellipses, dashes, apostrophes; and the quotation marks that a language file names.
    Neutral {
        /// Without them, straight quotes stay straight.
        quotes: Option<Quotes>,
    },
}

/// The marks before and after a quotation, and those of a quotation inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    outer: (char, char),
    inner: (char, char),
}

impl Quotes {
    /// Four marks, parted by spaces: `„ “ ‚ ‘`.
    fn parse(text: &str) -> Option<Quotes> {
        let marks: Vec<char> = text.split_whitespace().filter_map(|mark| mark.parse().ok()).collect();
        match (marks.as_slice(), text.split_whitespace().count()) {
            ([a, b, c, d], 4) => Some(Quotes { outer: (*a, *b), inner: (*c, *d) }),
            _ => None,
        }
    }
}

/// The space inside `« »` and before `;`, `!` and `?`.
const NARROW_SPACE: char = '\u{202f}';
/// A space as wide as others, where no line may break.
const TIE: char = '\u{a0}';

const FRENCH: Typography = Typography::French { guillemet_space: NARROW_SPACE };

impl Typography {
    /// What all languages share, and nothing more.
    pub const PLAIN: Typography = Typography::Neutral { quotes: None };

    /// The typography that a language file names.
    pub(super) fn read(strings: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) -> Typography {
        let words = [("french", FRENCH), ("english", Typography::English), ("neutral", Typography::PLAIN)];
        let spaces = [("narrow-space", NARROW_SPACE), ("space", TIE)];
        let named = strings.word("language.typography", &words, Typography::PLAIN, diagnostics);
        let guillemet_space = strings.word("language.guillemets", &spaces, NARROW_SPACE, diagnostics);
        match named {
            Typography::French { .. } => Typography::French { guillemet_space },
            Typography::Neutral { .. } => Typography::Neutral { quotes: quotes(strings, diagnostics) },
            Typography::English => Typography::English,
        }
    }

    /// Sets the runs of one paragraph, heading, cell or alternative, which are read one after the other.
    ///
    /// No run is added or removed, since each stands between two pieces of markup.
    pub fn set(self, runs: &mut [Run]) {
        self.set_line(runs, Line::read(runs));
    }

    /// Sets the runs of a paragraph that already stands inside quotation marks: quotes in it are quotes in quotes.
    pub fn set_inside_quotation(self, runs: &mut [Run]) {
        let mut line = Line::read(runs);
        line.quotes.push('«');
        self.set_line(runs, line);
    }

    /// Sets a text that stands alone; raised letters are not marked.
    pub fn set_text(self, text: &str) -> String {
        let mut runs = [Run::new(text)];
        self.set(&mut runs);
        let [run] = runs;
        run.text
    }

    fn set_line(self, runs: &mut [Run], mut line: Line) {
        match self {
            Typography::French { guillemet_space } => french::set(&mut line, guillemet_space),
            Typography::English => english::set(&mut line),
            Typography::Neutral { quotes } => neutral::set(&mut line, quotes),
        }
        line.write(runs);
    }
}

/// The quotation marks that a language file names.
fn quotes(strings: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Quotes> {
    let (typed, place) = strings.typed("language.quotes")?;
    let quotes = Quotes::parse(typed);
    if quotes.is_none() {
        let message = format!("`language.quotes` is `{typed}`, which is not four marks parted by spaces");
        let help = "write the marks of a quotation, then those of a quotation inside it: `„ “ ‚ ‘`";
        diagnostics.push(INVALID_STRINGS.at(place.clone(), message).help(help));
    }
    quotes
}

#[cfg(test)]
mod tests;
