//! The tables of metrics and their observations: each value as it was typed, and in columns that a program can count
//! with. A bound stays a bound, and what is not known stays unknown with its reason.

use crate::study::{
    Amount, Base, ClosedWord, EntityRef, Id, Kind, Localised, Metric, MetricKind, Observation, Reading, Respondent,
    Segment, Unit,
};

use super::quotes::evidence;
use super::table::{Cell, Form, Plan, Table};
use super::{Setting, said_in};

/// What is measured.
pub(super) fn metrics(setting: Setting<'_>) -> Table {
    let kinds = MetricKind::WORDS.iter().map(|(word, _)| *word);
    Plan::new("metrics", "Something that is measured.", setting.languages)
        .key("id", Form::Id, "Its id.", |one: &Metric| Cell::text(Some(&one.id)))
        .words("label", "What it is called.", |one| Some(&one.label))
        .words("summary", "A sentence about it.", |one| one.summary.as_ref())
        .always("kind", Form::word(kinds), "What kind of value it has.", |one| Cell::text(Some(one.kind.word())))
        .column("unit", Form::Text, "The name of its unit: `hour`, `hour/day`; empty for a noun.", |one| {
            unit(&one.unit)
        })
        .words("unit_noun", "The noun that is counted.", |one| noun(&one.unit))
        .column("conversions", Form::List, "How many of its unit one of another is, each `unit=number`.", |one| {
            let said = one.conversions.iter().map(|(unit, factor)| format!("{unit}={factor}"));
            Cell::List(said.collect())
        })
        .words("conversions_note", "What the conversions assume.", |one| one.conversions_note.as_ref())
        .words("note", "A remark.", |one| one.note.as_ref())
        .always("address", Form::Address, "Its page in the study's first language.", move |one| {
            setting.page_cell(&EntityRef::new(Kind::Metric, one.id.as_str()))
        })
        .of(setting.study().metrics.values())
}

fn unit(unit: &Unit) -> Cell {
    match unit {
        Unit::Known { .. } => Cell::Text(unit.name()),
        Unit::Noun(_) => Cell::Empty,
    }
}

fn noun(unit: &Unit) -> Option<&Localised<String>> {
    match unit {
        Unit::Known { .. } => None,
        Unit::Noun(noun) => Some(noun),
    }
}

struct Part<'a> {
    metric: &'a Id<Metric>,
    role: &'static str,
    order: usize,
    segment: &'a Segment,
}

impl Part<'_> {
    fn of(metric: &Metric) -> impl Iterator<Item = Part<'_>> {
        let values = metric.values.iter().enumerate().map(|(at, segment)| ("value", at, segment));
        let segments = metric.segments.iter().enumerate().map(|(at, segment)| ("segment", at, segment));
        let part = |(role, at, segment)| Part { metric: &metric.id, role, order: at + 1, segment };
        values.chain(segments).map(part)
    }
}

/// The ordered values of categories, and the segments of metrics.
pub(super) fn metric_values(setting: Setting<'_>) -> Table {
    let rows: Vec<Part<'_>> = setting.study().metrics.values().flat_map(Part::of).collect();
    Plan::new(
        "metric-values",
        "A value that a metric of categories may have, or a segment of a metric.",
        setting.languages,
    )
    .key("metric", Form::Row("metrics"), "The metric.", |row: &Part<'_>| Cell::text(Some(row.metric)))
    .key("role", Form::word(["value", "segment"]), "Which of the two it is.", |row| Cell::text(Some(row.role)))
    .key("id", Form::Id, "Its id within the metric.", |row| Cell::text(Some(&row.segment.id)))
    .always("order", Form::Whole, "Its place, from 1.", |row| Cell::Whole(i64::try_from(row.order).unwrap_or(i64::MAX)))
    .words("label", "What it is called.", |row| Some(&row.segment.label))
    .of(&rows)
}

struct Row<'a> {
    id: String,
    owner: Option<EntityRef>,
    metric: &'a Metric,
    observation: &'a Observation,
}

impl Row<'_> {
    /// The amount as the source says it, with its unit, and the same in the metric's unit.
    fn quantity(&self) -> Option<(Amount, &Unit, Amount, bool)> {
        match &self.observation.reading {
            Reading::Quantity { said, unit, amount, converted } => Some((*said, unit, *amount, *converted)),
            Reading::Category(_) | Reading::Date(_) | Reading::Unknown(_) => None,
        }
    }
}

