//! The address of every page: it follows from kind, id and language alone, never from a title.
//!
//! The one place that knows how addresses are made. The first language of a study is at the root, every other in a
//! folder of its code; the names of folders are those of the content, in every language.

use crate::language::LanguageCode;
use crate::site::Route;
use crate::study::{EntityRef, Evidence, Kind, Study};

/// A page of the site, whatever the language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageName {
    /// The first page.
    Home,
    /// The page of an entity; of a document, its place in the list of documents.
    Entity(EntityRef),
    /// A page of the index of a kind, from 1.
    Index(Kind, usize),
    /// A page of the quotes that have something in common, from 1.
    Quotes(Facet, usize),
    /// A page of the evidence matrix, from 1.
    Matrix(usize),
    /// A page that there is once.
    Single(Single),
}

/// What the quotes of a list have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// How sure everything is that is said of them.
    Evidence(Evidence),
    /// Their language.
    Language(LanguageCode),
    /// An entity that they are tied to, where they are too many for its page.
    Entity(EntityRef),
}

/// The pages that there are once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Single {
    /// Organisations side by side.
    Comparison,
    /// Search.
    Search,
    /// How to cite.
    Cite,
    /// What can be taken.
    Downloads,
    /// Versions and errata.
    Versions,
    /// Every page.
    SiteMap,
    /// The whole report on paper.
    Print,
    /// The page for addresses that do not exist.
    NotFound,
}

impl Single {
    fn file(self) -> &'static str {
        match self {
            Single::Comparison => "comparison",
            Single::Search => "search",
            Single::Cite => "cite",
            Single::Downloads => "downloads",
            Single::Versions => "versions",
            Single::SiteMap => "site-map",
            Single::Print => "print",
            Single::NotFound => "404",
        }
    }
}

/// The folder that the pages of a language stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(String);

impl Folder {
    /// The folder of a language of a study: none for its first.
    pub fn of(language: &LanguageCode, study: &Study) -> Self {
        let is_first = study.languages().first().is_none_or(|first| first == language);
        Self(if is_first { String::new() } else { language.as_str().to_owned() })
    }

    /// The folder of a study's first language, and of what is there once for all languages.
    pub fn first() -> Self {
        Self(String::new())
    }
}

impl PageName {
    /// The page of an entity.
    pub fn entity(kind: Kind, id: &str) -> Self {
        PageName::Entity(EntityRef::new(kind, id))
    }

    /// The first page of the index of a kind.
    pub fn index(kind: Kind) -> Self {
        PageName::Index(kind, 1)
    }

    /// The address of the page in a language's folder.
    pub fn route(&self, folder: &Folder) -> Route {
        Route::tidy(self.path()).inside(&folder.0)
    }

    fn path(&self) -> String {
        match self {
            PageName::Home => "index.html".to_owned(),
            PageName::Entity(entity) if entity.kind == Kind::Document => PageName::index(Kind::Document).path(),
            PageName::Entity(entity) => format!("{}/{}.html", entity.kind.folder(), entity.id),
            PageName::Index(kind, page) => paged(&format!("{}/index", kind.folder()), *page),
            PageName::Quotes(facet, page) => paged(&format!("quotes/index/{}", facet.name()), *page),
            PageName::Matrix(page) => paged("matrix", *page),
            PageName::Single(single) => format!("{}.html", single.file()),
        }
    }
}

impl Facet {
    fn name(&self) -> String {
        match self {
            Facet::Evidence(evidence) => format!("evidence-{}", evidence.word()),
            Facet::Language(language) => format!("language-{language}"),
            Facet::Entity(entity) => format!("{}-{}", entity.kind.word(), entity.id),
        }
    }
}

/// The first page is a file, the others stand in the folder of its name.
fn paged(stem: &str, page: usize) -> String {
    if page <= 1 { format!("{stem}.html") } else { format!("{stem}/{page}.html") }
}

/// The address of an entity from the root of the site, with its anchor where it shares a page.
pub fn entity_address(entity: &EntityRef, folder: &Folder) -> String {
    let mut address = PageName::Entity(entity.clone()).route(folder).as_str().to_owned();
    if entity.kind == Kind::Document {
        address.push('#');
        address.push_str(&entity.id);
    }
    address
}

