//! The study as data: tables of everything in it, what they mean, and each entity as JSON beside its page.
//!
//! `data/*.csv` with `data/datapackage.json` (Frictionless Data Package 1.0), and both in `data/data.zip`, in one place for
//! all languages. Made from
//! the published study alone, so that what is withheld cannot be in it. Words stand as they were typed: typography is
//! for pages. The running text of chapters and pages is not data and is not here.

mod entities;
mod findings;
mod numbers;
mod package;
mod quotes;
mod records;
mod relations;
mod table;

#[cfg(test)]
mod tests;

use crate::language::LanguageCode;
use crate::page::FileFacts;
use crate::page::routes::{Folder, PageName, data_file};
use crate::site::{Output, Route};
use crate::study::{EntityRef, Source, Study};

use super::zip::zip;
use super::{File, Material};
use table::{Cell, Form, Plan, Table};

/// The tables, the description of the package, and the record of each entity.
pub(super) fn files(material: &Material<'_>) -> Vec<File> {
    let setting = Setting { material, languages: material.study.languages() };
    let tables = tables(setting);
    let written: Vec<File> = tables.iter().map(written).collect();
    let package = package::package(setting, &tables, &written);
    let records = records::records(setting, &tables);
    let archive = archive(&package, &written);
    written.into_iter().chain([package]).chain(archive).chain(records).collect()
}

/// Every table, in the order in which one is best read.
fn tables(setting: Setting<'_>) -> Vec<Table> {
    vec![
        entities::organisations(setting),
        entities::tools(setting),
        entities::practices(setting),
        entities::topics(setting),
        quotes::quotes(setting),
        quotes::quote_ties(setting),
        relations::relations(setting),
        relations::relation_evidence(setting),
        relations::tool_kinship(setting),
        numbers::metrics(setting),
        numbers::metric_values(setting),
        numbers::observations(setting),
        findings::findings(setting),
        findings::finding_evidence(setting),
        findings::charts(setting),
        entities::documents(setting),
        entities::speakers(setting),
        quotes::withdrawn(setting),
    ]
}

/// The package as one file, to be taken at once.
fn archive(package: &File, tables: &[File]) -> Option<File> {
    let files: Vec<&Output> = std::iter::once(package).chain(tables).map(|file| &file.output).collect();
    let bytes = zip(&files)?;
    let facts = FileFacts { bytes: Some(bytes.len() as u64), ..FileFacts::default() };
    Some(File { output: Output::new(data_file("data.zip"), bytes), facts })
}

fn written(table: &Table) -> File {
    let bytes = table.csv().into_bytes();
    let facts = FileFacts { bytes: Some(bytes.len() as u64), rows: Some(table.rows.len()), ..FileFacts::default() };
    File { output: Output::new(data_file(&format!("{}.csv", table.name)), bytes), facts }
}

/// What every table is made from.
#[derive(Clone, Copy)]
struct Setting<'a> {
    material: &'a Material<'a>,
    languages: &'a [LanguageCode],
}

impl<'a> Setting<'a> {
    fn study(self) -> &'a Study {
        self.material.study
    }

    /// The page of an entity in the study's first language.
    fn page(self, entity: &EntityRef) -> Route {
        PageName::Entity(entity.clone()).route(&self.first())
    }

    /// The folder of the first language.
    fn first(self) -> Folder {
        Folder::first()
    }

    /// The address of a file of the site as a file of the folder `data` names it: absolute where the site's is known.
    fn address(self, route: &Route) -> String {
        self.address_from(route, &data_file("datapackage.json"))
    }

    fn address_from(self, route: &Route, from: &Route) -> String {
        match &self.material.options.address {
            Some(site) => route.absolute(site),
            None => route.relative_to(from),
        }
    }

    fn page_cell(self, entity: &EntityRef) -> Cell {
        Cell::Text(self.address(&self.page(entity)))
    }
}

/// The two columns of where a thing is said.
fn said_in<'a, T>(plan: Plan<'a, T>, source: impl Fn(&T) -> Option<&Source> + Clone + 'a) -> Plan<'a, T> {
    let locator = source.clone();
    plan.column("document", Form::Row("documents"), "The document in which it is said.", move |one| {
        Cell::text(source(one).map(|source| &source.document))
    })
    .text("locator", "Where in the document, as the study writes it.", move |one| {
        locator(one).and_then(|source| source.locator.as_deref())
    })
}
