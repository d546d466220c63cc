//! Changes of text that cure a diagnostic, and how those of many diagnostics are made in one text.
//!
//! A [`Fix`] is data: ranges of bytes and what is to stand there. Only a [`Certainty::Certain`] one may be made without
//! a person looking at it: it says what cannot have been meant otherwise, and takes no word of the author away. A guess
//! is offered to editors and never made by `--fix`. Who writes files is decided elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Diagnostic, Place, SourcePath};

/// A change that cures a diagnostic. What it does is said by the diagnostic's help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be made unseen.
    pub certainty: Certainty,
    /// The changes, none of which touches another; all of them are made, or none.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be made without a person looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Nothing else can have been meant.
    Certain,
    /// Most likely meant; a person decides.
    Likely,
}

/// A range of a file and the text that is to stand there. An empty range inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub place: Place,
    /// What comes in their place; its line breaks are `\n`, whatever those of the file are.
    pub text: String,
}

impl Certainty {
    /// The word of reports.
    pub fn word(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Likely => "likely",
        }
    }
}

impl Edit {
    /// Puts a text in the place of what stands there.
    pub fn new(place: Place, text: impl Into<String>) -> Self {
        Self { place, text: text.into() }
    }
}

/// The fixes that can be made together, in the order of the diagnostics: certain ones, of which no two touch.
///
/// Where two touch, the first is made and the other is left for the next round, in which the text is another. Where the
/// lines `---` of a file are missing, keys and words are taken for each other: until that is mended, nothing else in the
/// file is certain.
pub fn certain(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut taken = Taken::default();
    let mut chosen = Vec::new();
    let unparted: BTreeSet<&SourcePath> =
        diagnostics.iter().filter(|found| found.code == PARTING).map(|found| &found.place.path).collect();
    let waits = |found: &Diagnostic| found.code != PARTING && unparted.contains(&found.place.path);
    for diagnostic in diagnostics.iter().filter(|found| !waits(found)) {
        let fix = diagnostic.fix.as_ref().filter(|fix| fix.certainty == Certainty::Certain);
        if fix.is_some_and(|fix| taken.take(&fix.edits)) {
            chosen.push(diagnostic);
        }
    }
    chosen
}

/// The code of a file whose keys and words cannot be told apart.
const PARTING: Code = Code::MissingFrontMatter;

/// The ranges that chosen edits take, by file: where each begins, and where it ends.
#[derive(Default)]
struct Taken<'a>(BTreeMap<&'a SourcePath, BTreeMap<usize, usize>>);

impl<'a> Taken<'a> {
    /// Takes the ranges of edits, where none of them touches one that is taken.
    fn take(&mut self, edits: &'a [Edit]) -> bool {
        let free = !edits.is_empty() && edits.iter().all(|edit| self.is_free(&edit.place));
        if free {
            for edit in edits {
                self.0.entry(&edit.place.path).or_default().insert(edit.place.span.start, edit.place.span.end);
            }
        }
        free
    }

    fn is_free(&self, place: &Place) -> bool {
        let Some(ranges) = self.0.get(&place.path) else { return true };
        // No two that are taken touch, so the last that begins before this one's end reaches furthest.
        let before = ranges.range(..=place.span.end).next_back();
        before.is_none_or(|(_, end)| *end < place.span.start)
    }
}

/// Whether two edits may get in each other's way; side by side is already too near, since then their order matters.
fn touch(one: &Edit, other: &Edit) -> bool {
    let (a, b) = (&one.place, &other.place);
    a.path == b.path && a.span.start <= b.span.end && b.span.start <= a.span.end
}

/// The edits of several fixes, by file.
pub fn by_file<'a>(fixes: impl IntoIterator<Item = &'a Fix>) -> BTreeMap<&'a SourcePath, Vec<&'a Edit>> {
    let mut files: BTreeMap<&SourcePath, Vec<&Edit>> = BTreeMap::new();
    for edit in fixes.into_iter().flat_map(|fix| &fix.edits) {
        files.entry(&edit.place.path).or_default().push(edit);
    }
    files
}

