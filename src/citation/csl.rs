//! CSL-JSON, which Zotero, Pandoc and citeproc read (Citation Style Language, schema 1.0).

use serde_json::{Map, Value, json};

use super::{Form, Reference, name};

/// The reference as a list of one item, pretty-printed.
pub fn csl_json(reference: &Reference) -> String {
    let mut text = serde_json::to_string_pretty(&json!([item(reference)])).unwrap_or_default();
    text.push('\n');
    text
}

fn item(reference: &Reference) -> Value {
    let kind = match reference.form {
        Form::Study => "report",
        Form::Section | Form::Quotation => "chapter",
        Form::Figure => "graphic",
        Form::Data => "dataset",
    };
    let mut item = Map::new();
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value);
        }
    };
    let text = |value: &Option<String>| value.clone().map(Value::String);
    set("id", Some(json!(reference.key())));
    set("type", Some(json!(kind)));
    set("title", Some(json!(reference.title)));
    set("container-title", text(&reference.study));
    set("author", (!reference.authors.is_empty()).then(|| reference.authors.iter().map(author).collect()));
    set(
        "issued",
        reference.date.map(|date| {
            let parts: Vec<u16> =
                [Some(date.year), date.month.map(u16::from), date.day.map(u16::from)].into_iter().flatten().collect();
            json!({ "date-parts": [parts] })
        }),
    );
    set("genre", text(&reference.genre));
    set("edition", text(&reference.edition));
    set("version", text(&reference.version));
    set("publisher", text(&reference.publisher));
    set("note", text(&reference.fieldwork));
    set("DOI", text(&reference.doi));
    set("ISBN", text(&reference.isbn));
    set("URL", text(&reference.address));
    set("language", Some(json!(reference.language)));
    Value::Object(item)
}

fn author(author: &crate::study::Author) -> Value {
    match name::parts(author) {
        name::NameParts { family, given: Some(given) } => json!({ "family": family, "given": given }),
        name::NameParts { family, given: None } => json!({ "literal": family }),
    }
}
