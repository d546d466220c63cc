//! `docs/themes.md`, `docs/languages.md` and the themes of the program: the documents say what the sources say, their
//! examples work, and the real study can be read in every theme.
//!
//! `FLORILEGE_UPDATE=1 cargo test --test themes` writes the parts between `<!-- from: … -->` and `<!-- end -->` anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail, and look at the disk"
)]

#[path = "themes/contract.rs"]
mod contract;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use camino::Utf8Path;
use florilege::chart::palette;
use florilege::diagnostic::report::text;
use florilege::language;
use florilege::page::view::Content;
use florilege::pipeline::{self, Built, Memos, Options, Size};
use florilege::site::{MemoryStore, Route};
use florilege::source::{Sources, read};
use florilege::theme;

const DOCUMENT: &str = "docs/themes.md";
const LANGUAGES: &str = "docs/languages.md";

#[test]
fn the_documents_say_what_the_sources_say() {
    let mut parts = generated();
    for document in [DOCUMENT, LANGUAGES] {
        let old = fs::read_to_string(document).unwrap();
        let new = written_anew(&old, &mut parts);
        if std::env::var_os("FLORILEGE_UPDATE").is_some() {
            fs::write(document, &new).unwrap();
        } else {
            let differs = new.lines().zip(old.lines()).find(|(new, old)| new != old);
            assert!(new == old, "{document} is old: {differs:?}; FLORILEGE_UPDATE=1 writes it anew");
        }
    }
    assert!(parts.is_empty(), "the documents leave out {:?}", parts.keys());
}

/// The document with its generated parts: tables between two lines, a few words in the line itself.
fn written_anew(document: &str, parts: &mut BTreeMap<&str, String>) -> String {
    let mut written = String::new();
    let mut rest = document;
    while let Some((before, after)) = rest.split_once("<!-- from: ") {
        let (name, after) = after.split_once(" -->").unwrap();
        let (old, after) = after.split_once("<!-- end -->").unwrap_or_else(|| panic!("`{name}` has no end"));
        let part = parts.remove(name).unwrap_or_else(|| panic!("nothing is called `{name}`"));
        let space = if old.starts_with('\n') { "\n\n" } else { " " };
        _ = write!(written, "{before}<!-- from: {name} -->{space}{}{space}<!-- end -->", part.trim_end());
        rest = after;
    }
    written + rest
}

fn generated() -> BTreeMap<&'static str, String> {
    let items = contract::items(&fs::read_to_string("src/page/view.rs").unwrap());
    let kinds = contract::pages(&items);
    for template in Content::TEMPLATES {
        assert!(kinds.contains(&format!("| `{template}.html` |")), "`{template}` was not read");
    }
    let templates = folder("themes/folio/templates");
    let sheet = |name: &str| fs::read_to_string(format!("themes/folio/css/{name}.css")).unwrap();
    let own = contract::properties(&[&sheet("folio")]);
    let scripts = folder("themes/folio/assets").into_iter().filter(|(file, _)| file.ends_with(".js")).collect();
    BTreeMap::from([
        ("pages", kinds),
        ("fields", contract::fields(&items)),
        ("components", contract::components(&templates)),
        ("blocks", contract::blocks(&templates["base.html"])),
        ("properties", own.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
        ("colours", colours()),
        ("hooks", contract::hooks(&scripts)),
        ("languages", listed(language::embedded_codes())),
        ("sections", contract::sections(language::embedded("en").unwrap())),
        ("themes", listed(theme::names())),
    ])
}

