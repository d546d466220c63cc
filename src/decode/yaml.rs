//! YAML text to [`Node`]s. The only user of the YAML crate, whose event parser we take: it says where everything
//! stands and leaves every scalar as it was typed.
//!
//! A mistake of syntax ends the crate's reading. `mend` then says what is wrong, and covers it in a copy
//! of the same length, which is read again: so every mistake of a file is found, and every range stays true. Sizes are
//! bounded: no text, however deep, long or full of aliases, is read for ever.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span as Range, StructureStyle, Tag};

use super::mend::{self, Slip};
use super::node::{Entry, Node, NodeKind, Style};
use super::number::{self, DECIMAL_COMMA};
use super::read::short;
use crate::diagnostic::{
    Certainty, Code, Diagnosed, Diagnostic, Edit, Fix, Place, Rule, Severity, SourcePath, Span, Spanned,
};

pub(super) use serde_yaml::granit_parser::ErrorKind;

/// No hand-written file nests deeper, and trees are walked by recursion.
const DEEPEST: usize = 64;
/// A study of a hundred thousand observations in one file has fewer values.
const MOST_VALUES: usize = 1_000_000;
/// Values that anchors and aliases may copy in one text; a text counts once more for every 64 bytes.
const MOST_COPIED: usize = 100_000;
/// Attempts to read on after a mistake.
const MOST_MENDS: usize = 40;
/// Bytes that these attempts may read together, so that a huge broken file is not read forty times.
const MOST_BYTES_READ_AGAIN: usize = 32 << 20;

/// A text is not YAML.
pub static INVALID_YAML: Rule = Rule {
    code: Code::InvalidYaml,
    severity: Severity::Error,
    summary: "a text cannot be read as YAML",
    explanation: "YAML is lines of `key: value`. Keys that belong together begin in the same column, what belongs to a \
                  key stands further in, and indentation is made of spaces. A list has each item on a line that begins \
                  with `- `, or stands in `[ ]`. Put a text in quotes when in doubt: inside double quotes only `\"` \
                  and `\\` have a meaning. The rest of the file is checked all the same, but what stands on the \
                  lines that cannot be read is unknown until they are mended.",
    example: "title: \"Le guide\" de 2012 → title: \"« Le guide » de 2012\"",
};

/// A key stands twice in one map.
pub static DUPLICATE_KEY: Rule = Rule {
    code: Code::DuplicateKey,
    severity: Severity::Error,
    summary: "a key stands twice in one place",
    explanation: "Only one value can be meant, and nobody can know which. Keep one; if both are needed, the value is a \
                  list.",
    example: "name: Ined\nname: INED → name: Ined\nalso_called: [INED]",
};

/// A text without quotes has a colon in it.
pub static UNQUOTED_COLON: Rule = Rule {
    code: Code::UnquotedColon,
    severity: Severity::Error,
    summary: "a text with a colon stands without quotes",
    explanation: "To YAML a colon before a space parts a key from its value, wherever it stands. A text that has one \
                  must stand in quotes. Put every sentence, title and label in quotes and this cannot happen.",
    example: "title: Le guide : tome 2 → title: \"Le guide : tome 2\"",
};

/// A text inside braces is cut by its comma.
pub static CUT_BY_COMMA: Rule = Rule {
    code: Code::CutByComma,
    severity: Severity::Error,
    summary: "a text inside `{ }` is cut in two by its comma",
    explanation: "Inside `{ }` a comma begins the next key, so the second half of the text becomes a key without a \
                  value. Write sentences, titles and labels one language a line and in quotes, never inside `{ }`.",
    example: "title: {fr: L'IRD, l'Inrap}\n→\ntitle:\n  fr: \"L'IRD, l'Inrap\"",
};

/// A text without quotes ends at a `#` that is most likely part of it.
pub static CUT_BY_HASH: Rule = Rule {
    code: Code::CutByHash,
    severity: Severity::Warning,
    summary: "a text without quotes is cut by a `#`",
    explanation: "To YAML a `#` behind a space begins a comment, and the rest of the line is lost: a hashtag, the \
                  number of a volume. Put the text in quotes. A comment has a space behind its `#`.",
    example: "title: Le mot-dièse #MuseumWeek → title: \"Le mot-dièse #MuseumWeek\"",
};

