//! Entities counted by others: quotes by organisation, tools by organisation and evidence, organisations by posture.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Tie;
use crate::diagnostic::{Diagnostic, Place};
use crate::study::{
    Attribution, ChartData, ChartDefinition, Counted, EntityRef, Evidence, Filters, Grouping, Id, Kind, Metric, Quote,
    Sort, Status,
};

use super::members::{self, Group, GroupKey, Member, Members, Sieve, are_related, kind_of};
use super::{CHART_DATA_MISMATCH, Material, Rows, certainty, in_order, population};
use crate::chart::input::{Cell, Measure, Noun, Order, Row, Series, Unit, Value};
use crate::chart::kind::Kind as ChartKind;

/// The rows of a definition that counts.
pub(super) fn rows(
    definition: &ChartDefinition,
    material: &Material<'_>,
    kind: &ChartKind,
    out: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let ChartData::Count { count, by, filters, sort, limit, span } = &definition.data else { return None };
    let counting = Counting { material, members: Members::of(material, kind_of(*count)), filters };
    let is_matrix = kind.name == "matrix";
    if kind.name == "timeline" {
        let place = Place::new(&definition.place.path, *span);
        let message = "a timeline shows dates, and what is counted are numbers";
        out.push(CHART_DATA_MISMATCH.at(place, message).help("write another `kind`, as `bar`"));
        return None;
    }
    if let Some((message, help)) = misfit(material, *count, by, filters, is_matrix) {
        let place = Place::new(&definition.place.path, *span);
        out.push(CHART_DATA_MISMATCH.at(place, message).help(help));
        return None;
    }
    let noun = material.noun(kind_of(*count));
    let mut rows = match by.as_slice() {
        [] => total(&counting, &noun),
        [Grouping::Entity(one), Grouping::Entity(other)] if is_matrix => matrix(&counting, *one, *other),
        [one, other, ..] => two_ways(&counting, (one, other), &noun),
        [one] => one_way(&counting, one, &noun),
    };
    match *sort {
        // One number has no order, and a matrix is given in the order of its totals.
        Sort::Value if rows.order == Order::Given => cut(material, &mut rows, *limit),
        sort => order(material, &mut rows, sort, *limit),
    }
    Some(rows)
}

/// What is counted, and which of it.
struct Counting<'m> {
    material: &'m Material<'m>,
    members: Members<'m>,
    filters: &'m Filters,
}

impl Counting<'_> {
    fn groups(&self, by: &Grouping) -> Vec<Group> {
        self.members.filtered(self.members.groups(by), self.filters)
    }
}

