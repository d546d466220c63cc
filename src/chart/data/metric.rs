//! The observations of a metric as rows: ranges stay ranges, gaps stay gaps with their reason.

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::decode::Date;
use crate::study::{
    Amount, ChartData, ChartDefinition, EntityRef, Filters, Grouping, Id, Kind, Metric, MetricKind, Observation, Owner,
    Reading, Respondent, Segment, Sort, Study,
};

use super::count::{cut, word};
use super::crossed::crossed;
use super::members::owners;
use super::{CHART_DATA_MISMATCH, Material, Rows, certainty, conversion, in_order, moment, population};
use crate::chart::input::{Cell, Measure, Noun, Order, Period, Remark, Row, Series, Value};
use crate::chart::kind::Kind as ChartKind;
use crate::chart::{amounts, small_base};
use crate::diagnostic::{Diagnostic, Place};

/// The rows of a definition that shows a metric, or one against another.
pub(super) fn rows(
    definition: &ChartDefinition,
    material: &Material<'_>,
    kind: &ChartKind,
    out: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let ChartData::Metric { metric, against, sort, limit, span, by, filters, .. } = &definition.data else {
        return None;
    };
    let place = Place::new(&definition.place.path, *span);
    for id in [Some(metric), against.as_ref()].into_iter().flatten() {
        let metric = material.study.metrics.get(id)?;
        if let Some((message, help)) = misfit(metric, by, filters, kind) {
            out.push(CHART_DATA_MISMATCH.at(place, message).help(help));
            return None;
        }
    }
    let mut rows = one(definition, material, metric)?;
    if let Some(against) = against {
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
        rows = joined(material, rows, one(definition, material, against)?);
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
fn one(definition: &ChartDefinition, material: &Material<'_>, metric: &Id<Metric>) -> Option<Rows> {
    let ChartData::Metric { sort, .. } = &definition.data else { return None };
    let (mut chosen, by) = chosen_of(definition, metric, material.study, material.analysis)?;
    let by_rows = by.first().cloned()?;
    let metric = material.study.metrics.get(metric)?;
    in_their_order(metric, &by_rows, &mut chosen);
    let mut rows = match by.get(1) {
        Some(by_series) => {
            let (rows, series) = crossed(material, metric, &chosen, &by_rows, by_series);
            // The rows are but half of what the values are by: it is the values that are counted.
            let population = values(material, &Grouping::Observation, &chosen);
            Rows { rows, series, population, ..of_observations(material, metric, &by_rows, &chosen) }
        }
        None => {
            let (rows, series) = match by_rows {
                Grouping::Date => over_time(material, metric, &chosen),
                _ => (rows_of(material, metric, &by_rows, &chosen), Vec::new()),
            };
            Rows { rows, series, ..of_observations(material, metric, &by_rows, &chosen) }
        }
    };
    if *sort != Sort::Value {
        rows.order = Order::Given;
    }
    Some(rows)
}

/// Segments in the order of the metric; dates in that of time, what has none behind the others; all else as it comes.
pub(super) fn in_their_order(metric: &Metric, by: &Grouping, observations: &mut [&Observation]) {
    let place = |observation: &Observation| {
        let is_of = |segment: &Segment| Some(&segment.id) == observation.segment.as_ref();
        metric.segments.iter().position(is_of).unwrap_or(usize::MAX)
    };
    match by {
        Grouping::Segment => observations.sort_by_key(|observation| place(observation)),
        Grouping::Date => observations.sort_by_key(|observation| (observation.date.is_none(), observation.date)),
        _ => {}
    }
}

/// A row for each of some observations of a metric; those of dates stay in the order in which they are given.
pub(in crate::chart) fn of_observations(
    material: &Material<'_>,
    metric: &Metric,
    by: &Grouping,
    chosen: &[&Observation],
) -> Rows {
    let made = chosen.iter().enumerate().map(|(number, observation)| row(material, metric, by, observation, number));
    // Of moments it is the values that are counted.
    let counted = if *by == Grouping::Date { &Grouping::Observation } else { by };
    Rows {
        rows: made.collect(),
        series: Vec::new(),
        groups: Vec::new(),
        population: values(material, counted, chosen),
        things: things(material, by, chosen),
        measure: measure(material, metric),
        order: if *by == Grouping::Date { Order::Given } else { Order::Value },
        notes: notes(material, metric, chosen),
        quotes: in_order(material, chosen.iter().flat_map(|observation| observation.quotes.iter().cloned())),
    }
}

/// How many values are known, named as what rows by a grouping are.
fn values(material: &Material<'_>, by: &Grouping, observations: &[&Observation]) -> Option<String> {
    let known = observations.iter().filter(|observation| !matches!(observation.reading, Reading::Unknown(_))).count();
    population(material, known, &things(material, by, observations))
}

/// What a metric measures, and in what.
pub(in crate::chart) fn measure(material: &Material<'_>, metric: &Metric) -> Measure {
    Measure { name: material.plain(&metric.label), unit: amounts::unit(&metric.unit, material.language) }
}

/// The observations that a definition shows, and what its rows and series stand for; nothing where it shows no metric.
pub fn chosen<'s>(
    definition: &ChartDefinition,
    study: &'s Study,
    analysis: &Analysis,
) -> Option<(Vec<&'s Observation>, Vec<Grouping>)> {
    let ChartData::Metric { metric, .. } = &definition.data else { return None };
    chosen_of(definition, metric, study, analysis)
}

/// The same for one of the metrics of a definition.
fn chosen_of<'s>(
    definition: &ChartDefinition,
    metric: &Id<Metric>,
    study: &'s Study,
    analysis: &Analysis,
) -> Option<(Vec<&'s Observation>, Vec<Grouping>)> {
    let ChartData::Metric { by, filters, at, .. } = &definition.data else { return None };
    let about = analysis.observations_about(metric).iter();
    let chosen: Vec<&Observation> = about
        .filter_map(|index| study.observations.get(*index))
        .filter(|observation| passes(study, analysis, observation, filters))
        .filter(|observation| at.is_none_or(|at| observation.date.is_some_and(|date| is_within(date, at))))
        .collect();
    let by = if by.is_empty() { vec![default_grouping(&chosen)] } else { by.clone() };
    let chosen = match by.as_slice() {
        [one] if !matches!(one, Grouping::Date | Grouping::Observation) => latest(chosen, one),
        _ => chosen,
    };
    Some((chosen, by))
}

