//! Chapters, pages of front and back matter, and findings.

use crate::decode::{Context, Fields, Form, Key, Table, front};
use crate::study::Kind;

use super::translation::only_translatable;
use super::{FileName, TextFile, markdown, target};

/// The keys that chapters, pages and findings share.
macro_rules! shared_keys {
    ($($own:expr),* $(,)?) => {
        &[
            Key::new("title", Form::Localised, "its title, only where there is no body: else the first heading is the title")
                .translatable()
                .french(&["titre"]),
            Key::new("summary", Form::Localised, "one sentence about it").translatable().french(&["résumé"]),
            Key::new("draft", Form::Flag, "not to be published yet").french(&["brouillon"]),
            Key::new("old_addresses", Form::List(&Form::Text), "addresses that it had"),
            Key::new("translated_from", Form::Text, "in a translation: the hash of what was translated").translatable(),
            Key::new("extra", Form::Any, "free data"),
            $($own),*
        ]
    };
}

const TOPICS: Key = Key::new("topics", Form::List(&Form::Id("topic")), "what it is about").french(&["thèmes"]);
const ORDER: Key = Key::new("order", Form::Integer, "its place among its kind").french(&["ordre"]);

/// The keys of a chapter.
pub static CHAPTER: Table = Table { name: "chapter", keys: shared_keys![TOPICS] };

/// The keys of a page of front or back matter.
pub static PAGE: Table = Table { name: "page", keys: shared_keys![ORDER] };

/// The keys of a finding.
pub static FINDING: Table = Table {
    name: "finding",
    keys: shared_keys![
        TOPICS,
        ORDER,
        Key::new("rests_on", Form::List(&Form::Reference), "its evidence, each as `kind:id`")
            .french(&["repose_sur", "preuves"]),
        Key::new("scope", Form::Localised, "how far it holds: \"2 organisations of 15\"")
            .translatable()
            .french(&["portée"]),
    ],
};

/// A chapter, a page or a finding.
pub fn read(kind: Kind, file: FileName, text: &str, context: &mut Context) -> TextFile {
    let path = context.path.clone();
    let front = front::split(&path, text).take(&mut context.diagnostics);
    let node = front.yaml.and_then(|yaml| context.read_yaml(yaml.text, yaml.offset));
    let body = markdown::read(&path, front.body, front.body_offset).take(&mut context.diagnostics);
    let (heading, body) = body.split_title();
    let mut entry = TextFile {
        kind,
        file,
        title: None,
        heading,
        summary: None,
        topics: Vec::new(),
        order: None,
        rests_on: Vec::new(),
        scope: None,
        draft: false,
        old_addresses: Vec::new(),
        body,
        translated_from: None,
    };
    let Some(node) = node else { return entry };
    let table = match kind {
        Kind::Chapter => &CHAPTER,
        Kind::Finding => &FINDING,
        _ => &PAGE,
    };
    if entry.file.language.is_some() {
        only_translatable(&node, table, context);
    }
    fill(&mut entry, &Fields::of(&node, table, context), context);
    entry
}

fn fill(entry: &mut TextFile, fields: &Fields<'_>, context: &mut Context) {
    entry.title = fields.localised("title", context);
    entry.summary = fields.localised("summary", context);
    entry.translated_from = fields.text("translated_from", context);
    if entry.kind == Kind::Finding {
        entry.scope = fields.localised("scope", context);
    }
    if entry.file.language.is_some() {
        return;
    }
    entry.draft = fields.flag("draft", context).is_some_and(|draft| draft.value);
    entry.old_addresses = fields.texts("old_addresses", context);
    if entry.kind != Kind::Page {
        entry.topics = fields.ids("topics", context);
    }
    if entry.kind != Kind::Chapter {
        entry.order = fields.integer("order", context).map(|order| order.value);
    }
    if entry.kind == Kind::Finding {
        let named = fields.texts("rests_on", context);
        entry.rests_on = named.iter().filter_map(|name| target::read(name, context)).collect();
    }
}
