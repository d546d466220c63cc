//! The literal words of a quote: plain text, every character of which is shown, in which only the editor's marks `[sic]`
//! and `[…]` and phrases of another language are told apart.
//!
//! They are no Markdown: a quote may hold asterisks, angle brackets and dollars. Typography touches only how they are
//! displayed; checks, data and downloads use what was typed.

use std::collections::BTreeMap;

use super::html::escaped;
use super::line::{Line, Run, Typography};

/// The words of a quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    raw: String,
    paragraphs: Vec<Vec<Piece>>,
    not_found: Vec<String>,
}

/// A piece of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// `[sic]`: what stands before it was said so.
    Sic,
    /// A passage that the editor left out, as typed: `[…]` or `[...]`.
    Cut(String),
    /// A phrase in another language.
    Foreign {
        /// The language's code.
        language: String,
        /// The phrase, as the words write it.
        text: String,
    },
}

/// What the editor's marks mean, in the page's language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'a> {
    /// The meaning of `[sic]`.
    pub sic: &'a str,
    /// The meaning of `[…]`.
    pub cut: &'a str,
}

impl Words {
    /// Reads words as they were typed. A line break is a space, blank lines part paragraphs. `foreign` has phrases of
    /// the words by their language; case, spaces and kinds of apostrophe do not count in finding them.
    pub fn read(raw: &str, foreign: &BTreeMap<String, Vec<String>>) -> Words {
        let phrases = longest_first(foreign);
        let mut found = vec![false; phrases.len()];
        let paragraphs = paragraphs(raw).iter().map(|paragraph| pieces(paragraph, &phrases, &mut found)).collect();
        let missing = phrases.iter().zip(&found).filter(|(_, found)| !**found);
        let mut not_found: Vec<String> = missing.map(|(phrase, _)| phrase.text.to_owned()).collect();
        not_found.sort();
        Words { raw: raw.to_owned(), paragraphs, not_found }
    }

    /// Exactly what was typed.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// What was typed, with single spaces in a paragraph and a blank line between paragraphs: for data and checks.
    pub fn plain(&self) -> String {
        let lines: Vec<String> =
            self.paragraphs.iter().map(|pieces| pieces.iter().map(Piece::typed).collect()).collect();
        lines.join("\n\n")
    }

    /// The paragraphs, each with its pieces.
    pub fn paragraphs(&self) -> &[Vec<Piece>] {
        &self.paragraphs
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The foreign phrases that the words do not hold, in alphabetical order.
    pub fn not_found(&self) -> &[String] {
        &self.not_found
    }

    /// The words as HTML, a `<p>` for each paragraph.
    pub fn html(&self, typography: &dyn Typography, marks: Marks<'_>) -> String {
        let mut out = String::new();
        for pieces in &self.paragraphs {
            let mut line = Line::default();
            line.markup("<p>");
            pieces.iter().for_each(|piece| write(piece, marks, &mut line));
            line.markup("</p>");
            line.write(typography, &mut out);
        }
        out
    }

    /// The words on one line without markup, set as a reader sees them: for titles and attributes.
    pub fn set_line(&self, typography: &dyn Typography) -> String {
        let mut runs: Vec<Run> = Vec::new();
        for pieces in &self.paragraphs {
            if !runs.is_empty() {
                runs.push(Run { text: " ".to_owned(), ..Run::default() });
            }
            runs.extend(pieces.iter().map(|piece| Run {
                text: piece.shown().to_owned(),
                protected: !matches!(piece, Piece::Text(_)),
                superscripts: Vec::new(),
            }));
        }
        typography.set(&mut runs);
        runs.into_iter().map(|run| run.text).collect()
    }
}

impl Piece {
    /// The piece as it was typed.
    fn typed(&self) -> &str {
        match self {
            Piece::Text(text) | Piece::Cut(text) | Piece::Foreign { text, .. } => text,
            Piece::Sic => "[sic]",
        }
    }

