//! A definition and a study to a [`Chart`] that can be drawn: which rows, how many, how surely known, and what stands
//! behind each.
//!
//! Counts come from `analysis`, so that a chart and a page can never differ. Ranges, bounds, conversions and gaps go into
//! the drawing as they are in the model; nothing is averaged and nothing unknown becomes 0.

pub(super) mod count;
mod crossed;
mod members;
pub(super) mod metric;
pub(super) mod options;
mod rows;

use crate::analysis::Analysis;
use crate::decode::Date;
use crate::diagnostic::{Code, Diagnosed, Diagnostic, Place, Rule, Severity};
use crate::language::Language;
use crate::study::{
    Amount, ChartData, ChartDefinition, EntityRef, Evidence, Id, Kind, Localised, Quote, Status, Study, Unit,
};

use super::input::{Certainty, Chart, Measure, Moment, Noun, Order, Row, Series};
use super::kind;

pub use metric::chosen;

/// A definition whose data give no row.
pub static CHART_WITHOUT_DATA: Rule = Rule {
    code: Code::ChartWithoutData,
    severity: Severity::Warning,
    summary: "a chart with nothing to show",
    explanation: "The data of the definition give no row: nothing of what is counted is related to what it is counted by, \
                  or the metric has no observation. Correct `data`, or remove the chart until there is something to show.",
    example: "data: {count: quotes, by: tool} → data: {count: quotes, by: organisation}",
};

/// A definition whose data do not fit its kind.
pub static CHART_DATA_MISMATCH: Rule = Rule {
    code: Code::ChartDataMismatch,
    severity: Severity::Error,
    summary: "a chart whose data do not fit its kind",
    explanation: "A timeline takes rows with dates; a matrix takes two kinds of entities; a dumbbell and a scatter take two \
                  series; the other kinds take numbers. Either the `kind` or the `data` of the definition must change.",
    example: "kind: timeline\ndata: {count: quotes, by: organisation}\n→\nkind: bar\ndata: {count: quotes, by: organisation}",
};

/// A definition that mixes units.
pub static MIXED_UNITS: Rule = Rule {
    code: Code::MixedUnits,
    severity: Severity::Error,
    summary: "a chart whose rows have several units",
    explanation: "One axis has one unit. Units that measure the same convert into that of the first row, which the chart \
                  says: minutes into hours, kilometres into metres. Others do not. Write all rows in one unit, or make \
                  two charts.",
    example: "data:\n  rows:\n    - {label: A, value: 2 h}\n    - {label: B, value: 20 %}\n→\ndata:\n  rows:\n    - {label: A, value: 2 h}\n    - {label: B, value: 3 h}",
};

/// The rules of this file.
pub static RULES: &[&Rule] = &[&CHART_WITHOUT_DATA, &CHART_DATA_MISMATCH, &MIXED_UNITS, &options::INVALID_CHART_OPTION];

/// What rows are made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The study.
    pub study: &'a Study,
    /// What can be asked of it.
    pub analysis: &'a Analysis,
    /// The language of the words.
    pub language: &'a Language,
    /// Where an entity is, as a link of the drawing and its table.
    pub address: &'a dyn Fn(&EntityRef) -> String,
    /// Where an organisation's line about a tool or a practice is.
    pub line: &'a dyn Fn(&EntityRef, &EntityRef) -> String,
}

