//! `sitemap.xml`: every page with its address and the same page in the other languages (sitemaps.org, protocol 0.9).
//!
//! Only where the site's address is known, since a sitemap holds absolute addresses, and not for a preview.

use std::collections::BTreeSet;

use crate::page::{Options, Page};
use crate::site::{Output, Route};

use super::xml::Xml;

/// The sitemap of these pages, where there can be one.
pub fn sitemap(pages: &[Page], options: &Options) -> Option<Output> {
    if options.preview || options.address.is_none() {
        return None;
    }
    let mut xml = Xml::new();
    let spaces =
        [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];
    xml.open("urlset", &spaces);
    // A page that is not translated counts at its original's address, which is offered once.
    let mut offered = BTreeSet::new();
    for page in pages {
        let frame = &page.view.frame;
        // What asks not to be found, or counts elsewhere, is not offered.
        let Some(canonical) = frame.canonical.as_ref().filter(|_| !frame.noindex) else { continue };
        if !offered.insert(canonical) {
            continue;
        }
        xml.open("url", &[]);
        xml.text("loc", &[], canonical);
        for alternate in &frame.alternates {
            let link = [("rel", "alternate"), ("hreflang", alternate.language.as_str()), ("href", &alternate.href)];
            xml.empty("xhtml:link", &link);
        }
        xml.close("url");
    }
    xml.close("urlset");
    Some(Output::new(Route::tidy("sitemap.xml"), xml.finish()))
}
