//! Whole drawings: no input makes them panic, leave the view box, overlap their words or lose their data.
//!
//! `any_chart` tries arbitrary data; here are the gallery, hard data, and what drawings promise.

use super::input::*;
use super::kind::{self, KINDS, Options};
use super::values::Field;
use super::words::Words;
use super::*;
use crate as house;

#[path = "../../tests/chart/gallery_study.rs"]
mod gallery_study;

/// French and English as the program ships them.
pub(super) mod languages {
    use super::gallery_study::language;
    use crate::language::Language;

    pub(in crate::chart) fn french() -> Language {
        language("fr")
    }

    pub(super) fn english() -> Language {
        language("en")
    }
}

/// A chart without rows.
pub(super) fn base(name: &str, options: Options) -> Chart {
    Chart {
        id: name.to_owned(),
        language: "fr".to_owned(),
        title: "Citations publiées, par organisme".to_owned(),
        subtitle: None,
        things: Noun::new("organisme", "organismes"),
        measure: Measure {
            name: "Citations publiées".to_owned(),
            unit: Unit::Things(Noun::new("citation", "citations")),
        },
        series: Vec::new(),
        groups: Vec::new(),
        rows: Vec::new(),
        order: Order::Value,
        population: Some("n = 47 citations".to_owned()),
        source: Some("Source : transcription du Prezi, 2012".to_owned()),
        note: None,
        options,
    }
}

/// The charts of the gallery, in French.
fn gallery() -> Vec<gallery_study::Exhibit> {
    gallery_study::all(&languages::french())
}

