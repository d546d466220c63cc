//! Tests of pages on a made-up study.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::analysis::Analysis;
use crate::language::tests::{english, french};
use crate::site::Target;
use crate::study::fixture::{self, code};
use crate::study::{Id, Kind, Study};
use view::{Block, Content};

/// What is published beside the pages.
const FILES: [&str; 8] = [
    "charts/delays.csv",
    "data/quotes.csv",
    "data/datapackage.json",
    "feed.xml",
    "search/index.js",
    "en/search/index.js",
    "facets/organisations.js",
    "en/compare/index.js",
];

const ADDRESS: &str = "https://example.org/etude/";

/// The pages of a study in both languages, the first language's first.
fn site(study: &Study, options: &Options) -> Vec<Page> {
    let analysis = Analysis::of(study);
    let (first, second) = (french(), english());
    let picture = |language: &str| {
        let root = picture::ROOT;
        let folder = if language == "fr" { "" } else { "en/" };
        let address = format!("<a href=\"{root}{folder}organisations/ined.html\">Ined</a>");
        ChartPicture {
            svg: format!("<svg>{address}</svg>"),
            table_html: format!("<table>{address}</table>"),
            description: "Deux barres.".to_owned(),
            quotes: vec![Id::new("two-hours")],
            ..ChartPicture::default()
        }
    };
    let charts = study.charts.keys();
    let pictures: BTreeMap<_, _> =
        charts.flat_map(|id| ["fr", "en"].map(|language| ((id.clone(), code(language)), picture(language)))).collect();
    let files: BTreeMap<Route, FileFacts> = FILES
        .into_iter()
        .map(|route| (Route::tidy(route), FileFacts { bytes: Some(12_345), rows: Some(5), pixels: None }))
        .collect();
    let book = Book {
        study,
        analysis: &analysis,
        languages: vec![&first, &second],
        pictures: &pictures,
        automatic: &BTreeMap::new(),
        files: &files,
        options: options.clone(),
    };
    [pages(&book, &first), pages(&book, &second)].concat()
}

fn published() -> Options {
    Options { address: Some(ADDRESS.to_owned()), preview: false }
}

fn at<'a>(pages: &'a [Page], route: &str) -> &'a Page {
    pages.iter().find(|page| page.route.as_str() == route).unwrap_or_else(|| panic!("no page at {route}"))
}

fn entity_page<'a>(pages: &'a [Page], route: &str) -> &'a view::EntityPage {
    match &at(pages, route).view.page {
        Content::EntityPage(page) => page,
        other => panic!("{route} is {}", other.template()),
    }
}

/// Every text of a view: what a template can show.
fn texts(value: &serde_json::Value, key: &str, see: &mut dyn FnMut(&str, &str)) {
    match value {
        serde_json::Value::String(text) => see(key, text),
        serde_json::Value::Array(list) => list.iter().for_each(|item| texts(item, key, see)),
        serde_json::Value::Object(map) => map.iter().for_each(|(key, item)| texts(item, key, see)),
        _ => {}
    }
}

fn json(page: &Page) -> serde_json::Value {
    serde_json::to_value(&page.view).unwrap()
}

/// Every address that a page leads to, as it is written.
fn hrefs(page: &Page) -> Vec<String> {
    let mut found = Vec::new();
    let site = serde_json::to_value(page.view.frame.site.value()).unwrap();
    let root = &page.view.frame.root;
    texts(&site, "", &mut |key, text| {
        if matches!(key, "href" | "home" | "feed") {
            found.push(format!("{root}{text}"));
        }
    });
    texts(&json(page), "", &mut |key, text| {
        if key == "href" {
            found.push(text.to_owned());
        }
        let written = text.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        found.extend(written.map(|(href, _)| href.to_owned()));
    });
    found
}

/// The ids that a page's template writes, as far as the view gives them.
fn anchors(page: &Page) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = ["quotes", "findings", "figures"].map(str::to_owned).into();
    texts(&json(page), "", &mut |key, text| {
        if key == "id" {
            found.insert(text.to_owned());
        }
        found.extend(text.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id.to_owned()));
    });
    found
}

