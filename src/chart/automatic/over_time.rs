//! A metric of an entity over time: a line for each of its tools and segments, four at most; more are small multiples.
//!
//! A moment at which nothing is known is a gap in the line. Ranges are drawn as ranges, one date a row, never as points.

use std::collections::{BTreeMap, BTreeSet};

use super::comparable::{Slice, documents, have_one_base, point};
use super::text::{self, Said};
use super::{Desk, prepared};
use crate::chart::calendar;
use crate::chart::data::{Prepared, Rows, in_order, metric as data, moment};
use crate::chart::input::{Cell, Noun, Order, Row, Series};
use crate::chart::kind::{self, Options};
use crate::chart::words::Words;
use crate::study::{Date, EntityRef, Grouping, Id, Kind, Metric, MetricKind, Observation, Owner, Reading};

/// With fewer dates a table is read faster.
const FEWEST_DATES: usize = 4;
/// More lines than this cross too often.
const MOST_LINES: usize = 4;

/// The values of one tool and segment, by date.
type Course<'a> = BTreeMap<Date, &'a Observation>;

pub(super) fn charts(entity: &EntityRef, desk: &Desk<'_>) -> Vec<Prepared> {
    let Some(owner) = owner(entity) else { return Vec::new() };
    let study = desk.material.study;
    let mut by_metric: BTreeMap<&Id<Metric>, Vec<&Observation>> = BTreeMap::new();
    for observation in desk.material.analysis.observations_of(&owner).iter().filter_map(|i| study.observations.get(*i))
    {
        by_metric.entry(&observation.metric).or_default().push(observation);
    }
    let metrics = by_metric.into_iter().filter_map(|(metric, own)| Some((study.metrics.get(metric)?, own)));
    metrics.filter_map(|(metric, own)| chart(entity, desk, metric, &own)).collect()
}

/// An entity as what observations belong to.
pub(super) fn owner(entity: &EntityRef) -> Option<Owner> {
    match entity.kind {
        Kind::Organisation => Some(Owner::Organisation(Id::new(&entity.id))),
        Kind::Tool => Some(Owner::Tool(Id::new(&entity.id))),
        Kind::Practice => Some(Owner::Practice(Id::new(&entity.id))),
        _ => None,
    }
}

fn chart(entity: &EntityRef, desk: &Desk<'_>, metric: &Metric, own: &[&Observation]) -> Option<Prepared> {
    let courses = courses(metric, own);
    let all_points = courses.values().flat_map(BTreeMap::values).all(|one| is_gap(one) || point(one).is_some());
    let (options, rows) = match courses.len() {
        0 => return None,
        _ if all_points => {
            let rows = together(desk, metric, &courses);
            if courses.len() <= MOST_LINES {
                (Options::Line(kind::line::Options::default()), rows)
            } else {
                (Options::SmallMultiples(kind::small_multiples::Options::default()), rows)
            }
        }
        // Lines through the middles of ranges would say more than is known.
        1 => (Options::Range(kind::range::Options::default()), one_a_row(desk, metric, courses.values().next()?)),
        _ => return None,
    };
    let slice = if courses.len() == 1 { courses.keys().next().cloned().unwrap_or_default() } else { Slice::default() };
    let id = format!("{}{}--over-time", metric.id, slice.in_id());
    let said = said(entity, desk, metric, (&slice, &courses));
    Some(prepared(desk, id, options, rows, said))
}

