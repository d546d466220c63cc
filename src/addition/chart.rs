//! A new chart that draws at once: what it shows is counted or measured already. One whose rows only the author knows
//! is begun as a draft, so that no row of an example is ever published.

use crate::chart::kind::KINDS;
use crate::diagnostic::nearest;
use crate::study::Kind;

use super::ground::named_by_id;
use super::{Addition, Ground, NewText, Refusal, Wanted};

/// What a chart may be given at once.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its kind: `bar`, `line`…
    pub kind: String,
    /// What it shows.
    pub data: Data,
    /// What rows, or rows and columns, stand for; the kind's own where this is empty.
    pub by: Vec<String>,
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// What fits its kind.
    AsFits,
    /// How many there are: `quotes`, `tools`…
    Count(String),
    /// The values of one metric, or of two.
    Metrics(Vec<String>),
}

/// What a kind shows where nothing is said.
#[derive(Clone, Copy)]
enum Fit {
    /// Counts by these.
    Count(&'static [&'static str]),
    /// Values of so many metrics, by these.
    Metric(usize, &'static [&'static str]),
    /// Rows that only the author knows.
    Rows,
}

pub(super) fn add(ground: &Ground<'_>, wanted: &Wanted, chart: &Chart) -> Result<Addition, Refusal> {
    let id = ground.free_id(Kind::Chart, wanted)?;
    ground.known_languages(wanted, ground.language())?;
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    if !kinds.contains(&chart.kind.as_str()) {
        let help = nearest(&chart.kind, kinds.iter().copied());
        let help = help.map_or(format!("the kinds are {}", kinds.join(", ")), |near| format!("did you mean `{near}`?"));
        return Err(Refusal::new(format!("there is no kind of chart `{}`", chart.kind), help));
    }
    let mut notes = named_by_id(wanted, "title", "--title");
    let data = match (&chart.data, fit(&chart.kind)) {
        (Data::Count(what), fit) => {
            let own = if let Fit::Count(by) = fit { by } else { &["organisation"] };
            line_of("count", what, &chart.by, own)
        }
        (Data::Metrics(ids), fit) => {
            ground.all_known(Kind::Metric, ids)?;
            let own = if let Fit::Metric(_, by) = fit { by } else { &["organisation"] };
            line_of("metric", &one_or_list(ids), &chart.by, own)
        }
        (Data::AsFits, Fit::Count(own)) => line_of("count", "quotes", &chart.by, own),
        (Data::AsFits, Fit::Metric(most, _)) => return Err(no_metric(ground, &chart.kind, most)),
        (Data::AsFits, Fit::Rows) => {
            notes.push("it is a draft until its rows are yours; then remove `draft: true`".to_owned());
            rows(ground, &chart.kind)
        }
    };
    let text = format!("kind: {}\n{}{data}", chart.kind, ground.localised("title", &id, wanted, 0));
    let files = vec![NewText::file(format!("charts/{id}.yaml"), text)];
    Ok(Addition { kind: Kind::Chart.word(), id, files, notes })
}

fn fit(kind: &str) -> Fit {
    match kind {
        "number" => Fit::Count(&[]),
        "grouped-bar" | "stacked-bar" => Fit::Count(&["organisation", "evidence"]),
        "matrix" => Fit::Count(&["organisation", "tool"]),
        "line" => Fit::Metric(1, &["date"]),
        "small-multiples" => Fit::Metric(1, &["date", "organisation"]),
        "dumbbell" => Fit::Metric(1, &["organisation", "date"]),
        "range" | "strip" => Fit::Metric(1, &["organisation"]),
        "scatter" => Fit::Metric(2, &["organisation"]),
        "timeline" | "diverging-bar" => Fit::Rows,
        _ => Fit::Count(&["organisation"]),
    }
}

fn line_of(key: &str, what: &str, by: &[String], own: &[&str]) -> String {
    let by = if by.is_empty() { own.iter().map(|by| (*by).to_owned()).collect() } else { by.to_vec() };
    let by = if by.is_empty() { String::new() } else { format!(", by: {}", one_or_list(&by)) };
    format!("data: {{{key}: {what}{by}}}\n")
}

fn one_or_list(ids: &[String]) -> String {
    match ids {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}

fn no_metric(ground: &Ground<'_>, kind: &str, most: usize) -> Refusal {
    let known: Vec<String> = ground.model.names.of(Kind::Metric).map(|id| format!("`{id}`")).collect();
    let needed = if most == 1 { "a metric" } else { "two metrics" };
    let options = ["--metric ID"; 2].get(..most).unwrap_or_default().join(" ");
    let help = match known.is_empty() {
        true => "there is none yet; `florilege new metric ID` adds a metric".to_owned(),
        false => format!("add {options}; there are: {}", known.join(", ")),
    };
    Refusal::new(format!("a chart of the kind `{kind}` shows the values of {needed}"), help)
}

/// Rows of an example in a draft.
fn rows(ground: &Ground<'_>, kind: &str) -> String {
    let hint = ground.say(
        "# Rows of an example: put yours in their place, then remove `draft: true`.",
        "# Des lignes d'exemple : mettez les vôtres à leur place, puis retirez `draft: true`.",
    );
    let rows = match kind {
        "timeline" => ["{label: \"…\", date: 2024}", "{label: \"…\", from: 2024, to: 2026}"]
            .map(|row| format!("    - {row}\n"))
            .concat(),
        _ => ["1", "2", "3"].map(|answer| format!("    - {{label: \"…\", series: \"{answer}\", value: 1}}\n")).concat(),
    };
    format!("draft: true\n{hint}\ndata:\n  rows:\n{rows}source: \"…\"\n")
}
