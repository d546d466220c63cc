//! `florilege new DIR`: a finished small study, without a question.

use camino::Utf8Path;

use super::arguments::Lang;
use super::release;
use crate::cli::Outcome;
use crate::cli::terminal::Terminal;
use crate::diagnostic::nearest;
use crate::publish::{Problem, new_files};
use crate::starter::{self, Tongue};
use crate::study::Kind;

/// The variables that say which language messages are in, the first that is set counts (POSIX.1-2017, 8.2).
const LANGUAGE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Writes a new study.
pub(super) fn run(folder: &Utf8Path, lang: Option<Lang>) -> Outcome {
    let terminal = Terminal::plain();
    if let Some((words, help)) = meant_otherwise(folder, Utf8Path::new("study.yaml").is_file()) {
        terminal.fail(&words, &help);
        return Outcome::Failed;
    }
    let tongue = match lang {
        Some(Lang::En) => Tongue::English,
        Some(Lang::Fr) => Tongue::French,
        None => tongue_of(&environment()),
    };
    let release = release::known();
    match new_files::study(folder, &starter::files(tongue, &release.as_named())) {
        Ok(()) => {
            terminal.answer(&done(folder, tongue, release.is_whole()));
            Outcome::Fine
        }
        Err(error) => {
            let help = match error.problem {
                Problem::Taken => "a new study needs a folder that is new or empty; nothing was written",
                Problem::Machine { .. } => "see to it that a folder can be made there; nothing was written",
                Problem::Link => "name the folder that the link leads to; nothing was written",
                _ => error.help(),
            };
            terminal.fail(&error.to_string(), help);
            Outcome::Failed
        }
    }
}

/// What is to be said where a kind, not a folder, was most likely meant.
fn meant_otherwise(folder: &Utf8Path, in_a_study: bool) -> Option<(String, String)> {
    let typed = folder.as_str();
    let is_word = !typed.contains(['/', '\\', '.']);
    if !is_word || folder.is_dir() {
        return None;
    }
    let kinds = Kind::ALL.map(Kind::word);
    let near = nearest(typed, kinds.into_iter().chain(["speaker"]));
    match (near, in_a_study) {
        (Some(near), _) => Some((
            format!("`{typed}` is no kind of thing"),
            format!("did you mean `florilege new {near}`? A folder of that name is written `./{typed}`"),
        )),
        (None, true) => Some((
            "this folder is a study already".to_owned(),
            format!("`florilege new KIND ID` adds to it; to make another one inside it, write `./{typed}`"),
        )),
        (None, false) => None,
    }
}

/// The value of the variable that says which language messages are in.
fn environment() -> String {
    #[allow(clippy::disallowed_methods, reason = "this is the door to the environment")]
    let set = LANGUAGE.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    set.unwrap_or_default()
}

/// The language of a locale: `fr_CA.UTF-8` is French, and all that is not French is English.
fn tongue_of(locale: &str) -> Tongue {
    let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("fr") { Tongue::French } else { Tongue::English }
}

fn done(folder: &Utf8Path, tongue: Tongue, has_release: bool) -> String {
    let (language, other) = match tongue {
        Tongue::English => ("English", "fr"),
        Tongue::French => ("French", "en"),
    };
    let at = if folder == "." { String::new() } else { format!(" {folder}") };
    let mut words = format!(
        "wrote a small study into {folder}, in {language} first (--lang {other} for the other way round)\n\
         everything in it is made up: replace it by what you found\n\n  \
         florilege build{at}      then open {}\n  \
         florilege serve{at}      live in the browser, while you write\n  \
         florilege check{at}      everything that can be wrong\n  \
         florilege new quote --help   how to add a quote\n",
        folder.join("public/index.html"),
    );
    if !has_release {
        words.push_str(
            "\nthis program is no release: before you publish from GitHub or GitLab, fill in which one to fetch, in \
             .github/workflows/publish.yml or .gitlab-ci.yml\n",
        );
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_told_by_the_language_of_the_locale() {
        for locale in ["fr", "fr_FR.UTF-8", "fr_CA", "FR", "fr-BE"] {
            assert_eq!(tongue_of(locale), Tongue::French, "{locale}");
        }
        for locale in ["", "C", "en_GB.UTF-8", "fry_NL", "de_DE"] {
            assert_eq!(tongue_of(locale), Tongue::English, "{locale}");
        }
    }

    #[test]
    fn a_mistyped_kind_makes_no_folder() {
        let help = |typed: &str, in_a_study| meant_otherwise(Utf8Path::new(typed), in_a_study).map(|(_, help)| help);
        let expected = "did you mean `florilege new quote`? A folder of that name is written `./qoute`";
        assert_eq!(help("qoute", false).as_deref(), Some(expected));
        assert_eq!(help("./qoute", true), None);
        assert_eq!(help("my-study", false), None);
        assert!(help("my-study", true).unwrap().contains("adds to it"));
        assert_eq!(help("../my-study", true), None);
    }
}
