//! The relations of an entity with one kind of other, as a table: status, evidence, and what is behind each.

use crate::analysis::Pair;
use crate::prose::html::escaped;
use crate::study::{EntityRef, Kind};

use super::routes::line_anchor;
use super::sheet::Sheet;
use super::small;
use super::view::{RelationRow, RelationTable, SourceLine};

/// The relations of an entity with entities of a kind, by name; with no rows where there are none.
pub(super) fn table(sheet: &Sheet<'_>, entity: &EntityRef, kind: Kind) -> RelationTable {
    let edition = sheet.edition;
    let mut related: Vec<(&EntityRef, &Pair)> = edition.analysis().related(entity, kind).collect();
    related.sort_by_key(|(other, _)| edition.place(other));
    let name = edition.name(entity).0;
    RelationTable {
        id: kind.folder().to_owned(),
        title: edition.kind_title(kind),
        other: edition.kind_singular(kind),
        caption: caption(sheet, entity.kind, kind, &name),
        rows: related.into_iter().map(|(other, pair)| row(sheet, other, pair)).collect(),
        notice_html: None,
    }
}

/// The same with a caveat under it.
pub(super) fn with_notice(mut table: RelationTable, notice: &str) -> RelationTable {
    table.notice_html = Some(escaped(notice));
    table
}

/// What the table holds, with the study's own verb where it has one.
fn caption(sheet: &Sheet<'_>, from: Kind, to: Kind, name: &str) -> String {
    let (edition, language) = (sheet.edition, sheet.edition.language);
    let own = edition.study().imprint.relations.get(&format!("{}-{}", from.word(), to.word()));
    match own {
        Some(verb) => {
            let value = format!("{} ({})", edition.plain(verb).0, edition.kind_title(to));
            language.text("formats.labelled", &[("label", name), ("value", &value)])
        }
        None => {
            let caption = language.text("relation.caption", &[("name", name)]);
            language.text("formats.parenthesis", &[("words", &caption), ("note", &edition.kind_title(to))])
        }
    }
}

fn row(sheet: &Sheet<'_>, other: &EntityRef, pair: &Pair) -> RelationRow {
    let language = sheet.edition.language;
    let all = format!("{}#quotes", sheet.to_entity(other));
    let notes: Vec<String> =
        pair.declared.iter().filter_map(|one| small::remark(sheet.edition, one.note.as_ref())).collect();
    RelationRow {
        id: line_anchor(other),
        other: sheet.link(other),
        status: small::status(sheet.edition, pair.status),
        evidence: small::evidence(language, pair.evidence),
        basis: basis(sheet, pair),
        quotes: small::quote_links(sheet, pair.quotes.iter().map(|tie| &tie.quote), Some(all)),
        sources: sources(sheet, pair),
        note_html: (!notes.is_empty()).then(|| notes.join(" ")),
    }
}

/// Whether the author says so, or quotes do, or both.
fn basis(sheet: &Sheet<'_>, pair: &Pair) -> String {
    let key = match (pair.declared.is_empty(), pair.quotes.is_empty()) {
        (false, true) => "evidence.declared",
        (true, _) => "evidence.derived",
        (false, false) => "evidence.declared-and-derived",
    };
    sheet.text(key)
}

fn sources(sheet: &Sheet<'_>, pair: &Pair) -> Vec<SourceLine> {
    let mut sources: Vec<_> = pair.declared.iter().filter_map(|one| one.source.as_ref()).collect();
    sources.dedup();
    sources.into_iter().map(|source| small::source(sheet, source)).collect()
}
