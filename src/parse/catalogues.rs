//! Entities that are kept in one file each kind: `topics.yaml`, `documents.yaml`, `speakers.yaml`.

use crate::decode::{Context, Fields, Form, Key, Node, Table, read::each, words};
use crate::diagnostic::{Code, Rule, Severity};
use crate::study::DocumentKind;

use super::{DocumentEntry, Item, Name, SpeakerEntry, TopicEntry};

/// The keys of a topic.
pub static TOPIC: Table = Table {
    name: "topic",
    keys: &[
        Key::new("label", Form::Localised, "what it is called").required().translatable().french(&["libellé", "nom"]),
        Key::new("summary", Form::Localised, "one sentence about it").translatable().french(&["résumé"]),
        Key::new("order", Form::Integer, "its place among the topics; the order of the file where this is left out")
            .french(&["ordre"]),
        Key::new("parent", Form::Id("topic"), "the topic that it belongs to"),
        Key::new("extra", Form::Any, "free data"),
    ],
};

/// The keys of a document.
pub static DOCUMENT: Table = Table {
    name: "document",
    keys: &[
        Key::new("title", Form::Localised, "its title").required().translatable().french(&["titre"]),
        Key::new("kind", Form::OneOf(words::<DocumentKind>), "what it is").french(&["type", "genre"]),
        Key::new("date", Form::Date, "its date"),
        Key::new("url", Form::Text, "its address, with https or http").french(&["adresse", "lien"]),
        Key::new("licence", Form::Text, "its licence, as an SPDX name").french(&["license"]),
        Key::new("holder", Form::Text, "who holds it").french(&["détenteur"]),
        Key::new("retrieved", Form::Date, "when it was read").french(&["consulté"]),
        Key::new("note", Form::Localised, "a remark").translatable().french(&["remarque"]),
        Key::new("extra", Form::Any, "free data"),
    ],
};

/// The keys of a speaker.
pub static SPEAKER: Table = Table {
    name: "speaker",
    keys: &[
        Key::new("role", Form::Localised, "what the person does").translatable().french(&["rôle", "fonction"]),
        Key::new("organisation", Form::Id("organisation"), "where the person works").french(&["organisme"]),
        Key::new("name", Form::Text, "the person's name, only where `named: true` says that it may be published")
            .french(&["nom"]),
        Key::new("named", Form::Flag, "whether the name may be published").french(&["nommé"]),
        Key::new("extra", Form::Any, "free data"),
    ],
};

/// A name that may not be published.
pub static UNNAMED_SPEAKER: Rule = Rule {
    code: Code::UnnamedSpeaker,
    severity: Severity::Warning,
    summary: "a speaker's name without `named: true`",
    explanation: "A person is named only where the person agreed. Without `named: true` the name is dropped as the file is \
                  read, and is nowhere in the site; but it should not be in a file that others may read either.",
    example: "p1: {role: …, name: …} → p1: {role: …}",
};

/// The topics of `topics.yaml`.
pub fn topics(node: &Node, context: &mut Context) -> Vec<Item> {
    entries(node, &TOPIC, context, |id, fields, context| {
        Item::Topic(Box::new(TopicEntry {
            id,
            label: fields.localised("label", context),
            summary: fields.localised("summary", context),
            order: fields.integer("order", context).map(|order| order.value),
            parent: fields.id("parent", context),
        }))
    })
}

/// The documents of `documents.yaml`.
pub fn documents(node: &Node, context: &mut Context) -> Vec<Item> {
    entries(node, &DOCUMENT, context, |id, fields, context| {
        Item::Document(Box::new(DocumentEntry {
            id,
            title: fields.localised("title", context),
            kind: fields.one_of("kind", context),
            date: fields.date("date", context),
            url: fields.text("url", context),
            licence: fields.text("licence", context),
            holder: fields.text("holder", context),
            retrieved: fields.date("retrieved", context),
            note: fields.localised("note", context),
        }))
    })
}

/// The speakers of `speakers.yaml`.
pub fn speakers(node: &Node, context: &mut Context) -> Vec<Item> {
    entries(node, &SPEAKER, context, |id, fields, context| {
        let named = fields.flag("named", context).is_some_and(|named| named.value);
        let name = fields.text("name", context);
        if let (Some(name), false) = (&name, named) {
            let place = context.place(name.span);
            let message = format!("the speaker `{}` has a name that may not be published", id.value);
            context.report(
                UNNAMED_SPEAKER.at(place, message).help("remove the name, or write `named: true` if the person agreed"),
            );
        }
        Item::Speaker(Box::new(SpeakerEntry {
            id,
            role: fields.localised("role", context),
            organisation: fields.id("organisation", context),
            name: name.filter(|_| named),
        }))
    })
}

/// One item for each id of a file.
pub(super) fn entries(
    node: &Node,
    table: &'static Table,
    context: &mut Context,
    mut make: impl FnMut(Name, &Fields<'_>, &mut Context) -> Item,
) -> Vec<Item> {
    each(node, context)
        .into_iter()
        .map(|(id, node)| {
            let fields = Fields::of(node, table, context);
            make(id, &fields, context)
        })
        .collect()
}
