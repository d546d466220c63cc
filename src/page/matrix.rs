//! The evidence matrix: organisations by tools and by practices, its densest part first.

use std::collections::BTreeSet;

use crate::analysis::{MatrixEnd, MatrixPart, Pair};
use crate::prose::html::escaped;
use crate::study::{EntityRef, Evidence, Kind, Status};

use super::book::Book;
use super::edition::Edition;
use super::entity_index::pagination;
use super::frame::{self, Outline};
use super::routes::{PageName, line_anchor};
use super::sheet::Sheet;
use super::view::{self, Content, LegendEntry, MarkedLink, MatrixCell, MatrixHead, MatrixList, MatrixRow, MatrixTable};
use super::{Page, small, words};

/// The matrices, by the kind of their columns.
const COLUMNS: [Kind; 2] = [Kind::Tool, Kind::Practice];

/// How many pages the matrix has: as many as its table of most parts.
pub(super) fn parts(book: &Book<'_>) -> usize {
    let parts = COLUMNS
        .into_iter()
        .filter_map(|kind| book.analysis.matrix(book.study, Kind::Organisation, kind, 0).map(|part| part.parts));
    parts.max().unwrap_or(0)
}

/// A page for each part.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let wanted = (1..=edition.matrix_parts).filter(|number| edition.wants(|| PageName::Matrix(*number)));
    wanted.map(|number| page(edition, number)).collect()
}

fn page(edition: &Edition<'_>, number: usize) -> Page {
    let sheet = Sheet::of(edition, PageName::Matrix(number));
    let title = edition.text("matrix.title");
    let content = view::Matrix {
        title: words::own(&title),
        intro_html: Some(format!("<p>{}</p>", escaped(&edition.text("matrix.introduction")))),
        legend: legend(edition).collect(),
        tables: COLUMNS.into_iter().filter_map(|kind| table(&sheet, kind, number)).collect(),
        pagination: pagination(&sheet, number, edition.matrix_parts, PageName::Matrix),
        downloads: small::table(&sheet, "relations"),
    };
    let outline = Outline::titled(title).described(Some(edition.text("matrix.introduction")));
    frame::page(sheet, outline, Content::Matrix(content), &edition.study().imprint.place)
}

/// What each shape means, then each sign beside a shape that the study has.
fn legend<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = LegendEntry> + 'a {
    let levels = [Evidence::Explicit, Evidence::External, Evidence::Inferred].map(Evidence::word);
    let shapes = levels.into_iter().chain(["none"]).map(|level| LegendEntry {
        mark: level.to_owned(),
        sign: None,
        word: edition.text(&format!("evidence.{level}.word")),
        explanation: edition.text(&format!("evidence.{level}.sentence")),
    });
    let pairs = edition.analysis().pairs().iter().filter(|pair| pair.from.kind == Kind::Organisation);
    let statuses: BTreeSet<Status> = pairs.map(|pair| pair.status).filter(|one| more_than_documented(*one)).collect();
    shapes.chain(statuses.into_iter().map(|status| status_entry(edition, status)))
}

fn status_entry(edition: &Edition<'_>, status: Status) -> LegendEntry {
    let mark = small::status(edition, status);
    let explanation = match status {
        Status::Own(_) => edition.text("status.own.sentence"),
        _ => edition.text(&format!("status.{}.sentence", status.word())),
    };
    LegendEntry { mark: mark.key, sign: sign(status), word: mark.word, explanation }
}

/// The letter for a status of the study's own, in the order of their ids. Past the alphabet the words alone tell.
fn sign(status: Status) -> Option<String> {
    let Status::Own(place) = status else { return None };
    Some(char::from(b'a'.checked_add(place).filter(u8::is_ascii_lowercase).unwrap_or(b'*')).to_string())
}

