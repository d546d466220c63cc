//! Values of metrics: `metrics.yaml` beside their owner, `observations.yaml` for those of the study.

use crate::decode::read::{each, localised, wrong_type};
use crate::decode::{Context, Fields, Form, Key, Node, NodeKind, Table, number, words};
use crate::diagnostic::{Code, Rule, Severity, Span};
use crate::study::{Amount, Evidence};

use super::{BaseEntry, Item, Name, ObservationEntry, OwnerEntry, ValueEntry, origin};

/// The keys of an observation that is a map.
pub static OBSERVATION: Table = Table {
    name: "observation",
    keys: &[
        Key::new("value", Form::Value, "the value, as one says it with its unit, or as a map").french(&["valeur"]),
        Key::new("unknown", Form::Localised, "why there is no value").translatable().french(&["inconnu"]),
        Key::new("date", Form::Date, "when; as precise as it is known"),
        origin::KEY,
        Key::new("evidence", Form::OneOf(words::<Evidence>), "how well it is documented").french(&["preuve"]),
        Key::new("base", Form::Either(&[Form::Integer, Form::Localised]), "what a share is a share of"),
        Key::new("tool", Form::Id("tool"), "with which tool").french(&["outil"]),
        Key::new("segment", Form::Text, "of which segment of the metric"),
        Key::new("respondent", Form::Text, "`unnamed`, or a speaker's id").french(&["répondant"]),
        Key::new("quotes", Form::List(&Form::Id("quote")), "the quotes that say it").french(&["citations"]),
        Key::new("note", Form::Localised, "a remark").translatable().french(&["remarque"]),
        Key::new("extra", Form::Any, "free data"),
    ],
};

/// The keys of a value that is a map.
pub static VALUE: Table = Table {
    name: "value",
    keys: &[
        Key::new("is", Form::Number, "exactly this number"),
        Key::new("from", Form::Number, "the lower end of a range").french(&["de"]),
        Key::new("to", Form::Number, "the upper end of a range").french(&["à"]),
        Key::new("about", Form::Number, "about this number").french(&["environ"]),
        Key::new("at_most", Form::Number, "this number or less").french(&["au_plus"]),
        Key::new("at_least", Form::Number, "this number or more").french(&["au_moins"]),
        Key::new("unit", Form::Text, "the unit; the metric's where this is left out").french(&["unité"]),
    ],
};

/// An observation that does not say exactly one thing.
pub static VALUE_OR_UNKNOWN: Rule = Rule {
    code: Code::ValueOrUnknown,
    severity: Severity::Error,
    summary: "an observation with neither or both of `value` and `unknown`",
    explanation: "An observation says a value, or why there is none: a gap is data. It has exactly one of the two keys.",
    example: "followers: {source: {document: deck}} → followers: {unknown: \"not in the source\"}",
};

/// A map that is no value.
pub static INVALID_VALUE_MAP: Rule = Rule {
    code: Code::InvalidValueMap,
    severity: Severity::Error,
    summary: "a value's map that fits no form",
    explanation: "A value as a map is one of `{is, unit}`, `{from, to, unit}`, `{about, unit}`, `{at_most, unit}` and \
                  `{at_least, unit}`; of a range the first number is not greater than the second.",
    example: "{from: 2, to: 1, unit: h} → {from: 1, to: 2, unit: h}",
};

