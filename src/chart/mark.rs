//! The marks that kinds are made of: bars, dots, spans, arrows, each drawn by how surely it is known.
//!
//! Certainty is a shape before it is a colour: filled is stated, half filled is from elsewhere, hollow and dashed is
//! inferred.

use super::input::Certainty;
use super::palette::Role;
use super::scene::{At, Panel, Shape};

/// The width of outlines.
pub const OUTLINE: f64 = 1.8;

/// A bar from one value to another, between two heights of its panel.
pub fn bar(panel: &Panel, values: (f64, f64), heights: (f64, f64), role: Role, certainty: Certainty) -> Vec<Shape> {
    let (left, right) = (panel.across_to(values.0.min(values.1)), panel.across_to(values.0.max(values.1)));
    if right - left < 0.05 {
        return Vec::new();
    }
    let (from, to) = (At::new(values.0.min(values.1), heights.0), At::new(values.0.max(values.1), heights.1));
    // An outline lies inside the bar's own edges; a bar thinner than its outline is filled.
    let inset = OUTLINE / 2.0;
    if certainty == Certainty::Explicit || right - left < 2.0 * OUTLINE {
        return vec![Shape::rect(from, to, role.fill())];
    }
    let (from, to) = (from.by(inset, inset), to.by(-inset, -inset));
    match certainty {
        Certainty::Inferred => vec![Shape::rect(from, to, role.hollow_dashed(OUTLINE))],
        _ => {
            let outline = Shape::rect(from, to, role.hollow(OUTLINE));
            let size = (right - left - OUTLINE, heights.1 - heights.0 - OUTLINE);
            std::iter::once(outline).chain(hatching(from, size, role)).collect()
        }
    }
}

/// A bar that stands on one value and reaches another, from one place across to another.
pub fn upright(panel: &Panel, across: (f64, f64), values: (f64, f64), role: Role, certainty: Certainty) -> Vec<Shape> {
    let (left, right) = (panel.across_to(across.0), panel.across_to(across.1));
    let height = (panel.y.part(values.0) - panel.y.part(values.1)) * panel.height;
    if height < 0.05 || right - left < 0.05 {
        return Vec::new();
    }
    // The gap between neighbours is the right edge's.
    let gap = if right - left > 4.0 { 1.0 } else { 0.0 };
    let (corner, end) = (At::new(across.0, values.1), At::new(across.1, values.0).by(-gap, 0.0));
    let inset = OUTLINE / 2.0;
    let is_thin = right - left - gap < 2.0 * OUTLINE || height < 2.0 * OUTLINE;
    if certainty == Certainty::Explicit || is_thin {
        return vec![Shape::rect(corner, end, role.fill())];
    }
    let (corner, end) = (corner.by(inset, inset), end.by(-inset, -inset));
    match certainty {
        Certainty::Inferred => vec![Shape::rect(corner, end, role.hollow_dashed(OUTLINE))],
        _ => {
            let size = (right - left - gap - OUTLINE, height - OUTLINE);
            let outline = Shape::rect(corner, end, role.hollow(OUTLINE));
            std::iter::once(outline).chain(hatching(corner, size, role)).collect()
        }
    }
}

/// Lines at 45° through a rectangle, cut off at its edges.
fn hatching(corner: At, (width, height): (f64, f64), role: Role) -> Vec<Shape> {
    const APART: f64 = 6.0;
    let count = ((width + height) / APART).floor().clamp(0.0, 400.0) as usize;
    let line = |i: usize| {
        // The line x + y = along, from the left or lower edge to the upper or right one.
        let along = i as f64 * APART;
        let low = (along - height).max(0.0);
        let high = along.min(width);
        (high > low).then(|| {
            let points = [corner.by(low, along - low), corner.by(high, along - high)];
            Shape::line(points, role.line(1.2))
        })
    };
    (1..=count).filter_map(line).collect()
}