/// Whether a date is one of those that another, less precise one stands for: June of 2012 is in 2012.
fn is_within(date: Date, other: Date) -> bool {
    date.year == other.year
        && other.month.is_none_or(|month| date.month == Some(month))
        && other.day.is_none_or(|day| date.day == Some(day))
}

/// By owner where owners differ, else one row an observation.
fn default_grouping(observations: &[&Observation]) -> Grouping {
    match observations.first().and_then(|observation| observation.owner.entity()) {
        Some(entity) => Grouping::Entity(entity.kind),
        None => Grouping::Observation,
    }
}

/// What an observation is one of a series of: whose, with which tool, of which segment, by whom.
type Subject<'o> = (&'o Owner, Option<&'o str>, Option<&'o str>, Option<String>);

fn subject(observation: &Observation) -> Subject<'_> {
    let respondent = observation.respondent.as_ref().map(|respondent| match respondent {
        Respondent::Unnamed => String::new(),
        Respondent::Speaker(id) => id.as_str().to_owned(),
    });
    (&observation.owner, observation.tool.as_ref().map(Id::as_str), observation.segment.as_deref(), respondent)
}

/// Of several observations of one thing, those of the latest date. Two of one date both stay: neither is the later.
fn latest<'a>(observations: Vec<&'a Observation>, by: &Grouping) -> Vec<&'a Observation> {
    let mut last: BTreeMap<Subject<'_>, Option<Date>> = BTreeMap::new();
    for observation in &observations {
        let date = last.entry(subject(observation)).or_default();
        *date = (*date).max(observation.date);
    }
    let is_latest = |observation: &&Observation| last.get(&subject(observation)) == Some(&observation.date);
    let has_head = |observation: &&Observation| match by {
        Grouping::Entity(kind) => head(observation, *kind).is_some(),
        _ => true,
    };
    observations.into_iter().filter(is_latest).filter(has_head).collect()
}

/// The entity of a kind that an observation is about.
fn head(observation: &Observation, kind: Kind) -> Option<EntityRef> {
    let tool = || observation.tool.as_ref().map(|tool| EntityRef::new(Kind::Tool, tool.as_str()));
    let document =
        || observation.source.as_ref().map(|source| EntityRef::new(Kind::Document, source.document.as_str()));
    let owner = observation.owner.entity().filter(|entity| entity.kind == kind);
    owner.or_else(|| match kind {
        Kind::Tool => tool(),
        Kind::Document => document(),
        _ => None,
    })
}

