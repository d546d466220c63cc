//! What `florilege new` makes: the two starters build without a word and hold what they promise, and what is added to a
//! study is right the first time or not written at all. Completions and manual pages are tried by those that read them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail, and look at the disk"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use florilege::diagnostic::report::text;
use florilege::pipeline::{self, Memos, Options};
use florilege::site::MemoryStore;
use florilege::source::Sources;
use florilege::starter::{self, Release, Tongue};
use tempfile::TempDir;

const RELEASE: Release<'_> = Release { version: "0.0.0", download: "", sha256: "" };

#[test]
fn both_starters_build_without_a_diagnostic_and_say_that_they_are_made_up() {
    for (tongue, said, other) in [
        (Tongue::English, "Everything here is made up", "en_fr"),
        (Tongue::French, "Tout est inventé pour montrer", "fr_en"),
    ] {
        let sources =
            Sources::in_memory(starter::files(tongue, &RELEASE).into_iter().filter(|(path, _)| is_read(path)));
        let store = MemoryStore::default();
        let built = pipeline::build(&sources, &Options::default(), &Memos::default(), &store).unwrap();
        assert_eq!(text::short(&built.diagnostics, &built.texts(&sources)), "");
        let files = store.files();
        let routes: BTreeSet<&str> = built.site.iter().map(|(route, _)| route.as_str()).collect();
        let count = |kind: &str| {
            let inside = format!("{kind}/");
            let pages = routes.iter().filter_map(|route| route.strip_prefix(&inside));
            pages.filter(|rest| rest.ends_with(".html") && !rest.starts_with("index")).count()
        };
        let kinds = ["organisations", "tools", "quotes", "metrics", "findings", "chapters", "topics", "practices"];
        assert_eq!(kinds.map(count), [5, 6, 20, 4, 3, 3, 4, 3], "{other}");
        let home = files.iter().find(|(route, _)| route.as_str() == "index.html").unwrap().1;
        assert!(String::from_utf8_lossy(home).contains(said));
        let charts: BTreeSet<String> = sources
            .inside("charts")
            .filter_map(|file| file.text.as_deref()?.lines().find(|line| line.starts_with("kind: ")).map(str::to_owned))
            .collect();
        assert!(charts.len() >= 6, "{charts:?}");
        assert_eq!(built.withheld, 0);
    }
}

/// Whether `source` reads a file of a study.
fn is_read(path: &str) -> bool {
    path == "study.yaml" || path.starts_with("content/") || path.starts_with("charts/")
}

#[test]
fn a_new_study_is_written_once_and_never_over_anything() {
    let place = tempfile::tempdir().unwrap();
    let made = run(place.path(), &["new", "mine", "--lang", "fr"], "");
    assert_eq!(code(&made), Some(0));
    let study = fs::read_to_string(place.path().join("mine/study.yaml")).unwrap();
    assert!(study.contains("languages: [fr, en]") && study.starts_with("# L'étude"));
    let before = everything(place.path());
    assert!(before.contains_key("mine/.github/workflows/publish.yml") && before.contains_key("mine/.gitignore"));

    let again = run(place.path(), &["new", "mine"], "");
    assert_eq!(code(&again), Some(2));
    assert_eq!(
        errors(&again),
        "florilege: `mine` is there already\n  \
         = help: a new study needs a folder that is new or empty; nothing was written\n"
    );
    assert_eq!(code(&run(place.path(), &["new", "qoute"], "")), Some(2));
    assert_eq!(everything(place.path()), before);
}

#[test]
fn what_the_new_study_tells_its_author_to_type_works() {
    for lang in ["en", "fr"] {
        let place = tempfile::tempdir().unwrap();
        assert_eq!(code(&run(place.path(), &["new", "mine", "--lang", lang], "")), Some(0));
        let study = place.path().join("mine");
        let readme = fs::read_to_string(study.join("README.md")).unwrap();
        let command = readme.lines().find(|line| line.starts_with("florilege new quote")).unwrap();
        let script = command.replace("florilege ", concat!(env!("CARGO_BIN_EXE_florilege"), " "));
        let ran = Command::new("bash").args(["-c", &script]).current_dir(&study).output().unwrap();
        assert_eq!((code(&ran), errors(&ran)), (Some(0), String::new()), "{command}");
        assert!(study.join(answer(&ran).split(':').next().unwrap()).is_file());
    }
}

