//! Metrics and their observations: units converted, values held to the kind of their metric.

use std::collections::{BTreeMap, BTreeSet};

use crate::decode::{Date, word::INVALID_VALUE};
use crate::diagnostic::{Certainty, Diagnostic, SourcePath, Span};
use crate::parse::{
    BaseEntry, MetricEntry, Name, ObservationEntry, OwnerEntry, SegmentEntry, UnitEntry, ValueEntry, value,
};
use crate::study::{
    Amount, Base, Conversions, EntityRef, Evidence, Id, Kind, Localised, Metric, MetricKind, Observation, Owner,
    Reading, Respondent, Segment, UNITS, Unit,
};

use super::desk::{self, Desk};
use super::names::Names;
use super::rules::{self, INVALID_OBSERVATION, UNKNOWN_UNIT, VALUE_OUT_OF_KIND, WRONG_DIMENSION};

/// The metrics of a study.
pub type Metrics = BTreeMap<Id<Metric>, Metric>;

/// Metrics whose unit is a mistake: what their values would be in cannot be judged, so nothing is said of it.
pub type Unmeasured = BTreeSet<Id<Metric>>;

/// Resolves every metric, and tells those whose unit cannot be read.
pub fn metrics<'a>(
    names: &Names,
    entries: impl Iterator<Item = (&'a SourcePath, &'a MetricEntry)>,
    out: &mut Vec<Diagnostic>,
) -> (Metrics, Unmeasured) {
    let mut metrics = Metrics::new();
    let mut unmeasured = Unmeasured::new();
    for (path, entry) in entries {
        let mut desk = Desk::new(names, path, None, out);
        let (metric, has_unit) = metric(&mut desk, entry);
        if !has_unit {
            unmeasured.insert(metric.id.clone());
        }
        metrics.entry(metric.id.clone()).or_insert(metric);
    }
    (metrics, unmeasured)
}

/// A metric, and whether its unit is what its author wrote or its kind gives.
fn metric(desk: &mut Desk<'_>, entry: &MetricEntry) -> (Metric, bool) {
    let kind = entry.kind.as_ref().map_or(MetricKind::Count, desk::value);
    let unit = match &entry.unit {
        Some(UnitEntry::Named(name)) => unit(desk, name),
        Some(UnitEntry::Noun(noun, _)) => desk.words(noun).map(Unit::Noun),
        None if kind == MetricKind::Share => Unit::from_name("percent"),
        None => None,
    };
    // A kind that cannot be read was reported, and its unit may hang on it: a share is in hundredths.
    let has_unit = entry.kind.is_some() && (unit.is_some() || entry.unit.is_none());
    let mut conversions = Conversions::new();
    for (name, factor) in &entry.conversions {
        if let Some(other) = self::unit(desk, name) {
            conversions.insert(other.name(), factor.value);
        }
    }
    let label = desk.some_words(entry.label.as_ref());
    let metric = Metric {
        id: Id::new(&entry.id.value),
        place: desk.place(entry.id.span),
        label: label.unwrap_or_else(|| Localised::of(desk.language.clone(), entry.id.value.clone())),
        summary: desk.some_words(entry.summary.as_ref()),
        unit: unit.unwrap_or(Unit::ITEM),
        kind,
        values: segments(desk, &entry.values),
        segments: segments(desk, &entry.segments),
        conversions,
        conversions_note: desk.some_words(entry.conversions_note.as_ref()),
        note: desk.some_words(entry.note.as_ref()),
    };
    (metric, has_unit)
}

fn segments(desk: &mut Desk<'_>, entries: &[SegmentEntry]) -> Vec<Segment> {
    entries
        .iter()
        .map(|entry| {
            let label = desk.some_words(entry.label.as_ref());
            let label = label.unwrap_or_else(|| Localised::of(desk.language.clone(), entry.id.value.clone()));
            Segment { id: entry.id.value.as_str().into(), label }
        })
        .collect()
}

/// The unit that a name means; reported where there is none.
pub fn unit(desk: &mut Desk<'_>, name: &Name) -> Option<Unit> {
    let unit = Unit::from_name(&name.value);
    if unit.is_none() {
        unknown_unit(desk, &name.value, name.span);
    }
    unit
}

