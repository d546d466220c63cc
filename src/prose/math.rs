//! Formulas in TeX as MathML; the only user of pulldown-latex.
//!
//! Browsers draw MathML themselves, so that a formula needs no script and no font of its own. The crate stops a build on
//! some formulas (it panics where it meets what it thinks impossible) and expands macros, so a formula is first held to
//! what a study needs: no definitions, no comments, no colours, a bounded length and depth. What is still refused is an
//! error that `parse` shows at its place; a formula that reaches a page all the same is written as code.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_latex::config::DisplayMode;
use pulldown_latex::event::{Content, Event};
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
    let mathml = mended(&drawn.unwrap_or_else(|_| Err(UNREADABLE.to_owned()))?);
    if mathml.contains(" style=") {
        return Err("spacing commands with lengths are not offered".to_owned());
    }
    if is_well_formed(&mathml) { Ok(mathml) } else { Err(UNREADABLE.to_owned()) }
}

fn draw(formula: &str, display_mode: DisplayMode) -> Result<String, String> {
    let storage = Storage::new();
    let events: Result<Vec<_>, _> = Parser::new(formula, &storage).collect();
    let events = events.map_err(|error| first_line(&error.to_string()))?;
    let names = events.iter().filter_map(|event| match event {
        Event::Content(Content::Function(name)) => Some(*name),
        _ => None,
    });
    // The crate escapes texts, but not names and single signs.
    if names.into_iter().any(|name| name.contains(['<', '>', '&', '"'])) {
        return Err("the name of an operator holds signs that are no letters".to_owned());
    }
    let events = events.into_iter().map(|event| match event {
        Event::Content(Content::Ordinary { content: '&', .. }) => Event::Content(Content::Text("&")),
        event => event,
    });
    let mut mathml = String::new();
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    push_mathml(&mut mathml, events.map(Ok::<_, std::fmt::Error>), config)
        .map_err(|error| first_line(&error.to_string()))?;
    Ok(mathml)
}

/// Escapes the signs that the crate writes as they are (0.8.0), and parts two attributes that it writes without a space.
fn mended(mathml: &str) -> String {
    ["<", "<\u{338}", ">", ">\u{338}"].into_iter().fold(mathml.replace("\"minsize=", "\" minsize="), |mathml, sign| {
        mathml.replace(&format!(">{sign}</mo>"), &format!(">{}</mo>", escaped(sign)))
    })
}

/// Whether every tag is one of MathML and is closed in its turn: what the crate writes is not taken on trust.
fn is_well_formed(mathml: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for piece in mathml.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { return false };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        let is_math = name.starts_with('m') && name.chars().all(|letter| letter.is_ascii_lowercase());
        let closes = tag.starts_with('/');
        if !is_math || text.contains('>') || (closes && open.pop() != Some(name)) {
            return false;
        }
        if !closes && !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.is_empty()
}

const UNREADABLE: &str = "it cannot be read";

/// The crate's messages go on with a drawing of the place, which our reports draw themselves.
fn first_line(message: &str) -> String {
    let line = message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(UNREADABLE);
    line.trim_start_matches("parsing error:").trim().trim_end_matches('.').to_owned()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_of_reports_are_drawn() {
        assert_eq!(
            inline("\\frac{1}{2} < x"),
            "<math display=\"inline\"><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac><mo>&lt;</mo><mi>x</mi></math>"
        );
        for formula in [
            "\\sum_{i=1}^{n} x_i",
            "\\sqrt{x^2}",
            "50\\,\\%",
            "\\text{a \\& b}",
            "a \\ne b",
            "x \\not< y",
            "\\bigl( a \\bigr)",
        ] {
            assert_eq!(check(formula), Ok(()), "{formula}");
        }
    }

    #[test]
    fn what_is_refused_says_why() {
        let reason = |formula: &str| check(formula).err().unwrap_or_default();
        assert_eq!(reason("\\def\\a{\\a\\a}\\a"), "the command `\\def` is not offered");
        assert_eq!(reason("50 %"), "a `%` that is meant is written `\\%`");
        assert_eq!(reason("\\begin{matrix}a\\\\[1em]b\\end{matrix}"), "spacing commands with lengths are not offered");
        assert_eq!(reason(&"x".repeat(3_000)), "it has 3000 bytes, and at most 2000 are read");
        assert_eq!(reason(&"{".repeat(200)), "it is nested too deeply");
        assert_eq!(reason("\\operatorname{<b>}"), "the name of an operator holds signs that are no letters");
        assert_eq!(reason("\\nosuch"), "unknown primitive command found");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn no_formula_ends_the_build_or_opens_a_tag(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..12)) {
            let formula = pieces.concat();
            prop_assert!(catch_unwind(|| draw_unguarded(&formula)).is_ok(), "{formula}");
            let html = block(&formula);
            prop_assert!(!html.contains("<script") && is_well_formed(html.trim_start_matches("<code class=\"math\">").trim_end_matches("</code>")), "{}", html);
        }
    }

    fn draw_unguarded(formula: &str) {
        if refuse(formula).is_ok() {
            _ = draw(formula, DisplayMode::Inline);
        }
    }

    const PIECES: [&str; 60] = [
        "a",
        "1",
        "é",
        " ",
        "{",
        "}",
        "{a}",
        "[",
        "]",
        "(",
        ")",
        "^",
        "_",
        "'",
        "&",
        "\\\\",
        "<",
        ">",
        "<script>",
        "\"",
        "\\&",
        "\\%",
        "\\frac",
        "\\sqrt",
        "\\left(",
        "\\right)",
        "\\left",
        "\\right",
        "\\middle|",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\begin{array}",
        "{c|c}",
        "\\end{array}",
        "\\begin{cases}",
        "\\end{cases}",
        "\\begin{align}",
        "\\end{align}",
        "\\text{",
        "\\operatorname{",
        "\\sum",
        "\\lim",
        "\\limits",
        "\\not",
        "\\hat",
        "\\overline",
        "\\mathbb",
        "\\mathrm{R}",
        "\\,",
        "\\quad",
        "\\kern",
        "1em",
        "\\hspace{",
        "\\over",
        "\\genfrac",
        "\\substack{",
        "#",
        "~",
        "\\relax",
        "$",
    ];
}
