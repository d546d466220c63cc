//! What style sheets fetch: fonts and pictures of the theme itself, and nothing else.
//!
//! Pages allow no address of another host, and a font that is not there is noticed by nobody until a reader sees it.

use super::files::Files;
use super::{INVALID_THEME, STYLE, properties};
use crate::diagnostic::{Diagnostic, Place, Span};
use crate::site::{Route, Target};

/// Reports every `url()` that leads to no file of the theme, and every `@import`.
pub(super) fn check(files: &Files, diagnostics: &mut Vec<Diagnostic>) {
    let published: Vec<String> = files.assets().map(|(route, _)| route).collect();
    for (path, text) in files.sheets() {
        let bare = properties::without_comments(text);
        for (at, _) in bare.match_indices("@import") {
            let place = Place::new(path, Span::new(at, at + "@import".len()));
            let diagnostic = INVALID_THEME.at(place, "a style sheet of a theme imports no other");
            diagnostics
                .push(diagnostic.help("put the other into `css/` too: all are joined in the order of their names"));
        }
        for (span, address) in addresses(&bare) {
            diagnostics.extend(problem(address, &published).map(|it| it.at_place(Place::new(path, span))));
        }
    }
}

/// What is wrong with an address, before its place is known.
struct Problem {
    message: String,
    help: String,
}

impl Problem {
    fn at_place(self, place: Place) -> Diagnostic {
        INVALID_THEME.at(place, self.message).help(self.help)
    }
}

fn problem(address: &str, published: &[String]) -> Option<Problem> {
    if address.starts_with("data:") || address.starts_with('#') {
        return None;
    }
    let here = Route::tidy(STYLE);
    match here.follow(address) {
        Target::Inside { route, .. } if published.iter().any(|file| file == route.as_str()) => None,
        Target::Inside { route, .. } => {
            let near = crate::diagnostic::nearest(route.as_str(), published.iter().map(String::as_str));
            let inner = |route: &str| route.strip_prefix("assets/").unwrap_or(route).to_owned();
            let help = match near {
                Some(near) => format!("did you mean `{}`?", inner(near)),
                None => "`fonts/NAME` leads to the theme's `fonts/NAME`, and `NAME` to its `assets/NAME`".to_owned(),
            };
            Some(Problem { message: format!("the theme has no file `{address}`"), help })
        }
        Target::Outside(_) | Target::Nowhere(_) => Some(Problem {
            message: format!("`{address}` is fetched from elsewhere, which pages do not allow"),
            help: "put the file into `fonts/` or `assets/` of the theme".to_owned(),
        }),
    }
}

/// Each address of a `url()`, with its place.
fn addresses(text: &str) -> impl Iterator<Item = (Span, &str)> {
    text.match_indices("url(").filter_map(|(at, opening)| {
        let start = at + opening.len();
        let inside = text.get(start..start + text.get(start..)?.find(')')?)?;
        let address = inside.trim().trim_matches(['"', '\'']);
        let from = start + inside.find(address)?;
        (!address.is_empty()).then_some((Span::new(from, from + address.len()), address))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::SourcePath;

    fn said(css: &str) -> Vec<(String, String, String)> {
        let own = [(SourcePath::new("themes/ours/css/ours.css"), Arc::from(css.as_bytes()))];
        let files = Files::embedded("folio").with("ours", &own, &mut Vec::new());
        let mut found = Vec::new();
        check(&files, &mut found);
        let shown = |it: Diagnostic| {
            (it.message, it.place.span.of(css).to_owned(), it.help.first().cloned().unwrap_or_default())
        };
        found.into_iter().map(shown).collect()
    }

    #[test]
    fn a_font_that_is_not_there_is_reported_at_its_address() {
        let found = said("@font-face { src: url(\"fonts/sanz.woff2\") }");
        let message = "the theme has no file `fonts/sanz.woff2`";
        assert_eq!(found, [(message.into(), "fonts/sanz.woff2".into(), "did you mean `fonts/sans.woff2`?".into())]);
    }

    #[test]
    fn nothing_is_fetched_from_elsewhere() {
        let messages: Vec<String> = said("@import \"x.css\"; a { background: url(https://example.org/a.png) }")
            .into_iter()
            .map(|it| it.0)
            .collect();
        assert_eq!(
            messages,
            [
                "a style sheet of a theme imports no other",
                "`https://example.org/a.png` is fetched from elsewhere, which pages do not allow",
            ]
        );
    }

    #[test]
    fn what_is_there_or_in_the_style_itself_is_right() {
        let css = "/* url(gone.png) */ a { background: url('icon.svg') } b { mask: url(data:,x) url(#m) }";
        assert_eq!(said(css), []);
    }
}
