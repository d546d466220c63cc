//! A text as HTML, for one route and one language.
//!
//! Compact, well formed, and safe: everything is escaped, and nothing that an author types becomes a tag, an attribute
//! or an address outside `http`, `https` and `mailto`. What only the page knows (addresses, names, figures, words of the
//! interface) it asks of a [`Destination`]. It sets no heading that is a page's title: the caller has split it off.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::line::{Line, Typography};
use super::walk::visit_blocks;
use super::{
    AlertKind, Alignment, Block, BlockKind, Definition, Heading, Inline, InlineKind, List, Node, Note, Prose, Table,
    math,
};

/// The page that a text is written for.
pub trait Destination<T> {
    /// The relative address of a target, or of one of its headings; `None` where it has no page, and then the words are
    /// written without a link.
    fn href(&self, target: &T, anchor: Option<&str>) -> Option<String>;

    /// What a target is called in this language: a name, a title, a value.
    fn own_name(&self, target: &T) -> Named;

    /// The ready HTML of a figure or of a quote's card.
    fn embed(&self, target: &T) -> String;

    /// The address and size of an image; `None` where there is no such image, and then its alternative is written.
    fn image(&self, source: &str) -> Option<ImageAddress>;

    /// The typography of the text's language.
    fn typography(&self) -> &dyn Typography;

    /// Words of the interface, in the page's language. They are plain text, already set.
    fn label(&self, label: &Label<'_>) -> String;
}

/// A name, and its language where that is not the text's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The name, as plain text.
    pub text: String,
    /// A language code. With one, typography leaves the name alone and `lang` marks it.
    pub language: Option<String>,
}

/// Where an image is, seen from the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageAddress {
    /// The relative address.
    pub address: String,
    /// Width in pixels, if known.
    pub width: Option<u32>,
    /// Height in pixels, if known.
    pub height: Option<u32>,
}

/// Words of the interface that a text needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label<'a> {
    /// The heading of the footnotes.
    Notes,
    /// The name of the link from the text to a footnote.
    NoteCall {
        /// The footnote's number.
        number: usize,
    },
    /// The name of the link from a footnote back to the text.
    BackToText {
        /// The footnote's number.
        number: usize,
        /// Which of its calls, from 1.
        call: usize,
    },
    /// The name of the link that a heading has to itself.
    Permalink {
        /// The heading's words.
        heading: &'a str,
    },
    /// The name of a table's region.
    Table {
        /// The words of the nearest heading before it, if there is one.
        heading: Option<&'a str>,
    },
    /// The title of an alert.
    Alert(AlertKind),
}

/// How a text is fitted into its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit<'a> {
    /// How many levels headings go down: with 1, `##` is written `h3`. Levels stop at 6.
    pub deeper: u8,
    /// Put before every anchor of the text, where several texts share a page.
    pub prefix: &'a str,
}

/// Writes a whole text, its footnotes at the end.
pub fn prose<T>(prose: &Prose<T>, destination: &dyn Destination<T>, fit: Fit<'_>) -> String {
    let mut writer = Writer::new(prose, destination, fit);
    writer.blocks(&prose.blocks);
    writer.notes();
    writer.out
}

/// Writes a single line, for a title: no block, and calls of footnotes are left out.
pub fn inlines<T>(inlines: &[Inline<T>], destination: &dyn Destination<T>) -> String {
    let empty = Prose::default();
    let mut writer = Writer::new(&empty, destination, Fit::default());
    writer.line("", inlines, "");
    writer.out
}

/// Adds text to HTML, in an element or in an attribute between double quotes.
pub fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}

/// The text, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

struct Writer<'a, T> {
    destination: &'a dyn Destination<T>,
    fit: Fit<'a>,
    called: Called<'a, T>,
    /// The words of the last heading, which name the tables after it.
    heading: Option<String>,
    out: String,
}

impl<'a, T> Writer<'a, T> {
    fn new(prose: &'a Prose<T>, destination: &'a dyn Destination<T>, fit: Fit<'a>) -> Self {
        Self { destination, fit, called: Called::by(prose), heading: None, out: String::new() }
    }

    fn blocks(&mut self, blocks: &[Block<T>]) {
        for block in blocks {
            self.block(&block.kind);
        }
    }

