//! How wide a text is, and how it is broken into lines: from the advances of the font that the program ships.
//!
//! A reader's machine may set another font, up to 14 % wider, so every width has that much room added. Kerning is left
//! out: it only makes texts narrower. A character that the font lacks counts as a full em, which no fallback exceeds
//! for the scripts that break between letters.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;

/// The size of every text of a drawing, in units of the view box: at the smallest width at which a drawing is shown
/// (720 in 620 CSS pixels, 340 in 296) this is 12 CSS pixels.
pub const TEXT: f64 = 14.0;

/// From one line to the next.
pub const LINE: f64 = 17.0;

/// How far the letters reach above the baseline.
pub const ASCENT: f64 = 11.0;
/// How far the letters reach below the baseline.
pub const DESCENT: f64 = 4.0;

/// How far below a place the baseline of a line is whose letters are to look centred on it.
pub const MIDDLE: f64 = 4.7;

/// The room for a font that is wider than ours.
pub const ROOM: f64 = 1.14;

/// The weights in which texts are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Weight {
    /// 400
    #[default]
    Regular,
    /// 600
    Strong,
    /// The cut of the serif for large sizes, in which titles of pages stand: for pictures of titles, never in charts.
    Display,
}

static ADVANCES: LazyLock<BTreeMap<char, (u16, u16)>> =
    LazyLock::new(|| read(include_str!("../../themes/folio/fonts/sans-widths.txt")));

static DISPLAY: LazyLock<BTreeMap<char, u16>> = LazyLock::new(|| {
    let lines = include_str!("fonts/display-widths.txt").lines().filter(|line| !line.starts_with('#'));
    let advance = |line: &str| {
        let (code, advance) = line.split_once('\t')?;
        Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, advance.parse().ok()?))
    };
    lines.filter_map(advance).collect()
});

fn read(text: &str) -> BTreeMap<char, (u16, u16)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(advance_of_line).collect()
}

fn advance_of_line(line: &str) -> Option<(char, (u16, u16))> {
    let mut fields = line.split('\t');
    let character = char::from_u32(u32::from_str_radix(fields.next()?, 16).ok()?)?;
    Some((character, (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?)))
}

/// The advance of a character in thousandths of an em.
fn advance(character: char, weight: Weight) -> f64 {
    let known = match weight {
        Weight::Regular => ADVANCES.get(&character).map(|(regular, _)| *regular),
        Weight::Strong => ADVANCES.get(&character).map(|(_, strong)| *strong),
        Weight::Display => DISPLAY.get(&character).copied(),
    };
    match known {
        Some(advance) => f64::from(advance),
        None if is_without_width(character) => 0.0,
        None => 1000.0,
    }
}

/// Combining marks, joiners and marks of direction.
fn is_without_width(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}')
}

/// The width of a text at [`TEXT`], room included.
pub fn width(text: &str, weight: Weight) -> f64 {
    width_at(text, weight, TEXT)
}

/// The width of a text at any size, room included.
pub fn width_at(text: &str, weight: Weight, size: f64) -> f64 {
    text.chars().map(|character| advance(character, weight)).sum::<f64>() * size / 1000.0 * ROOM
}

/// The widest of some texts.
pub fn widest<'t>(texts: impl IntoIterator<Item = &'t str>, weight: Weight) -> f64 {
    texts.into_iter().map(|text| width(text, weight)).fold(0.0, f64::max)
}

/// The text in at most `lines` lines that fit; what does not fit ends in an ellipsis.
///
/// Lines break after spaces, hyphens and slashes, never at a space that does not break; a word that is wider than the
/// line is cut. Lines are as even as their number allows. An empty text is one empty line.
pub fn wrap(text: &str, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let full = fill(text, weight, room, lines);
    let is_cut = |lines: &[String]| lines.iter().any(|line| line.ends_with('…'));
    if full.len() < 2 || is_cut(&full) {
        return full;
    }
    let narrower = (1..=12).map(|step| fill(text, weight, room * (1.0 - 0.05 * f64::from(step)), lines));
    narrower.take_while(|even| even.len() == full.len() && !is_cut(even)).last().unwrap_or(full)
}

/// The text in lines that are each as full as they can be.
fn fill(text: &str, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let mut wrapped = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let together = format!("{line}{piece}");
        let fits = line.is_empty() || width(together.trim_end_matches(' '), weight) <= room;
        // What is left over when the lines are used up stays on the last one, which is shortened.
        if fits || wrapped.len() + 1 >= lines.max(1) {
            line = together;
        } else {
            wrapped.push(std::mem::replace(&mut line, piece.to_owned()));
        }
    }
    wrapped.push(line);
    wrapped.iter().map(|line| shorten(line.trim_matches(' '), weight, room)).collect()
}

/// The text itself where it fits, or else its beginning and an ellipsis.
pub fn shorten(text: &str, weight: Weight, room: f64) -> String {
    if width(text, weight) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", weight);
    let fits = |character: &char| {
        left -= width_at(character.encode_utf8(&mut [0; 4]), weight, TEXT);
        left >= 0.0
    };
    let beginning: String = text.chars().take_while(fits).collect();
    format!("{}…", beginning.trim_end())
}

/// The parts between which a line may break, each with the space or hyphen that ends it.
fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive([' ', '-', '\u{2010}', '/', '\n', '\t']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_count_once_and_narrow_spaces_are_narrow() {
        assert_eq!(width("é", Weight::Regular), width("e", Weight::Regular));
        assert!(width("1\u{202f}000", Weight::Regular) < width("1 000", Weight::Regular) + 0.01);
        assert_eq!(width("e\u{301}", Weight::Regular), width("e", Weight::Regular));
    }

    #[test]
    fn lines_fit_and_break_at_spaces_that_break() {
        let label = "Institut national de recherches archéologiques préventives (Inrap)";
        let lines = wrap(label, Weight::Regular, 180.0, 4);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, Weight::Regular) <= 180.0), "{lines:?}");
        assert_eq!(lines.join(" "), label);
        assert_eq!(wrap("5\u{a0}h", Weight::Regular, 12.0, 2).len(), 1);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = wrap("Anticonstitutionnellement, disent-ils tous en chœur", Weight::Regular, 90.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| width(line, Weight::Regular) <= 90.0), "{lines:?}");
        assert!(lines[1].ends_with('…'));
        assert_eq!(wrap("", Weight::Regular, 50.0, 2), [""]);
    }
}
