//! What a file must keep beyond its tables of keys: which keys go together, and texts of a certain form. The same is held
//! by `parse`, in the words of its diagnostics; a test holds both to the same cases.

use serde_json::{Value, json};

use super::forms::{self, Definitions, ID, LANGUAGE};
use crate::chart::kind::{KINDS, OptionForm, OptionKey};
use crate::decode::{Form, Key, Table, words};
use crate::diagnostic::Code;
use crate::study::{Kind, Status};

/// An address of the web.
const WEB: &str = "^https?://\\S+$";

/// The key of a table, where its form does not say all of it.
pub(super) fn of_key(table: &'static Table, key: &'static Key, definitions: &mut Definitions<'_>) -> Option<Value> {
    let codes = || Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>();
    Some(match (table.name, key.name) {
        ("study", "languages") => {
            json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "pattern": LANGUAGE } })
        }
        ("study", "address") | ("link" | "document", "url") => json!({ "type": "string", "pattern": WEB }),
        ("study", "contact") => {
            json!({ "type": "string", "pattern": "^(https?://\\S+|[^\\s@:]+@[^\\s@]+\\.[^\\s@]+)$" })
        }
        ("study", "doi") => json!({ "type": "string", "pattern": "^10\\.[0-9.]+/\\S+$" }),
        ("study", "isbn") => json!({ "type": ["string", "integer"], "pattern": "^[0-9Xx -]{10,17}$" }),
        ("author", "orcid") => json!({ "type": "string", "pattern": "^([0-9]{4}-){3}[0-9]{3}[0-9X]$" }),
        ("study", "checks") => named(definitions, key, &codes()),
        ("study", "kinds") => named(definitions, key, &Kind::ALL.map(Kind::word)),
        ("study", "relations") => {
            named(definitions, key, &["organisation-tool", "organisation-practice", "tool-practice"])
        }
        ("study", "statuses") | ("metric", "values" | "segments") => {
            let mut labelled = definitions.form(&key.form);
            labelled["propertyNames"] = forms::id_as_key();
            if table.name == "metric" {
                let label = labelled["additionalProperties"].take();
                labelled["additionalProperties"] = json!({ "anyOf": [label, { "type": "null" }] });
            }
            labelled
        }
        ("metric", "conversions") => {
            json!({ "type": "object", "additionalProperties": { "type": ["number", "string"], "exclusiveMinimum": 0, "pattern": "^[0-9]+(\\.[0-9]+)?$" } })
        }
        ("quote" | "set of defaults", "language") => json!({ "type": "string", "pattern": LANGUAGE }),
        ("quote", "id") => forms::declared_id(),
        (_, "old_addresses") => {
            json!({ "type": "array", "items": { "type": "string", "pattern": "^[^/\\s:?#][^\\s:?#]*\\.html$" } })
        }
        ("relation", "status") => {
            let own = &definitions.known.statuses;
            let given = words::<Status>();
            match own.as_slice() {
                [] => json!({ "anyOf": [{ "enum": given }, { "type": "string", "pattern": ID }] }),
                own => json!({ "enum": given.into_iter().chain(own.iter().map(String::as_str)).collect::<Vec<_>>() }),
            }
        }
        ("observation", "respondent") => {
            json!({ "anyOf": [{ "const": "unnamed", "description": "Somebody without a name." }, definitions.id("speaker")] })
        }
        ("observation" | "row", "base") => {
            json!({ "anyOf": [{ "type": "integer", "minimum": 1 }, { "type": "string", "pattern": "^(?!-?[0-9]+$)\\s*\\S|^0*[1-9][0-9]*$" }, localised_map(definitions)] })
        }
        ("finding", "rests_on") => {
            let mut list = definitions.form(&key.form);
            list["items"]["not"] = json!({ "type": "string", "pattern": "^(finding|chapter|page):" });
            list
        }
        ("chart", "kind") => {
            let kinds: Vec<Value> =
                KINDS.iter().map(|kind| json!({ "const": kind.name, "description": kind.summary })).collect();
            json!({ "oneOf": kinds })
        }
        ("exception", "rule") => json!({ "enum": codes() }),
        ("count of entities" | "set of values of a metric", "by") => {
            let by = json!({ "anyOf": [{ "enum": GROUPINGS }, definitions.id("metric")] });
            json!({ "anyOf": [by, { "type": "array", "items": by, "maxItems": 2 }] })
        }
        ("set of values of a metric", "metric") => {
            let metric = definitions.id("metric");
            json!({ "anyOf": [metric, { "type": "array", "items": metric, "minItems": 2, "maxItems": 2 }] })
        }
        ("set of values of a metric", "at") => json!({ "anyOf": [{ "const": "latest" }, forms::date()] }),
        (_, "limit") => json!({ "type": "integer", "minimum": 1 }),
        _ => return None,
    })
}