/// What must hold of every drawing; the message says what does not.
pub(super) fn faults(chart: &Chart, words: &dyn Words) -> Vec<String> {
    let mut faults = Vec::new();
    for size in [Size::Wide, Size::Narrow] {
        let drawing = draw(chart, size, words);
        faults.extend(drawing.faults.iter().map(|fault| format!("{}: {fault}", size.name())));
        faults.extend(faults_of_markup(&drawing.svg).map(|fault| format!("{}: {fault}", size.name())));
        // Words are text, never outlines of letters.
        let texts = drawing.scene.texts().len();
        if drawing.svg.matches("<text").count() != texts {
            faults.push(format!("{}: {texts} texts are not as many `<text>`", size.name()));
        }
        let frame = Frame { title: chart.title.clone(), source: chart.source.clone(), ..Frame::default() };
        faults.extend(faults_of_markup(&standalone(&drawing, &frame)));
        if drawing.table.rows.len() != chart.rows.len() {
            faults.push("the table has not every row".to_owned());
        }
        let values = values::values(chart, words, &str::to_owned);
        if values.lines.len() != chart.rows.len() * kind::columns_in_order(chart).len()
            || values.lines.iter().any(|line| line.len() != values.head.len())
        {
            faults.push("the values have not every cell".to_owned());
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
        // Nothing is a picture, and colours are the stylesheet's.
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if ["image", "style", "foreignObject"].contains(&name) {
            return Some(format!("<{tag}>"));
        }
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

#[test]
fn the_gallery_has_no_faults_in_either_language() {
    for exhibit in gallery() {
        for words in [languages::french(), languages::english()] {
            assert_eq!(faults(&exhibit.chart, &words), Vec::<String>::new(), "{}", exhibit.name);
            let drawing = draw(&exhibit.chart, Size::Wide, &words);
            // A key that no language file has is written as it is.
            assert!(!drawing.svg.contains("chart."), "{}: {}", exhibit.name, drawing.svg);
            assert!(!drawing.svg.contains('{'), "{}: {}", exhibit.name, drawing.svg);
        }
    }
}

fn hard(name: &str) -> Vec<Chart> {
    let rows: Vec<Row> = match name {
        "empty" => Vec::new(),
        "one" => vec![Row::new("IRD", Cell::exact(3.0))],
        "zeros" => (0..5).map(|i| Row::new(format!("{i}"), Cell::exact(0.0))).collect(),
        "missing" => (0..5).map(|i| Row::new(format!("{i}"), Cell::missing(None))).collect(),
        "huge range" => [1e-6, 1.0, 1e6, 9e14, -9e14].map(|x| Row::new("Élément", Cell::exact(x))).to_vec(),
        "long" => (0..6).map(|i| Row::new(any_chart::LABELS[5 + i], Cell::exact(i as f64))).collect(),
        "negative" => (0..5).map(|i| Row::new(format!("{i}"), Cell::exact(f64::from(-i)))).collect(),
        _ => (0..500).map(|i| Row::new(format!("Organisme {i}"), Cell::exact(f64::from(i)))).collect(),
    };
    let chart = |kind: &&kind::Kind| {
        let mut chart = base(name, (kind.defaults)());
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
    let mut chart = base("missing", Options::Bar(kind::bar::Options::default()));
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
    let quotes = draw(&exhibit("bar"), Size::Wide, &languages::french());
    assert!(
        quotes.svg.contains("role=\"group\"")
            && quotes.svg.contains("aria-label=\"Maison des Marées\u{a0}: 4\u{a0}citations\"")
    );
    let mut chart = exhibit("bar");
    chart.options = Options::Dot(kind::dot::Options::default());
    chart.rows = (0..21).map(|i| Row::new(format!("{i}"), Cell::exact(1.0)).to("a.html")).collect();
    let dots = draw(&chart, Size::Wide, &languages::french());
    assert!(dots.svg.contains("role=\"img\"") && !dots.svg.contains("<a "));
}

#[test]
fn a_file_carries_its_words_and_no_links() {
    let drawing = draw(&exhibit("bar"), Size::Wide, &languages::french());
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
    for exhibit in gallery() {
        let draw = || draw(&exhibit.chart, Size::Narrow, &languages::english());
        assert_eq!(draw().svg, draw().svg);
        assert_eq!(draw().fingerprint(), draw().fingerprint());
    }
}

#[test]
fn the_wide_and_the_narrow_drawing_share_no_id() {
    let chart = &exhibit("bar");
    let ids = |size| {
        let svg = draw(chart, size, &languages::french()).svg;
        svg.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (wide, narrow) = (ids(Size::Wide), ids(Size::Narrow));
    assert_eq!((wide.len(), narrow.len()), (2, 2));
    assert!(wide.iter().all(|id| !narrow.contains(id)));
}

/// The values of a chart, each line parted by `|`.
fn lines_of(chart: &Chart) -> Vec<String> {
    let words = languages::french();
    let values = values::values(chart, &words, &|link| link.replace("../", "https://example.org/"));
    let field = |field: &Field| match field {
        Field::Empty => String::new(),
        Field::Number(number) => number.to_string(),
        Field::Text(text) | Field::Date(text) | Field::Address(text) => text.clone(),
    };
    let lines = values.lines.iter().map(|line| line.iter().map(field).collect::<Vec<_>>().join("|"));
    std::iter::once(values.head.join("|")).chain(lines).collect()
}

fn exhibit(name: &str) -> Chart {
    gallery().into_iter().find(|exhibit| exhibit.name == name).unwrap().chart
}

#[test]
fn the_bounds_of_values_stand_in_columns_of_their_own() {
    let lines = lines_of(&exhibit("bar-certainty"));
    assert_eq!(
        lines[0],
        "Catégorie|Heures par semaine passées sur les lettres, selon sept personnes|Borne basse|Borne haute|Unité|\
         Valeur affichée|Fondement|Raison de l’absence|Adresse"
    );
    let line = |name: &str| lines.iter().find(|line| line.starts_with(name)).unwrap().as_str();
    assert_eq!(line("Dit tel quel|"), "Dit tel quel|4|||h|4\u{a0}h|dit par la source||");
    assert_eq!(line("Déduit"), "Déduit par la rédaction|2|||h|2\u{a0}h|déduit par l’auteur||");
    assert_eq!(line("Environ|"), "Environ|3.5|||h|environ 3,5\u{a0}h|dit par la source||");
    assert_eq!(line("Un intervalle|"), "Un intervalle||2|3|h|2 à 3\u{a0}h|dit par la source||");
    assert_eq!(line("Au plus|"), "Au plus|||2.5|h|au plus 2,5\u{a0}h|dit par la source||");
    assert_eq!(line("Au moins|"), "Au moins||2||h|au moins 2\u{a0}h|dit par la source||");
    assert_eq!(
        line("Inconnu|"),
        "Inconnu|||||non documenté\u{a0}: la page du registre est déchirée||la page du registre est déchirée|"
    );
}

#[test]
fn values_say_their_series_their_date_and_where_they_lead() {
    let lines = lines_of(&exhibit("bar"));
    assert!(lines[1].starts_with("Maison des Marées|4|"), "{}", lines[1]);
    assert!(lines[1].ends_with("|https://example.org/organisations/tide-house.html"), "{}", lines[1]);
    let lines = lines_of(&exhibit("line"));
    assert!(lines[0].starts_with("Date|Série|Date|Visites par an|Borne basse|"), "{}", lines[0]);
    assert!(
        lines.iter().any(|line| line.starts_with("2019|Maison des Marées|2019|8200|||visite|8\u{202f}200|")),
        "{lines:#?}"
    );
    assert_eq!(lines.len(), 1 + 7 * 4);
    let lines = lines_of(&exhibit("timeline"));
    assert!(lines[0].contains("|Début|Fin|Valeur affichée|"), "{}", lines[0]);
}

#[test]
fn each_file_of_the_gallery_can_be_read_and_stays_on_its_paper() {
    for exhibit in gallery() {
        let drawing = draw(&exhibit.chart, Size::Wide, &languages::french());
        let long = "Une note qui n’en finit pas, avec un_mot_que_rien_ne_coupe, et encore des mots. ".repeat(4);
        let frame = Frame {
            title: exhibit.chart.title.clone(),
            note: Some(long.clone()),
            licence: Some(long),
            ..Frame::default()
        };
        let file = standalone(&drawing, &frame);
        assert!(!file.contains("var(") && !file.contains("<a ") && !file.contains("currentColor"), "{}", exhibit.name);
        assert!(raster::png(&file).is_some(), "{} is no SVG", exhibit.name);
    }
}

#[test]
fn fewer_than_thirty_points_are_each_shown_whatever_is_asked_for() {
    let mut chart = exhibit("histogram");
    chart.rows.truncate(29);
    let drawing = draw(&chart, Size::Wide, &languages::french());
    assert!(drawing.description.starts_with("Nuage de points par catégorie"));
    assert!(drawing.svg.matches("<circle").count() >= 29 && !drawing.svg.contains("<rect"), "{}", drawing.svg);
}

#[test]
fn every_point_of_a_histogram_is_counted_in_one_bin() {
    let chart = exhibit("histogram");
    let described = describe(&chart, &languages::french());
    assert!(described.starts_with("Histogramme\u{a0}: "), "{described}");
    let drawing = draw(&chart, Size::Wide, &languages::french());
    let counted = |title: &str| title.split("\u{a0}: ").nth(1)?.split('\u{a0}').next()?.parse::<usize>().ok();
    let titles = drawing.svg.split("<title>").skip(1).filter_map(|rest| rest.split('<').next());
    assert_eq!(titles.filter_map(counted).sum::<usize>(), 48, "{}", drawing.svg);
}
