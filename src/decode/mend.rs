//! What a mistake of YAML syntax means to an author, and how to read on after it.
//!
//! The parser stops at the first mistake. [`mend`] looks at the line, says what is wrong in the author's terms, and
//! covers as little as possible of a copy with letters or blanks, byte for byte, so that the next reading finds the
//! next mistake and every range still fits what was typed. It knows lines, not the grammar: what it cannot explain, it
//! reports as such and leaves out with everything that stands further in.

use super::read::short;
use super::yaml::{self, ErrorKind, INVALID_YAML, UNQUOTED_COLON};
use crate::diagnostic::{Certainty, Rule, Span};

/// Where the parser stopped.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    /// Why.
    pub(super) kind: ErrorKind,
    /// The byte of the text at which it noticed.
    pub(super) at: usize,
    /// The end of the last thing that it read before.
    pub(super) after: usize,
    /// The innermost bracket that is still open.
    pub(super) bracket: Option<usize>,
}

/// What was wrong, and a copy in which it is covered.
pub(super) struct Mended {
    pub(super) rule: &'static Rule,
    /// The beginning of the line that is wrong.
    pub(super) line: usize,
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Vec<String>,
    /// The ranges to change and what is to stand there, where that is known.
    pub(super) fix: Option<(Certainty, Vec<(Span, String)>)>,
    pub(super) copy: String,
    /// Whether keys or values were covered, so that they are missing from the tree.
    pub(super) loses: bool,
}

/// Explains the mistake at which the parser stopped and covers it.
pub(super) fn mend(text: &str, copy: &str, slip: &Slip) -> Mended {
    let page = Page { text, copy };
    let line = page.line(slip.at);
    let mistake = too_deep(line, slip)
        .or_else(|| tab(&page, line, slip))
        .or_else(|| bracket(&page, line, slip))
        .or_else(|| colon(&page, line, slip))
        .or_else(|| quote(&page, line, slip))
        .or_else(|| beginning(&page, line, slip))
        .or_else(|| place_of_line(line, slip))
        .unwrap_or_else(|| unknown(&page, line, slip));
    mistake.cover(&page)
}

/// What was typed, and what is read of it.
struct Page<'t> {
    text: &'t str,
    copy: &'t str,
}

/// A line of the text, without its line break.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

struct Mistake {
    rule: &'static Rule,
    span: Span,
    message: String,
    help: Vec<String>,
    fix: Option<(Certainty, Vec<(Span, String)>)>,
    cover: Cover,
}

/// How the copy is changed.
enum Cover {
    /// A letter for each byte: what stands there is one text.
    AsText(Span),
    /// A blank for each byte: a value, or the end of one, is left out.
    Blank(Span),
    /// Blanks for the line and for all that stands further in below it.
    Block(usize),
    /// Blanks for the tabs at the beginnings of lines.
    Tabs,
}

impl Mistake {
    fn new(rule: &'static Rule, span: Span, message: impl Into<String>, cover: Cover) -> Self {
        Self { rule, span, message: message.into(), help: Vec::new(), fix: None, cover }
    }

    /// What is to stand in a range of the text.
    fn fix(self, certainty: Certainty, span: Span, text: impl Into<String>) -> Self {
        Self { fix: Some((certainty, vec![(span, text.into())])), ..self }
    }

    fn help(mut self, words: impl Into<String>) -> Self {
        self.help.push(words.into());
        self
    }

    fn cover(self, page: &Page<'_>) -> Mended {
        let (copy, loses) = match self.cover {
            Cover::AsText(span) => (covered(page.copy, &[span], 'x'), false),
            Cover::Blank(span) => (covered(page.copy, &[span], ' '), true),
            Cover::Block(at) => (covered(page.copy, &[page.block(at)], ' '), true),
            Cover::Tabs => (covered(page.copy, &page.tabs(), ' '), true),
        };
        let line = page.line(self.span.start).start;
        let Mistake { rule, span, message, help, fix, .. } = self;
        Mended { rule, line, span, message, help, fix, copy, loses }
    }
}

