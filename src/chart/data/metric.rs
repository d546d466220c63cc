//! The observations of a metric as rows: ranges stay ranges, gaps stay gaps with their reason.

use std::collections::BTreeMap;

use crate::study::{
    Amount, ChartData, ChartDefinition, EntityRef, Filters, Grouping, Id, Kind, Metric, Observation, Owner, Reading,
    Sort,
};

use super::count::cut;
use super::{CHART_DATA_MISMATCH, Material, Rows, certainty, in_order, moment, population};
use crate::chart::amounts;
use crate::chart::input::{Cell, Measure, Noun, Order, Period, Row, Series, Value};
use crate::chart::kind::Kind as ChartKind;
use crate::decode::Date;
use crate::diagnostic::{Diagnostic, Place};

/// The rows of a definition that shows a metric, or one against another.
pub(super) fn rows(
    definition: &ChartDefinition,
    material: &Material<'_>,
    kind: &ChartKind,
    out: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let ChartData::Metric { metric, against, sort, limit, span, by, .. } = &definition.data else { return None };
    let mut rows = one(definition, material, metric, out)?;
    if let Some(against) = against {
        let place = Place::new(&definition.place.path, *span);
        if kind.name != "scatter" {
            let message = format!("charts of the kind `{}` show one metric, found two", kind.name);
            out.push(CHART_DATA_MISMATCH.at(place, message).help("write `kind: scatter`, or keep one of them"));
            return None;
        }
        if !matches!(by.as_slice(), [Grouping::Entity(_) | Grouping::Segment | Grouping::Date]) {
            let message = "two metrics need to know which values belong together";
            out.push(CHART_DATA_MISMATCH.at(place, message).help("add `by: organisation`, or another kind"));
            return None;
        }
        rows = joined(material, rows, one(definition, material, against, out)?);
    }
    if *sort == Sort::Name {
        rows.rows.sort_by_cached_key(|row| material.language.collation_key(&row.label));
    }
    cut(material, &mut rows, *limit);
    Some(rows)
}

/// Two metrics as two columns: the rows of both, each once.
fn joined(material: &Material<'_>, first: Rows, second: Rows) -> Rows {
    let series = |rows: &Rows| Series { unit: Some(rows.measure.unit.clone()), ..Series::new(&rows.measure.name) };
    let columns = vec![series(&first), series(&second)];
    let mut rows: Vec<Row> = first.rows;
    rows.iter_mut().for_each(|row| row.cells.push(Cell::missing(None)));
    for mut row in second.rows {
        let cell = row.cells.pop().unwrap_or_else(|| Cell::missing(None));
        let known = rows.iter_mut().find(|known| known.label == row.label && known.href == row.href);
        match known.and_then(|known| known.cells.get_mut(1)) {
            Some(slot) => *slot = cell,
            None => rows.push(Row { cells: vec![Cell::missing(None), cell], ..row }),
        }
    }
    let both = rows.iter().filter(|row| row.cells.iter().all(|cell| cell.amount().is_some())).count();
    let mut notes = first.notes;
    notes.extend(second.notes.into_iter().filter(|note| !notes.contains(note)).collect::<Vec<_>>());
    Rows {
        rows,
        series: columns,
        groups: Vec::new(),
        population: population(material, both, &first.things),
        things: first.things,
        measure: Measure::default(),
        order: Order::Given,
        notes,
        quotes: in_order(material, first.quotes.into_iter().chain(second.quotes)),
    }
}

/// The rows of one metric.
fn one(
    definition: &ChartDefinition,
    material: &Material<'_>,
    metric: &Id<Metric>,
    out: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let ChartData::Metric { by, filters, at, sort, span, .. } = &definition.data else { return None };
    let metric = material.study.metrics.get(metric)?;
    let about = material.analysis.observations_about(&metric.id);
    let chosen: Vec<&Observation> = about
        .iter()
        .filter_map(|index| material.study.observations.get(*index))
        .filter(|observation| passes(observation, filters))
        .filter(|observation| at.is_none_or(|at| observation.date == Some(at)))
        .collect();
    let by_rows = by.first().cloned().unwrap_or_else(|| default_grouping(&chosen));
    let is_dated = by.contains(&Grouping::Date);
    let (chosen, made, series) = match (&by_rows, by.get(1)) {
        (rows, Some(series)) => {
            let (rows, series) = crossed(material, metric, &chosen, rows, series);
            (chosen, rows, series)
        }
        (Grouping::Date, None) if several_owners(&chosen) => {
            let message = "one row of dates cannot hold the values of several";
            let place = Place::new(&definition.place.path, *span);
            let help = "write `by: [date, organisation]` for a line each, or choose one with `where`";
            out.push(CHART_DATA_MISMATCH.at(place, message).help(help));
            return None;
        }
        (by, None) => {
            let mut chosen = if at.is_none() && !is_dated { latest(chosen, by) } else { chosen };
            in_their_order(metric, by, &mut chosen);
            let numbered = chosen.iter().enumerate();
            let rows = numbered.map(|(number, observation)| row(material, metric, by, observation, number)).collect();
            (chosen, rows, Vec::new())
        }
    };
    let known = chosen.iter().filter(|observation| !matches!(observation.reading, Reading::Unknown(_))).count();
    // Of a table of two entries it is the values that are counted: its rows are but half of what they are.
    let counted = if by.len() > 1 || is_dated { &Grouping::Observation } else { &by_rows };
    let counted = things(material, counted, &chosen);
    Some(Rows {
        rows: made,
        series,
        groups: Vec::new(),
        population: population(material, known, &counted),
        things: things(material, &by_rows, &chosen),
        measure: Measure { name: material.plain(&metric.label), unit: amounts::unit(&metric.unit, material.language) },
        order: if *sort == Sort::Value && !is_dated { Order::Value } else { Order::Given },
        notes: notes(material, metric, &chosen),
        quotes: in_order(material, chosen.iter().flat_map(|observation| observation.quotes.iter().cloned())),
    })
}

