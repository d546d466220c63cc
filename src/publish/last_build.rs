//! What the last build of a study was made from, said and wrote, so that a build with nothing changed ends at once.
//!
//! `.florilege/last-build` is a cache: it is only believed where everything in it matches, and whatever is wrong with
//! it means that the build runs. The key is the caller's: program, options, date and sources.

use std::collections::BTreeMap;

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use super::cache;
use super::disk::{Disk, Stamp};
use super::error::PublishError;
use super::manifest::{self, Manifest};
use crate::diagnostic::{Certainty, Code, Diagnostic, Edit, Fix, Place, Severity, SourcePath, Span};
use crate::fingerprint::Fingerprint;

const NAME: &str = "last-build";
/// The version of the format: a record of another is not believed.
const FORMAT: u32 = 2;

/// The record of a build that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastBuild {
    /// The key of program, options, date and sources.
    pub key: Fingerprint,
    /// What the build said.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more the baseline left out.
    pub left_out: usize,
    /// Length and time of each file of the site, its manifest included.
    files: BTreeMap<String, Stamp>,
}

impl LastBuild {
    /// A record of the site that now stands in `public`.
    ///
    /// Fails where the site's manifest cannot be read.
    pub fn of(
        key: Fingerprint,
        diagnostics: Vec<Diagnostic>,
        left_out: usize,
        public: &Utf8Path,
    ) -> Result<Self, PublishError> {
        let disk = Disk::default();
        let manifest = Manifest::read(&disk, public)?.unwrap_or_default();
        let names = manifest.files.keys().map(|route| route.as_str()).chain([manifest::NAME]);
        let files = names.filter_map(|name| Some((name.to_owned(), disk.stamp(&public.join(name))?))).collect();
        Ok(Self { key, diagnostics, left_out, files })
    }

    /// The record of the study in a folder; nothing where there is none that can be believed.
    pub fn load(study: &Utf8Path) -> Option<Self> {
        let bytes = Disk::default().read(&cache::folder(study).join(NAME)).ok()??;
        serde_json::from_slice::<Record>(&bytes).ok()?.build()
    }

    /// Keeps the record for the next build of the study in a folder.
    pub fn store(&self, study: &Utf8Path) -> Result<(), PublishError> {
        let disk = Disk::default();
        let path = cache::prepare(&disk, study)?.join(NAME);
        // A record has string keys and no failing writer, so it can always be written.
        cache::replace(&disk, &path, &serde_json::to_vec(&Record::of(self)).unwrap_or_default())
    }

    /// Whether a build with this key would make the very site that stands in `public`.
    pub fn matches(&self, key: Fingerprint, public: &Utf8Path) -> bool {
        let disk = Disk::default();
        let is_there = |(name, stamp): (&String, &Stamp)| {
            // A file whose time is not told may have changed.
            stamp.modified.is_some() && disk.stamp(&public.join(name)).as_ref() == Some(stamp)
        };
        self.key == key && self.files.contains_key(manifest::NAME) && self.files.iter().all(is_there)
    }
}

#[derive(Serialize, Deserialize)]
struct Record {
    format: u32,
    key: String,
    diagnostics: Vec<Said>,
    left_out: usize,
    /// Name, length, nanoseconds since 1970.
    files: Vec<(String, u64, Option<u64>)>,
}

#[derive(Serialize, Deserialize)]
struct Said {
    code: String,
    error: bool,
    message: String,
    place: Where,
    further: Vec<(Where, String)>,
    help: Vec<String>,
    subject: Option<String>,
    fix: Option<Mending>,
}

/// Whether it is certain, and each range with what is to stand there.
#[derive(Serialize, Deserialize)]
struct Mending(bool, Vec<(Where, String)>);

/// Path, first byte, byte after the last.
#[derive(Serialize, Deserialize)]
struct Where(String, usize, usize);

impl Record {
    fn of(build: &LastBuild) -> Self {
        let files = build.files.iter().map(|(name, stamp)| (name.clone(), stamp.length, stamp.modified));
        Self {
            format: FORMAT,
            key: build.key.hex(),
            diagnostics: build.diagnostics.iter().map(Said::of).collect(),
            left_out: build.left_out,
            files: files.collect(),
        }
    }

    fn build(self) -> Option<LastBuild> {
        if self.format != FORMAT {
            return None;
        }
        let files = self.files.into_iter().map(|(name, length, modified)| (name, Stamp { length, modified }));
        Some(LastBuild {
            key: Fingerprint::from_hex(&self.key)?,
            diagnostics: self.diagnostics.into_iter().map(Said::diagnostic).collect::<Option<_>>()?,
            left_out: self.left_out,
            files: files.collect(),
        })
    }
}

impl Said {
    fn of(diagnostic: &Diagnostic) -> Self {
        Self {
            code: diagnostic.code.name().to_owned(),
            error: diagnostic.severity == Severity::Error,
            message: diagnostic.message.clone(),
            place: Where::of(&diagnostic.place),
            further: diagnostic.further.iter().map(|(place, words)| (Where::of(place), words.clone())).collect(),
            help: diagnostic.help.clone(),
            subject: diagnostic.subject.clone(),
            fix: diagnostic.fix.as_ref().map(Mending::of),
        }
    }

