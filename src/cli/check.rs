//! `florilege check`: everything that can be wrong; nothing is written but what was asked for.

use std::time::Instant;

use crate::diagnostic::{Code, any_error, baseline};
use crate::pipeline::{self, Built, Memos};
use crate::publish::author;
use crate::site::NullStore;
use crate::source::Sources;

use super::arguments::CheckOptions;
use super::build::{deny, left_out, read, seconds};
use super::terminal::Terminal;
use super::{Outcome, external, fix, progress};

/// Checks a study.
pub(super) fn run(options: &CheckOptions, terminal: &Terminal) -> Outcome {
    #[allow(clippy::disallowed_methods, reason = "how long it took is said to the user, and decides nothing")]
    let started = Instant::now();
    let Some((sources, settings)) = read(&options.common, terminal) else {
        return Outcome::Failed;
    };
    // What is not written need not be small, nor be made.
    let (size, rasters) = (pipeline::Size::AsWritten, pipeline::Rasters::WhenAsked);
    let settings = pipeline::Options { size, rasters, ..settings };
    if options.fix || options.diff {
        return fix::run(options, &sources, &settings, terminal);
    }
    let sources = if options.write_baseline { sources.without(baseline::FILE) } else { sources };
    let work = || pipeline::build(&sources, &settings, &Memos::default(), &NullStore);
    let mut built = match progress::during(!options.common.quiet, "checking", work) {
        Ok(built) => built,
        Err(error) => {
            terminal.fail(&error.to_string(), "");
            return Outcome::Failed;
        }
    };
    if options.external && !external::add(&mut built, options, terminal) {
        return Outcome::Failed;
    }
    if options.write_baseline {
        return write_baseline(options, &sources, built, terminal);
    }
    deny(&mut built.diagnostics, &options.common.deny);
    terminal.report(&built.diagnostics, &built.texts(&sources));
    terminal.say(&format!("{} in {}{}", built.counts, seconds(started.elapsed()), left_out(built.left_out)));
    outcome(&built)
}

/// Whether the study has errors.
pub(super) fn outcome(built: &Built) -> Outcome {
    if any_error(&built.diagnostics) { Outcome::StudyHasErrors } else { Outcome::Fine }
}

/// Keeps the warnings that there are, and reports the errors, which no baseline can hold.
fn write_baseline(options: &CheckOptions, sources: &Sources, mut built: Built, terminal: &Terminal) -> Outcome {
    if built.diagnostics.iter().any(|found| found.code == Code::MissingStudy) {
        terminal.report(&built.diagnostics, &built.texts(sources));
        return Outcome::StudyHasErrors;
    }
    let (known, rest) = built.knowable();
    let file = baseline::written(&known, &built.texts(sources));
    if let Err(error) = author::write(&options.common.study, baseline::FILE, file.as_bytes()) {
        terminal.fail(&error.to_string(), error.help());
        return Outcome::Failed;
    }
    built.diagnostics = rest;
    terminal.report(&built.diagnostics, &built.texts(sources));
    let what = match known.len() {
        0 => "no warning".to_owned(),
        1 => "1 warning, which is left out from now on".to_owned(),
        count => format!("{count} warnings, which are left out from now on"),
    };
    terminal.say(&format!("{} holds {what}", baseline::FILE));
    outcome(&built)
}
