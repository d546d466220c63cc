//! What surrounds every page: title, addresses in each language, the way here, how to cite it.

use crate::citation::{self, Form, Reference};
use crate::diagnostic::Place;
use crate::language::LanguageCode;
use crate::prose::html::escaped;
use crate::site::Route;
use crate::study::{EntityRef, Kind, Localised};

use super::Page;
use super::edition::Edition;
use super::routes::{PageName, Single, social_card};
use super::sheet::Sheet;
use super::view::{
    Alternate, Citation, CitationFormat, Content, Download, Frame, LanguageEntry, Link, Meta, Notice, View,
};

/// The files of a citation: their extensions, in the order of [`Citation::formats`], and the words for their formats.
pub const CITATION_FILES: [(&str, &str); 3] = [("bib", "cite.bibtex"), ("ris", "cite.ris"), ("csl.json", "cite.csl")];

/// The most letters of a description: what search engines show of one.
const DESCRIPTION_LETTERS: usize = 200;

/// What a page says of itself to its frame.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The title, plain; none for the home page.
    pub(super) title: Option<String>,
    /// A sentence or two, plain.
    pub(super) description: Option<String>,
    /// The kind whose navigation entry is current.
    pub(super) section: Option<Kind>,
    /// The page that this one is under; the home page is above all.
    pub(super) under: Vec<Link>,
    /// The languages that the page has words in; none where all of it is the interface's and the model's.
    pub(super) words_in: Option<Vec<LanguageCode>>,
    /// How the page is cited, where it is worth citing.
    pub(super) reference: Option<Reference>,
    /// `citation_*` and the like.
    pub(super) metas: Vec<Meta>,
    /// JSON-LD.
    pub(super) json_ld: Option<String>,
    /// The page before it in its row.
    pub(super) previous: Option<Link>,
    /// The page after it.
    pub(super) next: Option<Link>,
    /// Whether it is to be left out by search engines whatever the build.
    pub(super) noindex: bool,
}

impl Outline {
    /// The outline of a page with a title of the interface.
    pub(super) fn titled(title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..Self::default() }
    }

    /// The outline of an entity's page: its index above it, its neighbours beside it, its reference.
    pub(super) fn of_entity(sheet: &Sheet<'_>, entity: &EntityRef, form: Form) -> Self {
        let title = sheet.edition.name(entity).0;
        Self {
            reference: Some(sheet.edition.reference.part(form, &entity.id, &title, sheet.address())),
            title: Some(title),
            ..Self::beside(sheet, entity)
        }
    }

    /// The outline of an entity's page without title and reference: its index above it, its neighbours beside it.
    pub(super) fn beside(sheet: &Sheet<'_>, entity: &EntityRef) -> Self {
        Self {
            under: index_above(sheet, entity.kind),
            section: Some(entity.kind),
            previous: neighbour(sheet, entity, |place| place.checked_sub(1)),
            next: neighbour(sheet, entity, |place| place.checked_add(1)),
            ..Self::default()
        }
    }

    /// The languages that a text is written in.
    pub(super) fn written_in<T>(mut self, words: Option<&Localised<T>>) -> Self {
        self.words_in = words.map(|words| words.iter().map(|(code, _)| code.clone()).collect());
        self
    }

    /// What the page is about, in a sentence.
    pub(super) fn described(mut self, text: Option<String>) -> Self {
        self.description = text;
        self
    }
}

/// The page that a sheet, an outline and a content make.
pub(super) fn page(sheet: Sheet<'_>, outline: Outline, content: Content, origin: &Place) -> Page {
    let frame = frame(&sheet, outline);
    Page { route: sheet.route, view: View { frame, page: content }, origin: origin.clone() }
}

fn frame(sheet: &Sheet<'_>, outline: Outline) -> Frame {
    let edition = sheet.edition;
    let description = outline.description.map(|text| super::words::beginning(&text, DESCRIPTION_LETTERS));
    let title = whole_title(edition, outline.title.as_deref());
    let canonical = canonical(sheet, outline.words_in.as_deref());
    let properties = open_graph(sheet, &title, description.as_deref(), canonical.as_deref());
    Frame {
        site: edition.site.clone(),
        root: sheet.root(),
        alternates: alternates(sheet, outline.words_in.as_deref()),
        languages: languages(sheet),
        section: outline.section.map(|kind| kind.folder().to_owned()),
        breadcrumbs: breadcrumbs(sheet, outline.under),
        untranslated: untranslated(sheet, outline.words_in.as_deref()),
        noindex: outline.noindex || edition.book.options.preview,
        metas: with_card(outline.metas, &properties),
        properties,
        json_ld: outline.json_ld,
        citation: outline.reference.as_ref().map(|reference| citation(sheet, reference)),
        report: report(sheet, outline.title.as_deref()),
        previous: outline.previous,
        next: outline.next,
        title,
        description,
        canonical,
    }
}

