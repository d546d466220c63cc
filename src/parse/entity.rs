//! What files of several kinds share: a block of keys before a text, translations, sources, links, ids of a catalogue.

use super::markdown::{self, RawTarget};
use super::rules::{NOT_TRANSLATABLE, PERIOD_TURNED_ROUND};
use super::{FileName, LinkEntry, Name, SourceEntry, forms};
use crate::decode::front::{self, MISSING_FRONT_MATTER, Yaml};
use crate::decode::{Context, Date, Fields, Form, Key, Node, NodeKind, Table, id, read, word::INVALID_VALUE};
use crate::diagnostic::{Certainty, Diagnostic, Edit, Span, Spanned};
use crate::prose::Prose;

pub(super) const SUMMARY: Key = Key::new("summary", Form::Localised, "one sentence about it").translatable().french(&[
    "resume",
    "chapeau",
    "description",
]);
pub(super) const TOPICS: Key = Key::new("topics", Form::List(&Form::Id("topic")), "what it is about, as ids of topics")
    .french(&["themes", "sujets"]);
pub(super) const SOURCE_KEY: Key =
    Key::new("source", Form::Table(&SOURCE), "the document that says it, and where in it")
        .french(&["origine", "provenance"]);
pub(super) const EVIDENCE: Key = Key::new(
    "evidence",
    Form::OneOf(crate::decode::words::<crate::study::Evidence>),
    "how well it is documented; `explicit` where this is left out",
)
.french(&["preuve", "niveau_de_preuve"]);
pub(super) const NOTE: Key =
    Key::new("note", Form::Localised, "a remark, shown beside it").french(&["remarque", "commentaire"]);
pub(super) const DRAFT: Key =
    Key::new("draft", Form::Flag, "`true` where it is not to be published yet").french(&["brouillon"]);
pub(super) const OLD_ADDRESSES: Key = Key::new(
    "old_addresses",
    Form::List(&Form::Text),
    "addresses that its page had, from the top of the site; each leads on to the new one",
)
.french(&["anciennes_adresses", "redirections"]);
pub(super) const EXTRA: Key =
    Key::new("extra", Form::Any, "free data, for whoever reads the files").french(&["divers"]);
pub(super) const TRANSLATED_FROM: Key = Key::new(
    "translated_from",
    Form::Text,
    "the hash of the original that was translated, by which a stale translation is known",
)
.french(&["traduit_de"]);

/// Where something is said.
pub(super) static SOURCE: Table = Table {
    name: "source",
    keys: &[
        Key::new("document", Form::Id("document"), "the document, by its id in `documents.yaml`").required(),
        LOCATOR,
    ],
};

pub(super) const LOCATOR: Key =
    Key::new("locator", Form::Text, "where in the document, as one says it: `p. 12`, `l. 48–49`")
        .french(&["page", "pages", "ligne", "lignes", "reperage", "repere"]);

/// A page of the web.
pub(super) static LINK: Table = Table {
    name: "link",
    keys: &[
        Key::new("url", Form::Text, "the address, with `https://`").required().french(&["adresse", "lien"]),
        Key::new("label", Form::Localised, "what it is called; the address where this is left out")
            .french(&["titre", "libelle"]),
    ],
};

/// The block of keys of a file of one entity, and its words.
pub(super) struct Parts {
    /// The keys. Of a translation only those that may be translated.
    pub(super) keys: Node,
    /// The words.
    pub(super) body: Prose<RawTarget>,
}

/// Parts a file of one entity. `needs_keys` says that its original cannot do without a block of keys.
pub(super) fn parts(text: &str, file: &FileName, table: &'static Table, context: &mut Context) -> Parts {
    let front = front::split(&context.path.clone(), text).take(&mut context.diagnostics);
    let is_translation = file.language.is_some();
    let keys = match front.yaml {
        Some(yaml) => node(yaml, context),
        None => {
            let required = table.keys.iter().find(|key| key.required);
            if let Some(key) = required.filter(|_| !is_translation) {
                let message = format!("this file has no block of keys, and {} needs `{}`", table.noun(), key.name);
                let place = context.place(Span::new(front.body_offset, front.body_offset));
                let help = format!("begin it with a line `---`, then `{}: …`, then a second line `---`", key.name);
                context.report(MISSING_FRONT_MATTER.at(place, message).help(help));
            }
            Node { whole: false, ..Node::nothing(Span::default()) }
        }
    };
    let keys = if is_translation { translated(keys, table, context) } else { keys };
    let body = markdown::read(&context.path, front.body, front.body_offset).take(&mut context.diagnostics);
    Parts { keys, body }
}

/// The YAML of a stretch of a file; a node that is not whole where it could not be read.
pub(super) fn node(yaml: Yaml<'_>, context: &mut Context) -> Node {
    let noted = context.diagnostics.len();
    let end = yaml.offset.saturating_add(yaml.text.trim_end().len());
    match context.read_yaml(yaml.text, yaml.offset) {
        Some(node) => node,
        None => Node { whole: context.diagnostics.len() == noted, ..Node::nothing(Span::new(end, end)) },
    }
}

