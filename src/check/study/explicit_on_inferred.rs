//! A relation declared explicit although every quote that ties the two does so by inference only, and nothing else is
//! named as its source.

use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::{Attribution, Evidence, Id, Organisation, Quote, Relation, Study};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::ExplicitOnInferred,
    severity: Severity::Warning,
    summary: "a relation said to be explicit rests on inferred quotes alone",
    explanation: "`explicit` means that the source says it. Here no source is named, and the quotes that tie the two were \
                  only linked by the editors. Name the `source` that says it, or write `evidence: inferred`.",
    example: "tools: [{id: blogs, evidence: explicit}] → tools: [{id: blogs, evidence: inferred}]",
};

/// Reports each such relation.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    let mut out = Vec::new();
    for organisation in study.organisations.values() {
        for relation in &organisation.tools {
            let ties = ties(study, &organisation.id, &relation.to, |quote| (&quote.tools, &quote.inferred.tools));
            out.extend(report(organisation, relation, ties));
        }
        for relation in &organisation.practices {
            let ties =
                ties(study, &organisation.id, &relation.to, |quote| (&quote.practices, &quote.inferred.practices));
            out.extend(report(organisation, relation, ties));
        }
    }
    out
}

/// How many quotes of an organisation name something, and how many only by inference.
fn ties<T>(
    study: &Study,
    organisation: &Id<Organisation>,
    to: &Id<T>,
    lists: impl Fn(&Quote) -> (&Vec<Id<T>>, &Vec<Id<T>>),
) -> (usize, usize) {
    let own = study
        .quotes
        .values()
        .filter(|quote| matches!(&quote.attribution, Attribution::Organisation(id) if id == organisation));
    own.fold((0, 0), |(explicit, inferred), quote| {
        let (said, concluded) = lists(quote);
        (explicit + usize::from(said.contains(to)), inferred + usize::from(concluded.contains(to)))
    })
}

fn report<T>(
    organisation: &Organisation,
    relation: &Relation<T>,
    (explicit, inferred): (usize, usize),
) -> Option<Diagnostic> {
    let wrong = relation.evidence == Evidence::Explicit && relation.source.is_none() && explicit == 0 && inferred > 0;
    wrong.then(|| {
        let message = format!("`{}` is said to be explicit, but only inferred quotes stand behind it", relation.to);
        RULE.at(relation.place.clone(), message)
            .help("name the `source` that says it, or write `evidence: inferred`")
            .about(format!("organisation:{}", organisation.id))
    })
}
