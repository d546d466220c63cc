//! What lists are filtered by, where a script runs: for each index a script with the names and ties of all its entries,
//! and for an index of several pages one with the entries of each page, which is loaded when a filter asks for them.
//!
//! Made from the finished pages, so that entries come in the order and in the words in which a reader sees them. Counts
//! nothing: `themes/folio/assets/facets.js` does. `docs/search.md` describes the files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::search::encode;
use super::{Material, count_forms, kind_names, script, version, words_of};
use crate::analysis::Pair;
use crate::language::{Folding, Language, LanguageCode};
use crate::page::Page;
use crate::page::routes::{Folder, PageName, Single, facets_script, facets_shard};
use crate::page::view::{Content, IndexEntry, QuoteCard};
use crate::site::{Output, Route};
use crate::study::{Attribution, Card, EntityRef, Evidence, Kind, Localised, Status, Topic};

/// The kinds whose indexes can be filtered.
const KINDS: [Kind; 5] = [Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Topic, Kind::Quote];
/// The levels of evidence, in the order in which they are offered.
const EVIDENCE: [Evidence; 3] = [Evidence::Explicit, Evidence::External, Evidence::Inferred];

/// The scripts of a language that its indexes load: where there are two entries or more.
pub(super) fn routes(material: &Material<'_>, language: &Language) -> impl Iterator<Item = Route> {
    let study = material.study;
    let folder = Folder::of(language.code(), study);
    let several = |kind: &Kind| {
        let entries = match kind {
            Kind::Organisation => study.organisations.len(),
            Kind::Tool => study.tools.len(),
            Kind::Practice => study.practices.len(),
            Kind::Topic => study.topics.len(),
            _ => study.quotes.len(),
        };
        entries > 1
    };
    KINDS.into_iter().filter(several).map(move |kind| facets_script(kind, &folder)).collect::<Vec<_>>().into_iter()
}

/// The scripts of a language, from the pages of the whole site.
pub(super) fn files(material: &Material<'_>, language: &Language, pages: &BTreeMap<&Route, &Page>) -> Vec<Output> {
    let published: BTreeSet<Route> = routes(material, language).collect();
    let folder = Folder::of(language.code(), material.study);
    let kinds = KINDS.into_iter().filter(|kind| published.contains(&facets_script(*kind, &folder)));
    kinds.flat_map(|kind| Index { material, language, kind, folder: &folder }.files(pages)).collect()
}

/// The index of a kind, under way.
struct Index<'a> {
    material: &'a Material<'a>,
    language: &'a Language,
    kind: Kind,
    folder: &'a Folder,
}

/// An entry of a page, as its index shows it.
enum Entry<'a> {
    Entity(&'a IndexEntry),
    Quote(&'a QuoteCard),
}

impl Entry<'_> {
    fn id(&self) -> &str {
        match self {
            Entry::Entity(entry) => &entry.id,
            Entry::Quote(card) => &card.id,
        }
    }

    /// What another page shows of it: the fields of its view, of a quote its words, who says them and how surely, with
    /// addresses as they are on its own page.
    fn data(&self) -> Value {
        match self {
            Entry::Entity(entry) => json!(entry),
            Entry::Quote(card) => json!({
                "id": card.id,
                "href": card.href,
                "paragraphs_html": card.paragraphs_html,
                "open": card.open,
                "close": card.close,
                "language": card.language,
                "attribution": { "words": card.attribution.words, "href": card.attribution.href },
                "evidence": { "level": card.evidence.level, "word": card.evidence.word },
            }),
        }
    }
}

/// A way to filter: what can be chosen, and what each entry has of it.
struct Facet {
    key: &'static str,
    title: String,
    /// The id and name of each choice.
    values: Vec<(String, String)>,
    /// For ties that are more or less sure: the choice, the evidence and the status of each sort of tie.
    ties: Option<Vec<[usize; 3]>>,
    /// What entries have, each set once: places in `ties` or in `values`.
    sets: Vec<Vec<usize>>,
    /// Which set each entry has.
    column: Vec<usize>,
}

