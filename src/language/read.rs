//! A language file's YAML to dotted keys and words.

use super::RawStrings;
use super::rules::INVALID_STRINGS;
use crate::decode::{Node, NodeKind, yaml};
use crate::diagnostic::{Diagnosed, Diagnostic, Place, SourcePath};

impl RawStrings {
    /// Reads a language file; whatever is no text under a key is reported and left out.
    pub fn read(path: &SourcePath, text: &str) -> Diagnosed<RawStrings> {
        let Diagnosed { value: node, mut diagnostics } = yaml::read(path, text, 0);
        let mut strings = RawStrings { path: path.clone(), entries: Vec::new() };
        if let Some(node) = node {
            flatten(&node, "", &mut strings, &mut diagnostics);
        }
        Diagnosed { value: strings, diagnostics }
    }
}

fn flatten(node: &Node, key: &str, strings: &mut RawStrings, out: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::Map(entries) => {
            for entry in entries {
                let name = &entry.key.value;
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                flatten(&entry.value, &key, strings, out);
            }
        }
        NodeKind::Scalar { text, .. } => strings.entries.push((key.to_owned(), text.clone(), node.span)),
        NodeKind::List(_) | NodeKind::Null => {
            let message = format!("`{key}` takes words, found {}", node.noun());
            let place = Place::new(&strings.path, node.span);
            out.push(INVALID_STRINGS.at(place, message).help("write the words in quotes after the key"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_joined_by_dots() {
        let path = SourcePath::new("themes/t/languages/de.yaml");
        let read = RawStrings::read(&path, "site:\n  skip: \"Zum Inhalt\"\n  list: [a]\n");
        let entries: Vec<(&str, &str)> = read.value.entries.iter().map(|(key, words, _)| (&**key, &**words)).collect();
        assert_eq!(entries, [("site.skip", "Zum Inhalt")]);
        assert_eq!(read.diagnostics.len(), 1);
        assert_eq!(read.diagnostics[0].message, "`site.list` takes words, found a list");
    }

    #[test]
    fn the_embedded_languages_are_right() {
        for code in super::super::embedded_codes() {
            let text = super::super::embedded(code).unwrap();
            let read = RawStrings::read(&SourcePath::new("embedded"), text);
            assert_eq!(read.diagnostics, [], "{code}");
            assert!(read.value.entries.len() > 300, "{code}");
        }
    }
}
