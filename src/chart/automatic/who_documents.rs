//! Which organisations speak of a tool, a practice or a topic, and how often: a bar for each that does.
//!
//! Where few do, or all equally often, the lists of the page say it better. What is declared without a quote is a word in
//! its row, as it is in the evidence matrix; an organisation that says nothing has no row, since silence is no 0.

use super::comparable::documents_of_quotes;
use super::text::{self, Said};
use super::{Desk, prepared};
use crate::chart::data::count::{capital, cut, pair_cell, quotes_by_organisation};
use crate::chart::data::{Prepared, Rows, certainty, in_order, population};
use crate::chart::input::{Cell, Measure, Order, Row, Unit};
use crate::chart::kind::{self, Options};
use crate::chart::words::Words;
use crate::study::{EntityRef, Evidence, Id, Kind, Quote, Status};

/// With fewer organisations the lists of the page are read faster.
const FEWEST: usize = 4;
/// Where nobody speaks more often than this, bars have no lengths to compare.
const LOUDEST: f64 = 3.0;
/// With more rows than this those that speak most are shown; the lists of the page have all.
const MOST_ROWS: usize = 40;
/// So many of them.
const LOUDEST_ROWS: usize = 20;

pub(super) fn charts(entity: &EntityRef, desk: &Desk<'_>) -> Vec<Prepared> {
    let who = match entity.kind {
        Kind::Tool | Kind::Practice => of_pairs(entity, desk),
        Kind::Topic => of_topic(entity, desk),
        _ => return Vec::new(),
    };
    chart(entity, desk, who).into_iter().collect()
}

/// An organisation, what ties it, and the quotes that do.
struct Speaker {
    organisation: EntityRef,
    cell: Cell,
    quotes: Vec<Id<Quote>>,
}

fn of_pairs(entity: &EntityRef, desk: &Desk<'_>) -> Vec<Speaker> {
    let related = desk.material.analysis.related(entity, Kind::Organisation);
    related
        // What the source says is not so is no relation to count.
        .filter(|(_, pair)| pair.status != Status::Absent)
        .map(|(organisation, pair)| Speaker {
            organisation: organisation.clone(),
            cell: Cell { href: None, ..pair_cell(desk.material, organisation, entity) },
            quotes: pair.quotes.iter().map(|tie| tie.quote.clone()).collect(),
        })
        .collect()
}

fn of_topic(entity: &EntityRef, desk: &Desk<'_>) -> Vec<Speaker> {
    let by_organisation = quotes_by_organisation(desk.material, entity);
    by_organisation
        .into_iter()
        .map(|(organisation, ties)| {
            let strongest = ties.iter().map(|tie| tie.evidence).min().unwrap_or(Evidence::Explicit);
            let cell = Cell::exact(ties.len() as f64).known(certainty(strongest));
            Speaker { organisation, cell, quotes: ties.iter().map(|tie| tie.quote.clone()).collect() }
        })
        .collect()
}

fn chart(entity: &EntityRef, desk: &Desk<'_>, who: Vec<Speaker>) -> Option<Prepared> {
    let material = desk.material;
    let counts: Vec<f64> =
        who.iter().filter_map(|speaker| speaker.cell.amount()).map(|amount| amount.sorting()).collect();
    let (most, least) = (counts.iter().copied().fold(0.0, f64::max), counts.iter().copied().fold(f64::MAX, f64::min));
    if counts.len() < FEWEST || most < LOUDEST || most <= least {
        return None;
    }
    let noun = material.noun(Kind::Quote);
    let quotes = in_order(material, who.iter().flat_map(|speaker| speaker.quotes.iter().cloned()));
    let mut rows: Vec<Row> = who.into_iter().map(|speaker| row(entity, desk, speaker)).collect();
    rows.sort_by_cached_key(|row| material.language.collation_key(&row.label));
    let said = said(entity, desk, &rows, &quotes);
    let mut rows = Rows {
        rows,
        series: Vec::new(),
        groups: Vec::new(),
        things: material.noun(Kind::Organisation),
        measure: Measure { name: capital(&noun.other), unit: Unit::None },
        order: Order::Value,
        population: population(material, quotes.len(), &noun),
        notes: Vec::new(),
        quotes,
    };
    if rows.rows.len() > MOST_ROWS {
        cut(material, &mut rows, Some(LOUDEST_ROWS));
    }
    let id = format!("{}--quotes--{}", entity.id, entity.kind.word());
    Some(prepared(desk, id, Options::Bar(kind::bar::Options::default()), rows, said))
}

/// A row that leads to what the organisation's page says of the entity, where it has a line on it.
fn row(entity: &EntityRef, desk: &Desk<'_>, speaker: Speaker) -> Row {
    let mut row = desk.material.row(&speaker.organisation);
    if entity.kind != Kind::Topic {
        row.href = Some((desk.material.line)(&speaker.organisation, entity));
    }
    row.cells = vec![speaker.cell];
    row
}

fn said(entity: &EntityRef, desk: &Desk<'_>, rows: &[Row], quotes: &[Id<Quote>]) -> Said {
    let material = desk.material;
    let (name, quote, organisation) =
        (material.name(entity).0, material.noun(Kind::Quote).other, material.noun(Kind::Organisation).one);
    let values = [("name", name.as_str()), ("quotes", &quote), ("thing", &organisation)];
    let all = material.study.organisations.len();
    let some = material.language.integer(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    let things = text::things(material, Kind::Organisation, all);
    let key = if entity.kind == Kind::Topic { "quotes-part-of-topic" } else { "quotes-part" };
    let part = || text::text(material, key, &[("some", &some), ("things", &things)]);
    let unattributed = material.analysis.quotes(entity).len().saturating_sub(quotes.len());
    let nobodys = || material.language.counted("automatic-chart.unattributed", unattributed as u64, &[]);
    Said {
        title: text::text(material, "quotes", &values),
        subtitle: (rows.len() < all).then(part),
        source: text::source(material, &documents_of_quotes(material.study, quotes)),
        notes: (unattributed > 0).then(nobodys).into_iter().chain([text::text(material, "quotes-note", &[])]).collect(),
    }
}