/// More brackets in brackets than the parser bears.
fn too_deep(line: Line<'_>, slip: &Slip) -> Option<Mistake> {
    let deep = matches!(slip.kind, ErrorKind::RecursionLimitExceeded);
    let span = Span::new(line.start + line.indent(), line.end_of_text());
    let mistake = || Mistake::new(&INVALID_YAML, span, yaml::too_deep(), Cover::Block(line.start));
    deep.then(|| mistake().help(yaml::LOOK_FOR_BRACKETS))
}

/// A tab where YAML counts spaces.
fn tab(page: &Page<'_>, line: Line<'_>, slip: &Slip) -> Option<Mistake> {
    let about_tabs = matches!(
        slip.kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    );
    let below = about_tabs.then(|| page.line_below(line.end())).flatten();
    let near = [Some(line), page.line_above(line), below];
    let line = near.into_iter().flatten().find(|line| line.margin().contains('\t'))?;
    let tab = line.start + line.text.find('\t')?;
    let span = Span::new(tab, line.start + line.indent());
    // A second mistake in the same lines is about what a tab is worth.
    let cover = if page.copy.get(tab..=tab) == Some("\t") { Cover::Tabs } else { Cover::Block(line.start) };
    let mistake = Mistake::new(&INVALID_YAML, span, "a tab stands at the beginning of the line", cover);
    Some(mistake.help("indent with spaces: two for each level"))
}