/// A small study, which is checked quickly.
fn small() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    for (path, text) in [
        (
            "study.yaml",
            "title: {fr: \"Étude\", en: \"Study\"}\nlanguages: [fr, en]\nconsent: public-sources\npublished: 2026\n",
        ),
        ("content/organisations/hilltop.md", "---\nname: Hilltop\n---\n"),
        ("content/organisations/hilltop.en.md", "---\nname: Hilltop\n---\n"),
        ("content/documents.yaml", "talks:\n  title: {fr: Entretiens, en: Conversations}\n"),
    ] {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    place
}

#[test]
fn a_quote_is_added_from_the_standard_input_with_its_translation() {
    let study = small();
    let arguments = ["new", "quote", "hilltop", "--locator", "l. 3", "--en", "Two hours, no more."];
    let added = run(study.path(), &arguments, "Deux heures, pas plus.\n");
    assert_eq!((code(&added), errors(&added).as_str()), (Some(0), ""));
    assert_eq!(
        answer(&added),
        "content/quotes/deux-heures-pas-plus.md:1: the quote `deux-heures-pas-plus`\n\
         content/quotes/deux-heures-pas-plus.en.md:1: its translation\n"
    );
    let text = fs::read_to_string(study.path().join("content/quotes/deux-heures-pas-plus.md")).unwrap();
    let expected =
        "---\norganisation: hilltop\nsource: {document: talks, locator: \"l. 3\"}\n---\nDeux heures, pas plus.\n";
    assert_eq!(text, expected);
    let checked = run(study.path(), &["check", "--deny", "warnings", "--format", "json"], "");
    assert_eq!((code(&checked), answer(&checked).as_str()), (Some(0), ""));

    let again = run(study.path(), &["new", "quote", "hilltop", "--words", "Deux heures, pas plus."], "");
    assert_eq!(code(&again), Some(0), "the id of the same words gets a number");
    assert!(answer(&again).starts_with("content/quotes/deux-heures-pas-plus-2.md:1: "));
    assert!(errors(&again).contains("near-duplicate-quotes"), "and that it is nearly the same is said");
}

#[test]
fn what_would_be_wrong_is_shown_and_not_written() {
    let study = small();
    let before = everything(study.path());
    let wrong = run(study.path(), &["new", "metric", "income", "--unit", "florins", "--label", "x"], "");
    assert_eq!(code(&wrong), Some(2));
    assert!(errors(&wrong).contains("error[unknown-unit]: `florins` is no unit"), "{}", errors(&wrong));
    assert!(errors(&wrong).ends_with("florilege: this metric would be wrong\n  = help: nothing was written\n"));
    let unknown = run(study.path(), &["new", "quote", "hiltop", "--words", "Un"], "");
    assert_eq!(
        (code(&unknown), errors(&unknown).as_str()),
        (Some(2), "florilege: no organisation has the id `hiltop`\n  = help: did you mean `hilltop`?\n")
    );
    assert_eq!(code(&run(study.path(), &["new", "document", "x", "--date", "2026\nkind: y"], "")), Some(2));
    // An entry behind a map in braces would not be one.
    fs::write(study.path().join("content/topics.yaml"), "{}\n").unwrap();
    assert_eq!(code(&run(study.path(), &["new", "topic", "work", "--label", "x"], "")), Some(2));
    fs::remove_file(study.path().join("content/topics.yaml")).unwrap();
    assert_eq!(everything(study.path()), before);
}

#[test]
fn an_addition_needs_a_study() {
    let place = tempfile::tempdir().unwrap();
    let lost = run(place.path(), &["new", "topic", "work"], "");
    assert_eq!(code(&lost), Some(2));
    assert!(errors(&lost).starts_with("florilege: `.` is no study: it has no study.yaml\n  = help: go to the folder"));
    assert!(everything(place.path()).is_empty());
}

