//! Files of quotes, and of their translations: blocks of keys, each followed by the words, which are plain text.
//!
//! `defaults` are read once and inherited key by key, so that a mistake in them is said once. What an entry says itself
//! replaces what it inherits: its list the whole list, its `locator` only the locator.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::entity::{self, DRAFT, EVIDENCE, EXTRA, LOCATOR, NOTE, OLD_ADDRESSES, TRANSLATED_FROM};
use super::rules::{INVALID_CONSENT, QUOTE_WITHOUT_ID};
use super::{ConsentEntry, InferredEntry, Name, QuoteEntry, QuoteTranslationEntry, SourceEntry, forms};
use crate::decode::front::{self, Block, MISSING_FRONT_MATTER};
use crate::decode::quotation;
use crate::decode::{
    ClosedWord, Context, Date, Fields, Form, Key, Localised, Node, Table, id, read, word::INVALID_VALUE, words,
};
use crate::diagnostic::{Certainty, Diagnosed, Diagnostic, Edit, Place, Span, Spanned};
use crate::prose::Words;
use crate::study::Evidence;

const ID: Key = Key::new("id", Form::Id("quote"), "its id, in a file of several quotes; never changed");
const ORGANISATION: Key =
    Key::new("organisation", Form::Id("organisation"), "whose words they are").french(&["organisme", "structure"]);
const ATTRIBUTION: Key = Key::new("attribution", Form::Table(&UNKNOWN), "why it is not known whose words they are");
const SPEAKER: Key = Key::new("speaker", Form::Id("speaker"), "who spoke, by an id of `speakers.yaml`")
    .french(&["locuteur", "personne"]);
const SOURCE_KEY: Key = Key::new("source", Form::Table(&SOURCE), "the document that they stand in, and where")
    .french(&["origine", "provenance"]);
const LANGUAGE: Key =
    Key::new("language", Form::Text, "the language of the words, as `fr`; the study's own where this is left out")
        .french(&["langue"]);
const DATE: Key = Key::new("date", Form::Date, "when it was said");
const TOOLS: Key = Key::new("tools", Form::List(&Form::Id("tool")), "tools that the words name").french(&["outils"]);
const PRACTICES: Key =
    Key::new("practices", Form::List(&Form::Id("practice")), "practices that the words name").french(&["pratiques"]);
const INFERRED_KEY: Key =
    Key::new("inferred", Form::Table(&INFERRED), "what the editors conclude, and why; shown as inferred")
        .french(&["deduit", "infere"]);
const FOREIGN: Key =
    Key::new("foreign", Form::MapOf(&Form::List(&Form::Text)), "phrases of the words in another language, by its code")
        .french(&["mots_etrangers", "langue_etrangere"]);
// A constant can borrow a form that holds a table only from a static.
static CONSENT_FORMS: [Form; 2] = [Form::OneOf(words::<PlainConsent>), Form::Table(&CONSENT)];
const CONSENT_KEY: Key = Key::new(
    "consent",
    Form::Either(&CONSENT_FORMS),
    "whether it may be published: `granted`, `anonymous`, `withheld`, `{withdrawn: DATE}` or `{embargoed_until: DATE}`",
)
.french(&["consentement", "accord"]);

/// A quote.
pub(super) static QUOTE: Table = Table {
    name: "quote",
    keys: &[
        ID,
        ORGANISATION,
        ATTRIBUTION,
        SPEAKER,
        SOURCE_KEY,
        LOCATOR,
        LANGUAGE,
        DATE,
        EVIDENCE,
        TOOLS,
        PRACTICES,
        entity::TOPICS,
        INFERRED_KEY,
        FOREIGN,
        NOTE,
        CONSENT_KEY,
        DRAFT,
        OLD_ADDRESSES,
        EXTRA,
    ],
};

/// What the quotes of a file inherit.
pub(super) static DEFAULTS: Table = Table {
    name: "set of defaults",
    keys: &[
        ORGANISATION,
        ATTRIBUTION,
        SPEAKER,
        SOURCE_KEY,
        LOCATOR,
        LANGUAGE,
        DATE,
        EVIDENCE,
        TOOLS,
        PRACTICES,
        entity::TOPICS,
        INFERRED_KEY,
        FOREIGN,
        NOTE,
        CONSENT_KEY,
        DRAFT,
        OLD_ADDRESSES,
        EXTRA,
    ],
};

/// The block that holds the defaults.
pub(super) static DEFAULTS_BLOCK: Table = Table {
    name: "block of defaults",
    keys: &[Key::new("defaults", Form::Table(&DEFAULTS), "what every quote of the file says unless it says otherwise")],
};