    /// The piece as it is shown, before typography.
    fn shown(&self) -> &str {
        if let Piece::Cut(_) = self { "[…]" } else { self.typed() }
    }
}

fn write(piece: &Piece, marks: Marks<'_>, line: &mut Line) {
    let mut marked = |class: &str, meaning: &str| {
        line.markup(format!("<abbr class=\"{class}\" title=\"{}\">", escaped(meaning)));
        line.protected(piece.shown());
        line.markup("</abbr>");
    };
    match piece {
        Piece::Text(text) => line.text(text.as_str()),
        Piece::Sic => marked("sic", marks.sic),
        Piece::Cut(_) => marked("cut", marks.cut),
        Piece::Foreign { language, text } => {
            line.markup(format!("<i lang=\"{}\">", escaped(language)));
            line.protected(text.as_str());
            line.markup("</i>");
        }
    }
}

/// A phrase to look for.
struct Phrase<'a> {
    language: &'a str,
    text: &'a str,
    letters: Vec<char>,
}

/// So that `live tweet` is found before `tweet`.
fn longest_first(foreign: &BTreeMap<String, Vec<String>>) -> Vec<Phrase<'_>> {
    let mut phrases: Vec<Phrase<'_>> = foreign
        .iter()
        .flat_map(|(language, texts)| texts.iter().map(move |text| (language, text)))
        .map(|(language, text)| Phrase { language, text, letters: one_line(text).chars().map(folded).collect() })
        .filter(|phrase| !phrase.letters.is_empty())
        .collect();
    phrases.sort_by(|a, b| b.letters.len().cmp(&a.letters.len()).then(a.text.cmp(b.text)));
    phrases
}

/// The paragraphs, each on one line, without control characters.
fn paragraphs(raw: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in raw.replace("\r\n", "\n").split(['\n', '\r']).map(one_line) {
        match paragraphs.last_mut() {
            _ if line.is_empty() => {}
            Some(last) if open => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => paragraphs.push(line.clone()),
        }
        open = !line.is_empty();
    }
    paragraphs
}