/// What has values of enough dates, one a date, not all the same.
fn courses<'a>(metric: &Metric, own: &[&'a Observation]) -> BTreeMap<Slice, Course<'a>> {
    let mut slices: BTreeMap<Slice, Vec<&Observation>> = BTreeMap::new();
    for observation in own.iter().filter(|one| one.date.is_some()) {
        if matches!(observation.reading, Reading::Quantity { .. } | Reading::Unknown(_)) {
            slices.entry(Slice::of(observation)).or_default().push(observation);
        }
    }
    let courses = slices.into_iter().filter_map(|(slice, values)| {
        let course: Course<'_> = values.iter().filter_map(|one| Some((one.date?, *one))).collect();
        let known: Vec<&Observation> = course.values().copied().filter(|one| !is_gap(one)).collect();
        let has_one_a_date = course.len() == values.len();
        let changes = known.windows(2).any(|two| matches!(two, [one, other] if one.reading != other.reading));
        let has_one_base = metric.kind != MetricKind::Share || have_one_base(&known);
        (has_one_a_date && known.len() >= FEWEST_DATES && changes && has_one_base).then_some((slice, course))
    });
    courses.collect()
}

fn is_gap(observation: &Observation) -> bool {
    matches!(observation.reading, Reading::Unknown(_))
}

/// A row for each date, with a cell for each course.
fn together(desk: &Desk<'_>, metric: &Metric, courses: &BTreeMap<Slice, Course<'_>>) -> Rows {
    let material = desk.material;
    let dates: BTreeSet<Date> = courses.values().flat_map(|course| course.keys().copied()).collect();
    let cell = |course: &Course<'_>, date: &Date| {
        course.get(date).map_or_else(|| Cell::missing(None), |one| data::cell(material, metric, one))
    };
    let mut rows: Vec<Row> = dates
        .iter()
        .map(|date| Row {
            label: Words::date(material.language, moment(*date)),
            when: Some(moment(*date)),
            cells: courses.values().map(|course| cell(course, date)).collect(),
            ..Row::default()
        })
        .collect();
    rows.sort_by(|a, b| day(a).total_cmp(&day(b)));
    let values: Vec<&Observation> = courses.values().flat_map(BTreeMap::values).copied().collect();
    let series = |slice: &Slice| {
        let names = text::slice_names(material, metric, slice);
        let whole = || text::text(material, "whole", &[]);
        Series::new(if names.is_empty() { whole() } else { names.join(", ") })
    };
    Rows {
        rows,
        series: if courses.len() > 1 { courses.keys().map(series).collect() } else { Vec::new() },
        groups: Vec::new(),
        things: dates_noun(desk),
        measure: data::measure(material, metric),
        order: Order::Given,
        population: None,
        notes: data::notes(material, metric, &values),
        quotes: in_order(material, values.iter().flat_map(|one| one.quotes.iter().cloned())),
    }
}

fn one_a_row(desk: &Desk<'_>, metric: &Metric, course: &Course<'_>) -> Rows {
    let mut values: Vec<&Observation> = course.values().copied().collect();
    let day = |one: &&Observation| one.date.map_or(0.0, |date| calendar::days(moment(date)).0);
    values.sort_by(|a, b| day(a).total_cmp(&day(b)));
    let rows = data::of_observations(desk.material, metric, &Grouping::Date, &values);
    Rows { population: None, things: dates_noun(desk), ..rows }
}

fn day(row: &Row) -> f64 {
    row.when.map_or(0.0, |when| calendar::days(when).0)
}

fn dates_noun(desk: &Desk<'_>) -> Noun {
    let form = |form: &str| text::text(desk.material, &format!("moment.{form}"), &[]);
    Noun::new(form("singular"), form("plural"))
}

fn said(
    entity: &EntityRef,
    desk: &Desk<'_>,
    metric: &Metric,
    (slice, courses): (&Slice, &BTreeMap<Slice, Course<'_>>),
) -> Said {
    let material = desk.material;
    let name = material.name(entity).0;
    let measured = text::metric_name(material, metric, slice);
    let dates = || courses.values().flat_map(|course| course.keys().copied());
    Said {
        title: text::text(material, "over-time", &[("metric", &measured), ("name", &name)]),
        subtitle: text::subtitle([
            text::unit(material, metric),
            text::period(material, dates().min().zip(dates().max())),
        ]),
        source: text::source(
            material,
            &documents(material.study, courses.values().flat_map(BTreeMap::values).copied()),
        ),
        notes: Vec::new(),
    }
}
