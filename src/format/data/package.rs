//! `datapackage.json`: what each table and column means, to whom it is owed and what may be done with it.
//!
//! Frictionless Data Package and Table Schema 1.0, which their readers for Python, R and the web know. A property that is
//! ours alone stands under `florilege`.

use serde_json::{Map, Value, json};

use crate::citation::licence_address;
use crate::diagnostic::fold;
use crate::page::FileFacts;
use crate::page::routes::data_file;
use crate::site::Output;
use crate::study::{Author, Document, Imprint, Localised};

use super::table::{Column, Form, Table};
use super::{File, Setting};

/// The version of the tables and records, raised when a program that reads them must be changed.
pub(super) const FORMAT: u32 = 1;

/// The description of these tables, which are written in these files.
pub(super) fn package(setting: Setting<'_>, tables: &[Table], files: &[File]) -> File {
    let imprint = &setting.study().imprint;
    let mut package = Object::default();
    package.set("profile", "tabular-data-package");
    package.set("name", name(first(&imprint.title)));
    package.set("title", first(&imprint.title));
    package.maybe("description", imprint.answer.as_ref().map(first));
    package.maybe("id", imprint.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")));
    package.maybe("homepage", setting.material.options.address.clone());
    package.maybe("version", imprint.version.clone());
    let keywords: Vec<&str> = imprint.keywords.iter().flat_map(|(_, words)| words).map(String::as_str).collect();
    package.maybe("keywords", some(keywords));
    package.maybe("contributors", some(contributors(imprint)));
    package.maybe("sources", some(setting.study().documents.values().map(source).collect()));
    package.set("languages", setting.languages.iter().map(|code| code.as_str()).collect::<Vec<_>>());
    package.set("florilege", own(imprint));
    package.set(
        "resources",
        tables.iter().zip(files).map(|(table, file)| resource(imprint, table, file)).collect::<Vec<_>>(),
    );
    let mut text = serde_json::to_string_pretty(&Value::Object(package.0)).unwrap_or_default();
    text.push('\n');
    let facts = FileFacts { bytes: Some(text.len() as u64), ..FileFacts::default() };
    File { output: Output::new(data_file("datapackage.json"), text), facts }
}

/// An object under way.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }
}

/// A list, where it has anything.
fn some<T: Into<Value>>(list: Vec<T>) -> Option<Value> {
    (!list.is_empty()).then(|| Value::from(list))
}

fn first(words: &Localised<String>) -> String {
    words.first().cloned().unwrap_or_default()
}

/// A title as the specification wants a name: lower case letters, digits and hyphens.
fn name(title: String) -> String {
    let words: String =
        fold(&title).chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    let name = words.split_whitespace().collect::<Vec<_>>().join("-");
    if name.is_empty() { "study".to_owned() } else { name }
}

fn contributors(imprint: &Imprint) -> Vec<Value> {
    let author = |author: &Author| {
        let mut entry = Object::default();
        entry.set("title", author.name.clone());
        entry.maybe("path", author.orcid.as_ref().map(|orcid| format!("https://orcid.org/{orcid}")));
        entry.set("role", author.role.clone().unwrap_or_else(|| "author".to_owned()));
        entry.maybe("organization", author.affiliation.clone());
        Value::Object(entry.0)
    };
    let other = |name: &Option<String>, role: &str| name.as_ref().map(|name| json!({ "title": name, "role": role }));
    let others = [other(&imprint.publisher, "publisher"), other(&imprint.commissioned_by, "commissioner")];
    imprint.authors.iter().map(author).chain(others.into_iter().flatten()).collect()
}

fn source(document: &Document) -> Value {
    let mut entry = Object::default();
    entry.set("title", first(&document.title));
    entry.maybe("path", document.url.clone());
    Value::Object(entry.0)
}

/// What the specification has no word for.
fn own(imprint: &Imprint) -> Value {
    let mut own = Object::default();
    own.set("format", FORMAT);
    own.set("generator", concat!("florilege ", env!("CARGO_PKG_VERSION")));
    own.maybe("fieldwork", imprint.fieldwork.as_ref().map(|period| json!({ "from": period.from, "to": period.to })));
    own.maybe("published", imprint.published.map(|date| date.to_string()));
    own.maybe("updated", imprint.updated.map(|date| date.to_string()));
    Value::Object(own.0)
}

fn resource(imprint: &Imprint, table: &Table, file: &File) -> Value {
    let mut resource = Object::default();
    resource.set("profile", "tabular-data-resource");
    resource.set("name", table.name);
    resource.set("path", file.output.route.file_name());
    resource.set("description", table.about);
    resource.set("format", "csv");
    resource.set("mediatype", "text/csv");
    resource.set("encoding", "utf-8");
    resource.set("bytes", file.output.bytes.len());
    // A licence of the package would hold for every table, and words that were said are their speakers'.
    resource.maybe("licenses", licence_of(imprint, table).map(|name| json!([licence(name)])));
    let dialect =
        json!({ "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true });
    resource.set("dialect", dialect);
    resource.set("schema", schema(table));
    Value::Object(resource.0)
}

/// Under which licence a table is published, where one is stated.
pub(super) fn licence_of<'a>(imprint: &'a Imprint, table: &Table) -> Option<&'a str> {
    let licence = &imprint.licence;
    if table.name == "quotes" { licence.quotes.as_deref() } else { licence.data.as_deref() }
}

fn licence(name: &str) -> Value {
    let mut entry = Object::default();
    entry.set("name", name);
    entry.maybe("path", licence_address(name));
    Value::Object(entry.0)
}

fn schema(table: &Table) -> Value {
    let mut schema = Object::default();
    schema.set("fields", table.columns.iter().map(field).collect::<Vec<_>>());
    schema.set("missingValues", json!([""]));
    let key: Vec<&str> = table.columns.iter().filter(|column| column.key).map(|column| column.name).collect();
    schema.maybe("primaryKey", some(key));
    let refers = |column: &Column| match column.form {
        // A table refers to itself by an empty name.
        Form::Row(other) => Some(json!({
            "fields": column.heading,
            "reference": { "resource": if other == table.name { "" } else { other }, "fields": "id" },
        })),
        _ => None,
    };
    schema.maybe("foreignKeys", some(table.columns.iter().filter_map(refers).collect()));
    Value::Object(schema.0)
}

const ID: &str = "[a-z0-9]+(-[a-z0-9]+)*";

fn field(column: &Column) -> Value {
    let mut constraints = Object::default();
    if column.filled {
        constraints.set("required", true);
    }
    if column.key && column.form == Form::Id {
        constraints.set("pattern", ID);
    }
    let kind = match &column.form {
        Form::Number => "number",
        Form::Whole => "integer",
        Form::Flag => "boolean",
        Form::Word(words) => {
            constraints.set("enum", words.clone());
            "string"
        }
        Form::Date => {
            constraints.set("pattern", "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");
            "string"
        }
        Form::Entity => {
            constraints.set("pattern", format!("[a-z]+:{ID}"));
            "string"
        }
        Form::Text | Form::List | Form::Id | Form::Row(_) | Form::Address => "string",
    };
    let mut field = Object::default();
    field.set("name", column.heading.clone());
    field.set("type", kind);
    field.set("description", column.about);
    field.maybe("florilege:language", column.language.as_ref().map(|code| code.as_str()));
    if column.form == Form::List {
        field.set("florilege:list", "|");
    }
    if !constraints.0.is_empty() {
        field.set("constraints", constraints.0);
    }
    Value::Object(field.0)
}