/// Single spaces, and none at the ends. Only spaces that are typed by hand fold: U+00A0 and U+202F are meant.
fn one_line(line: &str) -> String {
    let clean: String = line.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn pieces(paragraph: &str, phrases: &[Phrase<'_>], found: &mut [bool]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut before: Option<char> = None;
    let mut rest = paragraph;
    while let Some(letter) = rest.chars().next() {
        let starts_word = !before.is_some_and(char::is_alphanumeric);
        let special = mark(rest).or_else(|| if starts_word { phrase(rest, phrases, found) } else { None });
        let length = match special {
            Some((piece, length)) => {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(piece);
                length
            }
            None => {
                text.push(letter);
                letter.len_utf8()
            }
        };
        let (taken, after) = rest.split_at(length);
        before = taken.chars().next_back();
        rest = after;
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    pieces
}

fn mark(rest: &str) -> Option<(Piece, usize)> {
    if rest.starts_with("[sic]") {
        return Some((Piece::Sic, "[sic]".len()));
    }
    let cut = ["[…]", "[...]"].into_iter().find(|cut| rest.starts_with(cut))?;
    Some((Piece::Cut(cut.to_owned()), cut.len()))
}

fn phrase(rest: &str, phrases: &[Phrase<'_>], found: &mut [bool]) -> Option<(Piece, usize)> {
    for (phrase, found) in phrases.iter().zip(found) {
        if let Some(length) = opens_with(rest, &phrase.letters) {
            *found = true;
            let (text, _) = rest.split_at(length);
            return Some((Piece::Foreign { language: phrase.language.to_owned(), text: text.to_owned() }, length));
        }
    }
    None
}

/// How many bytes of the text are the phrase, if it opens with it and the word ends there.
fn opens_with(text: &str, phrase: &[char]) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in phrase {
        let (_, letter) = letters.next()?;
        if folded(letter) != *wanted {
            return None;
        }
    }
    match letters.next() {
        Some((_, letter)) if letter.is_alphanumeric() && phrase.last().is_some_and(|last| last.is_alphanumeric()) => {
            None
        }
        Some((length, _)) => Some(length),
        None => Some(text.len()),
    }
}

/// One letter for those that do not differ for a reader who looks for a phrase.
fn folded(letter: char) -> char {
    match letter {
        '’' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        // The first letter is enough: phrases and words fold alike.
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prose::AsTyped;

    struct Apostrophes;

    impl Typography for Apostrophes {
        fn set(&self, runs: &mut [Run]) {
            for run in runs.iter_mut().filter(|run| !run.protected) {
                run.text = run.text.replace('\'', "’");
            }
        }
    }

    fn foreign(phrases: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        phrases.iter().map(|(language, texts)| ((*language).to_owned(), owned(texts))).collect()
    }

    fn html(raw: &str, phrases: &[(&str, &[&str])]) -> String {
        Words::read(raw, &foreign(phrases)).html(&Apostrophes, Marks { sic: "ainsi dit", cut: "passage coupé" })
    }

    #[test]
    fn every_character_is_shown_and_nothing_is_markdown() {
        assert_eq!(
            html("*Gras* <b> & `l'x` $1$\n1990. [a](b) \\* <!-- -->", &[]),
            "<p>*Gras* &lt;b&gt; &amp; `l’x` $1$ 1990. [a](b) \\* &lt;!-- --&gt;</p>"
        );
    }

    #[test]
    fn blank_lines_part_paragraphs_and_other_line_breaks_are_spaces() {
        let words = Words::read("\r\n Un\r\n  deux \n \t\n\ntrois\rquatre\n", &BTreeMap::new());
        assert_eq!(words.plain(), "Un deux\n\ntrois quatre");
        assert_eq!(words.raw(), "\r\n Un\r\n  deux \n \t\n\ntrois\rquatre\n");
        assert_eq!(words.paragraphs().len(), 2);
        assert_eq!(words.set_line(&AsTyped), "Un deux trois quatre");
        assert!(Words::read(" \n\n", &BTreeMap::new()).is_empty());
    }

    #[test]
    fn the_marks_of_the_editor_are_told_apart() {
        assert_eq!(
            html("Il ont [sic] dit [...] rien […]. [Sic] [note]", &[]),
            "<p>Il ont <abbr class=\"sic\" title=\"ainsi dit\">[sic]</abbr> dit \
             <abbr class=\"cut\" title=\"passage coupé\">[…]</abbr> rien \
             <abbr class=\"cut\" title=\"passage coupé\">[…]</abbr>. [Sic] [note]</p>"
        );
        let words = Words::read("dit [...] rien", &BTreeMap::new());
        assert_eq!((words.plain().as_str(), words.set_line(&AsTyped).as_str()), ("dit [...] rien", "dit […] rien"));
    }

    #[test]
    fn foreign_phrases_are_marked_whole_and_not_set() {
        assert_eq!(
            html("Live\ntweet's, l'live tweeting, d'un tweet", &[("en", &["tweet", "live tweet", "tweet's"])]),
            "<p><i lang=\"en\">Live tweet</i>’s, l’live tweeting, d’un <i lang=\"en\">tweet</i></p>"
        );
        assert_eq!(
            html("C’est l'« open data »", &[("en", &["open data"])]),
            "<p>C’est l’« <i lang=\"en\">open data</i> »</p>"
        );
    }

    #[test]
    fn phrases_that_the_words_do_not_hold_are_known() {
        let words = Words::read("un tweet", &foreign(&[("en", &["tweet", "post"]), ("la", &["ad hoc"])]));
        assert_eq!(words.not_found(), ["ad hoc", "post"]);
    }

    #[test]
    fn spaces_that_do_not_break_are_meant() {
        assert_eq!(Words::read("2\u{a0}h\u{202f}!", &BTreeMap::new()).plain(), "2\u{a0}h\u{202f}!");
    }

    proptest! {
        #[test]
        fn no_words_can_break_a_page(raw in any::<String>(), pieces in prop::collection::vec(prop::sample::select(vec!["[", "]", "sic", "…", "...", "a", "É", "İ", "ß", "<script>", "\n", " ", "tweet"]), 0..20), phrase in any::<String>()) {
            let raw = format!("{}{raw}", pieces.concat());
            let words = Words::read(&raw, &foreign(&[("en", &["tweet", "i", "ss", &phrase])]));
            let html = words.html(&AsTyped, Marks::default());
            prop_assert!(!html.contains("<script"));
            prop_assert_eq!(html.matches("<p>").count(), words.paragraphs().len());
            prop_assert_eq!(words.plain().split_whitespace().collect::<String>(), raw.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>().split_whitespace().collect::<String>());
        }
    }
}
