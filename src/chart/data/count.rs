//! Entities counted by others: quotes by organisation, tools by organisation and evidence, organisations by posture.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::Tie;
use crate::diagnostic::{Diagnostic, Place};
use crate::study::{
    Attribution, ChartData, ChartDefinition, Counted, EntityRef, Evidence, Filters, Grouping, Id, Kind, Metric, Owner,
    Quote, Reading, Sort, Status,
};

use super::{CHART_DATA_MISMATCH, Material, Rows, certainty, in_order, population};
use crate::chart::input::{Cell, Measure, Noun, Order, Row, Series, Unit, Value};
use crate::chart::kind::Kind as ChartKind;

/// Something that is counted, and how surely it belongs where it is counted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    entity: EntityRef,
    evidence: Evidence,
    status: Status,
}

/// A row or a column: its head, and what is counted there.
struct Group {
    key: GroupKey,
    members: Vec<Member>,
}

#[derive(Clone, PartialEq)]
enum GroupKey {
    Entity(EntityRef),
    Words { id: Arc<str>, label: String, lang: Option<String> },
}

/// The rows of a definition that counts.
pub(super) fn rows(
    definition: &ChartDefinition,
    material: &Material<'_>,
    kind: &ChartKind,
    out: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let ChartData::Count { count, by, filters, sort, limit, span } = &definition.data else { return None };
    let counted = kind_of(*count);
    let noun = material.noun(counted);
    let mut rows = match by.as_slice() {
        [] => total(material, *count, filters, &noun),
        [one] => one_way(material, *count, one, filters, &noun),
        [one, other] if kind.name == "matrix" => matrix(material, one, other, filters)?,
        [one, other] => two_ways(material, *count, (one, other), filters, &noun),
        _ => {
            let place = Place::new(&definition.place.path, *span);
            let message = format!("`by` takes one or two groupings, found {}", by.len());
            out.push(CHART_DATA_MISMATCH.at(place, message).help("count by rows and columns at most"));
            return None;
        }
    };
    if kind.name == "matrix" && by.len() != 2 {
        let place = Place::new(&definition.place.path, *span);
        let message = "a matrix counts by two kinds: rows and columns";
        out.push(CHART_DATA_MISMATCH.at(place, message).help("write `by: [organisation, tool]`"));
        return None;
    }
    match *sort {
        // One number has no order, and a matrix is given in the order of its totals.
        Sort::Value if rows.order == Order::Given => cut(material, &mut rows, *limit),
        sort => order(material, &mut rows, sort, *limit),
    }
    Some(rows)
}

