//! A small made-up study, built by hand, for the tests of the rooms that read a study.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::decode::Node;
use crate::diagnostic::{Place, SourcePath, Span, Spanned};
use crate::language::LanguageCode;
use crate::prose::{Block, BlockKind, Heading, Inline, InlineKind, Prose, Words};

/// The code of a language.
pub(crate) fn code(text: &str) -> LanguageCode {
    LanguageCode::parse(text).unwrap()
}

/// A file as a place.
pub(crate) fn place(path: &str) -> Place {
    Place::file(&SourcePath::new(path))
}

/// An entity.
pub(crate) fn entity(kind: Kind, id: &str) -> EntityRef {
    EntityRef::new(kind, id)
}

/// A text in French and English.
pub(crate) fn both(french: &str, english: &str) -> Localised<String> {
    Localised::from_pairs(vec![(code("fr"), french.to_owned()), (code("en"), english.to_owned())]).unwrap()
}

/// A text in French alone.
pub(crate) fn french(text: &str) -> Localised<String> {
    Localised::of(code("fr"), text.to_owned())
}

fn block<T>(kind: BlockKind<T>) -> Block<T> {
    Block { span: Span::default(), kind }
}

fn inline<T>(kind: InlineKind<T>) -> Inline<T> {
    Inline { span: Span::default(), kind }
}

fn target(target: Target) -> Spanned<Target> {
    Spanned::new(target, Span::default())
}

/// A paragraph of words.
pub(crate) fn paragraph(inlines: Vec<Inline<Target>>) -> Block<Target> {
    block(BlockKind::Paragraph(inlines))
}

/// Words.
pub(crate) fn words(text: &str) -> Inline<Target> {
    inline(InlineKind::Text(text.to_owned()))
}

/// A link that writes the target's own name.
pub(crate) fn link(to: Target) -> Inline<Target> {
    inline(InlineKind::Link { target: target(to), words: None, anchor: None })
}

/// A heading of the second level.
pub(crate) fn heading(id: &str, text: &str) -> Block<Target> {
    block(BlockKind::Heading(Heading { level: 2, id: id.to_owned(), inlines: vec![words(text)] }))
}

/// An entity shown in place.
pub(crate) fn embed(kind: Kind, id: &str) -> Block<Target> {
    block(BlockKind::Embed { target: target(Target::Entity(entity(kind, id))) })
}

fn text(blocks: Vec<Block<Target>>) -> Text {
    Prose { blocks, notes: Vec::new() }
}

fn body(path: &str, title: Localised<String>, words: Option<Localised<Text>>) -> Body {
    Body { place: place(path), title, summary: None, words, old_addresses: Vec::new() }
}

fn card(path: &str, name: Localised<String>) -> Card {
    Card {
        place: place(path),
        name,
        also_called: Localised::of(code("fr"), Vec::new()),
        summary: None,
        words: None,
        topics: Vec::new(),
        links: Vec::new(),
        identifiers: Vec::new(),
        source: None,
        old_addresses: Vec::new(),
    }
}

fn source(locator: &str) -> Option<Source> {
    Some(Source { document: Id::new("deck"), locator: Some(locator.to_owned()) })
}

/// An organisation of that id and name, without relations.
pub(crate) fn organisation(id: &str, name: &str) -> Organisation {
    let card = card(&format!("content/organisations/{id}.md"), french(name));
    Organisation { id: Id::new(id), card, now: None, tools: Vec::new(), practices: Vec::new() }
}

fn tool(id: &str, name: Localised<String>) -> Tool {
    let card = card(&format!("content/tools/{id}.md"), name);
    Tool { id: Id::new(id), card, now: None, practices: Vec::new(), tools: Vec::new() }
}

/// A quote in French that nobody is known to have said.
pub(crate) fn quote(id: &str, spoken: &str) -> Quote {
    Quote {
        id: Id::new(id),
        place: place(&format!("content/quotes/{id}.md")),
        words: Words::read(spoken, &BTreeMap::new()).into(),
        language: code("fr"),
        translations: Vec::new(),
        attribution: Attribution::Unknown(both("absent de la source", "not in the source")),
        speaker: None,
        source: source("l. 1"),
        date: None,
        evidence: Evidence::Explicit,
        tools: Vec::new(),
        practices: Vec::new(),
        topics: Vec::new(),
        inferred: Inferred::default(),
        note: None,
        anonymous: false,
        old_addresses: Vec::new(),
    }
}

