//! The documents tell the truth: the studies that they show are built, the mistake that the README makes is reported as
//! it says, the options that it names exist, their links lead somewhere, and ARCHITECTURE.md's table is that of the test.
//!
//! A snippet is a file where the line before it says so, `<!-- file: study.yaml -->`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test")]

mod snippets;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use snippets::snippets;
use tempfile::TempDir;

const DOCUMENTS: [&str; 14] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/study-format.md",
    "docs/addresses.md",
    "docs/diagnostics.md",
    "docs/checks/README.md",
    "docs/editors.md",
    "docs/ci.md",
    "docs/data.md",
    "docs/themes.md",
    "docs/languages.md",
    "docs/reference.md",
];

#[test]
fn the_study_of_the_readme_is_built_without_a_word() {
    let study = study_of("README.md");
    assert_eq!(files_of("README.md").len(), 8, "the README says how many files it has");
    assert_eq!(report(&florilege(&study, &["build", "--format", "json"])), (Some(0), String::new()));
    let home = fs::read_to_string(study.path().join("public/index.html")).unwrap();
    assert!(home.contains("How two libraries write to their readers"));
}

#[test]
fn the_mistake_of_the_readme_is_reported_as_it_says() {
    let study = study_of("README.md");
    let text = fs::read_to_string("README.md").unwrap();
    let (mistake, said) = marked(&text, "mistake").remove(0);
    let (path, change) = mistake.split_once(": ").unwrap();
    let (right, wrong) = change.split_once(" -> ").unwrap();
    florilege(&study, &["build"]);
    let before = fs::read(study.path().join("public/index.html")).unwrap();

    let file = study.path().join(path);
    let quotes = fs::read_to_string(&file).unwrap();
    assert_eq!(quotes.matches(right).count(), 1, "{right}");
    fs::write(&file, quotes.replace(right, wrong)).unwrap();

    let built = florilege(&study, &["build"]);
    assert_eq!(built.status.code(), Some(1));
    assert_eq!(String::from_utf8(built.stderr).unwrap().trim_end(), said.trim_end());
    assert!(before == fs::read(study.path().join("public/index.html")).unwrap(), "the site that was there has changed");
}

#[test]
fn the_study_of_the_format_is_right() {
    let study = study_of("docs/study-format.md");
    assert_eq!(report(&florilege(&study, &["check", "--format", "json"])), (Some(0), String::new()));
}

#[test]
fn every_snippet_of_the_format_is_a_file_of_its_study() {
    let text = fs::read_to_string("docs/study-format.md").unwrap();
    let snippets =
        text.lines().filter(|line| matches!(*line, "```yaml" | "```csv" | "```markdown" | "````markdown")).count();
    assert_eq!(files_of("docs/study-format.md").len(), snippets, "a snippet has no `<!-- file: … -->` before it");
}

#[test]
fn every_key_of_a_file_stands_in_the_format() {
    let format = fs::read_to_string("docs/study-format.md").unwrap();
    let words: BTreeSet<&str> = format.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).collect();
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir("src/parse").unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let code = fs::read_to_string(path).unwrap();
            let names = code.split("Key::new(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            keys.extend(names.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        }
    }
    assert!(keys.len() > 60, "only {} keys were found", keys.len());
    let missing: Vec<_> = keys.iter().filter(|key| !words.contains(key.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn every_option_that_the_readme_names_exists() {
    let readme = fs::read_to_string("README.md").unwrap();
    let commands = readme.split("\n## Commands\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let named: BTreeSet<&str> = commands
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|code| code.split(' ').next())
        .filter(|word| word.starts_with("--"))
        .collect();
    let help = |command: &str| {
        let help = Command::new(env!("CARGO_BIN_EXE_florilege")).args(["help", command]).output().unwrap();
        String::from_utf8(help.stdout).unwrap()
    };
    let help = help("build") + &help("check");
    let offered: BTreeSet<&str> = help
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))
        .filter(|word| word.starts_with("--"))
        .collect();
    assert!(named.len() > 5, "the options of the README were not found");
    let missing: Vec<_> = named.difference(&offered).collect();
    assert!(missing.is_empty(), "{missing:?} are not in the help");
}