/// Reads the YAML that stands `offset` bytes after the beginning of a file; nothing where nothing is written.
///
/// Every range of the result is in bytes of the file. Where lines could not be read, the maps of the result are not
/// [`whole`](Node::whole).
pub fn read(path: &SourcePath, text: &str, offset: usize) -> Diagnosed<Option<Node>> {
    let mut copy = Cow::Borrowed(text);
    let mut mistakes = Vec::new();
    let mut lines = BTreeSet::new();
    let mut whole = true;
    let mut attempts = MOST_MENDS.min(MOST_BYTES_READ_AGAIN / text.len().max(1));
    loop {
        let reading = Reading::of(path, text, &copy, offset, whole);
        let Some(slip) = &reading.slip else {
            return reading.finish(mistakes);
        };
        let mended = mend::mend(text, &copy, slip);
        // What a second mistake of one line says is most often a consequence of the first.
        if lines.insert(mended.line) {
            let mut diagnostic = mended.rule.at(Place::new(path, mended.span.shift(offset)), mended.message);
            diagnostic.help = mended.help;
            diagnostic.fix = mended.fix.map(|(certainty, edits)| Fix {
                certainty,
                edits: edits
                    .into_iter()
                    .map(|(span, text)| Edit::new(Place::new(path, span.shift(offset)), text))
                    .collect(),
            });
            mistakes.push(diagnostic);
        }
        if attempts == 0 || mended.copy == copy {
            return reading.give_up(mistakes);
        }
        attempts -= 1;
        whole &= !mended.loses;
        copy = Cow::Owned(mended.copy);
    }
}

/// What is said about a text that nests too deep.
pub(super) fn too_deep() -> String {
    format!("values stand more than {DEEPEST} levels deep")
}

/// What to do about it.
pub(super) const LOOK_FOR_BRACKETS: &str = "nothing in a study nests so deep: look for brackets that are never closed";

/// Whether a text is YAML as far as syntax goes.
pub(super) fn is_yaml(text: &str) -> bool {
    Parser::new_from_str_with_options(text, options()).all(|event| event.is_ok())
}

/// A text in the quotes that need the fewest escapes.
pub fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

fn options() -> serde_yaml::granit_parser::Options {
    let mut options = serde_yaml::granit_parser::Options::default();
    options.set_emit_comments(false);
    options.disallow_directives = true;
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    options
}

/// One pass over the events of a text: the tree so far, what was noticed, and the slip that ended it early.
struct Reading<'a> {
    path: &'a SourcePath,
    /// What the author typed.
    text: &'a str,
    /// What is read: the same with mistakes covered.
    copy: &'a str,
    offset: usize,
    /// Whether no line was left out before this reading.
    complete: bool,
    /// Whether nothing was left out up to here.
    whole: bool,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Anchor>,
    values: usize,
    copied: usize,
    diagnostics: Vec<Diagnostic>,
    slip: Option<Slip>,
    /// Set where a bound is passed: nothing further is read.
    full: bool,
}

/// A list or map whose end has not come yet.
struct Open {
    start: usize,
    in_brackets: bool,
    anchor: usize,
    inside: Inside,
}

enum Inside {
    List(Vec<Node>),
    Map(OpenMap),
}

#[derive(Default)]
struct OpenMap {
    entries: Vec<Entry>,
    /// Where each key stands first.
    seen: BTreeMap<String, Span>,
    next: Next,
    /// Whether the last entry is a text without quotes, which a comma may have cut.
    joinable: bool,
    /// The entry that a comma cut, and the whole of it as typed.
    cut: Vec<(usize, Span)>,
}

/// What the next node of a map is.
#[derive(Default)]
enum Next {
    #[default]
    Key,
    ValueOf(Spanned<String>),
    /// The value of something that cannot be a key.
    Nothing,
}

#[derive(Default)]
struct Anchor {
    name: String,
    span: Span,
    used: bool,
    node: Option<Node>,
}

impl<'a> Reading<'a> {
    fn of(path: &'a SourcePath, text: &'a str, copy: &'a str, offset: usize, complete: bool) -> Self {
        let mut reading = Self {
            path,
            text,
            copy,
            offset,
            complete,
            whole: complete,
            open: Vec::new(),
            root: None,
            anchors: BTreeMap::new(),
            values: 0,
            copied: 0,
            diagnostics: Vec::new(),
            slip: None,
            full: false,
        };
        reading.take_all();
        reading
    }

