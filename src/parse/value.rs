//! A value as people say it: `2 h`, `about 4 h/day`, `1 to 2 h`, `at most 20 %`. What cannot be read gets, where it can
//! be told, the spelling that is meant: for French words, decimal commas, parted thousands, hours and minutes.
//!
//! Whether the unit exists and suits the metric is not asked here.

use crate::decode::number;
use crate::diagnostic::fold;
use crate::study::Amount;

/// A value that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The number or numbers; finite, and of a range the first is at most the second.
    pub amount: Amount,
    /// The unit as it is typed; the metric's where it is left out.
    pub unit: Option<String>,
}

/// Why a text is no value, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, as a message.
    pub message: String,
    /// What to write.
    pub help: String,
}

const FORMS: &str = "write `2`, `2 h`, `about 4 h/day`, `1 to 2 h`, `at most 20 %` or `at least 5`";

/// The value that a text is.
pub fn read(text: &str) -> Result<Said, Problem> {
    let typed = on_one_line(text);
    match said(&typed) {
        Some(Said { amount: Amount::Between(from, to), .. }) if from > to => Err(Problem {
            message: format!("`{}` goes from the greater number to the smaller", short(&typed)),
            help: meant(&typed).map_or(FORMS.to_owned(), |right| format!("write `{right}`")),
        }),
        Some(said) => Ok(said),
        None => Err(problem(&typed)),
    }
}

/// The text with every stretch of spaces, of whatever width, as one plain space.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = text.chars().take(LONGEST).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

