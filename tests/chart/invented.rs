//! Charts whose data are made up, and say so: kinds that the real study has no data for.

use super::*;

pub(super) fn all() -> Vec<(&'static str, Chart)> {
    vec![
        ("diverging-bar", diverging(kind::diverging_bar::Neutral::Centre)),
        ("diverging-bar-apart", diverging(kind::diverging_bar::Neutral::Apart)),
        ("diverging-bar-four", four_answers()),
        ("dumbbell", waves(false)),
        ("dumbbell-negative", balance()),
        ("dumbbell-slope", waves(true)),
        ("dumbbell-slope-near", near()),
        ("scatter", scatter()),
        ("scatter-trend", trend()),
        ("strip-histogram", histogram()),
        ("strip-histogram-groups", histograms()),
    ]
}

/// A chart of made-up data.
fn invented(name: &str, title: &str, options: Options) -> Chart {
    let mut chart = base(name, options);
    chart.title = title.to_owned();
    chart.population = None;
    chart.source = Some("Source : données inventées pour montrer le dessin".to_owned());
    chart.measure = Measure::default();
    chart
}

fn row(name: &str, cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { cells: cells.into_iter().collect(), ..Row::new(name, Cell::missing(None)) }
}

/// A number, or nothing known where there is none.
fn known(number: impl Into<Option<f64>>) -> Cell {
    number.into().map_or_else(|| Cell::missing(None), Cell::exact)
}

fn diverging(neutral: kind::diverging_bar::Neutral) -> Chart {
    let options = kind::diverging_bar::Options { neutral, ..Default::default() };
    let mut chart = invented("diverging", "Le site suffit-il ?", Options::DivergingBar(options));
    chart.things = Noun::new("question", "questions");
    chart.measure.name = "Part des réponses".to_owned();
    let answers = [
        "pas du tout d’accord",
        "plutôt pas d’accord",
        "ni d’accord ni pas d’accord",
        "plutôt d’accord",
        "tout à fait d’accord",
    ];
    chart.series = answers.map(Series::new).to_vec();
    let counts = [
        ("Nos publics nous trouvent facilement", [4.0, 9.0, 12.0, 22.0, 13.0]),
        ("La validation d’un message va assez vite", [21.0, 17.0, 5.0, 11.0, 6.0]),
        ("Nos comptes sont suivis par les bonnes personnes", [2.0, 6.0, 30.0, 18.0, 4.0]),
        ("Nous répondons à toutes les questions", [1.0, 3.0, 2.0, 5.0, 4.0]),
        ("Nous voulons continuer", [0.0, 0.0, 2.0, 20.0, 38.0]),
        ("Nous avons assez de temps", [0.0, 0.0, 0.0, 0.0, 0.0]),
    ];
    chart.rows = counts.iter().map(|(name, counts)| row(name, counts.map(Cell::exact))).collect();
    if let Some(cell) = chart.rows[2].cells.get_mut(1) {
        cell.certainty = Certainty::Inferred;
    }
    chart.rows[5].cells = vec![Cell::missing(Some("question non posée")); 5];
    chart
}

fn four_answers() -> Chart {
    let mut chart =
        invented("four", "À quelle fréquence ?", Options::DivergingBar(kind::diverging_bar::Options::default()));
    chart.things = Noun::new("réseau", "réseaux");
    chart.measure = Measure { name: "Part des organismes".to_owned(), unit: Unit::Percent };
    chart.series =
        ["jamais", "rarement, une ou deux fois par an au plus", "souvent", "tous les jours"].map(Series::new).to_vec();
    let shares = [
        ("Twitter", [5.0, 10.0, 25.0, 60.0]),
        ("Facebook", [20.0, 15.5, 44.5, 20.0]),
        ("معهد البحوث من أجل التنمية", [70.0, 20.0, 5.0, 3.0]),
        ("Réseaux sociaux professionnels de toutes sortes, y compris les plus récents", [50.0, 50.0, 0.0, 0.0]),
    ];
    chart.rows = shares.iter().map(|(name, shares)| row(name, shares.map(Cell::exact))).collect();
    chart
}

fn waves(slope: bool) -> Chart {
    let options = kind::dumbbell::Options { slope, ..Default::default() };
    let mut chart = invented("waves", "Deux vagues", Options::Dumbbell(options));
    chart.measure = Measure { name: "Temps consacré aux comptes".to_owned(), unit: Unit::symbol("h/semaine") };
    chart.series = ["2012", "2014"].map(Series::new).to_vec();
    let hours = [
        ("CNES", Some(12.0), Some(35.0)),
        ("Inrap", Some(8.0), Some(8.0)),
        ("IRD", Some(20.0), Some(14.5)),
        ("Irstea", Some(7.5), Some(9.0)),
        ("UPMC", None, Some(10.0)),
        ("Genopole", Some(5.0), None),
        ("BRGM", None, None),
    ];
    chart.rows = hours.iter().map(|(name, first, second)| row(name, [known(*first), known(*second)])).collect();
    chart.rows[2].cells[1].certainty = Certainty::Inferred;
    chart.rows[3].cells[0].certainty = Certainty::External;
    chart
}

