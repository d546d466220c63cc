//! Bytes to text: UTF-8, or a diagnostic that says what the file seems to be and how to save it.
//!
//! A text in another encoding is never used: a guess would put wrong letters into a quote. It is decoded only as far as
//! a report needs to show the line. The part before the first wrong byte is kept as it is, so that the place of that
//! byte is the same in the file and in what the report shows.

use std::sync::Arc;

use super::rules::WRONG_ENCODING;
use crate::diagnostic::{Diagnostic, Place, SourcePath, Span};

const UTF_8_MARK: &[u8] = &[0xef, 0xbb, 0xbf];

/// What some bytes turned out to be.
pub(super) enum Reading {
    /// UTF-8. `text` begins after a byte order mark.
    Text { bytes: Arc<[u8]>, text: Arc<str> },
    /// Anything else; `legible` is for reports.
    Other { bytes: Vec<u8>, legible: Option<String>, diagnostic: Diagnostic },
}

/// Reads the bytes of a file that should be text.
pub(super) fn read(path: &SourcePath, bytes: Vec<u8>) -> Reading {
    if let Some(order) = ByteOrder::of(&bytes) {
        return utf_16(path, bytes, order);
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => not_text(path, text),
        Ok(text) => as_text(text),
        Err(error) => one_byte_letters(path, error.utf8_error().valid_up_to(), error.into_bytes()),
    }
}

fn as_text(whole: String) -> Reading {
    match whole.strip_prefix('\u{feff}') {
        Some(text) => Reading::Text { text: text.into(), bytes: whole.into_bytes().into() },
        // Bytes and text are one allocation.
        None => {
            let text: Arc<str> = whole.into();
            Reading::Text { bytes: text.clone().into(), text }
        }
    }
}

fn not_text(path: &SourcePath, text: String) -> Reading {
    let at = text.find('\0').unwrap_or(0);
    let mark = if text.starts_with('\u{feff}') { UTF_8_MARK.len() } else { 0 };
    let place = Place::new(path, Span::new(at - mark.min(at), at - mark.min(at) + 1));
    let diagnostic = WRONG_ENCODING
        .at(place, "expected text, found a zero byte: the file is damaged or no text")
        .help("open it in a text editor, remove what should not be there, and save it as UTF-8");
    let legible = text.get(mark..).map(str::to_owned);
    Reading::Other { bytes: text.into_bytes(), legible, diagnostic }
}

/// Letters of one byte each: Windows-1252 nearly always, where a file was made in western Europe.
fn one_byte_letters(path: &SourcePath, at: usize, bytes: Vec<u8>) -> Reading {
    let mark = if bytes.starts_with(UTF_8_MARK) { UTF_8_MARK.len() } else { 0 };
    let byte = bytes.get(at).copied().unwrap_or_default();
    let letter = windows_1252(byte);
    let message = match letter {
        Some(letter) => {
            format!("expected UTF-8, found the byte `0x{byte:02x}`, which is `{letter}` in Windows-1252")
        }
        None => format!("expected UTF-8, found the byte `0x{byte:02x}`"),
    };
    let start = at.saturating_sub(mark);
    let length = letter.unwrap_or(char::REPLACEMENT_CHARACTER).len_utf8();
    let diagnostic = WRONG_ENCODING.at(Place::new(path, Span::new(start, start + length)), message).help(HOW_TO_SAVE);
    let legible = bytes.get(mark..).map(legible);
    Reading::Other { bytes, legible, diagnostic }
}

const HOW_TO_SAVE: &str = "save the file as UTF-8: “CSV UTF-8” in Excel, “Character set: Unicode (UTF-8)” in LibreOffice, \
                           “Encoding: UTF-8” in Notepad, “Save with Encoding” in VS Code";

/// UTF-8 where it is UTF-8, Windows-1252 elsewhere: files pasted together from both exist.
fn legible(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte).unwrap_or(char::REPLACEMENT_CHARACTER)));
    }
    text
}

