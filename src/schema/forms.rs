//! The form of a key's value as a schema, and the tables of keys as definitions that schemas share.

use serde_json::{Map, Value, json};

use super::further;
use super::known::Known;
use crate::decode::{Form, Key, Table};
use crate::parse::markdown::KINDS;

/// An id.
pub(super) const ID: &str = "^(?!index$)[a-z0-9]+(-[a-z0-9]+)*$";
/// A code of a language.
pub(super) const LANGUAGE: &str = "^[a-z]{2,3}(-[a-z0-9]{2,8})*$";
/// A date, as precise as it is known.
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
/// A value as one says it.
const SAID: &str = "^\\s*(about\\s+|at (most|least)\\s+)?[-−+]?[0-9]+(\\.[0-9]+)?(\\s+to\\s+[-−+]?[0-9]+(\\.[0-9]+)?)?(\\s*[^\\s0-9.,<>=≤≥~≈][^0-9<>=≤≥~≈]*)?\\s*$";

/// Tables of keys as definitions, each once.
pub(super) struct Definitions<'k> {
    pub(super) known: &'k Known,
    named: Vec<(&'static Table, String)>,
    made: Map<String, Value>,
}

impl<'k> Definitions<'k> {
    pub(super) fn new(known: &'k Known) -> Self {
        Self { known, named: Vec::new(), made: Map::new() }
    }

    /// All definitions.
    pub(super) fn finish(self) -> Map<String, Value> {
        self.made
    }

