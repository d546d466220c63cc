//! The site in one language: what its pages share, made once.
//!
//! Order of entities, words of quotes, the shared part of every frame. Nothing in it depends on the page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::analysis::Analysis;
use crate::citation::Reference;
use crate::language::{Language, LanguageCode};
use crate::prose::words::Marks;
use crate::site::Route;
use crate::study::{Chapter, EntityRef, Finding, Id, Kind, Localised, Quote, Study};

use super::book::Book;
use super::names::SetName;
use super::routes::{Facet, Folder, PageName, Single, search_script};
use super::site_parts;
use super::view::{Shared, Site};
use super::words::Setting;

/// The most entries on a page of an index, and the most quotes on the page of an entity.
pub(super) const MOST_ENTRIES: usize = 200;

/// The site in one language, under way.
#[derive(Debug)]
pub struct Edition<'a> {
    pub(super) book: &'a Book<'a>,
    pub(super) language: &'a Language,
    /// The folder of each language, this one's first.
    pub(super) folder: Folder,
    pub(super) site: Shared<Site>,
    /// How the study is cited.
    pub(super) reference: Reference,
    order: BTreeMap<Kind, Vec<EntityRef>>,
    places: BTreeMap<EntityRef, usize>,
    chapters: BTreeMap<&'a str, usize>,
    findings: BTreeMap<&'a str, usize>,
    /// The words of each quote, by its place, set when a page first shows them.
    quotes: Vec<OnceLock<QuoteWords>>,
    /// The name of each entity, by its kind and place, set when a page first shows it.
    names: BTreeMap<Kind, Vec<OnceLock<SetName>>>,
    facets: BTreeMap<Facet, Vec<Id<Quote>>>,
    /// How many pages the evidence matrix has.
    pub(super) matrix_parts: usize,
    /// The pages that there are once, as far as there is anything to say on them.
    singles: BTreeSet<Single>,
    /// The addresses whose pages are wanted, where not all are.
    only: Option<&'a BTreeSet<Route>>,
}

/// The words of a quote, set in the typography of their language.
#[derive(Clone, Debug, Default)]
pub(super) struct QuoteWords {
    /// Safe inline HTML, one a paragraph.
    pub(super) paragraphs_html: Vec<String>,
    /// The same on one line, plain.
    pub(super) line: String,
    /// The mark before them, with its space.
    pub(super) open: String,
    /// The mark after them.
    pub(super) close: String,
}

impl<'a> Edition<'a> {
    /// Prepares a language of the site.
    pub fn new(book: &'a Book<'a>, language: &'a Language) -> Self {
        let study = book.study;
        let folder = Folder::of(language.code(), study);
        let home = book.options.address.as_ref().map(|address| PageName::Home.route(&folder).absolute(address));
        let mut edition = Self {
            book,
            language,
            folder,
            site: Shared::new(site_parts::empty()),
            reference: Reference::of_study(study, language, home),
            order: BTreeMap::new(),
            places: BTreeMap::new(),
            chapters: study.chapters.iter().enumerate().map(|(at, chapter)| (chapter.id.as_str(), at)).collect(),
            findings: study.findings.iter().enumerate().map(|(at, finding)| (finding.id.as_str(), at)).collect(),
            quotes: Vec::new(),
            names: BTreeMap::new(),
            facets: BTreeMap::new(),
            matrix_parts: super::matrix::parts(book),
            singles: BTreeSet::new(),
            only: None,
        };
        edition.order = Kind::ALL.into_iter().map(|kind| (kind, edition.ordered(kind))).collect();
        let places = edition.order.values().flat_map(|list| list.iter().cloned().zip(0..));
        edition.places = places.collect();
        let empty = |(kind, list): (&Kind, &Vec<EntityRef>)| (*kind, list.iter().map(|_| OnceLock::new()).collect());
        edition.names = edition.order.iter().map(empty).collect();
        edition.quotes = edition.of_kind(Kind::Quote).iter().map(|_| OnceLock::new()).collect();
        edition.facets = edition.faceted();
        edition.singles = edition.existing_singles();
        edition.site = Shared::new(site_parts::site(&edition));
        edition
    }

    /// The same edition, of which the pages at some addresses are wanted and no others.
    pub(super) fn only(self, routes: &'a BTreeSet<Route>) -> Self {
        Self { only: Some(routes), ..self }
    }

    /// Whether a page is wanted. Makers of many pages ask, and leave out what nobody waits for.
    pub(super) fn wants(&self, page: impl FnOnce() -> PageName) -> bool {
        self.only.is_none_or(|routes| routes.contains(&page().route(&self.folder)))
    }

    /// Whether the page of an entity is wanted.
    pub(super) fn wants_entity(&self, kind: Kind, id: &str) -> bool {
        // The address of an entity holds its id: most are told apart without being made.
        let may_be = self.only.is_none_or(|routes| routes.iter().any(|route| route.as_str().contains(id)));
        may_be && self.wants(|| PageName::Entity(EntityRef::new(kind, id)))
    }

