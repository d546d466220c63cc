//! The one place where consent is held: from the whole model to the study that may be published.
//!
//! Whatever is withheld, embargoed, withdrawn or a draft is removed here, with its translations, relations and
//! observations, before any page, count or chart is made. What remains may not name it: that is an error, not a silence,
//! since a link that leads nowhere gives away that something was there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::decode::{Date, id};
use crate::diagnostic::{Diagnosed, Diagnostic, Place, Spanned};
use crate::parse::ConsentEntry;
use crate::study::{
    Attribution, Chapter, ChartData, ChartDefinition, ConsentPolicy, EntityRef, Filters, Finding, Grouping, Id, Kind,
    Localised, Organisation, Owner, Quote, Respondent, Study, Target, Text, Tombstone,
};

use super::Model;
use super::quotes::make_anonymous;
use super::rules::{ANONYMOUS_ID_REVEALS, LINK_TO_WITHHELD};
use super::uses;

/// What is published of a model on a date; without a date every embargo still holds.
pub fn study(model: &Model, date: Option<Date>) -> Diagnosed<Study> {
    let mut out = Vec::new();
    let removed = removed(model, date);
    for (id, consent) in &model.consents {
        if let (ConsentEntry::Anonymous { .. }, Some(quote)) = (&consent.value, model.whole.quotes.get(id)) {
            id_reveals_nothing(model, quote, &mut out);
        }
    }
    if model.states_consent {
        names_nothing_removed(&model.whole, &removed, &mut out);
    }
    let mut study = without(&model.whole, &removed);
    for (id, consent) in &model.consents {
        if let ConsentEntry::Anonymous { keep_document, keep_locator } = consent.value
            && let Some(quote) = study.quotes.get_mut(id)
        {
            make_anonymous(Arc::make_mut(quote), keep_document, keep_locator);
        }
    }
    untie_from_anonymous(&mut study);
    study.tombstones = tombstones(model);
    study.withheld = removed.keys().filter(|entity| entity.kind == Kind::Quote).count();
    study.uses = uses::uses(&study);
    Diagnosed { value: study, diagnostics: out }
}

/// A value that an organisation or a speaker is known for would tell who said the anonymous quote that it rests on.
fn untie_from_anonymous(study: &mut Study) {
    let quotes = &study.quotes;
    for observation in &mut study.observations {
        let tells = observation.owner != Owner::Study || matches!(observation.respondent, Some(Respondent::Speaker(_)));
        if tells {
            observation.quotes.retain(|id| quotes.get(id).is_none_or(|quote| !quote.anonymous));
        }
    }
}

/// What may not be published, each with the reason in words.
type Removed = BTreeMap<EntityRef, &'static str>;

fn removed(model: &Model, date: Option<Date>) -> Removed {
    let mut removed: Removed = model.names.drafts.iter().map(|entity| (entity.clone(), "a draft")).collect();
    for quote in model.whole.quotes.values() {
        let consent = model.consents.get(&quote.id).map(|consent| &consent.value);
        let reason = withheld_because(consent, model.whole.imprint.consent, date)
            .or_else(|| of_removed_organisation(quote, &removed).then_some("said by a draft organisation"));
        if let Some(reason) = reason {
            removed.insert(EntityRef::new(Kind::Quote, quote.id.as_str()), reason);
        }
    }
    removed
}

fn withheld_because(consent: Option<&ConsentEntry>, policy: ConsentPolicy, date: Option<Date>) -> Option<&'static str> {
    match consent {
        None if policy == ConsentPolicy::EachQuote => Some("without consent"),
        None | Some(ConsentEntry::Granted | ConsentEntry::Anonymous { .. }) => None,
        Some(ConsentEntry::Withheld) => Some("withheld"),
        Some(ConsentEntry::Withdrawn(_)) => Some("withdrawn"),
        Some(ConsentEntry::EmbargoedUntil(until)) => match date {
            Some(date) if date >= *until => None,
            _ => Some("embargoed"),
        },
    }
}

fn of_removed_organisation(quote: &Quote, removed: &Removed) -> bool {
    match &quote.attribution {
        Attribution::Organisation(id) => removed.contains_key(&EntityRef::new(Kind::Organisation, id.as_str())),
        Attribution::Unknown(_) | Attribution::Anonymous => false,
    }
}

