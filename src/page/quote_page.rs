//! The page of a quote: its words, what it supports, and the quotes near it.

use crate::citation::{self, Form, Quotation, Reference};
use crate::language::LanguageCode;
use crate::prose::html::escaped;
use crate::study::{Attribution, EntityRef, Id, Kind, Quote};

use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::PageName;
use super::sheet::Sheet;
use super::view::{self, Content, LinkGroup, QuoteGroup};
use super::{Page, finding_card, observation_table, quote_card, site_parts, small, value, words};

/// So many other quotes of one organisation or topic stand under a quote.
const NEAR: usize = 3;

/// A page for each quote.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let wanted = edition.study().quotes.values().filter(|quote| edition.wants_entity(Kind::Quote, quote.id.as_str()));
    wanted.map(|quote| page(edition, quote)).collect()
}

fn page(edition: &Edition<'_>, quote: &Quote) -> Page {
    let entity = EntityRef::new(Kind::Quote, quote.id.as_str());
    let sheet = Sheet::of(edition, PageName::Entity(entity.clone()));
    let who = quote_card::attribution_in_words(edition, quote);
    let title = edition.language.text("quote.title-of", &[("attribution", &who)]);
    let cited = quoted(edition, quote, &who, 160);
    let reference = edition.reference.part(Form::Quotation, &entity.id, &cited, sheet.address());
    let content = view::QuotePage {
        title: title.clone(),
        card: quote_card::card(&sheet, quote),
        copy: copy(&sheet, quote, &who),
        reuse_html: Some(escaped(&reuse(edition))),
        findings: finding_card::cards(&sheet, edition.analysis().findings(&entity)),
        used_in: used_in(&sheet, quote, &entity),
        near: near(&sheet, quote),
        downloads: small::record(&sheet, &entity),
    };
    let outline = Outline {
        // Titles tell pages apart: many quotes have one voice.
        title: Some(quoted(edition, quote, &who, 60)),
        description: Some(cited),
        words_in: Some(languages(quote)),
        json_ld: Some(json_ld(edition, quote, &reference)),
        reference: Some(reference),
        ..Outline::beside(&sheet, &entity)
    };
    let mut page = frame::page(sheet, outline, Content::QuotePage(content), &quote.place);
    // The words of a quote are never replaced by a translation, so there is nothing to excuse.
    page.view.frame.untranslated = None;
    page
}

/// The languages in which a reader finds the words.
fn languages(quote: &Quote) -> Vec<LanguageCode> {
    let translations = quote.translations.iter().map(|translation| translation.language.clone());
    std::iter::once(quote.language.clone()).chain(translations).collect()
}

/// The words between their marks, at most so many letters of them, and who said them.
fn quoted(edition: &Edition<'_>, quote: &Quote, who: &str, letters: usize) -> String {
    let set = edition.quote_words(quote);
    let words = words::beginning(&set.line, letters);
    let quoted = format!("{}{words}{}", set.open, set.close);
    edition.language.text("formats.parenthesis", &[("words", &quoted), ("note", who)])
}

/// Words, attribution, study, year and address in one text.
fn copy(sheet: &Sheet<'_>, quote: &Quote, who: &str) -> String {
    let edition = sheet.edition;
    let set = edition.quote_words(quote);
    let years = site_parts::years(edition).unwrap_or_else(|| edition.text("cite.no-date"));
    let address = sheet.address().unwrap_or_default();
    let study = &edition.reference.title;
    // The marks are the quote's own, not those of the page's language.
    let values = [("words", "\u{0}"), ("attribution", who), ("study", study), ("year", &years), ("address", &address)];
    let text = edition.language.text("quote.copied-text", &values);
    let (open, close) = edition.quotation_marks(edition.language.code());
    let words = format!("{}{}{}", set.open, set.line, set.close);
    text.replace(&format!("{open}\u{0}{close}"), &words).replace('\u{0}', &set.line).trim_end().to_owned()
}

/// What may be reused: a stated licence, or what the law on quotation allows.
fn reuse(edition: &Edition<'_>) -> String {
    let language = edition.language;
    match &edition.study().imprint.licence.quotes {
        Some(licence) => language.text("licence.quotes", &[("licence", licence)]),
        None => format!("{} {}", edition.text("licence.quotes-none"), edition.text("licence.reuse-quote")),
    }
}