fn unknown_unit(desk: &mut Desk<'_>, typed: &str, span: Span) {
    let place = desk.place(span);
    let message = format!("`{typed}` is no unit that Florilège knows");
    if let Some(right) = value::unit_meant(typed) {
        let found = UNKNOWN_UNIT.at(place, message).help(format!("write `{right}`"));
        return desk.out.push(found.respell(Certainty::Certain, typed, right));
    }
    let known = UNITS.iter().flat_map(|unit| std::iter::once(unit.name).chain(unit.symbols.iter().copied()));
    desk.out.push(
        UNKNOWN_UNIT
            .at(place, message)
            .suggest(typed, known)
            .help("for things that are counted, the metric takes a noun: `unit: {fr: mot, en: word}`"),
    );
}

/// Resolves every observation; those whose value cannot be read are reported and left out.
pub fn observations<'a>(
    names: &Names,
    (metrics, unmeasured): (&Metrics, &Unmeasured),
    entries: impl Iterator<Item = (&'a SourcePath, &'a ObservationEntry)>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Observation> {
    let mut observations = Vec::new();
    for (path, entry) in entries {
        let mut desk = Desk::new(names, path, None, out);
        observations.extend(observation(&mut desk, (metrics, unmeasured), entry));
    }
    // Stable: within one owner and metric the author's order stays.
    observations.sort_by(|a, b| (&a.owner, &a.metric).cmp(&(&b.owner, &b.metric)));
    observations
}

fn observation(
    desk: &mut Desk<'_>,
    (metrics, unmeasured): (&Metrics, &Unmeasured),
    entry: &ObservationEntry,
) -> Option<Observation> {
    let owner = owner(desk, entry)?;
    let Some(metric) = metrics.get(entry.metric.value.as_str()) else {
        desk.unknown(Kind::Metric, &entry.metric.value, entry.metric.span);
        return None;
    };
    // A value that cannot be read was reported; it still counts as declared, so that links to it are not reported too.
    let value = entry.value.as_ref().filter(|_| !unmeasured.contains(&metric.id));
    let reading = value.and_then(|value| reading(desk, metric, value));
    let reading = reading.unwrap_or_else(|| Reading::Unknown(Localised::of(desk.language.clone(), String::new())));
    Some(Observation {
        place: desk.place(entry.span),
        owner,
        metric: metric.id.clone(),
        typed: match &reading {
            Reading::Unknown(_) => None,
            _ => value.and_then(typed),
        },
        reading,
        date: entry.date.as_ref().map(desk::value),
        source: desk.source(entry.source.as_ref()),
        evidence: entry.evidence.as_ref().map_or(Evidence::Explicit, desk::value),
        base: entry.base.as_ref().and_then(|base| self::base(desk, base)),
        tool: entry.tool.as_ref().map(|tool| desk.id(Kind::Tool, tool)),
        segment: entry.segment.as_ref().map(|segment| known_segment(desk, metric, segment)),
        respondent: entry.respondent.as_ref().map(|respondent| match respondent.value.as_str() {
            "unnamed" => Respondent::Unnamed,
            _ => Respondent::Speaker(desk.speaker(respondent)),
        }),
        quotes: desk.ids(Kind::Quote, &entry.quotes),
        note: desk.some_words(entry.note.as_ref()),
    })
}

fn typed(value: &ValueEntry) -> Option<String> {
    match value {
        ValueEntry::Said(said) => Some(said.value.clone()),
        ValueEntry::Unknown(..) | ValueEntry::Map { .. } => None,
    }
}

/// What a share is a share of.
pub fn base(desk: &mut Desk<'_>, entry: &BaseEntry) -> Option<Base> {
    match entry {
        BaseEntry::Number(number) => Some(Base::Number(*number)),
        BaseEntry::Words(words) => desk.words(words).map(Base::Words),
    }
}