fn passes(study: &Study, analysis: &Analysis, observation: &Observation, filters: &Filters) -> bool {
    filters.iter().all(|(grouping, values)| {
        let one_of = |word: &str| values.iter().any(|value| **value == *word);
        match grouping {
            Grouping::Entity(kind) => head(observation, *kind).is_some_and(|entity| one_of(&entity.id)),
            Grouping::Segment => observation.segment.as_deref().is_some_and(one_of),
            Grouping::Evidence => one_of(observation.evidence.word()),
            Grouping::Date => {
                let dates = values.iter().filter_map(|value| Date::parse(value).ok());
                observation.date.is_some_and(|date| dates.into_iter().any(|other| is_within(date, other)))
            }
            Grouping::Category(metric) => observation.owner.entity().is_some_and(|owner| {
                values.iter().any(|value| owners(study, analysis, metric, value).contains_key(&owner))
            }),
            // Nothing that is observed has one: this was said where the definition is read.
            Grouping::Status | Grouping::Language | Grouping::Observation => true,
        }
    })
}

/// Why a metric cannot be shown so, and what to write.
fn misfit(metric: &Metric, by: &[Grouping], filters: &Filters, kind: &ChartKind) -> Option<(String, String)> {
    if metric.kind == MetricKind::Category {
        let message = format!("the values of `{}` are categories, which are no numbers", metric.id);
        return Some((message, format!("count them: `{{count: organisations, by: {}}}`", metric.id)));
    }
    if (metric.kind == MetricKind::Date) != (kind.name == "timeline") {
        let message = match metric.kind {
            MetricKind::Date => format!("the values of `{}` are dates, and `{}` shows numbers", metric.id, kind.name),
            _ => format!("the values of `{}` are numbers, and a timeline shows dates", metric.id),
        };
        return Some((message, "correct the `kind` of the chart, or take another metric".to_owned()));
    }
    let can_be_row = |by: &Grouping| match by {
        Grouping::Entity(kind) => *kind != Kind::Topic,
        Grouping::Segment | Grouping::Date | Grouping::Observation => true,
        _ => false,
    };
    let can_be_filter = |by: &Grouping| match by {
        Grouping::Evidence | Grouping::Category(_) => true,
        Grouping::Observation => false,
        by => can_be_row(by),
    };
    let rows = "organisation, tool, practice, document, segment, date, observation";
    let wrong = by.iter().find(|by| !can_be_row(by)).map(|by| (by, "shown by", rows));
    let filter = filters.iter().map(|(by, _)| by).find(|by| !can_be_filter(by));
    let places = "organisation, tool, practice, document, segment, date, evidence, or a category";
    let (by, verb, known) = wrong.or(filter.map(|by| (by, "chosen by", places)))?;
    let message = format!("the values of a metric cannot be {verb} `{}`", word(by));
    Some((message, format!("they can by: {known}")))
}

/// One row an observation; where several have one head, each also says what it is of.
fn rows_of(material: &Material<'_>, metric: &Metric, by: &Grouping, chosen: &[&Observation]) -> Vec<Row> {
    let mut rows: Vec<Row> = chosen.iter().enumerate().map(|(at, it)| row(material, metric, by, it, at)).collect();
    if *by == Grouping::Observation {
        return rows;
    }
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        alike.entry(row.label.clone()).or_default().push(index);
    }
    for indexes in alike.into_values().filter(|indexes| indexes.len() > 1) {
        let of_head: Vec<&Observation> = indexes.iter().filter_map(|index| chosen.get(*index).copied()).collect();
        for (index, words) in indexes.into_iter().zip(told_apart(material, metric, by, &of_head)) {
            if let Some(row) = rows.get_mut(index) {
                row.label = format!("{}, {words}", row.label);
            }
        }
    }
    rows
}

/// What an observation is of, in words.
type Part<'p> = dyn Fn(&Observation) -> Option<String> + 'p;

/// For each of several observations what tells it apart from the others, in words: whose, with which tool, of which segment;
/// and its number where that is not enough.
fn told_apart(material: &Material<'_>, metric: &Metric, by: &Grouping, observations: &[&Observation]) -> Vec<String> {
    let entity = |entity: Option<EntityRef>| entity.map(|entity| material.name(&entity).0);
    let owner = |it: &Observation| entity(it.owner.entity());
    let tool = |it: &Observation| entity(it.tool.as_ref().map(|tool| EntityRef::new(Kind::Tool, tool.as_str())));
    let segment = |it: &Observation| it.segment.as_ref().map(|_| segment_row(material, metric, it).label);
    let date = |it: &Observation| {
        // Over time, dates are what the observations are shown by.
        let date = it.date.filter(|_| *by != Grouping::Date)?;
        Some(super::super::words::Words::date(material.language, moment(date)))
    };
    let parts: [&Part<'_>; 4] = [&owner, &tool, &segment, &date];
    let differs = |part: &&Part<'_>| {
        let mut said = observations.iter().map(|it| part(it));
        let first = said.next();
        said.any(|words| Some(words) != first)
    };
    let differing: Vec<_> = parts.into_iter().filter(differs).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut words: Vec<String> = Vec::new();
    for it in observations {
        words.push(differing.iter().filter_map(|part| part(it)).collect::<Vec<_>>().join(", "));
    }
    for words in &words {
        *seen.entry(words.clone()).or_default() += 1;
    }
    let mut numbers: BTreeMap<String, i64> = BTreeMap::new();
    let numbered = |words: String| {
        if !words.is_empty() && seen.get(&words) == Some(&1) {
            return words;
        }
        let number = numbers.entry(words.clone()).or_default();
        *number += 1;
        let number = material.language.integer(*number);
        let answer = material.language.text("chart.answer", &[("n", &number)]);
        if words.is_empty() { answer } else { format!("{words}, {answer}") }
    };
    words.into_iter().map(numbered).collect()
}

