//! The only reader of an author's files.
//!
//! Reads `study.yaml`, `baseline.yaml`, `content/`, `charts/` and `themes/` of a study's folder and nothing else, in
//! parallel. What a stranger's contribution could put there must not make it hang or reach out: it follows no link to a
//! folder, follows a link to a file only to one that it would read anyway, opens only ordinary files, and stops at a
//! bound.
#![allow(clippy::disallowed_methods, reason = "the door: this file alone reads an author's files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path};
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::rules::{FILE_TOO_LARGE, LINK_OUT_OF_STUDY, UNEXPECTED_FILE, UNREADABLE_FILE};
use super::{SourceFile, Sources, is_text};
use crate::diagnostic::{Diagnostic, Place, SourcePath, baseline};

/// The file that makes a folder a study.
const STUDY: &str = "study.yaml";
/// The files at the top of a study: what it says of itself, and the warnings that it knows.
const FILES: &[&str] = &[STUDY, baseline::FILE];
/// The folders that a study is read from.
pub const FOLDERS: &[&str] = &["content", "charts", "themes"];

/// The most bytes of a text: about 100,000 quotes in one file.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;
/// The most bytes of any other file.
const LARGEST_ASSET: u64 = 64 * 1024 * 1024;

/// A study as it was read, with what tells which of its files have changed since.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The study.
    pub sources: Sources,
    stamps: BTreeMap<SourcePath, Stamp>,
}

impl Reading {
    /// The files that are others than in an earlier reading, that are new or that are gone, in the order of paths.
    pub fn changed_since(&self, before: &Reading) -> Vec<SourcePath> {
        let (now, before) = (&self.sources.files, &before.sources.files);
        let is_same = |one: &SourceFile, other: &SourceFile| {
            one.fingerprint == other.fingerprint && one.diagnostics == other.diagnostics
        };
        let stayed = |path: &SourcePath, file: &SourceFile| before.get(path).is_some_and(|other| is_same(file, other));
        let changed = now.iter().filter(|(path, file)| !stayed(path, file)).map(|(path, _)| path);
        let gone = before.keys().filter(|path| !now.contains_key(*path));
        let all: BTreeSet<&SourcePath> = changed.chain(gone).collect();
        all.into_iter().cloned().collect()
    }
}

/// What a disk says of a file without opening it. Two writes within one tick of its clock look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: SystemTime,
    /// Number of the file, seconds and nanoseconds of the last change to its bytes or its rights.
    identity: (u64, i64, i64),
}

impl Stamp {
    fn of(path: &Utf8Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self { length: metadata.len(), modified: metadata.modified().ok()?, identity: identity(&metadata) })
    }
}

#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_metadata: &fs::Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// Reads a study.
///
/// Fails only where there is no such folder; whatever is wrong inside it is a diagnostic of [`Sources`].
pub fn study(folder: &Utf8Path) -> io::Result<Sources> {
    again(folder, &Reading::default(), &|_| true).map(|reading| reading.sources)
}

/// Reads a study again, and of its files only those that look otherwise than before or are `doubtful`.
///
/// Fails only where there is no such folder.
pub fn again(
    folder: &Utf8Path,
    before: &Reading,
    doubtful: &(dyn Fn(&SourcePath) -> bool + Sync),
) -> io::Result<Reading> {
    let study = folder.canonicalize_utf8()?;
    if !study.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let mut found = Found::default();
    for top in FILES.iter().chain(FOLDERS) {
        found.add_top(&study, top);
    }
    let read = |path: &SourcePath| {
        // Taken first: what is written while the file is read makes it look changed the next time.
        let stamp = Stamp::of(&study.join(path.as_str()));
        let same = stamp.is_some() && before.stamps.get(path) == stamp.as_ref() && !doubtful(path);
        let kept = before.sources.files.get(path).filter(|_| same).cloned();
        (kept.unwrap_or_else(|| read_file(&study, path)), stamp)
    };
    let files: Vec<(SourceFile, Option<Stamp>)> = found.files.par_iter().map(read).collect();
    let stamps = files.iter().filter_map(|(file, stamp)| Some((file.path.clone(), (*stamp)?))).collect();
    let unread = found.unread.into_iter().map(SourceFile::unread);
    let sources = Sources::of(files.into_iter().map(|(file, _)| file).chain(unread), found.notices);
    Ok(Reading { sources, stamps })
}

