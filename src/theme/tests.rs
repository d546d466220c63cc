//! Every kind of page of the embedded theme, and what a study's own theme may do.

use std::collections::BTreeSet;

use super::*;
use crate::diagnostic::Span;
use crate::language::tests::{english, french};

fn origin() -> Place {
    Place::new(&SourcePath::new("content/organisations/ceral.md"), Span::new(0, 3))
}

fn embedded(size: Size) -> Theme {
    of_program("folio", size)
}

fn of_program(name: &str, size: Size) -> Theme {
    let loaded = Theme::load(name, &[], size);
    assert_eq!(loaded.diagnostics, [], "`{name}` has nothing to say");
    loaded.value
}

fn own(files: &[(&str, &str)]) -> Vec<(SourcePath, Arc<[u8]>)> {
    files.iter().map(|(path, text)| (SourcePath::new(path), Arc::from(text.as_bytes()))).collect()
}

fn home() -> View {
    fixtures::pages().remove(0).1
}

/// Every kind of page in every theme of the program, each with the theme and its file.
fn rendered(size: Size) -> Vec<(String, String)> {
    names().flat_map(|name| rendered_in(name, size)).collect()
}

fn rendered_in(name: &str, size: Size) -> Vec<(String, String)> {
    let theme = of_program(name, size);
    let views = fixtures::pages();
    let prepared = theme.prepare(views.iter().map(|(_, view)| &view.frame.site));
    let render = |(address, view): &(&'static str, View)| match prepared.render(view, &origin()) {
        Ok(html) => (format!("{name}/{address}"), html),
        Err(diagnostic) => {
            let place = &diagnostic.place;
            let typed = theme.text(&place.path).map(|text| place.span.of(text));
            panic!("{name}/{address}: {} at {place:?}: {typed:?}", diagnostic.message)
        }
    };
    views.iter().map(render).collect()
}

#[test]
fn each_kind_of_page_has_a_fixture_and_is_rendered() {
    let kinds: Vec<&str> = fixtures::pages().iter().map(|(_, view)| view.page.template()).collect();
    assert_eq!(kinds, Content::TEMPLATES);
    for (address, html) in rendered(Size::AsWritten) {
        assert_eq!(html.matches("<h1").count(), 1, "{address} has one heading");
        assert!(html.trim_end().ends_with("</html>"), "{address} is whole");
        assert!(!html.contains("{{") && !html.contains("{%"), "{address} holds no template");
    }
}

#[test]
fn small_pages_say_what_pages_as_written_say() {
    for ((address, written), (_, small)) in rendered(Size::AsWritten).iter().zip(rendered(Size::Small)) {
        assert_eq!(text(&small), text(written), "{address}");
        assert!(small.len() < written.len(), "{address} is smaller");
    }
}

/// The text of a page as a reader sees it: boxes part words, inline elements do not.
fn text(html: &str) -> String {
    const INLINE: [&str; 17] = [
        "a", "abbr", "b", "button", "cite", "code", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup",
        "tspan", "time",
    ];
    let mut out = String::new();
    for piece in html.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !INLINE.contains(&name.as_str()) {
            out.push(' ');
        }
        out.push_str(words);
    }
    out.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_in_a_page_needs_a_looser_policy() {
    for (address, html) in rendered(Size::Small) {
        assert_eq!(html.matches("default-src 'none'; style-src 'self'; script-src 'self'").count(), 1, "{address}");
        assert!(!html.contains("<style") && !html.contains(" style="), "{address} has no style of its own");
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains("src=") || tag.contains("application/ld+json"), "{address}: {tag}");
        }
        for handler in [" onclick=", " onload=", " onerror=", "javascript:"] {
            assert!(!html.contains(handler), "{address} has no {handler}");
        }
    }
}

#[test]
fn every_language_has_the_words_that_the_templates_name() {
    let mut keys = BTreeSet::new();
    let themes: Vec<Files> = names().map(Files::embedded).collect();
    for (_, _, text) in themes.iter().flat_map(Files::templates) {
        keys.extend(text.split("strings['").skip(1).filter_map(|rest| rest.split_once("']")).map(|(key, _)| key));
    }
    assert!(keys.len() > 40, "the keys are found");
    for language in [english(), french()] {
        let words: BTreeMap<&str, &str> = language.strings().collect();
        for key in &keys {
            let found = words.get(key).unwrap_or_else(|| panic!("{} lacks `{key}`", language.name()));
            assert!(!found.contains('{'), "`{key}` needs values that a template does not have: {found}");
        }
    }
}

