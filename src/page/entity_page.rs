//! The page of an organisation, a tool, a practice or a topic: what is said of it, its quotes, its relations, its
//! values, and what rests on it.

use crate::analysis::KinWay;
use crate::citation::{self, Form};
use crate::diagnostic::Place;
use crate::prose::html::{Fit, escaped};
use crate::study::{Card, EntityRef, Kind, Localised, Text, Topic};

use super::destination::{first_words, written};
use super::edition::Edition;
use super::frame::{self, Outline};
use super::quote_group::{self, Grouping};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{self, Content, ContentsEntry, Fact, Link, LinkGroup, RelationTable};
use super::{Page, entity_index, figure, finding_card, observation_table, quote_card, relation_table, small, words};

/// The kinds that have such a page.
const KINDS: [Kind; 4] = [Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Topic];

/// A page for each entity of these kinds.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let all = KINDS.into_iter().flat_map(|kind| edition.of_kind(kind));
    let wanted = all.filter(|entity| edition.wants_entity(entity.kind, &entity.id));
    wanted.map(|entity| page(edition, entity)).collect()
}

/// What the kinds have in common, a topic with the least.
struct Subject<'a> {
    entity: &'a EntityRef,
    card: Option<&'a Card>,
    topic: Option<&'a Topic>,
}

impl<'a> Subject<'a> {
    fn of(edition: &Edition<'a>, entity: &'a EntityRef) -> Self {
        let study = edition.study();
        let id = &*entity.id;
        let card = match entity.kind {
            Kind::Organisation => study.organisations.get(id).map(|one| &one.card),
            Kind::Tool => study.tools.get(id).map(|one| &one.card),
            Kind::Practice => study.practices.get(id).map(|one| &one.card),
            _ => None,
        };
        Self { entity, card, topic: study.topics.get(id).filter(|_| entity.kind == Kind::Topic) }
    }

    fn words(&self) -> Option<&'a Localised<Text>> {
        self.card.and_then(|card| card.words.as_ref())
    }

    fn place(&self, edition: &Edition<'a>) -> &'a Place {
        let own = self.card.map(|card| &card.place).or(self.topic.map(|topic| &topic.place));
        own.unwrap_or(&edition.study().imprint.place)
    }
}

fn page(edition: &Edition<'_>, entity: &EntityRef) -> Page {
    let subject = Subject::of(edition, entity);
    let sheet = Sheet::of(edition, PageName::Entity(entity.clone()));
    let content = content(&sheet, &subject);
    let mut outline = Outline::of_entity(&sheet, entity, Form::Section).written_in(subject.words());
    if let (Kind::Topic | Kind::Practice, Some(title)) = (entity.kind, &outline.title) {
        // A topic, a practice and a chapter often have one name; titles tell pages apart.
        let values = [("words", title.as_str()), ("note", &edition.kind_singular(entity.kind))];
        outline.title = Some(edition.language.text("formats.parenthesis", &values));
    }
    outline.description = entity_index::summary(edition, entity)
        .map(|summary| edition.plain(summary).0)
        .or_else(|| first_words(&sheet, subject.words()));
    outline.json_ld = json_ld(&sheet, &subject);
    frame::page(sheet, outline, Content::EntityPage(content), subject.place(edition))
}

fn content(sheet: &Sheet<'_>, subject: &Subject<'_>) -> view::EntityPage {
    let (edition, entity) = (sheet.edition, subject.entity);
    let text = written(sheet, subject.words(), subject.place(edition), Fit::default());
    let quotes = edition.analysis().quotes(entity).len();
    let name = edition.name(entity).0;
    let grouping = if entity.kind == Kind::Organisation { Grouping::Topic } else { Grouping::Organisation };
    let owner = entity_index::owner(entity);
    let mut page = view::EntityPage {
        kind: entity.kind.word().to_owned(),
        kind_name: edition.kind_singular(entity.kind),
        id: entity.id.to_string(),
        name: edition.name_words(entity),
        now: entity_index::today(edition, entity).map(|now| quote_card::today(edition, now)),
        also_called: subject.card.map(|card| also_called(edition, card)).unwrap_or_default(),
        summary: entity_index::summary(edition, entity).map(|summary| edition.words(summary)),
        counts: counts(edition, entity),
        facts: facts(sheet, subject),
        body_language: text.language,
        quotes: quote_group::of_entity(sheet, entity, grouping, &text.blocks),
        body: text.blocks,
        quotes_total: (quotes > 0).then(|| edition.kind_count(Kind::Quote, quotes)),
        relations: relations(sheet, entity),
        observations: owner.and_then(|owner| observation_table::of_owner(sheet, &owner, &name)),
        figures: figure::automatic_of(sheet, entity),
        findings: finding_card::cards(sheet, edition.analysis().findings(entity)),
        named_in: named_in(sheet, entity),
        related: related(sheet, subject),
        links: subject.card.map(|card| links(edition, card)).unwrap_or_default(),
        actions: actions(sheet, entity),
        notice_html: notice(edition, entity.kind).map(|notice| escaped(&notice)),
        downloads: small::record(sheet, entity),
        contents: Vec::new(),
    };
    page.contents = contents(edition, &page);
    page
}

