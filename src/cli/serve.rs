//! `florilege serve`: a study live in the browser.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Texts};
use crate::pipeline::{self, Rasters, Size};
use crate::serve::{self, Narrator, Settings};

use super::arguments::{Deny, ServeOptions};
use super::terminal::Terminal;
use super::{Outcome, date};

/// Serves a study until it is interrupted.
pub(super) fn run(options: &ServeOptions, terminal: Terminal) -> Outcome {
    let date = match date::given(options.common.date) {
        Ok(date) => date,
        Err(words) => {
            terminal.fail(&words, "unset it, or give the date by --date");
            return Outcome::Failed;
        }
    };
    let settings = Settings {
        // What one machine shows itself need not be small, and pictures are made when they are looked at.
        options: pipeline::Options {
            date,
            address: options.common.address.clone(),
            preview: options.common.preview,
            size: Size::AsWritten,
            rasters: Rasters::WhenAsked,
        },
        host: options.host,
        port: options.port,
        editor: options.editor.clone().unwrap_or_default(),
        warnings_are_errors: options.common.deny.contains(&Deny::Warnings),
        denied: options.common.deny.iter().filter_map(|deny| deny.code()).collect(),
    };
    let narrator = Arc::new(Spoken(terminal));
    match serve::run(&options.common.study, settings, Arc::<Spoken>::clone(&narrator)) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            narrator.0.fail(&error.to_string(), error.help());
            Outcome::Failed
        }
    }
}

/// What happens, on the terminal.
struct Spoken(Terminal);

impl Narrator for Spoken {
    fn report(&self, diagnostics: &[Diagnostic], texts: &dyn Texts) {
        if !diagnostics.is_empty() {
            self.0.report(diagnostics, texts);
        }
    }

    fn say(&self, words: &str) {
        self.0.say(words);
    }
}