/// A bracket that is not closed, or is closed by the other kind.
fn bracket(page: &Page<'_>, line: Line<'_>, slip: &Slip) -> Option<Mistake> {
    if let ErrorKind::MismatchedFlowCollectionEnd { open, close } = slip.kind {
        let span = Span::new(slip.at, slip.at + close.len_utf8());
        let message = format!("`{open}` is closed by `{close}`");
        let mistake = Mistake::new(&INVALID_YAML, span, message, Cover::Block(line.start));
        return Some(mistake.help("lists stand in `[ ]`, keys with values in `{ }`"));
    }
    let open = match slip.kind {
        ErrorKind::UnclosedFlowCollection { .. } => slip.at,
        // The next key stands no further in than the line of the bracket: the bracket was forgotten before it.
        _ => slip.bracket.filter(|open| {
            let first = page.line(*open);
            first.start < line.start && line.indent() <= first.indent()
        })?,
    };
    let typed = page.text.get(open..)?.chars().next()?;
    let closing = match typed {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let first = page.line(open);
    let span = Span::new(open, first.end());
    let cover = if page.further_in(first) { Cover::Block(open) } else { Cover::Blank(span) };
    let mistake = Mistake::new(&INVALID_YAML, Span::new(open, open + 1), format!("`{typed}` is never closed"), cover);
    Some(mistake.help(format!("close it with `{closing}`; put a text that begins with `{typed}` in quotes")))
}

/// A colon where no key can end.
fn colon(page: &Page<'_>, line: Line<'_>, slip: &Slip) -> Option<Mistake> {
    if page.copy.get(slip.at..)?.bytes().next() != Some(b':') {
        return None;
    }
    if slip.bracket.is_some() {
        let span = page.piece(line, slip.at);
        if span.start == line.start + line.indent() {
            let message = format!("a comma is missing before `{}`", short(span.of(page.text)));
            let mistake = Mistake::new(&INVALID_YAML, span, message, Cover::AsText(span));
            return Some(mistake.help("inside brackets a comma stands between values"));
        }
        let right = quoted(span.of(page.text));
        let certainty = if span.of(page.text).contains(['"', '\'']) { Certainty::Likely } else { Certainty::Certain };
        return Some(unquoted(span, span.of(page.text), right.clone()).fix(certainty, span, right));
    }
    let Some(parts) = line.parts().filter(|parts| parts.value < slip.at) else {
        return Some(colon_in_key(page, line, slip));
    };
    let span = Span::new(parts.value, line.end_of_text());
    let right = quoted(span.of(page.text));
    let whole = format!("{} {right}", page.text.get(parts.key..parts.colon + 1)?);
    Some(unquoted(span, span.of(page.text), whole).fix(page.certainty_of_line(line), span, right))
}

fn unquoted(span: Span, typed: &str, right: String) -> Mistake {
    let message = format!("`{}` has a colon and stands without quotes", short(typed));
    Mistake::new(&UNQUOTED_COLON, span, message, Cover::AsText(span)).help(format!("put the text in quotes: `{right}`"))
}

/// A line that begins as a key where none can: the text above goes on in it.
fn colon_in_key(page: &Page<'_>, line: Line<'_>, slip: &Slip) -> Mistake {
    let key = Span::new(line.start + line.indent(), slip.at);
    let typed = key.of(page.text).trim_end();
    match page.line_above(line) {
        Some(above) if above.indent() >= line.indent() => without_colon(above),
        // A key is one word; words before a colon are part of a sentence.
        Some(_) if typed.contains(char::is_whitespace) => {
            let span = Span::new(key.start, line.end_of_text());
            let message = format!("`{}` has a colon and goes on a text without quotes", short(span.of(page.text)));
            let mistake = Mistake::new(&UNQUOTED_COLON, span, message, Cover::AsText(span));
            mistake.help("put the whole text in quotes, from its first word to its last")
        }
        Some(_) => {
            let message = format!("`{}` stands further in than the text above, and so belongs to it", short(typed));
            let mistake = Mistake::new(&INVALID_YAML, key, message, Cover::Block(line.start));
            mistake.help("begin a key in the same column as the keys that it belongs to")
        }
        None => unknown(page, line, slip),
    }
}

/// A quoted text that is not closed, is followed by more, or has a wrong escape.
fn quote(page: &Page<'_>, line: Line<'_>, slip: &Slip) -> Option<Mistake> {
    match slip.kind {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            let open = page.quote_before(slip.after, None).unwrap_or(slip.at);
            Some(unclosed(page, page.line(open), open))
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            let open = page.quote_before(slip.after, Some(slip.at))?;
            if page.line(open).start == line.start {
                Some(after_quote(page, line, slip, open))
            } else {
                Some(unclosed(page, page.line(open), open))
            }
        }
        ErrorKind::CommentNotSeparated => {
            let span = Span::new(slip.at, line.end());
            let message = "a `#` stands right behind a quote";
            let mistake = Mistake::new(&INVALID_YAML, span, message, Cover::Blank(span));
            Some(mistake.help("put a space before a comment, or the whole text in quotes"))
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => Some(escape(page, slip)),
        _ => None,
    }
}

fn unclosed(page: &Page<'_>, line: Line<'_>, open: usize) -> Mistake {
    let span = Span::new(open, line.end_of_text());
    let quote = page.text.get(open..).and_then(|rest| rest.chars().next()).unwrap_or('"');
    let cover = Cover::Blank(Span::new(open, line.end()));
    let message = format!("the text that begins with `{quote}` is not closed on its line");
    let help = if quote == '\'' {
        "close it with `'`; an apostrophe inside is doubled, or the text stands in double quotes"
    } else {
        "close it with `\"`; a `\"` inside is written `\\\"`"
    };
    Mistake::new(&INVALID_YAML, span, message, cover).help(help)
}

fn after_quote(page: &Page<'_>, line: Line<'_>, slip: &Slip, open: usize) -> Mistake {
    let in_brackets = slip.bracket.is_some() || line.opens_bracket(open);
    let end = if in_brackets { page.piece(line, slip.at).end } else { line.end_of_text() };
    let span = Span::new(slip.at, end);
    let message = format!("`{}` stands behind the closing quote", short(span.of(page.text)));
    // What follows a quoted key may be another: the line means nothing any more.
    let is_key = line.parts().is_none_or(|parts| open <= parts.key);
    let cover = if is_key && !in_brackets { Cover::Block(line.start) } else { Cover::Blank(span) };
    let mistake = Mistake::new(&INVALID_YAML, span, message, cover);
    let typed = page.text.get(open..end).unwrap_or_default();
    if in_brackets {
        return mistake
            .help("inside brackets a comma stands between values; a quote inside a text is doubled or escaped");
    }
    // The quotes of `'L'IRD'` stand around the whole text; `"Le guide" de 2012` begins with a quotation.
    let around = !page.copy.get(..slip.at).is_some_and(|before| before.ends_with(char::is_whitespace));
    let bare = |quote: char| typed.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)).filter(|_| around);
    let inner = bare('\'').or_else(|| bare('"')).unwrap_or(typed);
    let certainty = if is_key { Certainty::Likely } else { page.certainty_of_line(line) };
    let whole = Span::new(open, end);
    mistake.help(format!("put the whole text in quotes: `{}`", quoted(inner))).fix(certainty, whole, quoted(inner))
}

