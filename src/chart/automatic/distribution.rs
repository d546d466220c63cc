//! How the values of a metric are spread: every point of a strip, bins where they are hundreds, bars for a category.

use super::among_others::points;
use super::comparable::{Comparison, Form};
use super::text;
use super::{Desk, prepared};
use crate::chart::data::{Prepared, Rows};
use crate::chart::kind::{self, Options};
use crate::study::EntityRef;

/// With fewer points the ranking shows how they are spread.
const FEWEST_POINTS: usize = 12;
/// With more points a strip is a smear.
const MOST_POINTS: usize = 300;

pub(super) fn charts(entity: &EntityRef, desk: &Desk<'_>) -> Vec<Prepared> {
    desk.of_metric_page(entity).iter().filter_map(|comparison| chart(desk, comparison)).collect()
}

fn chart(desk: &Desk<'_>, comparison: &Comparison) -> Option<Prepared> {
    let material = desk.material;
    let metric = material.study.metrics.get(&comparison.metric)?;
    let (options, rows, notes) = match comparison.form {
        Form::Ranges => return None,
        Form::Categories => (Options::Bar(kind::bar::Options::default()), of_category(desk, comparison)?, Vec::new()),
        Form::Numbers => {
            let (rows, notes) = points(desk, metric, comparison);
            match rows.rows.len() {
                0..FEWEST_POINTS => return None,
                FEWEST_POINTS..=MOST_POINTS => (Options::Strip(kind::strip::Options::default()), rows, notes),
                _ => (Options::Bar(kind::bar::Options::default()), desk.shelf.bins(comparison)?.rows.clone(), notes),
            }
        }
    };
    let id = format!("{}{}--distribution--{}", metric.id, comparison.slice.in_id(), comparison.kind.word());
    let measured = text::metric_name(material, metric, &comparison.slice);
    let things = text::things(material, comparison.kind, comparison.values.len());
    let title = text::text(material, "distribution", &[("metric", &measured), ("things", &things)]);
    let mut said = text::said(desk, metric, comparison, title);
    said.notes.extend(notes);
    Some(prepared(desk, id, options, rows, said))
}

/// How many have each value of a category. None where somebody would be counted twice, or where the counts are alike.
pub(super) fn of_category(desk: &Desk<'_>, comparison: &Comparison) -> Option<Rows> {
    let rows = desk.shelf.categories.get(&(comparison.metric.clone(), comparison.kind))?;
    let counts: Vec<f64> = rows.rows.iter().filter_map(crate::chart::input::Row::sorting).collect();
    let counted: f64 = counts.iter().sum();
    let first = counts.first()?;
    let is_whole = counted == comparison.values.len() as f64;
    (is_whole && counts.iter().any(|count| count != first)).then(|| rows.clone())
}
