//! Files of quotes: blocks of keys, each followed by the words; `defaults` first, where several share something.

use std::collections::BTreeMap;

use crate::decode::read::{self, localised};
use crate::decode::{Context, Fields, Form, Key, Node, NodeKind, Table, front, id, words};
use crate::diagnostic::{Code, Rule, Severity, Span, Spanned};
use crate::study::Evidence;

use super::{
    ConsentEntry, FileName, InferredEntry, Item, Name, QuoteEntry, QuoteTranslationEntry, SourceEntry, origin,
};

/// The keys of a quote.
pub static QUOTE: Table = Table {
    name: "quote",
    keys: &[
        Key::new("id", Form::Text, "its id, in a file of several quotes; written once and never changed"),
        Key::new("organisation", Form::Id("organisation"), "whose words they are").french(&["organisme"]),
        Key::new("attribution", Form::Table(&ATTRIBUTION), "why it is not known whose words they are"),
        Key::new("speaker", Form::Id("speaker"), "who spoke, by an id of `speakers.yaml`").french(&["locuteur"]),
        origin::KEY,
        Key::new("locator", Form::Text, "where in the document; overrides that of `source`").french(&["repère"]),
        Key::new("language", Form::Text, "the language of the words").french(&["langue"]),
        Key::new("date", Form::Date, "when it was said"),
        Key::new("evidence", Form::OneOf(words::<Evidence>), "how well the attribution is documented")
            .french(&["preuve"]),
        Key::new("tools", Form::List(&Form::Id("tool")), "tools that the words name").french(&["outils"]),
        Key::new("practices", Form::List(&Form::Id("practice")), "practices that the words name")
            .french(&["pratiques"]),
        Key::new("topics", Form::List(&Form::Id("topic")), "what it is about").french(&["thèmes"]),
        Key::new("inferred", Form::Table(&INFERRED), "what the editors conclude, and why").french(&["déduit"]),
        Key::new("foreign", Form::MapOf(&Form::List(&Form::Text)), "phrases of the words in another language")
            .french(&["étranger"]),
        Key::new("note", Form::Localised, "a remark").translatable().french(&["remarque"]),
        Key::new("consent", Form::Any, "whether it may be published").french(&["consentement"]),
        Key::new("draft", Form::Flag, "not to be published yet").french(&["brouillon"]),
        Key::new("old_addresses", Form::List(&Form::Text), "addresses that it had"),
        Key::new("extra", Form::Any, "free data"),
    ],
};

/// The keys of a block of defaults.
pub static DEFAULTS: Table = Table {
    name: "block of defaults",
    keys: &[Key::new("defaults", Form::Table(&QUOTE), "what all quotes inherit").required()],
};

/// The keys of an attribution.
pub static ATTRIBUTION: Table = Table {
    name: "attribution",
    keys: &[Key::new("unknown", Form::Localised, "why it is not known whose words they are").required().translatable()],
};

/// The keys of what is inferred.
pub static INFERRED: Table = Table {
    name: "list of what is inferred",
    keys: &[
        Key::new("tools", Form::List(&Form::Id("tool")), "tools").french(&["outils"]),
        Key::new("practices", Form::List(&Form::Id("practice")), "practices").french(&["pratiques"]),
        Key::new("topics", Form::List(&Form::Id("topic")), "topics").french(&["thèmes"]),
        Key::new("why", Form::Localised, "why the editors think so").required().translatable().french(&["pourquoi"]),
    ],
};

/// The keys of a translated quote.
pub static TRANSLATION: Table = Table {
    name: "translated quote",
    keys: &[
        Key::new("id", Form::Text, "the quote that is translated"),
        Key::new("by", Form::Text, "who translated").french(&["par"]),
        Key::new("translated_from", Form::Text, "the hash of what was translated"),
    ],
};

/// An entry of a file of several quotes that has no id.
pub static QUOTE_WITHOUT_ID: Rule = Rule {
    code: Code::QuoteWithoutId,
    severity: Severity::Error,
    summary: "a quote without an id in a file of several",
    explanation: "In a file of one quote the id is the file's name; in a file of several each quote has an `id`, written \
                  once and never changed, since it is the quote's address. A proposal is made of its organisation and its \
                  first words.",
    example: "organisation: ined → id: ined-two-hours, organisation: ined",
};

