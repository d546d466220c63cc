//! Formulas in TeX as MathML; the only user of pulldown-latex.
//!
//! Browsers draw MathML themselves, so that a formula needs no script and no font of its own. The crate stops a build on
//! some formulas (it panics where it meets what it thinks impossible) and expands macros, so a formula is first held to
//! what a study needs: no definitions, no comments, no colours, a bounded length and depth. What is still refused is an
//! error that `parse` shows at its place; a formula that reaches a page all the same is written as code.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_latex::config::DisplayMode;
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

use super::html::escaped;

/// Longer than any formula of a report.
const LONGEST: usize = 2_000;
/// The parser recurses into groups.
const DEEPEST: usize = 20;

/// Commands that change what other commands mean, or that need a style attribute, which the pages' security policy
/// forbids.
const REFUSED: [&str; 16] = [
    "begingroup",
    "char",
    "color",
    "colorbox",
    "def",
    "edef",
    "endgroup",
    "fcolorbox",
    "futurelet",
    "gdef",
    "let",
    "newcommand",
    "providecommand",
    "renewcommand",
    "textcolor",
    "xdef",
];

/// What is wrong with a formula, as the end of a sentence about it.
///
/// # Errors
///
/// Where the formula cannot be written as MathML.
pub fn check(formula: &str) -> Result<(), String> {
    mathml(formula, DisplayMode::Inline).map(|_| ())
}

/// A formula in a sentence, as HTML.
pub(super) fn inline(formula: &str) -> String {
    mathml(formula, DisplayMode::Inline).unwrap_or_else(|_| as_code(formula))
}

/// A formula on a line of its own, as HTML.
pub(super) fn block(formula: &str) -> String {
    mathml(formula, DisplayMode::Block).unwrap_or_else(|_| as_code(formula))
}

fn as_code(formula: &str) -> String {
    format!("<code class=\"math\">{}</code>", escaped(formula))
}

fn mathml(formula: &str, display_mode: DisplayMode) -> Result<String, String> {
    refuse(formula)?;
    // A mistake of the crate must be a mistake of the formula, and not the end of the build.
    let drawn = catch_unwind(AssertUnwindSafe(|| draw(formula, display_mode)));
    let mathml = drawn.unwrap_or_else(|_| Err("it cannot be read".to_owned()))?;
    if mathml.contains(" style=") {
        return Err("spacing commands with lengths are not offered".to_owned());
    }
    Ok(mathml)
}

fn draw(formula: &str, display_mode: DisplayMode) -> Result<String, String> {
    let storage = Storage::new();
    let events: Result<Vec<_>, _> = Parser::new(formula, &storage).collect();
    let events = events.map_err(|error| first_line(&error.to_string()))?;
    let mut mathml = String::new();
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    push_mathml(&mut mathml, events.into_iter().map(Ok::<_, std::fmt::Error>), config)
        .map_err(|error| first_line(&error.to_string()))?;
    Ok(mathml)
}

/// The crate's messages go on with a drawing of the place, which our reports draw themselves.
fn first_line(message: &str) -> String {
    let line = message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("it cannot be read");
    line.trim_start_matches("error:").trim().trim_end_matches('.').to_owned()
}

fn refuse(formula: &str) -> Result<(), String> {
    if formula.len() > LONGEST {
        return Err(format!("it has {} bytes, and at most {LONGEST} are read", formula.len()));
    }
    let mut depth = 0usize;
    let mut rest = formula;
    while let Some(letter) = rest.chars().next() {
        rest = rest.get(letter.len_utf8()..).unwrap_or("");
        match letter {
            '\\' => {
                let end = rest.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(rest.len());
                let name = rest.get(..end).unwrap_or("");
                if REFUSED.contains(&name) {
                    return Err(format!("the command `\\{name}` is not offered"));
                }
                if matches!(name, "begin" | "left" | "sqrt" | "frac") {
                    depth += 1;
                }
                if matches!(name, "end" | "right") {
                    depth = depth.saturating_sub(1);
                }
                // A single sign after the backslash belongs to it, as in `\%`.
                let taken = if end == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { end };
                rest = rest.get(taken..).unwrap_or("");
            }
            '%' => return Err("a `%` that is meant is written `\\%`".to_owned()),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 4 * DEEPEST {
            return Err("it is nested too deeply".to_owned());
        }
    }
    Ok(())
}
