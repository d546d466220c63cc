//! What a reader compares organisations of their choice by, where a script runs: one script that lists them, and one for
//! each with what its page says in tables. However many there are, only those that are chosen are loaded.
//!
//! Made from the finished pages. Holds no two organisations against each other: `themes/folio/assets/compare.js` does.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Material, count_forms, kind_names, script, version, words_of};
use crate::language::Language;
use crate::page::Page;
use crate::page::routes::{Folder, PageName, compare_script, compare_shard};
use crate::page::view::{Content, EntityPage, ObservationRow, RelationTable};
use crate::site::{Output, Route};
use crate::study::{EntityRef, Id, Kind, Topic};

/// The script of a language that lists organisations, where there are two or more.
pub(super) fn route(material: &Material<'_>, language: &Language) -> Option<Route> {
    let several = material.study.organisations.len() > 1;
    several.then(|| compare_script(&Folder::of(language.code(), material.study)))
}

/// The scripts of a language, from the pages of the whole site.
pub(super) fn files(material: &Material<'_>, language: &Language, pages: &BTreeMap<&Route, &Page>) -> Vec<Output> {
    let Some(route) = route(material, language) else { return Vec::new() };
    let folder = Folder::of(language.code(), material.study);
    let mut organisations: Vec<(Vec<u8>, &str, String)> = material
        .study
        .organisations
        .values()
        .map(|one| {
            let name = one.card.name.in_language(language.code()).0;
            (language.collation_key(name), one.id.as_str(), language.set_text(name))
        })
        .collect();
    organisations.sort();
    let shard = |id: &str| {
        let page = pages.get(&PageName::entity(Kind::Organisation, id).route(&folder))?;
        let Content::EntityPage(view) = &page.view.page else { return None };
        let data = Comparing { material, language, view, id }.data(&page.route.relative_to(&route));
        Some(script(compare_shard(id, &folder), "compare.shard", &[json!(id), data]))
    };
    let mut files: Vec<Output> = organisations.iter().filter_map(|(_, id, _)| shard(id)).collect();
    let named: Vec<(&str, &String)> = organisations.iter().map(|(_, id, name)| (*id, name)).collect();
    let quotes = PageName::index(Kind::Quote).route(&folder).relative_to(&route);
    let head = json!({
        "version": version(&files),
        "organisations": named,
        "quotes": quotes,
        "titles": titles(material, language),
        "strings": strings(material, language),
        "differences": count_forms(language, "comparison.differences"),
    });
    files.push(script(route, "compare.open", &[head]));
    files
}

/// The headings of what is compared, in its order.
fn titles(material: &Material<'_>, language: &Language) -> Vec<(&'static str, String)> {
    let kinds = [Kind::Tool, Kind::Practice, Kind::Topic]
        .map(|kind| (kind.word(), kind_names(material.study, language, kind).1));
    kinds.into_iter().chain([("value", language.text("organisation.values", &[]))]).collect()
}

fn strings(material: &Material<'_>, language: &Language) -> BTreeMap<String, String> {
    let mut strings = words_of(
        language,
        [
            ("choose", "comparison.choose"),
            ("numbered", "comparison.numbered"),
            ("nobody", "comparison.nobody"),
            ("enough", "comparison.enough"),
            ("differs", "comparison.differs"),
            ("only", "comparison.only-differences"),
            ("clear", "comparison.clear"),
            ("caption", "comparison.side-by-side"),
            ("summary", "comparison.summary"),
            ("gap", "evidence.none.word"),
            ("without-source", "metric.source-none"),
            ("loading", "search.loading"),
            ("failed", "search.failed"),
            ("labelled", "formats.labelled"),
            ("two", "formats.list.two"),
            ("same", "comparison.same"),
        ],
    );
    strings.insert("organisation".to_owned(), kind_names(material.study, language, Kind::Organisation).0);
    strings.insert("quotes".to_owned(), kind_names(material.study, language, Kind::Quote).1);
    strings
}

/// An organisation, under way.
struct Comparing<'a> {
    material: &'a Material<'a>,
    language: &'a Language,
    view: &'a EntityPage,
    id: &'a str,
}