/// A translation of a quote's words.
pub(super) static TRANSLATION: Table = Table {
    name: "translation of a quote",
    keys: &[
        Key::new("id", Form::Id("quote"), "the quote; in a file of one translation, the file's name"),
        Key::new("by", Form::Text, "who translated").french(&["par", "traducteur", "traductrice"]),
        TRANSLATED_FROM,
    ],
};

/// Why it is not known whose words they are.
pub(super) static UNKNOWN: Table = Table {
    name: "attribution",
    keys: &[Key::new("unknown", Form::Localised, "why it is not known whose words they are")
        .required()
        .french(&["inconnu", "inconnue"])],
};

/// The document of a quote, which may come from the defaults while the locator does not.
pub(super) static SOURCE: Table = Table {
    name: "source",
    keys: &[Key::new("document", Form::Id("document"), "the document, by its id in `documents.yaml`"), LOCATOR],
};

/// What the editors conclude.
pub(super) static INFERRED: Table = Table {
    name: "set of inferred relations",
    keys: &[
        TOOLS,
        PRACTICES,
        entity::TOPICS,
        Key::new("why", Form::Localised, "what the conclusion rests on").french(&["pourquoi", "raison"]),
    ],
};

/// A consent that needs more than a word.
pub(super) static CONSENT: Table = Table {
    name: "consent",
    keys: &[
        Key::new("withdrawn", Form::Date, "when it was withdrawn; the id and this date stay").french(&["retire"]),
        Key::new("embargoed_until", Form::Date, "the day from which it may be published")
            .french(&["embargo", "embargo_until"]),
        Key::new("anonymous", Form::Table(&ANONYMOUS), "it may be published without what identifies who spoke")
            .french(&["anonyme"]),
    ],
};

/// What an anonymous quote keeps.
pub(super) static ANONYMOUS: Table = Table {
    name: "set of what stays",
    keys: &[Key::new("keep", Form::List(&Form::OneOf(words::<Kept>)), "what identifies nobody, and stays")
        .required()
        .french(&["garder"])],
};

/// A consent that is one word.
#[derive(Clone, Copy, Debug)]
enum PlainConsent {
    Granted,
    Anonymous,
    Withheld,
}

impl ClosedWord for PlainConsent {
    const NAME: &'static str = "consent";
    const WORDS: &'static [(&'static str, Self)] =
        &[("granted", Self::Granted), ("anonymous", Self::Anonymous), ("withheld", Self::Withheld)];
}

/// What an anonymous quote may keep.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kept {
    Document,
    Locator,
}

impl ClosedWord for Kept {
    const NAME: &'static str = "part of a quote that can stay";
    const WORDS: &'static [(&'static str, Self)] = &[("document", Self::Document), ("locator", Self::Locator)];
}

