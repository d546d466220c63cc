//! A value of an entity against those of the others of its kind, with itself picked out.
//!
//! Up to [`MOST_POINTS`] owners each is a point of a strip, or a row of ranges. Beyond, the page of each would hold the
//! points of all, and a study of thousands their square: there the values are counted in bins, of which there are never
//! more than a dozen, and the bin that holds the entity is picked out.

use super::comparable::{Comparison, Form, point};
use super::text::{self, Said};
use super::{Desk, bins, prepared};
use crate::chart::amounts;
use crate::chart::data::{Prepared, Rows, metric as data};
use crate::chart::kind::{self, Options};
use crate::study::{EntityRef, Grouping, Kind, Metric, Observation, Reading};

/// With more owners the page of each counts them in bins.
pub(super) const MOST_POINTS: usize = 60;
/// With more rows ranges are no longer a look, but a list.
const MOST_RANGES: usize = 40;

pub(super) fn charts(entity: &EntityRef, desk: &Desk<'_>) -> Vec<Prepared> {
    if !matches!(entity.kind, Kind::Organisation | Kind::Tool | Kind::Practice) {
        return Vec::new();
    }
    let Some(owner) = super::over_time::owner(entity) else { return Vec::new() };
    let study = desk.material.study;
    let own = desk.material.analysis.observations_of(&owner).iter().filter_map(|index| study.observations.get(*index));
    let mut metrics: Vec<_> = own.map(|observation| &observation.metric).collect();
    // Observations are sorted by metric within their owner.
    metrics.dedup();
    let mut comparisons: Vec<(usize, &Comparison)> = metrics
        .into_iter()
        .flat_map(|metric| {
            let all = desk.shelf.comparisons.of_metric(metric.as_str()).iter();
            all.filter(|one| one.kind == entity.kind && one.values.contains_key(&entity.id)).enumerate()
        })
        .collect();
    // Each metric has a turn before any has its second, for another tool or segment; the widest come first.
    comparisons.sort_by_key(|(turn, one)| (*turn, std::cmp::Reverse(one.values.len())));
    comparisons.into_iter().filter_map(|(_, comparison)| chart(entity, desk, comparison)).collect()
}

/// The observations of a comparison, by their owners' ids.
pub(super) fn observations<'a>(desk: &Desk<'a>, comparison: &'a Comparison) -> Vec<&'a Observation> {
    comparison.values.values().filter_map(|index| desk.material.study.observations.get(*index)).collect()
}

fn chart(entity: &EntityRef, desk: &Desk<'_>, comparison: &Comparison) -> Option<Prepared> {
    let metric = desk.material.study.metrics.get(&comparison.metric)?;
    let own = desk.material.study.observations.get(*comparison.values.get(&entity.id)?)?;
    let count = comparison.values.len();
    let (options, rows, notes) = match comparison.form {
        Form::Categories => categories(desk, metric, own, comparison)?,
        // The value that the page is about is drawn, or nothing is.
        Form::Numbers if point(own).is_none() => return None,
        Form::Numbers if count <= MOST_POINTS => {
            let (rows, notes) = points(desk, metric, comparison);
            let focus = Some(desk.material.name(entity).0);
            (Options::Strip(kind::strip::Options { focus, ..Default::default() }), rows, notes)
        }
        Form::Numbers => {
            let bins = desk.shelf.bins(comparison)?;
            let options =
                kind::bar::Options { focus: point(own).and_then(|own| bins.label(own)), ..Default::default() };
            (Options::Bar(options), bins.rows.clone(), bins::notes(desk, comparison))
        }
        Form::Ranges if count <= MOST_RANGES => {
            let focus = Some(desk.material.name(entity).0);
            let options = Options::Range(kind::range::Options { focus, ..Default::default() });
            (options, each(desk, metric, comparison), Vec::new())
        }
        Form::Ranges => return None,
    };
    let id = format!("{}{}--among-others", metric.id, comparison.slice.in_id());
    let mut said = said(entity, desk, (metric, comparison), own);
    said.notes.extend(notes);
    Some(prepared(desk, id, options, rows, said))
}

/// A row for each owner, by name.
pub(super) fn each(desk: &Desk<'_>, metric: &Metric, comparison: &Comparison) -> Rows {
    let by = Grouping::Entity(comparison.kind);
    data::of_observations(desk.material, metric, &by, &observations(desk, comparison))
}

/// A row for each owner whose value is a point, and what to say of the others.
pub(super) fn points(desk: &Desk<'_>, metric: &Metric, comparison: &Comparison) -> (Rows, Vec<String>) {
    let by = Grouping::Entity(comparison.kind);
    let points: Vec<&Observation> =
        observations(desk, comparison).into_iter().filter(|one| point(one).is_some()).collect();
    (data::of_observations(desk.material, metric, &by, &points), bins::notes(desk, comparison))
}

/// How many have each value of a category, with the entity's own picked out.
fn categories(
    desk: &Desk<'_>,
    metric: &Metric,
    own: &Observation,
    comparison: &Comparison,
) -> Option<(Options, Rows, Vec<String>)> {
    let Reading::Category(value) = &own.reading else { return None };
    let label = &metric.values.iter().find(|known| known.id == *value)?.label;
    let rows = super::distribution::of_category(desk, comparison)?;
    let focus = Some(desk.material.plain(label));
    Some((Options::Bar(kind::bar::Options { focus, ..Default::default() }), rows, Vec::new()))
}

fn said(entity: &EntityRef, desk: &Desk<'_>, (metric, comparison): (&Metric, &Comparison), own: &Observation) -> Said {
    let material = desk.material;
    let name = material.name(entity).0;
    let measured = text::metric_name(material, metric, &comparison.slice);
    let things = text::things(material, comparison.kind, comparison.values.len());
    let title = text::text(material, "among", &[("metric", &measured), ("name", &name), ("things", &things)]);
    let value = match &own.reading {
        Reading::Quantity { said, unit, .. } => amounts::words(*said, unit, material.language),
        Reading::Category(value) => {
            let known = metric.values.iter().find(|known| known.id == *value);
            known.map_or_else(|| value.to_string(), |known| material.plain(&known.label))
        }
        Reading::Date(_) | Reading::Unknown(_) => return text::said(desk, metric, comparison, title),
    };
    let own = text::text(material, "own", &[("name", &name), ("value", &value)]);
    let subtitle = text::subtitle([Some(own), text::period(material, comparison.dates)]);
    Said { subtitle, ..text::said(desk, metric, comparison, title) }
}
