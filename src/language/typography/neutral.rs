//! What all languages share: ellipses, dashes, and apostrophes between letters. For languages without rules of their own.

use super::line::Line;

pub(super) fn set(line: &mut Line) {
    while let Some(character) = line.current() {
        if line.ellipsis_or_dash() {
            continue;
        }
        let between = |line: &Line| {
            line.before().is_some_and(char::is_alphabetic) && line.ahead(1).is_some_and(char::is_alphabetic)
        };
        if character == '\'' && between(line) {
            line.replace(1, '’');
        } else {
            line.copy();
        }
    }
}
