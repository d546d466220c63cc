//! A laid-out drawing as data: panels with scales, marks with words, shapes with inks.
//!
//! The kinds make it, `canvas` draws it with plotters, tests and checks measure it. It serialises, so that its
//! fingerprint is the key by which a drawing is reused. It holds no colours and no numbers as text.

use serde::Serialize;

use super::measure::{self, TEXT, Weight};
use super::palette::Role;
use super::scale::Scale;

/// A whole drawing, in units of its view box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scene {
    /// The width of the view box.
    pub width: f64,
    /// The height of the view box.
    pub height: f64,
    /// The parts, in the order in which they are drawn.
    pub panels: Vec<Panel>,
}

/// A rectangle with scales of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Panel {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// From its left edge to its right one.
    pub width: f64,
    /// From its upper edge to its lower one.
    pub height: f64,
    /// The scale from left to right.
    pub x: Scale,
    /// The scale from top to bottom.
    pub y: Scale,
    /// Which ticks have a line through the panel.
    pub grid: Grid,
    /// What is drawn, the first lowest.
    pub marks: Vec<Mark>,
}

/// The lines behind the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Grid {
    /// None: the marks carry their numbers.
    None,
    /// At the ticks of the horizontal scale.
    Vertical,
    /// At the ticks of the vertical scale.
    Horizontal,
}

/// What a reader sees as one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Mark {
    /// What it is, in words: "IRD : 6 citations".
    pub words: Option<String>,
    /// Where it leads, relative to the page.
    pub href: Option<String>,
    /// Its shapes, the first lowest.
    pub shapes: Vec<Shape>,
}

/// A shape and its ink.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shape {
    /// Where and what.
    pub form: Form,
    /// In what.
    pub ink: Ink,
}

/// A place in a panel: values on its scales, and view-box units to the right and down from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct At {
    /// On the horizontal scale.
    pub x: f64,
    /// On the vertical scale.
    pub y: f64,
    /// To the right of it.
    pub dx: f64,
    /// Below it.
    pub dy: f64,
}

impl At {
    /// A place by its values.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y, dx: 0.0, dy: 0.0 }
    }

    /// The same place, moved by view-box units.
    pub fn by(self, dx: f64, dy: f64) -> Self {
        Self { dx: self.dx + dx, dy: self.dy + dy, ..self }
    }
}

/// The forms that everything is drawn from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Form {
    /// A rectangle by two opposite corners.
    Rect(At, At),
    /// A circle by its centre and radius.
    Circle(At, f64),
    /// A line through points.
    Line(Vec<At>),
    /// A closed form through points.
    Polygon(Vec<At>),
    /// A line of text.
    Text(Text),
}

/// A line of text; its place is on the baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Text {
    /// Where.
    pub at: At,
    /// What.
    pub text: String,
    /// Which end of it stands there.
    pub anchor: Anchor,
    /// How heavy.
    pub weight: Weight,
    /// How large; [`TEXT`] but for a key figure.
    pub size: f64,
    /// Whether it runs upwards.
    pub upwards: bool,
    /// Its language, where it is not the page's.
    pub lang: Option<String>,
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A role and how it is laid on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ink {
    /// The role, which gives class and colour.
    pub role: Role,
    /// How.
    pub stroke: Stroke,
}

/// How ink is laid on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Stroke {
    /// The form is filled.
    Fill,
    /// The form is outlined over paper; the number is the line's width.
    Hollow(f64),
    /// As hollow, with a dashed line.
    HollowDashed(f64),
    /// A line of that width.
    Line(f64),
    /// A dashed line of that width.
    Dashed(f64),
    /// As filled, with a rim of paper: words that lie over lines.
    Halo,
}

impl Role {
    /// Filled with this role.
    pub fn fill(self) -> Ink {
        Ink { role: self, stroke: Stroke::Fill }
    }

    /// Outlined in this role.
    pub fn hollow(self, width: f64) -> Ink {
        Ink { role: self, stroke: Stroke::Hollow(width) }
    }

    /// Outlined in dashes of this role.
    pub fn hollow_dashed(self, width: f64) -> Ink {
        Ink { role: self, stroke: Stroke::HollowDashed(width) }
    }

    /// A line of this role.
    pub fn line(self, width: f64) -> Ink {
        Ink { role: self, stroke: Stroke::Line(width) }
    }

    /// A dashed line of this role.
    pub fn dashed(self, width: f64) -> Ink {
        Ink { role: self, stroke: Stroke::Dashed(width) }
    }
}

impl Shape {
    /// A rectangle by two opposite corners.
    pub fn rect(from: At, to: At, ink: Ink) -> Self {
        Self { form: Form::Rect(from, to), ink }
    }

    /// A circle.
    pub fn circle(at: At, radius: f64, ink: Ink) -> Self {
        Self { form: Form::Circle(at, radius), ink }
    }

    /// A line through points.
    pub fn line(points: impl Into<Vec<At>>, ink: Ink) -> Self {
        Self { form: Form::Line(points.into()), ink }
    }