#[test]
fn no_page_leads_to_a_page_that_is_not_there() {
    let pages = site(&fixture::study(), &Options::default());
    let by_route: BTreeMap<&Route, &Page> = pages.iter().map(|page| (&page.route, page)).collect();
    assert_eq!(by_route.len(), pages.len(), "no address is made twice");
    let files = FILES.map(Route::tidy);
    let mut links = 0;
    for page in &pages {
        for href in hrefs(page) {
            let Target::Inside { route, anchor } = page.route.follow(&href) else {
                assert!(href.starts_with("mailto:") || href.starts_with("http"), "{}: {href}", page.route);
                continue;
            };
            links += 1;
            let Some(there) = by_route.get(&route) else {
                assert!(files.contains(&route), "{} leads to {route}, which is not there", page.route);
                continue;
            };
            let known = anchor.as_ref().is_none_or(|anchor| anchors(there).contains(anchor));
            assert!(known, "{} leads to {href}, but {route} has no {anchor:?}", page.route);
        }
    }
    assert!(links > 1000, "{links} links were looked at");
}

/// The ids of quotes and figures that a view holds, each as often as it stands there.
fn cards(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|item| cards(item, found)),
        serde_json::Value::Object(map) => {
            if (map.contains_key("attribution") || map.contains_key("svg"))
                && let Some(id) = map.get("id").and_then(|id| id.as_str())
            {
                found.push(id.to_owned());
            }
            map.values().for_each(|item| cards(item, found));
        }
        _ => {}
    }
}

#[test]
fn a_page_shows_each_quote_and_chart_once() {
    let mut study = fixture::study();
    // An organisation whose own text shows one of its quotes.
    let ined = study.organisations.get_mut("ined").unwrap();
    let text = crate::prose::Prose { blocks: vec![fixture::embed(Kind::Quote, "messages")], notes: Vec::new() };
    ined.card.words = Some(crate::study::Localised::of(code("fr"), text));
    for page in site(&study, &Options::default()) {
        let mut found = Vec::new();
        cards(&json(&page), &mut found);
        let once: BTreeSet<&String> = found.iter().collect();
        assert_eq!(once.len(), found.len(), "{}: {found:?}", page.route);
    }
}

#[test]
fn every_kind_of_page_is_made_in_both_languages() {
    let pages = site(&fixture::study(), &Options::default());
    let routes: Vec<&str> = pages.iter().map(|page| page.route.as_str()).collect();
    let expected = [
        "index.html",
        "chapters/index.html",
        "chapters/objectives.html",
        "pages/method.html",
        "findings/index.html",
        "findings/caution.html",
        "organisations/index.html",
        "organisations/ined.html",
        "tools/twitter.html",
        "practices/short-validation.html",
        "topics/tools.html",
        "quotes/index.html",
        "quotes/index/evidence-inferred.html",
        "quotes/index/language-en.html",
        "quotes/messages.html",
        "quotes/gone.html",
        "metrics/index.html",
        "metrics/delay.html",
        "charts/index.html",
        "charts/delays.html",
        "matrix.html",
        "comparison.html",
        "documents/index.html",
        "cite.html",
        "downloads.html",
        "versions.html",
        "search.html",
        "site-map.html",
        "print.html",
        "404.html",
        "organisations/ined-paris.html",
    ];
    for route in expected {
        assert!(routes.contains(&route), "{route}");
        assert!(routes.contains(&format!("en/{route}").as_str()), "en/{route}");
    }
}

#[test]
fn no_page_shows_the_key_of_a_string_or_a_place_to_fill() {
    let looks_like_a_key = |text: &str| {
        let parts: Vec<&str> = text.split('.').collect();
        parts.len() > 1
            && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
    };
    for page in site(&fixture::study(), &Options::default()) {
        texts(&json(&page), "", &mut |key, text| {
            let file = text.ends_with(".html")
                || text.ends_with(".csv")
                || text.ends_with(".json")
                || text.ends_with(".xml")
                || text.ends_with(".js");
            assert!(file || !looks_like_a_key(text), "{}: {key} is {text}", page.route);
            assert!(!text.contains('\u{0}'), "{}: {key} is {text:?}", page.route);
            let inside = matches!(key, "text" | "json_ld");
            assert!(inside || !text.contains('{'), "{}: {key} is {text}", page.route);
        });
    }
}

