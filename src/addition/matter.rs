//! A new chapter, page or finding: a Markdown file with its heading, and one for each translation of it.

use crate::study::Kind;

use super::ground::{name, named_by_id};
use super::{Addition, Ground, NewText, Refusal, Wanted, yaml};

/// What a chapter, a page or a finding may be given at once.
#[derive(Clone, Debug)]
pub struct Matter {
    /// `Chapter`, `Page` or `Finding`.
    pub kind: Kind,
    /// One sentence about it.
    pub summary: Option<String>,
    /// Topics of a chapter or a finding.
    pub topics: Vec<String>,
    /// The evidence of a finding, each as `kind:id`.
    pub rests_on: Vec<String>,
    /// How far a finding holds.
    pub scope: Option<String>,
}

pub(super) fn add(ground: &Ground<'_>, wanted: &Wanted, matter: &Matter) -> Result<Addition, Refusal> {
    let id = ground.free_id(matter.kind, wanted)?;
    ground.known_languages(wanted, ground.language())?;
    ground.all_known(Kind::Topic, &matter.topics)?;
    matter.rests_on.iter().try_for_each(|reference| ground.known_reference(reference))?;
    let stem = match matter.kind {
        Kind::Chapter => format!("content/chapters/{:02}-{id}", next_chapter(ground)),
        kind => format!("content/{}/{id}", kind.folder()),
    };
    let mut keys = String::new();
    if matter.kind == Kind::Finding {
        keys.push_str(&format!("order: {}\n", next_finding(ground)));
        keys.push_str(&yaml::list("rests_on", &matter.rests_on));
    }
    keys.push_str(&yaml::maybe("scope", matter.scope.as_deref(), 0));
    keys.push_str(&yaml::maybe("summary", matter.summary.as_deref(), 0));
    keys.push_str(&yaml::list("topics", &matter.topics));
    let front = if keys.is_empty() { keys } else { format!("---\n{keys}---\n") };
    let mut files = vec![NewText::file(format!("{stem}.md"), front + &heading(&name(wanted, &id)))];
    let translations = wanted.translations.iter();
    files.extend(translations.map(|(language, words)| NewText::file(format!("{stem}.{language}.md"), heading(words))));
    Ok(Addition { kind: matter.kind.word(), id, files, notes: named_by_id(wanted, "title", "--title") })
}

/// A heading on one line. What Markdown would take for its own is escaped.
fn heading(words: &str) -> String {
    let mut text = String::from("# ");
    for letter in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '$' | '{' | '}' | '~') {
            text.push('\\');
        }
        text.push(letter);
    }
    text + "\n"
}

/// The number behind that of the last chapter.
fn next_chapter(ground: &Ground<'_>) -> u32 {
    let numbers = ground.model.whole.chapters.iter().filter_map(|chapter| chapter.number);
    numbers.max().unwrap_or(0).saturating_add(1)
}

/// The place behind that of the last finding.
fn next_finding(ground: &Ground<'_>) -> i64 {
    let orders = ground.model.whole.findings.iter().filter_map(|finding| finding.order);
    orders.max().unwrap_or(0).saturating_add(1)
}
