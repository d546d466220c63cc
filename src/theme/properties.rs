//! The custom properties that the theme's style sheets give the root of a page, in each circumstance of reading.
//!
//! Only as much of the cascade as decides them: rules for `:root` with its `data-theme`, inside media queries for dark,
//! print and forced colours. What no such rule can mean (widths, other elements, classes) is passed over.

use std::collections::BTreeMap;

use crate::diagnostic::{Place, SourcePath, Span};

/// How a page is read.
#[derive(Debug)]
pub struct Circumstance {
    /// In words that end a sentence: `in the dark`.
    pub name: &'static str,
    /// Whether the reader's system prefers the dark.
    pub prefers_dark: bool,
    /// What the reader chose on the page: `light` or `dark`.
    pub chosen: Option<&'static str>,
    /// Whether it is printed.
    pub is_print: bool,
    /// Whether the system forces its own colours.
    pub has_forced_colours: bool,
}

const ON_SCREEN: Circumstance = Circumstance {
    name: "in the light",
    prefers_dark: false,
    chosen: None,
    is_print: false,
    has_forced_colours: false,
};

/// Each way in which colours are the theme's.
pub static CIRCUMSTANCES: &[Circumstance] = &[
    ON_SCREEN,
    Circumstance { name: "in the dark", prefers_dark: true, ..ON_SCREEN },
    Circumstance { name: "where a reader chose the dark", chosen: Some("dark"), ..ON_SCREEN },
    Circumstance { name: "where a reader chose the light", prefers_dark: true, chosen: Some("light"), ..ON_SCREEN },
    Circumstance { name: "in print", is_print: true, ..ON_SCREEN },
    Circumstance { name: "in print from the dark", prefers_dark: true, is_print: true, ..ON_SCREEN },
];

/// The colours are the system's.
pub static FORCED_COLOURS: Circumstance =
    Circumstance { name: "in forced colours", has_forced_colours: true, ..ON_SCREEN };

/// A value that holds, and where it is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The value, its own `var()` resolved.
    pub value: String,
    /// The declaration.
    pub place: Place,
}

/// The custom properties of the root, by their names.
#[derive(Debug, Default)]
pub struct Properties(BTreeMap<String, Property>);

impl Properties {
    /// What a property is, where it is set.
    pub fn get(&self, name: &str) -> Option<&Property> {
        self.0.get(name)
    }

    /// Reads style sheets in their order.
    pub(super) fn read<'s>(
        sheets: impl IntoIterator<Item = (&'s SourcePath, &'s str)>,
        circumstance: &Circumstance,
    ) -> Properties {
        let mut found = BTreeMap::new();
        for (path, text) in sheets {
            let text = without_comments(text);
            Reader { path, text: &text, circumstance }.rules(0, text.len(), &mut found);
        }
        let values: BTreeMap<&str, &str> =
            found.iter().map(|(name, set)| (name.as_str(), set.value.as_str())).collect();
        let resolved = found.iter().filter_map(|(name, set)| {
            let value = resolved(&set.value, &values, 0)?;
            Some((name.clone(), Property { value, place: set.place.clone() }))
        });
        Properties(resolved.collect())
    }
}

/// A declaration that holds so far, and how strongly.
struct Set {
    value: String,
    place: Place,
    strength: (bool, usize),
}

struct Reader<'s> {
    path: &'s SourcePath,
    text: &'s str,
    circumstance: &'s Circumstance,
}

