//! Front and back matter that a published report always has.

use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::Kind;

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::MissingPage,
    severity: Severity::Warning,
    summary: "a page that a published report always has is missing",
    explanation: "Readers of a report look for its method, its limits and its legal information. Write the page under \
                  `content/pages/`, or set this check to `allow` in `study.yaml` with the reason.",
    example: "content/pages/methods.md → content/pages/method.md",
};

const EXPECTED: [&str; 3] = ["method", "limits", "legal"];

/// Reports the missing pages of a study that has chapters: a study without a narrative is no report yet.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    if study.chapters.is_empty() {
        return Vec::new();
    }
    let missing = EXPECTED.iter().filter(|id| !subject.model.names.has(Kind::Page, id));
    missing
        .map(|id| {
            RULE.at(study.imprint.place.clone(), format!("the study has no page `{id}`"))
                .help(format!("write `content/pages/{id}.md`"))
                .about(format!("page:{id}"))
        })
        .collect()
}
