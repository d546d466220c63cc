//! A scene drawn by plotters into SVG: the only user of plotters.
//!
//! plotters maps the points of each panel by its two scales, draws the lines behind the marks at our ticks, and asks a
//! [`Canvas`] for rectangles, circles, paths and texts. The canvas is ten times larger than the view box, because
//! plotters counts in whole pixels, and writes one decimal. Colours travel through plotters as roles. Text is written,
//! never measured here, so no font is read.
//!
//! Written compactly: neighbours of one ink share a group, neighbouring lines of one ink are one path.

use std::convert::Infallible;
use std::ops::Range;

use plotters::coord::Shift;
use plotters::coord::cartesian::{Cartesian2d, MeshLine};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

use super::measure::{TEXT, Weight};
use super::palette::{PAPER, Role};
use super::scale::Scale;
use super::scene::{Anchor, At, Form, Grid, Ink, Mark, Panel, Scene, Shape, Stroke, Text};
use super::svg::escape;

/// How many of the canvas's pixels are one unit of the view box.
const FINE: f64 = 10.0;

/// The inside of the `<svg>`: everything that the scene holds.
///
/// Where marks lead somewhere, what leads nowhere is hidden from screen readers, which hear the links' own names.
pub(super) fn draw(scene: &Scene) -> String {
    let mut page = Page::default();
    let size = (fine(scene.width).max(1) as u32, fine(scene.height).max(1) as u32);
    let root = Canvas { size, page: &mut page }.into_drawing_area();
    for panel in &scene.panels {
        match draw_panel(&root, panel) {
            Ok(()) => {}
            Err(_) => unreachable!("the canvas writes to memory, and its errors cannot be made"),
        }
    }
    drop(root);
    let mut out = String::new();
    match scene.links() {
        0 => write_nodes(&page.nodes, &mut out),
        _ => write_around_links(&page.nodes, &mut out),
    }
    out
}

type Failure = plotters::drawing::DrawingAreaErrorKind<Infallible>;

fn draw_panel<'p>(root: &DrawingArea<Canvas<'p>, Shift>, panel: &Panel) -> Result<(), Failure> {
    let across = fine(panel.left)..fine(panel.left + panel.width);
    let down = fine(panel.top)..fine(panel.top + panel.height);
    let coordinates = Cartesian2d::<Axis, Axis>::new(Axis(panel.x.clone()), Axis(panel.y.clone()), (across, down));
    let area = root.apply_coord_spec(coordinates);
    area.draw_mesh(
        |canvas, line| match (&line, panel.grid) {
            (MeshLine::XMesh(from, to, _), Grid::Vertical) | (MeshLine::YMesh(from, to, _), Grid::Horizontal) => {
                canvas.draw_path([*from, *to], &Role::Grid.line(1.0))
            }
            _ => Ok(()),
        },
        1,
        1,
    )?;
    panel.marks.iter().try_for_each(|mark| area.draw(&Drawn::of(mark)))
}

/// A length or place in the canvas's pixels.
fn fine(units: f64) -> i32 {
    (units * FINE).round().clamp(-1e8, 1e8) as i32
}

/// One of our scales, as plotters uses it.
#[derive(Clone)]
struct Axis(Scale);

impl Ranged for Axis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        from.saturating_add((self.0.part(*value) * f64::from(to - from)).round() as i32)
    }

    /// Our ticks, however many plotters would like.
    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.0.ticks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.0.from..self.0.to
    }
}

/// A mark as an element of plotters: its places go through the coordinates of the area, in their order.
struct Drawn<'m> {
    mark: &'m Mark,
    points: Vec<(f64, f64)>,
}

impl<'m> Drawn<'m> {
    fn of(mark: &'m Mark) -> Self {
        let places = mark.shapes.iter().flat_map(|shape| places(&shape.form));
        Self { mark, points: places.map(|at| (at.x, at.y)).collect() }
    }
}

fn places(form: &Form) -> Vec<At> {
    match form {
        Form::Rect(from, to) => vec![*from, *to],
        Form::Circle(at, _) => vec![*at],
        Form::Line(points) | Form::Polygon(points) => points.clone(),
        Form::Text(text) => vec![text.at],
    }
}

impl<'a> PointCollection<'a, (f64, f64)> for &'a Drawn<'_> {
    type IntoIter = &'a [(f64, f64)];
    type Point = &'a (f64, f64);

