//! Raw HTML in Markdown: dropped, and the author told what to write instead.
//!
//! Comments are dropped without a word: they show nothing anywhere, and authors leave themselves notes in them.

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};

/// HTML in the text.
pub(super) static RAW_HTML: Rule = Rule {
    code: Code::RawHtml,
    severity: Severity::Error,
    summary: "the text holds HTML, which is not shown",
    explanation: "A text is written in Markdown alone, so that it can be checked, translated, printed and made safe \
        whoever wrote it. HTML is dropped. Write the Markdown for it, or a backslash before a `<` that is meant. Comments \
        `<!-- … -->` are left out without a word.",
    example: "<b>Deux heures</b>  →  **Deux heures**",
};

/// The pieces of HTML that were met in a text.
#[derive(Default)]
pub(super) struct Pieces {
    /// Names of the tags that were opened in lines of text; one mistake gives one diagnostic, so the closing tag none.
    open: Vec<String>,
}

/// More than a line of text opens; so that a text of tags alone is not read again for each of them.
const MOST_OPEN: usize = 100;

impl Pieces {
    /// Tells of a piece in a line of text.
    pub(super) fn inline(&mut self, piece: &str, place: &Place, diagnostics: &mut Vec<Diagnostic>) {
        if is_comment(piece) {
            return;
        }
        let name = tag_name(piece);
        if piece.starts_with("</") {
            if let Some(at) = self.open.iter().rposition(|open| *open == name) {
                self.open.remove(at);
                return;
            }
        } else if self.open.len() < MOST_OPEN {
            self.open.push(name);
        }
        diagnostics.push(told(piece, place));
    }

    /// Tells of a block.
    pub(super) fn block(&mut self, piece: &str, place: &Place, diagnostics: &mut Vec<Diagnostic>) {
        if !is_comment(piece.trim()) {
            diagnostics.push(told(piece.trim(), place));
        }
    }
}

fn told(piece: &str, place: &Place) -> Diagnostic {
    let end = piece.find(['>', '\n']).map_or(piece.len(), |at| at + 1);
    let mut tag: String = piece.get(..end).unwrap_or(piece).trim().chars().filter(|each| !each.is_control()).collect();
    if tag.chars().count() > 40 {
        tag = tag.chars().take(39).chain(['…']).collect();
    }
    RAW_HTML.at(place.clone(), format!("raw HTML `{tag}` is not shown")).help(instead_of(&tag_name(piece)))
}

fn instead_of(name: &str) -> String {
    let markdown = match name {
        "b" | "strong" => "`**words**`",
        "i" | "em" | "cite" => "`*words*`",
        "s" | "del" | "strike" => "`~~words~~`",
        "br" => "a backslash at the end of the line",
        "hr" => "`---` between two blank lines",
        "a" => "`[words](https://…)`, or `[words](kind:id)` for what the study declares",
        "img" | "picture" => "`![alternative](file)`",
        "code" | "kbd" | "tt" => "the words between backticks",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "`#` signs before the heading",
        "ul" | "ol" | "li" => "`- ` or `1. ` before each item",
        "blockquote" => "`> ` before each line, or `<quote:id>` for a quote of the study",
        "table" | "tr" | "td" | "th" => "a table with `|` between its cells",
        "iframe" | "object" | "embed" | "video" | "audio" => "a link to it: pages load nothing from elsewhere",
        "script" | "style" => return "remove it: the look and the behaviour of pages belong to the theme".to_owned(),
        _ => return "write Markdown, or `\\<` for the sign itself".to_owned(),
    };
    format!("write {markdown}")
}

fn is_comment(piece: &str) -> bool {
    piece.strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + 3 == rest.len()))
}

fn tag_name(piece: &str) -> String {
    let name = piece.trim_start_matches(['<', '/']);
    name.chars().take_while(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