fn escape(page: &Page<'_>, slip: &Slip) -> Mistake {
    let rest = page.text.get(slip.at..).unwrap_or_default();
    let known = |letter: char| "0abt\tnvfre \"/\\N_LP\r\n".contains(letter);
    let mut letters = rest.char_indices().skip(1).peekable();
    let mut wrong = None;
    while let Some((at, letter)) = letters.next() {
        match (letter, letters.peek().copied()) {
            ('\\', Some((_, next))) if known(next) => drop(letters.next()),
            ('\\', Some((end, next))) => {
                wrong = Some(Span::new(slip.at + at, slip.at + end + next.len_utf8()));
                break;
            }
            ('"', _) => break,
            _ => {}
        }
    }
    let line = page.line(slip.at);
    let span = wrong.unwrap_or(Span::new(slip.at, line.end_of_text()));
    let end = page.end_of_quoted(slip.at).unwrap_or(line.end());
    let message = format!("`{}` means nothing inside double quotes", short(span.of(page.text)));
    let mistake = Mistake::new(&INVALID_YAML, span, message, Cover::Blank(Span::new(slip.at, end)));
    mistake.help("write a backslash as `\\\\`, or put the text in single quotes")
}

/// A value that begins with a letter that has a meaning, or is followed by more than YAML expects.
fn beginning(page: &Page<'_>, line: Line<'_>, slip: &Slip) -> Option<Mistake> {
    let parts = line.parts().filter(|parts| parts.value <= slip.at);
    if slip.bracket.is_some() || line.opens_bracket(slip.at) {
        return in_brackets(page, line, slip);
    }
    let parts = parts?;
    let span = Span::new(parts.value, line.end_of_text());
    let typed = span.of(page.text);
    let right = format!("{} {}", page.text.get(parts.key..parts.colon + 1)?, quoted(typed));
    match typed.chars().next()? {
        '-' => {
            let message = "a list begins on the line of its key";
            let mistake = Mistake::new(&INVALID_YAML, span, message, Cover::Blank(span));
            Some(mistake.help("begin the list on the next line").help(format!("if it is a text, quote it: `{right}`")))
        }
        '[' | '{' => {
            let rest = Span::new(slip.at.max(span.start), span.end);
            let message = format!("`{}` stands behind the closing bracket", short(rest.of(page.text)));
            let mistake = Mistake::new(&INVALID_YAML, rest, message, Cover::Blank(rest));
            Some(mistake.help(format!("if all of it is a text, put it in quotes: `{right}`")))
        }
        first => {
            let mistake = cannot_begin(first, span, right)?;
            // The other signs have a meaning, which may be what was wanted.
            let certainty = if "`@%".contains(first) { page.certainty_of_line(line) } else { Certainty::Likely };
            Some(mistake.fix(certainty, span, quoted(typed)))
        }
    }
}

/// The same inside brackets, where commas part the values.
fn in_brackets(page: &Page<'_>, line: Line<'_>, slip: &Slip) -> Option<Mistake> {
    if page.copy.get(slip.at..)?.starts_with(',') {
        let span = Span::new(slip.at, slip.at + 1);
        let mistake = Mistake::new(&INVALID_YAML, span, "nothing stands before this comma", Cover::Blank(span));
        return Some(mistake.help("delete it, or write what it parts"));
    }
    let span = page.piece(line, slip.at);
    let typed = span.of(page.text);
    cannot_begin(typed.chars().next()?, span, quoted(typed))
}

fn cannot_begin(first: char, span: Span, right: String) -> Option<Mistake> {
    let letter = match first {
        '`' => "a backtick".to_owned(),
        '@' | '%' | '*' | '&' | '!' | '|' | '>' | ',' | ']' | '}' | '?' | ':' => format!("`{first}`"),
        _ => return None,
    };
    let message = format!("a text without quotes cannot begin with {letter}");
    let mistake = Mistake::new(&INVALID_YAML, span, message, Cover::AsText(span));
    Some(mistake.help(format!("put it in quotes: `{right}`")))
}

