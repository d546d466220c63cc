//! An entity that nothing refers to: a page that readers reach from no text, no relation and no quote.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};
use crate::study::{EntityRef, Kind, Source, Study};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::Orphan,
    severity: Severity::Warning,
    summary: "an entity that nothing refers to",
    explanation: "A tool, a practice, a topic, a document, a metric or a chart that no text, no quote, no relation and no \
                  observation names stands alone: either a reference is missing, or it is not needed. Orphans are not \
                  reported while a file has an error, since one mistake would give two reports.",
    example: "# content/topics.yaml\ntools-panorama: {label: \"Panorama\"}\nforgotten: {label: \"Oublié\"}\n→\n# content/topics.yaml\ntools-panorama: {label: \"Panorama\"}",
};

/// Reports each entity that nothing names.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if !subject.whole {
        return Vec::new();
    }
    let named = named(subject.study);
    let mut out = Vec::new();
    for (entity, place) in entities(subject.study) {
        if !named.contains(&entity) {
            out.push(
                RULE.at(place.clone(), format!("nothing refers to the {} `{}`", entity.kind.word(), entity.id))
                    .help(cure(entity.kind))
                    .about(entity.to_string()),
            );
        }
    }
    out
}

fn cure(kind: Kind) -> &'static str {
    match kind {
        Kind::Metric => "give it an observation, or a reason why its value is unknown; or remove it",
        Kind::Chart => "embed it in a chapter with `<chart:ID>`, or remove it",
        Kind::Document => "name it as a `source`, or remove it",
        Kind::Topic => "list it under the `topics` of a quote or of an entity, or remove it",
        _ => "name it in a quote, a relation or a text, or remove it",
    }
}

fn entities(study: &Study) -> Vec<(EntityRef, &Place)> {
    let mut entities = Vec::new();
    let mut add = |kind, id: &str, place| entities.push((EntityRef::new(kind, id), place));
    study.tools.values().for_each(|tool| add(Kind::Tool, tool.id.as_str(), &tool.card.place));
    study.practices.values().for_each(|practice| add(Kind::Practice, practice.id.as_str(), &practice.card.place));
    study.topics.values().for_each(|topic| add(Kind::Topic, topic.id.as_str(), &topic.place));
    study.documents.values().for_each(|document| add(Kind::Document, document.id.as_str(), &document.place));
    study.metrics.values().for_each(|metric| add(Kind::Metric, metric.id.as_str(), &metric.place));
    study.charts.values().for_each(|chart| add(Kind::Chart, chart.id.as_str(), &chart.place));
    entities
}

/// Every entity that something names.
fn named(study: &Study) -> BTreeSet<EntityRef> {
    let mut named: BTreeSet<EntityRef> = study.uses.keys().cloned().collect();
    let mut add = |kind, id: &str| {
        named.insert(EntityRef::new(kind, id));
    };
    for quote in study.quotes.values() {
        quote.tools.iter().chain(&quote.inferred.tools).for_each(|id| add(Kind::Tool, id.as_str()));
        quote.practices.iter().chain(&quote.inferred.practices).for_each(|id| add(Kind::Practice, id.as_str()));
        quote.topics.iter().chain(&quote.inferred.topics).for_each(|id| add(Kind::Topic, id.as_str()));
        source(quote.source.as_ref(), &mut add);
    }
    for organisation in study.organisations.values() {
        organisation.card.topics.iter().for_each(|id| add(Kind::Topic, id.as_str()));
        source(organisation.card.source.as_ref(), &mut add);
        for relation in &organisation.tools {
            add(Kind::Tool, relation.to.as_str());
            source(relation.source.as_ref(), &mut add);
        }
        for relation in &organisation.practices {
            add(Kind::Practice, relation.to.as_str());
            source(relation.source.as_ref(), &mut add);
        }
    }
    for tool in study.tools.values() {
        tool.card.topics.iter().for_each(|id| add(Kind::Topic, id.as_str()));
        tool.practices.iter().for_each(|relation| add(Kind::Practice, relation.to.as_str()));
        tool.tools.iter().for_each(|kin| add(Kind::Tool, kin.to.as_str()));
        source(tool.card.source.as_ref(), &mut add);
    }
    for practice in study.practices.values() {
        practice.card.topics.iter().for_each(|id| add(Kind::Topic, id.as_str()));
        source(practice.card.source.as_ref(), &mut add);
    }
    for topic in study.topics.values() {
        topic.parent.iter().for_each(|id| add(Kind::Topic, id.as_str()));
    }
    study.chapters.iter().flat_map(|chapter| &chapter.topics).for_each(|id| add(Kind::Topic, id.as_str()));
    study.findings.iter().flat_map(|finding| &finding.topics).for_each(|id| add(Kind::Topic, id.as_str()));
    for observation in &study.observations {
        add(Kind::Metric, observation.metric.as_str());
        observation.tool.iter().for_each(|id| add(Kind::Tool, id.as_str()));
        source(observation.source.as_ref(), &mut add);
    }
    named
}

fn source(source: Option<&Source>, add: &mut impl FnMut(Kind, &str)) {
    if let Some(source) = source {
        add(Kind::Document, source.document.as_str());
    }
}
