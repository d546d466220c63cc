//! `study.yaml`: the study about itself.

use crate::decode::read::{self, localised, one_of, text};
use crate::decode::{ClosedWord, Context, Date, Entry, Fields, Form, Key, Node, NodeKind, Table, words};
use crate::diagnostic::{Code, Rule, Severity, Spanned};
use crate::study::{ConsentPolicy, Hosting, Level};

use super::{AuthorEntry, KindEntry, Name, PardonEntry, StudyFile, web_address};

/// The keys of `study.yaml`.
pub static STUDY: Table = Table {
    name: "study",
    keys: &[
        Key::new("title", Form::Localised, "its title").required().translatable().french(&["titre"]),
        Key::new("answer", Form::Localised, "the study in one sentence; first on the home page")
            .translatable()
            .french(&["réponse"]),
        Key::new("genre", Form::Localised, "what it is, in a few words: \"Qualitative study\"").translatable(),
        Key::new("caveat", Form::Localised, "what it cannot say, in one sentence").translatable().french(&["réserve"]),
        Key::new("authors", Form::List(&Form::Table(&AUTHOR)), "who wrote it").french(&["auteurs", "auteur"]),
        Key::new("commissioned_by", Form::Text, "for whom").french(&["commanditaire"]),
        Key::new("fieldwork", Form::Table(&PERIOD), "when the material was gathered").french(&["enquête", "terrain"]),
        Key::new("languages", Form::List(&Form::Text), "its languages; the first is its own")
            .required()
            .french(&["langues"]),
        Key::new(
            "consent",
            Form::OneOf(words::<ConsentPolicy>),
            "whether quotes need a consent each; there is no default",
        )
        .required()
        .french(&["consentement"]),
        Key::new("published", Form::Date, "when it was first published").french(&["publié", "publication"]),
        Key::new("updated", Form::Date, "when it was last changed").french(&["mis_à_jour"]),
        Key::new("address", Form::Text, "where it is published").french(&["adresse"]),
        Key::new("licence", Form::Table(&LICENCE), "under which licences; left out where none is stated")
            .french(&["license"]),
        Key::new("theme", Form::Text, "the name of its theme").french(&["thème"]),
        Key::new("kinds", Form::MapOf(&Form::Table(&KIND)), "what kinds are called in its readers' words"),
        Key::new(
            "relations",
            Form::MapOf(&Form::Localised),
            "what relations are called: a verb for `organisation-tool`",
        ),
        Key::new("statuses", Form::MapOf(&Form::Localised), "statuses of its own").french(&["statuts"]),
        Key::new(
            "keywords",
            Form::Either(&[Form::List(&Form::Text), Form::MapOf(&Form::List(&Form::Text))]),
            "words to find it by",
        )
        .french(&["mots_clés"]),
        Key::new("version", Form::Text, "its version"),
        Key::new("edition", Form::Localised, "its edition, in words").translatable().french(&["édition"]),
        Key::new("publisher", Form::Text, "who publishes it").french(&["éditeur"]),
        Key::new("contact", Form::Text, "where to report an error: an address of mail or of a page"),
        Key::new("funding", Form::Localised, "who paid").translatable().french(&["financement"]),
        Key::new("doi", Form::Text, "its DOI"),
        Key::new("isbn", Form::Text, "its ISBN"),
        Key::new("pdf", Form::Text, "the address of its PDF"),
        Key::new("hosting", Form::OneOf(words::<Hosting>), "who hosts the site").french(&["hébergement"]),
        Key::new("checks", Form::MapOf(&Form::Table(&CHECK)), "levels and pardons of checks, each with a reason"),
        Key::new("extra", Form::Any, "free data"),
    ],
};

/// The keys of an author.
pub static AUTHOR: Table = Table {
    name: "author",
    keys: &[
        Key::new("name", Form::Text, "the name").required().french(&["nom"]),
        Key::new("role", Form::Text, "what they did: `author`, `editor`").french(&["rôle"]),
        Key::new("orcid", Form::Text, "an ORCID iD"),
        Key::new("affiliation", Form::Text, "where they work"),
        Key::new("kind", Form::OneOf(words::<AuthorKind>), "`person` or `organisation`"),
    ],
};

/// The keys of a period.
pub static PERIOD: Table = Table {
    name: "period",
    keys: &[
        Key::new("from", Form::Date, "the first date").required().french(&["de", "début"]),
        Key::new("to", Form::Date, "the last date; the same where this is left out").french(&["à", "fin"]),
    ],
};

/// The keys of licences.
pub static LICENCE: Table = Table {
    name: "list of licences",
    keys: &[
        Key::new("text", Form::Text, "of the study's own text, as an SPDX name").french(&["texte"]),
        Key::new("quotes", Form::Text, "of the quotes").french(&["citations"]),
        Key::new("data", Form::Text, "of the data").french(&["données"]),
    ],
};

/// The keys of a kind's names.
pub static KIND: Table = Table {
    name: "kind's names",
    keys: &[
        Key::new("singular", Form::Localised, "one of them").required().translatable().french(&["singulier"]),
        Key::new("plural", Form::Localised, "several").required().translatable().french(&["pluriel"]),
        Key::new("type", Form::Text, "the type of schema.org"),
    ],
};

