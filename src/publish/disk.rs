//! The door to the disk: every change that Florilège makes there is one of these few steps.
//!
//! Nothing here follows a link at the end of a path. In tests the disk can be made to fail after any number of steps,
//! as if the program were killed or the disk were full.
#![allow(clippy::disallowed_methods, reason = "the door: `publish` alone writes, and reads back what it wrote")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::time::UNIX_EPOCH;

use camino::Utf8Path;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Nothing,
    File {
        length: u64,
    },
    Folder,
    Link,
    /// A device, a pipe.
    Other,
}

/// Length and time of a file, by which a change is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) length: u64,
    /// Nanoseconds since 1970; nothing where the system does not tell or the clock stood before that.
    pub(super) modified: Option<u64>,
}

/// The disk.
#[derive(Debug, Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) fault: Option<super::tests::Fault>,
}

impl Disk {
    pub(super) fn kind(&self, path: &Utf8Path) -> io::Result<Kind> {
        let metadata = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if is_absent(&error) => return Ok(Kind::Nothing),
            Err(error) => return Err(error),
        };
        Ok(match metadata.file_type() {
            kind if kind.is_symlink() => Kind::Link,
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_file() => Kind::File { length: metadata.len() },
            _ => Kind::Other,
        })
    }

    /// Length and time of an ordinary file; nothing for what is none.
    pub(super) fn stamp(&self, path: &Utf8Path) -> Option<Stamp> {
        let metadata = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
        let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok());
        Some(Stamp { length: metadata.len(), modified })
    }

    /// The bytes of an ordinary file; nothing where there is none.
    pub(super) fn read(&self, path: &Utf8Path) -> io::Result<Option<Vec<u8>>> {
        match self.kind(path)? {
            Kind::File { .. } => fs::read(path).map(Some),
            _ => Ok(None),
        }
    }

    /// The names in a folder, sorted; none where there is no folder. Names that are no text come out with `�`.
    pub(super) fn names(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if is_absent(&error) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let mut names = names.collect::<io::Result<Vec<String>>>()?;
        names.sort();
        Ok(names)
    }

    /// Whether two paths lead to one file, as they may where capitals do not count.
    pub(super) fn is_same_file(&self, one: &Utf8Path, other: &Utf8Path) -> bool {
        match (fs::symlink_metadata(one), fs::symlink_metadata(other)) {
            #[cfg(unix)]
            (Ok(one), Ok(other)) => {
                use std::os::unix::fs::MetadataExt;
                (one.dev(), one.ino()) == (other.dev(), other.ino())
            }
            #[cfg(not(unix))]
            (Ok(_), Ok(_)) => fs::canonicalize(one).ok() == fs::canonicalize(other).ok(),
            _ => false,
        }
    }

    pub(super) fn create_folders(&self, path: &Utf8Path) -> io::Result<()> {
        self.begin(Step::Other)?;
        fs::create_dir_all(path)
    }

    /// Writes a file, with the folders it needs; one that is there is unlinked first.
    pub(super) fn write(&self, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
        self.write_file(path, bytes).map(drop)
    }

    /// Like [`Disk::write`], and waits until the bytes have reached the disk.
    pub(super) fn write_through(&self, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
        let file = self.write_file(path, bytes)?;
        // No test can cut the power, and thousands of moves would wait for the disk.
        if cfg!(test) { Ok(()) } else { file.sync_all() }
    }

    fn write_file(&self, path: &Utf8Path, bytes: &[u8]) -> io::Result<File> {
        let fate = self.begin(Step::Write)?;
        let mut file = match create_new(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                create_new(path)?
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                fs::remove_file(path)?;
                create_new(path)?
            }
            created => created?,
        };
        match fate {
            Fate::Whole => file.write_all(bytes)?,
            Fate::Half(error) => {
                file.write_all(bytes.get(..bytes.len() / 2).unwrap_or(bytes))?;
                return Err(error);
            }
        }
        Ok(file)
    }

    /// Gives a file the permissions of another, where that one is there.
    pub(super) fn copy_permissions(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        match fs::metadata(from) {
            Ok(metadata) => fs::set_permissions(to, metadata.permissions()),
            Err(error) if is_absent(&error) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Moves a file, over one that may be there, in one step.
    pub(super) fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.begin(Step::Other)?;
        fs::rename(from, to)
    }

    /// Removes a file or a link, if it is there.
    pub(super) fn remove_file(&self, path: &Utf8Path) -> io::Result<()> {
        self.begin(Step::Other)?;
        absent_is_fine(fs::remove_file(path))
    }

    /// Removes a folder if it is empty, and says whether it did.
    pub(super) fn remove_if_empty(&self, path: &Utf8Path) -> io::Result<bool> {
        self.begin(Step::Other)?;
        Ok(fs::remove_dir(path).is_ok())
    }

    /// Removes a folder with all that is in it, or a link but not its target, if it is there.
    pub(super) fn remove_tree(&self, path: &Utf8Path) -> io::Result<()> {
        match self.kind(path)? {
            Kind::Nothing => Ok(()),
            Kind::Folder => {
                self.begin(Step::Other)?;
                absent_is_fine(fs::remove_dir_all(path))
            }
            _ => self.remove_file(path),
        }
    }

    /// Opens a file to be locked, and makes it where there is none.
    pub(super) fn open_lock(&self, path: &Utf8Path) -> io::Result<File> {
        if self.kind(path)? == Kind::Link {
            fs::remove_file(path)?;
        }
        OpenOptions::new().create(true).truncate(false).write(true).open(path)
    }

    #[cfg(not(test))]
    fn begin(&self, _step: Step) -> io::Result<Fate> {
        Ok(Fate::Whole)
    }

    #[cfg(test)]
    fn begin(&self, step: Step) -> io::Result<Fate> {
        self.fault.as_ref().map_or(Ok(Fate::Whole), |fault| fault.begin(step))
    }
}

/// Something that changes the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Write,
    Other,
}

/// What becomes of a step. Only tests see another fate than the whole.
#[derive(Debug)]
pub(super) enum Fate {
    Whole,
    /// Half a file is written, and then this happens: programs are killed, and disks are full, amid a file.
    #[cfg_attr(not(test), expect(dead_code, reason = "made by the faults of tests"))]
    Half(io::Error),
}

fn create_new(path: &Utf8Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn absent_is_fine(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| if is_absent(&error) { Ok(()) } else { Err(error) })
}