impl Reader<'_> {
    /// Reads the rules from one byte to another.
    fn rules(&self, from: usize, to: usize, found: &mut BTreeMap<String, Set>) {
        let mut at = from;
        while let Some((end, sign)) = self.next(at, to, b"{;") {
            let prelude = self.text.get(at..end).unwrap_or_default().trim();
            if sign == b';' {
                at = end + 1;
                continue;
            }
            let close = self.closing(end + 1, to);
            if let Some(query) = prelude.strip_prefix("@media") {
                if self.media_holds(query) {
                    self.rules(end + 1, close, found);
                }
            } else if prelude.starts_with("@supports") || prelude.starts_with("@layer") {
                self.rules(end + 1, close, found);
            } else if let Some(weight) = prelude.split(',').filter_map(|it| self.weight(it.trim())).max() {
                self.declarations((end + 1, close), weight, found);
            }
            at = close + 1;
        }
    }

    fn declarations(&self, (from, to): (usize, usize), weight: usize, found: &mut BTreeMap<String, Set>) {
        let mut at = from;
        while at < to {
            let end = self.next(at, to, b";").map_or(to, |(end, _)| end);
            let text = self.text.get(at..end).unwrap_or_default();
            if let Some((name, value)) = text.split_once(':').filter(|(name, _)| name.trim().starts_with("--")) {
                let (value, is_important) = match value.trim().strip_suffix("!important") {
                    Some(value) => (value.trim(), true),
                    None => (value.trim(), false),
                };
                let start = at + (text.len() - text.trim_start().len());
                let place = Place::new(self.path, Span::new(start, at + text.trim_end().len()));
                let strength = (is_important, weight);
                if found.get(name.trim()).is_none_or(|set| set.strength <= strength) {
                    found.insert(name.trim().to_owned(), Set { value: value.to_owned(), place, strength });
                }
            }
            at = end + 1;
        }
    }

    /// The next of some signs outside of strings, brackets and nested blocks, and where it is.
    fn next(&self, from: usize, to: usize, signs: &[u8]) -> Option<(usize, u8)> {
        let mut depth = 0usize;
        let mut quote = None;
        for (at, byte) in self.text.bytes().enumerate().take(to).skip(from) {
            match (quote, byte) {
                (Some(open), byte) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, byte) if depth == 0 && signs.contains(&byte) => return Some((at, byte)),
                (None, b'(' | b'[' | b'{') => depth += 1,
                (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
                (None, _) => {}
            }
        }
        None
    }

    /// Where the block ends that begins here.
    fn closing(&self, from: usize, to: usize) -> usize {
        self.next(from, to, b"}").map_or(to, |(at, _)| at)
    }

    fn media_holds(&self, query: &str) -> bool {
        query.split(',').any(|one| one.split(" and ").all(|condition| self.condition_holds(condition.trim())))
    }

    fn condition_holds(&self, condition: &str) -> bool {
        let it = self.circumstance;
        let condition: String = condition.chars().filter(|character| !character.is_whitespace()).collect();
        match condition.as_str() {
            "all" => true,
            "screen" => !it.is_print,
            "print" => it.is_print,
            "(prefers-color-scheme:dark)" => it.prefers_dark,
            "(prefers-color-scheme:light)" => !it.prefers_dark,
            "(forced-colors:active)" => it.has_forced_colours,
            _ => false,
        }
    }

    /// How specific a selector of the root is; nothing for what is not the root here.
    fn weight(&self, selector: &str) -> Option<usize> {
        let mut rest = selector;
        let mut weight = 0;
        while !rest.is_empty() {
            let (after, more) = if let Some(after) = rest.strip_prefix(":root") {
                (after, 10)
            } else if let Some(after) = rest.strip_prefix("html").filter(|_| weight == 0) {
                (after, 1)
            } else if let Some(inside) = rest.strip_prefix(":not(") {
                let (inner, after) = inside.split_once(')')?;
                (after, (!self.is_chosen(inner)?).then_some(10)?)
            } else {
                let end = rest.find(']')? + 1;
                (rest.get(end..)?, self.is_chosen(rest.get(..end)?)?.then_some(10)?)
            };
            weight += more;
            rest = after;
        }
        (weight > 0).then_some(weight)
    }

    /// Whether `[data-theme="dark"]` is what the reader chose; nothing for what is no such attribute.
    fn is_chosen(&self, attribute: &str) -> Option<bool> {
        let value = attribute.strip_prefix("[data-theme=")?.strip_suffix(']')?;
        Some(self.circumstance.chosen == Some(value.trim_matches(['"', '\''])))
    }
}

