//! Markdown to the tree of [`prose`](crate::prose), with targets as they were typed; the only user of pulldown-cmark.
//!
//! CommonMark with GFM tables, strikethrough, footnotes, alerts, definition lists, ids of headings and formulas. Links
//! reach the study by scheme, `<organisation:ined>` or `[words](practice:short-validation)`, so that every editor's
//! preview stays readable. Raw HTML is off, and so is smart punctuation, which knows only English: typography is ours and
//! comes when a text is written. Whether a target exists is not known here; `resolve` looks.
//!
//! Nothing that is typed can stop it: the depth of the tree is bounded, control characters are dropped, and whatever is
//! wrong becomes a diagnostic while the rest is read.

mod anchors;
mod destination;
mod emphasis;
mod html;
mod quotations;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{
    Alignment as CellAlignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag,
};

use self::destination::Destination;
pub(super) use self::destination::{UNKNOWN_SCHEME, certainty_of_kind, kind_meant};
use self::emphasis::Delimiter;
use crate::diagnostic::{
    Certainty, Code, Diagnosed, Diagnostic, Edit, Place, Rule, Severity, SourcePath, Span, Spanned,
};
use crate::prose::{
    self, AlertKind, Alignment, Block, BlockKind, Definition, Heading, Inline, InlineKind, List, Note, Prose, Table,
};

/// The kinds of things that a link can lead to, each a scheme.
pub const KINDS: [&str; 11] =
    ["quote", "organisation", "tool", "practice", "topic", "metric", "chart", "finding", "chapter", "page", "document"];

/// The kinds that are shown whole where they stand alone in a paragraph.
const EMBEDDED: [&str; 3] = ["quote", "chart", "finding"];

/// What a link leads to, as it was typed: `metric:ined/validation-delay?date=2012`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawTarget {
    /// One of [`KINDS`].
    pub kind: String,
    /// What stands after the colon, `ined/validation-delay`; it may hold anything, or nothing.
    pub id: String,
    /// What stands after a `?`, without it: `date=2012`.
    pub query: Option<String>,
}

/// How deep blocks and inlines may stand in one another. Deeper ones lose their marks, not their letters, so that trees
/// can be walked by recursion.
const DEEPEST: usize = 100;

/// What an address of the form `kind:id` names, and the heading that it leads to; nothing for any other address.
pub(super) fn target(address: &str) -> Option<(RawTarget, Option<String>)> {
    match destination::read(address) {
        Destination::Target { target, anchor } => Some((target, anchor)),
        _ => None,
    }
}