fn also_called(edition: &Edition<'_>, card: &Card) -> Vec<String> {
    let (names, code) = card.also_called.in_language(edition.language.code());
    names.iter().map(|name| edition.typography(code).set_text(name)).collect()
}

/// How many quotes, others and values, one each; what there is none of is left out.
fn counts(edition: &Edition<'_>, entity: &EntityRef) -> Vec<String> {
    let analysis = edition.analysis();
    let others = [Kind::Organisation, Kind::Tool, Kind::Practice];
    let related = others.into_iter().map(|kind| (kind, analysis.related(entity, kind).count()));
    let numbers = std::iter::once((Kind::Quote, analysis.quotes(entity).len())).chain(related);
    let mut counts: Vec<String> =
        numbers.filter(|(_, n)| *n > 0).map(|(kind, n)| edition.kind_count(kind, n)).collect();
    let values = if entity_index::owner(entity).is_some() { entity_index::known_values(edition, entity) } else { 0 };
    if values > 0 {
        counts.push(edition.language.count("kinds.observation.count", values));
    }
    counts
}

/// Identifiers elsewhere, where it is said, the topics it belongs to.
fn facts(sheet: &Sheet<'_>, subject: &Subject<'_>) -> Vec<Fact> {
    let edition = sheet.edition;
    let mut facts = Vec::new();
    if let Some(card) = subject.card {
        let topics = card.topics.iter().map(|id| EntityRef::new(Kind::Topic, id.as_str()));
        let links: Vec<String> =
            edition.sorted(topics.collect()).iter().map(|topic| sheet.linked_html(topic)).collect();
        if !links.is_empty() {
            facts.push(Fact { label: edition.kind_title(Kind::Topic), html: links.join(", ") });
        }
        if let Some(source) = &card.source {
            facts.push(Fact { label: edition.text("quote.source"), html: sheet.source_html(source) });
        }
        facts.extend(card.identifiers.iter().map(|(scheme, id)| identifier(scheme, id)));
    }
    if let Some(parent) = subject.topic.and_then(|topic| topic.parent.as_ref()) {
        let parent = EntityRef::new(Kind::Topic, parent.as_str());
        facts.push(Fact { label: edition.text("topic.parent"), html: sheet.linked_html(&parent) });
    }
    facts
}

fn identifier(scheme: &str, id: &str) -> Fact {
    let html = match same_as(scheme, id) {
        Some(address) => format!("<a href=\"{}\" rel=\"external\">{}</a>", escaped(&address), escaped(id)),
        None => escaped(id),
    };
    Fact { label: words::capital(scheme), html }
}

/// The address of an identifier of a known scheme.
fn same_as(scheme: &str, id: &str) -> Option<String> {
    let address = match scheme {
        "wikidata" => format!("https://www.wikidata.org/entity/{id}"),
        "ror" => format!("https://ror.org/{}", id.trim_start_matches("https://ror.org/")),
        "isni" => format!("https://isni.org/isni/{}", id.replace(' ', "")),
        "orcid" => format!("https://orcid.org/{id}"),
        "viaf" => format!("https://viaf.org/viaf/{id}"),
        "idref" => format!("https://www.idref.fr/{id}"),
        _ => return None,
    };
    // What holds a space or a quotation mark is no identifier of these.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/:".contains(letter);
    address.chars().all(plain).then_some(address)
}

fn relations(sheet: &Sheet<'_>, entity: &EntityRef) -> Vec<RelationTable> {
    let text = |key: &str| sheet.text(key);
    let table = |kind| relation_table::table(sheet, entity, kind);
    let exists = |kind| !sheet.edition.of_kind(kind).is_empty();
    let (kinds, notice): (&[Kind], String) = match entity.kind {
        Kind::Organisation => (&[Kind::Tool, Kind::Practice], text("organisation.documented-none")),
        Kind::Tool => (&[Kind::Organisation, Kind::Practice], text("tool.organisations-none")),
        Kind::Practice => (&[Kind::Organisation, Kind::Tool], text("practice.organisations-none")),
        _ => return Vec::new(),
    };
    let tables = kinds.iter().filter(|kind| exists(**kind)).map(|kind| (*kind, table(*kind)));
    tables
        .filter(|(kind, table)| {
            !table.rows.is_empty() || entity.kind == Kind::Organisation || *kind == Kind::Organisation
        })
        .map(|(_, table)| if table.rows.is_empty() { relation_table::with_notice(table, &notice) } else { table })
        .collect()
}

fn notice(edition: &Edition<'_>, kind: Kind) -> Option<String> {
    let key = match kind {
        Kind::Organisation => "organisation.not-documented",
        Kind::Tool => "tool.not-documented",
        Kind::Practice => "practice.not-documented",
        _ => return None,
    };
    Some(edition.text(key))
}