/// The keys of a check's entry.
pub static CHECK: Table = Table {
    name: "entry of a check",
    keys: &[
        Key::new("level", Form::OneOf(words::<LevelWord>), "`allow`, `warning` or `error`").french(&["niveau"]),
        Key::new("except", Form::List(&Form::Reference), "entities that are pardoned, as `kind:id`").french(&["sauf"]),
        Key::new("reason", Form::Text, "why").required().french(&["raison"]),
    ],
};

/// A code in `checks` that does not exist.
pub static UNKNOWN_CHECK: Rule = Rule {
    code: Code::UnknownCheck,
    severity: Severity::Error,
    summary: "a check that does not exist",
    explanation: "Under `checks` each key is a code, as diagnostics print it between brackets. `florilege explain` lists them.",
    example: "checks: {near-duplicates: …} → checks: {near-duplicate-quotes: …}",
};

/// A period that ends before it begins.
pub static PERIOD_TURNED_ROUND: Rule = Rule {
    code: Code::PeriodTurnedRound,
    severity: Severity::Error,
    summary: "a period that ends before it begins",
    explanation: "`from` is the first date and `to` the last.",
    example: "{from: 2012-10, to: 2012-06} → {from: 2012-06, to: 2012-10}",
};

/// An identifier whose check digit or form is wrong.
pub static INVALID_IDENTIFIER: Rule = Rule {
    code: Code::InvalidIdentifier,
    severity: Severity::Error,
    summary: "an ORCID iD or a DOI that cannot be right",
    explanation: "An ORCID iD has sixteen digits, the last of which is a check digit (ISO 7064, mod 11-2); a DOI begins \
                  with `10.` and has a slash. A wrong one would lead readers to somebody else.",
    example: "orcid: 0000-0002-1825-0098 → orcid: 0000-0002-1825-0097",
};

/// `person` or `organisation`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AuthorKind {
    Person,
    Organisation,
}

impl ClosedWord for AuthorKind {
    const NAME: &'static str = "kind of author";
    const WORDS: &'static [(&'static str, Self)] = &[("person", Self::Person), ("organisation", Self::Organisation)];
}

#[derive(Clone, Copy)]
struct LevelWord(Level);

impl ClosedWord for LevelWord {
    const NAME: &'static str = "level";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("allow", LevelWord(Level::Allow)),
        ("warning", LevelWord(Level::As(Severity::Warning))),
        ("error", LevelWord(Level::As(Severity::Error))),
    ];
}

/// What `study.yaml` says.
pub fn read(node: &Node, context: &mut Context) -> StudyFile {
    let fields = Fields::of(node, &STUDY, context);
    let licence = fields.table("licence", &LICENCE, context);
    let licence_of = |key: &str, context: &mut Context| licence.as_ref().and_then(|licence| licence.text(key, context));
    StudyFile {
        title: fields.localised("title", context),
        answer: fields.localised("answer", context),
        genre: fields.localised("genre", context),
        caveat: fields.localised("caveat", context),
        authors: fields.list("authors", context).iter().filter_map(|node| author(node, context)).collect(),
        commissioned_by: fields.text("commissioned_by", context),
        fieldwork: fields.table("fieldwork", &PERIOD, context).and_then(|period| self::period(&period, context)),
        languages: fields.texts("languages", context),
        consent: fields.one_of("consent", context),
        published: fields.date("published", context),
        updated: fields.date("updated", context),
        address: fields.text("address", context).and_then(|address| web_address(address, context)),
        licence_text: licence_of("text", context),
        licence_quotes: licence_of("quotes", context),
        licence_data: licence_of("data", context),
        theme: fields.text("theme", context),
        keywords: keywords(fields.node("keywords"), context),
        version: fields.text("version", context),
        edition: fields.localised("edition", context),
        publisher: fields.text("publisher", context),
        contact: fields.text("contact", context),
        funding: fields.localised("funding", context),
        doi: fields.text("doi", context).and_then(|doi| self::doi(doi, context)),
        isbn: fields.text("isbn", context),
        pdf: fields.text("pdf", context),
        hosting: fields.one_of("hosting", context),
        kinds: fields.map("kinds", context).iter().map(|entry| kind(entry, context)).collect(),
        relations: localised_map(&fields, "relations", context),
        statuses: localised_map(&fields, "statuses", context),
        checks: fields.map("checks", context).iter().filter_map(|entry| check(entry, context)).collect(),
    }
}

fn author(node: &Node, context: &mut Context) -> Option<AuthorEntry> {
    if let NodeKind::Scalar { .. } = node.kind {
        let name = text(node, context)?;
        return Some(AuthorEntry { name, role: None, orcid: None, affiliation: None, organisation: false });
    }
    let fields = Fields::of(node, &AUTHOR, context);
    let kind: Option<Spanned<AuthorKind>> = fields.one_of("kind", context);
    Some(AuthorEntry {
        role: fields.text("role", context),
        orcid: fields.text("orcid", context).and_then(|orcid| self::orcid(orcid, context)),
        affiliation: fields.text("affiliation", context),
        organisation: kind.is_some_and(|kind| kind.value == AuthorKind::Organisation),
        name: fields.text("name", context)?,
    })
}