    fn take_all(&mut self) {
        let mut documents = 0;
        let mut after = 0;
        for event in Parser::new_from_str_with_options(self.copy, options()) {
            match event {
                Ok((Event::DocumentStart(..), range)) if documents == 1 => return self.second_document(bytes(&range)),
                Ok((Event::DocumentStart(..), _)) => documents += 1,
                Ok((event, range)) => {
                    after = bytes(&range).end;
                    self.take(event, &range);
                }
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(self.copy.len()).min(self.copy.len());
                    let bracket = self.open.iter().rev().find(|open| open.in_brackets).map(|open| open.start);
                    self.slip = Some(Slip { kind: error.kind().clone(), at, after: after.min(at), bracket });
                }
            }
            if self.full {
                return;
            }
        }
    }

    /// The tree of a text that was read to its end.
    fn finish(mut self, mut mistakes: Vec<Diagnostic>) -> Diagnosed<Option<Node>> {
        if self.full {
            return self.give_up(mistakes);
        }
        // The alias may have stood on a line that was left out.
        if self.complete {
            self.check_anchors();
        }
        mistakes.append(&mut self.diagnostics);
        Diagnosed { value: self.root.filter(|node| !node.is_nothing()), diagnostics: mistakes }
    }

    /// The tree as far as it goes, where reading on makes no sense.
    fn give_up(mut self, mut mistakes: Vec<Diagnostic>) -> Diagnosed<Option<Node>> {
        self.whole = false;
        while let Some(end) = self.open.last().map(|open| open.start) {
            self.close(end);
        }
        mistakes.append(&mut self.diagnostics);
        Diagnosed { value: self.root.filter(|node| !node.is_nothing()), diagnostics: mistakes }
    }

    fn take(&mut self, event: Event<'_>, range: &Range) {
        let span = bytes(range);
        self.values = self.values.saturating_add(1);
        if self.values > MOST_VALUES {
            let message = format!("more than {} values stand in one text", plain_number(MOST_VALUES));
            return self.fill(span, message, "part the file in several");
        }
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "str", range);
                let node = self.scalar(&value, style, span);
                self.put(node, anchor);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", range);
                self.begin(span, style, anchor, Inside::List(Vec::new()));
            }
            Event::MappingStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", range);
                self.begin(span, style, anchor, Inside::Map(OpenMap::default()));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Anchor(id, name) => {
                let span = span.shift(self.offset);
                let anchor = self.anchors.entry(id).or_default();
                (anchor.name, anchor.span) = (name.into_owned(), span);
            }
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => self.unresolved(&name, span),
            _ => {}
        }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, span: Span) -> Node {
        let span = if style == ScalarStyle::Plain { self.plain(span) } else { span };
        let typed = span.of(self.text);
        // Only what YAML takes for space: U+00A0 and U+0085 at the end are letters of the value.
        let length = typed.trim_end_matches([' ', '\t', '\n', '\r']).len();
        let whole = Span::new(span.start, span.start + length).shift(self.offset);
        let (text, style) = match style {
            ScalarStyle::Plain if typed.is_empty() => return Node::nothing(whole),
            // Not the crate's value, which has letters that cover a mistake in it.
            ScalarStyle::Plain => (on_one_line(typed), Style::Plain),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (value.to_owned(), Style::Quoted),
            ScalarStyle::Literal | ScalarStyle::Folded => (value.to_owned(), Style::Block),
        };
        Node::new(whole, NodeKind::Scalar { text, style })
    }

    fn begin(&mut self, span: Span, style: StructureStyle, anchor: usize, inside: Inside) {
        if self.open.len() >= DEEPEST {
            return self.too_deep(span);
        }
        let in_brackets = style == StructureStyle::Flow;
        self.open.push(Open { start: span.start, in_brackets, anchor, inside });
    }

    /// Ends the innermost list or map; `end` counts only for one in brackets.
    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else {
            unreachable!("an end follows its beginning");
        };
        let start = open.start + self.offset;
        let kind = match open.inside {
            Inside::List(items) => NodeKind::List(items),
            Inside::Map(map) => NodeKind::Map(self.entries(map)),
        };
        let last = match &kind {
            _ if open.in_brackets => end + self.offset,
            NodeKind::List(items) => items.last().map_or(start, |item| item.span.end),
            NodeKind::Map(entries) => {
                entries.last().map_or(start, |entry| entry.value.span.end.max(entry.key.span.end))
            }
            _ => start,
        };
        self.put(Node { span: Span::new(start, last), kind, whole: self.whole }, open.anchor);
    }

    /// Puts a node where the text has it: as the root, an item, a key or a value.
    fn put(&mut self, node: Node, anchor: usize) {
        if anchor != 0 && self.may_copy(&node, node.span) {
            self.anchors.entry(anchor).or_default().node = Some(node.clone());
        }
        let in_brackets = self.open.last().is_some_and(|open| open.in_brackets);
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => self.root = Some(node),
            Some(Inside::List(items)) => items.push(node),
            Some(Inside::Map(map)) => match std::mem::take(&mut map.next) {
                Next::Nothing => {}
                Next::Key => match key_of(node, self.path) {
                    Ok(key) => map.next = Next::ValueOf(key),
                    Err(diagnostic) => {
                        map.next = Next::Nothing;
                        self.diagnostics.push(*diagnostic);
                    }
                },
                Next::ValueOf(key) => {
                    let after = self.copy.get(key.span.end - self.offset..).unwrap_or_default();
                    let alone = in_brackets && node.is_nothing() && !after.trim_start().starts_with(':');
                    let found = if alone { map.cut_by(key, self.path) } else { map.add(key, node, self.path) };
                    self.diagnostics.extend(found);
                }
            },
        }
    }

    /// The entries of a map, with the texts that commas cut joined again.
    fn entries(&mut self, map: OpenMap) -> Vec<Entry> {
        let mut entries = map.entries;
        for (index, span) in map.cut {
            let typed = self.text.get(span.start - self.offset..span.end - self.offset).unwrap_or_default();
            if let Some(entry) = entries.get_mut(index) {
                self.diagnostics.push(joined(entry, typed, span, self.path));
            }
        }
        entries
    }

    fn alias(&mut self, id: usize, span: Span) {
        let anchor = self.anchors.entry(id).or_default();
        anchor.used = true;
        let Some(node) = anchor.node.take() else {
            // Still open: it would hold itself. Or refused already, because it is too large.
            let message = format!("`{}` stands inside the value that it refers to", span.of(self.text));
            let diagnostic = INVALID_YAML.at(Place::new(self.path, span.shift(self.offset)), message);
            self.diagnostics.push(diagnostic.help("write the value out"));
            return self.put(Node::nothing(span.shift(self.offset)), 0);
        };
        if self.open.len() + depth(&node) > DEEPEST {
            self.too_deep(span);
        } else if self.may_copy(&node, span.shift(self.offset)) {
            self.put(node.clone(), 0);
        }
        self.anchors.entry(id).or_default().node = Some(node);
    }

    fn unresolved(&mut self, name: &str, span: Span) {
        let span = span.shift(self.offset);
        let message = format!("`*{}` refers to a value named `&{}`, which is nowhere above", short(name), short(name));
        let diagnostic = INVALID_YAML.at(Place::new(self.path, span), message);
        self.diagnostics.push(diagnostic.help("a text that begins with `*` must stand in quotes"));
        self.whole = false;
        match self.open.last_mut().map(|open| &mut open.inside) {
            Some(Inside::Map(map)) if matches!(map.next, Next::Key) => map.next = Next::Nothing,
            _ => self.put(Node::nothing(span), 0),
        }
    }

    fn second_document(&mut self, span: Span) {
        let place = Place::new(self.path, span.shift(self.offset));
        let diagnostic = INVALID_YAML.at(place, "a second document begins here, and nothing reads it");
        self.diagnostics.push(diagnostic.help("delete the line `---`, or put what follows in a file of its own"));
    }

    fn check_tag(&mut self, tag: Option<&Tag>, known: &str, range: &Range) {
        let Some(tag) = tag.filter(|tag| tag.core_suffix() != Some(known)) else { return };
        let span = range.tag_span().map_or_else(|| bytes(range), |range| bytes(&range));
        let message = format!("the tag `{}` means nothing here", short(&tag.original()));
        let diagnostic = INVALID_YAML.at(Place::new(self.path, span.shift(self.offset)), message);
        self.diagnostics.push(diagnostic.help("a text that begins with `!` must stand in quotes"));
    }

    /// The range of a text without quotes, after a look at what YAML reads without a word, but hardly as it is meant.
    fn plain(&mut self, span: Span) -> Span {
        self.check_hash(span);
        let mut end = span.start;
        for line in span.of(self.text).split_inclusive('\n') {
            let body = line.trim();
            if end > span.start && body.starts_with("- ") {
                let start = end + (line.len() - line.trim_start().len());
                let place = Place::new(self.path, Span::new(start, start + body.len()).shift(self.offset));
                let message = format!("`{}` stands further in than the text above, and so belongs to it", short(body));
                let help = "begin the items of a list in the same column";
                self.diagnostics.push(INVALID_YAML.at(place, message).help(help));
                self.whole = false;
                return Span::new(span.start, end);
            }
            end += line.len();
        }
        span
    }

    /// A hashtag behind a text without quotes.
    fn check_hash(&mut self, span: Span) {
        let rest = self.copy.get(span.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        // A value that is nothing stands right behind its key, before the colon.
        let behind = if span.start == span.end { rest.strip_prefix(':').unwrap_or(rest) } else { rest };
        let comment = behind.trim_start_matches(' ');
        let tag = comment.strip_prefix('#').and_then(|tag| tag.chars().next());
        if comment.len() == behind.len() || !tag.is_some_and(char::is_alphanumeric) {
            return;
        }
        let start = span.end + (rest.len() - comment.len());
        let place = Place::new(self.path, Span::new(start, start + comment.trim_end().len()).shift(self.offset));
        let message = format!("`{}` is a comment to YAML, and not part of the text", short(comment));
        let help = "put the whole text in quotes; if it is a comment, put a space behind `#`";
        let found = CUT_BY_HASH.at(place, message).help(help);
        let quotes = Span::new(span.start, start + comment.trim_end().len());
        let may_be_quoted = span.start < span.end && !quotes.of(self.text).contains(['"', '\\', '\n']);
        let edit = |at: usize| Edit::new(Place::new(self.path, Span::new(at, at).shift(self.offset)), "\"");
        // Comments are written so, too.
        self.diagnostics.push(match may_be_quoted {
            true => found.fix(Certainty::Likely, vec![edit(quotes.start), edit(quotes.end)]),
            false => found,
        });
    }

    fn check_anchors(&mut self) {
        for anchor in self.anchors.values().filter(|anchor| !anchor.used && !anchor.name.is_empty()) {
            let message = format!("`&{}` names a value, and nothing refers to it", short(&anchor.name));
            let diagnostic = INVALID_YAML.at(Place::new(self.path, anchor.span), message);
            self.diagnostics.push(diagnostic.help("a text that begins with `&` must stand in quotes"));
        }
    }

    /// Whether a node may be copied once more; if not, reading ends.
    fn may_copy(&mut self, node: &Node, span: Span) -> bool {
        self.copied = self.copied.saturating_add(weight(node));
        let fits = self.copied <= MOST_COPIED;
        if !fits && !self.full {
            let span = Span::new(span.start.saturating_sub(self.offset), span.end.saturating_sub(self.offset));
            let message = format!("anchors and aliases repeat more than {} values", plain_number(MOST_COPIED));
            self.fill(span, message, "write the values out");
        }
        fits
    }

    fn too_deep(&mut self, span: Span) {
        self.fill(span, too_deep(), LOOK_FOR_BRACKETS);
    }

    /// Ends the reading because a bound is passed.
    fn fill(&mut self, span: Span, message: String, help: &str) {
        self.full = true;
        let place = Place::new(self.path, span.shift(self.offset));
        self.diagnostics.push(INVALID_YAML.at(place, message).help(help));
    }
}

