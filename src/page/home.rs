//! The home page: the answer first, three findings, one quote, one chart, what the study cannot say, and the ways in.

use std::cmp::Reverse;

use crate::citation;
use crate::prose::html::escaped;
use crate::study::{ChartDefinition, EntityRef, Kind, Quote, UseRole};

use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::site_parts::{byline, parts};
use super::view::{Content, ContentsEntry, Home, Link, Meta, QuoteCard, Way, Words};
use super::{Page, figure, finding_card, quote_card, site_parts, words};

/// At most so many findings stand on the home page; all of them have a page.
const HEADLINES: usize = 3;
/// The kinds that lead into the study, in order.
const WAYS: [Kind; 9] = [
    Kind::Organisation,
    Kind::Tool,
    Kind::Practice,
    Kind::Quote,
    Kind::Topic,
    Kind::Finding,
    Kind::Metric,
    Kind::Chart,
    Kind::Document,
];

/// The home page.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let sheet = Sheet::of(edition, PageName::Home);
    let content = Content::Home(home(&sheet));
    let outline = outline(&sheet);
    vec![frame::page(sheet, outline, content, &edition.study().imprint.place)]
}

fn outline(sheet: &Sheet<'_>) -> Outline {
    let edition = sheet.edition;
    let imprint = &edition.study().imprint;
    let answer = imprint.answer.as_ref().map(|answer| edition.plain(answer).0);
    let about = citation::About {
        description: answer.clone(),
        licence: imprint.licence.text.clone(),
        keywords: edition.keywords(),
        covers: site_parts::fieldwork(edition),
        modified: imprint.updated.map(|date| date.to_string()),
        sponsor: imprint.commissioned_by.clone(),
        ..citation::About::default()
    };
    let report = citation::report(&edition.reference, &about);
    let metas = citation::metas(&edition.reference).into_iter();
    Outline {
        description: answer,
        reference: Some(edition.reference.clone()),
        metas: metas.map(|(name, content)| Meta { name: name.to_owned(), content }).collect(),
        json_ld: Some(citation::script(&report)),
        ..Outline::default()
    }
}

fn home(sheet: &Sheet<'_>) -> Home {
    let edition = sheet.edition;
    let imprint = &edition.study().imprint;
    let findings = PageName::index(Kind::Finding);
    let kind = match &imprint.genre {
        Some(genre) => edition.plain(genre).0,
        None => edition.text("home.study"),
    };
    Home {
        kind,
        title: edition.words(&imprint.title),
        answer: imprint.answer.as_ref().map(|answer| edition.words(answer)),
        facts_html: facts(edition),
        byline_html: byline(edition).map(|line| escaped(&line)),
        findings: edition
            .of_kind(Kind::Finding)
            .iter()
            .take(HEADLINES)
            .filter_map(|finding| edition.finding(&finding.id))
            .map(|finding| finding_card::card(sheet, finding))
            .collect(),
        all_findings: edition.has(&findings).then(|| sheet.link_to(&findings, sheet.text("home.all-findings"))),
        figure: telling_chart(edition).and_then(|chart| figure::figure(sheet, chart)),
        quote: telling_quote(edition).map(|quote| quote_alone(sheet, quote)),
        limits: Some(limits(edition)),
        limits_link: limits_link(sheet),
        ways: ways(sheet),
        chapters: chapters(sheet),
        matter: sheet.links(edition.of_kind(Kind::Page).iter().cloned()),
        actions: actions(sheet),
    }
}

/// What it looked at and when, one short piece each.
fn facts(edition: &Edition<'_>) -> Vec<String> {
    let counts = [Kind::Organisation, Kind::Quote].into_iter().filter_map(|kind| {
        let n = edition.of_kind(kind).len();
        (n > 0).then(|| edition.kind_count(kind, n))
    });
    let fieldwork = edition.study().imprint.fieldwork.as_ref();
    let period = fieldwork.map(|period| edition.language.period(parts(period.from), parts(period.to)));
    counts.chain(period).map(|fact| escaped(&fact)).collect()
}

