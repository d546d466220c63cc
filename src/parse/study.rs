//! `study.yaml`: what the study says of itself.

use super::rules::UNKNOWN_CHECK;
use super::{AuthorEntry, KindEntry, Name, PardonEntry, StudyFile, entity, forms, target};
use crate::decode::{
    ClosedWord, Context, Date, Entry, Fields, Form, Key, Localised, Node, NodeKind, Table, read, word::INVALID_VALUE,
    words,
};
use crate::diagnostic::{Code, Severity, Spanned};
use crate::study::{ConsentPolicy, Hosting, Kind, Level};

/// The study.
pub(super) static STUDY: Table = Table {
    name: "study",
    keys: &[
        Key::new("title", Form::Localised, "the title of the study").required().french(&["titre", "nom", "name"]),
        Key::new("genre", Form::Localised, "what it is, in a few words, as “Qualitative study”").french(&["type", "nature"]),
        Key::new("answer", Form::Localised, "the study in one sentence, first on the home page").french(&["reponse", "resume", "summary"]),
        Key::new("caveat", Form::Localised, "what the study cannot say, in one sentence").french(&["reserve", "avertissement", "limite"]),
        Key::new("authors", Form::List(&Form::Either(&[Form::Text, Form::Table(&AUTHOR)])), "who wrote it").french(&["auteurs", "auteur", "author"]),
        Key::new("commissioned_by", Form::Text, "for whom it was made").french(&["commanditaire", "pour"]),
        Key::new("funding", Form::Localised, "who paid, in words").french(&["financement"]),
        Key::new("publisher", Form::Text, "who publishes it").french(&["editeur"]),
        Key::new("contact", Form::Text, "where to report an error: an address of mail or of a page"),
        Key::new("fieldwork", Form::Table(&FIELDWORK), "when the material was gathered").french(&["terrain", "enquete"]),
        Key::new("languages", Form::List(&Form::Text), "the languages, the study's own first, as `[fr, en]`").required().french(&["langues", "langue", "language"]),
        Key::new(
            "consent",
            Form::OneOf(words::<ConsentPolicy>),
            "`public-sources` where what is quoted is public, or `each-quote` where each quote needs a consent of its own; there \
             is no default",
        )
        .required()
        .french(&["consentement"]),
        Key::new("published", Form::Date, "when it was first published").french(&["publie", "date", "publication"]),
        Key::new("updated", Form::Date, "when it was last changed").french(&["mis_a_jour", "mise_a_jour"]),
        Key::new("version", Form::Text, "its version"),
        Key::new("edition", Form::Localised, "its edition, in words"),
        Key::new("address", Form::Text, "where the site is published, with `https://`").french(&["adresse", "url"]),
        Key::new("licence", Form::Table(&LICENCE), "under which licences; left out where none is stated").french(&["license"]),
        Key::new("keywords", Form::Either(&[Form::List(&Form::Text), Form::MapOf(&Form::List(&Form::Text))]), "words to find it by: a list, or one for each language")
            .french(&["mots_cles", "motscles"]),
        Key::new("doi", Form::Text, "its DOI, as `10.5281/zenodo.1234`"),
        Key::new("isbn", Form::Text, "its ISBN"),
        Key::new("pdf", Form::Text, "the address of its PDF"),
        Key::new("theme", Form::Id("theme"), "the theme of the site; `folio` where this is left out"),
        Key::new("hosting", Form::OneOf(words::<Hosting>), "who hosts the site, for the files that the host reads").french(&["hebergement"]),
        Key::new("kinds", Form::MapOf(&Form::Table(&KIND)), "what kinds of things are called in the study's words").french(&["genres", "types"]),
        Key::new("relations", Form::MapOf(&Form::Localised), "a verb for each relation, as `organisation-tool`"),
        Key::new("statuses", Form::MapOf(&Form::Localised), "statuses of the study's own, by id").french(&["statuts"]),
        Key::new("checks", Form::MapOf(&Form::Table(&CHECK)), "levels of checks and pardons, by code").french(&["verifications", "controles"]),
    ],
};