fn owner(desk: &mut Desk<'_>, entry: &ObservationEntry) -> Option<Owner> {
    let (kind, id) = match &entry.owner {
        OwnerEntry::Study => return Some(Owner::Study),
        OwnerEntry::Entity(kind, id) => {
            if !desk.names.has(*kind, id) {
                // The folder names an entity that has no file: said once for the file, at its start.
                desk.unknown(*kind, id, Span::default());
                return None;
            }
            (*kind, id.as_str())
        }
        OwnerEntry::Named { kind, id } => (owner_kind(desk, *kind, id)?, id.value.as_str()),
    };
    Some(match kind {
        Kind::Tool => Owner::Tool(Id::new(id)),
        Kind::Practice => Owner::Practice(Id::new(id)),
        _ => Owner::Organisation(Id::new(id)),
    })
}

/// Of which kind the owner is that a table names; reported where it is none, or where several have the id.
fn owner_kind(desk: &mut Desk<'_>, kind: Option<Kind>, id: &Name) -> Option<Kind> {
    const OWNERS: [Kind; 3] = [Kind::Organisation, Kind::Tool, Kind::Practice];
    let asked: Vec<Kind> = kind.map_or(OWNERS.to_vec(), |kind| vec![kind]);
    let is_declared = |kind: &&Kind| desk.names.place(&EntityRef::new(**kind, &id.value)).is_some();
    let declared: Vec<Kind> = asked.iter().filter(is_declared).copied().collect();
    match declared.as_slice() {
        [kind] => Some(*kind),
        [] => {
            // One that may stand in a table which could not be read is not called unknown.
            if !asked.iter().any(|kind| desk.names.has(*kind, &id.value)) {
                unknown_owner(desk, &asked, id);
            }
            None
        }
        several => {
            let words: Vec<String> = several.iter().map(|kind| format!("`{}:{}`", kind.word(), id.value)).collect();
            let place = desk.place(id.span);
            let message = format!("`{}` is the id of several things that may have values", id.value);
            desk.out.push(INVALID_VALUE.at(place, message).help(format!("write {}", words.join(" or "))));
            None
        }
    }
}

fn unknown_owner(desk: &mut Desk<'_>, kinds: &[Kind], id: &Name) {
    if let [kind] = kinds {
        return desk.unknown(*kind, &id.value, id.span);
    }
    let known: Vec<&str> = kinds.iter().flat_map(|kind| desk.names.of(*kind)).chain(["study"]).collect();
    let message = format!("no organisation, tool or practice has the id `{}`", id.value);
    let diagnostic = rules::unknown(Kind::Organisation).at(desk.place(id.span), message);
    let diagnostic = diagnostic.suggest(&id.value, known);
    desk.out.push(diagnostic.help("values of the study as a whole have the owner `study`"));
}

fn known_segment(desk: &mut Desk<'_>, metric: &Metric, segment: &Name) -> std::sync::Arc<str> {
    let known = metric.segments.iter().map(|known| &*known.id);
    if !known.clone().any(|id| id == segment.value) {
        let place = desk.place(segment.span);
        let message = format!("the metric `{}` has no segment `{}`", metric.id, segment.value);
        desk.out.push(
            VALUE_OUT_OF_KIND
                .at(place, message)
                .suggest(&segment.value, known)
                .also(metric.place.clone(), "the metric is declared here"),
        );
    }
    segment.value.as_str().into()
}

fn reading(desk: &mut Desk<'_>, metric: &Metric, entry: &ValueEntry) -> Option<Reading> {
    match entry {
        ValueEntry::Unknown(reason, _) => desk.words(reason).map(Reading::Unknown),
        ValueEntry::Said(said) => match metric.kind {
            MetricKind::Category => category(desk, metric, said),
            MetricKind::Date => date(desk, metric, said),
            _ => {
                let (amount, unit) = quantity(desk, said)?;
                let unit = match unit {
                    Some(typed) => self::unit(desk, &Name::new(typed, said.span))?,
                    None => metric.unit.clone(),
                };
                measured(desk, metric, amount, unit, said.span)
            }
        },
        ValueEntry::Map { amount, unit, span } => {
            let unit = match unit {
                Some(name) => self::unit(desk, name)?,
                None => metric.unit.clone(),
            };
            measured(desk, metric, *amount, unit, *span)
        }
    }
}