fn table(sheet: &Sheet<'_>, kind: Kind, number: usize) -> Option<MatrixTable> {
    let edition = sheet.edition;
    let part = edition.analysis().matrix(edition.study(), Kind::Organisation, kind, number.checked_sub(1)?)?;
    let (rows, columns) = (edition.kind_title(Kind::Organisation), edition.kind_plural(kind));
    let caption = edition.language.text("matrix.caption", &[("rows", &rows), ("columns", &columns)]);
    Some(MatrixTable {
        id: kind.folder().to_owned(),
        title: edition.language.list(&[rows, columns]),
        caption,
        corner: edition.kind_singular(Kind::Organisation),
        columns: part.columns.iter().map(|end| head(sheet, end)).collect(),
        rows: part.rows.iter().map(|row| matrix_row(sheet, row, &part)).collect(),
        note_html: (part.parts > 1).then(|| escaped(&edition.text("matrix.part"))),
        lists: part.rows.iter().map(|row| list(sheet, row, &part)).collect(),
    })
}

fn head(sheet: &Sheet<'_>, end: &MatrixEnd) -> MatrixHead {
    MatrixHead { link: sheet.link(&end.entity), total: sheet.edition.number(end.total) }
}

fn matrix_row(sheet: &Sheet<'_>, row: &MatrixEnd, part: &MatrixPart) -> MatrixRow {
    let cells = part.columns.iter().map(|column| cell(sheet, &row.entity, &column.entity));
    MatrixRow { head: head(sheet, row), cells: cells.collect() }
}

fn cell(sheet: &Sheet<'_>, row: &EntityRef, column: &EntityRef) -> MatrixCell {
    let edition = sheet.edition;
    match edition.analysis().pair(row, column) {
        None => MatrixCell {
            mark: "none".to_owned(),
            status: None,
            sign: None,
            count: None,
            words: edition.text("matrix.empty"),
            href: None,
        },
        Some(pair) => MatrixCell {
            mark: pair.evidence.word().to_owned(),
            status: more_than_documented(pair.status).then(|| small::status(edition, pair.status)),
            sign: sign(pair.status),
            count: (!pair.quotes.is_empty()).then(|| edition.number(pair.quotes.len())),
            words: in_words(edition, row, column, pair),
            href: Some(format!("{}#{}", sheet.to_entity(row), line_anchor(column))),
        },
    }
}

fn more_than_documented(status: Status) -> bool {
    !matches!(status, Status::Documented | Status::Mentioned)
}

/// `CEA, blogs : explicite, 1 citation`
fn in_words(edition: &Edition<'_>, row: &EntityRef, column: &EntityRef, pair: &Pair) -> String {
    let language = edition.language;
    let (row, column) = (edition.name(row).0, edition.name(column).0);
    let mut evidence = edition.text(&format!("evidence.{}.word", pair.evidence.word()));
    if more_than_documented(pair.status) {
        let status = small::status(edition, pair.status).word;
        evidence = format!("{status}, {evidence}");
    }
    let ends = [("row", row.as_str()), ("column", &column), ("evidence", &evidence)];
    if pair.quotes.is_empty() {
        return language.text("matrix.cell", &ends);
    }
    let quotes = edition.kind_count(Kind::Quote, pair.quotes.len());
    let values: Vec<(&str, &str)> = ends.into_iter().chain([("quotes", quotes.as_str())]).collect();
    language.text("matrix.cell-quotes", &values)
}

/// What the part says of one organisation, as a list.
fn list(sheet: &Sheet<'_>, row: &MatrixEnd, part: &MatrixPart) -> MatrixList {
    let analysis = sheet.edition.analysis();
    let related = part.columns.iter().filter_map(|column| {
        let pair = analysis.pair(&row.entity, &column.entity)?;
        Some(MarkedLink {
            link: sheet.link(&column.entity),
            evidence: Some(small::evidence(sheet.edition.language, pair.evidence)),
        })
    });
    MatrixList { link: sheet.link(&row.entity), entries: related.collect() }
}
