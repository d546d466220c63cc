//! `metrics.yaml`: what is measured.

use crate::decode::read::{each, localised, number};
use crate::decode::{Context, Fields, Form, Key, Node, NodeKind, Table, words};
use crate::study::MetricKind;

use super::catalogues::entries;
use super::{Item, MetricEntry, Name, SegmentEntry, UnitEntry};

/// The keys of a metric.
pub static METRIC: Table = Table {
    name: "metric",
    keys: &[
        Key::new("label", Form::Localised, "what it is called").required().translatable().french(&["libellé", "nom"]),
        Key::new("summary", Form::Localised, "one sentence about it").translatable().french(&["résumé"]),
        Key::new("unit", Form::Either(&[Form::Text, Form::Localised]), "its unit, or a noun in each language")
            .french(&["unité"]),
        Key::new("kind", Form::OneOf(words::<MetricKind>), "what kind of value it has").required().french(&["type"]),
        Key::new("values", Form::MapOf(&Form::Localised), "the ordered values of a category, each with its label")
            .french(&["valeurs"]),
        Key::new("segments", Form::MapOf(&Form::Localised), "the ordered segments that observations may name"),
        Key::new("conversions", Form::MapOf(&Form::Number), "how many of its unit one of another unit is"),
        Key::new("conversions_note", Form::Localised, "what the conversions assume").translatable(),
        Key::new("note", Form::Localised, "a remark").translatable().french(&["remarque"]),
        Key::new("extra", Form::Any, "free data"),
    ],
};

/// The metrics of a file.
pub fn read(node: &Node, context: &mut Context) -> Vec<Item> {
    entries(node, &METRIC, context, |id, fields, context| Item::Metric(Box::new(metric(id, fields, context))))
}

fn metric(id: Name, fields: &Fields<'_>, context: &mut Context) -> MetricEntry {
    MetricEntry {
        id,
        label: fields.localised("label", context),
        summary: fields.localised("summary", context),
        unit: fields.node("unit").and_then(|node| unit(node, context)),
        kind: fields.one_of("kind", context),
        values: segments(fields, "values", context),
        segments: segments(fields, "segments", context),
        conversions: fields
            .map("conversions", context)
            .iter()
            .filter_map(|entry| Some((entry.key.clone(), number(&entry.value, context)?)))
            .collect(),
        conversions_note: fields.localised("conversions_note", context),
        note: fields.localised("note", context),
    }
}

fn unit(node: &Node, context: &mut Context) -> Option<UnitEntry> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(UnitEntry::Named(Name::new(text.clone(), node.span))),
        _ => localised(node, context).map(|noun| UnitEntry::Noun(noun, node.span)),
    }
}

fn segments(fields: &Fields<'_>, key: &str, context: &mut Context) -> Vec<SegmentEntry> {
    let Some(node) = fields.node(key) else { return Vec::new() };
    each(node, context)
        .into_iter()
        .map(|(id, node)| SegmentEntry { id, label: if node.is_nothing() { None } else { localised(node, context) } })
        .collect()
}
