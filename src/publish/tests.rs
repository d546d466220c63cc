//! Sites published over one another on real folders, with programs killed and disks full at every step.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use camino::{Utf8Path, Utf8PathBuf};

use super::disk::{Disk, Fate, Step};
use super::error::{Problem, PublishError};
use super::lock;
use super::output::{Counts, Staging, Trust};
use crate::site::{Route, Store};

/// Lets some steps pass and then spoils the disk.
#[derive(Debug)]
pub(super) struct Fault {
    left: AtomicUsize,
    kind: FaultKind,
    is_dead: AtomicBool,
}

#[derive(Clone, Copy, Debug)]
enum FaultKind {
    /// Nothing happens any more.
    Killed,
    /// Nothing can be written any more.
    Full,
}

impl Fault {
    pub(super) fn begin(&self, step: Step) -> io::Result<Fate> {
        let has_left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        match (self.kind, step) {
            _ if has_left => Ok(Fate::Whole),
            (FaultKind::Full, Step::Write) => Ok(Fate::Half(io::ErrorKind::StorageFull.into())),
            (FaultKind::Full, Step::Other) => Ok(Fate::Whole),
            (FaultKind::Killed, Step::Write) if !self.is_dead.swap(true, Ordering::SeqCst) => {
                Ok(Fate::Half(io::Error::other("killed")))
            }
            (FaultKind::Killed, _) => {
                self.is_dead.store(true, Ordering::SeqCst);
                Err(io::Error::other("killed"))
            }
        }
    }
}

fn disk_with(kind: FaultKind, after: usize) -> Disk {
    Disk { fault: Some(Fault { left: AtomicUsize::new(after), kind, is_dead: AtomicBool::new(false) }) }
}

/// A disk on which nothing happens any more after so many steps.
pub(super) fn killed(after: usize) -> Disk {
    disk_with(FaultKind::Killed, after)
}

/// A disk on which nothing can be written any more after so many steps.
pub(super) fn full(after: usize) -> Disk {
    disk_with(FaultKind::Full, after)
}

/// Every file of a site, by its name.
type Files = BTreeMap<String, String>;

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// A study's folder, in which sites are published.
struct Study(tempfile::TempDir);

impl Study {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A study whose site was published.
    fn with(site: &Files) -> Self {
        let study = Self::new();
        study.publish(site).unwrap();
        study
    }

    fn path(&self) -> &Utf8Path {
        Utf8Path::from_path(self.0.path()).unwrap()
    }

    fn public(&self) -> Utf8PathBuf {
        self.path().join("public")
    }

    fn open(&self, disk: Disk, trust: Trust) -> Result<Staging, PublishError> {
        Staging::on(disk, &self.public(), trust, lock::take(self.path()).unwrap())
    }

    fn publish(&self, site: &Files) -> Result<Counts, PublishError> {
        self.publish_on(Disk::default(), site)
    }

    fn publish_on(&self, disk: Disk, site: &Files) -> Result<Counts, PublishError> {
        publish(self.open(disk, Trust::Length)?, site)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.public().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Every file in the site's folder, the hidden ones too; folders without files end in `/`.
    fn everything(&self) -> Files {
        let mut found = Files::new();
        collect(&self.public(), "", &mut found);
        found
    }

    /// What readers see: everything but hidden files and the manifest.
    fn visible(&self) -> Files {
        let mut found = self.everything();
        found.retain(|name, _| !name.starts_with(".florilege") && name != "manifest.json");
        found
    }
}

/// Adds what is in a folder, under names that begin with `prefix`.
fn collect(folder: &Utf8Path, prefix: &str, found: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = Utf8PathBuf::from_path_buf(entry.path()).unwrap();
        let name = format!("{prefix}{}", path.file_name().unwrap());
        if entry.file_type().unwrap().is_file() {
            found.insert(name, String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned());
        } else if entry.file_type().unwrap().is_dir() {
            let before = found.len();
            collect(&path, &format!("{name}/"), found);
            if found.len() == before {
                found.insert(format!("{name}/"), String::new());
            }
        }
    }
}

