//! Signs of emphasis that CommonMark leaves as letters although the author meant them.
//!
//! `**« ambassades »**virtuelles` is not bold: a closing sign after punctuation must not be followed by a letter
//! (CommonMark 0.31, 6.2). French quotation marks make this common. A single `*` can also be meant as a sign, so one is
//! told of only where it is half of a pair that the rule broke.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity, SourcePath, Span};

/// Emphasis that does not close.
pub(super) static EMPHASIS_NOT_CLOSED: Rule = Rule {
    code: Code::EmphasisNotClosed,
    severity: Severity::Warning,
    summary: "signs of emphasis are shown as letters",
    explanation: "Markdown closes emphasis after punctuation only where a space or more punctuation follows, and opens \
        it before punctuation only where a space or punctuation stands before. Quotation marks inside `**` against a \
        letter outside break this: put the `**` inside the quotation marks. No space may stand inside the signs either. A \
        sign that is meant is written with a backslash, `\\*`.",
    example: "**« ambassades »**virtuelles  →  « **ambassades** » virtuelles",
};

/// Marks after which a sign opens and does not close.
const OPENING: [char; 6] = ['(', '[', '{', '«', '“', '‘'];
/// Marks before which a sign closes and does not open.
const CLOSING: [char; 6] = [')', ']', '}', '»', '”', ','];

/// A run of signs that was left as letters.
#[derive(Clone, Copy)]
pub(super) struct Delimiter {
    start: usize,
    end: usize,
    sign: char,
    before: Option<char>,
    after: Option<char>,
}

/// Notes the signs in a piece of text that was read as letters; `range` is where it stands in the source.
pub(super) fn gather(source: &str, text: &str, range: &Range<usize>, into: &mut Vec<Delimiter>) {
    if !text.contains(['*', '_']) || source.get(range.clone()) != Some(text) {
        return;
    }
    for (at, sign) in text.char_indices().filter(|(_, letter)| matches!(letter, '*' | '_')) {
        let start = range.start + at;
        let before = source.get(..start).and_then(|before| before.chars().next_back());
        if at == 0 && before == Some('\\') {
            continue;
        }
        let after = source.get(start + 1..).and_then(|after| after.chars().next());
        match into.last_mut() {
            Some(last) if last.end == start && last.sign == sign => {
                last.end = start + 1;
                last.after = after;
            }
            _ => into.push(Delimiter { start, end: start + 1, sign, before, after }),
        }
    }
}

/// Tells of the signs of one line that were meant as emphasis.
pub(super) fn report(
    source: &str,
    offset: usize,
    path: &SourcePath,
    delimiters: &[Delimiter],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut rest = delimiters;
    while let [first, after @ ..] = rest {
        rest = after;
        let partner = after.iter().position(|second| second.sign == first.sign && second.length() == first.length());
        let second = partner.and_then(|at| after.get(at));
        let (end, help) = match second {
            Some(second) if first.pairs_with(second) => {
                rest = partner.and_then(|at| after.get(at + 1..)).unwrap_or_default();
                (second.end, first.cure(second))
            }
            _ if first.stands_alone_by_mistake() => (
                first.end,
                format!(
                    "close it with another `{0}`; a sign that is meant is written `\\{1}`",
                    first.signs(),
                    first.sign
                ),
            ),
            _ => continue,
        };
        let span = Span::new(first.start, end);
        let message = format!("`{}` is shown as it is typed, without emphasis", excerpt(span.of(source)));
        diagnostics.push(EMPHASIS_NOT_CLOSED.at(Place::new(path, span.shift(offset)), message).help(help));
    }
}

impl Delimiter {
    fn length(&self) -> usize {
        self.end - self.start
    }

    fn signs(&self) -> String {
        self.sign.to_string().repeat(self.length())
    }

    /// Whether the author meant the two to hold what is between them.
    fn pairs_with(&self, second: &Delimiter) -> bool {
        if self.sign == '_' && self.before.is_some_and(char::is_alphanumeric) {
            return false;
        }
        let holds_words = |side: Option<char>| side.is_some_and(|letter| !letter.is_whitespace());
        if self.length() >= 2 && self.sign == '*' {
            return true;
        }
        holds_words(self.after) && holds_words(second.before) && (self.fails_to_open() || second.fails_to_close())
    }

    fn stands_alone_by_mistake(&self) -> bool {
        let [before, after] = [self.before, self.after].map(|side| side.is_none_or(char::is_whitespace));
        let between_letters = [self.before, self.after].iter().all(|side| side.is_some_and(char::is_alphanumeric));
        self.length() == 2 && self.sign == '*' && !(before && after) && !between_letters
    }

    fn fails_to_open(&self) -> bool {
        let opens = |mark: char| is_punctuation(mark) && !CLOSING.contains(&mark);
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(opens)
    }

    fn fails_to_close(&self) -> bool {
        let closes = |mark: char| is_punctuation(mark) && !OPENING.contains(&mark);
        self.before.is_some_and(closes) && self.after.is_some_and(char::is_alphanumeric)
    }

    fn cure(&self, second: &Delimiter) -> String {
        let signs = self.signs();
        if let (true, Some(mark)) = (second.fails_to_close(), second.before) {
            return format!("put the `{signs}` before the `{mark}`, or a space after the `{signs}`");
        }
        if let (true, Some(mark)) = (self.fails_to_open(), self.after) {
            return format!("put the `{signs}` after the `{mark}`, or a space before the `{signs}`");
        }
        format!(
            "write the `{signs}` against the words, without a space; a sign that is meant is written `\\{}`",
            self.sign
        )
    }
}

fn is_punctuation(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace()
}

fn excerpt(typed: &str) -> String {
    let line = typed.replace(['\n', '\r'], " ");
    if line.chars().count() <= 40 { line } else { line.chars().take(39).chain(['…']).collect() }
}
