//! `baseline.yaml`: the warnings that a study knows. The program writes it; people take entries away.
//!
//! A code that is none of ours is no mistake: another version of the program wrote it, and its entry leaves nothing out.

use crate::decode::{Context, Fields, Form, Key, Node, Table, read, word::INVALID_VALUE};
use crate::diagnostic::baseline::{Baseline, FILE, Identity, Known};
use crate::diagnostic::{Diagnosed, SourcePath};

/// Warnings that are known.
pub(super) static KNOWN: Table = Table {
    name: "entry of the baseline",
    keys: &[
        Key::new("code", Form::Text, "the code of the warnings, as `orphan`").required(),
        Key::new("file", Form::Text, "the file that they are in").required().french(&["fichier"]),
        Key::new("line", Form::Text, "a hash of the text of their line; left out where they are about the whole file"),
        Key::new("count", Form::Integer, "how many; one where this is left out"),
    ],
};

/// Reads a baseline from the text of its file.
pub fn read(text: &str) -> Diagnosed<Baseline> {
    let path = SourcePath::new(FILE);
    let mut context = Context::new(&path, &[]);
    let entries = match context.read_yaml(text, 0) {
        Some(node) => read::items(&node, &mut context).iter().filter_map(|item| known(item, &mut context)).collect(),
        None => Vec::new(),
    };
    context.diagnosed(Baseline { entries })
}

fn known(item: &Node, context: &mut Context) -> Option<Known> {
    let fields = Fields::of(item, &KNOWN, context);
    let code = fields.text("code", context);
    let file = fields.text("file", context);
    let line = fields.text("line", context).map(|line| line.value);
    let count = match fields.integer("count", context) {
        Some(count) => usize::try_from(count.value).ok().filter(|count| *count > 0).or_else(|| {
            let message = format!("expected a number of warnings, found `{}`", count.value);
            context.report(INVALID_VALUE.at(context.place(count.span), message).help("write 1 or more"));
            None
        })?,
        None => 1,
    };
    let identity = Identity { path: SourcePath::new(file?.value), code: code?.value, line };
    Some(Known { identity, count, place: context.place(fields.span()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::baseline;

    #[test]
    fn what_is_written_is_read_back() {
        let text = "- {code: orphan, file: \"content/tools/é \\\"x\\\".md\", line: 12e4567890123456, count: 3}\n\
                    - {code: same-name, file: a.md}\n";
        let Diagnosed { value: Baseline { entries }, diagnostics } = read(text);
        assert_eq!(diagnostics, []);
        assert_eq!(entries[0].identity.path.as_str(), "content/tools/é \"x\".md");
        assert_eq!((entries[0].identity.line.as_deref(), entries[0].count), (Some("12e4567890123456"), 3));
        assert_eq!((entries[1].identity.line.as_deref(), entries[1].count), (None, 1));
        assert!(read(&baseline::written(&[], &crate::source::Sources::default())).value.entries.is_empty());
    }

    #[test]
    fn what_is_mistyped_is_told() {
        let said = |text: &str| read(text).diagnostics.iter().map(|found| found.message.clone()).collect::<Vec<_>>();
        assert_eq!(said("- {code: orphan}"), ["an entry of the baseline needs the key `file`, which is missing"]);
        assert_eq!(said("- {code: orphan, file: a, count: 0}"), ["expected a number of warnings, found `0`"]);
        assert_eq!(said("orphan: 1"), ["expected a list, found keys with values"]);
    }
}
