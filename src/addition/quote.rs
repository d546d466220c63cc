//! A new quote, in a file of its own: keys, then the words to the letter, and a file for each translation.

use crate::decode::id;
use crate::study::{ConsentPolicy, Kind};

use super::{Addition, Ground, NewText, Refusal, Wanted, yaml};

/// An id is made of so many of the first words.
const WORDS_OF_ID: usize = 6;

/// What a quote may be given at once.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Whose words they are.
    pub by: Voice,
    /// The person, by role or code.
    pub speaker: Option<String>,
    /// The document that they come from; a study with a single one needs not name it.
    pub document: Option<String>,
    /// Where in it.
    pub locator: Option<String>,
    /// The language of the words, if it is not the study's own.
    pub language: Option<String>,
    /// When it was said.
    pub date: Option<String>,
    /// Tools that the words name.
    pub tools: Vec<String>,
    /// Practices that the words name.
    pub practices: Vec<String>,
    /// What the words are about.
    pub topics: Vec<String>,
    /// The consent of whoever said it.
    pub consent: Option<String>,
    /// Who translated it.
    pub translator: Option<String>,
}

/// Whose words they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Those of an organisation.
    Organisation(String),
    /// Nobody knows, for this reason.
    Unknown(String),
}

pub(super) fn add(ground: &Ground<'_>, wanted: &Wanted, quote: &Quote) -> Result<Addition, Refusal> {
    hold(ground, wanted, quote)?;
    let words = spoken(wanted.words.as_deref().unwrap_or_default())?;
    let id = match wanted.id {
        Some(_) => ground.free_id(Kind::Quote, wanted)?,
        None => proposed(ground, &words)?,
    };
    let only = only_document(ground);
    let document = quote.document.as_deref().or(only.as_deref());
    let mut notes = Vec::new();
    if quote.consent.is_none() && ground.model.whole.imprint.consent == ConsentPolicy::EachQuote {
        notes.push("it is withheld until its file says `consent: granted`".to_owned());
    }
    let stem = format!("content/quotes/{id}");
    let mut files = vec![NewText::file(format!("{stem}.md"), text(quote, document, &words))];
    for (language, words) in &wanted.translations {
        let by = yaml::maybe("by", quote.translator.as_deref(), 0);
        files.push(NewText::file(format!("{stem}.{language}.md"), format!("---\n{by}---\n{}\n", spoken(words)?)));
    }
    Ok(Addition { kind: Kind::Quote.word(), id, files, notes })
}

/// Holds every name to what is declared.
fn hold(ground: &Ground<'_>, wanted: &Wanted, quote: &Quote) -> Result<(), Refusal> {
    if let Voice::Organisation(id) = &quote.by {
        ground.known(Kind::Organisation, id)?;
    }
    let languages: Vec<&str> = ground.model.names.languages.iter().map(|language| language.as_str()).collect();
    if let Some(language) = quote.language.as_deref().filter(|language| !languages.contains(language)) {
        let help = format!("its languages are {}; study.yaml lists them", languages.join(", "));
        return Err(Refusal::new(format!("`{language}` is no language of the study"), help));
    }
    ground.known_languages(wanted, quote.language.as_deref().unwrap_or(ground.language()))?;
    quote.speaker.iter().try_for_each(|speaker| ground.known_speaker(speaker))?;
    quote.document.iter().try_for_each(|document| ground.known(Kind::Document, document))?;
    ground.all_known(Kind::Tool, &quote.tools)?;
    ground.all_known(Kind::Practice, &quote.practices)?;
    ground.all_known(Kind::Topic, &quote.topics)
}

fn text(quote: &Quote, document: Option<&str>, words: &str) -> String {
    let mut text = String::from("---\n");
    match &quote.by {
        Voice::Organisation(id) => text.push_str(&yaml::word("organisation", Some(id), 0)),
        Voice::Unknown(reason) => {
            text.push_str("attribution:\n");
            text.push_str(&yaml::line("unknown", reason, 2));
        }
    }
    text.push_str(&yaml::word("speaker", quote.speaker.as_deref(), 0));
    match yaml::source(document, quote.locator.as_deref()) {
        Some(source) => text.push_str(&format!("source: {source}\n")),
        None => text.push_str(&yaml::maybe("locator", quote.locator.as_deref(), 0)),
    }
    for (key, word) in [("language", &quote.language), ("date", &quote.date)] {
        text.push_str(&yaml::word(key, word.as_deref(), 0));
    }
    for (key, ids) in [("tools", &quote.tools), ("practices", &quote.practices), ("topics", &quote.topics)] {
        text.push_str(&yaml::list(key, ids));
    }
    text.push_str(&yaml::word("consent", quote.consent.as_deref(), 0));
    text + "---\n" + words + "\n"
}

/// The words as a file of quotes holds them: lines end in `\n`, and one that is `---` alone is escaped.
fn spoken(typed: &str) -> Result<String, Refusal> {
    let blank = [' ', '\t', '\r', '\n', '\u{feff}'];
    let words = typed.trim_matches(blank);
    if words.is_empty() {
        return Err(Refusal::new("a quote has no words", "give them by --words \"…\", or on the standard input"));
    }
    let lines = words.lines().map(|line| if line.trim_end() == "---" { "\\---" } else { line });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// An id of the first words, with a number where it is taken.
fn proposed(ground: &Ground<'_>, words: &str) -> Result<String, Refusal> {
    let first: Vec<&str> = words.split_whitespace().take(WORDS_OF_ID).collect();
    let Some(id) = id::spell(&first.join(" ")) else {
        return Err(Refusal::new("no id can be made of the words", "give one by --id"));
    };
    // An elision is a word of its own in an id: the count is held again, and no word is cut.
    let mut id: Vec<&str> = id.split('-').take(WORDS_OF_ID).collect();
    while id.len() > 1 && id.join("-").len() > 60 {
        id.pop();
    }
    let id = id.join("-");
    let taken = |id: &str| id == "index" || ground.model.names.has(Kind::Quote, id);
    let numbered = (2_u32..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id));
    Ok(free.unwrap_or(id))
}

/// The document of a study that has a single one.
fn only_document(ground: &Ground<'_>) -> Option<String> {
    let mut documents = ground.model.names.of(Kind::Document);
    match (documents.next(), documents.next()) {
        (Some(only), None) => Some(only.to_owned()),
        _ => None,
    }
}