    fn block(&mut self, kind: &BlockKind<T>) {
        match kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::List(list) => self.list(list),
            BlockKind::BlockQuote(blocks) => self.wrapped("<blockquote>", blocks, "</blockquote>"),
            BlockKind::Alert { kind, blocks } => self.alert(*kind, blocks),
            BlockKind::CodeBlock { language, code } => self.code_block(language.as_deref(), code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::DefinitionList { tight, entries } => self.definitions(*tight, entries),
            BlockKind::Rule => self.out.push_str("<hr>"),
            BlockKind::Embed { target } => self.out.push_str(&self.destination.embed(&target.value)),
            BlockKind::MathBlock(formula) => {
                self.out.push_str("<div class=\"math\">");
                self.out.push_str(&math::block(formula));
                self.out.push_str("</div>");
            }
        }
    }

    fn wrapped(&mut self, open: &str, blocks: &[Block<T>], close: &str) {
        self.out.push_str(open);
        self.blocks(blocks);
        self.out.push_str(close);
    }

    /// The permalink is empty: its sign comes from the theme's style, so that copied headings stay clean.
    fn heading(&mut self, heading: &Heading<T>) {
        let level = heading.level.saturating_add(self.fit.deeper).clamp(1, 6);
        let words = self.set_words(&heading.inlines);
        let id = escaped(&format!("{}{}", self.fit.prefix, heading.id));
        let name = escaped(&self.destination.label(&Label::Permalink { heading: &words }));
        let open = format!("<h{level} id=\"{id}\">");
        let close = format!(
            " <a class=\"permalink\" href=\"#{}\" aria-label=\"{name}\"></a></h{level}>",
            escaped(&address(&format!("{}{}", self.fit.prefix, heading.id)))
        );
        self.line(&open, &heading.inlines, &close);
        self.heading = Some(words);
    }

    /// A paragraph that is only an image with a title is a figure.
    fn paragraph(&mut self, inlines: &[Inline<T>]) {
        if let [Inline { kind: InlineKind::Image { source, alternative, title: Some(title) }, .. }] = inlines
            && self.destination.image(source).is_some()
        {
            let title = escaped(&self.destination.typography().set_text(title));
            let mut line = Line::default();
            self.image(&mut line, source, alternative, None);
            line.markup(format!("<figcaption>{title}</figcaption></figure>"));
            self.out.push_str("<figure>");
            line.write(self.destination.typography(), &mut self.out);
        } else {
            self.line("<p>", inlines, "</p>");
        }
    }

    fn list(&mut self, list: &List<T>) {
        match list.start {
            None => self.out.push_str("<ul>"),
            Some(1) => self.out.push_str("<ol>"),
            Some(start) => _ = write!(self.out, "<ol start=\"{start}\">"),
        }
        for item in &list.items {
            self.out.push_str("<li>");
            self.loose_or_tight(item, list.tight);
            self.out.push_str("</li>");
        }
        self.out.push_str(if list.start.is_some() { "</ol>" } else { "</ul>" });
    }

