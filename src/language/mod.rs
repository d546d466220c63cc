//! Strings, plurals, numbers, dates, collation and typography of each language.
//!
//! A language is one YAML file: its words, the patterns of its numbers and dates, and the name of a typography. English,
//! French and German are part of the program; a theme adds languages, and overrides words, with files of the same shape. So
//! a third language needs no Rust. What this room does not do: read files, or know which page says what.

mod amounts;
mod code;
pub mod collation;
mod dates;
mod folding;
mod lists;
mod numbers;
mod plural;
mod read;
mod rules;
mod stem;
mod strings;
mod territory;
pub mod typography;

pub use amounts::{Amount, Unit, Wording};
pub use code::LanguageCode;
pub use dates::DateParts;
pub use folding::Folding;
pub use numbers::{plain_decimal, plain_float};
pub use rules::{INVALID_STRINGS, MISSING_STRINGS, RULES, UNKNOWN_STRING};
pub use strings::RawStrings;
pub use typography::{Piece, Run, Typography};

use crate::diagnostic::Diagnosed;
use collation::Collation;
use numbers::NumberFormat;
use plural::{Form, Plural};
use strings::{Gathered, Strings};

/// The language files that are part of the program, by code; English is the one that others are measured against.
const EMBEDDED: &[(&str, &str)] = &[
    ("de", include_str!("../../themes/folio/languages/de.yaml")),
    ("en", include_str!("../../themes/folio/languages/en.yaml")),
    ("fr", include_str!("../../themes/folio/languages/fr.yaml")),
];

/// The text of the language file that is part of the program, as YAML.
pub fn embedded(code: &str) -> Option<&'static str> {
    EMBEDDED.iter().find(|(name, _)| *name == code).map(|(_, yaml)| *yaml)
}

/// The codes of the languages that are part of the program.
pub fn embedded_codes() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(code, _)| *code)
}

/// Whether lines run from left to right or from right to left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As in French.
    LeftToRight,
    /// As in Arabic.
    RightToLeft,
}

impl Direction {
    /// The value of the HTML attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// Everything that a page needs in order to speak a language. Never changes; threads may share it.
#[derive(Debug)]
pub struct Language {
    code: LanguageCode,
    strings: Strings,
    plural: Plural,
    numbers: NumberFormat,
    direction: Direction,
    typography: Typography,
    collation: Collation,
}

impl Language {
    /// Makes a language of its files: the embedded one first, then a theme's, which override it key by key.
    ///
    /// `english` is the embedded English file: its keys are those that the program needs, and its words stand in for
    /// what is missing. There is always a language; what is wrong in a file is said in the diagnostics.
    pub fn load(code: LanguageCode, english: &RawStrings, files: &[RawStrings]) -> Diagnosed<Language> {
        let mut diagnostics = Vec::new();
        let gathered = Gathered::of(&code, english, files, &mut diagnostics);
        let plural = gathered.word("language.plural", Plural::WORDS, Plural::English, &mut diagnostics);
        let numbers = NumberFormat::read(&gathered, &mut diagnostics);
        let direction = gathered.word("language.direction", DIRECTIONS, Direction::LeftToRight, &mut diagnostics);
        let typography = Typography::read(&gathered, &mut diagnostics);
        let strings = gathered.complete(plural, typography, &mut diagnostics);
        let collation = Collation::of(&code);
        Diagnosed { value: Language { code, strings, plural, numbers, direction, typography, collation }, diagnostics }
    }

    /// The code of the language.
    pub fn code(&self) -> &LanguageCode {
        &self.code
    }

    /// What its speakers call it: `Français`.
    pub fn name(&self) -> &str {
        self.strings.get("language.name").unwrap_or(self.code.as_str())
    }

    /// What this language calls another: `anglais`. The bare code where the file does not say.
    pub fn name_of(&self, other: &LanguageCode) -> String {
        let main = other.as_str().split('-').next().unwrap_or_default();
        let named = |code: &str| self.strings.get(&format!("languages.{code}")).map(str::to_owned);
        named(other.as_str()).or_else(|| named(main)).unwrap_or_else(|| other.as_str().to_owned())
    }

    /// The direction of its lines.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether a number takes the singular of a noun: in French 0 and 1.5 do.
    pub fn is_singular(&self, number: f64) -> bool {
        self.plural.of_number(number) == plural::Form::One
    }

    /// Its typography.
    pub fn typography(&self) -> Typography {
        self.typography
    }

    /// Short words that an apostrophe joins to the next one, in lower case and without it: `l`, `qu`. Search drops them.
    pub fn elisions(&self) -> impl Iterator<Item = &str> {
        self.strings.get("language.elisions").unwrap_or_default().split(' ').filter(|word| !word.is_empty())
    }

    /// The words of a key, with its names filled in; already set in the language's typography.
    ///
    /// A key that no file has gives the key itself, so that the gap is seen. A name without a value stays as it is.
    pub fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        match self.strings.get(key) {
            Some(pattern) => strings::fill(pattern, values),
            None => key.to_owned(),
        }
    }

    /// The words of a key that depend on a number, with `{n}` filled in.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.count_with(key, n, &[])
    }

    /// The words of a key that depend on a number, with `{n}` and other names filled in.
    pub fn count_with(&self, key: &str, n: usize, values: &[(&str, &str)]) -> String {
        let number = self.integer(i64::try_from(n).unwrap_or(i64::MAX));
        let values: Vec<(&str, &str)> = [("n", number.as_str())].into_iter().chain(values.iter().copied()).collect();
        let none = if n == 0 { self.strings.exact_form(key, Form::Zero) } else { None };
        match none.or_else(|| self.strings.form(key, self.plural.of_number(n as f64))) {
            Some(pattern) => strings::fill(pattern, &values),
            None => key.to_owned(),
        }
    }

    /// Whether a file has the key, itself or with forms for numbers.
    pub fn has(&self, key: &str) -> bool {
        self.strings.get(key).is_some() || self.strings.form(key, Form::Other).is_some()
    }

    /// Every key and its words, in the order of keys: what templates see, and what fingerprints are made of.
    pub fn strings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.strings.iter()
    }

    /// Sets the runs of one paragraph in the language's typography.
    pub fn set(&self, runs: &mut [Run]) {
        self.typography.set(runs);
    }

    /// Sets a text that stands alone. Raised letters are not marked: for titles, attributes and drawings.
    pub fn set_text(&self, text: &str) -> String {
        self.typography.set_text(text)
    }

    /// Bytes whose order is the order of the texts in this language.
    pub fn collation_key(&self, text: &str) -> Vec<u8> {
        self.collation.key(text)
    }
}

const DIRECTIONS: &[(&str, Direction)] = &[("ltr", Direction::LeftToRight), ("rtl", Direction::RightToLeft)];

#[cfg(test)]
pub(crate) mod tests;