fn said_by(organisation: &str, quote: Quote) -> Quote {
    Quote { attribution: Attribution::Organisation(Id::new(organisation)), ..quote }
}

fn ids<T>(names: &[&str]) -> Vec<Id<T>> {
    names.iter().map(Id::new).collect()
}

fn quotes() -> Vec<Quote> {
    let translation = QuoteTranslation {
        language: code("en"),
        by: None,
        words: Words::read("Messages go by.", &BTreeMap::new()).into(),
    };
    vec![
        Quote {
            tools: ids(&["twitter"]),
            topics: ids(&["tools"]),
            translations: vec![translation],
            ..said_by("ined", quote("messages", "Les messages défilent, \"vite\" !"))
        },
        Quote {
            topics: ids(&["delays"]),
            practices: ids(&["short-validation"]),
            inferred: Inferred { tools: ids(&["blogs"]), why: Some(french("le logo")), ..Inferred::default() },
            ..said_by("ined", quote("two-hours", "Deux heures."))
        },
        Quote {
            tools: ids(&["twitter"]),
            evidence: Evidence::Inferred,
            ..said_by("cnrs", quote("careful", "Prudence."))
        },
        Quote { language: code("en"), ..quote("live", "We live tweet.") },
        Quote { attribution: Attribution::Anonymous, anonymous: true, source: None, ..quote("nobody", "Une heure.") },
    ]
}

fn relation<T>(to: &str, status: Status, evidence: Evidence) -> Relation<T> {
    Relation { to: Id::new(to), evidence, status, source: source("l. 9"), note: None, place: place("content/x.md") }
}

fn organisations() -> Vec<Organisation> {
    let mut ined = organisation("ined", "Ined");
    ined.tools = vec![relation("twitter", Status::Planned, Evidence::Inferred)];
    ined.card.old_addresses = vec!["organisations/ined-paris.html".to_owned()];
    ined.card.words = Some(Localised::of(code("fr"), text(vec![paragraph(vec![words("Un institut.")])])));
    let mut cnrs = organisation("cnrs", "CNRS");
    cnrs.tools = vec![relation("blogs", Status::Absent, Evidence::External)];
    cnrs.now = Some(Today { name: "CNRS".to_owned(), since: Some(date(2020)) });
    vec![ined, cnrs, organisation("eole", "Éole")]
}

fn date(year: u16) -> Date {
    Date { year, month: None, day: None }
}

fn tools() -> Vec<Tool> {
    let mut hangout = tool("hangout", french("Hangout"));
    hangout.tools = vec![Kin { to: Id::new("twitter"), kinship: Kinship::PartOf }];
    vec![tool("twitter", french("Twitter")), tool("blogs", both("Blogs", "Blogs")), hangout]
}

fn topic(id: &str, order: i64, label: Localised<String>, parent: Option<&str>) -> Topic {
    let parent = parent.map(Id::new);
    Topic { id: Id::new(id), place: place("content/topics.yaml"), label, summary: None, order, parent }
}

fn metric(id: &str, unit: &str, label: Localised<String>) -> Metric {
    Metric {
        id: Id::new(id),
        place: place("content/metrics.yaml"),
        label,
        summary: None,
        unit: Unit::from_name(unit).unwrap(),
        kind: MetricKind::Duration,
        values: Vec::new(),
        segments: vec![Segment { id: "first".into(), label: both("la première", "the first") }],
        conversions: BTreeMap::from([("hour/day".to_owned(), 5.0)]),
        conversions_note: Some(both("Semaine de cinq jours.", "A week of five days.")),
        note: None,
    }
}

fn observation(owner: Owner, metric: &str, reading: Reading) -> Observation {
    Observation {
        place: place("content/observations.yaml"),
        owner,
        metric: Id::new(metric),
        reading,
        typed: None,
        date: None,
        source: source("l. 5"),
        evidence: Evidence::Explicit,
        base: None,
        tool: None,
        segment: None,
        respondent: None,
        quotes: Vec::new(),
        note: None,
    }
}

/// In the order of the model: by owner, then metric. The first is the Ined's delay.
fn observations() -> Vec<Observation> {
    let hours = |said, unit: &str, amount, converted| Reading::Quantity {
        said,
        unit: Unit::from_name(unit).unwrap(),
        amount,
        converted,
    };
    let ined = || Owner::Organisation(Id::new("ined"));
    let mut delay = observation(ined(), "delay", hours(Amount::Exact(2.0), "hour", Amount::Exact(2.0), false));
    delay.quotes = ids(&["two-hours"]);
    let unknown = Reading::Unknown(both("absent de la source", "not in the source"));
    let gap = observation(Owner::Organisation(Id::new("cnrs")), "delay", unknown);
    let time = hours(Amount::About(1.0), "hour/day", Amount::About(5.0), true);
    let mut time = observation(Owner::Study, "time", time);
    time.segment = Some("first".into());
    time.respondent = Some(Respondent::Unnamed);
    vec![delay, gap, time]
}