fn publish(staging: Staging, site: &Files) -> Result<Counts, PublishError> {
    for (name, text) in site {
        if let Err(error) = staging.put(&Route::new(name).unwrap(), text.as_bytes()) {
            return Err(PublishError::new(error.path, Problem::Machine { doing: "write", cause: error.cause }));
        }
    }
    staging.publish()
}

fn problem(result: Result<impl std::fmt::Debug, PublishError>) -> (Problem, String) {
    let error = result.unwrap_err();
    let name = error.path.file_name().unwrap_or_default().to_owned();
    (error.problem, name)
}

/// Old and new site: pages that stay, change, come and go, a folder that goes, a file where a folder was, and a folder
/// where a file was.
fn old_and_new() -> (Files, Files) {
    let old = files(&[
        ("index.html", "old"),
        ("style.css", "same"),
        ("organisations/ined.html", "old"),
        ("organisations/gone.html", "old"),
        ("gone/deep/a.html", "old"),
        ("data", "a file"),
        ("images/a.png", "in a folder"),
        ("images/b/c.png", "in a folder"),
        (".nojekyll", ""),
    ]);
    let new = files(&[
        ("index.html", "the new one"),
        ("style.css", "same"),
        ("organisations/ined.html", "new"),
        ("organisations/ird.html", "new"),
        ("tools/twitter.html", "new"),
        ("data/a.csv", "in a folder"),
        ("images", "a file"),
        (".nojekyll", ""),
    ]);
    (old, new)
}

#[test]
fn a_first_site_is_whole_and_lists_its_files() {
    let (old, _) = old_and_new();
    let study = Study::new();
    let counts = study.publish(&old).unwrap();
    assert_eq!(counts, Counts { written: 9, unchanged: 0, deleted: 0, bytes: 44 });
    assert_eq!(study.visible(), old);
    let manifest: serde_json::Value = serde_json::from_str(&study.everything()["manifest.json"]).unwrap();
    assert_eq!(manifest["files"].as_object().unwrap().len(), 9);
    assert_eq!(manifest["files"]["style.css"]["blake3"], crate::fingerprint::long_hex(b"same"));
    assert_eq!(study.everything().len(), 10, "nothing is left of the staging folder");
}

#[test]
fn a_second_site_equals_a_clean_build() {
    let (old, new) = old_and_new();
    let study = Study::with(&old);
    let counts = study.publish(&new).unwrap();
    assert_eq!((counts.written, counts.unchanged, counts.deleted), (6, 2, 5));
    assert_eq!(study.everything(), Study::with(&new).everything());
}

#[test]
fn unchanged_files_keep_their_times() {
    let (old, new) = old_and_new();
    let study = Study::with(&old);
    let long_ago = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let time = |name: &str| std::fs::metadata(study.public().join(name)).unwrap().modified().unwrap();
    for name in old.keys().map(String::as_str).chain(["manifest.json"]) {
        let file = std::fs::File::options().write(true).open(study.public().join(name)).unwrap();
        file.set_times(std::fs::FileTimes::new().set_modified(long_ago)).unwrap();
    }
    assert_eq!(study.publish(&old).unwrap(), Counts { unchanged: 9, ..Counts::default() });
    assert_eq!(time("manifest.json"), long_ago);
    study.publish(&new).unwrap();
    let kept: BTreeSet<&str> = new.keys().map(String::as_str).filter(|name| time(name) == long_ago).collect();
    assert_eq!(kept, BTreeSet::from([".nojekyll", "style.css"]));
}

#[test]
fn files_that_are_not_ours_are_never_touched() {
    let (old, new) = old_and_new();
    let study = Study::with(&old);
    study.write("CNAME", "example.org");
    study.write("gone/deep/theirs.txt", "theirs");
    study.write(".git/config", "theirs");
    std::fs::create_dir(study.public().join("empty")).unwrap();
    study.publish(&new).unwrap();
    let found = study.everything();
    for (name, text) in
        [("CNAME", "example.org"), ("gone/deep/theirs.txt", "theirs"), (".git/config", "theirs"), ("empty/", "")]
    {
        assert_eq!(found.get(name).map(String::as_str), Some(text), "{name}");
    }
    assert!(!found.contains_key("gone/deep/a.html"));
}

