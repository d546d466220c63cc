//! Translations whose original has changed since they were made.
//!
//! A translation may say which state of its original it was made from, `translated_from`. The state is a hash of what there
//! is to translate: the words, and the keys that a translation may hold, in the original's own language. Keys that say how
//! things are related, a new topic or another place in the order, change nothing for a translator.

use std::collections::{BTreeMap, BTreeSet};

use crate::decode::{self, front};
use crate::diagnostic::{Diagnostic, Place, SourcePath, Texts};
use crate::fingerprint;
use crate::parse::{CardFile, Name, QuoteEntry, QuoteTranslationEntry, TextFile};
use crate::source::Sources;
use crate::study::Kind;

use super::rules::STALE_TRANSLATION;

/// So many hexadecimal digits of the hash are written: enough that two states of one text never share them by chance.
const DIGITS: usize = 12;

/// What a translation is a translation of.
type Key = (Kind, String);

/// A translation that says which state of its original it was made from.
pub struct Said<'a> {
    path: &'a SourcePath,
    original: Key,
    state: &'a Name,
}

/// What translations say of their originals. Most studies say nothing, and then no original is looked at.
pub fn said<'a>(
    cards: impl Iterator<Item = (&'a SourcePath, &'a CardFile)>,
    texts: impl Iterator<Item = (&'a SourcePath, &'a TextFile)>,
    quotes: impl Iterator<Item = (&'a SourcePath, &'a QuoteTranslationEntry)>,
) -> Vec<Said<'a>> {
    let cards = cards.map(|(path, file)| (path, file.kind, &file.file.id, &file.translated_from));
    let texts = texts.map(|(path, file)| (path, file.kind, &file.file.id, &file.translated_from));
    let quotes = quotes.map(|(path, entry)| (path, Kind::Quote, &entry.id.value, &entry.translated_from));
    let all = cards.chain(texts).chain(quotes);
    all.filter_map(|(path, kind, id, state)| Some(Said { path, original: (kind, id.clone()), state: state.as_ref()? }))
        .collect()
}

/// Reports each translation that says it was made from another state than that of today.
pub fn check<'a>(
    said: &[Said<'_>],
    cards: impl Iterator<Item = (&'a SourcePath, &'a CardFile)>,
    texts: impl Iterator<Item = (&'a SourcePath, &'a TextFile)>,
    quotes: impl Iterator<Item = (&'a SourcePath, &'a QuoteEntry)>,
    sources: &Sources,
    out: &mut Vec<Diagnostic>,
) {
    let asked: BTreeSet<&Key> = said.iter().map(|said| &said.original).collect();
    let mut states: BTreeMap<Key, String> = BTreeMap::new();
    let mut keep = |original: Key, parts: &dyn Fn() -> Vec<String>| {
        if asked.contains(&original) {
            states.entry(original).or_insert_with(|| state(&parts()));
        }
    };
    for (path, file) in cards.filter(|(_, file)| file.file.language.is_none()) {
        keep((file.kind, file.file.id.clone()), &|| {
            let mut parts = own(&[file.name.as_ref(), file.summary.as_ref()]);
            parts.extend(file.also_called.iter().map(|name| name.value.clone()));
            parts.push(body(path, sources));
            parts
        });
    }
    for (path, file) in texts.filter(|(_, file)| file.file.language.is_none()) {
        keep((file.kind, file.file.id.clone()), &|| {
            let mut parts = own(&[file.title.as_ref(), file.summary.as_ref(), file.scope.as_ref()]);
            parts.push(body(path, sources));
            parts
        });
    }
    for (_, quote) in quotes {
        keep((Kind::Quote, quote.id.value.clone()), &|| vec![lines(quote.words.value.raw())]);
    }
    for Said { path, original, state: said } in said {
        if let Some(state) = states.get(original).filter(|state| **state != said.value) {
            out.push(stale(path, original, said, state));
        }
    }
}

fn stale(path: &SourcePath, (kind, id): &Key, said: &Name, state: &str) -> Diagnostic {
    let is_state = said.value.len() == DIGITS && said.value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let message = match is_state {
        true => format!("the {} `{id}` has changed since it was translated", kind.word()),
        false => format!("`{}` is no state of the {} `{id}`", said.value, kind.word()),
    };
    let help = match is_state {
        true => format!("compare the two; when they say the same, write `translated_from: {state}`"),
        false => format!("if this translates the {} as it is today, write `translated_from: {state}`", kind.word()),
    };
    STALE_TRANSLATION.at(Place::new(path, said.span), message).help(help).about(format!("{}:{id}", kind.word()))
}

/// The texts of some keys in the language of the file, an empty one for each key that has none.
fn own(keys: &[Option<&decode::Localised>]) -> Vec<String> {
    let text = |key: &decode::Localised| key.first().map(|text| lines(&text.value));
    keys.iter().map(|key| key.and_then(text).unwrap_or_default()).collect()
}

/// The Markdown of a file.
fn body(path: &SourcePath, sources: &Sources) -> String {
    // What is wrong with the block before it was said when the file was parsed. A row of a table has no Markdown.
    let text = sources.text(path).filter(|_| path.as_str().ends_with(".md"));
    text.map(|text| lines(front::split(path, text).value.body)).unwrap_or_default()
}

/// A text without what an editor changes by itself: kinds of line break, spaces at the ends of lines, blank lines around.
fn lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

fn state(parts: &[String]) -> String {
    let mut hex = fingerprint::of_parts(parts.iter().map(String::as_bytes)).hex();
    hex.truncate(DIGITS);
    hex
}
