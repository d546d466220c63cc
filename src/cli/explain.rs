//! `florilege explain`: what a diagnostic means.

use std::fmt::Write as _;

use crate::diagnostic::{Rule, nearest};

use super::Outcome;
use super::arguments::ExplainOptions;
use super::rules::rules;
use super::terminal::Terminal;

/// Explains one code, or lists all.
pub(super) fn run(options: &ExplainOptions, terminal: &Terminal) -> Outcome {
    let rules = rules();
    let Some(code) = &options.code else {
        terminal.answer(&list(&rules));
        return Outcome::Fine;
    };
    match rules.iter().find(|rule| rule.code.name() == code) {
        Some(rule) => {
            terminal.answer(&page(rule));
            Outcome::Fine
        }
        None => {
            let near = nearest(code, rules.iter().map(|rule| rule.code.name()));
            let help =
                near.map_or("`florilege explain` lists all codes".to_owned(), |near| format!("did you mean `{near}`?"));
            terminal.fail(&format!("there is no code `{code}`"), &help);
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

fn page(rule: &Rule) -> String {
    format!(
        "{} ({})\n\n{}\n\n{}\n\nExample: {}\n",
        rule.code.name(),
        rule.severity.word(),
        rule.summary,
        rule.explanation,
        rule.example
    )
}
