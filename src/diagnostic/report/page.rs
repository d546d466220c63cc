//! What a code means: the page of `florilege explain`, of `docs/checks/` and of SARIF, from the code's rule alone.

use std::fmt::Write as _;

use crate::diagnostic::{Rule, Severity};

/// The page as text, for a terminal.
pub fn plain(rule: &Rule) -> String {
    let (wrong, right) = parted(rule.example);
    let mut page = format!("{} ({})\n\n{}\n", rule.code.name(), rule.severity.word(), capital(rule.summary));
    // Writing into a string cannot fail.
    let _ = write!(page, "\n{}\n\nExample:\n\n{}", rule.explanation, indented(wrong));
    if let Some(right) = right {
        let _ = write!(page, "\nThe cure:\n\n{}", indented(right));
    }
    let _ = write!(page, "\n{}\n", standing(rule, "`checks` in `study.yaml`"));
    page
}

/// The page as Markdown, for documentation and for services that show SARIF.
pub fn markdown(rule: &Rule) -> String {
    let (wrong, right) = parted(rule.example);
    let mut page = format!("{}.\n\n{}\n\n{}", capital(rule.summary), rule.explanation, fenced(wrong));
    if let Some(right) = right {
        let _ = write!(page, "\nThe cure:\n\n{}", fenced(right));
    }
    page
}

/// The whole file of `docs/checks/`.
pub fn file(rule: &Rule) -> String {
    let name = rule.code.name();
    let level = match rule.severity {
        Severity::Error => "An error",
        Severity::Warning => "A warning",
    };
    let checks = "[`checks` in `study.yaml`](../study-format.md#drafts-checks-and-pardons)";
    format!("# {name}\n\n*{level}.* {}\n{}\n", markdown(rule), standing(rule, checks))
}

/// The index of `docs/checks/`.
pub fn index(rules: &[&Rule]) -> String {
    let mut page = INDEX.to_owned();
    for severity in [Severity::Error, Severity::Warning] {
        let of_level = rules.iter().filter(|rule| rule.severity == severity);
        let (title, words) = match severity {
            Severity::Error => ("Errors", "The study cannot be built while there is one. Their level is theirs."),
            Severity::Warning => ("Warnings", "The study is built all the same. `study.yaml` can set their level."),
        };
        let _ = write!(page, "\n## {title}\n\n{words}\n\n| code | what is wrong |\n|---|---|\n");
        for rule in of_level {
            let name = rule.code.name();
            let _ = writeln!(page, "| [`{name}`]({name}.md) | {} |", rule.summary.replace('|', "\\|"));
        }
    }
    page
}

const INDEX: &str = "\
# Everything that can be wrong

Each diagnostic has a code, which stands in brackets before its message. `florilege explain CODE` prints what these pages
say. How levels are set, old warnings left out and mistakes mended by the program is told in
[diagnostics.md](../diagnostics.md).
";

/// What can be done about the level of a code; `checks` is where.
fn standing(rule: &Rule, checks: &str) -> String {
    match rule.severity {
        Severity::Error => "The study cannot be built while this is wrong, so its level cannot be changed.".to_owned(),
        Severity::Warning => format!(
            "The study is built all the same. Its level can be set, and entities be pardoned, under {checks}, with a \
             reason; `--deny {}` makes it an error for one run.",
            rule.code.name()
        ),
    }
}

/// The two sides of an example: what is wrong, and its cure where one is given.
pub fn parted(example: &str) -> (&str, Option<&str>) {
    match example.split_once('→') {
        Some((wrong, right)) => (trimmed(wrong), Some(trimmed(right))),
        None => (trimmed(example), None),
    }
}

/// Without the blanks and the line breaks around it, but with the indentation of its first line.
fn trimmed(side: &str) -> &str {
    side.trim_end().trim_start_matches('\n').trim_start_matches(' ')
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default() + letters.as_str()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

fn fenced(text: &str) -> String {
    // The fence is longer than any in the text.
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}\n{text}\n{fence}\n")
}
