//! Charts of the real study and of what is hard to draw: the golden drawings, and what a person looks at.

use super::kind::{self, Options};
use super::*;

#[path = "invented.rs"]
mod invented;

/// A chart and the name of its golden drawings.
pub(crate) struct Exhibit {
    pub(crate) name: &'static str,
    pub(crate) chart: Chart,
}

pub(crate) fn all() -> Vec<Exhibit> {
    let exhibit = |name: &'static str, chart: Chart| Exhibit { name, chart };
    let mut exhibits = vec![
        exhibit("bar-quotes", quotes()),
        exhibit("bar-negative", negative()),
        exhibit("bar-certainty", certainty()),
        exhibit("bar-long", long()),
        exhibit("dot-practices", dots(kind::dot::Options::default())),
        exhibit("dot-lollipop", dots(kind::dot::Options { stem: true, ..Default::default() })),
        exhibit("range-working-time", working_time()),
        exhibit("timeline", timeline()),
        exhibit("matrix", matrix()),
        exhibit("grouped-bar", grouped()),
        exhibit("stacked-bar", stacked()),
        exhibit("strip", strip(None)),
        exhibit("strip-focus", strip(Some("citation 14".to_owned()))),
        exhibit("dot-focus", dots(kind::dot::Options { focus: Some("CEA".to_owned()), ..Default::default() })),
        exhibit("number", number(None)),
        exhibit("number-waffle", number(Some(47))),
        exhibit("line", line()),
        exhibit("small-multiples", multiples()),
        exhibit("bar-postures", postures()),
    ];
    exhibits.extend(invented::all().into_iter().map(|(name, chart)| exhibit(name, chart)));
    exhibits
}

pub(crate) const QUOTES: [(&str, f64); 15] = [
    ("IRD", 6.0),
    ("Inrap", 5.0),
    ("Irstea", 5.0),
    ("CEA", 4.0),
    ("CNES", 4.0),
    ("Inria", 4.0),
    ("UPMC", 4.0),
    ("CNRS", 3.0),
    ("Ined", 3.0),
    ("Andra", 2.0),
    ("Cirad", 2.0),
    ("Inserm", 2.0),
    ("Onera", 2.0),
    ("Genopole", 1.0),
    ("BRGM", 0.0),
];

