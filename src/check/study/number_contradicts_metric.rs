//! A number typed in a text that is not the one that a metric gives.
//!
//! Judged is a number with a unit in a sentence that names whom it is about (by a link, or because the text is its own) and
//! what is measured (by a link to the metric, or by its label). A sentence that lets the metric write its own value is left
//! alone, and so are rates, whose words differ too much from language to language to be read with certainty.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity, Span, fold};
use crate::language::Language;
use crate::prose::{Block, BlockKind, Inline, InlineKind};
use crate::resolve::{Written, path_of, texts};
use crate::study::{
    Amount, EntityRef, Id, Kind, Metric, Observation, Owner, Reading, Study, Target, Text, UNITS, Unit,
};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::NumberContradictsMetric,
    severity: Severity::Warning,
    summary: "a number in a text is not what the metric says",
    explanation: "A number that is typed drifts from the one that is measured. Let the metric write it, \
                  `<metric:OWNER/ID>`: then the two cannot differ. Where the text means another number, say so without the \
                  metric's label in the same sentence, or pardon the text in `study.yaml` with the reason.",
    example: "Le délai de l'<organisation:ined> est de 3 h.\n→\nLe délai de l'<organisation:ined> est de <metric:ined/validation-delay>.",
};

/// Reports each such number at its place.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    let mut out = Vec::new();
    for written in texts(study) {
        for (code, text) in written.words.iter() {
            if let Some(language) = subject.languages.iter().find(|language| language.code() == code) {
                Look { study, language, written: &written, out: &mut out }.text(text);
            }
        }
    }
    out
}

struct Look<'a> {
    study: &'a Study,
    language: &'a Language,
    written: &'a Written<'a>,
    out: &'a mut Vec<Diagnostic>,
}

/// A stretch of a line from one full stop or semicolon to the next: its letters, where they stand, and what its links lead to.
#[derive(Default)]
struct Sentence<'a> {
    text: String,
    stretches: Vec<(usize, Span)>,
    targets: Vec<&'a Target>,
}

/// A number with its unit, as typed.
struct Typed {
    /// Where it stands in its sentence.
    at: usize,
    length: usize,
    /// In the metric's unit.
    value: f64,
    /// Half of its last digit, in the metric's unit: how far it may be off because somebody rounded.
    tolerance: f64,
}

impl Look<'_> {
    fn text(&mut self, text: &Text) {
        let mut lines: Vec<&[Inline<Target>]> = Vec::new();
        gather_lines(&text.blocks, &mut lines);
        text.notes.iter().for_each(|note| gather_lines(&note.blocks, &mut lines));
        for line in lines {
            let sentences = sentences(line);
            // Whom a sentence is about: the one it names, else the one that was named last in its paragraph, else the one
            // whose text it is. A sentence that names several is about nobody in particular.
            let mut about = owner_of(&self.written.by);
            for sentence in &sentences {
                let named: BTreeSet<Owner> = owners(sentence).collect();
                match named.len() {
                    0 => {}
                    1 => about = named.into_iter().next(),
                    _ => about = None,
                }
                if let Some(owner) = &about {
                    self.sentence(sentence, owner);
                }
            }
        }
    }

    fn sentence(&mut self, sentence: &Sentence<'_>, owner: &Owner) {
        if !sentence.text.contains(|letter: char| letter.is_ascii_digit()) {
            return;
        }
        let folded = fold(&sentence.text);
        for metric in self.study.metrics.values() {
            if self.writes_itself(metric, sentence) || !self.is_meant(metric, sentence, &folded) {
                continue;
            }
            let mut of_owner = self.study.observations_of(owner).filter(|each| each.metric == metric.id).peekable();
            let Some(first) = of_owner.peek().copied() else { continue };
            let all: Vec<&Observation> = of_owner.collect();
            for typed in typed_numbers(&sentence.text, metric, self.language) {
                if !all.iter().any(|observation| agrees(observation, &typed)) {
                    self.report(sentence, &typed, metric, owner, first);
                }
            }
        }
    }

    /// Whether the sentence shows a value of the metric by a link.
    fn writes_itself(&self, metric: &Metric, sentence: &Sentence<'_>) -> bool {
        let observed = |index: usize| self.study.observations.get(index).is_some_and(|each| each.metric == metric.id);
        sentence.targets.iter().any(|target| matches!(target, Target::Observation(index) if observed(*index)))
    }

    fn is_meant(&self, metric: &Metric, sentence: &Sentence<'_>, folded: &str) -> bool {
        let entity = EntityRef::new(Kind::Metric, metric.id.as_str());
        let is_linked =
            sentence.targets.iter().any(|target| matches!(target, Target::Entity(linked) if *linked == entity));
        is_linked || has_words(folded, &fold(metric.label.in_language(self.language.code()).0))
    }

    fn report(
        &mut self,
        sentence: &Sentence<'_>,
        typed: &Typed,
        metric: &Metric,
        owner: &Owner,
        observation: &Observation,
    ) {
        let words = sentence.text.get(typed.at..typed.at + typed.length).unwrap_or_default();
        let owner = owner.entity().map_or("study".to_owned(), |entity| entity.id.to_string());
        let name = format!("metric:{owner}/{}", metric.id);
        let message = match observation.reading {
            Reading::Unknown(_) => format!("the text says `{words}`, but `{name}` is not known"),
            _ => format!("the text says `{words}`, which is no value of `{name}`"),
        };
        let path = path_of(self.written, self.language.code().as_str(), self.study);
        self.out.push(
            RULE.at(Place::new(&path, sentence.span(typed)), message)
                .also(observation.place.clone(), "the metric says")
                .help(format!("write `<{name}>` in its place; or, if another number is meant, say what it measures"))
                .about(self.written.by.to_string()),
        );
    }
}