/// The value that a text is, in one of the forms that are offered.
fn said(typed: &str) -> Option<Said> {
    type Qualified = (&'static str, fn(f64) -> Amount);
    const QUALIFIED: [Qualified; 3] =
        [("about ", Amount::About), ("at most ", Amount::AtMost), ("at least ", Amount::AtLeast)];
    for (words, amount) in QUALIFIED {
        if let Some(rest) = typed.strip_prefix(words) {
            let (number, unit) = split_number(rest)?;
            return Some(Said { amount: amount(number), unit: self::unit(unit)? });
        }
    }
    let (number, rest) = split_number(typed)?;
    match rest.strip_prefix(" to ") {
        Some(rest) => {
            let (to, unit) = split_number(rest)?;
            Some(Said { amount: Amount::Between(number, to), unit: self::unit(unit)? })
        }
        None => Some(Said { amount: Amount::Exact(number), unit: unit(rest)? }),
    }
}

/// The number at the start of a text, and what follows it.
fn split_number(text: &str) -> Option<(f64, &str)> {
    let unsigned = text.strip_prefix(['-', '−', '+']).unwrap_or(text);
    let length = unsigned.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(unsigned.len());
    let (typed, rest) = text.split_at_checked(text.len() - unsigned.len() + length)?;
    Some((number::parse(typed)?, rest))
}

/// What stands after a number: nothing, or a unit. A number or a word of the forms in it belongs to no unit.
fn unit(rest: &str) -> Option<Option<String>> {
    const SIGNS: &str = "%‰€$£¥°µ";
    const NO_UNIT: [&str; 8] = ["or", "ou", "to", "et", "and", "max", "environ", "about"];
    let unit = rest.trim();
    if unit.is_empty() {
        return Some(None);
    }
    let begins_well = unit.starts_with(|sign: char| sign.is_alphabetic() || SIGNS.contains(sign));
    let is_word =
        |word: &str| !NO_UNIT.contains(&fold(word).as_str()) && !QUALIFIERS.iter().any(|(q, _)| fold(word) == *q);
    let words_fit = unit.split(' ').all(is_word);
    let holds_number = unit.contains(|sign: char| sign.is_ascii_digit() || "<>=≤≥~≈".contains(sign));
    (begins_well && words_fit && !holds_number).then(|| Some(unit.to_owned()))
}

/// What to say about a text that is no value.
fn problem(typed: &str) -> Problem {
    if typed.is_empty() {
        return Problem { message: "the value is empty".to_owned(), help: FORMS.to_owned() };
    }
    let shown = short(typed);
    if let Some(problem) = comma(typed) {
        return problem;
    }
    if let Some(right) = meant(typed) {
        return Problem { message: format!("`{shown}` is no value"), help: format!("write `{right}`") };
    }
    if typed.bytes().filter(u8::is_ascii_digit).count() > 300 {
        return Problem { message: "the number is too large".to_owned(), help: FORMS.to_owned() };
    }
    let message = format!("`{shown}` is no value");
    if exponent(typed) {
        return Problem { message, help: "write the number in plain digits, without an exponent".to_owned() };
    }
    let holds_number = typed.contains(|sign: char| sign.is_ascii_digit());
    let help = if holds_number { FORMS.to_owned() } else { format!("{FORMS}; what is not known is `unknown: REASON`") };
    Problem { message, help }
}

/// A value whose decimals stand behind a comma, with a point in its place; nothing where the comma may part thousands.
///
/// Spreadsheets write so where their language does, and then part cells with semicolons; nobody would type it in YAML.
pub fn with_point(text: &str) -> Option<String> {
    let typed = on_one_line(text);
    let right = number::without_comma(&typed)?;
    (!may_part_thousands(&typed) && said(&right).is_some()).then_some(right)
}

/// Whether three digits follow the first comma, and more than a 0 stands before it.
fn may_part_thousands(typed: &str) -> bool {
    let Some((before, after)) = typed.split_once(',') else { return false };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && !before.ends_with(" 0") && before != "0"
}

/// What to say about a comma between two digits.
fn comma(typed: &str) -> Option<Problem> {
    let right = number::without_comma(typed)?;
    if may_part_thousands(typed) {
        let joined = typed.replacen(',', "", 1);
        return Some(Problem {
            message: format!("the comma of `{}` may part thousands or decimals", short(typed)),
            help: format!("write `{}` or `{}`", short(&joined), short(&right)),
        });
    }
    let right = if said(&right).is_some() { right } else { meant(&right)? };
    Some(Problem {
        message: format!("`{}` has a decimal comma", short(typed)),
        help: format!("write the number with a point: `{}`", short(&right)),
    })
}

/// Whether a text has a number such as `1e9`.
fn exponent(typed: &str) -> bool {
    let mut before = typed.split(['e', 'E']);
    let mantissa = before.next().is_some_and(|text| text.ends_with(|sign: char| sign.is_ascii_digit()));
    mantissa
        && before
            .next()
            .is_some_and(|rest| rest.trim_start_matches(['+', '-']).starts_with(|sign: char| sign.is_ascii_digit()))
}

/// Words that qualify a number, folded, and how they are written here. The longer of two stands first.
const QUALIFIERS: &[(&str, &str)] = &[
    ("a peu pres", "about"),
    ("autour de", "about"),
    ("approximately", "about"),
    ("around", "about"),
    ("about", "about"),
    ("approx.", "about"),
    ("approx", "about"),
    ("circa", "about"),
    ("ca.", "about"),
    ("environ", "about"),
    ("env.", "about"),
    ("roughly", "about"),
    ("~", "about"),
    ("≈", "about"),
    ("no more than", "at most"),
    ("not more than", "at most"),
    ("pas plus de", "at most"),
    ("au maximum", "at most"),
    ("au plus", "at most"),
    ("jusqu'a", "at most"),
    ("at most", "at most"),
    ("up to", "at most"),
    ("or less", "at most"),
    ("ou moins", "at most"),
    ("maximum", "at most"),
    ("max.", "at most"),
    ("max", "at most"),
    ("≤", "at most"),
    ("<=", "at most"),
    ("no less than", "at least"),
    ("not less than", "at least"),
    ("pas moins de", "at least"),
    ("au minimum", "at least"),
    ("au moins", "at least"),
    ("at least", "at least"),
    ("or more", "at least"),
    ("ou plus", "at least"),
    ("minimum", "at least"),
    ("≥", "at least"),
    (">=", "at least"),
];

/// French names of units, and how they are written here.
const UNITS: &[(&str, &str)] = &[
    ("seconde", "second"),
    ("secondes", "second"),
    ("minutes", "minute"),
    ("heure", "hour"),
    ("heures", "hour"),
    ("jour", "day"),
    ("jours", "day"),
    ("j", "day"),
    ("semaine", "week"),
    ("semaines", "week"),
    ("sem.", "week"),
    ("mois", "month"),
    ("an", "year"),
    ("ans", "year"),
    ("annee", "year"),
    ("annees", "year"),
    ("personne", "person"),
    ("personnes", "person"),
];

/// The unit that a French name certainly means.
pub fn unit_meant(typed: &str) -> Option<&'static str> {
    let folded = fold(typed);
    UNITS.iter().find(|(french, _)| *french == folded).map(|(_, english)| *english)
}