impl Comparing<'_> {
    /// What is compared, with addresses as they are on the organisation's page, which is itself at `href`.
    fn data(&self, href: &str) -> Value {
        let view = self.view;
        let quotes = self.material.analysis.quotes(&self.entity()).len();
        json!({
            "href": href,
            "name": view.name,
            "now": view.now,
            "summary": view.summary,
            "quotes": self.quotes(quotes),
            "rows": {
                "tool": self.related(Kind::Tool),
                "practice": self.related(Kind::Practice),
                "topic": self.topics(),
                "value": view.observations.iter().flat_map(|table| &table.rows).map(observation).collect::<Vec<_>>(),
            },
        })
    }

    fn entity(&self) -> EntityRef {
        EntityRef::new(Kind::Organisation, self.id)
    }

    /// So many quotes in words; nothing where there are none.
    fn quotes(&self, n: usize) -> Option<String> {
        let own = self.material.study.imprint.kinds.get(&Kind::Quote);
        (n > 0).then(|| match own {
            Some(names) => {
                let said = |words: &crate::study::Localised<String>| words.in_language(self.language.code()).0.clone();
                let (singular, plural) = (said(&names.singular), said(&names.plural));
                self.language.count_with("kinds.any.count", n, &[("singular", &singular), ("plural", &plural)])
            }
            None => self.language.count("kinds.quote.count", n),
        })
    }

    /// The relations with a kind, as the organisation's page has them, and how many quotes are behind each.
    fn related(&self, kind: Kind) -> Vec<Value> {
        let is_of_kind = |table: &&RelationTable| table.id == kind.folder();
        let rows = self.view.relations.iter().filter(is_of_kind).flat_map(|table| &table.rows);
        let row = |row: &crate::page::view::RelationRow| {
            let id = row.id.strip_prefix(kind.word()).and_then(|id| id.strip_prefix('-')).unwrap_or(&row.id);
            let pair = self.material.analysis.pair(&self.entity(), &EntityRef::new(kind, id));
            json!({
                "id": id,
                "name": row.other,
                "line": format!("#{}", row.id),
                "status": row.status,
                "evidence": row.evidence,
                "quotes": pair.and_then(|pair| self.quotes(pair.quotes.len())),
            })
        };
        rows.map(row).collect()
    }

    /// The topics that quotes of the organisation are about, in the order of topics, with how many they are.
    fn topics(&self) -> Vec<Value> {
        let study = self.material.study;
        let mut counts: BTreeMap<&Id<Topic>, usize> = BTreeMap::new();
        let ties = self.material.analysis.quotes(&self.entity()).iter();
        for quote in ties.filter_map(|tie| study.quotes.get(&tie.quote)) {
            for id in quote.topics.iter().chain(&quote.inferred.topics) {
                *counts.entry(id).or_insert(0) += 1;
            }
        }
        let mut topics: Vec<(&Topic, usize)> =
            counts.into_iter().filter_map(|(id, count)| Some((study.topics.get(id)?, count))).collect();
        topics.sort_by_key(|(topic, _)| (topic.order, &topic.id));
        let row = |(topic, count): (&Topic, usize)| {
            let (label, code) = topic.label.in_language(self.language.code());
            let other = (code != self.language.code()).then(|| code.as_str());
            let id = topic.id.as_str();
            let name = json!({
                "href": format!("../topics/{id}.html"),
                "text": self.language.set_text(label),
                "language": other,
            });
            json!({ "id": id, "name": name, "order": topic.order, "quotes": self.quotes(count) })
        };
        topics.into_iter().map(row).collect()
    }
}

/// A value with what it rests on. Several of one metric have one id.
fn observation(row: &ObservationRow) -> Value {
    json!({
        "id": row.href,
        "name": { "href": row.href, "html": row.about.html, "language": row.about.language },
        "line": format!("#{}", row.id),
        "value": row.value_html,
        "unknown": row.unknown,
        "details": row.details,
        "evidence": row.evidence,
        "source": row.source,
        "quotes": row.quotes,
    })
}
