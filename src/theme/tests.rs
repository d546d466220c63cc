//! Every kind of page of the embedded theme, and what a study's own theme may do.

use super::*;
use crate::diagnostic::Span;

fn origin() -> Place {
    Place::new(&SourcePath::new("content/organisations/ceral.md"), Span::new(0, 3))
}

fn embedded(size: Size) -> Theme {
    let loaded = Theme::load("folio", &[], size);
    assert_eq!(loaded.diagnostics, [], "the embedded theme has nothing to say");
    loaded.value
}

fn rendered(size: Size) -> Vec<(&'static str, String)> {
    let theme = embedded(size);
    let prepared = theme.prepare([]);
    fixtures::pages()
        .into_iter()
        .map(|(address, view)| match prepared.render(&view, &origin()) {
            Ok(html) => (address, html),
            Err(diagnostic) => panic!("{address}: {diagnostic:?} {:?}", theme.text(&diagnostic.place.path).map(|text| diagnostic.place.span.of(text).to_owned())),
        })
        .collect()
}

#[test]
fn each_kind_of_page_has_a_fixture_and_is_rendered() {
    let kinds: Vec<&str> = fixtures::pages().iter().map(|(_, view)| view.page.template()).collect();
    assert_eq!(kinds, Content::TEMPLATES);
    for (address, html) in rendered(Size::AsWritten) {
        assert!(html.contains("<h1"), "{address} has a heading");
        assert!(html.trim_end().ends_with("</html>"), "{address} is whole");
    }
}

/// Writes the pages out for looking at: `cargo test --lib theme:: -- --ignored`, then open `target/look/index.html`.
#[test]
#[ignore = "writes files for looking at"]
#[allow(clippy::disallowed_methods, reason = "a folder for the eyes, outside of any study")]
fn pages_for_looking_at() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/look");
    let theme = embedded(Size::Small);
    let assets = theme.assets().iter().map(|asset| (asset.route.as_str(), asset.bytes.to_vec()));
    let pages: Vec<_> = rendered(Size::Small);
    for (route, bytes) in assets.chain(pages.iter().map(|(address, html)| (*address, html.clone().into_bytes()))) {
        let path = folder.join(route);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
