//! The drawings of the gallery in `docs/gallery`, compared as text with `tests/golden/chart/*`.
//!
//! `FLORILEGE_UPDATE=1 cargo test --test chart_golden` writes them anew; the difference is what a reviewer reads. A
//! drawing that differs is left beside the golden one as `NAME-changed.svg`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use florilege as house;
use florilege::chart::input::Size;
use florilege::chart::{Frame, draw, standalone};

#[path = "chart/gallery_study.rs"]
mod gallery_study;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/chart")
}

/// One element a line, so that a difference is small.
fn by_lines(svg: &str) -> String {
    svg.replace("><", ">\n<") + "\n"
}

/// Both layouts in French, whose numbers and spaces are the harder ones; what each language says of the drawing.
fn drawings() -> Vec<(String, String)> {
    let [french, english] = ["fr", "en"].map(gallery_study::language);
    let mut drawings = Vec::new();
    for exhibit in gallery_study::all(&french) {
        for size in [Size::Wide, Size::Narrow] {
            let drawing = draw(&exhibit.chart, size, &french);
            drawings.push((format!("{}-{}.svg", exhibit.name, size.name()), by_lines(&drawing.svg)));
            if size == Size::Wide {
                drawings.push((format!("{}.fr.txt", exhibit.name), drawing.description.clone() + "\n"));
            }
        }
    }
    for exhibit in gallery_study::all(&english) {
        let drawing = draw(&exhibit.chart, Size::Wide, &english);
        drawings.push((format!("{}.en.txt", exhibit.name), drawing.description.clone() + "\n"));
    }
    let exhibit = gallery_study::all(&french).remove(0);
    let frame = Frame {
        title: exhibit.chart.title.clone(),
        population: exhibit.chart.population.clone(),
        source: exhibit.chart.source.clone(),
        note: Some("Note : choix éditorial ; ne mesure pas l’usage.".to_owned()),
        address: Some("https://example.org/etude/charts/quotes.html".to_owned()),
        ..Frame::default()
    };
    let file = standalone(&draw(&exhibit.chart, Size::Wide, &french), &frame);
    drawings.push(("standalone.svg".to_owned(), by_lines(&file)));
    drawings
}

#[test]
fn drawings_are_as_they_were() {
    let update = std::env::var_os("FLORILEGE_UPDATE").is_some();
    let drawings = drawings();
    let mut changed = Vec::new();
    for (name, text) in &drawings {
        let path = folder().join(name);
        if update {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&path, text).unwrap();
        } else if fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
            fs::write(folder().join(name.replacen('.', "-changed.", 1)), text).unwrap();
            changed.push(name.clone());
        }
    }
    assert!(changed.is_empty(), "changed: {changed:?}");
    let named: BTreeSet<&str> = drawings.iter().map(|(name, _)| name.as_str()).collect();
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let stale: Vec<String> = files.filter(|file| !named.contains(file.as_str())).collect();
    if update {
        stale.iter().for_each(|file| fs::remove_file(folder().join(file)).unwrap());
    } else {
        assert!(stale.is_empty(), "drawings of charts that the gallery has no longer: {stale:?}");
    }
}