fn tombstones(model: &Model) -> Vec<Tombstone> {
    let withdrawn = model.consents.iter().filter_map(|(id, consent)| match consent.value {
        ConsentEntry::Withdrawn(date) => Some(Tombstone { id: id.clone(), withdrawn: date }),
        _ => None,
    });
    withdrawn.collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// Nothing that remains may name what is removed
// ---------------------------------------------------------------------------------------------------------------------

fn names_nothing_removed(whole: &Study, removed: &Removed, out: &mut Vec<Diagnostic>) {
    if removed.is_empty() {
        return;
    }
    let mut report = |place: Place, by: &EntityRef, target: &EntityRef| {
        if removed.contains_key(by) {
            return;
        }
        if let Some(reason) = removed.get(target) {
            let message = format!("`{by}` names `{target}`, which is not published ({reason})");
            let help = "take the reference out, or publish what it names";
            out.push(LINK_TO_WITHHELD.at(place, message).help(help).about(by.to_string()));
        }
    };
    for written in uses::texts(whole) {
        for (language, text) in written.words.iter() {
            let path = uses::path_of(&written, language.as_str(), whole);
            for target in text.targets() {
                for entity in uses::entities_of(target.target, &whole.observations) {
                    report(Place::new(&path, target.span), &written.by, &entity);
                }
            }
        }
    }
    for finding in &whole.findings {
        let by = EntityRef::new(Kind::Finding, finding.id.as_str());
        for target in &finding.rests_on {
            for entity in uses::entities_of(&target.value, &whole.observations) {
                report(Place::new(&finding.body.place.path, target.span), &by, &entity);
            }
        }
    }
    for chart in whole.charts.values() {
        let by = EntityRef::new(Kind::Chart, chart.id.as_str());
        for (place, entity) in named_by_chart(chart, whole) {
            report(place, &by, &entity);
        }
    }
    for observation in &whole.observations {
        let by =
            observation.owner.entity().unwrap_or_else(|| EntityRef::new(Kind::Metric, observation.metric.as_str()));
        for quote in &observation.quotes {
            report(observation.place.clone(), &by, &EntityRef::new(Kind::Quote, quote.as_str()));
        }
    }
}

fn named_by_chart(chart: &ChartDefinition, whole: &Study) -> Vec<(Place, EntityRef)> {
    let by_filter = |filters: &Filters, span| {
        let mut named = Vec::new();
        for (grouping, values) in filters {
            if let Grouping::Entity(kind) = grouping {
                let place = || Place::new(&chart.place.path, span);
                named.extend(values.iter().map(|value| (place(), EntityRef::new(*kind, value))));
            }
        }
        named
    };
    match &chart.data {
        ChartData::Count { filters, span, .. } | ChartData::Metric { filters, span, .. } => by_filter(filters, *span),
        ChartData::Rows { rows, .. } => rows
            .iter()
            .flat_map(|row| {
                let targets = row.target.iter().flat_map(|target| uses::entities_of(target, &whole.observations));
                targets.map(|entity| (row.place(), entity)).collect::<Vec<_>>()
            })
            .collect(),
    }
}

/// An anonymous quote's id, file name and old addresses are published or seen: they may not hold what is removed.
fn id_reveals_nothing(model: &Model, quote: &Quote, out: &mut Vec<Diagnostic>) {
    let hidden = hidden_names(model, quote);
    let file = quote.place.path.file_name().split('.').next().unwrap_or_default();
    let shown = [quote.id.as_str(), file].into_iter().chain(quote.old_addresses.iter().map(String::as_str));
    for text in shown {
        let Some(name) = hidden.iter().find(|name| holds(text, name)) else { continue };
        let neutral = neutral_id(model);
        out.push(
            ANONYMOUS_ID_REVEALS
                .at(quote.place.clone(), format!("the quote is anonymous, but `{text}` holds `{name}`"))
                .help(format!("give it a neutral id, such as `{neutral}`, in a file whose name says nothing"))
                .about(format!("quote:{}", quote.id)),
        );
        return;
    }
}

fn hidden_names(model: &Model, quote: &Quote) -> BTreeSet<String> {
    let mut hidden = BTreeSet::new();
    let mut organisations: Vec<&Id<Organisation>> = Vec::new();
    if let Attribution::Organisation(id) = &quote.attribution {
        organisations.push(id);
    }
    if let Some(speaker) = &quote.speaker {
        hidden.insert(speaker.as_str().to_owned());
        if let Some(known) = model.whole.speakers.get(speaker) {
            organisations.extend(known.organisation.as_ref());
            hidden.extend(known.name.as_deref().and_then(id::spell));
        }
    }
    for organisation in organisations {
        hidden.insert(organisation.as_str().to_owned());
        if let Some(known) = model.whole.organisations.get(organisation) {
            let names = known.card.name.iter().map(|(_, name)| name);
            let others = known.card.also_called.iter().flat_map(|(_, names)| names);
            hidden.extend(names.chain(others).filter_map(|name| id::spell(name)));
        }
    }
    hidden
}

/// Whether an address holds a name as a whole part between hyphens, slashes or dots.
fn holds(address: &str, name: &str) -> bool {
    let address = format!("-{}-", address.replace(['/', '.', '_'], "-"));
    !name.is_empty() && address.contains(&format!("-{name}-"))
}

/// A free id that says nothing: not made from the words, which somebody could guess and try.
fn neutral_id(model: &Model) -> String {
    (1..)
        .map(|number| format!("quote-{number:03}"))
        .find(|id| model.names.place(&EntityRef::new(Kind::Quote, id)).is_none())
        .unwrap_or_else(|| "quote".to_owned())
}

// ---------------------------------------------------------------------------------------------------------------------
// The study without what is removed
// ---------------------------------------------------------------------------------------------------------------------

fn without(whole: &Study, removed: &Removed) -> Study {
    if removed.is_empty() {
        return whole.clone();
    }
    let gone = |kind: Kind, id: &str| removed.contains_key(&EntityRef::new(kind, id));
    let mut study = whole.clone();
    study.chapters.retain(|chapter| !gone(Kind::Chapter, chapter.id.as_str()));
    study.pages.retain(|id, _| !gone(Kind::Page, id.as_str()));
    study.findings.retain(|finding| !gone(Kind::Finding, finding.id.as_str()));
    study.organisations.retain(|id, _| !gone(Kind::Organisation, id.as_str()));
    study.tools.retain(|id, _| !gone(Kind::Tool, id.as_str()));
    study.practices.retain(|id, _| !gone(Kind::Practice, id.as_str()));
    study.quotes.retain(|id, _| !gone(Kind::Quote, id.as_str()));
    study.charts.retain(|id, _| !gone(Kind::Chart, id.as_str()));
    for organisation in study.organisations.values_mut() {
        organisation.tools.retain(|relation| !gone(Kind::Tool, relation.to.as_str()));
        organisation.practices.retain(|relation| !gone(Kind::Practice, relation.to.as_str()));
    }
    for tool in study.tools.values_mut() {
        tool.tools.retain(|kin| !gone(Kind::Tool, kin.to.as_str()));
        tool.practices.retain(|relation| !gone(Kind::Practice, relation.to.as_str()));
    }
    for quote in study.quotes.values_mut() {
        let mut tools = quote.tools.iter().chain(&quote.inferred.tools);
        let mut practices = quote.practices.iter().chain(&quote.inferred.practices);
        let names_what_is_gone =
            tools.any(|id| gone(Kind::Tool, id.as_str())) || practices.any(|id| gone(Kind::Practice, id.as_str()));
        // What stays as it is remains shared.
        if names_what_is_gone {
            let quote = Arc::make_mut(quote);
            quote.tools.retain(|id| !gone(Kind::Tool, id.as_str()));
            quote.practices.retain(|id| !gone(Kind::Practice, id.as_str()));
            quote.inferred.tools.retain(|id| !gone(Kind::Tool, id.as_str()));
            quote.inferred.practices.retain(|id| !gone(Kind::Practice, id.as_str()));
        }
    }
    remove_observations(&mut study, &gone);
    study
}

/// Removes the observations of what is gone; links name observations by their index, which moves.
fn remove_observations(study: &mut Study, gone: &dyn Fn(Kind, &str) -> bool) {
    let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for (index, mut observation) in std::mem::take(&mut study.observations).into_iter().enumerate() {
        let owner_gone = match &observation.owner {
            Owner::Study => false,
            owner => owner.entity().is_some_and(|entity| gone(entity.kind, &entity.id)),
        };
        let tool_gone = observation.tool.as_ref().is_some_and(|tool| gone(Kind::Tool, tool.as_str()));
        if owner_gone || tool_gone {
            continue;
        }
        observation.quotes.retain(|quote| !gone(Kind::Quote, quote.as_str()));
        moved.insert(index, kept.len());
        kept.push(observation);
    }
    study.observations = kept;
    for Chapter { body, .. } in &mut study.chapters {
        move_observations(&mut body.words, &moved);
    }
    for page in study.pages.values_mut() {
        move_observations(&mut page.body.words, &moved);
    }
    for Finding { body, rests_on, .. } in &mut study.findings {
        move_observations(&mut body.words, &moved);
        for target in rests_on {
            *target = Spanned::new(moved_target(&target.value, &moved), target.span);
        }
    }
    let cards = study.organisations.values_mut().map(|organisation| &mut organisation.card);
    let cards = cards.chain(study.tools.values_mut().map(|tool| &mut tool.card));
    for card in cards.chain(study.practices.values_mut().map(|practice| &mut practice.card)) {
        move_observations(&mut card.words, &moved);
    }
    for chart in study.charts.values_mut() {
        if let ChartData::Rows { rows, .. } = &mut chart.data {
            for row in rows {
                row.target = row.target.take().map(|target| moved_target(&target, &moved));
            }
        }
    }
}

fn move_observations(words: &mut Option<Localised<Text>>, moved: &BTreeMap<usize, usize>) {
    *words =
        words.take().map(|words| words.map(|text| text.map_targets(|target, _| moved_target(&target.value, moved))));
}

/// A link to an observation that was removed was reported; what it becomes is never published.
fn moved_target(target: &Target, moved: &BTreeMap<usize, usize>) -> Target {
    match target {
        Target::Observation(index) => Target::Observation(moved.get(index).copied().unwrap_or(*index)),
        Target::Entity(entity) => Target::Entity(entity.clone()),
    }
}