    /// What was found out about the study.
    pub(super) fn analysis(&self) -> &'a Analysis {
        self.book.analysis
    }

    /// The words to find the study by, in the language where it has some.
    pub(super) fn keywords(&self) -> Vec<String> {
        let keywords = &self.study().imprint.keywords;
        keywords.get(self.language.code()).or(keywords.first()).cloned().unwrap_or_default()
    }

    /// The words of a key of the language.
    pub(super) fn text(&self, key: &str) -> String {
        self.language.text(key, &[])
    }

    /// A number in the language.
    pub(super) fn number(&self, n: usize) -> String {
        self.language.integer(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// The entities of a kind that have a page, as readers expect them: in their own order or by name.
    pub(super) fn of_kind(&self, kind: Kind) -> &[EntityRef] {
        self.order.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The place of an entity among those of its kind, from 0.
    pub(super) fn place(&self, entity: &EntityRef) -> usize {
        self.places.get(entity).copied().unwrap_or(usize::MAX)
    }

    /// The entities in the order of their kinds, each kind in its own.
    pub(super) fn sorted(&self, mut entities: Vec<EntityRef>) -> Vec<EntityRef> {
        entities.sort_by_key(|entity| (entity.kind, self.place(entity)));
        entities.dedup();
        entities
    }

    /// Whether the site has a page.
    pub(super) fn has(&self, page: &PageName) -> bool {
        match page {
            PageName::Home => true,
            PageName::Entity(entity) => self.places.contains_key(entity),
            PageName::Index(kind, 1) => *kind != Kind::Page && !self.of_kind(*kind).is_empty(),
            PageName::Index(kind, page) => {
                *kind != Kind::Document && *page > 0 && (page - 1) * MOST_ENTRIES < self.of_kind(*kind).len()
            }
            PageName::Quotes(facet, page) => {
                let quotes = self.facets.get(facet).map_or(0, Vec::len);
                *page > 0 && (page - 1) * MOST_ENTRIES < quotes
            }
            PageName::Matrix(page) => *page > 0 && self.matrix_parts >= *page,
            PageName::Single(single) => self.singles.contains(single),
        }
    }

    /// The quotes of each list that has a page of its own.
    pub(super) fn facets(&self) -> &BTreeMap<Facet, Vec<Id<Quote>>> {
        &self.facets
    }

    /// The words of a quote, set.
    pub(super) fn quote_words(&self, quote: &Quote) -> &QuoteWords {
        match self.quotes.get(self.place(&EntityRef::of(Kind::Quote, &quote.id))) {
            Some(words) => words.get_or_init(|| self.set_quote(quote)),
            None => unreachable!("every quote of the study has its place in the edition"),
        }
    }

    /// Some words of a quote or its translation, set in the typography of their language.
    pub(super) fn set_words(&self, words: &crate::prose::Words, language: &LanguageCode) -> QuoteWords {
        let setting = Setting::inside_quotation(self.typography(language));
        let (sic, cut) = (self.text("quote.sic"), self.text("quote.ellipsis"));
        let (open, close) = self.quotation_marks(language);
        QuoteWords {
            paragraphs_html: paragraphs(&words.html(&setting, Marks { sic: &sic, cut: &cut })),
            line: words.set_line(&setting),
            open,
            close,
        }
    }

    /// Where the name of an entity is kept, if it is one of the site's.
    pub(super) fn name_slot(&self, entity: &EntityRef) -> Option<&OnceLock<SetName>> {
        self.names.get(&entity.kind)?.get(self.place(entity))
    }

    fn set_quote(&self, quote: &Quote) -> QuoteWords {
        self.set_words(&quote.words, &quote.language)
    }

    /// The marks around a quote in a language, with the spaces inside them.
    pub(super) fn quotation_marks(&self, code: &LanguageCode) -> (String, String) {
        let Some(language) = self.book.language(code) else {
            return ("“".to_owned(), "”".to_owned());
        };
        let quoted = language.text("quote.quoted", &[("words", "\u{0}")]);
        match quoted.split_once('\u{0}') {
            Some((open, close)) => (open.to_owned(), close.to_owned()),
            None => ("“".to_owned(), "”".to_owned()),
        }
    }

    /// The chapter of that id.
    pub(super) fn chapter(&self, id: &str) -> Option<&'a Chapter> {
        self.chapters.get(id).and_then(|at| self.book.study.chapters.get(*at))
    }

    /// The finding of that id.
    pub(super) fn finding(&self, id: &str) -> Option<&'a Finding> {
        self.findings.get(id).and_then(|at| self.book.study.findings.get(*at))
    }

    fn ordered(&self, kind: Kind) -> Vec<EntityRef> {
        let study = self.book.study;
        match kind {
            Kind::Chapter => refs(kind, study.chapters.iter().map(|chapter| &chapter.id)),
            Kind::Finding => refs(kind, study.findings.iter().map(|finding| &finding.id)),
            Kind::Quote => refs(kind, self.book.analysis.quotes_in_order().iter().map(|quote| &quote.id)),
            Kind::Page => {
                let mut pages: Vec<_> = study.pages.values().collect();
                pages.sort_by_key(|page| (page.order.unwrap_or(i64::MAX), page.id.clone()));
                refs(kind, pages.into_iter().map(|page| &page.id))
            }
            Kind::Topic => {
                let mut topics: Vec<_> = study.topics.values().collect();
                topics.sort_by_key(|topic| (topic.order, topic.id.clone()));
                refs(kind, topics.into_iter().map(|topic| &topic.id))
            }
            Kind::Organisation => self.by_name(kind, study.organisations.values().map(|one| (&one.id, &one.card.name))),
            Kind::Tool => self.by_name(kind, study.tools.values().map(|one| (&one.id, &one.card.name))),
            Kind::Practice => self.by_name(kind, study.practices.values().map(|one| (&one.id, &one.card.name))),
            Kind::Metric => self.by_name(kind, study.metrics.values().map(|one| (&one.id, &one.label))),
            Kind::Document => self.by_name(kind, study.documents.values().map(|one| (&one.id, &one.title))),
            Kind::Chart => {
                let drawn = |id: &Id<_>| self.book.pictures.contains_key(&(id.clone(), self.language.code().clone()));
                let charts = study.charts.values().filter(|chart| drawn(&chart.id));
                self.by_name(kind, charts.map(|one| (&one.id, &one.title)))
            }
        }
    }

    fn existing_singles(&self) -> BTreeSet<Single> {
        let search = self.book.files.contains_key(&search_script(&self.folder));
        let depending = [
            (Single::Comparison, super::comparison::exists(self)),
            (Single::Search, search),
            (Single::Versions, super::versions::exists(self)),
        ];
        let always = [Single::Cite, Single::Downloads, Single::SiteMap, Single::Print, Single::NotFound];
        let existing = depending.into_iter().filter_map(|(single, exists)| exists.then_some(single));
        always.into_iter().chain(existing).collect()
    }

    fn by_name<'s, T: 's>(
        &self,
        kind: Kind,
        named: impl Iterator<Item = (&'s Id<T>, &'s Localised<String>)>,
    ) -> Vec<EntityRef> {
        let key = |name: &Localised<String>| self.language.collation_key(name.in_language(self.language.code()).0);
        let mut keyed: Vec<(Vec<u8>, &Id<T>)> = named.map(|(id, name)| (key(name), id)).collect();
        keyed.sort();
        refs(kind, keyed.into_iter().map(|(_, id)| id))
    }

    /// Lists of quotes that narrow the whole: by evidence and by language where there are several, by an entity where
    /// its page cannot show them all.
    fn faceted(&self) -> BTreeMap<Facet, Vec<Id<Quote>>> {
        let quotes = self.book.analysis.quotes_in_order();
        let levels = narrowing(quotes, |quote| quote.surely()).map(|(level, ids)| (Facet::Evidence(level), ids));
        let languages = narrowing(quotes, |quote| &quote.language);
        let languages = languages.map(|(language, ids)| (Facet::Language(language.clone()), ids));
        let mut facets: BTreeMap<Facet, Vec<Id<Quote>>> = levels.chain(languages).collect();
        for kind in [Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Topic, Kind::Document] {
            for entity in self.of_kind(kind) {
                let ties = self.book.analysis.quotes(entity);
                if ties.len() > MOST_ENTRIES {
                    let quotes = ties.iter().map(|tie| tie.quote.clone()).collect();
                    facets.insert(Facet::Entity(entity.clone()), quotes);
                }
            }
        }
        facets
    }

    /// The study.
    pub(super) fn study(&self) -> &'a Study {
        self.book.study
    }
}

fn refs<'s, T: 's>(kind: Kind, ids: impl Iterator<Item = &'s Id<T>>) -> Vec<EntityRef> {
    ids.map(|id| EntityRef::of(kind, id)).collect()
}

/// The quotes that have each value, where there is more than one.
fn narrowing<'q, K: Ord>(
    quotes: &'q [Arc<Quote>],
    value: impl Fn(&'q Quote) -> K,
) -> impl Iterator<Item = (K, Vec<Id<Quote>>)> {
    let mut lists: BTreeMap<K, Vec<Id<Quote>>> = BTreeMap::new();
    for quote in quotes {
        lists.entry(value(quote)).or_default().push(quote.id.clone());
    }
    let narrows = lists.len() > 1;
    lists.into_iter().filter(move |_| narrows)
}

/// The insides of the paragraphs of words as HTML; nothing but their own tags is written `<p>`.
fn paragraphs(html: &str) -> Vec<String> {
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    inner.map(|inner| inner.split("</p><p>").map(str::to_owned).collect()).unwrap_or_default()
}
