//! What stays as typed although it stands in a sentence: web and e-mail addresses, DOIs.
//!
//! Clock times (`12:30`) and ratios (`3:1`) need no mark: no rule touches a colon between two digits.

use super::line::Glyph;

/// Marks addresses as kept.
pub(super) fn mark(glyphs: &mut [Glyph]) {
    let mut place = 0;
    while place < glyphs.len() {
        let address = web_address(glyphs, place).or_else(|| mail_address(glyphs, place));
        match address.and_then(|(start, end)| Some((end, glyphs.get_mut(start..end)?))) {
            Some((end, address)) => {
                address.iter_mut().for_each(|glyph| glyph.kept = true);
                place = end.max(place + 1);
            }
            None => place += 1,
        }
    }
}

/// How web addresses begin.
const SCHEMES: &[&str] = &["http://", "https://", "ftp://", "www.", "mailto:", "doi:10."];

/// An address that begins here with its scheme, or with `www.`.
fn web_address(glyphs: &[Glyph], start: usize) -> Option<(usize, usize)> {
    let begins_word = || start == 0 || !at(glyphs, start - 1).is_some_and(char::is_alphanumeric);
    if !SCHEMES.iter().any(|scheme| starts(glyphs, start, scheme)) || !begins_word() {
        return None;
    }
    let mut end = start;
    let mut parenthesis = false;
    while let Some(character) = at(glyphs, end).filter(|character| belongs_to_address(*character)) {
        parenthesis |= character == '(';
        end += 1;
    }
    // What ends a sentence is no part of the address.
    let ends_sentence = |character| match character {
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | '*' | '_' | '-' => true,
        ')' | ']' => !parenthesis,
        _ => false,
    };
    while end > start && at(glyphs, end - 1).is_some_and(ends_sentence) {
        end -= 1;
    }
    Some((start, end))
}

/// An e-mail address whose `@` stands here.
fn mail_address(glyphs: &[Glyph], sign: usize) -> Option<(usize, usize)> {
    if at(glyphs, sign) != Some('@') {
        return None;
    }
    let local = |character: char| character.is_alphanumeric() || matches!(character, '.' | '_' | '%' | '+' | '-');
    let domain = |character: char| character.is_alphanumeric() || matches!(character, '.' | '-');
    let before = glyphs.get(..sign)?.iter().rev().take_while(|glyph| local(glyph.character)).count();
    let after = glyphs.get(sign + 1..)?.iter().take_while(|glyph| domain(glyph.character)).count();
    let mut end = sign + 1 + after;
    while at(glyphs, end - 1).is_some_and(|character| matches!(character, '.' | '-')) {
        end -= 1;
    }
    (before > 0 && end > sign + 1).then_some((sign - before, end))
}

fn belongs_to_address(character: char) -> bool {
    character.is_alphanumeric() || "-._~:/?#[]@!$&()*+,;=%…".contains(character)
}

fn starts(glyphs: &[Glyph], start: usize, word: &str) -> bool {
    let glyphs = glyphs.get(start..).unwrap_or_default();
    let mut same =
        glyphs.iter().zip(word.chars()).map(|(glyph, letter)| glyph.character.to_ascii_lowercase() == letter);
    glyphs.len() >= word.len() && same.all(|same| same)
}

fn at(glyphs: &[Glyph], place: usize) -> Option<char> {
    glyphs.get(place).map(|glyph| glyph.character)
}
