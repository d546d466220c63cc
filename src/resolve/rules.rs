//! What can be wrong with names, and with what they lead to.

use crate::diagnostic::{Code, Rule, Severity};
use crate::study::Kind;

/// Every rule of this room.
pub static RULES: &[&Rule] = &[
    &UNKNOWN_ORGANISATION,
    &UNKNOWN_TOOL,
    &UNKNOWN_PRACTICE,
    &UNKNOWN_TOPIC,
    &UNKNOWN_DOCUMENT,
    &UNKNOWN_METRIC,
    &UNKNOWN_QUOTE,
    &UNKNOWN_CHART,
    &UNKNOWN_FINDING,
    &UNKNOWN_CHAPTER,
    &UNKNOWN_PAGE,
    &UNKNOWN_SPEAKER,
    &DUPLICATE_ID,
    &TRANSLATION_WITHOUT_ORIGINAL,
    &MISSING_TITLE,
    &LINK_IN_TITLE,
    &TITLE_IN_TWO_PLACES,
    &MISSING_STUDY,
    &UNKNOWN_UNIT,
    &WRONG_DIMENSION,
    &VALUE_OUT_OF_KIND,
    &INVALID_OBSERVATION,
    &UNKNOWN_OBSERVATION,
    &AMBIGUOUS_OBSERVATION,
    &UNKNOWN_ANCHOR,
    &MISSING_IMAGE,
    &MISSING_ATTRIBUTION,
    &QUOTE_WITHOUT_WORDS,
    &STALE_TRANSLATION,
    &FOREIGN_NOT_FOUND,
    &LINK_TO_WITHHELD,
    &ANONYMOUS_ID_REVEALS,
    &INVALID_CHART_VALUE,
    &MISSING_DATA_FILE,
    &UNKNOWN_GROUPING,
];

/// A name of an organisation that is declared nowhere.
pub static UNKNOWN_ORGANISATION: Rule = Rule {
    code: Code::UnknownOrganisation,
    severity: Severity::Error,
    summary: "a name of an organisation that is declared nowhere",
    explanation: "Every organisation that is named must be declared by a file of `content/organisations/`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "organisation: inedd → organisation: ined",
};

/// A name of a tool that is declared nowhere.
pub static UNKNOWN_TOOL: Rule = Rule {
    code: Code::UnknownTool,
    severity: Severity::Error,
    summary: "a name of a tool that is declared nowhere",
    explanation: "Every tool that is named must be declared by a file of `content/tools/`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "tools: [twiter] → tools: [twitter]",
};

/// A name of a practice that is declared nowhere.
pub static UNKNOWN_PRACTICE: Rule = Rule {
    code: Code::UnknownPractice,
    severity: Severity::Error,
    summary: "a name of a practice that is declared nowhere",
    explanation: "Every practice that is named must be declared by a file of `content/practices/`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "practices: [short-validaton] → practices: [short-validation]",
};

/// A name of a topic that is declared nowhere.
pub static UNKNOWN_TOPIC: Rule = Rule {
    code: Code::UnknownTopic,
    severity: Severity::Error,
    summary: "a name of a topic that is declared nowhere",
    explanation: "Every topic that is named must be declared by `content/topics.yaml`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "topics: [tool-panorama] → topics: [tools-panorama]",
};

/// A name of a document that is declared nowhere.
pub static UNKNOWN_DOCUMENT: Rule = Rule {
    code: Code::UnknownDocument,
    severity: Severity::Error,
    summary: "a name of a document that is declared nowhere",
    explanation: "Every document that is named must be declared by `content/documents.yaml`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "source: {document: dek} → source: {document: deck}",
};

/// A name of a metric that is declared nowhere.
pub static UNKNOWN_METRIC: Rule = Rule {
    code: Code::UnknownMetric,
    severity: Severity::Error,
    summary: "a name of a metric that is declared nowhere",
    explanation: "Every metric that is named must be declared by `content/metrics.yaml`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "<metric:ined/validation-dela> → <metric:ined/validation-delay>",
};

/// A name of a quote that is declared nowhere.
pub static UNKNOWN_QUOTE: Rule = Rule {
    code: Code::UnknownQuote,
    severity: Severity::Error,
    summary: "a name of a quote that is declared nowhere",
    explanation: "Every quote that is named must be declared by an entry of `content/quotes/`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "[deux heures](quote:no-such) → [deux heures](quote:delay)",
};