impl Index<'_> {
    fn files(&self, pages: &BTreeMap<&Route, &Page>) -> Vec<Output> {
        let route = facets_script(self.kind, self.folder);
        let name = |page| PageName::Index(self.kind, page).route(self.folder);
        let listed: Vec<&Page> = (1..).map_while(|page| pages.get(&name(page)).copied()).collect();
        let entries: Vec<Vec<Entry<'_>>> = listed.iter().map(|page| entries(page)).collect();
        let mut files = Vec::new();
        if listed.len() > 1 {
            for (page, (view, entries)) in (1..).zip(listed.iter().zip(&entries)) {
                let data: Vec<Value> = entries.iter().map(Entry::data).collect();
                let address = view.route.relative_to(&route);
                let parts = [json!(page), json!(address), json!(data)];
                files.push(script(facets_shard(self.kind, page, self.folder), "facets.shard", &parts));
            }
        }
        let statuses = self.statuses();
        let firsts: Vec<&str> = entries.iter().filter_map(|entries| entries.first()).map(Entry::id).collect();
        let ids: Vec<&str> = entries.iter().flatten().map(Entry::id).collect();
        let head = json!({
            "version": version(&files),
            "folder": self.kind.folder(),
            "page": entries.first().map_or(0, Vec::len),
            "size": ids.len(),
            "firsts": firsts,
            "names": self.names(&ids),
            "elisions": Folding::of(self.language, self.material.languages).elisions().collect::<Vec<_>>(),
            "strings": self.strings(),
            "counts": self.counts(),
            "facets": self.facets(&ids, &statuses).iter().map(Facet::data).collect::<Vec<_>>(),
            "qualifiers": self.qualifiers(&statuses),
            "search": PageName::Single(Single::Search).route(self.folder).relative_to(&route),
        });
        files.push(script(route, "facets.open", &[head]));
        files
    }

    fn entity(&self, id: &str) -> EntityRef {
        EntityRef::new(self.kind, id)
    }

    /// What each entry is called, other names and today's included, for a reader who types one; quotes have none.
    fn names(&self, ids: &[&str]) -> Vec<String> {
        let study = self.material.study;
        let of_card = |card: &Card, now: Option<&String>| {
            let others = card.also_called.iter().flat_map(|(_, names)| names);
            let names: Vec<&String> = card.name.iter().map(|(_, name)| name).chain(others).chain(now).collect();
            names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(" · ")
        };
        let name = |id: &str| match self.kind {
            Kind::Organisation => {
                study.organisations.get(id).map(|one| of_card(&one.card, one.now.as_ref().map(|now| &now.name)))
            }
            Kind::Tool => study.tools.get(id).map(|one| of_card(&one.card, one.now.as_ref().map(|now| &now.name))),
            Kind::Practice => study.practices.get(id).map(|one| of_card(&one.card, None)),
            Kind::Topic => study.topics.get(id).map(|one| self.said(&one.label)),
            _ => None,
        };
        if self.kind == Kind::Quote { Vec::new() } else { ids.iter().map(|id| name(id).unwrap_or_default()).collect() }
    }

    fn said(&self, words: &Localised<String>) -> String {
        self.language.set_text(words.in_language(self.language.code()).0)
    }

    /// The words that the script puts on the page.
    fn strings(&self) -> BTreeMap<String, String> {
        let typed = if self.kind == Kind::Quote { "facets.words" } else { "facets.name" };
        words_of(
            self.language,
            [
                ("typed", typed),
                ("filters", "search.filters"),
                ("clear", "search.clear"),
                ("more", "search.more"),
                ("of", "search.shown"),
                ("loading", "search.loading"),
                ("failed", "search.failed"),
                ("rest", "facets.rest"),
                ("remove", "facets.remove"),
                ("chosen", "facets.chosen"),
                ("none", "facets.none"),
                ("elsewhere", "facets.elsewhere"),
                ("labelled", "formats.labelled"),
            ],
        )
    }

    fn counts(&self) -> BTreeMap<String, String> {
        let Some(names) = self.material.study.imprint.kinds.get(&self.kind) else {
            return count_forms(self.language, &format!("kinds.{}.count", self.kind.word()));
        };
        let (singular, plural) = (self.said(&names.singular), self.said(&names.plural));
        let mut forms = count_forms(self.language, "kinds.any.count");
        for pattern in forms.values_mut() {
            *pattern = pattern.replace("{singular}", &singular).replace("{plural}", &plural);
        }
        forms
    }

    /// The ways to filter, but for those that no entry has anything of.
    fn facets(&self, ids: &[&str], statuses: &[Status]) -> Vec<Facet> {
        let related = |kinds: &[Kind]| {
            let ties = kinds.iter().map(|kind| self.ties(ids, *kind, statuses));
            ties.chain([self.plain(ids, Kind::Topic, |id| self.topics_of(id))]).collect()
        };
        let facets: Vec<Facet> = match self.kind {
            Kind::Organisation => related(&[Kind::Tool, Kind::Practice]),
            Kind::Tool => related(&[Kind::Organisation, Kind::Practice]),
            Kind::Practice => related(&[Kind::Organisation, Kind::Tool]),
            Kind::Topic => [Kind::Organisation, Kind::Tool, Kind::Practice]
                .into_iter()
                .map(|kind| self.plain(ids, kind, |id| self.met_in_quotes(id, kind)))
                .collect(),
            _ => {
                let ends = [Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Topic];
                let ends = ends.into_iter().map(|kind| self.plain(ids, kind, |id| self.ends_of_quote(id, kind)));
                ends.chain([self.languages(ids), self.evidence(ids)]).collect()
            }
        };
        facets.into_iter().filter(|facet| facet.sets.iter().any(|set| !set.is_empty())).collect()
    }

    /// Entities of a kind that entries are tied to, more or less surely.
    fn ties(&self, ids: &[&str], kind: Kind, statuses: &[Status]) -> Facet {
        let analysis = self.material.analysis;
        let related: Vec<Vec<(&EntityRef, &Pair)>> =
            ids.iter().map(|id| analysis.related(&self.entity(id), kind).collect()).collect();
        let values = self.choices(kind, related.iter().flatten().map(|(other, _)| (*other).clone()).collect());
        let places: BTreeMap<&str, usize> = values.iter().map(|(id, _)| id.as_str()).zip(0..).collect();
        let mut ties = Numbered::default();
        let mut sets = Numbered::default();
        let mut column = Vec::with_capacity(ids.len());
        for related in &related {
            let tie = |(other, pair): &(&EntityRef, &Pair)| {
                let value = places.get(&*other.id)?;
                Some([*value, place(&EVIDENCE, &pair.evidence)?, place(statuses, &pair.status)?])
            };
            let set: Vec<usize> = related.iter().filter_map(tie).map(|tie| ties.number(tie)).collect();
            column.push(sets.number(set));
        }
        Facet { key: kind.word(), title: self.title(kind), values, ties: Some(ties.list), sets: sets.list, column }
    }

    /// Entities of a kind that entries simply have or have not.
    fn plain(&self, ids: &[&str], kind: Kind, of: impl Fn(&str) -> BTreeSet<EntityRef>) -> Facet {
        let found: Vec<BTreeSet<EntityRef>> = ids.iter().map(|id| of(id)).collect();
        let values = self.choices(kind, found.iter().flatten().cloned().collect());
        let places: BTreeMap<&str, usize> = values.iter().map(|(id, _)| id.as_str()).zip(0..).collect();
        let place = |entity: &EntityRef| places.get(&*entity.id).copied();
        let sets: Vec<Vec<usize>> = found.iter().map(|set| set.iter().filter_map(place).collect()).collect();
        Facet::of(kind.word(), self.title(kind), values, sets.into_iter())
    }

    fn languages(&self, ids: &[&str]) -> Facet {
        let of = |id: &&str| self.material.study.quotes.get(*id).map(|quote| &quote.language);
        let codes: BTreeSet<&LanguageCode> = ids.iter().filter_map(of).collect();
        let codes: Vec<&LanguageCode> = codes.into_iter().collect();
        let values = codes.iter().map(|code| (code.as_str().to_owned(), self.language.name_of(code))).collect();
        let sets = ids.iter().map(|id| of(id).and_then(|code| place(&codes, &code)).into_iter().collect());
        Facet::of("language", self.language.text("site.language", &[]), values, sets)
    }

    fn evidence(&self, ids: &[&str]) -> Facet {
        let of = |id: &&str| self.material.study.quotes.get(*id).map(|quote| quote.surely());
        let sets = ids.iter().map(|id| of(id).and_then(|level| place(&EVIDENCE, &level)).into_iter().collect());
        Facet::of("evidence", self.language.text("evidence.title", &[]), self.levels(), sets)
    }

    fn title(&self, kind: Kind) -> String {
        kind_names(self.material.study, self.language, kind).1
    }

    fn levels(&self) -> Vec<(String, String)> {
        let named = |level: Evidence| {
            (level.word().to_owned(), self.language.text(&format!("evidence.{}.word", level.word()), &[]))
        };
        EVIDENCE.map(named).to_vec()
    }

    /// What ties are chosen by beside their other end: evidence and status.
    fn qualifiers(&self, statuses: &[Status]) -> Vec<Value> {
        if !matches!(self.kind, Kind::Organisation | Kind::Tool | Kind::Practice) {
            return Vec::new();
        }
        let imprint = &self.material.study.imprint;
        let named = |status: &Status| {
            let word = match imprint.own_status(*status) {
                Some((_, words)) => self.said(words),
                None => self.language.text(&format!("status.{}.word", status.word()), &[]),
            };
            (imprint.status_id(*status).to_owned(), word)
        };
        let statuses: Vec<(String, String)> = statuses.iter().map(named).collect();
        vec![
            json!({ "key": "evidence", "title": self.language.text("evidence.title", &[]), "values": self.levels() }),
            json!({ "key": "status", "title": self.language.text("status.title", &[]), "values": statuses }),
        ]
    }

    /// Every status that a relation of the study has.
    fn statuses(&self) -> Vec<Status> {
        let statuses: BTreeSet<Status> = self.material.analysis.pairs().iter().map(|pair| pair.status).collect();
        statuses.into_iter().collect()
    }

    /// The id and name of entities of a kind, in the order of their names; topics in their own.
    fn choices(&self, kind: Kind, entities: BTreeSet<EntityRef>) -> Vec<(String, String)> {
        let study = self.material.study;
        let name = |id: &str| match kind {
            Kind::Organisation => study.organisations.get(id).map(|one| &one.card.name),
            Kind::Tool => study.tools.get(id).map(|one| &one.card.name),
            Kind::Practice => study.practices.get(id).map(|one| &one.card.name),
            _ => study.topics.get(id).map(|one| &one.label),
        };
        let order = |id: &str| study.topics.get(id).filter(|_| kind == Kind::Topic).map(|topic| topic.order);
        let keyed = |entity: EntityRef| {
            let name = name(&entity.id)?.in_language(self.language.code()).0;
            let key = self.language.collation_key(name);
            Some((order(&entity.id), key, entity.id.to_string(), self.language.set_text(name)))
        };
        let mut keyed: Vec<_> = entities.into_iter().filter_map(keyed).collect();
        keyed.sort();
        keyed.into_iter().map(|(_, _, id, name)| (id, name)).collect()
    }

    /// The topics of an organisation, a tool or a practice: its own, and those of the quotes that name it.
    fn topics_of(&self, id: &str) -> BTreeSet<EntityRef> {
        let study = self.material.study;
        let card = match self.kind {
            Kind::Organisation => study.organisations.get(id).map(|one| &one.card),
            Kind::Tool => study.tools.get(id).map(|one| &one.card),
            _ => study.practices.get(id).map(|one| &one.card),
        };
        let own = card.into_iter().flat_map(|card| &card.topics).map(topic);
        own.chain(self.met_in_quotes(id, Kind::Topic)).collect()
    }

    /// What the quotes tied to an entry are tied to as well.
    fn met_in_quotes(&self, id: &str, kind: Kind) -> BTreeSet<EntityRef> {
        let quotes = self.material.analysis.quotes(&self.entity(id)).iter();
        quotes.flat_map(|tie| self.ends_of_quote(tie.quote.as_str(), kind)).collect()
    }

    fn ends_of_quote(&self, id: &str, kind: Kind) -> BTreeSet<EntityRef> {
        let Some(quote) = self.material.study.quotes.get(id) else { return BTreeSet::new() };
        let inferred = &quote.inferred;
        let of = |id: &str| EntityRef::new(kind, id);
        match (kind, &quote.attribution) {
            (Kind::Organisation, Attribution::Organisation(id)) => BTreeSet::from([of(id.as_str())]),
            (Kind::Tool, _) => quote.tools.iter().chain(&inferred.tools).map(|id| of(id.as_str())).collect(),
            (Kind::Practice, _) => {
                quote.practices.iter().chain(&inferred.practices).map(|id| of(id.as_str())).collect()
            }
            (Kind::Topic, _) => quote.topics.iter().chain(&inferred.topics).map(topic).collect(),
            _ => BTreeSet::new(),
        }
    }
}