fn balance() -> Chart {
    let mut chart = invented("balance", "Bilan", Options::Dumbbell(kind::dumbbell::Options::default()));
    chart.measure = Measure { name: "Évolution du nombre d’abonnés".to_owned(), unit: Unit::Percent };
    chart.series = ["femmes", "hommes"].map(Series::new).to_vec();
    let shares = [
        ("Institut national de recherche en sciences et technologies pour l’environnement", -12.5, 4.0),
        ("Élèves", -3.0, -8.0),
        ("معهد البحوث من أجل التنمية", 0.0, 0.0),
        ("Centre", 10.0, 9.5),
    ];
    chart.rows = shares.iter().map(|(name, first, second)| row(name, [*first, *second].map(Cell::exact))).collect();
    chart
}

/// Many slopes with near ends, so that their names must move apart.
fn near() -> Chart {
    let mut chart = waves(true);
    chart.id = "near".to_owned();
    chart.series = ["avant la charte", "après la charte"].map(Series::new).to_vec();
    let names = QUOTES.iter().map(|(name, _)| *name).chain([
        "Institut national de recherche en sciences et technologies pour l’environnement",
        "Commissariat à l’énergie atomique",
        "Musée",
    ]);
    let hours = |i: usize| [20.0 + (i * 7 % 11) as f64 / 4.0, 20.0 + (i * 5 % 13) as f64 / 2.0].map(Cell::exact);
    chart.rows = names.enumerate().map(|(i, name)| row(name, hours(i))).collect();
    chart
}

fn scatter() -> Chart {
    let mut chart =
        invented("scatter", "Plus de messages, plus d’abonnés ?", Options::Scatter(kind::scatter::Options::default()));
    chart.series = vec![
        Series {
            unit: Some(Unit::Named(Noun::new("message par jour", "messages par jour"))),
            ..Series::new("Messages")
        },
        Series { unit: Some(Unit::None), ..Series::new("Abonnés") },
    ];
    chart.groups = ["recherche", "musée", "agence"].map(Series::new).to_vec();
    let points = [
        ("CNES", Some(6.5), Some(15_600.0), 2),
        ("Inrap", Some(2.0), Some(4_300.0), 0),
        ("Irstea", Some(1.0), Some(1_350.0), 0),
        ("Genopole", Some(1.1), Some(1_400.0), 2),
        ("Inserm", Some(3.0), Some(8_900.0), 0),
        ("Muséum", Some(4.2), Some(9_100.0), 1),
        ("Arts et métiers", Some(2.2), Some(4_250.0), 1),
        ("Institut national de recherche en sciences", Some(5.9), Some(2_000.0), 0),
        ("UPMC", None, Some(3_000.0), 0),
        ("BRGM", None, None, 2),
    ];
    let point = |(name, messages, followers, group): &(&str, Option<f64>, Option<f64>, usize)| Row {
        group: Some(*group),
        ..row(name, [known(*messages), known(*followers)])
    };
    chart.rows = points.iter().map(point).collect();
    chart.rows[5].cells[0].certainty = Certainty::Inferred;
    chart.rows[3].cells[1].certainty = Certainty::External;
    chart
}

/// Numbers from 0 to 1 that look random and are the same everywhere.
fn noise(i: u32) -> f64 {
    let mixed = i.wrapping_add(1).wrapping_mul(0x9E37_79B9);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x85EB_CA6B);
    f64::from((mixed ^ (mixed >> 13)) >> 16) / 65_536.0
}

fn trend() -> Chart {
    let options = kind::scatter::Options { trend: true, ..Default::default() };
    let mut chart = invented("trend", "Longueur et délai", Options::Scatter(options));
    chart.things = Noun::new("message", "messages");
    chart.series = vec![
        Series { unit: Some(Unit::symbol("mots")), ..Series::new("Longueur") },
        Series { unit: Some(Unit::symbol("h")), ..Series::new("Délai de validation") },
    ];
    for i in 0..80 {
        let words = (20.0 + 180.0 * noise(i)).round();
        let hours = (words / 10.0 + 12.0 * noise(i + 500)).round();
        chart.rows.push(row(&format!("message {}", i + 1), [words, hours].map(Cell::exact)));
    }
    chart.rows.push(row("le communiqué de décembre", [150.0, 96.0].map(Cell::exact)));
    chart.rows.push(row("l’annonce du prix", [420.0, 4.0].map(Cell::exact)));
    chart
}

fn histogram() -> Chart {
    let mut chart = invented("histogram", "Longueur des messages", Options::Strip(kind::strip::Options::default()));
    chart.things = Noun::new("message", "messages");
    chart.measure = Measure { name: "Longueur".to_owned(), unit: Unit::symbol("caractères") };
    for i in 0..420 {
        let length = (140.0 * (noise(i) + noise(i + 1000) + noise(i + 2000)) / 3.0).round();
        let certainty = if i % 9 == 0 { Certainty::Inferred } else { Certainty::Explicit };
        chart.rows.push(row(&format!("message {}", i + 1), [Cell::exact(length).known(certainty)]));
    }
    chart
}

fn histograms() -> Chart {
    let mut chart = histogram();
    chart.id = "histograms".to_owned();
    chart.options = Options::Strip(kind::strip::Options { histogram: Some(true), ..Default::default() });
    chart.groups = ["agences", "musées et lieux d’exposition"].map(Series::new).to_vec();
    chart.rows.truncate(90);
    for (i, row) in chart.rows.iter_mut().enumerate() {
        row.group = Some(usize::from(i % 3 == 0));
        row.cells[0].certainty = if i % 20 == 0 { Certainty::External } else { Certainty::Explicit };
    }
    chart
}