/// Why something cannot be counted so, and what to write.
fn misfit(
    material: &Material<'_>,
    count: Counted,
    by: &[Grouping],
    filters: &Filters,
    is_matrix: bool,
) -> Option<(String, String)> {
    let counted = kind_of(count);
    let things = counted.folder();
    if is_matrix {
        let fits = matches!(by, [Grouping::Entity(one), Grouping::Entity(other)] if one != other);
        if !fits || count != Counted::Quotes {
            let message = "a matrix counts the quotes that tie two kinds together: rows and columns";
            return Some((message.to_owned(), "write `{count: quotes, by: [organisation, tool]}`".to_owned()));
        }
    }
    if let [one, other] = by
        && one == other
    {
        return Some(("rows and columns are the same".to_owned(), "name two things, or one".to_owned()));
    }
    let is_related = by.iter().any(|by| matches!(by, Grouping::Entity(kind) if are_related(*kind, counted)));
    let is_tied = by.iter().any(|by| matches!(by, Grouping::Entity(kind) if *kind != counted));
    let groupings = by.iter().map(|by| (by, true)).chain(filters.iter().map(|(by, _)| (by, false)));
    for (grouping, is_row) in groupings {
        let word = word(grouping);
        let needs = |example: &str| format!("count by what it depends on as well: `by: [{example}]`");
        let example = if counted == Kind::Tool { "organisation" } else { "tool" };
        match grouping {
            Grouping::Segment | Grouping::Date | Grouping::Observation => {
                let message = format!("{things} have no {word}: only the values of a metric have");
                return Some((message, "count by another thing, or show a metric: `{metric: ID}`".to_owned()));
            }
            Grouping::Language if counted != Kind::Quote => {
                let message = format!("{things} have no language: only quotes have");
                return Some((message, "write `count: quotes`, or count by another thing".to_owned()));
            }
            Grouping::Entity(kind) if *kind == counted && is_row => {
                let message = format!("{things} cannot be counted by themselves");
                return Some((message, "count them by another kind, or choose some of them with `where`".to_owned()));
            }
            Grouping::Status if !is_related && !is_matrix => {
                let message = format!("a status is one of a relation, and {things} have none by themselves");
                let has_relations = are_related(counted, Kind::Tool) || are_related(counted, Kind::Organisation);
                let help = match has_relations {
                    true => needs(&format!("{example}, status")),
                    false => "count organisations, tools or practices by one another".to_owned(),
                };
                return Some((message, help));
            }
            Grouping::Evidence if counted != Kind::Quote && !is_tied => {
                let message = format!("how well {things} are documented depends on what they are tied to");
                return Some((message, needs(&format!("{example}, evidence"))));
            }
            _ => {}
        }
    }
    let is_of_member = |grouping: &Grouping| match grouping {
        Grouping::Status => true,
        Grouping::Evidence => counted != Kind::Quote,
        _ => false,
    };
    // Its level depends on the row, so it cannot be the row.
    if let [first, second] = by
        && is_of_member(first)
    {
        let message = format!("`{}` cannot be the rows: it depends on them", word(first));
        return Some((message, format!("exchange the two: `by: [{}, {}]`", word(second), word(first))));
    }
    let is_unknown = |by: &&Grouping| matches!(by, Grouping::Category(id) if !material.study.metrics.contains_key(id));
    by.iter().find(is_unknown).map(|by| (format!("no metric is called `{}`", word(by)), "correct its id".to_owned()))
}

