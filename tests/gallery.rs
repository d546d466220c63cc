//! The gallery in `docs/gallery`: a study with made-up data that shows every kind of chart beside the YAML that makes it.
//!
//! `FLORILEGE_UPDATE=1 cargo test --test gallery` writes the YAML of each chart anew into the block that follows it.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may fail, and look at the disk")]

use std::fs;
use std::path::{Path, PathBuf};

use florilege as house;
use florilege::chart::kind::KINDS;
use florilege::pipeline::{self, Memos, Options};
use florilege::site::MemoryStore;

#[path = "chart/gallery_study.rs"]
mod gallery_study;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gallery")
}

fn chapters() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder().join("content/chapters")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The chapter with the file of each chart in the block of code that follows the chart.
fn with_yaml(chapter: &str) -> String {
    let mut written = String::new();
    let mut shown: Option<String> = None;
    let mut in_block = false;
    for line in chapter.lines() {
        if let Some(id) = line.strip_prefix("<chart:").and_then(|line| line.strip_suffix('>')) {
            let path = folder().join(format!("charts/{id}.yaml"));
            shown = Some(fs::read_to_string(&path).unwrap_or_else(|error| format!("{}: {error}\n", path.display())));
        }
        match (in_block, line) {
            (false, "```yaml") => {
                in_block = true;
                written.push_str("```yaml\n");
                written.push_str(shown.take().as_deref().unwrap_or_default());
            }
            (true, "```") => {
                in_block = false;
                written.push_str("```\n");
            }
            (true, _) => {}
            (false, line) => {
                written.push_str(line);
                written.push('\n');
            }
        }
    }
    written
}

#[test]
fn each_chart_stands_beside_the_file_that_makes_it() {
    let mut stale = Vec::new();
    for (path, chapter) in chapters() {
        let written = with_yaml(&chapter);
        if written != chapter {
            if std::env::var_os("FLORILEGE_UPDATE").is_some() {
                fs::write(&path, written).unwrap();
            } else {
                stale.push(path);
            }
        }
    }
    assert!(stale.is_empty(), "FLORILEGE_UPDATE=1 cargo test --test gallery writes them anew: {stale:?}");
}

#[test]
fn every_chart_and_every_kind_is_in_a_chapter() {
    let text: String = chapters().into_iter().map(|(_, text)| text).collect();
    let exhibits = gallery_study::all(&gallery_study::language("en"));
    for exhibit in &exhibits {
        assert!(text.contains(&format!("<chart:{}>\n", exhibit.name)), "{} is in no chapter", exhibit.name);
    }
    for kind in KINDS {
        let is_shown = exhibits.iter().any(|exhibit| exhibit.chart.options.kind().name == kind.name);
        assert!(is_shown, "no chart of the gallery is of the kind {}", kind.name);
    }
}

#[test]
fn the_gallery_builds_without_a_word() {
    let sources = gallery_study::sources();
    let built = pipeline::build(&sources, &Options::default(), &Memos::default(), &MemoryStore::default()).unwrap();
    let said: Vec<String> = built.diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect();
    assert_eq!(said, Vec::<String>::new());
    assert!(built.pages() > 100);
}
