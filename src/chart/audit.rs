//! Looks at a laid-out drawing as a reader would: can every word be read, is every mark there, can series be told apart.
//!
//! Each drawing is looked at when it is made; `check` says what is found. What colours are like depends on the theme and
//! is a check of its own.

use std::collections::BTreeSet;
use std::fmt;

use super::input::{Chart, Size};
use super::palette::Role;
use super::scene::{Area, At, Form, Panel, Scene, Shape, Stroke, Text};

/// Something that is wrong with a drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The picture is not as wide as it should be, or without end.
    Extent,
    /// A text reaches out of the picture.
    TextOutside(String),
    /// Two texts lie over each other.
    TextsOverlap(String, String),
    /// A text would be smaller than 12 pixels where the picture is shown smallest.
    TextTooSmall(String),
    /// A mark lies outside of the picture, or nowhere.
    MarkOutside(String),
    /// Two fills touch that only their colours tell apart.
    FillsTouch,
    /// Series differ by their colours, and nothing names this one.
    SeriesUnnamed(usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Extent => f.write_str("the picture has no proper size"),
            Fault::TextOutside(text) => write!(f, "`{text}` leaves the picture"),
            Fault::TextsOverlap(one, other) => write!(f, "`{one}` lies over `{other}`"),
            Fault::TextTooSmall(text) => write!(f, "`{text}` is smaller than {SMALLEST} pixels"),
            Fault::MarkOutside(words) => write!(f, "the mark of `{words}` leaves the picture"),
            Fault::FillsTouch => f.write_str("two fills touch that only their colours tell apart"),
            Fault::SeriesUnnamed(series) => write!(f, "nothing names series or group {}", series + 1),
        }
    }
}

/// The least height of letters, in CSS pixels.
const SMALLEST: f64 = 12.0;
/// Half a unit is rounding.
const ROUNDING: f64 = 0.6;
/// The least space between fills that touch otherwise.
const GAP: f64 = 1.0;
/// A fill that is thinner than this has no room for a gap beside it.
const SLIVER: f64 = 4.0;
/// No chart is so long that a reader would scroll for minutes.
const LONGEST: f64 = 40_000.0;

impl Size {
    /// How many CSS pixels a unit of the view box is at least: the column's width over the drawing's.
    fn smallest_scale(self) -> f64 {
        match self {
            Size::Wide => 620.0 / self.width(),
            Size::Narrow => 296.0 / self.width(),
        }
    }
}

/// Everything that is wrong with the drawing of a chart.
pub fn faults(chart: &Chart, scene: &Scene, size: Size) -> Vec<Fault> {
    let mut faults = Vec::new();
    if (scene.width - size.width()).abs() > 0.01 || !(1.0..LONGEST).contains(&scene.height) {
        faults.push(Fault::Extent);
    }
    faults.extend(faults_of_texts(scene, size));
    for panel in &scene.panels {
        faults.extend(marks_outside(scene, panel));
        faults.extend(touching(panel));
    }
    faults.extend(unnamed(chart, scene));
    faults
}

fn faults_of_texts(scene: &Scene, size: Size) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut texts = scene.texts();
    texts.retain(|(text, _)| !text.text.is_empty());
    for (text, area) in &texts {
        if !holds(scene, area, ROUNDING) {
            faults.push(Fault::TextOutside(text.text.clone()));
        }
        if text.size * size.smallest_scale() < SMALLEST {
            faults.push(Fault::TextTooSmall(text.text.clone()));
        }
    }
    texts.sort_by(|(_, a), (_, b)| a.top.total_cmp(&b.top));
    for (index, (text, area)) in texts.iter().enumerate() {
        let less =
            Area { left: area.left + 0.5, top: area.top + 0.5, right: area.right - 0.5, bottom: area.bottom - 0.5 };
        // In the order of their tops, nothing that begins below this text can lie over it.
        let near = texts.iter().skip(index + 1).take_while(|(_, other)| other.top < less.bottom);
        let over = near.filter(|(_, other)| less.overlaps(other));
        faults
            .extend(over.map(|(other, _): &(&Text, Area)| Fault::TextsOverlap(text.text.clone(), other.text.clone())));
    }
    faults
}

/// Whether a rectangle lies in the picture; one with a side that is no number lies nowhere.
fn holds(scene: &Scene, area: &Area, rounding: f64) -> bool {
    area.left >= -rounding
        && area.top >= -rounding
        && area.right <= scene.width + rounding
        && area.bottom <= scene.height + rounding
}

fn marks_outside(scene: &Scene, panel: &Panel) -> Option<Fault> {
    let mut shapes = panel.marks.iter().flat_map(|mark| mark.shapes.iter().map(move |shape| (mark, shape)));
    let is_outside =
        |shape: &Shape| area_of(panel, shape).is_some_and(|area| !holds(scene, &area, ROUNDING + reach(shape)));
    let (mark, _) = shapes.find(|(_, shape)| shape.ink.role != Role::Ground && is_outside(shape))?;
    Some(Fault::MarkOutside(mark.words.clone().unwrap_or_default()))
}

