//! A chart as a figure: its drawing, the words around it, its data and its files.

use crate::prose::html::escaped;
use crate::site::Route;
use crate::study::{ChartDefinition, EntityRef, Exception, Kind};

use super::edition::Edition;
use super::picture::{AutomaticChart, ChartPicture, ROOT};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{Block, Download, DownloadGroup, Figure, Words};
use super::{value, words};

/// The files of a chart: what they are, and the formats of each, the extension and the words of its link.
const FILES: [(&str, &[(&str, &str)]); 2] = [
    ("chart.files-data", &[("csv", "chart.download-csv")]),
    ("chart.files-image", &[("svg", "chart.download-svg"), ("png", "chart.download-png")]),
];

/// An authored chart; none where it has no drawing in the page's language.
pub(super) fn figure(sheet: &Sheet<'_>, chart: &ChartDefinition) -> Option<Figure> {
    let edition = sheet.edition;
    let picture = edition.book.pictures.get(&(chart.id.clone(), edition.language.code().clone()))?;
    let name = PageName::entity(Kind::Chart, chart.id.as_str());
    let route = name.route(&edition.folder);
    let source = chart.source.as_ref().map(|source| edition.marked(source)).or_else(|| escaped_option(&picture.source));
    let note = chart.note.as_ref().map(|note| edition.marked(note));
    let own_page = sheet.name.as_ref() == Some(&name);
    let bare = bare(sheet, chart.id.as_str(), picture);
    // There the description is a paragraph beside the drawing; as its description too it would be heard twice.
    let drawing = |svg: String| if own_page { undescribed(&svg) } else { svg };
    Some(Figure {
        title: edition.words(&chart.title),
        subtitle_html: chart.subtitle.as_ref().map(|subtitle| edition.marked(subtitle)),
        description: match &chart.description {
            Some(description) => edition.plain(description).0,
            None => picture.description.clone(),
        },
        source_html: source.map(|source| labelled_source(sheet, &source)),
        notes_html: note.into_iter().chain(notes(picture)).chain(exceptions(sheet, chart)).collect(),
        downloads: downloads(sheet, &route),
        href: (!own_page).then(|| sheet.to(&name)),
        table_open: own_page,
        svg: drawing(bare.svg),
        svg_narrow: bare.svg_narrow.map(drawing),
        ..bare
    })
}

/// A chart of an entity's page that has no definition; its files stand beside that page.
pub(super) fn automatic(sheet: &Sheet<'_>, chart: &AutomaticChart) -> Figure {
    let picture = &chart.picture;
    Figure {
        title: words::own(&chart.title),
        subtitle_html: escaped_option(&chart.subtitle),
        source_html: escaped_option(&picture.source).map(|source| labelled_source(sheet, &source)),
        notes_html: notes(picture).collect(),
        downloads: downloads(sheet, &sheet.route.with_extension(&format!("{}.html", chart.id))),
        ..bare(sheet, &chart.id, picture)
    }
}

/// The automatic charts of an entity.
pub(super) fn automatic_of(sheet: &Sheet<'_>, entity: &EntityRef) -> Vec<Figure> {
    let key = (entity.clone(), sheet.edition.language.code().clone());
    let charts = sheet.edition.book.automatic.get(&key).map_or(&[][..], Vec::as_slice);
    charts.iter().map(|chart| automatic(sheet, chart)).collect()
}

/// Numbers the figures of a text that is read from its beginning to its end, in their order.
pub(super) fn number<'b>(edition: &Edition<'_>, blocks: impl Iterator<Item = &'b mut Block>) {
    let figures = blocks.filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    for (figure, n) in figures.zip(1..) {
        figure.number = Some(edition.language.text("chart.numbered", &[("n", &edition.number(n))]));
    }
}

/// Whether the page is the edition for print.
fn on_paper(sheet: &Sheet<'_>) -> bool {
    sheet.name == Some(PageName::Single(Single::Print))
}

