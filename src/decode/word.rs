//! Closed words: where a value is one of a few words, they are listed once, beside the type that they become.

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};

/// A word is none of those that are known.
pub static INVALID_VALUE: Rule = Rule {
    code: Code::InvalidValue,
    severity: Severity::Error,
    summary: "a value is none of those that its key knows",
    explanation: "Some keys take one of a few words, or a text of a certain form, so that pages, filters and data can \
                  rely on them. The message lists what is known; the words are English whatever the language of the \
                  study, and pages show them translated.",
    example: "evidence: explicite → evidence: explicit",
};

/// A type whose values are a few words that an author types.
pub trait ClosedWord: Copy + 'static {
    /// What they are together, in the author's words, without an article: `status`.
    const NAME: &'static str;
    /// Each word and the value that it is, in the order in which they are shown.
    const WORDS: &'static [(&'static str, Self)];
}

/// The words of a type, for [`Form::OneOf`](super::Form::OneOf).
pub fn words<T: ClosedWord>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}

/// The value of a word, or what is to be said where it is none of the type's words.
pub(super) fn value<T: ClosedWord>(typed: &str, place: Place) -> Result<T, Box<Diagnostic>> {
    let found = T::WORDS.iter().find(|(word, _)| *word == typed);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<String> = words::<T>().iter().map(|word| format!("`{word}`")).collect();
        let diagnostic = INVALID_VALUE.at(place, format!("`{typed}` is no {}", T::NAME));
        Box::new(diagnostic.suggest(typed, words::<T>()).help(format!("it is one of {}", known.join(", "))))
    })
}