/// How far a line reaches to both sides of its path.
fn reach(shape: &Shape) -> f64 {
    match shape.ink.stroke {
        Stroke::Hollow(width) | Stroke::HollowDashed(width) | Stroke::Line(width) | Stroke::Dashed(width) => {
            width / 2.0
        }
        Stroke::Fill | Stroke::Halo => 0.0,
    }
}

/// The rectangle around a shape that is no text.
fn area_of(panel: &Panel, shape: &Shape) -> Option<Area> {
    let around = |places: &[At], more: f64| {
        let mut points = places.iter().map(|at| panel.place(*at));
        let (x, y) = points.next()?;
        let first = Area { left: x, top: y, right: x, bottom: y };
        let area = points.fold(first, |area, (x, y)| Area {
            left: smaller(area.left, x),
            top: smaller(area.top, y),
            right: -smaller(-area.right, -x),
            bottom: -smaller(-area.bottom, -y),
        });
        Some(Area {
            left: area.left - more,
            top: area.top - more,
            right: area.right + more,
            bottom: area.bottom + more,
        })
    };
    match &shape.form {
        Form::Rect(from, to) => around(&[*from, *to], 0.0),
        Form::Circle(at, radius) => around(&[*at], *radius),
        Form::Line(places) | Form::Polygon(places) => around(places, 0.0),
        Form::Text(_) => None,
    }
}

/// The smaller of two numbers, or what is no number: `f64::min` would hide it.
fn smaller(one: f64, other: f64) -> f64 {
    if one.is_nan() || one < other { one } else { other }
}

/// Two filled rectangles of different series without a gap between them.
fn touching(panel: &Panel) -> Option<Fault> {
    let filled = panel.marks.iter().flat_map(|mark| &mark.shapes).filter_map(|shape| match (&shape.form, shape.ink) {
        (Form::Rect(..), ink) if ink.stroke == Stroke::Fill => match ink.role {
            Role::Series(series) => Some((series, area_of(panel, shape)?)),
            _ => None,
        },
        _ => None,
    });
    let mut filled: Vec<(u8, Area)> = filled.collect();
    filled.retain(|(_, area)| (area.right - area.left).min(area.bottom - area.top) >= SLIVER);
    filled.sort_by(|(_, a), (_, b)| a.top.total_cmp(&b.top));
    let touches = filled.iter().enumerate().any(|(index, (series, area))| {
        let near = Area {
            left: area.left - GAP + 0.05,
            top: area.top - GAP + 0.05,
            right: area.right + GAP - 0.05,
            bottom: area.bottom + GAP - 0.05,
        };
        let below = filled.iter().skip(index + 1).take_while(|(_, other)| other.top < near.bottom);
        // Corners that are near each other on the slant do not touch.
        let beside = |other: &Area| {
            let across = area.left.max(other.left) < area.right.min(other.right) - 0.5;
            let down = area.top.max(other.top) < area.bottom.min(other.bottom) - 0.5;
            near.overlaps(other) && (across || down)
        };
        below.filter(|(other, _)| other != series).any(|(_, other)| beside(other))
    });
    touches.then_some(Fault::FillsTouch)
}

/// A series that has a colour of its own, and no words in the drawing that begin its name.
fn unnamed(chart: &Chart, scene: &Scene) -> Option<Fault> {
    // Marks have words; samples of a key have none, and show more than they name.
    let marks = scene.panels.iter().flat_map(|panel| &panel.marks).filter(|mark| mark.words.is_some());
    let used: BTreeSet<usize> = marks
        .flat_map(|mark| &mark.shapes)
        .filter_map(|shape| match shape.ink.role {
            Role::Series(series) => Some(usize::from(series)),
            _ => None,
        })
        .collect();
    if used.len() < 2 {
        return None;
    }
    let texts = scene.texts();
    let is_named = |label: &str| {
        let begins = |text: &str| !text.is_empty() && label.trim().starts_with(text);
        let is_cut = |text: &str| begins(text.trim_end_matches('…').trim());
        label.trim().is_empty() || texts.iter().any(|(text, _)| text.text.trim() == label.trim() || is_cut(&text.text))
    };
    // Where points are told apart by their groups, the series are what is measured.
    let told_apart = if chart.options.kind().most_groups > 0 { &chart.groups } else { &chart.series };
    let series = told_apart.iter().enumerate().filter(|(index, _)| used.contains(index));
    series.filter(|(_, series)| !is_named(&series.label)).map(|(index, _)| Fault::SeriesUnnamed(index)).next()
}

#[cfg(test)]
mod tests {
    use super::super::input::{Measure, Noun, Order, Series};
    use super::super::kind::KINDS;
    use super::super::scene::{Anchor, Mark};
    use super::*;