/// Reads the Markdown `text`, which begins `offset` bytes after the start of the file `path`. Spans are those of the file.
pub fn read(path: &SourcePath, text: &str, offset: usize) -> Diagnosed<Prose<RawTarget>> {
    let mut reader = Reader::new(path, text, offset);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// A block or inline whose end has not come yet.
struct Frame {
    span: Span,
    kind: Open,
    blocks: Vec<Block<RawTarget>>,
    /// The inlines of the line under way.
    inlines: Vec<Inline<RawTarget>>,
}

/// What is open.
enum Open {
    Text,
    Paragraph,
    Heading { level: u8, id: Option<String> },
    BlockQuote(Option<AlertKind>),
    List { start: Option<u64>, tight: bool, items: Vec<Vec<Block<RawTarget>>> },
    Item,
    Note { label: String },
    Table { alignments: Vec<Alignment>, head: Vec<Line>, rows: Vec<Vec<Line>> },
    TableHead(Vec<Line>),
    TableRow(Vec<Line>),
    TableCell,
    DefinitionList { tight: bool, entries: Vec<Definition<RawTarget>> },
    Term,
    Meaning,
    CodeBlock { language: Option<String>, code: String },
    Html(String),
    Emphasis,
    Strong,
    Strikethrough,
    Link { address: String, automatic: bool },
    Image { source: String, title: String },
}

type Line = Vec<Inline<RawTarget>>;

struct Reader<'a> {
    path: &'a SourcePath,
    text: &'a str,
    offset: usize,
    /// Never empty: the text as a whole is at the bottom.
    frames: Vec<Frame>,
    /// How many open marks are not kept, because they stand too deep.
    ignored: usize,
    told_too_deep: bool,
    notes: Vec<Note<RawTarget>>,
    called: BTreeSet<String>,
    /// `<quote:…>` seen so far that embed nothing.
    quotes_in_sentences: Vec<Spanned<RawTarget>>,
    /// The last formula between `$$`.
    displayed: Option<Span>,
    /// Signs of emphasis in the line under way that were left as letters.
    delimiters: Vec<Delimiter>,
    html: html::Pieces,
    /// Where the letters before the last span's end stop, up to that end.
    blank: Range<usize>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn new(path: &'a SourcePath, text: &'a str, offset: usize) -> Self {
        let whole = Frame { span: Span::default(), kind: Open::Text, blocks: Vec::new(), inlines: Vec::new() };
        Self {
            path,
            text,
            offset,
            frames: vec![whole],
            ignored: 0,
            told_too_deep: false,
            notes: Vec::new(),
            called: BTreeSet::new(),
            quotes_in_sentences: Vec::new(),
            displayed: None,
            delimiters: Vec::new(),
            html: html::Pieces::default(),
            blank: 0..0,
            diagnostics: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = self.span(&range);
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(_) => self.end(),
            Event::Text(text) => self.letters(&text, &range),
            Event::Code(code) => self.inline(span, InlineKind::Code(clean(&code))),
            Event::InlineMath(formula) => self.formula(span, &formula, false),
            Event::DisplayMath(formula) => self.formula(span, &formula, true),
            Event::Html(piece) => self.html_line(&piece, span),
            Event::InlineHtml(piece) => self.html.inline(&piece, &self.place(span), &mut self.diagnostics),
            Event::FootnoteReference(label) => self.note_call(span, &label),
            Event::SoftBreak => self.inline(span, InlineKind::SoftBreak),
            Event::HardBreak => self.inline(span, InlineKind::HardBreak),
            Event::Rule => self.block(span, BlockKind::Rule),
            // An extension that is off.
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        let span = self.span(range);
        if self.ignored > 0 || (self.frames.len() > DEEPEST && !belongs_to_parent(&tag)) {
            self.ignored += 1;
            return self.too_deep(span);
        }
        let kind = self.open(tag, span, range);
        if is_block(&kind) {
            self.close_line();
        }
        self.frames.push(Frame { span, kind, blocks: Vec::new(), inlines: Vec::new() });
    }

    fn open(&mut self, tag: Tag<'_>, span: Span, range: &Range<usize>) -> Open {
        match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, id, .. } => Open::Heading { level: level as u8, id: id.map(|id| clean(&id)) },
            Tag::BlockQuote(kind) => Open::BlockQuote(kind.map(alert)),
            Tag::CodeBlock(kind) => Open::CodeBlock { language: language(&kind), code: String::new() },
            Tag::HtmlBlock => Open::Html(String::new()),
            Tag::List(start) => Open::List { start, tight: false, items: Vec::new() },
            Tag::Item => {
                self.look_for_year(span, range);
                Open::Item
            }
            Tag::FootnoteDefinition(label) => Open::Note { label: clean(&label) },
            Tag::DefinitionList => Open::DefinitionList { tight: false, entries: Vec::new() },
            Tag::DefinitionListTitle => Open::Term,
            Tag::DefinitionListDefinition => Open::Meaning,
            Tag::Table(alignments) => {
                let alignments = alignments.into_iter().map(alignment).collect();
                Open::Table { alignments, head: Vec::new(), rows: Vec::new() }
            }
            Tag::TableHead => Open::TableHead(Vec::new()),
            Tag::TableRow => Open::TableRow(Vec::new()),
            Tag::TableCell => Open::TableCell,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strikethrough,
            Tag::Link { link_type, dest_url, .. } => {
                let automatic = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                Open::Link { address: clean(&format!("{scheme}{dest_url}")), automatic }
            }
            Tag::Image { dest_url, title, .. } => Open::Image { source: clean(&dest_url), title: clean(&title) },
            // Extensions that are off; their letters are kept.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Open::Strikethrough,
        }
    }

    fn end(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return self.letters_between();
        }
        if self.top().is_some_and(|frame| holds_blocks(&frame.kind)) {
            self.close_line();
        }
        // The whole text has no end of its own.
        if self.frames.len() > 1
            && let Some(frame) = self.frames.pop()
        {
            self.close(frame);
        }
    }

    fn close(&mut self, frame: Frame) {
        let Frame { span, kind, blocks, inlines } = frame;
        match kind {
            Open::Text => {}
            Open::Paragraph => self.paragraph(span, inlines),
            Open::Heading { level, id } => {
                self.end_of_line(&inlines);
                let id = id.unwrap_or_default();
                self.block(span, BlockKind::Heading(Heading { level, id, inlines: trimmed(inlines) }));
            }
            Open::BlockQuote(None) => self.block(span, BlockKind::BlockQuote(blocks)),
            Open::BlockQuote(Some(kind)) => self.block(span, BlockKind::Alert { kind, blocks }),
            Open::List { start, tight, items } => self.block(span, BlockKind::List(List { start, tight, items })),
            Open::Item => {
                if let Some(Frame { kind: Open::List { items, .. }, .. }) = self.frames.last_mut() {
                    items.push(blocks);
                }
            }
            Open::Note { label } => self.notes.push(Note { label, span, blocks }),
            Open::Table { alignments, head, rows } => {
                self.block(span, BlockKind::Table(Table { alignments, head, rows }));
            }
            Open::TableHead(cells) => {
                if let Some(Frame { kind: Open::Table { head, .. }, .. }) = self.frames.last_mut() {
                    *head = cells;
                }
            }
            Open::TableRow(cells) => {
                if let Some(Frame { kind: Open::Table { rows, .. }, .. }) = self.frames.last_mut() {
                    rows.push(cells);
                }
            }
            Open::TableCell => {
                self.end_of_line(&inlines);
                if let Some(Frame { kind: Open::TableHead(cells) | Open::TableRow(cells), .. }) = self.frames.last_mut()
                {
                    cells.push(trimmed(inlines));
                }
            }
            Open::DefinitionList { tight, entries } => self.block(span, BlockKind::DefinitionList { tight, entries }),
            Open::Term => {
                self.end_of_line(&inlines);
                if let Some(Frame { kind: Open::DefinitionList { entries, .. }, .. }) = self.frames.last_mut() {
                    entries.push(Definition { term: trimmed(inlines), meanings: Vec::new() });
                }
            }
            Open::Meaning => {
                if let Some(Frame { kind: Open::DefinitionList { entries, .. }, .. }) = self.frames.last_mut()
                    && let Some(entry) = entries.last_mut()
                {
                    entry.meanings.push(blocks);
                }
            }
            Open::CodeBlock { language, code } => self.block(span, BlockKind::CodeBlock { language, code }),
            Open::Html(piece) => self.html.block(&piece, &self.place(span), &mut self.diagnostics),
            Open::Emphasis => self.inline(span, InlineKind::Emphasis(inlines)),
            Open::Strong => self.inline(span, InlineKind::Strong(inlines)),
            Open::Strikethrough => self.inline(span, InlineKind::Strikethrough(inlines)),
            Open::Link { address, automatic } => self.link(span, &address, automatic, inlines),
            Open::Image { source, title } => self.image(span, &source, title, inlines),
        }
    }

    /// Ends a line that stands in a block without a paragraph of its own, as in a list without blank lines.
    fn close_line(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        let inlines = std::mem::take(&mut frame.inlines);
        let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else { return };
        let span = first.span.to(last.span);
        self.paragraph(span, inlines);
        self.set_tight();
    }

    /// The list that the open item belongs to has no paragraphs.
    fn set_tight(&mut self) {
        if let [.., Frame { kind: Open::List { tight, .. } | Open::DefinitionList { tight, .. }, .. }, _] =
            self.frames.as_mut_slice()
        {
            *tight = true;
        }
    }

    fn paragraph(&mut self, span: Span, inlines: Line) {
        self.end_of_line(&inlines);
        let inlines = trimmed(inlines);
        match inlines.as_slice() {
            // Raw HTML that was dropped leaves nothing.
            [] => {}
            [Inline { kind: InlineKind::Link { target, words: None, anchor: None }, .. }]
                if EMBEDDED.contains(&target.value.kind.as_str()) =>
            {
                let target = target.clone();
                // It is the last link of all.
                if self.quotes_in_sentences.last() == Some(&target) {
                    self.quotes_in_sentences.pop();
                }
                self.block(span, BlockKind::Embed { target });
            }
            [Inline { kind: InlineKind::Math(formula), span: at }] if self.displayed == Some(*at) => {
                let formula = formula.clone();
                self.block(span, BlockKind::MathBlock(formula));
            }
            _ => self.block(span, BlockKind::Paragraph(inlines)),
        }
    }

    fn letters(&mut self, text: &str, range: &Range<usize>) {
        let span = self.span(range);
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(Open::CodeBlock { code, .. }) => code.push_str(&clean(text)),
            Some(Open::Html(piece)) => piece.push_str(text),
            Some(Open::Link { automatic: true, .. }) => self.push_text(span, text),
            _ => {
                emphasis::gather(self.text, text, range, &mut self.delimiters);
                self.push_text(span, text);
            }
        }
    }

    /// Adds letters to those before them, so that a text is cut only where its markup is.
    fn push_text(&mut self, span: Span, text: &str) {
        let text = clean(text);
        match self.top_inlines().last_mut() {
            Some(Inline { kind: InlineKind::Text(before), span: whole }) => {
                before.push_str(&text);
                *whole = whole.to(span);
            }
            _ => self.inline(span, InlineKind::Text(text)),
        }
    }

    /// Parts the words of two blocks that lost their marks.
    fn letters_between(&mut self) {
        if let Some(Inline { kind: InlineKind::Text(before), .. }) = self.top_inlines().last_mut()
            && !before.ends_with(' ')
        {
            before.push(' ');
        }
    }

    fn formula(&mut self, span: Span, formula: &str, displayed: bool) {
        if let Err(reason) = prose::math::check(formula) {
            let diagnostic = INVALID_MATH.at(self.place(span), format!("the formula cannot be drawn: {reason}"));
            self.diagnostics.push(diagnostic.help("a `$` that is meant is written `\\$`"));
        }
        self.displayed = displayed.then_some(span).or(self.displayed);
        self.inline(span, InlineKind::Math(clean(formula)));
    }

    fn html_line(&mut self, piece: &str, span: Span) {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(Open::Html(whole)) => whole.push_str(piece),
            // A block of HTML that stands too deep to be kept.
            _ => self.html.block(piece, &self.place(span), &mut self.diagnostics),
        }
    }

    fn note_call(&mut self, span: Span, label: &str) {
        let label = clean(label);
        self.called.insert(label.clone());
        self.inline(span, InlineKind::NoteCall { label });
    }

    fn link(&mut self, span: Span, address: &str, automatic: bool, words: Line) {
        let target_span = self.find_target(span, address, automatic, &words);
        let words = if automatic || words.is_empty() { None } else { Some(words) };
        match destination::read(address) {
            Destination::Target { target, anchor } => {
                let target = Spanned::new(target, target_span);
                if words.is_none() && target.value.kind == "quote" {
                    self.quotes_in_sentences.push(target.clone());
                }
                self.inline(span, InlineKind::Link { target, words, anchor });
            }
            Destination::Anchor(id) => {
                let words = words.unwrap_or_else(|| vec![Inline { span, kind: InlineKind::Text(id.clone()) }]);
                self.inline(span, InlineKind::Anchor { id, words });
            }
            Destination::External(url) => self.inline(span, InlineKind::External { url, words }),
            Destination::Wrong(wrong) => {
                self.diagnostics.push(wrong.diagnostic(address, &self.place(target_span)));
                // The words are not at fault.
                match words {
                    Some(words) => self.top_inlines().extend(words),
                    None => self.push_text(span, address),
                }
            }
        }
    }

    /// The bytes of the address: between `<` and `>`, or after the words; the whole link where it is defined elsewhere.
    fn find_target(&self, span: Span, address: &str, automatic: bool, words: &Line) -> Span {
        if automatic {
            return Span::new(span.start.saturating_add(1), span.end.saturating_sub(1));
        }
        let words_end = words.last().map_or(span.start, |last| last.span.end);
        let rest = Span::new(words_end.saturating_sub(self.offset), span.end.saturating_sub(self.offset));
        match rest.of(self.text).find(address) {
            Some(at) if !address.is_empty() => {
                let start = words_end.saturating_add(at);
                Span::new(start, start.saturating_add(address.len()))
            }
            _ => span,
        }
    }

    fn image(&mut self, span: Span, source: &str, title: String, inlines: Line) {
        let mut alternative = Vec::new();
        flatten_alternative(inlines, &mut alternative);
        let alternative = trimmed(alternative);
        if alternative.is_empty() {
            let message = format!("the image `{source}` has no alternative");
            let help = format!("write between the brackets what the image tells: `![…]({source})`");
            self.diagnostics.push(IMAGE_WITHOUT_ALTERNATIVE.at(self.place(span), message).help(help));
        }
        let title = Some(title).filter(|title| !title.is_empty());
        self.inline(span, InlineKind::Image { source: destination::percent_decoded(source), alternative, title });
    }

    /// Tells what can be told only of a whole line.
    fn end_of_line(&mut self, inlines: &Line) {
        let delimiters = std::mem::take(&mut self.delimiters);
        emphasis::report(self.text, self.offset, self.path, &delimiters, &mut self.diagnostics);
        for inline in inlines {
            if let InlineKind::Text(text) = &inline.kind {
                let start = inline.span.start.saturating_sub(self.offset);
                let source = Span::new(start, inline.span.end.saturating_sub(self.offset)).of(self.text);
                if text.contains("[^") {
                    self.look_for_unknown_notes(source, inline.span.start);
                }
                if text.contains(']') {
                    self.look_for_unfinished_links(source, inline.span.start);
                }
            }
        }
    }

    /// CommonMark leaves the call of a note that is nowhere defined as it was typed.
    fn look_for_unknown_notes(&mut self, source: &str, start: usize) {
        for (at, _) in source.match_indices("[^") {
            let rest = source.get(at + 2..).unwrap_or("");
            let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, '[' | ']')).unwrap_or(0);
            let (label, after) = rest.split_at(end);
            let from = start.saturating_add(at);
            if self.is_escaped(from) || label.is_empty() || !after.starts_with(']') {
                continue;
            }
            let span = Span::new(from, from.saturating_add(label.len() + 3));
            let message = format!("no footnote is called `{label}`");
            let help = format!("define it on a line of its own: `[^{label}]: …`");
            self.diagnostics.push(UNKNOWN_FOOTNOTE.at(self.place(span), message).help(help));
        }
    }

    /// What was meant as a link and left as it was typed.
    fn look_for_unfinished_links(&mut self, source: &str, start: usize) {
        for (at, _) in source.match_indices(']') {
            let rest = source.get(at + 1..).unwrap_or("");
            let address = rest.trim_start_matches(' ').strip_prefix('(').map(|rest| rest.trim_start_matches(' '));
            let from = start.saturating_add(at);
            let Some(address) = address.filter(|address| destination::begins_with_scheme(address)) else { continue };
            if self.is_escaped(from) {
                continue;
            }
            let end = address.find([')', ']', ' ', '\n']).unwrap_or(address.len());
            let closed = address.get(end..).is_some_and(|rest| rest.starts_with(')'));
            let length = 1 + rest.len() - address.len() + end + usize::from(closed);
            let span = Span::new(from, from.saturating_add(length));
            let message = "a link is not closed as it should be, so it is shown as it is typed";
            let help = "write `[words](kind:id)` without a space, and without a link or a footnote among the words";
            let found = UNFINISHED_LINK.at(self.place(span), message).help(help);
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            let gap = Span::new(from.saturating_add(1), from.saturating_add(1 + blanks));
            let edit = Edit::new(self.place(gap), "");
            let only_a_gap =
                blanks > 0 && closed && rest.get(blanks + 1..).is_some_and(|inside| inside.starts_with(address));
            self.diagnostics.push(if only_a_gap { found.fix(Certainty::Certain, vec![edit]) } else { found });
        }
    }

    /// Whether a backslash stands before that byte of the file.
    fn is_escaped(&self, place: usize) -> bool {
        let before = place.checked_sub(self.offset).and_then(|place| place.checked_sub(1));
        before.is_some_and(|before| self.text.as_bytes().get(before) == Some(&b'\\'))
    }

    fn look_for_year(&mut self, span: Span, range: &Range<usize>) {
        let Some(Frame { kind: Open::List { start: Some(first), items, .. }, .. }) = self.frames.last() else { return };
        let marker = self.text.get(range.clone()).unwrap_or("").trim_start();
        let digits: String = marker.chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<u64>() else { return };
        let expected = first.saturating_add(items.len() as u64);
        if !(1000..3000).contains(&number) || (!items.is_empty() && number == expected) {
            return;
        }
        let sign = marker.get(digits.len()..).and_then(|rest| rest.chars().next()).unwrap_or('.');
        let spaces = range.len().saturating_sub(marker.len());
        let from = span.start.saturating_add(spaces);
        let place = self.place(Span::new(from, from.saturating_add(digits.len() + 1)));
        let message = format!("`{digits}{sign}` opens a numbered list");
        let help = format!("for a sentence that begins with a year, write `{digits}\\{sign}`");
        let digits_end = Span::new(from.saturating_add(digits.len()), from.saturating_add(digits.len()));
        // It may be a list of years after all.
        let edit = Edit::new(self.place(digits_end), "\\");
        self.diagnostics.push(YEAR_OPENS_LIST.at(place, message).help(help).fix(Certainty::Likely, vec![edit]));
    }

    fn too_deep(&mut self, span: Span) {
        if !self.told_too_deep {
            self.told_too_deep = true;
            let message = format!("blocks, lists or emphasis stand more than {DEEPEST} deep in one another");
            self.diagnostics.push(NESTED_TOO_DEEP.at(self.place(span), message).help("write it flatter"));
        }
    }

    fn finish(mut self) -> Diagnosed<Prose<RawTarget>> {
        self.close_line();
        let blocks = self.frames.first_mut().map(|frame| std::mem::take(&mut frame.blocks)).unwrap_or_default();
        let mut prose = Prose { blocks, notes: std::mem::take(&mut self.notes) };
        anchors::complete(&mut prose, self.path, self.text, self.offset, &mut self.diagnostics);
        self.tell_of_quotes_in_sentences();
        self.tell_of_unused_notes(&prose);
        quotations::report(&prose, self.path, self.text, self.offset, &mut self.diagnostics);
        Diagnosed { value: prose, diagnostics: self.diagnostics }
    }

    fn tell_of_quotes_in_sentences(&mut self) {
        for quote in std::mem::take(&mut self.quotes_in_sentences) {
            let id = &quote.value.id;
            let message = format!("`<quote:{id}>` stands in a sentence, where a quote cannot be shown");
            let diagnostic = EMBED_IN_SENTENCE
                .at(self.place(quote.span), message)
                .help(format!("give it words, `[words](quote:{id})`, or put it in a paragraph of its own"));
            self.diagnostics.push(diagnostic);
        }
    }

    fn tell_of_unused_notes(&mut self, prose: &Prose<RawTarget>) {
        for note in prose.notes.iter().filter(|note| !self.called.contains(&note.label)) {
            let label = &note.label;
            let message = format!("the footnote `{label}` is never called, so it is not shown");
            let help = format!("write `[^{label}]` where it belongs, or remove it");
            self.diagnostics.push(UNUSED_FOOTNOTE.at(self.place(note.span), message).help(help));
        }
    }

    fn block(&mut self, span: Span, kind: BlockKind<RawTarget>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(Block { span, kind });
        }
    }

    fn inline(&mut self, span: Span, kind: InlineKind<RawTarget>) {
        self.top_inlines().push(Inline { span, kind });
    }

    fn top(&self) -> Option<&Frame> {
        self.frames.last()
    }

    fn top_inlines(&mut self) -> &mut Line {
        match self.frames.last_mut() {
            Some(frame) => &mut frame.inlines,
            None => unreachable!("the frame of the whole text is never taken off"),
        }
    }

    /// The bytes of the file, without the line breaks at their end.
    fn span(&mut self, range: &Range<usize>) -> Span {
        // Lists in one another end together; their common end is looked for once, however long the blank is.
        if !self.blank.contains(&range.end) {
            let before = self.text.get(..range.end).unwrap_or("");
            self.blank = before.trim_end_matches([' ', '\t', '\n', '\r']).len()..range.end.saturating_add(1);
        }
        let end = if self.blank.start > range.start { self.blank.start } else { range.end };
        Span::new(range.start, end).shift(self.offset)
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }
}