/// What rows and columns of a chart can stand for, beside a metric of categories.
const GROUPINGS: [&str; 11] = [
    "organisation",
    "tool",
    "practice",
    "topic",
    "document",
    "evidence",
    "status",
    "language",
    "segment",
    "date",
    "observation",
];

/// Keys of which each is one of a few words.
fn named(definitions: &mut Definitions<'_>, key: &'static Key, names: &[&str]) -> Value {
    let mut map = definitions.form(&key.form);
    map["propertyNames"] = json!({ "enum": names });
    map
}

fn localised_map(definitions: &mut Definitions<'_>) -> Value {
    let localised = definitions.form(&Form::Localised);
    localised["anyOf"][1].clone()
}

/// Which keys of a table go together.
pub(super) fn of_table(table: &'static Table) -> Value {
    let exactly_one = |keys: &[&str]| json!(keys.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>());
    match table.name {
        "metric" => metric(),
        "observation" => json!({ "oneOf": exactly_one(&["value", "unknown"]) }),
        "value" => json!({
            "oneOf": exactly_one(&["is", "about", "at_most", "at_least", "from"]),
            "dependentRequired": { "from": ["to"], "to": ["from"] },
        }),
        "consent" => json!({ "minProperties": 1, "maxProperties": 1 }),
        "quote" | "set of defaults" => json!({
            "not": { "required": ["organisation", "attribution"] },
        }),
        "pardon" => json!({ "anyOf": [{ "required": ["level"] }, { "required": ["except"] }] }),
        "row" => json!({ "anyOf": exactly_one(&["value", "unknown", "date", "from"]) }),
        "set of rows of a CSV file" => json!({
            "allOf": [
                { "anyOf": exactly_one(&["value", "unknown", "date", "from"]) },
                { "anyOf": exactly_one(&["label", "date"]) },
            ],
            "dependentRequired": { "from": ["to"], "to": ["from"] },
        }),
        "chart" => {
            let options: Vec<Value> = KINDS
                .iter()
                .map(|kind| {
                    json!({
                        "if": { "properties": { "kind": { "const": kind.name } }, "required": ["kind"] },
                        "then": { "properties": { "options": options(kind.options) } },
                    })
                })
                .collect();
            json!({ "allOf": options })
        }
        _ => json!({}),
    }
}

/// A category has values, and nothing else has; what is measured has a unit.
fn metric() -> Value {
    let of_kind = |kinds: &[&str]| json!({ "properties": { "kind": { "enum": kinds } }, "required": ["kind"] });
    json!({
        "allOf": [
            { "if": of_kind(&["category"]), "then": { "required": ["values"] }, "else": { "not": { "required": ["values"] } } },
            { "if": of_kind(&["amount", "duration", "rate"]), "then": { "required": ["unit"] } },
            { "if": of_kind(&["category", "date"]), "then": { "not": { "required": ["unit"] } } },
        ],
    })
}

/// The options of a kind of chart.
fn options(keys: &[OptionKey]) -> Value {
    let option = |key: &OptionKey| {
        let mut schema = match key.form {
            OptionForm::Flag => json!({ "type": "boolean" }),
            OptionForm::Number => {
                json!({ "type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]*[1-9][0-9]*$" })
            }
            OptionForm::Text => forms::text(),
            OptionForm::Word(words) => json!({ "enum": words }),
        };
        schema["description"] = json!(super::sentence(key.meaning));
        (key.name.to_owned(), schema)
    };
    let properties: serde_json::Map<String, Value> = keys.iter().map(option).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}
