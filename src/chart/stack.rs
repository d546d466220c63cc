//! The parts of a drawing under each other: keys, the name of the measure, panels, remarks.

use super::legend::{self, Key};
use super::measure::{self, ASCENT, LINE, Weight};
use super::palette::Role;
use super::scene::{Anchor, At, Mark, Panel, Scene, Shape};

/// A drawing in the making.
pub struct Stack {
    width: f64,
    height: f64,
    panels: Vec<Panel>,
}

impl Stack {
    /// An empty drawing of a width.
    pub fn new(width: f64) -> Self {
        Self { width, height: 2.0, panels: Vec::new() }
    }

    /// How far down the drawing goes so far.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// Adds the keys, if there are any.
    pub fn keys(&mut self, keys: &[Key]) {
        if let Some(panel) = legend::lay_out(keys, self.height, self.width) {
            self.height += panel.height + 6.0;
            self.panels.push(panel);
        }
    }

    /// Adds words that explain, from a distance to the left edge on; wrapped where they are long.
    pub fn words(&mut self, text: &str, left: f64) {
        if text.is_empty() {
            return;
        }
        let lines = measure::wrap(text, Weight::Regular, self.width - left, 3);
        let mut panel = Panel::of_places(left, self.height, self.width - left, lines.len() as f64 * LINE);
        let line = |(i, line): (usize, &String)| {
            let at = At::new(0.0, i as f64 * LINE + ASCENT + 1.0);
            Mark::plain([Shape::text(at, line, Anchor::Start, Role::Muted)])
        };
        panel.marks = lines.iter().enumerate().map(line).collect();
        self.height += panel.height + 5.0;
        self.panels.push(panel);
    }

    /// Adds a panel that was laid out for this place, with room below it for its axis.
    pub fn panel(&mut self, panel: Panel, below: f64) {
        self.height = self.height.max(panel.top + panel.height + below);
        self.panels.push(panel);
    }

    /// Adds a panel without moving what comes next.
    pub fn beneath(&mut self, panel: Panel) {
        self.panels.push(panel);
    }

    /// Adds empty room.
    pub fn room(&mut self, height: f64) {
        self.height += height;
    }

    /// The finished drawing.
    pub fn finish(self) -> Scene {
        Scene { width: self.width, height: self.height.max(LINE).ceil(), panels: self.panels }
    }
}
