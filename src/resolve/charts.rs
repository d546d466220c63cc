//! Definitions of charts: `data` and `where` to ids; the kind's own options stay a node for the kind to read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::decode::word::INVALID_VALUE;
use crate::decode::{Date, Node, NodeKind, date, words};
use crate::diagnostic::{self, Diagnostic, Place, SourcePath, Span};
use crate::language::LanguageCode;
use crate::parse::{ChartFile, CsvEntry, DataEntry, DataForm, Name, RowEntry, UnitEntry, ValueEntry, columns};
use crate::study::{
    ChartData, ChartDefinition, ChartRow, Evidence, Exception, Filters, Grouping, Id, Kind, Localised, MetricKind,
    RowValue, Sort, Status, Unit,
};

use super::desk::{Desk, value};
use super::links::Links;
use super::names::Names;
use super::numbers::{self, Metrics, quantity};
use super::rules::{INVALID_CHART_VALUE, UNKNOWN_GROUPING};
use super::sheets::{self, Sheets};

/// What charts show beside the names of the study.
pub struct Shown<'a> {
    /// The metrics.
    pub metrics: &'a Metrics,
    /// The CSV files.
    pub sheets: &'a Sheets<'a>,
    /// What links lead to.
    pub links: &'a Links<'a>,
}

/// Resolves every chart.
pub fn charts<'a>(
    names: &Names,
    shown: &Shown<'_>,
    files: impl Iterator<Item = (&'a SourcePath, &'a ChartFile)>,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<Id<ChartDefinition>, ChartDefinition> {
    let mut charts = BTreeMap::new();
    for (path, file) in files {
        let mut desk = Desk::new(names, path, None, out);
        if let Some(chart) = chart(&mut desk, shown, file) {
            charts.entry(chart.id.clone()).or_insert(chart);
        }
    }
    charts
}

fn chart(desk: &mut Desk<'_>, shown: &Shown<'_>, file: &ChartFile) -> Option<ChartDefinition> {
    let data = file.data.as_ref().and_then(|entry| data(desk, shown, entry));
    let title = desk.some_words(file.title.as_ref());
    Some(ChartDefinition {
        id: Id::new(&file.file.id),
        place: Place::file(desk.path),
        kind: file.kind.clone()?,
        title: title.unwrap_or_else(|| Localised::of(desk.language.clone(), file.file.id.clone())),
        subtitle: desk.some_words(file.subtitle.as_ref()),
        data: data?,
        options: file.options.clone().unwrap_or_else(|| Node::new(Span::default(), NodeKind::Map(Vec::new()))),
        source: desk.some_words(file.source.as_ref()),
        note: desk.some_words(file.note.as_ref()),
        description: desk.some_words(file.description.as_ref()),
        exceptions: file
            .exceptions
            .iter()
            .map(|(rule, reason)| Exception { rule: rule.clone(), reason: value(reason) })
            .collect(),
        old_addresses: file.old_addresses.iter().map(value).collect(),
    })
}

fn data(desk: &mut Desk<'_>, shown: &Shown<'_>, entry: &DataEntry) -> Option<ChartData> {
    let (metrics, span) = (shown.metrics, entry.span);
    let filters = filters(desk, metrics, &entry.filters);
    let limit = entry.limit.as_ref().and_then(|limit| usize::try_from(limit.value).ok());
    match &entry.form {
        DataForm::Count { count, by } => {
            let by: Option<Vec<Grouping>> = by.iter().map(|name| grouping(desk, metrics, name)).collect();
            let sort = entry.sort.as_ref().map_or(Sort::Value, value);
            Some(ChartData::Count { count: count.value, by: by?, filters, sort, limit, span })
        }
        DataForm::Metric { metric, against, by, at } => {
            let id = desk.id(Kind::Metric, metric);
            let against = against.as_ref().map(|metric| desk.id(Kind::Metric, metric));
            let by: Option<Vec<Grouping>> = by.iter().map(|name| grouping(desk, metrics, name)).collect();
            let sort = entry.sort.as_ref().map_or(Sort::Value, value);
            let at = at.as_ref().map(value);
            Some(ChartData::Metric { metric: id, against, by: by?, filters, at, sort, limit, span })
        }
        DataForm::Rows(rows) => {
            let unit = unit(desk, entry.unit.as_ref())?;
            let rows = rows.iter().filter_map(|row| self::row(desk, row, &unit, shown.links)).collect();
            Some(ChartData::Rows { rows, sort: entry.sort.as_ref().map(value), limit, span })
        }
        DataForm::Csv(csv) => {
            let unit = unit(desk, entry.unit.as_ref())?;
            let rows = rows_of_sheet(desk, shown, csv, &unit)?;
            Some(ChartData::Rows { rows, sort: entry.sort.as_ref().map(value), limit, span })
        }
    }
}

