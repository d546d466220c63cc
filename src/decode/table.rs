//! Tables of keys: one for each shape that an author writes. Decoding, suggestions, JSON Schemas and the reference all
//! come from them, so a key is one line here and nowhere else.

/// The keys of one shape.
#[derive(Debug)]
pub struct Table {
    /// What the shape is, in the author's word, without an article: `organisation`.
    pub name: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// As it is typed.
    pub name: &'static str,
    /// The shape of its value.
    pub form: Form,
    /// Whether it must be there.
    pub required: bool,
    /// Whether a translation may hold it.
    pub translatable: bool,
    /// What it says, in one sentence without a final stop: `the name, as its people write it`.
    pub meaning: &'static str,
    /// What a French author may type instead.
    pub french: &'static [&'static str],
}

/// The shape of a value.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A text.
    Text,
    /// A text in the study's first language, or a text for each language.
    Localised,
    /// An id of that kind: `tool`, `document`.
    Id(&'static str),
    /// A kind and an id of it, as in links: `quote:cnrs-limits`.
    Reference,
    /// `2012`, `2012-06` or `2012-06-14`.
    Date,
    /// The value of a metric as one says it: `about 4 h/day`.
    Value,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// One of these words, given by [`words`](super::words) of a type: `Form::OneOf(words::<Status>)`.
    OneOf(fn() -> Vec<&'static str>),
    /// A list of that form.
    List(&'static Form),
    /// Keys that the author chooses (ids, languages, units), each with a value of that form.
    MapOf(&'static Form),
    /// The keys of that table.
    Table(&'static Table),
    /// One of several forms.
    Either(&'static [Form]),
    /// Anything: `extra`.
    Any,
}

impl Table {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// What the shape is, with its article: `an organisation`.
    pub fn noun(&self) -> String {
        let article = if self.name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", self.name)
    }
}

impl Key {
    /// A key that may be left out. The meaning is one sentence without a final stop.
    pub const fn new(name: &'static str, form: Form, meaning: &'static str) -> Self {
        Self { name, form, required: false, translatable: false, meaning, french: &[] }
    }

    /// The same, but it must be there.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, but a translation may hold it.
    pub const fn translatable(self) -> Self {
        Self { translatable: true, ..self }
    }

    /// The same, with what a French author may type instead.
    pub const fn french(self, french: &'static [&'static str]) -> Self {
        Self { french, ..self }
    }
}