impl OpenMap {
    /// Adds an entry, or says that its key stands above already.
    fn add(&mut self, key: Spanned<String>, value: Node, path: &SourcePath) -> Option<Diagnostic> {
        if let Some(first) = self.seen.get(&key.value) {
            self.joinable = false;
            let message = format!("the key `{}` stands here a second time", short(&key.value));
            let diagnostic = DUPLICATE_KEY.at(Place::new(path, key.span), message);
            return Some(diagnostic.also(Place::new(path, *first), "it stands here first").help("keep one of them"));
        }
        self.seen.insert(key.value.clone(), key.span);
        self.joinable = matches!(value.kind, NodeKind::Scalar { style: Style::Plain, .. });
        self.entries.push(Entry { key, value });
        None
    }

    /// Takes a key without colon and value as the end of the text before it, if there is one.
    fn cut_by(&mut self, key: Spanned<String>, path: &SourcePath) -> Option<Diagnostic> {
        let Some(before) = self.entries.last().filter(|_| self.joinable) else {
            let message = format!("`{}` stands in `{{ }}` without a colon and a value", short(&key.value));
            let diagnostic = INVALID_YAML.at(Place::new(path, key.span), message);
            return Some(diagnostic.help("write `key: value`, and put texts in quotes"));
        };
        let index = self.entries.len() - 1;
        match self.cut.last_mut().filter(|(cut, _)| *cut == index) {
            Some((_, span)) => *span = span.to(key.span),
            None => self.cut.push((index, before.value.span.to(key.span))),
        }
        None
    }
}