    /// A reference to the definition of a table, which is made where it is not there yet.
    pub(super) fn table(&mut self, table: &'static Table) -> Value {
        let known = self.named.iter().find(|(named, _)| std::ptr::eq(*named, table)).map(|(_, name)| name.clone());
        let name = known.unwrap_or_else(|| self.define(table));
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    fn define(&mut self, table: &'static Table) -> String {
        let bare = table.name.to_lowercase().replace(' ', "-");
        let taken = self.named.iter().filter(|(named, _)| named.name == table.name).count();
        let name = if taken == 0 { bare } else { format!("{bare}-{}", taken + 1) };
        self.named.push((table, name.clone()));
        let properties: Map<String, Value> =
            table.keys.iter().map(|key| (key.name.to_owned(), self.key(table, key))).collect();
        let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let mut definition = Map::new();
        definition.insert("type".to_owned(), json!("object"));
        definition.insert("additionalProperties".to_owned(), json!(false));
        definition.insert("properties".to_owned(), Value::Object(properties));
        if !required.is_empty() {
            definition.insert("required".to_owned(), json!(required));
        }
        if let Value::Object(further) = further::of_table(table) {
            definition.extend(further);
        }
        self.made.insert(name.clone(), Value::Object(definition));
        name
    }

    /// A key of a table, with what it means.
    fn key(&mut self, table: &'static Table, key: &'static Key) -> Value {
        let mut schema = match further::of_key(table, key, self) {
            Some(schema) => schema,
            None => self.form(&key.form),
        };
        if let Value::Object(schema) = &mut schema {
            schema.insert("description".to_owned(), json!(super::sentence(key.meaning)));
        }
        schema
    }

    /// A form.
    pub(super) fn form(&mut self, form: &Form) -> Value {
        match form {
            Form::Text => text(),
            Form::Localised => self.localised(),
            Form::Id(kind) => self.id(kind),
            Form::Reference => self.reference(),
            Form::Date => date(),
            Form::Value => value(),
            Form::Flag => json!({ "type": "boolean" }),
            Form::Integer => json!({ "type": ["integer", "string"], "pattern": "^[-+]?[0-9]+$" }),
            Form::Number => json!({ "type": ["number", "string"], "pattern": "^[-−+]?[0-9]+(\\.[0-9]+)?$" }),
            Form::OneOf(words) => json!({ "enum": words() }),
            Form::List(form) => json!({ "type": "array", "items": self.form(form) }),
            Form::MapOf(form) => json!({ "type": "object", "additionalProperties": self.form(form) }),
            Form::Table(table) => self.table(table),
            Form::Either(forms) => json!({ "anyOf": forms.iter().map(|form| self.form(form)).collect::<Vec<_>>() }),
            Form::Any => json!({}),
        }
    }

    /// A text, or one for each language.
    pub(super) fn localised(&self) -> Value {
        let mut each = json!({ "type": "object", "minProperties": 1 });
        match self.known.languages.as_slice() {
            [] => {
                each["propertyNames"] = json!({ "pattern": LANGUAGE });
                each["additionalProperties"] = text();
            }
            languages => {
                let of_each = languages.iter().map(|code| (code.clone(), text())).collect();
                each["properties"] = Value::Object(of_each);
                each["additionalProperties"] = json!(false);
            }
        }
        json!({ "anyOf": [text(), each] })
    }

    /// The id of something of a kind: one that the study has, where these are known.
    pub(super) fn id(&self, kind: &str) -> Value {
        match self.known.ids.get(kind) {
            Some(ids) => {
                json!({ "anyOf": ids.iter().flat_map(|(id, title)| listed(id, title.as_deref())).collect::<Vec<_>>() })
            }
            None => declared_id(),
        }
    }

    /// The ids of a kind as keys.
    pub(super) fn ids_as_keys(&self, kind: &str) -> Value {
        match self.known.ids.get(kind) {
            Some(ids) => json!({ "enum": ids.iter().map(|(id, _)| id).collect::<Vec<_>>() }),
            None => id_as_key(),
        }
    }

    /// `kind:id`. Those that the study has are offered, and others let pass: links have further forms.
    fn reference(&self) -> Value {
        let pattern = json!({ "type": "string", "pattern": format!("^({}):[^\\s#]+$", KINDS.join("|")) });
        let mut offered: Vec<Value> = Vec::new();
        for kind in KINDS {
            for (id, title) in self.known.ids.get(kind).into_iter().flatten() {
                offered.extend(listed(&format!("{kind}:{id}"), title.as_deref()));
            }
        }
        if offered.is_empty() {
            return pattern;
        }
        offered.push(pattern);
        json!({ "anyOf": offered })
    }
}

/// An id that is listed, with its title. One of digits alone is a number to YAML.
fn listed(id: &str, title: Option<&str>) -> Vec<Value> {
    let mut written = vec![json!(id)];
    if !id.starts_with('0') {
        written.extend(id.parse::<u64>().ok().map(|number| json!(number)));
    }
    let with_title = |id: Value| match title {
        Some(title) => json!({ "const": id, "description": title }),
        None => json!({ "const": id }),
    };
    written.into_iter().map(with_title).collect()
}

/// A text that says something; a number or `true` is a text too.
pub(super) fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": "\\S" })
}

/// An id as a key, which is a text whatever it looks like.
pub(super) fn id_as_key() -> Value {
    json!({ "pattern": ID, "maxLength": 80 })
}

/// An id where it is declared, or where those of the study are not known.
pub(super) fn declared_id() -> Value {
    json!({ "type": ["string", "integer"], "pattern": ID, "maxLength": 80 })
}

pub(super) fn date() -> Value {
    json!({
        "type": ["string", "integer"],
        "pattern": DATE,
        "minimum": 1000,
        "maximum": 9999,
        "examples": ["2012", "2012-06", "2012-06-14"],
    })
}

/// A value as one says it. The value of a category is an id, and that of a metric of dates a date.
pub(super) fn value() -> Value {
    json!({
        "anyOf": [
            { "type": "number" },
            { "type": "string", "pattern": SAID },
            { "type": ["string", "boolean"], "pattern": ID },
            { "type": "string", "pattern": DATE },
        ],
        "examples": ["2 h", "about 4 h/day", "1 to 2 h", "at most 20 %", "at least 5"],
    })
}
