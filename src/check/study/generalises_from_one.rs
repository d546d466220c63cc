//! A finding whose evidence comes from one organisation, and which does not say so.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Rule, Severity, fold};
use crate::study::{Attribution, Finding, Id, Kind, Organisation, Owner, Study, Target};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::GeneralisesFromOne,
    severity: Severity::Warning,
    summary: "a finding speaks in general and rests on one organisation",
    explanation: "What one organisation says is worth reporting as what one organisation says. Name it in the title, say under \
                  `scope` how far the finding holds, or add the evidence of others. A finding that rests on a chart, a topic, \
                  a tool, a practice or a document is not judged: those speak of several.",
    example: "# La validation est longue → # À l'Ined, la validation est longue",
};

/// Reports each such finding.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    // Where one organisation was studied nothing can be more general than it.
    if study.organisations.len() < 2 {
        return Vec::new();
    }
    study.findings.iter().filter_map(|finding| judge(finding, study)).collect()
}

fn judge(finding: &Finding, study: &Study) -> Option<Diagnostic> {
    let organisation = only_organisation(finding, study)?;
    if finding.scope.is_some() || names(finding, organisation) {
        return None;
    }
    let id = &organisation.id;
    let message = format!("all that the finding `{}` rests on is of one organisation, `{id}`", finding.id);
    let diagnostic = RULE.at(finding.body.place.clone(), message);
    let help = "name it in the title, say under `scope` how far the finding holds, or add what others say";
    Some(diagnostic.help(help).about(format!("finding:{}", finding.id)))
}

/// The one organisation that all of the evidence is about.
fn only_organisation<'a>(finding: &Finding, study: &'a Study) -> Option<&'a Organisation> {
    let mut found: BTreeSet<&Id<Organisation>> = BTreeSet::new();
    for target in &finding.rests_on {
        match organisation_of(&target.value, study) {
            Some(id) => found.insert(id),
            None => return None,
        };
    }
    let only = found.first().filter(|_| found.len() == 1)?;
    study.organisations.get(*only)
}

fn organisation_of<'a>(target: &Target, study: &'a Study) -> Option<&'a Id<Organisation>> {
    match target {
        Target::Observation(index) => match &study.observations.get(*index)?.owner {
            Owner::Organisation(id) => Some(id),
            _ => None,
        },
        Target::Entity(entity) => match entity.kind {
            Kind::Organisation => study.organisations.get(&*entity.id).map(|organisation| &organisation.id),
            Kind::Quote => match &study.quotes.get(&*entity.id)?.attribution {
                Attribution::Organisation(id) => Some(id),
                _ => None,
            },
            _ => None,
        },
    }
}

/// Whether the title names the organisation, by any of its names.
fn names(finding: &Finding, organisation: &Organisation) -> bool {
    let card = &organisation.card;
    let also = card.also_called.iter().flat_map(|(_, names)| names);
    let names: Vec<String> = card.name.iter().map(|(_, name)| name).chain(also).map(|name| fold(name)).collect();
    finding.body.title.iter().any(|(_, title)| {
        let title = fold(title);
        names.iter().any(|name| title.contains(name.as_str()))
    })
}
