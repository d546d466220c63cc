//! JSON Schemas (2020-12) of the files that an author writes, made of the tables of keys by which these are read.
//!
//! An editor that has them completes keys and marks mistakes while they are typed. A schema says what can be said of one
//! file by itself, and of ids where those of a study are [`Known`]; what only `florilege check` can find (a value out of
//! its metric's kind, a link that leads nowhere) it lets pass, and it refuses nothing that Florilège accepts but an empty
//! key and a flag in quotes. Texts of YAML are texts here whatever they look like, so each text may be a number to other programs.

mod forms;
mod further;
mod known;
pub mod reference;

use serde_json::{Map, Value, json};

use crate::parse::shapes::{Body, SHAPES, Shape};
use forms::Definitions;

pub use known::Known;

/// The folder in which editors are told to look for the schemas of a study.
pub const FOLDER: &str = ".schemas";

/// The shape of that name.
pub fn find(name: &str) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| shape.name == name)
}

/// The name of a schema's file.
pub fn file_name(shape: &Shape) -> String {
    format!("{}.schema.json", shape.name)
}

/// Which schema is for which files of YAML, as editors are told: the schema's file in [`FOLDER`], and patterns of paths.
pub fn yaml_files() -> Vec<(String, &'static [&'static str])> {
    let of_yaml = SHAPES.iter().filter(|shape| shape.is_yaml());
    of_yaml.map(|shape| (format!("{FOLDER}/{}", file_name(shape)), shape.files)).collect()
}

/// The schema of a shape, as text that ends with a line break.
pub fn text(shape: &Shape, known: &Known) -> String {
    // Neither maps with keys that are no texts nor numbers that are none can be in it.
    let text = serde_json::to_string_pretty(&schema(shape, known)).unwrap_or_default();
    format!("{text}\n")
}

/// The schema of a shape.
pub fn schema(shape: &Shape, known: &Known) -> Value {
    let mut definitions = Definitions::new(known);
    let body = match shape.body {
        Body::Keys(table) | Body::Block(table) => definitions.table(table),
        Body::Blocks(table, first) => json!({ "anyOf": [definitions.table(table), definitions.table(first)] }),
        Body::Each(table) => {
            let keys = definitions.table(table);
            json!({ "type": "object", "propertyNames": forms::id_as_key(), "additionalProperties": keys })
        }
        Body::Observations(table) => observations(&mut definitions, table),
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("$id".to_owned(), json!(file_name(shape)));
    schema.insert("$comment".to_owned(), json!(MADE_BY));
    schema.insert("title".to_owned(), json!(shape.name));
    schema.insert("description".to_owned(), json!(sentence(shape.meaning)));
    if let Value::Object(body) = body {
        schema.extend(body);
    }
    schema.insert("$defs".to_owned(), Value::Object(definitions.finish()));
    Value::Object(schema)
}

/// What each schema says of itself, by which it is known when it is replaced.
pub const MADE_BY: &str = "made by `florilege schema`; change nothing here";

/// A value, the keys of an observation, or a list of these, for each metric.
fn observations(definitions: &mut Definitions<'_>, table: &'static crate::decode::Table) -> Value {
    let mut one = vec![definitions.table(table)];
    if let Some(key) = table.key("value") {
        let value = definitions.form(&key.form);
        match value.get("anyOf").and_then(Value::as_array) {
            Some(forms) => one.extend(forms.iter().cloned()),
            None => one.push(value),
        }
    }
    let metric = definitions.ids_as_keys("metric");
    let mut forms = one.clone();
    forms.push(json!({ "type": "array", "items": { "anyOf": one } }));
    json!({ "type": "object", "propertyNames": metric, "additionalProperties": { "anyOf": forms } })
}

/// A meaning as a sentence.
fn sentence(meaning: &str) -> String {
    let mut letters = meaning.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests;
