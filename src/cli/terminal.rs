//! Where words go: diagnostics to the error stream, answers and JSON to the output stream; colours on terminals only.

use std::io::{IsTerminal, Write};

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostic::report::text::{Colour, Look};
use crate::diagnostic::report::{Folder, github, json, sarif, text};
use crate::diagnostic::{Diagnostic, Texts};
use crate::pipeline;

use super::arguments::{CommonOptions, Format};

/// The variable with the folder that a repository was checked out into, in GitHub's workflows.
const WORKSPACE: &str = "GITHUB_WORKSPACE";

/// The two streams, as the user wants them.
pub(super) struct Terminal {
    format: Format,
    quiet: bool,
    look: Look,
    folder: Folder,
}

impl Terminal {
    /// The streams for a command.
    pub(super) fn new(options: &CommonOptions) -> Self {
        let look = Look { colour: colour(), ..Look::default() };
        Self { format: options.format, quiet: options.quiet, look, folder: folder(&options.study) }
    }

    /// The streams for a command that only answers.
    pub(super) fn plain() -> Self {
        Self { format: Format::Text, quiet: false, look: Look::default(), folder: Folder::default() }
    }

    /// Writes diagnostics; in text also how many there are, and how many of them the program can mend.
    pub(super) fn report(&self, diagnostics: &[Diagnostic], texts: &dyn Texts) {
        match self.format {
            Format::Json => self.answer(&json::lines(diagnostics, texts)),
            Format::Sarif => self.answer(&sarif::log(diagnostics, texts, &pipeline::rules(), &self.folder)),
            Format::Github => self.answer(&github::commands(diagnostics, texts, &self.folder)),
            Format::Text => {
                self.complain(&text::long(diagnostics, texts, self.look));
                if !diagnostics.is_empty() {
                    let mendable = text::mendable(diagnostics).map_or(String::new(), |words| format!("; {words}"));
                    self.complain(&format!("{}{mendable}\n", text::summary(diagnostics)));
                }
            }
        }
    }

    /// Says what was done, unless the user wants quiet. The output stream of the other formats holds diagnostics alone.
    pub(super) fn say(&self, words: &str) {
        match (self.quiet, self.format) {
            (true, _) => {}
            (false, Format::Json | Format::Sarif | Format::Github) => self.complain(&format!("{words}\n")),
            (false, Format::Text) => self.answer(&format!("{words}\n")),
        }
    }

    /// Says to somebody at the terminal what is waited for.
    pub(super) fn hint(&self, words: &str) {
        self.complain(&format!("{words}\n"));
    }

    /// Says that the command failed, and what to do.
    pub(super) fn fail(&self, words: &str, help: &str) {
        self.complain(&format!("florilege: {words}\n"));
        if !help.is_empty() {
            self.complain(&format!("  = help: {help}\n"));
        }
    }

    /// Writes to the output stream. A reader that has gone away (`florilege explain | head`) is no error.
    pub(super) fn answer(&self, words: &str) {
        let _ = std::io::stdout().lock().write_all(words.as_bytes());
    }

    fn complain(&self, words: &str) {
        let _ = std::io::stderr().lock().write_all(words.as_bytes());
    }
}

/// Colours where the error stream is a terminal and nobody asked for none (no-color.org), or where somebody asked for
/// them whatever it is (bixense.com/clicolors).
fn colour() -> Colour {
    let is_set = |name: &str| {
        #[allow(clippy::disallowed_methods, reason = "this is the door to the environment")]
        let value = std::env::var_os(name);
        value.is_some_and(|value| !value.is_empty() && value != "0")
    };
    coloured(is_set("NO_COLOR"), is_set("CLICOLOR_FORCE"), std::io::stderr().is_terminal())
}

fn coloured(unwanted: bool, forced: bool, is_terminal: bool) -> Colour {
    if !unwanted && (forced || is_terminal) { Colour::Ansi } else { Colour::Plain }
}

/// Where the study stands in the repository, in a workflow of GitHub; elsewhere its files are named from its own folder.
fn folder(study: &Utf8Path) -> Folder {
    #[allow(clippy::disallowed_methods, reason = "this is the door to the environment")]
    let workspace = std::env::var(WORKSPACE).ok().filter(|workspace| !workspace.is_empty()).map(Utf8PathBuf::from);
    let inside = workspace.and_then(|workspace| folder_in(&workspace, study));
    Folder(inside.unwrap_or_default())
}

/// The path of a folder from the top of another, with a final `/`; nothing where it is not inside.
fn folder_in(top: &Utf8Path, study: &Utf8Path) -> Option<String> {
    let (top, study) = (top.canonicalize_utf8().ok()?, study.canonicalize_utf8().ok()?);
    let inside = study.strip_prefix(&top).ok()?;
    let parts = inside.components().map(|part| format!("{}/", part.as_str()));
    Some(parts.collect())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test looks at the disk")]
mod tests {
    use super::*;

    #[test]
    fn a_wish_for_no_colours_is_stronger_than_one_for_colours() {
        assert_eq!(coloured(false, false, true), Colour::Ansi);
        assert_eq!(coloured(false, false, false), Colour::Plain);
        assert_eq!(coloured(false, true, false), Colour::Ansi);
        assert_eq!(coloured(true, true, true), Colour::Plain);
    }

    #[test]
    fn a_study_in_a_folder_of_its_repository_is_named_from_the_top() {
        let folder = tempfile::tempdir().unwrap();
        let top = Utf8Path::from_path(folder.path()).unwrap();
        std::fs::create_dir_all(top.join("docs/study")).unwrap();
        assert_eq!(folder_in(top, &top.join("docs/./study")).as_deref(), Some("docs/study/"));
        assert_eq!(folder_in(top, top).as_deref(), Some(""));
        assert_eq!(folder_in(&top.join("docs/study"), top), None);
        assert_eq!(folder_in(top, &top.join("nowhere")), None);
    }
}
