//! Where words go: diagnostics to the error stream, answers and JSON to the output stream; colours on terminals only.

use std::io::{IsTerminal, Write};

use crate::diagnostic::report::text::{Colour, Look};
use crate::diagnostic::report::{json, text};
use crate::diagnostic::{Diagnostic, Texts};

use super::arguments::{CommonOptions, Format};

/// The two streams, as the user wants them.
pub(super) struct Terminal {
    format: Format,
    quiet: bool,
    look: Look,
}

impl Terminal {
    /// The streams for a command.
    pub(super) fn new(options: &CommonOptions) -> Self {
        Self { format: options.format, quiet: options.quiet, look: Look { colour: colour(), ..Look::default() } }
    }

    /// The streams for a command that only answers.
    pub(super) fn plain() -> Self {
        Self { format: Format::Text, quiet: false, look: Look::default() }
    }

    /// Writes diagnostics, and how many there are.
    pub(super) fn report(&self, diagnostics: &[Diagnostic], texts: &dyn Texts) {
        match self.format {
            Format::Json => self.answer(&json::lines(diagnostics, texts)),
            Format::Text => {
                self.complain(&text::long(diagnostics, texts, self.look));
                if !diagnostics.is_empty() {
                    self.complain(&format!("{}\n", text::summary(diagnostics)));
                }
            }
        }
    }

    /// Says what was done, unless the user wants quiet. In JSON the output stream holds diagnostics alone.
    pub(super) fn say(&self, words: &str) {
        match (self.quiet, self.format) {
            (true, _) => {}
            (false, Format::Json) => self.complain(&format!("{words}\n")),
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

/// Colours where the error stream is a terminal and nobody asked for none (no-color.org).
fn colour() -> Colour {
    #[allow(clippy::disallowed_methods, reason = "this is the door to the environment")]
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if std::io::stderr().is_terminal() && !unwanted { Colour::Ansi } else { Colour::Plain }
}
