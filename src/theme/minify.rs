//! Makes templates, styles and scripts small, once, when a theme is loaded; never page by page.
//!
//! The only user of minify-html. Closing tags and the tags of `html` and `head` stay, so that validators and the reports
//! of browsers agree with the template. Spaces between inline elements whose parent is a box are taken out: templates
//! use lists and `gap`, and a test compares the text of pages with and without.

use minify_html::{Cfg, minify};

use crate::diagnostic::Span;

/// A template with less white space and no comments; what is between braces stays as it is.
pub(super) fn template(text: &str) -> String {
    let configuration = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        preserve_brace_template_syntax: true,
        ..Cfg::default()
    };
    String::from_utf8(minify(text.as_bytes(), &configuration)).unwrap_or_else(|_| text.to_owned())
}

/// A style sheet, smaller.
pub(super) fn style(text: &str) -> String {
    inside(text, "style", Cfg { minify_css: true, keep_closing_tags: true, ..Cfg::default() })
}

/// A classic script, smaller.
pub(super) fn script(text: &str) -> String {
    inside(text, "script", Cfg { minify_js: true, keep_closing_tags: true, ..Cfg::default() })
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
pub(super) fn statement_in_tag(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut state = State::Text;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'{'
            && let Some(close) = bytes.get(at + 1).and_then(|next| closing(*next))
        {
            let end = text.get(at..).and_then(|rest| rest.find(close)).map_or(bytes.len(), |found| at + found + 2);
            if state == State::Tag && close != "}}" {
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
        let found = statement_in_tag("<p>{% if x %}a{% endif %}<div {% if x %}hidden{% endif %}>").map(|span| span.start);
        assert_eq!(found, Some(30));
        assert_eq!(statement_in_tag("<a class=\"b {% if x %}c{% endif %}\" href='{{ y }}'>{% if z %}</a>"), None);
    }

    #[test]
    fn components_and_expressions_stay_as_they_are() {
        let small = template("<p>\n  {{ <words words={page.title} /> }}\n  <a href=\"{{ x.href }}\">a</a>\n</p>");
        assert_eq!(small, "<p>{{ <words words={page.title} /> }} <a href=\"{{ x.href }}\">a</a></p>");
    }

    #[test]
    fn narrow_and_unbreakable_spaces_survive() {
        let small = template("<p>Qui\u{202f}?  Non\u{a0}: rien.</p>");
        assert_eq!(small, "<p>Qui\u{202f}? Non\u{a0}: rien.</p>");
    }

    #[test]
    fn a_style_that_cannot_be_read_stays_as_it_is() {
        assert_eq!(style("a { color: red; }"), "a{color:red}");
        assert!(style("}}} a {").contains("}}}"));
    }
}
