//! What `florilege new` writes: a whole new study, or one more file of a study that is there.
//!
//! A new study appears at once: its files are written into a hidden folder beside it, which is then renamed. Into an
//! empty folder that is there already (the one in which the user stands, a repository fresh from `git init`) the files
//! go one by one, each whole, and `study.yaml` last: a folder without it is no study, and running the command again
//! completes it. Nothing that is there is ever replaced, but a file to which an entry is added, and that only while it
//! is still as it was read.

use std::collections::BTreeMap;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Problem, PublishError, failed};
use super::lock;
use crate::diagnostic::SourcePath;

/// What makes a folder a study; written last.
const STUDY: &str = "study.yaml";

/// Entries that a folder may have and still count as empty: a repository without a commit.
const UNSEEN: &[&str] = &[".git", ".florilege"];

/// The files of a new study, by their paths inside it.
pub type Files = BTreeMap<String, Vec<u8>>;

/// One file of a study, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it stands in the study.
    pub path: SourcePath,
    /// What it held when it was read; nothing where it must not be there yet.
    pub before: Option<Vec<u8>>,
    /// What it is to hold.
    pub after: Vec<u8>,
}

/// Writes a new study into a folder: all of it, or nothing that is a study.
///
/// Fails with [`Problem::Taken`] where the folder is there and not empty.
pub fn study(folder: &Utf8Path, files: &Files) -> Result<(), PublishError> {
    study_on(&Disk::default(), folder, files)
}

/// Writes new files into a study, and adds to files that are there; looks at all of them before it writes the first.
///
/// Fails with [`Problem::Taken`] where a new file is there already.
pub fn add(study: &Utf8Path, changes: &[Change]) -> Result<(), PublishError> {
    add_on(&Disk::default(), study, changes)
}

fn study_on(disk: &Disk, folder: &Utf8Path, files: &Files) -> Result<(), PublishError> {
    match disk.kind(folder).map_err(failed("read", folder))? {
        Kind::Nothing => beside(disk, folder, files),
        Kind::Folder => inside(disk, folder, files),
        Kind::Link => Err(PublishError::new(folder, Problem::Link)),
        Kind::File { .. } | Kind::Other => Err(PublishError::new(folder, Problem::Taken)),
    }
}

/// A study where nothing is: written under a hidden name, then renamed.
fn beside(disk: &Disk, folder: &Utf8Path, files: &Files) -> Result<(), PublishError> {
    let hidden = hidden(folder);
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_str().is_empty()) {
        disk.create_folders(parent).map_err(failed("create", parent))?;
    }
    if disk.kind(&hidden).map_err(failed("read", &hidden))? == Kind::Link {
        return Err(PublishError::new(hidden, Problem::Link));
    }
    disk.create_folders(&hidden).map_err(failed("create", &hidden))?;
    // The lock tells the remains of a killed run from a run that is still writing.
    let held = lock::take(&hidden)?;
    let written = fill(disk, &hidden, files);
    drop(held);
    let moved = written.and_then(|()| {
        let cache = hidden.join(".florilege");
        disk.remove_tree(&cache).map_err(failed("remove", &cache))?;
        disk.rename(&hidden, folder).map_err(failed("write", folder))
    });
    moved.inspect_err(|_| {
        // What was begun is of no use to anybody; that it cannot be removed either is not the news.
        let _ = disk.remove_tree(&hidden);
    })
}

/// Makes a hidden folder hold these files and no other.
fn fill(disk: &Disk, hidden: &Utf8Path, files: &Files) -> Result<(), PublishError> {
    for name in disk.names(hidden).map_err(failed("read", hidden))? {
        let path = hidden.join(&name);
        if name != ".florilege" {
            disk.remove_tree(&path).map_err(failed("remove", &path))?;
        }
    }
    for (name, bytes) in files {
        let path = hidden.join(name);
        disk.write(&path, bytes).map_err(failed("write", &path))?;
    }
    Ok(())
}

/// A study into an empty folder, or one that a killed run began.
fn inside(disk: &Disk, folder: &Utf8Path, files: &Files) -> Result<(), PublishError> {
    if disk.kind(&folder.join(STUDY)).map_err(failed("read", folder))? != Kind::Nothing {
        return Err(PublishError::new(folder, Problem::Taken));
    }
    for name in disk.names(folder).map_err(failed("read", folder))? {
        if !UNSEEN.contains(&name.as_str()) {
            only_ours(disk, folder, &name, files)?;
        }
    }
    let _held = lock::take(folder)?;
    let last = |name: &&String| name.as_str() == STUDY;
    for name in files.keys().filter(|name| !last(name)).chain(files.keys().filter(last)) {
        let path = folder.join(name);
        if disk.kind(&path).map_err(failed("read", &path))? == Kind::Nothing {
            put(disk, &path, files.get(name).map_or(&[], Vec::as_slice))?;
        }
    }
    Ok(())
}

