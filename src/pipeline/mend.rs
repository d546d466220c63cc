//! What `check --fix` makes of a study: the certain fixes of its diagnostics, until none is left.
//!
//! A mended mistake may show the next one, and of two fixes that touch only the first is made at once; so the study is
//! built again after each round. Nothing is written here: the result is the same study in memory, and what was done.

use super::{Built, Memos, Options, build};
use crate::diagnostic::{Diagnostic, Texts, fix};
use crate::site::{NullStore, StoreError};
use crate::source::Sources;

/// A study needs as many rounds as mistakes hide one another; more means that two fixes undo each other.
const MOST_ROUNDS: usize = 10;

/// A mended study.
#[derive(Debug)]
pub struct Mended {
    /// Its files.
    pub sources: Sources,
    /// What is left to say about it.
    pub built: Built,
    /// What was mended, in the order in which it was, each with its line at that time, from 1.
    pub done: Vec<(Diagnostic, usize)>,
}

/// Makes every certain fix of a study.
pub fn mend(sources: &Sources, options: &Options, memos: &Memos) -> Result<Mended, StoreError> {
    let mut sources = sources.clone();
    let mut done = Vec::new();
    let mut built = build(&sources, options, memos, &NullStore)?;
    for _ in 0..MOST_ROUNDS {
        let (mended, round) = round(&sources, &built.diagnostics);
        if round.is_empty() {
            break;
        }
        done.extend(round);
        sources = mended;
        built = build(&sources, options, memos, &NullStore)?;
    }
    Ok(Mended { sources, built, done })
}

/// The study with the fixes that can be made together.
fn round(sources: &Sources, diagnostics: &[Diagnostic]) -> (Sources, Vec<(Diagnostic, usize)>) {
    let chosen = fix::certain(diagnostics);
    // What is made by the embedded theme, or stands in a file that is no text, cannot be edited.
    let is_ours = |found: &&Diagnostic| {
        found
            .fix
            .iter()
            .flat_map(|fix| &fix.edits)
            .all(|edit| sources.get(&edit.place.path).is_some_and(|file| file.text.is_some()))
    };
    let chosen: Vec<&Diagnostic> = chosen.into_iter().filter(is_ours).collect();
    let mut mended = sources.clone();
    for (path, edits) in fix::by_file(chosen.iter().filter_map(|found| found.fix.as_ref())) {
        let Some(file) = sources.get(path) else { continue };
        let Some(text) = file.text.as_deref().and_then(|text| fix::edited(text, &edits)) else {
            unreachable!("edits that do not touch each other fit the text that they were made for");
        };
        let mark = file.bytes.len() - file.text.as_deref().map_or(0, str::len);
        let bytes = [file.bytes.get(..mark).unwrap_or_default(), text.as_bytes()].concat();
        mended = mended.with(path.as_str(), bytes);
    }
    let line = |found: &Diagnostic| {
        let text = sources.text(&found.place.path).unwrap_or_default();
        text.get(..found.place.span.start).map_or(1, |before| before.matches('\n').count() + 1)
    };
    let done = chosen.into_iter().map(|found| (found.clone(), line(found))).collect();
    (mended, done)
}
