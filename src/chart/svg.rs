//! The `<svg>` around a drawing: inside a page, and as a file of its own.
//!
//! In a page the figure around it carries title, source and notes as HTML, which wraps; a file carries them itself. A
//! file has no links, because relative ones would lead nowhere from a reader's own folder.

use super::canvas;
use super::input::Size;
use super::measure::{self, LINE, TEXT, Weight};
use super::palette::{PAPER, Role};
use super::scene::{Anchor, At, Ink, Mark, Panel, Scene, Shape, Stroke};

/// Fonts for where no stylesheet names one; the first is the one that widths are measured in.
const FONTS: &str = "'Source Sans 3', 'Source Sans Pro', sans-serif";

/// What the root of a drawing says.
pub(super) struct Naming<'a> {
    /// The beginning of its ids.
    pub(super) id: &'a str,
    /// The code of its language.
    pub(super) language: &'a str,
    /// Kind and size.
    pub(super) title: &'a str,
    /// The description.
    pub(super) description: &'a str,
}

/// The drawing inside a page; its ids begin with the chart's and the size's names.
pub(super) fn inline(scene: &Scene, size: Size, naming: &Naming<'_>) -> String {
    let id = format!("{}-{}", escape(naming.id), size.name());
    let role = if scene.links() > 0 { "group" } else { "img" };
    let (width, height) = (number(scene.width), number(scene.height));
    format!(
        "<svg class=\"chart {}\" role=\"{role}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" font-family=\"{FONTS}\" \
         font-size=\"{TEXT}\" direction=\"ltr\"><title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{}\
         </svg>",
        size.name(),
        escape(naming.title),
        escape(naming.description),
        canvas::draw(scene),
    )
}

/// The words that a file carries inside the picture.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The title.
    pub title: String,
    /// What the title leaves open: measure and unit.
    pub subtitle: Option<String>,
    /// The population and its size.
    pub population: Option<String>,
    /// Where the data come from: `Source : …`.
    pub source: Option<String>,
    /// What a reader must know: `Note : …`.
    pub note: Option<String>,
    /// What it is a part of: the study as it is cited.
    pub study: Option<String>,
    /// What may be done with it.
    pub licence: Option<String>,
    /// Where it stands on the web.
    pub address: Option<String>,
}

/// A whole file: the drawing on white, with its words above and below.
pub(super) fn file(scene: &Scene, naming: &Naming<'_>, frame: &Frame) -> String {
    let scene = framed(haloed(scene.clone().unlinked()), frame);
    let (width, height) = (number(scene.width), number(scene.height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{}\" role=\"img\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" font-family=\"{FONTS}\" font-size=\"{TEXT}\" direction=\"ltr\" \
         stroke-linejoin=\"round\"><title>{}</title><desc>{}</desc>\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>{}</svg>\n",
        escape(naming.language),
        escape(&frame.title),
        escape(naming.description),
        canvas::draw(&scene),
    )
}

/// The scene with each halo as a text of its own below the text: editors of drawings know no `paint-order`, and would
/// draw the white line over the letters.
fn haloed(mut scene: Scene) -> Scene {
    let parted = |shape: Shape| match shape.ink.stroke {
        Stroke::Halo => {
            let ground = Shape { ink: Ink { role: Role::Knockout, stroke: Stroke::Hollow(4.0) }, ..shape.clone() };
            vec![ground, Shape { ink: Ink { stroke: Stroke::Fill, ..shape.ink }, ..shape }]
        }
        _ => vec![shape],
    };
    for mark in scene.panels.iter_mut().flat_map(|panel| &mut panel.marks) {
        mark.shapes = std::mem::take(&mut mark.shapes).into_iter().flat_map(parted).collect();
    }
    scene
}

const MARGIN: f64 = 24.0;

/// The scene with the frame's words above and below it, and a margin around.
fn framed(scene: Scene, frame: &Frame) -> Scene {
    let room = scene.width;
    let mut above = Block::new(room);
    above.add(&frame.title, 20.0, Role::Text, Weight::Strong);
    for line in frame.subtitle.iter().chain(&frame.population) {
        above.add(line, TEXT, Role::Muted, Weight::Regular);
    }
    let mut below = Block::new(room);
    for line in [&frame.note, &frame.source, &frame.study, &frame.licence, &frame.address].into_iter().flatten() {
        below.add(line, TEXT, Role::Muted, Weight::Regular);
    }
    let drawing_top = MARGIN + above.height + 12.0;
    let below_top = drawing_top + scene.height + 12.0;
    let height = below_top + below.height + MARGIN - 8.0;
    let mut panels = vec![above.panel(MARGIN, MARGIN)];
    panels.extend(scene.panels.into_iter().map(|panel| Panel {
        left: panel.left + MARGIN,
        top: panel.top + drawing_top,
        ..panel
    }));
    panels.push(below.panel(MARGIN, below_top));
    Scene { width: room + 2.0 * MARGIN, height, panels }
}

/// Paragraphs under each other.
struct Block {
    room: f64,
    height: f64,
    marks: Vec<Mark>,
}

impl Block {
    fn new(room: f64) -> Self {
        Self { room, height: 0.0, marks: Vec::new() }
    }

    fn add(&mut self, text: &str, size: f64, role: Role, weight: Weight) {
        let scale = size / TEXT;
        for line in measure::wrap(text, weight, self.room / scale, 8) {
            let at = At::new(0.0, self.height + measure::ASCENT * scale + 2.0);
            let shape = Shape::text(at, line, Anchor::Start, role).sized(size);
            let shape = if weight == Weight::Strong { shape.strong() } else { shape };
            self.marks.push(Mark::plain([shape]));
            self.height += LINE * scale;
        }
        self.height += 3.0;
    }

    fn panel(self, left: f64, top: f64) -> Panel {
        Panel { marks: self.marks, ..Panel::of_places(left, top, self.room, self.height) }
    }
}

/// A length with at most one decimal.
fn number(units: f64) -> String {
    let tenths = (units * 10.0).round() / 10.0;
    format!("{tenths}")
}

/// Text as it may stand in XML, between tags and between double quotes; characters that XML forbids are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
