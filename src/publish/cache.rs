//! The folder `.florilege/` beside `study.yaml`: a cache that may be deleted at any time and is ignored by git.

use camino::{Utf8Path, Utf8PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Problem, PublishError, failed};

/// Where a study keeps its cache.
pub(super) fn folder(study: &Utf8Path) -> Utf8PathBuf {
    study.join(".florilege")
}

/// Makes the cache's folder and what keeps it out of git.
pub(super) fn prepare(disk: &Disk, study: &Utf8Path) -> Result<Utf8PathBuf, PublishError> {
    let folder = folder(study);
    match disk.kind(&folder).map_err(failed("read", &folder))? {
        Kind::Folder => {}
        // A stranger's contribution could hold a link that leads anywhere.
        Kind::Link => return Err(PublishError::new(folder, Problem::Link)),
        _ => disk.create_folders(&folder).map_err(failed("create", &folder))?,
    }
    let ignored = folder.join(".gitignore");
    if disk.kind(&ignored).map_err(failed("read", &ignored))? == Kind::Nothing {
        disk.write(&ignored, b"*\n").map_err(failed("write", &ignored))?;
    }
    Ok(folder)
}

/// Replaces a file of the cache in one step: a reader sees the old one or the new one.
pub(super) fn replace(disk: &Disk, path: &Utf8Path, bytes: &[u8]) -> Result<(), PublishError> {
    let new = Utf8PathBuf::from(format!("{path}.new"));
    disk.write(&new, bytes).map_err(failed("write", &new))?;
    disk.rename(&new, path).map_err(failed("write", path))
}
