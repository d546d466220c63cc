//! What can be wrong with the shape of files, beyond what tables of keys say.

use crate::diagnostic::{Code, Rule, Severity};

/// Every rule of this room but those of Markdown, which stand in [`markdown`](super::markdown).
pub static RULES: &[&Rule] = &[&NOT_TRANSLATABLE, &QUOTE_WITHOUT_ID];

/// A translation that says what its original says.
pub static NOT_TRANSLATABLE: Rule = Rule {
    code: Code::NotTranslatable,
    severity: Severity::Error,
    summary: "a translation holds a key that is not translated",
    explanation: "`ID.en.md` translates the words of `ID.md`: its name or title, its summary, its text. Whatever is the \
                  same in every language, as dates, tools and sources, stands in the original alone, so that two \
                  files cannot say two things.",
    example: "content/tools/blogs.en.md: topics: [conversation]\n→ content/tools/blogs.md: topics: [conversation]",
};

/// A quote in a file of several that has no id.
pub static QUOTE_WITHOUT_ID: Rule = Rule {
    code: Code::QuoteWithoutId,
    severity: Severity::Error,
    summary: "a quote in a file of several has no id",
    explanation: "A quote has an address for ever, made of its id. In a file of one quote the id is the file's name; \
                  in a file of several, each has a key `id`, written once and never changed, so that quotes may be \
                  added, moved and taken away without changing the address of another.",
    example: "---\norganisation: upmc\n---\nLes messages défilent\n→\n---\nid: upmc-messages-scroll-by\norganisation: upmc\n---\n\
              Les messages défilent",
};
