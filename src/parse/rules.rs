//! What can be wrong with the shape of files, beyond what tables of keys say.

use crate::diagnostic::{Code, Rule, Severity};

/// Every rule of this room but those of Markdown, which stand in [`markdown`](super::markdown).
pub static RULES: &[&Rule] = &[
    &INVALID_IDENTIFIER,
    &PERIOD_TURNED_ROUND,
    &UNKNOWN_CHECK,
    &INVALID_ADDRESS,
    &INVALID_VALUE_MAP,
    &VALUE_OR_UNKNOWN,
    &UNNAMED_SPEAKER,
    &QUOTE_WITHOUT_ID,
    &INVALID_CONSENT,
    &NOT_TRANSLATABLE,
    &CHART_DATA_FORM,
    &TOO_MANY_ROWS,
    &UNKNOWN_COLUMN,
];

/// An identifier that cannot be right.
pub(super) static INVALID_IDENTIFIER: Rule = Rule {
    code: Code::InvalidIdentifier,
    severity: Severity::Error,
    summary: "an ORCID iD, a DOI or an ISBN that cannot be right",
    explanation: "The last digit of an ORCID iD (ISO 7064, MOD 11-2) and of an ISBN (ISO 2108) follows from the others, so \
                  that a mistyped one is noticed; a DOI begins with `10.` and has a slash. A wrong one would lead readers \
                  to somebody or something else. Each is written bare, without an address before it.",
    example: "orcid: 0000-0002-1825-0098 → orcid: 0000-0002-1825-0097",
};

/// A period that ends before it begins.
pub(super) static PERIOD_TURNED_ROUND: Rule = Rule {
    code: Code::PeriodTurnedRound,
    severity: Severity::Error,
    summary: "a period ends before it begins",
    explanation: "`from` is the first date of a period and `to` the last. A year holds its months and a month its days: \
                  `{from: 2012-06, to: 2012}` is fine.",
    example: "fieldwork: {from: 2012-10, to: 2012-06} → fieldwork: {from: 2012-06, to: 2012-10}",
};

/// A code of a check that does not exist.
pub(super) static UNKNOWN_CHECK: Rule = Rule {
    code: Code::UnknownCheck,
    severity: Severity::Error,
    summary: "`checks` names a code that does not exist",
    explanation: "Under `checks` each key is a code, as messages print it in brackets: `warning[orphan]`. \
                  `florilege explain` lists them all. Each entry has a `level`, or `except` with the entities that are \
                  pardoned, and always a `reason`.",
    example: "checks: {orphans: {level: allow, reason: \"later\"}} → checks: {orphan: {level: allow, reason: \"later\"}}",
};

/// An address that leads nowhere that a page may lead.
pub(super) static INVALID_ADDRESS: Rule = Rule {
    code: Code::InvalidAddress,
    severity: Severity::Error,
    summary: "an address has not the form that its key asks for",
    explanation: "Links out of the study begin with `https://` or `http://`: no other scheme is let through, since \
                  `javascript:` would run. `contact` may be an address of mail, `pdf` a file of the study, and \
                  `old_addresses` are paths of pages from the top of the site, which end in `.html`.",
    example: "links: [{url: www.example.org, label: \"Site\"}] → links: [{url: \"https://www.example.org\", label: \"Site\"}]",
};

/// A map of programs that is no value.
pub(super) static INVALID_VALUE_MAP: Rule = Rule {
    code: Code::InvalidValueMap,
    severity: Severity::Error,
    summary: "a value that is a map fits none of the forms",
    explanation: "A value as a map is one of `{is, unit}`, `{from, to, unit}`, `{about, unit}`, `{at_most, unit}` and \
                  `{at_least, unit}`, for programs that write files; people write `1 to 2 h`. Of a range the first number \
                  is at most the second.",
    example: "value: {from: 2, to: 1, unit: h} → value: {from: 1, to: 2, unit: h}",
};

/// An observation that says no value and no reason, or both.
pub(super) static VALUE_OR_UNKNOWN: Rule = Rule {
    code: Code::ValueOrUnknown,
    severity: Severity::Error,
    summary: "an observation has neither a value nor a reason, or both",
    explanation: "A gap is data: where a source gives no value, the observation says why, and pages show the reason and \
                  never 0. So each observation has exactly one of `value` and `unknown`.",
    example: "followers: {date: 2012} → followers: {unknown: \"not in the source\", date: 2012}",
};

