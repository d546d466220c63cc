//! What can be found: a record for each entity with a page, and for each section of a text.
//!
//! Made from the published study alone, so that what is withheld cannot be found. Words are kept as they were typed for
//! the index, and set in their language's typography for the eye. What it does not know: how an index is written.

use std::collections::BTreeSet;

use crate::language::{Language, LanguageCode, Typography};
use crate::page;
use crate::prose::text;
use crate::study::{
    Attribution, Body, Card, EntityRef, Evidence, Id, Kind, Localised, Organisation, Quote, Target, Text, Today, Topic,
};

use super::super::Material;

/// How much a word weighs by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// A name, another name, today's name.
    Name,
    /// A title or the heading of a section.
    Title,
    /// Words of a quote.
    Words,
    /// Everything else that is written of it.
    Prose,
    /// Names of what it is tied to.
    Context,
}

/// Something that can be found.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) kind: Kind,
    /// The id, with `#` and an anchor where a part of a page is meant.
    pub(super) address: String,
    /// Its title as it is shown; of a quote, who speaks where no organisation does.
    pub(super) title: String,
    /// Its words as they are shown.
    pub(super) text: String,
    /// Of a quote, the words in the reader's language; of a section, the title of the whole.
    pub(super) beside: Option<String>,
    pub(super) organisation: Option<Id<Organisation>>,
    pub(super) topics: BTreeSet<Id<Topic>>,
    pub(super) language: LanguageCode,
    pub(super) evidence: Option<Evidence>,
    /// What is searched.
    pub(super) fields: Vec<(Field, String)>,
}

/// Every record of a language's pages: those of one kind together, quotes by their organisations.
pub(super) fn records(material: &Material<'_>, language: &Language) -> Vec<Record> {
    let writer = Writer { material, language };
    let study = material.study;
    let mut records = Vec::new();
    for organisation in study.organisations.values() {
        let mut record = writer.card(Kind::Organisation, organisation.id.as_str(), &organisation.card);
        record.organisation = Some(organisation.id.clone());
        record.extend(today(organisation.now.as_ref()));
        records.push(record);
    }
    for tool in study.tools.values() {
        let mut record = writer.card(Kind::Tool, tool.id.as_str(), &tool.card);
        record.extend(today(tool.now.as_ref()));
        records.push(record);
    }
    records.extend(study.practices.values().map(|one| writer.card(Kind::Practice, one.id.as_str(), &one.card)));
    for topic in study.topics.values() {
        let mut record = writer.named(Kind::Topic, topic.id.as_str(), &topic.label, Field::Name, [&topic.summary]);
        record.topics.insert(topic.id.clone());
        records.push(record);
    }
    for finding in &study.findings {
        let body = writer.body(Kind::Finding, finding.id.as_str(), &finding.body, &finding.topics);
        records.extend(body.into_iter().map(|mut record| {
            record.extend(finding.scope.as_ref().map(|scope| (Field::Prose, writer.said(scope))));
            record
        }));
    }
    for chapter in &study.chapters {
        records.extend(writer.body(Kind::Chapter, chapter.id.as_str(), &chapter.body, &chapter.topics));
    }
    let mut quotes: Vec<&Quote> = material.analysis.quotes_in_order().iter().map(AsRef::as_ref).collect();
    quotes.sort_by_key(|quote| match &quote.attribution {
        Attribution::Organisation(id) => (0, Some(id)),
        _ => (1, None),
    });
    records.extend(quotes.into_iter().map(|quote| writer.quote(quote)));
    records.extend(study.charts.values().filter_map(|chart| {
        let picture = material.pictures.get(&(chart.id.clone(), language.code().clone()))?;
        let parts = [&chart.subtitle, &chart.note];
        let mut record = writer.named(Kind::Chart, chart.id.as_str(), &chart.title, Field::Title, parts);
        record.extend([(Field::Prose, picture.description.clone())]);
        Some(record)
    }));
    records.extend(study.metrics.values().map(|metric| {
        let parts = [&metric.summary, &metric.note];
        writer.named(Kind::Metric, metric.id.as_str(), &metric.label, Field::Title, parts)
    }));
    for page in study.pages.values() {
        records.extend(writer.body(Kind::Page, page.id.as_str(), &page.body, &[]));
    }
    records.extend(study.documents.values().map(|document| {
        writer.named(Kind::Document, document.id.as_str(), &document.title, Field::Title, [&document.note])
    }));
    records
}

impl Record {
    fn extend(&mut self, fields: impl IntoIterator<Item = (Field, String)>) {
        self.fields.extend(fields);
    }
}

