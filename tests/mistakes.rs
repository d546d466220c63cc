//! The mistakes that authors make most: each alone in a study that is whole otherwise gives one diagnostic, of its code
//! and at its place. `tests/mistakes.txt` has the study and the mistakes.
//!
//! `FLORILEGE_UPDATE=1 cargo test --release --test mistakes` rewrites the reports; the diff is what a reviewer reads.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;

use florilege::diagnostic::report::text;
use florilege::pipeline::{self, Built, Memos, Options, Size};
use florilege::site::MemoryStore;
use florilege::source::Sources;

const FILE: &str = "tests/mistakes.txt";
const FEWEST: usize = 40;

struct Mistake<'t> {
    code: &'t str,
    path: &'t str,
    right: &'t str,
    wrong: &'t str,
    said: &'t str,
}

#[test]
fn each_mistake_is_said_once_at_its_place() {
    let whole = fs::read_to_string(FILE).unwrap();
    let sections: Vec<(&str, &str, &str)> = whole.split("\n-- ").skip(1).map(section).collect();
    let study = sections.iter().filter(|(what, _, _)| *what == "study");
    let study = Sources::in_memory(study.map(|(_, path, text)| (*path, format!("{text}\n"))));
    let memos = Memos::default();
    assert_eq!(report(&build(&study, &memos), &study), "", "the study without mistakes");

    let mistakes: Vec<Mistake<'_>> = sections.iter().filter(|(what, _, _)| *what != "study").map(mistake).collect();
    let codes: BTreeSet<&str> = mistakes.iter().map(|mistake| mistake.code).collect();
    assert!(codes.len() >= FEWEST && codes.len() == mistakes.len(), "{} codes are tried", codes.len());
    let mut written = whole.clone();
    let mut faults = Vec::new();
    for mistake in &mistakes {
        let said = played(mistake, &study, &memos, &mut faults);
        if said != mistake.said {
            let before = format!("\n=>\n{}", mistake.said);
            let at = written.find(&format!("\n-- {}: {} --\n", mistake.code, mistake.path)).unwrap();
            let at = at + written[at..].find("\n=>").unwrap();
            let end = at + before.trim_end_matches('\n').len();
            written.replace_range(at..end, &format!("\n=>\n{said}"));
            faults.push(format!("{}: expected\n{}\n\nfound\n{said}", mistake.code, mistake.said));
        }
    }
    if std::env::var_os("FLORILEGE_UPDATE").is_some() {
        fs::write(FILE, written).unwrap();
    }
    assert!(faults.is_empty(), "{} are not as expected\n\n{}", faults.len(), faults.join("\n\n"));
}

/// What is said about a study with one mistake; more than one thing, or another, is a fault whatever is expected.
fn played(mistake: &Mistake<'_>, study: &Sources, memos: &Memos, faults: &mut Vec<String>) -> String {
    let Mistake { code, path, right, wrong, .. } = mistake;
    let before = study.iter().find(|file| file.path.as_str() == *path).and_then(|file| file.text.clone()).unwrap();
    assert_eq!(before.matches(right).count(), 1, "{code}: `{right}` must stand once in {path}");
    let sources = study.clone().with(path, before.replace(right, wrong));
    let built = build(&sources, memos);
    let found: Vec<&str> = built.diagnostics.iter().map(|found| found.code.name()).collect();
    if found != [*code] {
        faults.push(format!("{code}: {found:?} are said"));
    }
    report(&built, &sources)
}

fn build(sources: &Sources, memos: &Memos) -> Built {
    let options = Options { size: Size::AsWritten, ..Options::default() };
    pipeline::build(sources, &options, memos, &MemoryStore::default()).unwrap()
}

fn report(built: &Built, sources: &Sources) -> String {
    text::short(&built.diagnostics, &built.texts(sources)).trim_end().to_owned()
}

/// What a section is, the path in its head, and its text.
fn section(text: &str) -> (&str, &str, &str) {
    let (head, body) = text.split_once(" --\n").unwrap();
    let (what, path) = head.split_once(": ").unwrap();
    (what, path, body.trim_end_matches('\n'))
}

fn mistake<'t>((code, path, body): &(&'t str, &'t str, &'t str)) -> Mistake<'t> {
    let (change, said) = body.split_once("\n=>").unwrap();
    let (right, wrong) = change.split_once("\n->").unwrap();
    let line = |text: &'t str| text.strip_prefix('\n').unwrap_or(text);
    Mistake { code, path, right, wrong: line(wrong), said: line(said) }
}