#[test]
fn addresses_are_relative_to_the_page_in_both_languages() {
    let pages = site(&fixture::study(), &Options::default());
    let ined = entity_page(&pages, "organisations/ined.html");
    let tools = ined.relations.iter().find(|table| table.id == "tools").unwrap();
    let row = tools.rows.iter().find(|row| row.id == "tool-twitter").unwrap();
    assert_eq!(row.other.href, "../tools/twitter.html");
    let english = at(&pages, "en/organisations/ined.html");
    let ways: Vec<(&str, &str)> =
        english.view.frame.languages.iter().map(|entry| (entry.language.as_str(), entry.href.as_str())).collect();
    assert_eq!(ways, [("fr", "../../organisations/ined.html"), ("en", "ined.html")]);
    assert_eq!(english.view.frame.root, "../../");
    let Content::ChartPage(chart) = &at(&pages, "en/charts/delays.html").view.page else { panic!("a chart") };
    assert_eq!(chart.figure.svg, "<svg><a href=\"../../en/organisations/ined.html\">Ined</a></svg>");
}

#[test]
fn a_relation_says_its_status_its_evidence_and_where_it_comes_from() {
    let pages = site(&fixture::study(), &Options::default());
    let ined = entity_page(&pages, "organisations/ined.html");
    let tools = ined.relations.iter().find(|table| table.id == "tools").unwrap();
    let row = |id: &str| tools.rows.iter().find(|row| row.id == id).unwrap();
    let twitter = row("tool-twitter");
    assert_eq!((twitter.status.key.as_str(), twitter.status.word.as_str()), ("planned", "prévu"));
    assert_eq!(twitter.evidence.word, "explicite");
    assert_eq!(twitter.basis, french().text("evidence.declared-and-derived", &[]));
    assert_eq!(twitter.quotes[0].href, "../quotes/messages.html");
    assert_eq!(twitter.sources[0].document.as_ref().unwrap().href, "../documents/index.html#deck");
    let blogs = row("tool-blogs");
    assert_eq!((blogs.status.key.as_str(), blogs.evidence.level.as_str()), ("mentioned", "inferred"));
    assert_eq!(blogs.basis, "Ressort des citations");
    let eole = entity_page(&pages, "organisations/eole.html");
    assert!(eole.relations.iter().all(|table| table.rows.is_empty() && table.notice_html.is_some()));
    assert_eq!(eole.notice_html.as_deref(), Some("Non documenté ne veut pas dire non pratiqué."));
}

#[test]
fn values_are_written_in_the_language_of_the_text() {
    let pages = site(&fixture::study(), &Options::default());
    let text = |route: &str| match &at(&pages, route).view.page {
        Content::Chapter(chapter) => match &chapter.body[0] {
            Block::Html(html) => html.clone(),
            other => panic!("{other:?}"),
        },
        _ => panic!("a chapter"),
    };
    let french = text("chapters/objectives.html");
    assert!(french.contains("<a href=\"../organisations/ined.html#metric-delay\">2\u{a0}h</a>"), "{french}");
    assert!(french.contains("<a href=\"../metrics/time.html#study\">environ 1\u{a0}h par jour</a>"), "{french}");
    assert!(french.contains("L’<a href=\"../organisations/ined.html\">Ined</a>"), "{french}");
    let english = text("en/chapters/objectives.html");
    assert!(english.contains("lang=\"fr\">Ined</a> approves in"), "{english}");
}

#[test]
fn embeds_stand_among_the_blocks_of_a_text() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::Chapter(chapter) = &at(&pages, "chapters/objectives.html").view.page else { panic!("a chapter") };
    let kinds: Vec<&str> = chapter
        .body
        .iter()
        .map(|block| match block {
            Block::Html(_) => "html",
            Block::Quote(_) => "quote",
            Block::Figure(_) => "figure",
            Block::Finding(_) => "finding",
        })
        .collect();
    assert_eq!(kinds, ["html", "quote", "figure", "html", "finding"]);
    assert_eq!(chapter.contents.len(), 2);
    assert_eq!(chapter.named[0].links[0].href, "../organisations/ined.html");
}

#[test]
fn a_gap_is_said_with_its_reason_and_a_conversion_with_its_note() {
    let pages = site(&fixture::study(), &Options::default());
    let cnrs = entity_page(&pages, "organisations/cnrs.html");
    let row = &cnrs.observations.as_ref().unwrap().rows[0];
    assert!(row.unknown);
    assert_eq!(row.value_html, "non documenté\u{a0}: absent de la source");
    assert_eq!(row.evidence.as_ref().map(|mark| mark.word.clone()), None);
    let Content::MetricPage(time) = &at(&pages, "en/metrics/time.html").view.page else { panic!("a metric") };
    let row = &time.observations.rows[0];
    assert_eq!((row.about.html.as_str(), row.value_html.as_str()), ("the first", "about 1\u{a0}h per day"));
    assert!(row.details.iter().any(|detail| detail.contains("about 5\u{a0}h per week")), "{:?}", row.details);
    assert_eq!(time.observations.notes_html, ["A week of five days."]);
    let Content::MetricPage(delay) = &at(&pages, "metrics/delay.html").view.page else { panic!("a metric") };
    assert_eq!(delay.gaps[0].about.href, "../organisations/cnrs.html");
    assert_eq!(delay.observations.rows.len(), 1);
}

