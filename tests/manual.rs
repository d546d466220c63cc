//! The manual tells the truth: it is a study that builds without a word; what its chapters tell readers to write and to
//! run is written and run, in that order, in a folder of its own; and its reference is the documents of this repository.
//!
//! The tutorial begins with an empty folder, every other chapter with the study as the tutorial leaves it. A line before a
//! block says what the block is:
//!
//! - `<!-- file: PATH -->`: a whole file; `<!-- lines: PATH -->`: keys of a file, the first of which may be there;
//! - `<!-- run -->`: commands; `<!-- run: ends with 1 -->`, `<!-- run: until WORDS -->` for one that does not end by itself;
//! - `<!-- typed: NUMBER -->`: a command, and how many keystrokes it takes beside the words that are pasted;
//! - `<!-- says -->`: a part of what the last command said.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test")]

mod handbook;
mod snippets;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use camino::Utf8Path;
use florilege::diagnostic::report::text;
use florilege::pipeline::{self, Memos, Options, Size};
use florilege::site::NullStore;
use florilege::source::read;
use snippets::{Snippet, snippets};

const CHAPTERS: &str = "docs/manual/content/chapters";

#[test]
fn the_manual_is_a_study_that_builds_without_a_diagnostic() {
    let sources = read::study(Utf8Path::new("docs/manual")).unwrap();
    let options = Options { size: Size::AsWritten, ..Options::default() };
    let built = pipeline::build(&sources, &options, &Memos::default(), &NullStore).unwrap();
    assert_eq!(text::short(&built.diagnostics, &built.texts(&sources)), "");
}

#[test]
fn every_part_of_the_home_page_begins_with_a_chapter() {
    let home = fs::read_to_string("docs/manual/themes/manual/templates/home.html").unwrap();
    let starts: Vec<&str> = home
        .split("entry.href == \"chapters/")
        .skip(1)
        .filter_map(|rest| rest.split_once(".html"))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(starts.len(), 3);
    for id in starts {
        let end = format!("-{id}.md");
        let there = fs::read_dir(CHAPTERS)
            .unwrap()
            .any(|entry| entry.unwrap().file_name().into_string().unwrap().ends_with(&end));
        assert!(there, "no chapter has the id `{id}`");
    }
}

#[test]
fn what_the_chapters_say_is_done_in_their_order() {
    let learnt = tempfile::tempdir().unwrap();
    let mut ran = 0;
    for (index, path) in written_by_hand().iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let study = if index == 0 { learnt.path().join("locks") } else { folder.path().join("locks") };
        fs::create_dir(&study).unwrap();
        if index > 0 {
            copy(&learnt.path().join("locks"), &study);
        }
        let mut last = String::new();
        for snippet in snippets(&fs::read_to_string(path).unwrap()) {
            match snippet.name.as_str() {
                "file" => write(&study, &snippet),
                "lines" => set(&study.join(&snippet.said), &snippet.code),
                "run" | "typed" => {
                    if snippet.name == "typed" {
                        let said: usize = snippet.said.parse().unwrap();
                        assert_eq!(keystrokes(&snippet.code), said, "{}: keystrokes", path.display());
                    }
                    last = run(&study, &snippet, path);
                    ran += 1;
                }
                "says" => assert!(last.contains(snippet.code.trim_end()), "{}:\n{last}", path.display()),
                other => panic!("{}: nobody knows what `{other}` means", path.display()),
            }
        }
    }
    assert!(ran >= 40, "only {ran} blocks of commands were run");
}

#[test]
fn a_block_of_commands_or_of_a_file_has_its_mark() {
    for path in written_by_hand() {
        let text = fs::read_to_string(&path).unwrap();
        let blocks = text.lines().filter(|line| line.starts_with("```") && line.len() > 3).count();
        assert_eq!(snippets(&text).len(), blocks, "{}: a block has no mark before it", path.display());
    }
}

#[test]
fn a_reader_sees_which_file_a_block_is() {
    for path in written_by_hand() {
        let text = fs::read_to_string(&path).unwrap();
        for snippet in snippets(&text).iter().filter(|snippet| ["file", "lines"].contains(&snippet.name.as_str())) {
            let seen = format!("**`{0}`**\n\n<!-- {1}: {0} -->\n", snippet.said, snippet.name);
            assert!(text.contains(&seen), "{}: `{}` is not named before its block", path.display(), snippet.said);
        }
    }
}

