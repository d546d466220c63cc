//! Tests of the data: that keys hold, that values keep their bounds and gaps, and that what is said is to the letter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::analysis::Analysis;
use crate::language::tests::{english, french};
use crate::page::{ChartPicture, Options};
use crate::prose::Words;
use crate::study::fixture::{self, code};
use crate::study::{Amount, Base, Id, Kind, Reading, Respondent, Speaker, Unit};

/// Every file of the data of a study, by its address.
fn files_of(study: &Study, address: Option<&str>) -> BTreeMap<String, String> {
    let analysis = Analysis::of(study);
    let languages = [french(), english()];
    let drawn = study.charts.keys().map(|id| ((id.clone(), code("fr")), ChartPicture::default()));
    let material = Material {
        study,
        analysis: &analysis,
        languages: &languages,
        pictures: &drawn.collect(),
        options: &Options { address: address.map(str::to_owned), preview: false },
    };
    let texts = files(&material).into_iter().filter(|file| !file.output.route.as_str().ends_with(".zip"));
    texts.map(|file| (file.output.route.to_string(), String::from_utf8(file.output.bytes).unwrap())).collect()
}

/// The cells of a CSV file by RFC 4180, the head first. No reader of ours: the tests have their own.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the last line is not ended");
    rows
}

struct Table {
    schema: Value,
    rows: Vec<BTreeMap<String, String>>,
}

/// The tables of the package, each read as its description says.
fn package(files: &BTreeMap<String, String>) -> BTreeMap<String, Table> {
    let package: Value = serde_json::from_str(&files["data/datapackage.json"]).unwrap();
    let table = |resource: &Value| {
        let text = &files[&format!("data/{}", resource["path"].as_str().unwrap())];
        assert_eq!(resource["bytes"], text.len());
        let mut rows = cells(text).into_iter();
        let head = rows.next().unwrap();
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(head, fields);
        assert_eq!(head.iter().collect::<BTreeSet<_>>().len(), head.len(), "two columns of one name");
        let rows = rows.map(|row| {
            assert_eq!(row.len(), head.len());
            head.iter().cloned().zip(row).collect()
        });
        (
            resource["name"].as_str().unwrap().to_owned(),
            Table { schema: resource["schema"].clone(), rows: rows.collect() },
        )
    };
    package["resources"].as_array().unwrap().iter().map(table).collect()
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        list => list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect(),
    }
}

/// Primary keys are unique, foreign keys are found, constraints are kept.
fn holds(tables: &BTreeMap<String, Table>) -> usize {
    let mut references = 0;
    for (name, table) in tables {
        let key = table.schema.get("primaryKey").map(texts).unwrap_or_default();
        let keys: BTreeSet<Vec<&String>> =
            table.rows.iter().map(|row| key.iter().map(|column| &row[column]).collect()).collect();
        assert!(key.is_empty() || keys.len() == table.rows.len(), "{name}: two rows have one key");
        for field in table.schema["fields"].as_array().unwrap() {
            let column = field["name"].as_str().unwrap();
            for cell in table.rows.iter().map(|row| &row[column]) {
                let required = field["constraints"]["required"] == true;
                assert!(!required || !cell.is_empty(), "{name}.{column} is empty");
                if let (Some(words), false) = (field["constraints"].get("enum"), cell.is_empty()) {
                    assert!(texts(words).contains(cell), "{name}.{column}: {cell}");
                }
                match field["type"].as_str().unwrap() {
                    "number" => assert!(cell.is_empty() || cell.parse::<f64>().is_ok(), "{name}.{column}: {cell}"),
                    "integer" => assert!(cell.is_empty() || cell.parse::<i64>().is_ok(), "{name}.{column}: {cell}"),
                    "boolean" => assert!(["", "true", "false"].contains(&cell.as_str()), "{name}.{column}: {cell}"),
                    _ => {}
                }
            }
        }
        for foreign in table.schema.get("foreignKeys").and_then(Value::as_array).into_iter().flatten() {
            let column = foreign["fields"].as_str().unwrap();
            let other = foreign["reference"]["resource"].as_str().unwrap();
            let other = &tables[if other.is_empty() { name } else { other }];
            let ids: BTreeSet<&String> = other.rows.iter().map(|row| &row["id"]).collect();
            for cell in table.rows.iter().map(|row| &row[column]).filter(|cell| !cell.is_empty()) {
                assert!(ids.contains(cell), "{name}.{column} names `{cell}`, which is nowhere");
                references += 1;
            }
        }
    }
    references
}

