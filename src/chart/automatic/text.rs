//! What is said around a chart that nobody wrote: titles without articles, so that any name can stand in them.

use std::collections::BTreeSet;

use super::comparable::{Comparison, Slice};
use super::{Desk, Material};
use crate::chart::data::count::capital;
use crate::chart::words::{Words, count_of};
use crate::language::DateParts;
use crate::study::{Date, Document, EntityRef, Id, Kind, Metric};

/// More documents than this are counted.
const MOST_DOCUMENTS: usize = 3;

/// The words around a chart.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The title.
    pub(super) title: String,
    /// Unit, period, the value that the page is about.
    pub(super) subtitle: Option<String>,
    /// The documents of its data.
    pub(super) source: Option<String>,
    /// What a reader must know.
    pub(super) notes: Vec<String>,
}

/// A text of automatic charts.
pub(super) fn text(material: &Material<'_>, key: &str, values: &[(&str, &str)]) -> String {
    material.language.text(&format!("automatic-chart.{key}"), values)
}

/// `12 organismes`
pub(super) fn things(material: &Material<'_>, kind: Kind, number: usize) -> String {
    count_of(material.language, number, &material.noun(kind))
}

/// A metric with the tool and the segment that its values are of: `Abonnés, Twitter`.
pub(super) fn metric_name(material: &Material<'_>, metric: &Metric, slice: &Slice) -> String {
    let mut name = material.plain(&metric.label);
    for part in slice_names(material, metric, slice) {
        name = text(material, "slice", &[("metric", &name), ("slice", &part)]);
    }
    name
}

/// The names of a slice's tool and segment.
pub(super) fn slice_names(material: &Material<'_>, metric: &Metric, slice: &Slice) -> Vec<String> {
    let tool = slice.tool.iter().map(|tool| material.name(&EntityRef::new(Kind::Tool, tool.as_str())).0);
    let segment = slice.segment_of(metric).map(|segment| material.plain(&segment.label));
    tool.chain(segment).collect()
}

/// `Heures par jour · Période : 2011–2012`
pub(super) fn subtitle(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The unit of a metric in full, with a capital; none for plain numbers.
pub(super) fn unit(material: &Material<'_>, metric: &Metric) -> Option<String> {
    let language = material.language;
    Some(capital(&language.unit_name(&metric.unit.in_words(language)))).filter(|unit| !unit.is_empty())
}

/// When the values of a comparison are of.
pub(super) fn period(material: &Material<'_>, dates: Option<(Date, Date)>) -> Option<String> {
    let parts = |date: Date| DateParts::new(date.year, date.month, date.day);
    let (first, last) = dates?;
    let period = material.language.period(parts(first), parts(last));
    Some(text(material, "period", &[("period", &period)]))
}

/// How many owners have values of other dates alone.
pub(super) fn elsewhen(material: &Material<'_>, comparison: &Comparison) -> Option<String> {
    let number = comparison.elsewhen;
    let things = things(material, comparison.kind, number);
    (number > 0).then(|| material.language.counted("automatic-chart.elsewhen", number as u64, &[("things", &things)]))
}

/// Documents by their names, or their number where they are many.
pub(super) fn source(material: &Material<'_>, documents: &BTreeSet<Id<Document>>) -> Option<String> {
    if documents.is_empty() {
        return None;
    }
    if documents.len() > MOST_DOCUMENTS {
        return Some(things(material, Kind::Document, documents.len()));
    }
    let name = |id: &Id<Document>| material.name(&EntityRef::new(Kind::Document, id.as_str())).0;
    Some(material.language.list(&documents.iter().map(name).collect::<Vec<_>>()))
}

/// The words that all charts of a comparison share.
pub(super) fn said(desk: &Desk<'_>, metric: &Metric, comparison: &Comparison, title: String) -> Said {
    let material = desk.material;
    Said {
        title,
        subtitle: subtitle([unit(material, metric), period(material, comparison.dates)]),
        source: source(material, &comparison.documents),
        notes: elsewhen(material, comparison).into_iter().collect(),
    }
}
