//! What the kinds of entities are called: in the study's own words where it has some, else in the language's.

use crate::language::Language;
use crate::study::{Imprint, Kind, KindNames};

use super::edition::Edition;
use super::words::capital;

impl Edition<'_> {
    /// The heading of a list of them: `Organismes`.
    pub(super) fn kind_title(&self, kind: Kind) -> String {
        match self.own_names(kind) {
            Some(names) => capital(&self.plain(&names.plural).0),
            None => self.key(kind, "title"),
        }
    }

    /// One of them, for the head of a page or column: `Organisme`.
    pub(super) fn kind_singular(&self, kind: Kind) -> String {
        match self.own_names(kind) {
            Some(names) => capital(&self.plain(&names.singular).0),
            None => capital(&self.key(kind, "singular")),
        }
    }

    /// Several of them, for the middle of a line: `organismes`.
    pub(super) fn kind_plural(&self, kind: Kind) -> String {
        match self.own_names(kind) {
            Some(names) => self.plain(&names.plural).0,
            None => self.key(kind, "plural"),
        }
    }

    /// So many of them: `15 organismes`.
    pub(super) fn kind_count(&self, kind: Kind, n: usize) -> String {
        count_of(&self.book.study.imprint, self.language, kind, n)
    }

    /// All of them, as the words of a link: `Tous les organismes`.
    pub(super) fn kind_all(&self, kind: Kind) -> String {
        match self.own_names(kind) {
            Some(names) => self.language.text("kinds.any.all", &[("plural", &self.plain(&names.plural).0)]),
            None => self.key(kind, "all"),
        }
    }

    /// What a list of them holds, in a sentence.
    pub(super) fn kind_introduction(&self, kind: Kind) -> String {
        self.key(kind, "introduction")
    }

    fn own_names(&self, kind: Kind) -> Option<&KindNames> {
        self.book.study.imprint.kinds.get(&kind)
    }

    fn key(&self, kind: Kind, form: &str) -> String {
        self.language.text(&format!("kinds.{}.{form}", kind.word()), &[])
    }
}

/// So many of a kind, in the words of a study.
fn count_of(imprint: &Imprint, language: &Language, kind: Kind, n: usize) -> String {
    match imprint.kinds.get(&kind) {
        Some(names) => {
            let said = |words: &crate::study::Localised<String>| words.in_language(language.code()).0.clone();
            let (singular, plural) = (said(&names.singular), said(&names.plural));
            language.count_with("kinds.any.count", n, &[("singular", &singular), ("plural", &plural)])
        }
        None => language.count(&format!("kinds.{}.count", kind.word()), n),
    }
}
