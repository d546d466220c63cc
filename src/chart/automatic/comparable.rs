//! Which values of a metric can be held against each other: one of each owner, or why not.
//!
//! Values of one metric are in one unit already. Beyond that, two values are comparable where their owners are of one
//! kind, where they are of the same tool and the same segment, where they are of one year or of two that follow each
//! other (or none of them has a date), and, for shares, where their bases are of one sort: numbers, or the same words.
//! An owner with two values for one of these places has none that can be picked, and is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::study::{
    Amount, Base, ChartData, Date, Document, Grouping, Id, Kind, Metric, MetricKind, Observation, Owner, Quote,
    Reading, Segment, Study, Tool,
};

/// With fewer values a list says it all.
pub const FEWEST: usize = 5;

/// Which of several values of one owner and metric is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slice {
    /// With which tool.
    pub tool: Option<Id<Tool>>,
    /// Of which segment, by its id.
    pub segment: Option<Arc<str>>,
}

impl Slice {
    /// The slice that an observation is of.
    pub fn of(observation: &Observation) -> Self {
        Self { tool: observation.tool.clone(), segment: observation.segment.clone() }
    }

    /// Its segment, as the metric declares it.
    pub fn segment_of<'a>(&self, metric: &'a Metric) -> Option<&'a Segment> {
        metric.segments.iter().find(|segment| Some(&segment.id) == self.segment.as_ref())
    }

    /// What names it in the id of a chart; two hyphens part what ids are made of, since no id holds them.
    pub fn in_id(&self) -> String {
        let tool = self.tool.iter().map(|tool| format!("--tool-{tool}"));
        tool.chain(self.segment.iter().map(|segment| format!("--segment-{segment}"))).collect()
    }
}

/// What the values of a comparison look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Numbers, each one point.
    Numbers,
    /// Numbers, of which at least one in six is a range or a bound.
    Ranges,
    /// Values of a category.
    Categories,
}

/// Values that can be held against each other.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Of which metric.
    pub metric: Id<Metric>,
    /// What their owners are.
    pub kind: Kind,
    /// Of which tool and segment.
    pub slice: Slice,
    /// What they look like.
    pub form: Form,
    /// The index of each owner's observation, by the owner's id.
    pub values: BTreeMap<Arc<str>, usize>,
    /// The first and the last of their dates; none where no value has one.
    pub dates: Option<(Date, Date)>,
    /// How many owners have values of other dates alone.
    pub elsewhen: usize,
    /// How many values are ranges or bounds, which are no points.
    pub not_points: usize,
    /// Where the values come from.
    pub documents: BTreeSet<Id<Document>>,
}

/// Why the values of a metric are not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silence {
    /// All values are the same.
    AllEqual,
    /// Shares of different things, or of nobody knows what.
    Bases,
    /// There would be enough, were they not of dates that lie apart.
    Dates,
    /// So few can be compared, but one at least.
    TooFew(usize),
}

/// Every comparison of a study, and why others are none.
#[derive(Debug, Default)]
pub struct Comparisons {
    by_metric: BTreeMap<Id<Metric>, Vec<Comparison>>,
    /// The metrics that an author's chart shows.
    charted: BTreeSet<Id<Metric>>,
}

impl Comparisons {
    /// Finds every comparison of a study.
    pub fn of(study: &Study, analysis: &Analysis) -> Self {
        let mut all =
            Self { charted: study.charts.values().flat_map(|chart| shown(&chart.data)).collect(), ..Self::default() };
        for metric in study.metrics.values() {
            let found = of_metric(study, analysis, metric).unwrap_or_default();
            all.by_metric.insert(metric.id.clone(), found);
        }
        all
    }

    /// Every comparison.
    pub fn iter(&self) -> impl Iterator<Item = &Comparison> {
        self.by_metric.values().flatten()
    }

    /// The comparisons of a metric, the widest first.
    pub fn of_metric(&self, metric: &str) -> &[Comparison] {
        self.by_metric.get(metric).map_or(&[], Vec::as_slice)
    }

