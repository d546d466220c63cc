//! The kinds of chart: one file each, one explicit list, and what to use in place of those that are not offered.

pub mod bar;
pub mod diverging_bar;
pub mod dot;
pub mod dumbbell;
pub mod grouped_bar;
mod histogram;
pub mod line;
pub mod matrix;
pub mod number;
pub mod range;
pub mod scatter;
mod slope;
mod small_lines;
pub mod small_multiples;
pub mod stacked_bar;
pub mod strip;
pub mod timeline;

use super::describe::{self, Describing};
use super::input::{Cell, Chart, Order, Row, Size, Unit};
use super::measure::{self, Weight};
use super::number::Numbers;
use super::scene::Scene;
use super::words::Words;
use crate::diagnostic::{Code, Diagnosed, Place, Rule, Severity};
use crate::study::Amount;

/// A kind of chart.
#[derive(Debug)]
pub struct Kind {
    /// Its name in YAML.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub summary: &'static str,
    /// The keys of its options.
    pub options: &'static [OptionKey],
    /// Its options where nothing else is asked.
    pub defaults: fn() -> Options,
    /// The most series that it can show: bars of a group, parts, lines; more are another kind's work.
    pub most_series: usize,
    /// The most groups that it can tell its points apart by.
    pub most_groups: usize,
    /// How its rows are put in order.
    pub(super) sorting: Sorting,
    /// Lays a chart out.
    pub(super) lay_out: fn(&Setting<'_>) -> Layout,
    /// Says what a chart shows.
    pub(super) describe: fn(&Setting<'_>) -> String,
}

/// How a kind puts its rows in order where the chart leaves it to the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sorting {
    /// As they are given.
    None,
    /// The largest first, what is missing last.
    Value,
    /// The largest of the second series first, or of the first where the second says nothing.
    Second,
    /// Rows and columns with the most in them first.
    Totals,
    /// The earliest first, what has no date last.
    Time,
}

/// A key of a kind's options.
#[derive(Debug)]
pub struct OptionKey {
    /// Its name in YAML.
    pub name: &'static str,
    /// What its value looks like.
    pub form: OptionForm,
    /// What it means.
    pub meaning: &'static str,
}

/// What the value of an option looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionForm {
    /// `true` or `false`.
    Flag,
    /// A whole number from 1.
    Number,
    /// A text in the page's language.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// Every kind, in the order of the reference page.
pub static KINDS: &[&Kind] = &[
    &bar::KIND,
    &grouped_bar::KIND,
    &stacked_bar::KIND,
    &diverging_bar::KIND,
    &dot::KIND,
    &dumbbell::KIND,
    &range::KIND,
    &line::KIND,
    &small_multiples::KIND,
    &matrix::KIND,
    &timeline::KIND,
    &strip::KIND,
    &scatter::KIND,
    &number::KIND,
];

/// The options of a chart, which also say its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Options {
    /// Bars.
    Bar(bar::Options),
    /// Bars of two or three series.
    GroupedBar(grouped_bar::Options),
    /// Shares of a whole.
    StackedBar(stacked_bar::Options),
    /// Answers on two sides of a centre.
    DivergingBar(diverging_bar::Options),
    /// Dots or lollipops.
    Dot(dot::Options),
    /// Two values a row, as dots or as slopes.
    Dumbbell(dumbbell::Options),
    /// Ranges and bounds.
    Range(range::Options),
    /// Lines over time.
    Line(line::Options),
    /// One small chart a series.
    SmallMultiples(small_multiples::Options),
    /// Rows by columns.
    Matrix(matrix::Options),
    /// Events and periods.
    Timeline(timeline::Options),
    /// Every point of a distribution.
    Strip(strip::Options),
    /// Two measures, as points.
    Scatter(scatter::Options),
    /// One key figure.
    Number(number::Options),
}

impl Options {
    /// The name of the row that stands out; a strip's rows are its categories, of which none does.
    pub fn focus(&self) -> Option<&str> {
        match self {
            Options::Bar(bar) => bar.focus.as_deref(),
            Options::Dot(dot) => dot.focus.as_deref(),
            Options::Range(range) => range.focus.as_deref(),
            _ => None,
        }
    }