#[test]
fn the_keys_of_all_tables_hold() {
    let tables = package(&files_of(&fixture::study(), None));
    assert_eq!(tables.len(), 18);
    assert!(holds(&tables) > 20);
}

#[test]
fn what_is_declared_and_what_follows_from_quotes_stay_apart() {
    let tables = package(&files_of(&fixture::study(), None));
    let behind = &tables["relation-evidence"].rows;
    for relation in &tables["relations"].rows {
        let of_relation = || behind.iter().filter(|row| row["relation"] == relation["id"]);
        let declared = of_relation().filter(|row| row["basis"] == "declared").count();
        let quotes: Vec<&str> =
            of_relation().filter(|row| row["basis"] == "quote").map(|row| row["quote"].as_str()).collect();
        assert_eq!(relation["declared"], (declared > 0).to_string());
        assert_eq!(relation["quotes"], quotes.join("|"));
        assert_eq!(relation["status"] == "mentioned", declared == 0, "{}", relation["id"]);
        let strongest = ["explicit", "external", "inferred"].into_iter();
        let strongest = strongest.clone().find(|level| of_relation().any(|row| row["evidence"] == *level));
        assert_eq!(Some(relation["evidence"].as_str()), strongest);
    }
    let is = |value: &str| tables["relations"].rows.iter().any(|row| row["declared"] == value);
    assert!(is("true") && is("false"), "the study has both");
}

/// The row of the study's last observation, changed.
fn observed(change: impl Fn(&mut crate::study::Observation)) -> BTreeMap<String, String> {
    let mut study = fixture::study();
    change(study.observations.last_mut().unwrap());
    let tables = package(&files_of(&study, None));
    holds(&tables);
    tables["observations"].rows.last().unwrap().clone()
}

#[test]
fn a_value_keeps_its_bounds_its_unit_and_what_was_typed() {
    let hours = || Unit::from_name("hour/day").unwrap();
    let table = [
        (Amount::Exact(2.0), ["exact", "false", "2", "2", "2 hour/day"]),
        (Amount::About(4.5), ["exact", "true", "4.5", "4.5", "about 4.5 hour/day"]),
        (Amount::Between(1.0, 2.0), ["range", "false", "1", "2", "1 to 2 hour/day"]),
        (Amount::AtMost(20.0), ["at-most", "false", "", "20", "at most 20 hour/day"]),
        (Amount::AtLeast(5.0), ["at-least", "false", "5", "", "at least 5 hour/day"]),
    ];
    for (said, expected) in table {
        let row = observed(|one| {
            one.typed = None;
            one.reading = Reading::Quantity { said, unit: hours(), amount: said.map(|n| n * 5.0), converted: true };
        });
        let found = ["bound", "approximate", "from", "to", "value"].map(|column| row[column].as_str());
        assert_eq!(found, expected);
        assert_eq!(
            (row["unit"].as_str(), row["converted"].as_str(), row["known"].as_str()),
            ("hour/day", "true", "true")
        );
    }
    let row = observed(|one| {
        one.typed = Some("1.10 h/day".to_owned());
        one.base = Some(Base::Number(15));
        one.reading =
            Reading::Quantity { said: Amount::Exact(1.1), unit: hours(), amount: Amount::Exact(5.5), converted: true };
    });
    let found = ["value", "from", "metric_from", "metric_to", "base"].map(|column| row[column].as_str());
    assert_eq!(found, ["1.10 h/day", "1.1", "5.5", "5.5", "15"]);
}

#[test]
fn a_gap_is_no_zero_and_has_its_reason() {
    let row = observed(|one| one.reading = Reading::Unknown(fixture::both("perdu", "lost")));
    let found = ["known", "unknown", "unknown.en", "value", "from", "to", "metric_from", "metric_to", "bound"];
    assert_eq!(found.map(|column| row[column].as_str()), ["false", "perdu", "lost", "", "", "", "", "", ""]);
}