#[test]
fn a_file_of_somebody_else_is_not_replaced() {
    let (old, new) = old_and_new();
    let in_the_way = ["tools/twitter.html", "tools", "images/theirs.png", "images/b/theirs/x.png"];
    for name in in_the_way {
        let study = Study::with(&old);
        study.write(name, "theirs");
        let before = study.everything();
        let (found, _) = problem(study.publish(&new));
        assert!(matches!(found, Problem::NotOurs), "{name}: {found:?}");
        assert_eq!(study.everything(), before, "{name}");
    }
}

#[test]
fn the_very_file_that_we_would_write_becomes_ours() {
    let study = Study::with(&files(&[("index.html", "1")]));
    study.write("CNAME", "example.org");
    let counts = study.publish(&files(&[("index.html", "1"), ("CNAME", "example.org")])).unwrap();
    assert_eq!((counts.written, counts.unchanged), (0, 2));
    study.publish(&files(&[("index.html", "1")])).unwrap();
    assert_eq!(study.visible(), files(&[("index.html", "1")]));
}

#[test]
fn a_foreign_folder_is_refused() {
    for (name, text) in [("holiday.jpg", "x"), ("manifest.json", "{\"name\": \"an application\"}"), ("a/b", "x")] {
        let study = Study::new();
        study.write(name, text);
        let before = study.everything();
        let (found, folder) = problem(study.publish(&files(&[("index.html", "1")])));
        assert!(matches!(found, Problem::Foreign) && folder == "public", "{name}: {found:?}");
        assert_eq!(study.everything(), before);
    }
}

#[test]
fn a_folder_with_hidden_files_is_not_foreign() {
    let study = Study::new();
    study.write(".gitignore", "*");
    study.publish(&files(&[("index.html", "1")])).unwrap();
    assert_eq!(study.visible(), files(&[(".gitignore", "*"), ("index.html", "1")]));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let elsewhere = tempfile::tempdir().unwrap();
    let site = files(&[("organisations/ined.html", "1")]);

    let study = Study::new();
    std::os::unix::fs::symlink(elsewhere.path(), study.public()).unwrap();
    assert!(matches!(problem(study.publish(&site)).0, Problem::Link));

    // A link in place of a folder: neither is a file made there, nor one removed.
    for next in [files(&[("organisations/ined.html", "22")]), files(&[("index.html", "1")])] {
        let study = Study::with(&site);
        std::fs::remove_dir_all(study.public().join("organisations")).unwrap();
        std::fs::write(elsewhere.path().join("ined.html"), "theirs").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), study.public().join("organisations")).unwrap();
        assert!(matches!(problem(study.publish(&next)).0, Problem::Link));
        assert_eq!(std::fs::read_to_string(elsewhere.path().join("ined.html")).unwrap(), "theirs");
    }

    // A link in place of a file of ours is replaced; its target stays.
    let study = Study::with(&site);
    let page = study.public().join("organisations/ined.html");
    std::fs::remove_file(&page).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("ined.html"), &page).unwrap();
    study.publish(&site).unwrap();
    assert_eq!(study.visible(), site);
    assert_eq!(std::fs::read_to_string(elsewhere.path().join("ined.html")).unwrap(), "theirs");
}

#[cfg(unix)]
#[test]
fn a_forged_journal_reaches_nothing_outside() {
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("secret"), "secret").unwrap();
    let hash = crate::fingerprint::long_hex(b"secret");
    let journal = |name: &str| {
        format!(
            r#"{{"format":1,"in_the_way":[],"new":{{"{name}":{{"blake3":"{hash}","bytes":6}}}},"changed":{{}},"manifest":null,"stale":[]}}"#
        )
    };
    let study = Study::new();
    study.write(".florilege-journal", &journal("a/secret"));
    study.write(".florilege-staging/files/b", "");
    std::os::unix::fs::symlink(elsewhere.path(), study.public().join(".florilege-staging/files/a")).unwrap();
    assert!(matches!(problem(study.publish(&files(&[]))).0, Problem::Link));
    study.write(".florilege-journal", &journal("../secret"));
    assert!(matches!(problem(study.publish(&files(&[]))).0, Problem::NotOurs));
    assert_eq!(std::fs::read_to_string(elsewhere.path().join("secret")).unwrap(), "secret");
    assert!(!study.visible().values().any(|text| text == "secret"));
}

