//! Each entity as JSON, once for all languages, beside its page in the study's first: `organisations/ined.json`.
//!
//! A record is the row of the entity's table, and with it the rows of other tables that are about it, under the names of
//! those tables; so one description, that of the columns, holds for both. Words stand to the letter, by language.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::page::FileFacts;
use crate::page::routes::{Folder, PageName, record as route_of};
use crate::site::Output;
use crate::study::{EntityRef, Id, Kind, Owner};

use super::package::{FORMAT, licence_of};
use super::table::{Cell, Table};
use super::{File, Setting};

/// The kinds that have a record.
const KINDS: [Kind; 7] =
    [Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Topic, Kind::Quote, Kind::Metric, Kind::Finding];

/// The record of each entity.
pub(super) fn records(setting: Setting<'_>, tables: &[Table]) -> Vec<File> {
    let index = Index::of(setting, tables);
    KINDS.into_iter().flat_map(|kind| index.of_kind(kind)).collect()
}

/// The rows of a table, by the entities or rows that they are about.
type Rows<'a> = BTreeMap<String, Vec<usize>>;

struct Index<'a> {
    setting: Setting<'a>,
    tables: BTreeMap<&'static str, &'a Table>,
    relations: Rows<'a>,
    behind: Rows<'a>,
    kinship: Rows<'a>,
    parts: Rows<'a>,
    resting: Rows<'a>,
}

impl<'a> Index<'a> {
    fn of(setting: Setting<'a>, tables: &'a [Table]) -> Self {
        let tables: BTreeMap<&'static str, &Table> = tables.iter().map(|table| (table.name, table)).collect();
        let rows =
            |table: &str, columns: &[&str]| tables.get(table).map(|table| by(table, columns)).unwrap_or_default();
        let mut relations = Rows::new();
        for (row, pair) in setting.material.analysis.pairs().iter().enumerate() {
            for end in [&pair.from, &pair.to] {
                relations.entry(end.to_string()).or_default().push(row);
            }
        }
        Self {
            setting,
            relations,
            behind: rows("relation-evidence", &["relation"]),
            kinship: rows("tool-kinship", &["tool", "other"]),
            parts: rows("metric-values", &["metric"]),
            resting: rows("finding-evidence", &["finding"]),
            tables,
        }
    }

    fn of_kind(&self, kind: Kind) -> Vec<File> {
        let Some(table) = self.tables.get(kind.folder()) else { return Vec::new() };
        let ids = table.rows.iter().map(|row| match row.first() {
            Some(Cell::Text(id)) => EntityRef::new(kind, id),
            _ => unreachable!("the first column of an entity's table is its id"),
        });
        ids.enumerate().map(|(row, entity)| self.file(table, row, &entity)).collect()
    }

    fn file(&self, table: &Table, row: usize, entity: &EntityRef) -> File {
        let mut record = Map::new();
        let mut set = |key: &str, value: Value| _ = record.insert(key.to_owned(), value);
        set("format", json!(FORMAT));
        set("entity", json!(entity.kind.word()));
        let mut own = table.record(row);
        // The pages of every language are named instead of the first one's.
        own.shift_remove("address");
        own.into_iter().for_each(|(key, value)| set(&key, value));
        for (key, rows) in self.beside(entity) {
            if !rows.is_empty() {
                set(key, Value::Array(rows));
            }
        }
        set("pages", self.pages(entity));
        set("study", self.study(table));
        let mut text = serde_json::to_string_pretty(&Value::Object(record)).unwrap_or_default();
        text.push('\n');
        let facts = FileFacts { bytes: Some(text.len() as u64), ..FileFacts::default() };
        File { output: Output::new(route_of(entity), text), facts }
    }

