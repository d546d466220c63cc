//! The study to which something is added: what is declared in it, and what may be declared beside it.

use crate::decode::id::{self, IdProblem};
use crate::diagnostic::{SourcePath, nearest};
use crate::resolve::Model;
use crate::source::Sources;
use crate::study::{EntityRef, Kind};

use super::{NewText, Refusal, Wanted, yaml};

/// More ids are not listed in a help.
const MOST_LISTED: usize = 12;

/// A study as it is.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// What it says.
    pub model: &'a Model,
    /// Its files.
    pub sources: &'a Sources,
}

impl Ground<'_> {
    /// The study's own language.
    pub(super) fn language(&self) -> &str {
        self.model.names.first_language().as_str()
    }

    /// A hint for the author, in French where the study is.
    pub(super) fn say<'w>(&self, english: &'w str, french: &'w str) -> &'w str {
        if self.language() == "fr" { french } else { english }
    }

    /// The id that is wanted, if it can be one and is free.
    pub(super) fn free_id(&self, kind: Kind, wanted: &Wanted) -> Result<String, Refusal> {
        let id = spelt(kind.word(), wanted)?;
        if kind == Kind::Organisation && id == "study" {
            return Err(Refusal::new(
                "`study` is taken: it stands for the study as a whole",
                "give it a name of its own",
            ));
        }
        match self.model.names.place(&EntityRef::new(kind, &id)) {
            Some(place) => Err(taken(kind.word(), &id, &place.path)),
            None => Ok(id),
        }
    }

    /// The id of a speaker that is wanted, if it can be one and is free.
    pub(super) fn free_speaker(&self, wanted: &Wanted) -> Result<String, Refusal> {
        let id = spelt("speaker", wanted)?;
        match self.model.names.has_speaker(&id) {
            true => Err(taken("speaker", &id, &SourcePath::new("content/speakers.yaml"))),
            false => Ok(id),
        }
    }

    /// Holds each id to what is declared of a kind.
    pub(super) fn all_known(&self, kind: Kind, ids: &[String]) -> Result<(), Refusal> {
        ids.iter().try_for_each(|id| self.known(kind, id))
    }

    /// Holds an id to what is declared of a kind.
    pub(super) fn known(&self, kind: Kind, id: &str) -> Result<(), Refusal> {
        if self.model.names.has(kind, id) {
            return Ok(());
        }
        Err(unknown(kind.word(), id, self.model.names.of(kind).collect()))
    }

    /// Holds the id of a speaker to those that are declared.
    pub(super) fn known_speaker(&self, id: &str) -> Result<(), Refusal> {
        if self.model.names.has_speaker(id) {
            return Ok(());
        }
        Err(unknown("speaker", id, self.model.names.speakers().collect()))
    }

    /// Holds `kind:id` to what is declared.
    pub(super) fn known_reference(&self, typed: &str) -> Result<(), Refusal> {
        let words = Kind::ALL.map(Kind::word);
        let Some((word, id)) = typed.split_once(':') else {
            return Err(Refusal::new(
                format!("`{typed}` does not say what it is"),
                format!("write the kind before the id, as `quote:{typed}`"),
            ));
        };
        let Some(kind) = Kind::from_word(word) else {
            let help = nearest(word, words)
                .map_or(format!("the kinds are {}", words.join(", ")), |near| format!("did you mean `{near}:{id}`?"));
            return Err(Refusal::new(format!("there is no kind `{word}`"), help));
        };
        // The value of an owner, `metric:hilltop/subscribers?date=2026`, is looked up by `check`.
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-/?=&".contains(letter);
        if kind == Kind::Metric && id.contains('/') && id.chars().all(plain) {
            return Ok(());
        }
        self.known(kind, id)
    }

    /// Holds the languages of translations to those of the study; `own` needs none.
    pub(super) fn known_languages(&self, wanted: &Wanted, own: &str) -> Result<(), Refusal> {
        let languages: Vec<&str> = self.model.names.languages.iter().map(|language| language.as_str()).collect();
        for (index, (language, _)) in wanted.translations.iter().enumerate() {
            if language == own {
                return Err(Refusal::new(
                    format!("`{language}` is the language that it is written in"),
                    "give the words themselves in that language, and translations in the others",
                ));
            }
            if !languages.contains(&language.as_str()) {
                return Err(Refusal::new(
                    format!("`{language}` is no language of the study"),
                    format!("its languages are {}; study.yaml lists them", listed(&languages)),
                ));
            }
            if wanted.translations.iter().take(index).any(|(other, _)| other == language) {
                return Err(Refusal::new(
                    format!("there are two translations into `{language}`"),
                    "give one for each language",
                ));
            }
        }
        Ok(())
    }

    /// A file with an entry at its end; one that is not there begins with it. What stands in it stays as it is.
    pub(super) fn appended(&self, path: &str, entry: &str) -> Result<NewText, Refusal> {
        let path = SourcePath::new(path);
        let Some(file) = self.sources.get(&path) else {
            return Ok(NewText::file(path.as_str(), entry.to_owned()));
        };
        let Some(text) = &file.text else {
            return Err(Refusal::new(format!("`{path}` cannot be read as text"), "`florilege check` says why"));
        };
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { line_end };
        let before = String::from_utf8_lossy(&file.bytes);
        let after = format!("{before}{gap}{}", entry.replace('\n', line_end));
        let line = text.lines().count() + 1;
        Ok(NewText { path, before: Some(file.bytes.to_vec()), after, line })
    }

    /// The words of what is wanted in every language, as a key of YAML.
    pub(super) fn localised(&self, key: &str, id: &str, wanted: &Wanted, indent: usize) -> String {
        let own = name(wanted, id);
        if wanted.translations.is_empty() {
            return yaml::line(key, &own, indent);
        }
        let mut text = format!("{}{key}:\n", " ".repeat(indent));
        for language in &self.model.names.languages {
            let language = language.as_str();
            let words = match language == self.language() {
                true => Some(own.as_str()),
                false => wanted.translations.iter().find(|(code, _)| code == language).map(|(_, words)| words.as_str()),
            };
            text.extend(words.map(|words| yaml::line(language, words, indent + 2)));
        }
        text
    }
}

