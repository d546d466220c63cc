//! `florilege new KIND`: one more thing in a study, checked before it is written.
//!
//! The study is built in memory with what is new in it. An error that was not there before is shown, and nothing is
//! written; so what this command adds is right the first time, whatever was typed.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Read};

use camino::Utf8Path;

use super::arguments::{Common, Thing};
use crate::addition::{self, Addition, Ground, Wanted, What};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, date};
use crate::diagnostic::{Diagnostic, any_error};
use crate::parse::{self, ParsedFile};
use crate::pipeline::{self, Built, Memos, Size};
use crate::publish::new_files::{self, Change};
use crate::resolve;
use crate::site::{NullStore, StoreError};
use crate::source::{Sources, read};

/// No quote is longer; what is piped in by mistake is.
const LONGEST_WORDS: u64 = 1 << 20;

/// Adds something to a study.
pub(super) fn run(thing: Thing) -> Outcome {
    let terminal = Terminal::plain();
    let (mut wanted, common) = thing.wanted();
    let Some(sources) = sources(&common, &terminal) else { return Outcome::Failed };
    if matches!(wanted.what, What::Quote(_)) && wanted.words.is_none() {
        match piped(&terminal) {
            Ok(words) => wanted.words = Some(words),
            Err((words, help)) => return failed(&terminal, &words, help),
        }
    }
    let addition = match added(&sources, &wanted) {
        Ok(addition) => addition,
        Err(refusal) => return failed(&terminal, &refusal.words, &refusal.help),
    };
    let after = addition
        .files
        .iter()
        .fold(sources.clone(), |sources, file| sources.with(file.path.as_str(), file.after.clone()));
    let new = match new_diagnostics(&sources, &after) {
        Ok((new, built)) if any_error(&new) || !declares(&after, &addition) => {
            terminal.report(&new, &built.texts(&after));
            return failed(&terminal, &format!("this {} would be wrong", addition.kind), "nothing was written");
        }
        Ok(new) => new,
        Err(error) => return failed(&terminal, &error, ""),
    };
    let changes: Vec<Change> = addition.files.iter().map(change).collect();
    if let Err(error) = new_files::add(&common.study, &changes) {
        return failed(&terminal, &error.to_string(), error.help());
    }
    terminal.answer(&places(&addition, &common.study));
    if !common.quiet {
        terminal.answer(&addition.notes.iter().map(|note| format!("  {note}\n")).collect::<String>());
        terminal.report(&new.0, &new.1.texts(&after));
    }
    Outcome::Fine
}

fn failed(terminal: &Terminal, words: &str, help: &str) -> Outcome {
    terminal.fail(words, help);
    Outcome::Failed
}

/// The files of the study, if the folder is one.
fn sources(common: &Common, terminal: &Terminal) -> Option<Sources> {
    let help = "go to the folder that holds study.yaml, or name it by --study; `florilege new DIR` makes a new one";
    match read::study(&common.study) {
        Ok(sources) if sources.iter().any(|file| file.path.as_str() == "study.yaml") => Some(sources),
        Ok(_) => {
            terminal.fail(&format!("`{}` is no study: it has no study.yaml", common.study), help);
            None
        }
        Err(error) => {
            terminal.fail(&format!("cannot read the folder `{}`: {error}", common.study), help);
            None
        }
    }
}

/// The words of a quote, from the standard input.
fn piped(terminal: &Terminal) -> Result<String, (String, &'static str)> {
    let mut input = std::io::stdin().lock();
    if input.is_terminal() {
        terminal.hint("write or paste the words, then Enter and Ctrl-D");
    }
    let mut bytes = Vec::new();
    let read = input.by_ref().take(LONGEST_WORDS + 1).read_to_end(&mut bytes);
    read.map_err(|error| (format!("cannot read the words: {error}"), "give them by --words \"…\""))?;
    if bytes.len() as u64 > LONGEST_WORDS {
        return Err(("the standard input holds more than 1 MiB".to_owned(), "give the words of one quote alone"));
    }
    String::from_utf8(bytes).map_err(|_| ("the words are not UTF-8".to_owned(), "save the text as UTF-8 first"))
}

fn added(sources: &Sources, wanted: &Wanted) -> Result<Addition, addition::Refusal> {
    let files = parsed(sources);
    let model = resolve::model(&files.iter().collect::<Vec<_>>(), sources).value;
    addition::add(&Ground { model: &model, sources }, wanted)
}

fn parsed(sources: &Sources) -> Vec<ParsedFile> {
    let files = sources.iter().filter(|file| parse::is_parsed(&file.path));
    files.map(|file| parse::file(&file.path, file.text.as_deref()).value).collect()
}

/// Whether a study declares what was added: an entry behind a file's last line may be read as part of something else.
fn declares(sources: &Sources, addition: &Addition) -> bool {
    let files = parsed(sources);
    let names = resolve::model(&files.iter().collect::<Vec<_>>(), sources).value.names;
    match crate::study::Kind::from_word(addition.kind) {
        Some(kind) => names.has(kind, &addition.id),
        None => names.has_speaker(&addition.id),
    }
}

/// What is noticed in the study as it will be and was not before, and the build that noticed it.
fn new_diagnostics(before: &Sources, after: &Sources) -> Result<(Vec<Diagnostic>, Built), String> {
    let memos = Memos::default();
    let date = date::given(None)?;
    let options = pipeline::Options { date, size: Size::AsWritten, ..pipeline::Options::default() };
    let build = |sources: &Sources| -> Result<Built, String> {
        pipeline::build(sources, &options, &memos, &NullStore).map_err(|error: StoreError| error.to_string())
    };
    let mut built = build(after)?;
    let mut new = std::mem::take(&mut built.diagnostics);
    if !new.is_empty() {
        // Lines move when something is added: what is said, and where, tells one from another.
        let key = |it: &Diagnostic| (it.code, it.place.path.clone(), it.message.clone());
        let mut old: BTreeMap<_, usize> = BTreeMap::new();
        for diagnostic in build(before)?.diagnostics {
            *old.entry(key(&diagnostic)).or_default() += 1;
        }
        new.retain(|diagnostic| match old.get_mut(&key(diagnostic)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        });
    }
    Ok((new, built))
}

fn change(file: &addition::NewText) -> Change {
    Change { path: file.path.clone(), before: file.before.clone(), after: file.after.clone().into_bytes() }
}

/// Where what was added stands, a file a line, as editors and terminals open it.
fn places(addition: &Addition, study: &Utf8Path) -> String {
    let mut words = String::new();
    for (index, file) in addition.files.iter().enumerate() {
        let path = if study == "." { file.path.as_str().into() } else { study.join(file.path.as_str()) };
        let what = match index {
            0 => format!("the {} `{}`", addition.kind, addition.id),
            _ => "its translation".to_owned(),
        };
        words.push_str(&format!("{path}:{}: {what}\n", file.line));
    }
    words
}
