//! Light stemming of French and English: plurals, feminines and the commonest endings of verbs are taken off, so that
//! `délais` finds `délai` and `validé` finds `validation`.
//!
//! Rules of our own, made to be short rather than complete: the same table stands in `themes/folio/assets/search.js`.
//! They read folded words, without accents. What two words of one family come to need not be a word.

use super::LanguageCode;

/// Words shorter than this stay as they are.
const SHORTEST: usize = 4;

/// The endings of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stemmer {
    French,
    English,
    /// For a language whose endings are not known: every word stays as it is.
    Neutral,
}

/// An ending, what stands for it, and how many letters must be left before it.
type Ending = (&'static str, &'static str, usize);

/// The endings of French, the first that fits is taken: longer ones before those that end them.
const FRENCH: &[Ending] = &[
    ("eraient", "", 3),
    ("aient", "", 3),
    ("eront", "", 3),
    ("erait", "", 3),
    ("erai", "", 3),
    ("era", "", 4),
    ("atrice", "", 4),
    ("ateur", "", 4),
    ("ation", "", 4),
    ("ement", "", 4),
    ("trice", "teu", 2),
    ("euse", "eu", 3),
    ("eur", "eu", 3),
    ("iere", "i", 3),
    ("ier", "i", 3),
    ("ive", "i", 3),
    ("if", "i", 3),
    ("ante", "", 4),
    ("ant", "", 4),
    ("ente", "", 4),
    ("ent", "", 4),
    ("ait", "", 4),
    ("ee", "", 3),
    ("er", "", 3),
    ("ez", "", 3),
    ("e", "", 3),
];

/// The endings of English, likewise.
const ENGLISH: &[Ending] = &[("ingly", "", 4), ("edly", "", 4), ("ing", "", 3), ("ed", "", 3), ("ly", "", 4)];

impl Stemmer {
    pub(super) fn of(language: &LanguageCode) -> Stemmer {
        match language.as_str().split('-').next() {
            Some("fr") => Stemmer::French,
            Some("en") => Stemmer::English,
            _ => Stemmer::Neutral,
        }
    }

    /// The name by which the reader's half knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Stemmer::French => "french",
            Stemmer::English => "english",
            Stemmer::Neutral => "neutral",
        }
    }

    /// A folded word without its ending.
    pub(super) fn stem(self, word: &str) -> String {
        if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return word.to_owned();
        }
        match self {
            Stemmer::French => french(word),
            Stemmer::English => english(word),
            Stemmer::Neutral => word.to_owned(),
        }
    }
}

fn french(word: &str) -> String {
    let mut stem = french_singular(word);
    without_ending(&mut stem, FRENCH, |_| true);
    let is_doubled = stem.len() > SHORTEST && ends_in_double(&stem);
    if is_doubled || (stem.len() >= SHORTEST && stem.ends_with('s')) {
        stem.pop();
    }
    if let Some(start) = stem.strip_suffix("qu") {
        stem = format!("{start}c");
    } else if let Some(start) = stem.strip_suffix('y') {
        stem = format!("{start}i");
    }
    stem
}

fn french_singular(word: &str) -> String {
    if word.ends_with("eaux") {
        return without_last(word);
    }
    match word.strip_suffix("aux") {
        Some(start) if word.len() > SHORTEST => format!("{start}al"),
        _ if word.ends_with('s') && !word.ends_with("ss") || word.ends_with("ux") => without_last(word),
        _ => word.to_owned(),
    }
}

fn english(word: &str) -> String {
    let mut stem = english_singular(word);
    without_ending(&mut stem, ENGLISH, |start| start.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    if stem.len() >= SHORTEST && ends_in_double(&stem) && !stem.ends_with(['l', 's', 'z']) {
        stem.pop();
    }
    if stem.len() >= SHORTEST && stem.ends_with('e') {
        stem.pop();
    } else if stem.len() >= SHORTEST
        && let Some(start) = stem.strip_suffix('y')
    {
        stem = format!("{start}i");
    }
    stem
}

fn english_singular(word: &str) -> String {
    const BEFORE_ES: [&str; 5] = ["ch", "sh", "s", "x", "z"];
    if let Some(start) = word.strip_suffix("ies").filter(|_| word.len() > SHORTEST) {
        return format!("{start}y");
    }
    if let Some(start) = word.strip_suffix("es").filter(|start| BEFORE_ES.iter().any(|end| start.ends_with(end))) {
        return start.to_owned();
    }
    let plural = word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if plural { without_last(word) } else { word.to_owned() }
}

fn without_last(word: &str) -> String {
    let mut word = word.to_owned();
    word.pop();
    word
}

/// Takes the first ending that fits off a word.
fn without_ending(word: &mut String, endings: &[Ending], fits: fn(&str) -> bool) {
    for (ending, instead, least) in endings {
        let start = word.strip_suffix(ending).filter(|start| start.len() >= *least && fits(start));
        if let Some(start) = start {
            *word = format!("{start}{instead}");
            return;
        }
    }
}

/// Whether a word ends in the same consonant twice.
fn ends_in_double(word: &str) -> bool {
    let mut last = word.bytes().rev();
    let (one, other) = (last.next(), last.next());
    one == other && one.is_some_and(|byte| !b"aeiouy".contains(&byte))
}