fn kind_of(counted: Counted) -> Kind {
    match counted {
        Counted::Quotes => Kind::Quote,
        Counted::Organisations => Kind::Organisation,
        Counted::Tools => Kind::Tool,
        Counted::Practices => Kind::Practice,
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// The three shapes
// ---------------------------------------------------------------------------------------------------------------------

fn total(material: &Material<'_>, count: Counted, filters: &Filters, noun: &Noun) -> Rows {
    let members: Vec<Member> = all(material, count).into_iter().filter(|it| passes(material, it, filters)).collect();
    let row = Row::new(noun.other.clone(), Cell::exact(members.len() as f64));
    Rows {
        rows: vec![row],
        series: Vec::new(),
        groups: Vec::new(),
        things: noun.clone(),
        measure: Measure { name: capital(&noun.other), unit: Unit::Named(noun.clone()) },
        order: Order::Given,
        population: None,
        notes: Vec::new(),
        quotes: Vec::new(),
    }
}

fn one_way(material: &Material<'_>, count: Counted, by: &Grouping, filters: &Filters, noun: &Noun) -> Rows {
    let groups = filtered(material, groups(material, count, by), filters);
    let counted: BTreeSet<&EntityRef> =
        groups.iter().flat_map(|group| group.members.iter().map(|member| &member.entity)).collect();
    let n = counted.len();
    let quotes = in_order(material, counted.iter().filter_map(|entity| quote(entity)));
    let rows = groups.iter().map(|group| counted_row(material, group)).collect();
    Rows {
        rows,
        series: Vec::new(),
        groups: Vec::new(),
        things: things(material, by),
        measure: Measure { name: capital(&noun.other), unit: Unit::None },
        order: Order::Value,
        population: population(material, n, noun),
        notes: Vec::new(),
        quotes,
    }
}

fn counted_row(material: &Material<'_>, group: &Group) -> Row {
    let mut row = head(material, group);
    row.cells = vec![Cell::exact(group.members.len() as f64)];
    row
}

fn two_ways(
    material: &Material<'_>,
    count: Counted,
    (one, other): (&Grouping, &Grouping),
    filters: &Filters,
    noun: &Noun,
) -> Rows {
    let groups = filtered(material, groups(material, count, one), filters);
    let columns = columns(material, count, other, &groups);
    let rows = groups
        .iter()
        .map(|group| {
            let mut row = head(material, group);
            row.cells = columns
                .iter()
                .map(|(_, evidence, inside)| {
                    let here = group.members.iter().filter(|member| inside(member)).count();
                    let cell = Cell::exact(here as f64);
                    evidence.map_or(cell.clone(), |evidence| cell.known(certainty(evidence)))
                })
                .collect();
            row
        })
        .collect();
    let counted: BTreeSet<&EntityRef> =
        groups.iter().flat_map(|group| group.members.iter().map(|member| &member.entity)).collect();
    Rows {
        rows,
        series: columns.iter().map(|(series, _, _)| series.clone()).collect(),
        groups: Vec::new(),
        things: things(material, one),
        measure: Measure { name: capital(&noun.other), unit: Unit::None },
        order: Order::Value,
        population: population(material, counted.len(), noun),
        notes: Vec::new(),
        quotes: in_order(material, counted.iter().filter_map(|entity| quote(entity))),
    }
}

type Column<'m> = (Series, Option<Evidence>, Box<dyn Fn(&Member) -> bool + 'm>);

fn columns<'m>(material: &'m Material<'_>, count: Counted, by: &'m Grouping, groups: &[Group]) -> Vec<Column<'m>> {
    match by {
        Grouping::Evidence => [Evidence::Explicit, Evidence::External, Evidence::Inferred]
            .into_iter()
            .filter(|level| groups.iter().flat_map(|group| &group.members).any(|member| member.evidence == *level))
            .map(|level| {
                let series = Series::new(material.language.text(&format!("evidence.{}.word", level.word()), &[]));
                let inside: Box<dyn Fn(&Member) -> bool> = Box::new(move |member: &Member| member.evidence == level);
                (series, Some(level), inside)
            })
            .collect(),
        _ => self::groups(material, count, by)
            .into_iter()
            .filter(|column| !column.members.is_empty())
            .map(|column| {
                let series = match &column.key {
                    GroupKey::Entity(entity) => material.series(entity),
                    GroupKey::Words { label, lang, .. } => {
                        Series { label: label.clone(), lang: lang.clone(), href: None, unit: None }
                    }
                };
                let inside: BTreeSet<EntityRef> = column.members.into_iter().map(|member| member.entity).collect();
                let inside: Box<dyn Fn(&Member) -> bool> =
                    Box::new(move |member: &Member| inside.contains(&member.entity));
                (series, None, inside)
            })
            .collect(),
    }
}

/// Relations between two kinds: a cell is the number of quotes that tie them, and how surely; a relation that is declared
/// without a quote is a word.
fn matrix(material: &Material<'_>, one: &Grouping, other: &Grouping, filters: &Filters) -> Option<Rows> {
    let (Grouping::Entity(row_kind), Grouping::Entity(column_kind)) = (one, other) else { return None };
    let passes = |entity: &EntityRef| {
        filters.iter().all(|(grouping, values)| match grouping {
            Grouping::Entity(kind) if *kind == entity.kind => values.iter().any(|value| **value == *entity.id),
            _ => true,
        })
    };
    let heads: Vec<EntityRef> = material.entities(*row_kind).into_iter().filter(|entity| passes(entity)).collect();
    let related = |column: &EntityRef| heads.iter().filter(|row| material.analysis.pair(row, column).is_some()).count();
    let mut columns: Vec<(usize, EntityRef)> =
        material.entities(*column_kind).into_iter().filter(|it| passes(it)).map(|it| (related(&it), it)).collect();
    columns.retain(|(count, _)| *count > 0);
    // Stable: columns with as many relations stay in the order of their names.
    columns.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut rows: Vec<(usize, Row)> = heads
        .iter()
        .map(|head| {
            let mut row = material.row(head);
            row.cells = columns.iter().map(|(_, column)| matrix_cell(material, head, column)).collect();
            let known = row.cells.iter().filter(|cell| !matches!(cell.value, Value::Missing(_))).count();
            (known, row)
        })
        .collect();
    rows.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let ties = heads.iter().flat_map(|head| columns.iter().map(move |(_, column)| (head, column)));
    let ties: Vec<_> = ties.filter_map(|(head, column)| material.analysis.pair(head, column)).collect();
    let quotes = in_order(material, ties.iter().flat_map(|pair| pair.quotes.iter().map(|tie| tie.quote.clone())));
    let noun = material.noun(*row_kind);
    Some(Rows {
        population: population(material, heads.len(), &noun),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        series: columns.iter().map(|(_, column)| material.series(column)).collect(),
        groups: Vec::new(),
        things: noun,
        measure: Measure { name: capital(&material.noun(Kind::Quote).other), unit: Unit::None },
        order: Order::Given,
        notes: Vec::new(),
        quotes,
    })
}