    fn point_iter(self) -> &'a [(f64, f64)] {
        &self.points
    }
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl<'p> Drawable<Canvas<'p>> for Drawn<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, mut mapped: I, canvas: &mut Canvas<'p>, _: (u32, u32)) -> Done {
        let outside = std::mem::take(&mut canvas.page.nodes);
        for shape in &self.mark.shapes {
            draw_shape(shape, &mut mapped, canvas)?;
        }
        let nodes = std::mem::replace(&mut canvas.page.nodes, outside);
        match (&self.mark.words, &self.mark.href) {
            (None, None) => canvas.page.nodes.extend(nodes),
            (words, href) => {
                canvas.page.nodes.push(Node::Mark { words: words.clone(), href: href.clone(), nodes });
            }
        }
        Ok(())
    }
}

/// Draws a shape at the places that plotters has mapped, each moved by the units that it is off by.
fn draw_shape(shape: &Shape, mapped: &mut impl Iterator<Item = BackendCoord>, canvas: &mut Canvas<'_>) -> Done {
    let moved = |(x, y): BackendCoord, at: &At| (x.saturating_add(fine(at.dx)), y.saturating_add(fine(at.dy)));
    let points: Vec<BackendCoord> =
        places(&shape.form).iter().zip(mapped).map(|(at, point)| moved(point, at)).collect();
    match (&shape.form, points.as_slice()) {
        (Form::Rect(..), [from, to]) => {
            let (left, right) = (from.0.min(to.0), from.0.max(to.0));
            let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
            canvas.draw_rect((left, top), (right, bottom), &shape.ink, true)
        }
        (Form::Circle(_, radius), [centre]) => {
            canvas.draw_circle(*centre, fine(*radius).max(0) as u32, &shape.ink, true)
        }
        (Form::Line(_), points) => canvas.draw_path(points.iter().copied(), &shape.ink),
        (Form::Polygon(_), points) => canvas.fill_polygon(points.iter().copied(), &shape.ink),
        (Form::Text(text), [at]) => canvas.draw_text(&text.text, &Lettering { text, ink: shape.ink }, *at),
        _ => Ok(()),
    }
}

impl BackendStyle for Ink {
    /// A colour that stands for the ink: the role, then how it is laid on.
    fn color(&self) -> BackendColor {
        let laid_on = match self.stroke {
            Stroke::Fill => 0,
            Stroke::Hollow(_) => 1,
            Stroke::HollowDashed(_) => 2,
            Stroke::Line(_) => 3,
            Stroke::Dashed(_) => 4,
            Stroke::Halo => 5,
        };
        BackendColor { alpha: 1.0, rgb: (self.role.code(), laid_on, 0) }
    }

    fn stroke_width(&self) -> u32 {
        match self.stroke {
            Stroke::Fill | Stroke::Halo => 0,
            Stroke::Hollow(width) | Stroke::HollowDashed(width) | Stroke::Line(width) | Stroke::Dashed(width) => {
                fine(width).max(0) as u32
            }
        }
    }
}

/// The ink that a style of plotters stands for.
fn ink_of(style: &impl BackendStyle) -> Ink {
    let (role, laid_on, _) = style.color().rgb;
    let width = f64::from(style.stroke_width()) / FINE;
    let stroke = match laid_on {
        1 => Stroke::Hollow(width),
        2 => Stroke::HollowDashed(width),
        3 => Stroke::Line(width),
        4 => Stroke::Dashed(width),
        5 => Stroke::Halo,
        _ => Stroke::Fill,
    };
    Ink { role: Role::from_code(role), stroke }
}

/// A text as plotters passes it on. The language travels in the name of the font family, which is the same everywhere.
struct Lettering<'t> {
    text: &'t Text,
    ink: Ink,
}

impl BackendTextStyle for Lettering<'_> {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        BackendStyle::color(&self.ink)
    }

    fn size(&self) -> f64 {
        self.text.size
    }

    fn transform(&self) -> FontTransform {
        if self.text.upwards { FontTransform::Rotate270 } else { FontTransform::None }
    }

    fn style(&self) -> FontStyle {
        if self.text.weight == Weight::Strong { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        let across = match self.text.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos::new(across, VPos::Bottom)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(self.text.lang.as_deref().unwrap_or(""))
    }

    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        Ok(((0, 0), (0, 0)))
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: DrawFunc,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}

/// What has been drawn so far.
#[derive(Default)]
struct Page {
    nodes: Vec<Node>,
}