/// Parts that exist only with the block around them, and so need no bound of their own.
fn belongs_to_parent(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
    )
}

fn is_block(kind: &Open) -> bool {
    !matches!(kind, Open::Emphasis | Open::Strong | Open::Strikethrough | Open::Link { .. } | Open::Image { .. })
}

fn holds_blocks(kind: &Open) -> bool {
    matches!(kind, Open::Text | Open::BlockQuote(_) | Open::Item | Open::Note { .. } | Open::Meaning)
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn alignment(alignment: CellAlignment) -> Alignment {
    match alignment {
        CellAlignment::None => Alignment::Unstated,
        CellAlignment::Left => Alignment::Left,
        CellAlignment::Center => Alignment::Center,
        CellAlignment::Right => Alignment::Right,
    }
}

/// The first word after a fence.
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(words) => words.split_whitespace().next().map(clean),
        CodeBlockKind::Indented => None,
    }
}

/// What an alternative can hold: no calls of footnotes, and of images only their own alternatives.
fn flatten_alternative(inlines: Line, into: &mut Line) {
    for inline in inlines {
        match inline.kind {
            InlineKind::NoteCall { .. } => {}
            InlineKind::Image { alternative, .. } => into.extend(alternative),
            InlineKind::Emphasis(words) | InlineKind::Strong(words) | InlineKind::Strikethrough(words) => {
                flatten_alternative(words, into);
            }
            kind => into.push(Inline { span: inline.span, kind }),
        }
    }
}