fn today(now: Option<&Today>) -> Option<(Field, String)> {
    now.map(|now| (Field::Name, now.name.clone()))
}

struct Writer<'a> {
    material: &'a Material<'a>,
    language: &'a Language,
}

impl Writer<'_> {
    /// An organisation, tool or practice.
    fn card(&self, kind: Kind, id: &str, card: &Card) -> Record {
        let mut record = self.named(kind, id, &card.name, Field::Name, [&card.summary]);
        // Whatever language a name is known in, it is searched in.
        let others = card.also_called.iter().flat_map(|(_, names)| names).chain(card.name.iter().map(|(_, name)| name));
        let shown = card.name.in_language(self.language.code()).0;
        let others: BTreeSet<&String> = others.filter(|name| *name != shown).collect();
        record.extend(others.into_iter().map(|name| (Field::Name, name.clone())));
        record.topics.extend(card.topics.iter().cloned());
        if let Some((words, code)) = self.words(card.words.as_ref()) {
            let text = self.plain(&words.blocks, code);
            record.add_text(&self.set(&text, code), text);
        }
        record
    }

    /// Something with a name and a few sentences.
    fn named<const N: usize>(
        &self,
        kind: Kind,
        id: &str,
        name: &Localised<String>,
        field: Field,
        parts: [&Option<Localised<String>>; N],
    ) -> Record {
        let (title, code) = name.in_language(self.language.code());
        let mut record = Record {
            kind,
            address: id.to_owned(),
            title: self.set(title, code),
            text: String::new(),
            beside: None,
            organisation: None,
            topics: BTreeSet::new(),
            language: code.clone(),
            evidence: None,
            fields: vec![(field, title.clone())],
        };
        for part in parts.into_iter().flatten() {
            let (part, code) = part.in_language(self.language.code());
            record.add_text(&self.set(part, code), part.clone());
        }
        record
    }

    /// A text: what stands before its first heading, then each section.
    fn body(&self, kind: Kind, id: &str, body: &Body, topics: &[Id<Topic>]) -> Vec<Record> {
        let mut first = self.named(kind, id, &body.title, Field::Title, [&body.summary]);
        first.topics.extend(topics.iter().cloned());
        let Some((words, code)) = self.words(body.words.as_ref()) else { return vec![first] };
        let mut records = vec![first];
        for (heading, blocks) in sections(words) {
            let text = self.plain(blocks, code);
            let set = self.set(&text, code);
            match (heading, records.first_mut()) {
                (Some(heading), Some(whole)) => {
                    let title = text::inlines(&heading.inlines, &|target| self.name(target, code));
                    let whole = whole.clone();
                    records.push(Record {
                        address: format!("{id}#{}", heading.id),
                        title: self.set(&title, code),
                        text: set,
                        language: code.clone(),
                        fields: vec![
                            (Field::Title, title),
                            (Field::Prose, text),
                            (Field::Context, self.said(&body.title)),
                        ],
                        beside: Some(whole.title.clone()),
                        ..whole
                    });
                }
                (_, Some(whole)) => whole.add_text(&set, text),
                (_, None) => {}
            }
        }
        records
    }

    fn quote(&self, quote: &Quote) -> Record {
        let study = self.material.study;
        let organisation = match &quote.attribution {
            Attribution::Organisation(id) => Some(id.clone()),
            _ => None,
        };
        let title = match &quote.attribution {
            Attribution::Organisation(_) => String::new(),
            Attribution::Unknown(_) => self.language.text("quote.unattributed", &[]),
            Attribution::Anonymous => self.language.text("quote.anonymous", &[]),
        };
        let raw = one_line(&quote.words.plain());
        let translation = quote.translations.iter().find(|one| one.language == *self.language.code());
        let translation = translation.map(|one| one_line(&one.words.plain()));
        let inferred = &quote.inferred;
        let mut fields = vec![(Field::Words, raw.clone())];
        fields.extend(translation.iter().map(|words| (Field::Words, words.clone())));
        fields.extend(quote.note.iter().chain(&inferred.why).map(|note| (Field::Prose, self.said(note))));
        let mut context: Vec<EntityRef> = Vec::new();
        context.extend(organisation.iter().map(|id| EntityRef::new(Kind::Organisation, id.as_str())));
        let tools = quote.tools.iter().chain(&inferred.tools);
        context.extend(tools.map(|id| EntityRef::new(Kind::Tool, id.as_str())));
        let practices = quote.practices.iter().chain(&inferred.practices);
        context.extend(practices.map(|id| EntityRef::new(Kind::Practice, id.as_str())));
        fields.extend(context.iter().filter_map(|entity| Some((Field::Context, self.said(self.given_name(entity)?)))));
        let now = organisation.as_ref().and_then(|id| study.organisations.get(id)?.now.as_ref());
        fields.extend(now.map(|now| (Field::Context, now.name.clone())));
        let speaker = quote.speaker.as_ref().and_then(|id| study.speakers.get(id)?.name.clone());
        fields.extend(speaker.map(|name| (Field::Context, name)));
        Record {
            kind: Kind::Quote,
            address: quote.id.as_str().to_owned(),
            title,
            text: self.set(&raw, &quote.language),
            beside: translation.map(|words| self.set(&words, self.language.code())),
            organisation,
            topics: quote.topics.iter().chain(&inferred.topics).cloned().collect(),
            language: quote.language.clone(),
            evidence: Some(quote.surely()),
            fields,
        }
    }

    /// The words of a text, where it has some, and their language.
    fn words<'t>(&self, words: Option<&'t Localised<Text>>) -> Option<(&'t Text, &'t LanguageCode)> {
        words.map(|words| words.in_language(self.language.code()))
    }

    /// A text of the study in the reader's language, as it was typed.
    fn said(&self, text: &Localised<String>) -> String {
        text.in_language(self.language.code()).0.clone()
    }

    /// A text in its language's typography.
    fn set(&self, text: &str, code: &LanguageCode) -> String {
        let language = self.material.languages.iter().find(|language| language.code() == code);
        language.map_or(Typography::PLAIN, Language::typography).set_text(text)
    }

    fn plain(&self, blocks: &[crate::prose::Block<Target>], code: &LanguageCode) -> String {
        one_line(&text::blocks(blocks, &|target| self.name(target, code)))
    }

    /// What a link without words of its own shows.
    fn name(&self, target: &Target, code: &LanguageCode) -> String {
        let study = self.material.study;
        match target {
            Target::Entity(entity) => self.given_name(entity).map(|name| name.in_language(code).0.clone()),
            Target::Observation(index) => study.observations.get(*index).and_then(|observation| {
                let metric = study.metrics.get(&observation.metric)?;
                Some(page::reading(metric, observation, self.language))
            }),
        }
        .unwrap_or_default()
    }

    fn given_name(&self, entity: &EntityRef) -> Option<&Localised<String>> {
        let study = self.material.study;
        let id = &*entity.id;
        match entity.kind {
            Kind::Organisation => study.organisations.get(id).map(|one| &one.card.name),
            Kind::Tool => study.tools.get(id).map(|one| &one.card.name),
            Kind::Practice => study.practices.get(id).map(|one| &one.card.name),
            Kind::Topic => study.topics.get(id).map(|one| &one.label),
            Kind::Metric => study.metrics.get(id).map(|one| &one.label),
            Kind::Chart => study.charts.get(id).map(|one| &one.title),
            Kind::Document => study.documents.get(id).map(|one| &one.title),
            Kind::Page => study.pages.get(id).map(|one| &one.body.title),
            Kind::Chapter => study.chapters.iter().find(|one| one.id.as_str() == id).map(|one| &one.body.title),
            Kind::Finding => study.findings.iter().find(|one| one.id.as_str() == id).map(|one| &one.body.title),
            Kind::Quote => None,
        }
    }
}

impl Record {
    fn add_text(&mut self, set: &str, typed: String) {
        if !self.text.is_empty() && !set.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(set);
        self.fields.push((Field::Prose, typed));
    }
}

type Section<'t> = (Option<&'t crate::prose::Heading<Target>>, &'t [crate::prose::Block<Target>]);

/// A text cut at its headings; the first piece has none.
fn sections(text: &Text) -> Vec<Section<'_>> {
    let heading = |block: &crate::prose::Block<Target>| matches!(block.kind, crate::prose::BlockKind::Heading(_));
    let mut rest = text.blocks.as_slice();
    let mut sections = Vec::new();
    let mut current = None;
    loop {
        let end = rest.iter().position(heading).unwrap_or(rest.len());
        let (blocks, after) = rest.split_at(end);
        if current.is_some() || !blocks.is_empty() {
            sections.push((current, blocks));
        }
        let Some((head, after)) = after.split_first() else { return sections };
        if let crate::prose::BlockKind::Heading(head) = &head.kind {
            current = Some(head);
        }
        rest = after;
    }
}

/// Typed text on one line: its white space is that of files.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
