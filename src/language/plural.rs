//! Which form of a word a number takes.
//!
//! The rules are those of the Unicode CLDR, cardinal and ordinal, for the families of languages that are named here.

/// How a language forms its plurals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Plural {
    /// Only 1 is singular.
    #[default]
    English,
    /// What is below 2 is singular: 0, 1, 1.5.
    French,
    /// One form for all numbers.
    Neutral,
}

/// A form of words that depend on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Zero,
    One,
    Two,
    Few,
    Other,
}

impl Form {
    pub(super) const ALL: [Form; 5] = [Form::Zero, Form::One, Form::Two, Form::Few, Form::Other];

    /// The last part of a form's key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Form::Zero => "zero",
            Form::One => "one",
            Form::Two => "two",
            Form::Few => "few",
            Form::Other => "other",
        }
    }

    /// The form of a key's last part.
    pub(super) fn from_key(key: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.key() == key)
    }
}

impl Plural {
    /// The values of `language.plural`.
    pub(super) const WORDS: &[(&str, Plural)] =
        &[("english", Plural::English), ("french", Plural::French), ("neutral", Plural::Neutral)];

    /// The form for any number.
    pub(super) fn of_number(self, number: f64) -> Form {
        let singular = match self {
            Plural::English => number == 1.0 || number == -1.0,
            Plural::French => number.abs() < 2.0,
            Plural::Neutral => false,
        };
        if singular { Form::One } else { Form::Other }
    }

    /// The form for a rank.
    pub(super) fn of_rank(self, n: u64) -> Form {
        match (self, n % 10, n % 100) {
            (Plural::French, ..) if n == 1 => Form::One,
            (Plural::French | Plural::Neutral, ..) | (_, _, 11..=13) => Form::Other,
            (Plural::English, 1, _) => Form::One,
            (Plural::English, 2, _) => Form::Two,
            (Plural::English, 3, _) => Form::Few,
            (Plural::English, ..) => Form::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Plural};

    #[test]
    fn zero_and_a_half_are_singular_in_french_alone() {
        assert_eq!(Plural::French.of_number(0.0), Form::One);
        assert_eq!(Plural::French.of_number(1.5), Form::One);
        assert_eq!(Plural::French.of_number(2.0), Form::Other);
        assert_eq!(Plural::English.of_number(0.0), Form::Other);
        assert_eq!(Plural::English.of_number(1.5), Form::Other);
        assert_eq!(Plural::English.of_number(1.0), Form::One);
        assert_eq!(Plural::Neutral.of_number(1.0), Form::Other);
    }

    #[test]
    fn english_ranks_have_four_endings() {
        let forms = [1, 2, 3, 4, 11, 12, 13, 21, 102, 113].map(|n| Plural::English.of_rank(n));
        use Form::{Few, One, Other, Two};
        assert_eq!(forms, [One, Two, Few, Other, Other, Other, Other, One, Two, Other]);
        assert_eq!(Plural::French.of_rank(21), Form::Other);
    }
}
