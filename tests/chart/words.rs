//! French and English for tests, with the sentences of the language files and just enough of their formats.

use std::collections::BTreeMap;

use super::{Moment, Noun, Words};

/// A language of the tests.
pub(crate) struct TestWords {
    texts: BTreeMap<String, String>,
    french: bool,
}

pub(crate) fn french() -> TestWords {
    TestWords { texts: read(include_str!("fr.yaml")), french: true }
}

pub(crate) fn english() -> TestWords {
    TestWords { texts: read(include_str!("en.yaml")), french: false }
}

/// Nested keys to dotted ones; the forms of a count to `key.one` and `key.other`.
fn read(yaml: &str) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut path: Vec<&str> = Vec::new();
    for line in yaml.lines() {
        let depth = (line.len() - line.trim_start().len()) / 2;
        let Some((key, value)) = line.trim().split_once(':') else { continue };
        path.truncate(depth);
        path.push(key);
        let (path, value) = (path.join("."), value.trim());
        if let Some(forms) = value.strip_prefix('{') {
            let mut quoted = forms.split('"').skip(1).step_by(2);
            for form in ["one", "other"] {
                texts.insert(format!("{path}.{form}"), quoted.next().unwrap_or_default().to_owned());
            }
        } else if !value.is_empty() {
            texts.insert(path, value.trim_matches('"').to_owned());
        }
    }
    texts
}

impl TestWords {
    fn fill(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let mut text = self.texts.get(key).unwrap_or_else(|| panic!("no text for {key}")).clone();
        for (name, value) in arguments {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        assert!(!text.contains('{'), "{key}: {text} with {arguments:?}");
        self.typeset(text)
    }

    fn typeset(&self, text: String) -> String {
        if !self.french {
            return text;
        }
        let text = text.replace(" :", "\u{a0}:").replace(" ;", "\u{202f};").replace('\'', "’").replace(" %", "\u{a0}%");
        text.replace("« ", "«\u{202f}").replace(" »", "\u{202f}»")
    }

    fn is_one(&self, number: f64) -> bool {
        if self.french { number.abs() < 2.0 } else { number == 1.0 }
    }
}

impl Words for TestWords {
    fn integer(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let group = if self.french { '\u{202f}' } else { ',' };
        let mut grouped = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                grouped.push(group);
            }
            grouped.push(digit);
        }
        if number < 0 { format!("−{grouped}") } else { grouped }
    }

    fn decimal(&self, number: f64, places: usize) -> String {
        let text = format!("{:.places$}", number.abs());
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let whole = self.integer(whole.parse().unwrap_or(i64::MAX));
        let mark = if self.french { ',' } else { '.' };
        let sign = if number < 0.0 { "−" } else { "" };
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{mark}{part}") }
    }

    fn percent(&self, hundredths: f64, places: usize) -> String {
        format!("{}{}%", self.decimal(hundredths, places), if self.french { "\u{a0}" } else { "" })
    }

    fn date(&self, moment: Moment) -> String {
        let month = moment.month.map(|month| self.month_short(month));
        match (moment.day, month) {
            (Some(day), Some(month)) => format!("{day}\u{a0}{month}\u{a0}{}", moment.year),
            (None, Some(month)) => format!("{month}\u{a0}{}", moment.year),
            _ => moment.year.to_string(),
        }
    }

    fn month_short(&self, month: u8) -> String {
        const FRENCH: &str = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.";
        const ENGLISH: &str = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
        let names = if self.french { FRENCH } else { ENGLISH };
        names.split(' ').nth(usize::from(month.clamp(1, 12)) - 1).unwrap_or_default().to_owned()
    }

    fn plural<'a>(&self, number: f64, noun: &'a Noun) -> &'a str {
        if self.is_one(number) { &noun.one } else { &noun.other }
    }

    fn list(&self, items: &[String]) -> String {
        let and = if self.french { "et" } else { "and" };
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
        }
    }

    fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.fill(key, arguments)
    }

    fn counted(&self, key: &str, number: u64, arguments: &[(&str, &str)]) -> String {
        let form = if self.is_one(number as f64) { "one" } else { "other" };
        let number = self.integer(number as i64);
        let arguments: Vec<_> = arguments.iter().copied().chain([("n", number.as_str())]).collect();
        self.fill(&format!("{key}.{form}"), &arguments)
    }
}