/// Fails where an entry of a folder is anything but files of the new study, byte for byte.
fn only_ours(disk: &Disk, folder: &Utf8Path, name: &str, files: &Files) -> Result<(), PublishError> {
    let path = folder.join(name);
    let is_ours = match disk.kind(&path).map_err(failed("read", &path))? {
        Kind::Folder => {
            for inner in disk.names(&path).map_err(failed("read", &path))? {
                only_ours(disk, folder, &format!("{name}/{inner}"), files)?;
            }
            files.keys().any(|file| file.starts_with(&format!("{name}/")))
        }
        // A file that was being written when the program was killed has a name of its own, and is replaced.
        Kind::File { .. } => {
            let ours = files.iter().any(|(file, _)| new_name(Utf8Path::new(file)).as_str() == name);
            ours || files.get(name) == disk.read(&path).map_err(failed("read", &path))?.as_ref()
        }
        Kind::Nothing => true,
        Kind::Link | Kind::Other => false,
    };
    if is_ours { Ok(()) } else { Err(PublishError::new(folder, Problem::Taken)) }
}

fn add_on(disk: &Disk, study: &Utf8Path, changes: &[Change]) -> Result<(), PublishError> {
    for change in changes {
        let path = study.join(change.path.as_str());
        no_link_above(disk, study, &change.path)?;
        match (&change.before, disk.kind(&path).map_err(failed("read", &path))?) {
            (None, Kind::Nothing) => {}
            (_, Kind::Link) => return Err(PublishError::new(path, Problem::Link)),
            (None, _) => return Err(PublishError::new(path, Problem::Taken)),
            (Some(before), _) => {
                if disk.read(&path).map_err(failed("read", &path))?.as_ref() != Some(before) {
                    return Err(failed("add to", &path)(io::Error::other("it was changed meanwhile")));
                }
            }
        }
    }
    changes.iter().try_for_each(|change| put(disk, &study.join(change.path.as_str()), &change.after))
}

/// Fails where a folder on the way to a file is a link: it may lead out of the study.
fn no_link_above(disk: &Disk, study: &Utf8Path, path: &SourcePath) -> Result<(), PublishError> {
    let mut folder = study.to_owned();
    for name in path.folder().split('/').filter(|name| !name.is_empty()) {
        folder.push(name);
        match disk.kind(&folder).map_err(failed("read", &folder))? {
            Kind::Nothing | Kind::Folder => {}
            Kind::Link => return Err(PublishError::new(folder, Problem::Link)),
            Kind::File { .. } | Kind::Other => return Err(PublishError::new(folder, Problem::Taken)),
        }
    }
    Ok(())
}

/// Puts a file in its place in one step.
fn put(disk: &Disk, path: &Utf8Path, bytes: &[u8]) -> Result<(), PublishError> {
    let new = new_name(path);
    let written = disk.write_through(&new, bytes).and_then(|()| disk.rename(&new, path));
    written.map_err(|error| {
        // What was begun is of no use to anybody; that it cannot be removed either is not the news.
        let _ = disk.remove_file(&new);
        failed("write", path)(error)
    })
}

/// The name under which a file is written before it is in its place; names that begin with a stop are read by nobody.
fn new_name(path: &Utf8Path) -> Utf8PathBuf {
    path.with_file_name(format!(".{}.florilege-new", path.file_name().unwrap_or_default()))
}

