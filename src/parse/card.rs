//! Files of organisations, tools and practices, and of their translations.

use super::entity::{self, DRAFT, EVIDENCE, EXTRA, NOTE, OLD_ADDRESSES, SOURCE_KEY, SUMMARY, TOPICS, TRANSLATED_FROM};
use super::{CardFile, FileName, Name, RelationEntry};
use crate::decode::{Context, Fields, Form, Key, Node, Table, id, read, words};
use crate::diagnostic::{Certainty, Span, Spanned, is_same_word};
use crate::prose::Prose;
use crate::study::{Kind, Kinship};

// Constants can borrow a form that holds a table only from a static.
static A_LINK: Form = Form::Table(&entity::LINK);
static A_RELATION: Form = Form::Table(&RELATION);

const NAME: Key = Key::new("name", Form::Localised, "the name, as its people write it")
    .required()
    .translatable()
    .french(&["nom", "titre", "title"]);
const ALSO_CALLED: Key = Key::new("also_called", Form::List(&Form::Text), "other names, which search finds too")
    .translatable()
    .french(&["autres_noms", "alias", "sigle"]);
const LINKS: Key =
    Key::new("links", Form::List(&A_LINK), "where else it can be read about").french(&["liens", "sites"]);
const IDENTIFIERS: Key =
    Key::new("identifiers", Form::MapOf(&Form::Text), "its identifiers elsewhere, as `wikidata: Q1`")
        .french(&["identifiants"]);
const NOW: Key =
    Key::new("now", Form::Table(&TODAY), "what it is called today").french(&["aujourdhui", "actuellement"]);
const PRACTICES: Key =
    Key::new("practices", Form::List(&A_RELATION), "practices that it is documented with").french(&["pratiques"]);

/// An organisation.
pub(super) static ORGANISATION: Table = Table {
    name: "organisation",
    keys: &[
        NAME,
        ALSO_CALLED,
        SUMMARY,
        TOPICS,
        Key::new("tools", Form::List(&A_RELATION), "tools that it is documented with").french(&["outils"]),
        PRACTICES,
        LINKS,
        IDENTIFIERS,
        SOURCE_KEY,
        NOW,
        DRAFT,
        OLD_ADDRESSES,
        EXTRA,
    ],
};

/// A tool.
pub(super) static TOOL: Table = Table {
    name: "tool",
    keys: &[
        NAME,
        ALSO_CALLED,
        SUMMARY,
        TOPICS,
        Key::new("tools", Form::List(&Form::Table(&KIN)), "other tools, and how it is related to each")
            .french(&["outils"]),
        PRACTICES,
        LINKS,
        IDENTIFIERS,
        SOURCE_KEY,
        NOW,
        DRAFT,
        OLD_ADDRESSES,
        EXTRA,
    ],
};

/// A practice.
pub(super) static PRACTICE: Table = Table {
    name: "practice",
    keys: &[NAME, ALSO_CALLED, SUMMARY, TOPICS, LINKS, IDENTIFIERS, SOURCE_KEY, DRAFT, OLD_ADDRESSES, EXTRA],
};

/// A translation of any of the three.
pub(super) static TRANSLATION: Table =
    Table { name: "translation", keys: &[Key { required: false, ..NAME }, ALSO_CALLED, SUMMARY, TRANSLATED_FROM] };

/// A declared relation to a tool or a practice.
pub(super) static RELATION: Table = Table {
    name: "relation",
    keys: &[
        Key::new("id", Form::Either(&[Form::Id("tool"), Form::Id("practice")]), "the tool or practice, by its id")
            .required(),
        EVIDENCE,
        Key::new(
            "status",
            Form::Text,
            "how it stands: `documented` where this is left out, `planned`, `considered`, `declined`, `absent`, or one of \
             the study's own `statuses`",
        )
            .french(&["statut", "etat"]),
        SOURCE_KEY,
        NOTE,
    ],
};