/// Gives an entry the whole text that commas cut, and says so.
fn joined(entry: &mut Entry, typed: &str, span: Span, path: &SourcePath) -> Diagnostic {
    let place = Place::new(path, span);
    let number = number::without_comma(typed).filter(|right| !right.contains(','));
    let text = number.clone().unwrap_or_else(|| on_one_line(typed));
    entry.value = Node::new(span, NodeKind::Scalar { text, style: Style::Plain });
    let message = format!("`{}` is cut in two by its comma", short(typed));
    match number {
        Some(right) => DECIMAL_COMMA
            .at(place, message)
            .help(format!("write the number with a point: `{right}`"))
            .replace(Certainty::Certain, right),
        None => {
            let help =
                format!("write it on a line of its own, in quotes: `{}: {}`", entry.key.value, quoted(&short(typed)));
            let found = CUT_BY_COMMA.at(place, message).help(help);
            if typed.contains('\n') { found } else { found.replace(certainty_of_cut(typed), quoted(typed)) }
        }
    }
}

/// Whether what stands behind the commas of a text is certainly no key whose value was forgotten.
fn certainty_of_cut(typed: &str) -> Certainty {
    let may_be_key = |piece: &str| piece.trim().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if typed.split(',').skip(1).any(may_be_key) { Certainty::Likely } else { Certainty::Certain }
}