/// The study as it was, with some of its files read anew: quick, and blind to everything else, so that a whole reading must
/// follow. None where one of them is new, gone or behind a link, which only a whole reading understands.
///
/// The path of the study's folder has no link in it.
pub fn files_anew<'p>(
    study: &Utf8Path,
    before: &Reading,
    paths: impl IntoIterator<Item = &'p SourcePath>,
) -> Option<Reading> {
    let mut reading = before.clone();
    for path in paths {
        let on_disk = study.join(path.as_str());
        let stands_there = on_disk.is_file() && on_disk.canonicalize_utf8().is_ok_and(|real| real == on_disk);
        let (file, stamp) = (reading.sources.files.get_mut(path)?, reading.stamps.get_mut(path)?);
        if !stands_there {
            return None;
        }
        *stamp = Stamp::of(&on_disk)?;
        *file = read_file(study, path);
    }
    Some(reading)
}

/// Whether a path inside the study's folder is one that is read: every name of it counts, its last one included.
pub fn is_part(inside: &Path) -> bool {
    let names: Option<Vec<&str>> = inside
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    match names.as_deref() {
        Some([file]) if FILES.contains(file) => true,
        Some([top, rest @ ..]) => FOLDERS.contains(top) && !rest.iter().any(|name| is_ignored_name(name)),
        _ => false,
    }
}

/// What a walk through the folders met.
#[derive(Default)]
struct Found {
    files: Vec<SourcePath>,
    /// Files that are there but must not or cannot be read.
    unread: Vec<Diagnostic>,
    /// What is no file.
    notices: Vec<Diagnostic>,
}

impl Found {
    /// Adds a file or folder at the top of the study, if it is there.
    fn add_top(&mut self, study: &Utf8Path, name: &str) {
        let path = study.join(name);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => self.add_link(study, path.as_std_path(), &SourcePath::new(name)),
            Ok(_) => self.walk(study, &path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.unread.push(unreadable(&SourcePath::new(name), &error)),
        }
    }

    fn walk(&mut self, study: &Utf8Path, top: &Utf8Path) {
        let all = WalkDir::new(top).follow_links(false).sort_by_file_name();
        let mut entries = all.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_ignored(entry));
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.file_name().to_str().is_none() => {
                    self.unread.push(nameless(&relative(study, entry.path())));
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => self.add(study, &entry),
                Err(error) => {
                    let path = relative(study, error.path().unwrap_or(top.as_std_path()));
                    let cause = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    self.unread.push(unreadable(&path, &cause));
                }
            }
        }
    }

    fn add(&mut self, study: &Utf8Path, entry: &DirEntry) {
        let path = relative(study, entry.path());
        let kind = entry.file_type();
        if kind.is_symlink() {
            self.add_link(study, entry.path(), &path);
        } else if kind.is_file() {
            self.files.push(path);
        } else if !kind.is_dir() {
            self.unread
                .push(UNREADABLE_FILE.at(Place::file(&path), "expected an ordinary file, found a device or pipe"));
        }
    }

    fn add_link(&mut self, study: &Utf8Path, link: &Path, path: &SourcePath) {
        let target = match fs::canonicalize(link) {
            Ok(target) => target,
            Err(error) => return self.unread.push(unreadable(path, &error)),
        };
        if target.is_dir() {
            let found = UNEXPECTED_FILE
                .at(Place::file(path), "links to folders are not followed")
                .help("put the folder itself here");
            self.notices.push(found);
        } else if is_read_anyway(study, &target) {
            self.files.push(path.clone());
        } else {
            let found = LINK_OUT_OF_STUDY
                .at(
                    Place::file(path),
                    format!("the link leads to `{}`, which is not part of the study", target.display()),
                )
                .help("copy the file into the study");
            self.unread.push(found);
        }
    }
}

