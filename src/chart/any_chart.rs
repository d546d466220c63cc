//! Arbitrary charts of every kind: whatever the data and the words, a drawing stays in its box, its words apart.
//!
//! The kinds are those of `KINDS` and the options those of each kind, so that a new kind is tried by being there. The
//! seeds are fixed: a failure is the same on every machine. `FLORILEGE_CHARTS=5000 cargo test --lib any_chart` tries
//! more of each kind, with other seeds.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use super::data::options;
use super::input::*;
use super::kind::{KINDS, Kind, OptionForm, Options};
use super::tests::{base, faults, languages};
use crate::decode::{Entry, Node, NodeKind, Style};
use crate::diagnostic::{SourcePath, Span, Spanned};
use crate::study::Amount;

/// How many charts of each kind are tried where nothing else is asked.
const CASES: u32 = 40;

pub(super) const LABELS: [&str; 14] = [
    "",
    " ",
    "IRD",
    "Irstea",
    "Élèves",
    "Institut national de recherche en sciences et technologies pour l’environnement et l’agriculture",
    "Hexakosioihexekontahexaphobiehexakosioihexekontahexaphobiehexakosioihexekontahexaphobie",
    "Réseaux sociaux professionnels",
    "« Au fil de la journée, entre deux tâches »",
    "معهد البحوث من أجل التنمية",
    "日本科学技術情報センター日本科学技術情報センター日本科学技術情報センター",
    "a\nb\tc\u{0}<&>\"'",
    "e\u{301}te\u{301} 👩‍🔬👩‍🔬👩‍🔬",
    "1\u{202f}234\u{a0}%",
];

/// What labels are made of: letters, accents and combining marks, spaces of all widths, scripts from right to left and
/// without spaces, emoji of several characters, marks of direction, characters that XML forbids.
const PIECES: [&str; 28] = [
    "a",
    "Réseau",
    "œuvre",
    "W",
    "i",
    "e\u{301}",
    "\u{301}",
    " ",
    "\u{a0}",
    "\u{202f}",
    "\u{2009}",
    "-",
    "’",
    "/",
    "12 345,6",
    "א",
    "שלום עולם",
    "العربية",
    "ไทย",
    "日本",
    "👩‍🔬",
    "🇫🇷",
    "\u{200f}",
    "\u{202e}",
    "\u{0}",
    "\u{1b}",
    "<b>&amp;\"",
    "…",
];

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(LABELS.to_vec()).prop_map(str::to_owned),
        2 => prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..8).prop_map(|pieces| pieces.concat()),
        1 => prop::collection::vec(prop::sample::select(PIECES.to_vec()), 20..120).prop_map(|pieces| pieces.concat()),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => (0..40i32).prop_map(f64::from),
        2 => -50.0..50.0f64,
        1 => prop::sample::select(vec![0.0, -0.0, f64::NAN, f64::INFINITY, 1e300, 1e-300, 9e14, -9e14, 0.005, 1234.5]),
    ]
}

fn amount() -> impl Strategy<Value = Amount> {
    (0..8u8, number(), number()).prop_map(|(form, a, b)| match form {
        0 => Amount::About(a),
        1 => Amount::Between(a.min(b), a.max(b)),
        2 => Amount::AtMost(a),
        3 => Amount::AtLeast(a),
        _ => Amount::Exact(a),
    })
}

fn moment() -> impl Strategy<Value = Moment> {
    let year = prop_oneof![9 => 1985..2020i32, 1 => prop::sample::select(vec![i32::MIN, -5000, 0, i32::MAX])];
    (year, 0..3u8, any::<u8>(), any::<u8>()).prop_map(|(year, precision, month, day)| Moment {
        year,
        month: (precision > 0).then_some(month),
        day: (precision > 1).then_some(day),
    })
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        12 => amount().prop_map(Value::Amount),
        4 => (prop::option::weighted(0.9, moment()), prop::option::weighted(0.9, moment()))
            .prop_map(|(from, to)| Value::Time(Period { from, to })),
        2 => moment().prop_map(|moment| Value::Time(Period::at(moment))),
        1 => label().prop_map(Value::Word),
        2 => prop::option::of(label()).prop_map(Value::Missing),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    let certainty = prop::sample::select(Certainty::ALL.to_vec());
    (value(), certainty, prop::option::weighted(0.1, label())).prop_map(|(value, certainty, words)| Cell {
        value,
        certainty,
        words,
        href: None,
    })
}