fn gather_lines<'a>(blocks: &'a [Block<Target>], lines: &mut Vec<&'a [Inline<Target>]>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => lines.push(inlines),
            BlockKind::List(list) => list.items.iter().for_each(|item| gather_lines(item, lines)),
            BlockKind::Alert { blocks, .. } => gather_lines(blocks, lines),
            BlockKind::DefinitionList { entries, .. } => {
                entries.iter().flat_map(|entry| &entry.meanings).for_each(|meaning| gather_lines(meaning, lines));
            }
            // Words of somebody else, and cells whose sentence is the table.
            _ => {}
        }
    }
}

fn sentences<'a>(line: &'a [Inline<Target>]) -> Vec<Sentence<'a>> {
    let mut sentences = vec![Sentence::default()];
    add(line, &mut sentences);
    sentences
}

fn add<'a>(inlines: &'a [Inline<Target>], sentences: &mut Vec<Sentence<'a>>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => add_text(text, inline.span, sentences),
            InlineKind::Link { target, words, .. } => {
                if let Some(sentence) = sentences.last_mut() {
                    sentence.targets.push(&target.value);
                    // The name that is shown is not known here, and is no number.
                    sentence.text.push('\u{fffc}');
                }
                add(words.as_deref().unwrap_or_default(), sentences);
            }
            InlineKind::Emphasis(words)
            | InlineKind::Strong(words)
            | InlineKind::Anchor { words, .. }
            | InlineKind::External { words: Some(words), .. } => add(words, sentences),
            _ => {
                if let Some(sentence) = sentences.last_mut() {
                    sentence.text.push(' ');
                }
            }
        }
    }
}

/// Adds letters, and begins a new sentence after each mark that ends one and has a space behind it.
fn add_text<'a>(text: &str, span: Span, sentences: &mut Vec<Sentence<'a>>) {
    let mut begins = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        let ends = matches!(letter, '.' | '!' | '?' | '…' | ';');
        let space_behind = rest.peek().is_some_and(|(_, next)| next.is_whitespace());
        if ends && space_behind {
            let end = at + letter.len_utf8();
            push(text, begins, end, span, sentences);
            sentences.push(Sentence::default());
            begins = end;
        }
    }
    push(text, begins, text.len(), span, sentences);
}

fn push(text: &str, begins: usize, end: usize, span: Span, sentences: &mut [Sentence<'_>]) {
    if let (Some(sentence), Some(part)) = (sentences.last_mut(), text.get(begins..end)) {
        sentence.stretches.push((sentence.text.len(), Span::new(span.start + begins, span.end)));
        sentence.text.push_str(part);
    }
}

impl Sentence<'_> {
    /// The bytes of a number in the file. An escape before it in the same stretch would shift them by a byte or two, within
    /// the line.
    fn span(&self, typed: &Typed) -> Span {
        let stretch = self.stretches.iter().rev().find(|(begins, _)| *begins <= typed.at);
        stretch.map_or(Span::default(), |(begins, span)| {
            let start = span.start + (typed.at - begins);
            Span::new(start.min(span.end), (start + typed.length).min(span.end))
        })
    }
}

fn owners(sentence: &Sentence<'_>) -> impl Iterator<Item = Owner> {
    sentence.targets.iter().filter_map(|target| match target {
        Target::Entity(entity) => owner_of(entity),
        Target::Observation(_) => None,
    })
}

fn owner_of(entity: &EntityRef) -> Option<Owner> {
    match entity.kind {
        Kind::Organisation => Some(Owner::Organisation(Id::new(&entity.id))),
        Kind::Tool => Some(Owner::Tool(Id::new(&entity.id))),
        Kind::Practice => Some(Owner::Practice(Id::new(&entity.id))),
        _ => None,
    }
}

