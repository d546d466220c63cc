//! Charts of the real study and of what is hard to draw: the golden drawings, and what a person looks at.

use super::kind::{self, Options};
use super::*;

/// A chart and the name of its golden drawings.
pub(crate) struct Exhibit {
    pub(crate) name: &'static str,
    pub(crate) chart: Chart,
}

pub(crate) fn all() -> Vec<Exhibit> {
    let exhibit = |name: &'static str, chart: Chart| Exhibit { name, chart };
    vec![
        exhibit("bar-quotes", quotes()),
        exhibit("bar-negative", negative()),
        exhibit("bar-certainty", certainty()),
        exhibit("bar-long", long()),
    ]
}

const QUOTES: [(&str, f64); 15] = [
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
