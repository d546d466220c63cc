//! Numbers in a language, and plain ones for files that programs read.
//!
//! Everything is written from the shortest decimal digits that give the number back, never from the machine's settings:
//! the same number gives the same bytes everywhere, and 0.15 rounds to 0.2, as a reader expects, although the binary
//! number is a little below it.

use super::strings::Gathered;
use super::{Language, strings};
use crate::diagnostic::Diagnostic;

/// A number for CSV, JSON and attributes: a point, no groups, no needless zeros, a hyphen for minus.
///
/// Empty for what is not a finite number: nothing is better than a word that a program cannot read.
pub fn plain_float(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    // Adding zero turns −0 into 0.
    format!("{}", number + 0.0)
}

/// The same with at most so many decimals, for coordinates of drawings.
pub fn plain_decimal(number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let rounded = Digits::of(number).rounded(decimals).trimmed();
    let sign = if rounded.negative { "-" } else { "" };
    let point = if rounded.decimals.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{}", rounded.whole, rounded.decimals)
}

/// How a language writes numbers.
#[derive(Clone, Debug)]
pub(super) struct NumberFormat {
    decimal_mark: &'static str,
    group_separator: &'static str,
    /// The smallest number of digits that are grouped.
    group_from: usize,
}

const DECIMAL_MARKS: &[(&str, &str)] = &[("point", "."), ("comma", ",")];

const GROUP_SEPARATORS: &[(&str, &str)] = &[
    ("comma", ","),
    ("point", "."),
    ("space", "\u{a0}"),
    ("narrow-space", "\u{202f}"),
    ("apostrophe", "’"),
    ("none", ""),
];

impl NumberFormat {
    pub(super) fn read(strings: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) -> NumberFormat {
        NumberFormat {
            decimal_mark: strings.word("formats.decimal-mark", DECIMAL_MARKS, ".", diagnostics),
            group_separator: strings.word("formats.group-separator", GROUP_SEPARATORS, ",", diagnostics),
            group_from: strings.number("formats.group-from", diagnostics).unwrap_or(4),
        }
    }

    fn write(&self, digits: &Digits, minus: &str) -> String {
        let mut out = String::new();
        if digits.negative {
            out.push_str(minus);
        }
        self.write_whole(&digits.whole, &mut out);
        if !digits.decimals.is_empty() {
            out.push_str(self.decimal_mark);
            out.push_str(&digits.decimals);
        }
        out
    }

    fn write_whole(&self, whole: &str, out: &mut String) {
        for (place, digit) in whole.chars().enumerate() {
            let left = whole.len() - place;
            if place > 0 && left.is_multiple_of(3) && whole.len() >= self.group_from {
                out.push_str(self.group_separator);
            }
            out.push(digit);
        }
    }
}

impl Language {
    /// A whole number: `12 345`.
    pub fn integer(&self, number: i64) -> String {
        let digits = Digits { negative: number < 0, whole: number.unsigned_abs().to_string(), decimals: String::new() };
        self.numbers.write(&digits, self.minus())
    }

    /// A number with at most so many decimals, without needless zeros: `2,5`.
    pub fn decimal(&self, number: f64, decimals: usize) -> String {
        self.rounded(number, |digits| digits.rounded(decimals).trimmed())
    }

    /// A number with exactly so many decimals: `2,50`.
    pub fn fixed(&self, number: f64, decimals: usize) -> String {
        self.rounded(number, |digits| digits.rounded(decimals))
    }

    /// A number of hundredths with at most so many decimals: 12.5 gives `12,5 %`.
    pub fn percent(&self, hundredths: f64, decimals: usize) -> String {
        self.text("formats.percent", &[("value", &self.decimal(hundredths, decimals))])
    }

    /// A rank: `1er`, `2e`; `1st`, `2nd`.
    pub fn ordinal(&self, n: u64) -> String {
        let number = n.to_string();
        match self.strings.form("formats.ordinal", self.plural.of_rank(n)) {
            Some(pattern) => strings::fill(pattern, &[("n", &number)]),
            None => number,
        }
    }

    fn rounded(&self, number: f64, round: impl FnOnce(Digits) -> Digits) -> String {
        if !number.is_finite() {
            return String::new();
        }
        self.numbers.write(&round(Digits::of(number)), self.minus())
    }