/// Reads a file of quotes; `file` is its name without ending.
pub(super) fn read(file: &str, text: &str, context: &mut Context) -> Vec<QuoteEntry> {
    let blocks = front::blocks(&context.path.clone(), text).take(&mut context.diagnostics);
    let keys = each(blocks.par_iter(), context, |block, own| entity::node(block.yaml, own));
    let mut nodes: Vec<(Node, Block<'_>)> = Vec::new();
    let mut inherited = Said::default();
    for (index, (block, node)) in blocks.into_iter().zip(keys).enumerate() {
        if node.get("defaults").is_some() {
            inherited = defaults(&node, &block, index, context);
        } else {
            nodes.push((node, block));
        }
    }
    if nodes.is_empty() {
        return vec![nothing_quoted(file, text, context)];
    }
    let mut ids = Ids::of(&nodes, file);
    let said: Vec<(Name, Said)> = nodes
        .iter()
        .map(|(node, block)| {
            let fields = Fields::of(node, &QUOTE, context);
            let said = Said::read(&fields, context).or(&inherited);
            (ids.id(&fields, &said, block, context), said)
        })
        .collect();
    each(nodes.par_iter().zip(said), context, |((node, block), (id, said)), own| {
        let words = Name::new(block.words.clone(), block.words_span);
        entry(id, said, (node.whole, beginning(block)), words, own)
    })
}

/// What each part of a file gives, in order, read over all threads: an interview is one file, and whoever edits a line of
/// it waits for the whole.
fn each<P: Send, T: Send>(
    parts: impl IndexedParallelIterator<Item = P>,
    context: &mut Context,
    read: impl Fn(P, &mut Context) -> T + Sync,
) -> Vec<T> {
    let (path, languages) = (&context.path, &context.languages);
    let read = |part: P| {
        let mut own = Context::new(path, languages);
        let value = read(part, &mut own);
        own.diagnosed(value)
    };
    let all: Vec<Diagnosed<T>> = parts.map(read).collect();
    all.into_iter().map(|one| one.take(&mut context.diagnostics)).collect()
}

/// Reads a file of translations; `file` is its name without language and ending.
pub(super) fn translations(
    file: &str,
    language: &str,
    text: &str,
    context: &mut Context,
) -> Vec<QuoteTranslationEntry> {
    let blocks = front::blocks(&context.path.clone(), text).take(&mut context.diagnostics);
    if blocks.is_empty() && context.diagnostics.is_empty() {
        let diagnostic = MISSING_FRONT_MATTER.at(Place::file(&context.path), "this file holds no translation");
        context.report(
            diagnostic.help("write a block between two lines `---` with the `id` of the quote, and then the words"),
        );
    }
    let is_single = blocks.len() == 1;
    let mut entries = Vec::new();
    for block in &blocks {
        let node = entity::node(block.yaml, context);
        let node = entity::translated(node, &QUOTE_OF_TRANSLATION, context);
        let fields = Fields::of(&node, &TRANSLATION, context);
        let by = fields.text("by", context);
        let translated_from = fields.text("translated_from", context);
        let id = match fields.id("id", context) {
            Some(id) => id,
            None if is_single && fields.node("id").is_none() => Name::new(named(file, context), Span::default()),
            None => {
                if node.whole && fields.node("id").is_none() {
                    let diagnostic = QUOTE_WITHOUT_ID
                        .at(context.place(beginning(block)), "this translation does not say which quote it translates");
                    context.report(diagnostic.help("write `id: …`, the id of the quote"));
                }
                continue;
            }
        };
        let words = translated(&id.value, Name::new(block.words.clone(), block.words_span), context);
        entries.push(QuoteTranslationEntry { id, language: language.to_owned(), by, words, translated_from });
    }
    entries
}

/// The keys of a quote that a translation may not hold: all but those that are its own.
static QUOTE_OF_TRANSLATION: Table = Table {
    name: "quote",
    keys: &[
        ORGANISATION,
        ATTRIBUTION,
        SPEAKER,
        SOURCE_KEY,
        LOCATOR,
        LANGUAGE,
        DATE,
        EVIDENCE,
        TOOLS,
        PRACTICES,
        entity::TOPICS,
        INFERRED_KEY,
        FOREIGN,
        CONSENT_KEY,
        DRAFT,
        OLD_ADDRESSES,
    ],
};

/// What a block says: of an entry, or of the defaults. An empty list says something; a list left out does not.
#[derive(Clone, Default)]
struct Said {
    organisation: Option<Name>,
    unknown: Option<Localised>,
    speaker: Option<Name>,
    document: Option<Name>,
    locator: Option<Name>,
    language: Option<Name>,
    date: Option<Spanned<Date>>,
    evidence: Option<Spanned<Evidence>>,
    tools: Option<Vec<Name>>,
    practices: Option<Vec<Name>>,
    topics: Option<Vec<Name>>,
    inferred: Option<SaidInferred>,
    foreign: Option<Vec<(Name, Vec<Name>)>>,
    note: Option<Localised>,
    consent: Option<Spanned<ConsentEntry>>,
    draft: Option<bool>,
    old_addresses: Option<Vec<Name>>,
}

#[derive(Clone, Default)]
struct SaidInferred {
    tools: Option<Vec<Name>>,
    practices: Option<Vec<Name>>,
    topics: Option<Vec<Name>>,
    why: Option<Localised>,
}

impl Said {
    fn read(fields: &Fields<'_>, context: &mut Context) -> Self {
        let source = entity::source(fields, &SOURCE, context);
        let (document, of_source) = source.map_or((None, None), |source| (source.document, source.locator));
        let unknown = fields.table("attribution", &UNKNOWN, context);
        let said = Self {
            organisation: fields.id("organisation", context),
            unknown: unknown.and_then(|unknown| unknown.localised("unknown", context)),
            speaker: fields.id("speaker", context),
            document,
            locator: fields.text("locator", context).or(of_source),
            language: fields.text("language", context).and_then(|code| forms::language(code, context)),
            date: fields.date("date", context),
            evidence: fields.one_of("evidence", context),
            tools: ids(fields, "tools", context),
            practices: ids(fields, "practices", context),
            topics: ids(fields, "topics", context),
            inferred: fields
                .table("inferred", &INFERRED, context)
                .map(|inferred| SaidInferred::read(&inferred, context)),
            foreign: fields.node("foreign").map(|node| foreign(node, context)),
            note: fields.localised("note", context),
            consent: said_consent(fields, context),
            draft: entity::said("draft", fields, context)
                .and_then(|node| read::flag(node, context))
                .map(|draft| draft.value),
            old_addresses: fields.node("old_addresses").map(|_| entity::old_addresses(fields, context)),
        };
        if let (Some(span), Some(_)) = (fields.key_span("attribution"), &said.organisation) {
            let message = "this says both whose words they are and that it is not known";
            context.report(INVALID_VALUE.at(context.place(span), message).help("keep `organisation` or `attribution`"));
        }
        said
    }

    /// What the block says, and what it inherits.
    fn or(self, inherited: &Said) -> Said {
        let attributed = self.organisation.is_some() || self.unknown.is_some();
        let inherits = |own: bool| (!own).then_some(inherited);
        let attribution = inherits(attributed);
        Said {
            organisation: self.organisation.or_else(|| attribution?.organisation.clone()),
            unknown: self.unknown.or_else(|| attribution?.unknown.clone()),
            speaker: self.speaker.or_else(|| inherited.speaker.clone()),
            document: self.document.or_else(|| inherited.document.clone()),
            locator: self.locator.or_else(|| inherited.locator.clone()),
            language: self.language.or_else(|| inherited.language.clone()),
            date: self.date.or_else(|| inherited.date.clone()),
            evidence: self.evidence.or_else(|| inherited.evidence.clone()),
            tools: self.tools.or_else(|| inherited.tools.clone()),
            practices: self.practices.or_else(|| inherited.practices.clone()),
            topics: self.topics.or_else(|| inherited.topics.clone()),
            inferred: match (self.inferred, &inherited.inferred) {
                (Some(own), Some(inherited)) => Some(own.or(inherited)),
                (own, inherited) => own.or_else(|| inherited.clone()),
            },
            foreign: self.foreign.or_else(|| inherited.foreign.clone()),
            note: self.note.or_else(|| inherited.note.clone()),
            consent: self.consent.or_else(|| inherited.consent.clone()),
            draft: self.draft.or(inherited.draft),
            old_addresses: self.old_addresses.or_else(|| inherited.old_addresses.clone()),
        }
    }
}

impl SaidInferred {
    fn read(fields: &Fields<'_>, context: &mut Context) -> Self {
        Self {
            tools: ids(fields, "tools", context),
            practices: ids(fields, "practices", context),
            topics: ids(fields, "topics", context),
            why: fields.localised("why", context),
        }
    }

    fn or(self, inherited: &SaidInferred) -> SaidInferred {
        SaidInferred {
            tools: self.tools.or_else(|| inherited.tools.clone()),
            practices: self.practices.or_else(|| inherited.practices.clone()),
            topics: self.topics.or_else(|| inherited.topics.clone()),
            why: self.why.or_else(|| inherited.why.clone()),
        }
    }

    fn finish(self) -> InferredEntry {
        InferredEntry {
            tools: self.tools.unwrap_or_default(),
            practices: self.practices.unwrap_or_default(),
            topics: self.topics.unwrap_or_default(),
            why: self.why,
        }
    }
}

fn ids(fields: &Fields<'_>, key: &str, context: &mut Context) -> Option<Vec<Name>> {
    fields.node(key).map(|_| fields.ids(key, context))
}

fn foreign(node: &Node, context: &mut Context) -> Vec<(Name, Vec<Name>)> {
    let mut phrases = Vec::new();
    for entry in read::entries(node, context) {
        let Some(language) = forms::language(entry.key.clone(), context) else { continue };
        let items = read::items(&entry.value, context);
        phrases.push((language, items.iter().filter_map(|item| read::text(item, context)).collect()));
    }
    phrases
}

/// The consent that a block says; a key without a value says that its author meant something.
fn said_consent(fields: &Fields<'_>, context: &mut Context) -> Option<Spanned<ConsentEntry>> {
    match (fields.node("consent"), fields.key_span("consent")) {
        (Some(node), _) => Some(consent(node, context)),
        (None, Some(span)) => {
            context.report(INVALID_CONSENT.at(context.place(span), "`consent` says nothing").help(CONSENTS));
            Some(Spanned::new(ConsentEntry::Withheld, span))
        }
        (None, None) => None,
    }
}

/// A consent. One that cannot be read is noted, and never taken for a yes.
fn consent(node: &Node, context: &mut Context) -> Spanned<ConsentEntry> {
    let consent = match node.text() {
        Some(word) => in_a_word(word, node, context),
        None => in_a_map(node, context),
    };
    Spanned::new(consent.unwrap_or(ConsentEntry::Withheld), node.span)
}

fn in_a_word(word: &str, node: &Node, context: &mut Context) -> Option<ConsentEntry> {
    match PlainConsent::WORDS.iter().find(|(known, _)| *known == word) {
        Some((_, PlainConsent::Granted)) => return Some(ConsentEntry::Granted),
        Some((_, PlainConsent::Withheld)) => return Some(ConsentEntry::Withheld),
        Some((_, PlainConsent::Anonymous)) => {
            return Some(ConsentEntry::Anonymous { keep_document: false, keep_locator: false });
        }
        None => {}
    }
    let place = context.place(node.span);
    context.report(match word {
        "withdrawn" | "embargoed_until" => {
            let diagnostic = INVALID_CONSENT.at(place, format!("`{word}` needs a date"));
            diagnostic.help(format!("write `consent: {{{word}: DATE}}`"))
        }
        _ => {
            let diagnostic = INVALID_CONSENT.at(place, format!("`{word}` is no consent"));
            diagnostic.suggest(word, words::<PlainConsent>()).help(CONSENTS)
        }
    });
    None
}

const CONSENTS: &str = "write `granted`, `anonymous`, `withheld`, `{withdrawn: DATE}` or `{embargoed_until: DATE}`";

fn in_a_map(node: &Node, context: &mut Context) -> Option<ConsentEntry> {
    let noted = context.diagnostics.len();
    let fields = Fields::of(node, &CONSENT, context);
    let withdrawn = fields.date("withdrawn", context).map(|date| ConsentEntry::Withdrawn(date.value));
    let embargoed = fields.date("embargoed_until", context).map(|date| ConsentEntry::EmbargoedUntil(date.value));
    let anonymous = anonymous(&fields, context);
    let mut said = [withdrawn, embargoed, anonymous].into_iter().flatten();
    match (said.next(), fields.entries().len()) {
        (Some(consent), 1) => return Some(consent),
        (_, 2..) => {
            let diagnostic = INVALID_CONSENT.at(context.place(node.span), "a consent says one thing, found several");
            context.report(diagnostic.help("keep one of them"));
        }
        // Nothing is said twice.
        _ if context.diagnostics.len() > noted => {}
        _ => context.report(INVALID_CONSENT.at(context.place(node.span), "this consent says nothing").help(CONSENTS)),
    }
    None
}

fn anonymous(fields: &Fields<'_>, context: &mut Context) -> Option<ConsentEntry> {
    let noted = context.diagnostics.len();
    let anonymous = fields.table("anonymous", &ANONYMOUS, context)?;
    let items = anonymous.list("keep", context).iter();
    let kept: Vec<Kept> = items.filter_map(|item| Some(read::one_of::<Kept>(item, context)?.value)).collect();
    (context.diagnostics.len() == noted).then(|| ConsentEntry::Anonymous {
        keep_document: kept.contains(&Kept::Document),
        keep_locator: kept.contains(&Kept::Locator),
    })
}

fn defaults(node: &Node, block: &Block<'_>, index: usize, context: &mut Context) -> Said {
    let fields = Fields::of(node, &DEFAULTS_BLOCK, context);
    if index > 0 {
        let span = fields.key_span("defaults").unwrap_or(block.words_span);
        let diagnostic = INVALID_VALUE.at(context.place(span), "`defaults` stands in a later block of the file");
        context.report(diagnostic.help("write it in the first block: every quote of the file inherits from it"));
    }
    if !block.words.is_empty() {
        let first = block.words.lines().next().map_or(0, str::len);
        let span = Span::new(block.words_span.start, block.words_span.start.saturating_add(first));
        let diagnostic =
            MISSING_FRONT_MATTER.at(context.place(span), "these words follow `defaults`, and belong to no quote");
        context
            .report(diagnostic.help("write the block of their quote before them, even an empty one: `---` and `---`"));
    }
    match fields.table("defaults", &DEFAULTS, context) {
        Some(fields) => Said::read(&fields, context),
        None => Said::default(),
    }
}

/// Reads a quote of which the id and the words are known, and that inherits nothing.
pub(super) fn of_keys(id: Name, words: Name, node: &Node, context: &mut Context) -> QuoteEntry {
    let fields = Fields::of(node, &QUOTE, context);
    let said = Said::read(&fields, context);
    let span = id.span;
    entry(id, said, (node.whole, span), words, context)
}

fn entry(id: Name, said: Said, (whole, span): (bool, Span), words: Name, context: &mut Context) -> QuoteEntry {
    if let (Some(locator), None, true) = (&said.locator, &said.document, whole) {
        let message = "a locator stands here, but no document is named that it leads into";
        let diagnostic = read::MISSING_KEY.at(context.place(locator.span), message);
        context.report(diagnostic.help("write `source: {document: …}` beside it, or in the `defaults` of the file"));
    }
    tell_of_quotation_marks(&id.value, &words, context);
    let foreign = said.foreign.unwrap_or_default();
    let words = read_words(&words, &foreign);
    let locator = said.locator;
    let source = said.document.map(|document| SourceEntry { document: Some(document), locator });
    QuoteEntry {
        id,
        span,
        whole,
        words,
        organisation: said.organisation,
        unknown: said.unknown,
        speaker: said.speaker,
        source,
        language: said.language,
        date: said.date,
        evidence: said.evidence,
        tools: said.tools.unwrap_or_default(),
        practices: said.practices.unwrap_or_default(),
        topics: said.topics.unwrap_or_default(),
        inferred: said.inferred.map(SaidInferred::finish),
        foreign,
        note: said.note,
        consent: said.consent,
        draft: said.draft.unwrap_or_default(),
        old_addresses: said.old_addresses.unwrap_or_default(),
    }
}

/// A file without any quote still declares the id that its name is.
fn nothing_quoted(file: &str, text: &str, context: &mut Context) -> QuoteEntry {
    // Where words stand without a block, that was said when the file was parted.
    if context.diagnostics.is_empty() {
        let diagnostic = MISSING_FRONT_MATTER.at(Place::file(&context.path), "this file holds no quote");
        context.report(diagnostic.help("write a block between two lines `---`, and then the words"));
    }
    let id = Name::new(named(file, context), Span::default());
    let words = text.trim();
    let start = text.len().saturating_sub(text.trim_start().len());
    let words = Name::new(words.to_owned(), Span::new(start, start.saturating_add(words.len())));
    QuoteEntry { words: read_words(&words, &[]), ..QuoteEntry::named(id) }
}

/// The words of a translation.
pub(super) fn translated(id: &str, words: Name, context: &mut Context) -> Spanned<Arc<Words>> {
    tell_of_quotation_marks(id, &words, context);
    read_words(&words, &[])
}

/// Words are read here, and not when names are resolved, so that a build reads only those of files that changed.
fn read_words(typed: &Name, foreign: &[(Name, Vec<Name>)]) -> Spanned<Arc<Words>> {
    let phrases = |phrases: &[Name]| phrases.iter().map(|phrase| phrase.value.clone()).collect();
    let foreign = foreign.iter().map(|(language, list)| (language.value.clone(), phrases(list))).collect();
    Spanned::new(Arc::new(Words::read(&typed.value, &foreign)), typed.span)
}

/// Reports quotation marks without a partner. A quote that its editor cut, or marked as being so in its source, is taken as
/// it is.
fn tell_of_quotation_marks(id: &str, words: &Name, context: &mut Context) {
    if words.value.trim().is_empty() || ["[sic]", "[…]", "[...]"].iter().any(|mark| words.value.contains(mark)) {
        return;
    }
    let paragraphs: Vec<&str> = words.value.split("\n\n").collect();
    for mark in quotation::unpaired(&paragraphs) {
        let before: usize = paragraphs.iter().take(mark.paragraph).map(|text| text.len() + 2).sum();
        let start = words.span.start + before + mark.at;
        // A line that is written `\---`, or that ends in CR and LF, is longer in the file than in the words.
        let is_to_the_letter = words.span.end - words.span.start == words.value.len();
        let span = if is_to_the_letter { Span::new(start, start + mark.mark.len_utf8()) } else { words.span };
        let diagnostic = mark.diagnostic(context.place(span)).help("if the source has it so, write `[sic]` behind it");
        context.report(diagnostic.about(format!("quote:{id}")));
    }
}

impl QuoteEntry {
    /// A quote of which nothing but its id is known, so that nothing is said about what it leaves out.
    pub(super) fn named(id: Name) -> Self {
        Self {
            id,
            span: Span::default(),
            whole: false,
            words: Spanned::new(Arc::default(), Span::default()),
            organisation: None,
            unknown: None,
            speaker: None,
            source: None,
            language: None,
            date: None,
            evidence: None,
            tools: Vec::new(),
            practices: Vec::new(),
            topics: Vec::new(),
            inferred: None,
            foreign: Vec::new(),
            note: None,
            consent: None,
            draft: false,
            old_addresses: Vec::new(),
        }
    }
}

/// The first line of a block.
fn beginning(block: &Block<'_>) -> Span {
    let first = block.yaml.text.lines().next().unwrap_or_default();
    let indented = first.len().saturating_sub(first.trim_start().len());
    let start = block.yaml.offset.saturating_add(indented);
    Span::new(start, start.saturating_add(first.trim().len()))
}

/// The id that the name of a file is, or would be if it were spelt right.
fn named(file: &str, context: &mut Context) -> String {
    let Some(mut diagnostic) = id::diagnose(file, Place::file(&context.path)) else { return file.to_owned() };
    let spelt = id::spell(file);
    if let Some(right) = &spelt {
        diagnostic.help = vec![format!("the name of the file is the id of its quote: rename it to `{right}`")];
    }
    context.report(diagnostic);
    spelt.unwrap_or_else(|| file.to_owned())
}

/// The text behind a mistyped `id`.
fn meant_as_id(fields: &Fields<'_>) -> Option<Name> {
    let entry = fields.entries().iter().find(|entry| read::meant(&entry.key.value, &QUOTE) == Some("id"))?;
    Some(Name::new(entry.value.text()?.to_owned(), entry.value.span))
}

/// The ids of a file of quotes.
struct Ids<'f> {
    /// The name of the file, where it is the id of its only quote.
    single: Option<&'f str>,
    /// The ids that are taken.
    taken: BTreeSet<String>,
}

