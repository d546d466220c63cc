//! The ledger of external links beside `study.yaml`: an author's file that the program keeps, and the author commits.

use std::io;

use camino::Utf8Path;

use super::author;
use super::disk::Disk;
use super::error::{PublishError, failed};

/// Its name.
pub const NAME: &str = "external-links.txt";

/// The text of the ledger of the study in a folder; nothing where there is none yet.
pub fn read(study: &Utf8Path) -> Result<Option<String>, PublishError> {
    let path = study.join(NAME);
    let bytes = Disk::default().read(&path).map_err(failed("read", &path))?;
    let not_text = |_| failed("read", &path)(io::Error::new(io::ErrorKind::InvalidData, "it is no UTF-8"));
    bytes.map(|bytes| String::from_utf8(bytes).map_err(not_text)).transpose()
}

/// Replaces the ledger, whole or not at all.
pub fn write(study: &Utf8Path, text: &str) -> Result<(), PublishError> {
    author::write(study, NAME, text.as_bytes())
}