    fn loose_or_tight(&mut self, blocks: &[Block<T>], tight: bool) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) if tight => self.line("", inlines, ""),
                kind => self.block(kind),
            }
        }
    }

    fn alert(&mut self, kind: AlertKind, blocks: &[Block<T>]) {
        let title = escaped(&self.destination.label(&Label::Alert(kind)));
        let name = kind.name();
        _ = write!(self.out, "<div class=\"alert alert-{name}\" role=\"note\"><p class=\"alert-title\">{title}</p>");
        self.blocks(blocks);
        self.out.push_str("</div>");
    }

    fn code_block(&mut self, language: Option<&str>, code: &str) {
        match language {
            Some(language) => {
                _ = write!(self.out, "<pre tabindex=\"0\"><code class=\"language-{}\">", escaped(language))
            }
            None => self.out.push_str("<pre tabindex=\"0\"><code>"),
        }
        escape(code, &mut self.out);
        self.out.push_str("</code></pre>");
    }

    /// The box scrolls where the table is wider than the screen, so it must be reachable by keyboard and have a name. It
    /// is a group and no landmark, since tables under one heading share its name.
    fn table(&mut self, table: &Table<T>) {
        let name = escaped(&self.destination.label(&Label::Table { heading: self.heading.as_deref() }));
        _ = write!(
            self.out,
            "<div class=\"table-box\" role=\"group\" tabindex=\"0\" aria-label=\"{name}\"><table><thead><tr>"
        );
        for (column, cell) in table.head.iter().enumerate() {
            let class = align(table, column);
            // An empty cell at the corner is no heading of anything.
            let (open, close) = if cell.is_empty() { ("<td", "</td>") } else { ("<th scope=\"col\"", "</th>") };
            self.line(&format!("{open}{class}>"), cell, close);
        }
        self.out.push_str("</tr></thead><tbody>");
        let rows_are_named = table.head.first().is_some_and(Vec::is_empty);
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let class = align(table, column);
                let names = rows_are_named && column == 0 && !cell.is_empty();
                let (open, close) = if names { ("<th scope=\"row\"", "</th>") } else { ("<td", "</td>") };
                self.line(&format!("{open}{class}>"), cell, close);
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn definitions(&mut self, tight: bool, entries: &[Definition<T>]) {
        self.out.push_str("<dl>");
        for entry in entries {
            self.line("<dt>", &entry.term, "</dt>");
            for meaning in &entry.meanings {
                self.out.push_str("<dd>");
                self.loose_or_tight(meaning, tight);
                self.out.push_str("</dd>");
            }
        }
        self.out.push_str("</dl>");
    }

    fn notes(&mut self) {
        if self.called.notes.is_empty() {
            return;
        }
        let title = escaped(&self.destination.label(&Label::Notes));
        let prefix = escaped(self.fit.prefix);
        let level = 2u8.saturating_add(self.fit.deeper).clamp(2, 6);
        _ = write!(
            self.out,
            "<section class=\"footnotes\" aria-labelledby=\"{prefix}notes_\"><h{level} id=\"{prefix}notes_\">{title}</h{level}><ol>"
        );
        let called: Vec<_> = self.called.notes.iter().map(|called| (called.note, called.calls)).collect();
        for (place, (note, calls)) in called.into_iter().enumerate() {
            _ = write!(self.out, "<li id=\"{prefix}note_{}\">", place + 1);
            self.blocks(&note.blocks);
            self.back_links(place + 1, calls);
            self.out.push_str("</li>");
        }
        self.out.push_str("</ol></section>");
    }

    fn back_links(&mut self, number: usize, calls: usize) {
        let prefix = escaped(self.fit.prefix);
        self.out.push_str("<p class=\"footnote-back\">");
        for call in 1..=calls {
            let name = escaped(&self.destination.label(&Label::BackToText { number, call }));
            let space = if call > 1 { " " } else { "" };
            _ = write!(self.out, "{space}<a href=\"#{prefix}call_{number}_{call}\" aria-label=\"{name}\">↩</a>");
        }
        self.out.push_str("</p>");
    }

    /// Writes a line of text between two pieces of markup.
    fn line(&mut self, open: &str, inlines: &[Inline<T>], close: &str) {
        let mut line = Line::default();
        line.markup(open);
        self.inlines(&mut line, inlines, Inside::Text);
        line.markup(close);
        line.write(self.destination.typography(), &mut self.out);
    }

    fn inlines(&mut self, line: &mut Line, inlines: &[Inline<T>], inside: Inside) {
        for inline in inlines {
            self.inline(line, &inline.kind, inside);
        }
    }

    fn inline(&mut self, line: &mut Line, kind: &InlineKind<T>, inside: Inside) {
        match kind {
            InlineKind::Text(text) => line.text(text.as_str()),
            InlineKind::Emphasis(words) => self.element(line, "em", words, inside),
            InlineKind::Strong(words) => self.element(line, "strong", words, inside),
            InlineKind::Strikethrough(words) => self.element(line, "s", words, inside),
            InlineKind::Code(code) => {
                line.markup("<code>");
                line.protected(code.as_str());
                line.markup("</code>");
            }
            InlineKind::Math(formula) => line.markup(math::inline(formula)),
            InlineKind::Link { target, words, anchor } => {
                let href = self.destination.href(&target.value, anchor.as_deref());
                self.link(line, href, words.as_deref(), &target.value, inside);
            }
            InlineKind::Anchor { id, words } => {
                let open = format!("<a href=\"#{}\">", escaped(&address(&format!("{}{id}", self.fit.prefix))));
                self.anchor(line, inside, &open, |writer, line, inside| writer.inlines(line, words, inside));
            }
            InlineKind::External { url, words } => self.external(line, url, words.as_deref(), inside),
            InlineKind::Image { source, alternative, title } => {
                self.image(line, source, alternative, title.as_deref());
            }
            InlineKind::NoteCall { label } => self.note_call(line, label, inside),
            InlineKind::SoftBreak => line.text(" "),
            InlineKind::HardBreak => line.line_break(),
        }
    }

    fn element(&mut self, line: &mut Line, tag: &str, words: &[Inline<T>], inside: Inside) {
        line.markup(format!("<{tag}>"));
        self.inlines(line, words, inside);
        line.markup(format!("</{tag}>"));
    }

    fn link(&mut self, line: &mut Line, href: Option<String>, words: Option<&[Inline<T>]>, target: &T, inside: Inside) {
        let inside = if href.is_some() { inside } else { Inside::Link };
        let named = if words.is_some() { None } else { Some(self.destination.own_name(target)) };
        let language = named.as_ref().and_then(|named| named.language.as_deref());
        let lang = language.map(|code| format!(" lang=\"{}\"", escaped(code))).unwrap_or_default();
        let open = format!("<a href=\"{}\"{lang}>", escaped(&href.unwrap_or_default()));
        let without_link = (inside == Inside::Link && language.is_some()).then(|| format!("<span{lang}>"));
        if let Some(open) = &without_link {
            line.markup(open.as_str());
        }
        self.anchor(line, inside, &open, |writer, line, inside| match (words, &named) {
            (Some(words), _) => writer.inlines(line, words, inside),
            (None, Some(named)) if named.language.is_some() => line.protected(named.text.as_str()),
            (None, Some(named)) => line.text(named.text.as_str()),
            (None, None) => {}
        });
        if without_link.is_some() {
            line.markup("</span>");
        }
    }

    /// Marked `rel="external"` for the theme to show; it opens where the reader decides.
    fn external(&mut self, line: &mut Line, url: &str, words: Option<&[Inline<T>]>, inside: Inside) {
        let rel = if has_scheme(url, "mailto") { "" } else { " rel=\"external\"" };
        let open = format!("<a href=\"{}\"{rel}>", escaped(&address(url)));
        // The tree comes from `parse`, which lets no other scheme through; a mistake there must not become a hole here.
        let safe = ["http", "https", "mailto"].iter().any(|scheme| has_scheme(url, scheme));
        let inside = if safe { inside } else { Inside::Link };
        self.anchor(line, inside, &open, |writer, line, inside| match words {
            Some(words) => writer.inlines(line, words, inside),
            None => line.protected(shown_address(url)),
        });
    }

    /// Writes what a link holds, with its tag unless another link holds it: links do not nest in HTML.
    fn anchor(
        &mut self,
        line: &mut Line,
        inside: Inside,
        open: &str,
        words: impl FnOnce(&mut Self, &mut Line, Inside),
    ) {
        if inside == Inside::Link {
            return words(self, line, inside);
        }
        line.markup(open);
        words(self, line, Inside::Link);
        line.markup("</a>");
    }

    fn image(&mut self, line: &mut Line, source: &str, alternative: &[Inline<T>], title: Option<&str>) {
        let typography = self.destination.typography();
        let Some(image) = self.destination.image(source) else {
            return line.text(text_of(alternative, self.destination));
        };
        let mut tag = format!("<img src=\"{}\"", escaped(&image.address));
        _ = write!(tag, " alt=\"{}\"", escaped(&self.set_words(alternative)));
        if let Some(title) = title {
            _ = write!(tag, " title=\"{}\"", escaped(&typography.set_text(title)));
        }
        if let (Some(width), Some(height)) = (image.width, image.height) {
            _ = write!(tag, " width=\"{width}\" height=\"{height}\"");
        }
        tag.push_str(" loading=\"lazy\" decoding=\"async\">");
        line.markup(tag);
    }

    fn note_call(&mut self, line: &mut Line, label: &str, inside: Inside) {
        let Some((number, call)) = self.called.write(label) else { return };
        let prefix = escaped(self.fit.prefix);
        let name = escaped(&self.destination.label(&Label::NoteCall { number }));
        line.markup(format!("<sup id=\"{prefix}call_{number}_{call}\" class=\"footnote-call\">"));
        let open = format!("<a href=\"#{prefix}note_{number}\" aria-label=\"{name}\">");
        self.anchor(line, inside, &open, |_, line, _| line.markup(number.to_string()));
        line.markup("</sup>");
    }

    /// The words as an attribute shows them: with names and typography, without markup.
    fn set_words(&self, inlines: &[Inline<T>]) -> String {
        self.destination.typography().set_text(&text_of(inlines, self.destination))
    }
}