    /// A closed form through points.
    pub fn polygon(points: impl Into<Vec<At>>, ink: Ink) -> Self {
        Self { form: Form::Polygon(points.into()), ink }
    }

    /// A line of text.
    pub fn text(at: At, text: impl Into<String>, anchor: Anchor, role: Role) -> Self {
        let text =
            Text { at, text: text.into(), anchor, weight: Weight::Regular, size: TEXT, upwards: false, lang: None };
        Self { form: Form::Text(text), ink: role.fill() }
    }

    /// The same text, with a rim of paper, for words over lines.
    pub fn with_halo(mut self) -> Self {
        self.ink.stroke = Stroke::Halo;
        self
    }

    /// The same text, heavier.
    pub fn strong(self) -> Self {
        self.with(|text| text.weight = Weight::Strong)
    }

    /// The same text, running upwards.
    pub fn upwards(self) -> Self {
        self.with(|text| text.upwards = true)
    }

    /// The same text, of another size.
    pub fn sized(self, size: f64) -> Self {
        self.with(|text| text.size = size)
    }

    /// The same text, in another language than the page's where one is given.
    pub fn in_language(self, lang: Option<&str>) -> Self {
        self.with(|text| text.lang = lang.map(str::to_owned))
    }

    fn with(mut self, change: impl FnOnce(&mut Text)) -> Self {
        if let Form::Text(text) = &mut self.form {
            change(text);
        }
        self
    }
}

impl Mark {
    /// Shapes that say nothing of their own.
    pub fn plain(shapes: impl Into<Vec<Shape>>) -> Self {
        Self { words: None, href: None, shapes: shapes.into() }
    }

    /// Shapes that stand for something.
    pub fn saying(words: impl Into<String>, shapes: impl Into<Vec<Shape>>) -> Self {
        Self { words: Some(words.into()), href: None, shapes: shapes.into() }
    }

    /// The same mark, leading somewhere where an address is given.
    pub fn leading(mut self, href: Option<&str>) -> Self {
        self.href = href.map(str::to_owned);
        self
    }
}

/// A rectangle of the view box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl Area {
    /// Whether two rectangles share more than an edge.
    pub fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

impl Panel {
    /// A panel that is laid out in units of the view box, from its own corner.
    pub fn of_places(left: f64, top: f64, width: f64, height: f64) -> Self {
        let (x, y) = (Scale::places(width), Scale::places(height));
        Self { left, top, width: x.to, height: y.to, x, y, grid: Grid::None, marks: Vec::new() }
    }

    /// A panel with a scale of values from left to right, laid out by hand from top to bottom.
    pub fn across(left: f64, top: f64, width: f64, height: f64, x: Scale) -> Self {
        Self { x, grid: Grid::Vertical, ..Self::of_places(left, top, width, height) }
    }

    /// Where a place falls in the view box.
    pub fn place(&self, at: At) -> (f64, f64) {
        let x = self.left + self.x.part(at.x) * self.width + at.dx;
        let y = self.top + self.y.part(at.y) * self.height + at.dy;
        (x, y)
    }

    /// How many units a value is from the left edge.
    pub fn across_to(&self, value: f64) -> f64 {
        self.x.part(value) * self.width
    }

    /// The rectangle that a shape takes up, where it is a text.
    pub fn area_of_shape(&self, shape: &Shape) -> Option<Area> {
        match &shape.form {
            Form::Text(text) => Some(self.area_of(text)),
            _ => None,
        }
    }

    /// The rectangle that a text takes up.
    pub fn area_of(&self, text: &Text) -> Area {
        let (x, y) = self.place(text.at);
        let (ascent, descent) = (measure::ASCENT * text.size / TEXT, measure::DESCENT * text.size / TEXT);
        let length = measure::width_at(&text.text, text.weight, text.size);
        let before = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => length / 2.0,
            Anchor::End => length,
        };
        if text.upwards {
            return Area { left: x - ascent, right: x + descent, top: y + before - length, bottom: y + before };
        }
        Area { left: x - before, right: x - before + length, top: y - ascent, bottom: y + descent }
    }
}

impl Scene {
    /// Every text of the drawing and the rectangle that it takes up.
    pub fn texts(&self) -> Vec<(&Text, Area)> {
        let mut texts = Vec::new();
        for panel in &self.panels {
            for shape in panel.marks.iter().flat_map(|mark| &mark.shapes) {
                if let Form::Text(text) = &shape.form {
                    texts.push((text, panel.area_of(text)));
                }
            }
        }
        texts
    }

    /// How many marks lead somewhere.
    pub fn links(&self) -> usize {
        self.panels.iter().flat_map(|panel| &panel.marks).filter(|mark| mark.href.is_some()).count()
    }

    /// The same drawing without links.
    pub fn unlinked(mut self) -> Self {
        for mark in self.panels.iter_mut().flat_map(|panel| &mut panel.marks) {
            mark.href = None;
        }
        self
    }
}