    fn minus(&self) -> &str {
        self.strings.get("formats.minus").unwrap_or("−")
    }
}

/// A finite number as decimal digits.
struct Digits {
    negative: bool,
    /// At least one digit.
    whole: String,
    decimals: String,
}

impl Digits {
    fn of(number: f64) -> Digits {
        let text = format!("{}", number.abs());
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        Digits { negative: number < 0.0, whole: whole.to_owned(), decimals: decimals.to_owned() }
    }

    /// Exactly so many decimals; a half is rounded away from zero.
    fn rounded(self, decimals: usize) -> Digits {
        // More decimals than a float can have would only be zeros.
        let decimals = decimals.min(400);
        let mut digits: Vec<u8> = self.whole.bytes().chain(self.decimals.bytes()).collect();
        let kept = self.whole.len() + decimals;
        let up = digits.get(kept).is_some_and(|digit| *digit >= b'5');
        digits.resize(kept, b'0');
        let whole = self.whole.len() + usize::from(up && carry(&mut digits));
        let (whole, decimals) = digits.split_at_checked(whole).unwrap_or((&digits, &[]));
        let zero = whole.iter().chain(decimals).all(|digit| *digit == b'0');
        Digits { negative: self.negative && !zero, whole: text(whole), decimals: text(decimals) }
    }

    fn trimmed(mut self) -> Digits {
        self.decimals.truncate(self.decimals.trim_end_matches('0').len());
        self
    }
}

/// Adds one to the last digit; says whether there is a digit more in front.
fn carry(digits: &mut Vec<u8>) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit != b'9' {
            *digit += 1;
            return false;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
    true
}

fn text(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(*digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::{english, french, german};

    #[test]
    fn plain_numbers_have_a_point_and_no_needless_zeros() {
        for (number, text) in [(1.0, "1"), (-0.0, "0"), (0.1, "0.1"), (-2.50, "-2.5"), (1e21, "1000000000000000000000")]
        {
            assert_eq!(plain_float(number), text);
        }
        assert_eq!(plain_float(f64::NAN), "");
        assert_eq!(plain_float(f64::INFINITY), "");
    }

    #[test]
    fn decimals_are_rounded_as_they_are_read() {
        for (number, decimals, text) in [
            (0.15, 1, "0.2"),
            (2.5, 0, "3"),
            (-2.5, 0, "-3"),
            (-0.04, 1, "0"),
            (9.99, 1, "10"),
            (999.95, 1, "1000"),
            (12.3400, 3, "12.34"),
            (1e-9, 2, "0"),
        ] {
            assert_eq!(plain_decimal(number, decimals), text, "{number}");
        }
    }

    #[test]
    fn french_has_commas_and_narrow_spaces() {
        let french = french();
        assert_eq!(french.integer(1234), "1\u{202f}234");
        assert_eq!(french.integer(-1_234_567), "−1\u{202f}234\u{202f}567");
        assert_eq!(french.integer(i64::MIN), "−9\u{202f}223\u{202f}372\u{202f}036\u{202f}854\u{202f}775\u{202f}808");
        assert_eq!(french.decimal(2.50, 2), "2,5");
        assert_eq!(french.fixed(2.5, 2), "2,50");
        assert_eq!(french.percent(12.34, 1), "12,3\u{a0}%");
    }

    #[test]
    fn english_has_points_and_commas() {
        let english = english();
        assert_eq!(english.integer(12), "12");
        assert_eq!(english.integer(1_234_567), "1,234,567");
        assert_eq!(english.decimal(999_999.96, 1), "1,000,000");
        assert_eq!(english.percent(12.0, 1), "12%");
        assert_eq!(english.decimal(f64::NAN, 1), "");
    }

    #[test]
    fn a_language_may_leave_four_digits_ungrouped() {
        assert_eq!(german().integer(1234), "1234");
        assert_eq!(german().integer(12_345), "12.345");
    }

    #[test]
    fn ranks_are_written_with_their_endings() {
        assert_eq!([1, 2, 21].map(|n| french().ordinal(n)), ["1er", "2e", "21e"]);
        assert_eq!([1, 2, 3, 4, 12, 22].map(|n| english().ordinal(n)), ["1st", "2nd", "3rd", "4th", "12th", "22nd"]);
    }
}
