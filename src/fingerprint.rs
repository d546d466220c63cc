//! 128-bit keys of bytes and of views, so that equal inputs are known to be equal without being kept.
//!
//! [`of_view`] hashes exactly what a view serialises: a field that a template can see is a field that changes the key.
//! The only user of blake3.

use std::fmt;

use serde::Serialize;

/// 128 bits of a BLAKE3 hash. Two inputs with one fingerprint are taken to be the same input.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Thirty-two hexadecimal digits, lower case.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads what [`Fingerprint::hex`] wrote; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex())
    }
}

/// The fingerprint of some bytes.
pub fn of_bytes(bytes: &[u8]) -> Fingerprint {
    let mut hasher = Hasher::default();
    hasher.0.update(bytes);
    hasher.finish()
}

/// The full 256-bit hash of some bytes in hexadecimal, for `manifest.json`, where strangers compare files.
pub fn long_hex(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The fingerprint of several parts; `["ab", "c"]` and `["a", "bc"]` differ.
pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Fingerprint {
    let mut hasher = Hasher::default();
    for part in parts {
        hasher.part(part);
    }
    hasher.finish()
}

/// The fingerprint of what a value serialises.
///
/// Hashes the value's JSON, streamed: map order counts, so views use ordered maps.
pub fn of_view(view: &impl Serialize) -> Fingerprint {
    let mut hasher = Hasher::default();
    // A view has string keys and no failing writer, so the only errors are ours; an error's text then is the key.
    if let Err(error) = serde_json::to_writer(&mut hasher, view) {
        hasher.part(error.to_string().as_bytes());
    }
    hasher.finish()
}

#[derive(Default)]
struct Hasher(blake3::Hasher);

impl Hasher {
    fn part(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn finish(&self) -> Fingerprint {
        let mut short = [0; 16];
        short.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        Fingerprint(short)
    }
}

impl std::io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        let one = of_parts([b"ab".as_slice(), b"c"]);
        let other = of_parts([b"a".as_slice(), b"bc"]);
        assert_ne!(one, other);
    }

    #[test]
    fn hexadecimal_comes_back() {
        let key = of_bytes(b"Ined");
        assert_eq!(Fingerprint::from_hex(&key.hex()), Some(key));
        assert_eq!(Fingerprint::from_hex("é"), None);
    }
}
