//! The manual tells the truth: it is a study that builds without a word, and what its chapters tell readers to write and
//! to run is written and run, in that order, in a folder of its own.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test")]

mod snippets;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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
fn what_the_chapters_say_is_done_in_their_order() {
    let mut ran = 0;
    for entry in fs::read_dir(CHAPTERS).unwrap() {
        let path = entry.unwrap().path();
        let folder = tempfile::tempdir().unwrap();
        let mut last = String::new();
        for snippet in snippets(&fs::read_to_string(&path).unwrap()) {
            match snippet.name.as_str() {
                "file" => write(folder.path(), &snippet),
                "run" => {
                    last = run(folder.path(), &snippet, &path);
                    ran += 1;
                }
                "says" => assert!(last.contains(snippet.code.trim_end()), "{}:\n{last}", path.display()),
                other => panic!("{}: nobody knows what `{other}` means", path.display()),
            }
        }
    }
    assert!(ran >= 10, "only {ran} blocks of commands were run");
}

#[test]
fn a_block_of_commands_or_of_a_file_has_its_mark() {
    for entry in fs::read_dir(CHAPTERS).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let blocks = text.lines().filter(|line| line.starts_with("```") && line.len() > 3).count();
        assert_eq!(snippets(&text).len(), blocks, "{}: a block has no mark before it", path.display());
    }
}

fn write(folder: &Path, snippet: &Snippet) {
    let path = folder.join(&snippet.said);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, &snippet.code).unwrap();
}

/// Runs commands as a shell would that stops at the first that fails; gives all that they say.
fn run(folder: &Path, snippet: &Snippet, chapter: &Path) -> String {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_florilege"));
    let path = std::env::join_paths(
        std::iter::once(program.parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut command = Command::new("bash");
    command.args(["-e", "-c", &snippet.code]).current_dir(folder).env("PATH", path.unwrap());
    let output = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    let expected = snippet.said.strip_prefix("ends with ").map_or(0, |code| code.parse().unwrap());
    assert_eq!(output.status.code(), Some(expected), "{}:\n{}\n{said}", chapter.display(), snippet.code);
    said
}
