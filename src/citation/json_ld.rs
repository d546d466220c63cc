//! JSON-LD of schema.org: `Report`, `Quotation`, `Organization`, `Dataset`.
//!
//! Everything in it stands on its page too. Absolute addresses are in it only where the study has one.

use serde_json::{Map, Value, json};

use super::{Reference, licence_address};

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

/// What is said of a study or a data set beside its reference; of each as much as is known.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// What it says or holds, in a sentence.
    pub description: Option<String>,
    /// The name of its licence.
    pub licence: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The time that it is about, in ISO 8601: `2012-06/2012-10`.
    pub covers: Option<String>,
    /// When it was last changed, in ISO 8601.
    pub modified: Option<String>,
    /// Who asked for it.
    pub sponsor: Option<String>,
    /// What is measured in it.
    pub measured: Vec<String>,
    /// Absolute addresses of its files, with their media types.
    pub files: Vec<(String, String)>,
}

/// The study, for its home page.
pub fn report(reference: &Reference, about: &About) -> Value {
    let mut object = thing("Report", reference);
    describe(&mut object, about);
    set(&mut object, "sponsor", about.sponsor.as_ref().map(|name| json!({ "@type": "Organization", "name": name })));
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
    set(&mut object, "isPartOf", whole(reference));
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

/// The data of the study or of a chart.
pub fn dataset(reference: &Reference, about: &About) -> Value {
    let mut object = thing("Dataset", reference);
    // Search engines for data ask for the creator by that word.
    let authors = object.get("author").cloned();
    set(&mut object, "creator", authors);
    describe(&mut object, about);
    set(&mut object, "isAccessibleForFree", Some(Value::Bool(true)));
    set(&mut object, "variableMeasured", list(&about.measured));
    let file = |(url, media): &(String, String)| {
        let name = url.rsplit('/').next().unwrap_or(url);
        json!({ "@type": "DataDownload", "name": name, "contentUrl": url, "encodingFormat": media })
    };
    let files: Vec<Value> = about.files.iter().map(file).collect();
    set(&mut object, "distribution", (!files.is_empty()).then_some(Value::Array(files)));
    Value::Object(object)
}

fn describe(object: &mut Map<String, Value>, about: &About) {
    set(object, "description", about.description.clone().map(Value::from));
    set(object, "keywords", list(&about.keywords));
    // An address where the name is known to lead to one; schema.org takes no bare name.
    let licence = about.licence.as_deref();
    let named = |name: &str| json!({ "@type": "CreativeWork", "name": name });
    set(object, "license", licence.map(|name| licence_address(name).map_or_else(|| named(name), Value::from)));
    set(object, "temporalCoverage", about.covers.clone().map(Value::from));
    set(object, "dateModified", about.modified.clone().map(Value::from));
}

fn list(words: &[String]) -> Option<Value> {
    (!words.is_empty()).then(|| json!(words))
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
    set(&mut object, "isPartOf", whole(reference));
    let doi = reference.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
    set(&mut object, "identifier", doi.map(Value::from));
    set(&mut object, "url", reference.address.clone().map(Value::from));
    object
}

/// The study that it is a part of.
fn whole(reference: &Reference) -> Option<Value> {
    let mut object = Map::new();
    set(&mut object, "@type", Some(json!("Report")));
    set(&mut object, "name", Some(json!(reference.study.as_ref()?)));
    set(&mut object, "url", reference.home.clone().map(Value::from));
    Some(Value::Object(object))
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
