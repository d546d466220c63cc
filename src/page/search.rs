//! The search page. The search itself is a script with its own index; without it the page leads to the indexes.

use crate::prose::html::escaped;

use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{self, Content};
use super::{Page, home, words};

/// The page, where the script of the search is published.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let name = PageName::Single(Single::Search);
    if !edition.has(&name) {
        return Vec::new();
    }
    let sheet = Sheet::of(edition, name);
    let title = edition.text("search.title");
    let content = view::Search {
        title: words::own(&title),
        without_script_html: Some(format!("<p>{}</p>", escaped(&edition.text("search.without-script")))),
        script: Some(sheet.to_route(&super::routes::search_script(&edition.folder))),
        ways: home::ways(&sheet),
    };
    let mut outline = Outline::titled(title);
    outline.noindex = true;
    vec![frame::page(sheet, outline, Content::Search(content), &edition.study().imprint.place)]
}
