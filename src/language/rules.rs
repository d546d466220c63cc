//! What can be wrong in a language file.

use crate::diagnostic::{Code, Rule, Severity};

/// Every rule of the room.
pub static RULES: &[&Rule] = &[&INVALID_STRINGS, &MISSING_STRINGS, &UNKNOWN_STRING];

/// A value of a language file cannot be used.
pub static INVALID_STRINGS: Rule = Rule {
    code: Code::InvalidStrings,
    severity: Severity::Error,
    summary: "a language file has a value that cannot be used",
    explanation: "Words of a language file may hold only the names in braces that the program fills in for their key: \
                  another one would be shown to readers as it stands. Some values are one of a few words, as the \
                  plural rule or the decimal mark. Words that depend on a number have the forms `zero`, `one` and \
                  `other`, and at least `other`.",
    example: "site: {skip: [\"Aller\", \"au texte\"]} → site: {skip: \"Aller au texte\"}",
};

/// A language has no words for something.
pub static MISSING_STRINGS: Rule = Rule {
    code: Code::MissingStrings,
    severity: Severity::Warning,
    summary: "a language file lacks words that pages need",
    explanation: "The embedded English file lists every key that pages may use. Where a language lacks one, its pages \
                  show the English words. Add the keys to the file of the language.",
    example: "languages: [fr, it] → languages: [fr, en]",
};

/// A language file has a key that nothing uses.
pub static UNKNOWN_STRING: Rule = Rule {
    code: Code::UnknownString,
    severity: Severity::Warning,
    summary: "a language file has a key that nothing uses",
    explanation: "A key that the embedded English file does not have is never shown; most often it is a mistyped one. \
                  Keys that a theme's own templates use stand under `theme`; units, languages and roles may be added.",
    example: "site: {serach: \"Recherche\"} → site: {search: \"Recherche\"}",
};
