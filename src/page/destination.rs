//! An author's text on a page: its links relative, its names and values in its own language, its embeds as blocks.

use std::cell::RefCell;

use crate::diagnostic::Place;
use crate::language::{Language, LanguageCode};
use crate::prose::html::{self, Destination, Fit, ImageAddress, Label, Named, escaped};
use crate::prose::{BlockKind, Inline, Typography};
use crate::study::{EntityRef, Id, Kind, Localised, Target, Text};

use super::routes::{PageName, asset};
use super::sheet::Sheet;
use super::view::{Block, ContentsEntry, Words};
use super::words::Setting;
use super::{figure, finding_card, observation_table, quote_card, value};

/// A text that is written for a page.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The code of its language, where that is not the page's.
    pub(super) language: Option<String>,
    /// The text.
    pub(super) blocks: Vec<Block>,
    /// Its headings, where there are two or more.
    pub(super) contents: Vec<ContentsEntry>,
}

/// Writes the words of an entity for a page; `place` is where the entity is declared.
pub(super) fn written(sheet: &Sheet<'_>, words: Option<&Localised<Text>>, place: &Place, fit: Fit<'_>) -> Written {
    let Some((text, code)) = words.map(|words| words.in_language(sheet.edition.language.code())) else {
        return Written::default();
    };
    let reader = Reader::of(sheet, code, text, place);
    let html = html::prose(text, &reader, fit);
    let contents = contents(text, &reader, fit);
    Written { language: sheet.edition.other(code), blocks: blocks(&html, reader.embeds.into_inner()), contents }
}

/// The first paragraph of a text without markup, for a description.
pub(super) fn first_words(sheet: &Sheet<'_>, words: Option<&Localised<Text>>) -> Option<String> {
    let (text, code) = words?.in_language(sheet.edition.language.code());
    let inlines: &[Inline<Target>] = text.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => Some(inlines.as_slice()),
        _ => None,
    })?;
    let language = sheet.edition.book.language(code).unwrap_or(sheet.edition.language);
    let plain = crate::prose::text::inlines(inlines, &|target| named(sheet, target, code, language).text);
    Some(sheet.edition.typography(code).set_text(&plain))
}

/// A text that is being written for a page.
struct Reader<'a> {
    sheet: &'a Sheet<'a>,
    /// The language of the text.
    code: &'a LanguageCode,
    /// The same, or the page's where the study has no pages in it.
    language: &'a Language,
    text: &'a Text,
    /// The folder of the text's file, which images are relative to.
    folder: &'a str,
    setting: Setting,
    embeds: RefCell<Vec<Block>>,
}

impl<'a> Reader<'a> {
    fn of(sheet: &'a Sheet<'a>, code: &'a LanguageCode, text: &'a Text, place: &'a Place) -> Self {
        Self {
            sheet,
            code,
            language: sheet.edition.book.language(code).unwrap_or(sheet.edition.language),
            text,
            folder: place.path.folder(),
            setting: Setting::of(sheet.edition.typography(code)),
            embeds: RefCell::default(),
        }
    }

    /// Whether a target is embedded in the text itself, and not in a list or a quotation of it.
    fn stands_alone(&self, target: &Target) -> bool {
        self.text.blocks.iter().any(|block| match &block.kind {
            BlockKind::Embed { target: embedded } => std::ptr::eq(&embedded.value, target),
            _ => false,
        })
    }

    fn block(&self, target: &Target) -> Option<Block> {
        let Target::Entity(entity) = target else { return None };
        let edition = self.sheet.edition;
        match entity.kind {
            Kind::Quote => {
                let quote = edition.study().quotes.get(&*entity.id)?;
                Some(Block::Quote(Box::new(quote_card::card(self.sheet, quote))))
            }
            Kind::Chart => {
                let chart = edition.study().charts.get(&*entity.id)?;
                figure::figure(self.sheet, chart).map(|figure| Block::Figure(Box::new(figure)))
            }
            Kind::Finding => edition.finding(&entity.id).map(|one| Block::Finding(finding_card::card(self.sheet, one))),
            _ => None,
        }
    }

    /// What cannot stand in its place is led to.
    fn led_to(&self, target: &Target) -> String {
        let Named { text, language } = self.own_name(target);
        let lang = language.map(|code| format!(" lang=\"{code}\"")).unwrap_or_default();
        match self.href(target, None) {
            Some(href) => format!("<p><a href=\"{}\"{lang}>{}</a></p>", escaped(&href), escaped(&text)),
            None => format!("<p{lang}>{}</p>", escaped(&text)),
        }
    }
}

