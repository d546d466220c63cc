//! The page for addresses that do not exist.

use crate::prose::html::escaped;

use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{Content, NotFound};
use super::{Page, home, words};

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let sheet = Sheet::of(edition, PageName::Single(Single::NotFound));
    let title = edition.text("not-found.title");
    let lines = ["not-found.text", "not-found.help"].map(|key| format!("<p>{}</p>", escaped(&edition.text(key))));
    let content = NotFound { title: words::own(&title), intro_html: Some(lines.concat()), ways: home::ways(&sheet) };
    let mut outline = Outline::titled(title);
    outline.noindex = true;
    vec![frame::page(sheet, outline, Content::NotFound(content), &edition.study().imprint.place)]
}