/// A piece of the drawing, its ink already as attributes.
enum Node {
    /// Segments, which join those of one ink before them.
    Path { attributes: String, data: String },
    /// An element without its end: `<rect x="1"`, and what it holds.
    Element { attributes: String, opening: String, name: &'static str, content: String },
    /// A mark with words or a link.
    Mark { words: Option<String>, href: Option<String>, nodes: Vec<Node> },
}

/// The backend of plotters that keeps what is drawn as nodes.
struct Canvas<'p> {
    size: (u32, u32),
    page: &'p mut Page,
}

impl Canvas<'_> {
    fn element(&mut self, attributes: String, name: &'static str, opening: String, content: String) -> Done {
        self.page.nodes.push(Node::Element { attributes, opening, name, content });
        Ok(())
    }

    fn path(&mut self, ink: Ink, data: String) -> Done {
        self.page.nodes.push(Node::Path { attributes: attributes(ink), data });
        Ok(())
    }
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    /// Nothing of ours is drawn by the pixel.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Done {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, _: bool) -> Done {
        let (width, height) = (decimal(to.0 - from.0), decimal(to.1 - from.1));
        let opening =
            format!("<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\"", decimal(from.0), decimal(from.1));
        self.element(attributes(ink_of(style)), "rect", opening, String::new())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        let data = path_data(path);
        self.path(ink_of(style), data)
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, _: bool) -> Done {
        let radius = decimal(radius.min(i32::MAX as u32) as i32);
        let opening = format!("<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\"", decimal(centre.0), decimal(centre.1));
        self.element(attributes(ink_of(style)), "circle", opening, String::new())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        let data = path_data(path) + "Z";
        self.path(ink_of(style), data)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Done {
        let mut attributes = attributes(ink_of(&style.color()));
        if matches!(style.style(), FontStyle::Bold) {
            attributes.push_str(" font-weight=\"600\"");
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => attributes.push_str(" text-anchor=\"middle\""),
            HPos::Right => attributes.push_str(" text-anchor=\"end\""),
        }
        if (style.size() - TEXT).abs() > 0.01 {
            attributes.push_str(&format!(" font-size=\"{}\"", decimal(fine(style.size()))));
        }
        let (x, y) = (decimal(x), decimal(y));
        let mut opening = match style.transform() {
            FontTransform::Rotate270 => format!("<text transform=\"translate({x} {y})rotate(-90)\""),
            _ => format!("<text x=\"{x}\" y=\"{y}\""),
        };
        if !style.family().as_str().is_empty() {
            opening.push_str(&format!(" lang=\"{}\"", escape(style.family().as_str())));
        }
        self.element(attributes, "text", opening, escape(text))
    }
}

/// The class of an ink, and the attributes that stand in where no stylesheet is.
fn attributes(ink: Ink) -> String {
    let colour = ink.role.colour();
    let (class, light) = (colour.class, colour.light);
    let width = |width: f64| decimal(fine(width));
    match ink.stroke {
        Stroke::Fill if ink.role == Role::Ground => format!(" class=\"{class}\" fill=\"none\" pointer-events=\"all\""),
        Stroke::Fill => format!(" class=\"{class}\" fill=\"{light}\""),
        Stroke::Halo => format!(
            " class=\"{class} halo\" fill=\"{light}\" stroke=\"{PAPER}\" stroke-width=\"4\" stroke-linejoin=\"round\" \
             paint-order=\"stroke\""
        ),
        Stroke::Hollow(w) => {
            format!(" class=\"{class} hollow\" fill=\"{PAPER}\" stroke=\"{light}\" stroke-width=\"{}\"", width(w))
        }
        Stroke::HollowDashed(w) => format!(
            " class=\"{class} hollow\" fill=\"{PAPER}\" stroke=\"{light}\" stroke-width=\"{}\" \
             stroke-dasharray=\"4 2.5\"",
            width(w)
        ),
        Stroke::Line(w) => {
            format!(" class=\"{class} line\" fill=\"none\" stroke=\"{light}\" stroke-width=\"{}\"", width(w))
        }
        Stroke::Dashed(w) => format!(
            " class=\"{class} line\" fill=\"none\" stroke=\"{light}\" stroke-width=\"{}\" stroke-dasharray=\"4 3\"",
            width(w)
        ),
    }
}

/// Tenths as a number with at most one decimal.
fn decimal(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let size = tenths.unsigned_abs();
    match size % 10 {
        0 => format!("{sign}{}", size / 10),
        tenth => format!("{sign}{}.{tenth}", size / 10),
    }
}

