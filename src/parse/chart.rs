//! `charts/ID.yaml`: a chart's definition.

use crate::decode::read::{self, one_of, text};
use crate::decode::{Context, Date, Entry, Fields, Form, Key, Node, NodeKind, Table, words};
use crate::diagnostic::{Code, Rule, Severity, Spanned};
use crate::study::{Counted, Evidence, Sort};

use super::observations::typed;
use super::{ChartFile, DataEntry, DataForm, FileName, Name, RowEntry, target};

/// The keys of a chart.
pub static CHART: Table = Table {
    name: "chart",
    keys: &[
        Key::new("kind", Form::Text, "the kind of chart: `bar`, `matrix`, `range`…").required().french(&["type"]),
        Key::new("title", Form::Localised, "what it shows").required().translatable().french(&["titre"]),
        Key::new("subtitle", Form::Localised, "measure and unit").translatable().french(&["sous_titre"]),
        Key::new("data", Form::Table(&DATA), "where its rows come from").required().french(&["données"]),
        Key::new("options", Form::Any, "the options of its kind"),
        Key::new("source", Form::Localised, "where its numbers come from").translatable(),
        Key::new("note", Form::Localised, "what a reader must know").translatable().french(&["remarque"]),
        Key::new("description", Form::Localised, "what it shows, for who cannot see it").translatable(),
        Key::new("exceptions", Form::List(&Form::Table(&EXCEPTION)), "rules that it breaks, each with a reason"),
        Key::new("draft", Form::Flag, "not to be published yet").french(&["brouillon"]),
        Key::new("old_addresses", Form::List(&Form::Text), "addresses that it had"),
        Key::new("extra", Form::Any, "free data"),
    ],
};

/// The keys of a chart's data.
pub static DATA: Table = Table {
    name: "data of a chart",
    keys: &[
        Key::new("count", Form::OneOf(words::<Counted>), "what is counted").french(&["compter"]),
        Key::new("metric", Form::Id("metric"), "whose observations are shown").french(&["mesure"]),
        Key::new("rows", Form::List(&Form::Table(&ROW)), "rows of its own").french(&["lignes"]),
        Key::new("by", Form::Either(&[Form::Text, Form::List(&Form::Text)]), "by what, or by rows and columns")
            .french(&["par"]),
        Key::new("where", Form::MapOf(&Form::Any), "which of them: a key and its values").french(&["où"]),
        Key::new("at", Form::Text, "at a date; `latest` where this is left out").french(&["au"]),
        Key::new("sort", Form::OneOf(words::<Sort>), "how rows are sorted").french(&["tri"]),
        Key::new("limit", Form::Integer, "at most so many rows").french(&["limite"]),
    ],
};

/// The keys of a row.
pub static ROW: Table = Table {
    name: "row of a chart",
    keys: &[
        Key::new("label", Form::Localised, "what it is called").required().translatable().french(&["libellé", "nom"]),
        Key::new("value", Form::Value, "its value, as one says it with its unit").french(&["valeur"]),
        Key::new("unknown", Form::Localised, "why there is no value").translatable().french(&["inconnu"]),
        Key::new("date", Form::Date, "when it was"),
        Key::new("from", Form::Date, "when it began").french(&["de"]),
        Key::new("to", Form::Date, "when it ended").french(&["à"]),
        Key::new("series", Form::Localised, "its series").translatable().french(&["série"]),
        Key::new("evidence", Form::OneOf(words::<Evidence>), "how well it is documented").french(&["preuve"]),
        Key::new("link", Form::Reference, "what stands behind it, as `kind:id`").french(&["lien"]),
        Key::new("note", Form::Localised, "a remark").translatable().french(&["remarque"]),
    ],
};

/// The keys of an exception.
pub static EXCEPTION: Table = Table {
    name: "exception",
    keys: &[
        Key::new("rule", Form::Text, "the code of the rule").required().french(&["règle"]),
        Key::new("reason", Form::Text, "the reason, which is published").required().french(&["raison"]),
    ],
};

/// Data that say nothing or too much.
pub static CHART_DATA_FORM: Rule = Rule {
    code: Code::ChartDataForm,
    severity: Severity::Error,
    summary: "a chart's data in none or several of the three forms",
    explanation: "The rows of a chart are counted (`{count: quotes, by: organisation}`), come from a metric \
                  (`{metric: ID, by: tool}`) or are the definition's own (`rows: […]`): exactly one of the three.",
    example: "data: {by: organisation} → data: {count: quotes, by: organisation}",
};