impl Material<'_> {
    /// Words in the material's language, or the study's own; and that language's code where it is another.
    pub(in crate::chart) fn words(&self, words: &Localised<String>) -> (String, Option<String>) {
        let (text, code) = words.in_language(self.language.code());
        let lang = (code != self.language.code()).then(|| code.as_str().to_owned());
        (self.set(text), lang)
    }

    pub(in crate::chart) fn plain(&self, words: &Localised<String>) -> String {
        self.words(words).0
    }

    /// A text with the typography of the language.
    fn set(&self, text: &str) -> String {
        self.language.set_text(text)
    }

    /// What the study calls a kind.
    pub(in crate::chart) fn noun(&self, kind: Kind) -> Noun {
        match self.study.imprint.kinds.get(&kind) {
            Some(names) => Noun::new(self.plain(&names.singular), self.plain(&names.plural)),
            None => {
                let form = |form| self.language.text(&format!("kinds.{}.{form}", kind.word()), &[]);
                Noun::new(form("singular"), form("plural"))
            }
        }
    }

    /// What a status is called.
    fn status(&self, status: Status) -> String {
        match self.study.imprint.own_status(status) {
            Some((_, words)) => self.plain(words),
            None => self.language.text(&format!("status.{}.word", status.word()), &[]),
        }
    }

    /// What an entity is called.
    pub(in crate::chart) fn name(&self, entity: &EntityRef) -> (String, Option<String>) {
        let study = self.study;
        let id = &*entity.id;
        let name = match entity.kind {
            Kind::Organisation => study.organisations.get(id).map(|it| &it.card.name),
            Kind::Tool => study.tools.get(id).map(|it| &it.card.name),
            Kind::Practice => study.practices.get(id).map(|it| &it.card.name),
            Kind::Topic => study.topics.get(id).map(|it| &it.label),
            Kind::Document => study.documents.get(id).map(|it| &it.title),
            Kind::Metric => study.metrics.get(id).map(|it| &it.label),
            _ => None,
        };
        name.map_or_else(|| (id.to_owned(), None), |name| self.words(name))
    }

    /// A row of an entity, without cells.
    pub(in crate::chart) fn row(&self, entity: &EntityRef) -> Row {
        let (label, lang) = self.name(entity);
        Row { label, lang, href: Some((self.address)(entity)), ..Row::default() }
    }

    /// A column of an entity.
    fn series(&self, entity: &EntityRef) -> Series {
        let (label, lang) = self.name(entity);
        Series { label, lang, href: Some((self.address)(entity)), unit: None }
    }

    /// The entities of a kind: topics in the analysis's order, the others by name.
    fn entities(&self, kind: Kind) -> Vec<EntityRef> {
        let study = self.study;
        let entity = |id: &str| EntityRef::new(kind, id);
        if kind == Kind::Topic {
            let mut topics: Vec<_> = study.topics.values().collect();
            topics.sort_by_key(|topic| (topic.order, topic.id.clone()));
            return topics.into_iter().map(|topic| entity(topic.id.as_str())).collect();
        }
        let mut entities: Vec<EntityRef> = match kind {
            Kind::Organisation => study.organisations.keys().map(|id| entity(id.as_str())).collect(),
            Kind::Tool => study.tools.keys().map(|id| entity(id.as_str())).collect(),
            Kind::Practice => study.practices.keys().map(|id| entity(id.as_str())).collect(),
            Kind::Document => study.documents.keys().map(|id| entity(id.as_str())).collect(),
            _ => Vec::new(),
        };
        entities.sort_by_cached_key(|entity| self.language.collation_key(&self.name(entity).0));
        entities
    }
}

/// A chart that can be drawn, and what a page says beside it.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The chart.
    pub chart: Chart,
    /// Conversions and what is left out; the definition's own note is not among them.
    pub notes: Vec<String>,
    /// The quotes behind its marks, in the author's order.
    pub quotes: Vec<Id<Quote>>,
}

/// Rows with what belongs to all of them.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) series: Vec<Series>,
    pub(super) groups: Vec<Series>,
    pub(super) things: Noun,
    pub(super) measure: Measure,
    pub(super) order: Order,
    pub(super) population: Option<String>,
    pub(super) notes: Vec<String>,
    pub(super) quotes: Vec<Id<Quote>>,
}