/// The key that a node is.
fn key_of(node: Node, path: &SourcePath) -> Result<Spanned<String>, Box<Diagnostic>> {
    let (message, help) = match node.kind {
        NodeKind::Scalar { text, .. } => return Ok(Spanned::new(text, node.span)),
        NodeKind::Null => ("a colon has no key before it", "write `key: value`"),
        NodeKind::List(_) => ("a list cannot be a key", "put a text that begins with `[` in quotes"),
        NodeKind::Map(_) => ("keys with values cannot be a key", "put a text that begins with `{` in quotes"),
    };
    Err(Box::new(INVALID_YAML.at(Place::new(path, node.span), message).help(help)))
}

/// The bytes of a range of the crate.
fn bytes(range: &Range) -> Span {
    let range = range.byte_range().unwrap_or_default();
    Span::new(range.start, range.end)
}

/// A text over several lines as YAML reads one without quotes: a line break is a space, a blank line a line break.
fn on_one_line(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut blank_lines = 0;
    for line in typed.lines().map(|line| line.trim_matches([' ', '\t'])) {
        match (line, text.is_empty(), blank_lines) {
            ("", false, _) => {
                blank_lines += 1;
                continue;
            }
            (_, true, _) => {}
            (_, false, 0) => text.push(' '),
            (_, false, count) => text.extend(std::iter::repeat_n('\n', count)),
        }
        text.push_str(line);
        blank_lines = 0;
    }
    text
}

/// What a copy of a node costs: its values, and once more for every 64 bytes of their texts.
fn weight(node: &Node) -> usize {
    let inside: usize = match &node.kind {
        NodeKind::Scalar { text, .. } => text.len() / 64,
        NodeKind::List(items) => items.iter().map(weight).sum(),
        NodeKind::Map(entries) => {
            entries.iter().map(|entry| 1 + entry.key.value.len() / 64 + weight(&entry.value)).sum()
        }
        NodeKind::Null => 0,
    };
    inside + 1
}

/// How many levels a node has.
fn depth(node: &Node) -> usize {
    let inside = match &node.kind {
        NodeKind::List(items) => items.iter().map(depth).max(),
        NodeKind::Map(entries) => entries.iter().map(|entry| depth(&entry.value)).max(),
        _ => return 0,
    };
    inside.unwrap_or(0) + 1
}

