//! The drawings of the gallery, compared as text with `tests/golden/chart/*.svg`.
//!
//! `FLORILEGE_UPDATE=1 cargo test --test chart_golden` writes them anew; the difference is what a reviewer reads. A
//! drawing that differs is left beside the golden one as `NAME-changed.svg`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

use florilege::chart::input::*;
use florilege::chart::{Frame, draw, kind, standalone};
use florilege::diagnostic::SourcePath;
use florilege::language::{Language, LanguageCode, RawStrings, embedded};
use florilege::study::Amount;

#[path = "chart/gallery.rs"]
mod gallery;
#[path = "chart/words.rs"]
mod languages;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/chart")
}

/// One element a line, so that a difference is small.
fn by_lines(svg: &str) -> String {
    svg.replace("><", ">\n<") + "\n"
}

fn drawings() -> Vec<(String, String)> {
    let words = languages::french();
    let mut drawings = Vec::new();
    for exhibit in gallery::all() {
        for size in [Size::Wide, Size::Narrow] {
            let drawing = draw(&exhibit.chart, size, &words);
            drawings.push((format!("{}-{}.svg", exhibit.name, size.name()), by_lines(&drawing.svg)));
            if size == Size::Wide {
                drawings.push((format!("{}.txt", exhibit.name), drawing.description.clone() + "\n"));
            }
        }
    }
    let exhibit = gallery::all().remove(0);
    let frame = Frame {
        title: exhibit.chart.title.clone(),
        population: exhibit.chart.population.clone(),
        source: exhibit.chart.source.clone(),
        note: Some("Note : choix éditorial ; ne mesure pas l’usage.".to_owned()),
        address: Some("https://example.org/etude/charts/quotes.html".to_owned()),
        ..Frame::default()
    };
    let file = standalone(&draw(&exhibit.chart, Size::Wide, &words), &frame);
    drawings.push(("standalone.svg".to_owned(), by_lines(&file)));
    drawings
}

#[test]
fn drawings_are_as_they_were() {
    let update = std::env::var_os("FLORILEGE_UPDATE").is_some();
    let mut changed = Vec::new();
    for (name, text) in drawings() {
        let path = folder().join(&name);
        if update {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
            fs::write(folder().join(name.replace('.', "-changed.")), &text).unwrap();
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "changed: {changed:?}");
}