/// The texts that show or name it, and the values that it says.
fn used_in(sheet: &Sheet<'_>, quote: &Quote, entity: &EntityRef) -> Vec<LinkGroup> {
    let edition = sheet.edition;
    let analysis = edition.analysis();
    let texts = analysis.named_in(entity).iter().cloned();
    let mut groups = small::by_kind(sheet, texts);
    let values = analysis.observations_saying(&quote.id).iter().filter_map(|index| {
        let observation = edition.study().observations.get(*index)?;
        let metric = edition.study().metrics.get(&observation.metric)?;
        let (label, language) = edition.plain(&metric.label);
        let said = value::reading(metric, observation, edition.language);
        let text = edition.language.text("formats.labelled", &[("label", &label), ("value", &said)]);
        Some(view::Link { href: observation_table::href(sheet, *index)?, text, language })
    });
    let links: Vec<_> = values.collect();
    if !links.is_empty() {
        groups.push(LinkGroup { title: edition.text("kinds.observation.title"), href: None, links });
    }
    groups
}

/// A few other quotes of the same organisation, and of the same topic where another organisation says them.
fn near(sheet: &Sheet<'_>, quote: &Quote) -> Vec<QuoteGroup> {
    let edition = sheet.edition;
    let mut shown = vec![quote.id.clone()];
    let mut groups = Vec::new();
    if let Attribution::Organisation(id) = &quote.attribution {
        let entity = EntityRef::new(Kind::Organisation, id.as_str());
        let name = edition.name(&entity).0;
        let title = edition.language.text("quote.same-organisation", &[("organisation", &name)]);
        groups.extend(neighbours(sheet, quote, &entity, title, &mut shown));
    }
    let topics = quote.topics.iter().map(|id| EntityRef::new(Kind::Topic, id.as_str()));
    if let Some(topic) = topics.min_by_key(|topic| edition.place(topic)) {
        let title = edition.name(&topic).0;
        groups.extend(neighbours(sheet, quote, &topic, title, &mut shown));
    }
    groups
}

/// The quotes that follow one among those of an entity, the first again after the last.
fn neighbours(
    sheet: &Sheet<'_>,
    quote: &Quote,
    entity: &EntityRef,
    title: String,
    shown: &mut Vec<Id<Quote>>,
) -> Option<QuoteGroup> {
    let edition = sheet.edition;
    let ties = edition.analysis().quotes(entity);
    // Ties are in the order of quotes, so the place of one is found without reading all of them.
    let place = |id: &Id<Quote>| edition.place(&EntityRef::new(Kind::Quote, id.as_str()));
    let here = ties.partition_point(|tie| place(&tie.quote) <= place(&quote.id));
    let following = ties.iter().skip(here).chain(ties.iter().take(here)).map(|tie| &tie.quote);
    let chosen: Vec<Id<Quote>> = following.filter(|id| !shown.contains(id)).take(NEAR).cloned().collect();
    let cards: Vec<_> = chosen
        .iter()
        .filter_map(|id| edition.study().quotes.get(id))
        .map(|other| quote_card::card(sheet, other))
        .collect();
    shown.extend(chosen);
    (!cards.is_empty()).then(|| QuoteGroup {
        id: format!("near-{}", entity.kind.word()),
        title: words::own(&title),
        href: Some(sheet.to_entity(entity)),
        cards,
        more: None,
    })
}

fn json_ld(edition: &Edition<'_>, quote: &Quote, reference: &Reference) -> String {
    let study = edition.study();
    let organisation = match &quote.attribution {
        Attribution::Organisation(id) => study.organisations.get(id).map(|one| &one.card.name),
        Attribution::Unknown(_) | Attribution::Anonymous => None,
    };
    let organisation = organisation.map(|name| edition.plain(name).0);
    let speaker = quote.speaker.as_ref().and_then(|id| study.speakers.get(id));
    let speaker = speaker.and_then(|speaker| speaker.role.as_ref()).map(|role| edition.plain(role).0);
    let document = quote.source.as_ref().and_then(|source| study.documents.get(&source.document));
    let document = document.map(|document| edition.plain(&document.title).0);
    let words = quote.words.plain();
    let quotation = Quotation {
        words: &words,
        language: quote.language.as_str(),
        organisation: organisation.as_deref(),
        speaker: speaker.as_deref(),
        date: quote.date.map(|date| date.to_string()),
        source: document.as_deref(),
    };
    citation::script(&citation::quotation(reference, &quotation))
}
