//! Observations as a table: each value as it was said, with what it rests on; a gap with its reason, never as 0.

use crate::prose::html::escaped;
use crate::study::{EntityRef, Kind, Metric, Observation, Owner, Respondent};

use super::edition::Edition;
use super::routes::PageName;
use super::sheet::Sheet;
use super::view::{ObservationRow, ObservationTable, Words};
use super::{quote_card, small, value, words};

/// What the rows of a table have in common, so that their first column says the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Common {
    /// One owner: rows are about metrics.
    Owner,
    /// One metric: rows are about owners.
    Metric,
    /// Nothing: rows name both.
    Nothing,
}

/// The observations of these indexes; `None` where there are none.
pub(super) fn table(
    sheet: &Sheet<'_>,
    indexes: &[usize],
    common: Common,
    title: String,
    caption: String,
) -> Option<ObservationTable> {
    let study = sheet.edition.study();
    let mut rows = Vec::new();
    let mut metrics: Vec<&Metric> = Vec::new();
    for index in indexes {
        let observation = study.observations.get(*index);
        let Some((observation, metric)) =
            observation.and_then(|observation| Some((observation, study.metrics.get(&observation.metric)?)))
        else {
            continue;
        };
        rows.push(row(sheet, *index, observation, metric, common));
        if value::converted(metric, observation, sheet.edition.language).is_some() {
            metrics.push(metric);
        }
    }
    metrics.dedup_by_key(|metric| &metric.id);
    let first = match common {
        Common::Metric => sheet.text("metric.owner"),
        Common::Owner | Common::Nothing => sheet.edition.kind_singular(Kind::Metric),
    };
    let notes_html = metrics.iter().filter_map(|metric| conversion_note(sheet.edition, metric)).collect();
    (!rows.is_empty()).then(|| ObservationTable { id: "values".to_owned(), title, caption, first, rows, notes_html })
}

/// What the conversions of a metric assume, as safe inline HTML.
pub(super) fn conversion_note(edition: &Edition<'_>, metric: &Metric) -> Option<String> {
    small::remark(edition, metric.conversions_note.as_ref())
}

/// Where an observation is shown: on its owner's page, or the study's on the metric's.
pub(super) fn href(sheet: &Sheet<'_>, index: usize) -> Option<String> {
    let observation = sheet.edition.study().observations.get(index)?;
    let rank = sheet.edition.analysis().rank(index);
    let (page, common) = match observation.owner.entity() {
        Some(owner) => (owner, Common::Owner),
        None => (EntityRef::new(Kind::Metric, observation.metric.as_str()), Common::Metric),
    };
    sheet
        .edition
        .has(&PageName::Entity(page.clone()))
        .then(|| format!("{}#{}", sheet.to_entity(&page), anchor(observation, rank, common)))
}

/// The anchor of a row: what it is about, and which of several.
fn anchor(observation: &Observation, rank: usize, common: Common) -> String {
    let owner = match observation.owner.entity() {
        Some(owner) => format!("{}-{}", owner.kind.word(), owner.id),
        None => "study".to_owned(),
    };
    let about = match common {
        Common::Owner => format!("metric-{}", observation.metric),
        Common::Metric => owner,
        Common::Nothing => format!("metric-{}-{owner}", observation.metric),
    };
    if rank > 1 { format!("{about}-{rank}") } else { about }
}

fn row(sheet: &Sheet<'_>, index: usize, observation: &Observation, metric: &Metric, common: Common) -> ObservationRow {
    let edition = sheet.edition;
    let rank = edition.analysis().rank(index);
    let (about, href, segment_said) = about(sheet, observation, metric, common);
    ObservationRow {
        id: anchor(observation, rank, common),
        about,
        href,
        value_html: escaped(&value::reading(metric, observation, edition.language)),
        unknown: value::is_unknown(observation),
        details: details(edition, observation, metric, common, segment_said),
        evidence: (!value::is_unknown(observation)).then(|| small::evidence(edition.language, observation.evidence)),
        source: observation.source.as_ref().map(|source| small::source(sheet, source)),
        quotes: small::quote_links(sheet, observation.quotes.iter(), None),
        note_html: small::remark(edition, observation.note.as_ref()),
    }
}

/// What a row is about, its page, and whether that already says its segment.
fn about(
    sheet: &Sheet<'_>,
    observation: &Observation,
    metric: &Metric,
    common: Common,
) -> (Words, Option<String>, bool) {
    let edition = sheet.edition;
    if common != Common::Metric {
        let entity = EntityRef::new(Kind::Metric, metric.id.as_str());
        return (edition.name_words(&entity), Some(sheet.to_entity(&entity)), false);
    }
    match observation.owner.entity() {
        Some(owner) => (edition.name_words(&owner), Some(sheet.to_entity(&owner)), false),
        None => match segment(metric, observation) {
            Some(label) => (edition.words(label), None, true),
            None => (words::own(&edition.text("metric.study")), None, false),
        },
    }
}

fn segment<'a>(metric: &'a Metric, observation: &Observation) -> Option<&'a crate::study::Localised<String>> {
    let id = observation.segment.as_ref()?;
    metric.segments.iter().find(|segment| segment.id == *id).map(|segment| &segment.label)
}

/// Whose, of which segment, when, with which tool, by whom, of what base, and what it is in the metric's unit.
fn details(
    edition: &Edition<'_>,
    observation: &Observation,
    metric: &Metric,
    common: Common,
    segment_said: bool,
) -> Vec<String> {
    let language = edition.language;
    let owner = (common == Common::Nothing).then(|| match observation.owner.entity() {
        Some(owner) => edition.name(&owner).0,
        None => edition.text("metric.study"),
    });
    let segment = segment(metric, observation).filter(|_| !segment_said).map(|label| edition.plain(label).0);
    let date = observation.date.map(|date| value::date_in_words(date, language));
    let tool = observation.tool.as_ref().map(|id| edition.name(&EntityRef::new(Kind::Tool, id.as_str())).0);
    let respondent = observation.respondent.as_ref().map(|respondent| said_by(edition, respondent));
    let base = observation.base.as_ref().map(|base| value::base(base, language));
    let converted = value::converted(metric, observation, language).map(|converted| {
        let label = edition.text("metric.converted");
        language.text("formats.labelled", &[("label", &label), ("value", &converted)])
    });
    [owner, segment, date, tool, respondent, base, converted].into_iter().flatten().collect()
}

fn said_by(edition: &Edition<'_>, respondent: &Respondent) -> String {
    let named = match respondent {
        Respondent::Unnamed => None,
        Respondent::Speaker(id) => {
            let speaker = edition.study().speakers.get(id);
            speaker.and_then(|speaker| quote_card::speaker_in_words(edition, speaker))
        }
    };
    named.unwrap_or_else(|| edition.text("metric.respondent-unnamed"))
}

/// The observations of an owner, as a part of its page.
pub(super) fn of_owner(sheet: &Sheet<'_>, owner: &Owner, name: &str) -> Option<ObservationTable> {
    let edition = sheet.edition;
    let mut indexes = edition.analysis().observations_of(owner).to_vec();
    let metric = |index: &usize| edition.study().observations.get(*index).map(|one| &one.metric);
    indexes.sort_by_key(|index| {
        let metric = metric(index).map(|id| edition.place(&EntityRef::new(Kind::Metric, id.as_str())));
        (metric, *index)
    });
    let title = edition.text("organisation.values");
    let caption = edition.language.text("formats.labelled", &[("label", name), ("value", &title)]);
    table(sheet, &indexes, Common::Owner, title, caption)
}