impl Destination<Target> for Reader<'_> {
    fn href(&self, target: &Target, anchor: Option<&str>) -> Option<String> {
        match target {
            Target::Entity(entity) if self.sheet.edition.has(&PageName::Entity(entity.clone())) => {
                let href = self.sheet.to_entity(entity);
                Some(match anchor {
                    Some(anchor) => format!("{href}#{anchor}"),
                    None => href,
                })
            }
            Target::Entity(_) => None,
            Target::Observation(index) => observation_table::href(self.sheet, *index),
        }
    }

    fn own_name(&self, target: &Target) -> Named {
        named(self.sheet, target, self.code, self.language)
    }

    /// An embed becomes a block of its own: a mark that no text of an author's can hold, since its `<` is escaped.
    fn embed(&self, target: &Target) -> String {
        if !self.stands_alone(target) {
            return self.led_to(target);
        }
        match self.block(target) {
            Some(block) => {
                let mut embeds = self.embeds.borrow_mut();
                embeds.push(block);
                MARK.to_owned()
            }
            None => self.led_to(target),
        }
    }

    fn image(&self, source: &str) -> Option<ImageAddress> {
        let path = joined(self.folder, source)?;
        let image = self.sheet.edition.study().assets.get(path.as_str())?;
        Some(ImageAddress {
            address: self.sheet.to_route(&asset(&path)),
            width: image.size.map(|(width, _)| width),
            height: image.size.map(|(_, height)| height),
        })
    }

    fn typography(&self) -> &dyn Typography {
        &self.setting
    }

    fn label(&self, label: &Label<'_>) -> String {
        let language = self.sheet.edition.language;
        match label {
            Label::Notes => language.text("site.footnotes", &[]),
            Label::NoteCall { number } => language.text("site.footnote", &[("n", &number.to_string())]),
            Label::BackToText { number, call } => {
                let back = language.text("site.footnote-back", &[]);
                if *call > 1 { format!("{back} ({number}, {call})") } else { format!("{back} ({number})") }
            }
            Label::Permalink { heading } => language.text("site.link-to", &[("title", heading)]),
            Label::Table { heading: Some(heading) } => (*heading).to_owned(),
            Label::Table { heading: None } => language.text("site.table-scroll", &[]),
            Label::Alert(kind) => language.text(&format!("site.alert-{}", kind.name()), &[]),
        }
    }
}

/// Where an embed stood.
const MARK: &str = "<!--embed-->";

/// The text as pieces: what stands between embeds, and the embeds.
fn blocks(html: &str, embeds: Vec<Block>) -> Vec<Block> {
    let mut embeds = embeds.into_iter();
    let mut blocks = Vec::new();
    for (place, piece) in html.split(MARK).enumerate() {
        if place > 0 {
            blocks.extend(embeds.next());
        }
        if !piece.is_empty() {
            blocks.push(Block::Html(piece.to_owned()));
        }
    }
    blocks
}

/// What a target is called in a text of some language.
fn named(sheet: &Sheet<'_>, target: &Target, code: &LanguageCode, language: &Language) -> Named {
    match target {
        Target::Entity(entity) => sheet.edition.name_in(entity, code),
        Target::Observation(index) => {
            let study = sheet.edition.study();
            let observation = study.observations.get(*index);
            let metric = observation.and_then(|observation| study.metrics.get(&observation.metric));
            let text =
                observation.zip(metric).map(|(observation, metric)| value::reading(metric, observation, language));
            Named { text: text.unwrap_or_default(), language: None }
        }
    }
}

fn contents(text: &Text, reader: &Reader<'_>, fit: Fit<'_>) -> Vec<ContentsEntry> {
    let headings: Vec<_> = text.headings().iter().map(|found| found.heading).filter(|one| one.level <= 3).collect();
    if headings.len() < 2 {
        return Vec::new();
    }
    let entry = |heading: &&crate::prose::Heading<Target>| ContentsEntry {
        href: format!("#{}{}", fit.prefix, heading.id),
        words: Words {
            // A link in a link is none: only the words are kept.
            html: plain_heading(reader, &heading.inlines),
            language: reader.sheet.edition.other(reader.code),
        },
        level: heading.level.saturating_sub(1).max(1),
    };
    headings.iter().map(entry).collect()
}

fn plain_heading(reader: &Reader<'_>, inlines: &[Inline<Target>]) -> String {
    let plain = crate::prose::text::inlines(inlines, &|target| reader.own_name(target).text);
    super::words::html(reader.sheet.edition.typography(reader.code), &plain)
}

/// A relative path seen from a folder; `None` where it leads out of the study or away from it.
fn joined(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The entities of some kinds that a text names, each once.
pub(super) fn named_entities(
    words: Option<&Localised<Text>>,
    language: &LanguageCode,
    kinds: &[Kind],
) -> Vec<EntityRef> {
    let Some((text, _)) = words.map(|words| words.in_language(language)) else { return Vec::new() };
    let mut entities: Vec<EntityRef> = text
        .targets()
        .into_iter()
        .filter_map(|found| match found.target {
            Target::Entity(entity) if kinds.contains(&entity.kind) => Some(entity.clone()),
            _ => None,
        })
        .collect();
    entities.sort();
    entities.dedup();
    entities
}

/// The id of a target that is a quote.
pub(super) fn quote_of(target: &Target) -> Option<Id<crate::study::Quote>> {
    match target {
        Target::Entity(entity) if entity.kind == Kind::Quote => Some(Id::new(&entity.id)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_images_stay_in_the_study() {
        let folder = "content/organisations/ined";
        assert_eq!(joined(folder, "photo.png").as_deref(), Some("content/organisations/ined/photo.png"));
        assert_eq!(joined(folder, "../../images/./a.png").as_deref(), Some("content/images/a.png"));
        assert_eq!(joined(folder, "../../../../a.png"), None);
        assert_eq!(joined(folder, "https://example.org/a.png"), None);
    }

    #[test]
    fn a_text_is_cut_where_its_embeds_stood() {
        let pieces = blocks(
            "<p>a</p><!--embed--><!--embed--><p>b</p>",
            vec![Block::Html("1".to_owned()), Block::Html("2".to_owned())],
        );
        let found: Vec<&str> =
            pieces.iter().map(|block| if let Block::Html(html) = block { html } else { "" }).collect();
        assert_eq!(found, ["<p>a</p>", "1", "2", "<p>b</p>"]);
    }
}
