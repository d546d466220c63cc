//! Lines of YAML as an author would write them: sentences in quotes, ids plain, one key a line.

use crate::decode::yaml::quoted;

/// A key with a text in quotes: `name: "Hilltop Library"`.
pub(super) fn line(key: &str, text: &str, indent: usize) -> String {
    format!("{}{key}: {}\n", " ".repeat(indent), sentence(text))
}

/// The same, where there is a text.
pub(super) fn maybe(key: &str, text: Option<&str>, indent: usize) -> String {
    text.map_or(String::new(), |text| line(key, text, indent))
}

/// A key with a plain word: an id, a date, a closed word.
pub(super) fn word(key: &str, word: Option<&str>, indent: usize) -> String {
    word.map_or(String::new(), |word| format!("{}{key}: {word}\n", " ".repeat(indent)))
}

/// A key with a list of ids: `topics: [answers, work]`; nothing where there are none.
pub(super) fn list(key: &str, ids: &[String]) -> String {
    if ids.is_empty() { String::new() } else { format!("{key}: [{}]\n", ids.join(", ")) }
}

/// A source in braces; nothing without a document.
pub(super) fn source(document: Option<&str>, locator: Option<&str>) -> Option<String> {
    let document = document?;
    let locator = locator.map_or(String::new(), |locator| format!(", locator: {}", sentence(locator)));
    Some(format!("{{document: {document}{locator}}}"))
}

/// A text on one line, in quotes.
pub(super) fn sentence(text: &str) -> String {
    // Whatever ends a line in YAML, and tabs, would make it another text.
    quoted(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
