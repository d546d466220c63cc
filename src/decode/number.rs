//! Numbers as an author types them: digits, with a point before decimals.

use crate::diagnostic::{Code, Rule, Severity};

/// A number is written with a comma.
pub static DECIMAL_COMMA: Rule = Rule {
    code: Code::DecimalComma,
    severity: Severity::Error,
    summary: "a number is written with a decimal comma",
    explanation: "In YAML a comma parts values, so that inside `{ }` the number `2,5` is cut in two. Decimals are \
                  written with a point; pages show them with the comma of their language.",
    example: "validation-delay: {value: 2,5 h} → validation-delay: {value: 2.5 h}",
};

/// The number that a text is: an optional sign, digits, and decimals after a point.
///
/// Neither exponents nor `0x` nor infinities are numbers here; `None` for anything else.
pub fn parse(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    let number: f64 = digits.parse().ok()?;
    let signed = if text.starts_with(['-', '−']) { -number } else { number };
    signed.is_finite().then_some(signed)
}

/// The same text with points, where a comma stands between two digits: `2,5 h` gives `2.5 h`.
///
/// `None` where there is no such comma, or where it may part thousands (`1,200,000`).
pub fn without_comma(text: &str) -> Option<String> {
    let mut changed = String::with_capacity(text.len());
    let mut commas_in_number = 0;
    let mut found = false;
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = rest.next() {
        let decimal = letter == ',' && before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit);
        if decimal {
            found = true;
            commas_in_number += 1;
            if commas_in_number > 1 {
                return None;
            }
        } else if !letter.is_ascii_digit() {
            commas_in_number = 0;
        }
        changed.push(if decimal { '.' } else { letter });
        before = letter;
    }
    found.then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_digits_with_a_point() {
        assert_eq!(parse("2"), Some(2.0));
        assert_eq!(parse("-2.50"), Some(-2.5));
        assert_eq!(parse("048"), Some(48.0));
        assert_eq!(parse("−3"), Some(-3.0));
    }

    #[test]
    fn what_looks_like_a_number_elsewhere_is_none_here() {
        for text in ["", "-", "1.", ".5", "1e3", "0x10", "inf", "nan", "2,5", "1 000", "٣"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"9".repeat(400)), None);
    }

    #[test]
    fn decimal_commas_become_points() {
        assert_eq!(without_comma("2,5 h"), Some("2.5 h".to_owned()));
        assert_eq!(without_comma("1,5 to 2,5 h"), Some("1.5 to 2.5 h".to_owned()));
        assert_eq!(without_comma("2.5 h, 3"), None);
        assert_eq!(without_comma("1,200,000"), None);
    }
}