fn period(fields: &Fields<'_>, context: &mut Context) -> Option<(Spanned<Date>, Spanned<Date>)> {
    let from = fields.date("from", context)?;
    let to = fields.date("to", context).unwrap_or(from.clone());
    if to.value < from.value && !same_as_far_as_known(from.value, to.value) {
        let place = context.place(to.span);
        let message = format!("the period begins in {} and ends in {}", from.value, to.value);
        context.report(PERIOD_TURNED_ROUND.at(place, message).help("exchange the two dates"));
    }
    Some((from, to))
}

/// Whether the less precise of two dates holds the other: 2012 holds 2012-06.
fn same_as_far_as_known(a: Date, b: Date) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.starts_with(&b) || b.starts_with(&a)
}

fn keywords(node: Option<&Node>, context: &mut Context) -> Vec<(Name, Vec<Name>)> {
    let Some(node) = node else { return Vec::new() };
    let list = |node: &Node, context: &mut Context| {
        read::items(node, context).iter().filter_map(|item| text(item, context)).collect::<Vec<Name>>()
    };
    match &node.kind {
        NodeKind::Map(entries) => {
            entries.iter().map(|entry| (entry.key.clone(), list(&entry.value, context))).collect()
        }
        _ => vec![(Name::new(String::new(), node.span), list(node, context))],
    }
}

fn kind(entry: &Entry, context: &mut Context) -> KindEntry {
    let fields = Fields::of(&entry.value, &KIND, context);
    KindEntry {
        kind: entry.key.clone(),
        singular: fields.localised("singular", context),
        plural: fields.localised("plural", context),
        schema_type: fields.text("type", context),
    }
}

fn localised_map(fields: &Fields<'_>, key: &str, context: &mut Context) -> Vec<(Name, read::Localised)> {
    let entries = fields.map(key, context);
    entries.iter().filter_map(|entry| Some((entry.key.clone(), localised(&entry.value, context)?))).collect()
}

fn check(entry: &Entry, context: &mut Context) -> Option<PardonEntry> {
    if Code::from_name(&entry.key.value).is_none() {
        let place = context.place(entry.key.span);
        let message = format!("there is no check `{}`", entry.key.value);
        let names = Code::ALL.iter().map(|code| code.name());
        context.report(
            UNKNOWN_CHECK
                .at(place, message)
                .suggest(&entry.key.value, names)
                .help("`florilege explain` lists all codes"),
        );
        return None;
    }
    let fields = Fields::of(&entry.value, &CHECK, context);
    let level: Option<Spanned<LevelWord>> = fields.node("level").and_then(|node| one_of(node, context));
    Some(PardonEntry {
        code: entry.key.clone(),
        level: level.map(|level| level.value.0),
        except: fields.texts("except", context),
        reason: fields.text("reason", context),
    })
}

/// An ORCID iD with its check digit right (ISO 7064, mod 11-2), as sixteen digits with hyphens.
fn orcid(typed: Name, context: &mut Context) -> Option<Name> {
    let digits: Vec<char> =
        typed.value.trim_start_matches("https://orcid.org/").chars().filter(|sign| *sign != '-').collect();
    if digits.len() == 16 && check_digit(&digits) == digits.last().copied() {
        return Some(typed);
    }
    let place = context.place(typed.span);
    let message = format!("`{}` is no ORCID iD", typed.value);
    context.report(INVALID_IDENTIFIER.at(place, message).help("copy it again: its last digit does not fit the others"));
    None
}

fn check_digit(digits: &[char]) -> Option<char> {
    let total = digits.iter().take(15).try_fold(0_u32, |total, digit| Some((total + digit.to_digit(10)?) * 2 % 11))?;
    match (12 - total % 11) % 11 {
        10 => Some('X'),
        rest => char::from_digit(rest, 10),
    }
}

/// A DOI without its resolver.
fn doi(typed: Name, context: &mut Context) -> Option<Name> {
    let bare = typed.value.trim_start_matches("https://doi.org/").trim_start_matches("doi:");
    if bare.starts_with("10.") && bare.contains('/') {
        return Some(Name::new(bare.to_owned(), typed.span));
    }
    let place = context.place(typed.span);
    let message = format!("`{}` is no DOI", typed.value);
    context.report(INVALID_IDENTIFIER.at(place, message).help("write it as `10.5281/zenodo.1234`"));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_of_an_orcid_checks_the_others() {
        let digits = |text: &str| text.chars().filter(|sign| *sign != '-').collect::<Vec<char>>();
        assert_eq!(check_digit(&digits("0000-0002-1825-0097")), Some('7'));
        assert_eq!(check_digit(&digits("0000-0001-5109-3700")), Some('0'));
        assert_eq!(check_digit(&digits("0000-0002-1694-233X")), Some('X'));
    }
}
