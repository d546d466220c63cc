//! The words of a language: gathered from its files, checked against English, filled in with names.
//!
//! English says which keys there are and which names each may hold, so that a mistyped key or name is found when a
//! language is loaded and never on a page.

use std::collections::{BTreeMap, BTreeSet};

use super::plural::{Form, Plural};
use super::rules::{INVALID_STRINGS, MISSING_STRINGS, UNKNOWN_STRING};
use super::{LanguageCode, Typography};
use crate::diagnostic::{Diagnostic, Place, SourcePath, Span};

/// A language file as it was read: dotted keys and their words, each with the place of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawStrings {
    /// The file.
    pub path: SourcePath,
    /// `site.skip`, its words as the YAML means them, and where the words stand.
    pub entries: Vec<(String, String, Span)>,
}

/// The words of a language, complete and set.
#[derive(Debug)]
pub(super) struct Strings(BTreeMap<String, String>);

impl Strings {
    /// The words of a key.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The words of a key in exactly this form.
    pub(super) fn exact_form(&self, key: &str, form: Form) -> Option<&str> {
        self.get(&format!("{key}.{}", form.key()))
    }

    /// The words of a key in a form, or else in the form for all other numbers.
    pub(super) fn form(&self, key: &str, form: Form) -> Option<&str> {
        self.exact_form(key, form).or_else(|| self.exact_form(key, Form::Other))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, words)| (key.as_str(), words.as_str()))
    }
}

/// The words of a language while it is loaded: as they stand in its files, a later file over an earlier one.
pub(super) struct Gathered<'a> {
    code: &'a LanguageCode,
    english: Known<'a>,
    words: BTreeMap<String, (String, Place)>,
    /// Where to say that something is missing: the first file. A language without any file is not ours to report.
    file: Option<&'a SourcePath>,
}

impl<'a> Gathered<'a> {
    /// Puts the files together, and says which keys and names are wrong.
    pub(super) fn of(
        code: &'a LanguageCode,
        english: &'a RawStrings,
        files: &'a [RawStrings],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Gathered<'a> {
        let english = Known::of(english);
        let mut words = BTreeMap::new();
        for file in files {
            for (key, value, span) in &file.entries {
                let place = Place::new(&file.path, *span);
                diagnostics.extend(english.problem(key, value, &place));
                english.add(key, value, place, &mut words);
            }
        }
        Gathered { code, english, words, file: files.first().map(|file| &file.path) }
    }

    /// One of a few words, as what it means; the default where it is missing or another word.
    pub(super) fn word<T: Copy>(
        &self,
        key: &str,
        words: &[(&str, T)],
        default: T,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> T {
        let Some((typed, place)) = self.words.get(key) else {
            return default;
        };
        if let Some((_, meaning)) = words.iter().find(|(word, _)| word == typed) {
            return *meaning;
        }
        let possible = words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let message = format!("`{key}` is `{typed}`, which is none of {possible}");
        let candidates = words.iter().map(|(word, _)| *word);
        diagnostics.push(INVALID_STRINGS.at(place.clone(), message).suggest(typed, candidates));
        default
    }

    /// The words of a key as they were typed, and where.
    pub(super) fn typed(&self, key: &str) -> Option<(&str, &Place)> {
        self.words.get(key).map(|(words, place)| (words.as_str(), place))
    }

    /// A whole number; `None` where it is missing or something else.
    pub(super) fn number(&self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        let (typed, place) = self.words.get(key)?;
        let number = typed.parse().ok();
        if number.is_none() {
            let message = format!("`{key}` is `{typed}`, which is no whole number");
            diagnostics.push(INVALID_STRINGS.at(place.clone(), message));
        }
        number
    }

    /// Puts English where words are missing, says so once, and sets every word in the language's typography.
    pub(super) fn complete(self, plural: Plural, typography: Typography, diagnostics: &mut Vec<Diagnostic>) -> Strings {
        let missing: BTreeSet<&str> = self.english.keys.keys().copied().filter(|key| self.lacks(key, plural)).collect();
        diagnostics.extend(self.file.and_then(|file| report_missing(self.code, file, &missing)));
        let english = missing.into_iter().filter_map(|key| Some((key, *self.english.keys.get(key)?)));
        let own = self.words.iter().map(|(key, (words, _))| (key.as_str(), words.as_str()));
        Strings(own.chain(english).map(|(key, words)| (key.to_owned(), set(key, words, typography))).collect())
    }

    /// Whether the language needs a key of English and has it not.
    fn lacks(&self, key: &str, plural: Plural) -> bool {
        if self.words.contains_key(key) {
            return false;
        }
        let (base, last) = key.rsplit_once('.').unwrap_or(("", key));
        let other = self.words.contains_key(&format!("{base}.other"));
        match (Form::from_key(last), last) {
            // A language with words of its own for a number needs no more forms than its plural tells apart.
            (Some(Form::One), _) if self.english.is_counted(base) => plural != Plural::Neutral || !other,
            (Some(Form::Zero | Form::Two | Form::Few), _) if self.english.is_counted(base) => !other,
            (None, "symbol" | "pattern") if key.starts_with("units.") => !other,
            _ => true,
        }
    }
}

/// Applies the typography; `~` is a space where no line may break.
fn set(key: &str, words: &str, typography: Typography) -> String {
    if key.starts_with("language.") {
        return words.to_owned();
    }
    typography.set_text(&words.replace('~', "\u{a0}"))
}

fn report_missing(code: &LanguageCode, file: &SourcePath, missing: &BTreeSet<&str>) -> Option<Diagnostic> {
    const NAMED: usize = 5;
    let named = missing.iter().take(NAMED).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let others = missing.len().saturating_sub(NAMED);
    let message = match (missing.len(), others) {
        (0, _) => return None,
        (1, _) => format!("`{code}` has no words for {named}"),
        (n, 0) => format!("`{code}` has no words for {n} keys: {named}"),
        (n, _) => format!("`{code}` has no words for {n} keys: {named} and {others} more"),
    };
    let help = "add them to the file of the language; until then its pages show English";
    Some(MISSING_STRINGS.at(Place::file(file), message).help(help))
}

/// The keys of the English file, by which others are judged.
struct Known<'a> {
    keys: BTreeMap<&'a str, &'a str>,
}

impl<'a> Known<'a> {
    fn of(english: &'a RawStrings) -> Known<'a> {
        Known { keys: english.entries.iter().map(|(key, words, _)| (key.as_str(), words.as_str())).collect() }
    }

    /// Whether the words of a key depend on a number.
    fn is_counted(&self, base: &str) -> bool {
        self.keys.contains_key(format!("{base}.other").as_str())
    }

    /// The key without its form, where it has one.
    fn base<'k>(&self, key: &'k str) -> Option<&'k str> {
        let (base, form) = key.rsplit_once('.')?;
        (Form::from_key(form).is_some() && self.is_counted(base)).then_some(base)
    }