    /// Whether an author's chart shows a metric.
    pub fn is_charted(&self, metric: &str) -> bool {
        self.charted.contains(metric)
    }
}

/// Why the values of a metric cannot be held against each other; nothing where they can, or where nobody has one.
pub fn silence(study: &Study, analysis: &Analysis, metric: &Metric) -> Option<Silence> {
    of_metric(study, analysis, metric).err().flatten()
}

/// The comparisons of a metric, or why there is none.
fn of_metric(study: &Study, analysis: &Analysis, metric: &Metric) -> Result<Vec<Comparison>, Option<Silence>> {
    let mut silences: Vec<(usize, Silence)> = Vec::new();
    let mut found: Vec<Comparison> = Vec::new();
    for ((kind, slice), owners) in candidates(study, analysis.observations_about(&metric.id)) {
        match compare(study, metric, (kind, slice), &owners) {
            Ok(comparison) => found.push(comparison),
            Err(silence) => silences.push((owners.len(), silence)),
        }
    }
    if found.is_empty() {
        // What the most owners have a value of tells why.
        return Err(silences.into_iter().max().map(|(_, silence)| silence));
    }
    // What stands for the whole comes before its parts, the larger before the smaller.
    found.sort_by_key(|one| (one.slice != Slice::default(), std::cmp::Reverse(one.values.len())));
    Ok(found)
}

/// The metrics that the data of a definition show.
pub fn shown(data: &ChartData) -> Vec<Id<Metric>> {
    match data {
        ChartData::Metric { metric, against, .. } => std::iter::once(metric).chain(against).cloned().collect(),
        ChartData::Count { by, .. } => {
            let category =
                |by: &Grouping| if let Grouping::Category(metric) = by { Some(metric.clone()) } else { None };
            by.iter().filter_map(category).collect()
        }
        ChartData::Rows { .. } => Vec::new(),
    }
}

type Owners = BTreeMap<Arc<str>, Vec<usize>>;

/// The known values of a metric by what they may be compared within, and by owner.
fn candidates(study: &Study, about: &[usize]) -> BTreeMap<(Kind, Slice), Owners> {
    let mut candidates: BTreeMap<(Kind, Slice), Owners> = BTreeMap::new();
    for index in about {
        let Some(observation) = study.observations.get(*index) else { continue };
        let Some(owner) = Owner::entity(&observation.owner) else { continue };
        if matches!(observation.reading, Reading::Quantity { .. } | Reading::Category(_)) {
            let owners = candidates.entry((owner.kind, Slice::of(observation))).or_default();
            owners.entry(owner.id).or_default().push(*index);
        }
    }
    candidates
}

fn compare(
    study: &Study,
    metric: &Metric,
    (kind, slice): (Kind, Slice),
    owners: &Owners,
) -> Result<Comparison, Silence> {
    let values = at_one_time(study, owners);
    if values.len() < FEWEST {
        return Err(if owners.len() < FEWEST { Silence::TooFew(owners.len()) } else { Silence::Dates });
    }
    let chosen: Vec<&Observation> = values.values().filter_map(|index| study.observations.get(*index)).collect();
    if metric.kind == MetricKind::Share && !have_one_base(&chosen) {
        return Err(Silence::Bases);
    }
    if chosen.windows(2).all(|two| matches!(two, [one, other] if reads_alike(&one.reading, &other.reading))) {
        return Err(Silence::AllEqual);
    }
    let dates = chosen.iter().filter_map(|one| one.date);
    let dates = dates.clone().min().zip(dates.max());
    Ok(Comparison {
        metric: metric.id.clone(),
        kind,
        slice,
        form: form(&chosen),
        not_points: chosen.iter().filter(|one| point(one).is_none()).count(),
        documents: documents(study, chosen.iter().copied()),
        elsewhen: owners.len() - values.len(),
        values,
        dates,
    })
}