/// A name of a chart that is declared nowhere.
pub static UNKNOWN_CHART: Rule = Rule {
    code: Code::UnknownChart,
    severity: Severity::Error,
    summary: "a name of a chart that is declared nowhere",
    explanation: "Every chart that is named must be declared by a file of `charts/`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "<chart:no-such> → <chart:quotes>",
};

/// A name of a finding that is declared nowhere.
pub static UNKNOWN_FINDING: Rule = Rule {
    code: Code::UnknownFinding,
    severity: Severity::Error,
    summary: "a name of a finding that is declared nowhere",
    explanation: "Every finding that is named must be declared by a file of `content/findings/`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "<finding:cautoin> → <finding:caution>",
};

/// A name of a chapter that is declared nowhere.
pub static UNKNOWN_CHAPTER: Rule = Rule {
    code: Code::UnknownChapter,
    severity: Severity::Error,
    summary: "a name of a chapter that is declared nowhere",
    explanation: "Every chapter that is named must be declared by a file of `content/chapters/`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "[la suite](chapter:exampel) → [la suite](chapter:example)",
};

/// A name of a page that is declared nowhere.
pub static UNKNOWN_PAGE: Rule = Rule {
    code: Code::UnknownPage,
    severity: Severity::Error,
    summary: "a name of a page that is declared nowhere",
    explanation: "Every page that is named must be declared by a file of `content/pages/`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "[la méthode](page:methods) → [la méthode](page:method)",
};

/// A name of a speaker that is declared nowhere.
pub static UNKNOWN_SPEAKER: Rule = Rule {
    code: Code::UnknownSpeaker,
    severity: Severity::Error,
    summary: "a name of a speaker that is declared nowhere",
    explanation: "Every speaker that is named must be declared by `content/speakers.yaml`. The nearest declared id is suggested, with \
                  case and accents folded. If it is a new one, declare it first.",
    example: "speaker: p99 → speaker: p1",
};

/// Two entities of one kind have the same id.
pub static DUPLICATE_ID: Rule = Rule {
    code: Code::DuplicateId,
    severity: Severity::Error,
    summary: "two entities of one kind have the same id",
    explanation: "An id is an address: it must name one thing. `ID.md` and `ID/index.md` are two spellings of one file, so only one of them may exist. Give one of the two another id.",
    example: "content/tools/twitter/index.md\n→ content/tools/twitter-lists/index.md",
};

/// A translation of something that does not exist.
pub static TRANSLATION_WITHOUT_ORIGINAL: Rule = Rule {
    code: Code::TranslationWithoutOriginal,
    severity: Severity::Error,
    summary: "a translation of something that does not exist",
    explanation: "`ID.en.md` translates `ID.md`, and a quote's translation needs the quote. Write the original first, or correct the name.",
    example: "content/tools/blgos.en.md → content/tools/blogs.en.md",
};

/// A page without a title.
pub static MISSING_TITLE: Rule = Rule {
    code: Code::MissingTitle,
    severity: Severity::Error,
    summary: "a page without a title",
    explanation: "The title of a chapter, a page or a finding is the first heading of its text (`# Title`); an entity of a table has a `label`, `title` or `name`.",
    example: "Ce que l'étude ne dit pas.\n→\n# Limites\n\nCe que l'étude ne dit pas.",
};

/// A link in the title of a page.
pub static LINK_IN_TITLE: Rule = Rule {
    code: Code::LinkInTitle,
    severity: Severity::Error,
    summary: "a link in the title of a page",
    explanation: "A title is shown where no link can stand: in the tab of a browser, in lists of links, in citations, in the feed. So the first heading of a chapter, a page or a finding is plain words; headings of sections may hold links.",
    example: "# Ce que dit <organisation:ined> → # Ce que dit l'Ined",
};

/// A title both as a key and as a heading.
pub static TITLE_IN_TWO_PLACES: Rule = Rule {
    code: Code::TitleInTwoPlaces,
    severity: Severity::Error,
    summary: "a title both as a key and as a heading",
    explanation: "The title is the first heading of the text; the key `title` is only for files without a body. Remove one of them.",
    example: "---\ntitle: \"Limites\"\n---\n# Limites\n→\n# Limites",
};

/// A folder without a study.yaml.
pub static MISSING_STUDY: Rule = Rule {
    code: Code::MissingStudy,
    severity: Severity::Error,
    summary: "a folder without a study.yaml",
    explanation: "A study is a folder with `study.yaml` at its top: it gives title, languages and consent.",
    example: "florilege build some/other/folder → florilege build the/folder/that/holds/study.yaml",
};