#[test]
fn what_was_changed_by_hand_is_made_right() {
    let site = files(&[("index.html", "one"), ("a.html", "one"), ("b.html", "one")]);
    let study = Study::with(&site);
    study.write("index.html", "longer");
    std::fs::remove_file(study.public().join("a.html")).unwrap();
    study.write("b.html", "two");
    assert_eq!(study.publish(&site).unwrap().written, 2, "a change of the same length is not seen");
    let staging = study.open(Disk::default(), Trust::Hash).unwrap();
    assert_eq!(publish(staging, &site).unwrap().written, 1);
    assert_eq!(study.visible(), site);
}

#[test]
fn a_build_that_is_given_up_leaves_everything_as_it_was() {
    let (old, new) = old_and_new();
    let study = Study::with(&old);
    let before = study.everything();
    for drops in [false, true] {
        let staging = study.open(Disk::default(), Trust::Length).unwrap();
        for (name, text) in &new {
            staging.put(&Route::new(name).unwrap(), text.as_bytes()).unwrap();
        }
        if drops {
            drop(staging)
        } else {
            staging.abandon().unwrap()
        }
        assert_eq!(study.everything(), before);
    }
    let fresh = Study::new();
    fresh.open(Disk::default(), Trust::Length).unwrap().abandon().unwrap();
    assert!(!fresh.public().exists(), "a failed first build makes no folder");
}

#[test]
fn the_last_of_two_files_of_one_route_stays() {
    let study = Study::with(&files(&[("index.html", "1")]));
    let staging = study.open(Disk::default(), Trust::Length).unwrap();
    let route = Route::new("index.html").unwrap();
    staging.put(&route, b"2").unwrap();
    staging.put(&route, b"1").unwrap();
    staging.publish().unwrap();
    assert_eq!(study.visible(), files(&[("index.html", "1")]));
}

#[test]
fn a_page_cannot_be_the_manifest() {
    let staging = Study::new();
    let staging = staging.open(Disk::default(), Trust::Length).unwrap();
    assert!(staging.put(&Route::new("manifest.json").unwrap(), b"{}").is_err());
}

/// What must hold of a folder in which a move from `old` to `new` was broken off anywhere.
fn assert_links_resolve(visible: &Files, old: &Files, new: &Files, after: usize) {
    for (name, text) in visible.iter().filter(|(name, _)| !name.ends_with('/')) {
        let is_whole = old.get(name) == Some(text) || new.get(name) == Some(text);
        assert!(is_whole, "after {after} steps `{name}` is `{text}`");
    }
    let is_changed = |name: &&String| old.contains_key(*name) && old.get(*name) != new.get(*name);
    let any_changed = new.keys().filter(is_changed).any(|name| visible.get(name) == new.get(name));
    if any_changed {
        let missing: Vec<_> = new.keys().filter(|name| !visible.contains_key(*name)).collect();
        assert!(missing.is_empty(), "after {after} steps changed pages lead to {missing:?}, which are not there");
    }
    let is_stale = |name: &&String| !new.contains_key(*name) && !is_replaced_by_another_kind(name);
    if old.keys().filter(is_stale).any(|name| !visible.contains_key(name)) {
        assert!(new.iter().all(|(name, text)| visible.get(name) == Some(text)), "after {after} steps");
    }
}

/// Files of the example that make room for a folder, or whose folder makes room for a file.
fn is_replaced_by_another_kind(name: &str) -> bool {
    name == "data" || name.starts_with("images/")
}

