//! What a page holds, as far as checks need to know: anchors, links, title, language.
//!
//! The scanner reads the HTML that our own themes make, once, while the page is still in memory. It goes tag by tag and
//! knows comments, quoted and bare attributes, and the elements whose text is not markup. It builds no tree and reports
//! nothing: HTML that it cannot follow gives fewer facts, never a panic.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Route, Target};

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The text of `<title>`, with its white space made single.
    pub title: String,
    /// The `lang` of `<html>`.
    pub language: Option<String>,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
    /// Every `id`: what a link can lead to.
    pub anchors: BTreeSet<String>,
    /// Every `id` that stands there more than once.
    pub repeated_anchors: BTreeSet<String>,
    /// What a reader can follow: `href` of links and of `<link rel=canonical|alternate|…>`, `action`, `<meta refresh>`.
    pub links: BTreeSet<Target>,
    /// What a browser fetches by itself: styles, scripts, images, icons, media.
    pub loads: BTreeSet<Target>,
    /// Every `id` that an attribute of the page refers to: `for`, `aria-labelledby`, `aria-describedby`…
    pub references: BTreeSet<String>,
}

impl Facts {
    /// Reads a page that stands at `route`.
    pub fn of_html(route: &Route, html: &str) -> Facts {
        let mut facts = Facts::default();
        let mut rest = html;
        while let Some((markup, after)) = next_markup(rest) {
            rest = after;
            let Markup::Open(tag) = markup else { continue };
            facts.note(route, &tag);
            if let Some(text_end) = raw_text_end(&tag.name, rest) {
                let (text, after) = rest.split_at(text_end);
                // A chart's `<title>` is markup inside `<svg>`; the page's own comes first.
                if tag.name == "title" && facts.title.is_empty() {
                    facts.title = single_spaced(&unescape(text));
                }
                rest = after;
            }
        }
        facts
    }

    fn note(&mut self, route: &Route, tag: &Tag<'_>) {
        for (name, value) in tag.attributes() {
            let value = unescape(value);
            match name.as_ref() {
                "id" => self.note_anchor(value.into_owned()),
                "lang" if tag.name == "html" => self.language = Some(value.into_owned()),
                "href" | "xlink:href" if tag.loads_its_address() => drop(self.loads.insert(route.follow(&value))),
                "href" | "xlink:href" | "action" | "formaction" | "cite" => {
                    self.links.insert(route.follow(&value));
                }
                "src" | "poster" => drop(self.loads.insert(route.follow(&value))),
                "data" if tag.name == "object" => drop(self.loads.insert(route.follow(&value))),
                "srcset" | "imagesrcset" => self.loads.extend(addresses_of_set(&value).map(|link| route.follow(link))),
                "for"
                | "list"
                | "form"
                | "headers"
                | "popovertarget"
                | "aria-labelledby"
                | "aria-describedby"
                | "aria-controls"
                | "aria-details"
                | "aria-owns"
                | "aria-flowto"
                | "aria-errormessage"
                | "aria-activedescendant" => self.references.extend(value.split_ascii_whitespace().map(str::to_owned)),
                _ => {}
            }
        }
        if tag.name == "meta" {
            self.note_meta(route, tag);
        }
    }

    fn note_anchor(&mut self, id: String) {
        if let Some(again) = self.anchors.replace(id) {
            self.repeated_anchors.insert(again);
        }
    }

    fn note_meta(&mut self, route: &Route, tag: &Tag<'_>) {
        let content = tag.attribute("content");
        if is_word(&tag.attribute("name"), "robots") {
            self.noindex |= content.split(',').any(|word| is_word(word.trim(), "noindex"));
        }
        if is_word(&tag.attribute("http-equiv"), "refresh") {
            let address = content.split_once('=').map(|(_, address)| address.trim().trim_matches(['\'', '"']));
            self.links.extend(address.map(|address| route.follow(address)));
        }
    }
}

/// A piece of markup that the scanner stopped at.
enum Markup<'a> {
    Open(Tag<'a>),
    /// A closing tag, a comment, a declaration.
    Other,
}

/// An opening tag: its name in lower case and the text between name and `>`.
struct Tag<'a> {
    name: Cow<'a, str>,
    text: &'a str,
}

