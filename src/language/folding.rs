//! Words as search compares them: without accents, ligatures, capitals, elisions and endings. The only user of
//! icu_normalizer.
//!
//! The reader's half is `themes/folio/assets/search.js`, which folds what a reader types in the same way;
//! `tests/search/vectors.json` holds the two to each other. What this room does not do: know what is searched.

use std::collections::BTreeSet;

use icu_normalizer::{DecomposingNormalizer, DecomposingNormalizerBorrowed};

use super::Language;
use super::stem::Stemmer;

/// The most letters of a word that are compared.
const LONGEST: usize = 32;

/// How the texts of a site in one language are folded, whatever their own language: reader and text must agree.
#[derive(Debug)]
pub struct Folding {
    elisions: BTreeSet<String>,
    stemmer: Stemmer,
    normalizer: DecomposingNormalizerBorrowed<'static>,
}

impl Folding {
    /// The folding of a site's language: its own endings, and the elisions of every language of the site.
    pub fn of<'a>(language: &Language, all: impl IntoIterator<Item = &'a Language>) -> Folding {
        let elisions = all.into_iter().flat_map(Language::elisions).map(str::to_owned).collect();
        Folding { elisions, stemmer: Stemmer::of(language.code()), normalizer: DecomposingNormalizer::new_nfkd() }
    }

    /// The name by which the reader's half knows the endings that are taken off.
    pub fn stemmer(&self) -> &'static str {
        self.stemmer.name()
    }

    /// Short words that are dropped before an apostrophe.
    pub fn elisions(&self) -> impl Iterator<Item = &str> {
        self.elisions.iter().map(String::as_str)
    }

    /// The words of a text in their order, folded. A compound is given in its parts and then whole: `sous`, `domaine`,
    /// `sousdomaine`.
    pub fn words(&self, text: &str) -> Vec<String> {
        let units: Vec<Unit> = text.chars().map(|letter| self.unit(letter)).collect();
        let mut compound = Compound::default();
        let mut words = Vec::new();
        for (place, unit) in units.iter().enumerate() {
            let after = units.get(place + 1..).unwrap_or_default();
            let before_letter = after.first().is_some_and(Unit::is_letter);
            match unit {
                Unit::Letter(letter) => compound.piece.push(*letter),
                Unit::Letters(letters) => compound.piece.push_str(letters),
                Unit::Nothing => {}
                Unit::Apostrophe if compound.is_open() && before_letter => compound.end_piece(),
                Unit::Hyphen if compound.is_open() && before_letter => compound.end_part(&self.elisions),
                Unit::Point if compound.ends_in_digit() && after.first().is_some_and(Unit::is_digit) => {
                    compound.piece.push('.')
                }
                Unit::Space if compound.is_thousands() && is_group(after) => compound.grouped = true,
                _ => compound.end(&self.elisions, &mut words),
            }
        }
        compound.end(&self.elisions, &mut words);
        words
    }

    /// A folded word without its ending.
    pub fn stem(&self, word: &str) -> String {
        self.stemmer.stem(word)
    }

    fn unit(&self, letter: char) -> Unit {
        match letter {
            'a'..='z' | '0'..='9' => Unit::Letter(letter),
            'A'..='Z' => Unit::Letter(letter.to_ascii_lowercase()),
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => Unit::Apostrophe,
            '-' | '\u{2010}' | '\u{2011}' => Unit::Hyphen,
            '.' | ',' => Unit::Point,
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Unit::Space,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}' => Unit::Nothing,
            _ if letter.is_ascii() => Unit::Other,
            _ => self.letters(letter),
        }
    }

    /// A letter beyond ASCII: taken apart, small, without marks, ligatures as two letters.
    fn letters(&self, letter: char) -> Unit {
        let mut letters = String::new();
        let mut buffer = [0; 4];
        let apart = self.normalizer.normalize(letter.encode_utf8(&mut buffer));
        for small in apart.chars().flat_map(char::to_lowercase) {
            match small {
                '\u{300}'..='\u{36f}' => {}
                'œ' => letters.push_str("oe"),
                'æ' => letters.push_str("ae"),
                'ß' => letters.push_str("ss"),
                'ø' => letters.push('o'),
                'đ' | 'ð' => letters.push('d'),
                'ł' => letters.push('l'),
                'ı' => letters.push('i'),
                'þ' => letters.push_str("th"),
                'ς' => letters.push('σ'),
                _ if small.is_alphanumeric() => letters.push(small),
                _ => {}
            }
        }
        if letters.is_empty() { Unit::Other } else { Unit::Letters(letters) }
    }
}