/// A unit that Florilège does not know.
pub static UNKNOWN_UNIT: Rule = Rule {
    code: Code::UnknownUnit,
    severity: Severity::Error,
    summary: "a unit that Florilège does not know",
    explanation: "Units have one name (`hour`) and accepted symbols (`h`); one for each of another is written `hour/day`. Things that are counted take a noun in each language: `unit: {fr: mot, en: word}`.",
    example: "unit: ours → unit: hour",
};

/// A value in a unit that does not lead to its metric's.
pub static WRONG_DIMENSION: Rule = Rule {
    code: Code::WrongDimension,
    severity: Severity::Error,
    summary: "a value in a unit that does not lead to its metric's",
    explanation: "Units convert within a dimension (hours to minutes), or by the `conversions` that the metric declares with a note. Anything else would be a guess.",
    example: "validation-delay: {value: 20 %} → validation-delay: {value: 2 h}",
};

/// A value that its metric cannot have.
pub static VALUE_OUT_OF_KIND: Rule = Rule {
    code: Code::ValueOutOfKind,
    severity: Severity::Error,
    summary: "a value that its metric cannot have",
    explanation: "A count is a whole number from 0, a share lies between 0 and 100 %, a duration is not negative, a category takes one of the metric's values, a date is a date.",
    example: "share: {value: 120 %, base: 15} → share: {value: 20 %, base: 15}",
};

/// An observation that cannot be read.
pub static INVALID_OBSERVATION: Rule = Rule {
    code: Code::InvalidObservation,
    severity: Severity::Error,
    summary: "an observation that cannot be read",
    explanation: "A value is written as one says it, with its unit: `2`, `2 h`, `about 4 h/day`, `1 to 2 h/day`, `at most 20 %`, `at least 5`.",
    example: "validation-delay: {value: roughly two} → validation-delay: {value: about 2 h}",
};

/// A link to an observation that does not exist.
pub static UNKNOWN_OBSERVATION: Rule = Rule {
    code: Code::UnknownObservation,
    severity: Severity::Error,
    summary: "a link to an observation that does not exist",
    explanation: "`metric:OWNER/ID` writes the owner's value of a metric. The owner must have one.",
    example: "<metric:upmc/validation-delay> → <metric:ined/validation-delay>",
};

/// A link that several observations answer.
pub static AMBIGUOUS_OBSERVATION: Rule = Rule {
    code: Code::AmbiguousObservation,
    severity: Severity::Error,
    summary: "a link that several observations answer",
    explanation: "Where an owner has several observations of a metric, `?date=…`, `?tool=…` or `?segment=…` must select exactly one; where two kinds share an id, write the kind too.",
    example: "<metric:ined/followers> → <metric:ined/followers?date=2012>",
};

/// A link to a heading that does not exist.
pub static UNKNOWN_ANCHOR: Rule = Rule {
    code: Code::UnknownAnchor,
    severity: Severity::Error,
    summary: "a link to a heading that does not exist",
    explanation: "`kind:id#heading` leads to a heading of the page by its id: the one that `{#id}` gives, or the heading's words in small letters with hyphens.",
    example: "[là](page:method#intervews) → [là](page:method#interviews)",
};

/// An image that is not in the study's folder.
pub static MISSING_IMAGE: Rule = Rule {
    code: Code::MissingImage,
    severity: Severity::Error,
    summary: "an image that is not in the study's folder",
    explanation: "An image stands beside the file that shows it; its address is relative to that file.",
    example: "![Un écran](screen.png) → ![Un écran](procedure.png)",
};

/// A quote without an organisation and without a reason.
pub static MISSING_ATTRIBUTION: Rule = Rule {
    code: Code::MissingAttribution,
    severity: Severity::Error,
    summary: "a quote without an organisation and without a reason",
    explanation: "A quote says whose words it gives: `organisation: ID`, or `attribution: {unknown: REASON}` where the source does not say.",
    example: "---\nsource: {document: deck}\n---\nIls répondent.\n→\n---\nattribution: {unknown: \"la présentation ne nomme personne\"}\nsource: {document: deck}\n---\nIls répondent.",
};

/// A translation of an older original.
pub static STALE_TRANSLATION: Rule = Rule {
    code: Code::StaleTranslation,
    severity: Severity::Warning,
    summary: "the original has changed since it was translated",
    explanation: "`translated_from` in a translation says which state of the original it renders: a short hash of its words and \
                  of the keys that can be translated. When the original changes, the translation may say something else than \
                  it. Compare the two, then write the state of today, which this diagnostic names. To begin, write \
                  `translated_from: new`. A translation without the key is never called stale.",
    example: "translated_from: 000000000000 → translated_from: abd7763ed309",
};

