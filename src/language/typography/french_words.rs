//! The words of French typography: units and months after a number, abbreviations before a name or a number, ordinals.

use super::line::{Glyph, Line};

/// Units that stay with their number: symbols, and the words for time, money and large numbers.
const UNITS: &[&str] = &[
    "%",
    "‰",
    "€",
    "$",
    "£",
    "k€",
    "M€",
    "Md€",
    "°",
    "°C",
    "h",
    "min",
    "mn",
    "s",
    "ms",
    "j",
    "nm",
    "µm",
    "mm",
    "cm",
    "dm",
    "m",
    "km",
    "m²",
    "km²",
    "cm²",
    "m³",
    "cm³",
    "ha",
    "mg",
    "g",
    "kg",
    "t",
    "cl",
    "dl",
    "ml",
    "mL",
    "l",
    "L",
    "hl",
    "o",
    "ko",
    "Ko",
    "Mo",
    "Go",
    "To",
    "Hz",
    "kHz",
    "MHz",
    "GHz",
    "W",
    "kW",
    "MW",
    "GW",
    "Wh",
    "kWh",
    "MWh",
    "GWh",
    "TWh",
    "V",
    "A",
    "J",
    "kJ",
    "MJ",
    "N",
    "Pa",
    "hPa",
    "bar",
    "dB",
    "px",
    "pt",
    "heure",
    "heures",
    "minute",
    "minutes",
    "seconde",
    "secondes",
    "jour",
    "jours",
    "semaine",
    "semaines",
    "mois",
    "an",
    "ans",
    "année",
    "années",
    "euro",
    "euros",
    "million",
    "millions",
    "milliard",
    "milliards",
];

