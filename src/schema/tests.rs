//! Schemas of the tables of keys, and the documents that speak of them. That they accept what is good and refuse what is
//! not is held by `tests/schemas`, with a validator that is not ours.

use serde_json::{Value, json};

use super::*;
use crate::diagnostic::SourcePath;
use crate::parse;
use crate::source::Sources;

fn definition<'v>(schema: &'v Value, name: &str) -> &'v Value {
    &schema["$defs"][name]
}

#[test]
fn every_table_of_keys_is_a_definition_of_some_schema() {
    let schemas: Vec<Value> = SHAPES.iter().map(|shape| schema(shape, &Known::default())).collect();
    // The baseline is written by the program, and by nobody by hand.
    let by_hand = parse::TABLES.iter().filter(|table| table.name != "entry of the baseline");
    for table in by_hand {
        let name = table.name.to_lowercase().replace(' ', "-");
        let names = [name.clone(), format!("{name}-2")];
        let defined = schemas.iter().flat_map(|schema| names.iter().map(|name| definition(schema, name)));
        let keys: Vec<&str> = table.keys.iter().map(|key| key.name).collect();
        let has_all = |definition: &Value| keys.iter().all(|key| definition["properties"].get(key).is_some());
        assert!(defined.into_iter().any(has_all), "{name}");
    }
}

#[test]
fn a_key_says_what_it_means_and_whether_it_is_needed() {
    let organisation = schema(find("organisation").unwrap(), &Known::default());
    let keys = definition(&organisation, "organisation");
    assert_eq!(keys["required"], json!(["name"]));
    assert_eq!(keys["additionalProperties"], json!(false));
    assert_eq!(keys["properties"]["name"]["description"], json!("The name, as its people write it."));
    assert_eq!(organisation["$id"], json!("organisation.schema.json"));
}

#[test]
fn the_options_of_a_chart_are_those_of_its_kind() {
    let chart = schema(find("chart").unwrap(), &Known::default());
    let of_kinds = definition(&chart, "chart")["allOf"].as_array().unwrap();
    let of = |kind: &str| {
        let asked = |rule: &&Value| rule["if"]["properties"]["kind"]["const"] == json!(kind);
        &of_kinds.iter().find(asked).unwrap()["then"]["properties"]["options"]["properties"]
    };
    assert!(of("bar").get("focus").is_some() && of("number").get("focus").is_none());
}

#[test]
fn the_ids_of_a_study_are_listed_with_titles_but_no_words_of_quotes_and_no_names() {
    let sources = Sources::in_memory([
        ("study.yaml", "title: Cas\nlanguages: [fr, en]\nconsent: each-quote\nstatuses: {abandoned: Abandonné}\n"),
        ("content/organisations/2012.md", "---\nname: \"Institut Deux mille douze\"\n---\n"),
        ("content/quotes/un.md", "---\norganisation: 2012\nspeaker: p1\n---\nDes mots secrets.\n"),
        ("content/speakers.yaml", "p1: {name: Anne Onyme, named: true, role: Secrétaire}\n"),
    ]);
    let known = Known::read(&sources);
    let all: String = SHAPES.iter().map(|shape| text(shape, &known)).collect();
    assert!(all.contains("Institut Deux mille douze") && !all.contains("secret") && !all.contains("Anne"));
    let quote = schema(find("quote").unwrap(), &known);
    let organisation = &definition(&quote, "quote")["properties"]["organisation"]["anyOf"];
    let title = "Institut Deux mille douze";
    assert_eq!(*organisation, json!([{"const": "2012", "description": title}, {"const": 2012, "description": title}]));
    let note = &definition(&quote, "quote")["properties"]["note"]["anyOf"][1];
    assert_eq!(note["properties"].as_object().unwrap().keys().collect::<Vec<_>>(), ["fr", "en"]);
    let relation = schema(find("organisation").unwrap(), &known);
    let statuses = &definition(&relation, "relation")["properties"]["status"]["enum"];
    assert!(statuses.as_array().unwrap().contains(&json!("abandoned")));
}

#[test]
fn each_place_of_a_file_has_the_schema_of_what_stands_there() {
    for shape in SHAPES {
        for file in shape.files {
            let path = file.replace("LANGUAGE", "en").replace("{organisations,tools,practices}", "tools");
            let path = path.replace("{chapters,pages}", "pages").replace('*', "a");
            let path = SourcePath::new(path);
            assert!(parse::is_parsed(&path), "{path} of {}", shape.name);
            let said = parse::file(&path, Some("")).diagnostics;
            assert!(said.iter().all(|said| said.code.name() != "unexpected-file"), "{path}: {said:?}");
        }
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test may write what it expects")]
fn the_reference_is_that_of_the_tables() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference.md");
    let page = reference::page();
    if std::env::var_os("FLORILEGE_UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap();
    assert!(found == page, "docs/reference.md is stale: run this test with FLORILEGE_UPDATE=1 and read the diff");
}

/// The map that editors are told, as they write it.
fn map() -> Value {
    let files = yaml_files();
    let entries = files.iter().map(|(schema, files)| {
        let files: Vec<String> = files.iter().map(|file| format!("/{file}")).collect();
        (schema.clone(), if files.len() == 1 { json!(files[0]) } else { json!(files) })
    });
    Value::Object(entries.collect())
}

fn settings(of: &Value) -> String {
    format!("{}\n", serde_json::to_string_pretty(of).unwrap())
}

#[test]
fn the_documentation_of_editors_says_which_schema_is_for_which_files() {
    let editors = include_str!("../../docs/editors.md");
    let rows = yaml_files().into_iter().map(|(schema, files)| {
        let files: Vec<String> = files.iter().map(|file| format!("`{file}`")).collect();
        format!("| `{schema}` | {} |\n", files.join(", "))
    });
    let table = format!("| schema | files |\n|---|---|\n{}", rows.collect::<String>());
    let found = editors.split("<!-- table: schemas -->\n").nth(1).unwrap().split("\n\n").next().unwrap();
    assert_eq!(format!("{found}\n"), table, "the table should be:\n{table}");
    for (editor, right) in [
        ("vscode", json!({ "yaml.schemas": map() })),
        ("zed", json!({ "lsp": { "yaml-language-server": { "settings": { "yaml": { "schemas": map() } } } } })),
    ] {
        let block = editors.split(&format!("<!-- settings: {editor} -->\n```json\n")).nth(1).unwrap();
        let right = settings(&right);
        assert_eq!(block.split("```").next().unwrap(), right, "the settings of {editor} should be:\n{right}");
    }
}