/// A quote without words.
pub static QUOTE_WITHOUT_WORDS: Rule = Rule {
    code: Code::QuoteWithoutWords,
    severity: Severity::Error,
    summary: "a quote without words",
    explanation: "An entry is a block of YAML between two lines `---`, and then the words. Without words there is nothing to quote.",
    example: "---\norganisation: ined\n---\n→\n---\norganisation: ined\n---\nIls répondent le lendemain.",
};

/// A foreign phrase that the words do not hold.
pub static FOREIGN_NOT_FOUND: Rule = Rule {
    code: Code::ForeignNotFound,
    severity: Severity::Warning,
    summary: "a foreign phrase that the words do not hold",
    explanation: "`foreign: {en: [live tweet]}` marks phrases of the quote's words; a phrase that does not stand in them, to the letter, marks nothing.",
    example: "foreign: {en: [live tweets]} → foreign: {en: [live tweet]}",
};

/// Something published names what is withheld.
pub static LINK_TO_WITHHELD: Rule = Rule {
    code: Code::LinkToWithheld,
    severity: Severity::Error,
    summary: "something published names what is withheld",
    explanation: "What is withheld, a draft or embargoed is removed before any page is made; a text, a piece of evidence or a chart that names it would lead nowhere and give it away. Take the reference out, or publish what it names.",
    example: "[ces mots](quote:withheld-one) → [ces mots](quote:delay)",
};

/// The id of an anonymous quote names what is removed.
pub static ANONYMOUS_ID_REVEALS: Rule = Rule {
    code: Code::AnonymousIdReveals,
    severity: Severity::Error,
    summary: "the id of an anonymous quote names what is removed",
    explanation: "An anonymous quote loses its organisation and speaker, but its id, file name and old addresses are published. Give it a neutral id.",
    example: "id: ined-two-hours → id: quote-001",
};

/// A chart's row that cannot be drawn.
pub static INVALID_CHART_VALUE: Rule = Rule {
    code: Code::InvalidChartValue,
    severity: Severity::Error,
    summary: "a chart's row that cannot be drawn",
    explanation: "A row has a label and a value as one says it (`1 to 2 h`), or `from` and `to` dates, or `unknown: REASON`.",
    example: "data:\n  rows:\n    - {label: Blogs}\n→\ndata:\n  rows:\n    - {label: Blogs, value: 9}",
};

/// A CSV file that is not there.
pub static MISSING_DATA_FILE: Rule = Rule {
    code: Code::MissingDataFile,
    severity: Severity::Error,
    summary: "a chart names a CSV file that is not there",
    explanation: "The rows of a chart may stand in a CSV file beside its definition, in `charts/` or a folder below it. A file \
                  elsewhere is not read, inside of the study or out of it: what a chart shows is published, and travels \
                  with the study.",
    example: "data: {csv: ../exports/towns.csv, label: Ville, value: Part}\n→\ndata: {csv: towns.csv, label: Ville, value: Part}",
};

/// A chart that counts by something that does not exist.
pub static UNKNOWN_GROUPING: Rule = Rule {
    code: Code::UnknownGrouping,
    severity: Severity::Error,
    summary: "a chart that counts by something that does not exist",
    explanation: "Rows stand for a kind (`organisation`, `tool`, `practice`, `topic`, `document`), for `evidence`, `status`, `language`, `segment`, `date`, or for a metric of kind category.",
    example: "by: organisations → by: organisation",
};

/// The rule for an unknown name of each kind.
pub fn unknown(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Organisation => &UNKNOWN_ORGANISATION,
        Kind::Tool => &UNKNOWN_TOOL,
        Kind::Practice => &UNKNOWN_PRACTICE,
        Kind::Topic => &UNKNOWN_TOPIC,
        Kind::Document => &UNKNOWN_DOCUMENT,
        Kind::Metric => &UNKNOWN_METRIC,
        Kind::Quote => &UNKNOWN_QUOTE,
        Kind::Chart => &UNKNOWN_CHART,
        Kind::Finding => &UNKNOWN_FINDING,
        Kind::Chapter => &UNKNOWN_CHAPTER,
        Kind::Page => &UNKNOWN_PAGE,
    }
}