/// Makes a chart of a definition. `None` where the definition cannot be drawn; a diagnostic says why.
pub fn chart(definition: &ChartDefinition, material: &Material<'_>) -> Diagnosed<Option<Prepared>> {
    let place = |span| Place::new(&definition.place.path, span);
    let mut out = Vec::new();
    let Some(kind) = kind::named(&definition.kind.value, place(definition.kind.span)).take(&mut out) else {
        return Diagnosed { value: None, diagnostics: out };
    };
    let options = options::options(kind, &definition.options, &definition.place.path).take(&mut out);
    let rows = match &definition.data {
        ChartData::Count { .. } => count::rows(definition, material, kind, &mut out),
        ChartData::Metric { .. } => metric::rows(definition, material, kind, &mut out),
        ChartData::Rows { .. } => rows::rows(definition, material, kind, &mut out),
    };
    let Some(rows) = rows else {
        return Diagnosed { value: None, diagnostics: out };
    };
    if let Some(diagnostic) = wrong_series(definition, kind, &rows) {
        out.push(diagnostic);
        return Diagnosed { value: None, diagnostics: out };
    }
    out.extend(options::too_few_points(&options, &rows.rows, definition));
    if rows.rows.is_empty() {
        out.push(nothing_to_show(definition, place(definition.data.span())));
    }
    let mut notes: Vec<String> = definition.note.iter().map(|note| material.plain(note)).collect();
    notes.extend(rows.notes.iter().cloned());
    let chart = Chart {
        id: definition.id.as_str().to_owned(),
        language: material.language.code().as_str().to_owned(),
        title: material.plain(&definition.title),
        subtitle: definition.subtitle.as_ref().map(|subtitle| material.plain(subtitle)),
        things: rows.things,
        measure: rows.measure,
        series: rows.series,
        groups: rows.groups,
        rows: rows.rows,
        order: rows.order,
        population: rows.population,
        source: definition.source.as_ref().map(|source| material.plain(source)),
        note: (!notes.is_empty()).then(|| notes.join(" ")),
        options,
    };
    Diagnosed { value: Some(Prepared { chart, notes: rows.notes, quotes: rows.quotes }), diagnostics: out }
}

fn nothing_to_show(definition: &ChartDefinition, place: Place) -> Diagnostic {
    CHART_WITHOUT_DATA
        .at(place, format!("the chart `{}` has nothing to show", definition.id))
        .help("correct `data`, or remove the chart until there is something to show")
        .about(format!("chart:{}", definition.id))
}

/// A dumbbell and a scatter set two series against each other.
fn wrong_series(definition: &ChartDefinition, kind: &kind::Kind, rows: &Rows) -> Option<Diagnostic> {
    let found = rows.series.len().max(1);
    let (is_wrong, help) = match kind.name {
        "dumbbell" => (found < 2, "give each row of the one a row of the same `label` in the other `series`"),
        "scatter" => {
            (found != 2, "write `metric: [ID, ID]`, or rows of two `series`: the first goes across, the second up")
        }
        _ => return None,
    };
    let place = Place::new(&definition.place.path, definition.data.span());
    let message = format!("charts of the kind `{}` show two series, found {found}", kind.name);
    (is_wrong && !rows.rows.is_empty()).then(|| CHART_DATA_MISMATCH.at(place, message).help(help))
}

/// What readers are told of a conversion: from which unit, into which, by how much.
fn conversion(material: &Material<'_>, from: &Unit, to: &Unit, factor: f64) -> String {
    let language = material.language;
    let symbol = |unit: &Unit| language.unit_symbol(&unit.in_words(language));
    // The greater of the two units stands on the left, so that the number is not below 1.
    let (one, other, number) = if factor >= 1.0 { (from, to, factor) } else { (to, from, 1.0 / factor) };
    let words = |number: f64, unit: &Unit| super::amounts::words(Amount::Exact(number), unit, language);
    let values = [symbol(from), symbol(to), words(1.0, one), words(number, other)];
    let [from, to, one, equal] = &values;
    language.text("chart.converted", &[("from", from), ("to", to), ("one", one), ("equal", equal)])
}

/// How surely a thing is known, as drawings show it.
pub(super) fn certainty(evidence: Evidence) -> Certainty {
    match evidence {
        Evidence::Explicit => Certainty::Explicit,
        Evidence::External => Certainty::External,
        Evidence::Inferred => Certainty::Inferred,
    }
}

pub(super) fn moment(date: Date) -> Moment {
    Moment { year: i32::from(date.year), month: date.month, day: date.day }
}

/// `n = 47 citations`, or nothing where nothing is counted.
pub(super) fn population(material: &Material<'_>, number: usize, noun: &Noun) -> Option<String> {
    (number > 0).then(|| format!("n\u{a0}=\u{a0}{}", super::words::count_of(material.language, number, noun)))
}

/// Quotes in the author's order, each once.
pub(super) fn in_order(material: &Material<'_>, quotes: impl IntoIterator<Item = Id<Quote>>) -> Vec<Id<Quote>> {
    let wanted: std::collections::BTreeSet<Id<Quote>> = quotes.into_iter().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let order = material.analysis.quotes_in_order().iter().map(|quote| &quote.id);
    order.filter(|id| wanted.contains(*id)).cloned().collect()
}