/// The points of a path, the shortest way: `M0 4H8V2`.
fn path_data(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut data = String::new();
    let mut last: Option<BackendCoord> = None;
    for (x, y) in points {
        let step = match last {
            None => format!("M{} {}", decimal(x), decimal(y)),
            Some((_, before)) if before == y => format!("H{}", decimal(x)),
            Some((before, _)) if before == x => format!("V{}", decimal(y)),
            Some(_) => format!("L{} {}", decimal(x), decimal(y)),
        };
        data.push_str(&step);
        last = Some((x, y));
    }
    data
}

impl Node {
    /// The attributes of its ink, where it has but one and leads nowhere.
    fn ink(&self) -> Option<&str> {
        match self {
            Node::Path { attributes, .. } | Node::Element { attributes, .. } => Some(attributes),
            Node::Mark { href: Some(_), .. } => None,
            Node::Mark { nodes, .. } => match nodes.as_slice() {
                [only] => only.ink(),
                _ => None,
            },
        }
    }

    fn is_link(&self) -> bool {
        matches!(self, Node::Mark { href: Some(_), .. })
    }
}

/// Writes what leads nowhere in groups that screen readers pass over, and the links between them.
fn write_around_links(nodes: &[Node], out: &mut String) {
    for run in nodes.chunk_by(|one, other| one.is_link() == other.is_link()) {
        if run.first().is_some_and(Node::is_link) {
            write_nodes(run, out);
        } else {
            out.push_str("<g aria-hidden=\"true\">");
            write_nodes(run, out);
            out.push_str("</g>");
        }
    }
}

/// Writes nodes, those of one ink that follow each other in a group of that ink.
fn write_nodes(nodes: &[Node], out: &mut String) {
    for run in nodes.chunk_by(|one, other| one.ink().is_some() && one.ink() == other.ink()) {
        match run.first().and_then(Node::ink) {
            Some(ink) if run.len() > 1 && !is_one_path(run) => {
                out.push_str(&format!("<g{ink}>"));
                write_run(run, "", out);
                out.push_str("</g>");
            }
            Some(ink) => write_run(run, ink, out),
            None => run.iter().for_each(|node| write_node(node, "", out)),
        }
    }
}

fn is_one_path(run: &[Node]) -> bool {
    run.iter().all(|node| matches!(node, Node::Path { .. }))
}

/// Writes nodes of one ink, joining paths that follow each other.
fn write_run(run: &[Node], ink: &str, out: &mut String) {
    for part in run.chunk_by(|one, other| matches!((one, other), (Node::Path { .. }, Node::Path { .. }))) {
        if is_one_path(part) {
            out.push_str("<path");
            out.push_str(ink);
            out.push_str(" d=\"");
            for node in part {
                if let Node::Path { data, .. } = node {
                    out.push_str(data);
                }
            }
            out.push_str("\"/>");
        } else {
            part.iter().for_each(|node| write_node(node, ink, out));
        }
    }
}

/// Writes a node; `ink` is empty where a group around it has the ink.
fn write_node(node: &Node, ink: &str, out: &mut String) {
    match node {
        Node::Path { data, .. } => out.push_str(&format!("<path{ink} d=\"{data}\"/>")),
        Node::Element { opening, name, content, .. } => {
            write_element(opening, name, ink, content, out);
        }
        Node::Mark { words, href: Some(href), nodes } => {
            let name = words.as_deref().map(|words| format!(" aria-label=\"{}\"", escape(words))).unwrap_or_default();
            let (named, beside) = parted(words.as_deref().unwrap_or_default(), nodes);
            out.push_str(&format!("<a href=\"{}\"{name}>", escape(href)));
            for (index, node) in named.into_iter().enumerate() {
                // Lines of a name are words apart.
                if index > 0 && is_text(node) {
                    out.push(' ');
                }
                write_nodes(std::slice::from_ref(node), out);
            }
            out.push_str("</a>");
            beside.into_iter().for_each(|node| write_nodes(std::slice::from_ref(node), out));
        }
        Node::Mark { words, href: None, nodes } => write_mark(words.as_deref().unwrap_or(""), nodes, ink, out),
    }
}