    /// The kind that the options are of.
    pub fn kind(&self) -> &'static Kind {
        match self {
            Options::Bar(_) => &bar::KIND,
            Options::GroupedBar(_) => &grouped_bar::KIND,
            Options::StackedBar(_) => &stacked_bar::KIND,
            Options::DivergingBar(_) => &diverging_bar::KIND,
            Options::Dot(_) => &dot::KIND,
            Options::Dumbbell(_) => &dumbbell::KIND,
            Options::Range(_) => &range::KIND,
            Options::Line(_) => &line::KIND,
            Options::SmallMultiples(_) => &small_multiples::KIND,
            Options::Matrix(_) => &matrix::KIND,
            Options::Timeline(_) => &timeline::KIND,
            Options::Strip(_) => &strip::KIND,
            Options::Scatter(_) => &scatter::KIND,
            Options::Number(_) => &number::KIND,
        }
    }
}

/// The last part of the key of what a chart is called, under `chart.kind`: what an option makes of a kind has a name of
/// its own.
pub fn called(chart: &Chart) -> &'static str {
    match &chart.options {
        Options::Dumbbell(options) if options.slope => "slope",
        Options::Strip(options) if strip::is_histogram(options, strip::count(&chart.rows)) => "histogram",
        options => options.kind().name,
    }
}

/// The kind of a name.
pub fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

impl Kind {
    /// Whether it puts its rows in the order of their values, which makes a ranking of them.
    pub fn ranks(&self) -> bool {
        self.sorting == Sorting::Value
    }
}

/// What a kind is given to lay out and to describe.
pub struct Setting<'c> {
    /// The chart.
    pub chart: &'c Chart,
    /// How wide the drawing is.
    pub size: Size,
    /// The page's language.
    pub words: &'c dyn Words,
    /// The chart's numbers as words.
    pub numbers: Numbers<'c>,
}

impl<'c> Setting<'c> {
    /// A chart at a size in a language.
    pub fn of(chart: &'c Chart, size: Size, words: &'c dyn Words) -> Self {
        Self { chart, size, words, numbers: Numbers::of(chart, words) }
    }

    /// The width of the drawing.
    pub fn width(&self) -> f64 {
        self.size.width()
    }

    /// The rows in the order in which they are drawn.
    pub fn rows(&self) -> Vec<&'c Row> {
        in_order(self.chart)
    }

    /// Fewer rows than there are, and what to say of the others.
    pub fn first(&self, most: usize) -> (Vec<&'c Row>, Option<String>) {
        let mut rows = self.rows();
        let left_out = rows.len().saturating_sub(most.max(1));
        rows.truncate(most.max(1));
        let things = self.words.plural(left_out as f64, &self.chart.things);
        let omitted = || self.words.counted("chart.omitted", left_out as u64, &[("things", things)]);
        (rows, (left_out > 0).then(omitted))
    }

    /// The name of a series; empty where it has none.
    pub fn series(&self, series: usize) -> &'c str {
        self.chart.series.get(series).map_or("", |series| &series.label)
    }

    /// "IRD : 6 citations", "IRD, tweets : 6": what a mark stands for.
    pub fn mark_words(&self, row: &Row, series: usize) -> String {
        let missing = Cell::missing(None);
        let value = self.numbers.sentence_of(row.cell(series).unwrap_or(&missing));
        let name = self.describing().name(row);
        match self.series(series) {
            "" => self.words.text("chart.mark", &[("name", &name), ("value", &value)]),
            label => self.words.text("chart.mark-in", &[("name", &name), ("series", label), ("value", &value)]),
        }
    }

    /// The label of a mark in so much room. A number is never cut, since what is left would be another number: where its
    /// words or its unit have no room it stands alone, as the axis has it; where it has none either, the table has it.
    /// What stands for nothing is left whole.
    pub fn label_in(&self, room: f64, whole: String, cell: &Cell) -> String {
        let is_too_long = |text: &str| measure::width(text, Weight::Regular) > room;
        match cell.amount() {
            Some(amount) if is_too_long(&whole) => {
                let number = self.numbers.bare(amount);
                if is_too_long(&number) { "…".to_owned() } else { number }
            }
            _ => whole,
        }
    }

    /// What is measured, over marks that carry their own numbers; nothing where the subtitle says the same.
    pub fn measure_name(&self) -> &'c str {
        let name = &self.chart.measure.name;
        if self.chart.subtitle.as_ref() == Some(name) { "" } else { name }
    }

    /// What an axis is named: the measure, with its unit where the ticks do not carry it. A measure that the subtitle has
    /// in the same words is not said twice; its unit is.
    pub fn axis_name(&self) -> String {
        let measure = &self.chart.measure;
        let is_said = self.chart.subtitle.as_ref() == Some(&measure.name);
        match &measure.unit {
            Unit::Named(noun) if is_said => noun.other.clone(),
            _ if is_said => String::new(),
            Unit::Named(noun) => self.words.text("chart.axis", &[("measure", &measure.name), ("unit", &noun.other)]),
            _ => measure.name.clone(),
        }
    }

    /// What describing needs.
    pub fn describing(&self) -> Describing<'_> {
        Describing { chart: self.chart, words: self.words, numbers: &self.numbers }
    }
}

