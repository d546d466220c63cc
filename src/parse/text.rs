//! Files of chapters, of pages of front and back matter, and of findings, and of their translations.

use super::entity::{self, DRAFT, EXTRA, OLD_ADDRESSES, SUMMARY, TOPICS, TRANSLATED_FROM};
use super::{FileName, TextFile, target};
use crate::decode::{Context, Fields, Form, Key, Table};
use crate::prose::Prose;
use crate::study::Kind;

const TITLE: Key =
    Key::new("title", Form::Localised, "the title, only where the file has no text: else it is the first heading")
        .translatable()
        .french(&["titre"]);
const ORDER: Key =
    Key::new("order", Form::Integer, "its place among those of its kind").french(&["ordre", "rang", "numero"]);

/// A chapter.
pub(super) static CHAPTER: Table =
    Table { name: "chapter", keys: &[TITLE, SUMMARY, TOPICS, DRAFT, OLD_ADDRESSES, EXTRA] };

/// A page of front or back matter.
pub(super) static PAGE: Table = Table { name: "page", keys: &[TITLE, SUMMARY, ORDER, DRAFT, OLD_ADDRESSES, EXTRA] };

/// A finding.
pub(super) static FINDING: Table = Table {
    name: "finding",
    keys: &[
        TITLE,
        SUMMARY,
        ORDER,
        Key::new("rests_on", Form::List(&Form::Reference), "its evidence, each as `kind:id`").french(&[
            "preuves",
            "repose_sur",
            "sources",
        ]),
        Key::new("scope", Form::Localised, "how far it holds, as “2 organisations of 15”")
            .translatable()
            .french(&["portee"]),
        TOPICS,
        DRAFT,
        OLD_ADDRESSES,
        EXTRA,
    ],
};

/// A translation of a chapter or a page.
pub(super) static TRANSLATION: Table = Table { name: "translation", keys: &[TITLE, SUMMARY, TRANSLATED_FROM] };

/// A translation of a finding.
pub(super) static FINDING_TRANSLATION: Table = Table {
    name: "translation of a finding",
    keys: &[
        TITLE,
        SUMMARY,
        Key::new("scope", Form::Localised, "how far it holds, as “2 organisations of 15”")
            .translatable()
            .french(&["portee"]),
        TRANSLATED_FROM,
    ],
};

/// Reads a file of a chapter, a page or a finding, or its translation.
pub(super) fn read(kind: Kind, file: FileName, text: &str, context: &mut Context) -> TextFile {
    let is_translation = file.language.is_some();
    let (original, translation) = match kind {
        Kind::Chapter => (&CHAPTER, &TRANSLATION),
        Kind::Page => (&PAGE, &TRANSLATION),
        _ => (&FINDING, &FINDING_TRANSLATION),
    };
    let parts = entity::parts(text, &file, original, context);
    let fields = Fields::of(&parts.keys, if is_translation { translation } else { original }, context);
    let (heading, body) = parts.body.split_title();
    let mut read = TextFile {
        title: fields.localised("title", context),
        heading,
        summary: fields.localised("summary", context),
        scope: (kind == Kind::Finding).then(|| fields.localised("scope", context)).flatten(),
        body,
        ..TextFile::named(kind, file)
    };
    if is_translation {
        read.translated_from = fields.text("translated_from", context);
        return read;
    }
    read.draft = entity::is_set(&fields, "draft", context);
    read.old_addresses = entity::old_addresses(&fields, context);
    if kind != Kind::Page {
        read.topics = fields.ids("topics", context);
    }
    if kind != Kind::Chapter {
        read.order = fields.integer("order", context).map(|order| order.value);
    }
    if kind == Kind::Finding {
        let items = fields.list("rests_on", context).iter();
        read.rests_on = items.filter_map(|item| target::evidence(item, context)).collect();
    }
    read
}

impl TextFile {
    /// A text that says nothing but what its file is called.
    pub(super) fn named(kind: Kind, file: FileName) -> Self {
        Self {
            kind,
            file,
            title: None,
            heading: None,
            summary: None,
            topics: Vec::new(),
            order: None,
            rests_on: Vec::new(),
            scope: None,
            draft: false,
            old_addresses: Vec::new(),
            body: Prose::default(),
            translated_from: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    #[test]
    fn the_first_heading_is_taken_out_of_the_text() {
        let mut context = Context::new(&SourcePath::new("content/findings/a.md"), &[]);
        let file = FileName { id: "a".to_owned(), language: None, number: None };
        let text =
            "---\norder: 3\nrests_on: [quote:a, metric:ined/delay]\nscope: \"2 sur 15\"\n---\n# Prudence\n\nUn.\n";
        let read = read(Kind::Finding, file, text, &mut context);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        assert_eq!((read.heading.unwrap().id.as_str(), read.body.blocks.len(), read.order), ("prudence", 1, Some(3)));
        let rests_on: Vec<&str> = read.rests_on.iter().map(|target| target.span.of(text)).collect();
        assert_eq!(rests_on, ["quote:a", "metric:ined/delay"]);
    }
}