/// What stands inside a link and what beside it: the words that are seen in a link must be in its name, in their order
/// (WCAG 2.2, 2.5.3), so values that the name says in other words stand beside the link.
fn parted<'n>(name: &str, nodes: &'n [Node]) -> (Vec<&'n Node>, Vec<&'n Node>) {
    let name = escape(name).to_string();
    let mut rest = name.as_str();
    nodes.iter().partition(|node| match node {
        Node::Element { name: "text", content, .. } => match rest.trim_start().strip_prefix(content.as_str()) {
            Some(after) => {
                rest = after;
                true
            }
            None => false,
        },
        _ => true,
    })
}

fn is_text(node: &Node) -> bool {
    matches!(node, Node::Element { name: "text", .. })
}

/// Writes a mark with its words: inside its only element, or in a group of its own.
fn write_mark(words: &str, nodes: &[Node], ink: &str, out: &mut String) {
    let title = format!("<title>{}</title>", escape(words));
    match nodes {
        [Node::Path { data, .. }] => out.push_str(&format!("<path{ink} d=\"{data}\">{title}</path>")),
        [Node::Element { opening, name, content, .. }] => {
            write_element(opening, name, ink, &format!("{title}{content}"), out);
        }
        nodes => {
            out.push_str("<g>");
            out.push_str(&title);
            write_nodes(nodes, out);
            out.push_str("</g>");
        }
    }
}

fn write_element(opening: &str, name: &str, ink: &str, content: &str, out: &mut String) {
    out.push_str(opening);
    out.push_str(ink);
    if content.is_empty() {
        out.push_str("/>");
    } else {
        out.push_str(&format!(">{content}</{name}>"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scale::Zero;

    fn scene(marks: Vec<Mark>) -> Scene {
        let x = Scale::round([0.0, 10.0], Zero::Included, 2);
        let mut panel = Panel::across(20.0, 10.0, 100.0, 50.0, x);
        panel.marks = marks;
        Scene { width: 140.0, height: 70.0, panels: vec![panel] }
    }

    #[test]
    fn points_go_through_the_scales_and_the_grid_is_one_path() {
        let bar = Shape::rect(At::new(0.0, 5.0), At::new(2.5, 15.0), Role::Series(0).fill());
        assert_eq!(
            draw(&scene(vec![Mark::plain([bar])])),
            "<path class=\"chart-grid line\" fill=\"none\" stroke=\"#E1DDD3\" stroke-width=\"1\" \
             d=\"M20 10V60M70 10V60M120 10V60\"/>\
             <rect x=\"20\" y=\"15\" width=\"25\" height=\"10\" class=\"chart-1\" fill=\"#12436D\"/>"
        );
    }

    #[test]
    fn marks_of_one_ink_share_a_group_and_keep_their_words() {
        let dot = |x: f64| Shape::circle(At::new(x, 5.0), 3.05, Role::Series(1).fill());
        let marks = vec![Mark::saying("un & un", [dot(1.0)]), Mark::saying("deux", [dot(2.0)])];
        let svg = draw(&scene(marks));
        assert!(
            svg.ends_with(
                "<g class=\"chart-2\" fill=\"#269D93\"><circle cx=\"30\" cy=\"15\" r=\"3.1\"><title>un &amp; un</title>\
             </circle><circle cx=\"40\" cy=\"15\" r=\"3.1\"><title>deux</title></circle></g>"
            ),
            "{svg}"
        );
    }

    #[test]
    fn links_have_names_and_what_leads_nowhere_is_hidden() {
        let dot = Shape::circle(At::new(1.0, 5.0), 3.0, Role::Series(0).fill());
        let svg = draw(&scene(vec![Mark::saying("IRD, 6", [dot]).leading(Some("ird.html?a&b"))]));
        assert!(svg.starts_with("<g aria-hidden=\"true\"><path"), "{svg}");
        assert!(svg.contains("<a href=\"ird.html?a&amp;b\" aria-label=\"IRD, 6\"><circle"), "{svg}");
    }

    #[test]
    fn texts_are_texts_with_their_language() {
        let text = Shape::text(At::new(10.0, 20.0), "<b> l’été", Anchor::End, Role::Muted).in_language(Some("fr"));
        let svg = draw(&scene(vec![Mark::plain([text])]));
        assert!(
            svg.ends_with(
                "<text x=\"120\" y=\"30\" lang=\"fr\" class=\"chart-muted\" fill=\"#57534B\" text-anchor=\"end\">\
             &lt;b&gt; l’été</text>"
            ),
            "{svg}"
        );
    }

    #[test]
    fn numbers_have_at_most_one_decimal() {
        assert_eq!([0, 5, 10, -125, 7204].map(decimal), ["0", "0.5", "1", "-12.5", "720.4"]);
    }
}