/// The id of an observation: whose, of which metric, and which of several.
pub(super) fn id(setting: Setting<'_>, index: usize, observation: &Observation) -> String {
    let owner = observation.owner.entity().map_or("study".to_owned(), |owner| owner.to_string());
    format!("{owner}/{}/{}", observation.metric, setting.material.analysis.rank(index))
}

/// Every value, and every gap.
pub(super) fn observations(setting: Setting<'_>) -> Table {
    let study = setting.study();
    let row = |(index, observation): (usize, &'_ Observation)| {
        Some((id(setting, index, observation), study.metrics.get(&observation.metric)?))
    };
    let observations = study.observations.iter();
    let named = study.observations.iter().enumerate().map(row);
    let rows: Vec<Row<'_>> = observations
        .zip(named)
        .filter_map(|(observation, named)| {
            let (id, metric) = named?;
            Some(Row { id, owner: observation.owner.entity(), metric, observation })
        })
        .collect();
    let plan = Plan::new("observations", "A value of a metric, or the reason why there is none.", setting.languages)
        .key("id", Form::Text, "Whose it is, of which metric, and which of several.", |row: &Row<'_>| {
            Cell::Text(row.id.clone())
        })
        .always("owner", Form::Text, "Whose it is, `kind:id`; `study` for the study's own.", |row| {
            Cell::Text(row.owner.as_ref().map_or("study".to_owned(), ToString::to_string))
        });
    let plan =
        [("owner_organisation", Kind::Organisation), ("owner_tool", Kind::Tool), ("owner_practice", Kind::Practice)]
            .into_iter()
            .fold(plan, |plan, (name, kind)| {
                plan.column(name, Form::Row(kind.folder()), owner_about(kind), move |row| {
                    Cell::text(row.owner.as_ref().filter(|owner| owner.kind == kind).map(|owner| &owner.id))
                })
            });
    let plan = plan.always("metric", Form::Row("metrics"), "What is measured.", |row| Cell::text(Some(&row.metric.id)));
    let plan = provenance(values(plan), setting);
    plan.of(&rows)
}

fn owner_about(kind: Kind) -> &'static str {
    match kind {
        Kind::Organisation => "The organisation whose it is.",
        Kind::Tool => "The tool whose it is.",
        _ => "The practice whose it is.",
    }
}

/// The value in columns.
fn values<'a>(plan: Plan<'a, Row<'a>>) -> Plan<'a, Row<'a>> {
    plan.column("value", Form::Text, "The value as its author typed it; empty where nothing is known.", value)
        .column("bound", Form::word(["exact", "range", "at-most", "at-least"]), "What the numbers say.", |row| {
            Cell::text(row.quantity().map(|(said, ..)| bound(said)))
        })
        .column("approximate", Form::Flag, "Whether the source says about how much.", |row| {
            row.quantity().map_or(Cell::Empty, |(said, ..)| Cell::Flag(matches!(said, Amount::About(_))))
        })
        .column(
            "from",
            Form::Number,
            "The lowest that it may be, as the source gives it; empty where that is open.",
            |row| number(row.quantity().and_then(|(said, ..)| said.bounds().0)),
        )
        .column(
            "to",
            Form::Number,
            "The highest that it may be, as the source gives it; empty where that is open.",
            |row| number(row.quantity().and_then(|(said, ..)| said.bounds().1)),
        )
        .column("unit", Form::Text, "The unit of these two; empty for a noun, which the metric has.", |row| {
            row.quantity().map_or(Cell::Empty, |(_, said, ..)| unit(said))
        })
        .column("metric_from", Form::Number, "`from` in the unit of the metric.", |row| {
            number(row.quantity().and_then(|(.., amount, _)| amount.bounds().0))
        })
        .column("metric_to", Form::Number, "`to` in the unit of the metric.", |row| {
            number(row.quantity().and_then(|(.., amount, _)| amount.bounds().1))
        })
        .column(
            "converted",
            Form::Flag,
            "Whether a conversion of the metric's own was used, which assumes something.",
            |row| row.quantity().map_or(Cell::Empty, |(.., converted)| Cell::Flag(converted)),
        )
        .column("category", Form::Text, "The value of a category, an id of `metric-values`.", |row| {
            match &row.observation.reading {
                Reading::Category(id) => Cell::text(Some(id)),
                Reading::Quantity { .. } | Reading::Date(_) | Reading::Unknown(_) => Cell::Empty,
            }
        })
        .column("date_value", Form::Date, "The value, where it is a date.", |row| match &row.observation.reading {
            Reading::Date(date) => Some(*date).into(),
            Reading::Quantity { .. } | Reading::Category(_) | Reading::Unknown(_) => Cell::Empty,
        })
        .always("known", Form::Flag, "Whether there is a value. A gap is no zero.", |row| {
            Cell::Flag(!matches!(row.observation.reading, Reading::Unknown(_)))
        })
        .words("unknown", "Why there is none.", |row| match &row.observation.reading {
            Reading::Unknown(reason) => Some(reason),
            Reading::Quantity { .. } | Reading::Category(_) | Reading::Date(_) => None,
        })
        .column("base", Form::Whole, "How many a share is a share of.", |row| match row.observation.base {
            Some(Base::Number(number)) => Cell::Whole(i64::try_from(number).unwrap_or(i64::MAX)),
            Some(Base::Words(_)) | None => Cell::Empty,
        })
        .words("base_words", "The same in words.", |row| match &row.observation.base {
            Some(Base::Words(words)) => Some(words),
            Some(Base::Number(_)) | None => None,
        })
}

