//! Quotes, with their consent and their translations.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place, SourcePath, Spanned};
use crate::language::LanguageCode;
use crate::parse::{ConsentEntry, InferredEntry, QuoteEntry, QuoteTranslationEntry};
use crate::prose::Words;
use crate::study::{Attribution, Evidence, Id, Inferred, Kind, Quote, QuoteTranslation, Source};

use super::desk::{Desk, value};
use super::names::Names;
use super::rules::{FOREIGN_NOT_FOUND, MISSING_ATTRIBUTION, QUOTE_WITHOUT_WORDS};

/// What quotes say about their own publication, by quote.
pub type Consents = BTreeMap<Id<Quote>, Spanned<ConsentEntry>>;

/// Resolves every quote and what it says about its own publication.
pub fn quotes<'a>(
    names: &Names,
    entries: impl Iterator<Item = (&'a SourcePath, &'a QuoteEntry)>,
    translations: impl Iterator<Item = (&'a SourcePath, &'a QuoteTranslationEntry)>,
    out: &mut Vec<Diagnostic>,
) -> (BTreeMap<Id<Quote>, Arc<Quote>>, Consents) {
    let mut quotes = BTreeMap::new();
    let mut consents = Consents::new();
    let entries: Vec<_> = entries.collect();
    let read = |(path, entry): &(&SourcePath, &'a QuoteEntry)| {
        let mut of_quote = Vec::new();
        (Arc::new(quote(&mut Desk::new(names, path, None, &mut of_quote), entry)), of_quote)
    };
    let resolved: Vec<(Arc<Quote>, Vec<Diagnostic>)> = entries.par_iter().map(read).collect();
    for ((_, entry), (quote, of_quote)) in entries.into_iter().zip(resolved) {
        out.extend(of_quote);
        if let Some(consent) = &entry.consent {
            consents.insert(quote.id.clone(), consent.clone());
        }
        quotes.entry(quote.id.clone()).or_insert(quote);
    }
    for (path, entry) in translations {
        let desk = Desk::new(names, path, Some(&entry.language), out);
        let language = desk.language.clone();
        if entry.words.value.is_empty() {
            let message = format!("the translation of `{}` has no words", entry.id.value);
            let place = desk.place(entry.id.span);
            desk.out.push(QUOTE_WITHOUT_WORDS.at(place, message).help("write the words after the block"));
            continue;
        }
        let Some(quote) = quotes.get_mut(entry.id.value.as_str()) else { continue };
        Arc::make_mut(quote).translations.push(QuoteTranslation {
            language,
            by: entry.by.as_ref().map(value),
            words: value(&entry.words),
        });
    }
    (quotes, consents)
}

fn quote(desk: &mut Desk<'_>, entry: &QuoteEntry) -> Quote {
    let id: Id<Quote> = Id::new(&entry.id.value);
    // People speak other languages than those that the site has pages in.
    let language = entry.language.as_ref().and_then(|language| LanguageCode::parse(&language.value));
    Quote {
        place: desk.place(entry.id.span),
        words: words(desk, entry),
        language: language.unwrap_or_else(|| desk.language.clone()),
        translations: Vec::new(),
        attribution: attribution(desk, entry),
        speaker: entry.speaker.as_ref().map(|speaker| desk.speaker(speaker)),
        source: desk.source(entry.source.as_ref()),
        date: entry.date.as_ref().map(value),
        evidence: entry.evidence.as_ref().map_or(Evidence::Explicit, value),
        tools: desk.ids(Kind::Tool, &entry.tools),
        practices: desk.ids(Kind::Practice, &entry.practices),
        topics: desk.ids(Kind::Topic, &entry.topics),
        inferred: entry.inferred.as_ref().map(|inferred| self::inferred(desk, inferred)).unwrap_or_default(),
        note: desk.some_words(entry.note.as_ref()),
        anonymous: false,
        old_addresses: entry.old_addresses.iter().map(value).collect(),
        id,
    }
}

fn words(desk: &mut Desk<'_>, entry: &QuoteEntry) -> Arc<Words> {
    if entry.whole && entry.words.value.is_empty() {
        let message = format!("the quote `{}` has no words", entry.id.value);
        let place = desk.place(entry.id.span);
        let help = "write the words after the line `---` that closes the block";
        desk.out.push(QUOTE_WITHOUT_WORDS.at(place, message).help(help).about(format!("quote:{}", entry.id.value)));
    }
    let words = value(&entry.words);
    for missing in words.not_found() {
        let phrase = entry.foreign.iter().flat_map(|(_, phrases)| phrases).find(|phrase| phrase.value == *missing);
        let span = phrase.map_or(entry.id.span, |phrase| phrase.span);
        let place = desk.place(span);
        let message = format!("the words of the quote do not hold `{missing}`");
        desk.out.push(FOREIGN_NOT_FOUND.at(place, message).help("copy the phrase from the words, to the letter"));
    }
    words
}

fn attribution(desk: &mut Desk<'_>, entry: &QuoteEntry) -> Attribution {
    if let Some(organisation) = &entry.organisation {
        return Attribution::Organisation(desk.id(Kind::Organisation, organisation));
    }
    if let Some(reason) = desk.some_words(entry.unknown.as_ref()) {
        return Attribution::Unknown(reason);
    }
    if !entry.whole {
        // Lines of the block could not be read, which was said; the attribution may stand in them.
        return Attribution::Anonymous;
    }
    let message = format!("the quote `{}` says neither whose words it gives nor why that is not known", entry.id.value);
    let place = Place::new(desk.path, entry.id.span);
    desk.out.push(
        MISSING_ATTRIBUTION
            .at(place, message)
            .help("add `organisation: ID`, or `attribution: {unknown: REASON}`")
            .about(format!("quote:{}", entry.id.value)),
    );
    Attribution::Anonymous
}

fn inferred(desk: &mut Desk<'_>, entry: &InferredEntry) -> Inferred {
    Inferred {
        tools: desk.ids(Kind::Tool, &entry.tools),
        practices: desk.ids(Kind::Practice, &entry.practices),
        topics: desk.ids(Kind::Topic, &entry.topics),
        why: desk.some_words(entry.why.as_ref()),
    }
}

/// What a quote loses when who spoke may not be known: organisation, speaker, and the document and locator that lead to
/// them, unless the consent keeps these.
pub fn make_anonymous(quote: &mut Quote, keep_document: bool, keep_locator: bool) {
    quote.attribution = Attribution::Anonymous;
    quote.anonymous = true;
    quote.speaker = None;
    quote.source = quote
        .source
        .take()
        .filter(|_| keep_document)
        .map(|source| Source { locator: source.locator.filter(|_| keep_locator), document: source.document });
}