/// A name that may not be published.
pub(super) static UNNAMED_SPEAKER: Rule = Rule {
    code: Code::UnnamedSpeaker,
    severity: Severity::Warning,
    summary: "a speaker has a name without `named: true`",
    explanation: "A person is named only where the person agreed. Without `named: true` the name is dropped as the file is \
                  read, and is nowhere in the site; but it should not be in a file that others may read either.",
    example: "p1: {role: \"Press officer\", name: \"A. Name\"} → p1: {role: \"Press officer\"}",
};

/// A consent that cannot be read.
pub(super) static INVALID_CONSENT: Rule = Rule {
    code: Code::InvalidConsent,
    severity: Severity::Error,
    summary: "the consent of a quote cannot be read",
    explanation: "`consent` is `granted`, `anonymous`, `withheld`, `{withdrawn: DATE}`, `{embargoed_until: DATE}`, or \
                  `{anonymous: {keep: [document, locator]}}` where what stays identifies nobody. A consent that cannot be \
                  read is never taken for a yes: until it is mended the quote is withheld.",
    example: "consent: oui → consent: granted",
};

/// The data of a chart in none or several of its forms.
pub(super) static CHART_DATA_FORM: Rule = Rule {
    code: Code::ChartDataForm,
    severity: Severity::Error,
    summary: "the data of a chart have none of the three forms, or several",
    explanation: "The rows of a chart are counted, `{count: quotes, by: organisation}`, or are the values of a metric, \
                  `{metric: ID, by: organisation}`, or the chart's own, `rows:` and a list: exactly one of the three.",
    example: "data: {by: organisation} → data: {count: quotes, by: organisation}",
};

/// A translation that says what its original says.
pub(super) static NOT_TRANSLATABLE: Rule = Rule {
    code: Code::NotTranslatable,
    severity: Severity::Error,
    summary: "a translation holds a key that is not translated",
    explanation: "`ID.en.md` translates the words of `ID.md`: its name or title, its summary, its text. Whatever is the \
                  same in every language, as dates, tools and sources, stands in the original alone, so that two \
                  files cannot say two things.",
    example: "# content/tools/blogs.en.md\ntopics: [tools-panorama] → # content/tools/blogs.en.md\nname: \"Blogs\"",
};

/// A quote in a file of several that has no id.
pub(super) static QUOTE_WITHOUT_ID: Rule = Rule {
    code: Code::QuoteWithoutId,
    severity: Severity::Error,
    summary: "a quote in a file of several has no id",
    explanation: "A quote has an address for ever, made of its id. In a file of one quote the id is the file's name; \
                  in a file of several, each has a key `id`, written once and never changed, so that quotes may be \
                  added, moved and taken away without changing the address of another.",
    example: "---\norganisation: upmc\n---\nLes messages défilent.\n→\n---\nid: upmc-messages\norganisation: upmc\n---\nLes messages défilent.",
};

/// A chart with more rows than are read.
pub(super) static TOO_MANY_ROWS: Rule = Rule {
    code: Code::TooManyRows,
    severity: Severity::Error,
    summary: "a chart is given more rows than anybody can read",
    explanation: "Every row of a chart's data is published: as a mark, as a line of the table below it, in the description. \
                  Five thousand are the most. Whoever has more counts or groups them first, and gives the chart the result: \
                  years in place of days, regions in place of towns, the hundred largest and the sum of the others.",
    example: "charts/visits.csv with a row for each visit → a row for each month",
};

/// A column that the file does not have.
pub(super) static UNKNOWN_COLUMN: Rule = Rule {
    code: Code::UnknownColumn,
    severity: Severity::Error,
    summary: "a chart names a column that its CSV file does not have",
    explanation: "Under `data`, each key but `csv` names a column by its words in the first line of the file, letter for \
                  letter. A file without that first line has no names of columns: add it.",
    example: "data: {csv: towns.csv, label: town, value: Part}\n→\ndata: {csv: towns.csv, label: Ville, value: Part}",
};