/// The YAML of a whole file.
pub(super) fn whole_file(text: &str, context: &mut Context) -> Node {
    node(Yaml { text, offset: 0 }, context)
}

/// The keys of a translation; each that its original alone may hold is noted and left out.
pub(super) fn translated(keys: Node, original: &'static Table, context: &mut Context) -> Node {
    let NodeKind::Map(entries) = keys.kind else { return keys };
    let mut kept = Vec::new();
    for entry in entries {
        match original.key(&entry.key.value) {
            Some(key) if !key.translatable => {
                let message = format!("`{}` is not translated, so a translation may not hold it", key.name);
                let place = context.place(entry.key.span);
                context.report(NOT_TRANSLATABLE.at(place, message).help("write it in the original alone"));
            }
            _ => kept.push(entry),
        }
    }
    Node { kind: NodeKind::Map(kept), ..keys }
}

/// A document and where in it. A document alone is noted with the keys to write, and taken as it is meant.
pub(super) fn source(fields: &Fields<'_>, table: &'static Table, context: &mut Context) -> Option<SourceEntry> {
    let node = fields.node("source")?;
    if let Some(typed) = node.text().filter(|typed| id::check(typed).is_ok()) {
        let diagnostic =
            read::WRONG_TYPE.at(context.place(node.span), format!("expected the keys of a source, found `{typed}`"));
        context.report(diagnostic.help(format!("write `{{document: {typed}}}`")));
        return Some(SourceEntry { document: Some(Name::new(typed.to_owned(), node.span)), locator: None });
    }
    let source = Fields::of(node, table, context);
    Some(SourceEntry { document: source.id("document", context), locator: source.text("locator", context) })
}

/// Pages of the web; those without an address are noted and left out.
pub(super) fn links(fields: &Fields<'_>, context: &mut Context) -> Vec<LinkEntry> {
    let entries = fields.tables("links", &LINK, context);
    let link = |link: &Fields<'_>| {
        let label = link.localised("label", context);
        let url = link.text("url", context);
        forms::web_address(url, context).map(|url| LinkEntry { url, label })
    };
    entries.iter().filter_map(link).collect()
}

/// Addresses that a page had.
pub(super) fn old_addresses(fields: &Fields<'_>, context: &mut Context) -> Vec<Name> {
    let typed = fields.texts("old_addresses", context);
    typed.into_iter().filter_map(|address| forms::old_address(address, context)).collect()
}

/// Whether a flag is set.
pub(super) fn is_set(fields: &Fields<'_>, key: &str, context: &mut Context) -> bool {
    said(key, fields, context).and_then(|node| read::flag(node, context)).is_some_and(|flag| flag.value)
}

/// The value of a key that keeps something from being published: one that says nothing is noted, since its author meant
/// it to say something.
pub(super) fn said<'n>(key: &str, fields: &Fields<'n>, context: &mut Context) -> Option<&'n Node> {
    let value = fields.node(key);
    if let (None, Some(span)) = (value, fields.key_span(key)) {
        context.report(says_nothing(key, span, context));
    }
    value
}

/// What to say about a key that says nothing.
pub(super) fn says_nothing(key: &str, span: Span, context: &Context) -> Diagnostic {
    INVALID_VALUE
        .at(context.place(span), format!("`{key}` says nothing"))
        .help("write what is meant, or remove the key")
}

/// The entries of a file of ids. One that is spelt wrong is noted, and declared by its right spelling.
pub(super) fn each<'n>(node: &'n Node, context: &mut Context) -> Vec<(Name, &'n Node)> {
    let mut found = Vec::new();
    for entry in read::entries(node, context) {
        found.push((declared_id(entry.key.clone(), context), &entry.value));
    }
    found
}

/// An id where it is declared. One that is spelt wrong is noted, and declared by its right spelling.
pub(super) fn declared_id(typed: Name, context: &mut Context) -> Name {
    let Some(diagnostic) = id::diagnose(&typed.value, context.place(typed.span)) else { return typed };
    context.report(diagnostic);
    typed.map(|typed| id::spell(&typed).unwrap_or(typed))
}

/// Notes a first date that comes after the last, as far as both are known.
pub(super) fn in_order(from: &Spanned<Date>, to: &Spanned<Date>, context: &mut Context) -> bool {
    let parts = |date: &Date| {
        [Some(u16::from(date.month.unwrap_or_default())).filter(|_| date.month.is_some()), date.day.map(u16::from)]
    };
    let mut order = from.value.year.cmp(&to.value.year);
    for (first, last) in parts(&from.value).into_iter().zip(parts(&to.value)) {
        match (first, last) {
            (Some(first), Some(last)) => order = order.then(first.cmp(&last)),
            _ => break,
        }
    }
    if order.is_gt() {
        let message = format!("the period begins in {} and ends before, in {}", from.value, to.value);
        let place = context.place(from.span);
        let found = PERIOD_TURNED_ROUND.at(place, message).help("exchange the two dates, or correct one");
        let edits = vec![
            Edit::new(context.place(from.span), to.value.to_string()),
            Edit::new(context.place(to.span), from.value.to_string()),
        ];
        context.report(found.fix(Certainty::Likely, edits));
    }
    order.is_le()
}