impl<'a> Tag<'a> {
    fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.text }
    }

    /// The value of an attribute; empty where there is none.
    fn attribute(&self, wanted: &str) -> Cow<'a, str> {
        self.attributes().find(|(name, _)| name == wanted).map(|(_, value)| unescape(value)).unwrap_or_default()
    }

    /// Whether a browser fetches what `href` names without being asked.
    fn loads_its_address(&self) -> bool {
        match self.name.as_ref() {
            // Shapes of an SVG take others by reference.
            "use" | "image" | "feimage" | "lineargradient" | "radialgradient" | "pattern" | "textpath" => true,
            "link" => self.attribute("rel").split_ascii_whitespace().any(|word| {
                ["stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "prefetch", "manifest"]
                    .iter()
                    .any(|loading| is_word(word, loading))
            }),
            _ => false,
        }
    }
}

/// The next piece of markup and the text after it.
fn next_markup(text: &str) -> Option<(Markup<'_>, &str)> {
    let at = text.find('<')?;
    let inner = text.get(at + 1..)?;
    if let Some(comment) = inner.strip_prefix("!--") {
        let after = comment.split_once("-->").map_or("", |(_, after)| after);
        return Some((Markup::Other, after));
    }
    let is_open = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    if !is_open && !inner.starts_with(['/', '!', '?']) {
        // A lone `<` is text.
        return Some((Markup::Other, inner));
    }
    let name_length = inner.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(inner.len());
    if !is_open {
        let after = inner.split_once('>').map_or("", |(_, after)| after);
        return Some((Markup::Other, after));
    }
    let (name, rest) = inner.split_at(name_length);
    let end = tag_end(rest);
    let (text, after) = rest.split_at(end);
    let tag = Tag { name: lower_case(name), text };
    Some((Markup::Open(tag), after.strip_prefix('>').unwrap_or(after)))
}

/// Where a tag's closing `>` stands, which may not be one inside quotes; the end of the text if there is none.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return at,
            // Quotes open a value only after `=`; elsewhere they are a letter like another.
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (None, _) => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    text.len()
}

/// Names in lower case, with values as they are written.
struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (Cow<'a, str>, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let blank = |c: char| c.is_ascii_whitespace() || c == '/';
        let text = self.rest.trim_start_matches(blank);
        // A name that begins with `=` would never end.
        let length = text.char_indices().skip(1).find(|(_, c)| blank(*c) || *c == '=').map_or(text.len(), |(at, _)| at);
        if text.is_empty() {
            return None;
        }
        let (name, after) = text.split_at(length);
        let name = lower_case(name);
        let Some(value) = after.trim_start_matches(|c: char| c.is_ascii_whitespace()).strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (value, rest) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = value.get(1..).unwrap_or("");
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.rest = rest;
        Some((name, value))
    }
}

/// Where the text of an element ends whose content is not markup; nothing for other elements.
fn raw_text_end(name: &str, text: &str) -> Option<usize> {
    let close = match name {
        "script" => "</script",
        "style" => "</style",
        "title" => "</title",
        "textarea" => "</textarea",
        _ => return None,
    };
    let ends = text.match_indices("</").find(|(at, _)| {
        text.get(*at..at.saturating_add(close.len())).is_some_and(|found| found.eq_ignore_ascii_case(close))
    });
    Some(ends.map_or(text.len(), |(at, _)| at))
}

/// The addresses of `srcset`: each candidate's first word.
fn addresses_of_set(set: &str) -> impl Iterator<Item = &str> {
    set.split(',').filter_map(|candidate| candidate.split_ascii_whitespace().next())
}

/// Replaces the character references that our writers use, and numbers.
fn unescape(text: &str) -> Cow<'_, str> {
    // No reference that means one character is longer than `&#x10FFFF;`.
    const LONGEST: usize = 10;
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let reference =
            after.bytes().take(LONGEST).position(|byte| byte == b';').and_then(|end| after.split_at_checked(end));
        match reference.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                plain.push(character);
                rest = after.strip_prefix(';').unwrap_or(after);
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn character(reference: &str) -> Option<char> {
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = reference.strip_prefix('#')?;
            let value = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(value.ok()?)
        }
    }
}

