//! Chapters, pages of front and back matter, and findings.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, SourcePath, Span, Spanned};
use crate::parse::{RawTarget, TextFile};
use crate::prose::{Heading, Inline, InlineKind, Prose, text};
use crate::study::{Body, Chapter, Finding, Id, Kind, Localised, Page, Target};

use super::cards::{Files, add, by_entity};
use super::desk::{Desk, value};
use super::links::Links;
use super::names::Names;
use super::rules::{LINK_IN_TITLE, MISSING_TITLE, TITLE_IN_TWO_PLACES};

/// The texts of a study.
pub struct Texts {
    /// Chapters in their order.
    pub chapters: Vec<Chapter>,
    /// Front and back matter.
    pub pages: BTreeMap<Id<Page>, Page>,
    /// Findings in their order.
    pub findings: Vec<Finding>,
}

/// Resolves every chapter, page and finding.
pub fn texts<'a>(
    names: &Names,
    files: impl Iterator<Item = (&'a SourcePath, &'a TextFile)>,
    links: &Links<'_>,
    out: &mut Vec<Diagnostic>,
) -> Texts {
    let mut texts = Texts { chapters: Vec::new(), pages: BTreeMap::new(), findings: Vec::new() };
    for ((kind, id), group) in by_entity(files, |file| (file.kind, &file.file.id, file.file.language.as_deref())) {
        let Some(&(path, original)) = group.first() else { continue };
        let body = body(names, &id, &group, links, out);
        let mut desk = Desk::new(names, path, None, out);
        let topics = desk.ids(Kind::Topic, &original.topics);
        match kind {
            Kind::Chapter => {
                texts.chapters.push(Chapter { id: Id::new(&id), number: original.file.number, body, topics });
            }
            Kind::Page => {
                let id = Id::new(&id);
                texts.pages.insert(id.clone(), Page { id, order: original.order, body });
            }
            _ => {
                let rests_on = original.rests_on.iter();
                let rests_on =
                    rests_on.map(|target| Spanned::new(links.target(&mut desk, target), target.span)).collect();
                let scope = scope(names, &group, out);
                texts.findings.push(Finding { id: Id::new(&id), order: original.order, body, rests_on, scope, topics });
            }
        }
    }
    // Without a number last, then by id, so that the order never depends on the disk.
    texts.chapters.sort_by_key(|chapter| (chapter.number.unwrap_or(u32::MAX), chapter.id.clone()));
    texts.findings.sort_by_key(|finding| (finding.order.unwrap_or(i64::MAX), finding.id.clone()));
    texts
}

/// How far a finding holds, in each language whose file says it.
fn scope(names: &Names, files: &Files<'_, TextFile>, out: &mut Vec<Diagnostic>) -> Option<Localised<String>> {
    let mut scope = None;
    for &(path, file) in files {
        let mut desk = Desk::new(names, path, file.file.language.as_deref(), out);
        add(&mut scope, desk.some_words(file.scope.as_ref()));
    }
    scope
}

fn body(names: &Names, id: &str, files: &Files<'_, TextFile>, links: &Links<'_>, out: &mut Vec<Diagnostic>) -> Body {
    let mut title: Option<Localised<String>> = None;
    let mut summary: Option<Localised<String>> = None;
    let mut words: Option<Localised<Prose<Target>>> = None;
    for &(path, file) in files {
        let mut desk = Desk::new(names, path, file.file.language.as_deref(), out);
        add(&mut title, title_of(&mut desk, file));
        add(&mut summary, desk.some_words(file.summary.as_ref()));
        if !file.body.is_empty() {
            let language = desk.language.clone();
            add(&mut words, Some(Localised::of(language, links.resolve(&mut desk, &file.body))));
        }
    }
    let Some(&(path, original)) = files.first() else {
        unreachable!("an entity without files is no entity");
    };
    Body {
        place: Place::file(path),
        title: title.unwrap_or_else(|| Localised::of(names.first_language().clone(), id.to_owned())),
        summary,
        words,
        old_addresses: original.old_addresses.iter().map(value).collect(),
    }
}

fn title_of(desk: &mut Desk<'_>, file: &TextFile) -> Option<Localised<String>> {
    match (&file.heading, &file.title) {
        (Some(_), Some(key)) => {
            let span = key.first().map(|text| text.span).unwrap_or_default();
            let diagnostic = TITLE_IN_TWO_PLACES
                .at(desk.place(span), "the title stands here and in the first heading")
                .help("remove the key `title`: the first heading is the title");
            desk.out.push(diagnostic);
            desk.some_words(file.title.as_ref())
        }
        (Some(heading), None) => {
            if let Some(span) = first_link(&heading.inlines) {
                let diagnostic = LINK_IN_TITLE
                    .at(desk.place(span), "a title holds no link")
                    .help("write the words alone here, and the link in the text");
                desk.out.push(diagnostic);
            }
            Some(Localised::of(desk.language.clone(), plain(heading)))
        }
        (None, Some(_)) => desk.some_words(file.title.as_ref()),
        (None, None) => {
            // A translation without a body translates keys only.
            if file.file.language.is_none() || !file.body.is_empty() {
                let diagnostic = MISSING_TITLE
                    .at(Place::file(desk.path), format!("this {} has no title", file.kind.word()))
                    .help("begin the text with a heading: `# The title`");
                desk.out.push(diagnostic);
            }
            None
        }
    }
}

/// Where the first link of a line stands.
fn first_link<T>(line: &[Inline<T>]) -> Option<Span> {
    line.iter().find_map(|inline| match &inline.kind {
        InlineKind::Link { .. } | InlineKind::Anchor { .. } | InlineKind::External { .. } => Some(inline.span),
        InlineKind::Emphasis(words) | InlineKind::Strong(words) | InlineKind::Strikethrough(words) => first_link(words),
        _ => None,
    })
}

/// The words of a heading. A link without words of its own gives the id that it names, which is an error that is said.
fn plain(heading: &Heading<RawTarget>) -> String {
    text::inlines(&heading.inlines, &|target| target.id.clone())
}