/// A chart's definition.
pub fn read(node: &Node, file: FileName, context: &mut Context) -> ChartFile {
    let fields = Fields::of(node, &CHART, context);
    ChartFile {
        file,
        kind: fields.text("kind", context),
        title: fields.localised("title", context),
        subtitle: fields.localised("subtitle", context),
        data: fields.table("data", &DATA, context).and_then(|data| self::data(&data, context)),
        options: fields.node("options").cloned(),
        source: fields.localised("source", context),
        note: fields.localised("note", context),
        description: fields.localised("description", context),
        exceptions: fields
            .tables("exceptions", &EXCEPTION, context)
            .iter()
            .filter_map(|exception| Some((exception.text("rule", context)?, exception.text("reason", context)?)))
            .collect(),
        draft: fields.flag("draft", context).is_some_and(|draft| draft.value),
        old_addresses: fields.texts("old_addresses", context),
    }
}

fn data(fields: &Fields<'_>, context: &mut Context) -> Option<DataEntry> {
    let form = form(fields, context)?;
    Some(DataEntry {
        form,
        sort: fields.one_of("sort", context),
        limit: fields.integer("limit", context),
        filters: fields.map("where", context).iter().map(|entry| filter(entry, context)).collect(),
        span: fields.span(),
    })
}

fn form(fields: &Fields<'_>, context: &mut Context) -> Option<DataForm> {
    let given: Vec<&str> = ["count", "metric", "rows"].into_iter().filter(|key| fields.node(key).is_some()).collect();
    match given.as_slice() {
        ["count"] => {
            let count: Spanned<Counted> = fields.one_of("count", context)?;
            Some(DataForm::Count { count, by: names(fields.node("by"), context) })
        }
        ["metric"] => {
            let metric = fields.id("metric", context)?;
            let by = names(fields.node("by"), context).into_iter().next();
            let latest = fields.node("at").and_then(Node::text) == Some("latest");
            let at = if latest { None } else { fields.node("at").and_then(|node| read::date(node, context)) };
            Some(DataForm::Metric { metric, by, at })
        }
        ["rows"] => {
            let rows = fields.tables("rows", &ROW, context);
            Some(DataForm::Rows(rows.iter().map(|row| self::row(row, context)).collect()))
        }
        _ => {
            let place = context.place(fields.span());
            let message = match given.as_slice() {
                [] => "these data say neither `count`, nor `metric`, nor `rows`".to_owned(),
                several => format!("these data say {} at once", several.join(" and ")),
            };
            let help = "write one of `{count: quotes, by: organisation}`, `{metric: ID, by: tool}` and `rows: […]`";
            context.report(CHART_DATA_FORM.at(place, message).help(help));
            None
        }
    }
}

/// One name or a list of names.
fn names(node: Option<&Node>, context: &mut Context) -> Vec<Name> {
    match node.map(|node| (node, &node.kind)) {
        None => Vec::new(),
        Some((_, NodeKind::List(items))) => items.iter().filter_map(|item| text(item, context)).collect(),
        Some((node, _)) => text(node, context).into_iter().collect(),
    }
}

fn filter(entry: &Entry, context: &mut Context) -> (Name, Vec<Name>) {
    (entry.key.clone(), names(Some(&entry.value), context))
}

fn row(fields: &Fields<'_>, context: &mut Context) -> RowEntry {
    let unknown = fields.localised("unknown", context);
    let unknown = unknown.map(|reason| super::ValueEntry::Unknown(reason, fields.span()));
    RowEntry {
        label: fields.localised("label", context),
        value: unknown.or_else(|| fields.node("value").and_then(|node| typed(node, context))),
        period: period(fields, context),
        series: fields.localised("series", context),
        evidence: fields.node("evidence").and_then(|node| one_of(node, context)),
        link: fields.text("link", context).and_then(|link| target::read(&link, context)),
        note: fields.localised("note", context),
        span: fields.span(),
    }
}

fn period(fields: &Fields<'_>, context: &mut Context) -> Option<(Spanned<Date>, Option<Spanned<Date>>)> {
    let (from, to) = (fields.date("from", context), fields.date("to", context));
    match (fields.date("date", context), from) {
        (Some(date), _) => Some((date, None)),
        (None, Some(from)) => Some((from, to)),
        (None, None) => None,
    }
}
