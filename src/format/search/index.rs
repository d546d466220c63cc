//! From records to an index: in which records each term stands and how much it weighs there, cut into shards.
//!
//! The weights are those of Okapi BM25 over weighted fields, worked out here, so that a reader's browser only adds
//! up. Forms of one word share their term; the dictionary keeps the forms, since readers type forms. What it does not
//! know: where shards are published.

use std::collections::BTreeMap;

use serde_json::json;

use crate::language::Folding;
use crate::study::Kind;

use super::encode::{self, Forms, Term};
use super::records::{Field, Record};

/// A record gives a term a weight between 1 and this.
pub(super) const LEVELS: u8 = 15;

/// The most bytes of a shard of words, of postings and of records, but for one that holds a single thing.
pub(super) const WORDS_BYTES: usize = 10_000;
pub(super) const POSTINGS_BYTES: usize = 12_000;
pub(super) const RECORDS_BYTES: usize = 8_000;

/// A term in more records than this, and in more than a quarter of them, is listed for the best of them only.
const COMMON: usize = 500;

/// How soon a second mention of a word adds little, and how much length counts.
const SATURATION: f64 = 3.0;
const LENGTH: f64 = 0.5;

/// An index, cut into shards.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The forms of words.
    pub(super) words: Vec<Words>,
    /// Where terms stand, and with which term each shard begins.
    pub(super) postings: Vec<(usize, Vec<String>)>,
    /// The records, and with which each shard begins.
    pub(super) records: Vec<(usize, Vec<serde_json::Value>)>,
}

/// Forms of words, written.
#[derive(Debug)]
pub(super) struct Words {
    /// The first form.
    pub(super) first: String,
    /// The number of the first term that has its first form here.
    pub(super) term: usize,
    /// All forms.
    pub(super) forms: String,
}

impl Index {
    /// The index of records.
    pub(super) fn of(records: &[Record], folding: &Folding) -> Index {
        let found = Found::of(records, folding);
        let (words, order) = found.words();
        let mut index = Index { words, ..Index::default() };
        let listed = order.iter().map(|term| {
            let in_records = found.terms.get(*term).map_or(&[][..], Vec::as_slice);
            encode::postings(in_records.len(), &best(in_records, records.len()))
        });
        index.postings = shards(listed, POSTINGS_BYTES, String::len);
        let shown = records.iter().map(shown);
        index.records = shards(shown, RECORDS_BYTES, |record| record.to_string().len());
        index
    }
}

/// What was found in the records.
#[derive(Default)]
struct Found {
    /// Each term with the records that it stands in and its level there, in order.
    terms: BTreeMap<String, Vec<(usize, u8)>>,
    /// Each form with its term.
    forms: BTreeMap<String, String>,
}

impl Found {
    fn of(records: &[Record], folding: &Folding) -> Found {
        let mut found = Found::default();
        let mut weights: Vec<BTreeMap<String, f64>> = Vec::with_capacity(records.len());
        let mut lengths = Vec::with_capacity(records.len());
        for record in records {
            let mut of_record: BTreeMap<String, f64> = BTreeMap::new();
            let mut length = 0.0;
            for (field, text) in &record.fields {
                for word in folding.words(text) {
                    let term = found.term(word, folding);
                    *of_record.entry(term).or_default() += weight(*field);
                    length += 1.0;
                }
            }
            weights.push(of_record);
            lengths.push(length);
        }
        let average = lengths.iter().sum::<f64>() / (lengths.len().max(1) as f64);
        for (place, ((record, of_record), length)) in records.iter().zip(weights).zip(lengths).enumerate() {
            let dampening = SATURATION * (1.0 - LENGTH + LENGTH * length / average.max(1.0));
            for (term, weight) in of_record {
                let level = level(boost(record.kind) * weight / (weight + dampening));
                found.terms.entry(term).or_default().push((place, level));
            }
        }
        found
    }

    /// The term of a form. The term itself is looked up too, by forms that no text has, so it is a form.
    fn term(&mut self, word: String, folding: &Folding) -> String {
        if let Some(term) = self.forms.get(&word) {
            return term.clone();
        }
        let term = folding.stem(&word);
        self.forms.insert(word, term.clone());
        self.forms.entry(term.clone()).or_insert_with(|| term.clone());
        term
    }

    /// The forms in shards, and the terms in the order of their first forms, which is their number.
    fn words(&self) -> (Vec<Words>, Vec<&str>) {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        let mut shards: Vec<Words> = Vec::new();
        let mut forms = Forms::default();
        let mut open: Option<(&str, usize)> = None;
        for (form, term) in &self.forms {
            if forms.len() >= WORDS_BYTES {
                shards.extend(open.take().map(|head| shard(head, forms.take())));
            }
            let latest = order.len();
            open.get_or_insert((form, latest));
            let number = *numbers.entry(term).or_insert(latest);
            if number == latest {
                order.push(term);
                let records = self.terms.get(term).map_or(0, Vec::len);
                forms.add(form, Term::New { records });
            } else {
                forms.add(form, Term::Back(latest - 1 - number));
            }
        }
        shards.extend(open.map(|head| shard(head, forms.take())));
        (shards, order)
    }
}

fn shard((first, term): (&str, usize), forms: String) -> Words {
    Words { first: first.to_owned(), term, forms }
}

fn weight(field: Field) -> f64 {
    match field {
        Field::Name => 8.0,
        Field::Title => 5.0,
        Field::Words => 3.0,
        Field::Prose => 1.5,
        Field::Context => 1.0,
    }
}

fn boost(kind: Kind) -> f64 {
    match kind {
        Kind::Organisation | Kind::Tool | Kind::Practice => 1.2,
        Kind::Topic | Kind::Finding => 1.15,
        Kind::Chart | Kind::Metric => 1.05,
        Kind::Chapter | Kind::Quote => 1.0,
        Kind::Page | Kind::Document => 0.8,
    }
}

fn level(weight: f64) -> u8 {
    let most = LEVELS;
    // The weight is between 0 and a little more than 1.
    (1..most).rev().find(|level| weight * f64::from(most) >= f64::from(*level)).map_or(1, |level| level + 1)
}

/// The records that a term is listed for, in order: all of them, or the best where it stands almost everywhere.
fn best(found: &[(usize, u8)], records: usize) -> Vec<(usize, u8)> {
    if found.len() <= COMMON.max(records / 4) {
        return found.to_vec();
    }
    let mut best = found.to_vec();
    best.sort_by_key(|(record, level)| (std::cmp::Reverse(*level), *record));
    best.truncate(COMMON);
    best.sort_unstable();
    best
}

/// What the reader's half shows of a record; empty ends are left out.
fn shown(record: &Record) -> serde_json::Value {
    let Record { address, title, text, beside, .. } = record;
    match beside {
        Some(beside) => json!([address, title, text, beside]),
        None => json!([address, title, text]),
    }
}

/// Things in shards of at most so many bytes, each with the place of its first.
fn shards<T>(things: impl Iterator<Item = T>, most: usize, bytes: impl Fn(&T) -> usize) -> Vec<(usize, Vec<T>)> {
    let mut shards: Vec<(usize, Vec<T>)> = Vec::new();
    let mut filled = 0;
    for (place, thing) in things.enumerate() {
        // The comma and quotes around it.
        let size = bytes(&thing) + 3;
        match shards.last_mut() {
            Some((_, shard)) if filled + size <= most => shard.push(thing),
            _ => {
                filled = 0;
                shards.push((place, vec![thing]));
            }
        }
        filled += size;
    }
    shards
}
