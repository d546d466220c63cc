//! What resolving one file needs at hand: the declared names, the file's path, and where to put what is wrong.

use crate::decode;
use crate::decode::read::UNKNOWN_LANGUAGE;
use crate::diagnostic::{Certainty, Diagnostic, Place, SourcePath, Span, Spanned, is_same_word};
use crate::language::LanguageCode;
use crate::parse::{Name, SourceEntry};
use crate::study::{Id, Kind, Localised, Source};

use super::names::Names;
use super::rules::{self, UNKNOWN_SPEAKER};

/// The place where the names of one file are looked up.
pub struct Desk<'a> {
    /// The names of the study.
    pub names: &'a Names,
    /// The file.
    pub path: &'a SourcePath,
    /// The language that plain strings of the file are in.
    pub language: LanguageCode,
    /// What is wrong.
    pub out: &'a mut Vec<Diagnostic>,
}

impl<'a> Desk<'a> {
    /// A desk for a file; `language` is that of its name, if it has one.
    pub fn new(names: &'a Names, path: &'a SourcePath, language: Option<&str>, out: &'a mut Vec<Diagnostic>) -> Self {
        let code = match language {
            None => names.first_language().clone(),
            Some(code) => match names.languages.iter().find(|known| known.as_str() == code) {
                Some(known) => known.clone(),
                None => {
                    let message = format!("the file's name says `{code}`, which is no language of the study");
                    out.push(unknown_language(names, Place::file(path), message, code));
                    names.first_language().clone()
                }
            },
        };
        Self { names, path, language: code, out }
    }

    /// A place of the file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    /// Words with the languages of the study; a plain string is in the language of the file.
    pub fn words(&mut self, words: &decode::Localised) -> Option<Localised<String>> {
        let mut pairs = Vec::new();
        for (language, text) in &words.texts {
            if let Some(code) = self.language_of(language) {
                pairs.push((code, text.value.clone()));
            }
        }
        Localised::from_pairs(pairs)
    }

    /// The same where there may be none.
    pub fn some_words(&mut self, words: Option<&decode::Localised>) -> Option<Localised<String>> {
        words.and_then(|words| self.words(words))
    }

    /// The language that a code names; empty for the file's own.
    pub fn language_of(&mut self, code: &Name) -> Option<LanguageCode> {
        if code.value.is_empty() {
            return Some(self.language.clone());
        }
        let known = self.names.languages.iter().find(|known| known.as_str() == code.value).cloned();
        if known.is_none() {
            let message = format!("`{}` is no language of the study", code.value);
            let place = self.place(code.span);
            self.out.push(unknown_language(self.names, place, message, &code.value));
        }
        known
    }

    /// The id that a name means; reported where nothing of its kind has it.
    ///
    /// An unknown name still gives its id: the build ends with the error, and nothing else is said because of it.
    pub fn id<T>(&mut self, kind: Kind, name: &Name) -> Id<T> {
        if let Some(id) = self.names.shared(kind, &name.value) {
            return Id::sharing(id);
        }
        if !self.names.has(kind, &name.value) {
            self.unknown(kind, &name.value, name.span);
        }
        Id::new(&name.value)
    }

    /// The ids that several names mean, without repetitions.
    pub fn ids<T>(&mut self, kind: Kind, names: &[Name]) -> Vec<Id<T>> {
        let mut ids: Vec<Id<T>> = Vec::new();
        for name in names {
            let id = self.id(kind, name);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Reports a name that nothing of its kind has.
    pub fn unknown(&mut self, kind: Kind, id: &str, span: Span) {
        let message = format!("no {} has the id `{id}`", kind.word());
        let place = self.place(span);
        let mut diagnostic = rules::unknown(kind).at(place, message).suggest(id, self.names.of(kind));
        if diagnostic.fix.is_none() {
            diagnostic = self.respelt_target(diagnostic, kind, id);
        }
        if diagnostic.help.is_empty() {
            diagnostic = diagnostic.help(what_there_is(kind, self.names));
        }
        self.out.push(diagnostic);
    }

    /// The fix of an id that stands behind its kind: `tool:Blogs`, bare, or in quotes or angle brackets.
    fn respelt_target(&self, diagnostic: Diagnostic, kind: Kind, id: &str) -> Diagnostic {
        let mut same = self.names.of(kind).filter(|known| is_same_word(id, known));
        let (Some(right), None) = (same.next(), same.next()) else { return diagnostic };
        let target = format!("{}:{id}", kind.word());
        diagnostic.respell(Certainty::Certain, &target, &format!("{}:{right}", kind.word()))
    }

    /// A speaker's id.
    pub fn speaker<T>(&mut self, name: &Name) -> Id<T> {
        if !self.names.has_speaker(&name.value) {
            let message = format!("no speaker has the id `{}`", name.value);
            let place = self.place(name.span);
            self.out.push(
                UNKNOWN_SPEAKER
                    .at(place, message)
                    .suggest(&name.value, self.names.speakers())
                    .help("speakers are declared in `content/speakers.yaml`"),
            );
        }
        Id::new(&name.value)
    }

    /// A document and where in it.
    pub fn source(&mut self, entry: Option<&SourceEntry>) -> Option<Source> {
        let entry = entry?;
        let document = self.id(Kind::Document, entry.document.as_ref()?);
        Some(Source { document, locator: entry.locator.as_ref().map(|locator| locator.value.clone()) })
    }
}

/// The plain value of a name.
pub fn value<T: Clone>(spanned: &Spanned<T>) -> T {
    spanned.value.clone()
}

fn unknown_language(names: &Names, place: Place, message: String, code: &str) -> Diagnostic {
    let listed: Vec<&str> = names.languages.iter().map(LanguageCode::as_str).collect();
    UNKNOWN_LANGUAGE.at(place, message).suggest(code, listed.iter().copied()).help(format!(
        "the languages of the study are {}; others are added under `languages` in `study.yaml`",
        listed.join(", ")
    ))
}

fn what_there_is(kind: Kind, names: &Names) -> String {
    const SHOWN: usize = 8;
    let ids: Vec<&str> = names.of(kind).take(SHOWN + 1).collect();
    match ids.len() {
        0 => format!("the study declares no {} yet", kind.word()),
        count if count > SHOWN => format!("there are {} of them; none is spelt nearly so", names.of(kind).count()),
        _ => format!("there are only: {}", ids.join(", ")),
    }
}