/// The value that a text means, in one of the forms that are offered.
fn meant(typed: &str) -> Option<String> {
    let tokens = tokens(typed);
    let mut rest = Tokens(&tokens);
    let mut qualifier = rest.qualifier();
    rest.word(&["de", "entre", "from", "between"]);
    let from = rest.number()?;
    if let Some(right) = rest.hours_and_minutes(&from) {
        return Some(with_qualifier(qualifier, &right));
    }
    let unit_of_from = rest.unit();
    let is_range = rest.word(&["a", "to", "-", "–", "—", "…", "et", "and"]);
    let to = if is_range { Some(rest.number()?) } else { None };
    let unit_of_to = rest.unit();
    qualifier = qualifier.or_else(|| rest.qualifier());
    let unit = if unit_of_to.is_empty() { unit_of_from } else { unit_of_to };
    let numbers = match to {
        Some(to) => in_order(&from, &to)?,
        None => from,
    };
    let value = if unit.is_empty() { numbers } else { format!("{numbers} {unit}") };
    let right = if is_range { value } else { with_qualifier(qualifier, &value) };
    // A bound or an approximation of a range is none of the forms; "about 1 to 2" is a range already.
    let fits = !is_range || qualifier.is_none_or(|qualifier| qualifier == "about");
    (fits && rest.0.is_empty() && said(&right).is_some()).then_some(right)
}

fn with_qualifier(qualifier: Option<&str>, value: &str) -> String {
    qualifier.map_or(value.to_owned(), |qualifier| format!("{qualifier} {value}"))
}

fn in_order(from: &str, to: &str) -> Option<String> {
    let (low, high) = if number::parse(from)? <= number::parse(to)? { (from, to) } else { (to, from) };
    Some(format!("{low} to {high}"))
}

/// Numbers, words and signs of a text, with the spaces between them left out.
fn tokens(typed: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = typed;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            let length = rest.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(rest.len());
            rest.get(..length).unwrap_or(rest).trim_end_matches('.').len()
        } else if first.is_alphabetic() {
            rest.find(|sign: char| !sign.is_alphabetic() && !"'’.".contains(sign)).unwrap_or(rest.len())
        } else if rest.starts_with("<=") || rest.starts_with(">=") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if !token.trim().is_empty() {
            tokens.push(token);
        }
        rest = after;
    }
    tokens
}

