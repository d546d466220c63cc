//! Schemas for editors, in a folder that the user names. A file that is there is replaced only where Florilège made it.

use camino::Utf8Path;

use super::disk::{Disk, Kind};
use super::error::{Problem, PublishError, failed};

/// Writes files into a folder, each by its name. One that is there and does not hold `mark` is not ours: then nothing is
/// written at all. A file that already holds the same is left alone, so that no editor reads it anew.
pub fn write(folder: &Utf8Path, files: &[(String, String)], mark: &str) -> Result<(), PublishError> {
    let disk = Disk::default();
    if matches!(disk.kind(folder).map_err(failed("read", folder))?, Kind::File { .. } | Kind::Other) {
        return Err(PublishError::new(folder, Problem::NotOurs));
    }
    let mut changed = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        match disk.kind(&path).map_err(failed("read", &path))? {
            Kind::Nothing => changed.push((path, text)),
            Kind::File { .. } => {
                let found = disk.read(&path).map_err(failed("read", &path))?.unwrap_or_default();
                let is_ours = String::from_utf8_lossy(&found).contains(mark);
                if !is_ours {
                    return Err(PublishError::new(path, Problem::NotOurs));
                }
                if found != text.as_bytes() {
                    changed.push((path, text));
                }
            }
            Kind::Link => return Err(PublishError::new(path, Problem::Link)),
            Kind::Folder | Kind::Other => return Err(PublishError::new(path, Problem::NotOurs)),
        }
    }
    disk.create_folders(folder).map_err(failed("create", folder))?;
    for (path, text) in changed {
        disk.write(&path, text.as_bytes()).map_err(failed("write", &path))?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests {
    use std::fs;

    use camino::Utf8PathBuf;

    use super::*;

    const MARK: &str = "made by a test";

    fn files(text: &str) -> Vec<(String, String)> {
        vec![("a.schema.json".to_owned(), format!("{text} {MARK}")), ("b.schema.json".to_owned(), MARK.to_owned())]
    }

    #[test]
    fn schemas_are_written_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::try_from(folder.path().join("deep/er")).unwrap();
        write(&path, &files("1"), MARK).unwrap();
        let stamp = |name: &str| fs::metadata(path.join(name)).unwrap().modified().unwrap();
        let before = stamp("b.schema.json");
        write(&path, &files("2"), MARK).unwrap();
        assert_eq!(fs::read_to_string(path.join("a.schema.json")).unwrap(), format!("2 {MARK}"));
        assert_eq!(stamp("b.schema.json"), before, "what has not changed is left alone");
    }

    #[test]
    fn a_file_that_is_not_ours_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::try_from(folder.path().to_owned()).unwrap();
        fs::write(path.join("b.schema.json"), "{}").unwrap();
        let error = write(&path, &files("1"), MARK).unwrap_err();
        assert!(matches!(error.problem, Problem::NotOurs), "{error}");
        assert!(!path.join("a.schema.json").exists(), "nothing is written");
        assert_eq!(fs::read_to_string(path.join("b.schema.json")).unwrap(), "{}");
    }
}