/// The anchor of the line about a tool or a practice on an organisation's page: `tool-twitter`.
pub fn line_anchor(other: &EntityRef) -> String {
    format!("{}-{}", other.kind.word(), other.id)
}

/// The script of the search, which the search page of a language loads; there is a search where it is published.
pub fn search_script(folder: &Folder) -> Route {
    Route::tidy("search/index.js").inside(&folder.0)
}

/// The picture that stands for the study where a link to it is shared.
pub fn social_card(folder: &Folder) -> Route {
    Route::tidy("og.png").inside(&folder.0)
}

/// A file of the data package, which is there once for all languages.
pub fn data_file(name: &str) -> Route {
    Route::tidy(format!("data/{name}"))
}

/// An entity as JSON, in all languages: beside its page in the study's first.
pub fn record(entity: &EntityRef) -> Route {
    PageName::Entity(entity.clone()).route(&Folder::first()).with_extension("json")
}

/// The script with what the index of a kind is filtered by; there are filters where it is published.
pub fn facets_script(kind: Kind, folder: &Folder) -> Route {
    Route::tidy(format!("facets/{}.js", kind.folder())).inside(&folder.0)
}

/// The script with the entries of one page of a long index, for when a filter asks for them from another.
pub fn facets_shard(kind: Kind, page: usize, folder: &Folder) -> Route {
    Route::tidy(format!("facets/{}/{page}.js", kind.folder())).inside(&folder.0)
}

/// The script with the organisations that a reader may compare; they can be chosen where it is published.
pub fn compare_script(folder: &Folder) -> Route {
    Route::tidy("compare/index.js").inside(&folder.0)
}

/// The script with what is compared of one organisation. No entity has the id `index`.
pub fn compare_shard(organisation: &str, folder: &Folder) -> Route {
    Route::tidy(format!("compare/{organisation}.js")).inside(&folder.0)
}

/// Where a file of the study that pages carry is published: beside the pages of its folder.
pub fn asset(path: &str) -> Route {
    Route::tidy(path.strip_prefix("content/").unwrap_or(path))
}

/// An address that an entity had, in a language's folder; `None` where it cannot be the address of a page.
pub fn old_address(address: &str, folder: &Folder) -> Option<Route> {
    let route = Route::new(address).ok()?;
    route.is_page().then(|| route.inside(&folder.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_from_kind_and_id() {
        let (root, english) = (Folder(String::new()), Folder("en".to_owned()));
        let table = [
            (PageName::Home, "index.html", "en/index.html"),
            (PageName::entity(Kind::Organisation, "ined"), "organisations/ined.html", "en/organisations/ined.html"),
            (PageName::index(Kind::Organisation), "organisations/index.html", "en/organisations/index.html"),
            (PageName::Index(Kind::Quote, 2), "quotes/index/2.html", "en/quotes/index/2.html"),
            (PageName::entity(Kind::Document, "deck"), "documents/index.html", "en/documents/index.html"),
            (
                PageName::Quotes(Facet::Evidence(Evidence::Inferred), 1),
                "quotes/index/evidence-inferred.html",
                "en/quotes/index/evidence-inferred.html",
            ),
            (PageName::Matrix(2), "matrix/2.html", "en/matrix/2.html"),
            (PageName::Single(Single::NotFound), "404.html", "en/404.html"),
        ];
        for (name, first, second) in table {
            assert_eq!(name.route(&root).as_str(), first);
            assert_eq!(name.route(&english).as_str(), second);
        }
    }

    #[test]
    fn a_document_is_a_place_in_the_list() {
        let deck = EntityRef::new(Kind::Document, "deck-2012");
        assert_eq!(entity_address(&deck, &Folder("en".to_owned())), "en/documents/index.html#deck-2012");
    }

    #[test]
    fn files_stand_beside_the_pages_of_their_folder() {
        assert_eq!(asset("content/organisations/ined/photo.png").as_str(), "organisations/ined/photo.png");
        assert_eq!(old_address("../x.html", &Folder(String::new())), None);
    }
}