/// The quote that most findings rest on; of several, the one that texts use most, then the first of the author's.
fn telling_quote<'a>(edition: &Edition<'a>) -> Option<&'a Quote> {
    let analysis = edition.analysis();
    let rank =
        |entity: &&EntityRef| (analysis.findings(entity).len(), analysis.uses(entity), Reverse(edition.place(entity)));
    let quote = edition.of_kind(Kind::Quote).iter().max_by_key(rank)?;
    edition.study().quotes.get(&*quote.id).map(AsRef::as_ref)
}

/// The words, who says them and where: what they are about and what editors remark is on the quote's own page.
fn quote_alone(sheet: &Sheet<'_>, quote: &Quote) -> QuoteCard {
    let card = quote_card::card(sheet, quote);
    QuoteCard { topics: Vec::new(), about: Vec::new(), why_html: None, note_html: None, ..card }
}

/// The chart that most findings rest on, then the one that texts show most, then the first by name.
fn telling_chart<'a>(edition: &Edition<'a>) -> Option<&'a ChartDefinition> {
    let embeds = |entity: &EntityRef| {
        let uses = edition.study().uses.get(entity).map_or(&[][..], Vec::as_slice);
        uses.iter().filter(|one| one.role == UseRole::Embed).count()
    };
    let rank = |entity: &&EntityRef| {
        (edition.analysis().findings(entity).len(), embeds(entity), Reverse(edition.place(entity)))
    };
    let chart = edition.of_kind(Kind::Chart).iter().max_by_key(rank)?;
    edition.study().charts.get(&*chart.id)
}

/// What the study cannot say, in its own words or in ours.
fn limits(edition: &Edition<'_>) -> Words {
    match &edition.study().imprint.caveat {
        Some(caveat) => edition.words(caveat),
        None => words::own(&edition.text("home.limits")),
    }
}

fn limits_link(sheet: &Sheet<'_>) -> Option<Link> {
    let pages = ["limits", "method"].map(|id| PageName::entity(Kind::Page, id));
    let page = pages.iter().find(|page| sheet.edition.has(page))?;
    Some(sheet.link_to(page, sheet.text("home.limits-more")))
}

/// The ways into the study, each with how many there are.
pub(super) fn ways(sheet: &Sheet<'_>) -> Vec<Way> {
    let edition = sheet.edition;
    let kinds = WAYS.into_iter().filter(|kind| edition.has(&PageName::index(*kind)));
    let mut ways: Vec<Way> = kinds
        .map(|kind| Way {
            href: sheet.to(&PageName::index(kind)),
            title: edition.kind_title(kind),
            count: Some(edition.number(edition.of_kind(kind).len())),
            text: None,
        })
        .collect();
    let single = [
        (PageName::Matrix(1), "matrix.title"),
        (PageName::Single(Single::Comparison), "comparison.title"),
        (PageName::Single(Single::Downloads), "home.data"),
        (PageName::entity(Kind::Page, "method"), "home.method"),
    ];
    ways.extend(single.into_iter().filter(|(page, _)| edition.has(page)).map(|(page, key)| Way {
        href: sheet.to(&page),
        title: sheet.text(key),
        count: None,
        text: None,
    }));
    ways
}

fn chapters(sheet: &Sheet<'_>) -> Vec<ContentsEntry> {
    let entry = |chapter: &EntityRef| ContentsEntry {
        href: sheet.to_entity(chapter),
        words: sheet.edition.name_words(chapter),
        level: 1,
    };
    sheet.edition.of_kind(Kind::Chapter).iter().map(entry).collect()
}

/// Cite, download, contact.
fn actions(sheet: &Sheet<'_>) -> Vec<Link> {
    let pages = [
        (PageName::Single(Single::Cite), "home.cite"),
        (PageName::Single(Single::Downloads), "home.download"),
        (PageName::entity(Kind::Page, "contact"), "home.contact"),
    ];
    let existing = pages.into_iter().filter(|(page, _)| sheet.edition.has(page));
    existing.map(|(page, key)| sheet.link_to(&page, sheet.text(key))).collect()
}
