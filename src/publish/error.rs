//! What the machine refused, in words for the person at it. The command then ends with exit code 2.

use std::fmt;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::site::StoreError;

/// Something that could not be written, and why.
#[derive(Debug)]
pub struct PublishError {
    /// The file or folder.
    pub path: Utf8PathBuf,
    /// What is the matter with it.
    pub problem: Problem,
}

/// Why something could not be written.
#[derive(Debug)]
pub enum Problem {
    /// The machine said no: no space, no permission.
    Machine {
        /// What was tried: "write", "read".
        doing: &'static str,
        /// What the machine said.
        cause: io::Error,
    },
    /// The folder holds files and no manifest of ours.
    Foreign,
    /// A file or folder that is not ours stands where the site needs one.
    NotOurs,
    /// A new study or file would stand where something is already.
    Taken,
    /// A symbolic link stands where a folder is needed; writing would go elsewhere.
    Link,
    /// Another build holds the lock.
    Busy,
    /// A file is no longer the one that was read.
    Changed,
    /// The manifest or journal is of a format that this program does not know.
    Newer,
}

impl PublishError {
    pub(super) fn new(path: impl AsRef<Utf8Path>, problem: Problem) -> Self {
        Self { path: path.as_ref().to_owned(), problem }
    }

    /// What to do, in a sentence.
    pub fn help(&self) -> &'static str {
        match &self.problem {
            Problem::Machine { cause, .. } if cause.kind() == io::ErrorKind::StorageFull => {
                "make room on the disk and build again; the site that was there is still whole"
            }
            Problem::Machine { .. } => "see to it that the folder can be written to, and build again",
            Problem::Foreign => {
                "build into another folder, or empty this one: only an empty folder, or one whose `manifest.json` \
                 was made by Florilège, is written to"
            }
            Problem::NotOurs => "move it elsewhere: Florilège never replaces a file that it did not make",
            Problem::Taken => "choose another name: nothing that is there is ever replaced",
            Problem::Link => "put a folder here, or name the folder that the link leads to as the place to build",
            Problem::Busy => "wait until the other build has ended, and build again",
            Problem::Changed => "save it in the editor, and run the command again",
            Problem::Newer => "build with the newer program, or remove the folder and build again",
        }
    }
}

/// Adds what was tried, and on what, to an error of the machine.
pub(super) fn failed(doing: &'static str, path: impl AsRef<Utf8Path>) -> impl FnOnce(io::Error) -> PublishError {
    move |cause| PublishError::new(path, Problem::Machine { doing, cause })
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.problem {
            Problem::Machine { doing, cause } if cause.kind() == io::ErrorKind::StorageFull => {
                write!(f, "cannot {doing} `{path}`: the disk is full")
            }
            Problem::Machine { doing, cause } => write!(f, "cannot {doing} `{path}`: {cause}"),
            Problem::Foreign => write!(f, "`{path}` holds files that were not made by Florilège"),
            Problem::NotOurs => write!(f, "`{path}` is in the way of the site and was not made by Florilège"),
            Problem::Taken => write!(f, "`{path}` is there already"),
            Problem::Link => write!(f, "`{path}` is a symbolic link"),
            Problem::Changed => write!(f, "`{path}` was changed while it was being mended"),
            Problem::Busy => write!(f, "another build of this study is running (it holds `{path}`)"),
            Problem::Newer => write!(f, "`{path}` was written by a newer Florilège"),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Machine { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

impl From<PublishError> for StoreError {
    fn from(error: PublishError) -> Self {
        let path = error.path.to_string();
        let cause = match error.problem {
            Problem::Machine { cause, .. } => cause,
            _ => io::Error::other(PublishError::new(&path, error.problem)),
        };
        Self { path, cause }
    }
}

/// The store of a build is the staging folder: what it could not keep, publishing could not write.
impl From<StoreError> for PublishError {
    fn from(error: StoreError) -> Self {
        PublishError::new(Utf8PathBuf::from(error.path), Problem::Machine { doing: "write", cause: error.cause })
    }
}
