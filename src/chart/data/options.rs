//! The options of a definition, as its kind takes them. The keys and their forms are the kind's; here they are read.

use crate::decode::read::{flag, integer, text};
use crate::decode::{Context, Entry, Node};
use crate::diagnostic::{Code, Diagnosed, Diagnostic, Place, Rule, Severity, SourcePath};
use crate::study::ChartDefinition;

use crate::chart::input::Row;
use crate::chart::kind::diverging_bar::Neutral;
use crate::chart::kind::{Kind, OptionForm, Options, scatter, strip};

/// An option that the kind does not have, or cannot use.
pub static INVALID_CHART_OPTION: Rule = Rule {
    code: Code::InvalidChartOption,
    severity: Severity::Error,
    summary: "an option that the kind of chart does not have, or that its data do not allow",
    explanation: "Each kind of chart has a few options of its own, under `options`. The message lists them; everything that \
                  all charts have (title, note, source…) stands outside of `options`. A trend needs \
                  ten points and a histogram thirty: of fewer, the points themselves say more.",
    example: "kind: bar\noptions: {sorted: true}\n→\nkind: bar\noptions: {most: 5}",
};

/// Options that ask for more than so few points can show; the chart is drawn without them.
pub(super) fn too_few_points(options: &Options, rows: &[Row], definition: &ChartDefinition) -> Option<Diagnostic> {
    let (key, least, found, help) = match options {
        Options::Scatter(asked) if asked.trend => {
            let help = "leave it out: a line through so few points says more than they do";
            ("trend", scatter::FEWEST_FOR_TREND, scatter::count(rows), help)
        }
        Options::Strip(asked) if asked.histogram == Some(true) => {
            let help = "leave it out: so few points are each shown";
            ("histogram", strip::FEWEST_FOR_HISTOGRAM, strip::count(rows), help)
        }
        _ => return None,
    };
    let entries = definition.options.entries().unwrap_or_default();
    let entry = entries.iter().find(|entry| entry.key.value == key)?;
    let place = Place::new(&definition.place.path, entry.key.span);
    let message = format!("`{key}` needs {least} points or more, found {found}");
    (found < least).then(|| INVALID_CHART_OPTION.at(place, message).help(help))
}