/// An amount and its unit as one says them, or a diagnostic.
pub fn quantity(desk: &mut Desk<'_>, said: &Name) -> Option<(Amount, Option<String>)> {
    match value::read(&said.value) {
        Ok(said) => Some((said.amount, said.unit)),
        Err(problem) => {
            let place = desk.place(said.span);
            let found = INVALID_OBSERVATION.at(place, problem.message).help(problem.help);
            desk.out.push(match value::with_point(&said.value) {
                Some(right) => found.replace(Certainty::Certain, right),
                None => found,
            });
            None
        }
    }
}

fn category(desk: &mut Desk<'_>, metric: &Metric, said: &Name) -> Option<Reading> {
    let known = metric.values.iter().map(|known| &*known.id);
    if known.clone().any(|id| id == said.value) {
        return Some(Reading::Category(said.value.as_str().into()));
    }
    let listed: Vec<&str> = known.clone().collect();
    let message = format!("`{}` is no value of the metric `{}`", said.value, metric.id);
    let diagnostic = out_of_kind(desk, metric, said.span, message).suggest(&said.value, known);
    desk.out.push(diagnostic.help(format!("its values are: {}", listed.join(", "))));
    None
}

fn date(desk: &mut Desk<'_>, metric: &Metric, said: &Name) -> Option<Reading> {
    match Date::parse(&said.value) {
        Ok(date) => Some(Reading::Date(date)),
        Err(_) => {
            let message = format!("the metric `{}` takes a date, found `{}`", metric.id, said.value);
            let diagnostic = out_of_kind(desk, metric, said.span, message);
            desk.out.push(diagnostic.help("write `2012`, `2012-06` or `2012-06-14`"));
            None
        }
    }
}

fn measured(desk: &mut Desk<'_>, metric: &Metric, said: Amount, unit: Unit, span: Span) -> Option<Reading> {
    let (factor, converted) = match unit.factor_to(&metric.unit) {
        Some(factor) => (factor, false),
        None => match metric.conversions.get(&unit.name()) {
            Some(factor) => (*factor, true),
            None => {
                let (from, to) = (unit.name(), metric.unit.name());
                let message = format!("the metric `{}` is in `{to}`; `{from}` does not convert into it", metric.id);
                let place = desk.place(span);
                desk.out.push(
                    WRONG_DIMENSION
                        .at(place, message)
                        .also(metric.place.clone(), "the metric is declared here")
                        .help(format!("write the value in `{to}`, or give the metric `conversions: {{{from}: …}}` and a `conversions_note`")),
                );
                return None;
            }
        },
    };
    let amount = said.map(|value| value * factor);
    if let Some(problem) = out_of_range(metric, amount) {
        let diagnostic = out_of_kind(desk, metric, span, problem);
        desk.out.push(diagnostic.help("correct the value, or the `kind` of the metric"));
        return None;
    }
    Some(Reading::Quantity { said, unit, amount, converted })
}

fn out_of_kind(desk: &Desk<'_>, metric: &Metric, span: Span, message: String) -> Diagnostic {
    VALUE_OUT_OF_KIND.at(desk.place(span), message).also(metric.place.clone(), "the metric is declared here")
}

/// What is wrong with an amount as a value of its metric's kind.
fn out_of_range(metric: &Metric, amount: Amount) -> Option<String> {
    let numbers: Vec<f64> = match amount {
        Amount::Between(from, to) => vec![from, to],
        one => vec![one.sorting()],
    };
    numbers.into_iter().find_map(|number| {
        let problem = match metric.kind {
            _ if !number.is_finite() => "no finite number",
            MetricKind::Count if number < 0.0 => "less than 0, and a count is not",
            MetricKind::Count if number.fract() != 0.0 && amount.is_exact() => "no whole number, and a count is one",
            MetricKind::Share if !(0.0..=100.0).contains(&number) => "not between 0 and 100 %, and a share is",
            MetricKind::Duration if number < 0.0 => "less than 0, and a duration is not",
            _ => return None,
        };
        Some(format!("{number} is {problem} (`{}`)", metric.id))
    })
}
