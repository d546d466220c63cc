//! Writes into an author's own files, one at a time and whole: what `check --fix` mended, the
//! baseline, and the ledger of links.
//!
//! A file is replaced only while it is the one that was read, by its hash: what an author or an editor changed meanwhile
//! is never lost. The new bytes go beside the file first, so that whoever reads it sees the old ones or the new ones. A
//! link is left alone; the file that it leads to is mended at its own place.

use camino::Utf8Path;

use super::disk::{Disk, Kind};
use super::error::{Problem, PublishError, failed};
use crate::diagnostic::SourcePath;
use crate::fingerprint::{self, Fingerprint};

/// Replaces a file of the study in a folder by other bytes, if it still has those that were read.
///
/// Fails with [`Problem::Changed`] where it has others, and where the machine refuses. Says whether it was replaced: a
/// link is not.
pub fn replace(study: &Utf8Path, path: &SourcePath, read: Fingerprint, bytes: &[u8]) -> Result<bool, PublishError> {
    let disk = Disk::default();
    let file = study.join(path.as_str());
    if disk.kind(&file).map_err(failed("read", &file))? == Kind::Link {
        return Ok(false);
    }
    let now = disk.read(&file).map_err(failed("read", &file))?;
    if now.map(|bytes| fingerprint::of_bytes(&bytes)) != Some(read) {
        return Err(PublishError::new(file, Problem::Changed));
    }
    put(&disk, &file, bytes)?;
    Ok(true)
}

/// Writes a file at the top of a study that the program itself makes, over one of the same name.
pub fn write(study: &Utf8Path, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
    let disk = Disk::default();
    let file = study.join(name);
    match disk.kind(&file).map_err(failed("read", &file))? {
        Kind::Nothing | Kind::File { .. } => put(&disk, &file, bytes),
        Kind::Link => Err(PublishError::new(file, Problem::Link)),
        Kind::Folder | Kind::Other => Err(PublishError::new(file, Problem::NotOurs)),
    }
}

/// Puts new bytes in the place of a file in one step; its permissions stay.
fn put(disk: &Disk, file: &Utf8Path, bytes: &[u8]) -> Result<(), PublishError> {
    // A name that begins with a stop is read by nobody, should the program be killed here.
    let new = file.with_file_name(format!(".{}.new", file.file_name().unwrap_or_default()));
    let written = disk
        .write_through(&new, bytes)
        .and_then(|()| disk.copy_permissions(file, &new))
        .and_then(|()| disk.rename(&new, file));
    written.map_err(|error| {
        // What was begun is of no use to anybody; that it cannot be removed either is not the news.
        let _ = disk.remove_file(&new);
        failed("write", file)(error)
    })
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests {
    use std::fs;

    use super::*;

    struct Study(tempfile::TempDir);

    impl Study {
        fn with(text: &str) -> Self {
            let study = Self(tempfile::tempdir().unwrap());
            fs::create_dir(study.path().join("content")).unwrap();
            fs::write(study.path().join("content/a.md"), text).unwrap();
            study
        }

        fn path(&self) -> &Utf8Path {
            Utf8Path::from_path(self.0.path()).unwrap()
        }

        fn replace(&self, read: &str) -> Result<bool, PublishError> {
            replace(self.path(), &SourcePath::new("content/a.md"), fingerprint::of_bytes(read.as_bytes()), b"new")
        }

        fn text(&self) -> String {
            fs::read_to_string(self.path().join("content/a.md")).unwrap()
        }
    }

    #[test]
    fn a_file_that_is_the_one_that_was_read_is_replaced_and_nothing_else_is_left() {
        let study = Study::with("old");
        assert!(study.replace("old").unwrap());
        assert_eq!(study.text(), "new");
        assert_eq!(fs::read_dir(study.path().join("content")).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_stays() {
        let study = Study::with("the author's");
        let error = study.replace("old").unwrap_err();
        assert!(matches!(error.problem, Problem::Changed));
        assert_eq!(study.text(), "the author's");
        fs::remove_file(study.path().join("content/a.md")).unwrap();
        assert!(
            matches!(study.replace("old").unwrap_err().problem, Problem::Changed),
            "a file that is gone stays gone"
        );
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_are_left_alone() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let study = Study::with("old");
        let file = study.path().join("content/a.md");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(study.replace("old").unwrap());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        fs::rename(&file, study.path().join("content/b.md")).unwrap();
        symlink("b.md", &file).unwrap();
        assert!(!study.replace("new").unwrap());
        assert!(fs::symlink_metadata(&file).unwrap().is_symlink());
        symlink("content/b.md", study.path().join("baseline.yaml")).unwrap();
        assert!(matches!(write(study.path(), "baseline.yaml", b"").unwrap_err().problem, Problem::Link));
    }
}