/// What both have: the drawing and its data.
fn bare(sheet: &Sheet<'_>, id: &str, picture: &ChartPicture) -> Figure {
    Figure {
        id: format!("figure-{id}"),
        number: None,
        title: Words { html: String::new(), language: None },
        subtitle_html: None,
        svg: rooted(sheet, &picture.svg),
        // Paper is wide.
        svg_narrow: picture.svg_narrow.as_ref().filter(|_| !on_paper(sheet)).map(|svg| rooted(sheet, svg)),
        description: picture.description.clone(),
        // What is folded away is not printed.
        table_html: if on_paper(sheet) { String::new() } else { rooted(sheet, &picture.table_html) },
        table_open: false,
        population: picture.population.clone(),
        source_html: None,
        notes_html: Vec::new(),
        downloads: Vec::new(),
        href: None,
    }
}

/// A drawing without its `<desc>` and what refers to it. Its `<title>` alone names it then: referred to as well, it would
/// be taken for the description that is missing.
fn undescribed(svg: &str) -> String {
    let without = |text: &str, from: &str, to: &str| -> Option<String> {
        let (before, rest) = text.split_once(from)?;
        let (_, after) = rest.split_once(to)?;
        Some(format!("{before}{after}"))
    };
    let described = || {
        let svg = without(svg, " aria-labelledby=\"", "\"")?;
        without(&without(&svg, " aria-describedby=\"", "\"")?, "<desc ", "</desc>")
    };
    described().unwrap_or_else(|| svg.to_owned())
}

/// The picture with its addresses seen from the page.
fn rooted(sheet: &Sheet<'_>, picture: &str) -> String {
    picture.replace(ROOT, &sheet.root())
}

fn labelled_source(sheet: &Sheet<'_>, source: &str) -> String {
    let pattern = escaped(&sheet.edition.language.text("chart.source", &[("source", "\u{0}")]));
    pattern.replace('\u{0}', source)
}

fn notes(picture: &ChartPicture) -> impl Iterator<Item = String> {
    picture.notes.iter().map(|note| escaped(note))
}

/// A rule that is broken on purpose is said to be, with its reason.
fn exceptions(sheet: &Sheet<'_>, chart: &ChartDefinition) -> Vec<String> {
    let said = |exception: &Exception| {
        let language = sheet.edition.language;
        let reason = language.set_text(&exception.reason);
        escaped(&language.text("chart.exception", &[("rule", &exception.rule.value), ("reason", &reason)]))
    };
    chart.exceptions.iter().map(said).collect()
}

/// The files beside a page, or beside the address that a chart without a page would have.
pub(super) fn downloads(sheet: &Sheet<'_>, page: &Route) -> Vec<DownloadGroup> {
    let files = &sheet.edition.book.files;
    let entry = |(extension, key): &(&str, &str)| {
        let route = page.with_extension(extension);
        let facts = files.get(&route)?;
        Some(Download {
            href: sheet.to_route(&route),
            text: sheet.text(key),
            format: extension.to_uppercase(),
            size: facts.bytes.map(|bytes| value::size(bytes, sheet.edition.language)),
            html: None,
        })
    };
    let groups = FILES.into_iter().map(|(title, formats)| DownloadGroup {
        title: sheet.text(title),
        entries: formats.iter().filter_map(entry).collect(),
    });
    groups.filter(|group| !group.entries.is_empty()).collect()
}

fn escaped_option(text: &Option<String>) -> Option<String> {
    text.as_ref().map(|text| escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_loses_its_description_and_nothing_else() {
        let svg = "<svg aria-labelledby=\"a\" aria-describedby=\"b\"><title id=\"a\">T</title><desc id=\"b\">D</desc>\
                   <text>t</text></svg>";
        assert_eq!(undescribed(svg), "<svg><title id=\"a\">T</title><text>t</text></svg>");
        assert_eq!(undescribed("<svg></svg>"), "<svg></svg>");
    }
}
