//! `florilege build`: the site into its folder, whole or not at all.

use std::time::{Duration, Instant};

use camino::Utf8PathBuf;

use crate::diagnostic::{Diagnostic, Severity, any_error};
use crate::fingerprint::{self, Fingerprint};
use crate::pipeline::{self, Memos};
use crate::publish::last_build::LastBuild;
use crate::publish::output::{Counts, Staging, Trust};
use crate::publish::{PublishError, lock};
use crate::source::{Sources, read};

use super::arguments::{BuildOptions, CommonOptions, Deny};
use super::terminal::Terminal;
use super::{Outcome, date, progress};

/// Builds a study.
pub(super) fn run(options: &BuildOptions, terminal: &Terminal) -> Outcome {
    #[allow(clippy::disallowed_methods, reason = "how long it took is said to the user, and decides nothing")]
    let started = Instant::now();
    let Some((sources, settings)) = read(&options.common, terminal) else {
        return Outcome::Failed;
    };
    match build(options, &sources, &settings, terminal, started) {
        Ok(outcome) => outcome,
        Err(error) => {
            terminal.fail(&error.to_string(), error.help());
            Outcome::Failed
        }
    }
}

/// Reads a study and what the user wants of it; says what is wrong where it cannot.
pub(super) fn read(options: &CommonOptions, terminal: &Terminal) -> Option<(Sources, pipeline::Options)> {
    let date = match date::given(options.date) {
        Ok(date) => date,
        Err(words) => {
            terminal.fail(&words, "unset it, or give the date by --date");
            return None;
        }
    };
    match read::study(&options.study) {
        Ok(sources) => {
            let address = options.address.clone();
            let options = pipeline::Options { date, address, preview: options.preview, ..pipeline::Options::default() };
            Some((sources, options))
        }
        Err(error) => {
            terminal
                .fail(&format!("cannot read the folder `{}`: {error}", options.study), "name the folder of a study");
            None
        }
    }
}

fn build(
    options: &BuildOptions,
    sources: &Sources,
    settings: &pipeline::Options,
    terminal: &Terminal,
    started: Instant,
) -> Result<Outcome, PublishError> {
    let study = &options.common.study;
    let public = options.output.clone().unwrap_or_else(|| study.join("public"));
    let key = key(sources, settings, options);
    let held = lock::take(study)?;
    if !options.rehash
        && let Some(last) = LastBuild::load(study)
        && last.matches(key, &public)
    {
        terminal.report(&last.diagnostics, sources);
        terminal.say(&format!(
            "nothing changed · wrote 0 in {}{}",
            seconds(started.elapsed()),
            left_out(last.left_out)
        ));
        return Ok(Outcome::Fine);
    }
    let trust = if options.rehash { Trust::Hash } else { Trust::Length };
    let staging = Staging::open(&public, trust, held)?;
    let work = || pipeline::build(sources, settings, &Memos::default(), &staging);
    let mut built = match progress::during(!options.common.quiet, "building", work) {
        Ok(built) => built,
        Err(error) => {
            staging.abandon()?;
            return Err(error.into());
        }
    };
    deny(&mut built.diagnostics, &options.common.deny);
    terminal.report(&built.diagnostics, &built.texts(sources));
    if any_error(&built.diagnostics) {
        staging.abandon()?;
        terminal.say(&format!("nothing was written to {public}"));
        return Ok(Outcome::StudyHasErrors);
    }
    let counts = staging.publish()?;
    LastBuild::of(key, built.diagnostics.clone(), built.left_out, &public)?.store(study)?;
    terminal.say(&summary(&built, counts, started.elapsed(), &public));
    Ok(Outcome::Fine)
}

/// Makes errors of the warnings that the user does not want, once everything is found.
pub(super) fn deny(diagnostics: &mut [Diagnostic], deny: &[Deny]) {
    let is_denied = |found: &Diagnostic| deny.contains(&Deny::Warnings) || deny.contains(&Deny::Code(found.code));
    for found in diagnostics.iter_mut().filter(|found| is_denied(found)) {
        found.severity = Severity::Error;
    }
}

/// How many diagnostics the baseline left out, as the end of a summary.
pub(super) fn left_out(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "\n1 warning is left out by baseline.yaml".to_owned(),
        count => format!("\n{count} warnings are left out by baseline.yaml"),
    }
}

/// Everything that a build depends on: program, options, date and sources.
fn key(sources: &Sources, settings: &pipeline::Options, options: &BuildOptions) -> Fingerprint {
    let settings = format!("{} {:?} {:?}", env!("CARGO_PKG_VERSION"), settings, options.common.deny);
    fingerprint::of_parts([settings.as_bytes(), &program(), sources.fingerprint().hex().as_bytes()])
}

/// The program itself: one built from other sources makes another site, though its version be the same.
fn program() -> Vec<u8> {
    #[allow(clippy::disallowed_methods, reason = "the program's own file, which only the environment can name")]
    let bytes = std::env::current_exe().and_then(std::fs::read).unwrap_or_default();
    fingerprint::long_hex(&bytes).into_bytes()
}

fn summary(built: &pipeline::Built, counts: Counts, took: Duration, public: &Utf8PathBuf) -> String {
    let mut words = format!(
        "{} · wrote {} ({} unchanged, {} removed) in {}\n{} pages, {} files, {} kB in {public}/; open {public}/index.html",
        built.counts,
        counts.written,
        counts.unchanged,
        counts.deleted,
        seconds(took),
        built.pages(),
        built.site.len(),
        built.bytes() / 1000,
    );
    if built.withheld > 0 {
        let (quotes, they) = if built.withheld == 1 { ("quote is", "it has") } else { ("quotes are", "they have") };
        words.push_str(&format!("\n{} {quotes} withheld: {they} no consent, or not yet", built.withheld));
    }
    words.push_str(&left_out(built.left_out));
    if built.has_no_address {
        words.push_str(
            "\nno `address` is given: canonical links, pictures for shared links, the sitemap and the feed are left out, \
             and the links of 404.html are relative",
        );
    }
    words
}

/// A duration as people read it.
pub(super) fn seconds(took: Duration) -> String {
    match took.as_millis() {
        millis if millis < 1000 => format!("{millis} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}