/// The hidden folder in which a study is written before it is in its place.
fn hidden(folder: &Utf8Path) -> Utf8PathBuf {
    new_name(folder)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests {
    use super::super::tests::{full, killed};
    use super::*;

    fn files() -> Files {
        let texts = [("study.yaml", "title: x"), ("content/a.md", "a"), ("content/b/c.md", "c"), (".gitignore", "x")];
        texts.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
    }

    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn path(&self) -> &Utf8Path {
            Utf8Path::from_path(self.0.path()).unwrap()
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }

    /// Every file of a folder but those of the cache.
    fn found(folder: &Utf8Path) -> Files {
        fn walk(folder: &Utf8Path, prefix: &str, into: &mut Files) {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
                let path = Utf8PathBuf::from_path_buf(entry.path()).unwrap();
                match entry.file_type().unwrap() {
                    kind if kind.is_dir() && name == ".florilege" => {}
                    kind if kind.is_dir() => walk(&path, &format!("{name}/"), into),
                    _ => drop(into.insert(name, std::fs::read(path).unwrap())),
                }
            }
        }
        let mut into = Files::new();
        walk(folder, "", &mut into);
        into
    }

    fn is_taken(done: Result<(), PublishError>) -> bool {
        matches!(done, Err(PublishError { problem: Problem::Taken, .. }))
    }

    #[test]
    fn a_study_is_written_where_nothing_is_with_the_folders_above() {
        let place = Place::new();
        let folder = place.path().join("of/mine");
        study(&folder, &files()).unwrap();
        assert_eq!(found(&folder), files());
        assert_eq!(std::fs::read_dir(place.path().join("of")).unwrap().count(), 1, "nothing is left beside it");
        assert!(!folder.join(".florilege").exists());
    }

    #[test]
    fn a_study_is_written_into_an_empty_folder_and_into_an_empty_repository() {
        let place = Place::new();
        study(place.path(), &files()).unwrap();
        assert_eq!(found(place.path()), files());
        let place = Place::new();
        place.write(".git/HEAD", "ref");
        study(place.path(), &files()).unwrap();
        assert_eq!(found(place.path()).len(), files().len() + 1);
    }

    #[test]
    fn a_folder_that_holds_anything_is_left_as_it_is() {
        for (path, text) in
            [("notes.txt", "mine"), ("study.yaml", "title: x"), ("content/a.md", "mine"), ("content/z.md", "")]
        {
            let place = Place::new();
            place.write(path, text);
            let before = found(place.path());
            assert!(is_taken(study(place.path(), &files())), "{path}");
            assert_eq!(found(place.path()), before);
        }
        let place = Place::new();
        place.write("file", "");
        assert!(is_taken(study(&place.path().join("file"), &files())));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let place = Place::new();
        let elsewhere = Place::new();
        std::os::unix::fs::symlink(elsewhere.path(), place.path().join("link")).unwrap();
        let done = study(&place.path().join("link"), &files());
        assert!(matches!(done, Err(PublishError { problem: Problem::Link, .. })));
        std::os::unix::fs::symlink(elsewhere.path(), place.path().join("content")).unwrap();
        let done = add(place.path(), &[change("content/a.md", None, "a")]);
        assert!(matches!(done, Err(PublishError { problem: Problem::Link, .. })));
        assert!(found(elsewhere.path()).is_empty());
    }

    #[test]
    fn killed_at_any_step_there_is_no_half_study_and_the_next_run_makes_it_whole() {
        for is_there in [false, true] {
            let mut ended = false;
            for step in 0..60 {
                let place = Place::new();
                let folder = place.path().join("mine");
                if is_there {
                    std::fs::create_dir(&folder).unwrap();
                }
                ended = study_on(&killed(step), &folder, &files()).is_ok();
                let is_study = folder.join(STUDY).exists();
                assert!(!is_study || found(&folder) == files(), "half a study after {step} steps");
                assert_eq!(is_study, ended || is_study);
                if !is_study {
                    study(&folder, &files()).unwrap();
                    assert_eq!(found(&folder), files(), "after {step} steps");
                }
            }
            assert!(ended, "sixty steps are enough");
        }
    }

    #[test]
    fn on_a_full_disk_nothing_is_left() {
        for step in 0..8 {
            let place = Place::new();
            let folder = place.path().join("mine");
            if study_on(&full(step), &folder, &files()).is_err() {
                assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0, "after {step} steps");
            }
        }
    }

    fn change(path: &str, before: Option<&str>, after: &str) -> Change {
        let bytes = |text: &str| text.as_bytes().to_vec();
        Change { path: SourcePath::new(path), before: before.map(bytes), after: bytes(after) }
    }

    #[test]
    fn a_file_is_added_and_none_is_replaced() {
        let place = Place::new();
        place.write("content/b.md", "mine");
        let both = [change("content/a.md", None, "a"), change("content/b.md", None, "b")];
        assert!(is_taken(add(place.path(), &both)));
        assert_eq!(found(place.path()).len(), 1, "all are looked at before the first is written");
        add(place.path(), &both[..1]).unwrap();
        assert_eq!(found(place.path())["content/a.md"], b"a");
        assert_eq!(found(place.path())["content/b.md"], b"mine");
    }

    #[test]
    fn an_entry_is_added_only_to_the_file_that_was_read() {
        let place = Place::new();
        place.write("content/topics.yaml", "a:");
        add(place.path(), &[change("content/topics.yaml", Some("a:"), "a:\nb:")]).unwrap();
        let done = add(place.path(), &[change("content/topics.yaml", Some("a:"), "a:\nc:")]);
        assert_eq!(
            done.unwrap_err().to_string(),
            format!("cannot add to `{}`: it was changed meanwhile", place.path().join("content/topics.yaml"))
        );
        assert_eq!(found(place.path())["content/topics.yaml"], b"a:\nb:");
    }

    #[test]
    fn killed_at_any_step_a_file_is_the_old_or_the_new_one() {
        for step in 0..6 {
            let place = Place::new();
            place.write("content/topics.yaml", "a:");
            let _ = add_on(&killed(step), place.path(), &[change("content/topics.yaml", Some("a:"), "a:\nb:")]);
            let now = found(place.path());
            assert!(matches!(now["content/topics.yaml"].as_slice(), b"a:" | b"a:\nb:"));
        }
    }
}
