//! Makes templates, styles and scripts small, once, when a theme is loaded; never page by page.
//!
//! The only user of minify-html. Closing tags and the tags of `html` and `head` stay, so that validators and the reports
//! of browsers agree with the template. Spaces between inline elements whose parent is a box are taken out: templates
//! use lists and `gap`, and a test compares the text of pages with and without.

use std::collections::BTreeMap;

use minify_html::{Cfg, minify};

use crate::diagnostic::Span;

/// A template with less white space; what is between braces stays as it is.
///
/// # Errors
/// The place of the first statement that minifying would break.
pub(super) fn template(text: &str) -> Result<String, Span> {
    if let Some(span) = statement_in_tag(text) {
        return Err(span);
    }
    let configuration = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        preserve_brace_template_syntax: true,
        ..Cfg::default()
    };
    let small = String::from_utf8(minify(text.as_bytes(), &configuration)).unwrap_or_default();
    match first_difference(text, &small) {
        None => Ok(small),
        Some(span) => Err(span),
    }
}

/// The first piece between braces that the other text lacks: double quotes inside a quoted value end the value for a
/// reader of HTML, and then the piece is cut. The attributes of a tag may change places, so order does not count.
fn first_difference(text: &str, small: &str) -> Option<Span> {
    let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
    for span in pieces(small) {
        *kept.entry(span.of(small)).or_default() += 1;
    }
    pieces(text).find(|span| match kept.get_mut(span.of(text)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    })
}

/// Everything between braces.
fn pieces(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('{')?;
            let end = piece_end(text, start);
            at = end.unwrap_or(start + 1);
            if let Some(end) = end {
                return Some(Span::new(start, end));
            }
        }
    })
}

/// The byte after the piece that begins at this brace.
fn piece_end(text: &str, start: usize) -> Option<usize> {
    let close = closing(*text.as_bytes().get(start + 1)?)?;
    Some(text.get(start..)?.find(close).map_or(text.len(), |found| start + found + close.len()))
}

/// A style sheet, smaller.
pub(super) fn style(text: &str) -> String {
    inside(text, "style", Cfg { minify_css: true, keep_closing_tags: true, ..Cfg::default() })
}

/// A classic script, smaller.
pub(super) fn script(text: &str) -> String {
    let text = without_comments(text);
    inside(&text, "script", Cfg { minify_js: true, keep_closing_tags: true, ..Cfg::default() })
}

/// A script without the lines that are comments and nothing else, some of which the crate leaves in.
///
/// A literal between backticks, or a line that goes on after a backslash, may hold such a line as its words: a script with
/// one stays whole.
fn without_comments(text: &str) -> String {
    let is_comment = |line: &str| line.trim_start().starts_with("//");
    let may_hold_words = text.lines().any(|line| !is_comment(line) && (line.contains('`') || line.ends_with('\\')));
    if may_hold_words {
        return text.to_owned();
    }
    text.split_inclusive('\n').filter(|line| !is_comment(line)).collect()
}

/// The crate takes pages only, so the text goes through one as an element; where that fails it stays as it is.
fn inside(text: &str, tag: &str, configuration: Cfg) -> String {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    if text.contains(&close) {
        return text.to_owned();
    }
    let whole = minify(format!("{open}{text}{close}").as_bytes(), &configuration);
    let small = String::from_utf8(whole).ok();
    let inner = small.as_deref().and_then(|small| small.strip_prefix(&open)?.strip_suffix(&close));
    inner.unwrap_or(text).to_owned()
}

/// The first statement `{% … %}` or comment that stands between the attributes of a tag, where minifying breaks it.
/// Inside the quotes of a value, and between tags, statements are safe.
fn statement_in_tag(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut state = State::Text;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'{'
            && let Some(end) = piece_end(text, at)
        {
            if state == State::Tag && bytes.get(at + 1) != Some(&b'{') {
                return Some(Span::new(at, end));
            }
            at = end;
            continue;
        }
        state = match (state, byte) {
            (State::Text, b'<') if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => State::Tag,
            (State::Tag, b'>') => State::Text,
            (State::Tag, b'"' | b'\'') => State::Value(byte),
            (State::Value(quote), byte) if byte == quote => State::Tag,
            (state, _) => state,
        };
        at += 1;
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    Tag,
    Value(u8),
}

/// What closes a brace that is followed by this byte.
fn closing(next: u8) -> Option<&'static str> {
    match next {
        b'{' => Some("}}"),
        b'%' => Some("%}"),
        b'#' => Some("#}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_between_attributes_is_found_and_one_inside_a_value_is_not() {
        let found =
            statement_in_tag("<p>{% if x %}a{% endif %}<div {% if x %}hidden{% endif %}>").map(|span| span.start);
        assert_eq!(found, Some(30));
        assert_eq!(statement_in_tag("<a class=\"b {% if x %}c{% endif %}\" href='{{ y }}'>{% if z %}</a>"), None);
    }

    #[test]
    fn components_and_expressions_stay_as_they_are() {
        let small = template("<p>\n  {{ <words words={page.title} /> }}\n  <a href=\"{{ x.href }}\">a</a>\n</p>");
        assert_eq!(small.as_deref(), Ok("<p>{{ <words words={page.title} /> }} <a href=\"{{ x.href }}\">a</a></p>"));
    }

    #[test]
    fn narrow_and_unbreakable_spaces_survive() {
        let small = template("<p>Qui\u{202f}?  Non\u{a0}: rien.</p>");
        assert_eq!(small.as_deref(), Ok("<p>Qui\u{202f}? Non\u{a0}: rien.</p>"));
    }

    #[test]
    fn a_template_that_would_be_cut_is_refused_at_its_place() {
        let text = "<p>{{ a }}</p><a class=\"{{ \"b\" if c else \"d\" }}\">e</a>";
        let refused = template(text).map_err(|span| span.of(text).to_owned());
        assert_eq!(refused, Err("{{ \"b\" if c else \"d\" }}".to_owned()));
    }

    #[test]
    fn a_script_loses_its_comments_but_not_words_that_look_like_one() {
        let written = "// Why.\nfunction a() {\n  // Because.\n  return \"// c\";\n}\n// Last.\nwindow.a = a;\n";
        let small = script(written);
        assert!(!small.contains("Why") && !small.contains("Because") && !small.contains("Last"), "{small}");
        assert!(small.contains("// c"), "{small}");
        assert!(script("var a = `\n// words\n`;\n").contains("// words"));
    }

    #[test]
    fn a_style_that_cannot_be_read_stays_as_it_is() {
        assert_eq!(style("a { color: red; }"), "a{color:red}");
        assert!(style("}}} a {").contains("}}}"));
    }
}