/// A laid-out chart.
pub struct Layout {
    /// The drawing.
    pub scene: Scene,
    /// What the drawing leaves to the table.
    pub omitted: Option<String>,
}

impl Layout {
    /// A drawing that leaves nothing out.
    pub fn whole(scene: Scene) -> Self {
        Self { scene, omitted: None }
    }
}

/// The rows of a chart as its kind draws them.
pub fn in_order(chart: &Chart) -> Vec<&Row> {
    let mut rows: Vec<&Row> = chart.rows.iter().collect();
    let sorting = if chart.order == Order::Value { chart.options.kind().sorting } else { Sorting::None };
    match sorting {
        Sorting::None => {}
        Sorting::Value | Sorting::Totals => {
            let key = |row: &Row| row.sorting().unwrap_or(f64::NEG_INFINITY);
            rows.sort_by(|a, b| key(b).total_cmp(&key(a)));
        }
        Sorting::Second => {
            let amount = |row: &Row, series| row.cell(series).and_then(Cell::amount).map(Amount::sorting);
            let key = |row: &Row| amount(row, 1).or(amount(row, 0)).unwrap_or(f64::NEG_INFINITY);
            rows.sort_by(|a, b| key(b).total_cmp(&key(a)));
        }
        Sorting::Time => rows.sort_by(|a, b| timeline::key(a).total_cmp(&timeline::key(b))),
    }
    rows
}

/// The columns of a chart's rows as its kind draws them: indices of series, at least one.
pub fn columns_in_order(chart: &Chart) -> Vec<usize> {
    let most = chart.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns: Vec<usize> = (0..chart.series.len().max(most).max(1)).collect();
    if chart.order == Order::Value && chart.options.kind().sorting == Sorting::Totals {
        let total = |column: usize| describe::known(&chart.rows, column).iter().map(|(_, count)| count).sum::<f64>();
        columns.sort_by(|a, b| total(*b).total_cmp(&total(*a)));
    }
    columns
}

// ---------------------------------------------------------------------------------------------------------------------
// Names that are no kind
// ---------------------------------------------------------------------------------------------------------------------

/// Kinds that are not offered, and what serves instead.
pub static NOT_OFFERED: &[(&str, &str)] = &[
    ("pie", "`bar`, or `number` for one share: lengths are compared more exactly than angles"),
    ("donut", "`bar`, or `number` for one share: lengths are compared more exactly than angles"),
    ("doughnut", "`bar`, or `number` for one share: lengths are compared more exactly than angles"),
    ("radar", "`dot`, or `small-multiples`: the area of a radar depends on the order of its axes"),
    ("spider", "`dot`, or `small-multiples`: the area of a radar depends on the order of its axes"),
    ("word-cloud", "`bar`: the size of a word says how long it is as much as how often it is used"),
    ("wordcloud", "`bar`: the size of a word says how long it is as much as how often it is used"),
    ("3d", "`bar`: depth hides and distorts"),
    ("3d-bar", "`bar`: depth hides and distorts"),
    ("gauge", "`number`: a dial takes much room for one number"),
    ("dual-axis", "two charts, or `small-multiples`: two vertical axes can make any two series agree"),
    ("bubble", "`dot` or `matrix`: areas are hard to compare"),
    ("treemap", "`bar`: areas are hard to compare"),
];

/// Names by which others know a kind, or an option of one: what to write here.
pub static KNOWN_AS: &[(&str, &str, &str)] = &[
    ("column", "bar", ""),
    ("evidence-matrix", "matrix", ""),
    ("heat-map", "matrix", ""),
    ("heatmap", "matrix", ""),
    ("histogram", "strip", "histogram: true"),
    ("likert", "diverging-bar", ""),
    ("lollipop", "dot", "stem: true"),
    ("scatter-plot", "scatter", ""),
    ("scatterplot", "scatter", ""),
    ("slope", "dumbbell", "slope: true"),
    ("slope-chart", "dumbbell", "slope: true"),
    ("slopegraph", "dumbbell", "slope: true"),
    ("waffle", "number", "of: WHOLE"),
];