impl<'f> Ids<'f> {
    fn of(nodes: &[(Node, Block<'_>)], file: &'f str) -> Self {
        let typed = nodes.iter().filter_map(|(node, _)| Some(node.get("id")?.text()?.to_owned()));
        Self { single: (nodes.len() == 1).then_some(file), taken: typed.collect() }
    }

    /// The id of a quote. One that is missing is noted, and one that nobody else has is proposed.
    fn id(&mut self, fields: &Fields<'_>, said: &Said, block: &Block<'_>, context: &mut Context) -> Name {
        let typed = fields.text("id", context);
        let before = context.diagnostics.len();
        let typed = typed.map(|typed| entity::declared_id(typed, context));
        if let (Some(id), Some(found)) = (&typed, context.diagnostics.get_mut(before)) {
            // Where the right spelling is taken, one of the two needs another id.
            found.fix = found.fix.take().filter(|_| !self.taken.contains(&id.value));
            self.taken.insert(id.value.clone());
        }
        // A key that is mistyped was said to be; what stands behind it is the id all the same, for all that names it.
        let typed = typed.or_else(|| self.single.is_none().then(|| meant_as_id(fields)).flatten());
        match (self.single, typed) {
            (Some(file), None) => Name::new(named(file, context), Span::default()),
            (Some(file), Some(id)) => {
                if id.value != file {
                    context.report(not_its_file(&id, file, context));
                }
                id
            }
            (None, Some(id)) => id,
            (None, None) => {
                let proposed = self.proposed(said, block);
                let diagnostic = QUOTE_WITHOUT_ID
                    .at(context.place(beginning(block)), "this quote has no id, and the file holds several");
                let diagnostic = diagnostic.help(format!("write `id: {proposed}`, or another id, and never change it"));
                let start = Span::new(block.yaml.offset, block.yaml.offset);
                let edit = Edit::new(context.place(start), format!("id: {proposed}\n"));
                // The keys of a block that stands further in begin in another column.
                let indented = block.yaml.text.starts_with([' ', '\t']);
                let certainty = if indented { Certainty::Likely } else { Certainty::Certain };
                context.report(diagnostic.fix(certainty, vec![edit]));
                self.taken.insert(proposed.clone());
                Name::new(proposed, beginning(block))
            }
        }
    }

    /// An id made of the organisation and the first words. What is anonymous gives nothing away.
    fn proposed(&self, said: &Said, block: &Block<'_>) -> String {
        const WORDS: usize = 5;
        let anonymous =
            matches!(said.consent.as_ref().map(|consent| &consent.value), Some(ConsentEntry::Anonymous { .. }));
        let organisation = said.organisation.as_ref().filter(|_| !anonymous).map(|name| name.value.as_str());
        let first = block.words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).take(WORDS);
        let words: Vec<&str> = organisation.into_iter().chain(first).collect();
        let base = id::spell(&words.join(" ")).unwrap_or_else(|| "quote".to_owned());
        let numbered =
            (2..).map(|number| id::spell(&format!("{} {number}", base.get(..70).unwrap_or(&base))).unwrap_or_default());
        let mut proposals = std::iter::once(base.clone()).chain(numbered);
        proposals.find(|id| !self.taken.contains(id)).unwrap_or(base)
    }
}

fn not_its_file(id: &Name, file: &str, context: &Context) -> Diagnostic {
    let message = format!("the id of the only quote of a file is the file's name, `{file}`; found `{}`", id.value);
    let diagnostic = INVALID_VALUE.at(context.place(id.span), message);
    diagnostic.help(format!("rename the file to `{}.md`; or, if the id was never published, remove this key", id.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    fn quotes(text: &str) -> Vec<QuoteEntry> {
        let mut context = Context::new(&SourcePath::new("content/quotes/delay.md"), &[]);
        let quotes = read("delay", text, &mut context);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        quotes
    }

    fn ids(names: &[Name]) -> Vec<&str> {
        names.iter().map(|name| name.value.as_str()).collect()
    }

    fn text(name: &Option<Name>) -> Option<&str> {
        name.as_ref().map(|name| name.value.as_str())
    }

    #[test]
    fn what_an_entry_says_replaces_what_it_inherits() {
        let text_of = "---\ndefaults:\n  organisation: ined\n  source: {document: deck, locator: l. 1}\n  topics: [a, b]\n  \
                       inferred: {tools: [blogs], why: \"voisin\"}\n---\n---\nid: one\nlocator: l. 2\n---\nUn\n---\nid: two\n\
                       attribution: {unknown: \"perdu\"}\nsource: {locator: l. 3}\ntopics: []\ninferred: {tools: [forum]}\n---\nDeux\n";
        let [one, two] = quotes(text_of).try_into().unwrap();
        let source = one.source.unwrap();
        assert_eq!((text(&source.document), text(&source.locator)), (Some("deck"), Some("l. 2")));
        assert_eq!((ids(&one.topics), text(&one.organisation)), (vec!["a", "b"], Some("ined")));
        assert_eq!(ids(&one.inferred.unwrap().tools), ["blogs"]);
        let source = two.source.unwrap();
        assert_eq!((text(&source.document), text(&source.locator)), (Some("deck"), Some("l. 3")));
        assert_eq!((ids(&two.topics), text(&two.organisation)), (vec![], None));
        assert_eq!(two.unknown.unwrap().first().unwrap().value, "perdu");
        let inferred = two.inferred.unwrap();
        assert_eq!(
            (ids(&inferred.tools), inferred.why.unwrap().first().unwrap().value.as_str()),
            (vec!["forum"], "voisin")
        );
    }

    #[test]
    fn a_single_quote_has_the_name_of_its_file_with_defaults_or_without() {
        for block in ["", "---\ndefaults: {language: fr}\n---\n"] {
            let found = quotes(&format!("{block}---\norganisation: ined\n---\nDeux *heures*.\n\n\\---\n"));
            assert_eq!(ids(&[found[0].id.clone()]), ["delay"]);
            assert_eq!(found[0].words.value.raw(), "Deux *heures*.\n\n---");
        }
    }

    #[test]
    fn every_form_of_consent_is_read() {
        let consent = |typed: &str| {
            let found = quotes(&format!("---\norganisation: ined\nconsent: {typed}\n---\nUn\n"));
            found[0].consent.as_ref().unwrap().value.clone()
        };
        assert!(matches!(consent("granted"), ConsentEntry::Granted));
        assert!(matches!(consent("withheld"), ConsentEntry::Withheld));
        assert!(matches!(consent("anonymous"), ConsentEntry::Anonymous { keep_document: false, keep_locator: false }));
        let kept = consent("{anonymous: {keep: [document, locator]}}");
        assert!(matches!(kept, ConsentEntry::Anonymous { keep_document: true, keep_locator: true }));
        assert!(
            matches!(consent("{withdrawn: 2020-01}"), ConsentEntry::Withdrawn(date) if date.to_string() == "2020-01")
        );
        assert!(matches!(consent("{embargoed_until: 2030}"), ConsentEntry::EmbargoedUntil(_)));
    }

    #[test]
    fn a_file_that_cannot_be_parted_still_declares_a_quote_that_is_not_whole() {
        let mut context = Context::new(&SourcePath::new("content/quotes/delay.md"), &[]);
        let found = read("delay", "Deux heures.\n", &mut context);
        assert_eq!(
            (found[0].id.value.as_str(), found[0].words.value.raw(), found[0].whole),
            ("delay", "Deux heures.", false)
        );
    }

    #[test]
    fn translations_name_their_quote_or_have_its_name() {
        let mut context = Context::new(&SourcePath::new("content/quotes/delay.en.md"), &[]);
        let one = translations("delay", "en", "---\nby: Anne\n---\nTwo hours\n", &mut context);
        assert_eq!(
            (one[0].id.value.as_str(), one[0].language.as_str(), text(&one[0].by)),
            ("delay", "en", Some("Anne"))
        );
        let two = translations("delay", "en", "---\nid: a\n---\nA\n---\nid: b\n---\nB\n", &mut context);
        assert_eq!((two[1].id.value.as_str(), two[1].words.value.raw()), ("b", "B"));
        assert!(context.diagnostics.is_empty());
    }
}
