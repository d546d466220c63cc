//! How the index of the search is written: numbers as printable letters, words by what they add to the word before.
//!
//! Compact before it is compressed, and read by a few lines of script; `themes/folio/assets/shards.js` and `search.js` have its other half.

/// Letters of numbers stand in strings of JSON without escapes.
const FIRST: u32 = 35;
/// The backslash, which would need one.
const BACKSLASH: u32 = 92;
/// Digits below this end a number.
const LAST_DIGITS: usize = 60;
/// So many digits say that more follow.
const OTHER_DIGITS: usize = 31;
/// Words share at most so many letters with the one before, a digit of base 36.
const MOST_SHARED: usize = 35;

/// Writes a number: small ones take one letter, those below 1,920 two.
pub(super) fn number(mut value: usize, out: &mut String) {
    while value >= LAST_DIGITS {
        value -= LAST_DIGITS;
        digit(LAST_DIGITS + value % OTHER_DIGITS, out);
        value /= OTHER_DIGITS;
    }
    digit(value, out);
}

fn digit(digit: usize, out: &mut String) {
    let code = FIRST + u32::try_from(digit).unwrap_or(0);
    let code = if code >= BACKSLASH { code + 1 } else { code };
    out.extend(char::from_u32(code));
}

/// Writes a column: each value with how many times it follows itself.
pub(in crate::format) fn column(values: impl IntoIterator<Item = usize>) -> String {
    let mut out = String::new();
    let mut run: Option<(usize, usize)> = None;
    for value in values {
        match &mut run {
            Some((same, length)) if *same == value => *length += 1,
            _ => {
                flush(run, &mut out);
                run = Some((value, 1));
            }
        }
    }
    flush(run, &mut out);
    out
}

fn flush(run: Option<(usize, usize)>, out: &mut String) {
    if let Some((value, length)) = run {
        number(value, out);
        number(length, out);
    }
}

/// Where a term stands: in how many records, then for each level of weight, the highest first, the records that have it.
///
/// `found` holds records in ascending order with their levels; `everywhere` is how many there are where only the best
/// of them are listed.
pub(super) fn postings(everywhere: usize, found: &[(usize, u8)]) -> String {
    let mut out = String::new();
    number(everywhere, &mut out);
    for level in (1..=super::index::LEVELS).rev() {
        let records: Vec<usize> = found.iter().filter(|(_, of)| *of == level).map(|(record, _)| *record).collect();
        if records.is_empty() {
            continue;
        }
        number(usize::from(level), &mut out);
        number(records.len(), &mut out);
        let mut next = 0;
        for record in records {
            number(record - next, &mut out);
            next = record + 1;
        }
    }
    out
}

/// Writes forms of words one after the other, each by what it shares with the one before.
#[derive(Default)]
pub(super) struct Forms {
    out: String,
    last: String,
}

impl Forms {
    /// Adds a form: the first of its term, which stands in so many records, or one of a term so many terms back.
    pub(super) fn add(&mut self, form: &str, term: Term) {
        let same = self.last.chars().zip(form.chars()).take_while(|(one, other)| one == other).count();
        let shared = same.min(MOST_SHARED);
        self.out.push_str(&base_36(shared));
        self.out.extend(form.chars().skip(shared));
        match term {
            Term::New { records } => {
                // Capitals end a form that opens a term: no folded word holds one.
                let magnitude = records.max(1).ilog2().min(25);
                self.out.extend(char::from_u32(u32::from('A') + magnitude));
            }
            Term::Back(terms) => {
                self.out.push('-');
                self.out.push_str(&base_36(terms));
                self.out.push(',');
            }
        }
        self.last = form.to_owned();
    }

    /// How many bytes are written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// What was written; the next form shares nothing with it.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(self).out
    }
}

/// Which term a form is of.
#[derive(Clone, Copy)]
pub(super) enum Term {
    /// One that no form before it is of.
    New {
        /// In how many records it stands.
        records: usize,
    },
    /// The latest, or one so many before it.
    Back(usize),
}

fn base_36(value: usize) -> String {
    let mut digits = Vec::new();
    let mut rest = value;
    loop {
        let digit = u32::try_from(rest % 36).unwrap_or(0);
        digits.extend(char::from_digit(digit, 36));
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    digits.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: usize) -> String {
        let mut out = String::new();
        number(value, &mut out);
        out
    }

    /// The reader's half, as the script has it.
    fn read(text: &str) -> usize {
        let digit = |byte: u8| usize::from(byte) - 35 - usize::from(byte > 92);
        let digits: Vec<usize> = text.bytes().map(digit).collect();
        let (last, others) = digits.split_last().unwrap();
        others.iter().rev().fold(*last, |value, digit| value * OTHER_DIGITS + digit)
    }

    #[test]
    fn numbers_come_back_in_few_letters() {
        for value in (0..5000).chain([59_999, 123_456, 9_999_999]) {
            let text = written(value);
            assert!(text.bytes().all(|byte| (35..127).contains(&byte) && byte != 92), "{text}");
            assert_eq!(read(&text), value);
        }
        assert_eq!((written(59).len(), written(60).len(), written(1919).len(), written(1920).len()), (1, 2, 2, 3));
    }

    #[test]
    fn a_column_is_as_long_as_its_changes() {
        assert_eq!(column([]), "");
        assert_eq!(column([3; 59]).len(), 2);
        assert_eq!(column([0, 0, 1, 1, 1]), "#%$&");
    }

    #[test]
    fn forms_say_what_they_add() {
        let mut forms = Forms::default();
        forms.add("valid", Term::New { records: 5 });
        forms.add("validation", Term::Back(0));
        forms.add("vent", Term::New { records: 1 });
        assert_eq!(forms.take(), "0validC5ation-0,1entA");
        forms.add("vente", Term::Back(37));
        assert_eq!(forms.take(), "0vente-11,");
    }

    #[test]
    fn postings_give_the_best_first() {
        assert_eq!(postings(4, &[(0, 2), (1, 9), (3, 2), (4, 2)]), "'\u{2c}$$%&#%#");
    }
}