fn topic(id: &crate::study::Id<Topic>) -> EntityRef {
    EntityRef::new(Kind::Topic, id.as_str())
}

/// The entries that a page of an index shows, in their order.
fn entries(page: &Page) -> Vec<Entry<'_>> {
    match &page.view.page {
        Content::EntityIndex(index) => {
            index.groups.iter().flat_map(|group| &group.entries).map(Entry::Entity).collect()
        }
        Content::QuoteIndex(index) => index.groups.iter().flat_map(|group| &group.cards).map(Entry::Quote).collect(),
        _ => Vec::new(),
    }
}

impl Facet {
    fn of(
        key: &'static str,
        title: String,
        values: Vec<(String, String)>,
        of_entries: impl Iterator<Item = Vec<usize>>,
    ) -> Self {
        let mut sets = Numbered::default();
        let column = of_entries.map(|set| sets.number(set)).collect();
        Self { key, title, values, ties: None, sets: sets.list, column }
    }

    fn data(&self) -> Value {
        json!({
            "key": self.key,
            "title": self.title,
            "values": self.values,
            "ties": self.ties,
            "sets": self.sets,
            "column": encode::column(self.column.iter().copied()),
        })
    }
}

/// Values in the order in which they first came, each once.
struct Numbered<T> {
    list: Vec<T>,
    numbers: BTreeMap<T, usize>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { list: Vec::new(), numbers: BTreeMap::new() }
    }
}

impl<T: Ord + Clone> Numbered<T> {
    fn number(&mut self, value: T) -> usize {
        let next = self.list.len();
        let number = *self.numbers.entry(value.clone()).or_insert(next);
        if number == next {
            self.list.push(value);
        }
        number
    }
}

fn place<T: PartialEq>(choices: &[T], choice: &T) -> Option<usize> {
    choices.iter().position(|one| one == choice)
}