/// One observation of each owner, all of one time: the one of which the most owners have a value, the latest of these.
fn at_one_time(study: &Study, owners: &Owners) -> BTreeMap<Arc<str>, usize> {
    let year = |index: &usize| study.observations.get(*index).and_then(|one| one.date).map(|date| date.year);
    let mut times: BTreeMap<Option<u16>, usize> = BTreeMap::new();
    for indexes in owners.values() {
        // A value of a year also counts for the next, where others may have their latest.
        let years = indexes.iter().map(year);
        let within: BTreeSet<Option<u16>> =
            years.flat_map(|year| [year, year.map(|year| year.saturating_add(1))]).collect();
        within.into_iter().for_each(|time| *times.entry(time).or_default() += 1);
    }
    // `None`, no date, sorts before all years: of equally many a dated time is taken.
    let Some((time, _)) =
        times.into_iter().max_by_key(|(time, count)| (*count, latest_with_values(study, owners, *time)))
    else {
        return BTreeMap::new();
    };
    owners.iter().filter_map(|(owner, indexes)| Some((owner.clone(), at(study, indexes, time)?))).collect()
}

/// A year in which nobody has a value is named only by those of the year before, and comes after it.
fn latest_with_values(study: &Study, owners: &Owners, time: Option<u16>) -> (bool, Option<u16>) {
    let is_of = |index: &usize| study.observations.get(*index).and_then(|one| one.date).map(|date| date.year) == time;
    (owners.values().flatten().any(is_of), time)
}

/// The latest of some observations that are of a year or the one before; none where two are the latest.
fn at(study: &Study, indexes: &[usize], time: Option<u16>) -> Option<usize> {
    let date = |index: usize| study.observations.get(index).and_then(|one| one.date);
    let is_near = |index: &usize| match (date(*index), time) {
        (None, None) => true,
        (Some(date), Some(year)) => date.year == year || date.year.saturating_add(1) == year,
        _ => false,
    };
    let near: Vec<usize> = indexes.iter().copied().filter(is_near).collect();
    let latest = near.iter().copied().max_by_key(|index| date(*index))?;
    (near.iter().filter(|index| date(**index) == date(latest)).count() == 1).then_some(latest)
}

/// Whether shares are all of numbers, or all of the same words.
pub fn have_one_base(observations: &[&Observation]) -> bool {
    observations.windows(2).all(|two| match two {
        [one, other] => match (&one.base, &other.base) {
            (Some(Base::Number(_)), Some(Base::Number(_))) => true,
            (Some(Base::Words(one)), Some(Base::Words(other))) => one == other,
            _ => false,
        },
        _ => true,
    })
}

/// The documents of some observations, and of their quotes where they name none.
pub(super) fn documents<'a>(
    study: &Study,
    observations: impl IntoIterator<Item = &'a Observation>,
) -> BTreeSet<Id<Document>> {
    let mut documents = BTreeSet::new();
    for observation in observations {
        match &observation.source {
            Some(source) => _ = documents.insert(source.document.clone()),
            None => documents.extend(documents_of_quotes(study, &observation.quotes)),
        }
    }
    documents
}

/// The documents of some quotes.
pub(super) fn documents_of_quotes(study: &Study, quotes: &[Id<Quote>]) -> BTreeSet<Id<Document>> {
    let sources = quotes.iter().filter_map(|quote| study.quotes.get(quote)?.source.as_ref());
    sources.map(|source| source.document.clone()).collect()
}

fn reads_alike(one: &Reading, other: &Reading) -> bool {
    match (one, other) {
        (Reading::Quantity { amount: one, .. }, Reading::Quantity { amount: other, .. }) => one == other,
        (one, other) => one == other,
    }
}

/// The number of an observation, where it is one point: exact, or about there.
pub fn point(observation: &Observation) -> Option<f64> {
    match observation.reading {
        Reading::Quantity { amount: Amount::Exact(number) | Amount::About(number), .. } => Some(number),
        _ => None,
    }
}

fn form(chosen: &[&Observation]) -> Form {
    if chosen.iter().any(|one| matches!(one.reading, Reading::Category(_))) {
        return Form::Categories;
    }
    let points = chosen.iter().filter(|one| point(one).is_some()).count();
    if (chosen.len() - points) * 6 < chosen.len() && points >= FEWEST { Form::Numbers } else { Form::Ranges }
}