/// A text with edits made, its own kind of line breaks kept. Nothing where an edit does not fit the text, or two touch.
pub fn edited(text: &str, edits: &[&Edit]) -> Option<String> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| edit.place.span);
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut new = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (index, edit) in edits.iter().enumerate() {
        let span = edit.place.span;
        if index > 0 && edits.get(index - 1).is_some_and(|before| touch(before, edit)) {
            return None;
        }
        new.push_str(text.get(at..span.start)?);
        text.get(span.start..span.end)?;
        new.push_str(&edit.text.replace('\n', line_break));
        at = span.end;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}

#[cfg(test)]
mod tests {
    use super::super::{Rule, Severity, Span};
    use super::*;
    use proptest::prelude::*;

    static RULE: Rule =
        Rule { code: Code::UnknownKey, severity: Severity::Error, summary: "", explanation: "", example: "" };

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit::new(Place::new(&SourcePath::new("a.md"), Span::new(start, end)), text)
    }

    fn found(certainty: Certainty, edits: Vec<Edit>) -> Diagnostic {
        let place = edits.first().map_or(Place::file(&SourcePath::new("a.md")), |edit| edit.place.clone());
        RULE.at(place, "x").fix(certainty, edits)
    }

    #[test]
    fn edits_are_made_from_the_first_to_the_last_whatever_their_order() {
        let edits = [edit(6, 8, "2.5"), edit(0, 5, "titre"), edit(9, 9, "!")];
        assert_eq!(edited("title 25 x", &edits.iter().collect::<Vec<_>>()).as_deref(), Some("titre 2.5 !x"));
    }

    #[test]
    fn what_is_inserted_has_the_line_breaks_of_the_file() {
        assert_eq!(edited("a\r\nb\r\n", &[&edit(3, 3, "id: x\n")]).as_deref(), Some("a\r\nid: x\r\nb\r\n"));
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        assert_eq!(edited("é", &[&edit(1, 2, "")]), None, "inside a letter");
        assert_eq!(edited("ab", &[&edit(1, 9, "")]), None, "beyond the end");
        assert_eq!(edited("abcd", &[&edit(0, 2, "x"), &edit(1, 3, "y")]), None, "one in another");
        assert_eq!(edited("abcd", &[&edit(2, 2, "x"), &edit(2, 2, "y")]), None, "two at one place");
    }

    #[test]
    fn guesses_are_not_chosen_and_of_two_that_touch_the_first_is() {
        let all = [
            found(Certainty::Likely, vec![edit(0, 1, "x")]),
            found(Certainty::Certain, vec![edit(2, 4, "x"), edit(20, 20, "y")]),
            found(Certainty::Certain, vec![edit(4, 6, "x")]),
            found(Certainty::Certain, vec![edit(8, 9, "x"), edit(20, 20, "z")]),
            found(Certainty::Certain, vec![edit(8, 9, "x")]),
            RULE.at(Place::file(&SourcePath::new("a.md")), "without a fix"),
        ];
        let chosen: Vec<usize> =
            certain(&all).iter().map(|one| all.iter().position(|other| std::ptr::eq(other, *one)).unwrap()).collect();
        assert_eq!(chosen, [1, 4]);
    }

    #[test]
    fn while_keys_and_words_cannot_be_told_apart_nothing_else_in_the_file_is_certain() {
        let parting = Diagnostic { code: PARTING, ..found(Certainty::Certain, vec![edit(0, 0, "---\n")]) };
        let other = found(Certainty::Certain, vec![edit(9, 9, "x")]);
        assert_eq!(certain(&[other.clone(), parting.clone()]), [&parting]);
        assert_eq!(certain(&[other.clone(), Diagnostic { fix: None, ..parting }]), [] as [&Diagnostic; 0]);
        assert_eq!(certain(std::slice::from_ref(&other)), [&other]);
    }

    proptest! {
        #[test]
        fn what_is_chosen_can_always_be_made(
            text in "[abé\n]{0,40}",
            spans in prop::collection::vec((0..44_usize, 0..6_usize), 0..8),
        ) {
            let all: Vec<Diagnostic> = spans
                .iter()
                .map(|(start, length)| (text.floor_char_boundary(*start), text.floor_char_boundary(start + length)))
                .map(|(start, end)| found(Certainty::Certain, vec![edit(start, end, "é")]))
                .collect();
            let fixes = certain(&all).into_iter().filter_map(|found| found.fix.as_ref());
            for edits in by_file(fixes).values() {
                prop_assert!(edited(&text, edits).is_some());
            }
        }
    }
}
