//! A quote, wherever it stands: its words, who says them, how sure that is, and where they come from.

use crate::study::{Attribution, EntityRef, Evidence, Kind, Quote, QuoteTranslation, Speaker, Today};

use super::edition::Edition;
use super::sheet::Sheet;
use super::view::{self, MarkedLink, QuoteCard, Translation, Words};
use super::{small, value, words};

/// The card of a quote.
pub(super) fn card(sheet: &Sheet<'_>, quote: &Quote) -> QuoteCard {
    let edition = sheet.edition;
    let set = edition.quote_words(quote);
    let other_language = edition.other(&quote.language).is_some();
    QuoteCard {
        id: quote.id.as_str().to_owned(),
        href: sheet.to_entity(&EntityRef::new(Kind::Quote, quote.id.as_str())),
        paragraphs_html: set.paragraphs_html.clone(),
        open: set.open.clone(),
        close: set.close.clone(),
        language: quote.language.as_str().to_owned(),
        language_name: other_language.then(|| {
            let name = edition.language.name_of(&quote.language);
            edition.language.text("quote.in-language", &[("language", &name)])
        }),
        attribution: attribution(sheet, quote),
        evidence: small::evidence(edition.language, quote.evidence),
        source: quote.source.as_ref().map(|source| small::source(sheet, source)),
        date: quote.date.map(|date| value::date_in_words(date, edition.language)),
        translation: translation(edition, quote),
        topics: topics(sheet, quote),
        about: about(sheet, quote),
        why_html: small::remark(edition, quote.inferred.why.as_ref()),
        note_html: small::remark(edition, quote.note.as_ref()),
    }
}

fn attribution(sheet: &Sheet<'_>, quote: &Quote) -> view::Attribution {
    let edition = sheet.edition;
    let speaker = quote.speaker.as_ref().and_then(|id| edition.study().speakers.get(id));
    let speaker = speaker.and_then(|speaker| speaker_in_words(edition, speaker));
    let without_page = |words: Words| view::Attribution { words, href: None, today: None, speaker: speaker.clone() };
    match &quote.attribution {
        Attribution::Organisation(id) => {
            let entity = EntityRef::new(Kind::Organisation, id.as_str());
            let now = edition.study().organisations.get(id).and_then(|one| one.now.as_ref());
            view::Attribution {
                words: edition.name_words(&entity),
                href: Some(sheet.to_entity(&entity)),
                today: now.map(|now| words::small(&today(edition, now))),
                speaker,
            }
        }
        Attribution::Unknown(reason) => {
            let reason = edition.plain(reason).0;
            without_page(words::own(&edition.language.text("quote.unattributed-because", &[("reason", &reason)])))
        }
        Attribution::Anonymous => without_page(words::own(&edition.text("quote.anonymous"))),
    }
}

/// Who says a quote, plain, on one line.
pub(super) fn attribution_in_words(edition: &Edition<'_>, quote: &Quote) -> String {
    match &quote.attribution {
        Attribution::Organisation(id) => edition.name(&EntityRef::new(Kind::Organisation, id.as_str())).0,
        Attribution::Unknown(_) => edition.text("quote.unattributed"),
        Attribution::Anonymous => edition.text("quote.anonymous"),
    }
}

/// Today's name of an entity, plain: `Aujourd'hui INRAE (depuis 2020)`.
pub(super) fn today(edition: &Edition<'_>, now: &Today) -> String {
    let name = edition.language.text("organisation.now-called", &[("name", &now.name)]);
    match now.since {
        Some(since) => {
            let since = edition.language.since(super::site_parts::parts(since));
            edition.language.text("formats.parenthesis", &[("words", &name), ("note", &since)])
        }
        None => name,
    }
}

/// A speaker by name where it may be published, else by role.
pub(super) fn speaker_in_words(edition: &Edition<'_>, speaker: &Speaker) -> Option<String> {
    let role = speaker.role.as_ref().map(|role| edition.plain(role).0);
    match (&speaker.name, role) {
        (Some(name), Some(role)) => Some(format!("{name}, {role}")),
        (Some(name), None) => Some(name.clone()),
        (None, role) => role,
    }
}

/// The translation that a reader of the page is helped by: into the page's language, else into the study's, else any.
fn translation(edition: &Edition<'_>, quote: &Quote) -> Option<Translation> {
    edition.other(&quote.language)?;
    let first = edition.study().languages().first();
    let into = |code| quote.translations.iter().find(|one| Some(&one.language) == code);
    let chosen = into(Some(edition.language.code())).or_else(|| into(first)).or(quote.translations.first())?;
    let set = edition.set_words(&chosen.words, &chosen.language);
    Some(Translation {
        paragraphs_html: set.paragraphs_html,
        open: set.open,
        close: set.close,
        language: chosen.language.as_str().to_owned(),
        label: label(edition, chosen),
        stale: None,
    })
}

fn label(edition: &Edition<'_>, translation: &QuoteTranslation) -> String {
    let name = edition.language.name_of(&translation.language);
    let label = edition.language.text("quote.translation-in", &[("language", &name)]);
    match &translation.by {
        Some(by) => format!("{label}. {}", edition.language.text("quote.translated-by", &[("name", by)])),
        None => label,
    }
}

fn topics(sheet: &Sheet<'_>, quote: &Quote) -> Vec<view::Link> {
    let all = quote.topics.iter().chain(&quote.inferred.topics);
    sheet.links(all.map(|id| EntityRef::new(Kind::Topic, id.as_str())))
}

fn about(sheet: &Sheet<'_>, quote: &Quote) -> Vec<MarkedLink> {
    let inferred = &quote.inferred;
    let tools = |ids: &[crate::study::Id<crate::study::Tool>], evidence: Evidence| {
        ids.iter().map(|id| (EntityRef::new(Kind::Tool, id.as_str()), evidence)).collect::<Vec<_>>()
    };
    let practices = |ids: &[crate::study::Id<crate::study::Practice>], evidence: Evidence| {
        ids.iter().map(|id| (EntityRef::new(Kind::Practice, id.as_str()), evidence)).collect::<Vec<_>>()
    };
    let mut ties = tools(&quote.tools, Evidence::Explicit);
    ties.extend(tools(&inferred.tools, Evidence::Inferred));
    ties.extend(practices(&quote.practices, Evidence::Explicit));
    ties.extend(practices(&inferred.practices, Evidence::Inferred));
    // Sorted by name with the surer tie first, so that of two for one entity the surer stays.
    ties.sort_by_key(|(entity, evidence)| (entity.kind, sheet.edition.place(entity), *evidence));
    ties.dedup_by(|later, earlier| later.0 == earlier.0);
    ties.into_iter()
        .map(|(entity, evidence)| MarkedLink {
            link: sheet.link(&entity),
            evidence: Some(small::evidence(sheet.edition.language, evidence)),
        })
        .collect()
}
