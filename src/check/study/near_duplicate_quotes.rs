//! Two quotes of one voice that share most of their words in one run: probably one statement, carried twice.
//!
//! Candidates are found by runs of four words, so that the check stays near linear in the number of quotes.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Rule, Severity, fold};
use crate::study::{Attribution, Quote};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::NearDuplicateQuotes,
    severity: Severity::Warning,
    summary: "two quotes of one organisation share most of their words",
    explanation: "A statement that stands twice in the material counts twice in every chart. Keep one of the two, or, if \
                  both were really said, pardon the pair in `study.yaml` with the reason.",
    example: "Une vitrine à l'international pour nos équipes.\n→\nNos équipes montrent ailleurs ce qu'elles font.",
};

/// A run of words that is shared must have at least so many.
const RUN: usize = 4;
/// And be at least this part of the shorter quote.
const PART: f64 = 0.6;
/// A run that more quotes than this share is a turn of phrase.
const COMMON: usize = 50;

/// Reports each pair once, at the later quote.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let quotes: Vec<(&Quote, Vec<String>)> =
        subject.study.quotes.values().map(|quote| (&**quote, words(&quote.words.plain()))).collect();
    candidates(&quotes)
        .into_iter()
        .filter_map(|(first, second)| {
            let ((one, a), (other, b)) = (quotes.get(first)?, quotes.get(second)?);
            let run = longest_run(a, b);
            let enough = run >= RUN && run as f64 >= PART * a.len().min(b.len()) as f64;
            (enough && same_voice(one, other)).then(|| {
                let message = format!("the quotes `{}` and `{}` share {run} words in a row", one.id, other.id);
                RULE.at(other.place.clone(), message)
                    .also(one.place.clone(), "the other one")
                    .help(format!(
                        "keep one, or pardon `quote:{}` under `checks: near-duplicate-quotes` with a reason",
                        other.id
                    ))
                    .about(format!("quote:{}", other.id))
            })
        })
        .collect()
}

fn same_voice(one: &Quote, other: &Quote) -> bool {
    match (&one.attribution, &other.attribution) {
        (Attribution::Organisation(a), Attribution::Organisation(b)) => a == b,
        (Attribution::Organisation(_), _) | (_, Attribution::Organisation(_)) => false,
        _ => true,
    }
}

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn candidates(quotes: &[(&Quote, Vec<String>)]) -> BTreeSet<(usize, usize)> {
    let mut by_run: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (index, (_, words)) in quotes.iter().enumerate() {
        for run in words.windows(RUN) {
            let list = by_run.entry(run).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for list in by_run.values().filter(|list| list.len() <= COMMON) {
        for (position, first) in list.iter().enumerate() {
            pairs.extend(list.iter().skip(position + 1).map(|second| (*first, *second)));
        }
    }
    pairs
}

/// The number of words of the longest run that both hold.
fn longest_run(a: &[String], b: &[String]) -> usize {
    let mut longest = 0;
    let mut before = vec![0_usize; b.len() + 1];
    for word in a {
        let mut row = vec![0; b.len() + 1];
        for (j, other) in b.iter().enumerate() {
            if word == other {
                row[j + 1] = before[j] + 1;
                longest = longest.max(row[j + 1]);
            }
        }
        before = row;
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_is_counted_in_words() {
        let run = |a, b| longest_run(&words(a), &words(b));
        assert_eq!(run("Environ 10 % de mon temps", "10 % de mon temps"), 4);
        assert_eq!(run("Nous observons", "Nous utilisons Pinterest"), 1);
        assert_eq!(run("comme vitrine à l’international (images)", "Pinterest comme vitrine à l'international"), 5);
    }
}