#[test]
fn plain_text_is_escaped_and_ready_html_is_not() {
    let mut view = home();
    view.frame.title = "<b>&".into();
    view.frame.breadcrumbs = vec![];
    let theme = embedded(Size::Small);
    let html = theme.prepare([]).render(&view, &origin()).unwrap();
    assert!(html.contains("<title>&lt;b&gt;&amp;</title>"));
    let answer = "avec prudence";
    assert!(html.contains(answer));
}

#[test]
fn a_study_replaces_a_template_and_adds_a_style_sheet() {
    let files = own(&[
        (
            "themes/ours/templates/moved.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Ici</h1>{% endblock main %}",
        ),
        ("themes/ours/css/ours.css", "body { color: red; }"),
        ("themes/other/nowhere.xyz", ""),
        ("themes/ours/languages/de.yaml", "site: {}"),
    ]);
    let loaded = Theme::load("ours", &files, Size::Small);
    assert_eq!(loaded.diagnostics, []);
    let (_, moved) = fixtures::pages().pop().unwrap();
    let html = loaded.value.prepare([]).render(&moved, &origin()).unwrap();
    assert!(html.contains("<h1>Ici</h1>"));
    let style = loaded.value.assets().iter().find(|asset| asset.route == "assets/style.css").unwrap();
    assert!(std::str::from_utf8(&style.bytes).unwrap().ends_with("body{color:red}"));
}

#[test]
fn a_name_that_does_not_exist_is_reported_in_the_template_as_it_was_written() {
    let text = "{% extends \"base.html\" %}\n\n{% block main %}\n  <h1>  {{ page.tittle }}  </h1>\n{% endblock main %}";
    let files = own(&[("themes/ours/templates/home.html", text)]);
    let theme = Theme::load("ours", &files, Size::Small).value;
    let diagnostic = theme.prepare([]).render(&home(), &origin()).unwrap_err();
    assert_eq!(diagnostic.code, Code::TemplateError);
    assert_eq!(diagnostic.place.path.as_str(), "themes/ours/templates/home.html");
    assert_eq!(diagnostic.place.span.of(text), "tittle");
    assert_eq!(diagnostic.further, [(origin(), "on the page made from this".to_owned())]);
}

#[test]
fn an_unknown_filter_is_reported_when_the_theme_is_loaded() {
    let text = "{% extends \"base.html\" %}\n{% block main %}<h1>{{ page.kind | uper }}</h1>{% endblock main %}";
    let files = own(&[("themes/ours/templates/home.html", text)]);
    let loaded = Theme::load("ours", &files, Size::Small);
    let [diagnostic] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert_eq!(diagnostic.code, Code::TemplateError);
    assert_eq!(diagnostic.place.path.as_str(), "themes/ours/templates/home.html");
    assert!(diagnostic.place.span.start > text.find("uper").unwrap() - 3, "{:?}", diagnostic.place);
    assert!(diagnostic.message.contains("uper"), "{}", diagnostic.message);
    assert!(loaded.value.prepare([]).render(&home(), &origin()).is_ok(), "the embedded theme stands in");
}

#[test]
fn a_broken_tag_is_reported_at_its_place() {
    let text = "<h1>{{ page.title </h1>";
    let loaded = Theme::load("ours", &own(&[("themes/ours/templates/home.html", text)]), Size::AsWritten);
    let [diagnostic] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert_eq!((diagnostic.code, diagnostic.severity), (Code::TemplateError, Severity::Error));
    assert!(diagnostic.place.span.start >= 4, "{:?}", diagnostic.place);
}

#[test]
fn a_file_that_no_theme_has_is_reported_with_where_it_goes() {
    let files = own(&[("themes/ours/home.html", ""), ("themes/ours/css/notes.docx", "")]);
    let loaded = Theme::load("ours", &files, Size::AsWritten);
    let said: Vec<(&str, &str)> = loaded
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.place.path.as_str(), diagnostic.help.first().map_or("", String::as_str)))
        .collect();
    assert_eq!(said[0], ("themes/ours/home.html", "move it to `templates/home.html`"));
    assert_eq!(said[1].0, "themes/ours/css/notes.docx");
    assert!(loaded.diagnostics.iter().all(|diagnostic| diagnostic.code == Code::InvalidTheme));
}