fn listed(names: impl Iterator<Item = &'static str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The colours of charts, and what each must be told from.
fn colours() -> String {
    let mut grounds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for demand in palette::demands() {
        let demanded = format!("{}:1 with `{}`", demand.least, demand.ground);
        grounds.entry(demand.ink).or_default().push(demanded);
    }
    let mut out = String::from("| property | needs a contrast of at least |\n|---|---|\n");
    for (ink, demanded) in grounds {
        _ = writeln!(out, "| `{ink}` | {} |", demanded.join(", "));
    }
    out
}

fn folder(path: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries.filter_map(|path| Some((path.file_name()?.to_str()?.to_owned(), fs::read_to_string(&path).ok()?))).collect()
}

/// The files of the document, by the theme that each belongs to: `<!-- file: themes/ours/css/ours.css -->`.
fn examples(document: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let document = fs::read_to_string(document).unwrap();
    let mut examples: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for rest in document.split("<!-- file: ").skip(1) {
        let (path, rest) = rest.split_once(" -->\n").unwrap();
        let body = rest.split_once("```").and_then(|(_, rest)| rest.split_once('\n')).unwrap().1;
        let body = body.split_once("\n```").unwrap().0;
        let name = path.split('/').nth(1).unwrap().to_owned();
        examples.entry(name).or_default().push((path.to_owned(), format!("{body}\n")));
    }
    examples
}

fn build(sources: &Sources, size: Size) -> (Built, MemoryStore) {
    let store = MemoryStore::default();
    let options = Options { size, ..Options::default() };
    let built = pipeline::build(sources, &options, &Memos::default(), &store).unwrap();
    (built, store)
}

fn page(store: &MemoryStore, route: &str) -> String {
    String::from_utf8(store.get(&Route::new(route).unwrap()).unwrap().to_vec()).unwrap()
}

fn small_study(theme: &str) -> Sources {
    Sources::in_memory([
        (
            "study.yaml".to_owned(),
            format!(
                "title: \"Reading rooms\"\nlanguages: [en]\nconsent: public-sources\npublished: 2020\ntheme: {theme}\n"
            ),
        ),
        ("content/organisations/lamp-room.md".to_owned(), "---\nname: Lamp Room\n---\nA made-up place.\n".to_owned()),
        (
            "content/quotes/lamp.md".to_owned(),
            "---\norganisation: lamp-room\n---\nWe keep the lamps lit until nine.\n".to_owned(),
        ),
    ])
}

#[test]
fn the_themes_of_the_document_work() {
    let examples = examples(DOCUMENT);
    assert!(examples.len() >= 3, "only {:?}", examples.keys());
    for (name, files) in examples {
        let mut sources = small_study(&name);
        for (path, body) in &files {
            sources = sources.with(path, body.as_str());
        }
        let (built, _) = build(&sources, Size::Small);
        assert_eq!(text::short(&built.diagnostics, &built.texts(&sources)), "", "{name}");
    }
}

#[test]
fn the_language_of_the_document_works() {
    let (name, files) = examples(LANGUAGES).pop_first().unwrap();
    let study = format!(
        "title: \"Leeszalen\"\nlanguages: [nl]\nconsent: public-sources\npublished: 2020-03-01\ntheme: {name}\n"
    );
    let mut sources = small_study(&name).with("study.yaml", study);
    for (path, body) in &files {
        sources = sources.with(path, body.as_str());
    }
    let (built, store) = build(&sources, Size::Small);
    let said = text::short(&built.diagnostics, &built.texts(&sources));
    assert!(said.starts_with("warning[missing-strings]: `nl` has no words for "), "{said}");
    assert_eq!(said.matches("warning[").count() + said.matches("error[").count(), 1, "{said}");
    let quotes = page(&store, "quotes/index.html");
    assert!(quotes.contains("1 citaat") && quotes.contains("Naar de inhoud"), "{quotes}");
}

#[test]
fn each_filter_test_and_function_that_the_document_names_is_there() {
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let named = |label: &str| -> Vec<String> {
        let line = document.lines().find(|line| line.starts_with(&format!("| {label} |"))).unwrap();
        line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let (filters, tests, functions) = (named("filters"), named("tests"), named("functions"));
    assert!(filters.len() > 20 && tests.len() > 10 && functions.len() == 2);
    let mut template = String::from("{% extends \"base.html\" %}{% block main %}<h1>x</h1>{% if false %}");
    for filter in filters {
        _ = write!(template, "{{{{ page.title | {filter} }}}}");
    }
    for test in tests {
        _ = write!(template, "{{% if page.title is {test} %}}{{% endif %}}");
    }
    for function in functions {
        _ = write!(template, "{{{{ {function}(end=1, message=\"\") }}}}");
    }
    template.push_str("{% endif %}{% endblock main %}");
    let sources = small_study("ours").with("themes/ours/templates/not-found.html", template.as_str());
    let (built, _) = build(&sources, Size::AsWritten);
    assert_eq!(text::short(&built.diagnostics, &built.texts(&sources)), "");
}

#[test]
fn the_real_study_can_be_read_in_every_theme() {
    let study = fs::read_to_string("study.yaml").unwrap();
    assert!(study.contains("\ntheme: folio\n"));
    let mut homes = Vec::new();
    for name in theme::names() {
        // As a study that has the program and no folder `themes/`.
        let sources = read::study(Utf8Path::new(".")).unwrap();
        let inside: Vec<String> = sources.inside("themes").map(|file| file.path.as_str().to_owned()).collect();
        let sources = inside.iter().fold(sources, |sources, path| sources.without(path));
        let sources = sources.with("study.yaml", study.replace("\ntheme: folio\n", &format!("\ntheme: {name}\n")));
        let (built, store) = build(&sources, Size::Small);
        assert_eq!(text::short(&built.diagnostics, &built.texts(&sources)), "", "{name}");
        assert!(built.pages() > 300, "{name}: only {} pages", built.pages());
        let pages = store.files().into_iter().filter(|(route, _)| route.as_str().ends_with(".html"));
        for (route, html) in pages {
            let html = std::str::from_utf8(&html).unwrap();
            assert_eq!(html.matches("<h1").count(), 1, "{name}: {route:?} has one heading");
        }
        homes.push(page(&store, "index.html"));
    }
    homes.dedup();
    assert_eq!(homes.len(), theme::names().count(), "two themes set the same page");
    assert!(Path::new("themes/bulletin/templates/home.html").exists());
}
