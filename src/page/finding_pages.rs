//! The findings: a list of claims, and a page for each with everything that it rests on.

use crate::citation::Form;
use crate::prose::html::{Fit, escaped};
use crate::study::{EntityRef, Finding, Kind, Target};

use super::destination::{first_words, quote_of, written};
use super::edition::Edition;
use super::frame::{self, Outline};
use super::observation_table::{self, Common};
use super::quote_group::shows_quote;
use super::routes::PageName;
use super::sheet::Sheet;
use super::view::{Block, Content, Figure, FindingIndex, FindingPage, LinkGroup, ObservationTable, QuoteCard};
use super::{Page, figure, finding_card, quote_card, small};

/// The list and a page for each.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let findings = &edition.study().findings;
    let index = (!findings.is_empty()).then(|| index(edition));
    let wanted = findings.iter().filter(|finding| edition.wants_entity(Kind::Finding, finding.id.as_str()));
    index.into_iter().chain(wanted.map(|finding| page(edition, finding))).collect()
}

fn index(edition: &Edition<'_>) -> Page {
    let sheet = Sheet::of(edition, PageName::index(Kind::Finding));
    let content = FindingIndex {
        title: super::words::own(&edition.kind_title(Kind::Finding)),
        intro_html: Some(format!("<p>{}</p>", escaped(&edition.kind_introduction(Kind::Finding)))),
        cards: edition.study().findings.iter().map(|finding| finding_card::card(&sheet, finding)).collect(),
        downloads: small::table(&sheet, Kind::Finding.folder()),
    };
    let mut outline = Outline::titled(edition.kind_title(Kind::Finding));
    outline.section = Some(Kind::Finding);
    outline.description = Some(edition.kind_introduction(Kind::Finding));
    frame::page(sheet, outline, Content::FindingIndex(content), &edition.study().imprint.place)
}

fn page(edition: &Edition<'_>, finding: &Finding) -> Page {
    let entity = finding_card::entity(finding);
    let sheet = Sheet::of(edition, PageName::Entity(entity.clone()));
    let body = &finding.body;
    let text = written(&sheet, body.words.as_ref(), &body.place, Fit::default());
    let targets: Vec<&Target> = finding.rests_on.iter().map(|target| &target.value).collect();
    let content = FindingPage {
        number: finding_card::number(edition, finding),
        title: edition.words(&body.title),
        scope: finding.scope.as_ref().map(|scope| edition.plain(scope).0),
        body_language: text.language,
        rests_on: finding_card::rests_on(edition, finding),
        evidence: finding_card::weakest(edition, finding).map(|level| small::evidence(edition.language, level)),
        quotes: quotes(&sheet, &targets, &text.blocks),
        figures: figures(&sheet, &targets, &text.blocks),
        body: text.blocks,
        observations: observations(&sheet, &targets),
        entities: entities(&sheet, &targets),
        named_in: sheet.links(edition.analysis().named_in(&entity).iter().cloned()),
        downloads: small::record(&sheet, &entity),
    };
    let summary = body.summary.as_ref().map(|summary| edition.plain(summary).0);
    let outline = Outline::of_entity(&sheet, &entity, Form::Section)
        .written_in(body.words.as_ref())
        .described(summary.or_else(|| first_words(&sheet, body.words.as_ref())));
    frame::page(sheet, outline, Content::FindingPage(content), &body.place)
}

/// The quotes that it rests on, but those that its text already shows: a quote stands once on a page.
fn quotes(sheet: &Sheet<'_>, targets: &[&Target], shown: &[Block]) -> Vec<QuoteCard> {
    let quotes = targets.iter().filter_map(|target| quote_of(target));
    let quotes =
        quotes.filter(|id| !shows_quote(shown, id.as_str())).filter_map(|id| sheet.edition.study().quotes.get(&id));
    quotes.map(|quote| quote_card::card(sheet, quote)).collect()
}

fn figures(sheet: &Sheet<'_>, targets: &[&Target], shown: &[Block]) -> Vec<Figure> {
    let charts = targets.iter().filter_map(|target| match target {
        Target::Entity(entity) if entity.kind == Kind::Chart => sheet.edition.study().charts.get(&*entity.id),
        _ => None,
    });
    let is_shown =
        |figure: &Figure| shown.iter().any(|block| matches!(block, Block::Figure(other) if other.id == figure.id));
    charts.filter_map(|chart| figure::figure(sheet, chart)).filter(|figure| !is_shown(figure)).collect()
}

fn observations(sheet: &Sheet<'_>, targets: &[&Target]) -> Option<ObservationTable> {
    let indexes: Vec<usize> = targets
        .iter()
        .filter_map(|target| match target {
            Target::Observation(index) => Some(*index),
            Target::Entity(_) => None,
        })
        .collect();
    let title = sheet.edition.text("metric.values");
    observation_table::table(sheet, &indexes, Common::Nothing, title.clone(), title)
}

/// What is neither shown as a quote nor as a chart nor as a value.
fn entities(sheet: &Sheet<'_>, targets: &[&Target]) -> Vec<LinkGroup> {
    let entities = targets.iter().filter_map(|target| match target {
        Target::Entity(entity) if !matches!(entity.kind, Kind::Quote | Kind::Chart) => Some(entity.clone()),
        _ => None,
    });
    small::by_kind(sheet, entities.collect::<Vec<EntityRef>>())
}
