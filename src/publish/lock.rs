//! One build of a study at a time.
//!
//! The lock is the system's own, on `.florilege/lock`: when a program ends, even by being killed, the lock is gone. The
//! file itself stays; it means nothing.

use std::fs::{File, TryLockError};
use std::io;

use camino::Utf8Path;

use super::cache;
use super::disk::Disk;
use super::error::{Problem, PublishError, failed};

/// Held for as long as a build may write; dropping it lets the next build in.
#[derive(Debug)]
#[must_use = "the lock is released when it is dropped"]
pub struct Lock {
    _file: File,
}

/// Takes the lock of a study, or says at once that another build holds it ([`Problem::Busy`]).
///
/// `study` is the folder that holds `study.yaml`.
pub fn take(study: &Utf8Path) -> Result<Lock, PublishError> {
    acquire(study, |file| match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(None),
        Err(TryLockError::Error(error)) => Err(Some(error)),
    })
}

/// Takes the lock of a study, and waits for as long as another build holds it.
pub fn wait(study: &Utf8Path) -> Result<Lock, PublishError> {
    acquire(study, |file| file.lock().map_err(Some))
}

/// `lock` gives the machine's error, or none where the lock is held by another.
fn acquire(study: &Utf8Path, lock: impl FnOnce(&File) -> Result<(), Option<io::Error>>) -> Result<Lock, PublishError> {
    let disk = Disk::default();
    let path = cache::prepare(&disk, study)?.join("lock");
    let file = disk.open_lock(&path).map_err(failed("write", &path))?;
    match lock(&file) {
        Ok(()) => Ok(Lock { _file: file }),
        // Some network disks know no locks; a build there is no worse than it was.
        Err(Some(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock { _file: file }),
        Err(Some(error)) => Err(failed("lock", &path)(error)),
        Err(None) => Err(PublishError::new(path, Problem::Busy)),
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests {
    use super::*;

    #[test]
    fn a_second_build_is_told_that_there_is_a_first() {
        let folder = tempfile::tempdir().unwrap();
        let study = Utf8Path::from_path(folder.path()).unwrap();
        let first = take(study).unwrap();
        let error = take(study).unwrap_err();
        assert!(matches!(error.problem, Problem::Busy));
        assert!(error.to_string().starts_with("another build of this study is running"), "{error}");
        drop(first);
        drop(take(study).unwrap());
    }

    #[test]
    fn a_waiting_build_goes_on_when_the_first_ends() {
        let folder = tempfile::tempdir().unwrap();
        let study = Utf8Path::from_path(folder.path()).unwrap();
        let first = take(study).unwrap();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| wait(study).is_ok());
            drop(first);
            assert!(second.join().unwrap());
        });
    }

    #[cfg(unix)]
    #[test]
    fn a_cache_that_leads_elsewhere_is_refused() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(".florilege")).unwrap();
        let error = take(Utf8Path::from_path(folder.path()).unwrap()).unwrap_err();
        assert!(matches!(error.problem, Problem::Link));
        assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
