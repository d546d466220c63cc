//! Checks of the site as it was rendered: what a theme got wrong, and what no stage before could see.
//!
//! Links that authors write are checked on their own text, where their places are; what is found here was made by a
//! template or by a page's maker, so the place is the page's origin and the message names the page.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity, SourcePath, first_of_pages, nearest};
use crate::site::{Entry, Facts, Route, Site, Target};

/// A link of a page that leads to no file or anchor of the site.
pub static BROKEN_LINK: Rule = Rule {
    code: Code::BrokenLink,
    severity: Severity::Error,
    summary: "a page links to a file or an anchor that the site does not have",
    explanation: "Every address in a page is relative and must lead to a file of the same site, so that the site works at \
                  a root, under a sub-path and from disk. Links of authors are checked where they are written; this one \
                  comes from a template. Correct the template, or the address that it makes.",
    example: "<a href=\"nowhere.html\">Accueil</a> → <a href=\"index.html\">Accueil</a>",
};

/// An `id` that stands more than once in a page, or that a page refers to and does not have.
pub static BROKEN_PAGE: Rule = Rule {
    code: Code::BrokenPage,
    severity: Severity::Error,
    summary: "a page uses an id twice, or refers to one that it does not have",
    explanation: "Anchors, labels and descriptions name an element by its `id`, which must be there exactly once. The \
                  template, or two entities with one anchor, must be corrected.",
    example: "<h1 id=\"a\">404</h1><p id=\"a\">Rien ici.</p> → <h1 id=\"a\">404</h1><p>Rien ici.</p>",
};

/// The rules of this room.
pub static RULES: &[&Rule] = &[&BROKEN_LINK, &BROKEN_PAGE];

/// For so many addresses that lead nowhere the nearest one is looked for, among all of the site.
const MOST_LOOKED_FOR: usize = 100;

/// Reports everything in the pages that leads nowhere; `template` is where the template of a page stands.
pub fn check(site: &Site, template: &dyn Fn(&Route) -> Option<Place>) -> Vec<Diagnostic> {
    let routes: Vec<&str> = site.iter().map(|(route, _)| route.as_str()).collect();
    let mut check = Check { site, template, routes, near: BTreeMap::new(), out: Vec::new() };
    for (route, entry) in site.iter() {
        if let Some(facts) = &entry.facts {
            check.links((route, entry), facts);
            check.ids((route, entry), facts);
        }
    }
    first_of_pages(check.out)
}

/// What makes two mistakes one: the template that made both, and what is wrong.
type Mistake = (Place, String);

struct Check<'a> {
    site: &'a Site,
    template: &'a dyn Fn(&Route) -> Option<Place>,
    /// Every address of the site.
    routes: Vec<&'a str>,
    /// The addresses nearest to those that lead nowhere. Looked for once each: a template may lead there from every page.
    near: BTreeMap<&'a Route, Option<&'a str>>,
    out: Vec<(Mistake, Diagnostic)>,
}

impl<'a> Check<'a> {
    fn links(&mut self, page: (&'a Route, &'a Entry), facts: &'a Facts) {
        for target in facts.links.iter().chain(&facts.loads) {
            let problem = match target {
                Target::Outside(_) => continue,
                Target::Nowhere(address) => format!("`{address}` is no relative address of a file"),
                Target::Inside { route: to, anchor } => match (self.site.get(to), anchor) {
                    (None, _) => format!("`{to}` is no file of the site"),
                    (Some(there), Some(anchor)) if !has_anchor(there, anchor) => {
                        format!("`{to}` has no anchor `{anchor}`")
                    }
                    _ => continue,
                },
            };
            let near = match target {
                Target::Inside { route: to, anchor: None } => self.nearest(to),
                _ => None,
            };
            self.report(&BROKEN_LINK, page, problem, near.map(|near| format!("did you mean `{near}`?")));
        }
    }

    fn nearest(&mut self, route: &'a Route) -> Option<&'a str> {
        if self.near.len() >= MOST_LOOKED_FOR && !self.near.contains_key(route) {
            return None;
        }
        let routes = &self.routes;
        *self.near.entry(route).or_insert_with(|| nearest(route.as_str(), routes.iter().copied()))
    }

    fn ids(&mut self, page: (&'a Route, &'a Entry), facts: &'a Facts) {
        let twice = facts.repeated_anchors.iter().map(|id| format!("the id `{id}` stands more than once"));
        let nowhere = facts.references.iter().filter(|id| !facts.anchors.contains(*id));
        let nowhere = nowhere.map(|id| format!("it refers to an id `{id}` that it does not have"));
        for problem in twice.chain(nowhere) {
            self.report(&BROKEN_PAGE, page, problem, None);
        }
    }

    /// Reports at the template of a page, with what the page is about as second place.
    fn report(&mut self, rule: &'static Rule, (route, entry): (&Route, &Entry), problem: String, help: Option<String>) {
        let origin = entry.origin.clone().unwrap_or_else(|| Place::file(&SourcePath::new("study.yaml")));
        let message = format!("the page `{route}`: {problem}");
        let (place, diagnostic) = match (self.template)(route) {
            Some(place) => (place.clone(), rule.at(place, message).also(origin, "the page is made from this")),
            None => (origin.clone(), rule.at(origin, message)),
        };
        let diagnostic = match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        };
        self.out.push(((place, problem), diagnostic.help("correct the template that makes this page")));
    }
}

/// A file that is no page has no anchors that we know of: whatever is asked of it may be there.
fn has_anchor(entry: &Entry, anchor: &str) -> bool {
    anchor.is_empty() || entry.facts.as_ref().is_none_or(|facts| facts.anchors.contains(anchor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Output;

    fn messages(pages: &[(&str, &str)]) -> Vec<String> {
        let entries = pages.iter().map(|(route, html)| {
            let route = Route::new(route).unwrap();
            (route.clone(), Output::new(route, html.as_bytes()).entry())
        });
        check(&Site::of(entries).value, &|_| None).into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    #[test]
    fn links_that_lead_somewhere_are_right() {
        let pages = [("a/b.html", "<a href=\"../c.html#there\">c</a>"), ("c.html", "<p id=there>")];
        assert!(messages(&pages).is_empty());
    }

    #[test]
    fn what_leads_nowhere_is_reported() {
        let pages = [("a.html", "<a href=\"b.html\">b</a><a href=\"#gone\">x</a><a href=\"/root\">y</a>")];
        assert_eq!(
            messages(&pages),
            [
                "the page `a.html`: `a.html` has no anchor `gone`",
                "the page `a.html`: `b.html` is no file of the site",
                "the page `a.html`: `/root` is no relative address of a file",
            ]
        );
    }

    #[test]
    fn a_mistake_of_one_template_is_said_once_for_all_its_pages() {
        let page =
            |route| (Route::tidy(route), Output::new(Route::tidy(route), b"<a href=\"/x\">x</a>".to_vec()).entry());
        let site = Site::of(["a.html", "b.html", "c.html"].map(page)).value;
        let found = check(&site, &|_| Some(Place::file(&SourcePath::new("themes/ours/templates/base.html"))));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "the page `a.html`: `/x` is no relative address of a file");
        assert_eq!(found[0].help.last().unwrap(), "it is the same on 2 other pages");
    }

    #[test]
    fn ids_are_there_exactly_once() {
        let pages = [("a.html", "<p id=one></p><p id=one aria-describedby=two>")];
        assert_eq!(
            messages(&pages),
            [
                "the page `a.html`: the id `one` stands more than once",
                "the page `a.html`: it refers to an id `two` that it does not have",
            ]
        );
    }
}