/// An author.
pub(super) static AUTHOR: Table = Table {
    name: "author",
    keys: &[
        Key::new("name", Form::Text, "the name").required().french(&["nom"]),
        Key::new("role", Form::Text, "what they did, as `author` or `editor`"),
        Key::new("orcid", Form::Text, "the ORCID iD, as `0000-0002-1825-0097`"),
        Key::new("affiliation", Form::Text, "where they work").french(&["organisme", "rattachement"]),
        Key::new("kind", Form::OneOf(words::<AuthorKind>), "`person`, or `organisation` for a body").french(&["type"]),
    ],
};

/// When the material was gathered.
pub(super) static FIELDWORK: Table = Table {
    name: "fieldwork",
    keys: &[
        Key::new("from", Form::Date, "the first date").required().french(&["de", "debut"]),
        Key::new("to", Form::Date, "the last date; the same as the first where this is left out").french(&["a", "fin"]),
    ],
};

/// Licences by what they cover.
pub(super) static LICENCE: Table = Table {
    name: "licence",
    keys: &[
        Key::new("text", Form::Text, "of the study's own text, as an SPDX name").french(&["texte"]),
        Key::new("quotes", Form::Text, "of the quotes").french(&["citations"]),
        Key::new("data", Form::Text, "of the data").french(&["donnees"]),
    ],
};

/// What a kind is called.
pub(super) static KIND: Table = Table {
    name: "name of a kind",
    keys: &[
        Key::new("singular", Form::Localised, "one of them").required().french(&["singulier"]),
        Key::new("plural", Form::Localised, "several of them").required().french(&["pluriel"]),
        Key::new("type", Form::Text, "the type of schema.org, as `Person`"),
    ],
};

/// A level of a check, or a pardon.
pub(super) static CHECK: Table = Table {
    name: "pardon",
    keys: &[
        Key::new("level", Form::OneOf(words::<Level>), "`allow`, `warning` or `error`").french(&["niveau"]),
        Key::new("except", Form::List(&Form::Reference), "who is pardoned, each as `kind:id`")
            .french(&["sauf", "excepte"]),
        Key::new("reason", Form::Text, "why").required().french(&["raison", "motif"]),
    ],
};

/// The relations that can have a verb of their own.
const RELATIONS: [&str; 3] = ["organisation-tool", "organisation-practice", "tool-practice"];

#[derive(Clone, Copy, Debug, PartialEq)]
enum AuthorKind {
    Person,
    Organisation,
}

impl ClosedWord for AuthorKind {
    const NAME: &'static str = "kind of author";
    const WORDS: &'static [(&'static str, Self)] = &[("person", Self::Person), ("organisation", Self::Organisation)];
}

impl ClosedWord for Level {
    const NAME: &'static str = "level of a check";
    const WORDS: &'static [(&'static str, Self)] =
        &[("allow", Self::Allow), ("warning", Self::As(Severity::Warning)), ("error", Self::As(Severity::Error))];
}

/// Reads `study.yaml`.
pub(super) fn read(text: &str, context: &mut Context) -> StudyFile {
    let node = entity::whole_file(text, context);
    let fields = Fields::of(&node, &STUDY, context);
    let licence = fields.table("licence", &LICENCE, context);
    let of = |what: &str, context: &mut Context| licence.and_then(|licence| licence.text(what, context));
    StudyFile {
        title: fields.localised("title", context),
        answer: fields.localised("answer", context),
        genre: fields.localised("genre", context),
        caveat: fields.localised("caveat", context),
        authors: authors(&fields, context),
        commissioned_by: fields.text("commissioned_by", context),
        fieldwork: fieldwork(&fields, context),
        languages: languages(&fields, context),
        consent: fields.one_of("consent", context),
        published: fields.date("published", context),
        updated: fields.date("updated", context),
        address: forms::web_address(fields.text("address", context), context),
        licence_text: of("text", context),
        licence_quotes: of("quotes", context),
        licence_data: of("data", context),
        theme: fields.text("theme", context).map(|theme| entity::declared_id(theme, context)),
        keywords: keywords(&fields, context),
        version: fields.text("version", context),
        edition: fields.localised("edition", context),
        publisher: fields.text("publisher", context),
        contact: forms::contact(fields.text("contact", context), context),
        funding: fields.localised("funding", context),
        doi: forms::doi(fields.text("doi", context), context),
        isbn: forms::isbn(fields.text("isbn", context), context),
        pdf: forms::file_address(fields.text("pdf", context), context),
        hosting: fields.one_of("hosting", context),
        kinds: kinds(&fields, context),
        relations: relations(&fields, context),
        statuses: statuses(&fields, context),
        checks: fields.map("checks", context).iter().filter_map(|entry| check(entry, context)).collect(),
    }
}