/// A number for a message, its thousands parted: `1,000,000`.
fn plain_number(number: usize) -> String {
    let digits = number.to_string();
    let mut parted = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::super::testing::{said, tree};
    use super::*;
    use proptest::prelude::*;

    fn node(text: &str) -> Node {
        read(&SourcePath::new("a.yaml"), text, 0).value.unwrap()
    }

    /// Every scalar and key of a tree, with its range and style.
    fn scalars(node: &Node, found: &mut Vec<(Span, String, Option<Style>)>) {
        match &node.kind {
            NodeKind::Scalar { text, style } => found.push((node.span, text.clone(), Some(*style))),
            NodeKind::List(items) => items.iter().for_each(|item| scalars(item, found)),
            NodeKind::Map(entries) => entries.iter().for_each(|entry| {
                found.push((entry.key.span, entry.key.value.clone(), None));
                scalars(&entry.value, found);
            }),
            NodeKind::Null => {}
        }
    }

    #[test]
    fn values_stay_as_they_are_typed() {
        let text = "[1.10, 048, 2012, no, 0x10, 12e4567, ~, null, 2012-06-14, .nan, 1_000, True, +1, .5]";
        assert_eq!(tree(text), text);
    }

    #[test]
    fn spaces_that_yaml_does_not_know_are_letters() {
        check("0\u{7f}\n¡\u{85}").unwrap();
        let text = "a\u{a0}";
        assert_eq!(node(text).text(), Some(text));
    }

    #[test]
    fn what_authors_are_shown_reads_without_a_word() {
        let text = "title:\n  fr: \"Les organismes : face aux réseaux\"\nauthors:\n  \
                    - {name: Jeanne Martin, role: author}      # also orcid\nfieldwork: {from: 2012-06, to: 2012-10}\n\
                    languages: [fr, en]             # the first is the study's own\ntools:\n  \
                    - {id: apps, source: {document: deck-2012, locator: l. 31}, note: \"« techniques »\"}\n\
                    practices: []\nrests_on: [quote:cnrs-limits, quote:cea-promise]\n\
                    conversions: {hour/day: 5, percent: 0.35}\nvalidation: {value: 2 h, locator: l. 48–49}\n\
                    address: https://example.org/etude/\n";
        assert_eq!(said(text), Vec::<String>::new());
        assert_eq!(node(text).get("rests_on").map(Node::noun), Some("a list"));
    }

    #[test]
    fn a_key_without_value_is_nothing() {
        assert_eq!(tree("a:\nb: \"\"\nc:\n-\n"), "{a: -, b: , c: [-]}");
        for nothing in ["", "\n\n", "# a comment\n", "---\n", "\u{feff}"] {
            assert!(read(&SourcePath::new("a.yaml"), nothing, 0).value.is_none(), "{nothing:?}");
        }
    }

    #[test]
    fn ranges_are_bytes_of_the_file() {
        let file = "---\ntitre: É é\nliste:\n  - a\n  - {b: 'c', d: [e]}  # f\ntext: |\n  g\n  h\n\nend: i\n---\n";
        let yaml = &file[4..file.len() - 4];
        let root = read(&SourcePath::new("a.md"), yaml, 4).value.unwrap();
        let cut = |node: &Node| node.span.of(file).to_owned();
        assert_eq!(cut(&root), "titre: É é\nliste:\n  - a\n  - {b: 'c', d: [e]}  # f\ntext: |\n  g\n  h\n\nend: i");
        assert_eq!(cut(root.get("titre").unwrap()), "É é");
        let list = root.get("liste").unwrap();
        assert_eq!(cut(list), "- a\n  - {b: 'c', d: [e]}");
        let map = &list.items().unwrap()[1];
        assert_eq!(cut(map), "{b: 'c', d: [e]}");
        assert_eq!(cut(map.get("b").unwrap()), "'c'");
        assert_eq!(cut(map.get("d").unwrap()), "[e]");
        assert_eq!(cut(root.get("text").unwrap()).trim_start(), "g\n  h");
        assert_eq!(root.entries().unwrap()[1].key.span.of(file), "liste");
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_breaks_change_nothing() {
        let text = "\u{feff}a: é\r\nb:\r\n  - c\r\nd: |\r\n  e\r\n  f\r\n";
        assert_eq!(said(text), Vec::<String>::new());
        assert_eq!(tree(text), "{a: é, b: [c], d: e\nf\n}");
        assert_eq!(node(text).get("a").unwrap().span.of(text), "é");
    }

    #[test]
    fn texts_of_several_lines_are_folded_as_yaml_has_it() {
        assert_eq!(tree("a: b\n  c\n\n  d\n"), "{a: b c\nd}");
        assert_eq!(tree("a: \"b\n  c\"\n"), "{a: b c}");
        assert_eq!(tree("a: >\n  b\n  c\n"), "{a: b c\n}");
    }

    #[test]
    fn styles_are_kept() {
        let mut found = Vec::new();
        scalars(&node("a: b\nc: 'd'\ne: \"f\"\ng: |\n  h\ni: >\n  j\n"), &mut found);
        let styles: Vec<Style> = found.into_iter().filter_map(|(_, _, style)| style).collect();
        assert_eq!(styles, [Style::Plain, Style::Quoted, Style::Quoted, Style::Block, Style::Block]);
    }

    #[test]
    fn only_lines_that_are_left_out_make_a_map_unwhole() {
        assert!(node("a: b\n").whole);
        assert!(node("a: b : c\n").whole);
        assert!(!node("a: b\nc\n").whole);
        assert!(!node("a: \"b\nc: d\n").whole);
        assert!(!node("a: *b\n").whole);
    }

    #[test]
    fn what_is_too_deep_or_too_much_is_told_and_not_read() {
        let deep = "values stand more than 64 levels deep";
        let help = "nothing in a study nests so deep: look for brackets that are never closed";
        for text in ["[".repeat(100_000), "- ".repeat(1000), format!("{}{}", "{a: ".repeat(100), "}".repeat(100))] {
            let found = said(&text);
            assert!(found.iter().any(|line| line.ends_with(&format!("{deep} | {help}"))), "{found:?}");
        }
        let bomb = (1..30).fold("a0: &a0 [x]\n".to_owned(), |text, i| {
            format!("{text}a{i}: &a{i} [*a{j}, *a{j}, *a{j}]\n", j = i - 1)
        });
        let said = said(&bomb);
        assert_eq!(said.len(), 1);
        assert!(said[0].ends_with("anchors and aliases repeat more than 100,000 values | write the values out"));
        let quotes = format!("a: &a \"{}\"\nb: [{}]", "x".repeat(1_000_000), "*a, ".repeat(100_000));
        assert_eq!(super::super::testing::said(&quotes).len(), 1);
    }

    #[test]
    fn a_text_of_a_million_values_is_refused() {
        let found = said(&"- a\n".repeat(1_000_001));
        assert_eq!(found.len(), 1);
        assert!(found[0].ends_with("more than 1,000,000 values stand in one text | part the file in several"));
    }

    #[test]
    fn a_first_place_is_given_for_a_second_key() {
        let found = read(&SourcePath::new("a.yaml"), "a: 1\na: 2\n", 10).diagnostics;
        let further: Vec<(Span, &str)> = found[0].further.iter().map(|(at, words)| (at.span, words.as_str())).collect();
        assert_eq!(further, [(Span::new(10, 11), "it stands here first")]);
        assert_eq!(found[0].place.span, Span::new(15, 16));
    }

    #[test]
    fn quotes_are_those_that_need_no_escape() {
        assert_eq!(quoted("L'IRD"), "\"L'IRD\"");
        assert_eq!(quoted("dit \"oui\""), "'dit \"oui\"'");
        assert_eq!(quoted("l'\"a\\b\""), "\"l'\\\"a\\\\b\\\"\"");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,200}") {
            check(&text)?;
        }

        #[test]
        fn nothing_near_yaml_makes_it_panic(text in "([\\-:,#&*!|>%@'\"`{}\\[\\]?~ ab\u{feff}\u{e9}0.\t\\\\]|\n|\n  |: |\r\n|---\n){0,60}") {
            check(&text)?;
        }

        #[test]
        fn what_is_quoted_is_read_back(text in "[a-z:'\"\\\\#, {}\\[\\]é-]{1,30}") {
            let yaml = format!("a: {}", quoted(&text));
            prop_assert_eq!(said(&yaml), Vec::<String>::new());
            let root = node(&yaml);
            prop_assert_eq!(root.get("a").unwrap().text(), Some(text.as_str()));
        }
    }

    /// Ranges stand on letters of the text, and plain scalars on one line are what they cut from it.
    fn check(text: &str) -> Result<(), TestCaseError> {
        let offset = 7;
        let reading = read(&SourcePath::new("a.yaml"), text, offset);
        for found in &reading.diagnostics {
            let span = found.place.span;
            prop_assert!(span.start >= offset && span.end <= text.len() + offset, "{found:?}");
            prop_assert!(text.get(span.start - offset..span.end - offset).is_some(), "{found:?}");
        }
        let mut found = Vec::new();
        reading.value.iter().for_each(|node| scalars(node, &mut found));
        for (span, value, style) in found {
            let cut = text.get(span.start - offset..span.end - offset);
            prop_assert!(cut.is_some(), "{span:?}");
            let joined = |cut: &str| cut.contains(['\n', '\r', ',']);
            if style == Some(Style::Plain) && !cut.is_some_and(joined) {
                prop_assert_eq!(cut, Some(value.as_str()));
            }
        }
        Ok(())
    }
}