/// A tool's relation to another tool.
pub(super) static KIN: Table = Table {
    name: "relation between tools",
    keys: &[
        Key::new("id", Form::Id("tool"), "the other tool, by its id").required(),
        Key::new("as", Form::OneOf(words::<Kinship>), "how the tool of this file stands to the other").required(),
    ],
};

/// What something is called today.
pub(super) static TODAY: Table = Table {
    name: "name of today",
    keys: &[
        Key::new("name", Form::Text, "today's name").required().french(&["nom"]),
        Key::new("since", Form::Date, "since when it has it").french(&["depuis"]),
    ],
};

/// The keys of a kind.
fn table(kind: Kind) -> &'static Table {
    match kind {
        Kind::Tool => &TOOL,
        Kind::Practice => &PRACTICE,
        _ => &ORGANISATION,
    }
}

/// Reads a file of an organisation, a tool or a practice, or its translation.
pub(super) fn read(kind: Kind, file: FileName, text: &str, context: &mut Context) -> CardFile {
    let parts = entity::parts(text, &file, table(kind), context);
    CardFile { body: parts.body, ..of_keys(kind, file, &parts.keys, context) }
}

/// Reads the keys of an organisation, a tool or a practice, or of its translation.
pub(super) fn of_keys(kind: Kind, file: FileName, node: &Node, context: &mut Context) -> CardFile {
    let is_translation = file.language.is_some();
    let keys = if is_translation { &TRANSLATION } else { table(kind) };
    let fields = Fields::of(node, keys, context);
    let mut card = CardFile {
        name: fields.localised("name", context),
        also_called: fields.texts("also_called", context),
        summary: fields.localised("summary", context),
        ..CardFile::named(kind, file)
    };
    if is_translation {
        card.translated_from = fields.text("translated_from", context);
        return card;
    }
    card.topics = fields.ids("topics", context);
    card.links = entity::links(&fields, context);
    card.identifiers = identifiers(&fields, context);
    card.source = entity::source(&fields, &entity::SOURCE, context);
    card.draft = entity::is_set(&fields, "draft", context);
    card.old_addresses = entity::old_addresses(&fields, context);
    if kind != Kind::Practice {
        card.now = now(&fields, context);
        card.practices = relations(&fields, "practices", context);
    }
    match kind {
        Kind::Organisation => card.tools = relations(&fields, "tools", context),
        Kind::Tool => card.kin = kin(&fields, context),
        _ => {}
    }
    card
}

impl CardFile {
    /// A card that says nothing but what its file is called.
    pub(super) fn named(kind: Kind, file: FileName) -> Self {
        Self {
            kind,
            file,
            span: Span::default(),
            name: None,
            also_called: Vec::new(),
            summary: None,
            topics: Vec::new(),
            links: Vec::new(),
            identifiers: Vec::new(),
            source: None,
            now: None,
            draft: false,
            old_addresses: Vec::new(),
            tools: Vec::new(),
            practices: Vec::new(),
            kin: Vec::new(),
            body: Prose::default(),
            translated_from: None,
        }
    }
}

fn identifiers(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Name)> {
    let entries = fields.map("identifiers", context).iter();
    entries.filter_map(|entry| Some((entry.key.clone(), read::text(&entry.value, context)?))).collect()
}

fn now(fields: &Fields<'_>, context: &mut Context) -> Option<(Name, Option<Spanned<crate::decode::Date>>)> {
    let today = fields.table("now", &TODAY, context)?;
    let since = today.date("since", context);
    Some((today.text("name", context)?, since))
}

fn relations(fields: &Fields<'_>, key: &str, context: &mut Context) -> Vec<RelationEntry> {
    fields.list(key, context).iter().filter_map(|item| relation(item, context)).collect()
}

