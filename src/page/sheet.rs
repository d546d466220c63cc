//! A page under way: the place from which every address is seen.

use crate::language::LanguageCode;
use crate::site::Route;
use crate::study::{EntityRef, Kind, Source};

use super::edition::Edition;
use super::routes::{Folder, PageName, Single};
use super::view::Link;

/// A page under way.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) edition: &'a Edition<'a>,
    /// Which page; what stands at the address of a page that is gone has none.
    pub(super) name: Option<PageName>,
    pub(super) route: Route,
}

impl<'a> Sheet<'a> {
    /// The sheet of a page.
    pub(super) fn of(edition: &'a Edition<'a>, name: PageName) -> Self {
        Self { route: name.route(&edition.folder), name: Some(name), edition }
    }

    /// The sheet of what stands at an address.
    pub(super) fn at(edition: &'a Edition<'a>, route: Route) -> Self {
        Self { edition, name: None, route }
    }

    /// The way from here to a file of the site. `404.html` stands for any address, so its ways are absolute.
    pub(super) fn to_route(&self, route: &Route) -> String {
        match (&self.name, &self.edition.book.options.address) {
            (Some(PageName::Single(Single::NotFound)), Some(address)) => route.absolute(address),
            _ => route.relative_to(&self.route),
        }
    }

    /// The way from here to the root of the site.
    pub(super) fn root(&self) -> String {
        match (&self.name, &self.edition.book.options.address) {
            (Some(PageName::Single(Single::NotFound)), Some(address)) => format!("{}/", address.trim_end_matches('/')),
            _ => self.route.to_root(),
        }
    }

    /// The way from here to a page in the same language.
    pub(super) fn to(&self, page: &PageName) -> String {
        self.to_route(&page.route(&self.edition.folder))
    }

    /// The way from here to a page in another language.
    pub(super) fn to_in(&self, page: &PageName, language: &LanguageCode) -> String {
        self.to_route(&page.route(&Folder::of(language, self.edition.study())))
    }

    /// The way from here to an entity: its page, or its place in a page.
    pub(super) fn to_entity(&self, entity: &EntityRef) -> String {
        let href = self.to(&PageName::Entity(entity.clone()));
        match entity.kind {
            Kind::Document => format!("{href}#{}", entity.id),
            _ => href,
        }
    }

    /// The absolute address of this page, where the site's is known.
    pub(super) fn address(&self) -> Option<String> {
        self.edition.book.options.address.as_ref().map(|address| self.route.absolute(address))
    }

    /// A link to an entity by its own name.
    pub(super) fn link(&self, entity: &EntityRef) -> Link {
        let (text, language) = self.edition.name(entity);
        Link { href: self.to_entity(entity), text, language }
    }

    /// A link to a page with words of the interface.
    pub(super) fn link_to(&self, page: &PageName, text: impl Into<String>) -> Link {
        Link { href: self.to(page), text: text.into(), language: None }
    }

    /// Links to entities that have a page or a place, in the order of their kinds.
    pub(super) fn links(&self, entities: impl IntoIterator<Item = EntityRef>) -> Vec<Link> {
        let known = entities.into_iter().filter(|entity| self.edition.has(&PageName::Entity(entity.clone())));
        self.edition.sorted(known.collect()).iter().map(|entity| self.link(entity)).collect()
    }

    /// A link to an entity as words, with its name and address.
    pub(super) fn linked_html(&self, entity: &EntityRef) -> String {
        let Link { href, text, language } = self.link(entity);
        let lang = language.map(|code| format!(" lang=\"{code}\"")).unwrap_or_default();
        let mut html = String::from("<a href=\"");
        crate::prose::html::escape(&href, &mut html);
        html.push_str(&format!("\"{lang}>"));
        crate::prose::html::escape(&text, &mut html);
        html.push_str("</a>");
        html
    }

    /// A document and a place in it as safe inline HTML.
    pub(super) fn source_html(&self, source: &Source) -> String {
        let document = self.linked_html(&EntityRef::new(Kind::Document, source.document.as_str()));
        match &source.locator {
            Some(locator) => {
                let locator = self.edition.language.set_text(locator);
                format!("{document}, {}", crate::prose::html::escaped(&locator))
            }
            None => document,
        }
    }

    /// The words of a key of the language.
    pub(super) fn text(&self, key: &str) -> String {
        self.edition.text(key)
    }

    /// A file beside this page, where one is published.
    pub(super) fn beside(&self, extension: &str) -> Option<Route> {
        let route = self.route.with_extension(extension);
        self.edition.book.files.contains_key(&route).then_some(route)
    }
}