/// Segments in the order of the metric, dates in that of time; all else as it comes.
fn in_their_order(metric: &Metric, by: &Grouping, observations: &mut [&Observation]) {
    match by {
        Grouping::Segment => observations.sort_by_key(|observation| place(metric, observation)),
        Grouping::Date => observations.sort_by_key(|observation| observation.date),
        _ => {}
    }
}

fn place(metric: &Metric, observation: &Observation) -> usize {
    let is_of = |segment: &crate::study::Segment| Some(&segment.id) == observation.segment.as_ref();
    metric.segments.iter().position(is_of).unwrap_or(usize::MAX)
}

/// Whether values of more than one owner, tool or segment are among these.
fn several_owners(observations: &[&Observation]) -> bool {
    let of =
        |observation: &Observation| (observation.owner.clone(), observation.tool.clone(), observation.segment.clone());
    let mut rest = observations.iter().map(|observation| of(observation));
    rest.next().is_some_and(|first| rest.any(|other| other != first))
}

/// Rows by one thing and series by another. Of several values for one place the latest stands; a place without a value
/// is a gap.
fn crossed(
    material: &Material<'_>,
    metric: &Metric,
    observations: &[&Observation],
    by_rows: &Grouping,
    by_series: &Grouping,
) -> (Vec<Row>, Vec<Series>) {
    let mut ordered = observations.to_vec();
    in_their_order(metric, by_series, &mut ordered);
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut series: Vec<Series> = Vec::new();
    for observation in &ordered {
        let Row { label, lang, href, .. } = row(material, metric, by_series, observation, 0);
        let key = key(by_series, &label, href.as_deref());
        if !columns.contains_key(&key) {
            columns.insert(key, series.len());
            let href = href.filter(|_| matches!(by_series, Grouping::Entity(_)));
            series.push(Series { label, lang, href, ..Series::default() });
        }
    }
    in_their_order(metric, by_rows, &mut ordered);
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut dates: BTreeMap<(usize, usize), Option<Date>> = BTreeMap::new();
    for observation in &ordered {
        let Row { label, href, .. } = row(material, metric, by_series, observation, 0);
        let Some(column) = columns.get(&key(by_series, &label, href.as_deref())).copied() else { continue };
        let mut head = row(material, metric, by_rows, observation, 0);
        let Some(cell) = head.cells.pop() else { continue };
        let index = *known.entry(key(by_rows, &head.label, head.href.as_deref())).or_insert(rows.len());
        if index == rows.len() {
            head.cells = vec![Cell::missing(None); series.len()];
            head.when = head.when.filter(|_| *by_rows == Grouping::Date);
            // What stands behind a moment stands behind its cells.
            head.href = head.href.filter(|_| matches!(by_rows, Grouping::Entity(_)));
            rows.push(head);
        }
        let slot = rows.get_mut(index).and_then(|row| row.cells.get_mut(column));
        if let (Some(slot), true) = (slot, dates.get(&(index, column)).is_none_or(|date| observation.date >= *date)) {
            *slot = cell;
            dates.insert((index, column), observation.date);
        }
    }
    (rows, series)
}

/// What tells the head of a row or series from others: names may be alike, addresses are not.
fn key(by: &Grouping, label: &str, href: Option<&str>) -> String {
    match (by, href) {
        (Grouping::Entity(_), Some(href)) => href.to_owned(),
        _ => label.to_owned(),
    }
}

/// By owner where owners differ, else one row an observation.
fn default_grouping(observations: &[&Observation]) -> Grouping {
    match observations.first().and_then(|observation| observation.owner.entity()) {
        Some(entity) => Grouping::Entity(entity.kind),
        None => Grouping::Observation,
    }
}

