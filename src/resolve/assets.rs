//! Images that texts show: found beside the file that shows them, and measured, so that pages do not jump as they load.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::source::Sources;
use crate::study::{Asset, Study};

use super::rules::MISSING_IMAGE;
use super::uses;

/// The images of every text, by their path in the study; each that is not there is reported.
pub fn assets(study: &Study, sources: &Sources, out: &mut Vec<Diagnostic>) -> BTreeMap<Arc<str>, Asset> {
    let mut assets = BTreeMap::new();
    for written in uses::texts(study) {
        for (language, text) in written.words.iter() {
            let path = uses::path_of(&written, language.as_str(), study);
            for image in text.images() {
                let found = path.beside(image.source).and_then(|source| Some((source.clone(), sources.get(&source)?)));
                match found {
                    Some((source, file)) => {
                        let size = size(&file.bytes);
                        assets
                            .entry(source.as_str().into())
                            .or_insert_with(|| Asset { bytes: file.bytes.clone(), size });
                    }
                    None => out.push(missing(&path, image.source, Place::new(&path, image.span))),
                }
            }
        }
    }
    assets
}

fn missing(path: &SourcePath, source: &str, place: Place) -> Diagnostic {
    MISSING_IMAGE
        .at(place, format!("there is no image `{source}` beside this file"))
        .help(format!("put it into `{}/`, or correct its name", path.folder()))
}

/// Width and height in pixels, from the head of a PNG, GIF or JPEG file; none for other formats.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some((big(bytes.get(16..20)?), big(bytes.get(20..24)?))),
        [b'G', b'I', b'F', b'8', _, _, w0, w1, h0, h1, ..] => {
            Some((u32::from(u16::from_le_bytes([*w0, *w1])), u32::from(u16::from_le_bytes([*h0, *h1]))))
        }
        [0xff, 0xd8, rest @ ..] => jpeg(rest),
        _ => None,
    }
}

/// The first frame header of a JPEG file: markers C0 to CF but C4, C8 and CC (ITU-T T.81, table B.1).
fn jpeg(mut bytes: &[u8]) -> Option<(u32, u32)> {
    loop {
        let [0xff, marker, length @ ..] = bytes else { return None };
        let size = usize::try_from(big(length.get(..2)?)).ok()?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((big(length.get(5..7)?), big(length.get(3..5)?)));
        }
        bytes = length.get(size..)?;
    }
}

/// A number written with its highest byte first.
fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_measured_by_their_head() {
        let mut png = vec![0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R'];
        png.extend([0, 0, 2, 128, 0, 0, 1, 224]);
        assert_eq!(size(&png), Some((640, 480)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xc0, 0, 11, 8, 1, 224, 2, 128, 3];
        assert_eq!(size(&jpeg), Some((640, 480)));
        assert_eq!(size(b"no image"), None);
        assert_eq!(size(&[0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]), None);
    }
}
