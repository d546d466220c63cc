//! A reference as a sentence, plain and as HTML.
//!
//! `Mathieu Jahnich (2012). Title. Étude qualitative, juin–octobre 2012. https://…`; of a part:
//! `Mathieu Jahnich (2012). « Part », dans Title. …`. Authors and date come first, as APA and Chicago author-date agree.

use crate::language::Language;
use crate::prose::html::escape;
use crate::study::Author;

use super::{Form, Reference};

/// The reference in one plain line.
pub fn text(reference: &Reference, language: &Language) -> String {
    join(&sentences(reference, language), |piece, out| out.push_str(piece.words()))
}

/// The reference as safe inline HTML: titles of works in `<cite>`, the address as a link.
pub fn html(reference: &Reference, language: &Language) -> String {
    join(&sentences(reference, language), |piece, out| match piece {
        Piece::Plain(words) => escape(words, out),
        Piece::Title(words) => element("<cite>", words, "</cite>", out),
        Piece::Address(address) => {
            out.push_str("<a href=\"");
            escape(address, out);
            element("\">", address, "</a>", out);
        }
    })
}

fn element(open: &str, words: &str, close: &str, out: &mut String) {
    out.push_str(open);
    escape(words, out);
    out.push_str(close);
}

enum Piece {
    Plain(String),
    Title(String),
    Address(String),
}

impl Piece {
    fn words(&self) -> &str {
        match self {
            Piece::Plain(words) | Piece::Title(words) | Piece::Address(words) => words,
        }
    }
}

/// Sentences are parted by a stop and a space; one that ends in a mark of its own gets no second, an address none.
fn join(sentences: &[Vec<Piece>], write: impl Fn(&Piece, &mut String)) -> String {
    let mut out = String::new();
    for (place, sentence) in sentences.iter().enumerate() {
        sentence.iter().for_each(|piece| write(piece, &mut out));
        let last = sentence.last();
        let ends = last.is_some_and(|piece| piece.words().ends_with(['.', '!', '?', '…']));
        let is_address = matches!(last, Some(Piece::Address(_)));
        if !ends && !is_address {
            out.push('.');
        }
        if place + 1 < sentences.len() {
            out.push(' ');
        }
    }
    out
}

fn sentences(reference: &Reference, language: &Language) -> Vec<Vec<Piece>> {
    let mut sentences = vec![vec![Piece::Plain(authors_and_year(reference, language))]];
    sentences.push(title(reference, language));
    let about: Vec<String> = [&reference.genre, &reference.fieldwork].into_iter().flatten().cloned().collect();
    let edition = reference.edition.clone();
    let version = reference.version.as_ref().map(|version| language.text("cite.version", &[("version", version)]));
    let made: Vec<String> = edition.into_iter().chain(version).chain(reference.publisher.clone()).collect();
    for list in [about, made] {
        if !list.is_empty() {
            sentences.push(vec![Piece::Plain(list.join(", "))]);
        }
    }
    if let Some(isbn) = &reference.isbn {
        sentences.push(vec![Piece::Plain(format!("ISBN {isbn}"))]);
    }
    match (&reference.doi, &reference.address) {
        (Some(doi), _) => sentences.push(vec![Piece::Address(format!("https://doi.org/{doi}"))]),
        (None, Some(address)) => sentences.push(vec![Piece::Address(address.clone())]),
        (None, None) => {}
    }
    sentences
}

fn authors_and_year(reference: &Reference, language: &Language) -> String {
    let names: Vec<&str> = reference.authors.iter().map(|author: &Author| author.name.as_str()).collect();
    let year = reference.year().unwrap_or_else(|| language.text("cite.no-date", &[]));
    if names.is_empty() { year } else { format!("{} ({year})", language.list(&names)) }
}

fn title(reference: &Reference, language: &Language) -> Vec<Piece> {
    let Some(study) = &reference.study else {
        return vec![Piece::Title(reference.title.clone())];
    };
    let mut pieces = match reference.form {
        // Its words come with their own marks and who said them.
        Form::Quotation => vec![Piece::Plain(reference.title.clone())],
        _ => vec![Piece::Plain(language.text("quote.quoted", &[("words", &reference.title)]))],
    };
    // The pattern of the language, cut where the title of the study stands, so that it alone is marked as a title.
    let pattern = language.text("cite.in", &[("title", "\u{0}")]);
    let (before, after) = pattern.split_once('\u{0}').unwrap_or((&pattern, ""));
    pieces.push(Piece::Plain(format!(", {before}")));
    pieces.push(Piece::Title(study.clone()));
    if !after.is_empty() {
        pieces.push(Piece::Plain(after.to_owned()));
    }
    pieces
}
