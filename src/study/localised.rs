//! A value in some of the study's languages.

use serde::Serialize;

use crate::language::LanguageCode;

/// A value in one language or more, the author's order kept; never empty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Localised<T>(Vec<(LanguageCode, T)>);

impl<T> Localised<T> {
    /// A value in one language.
    pub fn of(language: LanguageCode, value: T) -> Self {
        Self(vec![(language, value)])
    }

    /// Values with their languages; `None` where there is none.
    pub fn from_pairs(pairs: Vec<(LanguageCode, T)>) -> Option<Self> {
        (!pairs.is_empty()).then_some(Self(pairs))
    }

    /// Adds a value in another language; one that is there already stays.
    pub fn add(&mut self, language: LanguageCode, value: T) {
        if self.get(&language).is_none() {
            self.0.push((language, value));
        }
    }

    /// The value in that language, if there is one.
    pub fn get(&self, language: &LanguageCode) -> Option<&T> {
        self.0.iter().find(|(code, _)| code == language).map(|(_, value)| value)
    }

    /// The value in that language, or else the first, with the language that it is in.
    pub fn in_language(&self, language: &LanguageCode) -> (&T, &LanguageCode) {
        match self.0.iter().find(|(code, _)| code == language).or(self.0.first()) {
            Some((code, value)) => (value, code),
            None => unreachable!("every constructor asks for a first value"),
        }
    }

    /// The first value.
    pub fn first(&self) -> Option<&T> {
        self.0.first().map(|(_, value)| value)
    }

    /// Every language and value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageCode, &T)> {
        self.0.iter().map(|(code, value)| (code, value))
    }

    /// The same languages with other values.
    pub fn map<U>(&self, mut change: impl FnMut(&T) -> U) -> Localised<U> {
        Localised(self.0.iter().map(|(code, value)| (code.clone(), change(value))).collect())
    }
}