#[test]
fn every_link_between_the_documents_leads_to_a_file() {
    let mut wrong = Vec::new();
    for document in DOCUMENTS {
        let text = without_code(&fs::read_to_string(document).unwrap());
        let folder = Path::new(document).parent().unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap();
            if !path.is_empty() && !path.contains(':') && !folder.join(path).exists() {
                wrong.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_column_of_the_data_is_documented_as_the_program_describes_it() {
    let study = study_of("README.md");
    florilege(&study, &["build"]);
    let package = fs::read_to_string(study.path().join("public/data/datapackage.json")).unwrap();
    let package: Value = serde_json::from_str(&package).unwrap();
    let document = fs::read_to_string("docs/data.md").unwrap();
    let mut tables = 0;
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        let head = format!(
            "### {name}.csv\n\n{}\n\n<!-- table: {name} -->\n| column | form | what it says |\n|---|---|---|\n",
            resource["description"].as_str().unwrap()
        );
        let (_, rest) = document.split_once(&head).unwrap_or_else(|| panic!("docs/data.md lacks:\n{head}"));
        let documented: Vec<&str> = rest.lines().take_while(|line| line.starts_with('|')).collect();
        let described = columns(resource);
        let described: Vec<&str> = described.iter().map(String::as_str).collect();
        assert_eq!(documented, described, "the columns of {name}.csv");
        tables += 1;
    }
    assert_eq!(document.matches("<!-- table: ").count(), tables, "docs/data.md describes a table that is not there");
}

/// The columns of a table, as lines of the document; a column of words once for all languages.
fn columns(resource: &Value) -> Vec<String> {
    let schema = &resource["schema"];
    let keys = schema["primaryKey"].as_array().cloned().unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    for field in schema["fields"].as_array().unwrap() {
        let heading = field["name"].as_str().unwrap();
        let name = heading.split('.').next().unwrap();
        let key = if keys.contains(&Value::from(name)) { " (key)" } else { "" };
        let by_language = if field["florilege:language"].is_string() { " by language" } else { "" };
        let form = form(resource, field);
        let line = format!("| `{name}` | {form}{by_language}{key} | {} |", field["description"].as_str().unwrap());
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }
    lines
}

/// What stands in a column, in the words of the document.
fn form(resource: &Value, field: &Value) -> String {
    let foreign = resource["schema"]["foreignKeys"].as_array().into_iter().flatten();
    if let Some(key) = foreign.into_iter().find(|key| key["fields"] == field["name"]) {
        let table = key["reference"]["resource"].as_str().unwrap();
        let table = if table.is_empty() { resource["name"].as_str().unwrap() } else { table };
        return format!("id of [{table}](#{table}csv)");
    }
    let constraints = &field["constraints"];
    if field["florilege:list"].is_string() {
        return "list".to_owned();
    }
    if let Some(words) = constraints["enum"].as_array() {
        let words: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_str().unwrap())).collect();
        // A study may add statuses of its own.
        let is_status = words.contains(&"`documented`".to_owned());
        return if is_status { "a status".to_owned() } else { format!("one of {}", words.join(", ")) };
    }
    let named = match field["type"].as_str().unwrap() {
        "number" => "number",
        "integer" => "whole number",
        "boolean" => "`true` or `false`",
        _ => match constraints["pattern"].as_str() {
            Some(pattern) if pattern.starts_with("[0-9]") => "date",
            Some(pattern) if pattern.starts_with("[a-z]+:") => "`kind:id`",
            Some(_) => "id",
            None => "text",
        },
    };
    named.to_owned()
}

#[test]
fn the_table_of_rooms_is_that_of_the_test() {
    let test = fs::read_to_string("tests/layers.rs").unwrap();
    let architecture = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let documented = documented_rooms(&architecture);
    assert!(documented.len() > 15, "the table of ARCHITECTURE.md was not found");
    assert_eq!(documented, tested_rooms(&test));
}

/// The rooms of `tests/layers.rs`: each with those that it may use, sorted.
fn tested_rooms(test: &str) -> BTreeMap<String, Vec<String>> {
    let rooms = test.split("const ROOMS").nth(1).unwrap().split("];").next().unwrap();
    let mut table: BTreeMap<String, Vec<String>> = rooms
        .split("(\"")
        .skip(1)
        .map(|row| {
            let texts: Vec<&str> = row.split('"').collect();
            (texts[0].to_owned(), sorted(texts[2].split_whitespace()))
        })
        .collect();
    let stages = test.split("const STAGES: &str = \"").nth(1).unwrap().split('"').next().unwrap();
    table.insert("pipeline".to_owned(), sorted(stages.split_whitespace().filter(|word| *word != "\\")));
    table.insert("cli".to_owned(), vec!["everything".to_owned()]);
    table
}

/// The same, from the table of ARCHITECTURE.md.
fn documented_rooms(architecture: &str) -> BTreeMap<String, Vec<String>> {
    let table = architecture.split("<!-- table: rooms -->\n").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let others = cells[2].split(", ").map(|room| room.trim_matches('`')).filter(|room| *room != "nothing");
        (cells[1].trim_matches('`').to_owned(), sorted(others))
    })
    .collect()
}

fn sorted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let words: BTreeSet<&str> = words.collect();
    words.into_iter().map(str::to_owned).collect()
}

/// The study whose files a document shows, in a folder of its own.
fn study_of(document: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files_of(document) {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

/// The files that a document shows, each by its path. No path is there twice.
fn files_of(document: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(document).unwrap();
    let mut files = BTreeMap::new();
    for (path, body) in marked(&text, "file") {
        assert!(files.insert(path.clone(), body).is_none(), "{document} shows `{path}` twice");
    }
    files
}

/// The blocks of code after a line `<!-- NAME: … -->`, with what that line says.
fn marked(text: &str, name: &str) -> Vec<(String, String)> {
    let of_name = snippets(text).into_iter().filter(|snippet| snippet.name == name);
    of_name.map(|snippet| (snippet.said, snippet.code)).collect()
}

/// A document without its code, in which brackets mean something else.
fn without_code(text: &str) -> String {
    let mut fence: Option<String> = None;
    let mut kept = String::new();
    for line in text.lines() {
        let ticks: String = line.chars().take_while(|letter| *letter == '`').collect();
        match &fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => kept.extend(line.split('`').step_by(2).chain(["\n"])),
        }
    }
    kept
}

fn florilege(study: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_florilege"));
    command.args(arguments).arg(study.path()).env_remove("SOURCE_DATE_EPOCH").output().unwrap()
}

/// The exit code, and the diagnostics, one a line.
fn report(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}
