//! What can be taken, and under which licence: the data of the study, its charts, its citation, the report on paper, and
//! what programs read. Only what exists is offered, and a table without rows is not.

use crate::citation;
use crate::prose::html::escaped;
use crate::site::Route;
use crate::study::{EntityRef, Kind};

use super::book::FileFacts;
use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{self, Content, Download, DownloadGroup};
use super::{CITATION_FILES, Page, cite, figure, site_parts, value, words};

/// The folder of the data, in every language the same.
const DATA: &str = "data/";

/// The tables, in the order in which the data are best read.
const TABLES: [&str; 18] = [
    "organisations",
    "tools",
    "practices",
    "topics",
    "quotes",
    "quote-ties",
    "relations",
    "relation-evidence",
    "tool-kinship",
    "metrics",
    "metric-values",
    "observations",
    "findings",
    "finding-evidence",
    "charts",
    "documents",
    "speakers",
    "withdrawn",
];

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let sheet = Sheet::of(edition, PageName::Single(Single::Downloads));
    let title = edition.text("downloads.title");
    let groups = [
        (edition.text("home.data"), data(&sheet)),
        (edition.kind_title(Kind::Chart), charts(&sheet)),
        (edition.text("cite.study"), citations(&sheet)),
        (edition.text("downloads.report"), report(&sheet)),
        (edition.text("downloads.programs"), programs(&sheet)),
    ];
    let groups = groups.into_iter().filter(|(_, entries)| !entries.is_empty());
    let content = view::Downloads {
        title: words::own(&title),
        intro_html: Some(introduction(edition)),
        groups: groups.map(|(title, entries)| DownloadGroup { title, entries }).collect(),
        licence_html: Some(cite::reuse(edition)),
    };
    let mut outline = Outline::titled(title).described(Some(edition.text("downloads.introduction")));
    outline.json_ld = Some(json_ld(&sheet));
    vec![frame::page(sheet, outline, Content::Downloads(content), &edition.study().imprint.place)]
}

/// What the data are, that each page has its own as JSON, and how a copy is checked.
fn introduction(edition: &Edition<'_>) -> String {
    let has_records = edition.book.files.keys().any(|route| route.as_str().starts_with(DATA));
    let keys = ["downloads.introduction", "downloads.records", "downloads.checksums"];
    let shown = keys.into_iter().filter(|key| has_records || *key != "downloads.records");
    shown.map(|key| format!("<p>{}</p>", escaped(&edition.text(key)))).collect()
}

/// The data package first, then its tables.
fn data(sheet: &Sheet<'_>) -> Vec<Download> {
    let mut files: Vec<(usize, &Route, &FileFacts)> = data_files(sheet.edition)
        .filter(|(_, facts)| facts.rows != Some(0))
        .map(|(route, facts)| (place(route), route, facts))
        .collect();
    files.sort_by_key(|(place, route, _)| (*place, *route));
    files.into_iter().map(|(_, route, facts)| download(sheet, route, facts)).collect()
}

/// All of it in one file, then what describes it, then tables in their order.
fn place(route: &Route) -> usize {
    if is_archive(route) {
        return 0;
    }
    TABLES.iter().position(|table| *table == stem(route)).map_or(1, |place| place + 2)
}

fn data_files<'a>(edition: &Edition<'a>) -> impl Iterator<Item = (&'a Route, &'a FileFacts)> {
    edition.book.files.iter().filter(|(route, _)| route.as_str().starts_with(DATA))
}

fn is_archive(route: &Route) -> bool {
    route.file_name().ends_with(".zip")
}

fn is_package(route: &Route) -> bool {
    route.file_name() == "datapackage.json"
}

fn stem(route: &Route) -> &str {
    route.file_name().rsplit_once('.').map_or(route.file_name(), |(stem, _)| stem)
}

/// A file of the data: what a row is, how many there are, under which licence.
fn download(sheet: &Sheet<'_>, route: &Route, facts: &FileFacts) -> Download {
    let edition = sheet.edition;
    let stem = stem(route);
    let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == stem);
    let (text, note) = match kind {
        _ if is_archive(route) => (edition.text("downloads.archive"), edition.text("downloads.archive-note")),
        _ if is_package(route) => (edition.text("downloads.package"), edition.text("downloads.package-note")),
        Some(kind) => (edition.kind_title(kind), edition.text(&format!("downloads.tables.{stem}"))),
        None => (edition.text(&format!("downloads.names.{stem}")), edition.text(&format!("downloads.tables.{stem}"))),
    };
    let licence = &edition.study().imprint.licence;
    let licence = if stem == Kind::Quote.folder() { &licence.quotes } else { &licence.data };
    let licence = match licence {
        _ if is_package(route) || is_archive(route) => None,
        Some(name) => Some(edition.language.text("downloads.licence", &[("licence", name)])),
        None => Some(edition.text("licence.none-short")),
    };
    let rows = facts.rows.map(|rows| edition.language.count("downloads.rows", rows));
    let parts: Vec<String> = rows.into_iter().chain(licence).map(|part| escaped(&part)).collect();
    let html = if parts.is_empty() { escaped(&note) } else { format!("{}<br>{}", escaped(&note), parts.join(" · ")) };
    Download { html: Some(html), ..file(sheet, route, text, facts) }
}