/// What ties two entities, as the evidence matrix and each other count of it have it.
pub(in crate::chart) fn matrix_cell(material: &Material<'_>, row: &EntityRef, column: &EntityRef) -> Cell {
    let Some(pair) = material.analysis.pair(row, column) else { return Cell::missing(None) };
    let value = match (pair.quotes.len(), pair.status) {
        (_, Status::Absent) => Value::Amount(crate::study::Amount::Exact(0.0)),
        (0, status) => Value::Word(material.status(status)),
        (quotes, _) => Value::Amount(crate::study::Amount::Exact(quotes as f64)),
    };
    let mut cell = Cell::new(value).known(certainty(pair.evidence));
    cell.href = Some((material.line)(row, column));
    cell
}

// ---------------------------------------------------------------------------------------------------------------------
// Groups
// ---------------------------------------------------------------------------------------------------------------------

fn groups(material: &Material<'_>, count: Counted, by: &Grouping) -> Vec<Group> {
    let counted = kind_of(count);
    match by {
        Grouping::Entity(kind) => material
            .entities(*kind)
            .into_iter()
            .map(|entity| Group { members: members(material, counted, &entity), key: GroupKey::Entity(entity) })
            .collect(),
        Grouping::Category(metric) => by_category(material, counted, metric),
        Grouping::Evidence => {
            by_word(material, count, |member| member.evidence.word(), |word| format!("evidence.{word}.word"))
        }
        Grouping::Status => {
            by_word(material, count, |member| member.status.word(), |word| format!("status.{word}.word"))
        }
        Grouping::Language => by_language(material, count),
        Grouping::Segment | Grouping::Date | Grouping::Observation => Vec::new(),
    }
}

/// The entities of a kind that are tied to an entity, each with its evidence.
fn members(material: &Material<'_>, counted: Kind, to: &EntityRef) -> Vec<Member> {
    if counted == Kind::Quote {
        return material.analysis.quotes(to).iter().map(tied).collect();
    }
    let related = material.analysis.related(to, counted);
    related
        // What the source says is not so is no relation to count.
        .filter(|(_, pair)| pair.status != Status::Absent)
        .map(|(entity, pair)| Member { entity: entity.clone(), evidence: pair.evidence, status: pair.status })
        .collect()
}

fn tied(tie: &Tie) -> Member {
    let entity = EntityRef::new(Kind::Quote, tie.quote.as_str());
    Member { entity, evidence: tie.evidence, status: Status::Documented }
}

fn all(material: &Material<'_>, count: Counted) -> Vec<Member> {
    let known = |entity| Member { entity, evidence: Evidence::Explicit, status: Status::Documented };
    match count {
        Counted::Quotes => material
            .analysis
            .quotes_in_order()
            .iter()
            .map(|id| {
                let evidence = material.study.quotes.get(id).map_or(Evidence::Explicit, |quote| quote.evidence);
                Member { evidence, ..known(EntityRef::new(Kind::Quote, id.as_str())) }
            })
            .collect(),
        other => material.entities(kind_of(other)).into_iter().map(known).collect(),
    }
}