/// Our writers use lower case, so this copies nothing.
fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn is_word(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word)
}

fn single_spaced(text: &str) -> String {
    // Only the white space of HTML: a no-break space is the author's typography.
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn facts(html: &str) -> Facts {
        Facts::of_html(&Route::new("tools/twitter.html").unwrap(), html)
    }

    fn set(texts: &[&str]) -> BTreeSet<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn routes(targets: &BTreeSet<Target>) -> Vec<String> {
        let shown = targets.iter().map(|target| match target {
            Target::Inside { route, anchor: Some(anchor) } => format!("{route}#{anchor}"),
            Target::Inside { route, anchor: None } => route.to_string(),
            Target::Outside(link) => format!("outside {link}"),
            Target::Nowhere(link) => format!("nowhere {link}"),
        });
        shown.collect()
    }

    #[test]
    fn a_page_gives_its_facts() {
        let found = facts(
            "<!doctype html><html lang=fr><head><meta name=robots content='noindex, follow'>\
             <title>L&#39;Ined &amp;\n les réseaux</title><link rel=stylesheet href=../style.css>\
             <link rel=canonical href=https://example.org/a.html></head>\
             <body><h1 id=top>T</h1><a href='../organisations/ined.html#tools'>x</a><a href=#top>y</a>\
             <img src=\"a%20b.png\" srcset=\"a.png 1x, b.png 2x\" alt='>'><p id='après'></body></html>",
        );
        assert_eq!(found.title, "L'Ined & les réseaux");
        assert_eq!(found.language.as_deref(), Some("fr"));
        assert!(found.noindex);
        assert_eq!(found.anchors, set(&["top", "après"]));
        assert_eq!(
            routes(&found.links),
            ["organisations/ined.html#tools", "tools/twitter.html#top", "outside https://example.org/a.html"]
        );
        assert_eq!(routes(&found.loads), ["style.css", "tools/a b.png", "tools/a.png", "tools/b.png"]);
    }

    #[test]
    fn what_is_not_markup_is_not_read() {
        let found = facts(
            "<!-- <a href=a.html> > --><script>if (a<b) document.write('<p id=no>')</script>\
             <style>a>b{}</style><textarea><i id=no2></textarea><TITLE>a<b></TITLE><p id=yes> 1 < 2 <a href=b.html>",
        );
        assert_eq!(found.anchors, set(&["yes"]));
        assert_eq!(routes(&found.links), ["tools/b.html"]);
        assert_eq!(found.title, "a<b>");
    }

    #[test]
    fn the_title_of_a_chart_is_not_that_of_the_page() {
        let found =
            facts("<title>Page</title><svg id=c aria-labelledby='t d'><title id=t>Chart</title><use href=#m /></svg>");
        assert_eq!(found.title, "Page");
        assert_eq!(found.anchors, set(&["c", "t"]));
        assert_eq!(found.references, set(&["t", "d"]));
        assert_eq!(routes(&found.loads), ["tools/twitter.html#m"]);
    }

    #[test]
    fn repeated_anchors_are_kept_apart() {
        let found = facts("<p id=a><p id=b><p id=a>");
        assert_eq!(found.anchors, set(&["a", "b"]));
        assert_eq!(found.repeated_anchors, set(&["a"]));
    }

    #[test]
    fn a_page_that_leads_on_links_to_its_new_address() {
        let found = facts("<meta http-equiv=refresh content=\"0; url=../tools/x.html\">");
        assert_eq!(routes(&found.links), ["tools/x.html"]);
    }

    #[test]
    fn attributes_may_be_written_in_any_way() {
        let found =
            facts("<a\n HREF = \"a.html\"\tid=x/><input disabled id=\"y\" value='a>b'/><br/id=z><p id=\"a\"id=\"b\">");
        assert_eq!(routes(&found.links), ["tools/a.html"]);
        assert_eq!(found.anchors, set(&["x/", "y", "z", "a", "b"]));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_scanner_panic(text in "[<>/!='\" a&#;\\-é\u{0}]{0,60}") {
            facts(&text);
        }

        #[test]
        fn no_text_at_all_makes_the_scanner_panic(text in any::<String>()) {
            facts(&format!("<a href=\"{text}"));
            facts(&format!("<{text}>"));
        }
    }
}