/// Months stay with their day.
const MONTHS: &[&str] = &[
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Abbreviations that stay with the name after them.
const TITLES: &[&str] =
    &["M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Drs", "Pr", "Prs", "Me", "Mgr", "St", "Ste"];

/// Abbreviations that stay with the number after them.
const REFERENCES: &[&str] = &[
    "p.", "pp.", "n°", "N°", "nº", "Nº", "no", "nos", "l.", "ll.", "col.", "§", "art.", "chap.", "ch.", "fig.", "tab.",
    "t.", "vol.", "v.", "éd.", "f.", "ff.", "al.", "sect.", "annexe", "tome", "page", "pages", "ligne", "lignes",
];

/// The longest of these words; looking further is in vain.
const LONGEST: usize = 10;

/// Whether the spaces here stand between a number and its unit, or a day and its month.
pub(super) fn is_number_and_unit(line: &Line, spaces: usize) -> bool {
    if !ends_with_number(line) {
        return false;
    }
    let is_word = |letter: &char| letter.is_alphabetic() || "%‰€$£°²³".contains(*letter);
    let word: String = (spaces..=spaces + LONGEST).map_while(|place| line.ahead(place)).take_while(is_word).collect();
    let after = line.ahead(spaces + word.chars().count());
    // `2 l'ont dit` is no volume.
    let elision = matches!(after, Some('\'' | '’'));
    let whole = !elision && !after.is_some_and(|after| after.is_alphanumeric() || after == '_');
    whole && (UNITS.contains(&word.as_str()) || MONTHS.contains(&word.as_str()))
}

/// Whether a number, or `1er`, is written last.
fn ends_with_number(line: &Line) -> bool {
    let digit = |places| line.back(places).is_some_and(|letter: char| letter.is_ascii_digit());
    digit(1) || line.back(1) == Some('r') && line.back(2) == Some('e') && line.back(3) == Some('1')
}

/// Whether the spaces here stand between an abbreviation and what it belongs to: `M. Curie`, `p. 12`.
pub(super) fn is_abbreviation(line: &Line, spaces: usize) -> bool {
    let abbreviations = match line.ahead(spaces) {
        Some(after) if after.is_ascii_digit() => REFERENCES,
        Some(after) if after.is_uppercase() => TITLES,
        _ => return false,
    };
    let is_word = |letter: &char| letter.is_alphabetic() || ".°§".contains(*letter);
    let backwards: Vec<char> = (1..=LONGEST + 1).map_while(|places| line.back(places)).take_while(is_word).collect();
    let longer = line.back(backwards.len() + 1).is_some_and(|before| before.is_alphanumeric() || before == '’');
    let word: String = backwards.into_iter().rev().collect();
    !longer && abbreviations.contains(&word.as_str())
}

/// Whether the spaces here part the thousands of a number that is typed in groups, as `10 000`.
///
/// Not a year before a number (`2012 300`), nor what is typed in other groups (`01 23 45 67 89`).
pub(super) fn is_group_of_digits(line: &Line, spaces: usize) -> bool {
    let digit_ahead = |place: usize| line.ahead(place).is_some_and(|letter| letter.is_ascii_digit());
    let group_ahead = |from: usize| (from..from + 3).all(digit_ahead) && !digit_ahead(from + 3);
    if !group_ahead(spaces) || !is_leading_group(line) {
        return false;
    }
    let after = spaces + 3;
    let parted = line.spaces_ahead(after);
    parted == 0 || !digit_ahead(after + parted) || group_ahead(after + parted)
}

/// Whether what is written last may be the start of a number in groups.
fn is_leading_group(line: &Line) -> bool {
    let digits = (1..=4).take_while(|places| line.back(*places).is_some_and(|letter| letter.is_ascii_digit())).count();
    let before = line.back(digits + 1);
    let digit_before = line.back(digits + 2).is_some_and(|letter| letter.is_ascii_digit());
    match (digits, before) {
        (3, Some('\u{202f}')) if digit_before => true,
        (1..=3, Some(before)) if before.is_whitespace() || matches!(before, '.' | ',' | ':' | '/' | '-') => {
            !digit_before && line.back(digits) != Some('0')
        }
        (1..=3, Some(before)) => !before.is_alphanumeric() && line.back(digits) != Some('0'),
        (1..=3, None) => line.back(digits) != Some('0'),
        _ => false,
    }
}

/// Raises the endings of ordinals: `1er`, `2e`, `XXIe`. What is typed stays, be it `2e` or `2ème`.
pub(super) fn raise_ordinals(written: &mut [Glyph]) {
    let mut start = 0;
    while start < written.len() {
        let word = written.get_mut(start..).unwrap_or_default();
        let length = word.iter().take_while(|glyph| glyph.character.is_alphanumeric()).count();
        if let Some(word) = word.get_mut(..length) {
            raise_ending(word);
        }
        start += length.max(1);
    }
}

/// Ordinals are short; what is longer is an identifier.
const LONGEST_ORDINAL: usize = 20;

fn raise_ending(word: &mut [Glyph]) {
    let (Some(first), Some(last)) = (word.first(), word.last()) else {
        return;
    };
    // Nearly every word ends here.
    let number = first.character.is_ascii_digit() || "IVXLCDM".contains(first.character);
    if !number || !last.character.is_lowercase() || first.run != last.run || word.len() > LONGEST_ORDINAL {
        return;
    }
    if word.iter().any(|glyph| glyph.kept) {
        return;
    }
    let letters: String = word.iter().map(|glyph| glyph.character).collect();
    let number = letters.trim_end_matches(char::is_lowercase);
    if is_ordinal(number, letters.get(number.len()..).unwrap_or_default()) {
        let length = number.chars().count();
        word.iter_mut().skip(length).for_each(|glyph| glyph.raised = true);
    }
}

fn is_ordinal(number: &str, ending: &str) -> bool {
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    // `Ce`, `De`, `Le` and `Me` are words.
    let roman = is_roman(number) && (number.len() > 1 || matches!(number, "I" | "V" | "X"));
    if !digits && !roman {
        return false;
    }
    match ending {
        "er" | "ers" | "re" | "res" | "ère" | "ères" => matches!(number, "1" | "I"),
        "nd" | "nds" | "nde" | "ndes" => matches!(number, "2" | "II"),
        "e" | "es" | "ème" | "èmes" => !matches!(number, "I"),
        _ => false,
    }
}

/// Whether a text is a Roman number below 4000.
fn is_roman(text: &str) -> bool {
    let mut rest = text;
    for (one, five, ten) in [('M', ' ', ' '), ('C', 'D', 'M'), ('X', 'L', 'C'), ('I', 'V', 'X')] {
        rest = after_decade(rest, one, five, ten);
    }
    !text.is_empty() && rest.is_empty()
}

/// What follows one decade of a Roman number: `CM`, `CD`, or `D` and up to three `C`.
fn after_decade(text: &str, one: char, five: char, ten: char) -> &str {
    if let Some(rest) = [ten, five].iter().find_map(|larger| text.strip_prefix(one)?.strip_prefix(*larger)) {
        return rest;
    }
    let mut rest = text.strip_prefix(five).unwrap_or(text);
    for _ in 0..3 {
        rest = rest.strip_prefix(one).unwrap_or(rest);
    }
    rest
}