/// A consent in none of its forms.
pub static INVALID_CONSENT: Rule = Rule {
    code: Code::InvalidConsent,
    severity: Severity::Error,
    summary: "a consent that cannot be read",
    explanation: "`consent` is `granted`, `anonymous`, `withheld`, `{withdrawn: DATE}`, `{embargoed_until: DATE}`, or \
                  `{anonymous: {keep: [document, locator]}}` where what is kept identifies nobody. A consent that cannot be \
                  read is never taken for a yes.",
    example: "consent: yes → consent: granted",
};

/// The quotes of a file.
pub fn read(file: &FileName, text: &str, context: &mut Context) -> Vec<Item> {
    let mut blocks = blocks(text, context);
    let defaults = match blocks.first() {
        Some(block) if block.node.get("defaults").is_some() => {
            let block = blocks.remove(0);
            Fields::of(&block.node, &DEFAULTS, context);
            block.node.get("defaults").cloned()
        }
        _ => None,
    };
    let alone = blocks.len() == 1;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    blocks
        .into_iter()
        .map(|block| {
            let own = Fields::of(&block.node, &QUOTE, context);
            let typed = own.text("id", context);
            let id = match (typed, alone) {
                (Some(typed), _) => checked(typed, context),
                (None, true) => Name::new(file.id.clone(), Span::new(block.span.start, block.span.start)),
                (None, false) => proposed(&block, &own, &mut seen, context),
            };
            Item::Quote(Box::new(quote(id, &block, &merged(&block.node, defaults.as_ref()), context)))
        })
        .collect()
}

/// The translations of a file.
pub fn translations(file: &FileName, language: &str, text: &str, context: &mut Context) -> Vec<Item> {
    let blocks = blocks(text, context);
    let alone = blocks.len() == 1;
    let mut items = Vec::new();
    for block in blocks {
        let fields = Fields::of(&block.node, &TRANSLATION, context);
        let id = match fields.text("id", context) {
            Some(id) => checked(id, context),
            None if alone => Name::new(file.id.clone(), Span::new(block.span.start, block.span.start)),
            None => {
                let place = context.place(block.span);
                let help = "add `id: ID`, the id of the quote that these words translate";
                context.report(
                    QUOTE_WITHOUT_ID.at(place, "this translation does not say which quote it translates").help(help),
                );
                continue;
            }
        };
        items.push(Item::QuoteTranslation(Box::new(QuoteTranslationEntry {
            id,
            language: language.to_owned(),
            by: fields.text("by", context),
            words: block.words,
            translated_from: fields.text("translated_from", context),
        })));
    }
    items
}

struct Block {
    node: Node,
    span: Span,
    words: Name,
}

fn blocks(text: &str, context: &mut Context) -> Vec<Block> {
    let path = context.path.clone();
    let blocks = front::blocks(&path, text).take(&mut context.diagnostics);
    blocks
        .into_iter()
        .map(|block| {
            let span = Span::new(block.yaml.offset, block.yaml.offset + block.yaml.text.trim_end().len());
            let node = context.read_yaml(block.yaml.text, block.yaml.offset);
            Block {
                node: node.unwrap_or_else(|| Node::nothing(span)),
                span,
                words: Name::new(block.words, block.words_span),
            }
        })
        .collect()
}

/// An id as it is typed, or as it must be spelt.
fn checked(typed: Name, context: &mut Context) -> Name {
    match id::diagnose(&typed.value, context.place(typed.span)) {
        None => typed,
        Some(diagnostic) => {
            context.report(diagnostic);
            Name::new(id::spell(&typed.value).unwrap_or(typed.value), typed.span)
        }
    }
}

/// The id that an entry without one would have.
fn proposed(block: &Block, own: &Fields<'_>, seen: &mut BTreeMap<String, usize>, context: &mut Context) -> Name {
    const WORDS: usize = 4;
    let organisation = own.node("organisation").and_then(Node::text).unwrap_or_default();
    let first: Vec<&str> = block.words.value.split_whitespace().take(WORDS).collect();
    let spelt = id::spell(&format!("{organisation} {}", first.join(" "))).unwrap_or_else(|| "quote".to_owned());
    let count = seen.entry(spelt.clone()).or_insert(0);
    *count += 1;
    let id = if *count == 1 { spelt } else { format!("{spelt}-{count}") };
    let place = context.place(block.span);
    let message = "this quote has no id, and the file holds several";
    context.report(QUOTE_WITHOUT_ID.at(place, message).help(format!("add `id: {id}`")));
    Name::new(id, Span::new(block.span.start, block.span.start))
}