/// `Ined – Les organismes de recherche… (2012)`: the years of the fieldwork are on every page.
fn whole_title(edition: &Edition<'_>, title: Option<&str>) -> String {
    let study = &edition.site.value().title;
    let study = match &edition.site.value().years {
        Some(years) => edition.language.text("site.title-years", &[("study", study), ("years", years)]),
        None => study.clone(),
    };
    match title {
        Some(page) => edition.language.text("site.title", &[("page", page), ("study", &study)]),
        None => study,
    }
}

/// The same page where its words are its own: an untranslated page names the original.
fn canonical(sheet: &Sheet<'_>, words_in: Option<&[LanguageCode]>) -> Option<String> {
    let address = sheet.edition.book.options.address.as_ref()?;
    let name = sheet.name.as_ref().filter(|name| **name != PageName::Single(Single::NotFound))?;
    let code = match words_in {
        Some(languages) if !languages.contains(sheet.edition.language.code()) => {
            languages.iter().find(|code| sheet.edition.book.language(code).is_some())
        }
        _ => None,
    };
    let code = code.unwrap_or(sheet.edition.language.code());
    let folder = super::routes::Folder::of(code, sheet.edition.study());
    Some(name.route(&folder).absolute(address))
}

/// Only pages that are their own canonical address are alternates of each other.
fn alternates(sheet: &Sheet<'_>, words_in: Option<&[LanguageCode]>) -> Vec<Alternate> {
    let book = sheet.edition.book;
    let (Some(address), Some(name)) = (&book.options.address, &sheet.name) else {
        return Vec::new();
    };
    let own = |code: &LanguageCode| words_in.is_none_or(|languages| languages.contains(code));
    let codes: Vec<&LanguageCode> = book.languages.iter().map(|language| language.code()).filter(|c| own(c)).collect();
    if codes.len() < 2 || *name == PageName::Single(Single::NotFound) || !own(sheet.edition.language.code()) {
        return Vec::new();
    }
    let absolute =
        |code: &LanguageCode| name.route(&super::routes::Folder::of(code, sheet.edition.study())).absolute(address);
    let mut alternates: Vec<Alternate> =
        codes.iter().map(|code| Alternate { language: code.as_str().to_owned(), href: absolute(code) }).collect();
    if let Some(first) = codes.first() {
        alternates.push(Alternate { language: "x-default".to_owned(), href: absolute(first) });
    }
    alternates
}

fn languages(sheet: &Sheet<'_>) -> Vec<LanguageEntry> {
    let book = sheet.edition.book;
    if book.languages.len() < 2 {
        return Vec::new();
    }
    // What stands at an old address leads on in its own language only; the switch then leads home.
    let name = sheet.name.clone().unwrap_or(PageName::Home);
    let entry = |language: &&crate::language::Language| LanguageEntry {
        language: language.code().as_str().to_owned(),
        name: language.name().to_owned(),
        href: sheet.to_in(&name, language.code()),
        current: language.code() == sheet.edition.language.code(),
    };
    book.languages.iter().map(entry).collect()
}

fn breadcrumbs(sheet: &Sheet<'_>, under: Vec<Link>) -> Vec<Link> {
    if sheet.name == Some(PageName::Home) {
        return Vec::new();
    }
    let home = sheet.link_to(&PageName::Home, sheet.text("site.home"));
    std::iter::once(home).chain(under).collect()
}

/// The index of a kind, as the page above one of its entities.
pub(super) fn index_above(sheet: &Sheet<'_>, kind: Kind) -> Vec<Link> {
    let index = PageName::index(kind);
    let exists = sheet.edition.has(&index);
    exists.then(|| sheet.link_to(&index, sheet.edition.kind_title(kind))).into_iter().collect()
}

fn neighbour(sheet: &Sheet<'_>, entity: &EntityRef, step: impl Fn(usize) -> Option<usize>) -> Option<Link> {
    let place = step(sheet.edition.place(entity))?;
    sheet.edition.of_kind(entity.kind).get(place).map(|other| sheet.link(other))
}

fn untranslated(sheet: &Sheet<'_>, words_in: Option<&[LanguageCode]>) -> Option<Notice> {
    let edition = sheet.edition;
    let languages = words_in?;
    if languages.is_empty() || languages.contains(edition.language.code()) {
        return None;
    }
    let shown = languages.first()?;
    let name = edition.language.name_of(shown);
    let original = languages.iter().find_map(|code| edition.book.language(code));
    Some(Notice {
        html: escaped(&edition.language.text("site.only-in", &[("language", &name)])),
        link: original.zip(sheet.name.as_ref()).map(|(language, page)| Link {
            href: sheet.to_in(page, language.code()),
            text: language.text("site.read-in", &[("language", &language.name_of(language.code()))]),
            language: edition.other(language.code()),
        }),
    })
}