/// The line without the spaces that dropped pieces leave at its ends.
fn trimmed(mut inlines: Line) -> Line {
    let is_space = |inline: &Inline<RawTarget>| match &inline.kind {
        InlineKind::Text(text) => text.trim_matches([' ', '\t']).is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    };
    while inlines.last().is_some_and(is_space) {
        inlines.pop();
    }
    let leading = inlines.iter().take_while(|inline| is_space(inline)).count();
    inlines.drain(..leading);
    inlines
}

/// The text without control characters, which no page may hold; a line break or a tab stays, and NUL becomes U+FFFD
/// (CommonMark 0.31, 2.3).
fn clean(text: &str) -> String {
    let kept = text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t' | '\0'));
    kept.map(|letter| if letter == '\0' { '\u{fffd}' } else { letter }).collect()
}

/// Everything that reading Markdown can find wrong.
pub static RULES: &[&Rule] = &[
    &html::RAW_HTML,
    &destination::UNKNOWN_SCHEME,
    &destination::LINK_TO_FILE,
    &EMBED_IN_SENTENCE,
    &IMAGE_WITHOUT_ALTERNATIVE,
    &INVALID_MATH,
    &UNKNOWN_FOOTNOTE,
    &UNUSED_FOOTNOTE,
    &UNFINISHED_LINK,
    &YEAR_OPENS_LIST,
    &NESTED_TOO_DEEP,
    &emphasis::EMPHASIS_NOT_CLOSED,
    &anchors::DUPLICATE_ANCHOR,
    &anchors::SECOND_TITLE,
    &anchors::SKIPPED_HEADING,
];

