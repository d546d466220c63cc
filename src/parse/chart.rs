//! Files of charts. The options of a kind stay a node: the kind reads them.

use super::columns::{self, CSV};
use super::entity::{self, DRAFT, EVIDENCE, EXTRA, NOTE, OLD_ADDRESSES};
use super::rules::{CHART_DATA_FORM, TOO_MANY_ROWS};
use super::{ChartFile, DataEntry, DataForm, FileName, Name, RowEntry, metrics, observations, target};
use crate::decode::{Context, Date, Fields, Form, Key, Node, NodeKind, Table, read, word::INVALID_VALUE, words};
use crate::diagnostic::{Diagnostic, Place, Span, Spanned};
use crate::study::{Counted, Sort};

/// A chart.
pub(super) static CHART: Table = Table {
    name: "chart",
    keys: &[
        Key::new("kind", Form::Text, "the kind of chart, as `bar`").required().french(&["type", "genre"]),
        Key::new("title", Form::Localised, "what it shows, best as what is found").required().french(&["titre"]),
        Key::new("subtitle", Form::Localised, "measure and unit, in words").french(&["sous_titre"]),
        Key::new(
            "data",
            Form::Either(&[Form::Table(&COUNT), Form::Table(&METRIC), Form::Table(&ROWS), Form::Table(&CSV)]),
            "where its rows come from",
        )
        .required()
        .french(&["donnees"]),
        Key::new("options", Form::Any, "what its kind offers"),
        Key::new(
            "source",
            Form::Localised,
            "where its numbers come from, in words; the documents of its data where this is left out",
        )
        .french(&["origine"]),
        NOTE,
        Key::new(
            "description",
            Form::Localised,
            "what who cannot see it hears; made from the data where this is left out",
        ),
        Key::new(
            "exceptions",
            Form::List(&Form::Table(&EXCEPTION)),
            "rules of honest charts that it breaks, each with the published reason",
        ),
        DRAFT,
        OLD_ADDRESSES,
        EXTRA,
    ],
};

const BY: Key =
    Key::new("by", Form::Either(&[Form::Text, Form::List(&Form::Text)]), "what rows, or rows and columns, stand for")
        .french(&["par"]);
const WHERE: Key = Key::new(
    "where",
    Form::MapOf(&Form::Either(&[Form::Text, Form::List(&Form::Text)])),
    "only these: a key, and a value or several",
)
.french(&["ou", "filtre", "filtres"]);
pub(super) const SORT: Key =
    Key::new("sort", Form::OneOf(words::<Sort>), "how rows are sorted").french(&["tri", "ordre"]);
pub(super) const LIMIT: Key = Key::new("limit", Form::Integer, "at most so many rows").french(&["limite", "maximum"]);

pub(super) const UNIT: Key = Key::new(
    "unit",
    Form::Either(&[Form::Text, Form::Localised]),
    "the unit of the values that name none: `hour`, or a noun in each language",
)
.french(&["unite"]);

/// Data that counts entities.
pub(super) static COUNT: Table = Table {
    name: "count of entities",
    keys: &[
        Key::new("count", Form::OneOf(words::<Counted>), "what is counted").required().french(&["compte", "nombre"]),
        BY,
        WHERE,
        SORT,
        LIMIT,
    ],
};

/// Data that shows a metric.
pub(super) static METRIC: Table = Table {
    name: "set of values of a metric",
    keys: &[
        Key::new(
            "metric",
            Form::Either(&[Form::Id("metric"), Form::List(&Form::Id("metric"))]),
            "the metric, or the two of a scatter: across and up",
        )
        .required()
        .french(&["mesure", "indicateur"]),
        BY,
        WHERE,
        Key::new("at", Form::Either(&[Form::Date, Form::Text]), "at which date; `latest` where this is left out")
            .french(&["date"]),
        SORT,
        LIMIT,
    ],
};

/// Data of its own.
pub(super) static ROWS: Table = Table {
    name: "list of rows",
    keys: &[
        Key::new("rows", Form::List(&Form::Table(&ROW)), "the rows").required().french(&["lignes"]),
        UNIT,
        SORT,
        LIMIT,
    ],
};

