//! The values of a metric by owner, the highest first: dots, or ranges where some are ranges.
//!
//! A bound has no rank: where one is among the values, the rows stand by name.

use super::among_others::{each, observations, points};
use super::comparable::{Comparison, Form};
use super::text;
use super::{Desk, prepared};
use crate::chart::data::count::cut;
use crate::chart::data::{Prepared, Rows};
use crate::chart::input::Order;
use crate::chart::kind::{self, Options};
use crate::study::{Amount, EntityRef, Metric, Reading};

/// With more rows than this the highest are drawn; the values of all are on the page already.
const MOST_ROWS: usize = 40;
/// So many of them.
const HIGHEST: usize = 20;

pub(super) fn charts(entity: &EntityRef, desk: &Desk<'_>) -> Vec<Prepared> {
    desk.of_metric_page(entity).iter().filter_map(|comparison| chart(desk, comparison)).collect()
}

fn chart(desk: &Desk<'_>, comparison: &Comparison) -> Option<Prepared> {
    let material = desk.material;
    let metric = material.study.metrics.get(&comparison.metric)?;
    let (options, mut rows, notes) = match comparison.form {
        Form::Categories => return None,
        Form::Numbers => {
            let (rows, notes) = points(desk, metric, comparison);
            (Options::Dot(kind::dot::Options::default()), rows, notes)
        }
        Form::Ranges => (Options::Range(kind::range::Options::default()), ranges(desk, metric, comparison), Vec::new()),
    };
    if rows.order == Order::Given && rows.rows.len() > MOST_ROWS {
        return None;
    }
    if rows.rows.len() > MOST_ROWS {
        cut(material, &mut rows, Some(HIGHEST));
    }
    let id = format!("{}{}--ranking--{}", metric.id, comparison.slice.in_id(), comparison.kind.word());
    let measured = text::metric_name(material, metric, &comparison.slice);
    let thing = material.noun(comparison.kind).one;
    let title = text::text(material, "ranking", &[("metric", &measured), ("thing", &thing)]);
    let mut said = text::said(desk, metric, comparison, title);
    said.notes.extend(notes);
    Some(prepared(desk, id, options, rows, said))
}

fn ranges(desk: &Desk<'_>, metric: &Metric, comparison: &Comparison) -> Rows {
    let is_bound =
        |reading: &Reading| matches!(reading, Reading::Quantity { amount: Amount::AtMost(_) | Amount::AtLeast(_), .. });
    let mut rows = each(desk, metric, comparison);
    if observations(desk, comparison).iter().any(|one| is_bound(&one.reading)) {
        rows.rows.sort_by_cached_key(|row| desk.material.language.collation_key(&row.label));
        rows.order = Order::Given;
    }
    rows
}