pub(crate) fn base(name: &str, options: Options) -> Chart {
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

fn quotes() -> Chart {
    let mut chart = base("quotes", Options::Bar(kind::bar::Options::default()));
    let row = |(name, count): &(&str, f64)| {
        Row::new(*name, Cell::exact(*count)).to(format!("../organisations/{}.html", name.to_lowercase()))
    };
    chart.rows = QUOTES.iter().map(row).collect();
    chart
}

fn negative() -> Chart {
    let mut chart = base("negative", Options::Bar(kind::bar::Options::default()));
    chart.measure = Measure { name: "Évolution des effectifs".to_owned(), unit: Unit::Percent };
    let rows = [("Est", 12.5), ("Ouest", -7.25), ("Nord", -0.001), ("Sud", 3.0)];
    chart.rows = rows.iter().map(|(name, value)| Row::new(*name, Cell::exact(*value))).collect();
    chart.rows.push(Row::new("Centre", Cell::missing(Some("absent de la source"))));
    chart
}

fn certainty() -> Chart {
    let mut chart = base("certainty", Options::Bar(kind::bar::Options::default()));
    chart.measure = Measure { name: "Temps par jour".to_owned(), unit: Unit::symbol("h") };
    chart.rows = vec![
        Row::new("dit", Cell::exact(4.0)),
        Row::new("déduit", Cell::exact(3.5).known(Certainty::Inferred)),
        Row::new("d’ailleurs", Cell::exact(3.0).known(Certainty::External)),
        Row::new("environ", Cell::new(Value::Amount(Amount::About(2.5)))),
        Row::new("de … à …", Cell::new(Value::Amount(Amount::Between(1.0, 2.0)))),
        Row::new("au plus", Cell::new(Value::Amount(Amount::AtMost(1.5)))),
        Row::new("au moins", Cell::new(Value::Amount(Amount::AtLeast(1.0)))),
        Row::new("rien", Cell::missing(None)),
    ];
    chart
}

fn long() -> Chart {
    let mut chart = base("long", Options::Bar(kind::bar::Options::default()));
    let names = [
        "Institut national de recherche en sciences et technologies pour l’environnement et l’agriculture",
        "Commissariat à l’énergie atomique et aux énergies alternatives",
        "Chef du Service Grand Public (dont le pôle web)",
        "Rédactrice en chef Actualités/Lettre d’information",
    ];
    for i in 0..30 {
        let name = names.get(i).map_or(format!("Organisme {i}"), |name| (*name).to_owned());
        chart.rows.push(Row::new(name, Cell::exact(1200.0 - 37.0 * i as f64)));
    }
    chart
}

fn dots(options: kind::dot::Options) -> Chart {
    let mut chart = base("dots", Options::Dot(options));
    chart.measure =
        Measure { name: "Pratiques documentées".to_owned(), unit: Unit::Things(Noun::new("pratique", "pratiques")) };
    let counts =
        [("CNES", 4.0), ("Inrap", 2.0), ("CEA", 3.0), ("Andra", 4.0), ("UPMC", 3.0), ("Irstea", 3.0), ("Ined", 2.0)];
    chart.rows = counts.iter().map(|(name, count)| Row::new(*name, Cell::exact(*count))).collect();
    chart.rows.push(Row::new("Inria", Cell::exact(2.0).known(Certainty::Inferred)));
    chart.rows.push(Row::new("BRGM", Cell::missing(None)));
    chart
}

fn working_time() -> Chart {
    let mut chart = base("working-time", Options::Range(kind::range::Options::default()));
    chart.title = "Temps consacré aux comptes".to_owned();
    chart.things = Noun::new("réponse", "réponses");
    chart.measure = Measure { name: "Temps consacré aux comptes".to_owned(), unit: Unit::symbol("h/semaine") };
    chart.note = Some("Note : semaine de cinq jours et de 35 heures.".to_owned());
    let amount = |name: &str, amount| Row::new(name, Cell::new(Value::Amount(amount)));
    chart.rows = vec![
        amount("« 100 % » (1)", Amount::Exact(35.0)),
        amount("« 100 % » (2)", Amount::Exact(35.0)),
        amount("« environ 1 heure par jour »", Amount::About(5.0)),
        amount("« 1 à 2 heures par jour »", Amount::Between(5.0, 10.0)),
        amount("« pas plus de 20 % de mon temps »", Amount::AtMost(7.0)),
        amount("« environ 50 % de mon temps »", Amount::About(17.5)),
        amount("« 2-3 h par semaine »", Amount::Between(2.0, 3.0)),
        amount("« 10 % de mon temps »", Amount::Exact(3.5)),
        amount("« Environ 10 % de mon temps »", Amount::About(3.5)),
        Row::new("« ?? »", Cell::missing(Some("point d’interrogation dans la source"))),
        Row::new("« Au fil de la journée »", Cell::missing(Some("pas de nombre"))),
    ];
    chart
}

fn timeline() -> Chart {
    let mut chart = base("timeline", Options::Timeline(kind::timeline::Options::default()));
    chart.title = "Des sites web aux réseaux sociaux, 1990-2010".to_owned();
    chart.things = Noun::new("événement", "événements");
    chart.measure = Measure { name: "Date".to_owned(), unit: Unit::None };
    let event = |name: &str, from: Moment, to: Option<Moment>, certainty| {
        Row::new(name, Cell::new(Value::Time(Period { from: Some(from), to })).known(certainty))
    };
    let at = |name: &str, moment: Moment, certainty| event(name, moment, Some(moment), certainty);
    let year = Moment::year;
    chart.rows = vec![
        event("Les sites web se multiplient", year(1990), Some(year(1999)), Certainty::Inferred),
        event("Il est impensable de ne pas avoir de site", year(2000), Some(year(2004)), Certainty::Inferred),
        at("Facebook s’ouvre au monde", Moment::day(2006, 9, 26), Certainty::External),
        at("Twitter arrive…", Moment::month(2006, 7), Certainty::External),
        at("« Hier, les sites web »", year(2005), Certainty::Explicit),
        event("La présence sur les réseaux sociaux est devenue incontournable", year(2010), None, Certainty::Inferred),
        event(
            "Enquête : entretiens et analyse des comptes",
            Moment::month(2012, 6),
            Some(Moment::month(2012, 10)),
            Certainty::Explicit,
        ),
        Row::new("Les « ambassades » virtuelles", Cell::missing(None)),
    ];
    chart
}

fn matrix() -> Chart {
    let mut chart = base("matrix", Options::Matrix(kind::matrix::Options::default()));
    chart.title = "Organismes et outils : ce qui est documenté".to_owned();
    chart.measure.name = "Organismes et outils".to_owned();
    let tools = [
        "Site web",
        "Applications mobiles",
        "Version mobile du site",
        "Blogs",
        "Twitter",
        "Facebook",
        "Partage de documents",
        "Pinterest",
        "Google+",
        "Hangout",
        "Archivage d’événements",
        "Galerie de photos",
        "Plateforme vidéo",
        "Podcast",
        "Réseaux sociaux professionnels",
        "Wikipédia",
        "Forum",
        "Mention",
        "Google Alerts",
        "Iconothèque",
    ];
    chart.series = tools.iter().map(|tool| Series::new(*tool)).collect();
    // Each organisation with its tools: index, count, and `i` for what is inferred.
    let known = "Andra 3:1 15:1 16:1|BRGM 1:1|CEA 0:2 3:1i|Cirad|CNES 0:1 1:1 3:1 5:2i|CNRS 14:1i|Genopole 4:1|\
                 Ined 0:2 4:1 5:1i|Inrap 7:2 5:1i 8:1i 11:1i 19:1|Inria 4:2 6:1i 12:1i|Inserm 3:3 1:1|\
                 IRD 0:1 5:1i 8:1i 12:1i|Irstea 2:1 4:1 5:1i 10:1i|Onera 13:2|UPMC 17:1 18:1 9:1 4:1i 8:1i";
    for line in known.split('|') {
        let mut words = line.split_whitespace();
        let mut row = Row::new(words.next().unwrap_or_default(), Cell::missing(None));
        row.cells = tools.iter().map(|_| Cell::missing(None)).collect();
        for word in words {
            let (index, count) = word.split_once(':').unwrap();
            let cell = Cell::exact(count.trim_end_matches('i').parse().unwrap());
            let certainty = if count.ends_with('i') { Certainty::Inferred } else { Certainty::Explicit };
            row.cells[index.parse::<usize>().unwrap()] = cell.known(certainty);
        }
        chart.rows.push(row);
    }
    chart.rows[5].cells[5] = Cell::exact(0.0);
    chart.rows[8].cells[3] = Cell::exact(1.0).known(Certainty::External);
    chart.rows[5].cells[14] = Cell::new(Value::Word("prévu".to_owned()));
    chart
}

fn grouped() -> Chart {
    let mut chart = base("grouped", Options::GroupedBar(kind::grouped_bar::Options::default()));
    chart.measure = Measure { name: "Outils documentés".to_owned(), unit: Unit::Things(Noun::new("outil", "outils")) };
    chart.series = vec![Series::new("dit par la source"), Series::new("déduit par l’auteur")];
    let counts = [
        ("Inrap", 2.0, 3.0),
        ("UPMC", 3.0, 2.0),
        ("CNES", 3.0, 1.0),
        ("IRD", 1.0, 3.0),
        ("Irstea", 2.0, 2.0),
        ("Onera", 1.0, 0.0),
    ];
    let row = |(name, explicit, inferred): &(&str, f64, f64)| Row {
        cells: vec![Cell::exact(*explicit), Cell::exact(*inferred)],
        ..Row::new(*name, Cell::missing(None))
    };
    chart.rows = counts.iter().map(row).collect();
    chart
}

fn stacked() -> Chart {
    let mut chart = base("stacked", Options::StackedBar(kind::stacked_bar::Options::default()));
    chart.measure = Measure { name: "Part des citations".to_owned(), unit: Unit::None };
    chart.things = Noun::new("thème", "thèmes");
    chart.series = ["dit", "déduit, fort", "déduit, moyen", "déduit, faible", "autre"].map(Series::new).to_vec();
    let rows = [
        ("Panorama des outils", [6.0, 5.0, 9.0, 2.0, 0.0]),
        ("Exigence de réactivité", [3.0, 0.0, 0.0, 0.0, 0.0]),
        ("Toutes les citations attribuées", [27.0, 8.0, 9.0, 2.0, 1.0]),
        ("Veille", [0.0, 0.0, 0.0, 0.0, 0.0]),
    ];
    let row = |(name, parts): &(&str, [f64; 5])| Row {
        cells: parts.iter().map(|part| Cell::exact(*part)).collect(),
        ..Row::new(*name, Cell::missing(None))
    };
    chart.rows = rows.iter().map(row).collect();
    chart
}

fn strip(focus: Option<String>) -> Chart {
    let mut chart =
        base("strip", Options::Strip(kind::strip::Options { focus, from_zero: true, ..Default::default() }));
    chart.measure = Measure { name: "Longueur des citations".to_owned(), unit: Unit::symbol("mots") };
    chart.things = Noun::new("citation", "citations");
    chart.groups = ["Panorama des outils", "Derrière les comptes"].map(Series::new).to_vec();
    let lengths = [
        [9, 11, 5, 18, 12, 8, 5, 4, 7, 17, 14, 7, 5, 35, 7, 9, 9, 6, 24, 14],
        [7, 7, 12, 7, 9, 10, 7, 4, 5, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
    ];
    for (group, lengths) in lengths.iter().enumerate() {
        for (i, length) in lengths.iter().enumerate() {
            let row = Row::new(format!("citation {}", i + 1), Cell::exact(f64::from(*length)));
            chart.rows.push(Row { group: Some(group), ..row });
        }
    }
    chart
}

fn number(of: Option<u32>) -> Chart {
    let mut chart = base("number", Options::Number(kind::number::Options { of }));
    chart.rows =
        vec![Row::new("citations attribuées où l’outil est nommé par l’organisme lui-même", Cell::exact(27.0))];
    chart
}

fn line() -> Chart {
    let mut chart = base("line", Options::Line(kind::line::Options::default()));
    chart.measure = Measure { name: "Abonnés".to_owned(), unit: Unit::Things(Noun::new("abonné", "abonnés")) };
    chart.things = Noun::new("mois", "mois");
    chart.series = ["CNES", "Inrap", "Irstea", "Genopole"].map(Series::new).to_vec();
    let months = [
        (6, [12_400.0, 3_100.0, 900.0, 700.0]),
        (7, [12_900.0, 3_150.0, 980.0, 720.0]),
        (8, [13_100.0, -1.0, 990.0, 760.0]),
        (9, [14_800.0, 3_900.0, 1_200.0, 900.0]),
        (10, [15_600.0, 4_300.0, 1_350.0, 1_100.0]),
    ];
    for (month, values) in months {
        let cell = |value: &f64| if *value < 0.0 { Cell::missing(None) } else { Cell::exact(*value) };
        let mut row = Row::new("", Cell::missing(None));
        row.label = format!("2012-{month:02}");
        row.when = Some(Moment::month(2012, month));
        row.cells = values.iter().map(cell).collect();
        chart.rows.push(row);
    }
    chart
}

fn multiples() -> Chart {
    let mut chart = grouped();
    chart.id = "multiples".to_owned();
    chart.options = Options::SmallMultiples(kind::small_multiples::Options::default());
    chart.series =
        ["dit par la source", "déduit par l’auteur", "d’une autre source", "prévu"].map(Series::new).to_vec();
    for (i, row) in chart.rows.iter_mut().enumerate() {
        row.cells.push(if i == 2 { Cell::missing(None) } else { Cell::exact((i % 3) as f64) });
        row.cells.push(Cell::exact((5 - i) as f64 / 2.0).known(Certainty::Inferred));
    }
    chart
}

fn postures() -> Chart {
    let mut chart = base(
        "postures",
        Options::Bar(kind::bar::Options { focus: Some("expérimentation".to_owned()), ..Default::default() }),
    );
    chart.things = Noun::new("posture", "postures");
    chart.measure = Measure { name: "Organismes".to_owned(), unit: Unit::Things(Noun::new("organisme", "organismes")) };
    let rows = [("observation, test", 2.0), ("démarrage prudent", 1.0), ("expérimentation", 2.0)];
    chart.rows = rows.iter().map(|(name, count)| Row::new(*name, Cell::exact(*count))).collect();
    chart.order = Order::Given;
    chart
}
