//! `sitemap.xml`: every page with its address and the same page in the other languages (sitemaps.org, protocol 0.9).
//!
//! Only where the site's address is known, since a sitemap holds absolute addresses, and not for a preview.

use crate::page::{Options, Page};
use crate::prose::html::escape;
use crate::site::{Output, Route};

/// The sitemap of these pages, where there can be one.
pub fn sitemap(pages: &[Page], options: &Options) -> Option<Output> {
    if options.preview || options.address.is_none() {
        return None;
    }
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages {
        let frame = &page.view.frame;
        // What asks not to be found, or counts elsewhere, is not offered.
        let Some(canonical) = frame.canonical.as_ref().filter(|_| !frame.noindex) else { continue };
        xml.push_str("<url><loc>");
        escape(canonical, &mut xml);
        xml.push_str("</loc>");
        for alternate in &frame.alternates {
            xml.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
            escape(&alternate.language, &mut xml);
            xml.push_str("\" href=\"");
            escape(&alternate.href, &mut xml);
            xml.push_str("\"/>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    Some(Output::new(Route::tidy("sitemap.xml"), xml))
}