/// Open Graph: title, address, languages and picture, for where a link to the page is shared.
fn open_graph(sheet: &Sheet<'_>, title: &str, description: Option<&str>, canonical: Option<&str>) -> Vec<Meta> {
    let Some(canonical) = canonical else { return Vec::new() };
    let edition = sheet.edition;
    let site = edition.site.value();
    let kind = if sheet.name == Some(PageName::Home) { "website" } else { "article" };
    let own = edition.language.code();
    let others = edition.book.languages.iter().map(|language| language.code()).filter(|code| *code != own);
    let properties = [
        ("og:type", Some(kind.to_owned())),
        ("og:title", Some(title.to_owned())),
        ("og:description", description.map(str::to_owned)),
        ("og:site_name", Some(site.title.clone())),
        ("og:url", Some(canonical.to_owned())),
        ("og:locale", own.locale()),
    ];
    let alternates = others.map(|code| ("og:locale:alternate", code.locale()));
    let known = properties.into_iter().chain(alternates).filter_map(|(name, content)| Some((name, content?)));
    known.chain(picture(sheet, description)).map(|(name, content)| Meta { name: name.to_owned(), content }).collect()
}

/// The picture of the page: of a chart its own, else that of the study.
fn picture(sheet: &Sheet<'_>, description: Option<&str>) -> Vec<(&'static str, String)> {
    let Some((route, pixels)) = picture_file(sheet) else { return Vec::new() };
    let Some(site) = sheet.edition.book.options.address.as_deref() else { return Vec::new() };
    let (width, height) = pixels;
    let imprint = &sheet.edition.study().imprint;
    let of_study = || {
        let answer = imprint.answer.as_ref().map(|answer| sheet.edition.plain(answer).0);
        let said = std::iter::once(sheet.edition.site.value().title.clone()).chain(answer);
        super::words::beginning(&said.collect::<Vec<_>>().join(". "), DESCRIPTION_LETTERS)
    };
    let alternative = match (is_chart(sheet), description) {
        (true, Some(description)) => description.to_owned(),
        _ => of_study(),
    };
    vec![
        ("og:image", route.absolute(site)),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", width.to_string()),
        ("og:image:height", height.to_string()),
        ("og:image:alt", alternative),
    ]
}

fn is_chart(sheet: &Sheet<'_>) -> bool {
    matches!(&sheet.name, Some(PageName::Entity(entity)) if entity.kind == Kind::Chart)
}

fn picture_file(sheet: &Sheet<'_>) -> Option<(Route, (u32, u32))> {
    let own = is_chart(sheet).then(|| sheet.route.with_extension("png"));
    let study = social_card(&sheet.edition.folder);
    let files = &sheet.edition.book.files;
    own.into_iter().chain([study]).find_map(|route| Some((route.clone(), files.get(&route)?.pixels?)))
}

/// What services that do not read Open Graph's type ask for: a picture as wide as the message.
fn with_card(mut metas: Vec<Meta>, properties: &[Meta]) -> Vec<Meta> {
    if properties.iter().any(|property| property.name == "og:image") {
        metas.push(Meta { name: "twitter:card".to_owned(), content: "summary_large_image".to_owned() });
    }
    metas
}

/// A reference as the foot of a page shows it.
pub(super) fn citation(sheet: &Sheet<'_>, reference: &Reference) -> Citation {
    let language = sheet.edition.language;
    let format = |key: &str, text: String| CitationFormat { label: sheet.text(key), text };
    Citation {
        html: citation::html(reference, language),
        text: citation::text(reference, language),
        formats: vec![
            format("cite.bibtex", citation::bibtex(reference)),
            format("cite.ris", citation::ris(reference).replace("\r\n", "\n")),
            format("cite.csl", citation::csl_json(reference)),
        ],
        downloads: CITATION_FILES
            .into_iter()
            .filter_map(|(extension, key)| Some((sheet.beside(extension)?, sheet.text(key))))
            .map(|(route, format)| Download {
                href: sheet.to_route(&route),
                text: language.text("cite.download", &[("format", &format)]),
                format,
                size: None,
                html: None,
            })
            .collect(),
    }
}

/// Where an error on the page is reported: by mail with the page named, or at the study's page for it.
fn report(sheet: &Sheet<'_>, title: Option<&str>) -> Option<Link> {
    let contact = sheet.edition.study().imprint.contact.as_deref()?;
    let text = sheet.text("contact.report");
    if contact.starts_with("https://") || contact.starts_with("http://") {
        return Some(Link { href: contact.to_owned(), text, language: None });
    }
    let language = sheet.edition.language;
    let title = title.unwrap_or(&sheet.edition.site.value().title);
    let subject = language.text("contact.report-subject", &[("title", title)]);
    let address = sheet.address().unwrap_or_else(|| sheet.route.as_str().to_owned());
    let body = language.text("contact.report-body", &[("address", &address)]);
    let mail = contact.strip_prefix("mailto:").unwrap_or(contact);
    Some(Link {
        href: format!("mailto:{mail}?subject={}&body={}", encoded(&subject), encoded(&body)),
        text,
        language: None,
    })
}

/// A text as part of an address: RFC 3986, section 2.3, leaves only these as they are.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