/// The name of what is wanted, or its id in words: `reading-circle` is “Reading circle”.
pub(super) fn name(wanted: &Wanted, id: &str) -> String {
    wanted.words.clone().unwrap_or_else(|| {
        let words = id.replace('-', " ");
        let mut letters = words.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    })
}

/// What to tell the author where the name was made of the id.
pub(super) fn named_by_id(wanted: &Wanted, key: &str, option: &str) -> Vec<String> {
    match wanted.words {
        Some(_) => Vec::new(),
        None => vec![format!("its {key} is made of its id; mend it there, or give it by {option}")],
    }
}

fn spelt(kind: &str, wanted: &Wanted) -> Result<String, Refusal> {
    let id = wanted.id.as_deref().unwrap_or_default();
    match id::check(id) {
        Ok(()) => Ok(id.to_owned()),
        Err(IdProblem::Reserved) => Err(Refusal::new(
            format!("`{id}` is no id: it is the page that lists all of a kind"),
            "give it a name of its own",
        )),
        Err(IdProblem::Invalid { suggestion: Some(right) }) => Err(Refusal::new(
            format!("`{id}` is no id"),
            format!("write `{right}`; what the {kind} is called may have any letters"),
        )),
        Err(IdProblem::Invalid { suggestion: None }) => Err(Refusal::new(
            format!("`{id}` is no id"),
            "an id is made of `a` to `z`, digits and single hyphens between them, at most 80 bytes",
        )),
    }
}

fn taken(kind: &str, id: &str, path: &SourcePath) -> Refusal {
    let article = article(kind);
    Refusal::new(
        format!("there is {article} {kind} `{id}` already, in {path}"),
        "choose another id, or write in that file",
    )
}

fn unknown(kind: &str, id: &str, known: Vec<&str>) -> Refusal {
    let article = article(kind);
    let help = match nearest(id, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("there is none yet; `florilege new {kind} ID` adds {article} {kind}"),
        None if known.len() <= MOST_LISTED => format!("there are: {}", listed(&known)),
        None => format!("`florilege new {kind} ID` adds {article} {kind}"),
    };
    Refusal::new(format!("no {kind} has the id `{id}`"), help)
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