/// Of several observations of one row, the latest.
fn latest<'a>(observations: Vec<&'a Observation>, by: &Grouping) -> Vec<&'a Observation> {
    let Grouping::Entity(kind) = by else { return observations };
    let mut rows: Vec<&Observation> = Vec::new();
    let mut seen: BTreeMap<Option<EntityRef>, usize> = BTreeMap::new();
    for observation in observations {
        let Some(head) = head(observation, *kind) else { continue };
        match seen.get(&Some(head.clone())).and_then(|index| rows.get_mut(*index)) {
            Some(there) => {
                if observation.date > there.date {
                    *there = observation;
                }
            }
            None => {
                seen.insert(Some(head), rows.len());
                rows.push(observation);
            }
        }
    }
    rows
}

/// The entity of a kind that an observation is about.
fn head(observation: &Observation, kind: Kind) -> Option<EntityRef> {
    let tool = observation.tool.as_ref().map(|tool| EntityRef::new(Kind::Tool, tool.as_str()));
    observation.owner.entity().filter(|entity| entity.kind == kind).or(tool.filter(|entity| entity.kind == kind))
}

fn passes(observation: &Observation, filters: &Filters) -> bool {
    filters.iter().all(|(grouping, values)| {
        let one_of = |word: &str| values.iter().any(|value| **value == *word);
        match grouping {
            Grouping::Entity(kind) => head(observation, *kind).is_some_and(|entity| one_of(&entity.id)),
            Grouping::Segment => observation.segment.as_deref().is_some_and(one_of),
            Grouping::Evidence => one_of(observation.evidence.word()),
            Grouping::Date => observation.date.is_some_and(|date| one_of(&date.to_string())),
            _ => true,
        }
    })
}

fn row(material: &Material<'_>, metric: &Metric, by: &Grouping, observation: &Observation, number: usize) -> Row {
    let mut row = match by {
        Grouping::Entity(kind) => head(observation, *kind).map_or_else(Row::default, |entity| material.row(&entity)),
        Grouping::Segment => segment_row(material, metric, observation),
        Grouping::Date => date_row(material, observation),
        _ => {
            let number = material.language.integer(i64::try_from(number + 1).unwrap_or(i64::MAX));
            Row { label: material.language.text("chart.answer", &[("n", &number)]), ..Row::default() }
        }
    };
    if row.href.is_none() {
        row.href =
            observation.quotes.first().map(|quote| (material.address)(&EntityRef::new(Kind::Quote, quote.as_str())));
    }
    row.when = observation.date.map(moment);
    row.cells = vec![cell(material, metric, observation)];
    row
}

fn segment_row(material: &Material<'_>, metric: &Metric, observation: &Observation) -> Row {
    let segment = metric.segments.iter().find(|segment| Some(&segment.id) == observation.segment.as_ref());
    let (label, lang) = match segment {
        Some(segment) => material.words(&segment.label),
        None => (material.language.text("chart.no-segment", &[]), None),
    };
    Row { label, lang, ..Row::default() }
}

fn date_row(material: &Material<'_>, observation: &Observation) -> Row {
    let label = match observation.date {
        Some(date) => super::super::words::Words::date(material.language, moment(date)),
        None => material.language.text("chart.no-date", &[]),
    };
    let href = match &observation.owner {
        Owner::Study => None,
        owner => owner.entity().map(|entity| (material.address)(&entity)),
    };
    Row { label, href, ..Row::default() }
}

fn cell(material: &Material<'_>, metric: &Metric, observation: &Observation) -> Cell {
    let cell = match &observation.reading {
        Reading::Quantity { said, unit, amount, converted } => {
            let cell = Cell::new(Value::Amount(*amount));
            if *converted || !matches!(said, Amount::Exact(_)) || *unit != metric.unit {
                cell.worded(amounts::words(*said, unit, material.language))
            } else {
                cell
            }
        }
        Reading::Category(value) => {
            let segment = metric.values.iter().find(|known| known.id == *value);
            Cell::new(Value::Word(segment.map_or_else(|| value.to_string(), |known| material.plain(&known.label))))
        }
        Reading::Date(date) => Cell::new(Value::Time(Period::at(moment(*date)))),
        Reading::Unknown(reason) => Cell::missing(Some(&material.plain(reason))),
    };
    cell.known(certainty(observation.evidence))
}

fn notes(material: &Material<'_>, metric: &Metric, chosen: &[&Observation]) -> Vec<String> {
    let converted =
        |observation: &&Observation| matches!(observation.reading, Reading::Quantity { converted: true, .. });
    let conversions = metric.conversions_note.iter().filter(|_| chosen.iter().any(converted));
    conversions.map(|note| material.plain(note)).collect()
}

/// What rows by a grouping are: entities, moments, people's answers, or plain values.
fn things(material: &Material<'_>, by: &Grouping, observations: &[&Observation]) -> Noun {
    let name = match by {
        Grouping::Entity(kind) => return material.noun(*kind),
        Grouping::Date => "dates",
        _ if observations.iter().any(|observation| observation.respondent.is_some()) => "answers",
        _ => "values",
    };
    let form = |form| material.language.text(&format!("chart.{name}.{form}"), &[]);
    Noun::new(form("singular"), form("plural"))
}