fn file(sheet: &Sheet<'_>, route: &Route, text: String, facts: &FileFacts) -> Download {
    let (_, extension) = route.file_name().split_once('.').unwrap_or((route.file_name(), ""));
    Download {
        href: sheet.to_route(route),
        text,
        format: extension.to_uppercase(),
        size: facts.bytes.map(|bytes| value::size(bytes, sheet.edition.language)),
        html: None,
    }
}

/// The citation of the study for reference managers.
fn citations(sheet: &Sheet<'_>) -> Vec<Download> {
    let page = PageName::Single(Single::Cite).route(&sheet.edition.folder);
    let offered = |(extension, key): (&str, &str)| {
        let route = page.with_extension(extension);
        let facts = sheet.edition.book.files.get(&route)?;
        let format = sheet.text(key);
        Some(Download { format: format.clone(), ..file(sheet, &route, format, facts) })
    };
    CITATION_FILES.into_iter().filter_map(offered).collect()
}

/// What programs read by themselves.
fn programs(sheet: &Sheet<'_>) -> Vec<Download> {
    let edition = sheet.edition;
    let feed = edition.site.value().feed.as_ref().map(Route::tidy);
    let offered = |route: Route| {
        let facts = edition.book.files.get(&route)?;
        Some(Download { format: "Atom".to_owned(), ..file(sheet, &route, edition.text("footer.feed"), facts) })
    };
    feed.and_then(offered).into_iter().collect()
}

/// A line for each chart: its data, then its pictures.
fn charts(sheet: &Sheet<'_>) -> Vec<Download> {
    sheet.edition.of_kind(Kind::Chart).iter().filter_map(|chart| files_of(sheet, chart)).collect()
}

fn files_of(sheet: &Sheet<'_>, chart: &EntityRef) -> Option<Download> {
    let route = PageName::Entity(chart.clone()).route(&sheet.edition.folder);
    let mut groups = figure::downloads(sheet, &route).into_iter();
    let data = groups.next()?.entries.into_iter().next()?;
    let pictures: Vec<String> = groups.map(|group| linked(&group)).collect();
    Some(Download {
        text: sheet.edition.name(chart).0,
        html: (!pictures.is_empty()).then(|| pictures.join(" · ")),
        ..data
    })
}

/// Files on one line: `Image : SVG (14 ko), PNG (80 ko)`.
fn linked(group: &DownloadGroup) -> String {
    let link = |file: &Download| {
        let size = file.size.as_ref().map(|size| format!(" ({})", escaped(size))).unwrap_or_default();
        format!("<a href=\"{}\" download>{}</a>{size}", escaped(&file.href), escaped(&file.format))
    };
    let links: Vec<String> = group.entries.iter().map(link).collect();
    format!("{} {}", escaped(&group.title), links.join(", "))
}

/// The report on paper, and as the PDF that the study names.
fn report(sheet: &Sheet<'_>) -> Vec<Download> {
    let edition = sheet.edition;
    let print = PageName::Single(Single::Print);
    let print = edition.has(&print).then(|| Download {
        href: sheet.to(&print),
        text: edition.text("downloads.print"),
        format: "HTML".to_owned(),
        size: None,
        html: None,
    });
    let pdf = edition.study().imprint.pdf.as_ref().map(|address| Download {
        href: address.clone(),
        text: edition.text("downloads.pdf"),
        format: "PDF".to_owned(),
        size: None,
        html: None,
    });
    print.into_iter().chain(pdf).collect()
}

/// The data set for search engines, with each file: the package first, since it describes the others.
fn json_ld(sheet: &Sheet<'_>) -> String {
    let edition = sheet.edition;
    let imprint = &edition.study().imprint;
    let site = edition.book.options.address.as_deref();
    let files = site.into_iter().flat_map(|site| {
        let mut files: Vec<(usize, &Route)> = data_files(edition).map(|(route, _)| (place(route), route)).collect();
        files.sort();
        let media = |route: &Route| match route.file_name().rsplit('.').next() {
            Some("zip") => "application/zip",
            Some("json") => "application/json",
            _ => "text/csv",
        };
        files.into_iter().map(move |(_, route)| (route.absolute(site), media(route).to_owned()))
    });
    let files: Vec<(String, String)> = files.collect();
    let title = edition.text("home.data");
    let title = edition.language.text("site.title", &[("page", &title), ("study", &edition.reference.title)]);
    let reference = edition.reference.part(citation::Form::Data, "data", &title, sheet.address());
    let answer = imprint.answer.as_ref().map(|answer| edition.plain(answer).0);
    let measured = edition.of_kind(Kind::Metric).iter().map(|metric| edition.name(metric).0).collect();
    let dataset = citation::About {
        description: Some(answer.unwrap_or_else(|| edition.text("downloads.introduction"))),
        licence: imprint.licence.data.clone(),
        keywords: edition.keywords(),
        covers: site_parts::fieldwork(edition),
        modified: imprint.updated.map(|date| date.to_string()),
        measured,
        files,
        ..citation::About::default()
    };
    citation::script(&citation::dataset(&reference, &dataset))
}