/// Whether a link already holds what is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Text,
    Link,
}

fn text_of<T>(inlines: &[Inline<T>], destination: &dyn Destination<T>) -> String {
    super::text::inlines(inlines, &|target| destination.own_name(target).text)
}

/// The footnotes that a text calls. Their order is that of their first calls: those of the text, then those that the
/// footnotes call themselves.
struct Called<'a, T> {
    notes: Vec<CalledNote<'a, T>>,
    /// Where each stands in the list, by its label.
    places: BTreeMap<&'a str, usize>,
}

/// A footnote that is called; its number is its place in the list, from 1.
struct CalledNote<'a, T> {
    note: &'a Note<T>,
    calls: usize,
    /// How many of the calls are written.
    written: usize,
}

impl<'a, T> Called<'a, T> {
    fn by(prose: &'a Prose<T>) -> Self {
        // Where two are called the same, the first is meant.
        let known: BTreeMap<&str, &Note<T>> =
            prose.notes.iter().rev().map(|note| (note.label.as_str(), note)).collect();
        let mut called = Self { notes: Vec::new(), places: BTreeMap::new() };
        visit_blocks(&prose.blocks, &mut |node| called.count(&node, &known));
        let mut counted = 0;
        while let Some(note) = called.notes.get(counted).map(|each| each.note) {
            counted += 1;
            visit_blocks(&note.blocks, &mut |node| called.count(&node, &known));
        }
        called
    }

