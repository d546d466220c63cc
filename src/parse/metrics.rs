//! `metrics.yaml`: what is measured, by id.

use super::entity::{self, EXTRA, NOTE, SUMMARY};
use super::{MetricEntry, Name, SegmentEntry, UnitEntry};
use crate::decode::{Context, Fields, Form, Key, Node, NodeKind, Table, read, word::INVALID_VALUE, words};
use crate::diagnostic::Spanned;
use crate::study::MetricKind;

/// A metric.
pub(super) static METRIC: Table = Table {
    name: "metric",
    keys: &[
        Key::new("label", Form::Localised, "what it is called")
            .required()
            .french(&["libelle", "nom", "titre", "title", "name"]),
        SUMMARY,
        Key::new("kind", Form::OneOf(words::<MetricKind>), "what kind of value it has")
            .required()
            .french(&["type", "nature"]),
        Key::new("unit", Form::Localised, "a unit, as `hour/day`; or, for things counted, a noun in each language")
            .french(&["unite"]),
        Key::new(
            "values",
            Form::MapOf(&Form::Localised),
            "the values of a category by id, in their order, each with its label",
        )
        .french(&["valeurs"]),
        Key::new(
            "segments",
            Form::MapOf(&Form::Localised),
            "the parts that observations may be of, by id, each with its label",
        ),
        Key::new("conversions", Form::MapOf(&Form::Number), "how many of its unit one of another unit is"),
        Key::new("conversions_note", Form::Localised, "what the conversions assume; shown wherever they are used"),
        NOTE,
        EXTRA,
    ],
};

/// Reads `metrics.yaml`.
pub(super) fn read(text: &str, context: &mut Context) -> Vec<MetricEntry> {
    let file = entity::whole_file(text, context);
    let metrics = entity::each(&file, context);
    metrics.into_iter().map(|(id, node)| metric(id, node, context)).collect()
}

/// Reads a metric.
pub(super) fn metric(id: Name, node: &Node, context: &mut Context) -> MetricEntry {
    let fields = Fields::of(node, &METRIC, context);
    let metric = MetricEntry {
        label: fields.localised("label", context),
        summary: fields.localised("summary", context),
        unit: unit(&fields, context),
        kind: fields.one_of("kind", context),
        values: segments(&fields, "values", context),
        segments: segments(&fields, "segments", context),
        conversions: conversions(&fields, context),
        conversions_note: fields.localised("conversions_note", context),
        note: fields.localised("note", context),
        id,
    };
    if node.whole
        && let Some(kind) = &metric.kind
    {
        suits_its_kind(&fields, kind, &metric.id, context);
    }
    metric
}

/// The unit that the key `unit` names: by its name, or as a noun in each language.
pub(super) fn unit(fields: &Fields<'_>, context: &mut Context) -> Option<UnitEntry> {
    let node = fields.node("unit")?;
    match node.kind {
        NodeKind::Map(_) => read::localised(node, context).map(|noun| UnitEntry::Noun(noun, node.span)),
        _ => read::text(node, context).map(UnitEntry::Named),
    }
}

/// Ids with their labels, in their order.
fn segments(fields: &Fields<'_>, key: &str, context: &mut Context) -> Vec<SegmentEntry> {
    let Some(node) = fields.node(key) else { return Vec::new() };
    let labelled = |(id, label): (Name, &Node), context: &mut Context| {
        let label = if label.is_nothing() { None } else { read::localised(label, context) };
        SegmentEntry { id, label }
    };
    entity::each(node, context).into_iter().map(|entry| labelled(entry, context)).collect()
}

fn conversions(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Spanned<f64>)> {
    let mut conversions = Vec::new();
    for entry in fields.map("conversions", context) {
        let Some(factor) = read::number(&entry.value, context) else { continue };
        if factor.value > 0.0 {
            conversions.push((entry.key.clone(), factor));
        } else {
            let message = format!("one `{}` cannot be {} of the metric's unit", entry.key.value, factor.value);
            let diagnostic = INVALID_VALUE.at(context.place(factor.span), message);
            context.report(diagnostic.help("write how many of the metric's unit it is, a number above 0"));
        }
    }
    conversions
}

/// A category has values and nothing else has; what is measured has a unit.
fn suits_its_kind(fields: &Fields<'_>, kind: &Spanned<MetricKind>, id: &Name, context: &mut Context) {
    let word = kind.value.word();
    let (has_values, has_unit) = (fields.node("values").is_some(), fields.node("unit").is_some());
    let needs_unit = matches!(kind.value, MetricKind::Amount | MetricKind::Duration | MetricKind::Rate);
    if kind.value == MetricKind::Category && !has_values {
        let diagnostic = read::MISSING_KEY
            .at(context.place(id.span), format!("`{}` is a category and needs the key `values`", id.value));
        context.report(diagnostic.help("write `values:`, then each value by id with its label, in their order"));
    }
    if needs_unit && !has_unit {
        let diagnostic = read::MISSING_KEY
            .at(context.place(id.span), format!("`{}` is of the kind `{word}` and needs the key `unit`", id.value));
        context.report(diagnostic.help("write `unit: …`, as `hour`, `hour/day` or `euro`"));
    }
    let without_values = kind.value != MetricKind::Category && has_values;
    let without_unit = matches!(kind.value, MetricKind::Category | MetricKind::Date) && has_unit;
    for (key, _) in [("values", without_values), ("unit", without_unit)].into_iter().filter(|(_, wrong)| *wrong) {
        let span = fields.key_span(key).unwrap_or(kind.span);
        let diagnostic = INVALID_VALUE.at(context.place(span), format!("a metric of the kind `{word}` has no `{key}`"));
        context.report(diagnostic.help("correct the `kind`, or remove this key"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    fn metrics(text: &str) -> Vec<MetricEntry> {
        let mut context = Context::new(&SourcePath::new("content/metrics.yaml"), &[]);
        let metrics = read(text, &mut context);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        metrics
    }

    #[test]
    fn values_and_segments_keep_their_order() {
        let text = "posture:\n  label: Posture\n  kind: category\n  values:\n    no:\n      fr: Non\n    yes: Oui\n    maybe:\n";
        let values = &metrics(text)[0].values;
        let ids: Vec<(&str, bool)> =
            values.iter().map(|value| (value.id.value.as_str(), value.label.is_some())).collect();
        assert_eq!(ids, [("no", true), ("yes", true), ("maybe", false)]);
    }

    #[test]
    fn a_unit_is_a_name_or_a_noun() {
        let text = "a: {label: A, kind: rate, unit: hour/day, conversions: {hour/week: 0.2}}\nb:\n  label: B\n  kind: count\n  \
                    unit: {fr: mot, en: word}\nc: {label: C, kind: share}\n";
        let metrics = metrics(text);
        assert!(matches!(&metrics[0].unit, Some(UnitEntry::Named(name)) if name.value == "hour/day"));
        assert!(matches!(&metrics[1].unit, Some(UnitEntry::Noun(noun, _)) if noun.get("en").is_some()));
        assert!(metrics[2].unit.is_none());
        assert_eq!((metrics[0].conversions[0].0.value.as_str(), metrics[0].conversions[0].1.value), ("hour/week", 0.2));
    }
}