/// The WHATWG index of windows-1252, without the five bytes that Windows leaves empty; nothing for ASCII's neighbours.
fn windows_1252(byte: u8) -> Option<char> {
    const FROM_80: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', //
        '\0', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    let letter = match byte {
        0x80..=0x9f => FROM_80.get(usize::from(byte - 0x80)).copied()?,
        _ => char::from(byte),
    };
    (letter != '\0').then_some(letter)
}

#[derive(Clone, Copy)]
enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    /// Told by the mark, or by zeros in every other byte of the first letters, as Latin letters have them.
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xfe, ..] => Some(Self::Little),
            [0xfe, 0xff, ..] => Some(Self::Big),
            [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(Self::Little),
            [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(Self::Big),
            _ => None,
        }
    }

    fn unit(self, pair: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(pair),
            Self::Big => u16::from_be_bytes(pair),
        }
    }
}

fn utf_16(path: &SourcePath, bytes: Vec<u8>, order: ByteOrder) -> Reading {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(|pair| order.unit(pair));
    let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    let legible: String = letters.skip_while(|letter| *letter == '\u{feff}').collect();
    let first_line = Span::new(0, legible.find(['\r', '\n']).unwrap_or(legible.len()));
    let diagnostic = WRONG_ENCODING.at(Place::new(path, first_line), "expected UTF-8, found UTF-16").help(HOW_TO_SAVE);
    Reading::Other { bytes, legible: Some(legible), diagnostic }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn other(bytes: &[u8]) -> (String, String, Span) {
        match read(&SourcePath::new("content/a.csv"), bytes.to_vec()) {
            Reading::Text { text, .. } => panic!("read as text: {text}"),
            Reading::Other { legible, diagnostic, .. } => {
                (diagnostic.message, legible.unwrap_or_default(), diagnostic.place.span)
            }
        }
    }

    #[test]
    fn windows_1252_is_told_at_its_first_letter() {
        let (message, legible, span) = other(b"name\nCirad\nG\xe9nopole \x96 \x9cuvre\n");
        assert_eq!(message, "expected UTF-8, found the byte `0xe9`, which is `é` in Windows-1252");
        assert_eq!(legible, "name\nCirad\nGénopole – œuvre\n");
        assert_eq!(span.of(&legible), "é");
    }

    #[test]
    fn a_file_pasted_from_two_encodings_is_told_at_the_wrong_letter() {
        let (_, legible, span) = other("été ".bytes().chain(*b"\xe0 la").collect::<Vec<_>>().as_slice());
        assert_eq!(legible, "été à la");
        assert_eq!(span.of(&legible), "à");
    }

    #[test]
    fn utf_16_is_told_with_and_without_its_mark() {
        let encode = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for bytes in [encode("\u{feff}nom;été\r\nb"), encode("nom;été\r\nb")] {
            let (message, legible, span) = other(&bytes);
            assert_eq!(message, "expected UTF-8, found UTF-16");
            assert_eq!(span.of(&legible), "nom;été");
        }
    }

    #[test]
    fn a_zero_byte_is_no_text() {
        let (message, legible, span) = other(b"\xef\xbb\xbfab\0");
        assert!(message.contains("zero byte"), "{message}");
        assert_eq!(span.of(&legible), "\0");
    }

    #[test]
    fn a_byte_that_no_table_has_is_shown_as_unknown() {
        let (message, legible, span) = other(b"\xef\xbb\xbfa\x81");
        assert_eq!(message, "expected UTF-8, found the byte `0x81`");
        assert_eq!(span.of(&legible), "\u{fffd}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_have_a_place_that_can_be_shown(bytes in any::<Vec<u8>>()) {
            if let Reading::Other { legible, diagnostic, bytes: kept } = read(&SourcePath::new("a.md"), bytes.clone()) {
                let legible = legible.unwrap_or_default();
                let span = diagnostic.place.span;
                prop_assert!(legible.get(span.start..span.end).is_some(), "{span:?} of {legible:?}");
                prop_assert_eq!(kept, bytes);
            }
        }
    }
}
