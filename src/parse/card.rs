//! Organisations, tools and practices: `content/{organisations,tools,practices}/ID.md`.

use crate::decode::{Context, Entry, Fields, Form, Key, Node, Table, front, words};
use crate::diagnostic::{Span, Spanned};
use crate::study::{Evidence, Kind, Kinship, Status};

use super::translation::only_translatable;
use super::{CardFile, FileName, LinkEntry, Name, RelationEntry, markdown, origin};

/// The keys that organisations, tools and practices share.
macro_rules! shared_keys {
    ($($own:expr),* $(,)?) => {
        &[
            Key::new("name", Form::Localised, "its name").required().translatable().french(&["nom"]),
            Key::new("also_called", Form::List(&Form::Text), "its other names, which search finds too")
                .translatable()
                .french(&["aussi_appelé", "alias"]),
            Key::new("summary", Form::Localised, "one sentence about it").translatable().french(&["résumé"]),
            Key::new("topics", Form::List(&Form::Id("topic")), "what it is about").french(&["thèmes"]),
            Key::new("links", Form::List(&Form::Table(&LINK)), "where else it can be read about").french(&["liens"]),
            Key::new("identifiers", Form::MapOf(&Form::Text), "its identifiers elsewhere: `wikidata: Q1`")
                .french(&["identifiants"]),
            origin::KEY,
            Key::new("draft", Form::Flag, "not to be published yet").french(&["brouillon"]),
            Key::new("old_addresses", Form::List(&Form::Text), "addresses that it had: `tools/blogs.html`"),
            Key::new("translated_from", Form::Text, "in a translation: the hash of what was translated").translatable(),
            Key::new("extra", Form::Any, "free data"),
            $($own),*
        ]
    };
}

const NOW: Key = Key::new("now", Form::Table(&TODAY), "what it is called today").french(&["aujourd'hui"]);
const RELATIONS: Form = Form::List(&Form::Table(&RELATION));
const PRACTICES: Key = Key::new("practices", RELATIONS, "practices, each with its evidence").french(&["pratiques"]);

/// The keys of an organisation.
pub static ORGANISATION: Table = Table {
    name: "organisation",
    keys: shared_keys![
        NOW,
        Key::new("tools", Form::List(&Form::Table(&RELATION)), "tools, each with its evidence").french(&["outils"]),
        PRACTICES,
    ],
};

/// The keys of a tool.
pub static TOOL: Table = Table {
    name: "tool",
    keys: shared_keys![
        NOW,
        PRACTICES,
        Key::new("tools", Form::List(&Form::Table(&KIN)), "other tools, and how they are related").french(&["outils"]),
    ],
};

/// The keys of a practice.
pub static PRACTICE: Table = Table { name: "practice", keys: shared_keys![] };

/// The keys of a link.
pub static LINK: Table = Table {
    name: "link",
    keys: &[
        Key::new("url", Form::Text, "its address, with https or http").required().french(&["adresse", "lien"]),
        Key::new("label", Form::Localised, "what it is called").translatable().french(&["libellé", "nom"]),
    ],
};

/// The keys of today's name.
pub static TODAY: Table = Table {
    name: "today's name",
    keys: &[
        Key::new("name", Form::Text, "the name").required().french(&["nom"]),
        Key::new("since", Form::Date, "since when").french(&["depuis"]),
    ],
};

/// The keys of a relation.
pub static RELATION: Table = Table {
    name: "relation",
    keys: &[
        Key::new("id", Form::Text, "the other end, by its id").required(),
        Key::new("evidence", Form::OneOf(words::<Evidence>), "how well it is documented").french(&["preuve"]),
        Key::new("status", Form::OneOf(words::<Status>), "how it stands").french(&["statut"]),
        origin::KEY,
        Key::new("note", Form::Localised, "a remark").translatable().french(&["remarque"]),
    ],
};

/// The keys of a relation between tools.
pub static KIN: Table = Table {
    name: "relation between tools",
    keys: &[
        Key::new("id", Form::Id("tool"), "the other tool, by its id").required(),
        Key::new("as", Form::OneOf(words::<Kinship>), "how they are related").required().french(&["comme"]),
    ],
};

/// An organisation, a tool or a practice.
pub fn read(kind: Kind, file: FileName, text: &str, context: &mut Context) -> CardFile {
    let path = context.path.clone();
    let front = front::split(&path, text).take(&mut context.diagnostics);
    let node = front.yaml.and_then(|yaml| context.read_yaml(yaml.text, yaml.offset));
    let body = markdown::read(&path, front.body, front.body_offset).take(&mut context.diagnostics);
    let table = match kind {
        Kind::Organisation => &ORGANISATION,
        Kind::Tool => &TOOL,
        _ => &PRACTICE,
    };
    let mut card = CardFile {
        kind,
        file,
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
        body,
        translated_from: None,
    };
    let is_translation = card.file.language.is_some();
    let node = match node {
        Some(mut node) => {
            if is_translation {
                only_translatable(&node, table, context);
            }
            // A translation may leave every key out.
            node.whole &= !is_translation;
            node
        }
        None if is_translation => return card,
        None => Node::nothing(Span::default()),
    };
    let fields = Fields::of(&node, table, context);
    fill(&mut card, &fields, context);
    card
}

fn fill(card: &mut CardFile, fields: &Fields<'_>, context: &mut Context) {
    card.name = fields.localised("name", context);
    card.also_called = fields.texts("also_called", context);
    card.summary = fields.localised("summary", context);
    card.translated_from = fields.text("translated_from", context);
    if card.file.language.is_some() {
        return;
    }
    card.topics = fields.ids("topics", context);
    card.links = fields.tables("links", &LINK, context).iter().filter_map(|link| self::link(link, context)).collect();
    card.identifiers =
        fields.map("identifiers", context).iter().filter_map(|entry| identifier(entry, context)).collect();
    card.source = origin::read(fields, context);
    card.draft = fields.flag("draft", context).is_some_and(|draft| draft.value);
    card.old_addresses = fields.texts("old_addresses", context);
    if card.kind != Kind::Practice {
        card.now = fields
            .table("now", &TODAY, context)
            .and_then(|now| Some((now.text("name", context)?, now.date("since", context))));
        card.practices = relations(fields, "practices", context);
    }
    match card.kind {
        Kind::Organisation => card.tools = relations(fields, "tools", context),
        Kind::Tool => card.kin = kin(fields, context),
        _ => {}
    }
}

fn link(fields: &Fields<'_>, context: &mut Context) -> Option<LinkEntry> {
    let url = super::web_address(fields.text("url", context)?, context)?;
    Some(LinkEntry { url, label: fields.localised("label", context) })
}

fn identifier(entry: &Entry, context: &mut Context) -> Option<(Name, Name)> {
    Some((entry.key.clone(), crate::decode::read::text(&entry.value, context)?))
}

fn relations(fields: &Fields<'_>, key: &str, context: &mut Context) -> Vec<RelationEntry> {
    fields
        .tables(key, &RELATION, context)
        .iter()
        .filter_map(|relation| {
            Some(RelationEntry {
                evidence: relation.one_of("evidence", context),
                status: relation.one_of("status", context),
                source: origin::read(relation, context),
                note: relation.localised("note", context),
                span: relation.span(),
                id: relation.id("id", context)?,
            })
        })
        .collect()
}

fn kin(fields: &Fields<'_>, context: &mut Context) -> Vec<(Name, Spanned<Kinship>)> {
    fields
        .tables("tools", &KIN, context)
        .iter()
        .filter_map(|kin| Some((kin.id("id", context)?, kin.one_of("as", context)?)))
        .collect()
}