#[test]
fn only_speakers_of_something_published_are_named() {
    let mut study = fixture::study();
    let speaker = |id: &str| Speaker {
        id: Id::new(id),
        role: Some(fixture::french("Chargée")),
        organisation: Some(Id::new("gone")),
        name: None,
    };
    for id in ["heard", "asked", "hidden"] {
        study.speakers.insert(Id::new(id), speaker(id));
    }
    let quote = Arc::make_mut(study.quotes.values_mut().next().unwrap());
    quote.speaker = Some(Id::new("heard"));
    study.observations[0].respondent = Some(Respondent::Speaker(Id::new("asked")));
    let files = files_of(&study, None);
    let tables = package(&files);
    holds(&tables);
    let speakers: Vec<(&str, &str)> =
        tables["speakers"].rows.iter().map(|row| (row["id"].as_str(), row["organisation"].as_str())).collect();
    assert_eq!(speakers, [("asked", ""), ("heard", "")], "an organisation that is not published is not named");
    assert!(files.values().all(|text| !text.contains("hidden")));
}

#[test]
fn words_are_to_the_letter_in_json_and_no_formula_in_a_table() {
    let said = "=HYPERLINK(\"x\") : « oui »  !\n\nEt puis, non.";
    let mut study = fixture::study();
    let id = study.quotes.keys().next().unwrap().clone();
    Arc::make_mut(study.quotes.get_mut(&id).unwrap()).words = Words::read(said, &BTreeMap::new()).into();
    let plain = study.quotes[&id].words.plain();
    let files = files_of(&study, None);
    let record: Value = serde_json::from_str(&files[&format!("quotes/{id}.json")]).unwrap();
    assert_eq!(record["words"], plain);
    let tables = package(&files);
    let row = tables["quotes"].rows.iter().find(|row| row["id"] == id.as_str()).unwrap();
    assert_eq!(row["words"], format!("'{plain}"));
}

#[test]
fn a_record_has_what_its_page_has() {
    let files = files_of(&fixture::study(), Some("https://example.org/s/"));
    let record: Value = serde_json::from_str(&files["organisations/ined.json"]).unwrap();
    assert_eq!(
        (&record["format"], &record["entity"], &record["id"]),
        (&json!(1), &json!("organisation"), &json!("ined"))
    );
    assert_eq!(record["pages"]["en"], "https://example.org/s/en/organisations/ined.html");
    assert!(record["address"].is_null());
    assert_eq!(record["findings"], json!(["caution"]));
    let relations = record["relations"].as_array().unwrap();
    assert!(!relations.is_empty());
    for relation in relations {
        assert_eq!(relation["organisation"], "ined");
        assert!(!relation["relation-evidence"].as_array().unwrap().is_empty());
    }
    assert_eq!(record["observations"][0]["owner"], "organisation:ined");
    assert!(!record["quote-ties"].as_array().unwrap().is_empty());
    let finding: Value = serde_json::from_str(&files["findings/caution.json"]).unwrap();
    assert_eq!(finding["finding-evidence"].as_array().unwrap().len(), finding["rests_on"].as_array().unwrap().len());
    // Every record can be read, and there are no others than of these kinds.
    for (route, text) in files.iter().filter(|(route, _)| !route.starts_with("data/")) {
        let record: Value = serde_json::from_str(text).unwrap();
        let kind = Kind::from_word(record["entity"].as_str().unwrap()).unwrap();
        assert_eq!(*route, format!("{}/{}.json", kind.folder(), record["id"].as_str().unwrap()));
    }
}

#[test]
fn addresses_hold_from_where_they_stand() {
    let tables = package(&files_of(&fixture::study(), None));
    let address = |tables: &BTreeMap<String, Table>| tables["organisations"].rows[0]["address"].clone();
    assert!(address(&tables).starts_with("../organisations/"));
    let tables = package(&files_of(&fixture::study(), Some("https://example.org/s/")));
    assert!(address(&tables).starts_with("https://example.org/s/organisations/"));
}

#[test]
fn a_licence_covers_what_it_is_stated_for() {
    let mut study = fixture::study();
    study.imprint.licence.data = Some("CC0-1.0".to_owned());
    let files = files_of(&study, None);
    let package: Value = serde_json::from_str(&files["data/datapackage.json"]).unwrap();
    assert!(package["licenses"].is_null());
    for resource in package["resources"].as_array().unwrap() {
        let licence = &resource["licenses"][0]["name"];
        let expected = if resource["name"] == "quotes" { Value::Null } else { json!("CC0-1.0") };
        assert_eq!(*licence, expected, "{}", resource["name"]);
    }
}