/// Reads a declared relation.
pub(super) fn relation(item: &Node, context: &mut Context) -> Option<RelationEntry> {
    if let Some(typed) = bare_id(item, "", context) {
        return Some(RelationEntry {
            id: typed,
            evidence: None,
            status: None,
            source: None,
            note: None,
            span: item.span,
        });
    }
    let fields = Fields::of(item, &RELATION, context);
    let entry = RelationEntry {
        evidence: fields.one_of("evidence", context),
        status: fields.text("status", context),
        source: entity::source(&fields, &entity::SOURCE, context),
        note: fields.localised("note", context),
        span: item.span,
        id: fields.id("id", context)?,
    };
    Some(entry)
}

fn kin(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Spanned<Kinship>)> {
    let mut kin = Vec::new();
    for item in fields.list("tools", context) {
        if bare_id(item, ", as: similar", context).is_some() {
            continue;
        }
        let fields = Fields::of(item, &KIN, context);
        let (id, kinship) = (fields.id("id", context), fields.one_of("as", context));
        kin.extend(id.zip(kinship));
    }
    kin
}

/// An id where the keys of a relation belong, noted with the keys to write.
fn bare_id(item: &Node, further: &str, context: &mut Context) -> Option<Name> {
    let typed = item.text()?;
    let right = id::spell(typed).filter(|right| is_same_word(typed, right))?;
    let diagnostic =
        read::WRONG_TYPE.at(context.place(item.span), format!("expected the keys of a relation, found `{typed}`"));
    let keys = format!("{{id: {right}{further}}}");
    // How two tools are related is not to be guessed.
    let certainty = if further.is_empty() { Certainty::Certain } else { Certainty::Likely };
    context.report(diagnostic.help(format!("write `{keys}`")).replace(certainty, keys));
    Some(Name::new(right, item.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;
    use crate::study::Evidence;

    fn card(kind: Kind, language: Option<&str>, text: &str) -> CardFile {
        let mut context = Context::new(&SourcePath::new("content/a.md"), &[]);
        let file = FileName { id: "a".to_owned(), language: language.map(str::to_owned), number: None };
        let card = read(kind, file, text, &mut context);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        card
    }

    #[test]
    fn an_organisation_has_relations_and_a_text() {
        let text = "---\nname: Irstea\nalso_called: [Cemagref]\nnow: {name: INRAE, since: 2020}\nidentifiers: {wikidata: Q1}\n\
                    links: [{url: https://example.org}]\ntools:\n  - {id: blogs, evidence: inferred, status: planned}\n---\n\
                    Voir <tool:blogs>.\n";
        let card = card(Kind::Organisation, None, text);
        let [relation] = card.tools.as_slice() else { panic!() };
        assert_eq!(relation.id.value, "blogs");
        assert_eq!(relation.evidence.as_ref().map(|evidence| evidence.value), Some(Evidence::Inferred));
        assert_eq!(relation.status.as_ref().map(|status| status.value.as_str()), Some("planned"));
        let (name, since) = card.now.unwrap();
        assert_eq!((name.value.as_str(), since.unwrap().value.year), ("INRAE", 2020));
        let target = &card.body.targets()[0];
        assert_eq!((target.target.id.as_str(), target.span.of(text)), ("blogs", "tool:blogs"));
        assert_eq!(
            (card.identifiers[0].1.value.as_str(), card.links[0].url.value.as_str()),
            ("Q1", "https://example.org")
        );
    }

    #[test]
    fn a_tool_is_related_to_tools() {
        let card = card(Kind::Tool, None, "---\nname: Hangout\ntools: [{id: google-plus, as: part-of}]\n---\n");
        assert_eq!((card.kin[0].0.value.as_str(), card.kin[0].1.value), ("google-plus", Kinship::PartOf));
        assert!(card.body.is_empty());
    }

    #[test]
    fn a_translation_needs_no_name() {
        let card = card(Kind::Tool, Some("en"), "---\nsummary: A tool\ntranslated_from: 7f3a\n---\n");
        assert!(card.name.is_none());
        assert_eq!(
            (card.summary.unwrap().first().unwrap().value.as_str(), card.translated_from.unwrap().value.as_str()),
            ("A tool", "7f3a")
        );
    }
}