/// The kind of a name as it stands in a file, or what is wrong with it.
pub fn named(name: &str, place: Place) -> Diagnosed<Option<&'static Kind>> {
    if let Some(kind) = find(name) {
        return Diagnosed::clean(Some(kind));
    }
    let folded = name.trim().to_lowercase().replace([' ', '_'], "-");
    let not_offered = NOT_OFFERED.iter().find(|(kind, _)| *kind == folded);
    let known_as = KNOWN_AS.iter().find(|(kind, ..)| *kind == folded);
    let diagnostic = match (not_offered, known_as) {
        (Some((_, instead)), _) => CHART_NOT_OFFERED
            .at(place, format!("charts of the kind `{name}` are not offered"))
            .help(format!("use {instead}")),
        (None, Some((_, kind, ""))) => UNKNOWN_CHART_KIND
            .at(place, format!("no kind of chart is named `{name}`"))
            .help(format!("here it is called `{kind}`: write `kind: {kind}`")),
        (None, Some((_, kind, option))) => UNKNOWN_CHART_KIND
            .at(place, format!("`{name}` is no kind of its own, but an option of `{kind}`"))
            .help(format!("write `kind: {kind}` and `options: {{{option}}}`")),
        (None, None) => {
            let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
            UNKNOWN_CHART_KIND
                .at(place, format!("no kind of chart is named `{name}`"))
                .suggest(name, names.iter().copied())
                .help(format!("the kinds are {}", list(&names)))
        }
    };
    Diagnosed { value: None, diagnostics: vec![diagnostic] }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Rules about the kinds of charts.
pub static RULES: &[&Rule] = &[&UNKNOWN_CHART_KIND, &CHART_NOT_OFFERED];

/// A kind that does not exist.
pub static UNKNOWN_CHART_KIND: Rule = Rule {
    code: Code::UnknownChartKind,
    severity: Severity::Error,
    summary: "a chart is of a kind that does not exist",
    explanation: "The `kind` of a chart is one of a fixed list, which the message gives. `florilege schema chart` gives \
                  the options of each.",
    example: "kind: bars\n→ kind: bar",
};

/// A kind that is left out on purpose.
pub static CHART_NOT_OFFERED: Rule = Rule {
    code: Code::ChartNotOffered,
    severity: Severity::Error,
    summary: "a chart is of a kind that misleads, and is not offered",
    explanation: "Pies, donuts, radars, word clouds, depth and two vertical axes make readers compare angles, areas or \
                  unrelated scales, at which they are bad. The message names what shows the same data better.",
    example: "kind: pie\n→ kind: bar",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    fn diagnose(name: &str) -> String {
        let place = Place::file(&SourcePath::new("charts/a.yaml"));
        let named = named(name, place);
        assert!(named.value.is_none());
        let found = &named.diagnostics[0];
        format!("{}: {} / {}", found.code.name(), found.message, found.help.join(" / "))
    }

    #[test]
    fn a_pie_gets_what_to_use_instead() {
        assert_eq!(
            diagnose("Pie"),
            "chart-not-offered: charts of the kind `Pie` are not offered / use `bar`, or `number` for one share: \
             lengths are compared more exactly than angles"
        );
    }

    #[test]
    fn a_misspelt_kind_gets_the_nearest_and_the_list() {
        assert!(diagnose("bars").starts_with(
            "unknown-chart-kind: no kind of chart is named `bars` / did you mean `bar`? / the kinds are `bar`"
        ));
    }

    #[test]
    fn what_to_use_instead_exists() {
        for (name, instead) in NOT_OFFERED {
            assert!(find(name).is_none());
            let named = instead.split('`').skip(1).step_by(2);
            named.for_each(|kind| assert!(find(kind).is_some(), "{name} → {kind}"));
        }
    }

    #[test]
    fn a_kind_that_is_an_option_gets_the_option() {
        assert_eq!(
            diagnose("Slope chart"),
            "unknown-chart-kind: `Slope chart` is no kind of its own, but an option of `dumbbell` / write `kind: \
             dumbbell` and `options: {slope: true}`"
        );
        assert_eq!(
            diagnose("heatmap"),
            "unknown-chart-kind: no kind of chart is named `heatmap` / here it is called `matrix`: write `kind: matrix`"
        );
    }

    #[test]
    fn what_others_call_a_kind_is_a_kind_and_an_option_here() {
        for (name, kind, option) in KNOWN_AS {
            assert!(find(name).is_none() && NOT_OFFERED.iter().all(|(other, _)| other != name), "{name}");
            let key = option.split(':').next().unwrap();
            let options = find(kind).unwrap().options;
            assert!(option.is_empty() || options.iter().any(|option| option.name == key), "{name} → {kind}, {option}");
        }
    }

    #[test]
    fn every_kind_is_the_kind_of_its_own_options() {
        for kind in KINDS {
            assert_eq!((kind.defaults)().kind().name, kind.name);
            assert!(kind.options.is_sorted_by_key(|key| key.name), "{}", kind.name);
        }
    }
}
