//! Colours of the theme that cannot be told apart, in any of the circumstances in which a page is read.
//!
//! It reads the custom properties as the theme's style sheets set them, a study's own among them. Colours in a notation
//! that is not read (`oklch()`, `color-mix()`) are not judged; system colours of forced colours are the reader's.

use crate::chart::contrast::Rgb;
use crate::chart::palette::{self, Demand};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::theme::properties::{CIRCUMSTANCES, Circumstance, Properties, Property};
use crate::theme::{self, Theme};

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
    example: ":root { --chart-2: #d8edeb; } → :root { --chart-2: #269d93; }",
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
        let is_own = |property: &Property| !theme::is_embedded(&property.place.path);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::palette::{PAPER_PROPERTY, Role, SERIES};
    use crate::theme::Size;
    use crate::theme::properties::FORCED_COLOURS;

    fn folio() -> Theme {
        let loaded = Theme::load("folio", &[], Size::AsWritten);
        assert!(loaded.diagnostics.is_empty());
        loaded.value
    }

    fn colour(properties: &Properties, name: &str) -> Rgb {
        Rgb::parse(&properties.get(name).unwrap().value).unwrap()
    }

    #[test]
    fn the_embedded_theme_keeps_every_demand_in_every_circumstance() {
        let theme = folio();
        for circumstance in CIRCUMSTANCES {
            let properties = theme.properties(circumstance);
            for demand in palette::demands() {
                let (ink, ground) = (colour(&properties, demand.ink), colour(&properties, demand.ground));
                let found = ink.contrast(ground);
                assert!(found >= demand.least, "{demand:?} {}: {found}", circumstance.name);
            }
        }
        assert_eq!(check(&theme), []);
    }

    #[test]
    fn neighbouring_series_differ_by_three_to_one_in_every_circumstance_on_screen() {
        let theme = folio();
        for circumstance in CIRCUMSTANCES.iter().filter(|circumstance| !circumstance.is_print) {
            let properties = theme.properties(circumstance);
            for series in 0..SERIES - 1 {
                let [one, other] = [series, series + 1].map(|it| colour(&properties, Role::series(it).property()));
                assert!(one.contrast(other) >= 3.0, "{series} {}: {}", circumstance.name, one.contrast(other));
            }
        }
    }

    #[test]
    fn what_tells_something_can_be_told_from_the_lines_behind_it() {
        let theme = folio();
        for circumstance in CIRCUMSTANCES {
            let properties = theme.properties(circumstance);
            let paper = colour(&properties, PAPER_PROPERTY);
            let grid = colour(&properties, Role::Grid.property()).contrast(paper);
            assert!((1.1..3.0).contains(&grid), "{}: {grid}", circumstance.name);
        }
    }

    /// The rule of WCAG's relative luminance as a grey: what a printer without colours makes of a colour.
    fn grey(colour: Rgb) -> f64 {
        colour.luminance()
    }

    #[test]
    fn print_is_in_greys_whose_neighbours_are_steps_apart() {
        let theme = folio();
        for circumstance in CIRCUMSTANCES.iter().filter(|circumstance| circumstance.is_print) {
            let properties = theme.properties(circumstance);
            for series in 0..SERIES {
                let Rgb(red, green, blue) = colour(&properties, Role::series(series).property());
                assert!(red == green && green == blue, "series {series} is printed in a colour");
            }
            for series in 0..SERIES - 1 {
                let [one, other] = [series, series + 1].map(|it| colour(&properties, Role::series(it).property()));
                assert!((grey(one) - grey(other)).abs() >= 0.2, "{series}: {} {}", grey(one), grey(other));
                assert!(one.contrast(other) >= 3.0, "{series}: {}", one.contrast(other));
            }
        }
    }

    #[test]
    fn colours_on_screen_are_steps_of_grey_where_they_are_printed_as_they_are() {
        // Who prints a picture that was downloaded prints the colours of the light.
        let properties = folio().properties(&CIRCUMSTANCES[0]);
        for series in 0..SERIES - 1 {
            let [one, other] = [series, series + 1].map(|it| colour(&properties, Role::series(it).property()));
            assert!((grey(one) - grey(other)).abs() >= 0.15, "{series}: {} {}", grey(one), grey(other));
        }
    }

    #[test]
    fn forced_colours_are_the_readers_own_in_pairs_that_go_together() {
        const ON_CANVAS: [&str; 2] = ["CanvasText", "GrayText"];
        let properties = folio().properties(&FORCED_COLOURS);
        let value = |name: &str| properties.get(name).unwrap().value.clone();
        assert_eq!(value(PAPER_PROPERTY), "Canvas");
        for demand in palette::demands() {
            let (ink, ground) = (value(demand.ink), value(demand.ground));
            let goes = if ground == "Canvas" { ON_CANVAS.contains(&ink.as_str()) } else { ink != ground };
            assert!(goes, "{} is {ink} on {ground}", demand.ink);
        }
    }

    #[test]
    fn a_theme_of_ones_own_is_read_over_the_embedded_one() {
        let path = crate::diagnostic::SourcePath::new("themes/pale/css/pale.css");
        let css = ":root { --chart-1: #bbb; }";
        let theme = Theme::load("pale", &[(path.clone(), css.as_bytes().into())], Size::AsWritten).value;
        let found = check(&theme);
        let about_one: Vec<&Diagnostic> = found.iter().filter(|it| it.message.starts_with("`--chart-1`")).collect();
        assert_eq!(about_one.len(), 1);
        assert_eq!(
            about_one[0].message,
            "`--chart-1` (#bbb) has a contrast of 1.82:1 with `--chart-paper` (#fbf9f4) in the light; it needs 3:1"
        );
        assert_eq!(about_one[0].place.path, path);
        assert_eq!(about_one[0].place.span.of(css), "--chart-1: #bbb");
    }
}
