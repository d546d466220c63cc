//! A new organisation, tool or practice: `content/organisations/ID.md`, and a translation of its name.

use crate::study::Kind;

use super::ground::{name, named_by_id};
use super::{Addition, Ground, NewText, Refusal, Wanted, yaml};

/// What an organisation, a tool or a practice may be given at once.
#[derive(Clone, Debug)]
pub struct Card {
    /// `Organisation`, `Tool` or `Practice`.
    pub kind: Kind,
    /// One sentence about it.
    pub summary: Option<String>,
    /// Topics that it belongs to.
    pub topics: Vec<String>,
    /// Tools that an organisation uses.
    pub tools: Vec<String>,
    /// Practices that an organisation or a tool has.
    pub practices: Vec<String>,
    /// The document in which that is said.
    pub document: Option<String>,
    /// Where in it.
    pub locator: Option<String>,
}

pub(super) fn add(ground: &Ground<'_>, wanted: &Wanted, card: &Card) -> Result<Addition, Refusal> {
    let id = ground.free_id(card.kind, wanted)?;
    ground.known_languages(wanted, ground.language())?;
    ground.all_known(Kind::Topic, &card.topics)?;
    ground.all_known(Kind::Tool, &card.tools)?;
    ground.all_known(Kind::Practice, &card.practices)?;
    card.document.iter().try_for_each(|document| ground.known(Kind::Document, document))?;
    let stem = format!("content/{}/{id}", card.kind.folder());
    let mut files = vec![NewText::file(format!("{stem}.md"), text(ground, wanted, card, &id))];
    files.extend(wanted.translations.iter().map(|(language, words)| {
        let text = format!("---\n{}---\n", yaml::line("name", words, 0));
        NewText::file(format!("{stem}.{language}.md"), text)
    }));
    Ok(Addition { kind: card.kind.word(), id, files, notes: named_by_id(wanted, "name", "--name") })
}

fn text(ground: &Ground<'_>, wanted: &Wanted, card: &Card, id: &str) -> String {
    let mut text = format!("---\n{}", yaml::line("name", &name(wanted, id), 0));
    match &card.summary {
        Some(summary) => text.push_str(&yaml::line("summary", summary, 0)),
        None => text.push_str(
            ground
                .say("# summary: \"One sentence about it.\"\n", "# summary: \"Une phrase qui en dit l'essentiel.\"\n"),
        ),
    }
    text.push_str(&yaml::list("topics", &card.topics));
    let source = yaml::source(card.document.as_deref(), card.locator.as_deref());
    for (key, ids) in [("tools", &card.tools), ("practices", &card.practices)] {
        text.push_str(&relations(key, ids, source.as_deref()));
    }
    if card.tools.is_empty()
        && card.practices.is_empty()
        && let Some(source) = &source
    {
        text.push_str(&format!("source: {source}\n"));
    }
    text + "---\n"
}

fn relations(key: &str, ids: &[String], source: Option<&str>) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let source = source.map_or(String::new(), |source| format!(", source: {source}"));
    ids.iter().fold(format!("{key}:\n"), |text, id| format!("{text}  - {{id: {id}{source}}}\n"))
}