/// A grouping as it is typed.
pub(super) fn word(grouping: &Grouping) -> String {
    match grouping {
        Grouping::Entity(kind) => kind.word().to_owned(),
        Grouping::Evidence => "evidence".to_owned(),
        Grouping::Status => "status".to_owned(),
        Grouping::Language => "language".to_owned(),
        Grouping::Category(metric) => metric.as_str().to_owned(),
        Grouping::Segment => "segment".to_owned(),
        Grouping::Date => "date".to_owned(),
        Grouping::Observation => "observation".to_owned(),
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// The three shapes
// ---------------------------------------------------------------------------------------------------------------------

fn total(counting: &Counting<'_>, noun: &Noun) -> Rows {
    let sieve = Sieve::of(&counting.members, counting.filters);
    let members = counting.members.all().into_iter().filter(|member| sieve.lets_through(member)).count();
    let row = Row::new(noun.other.clone(), Cell::exact(members as f64));
    Rows {
        rows: vec![row],
        series: Vec::new(),
        groups: Vec::new(),
        things: noun.clone(),
        measure: Measure { name: capital(&noun.other), unit: Unit::Things(noun.clone()) },
        order: Order::Given,
        population: None,
        notes: Vec::new(),
        quotes: Vec::new(),
    }
}

fn one_way(counting: &Counting<'_>, by: &Grouping, noun: &Noun) -> Rows {
    let material = counting.material;
    let groups = counting.groups(by);
    let row = |group: &Group| Row { cells: vec![Cell::exact(group.members.len() as f64)], ..head(material, group) };
    let rows = groups.iter().map(row).collect();
    of_groups(counting, by, &groups, rows, Vec::new(), noun)
}

fn two_ways(counting: &Counting<'_>, (one, other): (&Grouping, &Grouping), noun: &Noun) -> Rows {
    let groups = counting.groups(one);
    let columns = columns(counting, other, &groups);
    let row = |group: &Group| {
        let cell = |column: &Column| {
            let here = group.members.iter().filter(|member| (column.holds)(member)).count();
            let cell = Cell::exact(here as f64);
            column.evidence.map_or(cell.clone(), |evidence| cell.known(certainty(evidence)))
        };
        Row { cells: columns.iter().map(cell).collect(), ..head(counting.material, group) }
    };
    let rows = groups.iter().map(row).collect();
    let series = columns.iter().map(|column| column.series.clone()).collect();
    of_groups(counting, one, &groups, rows, series, noun)
}

fn of_groups(
    counting: &Counting<'_>,
    by: &Grouping,
    groups: &[Group],
    rows: Vec<Row>,
    series: Vec<Series>,
    noun: &Noun,
) -> Rows {
    let material = counting.material;
    let members = groups.iter().flat_map(|group| group.members.iter().map(|member| &member.entity));
    let counted: BTreeSet<&EntityRef> = members.collect();
    Rows {
        rows,
        series,
        groups: Vec::new(),
        things: things(material, by),
        measure: Measure { name: capital(&noun.other), unit: Unit::Things(noun.clone()) },
        order: Order::Value,
        population: population(material, counted.len(), noun),
        notes: Vec::new(),
        quotes: in_order(material, counted.iter().filter_map(|entity| quote(entity))),
    }
}

/// A column, and what of a row belongs into it.
struct Column {
    series: Series,
    evidence: Option<Evidence>,
    holds: Box<dyn Fn(&Member) -> bool>,
}

fn columns(counting: &Counting<'_>, by: &Grouping, groups: &[Group]) -> Vec<Column> {
    let material = counting.material;
    let members = || groups.iter().flat_map(|group| &group.members);
    match by {
        Grouping::Evidence => {
            let found: BTreeSet<Evidence> = members().map(|member| member.evidence).collect();
            let column = |level: Evidence| Column {
                series: Series::new(members::evidence_words(material, level)),
                evidence: Some(level),
                holds: Box::new(move |member| member.evidence == level),
            };
            found.into_iter().map(column).collect()
        }
        Grouping::Status => {
            let found: BTreeSet<Status> = members().map(|member| member.status).collect();
            let column = |status: Status| Column {
                series: Series::new(material.status(status)),
                evidence: None,
                holds: Box::new(move |member| member.status == status),
            };
            found.into_iter().map(column).collect()
        }
        _ => {
            let columns = counting.groups(by).into_iter().filter(|column| !column.members.is_empty());
            let column = |column: Group| {
                let (series, evidence) = match column.key {
                    GroupKey::Entity(entity) => (material.series(&entity), None),
                    GroupKey::Words { label, lang, evidence } => (Series { lang, ..Series::new(label) }, evidence),
                };
                let inside: BTreeSet<EntityRef> = column.members.into_iter().map(|member| member.entity).collect();
                Column { series, evidence, holds: Box::new(move |member| inside.contains(&member.entity)) }
            };
            columns.map(column).collect()
        }
    }
}

/// What ties two entities together, as far as filters let it through.
struct Bond {
    quotes: Vec<Id<Quote>>,
    evidence: Evidence,
    status: Status,
    /// Whether it is a relation, which has a line on a page.
    is_relation: bool,
}

/// What ties two kinds together: a cell is the number of quotes, and how surely they do; a relation that is declared without a
/// quote is a word.
fn matrix(counting: &Counting<'_>, row_kind: Kind, column_kind: Kind) -> Rows {
    let material = counting.material;
    let sieve = Sieve::of(&counting.members, counting.filters);
    let chosen = |kind| material.entities(kind).into_iter().filter(|entity| sieve.chooses(entity)).collect::<Vec<_>>();
    let (heads, columns) = (chosen(row_kind), chosen(column_kind));
    let mut bonds: BTreeMap<(&EntityRef, &EntityRef), Bond> = BTreeMap::new();
    for column in &columns {
        let quotes: BTreeMap<EntityRef, Member> =
            counting.members.tied_to(column).into_iter().map(|member| (member.entity.clone(), member)).collect();
        for row in &heads {
            bonds.extend(bond(counting, &sieve, (row, column), &quotes).map(|bond| ((row, column), bond)));
        }
    }
    let in_column = |column: &EntityRef| heads.iter().filter(|row| bonds.contains_key(&(*row, column))).count();
    let mut shown: Vec<(usize, &EntityRef)> = columns.iter().map(|column| (in_column(column), column)).collect();
    shown.retain(|(count, _)| *count > 0);
    // Stable: columns with as many relations stay in the order of their names.
    shown.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let cell = |row: &EntityRef, column: &EntityRef| match bonds.get(&(row, column)) {
        Some(bond) => matrix_cell(material, row, column, bond),
        None => Cell::missing(None),
    };
    let row = |head: &EntityRef| {
        let mut row = material.row(head);
        row.cells = shown.iter().map(|(_, column)| cell(head, column)).collect();
        let known = row.cells.iter().filter(|cell| !matches!(cell.value, Value::Missing(_))).count();
        (known, row)
    };
    let mut rows: Vec<(usize, Row)> = heads.iter().map(row).collect();
    rows.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let noun = material.noun(row_kind);
    Rows {
        population: population(material, heads.len(), &noun),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        series: shown.iter().map(|(_, column)| material.series(column)).collect(),
        groups: Vec::new(),
        things: noun,
        measure: Measure { name: capital(&material.noun(Kind::Quote).other), unit: Unit::None },
        order: Order::Given,
        notes: Vec::new(),
        quotes: in_order(material, bonds.values().flat_map(|bond| bond.quotes.iter().cloned())),
    }
}

fn bond(
    counting: &Counting<'_>,
    sieve: &Sieve<'_>,
    (row, column): (&EntityRef, &EntityRef),
    of_column: &BTreeMap<EntityRef, Member>,
) -> Option<Bond> {
    let analysis = counting.material.analysis;
    let pair = analysis.pair(row, column);
    let status = pair.map_or(Status::Mentioned, |pair| pair.status);
    let common: Vec<Member> = match pair {
        Some(pair) => pair.quotes.iter().map(|tie| (&tie.quote, tie.evidence)).map(|tie| member(tie, status)).collect(),
        None => {
            let tied = analysis.quotes(row).iter().filter_map(|tie| {
                let of_column = of_column.get(&EntityRef::new(Kind::Quote, tie.quote.as_str()))?;
                Some(member((&tie.quote, tie.evidence.max(of_column.evidence)), status))
            });
            tied.collect()
        }
    };
    let kept: Vec<&Member> = common.iter().filter(|member| sieve.lets_through(member)).collect();
    let is_declared = pair.is_some_and(|pair| {
        !pair.declared.is_empty() && sieve.lets_declared_through(pair.evidence, pair.status, [row, column])
    });
    if kept.is_empty() && !is_declared {
        return None;
    }
    let of_pair = pair.filter(|_| is_declared || kept.len() == common.len()).map(|pair| pair.evidence);
    let evidence = of_pair.or_else(|| kept.iter().map(|member| member.evidence).min())?;
    let quotes = kept.iter().filter_map(|member| quote(&member.entity)).collect();
    Some(Bond { quotes, evidence, status, is_relation: pair.is_some() })
}

fn member((quote, evidence): (&Id<Quote>, Evidence), status: Status) -> Member {
    Member { entity: EntityRef::new(Kind::Quote, quote.as_str()), evidence, status }
}

/// What ties two entities, as the evidence matrix and each other count of it have it.
pub(in crate::chart) fn pair_cell(material: &Material<'_>, row: &EntityRef, column: &EntityRef) -> Cell {
    let Some(pair) = material.analysis.pair(row, column) else { return Cell::missing(None) };
    let quotes = pair.quotes.iter().map(|tie| tie.quote.clone()).collect();
    matrix_cell(
        material,
        row,
        column,
        &Bond { quotes, evidence: pair.evidence, status: pair.status, is_relation: true },
    )
}

fn matrix_cell(material: &Material<'_>, row: &EntityRef, column: &EntityRef, bond: &Bond) -> Cell {
    let value = match (bond.quotes.len(), bond.status) {
        (_, Status::Absent) => Value::Amount(crate::study::Amount::Exact(0.0)),
        (0, status) => Value::Word(material.status(status)),
        (quotes, _) => Value::Amount(crate::study::Amount::Exact(quotes as f64)),
    };
    let mut cell = Cell::new(value).known(certainty(bond.evidence));
    cell.href = bond.is_relation.then(|| (material.line)(row, column));
    cell
}

/// The rows of what is counted by the values of a category, in the metric's own order.
pub(in crate::chart) fn of_category(material: &Material<'_>, count: Counted, metric: &Id<Metric>) -> Rows {
    let filters = Vec::new();
    let counting = Counting { material, members: Members::of(material, kind_of(count)), filters: &filters };
    let by = Grouping::Category(metric.clone());
    Rows { order: Order::Given, ..one_way(&counting, &by, &material.noun(kind_of(count))) }
}

/// The quotes that are tied both to an entity and to an organisation, by organisation.
pub(in crate::chart) fn quotes_by_organisation<'a>(
    material: &Material<'a>,
    entity: &EntityRef,
) -> BTreeMap<EntityRef, Vec<&'a Tie>> {
    let mut by_organisation: BTreeMap<EntityRef, Vec<&Tie>> = BTreeMap::new();
    for tie in material.analysis.quotes(entity) {
        let quote = material.study.quotes.get(&tie.quote);
        if let Some(Attribution::Organisation(id)) = quote.map(|quote| &quote.attribution) {
            by_organisation.entry(EntityRef::new(Kind::Organisation, id.as_str())).or_default().push(tie);
        }
    }
    by_organisation
}

