//! What all languages share: ellipses, dashes, and apostrophes between letters; and straight quotes as the marks that the
//! language file names. For languages without rules of their own.

use super::Quotes;
use super::line::Line;

pub(super) fn set(line: &mut Line, quotes: Option<Quotes>) {
    while let Some(character) = line.current() {
        if line.ellipsis_or_dash() {
            continue;
        }
        let between = |line: &Line| {
            line.before().is_some_and(char::is_alphabetic) && line.ahead(1).is_some_and(char::is_alphabetic)
        };
        match (character, quotes) {
            ('\'', _) if between(line) => line.replace(1, '’'),
            ('"', Some(quotes)) => straight_quote(line, quotes),
            (mark, Some(quotes)) => typed_quote(line, mark, quotes),
            (_, None) => line.copy(),
        }
    }
}

/// A straight quote as the mark that opens or closes here; inches, and a mark between two spaces, stay.
fn straight_quote(line: &mut Line, quotes: Quotes) {
    let inches = line.quotes.is_empty() && line.before().is_some_and(|before| before.is_ascii_digit());
    if line.may_open() && !closes_before(line, quotes) {
        let (mark, _) = if line.quotes.is_empty() { quotes.outer } else { quotes.inner };
        line.quotes.push(mark);
        line.replace(1, mark);
    } else if (line.may_close() || closes_before(line, quotes)) && !inches {
        let open = line.quotes.pop();
        let (_, mark) = if open == Some(quotes.inner.0) { quotes.inner } else { quotes.outer };
        line.replace(1, mark);
    } else {
        line.copy();
    }
}

/// Whether a mark that closes stands right before: in German `“` does, in English it opens.
fn closes_before(line: &Line, quotes: Quotes) -> bool {
    let closes = |before: char| before == quotes.outer.1 || before == quotes.inner.1;
    line.before().is_some_and(closes)
}

/// A mark that an author typed, or that was set before.
fn typed_quote(line: &mut Line, mark: char, quotes: Quotes) {
    if line.quotes.last().is_some_and(|open| {
        (*open == quotes.outer.0 && mark == quotes.outer.1) || (*open == quotes.inner.0 && mark == quotes.inner.1)
    }) {
        line.quotes.pop();
    } else if mark == quotes.outer.0 || mark == quotes.inner.0 {
        line.quotes.push(mark);
    }
    line.copy();
}
