//! Two entities of one kind with one name: readers could not tell them apart.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity, fold};
use crate::study::{Card, Kind};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::SameName,
    severity: Severity::Warning,
    summary: "two entities of one kind have one name",
    explanation: "Readers know entities by their names. If both are the same thing, merge them and write the other \
                  spelling under `also_called`; if not, let the names say how they differ.",
    example: "# content/tools/weblogs.md\nname: Blogs → # content/tools/weblogs.md\nname: Weblogs",
};

/// Reports the later of two entities with one name, in the study's first language.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    let organisations = study.organisations.values().map(|it| (Kind::Organisation, it.id.as_str(), &it.card));
    let tools = study.tools.values().map(|it| (Kind::Tool, it.id.as_str(), &it.card));
    let practices = study.practices.values().map(|it| (Kind::Practice, it.id.as_str(), &it.card));
    let mut seen: BTreeMap<(Kind, String), &Place> = BTreeMap::new();
    let mut out = Vec::new();
    for (kind, id, card) in organisations.chain(tools).chain(practices) {
        let name = name(card);
        if let Some(first) = seen.get(&(kind, fold(name))) {
            out.push(
                RULE.at(card.place.clone(), format!("another {} is also named `{name}`", kind.word()))
                    .also((*first).clone(), "the other one")
                    .help("let the names say how they differ, or make one of them the other's `also_called`")
                    .about(format!("{}:{id}", kind.word())),
            );
        } else {
            seen.insert((kind, fold(name)), &card.place);
        }
    }
    out
}

fn name(card: &Card) -> &str {
    card.name.first().map_or("", String::as_str)
}