/// A row.
pub(super) static ROW: Table = Table {
    name: "row",
    keys: &[
        Key::new("label", Form::Localised, "its label; the date itself where there is one").french(&["libelle", "nom"]),
        Key::new(
            "value",
            Form::Either(&[Form::Value, Form::Table(&observations::VALUE)]),
            "its value as one says it, with its unit",
        )
        .french(&["valeur"]),
        Key::new("unknown", Form::Localised, "why there is no value").french(&["inconnu", "inconnue"]),
        Key::new("from", Form::Date, "when a period begins").french(&["de", "debut"]),
        Key::new("to", Form::Date, "when it ends").french(&["a", "fin"]),
        Key::new("date", Form::Date, "when something happened, or when the value was so"),
        Key::new(
            "base",
            Form::Either(&[Form::Integer, Form::Localised]),
            "what a share is a share of: a number, or words",
        ),
        Key::new("series", Form::Localised, "the name of its series").french(&["serie"]),
        Key::new("group", Form::Localised, "the group of its point, in a strip or a scatter").french(&["groupe"]),
        EVIDENCE,
        Key::new("link", Form::Reference, "what stands behind it, as `kind:id`").french(&["lien"]),
        NOTE,
    ],
};

/// A rule that a chart breaks.
pub(super) static EXCEPTION: Table = Table {
    name: "exception",
    keys: &[
        Key::new("rule", Form::Text, "the code of the rule, as `unsorted-bars`").required().french(&["regle"]),
        Key::new("reason", Form::Text, "why; it is published").required().french(&["raison"]),
    ],
};

/// Reads a chart.
pub(super) fn read(file: FileName, text: &str, context: &mut Context) -> ChartFile {
    let node = entity::whole_file(text, context);
    let fields = Fields::of(&node, &CHART, context);
    ChartFile {
        kind: fields.text("kind", context),
        title: fields.localised("title", context),
        subtitle: fields.localised("subtitle", context),
        data: fields.node("data").and_then(|node| data(node, context)),
        options: fields.node("options").cloned(),
        source: fields.localised("source", context),
        note: fields.localised("note", context),
        description: fields.localised("description", context),
        exceptions: exceptions(&fields, context),
        draft: entity::is_set(&fields, "draft", context),
        old_addresses: entity::old_addresses(&fields, context),
        file,
    }
}

impl ChartFile {
    /// A chart that says nothing but what its file is called.
    pub(super) fn named(file: FileName) -> Self {
        Self {
            file,
            kind: None,
            title: None,
            subtitle: None,
            data: None,
            options: None,
            source: None,
            note: None,
            description: None,
            exceptions: Vec::new(),
            draft: false,
            old_addresses: Vec::new(),
        }
    }
}

fn exceptions(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Name)> {
    let entries = fields.tables("exceptions", &EXCEPTION, context);
    entries.iter().filter_map(|entry| entry.text("rule", context).zip(entry.text("reason", context))).collect()
}