    fn count(&mut self, node: &Node<'a, T>, known: &BTreeMap<&'a str, &'a Note<T>>) {
        let Node::Inline(Inline { kind: InlineKind::NoteCall { label }, .. }) = node else { return };
        let Some((label, note)) = known.get_key_value(label.as_str()) else { return };
        let place = *self.places.entry(label).or_insert(self.notes.len());
        match self.notes.get_mut(place) {
            Some(called) => called.calls += 1,
            None => self.notes.push(CalledNote { note, calls: 1, written: 0 }),
        }
    }

    /// Counts one more call as written, and gives the number of the footnote and of the call.
    fn write(&mut self, label: &str) -> Option<(usize, usize)> {
        let place = *self.places.get(label)?;
        let called = self.notes.get_mut(place)?;
        called.written += 1;
        Some((place + 1, called.written))
    }
}

fn align<T>(table: &Table<T>, column: usize) -> &'static str {
    match table.alignments.get(column) {
        Some(Alignment::Left) => " class=\"align-left\"",
        Some(Alignment::Center) => " class=\"align-center\"",
        Some(Alignment::Right) => " class=\"align-right\"",
        Some(Alignment::Unstated) | None => "",
    }
}

fn has_scheme(url: &str, scheme: &str) -> bool {
    url.split_once(':').is_some_and(|(typed, _)| typed.eq_ignore_ascii_case(scheme))
}

/// What is shown of an address that has no words of its own.
fn shown_address(url: &str) -> &str {
    if has_scheme(url, "mailto") { url.split_once(':').map_or(url, |(_, address)| address) } else { url }
}

/// An address with what a URL may not hold written `%XX` (URL Standard, fragment percent-encode set, with `%` alone).
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for (place, letter) in url.char_indices() {
        let escapes = || {
            let digits = url.as_bytes().get(place + 1..place + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        let forbidden = match letter {
            '%' => !escapes(),
            ' ' | '"' | '<' | '>' | '`' | '\\' | '^' | '{' | '|' | '}' => true,
            _ => letter.is_control(),
        };
        if forbidden {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes).bytes().for_each(|byte| _ = write!(out, "%{byte:02X}"));
        } else {
            out.push(letter);
        }
    }
    out
}