/// When, of what, said by whom and where.
fn provenance<'a>(plan: Plan<'a, Row<'a>>, setting: Setting<'a>) -> Plan<'a, Row<'a>> {
    let plan = plan
        .column("date", Form::Date, "When it was so.", |row| row.observation.date.into())
        .column("tool", Form::Row("tools"), "With which tool.", |row| Cell::text(row.observation.tool.as_ref()))
        .text("segment", "Of which segment, an id of `metric-values`.", |row| row.observation.segment.as_deref())
        .column(
            "respondent",
            Form::word(["speaker", "unnamed"]),
            "Whether who said it is one of the speakers.",
            |row| {
                Cell::text(row.observation.respondent.as_ref().map(|respondent| match respondent {
                    Respondent::Speaker(_) => "speaker",
                    Respondent::Unnamed => "unnamed",
                }))
            },
        )
        .column("speaker", Form::Row("speakers"), "The speaker who said it.", |row| match &row.observation.respondent {
            Some(Respondent::Speaker(id)) => Cell::text(Some(id)),
            Some(Respondent::Unnamed) | None => Cell::Empty,
        })
        .column("quotes", Form::List, "The ids of the quotes that say it.", |row| Cell::ids(&row.observation.quotes));
    said_in(plan, |row| row.observation.source.as_ref())
        .always("evidence", evidence(), "How well it is documented.", |row| {
            Cell::text(Some(row.observation.evidence.word()))
        })
        .words("note", "A remark.", |row| row.observation.note.as_ref())
        .always("address", Form::Address, "The page that shows it, in the study's first language.", move |row| {
            let metric = || EntityRef::new(Kind::Metric, row.metric.id.as_str());
            setting.page_cell(&row.owner.clone().unwrap_or_else(metric))
        })
}

/// As it was typed; written as one types it, where a program gave it as a map.
fn value(row: &Row<'_>) -> Cell {
    let observation = row.observation;
    match (&observation.typed, row.quantity()) {
        (Some(typed), _) => Cell::Text(typed.clone()),
        (None, Some((said, unit, ..))) => {
            let said = match said {
                Amount::Exact(value) => value.to_string(),
                Amount::About(value) => format!("about {value}"),
                Amount::Between(from, to) => format!("{from} to {to}"),
                Amount::AtMost(value) => format!("at most {value}"),
                Amount::AtLeast(value) => format!("at least {value}"),
            };
            Cell::Text(format!("{said} {}", unit.name()))
        }
        (None, None) => Cell::Empty,
    }
}

fn bound(amount: Amount) -> &'static str {
    match amount {
        Amount::Exact(_) | Amount::About(_) => "exact",
        Amount::Between(..) => "range",
        Amount::AtMost(_) => "at-most",
        Amount::AtLeast(_) => "at-least",
    }
}

fn number(number: Option<f64>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}