/// What a character is to a word.
enum Unit {
    /// Part of it, as it is.
    Letter(char),
    /// Part of it, taken apart.
    Letters(String),
    /// Passed over: a mark on the letter before, a place where a line may break.
    Nothing,
    Apostrophe,
    Hyphen,
    Point,
    Space,
    Other,
}

impl Unit {
    fn is_letter(&self) -> bool {
        matches!(self, Unit::Letter(_) | Unit::Letters(_))
    }

    fn is_digit(&self) -> bool {
        match self {
            Unit::Letter(letter) => letter.is_ascii_digit(),
            _ => false,
        }
    }
}

/// Whether what follows a space is three digits and no more: the next group of a number.
fn is_group(after: &[Unit]) -> bool {
    let digits = after.iter().take_while(|unit| unit.is_digit()).count();
    digits == 3 && !after.get(3).is_some_and(Unit::is_letter)
}

/// Words that hyphens join, under way; apostrophes part the pieces of each.
#[derive(Default)]
struct Compound {
    parts: Vec<String>,
    pieces: Vec<String>,
    piece: String,
    /// Whether the piece is a number whose groups were parted.
    grouped: bool,
}

impl Compound {
    fn is_open(&self) -> bool {
        !self.piece.is_empty()
    }

    fn ends_in_digit(&self) -> bool {
        self.piece.ends_with(|last: char| last.is_ascii_digit())
    }

    fn is_thousands(&self) -> bool {
        let digits = !self.piece.is_empty() && self.piece.bytes().all(|byte| byte.is_ascii_digit());
        digits && (self.grouped || self.piece.len() <= 3)
    }

    fn end_piece(&mut self) {
        self.pieces.push(std::mem::take(&mut self.piece));
        self.grouped = false;
    }

    fn end_part(&mut self, elisions: &BTreeSet<String>) {
        if self.is_open() {
            self.end_piece();
        }
        let mut pieces = std::mem::take(&mut self.pieces);
        while pieces.len() > 1 && pieces.first().is_some_and(|first| elisions.contains(first)) {
            pieces.remove(0);
        }
        // The English genitive.
        if pieces.len() > 1 && pieces.last().is_some_and(|last| last == "s") {
            pieces.pop();
        }
        let part: String = pieces.concat().chars().take(LONGEST).collect();
        if !part.is_empty() {
            self.parts.push(part);
        }
    }

    fn end(&mut self, elisions: &BTreeSet<String>, words: &mut Vec<String>) {
        self.end_part(elisions);
        self.grouped = false;
        let whole = (self.parts.len() > 1).then(|| self.parts.concat().chars().take(LONGEST).collect());
        words.append(&mut self.parts);
        words.extend(whole);
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::language::tests::{english, french};

    /// What the two halves agree on; the browser's is held to the same file.
    #[derive(Deserialize)]
    struct Vectors {
        words: Vec<WordsOf>,
        stems: Vec<Family>,
        apart: Vec<Family>,
    }

    #[derive(Deserialize)]
    struct WordsOf {
        language: String,
        text: String,
        words: Vec<String>,
    }

    #[derive(Deserialize)]
    struct Family {
        language: String,
        words: Vec<String>,
        #[serde(default)]
        stem: String,
    }

    fn vectors() -> Vectors {
        serde_json::from_str(include_str!("../../tests/search/vectors.json")).unwrap()
    }

    fn folding(code: &str) -> Folding {
        let (french, english) = (french(), english());
        let language = if code == "fr" { &french } else { &english };
        Folding::of(language, [&french, &english])
    }

    #[test]
    fn words_are_folded_as_the_reader_s_half_folds_them() {
        let vectors = vectors();
        assert!(vectors.words.len() > 30);
        for WordsOf { language, text, words } in vectors.words {
            assert_eq!(folding(&language).words(&text), words, "{text}");
        }
    }

    #[test]
    fn words_of_one_family_meet_and_others_stay_apart() {
        let vectors = vectors();
        assert!(vectors.stems.len() > 20);
        for Family { language, words, stem } in vectors.stems {
            for word in words {
                assert_eq!(folding(&language).stem(&word), stem, "{word}");
            }
        }
        for Family { language, words, .. } in vectors.apart {
            let stems: BTreeSet<String> = words.iter().map(|word| folding(&language).stem(word)).collect();
            assert_eq!(stems.len(), words.len(), "{words:?} meet in {stems:?}");
        }
    }

    #[test]
    fn decomposed_and_composed_letters_meet() {
        let folding = folding("fr");
        assert_eq!(folding.words("E\u{301}tude, de\u{301}lai"), folding.words("Étude, délai"));
    }
}
