//! Values of metrics: `metrics.yaml` beside an organisation, a tool or a practice, and `observations.yaml` of the study.
//!
//! Whether a value suits its metric is not known here: the metric stands in another file.

use super::entity::{self, EVIDENCE, EXTRA, NOTE, SOURCE_KEY};
use super::rules::{INVALID_VALUE_MAP, VALUE_OR_UNKNOWN};
use super::{BaseEntry, Name, ObservationEntry, OwnerEntry, ValueEntry};
use crate::decode::{Context, Fields, Form, Key, Node, NodeKind, Table, read, word::INVALID_VALUE};
use crate::study::Amount;

/// A value as a map, for programs.
pub(super) static VALUE: Table = Table {
    name: "value",
    keys: &[
        Key::new("is", Form::Number, "the number, exactly"),
        Key::new("from", Form::Number, "the lower end of a range").french(&["de"]),
        Key::new("to", Form::Number, "the upper end of a range").french(&["a"]),
        Key::new("about", Form::Number, "the number, approximately").french(&["environ"]),
        Key::new("at_most", Form::Number, "the highest that it may be").french(&["au_plus", "max"]),
        Key::new("at_least", Form::Number, "the lowest that it may be").french(&["au_moins", "min"]),
        Key::new("unit", Form::Text, "the unit; that of the metric where this is left out").french(&["unite"]),
    ],
};

/// An observation.
pub(super) static OBSERVATION: Table = Table {
    name: "observation",
    keys: &[
        Key::new("value", Form::Either(&[Form::Value, Form::Table(&VALUE)]), "the value as one says it, with its unit")
            .french(&["valeur"]),
        Key::new("unknown", Form::Localised, "why there is no value").french(&["inconnu", "inconnue", "absent"]),
        Key::new("date", Form::Date, "when, as precisely as it is known"),
        SOURCE_KEY,
        EVIDENCE,
        Key::new(
            "base",
            Form::Either(&[Form::Integer, Form::Localised]),
            "what a share is a share of: a number, or words",
        ),
        Key::new("tool", Form::Id("tool"), "with which tool").french(&["outil"]),
        Key::new("segment", Form::Id("segment"), "of which segment of the metric"),
        Key::new("respondent", Form::Id("speaker"), "who said it: a speaker, or `unnamed`")
            .french(&["repondant", "personne"]),
        Key::new("quotes", Form::List(&Form::Id("quote")), "the quotes that say it").french(&["citations"]),
        NOTE,
        EXTRA,
    ],
};

/// Reads a file of observations.
pub(super) fn read(owner: &OwnerEntry, text: &str, context: &mut Context) -> Vec<ObservationEntry> {
    let file = entity::whole_file(text, context);
    let mut observations = Vec::new();
    for (metric, node) in entity::each(&file, context) {
        match &node.kind {
            NodeKind::List(items) => {
                observations.extend(items.iter().map(|item| observation(owner, metric.clone(), item, context)));
            }
            NodeKind::Null => {
                let place = context.place(metric.span);
                let message = format!("`{}` has neither a value nor a reason why there is none", metric.value);
                context.report(VALUE_OR_UNKNOWN.at(place, message).help(VALUE_OR_REASON));
                observations.push(nothing_observed(owner, metric, node));
            }
            _ => observations.push(observation(owner, metric, node, context)),
        }
    }
    observations
}

const VALUE_OR_REASON: &str = "write the value, or `unknown: …` with the reason, as “not in the source”";

/// Reads a value of a metric, alone or with what is known of it.
pub(super) fn observation(owner: &OwnerEntry, metric: Name, node: &Node, context: &mut Context) -> ObservationEntry {
    if node.entries().is_none() || is_value(node) {
        let value = value(node, context);
        return ObservationEntry { value, ..nothing_observed(owner, metric, node) };
    }
    let fields = Fields::of(node, &OBSERVATION, context);
    ObservationEntry {
        value: value_or_reason(&fields, node.whole, context),
        date: fields.date("date", context),
        source: entity::source(&fields, &entity::SOURCE, context),
        evidence: fields.one_of("evidence", context),
        base: fields.node("base").and_then(|node| base(node, context)),
        tool: fields.id("tool", context),
        segment: fields.id("segment", context),
        respondent: fields.id("respondent", context),
        quotes: fields.ids("quotes", context),
        note: fields.localised("note", context),
        ..nothing_observed(owner, metric, node)
    }
}

fn nothing_observed(owner: &OwnerEntry, metric: Name, node: &Node) -> ObservationEntry {
    ObservationEntry {
        owner: owner.clone(),
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
        span: node.span,
    }
}

/// Whether a map is a value itself, and not an observation that has one.
fn is_value(node: &Node) -> bool {
    let has = |table: &Table, shared: &[&str]| {
        let entries = node.entries().unwrap_or_default();
        entries.iter().any(|entry| table.key(&entry.key.value).is_some() && !shared.contains(&entry.key.value.as_str()))
    };
    has(&VALUE, &[]) && !has(&OBSERVATION, &[])
}

/// Exactly one of the two; anything else is noted, unless it may have been lost.
fn value_or_reason(fields: &Fields<'_>, whole: bool, context: &mut Context) -> Option<ValueEntry> {
    match (fields.node("value"), fields.node("unknown")) {
        (Some(node), None) => value(node, context),
        (None, Some(node)) => read::localised(node, context).map(|reason| ValueEntry::Unknown(reason, node.span)),
        (Some(_), Some(node)) => {
            let diagnostic = VALUE_OR_UNKNOWN
                .at(context.place(node.span), "an observation with a value also says why there is none");
            context.report(diagnostic.help("keep `value` or `unknown`; a remark about a value is its `note`"));
            None
        }
        (None, None) => {
            // A key that is spelt wrong was noted, and may be the one that is missed.
            let all_known = fields.entries().iter().all(|entry| OBSERVATION.key(&entry.key.value).is_some());
            if whole && all_known {
                let span = fields.entries().first().map_or(fields.span(), |entry| entry.key.span);
                let message = "an observation needs a value, or a reason why there is none";
                context.report(VALUE_OR_UNKNOWN.at(context.place(span), message).help(VALUE_OR_REASON));
            }
            None
        }
    }
}