/// Authors as maps, or as names alone.
fn authors(fields: &Fields<'_>, context: &mut Context) -> Vec<AuthorEntry> {
    fields.list("authors", context).iter().filter_map(|item| author(item, context)).collect()
}

fn author(item: &Node, context: &mut Context) -> Option<AuthorEntry> {
    if item.text().is_some() {
        let name = read::text(item, context)?;
        return Some(AuthorEntry { name, role: None, orcid: None, affiliation: None, organisation: false });
    }
    let fields = Fields::of(item, &AUTHOR, context);
    let kind: Option<Spanned<AuthorKind>> = fields.one_of("kind", context);
    let author = AuthorEntry {
        role: fields.text("role", context),
        orcid: forms::orcid(fields.text("orcid", context), context),
        affiliation: fields.text("affiliation", context),
        organisation: kind.is_some_and(|kind| kind.value == AuthorKind::Organisation),
        name: fields.text("name", context)?,
    };
    Some(author)
}

fn fieldwork(fields: &Fields<'_>, context: &mut Context) -> Option<(Spanned<Date>, Spanned<Date>)> {
    let fieldwork = fields.table("fieldwork", &FIELDWORK, context)?;
    let (from, to) = (fieldwork.date("from", context), fieldwork.date("to", context));
    let from = from?;
    let to = to.unwrap_or(from.clone());
    entity::in_order(&from, &to, context).then_some((from, to))
}

fn languages(fields: &Fields<'_>, context: &mut Context) -> Vec<Name> {
    let languages = fields.texts("languages", context);
    if let Some(node) = fields.node("languages").filter(|node| node.items().is_some_and(<[Node]>::is_empty)) {
        let diagnostic =
            read::MISSING_KEY.at(context.place(node.span), "a study has at least one language, found none");
        context.report(diagnostic.help("write the codes of its languages, its own first: `[fr, en]`"));
    }
    languages
}

/// A list in the study's own language, or one list for each.
fn keywords(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Vec<Name>)> {
    let Some(node) = fields.node("keywords") else { return Vec::new() };
    if node.items().is_some() {
        return vec![(Name::new(String::new(), node.span), fields.texts("keywords", context))];
    }
    let mut keywords = Vec::new();
    for entry in node.entries().unwrap_or_default() {
        let words = read::items(&entry.value, context);
        keywords.push((entry.key.clone(), words.iter().filter_map(|word| read::text(word, context)).collect()));
    }
    if !matches!(node.kind, NodeKind::Map(_)) {
        read::wrong_type(node, "a list, or a list for each language", context);
    }
    keywords
}

fn kinds(fields: &Fields<'_>, context: &mut Context) -> Vec<KindEntry> {
    let mut kinds = Vec::new();
    for entry in fields.map("kinds", context) {
        let known = Kind::ALL.map(Kind::word);
        is_one_of(&entry.key, "kind of thing", &known, context);
        let names = Fields::of(&entry.value, &KIND, context);
        kinds.push(KindEntry {
            kind: entry.key.clone(),
            singular: names.localised("singular", context),
            plural: names.localised("plural", context),
            schema_type: names.text("type", context),
        });
    }
    kinds
}

fn relations(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Localised)> {
    let mut relations = Vec::new();
    for entry in fields.map("relations", context) {
        is_one_of(&entry.key, "relation", &RELATIONS, context);
        relations.extend(read::localised(&entry.value, context).map(|verb| (entry.key.clone(), verb)));
    }
    relations
}