fn data(node: &Node, context: &mut Context) -> Option<DataEntry> {
    let forms: Vec<&str> =
        ["count", "metric", "rows", "csv"].into_iter().filter(|form| node.get(form).is_some()).collect();
    let (table, form): (_, fn(&Fields<'_>, &mut Context) -> Option<DataForm>) = match forms.as_slice() {
        ["count"] => (&COUNT, count),
        ["metric"] => (&METRIC, metric),
        ["rows"] => (&ROWS, rows),
        ["csv"] => (&CSV, columns::read),
        [] => {
            if node.entries().is_none() {
                read::wrong_type(node, "`count`, `metric`, `rows` or `csv` and what belongs to it", context);
            } else if node.whole {
                let diagnostic = CHART_DATA_FORM.at(
                    context.place(node.span),
                    "the data of a chart needs one of `count`, `metric`, `rows` and `csv`",
                );
                context.report(diagnostic.help("write `{count: quotes, by: organisation}`, `{metric: ID, by: organisation}`, `rows:` and a list, or `{csv: FILE, label: COLUMN, value: COLUMN}`"));
            }
            return None;
        }
        several => {
            let listed = several.join("` and `");
            let diagnostic =
                CHART_DATA_FORM.at(context.place(node.span), format!("the data of a chart has both `{listed}`"));
            context.report(diagnostic.help("keep one of them"));
            return None;
        }
    };
    let fields = Fields::of(node, table, context);
    Some(DataEntry {
        sort: fields.one_of("sort", context),
        limit: limit(&fields, context),
        filters: if table.key("where").is_some() { filters(&fields, context) } else { Vec::new() },
        unit: if table.key("unit").is_some() { metrics::unit(&fields, context) } else { None },
        form: form(&fields, context)?,
        span: node.span,
    })
}

fn limit(fields: &Fields<'_>, context: &mut Context) -> Option<Spanned<i64>> {
    let limit = fields.integer("limit", context)?;
    if limit.value > 0 {
        return Some(limit);
    }
    let diagnostic = INVALID_VALUE.at(context.place(limit.span), format!("at most {} rows are none", limit.value));
    context.report(diagnostic.help("write a number above 0, or remove the key"));
    None
}

fn count(fields: &Fields<'_>, context: &mut Context) -> Option<DataForm> {
    let by = groupings(fields, context);
    Some(DataForm::Count { count: fields.one_of("count", context)?, by })
}

/// What rows stand for, then what their series or columns stand for.
fn groupings(fields: &Fields<'_>, context: &mut Context) -> Vec<Name> {
    let by = fields.node("by").map_or_else(Vec::new, |node| one_or_several(node, context));
    if let Some(third) = by.get(2) {
        let message = "a chart is made by two things at most: rows, and series or columns";
        let diagnostic = INVALID_VALUE.at(context.place(third.span), message);
        context.report(diagnostic.help("make a chart of its own for each further one"));
    }
    by.into_iter().take(2).collect()
}

fn metric(fields: &Fields<'_>, context: &mut Context) -> Option<DataForm> {
    let by = groupings(fields, context);
    let at = fields.node("at").filter(|node| node.text() != Some("latest")).and_then(|node| read::date(node, context));
    let mut metrics = match fields.node("metric").map(|node| (&node.kind, node.span)) {
        Some((NodeKind::List(items), span)) => {
            if items.len() != 2 {
                let message = format!("a chart shows one metric, or one against another, found {}", items.len());
                let diagnostic = INVALID_VALUE.at(context.place(span), message);
                context.report(diagnostic.help("write `metric: ID`, or `metric: [ID, ID]` for a scatter"));
                return None;
            }
            items.iter().filter_map(|item| read::id(item, context)).collect()
        }
        _ => Vec::from_iter(fields.id("metric", context)),
    }
    .into_iter();
    Some(DataForm::Metric { metric: metrics.next()?, against: metrics.next(), by, at })
}

fn rows(fields: &Fields<'_>, context: &mut Context) -> Option<DataForm> {
    let rows = fields.list("rows", context);
    if let Some(first) = rows.get(MOST_ROWS) {
        let place = context.place(Span::new(first.span.start, first.span.start));
        context.report(too_many_rows(rows.len(), place));
    }
    Some(DataForm::Rows(rows.iter().take(MOST_ROWS).filter_map(|row| self::row(row, context)).collect()))
}

fn filters(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Vec<Name>)> {
    let entries = fields.map("where", context).iter();
    entries.map(|entry| (entry.key.clone(), one_or_several(&entry.value, context))).collect()
}

fn one_or_several(node: &Node, context: &mut Context) -> Vec<Name> {
    match &node.kind {
        NodeKind::List(items) => items.iter().filter_map(|item| read::text(item, context)).collect(),
        _ => read::text(node, context).into_iter().collect(),
    }
}

/// The most rows that a chart is given.
pub(super) const MOST_ROWS: usize = 5_000;

/// What to say about more rows than that.
pub(super) fn too_many_rows(found: usize, place: Place) -> Diagnostic {
    let diagnostic = TOO_MANY_ROWS.at(place, format!("a chart has {MOST_ROWS} rows at most, found {found}"));
    diagnostic.help("count or group them first, and give the chart the result")
}

/// A row; one whose value cannot be read is noted and left out.
pub(super) fn row(node: &Node, context: &mut Context) -> Option<RowEntry> {
    let fields = Fields::of(node, &ROW, context);
    node.entries()?;
    let has = |key: &str| fields.node(key).is_some();
    // A date beside a value says when the value was so; alone it is what the row shows.
    let has_value = has("value") || has("unknown");
    let said = [has("value"), has("unknown"), has("date") && !has_value, has("from") || has("to")];
    let said = said.into_iter().filter(|said| *said).count();
    if said > 1 || (has("date") && (has("from") || has("to"))) {
        let message = "a row shows one thing, found several of a value, a reason, a date and a period";
        let diagnostic = INVALID_VALUE.at(context.place(first_key(&fields)), message);
        context.report(diagnostic.help("keep one of `value`, `unknown`, `date`, or `from` with `to`"));
        return None;
    }
    if !has("label") && !has("date") {
        let diagnostic =
            read::MISSING_KEY.at(context.place(first_key(&fields)), "a row needs `label`, or the `date` of its value");
        context.report(diagnostic.help("add `label: \"…\"`"));
        return None;
    }
    let value = match (fields.node("value"), fields.node("unknown")) {
        (Some(node), _) => observations::value(node, context),
        (None, Some(node)) => {
            read::localised(node, context).map(|reason| super::ValueEntry::Unknown(reason, node.span))
        }
        (None, None) => None,
    };
    let when = if has_value { fields.date("date", context) } else { None };
    let period = if has_value { None } else { period(&fields, context) };
    let all_known = fields.entries().iter().all(|entry| ROW.key(&entry.key.value).is_some());
    let may_be_lost = !node.whole || !all_known;
    let entry = RowEntry {
        label: fields.localised("label", context),
        base: fields.node("base").and_then(|node| observations::base(node, context)),
        series: fields.localised("series", context),
        group: fields.localised("group", context),
        evidence: fields.one_of("evidence", context),
        link: fields.node("link").and_then(|node| target::read(node, context)),
        note: fields.localised("note", context),
        span: node.span,
        value,
        when,
        period,
    };
    let unreadable = entry.value.is_none() && entry.period.is_none() && (said == 1 || may_be_lost);
    (!unreadable).then_some(entry)
}

/// Where a row begins, so that an excerpt is one line.
fn first_key(fields: &Fields<'_>) -> Span {
    fields.entries().first().map_or(fields.span(), |entry| entry.key.span)
}

fn period(fields: &Fields<'_>, context: &mut Context) -> Option<(Spanned<Date>, Option<Spanned<Date>>)> {
    if let Some(date) = fields.date("date", context) {
        return Some((date, None));
    }
    let (from, to) = (fields.date("from", context), fields.date("to", context));
    for (key, other) in [("from", "to"), ("to", "from")] {
        if let (Some(span), None) = (fields.key_span(key), fields.node(other)) {
            let diagnostic =
                read::MISSING_KEY.at(context.place(span), format!("a period with `{key}` needs `{other}`"));
            context.report(diagnostic.help("write both, or `date` for one date"));
            return None;
        }
    }
    let (from, to) = (from?, to?);
    entity::in_order(&from, &to, context).then_some((from, Some(to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    fn data_of(data: &str) -> DataEntry {
        let mut context = Context::new(&SourcePath::new("charts/a.yaml"), &[]);
        let file = FileName { id: "a".to_owned(), language: None, number: None };
        let chart = read(file, &format!("kind: bar\ntitle: A\ndata:\n{data}"), &mut context);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        chart.data.unwrap()
    }

    #[test]
    fn entities_are_counted_by_nothing_by_one_thing_or_by_two() {
        for (data, expected) in
            [("{count: quotes}", 0), ("{count: quotes, by: topic}", 1), ("{count: quotes, by: [tool, topic]}", 2)]
        {
            let data = data_of(&format!("  {data}\n"));
            assert!(
                matches!(data.form, DataForm::Count { count, by } if count.value == Counted::Quotes && by.len() == expected)
            );
        }
    }

    #[test]
    fn a_metric_is_filtered_and_dated() {
        let data = data_of(
            "  {metric: delay, by: organisation, at: 2012, where: {tool: [a, b], topic: c}, sort: name, limit: 5}\n",
        );
        let filters: Vec<usize> = data.filters.iter().map(|(_, values)| values.len()).collect();
        assert_eq!((filters, data.limit.unwrap().value, data.sort.unwrap().value), (vec![2, 1], 5, Sort::Name));
        assert!(
            matches!(data.form, DataForm::Metric { by, at: Some(at), .. } if by.len() == 1 && at.value.year == 2012)
        );
        assert!(matches!(data_of("  {metric: delay, at: latest}\n").form, DataForm::Metric { at: None, .. }));
    }

    #[test]
    fn rows_have_a_value_a_reason_a_date_or_a_period() {
        let data = data_of(
            "  rows:\n    - {label: A, value: 28}\n    - {label: B, unknown: perdu}\n    - {label: C, date: 2012}\n    \
                            - {label: D, from: 2000, to: 2005, link: quote:a}\n    - {date: 2013, value: 5}\n  \
                            sort: order\n",
        );
        let DataForm::Rows(rows) = data.form else { panic!() };
        assert!(matches!(&rows[0].value, Some(super::super::ValueEntry::Said(said)) if said.value == "28"));
        assert!(matches!(rows[1].value, Some(super::super::ValueEntry::Unknown(..))));
        assert!(matches!(rows[2].period, Some((_, None))));
        assert!(matches!(rows[3].period, Some((_, Some(_)))));
        assert_eq!(rows[3].link.as_ref().unwrap().value.id, "a");
        assert!(rows[4].when.as_ref().is_some_and(|date| date.value.year == 2013) && rows[4].period.is_none());
    }
}
