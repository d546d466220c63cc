//! Files that translate another: `ID.en.md` holds words only, and whose hash they translate.

use crate::decode::{Context, Node, Table};
use crate::diagnostic::{Code, Rule, Severity};

/// A key of a translation that is no words.
pub static NOT_TRANSLATABLE: Rule = Rule {
    code: Code::NotTranslatable,
    severity: Severity::Error,
    summary: "a key in a translation that cannot be translated",
    explanation: "`ID.en.md` translates `ID.md`: it holds the keys that are words (`title`, `name`, `summary`, \
                  `also_called`…) and `translated_from`. What is the same in every language stands in the original alone, \
                  so that the two can never differ.",
    example: "content/tools/twitter.en.md with `topics: [tools]`",
};

/// Reports the keys of a translation that belong to the original.
pub(super) fn only_translatable(node: &Node, table: &'static Table, context: &mut Context) {
    for entry in node.entries().unwrap_or_default() {
        if table.key(&entry.key.value).is_some_and(|key| !key.translatable) {
            let place = context.place(entry.key.span);
            let message = format!("`{}` is the same in every language and stands in the original", entry.key.value);
            context.report(NOT_TRANSLATABLE.at(place, message).help("remove it here"));
        }
    }
}
