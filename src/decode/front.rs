//! Where the YAML of a Markdown file stands: between a first line `---` and the next, or, in a file of quotes, in
//! several such blocks, each followed by its words.
//!
//! A closing line that was forgotten is found again: where a block is no YAML, but is up to a line that cannot be YAML,
//! the words begin there. One mistake gives one diagnostic, and the blocks below keep their places.

use super::yaml;
use crate::diagnostic::{Certainty, Code, Diagnosed, Diagnostic, Edit, Place, Rule, Severity, SourcePath, Span};

/// The keys of a file do not stand between two lines `---`.
pub static MISSING_FRONT_MATTER: Rule = Rule {
    code: Code::MissingFrontMatter,
    severity: Severity::Error,
    summary: "the keys of a file do not stand between two lines `---`",
    explanation: "A Markdown file begins with a line `---`, then its keys, then a second line `---`, then its words. \
                  In a file of quotes every quote has such a block before its words, and a line that is `---` alone \
                  always opens or closes one; among the words it is written `\\---`.",
    example: "organisation: ined\n---\nDeux heures.\n→\n---\norganisation: ined\n---\nDeux heures.",
};

/// A Markdown file, its keys and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front<'t> {
    /// What stands between the lines `---`, where there are any.
    pub yaml: Option<Yaml<'t>>,
    /// The Markdown.
    pub body: &'t str,
    /// Where the Markdown begins in the file.
    pub body_offset: usize,
}

/// A stretch of YAML in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yaml<'t> {
    /// Its text, without the lines `---`.
    pub text: &'t str,
    /// Where it begins in the file.
    pub offset: usize,
}

/// A block of keys and the words that follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'t> {
    /// The keys.
    pub yaml: Yaml<'t>,
    /// The words as they are meant: `\---` is `---`, line breaks are `\n`, no blank lines at the beginning and end.
    pub words: String,
    /// Where the same words stand in the file; empty, behind the block, where there are none.
    pub words_span: Span,
}

/// Parts the front matter of a Markdown file from its words. A file without a first line `---` has none.
pub fn split<'t>(path: &SourcePath, text: &'t str) -> Diagnosed<Front<'t>> {
    let lines = Lines::of(text);
    let Some(opening) = lines.first().filter(|line| line.is_fence()) else {
        let body_offset = lines.start;
        let body = text.get(body_offset..).unwrap_or_default();
        return Diagnosed::clean(Front { yaml: None, body, body_offset });
    };
    let mut diagnostics = Vec::new();
    let (yaml, body_offset) = lines.block(&opening, path, &mut diagnostics);
    let front = Front { yaml: Some(yaml), body: text.get(body_offset..).unwrap_or_default(), body_offset };
    Diagnosed { value: front, diagnostics }
}

/// Parts a file of quotes into its blocks, each with the words that follow it.
pub fn blocks<'t>(path: &SourcePath, text: &'t str) -> Diagnosed<Vec<Block<'t>>> {
    let lines = Lines::of(text);
    let mut blocks = Vec::new();
    let mut diagnostics = Vec::new();
    let mut at = lines.words_from(lines.start, path, &mut diagnostics);
    while let Some(opening) = lines.at(at) {
        let (yaml, after) = lines.block(&opening, path, &mut diagnostics);
        at = lines.fence_from(after).map_or(text.len(), |fence| fence.start);
        let (words, words_span) = words(text, Span::new(after, at));
        blocks.push(Block { yaml, words, words_span });
    }
    Diagnosed { value: blocks, diagnostics }
}

/// A text whose lines are looked at.
#[derive(Clone, Copy)]
struct Lines<'t> {
    text: &'t str,
    /// Where it begins, behind a byte-order mark.
    start: usize,
}

/// A line, with and without its line break.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    /// The beginning of the next line.
    next: usize,
    text: &'t str,
}

