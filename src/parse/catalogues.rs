//! Files of many small entities by id: topics, documents, speakers.

use super::entity::{self, EXTRA, NOTE, SUMMARY};
use super::rules::UNNAMED_SPEAKER;
use super::{DocumentEntry, Name, SpeakerEntry, TopicEntry, forms};
use crate::decode::{Context, Fields, Form, Key, Node, Table, words};
use crate::study::DocumentKind;

/// A topic.
pub(super) static TOPIC: Table = Table {
    name: "topic",
    keys: &[
        Key::new("label", Form::Localised, "what it is called")
            .required()
            .french(&["libelle", "nom", "titre", "title", "name"]),
        SUMMARY,
        Key::new("order", Form::Integer, "its place among topics; that of the file where this is left out")
            .french(&["ordre", "rang"]),
        Key::new("parent", Form::Id("topic"), "the topic that it belongs to").french(&["theme_parent"]),
        EXTRA,
    ],
};

/// A document.
pub(super) static DOCUMENT: Table = Table {
    name: "document",
    keys: &[
        Key::new("title", Form::Localised, "its title").required().french(&["titre", "nom", "name", "label"]),
        Key::new("kind", Form::OneOf(words::<DocumentKind>), "what it is; `reference` where this is left out")
            .french(&["type", "nature"]),
        Key::new("date", Form::Date, "its date"),
        Key::new("url", Form::Text, "its address on the web").french(&["adresse", "lien"]),
        Key::new("licence", Form::Text, "its licence, as an SPDX name where it has one").french(&["license"]),
        Key::new("holder", Form::Text, "who holds it").french(&["detenteur", "auteur"]),
        Key::new("retrieved", Form::Date, "when it was read").french(&["consulte", "consulte_le"]),
        NOTE,
        EXTRA,
    ],
};

/// A speaker.
pub(super) static SPEAKER: Table = Table {
    name: "speaker",
    keys: &[
        Key::new("role", Form::Localised, "what the person does").french(&["fonction", "metier"]),
        Key::new("organisation", Form::Id("organisation"), "where").french(&["organisme"]),
        Key::new("named", Form::Flag, "`true` where the person agreed that the name is published").french(&["nomme"]),
        Key::new("name", Form::Text, "the name, only beside `named: true`").french(&["nom"]),
        EXTRA,
    ],
};

/// Reads `topics.yaml`.
pub(super) fn topics(text: &str, context: &mut Context) -> Vec<TopicEntry> {
    let file = entity::whole_file(text, context);
    let mut topics = Vec::new();
    for (id, node) in entity::each(&file, context) {
        topics.push(topic(id, node, context));
    }
    topics
}

/// Reads a topic.
pub(super) fn topic(id: Name, node: &Node, context: &mut Context) -> TopicEntry {
    let fields = Fields::of(node, &TOPIC, context);
    TopicEntry {
        id,
        label: fields.localised("label", context),
        summary: fields.localised("summary", context),
        order: fields.integer("order", context).map(|order| order.value),
        parent: fields.id("parent", context),
    }
}

/// Reads `documents.yaml`.
pub(super) fn documents(text: &str, context: &mut Context) -> Vec<DocumentEntry> {
    let file = entity::whole_file(text, context);
    let mut documents = Vec::new();
    for (id, node) in entity::each(&file, context) {
        documents.push(document(id, node, context));
    }
    documents
}

/// Reads a document.
pub(super) fn document(id: Name, node: &Node, context: &mut Context) -> DocumentEntry {
    let fields = Fields::of(node, &DOCUMENT, context);
    let url = fields.text("url", context);
    DocumentEntry {
        id,
        title: fields.localised("title", context),
        kind: fields.one_of("kind", context),
        date: fields.date("date", context),
        url: forms::web_address(url, context),
        licence: fields.text("licence", context),
        holder: fields.text("holder", context),
        retrieved: fields.date("retrieved", context),
        note: fields.localised("note", context),
    }
}

/// Reads `speakers.yaml`.
pub(super) fn speakers(text: &str, context: &mut Context) -> Vec<SpeakerEntry> {
    let file = entity::whole_file(text, context);
    let mut speakers = Vec::new();
    for (id, node) in entity::each(&file, context) {
        speakers.push(speaker(id, node, context));
    }
    speakers
}

/// Reads a speaker.
pub(super) fn speaker(id: Name, node: &Node, context: &mut Context) -> SpeakerEntry {
    let fields = Fields::of(node, &SPEAKER, context);
    let named = entity::is_set(&fields, "named", context);
    let mut name = fields.text("name", context);
    if let Some(typed) = name.take_if(|_| !named) {
        // The message does not repeat the name: logs of a build are public more often than one thinks.
        let message = format!("the speaker `{}` has a name, but `named: true` does not stand beside it", id.value);
        let diagnostic = UNNAMED_SPEAKER.at(context.place(typed.span), message);
        context.report(diagnostic.help("remove the name; or, where the person agreed to be named, add `named: true`"));
    }
    SpeakerEntry { id, role: fields.localised("role", context), organisation: fields.id("organisation", context), name }
}