#[test]
fn a_quote_keeps_its_language_and_has_its_translation_beside_it() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::QuotePage(page) = &at(&pages, "en/quotes/messages.html").view.page else { panic!("a quote") };
    assert_eq!(page.card.language, "fr");
    assert_eq!(page.card.open, "«\u{202f}");
    assert_eq!(page.card.paragraphs_html, ["Les messages défilent, “vite”\u{202f}!"]);
    let translation = page.card.translation.as_ref().unwrap();
    assert_eq!((translation.language.as_str(), translation.open.as_str()), ("en", "“"));
    assert_eq!(translation.paragraphs_html, ["Messages go by."]);
    assert_eq!(page.findings.len(), 2);
    assert!(
        page.copy.contains("« Les messages défilent") || page.copy.contains("«\u{202f}Les messages"),
        "{}",
        page.copy
    );
    let Content::QuotePage(french) = &at(&pages, "quotes/messages.html").view.page else { panic!("a quote") };
    assert!(french.card.translation.is_none());
    assert_eq!(french.near[0].cards[0].id, "two-hours");
    assert_eq!(french.used_in[0].links[0].href, "../chapters/objectives.html");
}

#[test]
fn an_untranslated_page_says_so_and_names_the_original() {
    let pages = site(&fixture::study(), &published());
    let outlook = &at(&pages, "en/chapters/outlook.html").view;
    let notice = outlook.frame.untranslated.as_ref().unwrap();
    assert_eq!(notice.html, "This page has not been translated; it is shown in French.");
    assert_eq!(notice.link.as_ref().unwrap().href, "../../chapters/outlook.html");
    assert_eq!(outlook.frame.canonical.as_deref(), Some("https://example.org/etude/chapters/outlook.html"));
    assert!(outlook.frame.alternates.is_empty());
    let Content::Chapter(chapter) = &outlook.page else { panic!("a chapter") };
    assert_eq!(chapter.body_language.as_deref(), Some("fr"));
    let objectives = &at(&pages, "en/chapters/objectives.html").view.frame;
    assert!(objectives.untranslated.is_none());
    let alternates: Vec<&str> = objectives.alternates.iter().map(|one| one.language.as_str()).collect();
    assert_eq!(alternates, ["fr", "en", "x-default"]);
}

#[test]
fn absolute_addresses_need_an_address() {
    let without = site(&fixture::study(), &Options { address: None, preview: true });
    for page in &without {
        let text = json(page).to_string();
        assert!(!text.contains("example.org/etude"), "{}", page.route);
        assert!(page.view.frame.canonical.is_none() && page.view.frame.noindex);
    }
    let with = site(&fixture::study(), &published());
    let home = &at(&with, "index.html").view.frame;
    assert_eq!(home.canonical.as_deref(), Some("https://example.org/etude/index.html"));
    assert!(!home.noindex);
    assert!(home.metas.iter().any(|meta| meta.name == "citation_author" && meta.content == "Anne Martin"));
    let missing = &at(&with, "404.html").view;
    assert_eq!(missing.frame.root, ADDRESS);
    let Content::NotFound(page) = &missing.page else { panic!("not found") };
    assert!(page.ways.iter().all(|way| way.href.starts_with(ADDRESS)));
}

#[test]
fn what_is_withdrawn_or_moved_leaves_a_page() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::Withdrawn(gone) = &at(&pages, "quotes/gone.html").view.page else { panic!("withdrawn") };
    assert_eq!(gone.html, "<p>Cette citation a été retirée en 2024.</p>");
    let Content::Moved(moved) = &at(&pages, "en/organisations/ined-paris.html").view.page else { panic!("moved") };
    assert_eq!((moved.to.href.as_str(), moved.to.text.as_str()), ("ined.html", "Ined"));
}

