//! Amounts with their units, as one says them: `environ 4 h par jour`, `1 à 2 h`, `au plus 20 %`.
//!
//! Which units convert into which is the study's matter; here a unit is only its words.

use super::{Language, strings};

/// A number as a source gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// `2`
    Exact(f64),
    /// `about 4`
    About(f64),
    /// `1 to 2`
    Between(f64, f64),
    /// `at most 20`
    AtMost(f64),
    /// `at least 5`
    AtLeast(f64),
}

/// How an amount is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// In a sentence without symbols: `environ 4 heures par jour`.
    Words,
    /// With the unit's symbol where it has one: `environ 4 h par jour`.
    Symbols,
    /// As short as a mark of a chart needs it: `≈ 4 h/jour`.
    Mark,
}

/// The words of a unit in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    symbol: Option<String>,
    /// Where number and symbol stand, if not as usual: `€{value}`.
    pattern: Option<String>,
    one: String,
    other: String,
    per: Option<Box<Unit>>,
}

impl Unit {
    /// Things that are counted, by a noun of the author's: `mot`, `mots`.
    pub fn noun(one: impl Into<String>, other: impl Into<String>) -> Unit {
        Unit { one: one.into(), other: other.into(), ..Unit::default() }
    }

    /// Every way in which it is written behind a number, without what it is for each of.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        [self.symbol.as_deref(), Some(&*self.one), Some(&*self.other)].into_iter().flatten()
    }

    fn symbol_or_plural(&self) -> &str {
        self.symbol.as_deref().unwrap_or(&self.other)
    }

    fn symbol_or_singular(&self) -> &str {
        self.symbol.as_deref().unwrap_or(&self.one)
    }
}

impl Language {
    /// The words of a unit by its name in YAML, `hour` or `hour/day`; `None` where a file has no such unit.
    pub fn unit(&self, name: &str) -> Option<Unit> {
        match name.split_once('/') {
            Some((over, per)) => {
                let per = self.simple_unit(per)?;
                Some(Unit { per: Some(Box::new(per)), ..self.simple_unit(over)? })
            }
            None => self.simple_unit(name),
        }
    }

    fn simple_unit(&self, name: &str) -> Option<Unit> {
        let word = |part: &str| self.strings.get(&format!("units.{name}.{part}")).map(str::to_owned);
        let other = word("other")?;
        Some(Unit {
            symbol: word("symbol"),
            pattern: word("pattern"),
            one: word("one").unwrap_or_else(|| other.clone()),
            other,
            per: None,
        })
    }

    /// What a unit is called beside a column: `heures par jour`.
    pub fn unit_name(&self, unit: &Unit) -> String {
        match &unit.per {
            Some(per) => self.text("value.unit-per", &[("unit", &unit.other), ("per", &per.one)]),
            None => unit.other.clone(),
        }
    }

    /// The shortest name of a unit, for axes: `h/jour`.
    pub fn unit_symbol(&self, unit: &Unit) -> String {
        let over = unit.symbol_or_plural();
        match &unit.per {
            Some(per) => self.text("value.symbol-per", &[("unit", over), ("per", per.symbol_or_singular())]),
            None => over.to_owned(),
        }
    }

    /// An amount with its unit, its numbers with at most so many decimals.
    pub fn amount(&self, amount: Amount, unit: Option<&Unit>, wording: Wording, decimals: usize) -> String {
        let number = |value: f64| self.decimal(value, decimals);
        let key = pattern_key(amount, wording);
        match amount {
            Amount::Exact(value) | Amount::About(value) | Amount::AtMost(value) | Amount::AtLeast(value) => {
                let with_unit = self.with_unit(&number(value), value, unit, wording);
                self.text(key, &[("value", &with_unit)])
            }
            Amount::Between(from, to) => {
                let (low, high) = (number(from), number(to));
                // `£1 to £2`, but `1 to 2 h`.
                let leads = unit.is_some_and(|unit| unit.pattern.as_ref().is_some_and(|p| !p.starts_with("{value}")));
                if leads {
                    let low = self.with_unit(&low, from, unit, wording);
                    let high = self.with_unit(&high, to, unit, wording);
                    return self.text(key, &[("from", &low), ("to", &high)]);
                }
                let range = self.text(key, &[("from", &low), ("to", &high)]);
                self.with_unit(&range, to, unit, wording)
            }
        }
    }

