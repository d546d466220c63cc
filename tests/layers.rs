//! The house's one-way knowledge: which room may use which, read from the `crate::` paths of every file, and which crate
//! has its one door where. A new entry here is a design decision; ARCHITECTURE.md says why each is as it is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail, and look at the disk"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms that each room may use beside itself.
const ROOMS: &[(&str, &str)] = &[
    ("fingerprint", ""),
    ("memo", ""),
    ("diagnostic", "fingerprint"),
    ("site", "diagnostic fingerprint"),
    ("source", "diagnostic fingerprint"),
    ("decode", "diagnostic"),
    ("language", "diagnostic decode"),
    ("prose", "diagnostic language"),
    ("study", "diagnostic decode prose language fingerprint"),
    ("parse", "diagnostic source decode prose language study"),
    ("resolve", "diagnostic source decode parse study prose language fingerprint"),
    ("analysis", "study language"),
    ("citation", "language prose study site"),
    ("chart", "diagnostic decode prose language study analysis site fingerprint"),
    ("page", "diagnostic prose language study analysis citation chart site fingerprint"),
    ("theme", "diagnostic source decode language page site fingerprint"),
    ("format", "diagnostic language prose study analysis citation chart page site fingerprint"),
    ("check", "diagnostic language prose study resolve analysis chart page theme site fingerprint"),
    ("external", "diagnostic prose study resolve"),
    ("publish", "diagnostic fingerprint site"),
    ("schema", "diagnostic source decode parse study chart resolve"),
    ("serve", "fingerprint diagnostic site source pipeline"),
    ("starter", ""),
    ("addition", "diagnostic decode source parse study resolve chart"),
    ("main", "cli"),
    ("lib", ""),
];

/// `pipeline` knows every stage up to the site; `cli` knows everything.
const STAGES: &str = "fingerprint memo diagnostic site source decode language prose study parse resolve analysis citation \
                      chart page theme format check external";

/// The files that may use a crate: its door.
const DOORS: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diagnostic/report/text.rs"]),
    ("blake3", &["fingerprint.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/completions.rs"]),
    ("clap_mangen", &["cli/manual.rs"]),
    ("csv_core", &["decode/sheet.rs"]),
    ("http_body_util", &["serve/http.rs"]),
    ("hyper", &["serve/http.rs"]),
    ("hyper_util", &["serve/http.rs"]),
    ("icu_collator", &["language/collation.rs"]),
    ("icu_locale", &["language/collation.rs", "language/territory.rs"]),
    ("icu_normalizer", &["language/folding.rs"]),
    ("jiff", &["cli/date.rs"]),
    ("mimalloc", &["main.rs"]),
    ("minify_html", &["theme/minify.rs"]),
    ("notify", &["serve/watch.rs"]),
    ("quick_xml", &["format/xml.rs"]),
    ("plotters", &["chart/canvas.rs"]),
    ("plotters_backend", &["chart/canvas.rs"]),
    ("png", &["chart/raster.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs", "parse/markdown/"]),
    ("pulldown_latex", &["prose/math.rs"]),
    ("resvg", &["chart/raster.rs"]),
    ("sha2", &["cli/new/release.rs"]),
    ("serde_yaml", &["decode/yaml.rs", "decode/yaml/"]),
    ("tera", &["theme/"]),
    ("tokio", &["serve/"]),
    ("ureq", &["external/ask.rs"]),
    ("walkdir", &["source/read.rs"]),
];

/// Crates that any room may use: paths, threads and plain data.
const EVERYWHERE: &[&str] = &["camino", "rayon", "serde", "serde_json"];

#[test]
fn rooms_know_only_whom_they_may() {
    let allowed = allowed();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, text) in sources() {
        let room = room_of(&path);
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!("{path}: the room `{room}` is not in the table"));
            continue;
        };
        for used in rooms_used(&text) {
            seen.insert((room.clone(), used.clone()));
            if used != room && !may.contains(used.as_str()) {
                wrong.push(format!("{path} uses `crate::{used}`, which `{room}` may not know"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The reader of paths works: these uses are there.
    assert!(seen.contains(&("resolve".into(), "parse".into())) && seen.contains(&("cli".into(), "pipeline".into())));
}

#[test]
fn each_dependency_has_one_door() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (krate, doors) in DOORS {
            let uses = code_lines(&text).any(|line| mentions(line, krate));
            if uses && !doors.iter().any(|door| path.starts_with(door)) {
                wrong.push(format!("{path} uses `{krate}`, whose door is {}", doors.join(" or ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_dependency_is_used_and_has_a_reason() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let sources = sources();
    let mut before = "";
    let mut found = 0;
    for line in dependencies.lines() {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            found += 1;
            let krate = name.trim().replace('-', "_");
            assert!(line.contains("# ") || before.starts_with('#'), "`{name}` has no reason beside it in Cargo.toml");
            let used = sources.iter().any(|(_, text)| code_lines(text).any(|line| mentions(line, &krate)));
            assert!(used, "`{name}` is not used");
            let known = EVERYWHERE.contains(&krate.as_str()) || DOORS.iter().any(|(door, _)| *door == krate);
            assert!(known, "`{name}` has no door in tests/layers.rs");
        }
        before = line;
    }
    assert!(found > 10, "the dependencies of Cargo.toml were not found");
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} does not open with what it is for");
    }
}

fn allowed() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut allowed: BTreeMap<&str, BTreeSet<&str>> =
        ROOMS.iter().map(|(room, others)| (*room, others.split_whitespace().collect())).collect();
    let stages: BTreeSet<&str> = STAGES.split_whitespace().collect();
    let mut everything = stages.clone();
    everything.extend(["pipeline", "publish", "schema", "serve", "starter", "addition"]);
    allowed.insert("pipeline", stages);
    allowed.insert("cli", everything);
    allowed
}

/// Every file of `src`, by its path inside it.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let root = Path::new("src");
    walk(root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            (inside, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn room_of(path: &str) -> String {
    path.split('/').next().unwrap().trim_end_matches(".rs").to_owned()
}

/// The rooms named after `crate::`, one by one or in braces.
fn rooms_used(text: &str) -> BTreeSet<String> {
    let code: String = code_lines(text).collect::<Vec<_>>().join("\n");
    let mut rooms = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        match part.strip_prefix('{') {
            Some(list) => rooms.extend(heads_of_braces(list)),
            None => rooms.extend(module(part)),
        }
    }
    rooms
}

/// The first words at the top level of a list in braces: `a::{b, c}, d` gives `a` and `d`.
fn heads_of_braces(list: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut item = String::new();
    for letter in list.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.extend(module(std::mem::take(&mut item).trim())),
            _ if depth == 0 => item.push(letter),
            _ => {}
        }
    }
    heads.extend(module(item.trim()));
    heads
}

/// The name of a module at the start of a path; types begin with a capital.
fn module(path: &str) -> Option<String> {
    let word: String = path.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!word.is_empty() && !word.contains(char::is_uppercase)).then_some(word)
}

/// The lines that are no comment.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// Whether a line names a crate as the beginning of a path.
fn mentions(line: &str, krate: &str) -> bool {
    line.match_indices(krate).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + krate.len()..];
        let inside = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':' || letter == '.';
        let begins = !before.is_some_and(inside);
        begins && (after.starts_with("::") || after.starts_with(';') || after.starts_with(" as "))
    })
}
