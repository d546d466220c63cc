//! French, by the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: narrow spaces before `;`, `!`
//! and `?`, a full one before `:`, guillemets with spaces inside, apostrophes, ties, raised ordinals.

use super::line::{Line, is_opening};
use super::{NARROW_SPACE, TIE, french_words as words};

pub(super) fn set(line: &mut Line, guillemet_space: char) {
    while let Some(character) = line.current() {
        match character {
            '.' | '-' if line.ellipsis_or_dash() => {}
            ';' | '!' | '?' => high_mark(line, NARROW_SPACE),
            ':' => high_mark(line, TIE),
            '%' | '‰' | '€' => sign(line),
            '\'' => apostrophe(line),
            '"' => straight_quote(line, guillemet_space),
            '«' => open(line, '«', Some(guillemet_space)),
            '“' => open(line, '“', None),
            '»' => close(line, '»', Some(guillemet_space)),
            '”' => close(line, '”', None),
            space if space.is_whitespace() => tie(line),
            digit if digit.is_ascii_digit() => after_number_sign(line),
            _ => line.copy(),
        }
    }
    words::raise_ordinals(line.written());
}

/// `;`, `!`, `?` and `:` with the space before them. Left alone: marks inside a word (`12:30`, `php?id`), a mark after
/// another (`?!`) or after what opens (`(?)`), and faces (`:-)`).
fn high_mark(line: &mut Line, space: char) {
    if ends_something(line) && !is_face(line) {
        let bare = |before: char| !before.is_whitespace() && !is_opening(before) && !";:!?".contains(before);
        if line.take_spaces() || line.before().is_some_and(bare) {
            line.put(space);
        }
    }
    line.copy();
}

/// Whether nothing of a word follows the mark here.
fn ends_something(line: &Line) -> bool {
    line.ahead(1).is_none_or(|after| after.is_whitespace() || "»”’\"')]}([*.,;:!?…–—-«".contains(after))
}

fn is_face(line: &Line) -> bool {
    let parted = line.before().is_none_or(char::is_whitespace);
    let mouth = if line.ahead(1) == Some('-') { line.ahead(2) } else { line.ahead(1) };
    parted && matches!(line.ahead(0), Some(':' | ';')) && matches!(mouth, Some(')' | '('))
}

/// A sign after a number without a space: `20%`.
fn sign(line: &mut Line) {
    let number = line.before().is_some_and(|before| before.is_ascii_digit());
    if number && !line.ahead(1).is_some_and(char::is_alphanumeric) {
        line.put(TIE);
    }
    line.copy();
}

/// An apostrophe stands between letters, or between a letter and what opens: `l'«`.
fn apostrophe(line: &mut Line) {
    let letter = line.before().is_some_and(char::is_alphabetic);
    let opens = |after: char| after.is_alphanumeric() || is_opening(after) || after == '"';
    if letter && line.ahead(1).is_some_and(opens) {
        line.replace(1, '’');
    } else {
        line.copy();
    }
}

/// A straight quote becomes a guillemet, or inside guillemets a curly quote.
fn straight_quote(line: &mut Line, space: char) {
    let elided = line.before() == Some('’') && line.ahead(1).is_some_and(char::is_alphanumeric);
    let inches = line.quotes.is_empty() && line.before().is_some_and(|before| before.is_ascii_digit());
    if line.may_open() || elided {
        if line.quotes.is_empty() { open(line, '«', Some(space)) } else { open(line, '“', None) }
    } else if line.may_close() && !inches {
        if line.quotes.last() == Some(&'“') { close(line, '”', None) } else { close(line, '»', Some(space)) }
    } else {
        line.copy();
    }
}

/// Writes an opening mark for the current glyph, and the space inside it.
fn open(line: &mut Line, mark: char, space: Option<char>) {
    line.quotes.push(mark);
    line.replace(1, mark);
    let Some(space) = space else {
        return;
    };
    let typed = line.spaces_ahead(0);
    if typed > 0 {
        line.replace(typed, space);
    } else if line.ahead(0).is_some_and(|after| !after.is_whitespace()) {
        line.put_after(space);
    }
}

/// Writes a closing mark for the current glyph, and the space inside it.
fn close(line: &mut Line, mark: char, space: Option<char>) {
    let opening = if mark == '»' { '«' } else { '“' };
    if let Some(open) = line.quotes.iter().rposition(|quote| *quote == opening) {
        line.quotes.truncate(open);
    }
    if let Some(space) = space
        && (line.take_spaces() || line.before().is_some_and(|before| !before.is_whitespace()))
    {
        line.put(space);
    }
    line.replace(1, mark);
}

/// A space between two things that belong together becomes one where no line may break.
fn tie(line: &mut Line) {
    let spaces = line.spaces_ahead(0);
    if words::is_group_of_digits(line, spaces) {
        line.replace(spaces, NARROW_SPACE);
    } else if words::is_number_and_unit(line, spaces) || words::is_abbreviation(line, spaces) {
        line.replace(spaces, TIE);
    } else {
        line.copy();
    }
}

/// A number right after its sign: `n°12`.
fn after_number_sign(line: &mut Line) {
    let letter = line.back(2).is_some_and(|letter| matches!(letter, 'n' | 'N'));
    let word = letter && !line.back(3).is_some_and(char::is_alphanumeric);
    if word && matches!(line.before(), Some('°' | 'º')) {
        line.put(TIE);
    }
    line.copy();
}