fn row() -> impl Strategy<Value = Row> {
    let cells = prop_oneof![4 => prop::collection::vec(cell(), 0..6), 1 => prop::collection::vec(cell(), 0..45)];
    let group = prop::option::of(0..4usize);
    (label(), cells, prop::option::weighted(0.7, moment()), group, any::<bool>()).prop_map(
        |(label, cells, when, group, leads)| Row {
            label,
            href: leads.then(|| "organisations/a.html".to_owned()),
            cells,
            when,
            group,
            ..Row::default()
        },
    )
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        Just(Unit::None),
        Just(Unit::Percent),
        Just(Unit::symbol("h/semaine")),
        Just(Unit::Things(Noun::new("citation", "citations"))),
    ]
}

/// Some of a kind's own options, as an author would write them.
fn options_of(kind: &'static Kind) -> impl Strategy<Value = Options> {
    let written = (any::<bool>(), any::<bool>(), 1..200usize, label());
    prop::collection::vec(written, kind.options.len()).prop_map(move |written| {
        let text = |form: OptionForm, (_, flag, number, text): &(bool, bool, usize, String)| match form {
            OptionForm::Flag => flag.to_string(),
            OptionForm::Number => number.to_string(),
            OptionForm::Word(words) => words[number % words.len()].to_owned(),
            OptionForm::Text => text.clone(),
        };
        let entries = kind.options.iter().zip(&written).filter(|(_, (is_written, ..))| *is_written);
        let entries = entries.map(|(option, written)| Entry {
            key: Spanned::new(option.name.to_owned(), Span::default()),
            value: Node::new(
                Span::default(),
                NodeKind::Scalar { text: text(option.form, written), style: Style::Plain },
            ),
        });
        let node = Node::new(Span::default(), NodeKind::Map(entries.collect()));
        options::options(kind, &node, &SourcePath::new("charts/any.yaml")).value
    })
}

fn chart(kind: &'static Kind) -> impl Strategy<Value = Chart> {
    let rows = prop_oneof![6 => prop::collection::vec(row(), 0..16), 1 => prop::collection::vec(row(), 0..90)];
    let series = prop_oneof![3 => prop::collection::vec(label(), 0..5), 1 => prop::collection::vec(label(), 0..45)];
    let groups = prop::collection::vec(label(), 0..6);
    (options_of(kind), rows, (series, groups), (label(), label()), (unit(), unit()), any::<bool>()).prop_map(
        |(options, rows, (series, groups), (title, measure), (unit, other), given)| {
            let mut chart = base("any", options);
            chart.rows = rows;
            chart.series = series.into_iter().map(Series::new).collect();
            chart.series.iter_mut().skip(1).take(1).for_each(|series| series.unit = Some(other.clone()));
            chart.groups = groups.into_iter().map(Series::new).collect();
            (chart.title, chart.measure) = (title, Measure { name: measure, unit });
            chart.order = if given { Order::Given } else { Order::Value };
            chart
        },
    )
}

/// How many charts to try: what the environment asks for, or the usual.
#[allow(clippy::disallowed_methods, reason = "whoever runs the test may ask for more")]
fn asked_for() -> Option<u32> {
    std::env::var("FLORILEGE_CHARTS").ok()?.parse().ok()
}

/// Tries charts of a kind; what the smallest faulty one is, if any is.
fn faulty(kind: &'static Kind) -> Option<String> {
    let cases = asked_for();
    let config = Config { cases: cases.unwrap_or(CASES), failure_persistence: None, ..Config::default() };
    let mut runner = match cases {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let words = languages::french();
    let result = runner.run(&chart(kind), |chart| {
        let faults = faults(&chart, &words);
        prop_assert!(faults.is_empty(), "{faults:#?}");
        Ok(())
    });
    match result {
        Ok(()) => None,
        Err(TestError::Fail(why, chart)) => Some(format!("{}: {why}\n{chart:#?}", kind.name)),
        Err(TestError::Abort(why)) => Some(format!("{}: {why}", kind.name)),
    }
}

#[test]
fn any_chart_of_any_kind_is_drawn_inside_its_box_with_its_words_apart() {
    let faulty: Vec<String> = KINDS.iter().filter_map(|kind| faulty(kind)).collect();
    assert!(faulty.is_empty(), "{}", faulty.join("\n\n"));
}