impl Line<'_> {
    /// Whether it opens or closes a block: `---` alone.
    fn is_fence(&self) -> bool {
        self.text.trim_end() == "---"
    }

    /// Whether it begins with a key of ours.
    fn is_key(&self) -> bool {
        let name = self.text.split(':').next().unwrap_or_default();
        let colon = self.text.get(name.len()..).is_some_and(|rest| rest.trim_end() == ":" || rest.starts_with(": "));
        colon && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    }

    /// Whether it can stand at the left edge of the YAML of a block: a key, a comment, an item, a bracket, or blank.
    fn may_be_yaml(&self) -> bool {
        let text = self.text.trim_end();
        let key = |text: &str| {
            let name = text.split(':').next().unwrap_or_default();
            name.len() < text.len() && !name.contains(char::is_whitespace)
        };
        text.is_empty() || text.starts_with([' ', '\t', '#', '-', '}', ']', '"', '\'']) || key(text)
    }
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, start }
    }

    fn first(&self) -> Option<Line<'t>> {
        self.at(self.start)
    }

    /// The line that begins at a byte; none at the end.
    fn at(&self, start: usize) -> Option<Line<'t>> {
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        Some(Line { start, next: start + length, text: rest.get(..length)?.trim_end_matches(['\n', '\r']) })
    }

    fn from(&self, start: usize) -> impl Iterator<Item = Line<'t>> {
        let lines = *self;
        std::iter::successors(lines.at(start), move |line| lines.at(line.next))
    }

    fn fence_from(&self, start: usize) -> Option<Line<'t>> {
        self.from(start).find(Line::is_fence)
    }

    /// The block that an opening line begins, and where its words begin.
    fn block(&self, opening: &Line<'t>, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> (Yaml<'t>, usize) {
        let start = opening.next;
        let closing = self.fence_from(start);
        let end = closing.map_or(self.text.len(), |line| line.start);
        let yaml = |end: usize| Yaml { text: self.text.get(start..end).unwrap_or_default(), offset: start };
        if let Some(words) = self.words_in(start, end) {
            let place = Place::new(path, Span::new(words.start, words.start + words.text.trim_end().len()));
            let diagnostic =
                MISSING_FRONT_MATTER.at(place, "the words begin here, but no line `---` stands before them");
            let opened = Place::new(path, Span::new(opening.start, opening.start + 3));
            diagnostics.push(
                diagnostic.also(opened, "the block begins here").help("close the block with a line `---`").fix(
                    Certainty::Likely,
                    vec![Edit::new(Place::new(path, Span::new(words.start, words.start)), "---\n")],
                ),
            );
            return (yaml(words.start), words.start);
        }
        if closing.is_none() {
            let place = Place::new(path, Span::new(opening.start, opening.start + 3));
            let diagnostic = MISSING_FRONT_MATTER.at(place, "the block that begins here is never closed");
            diagnostics.push(diagnostic.help("close it with a line `---`, and write the words below"));
        }
        (yaml(end), closing.map_or(end, |line| line.next))
    }

    /// The first line of the words in a stretch that should be YAML, is none, but is up to there.
    ///
    /// A key without its colon looks the same, so something else must speak for words: no closing line at all, further
    /// lines that cannot be YAML, or keys behind what then is no closing line but the opening one of the next block.
    fn words_in(&self, start: usize, end: usize) -> Option<Line<'t>> {
        let inside = || self.from(start).take_while(move |line| line.start < end);
        let first = inside().find(|line| !line.may_be_yaml())?;
        let words = self.with_heading(start, first);
        let before = self.text.get(start..words.start).filter(|before| !before.trim().is_empty())?;
        let after = || inside().filter(|line| line.start >= first.start);
        let behind = self.at(end).and_then(|fence| self.from(fence.next).find(|line| !line.text.trim().is_empty()));
        let speaks = end == self.text.len()
            || behind.is_some_and(|line| line.is_key())
            || after().filter(|line| !line.may_be_yaml()).count() > 1;
        let keys = after().any(|line| line.is_key());
        (speaks && !keys && yaml::is_yaml(before) && !yaml::is_yaml(self.text.get(start..end)?)).then_some(words)
    }

    /// The first of the headings and blank lines right above a line of words: to YAML a heading is a comment.
    fn with_heading(&self, start: usize, words: Line<'t>) -> Line<'t> {
        let mut first = words;
        let mut run = None;
        for line in self.from(start).take_while(|line| line.start < words.start) {
            match line.text.trim_end() {
                text if text.starts_with('#') => run = run.or(Some(line)),
                "" => {}
                _ => run = None,
            }
        }
        if let Some(heading) = run {
            first = heading;
        }
        first
    }

    /// The first line `---`; anything but blank lines before it is noted.
    fn words_from(&self, start: usize, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> usize {
        let fence = self.fence_from(start).map_or(self.text.len(), |line| line.start);
        let before = self.text.get(start..fence).unwrap_or_default();
        if let Some(line) = self.from(start).find(|line| line.start < fence && !line.text.trim().is_empty()) {
            let place = Place::new(path, Span::new(line.start, line.start + line.text.trim_end().len()));
            let message = match fence < self.text.len() {
                true => "words stand before the first line `---`",
                false => "no line `---` stands before these words",
            };
            let help = "begin the file with a line `---`, then the keys, then a second line `---`";
            let found = MISSING_FRONT_MATTER.at(place, message).help(help);
            let opens = line.is_key() && fence < self.text.len();
            let edit = Edit::new(Place::new(path, Span::new(line.start, line.start)), "---\n");
            diagnostics.push(if opens { found.fix(Certainty::Certain, vec![edit]) } else { found });
        }
        start + before.len()
    }
}

/// The words of a range, as they are meant, and where they stand.
fn words(text: &str, range: Span) -> (String, Span) {
    let typed = range.of(text);
    // A space that does not break is a letter like others.
    let blank = [' ', '\t', '\r', '\n'];
    let inside = typed.trim_matches(blank);
    if inside.is_empty() {
        return (String::new(), Span::new(range.start, range.start));
    }
    let start = range.start + (typed.len() - typed.trim_start_matches(blank).len());
    let lines: Vec<&str> = inside.lines().map(|line| if line.trim_end() == "\\---" { "---" } else { line }).collect();
    (lines.join("\n"), Span::new(start, start + inside.len()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::*;
    use proptest::prelude::*;

    fn path() -> SourcePath {
        SourcePath::new("a.md")
    }

    /// The keys and the words of a Markdown file.
    fn parted(text: &str) -> (Option<&str>, &str) {
        let front = split(&path(), text).value;
        assert_eq!(text.get(front.body_offset..), Some(front.body));
        (front.yaml.map(|yaml| yaml.text), front.body)
    }

    /// Each block of a file of quotes as its keys and words.
    fn quotes(text: &str) -> Vec<(&str, String)> {
        blocks(&path(), text).value.into_iter().map(|block| (block.yaml.text, block.words)).collect()
    }

    fn quote<'t>(yaml: &'t str, words: &str) -> (&'t str, String) {
        (yaml, words.to_owned())
    }

    #[test]
    fn front_matter_stands_between_two_lines() {
        assert_eq!(parted("---\nname: A\n---\n# B\n\nC\n"), (Some("name: A\n"), "# B\n\nC\n"));
        assert_eq!(parted("---\n---\nC"), (Some(""), "C"));
        assert_eq!(parted("---\nname: A\n---"), (Some("name: A\n"), ""));
        assert_eq!(parted("# B\n---\nC"), (None, "# B\n---\nC"));
        assert_eq!(parted(""), (None, ""));
    }

    #[test]
    fn windows_line_breaks_and_a_byte_order_mark_change_nothing() {
        assert_eq!(parted("\u{feff}---\r\nname: A\r\n--- \r\nC\r\n"), (Some("name: A\r\n"), "C\r\n"));
        assert_eq!(parted("\u{feff}# B"), (None, "# B"));
        let text = "---\r\nid: a\r\n---\r\nUn\r\ndeux\r\n";
        assert_eq!(quotes(text), [quote("id: a\r\n", "Un\ndeux")]);
    }

    #[test]
    fn a_block_that_is_never_closed_is_told() {
        let text = "---\nname: A\n";
        let front = split(&path(), text);
        assert_eq!(
            lines(front.diagnostics, text),
            ["1:1 missing-front-matter: the block that begins here is never closed | \
              close it with a line `---`, and write the words below"]
        );
        assert_eq!((front.value.yaml.unwrap().text, front.value.body), ("name: A\n", ""));
    }

    #[test]
    fn a_closing_line_that_was_forgotten_is_found_again() {
        let words = "missing-front-matter: the words begin here, but no line `---` stands before them | \
                     close the block with a line `---`";
        for (text, yaml, body, place) in [
            ("---\nname: A\n\nDu texte.\n", "name: A\n\n", "Du texte.\n", "4:1"),
            ("---\nname: A\n# Titre\n\nDu texte.\n", "name: A\n", "# Titre\n\nDu texte.\n", "3:1"),
            ("---\nname: A\nUn.\nDeux.\n\n---\n\nTrois.\n", "name: A\n", "Un.\nDeux.\n\n---\n\nTrois.\n", "3:1"),
        ] {
            let front = split(&path(), text);
            assert_eq!(lines(front.diagnostics, text), [format!("{place} {words}")]);
            assert_eq!((front.value.yaml.unwrap().text, front.value.body), (yaml, body));
        }
    }

    #[test]
    fn a_key_without_colon_is_not_taken_for_words() {
        for text in ["---\nname: A\norganisation b\n---\nDu texte.\n", "---\nname: A\nb c\norder: 1\n---\nDu texte.\n"]
        {
            assert_eq!(split(&path(), text).diagnostics, []);
            assert_eq!(parted(text).1, "Du texte.\n");
        }
    }

    #[test]
    fn a_file_of_quotes_is_blocks_and_words() {
        let text =
            "---\ndefaults:\n  language: fr\n---\n---\nid: a\n---\nUn.\n\nDeux.\n\n---\nid: b\n---\n\n  Trois.  \n";
        assert_eq!(
            quotes(text),
            [quote("defaults:\n  language: fr\n", ""), quote("id: a\n", "Un.\n\nDeux."), quote("id: b\n", "Trois.")]
        );
        let found = blocks(&path(), text).value;
        assert_eq!(found[0].words_span, Span::new(33, 33));
        assert_eq!(found[1].words_span.of(text), "Un.\n\nDeux.");
        assert_eq!(text.get(found[2].yaml.offset..found[2].yaml.offset + 5), Some("id: b"));
    }

    #[test]
    fn a_line_of_hyphens_among_the_words_is_escaped() {
        let text = "---\nid: a\n---\nUn.\n\\---\n----\nDeux --- trois.\n";
        assert_eq!(quotes(text), [quote("id: a\n", "Un.\n---\n----\nDeux --- trois.")]);
    }

    #[test]
    fn a_space_that_does_not_break_is_kept() {
        assert_eq!(quotes("---\n---\n\u{a0}a \n"), [quote("", "\u{a0}a")]);
    }

    #[test]
    fn words_before_the_first_block_are_told() {
        let text = "\nUn.\n---\nid: a\n---\nDeux.\n";
        let found = blocks(&path(), text);
        assert_eq!(
            lines(found.diagnostics, text),
            ["2:1 missing-front-matter: words stand before the first line `---` | \
              begin the file with a line `---`, then the keys, then a second line `---`"]
        );
        assert_eq!(found.value.len(), 1);
        let text = "Un.\nDeux.\n";
        let found = blocks(&path(), text);
        assert_eq!(
            lines(found.diagnostics, text),
            ["1:1 missing-front-matter: no line `---` stands before these words | \
              begin the file with a line `---`, then the keys, then a second line `---`"]
        );
        assert_eq!(found.value, []);
        assert_eq!(blocks(&path(), "\n\n").diagnostics, []);
    }

    #[test]
    fn a_closing_line_forgotten_in_one_quote_leaves_the_others_in_their_places() {
        let text = "---\nid: a\nUn, deux.\n---\nid: b\n---\nTrois.\n---\nid: c\n\nQuatre.\n";
        let found = blocks(&path(), text);
        let told = lines(found.diagnostics, text);
        assert_eq!(told.len(), 2);
        assert!(told[0].starts_with("3:1 missing-front-matter: the words begin here"), "{told:?}");
        assert!(told[1].starts_with("11:1 missing-front-matter: the words begin here"), "{told:?}");
        assert_eq!(
            quotes(text),
            [quote("id: a\n", "Un, deux."), quote("id: b\n", "Trois."), quote("id: c\n\n", "Quatre.")]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn no_text_makes_it_panic(text in "(---|\\\\---|a: b|#|\u{feff}|é|[ \t\r]|\n){0,40}") {
            let front = split(&path(), &text).value;
            prop_assert_eq!(text.get(front.body_offset..), Some(front.body));
            let mut at = 0;
            for block in blocks(&path(), &text).value {
                let yaml = block.yaml;
                prop_assert_eq!(text.get(yaml.offset..yaml.offset + yaml.text.len()), Some(yaml.text));
                prop_assert!(yaml.offset >= at && block.words_span.start >= yaml.offset + yaml.text.len());
                prop_assert!(text.get(block.words_span.start..block.words_span.end).is_some());
                at = block.words_span.end;
            }
        }
    }
}
