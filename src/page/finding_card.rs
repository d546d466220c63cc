//! A finding in a list or embedded: its claim, how far it reaches, what it rests on and how surely.

use std::collections::{BTreeMap, BTreeSet};

use crate::prose::html::escaped;
use crate::study::{Attribution, Body, EntityRef, Evidence, Finding, Id, Kind, Target};

use super::edition::Edition;
use super::sheet::Sheet;
use super::view::{FindingCard, Words};
use super::{destination, small, words};

/// The card of a finding.
pub(super) fn card(sheet: &Sheet<'_>, finding: &Finding) -> FindingCard {
    let edition = sheet.edition;
    let body = &finding.body;
    let written =
        || destination::first_words(sheet, body.words.as_ref()).map(|text| first_sentence(sheet, body, &text));
    FindingCard {
        href: sheet.to_entity(&entity(finding)),
        number: number(edition, finding),
        title: edition.words(&body.title),
        summary: body.summary.as_ref().map(|summary| edition.words(summary)).or_else(written),
        scope: finding.scope.as_ref().map(|scope| edition.plain(scope).0),
        rests_on: rests_on(edition, finding),
        evidence: weakest(edition, finding).map(|level| small::evidence(edition.language, level)),
    }
}

/// The sentence that a card has room for, in the language of its text.
fn first_sentence(sheet: &Sheet<'_>, body: &Body, text: &str) -> Words {
    let language = body.words.as_ref().map(|words| words.in_language(sheet.edition.language.code()).1);
    Words { html: escaped(words::first_sentence(text)), language: language.and_then(|code| sheet.edition.other(code)) }
}

/// The cards of several findings, in the order given.
pub(super) fn cards(sheet: &Sheet<'_>, findings: &[Id<Finding>]) -> Vec<FindingCard> {
    findings.iter().filter_map(|id| sheet.edition.finding(id.as_str())).map(|one| card(sheet, one)).collect()
}

/// The number of a finding in the row of them.
pub(super) fn number(edition: &Edition<'_>, finding: &Finding) -> Option<String> {
    edition.place(&entity(finding)).checked_add(1).map(|place| edition.number(place))
}

/// The finding as an entity.
pub(super) fn entity(finding: &Finding) -> EntityRef {
    EntityRef::new(Kind::Finding, finding.id.as_str())
}

/// What a finding rests on, in a sentence of counts: `Repose sur 4 citations, 3 organismes et 1 graphique`.
///
/// Organisations are those that are named, that say one of the quotes or that one of the values is about, each once.
pub(super) fn rests_on(edition: &Edition<'_>, finding: &Finding) -> Option<String> {
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut observations = 0;
    for target in &finding.rests_on {
        match &target.value {
            Target::Entity(entity) => *kinds.entry(entity.kind).or_insert(0) += 1,
            Target::Observation(_) => observations += 1,
        }
    }
    let organisations = organisations_behind(edition, finding).len();
    if organisations > 0 {
        kinds.insert(Kind::Organisation, organisations);
    }
    // Words and who says them before numbers before pictures before the rest.
    let order = [Kind::Quote, Kind::Organisation, Kind::Metric, Kind::Chart];
    let first = order.into_iter().filter_map(|kind| Some((kind, kinds.remove(&kind)?))).collect::<Vec<_>>();
    let mut counts: Vec<String> = first.iter().map(|(kind, n)| edition.kind_count(*kind, *n)).collect();
    if observations > 0 {
        counts.push(edition.language.count("kinds.observation.count", observations));
    }
    counts.extend(kinds.into_iter().map(|(kind, n)| edition.kind_count(kind, n)));
    let list = edition.language.list(&counts);
    (!counts.is_empty()).then(|| edition.language.text("finding.rests-on-list", &[("list", &list)]))
}

fn organisations_behind(edition: &Edition<'_>, finding: &Finding) -> BTreeSet<EntityRef> {
    let study = edition.study();
    let behind = |target: &Target| match target {
        Target::Entity(entity) if entity.kind == Kind::Organisation => Some(entity.clone()),
        Target::Entity(entity) if entity.kind == Kind::Quote => match &study.quotes.get(&*entity.id)?.attribution {
            Attribution::Organisation(id) => Some(EntityRef::new(Kind::Organisation, id.as_str())),
            Attribution::Unknown(_) | Attribution::Anonymous => None,
        },
        Target::Entity(_) => None,
        Target::Observation(index) => {
            study.observations.get(*index)?.owner.entity().filter(|owner| owner.kind == Kind::Organisation)
        }
    };
    finding.rests_on.iter().filter_map(|target| behind(&target.value)).collect()
}

/// The weakest evidence among the quotes and values that a finding rests on.
pub(super) fn weakest(edition: &Edition<'_>, finding: &Finding) -> Option<Evidence> {
    let study = edition.study();
    small::weakest(finding.rests_on.iter().filter_map(|target| match &target.value {
        Target::Entity(entity) if entity.kind == Kind::Quote => study.quotes.get(&*entity.id).map(|one| one.evidence),
        Target::Entity(_) => None,
        Target::Observation(index) => study.observations.get(*index).map(|one| one.evidence),
    }))
}
