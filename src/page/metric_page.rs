//! The page of a metric: what is measured, every value that is documented, and where nothing is.

use crate::chart::automatic::comparable::{self, Silence};
use crate::citation::Form;
use crate::prose::html::escaped;
use crate::study::{EntityRef, Id, Kind, Metric};

use super::edition::Edition;
use super::frame::{self, Outline};
use super::observation_table::{self, Common};
use super::routes::PageName;
use super::sheet::Sheet;
use super::view::{Content, Fact, Figure, Gap, MetricPage, ObservationTable};
use super::{Page, figure, small, value};

/// A page for each metric.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let metrics = edition.study().metrics.values();
    let wanted = metrics.filter(|metric| edition.wants_entity(Kind::Metric, metric.id.as_str()));
    wanted.map(|metric| page(edition, metric)).collect()
}

fn page(edition: &Edition<'_>, metric: &Metric) -> Page {
    let entity = EntityRef::new(Kind::Metric, metric.id.as_str());
    let sheet = Sheet::of(edition, PageName::Entity(entity.clone()));
    let figures = figures(&sheet, metric, &entity);
    let content = MetricPage {
        title: edition.words(&metric.label),
        summary: metric.summary.as_ref().map(|summary| edition.words(summary)),
        definition: definition(edition, metric),
        observations: observations(&sheet, metric),
        gaps: gaps(&sheet, metric),
        without_chart: figures.is_empty().then(|| without_chart(edition, metric)).flatten(),
        figures,
        used_in: used_in(&sheet, &entity, metric),
        downloads: small::record(&sheet, &entity),
    };
    let outline = Outline::of_entity(&sheet, &entity, Form::Data)
        .described(metric.summary.as_ref().map(|summary| edition.plain(summary).0));
    frame::page(sheet, outline, Content::MetricPage(content), &metric.place)
}

fn definition(edition: &Edition<'_>, metric: &Metric) -> Vec<Fact> {
    let language = edition.language;
    let fact = |key: &str, html: String| Fact { label: edition.text(key), html };
    let kind = edition.text(&format!("metric.kinds.{}", metric.kind.word()));
    let mut facts = vec![fact("metric.kind", escaped(&kind))];
    if let Some(unit) = value::unit_name(&metric.unit, language) {
        facts.push(fact("metric.unit", escaped(&unit)));
    }
    for (key, segments) in [("metric.values", &metric.values), ("metric.segment", &metric.segments)] {
        let labels: Vec<String> = segments.iter().map(|segment| edition.marked(&segment.label)).collect();
        if !labels.is_empty() {
            facts.push(fact(key, labels.join(", ")));
        }
    }
    if !metric.conversions.is_empty() {
        let rates: Vec<String> =
            metric.conversions.iter().map(|(unit, size)| rate(edition, metric, unit, *size)).collect();
        let note = observation_table::conversion_note(edition, metric).map(|note| format!(" {note}"));
        facts.push(fact("metric.conversion", format!("{}.{}", rates.join(" ; "), note.unwrap_or_default())));
    }
    if let Some(note) = small::remark(edition, metric.note.as_ref()) {
        facts.push(fact("metric.note", note));
    }
    facts
}

/// `1 h par jour = 5 h par semaine`
fn rate(edition: &Edition<'_>, metric: &Metric, unit: &str, size: f64) -> String {
    use crate::study::{Amount, Unit};
    let one = match Unit::from_name(unit) {
        Some(unit) => value::amount(Amount::Exact(1.0), &unit, edition.language),
        None => unit.to_owned(),
    };
    let other = value::amount(Amount::Exact(size), &metric.unit, edition.language);
    escaped(&edition.language.text("metric.conversion-rate", &[("one", &one), ("other", &other)]))
}