#[test]
fn the_reference_is_the_documents_of_the_repository() {
    let chapters = handbook::chapters();
    if std::env::var_os("FLORILEGE_UPDATE").is_some() {
        for (name, text) in &chapters {
            fs::write(Path::new(CHAPTERS).join(name), text).unwrap();
        }
    }
    for (name, text) in &chapters {
        let there = fs::read_to_string(Path::new(CHAPTERS).join(name)).unwrap_or_default();
        assert!(there == *text, "{name} is older than its document; FLORILEGE_UPDATE=1 writes it anew");
    }
}

#[test]
fn every_document_has_a_chapter() {
    let mut missing: Vec<String> = Vec::new();
    for entry in fs::read_dir("docs").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(stem) = name.strip_suffix(".md") {
            let chapter = format!("-{stem}.md");
            if !handbook::chapters().iter().any(|(there, _)| there.ends_with(&chapter)) {
                missing.push(name);
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new(), "name them in tests/handbook/mod.rs");
}

/// The chapters that are not made of a document, in their order.
fn written_by_hand() -> Vec<PathBuf> {
    let made: Vec<String> = handbook::chapters().into_iter().map(|(name, _)| name).collect();
    let mut paths: Vec<PathBuf> = fs::read_dir(CHAPTERS).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !made.iter().any(|name| path.ends_with(name)));
    paths.sort();
    assert!(paths[0].ends_with("01-tutorial.md"), "the tutorial comes first");
    paths
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, place) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            fs::create_dir(&place).unwrap();
            copy(&path, &place);
        } else {
            fs::copy(&path, &place).unwrap();
        }
    }
}

fn write(study: &Path, snippet: &Snippet) {
    let path = study.join(&snippet.said);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, &snippet.code).unwrap();
}

/// Does what a reader does who is shown keys of a file: each replaces the one that is there, or is added to the keys.
fn set(path: &Path, keys: &str) {
    let text = fs::read_to_string(path).unwrap();
    let shown: Vec<&str> = keys.lines().filter(|line| !line.starts_with(' ')).collect();
    let is_shown = |line: &&str| shown.iter().any(|key| key.split(':').next() == line.split(':').next());
    let kept: Vec<&str> = text.lines().filter(|line| line.starts_with(' ') || !is_shown(line)).collect();
    // In a Markdown file keys end at the second line `---`.
    let end = kept.iter().skip(1).position(|line| *line == "---").map_or(kept.len(), |index| index + 1);
    let lines = [&kept[..end], &keys.lines().collect::<Vec<_>>(), &kept[end..]].concat();
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// How many keys a reader presses for a command whose words are pasted; the last one is Enter. Line breaks that only make
/// the command fit the page are none.
fn keystrokes(code: &str) -> usize {
    let code = &code.replace("\\\n  ", "");
    let parts: Vec<&str> = code.split('"').collect();
    let pasted = |index: usize| parts[index - 1].ends_with("-w ") || parts[index - 1].ends_with("--fr ");
    let words: usize =
        (1..parts.len()).step_by(2).filter(|index| pasted(*index)).map(|index| letters(parts[index])).sum();
    letters(code) - words
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// Runs commands as a shell would that stops at the first that fails; gives all that they say.
fn run(study: &Path, snippet: &Snippet, chapter: &Path) -> String {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_florilege"));
    let path = std::env::join_paths(
        std::iter::once(program.parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut command = Command::new("bash");
    command.current_dir(study).env("PATH", path.unwrap()).env_remove("SOURCE_DATE_EPOCH");
    if let Some(words) = snippet.said.strip_prefix("until ") {
        command.args(["-c", &format!("exec {} 2>&1", snippet.code.trim_end())]);
        return wait_for(&mut command, words, chapter);
    }
    let output = command.args(["-e", "-c", &snippet.code]).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    let expected = snippet.said.strip_prefix("ends with ").map_or(0, |code| code.parse().unwrap());
    assert_eq!(output.status.code(), Some(expected), "{}:\n{}\n{said}", chapter.display(), snippet.code);
    said
}

/// Runs a command that does not end by itself until it has said these words, and ends it.
fn wait_for(command: &mut Command, words: &str, chapter: &Path) -> String {
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        said.push_str(&line.unwrap());
        if said.contains(words) {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(said.contains(words), "{}:\n{said}", chapter.display());
    said
}
