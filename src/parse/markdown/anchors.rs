//! The ids of headings: those that are typed, `## Words {#id}`, and those made from the words.
//!
//! An id depends on the text alone, never on names or typography, so that addresses stay when names change. Typed ids go
//! first: a made one gives way.

use std::collections::BTreeMap;

use super::RawTarget;
use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity, SourcePath, Span, fold};
use crate::prose::{Block, BlockKind, Heading, Prose, text};

/// Two headings with one id.
pub(super) static DUPLICATE_ANCHOR: Rule = Rule {
    code: Code::DuplicateAnchor,
    severity: Severity::Error,
    summary: "two headings of a text have the same id",
    explanation: "An id that is typed, `## Words {#id}`, is the address of its heading, so it can be there only once in \
        a text. Headings without one get theirs from their words, and give way by themselves.",
    example: "## Délais {#delay}\n\n## Retards {#delay}  →  ## Délais {#delay}\n\n## Retards {#late}",
};

/// A second title.
pub(super) static SECOND_TITLE: Rule = Rule {
    code: Code::SecondTitle,
    severity: Severity::Error,
    summary: "a text has more than one heading `#`",
    explanation: "The heading `#` is the title of the page, and a page has one. Sections begin with `##`.",
    example: "# Objectifs\n\n# Méthode  →  # Objectifs\n\n## Méthode",
};

/// A heading that leaves out a level.
pub(super) static SKIPPED_HEADING: Rule = Rule {
    code: Code::SkippedHeading,
    severity: Severity::Warning,
    summary: "a heading leaves out a level",
    explanation: "Levels say what belongs to what, and people who hear a page walk it by them: after `##` comes `###`, not \
        `####`. A smaller look is no reason for a deeper level.",
    example: "## Délais\n\n#### À l'Ined  →  ## Délais\n\n### À l'Ined",
};

/// Gives every heading its id, and tells of ids and titles that are there twice.
pub(super) fn complete(
    prose: &mut Prose<RawTarget>,
    path: &SourcePath,
    source: &str,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    tell_of_titles(prose, path, diagnostics);
    tell_of_levels(prose, path, diagnostics);
    let mut taken: BTreeMap<String, Span> = BTreeMap::new();
    for each in prose.headings().iter().filter(|each| !each.heading.id.is_empty()) {
        let id = &each.heading.id;
        let span = typed_id(each.span, id, source, offset);
        if let Some(first) = taken.get(id) {
            let diagnostic = DUPLICATE_ANCHOR
                .at(Place::new(path, span), format!("the id `{id}` is already that of another heading"))
                .also(Place::new(path, *first), "first given here");
            diagnostics.push(diagnostic);
        } else {
            taken.insert(id.clone(), span);
        }
    }
    let mut ids = Ids { taken: taken.into_keys().map(|id| (id, Use::Typed)).collect() };
    ids.give(&mut prose.blocks);
    prose.notes.iter_mut().for_each(|note| ids.give(&mut note.blocks));
}

fn tell_of_titles(prose: &Prose<RawTarget>, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let headings = prose.headings();
    let mut titles = headings.iter().filter(|each| each.heading.level == 1);
    let Some(first) = titles.next() else { return };
    for second in titles {
        let diagnostic = SECOND_TITLE
            .at(Place::new(path, second.span), "the text already has a title")
            .also(Place::new(path, first.span), "the title")
            .help("begin a section with `##`");
        diagnostics.push(diagnostic);
    }
}

fn tell_of_levels(prose: &Prose<RawTarget>, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    // A page has a title of its own, whether its text gives it or its keys.
    let mut before = 1;
    for each in prose.headings() {
        let level = each.heading.level;
        let expected = before + 1;
        if level > expected {
            let above = if before == 1 { "the title".to_owned() } else { format!("a heading `{}`", signs(before)) };
            let message = format!("a heading `{}` follows {above}, and leaves out `{}`", signs(level), signs(expected));
            let help = format!("write `{}`, or give it the heading above that is missing", signs(expected));
            diagnostics.push(SKIPPED_HEADING.at(Place::new(path, each.span), message).help(help));
        }
        before = level;
    }
}

fn signs(level: u8) -> String {
    "#".repeat(level.into())
}

/// The bytes of `#id` in a heading.
fn typed_id(heading: Span, id: &str, source: &str, offset: usize) -> Span {
    let local = Span::new(heading.start.saturating_sub(offset), heading.end.saturating_sub(offset));
    let typed = format!("#{id}");
    match local.of(source).rfind(&typed) {
        Some(at) => {
            let start = heading.start.saturating_add(at);
            Span::new(start, start.saturating_add(typed.len()))
        }
        None => heading,
    }
}

/// Who has an id.
enum Use {
    /// It is typed, and its heading has not come yet.
    Typed,
    /// A heading has it. The number is that of the last copy, so that a thousand equal headings are quickly told apart.
    Given(usize),
}

struct Ids {
    taken: BTreeMap<String, Use>,
}

impl Ids {
    fn give(&mut self, blocks: &mut [Block<RawTarget>]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading(heading) => heading.id = self.id(heading),
                BlockKind::List(list) => list.items.iter_mut().for_each(|item| self.give(item)),
                BlockKind::BlockQuote(inner) | BlockKind::Alert { blocks: inner, .. } => self.give(inner),
                BlockKind::DefinitionList { entries, .. } => {
                    entries.iter_mut().flat_map(|entry| &mut entry.meanings).for_each(|meaning| self.give(meaning));
                }
                _ => {}
            }
        }
    }

    fn id(&mut self, heading: &Heading<RawTarget>) -> String {
        if matches!(self.taken.get(&heading.id), Some(Use::Typed)) {
            self.taken.insert(heading.id.clone(), Use::Given(1));
            return heading.id.clone();
        }
        // Typed a second time: told already, and its anchor must not be there twice.
        let wanted = if heading.id.is_empty() { slug(heading) } else { heading.id.clone() };
        self.free(wanted)
    }

    /// The id itself, or with the first number after it that is free.
    fn free(&mut self, wanted: String) -> String {
        let mut copy = match self.taken.get(&wanted) {
            None => {
                self.taken.insert(wanted.clone(), Use::Given(1));
                return wanted;
            }
            Some(Use::Typed) => 1,
            Some(Use::Given(last)) => *last,
        };
        loop {
            copy += 1;
            let id = format!("{wanted}-{copy}");
            if !self.taken.contains_key(&id) {
                if let Some(Use::Given(last)) = self.taken.get_mut(&wanted) {
                    *last = copy;
                }
                self.taken.insert(id.clone(), Use::Given(1));
                return id;
            }
        }
    }
}

/// The words as an id: folded, everything but letters and digits a hyphen. A link without words counts by its id.
fn slug(heading: &Heading<RawTarget>) -> String {
    const LONGEST: usize = 80;
    let words = text::inlines(&heading.inlines, &|target: &RawTarget| target.id.clone());
    let mut slug = String::new();
    for letter in fold(&words).chars() {
        if letter.is_alphanumeric() {
            if slug.len() + letter.len_utf8() > LONGEST {
                break;
            }
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}
