//! JSON-LD of schema.org: `Report`, `Quotation`, `Organization`, `Dataset`.
//!
//! Everything in it stands on its page too. Absolute addresses are in it only where the study has one.

use serde_json::{Map, Value, json};

use super::Reference;

/// A quote, as JSON-LD says it.
#[derive(Clone, Debug, Default)]
pub struct Quotation<'a> {
    /// Its words, as they were typed.
    pub words: &'a str,
    /// The code of their language.
    pub language: &'a str,
    /// The name of the organisation that says it.
    pub organisation: Option<&'a str>,
    /// What the speaker does.
    pub speaker: Option<&'a str>,
    /// When, in ISO 8601.
    pub date: Option<String>,
    /// The title of the document that it comes from.
    pub source: Option<&'a str>,
}

/// The study, for its home page.
pub fn report(reference: &Reference, answer: Option<&str>, keywords: &[String], licence: Option<&str>) -> Value {
    let mut object = thing("Report", reference);
    set(&mut object, "description", answer.map(Value::from));
    set(&mut object, "keywords", (!keywords.is_empty()).then(|| json!(keywords)));
    set(&mut object, "license", licence.map(Value::from));
    Value::Object(object)
}

/// A quote, for its page.
pub fn quotation(reference: &Reference, quote: &Quotation<'_>) -> Value {
    let mut object = Map::new();
    set(&mut object, "@context", Some(json!("https://schema.org")));
    set(&mut object, "@type", Some(json!("Quotation")));
    set(&mut object, "text", Some(json!(quote.words)));
    set(&mut object, "inLanguage", Some(json!(quote.language)));
    set(&mut object, "spokenByCharacter", quote.speaker.map(|role| json!({ "@type": "Person", "jobTitle": role })));
    set(&mut object, "creator", quote.organisation.map(|name| json!({ "@type": "Organization", "name": name })));
    set(&mut object, "dateCreated", quote.date.clone().map(Value::from));
    set(&mut object, "citation", quote.source.map(Value::from));
    set(&mut object, "isPartOf", reference.study.as_ref().map(|study| json!({ "@type": "Report", "name": study })));
    set(&mut object, "url", reference.address.clone().map(Value::from));
    Value::Object(object)
}

/// An organisation, tool or practice, for its page: `kind` is a type of schema.org.
pub fn about_organisation(
    kind: &str,
    name: &str,
    alternate: &[String],
    same_as: &[String],
    address: Option<&str>,
) -> Value {
    let mut object = Map::new();
    set(&mut object, "@context", Some(json!("https://schema.org")));
    set(&mut object, "@type", Some(json!(kind)));
    set(&mut object, "name", Some(json!(name)));
    set(&mut object, "alternateName", (!alternate.is_empty()).then(|| json!(alternate)));
    set(&mut object, "sameAs", (!same_as.is_empty()).then(|| json!(same_as)));
    set(&mut object, "subjectOf", address.map(|url| json!({ "@type": "WebPage", "url": url })));
    Value::Object(object)
}

/// The data of the study or of a chart; `files` are absolute addresses with their media types.
pub fn dataset(
    reference: &Reference,
    description: Option<&str>,
    licence: Option<&str>,
    files: &[(String, String)],
) -> Value {
    let mut object = thing("Dataset", reference);
    set(&mut object, "description", description.map(Value::from));
    set(&mut object, "license", licence.map(Value::from));
    let files: Vec<Value> = files
        .iter()
        .map(|(url, media)| json!({ "@type": "DataDownload", "contentUrl": url, "encodingFormat": media }))
        .collect();
    set(&mut object, "distribution", (!files.is_empty()).then_some(Value::Array(files)));
    Value::Object(object)
}

/// The value as it may stand in a `<script>`: no `<` can close it.
pub fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn thing(kind: &str, reference: &Reference) -> Map<String, Value> {
    let mut object = Map::new();
    set(&mut object, "@context", Some(json!("https://schema.org")));
    set(&mut object, "@type", Some(json!(kind)));
    set(&mut object, "name", Some(json!(reference.title)));
    set(&mut object, "inLanguage", Some(json!(reference.language)));
    let authors: Vec<Value> = reference.authors.iter().map(author).collect();
    set(&mut object, "author", (!authors.is_empty()).then_some(Value::Array(authors)));
    set(&mut object, "datePublished", reference.date.map(|date| json!(date.to_string())));
    set(
        &mut object,
        "publisher",
        reference.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
    );
    set(&mut object, "version", reference.version.clone().map(Value::from));
    set(&mut object, "isPartOf", reference.study.as_ref().map(|study| json!({ "@type": "Report", "name": study })));
    let doi = reference.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
    set(&mut object, "identifier", doi.map(Value::from));
    set(&mut object, "url", reference.address.clone().map(Value::from));
    object
}

fn author(author: &crate::study::Author) -> Value {
    let mut object = Map::new();
    set(&mut object, "@type", Some(json!(if author.organisation { "Organization" } else { "Person" })));
    set(&mut object, "name", Some(json!(author.name)));
    let orcid = author.orcid.as_ref().map(|orcid| format!("https://orcid.org/{orcid}"));
    set(&mut object, "sameAs", orcid.map(Value::from));
    let place = author.affiliation.as_ref().map(|name| json!({ "@type": "Organization", "name": name }));
    set(&mut object, "affiliation", place);
    Value::Object(object)
}

fn set(object: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value);
    }
}