/// What is left to be read.
struct Tokens<'t>(&'t [&'t str]);

impl<'t> Tokens<'t> {
    fn next_if(&mut self, fits: impl Fn(&str) -> bool) -> Option<&'t str> {
        let (first, rest) = self.0.split_first().filter(|(first, _)| fits(first))?;
        self.0 = rest;
        Some(first)
    }

    fn word(&mut self, words: &[&str]) -> bool {
        self.next_if(|token| words.contains(&fold(token).as_str())).is_some()
    }

    /// The qualifier that stands here.
    fn qualifier(&mut self) -> Option<&'static str> {
        for (words, written) in QUALIFIERS {
            let words: Vec<&str> = words.split(' ').collect();
            let stands_here = self
                .0
                .get(..words.len())
                .is_some_and(|here| here.iter().zip(&words).all(|(token, word)| fold(token) == *word));
            if stands_here {
                self.0 = self.0.get(words.len()..).unwrap_or_default();
                return Some(written);
            }
        }
        None
    }

    /// A number, its thousands joined.
    fn number(&mut self) -> Option<String> {
        let mut number = if self.next_if(|token| matches!(token, "-" | "−")).is_some() { "-" } else { "" }.to_owned();
        let first = self.next_if(begins_with_digit)?;
        number.push_str(first);
        // `1.200.000` parts thousands; `1.5` does not.
        if first.matches('.').count() > 1 && first.split('.').skip(1).all(|group| group.len() == 3) {
            number = number.replace('.', "");
        }
        let is_group = |token: &str| token.len() == 3 && token.bytes().all(|byte| byte.is_ascii_digit());
        while first.len() <= 3 && !first.contains('.') {
            let before = self.0;
            self.next_if(|token| matches!(token, "'" | "’"));
            let Some(group) = self.next_if(is_group) else {
                self.0 = before;
                break;
            };
            number.push_str(group);
        }
        number::parse(&number).map(|_| number)
    }

    /// `2 h 30`, behind its first number: as hours where these are short, or else as minutes.
    fn hours_and_minutes(&mut self, hours: &str) -> Option<String> {
        let [hour, minutes, rest @ ..] = self.0 else { return None };
        if !matches!(fold(hour).as_str(), "h" | "heure" | "heures" | "hour" | "hours") {
            return None;
        }
        let after = rest.first().is_none_or(|word| matches!(*word, "min" | "mn" | "m" | "minutes")) && rest.len() < 2;
        let minutes: u32 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
        let hours: u32 = hours.parse().ok().filter(|hours| *hours < 10_000)?;
        if !after {
            return None;
        }
        self.0 = &[];
        Some(match minutes {
            15 => format!("{hours}.25 h"),
            30 => format!("{hours}.5 h"),
            45 => format!("{hours}.75 h"),
            0 => format!("{hours} h"),
            _ => format!("{} min", hours * 60 + minutes),
        })
    }

    /// The unit that stands here, in English; empty where there is none.
    fn unit(&mut self) -> String {
        let mut unit = String::new();
        loop {
            let ends = |token: &str| {
                begins_with_digit(token)
                    || matches!(fold(token).as_str(), "a" | "to" | "et" | "and" | "-" | "–" | "—" | "…")
            };
            let at_qualifier = Tokens(self.0).qualifier().is_some();
            let Some(token) = self.next_if(|token| !at_qualifier && !ends(token)) else { return unit };
            match fold(token).as_str() {
                "par" | "per" | "/" => unit.push('/'),
                "pour" | "per cent" if self.word(&["cent"]) => unit.push('%'),
                folded => {
                    if !unit.is_empty() && !unit.ends_with('/') {
                        unit.push(' ');
                    }
                    unit.push_str(
                        UNITS.iter().find(|(french, _)| *french == folded).map_or(token, |(_, english)| english),
                    );
                }
            }
        }
    }
}

