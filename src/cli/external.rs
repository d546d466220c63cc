//! `florilege check --external`: asks the links out of a study, and keeps the ledger of those that led somewhere.

use std::time::Duration;

use crate::external::{self, Ledger, Manners, Web};
use crate::pipeline::Built;
use crate::publish::ledger;

use super::arguments::CheckOptions;
use super::date;
use super::terminal::Terminal;

/// A host is left alone for so long between two questions.
const PAUSE: Duration = Duration::from_secs(1);
/// For so many days after an address led somewhere, no answer is taken for a fault that passes.
const TRUSTED_DAYS: u16 = 30;

/// Adds what is wrong with the links to what a build noticed; `false` where the machine failed, which was said.
pub(super) fn add(built: &mut Built, options: &CheckOptions, terminal: &Terminal) -> bool {
    let study = &options.common.study;
    let text = match ledger::read(study) {
        Ok(text) => text.unwrap_or_default(),
        Err(error) => return failed(terminal, &error.to_string(), error.help()),
    };
    let before = match Ledger::read(&text) {
        Ok(ledger) => ledger,
        Err(wrong) => {
            let words = format!("cannot read `{}`: {wrong}", study.join(ledger::NAME));
            return failed(terminal, &words, "mend the line, or remove the file: then every address is asked again");
        }
    };
    let today = date::today();
    let manners = Manners {
        today,
        fresh_since: date::days_before(today, options.ask_again_after),
        trusted_since: date::days_before(today, TRUSTED_DAYS),
        pause: PAUSE,
    };
    let outcome = external::check(&built.external_links, &before, &manners, &Web::default());
    if outcome.asked > 1 && outcome.answered == 0 {
        let words = format!("none of {} addresses could be asked", outcome.asked);
        return failed(terminal, &words, "is this machine connected to the network? nothing was written down");
    }
    terminal.say(&format!("asked {} addresses, {} answered", outcome.asked, outcome.answered));
    built.add(outcome.diagnostics);
    if outcome.ledger == before {
        return true;
    }
    match ledger::write(study, &outcome.ledger.write()) {
        Ok(()) => true,
        Err(error) => failed(terminal, &error.to_string(), error.help()),
    }
}

fn failed(terminal: &Terminal, words: &str, help: &str) -> bool {
    terminal.fail(words, help);
    false
}