    fn chart(series: &[&str]) -> Chart {
        Chart {
            id: "made".to_owned(),
            language: "en".to_owned(),
            title: String::new(),
            subtitle: None,
            things: Noun::default(),
            measure: Measure::default(),
            groups: Vec::new(),
            series: series.iter().map(|label| Series::new(*label)).collect(),
            rows: Vec::new(),
            order: Order::Given,
            population: None,
            source: None,
            note: None,
            options: (KINDS[0].defaults)(),
        }
    }

    fn found_in(series: &[&str], shapes: Vec<Shape>) -> Vec<Fault> {
        let mut panel = Panel::of_places(0.0, 0.0, 720.0, 100.0);
        panel.marks = shapes.into_iter().map(|shape| Mark::saying("this", [shape])).collect();
        let scene = Scene { width: 720.0, height: 100.0, panels: vec![panel] };
        faults(&chart(series), &scene, Size::Wide)
    }

    fn found(shapes: Vec<Shape>) -> Vec<Fault> {
        found_in(&[], shapes)
    }

    fn text(x: f64, y: f64, text: &str) -> Shape {
        Shape::text(At::new(x, y), text, Anchor::Start, Role::Text)
    }

    fn rect(left: f64, right: f64, series: usize) -> Shape {
        Shape::rect(At::new(left, 10.0), At::new(right, 30.0), Role::series(series).fill())
    }

    #[test]
    fn words_apart_and_inside_are_no_fault() {
        assert_eq!(found(vec![text(0.0, 20.0, "one"), text(0.0, 37.0, "two"), text(60.0, 20.0, "three")]), []);
    }

    #[test]
    fn words_over_words_are_found() {
        let faults = found(vec![text(0.0, 20.0, "one"), text(300.0, 20.0, "far"), text(4.0, 24.0, "two")]);
        assert_eq!(faults, [Fault::TextsOverlap("one".into(), "two".into())]);
        assert_eq!(faults[0].to_string(), "`one` lies over `two`");
    }

    #[test]
    fn words_that_leave_the_picture_are_found() {
        assert_eq!(found(vec![text(700.0, 20.0, "Institut")]), [Fault::TextOutside("Institut".into())]);
        assert_eq!(found(vec![text(0.0, 5.0, "up")]), [Fault::TextOutside("up".into())]);
        let nowhere = Shape::text(At::new(0.0, 20.0).by(f64::NAN, 0.0), "nowhere", Anchor::Start, Role::Text);
        assert_eq!(found(vec![nowhere]), [Fault::TextOutside("nowhere".into())]);
    }

    #[test]
    fn words_that_are_too_small_are_found() {
        assert_eq!(found(vec![text(0.0, 20.0, "fine print").sized(13.0)]), [Fault::TextTooSmall("fine print".into())]);
    }

    #[test]
    fn marks_outside_and_marks_nowhere_are_found() {
        assert_eq!(found(vec![rect(10.0, 720.0, 0)]), []);
        assert_eq!(found(vec![rect(10.0, 730.0, 0)]), [Fault::MarkOutside("this".into())]);
        let nowhere = Shape::circle(At::new(20.0, 20.0).by(f64::NAN, 0.0), 4.0, Role::series(0).fill());
        assert_eq!(found(vec![nowhere]), [Fault::MarkOutside("this".into())]);
    }

    #[test]
    fn fills_that_touch_are_found_and_a_gap_is_enough() {
        let named = |shapes: Vec<Shape>| {
            let names = vec![text(0.0, 60.0, "one"), text(0.0, 80.0, "two")];
            found_in(&["one", "two"], shapes.into_iter().chain(names).collect())
        };
        assert_eq!(named(vec![rect(10.0, 50.0, 0), rect(50.0, 90.0, 1)]), [Fault::FillsTouch]);
        assert_eq!(named(vec![rect(10.0, 50.0, 0), rect(51.0, 90.0, 1)]), []);
        assert_eq!(named(vec![rect(10.0, 50.0, 0), rect(50.0, 90.0, 0)]), []);
    }

    #[test]
    fn a_series_that_only_its_colour_tells_is_found() {
        let marks = || vec![rect(10.0, 50.0, 0), rect(60.0, 90.0, 1), text(0.0, 60.0, "yes")];
        assert_eq!(found_in(&["yes", "no"], marks()), [Fault::SeriesUnnamed(1)]);
        let shortened = [marks(), vec![text(0.0, 80.0, "perh…")]].concat();
        assert_eq!(found_in(&["yes", "perhaps not"], shortened), []);
    }

    #[test]
    fn a_picture_without_a_size_is_found() {
        let scene = Scene { width: 720.0, height: f64::INFINITY, panels: Vec::new() };
        assert_eq!(faults(&chart(&[]), &scene, Size::Wide), [Fault::Extent]);
        assert_eq!(faults(&chart(&[]), &scene, Size::Narrow), [Fault::Extent]);
    }
}
