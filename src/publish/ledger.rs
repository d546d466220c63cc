//! The ledger of external links beside `study.yaml`: an author's file that the program keeps, and the author commits.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Problem, PublishError, failed};

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
    let disk = Disk::default();
    let path = study.join(NAME);
    let new = Utf8PathBuf::from(format!("{path}.new"));
    // A stranger's contribution could hold a link of that name that leads anywhere.
    if disk.kind(&new).map_err(failed("read", &new))? == Kind::Link {
        return Err(PublishError::new(new, Problem::Link));
    }
    disk.write(&new, text.as_bytes()).map_err(failed("write", &new))?;
    disk.rename(&new, &path).map_err(failed("write", &path))
}
