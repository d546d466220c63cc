//! Both ends of every reference: who embeds, links to or rests on what. Also held here: a link to a heading needs one.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, SourcePath, nearest};
use crate::prose::{LinkWay, Role};
use crate::study::{EntityRef, Finding, Kind, Localised, Observation, Study, Target, Text, Use, UseRole};

use super::rules::UNKNOWN_ANCHOR;

/// A text of a study with who has it and where.
pub struct Written<'a> {
    /// Who has the text.
    pub by: EntityRef,
    /// The place of the original's file.
    pub place: &'a Place,
    /// The text in each language.
    pub words: &'a Localised<Text>,
}

/// Every text of a study, in the order of its kinds.
pub fn texts(study: &Study) -> Vec<Written<'_>> {
    let mut texts = Vec::new();
    let mut add = |kind: Kind, id: &str, place, words: Option<_>| {
        if let Some(words) = words {
            texts.push(Written { by: EntityRef::new(kind, id), place, words });
        }
    };
    for chapter in &study.chapters {
        add(Kind::Chapter, chapter.id.as_str(), &chapter.body.place, chapter.body.words.as_ref());
    }
    for page in study.pages.values() {
        add(Kind::Page, page.id.as_str(), &page.body.place, page.body.words.as_ref());
    }
    for finding in &study.findings {
        add(Kind::Finding, finding.id.as_str(), &finding.body.place, finding.body.words.as_ref());
    }
    for organisation in study.organisations.values() {
        add(Kind::Organisation, organisation.id.as_str(), &organisation.card.place, organisation.card.words.as_ref());
    }
    for tool in study.tools.values() {
        add(Kind::Tool, tool.id.as_str(), &tool.card.place, tool.card.words.as_ref());
    }
    for practice in study.practices.values() {
        add(Kind::Practice, practice.id.as_str(), &practice.card.place, practice.card.words.as_ref());
    }
    texts
}

/// Who refers to what, sorted and without repetitions.
pub fn uses(study: &Study) -> BTreeMap<EntityRef, Vec<Use>> {
    let mut uses: BTreeMap<EntityRef, Vec<Use>> = BTreeMap::new();
    let mut add = |target: &Target, by: &EntityRef, role| {
        for entity in entities_of(target, &study.observations) {
            if entity != *by {
                uses.entry(entity).or_default().push(Use { by: by.clone(), role });
            }
        }
    };
    for written in texts(study) {
        for (_, text) in written.words.iter() {
            for target in text.targets() {
                let role = if target.role == Role::Embed { UseRole::Embed } else { UseRole::Link };
                add(target.target, &written.by, role);
            }
        }
    }
    for finding in &study.findings {
        let by = by_finding(finding);
        for target in &finding.rests_on {
            add(&target.value, &by, UseRole::Evidence);
        }
    }
    for list in uses.values_mut() {
        list.sort();
        list.dedup();
    }
    uses
}

fn by_finding(finding: &Finding) -> EntityRef {
    EntityRef::new(Kind::Finding, finding.id.as_str())
}

/// The entities that a target names; an observation names its metric and its owner.
pub fn entities_of(target: &Target, observations: &[Observation]) -> Vec<EntityRef> {
    match target {
        Target::Entity(entity) => vec![entity.clone()],
        Target::Observation(index) => observations.get(*index).map_or_else(Vec::new, |observation| {
            let metric = EntityRef::new(Kind::Metric, observation.metric.as_str());
            std::iter::once(metric).chain(observation.owner.entity()).collect()
        }),
    }
}

/// Reports each link to a heading that its page does not have.
pub fn check_anchors(study: &Study, out: &mut Vec<Diagnostic>) {
    let texts = texts(study);
    let by_entity: BTreeMap<&EntityRef, &Written<'_>> = texts.iter().map(|written| (&written.by, written)).collect();
    for written in &texts {
        for (language, text) in written.words.iter() {
            let place = |span| Place::new(&path_of(written, language.as_str(), study), span);
            for link in text.links() {
                let (target, anchor) = match link.way {
                    LinkWay::Target(Target::Entity(entity), Some(anchor)) => (entity, anchor),
                    LinkWay::Anchor(anchor) => (&written.by, anchor),
                    _ => continue,
                };
                let Some(there) = by_entity.get(target) else { continue };
                let (words, _) = there.words.in_language(language);
                if words.has_anchor(anchor) || generated(target, anchor) {
                    continue;
                }
                out.push(unknown_anchor(place(link.span), target, anchor, words));
            }
        }
    }
}

/// Anchors that pages have beside their headings: `tool-ID` and `practice-ID` lines of an organisation's page.
fn generated(target: &EntityRef, anchor: &str) -> bool {
    target.kind == Kind::Organisation && (anchor.starts_with("tool-") || anchor.starts_with("practice-"))
}

fn unknown_anchor(place: Place, target: &EntityRef, anchor: &str, words: &Text) -> Diagnostic {
    let ids: Vec<&str> = words.headings().iter().map(|heading| heading.heading.id.as_str()).collect();
    let diagnostic = UNKNOWN_ANCHOR.at(place, format!("`{target}` has no heading with the id `{anchor}`"));
    match nearest(anchor, ids.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None if ids.is_empty() => diagnostic.help("it has no headings"),
        None => diagnostic.help(format!("its headings are: {}", ids.join(", "))),
    }
}

/// The file that holds a text in a language: the original's, or the translation beside it.
pub fn path_of(written: &Written<'_>, language: &str, study: &Study) -> SourcePath {
    let original = &written.place.path;
    if study.languages().first().is_some_and(|first| first.as_str() == language) {
        return original.clone();
    }
    match original.as_str().strip_suffix(".md") {
        Some(stem) => SourcePath::new(format!("{stem}.{language}.md")),
        // What is a row of a table is translated in a file of its own.
        None => SourcePath::new(format!("content/{}/{}.{language}.md", written.by.kind.folder(), written.by.id)),
    }
}
