//! Whole drawings: no input makes them panic, leave the view box, overlap their words or lose their data.

use proptest::prelude::*;

use super::input::*;
use super::kind::{self, KINDS, Options};
use super::words::Words;
use super::*;
use crate::diagnostic::SourcePath;
use crate::language::{Language, LanguageCode, RawStrings, embedded};
use crate::study::Amount;

#[path = "../../tests/chart/gallery.rs"]
mod gallery;
#[path = "../../tests/chart/words.rs"]
mod languages;

const LABELS: [&str; 14] = [
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

fn label() -> impl Strategy<Value = String> {
    prop::sample::select(LABELS.to_vec()).prop_map(str::to_owned)
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
            lang: None,
            href: leads.then(|| "organisations/a.html".to_owned()),
            cells,
            when,
            group,
            remark: leads.then(|| super::input::Remark { text: "Lu sur une affiche.".to_owned(), lang: None }),
        },
    )
}

fn options() -> impl Strategy<Value = Options> {
    let yes = any::<bool>();
    (0..KINDS.len(), yes, any::<bool>(), 0..200usize).prop_map(|(index, yes, also, many)| {
        match (KINDS[index].defaults)() {
            Options::Bar(_) => Options::Bar(kind::bar::Options { focus: yes.then(|| "IRD".to_owned()), most: many }),
            Options::Dot(_) => {
                Options::Dot(kind::dot::Options { from_zero: also.then_some(yes), most: many, stem: yes })
            }
            Options::Range(_) => Options::Range(kind::range::Options { from_zero: yes, most: many }),
            Options::Line(_) => Options::Line(kind::line::Options { from_zero: yes }),
            Options::Strip(_) => Options::Strip(kind::strip::Options {
                from_zero: yes,
                histogram: (many % 3 > 0).then_some(many % 3 == 1),
                median: also,
            }),
            Options::DivergingBar(_) => {
                let neutral = kind::diverging_bar::Neutral::of(if yes { "apart" } else { "centre" });
                Options::DivergingBar(kind::diverging_bar::Options { most: many, neutral })
            }
            Options::Dumbbell(_) => Options::Dumbbell(kind::dumbbell::Options {
                from_zero: (many % 2 > 0).then_some(also),
                most: many,
                slope: yes,
            }),
            Options::Scatter(_) => Options::Scatter(kind::scatter::Options { from_zero: yes, trend: also }),
            Options::Number(_) => Options::Number(kind::number::Options { of: yes.then_some(many as u32) }),
            Options::SmallMultiples(_) => {
                Options::SmallMultiples(kind::small_multiples::Options { columns: many, most: many })
            }
            Options::Matrix(_) => {
                Options::Matrix(kind::matrix::Options { counts: yes, most_columns: many, most_rows: many })
            }
            other => other,
        }
    })
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        Just(Unit::None),
        Just(Unit::Percent),
        Just(Unit::symbol("h/semaine")),
        Just(Unit::Things(Noun::new("citation", "citations"))),
    ]
}