/// A line that stands in a wrong column, or is no line of a list or map.
fn place_of_line(line: Line<'_>, slip: &Slip) -> Option<Mistake> {
    let start = line.start + line.indent();
    let span = Span::new(start, line.end_of_text());
    let item = line.body().starts_with("- ") || line.body() == "-";
    let cover = Cover::Block(line.start);
    match slip.kind {
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Some(without_colon(line)),
        ErrorKind::ExpectedBlockMappingKey if item && slip.at > start => {
            let message = "an item of a list stands among keys";
            let mistake = Mistake::new(&INVALID_YAML, span, message, cover);
            Some(mistake.help("a list stands under a key that has nothing behind its colon"))
        }
        ErrorKind::ExpectedBlockSequenceEntry => {
            let message = format!("`{}` stands among the items of a list", short(line.body()));
            let mistake = Mistake::new(&INVALID_YAML, span, message, cover);
            Some(mistake.help("begin an item with `- `, and what belongs to it two columns further in"))
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidIndentation
        | ErrorKind::UnexpectedEofBlockMapping
            if slip.at == start && !line.body().is_empty() =>
        {
            let message = format!("`{}` begins in a column of its own", short(line.body()));
            let mistake = Mistake::new(&INVALID_YAML, span, message, cover);
            Some(mistake.help("begin what belongs together in the same column"))
        }
        ErrorKind::BomInsideDocument => {
            let span = Span::new(slip.at, slip.at + '\u{feff}'.len_utf8());
            let message = "an invisible mark (U+FEFF) stands in the text";
            let mistake = Mistake::new(&INVALID_YAML, span, message, Cover::Blank(span));
            Some(mistake.help("delete it: two files were most likely joined here").fix(Certainty::Certain, span, ""))
        }
        _ => None,
    }
}

/// A line without the colon that would make it a key.
fn without_colon(line: Line<'_>) -> Mistake {
    let span = Span::new(line.start + line.indent(), line.end_of_text());
    let body = line.body();
    let cover = Cover::Block(line.start);
    // Most often the space is forgotten, or stands on the wrong side.
    if let Some((key, value)) = body.split_once(':').filter(|(key, _)| !key.trim().is_empty() && !key.contains('/')) {
        let message = format!("`{}` has no space behind its colon", short(body));
        let mistake = Mistake::new(&INVALID_YAML, span, message, cover);
        let colon = span.start + key.len() + 1;
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let certainty = if is_key { Certainty::Certain } else { Certainty::Likely };
        let mistake = mistake.help(format!("write `{}: {}`", key.trim(), short(value.trim())));
        return mistake.fix(certainty, Span::new(colon, colon), " ");
    }
    let message = format!("`{}` is no key with a value", short(body));
    let mistake = Mistake::new(&INVALID_YAML, span, message, cover);
    if let Some(item) = body.strip_prefix('-') {
        return mistake.help(format!("put a space behind the dash: `- {}`", short(item.trim_start())));
    }
    mistake.help("a line is `key: value`; a text that goes on over several lines stands further in than its key")
}

/// What no rule above explains.
fn unknown(page: &Page<'_>, line: Line<'_>, slip: &Slip) -> Mistake {
    let start = slip.at.min(line.end_of_text()).max(line.start + line.indent());
    let span = Span::new(start, line.end_of_text());
    let typed = span.of(page.text);
    let message = match typed {
        "" => "something that began above is not finished here".to_owned(),
        _ => format!("`{}` cannot be read as YAML", short(typed)),
    };
    let mistake = Mistake::new(&INVALID_YAML, span, message, Cover::Block(line.start));
    mistake.help("put texts in quotes, and begin what belongs together in the same column")
}

impl<'t> Page<'t> {
    /// The line that holds a byte.
    fn line(&self, at: usize) -> Line<'t> {
        let at = floor(self.text, at);
        let (before, after) = self.text.split_at(at);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let end = after.find('\n').map_or(self.text.len(), |end| at + end);
        Line { start, text: self.text.get(start..end).unwrap_or_default().trim_end_matches('\r') }
    }

    /// The nearest line above that is neither blank nor a comment.
    fn line_above(&self, line: Line<'t>) -> Option<Line<'t>> {
        let mut line = line;
        while line.start > 0 {
            line = self.line(line.start - 1);
            if !line.body().is_empty() && !line.body().starts_with('#') {
                return Some(line);
            }
        }
        None
    }

    /// Whether lines that stand further in follow.
    fn further_in(&self, line: Line<'t>) -> bool {
        self.block(line.start).end > line.end()
    }

    /// Whether a value that is put in quotes is certainly the whole of it: the next lines may go on with it.
    fn certainty_of_line(&self, line: Line<'t>) -> Certainty {
        if self.further_in(line) { Certainty::Likely } else { Certainty::Certain }
    }

    /// A line and the lines below it that stand further in.
    fn block(&self, at: usize) -> Span {
        let first = self.line(at);
        let mut end = first.end();
        while let Some(below) = self.line_below(end) {
            if !below.body().is_empty() && below.indent() <= first.indent() {
                break;
            }
            end = below.end();
        }
        Span::new(first.start, end)
    }

    fn line_below(&self, end: usize) -> Option<Line<'t>> {
        let next = end + self.text.get(end..)?.find('\n')? + 1;
        (next < self.text.len()).then(|| self.line(next))
    }

    /// The tabs at the beginnings of lines.
    fn tabs(&self) -> Vec<Span> {
        let mut tabs = Vec::new();
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let margin = line.len() - line.trim_start_matches([' ', '\t']).len();
            tabs.extend(
                line.bytes()
                    .take(margin)
                    .enumerate()
                    .filter(|(_, byte)| *byte == b'\t')
                    .map(|(index, _)| Span::new(at + index, at + index + 1)),
            );
            at += line.len();
        }
        tabs
    }

    /// The value inside brackets that holds a byte: from the bracket, comma or, in braces, colon before it to the next.
    fn piece(&self, line: Line<'t>, at: usize) -> Span {
        let before = self.text.get(line.start..at).unwrap_or_default();
        let from = before.rfind(['{', '[', ',']).map_or(line.indent(), |found| found + 1);
        let in_list = before.rfind(['{', '[']).is_some_and(|open| before.get(open..=open) == Some("["));
        let colon = before.get(from..).and_then(|part| part.find(": ")).filter(|_| !in_list);
        let from = colon.map_or(from, |found| from + found + 2);
        let blanks = before.get(from..).map_or(0, |part| part.len() - part.trim_start().len());
        let after = self.text.get(at..line.end()).unwrap_or_default();
        let to = at + after.find([',', '}', ']']).unwrap_or(after.len());
        let typed = self.text.get(at..to).unwrap_or_default().trim_end();
        Span::new(line.start + from + blanks, at + typed.len())
    }

    /// The quote that opens the text which ends before `end`, or which never ends; the search begins at `from`.
    fn quote_before(&self, from: usize, end: Option<usize>) -> Option<usize> {
        let mut at = floor(self.copy, from);
        loop {
            let (quote, before) = self.next_quote(at)?;
            let closed = self.end_of_quoted(quote);
            match (closed, end) {
                (None, _) => return Some(quote),
                (Some(closed), Some(end)) if closed <= end && self.blank(closed, end) => return Some(quote),
                (Some(closed), _) if before => at = closed,
                _ => at = quote + 1,
            }
        }
    }

    /// The next quote, and whether a text can begin there.
    fn next_quote(&self, from: usize) -> Option<(usize, bool)> {
        let mut at = from;
        loop {
            let quote = at + self.copy.get(at..)?.find(['"', '\''])?;
            let before = self.copy.get(..quote)?.chars().next_back();
            if before.is_none_or(|letter| letter.is_whitespace() || "[{,:".contains(letter)) {
                return Some((quote, true));
            }
            at = quote + 1;
        }
    }

    fn blank(&self, from: usize, to: usize) -> bool {
        self.copy.get(from..to).is_some_and(|between| between.trim().is_empty())
    }

    /// The byte behind the quote that closes the one at `open`.
    fn end_of_quoted(&self, open: usize) -> Option<usize> {
        let rest = self.copy.get(open..)?;
        let quote = rest.chars().next()?;
        let mut letters = rest.char_indices().skip(1).peekable();
        while let Some((at, letter)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            if (quote == '"' && letter == '\\') || (quote == '\'' && letter == '\'' && next == Some('\'')) {
                letters.next();
            } else if letter == quote {
                return Some(open + at + 1);
            }
        }
        None
    }
}

