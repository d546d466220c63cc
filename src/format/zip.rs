//! Files in one ZIP, stored as they are (APPNOTE 6.3, without compression or ZIP64): a study's tables are taken at once.
//!
//! Nothing in it depends on the day or the machine: every file has the first date that the format knows.

use crate::site::Output;

/// 1 January 1980, as the format counts: years from 1980 in seven bits, then month and day.
const FIRST_DAY: u16 = (1 << 5) | 1;
/// Names are UTF-8 (bit 11 of the flags).
const UTF_8: u16 = 1 << 11;
/// What a reader must know to unpack what is stored: version 1.0; 2.0 made it, on no system in particular.
const NEEDED: u16 = 10;
const MADE_BY: u16 = 20;

/// An archive of these files by their names; `None` where they are more or larger than the format can hold.
pub fn zip(files: &[&Output]) -> Option<Vec<u8>> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for file in files {
        let name = file.route.file_name();
        let offset = u32::try_from(archive.len()).ok()?;
        let common = common(name, &file.bytes)?;
        put(&mut archive, &[&0x0403_4b50_u32.to_le_bytes(), &NEEDED.to_le_bytes(), &common, &0_u16.to_le_bytes()]);
        put(&mut archive, &[name.as_bytes(), &file.bytes]);
        put(&mut directory, &[&0x0201_4b50_u32.to_le_bytes(), &MADE_BY.to_le_bytes(), &NEEDED.to_le_bytes(), &common]);
        // No extra field, comment, second disk or attributes.
        put(&mut directory, &[&[0; 12], &offset.to_le_bytes(), name.as_bytes()]);
    }
    let count = u16::try_from(files.len()).ok()?.to_le_bytes();
    let size = u32::try_from(directory.len()).ok()?.to_le_bytes();
    let offset = u32::try_from(archive.len()).ok()?.to_le_bytes();
    archive.append(&mut directory);
    put(&mut archive, &[&0x0605_4b50_u32.to_le_bytes(), &[0; 4], &count, &count, &size, &offset, &[0; 2]]);
    Some(archive)
}

fn put(archive: &mut Vec<u8>, parts: &[&[u8]]) {
    parts.iter().for_each(|part| archive.extend_from_slice(part));
}

/// What both headers of a file have: flags, stored, time, date, check, length twice, length of the name.
fn common(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(bytes.len()).ok()?.to_le_bytes();
    let mut header = Vec::new();
    let shorts = [UTF_8, 0, 0, FIRST_DAY].map(u16::to_le_bytes).concat();
    let name = u16::try_from(name.len()).ok()?.to_le_bytes();
    put(&mut header, &[&shorts, &crc_32(bytes).to_le_bytes(), &length, &length, &name]);
    Some(header)
}

/// The check of ISO 3309, by its reversed polynomial.
fn crc_32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    let step = |check: u32, byte: &u8| match TABLE.get(usize::from(check.to_le_bytes()[0] ^ byte)) {
        Some(entry) => entry ^ (check >> 8),
        None => unreachable!("a byte has 256 values, and so has the table"),
    };
    !bytes.iter().fold(!0, step)
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut entry = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            entry = if entry & 1 == 1 { (entry >> 1) ^ 0xEDB8_8320 } else { entry >> 1 };
            bit += 1;
        }
        table[byte] = entry;
        byte += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Route;

    /// The names and bytes of an archive, by its directory.
    fn unpacked(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
        let short = |at: usize| usize::from(u16::from_le_bytes(archive[at..at + 2].try_into().unwrap()));
        let long = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap()) as usize;
        let end = archive.len() - 22;
        assert_eq!(long(end), 0x0605_4b50);
        let mut at = long(end + 16);
        let files = (0..short(end + 10)).map(|_| {
            assert_eq!((long(at), short(at + 10)), (0x0201_4b50, 0));
            let (check, length, name, local) = (long(at + 16), long(at + 20), short(at + 28), long(at + 42));
            let text = String::from_utf8(archive[at + 46..at + 46 + name].to_vec()).unwrap();
            at += 46 + name;
            // What stands before the file says the same as the directory.
            assert_eq!((long(local), long(local + 14), short(local + 26)), (0x0403_4b50, check, name));
            let bytes = archive[local + 30 + name..local + 30 + name + length].to_vec();
            let mut crc = flate2::Crc::new();
            crc.update(&bytes);
            assert_eq!(crc.sum() as usize, check);
            (text, bytes)
        });
        let files = files.collect();
        assert_eq!(at, end);
        files
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let files = [("data/é.csv", "a,b\r\n"), ("data/empty", ""), ("x.json", "{}")];
        let files = files.map(|(route, text)| Output::new(Route::tidy(route), text));
        let archive = zip(&files.each_ref()).unwrap();
        let expected = [("é.csv", "a,b\r\n"), ("empty", ""), ("x.json", "{}")];
        assert_eq!(unpacked(&archive), expected.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
        assert_eq!(zip(&files.each_ref()), Some(archive), "the same files give the same bytes");
        assert_eq!(unpacked(&zip(&[]).unwrap()), []);
    }
}