fn begins_with_digit(token: &str) -> bool {
    token.starts_with(|sign: char| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> (Amount, Option<String>) {
        let said = read(text).unwrap();
        (said.amount, said.unit)
    }

    fn wrong(text: &str) -> String {
        let problem = read(text).unwrap_err();
        format!("{} | {}", problem.message, problem.help)
    }

    #[test]
    fn a_value_is_read_as_one_says_it() {
        let unit = |unit: &str| Some(unit.to_owned());
        assert_eq!(value("2"), (Amount::Exact(2.0), None));
        assert_eq!(value("2 h"), (Amount::Exact(2.0), unit("h")));
        assert_eq!(value("20%"), (Amount::Exact(20.0), unit("%")));
        assert_eq!(value("1.5 hour per day"), (Amount::Exact(1.5), unit("hour per day")));
        assert_eq!(value("about 4 h/day"), (Amount::About(4.0), unit("h/day")));
        assert_eq!(value("1 to 2 h/day"), (Amount::Between(1.0, 2.0), unit("h/day")));
        assert_eq!(value("at most 20\u{a0}%"), (Amount::AtMost(20.0), unit("%")));
        assert_eq!(value("at least 5"), (Amount::AtLeast(5.0), None));
        assert_eq!(value("-3"), (Amount::Exact(-3.0), None));
        assert_eq!(value("-3 to -1"), (Amount::Between(-3.0, -1.0), None));
    }

    #[test]
    fn french_words_get_the_english_form() {
        for (typed, right) in [
            ("environ 4 h/jour", "about 4 h/day"),
            ("Environ 4 heures par jour", "about 4 hour/day"),
            ("4 h environ", "about 4 h"),
            ("au plus 20 %", "at most 20 %"),
            ("20 % maximum", "at most 20 %"),
            ("20 % ou plus", "at least 20 %"),
            ("jusqu’à 20 pour cent", "at most 20 %"),
            ("1 à 2", "1 to 2"),
            ("de 1 à 2 heures", "1 to 2 hour"),
            ("entre 1 et 2 h", "1 to 2 h"),
            ("au moins 5", "at least 5"),
            ("environ 1 à 2 h", "1 to 2 h"),
        ] {
            assert_eq!(wrong(typed), format!("`{typed}` is no value | write `{right}`"));
        }
    }

    #[test]
    fn other_ways_to_write_a_value_get_the_form_too() {
        for (typed, right) in [
            ("1-2 h", "1 to 2 h"),
            ("1 h – 2 h", "1 to 2 h"),
            ("~4 h", "about 4 h"),
            ("≤ 20 %", "at most 20 %"),
            (">=5", "at least 5"),
            ("5 or more", "at least 5"),
            ("12 000", "12000"),
            ("12\u{202f}000 €", "12000 €"),
            ("1.200.000", "1200000"),
            ("2h30", "2.5 h"),
            ("1 h 20 min", "80 min"),
        ] {
            let shown = on_one_line(typed);
            assert_eq!(wrong(typed), format!("`{shown}` is no value | write `{right}`"));
        }
    }

    #[test]
    fn a_decimal_comma_has_its_own_words() {
        assert_eq!(wrong("2,5 h"), "`2,5 h` has a decimal comma | write the number with a point: `2.5 h`");
        assert_eq!(
            wrong("environ 2,5 h"),
            "`environ 2,5 h` has a decimal comma | write the number with a point: `about 2.5 h`"
        );
        assert_eq!(wrong("12,000"), "the comma of `12,000` may part thousands or decimals | write `12000` or `12.000`");
        assert_eq!(wrong("0,125"), "`0,125` has a decimal comma | write the number with a point: `0.125`");
    }

    #[test]
    fn a_spreadsheet_may_write_a_decimal_comma() {
        assert_eq!(with_point("2,5 h").as_deref(), Some("2.5 h"));
        assert_eq!(with_point("about 0,125 %").as_deref(), Some("about 0.125 %"));
        assert_eq!(with_point("1,5 to 2,5 h").as_deref(), Some("1.5 to 2.5 h"));
        for typed in ["2.5", "12,000", "1,2,3", "environ 2,5", "a, b"] {
            assert_eq!(with_point(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_range_goes_upwards() {
        assert_eq!(wrong("2 to 1 h"), "`2 to 1 h` goes from the greater number to the smaller | write `1 to 2 h`");
    }

    #[test]
    fn what_is_no_finite_number_in_digits_is_refused() {
        let forms = "write `2`, `2 h`, `about 4 h/day`, `1 to 2 h`, `at most 20 %` or `at least 5`";
        for typed in ["NaN", "inf", "-inf", "Infinity", "beaucoup"] {
            assert_eq!(
                wrong(typed),
                format!("`{typed}` is no value | {forms}; what is not known is `unknown: REASON`")
            );
        }
        for typed in ["1e999", "1e3 h"] {
            assert_eq!(
                wrong(typed),
                format!("`{typed}` is no value | write the number in plain digits, without an exponent")
            );
        }
        assert_eq!(wrong(""), format!("the value is empty | {forms}"));
        assert_eq!(wrong(&"9".repeat(400)), format!("the number is too large | {forms}"));
        assert_eq!(wrong("2; 3"), format!("`2; 3` is no value | {forms}"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = read(&text);
        }

        #[test]
        fn what_is_proposed_can_be_read(text in "(environ |au plus |entre |-|~)?[0-9]{1,4}([,.][0-9]{1,3})?( h| %|h|)( à | et |-| to | )?[0-9]{0,4}( h| %| par jour| max)?") {
            if let Err(problem) = read(&text) && let Some(right) = problem.help.strip_prefix("write `") && !right.contains("` or `") {
                let right = right.trim_end_matches('`');
                prop_assert!(read(right).is_ok(), "{} -> {}", text, right);
            }
        }
    }
}