/// Whether a folded text holds folded words as whole words.
fn has_words(text: &str, words: &str) -> bool {
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

/// Whether an observation allows the number.
fn agrees(observation: &Observation, typed: &Typed) -> bool {
    let Reading::Quantity { amount, .. } = &observation.reading else { return false };
    let (from, to) = match *amount {
        // Who says "about" says nothing of the last digit.
        Amount::About(value) => (Some(value - value.abs() / 10.0), Some(value + value.abs() / 10.0)),
        other => other.bounds(),
    };
    from.is_none_or(|from| typed.value >= from - typed.tolerance)
        && to.is_none_or(|to| typed.value <= to + typed.tolerance)
}

/// The numbers of a text that have the metric's unit, or one that converts into it.
fn typed_numbers(text: &str, metric: &Metric, language: &Language) -> Vec<Typed> {
    let spellings = spellings(&metric.unit, language);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|i| at + i) {
        let (length, number, decimals) = number(text.get(start..).unwrap_or_default());
        at = start + length;
        let is_part_of_word = text.get(..start).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let behind = text.get(at..).unwrap_or_default();
        let unit = behind.trim_start();
        let gap = behind.len() - unit.len();
        let spelling =
            spellings.iter().filter(|(word, _)| starts_with_word(unit, word)).max_by_key(|(word, _)| word.len());
        if let (Some((word, factor)), false) = (spelling, is_part_of_word) {
            let tolerance = 0.5 * 10_f64.powi(-decimals) * factor;
            found.push(Typed { at: start, length: length + gap + word.len(), value: number * factor, tolerance });
        }
    }
    found
}

/// How a unit can be spelt, and those that convert into it, each with how many of the unit one of it is.
fn spellings(unit: &Unit, language: &Language) -> Vec<(String, f64)> {
    match unit {
        Unit::Known { per: Some(_), .. } => Vec::new(),
        Unit::Known { .. } => {
            let convertible = UNITS.iter().filter_map(|known| {
                let other = Unit::Known { over: known.name, per: None };
                Some((other.clone(), other.factor_to(unit)?, known.symbols))
            });
            convertible
                .flat_map(|(other, factor, symbols)| {
                    let words = other.in_words(language);
                    let words: Vec<String> = words.spellings().map(str::to_owned).collect();
                    let symbols = symbols.iter().map(|symbol| (*symbol).to_owned());
                    words.into_iter().chain(symbols).map(move |word| (word, factor)).collect::<Vec<_>>()
                })
                .collect()
        }
        Unit::Noun(_) => unit.in_words(language).spellings().map(|word| (word.to_owned(), 1.0)).collect(),
    }
}

fn starts_with_word(text: &str, word: &str) -> bool {
    !word.is_empty()
        && text.strip_prefix(word).is_some_and(|rest| {
            // A rate is another measure.
            !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '/')
        })
}

/// The number at the start of a text: its length in bytes, its value, and how many decimals it has. Thousands may be parted by
/// any kind of space, or by a comma that three digits follow and no decimals.
fn number(text: &str) -> (usize, f64, i32) {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let digit = |index: usize| letters.get(index).is_some_and(|(_, letter)| letter.is_ascii_digit());
    let group = |index: usize| (1..=3).all(|step| digit(index + step)) && !digit(index + 4);
    let mut digits = String::new();
    let mut decimals = None;
    let mut index = 0;
    while let Some((_, letter)) = letters.get(index).copied() {
        match letter {
            '0'..='9' => digits.push(letter),
            ' ' | '\u{a0}' | '\u{202f}' if decimals.is_none() && group(index) => {}
            ',' if decimals.is_none() && group(index) && index <= 3 => {}
            '.' | ',' if decimals.is_none() && digit(index + 1) => {
                decimals = Some(digits.len());
                digits.push('.');
            }
            _ => break,
        }
        index += 1;
    }
    let length = letters.get(index).map_or(text.len(), |(at, _)| *at);
    let places = decimals.map_or(0, |at| digits.len() - at - 1);
    (length, digits.parse().unwrap_or(f64::NAN), i32::try_from(places).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(number("2 h"), (1, 2.0, 0));
        assert_eq!(number("1\u{202f}200 abonnés"), (7, 1200.0, 0));
        assert_eq!(number("12,500 people"), (6, 12_500.0, 0));
        assert_eq!(number("1,5 h"), (3, 1.5, 1));
        assert_eq!(number("3.25 %"), (4, 3.25, 2));
        assert_eq!(number("5, 6"), (1, 5.0, 0));
        assert_eq!(number("2012. "), (4, 2012.0, 0));
    }

    #[test]
    fn words_are_found_whole() {
        assert!(has_words("le delai de validation est long", "delai de validation"));
        assert!(!has_words("les delais de validations", "delai de validation"));
        assert!(
            starts_with_word("h de travail", "h")
                && !starts_with_word("heures", "h")
                && !starts_with_word("h/jour", "h")
        );
    }
}