/// The rows of what is counted by the values of a category, in the metric's own order.
pub(in crate::chart) fn of_category(material: &Material<'_>, count: Counted, metric: &Id<Metric>) -> Rows {
    let by = Grouping::Category(metric.clone());
    Rows { order: Order::Given, ..one_way(material, count, &by, &Vec::new(), &material.noun(kind_of(count))) }
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

fn by_category(material: &Material<'_>, counted: Kind, metric: &Id<Metric>) -> Vec<Group> {
    let Some(definition) = material.study.metrics.get(metric) else { return Vec::new() };
    let mut members: BTreeMap<Arc<str>, Vec<Member>> = BTreeMap::new();
    for index in material.analysis.observations_about(metric) {
        let Some(observation) = material.study.observations.get(*index) else { continue };
        let (Reading::Category(value), Some(entity)) = (&observation.reading, owner(&observation.owner)) else {
            continue;
        };
        if entity.kind == counted {
            let member = Member { entity, evidence: observation.evidence, status: Status::Documented };
            let list = members.entry(value.clone()).or_default();
            if !list.iter().any(|other| other.entity == member.entity) {
                list.push(member);
            }
        }
    }
    definition
        .values
        .iter()
        .map(|value| {
            let (label, lang) = material.words(&value.label);
            let key = GroupKey::Words { id: value.id.clone(), label, lang };
            Group { key, members: members.remove(&value.id).unwrap_or_default() }
        })
        .collect()
}

fn owner(owner: &Owner) -> Option<EntityRef> {
    owner.entity()
}

fn by_word(
    material: &Material<'_>,
    count: Counted,
    word: impl Fn(&Member) -> &'static str,
    key: impl Fn(&str) -> String,
) -> Vec<Group> {
    let mut groups: BTreeMap<&'static str, Vec<Member>> = BTreeMap::new();
    for member in all(material, count) {
        groups.entry(word(&member)).or_default().push(member);
    }
    groups
        .into_iter()
        .map(|(word, members)| {
            let label = material.language.text(&key(word), &[]);
            Group { key: GroupKey::Words { id: word.into(), label, lang: None }, members }
        })
        .collect()
}

fn by_language(material: &Material<'_>, count: Counted) -> Vec<Group> {
    let mut groups: BTreeMap<&crate::language::LanguageCode, Vec<Member>> = BTreeMap::new();
    for member in all(material, count) {
        if let Some(quote) = material.study.quotes.get(&*member.entity.id) {
            groups.entry(&quote.language).or_default().push(member);
        }
    }
    groups
        .into_iter()
        .map(|(code, members)| {
            let label = material.language.name_of(code);
            Group { key: GroupKey::Words { id: code.as_str().into(), label, lang: None }, members }
        })
        .collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// Filters and order
// ---------------------------------------------------------------------------------------------------------------------

fn filtered(material: &Material<'_>, groups: Vec<Group>, filters: &Filters) -> Vec<Group> {
    groups
        .into_iter()
        .filter(|group| group_passes(group, filters))
        .map(|mut group| {
            group.members.retain(|member| passes(material, member, filters));
            group
        })
        .collect()
}

/// A filter on what rows stand for chooses rows.
fn group_passes(group: &Group, filters: &Filters) -> bool {
    filters.iter().all(|(grouping, values)| match (grouping, &group.key) {
        (Grouping::Entity(kind), GroupKey::Entity(entity)) if *kind == entity.kind => {
            values.iter().any(|value| **value == *entity.id)
        }
        (Grouping::Category(_), GroupKey::Words { id, .. }) => values.contains(id),
        _ => true,
    })
}

/// Every other filter chooses what is counted.
fn passes(material: &Material<'_>, member: &Member, filters: &Filters) -> bool {
    filters.iter().all(|(grouping, values)| {
        let one_of = |word: &str| values.iter().any(|value| **value == *word);
        match grouping {
            Grouping::Evidence => one_of(member.evidence.word()),
            Grouping::Status => one_of(material.study.imprint.status_id(member.status)),
            Grouping::Language => material
                .study
                .quotes
                .get(&*member.entity.id)
                .is_none_or(|quote| member.entity.kind != Kind::Quote || one_of(quote.language.as_str())),
            Grouping::Entity(kind) if *kind == member.entity.kind => one_of(&member.entity.id),
            Grouping::Entity(kind) if member.entity.kind == Kind::Quote => values.iter().any(|value| {
                let ties = material.analysis.quotes(&EntityRef::new(*kind, value));
                ties.iter().any(|tie| tie.quote.as_str() == &*member.entity.id)
            }),
            Grouping::Entity(kind) => values
                .iter()
                .any(|value| material.analysis.pair(&member.entity, &EntityRef::new(*kind, value)).is_some()),
            _ => true,
        }
    })
}

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

/// A word with a capital at its beginning.
pub(in crate::chart) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