/// The texts that name an entity; the findings that rest on it stand on their own.
fn named_in(sheet: &Sheet<'_>, entity: &EntityRef) -> Vec<Link> {
    let analysis = sheet.edition.analysis();
    let resting = analysis.findings(entity);
    let rests = |by: &EntityRef| by.kind == Kind::Finding && resting.iter().any(|finding| finding.as_str() == &*by.id);
    sheet.links(analysis.named_in(entity).iter().filter(|by| !rests(by)).cloned())
}

/// Related tools by how they are related; narrower topics.
fn related(sheet: &Sheet<'_>, subject: &Subject<'_>) -> Vec<LinkGroup> {
    let edition = sheet.edition;
    let group = |title: String, entities: Vec<EntityRef>| LinkGroup { title, href: None, links: sheet.links(entities) };
    let groups = match subject.entity.kind {
        Kind::Tool => KinWay::ALL
            .into_iter()
            .map(|way| {
                let title = words::capital(&edition.text(key(way)));
                group(title, edition.analysis().kin(subject.entity, way).cloned().collect())
            })
            .collect(),
        Kind::Topic => {
            let narrower = edition
                .study()
                .topics
                .values()
                .filter(|topic| topic.parent.as_ref().is_some_and(|parent| parent.as_str() == &*subject.entity.id));
            let narrower = narrower.map(|topic| EntityRef::new(Kind::Topic, topic.id.as_str()));
            vec![group(edition.text("topic.parts"), narrower.collect())]
        }
        _ => Vec::new(),
    };
    groups.into_iter().filter(|group: &LinkGroup| !group.links.is_empty()).collect()
}

/// The words for a way in which tools are related.
fn key(way: KinWay) -> &'static str {
    match way {
        KinWay::PartOf => "relation.part-of",
        KinWay::HasPart => "relation.has-part",
        KinWay::Replaces => "relation.replaces",
        KinWay::ReplacedBy => "relation.replaced-by",
        KinWay::Similar => "relation.similar",
    }
}

fn links(edition: &Edition<'_>, card: &Card) -> Vec<Link> {
    let link = |link: &crate::study::WebLink| {
        let (text, language) = edition.plain(&link.label);
        Link { href: link.url.clone(), text, language }
    };
    card.links.iter().map(link).collect()
}

/// Comparing an organisation with others of the reader's choice.
fn actions(sheet: &Sheet<'_>, entity: &EntityRef) -> Vec<Link> {
    let comparison = PageName::Single(Single::Comparison);
    if entity.kind != Kind::Organisation || !sheet.edition.has(&comparison) {
        return Vec::new();
    }
    let mut link = sheet.link_to(&comparison, sheet.text("comparison.with"));
    link.href = format!("{}?organisation={}", link.href, entity.id);
    vec![link]
}

/// The parts of the page that there are.
fn contents(edition: &Edition<'_>, page: &view::EntityPage) -> Vec<ContentsEntry> {
    let mut parts: Vec<(String, String)> = Vec::new();
    if !page.quotes.is_empty() {
        parts.push(("quotes".to_owned(), edition.kind_title(Kind::Quote)));
    }
    parts.extend(page.relations.iter().map(|table| (table.id.clone(), table.title.clone())));
    parts.extend(page.observations.iter().map(|table| (table.id.clone(), table.title.clone())));
    if !page.figures.is_empty() {
        parts.push(("figures".to_owned(), edition.text("organisation.charts")));
    }
    if !page.findings.is_empty() {
        parts.push(("findings".to_owned(), edition.kind_title(Kind::Finding)));
    }
    if parts.len() < 2 {
        return Vec::new();
    }
    parts
        .into_iter()
        .map(|(id, title)| ContentsEntry { href: format!("#{id}"), words: words::own(&title), level: 1 })
        .collect()
}

fn json_ld(sheet: &Sheet<'_>, subject: &Subject<'_>) -> Option<String> {
    let edition = sheet.edition;
    let card = subject.card?;
    let own = edition.study().imprint.kinds.get(&subject.entity.kind).and_then(|names| names.schema_type.as_deref());
    let kind = match (own, subject.entity.kind) {
        (Some(own), _) => own,
        (None, Kind::Organisation) => "Organization",
        (None, _) => return None,
    };
    let mut alternate = also_called(edition, card);
    alternate.extend(entity_index::today(edition, subject.entity).map(|now| now.name.clone()));
    let same_as: Vec<String> = card.identifiers.iter().filter_map(|(scheme, id)| same_as(scheme, id)).collect();
    let name = edition.name(subject.entity).0;
    let object = citation::about_organisation(kind, &name, &alternate, &same_as, sheet.address().as_deref());
    Some(citation::script(&object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_leads_nowhere_strange() {
        assert_eq!(same_as("wikidata", "Q1").as_deref(), Some("https://www.wikidata.org/entity/Q1"));
        assert_eq!(same_as("wikidata", "Q1\" onclick=\""), None);
        assert_eq!(same_as("unheard-of", "1"), None);
    }
}
