//! The closed words of the model: evidence levels, statuses, how tools are related, what is measured.

use serde::Serialize;

use crate::decode::ClosedWord;

/// How well a statement is documented. The strongest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The source says it.
    Explicit,
    /// Another source than the study's own says it.
    External,
    /// The editors conclude it from what stands around it.
    Inferred,
}

impl Evidence {
    /// The word in YAML, in strings' keys and in class names.
    pub fn word(self) -> &'static str {
        word_of(self)
    }
}

impl ClosedWord for Evidence {
    const NAME: &'static str = "evidence level";
    const WORDS: &'static [(&'static str, Self)] =
        &[("explicit", Self::Explicit), ("external", Self::External), ("inferred", Self::Inferred)];
}

/// How an organisation stands to a tool or a practice, as far as it is documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The source documents it.
    Documented,
    /// The source says that it is planned.
    Planned,
    /// The source says that it is being thought about.
    Considered,
    /// The source says that it was decided against.
    Declined,
    /// The source says that it is not so. What is not listed says nothing.
    Absent,
    /// No status is declared: a quote names both.
    Mentioned,
    /// One of the study's own, by its place among them in the order of their ids.
    Own(u8),
}

impl Status {
    /// The word in YAML, in strings' keys and in class names; `own` for a study's own, whose id the imprint has.
    pub fn word(self) -> &'static str {
        match self {
            Status::Mentioned => "mentioned",
            Status::Own(_) => "own",
            declared => word_of(declared),
        }
    }
}

impl ClosedWord for Status {
    const NAME: &'static str = "status";
    // `mentioned` is what follows from quotes; it cannot be declared.
    const WORDS: &'static [(&'static str, Self)] = &[
        ("documented", Self::Documented),
        ("planned", Self::Planned),
        ("considered", Self::Considered),
        ("declined", Self::Declined),
        ("absent", Self::Absent),
    ];
}

/// How a tool stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kinship {
    /// A feature or component of it.
    PartOf,
    /// Its successor.
    Replaces,
    /// For the same use.
    Similar,
}

impl Kinship {
    /// The word in YAML and in strings' keys.
    pub fn word(self) -> &'static str {
        word_of(self)
    }
}

impl ClosedWord for Kinship {
    const NAME: &'static str = "kind of relation between tools";
    const WORDS: &'static [(&'static str, Self)] =
        &[("part-of", Self::PartOf), ("replaces", Self::Replaces), ("similar", Self::Similar)];
}

/// What kind of value a metric has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MetricKind {
    /// How many; whole numbers from 0.
    Count,
    /// A part of a base, from 0 to 100 %.
    Share,
    /// An amount of money.
    Amount,
    /// How long; from 0.
    Duration,
    /// So much of one thing for each of another.
    Rate,
    /// A mark on a scale.
    Rating,
    /// A day, month or year.
    Date,
    /// One of the metric's own ordered values.
    Category,
}

impl MetricKind {
    /// The word in YAML and in strings' keys.
    pub fn word(self) -> &'static str {
        word_of(self)
    }
}

impl ClosedWord for MetricKind {
    const NAME: &'static str = "kind of metric";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("count", Self::Count),
        ("share", Self::Share),
        ("amount", Self::Amount),
        ("duration", Self::Duration),
        ("rate", Self::Rate),
        ("rating", Self::Rating),
        ("date", Self::Date),
        ("category", Self::Category),
    ];
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A conversation with a participant.
    Interview,
    /// The text of something said or shown.
    Transcript,
    /// Numbers.
    DataSet,
    /// A published report.
    Report,
    /// A page of the web.
    Page,
    /// A set of slides.
    Deck,
    /// Anything else that is referred to.
    Reference,
}

impl DocumentKind {
    /// The word in YAML and in strings' keys.
    pub fn word(self) -> &'static str {
        word_of(self)
    }
}

impl ClosedWord for DocumentKind {
    const NAME: &'static str = "kind of document";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("interview", Self::Interview),
        ("transcript", Self::Transcript),
        ("data-set", Self::DataSet),
        ("report", Self::Report),
        ("page", Self::Page),
        ("deck", Self::Deck),
        ("reference", Self::Reference),
    ];
}

/// Whether quotes may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentPolicy {
    /// The sources are public: a quote is published unless its own `consent` says otherwise.
    PublicSources,
    /// A quote without a `consent` of its own is withheld.
    EachQuote,
}

impl ConsentPolicy {
    /// The word in YAML and in strings' keys.
    pub fn word(self) -> &'static str {
        word_of(self)
    }
}

impl ClosedWord for ConsentPolicy {
    const NAME: &'static str = "consent policy";
    const WORDS: &'static [(&'static str, Self)] =
        &[("public-sources", Self::PublicSources), ("each-quote", Self::EachQuote)];
}

/// Who hosts the published site, where that changes a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hosting {
    /// GitHub Pages.
    GithubPages,
    /// Netlify.
    Netlify,
    /// An Apache server.
    Apache,
    /// Nothing to be done.
    None,
}

impl ClosedWord for Hosting {
    const NAME: &'static str = "host";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("github-pages", Self::GithubPages),
        ("netlify", Self::Netlify),
        ("apache", Self::Apache),
        ("none", Self::None),
    ];
}

fn word_of<T: ClosedWord + PartialEq>(value: T) -> &'static str {
    match T::WORDS.iter().find(|(_, other)| *other == value) {
        Some((word, _)) => word,
        None => unreachable!("the list of a closed type's words has every value that can be declared"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_evidence_sorts_first() {
        assert!(Evidence::Explicit < Evidence::External && Evidence::External < Evidence::Inferred);
    }

    #[test]
    fn every_status_has_its_word() {
        assert_eq!(Status::Mentioned.word(), "mentioned");
        assert_eq!(Status::Planned.word(), "planned");
    }
}
