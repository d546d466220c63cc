//! The roles that colours play in a drawing, their classes, and the colours that stand in where no stylesheet is.
//!
//! In a page the theme's custom properties decide (`--chart-1`…), so one drawing serves light, dark, print and forced
//! colours; the colours here are presentation attributes, which any stylesheet overrides, for downloads and rasters.
//! The four series are those of the UK Government Analysis Function in their order of dark and light, moved a little so
//! that each stands out from warm paper too and neighbours differ by 3:1.

use serde::Serialize;

/// What something is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Role {
    /// Words that name or tell.
    Text,
    /// Words that explain: axes, units, legends, what is missing.
    Muted,
    /// Words on the fills that differ most from the paper: as if cut out of them.
    Knockout,
    /// Lines behind the marks.
    Grid,
    /// The line that values start from.
    Axis,
    /// A series, from 0; more than four begin again.
    Series(u8),
    /// What stands for the rest, and tracks behind marks.
    Rest,
    /// Nothing to see: the ground that a pointer can hit.
    Ground,
}

/// A role's class in the stylesheet and its colour on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// `chart-1`, `chart-text`.
    pub class: &'static str,
    /// `#12436D`.
    pub light: &'static str,
}

/// The paper of downloads, and the inside of hollow marks where no stylesheet is.
pub const PAPER: &str = "#FFFFFF";

/// How many series have a colour of their own.
pub const SERIES: usize = 4;

impl Role {
    /// The role of a series by its index.
    pub fn series(index: usize) -> Role {
        Role::Series((index % SERIES) as u8)
    }

    /// The class and the colour of a role.
    pub fn colour(self) -> Colour {
        let (class, light) = match self {
            Role::Text => ("chart-text", "#1F1D1A"),
            Role::Muted => ("chart-muted", "#57534B"),
            Role::Knockout => ("chart-knockout", "#FFFFFF"),
            Role::Grid => ("chart-grid", "#E1DDD3"),
            Role::Axis => ("chart-axis", "#7D786D"),
            Role::Series(0) => ("chart-1", "#12436D"),
            Role::Series(1) => ("chart-2", "#269D93"),
            Role::Series(2) => ("chart-3", "#6E1038"),
            Role::Series(_) => ("chart-4", "#E9621E"),
            Role::Rest => ("chart-rest", "#757067"),
            Role::Ground => ("chart-ground", "none"),
        };
        Colour { class, light }
    }

    /// The number by which a role travels through plotters, as the red of a colour.
    pub(super) fn code(self) -> u8 {
        match self {
            Role::Text => 0,
            Role::Muted => 1,
            Role::Knockout => 2,
            Role::Grid => 3,
            Role::Axis => 4,
            Role::Rest => 5,
            Role::Ground => 6,
            Role::Series(index) => 16 + index,
        }
    }

    /// The role of a code.
    pub(super) fn from_code(code: u8) -> Role {
        match code {
            0 => Role::Text,
            1 => Role::Muted,
            2 => Role::Knockout,
            3 => Role::Grid,
            4 => Role::Axis,
            5 => Role::Rest,
            6 => Role::Ground,
            series => Role::Series(series.saturating_sub(16)),
        }
    }
}

/// The words' role on the fill of a series: white on the dark ones, ink on the light ones.
pub fn words_on(series: usize) -> Role {
    if series.is_multiple_of(2) { Role::Knockout } else { Role::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn light(role: Role) -> &'static str {
        role.colour().light
    }

    /// The value of a custom property in the first or second block of the stylesheet that sets it.
    fn property(name: &str, block: usize) -> String {
        let css = include_str!("../../themes/folio/css/chart.css");
        let set = format!("{name}:");
        let mut values = css.lines().filter_map(|line| line.trim().strip_prefix(&set));
        values.nth(block).unwrap().trim().trim_end_matches(';').to_owned()
    }

    #[test]
    fn marks_stand_out_from_white_and_warm_paper() {
        for role in (0..4).map(Role::series).chain([Role::Rest, Role::Axis]) {
            assert!(contrast(light(role), "#FFFFFF") >= 3.0, "{role:?}");
            assert!(contrast(light(role), "#FBF9F4") >= 3.0, "{role:?}");
        }
        for role in [Role::Text, Role::Muted] {
            assert!(contrast(light(role), "#FBF9F4") >= 4.5, "{role:?}");
        }
    }

    #[test]
    fn neighbouring_series_differ_by_three_to_one() {
        for series in 0..3 {
            let (one, other) = (Role::series(series), Role::series(series + 1));
            assert!(contrast(light(one), light(other)) >= 3.0, "{one:?} {other:?}");
        }
    }

    #[test]
    fn words_on_fills_can_be_read() {
        for series in 0..4 {
            let (words, fill) = (light(words_on(series)), light(Role::series(series)));
            assert!(contrast(words, fill) >= 4.5, "{series}: {}", contrast(words, fill));
        }
        assert!(contrast(light(Role::Knockout), light(Role::Rest)) >= 4.5);
        assert!(contrast(&property("--chart-knockout", 1), &property("--chart-rest", 1)) >= 4.5);
    }

    #[test]
    fn the_stylesheet_has_the_same_light_colours_and_dark_ones_that_hold() {
        for role in (0..4).map(Role::series).chain([Role::Text, Role::Muted, Role::Rest, Role::Axis, Role::Grid]) {
            let name = format!("--{}", role.colour().class);
            assert_eq!(property(&name, 0), light(role), "{name}");
            let least = match role {
                Role::Text | Role::Muted => 4.5,
                Role::Grid => 1.2,
                _ => 3.0,
            };
            assert!(contrast(&property(&name, 1), "#1C1B19") >= least, "{name}");
        }
        for series in 0..4 {
            let fill = property(&format!("--chart-{}", series + 1), 1);
            let on = if series % 2 == 0 { "--chart-knockout" } else { "--chart-text" };
            assert!(contrast(&property(on, 1), &fill) >= 4.5, "{series}");
        }
    }

    #[test]
    fn roles_come_back_from_their_codes() {
        for role in [Role::Text, Role::Muted, Role::Knockout, Role::Grid, Role::Axis, Role::Rest, Role::Ground] {
            assert_eq!(Role::from_code(role.code()), role);
        }
        assert_eq!(Role::from_code(Role::Series(3).code()), Role::Series(3));
    }
}