fn statuses(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Localised)> {
    let Some(node) = fields.node("statuses") else { return Vec::new() };
    let entries = entity::each(node, context);
    entries.into_iter().filter_map(|(id, label)| Some((id, read::localised(label, context)?))).collect()
}

fn check(entry: &Entry, context: &mut Context) -> Option<PardonEntry> {
    let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    if !names.contains(&entry.key.value.as_str()) {
        let diagnostic =
            UNKNOWN_CHECK.at(context.place(entry.key.span), format!("`{}` is no code of a check", entry.key.value));
        let diagnostic = diagnostic.suggest(&entry.key.value, names);
        context.report(diagnostic.help(
            "a code stands in brackets before a message, as in `warning[orphan]`; `florilege explain` lists all",
        ));
    }
    let fields = Fields::of(&entry.value, &CHECK, context);
    let except = fields.list("except", context).iter();
    // Read as a target so that a wrong kind is told; kept as it is typed, since it is compared with subjects.
    let except: Vec<Name> = except
        .filter_map(|item| target::read(item, context))
        .map(|target| Name::new(format!("{}:{}", target.value.kind, target.value.id), target.span))
        .collect();
    if fields.node("level").is_none() && fields.node("except").is_none() && entry.value.whole {
        let message = format!("this changes nothing about `{}`", entry.key.value);
        let diagnostic = read::MISSING_KEY.at(context.place(entry.key.span), message);
        context.report(diagnostic.help("write a `level`, or `except` and the entities that are pardoned"));
    }
    let level: Option<Spanned<Level>> = fields.one_of("level", context);
    Some(PardonEntry {
        level: level.map(|level| level.value),
        except,
        reason: fields.text("reason", context),
        code: entry.key.clone(),
    })
}

/// Notes a key that is none of those that are known.
fn is_one_of(key: &Name, what: &str, known: &[&str], context: &mut Context) {
    if known.contains(&key.value.as_str()) {
        return;
    }
    let listed: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    let diagnostic = INVALID_VALUE.at(context.place(key.span), format!("`{}` is no {what}", key.value));
    context.report(
        diagnostic.suggest(&key.value, known.iter().copied()).help(format!("it is one of {}", listed.join(", "))),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    fn study(further: &str) -> StudyFile {
        let mut context = Context::new(&SourcePath::new("study.yaml"), &[]);
        let study = read(&format!("title: Cas\nlanguages: [fr]\nconsent: public-sources\n{further}"), &mut context);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        study
    }

    #[test]
    fn authors_are_maps_or_names() {
        let study = study("authors:\n  - Anne\n  - {name: Ined, kind: organisation, role: editor}\n");
        let authors: Vec<(&str, bool)> =
            study.authors.iter().map(|author| (author.name.value.as_str(), author.organisation)).collect();
        assert_eq!(authors, [("Anne", false), ("Ined", true)]);
    }

    #[test]
    fn fieldwork_may_be_one_date_and_a_year_holds_its_months() {
        let one = study("fieldwork: {from: 2012-06}\n").fieldwork.unwrap();
        assert_eq!(one.0.value, one.1.value);
        let within = study("fieldwork: {from: 2012-06-14, to: 2012}\n").fieldwork.unwrap();
        assert_eq!((within.0.value.to_string(), within.1.value.to_string()), ("2012-06-14".into(), "2012".into()));
    }

    #[test]
    fn keywords_are_a_list_or_one_for_each_language() {
        let list = study("keywords: [veille, tweets]\n").keywords;
        assert_eq!((list[0].0.value.as_str(), list[0].1.len()), ("", 2));
        let lists = study("keywords: {fr: [veille], en: [monitoring, tweets]}\n").keywords;
        assert_eq!((lists[1].0.value.as_str(), lists[1].1.len()), ("en", 2));
    }

    #[test]
    fn a_check_has_a_level_or_pardons() {
        let study = study(
            "checks:\n  orphan: {level: allow, reason: voulu}\n  same-name: {except: [tool:blogs], reason: \"deux choses\"}\n",
        );
        assert_eq!(study.checks[0].level, Some(Level::Allow));
        assert_eq!((study.checks[1].level, study.checks[1].except[0].value.as_str()), (None, "tool:blogs"));
    }
}