    /// The rows of other tables about an entity.
    fn beside(&self, entity: &EntityRef) -> Vec<(&'static str, Vec<Value>)> {
        let analysis = self.setting.material.analysis;
        let tied = || {
            let ties = analysis.quotes(entity).iter();
            ties.map(|tie| json!({ "quote": tie.quote, "evidence": tie.evidence })).collect::<Vec<_>>()
        };
        let findings = || analysis.findings(entity).iter().map(|id| json!(id)).collect::<Vec<_>>();
        let owner = match entity.kind {
            Kind::Organisation => Some(Owner::Organisation(Id::new(&entity.id))),
            Kind::Tool => Some(Owner::Tool(Id::new(&entity.id))),
            Kind::Practice => Some(Owner::Practice(Id::new(&entity.id))),
            _ => None,
        };
        let owned = owner.map(|owner| analysis.observations_of(&owner).to_vec()).unwrap_or_default();
        let rows = |table, index: &Rows<'_>| self.rows(table, index.get(&*entity.id).map_or(&[][..], Vec::as_slice));
        match entity.kind {
            Kind::Organisation | Kind::Tool | Kind::Practice => vec![
                ("relations", self.relations(entity)),
                (
                    "tool-kinship",
                    if entity.kind == Kind::Tool { rows("tool-kinship", &self.kinship) } else { Vec::new() },
                ),
                ("observations", self.rows("observations", &owned)),
                ("quote-ties", tied()),
                ("findings", findings()),
            ],
            Kind::Topic => vec![("quote-ties", tied()), ("findings", findings())],
            Kind::Quote => {
                let said = analysis.observations_saying(&Id::new(&entity.id));
                vec![("observations", self.rows("observations", said)), ("findings", findings())]
            }
            Kind::Metric => {
                let about = analysis.observations_about(&Id::new(&entity.id));
                vec![
                    ("metric-values", rows("metric-values", &self.parts)),
                    ("observations", self.rows("observations", about)),
                    ("findings", findings()),
                ]
            }
            _ => vec![("finding-evidence", rows("finding-evidence", &self.resting))],
        }
    }

    /// The relations of an entity, each with what stands behind it.
    fn relations(&self, entity: &EntityRef) -> Vec<Value> {
        let Some(relations) = self.tables.get("relations") else { return Vec::new() };
        let rows = self.relations.get(&entity.to_string()).map_or(&[][..], Vec::as_slice);
        let whole = |row: &usize| {
            let mut record = relations.record(*row);
            let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
            let behind = self.rows("relation-evidence", self.behind.get(id).map_or(&[][..], Vec::as_slice));
            record.insert("relation-evidence".to_owned(), Value::Array(behind));
            Value::Object(record)
        };
        rows.iter().map(whole).collect()
    }

    fn rows(&self, table: &str, rows: &[usize]) -> Vec<Value> {
        let Some(table) = self.tables.get(table) else { return Vec::new() };
        rows.iter().map(|row| Value::Object(table.record(*row))).collect()
    }

    /// The page of each language.
    fn pages(&self, entity: &EntityRef) -> Value {
        let from = route_of(entity);
        let page = |code: &crate::language::LanguageCode| {
            let route = PageName::Entity(entity.clone()).route(&Folder::of(code, self.setting.study()));
            (code.as_str().to_owned(), json!(self.setting.address_from(&route, &from)))
        };
        Value::Object(self.setting.languages.iter().map(page).collect())
    }

    /// What it is a part of, and what may be done with it.
    fn study(&self, table: &Table) -> Value {
        let imprint = &self.setting.study().imprint;
        let title: Map<String, Value> =
            imprint.title.iter().map(|(code, title)| (code.as_str().to_owned(), json!(title))).collect();
        let mut study = Map::new();
        study.insert("title".to_owned(), Value::Object(title));
        if let Some(licence) = licence_of(imprint, table) {
            study.insert("licence".to_owned(), json!(licence));
        }
        Value::Object(study)
    }
}

/// The rows of a table by what stands in some of its columns, each row once for each thing.
fn by(table: &Table, columns: &[&str]) -> Rows<'static> {
    let places: Vec<usize> =
        columns.iter().filter_map(|name| table.columns.iter().position(|column| column.name == *name)).collect();
    let mut rows = Rows::new();
    for (at, row) in table.rows.iter().enumerate() {
        for place in &places {
            if let Some(Cell::Text(text)) = row.get(*place) {
                let list = rows.entry(text.clone()).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
    }
    rows
}