// ---------------------------------------------------------------------------------------------------------------------
// Order
// ---------------------------------------------------------------------------------------------------------------------

/// Puts rows into the order that is asked for, and leaves out what is over the limit.
pub(super) fn order(material: &Material<'_>, rows: &mut Rows, sort: Sort, limit: Option<usize>) {
    match sort {
        Sort::Value => rows.order = Order::Value,
        Sort::Name => {
            rows.rows.sort_by_cached_key(|row| material.language.collation_key(&row.label));
            rows.order = Order::Given;
        }
        Sort::Order => rows.order = Order::Given,
    }
    cut(material, rows, limit);
}

/// At most so many rows, and a note that says how many are left out.
pub(in crate::chart) fn cut(material: &Material<'_>, rows: &mut Rows, limit: Option<usize>) {
    let Some(limit) = limit.filter(|limit| *limit < rows.rows.len()) else { return };
    if rows.order == Order::Value {
        // Highest first, without a value last; ties stay in the order they are in.
        rows.rows.sort_by(|a, b| b.sorting().unwrap_or(f64::MIN).total_cmp(&a.sorting().unwrap_or(f64::MIN)));
    }
    let all = rows.rows.len();
    rows.rows.truncate(limit);
    let counts = [("shown", material.language.integer(limit as i64)), ("all", material.language.integer(all as i64))];
    let values: Vec<(&str, &str)> = counts.iter().map(|(name, number)| (*name, number.as_str())).collect();
    rows.notes.push(material.language.text("chart.limited", &values));
}

fn head(material: &Material<'_>, group: &Group) -> Row {
    match &group.key {
        GroupKey::Entity(entity) => material.row(entity),
        GroupKey::Words { label, lang, .. } => Row { label: label.clone(), lang: lang.clone(), ..Row::default() },
    }
}

fn things(material: &Material<'_>, by: &Grouping) -> Noun {
    match by {
        Grouping::Entity(kind) => material.noun(*kind),
        _ => {
            let form = |form| material.language.text(&format!("chart.category.{form}"), &[]);
            Noun::new(form("singular"), form("plural"))
        }
    }
}

fn quote(entity: &EntityRef) -> Option<Id<Quote>> {
    (entity.kind == Kind::Quote).then(|| Id::new(&entity.id))
}

pub(in crate::chart) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