/// `<quote:…>` in a sentence.
pub static EMBED_IN_SENTENCE: Rule = Rule {
    code: Code::EmbedInSentence,
    severity: Severity::Error,
    summary: "a quote is embedded in the middle of a sentence",
    explanation: "A quote that stands alone in its paragraph, `<quote:id>`, is shown whole, with its source. In a \
        sentence there is no place for that, and a quote has no name that could stand for it. Give it words, \
        `[words](quote:id)`, or a paragraph of its own, with a blank line before and after.",
    example: "Comme le dit <quote:delay>, c'est long.  →  Comme le dit [un chargé de communication](quote:delay), c'est \
        long.",
};

/// An image without an alternative.
pub static IMAGE_WITHOUT_ALTERNATIVE: Rule = Rule {
    code: Code::ImageWithoutAlternative,
    severity: Severity::Error,
    summary: "an image has no words that stand for it",
    explanation: "Whoever cannot see the image reads or hears its alternative: write between the brackets what the image \
        tells at this point of the text, not what it looks like. An image that tells nothing can be left out.",
    example: "![](procedure.png)  →  ![La validation passe par trois personnes](procedure.png)",
};

/// A formula that cannot be drawn.
pub static INVALID_MATH: Rule = Rule {
    code: Code::InvalidMath,
    severity: Severity::Error,
    summary: "a formula between dollar signs cannot be drawn",
    explanation: "Formulas are TeX between `$` or `$$` and become MathML, which browsers draw themselves. Definitions of \
        commands, comments, colours and spaces of a given length are not offered. Dollars that are meant are written \
        `\\$`.",
    example: "$\\frac{1}$ → $\\frac{1}{2}$",
};