/// A dot.
pub fn dot(at: At, radius: f64, role: Role, certainty: Certainty) -> Vec<Shape> {
    let outline = Shape::circle(at, radius - OUTLINE / 2.0, role.hollow(OUTLINE));
    match certainty {
        Certainty::Explicit => vec![Shape::circle(at, radius, role.fill())],
        Certainty::Inferred => vec![outline],
        Certainty::External => vec![outline, half_disc(at, radius - OUTLINE / 2.0, role)],
    }
}

/// A diamond: about there.
pub fn diamond(at: At, radius: f64, role: Role, certainty: Certainty) -> Shape {
    let (reach, ink) = match certainty {
        Certainty::Inferred => (radius, role.hollow_dashed(OUTLINE)),
        Certainty::Explicit | Certainty::External => (radius, role.hollow(OUTLINE)),
    };
    Shape::polygon([at.by(0.0, -reach), at.by(reach, 0.0), at.by(0.0, reach), at.by(-reach, 0.0)], ink)
}

/// The left half of a disc.
fn half_disc(at: At, radius: f64, role: Role) -> Shape {
    let angle = |i: u8| std::f64::consts::FRAC_PI_2 + f64::from(i) * std::f64::consts::PI / 10.0;
    let point = |i: u8| at.by(radius * angle(i).cos(), -radius * angle(i).sin());
    Shape::polygon((0..=10).map(point).collect::<Vec<_>>(), role.fill())
}

/// The markers that tell lines apart when colours do not.
pub fn marker(at: At, series: usize, role: Role) -> Shape {
    match series % 4 {
        0 => Shape::circle(at, 4.0, role.fill()),
        1 => Shape::rect(at.by(-3.6, -3.6), at.by(3.6, 3.6), role.fill()),
        2 => Shape::polygon([at.by(0.0, -5.0), at.by(5.0, 0.0), at.by(0.0, 5.0), at.by(-5.0, 0.0)], role.fill()),
        _ => Shape::polygon([at.by(0.0, -4.8), at.by(4.8, 3.8), at.by(-4.8, 3.8)], role.fill()),
    }
}

/// A marker by how surely it is known: filled, half filled or hollow, and so many times its size.
pub fn marker_as(at: At, series: usize, times: f64, role: Role, certainty: Certainty) -> Vec<Shape> {
    let corners: &[(f64, f64)] = match series % 4 {
        0 => return dot(at, 4.4 * times, role, certainty),
        1 => &[(0.0, -3.8), (3.8, -3.8), (3.8, 3.8), (0.0, 3.8), (-3.8, 3.8), (-3.8, -3.8)],
        2 => &[(0.0, -5.4), (5.4, 0.0), (0.0, 5.4), (-5.4, 0.0)],
        _ => &[(0.0, -5.2), (5.0, 4.0), (0.0, 4.0), (-5.0, 4.0)],
    };
    let place = |(x, y): &(f64, f64)| at.by(x * times, y * times);
    let outline = || corners.iter().map(place).collect::<Vec<_>>();
    // The left half begins and ends on the upright through the middle.
    let left = || corners.iter().filter(|(x, _)| *x <= 0.0).map(place).collect::<Vec<_>>();
    match certainty {
        Certainty::Explicit => vec![Shape::polygon(outline(), role.fill())],
        Certainty::Inferred => vec![Shape::polygon(outline(), role.hollow(OUTLINE))],
        Certainty::External => {
            vec![Shape::polygon(outline(), role.hollow(OUTLINE)), Shape::polygon(left(), role.fill())]
        }
    }
}

/// A line from one place to another, dashed where it is inferred.
pub fn line(from: At, to: At, width: f64, role: Role, certainty: Certainty) -> Shape {
    let ink = if certainty == Certainty::Inferred { role.dashed(width) } else { role.line(width) };
    Shape::line([from, to], ink)
}

/// The head of an arrow that points to the right of a place, or to its left.
pub fn arrow_head(tip: At, to_the_right: bool, role: Role) -> Shape {
    let back = if to_the_right { -8.0 } else { 8.0 };
    Shape::polygon([tip, tip.by(back, -5.0), tip.by(back, 5.0)], role.fill())
}
