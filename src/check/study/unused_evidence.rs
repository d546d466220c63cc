//! A quote that stands in the material and that nothing uses.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::{EntityRef, Id, Kind, Quote};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::UnusedEvidence,
    severity: Severity::Warning,
    summary: "a quote that nothing uses",
    explanation: "No finding rests on the quote, no text shows it, no observation names it, and it has no topic, no tool and no \
                  practice: readers meet it only in the list of all quotes. Say what it is about, rest a finding on it, or \
                  leave it out. A study without findings is a gathering of quotes, and none of them is judged; nor are they \
                  while a file has an error, since one mistake would give two reports.",
    example: "organisation: ined\n→\norganisation: ined\ntopics: [tools-panorama]",
};

/// Reports each such quote.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    if !subject.whole || study.findings.is_empty() {
        return Vec::new();
    }
    let observed: BTreeSet<&Id<Quote>> =
        study.observations.iter().flat_map(|observation| &observation.quotes).collect();
    let is_used = |quote: &Quote| {
        observed.contains(&quote.id) || study.uses.contains_key(&EntityRef::new(Kind::Quote, quote.id.as_str()))
    };
    let unused = study.quotes.values().filter(|quote| !is_used(quote) && is_about_nothing(quote));
    unused
        .map(|quote| {
            RULE.at(quote.place.clone(), format!("nothing uses the quote `{}`, and it is about nothing", quote.id))
                .help("give it `topics`, `tools` or `practices`, or rest a finding on it")
                .about(format!("quote:{}", quote.id))
        })
        .collect()
}

fn is_about_nothing(quote: &Quote) -> bool {
    let inferred = &quote.inferred;
    quote.tools.is_empty()
        && quote.practices.is_empty()
        && quote.topics.is_empty()
        && inferred.tools.is_empty()
        && inferred.practices.is_empty()
        && inferred.topics.is_empty()
}
