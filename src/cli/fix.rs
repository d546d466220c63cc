//! `florilege check --fix` and `--diff`: what can only have been meant in one way, mended in the study's files or shown.

use crate::diagnostic::SourcePath;
use crate::diagnostic::report::{diff, text};
use crate::pipeline::{self, Memos, Mended};
use crate::publish::{PublishError, author, lock};
use crate::source::{SourceFile, Sources};

use super::Outcome;
use super::arguments::CheckOptions;
use super::build::{deny, left_out};
use super::check::outcome;
use super::terminal::Terminal;

/// Mends a study, or shows what would be mended.
pub(super) fn run(
    options: &CheckOptions,
    sources: &Sources,
    settings: &pipeline::Options,
    terminal: &Terminal,
) -> Outcome {
    let mut mended = match pipeline::mend(sources, settings, &Memos::default()) {
        Ok(mended) => mended,
        Err(error) => {
            terminal.fail(&error.to_string(), "");
            return Outcome::Failed;
        }
    };
    let changed: Vec<(&SourceFile, &SourceFile)> = changed(sources, &mended.sources);
    if options.diff {
        return show(&changed, &mended, terminal);
    }
    let failed = match write(options, &changed) {
        Ok(failed) => failed,
        Err(error) => vec![error],
    };
    for (found, line) in &mended.done {
        let lost = failed.iter().any(|error| error.path.ends_with(found.place.path.as_str()));
        if !lost {
            terminal.say(&format!(
                "mended {}:{line}: {}",
                text::one_line(found.place.path.as_str()),
                text::in_a_line(found)
            ));
        }
    }
    deny(&mut mended.built.diagnostics, &options.common.deny);
    terminal.report(&mended.built.diagnostics, &mended.built.texts(&mended.sources));
    terminal.say(&format!(
        "{}{}",
        summary(&mended, changed.len() - failed.len().min(changed.len())),
        left_out(mended.built.left_out)
    ));
    for error in &failed {
        terminal.fail(&error.to_string(), error.help());
    }
    if failed.is_empty() { outcome(&mended.built) } else { Outcome::Failed }
}

/// The diff, and nothing written. That something is to be mended is what the exit code says.
fn show(changed: &[(&SourceFile, &SourceFile)], mended: &Mended, terminal: &Terminal) -> Outcome {
    for (before, after) in changed {
        terminal.answer(&diff::unified(&before.path, whole(before), whole(after)));
    }
    if changed.is_empty() { outcome(&mended.built) } else { Outcome::StudyHasErrors }
}

/// The whole text of a file, its byte order mark included.
fn whole(file: &SourceFile) -> &str {
    std::str::from_utf8(&file.bytes).unwrap_or_default()
}

/// Every file that is another afterwards, before and after.
fn changed<'a>(before: &'a Sources, after: &'a Sources) -> Vec<(&'a SourceFile, &'a SourceFile)> {
    let pairs = after.iter().filter_map(|file| Some((before.get(&file.path)?, file)));
    pairs.filter(|(before, after)| before.fingerprint != after.fingerprint).collect()
}

/// Writes the files, each if it still is what was read; those that could not be written.
fn write(options: &CheckOptions, changed: &[(&SourceFile, &SourceFile)]) -> Result<Vec<PublishError>, PublishError> {
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let study = &options.common.study;
    let _held = lock::take(study)?;
    let one = |(before, after): &(&SourceFile, &SourceFile)| {
        let path: &SourcePath = &after.path;
        author::replace(study, path, before.fingerprint, &after.bytes).err()
    };
    Ok(changed.iter().filter_map(one).collect())
}

fn summary(mended: &Mended, files: usize) -> String {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    match (mended.done.len(), files) {
        (0, _) => "nothing can be mended without you".to_owned(),
        (count, files) => format!("mended {count} mistake{} in {files} file{}", plural(count), plural(files)),
    }
}