/// A value of an option.
enum Value {
    Flag(bool),
    Number(usize),
    Text(String),
    Word(&'static str),
}

/// The options that a node gives, over the kind's defaults.
pub(in crate::chart) fn options(kind: &Kind, node: &Node, path: &SourcePath) -> Diagnosed<Options> {
    let mut context = Context::new(path, &[]);
    let mut options = (kind.defaults)();
    for entry in node.entries().unwrap_or_default() {
        if let Some(value) = value(kind, entry, &mut context) {
            set(&mut options, &entry.key.value, value);
        }
    }
    context.diagnosed(options)
}

fn value(kind: &Kind, entry: &Entry, context: &mut Context) -> Option<Value> {
    let Some(option) = kind.options.iter().find(|option| option.name == entry.key.value) else {
        let names: Vec<&str> = kind.options.iter().map(|option| option.name).collect();
        let place = context.place(entry.key.span);
        let message = format!("charts of the kind `{}` have no option `{}`", kind.name, entry.key.value);
        let diagnostic = INVALID_CHART_OPTION.at(place, message).suggest(&entry.key.value, names.iter().copied());
        context.report(diagnostic.help(format!("their options are: {}", names.join(", "))));
        return None;
    };
    match option.form {
        OptionForm::Flag => flag(&entry.value, context).map(|flag| Value::Flag(flag.value)),
        OptionForm::Text => text(&entry.value, context).map(|text| Value::Text(text.value)),
        OptionForm::Word(words) => {
            let typed = text(&entry.value, context)?;
            let word = words.iter().find(|word| **word == typed.value);
            if word.is_none() {
                let place = context.place(typed.span);
                let message = format!("`{}` takes one of a few words, found `{}`", option.name, typed.value);
                let diagnostic = INVALID_CHART_OPTION.at(place, message).suggest(&typed.value, words.iter().copied());
                context.report(diagnostic.help(format!("the words are: {}", words.join(", "))));
            }
            word.map(|word| Value::Word(word))
        }
        OptionForm::Number => {
            let number = integer(&entry.value, context)?;
            match usize::try_from(number.value) {
                Ok(number) if number > 0 => Some(Value::Number(number)),
                _ => {
                    let place = context.place(number.span);
                    let message = format!("`{}` takes a number from 1, found {}", option.name, number.value);
                    context.report(INVALID_CHART_OPTION.at(place, message).help("write 1 or more, or leave it out"));
                    None
                }
            }
        }
    }
}

fn set(options: &mut Options, key: &str, value: Value) {
    match (options, key, value) {
        (Options::Bar(bar), "focus", Value::Text(focus)) => bar.focus = Some(focus),
        (Options::Bar(bar), "most", Value::Number(most)) => bar.most = most,
        (Options::GroupedBar(bar), "most", Value::Number(most)) => bar.most = most,
        (Options::StackedBar(bar), "most", Value::Number(most)) => bar.most = most,
        (Options::DivergingBar(bar), "most", Value::Number(most)) => bar.most = most,
        (Options::DivergingBar(bar), "neutral", Value::Word(word)) => bar.neutral = Neutral::of(word),
        (Options::Dumbbell(dumbbell), "from_zero", Value::Flag(from_zero)) => dumbbell.from_zero = Some(from_zero),
        (Options::Dumbbell(dumbbell), "most", Value::Number(most)) => dumbbell.most = most,
        (Options::Dumbbell(dumbbell), "slope", Value::Flag(slope)) => dumbbell.slope = slope,
        (Options::Dot(dot), "focus", Value::Text(focus)) => dot.focus = Some(focus),
        (Options::Range(range), "focus", Value::Text(focus)) => range.focus = Some(focus),
        (Options::Strip(strip), "focus", Value::Text(focus)) => strip.focus = Some(focus),
        (Options::Dot(dot), "from_zero", Value::Flag(from_zero)) => dot.from_zero = Some(from_zero),
        (Options::Dot(dot), "most", Value::Number(most)) => dot.most = most,
        (Options::Dot(dot), "stem", Value::Flag(stem)) => dot.stem = stem,
        (Options::Range(range), "from_zero", Value::Flag(from_zero)) => range.from_zero = from_zero,
        (Options::Range(range), "most", Value::Number(most)) => range.most = most,
        (Options::Line(line), "from_zero", Value::Flag(from_zero)) => line.from_zero = from_zero,
        (Options::SmallMultiples(multiples), "columns", Value::Number(columns)) => multiples.columns = columns,
        (Options::SmallMultiples(multiples), "most", Value::Number(most)) => multiples.most = most,
        (Options::Matrix(matrix), "counts", Value::Flag(counts)) => matrix.counts = counts,
        (Options::Matrix(matrix), "most_columns", Value::Number(most)) => matrix.most_columns = most,
        (Options::Matrix(matrix), "most_rows", Value::Number(most)) => matrix.most_rows = most,
        (Options::Timeline(timeline), "most", Value::Number(most)) => timeline.most = most,
        (Options::Strip(strip), "from_zero", Value::Flag(from_zero)) => strip.from_zero = from_zero,
        (Options::Strip(strip), "histogram", Value::Flag(histogram)) => strip.histogram = Some(histogram),
        (Options::Strip(strip), "median", Value::Flag(median)) => strip.median = median,
        (Options::Scatter(scatter), "from_zero", Value::Flag(from_zero)) => scatter.from_zero = from_zero,
        (Options::Scatter(scatter), "trend", Value::Flag(trend)) => scatter.trend = trend,
        (Options::Number(number), "of", Value::Number(of)) => number.of = u32::try_from(of).ok(),
        _ => unreachable!("every key of a kind's list is set here, which a test tries"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::kind::KINDS;

    #[test]
    fn every_option_of_every_kind_can_be_set() {
        for kind in KINDS {
            for option in kind.options {
                let value = match option.form {
                    OptionForm::Flag => Value::Flag(true),
                    OptionForm::Number => Value::Number(3),
                    OptionForm::Text => Value::Text("Ined".into()),
                    OptionForm::Word(words) => Value::Word(words[0]),
                };
                set(&mut (kind.defaults)(), option.name, value);
            }
        }
    }
}