/// The text with blanks in place of comments, so that places stay.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        let (inside, after) = comment.split_once("*/").unwrap_or((comment, ""));
        out.push_str(before);
        let length = rest.len() - before.len() - after.len();
        debug_assert!(inside.len() <= length);
        out.extend(std::iter::repeat_n(' ', length));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A value with what its `var()` stands for; nothing where that is set nowhere, or leads round in a circle.
fn resolved(value: &str, values: &BTreeMap<&str, &str>, depth: usize) -> Option<String> {
    let Some((before, rest)) = value.split_once("var(") else { return Some(value.to_owned()) };
    if depth > 16 {
        return None;
    }
    let end = closing_bracket(rest)?;
    let (inside, after) = (rest.get(..end)?, rest.get(end + 1..)?);
    let (name, fallback) = match inside.split_once(',') {
        Some((name, fallback)) => (name.trim(), Some(fallback.trim())),
        None => (inside.trim(), None),
    };
    let stands_for = values.get(name).copied().or(fallback)?;
    resolved(&format!("{before}{stands_for}{after}"), values, depth + 1)
}

/// Where the bracket closes that was opened before the text.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(css: &str, circumstance: &Circumstance) -> Option<String> {
        let path = SourcePath::new("themes/ours/css/ours.css");
        Properties::read([(&path, css)], circumstance).get("--a").map(|property| property.value.clone())
    }

    fn in_each(css: &str) -> Vec<String> {
        CIRCUMSTANCES.iter().map(|it| value(css, it).unwrap_or_default()).collect()
    }

    #[test]
    fn each_circumstance_has_its_own_values() {
        let css = ":root { --a: 1; }\n\
                   @media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) { --a: 2; } }\n\
                   :root[data-theme=dark] { --a: 3 }\n\
                   @media print { :root:root:root { --a: 4; } }\n\
                   @media (forced-colors: active) { :root:root:root { --a: 5; } }";
        assert_eq!(in_each(css), ["1", "2", "3", "1", "4", "4"]);
        assert_eq!(value(css, &FORCED_COLOURS).as_deref(), Some("5"));
    }

    #[test]
    fn the_more_specific_wins_then_the_later() {
        assert_eq!(value(":root:root { --a: 1 } :root { --a: 2 }", &ON_SCREEN).as_deref(), Some("1"));
        assert_eq!(value(":root { --a: 1 } html, :root { --a: 2 }", &ON_SCREEN).as_deref(), Some("2"));
        assert_eq!(value(":root { --a: 1 !important } :root:root { --a: 2 }", &ON_SCREEN).as_deref(), Some("1"));
    }

    #[test]
    fn other_elements_comments_and_strings_are_passed_over() {
        let css =
            "/* :root { --a: 0 } */ .x { --a: 1 } :root { --b: \"}\"; --a: 2 } :root .y { --a: 3 } :root.js { --a: 4 }";
        assert_eq!(value(css, &ON_SCREEN).as_deref(), Some("2"));
        assert_eq!(value("@media (min-width: 40rem) { :root { --a: 1 } }", &ON_SCREEN), None);
    }

    #[test]
    fn what_stands_for_another_is_followed() {
        assert_eq!(value(":root { --a: var(--b); --b: var( --c ); --c: red }", &ON_SCREEN).as_deref(), Some("red"));
        assert_eq!(value(":root { --a: var(--b, var(--c, blue)) }", &ON_SCREEN).as_deref(), Some("blue"));
        assert_eq!(value(":root { --a: var(--b); --b: var(--a) }", &ON_SCREEN), None);
        assert_eq!(value(":root { --a: var(--b) }", &ON_SCREEN), None);
    }

    #[test]
    fn a_property_knows_where_it_is_set() {
        let css = "/* é */\n:root {\n  --b: 1;\n  --a: 2;\n}\n";
        let path = SourcePath::new("themes/ours/css/ours.css");
        let properties = Properties::read([(&path, css)], &ON_SCREEN);
        assert_eq!(properties.get("--a").unwrap().place.span.of(css), "--a: 2");
    }
}
