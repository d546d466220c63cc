//! Texts of a study as typeset words: in the page's language where they have it, else in another, marked as such.

use crate::language::{self, LanguageCode, Piece, Typography};
use crate::prose;
use crate::prose::html::escape;
use crate::study::Localised;

use super::edition::Edition;
use super::view::Words;

/// A language's typography, as `prose` asks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    typography: Typography,
    quotation: bool,
}

impl Setting {
    /// For texts.
    pub(super) fn of(typography: Typography) -> Self {
        Self { typography, quotation: false }
    }

    /// For words that stand inside quotation marks.
    pub(super) fn inside_quotation(typography: Typography) -> Self {
        Self { typography, quotation: true }
    }
}

impl prose::Typography for Setting {
    fn set(&self, runs: &mut [prose::Run]) {
        let mut set: Vec<language::Run> = runs
            .iter_mut()
            .map(|run| language::Run {
                text: std::mem::take(&mut run.text),
                protected: run.protected,
                superscripts: Vec::new(),
            })
            .collect();
        if self.quotation {
            self.typography.set_inside_quotation(&mut set);
        } else {
            self.typography.set(&mut set);
        }
        for (run, set) in runs.iter_mut().zip(set) {
            run.text = set.text;
            run.superscripts = set.superscripts;
        }
    }
}

impl Edition<'_> {
    /// The typography of a language; only the common rules for one that the study has no pages in.
    pub(super) fn typography(&self, code: &LanguageCode) -> Typography {
        self.book.language(code).map_or(Typography::PLAIN, |language| language.typography())
    }

    /// The code of a language, where it is not the page's.
    pub(super) fn other(&self, code: &LanguageCode) -> Option<String> {
        (code != self.language.code()).then(|| code.as_str().to_owned())
    }

    /// A text as words.
    pub(super) fn words(&self, text: &Localised<String>) -> Words {
        let (text, code) = text.in_language(self.language.code());
        Words { html: html(self.typography(code), text), language: self.other(code) }
    }

    /// A text as plain letters, typeset, and its language where that is not the page's.
    pub(super) fn plain(&self, text: &Localised<String>) -> (String, Option<String>) {
        let (text, code) = text.in_language(self.language.code());
        (self.typography(code).set_text(text), self.other(code))
    }

    /// A text as safe inline HTML that carries its own language.
    pub(super) fn marked(&self, text: &Localised<String>) -> String {
        mark(self.words(text))
    }
}

/// Words as safe inline HTML, their language marked where it is another.
pub(super) fn mark(words: Words) -> String {
    match words.language {
        Some(code) => format!("<span lang=\"{code}\">{}</span>", words.html),
        None => words.html,
    }
}

/// Words of the interface, which are set already.
pub(super) fn own(text: &str) -> Words {
    Words { html: prose::html::escaped(text), language: None }
}

/// A text as safe inline HTML.
pub(super) fn html(typography: Typography, text: &str) -> String {
    let mut runs = [language::Run::new(text)];
    typography.set(&mut runs);
    let mut out = String::with_capacity(text.len());
    for piece in runs.iter().flat_map(language::Run::pieces) {
        match piece {
            Piece::Text(letters) => escape(letters, &mut out),
            Piece::Superscript(letters) => {
                out.push_str("<sup>");
                escape(letters, &mut out);
                out.push_str("</sup>");
            }
        }
    }
    out
}

/// The text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The text with a small letter at its beginning, for the middle of a line.
pub(super) fn small(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The first sentence of a text: up to a mark after a whole word that a capital or a quotation mark follows.
///
/// A short word before a stop is an abbreviation (`M. Martin`, `p. 12`) more often than the end of a sentence.
pub(super) fn first_sentence(text: &str) -> &str {
    const SHORT: usize = 2;
    let mut word = 0;
    for (at, letter) in text.char_indices() {
        let after = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let ends = match letter {
            '.' => word > SHORT,
            '!' | '?' | '…' => true,
            _ => false,
        };
        let mut following = after.chars();
        let parted = following.next().is_some_and(char::is_whitespace);
        let begins = following.next().is_some_and(|next| next.is_uppercase() || matches!(next, '«' | '“'));
        if ends && parted && begins {
            return text.get(..at + letter.len_utf8()).unwrap_or(text);
        }
        word = if letter.is_alphanumeric() { word + 1 } else { 0 };
    }
    text
}

/// The beginning of a text, cut between two words, with an ellipsis where something is left out.
pub(super) fn beginning(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches(|letter: char| !letter.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_ends_between_two_words() {
        assert_eq!(beginning("Les messages défilent, ne sont pas conservés", 22), "Les messages…");
        assert_eq!(beginning("Court", 22), "Court");
        assert_eq!(capital("élu"), "Élu");
        assert_eq!(small("Élu"), "élu");
    }

    #[test]
    fn a_sentence_ends_at_its_mark() {
        let table = [
            ("Deux organismes attendent. Un troisième non.", "Deux organismes attendent."),
            ("Voir M. Martin et p. 12. Puis la suite", "Voir M. Martin et p. 12. Puis la suite"),
            ("Est-ce sûr\u{202f}? «\u{202f}Oui\u{202f}».", "Est-ce sûr\u{202f}?"),
            ("En 2 à 3 h. pas plus", "En 2 à 3 h. pas plus"),
        ];
        for (text, sentence) in table {
            assert_eq!(first_sentence(text), sentence);
        }
    }
}