fn findings() -> Vec<Finding> {
    let first = Finding {
        id: Id::new("caution"),
        order: Some(1),
        body: body(
            "content/findings/caution.md",
            both("Un organisme est prudent", "One organisation is careful"),
            Some(Localised::of(
                code("fr"),
                text(vec![
                    paragraph(vec![words("Voir "), link(Target::Observation(0)), words(" !")]),
                    embed(Kind::Quote, "careful"),
                ]),
            )),
        ),
        rests_on: [
            Target::Entity(entity(Kind::Quote, "careful")),
            Target::Entity(entity(Kind::Quote, "messages")),
            Target::Entity(entity(Kind::Chart, "delays")),
            Target::Entity(entity(Kind::Tool, "twitter")),
            Target::Observation(0),
        ]
        .map(target)
        .into(),
        scope: Some(both("1 organisme sur 3", "1 organisation of 3")),
        topics: Vec::new(),
    };
    let second = Finding {
        id: Id::new("speed"),
        order: Some(2),
        body: body("content/findings/speed.md", both("Tout va vite", "All is fast"), None),
        rests_on: vec![target(Target::Entity(entity(Kind::Quote, "messages")))],
        scope: None,
        topics: Vec::new(),
    };
    vec![first, second]
}

fn chapters() -> Vec<Chapter> {
    let french_text = text(vec![
        paragraph(vec![
            words("L'"),
            link(Target::Entity(entity(Kind::Organisation, "ined"))),
            words(" valide en "),
            link(Target::Observation(0)),
            words(" ; "),
            link(Target::Observation(2)),
            words("."),
        ]),
        heading("outils", "Les outils"),
        embed(Kind::Quote, "messages"),
        embed(Kind::Chart, "delays"),
        heading("suite", "La suite"),
        embed(Kind::Finding, "caution"),
    ]);
    let english_text = text(vec![paragraph(vec![
        link(Target::Entity(entity(Kind::Organisation, "ined"))),
        words(" approves in "),
        link(Target::Observation(0)),
        words("."),
    ])]);
    let both_texts = Localised::from_pairs(vec![(code("fr"), french_text), (code("en"), english_text)]);
    let alone = Localised::of(code("fr"), text(vec![paragraph(vec![words("Seulement en français.")])]));
    vec![
        Chapter {
            id: Id::new("objectives"),
            number: Some(1),
            body: body("content/chapters/01-objectives.md", both("Les objectifs", "Objectives"), both_texts),
            topics: Vec::new(),
        },
        Chapter {
            id: Id::new("outlook"),
            number: Some(2),
            body: body("content/chapters/02-outlook.md", french("Et demain ?"), Some(alone)),
            topics: Vec::new(),
        },
    ]
}

fn chart() -> ChartDefinition {
    ChartDefinition {
        id: Id::new("delays"),
        place: place("charts/delays.yaml"),
        kind: Spanned::new("range".to_owned(), Span::default()),
        title: both("Délais", "Delays"),
        subtitle: None,
        data: ChartData::Metric {
            metric: Id::new("delay"),
            against: None,
            by: vec![Grouping::Entity(Kind::Organisation)],
            filters: Vec::new(),
            at: None,
            sort: Sort::Value,
            limit: None,
            span: Span::default(),
        },
        options: Node::nothing(Span::default()),
        source: None,
        note: Some(both("Ce n'est pas un sondage.", "This is no survey.")),
        description: None,
        exceptions: Vec::new(),
        old_addresses: Vec::new(),
    }
}