/// One row a date, and one column for whatever has values of its own: an organisation, a tool, a segment.
fn over_time(material: &Material<'_>, metric: &Metric, chosen: &[&Observation]) -> (Vec<Row>, Vec<Series>) {
    let mut subjects: Vec<&Observation> = Vec::new();
    let place = |subjects: &[&Observation], it: &Observation| subjects.iter().position(|known| what(known) == what(it));
    for observation in chosen {
        if place(&subjects, observation).is_none() {
            subjects.push(observation);
        }
    }
    let names = told_apart(material, metric, &Grouping::Date, &subjects);
    let mut rows: Vec<(Option<Date>, Row)> = Vec::new();
    for observation in chosen {
        let column = place(&subjects, observation).unwrap_or(0);
        let is_free = |(date, row): &&mut (Option<Date>, Row)| {
            *date == observation.date
                && row.cells.get(column).is_some_and(|cell| matches!(cell.value, Value::Missing(None)))
        };
        let mut made = row(material, metric, &Grouping::Date, observation, 0);
        let Some(cell) = made.cells.pop() else { continue };
        let row = match rows.iter_mut().find(is_free) {
            Some((_, row)) => row,
            None => {
                made.cells = vec![Cell::missing(None); subjects.len()];
                if subjects.len() > 1 {
                    made.href = None;
                }
                rows.push((observation.date, made));
                let Some((_, row)) = rows.last_mut() else { continue };
                row
            }
        };
        if let Some(slot) = row.cells.get_mut(column) {
            *slot = cell;
        }
    }
    let series = |(subject, name): (&&Observation, String)| {
        let href = subject.owner.entity().map(|entity| (material.address)(&entity));
        Series { href, ..Series::new(name) }
    };
    let series = if subjects.len() > 1 { subjects.iter().zip(names).map(series).collect() } else { Vec::new() };
    (rows.into_iter().map(|(_, row)| row).collect(), series)
}

/// What has values of its own over time; who said them does not part them.
fn what(observation: &Observation) -> (&Owner, Option<&str>, Option<&str>) {
    let (owner, tool, segment, _) = subject(observation);
    (owner, tool, segment)
}

pub(super) fn row(
    material: &Material<'_>,
    metric: &Metric,
    by: &Grouping,
    observation: &Observation,
    number: usize,
) -> Row {
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
    row.remark = observation.note.as_ref().map(|note| {
        let (text, lang) = material.words(note);
        Remark { text, lang }
    });
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

/// The value of an observation as charts have it.
pub(in crate::chart) fn cell(material: &Material<'_>, metric: &Metric, observation: &Observation) -> Cell {
    let cell = match &observation.reading {
        Reading::Quantity { said, unit, amount, converted } => {
            let cell = Cell::new(Value::Amount(*amount));
            let is_share = metric.kind == MetricKind::Share;
            let count = || small_base::words(*amount, observation.base.as_ref(), material.language);
            if let Some(words) = is_share.then(count).flatten() {
                cell.worded(words)
            } else if *converted || !matches!(said, Amount::Exact(_)) || *unit != metric.unit {
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

/// What is said of units that differ from the metric's: its own note on conversions, or how they convert.
pub(in crate::chart) fn notes(material: &Material<'_>, metric: &Metric, chosen: &[&Observation]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for observation in chosen {
        let Reading::Quantity { unit, converted, .. } = &observation.reading else { continue };
        let factor = unit.factor_to(&metric.unit).or_else(|| metric.conversions.get(&unit.name()).copied());
        let note = match (&metric.conversions_note, factor) {
            (Some(note), _) if *converted => material.plain(note),
            (_, Some(factor)) if *unit != metric.unit => conversion(material, unit, &metric.unit, factor),
            _ => continue,
        };
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
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