/// A value as one says it or as a map; nothing where it cannot be read, which is then noted.
pub(super) fn value(node: &Node, context: &mut Context) -> Option<ValueEntry> {
    match node.kind {
        NodeKind::Map(_) => map(node, context),
        NodeKind::Scalar { .. } => read::text(node, context).map(ValueEntry::Said),
        _ => {
            read::wrong_type(node, "a value, as `2 h`", context);
            None
        }
    }
}

fn map(node: &Node, context: &mut Context) -> Option<ValueEntry> {
    let fields = Fields::of(node, &VALUE, context);
    let unit = fields.text("unit", context);
    let said: Vec<&str> = ["is", "about", "at_most", "at_least", "from", "to"]
        .into_iter()
        .filter(|key| fields.node(key).is_some())
        .collect();
    let number = |key: &str, context: &mut Context| fields.number(key, context).map(|number| number.value);
    let amount = match said.as_slice() {
        ["is"] => Amount::Exact(number("is", context)?),
        ["about"] => Amount::About(number("about", context)?),
        ["at_most"] => Amount::AtMost(number("at_most", context)?),
        ["at_least"] => Amount::AtLeast(number("at_least", context)?),
        ["from", "to"] => {
            let (from, to) = (number("from", context), number("to", context));
            let (from, to) = (from?, to?);
            if from > to {
                let message = format!("the range begins at {from} and ends below, at {to}");
                context
                    .report(INVALID_VALUE_MAP.at(context.place(node.span), message).help("exchange `from` and `to`"));
                return None;
            }
            Amount::Between(from, to)
        }
        _ => {
            let all_known = fields.entries().iter().all(|entry| VALUE.key(&entry.key.value).is_some());
            if node.whole && all_known {
                let diagnostic = INVALID_VALUE_MAP.at(context.place(node.span), "a value as a map says one amount");
                context.report(
                    diagnostic.help("write one of `is`, `about`, `at_most` and `at_least`, or both `from` and `to`"),
                );
            }
            return None;
        }
    };
    Some(ValueEntry::Map { amount, unit, span: node.span })
}

/// What a share is a share of: so many, or words.
pub(super) fn base(node: &Node, context: &mut Context) -> Option<BaseEntry> {
    let digits = node.text().filter(|text| text.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-'));
    if let Some(number) = digits.and_then(|text| text.parse::<i64>().ok()) {
        if let Some(number) = u64::try_from(number).ok().filter(|number| *number > 0) {
            return Some(BaseEntry::Number(number));
        }
        let diagnostic = INVALID_VALUE.at(context.place(node.span), format!("a share of {number} is no share"));
        context.report(diagnostic.help("the base is how many there are in all, a number above 0"));
        return None;
    }
    read::localised(node, context).map(BaseEntry::Words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    fn observations(text: &str) -> Vec<ObservationEntry> {
        let mut context = Context::new(&SourcePath::new("content/observations.yaml"), &[]);
        let observations = read(&OwnerEntry::Study, text, &mut context);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        observations
    }

    fn amount(entry: &ObservationEntry) -> Amount {
        match &entry.value {
            Some(ValueEntry::Map { amount, .. }) => *amount,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_value_stands_alone_in_a_map_or_in_a_list() {
        let found = observations("a: 048\nb: {value: 2 h, date: 2012-06}\nc:\n  - 1 to 2 h\n  - {unknown: perdu}\n");
        let said: Vec<&str> = found
            .iter()
            .filter_map(|entry| match &entry.value {
                Some(ValueEntry::Said(said)) => Some(said.value.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(said, ["048", "2 h", "1 to 2 h"]);
        let metrics: Vec<&str> = found.iter().map(|entry| entry.metric.value.as_str()).collect();
        assert_eq!(metrics, ["a", "b", "c", "c"]);
        assert!(matches!(found[3].value, Some(ValueEntry::Unknown(..))));
    }

    #[test]
    fn every_map_of_programs_is_read_alone_and_as_a_value() {
        let text = "a: {is: 2, unit: h}\nb: {value: {from: 1, to: 2}}\nc: {about: -2.5}\nd: {at_most: 20, unit: percent}\ne: {at_least: 5}\n";
        let found = observations(text);
        let amounts: Vec<Amount> = found.iter().map(amount).collect();
        assert_eq!(
            amounts,
            [
                Amount::Exact(2.0),
                Amount::Between(1.0, 2.0),
                Amount::About(-2.5),
                Amount::AtMost(20.0),
                Amount::AtLeast(5.0)
            ]
        );
    }

    #[test]
    fn a_base_is_a_number_or_words() {
        let found = observations(
            "a: {value: 20 %, base: 15}\nb: {value: 20 %, base: 15 organismes}\nc: {value: 20 %, base: {en: all}}\n",
        );
        assert!(matches!(found[0].base, Some(BaseEntry::Number(15))));
        assert!(
            matches!(&found[1].base, Some(BaseEntry::Words(words)) if words.first().unwrap().value == "15 organismes")
        );
        assert!(matches!(&found[2].base, Some(BaseEntry::Words(words)) if words.get("en").is_some()));
    }
}