/// The unit of the values that name none: things that are counted, where the definition does not say.
fn unit(desk: &mut Desk<'_>, entry: Option<&UnitEntry>) -> Option<Unit> {
    match entry {
        Some(UnitEntry::Named(name)) => numbers::unit(desk, name),
        Some(UnitEntry::Noun(noun, _)) => desk.words(noun).map(Unit::Noun),
        None => Some(Unit::ITEM),
    }
}

/// The rows of a CSV file, looked up with the places of the file.
fn rows_of_sheet(desk: &mut Desk<'_>, shown: &Shown<'_>, entry: &CsvEntry, unit: &Unit) -> Option<Vec<ChartRow>> {
    let (path, file) = sheets::find(desk, shown.sheets, &entry.file)?;
    // A file that could not be read was said when it was.
    let sheet = file.sheet.as_ref()?;
    let entries = columns::rows(entry, desk.path, sheet, &path).take(desk.out);
    let mut found = Vec::new();
    let mut of_file = Desk::new(desk.names, &path, None, &mut found);
    let rows = entries.iter().filter_map(|row| self::row(&mut of_file, row, unit, shown.links)).collect();
    desk.out.extend(diagnostic::first(found, columns::MOST_DIAGNOSTICS));
    Some(rows)
}

fn grouping(desk: &mut Desk<'_>, metrics: &Metrics, name: &Name) -> Option<Grouping> {
    const WORDS: [(&str, Grouping); 10] = [
        ("organisation", Grouping::Entity(Kind::Organisation)),
        ("tool", Grouping::Entity(Kind::Tool)),
        ("practice", Grouping::Entity(Kind::Practice)),
        ("topic", Grouping::Entity(Kind::Topic)),
        ("document", Grouping::Entity(Kind::Document)),
        ("evidence", Grouping::Evidence),
        ("status", Grouping::Status),
        ("language", Grouping::Language),
        ("segment", Grouping::Segment),
        ("date", Grouping::Date),
    ];
    if name.value == "observation" {
        return Some(Grouping::Observation);
    }
    if let Some((_, grouping)) = WORDS.into_iter().find(|(word, _)| *word == name.value) {
        return Some(grouping);
    }
    match metrics.get(name.value.as_str()) {
        Some(metric) if metric.kind == MetricKind::Category => Some(Grouping::Category(metric.id.clone())),
        _ => {
            let categories = metrics.values().filter(|metric| metric.kind == MetricKind::Category);
            let known = WORDS.iter().map(|(word, _)| *word).chain(categories.map(|metric| metric.id.as_str()));
            let known: Vec<&str> = known.collect();
            let place = desk.place(name.span);
            desk.out.push(
                UNKNOWN_GROUPING
                    .at(place, format!("a chart cannot count by `{}`", name.value))
                    .suggest(&name.value, known.iter().copied())
                    .help(format!("it can by: {}", known.join(", "))),
            );
            None
        }
    }
}

fn filters(desk: &mut Desk<'_>, metrics: &Metrics, entries: &[(Name, Vec<Name>)]) -> Filters {
    let mut filters = Filters::new();
    for (key, values) in entries {
        let Some(grouping) = grouping(desk, metrics, key) else { continue };
        for name in values {
            filter_value(desk, metrics, &grouping, name);
        }
        filters.push((grouping, values.iter().map(|name| Arc::from(name.value.as_str())).collect()));
    }
    filters
}

