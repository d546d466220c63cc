//! The example of every rule is true: its wrong side gives the code, and its cure does not.
//!
//! `tests/examples.txt` says where an example is put: a section `CODE: PATH` with `{example}` in the file or in its name,
//! then what it needs beside the study that all share. `docs/checks/` is what `florilege explain` prints, page by page;
//! `FLORILEGE_UPDATE=1 cargo test --release --test examples` writes it anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use florilege::diagnostic::report::page;
use florilege::diagnostic::{Code, Rule};
use florilege::pipeline::{self, Memos, Options, Size};
use florilege::site::MemoryStore;
use florilege::source::Sources;
use rayon::prelude::*;

/// No more examples than these may be left untried.
const UNTRIED: usize = 12;

/// Where an example is put.
#[derive(Default)]
struct Frame {
    files: Vec<(String, String)>,
    without: Vec<String>,
}

struct Frames {
    study: Vec<(String, String)>,
    of_codes: BTreeMap<String, Frame>,
    not_here: BTreeMap<String, String>,
}

#[test]
fn each_example_gives_its_code_and_each_cure_does_not() {
    let frames = frames();
    let rules = pipeline::rules();
    let wrong: Vec<String> = rules.par_iter().filter_map(|rule| fault(rule, &frames)).collect();
    assert!(wrong.is_empty(), "{} examples are not true\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(frames.not_here.len() <= UNTRIED, "{:?}", frames.not_here.keys());
    let codes: BTreeSet<&str> = rules.iter().map(|rule| rule.code.name()).collect();
    let named = frames.of_codes.keys().chain(frames.not_here.keys());
    let unknown: Vec<&String> = named.filter(|code| !codes.contains(code.as_str())).collect();
    assert!(unknown.is_empty(), "no rule has the code {unknown:?}");
}

/// What is wrong with the example of a rule.
fn fault(rule: &Rule, frames: &Frames) -> Option<String> {
    let code = rule.code.name();
    let (wrong, right) = page::parted(rule.example);
    let Some(right) = right else { return Some(format!("{code}: the example has no cure behind `→`")) };
    if frames.not_here.contains_key(code) {
        return None;
    }
    let Some(frame) = frames.of_codes.get(code) else {
        return Some(format!("{code}: tests/examples.txt does not say where the example is put"));
    };
    let with_mistake = said(&frames.study, frame, Some(wrong), rule.code);
    let cured = said(&frames.study, frame, Some(right), rule.code);
    if with_mistake.difference(&cured).next().is_none() {
        return Some(format!("{code}: the wrong side says no more than the cure: {with_mistake:?}"));
    }
    // What the study says without either side is no fault of the cure.
    let without = if cured.is_empty() { BTreeSet::new() } else { said(&frames.study, frame, None, rule.code) };
    let left: Vec<_> = cured.difference(&without).collect();
    (!left.is_empty()).then(|| format!("{code}: the cure does not cure it: {left:?}"))
}

/// What a study with an example says of a code; without one the file of the example is left out.
fn said(study: &[(String, String)], frame: &Frame, example: Option<&str>, code: Code) -> BTreeSet<String> {
    let mut sources = Sources::default();
    let of_frame = frame.files.iter().skip(usize::from(example.is_none()));
    let example = example.unwrap_or_default();
    for (path, text) in study.iter().filter(|(path, _)| !frame.without.contains(path)).chain(of_frame) {
        sources = sources.with(path.replace("{example}", example), put(text, example));
    }
    let options = Options { size: Size::AsWritten, ..Options::default() };
    let built = pipeline::build(&sources, &options, &Memos::default(), &MemoryStore::default()).unwrap();
    let found = built.diagnostics.into_iter().filter(|found| found.code == code);
    found.map(|found| format!("{}: {}", found.place.path, found.message)).collect()
}

/// A text with an example of several lines in the column of `{example}`.
fn put(text: &str, example: &str) -> String {
    let mut whole = String::new();
    for line in text.split_inclusive('\n') {
        let margin = line.len() - line.trim_start_matches(' ').len();
        let indented = example.replace('\n', &format!("\n{}", &line[..margin]));
        whole.push_str(&line.replace("{example}", &indented));
    }
    whole
}

fn frames() -> Frames {
    let mut frames = Frames { study: Vec::new(), of_codes: BTreeMap::new(), not_here: BTreeMap::new() };
    let text = fs::read_to_string("tests/examples.txt").unwrap();
    let mut last = String::new();
    for section in text.split("\n-- ").skip(1) {
        let (head, body) = section.split_once(" --").unwrap();
        let body = format!("{}\n", body.trim_start_matches('\n').trim_end_matches('\n'));
        let (what, path) = head.split_once(": ").or_else(|| head.split_once(' ')).unwrap();
        let file = (path.to_owned(), body);
        match what {
            "study" => frames.study.push(file),
            "not here" => _ = frames.not_here.insert(file.0, file.1),
            "and" => frames.of_codes.get_mut(&last).unwrap().files.push(file),
            "without" => frames.of_codes.get_mut(&last).unwrap().without.push(file.0),
            code => {
                last = code.to_owned();
                let before = frames.of_codes.insert(last.clone(), Frame { files: vec![file], without: Vec::new() });
                assert!(before.is_none(), "`{code}` stands twice in tests/examples.txt");
            }
        }
    }
    assert!(frames.of_codes.len() > 90 && frames.study.len() > 10, "tests/examples.txt was not read");
    frames
}

#[test]
fn each_code_has_its_page_and_the_index_has_them_all() {
    let rules = pipeline::rules();
    let folder = Path::new("docs/checks");
    let mut expected: BTreeMap<String, String> =
        rules.iter().map(|rule| (format!("{}.md", rule.code.name()), page::file(rule))).collect();
    expected.insert("README.md".to_owned(), page::index(&rules));
    if std::env::var_os("FLORILEGE_UPDATE").is_some() {
        fs::create_dir_all(folder).unwrap();
        for (name, text) in &expected {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let found: BTreeMap<String, String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()))
        .collect();
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected), "the pages of docs/checks are not those of the codes");
    let other: Vec<&String> =
        expected.iter().filter(|(name, text)| found[*name] != **text).map(|(name, _)| name).collect();
    assert!(other.is_empty(), "FLORILEGE_UPDATE=1 cargo test --release --test examples writes these anew: {other:?}");
}