/// A line as `key: value`, in bytes of the text.
struct Parts {
    key: usize,
    colon: usize,
    value: usize,
}

impl<'t> Line<'t> {
    fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// The end without blanks and comment.
    fn end_of_text(self) -> usize {
        let without = self.text.find(" #").map_or(self.text, |comment| self.text.get(..comment).unwrap_or_default());
        let text = if without.trim().is_empty() { self.text } else { without };
        self.start + text.trim_end().len()
    }

    fn margin(self) -> &'t str {
        self.text.get(..self.indent()).unwrap_or_default()
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }

    fn body(self) -> &'t str {
        self.text.trim_start_matches([' ', '\t']).trim_end()
    }

    /// Whether a bracket that this line opens is still open at a byte.
    fn opens_bracket(self, at: usize) -> bool {
        let before = self.text.get(..at.saturating_sub(self.start)).unwrap_or_default();
        before.matches(['[', '{']).count() > before.matches([']', '}']).count()
    }

    /// The key, its colon and its value, where the line has them.
    fn parts(self) -> Option<Parts> {
        let mut key = self.indent();
        while let Some(item) = self.text.get(key..).and_then(|rest| rest.strip_prefix("- ")) {
            key = self.text.len() - item.trim_start().len();
        }
        let rest = self.text.get(key..)?;
        let quoted = match rest.chars().next()? {
            quote @ ('"' | '\'') => 1 + rest.get(1..)?.find(quote)?,
            _ => 0,
        };
        let spaced = rest.get(quoted..)?.find(": ").map(|found| quoted + found);
        let colon = key + spaced.or_else(|| rest.trim_end().ends_with(':').then(|| rest.trim_end().len() - 1))?;
        let value = self.text.get(colon + 1..)?;
        let blanks = value.len() - value.trim_start().len();
        Some(Parts { key: self.start + key, colon: self.start + colon, value: self.start + colon + 1 + blanks })
    }
}