/// The call of a footnote that is nowhere defined.
pub static UNKNOWN_FOOTNOTE: Rule = Rule {
    code: Code::UnknownFootnote,
    severity: Severity::Error,
    summary: "a footnote is called but not defined",
    explanation: "The call `[^label]` needs a definition in the same text: a paragraph that begins with `[^label]:`.",
    example: "Deux heures[^1].  →  Deux heures[^1].\n\n[^1]: Selon l'entretien.",
};

/// A footnote that nothing calls.
pub static UNUSED_FOOTNOTE: Rule = Rule {
    code: Code::UnusedFootnote,
    severity: Severity::Warning,
    summary: "a footnote is defined but never called",
    explanation: "Footnotes are numbered and shown in the order of their calls, so one that is never called is not \
        shown. Call it where it belongs, or remove it.",
    example: "[^1]: Selon l'entretien.  →  Deux heures[^1].\n\n[^1]: Selon l'entretien.",
};

/// A link that is none.
pub static UNFINISHED_LINK: Rule = Rule {
    code: Code::UnfinishedLink,
    severity: Severity::Warning,
    summary: "something that looks like a link is shown as it is typed",
    explanation: "Markdown makes a link of `[words](address)` only where the parts touch, the address holds no space and \
        its bracket is closed, and no other link and no footnote stands among the words: put a footnote after the link.",
    example: "[dit Paul] (quote:delay)  →  [dit Paul](quote:delay)",
};

/// A year that CommonMark takes for the number of a list.
pub static YEAR_OPENS_LIST: Rule = Rule {
    code: Code::YearOpensList,
    severity: Severity::Warning,
    summary: "a year at the start of a paragraph opens a numbered list",
    explanation: "In Markdown, a number and a full stop at the start of a paragraph open a list that counts from that \
        number. For a sentence that begins with a year, write a backslash before the full stop.",
    example: "1990. Les premiers sites.  →  1990\\. Les premiers sites.",
};

/// A text that is nested beyond all reason.
pub static NESTED_TOO_DEEP: Rule = Rule {
    code: Code::NestedTooDeep,
    severity: Severity::Error,
    summary: "lists, quotations or emphasis stand too deep in one another",
    explanation: "Nobody can read a text that is nested a hundred deep; it is the mark of a broken conversion. What \
        stands deeper loses its marks, not its letters.",
    example: "> > > > > … (a hundred times)  →  > Une citation.",
};

#[cfg(test)]
mod tests;