    /// Nothing where the code is no longer one of ours.
    fn diagnostic(self) -> Option<Diagnostic> {
        Some(Diagnostic {
            code: Code::from_name(&self.code)?,
            severity: if self.error { Severity::Error } else { Severity::Warning },
            message: self.message,
            place: self.place.place(),
            further: self.further.into_iter().map(|(place, words)| (place.place(), words)).collect(),
            help: self.help,
            subject: self.subject,
            fix: self.fix.map(Mending::fix),
        })
    }
}

impl Mending {
    fn of(fix: &Fix) -> Self {
        let edits = fix.edits.iter().map(|edit| (Where::of(&edit.place), edit.text.clone()));
        Self(fix.certainty == Certainty::Certain, edits.collect())
    }

    fn fix(self) -> Fix {
        let certainty = if self.0 { Certainty::Certain } else { Certainty::Likely };
        Fix { certainty, edits: self.1.into_iter().map(|(place, text)| Edit::new(place.place(), text)).collect() }
    }
}

impl Where {
    fn of(place: &Place) -> Self {
        Self(place.path.to_string(), place.span.start, place.span.end)
    }

    fn place(self) -> Place {
        Place { path: SourcePath::new(self.0), span: Span::new(self.1, self.2) }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests {
    use super::*;
    use crate::fingerprint;
    use crate::publish::lock;
    use crate::publish::output::{Staging, Trust};
    use crate::site::{Route, Store};

    struct Study(tempfile::TempDir);

    impl Study {
        /// A study whose site holds one page.
        fn built() -> Self {
            let study = Self(tempfile::tempdir().unwrap());
            let staging = Staging::open(&study.public(), Trust::Length, lock::take(study.path()).unwrap()).unwrap();
            staging.put(&Route::new("index.html").unwrap(), b"one").unwrap();
            staging.publish().unwrap();
            study
        }

        fn path(&self) -> &Utf8Path {
            Utf8Path::from_path(self.0.path()).unwrap()
        }

        fn public(&self) -> camino::Utf8PathBuf {
            self.path().join("public")
        }
    }

    fn warning() -> Diagnostic {
        let path = SourcePath::new("content/é.md");
        Diagnostic {
            code: Code::Orphan,
            severity: Severity::Warning,
            message: "nobody names `x`".to_owned(),
            place: Place::new(&path, Span::new(3, 9)),
            further: vec![(Place::file(&path), "here".to_owned())],
            help: vec!["name it".to_owned()],
            subject: Some("quote:x".to_owned()),
            fix: Some(Fix {
                certainty: Certainty::Likely,
                edits: vec![Edit::new(Place::new(&path, Span::new(3, 9)), "y")],
            }),
        }
    }

    #[test]
    fn a_record_comes_back_with_its_diagnostics() {
        let study = Study::built();
        let key = fingerprint::of_bytes(b"1");
        let build = LastBuild::of(key, vec![warning()], 3, &study.public()).unwrap();
        build.store(study.path()).unwrap();
        let loaded = LastBuild::load(study.path()).unwrap();
        assert_eq!(loaded, build);
        assert!(loaded.matches(key, &study.public()));
        assert!(!loaded.matches(fingerprint::of_bytes(b"2"), &study.public()));
        let ignored = std::fs::read_to_string(study.path().join(".florilege/.gitignore")).unwrap();
        assert_eq!(ignored, "*\n");
    }

    #[test]
    fn a_site_that_was_touched_does_not_match() {
        for name in ["index.html", "manifest.json"] {
            let study = Study::built();
            let key = fingerprint::of_bytes(b"1");
            let build = LastBuild::of(key, Vec::new(), 0, &study.public()).unwrap();
            assert!(build.matches(key, &study.public()));
            let file = study.public().join(name);
            let text = std::fs::read(&file).unwrap();
            std::fs::remove_file(&file).unwrap();
            assert!(!build.matches(key, &study.public()), "{name} is gone");
            std::fs::write(&file, text).unwrap();
            let times = std::fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH);
            std::fs::File::options().write(true).open(&file).unwrap().set_times(times).unwrap();
            assert!(!build.matches(key, &study.public()), "{name} has another time");
        }
    }

    #[test]
    fn a_damaged_record_is_no_record() {
        let study = Study::built();
        assert_eq!(LastBuild::load(study.path()), None);
        let path = study.path().join(".florilege/last-build");
        let unknown = r#"{"format":2,"key":"00000000000000000000000000000000","files":[],"left_out":0,"diagnostics":
            [{"code":"no-such-code","error":true,"message":"","place":["a",0,0],"further":[],"help":[]}]}"#;
        for text in [
            "",
            "{",
            "[]",
            r#"{"format":1,"key":"00000000000000000000000000000000","diagnostics":[],"left_out":0,"files":[]}"#,
            unknown,
        ] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(LastBuild::load(study.path()), None, "{text}");
        }
    }
}