#[test]
fn a_template_that_cannot_be_made_small_is_used_as_it_is_and_its_author_told() {
    let text = "{% extends \"base.html\" %}{% block main %}<h1 {% if page.kind %}class=\"x\"{% endif %}>  A  </h1>{% endblock main %}";
    let files = own(&[("themes/ours/templates/home.html", text)]);
    let loaded = Theme::load("ours", &files, Size::Small);
    let [diagnostic] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert_eq!((diagnostic.code, diagnostic.severity), (Code::UnminifiedTemplate, Severity::Warning));
    assert_eq!(diagnostic.place.span.of(text), "{% if page.kind %}");
    let html = loaded.value.prepare([]).render(&home(), &origin()).unwrap();
    assert!(html.contains("<h1 class=\"x\">  A  </h1>"));
}

#[test]
fn themes_that_render_differently_have_different_fingerprints() {
    let file = own(&[("themes/ours/css/ours.css", "a{}")]);
    let ours = Theme::load("ours", &file, Size::Small).value;
    let themes = [embedded(Size::Small), embedded(Size::AsWritten), of_program("bulletin", Size::Small), ours];
    let keys: BTreeSet<_> = themes.iter().map(Theme::fingerprint).collect();
    assert_eq!(keys.len(), 4);
    assert_eq!(embedded(Size::Small).fingerprint(), themes[0].fingerprint());
}

#[test]
fn a_page_and_its_key_change_with_what_all_pages_share() {
    let mut view = home();
    let before = view.fingerprint();
    let mut site = view.frame.site.value().clone();
    site.years = Some("2013".into());
    view.frame.site = Shared::new(site);
    assert_ne!(view.fingerprint(), before);
    let theme = embedded(Size::Small);
    assert!(theme.prepare([]).render(&view, &origin()).unwrap().contains("2013"));
}

#[test]
fn fonts_weigh_at_most_120_kilobytes_and_bring_their_licences() {
    names().for_each(fonts_of_a_theme_weigh_little);
}

fn fonts_of_a_theme_weigh_little(name: &str) {
    let theme = of_program(name, Size::Small);
    let weigh = |end: &str| -> usize {
        theme.assets().iter().filter(|asset| asset.route.ends_with(end)).map(|asset| asset.bytes.len()).sum()
    };
    assert!(weigh(".woff2") > 0 && weigh(".woff2") <= 120_000, "{}", weigh(".woff2"));
    // The script of every page, and those of the search, of filters and of the comparison beside it.
    assert!(weigh("folio.js") > 0 && weigh("folio.js") < 5_000, "{}", weigh("folio.js"));
    assert!(weigh(".js") < 56_000 && weigh(".css") < 40_000, "{} {}", weigh(".js"), weigh(".css"));
    assert_eq!(theme.assets().iter().filter(|asset| asset.route.contains("/OFL-")).count(), 2);
}

#[test]
fn text_stands_out_seven_to_one_in_light_and_in_dark() {
    for name in names() {
        let theme = of_program(name, Size::AsWritten);
        for circumstance in properties::CIRCUMSTANCES.iter().filter(|circumstance| !circumstance.is_print) {
            let properties = theme.properties(circumstance);
            let ratio = |ink: &str, paper: &str| {
                let [ink, paper] =
                    [ink, paper].map(|it| &properties.get(it).unwrap_or_else(|| panic!("{name}: {it}")).value);
                contrast(ink, paper)
            };
            let inks = ["--ink", "--ink-soft", "--rubric"];
            let pairs = ["--paper", "--paper-deep"].iter().flat_map(|paper| inks.map(|ink| (ink, *paper)));
            for (ink, paper) in pairs.chain([("--ink", "--mark")]) {
                assert!(
                    ratio(ink, paper) >= 7.0,
                    "{name}: {ink} on {paper} {}: {:.2}",
                    circumstance.name,
                    ratio(ink, paper)
                );
            }
            for paper in ["--paper", "--paper-deep"] {
                assert!(ratio("--rule-strong", paper) >= 3.0, "{name}: {paper} {}", circumstance.name);
            }
        }
    }
}

/// WCAG 2.2, "contrast ratio".
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Writes the pages out for looking at: `cargo test --lib theme:: -- --ignored`, then open `target/look/folio/index.html`.
#[test]
#[ignore = "writes files for looking at"]
#[allow(clippy::disallowed_methods, reason = "a folder for the eyes, outside of any study")]
fn pages_for_looking_at() {
    for name in names() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/look");
        let theme = of_program(name, Size::Small);
        let assets = theme.assets().iter().map(|asset| (format!("{name}/{}", asset.route), asset.bytes.to_vec()));
        let pages = rendered_in(name, Size::Small).into_iter().map(|(address, html)| (address, html.into_bytes()));
        for (route, bytes) in assets.chain(pages) {
            let path = folder.join(route);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}
