//! Components that come back to themselves, at once or by way of others.
//!
//! Tera finds templates that extend or include themselves when they are added. A component that calls itself it stops
//! only on a page, twenty calls deep. A view holds nothing that is nested without end, so no theme needs one: it is said
//! when the theme is loaded, at the call. It reads the text between braces only, and knows no expressions.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::TEMPLATE_ERROR;
use super::files::Files;
use crate::diagnostic::{Diagnostic, Place, Span};

/// What can lead to a component.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Component(String),
    Template(String),
}

impl Part {
    fn name(&self) -> &str {
        match self {
            Part::Component(name) | Part::Template(name) => name,
        }
    }
}

type Calls = BTreeMap<Part, Vec<(Part, Place)>>;

/// Reports each component that leads back to itself, once for all that are on its way.
pub(super) fn check(files: &Files) -> Vec<Diagnostic> {
    let calls = calls(files);
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for start in calls.keys().filter(|part| matches!(part, Part::Component(_))) {
        if seen.contains(start) {
            continue;
        }
        if let Some((way, place)) = way_round(start, &calls) {
            seen.extend(way.iter().cloned());
            out.push(report(start, &way, place));
        }
    }
    out
}

fn report(start: &Part, way: &[Part], place: Place) -> Diagnostic {
    let others: Vec<String> = way.iter().skip(1).map(|part| format!("`{}`", part.name())).collect();
    let by_way = if others.is_empty() { String::new() } else { format!(" by way of {}", others.join(", ")) };
    let message = format!("the component `{}` calls itself{by_way}", start.name());
    TEMPLATE_ERROR
        .at(place, message)
        .help("lists in a view are flat: a loop over them needs no component that calls itself")
}

/// The shortest way from a part back to itself, and its first call.
fn way_round(start: &Part, calls: &Calls) -> Option<(Vec<Part>, Place)> {
    let mut waiting: VecDeque<(Vec<Part>, Option<&Place>)> = VecDeque::from([(vec![start.clone()], None)]);
    let mut reached = BTreeSet::new();
    while let Some((way, first)) = waiting.pop_front() {
        for (called, place) in way.last().and_then(|last| calls.get(last)).into_iter().flatten() {
            let first = first.unwrap_or(place);
            if called == start {
                return Some((way, first.clone()));
            }
            if reached.insert(called) {
                waiting.push_back((way.iter().chain([called]).cloned().collect(), Some(first)));
            }
        }
    }
    None
}

/// The names of all components.
pub(super) fn names(files: &Files) -> BTreeSet<String> {
    let pieces = files.templates().flat_map(|(_, _, text)| pieces(text));
    let names = pieces.filter_map(|(_, code)| code.trim_start().strip_prefix("component "));
    names.map(word).collect()
}

/// What each component and each template calls.
fn calls(files: &Files) -> Calls {
    let mut calls = Calls::new();
    for (name, path, text) in files.templates() {
        let mut inside = Part::Template(name.to_owned());
        for (span, code) in pieces(text) {
            match code.split_whitespace().next() {
                Some("component") => inside = Part::Component(word(code.trim_start().get(9..).unwrap_or_default())),
                Some("endcomponent") => inside = Part::Template(name.to_owned()),
                _ => {
                    let called = called(code);
                    let called = called.map(|part| (part, Place::new(path, span)));
                    calls.entry(inside.clone()).or_default().extend(called);
                }
            }
        }
    }
    calls
}

/// The code of `{{ … }}` and `{% … %}`, each with its place, the braces with it.
fn pieces(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('{')?;
            let rest = text.get(start + 1..)?;
            let close = match rest.as_bytes().first() {
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                Some(b'#') => "#}",
                _ => {
                    at = start + 1;
                    continue;
                }
            };
            let length = rest.find(close)?;
            at = start + 1 + length + close.len();
            if close != "#}" {
                let code = rest.get(1..length).unwrap_or_default().trim_matches('-');
                return Some((Span::new(start, at), code));
            }
        }
    })
}

/// The components and templates that a piece of code names: `<figure …>`, `include "x.html"`.
fn called(code: &str) -> impl Iterator<Item = Part> {
    let components = code.split('<').skip(1).filter(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic()));
    let include = code.trim_start().strip_prefix("include").and_then(|rest| rest.split(['"', '\'']).nth(1));
    components
        .map(|rest| Part::Component(word(rest)))
        .chain(include.map(|template| Part::Template(template.to_owned())))
}

fn word(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.')).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::SourcePath;

    fn said(text: &str) -> Vec<(String, String)> {
        let own = [(SourcePath::new("themes/ours/templates/ours.html"), Arc::from(text.as_bytes()))];
        let files = Files::embedded("folio").with("ours", &own, &mut Vec::new());
        check(&files).into_iter().map(|found| (found.message, found.place.span.of(text).to_owned())).collect()
    }

    #[test]
    fn a_component_that_calls_itself_is_found_at_the_call() {
        let text = "{% component deep(words) %}<i>{{ <deep words={words} /> }}</i>{% endcomponent deep %}";
        let call = "{{ <deep words={words} /> }}".to_owned();
        assert_eq!(said(text), [("the component `deep` calls itself".to_owned(), call)]);
    }

    #[test]
    fn the_way_by_others_is_named_once() {
        let text = "{% component a() %}{{ <b /> }}{% endcomponent a %}{% component b() %}{% include \"ours.html\" %}\
            {% endcomponent b %}{{ <a /> }}";
        let by_way = "the component `a` calls itself by way of `b`, `ours.html`".to_owned();
        assert_eq!(said(text), [(by_way, "{{ <b /> }}".to_owned())]);
    }

    #[test]
    fn what_only_looks_like_a_call_is_none() {
        let text =
            "{# {{ <c /> }} #}{% component c(n) %}{% if n <c2 %}<c>{% endif %}{% endcomponent c %}{{ <c n={1} /> }}";
        assert_eq!(said(text), []);
    }
}