    /// A number, already in words, with its unit; `size` chooses between singular and plural.
    fn with_unit(&self, number: &str, size: f64, unit: Option<&Unit>, wording: Wording) -> String {
        let Some(unit) = unit else {
            return number.to_owned();
        };
        let noun = match self.plural.of_number(size) {
            super::plural::Form::One => unit.one.as_str(),
            _ => unit.other.as_str(),
        };
        let word = match wording {
            Wording::Words => noun,
            Wording::Symbols | Wording::Mark => unit.symbol.as_deref().unwrap_or(noun),
        };
        let over = match &unit.pattern {
            Some(pattern) => strings::fill(pattern, &[("value", number)]),
            None => self.text("value.unit", &[("value", number), ("unit", word)]),
        };
        match (&unit.per, wording) {
            (None, _) => over,
            (Some(per), Wording::Mark) => {
                self.text("value.symbol-per", &[("unit", &over), ("per", per.symbol_or_singular())])
            }
            (Some(per), _) => self.text("value.per", &[("value", &over), ("unit", &per.one)]),
        }
    }
}

fn pattern_key(amount: Amount, wording: Wording) -> &'static str {
    let mark = wording == Wording::Mark;
    match amount {
        Amount::Exact(_) => "value.exact",
        Amount::About(_) if mark => "value.short.about",
        Amount::About(_) => "value.about",
        Amount::Between(..) if mark => "value.short.range",
        Amount::Between(..) => "value.range",
        Amount::AtMost(_) if mark => "value.short.at-most",
        Amount::AtMost(_) => "value.at-most",
        Amount::AtLeast(_) if mark => "value.short.at-least",
        Amount::AtLeast(_) => "value.at-least",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::{english, french};

    fn said(language: &Language, amount: Amount, unit: &str, wording: Wording) -> String {
        language.amount(amount, language.unit(unit).as_ref(), wording, 1)
    }

    #[test]
    fn french_says_amounts_as_one_says_them() {
        let french = french();
        let said = |amount, unit| said(&french, amount, unit, Wording::Symbols);
        assert_eq!(said(Amount::About(4.0), "hour/day"), "environ 4\u{a0}h par jour");
        assert_eq!(said(Amount::Between(1.0, 2.0), "hour"), "1 à 2\u{a0}h");
        assert_eq!(said(Amount::AtMost(20.0), "percent"), "au plus 20\u{a0}%");
        assert_eq!(said(Amount::AtLeast(5.0), "item"), "au moins 5");
        assert_eq!(said(Amount::Exact(1200.0), "euro"), "1\u{202f}200\u{a0}€");
        assert_eq!(said(Amount::Exact(1.5), "week"), "1,5\u{a0}semaine");
        assert_eq!(said(Amount::Exact(2.5), "unheard-of"), "2,5");
    }

    #[test]
    fn words_and_marks_differ_in_length_only() {
        let french = french();
        let amount = Amount::About(4.0);
        assert_eq!(said(&french, amount, "hour/day", Wording::Words), "environ 4\u{a0}heures par jour");
        assert_eq!(said(&french, amount, "hour/day", Wording::Mark), "≈\u{a0}4\u{a0}h/jour");
        assert_eq!(said(&french, Amount::Between(1.0, 2.0), "hour", Wording::Mark), "1–2\u{a0}h");
        assert_eq!(said(&french, Amount::Exact(0.0), "person", Wording::Words), "0\u{a0}personne");
    }

    #[test]
    fn english_puts_currencies_in_front() {
        let english = english();
        assert_eq!(said(&english, Amount::Between(1.0, 2.0), "pound", Wording::Words), "£1 to £2");
        assert_eq!(said(&english, Amount::Exact(1.5), "hour", Wording::Words), "1.5\u{a0}hours");
        assert_eq!(said(&english, Amount::AtMost(20.0), "percent", Wording::Mark), "≤\u{a0}20%");
        assert_eq!(said(&english, Amount::Exact(3.0), "person", Wording::Symbols), "3\u{a0}people");
    }

    #[test]
    fn a_unit_alone_has_a_name_and_a_symbol() {
        let french = french();
        let rate = french.unit("hour/day").unwrap();
        assert_eq!(french.unit_name(&rate), "heures par jour");
        assert_eq!(french.unit_symbol(&rate), "h/jour");
        assert_eq!(
            french.amount(Amount::Exact(2.0), Some(&Unit::noun("mot", "mots")), Wording::Mark, 0),
            "2\u{a0}mots"
        );
    }
}