/// The observations of a file, all of one owner.
pub fn read(node: &Node, owner: &OwnerEntry, context: &mut Context) -> Vec<Item> {
    let mut items = Vec::new();
    for (metric, node) in each(node, context) {
        let nodes = match &node.kind {
            NodeKind::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for node in nodes {
            items.push(Item::Observation(Box::new(observation(metric.clone(), node, owner.clone(), context))));
        }
    }
    items
}

fn observation(metric: Name, node: &Node, owner: OwnerEntry, context: &mut Context) -> ObservationEntry {
    let span = if node.is_nothing() { metric.span } else { node.span };
    let mut entry = ObservationEntry {
        owner,
        metric,
        value: None,
        date: None,
        source: None,
        evidence: None,
        base: None,
        tool: None,
        segment: None,
        respondent: None,
        quotes: Vec::new(),
        note: None,
        span,
    };
    match &node.kind {
        NodeKind::Scalar { text, .. } => entry.value = Some(ValueEntry::Said(Name::new(text.clone(), node.span))),
        NodeKind::Map(_) if is_value(node) => entry.value = map(node, context),
        NodeKind::Map(_) => fill(&mut entry, &Fields::of(node, &OBSERVATION, context), context),
        NodeKind::Null => neither(span, context),
        NodeKind::List(_) => wrong_type(node, "a value or keys", context),
    }
    entry
}

/// Whether a map is a value itself: `{about: 4, unit: h}` in place of `{value: about 4 h}`.
fn is_value(node: &Node) -> bool {
    ["is", "from", "to", "about", "at_most", "at_least"].iter().any(|key| node.get(key).is_some())
}

fn fill(entry: &mut ObservationEntry, fields: &Fields<'_>, context: &mut Context) {
    let unknown = fields.localised("unknown", context);
    let reason_span = fields.key_span("unknown").unwrap_or(entry.span);
    entry.value = match (fields.node("value"), unknown) {
        (Some(_), Some(_)) => {
            let place = context.place(reason_span);
            let message = "an observation has either `value` or `unknown`, found both";
            context.report(VALUE_OR_UNKNOWN.at(place, message).help("remove one of the two"));
            None
        }
        (Some(node), None) => typed(node, context),
        (None, Some(reason)) => Some(ValueEntry::Unknown(reason, reason_span)),
        // A key that stands there without what it needs was reported already.
        (None, None) if fields.key_span("unknown").is_some() => None,
        (None, None) => {
            neither(entry.span, context);
            None
        }
    };
    entry.date = fields.date("date", context);
    entry.source = origin::read(fields, context);
    entry.evidence = fields.one_of("evidence", context);
    entry.base = fields.node("base").and_then(|node| base(node, context));
    entry.tool = fields.id("tool", context);
    entry.segment = fields.text("segment", context);
    entry.respondent = fields.text("respondent", context);
    entry.quotes = fields.ids("quotes", context);
    entry.note = fields.localised("note", context);
}

fn neither(span: Span, context: &mut Context) {
    let place = context.place(span);
    let help = "write `value: 2 h`, or `unknown: REASON` where the source does not say";
    context.report(VALUE_OR_UNKNOWN.at(place, "this observation has neither a value nor a reason").help(help));
}

/// A value: a text as one says it, or a map.
pub(super) fn typed(node: &Node, context: &mut Context) -> Option<ValueEntry> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(ValueEntry::Said(Name::new(text.clone(), node.span))),
        NodeKind::Map(_) => map(node, context),
        _ => {
            wrong_type(node, "a value", context);
            None
        }
    }
}

fn map(node: &Node, context: &mut Context) -> Option<ValueEntry> {
    let fields = Fields::of(node, &VALUE, context);
    let mut number = |key: &str| fields.number(key, context).map(|number| number.value);
    let numbers = (number("is"), number("from"), number("to"), number("about"), number("at_most"), number("at_least"));
    let amount = match numbers {
        (Some(is), None, None, None, None, None) => Amount::Exact(is),
        (None, Some(from), Some(to), None, None, None) if from <= to => Amount::Between(from, to),
        (None, None, None, Some(about), None, None) => Amount::About(about),
        (None, None, None, None, Some(most), None) => Amount::AtMost(most),
        (None, None, None, None, None, Some(least)) => Amount::AtLeast(least),
        (None, None, None, None, None, None) if has_unreadable_number(&fields) => return None,
        _ => {
            let place = context.place(node.span);
            let help = "write `{is: 2, unit: h}`, `{from: 1, to: 2, unit: h}`, `{about: 4, unit: h}`, \
                        `{at_most: 20, unit: percent}` or `{at_least: 5}`";
            context.report(INVALID_VALUE_MAP.at(place, "this map is no value").help(help));
            return None;
        }
    };
    Some(ValueEntry::Map { amount, unit: fields.text("unit", context), span: node.span })
}

/// Whether a number stood there that could not be read, which was reported.
fn has_unreadable_number(fields: &Fields<'_>) -> bool {
    ["is", "from", "to", "about", "at_most", "at_least"].iter().any(|key| fields.key_span(key).is_some())
}

fn base(node: &Node, context: &mut Context) -> Option<BaseEntry> {
    match node.text().and_then(number::parse) {
        Some(base) if base >= 1.0 && base.fract() == 0.0 && base < 1e15 => Some(BaseEntry::Number(base as u64)),
        _ => localised(node, context).map(BaseEntry::Words),
    }
}
