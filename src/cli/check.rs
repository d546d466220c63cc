//! `florilege check`: everything that can be wrong, and nothing written.

use std::time::Instant;

use crate::diagnostic::any_error;
use crate::pipeline::{self, Memos};
use crate::site::NullStore;

use super::arguments::CheckOptions;
use super::build::{denied, read, seconds};
use super::terminal::Terminal;
use super::{Outcome, progress};

/// Checks a study.
pub(super) fn run(options: &CheckOptions, terminal: &Terminal) -> Outcome {
    #[allow(clippy::disallowed_methods, reason = "how long it took is said to the user, and decides nothing")]
    let started = Instant::now();
    let Some((sources, settings)) = read(&options.common, terminal) else {
        return Outcome::Failed;
    };
    // What is not written need not be small.
    let settings = pipeline::Options { size: pipeline::Size::AsWritten, ..settings };
    let work = || pipeline::build(&sources, &settings, &Memos::default(), &NullStore);
    let built = match progress::during(!options.common.quiet, "checking", work) {
        Ok(built) => built,
        Err(error) => {
            terminal.fail(&error.to_string(), "");
            return Outcome::Failed;
        }
    };
    terminal.report(&built.diagnostics, &built.texts(&sources));
    terminal.say(&format!("{} in {}", built.counts, seconds(started.elapsed())));
    if any_error(&built.diagnostics) || denied(&options.common, !built.diagnostics.is_empty()) {
        return Outcome::StudyHasErrors;
    }
    Outcome::Fine
}
