//! `florilege explain`: what a diagnostic means.

use std::fmt::Write as _;

use crate::diagnostic::report::page;
use crate::diagnostic::{Rule, nearest};
use crate::pipeline;

use super::Outcome;
use super::arguments::ExplainOptions;
use super::terminal::Terminal;

/// Explains one code, or lists all.
pub(super) fn run(options: &ExplainOptions, terminal: &Terminal) -> Outcome {
    let rules = pipeline::rules();
    let Some(typed) = &options.code else {
        terminal.answer(&list(&rules));
        return Outcome::Fine;
    };
    // As it stands in a message: `error[unknown-key]`, or the brackets alone.
    let code = typed.trim_start_matches("error").trim_start_matches("warning").trim_matches(['[', ']']);
    match rules.iter().find(|rule| rule.code.name() == code) {
        Some(rule) => {
            terminal.answer(&page::plain(rule));
            Outcome::Fine
        }
        None => {
            let near = nearest(code, rules.iter().map(|rule| rule.code.name()));
            let help =
                near.map_or("`florilege explain` lists all codes".to_owned(), |near| format!("did you mean `{near}`?"));
            terminal.fail(&format!("there is no code `{typed}`"), &help);
            Outcome::Failed
        }
    }
}

fn list(rules: &[&Rule]) -> String {
    rules.iter().fold(String::new(), |mut list, rule| {
        // Writing into a string cannot fail.
        let _ = writeln!(list, "{:<28} {:<8} {}", rule.code.name(), rule.severity.word(), rule.summary);
        list
    })
}