/// Whether a link's target, with all links resolved, is a file that the walk meets by itself.
///
/// Being in the study's folder is not enough: `.git/config` may hold a password.
fn is_read_anyway(study: &Utf8Path, target: &Path) -> bool {
    target.strip_prefix(study).is_ok_and(is_part)
}

fn is_ignored(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(is_ignored_name)
}

/// Names that editors, systems and tools leave behind, and whatever begins with a stop.
fn is_ignored_name(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "node_modules" | "Thumbs.db" | "desktop.ini" | "__MACOSX")
}

fn read_file(study: &Utf8Path, path: &SourcePath) -> SourceFile {
    let bound = if is_text(path) { LARGEST_TEXT } else { LARGEST_ASSET };
    match read_bounded(&study.join(path.as_str()), bound) {
        Ok(Some(bytes)) => SourceFile::new(path.clone(), bytes),
        Ok(None) => {
            let message = format!("the file is larger than {} MiB", bound / (1024 * 1024));
            let found = FILE_TOO_LARGE.at(Place::file(path), message);
            SourceFile::unread(found.help("keep it outside the study's folders and link to it, or split it"))
        }
        Err(error) => SourceFile::unread(unreadable(path, &error)),
    }
}

/// The bytes of a file, or nothing where there are more than `bound`.
fn read_bounded(path: &Utf8PathBuf, bound: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > bound {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    // The file may grow while it is read.
    file.take(bound + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= bound).then_some(bytes))
}

fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    let found = UNREADABLE_FILE.at(Place::file(path), format!("the file cannot be read: {}", cause(error)));
    match error.kind() {
        io::ErrorKind::NotFound => found.help("it may be a link whose target is gone: remove it"),
        io::ErrorKind::PermissionDenied => found.help("give yourself permission to read it"),
        _ => found,
    }
}

fn nameless(path: &SourcePath) -> Diagnostic {
    UNREADABLE_FILE
        .at(Place::file(path), "the name is not UTF-8")
        .help("give it a name of lower-case letters, digits and hyphens")
}