/// The text with letters for each byte of some ranges; line breaks stay.
fn covered(text: &str, spans: &[Span], with: char) -> String {
    let mut copy = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        let (start, end) = (floor(text, span.start).max(at), floor(text, span.end).max(at));
        copy.push_str(text.get(at..start).unwrap_or_default());
        for letter in text.get(start..end).unwrap_or_default().chars() {
            match letter {
                '\n' | '\r' => copy.push(letter),
                _ => copy.extend(std::iter::repeat_n(with, letter.len_utf8())),
            }
        }
        at = start.max(end);
    }
    copy.push_str(text.get(at..).unwrap_or_default());
    copy
}

/// The nearest beginning of a letter at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

fn quoted(typed: &str) -> String {
    yaml::quoted(&short(typed))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{said, tree};

    /// The YAML of a case, what is said about it, and what is read of it.
    fn written(yaml: &str) -> String {
        let said: String = said(yaml).iter().map(|line| format!("> {}\n", line.replace(" | ", "\n  | "))).collect();
        format!("{yaml}{said}= {}\n", tree(yaml)).replace('\t', "⇥")
    }

    #[test]
    fn every_mistake_is_told_at_its_place_and_the_rest_is_read() {
        for case in include_str!("mistakes.txt").split("----\n").skip(1) {
            let yaml: String = case
                .lines()
                .take_while(|line| !line.starts_with(['>', '=']))
                .fold(String::new(), |text, line| text + &line.replace('⇥', "\t") + "\n");
            assert_eq!(written(&yaml), case);
        }
    }

    #[test]
    fn line_breaks_of_windows_change_nothing() {
        for case in include_str!("mistakes.txt").split("----\n").skip(1) {
            let yaml: Vec<&str> = case.lines().take_while(|line| !line.starts_with(['>', '='])).collect();
            let (here, there) = (yaml.join("\n").replace('⇥', "\t"), yaml.join("\r\n").replace('⇥', "\t"));
            assert_eq!(said(&there), said(&here), "{here}");
            assert_eq!(tree(&there), tree(&here), "{here}");
        }
    }
}
