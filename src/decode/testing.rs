//! What the tests of this room share: diagnostics and trees as lines to compare.

use super::node::{Entry, Node, NodeKind};
use super::yaml;
use crate::diagnostic::{Diagnostic, SourcePath};

/// What is said about a YAML text, in the order of its places: `line:column code: message | help`.
pub(super) fn said(text: &str) -> Vec<String> {
    lines(yaml::read(&SourcePath::new("a.yaml"), text, 0).diagnostics, text)
}

/// Diagnostics about a text as lines, in the order of their places.
pub(super) fn lines(mut found: Vec<Diagnostic>, text: &str) -> Vec<String> {
    crate::diagnostic::sort(&mut found);
    found.iter().map(|found| line(found, text)).collect()
}

/// A YAML text as one line: `{title: Le guide, tools: [twitter], date: -}`.
pub(super) fn tree(text: &str) -> String {
    let node = yaml::read(&SourcePath::new("a.yaml"), text, 0).value;
    node.as_ref().map_or("nothing".to_owned(), shown)
}

/// A node as one line; nothing is `-`.
pub(super) fn shown(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "-".to_owned(),
        NodeKind::Scalar { text, .. } => text.clone(),
        NodeKind::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        NodeKind::Map(entries) => {
            let entry = |entry: &Entry| format!("{}: {}", entry.key.value, shown(&entry.value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

fn line(found: &Diagnostic, text: &str) -> String {
    let before = text.get(..found.place.span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let help: String = found.help.iter().map(|help| format!(" | {help}")).collect();
    format!("{line}:{column} {}: {}{help}", found.code.name(), found.message)
}