    /// Adds words over those that are there. Words without forms, where English has some, are for every number.
    fn add(&self, key: &str, value: &str, place: Place, words: &mut BTreeMap<String, (String, Place)>) {
        if !self.is_counted(key) {
            words.insert(key.to_owned(), (value.to_owned(), place));
            return;
        }
        for form in Form::ALL {
            words.remove(&format!("{key}.{}", form.key()));
        }
        for form in [Form::One, Form::Other] {
            words.insert(format!("{key}.{}", form.key()), (value.to_owned(), place.clone()));
        }
    }

    /// What is wrong with a key or its words.
    fn problem(&self, key: &str, value: &str, place: &Place) -> Option<Diagnostic> {
        if !self.has(key) {
            let message = format!("no page uses the words `{key}`");
            let help = "keys that a theme's own templates use stand under `theme`";
            let near = self.keys.keys().copied();
            return Some(UNKNOWN_STRING.at(place.clone(), message).suggest(key, near).help(help));
        }
        let allowed = self.names(key)?;
        let wrong = match names(value) {
            Ok(names) => names.into_iter().find(|name| !allowed.contains(name))?,
            Err(Unclosed) => {
                let message = format!("`{key}` has a `{{` without its `}}`");
                return Some(INVALID_STRINGS.at(place.clone(), message));
            }
        };
        let message = format!("`{key}` holds `{{{wrong}}}`, which nothing fills in");
        let listed = allowed.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
        let help = match listed.as_str() {
            "" => "these words hold no names".to_owned(),
            _ => format!("these words may hold {listed}"),
        };
        Some(INVALID_STRINGS.at(place.clone(), message).suggest(wrong, allowed.iter().copied()).help(help))
    }

    fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key) || self.is_counted(key) || self.base(key).is_some() || is_open(key)
    }

    /// The names that the words of a key may hold; `None` where English does not say.
    fn names(&self, key: &str) -> Option<BTreeSet<&'a str>> {
        let base = if self.is_counted(key) { Some(key) } else { self.base(key) };
        let words: Vec<&'a str> = match base {
            Some(base) => self.forms(base).collect(),
            None => vec![self.keys.get(key)?],
        };
        Some(words.into_iter().flat_map(|words| names(words).unwrap_or_default()).collect())
    }

    fn forms(&self, base: &str) -> impl Iterator<Item = &'a str> {
        Form::ALL.into_iter().filter_map(move |form| self.keys.get(format!("{base}.{}", form.key()).as_str()).copied())
    }
}

/// Sections to which a file may add keys of its own.
fn is_open(key: &str) -> bool {
    let mut parts = key.split('.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("theme"), ..) | (Some("languages" | "roles"), Some(_), None) => true,
        (Some("units"), Some(_), Some(part)) => matches!(part, "symbol" | "pattern" | "zero" | "one" | "other"),
        _ => false,
    }
}

/// A brace that is opened and not closed.
struct Unclosed;

/// The names in braces.
fn names(words: &str) -> Result<Vec<&str>, Unclosed> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some((_, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or(Unclosed)?;
        found.push(name);
        rest = after;
    }
    Ok(found)
}

/// The words with their names filled in. A name without a value stays as it is; values are not read again.
pub(super) fn fill(words: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        match value {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn names_are_filled_in_once() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "c")]), "{b} and c");
        assert_eq!(fill("{x} {", &[("a", "b")]), "{x} {");
        assert_eq!(fill("", &[]), "");
    }
}
