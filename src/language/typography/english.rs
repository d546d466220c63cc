//! English: curly quotes and apostrophes by context, en dashes in ranges of numbers.
//!
//! Which quotes are single and which double is the author's choice, since British and American printers differ.

use super::line::Line;

pub(super) fn set(line: &mut Line) {
    while let Some(character) = line.current() {
        match character {
            '.' | '-' if line.ellipsis_or_dash() => {}
            '-' if is_range(line) => line.replace(1, '–'),
            '"' => double(line),
            '\'' => single(line),
            '“' => {
                line.quotes.push('“');
                line.copy();
            }
            '”' => {
                line.quotes.pop();
                line.copy();
            }
            _ => line.copy(),
        }
    }
}

fn double(line: &mut Line) {
    if line.may_open() {
        line.quotes.push('“');
        line.replace(1, '“');
    } else if line.may_close() && !(line.quotes.is_empty() && line.before().is_some_and(|digit| digit.is_ascii_digit()))
    {
        line.quotes.pop();
        line.replace(1, '”');
    } else {
        // Inches, or a mark between two spaces.
        line.copy();
    }
}

fn single(line: &mut Line) {
    let digit_before = line.before().is_some_and(|digit| digit.is_ascii_digit());
    let digit_after = line.ahead(1).is_some_and(|digit| digit.is_ascii_digit());
    if line.may_open() {
        // Letters left out at the start of a word are an apostrophe: the ’90s, ’tis.
        let apostrophe = digit_after || begins_with_elision(line);
        line.replace(1, if apostrophe { '’' } else { '‘' });
    } else if line.may_close() && !(digit_before && digit_after) {
        line.replace(1, '’');
    } else {
        line.copy();
    }
}

/// Words that begin with an apostrophe.
fn begins_with_elision(line: &Line) -> bool {
    ["tis", "twas", "twere", "twill", "til", "em", "cause", "n"].iter().any(|word| {
        let same = word
            .chars()
            .enumerate()
            .all(|(place, letter)| line.ahead(place + 1).is_some_and(|typed| typed.to_ascii_lowercase() == letter));
        same && !line.ahead(word.len() + 1).is_some_and(char::is_alphanumeric)
    })
}

/// Whether the hyphen here stands between the two numbers of a range, as in `pages 12-15`; not in `2012-06-14`, a month
/// `2012-06`, a telephone number or an identifier.
fn is_range(line: &Line) -> bool {
    let (left, right) = (number_before(line), number_after(line));
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    let (Ok(from), Ok(to)) = (left.parse::<f64>(), right.parse::<f64>()) else {
        return false;
    };
    match (left.len(), right.len()) {
        // 2012-06 may be a month, 2012-14 is two years.
        (4, 2) => to > 12.0 && to > from % 100.0,
        // 555-1234 is a telephone number.
        (3, 4) => false,
        (a, b) if a > 4 || b > 4 => left.contains('.') && from < to,
        _ => from < to,
    }
}

/// The number that ends here; `None` where it is a part of something longer.
fn number_before(line: &Line) -> Option<String> {
    let number: Vec<char> = number_at(|place| line.back(place + 1))?;
    Some(number.into_iter().rev().collect())
}

/// The number that begins after the current glyph; `None` where it is a part of something longer.
fn number_after(line: &Line) -> Option<String> {
    let number: Vec<char> = number_at(|place| line.ahead(place + 1))?;
    Some(number.into_iter().collect())
}

/// Digits, and points between digits, in either direction.
fn number_at(at: impl Fn(usize) -> Option<char>) -> Option<Vec<char>> {
    // No number of a range in prose is longer.
    const LONGEST: usize = 12;
    let digit = |place: usize| at(place).filter(char::is_ascii_digit);
    let mut number = Vec::new();
    while let Some(letter) = digit(number.len()).or_else(|| at(number.len()).filter(|mark| *mark == '.')) {
        if letter == '.' && (number.is_empty() || digit(number.len() + 1).is_none()) {
            break;
        }
        number.push(letter);
        if number.len() > LONGEST {
            return None;
        }
    }
    let neighbour = at(number.len());
    let longer = neighbour.is_some_and(|neighbour| match neighbour {
        '-' | '–' | '—' | '/' | '_' | '+' | '#' | '=' | '@' => true,
        ':' | ',' => digit(number.len() + 1).is_some(),
        other => other.is_alphanumeric(),
    });
    (!longer && !number.is_empty()).then_some(number)
}
