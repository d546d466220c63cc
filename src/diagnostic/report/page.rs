//! What a code means: the page of `florilege explain`, of `docs/checks/` and of SARIF, from the code's rule alone.

use std::fmt::Write as _;

use crate::diagnostic::{Rule, Severity};

/// The page as text, for a terminal.
pub fn plain(rule: &Rule) -> String {
    let (wrong, right) = parted(rule.example);
    let mut page = format!("{} ({})\n\n{}\n", rule.code.name(), rule.severity.word(), capital(rule.summary));
    // Writing into a string cannot fail.
    let _ = write!(page, "\n{}\nExample:\n\n{}", wrapped(rule.explanation), indented(wrong));
    if let Some(right) = right {
        let _ = write!(page, "\nThe cure:\n\n{}", indented(right));
    }
    let _ = write!(page, "\n{}", wrapped(&standing(rule, "`checks` in `study.yaml`")));
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

/// A text in lines that fit a terminal, each ended; a blank line between paragraphs.
fn wrapped(text: &str) -> String {
    text.split("\n\n").map(wrapped_paragraph).collect::<Vec<_>>().join("\n")
}

fn wrapped_paragraph(text: &str) -> String {
    const WIDTH: usize = 96;
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 {
            let fits = column + 1 + width <= WIDTH;
            lines.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        lines.push_str(word);
        column += width;
    }
    lines + "\n"
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    static RULE: Rule = Rule {
        code: Code::UnknownKey,
        severity: Severity::Error,
        summary: "a key means nothing",
        explanation: "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                      seventeen eighteen.",
        example: "titre: \"a\"\nb: ```c``` →\n  title: \"a\"\n\n  b: c",
    };

    #[test]
    fn a_page_for_a_terminal_is_wrapped_and_its_examples_are_not() {
        assert_eq!(
            plain(&RULE),
            "unknown-key (error)\n\nA key means nothing\n\n\
             One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen\n\
             seventeen eighteen.\n\nExample:\n\n    titre: \"a\"\n    b: ```c```\n\nThe cure:\n\n    title: \"a\"\n\n      b: c\n\n\
             The study cannot be built while this is wrong, so its level cannot be changed.\n"
        );
    }

    #[test]
    fn a_fence_is_longer_than_those_of_its_example() {
        assert!(file(&RULE).contains("\n````\ntitre: \"a\"\nb: ```c```\n````\n\nThe cure:\n\n```\ntitle: \"a\"\n"));
        assert!(file(&RULE).starts_with("# unknown-key\n\n*An error.* A key means nothing.\n\nOne two"));
    }
}