fn imprint() -> Imprint {
    Imprint {
        place: place("study.yaml"),
        title: both("L'étude", "The study"),
        answer: Some(both("Oui, mais.", "Yes, but.")),
        genre: None,
        caveat: None,
        authors: vec![Author {
            name: "Anne Martin".to_owned(),
            role: None,
            orcid: None,
            affiliation: None,
            organisation: false,
        }],
        commissioned_by: Some("Wanacôme".to_owned()),
        fieldwork: Some(Period {
            from: Date { year: 2012, month: Some(6), day: None },
            to: Date { year: 2012, month: Some(10), day: None },
        }),
        languages: vec![code("fr"), code("en")],
        consent: ConsentPolicy::PublicSources,
        published: Some(date(2012)),
        updated: None,
        address: None,
        licence: Licence::default(),
        theme: "folio".to_owned(),
        keywords: Localised::of(code("fr"), Vec::new()),
        version: None,
        edition: None,
        publisher: None,
        contact: Some("nobody@example.org".to_owned()),
        funding: None,
        doi: None,
        isbn: None,
        pdf: None,
        hosting: Hosting::None,
        kinds: BTreeMap::new(),
        relations: BTreeMap::new(),
        statuses: BTreeMap::new(),
        checks: BTreeMap::new(),
    }
}

/// Who refers to what in the texts and findings above.
fn uses() -> BTreeMap<EntityRef, Vec<Use>> {
    let (chapter, caution, speed) =
        (entity(Kind::Chapter, "objectives"), entity(Kind::Finding, "caution"), entity(Kind::Finding, "speed"));
    let used = |by: &EntityRef, role| Use { by: by.clone(), role };
    let mut uses = BTreeMap::new();
    let mut add = |kind, id, list: Vec<Use>| _ = uses.insert(entity(kind, id), list);
    add(Kind::Organisation, "ined", vec![used(&chapter, UseRole::Link), used(&caution, UseRole::Evidence)]);
    add(Kind::Metric, "delay", vec![used(&chapter, UseRole::Link), used(&caution, UseRole::Evidence)]);
    add(Kind::Metric, "time", vec![used(&chapter, UseRole::Link)]);
    add(
        Kind::Quote,
        "messages",
        vec![used(&chapter, UseRole::Embed), used(&caution, UseRole::Evidence), used(&speed, UseRole::Evidence)],
    );
    add(Kind::Quote, "careful", vec![used(&caution, UseRole::Evidence), used(&caution, UseRole::Embed)]);
    add(Kind::Chart, "delays", vec![used(&chapter, UseRole::Embed), used(&caution, UseRole::Evidence)]);
    add(Kind::Finding, "caution", vec![used(&chapter, UseRole::Embed)]);
    add(Kind::Tool, "twitter", vec![used(&caution, UseRole::Evidence)]);
    uses
}

/// The study: three organisations, three tools, five quotes, three values, two findings, two chapters.
pub(crate) fn study() -> Study {
    let practice = Practice {
        id: Id::new("short-validation"),
        card: card("content/practices/short-validation.md", french("Valider vite")),
    };
    let method = Page {
        id: Id::new("method"),
        order: None,
        body: body("content/pages/method.md", both("Méthode", "Method"), None),
    };
    let deck = Document {
        id: Id::new("deck"),
        place: place("content/documents.yaml"),
        title: both("Présentation", "Slides"),
        kind: DocumentKind::Deck,
        date: Some(date(2012)),
        url: None,
        licence: None,
        holder: None,
        retrieved: None,
        note: None,
    };
    let topics = [
        topic("tools", 1, both("Les outils", "Tools"), None),
        topic("delays", 2, both("Les délais", "Delays"), Some("tools")),
    ];
    let metrics = [
        metric("delay", "hour", both("Délai de validation", "Approval time")),
        metric("time", "hour/week", both("Temps consacré", "Time spent")),
    ];
    Study {
        imprint: imprint(),
        chapters: chapters(),
        pages: BTreeMap::from([(method.id.clone(), method)]),
        findings: findings(),
        organisations: organisations().into_iter().map(|one| (one.id.clone(), one)).collect(),
        tools: tools().into_iter().map(|one| (one.id.clone(), one)).collect(),
        practices: BTreeMap::from([(practice.id.clone(), practice)]),
        topics: topics.into_iter().map(|one| (one.id.clone(), one)).collect(),
        documents: BTreeMap::from([(deck.id.clone(), deck)]),
        speakers: BTreeMap::new(),
        quotes: quotes().into_iter().map(|one| (one.id.clone(), one.into())).collect(),
        metrics: metrics.into_iter().map(|one| (one.id.clone(), one)).collect(),
        observations: observations(),
        charts: BTreeMap::from([(Id::new("delays"), chart())]),
        tombstones: vec![Tombstone { id: Id::new("gone"), withdrawn: date(2024) }],
        assets: BTreeMap::<Arc<str>, Asset>::new(),
        uses: uses(),
        withheld: 0,
    }
}
