//! Closed words: a key whose value is one of a few words has them listed once, in the type they become.

use super::node::Node;
use super::read::{self, Context};
use crate::diagnostic::{Code, Rule, Severity, Spanned};

/// A type whose values are a few words that an author types.
pub trait ClosedWord: Copy + 'static {
    /// What they are together, in the author's word: `status`.
    const NAME: &'static str;
    /// Each word and what it means, in the order in which they are shown.
    const WORDS: &'static [(&'static str, Self)];
}

/// The words of a type, for [`Form::OneOf`](super::Form::OneOf).
pub fn words<T: ClosedWord>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}
