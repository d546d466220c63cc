//! How to cite the study and its data, and what may be reused.

use crate::citation::Form;
use crate::prose::html::escaped;

use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::site_parts::licences;
use super::view::{self, Content, NamedCitation};
use super::{Page, words};

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let sheet = Sheet::of(edition, PageName::Single(Single::Cite));
    let title = edition.text("cite.title");
    let study = frame::citation(&sheet, &edition.reference);
    let address = edition.book.options.address.as_deref();
    let downloads = PageName::Single(Single::Downloads).route(&edition.folder);
    let data_title = edition.text("home.data");
    let data = edition.reference.part(Form::Data, "data", &data_title, address.map(|site| downloads.absolute(site)));
    let mut data = frame::citation(&sheet, &data);
    // The files beside this page are those of the study.
    data.downloads.clear();
    let content = view::Cite {
        title: words::own(&title),
        intro_html: Some(format!("<p>{}</p>", escaped(&edition.text("cite.introduction")))),
        citations: vec![
            NamedCitation { title: edition.text("study.title"), citation: study },
            NamedCitation { title: data_title, citation: data },
        ],
        reuse_html: Some(reuse(edition)),
    };
    let outline = Outline::titled(title).described(Some(edition.text("cite.introduction")));
    vec![frame::page(sheet, outline, Content::Cite(content), &edition.study().imprint.place)]
}

/// What may be reused, a paragraph a line.
pub(super) fn reuse(edition: &Edition<'_>) -> String {
    let licence = &edition.study().imprint.licence;
    let mut lines = licences(edition, licence);
    if licence.quotes.is_none() {
        lines.push(edition.text("licence.reuse-quote"));
    }
    lines.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect()
}