#[test]
fn names_are_sorted_as_their_language_sorts() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::EntityIndex(index) = &at(&pages, "organisations/index.html").view.page else { panic!("an index") };
    let names: Vec<&str> = index.groups[0].entries.iter().map(|entry| entry.name.html.as_str()).collect();
    assert_eq!(names, ["CNRS", "Éole", "Ined"]);
    // Each count leads to what was counted.
    let counts: Vec<&str> = index.groups[0].entries[2].cells.iter().map(|cell| cell.html.as_str()).collect();
    let linked = [("quotes", 2), ("tools", 2), ("practices", 1), ("values", 1)];
    assert_eq!(counts, linked.map(|(anchor, count)| format!("<a href=\"ined.html#{anchor}\">{count}</a>")));
}

#[test]
fn a_finding_says_what_it_rests_on_and_how_surely() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::FindingPage(finding) = &at(&pages, "findings/caution.html").view.page else { panic!("a finding") };
    assert_eq!(
        finding.rests_on.as_deref(),
        Some("Repose sur 2 citations, 2 organisations, 1 graphique, 1 valeur et 1 outil")
    );
    assert_eq!(finding.evidence.as_ref().map(|mark| mark.level.as_str()), Some("inferred"));
    let shown: Vec<&str> = finding.quotes.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(shown, ["messages"], "the text itself shows the other");
    assert_eq!(finding.figures.len(), 1);
    assert_eq!(finding.observations.as_ref().unwrap().rows.len(), 1);
}

#[test]
fn the_home_page_has_the_quote_that_most_findings_rest_on() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::Home(home) = &at(&pages, "index.html").view.page else { panic!("home") };
    assert_eq!(home.quote.as_ref().map(|card| card.id.as_str()), Some("messages"));
    assert_eq!(home.findings.len(), 2);
    assert_eq!(home.facts_html, ["3 organisations", "5 citations", "juin–octobre 2012"]);
    assert!(home.figure.is_some() && home.limits.is_some());
}

#[test]
fn long_lists_are_cut_into_pages() {
    let mut study = fixture::study();
    for number in 0..450 {
        let mut quote = fixture::quote(&format!("q-{number}"), "Encore.");
        quote.tools = vec![Id::new("twitter")];
        study.quotes.insert(quote.id.clone(), quote.into());
    }
    let pages = site(&study, &Options::default());
    let Content::QuoteIndex(last) = &at(&pages, "quotes/index/3.html").view.page else { panic!("an index") };
    assert_eq!(last.groups.iter().map(|group| group.cards.len()).sum::<usize>(), 55);
    assert_eq!(last.pagination.as_ref().unwrap().previous.as_ref().unwrap().href, "2.html");
    let twitter = entity_page(&pages, "tools/twitter.html");
    assert_eq!(twitter.quotes.iter().map(|group| group.cards.len()).sum::<usize>(), 200);
    let more = twitter.quotes.last().unwrap().more.as_ref().unwrap();
    assert_eq!(more.href, "../quotes/index/tool-twitter.html");
    at(&pages, "quotes/index/tool-twitter/3.html");
}

#[test]
fn a_matrix_cell_is_words_and_leads_to_its_line() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::Matrix(matrix) = &at(&pages, "matrix.html").view.page else { panic!("a matrix") };
    let table = matrix.tables.iter().find(|table| table.id == "tools").unwrap();
    let cells = &table.rows[0].cells;
    assert_eq!(cells[0].words, "Ined, Twitter\u{a0}: prévu, explicite, 1 citation");
    assert_eq!(cells[0].href.as_deref(), Some("organisations/ined.html#tool-twitter"));
    let empty = &table.rows[2].cells[0];
    assert_eq!((empty.mark.as_str(), empty.words.as_str(), &empty.href), ("none", "non documenté", &None));
}

#[test]
fn organisations_are_compared_with_their_gaps() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::Comparison(comparison) = &at(&pages, "comparison.html").view.page else { panic!("a comparison") };
    let [table] = comparison.tables.as_slice() else { panic!("one table") };
    assert_eq!(table.caption, "Délai de validation, par organisation");
    let cells: Vec<(&str, bool)> = table.rows.iter().map(|row| (row[1].html.as_str(), row[1].unknown)).collect();
    assert_eq!(cells, [("non documenté\u{a0}: absent de la source", true), ("2\u{a0}h", false)]);
    assert_eq!(comparison.figures.len(), 1);
}