/// The step of a workflow that fetches the program, as GitHub would run it: `curl` is a stand-in that copies a file.
#[test]
fn a_workflow_runs_only_the_program_whose_hash_it_names() {
    // SHA-256 of the three letters, FIPS 180-2, appendix B.1.
    let right = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let step = |content: &str, download: &str, sha256: &str| {
        let release = Release { version: "1.2.0", download, sha256 };
        let files = starter::files(Tongue::English, &release);
        let workflow = String::from_utf8(files[".github/workflows/publish.yml"].clone()).unwrap();
        let place = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(place.path().join(name), text).unwrap();
        write("served", content);
        write("step", &fetching(&workflow));
        write("curl", "#!/bin/sh\nwhile [ \"$1\" != --output ]; do shift; done\ncp served \"$2\"\n");
        let environment = [("FLORILEGE_DOWNLOAD", download), ("FLORILEGE_SHA256", sha256), ("GITHUB_PATH", "path")];
        let script = "chmod +x curl; PATH=.:$PATH RUNNER_TEMP=temp exec bash -e step";
        let ran = Command::new("sh").args(["-c", script]).current_dir(&place).envs(environment).output().unwrap();
        (code(&ran), answer(&ran), place.path().join("path").exists())
    };
    let address = "https://example.org/florilege";
    assert_eq!(step("abc", address, right), (Some(0), "temp/florilege/florilege: OK\n".to_owned(), true));
    let (ended, _, is_offered) = step("abd", address, right);
    assert_eq!((ended, is_offered), (Some(1), false), "another file");
    let (ended, said, is_offered) = step("abc", "", "");
    assert_eq!((ended, is_offered), (Some(1), false), "nothing is pinned");
    assert!(said.starts_with("::error file=.github/workflows/publish.yml::fill in FLORILEGE_DOWNLOAD"), "{said}");
}

/// The commands of the step that fetches.
fn fetching(workflow: &str) -> String {
    let lines = workflow.lines().skip_while(|line| !line.contains("name: Fetch")).skip(2);
    let commands = lines.take_while(|line| line.starts_with("          "));
    commands.map(|line| line.trim_start_matches("          ").to_owned() + "\n").collect()
}

#[test]
fn bash_completes_commands_kinds_and_options() {
    let script = answer(&run(Path::new("."), &["completions", "bash"], ""));
    let completed = |words: &str, last: usize| {
        let ask = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD={last}; _florilege florilege \"${{COMP_WORDS[{last}]}}\" \
             \"${{COMP_WORDS[{}]}}\"; echo \"${{COMPREPLY[@]}}\"",
            last - 1
        );
        let output = Command::new("bash").args(["--norc", "-c", &ask]).output().unwrap();
        assert_eq!(errors(&output), "");
        answer(&output).trim_end().to_owned()
    };
    assert_eq!(completed("florilege che", 1), "check");
    assert_eq!(completed("florilege new qu", 2), "quote");
    assert_eq!(completed("florilege new quote --transl", 3), "--translation");
    assert_eq!(completed("florilege new quote x --consent an", 5), "anonymous");
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        assert!(answer(&run(Path::new("."), &["completions", shell], "")).contains("florilege"), "{shell}");
    }
}

#[test]
fn each_command_has_a_page_of_the_manual() {
    for (words, title) in [
        (vec![], ".TH florilege 1"),
        (vec!["build"], ".TH florilege-build 1"),
        (vec!["new", "quote"], ".TH florilege-new-quote 1"),
    ] {
        let page = answer(&run(Path::new("."), &[vec!["manual"], words].concat(), ""));
        assert!(page.contains(title), "{page}");
        assert!(page.contains(".SH SYNOPSIS") && page.contains(".SH OPTIONS"), "{page}");
    }
    let wrong = run(Path::new("."), &["manual", "biuld"], "");
    assert_eq!((code(&wrong), errors(&wrong).contains("did you mean `build`?")), (Some(2), true));
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_florilege"));
    for name in ["SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.args(arguments).current_dir(folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that reads nothing may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn answer(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every file of a folder.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => {
                    let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                    found.insert(name, fs::read(entry.path()).unwrap());
                }
            }
        }
    }
    found
}