/// Our words for common causes, which are the same on every machine; the machine's own for the rest.
fn cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// A path as the study names it, parted by `/`; a name that is no text is written with `�`.
fn relative(study: &Utf8Path, path: &Path) -> SourcePath {
    let inside = path.strip_prefix(study).unwrap_or(path);
    let names: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    SourcePath::new(names.join("/"))
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::diagnostic::Code;

    struct Folder(tempfile::TempDir);

    impl Folder {
        fn with(files: &[(&str, &str)]) -> Self {
            let folder = Self(tempfile::tempdir().unwrap());
            for (path, text) in files {
                let path = folder.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            folder
        }

        fn path(&self) -> &Utf8Path {
            Utf8Path::from_path(self.0.path()).unwrap()
        }

        fn link(&self, to: &str, at: &str) {
            symlink(to, self.path().join(at)).unwrap();
        }

        fn read(&self) -> Sources {
            study(self.path()).unwrap()
        }
    }

    #[test]
    fn files_are_read_anew_alone_where_that_is_all_there_is_to_know() {
        let folder = Folder::with(&[("study.yaml", "title: x\n"), ("content/a.md", "A"), ("content/b.md", "B")]);
        let study = folder.path().canonicalize_utf8().unwrap();
        let before = again(&study, &Reading::default(), &|_| true).unwrap();
        let path = SourcePath::new;
        fs::write(study.join("content/a.md"), "Autre").unwrap();
        fs::write(study.join("content/b.md"), "Bis").unwrap();
        let after = files_anew(&study, &before, &[path("content/a.md")]).unwrap();
        assert_eq!(after.changed_since(&before), [path("content/a.md")]);
        let whole = again(&study, &after, &|_| false).unwrap();
        assert_eq!(whole.changed_since(&after), [path("content/b.md")], "a whole reading sees the rest");

        fs::write(study.join("content/c.md"), "C").unwrap();
        assert!(files_anew(&study, &before, &[path("content/c.md")]).is_none(), "a new file");
        fs::remove_file(study.join("content/b.md")).unwrap();
        assert!(files_anew(&study, &before, &[path("content/b.md")]).is_none(), "one that is gone");
        folder.link("c.md", "content/b.md");
        assert!(files_anew(&study, &before, &[path("content/b.md")]).is_none(), "a link");
    }

    fn paths(sources: &Sources) -> Vec<&str> {
        sources.iter().map(|file| file.path.as_str()).collect()
    }

    fn codes(sources: &Sources) -> Vec<(Code, String)> {
        sources.diagnostics().iter().map(|found| (found.code, found.place.path.to_string())).collect()
    }

    #[test]
    fn only_the_folders_of_a_study_are_read() {
        let folder = Folder::with(&[
            ("study.yaml", "title: x"),
            ("baseline.yaml", "[]"),
            ("README.md", ""),
            ("public/index.html", ""),
            ("target/x.md", ""),
            ("content/quotes/delay.md", "é"),
            ("content/organisations/public/index.md", ""),
            ("content/.git/config", ""),
            ("content/.DS_Store", ""),
            ("content/quotes/delay.md~", ""),
            ("charts/delay.yaml", ""),
            ("themes/folio/page.html", ""),
            ("themes/folio/node_modules/x/x.js", ""),
        ]);
        let sources = folder.read();
        let expected = [
            "baseline.yaml",
            "charts/delay.yaml",
            "content/organisations/public/index.md",
            "content/quotes/delay.md",
            "study.yaml",
            "themes/folio/page.html",
        ];
        assert_eq!(paths(&sources), expected);
        assert!(codes(&sources).is_empty());
    }

    #[test]
    fn what_is_read_equals_what_is_in_memory() {
        let files = [("study.yaml", "title: x"), ("content/a.md", "\u{feff}a\r\n"), ("content/b/c.png", "\u{1}")];
        assert_eq!(Folder::with(&files).read(), Sources::in_memory(files));
    }

    #[test]
    fn a_link_inside_the_study_is_read_and_one_that_leads_out_is_not() {
        let folder = Folder::with(&[("content/a.md", "a"), (".git/config", "secret"), ("content/.hidden", "secret")]);
        let outside = Folder::with(&[("secret", "secret")]);
        folder.link("a.md", "content/b.md");
        folder.link("../.git/config", "content/c.png");
        folder.link(outside.path().join("secret").as_str(), "content/d.md");
        folder.link("/dev/zero", "content/e.md");
        folder.link(".hidden", "content/f.md");
        folder.link("nowhere", "content/g.md");
        let sources = folder.read();
        assert_eq!(sources.get(&SourcePath::new("content/b.md")).unwrap().text.as_deref(), Some("a"));
        let out = |path: &str| (Code::LinkOutOfStudy, path.to_owned());
        let expected = [
            out("content/c.png"),
            out("content/d.md"),
            out("content/e.md"),
            out("content/f.md"),
            (Code::UnreadableFile, "content/g.md".to_owned()),
        ];
        assert_eq!(codes(&sources), expected);
        assert!(sources.iter().all(|file| !file.bytes.windows(6).any(|bytes| bytes == b"secret")));
        assert_eq!(paths(&sources).len(), 7, "what cannot be read keeps its place");
    }

    #[test]
    fn links_to_folders_are_not_followed_even_round_and_round() {
        let folder = Folder::with(&[("content/a/a.md", "a")]);
        folder.link("..", "content/a/up");
        folder.link("content", "charts");
        let sources = folder.read();
        assert_eq!(paths(&sources), ["content/a/a.md"]);
        let unexpected = |path: &str| (Code::UnexpectedFile, path.to_owned());
        assert_eq!(codes(&sources), [unexpected("content/a/up"), unexpected("charts")]);
    }

    #[test]
    fn a_file_beyond_the_bound_is_not_read() {
        let folder = Folder::with(&[("content/a.md", "")]);
        File::options()
            .write(true)
            .open(folder.path().join("content/a.md"))
            .unwrap()
            .set_len(LARGEST_TEXT + 1)
            .unwrap();
        let sources = folder.read();
        assert_eq!(codes(&sources), [(Code::FileTooLarge, "content/a.md".to_owned())]);
        assert_eq!(sources.diagnostics()[0].message, "the file is larger than 16 MiB");
        assert!(sources.iter().all(|file| file.bytes.is_empty()));
    }

    #[test]
    fn names_that_are_no_text_are_one_mistake_each() {
        use std::os::unix::ffi::OsStrExt;

        let folder = Folder::with(&[("content/a.md", "a")]);
        let content = folder.path().join("content").into_std_path_buf();
        let bad = content.join(std::ffi::OsStr::from_bytes(b"t\xe9l\xe9"));
        fs::create_dir(&bad).unwrap();
        fs::write(bad.join("b.md"), "b").unwrap();
        fs::write(content.join(std::ffi::OsStr::from_bytes(b"\xff.md")), "c").unwrap();
        let unreadable = |path: &str| (Code::UnreadableFile, path.to_owned());
        assert_eq!(
            codes(&folder.read()),
            [unreadable("content/t\u{fffd}l\u{fffd}"), unreadable("content/\u{fffd}.md")]
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_the_command_that_was_wrong() {
        let folder = Folder::with(&[("file", "")]);
        assert_eq!(study(&folder.path().join("x")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(study(&folder.path().join("file")).unwrap_err().kind(), io::ErrorKind::NotADirectory);
        assert!(folder.read().is_empty());
    }

    #[test]
    fn a_second_reading_opens_what_changed_and_what_is_doubtful() {
        let folder = Folder::with(&[("study.yaml", "a"), ("content/a.md", "one"), ("content/b.md", "one")]);
        let first = again(folder.path(), &Reading::default(), &|_| false).unwrap();
        fs::write(folder.path().join("content/a.md"), "changed").unwrap();
        fs::write(folder.path().join("content/c.md"), "new").unwrap();
        fs::remove_file(folder.path().join("content/b.md")).unwrap();
        let second = again(folder.path(), &first, &|_| false).unwrap();
        let changed: Vec<String> = second.changed_since(&first).iter().map(ToString::to_string).collect();
        assert_eq!(changed, ["content/a.md", "content/b.md", "content/c.md"]);
        assert_eq!(second.sources, folder.read());
        // A stamp that lies, as after two writes within one tick of the disk's clock, is believed until there is doubt.
        let mut forged = second.clone();
        forged.sources = forged.sources.with("content/a.md", "forged!");
        assert_ne!(again(folder.path(), &forged, &|_| false).unwrap().sources, folder.read());
        assert_eq!(
            again(folder.path(), &forged, &|path| path.as_str() == "content/a.md").unwrap().sources,
            folder.read()
        );
    }

    #[test]
    fn a_file_whose_rights_come_back_is_read_again() {
        use std::os::unix::fs::PermissionsExt;

        let folder = Folder::with(&[("content/a.md", "one")]);
        let path = folder.path().join("content/a.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        let refused = again(folder.path(), &Reading::default(), &|_| false).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let given = again(folder.path(), &refused, &|_| false).unwrap();
        assert_eq!(given.sources, folder.read());
    }

    #[test]
    fn what_editors_and_systems_leave_is_no_part_of_a_study() {
        let is_part = |path: &str| super::is_part(Path::new(path));
        assert!(is_part("study.yaml") && is_part("content") && is_part("themes/ours/css/a.css"));
        for other in ["public/index.html", "content/.a.md.swp", "content/a.md~", "charts/#a.yaml#", "notes.md", "../x"]
        {
            assert!(!is_part(other), "{other}");
        }
    }
}