#[test]
fn filters_and_the_choice_to_compare_are_where_their_scripts_are_published() {
    let pages = site(&fixture::study(), &Options::default());
    let index = |route: &str| match &at(&pages, route).view.page {
        Content::EntityIndex(index) => index.clone(),
        other => panic!("{route} is {}", other.template()),
    };
    let organisations = index("organisations/index.html");
    assert_eq!(organisations.script.as_deref(), Some("../facets/organisations.js"));
    assert_eq!(index("en/organisations/index.html").script, None);
    let choice = organisations.facets[0].entries.iter().find(|entry| entry.text == "Twitter").unwrap();
    assert_eq!(choice.href, "../tools/twitter.html#organisations");
    let comparison = |route: &str| match &at(&pages, route).view.page {
        Content::Comparison(comparison) => comparison.clone(),
        other => panic!("{route} is {}", other.template()),
    };
    assert_eq!(comparison("comparison.html").script, None);
    assert_eq!(comparison("en/comparison.html").script.as_deref(), Some("compare/index.js"));
    let ined = entity_page(&pages, "organisations/ined.html");
    assert_eq!(ined.actions[0].href, "../comparison.html?organisation=ined");
}

#[test]
fn versions_are_told_newest_first() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::Versions(versions) = &at(&pages, "en/versions.html").view.page else { panic!("versions") };
    let labels: Vec<&str> = versions.entries.iter().map(|entry| entry.label.as_str()).collect();
    assert_eq!(labels, ["2024", "2012"]);
    assert!(versions.entries[0].html.ends_with("<a href=\"quotes/gone.html\">gone</a>"));
}

/// Twenty thousand quotes, without a timed assertion: `cargo test --release -- --ignored many_quotes --nocapture`.
#[test]
#[ignore = "slow; for measuring"]
fn many_quotes_make_many_pages() {
    let mut study = fixture::study();
    for number in 0..20_000 {
        let mut quote = fixture::quote(&format!("q-{number}"), "Encore une longue phrase, dite \"vite\" !");
        quote.tools = vec![Id::new("twitter")];
        quote.topics = vec![Id::new(if number % 2 == 0 { "tools" } else { "delays" })];
        let organisation =
            fixture::organisation(&format!("o-{}", number % 500), &format!("Organisme {}", number % 500));
        quote.attribution = crate::study::Attribution::Organisation(organisation.id.clone());
        study.organisations.insert(organisation.id.clone(), organisation);
        study.quotes.insert(quote.id.clone(), quote.into());
    }
    let pages = site(&study, &published());
    assert!(pages.len() > 40_000);
}

#[test]
fn the_same_book_gives_the_same_views() {
    let keys = || -> Vec<String> {
        site(&fixture::study(), &published()).iter().map(|page| page.view.fingerprint().hex()).collect()
    };
    assert_eq!(keys(), keys());
}

#[test]
fn only_files_that_exist_are_offered() {
    let pages = site(&fixture::study(), &Options::default());
    let Content::Downloads(downloads) = &at(&pages, "en/downloads.html").view.page else { panic!("downloads") };
    let hrefs: Vec<&str> =
        downloads.groups.iter().flat_map(|group| &group.entries).map(|one| one.href.as_str()).collect();
    assert_eq!(hrefs, ["../data/datapackage.json", "../data/quotes.csv", "print.html"]);
    let Content::ChartPage(chart) = &at(&pages, "charts/delays.html").view.page else { panic!("a chart") };
    let files: Vec<&str> =
        chart.figure.downloads.iter().flat_map(|group| &group.entries).map(|one| one.href.as_str()).collect();
    assert_eq!(files, ["delays.csv"]);
    assert!(chart.figure.href.is_none() && chart.figure.table_open);
}

#[test]
fn a_kind_has_the_name_that_the_study_gives_it() {
    let mut study = fixture::study();
    let names = crate::study::KindNames {
        singular: fixture::both("élu", "legislator"),
        plural: fixture::both("élus", "legislators"),
        schema_type: Some("Person".to_owned()),
    };
    study.imprint.kinds.insert(Kind::Organisation, names);
    let pages = site(&study, &Options::default());
    let Content::EntityIndex(index) = &at(&pages, "organisations/index.html").view.page else { panic!("an index") };
    assert_eq!((index.title.html.as_str(), index.total.as_str()), ("Élus", "3 élus"));
    let json_ld = at(&pages, "en/organisations/ined.html").view.frame.json_ld.clone().unwrap();
    assert!(json_ld.contains("\"@type\":\"Person\""), "{json_ld}");
}