fn chart() -> impl Strategy<Value = Chart> {
    let rows = prop_oneof![6 => prop::collection::vec(row(), 0..16), 1 => prop::collection::vec(row(), 0..90)];
    let groups = prop::collection::vec(label(), 0..6);
    let series = prop_oneof![3 => prop::collection::vec(label(), 0..5), 1 => prop::collection::vec(label(), 0..45)];
    (options(), rows, (series, groups), (label(), label()), (unit(), unit()), any::<bool>()).prop_map(
        |(options, rows, (series, groups), (title, measure), (unit, other), given)| {
            let mut chart = gallery::base("any", options);
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

/// What must hold of every drawing; the message says what does not.
fn faults(chart: &Chart, words: &dyn Words) -> Vec<String> {
    let mut faults = Vec::new();
    for size in [Size::Wide, Size::Narrow] {
        let drawing = draw(chart, size, words);
        let scene = &drawing.scene;
        if (drawing.width - size.width()).abs() > 0.01 || !(1.0..40_000.0).contains(&drawing.height) {
            faults.push(format!("{}: {} × {}", size.name(), drawing.width, drawing.height));
        }
        let texts = scene.texts();
        for (text, area) in &texts {
            let inside = area.left >= -0.6 && area.top >= -0.6;
            if !inside || area.right > scene.width + 0.6 || area.bottom > scene.height + 0.6 {
                faults.push(format!("{}: outside: {:?} {area:?}", size.name(), text.text));
            }
        }
        for (i, (text, area)) in texts.iter().enumerate() {
            // Sorted by nothing, but few enough; half a unit of touching is rounding.
            let less = scene::Area {
                left: area.left + 0.5,
                top: area.top + 0.5,
                right: area.right - 0.5,
                bottom: area.bottom - 0.5,
            };
            for (other, other_area) in texts.iter().skip(i + 1) {
                if !text.text.is_empty() && !other.text.is_empty() && less.overlaps(other_area) {
                    faults.push(format!("{}: {:?} over {:?}", size.name(), text.text, other.text));
                }
            }
        }
        faults.extend(faults_of_markup(&drawing.svg).map(|fault| format!("{}: {fault}", size.name())));
        let frame = Frame { title: chart.title.clone(), source: chart.source.clone(), ..Frame::default() };
        faults.extend(faults_of_markup(&standalone(&drawing, &frame)));
        if drawing.table.rows.len() != chart.rows.len() {
            faults.push("the table has not every row".to_owned());
        }
    }
    faults
}

/// Whether tags are balanced, numbers are numbers, and no attribute is written twice in a tag.
fn faults_of_markup(svg: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>')?;
        if tag.contains("NaN") || tag.contains("inf\"") || tag.contains("style=") {
            return Some(format!("<{tag}>"));
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match (tag.strip_prefix('/'), tag.ends_with('/')) {
            (Some(closed), _) if open.pop() != Some(closed) => return Some(format!("</{closed}> closes nothing")),
            (Some(_), _) | (None, true) => {}
            (None, false) => open.push(name),
        }
        let mut names: Vec<&str> = tag.split('"').step_by(2).filter_map(|part| part.trim().strip_suffix('=')).collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Some(format!("an attribute twice: <{tag}>"));
        }
    }
    (!open.is_empty()).then(|| format!("{open:?} stay open"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_chart_is_drawn_inside_its_box_with_its_words_apart(chart in chart()) {
        let faults = faults(&chart, &languages::french());
        prop_assert!(faults.is_empty(), "{}: {faults:#?}", chart.options.kind().name);
    }
}

#[test]
fn the_gallery_has_no_faults_in_either_language() {
    for exhibit in gallery::all() {
        for words in [languages::french(), languages::english()] {
            assert_eq!(faults(&exhibit.chart, &words), Vec::<String>::new(), "{}", exhibit.name);
            let drawing = draw(&exhibit.chart, Size::Wide, &words);
            // A key that no language file has is written as it is.
            assert!(!drawing.svg.contains("chart."), "{}: {}", exhibit.name, drawing.svg);
            assert!(!drawing.svg.contains('{'), "{}: {}", exhibit.name, drawing.svg);
        }
    }
}

#[test]
fn the_gallery_shows_every_kind() {
    for kind in KINDS {
        assert!(gallery::all().iter().any(|exhibit| exhibit.chart.options.kind().name == kind.name), "{}", kind.name);
    }
}

fn hard(name: &str) -> Vec<Chart> {
    let rows: Vec<Row> = match name {
        "empty" => Vec::new(),
        "one" => vec![Row::new("IRD", Cell::exact(3.0))],
        "zeros" => (0..5).map(|i| Row::new(format!("{i}"), Cell::exact(0.0))).collect(),
        "missing" => (0..5).map(|i| Row::new(format!("{i}"), Cell::missing(None))).collect(),
        "huge range" => [1e-6, 1.0, 1e6, 9e14, -9e14].map(|x| Row::new("Élément", Cell::exact(x))).to_vec(),
        "long" => (0..6).map(|i| Row::new(LABELS[5 + i], Cell::exact(i as f64))).collect(),
        "negative" => (0..5).map(|i| Row::new(format!("{i}"), Cell::exact(f64::from(-i)))).collect(),
        _ => (0..500).map(|i| Row::new(format!("Organisme {i}"), Cell::exact(f64::from(i)))).collect(),
    };
    let chart = |kind: &&kind::Kind| {
        let mut chart = gallery::base(name, (kind.defaults)());
        chart.rows = rows.clone();
        chart
    };
    KINDS.iter().map(chart).collect()
}

#[test]
fn hard_data_is_drawn_by_every_kind() {
    for name in ["empty", "one", "zeros", "missing", "negative", "huge range", "long", "five hundred"] {
        // With one series and with two, so that what sets two against each other has both.
        for chart in hard(name).into_iter().flat_map(|chart| [two_series(&chart), chart]) {
            let faults = faults(&chart, &languages::french());
            assert_eq!(faults, Vec::<String>::new(), "{name}, {}", chart.options.kind().name);
        }
    }
}

/// The same with a second series, which grows where the first does and lacks every seventh value.
fn two_series(chart: &Chart) -> Chart {
    let mut chart = chart.clone();
    chart.series = ["Première vague, auprès de tous les organismes", "Seconde vague"].map(Series::new).to_vec();
    for (i, row) in chart.rows.iter_mut().enumerate() {
        let second = match row.cells[0].amount() {
            Some(amount) if i % 7 != 3 => Cell::exact(amount.sorting() * 0.8 + (i % 5) as f64),
            _ => Cell::missing(None),
        };
        row.cells.push(second);
        row.group = Some(i % 3);
    }
    chart
}

#[test]
fn missing_is_said_and_is_no_bar() {
    let mut chart = gallery::base("missing", Options::Bar(kind::bar::Options::default()));
    chart.rows = vec![Row::new("IRD", Cell::exact(3.0)), Row::new("BRGM", Cell::missing(None))];
    let drawing = draw(&chart, Size::Wide, &languages::french());
    assert_eq!(drawing.svg.matches("<rect").count(), 1);
    assert!(drawing.svg.contains("non documenté"));
    assert!(drawing.description.contains("Rien n’est documenté pour BRGM."));
    assert!(drawing.table.rows[1].cells[0].missing);
}

#[test]
fn more_than_twenty_bars_leave_the_rest_to_the_table_and_say_so() {
    let chart = hard("five hundred").remove(0);
    let drawing = draw(&chart, Size::Wide, &languages::french());
    assert_eq!(drawing.table.rows.len(), 500);
    assert_eq!(drawing.table.rows[0].head.text, "Organisme 499");
    assert_eq!(drawing.omitted.as_deref(), Some("480 autres ne sont que dans le tableau des données."));
    assert!(drawing.svg.contains("480 autres"));
}

#[test]
fn a_drawing_of_links_is_a_group_and_one_of_too_many_is_a_picture() {
    let quotes = draw(&gallery::all()[0].chart, Size::Wide, &languages::french());
    assert!(quotes.svg.contains("role=\"group\"") && quotes.svg.contains("aria-label=\"IRD\u{a0}: 6\u{a0}citations\""));
    let mut chart = gallery::all()[0].chart.clone();
    chart.options = Options::Dot(kind::dot::Options::default());
    chart.rows = (0..21).map(|i| Row::new(format!("{i}"), Cell::exact(1.0)).to("a.html")).collect();
    let dots = draw(&chart, Size::Wide, &languages::french());
    assert!(dots.svg.contains("role=\"img\"") && !dots.svg.contains("<a "));
}

#[test]
fn a_file_carries_its_words_and_no_links() {
    let exhibit = gallery::all().remove(0);
    let drawing = draw(&exhibit.chart, Size::Wide, &languages::french());
    let frame = Frame {
        title: "Citations & organismes".to_owned(),
        address: Some("https://example.org/etude/charts/quotes.html".to_owned()),
        ..Frame::default()
    };
    let file = standalone(&drawing, &frame);
    assert!(file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"fr\""));
    assert!(file.contains(">Citations &amp; organismes</text>"));
    assert!(file.contains(">https://example.org/etude/charts/quotes.html</text>"));
    assert!(!file.contains("<a "));
}

#[test]
fn one_chart_gives_the_same_bytes_twice() {
    for exhibit in gallery::all() {
        let draw = || draw(&exhibit.chart, Size::Narrow, &languages::english());
        assert_eq!(draw().svg, draw().svg);
        assert_eq!(draw().fingerprint(), draw().fingerprint());
    }
}

#[test]
fn the_wide_and_the_narrow_drawing_share_no_id() {
    let chart = &gallery::all()[0].chart;
    let ids = |size| {
        let svg = draw(chart, size, &languages::french()).svg;
        svg.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (wide, narrow) = (ids(Size::Wide), ids(Size::Narrow));
    assert_eq!((wide.len(), narrow.len()), (2, 2));
    assert!(wide.iter().all(|id| !narrow.contains(id)));
}
