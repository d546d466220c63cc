//! What each entity is called.

use crate::language::LanguageCode;
use crate::prose::html::Named;
use crate::study::{EntityRef, Kind, Localised};

use super::edition::Edition;
use super::view::Words;

/// How many letters of a quote stand for it in a link.
const QUOTE_LETTERS: usize = 60;

/// The name of an entity, set in the typography of its language.
#[derive(Clone, Debug)]
pub(super) struct SetName {
    words: Words,
    text: String,
}

impl<'a> Edition<'a> {
    /// The name or title of an entity, as its author gives it; quotes have none.
    pub(super) fn given_name(&self, entity: &EntityRef) -> Option<&'a Localised<String>> {
        let study = self.book.study;
        let id = &*entity.id;
        match entity.kind {
            Kind::Chapter => self.chapter(id).map(|chapter| &chapter.body.title),
            Kind::Page => study.pages.get(id).map(|page| &page.body.title),
            Kind::Finding => self.finding(id).map(|finding| &finding.body.title),
            Kind::Organisation => study.organisations.get(id).map(|organisation| &organisation.card.name),
            Kind::Tool => study.tools.get(id).map(|tool| &tool.card.name),
            Kind::Practice => study.practices.get(id).map(|practice| &practice.card.name),
            Kind::Topic => study.topics.get(id).map(|topic| &topic.label),
            Kind::Metric => study.metrics.get(id).map(|metric| &metric.label),
            Kind::Chart => study.charts.get(id).map(|chart| &chart.title),
            Kind::Document => study.documents.get(id).map(|document| &document.title),
            Kind::Quote => None,
        }
    }

    /// The name of an entity as words: a title, or the beginning of a quote.
    pub(super) fn name_words(&self, entity: &EntityRef) -> Words {
        match self.kept_name(entity) {
            Some(name) => name.words.clone(),
            None => self.set_name(entity).words,
        }
    }

    /// The name of an entity, plain and typeset, and its language where that is not the page's.
    pub(super) fn name(&self, entity: &EntityRef) -> (String, Option<String>) {
        match self.kept_name(entity) {
            Some(name) => (name.text.clone(), name.words.language.clone()),
            None => {
                let name = self.set_name(entity);
                (name.text, name.words.language)
            }
        }
    }

    /// The name of an entity of the site. Names stand on many pages, so each is set once, when it is first shown.
    fn kept_name(&self, entity: &EntityRef) -> Option<&SetName> {
        self.name_slot(entity).map(|name| name.get_or_init(|| self.set_name(entity)))
    }

    fn set_name(&self, entity: &EntityRef) -> SetName {
        match self.given_name(entity) {
            Some(name) => SetName { words: self.words(name), text: self.plain(name).0 },
            None => {
                let (text, language) = self.beginning_of_quote(entity);
                SetName { words: Words { html: crate::prose::html::escaped(&text), language }, text }
            }
        }
    }

    /// The name of an entity in a text of some language, as it was typed: the text's typography is yet to come.
    pub(super) fn name_in(&self, entity: &EntityRef, language: &LanguageCode) -> Named {
        let other = |code: &LanguageCode| (code != language).then(|| code.as_str().to_owned());
        match self.given_name(entity) {
            Some(name) => {
                let (text, code) = name.in_language(language);
                Named { text: text.clone(), language: other(code) }
            }
            None => {
                let (text, _) = self.beginning_of_quote(entity);
                let code = self.book.study.quotes.get(&*entity.id).map(|quote| &quote.language);
                Named { text, language: code.and_then(other) }
            }
        }
    }

    fn beginning_of_quote(&self, entity: &EntityRef) -> (String, Option<String>) {
        match self.book.study.quotes.get(&*entity.id) {
            Some(quote) => {
                let set = self.quote_words(quote);
                let words = super::words::beginning(&set.line, QUOTE_LETTERS);
                (format!("{}{words}{}", set.open, set.close), self.other(&quote.language))
            }
            None => (entity.id.to_string(), None),
        }
    }
}