/// An entry's own keys, then the inherited ones that it does not have.
fn merged(own: &Node, defaults: Option<&Node>) -> Node {
    let mut entries = own.entries().unwrap_or_default().to_vec();
    for inherited in defaults.and_then(Node::entries).unwrap_or_default() {
        if !entries.iter().any(|entry| entry.key.value == inherited.key.value) {
            entries.push(inherited.clone());
        }
    }
    // Whether keys are unknown or missing was found out where they stand.
    Node { whole: false, ..Node::new(own.span, NodeKind::Map(entries)) }
}

fn quote(id: Name, block: &Block, merged: &Node, context: &mut Context) -> QuoteEntry {
    // What the table says of unknown keys was said of the entry and of the defaults; here it would be said again.
    let mut silent = Context::new(&context.path, &context.languages);
    let fields = Fields::of(merged, &QUOTE, &mut silent);
    let unknown = fields.table("attribution", &ATTRIBUTION, context).and_then(|it| it.localised("unknown", context));
    QuoteEntry {
        id,
        span: block.span,
        words: block.words.clone(),
        organisation: fields.id("organisation", context),
        unknown,
        speaker: fields.id("speaker", context),
        source: source(&fields, context),
        language: fields.text("language", context),
        date: fields.date("date", context),
        evidence: fields.one_of("evidence", context),
        tools: fields.ids("tools", context),
        practices: fields.ids("practices", context),
        topics: fields.ids("topics", context),
        inferred: inferred(&fields, context),
        foreign: fields
            .map("foreign", context)
            .iter()
            .map(|entry| (entry.key.clone(), phrases(&entry.value, context)))
            .collect(),
        note: fields.node("note").and_then(|node| localised(node, context)),
        consent: fields.node("consent").and_then(|node| consent(node, context)),
        draft: fields.flag("draft", context).is_some_and(|draft| draft.value),
        old_addresses: fields.texts("old_addresses", context),
    }
}

fn source(fields: &Fields<'_>, context: &mut Context) -> Option<SourceEntry> {
    let locator = fields.text("locator", context);
    let source = origin::read(fields, context)?;
    Some(SourceEntry { locator: locator.or(source.locator), document: source.document })
}

fn inferred(fields: &Fields<'_>, context: &mut Context) -> Option<InferredEntry> {
    let inferred = fields.table("inferred", &INFERRED, context)?;
    Some(InferredEntry {
        tools: inferred.ids("tools", context),
        practices: inferred.ids("practices", context),
        topics: inferred.ids("topics", context),
        why: inferred.localised("why", context),
    })
}

fn phrases(node: &Node, context: &mut Context) -> Vec<Name> {
    match &node.kind {
        NodeKind::List(items) => items.iter().filter_map(|item| read::text(item, context)).collect(),
        _ => read::text(node, context).into_iter().collect(),
    }
}

/// A consent; one that cannot be read withholds the quote.
fn consent(node: &Node, context: &mut Context) -> Option<Spanned<ConsentEntry>> {
    let anonymous = ConsentEntry::Anonymous { keep_document: false, keep_locator: false };
    let read = match (node.text(), node.entries()) {
        (Some("granted"), _) => Some(ConsentEntry::Granted),
        (Some("anonymous"), _) => Some(anonymous),
        (Some("withheld"), _) => Some(ConsentEntry::Withheld),
        (None, Some([entry])) => match entry.key.value.as_str() {
            "withdrawn" => read::date(&entry.value, context).map(|date| ConsentEntry::Withdrawn(date.value)),
            "embargoed_until" => read::date(&entry.value, context).map(|date| ConsentEntry::EmbargoedUntil(date.value)),
            "anonymous" => kept(&entry.value),
            _ => None,
        },
        _ => None,
    };
    if read.is_none() {
        let place = context.place(node.span);
        let help = "write `granted`, `anonymous`, `withheld`, `{withdrawn: DATE}` or `{embargoed_until: DATE}`";
        context.report(INVALID_CONSENT.at(place, "this is no consent").help(help));
    }
    Some(Spanned::new(read.unwrap_or(ConsentEntry::Withheld), node.span))
}

fn kept(node: &Node) -> Option<ConsentEntry> {
    let [entry] = node.entries()? else { return None };
    let kept: Vec<&str> = entry.value.items()?.iter().filter_map(Node::text).collect();
    let known = kept.iter().all(|kept| ["document", "locator"].contains(kept));
    (entry.key.value == "keep" && known).then(|| ConsentEntry::Anonymous {
        keep_document: kept.contains(&"document"),
        keep_locator: kept.contains(&"locator"),
    })
}
