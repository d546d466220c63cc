//! What can be taken: the data of the study as files, and the report on paper. Only what exists is offered.

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
use super::{Page, cite, figure, value, words};

/// The folder of the data, in every language the same.
const DATA: &str = "data/";

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let sheet = Sheet::of(edition, PageName::Single(Single::Downloads));
    let title = edition.text("downloads.title");
    let groups = [
        (edition.text("home.data"), data(&sheet)),
        (edition.kind_title(Kind::Chart), charts(&sheet)),
        (edition.text("downloads.report"), report(&sheet)),
    ];
    let groups = groups.into_iter().filter(|(_, entries)| !entries.is_empty());
    let content = view::Downloads {
        title: words::own(&title),
        intro_html: Some(format!("<p>{}</p>", escaped(&edition.text("downloads.introduction")))),
        groups: groups.map(|(title, entries)| DownloadGroup { title, entries }).collect(),
        licence_html: Some(cite::reuse(edition)),
    };
    let mut outline = Outline::titled(title).described(Some(edition.text("downloads.introduction")));
    outline.json_ld = Some(json_ld(&sheet));
    vec![frame::page(sheet, outline, Content::Downloads(content), &edition.study().imprint.place)]
}

/// The data package first, then its tables in the order of their names.
fn data(sheet: &Sheet<'_>) -> Vec<Download> {
    let mut files: Vec<(&Route, &FileFacts)> = data_files(sheet.edition).collect();
    files.sort_by_key(|(route, _)| (!is_package(route), *route));
    files.into_iter().map(|(route, facts)| download(sheet, route, facts)).collect()
}

fn data_files<'a>(edition: &Edition<'a>) -> impl Iterator<Item = (&'a Route, &'a FileFacts)> {
    edition.book.files.iter().filter(|(route, _)| route.as_str().starts_with(DATA))
}

fn is_package(route: &Route) -> bool {
    route.file_name() == "datapackage.json" || route.file_name().ends_with(".zip")
}

fn download(sheet: &Sheet<'_>, route: &Route, facts: &FileFacts) -> Download {
    let edition = sheet.edition;
    let (stem, extension) = route.file_name().rsplit_once('.').unwrap_or((route.file_name(), ""));
    let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == stem);
    let text = match kind {
        _ if is_package(route) => edition.text("downloads.package"),
        Some(kind) => edition.kind_title(kind),
        None if stem == "observations" => edition.text("kinds.observation.title"),
        None if stem == "relations" => edition.text("relation.title"),
        None => words::capital(&stem.replace('-', " ")),
    };
    let note = if is_package(route) { Some(edition.text("downloads.package-note")) } else { None };
    let rows = facts.rows.map(|rows| edition.language.count("downloads.rows", rows));
    Download {
        href: sheet.to_route(route),
        text,
        format: extension.to_uppercase(),
        size: facts.bytes.map(|bytes| value::size(bytes, edition.language)),
        html: note.or(rows).map(|words| escaped(&words)),
    }
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

fn json_ld(sheet: &Sheet<'_>) -> String {
    let edition = sheet.edition;
    let imprint = &edition.study().imprint;
    let site = edition.book.options.address.as_deref();
    let files = site.into_iter().flat_map(|site| {
        let csv = data_files(edition).filter(|(route, _)| route.as_str().ends_with(".csv"));
        csv.map(move |(route, _)| (route.absolute(site), "text/csv".to_owned()))
    });
    let files: Vec<(String, String)> = files.collect();
    let title = edition.text("home.data");
    let reference = edition.reference.part(citation::Form::Data, "data", &title, sheet.address());
    let answer = imprint.answer.as_ref().map(|answer| edition.plain(answer).0);
    citation::script(&citation::dataset(&reference, answer.as_deref(), imprint.licence.data.as_deref(), &files))
}