/// Says where a filter asks for what nothing can be.
fn filter_value(desk: &mut Desk<'_>, metrics: &Metrics, grouping: &Grouping, name: &Name) {
    let known: Vec<String> = match grouping {
        Grouping::Entity(kind) => {
            if !desk.names.has(*kind, &name.value) {
                desk.unknown(*kind, &name.value, name.span);
            }
            return;
        }
        Grouping::Date => {
            if let Err(problem) = Date::parse(&name.value) {
                desk.out.push(date::diagnose(problem, desk.place(name.span)));
            }
            return;
        }
        Grouping::Evidence => words::<Evidence>().into_iter().map(str::to_owned).collect(),
        Grouping::Status => {
            let own = desk.names.statuses.iter().cloned();
            words::<Status>().into_iter().map(str::to_owned).chain(own).collect()
        }
        Grouping::Language => desk.names.languages.iter().map(|code| code.as_str().to_owned()).collect(),
        Grouping::Category(id) => {
            let values = metrics.get(id).map_or(&[][..], |metric| &metric.values);
            values.iter().map(|value| value.id.to_string()).collect()
        }
        Grouping::Segment => {
            let segments = metrics.values().flat_map(|metric| &metric.segments);
            segments.map(|segment| segment.id.to_string()).collect()
        }
        Grouping::Observation => return,
    };
    // A quote may be in a language that the study is not written in.
    let is_known =
        known.contains(&name.value) || *grouping == Grouping::Language && LanguageCode::parse(&name.value).is_some();
    if !is_known {
        let message = format!("nothing has `{}` here", name.value);
        let diagnostic = INVALID_VALUE.at(desk.place(name.span), message);
        let diagnostic = diagnostic.suggest(&name.value, known.iter().map(String::as_str));
        desk.out.push(diagnostic.help(format!("it may be one of: {}", known.join(", "))));
    }
}

fn row(desk: &mut Desk<'_>, entry: &RowEntry, unit: &Unit, links: &Links<'_>) -> Option<ChartRow> {
    let value = row_value(desk, entry, unit)?;
    Some(ChartRow {
        label: desk.some_words(entry.label.as_ref()),
        when: entry.when.as_ref().map(self::value),
        value,
        decimals: match &entry.value {
            Some(ValueEntry::Said(said)) => decimals(&said.value),
            _ => None,
        },
        base: entry.base.as_ref().and_then(|base| numbers::base(desk, base)),
        series: desk.some_words(entry.series.as_ref()),
        group: desk.some_words(entry.group.as_ref()),
        evidence: entry.evidence.as_ref().map_or(Evidence::Explicit, |evidence| evidence.value),
        target: entry.link.as_ref().map(|link| links.target(desk, link)),
        note: desk.some_words(entry.note.as_ref()),
        path: desk.path.clone(),
        span: entry.span,
    })
}

/// How many decimals the one number of a text has; nothing where it has several numbers or none.
fn decimals(said: &str) -> Option<usize> {
    let is_part = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let mut numbers =
        said.split(|character| !is_part(character)).filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    Some(number.trim_end_matches(['.', ',']).split_once(['.', ',']).map_or(0, |(_, decimals)| decimals.len()))
}

fn row_value(desk: &mut Desk<'_>, entry: &RowEntry, default: &Unit) -> Option<RowValue> {
    if let Some((from, to)) = &entry.period {
        return Some(RowValue::Period(from.value, to.as_ref().map(|to| to.value)));
    }
    match &entry.value {
        Some(ValueEntry::Unknown(reason, _)) => desk.words(reason).map(RowValue::Unknown),
        Some(ValueEntry::Map { amount, unit, .. }) => {
            let unit = match unit {
                Some(name) => numbers::unit(desk, name)?,
                None => default.clone(),
            };
            Some(RowValue::Quantity(*amount, unit))
        }
        Some(ValueEntry::Said(said)) => {
            let (amount, unit) = quantity(desk, said)?;
            let unit = match unit {
                Some(typed) => numbers::unit(desk, &Name::new(typed, said.span))?,
                None => default.clone(),
            };
            Some(RowValue::Quantity(amount, unit))
        }
        None => {
            let place = desk.place(entry.span);
            desk.out.push(
                INVALID_CHART_VALUE
                    .at(place, "this row has neither a value nor a date")
                    .help("give it `value`, `date`, `from` and `to`, or `unknown: REASON`"),
            );
            None
        }
    }
}
