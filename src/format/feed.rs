//! `feed.xml`: an Atom feed for each language (RFC 4287): what the study found, its chapters and its quotes.
//!
//! Made from the finished pages, whose words are typeset already. An entry has the address of its page as its id, so it
//! stays one entry when the study is published anew. A study states when it was published and updated, and nothing of
//! its parts: each entry has these dates. Atom wants a day and an hour; a date that is less precise begins where it can.

use crate::language::Language;
use crate::page::routes::{Folder, PageName};
use crate::page::view::{Content, Words};
use crate::page::{Options, Page};
use crate::prose::html::escaped;
use crate::site::{Output, Route};
use crate::study::{Date, Study};

use super::xml::Xml;

/// A reader of feeds wants what is new, not an archive.
const MOST_ENTRIES: usize = 200;

/// Where the feed of a language is, if the study has what a feed needs: an address, a date, readers to be found by.
pub fn route(study: &Study, language: &Language, options: &Options) -> Option<Route> {
    let has_feed = options.address.is_some() && updated(study).is_some() && !options.preview;
    let folder = Folder::of(language.code(), study);
    let home = PageName::Home.route(&folder);
    has_feed.then(|| Route::tidy(format!("{}/feed.xml", home.folder())))
}

/// The feed of a language, from the pages of the whole site.
pub fn feed(study: &Study, language: &Language, pages: &[Page], options: &Options) -> Option<Output> {
    let route = route(study, language, options)?;
    let site = options.address.as_deref()?;
    let updated = instant(updated(study)?);
    let published = study.imprint.published.map(instant);
    let code = language.code().as_str();
    let of_language: Vec<&Page> = pages.iter().filter(|page| page.view.frame.site.value().language == code).collect();
    let shared = of_language.first()?.view.frame.site.value();
    let home = PageName::Home.route(&Folder::of(language.code(), study)).absolute(site);

    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", code)]);
    xml.text("id", &[], &home);
    xml.text("title", &[], &language.text("feed.title", &[("study", &shared.title)]));
    xml.text("subtitle", &[], &language.text("feed.subtitle", &[]));
    xml.text("updated", &[], &updated);
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &route.absolute(site))]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", code), ("href", &home)]);
    // Atom asks for an author; a study without one has its title.
    let authors: Vec<&str> = study.imprint.authors.iter().map(|author| author.name.as_str()).collect();
    for name in if authors.is_empty() { vec![shared.title.as_str()] } else { authors } {
        xml.open("author", &[]);
        xml.text("name", &[], name);
        xml.close("author");
    }
    xml.text("generator", &[("version", env!("CARGO_PKG_VERSION"))], "Florilège");
    for entry in entries(&of_language, site) {
        entry.write(&mut xml, published.as_deref(), &updated);
    }
    xml.close("feed");
    Some(Output::new(route, xml.finish()))
}

struct Entry<'p> {
    address: String,
    /// Safe inline HTML.
    title: String,
    language: Option<&'p str>,
    summary: Option<&'p str>,
}

/// Findings first, then chapters, then quotes: what a reader who has little time wants first.
fn entries<'p>(pages: &[&'p Page], site: &str) -> Vec<Entry<'p>> {
    let mut ranked: Vec<(usize, Entry<'p>)> = Vec::new();
    for page in pages {
        let (rank, title, language) = match &page.view.page {
            Content::FindingPage(finding) => marked(0, &finding.title),
            Content::Chapter(chapter) => marked(1, &chapter.title),
            Content::QuotePage(quote) => (2, escaped(&quote.title), None),
            _ => continue,
        };
        let frame = &page.view.frame;
        let address = page.route.absolute(site);
        // A page whose words are those of another language counts there.
        if !frame.noindex && frame.canonical.as_ref() == Some(&address) {
            ranked.push((rank, Entry { address, title, language, summary: frame.description.as_deref() }));
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, entry)| entry).take(MOST_ENTRIES).collect()
}

fn marked(rank: usize, words: &Words) -> (usize, String, Option<&str>) {
    (rank, words.html.clone(), words.language.as_deref())
}

impl Entry<'_> {
    fn write(&self, xml: &mut Xml, published: Option<&str>, updated: &str) {
        let language: Vec<(&str, &str)> = self.language.iter().map(|code| ("xml:lang", *code)).collect();
        xml.open("entry", &language);
        xml.text("id", &[], &self.address);
        xml.text("title", &[("type", "html")], &self.title);
        if let Some(published) = published {
            xml.text("published", &[], published);
        }
        xml.text("updated", &[], updated);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.address)]);
        if let Some(summary) = self.summary {
            xml.text("summary", &[], summary);
        }
        xml.close("entry");
    }
}

fn updated(study: &Study) -> Option<Date> {
    study.imprint.updated.or(study.imprint.published)
}

/// The first instant of a date, as RFC 3339 writes it.
fn instant(date: Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}
