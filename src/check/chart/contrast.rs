//! Colours of the theme that cannot be told apart, in any of the circumstances in which a page is read.
//!
//! It reads the custom properties as the theme's style sheets set them, a study's own among them. Colours in a notation
//! that is not read (`oklch()`, `color-mix()`) are not judged; system colours of forced colours are the reader's.

use crate::chart::contrast::Rgb;
use crate::chart::palette::{self, Demand};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::theme::Theme;
use crate::theme::properties::{CIRCUMSTANCES, Circumstance, Properties, Property};

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::ChartContrast,
    severity: Severity::Warning,
    summary: "a colour of the theme's charts cannot be told from what it lies on",
    explanation: "Words of a chart need a contrast of 4.5:1 with what they lie on, marks 3:1 with the paper (WCAG 2.2, \
                  1.4.3 and 1.4.11), in the light, in the dark and in print. A theme that sets `--paper` or one of \
                  `--chart-1` to `--chart-4`, `--chart-rest`, `--chart-axis`, `--chart-text`, `--chart-muted` and \
                  `--chart-knockout` must set the colours that go with it. Words on `--chart-1` and `--chart-3` are \
                  written in `--chart-knockout`, on `--chart-2` and `--chart-4` in `--chart-text`.",
    example: ":root { --chart-2: #D8EDEB; } → :root { --chart-2: #269D93; }",
};

/// Reports each pair of colours once, where it is worst.
pub fn check(theme: &Theme) -> Vec<Diagnostic> {
    let read: Vec<(&Circumstance, Properties)> =
        CIRCUMSTANCES.iter().map(|circumstance| (circumstance, theme.properties(circumstance))).collect();
    let demands = palette::demands();
    demands.iter().filter_map(|demand| worst(demand, &read)).map(|failure| failure.report()).collect()
}

/// Two colours that are too near each other.
struct Failure<'a> {
    demand: &'a Demand,
    circumstance: &'static str,
    ink: &'a Property,
    ground: &'a Property,
    contrast: f64,
}

fn worst<'a>(demand: &'a Demand, read: &'a [(&Circumstance, Properties)]) -> Option<Failure<'a>> {
    let failures = read.iter().filter_map(|(circumstance, properties)| {
        let (ink, ground) = (properties.get(demand.ink)?, properties.get(demand.ground)?);
        let contrast = Rgb::parse(&ink.value)?.contrast(Rgb::parse(&ground.value)?);
        (contrast < demand.least).then_some(Failure { demand, circumstance: circumstance.name, ink, ground, contrast })
    });
    failures.min_by(|a, b| a.contrast.total_cmp(&b.contrast))
}

impl Failure<'_> {
    fn report(&self) -> Diagnostic {
        let Failure { demand, circumstance, ink, ground, contrast } = self;
        // What a study sets itself is more likely to be what is wrong than what came with the program.
        let is_own = |property: &Property| !property.place.path.as_str().starts_with("themes/folio/");
        let place = if is_own(ground) && !is_own(ink) { &ground.place } else { &ink.place };
        // Rounded down, so that what fails never reads as what passes.
        let contrast = (contrast * 100.0).floor() / 100.0;
        let message = format!(
            "`{}` ({}) has a contrast of {contrast}:1 with `{}` ({}) {circumstance}; it needs {}:1",
            demand.ink, ink.value, demand.ground, ground.value, demand.least
        );
        RULE.at(place.clone(), message).help("choose colours that are further apart in lightness")
    }
}