#[test]
fn a_program_killed_at_any_step_leaves_whole_files_and_the_next_build_a_whole_site() {
    let (old, new) = old_and_new();
    let (clean_old, clean_new) = (Study::with(&old).everything(), Study::with(&new).everything());
    let mut steps = 0;
    loop {
        let study = Study::with(&old);
        let ended = study.publish_on(disk_with(FaultKind::Killed, steps), &new).is_ok();
        let found = study.everything();
        if found.contains_key(".florilege-journal") || ended {
            assert_links_resolve(&study.visible(), &old, &new, steps);
        } else if study.visible() != new {
            assert_eq!(study.visible(), old, "after {steps} steps, before the journal");
        }
        // The next build makes the new site, or another: here the old one, after a second kill on the way.
        study.publish(&new).unwrap();
        assert_eq!(study.everything(), clean_new, "after {steps} steps");
        if ended {
            break;
        }
        let study = Study::with(&old);
        let _ = study.publish_on(disk_with(FaultKind::Killed, steps), &new);
        let _ = study.publish_on(disk_with(FaultKind::Killed, 3), &old);
        study.publish(&old).unwrap();
        assert_eq!(study.everything(), clean_old, "after {steps} and 3 steps");
        steps += 1;
    }
    assert!(steps > 20, "the example has many steps: {steps}");
}

#[test]
fn a_first_build_killed_at_any_step_is_not_taken_for_a_foreign_folder() {
    let (old, _) = old_and_new();
    let clean = Study::with(&old).everything();
    for steps in 0..100 {
        let study = Study::new();
        let ended = study.publish_on(disk_with(FaultKind::Killed, steps), &old).is_ok();
        study.publish(&old).unwrap();
        assert_eq!(study.everything(), clean, "after {steps} steps");
        if ended {
            return;
        }
    }
    panic!("the build never ended");
}

#[test]
fn a_full_disk_leaves_the_old_site_and_says_so() {
    let (old, new) = old_and_new();
    let clean = Study::with(&old).everything();
    for steps in 0..100 {
        let study = Study::with(&old);
        match study.publish_on(disk_with(FaultKind::Full, steps), &new) {
            Ok(_) => return assert!(steps > 7, "all that is written is written before the first move: {steps}"),
            Err(error) => {
                assert!(error.to_string().ends_with("the disk is full"), "{error}");
                assert_eq!(study.everything(), clean, "after {steps} steps");
            }
        }
    }
    panic!("the build never ended");
}

#[test]
fn a_machine_that_lost_power_amid_a_move_gets_a_whole_site_all_the_same() {
    let (old, new) = old_and_new();
    let clean = Study::with(&new).everything();
    let mut spoiled = 0;
    for steps in 0..100 {
        let study = Study::with(&old);
        if study.publish_on(disk_with(FaultKind::Killed, steps), &new).is_ok() {
            break;
        }
        let names = ["tools/twitter.html", "manifest.json", "index.html"];
        let waiting = names.map(|name| study.public().join(".florilege-staging/files").join(name));
        let Some(lost) = waiting.iter().cycle().skip(steps % 3).take(3).find(|path| path.exists()) else { continue };
        if !study.public().join(".florilege-journal").exists() {
            continue;
        }
        // Its name had reached the disk, its bytes had not.
        std::fs::write(lost, "").unwrap();
        study.publish(&new).unwrap();
        assert_eq!(study.everything(), clean, "after {steps} steps, `{lost}` lost");
        spoiled += 1;
    }
    assert!(spoiled > 8, "{spoiled}");
}

#[test]
fn hostile_names_are_published_and_removed_like_others() {
    let site =
        files(&[("images/l'été à 100 %.png", "1"), ("images/-rf", "2"), ("$(x)/`y`;&.html", "3"), (".htaccess", "4")]);
    let study = Study::with(&site);
    assert_eq!(study.visible(), site);
    study.publish(&files(&[("index.html", "1")])).unwrap();
    assert_eq!(study.visible(), files(&[("index.html", "1")]));
}

#[test]
fn many_threads_may_put_files_at_once() {
    let study = Study::new();
    let staging = study.open(Disk::default(), Trust::Length).unwrap();
    std::thread::scope(|scope| {
        for first in 0..8 {
            let staging = &staging;
            scope.spawn(move || {
                for number in (first..500).step_by(8) {
                    let route = Route::new(format!("a{}/b{}/{number}.html", number % 7, number % 3)).unwrap();
                    staging.put(&route, number.to_string().as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(staging.publish().unwrap().written, 500);
    assert_eq!(study.visible().len(), 500);
}