/// Every value; gaps of the study's own segments stand among them, gaps of an entity in a list of their own.
fn observations(sheet: &Sheet<'_>, metric: &Metric) -> ObservationTable {
    let edition = sheet.edition;
    let mut indexes: Vec<usize> = edition.analysis().observations_about(&metric.id).to_vec();
    let observation = |index: &usize| edition.study().observations.get(*index);
    indexes.retain(|index| observation(index).is_some_and(|one| !is_gap_of_entity(one)));
    indexes.sort_by_key(|index| {
        let owner = observation(index).and_then(|one| one.owner.entity());
        (owner.as_ref().map(|owner| (owner.kind, edition.place(owner))), *index)
    });
    let label = edition.plain(&metric.label).0;
    let title = edition.text("metric.values");
    let caption = edition.language.text("metric.caption", &[("metric", &label)]);
    let empty = || ObservationTable {
        id: "values".to_owned(),
        title: title.clone(),
        caption: caption.clone(),
        first: edition.text("metric.owner"),
        rows: Vec::new(),
        notes_html: vec![escaped(&edition.text("metric.values-none"))],
    };
    observation_table::table(sheet, &indexes, Common::Metric, title.clone(), caption.clone()).unwrap_or_else(empty)
}

fn is_gap_of_entity(observation: &crate::study::Observation) -> bool {
    value::is_unknown(observation) && observation.owner.entity().is_some()
}

fn gaps(sheet: &Sheet<'_>, metric: &Metric) -> Vec<Gap> {
    let edition = sheet.edition;
    let indexes = edition.analysis().observations_about(&metric.id);
    let gaps = indexes.iter().filter_map(|index| {
        let observation = edition.study().observations.get(*index).filter(|one| is_gap_of_entity(one))?;
        let owner = observation.owner.entity()?;
        let reason = value::reading(metric, observation, edition.language);
        Some(((owner.kind, edition.place(&owner)), Gap { about: sheet.link(&owner), reason_html: escaped(&reason) }))
    });
    let mut gaps: Vec<_> = gaps.collect();
    gaps.sort_by_key(|(place, _)| *place);
    gaps.into_iter().map(|(_, gap)| gap).collect()
}

/// The authors' charts that show it, and those that the page gains.
fn figures(sheet: &Sheet<'_>, metric: &Metric, entity: &EntityRef) -> Vec<Figure> {
    let charts = sheet.edition.study().charts.values();
    let shown = charts.filter(|chart| comparable::shown(&chart.data).contains(&metric.id));
    shown.filter_map(|chart| figure::figure(sheet, chart)).chain(figure::automatic_of(sheet, entity)).collect()
}

/// Why nothing is drawn, where somebody's values could have been; a single value raises no question.
fn without_chart(edition: &Edition<'_>, metric: &Metric) -> Option<String> {
    let language = edition.language;
    let silence = comparable::silence(edition.study(), edition.analysis(), metric)?;
    let key = |word: &str| format!("automatic-chart.silence.{word}");
    Some(match silence {
        Silence::TooFew(0 | 1) => return None,
        Silence::TooFew(number) => {
            let least = language.integer(comparable::FEWEST as i64);
            language.count_with(&key("too-few"), number, &[("least", &least)])
        }
        Silence::AllEqual => edition.text(&key("all-equal")),
        Silence::Bases => edition.text(&key("bases")),
        Silence::Dates => edition.text(&key("dates")),
    })
}

/// The texts that use it and the quotes that say its values.
fn used_in(sheet: &Sheet<'_>, entity: &EntityRef, metric: &Metric) -> Vec<super::view::LinkGroup> {
    let analysis = sheet.edition.analysis();
    let findings = analysis.findings(entity).iter().map(|id| EntityRef::new(Kind::Finding, id.as_str()));
    let observations = analysis.observations_about(&metric.id).iter();
    let observations = observations.filter_map(|index| sheet.edition.study().observations.get(*index));
    let quotes: Vec<&Id<crate::study::Quote>> = observations.flat_map(|observation| &observation.quotes).collect();
    let quotes = quotes.into_iter().take(small::MOST_LINKS).map(|id| EntityRef::new(Kind::Quote, id.as_str()));
    small::by_kind(sheet, analysis.named_in(entity).iter().cloned().chain(findings).chain(quotes))
}
